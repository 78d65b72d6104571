//! Whether two names may be one person's, across scripts.

use super::origin::{Extent, common_word};
use super::romanise::{SCHEMES, Scheme, fold, spelled, variants};
use super::script::{Script, dominant};
use crate::model::PersonName;

/// How far the given names of two forms of a name agree.
///
/// ```
/// use polybib::PersonName;
/// use polybib::names::{Given, same_person};
///
/// let full = PersonName::new("Троицкий", "Евгений");
/// let short = PersonName::new("Troitskii", "E.");
/// assert_eq!(same_person(&full, &short).unwrap().given, Given::Initials);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Given {
    /// At least one name written out is the same in both, and none differs.
    Names,
    /// The initials agree.
    Initials,
    /// One of the two has none.
    Missing,
}

/// That two names may be one person's, and why.
///
/// ```
/// use polybib::PersonName;
/// use polybib::names::same_person;
///
/// let likeness = same_person(
///     &PersonName::new("Троицкий", "Е. Ф."),
///     &PersonName::new("Troitskiy", "Ye. F."),
/// );
/// let likeness = likeness.unwrap();
/// assert_eq!(likeness.scheme, Some("BGN/PCGN 1947"));
/// assert_eq!(likeness.to_string(), "`Троицкий` is `Troitskiy` by BGN/PCGN 1947; the initials agree");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Likeness {
    /// The romanisation by which the Latin form is the Cyrillic one; `None` where both are in one
    /// script, or where the letters are of several schemes.
    pub scheme: Option<&'static str>,
    /// How far the given names agree.
    pub given: Given,
    /// The name that two different Latin spellings are both made of.
    pub origin: Option<Origin>,
    /// The reason as half a sentence, without the given names.
    pub because: String,
}

/// A Cyrillic name that two Latin spellings are both made of, each by its own romanisation.
///
/// Others may be, too: a romanisation does not always say which letter it stands for.
///
/// ```
/// use polybib::PersonName;
/// use polybib::names::same_person;
///
/// let likeness = same_person(
///     &PersonName::new("Troitskiy", "Ye. F."),
///     &PersonName::new("Troickij", "E. F."),
/// );
/// let likeness = likeness.unwrap();
/// let origin = likeness.origin.as_ref().unwrap();
/// assert_eq!(origin.family, "Троицкий");
/// assert_eq!(origin.schemes, ["BGN/PCGN 1947", "ISO 9 (GOST 7.79 A)"]);
/// assert_eq!(
///     likeness.to_string(),
///     "`Troitskiy` is `Троицкий` by BGN/PCGN 1947, and `Troickij` is it by ISO 9 (GOST 7.79 A); \
///      the initials agree"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Origin {
    /// The family name.
    pub family: String,
    /// The romanisation of the first name, and that of the second.
    pub schemes: [&'static str; 2],
}

impl std::fmt::Display for Likeness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let given = match self.given {
            Given::Names => "the given names agree",
            Given::Initials => "the initials agree",
            Given::Missing => "one has no given names",
        };
        write!(f, "{}; {given}", self.because)
    }
}

/// Whether two names may be one person's: the same letters, or one the romanisation of the other, or
/// both romanisations of one Cyrillic name by two schemes for its language. The schemes are those in
/// use (BGN/PCGN, ICAO 9303, ALA-LC, ISO 9 with both parts of GOST 7.79, scholarly, BS
/// 2979, Russian passports; and those usual for Ukrainian, Belarusian, Bulgarian, Serbian,
/// Macedonian and Kazakh). Marks and apostrophes may be left out, names may be initials, and the
/// longer form may have names that the shorter has not. `None` where they cannot be one, or are in
/// two scripts of which none is Cyrillic and the other Latin.
///
/// It compares spellings: two people may well have the same name.
///
/// ```
/// use polybib::PersonName;
/// use polybib::names::same_person;
///
/// let own = PersonName::new("Троицкий", "Е. Ф.");
/// let found = |family, given| same_person(&own, &PersonName::new(family, given));
/// assert_eq!(found("Troitskii", "E.").unwrap().scheme, Some("ICAO 9303"));
/// assert_eq!(found("Troitsky", "").unwrap().scheme, Some("BS 2979"));
/// assert_eq!(found("Troickij", "E. F.").unwrap().scheme, Some("ISO 9 (GOST 7.79 A)"));
/// assert_eq!(found("Тройский", "Е. Ф."), None);
/// assert_eq!(found("Troitskiy", "A. F."), None);
/// ```
#[must_use]
pub fn same_person(one: &PersonName, other: &PersonName) -> Option<Likeness> {
    let (one, other) = (Parts::of(one)?, Parts::of(other)?);
    match (one.script, other.script) {
        (Some(Script::Cyrillic), Some(Script::Latin)) => across(&one, &other),
        (Some(Script::Latin), Some(Script::Cyrillic)) => across(&other, &one),
        (Some(Script::Latin), Some(Script::Latin)) => {
            alike(&one, &other).or_else(|| romanised_alike(&one, &other))
        }
        (a, b) if a == b => alike(&one, &other),
        _ => None,
    }
}

/// More letters than any name has; what is longer is not looked into.
const LONGEST: usize = 200;

/// A name as it is compared.
struct Parts<'a> {
    /// The family name with its particles, as written.
    family: String,
    given: Vec<Part<'a>>,
    script: Option<Script>,
}

/// A given name, or the initial of one.
struct Part<'a> {
    text: &'a str,
    is_initial: bool,
}

impl<'a> Parts<'a> {
    fn of(name: &'a PersonName) -> Option<Self> {
        let pieces = [&name.dropping_particle, &name.non_dropping_particle, &name.family];
        let pieces: Vec<&str> =
            pieces.into_iter().map(|piece| piece.trim()).filter(|p| !p.is_empty()).collect();
        let family = pieces.join(" ");
        if family.is_empty() || family.len() + name.given.len() > LONGEST {
            return None;
        }
        let mut given = Vec::new();
        for piece in name.given.split_inclusive(|c: char| c == '.' || c == '-' || c.is_whitespace())
        {
            let text = piece.trim_matches(|c: char| !c.is_alphabetic());
            if !text.is_empty() {
                let is_initial = piece.ends_with('.') || text.chars().count() == 1;
                given.push(Part { text, is_initial });
            }
        }
        let script = dominant(&family);
        Some(Self { family, given, script })
    }
}

/// Both in one script.
fn alike(one: &Parts<'_>, other: &Parts<'_>) -> Option<Likeness> {
    if fold(&one.family) != fold(&other.family) {
        return None;
    }
    let given = agreement(one, other, |a, b| pair(&fold(a.text), a, &fold(b.text), b))?;
    let same = spelled(&one.family) == spelled(&other.family);
    let because = format!(
        "`{}` is `{}`{}",
        one.family,
        other.family,
        if same { "" } else { " but for marks and signs" }
    );
    Some(Likeness { scheme: None, given, origin: None, because })
}

/// One in Cyrillic, the other in Latin letters.
fn across(cyrillic: &Parts<'_>, latin: &Parts<'_>) -> Option<Likeness> {
    let own = spelled(&cyrillic.family);
    let (exact, plain) = (spelled(&latin.family), fold(&latin.family));
    let given_by = |scheme: &Scheme| {
        agreement(cyrillic, latin, |a, b| {
            let made = fold(&scheme.word(&spelled(a.text))?);
            pair(&made, a, &fold(b.text), b)
        })
    };
    let reason = |how: &str| format!("`{}` is `{}` {how}", cyrillic.family, latin.family);
    let families: Vec<(&Scheme, String)> = SCHEMES
        .iter()
        .filter_map(|scheme| Some((scheme, romanised(scheme, &own)?)))
        .filter(|(_, made)| fold(made) == plain)
        .collect();
    // The scheme that has every mark and both names comes first; then one that has both names.
    let to_the_letter = families.iter().filter(|(_, made)| spelled(made) == exact);
    for (scheme, made) in to_the_letter.chain(&families) {
        if let Some(given) = given_by(scheme) {
            let marks = if spelled(made) == exact { "" } else { ", without its marks" };
            let because = reason(&format!("by {}{marks}", scheme.name));
            return Some(Likeness { scheme: Some(scheme.name), given, origin: None, because });
        }
    }
    // People mix: the family name by one scheme, the given names by another, or letter by letter.
    let given = agreement(cyrillic, latin, |a, b| {
        let (a_text, b_text) = (spelled(a.text), fold(b.text));
        let whole = !a.is_initial && !b.is_initial;
        reaches(&a_text, &b_text, whole).then_some(whole)
    })?;
    let because = match families.first() {
        Some((scheme, _)) => {
            reason(&format!("by {}, and the given names by another scheme", scheme.name))
        }
        None if mixed(&own, &plain) => reason("by letters of several schemes"),
        None => return None,
    };
    let scheme = families.first().map(|(scheme, _)| scheme.name);
    Some(Likeness { scheme, given, origin: None, because })
}

/// Both in Latin letters, but not the same ones: as two schemes write one Cyrillic name.
fn romanised_alike(one: &Parts<'_>, other: &Parts<'_>) -> Option<Likeness> {
    let families = [&one.family, &other.family].map(|family| spelled(family));
    let pairs = || {
        SCHEMES
            .iter()
            .flat_map(|a| SCHEMES.iter().map(move |b| (a, b)))
            .filter(|(a, b)| a.lang == b.lang)
    };
    let given_by = |a: &Scheme, b: &Scheme| {
        agreement(one, other, |x, y| {
            let (x_text, y_text) = (spelled(x.text), spelled(y.text));
            if let Some(same) = pair(&fold(x.text), x, &fold(y.text), y) {
                return Some(same);
            }
            let extent = match (x.is_initial, y.is_initial) {
                (false, false) => Extent::Whole,
                (true, _) => Extent::First,
                (false, true) => Extent::Second,
            };
            common_word((a, &x_text), (b, &y_text), extent)?;
            Some(extent == Extent::Whole)
        })
    };
    let mut found = None;
    for (a, b) in pairs() {
        let Some(family) = common_family(a, b, &families) else { continue };
        if let Some(given) = given_by(a, b) {
            found = Some((a, b, family, given, ""));
            break;
        }
        // The given names by other schemes for the same language: people mix.
        let others = || pairs().filter(|(x, _)| x.lang == a.lang);
        if found.is_none()
            && let Some(given) = others().find_map(|(x, y)| given_by(x, y))
        {
            found = Some((a, b, family, given, ", and the given names by other schemes"));
        }
    }
    let (a, b, family, given, rest) = found?;
    let because = format!(
        "`{}` is `{family}` by {}, and `{}` is it by {}{rest}",
        one.family, a.name, other.family, b.name
    );
    let origin = Some(Origin { family, schemes: [a.name, b.name] });
    Some(Likeness { scheme: None, given, origin, because })
}

/// The Cyrillic family name of which these are romanisations, word by word.
fn common_family(a: &Scheme, b: &Scheme, [one, other]: &[String; 2]) -> Option<String> {
    let apart = |c: char| c == ' ' || crate::model::is_dash(c);
    let marks = one.chars().filter(|c| apart(*c)).map(Some).chain([None]);
    let (words, others) = (one.split(apart), other.split(apart));
    if one.chars().filter(|c| apart(*c)).ne(other.chars().filter(|c| apart(*c))) {
        return None;
    }
    let mut family = String::new();
    for ((word, also), mark) in words.zip(others).zip(marks) {
        let found = common_word((a, word), (b, also), Extent::Whole)?;
        let mut letters = found.chars();
        family.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        family.extend(letters.chain(mark));
    }
    Some(family)
}

/// Every word of a family name by that scheme.
fn romanised(scheme: &Scheme, family: &str) -> Option<String> {
    let words: Option<Vec<String>> = family
        .split_inclusive(|c: char| c == ' ' || crate::model::is_dash(c))
        .map(|word| {
            let bare = word.trim_end_matches(|c: char| c == ' ' || crate::model::is_dash(c));
            let rest = word.get(bare.len()..).unwrap_or_default();
            Some(scheme.word(bare)? + rest)
        })
        .collect();
    words.map(|words| words.concat())
}

/// Whether the given names agree by `same`, which says of a pair whether it agrees (`Some`), and
/// whether as names written out.
fn agreement(
    one: &Parts<'_>,
    other: &Parts<'_>,
    same: impl Fn(&Part<'_>, &Part<'_>) -> Option<bool>,
) -> Option<Given> {
    let mut found = Given::Missing;
    for (a, b) in one.given.iter().zip(&other.given) {
        match same(a, b)? {
            true => found = Given::Names,
            false if found == Given::Missing => found = Given::Initials,
            false => {}
        }
    }
    Some(found)
}

/// Whether two given names in the same letters agree; `Some(true)` where both are written out.
fn pair(one: &str, a: &Part<'_>, other: &str, b: &Part<'_>) -> Option<bool> {
    if a.is_initial || b.is_initial {
        return (one.starts_with(other) || other.starts_with(one)).then_some(false);
    }
    (one == other).then_some(true)
}

/// Every word of a family name, letter by letter.
fn mixed(cyrillic: &str, latin: &str) -> bool {
    let apart = |c: char| c == ' ' || crate::model::is_dash(c);
    let (own, others): (Vec<&str>, Vec<&str>) =
        (cyrillic.split(apart).collect(), latin.split(apart).collect());
    own.len() == others.len() && own.iter().zip(&others).all(|(a, b)| reaches(a, b, true))
}

/// What people write beside the schemes, for letters and for groups of them.
const HABITS: &[(&str, &str)] = &[
    ("ё", "o"),
    ("ё", "jo"),
    ("ё", "io"),
    ("кс", "x"),
    ("андр", "ander"),
    ("ий", "y"),
    ("ий", "i"),
    ("ый", "y"),
    ("ый", "i"),
];

/// Whether some choice of a scheme for each letter makes `latin` out of `cyrillic`: all of it if
/// `whole`, else so that one begins with the other.
fn reaches(cyrillic: &str, latin: &str, whole: bool) -> bool {
    // Pairs of positions, each looked at once.
    let mut seen = std::collections::BTreeSet::from([(0, 0)]);
    let mut open = vec![(0, 0)];
    while let Some((own, other)) = open.pop() {
        let (rest, left) =
            (cyrillic.get(own..).unwrap_or_default(), latin.get(other..).unwrap_or_default());
        let Some(c) = rest.chars().next() else {
            if left.is_empty() || !whole && other > 0 {
                return true;
            }
            continue;
        };
        if left.is_empty() && !whole && other > 0 {
            return true;
        }
        let letters = variants(c).into_iter().map(|latin| (c.len_utf8(), latin));
        let habits = HABITS
            .iter()
            .filter(|(from, _)| rest.starts_with(from))
            .map(|(from, to)| (from.len(), (*to).to_owned()));
        for (taken, latin) in letters.chain(habits) {
            let next = (own + taken, other + latin.len());
            if left.starts_with(&latin) && seen.insert(next) {
                open.push(next);
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The scheme found, empty where there is none to name; `None` where they are two people.
    fn scheme(own: (&str, &str), other: (&str, &str)) -> Option<&'static str> {
        let (a, b) = (PersonName::new(own.0, own.1), PersonName::new(other.0, other.1));
        let found = same_person(&a, &b).map(|likeness| likeness.scheme.unwrap_or_default());
        let turned = same_person(&b, &a).map(|likeness| likeness.scheme.unwrap_or_default());
        assert_eq!(found, turned);
        found
    }

    #[test]
    fn forms_of_one_name() {
        let bgn = "BGN/PCGN 1947";
        let table = [
            (("Троицкий", "Е.Ф."), ("Troitskiy", "Ye.F."), Some(bgn)),
            (("Троицкий", "Е.Ф."), ("TROITSKIY", "YE. F."), Some(bgn)),
            (("Троицкий", "Евгений Ф."), ("Troitskiy", "Yevgeniy"), Some(bgn)),
            (("Троицкий", "Е.Ф."), ("Troitskii", "E."), Some("ICAO 9303")),
            (("Троицкий", "Е.Ф."), ("Troit͡skiĭ", "E.F."), Some("ALA-LC")),
            (("Троицкий", "Е.Ф."), ("Troiczkij", "E."), Some("GOST 7.79 B")),
            (("Троицкий", "Е.Ф."), ("Troitsky", "Evgeny"), Some("BS 2979")),
            (("Троицкий", "Е.Ф."), ("Troickij", ""), Some("ISO 9 (GOST 7.79 A)")),
            (
                ("Троицкий", "Евгений"),
                ("Troitskiy", "Evgeniy"),
                Some("Russian passports of 1997–2010"),
            ),
            (("Чайковский", "П."), ("Cajkovskij", "P."), Some("ISO 9 (GOST 7.79 A)")),
            (("Васильев", "Николай"), ("Vasil’ev", "Nikolaj"), Some("ISO 9 (GOST 7.79 A)")),
            (("Щукин", "Ю."), ("Shchukin", "Iu."), Some("ICAO 9303")),
            (("Ўласаў", ""), ("Wlasaw", ""), Some("BGN/PCGN 1979 (Belarusian)")),
            (
                ("Гнатюк", "Юрій"),
                ("Hnatiuk", "Yurii"),
                Some("Ukrainian system of 2010 (BGN/PCGN 2019)"),
            ),
            (("Ђорђевић", "Ж."), ("Djordjevic", "Z."), Some("Gaj's Latin, with dj for đ")),
            (("Петров-Водкин", "К."), ("Petrov-Vodkin", "K."), Some(bgn)),
            // Of several schemes.
            (("Яценко", "Ю."), ("Yatsenko", "Iu."), Some(bgn)),
            (("Цветаева", "М."), ("Cvetaeva", "M."), Some("ISO 9 (GOST 7.79 A)")),
            (("Хрущёв", "Н."), ("Khrushchov", "N."), Some("")),
            (("Пушкин", "Александр"), ("Pushkin", "Alexander"), Some(bgn)),
            (("Достоевский", "Ф."), ("Dostoevski", "Th."), None),
            (("Достоевский", "Ф."), ("Dostoevski", "F."), Some("")),
            // One script.
            (("Троицкий", "Е."), ("Троицкий", "Евгений"), Some("")),
            (("Королёв", "С."), ("Королев", "С. П."), Some("")),
            (("Müller", "K."), ("Muller", "Karl"), Some("")),
            // Both romanised.
            (("Troitskiy", "Ye.F."), ("Troickij", "E.F."), Some("")),
            (("Troitskiy", "Ye.F."), ("Troitsky", ""), Some("")),
            (("Troitskii", "Evgenii"), ("Troickij", "Evgenij"), Some("")),
            (("Troitskiy", "Ye.F."), ("Troitskiy", "E.F."), Some("")),
            (("Yatsenko", "Iu."), ("Jacenko", "Ju."), Some("")),
            (("Petrov-Vodkin", "K."), ("Petrov-Wodkin", "K."), None),
            (("Shchukin", "A."), ("Ŝukin", "A."), Some("")),
            (("Hnatiuk", "Yurii"), ("Hnatjuk", "Jurij"), Some("")),
            (("Đorđević", "Ž."), ("Djordjevic", "Z."), Some("")),
            (("Troitskiy", "Ye.F."), ("Trojskij", "E.F."), None),
            (("Troitskiy", "Ye.F."), ("Troickij", "A.F."), None),
            (("Troitskiy", "Ye.F."), ("Troickaja", "E.F."), None),
            (("Ivanov", "I."), ("Ivanov", "Y."), None),
            (("Smith", "J."), ("Schmidt", "J."), None),
            (("Müller", "K."), ("Mueller", "K."), None),
            (("Miller", "G."), ("Myller", "G."), None),
            (("Maier", "G."), ("Mayer", "G."), Some("")),
            // Others.
            (("Троицкий", "Е.Ф."), ("Тройский", "Е.Ф."), None),
            (("Тройский", "Е.Ф."), ("Troitskiy", "Ye.F."), None),
            (("Тройский", "Е.Ф."), ("Troitsky", ""), None),
            (("Троицкий", "Е.Ф."), ("Troitskiy", "A.F."), None),
            (("Троицкий", "Е.Ф."), ("Troitskiy", "Ye.K."), None),
            (("Троицкий", "Евгений"), ("Troitskiy", "Yegor"), None),
            (("Троицкая", "Е."), ("Troitskiy", "E."), None),
            (("Ли", "А."), ("Lin", "A."), None),
            (("山田", ""), ("Yamada", ""), None),
            (("", "Е."), ("", "E."), None),
        ];
        for (own, other, expected) in table {
            assert_eq!(scheme(own, other), expected, "{own:?} {other:?}");
        }
    }

    #[test]
    fn a_long_name_is_not_looked_into() {
        let long = "щ".repeat(100_000);
        assert_eq!(scheme((&long, ""), ("Shch", "")), None);
    }
}
