//! Identifiers in running text: where each stands, and its normal form.
//!
//! What follows a label (`DOI:`, `УДК`) or a resolver's address is read with the liberties that
//! print takes: a stray space, a full stop at the end, a heading glued to it. A DOI and an ORCID iD
//! are known without one. A letter of another alphabet is named and stays: nobody knows which of the two
//! was meant.

use std::ops::Range;

use crate::model::{Identifier, Scheme};
use crate::value::script::Script;

/// An identifier in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The bytes of the text, its label or resolver's address among them.
    pub(crate) span: Range<usize>,
    /// The registry and the value, in its normal form where it has one.
    pub(crate) identifier: Identifier,
    /// What was taken off or joined, each as half a sentence.
    pub(crate) repairs: Vec<String>,
    /// Why it may not be what its author meant, each as half a sentence.
    pub(crate) doubts: Vec<String>,
}

/// What stands before the values of a scheme, in small letters, the longest first. Addresses end
/// with a slash. A new one is a new row.
const LABELS: &[(&str, Scheme)] = &[
    ("https://www.doi.org/", Scheme::Doi),
    ("http://www.doi.org/", Scheme::Doi),
    ("https://dx.doi.org/", Scheme::Doi),
    ("http://dx.doi.org/", Scheme::Doi),
    ("https://doi.org/", Scheme::Doi),
    ("http://doi.org/", Scheme::Doi),
    ("www.doi.org/", Scheme::Doi),
    ("dx.doi.org/", Scheme::Doi),
    ("doi.org/", Scheme::Doi),
    ("doi", Scheme::Doi),
    ("https://www.orcid.org/", Scheme::Orcid),
    ("http://www.orcid.org/", Scheme::Orcid),
    ("https://orcid.org/", Scheme::Orcid),
    ("http://orcid.org/", Scheme::Orcid),
    ("orcid.org/", Scheme::Orcid),
    ("orcid id", Scheme::Orcid),
    ("orcid", Scheme::Orcid),
    ("issn", Scheme::Issn),
    ("isbn-13", Scheme::Isbn),
    ("isbn-10", Scheme::Isbn),
    ("isbn", Scheme::Isbn),
    ("https://elibrary.ru/", Scheme::Edn),
    ("http://elibrary.ru/", Scheme::Edn),
    ("elibrary.ru/", Scheme::Edn),
    ("edn", Scheme::Edn),
    ("удк", Scheme::Udc),
    ("әож", Scheme::Udc),
    ("udc", Scheme::Udc),
    ("cdu", Scheme::Udc),
    ("https://pubmed.ncbi.nlm.nih.gov/", Scheme::Pmid),
    ("pmid", Scheme::Pmid),
    ("pmcid", Scheme::Pmcid),
    ("https://arxiv.org/abs/", Scheme::Arxiv),
    ("http://arxiv.org/abs/", Scheme::Arxiv),
    ("arxiv.org/abs/", Scheme::Arxiv),
    ("arxiv", Scheme::Arxiv),
];

/// Words that pages glue to the end of a DOI. No DOI goes on with a capital and such a word.
const GLUED: &[&str] = &[
    "EDN",
    "Received",
    "Revised",
    "Accepted",
    "Published",
    "Abstract",
    "Keywords",
    "URL",
    "УДК",
    "UDC",
    "Поступила",
    "Принята",
    "Опубликована",
    "Аннотация",
    "Ключевые",
    "Дата",
    "DOI",
];

/// The identifiers of a text, in order. Linear in its length.
pub(crate) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut before = ' ';
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let is_inside = at < end;
        let last = std::mem::replace(&mut before, c);
        // An identifier begins with a digit or with the first letter of a label.
        if is_inside || !(c.is_ascii_digit() || is_first(c)) {
            continue;
        }
        // A label in capitals may be glued to what stands before it: `…71087EDN: ABCDEF`.
        let begins = !last.is_alphanumeric() || (!last.is_uppercase() && c.is_uppercase());
        if !begins {
            continue;
        }
        if let Some(item) = here(text, at) {
            end = item.span.end;
            found.push(item);
        }
    }
    found
}

fn is_first(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'h' | 'w' | 'd' | 'o' | 'i' | 'e' | 'u' | 'c' | 'p' | 'a')
        || matches!(c, 'у' | 'У' | 'ә' | 'Ә')
}

/// The identifier that begins at a byte.
fn here(text: &str, at: usize) -> Option<Found> {
    let rest = text.get(at..)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return doi(text, at, at, false).or_else(|| orcid(text, at, at));
    }
    let (label, scheme) = LABELS.iter().find(|(label, _)| begins_with(rest, label))?;
    let after = at + prefix_len(rest, label)?;
    let is_address = label.ends_with('/');
    let from = if is_address { after } else { after_label(text, after)? };
    match scheme {
        Scheme::Doi => doi(text, at, from, true),
        Scheme::Orcid => orcid(text, at, from),
        Scheme::Edn => edn(text, at, from),
        Scheme::Udc => udc(text, at, from),
        Scheme::Issn => number(text, at, from, Scheme::Issn, 9),
        Scheme::Isbn => number(text, at, from, Scheme::Isbn, 17),
        Scheme::Pmid => run(text, at, from, Scheme::Pmid, |c| c.is_ascii_digit()),
        Scheme::Pmcid => run(text, at, from, Scheme::Pmcid, |c| c.is_ascii_alphanumeric()),
        Scheme::Arxiv => run(text, at, from, Scheme::Arxiv, |c| {
            c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-')
        }),
        _ => None,
    }
}

/// How many bytes of `text` are `prefix`, which is in small letters.
fn prefix_len(text: &str, prefix: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    for expected in prefix.chars() {
        let (_, c) = chars.next()?;
        if !c.to_lowercase().eq(std::iter::once(expected)) {
            return None;
        }
    }
    Some(chars.next().map_or(text.len(), |(at, _)| at))
}

fn begins_with(text: &str, prefix: &str) -> bool {
    prefix_len(text, prefix).is_some()
}

/// The byte at which the value after a label begins: behind a colon, spaces, and the words in
/// brackets with which ISSNs are told apart.
fn after_label(text: &str, from: usize) -> Option<usize> {
    let mut rest = text.get(from..)?;
    // `DOIs` and `Udcová` are no labels.
    if rest.starts_with(char::is_alphabetic) && !rest.starts_with(char::is_uppercase) {
        return None;
    }
    let spaces = |c: char| c.is_whitespace() && c != '\n';
    for _ in 0..2 {
        rest = rest.trim_start_matches(spaces);
        rest = rest.strip_prefix([':', '：', '-', '№', '=']).unwrap_or(rest);
        rest = rest.trim_start_matches(spaces);
        if let Some((inside, after)) = bracket(rest)
            && inside.chars().all(char::is_alphabetic)
        {
            rest = after;
        }
    }
    Some(text.len() - rest.len())
}

/// What stands in the bracket that a text begins with, if it is a word, and what follows it.
fn bracket(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('(')?;
    let (end, _) = inside.char_indices().take(24).find(|(_, c)| *c == ')')?;
    Some((inside.get(..end)?, inside.get(end + 1..)?))
}

fn made(scheme: Scheme, span: Range<usize>, value: &str) -> Found {
    let (identifier, check) = Identifier::checked(scheme, value);
    let mut found = Found { span, identifier, repairs: Vec::new(), doubts: Vec::new() };
    if let Err(error) = check {
        found.doubts.push(error.to_string());
    }
    let odd: Vec<String> = value
        .chars()
        .filter(|c| Script::of(*c).is_some_and(|script| script != Script::Latin))
        .take(5)
        .map(|c| format!("`{c}`"))
        .collect();
    if !odd.is_empty() {
        let name = value.chars().filter_map(Script::of).find(|script| *script != Script::Latin);
        found.doubts.push(format!(
            "{} in it {} {}, and nothing was changed",
            odd.join(", "),
            if odd.len() > 1 { "are" } else { "is" },
            name.map_or("", Script::name),
        ));
    }
    found
}

/// A DOI whose value begins at `from`; with a label, spaces around its slash and after `10.` are
/// joined.
fn doi(text: &str, at: usize, from: usize, labelled: bool) -> Option<Found> {
    // The label may stand before an address that is a label itself: `DOI: https://doi.org/…`.
    let rest = text.get(from..)?;
    if labelled
        && let Some((label, _)) = LABELS
            .iter()
            .filter(|(label, scheme)| *scheme == Scheme::Doi && label.ends_with('/'))
            .find(|(label, _)| begins_with(rest, label))
    {
        return doi(text, at, from + prefix_len(rest, label)?, true);
    }
    let mut head = rest.strip_prefix("10.")?;
    let mut joined = false;
    if labelled && head.starts_with(' ') {
        head = head.trim_start_matches(' ');
        joined = true;
    }
    let digits = head.bytes().take(12).take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let (registrant, tail) = head.split_at_checked(digits)?;
    if registrant.len() < 3 || registrant.ends_with('.') {
        return None;
    }
    let mut suffix = tail;
    if labelled {
        suffix = suffix.trim_start_matches(' ');
    }
    suffix = suffix.strip_prefix('/')?;
    if labelled && suffix.starts_with(' ') {
        suffix = suffix.trim_start_matches(' ');
        joined = true;
    }
    joined |= !tail.starts_with('/');
    let start = text.len() - suffix.len();
    let stop = suffix
        .find(|c: char| {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '|')
        })
        .unwrap_or(suffix.len());
    let whole = suffix.get(..stop)?;
    let mut repairs = Vec::new();
    let cut = glued(whole);
    let value = whole.get(..cut)?;
    if cut < stop {
        repairs.push(format!(
            "`{}` was glued to its end and was cut off",
            whole.get(cut..)?.chars().take(20).collect::<String>()
        ));
    }
    let bare = without_end(value);
    if bare.is_empty() {
        return None;
    }
    if bare.len() < value.len() {
        let end = value.get(bare.len()..)?;
        repairs.push(format!("`{end}` at its end is the sentence's and was left out"));
    }
    let mut normal = format!("10.{registrant}/{bare}");
    if joined {
        repairs.push("a space in it was left out".to_owned());
    }
    normal.truncate(normal.trim_end().len());
    let mut found = made(Scheme::Doi, at..start + bare.len(), &normal);
    found.repairs = repairs;
    Some(found)
}

/// The byte of a DOI's suffix at which a label is glued to it.
fn glued(suffix: &str) -> usize {
    let mut before = ' ';
    for (at, c) in suffix.char_indices() {
        let last = std::mem::replace(&mut before, c);
        if c.is_uppercase() && (last.is_ascii_digit() || last.is_lowercase() || last == '.') {
            let rest = suffix.get(at..).unwrap_or_default();
            let is_label = |word: &str| {
                rest.strip_prefix(word)
                    .is_some_and(|after| after.is_empty() || after.starts_with([':', '.', ',']))
            };
            if GLUED.iter().any(|word| is_label(word)) {
                return at;
            }
        }
    }
    suffix.len()
}

/// A value without the punctuation of the sentence around it: full stops and commas, and brackets
/// that were opened before it.
fn without_end(value: &str) -> &str {
    let mut bare = value;
    let (mut round, mut square) = (0_i64, 0_i64);
    for c in value.chars() {
        match c {
            '(' => round += 1,
            ')' => round -= 1,
            '[' => square += 1,
            ']' => square -= 1,
            _ => {}
        }
    }
    while let Some(last) = bare.chars().next_back() {
        let is_end = match last {
            '.' | ',' | ';' | ':' | '\'' | '’' | '。' | '，' => true,
            ')' if round < 0 => {
                round += 1;
                true
            }
            ']' if square < 0 => {
                square += 1;
                true
            }
            _ => false,
        };
        if !is_end {
            break;
        }
        bare = bare.get(..bare.len() - last.len_utf8()).unwrap_or_default();
    }
    bare
}

fn orcid(text: &str, at: usize, from: usize) -> Option<Found> {
    let mut start = from;
    let rest = text.get(from..)?;
    if let Some((label, _)) = LABELS
        .iter()
        .filter(|(label, scheme)| *scheme == Scheme::Orcid && label.ends_with('/'))
        .find(|(label, _)| begins_with(rest, label))
    {
        start += prefix_len(rest, label)?;
    }
    let rest = text.get(start..)?;
    // Four groups of four; the last character may be a Cyrillic `Х`.
    let (last, c) = rest.char_indices().nth(18)?;
    let value = rest.get(..last + c.len_utf8())?;
    let has_shape = value.char_indices().all(|(i, c)| match i {
        4 | 9 | 14 => matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}'),
        18 => c.is_ascii_digit() || matches!(c, 'X' | 'x' | 'Х' | 'х'),
        _ => c.is_ascii_digit(),
    });
    let after = rest.get(value.len()..)?;
    (has_shape && !after.starts_with(|c: char| c.is_ascii_digit() || c == '-'))
        .then(|| made(Scheme::Orcid, at..start + value.len(), value))
}

/// Six capitals. Those of another alphabet are named.
fn edn(text: &str, at: usize, from: usize) -> Option<Found> {
    let rest = text.get(from..)?;
    let length: usize =
        rest.chars().take(6).take_while(|c| c.is_uppercase()).map(char::len_utf8).sum();
    let (value, after) = rest.split_at_checked(length)?;
    let ends = !after.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
        || GLUED.iter().any(|word| after.starts_with(word));
    // A small letter after a seventh capital belongs to the word that is glued: `ABCDEFReceived`.
    let is_glued = after.chars().next().is_some_and(char::is_uppercase);
    if value.chars().count() != 6 || !ends || (!is_glued && after.starts_with(char::is_alphabetic))
    {
        return None;
    }
    let mut found = made(Scheme::Edn, at..from + length, value);
    if is_glued {
        found.repairs.push("a word was glued to its end and was cut off".to_owned());
    }
    Some(found)
}

/// Digits and the signs of the classification; spaces within are left out.
fn udc(text: &str, at: usize, from: usize) -> Option<Found> {
    let rest = text.get(from..)?;
    let is_sign = |c: char| {
        matches!(
            c,
            '(' | ')'
                | '.'
                | ':'
                | '/'
                | '+'
                | '='
                | '-'
                | '*'
                | '['
                | ']'
                | '"'
                | '\''
                | '“'
                | '”'
                | '«'
                | '»'
                | ','
                | ';'
        )
    };
    let length = rest
        .char_indices()
        .find(|(at, c)| {
            *at > 200 || !(c.is_ascii_digit() || is_sign(*c) || matches!(c, ' ' | '\u{a0}'))
        })
        .map_or(rest.len(), |(at, _)| at);
    let printed = rest.get(..length)?;
    let printed = printed.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '-' | '/' | '+' | '=')
    });
    // A second number after a space is a word of its own: `УДК 94 2001`.
    let mut value = String::new();
    let mut end = 0;
    for (i, c) in printed.char_indices() {
        if matches!(c, ' ' | '\u{a0}') {
            let next = printed.get(i..)?.trim_start_matches([' ', '\u{a0}']);
            if value.ends_with(|c: char| c.is_ascii_digit())
                && next.starts_with(|c: char| c.is_ascii_digit())
            {
                break;
            }
            continue;
        }
        value.push(c);
        end = i + c.len_utf8();
    }
    if !value.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut found = made(Scheme::Udc, at..from + end, &value);
    if value.len() < end {
        found.repairs.push("a space in it was left out".to_owned());
    }
    Some(found)
}

/// An ISSN or an ISBN: digits and hyphens, an `X` at the end.
fn number(text: &str, at: usize, from: usize, scheme: Scheme, most: usize) -> Option<Found> {
    let rest = text.get(from..)?;
    let mut length = 0;
    let mut digits = 0;
    for c in rest.chars() {
        let is_x = matches!(c, 'X' | 'x' | 'Х' | 'х') && digits >= 7;
        let is_gap = matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}')
            || (c == ' ' && scheme == Scheme::Isbn);
        if !(c.is_ascii_digit() || is_x || is_gap) || digits > most {
            break;
        }
        digits += usize::from(!is_gap);
        length += c.len_utf8();
        if is_x {
            break;
        }
    }
    let value = rest.get(..length)?.trim_end_matches([' ', '-']);
    (digits >= 8).then(|| made(scheme, at..from + value.len(), value))
}

/// A run of characters that has a digit, without a full stop at its end.
fn run(
    text: &str,
    at: usize,
    from: usize,
    scheme: Scheme,
    is_part: fn(char) -> bool,
) -> Option<Found> {
    let rest = text.get(from..)?;
    // Longer than any of these identifiers.
    let mut chars = rest.char_indices().take(64);
    let length = chars.find(|(_, c)| !is_part(*c)).map_or(rest.len().min(64), |(at, _)| at);
    let value = without_end(rest.get(..length)?);
    if !value.contains(|c: char| c.is_ascii_digit()) || value.len() > 40 {
        return None;
    }
    let mut found = made(scheme, at..from + value.len(), value);
    if value.len() < length {
        found
            .repairs
            .push("the full stop at its end is the sentence's and was left out".to_owned());
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `scheme value` of each, with `!` where something is doubted.
    fn shown(text: &str) -> String {
        let found = find(text);
        let items: Vec<String> = found
            .iter()
            .map(|item| {
                assert!(text.get(item.span.clone()).is_some());
                let doubt = if item.doubts.is_empty() { "" } else { "!" };
                format!("{} {}{doubt}", item.identifier.scheme.as_str(), item.identifier.value)
            })
            .collect();
        items.join(", ")
    }

    #[test]
    fn identifiers_in_text() {
        let table = [
            ("See DOI: 10.17223/15617793/461/16.", "doi 10.17223/15617793/461/16"),
            ("(doi 10.1000/a(b)c)", "doi 10.1000/a(b)c"),
            ("https://www.doi.org/10.5555/x,", "doi 10.5555/x"),
            ("DOI: https://doi.org/10.5555/x. Text", "doi 10.5555/x"),
            ("DOI: 10.5555 / x y", "doi 10.5555/x"),
            ("DOI 10. 5555/x", "doi 10.5555/x"),
            ("no label 10.5555/x;", "doi 10.5555/x"),
            (
                "DOI: 10.5555/2454.2024.4.71087EDN: ABCDEFReceived: 20-06-2024",
                "doi 10.5555/2454.2024.4.71087, edn ABCDEF",
            ),
            ("10.5555/АВС", "doi 10.5555/АВС!"),
            ("version 10.12/3 of 1.10.5555", ""),
            ("http://orcid.org/0000-0002-1825-0097", "orcid 0000-0002-1825-0097"),
            ("ORCID iD: 0000-0002-1825-0097", "orcid 0000-0002-1825-0097"),
            ("ORCID: https://orcid.org/0000-0002-1694-233X.", "orcid 0000-0002-1694-233X"),
            ("0000-0002-1825-0098", "orcid 0000-0002-1825-0098!"),
            ("0000-0002-1694-233Х", "orcid 0000-0002-1694-233Х!"),
            ("ISSN 0317-8471 (Print), ISSN (online): 2434-561X", "issn 0317-8471, issn 2434-561X"),
            ("ISSN 1234-5678", "issn 1234-5678!"),
            ("ISBN 0-306-40615-2.", "isbn 0-306-40615-2"),
            ("EDN: OYUDIE", "edn OYUDIE"),
            ("https://elibrary.ru/OYUDIE", "edn OYUDIE"),
            ("EDN ОYUDIE", "edn ОYUDIE!"),
            ("EDN toto", ""),
            ("УДК 122/129+004.946", "udc 122/129+004.946"),
            ("УДК: 94 (57)", "udc 94(57)"),
            ("UDC 94(470+575) : 323.2.", "udc 94(470+575):323.2"),
            ("УДК и прочее", ""),
            ("PMID: 12345678. PMCID: PMC123", "pmid 12345678, pmcid PMC123"),
            ("arXiv:2101.01234v2. And hep-th", "arxiv 2101.01234v2"),
            ("https://arxiv.org/abs/hep-th/9901001", "arxiv hep-th/9901001"),
            ("indoind edna issnx", ""),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected, "{text}");
        }
        let found = find("a DOI: 10.5555/x. b");
        assert_eq!(found[0].span, 2..16);
        assert_eq!(found[0].repairs.len(), 1);
        let found = find("0000-0002-1694-233Х");
        assert!(found[0].doubts.iter().any(|doubt| doubt.contains("Cyrillic")));
    }

    proptest::proptest! {
        #[test]
        fn any_text(
            scraps in proptest::collection::vec(
                proptest::sample::select(&[
                    "DOI", ":", " ", "10.", "5555", "/", "x", ".", "EDN", "ABCDEF", "УДК", "94", "(",
                    ")", "https://doi.org/", "0000-0002-1825-0097", "ISSN", "1234-5678", "Х", "\u{301}",
                    "arXiv", "Received",
                ][..]),
                0..12,
            )
        ) {
            let text = scraps.concat();
            let mut end = 0;
            for item in find(&text) {
                assert!(item.span.start >= end && text.get(item.span.clone()).is_some());
                end = item.span.end;
            }
        }
    }
}
