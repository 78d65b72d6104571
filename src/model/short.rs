//! Texts that are short.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;
use std::sync::Arc;

use compact_str::CompactString;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text that takes no memory beside itself where it has up to 24 bytes.
///
/// Nearly all numbers, pages and parts of names are that short, and a record has many of them. It is
/// used as a [`String`] is: it derefs to [`str`], compares with texts of other types, and is made of
/// them by `into`. Beyond 24 bytes it owns its text as a [`String`] does; both are three words wide.
///
/// ```
/// use polybib::{Article, Kind, Str};
///
/// let mut article = Article::new(Kind::ArticleJournal);
/// article.volume = Some("12".into());
/// assert_eq!(article.volume.as_deref(), Some("12"));
/// assert_eq!(Str::from("12"), "12");
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Str(CompactString);

impl Str {
    /// The text.
    ///
    /// ```
    /// assert_eq!(polybib::Str::from("xiv").as_str(), "xiv");
    /// ```
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Appends a text.
    ///
    /// ```
    /// let mut pages = polybib::Str::from("12");
    /// pages.push_str("–34");
    /// assert_eq!(pages, "12–34");
    /// ```
    pub fn push_str(&mut self, text: &str) {
        self.0.push_str(text);
    }

    /// Appends a character.
    ///
    /// ```
    /// let mut issue = polybib::Str::from("3");
    /// issue.push('a');
    /// assert_eq!(issue, "3a");
    /// ```
    pub fn push(&mut self, c: char) {
        self.0.push(c);
    }

    /// The text as a [`String`].
    ///
    /// ```
    /// assert_eq!(polybib::Str::from("12").into_string(), String::from("12"));
    /// ```
    #[must_use]
    pub fn into_string(self) -> String {
        self.0.into_string()
    }

    /// Cuts it to so many bytes, or to those before the character that stands there.
    ///
    /// ```
    /// let mut place = polybib::Str::from("Томск");
    /// place.truncate(5);
    /// assert_eq!(place, "То");
    /// ```
    pub fn truncate(&mut self, mut len: usize) {
        while !self.0.is_char_boundary(len.min(self.0.len())) {
            len -= 1;
        }
        self.0.truncate(len);
    }

    /// Makes it empty.
    ///
    /// ```
    /// let mut volume = polybib::Str::from("12");
    /// volume.clear();
    /// assert!(volume.is_empty());
    /// ```
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

impl Deref for Str {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Str {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Str {
    fn borrow(&self) -> &str {
        &self.0
    }
}

// As `str` has it, which `Borrow` asks for.
impl std::hash::Hash for Str {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl fmt::Write for Str {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push_str(text);
        Ok(())
    }
}

impl Extend<char> for Str {
    fn extend<I: IntoIterator<Item = char>>(&mut self, characters: I) {
        self.0.extend(characters);
    }
}

impl FromIterator<char> for Str {
    fn from_iter<I: IntoIterator<Item = char>>(characters: I) -> Self {
        Self(characters.into_iter().collect())
    }
}

impl From<&str> for Str {
    #[inline]
    fn from(text: &str) -> Self {
        Self(CompactString::new(text))
    }
}

impl From<&String> for Str {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Str {
    #[inline]
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<Cow<'_, str>> for Str {
    #[inline]
    fn from(text: Cow<'_, str>) -> Self {
        Self(text.into())
    }
}

impl From<Box<str>> for Str {
    fn from(text: Box<str>) -> Self {
        Self(text.into())
    }
}

impl From<&Str> for Str {
    fn from(text: &Str) -> Self {
        text.clone()
    }
}

impl From<char> for Str {
    fn from(c: char) -> Self {
        Self::from(&*c.encode_utf8(&mut [0; 4]))
    }
}

impl From<&Str> for String {
    fn from(text: &Str) -> Self {
        text.as_str().into()
    }
}

impl From<Str> for String {
    fn from(text: Str) -> Self {
        text.into_string()
    }
}

impl From<Str> for Arc<str> {
    fn from(text: Str) -> Self {
        text.as_str().into()
    }
}

impl FromStr for Str {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(text.into())
    }
}

/// With each type of text on the other side.
macro_rules! compares {
    ($($other:ty),*) => {$(
        impl PartialEq<$other> for Str {
            fn eq(&self, other: &$other) -> bool {
                self.as_str() == AsRef::<str>::as_ref(other)
            }
        }

        impl PartialEq<Str> for $other {
            fn eq(&self, other: &Str) -> bool {
                AsRef::<str>::as_ref(self) == other.as_str()
            }
        }
    )*};
}

compares!(str, &str, String, Cow<'_, str>);

impl Serialize for Str {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Str {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_as_wide_as_a_string() {
        assert_eq!(size_of::<Str>(), size_of::<String>());
        assert_eq!(size_of::<Option<Str>>(), size_of::<Option<String>>());
    }

    #[test]
    fn it_is_its_text_whatever_its_length() {
        for length in [0, 1, 23, 24, 25, 1000] {
            let text = "я".repeat(length / 2) + &"a".repeat(length % 2);
            let short = Str::from(text.as_str());
            assert_eq!(short, text);
            assert_eq!(text.as_str(), short.as_str());
            assert_eq!(Str::from(text.clone()), short);
            assert_eq!(Str::from(Cow::Borrowed(text.as_str())), short);
            let json = serde_json::to_string(&short).unwrap();
            assert_eq!(json, serde_json::to_string(&text).unwrap());
            assert_eq!(serde_json::from_str::<Str>(&json).unwrap(), short);
            let mut cut = short.clone();
            cut.truncate(length + 7);
            assert_eq!(cut, short);
            cut.truncate(3);
            assert!(text.starts_with(cut.as_str()) && cut.len() <= 3, "{cut:?}");
            let mut grown = Str::default();
            grown.extend(text.chars());
            assert_eq!(grown, short);
            assert_eq!(String::from(short), text);
        }
    }

    #[test]
    fn it_is_found_by_its_text() {
        let set: std::collections::HashSet<Str> = ["a".into(), "b".into()].into();
        assert!(set.contains("a") && !set.contains("c"));
    }
}
