//! Elements made into fields.

use super::attributes::Seen;
use super::tables::{
    ARTICLE, CLASSIFICATIONS, CODES, DATES, ISSUE, JOURNAL, OfArticle, OfIssue, OfJournal,
    OfReference, REFERENCE, REFERENCE_CODES, TYPES, row,
};
use super::tree::Element;
use crate::formats::landing::day;
use crate::languages::{from_any, from_rinc};
use crate::model::{
    Abstract, Article, Citation, Container, Contributor, DateKind, DateValue, Dated, Extra, Form,
    Identifier, Keyword, KeywordGroup, Kind, Lang, Link, Localized, Multilingual, Pages, Reference,
    RichText, Scheme, Str,
};
use crate::report::{Code, Diagnostic};
use crate::value::citation;
use crate::value::names::{self, NameHints};
use crate::value::script::foreign_letters;

/// What all articles of an issue have.
pub(super) struct Shared {
    pub(super) article: Article,
    /// How long it is in the file, which is about what a copy of it costs.
    pub(super) bytes: usize,
    /// The same without the section.
    issue_bytes: usize,
    /// How many of the pieces in `extra` are the issue's.
    issue_extra: usize,
}

impl Shared {
    /// The section that the next articles stand in, and what was odd about it.
    pub(super) fn section(&mut self, text: &str, element: &Element) -> Vec<(usize, Diagnostic)> {
        let mut article = std::mem::take(&mut self.article);
        article.subjects.clear();
        article.extra.truncate(self.issue_extra);
        let mut reading = Reading::new(article, text, element.start);
        reading.subjects(element);
        reading.keep_attributes(element);
        self.article = reading.article;
        self.bytes = self.issue_bytes + (element.end - element.start);
        reading.notes
    }
}

/// A record while it grows.
pub(super) struct Reading<'a> {
    pub(super) article: Article,
    pub(super) notes: Vec<(usize, Diagnostic)>,
    /// The text, and where in the whole it begins.
    text: &'a str,
    from: usize,
    /// Where each affiliation stands.
    pub(super) places: std::collections::HashMap<String, usize>,
    pub(super) seen: Seen,
}

impl<'a> Reading<'a> {
    pub(super) fn new(article: Article, text: &'a str, from: usize) -> Self {
        let places = std::collections::HashMap::new();
        Self { article, notes: Vec::new(), text, from, places, seen: Seen::default() }
    }

    pub(super) fn warn(&mut self, at: &Element, code: Code, field: &str, message: String) {
        self.notes.push((at.start, Diagnostic::warning(code, message).for_field(field)));
    }

    pub(super) fn inform(&mut self, at: &Element, code: Code, field: &str, message: String) {
        self.notes.push((at.start, Diagnostic::info(code, message).for_field(field)));
    }

    /// An element as it stands, which is kept with that.
    fn xml(&mut self, element: &Element) -> &'a str {
        self.seen.whole(element);
        let (start, end) = (element.start.checked_sub(self.from), element.end - self.from);
        start.and_then(|start| self.text.get(start..end)).unwrap_or_default()
    }

    /// Keeps a piece of the file by its path. The field is that of the piece.
    pub(super) fn put(&mut self, name: String, value: &str) -> String {
        let field = format!("extra[{}]", self.article.extra.len());
        self.article.extra.push(Extra::new("rinc", name, value));
        field
    }

    /// Keeps an element as it stands, of which something else is said.
    pub(super) fn store(&mut self, path: &str, element: &Element) {
        let xml = self.xml(element);
        self.put(format!("{path}/{}", element.name), xml);
    }

    /// Keeps an element that no field is for.
    pub(super) fn keep(&mut self, path: &str, element: &Element) {
        if element.is_empty() {
            return;
        }
        let name = format!("{path}/{}", element.name);
        let message = format!("no field is for `{name}`; it was kept");
        let xml = self.xml(element);
        let field = self.put(name, xml);
        self.inform(element, Code::UnknownElement, &field, message);
    }

    /// Keeps an element whose field has a value already.
    pub(super) fn keep_twin(&mut self, path: &str, element: &Element) {
        let name = format!("{path}/{}", element.name);
        let message = format!("`{name}` was there before; the second one was kept");
        let xml = self.xml(element);
        let field = self.put(name, xml);
        self.warn(element, Code::Duplicate, &field, message);
    }

    /// Keeps the words that stand between the children of an element that has nothing but children.
    pub(super) fn keep_words(&mut self, path: &str, element: &Element) {
        let words = element.own_words();
        if words.is_empty() {
            return;
        }
        let message = format!("`{words}` stands in `{path}` outside its elements; it was kept");
        let field = self.put(format!("{path}/#text"), &words);
        self.warn(element, Code::Misplaced, &field, message);
    }

    /// The language that an element states. The codes for any and for unknown ones state none.
    pub(super) fn lang(&mut self, element: &Element) -> Option<Lang> {
        let lang =
            self.attribute(element, "lang").and_then(|code| self.known(element, "/@lang", code))?;
        Some(lang).filter(is_one)
    }

    /// The language of a code, which stands in `at` of the element; one that nobody knows is kept.
    fn known(&mut self, element: &Element, at: &str, code: &str) -> Option<Lang> {
        let lang = code_of(code);
        if lang.is_none() {
            let name = format!("{}{at}", element.name);
            let message = format!("`{code}` in `{name}` is no code of a language; it was kept");
            let field = self.put(name, code);
            self.warn(element, Code::BadLanguage, &field, message);
        }
        lang
    }

    /// The journal and the issue; articles and sections are not there any more.
    pub(super) fn issue(&mut self, root: &Element) -> Shared {
        self.article.kind = Kind::ArticleJournal;
        self.issue_part(root, "journal");
        self.keep_attributes(root);
        let bytes = root.end.saturating_sub(root.start);
        let of_articles: usize = articles_length(root);
        let bytes = bytes.saturating_sub(of_articles) + 64;
        let article = std::mem::take(&mut self.article);
        let issue_extra = article.extra.len();
        Shared { article, bytes, issue_bytes: bytes, issue_extra }
    }

    fn issue_part(&mut self, parent: &Element, path: &str) {
        self.keep_words(path, parent);
        for element in parent.elements() {
            match row(ISSUE, &element.name) {
                Some(OfIssue::Issn) => self.codes_of_journal(element, &Scheme::Issn),
                Some(OfIssue::Isbn) => self.codes_of_journal(element, &Scheme::Isbn),
                Some(OfIssue::TitleId) => {
                    self.codes_of_journal(element, &Scheme::from_name("elibrary"));
                }
                Some(OfIssue::JournalInfo) => self.journal(element),
                Some(OfIssue::Issue) => self.issue_part(element, &format!("{path}/issue")),
                Some(OfIssue::Volume) => self.once(element, path, |a| &mut a.volume),
                Some(OfIssue::Number) => self.once(element, path, |a| &mut a.issue),
                Some(OfIssue::Part) => self.once(element, path, |a| &mut a.part),
                Some(OfIssue::Year) => self.date(element, path, &DateKind::Collection),
                Some(OfIssue::Title) => {
                    let lang = self.lang(element);
                    let (value, form) = (element.rich(), next_form(&self.article.issue_title));
                    if !value.is_empty() {
                        self.article.issue_title.push(Localized { lang, form, value });
                    }
                }
                Some(OfIssue::Articles) => {
                    for child in element.elements() {
                        self.keep(&format!("{path}/articles"), child);
                    }
                }
                Some(OfIssue::Kept) | None => self.keep(path, element),
            }
        }
    }

    fn container(&mut self) -> &mut Container {
        self.article.container.get_or_insert_with(Box::<Container>::default)
    }

    /// One number or several: `2304-0000, 2618-0000`.
    fn codes_of_journal(&mut self, element: &Element, scheme: &Scheme) {
        for value in element.words().split([',', ';', ' ']).filter(|value| !value.is_empty()) {
            let identifier = self.checked(element, scheme, value, "container.identifiers");
            let known = &mut self.container().identifiers;
            if !known.contains(&identifier) {
                known.push(identifier);
            }
        }
    }

    /// An identifier; that it is none of its scheme is said, and it stays.
    fn checked(
        &mut self,
        element: &Element,
        scheme: &Scheme,
        value: &str,
        field: &str,
    ) -> Identifier {
        let (identifier, check) = Identifier::checked(scheme.clone(), value);
        if let Err(error) = check {
            self.warn(element, Code::BadIdentifier, field, format!("{error}; it was kept"));
        }
        identifier
    }

    fn journal(&mut self, info: &Element) {
        let lang = self.lang(info);
        self.keep_words("journal/journalInfo", info);
        for element in info.elements() {
            let value = element.rich();
            if value.is_empty() {
                continue;
            }
            let of = row(JOURNAL, &element.name);
            let localized = |form| Localized { lang: lang.clone(), form, value: value.clone() };
            match of {
                Some(OfJournal::Title) => {
                    let titles = &mut self.container().title;
                    titles.push(localized(next_form(titles)));
                }
                Some(OfJournal::ShortTitle) => {
                    let titles = &mut self.container().short_title;
                    titles.push(localized(next_form(titles)));
                }
                Some(OfJournal::Publisher | OfJournal::Place) => {
                    let list = match of {
                        Some(OfJournal::Place) => &mut self.article.publisher_places,
                        _ => &mut self.article.publishers,
                    };
                    match list.first_mut() {
                        Some(known) => known.push(localized(Form::Translation)),
                        None => list.push(localized(Form::Original).into()),
                    }
                }
                None => self.keep("journal/journalInfo", element),
            }
        }
    }

    /// A value for a field that is still empty; another one is kept.
    fn once(&mut self, element: &Element, path: &str, of: fn(&mut Article) -> &mut Option<Str>) {
        let value = element.words();
        if value.is_empty() {
            return;
        }
        match of(&mut self.article) {
            Some(known) if *known == value => {}
            Some(_) => self.keep_twin(path, element),
            field => *field = Some(value.into()),
        }
    }

    fn date(&mut self, element: &Element, path: &str, kind: &DateKind) {
        let text = element.words();
        if text.is_empty() {
            return;
        }
        let field = format!("dates[{}]", self.article.dates.len());
        match day(&text).map(DateValue::At).or_else(|| text.parse().ok()) {
            Some(value) => self.article.dates.push(Dated::new(kind.clone(), value)),
            None => {
                let message =
                    format!("`{text}` in `{path}/{}` is no day; it was kept", element.name);
                self.warn(element, Code::BadDate, &field, message);
                self.store(path, element);
            }
        }
    }

    /// An article.
    pub(super) fn article(&mut self, root: &Element) {
        self.languages(root);
        self.keep_words("article", root);
        for element in root.elements() {
            match row(ARTICLE, &element.name) {
                Some(OfArticle::Pages) => {
                    let text = element.words();
                    match &self.article.pages {
                        _ if text.is_empty() => {}
                        None => self.article.pages = Some(Pages::from(text.as_str())),
                        Some(pages) if pages.text == text => {}
                        Some(_) => self.keep_twin("article", element),
                    }
                }
                Some(OfArticle::Type) => self.kind(element),
                Some(OfArticle::Language) => {}
                Some(OfArticle::Section) => self.subject(element),
                Some(OfArticle::Authors) => self.authors(element),
                Some(OfArticle::Titles) => {
                    for title in &mut self.forms(element, "artTitle") {
                        title.form = next_form(&self.article.title);
                        self.article.title.push(title.clone());
                    }
                }
                Some(OfArticle::Abstracts) => {
                    for Localized { lang, form, value } in &self.forms(element, "abstract") {
                        let mut text = Abstract::plain(value.clone());
                        (text.lang, text.form) = (lang.clone(), *form);
                        self.article.abstracts.push(text);
                    }
                }
                Some(OfArticle::Text) => {
                    if !element.words().is_empty() {
                        self.seen.whole(element);
                        let message = "the text of the article is no part of a record; it was \
                                       left out";
                        self.inform(element, Code::UnknownElement, "extra", message.to_owned());
                    }
                }
                Some(OfArticle::Codes) => self.codes(element),
                Some(OfArticle::Keywords) => self.keywords(element),
                Some(OfArticle::References) => self.references(element),
                Some(OfArticle::Dates) => {
                    self.keep_words("article/dates", element);
                    for child in element.elements() {
                        match row(DATES, &child.name) {
                            Some(kind) => self.date(child, "article/dates", kind),
                            None => self.keep("article/dates", child),
                        }
                    }
                }
                Some(OfArticle::Funding) => {
                    let mut statement = self.forms(element, "funding");
                    if statement.iter().count() == 1 && statement.first().is_some_and(no_lang) {
                        let lang = self.lang(element);
                        statement.iter_mut().for_each(|form| form.lang.clone_from(&lang));
                    }
                    for form in &mut statement {
                        form.form = next_form(&self.article.funding_statement);
                        self.article.funding_statement.push(form.clone());
                    }
                }
                Some(OfArticle::Files) => self.files(element),
                Some(OfArticle::Rubrics) => {
                    self.keep_words("article/rubrics", element);
                    let codes = element.elements().map(Element::words);
                    let mut group = KeywordGroup::new(None, codes.filter(|code| !code.is_empty()));
                    group.kind = Some("grnti".to_owned());
                    if !group.keywords.is_empty() {
                        self.article.subjects.push(group);
                    }
                }
                None => self.keep("article", element),
            }
        }
        if self.article.title.is_empty() {
            let message = "the article has no title".to_owned();
            self.warn(root, Code::OddValue, "title", message);
        }
        self.keep_attributes(root);
    }

    /// The language of the record: that of the publication where a title is in it, else that of
    /// the first title.
    fn languages(&mut self, root: &Element) {
        let mut published = None;
        for element in root.elements().filter(|element| element.is("langPubl")) {
            let code = element.words();
            if published.is_some() {
                self.keep_twin("article", element);
            } else if !code.is_empty() {
                published = self.known(element, "", &code).filter(is_one);
            }
        }
        let titles: Vec<Lang> = root
            .elements()
            .filter(|element| element.is("artTitles"))
            .flat_map(Element::elements)
            .filter(|title| !title.words().is_empty())
            .filter_map(|title| code_of(title.attribute("lang")?))
            .collect();
        let main = match &published {
            Some(lang) if titles.is_empty() || titles.contains(lang) => Some(lang.clone()),
            _ => titles.into_iter().find(is_one),
        };
        if let (Some(lang), Some(main)) = (&published, &main)
            && lang != main
        {
            let message = format!(
                "the article is in `{lang}`, and no title is in that language; the record is in \
                 `{main}`, that of its title"
            );
            self.inform(root, Code::OddValue, "languages", message);
            self.article.languages.push(lang.clone());
        }
        self.article.language = main;
    }

    /// The children of that name, each in its language, that of the record first.
    fn forms(&mut self, parent: &Element, name: &str) -> Multilingual<RichText> {
        let mut values: Vec<Localized<RichText>> = Vec::new();
        for element in parent.elements() {
            if !element.is(name) {
                self.keep(&format!("article/{}", parent.name), element);
                continue;
            }
            let lang = self.lang(element);
            let value = element.rich();
            if !value.is_empty() {
                values.push(Localized { lang, form: Form::Original, value });
            }
        }
        if parent.elements().next().is_some() {
            self.keep_words(&format!("article/{}", parent.name), parent);
        } else if !parent.words().is_empty() {
            values.push(Localized::new(parent.rich()));
        }
        let main = self.article.language.as_ref();
        values.sort_by_key(|value| main.is_none() || value.lang.as_ref() != main);
        let mut out = Multilingual::default();
        for (at, mut value) in values.into_iter().enumerate() {
            value.form = if at == 0 { Form::Original } else { Form::Translation };
            out.push(value);
        }
        out
    }

    fn kind(&mut self, element: &Element) {
        let code = element.words();
        let known = TYPES.iter().find(|(of, _)| of.eq_ignore_ascii_case(&code));
        match known {
            _ if self.article.genre.is_some() && !code.is_empty() => {
                self.keep_twin("article", element);
            }
            Some((_, genre)) => self.article.genre = Some((*genre).into()),
            None if code.is_empty() || code.eq_ignore_ascii_case("UNK") => {}
            None => {
                let message =
                    format!("`{code}` is no sort of article that is known; it was taken as it is");
                self.warn(element, Code::UnknownType, "genre", message);
                self.article.genre = Some(code.into());
            }
        }
    }

    fn subjects(&mut self, section: &Element) {
        self.keep_words("section", section);
        for element in section.elements() {
            if element.is("secTitle") {
                self.subject(element);
            } else {
                self.keep("section", element);
            }
        }
    }

    fn subject(&mut self, title: &Element) {
        let (lang, text) = (self.lang(title), title.rich());
        if !text.is_empty() {
            self.article.subjects.push(KeywordGroup::new(lang, [text]));
        }
    }

    fn codes(&mut self, parent: &Element) {
        self.keep_words("article/codes", parent);
        for element in parent.elements() {
            let value = element.words();
            let classification =
                CLASSIFICATIONS.iter().find(|name| element.is(name)).map(|n| Scheme::from_name(n));
            let scheme = row(CODES, &element.name).cloned().or(classification);
            let Some(scheme) = scheme else {
                self.keep("article/codes", element);
                continue;
            };
            if value.is_empty() {
                continue;
            }
            let field = format!("identifiers[{}]", self.article.identifiers.len());
            let identifier = self.checked(element, &scheme, &value, &field);
            if !self.article.identifiers.contains(&identifier) {
                self.article.identifiers.push(identifier);
            }
        }
    }

    fn keywords(&mut self, parent: &Element) {
        self.keep_words("article/keywords", parent);
        for group in parent.elements() {
            let field = format!("keywords[{}]", self.article.keywords.len());
            if group.is("keyword") {
                // Without a group: one with no language takes them all.
                match self.article.keywords.last_mut().filter(|group| group.lang.is_none()) {
                    _ if group.words().is_empty() => {}
                    Some(known) => known.keywords.push(Keyword::new(group.rich())),
                    None => {
                        let one = KeywordGroup::new(None, [group.rich()]);
                        self.article.keywords.push(one);
                    }
                }
                continue;
            }
            if !group.is("kwdGroup") {
                self.keep("article/keywords", group);
                continue;
            }
            let lang = self.lang(group);
            self.keep_words("article/keywords/kwdGroup", group);
            let mut made = KeywordGroup::new::<RichText>(lang, []);
            for element in group.elements() {
                if !element.is("keyword") {
                    self.keep("article/keywords/kwdGroup", element);
                } else if !element.words().is_empty() {
                    if let Some(why) = foreign_letters(&element.words()) {
                        let message = format!("`{}`: {why}", element.words());
                        self.warn(element, Code::LookAlike, &field, message);
                    }
                    made.keywords.push(Keyword::new(element.rich()));
                }
            }
            if !made.keywords.is_empty() {
                self.article.keywords.push(made);
            }
        }
        let main = self.article.language.clone();
        self.article.keywords.sort_by_key(|group| main.is_none() || group.lang != main);
    }

    fn files(&mut self, parent: &Element) {
        self.keep_words("article/files", parent);
        for element in parent.elements() {
            if element.is("furl") && !element.words().is_empty() {
                let mut link = Link::to(element.words());
                link.content_type = self.attribute(element, "desc").map(str::to_owned);
                self.article.links.push(link);
            } else {
                self.keep("article/files", element);
            }
        }
    }

    fn references(&mut self, parent: &Element) {
        self.keep_words("article/references", parent);
        let before = self.article.references.len();
        for element in parent.elements() {
            if element.is("reference") {
                self.reference(element);
            } else {
                self.keep("article/references", element);
            }
        }
        let new = self.article.references.iter_mut().skip(before);
        if let Some(note) = citation::divide_within(new, usize::MAX).diagnostic() {
            self.notes.push((parent.start, note));
        }
    }

    fn reference(&mut self, element: &Element) {
        const PATH: &str = "article/references/reference";
        let has_infos = element.elements().any(|child| child.is("refInfo"));
        let mut text: Multilingual<RichText> = Multilingual::default();
        let mut work = None;
        for info in element.elements().filter(|_| has_infos) {
            if !info.is("refInfo") {
                self.keep(PATH, info);
                continue;
            }
            let lang = self.lang(info);
            let is_part = |child: &&Element| child.is("text") || child.is("elements");
            // Without the two, or with markup alone, it is the text itself.
            let has_parts = info.elements().any(|child| is_part(&child));
            let mut printed = (!has_parts).then(|| info.rich());
            if has_parts {
                self.keep_words(&format!("{PATH}/refInfo"), info);
            }
            for child in info.elements().filter(|_| has_parts) {
                if child.is("text") && printed.is_none() {
                    printed = Some(child.rich());
                } else if child.is("elements") && work.is_none() {
                    for part in child.elements() {
                        self.attribute(part, "field");
                    }
                    work = cited(child);
                } else if is_part(&child) {
                    self.keep_twin(&format!("{PATH}/refInfo"), child);
                } else {
                    self.keep(&format!("{PATH}/refInfo"), child);
                }
            }
            if let Some(value) = printed.filter(|value| !value.is_empty()) {
                let form = next_form(&text);
                text.push(Localized { lang, form, value });
            }
        }
        if has_infos {
            self.keep_words(PATH, element);
        } else if !element.words().is_empty() {
            text.push(Localized::new(element.rich()));
        }
        if !text.is_empty() || work.is_some() {
            let mut reference = Reference::default();
            reference.citations.push(Citation { text, work: work.map(Box::new) });
            self.article.references.push(reference);
        }
    }
}

/// A reference in parts. What is said twice, or is no name, stands in `extra`.
fn cited(parts: &Element) -> Option<Article> {
    let mut work = Article::default();
    for element in parts.elements() {
        let (field, value) = (element.attribute("field").unwrap_or_default(), element.words());
        if value.is_empty() {
            continue;
        }
        if let Some(scheme) = row(REFERENCE_CODES, field) {
            work.identifiers.push(Identifier::new(scheme.clone(), &value));
            continue;
        }
        let keep = |work: &mut Article, value| work.extra.push(Extra::new("rinc", field, value));
        let once = |work: &mut Article, slot: fn(&mut Article) -> &mut Option<Str>, value| {
            match slot(work) {
                Some(_) => keep(work, value),
                empty => *empty = Some(value),
            }
        };
        match row(REFERENCE, field) {
            Some(OfReference::Authors) => {
                for item in value.split([',', ';']).map(str::trim).filter(|item| !item.is_empty()) {
                    match names::parse(item, &NameHints::default()) {
                        Some(parsed) => work.contributors.push(Contributor::new(parsed.name)),
                        None => keep(&mut work, item.into()),
                    }
                }
            }
            Some(OfReference::Title) if work.title.is_empty() => {
                work.title = Localized::new(element.rich()).into();
            }
            Some(OfReference::Host) if work.container.is_none() => {
                work.kind = Kind::ArticleJournal;
                work.container = Some(Box::new(Container::titled(element.rich())));
            }
            Some(OfReference::Year) => {
                let date = value.parse().unwrap_or(DateValue::Literal(value));
                work.dates.push(Dated::new(DateKind::Published, date));
            }
            Some(OfReference::Volume) => once(&mut work, |work| &mut work.volume, value.into()),
            Some(OfReference::Issue) => once(&mut work, |work| &mut work.issue, value.into()),
            Some(OfReference::Pages) if work.pages.is_none() => {
                work.pages = Some(Pages::from(value.as_str()));
            }
            Some(OfReference::Link) => work.links.push(Link::to(value)),
            Some(OfReference::Place) => {
                work.publisher_places.push(Localized::new(element.rich()).into());
            }
            Some(OfReference::Title | OfReference::Host | OfReference::Pages) | None => {
                keep(&mut work, value.into());
            }
        }
    }
    (work != Article::default()).then_some(work)
}

/// The language of a code of the index, or of another one; both are in use.
fn code_of(code: &str) -> Option<Lang> {
    from_rinc(code).or_else(|| from_any(&code.to_ascii_lowercase()))
}

/// Whether a tag is that of one language that is known.
fn is_one(lang: &Lang) -> bool {
    !matches!(lang.primary(), "mul" | "und")
}

fn no_lang(form: &Localized<RichText>) -> bool {
    form.lang.is_none()
}

/// Of several values of one thing the first is the original.
pub(super) fn next_form<T>(known: &Multilingual<T>) -> Form {
    if known.is_empty() { Form::Original } else { Form::Translation }
}

/// How many bytes the elements `articles` have.
fn articles_length(element: &Element) -> usize {
    element
        .elements()
        .map(|child| match row(ISSUE, &child.name) {
            Some(OfIssue::Issue) => articles_length(child),
            Some(OfIssue::Articles) => child.end - child.start,
            _ => 0,
        })
        .sum()
}
