//! From bytes to entries: what stands between them, where each one ends, and the macros.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};

use super::Dialect;
use super::macros::{Macros, TooLong};
use super::read::{EntryReader, Scratch};
use super::syntax::{self, Command, Extent, Fault, Field, Opened};
use crate::error::{ReadError, ReadErrorKind};
use crate::formats::Session;
use crate::limits::Limits;
use crate::model::Article;
use crate::reader::{Input, Record, utf8};
use crate::report::{Code, Diagnostic};
use crate::source::{Position, Span};

/// The reading of one .bib file. What lasts from entry to entry is only the macros.
pub(super) struct BibSession {
    dialect: Dialect,
    /// Whether records say in which order their fields stood.
    keeps_order: bool,
    macros: Macros,
    /// An entry had no end; see `syntax::extent`.
    broken: bool,
    /// A `@string`, `@preamble` or `@comment` was there.
    saw_command: bool,
    /// Hashes of the keys so far: what a key costs must not grow with its length.
    keys: HashSet<u64, BuildHasherDefault<Hashed>>,
    hasher: RandomState,
    scratch: Option<Scratch>,
    /// What there is to say of macros, preambles and comments since the last record; the next one
    /// brings it along.
    between: Vec<Diagnostic>,
}

/// For numbers that are hashes already: of a keyed hash, so that no input can foresee them.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |all, byte| all.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl BibSession {
    pub(super) fn new(dialect: Dialect, keeps_order: bool) -> Self {
        Self {
            dialect,
            keeps_order,
            macros: Macros::default(),
            broken: false,
            saw_command: false,
            keys: HashSet::default(),
            hasher: RandomState::new(),
            scratch: None,
            between: Vec::new(),
        }
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

    /// Reads an entry, or takes in a macro (`None`).
    fn command(
        &mut self,
        text: &str,
        start: Position,
        limits: Limits,
    ) -> Option<Result<Record, ReadError>> {
        let command = match syntax::open(text, 0) {
            Ok(entry) => return Some(self.entry(entry, text, start, limits)),
            Err(command) => command,
        };
        match command {
            Command::Broken(broken) => Some(Err(failure(&broken.fault, text, start))),
            Command::String(string) => {
                // Macros last as long as the file: their bound is one for all of them.
                let name = string.field.name;
                let said = &mut self.between;
                let mut undefined = |used: &str| {
                    if said.len() < limits.diagnostics {
                        let message = format!(
                            "the macro `{used}` in that of `{name}` is not defined; it was read as nothing"
                        );
                        said.push(Diagnostic::warning(Code::UnknownMacro, message).at(start));
                    }
                };
                match self.macros.define(&string.field, limits.expansion, &mut undefined) {
                    Ok(()) => None,
                    Err(TooLong) => Some(Err(too_long(&string.field, text, start, limits))),
                }
            }
            Command::Preamble(_) => {
                self.left_out("@preamble", start, limits);
                None
            }
            Command::Comment(_) => {
                self.left_out("@comment", start, limits);
                None
            }
            Command::Entry(_) | Command::Junk(_) => None,
        }
    }

    fn entry(
        &mut self,
        entry: Opened<'_>,
        text: &str,
        start: Position,
        limits: Limits,
    ) -> Result<Record, ReadError> {
        let (key, mut fault) = (entry.key, None);
        let scratch = self.scratch.get_or_insert_with(|| Scratch::new(limits));
        // The record is filled in where it is: a record is large, and moving it is no small part of
        // reading it.
        let mut record = Record {
            article: Article::default(),
            diagnostics: Vec::new(),
            span: Span::new(start.offset, start.offset + text.len() as u64),
            position: start,
        };
        let article = &mut record.article;
        record.diagnostics = EntryReader::new(text, start, limits, self.dialect, scratch, article)
            .keeping_order(self.keeps_order)
            .read(entry, &self.macros, &mut fault)?;
        let Some(fault) = fault else { return Ok(record) };
        let error = failure(&fault, text, start).with_partial(record.article);
        Err(if key.is_empty() { error } else { error.for_record(key) })
    }

    /// Says that a command is no part of any record.
    fn left_out(&mut self, what: &str, at: Position, limits: Limits) {
        if self.between.len() < limits.diagnostics {
            let message = format!("this `{what}` is no part of a record; it was left out");
            self.between.push(Diagnostic::info(Code::Misplaced, message).at(at));
        }
    }

    /// The fault of an entry that is not UTF-8, with its key and what was read before that byte.
    fn with_key(
        &mut self,
        error: ReadError,
        bytes: &[u8],
        start: Position,
        limits: Limits,
    ) -> ReadError {
        let good = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
        // A key without its comma may be half of one.
        let Some(told) = Some(good)
            .filter(|good| good.contains(','))
            .and_then(|good| self.command(good, start, limits)?.err())
        else {
            return error;
        };
        let error = match told.partial() {
            Some(article) => error.with_partial(article.clone()),
            None => error,
        };
        match told.record() {
            Some(key) => error.for_record(key),
            None => error,
        }
    }

    /// Tells a key that was there before. BibTeX does not tell the case of keys apart.
    fn check_key(&mut self, record: &mut Record) {
        let Some(key) = &record.article.key else { return };
        let hash = match self.dialect {
            Dialect::BibTex => self.hasher.hash_one(key.to_lowercase()),
            Dialect::BibLatex => self.hasher.hash_one(key),
        };
        if !self.keys.insert(hash) {
            let message = format!("an entry with the key `{key}` stands before this one");
            let diagnostic = Diagnostic::warning(Code::Duplicate, message).for_field("key");
            record.diagnostics.push(diagnostic.for_record(key).at(record.position));
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
            let mut result = match utf8(bytes, start) {
                Ok(text) => self.command(text, start, limits),
                Err(error) => Some(Err(self.with_key(error, bytes, start, limits))),
            };
            input.consume(len);
            match &mut result {
                Some(Ok(record)) => {
                    self.check_key(record);
                    if !self.between.is_empty() {
                        record.diagnostics.splice(..0, self.between.drain(..));
                    }
                }
                Some(Err(_)) => {}
                None => {
                    self.saw_command = true;
                    continue;
                }
            }
            return result;
        }
    }

    fn may_be_empty(&self) -> bool {
        self.saw_command
    }
}

/// What a fault in `text`, which begins at `start`, is as an error.
fn failure(fault: &Fault, text: &str, start: Position) -> ReadError {
    let position = start.after(text.as_bytes().get(..fault.at).unwrap_or_default());
    ReadError::new(fault.kind, fault.message.clone()).at(position)
}

/// What the limit on expansion says of the field that reached it.
pub(super) fn too_long(
    field: &Field<'_>,
    text: &str,
    start: Position,
    limits: Limits,
) -> ReadError {
    let message = format!(
        "the value of `{}` takes the abbreviations over {} bytes, the limit (Limits::expansion)",
        field.name, limits.expansion
    );
    let position = start.after(text.as_bytes().get(..field.value.start).unwrap_or_default());
    ReadError::new(ReadErrorKind::Limit, message).at(position)
}
