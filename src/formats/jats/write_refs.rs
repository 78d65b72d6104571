//! Writes reference lists.

use super::kinds::{self, PUBLICATION_TYPES, is_chapter};
use super::read_dates::date_type;
use super::write::Writer;
use super::write_front::{iso, mark};
use super::xml::{form_unless, lang};
use crate::model::{
    Article, Citation, DateKind, DateValue, Form, Multilingual, Reference, RichText, Scheme,
};

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
            [only] => only.text.len() == 1 && only.work.is_some(),
            _ => false,
        };
        for (i, citation) in reference.citations.iter().enumerate() {
            let encodings = citation.text.len() + usize::from(citation.work.is_some());
            let wrap = !lone_pair && (encodings > 1 || i > 0);
            if encodings == 0 {
                continue;
            }
            if wrap {
                self.xml.open("citation-alternatives", &[]);
            }
            self.citation(citation);
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

    fn citation(&mut self, citation: &Citation) {
        for text in &citation.text {
            let attributes = [
                ("xml:lang", lang(text.lang.as_ref())),
                ("specific-use", form_unless(text.form, Form::Original)),
            ];
            self.xml.rich(self.tags, "mixed-citation", &attributes, &text.value);
        }
        if let Some(work) = &citation.work {
            self.work(work);
        }
    }

    /// A cited work in parts.
    fn work(&mut self, work: &Article) {
        let kind = kinds::written(PUBLICATION_TYPES, &work.kind).unwrap_or("other");
        let in_other = work.kind.is_part() || work.container.is_some();
        let chapter = in_other && is_chapter(&work.kind) && !work.title.is_empty();
        let exact = kinds::cited_kind(kind, chapter).as_ref() == Some(&work.kind);
        let sort = (!exact).then(|| format!("kind:{}", work.kind));
        let attributes = [
            ("publication-type", Some(kind)),
            ("xml:lang", lang(work.language.as_ref())),
            ("specific-use", sort.as_deref()),
        ];
        self.xml.open("element-citation", &attributes);
        let before = self.xml.out.len();
        self.person_groups(work);
        match (in_other, chapter) {
            (true, true) => self.cited_title("chapter-title", "trans-title", work),
            (true, false) => self.cited_title("article-title", "trans-title", work),
            (false, _) => self.cited_title("source", "trans-source", work),
        }
        self.forms("part-title", &work.part_title);
        if let Some(container) = &work.container {
            self.title_forms("source", "trans-source", &container.title);
        }
        if let Some(edition) = &work.edition {
            self.xml.rich(self.tags, "edition", &[], edition);
        }
        if let Some(series) = &work.series {
            self.forms("series", &series.title);
        }
        if let Some(event) = &work.event {
            self.conference(event);
        }
        self.cited_dates(work);
        self.xml.some("version", work.version.as_deref());
        self.xml.some("patent", work.number.as_deref());
        self.xml.some("volume", work.volume.as_deref());
        self.xml.some("issue", work.issue.as_deref());
        self.forms("issue-title", &work.issue_title);
        self.xml.some("issue-part", work.part.as_deref());
        self.xml.some("supplement", work.supplement.as_deref());
        if let Some(pages) = &work.pages {
            self.pages(&pages.text);
        }
        self.xml.some("elocation-id", work.article_number.as_deref());
        if let Some(count) = &work.page_count {
            self.xml.words("size", &[("units", Some("page"))], count);
        }
        self.lists("publisher-name", &work.publishers);
        self.lists("publisher-loc", &work.publisher_places);
        self.cited_identifiers(work, in_other);
        for link in &work.links {
            let href = [("xlink:href", Some(link.url.as_str()))];
            match &link.title {
                Some(title) => self.xml.rich(self.tags, "uri", &href, title),
                None => self.xml.words("uri", &href, &link.url),
            }
        }
        for note in &work.notes {
            let kind = note.kind.as_deref();
            for (i, form) in note.text.iter().enumerate() {
                let attributes = [
                    ("content-type", kind),
                    ("xml:lang", self.own(form.lang.as_ref())),
                    ("specific-use", mark(i, form)),
                ];
                self.xml.rich(self.tags, "comment", &attributes, &form.value);
            }
        }
        if self.xml.out.len() == before {
            self.xml.empty("source", &[]);
        }
        self.xml.close();
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
                if let Some(month) = date.month {
                    self.xml.words("month", &[], &format!("{month:02}"));
                }
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
            match id.scheme {
                Scheme::Issn | Scheme::Isbn if !in_other => self.number(id),
                _ => self.pub_id("pub-id", id),
            }
        }
    }

    fn number(&mut self, id: &crate::model::Identifier) {
        let name = if id.scheme == Scheme::Isbn { "isbn" } else { "issn" };
        let medium = [("publication-format", id.medium.map(super::read_refs::medium_name))];
        self.xml.words(name, &medium, &id.value);
    }
}
