//! A citable work.

use super::{
    Affiliation, Archive, Container, Contributor, DateKind, DateValue, Dated, Doi, Event, Extra,
    Form, Funding, Identifier, KeywordGroup, Kind, Lang, List, Localized, Multilingual, Pages,
    Permissions, Reference, RichText, Role, Scheme, Str,
};

/// How deep records that stand in records (cited works, translations) are gone into.
pub(crate) const RECORDS_DEEP: usize = 16;

record! {
    /// A citable work of any [`Kind`], in every language its record gives.
    ///
    /// All fields may be empty. Lists keep the order of their source.
    ///
    /// ```
    /// use polybib::{Article, Form, Kind, KeywordGroup, Localized};
    ///
    /// let mut article = Article::new(Kind::ArticleJournal);
    /// article.title.push(Localized::new("Внешняя политика Казахстана").in_lang("ru".parse()?));
    /// article.title.push(
    ///     Localized::new("The foreign policy of Kazakhstan")
    ///         .in_lang("en".parse()?)
    ///         .as_form(Form::Translation),
    /// );
    /// article.keywords.push(KeywordGroup::new(Some("en".parse()?), ["Central Asia"]));
    ///
    /// assert_eq!(article.title.in_lang("ru").unwrap().to_string(), "Внешняя политика Казахстана");
    /// assert_eq!(article.keywords_in("en").unwrap().keywords.len(), 1);
    /// # Ok::<_, polybib::LangError>(())
    /// ```
    pub struct Article {
        /// What the record is called in its file: a citation key, an item's id.
        pub key: Option<Str>,
        /// The sort of work.
        pub kind: Kind,
        /// What it is called more closely: `review-article`, `PhD thesis`, `white paper`.
        pub genre: Option<RichText>,
        /// The language of the record: that of its primary values, and of the work unless
        /// `languages` says otherwise.
        pub language: Option<Lang>,
        /// The languages the work is written in, where they are stated apart from `language`.
        pub languages: List<Lang>,

        /// The title in each language.
        pub title: Multilingual<RichText>,
        /// The subtitle in each language.
        pub subtitle: Multilingual<RichText>,
        /// An addition to the title that is no part of it.
        pub title_addon: Multilingual<RichText>,
        /// The title shortened.
        pub short_title: Multilingual<RichText>,
        /// The title of the part or volume, where `title` is that of the whole.
        pub part_title: Multilingual<RichText>,

        /// Those who made it, in order; [`Contributor::role`] says what each one did.
        pub contributors: List<Contributor>,
        /// The roles whose list of names the source cuts short ("and others", "et al.").
        pub others: List<Role>,
        /// The institutions of the contributors, who refer to them by position.
        pub affiliations: List<Affiliation>,

        /// The abstracts of every kind and language.
        pub abstracts: List<Abstract>,
        /// The keywords, a group for each language and kind.
        pub keywords: List<KeywordGroup>,
        /// The subjects or sections that the publisher puts the work under.
        pub subjects: List<KeywordGroup>,

        /// The journal or book it is part of.
        pub container: Option<Box<Container>>,
        /// The series it appears in.
        pub series: Option<Box<Container>>,
        /// The multi-volume work that it, or the book it is part of, is a volume of.
        pub multivolume: Option<Box<Container>>,
        /// The title of the issue.
        pub issue_title: Multilingual<RichText>,
        /// The conference or other event it belongs to.
        pub event: Option<Box<Event>>,

        /// The volume, as written: `12`, `XIV`, `A`.
        pub volume: Option<Str>,
        /// The issue, as written: `3`, `3-4`, `Spring`.
        pub issue: Option<Str>,
        /// The supplement, as written.
        pub supplement: Option<Str>,
        /// The part of the volume or work.
        pub part: Option<Str>,
        /// The number of a report, patent or standard, or within a series that `series_number`
        /// does not speak of.
        pub number: Option<Str>,
        /// The number within the series.
        pub series_number: Option<Str>,
        /// The article's number, for journals without pages.
        pub article_number: Option<Str>,
        /// The chapter's number.
        pub chapter: Option<Str>,
        /// The edition: a number or words.
        pub edition: Option<RichText>,
        /// The version.
        pub version: Option<Str>,
        /// The pages it is on.
        pub pages: Option<Pages>,
        /// How many pages it has, as written.
        pub page_count: Option<Str>,
        /// How many volumes it has, as written.
        pub volume_count: Option<Str>,
        /// The section of a newspaper or a law.
        pub section: Option<Str>,

        /// When what happened to it.
        pub dates: List<Dated>,

        /// The publishers or issuing institutions, each in every language.
        pub publishers: List<Multilingual<RichText>>,
        /// Where it was published.
        pub publisher_places: List<Multilingual<RichText>>,

        /// What registries call it.
        pub identifiers: List<Identifier>,
        /// Its addresses on the web, the one to cite first.
        pub links: List<Link>,

        /// The work that this one is a translation or reprint of.
        pub original: Option<Box<OtherWork>>,
        /// The work that this one reviews.
        pub reviewed: Option<Box<OtherWork>>,
        /// Other works and how they relate.
        pub related: List<Related>,
        /// The whole record in other languages: full translations of the work.
        pub translations: List<Article>,

        /// Copyright and licences.
        pub permissions: Option<Box<Permissions>>,
        /// Who paid for it.
        pub funding: List<Funding>,
        /// What is printed about who paid for it.
        pub funding_statement: Multilingual<RichText>,

        /// How far it has come: `forthcoming`, `in press`.
        pub status: Option<RichText>,
        /// What it is made of or stored on.
        pub medium: Option<Str>,
        /// Its size or duration.
        pub dimensions: Option<Str>,
        /// The scale of a map.
        pub scale: Option<Str>,
        /// The court, ministry or body behind it.
        pub authority: Option<Str>,
        /// The area a law or patent holds in.
        pub jurisdiction: Option<Str>,
        /// Where the document is kept.
        pub archive: Option<Box<Archive>>,
        /// Its mark on the shelf.
        pub call_number: Option<Str>,
        /// The database or catalogue the record was found in.
        pub source: Option<Str>,

        /// Notes, in order; [`Note::kind`] says what each one is.
        pub notes: List<Note>,
        /// What it cites.
        pub references: List<Reference>,
        /// Everything else, in order.
        pub extra: List<Extra>,
    }
}

impl Article {
    /// An empty record of that sort.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self { kind, ..Self::default() }
    }

    /// The contributors in that role, in order.
    pub fn contributors_as(&self, role: Role) -> impl Iterator<Item = &Contributor> {
        self.contributors.iter().filter(move |contributor| contributor.role == role)
    }

    /// The contributors whose role is author, in order.
    ///
    /// ```
    /// use polybib::{Article, Contributor, Kind};
    ///
    /// let mut article = Article::new(Kind::Book);
    /// article.contributors.push(Contributor::person("Троицкий", "Е. Ф."));
    /// assert_eq!(article.authors().count(), 1);
    /// ```
    pub fn authors(&self) -> impl Iterator<Item = &Contributor> {
        self.contributors_as(Role::Author)
    }

    /// The first keyword group in the language of `tag`: in that very tag, else in a variety of it.
    #[must_use]
    pub fn keywords_in(&self, tag: &str) -> Option<&KeywordGroup> {
        best_in_lang(&self.keywords, tag, |group| group.lang.as_ref())
    }

    /// The first abstract in the language of `tag`: in that very tag, else in a variety of it.
    ///
    /// ```
    /// use polybib::{Abstract, Article, Kind};
    ///
    /// let mut article = Article::new(Kind::ArticleJournal);
    /// article.abstracts.push(Abstract::plain("Статья о политике.").in_lang("ru".parse()?));
    /// assert_eq!(article.abstract_in("ru").unwrap().to_string(), "Статья о политике.");
    /// # Ok::<_, polybib::LangError>(())
    /// ```
    #[must_use]
    pub fn abstract_in(&self, tag: &str) -> Option<&Abstract> {
        best_in_lang(&self.abstracts, tag, |item| item.lang.as_ref())
    }

    /// The first identifier of that registry.
    #[must_use]
    pub fn identifier(&self, scheme: &Scheme) -> Option<&Identifier> {
        self.identifiers.iter().find(|identifier| identifier.scheme == *scheme)
    }

    /// The DOI, if the record has a well-formed one.
    ///
    /// ```
    /// use polybib::{Article, Identifier, Kind, Scheme};
    ///
    /// let mut article = Article::new(Kind::ArticleJournal);
    /// article.identifiers.push(Identifier::new(Scheme::Doi, "10.5555/example"));
    /// assert_eq!(article.doi().unwrap().as_str(), "10.5555/example");
    /// ```
    #[must_use]
    pub fn doi(&self) -> Option<Doi> {
        self.identifiers
            .iter()
            .filter(|identifier| identifier.scheme == Scheme::Doi)
            .find_map(|identifier| identifier.value.parse().ok())
    }

    /// The first date of that kind.
    #[must_use]
    pub fn date(&self, kind: &DateKind) -> Option<&DateValue> {
        self.dates.iter().find(|date| date.kind == *kind).map(|date| &date.value)
    }

    /// The date to cite the work by: of its publication, else of the collection it is in.
    ///
    /// ```
    /// use polybib::{Article, DateKind, Dated, Kind};
    ///
    /// let mut article = Article::new(Kind::ArticleJournal);
    /// article.dates.push(Dated::new(DateKind::Received, "2019-11-02".parse()?));
    /// article.dates.push(Dated::new(DateKind::Published, "2020-05".parse()?));
    /// assert_eq!(article.issued().unwrap().year(), Some(2020));
    /// # Ok::<_, polybib::DateError>(())
    /// ```
    #[must_use]
    pub fn issued(&self) -> Option<&DateValue> {
        self.date(&DateKind::Published).or_else(|| self.date(&DateKind::Collection))
    }
}

fn best_in_lang<'a, T>(
    items: &'a [T],
    tag: &str,
    lang: impl Fn(&T) -> Option<&Lang>,
) -> Option<&'a T> {
    let exact = |item: &&T| lang(item).is_some_and(|l| l.as_str().eq_ignore_ascii_case(tag));
    let variety = |item: &&T| lang(item).is_some_and(|l| l.matches(tag));
    items.iter().find(exact).or_else(|| items.iter().find(variety))
}

record! {
    /// An abstract in one language.
    ///
    /// ```
    /// use polybib::Abstract;
    ///
    /// let text = Abstract::plain("The paper follows a foreign policy.").in_lang("en".parse()?);
    /// assert_eq!(text.paragraphs.len(), 1);
    /// assert_eq!(text.to_string(), "The paper follows a foreign policy.");
    /// # Ok::<_, polybib::LangError>(())
    /// ```
    pub struct Abstract {
        /// The language it is in; `None` where nothing says.
        pub lang: Option<Lang>,
        /// Whether it is the original or a translation.
        pub form: Form,
        /// What sort of abstract it is, such as `graphical`; `None` for the main one.
        pub kind: Option<String>,
        /// Its heading.
        pub title: Option<RichText>,
        /// Its paragraphs, before any section.
        pub paragraphs: List<RichText>,
        /// Its sections.
        pub sections: List<Section>,
    }
}

record! {
    /// A section of an abstract, such as "Methods".
    ///
    /// ```
    /// let mut section = polybib::Section::default();
    /// section.title = Some("Methods".into());
    /// section.paragraphs.push("We read the treaties.".into());
    /// assert!(section.sections.is_empty());
    /// ```
    pub struct Section {
        /// Its heading.
        pub title: Option<RichText>,
        /// Its paragraphs, before any section in it.
        pub paragraphs: List<RichText>,
        /// The sections in it.
        pub sections: List<Section>,
    }
}

impl Abstract {
    /// An abstract of one paragraph.
    pub fn plain(text: impl Into<RichText>) -> Self {
        Self { paragraphs: [text.into()].into(), ..Self::default() }
    }

    /// The same abstract, said to be in `lang`.
    #[must_use]
    pub fn in_lang(mut self, lang: Lang) -> Self {
        self.lang = Some(lang);
        self
    }

    /// Its paragraphs in reading order, those of its sections too. A section's heading opens its
    /// first paragraph, with a colon unless it has end punctuation of its own.
    #[must_use]
    pub fn flattened(&self) -> Vec<RichText> {
        let mut out = self.paragraphs.to_vec();
        flatten_sections(&self.sections, &mut out);
        out
    }
}

fn flatten_sections(sections: &[Section], out: &mut Vec<RichText>) {
    for section in sections {
        let mut heading = section.title.clone();
        let mut paragraphs = section.paragraphs.iter();
        if let Some(mut first) = heading.take() {
            let plain = first.to_string();
            if !plain.ends_with([':', '.', '?', '!', '。']) {
                first.push_str(":");
            }
            if let Some(text) = paragraphs.next() {
                first.push_str(" ");
                first.append(text.clone());
            }
            out.push(first);
        }
        out.extend(paragraphs.cloned());
        flatten_sections(&section.sections, out);
    }
}

impl std::fmt::Display for Abstract {
    /// The flattened paragraphs, an empty line between each two.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, paragraph) in self.flattened().iter().enumerate() {
            if i > 0 {
                f.write_str("\n\n")?;
            }
            paragraph.fmt(f)?;
        }
        Ok(())
    }
}

record! {
    /// An address on the web.
    ///
    /// ```
    /// let link = polybib::Link::to("https://journals.example.org/46659");
    /// assert_eq!(link.content_type, None);
    /// ```
    pub struct Link {
        /// The address, byte for byte.
        pub url: String,
        /// What is there, such as `pdf`.
        pub content_type: Option<String>,
        /// What it is called.
        pub title: Option<RichText>,
    }
}

impl Link {
    /// A link to that address.
    pub fn to(url: impl Into<String>) -> Self {
        Self { url: url.into(), ..Self::default() }
    }
}

record! {
    /// A work that this one comes from or speaks about, as far as the record tells.
    ///
    /// ```
    /// let mut original = polybib::OtherWork::default();
    /// original.title = polybib::Localized::new("Война и мир").in_lang("ru".parse()?).into();
    /// assert!(original.contributors.is_empty());
    /// # Ok::<_, polybib::LangError>(())
    /// ```
    pub struct OtherWork {
        /// Its title.
        pub title: Multilingual<RichText>,
        /// Those who made it.
        pub contributors: List<Contributor>,
        /// When it came out.
        pub date: Option<DateValue>,
        /// Its publishers.
        pub publishers: List<Multilingual<RichText>>,
        /// Where it was published.
        pub publisher_places: List<Multilingual<RichText>>,
        /// The languages it is in.
        pub languages: List<Lang>,
        /// What it is called more closely.
        pub genre: Option<RichText>,
    }
}

open_enum! {
    /// How a [`Related`] work relates to this one.
    ///
    /// ```
    /// assert_eq!(polybib::Relation::TranslationOf.as_str(), "translation-of");
    /// ```
    pub enum Relation = Related {
        /// Related in some way.
        Related = "related",
        /// This is a translation of it.
        TranslationOf = "translation-of",
        /// This was translated as it.
        TranslatedAs = "translated-as",
        /// This is a reprint of it.
        ReprintOf = "reprint-of",
        /// This was reprinted as it.
        ReprintedAs = "reprinted-as",
        /// This reviews it.
        ReviewOf = "review-of",
        /// It corrects this.
        CorrectedBy = "corrected-by",
        /// This corrects it.
        Corrects = "corrects",
        /// It withdraws this.
        RetractedBy = "retracted-by",
        /// This withdraws it.
        Retracts = "retracts",
        /// It comments on this.
        CommentedBy = "commented-by",
        /// It appeared together with this.
        Companion = "companion",
        /// It is the preprint of this.
        Preprint = "preprint",
        /// It is the published version of this.
        PublishedAs = "published-as",
        /// This is part of it.
        PartOf = "part-of",
    }
}

record! {
    /// Another work and how it relates to this one.
    ///
    /// ```
    /// use polybib::{Identifier, Related, Relation, Scheme};
    ///
    /// let mut related = Related::default();
    /// related.relation = Relation::TranslationOf;
    /// related.identifiers.push(Identifier::new(Scheme::Doi, "10.5555/original"));
    /// assert_eq!(related.key, None);
    /// ```
    pub struct Related {
        /// How it relates.
        pub relation: Relation,
        /// The key of its record in the same file.
        pub key: Option<Str>,
        /// What registries call it.
        pub identifiers: List<Identifier>,
        /// Its address.
        pub url: Option<String>,
        /// What is printed about it.
        pub text: Option<RichText>,
    }
}

record! {
    /// A note to the work.
    ///
    /// ```
    /// let note = polybib::Note::new("Published posthumously.");
    /// assert_eq!(note.kind, None);
    /// ```
    pub struct Note {
        /// What the note is about, such as `coi-statement`; `None` for a plain note.
        pub kind: Option<String>,
        /// Its text in each language.
        pub text: Multilingual<RichText>,
    }
}

impl Note {
    /// A plain note, in no stated language.
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { kind: None, text: Localized::new(text).into() }
    }

    /// The same note, said to be of that kind.
    #[must_use]
    pub fn of_kind(mut self, kind: impl Into<String>) -> Self {
        self.kind = Some(kind.into());
        self
    }
}
