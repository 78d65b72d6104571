//! LaTeX, as it stands in the values of .bib files, and [`RichText`](crate::model::RichText).

mod ascii;
mod commands;
mod decode;
mod encode;
mod scan;
mod tables;

pub(crate) use ascii::Spellings;
pub(crate) use decode::{Decoder, Odd};
pub(crate) use encode::{Encoder, Flat};
pub(crate) use scan::paragraphs;

/// The name under which unknown commands are kept in `Inline::Raw`.
pub(crate) const ORIGIN: &str = "tex";
