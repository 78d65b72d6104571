//! What can stand anywhere in a reference string and is known by itself: addresses, identifiers,
//! remarks on the carrier and the language. It is cut out before the rest is read.

use super::languages::LANGUAGE_NOTES;
use super::scan::{strip_ci, strip_word, window, year};
use super::words::{self, MEDIA, Meaning};
use crate::model::{Date, DateValue, Identifier, Scheme};
use crate::value::months;

/// What was cut out, and what is left.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) rest: String,
    pub(super) urls: Vec<String>,
    pub(super) identifiers: Vec<Identifier>,
    pub(super) accessed: Option<DateValue>,
    pub(super) medium: Option<&'static str>,
    pub(super) languages: Vec<&'static str>,
}

/// Cuts `text` apart, in one pass.
pub(super) fn extract(text: &str) -> Marks {
    let mut marks = Marks { rest: String::with_capacity(text.len()), ..Marks::default() };
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        // A mark begins a word.
        let begins = !before.is_alphanumeric() && !c.is_whitespace();
        if begins && let Some(after) = marks.mark(rest, before) {
            if !marks.rest.ends_with(' ') {
                marks.rest.push(' ');
            }
            rest = after;
            before = ' ';
            continue;
        }
        if !(c == ' ' && marks.rest.ends_with(' ')) {
            marks.rest.push(c);
        }
        before = c;
        rest = rest.get(c.len_utf8()..).unwrap_or("");
    }
    marks
}

impl Marks {
    /// Takes one mark at the start of `text`: what follows it.
    fn mark<'a>(&mut self, text: &'a str, before: char) -> Option<&'a str> {
        let mut chars = text.chars();
        let c = chars.next()?;
        if matches!(c, '[' | '(') && !chars.next()?.is_alphabetic() {
            return None;
        }
        if matches!(c, '[' | '(' | 'Т' | 'Э')
            && let Some(after) = self.remark(text)
        {
            return Some(after);
        }
        if matches!(c, '[' | '(') {
            return self.accessed(text.get(1..)?, true);
        }
        if c.is_ascii_alphabetic()
            && let Some(after) = self.address(text).or_else(|| self.identifier(text))
        {
            return Some(after);
        }
        if let Some(after) = words::after(window(text, 64), Meaning::Url) {
            let at = window(text, 64).len() - after.len();
            let address = text.get(at..)?.trim_start_matches([' ', ':', '<']);
            let (url, after) = address_at(address)?;
            if let Some(doi) = doi_of(&url) {
                self.identify(doi);
            }
            self.urls.push(url);
            return Some(after);
        }
        // Where nothing but the words stand before it, the day has no brackets.
        if !self.urls.is_empty() && matches!(before, ' ' | ',' | '.' | '–') {
            return self.accessed(text, false);
        }
        None
    }

    fn remark<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let media =
            MEDIA.iter().find_map(|(phrase, medium)| Some((medium, strip_word(text, phrase)?)));
        if let Some((medium, after)) = media {
            self.medium = Some(*medium);
            return Some(after);
        }
        // `субъекта Текст: автореф.`: the brackets got lost; a title would be in the way.
        if let Some(after) = text.strip_prefix("Текст:").or_else(|| text.strip_prefix("Текст :"))
            && self.rest.trim_end().ends_with(char::is_alphanumeric)
        {
            self.medium = Some("text");
            return Some(text.get(text.len() - after.len() - 1..).unwrap_or(after));
        }
        let note =
            LANGUAGE_NOTES.iter().find_map(|(note, lang)| Some((lang, strip_ci(text, note)?)));
        let (lang, after) = note?;
        if !self.languages.contains(lang) {
            self.languages.push(lang);
        }
        Some(after)
    }

    fn accessed<'a>(&mut self, text: &'a str, in_brackets: bool) -> Option<&'a str> {
        let scope = window(text, 96);
        let after = words::after(scope, Meaning::Accessed)?;
        let value = after.trim_start_matches([' ', ':']);
        let end = if in_brackets {
            value.find([')', ']'])?
        } else {
            value
                .char_indices()
                .find(|(at, c)| matches!(c, ')' | ';') || (*c == '.' && ends_sentence(value, *at)))
                .map_or(value.len(), |(at, _)| at)
        };
        let (said, rest) = value.split_at_checked(end)?;
        let rest = if in_brackets { rest.get(1..)? } else { rest };
        let said = said.trim().trim_end_matches(['.', ',']);
        let value = date(said).map_or_else(|| DateValue::Literal(said.to_owned()), DateValue::At);
        if self.accessed.is_none() && !said.is_empty() {
            self.accessed = Some(value);
        }
        text.get(scope.len() - rest.len()..)
    }

    fn address<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        let (url, after) = address_at(text)?;
        match doi_of(&url) {
            Some(doi) => self.identify(doi),
            None => self.urls.push(url),
        }
        Some(after)
    }

    fn identifier<'a>(&mut self, text: &'a str) -> Option<&'a str> {
        if let Some(after) = strip_ci(text, "doi") {
            let gap = window(after, 4);
            let gap = gap.len() - gap.trim_start_matches([':', ' ', '.']).len();
            let value = after.get(gap..).filter(|value| value.starts_with("10."))?;
            let (mut doi, mut after) = token(value);
            // A space that slipped in behind the prefix or the slash.
            if doi == "10." || doi.ends_with('/') {
                let (more, rest) = token(after.trim_start());
                doi.push_str(&more);
                after = rest;
            }
            let found = Identifier::new(Scheme::Doi, &doi);
            found.check().ok()?;
            self.identify(found);
            return Some(after);
        }
        if let Some(after) = text.strip_prefix("EDN") {
            let value = after.strip_prefix(':').unwrap_or(after).strip_prefix(' ')?;
            let (edn, rest) = value.split_at_checked(6)?;
            let is_edn = edn.bytes().all(|b| b.is_ascii_uppercase());
            (is_edn && !rest.starts_with(char::is_alphanumeric)).then_some(())?;
            self.identify(Identifier::new(Scheme::Edn, edn));
            return Some(rest);
        }
        for (word, scheme) in [("ISBN", Scheme::Isbn), ("ISSN", Scheme::Issn)] {
            if let Some(after) = text.strip_prefix(word) {
                let value = after.trim_start_matches([':', ' ']);
                let is_part = |c: char| c.is_ascii_digit() || "-–‑Xx ".contains(c);
                let end = value.find(|c| !is_part(c)).unwrap_or(value.len()).min(20);
                let (number, rest) = value.split_at_checked(end)?;
                let found = Identifier::new(scheme, number.trim());
                found.check().ok()?;
                self.identify(found);
                return Some(rest);
            }
        }
        None
    }

    fn identify(&mut self, identifier: Identifier) {
        if !self.identifiers.contains(&identifier) {
            self.identifiers.push(identifier);
        }
    }
}

fn ends_sentence(text: &str, at: usize) -> bool {
    text.get(at + 1..).is_none_or(|rest| rest.is_empty() || rest.starts_with(' '))
        && !text.get(..at).is_some_and(|before| before.ends_with('г'))
}

/// An address at the start of `text`, and what follows it.
fn address_at(text: &str) -> Option<(String, &str)> {
    let starts = ["http://", "https://", "ftp://", "www."];
    starts.iter().any(|start| strip_ci(text, start).is_some()).then(|| token(text))
}

fn doi_of(url: &str) -> Option<Identifier> {
    let host = url.find("doi.org/10.").filter(|at| *at <= 11)?;
    let doi = Identifier::new(Scheme::Doi, url.get(host + "doi.org/".len()..)?);
    doi.check().is_ok().then_some(doi)
}

/// An address or a DOI: up to white space, without the signs that belong to the sentence.
fn token(text: &str) -> (String, &str) {
    let end =
        text.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>')).unwrap_or(text.len());
    let mut value = text.get(..end).unwrap_or("");
    let count = |value: &str, sign: char| value.chars().filter(|c| *c == sign).count();
    // A bracket that was never opened in it closes something else.
    let mut unopened = [(')', '('), (']', '[')]
        .map(|(close, open)| (close, count(value, close).saturating_sub(count(value, open))));
    while let Some(last) = value.chars().next_back() {
        let spare = unopened.iter_mut().find(|(close, n)| *close == last && *n > 0);
        if let Some((_, n)) = spare {
            *n -= 1;
        } else if !matches!(last, '.' | ',' | ';' | ':' | '»' | '”' | '"') {
            break;
        }
        value = value.get(..value.len() - last.len_utf8()).unwrap_or("");
    }
    let rest = text.get(value.len()..).unwrap_or("");
    (value.to_owned(), rest.strip_prefix('>').unwrap_or(rest))
}

/// A day as people write it: `12.03.2020`, `12 марта 2020 г.`, `March 12, 2020`, `2020-03-12`.
pub(super) fn date(text: &str) -> Option<Date> {
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    let small = |text: &str| text.parse::<u8>().ok();
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '.' | '/' | '-' | ','))
        .filter(|part| !part.is_empty())
        .take(5)
        .collect();
    let of_year = |text: &str| year(text).filter(|(_, rest)| rest.is_empty()).map(|(year, _)| year);
    let (day, month, year) = match parts.as_slice() {
        [a, b, c] | [a, b, c, "г" | "года" | "р" | "ж"] => match (small(a), small(b)) {
            (Some(day), Some(month)) => (day, month, of_year(c)?),
            (Some(day), None) => (day, months::month(b)?, of_year(c)?),
            (None, Some(day)) => (day, months::month(a)?, of_year(c)?),
            (None, None) => return None,
        },
        _ => return None,
    };
    Date::from_ymd(year, Some(month), Some(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_cut_out() {
        let marks = extract(
            "Title [Электронный ресурс]. С. 5. DOI: 10.5555/(a)b. URL: http://a.org/b_(c). \
             (дата обращения: 12.03.2020). EDN: ABCDEF. (In Russ.)",
        );
        assert_eq!(marks.rest, "Title . С. 5. . . . . ");
        assert_eq!(marks.urls, ["http://a.org/b_(c)"]);
        let ids: Vec<_> = marks.identifiers.iter().map(|id| id.value.as_str()).collect();
        assert_eq!(ids, ["10.5555/(a)b", "ABCDEF"]);
        assert_eq!(marks.accessed.unwrap().to_string(), "2020-03-12");
        assert_eq!((marks.medium, marks.languages), (Some("electronic"), vec!["ru"]));
    }

    #[test]
    fn days() {
        let table = [
            ("12.03.2020", Some("2020-03-12")),
            ("2020-03-12", Some("2020-03-12")),
            ("5 мая 2019 г.", Some("2019-05-05")),
            ("1 марта 2019", Some("2019-03-01")),
            ("March 1, 2019", Some("2019-03-01")),
            ("31.02.2019", None),
            ("когда-то", None),
        ];
        for (text, expected) in table {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
    }
}
