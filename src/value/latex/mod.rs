//! LaTeX, as it stands in the values of .bib files, and [`RichText`](crate::model::RichText).

mod ascii;
mod decode;
mod encode;
mod tables;

pub(crate) use ascii::Spellings;
pub(crate) use decode::{Decoder, Odd, paragraphs};
pub(crate) use encode::{Encoder, Flat};

/// The name under which unknown commands are kept in `Inline::Raw`.
pub(crate) const ORIGIN: &str = "tex";
