//! The model itself as JSON.
//!
//! A record is a JSON object: a member `polybib` with the version of the model, then the fields of
//! [`Article`]. Members that this version does not know are diagnostics.

use serde::{Deserialize, Serialize};

use super::{Codec, Encoder, Options, Session};
use crate::error::{ReadError, ReadErrorKind, WriteError, WriteErrorKind};
use crate::format::Holding;
use crate::model::{Article, Field};
use crate::reader::{Input, Record, utf8};
use crate::report::{Code, Diagnostic, Diagnostics, LossReport};
use crate::source::{Position, Span};
use crate::value::json::{self, Element, Elements};

/// The version of the model's JSON form.
const VERSION: u32 = 1;

/// One array of records.
pub(crate) struct Json;

/// One record a line.
pub(crate) struct JsonLines;

impl Codec for Json {
    fn session(&self, _options: Option<&Options>) -> Box<dyn Session> {
        Box::new(NativeSession { elements: Elements::default() })
    }

    fn encoder(&self, _options: Option<&Options>, pretty: bool) -> Option<Box<dyn Encoder>> {
        Some(Box::new(ArrayEncoder(json::ArrayWriter::new(pretty))))
    }

    fn holds(&self, _field: Field) -> Holding {
        Holding::Exact
    }

    fn holds_forms(&self, _field: Field) -> Holding {
        Holding::Exact
    }
}

impl Codec for JsonLines {
    fn session(&self, options: Option<&Options>) -> Box<dyn Session> {
        Json.session(options)
    }

    fn encoder(&self, _options: Option<&Options>, _pretty: bool) -> Option<Box<dyn Encoder>> {
        Some(Box::new(LinesEncoder))
    }

    fn holds(&self, field: Field) -> Holding {
        Json.holds(field)
    }

    fn holds_forms(&self, field: Field) -> Holding {
        Json.holds_forms(field)
    }
}

#[derive(Serialize)]
struct Versioned<'a> {
    polybib: u32,
    #[serde(flatten)]
    article: &'a Article,
}

#[derive(Deserialize)]
struct Version {
    polybib: Option<u32>,
}

/// Reads both layouts: objects in one array, or one after another.
struct NativeSession {
    elements: Elements,
}

impl Session for NativeSession {
    fn next(&mut self, input: &mut Input<'_>) -> Option<Result<Record, ReadError>> {
        match self.elements.next(input)? {
            Ok(Element { len }) => {
                let bytes = input.window().get(..len).unwrap_or_default();
                let record = read_record(bytes, input);
                input.consume(len);
                Some(record)
            }
            Err(error) => Some(Err(error)),
        }
    }

    fn may_be_empty(&self) -> bool {
        self.elements.saw_empty_array()
    }
}

fn read_record(bytes: &[u8], input: &Input<'_>) -> Result<Record, ReadError> {
    let (start, limits) = (input.position(), input.limits());
    let text = utf8(bytes, start)?;
    let version: Version = serde_json::from_str(text).map_err(|e| json::error(&e, bytes, start))?;
    if let Some(newer) = version.polybib.filter(|version| *version > VERSION) {
        let message = format!("the record is of version {newer} of the model; this is {VERSION}");
        return Err(ReadError::new(ReadErrorKind::Unsupported, message).at(start));
    }
    let mut diagnostics = Diagnostics::new(limits.diagnostics);
    let mut source = serde_json::Deserializer::from_str(text);
    let article: Article = serde_ignored::deserialize(&mut source, |path| {
        let path = path.to_string();
        if path != "polybib" {
            let message = format!("`{path}` is no member of a record; it was left out");
            diagnostics.push(Diagnostic::warning(Code::UnknownMember, message).at(start));
        }
    })
    .map_err(|e| json::error(&e, bytes, start))?;
    let end = Position::after(start, bytes);
    Ok(Record {
        diagnostics: diagnostics.finish(article.key.as_deref()),
        article,
        span: Span::new(start.offset, end.offset),
        position: start,
    })
}

struct ArrayEncoder(json::ArrayWriter);

impl Encoder for ArrayEncoder {
    fn write(
        &mut self,
        article: &Article,
        out: &mut Vec<u8>,
        _losses: &mut LossReport,
    ) -> Result<(), WriteError> {
        self.0.element(&Versioned { polybib: VERSION, article }, out)
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), WriteError> {
        self.0.finish(out);
        Ok(())
    }
}

struct LinesEncoder;

impl Encoder for LinesEncoder {
    fn write(
        &mut self,
        article: &Article,
        out: &mut Vec<u8>,
        _losses: &mut LossReport,
    ) -> Result<(), WriteError> {
        serde_json::to_writer(&mut *out, &Versioned { polybib: VERSION, article })
            .map_err(|e| WriteError::new(WriteErrorKind::Invalid, e.to_string()))?;
        out.push(b'\n');
        Ok(())
    }

    fn finish(&mut self, _out: &mut Vec<u8>) -> Result<(), WriteError> {
        Ok(())
    }
}
