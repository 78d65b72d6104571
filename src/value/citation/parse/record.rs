//! The areas, people, language and marks of a reference, put into the record.

use super::super::areas::{After, Area, Described, Imprint};
use super::super::names::Heading;
use super::super::scan::trimmed;
use super::super::words::Meaning;
use super::super::{Evidence, languages, tasks};
use super::titles::{plain, split_responsibility};
use super::{ORIGIN, Reading};
use crate::model::{
    Article, Container, Date, DateKind, DateValue, Dated, Extra, Form, Identifier, Lang, Link,
    Pages, Role, Scheme, Str,
};

impl Reading {
    /// Puts the areas into the record. Whether there was an imprint.
    pub(super) fn areas(&mut self, described: &Described<'_>, after: After) -> bool {
        let mut had_imprint = false;
        let mut day = None;
        for area in &described.areas {
            match area {
                Area::Imprint(imprint) => {
                    if std::mem::replace(&mut had_imprint, true) {
                        self.found(Evidence::Twice);
                    }
                    self.imprint(imprint);
                }
                Area::Date(value) => {
                    self.found(Evidence::Year);
                    self.published(value.clone());
                }
                Area::Day(d, m) => day = Some((*d, *m)),
                Area::Numbered(meaning, value) => self.numbered(*meaning, value),
                Area::Extent(value) => {
                    self.found(Evidence::Extent);
                    self.once(value, "extent", |article| &mut article.page_count);
                }
                Area::Edition(value) => {
                    if self.article.edition.is_some() {
                        self.found(Evidence::Twice);
                        self.keep("edition", value);
                    } else {
                        self.article.edition = Some(edition(value).into());
                    }
                }
                Area::Series(inside) => self.series(inside),
            }
        }
        if let Some((d, m)) = day {
            let year = self.article.issued().and_then(DateValue::year);
            match year.and_then(|year| Date::from_ymd(year, Some(m), Some(d))) {
                Some(date) => {
                    for dated in &mut self.article.dates {
                        dated.value = DateValue::At(date);
                    }
                }
                None => self.keep("day", &format!("{d}.{m}")),
            }
        }
        // `Т. 3. Заглавие тома`, `Т. 3 / под ред. …`
        for (before, piece) in &described.unknown {
            let is_title = after == After::Book && *before == 1 && !had_imprint_first(described);
            if let Some(responsible) = piece.strip_prefix("/ ") {
                self.responsible(responsible);
            } else if tasks::task(piece).is_some() {
                self.responsible(piece);
            } else if is_title && self.article.part_title.is_empty() {
                let (title, responsible) = split_responsibility(piece);
                self.article.part_title = plain(title);
                if let Some(responsible) = responsible {
                    self.responsible(responsible);
                }
            } else {
                self.found(Evidence::Leftover);
                self.keep("area", piece);
            }
        }
        had_imprint
    }

    pub(super) fn leftover(&mut self, described: &Described<'_>) {
        for (_, piece) in &described.unknown {
            self.found(Evidence::Leftover);
            self.keep("area", piece);
        }
    }

    fn imprint(&mut self, imprint: &Imprint) {
        self.found(Evidence::Imprint);
        if imprint.date.is_some() && imprint.is_known_place {
            self.found(Evidence::Year);
        }
        if let Some(date) = &imprint.date {
            self.published(date.clone());
        }
        let article = &mut self.article;
        article.publisher_places.extend(imprint.places.iter().map(|place| plain(place)));
        article.publishers.extend(imprint.publishers.iter().map(|name| plain(name)));
    }

    fn published(&mut self, value: DateValue) {
        if self.article.issued().is_some_and(|before| *before != value) {
            self.found(Evidence::Twice);
            self.keep("date", &value.to_string());
        } else if self.article.dates.is_empty() {
            self.article.dates.push(Dated::new(DateKind::Published, value));
        }
    }

    fn numbered(&mut self, meaning: Meaning, value: &str) {
        match meaning {
            Meaning::Volume => self.once(value, "volume", |article| &mut article.volume),
            Meaning::Issue => self.once(value, "issue", |article| &mut article.issue),
            Meaning::Part => self.once(value, "part", |article| &mut article.part),
            Meaning::Item => self.once(value, "item", |article| &mut article.article_number),
            Meaning::Pages => {
                // Two parts of an article have pages of their own.
                match &mut self.article.pages {
                    Some(pages) => {
                        pages.text.push_str(", ");
                        pages.text.push_str(value);
                    }
                    None => self.article.pages = Some(Pages::from(value)),
                }
            }
            _ => self.keep("area", value),
        }
        self.found(Evidence::Numbers);
    }

    fn once(&mut self, value: &str, name: &str, slot: impl Fn(&mut Article) -> &mut Option<Str>) {
        match slot(&mut self.article) {
            Some(before) if before == value => {}
            Some(_) => {
                self.found(Evidence::Twice);
                self.keep(name, value);
            }
            empty => *empty = Some(value.into()),
        }
    }

    /// `Серия «…» ; вып. 5`
    fn series(&mut self, inside: &str) {
        if self.article.series.is_some() {
            self.found(Evidence::Twice);
            return self.keep("series", inside);
        }
        let (title, number) = match inside.split_once(';') {
            Some((title, number)) => (title, Some(number.trim())),
            None => (inside, None),
        };
        self.article.series = Some(Box::new(Container::titled(trimmed(title))));
        self.article.series_number = number.map(Str::from);
    }

    pub(super) fn keep(&mut self, name: &str, value: &str) {
        let value = trimmed(value);
        if !value.is_empty() {
            self.article.extra.push(Extra::new(ORIGIN, name, value));
        }
    }

    /// The names of the heading go first; an area of responsibility that names the same people
    /// and more has the whole list.
    pub(super) fn people(&mut self, heading: Heading<'_>) {
        let family = |person: &crate::model::Contributor| {
            person.name.primary().map(|name| name.family().to_owned()).unwrap_or_default()
        };
        let mut head = heading.people;
        let named = std::mem::take(&mut self.article.contributors);
        let authors = named.iter().filter(|person| person.role == Role::Author).count();
        let same = named.iter().zip(&head).take_while(|(a, b)| family(a) == family(b)).count();
        let role = head.first().map(|first| first.role.clone());
        if !head.is_empty() && same == head.len().min(authors) && authors > 0 {
            // The same list: the heading has the form of the standard, the rest is from below.
            let more = named.into_iter().skip(same);
            head.extend(more);
        } else {
            // Somebody who is named twice is one.
            let known: std::collections::HashSet<_> = head.iter().map(family).collect();
            let more = named
                .into_iter()
                .filter(|person| person.role != Role::Author || !known.contains(&family(person)));
            head.extend(more);
        }
        self.article.contributors = head.into();
        if heading.others {
            let role = role.unwrap_or_default();
            if !self.article.others.contains(&role) {
                self.article.others.push(role);
            }
        }
    }

    pub(super) fn language(&mut self, languages: &[&str]) {
        let said = languages.first().copied();
        self.article.languages = languages.iter().skip(1).filter_map(|l| l.parse().ok()).collect();
        if self.article.language.is_some() {
            return;
        }
        let title = self.article.title.primary().map(ToString::to_string).unwrap_or_default();
        let read = languages::language(&title);
        let is_latin = title.chars().any(|c| c.is_ascii_alphabetic());
        if let Some(said) = said
            && read.is_none()
            && is_latin
            && matches!(said, "ru" | "uk" | "kk" | "bg" | "be")
        {
            let tag: Option<Lang> = format!("{said}-Latn").parse().ok();
            for title in self.article.title.iter_mut().take(1) {
                title.form = Form::Transliteration;
                title.lang.clone_from(&tag);
            }
        }
        let container = self.article.container.as_ref();
        let of_host = || {
            let host = container?.title.primary()?.to_string();
            languages::language(&host)
        };
        let lang = said.or(read).or_else(of_host);
        self.article.language = lang.and_then(|lang| lang.parse().ok());
    }

    pub(super) fn marks(
        &mut self,
        urls: Vec<String>,
        identifiers: Vec<Identifier>,
        accessed: Option<DateValue>,
    ) {
        if !urls.is_empty() {
            self.found(Evidence::Address);
        }
        let article = &mut self.article;
        article.links.extend(urls.into_iter().map(Link::to));
        if let Some(accessed) = accessed {
            article.dates.push(Dated::new(DateKind::Accessed, accessed));
        }
        for identifier in identifiers {
            let of_host = matches!(identifier.scheme, Scheme::Issn)
                || (identifier.scheme == Scheme::Isbn && article.kind.is_part());
            match article.container.as_mut().filter(|_| of_host) {
                Some(container) => container.identifiers.push(identifier),
                None => article.identifiers.push(identifier),
            }
        }
    }
}

fn had_imprint_first(described: &Described<'_>) -> bool {
    !matches!(described.areas.first(), Some(Area::Numbered(Meaning::Volume | Meaning::Part, _)))
}

/// The number alone where nothing but the word stands beside it.
fn edition(value: &str) -> &str {
    let number: &str = value.trim_start_matches(|c: char| !c.is_ascii_digit());
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let words = value.split([' ', ',']).filter(|word| !word.is_empty()).count();
    match number.get(..digits) {
        Some(number) if words <= 2 => number,
        _ => value,
    }
}
