//! Where something stands in an input.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A stretch of an input, in bytes from its start.
///
/// ```
/// let span = polybib::Span::new(10, 25);
/// assert_eq!(span.len(), 15);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Span {
    /// The first byte.
    pub start: u64,
    /// The byte after the last one.
    pub end: u64,
}

impl Span {
    /// From `start` up to but not including `end`.
    #[must_use]
    pub const fn new(start: u64, end: u64) -> Self {
        Self { start, end }
    }

    /// How many bytes it covers.
    #[must_use]
    pub const fn len(self) -> u64 {
        self.end.saturating_sub(self.start)
    }

    /// Whether it covers no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// A point of an input, for people and for programs.
///
/// ```
/// use polybib::Position;
///
/// assert_eq!(Position::default().to_string(), "line 1, column 1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Position {
    /// The byte, from 0.
    pub offset: u64,
    /// The line, from 1. A line ends with a line feed.
    pub line: u64,
    /// The column, from 1, in Unicode characters.
    pub column: u64,
}

impl Default for Position {
    fn default() -> Self {
        Self { offset: 0, line: 1, column: 1 }
    }
}

impl Position {
    /// The position after `bytes` that begin here.
    pub(crate) fn after(self, bytes: &[u8]) -> Self {
        let lines = memchr::memchr_iter(b'\n', bytes).count() as u64;
        let last = if lines > 0 { memchr::memrchr(b'\n', bytes) } else { None };
        let (tail, column) = match last {
            Some(at) => (bytes.get(at + 1..).unwrap_or_default(), 1),
            None => (bytes, self.column),
        };
        Self {
            offset: self.offset + bytes.len() as u64,
            line: self.line + lines,
            column: column + characters(tail),
        }
    }
}

/// Counts what is no UTF-8 continuation byte.
fn characters(bytes: &[u8]) -> u64 {
    let is_start = |byte: &u8| u8::from(*byte & 0xC0 != 0x80);
    // No piece has more than a byte can count, so that many are looked at at once.
    let pieces = bytes.chunks(255).map(|piece| piece.iter().map(is_start).sum::<u8>());
    pieces.map(u64::from).sum()
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Positions in a piece of input. It remembers the last one it gave, so asking in rising order
/// costs one pass in all.
#[derive(Clone, Debug)]
pub(crate) struct Locator<'a> {
    bytes: &'a [u8],
    start: Position,
    last: Position,
}

impl<'a> Locator<'a> {
    /// For `bytes`, which begin at `start`.
    pub(crate) const fn new(bytes: &'a [u8], start: Position) -> Self {
        Self { bytes, start, last: start }
    }

    /// The position of the byte `offset` of the piece; past its end, that of the end.
    pub(crate) fn at(&mut self, offset: usize) -> Position {
        let offset = offset.min(self.bytes.len());
        let target = self.start.offset + offset as u64;
        if self.last.offset > target {
            self.last = self.start;
        }
        let from = usize::try_from(self.last.offset - self.start.offset).unwrap_or(0);
        self.last = self.last.after(self.bytes.get(from..offset).unwrap_or_default());
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_characters_and_bytes() {
        let text = "ab\nжы\n\nx";
        let mut locator = Locator::new(text.as_bytes(), Position::default());
        let mut at = |offset| {
            let p = locator.at(offset);
            (p.line, p.column, p.offset)
        };
        assert_eq!(at(0), (1, 1, 0));
        assert_eq!(at(5), (2, 2, 5));
        assert_eq!(at(9), (4, 1, 9));
        assert_eq!(at(3), (2, 1, 3), "going back");
        assert_eq!(at(999), (4, 2, 10), "past the end");
    }
}
