//! A page cut into its parts.

use std::collections::HashSet;

use super::authors;
use super::data::segments;
use super::headings::{Heading, Section, alone, glued, inline};
use super::read::{Notes, quoted};
use crate::report::{Code, Diagnostic};

/// A line of the page with something on it, without the white space around.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// The byte of the page at which it begins.
    pub(super) offset: usize,
    /// Whether an empty line stands before it.
    pub(super) after_gap: bool,
}

impl<'a> Line<'a> {
    /// A piece of the line, which must be a slice of its text.
    pub(super) fn piece(&self, text: &'a str) -> Self {
        let inside = text.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        let trimmed = text.trim_start();
        let offset = self.offset + inside + (text.len() - trimmed.len());
        Self { text: trimmed.trim_end(), offset, after_gap: false }
    }
}

/// The lines under one heading. The first block of a page has none.
#[derive(Debug)]
pub(super) struct Block<'a> {
    pub(super) section: Option<Section>,
    /// The heading as it is printed, and where.
    pub(super) heading: Line<'a>,
    /// Whether the first line stands on the line of the heading.
    pub(super) run_in: bool,
    pub(super) lines: Vec<Line<'a>>,
}

/// The lines of a page that are not empty. Any of the three ends of a line will do.
fn lines(page: &str) -> impl Iterator<Item = Line<'_>> {
    let mut offset = 0;
    let mut gap = false;
    page.split_inclusive(['\n', '\r']).filter_map(move |whole| {
        let start = offset;
        offset += whole.len();
        // A byte order mark is no white space to Rust.
        let text = whole.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        let inside = whole.len() - text.len();
        let text = text.trim_end();
        if text.is_empty() {
            // The empty piece between the two characters of one line end is no empty line.
            gap |=
                whole.starts_with('\r') || start == 0 || whole.len() > 1 || !is_crlf(page, start);
            return None;
        }
        let after_gap = std::mem::take(&mut gap);
        Some(Line { text, offset: start + inside, after_gap })
    })
}

/// Whether the line feed at `at` ends a line together with the carriage return before it.
fn is_crlf(page: &str, at: usize) -> bool {
    page.get(..at).is_some_and(|before| before.ends_with('\r'))
}

/// Cuts a page at its headings.
pub(super) fn divide<'a>(page: &'a str, notes: &mut Notes) -> Vec<Block<'a>> {
    let mut division = Division {
        standing: lines(page).filter_map(|l| alone(l.text)).map(|(text, _, _)| *text).collect(),
        blocks: vec![Block {
            section: None,
            heading: Line { text: "", offset: 0, after_gap: false },
            run_in: false,
            lines: Vec::new(),
        }],
    };
    for line in lines(page) {
        if division.is_front() {
            division.place_segments(line, notes);
        } else {
            division.place(line, notes);
        }
    }
    division.blocks
}

struct Division<'a> {
    /// The headings that stand on lines of their own: they are not looked for elsewhere.
    standing: HashSet<&'static str>,
    blocks: Vec<Block<'a>>,
}

impl<'a> Division<'a> {
    fn place(&mut self, line: Line<'a>, notes: &mut Notes) {
        if let Some(heading) = alone(line.text) {
            self.open(heading, line);
            return;
        }
        let mut rest = line;
        if let Some((heading, value)) = inline(line.text)
            && !(self.is_start() && self.standing.contains(heading.0))
        {
            let (printed, text) = line.text.split_at_checked(value).unwrap_or((line.text, ""));
            self.open(heading, line.piece(printed));
            if let Some(block) = self.blocks.last_mut() {
                block.run_in = true;
            }
            rest = line.piece(text);
        }
        let cut = glued(rest.text).filter(|(heading, _, _)| !self.standing.contains(heading.0));
        let Some((heading, at, before)) = cut else {
            self.push(rest, notes);
            return;
        };
        let (head, printed) = rest.text.split_at_checked(at).unwrap_or((rest.text, ""));
        let printed = rest.piece(printed);
        let message = format!(
            "{} stood glued to the end of a line, right after `{before}`; it is a known heading \
             ({}) and no word goes on with a capital there, so it was cut off and read as one",
            quoted(printed.text),
            heading.1,
        );
        let (field, head) = (self.field(), rest.piece(head));
        notes
            .add(printed.offset, Diagnostic::warning(Code::GluedHeading, message).for_field(field));
        match alone(head.text) {
            Some(other) => self.open(other, head),
            None => self.push(Line { after_gap: rest.after_gap, ..head }, notes),
        }
        self.open(heading, printed);
    }

    /// Whether no heading was met yet.
    fn is_front(&self) -> bool {
        self.blocks.len() == 1
    }

    /// Places a line of labels, each of them as a line of its own.
    fn place_segments(&mut self, line: Line<'a>, notes: &mut Notes) {
        let pieces = segments(line, |word| alone(word).is_some());
        for (at, (piece, is_glued)) in pieces.into_iter().enumerate() {
            if is_glued {
                let message = format!(
                    "{} stood glued to the value before it; it begins with a known label, so it \
                     was cut off",
                    quoted(piece.text)
                );
                let note = Diagnostic::warning(Code::GluedHeading, message);
                notes.add(piece.offset, note.for_field(self.field()));
            }
            let after_gap = at == 0 && line.after_gap;
            self.place(Line { after_gap, ..piece }, notes);
        }
    }

    fn is_start(&self) -> bool {
        matches!(self.blocks.as_slice(), [only] if only.lines.is_empty())
    }

    /// The field that the next line belongs to.
    fn field(&self) -> &'static str {
        match self.blocks.last().and_then(|block| block.section) {
            Some(section) => section.field(),
            None if self.is_start() => "title",
            None => Section::Abstract.field(),
        }
    }

    fn open(&mut self, heading: &Heading, printed: Line<'a>) {
        let (section, lines) = (Some(heading.2), Vec::new());
        self.blocks.push(Block { section, heading: printed, run_in: false, lines });
    }

    fn push(&mut self, line: Line<'a>, notes: &mut Notes) {
        let inside = self.blocks.last().and_then(|block| block.section);
        if inside != Some(Section::Authors) && authors::opens_table(line.text) {
            let message = format!(
                "{} is the head of a table of authors with no heading over it; it was read as one",
                quoted(line.text)
            );
            let note = Diagnostic::warning(Code::OddValue, message);
            notes.add(line.offset, note.for_field(Section::Authors.field()));
            let heading = Line { text: "", ..line };
            let section = Some(Section::Authors);
            self.blocks.push(Block { section, heading, run_in: false, lines: Vec::new() });
        }
        if let Some(block) = self.blocks.last_mut() {
            block.lines.push(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_place_and_the_gaps_before_them() {
        let seen: Vec<_> = lines("\u{FEFF}a\r\n  b \r\n\r\nc\rd\n\n\ne")
            .map(|line| (line.text, line.offset, line.after_gap))
            .collect();
        let expected =
            [("a", 3, false), ("b", 8, false), ("c", 14, true), ("d", 16, false), ("e", 20, true)];
        assert_eq!(seen, expected);
    }
}
