//! Lines of data: labels and their values, volumes, issues, pages, dates.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::sections::Line;
use crate::model::{Date, DateKind, Scheme};
use crate::value::months::month;

/// What stands behind a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Identifier(Scheme),
    Date(DateKind),
    Year,
    Volume,
    Issue,
    Pages,
    FirstPage,
    LastPage,
    Journal,
    Publisher,
    Author,
    Title,
    Language,
    Link,
    /// A journal with volume, issue and pages in one.
    PublishedIn,
    /// A citation of the work itself.
    Citation,
    /// Something that no field is for.
    Other,
}

/// Labels of lines before the abstract that are no part of it. A new one is a new row. In a list
/// of keywords each ends the list.
pub(super) const LABELS: &[(&str, Target)] = &[
    ("DOI", Target::Identifier(Scheme::Doi)),
    ("doi", Target::Identifier(Scheme::Doi)),
    ("EDN", Target::Identifier(Scheme::Edn)),
    ("УДК", Target::Identifier(Scheme::Udc)),
    ("UDC", Target::Identifier(Scheme::Udc)),
    ("ӘОЖ", Target::Identifier(Scheme::Udc)),
    ("ББК", Target::Other),
    ("ISSN", Target::Identifier(Scheme::Issn)),
    ("URL", Target::Link),
    ("Received", Target::Date(DateKind::Received)),
    ("Revised", Target::Date(DateKind::Revised)),
    ("Accepted", Target::Date(DateKind::Accepted)),
    ("Published", Target::Date(DateKind::Published)),
    ("Поступила", Target::Date(DateKind::Received)),
    ("Поступила в редакцию", Target::Date(DateKind::Received)),
    ("Статья поступила", Target::Date(DateKind::Received)),
    ("Статья поступила в редакцию", Target::Date(DateKind::Received)),
    ("Дата поступления", Target::Date(DateKind::Received)),
    ("Дата направления статьи в редакцию", Target::Date(DateKind::Received)),
    ("Принята", Target::Date(DateKind::Accepted)),
    ("Принята к публикации", Target::Date(DateKind::Accepted)),
    ("Принята к печати", Target::Date(DateKind::Accepted)),
    ("Опубликована", Target::Date(DateKind::Published)),
    ("Дата публикации", Target::Date(DateKind::Published)),
    ("Надійшла", Target::Date(DateKind::Received)),
    ("Надійшла до редакції", Target::Date(DateKind::Received)),
    ("Recebido", Target::Date(DateKind::Received)),
    ("Aceito", Target::Date(DateKind::Accepted)),
    ("Recibido", Target::Date(DateKind::Received)),
    ("Aceptado", Target::Date(DateKind::Accepted)),
    ("Для цитирования", Target::Citation),
    ("Для цитування", Target::Citation),
    ("Ссылка для цитирования", Target::Citation),
    ("Правильная ссылка на статью", Target::Citation),
    ("For citation", Target::Citation),
    ("For citations", Target::Citation),
    ("How to cite", Target::Citation),
];

/// Labels, in small letters, that count only with a colon or in a table, before the abstract.
const FIELD_LABELS: &[(&str, Target)] = &[
    ("автор", Target::Author),
    ("авторы", Target::Author),
    ("author", Target::Author),
    ("authors", Target::Author),
    ("main author", Target::Author),
    ("main authors", Target::Author),
    ("журнал", Target::Journal),
    ("journal", Target::Journal),
    ("название журнала", Target::Journal),
    ("revista", Target::Journal),
    ("том", Target::Volume),
    ("volume", Target::Volume),
    ("номер", Target::Issue),
    ("выпуск", Target::Issue),
    ("issue", Target::Issue),
    ("number", Target::Issue),
    ("год", Target::Year),
    ("год издания", Target::Year),
    ("год выпуска", Target::Year),
    ("year", Target::Year),
    ("publication year", Target::Year),
    ("издательство", Target::Publisher),
    ("publisher", Target::Publisher),
    ("страницы", Target::Pages),
    ("pages", Target::Pages),
    ("первая страница", Target::FirstPage),
    ("начальная страница", Target::FirstPage),
    ("first page", Target::FirstPage),
    ("последняя страница", Target::LastPage),
    ("last page", Target::LastPage),
    ("язык", Target::Language),
    ("language", Target::Language),
    ("название", Target::Title),
    ("название статьи", Target::Title),
    ("published in", Target::PublishedIn),
    ("опубликовано в", Target::PublishedIn),
    ("reference", Target::Citation),
];

/// Rows of a table of labels.
type Rows = Vec<&'static (&'static str, Target)>;

/// The labels by their first letter: every line of a page is asked about.
static BY_LETTER: LazyLock<HashMap<char, Rows>> = LazyLock::new(|| by_letter(LABELS));
static FIELDS_BY_LETTER: LazyLock<HashMap<char, Rows>> = LazyLock::new(|| by_letter(FIELD_LABELS));

fn by_letter(table: &'static [(&'static str, Target)]) -> HashMap<char, Rows> {
    let mut letters: HashMap<char, Rows> = HashMap::new();
    for row in table {
        if let Some(letter) = row.0.chars().next() {
            letters.entry(letter).or_default().push(row);
        }
    }
    letters
}

/// The rows whose labels have the first letter of a text.
fn rows(
    letters: &'static HashMap<char, Rows>,
    text: &str,
) -> impl Iterator<Item = &'static (&'static str, Target)> {
    let rows = text.chars().next().and_then(|letter| letters.get(&letter));
    rows.into_iter().flatten().copied()
}

/// A line that begins with a known label and a colon or a digit.
pub(super) fn label<'a>(line: &Line<'a>) -> Option<(&'static str, &'static Target, Line<'a>)> {
    rows(&BY_LETTER, line.text).find_map(|(label, target)| {
        let rest = line.text.strip_prefix(label)?;
        let value = match rest.trim_start().strip_prefix(':') {
            Some(value) => value.trim_start(),
            None => rest.strip_prefix(' ')?.trim_start(),
        };
        let stands_alone =
            rest.trim_start().starts_with(':') || value.starts_with(|c: char| c.is_ascii_digit());
        (stands_alone && !value.is_empty()).then(|| (*label, target, line.piece(value)))
    })
}

/// Whether a line in the midst of a page begins with a known label. More counts here than in
/// [`label`], for nothing is read from the line.
pub(super) fn begins_with_label(line: &Line<'_>) -> bool {
    label(line).is_some()
        || rows(&BY_LETTER, line.text).any(|(label, _)| {
            let Some(rest) = line.text.strip_prefix(label) else { return false };
            let rest = rest.trim_start();
            // No keyword begins with words such as `Для цитирования`.
            rest.starts_with("http") || rest.starts_with(':') || label.contains(' ')
        })
}

/// What a label is for.
fn target(label: &str) -> Option<&'static Target> {
    // No label is longer than a few words.
    if label.len() > 90 {
        return None;
    }
    let label = label.trim();
    let exact = rows(&BY_LETTER, label).find(|(known, _)| *known == label);
    exact.map(|(_, target)| target).or_else(|| field(label))
}

fn field(label: &str) -> Option<&'static Target> {
    let first = label.chars().next()?.to_lowercase().next()?;
    let rows = FIELDS_BY_LETTER.get(&first)?;
    let lower = label.to_lowercase();
    rows.iter().find(|(known, _)| *known == lower).map(|(_, target)| target)
}

/// A line `Label: value`, with or without a dash before it; or a row of a table of two columns.
/// The value may be empty.
pub(super) fn labelled<'a>(line: &Line<'a>) -> Option<(&'a str, &'static Target, Line<'a>)> {
    if let Some(row) =
        line.text.strip_prefix('|').or_else(|| line.text.contains('|').then_some(line.text))
    {
        let (head, value) = row.split_once('|')?;
        let value = value.trim_end().trim_end_matches('|');
        return Some((
            head.trim(),
            field(head.trim()).or_else(|| target(head))?,
            line.piece(value),
        ));
    }
    let body = line.text.trim_start_matches(['-', '–', '—', '•', '*', ' ']);
    if let Some((head, value)) = body.split_once([':', '：'])
        && let Some(target) = target(head)
    {
        return Some((head.trim(), target, line.piece(value)));
    }
    label(line)
}

/// A line cut before each label that stands in its midst: `DOI: 10.5555/xEDN: ABCDEF`. Only a line
/// that begins with a label is cut. The flag says whether a piece was glued to the one before.
pub(super) fn segments(line: Line<'_>, is_heading: fn(&str) -> bool) -> Vec<(Line<'_>, bool)> {
    if label(&line).is_none() {
        return vec![(line, false)];
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut glued = false;
    let mut before = ' ';
    for (at, c) in line.text.char_indices() {
        let last = std::mem::replace(&mut before, c);
        if at == 0 || !c.is_uppercase() {
            continue;
        }
        let rest = line.text.get(at..).unwrap_or_default();
        // No label is longer than this.
        let Some((colon, _)) = rest.char_indices().take(40).find(|(_, c)| *c == ':') else {
            continue;
        };
        let word = rest.get(..colon).unwrap_or_default();
        let is_label = rows(&BY_LETTER, word).any(|(known, _)| *known == word) || is_heading(word);
        // A label within a word is none: `SubDOI:`.
        let may_begin =
            !last.is_alphabetic() || last.is_uppercase() && word.len() > 3 || last.is_lowercase();
        if is_label && may_begin {
            pieces.push((line.piece(line.text.get(start..at).unwrap_or_default()), glued));
            start = at;
            glued = !last.is_whitespace();
        }
    }
    pieces.push((line.piece(line.text.get(start..).unwrap_or_default()), glued));
    pieces
}

/// Volume, issue, year and pages, as far as a text gives them with their marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers<'a> {
    pub(super) year: Option<&'a str>,
    pub(super) volume: Option<&'a str>,
    pub(super) issue: Option<&'a str>,
    pub(super) pages: Option<String>,
    /// What is none of these.
    pub(super) rest: Vec<&'a str>,
}

/// The piece of a text from the start of one of its pieces to the end of another.
fn between<'a>(text: &'a str, first: &str, last: &str) -> Option<&'a str> {
    let start = first.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    let end = last.as_ptr().addr().checked_sub(text.as_ptr().addr())? + last.len();
    text.get(start..end)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Volume,
    Issue,
    Pages,
}

/// Words before a number, in small letters and without their full stop.
const MARKS: &[(&str, Mark)] = &[
    ("том", Mark::Volume),
    ("т", Mark::Volume),
    ("vol", Mark::Volume),
    ("volume", Mark::Volume),
    ("№", Mark::Issue),
    ("no", Mark::Issue),
    ("num", Mark::Issue),
    ("issue", Mark::Issue),
    ("iss", Mark::Issue),
    ("вып", Mark::Issue),
    ("выпуск", Mark::Issue),
    ("с", Mark::Pages),
    ("стр", Mark::Pages),
    ("p", Mark::Pages),
    ("pp", Mark::Pages),
    ("pages", Mark::Pages),
    ("б", Mark::Pages),
];

/// Reads marks and numbers out of a text: `2024. № 4. P. 81-101`.
pub(super) fn numbers(text: &str) -> Numbers<'_> {
    let mut found = Numbers::default();
    let mut mark = None;
    let mut after_issue = false;
    let is_gap = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|');
    let mut words = text.split(is_gap).filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        let issue_before = std::mem::take(&mut after_issue);
        if let Some(after) = word.strip_prefix('№').filter(|after| !after.is_empty()) {
            found.issue = found.issue.or(Some(after.trim_end_matches('.')));
            after_issue = true;
            continue;
        }
        let bare = word.trim_end_matches(['.', ':']);
        if let Some(inside) = bare.strip_prefix('(').and_then(|word| word.strip_suffix(')')) {
            let is_number = !inside.is_empty() && inside.bytes().all(|b| b.is_ascii_digit());
            match found.issue.filter(|_| issue_before && is_number && inside.len() < 5) {
                // `№ 3 (45)`: the number within the year, and that of the whole.
                Some(issue) => found.issue = between(text, issue, bare),
                None if is_year(inside) => found.year = found.year.or(Some(inside)),
                None => found.rest.push(word),
            }
            continue;
        }
        let lower = bare.to_lowercase();
        let next_is_number =
            words.peek().is_some_and(|next| next.starts_with(|c: char| c.is_ascii_alphanumeric()));
        if let Some((_, of)) = MARKS.iter().find(|(known, _)| *known == lower)
            && next_is_number
        {
            mark = Some(*of);
            continue;
        }
        let is_number = bare.starts_with(|c: char| c.is_ascii_digit())
            && bare.chars().all(|c| c.is_ascii_alphanumeric() || is_dash(c) || c == '/');
        match mark.take() {
            Some(Mark::Volume) => found.volume = found.volume.or(Some(bare)),
            Some(Mark::Issue) => {
                found.issue = found.issue.or(Some(bare));
                after_issue = true;
            }
            Some(Mark::Pages) if is_number => {
                let mut pages = bare.to_owned();
                // `26 - 37`: the range has spaces in it.
                if words.peek().is_some_and(|next| next.chars().all(is_dash)) {
                    words.next();
                    if let Some(last) = words.next() {
                        pages = format!("{pages}-{}", last.trim_end_matches('.'));
                    }
                }
                found.pages.get_or_insert(pages);
            }
            None if is_year(bare) => found.year = found.year.or(Some(bare)),
            _ => found.rest.push(word),
        }
    }
    found
}

impl Numbers<'_> {
    /// Whether the text was nothing but these numbers.
    pub(super) fn is_all(&self) -> bool {
        self.rest.is_empty()
            && (self.year.is_some()
                || self.volume.is_some()
                || self.issue.is_some()
                || self.pages.is_some())
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Whether the text is a year from 1700 on.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4
        && text.bytes().all(|b| b.is_ascii_digit())
        && matches!(text.get(..2), Some("17" | "18" | "19" | "20"))
}

/// A day: `20.06.2024`, `20-06-2024`, `2024-06-20`, `20 июня 2024 г.`, `June 20, 2024`; or a year.
/// With a slash the order of day and month is not known, unless one of them is over 12.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = text.trim().trim_end_matches(['.', ';', ',']);
    let text = text.strip_suffix(" г").unwrap_or(text).trim_end();
    if text.len() > 60 {
        return None;
    }
    if is_year(text) {
        return text.parse().ok().map(Date::from_year);
    }
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '/') || is_dash(c))
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let number = |text: &str| (text.len() < 3).then(|| text.parse::<u8>().ok()).flatten();
    let year = |text: &str| if is_year(text) { text.parse::<i32>().ok() } else { None };
    let made = |year: i32, month: u8, day: u8| Date::from_ymd(year, Some(month), Some(day));
    if let Some(year) = year(first) {
        return made(year, number(second)?, number(third)?);
    }
    let year = year(third)?;
    if let (Some(day), Some(month)) = (number(first), month(second)) {
        return made(year, month, day);
    }
    if let (Some(month), Some(day)) = (month(first), number(second)) {
        return made(year, month, day);
    }
    let (day, month) = (number(first)?, number(second)?);
    if !text.contains('/') {
        return made(year, month, day);
    }
    let is_open = day <= 12 && month <= 12 && day != month;
    if is_open { None } else { made(year, month, day).or_else(|| made(year, day, month)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        let table = [
            ("20.06.2024", Some("2024-06-20")),
            ("20-06-2024", Some("2024-06-20")),
            ("2024-06-20", Some("2024-06-20")),
            ("20 июня 2024 г.", Some("2024-06-20")),
            ("June 20, 2024", Some("2024-06-20")),
            ("06/20/2024", Some("2024-06-20")),
            ("2024", Some("2024")),
            ("05/06/2024", None),
            ("32.01.2024", None),
            ("soon", None),
        ];
        for (text, expected) in table {
            assert_eq!(date(text).map(|d| d.to_string()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn marks_and_numbers() {
        let found = numbers("2024. № 4. P. 81-101.");
        assert_eq!((found.year, found.issue), (Some("2024"), Some("4")));
        assert_eq!(found.pages.as_deref(), Some("81-101"));
        assert!(found.is_all());
        let found = numbers("例の雑誌 Vol. 24; no. 1; pp. 26 - 37");
        assert_eq!((found.volume, found.issue), (Some("24"), Some("1")));
        assert_eq!(found.pages.as_deref(), Some("26-37"));
        assert_eq!(found.rest, ["例の雑誌"]);
        assert!(!numbers("The year of the crossing").is_all());
    }
}
