//! Small pieces of reading that everything here uses. All of them look at a bounded piece of the
//! text, or once at all of it.

use crate::model::is_dash;

/// The text with every run of white space as one space, without what cannot be seen.
pub(super) fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{AD}' | '\u{200B}' | '\u{FEFF}' | '\u{2060}' => {}
            c if c.is_whitespace() || c.is_control() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// At most the first `bytes` of the text.
pub(super) fn window(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// At most the last `bytes` of the text.
pub(super) fn tail(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or(text)
}

/// The letter in small; of the few that become two, the first.
fn small(c: char) -> char {
    match c {
        // The common letters first: for the others a table is asked.
        '\0'..='\x7F' => c.to_ascii_lowercase(),
        'а'..='я' => c,
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// What follows `prefix`, whatever the case of the letters.
pub(super) fn strip_ci<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for expected in prefix.chars() {
        let c = rest.next()?;
        if c != expected && small(c) != small(expected) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// The same for a word: no letter may follow where `word` ends with one.
pub(super) fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = strip_ci(text, word)?;
    let glued = word.ends_with(char::is_alphabetic) && rest.starts_with(char::is_alphabetic);
    (!glued).then_some(rest)
}

/// Whether a character can stand between two areas.
pub(super) fn is_separator(c: char) -> bool {
    c == ' ' || is_stop(c) || is_dash(c)
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':')
}

/// Takes off what separates areas, at both ends. A full stop that ends an abbreviation stays.
pub(super) fn trimmed(text: &str) -> &str {
    let text = text.trim_start_matches(is_separator);
    let mut end = text;
    loop {
        let shorter = end.trim_end_matches([' ', ',', ';', ':']);
        let shorter = shorter
            .strip_suffix(is_dash)
            .filter(|before| before.ends_with([' ', '.']) || before.is_empty())
            .unwrap_or(shorter);
        let shorter = match shorter.strip_suffix('.') {
            Some(before) if before.ends_with("..") => shorter,
            Some(before) if super::words::ends_abbreviated(before) => shorter,
            Some(before) => before,
            None => shorter,
        };
        if shorter.len() == end.len() {
            return end;
        }
        end = shorter;
    }
}

/// A place where an area may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Boundary {
    /// The byte at which the area would begin.
    pub(super) at: usize,
    /// Whether what stands before it ends a sentence; a comma, a bracket or a lonely dash does not.
    pub(super) strong: bool,
}

/// The places in `text` where an area may begin, in order; its start is not one of them.
pub(super) fn boundaries(text: &str) -> impl Iterator<Item = Boundary> + '_ {
    let mut chars = text.char_indices().peekable();
    // The sign before, and whether something separates.
    let mut strong = false;
    let mut open = false;
    std::iter::from_fn(move || {
        while let Some((at, c)) = chars.next() {
            if is_stop(c) || matches!(c, '?' | '!' | '…' | ')' | ']' | '»' | '”' | '"') {
                strong = matches!(c, '.' | '?' | '!' | '…') || (strong && c != ',');
                open = true;
            } else if c == ' ' {
                open = open || chars.peek().is_some_and(|(_, next)| is_dash(*next));
            } else if is_dash(c) && open {
            } else if std::mem::take(&mut open) {
                let found = Boundary { at, strong };
                strong = false;
                return Some(found);
            } else {
                strong = false;
            }
        }
        None
    })
}

/// A number as volumes, issues and pages have it, at the start of `text`: with at least one digit,
/// or Roman, with ranges and lists; and what follows.
pub(super) fn number(text: &str, is_list: bool) -> Option<(&str, &str)> {
    let before = window(text, 8);
    let start = text.get(before.len() - before.trim_start_matches([' ', ':', '.']).len()..)?;
    let scope = window(start, 80);
    let mut end = piece(scope)?;
    loop {
        let rest = scope.get(end..)?;
        let trimmed = rest.trim_start();
        let dash = trimmed.trim_start_matches(|c: char| is_dash(c) || c == '/');
        let next = if dash.len() < trimmed.len() {
            dash.trim_start()
        } else {
            match trimmed.strip_prefix([',', ';']).filter(|_| is_list) {
                Some(next) => next.trim_start(),
                None => break,
            }
        };
        let spaced = next.len() + 1 < rest.len();
        match piece(next) {
            // `С. 5, 2006`: a year is no page. `5 – 2006` is no range either.
            Some(len) if !(spaced && year(next).is_some() && !is_year_like(scope, end)) => {
                end = scope.len() - next.len() + len;
            }
            _ => break,
        }
    }
    // `3 (90)`: the number within the year, and that of the whole.
    let rest = scope.get(end..)?;
    if let Some(inner) = rest.trim_start().strip_prefix('(').filter(|_| !is_list)
        && let Some((inside, _)) = inner.split_once(')')
        && inside.len() <= 16
        && year(inside).is_none()
        && inside.chars().any(|c| c.is_ascii_digit())
        && inside.chars().all(|c| c.is_alphanumeric() || is_dash(c) || " ./№".contains(c))
    {
        end = scope.len() - inner.len() + inside.len() + 1;
    }
    let rest = start.get(end..)?;
    (!rest.starts_with(char::is_alphanumeric)).then_some((start.get(..end)?, rest))
}

fn is_year_like(scope: &str, end: usize) -> bool {
    scope.get(..end).is_some_and(|text| text.len() >= 4 && year(text).is_some())
}

/// The length of one number: a run of letters and digits with a digit in it, or a Roman number.
fn piece(text: &str) -> Option<usize> {
    let mut len = 0;
    let (mut count, mut has_digit) = (0, false);
    // The Cyrillic letters that look like Roman digits are meant as such.
    let (mut large, mut small) = (true, true);
    for c in text.chars() {
        match c {
            '0'..='9' => (has_digit, large, small) = (true, false, false),
            'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M' | 'Х' | 'І' => small = false,
            'i' | 'v' | 'x' | 'l' | 'c' | 'd' | 'm' => large = false,
            // The common letters first: for the others a table is asked.
            'a'..='z' | 'A'..='Z' | 'а'..='я' | 'А'..='Я' => (large, small) = (false, false),
            c if c.is_alphanumeric() => (large, small) = (false, false),
            _ => break,
        }
        count += 1;
        len += c.len_utf8();
        if count > 12 {
            return None;
        }
    }
    let is_roman = count <= 9 && (large || small && count > 1);
    (has_digit || is_roman).then_some(len).filter(|_| count > 0)
}

/// A year at the start of `text`: its four digits, and what follows them.
pub(super) fn year(text: &str) -> Option<(i32, &str)> {
    let (digits, rest) = text.split_at_checked(4)?;
    let value: i32 = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
    ((1400..=2100).contains(&value) && !rest.starts_with(|c: char| c.is_ascii_digit()))
        .then_some((value, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        let table = [
            ("56. №2", false, Some("56")),
            ("3 (90).", false, Some("3 (90)")),
            (" 3-4. С.", false, Some("3-4")),
            ("IX, с. 5", false, Some("IX")),
            ("5–9, 12. X", true, Some("5–9, 12")),
            ("5–9, 2006", true, Some("5–9")),
            ("e1004", true, Some("e1004")),
            ("Х. 5", false, Some("Х")),
            ("Шевченко", false, None),
            ("5 (2006)", false, Some("5")),
            ("", false, None),
        ];
        for (text, is_list, expected) in table {
            assert_eq!(number(text, is_list).map(|(value, _)| value), expected, "{text}");
        }
    }

    #[test]
    fn areas_may_begin_after_signs() {
        let found = |text: &'static str| -> Vec<_> {
            boundaries(text).map(|b| (text.get(b.at..).unwrap(), b.strong)).collect()
        };
        assert_eq!(found("А, 2006.- N 4"), [("2006.- N 4", false), ("N 4", true)]);
        assert_eq!(found("Кто? М., 1."), [("М., 1.", true), ("1.", false)]);
        assert_eq!(found("А – 2006"), [("2006", false)]);
        assert_eq!(found("а-б в"), []);
        assert_eq!(found(""), []);
    }

    #[test]
    fn ends_are_trimmed() {
        let table = [
            ("Журнал. – ", "Журнал"),
            ("1934-1936 гг.", "1934-1936 гг."),
            ("Phys. Rev.", "Phys. Rev."),
            ("Да…", "Да…"),
            (". – ", ""),
            ("Да...", "Да..."),
        ];
        for (text, expected) in table {
            assert_eq!(trimmed(text), expected, "{text}");
        }
    }
}
