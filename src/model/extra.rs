//! What a source says and the model has no place for.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Str;

/// A field of the source that has no typed home, kept in order so that the same format can write
/// it back.
///
/// ```
/// use polybib::Extra;
///
/// let extra = Extra::new("bibtex", "file", "paper.pdf");
/// assert_eq!(extra.name, "file");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Extra {
    /// The format the field comes from, by its name.
    pub origin: Cow<'static, str>,
    /// The field's name in that format.
    pub name: Str,
    /// The value as that format spells it; shared between the records of a file that all say the
    /// same, by a macro of BibTeX for one.
    pub value: Arc<str>,
}

impl Extra {
    /// A field of that format, as it spells it.
    pub fn new(
        origin: impl Into<Cow<'static, str>>,
        name: impl Into<Str>,
        value: impl Into<Arc<str>>,
    ) -> Self {
        Self { origin: origin.into(), name: name.into(), value: value.into() }
    }
}
