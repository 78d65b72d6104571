//! One folder a format.
//!
//! # How to add a format
//!
//! 1. A folder here: `mod.rs` (its options and docs), `read.rs`, `write.rs`, and as tables
//!    `fields.rs` (what it holds of each [`Field`]) and `kinds.rs` (its types and ours).
//! 2. A [`Codec`] for it in `mod.rs`: a [`Session`] that reads one record at a time from an
//!    [`Input`], and an [`Encoder`] that appends one record at a time to a buffer.
//! 3. A variant of [`Format`](crate::Format) with its facts, and its arm in `Format::codec`.
//! 4. A feature in Cargo.toml, and the options in [`Options`].
//!
//! What a format shares with another (LaTeX, dates, names, language names) belongs in `value`.
//! A reader says what was odd in a `Diagnostic`; a writer says what did not fit in a `Loss`. Fields
//! that `fields.rs` does not list are reported as dropped without the writer's help.

use crate::error::{ReadError, ReadErrorKind, WriteError};
use crate::format::Holding;
use crate::model::{Article, Field};
use crate::reader::{Input, Record};
use crate::report::{Diagnostic, LossReport};

#[cfg(feature = "bibtex")]
pub mod bibtex;
#[cfg(feature = "csl-json")]
pub mod csl_json;
#[cfg(feature = "jats")]
pub mod jats;
#[cfg(feature = "landing")]
pub mod landing;
pub(crate) mod native;
#[cfg(feature = "landing")]
mod rinc;

/// What a format can do.
pub(crate) trait Codec: Sync {
    /// Begins to read an input.
    fn session(&self, options: Option<&Options>) -> Box<dyn Session>;

    /// Begins to write a document; `None` if this format is not written.
    fn encoder(&self, options: Option<&Options>, pretty: bool) -> Option<Box<dyn Encoder>>;

    /// Whether there is an encoder.
    fn is_writable(&self) -> bool {
        true
    }

    /// The records with what they inherit from each other, and the links that lead nowhere.
    fn resolve(&self, articles: &[Article]) -> (Vec<Article>, Vec<Diagnostic>) {
        (articles.to_vec(), Vec::new())
    }

    /// Whether there is a field, or a form of one, that the format has no place for at all.
    fn drops_fields(&self) -> bool {
        true
    }

    /// How well the format holds a field in the record's own language.
    fn holds(&self, field: Field) -> Holding;

    /// How well it holds the field in further languages and forms.
    fn holds_forms(&self, field: Field) -> Holding;
}

/// The reading of one input.
pub(crate) trait Session {
    /// Reads the next record, having consumed all before it and, in the end, the record itself. An
    /// error costs its own record: the next call goes on behind it, and `None` ends the input.
    fn next(&mut self, input: &mut Input<'_>) -> Option<Result<Record, ReadError>>;

    /// Whether an input without a record was a good one all the same, such as `[]`. Asked at the
    /// end.
    fn may_be_empty(&self) -> bool {
        false
    }
}

/// The writing of one document.
pub(crate) trait Encoder {
    /// Appends a record to `out`. After an error what was appended is thrown away, and the encoder
    /// must be as it was before.
    fn write(
        &mut self,
        article: &Article,
        out: &mut Vec<u8>,
        losses: &mut LossReport,
    ) -> Result<(), WriteError>;

    /// Appends what closes the document.
    fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), WriteError>;
}

/// Options of one format, for [`Reader::with`](crate::Reader::with) and
/// [`Writer::with`](crate::Writer::with). Made from the `Options` of the format's module.
///
/// ```
/// use polybib::{Format, Writer, jats};
///
/// let publishing = jats::Options::default().tag_set(jats::TagSet::Publishing);
/// let sink = Writer::new(Format::Jats).with(publishing).to(Vec::new());
/// assert!(sink.finish().is_err(), "a document needs an article");
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Options {
    /// For BibTeX and BibLaTeX.
    #[cfg(feature = "bibtex")]
    BibTex(bibtex::Options),
    /// For CSL-JSON.
    #[cfg(feature = "csl-json")]
    CslJson(csl_json::Options),
    /// For JATS.
    #[cfg(feature = "jats")]
    Jats(jats::Options),
    /// For pages.
    #[cfg(feature = "landing")]
    Landing(landing::Options),
}

macro_rules! options_from {
    ($($feature:literal $module:ident $variant:ident,)*) => {
        $(
            #[cfg(feature = $feature)]
            impl From<$module::Options> for Options {
                fn from(options: $module::Options) -> Self {
                    Self::$variant(options)
                }
            }
        )*
    };
}

options_from! {
    "bibtex" bibtex BibTex,
    "csl-json" csl_json CslJson,
    "jats" jats Jats,
    "landing" landing Landing,
}

/// A row of a format's table of fields: how well it holds the value, and how well the value's
/// further languages and forms.
pub(crate) type FieldRow = (Field, Holding, Holding);

/// The row of `field`; a field without one is dropped.
pub(crate) fn holding(table: &[FieldRow], field: Field) -> (Holding, Holding) {
    table
        .iter()
        .find(|(of, _, _)| *of == field)
        .map_or((Holding::Dropped, Holding::Dropped), |(_, value, forms)| (*value, *forms))
}

/// Stands for a format whose feature is off.
pub(crate) struct NotBuilt;

impl Codec for NotBuilt {
    fn session(&self, _options: Option<&Options>) -> Box<dyn Session> {
        Box::new(NotBuiltSession { told: false })
    }

    fn encoder(&self, _options: Option<&Options>, _pretty: bool) -> Option<Box<dyn Encoder>> {
        None
    }

    fn is_writable(&self) -> bool {
        false
    }

    fn holds(&self, _field: Field) -> Holding {
        Holding::Dropped
    }

    fn holds_forms(&self, _field: Field) -> Holding {
        Holding::Dropped
    }
}

struct NotBuiltSession {
    told: bool,
}

impl Session for NotBuiltSession {
    fn next(&mut self, _input: &mut Input<'_>) -> Option<Result<Record, ReadError>> {
        let message = "this build cannot read the format; its feature is off";
        (!std::mem::replace(&mut self.told, true))
            .then(|| Err(ReadError::new(ReadErrorKind::Unsupported, message)))
    }
}
