//! BibTeX and BibLaTeX.
//!
//! The two are one syntax and two readings of it: [`Format::BibTex`](crate::Format::BibTex) is what
//! `bibtex` 0.99d makes of a file, [`Format::BibLatex`](crate::Format::BibLatex) what `biber` makes
//! of it. They differ where names are divided, in `%` and `@comment`, in which of two equal fields
//! counts, and in the names of types and fields that are written.
//!
//! # How a record is held
//!
//! * The values of the record's own language stand in the plain fields; the record's language is
//!   `langid` (babel's name) and `language`.
//! * Other languages and forms stand in biblatex's multiscript fields, `FIELD_form_lang`:
//!   `title_translation_en`, `author_transliteration_ru-Latn`, `keywords_translation_en`. Lists of
//!   names are then whole: a name without that form is repeated as it is.
//! * What belongs to one name stands in data annotations (biblatex manual §3.7):
//!   `author+an:orcid = {1="0000-0002-1825-0097"}`, `author+an:affiliation`,
//!   `author+an:affiliation_translation_en`, `author+an:email`, a further one of the same name with `-2`; and
//!   `author+an = {1=corresponding}`.
//! * The ISSN and ISBN of the electronic edition are `eissn` and `eisbn`.
//! * In BibTeX, whose styles know no subtitle, `title` holds title and subtitle, and `subtitle` is
//!   there for programs.
//! * What no typed place exists for goes to `extra` with the origin `bibtex`, in order, and is
//!   written back.
//!
//! [`raw`] gives the commands of a file as they stand, for programs that edit or check one.
//!
//! # Links between records
//!
//! `crossref`, `xdata`, `xref`, `related`, `entryset` and `ids` are read as they stand and written
//! back. [`Library::resolve`](crate::Library::resolve) makes the view in which the inherited values
//! are filled in, by the rules of the dialect that the records were read in:
//!
//! * In BibLaTeX, as biber does it: `xdata` and `crossref` are followed as far as they lead. A
//!   record's own fields win, then those of `xdata`, then those of `crossref`. Titles change their
//!   names on the way: the `title` of a book is the `booktitle` of a part of it. `ids` are names of
//!   a record, too. `{xdata=key-field-2}` stands for one item of a field.
//! * In BibTeX, as bibtex does it: fields that are missing are filled in by the same name, from a
//!   record that stands later in the file, and not from what that one inherits.
//!
//! What a link gives is fields: what a record holds and an entry has no field for is not inherited.
//! A record gets its date whole, and a value brings its translations along. `xref`, `related` and
//! `entryset` give nothing; that their records are there is checked.
//!
//! ```
//! use polybib::Format;
//!
//! let bib = "@article{k, title = {Заголовок}, title_translation_en = {Title}, langid = {russian}}";
//! let article = &polybib::read(Format::BibLatex, bib)?.articles[0];
//! assert_eq!(article.title.in_lang("en").unwrap().to_string(), "Title");
//! # Ok::<_, polybib::ReadError>(())
//! ```

mod annotations;
mod dates;
mod fields;
mod inherit;
mod inherit_parts;
mod inherit_rules;
mod kinds;
mod macros;
mod name_parts;
mod names;
#[cfg(feature = "biblatex")]
pub(crate) mod parts;
pub mod raw;
mod read;
mod read_dates;
mod read_more;
mod related;
mod session;
mod syntax;
mod values;
mod write;
mod write_identifiers;
mod write_more;
mod write_names;

use super::{Codec, Encoder, Session};
use crate::format::Holding;
use crate::model::{Article, Field};
use crate::report::Diagnostic;

/// The origin of fields that this format keeps in `extra`.
const ORIGIN: &str = "bibtex";
/// The name under which `extra` keeps an entry type that its kind does not lead back to.
const ENTRY_TYPE: &str = "entrytype";

/// Which program's reading of a .bib file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    BibTex,
    BibLatex,
}

/// Options of BibTeX and BibLaTeX.
///
/// ```
/// use polybib::{Article, Format, Kind, Writer, bibtex};
///
/// let options = bibtex::Options::default().month_macros(false);
/// let mut sink = Writer::new(Format::BibTex).with(options).to(Vec::new());
/// let mut book = Article::new(Kind::Book);
/// book.key = Some("k".into());
/// book.dates.push(polybib::Dated::new(polybib::DateKind::Published, "2020-05".parse().unwrap()));
/// let losses = sink.write(&book)?;
/// assert!(losses.is_empty());
/// assert!(String::from_utf8(sink.finish()?).unwrap().contains("month = {5}"));
/// # Ok::<_, polybib::WriteError>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    pub(crate) month_macros: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { month_macros: true }
    }
}

impl Options {
    /// Whether BibTeX's `month` is written with the macros that styles define, `month = may`
    /// (the default), or as a number.
    #[must_use]
    pub const fn month_macros(mut self, yes: bool) -> Self {
        self.month_macros = yes;
        self
    }
}

/// One dialect as a format.
pub(crate) struct BibTex(Dialect);

pub(crate) const BIBTEX: BibTex = BibTex(Dialect::BibTex);
pub(crate) const BIBLATEX: BibTex = BibTex(Dialect::BibLatex);

impl Codec for BibTex {
    fn session(&self, _options: Option<&super::Options>) -> Box<dyn Session> {
        Box::new(session::BibSession::new(self.0))
    }

    fn encoder(&self, options: Option<&super::Options>, _pretty: bool) -> Option<Box<dyn Encoder>> {
        let options = match options {
            Some(super::Options::BibTex(options)) => options.clone(),
            _ => Options::default(),
        };
        Some(Box::new(write::BibEncoder::new(self.0, options)))
    }

    fn resolve(&self, articles: &[Article]) -> (Vec<Article>, Vec<Diagnostic>) {
        inherit::resolve(articles, self.0)
    }

    fn holds(&self, field: Field) -> Holding {
        fields::holds(field, self.0).0
    }

    fn holds_forms(&self, field: Field) -> Holding {
        fields::holds(field, self.0).1
    }
}
