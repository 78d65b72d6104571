//! The words of a name, and which of them are initials.

use unicode_normalization::UnicodeNormalization;

use super::tables::{PATRONYMICS, SHORT_PATRONYMICS, TITLES};

/// A word of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    pub(super) initials: bool,
}

impl Token<'_> {
    pub(super) fn lower(&self) -> String {
        self.text.to_lowercase()
    }

    pub(super) fn begins_small(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_lowercase)
    }

    /// Whether it has two letters or more, and all of them are capitals.
    pub(super) fn is_loud(&self) -> bool {
        let mut letters = self.text.chars().filter(|c| c.is_alphabetic());
        letters.clone().nth(1).is_some() && letters.all(char::is_uppercase)
    }
}

/// The words of a name. `И.И.Иванов` is two: initials that no space divides from what follows.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for word in text.split_whitespace() {
        let cut = word.rfind('.').map_or(0, |dot| dot + 1);
        let (head, tail) = word.split_at_checked(cut).unwrap_or((word, ""));
        if is_initials(word) {
            tokens.push(Token { text: word, initials: true });
        } else if tail.chars().nth(1).is_some() && is_initials(head) {
            tokens.push(Token { text: head, initials: true });
            tokens.push(Token { text: tail, initials: false });
        } else {
            tokens.push(Token { text: word, initials: false });
        }
    }
    tokens
}

/// Accents that stand as characters of their own after their letter.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// A capital, up to three small letters and a full stop, once or more: `Ye.F.`, `Дж.`, `Ж.-П.`.
/// After one such, a last capital may lack its full stop: `N.A`.
pub(super) fn is_initials(word: &str) -> bool {
    // The shortest and the longest that people print: `Я.`, `Shch.-Shch.Shch.Shch.`.
    if word.len() > 64 || TITLES.contains(&word.to_lowercase().as_str()) {
        return false;
    }
    let mut groups = 0;
    let mut rest = word;
    loop {
        let mut letters = rest.chars().filter(|c| !is_mark(*c));
        if !letters.next().is_some_and(char::is_uppercase) {
            return false;
        }
        let Some((group, after)) = rest.split_once('.') else {
            return groups > 0 && letters.next().is_none();
        };
        let small = group.chars().filter(|c| !is_mark(*c)).skip(1);
        if small.clone().count() > 3 || !small.clone().all(char::is_lowercase) {
            return false;
        }
        groups += 1;
        if after.is_empty() {
            return true;
        }
        rest = after.strip_prefix('-').unwrap_or(after);
    }
}

/// The same initials with a space between each two that have none, and with the last full stop:
/// `Ye.F.` is `Ye. F.`, `N.A` is `N. A.`.
fn spaced(initials: &str) -> String {
    let mut out = String::with_capacity(initials.len() + 4);
    for c in initials.chars() {
        if out.ends_with('.') && c.is_alphabetic() {
            out.push(' ');
        }
        out.push(c);
    }
    if !out.ends_with('.') {
        out.push('.');
    }
    out
}

/// Given names with spaces set between those that are initials.
pub(super) fn given(tokens: &[Token<'_>]) -> String {
    let words: Vec<String> = tokens
        .iter()
        .map(|token| if token.initials { spaced(token.text) } else { token.text.to_owned() })
        .collect();
    words.join(" ")
}

pub(super) fn words(tokens: &[Token<'_>]) -> String {
    tokens.iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
}

pub(super) fn is_patronymic(word: &str) -> bool {
    let lower: String = word.to_lowercase().nfc().collect();
    SHORT_PATRONYMICS.contains(&lower.as_str())
        || PATRONYMICS.iter().any(|ending| {
            // What remains must be a name: `Вич` or `Улы` alone is none.
            lower.strip_suffix(ending).is_some_and(|stem| stem.chars().nth(1).is_some())
        })
}

/// The text with every run of white space as one space.
pub(crate) fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
