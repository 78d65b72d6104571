//! Reference strings by GOST R 7.0.5, 7.0.100 and 7.1, and their parent ISBD, as structured works
//! and back.
//!
//! [`parse`] takes one item of a reference list apart, [`write()`] writes a record as one. What is
//! read is told by signs and words alone: `//` before the host, full stops and dashes between the
//! areas, `=` before a parallel title, `/` before those responsible, and the words of a table
//! (`Т.`, `№`, `Вып.`, `С.`, `дата обращения`, and those of Ukrainian, Belarusian, Kazakh, Bulgarian,
//! English and German). A string in another style (author and year, APA, Vancouver, …) has few
//! of these, and stays raw.
//!
//! ```
//! use polybib::citation::{self, Confidence};
//!
//! let parsed = citation::parse(
//!     "Лодочников Д. А., Речная П. И. Опыт одной реки // Вестник переправы. 2016. Т. 56. № 2. С. 333–335.",
//! );
//! assert_eq!(parsed.confidence, Confidence::High);
//! let work = parsed.work.as_ref().unwrap();
//! assert_eq!(work.title.primary().unwrap().to_string(), "Опыт одной реки");
//! assert_eq!(work.authors().count(), 2);
//! assert_eq!(work.volume.as_deref(), Some("56"));
//! assert_eq!(work.issued().unwrap().year(), Some(2016));
//!
//! let written = citation::write(work);
//! assert_eq!(written.text, parsed.text);
//! assert!(written.losses.is_empty());
//! ```
//!
//! # What the values are
//!
//! Pieces of the string, character for character, but that white space is made one space, initials
//! get a space between them (`Г.С.` is `Г. С.`), a place that is abbreviated is given in full
//! (`СПб.`), and a name that stands in the genitive (`под ред. В. В. Лосева`) is a
//! [`Name::Literal`](crate::Name::Literal). What is no area of the standard stands in
//! [`Article::extra`](crate::Article::extra), and the whole string in [`Parsed::text`].

mod areas;
mod check;
mod languages;
mod marks;
mod names;
mod parse;
mod places;
mod record;
mod scan;
mod sorts;
mod tasks;
mod words;
mod write;

use std::fmt;

use crate::model::Article;

pub use record::divide;
#[cfg(feature = "landing")]
pub(crate) use record::divide_within;
pub use write::write;

/// How sure it is that the work is what the reference says.
///
/// ```
/// use polybib::citation::{self, Confidence};
///
/// let style = |text: &str| citation::parse(text).confidence;
/// assert_eq!(style("Лось А. Б. Лес. М.: Наука, 1999. 200 с."), Confidence::High);
/// assert_eq!(style("Doe, J. (1999). The wood. Journal of Trees, 5(2), 3-9."), Confidence::None);
/// assert!(Confidence::None < Confidence::Low && Confidence::Low < Confidence::High);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Confidence {
    /// Nothing was taken apart.
    None,
    /// There is a work, and a reason to doubt it: a person should look.
    Low,
    /// The signs of the standard are there, and no [`Evidence`] of doubt. It may be wrong for all
    /// that: a string that leaves several readings open gives no sign of it.
    High,
}

macro_rules! evidence {
    ($($(#[doc = $doc:literal])* $name:ident = $is_doubt:literal, $text:literal;)*) => {
        /// A reason to trust the structure of a reference, or to doubt it.
        ///
        /// ```
        /// use polybib::citation::{self, Evidence};
        ///
        /// let parsed = citation::parse("Лось А. Б. Лес // Роща. 1999. № 2. С. 5–9. Ещё что-то.");
        /// assert!(parsed.evidence.contains(&Evidence::Host));
        /// let doubts: Vec<_> = parsed.evidence.iter().filter(|e| e.is_doubt()).collect();
        /// assert_eq!(doubts, [&Evidence::Leftover]);
        /// assert_eq!(doubts[0].to_string(), "some of it is no area of the standard");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Evidence {
            $($(#[doc = $doc])* $name,)*
        }

        impl Evidence {
            /// Every reason.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Whether it is a reason to doubt.
            #[must_use]
            pub const fn is_doubt(self) -> bool {
                match self {
                    $(Self::$name => $is_doubt,)*
                }
            }
        }

        impl fmt::Display for Evidence {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    $(Self::$name => $text,)*
                })
            }
        }
    };
}

evidence! {
    /// `//` stands before the host.
    Host = false, "`//` stands before the host";
    /// The names at the head have initials behind them.
    Heading = false, "names with initials stand at the head";
    /// ` / ` stands before those responsible.
    Responsibility = false, "`/` stands before those responsible";
    /// There is a place, perhaps a publisher, and a year.
    Imprint = false, "there is a place with a publisher or a year";
    /// Volume, issue or pages stand behind their words.
    Numbers = false, "volume, issue or pages stand behind their words";
    /// The year stands alone.
    Year = false, "the year stands as an area of its own";
    /// The extent is given in pages.
    Extent = false, "the extent is given";
    /// There is an address on the web.
    Address = false, "there is an address on the web";
    /// The title says what sort of work it is: a thesis, a law.
    NamedKind = false, "the title says what sort of work it is";
    /// The marks of an archive: collection, inventory, file, leaf.
    Shelf = false, "there are the marks of an archive";
    /// A romanised title has its translation in brackets.
    Translation = false, "the translated title stands in brackets";

    /// It only points at another reference (`Там же`).
    Pointer = true, "it points at another reference";
    /// The year stands behind the names, as in other styles.
    AuthorYear = true, "the year stands behind the names, as in other styles";
    /// Nothing of the standards was found.
    NoStructure = true, "there is nothing of the standards in it";
    /// `//` occurs more than once.
    SeveralHosts = true, "`//` occurs more than once";
    /// Two names have no comma between them.
    MissingComma = true, "two names have no comma between them";
    /// The heading has a form that other styles have.
    ForeignHeading = true, "the names at the head have the form of another style";
    /// Some initials of a name have spaces between them and the last have none: these may begin the
    /// title.
    MixedInitials = true, "the last initials of a name may begin the title";
    /// The list of names goes on with something that is no name.
    BrokenHeading = true, "the list of names goes on with what is no name";
    /// Some of it is no area of the standard; it is kept in `extra`.
    Leftover = true, "some of it is no area of the standard";
    /// There is no year.
    NoYear = true, "there is no year";
    /// There are two years, or two volumes, and so on.
    Twice = true, "something is said twice";
    /// A word has a hyphen that may be from the end of a line.
    SplitWord = true, "a hyphen may be from the end of a line";
    /// The host stands behind `In:` or `В кн.:`.
    HostWord = true, "the host stands behind a word, as in other styles";
    /// A title in quotation marks, as other styles have it.
    Quoted = true, "the title stands in quotation marks, as in other styles";
    /// It is longer than any reference is, and was not looked into.
    TooLong = true, "it is longer than any reference is";
    /// The title or the host is missing.
    NoTitle = true, "there is no title, or no host behind `//`";
}

/// A reference that was looked at.
///
/// ```
/// let parsed = polybib::citation::parse("4. Лось А. Б. Лес. М.: Наука, 1999. 200 с.");
/// assert_eq!(parsed.label.as_deref(), Some("4"));
/// assert_eq!(parsed.text, "4. Лось А. Б. Лес. М.: Наука, 1999. 200 с.");
/// assert_eq!(parsed.work.unwrap().page_count.as_deref(), Some("200"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parsed {
    /// The string as it was given.
    pub text: String,
    /// The number that the string begins with, where it has one.
    pub label: Option<String>,
    /// The work; `None` where the string stays raw.
    pub work: Option<Article>,
    /// How sure that is.
    pub confidence: Confidence,
    /// Why, in the order of [`Evidence::ALL`].
    pub evidence: Vec<Evidence>,
}

/// Takes one reference apart.
///
/// The time it takes is linear in the length of the string, whatever that holds; one of more than
/// 16 KiB is not looked into. Nothing fails: a string that is in no style of this module is given
/// back raw.
///
/// ```
/// use polybib::{Kind, Role, citation};
///
/// let work = citation::parse(
///     "Лось А. Б. Деревья = Trees / А. Б. Лось [и др.] ; под ред. В. Г. Рысева. – 2-е изд. – \
///      Санкт-Петербург : Роща ; Москва : Лес, 2002. – 120 с.",
/// )
/// .work
/// .unwrap();
/// assert_eq!(work.kind, Kind::Book);
/// assert_eq!(work.title.in_lang("en").unwrap().to_string(), "Trees");
/// assert_eq!(work.others, [Role::Author]);
/// assert_eq!(work.publisher_places.len(), 2);
/// ```
#[must_use]
pub fn parse(text: &str) -> Parsed {
    parse::parse(text)
}
