//! Keywords and subjects.

use super::{Lang, List, RichText};

record! {
    /// The keywords of one language. Groups are never paired with each other: the third keyword in
    /// Russian need not be the third one in English, nor need there be one.
    ///
    /// ```
    /// use polybib::KeywordGroup;
    ///
    /// let group = KeywordGroup::new(Some("en".parse()?), ["Central Asia", "Kazakhstan"]);
    /// assert_eq!(group.keywords[1].text.to_string(), "Kazakhstan");
    /// # Ok::<_, polybib::LangError>(())
    /// ```
    pub struct KeywordGroup {
        /// The language of the group; `None` where nothing says.
        pub lang: Option<Lang>,
        /// Who made it or what it is for, such as `author`.
        pub kind: Option<String>,
        /// The heading it is printed under.
        pub title: Option<RichText>,
        /// The keywords, in order.
        pub keywords: List<Keyword>,
    }
}

impl KeywordGroup {
    /// A group of plain keywords.
    pub fn new<K: Into<RichText>>(
        lang: Option<Lang>,
        keywords: impl IntoIterator<Item = K>,
    ) -> Self {
        let keywords = keywords.into_iter().map(|text| Keyword::new(text)).collect();
        Self { lang, keywords, ..Self::default() }
    }
}

record! {
    /// A keyword, or a subject with those below it.
    ///
    /// ```
    /// let keyword = polybib::Keyword::new("внешняя политика");
    /// assert_eq!(keyword.text.to_string(), "внешняя политика");
    /// ```
    pub struct Keyword {
        /// The keyword; the first part of a compound one, the broadest of a chain of subjects.
        pub text: RichText,
        /// The other parts of a compound keyword, or the narrower subjects, in order.
        pub parts: List<RichText>,
    }
}

impl Keyword {
    /// A keyword of one part.
    pub fn new(text: impl Into<RichText>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}
