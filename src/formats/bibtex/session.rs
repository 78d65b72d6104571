//! From bytes to entries: what stands between them, where each one ends, and the macros.

use super::Dialect;
use super::macros::Macros;
use super::read::EntryReader;
use super::syntax::{self, Command, Extent};
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
            let found = syntax::next_mark(window, self.dialect);
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
                extent @ (Extent::Nothing(len) | Extent::Word(len)) => {
                    self.saw_command |= matches!(extent, Extent::Word(_));
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
    let fail = |fault: &syntax::Fault| {
        let position = start.after(text.as_bytes().get(..fault.at).unwrap_or_default());
        ReadError::new(fault.kind, fault.message.clone()).at(position)
    };
    match syntax::parse(text, 0) {
        Command::Broken(broken) => Some(Err(fail(&broken.fault))),
        Command::String(string) => {
            macros.define(&string.field, limits.expansion);
            None
        }
        Command::Entry(entry) => {
            let record = EntryReader::new(text, start, limits, dialect).read(&entry, macros);
            let Some(fault) = &entry.fault else { return Some(Ok(record)) };
            let error = fail(fault).with_partial(record.article);
            let key = Some(entry.key).filter(|key| !key.is_empty());
            Some(Err(match key {
                Some(key) => error.for_record(key),
                None => error,
            }))
        }
        _ => None,
    }
}
