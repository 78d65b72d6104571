//! Which language a text is in, as far as its letters and the caller's word tell.

use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::script::{Script, dominant};
use crate::model::Lang;

/// What a [`Guess`] rests on.
///
/// ```
/// assert_eq!(polybib::languages::Evidence::Letters.as_str(), "letters");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Evidence {
    /// The caller named one language in that script.
    Declared,
    /// One language alone is written in that script.
    Script,
    /// Of the languages that the caller named, one alone has all the letters.
    Letters,
    /// The letters leave several, and the [`Detector`] chose among these.
    Detector,
    /// The caller named nothing, and the usual language of that script was taken.
    Assumed,
    /// Nothing decides; only the script is known.
    Nothing,
}

impl Evidence {
    /// The evidence as a word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Script => "script",
            Self::Letters => "letters",
            Self::Detector => "detector",
            Self::Assumed => "assumed",
            Self::Nothing => "none",
        }
    }
}

/// A language, and why it was taken.
///
/// ```
/// use polybib::languages::{Evidence, Languages};
///
/// let guess = Languages::default().guess("Central Asia").unwrap();
/// assert_eq!(guess.lang.as_str(), "en");
/// assert_eq!(guess.evidence, Evidence::Assumed);
/// assert_eq!(guess.because, "its letters are Latin and `en` is what is usual in that script");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Guess {
    /// The language; `und-Cyrl` and its like where only the script is known.
    pub lang: Lang,
    /// What it rests on.
    pub evidence: Evidence,
    /// The reason as half a sentence.
    pub because: String,
}

/// Texts of one list that are in one script, and the language of them all.
///
/// ```
/// use polybib::languages::Languages;
///
/// let parts = Languages::default().divide(&["архив", "archive", "XIX"]);
/// assert_eq!(parts[1].indices, [1, 2]);
/// assert_eq!(parts[1].guess.as_ref().unwrap().lang.as_str(), "en");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Division {
    /// Which texts these are, counted from 0, in their order.
    pub indices: Vec<usize>,
    /// Their language; `None` where no text of the list has a letter.
    pub guess: Option<Guess>,
}

/// Something that tells languages apart by more than their letters: a statistical model, a service,
/// a list of words. It is asked where letters leave several languages, about a whole list or text,
/// never about a single word of one.
///
/// ```
/// use polybib::Lang;
/// use polybib::languages::{Detector, Evidence, Languages};
///
/// #[derive(Debug)]
/// struct Articles;
///
/// impl Detector for Articles {
///     fn name(&self) -> &str {
///         "a list of articles"
///     }
///
///     fn detect(&self, text: &str, among: &[Lang]) -> Option<Lang> {
///         let tag = if text.split(' ').any(|word| word == "der") { "de" } else { "en" };
///         among.iter().find(|lang| lang.matches(tag)).cloned()
///     }
/// }
///
/// let languages = Languages::new(["de".parse()?, "en".parse()?]).with_detector(Articles);
/// let guess = languages.guess("Geschichte der Stadt").unwrap();
/// assert_eq!((guess.lang.as_str(), guess.evidence), ("de", Evidence::Detector));
/// # Ok::<_, polybib::LangError>(())
/// ```
pub trait Detector: fmt::Debug + Send + Sync {
    /// What it is, for the reason of a [`Guess`].
    fn name(&self) -> &str;

    /// Which language of `among` the text is in; `None` where it cannot tell. An answer that is not
    /// among them is no answer.
    fn detect(&self, text: &str, among: &[Lang]) -> Option<Lang>;
}

/// The languages that texts may be in, to tell apart by.
///
/// A text is given the one language that is written in its script. Where several are, it is given
/// the only one that has all the letters: `қ` tells Kazakh from Russian, `ы` Russian from Ukrainian.
/// Where the letters do not decide, a [`Detector`] is asked if there is one; where nothing decides,
/// or the letters contradict the only choice, the tag names the script alone: `und-Cyrl`. Languages
/// that are the only ones in their script (Greek, Korean, Japanese with kana, …) need not be named.
///
/// The default are English and Russian, as an assumption.
///
/// ```
/// use polybib::languages::{Evidence, Languages};
///
/// let languages = Languages::new(["kk".parse()?, "ru".parse()?, "en".parse()?]);
/// let guess = languages.guess("сыртқы саясат").unwrap();
/// assert_eq!((guess.lang.as_str(), guess.evidence), ("kk", Evidence::Letters));
/// let guess = languages.guess("политика").unwrap();
/// assert_eq!((guess.lang.as_str(), guess.evidence), ("und-Cyrl", Evidence::Nothing));
/// # Ok::<_, polybib::LangError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Languages {
    list: Vec<Lang>,
    declared: bool,
    detector: Option<SharedDetector>,
}

/// A detector that clones share. Two are equal if they are the same one.
#[derive(Clone, Debug)]
pub(crate) struct SharedDetector(Arc<dyn Detector>);

impl PartialEq for SharedDetector {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for SharedDetector {}

impl SharedDetector {
    pub(crate) fn new(detector: impl Detector + 'static) -> Self {
        Self(Arc::new(detector))
    }
}

/// What readers meet where the caller says nothing.
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

/// The alphabets by which languages of one script are told apart. A leading `+` stands for a to z,
/// but for the letters after `!`, which the language has in foreign words alone.
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
    ("az", Script::Latin, "+çəğıöşü!w"),
    ("ca", Script::Latin, "+àçèéíïòóúü"),
    ("cs", Script::Latin, "+áčďéěíňóřšťúůýž!qw"),
    ("da", Script::Latin, "+æøå"),
    ("de", Script::Latin, "+äöüß"),
    ("es", Script::Latin, "+áéíñóúü"),
    ("et", Script::Latin, "+äõöüšž"),
    ("fi", Script::Latin, "+åäö"),
    ("fr", Script::Latin, "+àâæçéèêëîïôœùûüÿ"),
    ("hr", Script::Latin, "+čćđšž!qwxy"),
    ("hu", Script::Latin, "+áéíóöőúüű!qwx"),
    ("it", Script::Latin, "+àèéìîòóù"),
    ("lt", Script::Latin, "+ąčęėįšųūž!qwx"),
    ("lv", Script::Latin, "+āčēģīķļņšūž!qwxy"),
    ("nb", Script::Latin, "+æøå"),
    ("pl", Script::Latin, "+ąćęłńóśźż!qvx"),
    ("pt", Script::Latin, "+áâãàçéêíóôõú"),
    ("ro", Script::Latin, "+ăâîșşțţ"),
    ("sk", Script::Latin, "+áäčďéíĺľňóôŕšťúýž!qw"),
    ("sl", Script::Latin, "+čšž!qwxy"),
    ("bs", Script::Latin, "+čćđšž!qwxy"),
    ("sr", Script::Latin, "+čćđšž!qwxy"),
    ("sv", Script::Latin, "+åäö"),
    ("tr", Script::Latin, "+çğıöşüâîû!qwx"),
];

impl Default for Languages {
    fn default() -> Self {
        Self::of(None)
    }
}

impl Languages {
    /// Just these languages.
    pub fn new(languages: impl IntoIterator<Item = Lang>) -> Self {
        Self::of(Some(&languages.into_iter().collect::<Vec<Lang>>()))
    }

    /// The same, with something to ask where the letters do not decide.
    #[must_use]
    pub fn with_detector(mut self, detector: impl Detector + 'static) -> Self {
        self.detector = Some(SharedDetector::new(detector));
        self
    }

    /// Those that are declared, or the usual ones.
    pub(crate) fn of(declared: Option<&[Lang]>) -> Self {
        let usual = || USUAL.iter().filter_map(|tag| tag.parse().ok()).collect();
        let mut list: Vec<Lang> = Vec::new();
        // A language that is named twice is no choice of two.
        for lang in declared.map_or_else(usual, <[Lang]>::to_vec) {
            if !list.contains(&lang) {
                list.push(lang);
            }
        }
        Self { list, declared: declared.is_some(), detector: None }
    }

    #[cfg_attr(not(feature = "landing"), allow(dead_code, reason = "pages alone share one"))]
    pub(crate) fn sharing(mut self, detector: Option<SharedDetector>) -> Self {
        self.detector = detector;
        self
    }

    /// The language of a text; `None` where it has no letters, or as many of one script as of
    /// another.
    #[must_use]
    pub fn guess(&self, text: &str) -> Option<Guess> {
        self.guess_in(dominant(text)?, text)
    }

    /// The texts of a list (keywords, say) by their script, in order of first appearance, each part
    /// with one language for all its texts. A text that no script owns (digits, as many letters of
    /// one as of another) goes with the one before it, or with the first that has a script.
    #[must_use]
    pub fn divide(&self, texts: &[&str]) -> Vec<Division> {
        let groups = self.by_script(texts).into_iter();
        groups
            .map(|(script, indices)| {
                let of: Vec<&str> = indices.iter().filter_map(|i| texts.get(*i).copied()).collect();
                let guess = script.and_then(|script| self.guess_in(script, &of.join("\n")));
                Division { indices, guess }
            })
            .collect()
    }

    /// Whether a language of that primary subtag is among them.
    fn has(&self, primary: &str) -> bool {
        self.list.iter().any(|lang| lang.primary() == primary)
    }

    /// The positions of the texts of each script, as [`Languages::divide`] has them.
    pub(crate) fn by_script(&self, texts: &[&str]) -> Vec<(Option<Script>, Vec<usize>)> {
        let mut scripts: Vec<Option<Script>> = texts.iter().map(|text| of_term(text)).collect();
        // Japanese keywords may well be in Han characters alone; a Chinese list beside them must be
        // announced.
        if scripts.contains(&Some(Script::Kana)) && !self.has("zh") {
            for script in &mut scripts {
                *script = script.map(|s| if s == Script::Han { Script::Kana } else { s });
            }
        }
        let mut last = scripts.iter().copied().flatten().next();
        let mut groups: Vec<(Option<Script>, Vec<usize>)> = Vec::new();
        for (i, script) in scripts.into_iter().enumerate() {
            last = script.or(last);
            match groups.iter_mut().find(|(of, _)| *of == last) {
                Some((_, group)) => group.push(i),
                None => groups.push((last, vec![i])),
            }
        }
        groups
    }

    /// The language of `text`, whose letters are mostly of `script`.
    pub(crate) fn guess_in(&self, script: Script, text: &str) -> Option<Guess> {
        let candidates: Vec<(&Lang, &str)> =
            self.list.iter().filter_map(|lang| Some((lang, alphabet(lang, script)?))).collect();
        let name = script.name();
        let letters = Letters::of(script, text);
        let (lang, evidence, because) = match candidates.as_slice() {
            [] => match ONE_LANGUAGE.iter().find(|(of, _)| *of == script) {
                Some((_, tag)) => {
                    let because = format!("its letters are {name}, which one language has");
                    (tag.parse().ok(), Evidence::Script, because)
                }
                None => {
                    let because = format!("its letters are {name} and no language is declared");
                    (und(script), Evidence::Nothing, because)
                }
            },
            [(lang, alphabet)] => match letters.doubts(alphabet) {
                Some(strange) => {
                    let because =
                        format!("its letters are {name}, and `{lang}` is without {strange}");
                    (und(script), Evidence::Nothing, because)
                }
                None => {
                    let (evidence, word) = if self.declared {
                        (Evidence::Declared, "the declared language in that script")
                    } else {
                        (Evidence::Assumed, "what is usual in that script")
                    };
                    let because = format!("its letters are {name} and `{lang}` is {word}");
                    (Some((*lang).clone()), evidence, because)
                }
            },
            several => self.among(several, &letters, text),
        };
        Some(Guess { lang: lang?, evidence, because })
    }

    /// The one of several languages in the text's script that its letters, or the detector, name.
    fn among(
        &self,
        several: &[(&Lang, &'static str)],
        letters: &Letters,
        text: &str,
    ) -> (Option<Lang>, Evidence, String) {
        let name = letters.script.name();
        let unknown = |because| (und(letters.script), Evidence::Nothing, because);
        let tags = |of: &[(&Lang, &str)]| -> String {
            let tags: Vec<&str> = of.iter().map(|(lang, _)| lang.as_str()).collect();
            tags.join(", ")
        };
        let all = tags(several);
        let able: Vec<(&Lang, &str)> =
            several.iter().filter(|(_, alphabet)| letters.fit(alphabet)).copied().collect();
        match able.as_slice() {
            [] => unknown(format!("its letters are {name}, and none of {all} has them all")),
            [(lang, _)] => {
                let others: Vec<&str> = several
                    .iter()
                    .filter(|(other, _)| other != lang)
                    .map(|(_, alphabet)| *alphabet)
                    .collect();
                let telling = letters.missing_from(&others);
                let because =
                    format!("of {all}, only `{lang}` has all its letters, {telling} among them");
                (Some((*lang).clone()), Evidence::Letters, because)
            }
            left => {
                let langs: Vec<Lang> = left.iter().map(|(lang, _)| (*lang).clone()).collect();
                let answer = self.detector.as_ref().and_then(|SharedDetector(detector)| {
                    let lang = detector.detect(text, &langs).filter(|lang| langs.contains(lang))?;
                    let because = format!(
                        "its letters do not tell {} apart, and {} takes it for `{lang}`",
                        tags(left),
                        detector.name()
                    );
                    Some((Some(lang), Evidence::Detector, because))
                });
                answer.unwrap_or_else(|| {
                    unknown(format!(
                        "its letters are {name}, and they do not tell {} apart",
                        tags(left)
                    ))
                })
            }
        }
    }
}

/// The script of a short text. Roman numbers are in Latin letters in any language: `XIX в.`
pub(crate) fn of_term(term: &str) -> Option<Script> {
    let is_roman = |word: &&str| word.chars().all(|c| "IVXLCDM".contains(c));
    let words: String =
        term.split(|c: char| !c.is_alphanumeric()).filter(|w| !is_roman(w)).collect();
    dominant(&words).or_else(|| dominant(term))
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

/// The script that a language is written in: the one its tag names, else the usual one.
pub(crate) fn script_of(lang: &Lang) -> Option<Script> {
    match lang.script() {
        Some(code) => Script::from_code(code),
        None if lang.primary() == "und" => None,
        None => Some(
            ALPHABETS
                .iter()
                .find(|(primary, _, _)| *primary == lang.primary())
                .map_or(Script::Latin, |(_, script, _)| *script),
        ),
    }
}

/// The small letters of one script that a text has.
struct Letters {
    script: Script,
    /// Each letter with its number.
    counts: Vec<(char, usize)>,
    /// The words that begin with a small letter, each once. Those with a capital may be foreign
    /// names.
    words: std::collections::BTreeSet<String>,
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
        let words = text.nfc().collect::<String>();
        let words = words
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| word.starts_with(char::is_lowercase))
            .map(str::to_lowercase)
            .collect();
        Self { script, counts: counts.into_iter().collect(), words }
    }

    fn strange(&self, alphabet: &str) -> impl Iterator<Item = &(char, usize)> {
        self.counts.iter().filter(move |(c, _)| !has(alphabet, *c))
    }

    /// Whether a text of that language may have these letters. One foreign word with a `w` is no
    /// proof against Serbian; two are.
    fn fit(&self, alphabet: &str) -> bool {
        let foreign = |c: char| c.is_ascii() && !has(alphabet, c);
        self.strange(alphabet).all(|(c, _)| c.is_ascii())
            && self.words.iter().filter(|word| word.contains(foreign)).count() < 2
    }

    /// The letters outside the alphabet, if they are more than a foreign name would bring. Latin
    /// texts do bring them (`Köln`); Russian ones spell `Қазақстан` as `Казахстан`.
    fn doubts(&self, alphabet: &str) -> Option<String> {
        let strange: usize = self.strange(alphabet).map(|(_, count)| count).sum();
        let all: usize = self.counts.iter().map(|(_, count)| count).sum();
        let is_strange = |c: char| Script::of(c) == Some(self.script) && !has(alphabet, c);
        let doubtful = if self.script == Script::Latin {
            strange > 2 && strange * 20 > all
        } else {
            strange * 20 > all || self.words.iter().filter(|w| w.contains(is_strange)).count() > 1
        };
        doubtful.then(|| listed(self.strange(alphabet)))
    }

    /// The letters that one or other of the alphabets is without.
    fn missing_from(&self, alphabets: &[&str]) -> String {
        listed(self.counts.iter().filter(|(c, _)| alphabets.iter().any(|of| !has(of, *c))))
    }
}

fn has(alphabet: &str, c: char) -> bool {
    let (own, foreign) = alphabet.split_once('!').unwrap_or((alphabet, ""));
    own.is_empty()
        || own.contains(c)
        || (own.starts_with('+') && c.is_ascii_lowercase() && !foreign.contains(c))
}

/// A few letters for a sentence.
fn listed<'a>(letters: impl Iterator<Item = &'a (char, usize)>) -> String {
    let few: Vec<String> = letters.take(5).map(|(c, _)| format!("`{c}`")).collect();
    few.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(tags: Option<&[&str]>, text: &str) -> (String, Evidence) {
        let langs: Option<Vec<Lang>> =
            tags.map(|tags| tags.iter().map(|tag| tag.parse().unwrap()).collect());
        let guess = Languages::of(langs.as_deref()).guess(text).unwrap();
        assert!(!guess.because.is_empty());
        (guess.lang.to_string(), guess.evidence)
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
            (Some(&["ru", "uk", "ru"]), "объект", "ru", Evidence::Letters),
            (Some(&["ru", "en", "ru"]), "архив", "ru", Evidence::Declared),
            (Some(&["kk", "ru", "en"]), "сыртқы саясат", "kk", Evidence::Letters),
            (Some(&["kk", "ru", "en"]), "внешняя политика", "und-Cyrl", Evidence::Nothing),
            (Some(&["kk", "ru", "en"]), "foreign policy", "en", Evidence::Declared),
            (Some(&["kk-Latn", "en"]), "сыртқы саясат", "und-Cyrl", Evidence::Nothing),
            (Some(&["de", "en"]), "Außenpolitik", "de", Evidence::Letters),
            (Some(&["de", "en"]), "Politik", "und-Latn", Evidence::Nothing),
            (Some(&["zh", "en"]), "國土", "zh", Evidence::Declared),
            (Some(&["ja", "zh"]), "國土", "und-Hani", Evidence::Nothing),
            (Some(&[]), "text", "und-Latn", Evidence::Nothing),
            (Some(&["sr", "en"]), "foreign policy, energy", "en", Evidence::Letters),
            (Some(&["sr", "en"]), "spoljna politika, New York", "und-Latn", Evidence::Nothing),
            (Some(&["sr", "en"]), "istorija, web", "und-Latn", Evidence::Nothing),
            (Some(&["sr", "en"]), "naučni rad", "sr", Evidence::Letters),
            (Some(&["sr", "en"]), "научни рад", "sr", Evidence::Declared),
            (Some(&["sr", "en"]), "внешние связи", "und-Cyrl", Evidence::Nothing),
            (Some(&["ru"]), "иллюстраци\u{438}\u{306}", "ru", Evidence::Declared),
        ];
        for (tags, text, lang, evidence) in table {
            assert_eq!(guessed(*tags, text), ((*lang).to_owned(), *evidence), "{tags:?} {text}");
        }
    }
}
