//! JATS XML (ANSI/NISO Z39.96), and the NLM tag sets before it.
//!
//! **Reading** takes any version from NLM 2 on, with any prefix, in any wrapper; an input may hold
//! many articles, and each is a record. Read are `front`, the reference lists and the sub-articles
//! that are translations. The text of the article is skipped, and so is what stands in `back` beside
//! the references: nobody looks whether it is well-formed. What counts in it are comments, CDATA
//! sections and processing instructions, which have to end, tags of other articles, which have to come
//! in pairs, and its own end tag. A document type declaration is passed over: nothing is
//! loaded and no entity of its own is expanded. Entities of XML, HTML and the ISO
//! sets are known without it.
//!
//! An input may be in any encoding of the WHATWG's list. A byte order mark says which, else UTF-16
//! is known by its first `<`, else the XML declaration decides; `ISO-8859-1` reads as windows-1252,
//! which differs only where Latin-1 has control characters. Lines, columns and byte offsets of spans
//! and reports are those of the input as it was given, not of the UTF-8 made of it; in EUC-JP and
//! ISO-2022-JP, where a character has no one length, byte offsets are near.
//!
//! What is not well-formed, or ends too soon, is an error with its position, and
//! [`ReadError::partial`](crate::ReadError::partial) has what stands before the fault:
//!
//! ```
//! use polybib::{Format, Reader};
//!
//! let text = b"<article><front><article-meta><title-group><article-title>Title</article-title>
//!     </title-group><volume>1</issue></article-meta></front></article>";
//! let error = Reader::new(Format::Jats).for_slice(text).next().unwrap().unwrap_err();
//! assert_eq!(error.position().unwrap().line, 2);
//! let article = error.partial().unwrap();
//! assert_eq!(article.title.primary().unwrap().to_string(), "Title");
//! ```
//!
//! **Writing** gives JATS that is valid by its DTD, an article a document: 1.3, or 1.4 by
//! [`Options::version`], of the Archiving set or, by [`Options::tag_set`], of the Publishing set. What
//! Publishing asks for and the record does not have is an error that names it. Other languages go
//! where JATS has a place for them: `trans-title-group`, `trans-abstract`, `kwd-group`,
//! `name-alternatives`, `aff-alternatives`, `citation-alternatives`. What is written is read back at
//! once, and every difference is a [`Loss`](crate::Loss).
//!
//! # Profiles
//!
//! Publishers and archives tag the same facts in different ways. [`Options::profile`] says whose
//! habits to follow, [`Options::citations`] how to tag references; reading understands all of them.
//!
//! | habit | [`Jats4r`](Profile::Jats4r) | [`Pmc`](Profile::Pmc) | [`ScieloSps`](Profile::ScieloSps) |
//! |---|---|---|---|
//! | `@xml:lang` of a value | always | where it is not the article's | the same, but never on `article-title` and `abstract`, always on `kwd-group` and `license` |
//! | `@xml:lang` of a translation | always | always | always |
//! | ORCID | address | address | number |
//! | date of publication | `@date-type`, `@publication-format` | `@pub-type` where there is one | as JATS4R |
//! | `issn` | `@publication-format` | `@pub-type` | `@pub-type` |
//! | licence | `@xlink:href` and `ali:license_ref` | the same | `@xlink:href` |
//! | department, institution | `dept`, nothing | the same | `orgdiv1` …, `orgname` |
//! | references | [`AsHeld`](Citations::AsHeld) | [`AsHeld`](Citations::AsHeld) | [`Both`](Citations::Both), without `citation-alternatives` |
//! | `article/@specific-use` | | | `sps-1.9` |
//!
//! # Conventions
//!
//! | what | how it is written |
//! |---|---|
//! | no language is known | `article/@xml:lang="und"`: a missing one means `en` by the DTD. A value without a language in an article that has one says `und` too, since it would inherit it; names and affiliations inherit it where they have no alternatives, cited works never do |
//! | the [`Form`](crate::Form) of a value | `@specific-use="translation"`, `transliteration`, `transcription` or `original`, except where the element says it (`trans-…` is a translation); in JATS 1.4 the same in `@lang-variant` |
//! | a further value beside one it could be taken for a form of | `@specific-use="separate"` |
//! | a citation whose words are only its parts with punctuation between | `mixed-citation/@specific-use="from-parts"`; the words are not read as the text of the reference |
//! | MathML without the prefix `mml:` | `named-content content-type="mathml" alt="…"` around its words |
//! | fields without an element | `custom-meta` with the name `polybib-` and the field: `polybib-key`, `polybib-kind`, `polybib-edition` … Text stands as it is, structures as the model's JSON |
//! | an order that JATS's groups do not keep (dates, identifiers, abstracts) | `polybib-order-dates` …: the positions, in the order of the document |
//! | a note of a cited work | `comment`, its kind in `@content-type` |
//! | a keyword with a semicolon in it, which a reader takes for several | `kwd/@content-type="one-keyword"` |
//! | somebody else's `custom-meta` | [`Extra`](crate::Extra) with the origin `jats` |
//! | identifiers outside JATS's list | `pub-id-type="custom"` and `custom-type` |
//! | the kind of a cited work, where `publication-type` is too coarse | `@specific-use="kind:edited-book"` |
//! | the key of a reference that is no XML id | `ref/@specific-use="key:…"` |
//! | the only reference list has a title that is to be kept | `ref-list/@specific-use="named"` |
//! | white space that is meant (at the ends, doubled, line ends) | `&#32;`, `&#10;`; other white space is layout |
//! | TeX and other markup of a source | `named-content content-type="raw-tex" alt="…"` |
//! | slanted, quoted and foreign words, particles of names | `styled-content`, `named-content` |

//!
//! # What has no field
//!
//! An element of `front` that no field is for goes into [`Extra`](crate::Extra) with the origin
//! `jats`: the name is its path (`front/article-meta/contrib-group/contrib[2]/degrees`), the value
//! its XML as it stands; a diagnostic `unknown-element` says so once for each path. In a citation, a
//! part that no field is for becomes a note whose kind is the name of the element (`volume`, if
//! there are two), unless the citation is text and has the words anyway. What is in neither place is
//! named by a diagnostic. In 157 articles of many publishers, 1 in 300 elements of front matter and
//! reference lists is not mapped to a field:
//!
//! | element | what becomes of it |
//! |---|---|
//! | `contrib/xref` to a footnote that is no mark of equal work, death or correspondence, to a fund, to another contributor | `extra`; the footnote is a note |
//! | `contrib/degrees`, `contrib/bio`, `contrib/address` but for the e-mail, `aff/email`, `on-behalf-of`, `author-comment`, `prefix` | `extra` |
//! | `principal-award-recipient`, `award-desc` and other parts of an award beside funder and number | `extra` |
//! | `fig`, `graphic`, `media` and `object-id` of an abstract, `supplementary-material`, pictures in a title or licence | `extra` |
//! | `alt-title` of other types than short and running titles; `issue-id`, `free_to_read`, `string-date` beside a date in parts, a normalised institution beside its name | `extra` |
//! | a second `volume`, `issue`, `elocation-id` … where a record has one | `extra` |
//! | `counts` but for pages | `extra`, named `counts/fig-count` …, and written as elements again |
//! | `person-group/role`, paragraphs in a `ref-list` | the diagnostic |
//!
//! Left out by rule, without a word: labels and marks (`label`, `sup` in an affiliation, `xref` in a
//! title), the title of an article's only reference list, punctuation in `x` and between the parts
//! of a name, and attributes that no field is for. Tables and other blocks in an abstract, and
//! elements that JATS does not have, are read as their words, which a diagnostic says.

mod carry;
mod check;
mod encoding;
mod entities;
mod fields;
mod habits;
mod inline;
mod kinds;
mod leftover;
mod options;
mod read;
mod read_dates;
mod read_front;
mod read_people;
mod read_refs;
mod scan;
mod syntax;
mod tags;
mod tree;
mod write;
mod write_front;
mod write_inline;
mod write_people;
mod write_refs;
mod xml;

use self::encoding::{Found, Offsets};
pub use self::options::{Citations, Options, Profile, TagSet, Version};
use self::scan::{Next, Scanner};
use self::tree::Tree;
use super::{Codec, Encoder, Session, holding};
use crate::error::{ReadError, ReadErrorKind, WriteError, WriteErrorKind};
use crate::format::{Format, Holding};
use crate::limits::Limits;
use crate::model::{Article, Field};
use crate::reader::{Input, Record};
use crate::report::LossReport;
use crate::source::Position;

pub(crate) struct Jats;

impl Codec for Jats {
    fn session(&self, _options: Option<&super::Options>) -> Box<dyn Session> {
        Box::new(JatsSession::default())
    }

    fn encoder(&self, options: Option<&super::Options>, pretty: bool) -> Option<Box<dyn Encoder>> {
        let options = options.and_then(of_jats).cloned().unwrap_or_default();
        Some(Box::new(JatsEncoder { options, pretty, written: false }))
    }

    fn holds(&self, field: Field) -> Holding {
        holding(fields::HOLDS, field).0
    }

    fn holds_forms(&self, field: Field) -> Holding {
        holding(fields::HOLDS, field).1
    }
}

fn of_jats(options: &super::Options) -> Option<&Options> {
    match options {
        super::Options::Jats(options) => Some(options),
        #[allow(unreachable_patterns, reason = "reached only with another format's feature")]
        _ => None,
    }
}

#[derive(Default)]
struct JatsSession {
    scanner: Scanner,
    room: Tree<'static>,
    encoding: Option<Found>,
    /// Whether there was an article, good or bad.
    found: bool,
    done: bool,
}

impl Session for JatsSession {
    fn next(&mut self, input: &mut Input<'_>) -> Option<Result<Record, ReadError>> {
        if self.done {
            return None;
        }
        if self.encoding.is_none() {
            match encoding::prepare(input) {
                Ok(found) => self.encoding = Some(found),
                Err(error) => {
                    self.done = true;
                    return Some(Err(error));
                }
            }
        }
        let next = match self.scanner.next(input) {
            Ok(next) => next,
            Err(error) => {
                self.found = true;
                return Some(Err(self.error_as_given(error, input)));
            }
        };
        let len = match next {
            Next::Article(len) => len,
            Next::End => {
                self.done = true;
                return (!self.found).then(|| Err(self.nothing_found(input)));
            }
            Next::Cut => input.window().len(),
        };
        self.found = true;
        self.done = matches!(next, Next::Cut);
        let record = if self.done {
            Err(self.cut_off(input))
        } else {
            let bytes = input.window().get(..len).unwrap_or_default();
            self.read(bytes, input)
        };
        let record = match record {
            Ok(record) => Ok(self.record_as_given(record, input)),
            Err(error) => Err(self.error_as_given(error, input)),
        };
        input.consume(len);
        Some(record)
    }
}

impl JatsSession {
    /// Reads the article that begins the window of `input`.
    fn read(&mut self, bytes: &[u8], input: &Input<'_>) -> Result<Record, ReadError> {
        let (start, limits) = (input.position(), input.limits());
        read::article(bytes, start, limits.nesting(), limits.diagnostics, &mut self.room)
    }

    /// An input that ends within an article. If that is not well-formed before, that is the error.
    fn cut_off(&mut self, input: &Input<'_>) -> ReadError {
        let bytes = input.window();
        match self.read(bytes, input) {
            Err(error) if error.kind() != ReadErrorKind::Data => error,
            _ => {
                let message = "the input ends before the article does";
                let end = Position::after(input.position(), bytes);
                ReadError::new(ReadErrorKind::Truncated, message).at(end)
            }
        }
    }

    /// With the bytes counted that the input has, where the window shows others.
    fn record_as_given(&self, mut record: Record, input: &Input<'_>) -> Record {
        let Some(mut offsets) = Offsets::new(input, self.encoding.as_ref()) else { return record };
        record.position.offset = offsets.at(record.position.offset);
        record.span.start = offsets.at(record.span.start);
        for diagnostic in &mut record.diagnostics {
            if let Some(position) = &mut diagnostic.position {
                position.offset = offsets.at(position.offset);
            }
        }
        record.span.end = offsets.at(record.span.end);
        record
    }

    /// The same for an error, which also says what the encoding has to do with it.
    fn error_as_given(&mut self, error: ReadError, input: &Input<'_>) -> ReadError {
        let mut position = error.position().unwrap_or_else(|| input.position());
        let message = match &self.encoding {
            Some(Found::Other { encoding, is_broken }) if error.is_io() && is_broken.get() => {
                self.done = true;
                position = Position::after(input.position(), input.window());
                format!(
                    "the input is in {}, and these bytes are no character in it",
                    encoding.name()
                )
            }
            Some(Found::Unknown(name)) if error.kind() == ReadErrorKind::Encoding => {
                format!("{}; it says that it is in `{name}`, which is not known", error.message())
            }
            _ => {
                if let Some(mut offsets) = Offsets::new(input, self.encoding.as_ref()) {
                    position.offset = offsets.at(position.offset);
                }
                return error.at(position);
            }
        };
        if let Some(mut offsets) = Offsets::new(input, self.encoding.as_ref()) {
            position.offset = offsets.at(position.offset);
        }
        let explained = ReadError::new(ReadErrorKind::Encoding, message).at(position);
        match error.partial() {
            Some(article) => explained.with_partial(article.clone()),
            None => explained,
        }
    }

    /// That there was no article, and what there was instead.
    fn nothing_found(&self, input: &Input<'_>) -> ReadError {
        let mut end = input.position();
        end.offset = input.offset_as_given().unwrap_or(end.offset);
        let bytes = end.offset;
        let message = match &self.scanner.root {
            _ if bytes == 0 => "the input is empty: there is no JATS article to read".to_owned(),
            Some(root) => format!(
                "there is no JATS `article` in these {bytes} bytes; the first element is `{root}`"
            ),
            None => format!("there is no JATS article in these {bytes} bytes, and no XML element"),
        };
        ReadError::new(ReadErrorKind::NoRecords, message).at(end)
    }
}

/// How deep what was written may nest when it is read back: the elements around a text come on top
/// of the markup in it.
const DEPTH: usize = 2 * Limits::DEFAULT.depth;

struct JatsEncoder {
    options: Options,
    pretty: bool,
    written: bool,
}

impl Encoder for JatsEncoder {
    fn write(
        &mut self,
        article: &Article,
        out: &mut Vec<u8>,
        losses: &mut LossReport,
    ) -> Result<(), WriteError> {
        if self.written {
            let message = "a JATS document holds one article; write each to a document of its own";
            return Err(WriteError::unsupported(Format::Jats, message));
        }
        let text = write::document(article, &self.options, self.pretty)?;
        let start = text.find("<article").unwrap_or_default();
        let bytes = text.as_bytes().get(start..).unwrap_or_default().trim_ascii_end();
        let mut back = read::article(bytes, Position::default(), DEPTH, 0, &mut Tree::default())
            .map_err(|error| {
                let message = format!("what was written cannot be read: {error}");
                WriteError::new(WriteErrorKind::Invalid, message)
            })?
            .article;
        check::report(article, &mut back, self.options.how_to_cite(), losses);
        out.extend_from_slice(text.as_bytes());
        self.written = true;
        Ok(())
    }

    fn finish(&mut self, _out: &mut Vec<u8>) -> Result<(), WriteError> {
        if self.written {
            return Ok(());
        }
        let message = "a JATS document needs an article, and none was written";
        Err(WriteError::unsupported(Format::Jats, message))
    }
}
