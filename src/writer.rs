//! Writing records.

use std::io;

use crate::error::WriteError;
use crate::format::{Format, Holding};
use crate::formats::{Codec, Encoder, Options};
use crate::model::{self, Article, Field};
use crate::report::{LossKind, LossReport};

/// Writes records in one format. Configure it once, then name a sink.
///
/// ```
/// use polybib::{Article, Format, Kind, Localized, Writer};
///
/// let mut article = Article::new(Kind::Book);
/// article.title.push(Localized::new("Война и мир").in_lang("ru".parse().unwrap()));
///
/// let mut sink = Writer::new(Format::CslJson).pretty(true).to(Vec::new());
/// let losses = sink.write(&article)?;
/// assert_eq!(losses.iter().next().unwrap().field.as_str(), "key");
/// let json = String::from_utf8(sink.finish()?).unwrap();
/// assert!(json.contains(r#""title": "Война и мир""#));
/// # Ok::<_, polybib::WriteError>(())
/// ```
#[must_use = "a writer does nothing until it is given a sink"]
#[derive(Clone, Debug)]
pub struct Writer {
    format: Format,
    pretty: bool,
    options: Option<Options>,
}

impl Writer {
    /// A writer of that format with the default options.
    pub const fn new(format: Format) -> Self {
        Self { format, pretty: false, options: None }
    }

    /// Whether to break lines and indent where the format leaves that free. BibTeX and BibLaTeX
    /// are written a field a line in any case, JSON lines a record a line.
    pub const fn pretty(mut self, pretty: bool) -> Self {
        self.pretty = pretty;
        self
    }

    /// Options of one format, such as [`jats::Options`](crate::jats::Options). Options of another
    /// format than the writer's change nothing.
    pub fn with(mut self, options: impl Into<Options>) -> Self {
        self.options = Some(options.into());
        self
    }

    /// Writes to `out`, a record at a time.
    pub fn to<W: io::Write>(&self, out: W) -> Sink<W> {
        let encoder = self.format.codec().encoder(self.options.as_ref(), self.pretty);
        Sink { format: self.format, encoder, buffer: Vec::new(), out }
    }
}

/// Takes records one by one.
///
/// <div class="warning">Call <code>finish</code>: it writes what closes the document.</div>
///
/// ```
/// use polybib::{Format, Writer};
///
/// let sink = Writer::new(Format::Json).to(Vec::new());
/// assert_eq!(sink.finish()?, b"[]\n");
/// # Ok::<_, polybib::WriteError>(())
/// ```
#[must_use = "records are complete only when `finish` was called"]
pub struct Sink<W> {
    format: Format,
    encoder: Option<Box<dyn Encoder>>,
    buffer: Vec<u8>,
    out: W,
}

impl<W> std::fmt::Debug for Sink<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sink").field("format", &self.format).finish_non_exhaustive()
    }
}

impl<W: io::Write> Sink<W> {
    /// Writes one record and says what the format could not hold of it.
    ///
    /// # Errors
    ///
    /// When the record cannot be written by the format's rules (nothing of it is then in the
    /// output, and the next one can be written), or when the sink fails.
    pub fn write(&mut self, article: &Article) -> Result<LossReport, WriteError> {
        let name = |error: WriteError| match &article.key {
            Some(key) => error.for_record(key),
            None => error,
        };
        let Some(encoder) = &mut self.encoder else {
            return Err(name(cannot_write(self.format)));
        };
        let mut losses = LossReport::default();
        report_unheld(article, self.format.codec(), self.format.name(), &mut losses);
        self.buffer.clear();
        encoder.write(article, &mut self.buffer, &mut losses).map_err(name)?;
        self.out.write_all(&self.buffer)?;
        if let Some(key) = &article.key {
            losses.name_record(key);
        }
        Ok(losses)
    }

    /// Closes the document and gives the sink back.
    ///
    /// # Errors
    ///
    /// When the sink fails, or when the format cannot be written.
    pub fn finish(mut self) -> Result<W, WriteError> {
        let Some(encoder) = &mut self.encoder else {
            return Err(cannot_write(self.format));
        };
        self.buffer.clear();
        encoder.finish(&mut self.buffer)?;
        self.out.write_all(&self.buffer)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn cannot_write(format: Format) -> WriteError {
    let why = if format == Format::Landing {
        "pages are read, never written"
    } else {
        "this build cannot write it; its feature is off"
    };
    WriteError::unsupported(format, why)
}

/// Reports every field of `article` that the format's table says it has no place for. What the
/// table calls approximated, the encoder reports itself: it knows what it wrote instead.
fn report_unheld(article: &Article, codec: &dyn Codec, name: &str, losses: &mut LossReport) {
    if !codec.drops_fields() {
        return;
    }
    report_dropped(
        article,
        &|field, form| match form {
            0 => codec.holds(field),
            _ => codec.holds_forms(field),
        },
        name,
        losses,
    );
}

/// The same by any table: cited works are held less well than the record they are cited in.
pub(crate) fn report_dropped(
    article: &Article,
    holds: &dyn Fn(Field, usize) -> Holding,
    name: &str,
    losses: &mut LossReport,
) {
    model::visit(article, &mut |said| {
        if holds(said.field, said.form) == Holding::Dropped {
            let what = if said.form > 0 { "for a second language or form" } else { "for it" };
            losses.add(LossKind::Dropped, said.path(), format!("{name} has no place {what}"));
        }
    });
}

/// A record as text, and what the format could not hold of it.
///
/// ```
/// use polybib::{Article, Format, Kind};
///
/// let written = polybib::write(Format::JsonLines, &Article::new(Kind::Map))?;
/// assert_eq!(written.text, "{\"polybib\":1,\"kind\":\"map\"}\n");
/// # Ok::<_, polybib::WriteError>(())
/// ```
#[must_use = "it says what the format could not hold"]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Written {
    /// The document.
    pub text: String,
    /// What it does not hold.
    pub losses: LossReport,
}

/// Writes one record as a whole document, with line breaks and indents for people to read.
///
/// ```
/// use polybib::{Article, Contributor, Format, Kind};
///
/// let mut book = Article::new(Kind::Book);
/// book.key = Some("troitskiy".into());
/// book.contributors.push(Contributor::person("Troitskiy", "Ye. F."));
/// let written = polybib::write(Format::BibLatex, &book)?;
/// assert_eq!(written.text, "@book{troitskiy,\n  author = {Troitskiy, Ye. F.},\n}\n");
/// # Ok::<_, polybib::WriteError>(())
/// ```
///
/// # Errors
///
/// When the record cannot be written by the format's rules, or the format cannot be written.
pub fn write(format: Format, article: &Article) -> Result<Written, WriteError> {
    write_all(format, std::slice::from_ref(article))
}

/// Writes several records as one document, in the order in which they are given. BibTeX finds only
/// what stands later: there a record that others name in `crossref` comes after them.
///
/// ```
/// use polybib::{Article, Format, Kind};
///
/// let books = [Article::new(Kind::Book), Article::new(Kind::Map)];
/// let written = polybib::write_all(Format::JsonLines, &books)?;
/// assert_eq!(written.text.lines().count(), 2);
/// # Ok::<_, polybib::WriteError>(())
/// ```
///
/// # Errors
///
/// When one of the records cannot be written by the format's rules, when the format holds only one
/// record a document (JATS) and there are more, or when it cannot be written.
pub fn write_all<'a>(
    format: Format,
    articles: impl IntoIterator<Item = &'a Article>,
) -> Result<Written, WriteError> {
    let mut sink = Writer::new(format).pretty(true).to(Vec::new());
    let mut losses = LossReport::default();
    for article in articles {
        losses.extend(sink.write(article)?);
    }
    let text = String::from_utf8(sink.finish()?)
        .map_err(|_| WriteError::unsupported(format, "the output is not UTF-8"))?;
    Ok(Written { text, losses })
}
