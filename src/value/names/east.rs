//! Chinese, Korean, Japanese and Vietnamese names.

use super::tables::{EASTERN_FAMILIES, HAN_PAIRS, HANGUL_PAIRS, VIETNAMESE_FAMILIES};
use super::{Evidence, NameHints, Token, Verdict, given};
use crate::model::{NameStyle, PersonName};
use crate::value::script::Script;

fn eastern(family: &str, names: &str, evidence: Evidence, reason: String) -> Verdict {
    let mut name = PersonName::new(family, names);
    name.style = Some(NameStyle::Eastern);
    Verdict::person(name, evidence, reason)
}

/// Whether the word is a frequent Chinese or Korean family name in Latin letters.
pub(super) fn is_eastern_family(word: &str) -> bool {
    EASTERN_FAMILIES.contains(&word.to_lowercase().as_str())
}

/// Korean names by their syllables, others by a space or a family name of two characters. Without
/// these a name in Han characters is not told from a Japanese one, unless the caller says that it
/// is Chinese. A name in katakana is a foreign one, in the order of its own language.
pub(super) fn by_characters(tokens: &[Token<'_>], hints: &NameHints) -> Option<Verdict> {
    let all = |text: &str, is: fn(Script) -> bool| {
        text.chars().all(|c| Script::of(c).is_some_and(is) || matches!(c, '々' | 'ヶ'))
    };
    let is_han = |script| script == Script::Han;
    let is_hangul = |script| script == Script::Hangul;
    let is_japanese = |script| matches!(script, Script::Han | Script::Kana);
    let is_katakana = |text: &str| text.chars().all(|c| matches!(c, '\u{30A0}'..='\u{30FF}'));
    match tokens {
        [first, second] => {
            let both = [first.text, second.text].concat();
            let longest = if all(&both, is_hangul) { 2 } else { 4 };
            let fits = (all(&both, is_hangul) || all(&both, is_japanese))
                && !is_katakana(&both)
                && first.text.chars().count() <= longest;
            fits.then(|| {
                let reason = "a space divides it, and the family name stands first in that script";
                eastern(first.text, second.text, Evidence::Characters, reason.to_owned())
            })
        }
        [only] => {
            let length = only.text.chars().count();
            let pair: String = only.text.chars().take(2).collect();
            let size = if all(only.text, is_hangul) && (2..=4).contains(&length) {
                let compound = HANGUL_PAIRS.contains(&pair.as_str()) && length > 2;
                if compound { 2 } else { (length <= 3).then_some(1)? }
            } else if all(only.text, is_han) && HAN_PAIRS.contains(&pair.as_str()) {
                (3..=4).contains(&length).then_some(2)?
            } else if all(only.text, is_han) && hints.is_in("zh") {
                (2..=3).contains(&length).then_some(1)?
            } else {
                return None;
            };
            let (at, _) = only.text.char_indices().nth(size)?;
            let (family, names) = only.text.split_at_checked(at)?;
            let reason = format!("`{family}` is a family name and stands first");
            Some(eastern(family, names, Evidence::Characters, reason))
        }
        _ => None,
    }
}

/// `Nguyễn Văn Linh`: a family name of the short list of Vietnamese ones at one end, and letters
/// that Vietnamese alone has.
pub(super) fn by_vietnamese(tokens: &[Token<'_>]) -> Option<Verdict> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    if !(2..=5).contains(&tokens.len()) {
        return None;
    }
    let is_own = |c: char| {
        matches!(c, '\u{1EA0}'..='\u{1EF9}' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ă' | 'Ă')
    };
    if !tokens.iter().any(|token| token.text.contains(is_own)) {
        return None;
    }
    let is_family = |token: &Token<'_>| VIETNAMESE_FAMILIES.contains(&token.lower().as_str());
    match (is_family(first), is_family(last)) {
        (true, false) => {
            let reason = format!("`{}` is a Vietnamese family name and stands first", first.text);
            let names = given(tokens.get(1..)?);
            Some(eastern(first.text, &names, Evidence::KnownName, reason))
        }
        (false, true) => {
            let reason = format!("`{}` is a Vietnamese family name and stands last", last.text);
            let names = given(tokens.get(..tokens.len() - 1)?);
            let name = PersonName::new(last.text, names);
            Some(Verdict::person(name, Evidence::KnownName, reason))
        }
        (true, true) => Some(Verdict::whole("both ends of it are Vietnamese family names")),
        (false, false) => None,
    }
}

/// `Kim Dae-jung`: two syllables with a hyphen, the second in small letters, are a given name, if
/// the other word is a Korean or Chinese family name.
pub(super) fn by_hyphen(tokens: &[Token<'_>]) -> Option<Verdict> {
    let [first, second] = tokens else { return None };
    let is_given = |token: &Token<'_>| {
        token.text.split_once('-').is_some_and(|(one, two)| {
            !one.is_empty()
                && !two.contains('-')
                && two.starts_with(|c: char| c.is_ascii_lowercase())
        })
    };
    let reason = |family: &str, names: &str, side: &str| {
        format!("`{names}` is a given name of two syllables, and the family name `{family}` {side}")
    };
    if is_eastern_family(first.text) && is_given(second) {
        let reason = reason(first.text, second.text, "stands first");
        return Some(eastern(first.text, second.text, Evidence::KnownName, reason));
    }
    if is_eastern_family(second.text) && is_given(first) {
        let reason = reason(second.text, first.text, "stands last");
        let name = PersonName::new(second.text, first.text);
        return Some(Verdict::person(name, Evidence::KnownName, reason));
    }
    None
}
