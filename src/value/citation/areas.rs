//! The areas behind a title: place, publisher and year, numbers, pages, extent.

use super::places;
use super::scan::{self, Boundary, boundaries, is_separator, number, window, year};
use super::words::{self, Meaning};
use crate::model::{Date, DateValue, is_dash};
use crate::value::months;

/// One area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Area<'a> {
    Imprint(Imprint),
    Date(DateValue),
    /// A day and a month, whose year stands in another area.
    Day(u8, u8),
    /// A number with its word.
    Numbered(Meaning, &'a str),
    Extent(&'a str),
    Edition(&'a str),
    /// What stands in brackets of its own.
    Series(&'a str),
}

/// Place, publisher and year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Imprint {
    pub(super) places: Vec<String>,
    pub(super) publishers: Vec<String>,
    pub(super) date: Option<DateValue>,
    /// Whether the first place stands in the tables.
    pub(super) is_known_place: bool,
}

/// What may end the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// A host: any area.
    Host,
    /// A book: its imprint, edition, volume or extent.
    Book,
    /// A page on the web: a year as well.
    Web,
    /// A document of an archive.
    Archive,
}

/// A title or host, and the areas behind it.
#[derive(Debug, Default)]
pub(super) struct Described<'a> {
    pub(super) head: &'a str,
    pub(super) areas: Vec<Area<'a>>,
    /// Pieces between the areas that are none, each with the number of areas before it.
    pub(super) unknown: Vec<(usize, &'a str)>,
}

/// Divides `text` into its head and the areas behind it.
pub(super) fn describe(text: &str, after: After) -> Described<'_> {
    let mut found = Described { head: text, ..Described::default() };
    let first = boundaries(text).find_map(|Boundary { at, strong }| {
        let rest = text.get(at..)?;
        let (area, rest) = area(rest, strong, after == After::Archive)?;
        ends_head(&area, strong, after, rest).then_some((at, area, rest))
    });
    let Some((at, area, rest)) = first else { return found };
    found.head = text.get(..at).unwrap_or(text);
    found.areas.push(area);
    found.read(rest, after == After::Archive);
    found
}

/// The areas of a text that begins with one, if it does.
pub(super) fn imprint_at(text: &str) -> Option<Described<'_>> {
    let (area, rest) = area(text, true, false)?;
    // `Реки Сибири: материалы …` is no place with a publisher.
    matches!(&area, Area::Imprint(imprint) if imprint.is_known_place).then_some(())?;
    let mut found = Described { areas: vec![area], ..Described::default() };
    found.read(rest, false);
    Some(found)
}

fn ends_head(area: &Area<'_>, strong: bool, after: After, rest: &str) -> bool {
    use Meaning as M;
    match (area, after) {
        (Area::Numbered(M::Collection, _), After::Archive) => true,
        (_, After::Archive) => false,
        (Area::Imprint(imprint), _) => strong || imprint.is_known_place,
        (Area::Date(_) | Area::Numbered(..), After::Host) => true,
        (Area::Day(..) | Area::Series(_), _) => false,
        (Area::Extent(_) | Area::Edition(_), _) => strong,
        (Area::Date(_), After::Web) => strong && rest.trim_matches(is_separator).is_empty(),
        (Area::Date(_), After::Book) => false,
        (Area::Numbered(meaning, _), _) => strong && matches!(meaning, M::Volume | M::Part),
    }
}

impl<'a> Described<'a> {
    fn read(&mut self, text: &'a str, archive: bool) {
        let mut rest = text;
        // Where the piece that is no area begins.
        let mut unknown: Option<&'a str> = None;
        loop {
            let start = rest.trim_start_matches(|c| is_separator(c) || c == ')' || c == ']');
            if let Some((area, after)) = area(start, true, archive).filter(|_| !start.is_empty()) {
                self.keep(unknown.take(), start);
                self.areas.push(area);
                rest = after;
                continue;
            }
            if start.is_empty() {
                self.keep(unknown, start);
                return;
            }
            unknown.get_or_insert(start);
            rest = match boundaries(start).next() {
                Some(next) => start.get(next.at..).unwrap_or(""),
                None => "",
            };
        }
    }

    fn keep(&mut self, from: Option<&'a str>, to: &'a str) {
        let piece = from.and_then(|from| from.get(..from.len() - to.len()));
        if let Some(piece) = piece.map(scan::trimmed).filter(|piece| !piece.is_empty()) {
            self.unknown.push((self.areas.len(), piece));
        }
    }
}

/// Longer than any imprint, in bytes.
const LONGEST_IMPRINT: usize = 300;

/// Longer than any name of a publisher, in bytes.
const LONGEST_PUBLISHER: usize = 200;

/// More places where an area could begin than the name of any publisher has.
const MOST_BOUNDARIES: usize = 16;

/// The area at the start of `text`, and what follows it.
fn area(text: &str, strong: bool, archive: bool) -> Option<(Area<'_>, &str)> {
    if archive && let Some(found) = shelf(text) {
        return Some(found);
    }
    let first = text.chars().next().filter(|c| c.is_alphanumeric() || "([№#".contains(*c))?;
    // `S. l.`: not a page.
    if words::after(window(text, 16), Meaning::Unknown).is_some() {
        return imprint(text, strong);
    }
    if first.is_ascii_digit() {
        return edition(text)
            .or_else(|| extent(text))
            .or_else(|| day(text))
            .or_else(|| dated(text));
    }
    numbered(text)
        .or_else(|| edition(text))
        .or_else(|| extent(text).filter(|_| first.is_ascii_alphabetic()))
        .or_else(|| dated(text).filter(|_| !first.is_alphabetic()))
        .or_else(|| imprint(text, strong))
        .or_else(|| series(text).filter(|_| strong))
}

fn numbered(text: &str) -> Option<(Area<'_>, &str)> {
    use Meaning as M;
    let labels = [M::Volume, M::Issue, M::Part, M::Pages, M::Item];
    let (meaning, after) = words::label(window(text, 32), &labels)?;
    let at = window(text, 32).len() - after.len();
    let after = text.get(at..)?;
    // A word in full has no full stop before its number: `The second volume. 5th ed.`
    if after.starts_with('.') && text.get(..at)?.ends_with(char::is_alphabetic) {
        return None;
    }
    let (value, rest) = number(after, meaning == M::Pages)?;
    // `№ 273-ФЗ` is the number of a law, and what follows belongs to it.
    let rest = rest.strip_prefix('.').filter(|_| meaning == M::Pages).unwrap_or(rest);
    Some((Area::Numbered(meaning, value), rest))
}

/// `Ф. 102. Оп. 5а. Д. 12. Л. 3–4 об.`
fn shelf(text: &str) -> Option<(Area<'_>, &str)> {
    use Meaning as M;
    let (meaning, after) = words::label(text, &[M::Collection, M::Location])?;
    let (_, rest) = number(after, true)?;
    let rest = rest.strip_prefix(" об.").or_else(|| rest.strip_prefix(" об")).unwrap_or(rest);
    let value = text.get(..text.len() - rest.len())?;
    Some((Area::Numbered(meaning, value), rest))
}

/// `2-е изд., перераб. и доп.`, `Изд. 2-е`, `2nd ed.`
fn edition(text: &str) -> Option<(Area<'_>, &str)> {
    let scope = window(text, 120);
    let rest = match words::after(scope, Meaning::Edition) {
        Some(rest) => ordinal(rest.trim_start())?,
        None => words::after(ordinal(scope)?.strip_prefix(' ')?, Meaning::Edition)?,
    };
    // What more is said of it: `, перераб. и доп.`, words in small letters.
    let mut end = rest;
    loop {
        let next = end.trim_start_matches([',', ' ', '.']);
        let len = next.find(|c: char| !c.is_alphabetic() && c != '-').unwrap_or(next.len());
        let word = next.get(..len)?;
        if word.is_empty()
            || !word.starts_with(char::is_lowercase)
            || len < next.len() && {
                let after = next.get(len..)?;
                !after.starts_with(['.', ',', ' '])
            }
        {
            break;
        }
        end = next.get(len..)?;
    }
    let rest = text.get(scope.len() - end.len()..)?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    Some((Area::Edition(text.get(..text.len() - rest.len())?), rest))
}

/// A number with the ending of an ordinal: what follows.
fn ordinal(text: &str) -> Option<&str> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(len..).filter(|_| (1..=3).contains(&len))?;
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    let ending = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    rest.get(ending..).filter(|_| ending <= 6)
}

/// `264 с.`
fn extent(text: &str) -> Option<(Area<'_>, &str)> {
    let (value, rest) = number(text, true).filter(|_| text.starts_with(char::is_alphanumeric))?;
    let after = words::after(window(rest.strip_prefix(' ')?, 16), Meaning::Extent)?;
    let rest = rest.get(1 + window(rest.strip_prefix(' ')?, 16).len() - after.len()..)?;
    // `5 с. 7`: no extent.
    let ends = rest.trim_start().is_empty()
        || !rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    ends.then_some((Area::Extent(value), rest))
}

/// `12 мая`
fn day(text: &str) -> Option<(Area<'_>, &str)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(len).filter(|_| (1..=2).contains(&len))?;
    let rest = rest.strip_prefix(' ')?;
    let word = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let month = months::month(rest.get(..word).filter(|_| word <= 24)?)?;
    let day: u8 = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    let rest = rest.get(word..)?;
    if let Some((year, after)) = rest.strip_prefix(' ').and_then(year) {
        let date = Date::from_ymd(year, Some(month), Some(day))?;
        return Some((Area::Date(DateValue::At(date)), after));
    }
    Some((Area::Day(day, month), rest))
}

/// A year or several, alone.
fn dated(text: &str) -> Option<(Area<'_>, &str)> {
    let inner = text.strip_prefix(['(', '[']);
    let (value, rest) = years(inner.unwrap_or(text))?;
    let rest = match inner {
        Some(_) => rest.strip_prefix([')', ']'])?,
        None => rest,
    };
    let after = rest.strip_prefix(' ').unwrap_or(rest);
    let rest = words::after(window(after, 16), Meaning::Year)
        .and_then(|left| after.get(window(after, 16).len() - left.len()..))
        .unwrap_or(rest);
    stands_alone(rest).then_some((Area::Date(value), rest))
}

fn years(text: &str) -> Option<(DateValue, &str)> {
    let (first, rest) = year(text)?;
    let tail = rest.strip_prefix(|c| is_dash(c) || c == '/').map(str::trim_start);
    if let Some((last, rest)) = tail.and_then(year).filter(|(last, _)| *last > first) {
        return Some((format!("{first}/{last}").parse().ok()?, rest));
    }
    // `2015а`: the letter tells two works of a year apart.
    let after = rest.strip_prefix(|c: char| c.is_lowercase()).unwrap_or(rest);
    let rest = if after.starts_with(char::is_alphanumeric) { rest } else { after };
    Some((DateValue::At(Date::from_year(first)), rest))
}

/// Whether what follows a year can follow one that stands for itself.
fn stands_alone(rest: &str) -> bool {
    use Meaning as M;
    let mut chars = rest.chars();
    match chars.next() {
        None => true,
        Some('.' | ',' | ';' | ':' | ')' | ']') => true,
        Some(' ') => {
            let next = chars.as_str();
            next.is_empty()
                || next.starts_with(|c| is_dash(c) || c == '(')
                || next.starts_with('/')
                || words::label(window(next, 32), &[M::Volume, M::Issue, M::Part, M::Pages])
                    .is_some_and(|(_, rest)| number(rest, true).is_some())
        }
        Some(c) => is_dash(c),
    }
}

/// `М.: Наука, 2002`; `М. ; Л. : Наука, 1941`; `Томск, 2001`; `Moscow, Nauka Publ., 2002`
fn imprint(text: &str, strong: bool) -> Option<(Area<'_>, &str)> {
    let scope = window(text, LONGEST_IMPRINT);
    let mut found = Imprint::default();
    let mut rest = found.place(scope)?;
    loop {
        let next = rest.trim_start_matches([' ', '[']);
        if let Some(next) = next.strip_prefix(';')
            && let Some(after) = found.place(next.trim_start())
        {
            rest = after;
            continue;
        }
        let found_known = found.is_known_place;
        if !found_known && !strong {
            return None;
        }
        let (publisher, after) = if let Some(publisher) = next.strip_prefix(':') {
            found.publisher(publisher.trim_start())?
        } else if let Some(next) = next.strip_prefix(',').map(str::trim_start) {
            match found.date(next) {
                Some(after) => ("", after),
                None => found.romanised_publisher(next)?,
            }
        } else {
            let dated = found_known.then(|| found.date(next)).flatten();
            ("", dated?)
        };
        found.publishers(publisher);
        // A place that stands in no table needs the whole form.
        let is_sure = found.is_known_place || (strong && found.date.is_some());
        let at = scope.len() - after.len();
        return is_sure.then_some((Area::Imprint(found), text.get(at..)?));
    }
}

impl Imprint {
    /// One place at the start of `text`: what follows it.
    fn place<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let open = text.strip_prefix('[').unwrap_or(text);
        if let Some(rest) = words::after(open, Meaning::Unknown) {
            self.is_known_place |= self.places.is_empty();
            return Some(rest.strip_prefix(']').unwrap_or(rest));
        }
        if let Some((place, rest)) = places::place(open) {
            let ends = rest.trim_start().starts_with([',', ':', ';', '[', ']'])
                || rest.strip_prefix(' ').and_then(year).is_some();
            if ends {
                self.is_known_place |= self.places.is_empty();
                self.places.extend(place.split("; ").map(str::to_owned));
                return Some(rest.strip_prefix(']').unwrap_or(rest));
            }
        }
        // Up to three words with capitals.
        if !text.starts_with(char::is_uppercase) {
            return None;
        }
        let end = window(text, 80).find([',', ':', ';', '.', '(', '/'])?;
        let name = text.get(..end)?.trim_end();
        name.chars().nth(1)?;
        let mut count = 0;
        for word in name.split(' ') {
            count += 1;
            let is_word =
                word.chars().all(|c| c.is_alphabetic() || is_dash(c) || c == '’' || c == '\'');
            if !is_word || !word.starts_with(char::is_uppercase) || count > 3 {
                return None;
            }
        }
        self.places.push(name.to_owned());
        text.get(end..)
    }

    /// The publisher at the start of `text`, up to the year or the end of the area; the year is
    /// taken.
    fn publisher<'a>(&mut self, text: &'a str) -> Option<(&'a str, &'a str)> {
        let scope = window(text, LONGEST_PUBLISHER);
        for Boundary { at, strong } in boundaries(scope).take(MOST_BOUNDARIES) {
            let rest = text.get(at..)?;
            if let Some(after) = self.date(rest) {
                let publisher = scan::trimmed(text.get(..at)?);
                let is_title = [" / ", ": ", " : "].iter().any(|sign| publisher.contains(sign));
                return (self.is_known_place || !is_title).then_some((publisher, after));
            }
            let ends = strong && (numbered(rest).is_some() || extent(rest).is_some());
            if ends && self.is_known_place {
                return Some((scan::trimmed(text.get(..at)?), rest));
            }
            // Behind a word that no table has as a place, what reads on as a title is one.
            if !self.is_known_place && (ends || strong && begins_imprint(rest)) {
                return None;
            }
        }
        let whole = scan::trimmed(text);
        (self.is_known_place && !whole.is_empty() && whole.len() < 120).then_some((whole, ""))
    }

    /// `Nauka Publ., 2002`
    fn romanised_publisher<'a>(&mut self, text: &'a str) -> Option<(&'a str, &'a str)> {
        let (publisher, rest) = text.split_once("Publ.").filter(|_| self.is_known_place)?;
        let after = self.date(rest.trim_start_matches([',', ' ']))?;
        (publisher.len() <= 100 && !publisher.contains(". "))
            .then(|| (text.get(..publisher.len() + 5).unwrap_or(publisher), after))
    }

    fn publishers(&mut self, text: &str) {
        for piece in text.split(" ; ").map(scan::trimmed).filter(|piece| !piece.is_empty()) {
            // `Питер ; М. : Наука`
            let (place, name) = match piece.split_once(" : ").or_else(|| piece.split_once(": ")) {
                Some((place, name))
                    if places::place(place).is_some_and(|(_, rest)| rest.trim().is_empty()) =>
                {
                    (places::place(place).map(|(place, _)| place), name)
                }
                _ => (None, piece),
            };
            self.places.extend(place.map(str::to_owned));
            let open = name.strip_prefix('[').unwrap_or(name);
            if words::after(open, Meaning::Unknown).is_none() {
                self.publishers.push(scan::trimmed(name).to_owned());
            }
        }
    }

    fn date<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        match dated(text)? {
            (Area::Date(value), rest) => {
                self.date = Some(value);
                Some(rest)
            }
            _ => None,
        }
    }
}

/// Whether a text begins as what stands before a publisher does.
fn begins_imprint(text: &str) -> bool {
    words::after(window(text, 16), Meaning::Unknown).is_some()
        || places::place(text).is_some()
        || edition(text).is_some()
}

/// `(Серия «Памятники»)`
fn series(text: &str) -> Option<(Area<'_>, &str)> {
    let inner = window(text, 300).strip_prefix('(')?;
    let (inside, _) = inner.split_once(')')?;
    let rest = text.get(inside.len() + 2..)?;
    (inside.chars().filter(|c| c.is_alphabetic()).nth(2).is_some())
        .then_some((Area::Series(inside), rest))
}
