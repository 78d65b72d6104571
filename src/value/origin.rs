//! The Cyrillic word that two Latin spellings are both made of.

use std::collections::{BTreeSet, VecDeque};

use unicode_normalization::UnicodeNormalization;

use super::romanise::{Scheme, fold};

/// What must be read of both spellings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// All of both.
    Whole,
    /// All of the first, which is the initial of a name, and as much of the second as it says.
    First,
    /// The other way round.
    Second,
}

/// A word that scheme `a` writes as `one`, and scheme `b` as `other`, both of them for one language:
/// every letter with its marks as the scheme has it, or without any. Of several such words, one of
/// the shortest: `ц` rather than `тс`. Both spellings are in small letters, as
/// [`spelled`](super::romanise::spelled) makes them.
pub(crate) fn common_word(
    (a, one): (&Scheme, &str),
    (b, other): (&Scheme, &str),
    extent: Extent,
) -> Option<String> {
    if a.lang != b.lang {
        return None;
    }
    // What follows hangs on the places and the last two letters: each such state is looked at once.
    let mut seen = BTreeSet::new();
    let mut open = VecDeque::from([(0, 0, String::new())]);
    while let Some((i, j, word)) = open.pop_front() {
        let (left, right) = (one.get(i..)?, other.get(j..)?);
        if is_whole(a, b, &word, left, right, extent) {
            return Some(word);
        }
        if extent == Extent::Whole
            && let Some(ending) = common_ending(a, b, &word, left, right)
        {
            return Some(word + ending);
        }
        let (before, last) = last_two(&word);
        for c in a.alphabet().filter(|c| may_follow(last, *c, extent)) {
            let (Some(by_a), Some(by_b)) = (a.letter_after(last, c), b.letter_after(last, c))
            else {
                continue;
            };
            for taken in spellings(by_a).filter(|latin| left.starts_with(latin.as_str())) {
                for also in spellings(by_b).filter(|latin| right.starts_with(latin.as_str())) {
                    let next = (i + taken.len(), j + also.len());
                    // A soft sign that neither shows tells itself by what follows; a hard one does not.
                    if c == 'ъ' && next == (i, j) {
                        continue;
                    }
                    if seen.insert((next, before, last, c)) {
                        open.push_back((next.0, next.1, format!("{word}{c}")));
                    }
                }
            }
        }
    }
    None
}

/// Whether enough is read, and both schemes write the word so.
fn is_whole(a: &Scheme, b: &Scheme, word: &str, left: &str, right: &str, extent: Extent) -> bool {
    let ends = |scheme: &Scheme| {
        scheme.endings().iter().any(|(ending, _)| word.ends_with(ending) && word != *ending)
    };
    !word.is_empty()
        && match extent {
            Extent::Whole => left.is_empty() && right.is_empty() && !ends(a) && !ends(b),
            Extent::First => left.is_empty(),
            Extent::Second => right.is_empty(),
        }
}

/// An ending that the rest of both spellings is.
fn common_ending(
    a: &Scheme,
    b: &Scheme,
    word: &str,
    left: &str,
    right: &str,
) -> Option<&'static str> {
    let is = |scheme: &Scheme, ending: &str, rest: &str| {
        let own = scheme.endings().iter().find(|(from, _)| *from == ending);
        let latin = match own {
            Some((_, to)) => (*to).to_owned(),
            None => {
                let mut before = last_two(word).1;
                let letters = ending.chars().map(|c| {
                    let latin = scheme.letter_after(before, c);
                    before = c;
                    latin
                });
                letters.collect::<Option<Vec<_>>>().map(|latin| latin.concat()).unwrap_or_default()
            }
        };
        !latin.is_empty() && spellings(&latin).any(|latin| latin == rest)
    };
    let endings = a.endings().iter().chain(b.endings()).map(|(ending, _)| *ending);
    let mut fitting = endings.filter(|ending| is(a, ending, left) && is(b, ending, right));
    if word.is_empty() { None } else { fitting.next() }
}

fn last_two(word: &str) -> (char, char) {
    let mut back = word.chars().rev();
    let last = back.next().unwrap_or(' ');
    (back.next().unwrap_or(' '), last)
}

/// Whether words are spelled so: signs stand behind consonants, and a short i does not; there are
/// letters for what it would be before most vowels. Neither is an initial.
fn may_follow(last: char, c: char, extent: Extent) -> bool {
    let begins = last == ' ';
    let is_vowel = |c: char| "аеёиоуыэюяєії".contains(c);
    if last == 'й' && is_vowel(c) {
        return matches!(c, 'о' | 'е');
    }
    match c {
        'ь' | 'ъ' => !begins && !is_vowel(last) && !matches!(last, 'ь' | 'ъ' | 'й'),
        'й' => is_vowel(last) || begins && extent == Extent::Whole,
        'ы' => !is_vowel(last) && (!begins || extent == Extent::Whole),
        _ => true,
    }
}

/// A letter as the scheme writes it, and without its marks.
fn spellings(latin: &str) -> impl Iterator<Item = String> {
    let exact: String = latin.nfc().collect();
    let plain = fold(latin);
    let differs = plain != exact;
    std::iter::once(exact).chain(differs.then_some(plain))
}

#[cfg(test)]
mod tests {
    use super::super::romanise::{SCHEMES, spelled};
    use super::*;

    fn word(a: &str, one: &str, b: &str, other: &str, extent: Extent) -> Option<String> {
        let by = |name: &str| SCHEMES.iter().find(|scheme| scheme.name == name).unwrap();
        common_word((by(a), &spelled(one)), (by(b), &spelled(other)), extent)
    }

    #[test]
    fn the_word_behind_two_spellings() {
        let (bgn, iso, bs) = ("BGN/PCGN 1947", "ISO 9 (GOST 7.79 A)", "BS 2979");
        let table = [
            (bgn, "Troitskiy", iso, "Troickij", Some("троицкий")),
            (bgn, "Troitskiy", bs, "Troitsky", Some("троицкий")),
            (bs, "Troitsky", iso, "Troickij", Some("троицкий")),
            // With the ending that is written otherwise, or with a sign that nobody wrote.
            (bs, "Troitskiĭ", iso, "Troickij", None),
            (bgn, "Vasil’yev", iso, "Vasil’ev", Some("васильев")),
            (bgn, "Vasilyev", iso, "Vasilev", Some("васильев")),
            // A mark is that of the letter, or none.
            (bgn, "Chekhov", iso, "Čehov", Some("чехов")),
            (bgn, "Chekhov", iso, "Cehov", Some("чехов")),
            (bgn, "Tsekhov", iso, "Čehov", None),
            (bgn, "Troitskiy", "ICAO 9303", "Troitskii", Some("троицкий")),
            (bgn, "Yung", "scholarly", "Jung", Some("юнг")),
            (bgn, "Meyer", "ICAO 9303", "Meier", None),
            (bgn, "Smith", iso, "Smit", None),
            (bgn, "", iso, "", None),
        ];
        for (a, one, b, other, expected) in table {
            let found = word(a, one, b, other, Extent::Whole);
            assert_eq!(found.as_deref(), expected, "{one} {other}");
        }
        assert_eq!(word(bgn, "Ye", iso, "Evgenij", Extent::First).as_deref(), Some("е"));
        assert_eq!(word(bgn, "Ye", iso, "Igor", Extent::First), None);
        assert_eq!(word(iso, "Evgenij", bgn, "Ye", Extent::Second).as_deref(), Some("е"));
        let mixed =
            word(bgn, "Hnat", "Ukrainian system of 2010 (BGN/PCGN 2019)", "Hnat", Extent::Whole);
        assert_eq!(mixed, None, "two languages");
    }
}
