//! Reading records.

use std::cell::Cell;
use std::io;

use crate::error::{ReadError, ReadErrorKind};
use crate::format::Format;
use crate::formats::{Options, Session};
use crate::limits::Limits;
use crate::model::Article;
use crate::names::{self, NameHints};
use crate::report::{Code, Diagnostic, Diagnostics};
use crate::source::{Position, Span};
use crate::value::citation;

/// Reads records of one format. Configure it once, then name a source.
///
/// ```
/// use polybib::{Format, Reader};
///
/// let bib = b"@book{a, title = {First}} @book{b, title = {Second}}";
/// for record in Reader::new(Format::BibTex).for_slice(bib) {
///     let record = record?;
///     println!("{}", record.article.title.primary().unwrap());
/// }
/// # Ok::<_, polybib::ReadError>(())
/// ```
#[must_use = "a reader does nothing until it is given a source"]
#[derive(Clone, Debug)]
pub struct Reader {
    format: Format,
    limits: Limits,
    options: Option<Options>,
    after: After,
}

/// What is done with every record once it is read.
#[derive(Clone, Debug, Default)]
struct After {
    names: Option<NameHints>,
    references: bool,
}

impl After {
    fn apply(&self, record: &mut Record, limit: usize) {
        let mut found = Vec::new();
        if self.references {
            found.extend(citation::divide(&mut record.article));
        }
        if let Some(hints) = &self.names {
            found.extend(names::divide(&mut record.article, hints));
        }
        if found.is_empty() {
            return;
        }
        let room = limit.saturating_sub(record.diagnostics.len());
        let mut list = Diagnostics::new(room);
        for diagnostic in found {
            list.push(diagnostic.at(record.position));
        }
        record.diagnostics.extend(list.finish(record.article.key.as_deref()));
    }
}

impl Reader {
    /// A reader of that format with the default limits and options.
    pub const fn new(format: Format) -> Self {
        Self {
            format,
            limits: Limits::DEFAULT,
            options: None,
            after: After { names: None, references: false },
        }
    }

    /// Other bounds on what reading may cost.
    pub const fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Options of one format, such as [`landing::Options`](crate::landing::Options). Options of
    /// another format than the reader's change nothing.
    pub fn with(mut self, options: impl Into<Options>) -> Self {
        self.options = Some(options.into());
        self
    }

    /// Divides the names that the source gives in one piece, such as CSL's `literal` and JATS's
    /// `string-name`, as [`names::divide`](crate::names::divide) does. Off by default: a reader
    /// keeps what it is given.
    ///
    /// ```
    /// use polybib::names::NameHints;
    /// use polybib::{Format, Reader};
    ///
    /// let json = br#"{"type":"book","author":[{"literal":"Troitskiy Ye.F."}]}"#;
    /// let reader = Reader::new(Format::CslJson).divide_names(NameHints::default());
    /// let record = reader.for_slice(json).next().unwrap()?;
    /// assert_eq!(record.article.contributors[0].name.primary().unwrap().family(), "Troitskiy");
    /// # Ok::<_, polybib::ReadError>(())
    /// ```
    pub fn divide_names(mut self, hints: NameHints) -> Self {
        self.after.names = Some(hints);
        self
    }

    /// Takes the references that the source gives as text alone apart, as
    /// [`citation::divide`](crate::citation::divide) does. Off by default.
    ///
    /// ```
    /// use polybib::{Format, Reader};
    ///
    /// let jats = "<article><front/><back><ref-list><ref><mixed-citation>Лось А. Б. Лес. М.: Наука, \
    ///     1999. 200 с.</mixed-citation></ref></ref-list></back></article>";
    /// let reader = Reader::new(Format::Jats).divide_references();
    /// let record = reader.for_slice(jats.as_bytes()).next().unwrap()?;
    /// let book = record.article.references[0].work().unwrap();
    /// assert_eq!(book.page_count.as_deref(), Some("200"));
    /// # Ok::<_, polybib::ReadError>(())
    /// ```
    pub const fn divide_references(mut self) -> Self {
        self.after.references = true;
        self
    }

    /// Reads from memory.
    #[must_use = "an iterator does nothing until it is asked"]
    pub fn for_slice<'a>(&self, bytes: &'a [u8]) -> Records<'a> {
        self.records(Input::from_slice(bytes, self.limits))
    }

    /// Reads from a source, holding one record and at most one further buffer in memory.
    ///
    /// ```
    /// use polybib::{Format, Reader};
    ///
    /// let source = std::io::Cursor::new("@book{a, title = {First}}");
    /// let records = Reader::new(Format::BibTex).for_reader(source);
    /// assert_eq!(records.count(), 1);
    /// ```
    #[must_use = "an iterator does nothing until it is asked"]
    pub fn for_reader<'a>(&self, reader: impl io::Read + 'a) -> Records<'a> {
        self.records(Input::from_reader(Box::new(reader), self.limits))
    }

    fn records<'a>(&self, input: Input<'a>) -> Records<'a> {
        let session = self.format.codec().session(self.options.as_ref());
        let after = self.after.clone();
        Records { format: self.format, input, session, after, given: 0, done: false }
    }
}

/// One record, as it was read.
///
/// ```
/// use polybib::{Format, Reader};
///
/// let mut records = Reader::new(Format::BibTex).for_slice(b"@book{a, title = {First}}");
/// let record = records.next().unwrap()?;
/// assert_eq!(record.article.key.as_deref(), Some("a"));
/// assert!(record.diagnostics.is_empty());
/// assert_eq!((record.span.start, record.span.end), (0, 25));
/// # Ok::<_, polybib::ReadError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record {
    /// The work.
    pub article: Article,
    /// What was odd about it.
    pub diagnostics: Vec<Diagnostic>,
    /// Where it stands in the input.
    pub span: Span,
    /// Where it begins, in lines and columns.
    pub position: Position,
}

/// The records of an input, in order. A record that cannot be read is an error among them.
///
/// ```
/// use polybib::{Format, Reader};
///
/// let bib = b"@book{a, title = {First}}\n@book{b, title = \n@book{c, title = {Third}}";
/// let read: Vec<_> = Reader::new(Format::BibTex).for_slice(bib).map(|r| r.is_ok()).collect();
/// assert_eq!(read, [true, false, true]);
/// ```
#[must_use = "an iterator does nothing until it is asked"]
pub struct Records<'a> {
    format: Format,
    input: Input<'a>,
    session: Box<dyn Session>,
    after: After,
    given: u64,
    done: bool,
}

impl std::fmt::Debug for Records<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Records")
            .field("format", &self.format)
            .field("position", &self.input.position())
            .field("given", &self.given)
            .finish_non_exhaustive()
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        if self.given >= self.input.limits().records {
            self.done = true;
            let message = format!("the input goes on after {} records, the limit", self.given);
            return self.session.next(&mut self.input).map(|_| {
                Err(ReadError::new(ReadErrorKind::Limit, message).at(self.input.position()))
            });
        }
        let mut next = self.session.next(&mut self.input);
        if let Some(Ok(record)) = &mut next {
            self.after.apply(record, self.input.limits().diagnostics);
        }
        match &next {
            None => {
                self.done = true;
                if self.given == 0 && !self.session.may_be_empty() {
                    return Some(Err(no_records(self.format, self.input.position())));
                }
            }
            Some(Err(error)) if error.is_io() => self.done = true,
            Some(_) => {}
        }
        self.given += u64::from(next.is_some());
        next
    }
}

impl std::iter::FusedIterator for Records<'_> {}

fn no_records(format: Format, end: Position) -> ReadError {
    let message = match end.offset {
        0 => format!("the input is empty: there is no {format} record to read"),
        bytes => format!("there is no {format} record in these {bytes} bytes"),
    };
    ReadError::new(ReadErrorKind::NoRecords, message).at(end)
}

/// The bytes that a session reads: all of a slice, or a window that grows and moves along a
/// source. A session looks at the window, asks for more until it sees a whole record, and consumes
/// what it has read.
pub(crate) struct Input<'a> {
    bytes: Bytes<'a>,
    /// Where the window begins; in a slice, where `counted` does. The lines between are counted when
    /// somebody asks: who reads one record of a slice never does.
    position: Cell<Position>,
    counted: Cell<&'a [u8]>,
    limits: Limits,
    /// Where the window begins in what was given, if the window shows something made of that.
    recoded: Option<Recoded>,
}

/// How many bytes of a source some bytes of the window were made of.
pub(crate) type Measure = Box<dyn FnMut(&[u8]) -> u64>;

struct Recoded {
    offset: u64,
    measure: Measure,
}

enum Bytes<'a> {
    Slice(&'a [u8]),
    Stream { reader: Box<dyn io::Read + 'a>, buffer: Vec<u8>, start: usize, ended: bool },
}

/// The least that is asked of a source at a time.
const CHUNK: usize = 64 << 10;

impl<'a> Input<'a> {
    pub(crate) fn from_slice(bytes: &'a [u8], limits: Limits) -> Self {
        Self::new(Bytes::Slice(bytes), bytes, limits)
    }

    pub(crate) fn from_reader(reader: Box<dyn io::Read + 'a>, limits: Limits) -> Self {
        let bytes = Bytes::Stream { reader, buffer: Vec::new(), start: 0, ended: false };
        Self::new(bytes, &[], limits)
    }

    fn new(bytes: Bytes<'a>, counted: &'a [u8], limits: Limits) -> Self {
        let (position, counted) = (Cell::default(), Cell::new(counted));
        Self { bytes, position, counted, limits, recoded: None }
    }

    pub(crate) const fn limits(&self) -> Limits {
        self.limits
    }

    /// Where the window begins.
    pub(crate) fn position(&self) -> Position {
        if let Bytes::Slice(bytes) = self.bytes {
            let counted = self.counted.replace(bytes);
            let before = counted.get(..counted.len() - bytes.len()).unwrap_or_default();
            self.position.set(self.position.get().after(before));
        }
        self.position.get()
    }

    /// What has been fetched and not consumed.
    pub(crate) fn window(&self) -> &[u8] {
        match &self.bytes {
            Bytes::Slice(bytes) => bytes,
            Bytes::Stream { buffer, start, .. } => buffer.get(*start..).unwrap_or_default(),
        }
    }

    /// Whether the window reaches to the end of the input.
    pub(crate) const fn is_complete(&self) -> bool {
        match &self.bytes {
            Bytes::Slice(_) => true,
            Bytes::Stream { ended, .. } => *ended,
        }
    }

    /// Has the window show, from here on, what `wrap` makes of the source behind the next `skip`
    /// bytes. `measure` says how long it was there.
    #[cfg_attr(not(feature = "jats"), allow(dead_code, reason = "JATS alone reads encodings"))]
    pub(crate) fn recode(
        &mut self,
        skip: usize,
        wrap: impl FnOnce(Box<dyn io::Read + 'a>) -> Box<dyn io::Read + 'a>,
        measure: Measure,
    ) {
        let offset = self.position().offset + skip as u64;
        self.recoded = Some(Recoded { offset, measure });
        let source: Box<dyn io::Read + 'a> =
            match std::mem::replace(&mut self.bytes, Bytes::Slice(&[])) {
                Bytes::Slice(bytes) => Box::new(bytes.get(skip..).unwrap_or_default()),
                Bytes::Stream { reader, buffer, start, .. } => {
                    let mut fetched = io::Cursor::new(buffer);
                    fetched.set_position((start + skip) as u64);
                    Box::new(io::Read::chain(fetched, reader))
                }
            };
        self.bytes =
            Bytes::Stream { reader: wrap(source), buffer: Vec::new(), start: 0, ended: false };
    }

    /// Where the window begins in the input as it was given, if that is not what the window shows.
    #[cfg_attr(not(feature = "jats"), allow(dead_code, reason = "JATS alone reads encodings"))]
    pub(crate) fn offset_as_given(&self) -> Option<u64> {
        self.recoded.as_ref().map(|recoded| recoded.offset)
    }

    /// Fetches more, at least doubling the window unless the input ends: a session that scans its
    /// window anew each time still takes linear time.
    ///
    /// False when there is no more.
    pub(crate) fn more(&mut self) -> Result<bool, ReadError> {
        let Bytes::Stream { reader, buffer, start, ended } = &mut self.bytes else {
            return Ok(false);
        };
        if *ended {
            return Ok(false);
        }
        buffer.drain(..std::mem::take(start));
        let wanted = buffer.len().max(CHUNK) as u64;
        // Not `?`: the position is needed for the error.
        match io::Read::read_to_end(&mut io::Read::take(reader.as_mut(), wanted), buffer) {
            Ok(got) => {
                *ended = (got as u64) < wanted;
                Ok(got > 0)
            }
            Err(error) => {
                *ended = true;
                Err(ReadError::from_io(error, self.position.get()))
            }
        }
    }

    /// Takes `count` bytes off the front of the window.
    pub(crate) fn consume(&mut self, count: usize) {
        let window = self.window();
        let count = count.min(window.len());
        // Not `&mut self`: the window is borrowed.
        if let Some(mut recoded) = self.recoded.take() {
            recoded.offset += (recoded.measure)(self.window().get(..count).unwrap_or_default());
            self.recoded = Some(recoded);
        }
        match &mut self.bytes {
            Bytes::Slice(bytes) => *bytes = bytes.get(count..).unwrap_or_default(),
            Bytes::Stream { buffer, start, .. } => {
                let taken = buffer.get(*start..*start + count).unwrap_or_default();
                self.position.set(self.position.get().after(taken));
                *start += count;
            }
        }
    }

    /// Fetches the rest of the input, for a format whose record is all of it.
    pub(crate) fn fetch_all(&mut self) -> Result<(), ReadError> {
        while self.window().len() <= self.limits.record_bytes && self.more()? {}
        self.check_record(self.window().len())
    }

    /// That a record of `bytes` bytes is not too long.
    pub(crate) fn check_record(&self, bytes: usize) -> Result<(), ReadError> {
        let most = self.limits.record_bytes;
        if bytes <= most {
            return Ok(());
        }
        let message = format!(
            "the record that begins here is longer than {most} bytes, the limit (Limits::record_bytes)"
        );
        Err(ReadError::new(ReadErrorKind::Limit, message).at(self.position()))
    }
}

/// `bytes` as text, or an error that says where they stop being UTF-8. They begin at `start`.
pub(crate) fn utf8(bytes: &[u8], start: Position) -> Result<&str, ReadError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let valid = error.valid_up_to();
        let position = start.after(bytes.get(..valid).unwrap_or_default());
        let message = match (bytes.get(valid), error.error_len()) {
            (_, None) => "the text ends in the middle of a UTF-8 character".to_owned(),
            (Some(byte), _) => {
                format!("the byte {byte:#04X} is not UTF-8; convert the input first")
            }
            (None, _) => "the text is not UTF-8; convert the input first".to_owned(),
        };
        ReadError::new(ReadErrorKind::Encoding, message).at(position)
    })
}

/// All that was read of an input.
///
/// ```
/// use polybib::Format;
///
/// let library = polybib::read(Format::BibTex, "@book{a, title = {First}}\n@book{b, title = ")?;
/// assert_eq!(library.articles.len(), 1);
/// assert_eq!(library.diagnostics[0].record.as_deref(), Some("b"));
/// # Ok::<_, polybib::ReadError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Library {
    /// The records that could be read, in order.
    pub articles: Vec<Article>,
    /// What was odd, and for every record that could not be read an error.
    pub diagnostics: Vec<Diagnostic>,
    /// The format they were read in, whose rules hold for links between them.
    pub format: Option<Format>,
}

impl Library {
    /// The records with what they inherit from each other filled in.
    ///
    /// Records of a .bib file may leave fields to other ones (`crossref`, `xdata`). Reading leaves
    /// them so, and they are written so. This makes the view that a bibliography needs; it has the
    /// same records in the same order, and its diagnostics are those of the links alone
    /// ([`Code::BrokenLink`]): a record that is not there, a circle. A link that was followed is
    /// gone from the view. Which rules hold, `format` says; in formats without inheritance, and
    /// without a format, the view is the same as the library.
    ///
    /// ```
    /// use polybib::Format;
    ///
    /// let bib = "@incollection{part, title = {Part}, crossref = {whole}}
    ///     @collection{whole, title = {Whole}, date = {2001}}";
    /// let library = polybib::read(Format::BibLatex, bib)?;
    /// assert!(library.articles[0].container.is_none());
    ///
    /// let resolved = library.resolve();
    /// assert!(resolved.diagnostics.is_empty());
    /// let part = &resolved.articles[0];
    /// assert_eq!(part.container.as_ref().unwrap().title.primary().unwrap().to_string(), "Whole");
    /// assert_eq!(part.issued().unwrap().year(), Some(2001));
    /// # Ok::<_, polybib::ReadError>(())
    /// ```
    #[must_use]
    pub fn resolve(&self) -> Self {
        let (articles, diagnostics) = match self.format {
            Some(format) => format.codec().resolve(&self.articles),
            None => (self.articles.clone(), Vec::new()),
        };
        Self { articles, diagnostics, format: self.format }
    }
}

/// Reads all records of `input`, which is text or bytes.
///
/// A record that cannot be read is a diagnostic of severity error, and the others are there.
///
/// ```
/// use polybib::Format;
///
/// let library = polybib::read(Format::BibTex, "@book{a, title = {First}}")?;
/// assert_eq!(library.articles[0].title.primary().unwrap().to_string(), "First");
/// # Ok::<_, polybib::ReadError>(())
/// ```
///
/// # Errors
///
/// The first error, if no record at all could be read.
pub fn read(format: Format, input: impl AsRef<[u8]>) -> Result<Library, ReadError> {
    let mut library = Library { format: Some(format), ..Library::default() };
    let mut failures = Vec::new();
    for record in Reader::new(format).for_slice(input.as_ref()) {
        match record {
            Ok(record) => {
                library.articles.push(record.article);
                library.diagnostics.extend(record.diagnostics);
            }
            Err(error) => {
                let mut diagnostic = Diagnostic::error(Code::Unreadable, error.message());
                diagnostic.record = error.record().map(str::to_owned);
                diagnostic.position = error.position();
                library.diagnostics.push(diagnostic);
                failures.push(error);
            }
        }
    }
    // The list doubles as it grows; a library is held for long.
    library.articles.shrink_to_fit();
    library.diagnostics.shrink_to_fit();
    match failures.into_iter().next() {
        Some(error) if library.articles.is_empty() => Err(error),
        _ => Ok(library),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_gives_what_the_slice_gives() {
        let text = "@book{a, title = {жжж}}\n".repeat(9000);
        let whole: Vec<_> = Reader::new(Format::Json).for_slice(text.as_bytes()).collect();
        assert!(whole.iter().all(Result::is_err));
        let mut input = Input::from_reader(Box::new(text.as_bytes()), Limits::default());
        let mut seen = Vec::new();
        loop {
            let got = input.window().len().min(1000);
            seen.extend_from_slice(input.window().get(..got).unwrap());
            input.consume(got);
            if input.window().is_empty() && !input.more().unwrap() {
                break;
            }
        }
        assert_eq!(seen, text.as_bytes());
        assert_eq!(input.position(), Position::default().after(text.as_bytes()));
    }
}
