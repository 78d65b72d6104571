//! Writes one article as a document.

use std::collections::BTreeSet;

use super::carry;
use super::habits::Habits;
use super::kinds::{self, ARTICLE_TYPES, TRANSLATION};
use super::options::{Citations, Options, TagSet, Version};
use super::xml::{Xml, is_id};
use crate::error::{WriteError, WriteErrorKind};
use crate::model::{Article, Kind, Lang, Scheme};

/// Writes the parts of a document, each in a file of its own.
pub(super) struct Writer {
    pub(super) xml: Xml,
    pub(super) tags: TagSet,
    pub(super) habits: &'static Habits,
    pub(super) citations: Citations,
    /// What begins the ids of the article that is written: `t1-` in its first translation.
    pub(super) prefix: String,
    /// The ids that are taken.
    pub(super) ids: BTreeSet<String>,
    /// What a value without a language would inherit where it stands.
    language: Option<Lang>,
    /// Whether punctuation is set between the parts of a citation.
    pub(super) punctuated: bool,
}

/// The whole document.
pub(super) fn document(
    article: &Article,
    options: &Options,
    pretty: bool,
) -> Result<String, WriteError> {
    let tags = options.tag_set;
    if tags == TagSet::Publishing {
        check_required(article)?;
    }
    let mut writer = Writer {
        xml: Xml::new(pretty, options.version == Version::V1_4),
        tags,
        habits: options.habits(),
        citations: options.how_to_cite(),
        prefix: String::new(),
        ids: BTreeSet::new(),
        language: article.language.clone(),
        punctuated: false,
    };
    writer.reserve_ids(article, "");
    writer.xml.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    writer.xml.out.push_str(&options.doctype());
    if !pretty {
        writer.xml.out.push('\n');
    }
    let (article_type, genre) = article_type(article);
    let attributes = [
        ("article-type", Some(article_type)),
        ("dtd-version", Some(options.version.as_str())),
        ("specific-use", writer.habits.marks),
        ("xml:lang", Some(article.language.as_ref().map_or("und", |lang| lang.as_str()))),
        ("xmlns:xlink", Some("http://www.w3.org/1999/xlink")),
        ("xmlns:mml", Some("http://www.w3.org/1998/Math/MathML")),
        ("xmlns:ali", Some("http://www.niso.org/schemas/ali/1.0/")),
    ];
    writer.xml.open("article", &attributes);
    let kind = kinds::read(ARTICLE_TYPES, article_type).unwrap_or(Kind::ArticleJournal);
    writer.xml.open("front", &[]);
    writer.journal_meta(article);
    writer.article_meta("article-meta", article, kind != article.kind, genre);
    writer.xml.close();
    writer.back(article);
    let mut number = 0;
    for translation in &article.translations {
        writer.translation(translation, &mut number);
    }
    writer.xml.close();
    writer.xml.out.push('\n');
    Ok(writer.xml.out)
}

/// The `article-type`, and whether the genre must be said elsewhere.
fn article_type(article: &Article) -> (&str, bool) {
    let genre = article.genre.as_ref().and_then(|genre| genre.as_plain());
    let is_type = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
            && kinds::read(ARTICLE_TYPES, text).is_none()
            && text != TRANSLATION
    };
    match genre.filter(|text| article.kind == Kind::ArticleJournal && is_type(text)) {
        Some(genre) => (genre, false),
        None => (kinds::written(ARTICLE_TYPES, &article.kind).unwrap_or("other"), true),
    }
}

/// What the Publishing tag set asks of every article.
fn check_required(article: &Article) -> Result<(), WriteError> {
    let has_issn = article.container.as_ref().is_some_and(|journal| {
        journal.identifiers.iter().any(|identifier| identifier.scheme == Scheme::Issn)
    });
    let mut missing = Vec::new();
    if article.title.is_empty() {
        missing.push("the title (`title`)");
    }
    if article.container.is_none() {
        missing.push("the journal (`container`)");
    }
    if !has_issn {
        missing.push("an ISSN of the journal (`container.identifiers`)");
    }
    if missing.is_empty() {
        return Ok(());
    }
    let message = format!(
        "JATS Publishing requires what the record does not have: {}; the Archiving tag set does not",
        missing.join(", ")
    );
    Err(WriteError::new(WriteErrorKind::Missing, message))
}

impl Writer {
    pub(super) fn is_archiving(&self) -> bool {
        self.tags == TagSet::Archiving
    }

    /// The ids of affiliations, so that no reference takes one.
    fn reserve_ids(&mut self, article: &Article, prefix: &str) {
        for i in 0..article.affiliations.len() {
            self.ids.insert(format!("{prefix}aff{}", i + 1));
        }
        for (i, translation) in all_translations(article).iter().enumerate() {
            for j in 0..translation.affiliations.len() {
                self.ids.insert(format!("t{}-aff{}", i + 1, j + 1));
            }
        }
    }

    fn translation(&mut self, article: &Article, number: &mut usize) {
        *number += 1;
        let outer = std::mem::replace(&mut self.prefix, format!("t{number}-"));
        let language = article.language.as_ref().map_or("und", |lang| lang.as_str());
        let attributes = [("article-type", Some(TRANSLATION)), ("xml:lang", Some(language))];
        self.xml.open("sub-article", &attributes);
        let outer_language = std::mem::replace(&mut self.language, article.language.clone());
        let kind = article.kind != Kind::ArticleJournal;
        if self.is_archiving() && (article.container.is_some() || !article.publishers.is_empty()) {
            self.xml.open("front", &[]);
            self.journal_meta(article);
            self.article_meta("article-meta", article, kind, true);
            self.xml.close();
        } else {
            self.article_meta("front-stub", article, kind, true);
        }
        self.back(article);
        for translation in &article.translations {
            self.translation(translation, number);
        }
        self.xml.close();
        self.prefix = outer;
        self.language = outer_language;
    }

    /// `@xml:lang` of a value in an element by that name, as the profile has it. Where one without
    /// a language would inherit one, `und` says that it has none.
    pub(super) fn own<'l>(&self, name: &str, of: Option<&'l Lang>) -> Option<&'l str> {
        self.habits.lang(name, of, self.language.as_ref())
    }

    fn back(&mut self, article: &Article) {
        if !article.references.is_empty() {
            self.xml.open("back", &[]);
            let outer = self.language.take();
            self.references(&article.references);
            self.language = outer;
            self.xml.close();
        }
    }

    /// An id that nothing else has, if `wanted` can be one.
    pub(super) fn take_id(&mut self, wanted: &str) -> Option<String> {
        let id = format!("{}{wanted}", self.prefix);
        let new = self.prefix.is_empty() && is_id(wanted) && self.ids.insert(wanted.to_owned());
        new.then_some(id)
    }

    /// A new id that begins like this.
    pub(super) fn new_id(&mut self, stem: &str, number: usize) -> String {
        let mut id = format!("{}{stem}{number}", self.prefix);
        while !self.ids.insert(id.clone()) {
            id.push('x');
        }
        id
    }

    /// `article-meta` or `front-stub`, in the order that the DTD asks for.
    fn article_meta(&mut self, name: &'static str, article: &Article, kind: bool, genre: bool) {
        let mut custom = carry::give(article, kind, genre);
        self.xml.open(name, &[]);
        self.identifiers(article, &mut custom);
        self.xml.some("article-version", article.version.as_deref());
        self.subjects(&article.subjects);
        self.title_group(article);
        self.contributors(article);
        self.notes(&article.notes);
        self.pub_dates(article, &mut custom);
        self.numbers(article, &mut custom);
        self.history(article);
        self.permissions(article);
        self.links(&article.links);
        self.related(&article.related, &mut custom);
        self.abstracts(article, &mut custom);
        self.keywords(article);
        self.funding(article);
        self.event(article, &mut custom);
        self.counts(article, &mut custom);
        self.custom_meta(&custom);
        self.xml.close();
    }

    fn custom_meta(&mut self, custom: &[(String, String)]) {
        if custom.is_empty() {
            return;
        }
        self.xml.open("custom-meta-group", &[]);
        for (name, value) in custom {
            self.xml.open("custom-meta", &[]);
            self.xml.words("meta-name", &[], name);
            self.xml.words("meta-value", &[], value);
            self.xml.close();
        }
        self.xml.close();
    }
}

/// All translations, in the order in which they are written.
fn all_translations(article: &Article) -> Vec<&Article> {
    let mut out = Vec::new();
    for translation in &article.translations {
        out.push(translation);
        out.extend(all_translations(translation));
    }
    out
}
