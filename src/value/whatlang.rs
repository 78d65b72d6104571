//! The whatlang crate as a detector of languages.

use super::detect::Detector;
use crate::model::Lang;

/// The detector of the [whatlang](https://docs.rs/whatlang) crate, which compares the sequences of
/// letters with those of 70 languages. Needs the feature `whatlang`.
///
/// It wants a text of some length: a list of keywords or an abstract, hardly a title. It answers
/// only where all the languages it is to choose among are known to it.
///
/// ```
/// use polybib::languages::{Evidence, Languages, Whatlang};
///
/// let languages = Languages::new(["de".parse()?, "en".parse()?]).with_detector(Whatlang);
/// let guess = languages.guess("Geschichte der Stadt und ihrer Bewohner im Mittelalter").unwrap();
/// assert_eq!((guess.lang.as_str(), guess.evidence), ("de", Evidence::Detector));
/// # Ok::<_, polybib::LangError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Whatlang;

impl Detector for Whatlang {
    fn name(&self) -> &'static str {
        "whatlang"
    }

    fn detect(&self, text: &str, among: &[Lang]) -> Option<Lang> {
        let known: Option<Vec<whatlang::Lang>> = among.iter().map(theirs).collect();
        let known = known?;
        let found = whatlang::Detector::with_allowlist(known.clone()).detect_lang(text)?;
        let at = known.iter().position(|lang| *lang == found)?;
        among.get(at).cloned()
    }
}

/// Their value for a language: they go by ISO 639-3, and by `cmn` for Chinese.
fn theirs(lang: &Lang) -> Option<whatlang::Lang> {
    let code = match lang.primary() {
        "zh" => "cmn",
        "no" => "nob",
        two if two.len() == 2 => isolang::Language::from_639_1(two)?.to_639_3(),
        three => three,
    };
    whatlang::Lang::from_code(code)
}
