//! Telling languages apart, and the names they go by outside BCP 47.
//!
//! ```
//! use polybib::languages::{self, Languages};
//!
//! let keywords = ["foreign policy", "внешняя политика", "Central Asia", "Центральная Азия"];
//! let parts = Languages::default().divide(&keywords);
//! let tags: Vec<String> = parts.iter().flat_map(|part| &part.guess).map(|g| g.lang.to_string()).collect();
//! assert_eq!(tags, ["en", "ru"]);
//! assert_eq!(parts[1].indices, [1, 3]);
//!
//! assert_eq!(languages::from_any("pt_br").unwrap().as_str(), "pt-BR");
//! assert_eq!(languages::from_babel("ngerman").unwrap().as_str(), "de");
//! assert_eq!(languages::from_rinc("KKZ").unwrap().as_str(), "kk");
//! ```

pub use crate::value::detect::{Detector, Division, Evidence, Guess, Languages};
pub use crate::value::language::{
    from_any, from_babel, from_polyglossia, from_rinc, to_babel, to_polyglossia, to_rinc,
};
#[cfg(feature = "whatlang")]
#[cfg_attr(docsrs, doc(cfg(feature = "whatlang")))]
pub use crate::value::whatlang::Whatlang;
