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
//!   `langid` (babel's name). Styles of BibTeX know only `language`: in that dialect it says the same.
//!   In BibLaTeX, where styles print it, it stands for the languages that are stated of the work, and
//!   for a region that babel has no name for.
//! * Other languages and forms stand in biblatex's multiscript fields, `FIELD_form_lang`:
//!   `title_translation_en`, `author_transliteration_ru-Latn`, `keywords_translation_en`. Lists of
//!   names are then whole: a name without that form is repeated as it is.
//! * What belongs to one name stands in data annotations (biblatex manual §3.7):
//!   `author+an:orcid = {1="0000-0002-1825-0097"}`, `author+an:affiliation`,
//!   `author+an:affiliation_translation_en`, `author+an:email`, a further one of the same name with `-2`; and
//!   `author+an = {1=corresponding}`.
//!   A semicolon or a double quote in these is `{\symbol{59}}` or `{\symbol{34}}`: biber would divide
//!   the annotation there.
//! * The ISSN and ISBN of the electronic edition are `eissn` and `eisbn`.
//! * In BibTeX, whose styles know no subtitle, `title` holds title and subtitle, and `subtitle` is
//!   there for programs. A date that is more than a year, a month and a day say, which is what its
//!   styles know, stands in `date` beside these.
//! * `date` and its kin are EDTF, levels 0 and 1. A `year` may be EDTF, too (`2004~`, `199X`,
//!   `1999/2000`), and BibTeX gets such dates there; other words stay words. `2010-11` is not read
//!   as a month: in a `year` it is more often two years.
//! * `related`, `relatedtype` and `relatedstring` are [`Article::related`].
//! * A field that stands twice is kept in [`Article::extra`] under the origin `bibtex-repeated`, but
//!   for the one that counts. An entry has no room for it, so writing it is a Loss.
//! * The fields of an entry may say its kind: an `@unpublished` with an event is a talk, an
//!   `@article` that is a preprint's `eprint` and in no journal a preprint. Where a record is
//!   something else, `entrysubtype` says so.
//! * What no typed place exists for goes to `extra` with the origin `bibtex`, in order, and is
//!   written back.
//!
//! # What is kept of the spelling
//!
//! Behind these fields `extra` holds what a file says beside the values. A writer uses it where it
//! still says the same, and else a [`Loss`](crate::Loss) names it:
//!
//! | name in `extra` | what it is |
//! |---|---|
//! | `entry type` | a type that the kind does not lead back to, such as `inbook` |
//! | `langid`, `hyphenation`, `language`, `origlanguage` | another name of the language: `usenglish` |
//! | `date`, `urldate`, `eventdate`, `origdate` | a date in other digits or letters |
//! | `eprinttype` | another name of the registry: `arxiv`, `pubmed` |
//! | `related`, `relatedtype` | keys with other spaces between, a type that says nothing |
//! | `editortype` and its kin | the role of a list that a writer would choose another list for |
//! | `author=`, `editor=` and so on | a name in the extended form that has more than its parts (initials, `id`, options), or an option of the list |
//! | `journaltitle#` and so on | a value with macros that nobody defined: `jacm # { B}` |
//! | the name of a field that is written | a field that stood twice, the one that does not count; it is not written |
//!
//! [`raw`] gives the commands of a file as they stand, for programs that edit or check one.
//!
//! # Links between records
//!
//! `crossref`, `xdata`, `xref`, `related`, `entryset` and `ids` are read as they stand and written
//! back. [`Library::resolve`](crate::Library::resolve) makes the view in which the inherited values
//! are filled in, by the rules of the dialect that the records were read in:
//!
//! * In BibLaTeX, as biber does it: `xdata` and `crossref` are followed as far as they lead. What
//!   `xdata` gives replaces a record's own fields, the last one of several; `crossref` gives what is
//!   missing. Titles change their names on the way: the `title` of a book is the `booktitle` of a
//!   part of it. `ids` are names of a record, too. `{xdata=key-field-2}` stands for one item of a
//!   field of an `@xdata`, `{xdata=key-field}` for all of it. A `@set` takes what it has not from
//!   the first of its records.
//! * In BibTeX, as bibtex does it: fields that are missing are filled in by the same name, from a
//!   record that stands later in the file, and not from what that one inherits.
//!
//! Entries are written in the order in which the records are given: a record that another one names
//! in `crossref` must come later for bibtex. biber takes them in any order.
//!
//! What a link gives is fields: what a record holds and an entry has no field for is not inherited.
//! A record gets its date whole, and a value brings its translations along. `xref` and
//! `related` give nothing; that their records are there is checked. The language of a record stays
//! its own, by `xdata` too.
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
mod headers;
mod inherit;
mod inherit_parts;
mod inherit_rules;
mod kinds;
mod lookup;
mod macros;
mod name_parts;
mod names;
mod options;
#[cfg(feature = "biblatex")]
pub(crate) mod parts;
mod pieces;
mod protect;
pub mod raw;
mod read;
mod read_dates;
mod read_language;
mod read_more;
mod related;
mod session;
mod syntax;
mod values;
mod write;
mod write_ascii;
mod write_dates;
mod write_forms;
mod write_identifiers;
mod write_more;
mod write_names;
mod write_order;

pub use options::{Encoding, FieldOrder, Options, Protection};

use super::{Codec, Encoder, Session};
use crate::format::Holding;
use crate::model::{Article, Field};
use crate::report::Diagnostic;

/// The origin of fields that this format keeps in `extra`.
const ORIGIN: &str = "bibtex";
/// The origin of fields that stand twice in an entry, and are not the one that counts: no entry has
/// room for them.
const REPEATED: &str = "bibtex-repeated";
/// The name under which `extra` keeps an entry type that its kind does not lead back to. No field of a
/// file can have it.
const ENTRY_TYPE: &str = "entry type";
/// The name under which `extra` keeps the order of the fields, if it was asked for. No field of a
/// file can have it.
const FIELD_ORDER: &str = "field order";

/// Which program's reading of a .bib file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    BibTex,
    BibLatex,
}

/// One dialect as a format.
pub(crate) struct BibTex(Dialect);

pub(crate) const BIBTEX: BibTex = BibTex(Dialect::BibTex);
pub(crate) const BIBLATEX: BibTex = BibTex(Dialect::BibLatex);

impl Codec for BibTex {
    fn session(&self, options: Option<&super::Options>) -> Box<dyn Session> {
        let keeps_order = matches!(options, Some(super::Options::BibTex(options))
            if options.field_order == FieldOrder::AsRead);
        Box::new(session::BibSession::new(self.0, keeps_order))
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
