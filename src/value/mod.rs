//! Dialects of one value that several formats share. Pure functions: no input, no output.

pub mod citation;
#[cfg(feature = "csl-json")]
pub(crate) mod html;
#[cfg(feature = "landing")]
pub(crate) mod identifiers;
pub(crate) mod json;
#[cfg(any(feature = "bibtex", feature = "csl-json"))]
pub(crate) mod key;
#[cfg(any(feature = "bibtex", feature = "csl-json", feature = "jats", feature = "landing"))]
pub(crate) mod language;
#[cfg(feature = "bibtex")]
pub(crate) mod latex;
pub mod names;
pub(crate) mod script;
