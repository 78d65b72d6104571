//! Which language a text is in, as far as its letters and the caller's word tell.

use unicode_normalization::UnicodeNormalization;

use crate::model::Lang;
use crate::value::script::Script;

/// What the guess rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Evidence {
    /// The caller named one language in that script.
    Declared,
    /// One language alone is written in that script.
    Script,
    /// Of the languages that the caller named, one alone has all the letters.
    Letters,
    /// The caller named nothing, and the reader takes what it usually meets.
    Assumed,
    /// Nothing decides; only the script is known.
    Nothing,
}

impl Evidence {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Script => "script",
            Self::Letters => "letters",
            Self::Assumed => "assumed",
            Self::Nothing => "none",
        }
    }
}

/// A language, and why.
#[derive(Clone, Debug)]
pub(super) struct Guess {
    pub(super) lang: Option<Lang>,
    pub(super) evidence: Evidence,
    /// The reason as half a sentence.
    pub(super) because: String,
}

/// The languages that a page may be in.
#[derive(Clone, Debug)]
pub(super) struct Languages {
    list: Vec<Lang>,
    declared: bool,
}

/// What a reader meets where the caller says nothing.
const USUAL: &[&str] = &["en", "ru"];

/// Scripts that one language alone is written in today.
const ONE_LANGUAGE: &[(Script, &str)] = &[
    (Script::Greek, "el"),
    (Script::Armenian, "hy"),
    (Script::Thai, "th"),
    (Script::Georgian, "ka"),
    (Script::Hangul, "ko"),
    (Script::Kana, "ja"),
];

/// The alphabets by which languages of one script are told apart. A leading `+` stands for a to z.
/// Languages that are not here are written in Latin, as far as this table knows, and may have any
/// letter; so may those whose alphabet is empty.
const ALPHABETS: &[(&str, Script, &str)] = &[
    ("ru", Script::Cyrillic, "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    ("uk", Script::Cyrillic, "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
    ("be", Script::Cyrillic, "абвгдеёжзійклмнопрстуўфхцчшыьэюя"),
    ("bg", Script::Cyrillic, "абвгдежзийклмнопрстуфхцчшщъьюя"),
    ("mk", Script::Cyrillic, "абвгдѓежзѕијклљмнњопрстќуфхцчџш"),
    ("sr", Script::Cyrillic, "абвгдђежзијклљмнњопрстћуфхцчџш"),
    ("kk", Script::Cyrillic, "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"),
    ("ky", Script::Cyrillic, "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"),
    ("tg", Script::Cyrillic, "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя"),
    ("tt", Script::Cyrillic, "аәбвгдеёжҗзийклмнңоөпрстуүфхһцчшщъыьэюя"),
    ("mn", Script::Cyrillic, "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя"),
    ("ba", Script::Cyrillic, ""),
    ("cv", Script::Cyrillic, ""),
    ("os", Script::Cyrillic, ""),
    ("sah", Script::Cyrillic, ""),
    ("uz", Script::Cyrillic, "абвгғдеёжзийкқлмнопрстуўфхҳцчшъэюя"),
    ("el", Script::Greek, ""),
    ("hy", Script::Armenian, ""),
    ("he", Script::Hebrew, ""),
    ("yi", Script::Hebrew, ""),
    ("ar", Script::Arabic, ""),
    ("fa", Script::Arabic, ""),
    ("ug", Script::Arabic, ""),
    ("ur", Script::Arabic, ""),
    ("hi", Script::Devanagari, ""),
    ("mr", Script::Devanagari, ""),
    ("ne", Script::Devanagari, ""),
    ("sa", Script::Devanagari, ""),
    ("th", Script::Thai, ""),
    ("ka", Script::Georgian, ""),
    ("ko", Script::Hangul, ""),
    ("ja", Script::Kana, ""),
    ("ja", Script::Han, ""),
    ("zh", Script::Han, ""),
    ("en", Script::Latin, "+"),
    ("az", Script::Latin, "+çəğıöşü"),
    ("ca", Script::Latin, "+àçèéíïòóúü"),
    ("cs", Script::Latin, "+áčďéěíňóřšťúůýž"),
    ("da", Script::Latin, "+æøå"),
    ("de", Script::Latin, "+äöüß"),
    ("es", Script::Latin, "+áéíñóúü"),
    ("et", Script::Latin, "+äõöüšž"),
    ("fi", Script::Latin, "+åäö"),
    ("fr", Script::Latin, "+àâæçéèêëîïôœùûüÿ"),
    ("hr", Script::Latin, "+čćđšž"),
    ("hu", Script::Latin, "+áéíóöőúüű"),
    ("it", Script::Latin, "+àèéìîòóù"),
    ("lt", Script::Latin, "+ąčęėįšųūž"),
    ("lv", Script::Latin, "+āčēģīķļņšūž"),
    ("nb", Script::Latin, "+æøå"),
    ("pl", Script::Latin, "+ąćęłńóśźż"),
    ("pt", Script::Latin, "+áâãàçéêíóôõú"),
    ("ro", Script::Latin, "+ăâîșşțţ"),
    ("sk", Script::Latin, "+áäčďéíĺľňóôŕšťúýž"),
    ("sl", Script::Latin, "+čšž"),
    ("sr", Script::Latin, "+čćđšž"),
    ("sv", Script::Latin, "+åäö"),
    ("tr", Script::Latin, "+çğıöşüâîû"),
];

impl Languages {
    pub(super) fn new(declared: Option<&[Lang]>) -> Self {
        Self {
            list: match declared {
                Some(list) => list.to_vec(),
                None => USUAL.iter().filter_map(|tag| tag.parse().ok()).collect(),
            },
            declared: declared.is_some(),
        }
    }

    /// Whether a language of that primary subtag is among them.
    pub(super) fn has(&self, primary: &str) -> bool {
        self.list.iter().any(|lang| lang.primary() == primary)
    }

    /// The language of `text`, whose letters are mostly of `script`.
    pub(super) fn guess(&self, script: Script, text: &str) -> Guess {
        let mut candidates: Vec<(&Lang, &str)> =
            self.list.iter().filter_map(|lang| Some((lang, alphabet(lang, script)?))).collect();
        candidates.dedup();
        let name = script.name();
        let guess = |lang: Option<Lang>, evidence, because| Guess { lang, evidence, because };
        let unknown = |because| guess(und(script), Evidence::Nothing, because);
        let letters = Letters::of(script, text);
        match candidates.as_slice() {
            [] => match ONE_LANGUAGE.iter().find(|(of, _)| *of == script) {
                Some((_, tag)) => {
                    let because = format!("its letters are {name}, which one language has");
                    guess(tag.parse().ok(), Evidence::Script, because)
                }
                None => unknown(format!("its letters are {name} and no language is declared")),
            },
            [(lang, alphabet)] => {
                if let Some(strange) = letters.doubts(alphabet) {
                    return unknown(format!(
                        "its letters are {name}, and `{lang}` is without {strange}"
                    ));
                }
                let (evidence, word) = if self.declared {
                    (Evidence::Declared, "the declared language in that script")
                } else {
                    (Evidence::Assumed, "what is usual in that script")
                };
                let because = format!("its letters are {name} and `{lang}` is {word}");
                guess(Some((*lang).clone()), evidence, because)
            }
            several => {
                let mut able = several.iter().filter(|(_, alphabet)| letters.all_in(alphabet));
                let tags: Vec<&str> = several.iter().map(|(lang, _)| lang.as_str()).collect();
                let tags = tags.join(", ");
                match (able.next(), able.next()) {
                    (Some((lang, _)), None) => {
                        let others = several.iter().filter(|(other, _)| other != lang);
                        let others: Vec<&str> = others.map(|(_, alphabet)| *alphabet).collect();
                        let telling = letters.missing_from(&others);
                        let because = format!(
                            "of {tags}, only `{lang}` has all its letters, {telling} among them"
                        );
                        guess(Some((*lang).clone()), Evidence::Letters, because)
                    }
                    (None, _) => {
                        unknown(format!("its letters are {name}, and none of {tags} has them all"))
                    }
                    _ => unknown(format!(
                        "its letters are {name}, and they do not tell {tags} apart"
                    )),
                }
            }
        }
    }
}

/// The letters of `lang` in `script`, empty where they are not known; `None` where it is not
/// written in that script.
fn alphabet(lang: &Lang, script: Script) -> Option<&'static str> {
    if let Some(stated) = lang.script().and_then(Script::from_code).filter(|s| *s != script) {
        let of_japanese = stated == Script::Kana && script == Script::Han;
        return of_japanese.then_some("");
    }
    let mut rows = ALPHABETS.iter().filter(|(primary, _, _)| *primary == lang.primary()).peekable();
    let stated = lang.script().is_some();
    match rows.peek() {
        None => (script == Script::Latin || stated).then_some(""),
        Some(_) => rows
            .find(|(_, of, _)| *of == script)
            .map(|(_, _, alphabet)| *alphabet)
            .or(stated.then_some("")),
    }
}

/// `und-Cyrl`: some language in that script.
fn und(script: Script) -> Option<Lang> {
    format!("und-{}", script.code()).parse().ok()
}

/// The small letters of one script that a text has, each with its number.
struct Letters {
    script: Script,
    counts: Vec<(char, usize)>,
}

impl Letters {
    fn of(script: Script, text: &str) -> Self {
        let mut counts = std::collections::BTreeMap::new();
        // Composed: `й` may be written as two characters.
        for c in text.nfc().flat_map(char::to_lowercase) {
            if Script::of(c) == Some(script) {
                *counts.entry(c).or_insert(0) += 1;
            }
        }
        Self { script, counts: counts.into_iter().collect() }
    }

    fn strange(&self, alphabet: &str) -> impl Iterator<Item = &(char, usize)> {
        self.counts.iter().filter(move |(c, _)| !has(alphabet, *c))
    }

    fn all_in(&self, alphabet: &str) -> bool {
        self.strange(alphabet).next().is_none()
    }

    /// The letters outside the alphabet, if they are more than a foreign name would bring. Latin
    /// texts do bring them (`Köln`); Russian ones spell `Қазақстан` as `Казахстан`.
    fn doubts(&self, alphabet: &str) -> Option<String> {
        let strange: usize = self.strange(alphabet).map(|(_, count)| count).sum();
        let all: usize = self.counts.iter().map(|(_, count)| count).sum();
        let borrowed = if self.script == Script::Latin { 2 } else { 0 };
        (strange > borrowed && strange * 20 > all).then(|| listed(self.strange(alphabet)))
    }

    /// The letters that one or other of the alphabets is without.
    fn missing_from(&self, alphabets: &[&str]) -> String {
        listed(self.counts.iter().filter(|(c, _)| alphabets.iter().any(|of| !has(of, *c))))
    }
}

fn has(alphabet: &str, c: char) -> bool {
    alphabet.is_empty()
        || alphabet.contains(c)
        || (alphabet.starts_with('+') && c.is_ascii_lowercase())
}

/// A few letters for a sentence.
fn listed<'a>(letters: impl Iterator<Item = &'a (char, usize)>) -> String {
    let few: Vec<String> = letters.take(5).map(|(c, _)| format!("`{c}`")).collect();
    few.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::script::dominant;

    fn guessed(tags: Option<&[&str]>, text: &str) -> (String, Evidence) {
        let langs: Option<Vec<Lang>> =
            tags.map(|tags| tags.iter().map(|tag| tag.parse().unwrap()).collect());
        let guess = Languages::new(langs.as_deref()).guess(dominant(text).unwrap(), text);
        assert!(!guess.because.is_empty());
        (guess.lang.map(|lang| lang.to_string()).unwrap_or_default(), guess.evidence)
    }

    #[test]
    fn languages_and_their_evidence() {
        type Row<'a> = (Option<&'a [&'a str]>, &'a str, &'a str, Evidence);
        let table: &[Row<'_>] = &[
            (None, "Central Asia", "en", Evidence::Assumed),
            (None, "внешняя политика", "ru", Evidence::Assumed),
            (None, "зовнішня політика України", "und-Cyrl", Evidence::Nothing),
            (None, "naïve reading of the sources in Köln", "en", Evidence::Assumed),
            (None, "Ελλάδα", "el", Evidence::Script),
            (None, "ひとり親", "ja", Evidence::Script),
            (None, "國土", "und-Hani", Evidence::Nothing),
            (Some(&["uk", "en"]), "історія", "uk", Evidence::Declared),
            (Some(&["uk", "en"]), "архів", "uk", Evidence::Declared),
            (Some(&["uk", "ru"]), "зовнішня політика", "uk", Evidence::Letters),
            (Some(&["uk", "ru"]), "объект", "ru", Evidence::Letters),
            (Some(&["uk", "ru"]), "архив", "und-Cyrl", Evidence::Nothing),
            (Some(&["kk", "ru", "en"]), "сыртқы саясат", "kk", Evidence::Letters),
            (Some(&["kk", "ru", "en"]), "внешняя политика", "und-Cyrl", Evidence::Nothing),
            (Some(&["kk", "ru", "en"]), "foreign policy", "en", Evidence::Declared),
            (Some(&["kk-Latn", "en"]), "сыртқы саясат", "und-Cyrl", Evidence::Nothing),
            (Some(&["de", "en"]), "Außenpolitik", "de", Evidence::Letters),
            (Some(&["de", "en"]), "Politik", "und-Latn", Evidence::Nothing),
            (Some(&["zh", "en"]), "國土", "zh", Evidence::Declared),
            (Some(&["ja", "zh"]), "國土", "und-Hani", Evidence::Nothing),
            (Some(&[]), "text", "und-Latn", Evidence::Nothing),
            (Some(&["ru"]), "иллюстраци\u{438}\u{306}", "ru", Evidence::Declared),
        ];
        for (tags, text, lang, evidence) in table {
            assert_eq!(guessed(*tags, text), ((*lang).to_owned(), *evidence), "{tags:?} {text}");
        }
    }
}
