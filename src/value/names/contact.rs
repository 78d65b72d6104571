//! What stands in the place of a name and is none: addresses, links, institutions.

use super::tables::INSTITUTIONS;

/// Whether the text is an e-mail address.
pub(crate) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let plain = |c: char| c.is_alphanumeric() || "-._+'%&=~!#$*/?^`{|}".contains(c);
    let labels = |c: char| c.is_alphanumeric() || c == '-' || c == '.';
    !local.is_empty()
        && local.chars().all(plain)
        && domain.chars().all(labels)
        && domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty())
}

/// Whether the text is contact data: an e-mail address, a link or an ORCID iD.
pub(crate) fn is_contact(text: &str) -> bool {
    let begins =
        |start: &str| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    ["http://", "https://", "www.", "mailto:"].into_iter().any(begins)
        || text.split_whitespace().any(|token| is_email(token.trim_matches([',', ';', '<', '>'])))
        || text.parse::<crate::model::Orcid>().is_ok()
}

/// The word by which the text is the name of an institution.
pub(crate) fn institution_word(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_alphabetic()).find(|word| {
        // No stem is so much shorter than its word, and no word of a language so long.
        if word.len() > 80 || word.len() < 6 {
            return false;
        }
        // Most words differ from all stems in the first letter.
        let first = word.chars().next().and_then(|c| c.to_lowercase().next());
        let mut stems = INSTITUTIONS.iter().filter(|stem| stem.chars().next() == first).peekable();
        if stems.peek().is_none() {
            return false;
        }
        let lower = word.to_lowercase();
        // Short ones could begin a family name: `Центров`, `Музейный`. They must be whole words.
        stems.any(|stem| match stem.chars().count() {
            0..=6 => lower.starts_with(stem) && lower.chars().count() <= stem.chars().count() + 1,
            _ => lower.starts_with(stem),
        })
    })
}
