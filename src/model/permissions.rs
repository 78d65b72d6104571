//! Who may do what with the work, and who paid for it.

use super::{Identifier, List, Multilingual, RichText, Str};

record! {
    /// Copyright and licences.
    ///
    /// ```
    /// use polybib::{License, Permissions};
    ///
    /// let mut permissions = Permissions::default();
    /// permissions.licenses.push(License::at("https://creativecommons.org/licenses/by/4.0/"));
    /// assert!(permissions.holders.is_empty());
    /// ```
    pub struct Permissions {
        /// The copyright line as printed.
        pub statement: Multilingual<RichText>,
        /// The year of the copyright, as printed.
        pub year: Option<Str>,
        /// Who holds the copyright.
        pub holders: List<Multilingual<RichText>>,
        /// The licences the work is under.
        pub licenses: List<License>,
    }
}

record! {
    /// A licence.
    ///
    /// ```
    /// let license = polybib::License::at("https://creativecommons.org/publicdomain/zero/1.0/");
    /// assert!(license.text.is_empty());
    /// ```
    pub struct License {
        /// The address of its text.
        pub url: Option<String>,
        /// What the source calls it, such as `open-access`.
        pub kind: Option<String>,
        /// What is printed about it.
        pub text: Multilingual<RichText>,
    }
}

impl License {
    /// The licence at that address.
    pub fn at(url: impl Into<String>) -> Self {
        Self { url: Some(url.into()), ..Self::default() }
    }
}

record! {
    /// Money for the work, from one funder.
    ///
    /// ```
    /// let mut funding = polybib::Funding::default();
    /// funding.awards.push("19-18-00262".into());
    /// assert!(funding.funder.is_empty());
    /// ```
    pub struct Funding {
        /// The funder's name in each language.
        pub funder: Multilingual<RichText>,
        /// The funder's identifiers.
        pub identifiers: List<Identifier>,
        /// The numbers of the awards.
        pub awards: List<String>,
    }
}
