//! E-mail addresses that a page writes so that no program takes them for one: `name[at]host.ru`,
//! `name (at) host dot ru`.

use std::ops::Range;

use crate::value::names;

/// What stands for the sign, in small letters and between brackets.
const AT: &[&str] = &["at", "@", "собака", "эт", "arroba"];

/// What stands for a full stop, in small letters and between brackets.
const DOT: &[&str] = &["dot", ".", "точка", "ponto", "punto"];

/// No part of an address is longer, in bytes.
const LONGEST: usize = 64;

/// The first such address in a text: where it stands, and what it says. The sign must stand in
/// brackets, or the words `at` and `dot` both alone; a page that writes about `Paris (at night)` has
/// no host behind it.
pub(super) fn find(text: &str) -> Option<(Range<usize>, String)> {
    text.match_indices(['[', '(', '{', '<']).find_map(|(at, _)| here(text, at))
}

fn here(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let mut end = at + bracketed(text.get(at..)?, AT)?;
    let is_local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let before = text.get(..at)?.trim_end_matches(' ');
    let local_len = before.bytes().rev().take(LONGEST).take_while(|b| is_local(*b as char)).count();
    let start = before.len() - local_len;
    let local = before.get(start..)?.trim_start_matches('.');
    let start = before.len() - local.len();
    let mut address = format!("{local}@");
    let mut labels = 0;
    end += spaces(text.get(end..)?);
    loop {
        let rest = text.get(end..)?;
        let is_label = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
        let length = rest.bytes().take(LONGEST).take_while(is_label).count();
        if length == 0 {
            break;
        }
        address.push_str(rest.get(..length)?);
        end += length;
        labels += 1;
        let Some(dot) = dot(text.get(end..)?).filter(|_| labels < 8) else { break };
        // The full stop of a sentence is none of the address.
        let next = text.get(end + dot..)?;
        if !next.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            break;
        }
        address.push('.');
        end += dot;
    }
    names::is_email(&address).then_some((start..end, address))
}

/// How many bytes of the start of a text are such a word in brackets.
fn bracketed(text: &str, words: &[&str]) -> Option<usize> {
    let close = match text.chars().next()? {
        '[' => ']',
        '(' => ')',
        '{' => '}',
        '<' => '>',
        _ => return None,
    };
    let (end, _) = text.char_indices().skip(1).take(12).find(|(_, c)| *c == close)?;
    let inside = text.get(1..end)?.trim().to_lowercase();
    words.contains(&inside.as_str()).then_some(end + 1)
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// How many bytes of the start of a text stand for a full stop.
fn dot(text: &str) -> Option<usize> {
    if text.starts_with('.') {
        return Some(1);
    }
    let gap = spaces(text);
    let rest = text.get(gap..)?;
    let length = match bracketed(rest, DOT) {
        Some(length) => length,
        None => {
            let word = DOT
                .iter()
                .find(|word| rest.strip_prefix(**word).is_some_and(|after| after.starts_with(' ')));
            word.filter(|word| gap > 0 && **word != ".")?.len()
        }
    };
    let after = rest.get(length..)?;
    Some(gap + length + spaces(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_addresses() {
        let table = [
            ("name[at]host.ru", Some(("name[at]host.ru", "name@host.ru"))),
            (
                "a, i.lo-s (at) host dot org, b",
                Some(("i.lo-s (at) host dot org", "i.lo-s@host.org")),
            ),
            ("x {AT} y [dot] z(dot)com.", Some(("x {AT} y [dot] z(dot)com", "x@y.z.com"))),
            ("los(собака)mail.ru;", Some(("los(собака)mail.ru", "los@mail.ru"))),
            (
                "Почта: los [ @ ] mail [точка] ru",
                Some(("los [ @ ] mail [точка] ru", "los@mail.ru")),
            ),
            ("Paris (at night) in. the", None),
            ("we met (at) dawn.", None),
            ("(at) host.ru", None),
            ("name@host.ru", None),
            ("[email protected]", None),
            ("", None),
        ];
        for (text, expected) in table {
            let found = find(text);
            let shown =
                found.as_ref().map(|(range, it)| (text.get(range.clone()).unwrap(), it.as_str()));
            assert_eq!(shown, expected, "{text}");
        }
    }
}
