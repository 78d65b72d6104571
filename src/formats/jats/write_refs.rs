//! Writes reference lists.

use super::habits::BY_FORMAT;
use super::kinds::{self, PUBLICATION_TYPES, is_chapter};
use super::options::Citations;
use super::read_dates::date_type;
use super::read_refs::FROM_PARTS;
use super::write::Writer;
use super::write_front::{iso, mark};
use super::xml::{form_unless, lang};
use crate::model::{
    Article, Citation, DateKind, DateValue, Form, Multilingual, Reference, RichText, Scheme,
};

/// Between the forms of one value in several languages, as catalogues have it (ISBD A.3.2.8).
pub(super) const PARALLEL: &str = " = ";

/// Which encodings of a citation are written.
pub(super) struct Encodings {
    /// The text of the reference.
    pub(super) text: bool,
    /// Its parts, with punctuation between them.
    from_parts: bool,
    /// Its parts.
    pub(super) parts: bool,
}

impl Encodings {
    pub(super) fn of(citation: &Citation, how: Citations) -> Self {
        let (text, parts) = (!citation.text.is_empty(), citation.work.is_some());
        match how {
            Citations::AsHeld => Self { text, from_parts: false, parts },
            Citations::Element => Self { text: text && !parts, from_parts: false, parts },
            Citations::Mixed => Self { text, from_parts: parts && !text, parts: false },
            Citations::Both => Self { text, from_parts: parts && !text, parts },
        }
    }

    /// Whether the parts are written at all.
    pub(super) const fn has_parts(&self) -> bool {
        self.from_parts || self.parts
    }
}

impl Writer {
    /// A list for every run of references under one title.
    pub(super) fn references(&mut self, references: &[Reference]) {
        let lists: Vec<_> = references.chunk_by(|a, b| a.list == b.list).collect();
        let single = lists.len() == 1;
        let mut number = 0;
        for list in lists {
            let title = list.first().and_then(|first| first.list.as_deref());
            let named = (single && title.is_some()).then_some("named");
            self.xml.open("ref-list", &[("specific-use", named)]);
            self.xml.some("title", title);
            for reference in list {
                number += 1;
                self.reference(reference, number);
            }
            self.xml.close();
        }
    }

    fn reference(&mut self, reference: &Reference, number: usize) {
        let id = reference.key.as_deref().map(|key| self.take_id(key).ok_or(key));
        let (id, mark) = match id {
            Some(Ok(id)) => (Some(id), None),
            // A key that is no XML id, or is taken, is kept beside one that can be.
            Some(Err(key)) => (Some(self.new_id("ref", number)), Some(format!("key:{key}"))),
            None => (None, None),
        };
        self.xml.open("ref", &[("id", id.as_deref()), ("specific-use", mark.as_deref())]);
        self.xml.some("label", reference.label.as_deref());
        let lone_pair = match reference.citations.as_slice() {
            [only] => only.text.len() < 2,
            _ => false,
        };
        for (i, citation) in reference.citations.iter().enumerate() {
            let Encodings { text, from_parts, parts } = Encodings::of(citation, self.citations);
            let texts = if text { citation.text.len() } else { 0 };
            let count = texts + usize::from(from_parts) + usize::from(parts);
            let wrap = self.habits.citation_alternatives && !lone_pair && (count > 1 || i > 0);
            if count == 0 {
                continue;
            }
            if wrap {
                self.xml.open("citation-alternatives", &[]);
            }
            if text {
                self.citation_text(citation);
            }
            if let Some(work) = &citation.work {
                if from_parts {
                    self.punctuated = true;
                    self.work(work);
                    self.punctuated = false;
                }
                if parts {
                    self.work(work);
                }
            }
            if wrap {
                self.xml.close();
            }
        }
        let empty = reference.citations.iter().all(|c| c.text.is_empty() && c.work.is_none());
        if empty || reference.note.is_some() {
            self.xml.open("note", &[]);
            let text = reference.note.clone().unwrap_or_default();
            self.xml.rich(self.tags, "p", &[], &text);
            self.xml.close();
        }
        self.xml.close();
    }

    fn citation_text(&mut self, citation: &Citation) {
        for text in &citation.text {
            let attributes = [
                ("xml:lang", lang(text.lang.as_ref())),
                ("specific-use", form_unless(text.form, Form::Original)),
            ];
            self.xml.rich(self.tags, "mixed-citation", &attributes, &text.value);
        }
    }

    /// What comes between two parts of a citation, if they are to be read as a sentence.
    pub(super) fn between(&mut self, punctuation: &'static str) {
        if self.punctuated {
            self.xml.before_next(punctuation);
        }
    }

    /// A cited work in parts; with punctuation between them it is a `mixed-citation`.
    fn work(&mut self, work: &Article) {
        let kind = kinds::written(PUBLICATION_TYPES, &work.kind).unwrap_or("other");
        let in_other = work.kind.is_part() || work.container.is_some();
        let chapter = in_other && is_chapter(&work.kind) && !work.title.is_empty();
        let exact = kinds::cited_kind(kind, chapter).as_ref() == Some(&work.kind);
        let sort = (!exact).then(|| format!("kind:{}", work.kind));
        let sort = match (self.punctuated, sort) {
            (true, Some(sort)) => Some(format!("{FROM_PARTS} {sort}")),
            (true, None) => Some(FROM_PARTS.to_owned()),
            (false, sort) => sort,
        };
        let attributes = [
            ("publication-type", Some(kind)),
            ("xml:lang", lang(work.language.as_ref())),
            ("specific-use", sort.as_deref()),
        ];
        if self.punctuated {
            self.xml.open_text("mixed-citation", &attributes);
        } else {
            self.xml.open("element-citation", &attributes);
        }
        let before = self.xml.out.len();
        self.person_groups(work);
        self.between(". ");
        match (in_other, chapter) {
            (true, true) => self.cited_title("chapter-title", "trans-title", work),
            (true, false) => self.cited_title("article-title", "trans-title", work),
            (false, _) => self.cited_title("source", "trans-source", work),
        }
        self.between(". ");
        self.forms("part-title", &work.part_title);
        self.between(". ");
        if let Some(container) = &work.container {
            self.title_forms("source", "trans-source", &container.title);
        }
        self.between(". ");
        if let Some(edition) = &work.edition {
            self.xml.rich(self.tags, "edition", &[], edition);
        }
        self.between(". ");
        if let Some(series) = &work.series {
            self.forms("series", &series.title);
        }
        self.between(". ");
        if let Some(event) = &work.event {
            self.conference(event);
        }
        self.between(". ");
        self.cited_dates(work);
        let numbers = [
            ("version", &work.version),
            ("patent", &work.number),
            ("volume", &work.volume),
            ("issue", &work.issue),
        ];
        for (name, number) in numbers {
            self.between(", ");
            self.xml.some(name, number.as_deref());
        }
        self.between(", ");
        self.forms("issue-title", &work.issue_title);
        for (name, number) in [("issue-part", &work.part), ("supplement", &work.supplement)] {
            self.between(", ");
            self.xml.some(name, number.as_deref());
        }
        self.between(": ");
        if let Some(pages) = &work.pages {
            self.pages(&pages.text);
        }
        self.between(": ");
        self.xml.some("elocation-id", work.article_number.as_deref());
        self.between(", ");
        if let Some(count) = &work.page_count {
            self.xml.words("size", &[("units", Some("page"))], count);
        }
        self.between(". ");
        self.lists("publisher-name", &work.publishers);
        self.between(", ");
        self.lists("publisher-loc", &work.publisher_places);
        self.cited_identifiers(work, in_other);
        self.cited_links(work);
        if self.xml.out.len() == before {
            self.xml.empty("source", &[]);
        }
        if self.punctuated {
            self.xml.full_stop();
        }
        self.xml.close();
    }

    /// Links and notes of a cited work.
    fn cited_links(&mut self, work: &Article) {
        for link in &work.links {
            self.between(". ");
            let href = ("xlink:href", Some(link.url.as_str()));
            match &link.title {
                // `uri` holds no markup in the Publishing set.
                Some(title) => {
                    let attributes = [("ext-link-type", Some("uri")), href];
                    self.xml.rich(self.tags, "ext-link", &attributes, title);
                }
                None => self.xml.words("uri", &[href], &link.url),
            }
        }
        for note in &work.notes {
            let kind = note.kind.as_deref();
            for (i, form) in note.text.iter().enumerate() {
                self.between(". ");
                let attributes = [
                    ("content-type", kind),
                    ("xml:lang", self.own("comment", form.lang.as_ref())),
                    ("specific-use", mark(i, form)),
                ];
                self.xml.rich(self.tags, "comment", &attributes, &form.value);
            }
        }
    }

    /// The title, and its subtitle behind a colon: citations have no element for that.
    fn cited_title(&mut self, name: &'static str, translated: &'static str, work: &Article) {
        let mut title = work.title.clone();
        for subtitle in &work.subtitle {
            let of = title.iter_mut().find(|t| t.lang == subtitle.lang && t.form == subtitle.form);
            if let Some(of) = of {
                of.value.push_str(": ");
                of.value.append(subtitle.value.clone());
            }
        }
        self.title_forms(name, translated, &title);
    }

    fn title_forms(
        &mut self,
        name: &'static str,
        translated: &'static str,
        title: &Multilingual<RichText>,
    ) {
        for (i, form) in title.iter().enumerate() {
            let language = ("xml:lang", lang(form.lang.as_ref()));
            self.between(if i == 0 { ". " } else { PARALLEL });
            let only_translated = name == "article-title" && form.form == Form::Translation;
            if i == 0 && !only_translated {
                // `article-title` is the one of them that has no such attribute.
                let mark =
                    form_unless(form.form, Form::Original).filter(|_| name != "article-title");
                self.xml.rich(self.tags, name, &[language, ("specific-use", mark)], &form.value);
            } else {
                let mark = ("specific-use", form_unless(form.form, Form::Translation));
                self.xml.rich(self.tags, translated, &[language, mark], &form.value);
            }
        }
    }

    fn cited_dates(&mut self, work: &Article) {
        let mut published = false;
        for date in &work.dates {
            self.between(", ");
            match date.kind {
                DateKind::Published if !published && date.medium.is_none() => {
                    published = true;
                    self.cited_date(&date.value);
                }
                DateKind::Accessed if date.medium.is_none() => {
                    let iso = iso(&date.value);
                    let attributes = [
                        ("content-type", Some(date_type(&date.kind))),
                        ("iso-8601-date", iso.as_deref()),
                    ];
                    self.xml.words("date-in-citation", &attributes, &date.value.to_string());
                }
                _ => self.date("date", date),
            }
        }
    }

    fn cited_date(&mut self, value: &DateValue) {
        let iso = iso(value);
        match value {
            DateValue::At(date) if date.unspecified.is_none() && date.year >= 0 => {
                if let Some(day) = date.day {
                    self.xml.words("day", &[], &format!("{day:02}"));
                }
                self.between(" ");
                if let Some(month) = date.month {
                    self.xml.words("month", &[], &format!("{month:02}"));
                }
                self.between(" ");
                let year = format!("{:04}", date.year);
                self.xml.words("year", &[("iso-8601-date", iso.as_deref())], &year);
            }
            value => {
                let attributes = [("iso-8601-date", iso.as_deref())];
                self.xml.words("string-date", &attributes, &value.to_string());
            }
        }
    }

    /// ISSN and ISBN stand for what the work is in, or for itself where it is in nothing.
    fn cited_identifiers(&mut self, work: &Article, in_other: bool) {
        let container = work.container.iter().flat_map(|container| &container.identifiers);
        for id in container.filter(|id| matches!(id.scheme, Scheme::Issn | Scheme::Isbn)) {
            self.number(id);
        }
        for id in &work.identifiers {
            self.between(". ");
            match id.scheme {
                Scheme::Issn | Scheme::Isbn if !in_other => self.number(id),
                _ => self.pub_id("pub-id", id),
            }
        }
    }

    fn number(&mut self, id: &crate::model::Identifier) {
        self.between(". ");
        let name = if id.scheme == Scheme::Isbn { "isbn" } else { "issn" };
        let medium = [("publication-format", id.medium.map(|medium| BY_FORMAT.of(medium)))];
        self.xml.words(name, &medium, &id.value);
    }
}
