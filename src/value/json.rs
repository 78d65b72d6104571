//! JSON as a stream of records, and the words for its errors.

use serde::Serialize;

use crate::error::{ReadError, ReadErrorKind, WriteError, WriteErrorKind};
use crate::reader::{Input, utf8};
use crate::source::Position;

/// Finds the records of a JSON input: the elements of one top-level array, or values one after
/// another (one a line, or a single one).
///
/// It looks only at quotes, brackets and commas, so that a record that is no good JSON costs itself
/// alone.
#[derive(Debug, Default)]
pub(crate) struct Elements {
    place: Place,
    given: bool,
    empty_array: bool,
    /// Whether the array stands in something else.
    inner: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Start,
    /// Before an element of the array; a comma may come first.
    InArray {
        comma: bool,
    },
    /// Among values that no array holds.
    Bare,
    End,
}

/// The window begins with an element of `len` bytes, which the caller consumes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element {
    pub(crate) len: usize,
}

/// Tells the bytes of the value that the window begins with.
pub(crate) type Measure<'m> = dyn FnMut(&mut Input<'_>) -> Result<usize, ReadError> + 'm;

impl Elements {
    /// Whether the input was an array with nothing in it.
    pub(crate) const fn saw_empty_array(&self) -> bool {
        self.empty_array
    }

    /// The elements of an array whose `[` is behind, up to its `]` and not beyond.
    #[cfg_attr(not(feature = "csl-json"), allow(dead_code, reason = "CSL-JSON alone asks"))]
    pub(crate) fn of_inner_array() -> Self {
        Self { place: Place::InArray { comma: false }, inner: true, ..Self::default() }
    }

    /// Whether no array holds what comes next. If so the white space before it is consumed.
    #[cfg_attr(not(feature = "csl-json"), allow(dead_code, reason = "CSL-JSON alone asks"))]
    pub(crate) fn is_bare(&self, input: &mut Input<'_>) -> Result<bool, ReadError> {
        let bare = matches!(self.place, Place::Start | Place::Bare);
        if bare {
            skip_space(input, self.place == Place::Start)?;
        }
        Ok(bare)
    }

    /// Says that an element was read by others, which no array holds.
    #[cfg_attr(not(feature = "csl-json"), allow(dead_code, reason = "CSL-JSON alone asks"))]
    pub(crate) const fn gave_bare(&mut self) {
        self.place = Place::Bare;
        self.given = true;
    }

    /// The next element, with all before it consumed.
    pub(crate) fn next(&mut self, input: &mut Input<'_>) -> Option<Result<Element, ReadError>> {
        self.next_by(input, &mut element_len)
    }

    /// The same where the caller knows how to tell the bytes of the value that the window begins
    /// with.
    pub(crate) fn next_by(
        &mut self,
        input: &mut Input<'_>,
        measure: &mut Measure<'_>,
    ) -> Option<Result<Element, ReadError>> {
        match self.find(input, measure) {
            Ok(found) => found.map(Ok),
            Err(error) if error.kind() == ReadErrorKind::Data => Some(Err(error)),
            Err(error) => {
                // What follows an element that has no end cannot be told apart from it.
                self.place = Place::End;
                let rest = input.window().len();
                if error.kind() != ReadErrorKind::Io {
                    input.consume(rest);
                }
                Some(Err(error))
            }
        }
    }

    fn find(
        &mut self,
        input: &mut Input<'_>,
        measure: &mut Measure<'_>,
    ) -> Result<Option<Element>, ReadError> {
        loop {
            let Some(byte) = skip_space(input, self.place == Place::Start)? else {
                return match self.place {
                    Place::InArray { .. } => {
                        Err(truncated("the input ends before its array does", input.position()))
                    }
                    _ => Ok(None),
                };
            };
            match (self.place, byte) {
                (Place::End, _) => return Ok(None),
                (Place::Start, b'[') => {
                    input.consume(1);
                    self.place = Place::InArray { comma: false };
                }
                (Place::Start, _) => self.place = Place::Bare,
                (Place::InArray { .. }, b']') => {
                    input.consume(1);
                    self.place = Place::End;
                    self.empty_array = !self.given;
                    if self.inner {
                        return Ok(None);
                    }
                    return match skip_space(input, false)? {
                        None => Ok(None),
                        Some(_) => Err(ReadError::new(
                            ReadErrorKind::Syntax,
                            "the input goes on after the end of its array",
                        )
                        .at(input.position())),
                    };
                }
                (Place::InArray { .. } | Place::Bare, b',') => {
                    let rest = input.window().iter().skip(1);
                    let space = rest.take_while(|byte| byte.is_ascii_whitespace()).count();
                    input.consume(1 + space);
                    if self.place != Place::Bare {
                        self.place = Place::InArray { comma: false };
                    }
                }
                (Place::InArray { comma: true }, _) => {
                    // A missing comma: the element is read all the same.
                    self.place = Place::InArray { comma: false };
                }
                // Among values that no array holds, what is no object is no record, nor is the rest
                // of its line.
                (Place::Bare, byte) if byte != b'{' => return Err(self.no_object(input)?),
                (Place::InArray { .. } | Place::Bare, _) => {
                    let len = measure(input)?;
                    self.given = true;
                    if self.place != Place::Bare {
                        self.place = Place::InArray { comma: true };
                    }
                    return Ok(Some(Element { len }));
                }
            }
        }
    }
}

impl Elements {
    /// Consumes a line that begins with something else than an object, or all of an input that
    /// does: that is no JSON at all.
    fn no_object(&self, input: &mut Input<'_>) -> Result<ReadError, ReadError> {
        let start = input.position();
        if !self.given {
            // Another encoding shows in the first bytes, a mark of it or letters.
            let window = input.window();
            match utf8(window.get(..4).unwrap_or(window), start) {
                Err(error) if error.position() == Some(start) => return Ok(error),
                _ => {}
            }
            let message = "expected `[` or `{`: the input is not JSON records";
            return Ok(ReadError::new(ReadErrorKind::Syntax, message).at(start));
        }
        loop {
            let found = memchr::memchr(b'\n', input.window());
            let len = found.map_or(input.window().len(), |at| at + 1);
            input.consume(len);
            if found.is_some() || !input.more()? {
                let message = "expected an object, as every record is one";
                return Ok(ReadError::new(ReadErrorKind::Data, message).at(start));
            }
        }
    }
}

fn truncated(message: &str, position: Position) -> ReadError {
    ReadError::new(ReadErrorKind::Truncated, message).at(position)
}

/// Consumes white space, and a byte order mark at the start. The next byte, if there is one.
pub(crate) fn skip_space(input: &mut Input<'_>, start: bool) -> Result<Option<u8>, ReadError> {
    loop {
        let window = input.window();
        let mark = if start && window.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        let rest = window.get(mark..).unwrap_or_default();
        let space = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let next = rest.get(space).copied();
        if mark + space > 0 {
            input.consume(mark + space);
        }
        if next.is_some() {
            return Ok(next);
        }
        if !input.more()? {
            return Ok(None);
        }
    }
}

/// The bytes of the value that the window begins with, whatever is in it.
pub(crate) fn element_len(input: &mut Input<'_>) -> Result<usize, ReadError> {
    let mut scan = Scan::default();
    loop {
        if let Some(end) = scan.run(input.window()) {
            input.check_record(end)?;
            return Ok(end);
        }
        input.check_record(input.window().len())?;
        if !input.more()? {
            return match scan.depth {
                0 if !scan.in_string => Ok(input.window().len()),
                _ => {
                    Err(truncated("the input ends in the middle of this record", input.position()))
                }
            };
        }
    }
}

/// Goes on where it stopped when the window has grown.
#[derive(Default)]
struct Scan {
    at: usize,
    depth: usize,
    in_string: bool,
}

impl Scan {
    fn run(&mut self, window: &[u8]) -> Option<usize> {
        while let Some(rest) = window.get(self.at..).filter(|rest| !rest.is_empty()) {
            if self.in_string {
                let Some(found) = memchr::memchr2(b'"', b'\\', rest) else {
                    self.at = window.len();
                    return None;
                };
                let quote = rest.get(found) == Some(&b'"');
                if !quote && found + 1 >= rest.len() {
                    self.at += found;
                    return None;
                }
                self.at += found + if quote { 1 } else { 2 };
                self.in_string = !quote;
                if quote && self.depth == 0 {
                    return Some(self.at);
                }
                continue;
            }
            let byte = rest.first().copied()?;
            match byte {
                b'"' => self.in_string = true,
                b'[' | b'{' => self.depth += 1,
                // One that closes nothing is an element of its own, and a bad one.
                b']' | b'}' if self.depth == 0 => return Some(self.at.max(1)),
                b']' | b'}' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(self.at + 1);
                    }
                }
                b',' | b'\n' | b' ' | b'\t' | b'\r' if self.depth == 0 => return Some(self.at),
                _ => {}
            }
            self.at += 1;
        }
        None
    }
}

/// An error of `serde_json` about a record of `bytes` that begins at `start`.
pub(crate) fn error(error: &serde_json::Error, bytes: &[u8], start: Position) -> ReadError {
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let before: usize = lines.take(error.line().saturating_sub(1)).map(<[u8]>::len).sum();
    let upto = before + error.column().saturating_sub(1);
    let position = start.after(bytes.get(..upto.min(bytes.len())).unwrap_or_default());
    let kind = match error.classify() {
        serde_json::error::Category::Data => ReadErrorKind::Data,
        serde_json::error::Category::Eof => ReadErrorKind::Truncated,
        _ => ReadErrorKind::Syntax,
    };
    let text = error.to_string();
    // serde_json counts from the record's own start; the position here is that of the input.
    let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
    ReadError::new(kind, message).at(position)
}

/// Writes a JSON array element by element.
#[derive(Debug)]
pub(crate) struct ArrayWriter {
    pretty: bool,
    any: bool,
}

impl ArrayWriter {
    pub(crate) const fn new(pretty: bool) -> Self {
        Self { pretty, any: false }
    }

    #[cfg_attr(not(feature = "csl-json"), allow(dead_code, reason = "CSL-JSON alone asks"))]
    pub(crate) const fn is_pretty(&self) -> bool {
        self.pretty
    }

    /// Appends what stands before an element.
    pub(crate) fn begin(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(if self.any { b",\n" } else { b"[\n" });
    }

    /// An element is complete.
    pub(crate) const fn end(&mut self) {
        self.any = true;
    }

    pub(crate) fn element(
        &mut self,
        value: &impl Serialize,
        out: &mut Vec<u8>,
    ) -> Result<(), WriteError> {
        self.begin(out);
        let result = if self.pretty {
            let format = serde_json::ser::PrettyFormatter::with_indent(b"  ");
            value.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, format))
        } else {
            serde_json::to_writer(&mut *out, value)
        };
        result.map_err(|e| WriteError::new(WriteErrorKind::Invalid, e.to_string()))?;
        self.end();
        Ok(())
    }

    pub(crate) fn finish(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(if self.any { b"\n]\n" } else { b"[]\n" });
    }
}
