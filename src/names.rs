//! Names of people: taking apart those that are printed in one string, and comparing.
//!
//! [`parse`] divides a name where the text itself gives a reason, and says the reason. The rules,
//! in order: contact data is no name; words of institutions; titles before the name; a comma, and
//! the suffixes and degrees after one; the side that initials stand on; patronymics; capitals;
//! Chinese, Korean and Japanese characters; Vietnamese, Icelandic and Arabic names; particles;
//! people known by one name. Where none speaks, [`NameHints`] may; where they are silent too, the
//! name stays whole, and [`ParsedName::is_sure`] is false. The parts are in NFC, and all their words
//! are words of the text.
//!
//! ```
//! use polybib::names::{self, Evidence, NameHints, NameOrder};
//!
//! let parsed = names::parse("Troitskiy Ye.F.", &NameHints::default()).unwrap();
//! let name = parsed.name.as_person().unwrap();
//! assert_eq!((name.family.as_str(), name.given.as_str()), ("Troitskiy", "Ye. F."));
//! assert_eq!(parsed.evidence, Evidence::Initials);
//!
//! // Nothing in the text tells which of the two is the family name.
//! let parsed = names::parse("Mao Zedong", &NameHints::default()).unwrap();
//! assert!(!parsed.is_sure());
//! let hints = NameHints::default().order(NameOrder::FamilyFirst);
//! assert_eq!(names::parse("Mao Zedong", &hints).unwrap().name.family(), "Mao");
//! ```
//!
//! [`divide`] does it for the names of a whole record, and
//! [`Reader::divide_names`](crate::Reader::divide_names) for every record of an input.
//!
//! [`same_person`] compares two names, across scripts and between two romanisations.
//!
//! ```
//! use polybib::PersonName;
//! use polybib::names::same_person;
//!
//! let russian = PersonName::new("Троицкий", "Е. Ф.");
//! let english = PersonName::new("Troitskiy", "Ye. F.");
//! assert_eq!(same_person(&russian, &english).unwrap().scheme, Some("BGN/PCGN 1947"));
//! ```

pub use crate::value::likeness::{Given, Likeness, Origin, same_person};
pub use crate::value::names::record::divide;
pub use crate::value::names::{Evidence, NameHints, NameOrder, ParsedName, parse};
