//! Why something could not be read or written.

use std::fmt;
use std::io;

use crate::format::Format;
use crate::model::Article;
use crate::source::Position;

/// Why a record, or a whole input, could not be read.
///
/// Errors are items of the iterator that reads: the records after the bad one still come.
///
/// ```
/// use polybib::Format;
///
/// let error = polybib::read(Format::CslJson, "[{").unwrap_err();
/// assert!(error.is_truncated());
/// assert_eq!(error.position().unwrap().line, 1);
/// ```
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct ReadError(Box<ReadFault>);

#[derive(Debug, thiserror::Error)]
struct ReadFault {
    kind: ReadErrorKind,
    record: Option<String>,
    position: Option<Position>,
    message: String,
    partial: Option<Partial>,
    #[source]
    source: Option<io::Error>,
}

/// What was read of a record. Boxed, for most errors have none.
struct Partial(Box<Article>);

/// Only that it is there: an error is often printed with `{:?}`, and a record is long.
impl fmt::Debug for Partial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Article").finish_non_exhaustive()
    }
}

/// What sort of thing went wrong while reading.
///
/// ```
/// let error = polybib::read(polybib::Format::BibTex, "no entry here").unwrap_err();
/// assert_eq!(error.kind(), polybib::ReadErrorKind::NoRecords);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// The source of the bytes failed.
    Io,
    /// The bytes are not in the encoding they should be in.
    Encoding,
    /// The text is not well-formed.
    Syntax,
    /// The text is well-formed and is no record.
    Data,
    /// The input ends in the middle of a record.
    Truncated,
    /// The input holds no record at all.
    NoRecords,
    /// A bound of [`Limits`](crate::Limits) was reached.
    Limit,
    /// The format cannot be read, or not by this build.
    Unsupported,
}

impl ReadError {
    pub(crate) fn new(kind: ReadErrorKind, message: impl Into<String>) -> Self {
        let message = message.into();
        Self(Box::new(ReadFault {
            kind,
            record: None,
            position: None,
            message,
            partial: None,
            source: None,
        }))
    }

    pub(crate) fn at(mut self, position: Position) -> Self {
        self.0.position = Some(position);
        self
    }

    /// With other words.
    #[cfg_attr(not(feature = "csl-json"), allow(dead_code, reason = "CSL-JSON alone uses it"))]
    pub(crate) fn with_message(mut self, change: impl FnOnce(&str) -> String) -> Self {
        self.0.message = change(&self.0.message);
        self
    }

    pub(crate) fn for_record(mut self, key: impl Into<String>) -> Self {
        self.0.record = Some(key.into());
        self
    }

    /// With what was read of the record before the fault.
    #[cfg_attr(
        not(any(feature = "bibtex", feature = "jats")),
        allow(dead_code, reason = "these formats give it")
    )]
    pub(crate) fn with_partial(mut self, article: Article) -> Self {
        self.0.partial = Some(Partial(Box::new(article)));
        self
    }

    pub(crate) fn from_io(error: io::Error, position: Position) -> Self {
        let mut this = Self::new(ReadErrorKind::Io, "the input could not be read").at(position);
        this.0.source = Some(error);
        this
    }

    /// What sort of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> ReadErrorKind {
        self.0.kind
    }

    /// Where in the input.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.0.position
    }

    /// The key of the record, as far as it was read.
    #[must_use]
    pub fn record(&self) -> Option<&str> {
        self.0.record.as_deref()
    }

    /// What went wrong, without record and position.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What was read of a record that breaks off in the middle: the fields before the fault.
    ///
    /// The readers of BibTeX and BibLaTeX give it, and only where an entry was begun. The program
    /// `bibtex` works on with such an entry, `biber` leaves it out. The reader of JATS gives it for
    /// an article that is not well-formed or is cut off behind the beginning of its `front`.
    ///
    /// ```
    /// use polybib::{Format, Reader};
    ///
    /// let bib = b"@book{k, title = {Title} year = 2020}";
    /// let error = Reader::new(Format::BibTex).for_slice(bib).next().unwrap().unwrap_err();
    /// assert_eq!(error.message(), "expected a comma after the field `title`");
    /// let book = error.partial().unwrap();
    /// assert_eq!(book.title.primary().unwrap().to_string(), "Title");
    /// assert!(book.dates.is_empty());
    /// ```
    #[must_use]
    pub fn partial(&self) -> Option<&Article> {
        self.0.partial.as_ref().map(|partial| &*partial.0)
    }

    /// Whether the source of the bytes failed.
    #[must_use]
    pub fn is_io(&self) -> bool {
        self.kind() == ReadErrorKind::Io
    }

    /// Whether the input ends in the middle of a record.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.kind() == ReadErrorKind::Truncated
    }

    /// Whether a bound of [`Limits`](crate::Limits) was reached.
    #[must_use]
    pub fn is_limit(&self) -> bool {
        self.kind() == ReadErrorKind::Limit
    }
}

impl fmt::Display for ReadFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(record) = &self.record {
            write!(f, "`{record}`: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(position) = &self.position {
            write!(f, " ({position})")?;
        }
        Ok(())
    }
}

impl From<ReadError> for io::Error {
    fn from(error: ReadError) -> Self {
        let kind = match error.kind() {
            ReadErrorKind::Truncated => io::ErrorKind::UnexpectedEof,
            ReadErrorKind::Unsupported => io::ErrorKind::Unsupported,
            _ => io::ErrorKind::InvalidData,
        };
        Self::new(kind, error)
    }
}

/// Why a record could not be written. Nothing of it is then in the output.
///
/// ```
/// use polybib::{Article, Format, Kind};
///
/// let error = polybib::write(Format::Landing, &Article::new(Kind::Book)).unwrap_err();
/// assert_eq!(error.kind(), polybib::WriteErrorKind::Unsupported);
/// ```
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct WriteError(Box<WriteFault>);

#[derive(Debug, thiserror::Error)]
struct WriteFault {
    kind: WriteErrorKind,
    record: Option<String>,
    message: String,
    #[source]
    source: Option<io::Error>,
}

/// What sort of thing went wrong while writing.
///
/// ```
/// assert_ne!(polybib::WriteErrorKind::Io, polybib::WriteErrorKind::Missing);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WriteErrorKind {
    /// The sink of the bytes failed.
    Io,
    /// The format, or the rules asked for, require something the record has not.
    Missing,
    /// The record has something that would make the output invalid.
    Invalid,
    /// The format cannot be written, or not by this build, or not several records in one document.
    Unsupported,
}

impl WriteError {
    pub(crate) fn new(kind: WriteErrorKind, message: impl Into<String>) -> Self {
        let message = message.into();
        Self(Box::new(WriteFault { kind, record: None, message, source: None }))
    }

    pub(crate) fn for_record(mut self, key: impl Into<String>) -> Self {
        self.0.record = Some(key.into());
        self
    }

    pub(crate) fn unsupported(format: Format, what: &str) -> Self {
        Self::new(WriteErrorKind::Unsupported, format!("{}: {what}", format.name()))
    }

    /// What sort of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> WriteErrorKind {
        self.0.kind
    }

    /// The key of the record.
    #[must_use]
    pub fn record(&self) -> Option<&str> {
        self.0.record.as_deref()
    }

    /// What went wrong, without the record.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Whether the sink of the bytes failed.
    #[must_use]
    pub fn is_io(&self) -> bool {
        self.kind() == WriteErrorKind::Io
    }
}

impl fmt::Display for WriteFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(record) = &self.record {
            write!(f, "`{record}`: ")?;
        }
        f.write_str(&self.message)
    }
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        let mut this = Self::new(WriteErrorKind::Io, "the output could not be written");
        this.0.source = Some(error);
        this
    }
}

impl From<WriteError> for io::Error {
    fn from(error: WriteError) -> Self {
        Self::new(io::ErrorKind::InvalidData, error)
    }
}
