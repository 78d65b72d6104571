//! How sure a reading is, and what speaks against it.

use super::super::scan::{strip_ci, tail, window};
use super::super::{Confidence, Evidence, words};
use super::Reading;
use crate::model::is_dash;

impl Reading {
    pub(super) fn confidence(&self) -> Confidence {
        use Evidence as E;
        let all = |wanted: &[E]| wanted.iter().all(|evidence| self.has(*evidence));
        if self.work.is_none() {
            return Confidence::None;
        }
        if self.evidence.iter().any(|evidence| evidence.is_doubt()) {
            return Confidence::Low;
        }
        let people = self.has(E::Heading) || self.has(E::Responsibility);
        let high = (self.has(E::Host) && (self.has(E::Numbers) || self.has(E::Imprint)))
            || all(&[E::Host, E::Address])
            || (self.has(E::Imprint) && (people || self.has(E::Extent) || self.has(E::Year)))
            || all(&[E::Translation, E::Heading, E::Numbers, E::Year])
            || all(&[E::NamedKind, E::Heading])
            || (self.has(E::Address) && self.has(E::Year))
            || (self.has(E::Address) && self.article.medium.is_some())
            || self.has(E::Shelf);
        if high { Confidence::High } else { Confidence::Low }
    }

    pub(super) fn doubts(&mut self, text: &str) {
        if has_split_word(text) {
            self.found(Evidence::SplitWord);
        }
        let title = self.article.title.primary().map(ToString::to_string).unwrap_or_default();
        let behind = |word: &str| {
            let full =
                [". ", "? ", "! "].iter().any(|stop| title.contains(&format!("{stop}{word}")));
            full || title.starts_with(word)
        };
        if words::HOST_WORDS.iter().any(|word| behind(word)) {
            self.found(Evidence::HostWord);
        }
    }
}

/// The first parts of words that have a hyphen of their own.
const HYPHENATED: &[&str] = &[
    "из",
    "по",
    "кое",
    "как",
    "кто",
    "что",
    "где",
    "бизнес",
    "интернет",
    "онлайн",
    "пресс",
    "вице",
    "экс",
    "веб",
    "медиа",
    "алма",
    "мини",
    "макси",
    "кот",
    "чуть",
    "во",
    "в",
    "екс",
    "план",
    "конструктор",
    "инженер",
];

/// Whether a Cyrillic word has a hyphen that may be from the end of a line: between small letters,
/// behind a part that does not end as the first part of a compound does.
fn has_split_word(text: &str) -> bool {
    let is_small = |c: char| c.is_lowercase() && ('\u{400}'..'\u{530}').contains(&c);
    text.match_indices('-').any(|(at, _)| {
        let after = text.get(at + 1..).unwrap_or("");
        let before = tail(text.get(..at).unwrap_or(""), 40);
        let first = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let first = first.to_lowercase();
        let after_len = window(after, 40).chars().take_while(|c| is_small(*c)).count();
        before.ends_with(is_small)
            && after.starts_with(is_small)
            && after_len > 2
            && !first.ends_with(['о', 'е', 'и', 'ё', 'і'])
            && !HYPHENATED.contains(&first.as_str())
            && strip_ci(after, "либо").is_none()
            && strip_ci(after, "нибудь").is_none()
            && !after.starts_with(is_dash)
    })
}
