//! The parts of a reference put together.

mod doubts;
mod record;
mod titles;

use titles::{plain, translation};

use super::areas::{After, Area, Described, describe, imprint_at};
use super::marks::{self, Marks};
use super::names::{self, Heading};
use super::scan::{squeezed, strip_word, trimmed, window, year};
use super::words::{self, Meaning};
use super::{Confidence, Evidence, Parsed, sorts};
use crate::model::{
    Archive, Article, Container, Date, DateValue, Form, Kind, Lang, Localized, RichText, Str,
};

/// The origin of what is kept in `extra`.
pub(super) const ORIGIN: &str = "citation";

/// Longer than any reference, in bytes: those of papers with thousands of authors name a few of them.
const LONGEST: usize = 16 << 10;

/// See [`super::parse`].
pub(super) fn parse(text: &str) -> Parsed {
    if text.len() > LONGEST {
        return Parsed {
            text: text.to_owned(),
            label: None,
            work: None,
            confidence: Confidence::None,
            evidence: vec![Evidence::TooLong],
        };
    }
    let squeezed = squeezed(text);
    let (label, body) = label(&squeezed);
    let mut reading = Reading::default();
    let is_pointer = |body: &str| words::POINTERS.iter().any(|p| strip_word(body, p).is_some());
    if is_pointer(body) {
        reading.found(Evidence::Pointer);
    } else {
        let marks = marks::extract(body);
        reading.read(marks);
    }
    let confidence = reading.confidence();
    reading.evidence.sort_unstable();
    Parsed {
        text: text.to_owned(),
        label: label.map(str::to_owned),
        work: reading.work.filter(|_| confidence > Confidence::None),
        confidence,
        evidence: reading.evidence,
    }
}

/// The number of an item: `4.`, `[4]`, `4)`. A year is none.
fn label(text: &str) -> (Option<&str>, &str) {
    let found = || {
        let open = text.strip_prefix('[');
        let body = open.unwrap_or(text);
        let len = body.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = body.split_at_checked(len).filter(|_| (1..=4).contains(&len))?;
        let rest = match open {
            Some(_) => rest.strip_prefix(']')?,
            None => rest.strip_prefix(['.', ')'])?,
        };
        let rest = rest
            .strip_prefix(' ')
            .or_else(|| rest.starts_with(char::is_uppercase).then_some(rest))?;
        (year(digits).is_none()).then_some((digits, rest))
    };
    found().map_or((None, text), |(digits, rest)| (Some(digits), rest))
}

#[derive(Default)]
struct Reading {
    work: Option<Article>,
    evidence: Vec<Evidence>,
    /// The people of the area of responsibility and the heading, till they are matched.
    article: Article,
}

impl Reading {
    fn found(&mut self, evidence: Evidence) {
        if !self.evidence.contains(&evidence) {
            self.evidence.push(evidence);
        }
    }

    fn has(&self, evidence: Evidence) -> bool {
        self.evidence.contains(&evidence)
    }

    fn read(&mut self, marks: Marks) {
        let Marks { rest, urls, identifiers, accessed, medium, languages } = marks;
        let text = without_key(rest.trim());
        let has_address = !urls.is_empty();
        self.article.medium = medium.map(Str::from);
        let mut parts = text.splitn(2, "//");
        let left = parts.next().unwrap_or("").trim();
        let host = parts.next().map(str::trim);

        let heading = names::heading(left);
        for doubt in &heading.doubts {
            self.found(*doubt);
        }
        if !heading.people.is_empty() && !self.has(Evidence::ForeignHeading) {
            self.found(Evidence::Heading);
        }
        let after = heading.rest;
        let start = after.trim_start_matches([' ', '.', ',', '(', '[']);
        if !heading.people.is_empty() && year(start).is_some_and(|(_, rest)| author_year(rest)) {
            self.found(Evidence::AuthorYear);
        }
        if after.starts_with([',', ';']) {
            self.found(Evidence::BrokenHeading);
        }
        let understood = match host {
            Some(host) => self.part(after, host, has_address),
            None => self.whole(after, &heading, has_address, medium.is_some(), &languages),
        };
        if !understood {
            self.found(Evidence::NoStructure);
            return;
        }
        self.people(heading);
        self.language(&languages);
        self.marks(urls, identifiers, accessed);
        self.doubts(text);
        if self.article.title.is_empty() {
            self.found(Evidence::NoTitle);
        }
        self.work = Some(self.article.clone());
    }

    /// What stands before and behind `//`.
    fn part(&mut self, left: &str, host: &str, has_address: bool) -> bool {
        self.found(Evidence::Host);
        let (host, more) = match host.split_once("//") {
            Some((host, more)) => (host, Some(more)),
            None => (host, None),
        };
        self.title(left);
        let described = match imprint_at(host) {
            Some(described) => described,
            None => describe(host, After::Host),
        };
        let container = self.container(described.head);
        let had_imprint = self.areas(&described, After::Host);
        if let Some(more) = more {
            self.found(Evidence::SeveralHosts);
            self.keep("host", more);
        }
        let article = &mut self.article;
        if article.kind == Kind::default() {
            let words = [&container.title, &container.subtitle].map(|text| text.primary());
            let words = words.into_iter().flatten().map(ToString::to_string);
            let title = words.collect::<Vec<_>>().join(" ");
            let numbered = article.issue.is_some() || article.volume.is_some();
            let is_book = !article.publishers.is_empty() || (had_imprint && !numbered);
            let day = article
                .issued()
                .is_some_and(|date| matches!(date, DateValue::At(Date { day: Some(_), .. })));
            article.kind = match () {
                () if sorts::is_conference(&title) && (is_book || !numbered) => {
                    Kind::PaperConference
                }
                () if is_book => Kind::Chapter,
                () if day => Kind::ArticleNewspaper,
                () if has_address && !numbered && article.pages.is_none() => Kind::Webpage,
                () => Kind::ArticleJournal,
            };
        }
        if container.title.is_empty() {
            self.found(Evidence::NoTitle);
        } else {
            self.article.container = Some(Box::new(container));
        }
        if self.article.dates.is_empty() && !has_address {
            self.found(Evidence::NoYear);
        }
        true
    }

    /// A reference without `//`. Whether there is anything of the standards in it.
    fn whole(
        &mut self,
        text: &str,
        heading: &Heading<'_>,
        has_address: bool,
        has_medium: bool,
        languages: &[&str],
    ) -> bool {
        if self.has(Evidence::AuthorYear) {
            return false;
        }
        if let Some(understood) = self.romanised(text, heading, languages) {
            return understood;
        }
        if ["Оп.", "Опись", "Д.", "Спр."].iter().any(|word| text.contains(word)) {
            let archive = describe(text, After::Archive);
            if archive.areas.len() >= 2 {
                return self.shelf(&archive, text);
            }
        }
        let after = if has_address { After::Web } else { After::Book };
        let described = describe(text, after);
        self.title(described.head);
        let had_imprint = self.areas(&described, after);
        let is_page = has_address && (has_medium || heading.people.is_empty() || !had_imprint);
        let article = &mut self.article;
        if article.kind == Kind::default() {
            article.kind = match () {
                () if had_imprint || article.page_count.is_some() => Kind::Book,
                () if is_page => Kind::Webpage,
                () => return false,
            };
        } else if matches!(article.kind, Kind::Standard | Kind::Legislation)
            && article.dates.is_empty()
            && !had_imprint
            && !has_address
            && article.number.is_none()
        {
            return false;
        }
        if self.article.dates.is_empty() && !has_address && !self.has(Evidence::NamedKind) {
            self.found(Evidence::NoYear);
        }
        true
    }

    /// `Translit [English title]. Zhurnal – Journal. 2010, no. 3, pp. 5–9.` `None` where it is no
    /// such thing.
    fn romanised(&mut self, text: &str, heading: &Heading<'_>, languages: &[&str]) -> Option<bool> {
        let (title, rest) = text.split_once('[')?;
        let (translated, rest) = rest.split_once(']')?;
        let host = rest.strip_prefix(['.', ','])?.trim_start();
        let is_latin = |text: &str| {
            text.chars().filter(|c| c.is_alphabetic()).all(|c| c < '\u{370}')
                && text.chars().filter(|c| c.is_alphabetic()).nth(3).is_some()
        };
        if heading.people.is_empty() || !is_latin(title) || !is_latin(translated) {
            return None;
        }
        let title = trimmed(title);
        let lang = languages.first().copied().unwrap_or("ru");
        let book = imprint_at(host);
        let is_book = book.is_some();
        let described = book.unwrap_or_else(|| describe(host, After::Host));
        if !is_book && (described.areas.is_empty() || described.head.trim().is_empty()) {
            return None;
        }
        self.found(Evidence::Translation);
        let romanised: Option<Lang> = format!("{lang}-Latn").parse().ok();
        let mut primary: Localized<RichText> = Localized::new(title).as_form(Form::Transliteration);
        primary.lang.clone_from(&romanised);
        self.article.title.push(primary);
        self.article.title.push(translation(translated, "en"));
        self.article.language = lang.parse().ok();
        if !is_book {
            let head = trimmed(described.head);
            let dash = [" – ", " — ", " = "].iter().find_map(|dash| head.split_once(dash));
            let bracket = || head.strip_suffix(']').and_then(|head| head.split_once(" ["));
            let mut container = Container::default();
            let (name, english) = dash.or_else(bracket).map_or((head, None), |(a, b)| (a, Some(b)));
            let mut first: Localized<RichText> = Localized::new(trimmed(name));
            if english.is_some() {
                first = first.as_form(Form::Transliteration);
                first.lang.clone_from(&romanised);
            }
            container.title.push(first);
            container.title.extend(english.map(|english| translation(trimmed(english), "en")));
            self.article.container = Some(Box::new(container));
        }
        self.article.kind = if is_book { Kind::Book } else { Kind::ArticleJournal };
        self.areas(&described, After::Host);
        if self.article.dates.is_empty() {
            self.found(Evidence::NoYear);
        }
        Some(true)
    }

    /// `ГАРФ. Ф. 102. Оп. 5. Д. 12. Л. 3.`
    fn shelf(&mut self, described: &Described<'_>, text: &str) -> bool {
        let mut archive = Archive::default();
        let of = |meaning| {
            let said = described.areas.iter().filter_map(move |area| match area {
                Area::Numbered(m, value) if *m == meaning => Some(*value),
                _ => None,
            });
            said.collect::<Vec<_>>().join(". ")
        };
        archive.name = trimmed(described.head).into();
        archive.collection = of(Meaning::Collection).into();
        archive.location = of(Meaning::Location).into();
        if archive.location.is_empty() || archive.name.is_empty() {
            self.title(text);
            return false;
        }
        self.found(Evidence::Shelf);
        self.article.kind = Kind::Manuscript;
        // `Письмо И. И. Лося // ГАРФ. …` is read elsewhere: here the archive has the first word.
        self.article.title = plain(&archive.name);
        self.article.archive = Some(Box::new(archive));
        self.leftover(described);
        true
    }
}

/// Whether what follows a year behind the names shows that it stands for itself.
fn author_year(rest: &str) -> bool {
    let rest = rest.strip_prefix(|c: char| c.is_lowercase()).unwrap_or(rest);
    rest.is_empty() || rest.starts_with(['.', ',', ')', ']', ':'])
}

/// Takes off a key that is glued in front: `Степанов, Торопов, 2015а – `.
fn without_key(text: &str) -> &str {
    let found = || {
        let scope = window(text, 120);
        let (key, rest) = [" – ", " — ", " - "].iter().find_map(|dash| scope.split_once(dash))?;
        let (names, date) = key.rsplit_once([' ', ','])?;
        let (_, suffix) = year(date)?;
        let is_suffix = suffix.is_empty()
            || (suffix.chars().nth(1).is_none() && suffix.starts_with(char::is_lowercase));
        let is_name = |word: &str| {
            word.starts_with(char::is_uppercase) || words::after(word, Meaning::Others).is_some()
        };
        let words_are = names
            .split([',', ' '])
            .filter(|word| !word.is_empty())
            .all(|word| is_name(word) || matches!(word, "и" | "др." | "and" | "et" | "al."));
        let rest = text.get(scope.len() - rest.len()..)?;
        (is_suffix && words_are && !names.trim().is_empty()).then_some(())?;
        // `Россия, 1917 – путь к миру` is a title.
        (!names::heading(window(rest, 300)).people.is_empty()).then_some(rest)
    };
    found().unwrap_or(text)
}
