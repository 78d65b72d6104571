//! An input as items.

use std::collections::VecDeque;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::error::{ReadError, ReadErrorKind};
use crate::formats::Session;
use crate::model::Article;
use crate::reader::{Input, Record, utf8};
use crate::source::{Locator, Position, Span};
use crate::value::json::{Element, Elements, error};

use super::json::{self, Doc, Members, Raw, Shape};
use super::read::{Known, Memory};
use super::tape::{Stop, Tape};
use super::{Options, lines, read, split, wrapper};

#[derive(Default)]
pub(super) struct CslSession {
    elements: Elements,
    tape: Tape,
    memory: Memory,
    /// The items of a wrapper, still to be given.
    pending: VecDeque<Result<Record, ReadError>>,
    count: u64,
    empty: bool,
    /// The list of a wrapper that is being read, and how many objects it stands in.
    list: Option<(Elements, usize)>,
    /// Whether lines of notes give variables.
    note_lines: bool,
}

impl CslSession {
    pub(super) fn new(options: Options) -> Self {
        Self { note_lines: options.note_lines, ..Self::default() }
    }
}

impl Session for CslSession {
    fn next(&mut self, input: &mut Input<'_>) -> Option<Result<Record, ReadError>> {
        loop {
            if let Some(record) = self.pending.pop_front() {
                return Some(record);
            }
            match self.enter(input) {
                Ok(()) => {}
                Err(error) => return Some(Err(error)),
            }
            let (tape, mut fault) = (&mut self.tape, None);
            let mut measure = |input: &mut Input<'_>| {
                let (len, stop) = split::measure(tape, input)?;
                fault = stop;
                Ok(len)
            };
            let elements = match &mut self.list {
                Some((list, _)) => list,
                None => &mut self.elements,
            };
            let next = elements.next_by(input, &mut measure);
            if let (None, Some((list, depth))) = (&next, &self.list) {
                self.empty |= list.saw_empty_array();
                let end = wrapper::tail(input, *depth);
                self.list = None;
                match end {
                    Ok(()) => continue,
                    Err(error) => {
                        if error.is_truncated() {
                            let rest = input.window().len();
                            input.consume(rest);
                        }
                        return Some(Err(error));
                    }
                }
            }
            match next? {
                Ok(Element { len }) => {
                    self.count += 1;
                    let bytes = input.window().get(..len).unwrap_or_default();
                    let found = match fault {
                        None => self.read_element(bytes, input),
                        Some(stop) => Some(Err(self.fault(stop, bytes, input.position()))),
                    };
                    input.consume(len);
                    if found.is_some() {
                        return found;
                    }
                }
                Err(error) => {
                    if error.kind() != ReadErrorKind::Data {
                        // The list ends here, and all the input with it.
                        self.list = None;
                    }
                    return Some(Err(error));
                }
            }
        }
    }

    fn may_be_empty(&self) -> bool {
        self.empty || self.elements.saw_empty_array()
    }
}

impl CslSession {
    /// Goes into the list of a wrapper, if one comes next.
    fn enter(&mut self, input: &mut Input<'_>) -> Result<(), ReadError> {
        if self.list.is_some() || !self.elements.is_bare(input)? {
            return Ok(());
        }
        if let Some(head) = wrapper::head(input)? {
            input.consume(head.len);
            self.elements.gave_bare();
            self.list = Some((Elements::of_inner_array(), head.depth));
        }
        Ok(())
    }

    /// One record, or none if the element is a wrapper, whose items are then pending.
    fn read_element(
        &mut self,
        bytes: &[u8],
        input: &Input<'_>,
    ) -> Option<Result<Record, ReadError>> {
        let start = input.position();
        let text = match utf8(bytes, start) {
            Ok(text) => text,
            Err(error) => return Some(Err(error.for_record(format!("item {}", self.count)))),
        };
        let tape = std::mem::take(&mut self.tape);
        let doc = Doc::new(text, &tape);
        let found = self.read_value(&doc, start, input);
        self.tape = tape;
        found
    }

    fn read_value(
        &mut self,
        doc: &Doc<'_>,
        start: Position,
        input: &Input<'_>,
    ) -> Option<Result<Record, ReadError>> {
        let root = doc.root();
        let known = Known::of(json::object(root).unwrap_or_default());
        let wrapped = if self.list.is_none() { wrapped(root, &known) } else { None };
        let Some(items) = wrapped else {
            return Some(self.record(doc, root, &known, start, start, input));
        };
        self.empty |= items.is_empty();
        let mut locator = Locator::new(doc.text.as_bytes(), start);
        // The wrapper is no item.
        self.count -= 1;
        for (name, raw) in items {
            let position = locator.at(raw.offset());
            self.count += 1;
            let known = Known::of(json::object(raw).unwrap_or_default());
            let record = self.record(doc, raw, &known, start, position, input);
            self.pending.push_back(record.map(|mut record| {
                if let (None, Some(name)) = (&record.article.key, name) {
                    for told in &mut record.diagnostics {
                        told.record = Some(name.to_string());
                    }
                    record.article.key = Some(name.into());
                }
                record
            }));
        }
        None
    }

    /// The record of an object, if it is an item. The text begins at `start`, the object at
    /// `position`.
    fn record(
        &mut self,
        doc: &Doc<'_>,
        raw: Raw<'_>,
        known: &Known<'_>,
        start: Position,
        position: Position,
        input: &Input<'_>,
    ) -> Result<Record, ReadError> {
        if known.is_item() {
            let limits = input.limits();
            let unfolded = if self.note_lines { lines::unfold(raw) } else { None };
            let end = position.offset + raw.get().len() as u64;
            // The article is read where it is to be: it is large.
            let mut record = Record {
                article: Article::default(),
                diagnostics: Vec::new(),
                span: Span::new(position.offset, end),
                position,
            };
            let (memory, article) = (&mut self.memory, &mut record.article);
            let diagnostics = unfolded
                .and_then(|unfolded| lines::read(doc, &unfolded, start, limits, memory, article))
                .unwrap_or_else(|| read::item(doc, known, start, limits, memory, article));
            record.diagnostics = diagnostics.finish(record.article.key.as_deref());
            return Ok(record);
        }
        let members = json::object(raw).unwrap_or_default();
        let message = if json::shape(raw) != Shape::Object {
            format!("an item is an object; this is {}", read::cut(raw.get()))
        } else if members.is_empty() {
            "the object is empty".to_owned()
        } else {
            format!("the object is no item: it has no variable of CSL, only {}", named(members))
        };
        let error = ReadError::new(ReadErrorKind::Data, message).at(position);
        Err(error.for_record(format!("item {}", self.count)))
    }

    /// What is wrong with an element that could not be taken apart: who it is, as far as it was
    /// read, where in it, and why.
    fn fault(&self, stop: Stop, bytes: &[u8], start: Position) -> ReadError {
        let item = format!("item {}", self.count);
        let text = match utf8(bytes, start) {
            Ok(text) => text,
            Err(error) => return error.for_record(item),
        };
        let why = match serde_json::from_str::<AnyObject>(text) {
            Err(why) => error(&why, bytes, start),
            // Nothing that is known: serde_json and `Tape` hold the same to be JSON.
            Ok(_) => ReadError::new(ReadErrorKind::Syntax, "it is no JSON").at(start),
        };
        let id = match stop {
            Stop::Bad { .. } => self.tape.id(text),
            Stop::Ends => None,
        };
        let path = self.tape.path(bytes);
        let mut place = Vec::new();
        if id.is_some() {
            place.push(item.clone());
        }
        if let (Stop::Bad { .. }, false) = (stop, path.is_empty()) {
            place.push(format!("in `{path}`"));
        }
        let why = match place.as_slice() {
            [] => why,
            place => why.with_message(|message| format!("{message} ({})", place.join(", "))),
        };
        why.for_record(id.unwrap_or(item))
    }
}

/// The names of the first members, for a message.
fn named(members: Members<'_>) -> String {
    const MOST: usize = 8;
    let name = |name: &str| format!("`{}`", name.chars().take(40).collect::<String>());
    let mut names: Vec<_> = members.iter().take(MOST).map(|(member, _)| name(&member)).collect();
    if members.iter().nth(MOST).is_some() {
        names.push("…".to_owned());
    }
    names.join(", ")
}

/// An item of a wrapper, and the name that the wrapper gives it.
type Wrapped<'a> = (Option<std::borrow::Cow<'a, str>>, Raw<'a>);

/// The items of `{"items": […]}`, of `{"references": […]}` as CSL 1.1 wants it, of an object of
/// items by their ids, and of an answer of Crossref's API, whose `message` is one work or holds a
/// list of them.
fn wrapped<'a>(raw: Raw<'a>, known: &Known<'a>) -> Option<Vec<Wrapped<'a>>> {
    if known.has_any(&["type", "id"]) {
        return None;
    }
    let members = json::object(raw)?;
    let list = |raw: Raw<'a>| json::array(raw).map(|items| items.map(|raw| (None, raw)).collect());
    if let Some(message) = json::member(members, "message")
        && let Some(inner) = json::object(message)
        && !known.is_item()
    {
        let items = json::member(inner, "items").and_then(list);
        return Some(items.unwrap_or_else(|| vec![(None, message)]));
    }
    for name in ["items", "references"] {
        if let Some(items) = json::member(members, name).and_then(list) {
            return Some(items);
        }
    }
    let by_id = !members.is_empty()
        && members.raw().all(|(_, raw)| {
            let kind = json::object(raw).and_then(|item| json::member(item, "type"));
            kind.and_then(json::text).is_some()
        });
    by_id.then(|| members.iter().map(|(name, raw)| (Some(name), raw)).collect())
}

/// Any object, for the words with which `serde_json` says what is wrong.
struct AnyObject;

impl<'de> Deserialize<'de> for AnyObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ObjectVisitor;
        impl<'de> Visitor<'de> for ObjectVisitor {
            type Value = AnyObject;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AnyObject, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(AnyObject)
            }
        }
        deserializer.deserialize_map(ObjectVisitor)
    }
}
