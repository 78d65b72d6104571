//! Writes the parts of `front` that are no contributors.

use std::borrow::Cow;
use std::collections::VecDeque;

use super::carry::{self, PREFIX};
use super::habits::BY_FORMAT;
use super::kinds::{self, FOOTNOTES, PUB_IDS, RELATIONS};
use super::read_dates::{date_in_words, date_type};
use super::read_front::{ARTICLE_TITLE, JOURNAL_TITLE, ONE_KEYWORD, SEPARATORS, TitleNames};
use super::write::Writer;
use super::write_refs::PARALLEL;
use super::xml::form_unless;
use crate::model::{
    Abstract, Article, DateKind, DateValue, Dated, Event, Form, Identifier, Keyword, KeywordGroup,
    License, Link, Localized, Multilingual, Note, Related, RichText, Scheme, Section,
};

type Custom = Vec<(String, String)>;

/// The mark of one form of a value: none for the first, which opens a new value.
pub(super) fn mark<T>(i: usize, form: &Localized<T>) -> Option<&'static str> {
    if i == 0 { form_unless(form.form, Form::Original) } else { Some(form.form.as_str()) }
}

impl Writer {
    pub(super) fn journal_meta(&mut self, article: &Article) {
        if article.container.is_none()
            && article.publishers.is_empty()
            && article.publisher_places.is_empty()
        {
            return;
        }
        self.xml.open("journal-meta", &[]);
        let identifiers = article.container.as_ref().map_or(&[][..], |c| &c.identifiers);
        let [others, issns, books] = journal_order(identifiers);
        for id in others.iter().filter_map(|at| identifiers.get(*at)) {
            let kind = [("journal-id-type", Some(id.scheme.as_str()))];
            self.xml.words("journal-id", &kind, &id.value);
        }
        // The Publishing set wants an id; the ISSN is one.
        if others.is_empty()
            && !self.is_archiving()
            && let Some(issn) = issns.first().and_then(|at| identifiers.get(*at))
        {
            self.xml.words("journal-id", &[("journal-id-type", Some("issn"))], &issn.value);
        }
        if let Some(journal) = &article.container
            && !(journal.title.is_empty()
                && journal.subtitle.is_empty()
                && journal.short_title.is_empty())
        {
            self.xml.open("journal-title-group", &[]);
            self.titles(&JOURNAL_TITLE, &journal.title, &journal.subtitle, None);
            for title in &journal.short_title {
                let attributes = [
                    ("xml:lang", self.own("abbrev-journal-title", title.lang.as_ref())),
                    ("specific-use", form_unless(title.form, Form::Original)),
                ];
                self.xml.rich(self.tags, "abbrev-journal-title", &attributes, &title.value);
            }
            self.xml.close();
        }
        for (name, list) in [("issn", &issns), ("isbn", &books)] {
            for id in list.iter().filter_map(|at| identifiers.get(*at)) {
                let habit = if name == "issn" { self.habits.issn } else { BY_FORMAT };
                let medium = [(habit.attribute, id.medium.map(|medium| habit.of(medium)))];
                self.xml.words(name, &medium, &id.value);
            }
        }
        self.publishers(article);
        self.xml.close();
    }

    /// A publisher's name in a language goes with its place in that language; either may be absent.
    fn publishers(&mut self, article: &Article) {
        if article.publishers.is_empty() && article.publisher_places.is_empty() {
            return;
        }
        self.xml.open("publisher", &[]);
        let pairs = article.publishers.len().max(article.publisher_places.len());
        for i in 0..pairs {
            let name = article.publishers.get(i);
            let place = article.publisher_places.get(i);
            let forms = |value: Option<&Multilingual<RichText>>| value.map_or(0, Multilingual::len);
            let separate = |list: &[Multilingual<RichText>]| {
                let begins =
                    |v: &Multilingual<RichText>| v.first().is_some_and(|f| f.lang.is_some());
                i > 0 && list.get(i).is_some_and(begins)
            };
            for j in 0..forms(name).max(forms(place)) {
                let form = |value: Option<&Multilingual<RichText>>| {
                    value.and_then(|value| value.iter().nth(j).cloned())
                };
                match form(name) {
                    Some(form) => {
                        let apart = separate(&article.publishers);
                        self.form("publisher-name", j, &form, apart);
                    }
                    None => self.xml.empty("publisher-name", &[]),
                }
                if let Some(form) = form(place) {
                    self.form("publisher-loc", j, &form, separate(&article.publisher_places));
                }
            }
        }
        self.xml.close();
    }

    /// One form of a value whose elements stand in a row. `apart`: what comes before might be taken
    /// for another form of the same value.
    fn form(&mut self, name: &'static str, i: usize, form: &Localized<RichText>, apart: bool) {
        let mark = mark(i, form).or_else(|| (apart && i == 0).then_some("separate"));
        let attributes = [("xml:lang", self.own(name, form.lang.as_ref())), ("specific-use", mark)];
        self.xml.rich(self.tags, name, &attributes, &form.value);
    }

    /// All forms of a value, an element each.
    pub(super) fn forms(&mut self, name: &'static str, value: &Multilingual<RichText>) {
        for (i, form) in value.iter().enumerate() {
            self.between(PARALLEL);
            self.form(name, i, form, false);
        }
    }

    /// All values, each in all forms.
    pub(super) fn lists(&mut self, name: &'static str, values: &[Multilingual<RichText>]) {
        for (at, value) in values.iter().enumerate() {
            for (i, form) in value.iter().enumerate() {
                self.between(if i == 0 { "; " } else { PARALLEL });
                self.form(name, i, form, at > 0 && form.lang.is_some());
            }
        }
    }

    /// Title and subtitle; a translation of both in one language is one group.
    fn titles(
        &mut self,
        names: &TitleNames,
        title: &Multilingual<RichText>,
        subtitle: &Multilingual<RichText>,
        article: Option<&Article>,
    ) {
        let primary = title.first();
        if let Some(form) = primary {
            let mark = form_unless(form.form, Form::Original).filter(|_| article.is_none());
            let attributes =
                [("xml:lang", self.own(names.title, form.lang.as_ref())), ("specific-use", mark)];
            self.xml.rich(self.tags, names.title, &attributes, &form.value);
        } else if article.is_some() {
            self.xml.empty(names.title, &[]);
        }
        let mut rest: VecDeque<&Localized<RichText>> = VecDeque::new();
        for (i, form) in subtitle.iter().enumerate() {
            if i == 0 || (form.form == Form::Original && rest.is_empty()) {
                let mark = form_unless(form.form, Form::Original);
                let attributes = [
                    ("xml:lang", self.own(names.subtitle, form.lang.as_ref())),
                    ("specific-use", mark),
                ];
                self.xml.rich(self.tags, names.subtitle, &attributes, &form.value);
            } else {
                rest.push_back(form);
            }
        }
        for form in title.others() {
            let mark = form_unless(form.form, Form::Translation);
            let language = self.own("trans-title-group", form.lang.as_ref());
            let attributes = [("xml:lang", language), ("specific-use", mark)];
            self.xml.open("trans-title-group", &attributes);
            self.xml.rich(self.tags, "trans-title", &[], &form.value);
            let is_twin = |s: &&Localized<RichText>| s.lang == form.lang && s.form == form.form;
            let twin = rest.iter().take(64).position(is_twin);
            if let Some(subtitle) = twin.and_then(|at| rest.remove(at)) {
                self.xml.rich(self.tags, "trans-subtitle", &[], &subtitle.value);
            }
            self.xml.close();
        }
        for form in rest {
            let mark = form_unless(form.form, Form::Translation);
            let language = self.own("trans-title-group", form.lang.as_ref());
            let attributes = [("xml:lang", language), ("specific-use", mark)];
            self.xml.open("trans-title-group", &attributes);
            self.xml.empty("trans-title", &[]);
            self.xml.rich(self.tags, "trans-subtitle", &[], &form.value);
            self.xml.close();
        }
    }

    pub(super) fn title_group(&mut self, article: &Article) {
        let alternatives = [
            ("short", &article.short_title),
            ("addon", &article.title_addon),
            ("part", &article.part_title),
        ];
        let none = article.title.is_empty()
            && article.subtitle.is_empty()
            && alternatives.iter().all(|(_, title)| title.is_empty());
        if none {
            return;
        }
        self.xml.open("title-group", &[]);
        self.titles(&ARTICLE_TITLE, &article.title, &article.subtitle, Some(article));
        for (kind, title) in alternatives {
            for form in title {
                let attributes = [
                    ("alt-title-type", Some(kind)),
                    ("xml:lang", self.own("alt-title", form.lang.as_ref())),
                    ("specific-use", form_unless(form.form, Form::Original)),
                ];
                self.xml.rich(self.tags, "alt-title", &attributes, &form.value);
            }
        }
        self.xml.close();
    }

    pub(super) fn identifiers(&mut self, article: &Article, custom: &mut Custom) {
        if let Some(journal) = &article.container {
            note_order("order-journal", &journal_order(&journal.identifiers), custom);
        }
        let (isbns, others): (Vec<usize>, Vec<usize>) =
            (0..article.identifiers.len()).partition(|at| {
                article.identifiers.get(*at).is_some_and(|id| id.scheme == Scheme::Isbn)
            });
        for id in others.iter().filter_map(|at| article.identifiers.get(*at)) {
            self.pub_id("article-id", id);
        }
        note_order("order-identifiers", &[others, isbns], custom);
    }

    pub(super) fn pub_id(&mut self, name: &'static str, id: &Identifier) {
        let scheme = id.scheme.as_str();
        let known = PUB_IDS.contains(&scheme);
        let attributes = [
            ("pub-id-type", Some(if known { scheme } else { "custom" })),
            ("custom-type", (!known).then_some(scheme)),
        ];
        self.xml.words(name, &attributes, &id.value);
    }

    pub(super) fn subjects(&mut self, groups: &[KeywordGroup]) {
        if groups.is_empty() {
            return;
        }
        self.xml.open("article-categories", &[]);
        for group in groups {
            let attributes = [
                ("subj-group-type", group.kind.as_deref()),
                ("xml:lang", self.own("subj-group", group.lang.as_ref())),
            ];
            self.xml.open("subj-group", &attributes);
            self.terms(group, ["subject", "compound-subject", "compound-subject-part"]);
            self.xml.close();
        }
        self.xml.close();
    }

    pub(super) fn keywords(&mut self, article: &Article) {
        for group in &article.keywords {
            let attributes = [
                ("kwd-group-type", group.kind.as_deref()),
                ("xml:lang", self.own("kwd-group", group.lang.as_ref())),
            ];
            self.xml.open("kwd-group", &attributes);
            if let Some(title) = &group.title {
                self.xml.rich(self.tags, "title", &[], title);
            }
            self.terms(group, ["kwd", "compound-kwd", "compound-kwd-part"]);
            self.xml.close();
        }
    }

    fn terms(&mut self, group: &KeywordGroup, [one, several, part]: [&'static str; 3]) {
        for Keyword { text, parts } in &group.keywords {
            if parts.is_empty() {
                // A reader takes it for several otherwise.
                let is_odd =
                    one == "kwd" && text.as_plain().is_some_and(|text| text.contains(SEPARATORS));
                let mark = [("content-type", is_odd.then_some(ONE_KEYWORD))];
                self.xml.rich(self.tags, one, &mark, text);
                continue;
            }
            self.xml.open(several, &[]);
            for text in std::iter::once(text).chain(parts) {
                self.xml.rich(self.tags, part, &[], text);
            }
            self.xml.close();
        }
        if group.keywords.is_empty() {
            self.xml.empty(one, &[]);
        }
    }

    pub(super) fn notes(&mut self, notes: &[Note]) {
        if notes.iter().all(|note| note.text.is_empty()) {
            return;
        }
        self.xml.open("author-notes", &[]);
        for note in notes {
            let kind = note.kind.as_deref();
            let known = kind.is_none_or(|kind| FOOTNOTES.contains(&kind));
            for (i, form) in note.text.iter().enumerate() {
                let attributes = [
                    ("fn-type", if known { kind } else { Some("custom") }),
                    ("custom-type", kind.filter(|_| !known)),
                    ("xml:lang", self.own("fn", form.lang.as_ref())),
                    ("specific-use", mark(i, form)),
                ];
                self.xml.open("fn", &attributes);
                self.xml.rich(self.tags, "p", &[], &form.value);
                self.xml.close();
            }
        }
        self.xml.close();
    }

    pub(super) fn pub_dates(&mut self, article: &Article, custom: &mut Custom) {
        let (published, history): (Vec<usize>, Vec<usize>) = (0..article.dates.len())
            .partition(|at| article.dates.get(*at).is_some_and(is_publication));
        for date in published.iter().filter_map(|at| article.dates.get(*at)) {
            self.date("pub-date", date);
        }
        note_order("order-dates", &[published, history], custom);
    }

    pub(super) fn history(&mut self, article: &Article) {
        if article.dates.iter().all(is_publication) {
            return;
        }
        self.xml.open("history", &[]);
        for date in article.dates.iter().filter(|date| !is_publication(date)) {
            self.date("date", date);
        }
        self.xml.close();
    }

    pub(super) fn date(&mut self, name: &'static str, date: &Dated) {
        let value = &*said(&date.value);
        let iso = iso(value);
        let mut rows = self.habits.pub_types.iter().filter(|_| name == "pub-date");
        let short = rows.find(|(kind, medium, _)| *kind == date.kind && *medium == date.medium);
        let attributes = match short {
            Some((_, _, short)) => [("pub-type", Some(*short)), ("pub-type", None)],
            None => [
                ("date-type", Some(date_type(&date.kind))),
                ("publication-format", date.medium.map(|medium| BY_FORMAT.of(medium))),
            ],
        };
        let [first, second] = attributes;
        let attributes = [first, second, ("iso-8601-date", iso.as_deref())];
        self.xml.open(name, &attributes);
        self.date_parts(value);
        self.xml.close();
    }

    /// Day, month and year as far as they are known; words stand in the year, the one element that
    /// every tag set allows.
    pub(super) fn date_parts(&mut self, value: &DateValue) {
        match value {
            DateValue::At(date) if date.unspecified.is_none() && date.year >= 0 => {
                if let Some(day) = date.day {
                    self.xml.words("day", &[], &format!("{day:02}"));
                }
                if let Some(month) = date.month {
                    self.xml.words("month", &[], &format!("{month:02}"));
                }
                self.xml.words("year", &[], &format!("{:04}", date.year));
            }
            value => self.xml.words("year", &[], &value.to_string()),
        }
    }

    pub(super) fn numbers(&mut self, article: &Article, custom: &mut Custom) {
        self.xml.some("volume", article.volume.as_deref());
        self.xml.some("issue", article.issue.as_deref());
        self.forms("issue-title", &article.issue_title);
        self.xml.some("issue-part", article.part.as_deref());
        for id in article.identifiers.iter().filter(|id| id.scheme == Scheme::Isbn) {
            let medium = [("publication-format", id.medium.map(|medium| BY_FORMAT.of(medium)))];
            self.xml.words("isbn", &medium, &id.value);
        }
        self.xml.some("supplement", article.supplement.as_deref());
        match (&article.pages, &article.article_number) {
            (Some(pages), number) => {
                if pages.first().is_some() {
                    self.pages(&pages.text);
                } else {
                    custom.push((format!("{PREFIX}pages"), pages.text.to_string()));
                }
                // JATS has pages or a number of the article, not both.
                if let Some(number) = number {
                    custom.push((format!("{PREFIX}article-number"), number.to_string()));
                }
            }
            (None, number) => self.xml.some("elocation-id", number.as_deref()),
        }
    }

    /// First and last page, and the whole as written where that says more.
    pub(super) fn pages(&mut self, text: &str) {
        let pages: crate::model::Pages = text.into();
        let ranges = pages.ranges();
        let Some(range) = ranges.first() else {
            return self.xml.words("page-range", &[], text);
        };
        let last = range.last.as_deref().filter(|last| !last.is_empty());
        self.xml.words("fpage", &[], &range.first);
        self.between("–");
        self.xml.some("lpage", last);
        self.between(", ");
        let said = match last {
            Some(last) => format!("{}-{last}", range.first),
            None => range.first.to_string(),
        };
        if said != text {
            self.xml.words("page-range", &[], text);
        }
    }

    pub(super) fn permissions(&mut self, article: &Article) {
        let Some(permissions) = &article.permissions else { return };
        self.xml.open("permissions", &[]);
        self.forms("copyright-statement", &permissions.statement);
        self.xml.some("copyright-year", permissions.year.as_deref());
        self.lists("copyright-holder", &permissions.holders);
        for license in &permissions.licenses {
            self.license(license);
        }
        self.xml.close();
    }

    fn license(&mut self, license: &License) {
        let first = license.text.first();
        let url = license.url.as_deref();
        let habit = self.habits.license;
        let attributes = [
            ("license-type", license.kind.as_deref()),
            ("xlink:href", url.filter(|_| habit.link)),
            ("xml:lang", self.own("license", first.and_then(|form| form.lang.as_ref()))),
        ];
        self.xml.open("license", &attributes);
        self.xml.some("ali:license_ref", url.filter(|_| habit.element));
        for (i, form) in license.text.iter().enumerate() {
            let of = form.lang.as_ref().map(|lang| format!("lang-{lang}")).filter(|_| i > 0);
            let attributes = [("content-type", of.as_deref()), ("specific-use", mark(i, form))];
            self.xml.rich(self.tags, "license-p", &attributes, &form.value);
        }
        if (url.is_none() || !habit.element) && license.text.is_empty() {
            self.xml.empty("license-p", &[]);
        }
        self.xml.close();
    }

    pub(super) fn links(&mut self, links: &[Link]) {
        for Link { url, content_type, title } in links {
            let attributes =
                [("content-type", content_type.as_deref()), ("xlink:href", Some(url.as_str()))];
            match title {
                Some(title) => self.xml.rich(self.tags, "self-uri", &attributes, title),
                None => self.xml.empty("self-uri", &attributes),
            }
        }
    }

    /// What `related-article` cannot say is kept whole in custom metadata.
    pub(super) fn related(&mut self, all: &[Related], custom: &mut Custom) {
        let mut odd = Vec::new();
        for (i, item) in all.iter().enumerate() {
            let link = match (item.identifiers.as_slice(), &item.url) {
                ([], url) => Some(("uri", url.as_deref())),
                ([id], None) if !matches!(id.scheme.as_str(), "uri" | "url") => {
                    Some((id.scheme.as_str(), Some(id.value.as_str())))
                }
                _ => None,
            };
            let Some((kind, href)) = link.filter(|_| item.key.is_none()) else {
                odd.push((i, item));
                continue;
            };
            let relation =
                kinds::written(RELATIONS, &item.relation).unwrap_or(item.relation.as_str());
            let attributes = [
                ("related-article-type", Some(relation)),
                ("ext-link-type", href.map(|_| kind)),
                ("xlink:href", href),
            ];
            let text = item.text.clone().unwrap_or_default();
            self.xml.rich(self.tags, "related-article", &attributes, &text);
        }
        if !odd.is_empty()
            && let Ok(value) = serde_json::to_string(&odd)
        {
            custom.push((format!("{PREFIX}related"), value));
        }
    }

    pub(super) fn abstracts(&mut self, article: &Article, custom: &mut Custom) {
        let (own, translated): (Vec<usize>, Vec<usize>) =
            (0..article.abstracts.len()).partition(|at| {
                article.abstracts.get(*at).is_some_and(|item| item.form == Form::Original)
            });
        for item in own.iter().filter_map(|at| article.abstracts.get(*at)) {
            let language = self.own("abstract", item.lang.as_ref());
            self.summary("abstract", item, language, Form::Original);
        }
        for item in translated.iter().filter_map(|at| article.abstracts.get(*at)) {
            let language = self.own("trans-abstract", item.lang.as_ref());
            self.summary("trans-abstract", item, language, Form::Translation);
        }
        note_order("order-abstracts", &[own, translated], custom);
    }

    fn summary(&mut self, name: &'static str, item: &Abstract, of: Option<&str>, usual: Form) {
        let attributes = [
            ("abstract-type", item.kind.as_deref()),
            ("xml:lang", of),
            ("specific-use", form_unless(item.form, usual)),
        ];
        self.xml.open(name, &attributes);
        self.section(item.title.as_ref(), &item.paragraphs, &item.sections, false);
        self.xml.close();
    }

    fn section(
        &mut self,
        title: Option<&RichText>,
        paragraphs: &[RichText],
        sections: &[Section],
        required: bool,
    ) {
        match title {
            Some(title) => self.xml.rich(self.tags, "title", &[], title),
            None if required => self.xml.empty("title", &[]),
            None => {}
        }
        for paragraph in paragraphs {
            self.xml.rich(self.tags, "p", &[], paragraph);
        }
        for section in sections {
            self.xml.open("sec", &[]);
            let Section { title, paragraphs, sections } = section;
            self.section(title.as_ref(), paragraphs, sections, true);
            self.xml.close();
        }
    }

    pub(super) fn funding(&mut self, article: &Article) {
        if article.funding.is_empty() && article.funding_statement.is_empty() {
            return;
        }
        self.xml.open("funding-group", &[]);
        for funding in &article.funding {
            self.xml.open("award-group", &[]);
            if !funding.identifiers.is_empty() {
                let first = funding.funder.first();
                let attributes = [
                    ("xml:lang", self.own("funding-source", first.and_then(|f| f.lang.as_ref()))),
                    ("specific-use", first.and_then(|form| form_unless(form.form, Form::Original))),
                ];
                self.xml.open_text("funding-source", &attributes);
                self.xml.open("institution-wrap", &[]);
                for id in &funding.identifiers {
                    let kind = [("institution-id-type", Some(id.scheme.as_str()))];
                    self.xml.words("institution-id", &kind, &id.value);
                }
                if let Some(first) = first {
                    self.xml.rich(self.tags, "institution", &[], &first.value);
                }
                self.xml.close();
                self.xml.close();
            }
            let skipped = usize::from(!funding.identifiers.is_empty());
            for (i, form) in funding.funder.iter().enumerate().skip(skipped) {
                self.form("funding-source", i, form, false);
            }
            for award in &funding.awards {
                self.xml.words("award-id", &[], award);
            }
            self.xml.close();
        }
        self.forms("funding-statement", &article.funding_statement);
        self.xml.close();
    }

    pub(super) fn event(&mut self, article: &Article, custom: &mut Custom) {
        let Some(event) = &article.event else { return };
        // The Publishing set wants a date and a name, and has one place and one theme.
        let fits = event.date.is_some()
            && !event.title.is_empty()
            && event.place.len() < 2
            && event.title_addon.len() < 2;
        if !fits && !self.is_archiving() {
            let json = carry::json(&article.event);
            custom.extend(json.map(|value| (format!("{PREFIX}event"), value)));
        } else {
            self.xml.open("conference", &[]);
            self.conference(event);
            self.forms("conf-theme", &event.title_addon);
            self.xml.close();
        }
    }

    /// What both a conference and a citation say of an event.
    pub(super) fn conference(&mut self, event: &Event) {
        if let Some(date) = &event.date {
            let date = &*said(date);
            let iso = iso(date);
            let attributes = [("iso-8601-date", iso.as_deref())];
            self.xml.words("conf-date", &attributes, &date.to_string());
        }
        self.between(". ");
        self.forms("conf-name", &event.title);
        self.between(", ");
        self.forms("conf-loc", &event.place);
        self.between(". ");
        self.lists("conf-sponsor", &event.sponsors);
    }

    pub(super) fn counts(&mut self, article: &Article, custom: &mut Custom) {
        let mut pages = article.page_count.as_deref();
        if let Some(count) = pages.filter(|count| !is_number(count)) {
            custom.push((format!("{PREFIX}page-count"), count.to_owned()));
            pages = None;
        }
        let mut all = carry::counts(article);
        if let Some(pages) = pages {
            let at = all.iter().position(|(name, _)| *name == "word-count");
            all.insert(at.unwrap_or(all.len()), ("page-count", pages));
        }
        if all.is_empty() {
            return;
        }
        self.xml.open("counts", &[]);
        for (name, count) in all {
            self.xml.empty(name, &[("count", Some(count))]);
        }
        self.xml.close();
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A date as it is read: words may say one, too.
fn said(value: &DateValue) -> Cow<'_, DateValue> {
    let in_words = match value {
        DateValue::Literal(words) => date_in_words(words),
        _ => None,
    };
    in_words.map_or(Cow::Borrowed(value), |date| Cow::Owned(DateValue::At(date)))
}

/// The EDTF form of a date that has one.
pub(super) fn iso(value: &DateValue) -> Option<String> {
    (!matches!(value, DateValue::Literal(_))).then(|| value.to_string())
}

/// Dates of publication stand apart from the history of the manuscript.
fn is_publication(date: &Dated) -> bool {
    matches!(
        date.kind,
        DateKind::Published | DateKind::Collection | DateKind::Preprint | DateKind::Available
    ) || date.medium.is_some()
}

/// The positions of a journal's own ids, its ISSNs and its ISBNs.
fn journal_order(identifiers: &[Identifier]) -> [Vec<usize>; 3] {
    let of = |wanted: &dyn Fn(&Scheme) -> bool| {
        let wanted = |(_, id): &(usize, &Identifier)| wanted(&id.scheme);
        identifiers.iter().enumerate().filter(wanted).map(|(at, _)| at).collect()
    };
    [
        of(&|scheme| !matches!(scheme, Scheme::Issn | Scheme::Isbn)),
        of(&|scheme| *scheme == Scheme::Issn),
        of(&|scheme| *scheme == Scheme::Isbn),
    ]
}

fn note_order(name: &str, groups: &[Vec<usize>], custom: &mut Custom) {
    if let Some(order) = carry::order(groups) {
        custom.push((format!("{PREFIX}{name}"), order));
    }
}
