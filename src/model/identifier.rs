//! What a work, a person or an institution is called elsewhere.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Medium, Str, is_default};

/// A text that is not the identifier it is taken for.
///
/// ```
/// use polybib::Issn;
///
/// let error = "1234-5678".parse::<Issn>().unwrap_err();
/// assert_eq!(error.to_string(), "`1234-5678` is not an ISSN: its check digit should be 9");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {scheme}: {reason}")]
pub struct IdentifierError {
    text: String,
    scheme: &'static str,
    reason: String,
}

impl IdentifierError {
    fn new(text: &str, scheme: &'static str, reason: impl Into<String>) -> Self {
        Self { text: text.chars().take(80).collect(), scheme, reason: reason.into() }
    }
}

macro_rules! identifier_type {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Box<str>);

        impl $name {
            /// The identifier in its normal form.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        serde_as_string!($name);
    };
}

identifier_type! {
    /// A DOI: `10.` and a prefix, a slash, and a suffix of any characters but white space.
    ///
    /// Read with or without `doi:` or a resolver's address in front of it; kept in the case it is
    /// given in, though DOIs that differ in case alone are the same.
    ///
    /// ```
    /// let doi: polybib::Doi = "https://doi.org/10.17223/15617793/461/16".parse()?;
    /// assert_eq!(doi.as_str(), "10.17223/15617793/461/16");
    /// assert_eq!(doi.url(), "https://doi.org/10.17223/15617793/461/16");
    /// # Ok::<_, polybib::IdentifierError>(())
    /// ```
    Doi
}

impl Doi {
    /// The address that leads to the work.
    #[must_use]
    pub fn url(&self) -> String {
        format!("https://doi.org/{}", self.0)
    }
}

impl FromStr for Doi {
    type Err = IdentifierError;

    fn from_str(text: &str) -> Result<Self, IdentifierError> {
        let body = without_prefix(text.trim(), DOI_PREFIXES);
        let fail = |reason: &str| Err(IdentifierError::new(text, "a DOI", reason));
        let Some((prefix, suffix)) = body.split_once('/') else {
            return fail("it has no slash");
        };
        let registrant = prefix.strip_prefix("10.").unwrap_or_default();
        if registrant.is_empty() || !registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            return fail("it does not begin with `10.` and digits");
        }
        if suffix.is_empty() || suffix.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return fail("what follows the slash is empty or has white space in it");
        }
        Ok(Self(body.into()))
    }
}

identifier_type! {
    /// An ORCID iD: sixteen digits in groups of four, the last a check digit by ISO 7064.
    ///
    /// ```
    /// let orcid: polybib::Orcid = "http://orcid.org/0000-0002-1825-0097".parse()?;
    /// assert_eq!(orcid.as_str(), "0000-0002-1825-0097");
    /// assert!("0000-0002-1825-0098".parse::<polybib::Orcid>().is_err());
    /// # Ok::<_, polybib::IdentifierError>(())
    /// ```
    Orcid
}

impl Orcid {
    /// The address that the ORCID foundation asks to be shown.
    #[must_use]
    pub fn url(&self) -> String {
        format!("https://orcid.org/{}", self.0)
    }
}

impl FromStr for Orcid {
    type Err = IdentifierError;

    fn from_str(text: &str) -> Result<Self, IdentifierError> {
        let body = without_prefix(text.trim(), ORCID_PREFIXES).trim_end_matches('/');
        let digits = compact(body);
        let fail = |reason: String| Err(IdentifierError::new(text, "an ORCID iD", reason));
        let Some((head, last)) = check_shape(&digits, 16) else {
            return fail("it should be sixteen digits, the last one perhaps X".to_owned());
        };
        let sum = head.bytes().fold(0u32, |sum, b| (sum + u32::from(b - b'0')) * 2 % 11);
        let check = check_character((12 - sum) % 11);
        if check != last {
            return fail(format!("its check digit should be {check}"));
        }
        let groups: Vec<&str> = (0..4).filter_map(|i| digits.get(i * 4..i * 4 + 4)).collect();
        Ok(Self(groups.join("-").into()))
    }
}

identifier_type! {
    /// An ISSN: eight digits in two groups, the last a check digit (ISO 3297).
    ///
    /// ```
    /// assert_eq!("15617793".parse::<polybib::Issn>()?.as_str(), "1561-7793");
    /// # Ok::<_, polybib::IdentifierError>(())
    /// ```
    Issn
}

impl FromStr for Issn {
    type Err = IdentifierError;

    fn from_str(text: &str) -> Result<Self, IdentifierError> {
        let mut digits = compact(without_prefix(text.trim(), ISSN_PREFIXES));
        let fail = |reason: String| Err(IdentifierError::new(text, "an ISSN", reason));
        let Some((head, last)) = check_shape(&digits, 8) else {
            return fail("it should be eight digits, the last one perhaps X".to_owned());
        };
        let sum: u32 = head.bytes().zip((2..=8).rev()).map(|(b, w)| u32::from(b - b'0') * w).sum();
        let check = check_character((11 - sum % 11) % 11);
        if check != last {
            return fail(format!("its check digit should be {check}"));
        }
        digits.insert(4, '-');
        Ok(Self(digits.into()))
    }
}

identifier_type! {
    /// An ISBN of ten or thirteen digits, the last a check digit (ISO 2108).
    ///
    /// The hyphens are kept where the source puts them: where they belong depends on the registry.
    ///
    /// ```
    /// use polybib::Isbn;
    ///
    /// assert_eq!("ISBN 978-3-16-148410-0".parse::<Isbn>()?.as_str(), "978-3-16-148410-0");
    /// assert_eq!("3-16-148410-X".parse::<Isbn>()?.digits(), "316148410X");
    /// # Ok::<_, polybib::IdentifierError>(())
    /// ```
    Isbn
}

impl Isbn {
    /// The digits alone, by which two spellings of one ISBN are compared.
    #[must_use]
    pub fn digits(&self) -> String {
        compact(&self.0)
    }
}

impl FromStr for Isbn {
    type Err = IdentifierError;

    fn from_str(text: &str) -> Result<Self, IdentifierError> {
        let body = without_prefix(text.trim(), ISBN_PREFIXES);
        let digits = compact(body);
        let fail = |reason: String| Err(IdentifierError::new(text, "an ISBN", reason));
        let (check, last) = if let Some((head, last)) = check_shape(&digits, 10) {
            let weights = (2..=10).rev();
            let sum: u32 = head.bytes().zip(weights).map(|(b, w)| u32::from(b - b'0') * w).sum();
            (check_character((11 - sum % 11) % 11), last)
        } else if let Some((head, last)) = check_shape(&digits, 13) {
            let weights = [1, 3].into_iter().cycle();
            let sum: u32 = head.bytes().zip(weights).map(|(b, w)| u32::from(b - b'0') * w).sum();
            (check_character((10 - sum % 10) % 10), last)
        } else {
            return fail("it should be ten or thirteen digits".to_owned());
        };
        if check != last {
            return fail(format!("its check digit should be {check}"));
        }
        Ok(Self(body.replace(['\u{2010}', '\u{2011}', '\u{2013}'], "-").into()))
    }
}

const DOI_PREFIXES: &[&str] = &[
    "https://doi.org/",
    "http://doi.org/",
    "https://dx.doi.org/",
    "http://dx.doi.org/",
    "https://www.doi.org/",
    "http://www.doi.org/",
    "www.doi.org/",
    "doi.org/",
    "dx.doi.org/",
    "doi:",
    "doi ",
];
const ORCID_PREFIXES: &[&str] = &[
    "https://orcid.org/",
    "http://orcid.org/",
    "https://www.orcid.org/",
    "http://www.orcid.org/",
    "orcid.org/",
    "orcid:",
    "orcid ",
];
const ISSN_PREFIXES: &[&str] = &["issn:", "issn"];
const ISBN_PREFIXES: &[&str] = &["isbn-13:", "isbn-10:", "isbn:", "isbn"];
const PMID_PREFIXES: &[&str] = &["https://pubmed.ncbi.nlm.nih.gov/", "pmid:", "pmid"];
const ARXIV_PREFIXES: &[&str] =
    &["https://arxiv.org/abs/", "http://arxiv.org/abs/", "arxiv.org/abs/", "arxiv:"];
const ROR_PREFIXES: &[&str] = &["https://ror.org/", "http://ror.org/", "ror.org/"];

/// `text` behind the first of `prefixes` that it begins with, whatever its case.
fn without_prefix<'a>(text: &'a str, prefixes: &[&str]) -> &'a str {
    // Every prefix begins with a letter.
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return text;
    }
    prefixes
        .iter()
        .filter(|prefix| {
            text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
        })
        .find_map(|prefix| text.get(prefix.len()..))
        .map_or(text, str::trim_start)
}

/// The letters and digits of a number, without the hyphens and spaces that people set in it.
fn compact(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let is_set =
        |c: &char| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    out.extend(text.chars().filter(is_set).map(|c| c.to_ascii_uppercase()));
    out
}

/// The digits before the check character and that character, if `digits` has that shape.
fn check_shape(digits: &str, len: usize) -> Option<(&str, char)> {
    let (head, last) = (digits.len() == len).then(|| digits.split_at_checked(len - 1))??;
    let last = last.chars().next()?;
    (head.bytes().all(|b| b.is_ascii_digit()) && (last.is_ascii_digit() || last == 'X'))
        .then_some((head, last))
}

fn check_character(value: u32) -> char {
    char::from_digit(value, 10).unwrap_or('X')
}

open_enum! {
    /// The registry an [`Identifier`] belongs to.
    ///
    /// ```
    /// use polybib::Scheme;
    ///
    /// assert_eq!(Scheme::from_name("doi"), Scheme::Doi);
    /// assert_eq!(Scheme::from_name("bibcode").as_str(), "bibcode");
    /// ```
    pub enum Scheme {
        /// Digital Object Identifier.
        Doi = "doi",
        /// ORCID iD of a person.
        Orcid = "orcid",
        /// International Standard Serial Number.
        Issn = "issn",
        /// International Standard Book Number.
        Isbn = "isbn",
        /// PubMed.
        Pmid = "pmid",
        /// PubMed Central, with its `PMC`.
        Pmcid = "pmcid",
        /// arXiv, without `arXiv:`.
        Arxiv = "arxiv",
        /// eLIBRARY Document Number: six letters.
        Edn = "edn",
        /// Universal Decimal Classification.
        Udc = "udc",
        /// Handle.
        Handle = "handle",
        /// Research Organization Registry, without its address.
        Ror = "ror",
        /// GRID, an older register of institutions.
        Grid = "grid",
        /// International Standard Name Identifier.
        Isni = "isni",
        /// The publisher's own number.
        PublisherId = "publisher-id",
        /// The manuscript's number.
        Manuscript = "manuscript",
        /// Publisher Item Identifier.
        Pii = "pii",
        /// The journal's abbreviation in the NLM catalogue.
        NlmTa = "nlm-ta",
        /// The journal's abbreviation by ISO 4.
        IsoAbbrev = "iso-abbrev",
    }
}

/// A name that some registry gives, as (scheme, value).
///
/// [`Identifier::new`] brings the value to the scheme's normal form where it has one and keeps it
/// as it is where it has not, so nothing a source says is thrown away; [`Identifier::check`] says
/// what is wrong with it.
///
/// ```
/// use polybib::{Identifier, Scheme};
///
/// let doi = Identifier::new(Scheme::Doi, "doi:10.5555/example");
/// assert_eq!(doi.value, "10.5555/example");
/// assert!(doi.check().is_ok());
/// assert!(Identifier::new(Scheme::Issn, "1234-5678").check().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Identifier {
    /// The registry.
    pub scheme: Scheme,
    /// The name it gives.
    pub value: Str,
    /// The shape of the work that the number stands for, as with the two ISSNs of a journal.
    #[serde(default, skip_serializing_if = "is_default")]
    pub medium: Option<Medium>,
}

impl Identifier {
    /// An identifier with its value in the scheme's normal form, if it has one.
    #[must_use]
    pub fn new(scheme: Scheme, value: &str) -> Self {
        Self::checked(scheme, value).0
    }

    /// An identifier, and what [`check`](Self::check) would say of it.
    pub(crate) fn checked(scheme: Scheme, value: &str) -> (Self, Result<(), IdentifierError>) {
        let value = value.trim();
        let normal = match scheme {
            Scheme::Doi => value.parse().map(|Doi(normal)| normal.into()),
            Scheme::Orcid => value.parse().map(|Orcid(normal)| normal.into()),
            Scheme::Issn => value.parse().map(|Issn(normal)| normal.into()),
            Scheme::Isbn => value.parse().map(|Isbn(normal)| normal.into()),
            Scheme::Pmid => Ok(without_prefix(value, PMID_PREFIXES).to_owned()),
            Scheme::Arxiv => Ok(without_prefix(value, ARXIV_PREFIXES).to_owned()),
            Scheme::Ror => Ok(without_prefix(value, ROR_PREFIXES).to_owned()),
            _ => Ok(value.to_owned()),
        };
        let (value, check) = match normal {
            Ok(normal) => (normal, Ok(())),
            Err(error) => (value.to_owned(), Err(error)),
        };
        (Self { scheme, value: value.into(), medium: None }, check)
    }

    /// Whether its value surely is what [`Identifier::new`] makes of it, and stands [`check`] if it
    /// is a number with a check digit. It costs less than asking them.
    ///
    /// [`check`]: Self::check
    #[allow(dead_code, reason = "a build without the format that asks has no use for it")]
    pub(crate) fn is_normal(&self) -> bool {
        let value = self.value.as_str();
        let is_visible = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        let (first, last) = (value.as_bytes().first(), value.as_bytes().last());
        if !(is_visible(first) && is_visible(last)) && (value.is_empty() || value.trim() != value) {
            return false;
        }
        match self.scheme {
            Scheme::Doi => {
                // No prefix that is taken off begins so.
                value.starts_with("10")
            }
            Scheme::Issn => {
                let mut sum = 0;
                for (i, byte) in value.bytes().enumerate() {
                    let weight = [8, 7, 6, 5, 0, 4, 3, 2, 1].get(i).copied().unwrap_or_default();
                    match byte {
                        b'-' if i == 4 => {}
                        b'0'..=b'9' if i != 4 => sum += u32::from(byte - b'0') * weight,
                        b'X' if i == 8 => sum += 10,
                        _ => return false,
                    }
                }
                // With the check digit the sum is a multiple of 11.
                value.len() == 9 && sum % 11 == 0
            }
            Scheme::Isbn => {
                let (mut count, mut ten, mut thirteen, mut ended) = (0, 0, 0, false);
                for byte in value.bytes() {
                    let digit = match byte {
                        b'-' | b' ' => continue,
                        // More digits than any number has.
                        _ if ended || count == 13 => return false,
                        b'0'..=b'9' => u32::from(byte - b'0'),
                        b'X' => {
                            ended = true;
                            10
                        }
                        _ => return false,
                    };
                    // Either number has its own weights; with the check digit the sum is a multiple.
                    if count < 10 {
                        ten += digit * (10 - count);
                    }
                    thirteen += if count % 2 == 0 { digit } else { 3 * digit };
                    count += 1;
                }
                match count {
                    10 => ten % 11 == 0,
                    13 => !ended && thirteen % 10 == 0,
                    _ => false,
                }
            }
            Scheme::Pmid | Scheme::Pmcid => {
                value.bytes().next().is_some_and(|b| b.is_ascii_digit()) || value.starts_with("PMC")
            }
            _ => false,
        }
    }

    /// Whether its value surely is what [`Identifier::new`] makes of it, and stands [`check`].
    ///
    /// [`check`]: Self::check
    #[allow(dead_code, reason = "a build without the format that asks has no use for it")]
    pub(crate) fn is_good(&self) -> bool {
        let well_formed = self.scheme != Scheme::Doi
            || self.value.strip_prefix("10.").and_then(|rest| rest.split_once('/')).is_some_and(
                |(registrant, suffix)| {
                    !registrant.is_empty()
                        && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.')
                        && !suffix.is_empty()
                        && suffix.bytes().all(|b| b.is_ascii_graphic())
                },
            );
        well_formed && self.is_normal()
    }

    /// The same identifier, said to stand for the work in that medium.
    #[must_use]
    pub fn in_medium(mut self, medium: Medium) -> Self {
        self.medium = Some(medium);
        self
    }

    /// Whether the value has the shape and the check digit that its scheme asks for. Schemes
    /// without such a rule accept any value.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the value.
    pub fn check(&self) -> Result<(), IdentifierError> {
        match self.scheme {
            Scheme::Doi => self.value.parse::<Doi>().map(drop),
            Scheme::Orcid => self.value.parse::<Orcid>().map(drop),
            Scheme::Issn => self.value.parse::<Issn>().map(drop),
            Scheme::Isbn => self.value.parse::<Isbn>().map(drop),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_normal_is_not_changed() {
        let values = [
            "10.5555/x",
            "10/abc",
            "doi:10.5555/x",
            "10.5555",
            " 10.5555/x",
            "10.5555/a b",
            "10.x/y",
            "1561-7793",
            "15617793",
            "1234-5678",
            "2434-561X",
            "2434-561x",
            "978-3-16-148410-0",
            "9783161484100",
            "978-3-16-148410-1",
            "0-306-40615-2",
            "080442957X",
            "X80442957X",
            "0804-42957X0",
            "ISBN 080442957X",
            "123",
            "PMC12",
            "pmid:12",
            "",
            "12 ",
            "978\u{2010}3-16-148410-0",
        ];
        for scheme in Scheme::KNOWN {
            for value in values {
                let one = Identifier { scheme: scheme.clone(), value: value.into(), medium: None };
                if one.is_normal() {
                    assert_eq!(Identifier::new(scheme.clone(), value), one);
                    let checked = matches!(scheme, Scheme::Issn | Scheme::Isbn);
                    assert!(!checked || one.check().is_ok(), "{scheme} {value}");
                }
                assert!(!one.is_good() || one.check().is_ok(), "{scheme} {value}");
            }
        }
        for (scheme, value) in
            [(Scheme::Issn, "2434-561X"), (Scheme::Isbn, "080442957X"), (Scheme::Doi, "10.5555/x")]
        {
            assert!(Identifier { scheme, value: value.into(), medium: None }.is_good(), "{value}");
        }
    }

    #[test]
    fn check_digits() {
        for good in ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"] {
            assert_eq!(good.parse::<Orcid>().unwrap().as_str(), good);
        }
        for good in ["0317-8471", "2434-561X", "1050-124x"] {
            assert_eq!(good.parse::<Issn>().unwrap().as_str(), good.to_uppercase());
        }
        for good in ["0-306-40615-2", "080442957X", "9780306406157"] {
            assert_eq!(good.parse::<Isbn>().unwrap().as_str(), good);
        }
        for bad in ["0-306-40615-3", "9780306406158", "978-0", "", "٠٣٠٦٤٠٦١٥٢"] {
            assert!(bad.parse::<Isbn>().is_err(), "{bad}");
        }
        assert!("0317-84712".parse::<Issn>().is_err());
        assert!("000000021825009".parse::<Orcid>().is_err());
    }

    #[test]
    fn dois_are_found_behind_prefixes_only() {
        assert_eq!("DOI: 10.1/a(b)c".parse::<Doi>().unwrap().as_str(), "10.1/a(b)c");
        assert_eq!("https://www.doi.org/10.1/x".parse::<Doi>().unwrap().as_str(), "10.1/x");
        for bad in ["10.1", "10./x", "11.1/x", "10.1/a b", "https://example.org/10.1/x"] {
            assert!(bad.parse::<Doi>().is_err(), "{bad}");
        }
    }
}
