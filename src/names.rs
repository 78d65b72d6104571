//! Comparing the names of people.
//!
//! ```
//! use polybib::PersonName;
//! use polybib::names::same_person;
//!
//! let russian = PersonName::new("Троицкий", "Е. Ф.");
//! let english = PersonName::new("Troitskiy", "Ye. F.");
//! assert_eq!(same_person(&russian, &english).unwrap().scheme, Some("BGN/PCGN 1947"));
//! ```

pub use crate::value::likeness::{Given, Likeness, same_person};
