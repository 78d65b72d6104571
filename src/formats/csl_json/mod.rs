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

mod added;
mod complete;
mod dates;
mod direct;
mod exact;
mod fields;
mod index;
mod json;
mod kinds;
mod leaves;
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

use std::collections::HashMap;

use super::{Codec, Encoder, Session, holding};
use crate::error::WriteError;
use crate::format::Holding;
use crate::model::{Article, Field};
use crate::report::{LossKind, LossReport};
use crate::value::json::ArrayWriter;
use crate::value::key;

use out::Out;

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
        Box::new(session::CslSession::default())
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
        let (array, dialect) = (&mut self.array, self.dialect);
        array.begin(out);
        let before = out.len();
        let mut direct = Out::new(out, array.is_pretty());
        if direct::item(article, id, dialect, &mut direct).is_none() {
            out.truncate(before);
            let item = write::item(article, id, dialect, losses);
            Out::new(out, array.is_pretty()).json(&item);
        }
        array.end();
        Ok(())
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
