//! CSL-JSON 1.0.2, the input of citation processors.
//!
//! What is written is valid by CSL's schema (`csl-data.json`): an array of items with the 45 types
//! and the variables of the schema, nothing else. Reading takes more: a single item, one item a
//! line, `{"items": […]}`, answers of Crossref's API, numbers for text and text for numbers, arrays of one, the members that
//! Crossref, Zotero, Juris-M and others add. What is odd is a [`Diagnostic`]; members that the
//! model has no place for are kept in [`Article::extra`] and written back.
//!
//! ```
//! use polybib::Format;
//!
//! let json = r#"[{"id":"t20","type":"article-journal","language":"ru",
//!   "title":"Внешняя политика","author":[{"family":"Троицкий","given":"Е. Ф."}],
//!   "issued":{"date-parts":[[2020,5]]},
//!   "custom":{"multi":{"_keys":{"title":{"en":"Foreign policy"}}}}}]"#;
//! let library = polybib::read(Format::CslJson, json)?;
//! let article = &library.articles[0];
//! assert_eq!(article.title.in_lang("en").unwrap().to_string(), "Foreign policy");
//! assert_eq!(article.issued().unwrap().to_string(), "2020-05");
//!
//! let written = polybib::write(Format::CslJson, article).unwrap();
//! assert!(written.losses.is_empty());
//! assert_eq!(polybib::read(Format::CslJson, &written.text)?.articles, library.articles);
//! # Ok::<_, polybib::ReadError>(())
//! ```
//!
//! # `custom`
//!
//! A variable holds a value in one language, and CSL has no variable for much of what a record
//! says. The schema leaves one member free, `custom`. It holds two members of this crate, each only
//! if it is needed; the user's own members stay beside them.
//!
//! `custom.multi` has the shape that Juris-M gave to other languages:
//!
//! | member | what it gives |
//! |---|---|
//! | `main.VARIABLE` | the language of the variable, if it is not that of the item; `false`: of no stated one |
//! | `_keys.VARIABLE.LANG` | the value of the variable in another language |
//! | `names.VARIABLE[i]` | of the i-th name: `main` as above, and in `_key.LANG` its parts in another language |
//!
//! `custom.polybib` has what is left. A member named by a path of native JSON (`affiliations`,
//! `references`, `container.short-title`) is that part of the record and replaces what the
//! variables say of it. These are different:
//!
//! | member | what it gives |
//! |---|---|
//! | `kind` | the exact [`Kind`](crate::Kind), if the type is a wider one |
//! | `primary-language` | `false`: a variable without a `main` is of no stated language |
//! | `subtitle`, `container.subtitle`, … | the subtitle, whose text also ends the title |
//! | `forms.VARIABLE` | the [`Form`](crate::Form) of each of its values, where they are not an original and its translations (a transliteration, if only the script differs) |
//! | `contributors` | the contributors in order, as in native JSON, each without its name if it is the next one of its role's variable; `organization` and `forms` say what the variable does not say of the name |
//! | `dates`, `identifiers`, `container.identifiers` | the list in order, as in native JSON, each without its value if that is in its variable (for a date: the one named in `variable`) |
//! | `extra` | the leftovers in order: a name for one that stands elsewhere in the item, else as in native JSON |
//!
//! A title in `custom` that is no longer what its variable says was overtaken by a change, and the
//! variable wins. So it is with `kind` and with names.
//!
//! # What others write
//!
//! The answers of Crossref's API and DOI negotiation are read with their own members: dates of each
//! medium and of acceptance, `subtitle`, `issn-type`, `article-number`, `subject`, `license`, `link`,
//! `funder`, `relation`, `institution` and `degree`, departments and identifiers of affiliations, and
//! the works in `reference`. DataCite's `copyright` and Zotero's `license` are permissions. A member
//! that says more than the record has a place for is kept in [`Article::extra`] as well; one that
//! speaks of Crossref's own record (`indexed`, `score`) is kept there alone. A list of items in an
//! object, under `items`, `references` or `message`, is read item by item like a top-level array.
//!
//! # Dialects and what they lose
//!
//! | [`Dialect`] | valid by the schema | lost | reported |
//! |---|---|---|---|
//! | `Standard` | yes | nothing | |
//! | `JurisM` | where one language is all | nothing | |
//! | `Plain` | yes | what has no variable: other languages, ORCIDs, affiliations, references | every part |
//! | `Zotero` | yes | the same, and the parts of a name beyond two | every part |
//!
//! Lines in `note` are an [option](Options::note_lines), cited works as items of their own
//! [another](Options::reference_items).
//!
//! # Types and variables
//!
//! The type that each [`Kind`](crate::Kind) is written as, here and in .bib files; a type is read as
//! the first kind in its rows, unless `custom` says another. Then the variables, the field of the
//! record that each is read into and written from, and the field of BibLaTeX that the same field of
//! the record is written as, where there is one of its own. Where types differ, a book, an article in
//! a journal and a chapter are told apart.
//!
#![doc = include_str!("tables.md")]
//!
//! [`Article::extra`]: crate::Article::extra
//! [`Diagnostic`]: crate::Diagnostic

mod added;
mod complete;
mod dates;
mod direct;
mod encoder;
mod exact;
mod fields;
mod index;
mod json;
mod kinds;
mod leaves;
mod lines;
mod multi;
mod names;
mod out;
mod plain;
mod read;
mod session;
mod split;
mod tape;
mod wrapper;
mod write;
mod zotero;

use super::{Codec, Encoder, Session, holding};
use crate::format::Holding;
use crate::model::Field;

/// The origin of leftovers in [`Extra`](crate::Extra).
const ORIGIN: &str = "csl-json";

/// Where a writer puts what CSL's variables do not hold.
///
/// ```
/// use polybib::{Article, Format, Kind, Writer, csl_json};
///
/// let mut article = Article::new(Kind::Preprint);
/// article.key = Some("a".into());
/// let plain = csl_json::Options::default().dialect(csl_json::Dialect::Plain);
/// let mut sink = Writer::new(Format::CslJson).with(plain).to(Vec::new());
/// let losses = sink.write(&article)?;
/// assert_eq!(losses.iter().next().unwrap().field.as_str(), "kind");
/// assert_eq!(sink.finish()?, b"[\n{\"id\":\"a\",\"type\":\"article\"}\n]\n");
/// # Ok::<_, polybib::WriteError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Dialect {
    /// In `custom`, the member that the schema leaves free.
    #[default]
    Standard,
    /// Other languages in `multi`, where Juris-M looks for them: a member of the item and of each
    /// name. The schema does not allow that member. The rest goes into `custom`.
    JurisM,
    /// Nowhere: it is left out and reported.
    Plain,
    /// As Zotero imports it, without loss by Zotero: no `custom`, names in two parts, the short title
    /// of a journal as `journalAbbreviation`; variables and types that Zotero has no field for are
    /// lines of `note`, as by [`note_lines`](Options::note_lines). The rest is left out and reported.
    ///
    /// ```
    /// use polybib::{Article, Contributor, Format, Kind, Writer, csl_json};
    ///
    /// let mut song = Article::new(Kind::MusicalScore);
    /// song.key = Some("a".into());
    /// song.contributors.push(Contributor::person("Bach", "J. S."));
    /// song.original = Some(Box::default());
    /// song.original.as_mut().unwrap().date = Some("1727".parse()?);
    /// let zotero = csl_json::Options::default().dialect(csl_json::Dialect::Zotero);
    /// let mut sink = Writer::new(Format::CslJson).with(zotero).to(Vec::new());
    /// assert!(sink.write(&song)?.is_empty());
    /// let json = String::from_utf8(sink.finish()?)?;
    /// assert!(json.contains(r#""type":"book""#));
    /// assert!(json.contains(r#""note":"type: musical_score\noriginal-date: 1727""#));
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    Zotero,
}

/// Options of CSL-JSON.
///
/// ```
/// use polybib::{Format, Writer, csl_json};
///
/// let options = csl_json::Options::default().dialect(csl_json::Dialect::JurisM);
/// let sink = Writer::new(Format::CslJson).with(options).to(Vec::new());
/// assert_eq!(sink.finish()?, b"[]\n");
/// # Ok::<_, polybib::WriteError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Where to put what CSL's variables do not hold. Reading understands every dialect.
    pub dialect: Dialect,
    pub(crate) note_lines: bool,
    pub(crate) reference_items: bool,
}

impl Options {
    /// Whether `note` may have variables in lines of their own, `original-date: 1950`, as Zotero's
    /// field Extra has them. Not by default: a note may begin so and mean it.
    ///
    /// Reading: the lines at the top of the note, but for one line of other words before them, are
    /// variables and no longer part of the note. The variable's name is spelled as CSL or as Zotero
    /// does (`Original Date`), dates are EDTF, names `Family || Given`. A line wins over a variable
    /// of the item; what that said is kept in `extra`, with a diagnostic.
    ///
    /// Writing: the variables that Zotero has no field for are lines of the note as well, or only
    /// (in [`Dialect::Zotero`]).
    ///
    /// ```
    /// use polybib::{Format, Reader, Writer, csl_json};
    ///
    /// let json = r#"[{"id":"a","type":"book","note":"original-date: 1950\nPMID: 7\nSigned."}]"#;
    /// let options = csl_json::Options::default().note_lines(true);
    /// let mut records = Reader::new(Format::CslJson).with(options).for_slice(json.as_bytes());
    /// let book = records.next().unwrap()?.article;
    /// assert_eq!(book.original.as_ref().unwrap().date, Some("1950".parse()?));
    /// assert_eq!(book.identifiers[0].value, "7");
    /// assert_eq!(book.notes[0].text.primary().unwrap().to_string(), "Signed.");
    ///
    /// let zotero = options.dialect(csl_json::Dialect::Zotero);
    /// let mut sink = Writer::new(Format::CslJson).with(zotero).to(Vec::new());
    /// assert!(sink.write(&book)?.is_empty());
    /// let written = String::from_utf8(sink.finish()?)?;
    /// assert!(written.contains(r#""note":"PMID: 7\noriginal-date: 1950\nSigned.""#));
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn note_lines(mut self, yes: bool) -> Self {
        self.note_lines = yes;
        self
    }

    /// Whether the works that an article cites are items of their own behind it. Not by default.
    ///
    /// An item's id is the cited work's own key, else the article's id, an underscore, and the
    /// reference's key or number. A reference that is text and not parts is a document with the text
    /// as its note. With `custom` the article has its references too, and is read as it was.
    ///
    /// ```
    /// use polybib::{Article, Format, Kind, Reference, Writer, csl_json};
    ///
    /// let mut article = Article::new(Kind::ArticleJournal);
    /// article.key = Some("a".into());
    /// article.references.push(Reference::structured(Article::new(Kind::Map)));
    /// article.references.push(Reference::raw("A. Author. A book."));
    /// let options = csl_json::Options::default().dialect(csl_json::Dialect::Plain);
    /// let mut sink = Writer::new(Format::CslJson).with(options.reference_items(true)).to(Vec::new());
    /// assert_eq!(sink.write(&article)?.iter().next().unwrap().field.as_str(), "references");
    /// let json = String::from_utf8(sink.finish()?)?;
    /// assert!(json.contains(r#"{"id":"a_1","type":"map"}"#));
    /// assert!(json.contains(r#"{"id":"a_2","type":"document","note":"A. Author. A book."}"#));
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn reference_items(mut self, yes: bool) -> Self {
        self.reference_items = yes;
        self
    }

    /// Another dialect to write.
    ///
    /// ```
    /// use polybib::csl_json::{Dialect, Options};
    ///
    /// assert_eq!(Options::default().dialect(Dialect::Plain).dialect, Dialect::Plain);
    /// ```
    #[must_use]
    pub const fn dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = dialect;
        self
    }
}

/// The codec of CSL-JSON.
pub(crate) struct CslJson;

/// Those for this format, or the default.
fn of_csl_json(options: Option<&super::Options>) -> Options {
    #[allow(unreachable_patterns, reason = "other formats' options, if they are built")]
    match options {
        Some(super::Options::CslJson(options)) => *options,
        _ => Options::default(),
    }
}

impl Codec for CslJson {
    fn session(&self, options: Option<&super::Options>) -> Box<dyn Session> {
        Box::new(session::CslSession::new(of_csl_json(options)))
    }

    fn encoder(&self, options: Option<&super::Options>, pretty: bool) -> Option<Box<dyn Encoder>> {
        Some(Box::new(encoder::CslEncoder::new(of_csl_json(options), pretty)))
    }

    /// Every field has a row, and none says dropped: a test of the table says so.
    fn drops_fields(&self) -> bool {
        false
    }

    fn holds(&self, field: Field) -> Holding {
        holding(fields::HOLDS, field).0
    }

    fn holds_forms(&self, field: Field) -> Holding {
        holding(fields::HOLDS, field).1
    }
}
