//! From bytes to entries: what stands between them, where each one ends, and the macros.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Dialect;
use super::read::EntryReader;
use super::syntax::{self, Command, Extent, Field, Piece};
use crate::error::ReadError;
use crate::formats::Session;
use crate::limits::Limits;
use crate::reader::{Input, Record, utf8};
use crate::source::Position;

/// The reading of one .bib file. What lasts from entry to entry is only the macros.
pub(super) struct BibSession {
    dialect: Dialect,
    macros: Macros,
    /// An entry had no end; see `syntax::extent`.
    broken: bool,
    /// A `@string`, `@preamble` or `@comment` was there.
    saw_command: bool,
}

impl BibSession {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { dialect, macros: Macros::default(), broken: false, saw_command: false }
    }

    /// Consumes what stands between entries. False at the end of the input.
    fn skip_junk(&self, input: &mut Input<'_>) -> Result<bool, ReadError> {
        loop {
            let window = input.window();
            let found = match self.dialect {
                Dialect::BibTex => memchr::memchr(b'@', window),
                // biber takes `%` outside of entries for a comment to the end of the line.
                Dialect::BibLatex => memchr::memchr2(b'@', b'%', window),
            };
            let (skip, stop) = match found.map(|at| (at, window.get(at))) {
                Some((at, Some(b'%'))) => {
                    let line = window.get(at..).unwrap_or_default();
                    match memchr::memchr(b'\n', line) {
                        Some(end) => (at + end + 1, false),
                        None if input.is_complete() => (window.len(), false),
                        None => {
                            input.consume(at);
                            if input.window().len() > input.limits().record_bytes {
                                let len = input.window().len();
                                input.consume(len);
                            }
                            input.more()?;
                            continue;
                        }
                    }
                }
                Some((at, _)) => (at, true),
                None => (window.len(), false),
            };
            input.consume(skip);
            if stop {
                return Ok(true);
            }
            if input.window().is_empty() && !input.more()? {
                return Ok(false);
            }
        }
    }

    /// The bytes of the command that the window begins with; 0 if it is none and was passed.
    fn extent(&mut self, input: &mut Input<'_>) -> Result<usize, ReadError> {
        loop {
            match syntax::extent(input.window(), self.dialect, self.broken) {
                Extent::Complete(len) => {
                    return match input.check_record(len) {
                        Ok(()) => Ok(len),
                        Err(error) => {
                            input.consume(len);
                            Err(error)
                        }
                    };
                }
                Extent::Nothing(len) => {
                    let comment = input.window().get(1..len).is_some_and(|word| !word.is_empty());
                    self.saw_command |= comment;
                    input.consume(len);
                    return Ok(0);
                }
                Extent::Unfinished => {
                    let too_long = input.check_record(input.window().len());
                    if too_long.is_ok() && input.more()? {
                        continue;
                    }
                    // No end: the entry ends before the next line that begins like one.
                    self.broken = true;
                    let len = match syntax::next_command_line(input.window()) {
                        Some(len) => len,
                        None => input.window().len(),
                    };
                    if let Err(error) = too_long {
                        input.consume(len);
                        return Err(error);
                    }
                    return Ok(len);
                }
            }
        }
    }
}

impl Session for BibSession {
    fn next(&mut self, input: &mut Input<'_>) -> Option<Result<Record, ReadError>> {
        loop {
            match self.skip_junk(input) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => return Some(Err(error)),
            }
            let len = match self.extent(input) {
                Ok(0) => continue,
                Ok(len) => len,
                Err(error) => return Some(Err(error)),
            };
            let (start, limits) = (input.position(), input.limits());
            let bytes = input.window().get(..len).unwrap_or_default();
            let result = match utf8(bytes, start) {
                Ok(text) => read_command(text, start, limits, self.dialect, &mut self.macros),
                Err(error) => Some(Err(error)),
            };
            input.consume(len);
            match result {
                Some(result) => return Some(result),
                None => self.saw_command = true,
            }
        }
    }

    fn may_be_empty(&self) -> bool {
        self.saw_command
    }
}

/// Reads an entry, or takes in a macro (`None`).
fn read_command(
    text: &str,
    start: Position,
    limits: Limits,
    dialect: Dialect,
    macros: &mut Macros,
) -> Option<Result<Record, ReadError>> {
    let fail = |fault: &syntax::Fault, key: Option<&str>| {
        let position = start.after(text.as_bytes().get(..fault.at).unwrap_or_default());
        let error = ReadError::new(fault.kind, fault.message.clone()).at(position);
        match key.filter(|key| !key.is_empty()) {
            Some(key) => error.for_record(key),
            None => error,
        }
    };
    match syntax::parse(text) {
        Err(fault) => Some(Err(fail(&fault, None))),
        Ok(Command::Other) => None,
        Ok(Command::Macro(field)) => {
            let value = macros.expand(&field, limits.expansion, &mut |_| {});
            macros.define(field.name, value.into_owned());
            None
        }
        Ok(Command::Entry(entry)) => Some(match &entry.fault {
            Some(fault) => Err(fail(fault, Some(entry.key))),
            None => Ok(EntryReader::new(text, start, limits, dialect).read(&entry, macros)),
        }),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `@string` definitions, already expanded. The months are predefined, as styles do.
#[derive(Default)]
pub(super) struct Macros(HashMap<String, String>);

impl Macros {
    fn define(&mut self, name: &str, value: String) {
        self.0.insert(name.to_lowercase(), value);
    }

    fn get(&self, name: &str) -> Option<&str> {
        let name = name.to_lowercase();
        let own = self.0.get(&name).map(String::as_str);
        own.or_else(|| {
            let month = |month: &&&str| {
                name.len() == 3 && month.get(..3).is_some_and(|m| m.eq_ignore_ascii_case(&name))
            };
            MONTHS.iter().find(month).copied()
        })
    }

    /// The pieces of a value as one. A macro that is not defined is nothing, and is told.
    pub(super) fn expand<'a>(
        &self,
        field: &Field<'a>,
        limit: usize,
        undefined: &mut dyn FnMut(&str),
    ) -> Cow<'a, str> {
        if let [Piece::Text(text) | Piece::Number(text)] = field.pieces.as_slice() {
            return Cow::Borrowed(text);
        }
        let mut value = String::new();
        for piece in &field.pieces {
            let text = match piece {
                Piece::Text(text) | Piece::Number(text) => *text,
                Piece::Macro(name) => self.get(name).unwrap_or_else(|| {
                    undefined(name);
                    ""
                }),
            };
            // Macros made of macros can double at every step.
            if value.len() + text.len() > limit {
                break;
            }
            value.push_str(text);
        }
        Cow::Owned(value)
    }
}
