//! A .bib file as it stands: its commands in order, each with its place. Nothing is decoded, no
//! field is known, and nothing is lost: the spans of the commands cover the file.
//!
//! This is for programs that check or edit a file and keep the rest of it as it is. To get records
//! out of one, use [`Reader`](crate::Reader), which stands on this.
//!
//! ```
//! use polybib::bibtex::raw::{Command, Commands, Macros, names};
//!
//! let bib = "% mine\n@string{v = {Vestnik}}\n@article{k, author = {Kim, A. and de Vries, B.}, journal = v}";
//! let mut macros = Macros::default();
//! for command in Commands::bibtex(bib) {
//!     match command {
//!         Command::String(string) => macros.add(&string.field),
//!         Command::Entry(entry) => {
//!             assert_eq!((entry.kind, entry.key), ("article", "k"));
//!             let author = macros.value(&entry.fields[0].pieces);
//!             assert_eq!(names(&author)[1].von[0].text, "de");
//!             assert_eq!(macros.value(&entry.fields[1].pieces), "Vestnik");
//!         }
//!         _ => {}
//!     }
//! }
//! ```

pub use super::macros::Macros;
pub use super::name_parts::{NameParts, NameToken, Separator, names};
pub use super::pieces::{Piece, Pieces};
pub use super::syntax::{Broken, Command, Definition, Entry, Fault, Field, Passage, Preamble};

use super::Dialect;
use super::syntax::{self, Extent};

/// The commands of a file, in order, with what stands between them.
///
/// A fault costs the entry it stands in, and the entry keeps what was read before it. An entry
/// without an end ends before the next line that begins like a command.
///
/// ```
/// use polybib::bibtex::raw::{Command, Commands};
///
/// let bib = "@book{a, title = {A} year = 1}\n@book{b, title = {B}}";
/// let entries: Vec<_> = Commands::bibtex(bib)
///     .filter_map(|command| match command {
///         Command::Entry(entry) => Some((entry.key, entry.fields.len(), entry.fault.is_some())),
///         _ => None,
///     })
///     .collect();
/// assert_eq!(entries, [("a", 1, true), ("b", 1, false)]);
/// ```
#[must_use = "an iterator does nothing until it is asked"]
#[derive(Clone, Debug)]
pub struct Commands<'a> {
    text: &'a str,
    at: usize,
    dialect: Dialect,
    /// An entry had no end; see `syntax::extent`.
    broken: bool,
    /// Found behind the junk that was given last.
    waiting: Option<Command<'a>>,
}

impl<'a> Commands<'a> {
    /// As the program `bibtex` finds them: `%` means nothing, and `@comment` is the word alone.
    ///
    /// ```
    /// use polybib::bibtex::raw::{Command, Commands};
    ///
    /// let bib = "% @comment{ @misc{k} }";
    /// let entry = |command: &Command<'_>| matches!(command, Command::Entry(e) if e.key == "k");
    /// assert!(Commands::bibtex(bib).any(|command| entry(&command)));
    /// assert!(!Commands::biblatex(bib).any(|command| entry(&command)));
    /// ```
    pub const fn bibtex(text: &'a str) -> Self {
        Self::new(text, Dialect::BibTex)
    }

    /// As the program `biber` finds them: outside of commands `%` begins a comment, and `@comment`
    /// has a body.
    ///
    /// ```
    /// use polybib::bibtex::raw::{Command, Commands};
    ///
    /// let mut commands = Commands::biblatex("% @misc{a}\n@misc{b}");
    /// assert!(matches!(commands.next(), Some(Command::Junk(junk)) if junk.span == (0..11)));
    /// assert!(matches!(commands.next(), Some(Command::Entry(entry)) if entry.key == "b"));
    /// ```
    pub const fn biblatex(text: &'a str) -> Self {
        Self::new(text, Dialect::BibLatex)
    }

    const fn new(text: &'a str, dialect: Dialect) -> Self {
        Self { text, at: 0, dialect, broken: false, waiting: None }
    }

    /// The next command and where it begins; what is before it is junk.
    fn find(&mut self) -> Option<Command<'a>> {
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            self.at += syntax::next_mark(rest, self.dialect)?;
            let window = self.text.get(self.at..).unwrap_or_default();
            if window.starts_with('%') {
                self.at += memchr::memchr(b'\n', window.as_bytes())?;
                continue;
            }
            let len = match syntax::extent(window.as_bytes(), self.dialect, self.broken) {
                Extent::Nothing(len) => {
                    self.at += len;
                    continue;
                }
                Extent::Word(len) => {
                    let span = self.at..self.at + len;
                    self.at = span.end;
                    return Some(Command::Comment(Passage { text: "", span }));
                }
                Extent::Complete(len) => len,
                Extent::Unfinished => {
                    self.broken = true;
                    syntax::next_command_line(window.as_bytes()).unwrap_or(window.len())
                }
            };
            let start = self.at;
            self.at += len;
            return Some(syntax::parse(window.get(..len).unwrap_or_default(), start));
        }
    }
}

impl<'a> Iterator for Commands<'a> {
    type Item = Command<'a>;

    fn next(&mut self) -> Option<Command<'a>> {
        if let Some(command) = self.waiting.take() {
            return Some(command);
        }
        let start = self.at;
        self.waiting = self.find();
        let end = match &self.waiting {
            Some(command) => command.span().start,
            None => {
                self.at = self.text.len();
                self.at
            }
        };
        match self.text.get(start..end) {
            Some(text) if !text.is_empty() => {
                Some(Command::Junk(Passage { text, span: start..end }))
            }
            _ => self.waiting.take(),
        }
    }
}

impl std::iter::FusedIterator for Commands<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spans_cover_the_text() {
        let texts = [
            "",
            "  ",
            "@",
            "a@b.c @misc{k, x = {y}} z",
            "@comment{@misc{k}} @ comment @preamble{\"x\"} @string(a = 1)",
            "% @misc{k}\n@misc{k, t={\n@misc{l, t={x}}",
            "@misc{ж, t = {ж} ж",
            "% no end",
            "@string{x} @misc(k) @preamble{}",
        ];
        for text in texts {
            for commands in [Commands::bibtex(text), Commands::biblatex(text)] {
                let mut at = 0;
                for command in commands {
                    assert_eq!(command.span().start, at, "{text}: {command:?}");
                    assert!(!command.span().is_empty(), "{text}: {command:?}");
                    at = command.span().end;
                }
                assert_eq!(at, text.len(), "{text}");
            }
        }
    }

    #[test]
    fn places_count_from_the_beginning_of_the_file() {
        let bib = "x @misc{k, t = {ж} # m} @misc{l, t = {a} u = 1}";
        let entries: Vec<Entry<'_>> = Commands::bibtex(bib)
            .filter_map(|command| match command {
                Command::Entry(entry) => Some(entry),
                _ => None,
            })
            .collect();
        let field = &entries[0].fields[0];
        assert_eq!(bib.get(field.span.clone()).unwrap(), "t = {ж} # m");
        assert_eq!(bib.get(field.value.clone()).unwrap(), "{ж} # m");
        let fault = entries[1].fault.as_ref().unwrap();
        assert_eq!(bib.get(fault.at..).unwrap(), "u = 1}");
    }
}
