//! What a work cites.

use super::{Article, List, Multilingual, RichText};

record! {
    /// One item of a reference list. It may cite several works.
    ///
    /// ```
    /// use polybib::Reference;
    ///
    /// let reference = Reference::raw("Троицкий Е.Ф. Политика США в Центральной Азии. Томск, 2005.");
    /// assert!(reference.work().is_none());
    /// assert!(reference.text().unwrap().to_string().starts_with("Троицкий"));
    /// ```
    pub struct Reference {
        /// What the text of the article refers to it by.
        pub key: Option<String>,
        /// The number or mark printed before it.
        pub label: Option<String>,
        /// The title of the list it stands in, where an article has several.
        pub list: Option<String>,
        /// The works it cites, as text, in parts, or both.
        pub citations: List<Citation>,
        /// A note to the item.
        pub note: Option<RichText>,
    }
}

record! {
    /// One cited work: as printed, in parts, or both.
    ///
    /// ```
    /// use polybib::{Article, Citation, Kind};
    ///
    /// let mut citation = Citation::default();
    /// citation.work = Some(Box::new(Article::new(Kind::Book)));
    /// assert!(citation.text.is_empty());
    /// ```
    pub struct Citation {
        /// The text as printed, with its punctuation, in each language it is printed in.
        pub text: Multilingual<RichText>,
        /// The work in parts.
        pub work: Option<Box<Article>>,
    }
}

impl Reference {
    /// A reference as printed.
    pub fn raw(text: impl Into<RichText>) -> Self {
        let text = super::Localized::new(text).into();
        Self { citations: [Citation { text, work: None }].into(), ..Self::default() }
    }

    /// A reference in parts.
    #[must_use]
    pub fn structured(work: Article) -> Self {
        let citation = Citation { work: Some(Box::new(work)), ..Citation::default() };
        Self { citations: [citation].into(), ..Self::default() }
    }

    /// The text of the first citation that has one.
    #[must_use]
    pub fn text(&self) -> Option<&RichText> {
        self.citations.iter().find_map(|citation| citation.text.primary())
    }

    /// The first cited work that is given in parts.
    #[must_use]
    pub fn work(&self) -> Option<&Article> {
        self.citations.iter().find_map(|citation| citation.work.as_deref())
    }
}
