//! Language tags.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use isolang::Language;
use oxilangtag::LanguageTag;

/// A language tag of BCP 47 in its canonical case, such as `ru`, `pt-BR` or `ja-Latn`. A clone
/// shares the text: nearly every value of a record has its language.
///
/// A three-letter code that has a two-letter one becomes that (`rus` is `ru`), and a code that was
/// withdrawn the one in its place (`iw` is `he`), as RFC 5646 §4.5 asks; a region is never added. `und` stands for "written in some language that nobody named",
/// as in `und-Cyrl`.
///
/// ```
/// use polybib::Lang;
///
/// let lang: Lang = "PT-br".parse()?;
/// assert_eq!(lang.as_str(), "pt-BR");
/// assert_eq!(lang.primary(), "pt");
/// assert_eq!(lang.english_name(), Some("Portuguese"));
/// # Ok::<_, polybib::LangError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang(Arc<str>);

/// A text that is no BCP 47 tag.
///
/// ```
/// let error = "русский".parse::<polybib::Lang>().unwrap_err();
/// assert_eq!(error.to_string(), "`русский` is not a BCP 47 language tag");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a BCP 47 language tag")]
pub struct LangError {
    text: String,
}

impl Lang {
    /// The tag as text, in canonical case.
    ///
    /// ```
    /// assert_eq!("ZH-HANS".parse::<polybib::Lang>()?.as_str(), "zh-Hans");
    /// # Ok::<_, polybib::LangError>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language subtag: `zh` of `zh-Hans-CN`.
    ///
    /// ```
    /// assert_eq!("zh-Hans-CN".parse::<polybib::Lang>()?.primary(), "zh");
    /// # Ok::<_, polybib::LangError>(())
    /// ```
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The script subtag, where the tag has one: `Latn` of `ru-Latn`.
    ///
    /// ```
    /// assert_eq!("ru-Latn".parse::<polybib::Lang>()?.script(), Some("Latn"));
    /// # Ok::<_, polybib::LangError>(())
    /// ```
    #[must_use]
    pub fn script(&self) -> Option<&str> {
        self.0
            .split('-')
            .skip(1)
            .take_while(|subtag| subtag.len() > 1)
            .find(|subtag| subtag.len() == 4 && subtag.bytes().all(|b| b.is_ascii_alphabetic()))
    }

    /// The English name of the language, by ISO 639-3.
    ///
    /// ```
    /// assert_eq!("kk".parse::<polybib::Lang>()?.english_name(), Some("Kazakh"));
    /// # Ok::<_, polybib::LangError>(())
    /// ```
    #[must_use]
    pub fn english_name(&self) -> Option<&'static str> {
        iso(self.primary()).map(|language| language.to_name())
    }

    /// The name of the language in that language, where ISO 639-3's table has it.
    ///
    /// ```
    /// assert_eq!("ru".parse::<polybib::Lang>()?.autonym(), Some("русский"));
    /// # Ok::<_, polybib::LangError>(())
    /// ```
    #[must_use]
    pub fn autonym(&self) -> Option<&'static str> {
        iso(self.primary()).and_then(|language| language.to_autonym())
    }

    /// The three-letter code of the language by ISO 639-3.
    ///
    /// ```
    /// assert_eq!("ru".parse::<polybib::Lang>()?.iso_639_3(), Some("rus"));
    /// # Ok::<_, polybib::LangError>(())
    /// ```
    #[must_use]
    pub fn iso_639_3(&self) -> Option<&'static str> {
        iso(self.primary()).map(|language| language.to_639_3())
    }

    /// Whether this tag falls under `range` by basic filtering (RFC 4647 §3.3.1):
    /// `zh-Hans` falls under `zh`, `zh` does not fall under `zh-Hans`.
    ///
    /// ```
    /// let lang: polybib::Lang = "zh-Hans".parse()?;
    /// assert!(lang.matches("zh") && !lang.matches("zh-Hant"));
    /// # Ok::<_, polybib::LangError>(())
    /// ```
    #[must_use]
    pub fn matches(&self, range: &str) -> bool {
        match (self.0.get(..range.len()), self.0.get(range.len()..)) {
            (Some(head), Some(tail)) => {
                head.eq_ignore_ascii_case(range) && (tail.is_empty() || tail.starts_with('-'))
            }
            _ => false,
        }
    }
}

fn iso(code: &str) -> Option<Language> {
    match code.len() {
        2 => Language::from_639_1(code),
        3 => Language::from_639_3(code),
        _ => None,
    }
}

/// Primary subtags that were withdrawn, and those in their place: the records of the IANA registry that
/// have a `Preferred-Value` and were once in ISO 639-1.
const WITHDRAWN: &[(&str, &str)] =
    &[("in", "id"), ("iw", "he"), ("ji", "yi"), ("jw", "jv"), ("mo", "ro")];

impl FromStr for Lang {
    type Err = LangError;

    fn from_str(text: &str) -> Result<Self, LangError> {
        let fail = || LangError { text: text.chars().take(80).collect() };
        let tag = LanguageTag::parse_and_normalize(text).map_err(|_| fail())?.into_inner();
        let primary = tag.split('-').next().unwrap_or_default();
        let preferred = match primary.len() {
            2 => WITHDRAWN.iter().find(|(old, _)| *old == primary).map(|(_, new)| *new),
            3 => iso(primary).and_then(|language| language.to_639_1()),
            _ => None,
        };
        Ok(Self(match (preferred, tag.get(primary.len()..)) {
            (Some(preferred), Some(rest)) => format!("{preferred}{rest}").into(),
            _ => tag.into(),
        }))
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

serde_as_string!(Lang);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_canonical() {
        let table = [
            ("rus", "ru"),
            ("eng-gb", "en-GB"),
            ("ja-latn-hepburn", "ja-Latn-hepburn"),
            ("und-cyrl", "und-Cyrl"),
            ("en-t-ja", "en-t-ja"),
            ("x-private", "x-private"),
            ("grc", "grc"),
            ("iw", "he"),
            ("in-Latn-id", "id-Latn-ID"),
            ("mo-MD", "ro-MD"),
            ("JI", "yi"),
            ("x-iw", "x-iw"),
        ];
        for (text, canonical) in table {
            assert_eq!(
                text.parse::<Lang>().map(|lang| lang.to_string()),
                Ok(canonical.to_owned()),
                "{text}"
            );
        }
        for bad in ["", "e", "en_GB", "русский", "en-", "-", "toolongsubtag"] {
            assert!(bad.parse::<Lang>().is_err(), "{bad}");
        }
    }

    #[test]
    fn private_use_is_no_script() {
        assert_eq!("ja-x-kana".parse::<Lang>().unwrap().script(), None);
    }
}
