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
//! [`Article::extra`]: crate::Article::extra
//! [`Diagnostic`]: crate::Diagnostic

mod complete;
mod dates;
mod fields;
mod json;
mod kinds;
mod leaves;
mod multi;
mod names;
mod plain;
mod read;
mod write;

use std::collections::{HashMap, VecDeque};

use super::{Codec, Encoder, Session, holding};
use crate::error::{ReadError, ReadErrorKind, WriteError};
use crate::format::Holding;
use crate::model::{Article, Field};
use crate::reader::{Input, Record, utf8};
use crate::report::{LossKind, LossReport};
use crate::source::{Locator, Position, Span};
use crate::value::json::{ArrayWriter, Element, Elements};
use crate::value::key;

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
}

impl Options {
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

impl Codec for CslJson {
    fn session(&self, _options: Option<&super::Options>) -> Box<dyn Session> {
        Box::new(CslSession::default())
    }

    fn encoder(&self, options: Option<&super::Options>, pretty: bool) -> Option<Box<dyn Encoder>> {
        #[allow(unreachable_patterns, reason = "other formats' options, if they are built")]
        let options = match options {
            Some(super::Options::CslJson(options)) => *options,
            _ => Options::default(),
        };
        Some(Box::new(CslEncoder {
            array: ArrayWriter::new(pretty),
            dialect: options.dialect,
            invented: HashMap::new(),
        }))
    }

    fn holds(&self, field: Field) -> Holding {
        holding(fields::HOLDS, field).0
    }

    fn holds_forms(&self, field: Field) -> Holding {
        holding(fields::HOLDS, field).1
    }
}

#[derive(Default)]
struct CslSession {
    elements: Elements,
    /// The items of a wrapper, still to be given.
    pending: VecDeque<Result<Record, ReadError>>,
    count: u64,
    empty: bool,
}

impl Session for CslSession {
    fn next(&mut self, input: &mut Input<'_>) -> Option<Result<Record, ReadError>> {
        loop {
            if let Some(record) = self.pending.pop_front() {
                return Some(record);
            }
            match self.elements.next(input)? {
                Ok(Element { len }) => {
                    self.count += 1;
                    let bytes = input.window().get(..len).unwrap_or_default();
                    let found = self.read_element(bytes, input);
                    input.consume(len);
                    if found.is_some() {
                        return found;
                    }
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }

    fn may_be_empty(&self) -> bool {
        self.empty || self.elements.saw_empty_array()
    }
}

impl CslSession {
    /// One record, or none if the element is a wrapper, whose items are then pending.
    fn read_element(
        &mut self,
        bytes: &[u8],
        input: &Input<'_>,
    ) -> Option<Result<Record, ReadError>> {
        let start = input.position();
        let text = match utf8(bytes, start) {
            Ok(text) => text,
            Err(error) => return Some(Err(error)),
        };
        let mut members = json::Members::with_capacity(24);
        if let Err(error) = json::read_members(text, &mut members) {
            let id = json::member(&members, "id").and_then(json::scalar);
            let name =
                id.map_or_else(|| format!("item {}", self.count), std::borrow::Cow::into_owned);
            return Some(Err(crate::value::json::error(&error, bytes, start).for_record(name)));
        }
        if let Some(items) = wrapped(&members) {
            self.empty |= items.is_empty();
            let mut locator = Locator::new(bytes, start);
            for raw in items {
                // Both are slices of one text.
                let offset = raw.get().as_ptr().addr().wrapping_sub(text.as_ptr().addr());
                let start = locator.at(offset);
                self.count += 1;
                let mut members = json::Members::new();
                let record = match json::read_members(raw.get(), &mut members) {
                    Ok(()) => self.record(raw.get(), start, members, input),
                    Err(error) => {
                        Err(crate::value::json::error(&error, raw.get().as_bytes(), start)
                            .for_record(format!("item {}", self.count)))
                    }
                };
                self.pending.push_back(record);
            }
            return None;
        }
        Some(self.record(text, start, members, input))
    }

    /// The record of an object, if it is an item.
    fn record(
        &self,
        text: &str,
        start: Position,
        members: json::Members<'_>,
        input: &Input<'_>,
    ) -> Result<Record, ReadError> {
        if members.iter().any(|(name, _)| makes_an_item(name)) {
            return Ok(record(text, start, members, input));
        }
        let message = if members.is_empty() {
            "the object is empty".to_owned()
        } else {
            format!("the object is no item: it has no variable of CSL, only {}", named(&members))
        };
        let error = ReadError::new(ReadErrorKind::Data, message).at(start);
        Err(error.for_record(format!("item {}", self.count)))
    }
}

/// Whether a member of that name makes an object an item. `status` does not: in the answer of an
/// API it is no variable.
fn makes_an_item(name: &str) -> bool {
    let is_known = || fields::variable(name).is_some() || fields::alias(name).is_some();
    name != "status" && is_known()
}

/// The names of the first members, for a message.
fn named(members: &json::Members<'_>) -> String {
    const MOST: usize = 8;
    let name = |name: &str| format!("`{}`", name.chars().take(40).collect::<String>());
    let mut names: Vec<_> = members.iter().take(MOST).map(|(member, _)| name(member)).collect();
    if members.len() > MOST {
        names.push("…".to_owned());
    }
    names.join(", ")
}

/// The items of `{"items": […]}`, of `{"references": […]}` as CSL 1.1 wants it, and of an answer of
/// Crossref's API, whose `message` is one work or holds a list of them.
fn wrapped<'a>(members: &json::Members<'a>) -> Option<Vec<json::Raw<'a>>> {
    if members.iter().any(|(name, _)| matches!(name.as_ref(), "type" | "id")) {
        return None;
    }
    if let Some(message) = json::member(members, "message")
        && let Some(inner) = json::object(message)
        && !members.iter().any(|(name, _)| makes_an_item(name))
    {
        let list = json::member(&inner, "items").and_then(json::array);
        return Some(list.unwrap_or_else(|| vec![message]));
    }
    ["items", "references"]
        .iter()
        .find_map(|name| json::member(members, name).and_then(json::array))
}

fn record(text: &str, start: Position, members: json::Members<'_>, input: &Input<'_>) -> Record {
    let (article, diagnostics) = read::item(text, start, members, input.limits());
    let end = start.offset + text.len() as u64;
    Record {
        diagnostics: diagnostics.finish(article.key.as_deref()),
        article,
        span: Span::new(start.offset, end),
        position: start,
    }
}

struct CslEncoder {
    array: ArrayWriter,
    dialect: Dialect,
    /// How many ids were made of each base for records without a key: no two may be one.
    invented: HashMap<String, u64>,
}

impl Encoder for CslEncoder {
    fn write(
        &mut self,
        article: &Article,
        out: &mut Vec<u8>,
        losses: &mut LossReport,
    ) -> Result<(), WriteError> {
        let invented;
        let id = if let Some(key) = article.key.as_deref().filter(|key| !key.is_empty()) {
            key
        } else {
            invented = self.invent(article);
            let message = format!("an item must have an id; it was written as `{invented}`");
            losses.add(LossKind::Approximated, "key", message);
            &invented
        };
        let item = write::item(article, id, self.dialect, losses);
        self.array.element(&item, out)
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), WriteError> {
        self.array.finish(out);
        Ok(())
    }
}

impl CslEncoder {
    fn invent(&mut self, article: &Article) -> String {
        // A base has no hyphen, so a number behind one makes no other base.
        let base = key::invent(article);
        let id = match self.invented.get(&base) {
            Some(made) => format!("{base}-{}", made + 1),
            None => base.clone(),
        };
        *self.invented.entry(base).or_default() += 1;
        id
    }
}
