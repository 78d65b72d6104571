//! What stands in a .bib file, borrowed from it: commands, fields and pieces of values, each with
//! its place. Nothing is decoded here.
//!
//! The rules are those of BibTeX 0.99d; where biber reads a file in another way, [`Dialect`] says so.

use std::borrow::Cow;

use crate::error::ReadErrorKind;

use super::Dialect;

/// One `@…` of a file. Offsets are bytes from the `@`.
#[derive(Debug)]
pub(super) enum Command<'a> {
    Entry(Entry<'a>),
    /// `@string{name = value}`
    Macro(Field<'a>),
    /// `@preamble{value}` and `@comment{…}`: read over.
    Other,
}

#[derive(Debug)]
pub(super) struct Entry<'a> {
    /// As written; types are compared without case.
    pub(super) kind: &'a str,
    pub(super) key: &'a str,
    pub(super) fields: Vec<Field<'a>>,
    /// What ended the entry before its end; the fields before it are good.
    pub(super) fault: Option<Fault>,
}

#[derive(Debug)]
pub(super) struct Field<'a> {
    /// As written; names are compared without case.
    pub(super) name: &'a str,
    pub(super) pieces: Vec<Piece<'a>>,
    /// Where the value begins.
    pub(super) at: usize,
}

/// A piece of a value; several are joined with `#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Between braces or quotes, without them.
    Text(&'a str),
    /// Digits that stand alone.
    Number(&'a str),
    /// The name of a macro.
    Macro(&'a str),
}

/// Something that breaks the syntax.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) kind: ReadErrorKind,
    pub(super) message: Cow<'static, str>,
    pub(super) at: usize,
}

impl Fault {
    fn new(at: usize, message: impl Into<Cow<'static, str>>) -> Self {
        Self { kind: ReadErrorKind::Syntax, message: message.into(), at }
    }
}

/// Where the command that begins a window ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// After so many bytes.
    Complete(usize),
    /// Not within the window.
    Unfinished,
    /// It is no command: no name, or no body, after the `@`. Reading goes on after so many bytes.
    Nothing(usize),
}

/// What stops a command's name and a field's name (BibTeX 0.99d, `id_class`).
fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace()
        || matches!(byte, b'"' | b'#' | b'%' | b'\'' | b'(' | b')' | b',' | b'=' | b'{' | b'}')
}

/// The extent of the command at the start of `window`, which begins with `@`.
///
/// A body between braces ends at the brace that balances its first one: a backslash protects
/// nothing, and what stands between quotes must balance as well. `broken` is set once a body had no
/// end: from then on, a line that begins like a command ends an unbalanced one, so that every byte
/// is looked at a bounded number of times.
pub(super) fn extent(window: &[u8], dialect: Dialect, broken: bool) -> Extent {
    let Some((name, open)) = head(window) else {
        return if window.len() < 1000 { Extent::Unfinished } else { Extent::Nothing(1) };
    };
    if name.is_empty() {
        return Extent::Nothing(1);
    }
    // For BibTeX a comment is the word alone: what follows is looked at again.
    if name.eq_ignore_ascii_case(b"comment")
        && (dialect == Dialect::BibTex || !matches!(window.get(open), Some(b'{' | b'(')))
    {
        return Extent::Nothing(1 + name.len());
    }
    match window.get(open) {
        Some(b'{') => braces_end(window, open, broken),
        Some(b'(') => parens_end(window, open, broken),
        Some(_) => Extent::Nothing(1),
        None => Extent::Unfinished,
    }
}

/// The name after the `@`, and where what follows it begins. `None` if the window ends before.
fn head(window: &[u8]) -> Option<(&[u8], usize)> {
    let skip = |from: usize| {
        let rest = window.get(from..).unwrap_or_default();
        rest.iter().position(|byte| !byte.is_ascii_whitespace()).map(|at| from + at)
    };
    let start = skip(1)?;
    let rest = window.get(start..)?;
    let len = rest.iter().position(|byte| ends_name(*byte) || *byte == b'@')?;
    Some((rest.get(..len)?, skip(start + len)?))
}

fn braces_end(window: &[u8], open: usize, broken: bool) -> Extent {
    let mut depth = 0usize;
    for found in memchr::memchr3_iter(b'{', b'}', b'\n', window.get(open..).unwrap_or_default()) {
        let at = open + found;
        match window.get(at) {
            Some(b'{') => depth += 1,
            Some(b'}') => {
                depth -= 1;
                if depth == 0 {
                    return Extent::Complete(at + 1);
                }
            }
            _ if broken && begins_command(window.get(at + 1..).unwrap_or_default()) => {
                return Extent::Complete(at + 1);
            }
            _ => {}
        }
    }
    Extent::Unfinished
}

fn parens_end(window: &[u8], open: usize, broken: bool) -> Extent {
    let (mut depth, mut quoted) = (0usize, false);
    for (found, byte) in window.get(open + 1..).unwrap_or_default().iter().enumerate() {
        let at = open + 1 + found;
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'"' if depth == 0 => quoted = !quoted,
            b')' if depth == 0 && !quoted => return Extent::Complete(at + 1),
            b'\n' if broken && begins_command(window.get(at + 1..).unwrap_or_default()) => {
                return Extent::Complete(at + 1);
            }
            _ => {}
        }
    }
    Extent::Unfinished
}

/// Whether a line begins like a command: `@`, letters, an opening bracket.
fn begins_command(line: &[u8]) -> bool {
    let Some(word) = line.strip_prefix(b"@") else { return false };
    let end = word.iter().take(40).position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(0);
    end > 0 && matches!(word.get(end), Some(b'{' | b'('))
}

/// Whether some line of `text` after its first begins like a command, and where.
pub(super) fn next_command_line(text: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'\n', text)
        .map(|at| at + 1)
        .find(|at| begins_command(text.get(*at..).unwrap_or_default()))
}

/// Reads the command that `text` is; its extent was found before.
pub(super) fn parse(text: &str) -> Result<Command<'_>, Fault> {
    let (name, open) = head(text.as_bytes()).ok_or_else(|| Fault {
        kind: ReadErrorKind::Truncated,
        message: "the input ends behind an `@`".into(),
        at: 0,
    })?;
    let start = text.get(1..).unwrap_or_default();
    let kind_at = 1 + start.len() - start.trim_start().len();
    let kind = text.get(kind_at..kind_at + name.len()).unwrap_or_default();
    let close = if text.as_bytes().get(open) == Some(&b'(') { b')' } else { b'}' };
    let mut cursor = Cursor { text, at: open + 1, close };
    if kind.eq_ignore_ascii_case("comment") || kind.eq_ignore_ascii_case("preamble") {
        return Ok(Command::Other);
    }
    if kind.eq_ignore_ascii_case("string") {
        return cursor.field().map(Command::Macro);
    }
    let key = cursor.key();
    let mut entry = Entry { kind, key, fields: Vec::new(), fault: None };
    entry.fault = cursor.fields(&mut entry.fields).err();
    Ok(Command::Entry(entry))
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
    close: u8,
}

impl<'a> Cursor<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    }

    /// Takes bytes while `wanted`; all that end it are ASCII, so the cut is between characters.
    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a str {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let len = rest.iter().position(|byte| !wanted(*byte)).unwrap_or(rest.len());
        let taken = self.text.get(self.at..self.at + len).unwrap_or_default();
        self.at += len;
        taken
    }

    /// Everything up to white space or a comma; between braces also up to the closing one.
    fn key(&mut self) -> &'a str {
        self.skip_space();
        let close = self.close;
        self.take_while(|byte| {
            !byte.is_ascii_whitespace() && byte != b',' && !(byte == b'}' && close == b'}')
        })
    }

    fn fields(&mut self, fields: &mut Vec<Field<'a>>) -> Result<(), Fault> {
        loop {
            self.skip_space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(byte) if byte == self.close => return Ok(()),
                None => return Err(self.cut_off()),
                Some(_) if fields.is_empty() => {
                    return Err(self.fault("expected a comma after the key"));
                }
                Some(_) => {
                    let last = fields.last().map(|field| field.name).unwrap_or_default();
                    let message = format!("expected a comma after the field `{last}`");
                    return Err(self.fault(message));
                }
            }
            self.skip_space();
            // A comma may follow the last field.
            if self.peek() == Some(self.close) {
                return Ok(());
            }
            fields.push(self.field()?);
        }
    }

    fn field(&mut self) -> Result<Field<'a>, Fault> {
        self.skip_space();
        let start = self.at;
        let name = self.take_while(|byte| !ends_name(byte));
        if self.peek().is_none() {
            return Err(self.cut_off());
        }
        if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
            self.at = start;
            return Err(self.fault("expected the name of a field"));
        }
        self.skip_space();
        match self.peek() {
            Some(b'=') => self.at += 1,
            None => return Err(self.cut_off()),
            Some(_) => return Err(self.fault(format!("expected `=` after the name `{name}`"))),
        }
        self.skip_space();
        let at = self.at;
        let mut pieces = Vec::with_capacity(1);
        loop {
            self.skip_space();
            pieces.push(self.piece(name)?);
            self.skip_space();
            if self.peek() != Some(b'#') {
                return Ok(Field { name, pieces, at });
            }
            self.at += 1;
        }
    }

    fn piece(&mut self, field: &str) -> Result<Piece<'a>, Fault> {
        match self.peek() {
            Some(b'{') => self.bracketed(b'}').map(Piece::Text),
            Some(b'"') => self.bracketed(b'"').map(Piece::Text),
            Some(byte) if byte.is_ascii_digit() => {
                Ok(Piece::Number(self.take_while(|byte| byte.is_ascii_digit())))
            }
            None => Err(self.cut_off()),
            Some(_) => {
                let name = self.take_while(|byte| !ends_name(byte));
                if name.is_empty() {
                    return Err(self.fault(format!("expected a value for the field `{field}`")));
                }
                Ok(Piece::Macro(name))
            }
        }
    }

    /// What stands between the byte here and `end` at the same depth of braces.
    fn bracketed(&mut self, end: u8) -> Result<&'a str, Fault> {
        let start = self.at + 1;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let mut depth = 0usize;
        for found in memchr::memchr3_iter(b'{', b'}', end, rest) {
            match rest.get(found) {
                Some(byte) if *byte == end && depth == 0 => {
                    self.at = start + found + 1;
                    return Ok(self.text.get(start..start + found).unwrap_or_default());
                }
                Some(b'{') => depth += 1,
                Some(b'}') if depth > 0 => depth -= 1,
                Some(b'}') => {
                    self.at = start + found;
                    return Err(self.fault("a closing brace without an opening one in a value"));
                }
                _ => {}
            }
        }
        self.at = self.text.len();
        Err(self.cut_off())
    }

    fn fault(&self, message: impl Into<Cow<'static, str>>) -> Fault {
        Fault::new(self.at, message)
    }

    fn cut_off(&self) -> Fault {
        Fault {
            kind: ReadErrorKind::Truncated,
            message: "the entry is not closed".into(),
            at: self.at.min(self.text.trim_end().len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: &str) -> Entry<'_> {
        match parse(text).unwrap() {
            Command::Entry(entry) => entry,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn pieces_of_every_sort() {
        let entry =
            entry("@Article { käy/1, Title = {A {B}} # \"c {\"}\" # jan # 12 , x+an:y=1, }");
        assert_eq!((entry.kind, entry.key), ("Article", "käy/1"));
        let pieces =
            [Piece::Text("A {B}"), Piece::Text("c {\"}"), Piece::Macro("jan"), Piece::Number("12")];
        assert_eq!(entry.fields[0].pieces, pieces);
        assert_eq!(entry.fields[1].name, "x+an:y");
    }

    #[test]
    fn parentheses_quotes_and_no_fields() {
        let entry = entry("@book(a), title = \"x ) {\"} y\", year = 1999)");
        assert_eq!(entry.key, "a)");
        assert_eq!(entry.fields[0].pieces, [Piece::Text("x ) {\"} y")]);
        assert_eq!(entry.fields[1].pieces, [Piece::Number("1999")]);
        assert!(self::entry("@misc{k}").fields.is_empty());
    }

    #[test]
    fn faults_keep_what_was_read() {
        let table = [
            ("@misc{k, title={x} year=2000}", "expected a comma after the field `title`", 19, 1),
            ("@misc{k, title=}", "expected a value for the field `title`", 15, 0),
            ("@misc{k, 1x={}}", "expected the name of a field", 9, 0),
            ("@misc{k, title {x}}", "expected `=` after the name `title`", 15, 0),
            ("@misc{k, a={x}, b={y", "the entry is not closed", 20, 1),
        ];
        for (text, message, at, fields) in table {
            let entry = entry(text);
            let fault = entry.fault.unwrap();
            assert_eq!(
                (fault.message.as_ref(), fault.at, entry.fields.len()),
                (message, at, fields)
            );
        }
    }

    #[test]
    fn extents() {
        let bib = |text: &str| extent(text.as_bytes(), Dialect::BibTex, false);
        assert_eq!(bib("@a{b, c={d}} e"), Extent::Complete(12));
        assert_eq!(bib("@a{b, c=\"}\"} e"), Extent::Complete(10), "quotes hide no brace");
        assert_eq!(bib("@a(b, c=\")\") e"), Extent::Complete(12));
        assert_eq!(bib("@a{b"), Extent::Unfinished);
        assert_eq!(bib("@example.org is no command"), Extent::Nothing(1));
        assert_eq!(bib("@comment{x}"), Extent::Nothing(8));
        assert_eq!(extent(b"@comment{x}", Dialect::BibLatex, false), Extent::Complete(11));
        assert_eq!(extent(b"@a{b, c={\n@d{e}", Dialect::BibTex, true), Extent::Complete(10));
    }
}
