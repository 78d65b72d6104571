//! Dialects of one value that several formats share. Pure functions: no input, no output.

pub mod citation;
pub(crate) mod detect;
#[cfg(feature = "csl-json")]
pub(crate) mod html;
#[cfg(feature = "landing")]
pub(crate) mod identifiers;
pub(crate) mod json;
#[cfg(any(feature = "bibtex", feature = "csl-json"))]
pub(crate) mod key;
pub(crate) mod language;
#[cfg(feature = "bibtex")]
pub(crate) mod latex;
pub(crate) mod likeness;
#[cfg_attr(not(feature = "landing"), allow(dead_code, reason = "shared by those who read days"))]
pub(crate) mod months;
pub(crate) mod names;
pub(crate) mod origin;
pub(crate) mod romanise;
pub(crate) mod script;
#[cfg(feature = "whatlang")]
pub(crate) mod whatlang;
