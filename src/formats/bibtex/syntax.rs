//! What stands in a .bib file, borrowed from it: commands, fields and pieces of values, each with
//! its place. Nothing is decoded here. `raw` gives these types to the public.
//!
//! The rules are those of BibTeX 0.99d; where biber reads a file in another way, [`Dialect`] says so.

use std::borrow::Cow;
use std::ops::Range;

use crate::error::ReadErrorKind;

use super::Dialect;
use super::headers::{Begun, Headers};
use super::pieces::{Piece, Pieces};

/// One piece of a file: a command, or what stands between two of them.
///
/// ```
/// use polybib::bibtex::raw::{Command, Commands};
///
/// let mut commands = Commands::bibtex("@string{v = {Vestnik}} @misc{k, journal = v}");
/// assert!(matches!(commands.next(), Some(Command::String(string)) if string.field.name == "v"));
/// assert!(matches!(commands.next(), Some(Command::Junk(junk)) if junk.text == " "));
/// assert!(matches!(commands.next(), Some(Command::Entry(entry)) if entry.key == "k"));
/// assert!(commands.next().is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Command<'a> {
    /// `@article{key, …}`
    Entry(Entry<'a>),
    /// `@string{name = value}`: defines a macro.
    String(Definition<'a>),
    /// `@preamble{value}`
    Preamble(Preamble<'a>),
    /// `@comment`. For biber its body belongs to it; for BibTeX it is the word alone, and what
    /// follows is read as if the word were not there.
    Comment(Passage<'a>),
    /// What is no command. White space between commands too, so that the spans cover the file.
    Junk(Passage<'a>),
    /// A command of which nothing could be read: it has no body, or it is a bad `@string`.
    Broken(Broken<'a>),
}

impl Command<'_> {
    /// Where it stands in the file, in bytes.
    ///
    /// ```
    /// use polybib::bibtex::raw::Commands;
    ///
    /// let bib = "A @string{v = {V}} @misc{k}";
    /// let texts: Vec<&str> = Commands::bibtex(bib).map(|c| &bib[c.span()]).collect();
    /// assert_eq!(texts, ["A ", "@string{v = {V}}", " ", "@misc{k}"]);
    /// ```
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        match self {
            Self::Entry(entry) => entry.span.clone(),
            Self::String(string) => string.span.clone(),
            Self::Preamble(preamble) => preamble.span.clone(),
            Self::Comment(passage) | Self::Junk(passage) => passage.span.clone(),
            Self::Broken(broken) => broken.span.clone(),
        }
    }
}

/// An entry.
///
/// ```
/// use polybib::bibtex::raw::{Command, Commands, Piece};
///
/// let bib = "@Article{k, title = {A {B}}, year = 2020}";
/// let Some(Command::Entry(entry)) = Commands::bibtex(bib).next() else { unreachable!() };
/// assert_eq!((entry.kind, entry.key, entry.span), ("Article", "k", 0..bib.len()));
/// assert_eq!(entry.fields[0].pieces, [Piece::Text("A {B}")]);
/// assert_eq!(entry.fields[1].pieces, [Piece::Number("2020")]);
/// assert!(entry.fault.is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry<'a> {
    /// The type, as written; types are compared without case.
    pub kind: &'a str,
    /// The key, as written. It may be empty.
    pub key: &'a str,
    /// The fields in order, of which several may have one name.
    pub fields: Vec<Field<'a>>,
    /// From the `@` to behind the closing bracket.
    pub span: Range<usize>,
    /// What ended the entry before its end; the fields before it are good.
    pub fault: Option<Fault>,
}

/// A name with a value: a field of an entry, or a macro.
///
/// ```
/// use polybib::bibtex::raw::{Command, Commands};
///
/// let bib = "@misc{k, note = {a} # b}";
/// let Some(Command::Entry(entry)) = Commands::bibtex(bib).next() else { unreachable!() };
/// let field = &entry.fields[0];
/// assert_eq!(&bib[field.span.clone()], "note = {a} # b");
/// assert_eq!(&bib[field.value.clone()], "{a} # b");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Field<'a> {
    /// As written; names are compared without case.
    pub name: &'a str,
    /// The pieces of the value, at least one.
    pub pieces: Pieces<'a>,
    /// Name and value.
    pub span: Range<usize>,
    /// The value alone.
    pub value: Range<usize>,
}

/// A `@string`.
///
/// ```
/// use polybib::bibtex::raw::{Command, Commands};
///
/// let bib = "@string{v = {Vestnik}}";
/// let Some(Command::String(string)) = Commands::bibtex(bib).next() else { unreachable!() };
/// assert_eq!(string.field.name, "v");
/// assert_eq!(string.span, 0..bib.len());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Definition<'a> {
    /// The macro's name and its value.
    pub field: Field<'a>,
    /// From the `@` to behind the closing bracket.
    pub span: Range<usize>,
}

/// A `@preamble`.
///
/// ```
/// use polybib::bibtex::raw::{Command, Commands, Piece};
///
/// let bib = r"@preamble{{\newcommand{\x}{X}}}";
/// let Some(Command::Preamble(preamble)) = Commands::bibtex(bib).next() else { unreachable!() };
/// assert_eq!(preamble.pieces, [Piece::Text(r"\newcommand{\x}{X}")]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Preamble<'a> {
    /// The pieces of its value; none if there is a fault.
    pub pieces: Pieces<'a>,
    /// From the `@` to behind the closing bracket.
    pub span: Range<usize>,
    /// Why the value could not be read.
    pub fault: Option<Fault>,
}

/// A part of a file without a structure of its own.
///
/// ```
/// use polybib::bibtex::raw::{Command, Commands};
///
/// let mut commands = Commands::biblatex("@comment{ x } y");
/// assert!(matches!(commands.next(), Some(Command::Comment(comment)) if comment.text == " x "));
/// assert!(matches!(commands.next(), Some(Command::Junk(junk)) if junk.span == (13..15)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Passage<'a> {
    /// The text; of a comment what stands between its brackets.
    pub text: &'a str,
    /// All of it, with the word and the brackets of a comment.
    pub span: Range<usize>,
}

/// A command that could not be read.
///
/// ```
/// use polybib::bibtex::raw::{Command, Commands};
///
/// let Some(Command::Broken(broken)) = Commands::bibtex("@string{x}").next() else {
///     unreachable!()
/// };
/// assert_eq!(broken.fault.message, "expected `=` after the name `x`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Broken<'a> {
    /// The command as it stands.
    pub text: &'a str,
    /// Where it stands.
    pub span: Range<usize>,
    /// What is wrong.
    pub fault: Fault,
}

/// Something that breaks the syntax.
///
/// ```
/// use polybib::bibtex::raw::{Command, Commands};
///
/// let bib = "@misc{k, title = {T} year = 2020}";
/// let Some(Command::Entry(entry)) = Commands::bibtex(bib).next() else { unreachable!() };
/// let fault = entry.fault.unwrap();
/// assert_eq!(fault.message, "expected a comma after the field `title`");
/// assert_eq!(&bib[fault.at..], "year = 2020}");
/// assert_eq!(entry.fields.len(), 1, "what was read before it is there");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// [`Syntax`](ReadErrorKind::Syntax), or [`Truncated`](ReadErrorKind::Truncated) at the end.
    pub kind: ReadErrorKind,
    /// What is wrong, in a sentence.
    pub message: Cow<'static, str>,
    /// Where.
    pub at: usize,
}

/// Where the next `@` stands that may begin a command, or the `%` of a comment: biber takes `%`
/// outside of entries for a comment to the end of the line.
pub(super) fn next_mark(window: &[u8], dialect: Dialect) -> Option<usize> {
    match dialect {
        Dialect::BibTex => memchr::memchr(b'@', window),
        Dialect::BibLatex => memchr::memchr2(b'@', b'%', window),
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
    /// It is BibTeX's `@comment`, so many bytes long: the word alone. What follows is looked at
    /// again.
    Word(usize),
}

/// What stops a command's name and a field's name (BibTeX 0.99d, `id_class`).
fn ends_name(byte: u8) -> bool {
    class(byte) & ENDS_NAME != 0
}

fn is_space(byte: u8) -> bool {
    class(byte) & SPACE != 0
}

fn class(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or_default()
}

const ENDS_NAME: u8 = 1;
const SPACE: u8 = 2;

/// What bytes are, as a table: names and spaces are looked at byte by byte.
#[allow(clippy::indexing_slicing, reason = "runs when the crate is compiled, and fails there")]
static CLASSES: [u8; 256] = {
    let (mut table, mut at) = ([0; 256], 0u8);
    while at <= b' ' {
        table[at as usize] = if at.is_ascii_whitespace() { ENDS_NAME | SPACE } else { ENDS_NAME };
        at += 1;
    }
    let mut others: &[u8] = b"\"#%'(),={}";
    while let [byte, rest @ ..] = others {
        table[*byte as usize] = ENDS_NAME;
        others = rest;
    }
    table
};

/// The extent of the command at the start of `window`, which begins with `@`.
///
/// A body between braces ends at the brace that balances its first one: a backslash protects
/// nothing, and what stands between quotes must balance as well. `broken` is set once a body had no
/// end: from then on, a line that begins like a command ends an unbalanced one, so that every byte
/// is looked at a bounded number of times.
pub(super) fn extent(window: &[u8], dialect: Dialect, broken: bool) -> Extent {
    let Some((name, end, open)) = head(window) else {
        return if window.len() < 1000 { Extent::Unfinished } else { Extent::Nothing(1) };
    };
    if name.is_empty() {
        return Extent::Nothing(1);
    }
    if name.eq_ignore_ascii_case(b"comment")
        && (dialect == Dialect::BibTex || !matches!(window.get(open), Some(b'{' | b'(')))
    {
        return Extent::Word(end);
    }
    match window.get(open) {
        Some(b'{') => braces_end(window, open, broken),
        Some(b'(') => parens_end(window, open, broken),
        Some(_) => Extent::Nothing(1),
        None => Extent::Unfinished,
    }
}

/// The name after the `@`, where it ends, and where what follows it begins. `None` if the window
/// ends before.
fn head(window: &[u8]) -> Option<(&[u8], usize, usize)> {
    let skip = |from: usize| {
        let rest = window.get(from..).unwrap_or_default();
        rest.iter().position(|byte| !byte.is_ascii_whitespace()).map(|at| from + at)
    };
    let start = skip(1)?;
    let rest = window.get(start..)?;
    let len = rest.iter().position(|byte| ends_name(*byte) || *byte == b'@')?;
    Some((rest.get(..len)?, start + len, skip(start + len)?))
}

fn braces_end(window: &[u8], open: usize, broken: bool) -> Extent {
    let mut depth = 0usize;
    let body = window.get(open..).unwrap_or_default();
    // Ends of lines matter once a body had no end.
    let third = if broken { b'\n' } else { b'}' };
    for found in memchr::memchr3_iter(b'{', b'}', third, body) {
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

/// Reads the command that `text` is; its extent was found before. `text` begins at the byte `base`
/// of the file, and all places are counted from the file's beginning.
pub(super) fn parse(text: &str, base: usize) -> Command<'_> {
    let Opened { kind, key, fields: all } = match open(text, base) {
        Ok(entry) => entry,
        Err(command) => return command,
    };
    let (mut fields, mut fault) = (Vec::new(), None);
    for field in all {
        match field {
            Ok(field) => fields.push(field),
            Err(found) => fault = Some(*found),
        }
    }
    Command::Entry(Entry { kind, key, fields, span: base..base + text.len(), fault })
}

/// An entry of which the fields are still to be read.
pub(super) struct Opened<'a> {
    pub(super) kind: &'a str,
    pub(super) key: &'a str,
    pub(super) fields: Fields<'a>,
}

/// The same as [`parse`], up to an entry's key. What is no entry is a whole command.
pub(super) fn open(text: &str, base: usize) -> Result<Opened<'_>, Command<'_>> {
    let span = base..base + text.len();
    let Some((name, end, open)) = head(text.as_bytes()) else {
        let message = "the input ends behind an `@`".into();
        let fault = Fault { kind: ReadErrorKind::Truncated, message, at: base };
        return Err(Command::Broken(Broken { text, span, fault }));
    };
    let kind = text.get(end - name.len()..end).unwrap_or_default();
    let close = if text.as_bytes().get(open) == Some(&b'(') { b')' } else { b'}' };
    let mut cursor = Cursor { text, at: open + 1, close, base };
    if kind.eq_ignore_ascii_case("comment") {
        let body = text.get(open + 1..).unwrap_or_default();
        let body = body.strip_suffix(char::from(close)).unwrap_or(body);
        return Err(Command::Comment(Passage { text: body, span }));
    }
    if kind.eq_ignore_ascii_case("preamble") {
        cursor.skip_space();
        let (pieces, fault) = match cursor.value("@preamble") {
            Ok(pieces) => (pieces, None),
            Err(fault) => (Pieces::NONE, Some(*fault)),
        };
        return Err(Command::Preamble(Preamble { pieces, span, fault }));
    }
    if kind.eq_ignore_ascii_case("string") {
        return Err(match cursor.name().and_then(|(name, start)| cursor.field(name, start)) {
            Ok(field) => Command::String(Definition { field, span }),
            Err(fault) => Command::Broken(Broken { text, span, fault: *fault }),
        });
    }
    let key = cursor.key();
    Ok(Opened { kind, key, fields: Fields { cursor, last: None, done: false } })
}

/// The fields of an entry, in order. A fault is the last item.
pub(super) struct Fields<'a> {
    cursor: Cursor<'a>,
    /// Where the name of the field before stands.
    last: Option<(usize, usize)>,
    done: bool,
}

impl<'a> Fields<'a> {
    /// Passes what stands before the next value, with the name of its field. Fields that begin as
    /// others before them are not looked at byte by byte. A fault is the last item.
    #[inline]
    pub(super) fn begin(&mut self, headers: &mut Headers) -> Option<Read<Begun<'a>>> {
        if self.done {
            return None;
        }
        let (text, from) = (self.cursor.text, self.cursor.at);
        let rest = text.as_bytes().get(from..).unwrap_or_default();
        if let Some(header) = headers.expected(rest) {
            let name = (from + header.name.0, from + header.name.1);
            self.cursor.at = from + header.len;
            if self.cursor.peek().is_some_and(|byte| !is_space(byte)) {
                self.last = Some(name);
                let text = text.get(name.0..name.1).unwrap_or_default();
                return Some(Ok(Begun { name: text, start: name.0, header }));
            }
            self.cursor.at = from;
        }
        self.begin_anew(headers)
    }

    fn begin_anew(&mut self, headers: &mut Headers) -> Option<Read<Begun<'a>>> {
        let from = self.cursor.at;
        let name = match self.separator() {
            Ok(false) => {
                self.done = true;
                return None;
            }
            Ok(true) => self.cursor.name(),
            Err(fault) => Err(fault),
        };
        let (name, start) = match name {
            Ok(found) => found,
            Err(fault) => {
                self.done = true;
                return Some(Err(fault));
            }
        };
        self.last = Some((start, start + name.len()));
        let text = self.cursor.text.as_bytes().get(from..self.cursor.at).unwrap_or_default();
        let header = headers.learn(text, start - from, name);
        Some(Ok(Begun { name, start, header }))
    }

    /// Where the reading is: behind [`begin`](Self::begin) where the value begins.
    #[inline]
    pub(super) const fn at(&self) -> usize {
        self.cursor.base + self.cursor.at
    }

    /// What follows.
    #[inline]
    pub(super) fn rest(&self) -> &'a [u8] {
        self.cursor.text.as_bytes().get(self.cursor.at..).unwrap_or_default()
    }

    /// Passes a value of that many bytes.
    #[inline]
    pub(super) const fn pass(&mut self, len: usize) {
        self.cursor.at += len;
    }

    /// The value that begins here, if it is one text between braces or quotes, or one number;
    /// nothing is passed if it is not.
    #[inline]
    pub(super) fn text_alone(&mut self) -> Option<&'a str> {
        let cursor = &mut self.cursor;
        let from = cursor.at;
        let text = match cursor.peek() {
            Some(b'"') => cursor.bracketed(b'"').ok(),
            Some(b'{') => cursor.bracketed(b'}').ok(),
            Some(byte) if byte.is_ascii_digit() => {
                Some(cursor.take_while(|byte| byte.is_ascii_digit()))
            }
            _ => return None,
        };
        if let Some(text) = text
            && (cursor.peek() == Some(b',') || !cursor.goes_on())
        {
            return Some(text);
        }
        cursor.at = from;
        None
    }

    /// The field whose value begins here, of any pieces. A fault is the last item.
    pub(super) fn field(&mut self, begun: &Begun<'a>) -> Read<Field<'a>> {
        let field = self.cursor.field(begun.name, begun.start);
        self.done |= field.is_err();
        field
    }

    /// Passes what stands before a field. False at the end of the entry.
    fn separator(&mut self) -> Read<bool> {
        let cursor = &mut self.cursor;
        cursor.skip_space();
        match cursor.peek() {
            Some(b',') => cursor.at += 1,
            Some(byte) if byte == cursor.close => return Ok(false),
            None => return cursor.cut_off(),
            Some(_) => {
                let Some((start, end)) = self.last else {
                    return cursor.fault("expected a comma after the key");
                };
                let last = cursor.text.get(start..end).unwrap_or_default();
                return cursor.fault(format!("expected a comma after the field `{last}`"));
            }
        }
        cursor.skip_space();
        // A comma may follow the last field.
        Ok(cursor.peek() != Some(cursor.close))
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Read<Field<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let name = match self.separator() {
            Ok(false) => {
                self.done = true;
                return None;
            }
            Ok(true) => self.cursor.name(),
            Err(fault) => Err(fault),
        };
        let field = name.and_then(|(name, start)| {
            self.last = Some((start, start + name.len()));
            self.cursor.field(name, start)
        });
        self.done |= field.is_err();
        Some(field)
    }
}

/// Boxed: nearly nothing has a fault, and what is read is handed on through many hands.
type Read<T> = Result<T, Box<Fault>>;

struct Cursor<'a> {
    text: &'a str,
    at: usize,
    close: u8,
    /// Where `text` begins in the file.
    base: usize,
}

impl<'a> Cursor<'a> {
    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    fn skip_space(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
    }

    /// Takes bytes while `wanted`; all that end it are ASCII, so the cut is between characters.
    #[inline]
    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> &'a str {
        let from = self.at;
        while self.peek().is_some_and(&wanted) {
            self.at += 1;
        }
        self.text.get(from..self.at).unwrap_or_default()
    }

    /// Everything up to white space or a comma; between braces also up to the closing one.
    fn key(&mut self) -> &'a str {
        self.skip_space();
        let close = self.close;
        self.take_while(|byte| !is_space(byte) && byte != b',' && !(byte == b'}' && close == b'}'))
    }

    /// Passes the name of a field and what stands between it and its value: the name, and where it
    /// stands.
    fn name(&mut self) -> Read<(&'a str, usize)> {
        self.skip_space();
        let start = self.at;
        let name = self.take_while(|byte| !ends_name(byte));
        if self.peek().is_none() {
            return self.cut_off();
        }
        if name.as_bytes().first().is_none_or(u8::is_ascii_digit) {
            self.at = start;
            return self.fault("expected the name of a field");
        }
        self.skip_space();
        match self.peek() {
            Some(b'=') => self.at += 1,
            None => return self.cut_off(),
            Some(_) => return self.fault(format!("expected `=` after the name `{name}`")),
        }
        self.skip_space();
        Ok((name, start))
    }

    /// The field of that name, whose value begins here.
    fn field(&mut self, name: &'a str, start: usize) -> Read<Field<'a>> {
        let from = self.at;
        let pieces = self.value(name)?;
        let end = self.at;
        let place = |at: usize| self.base + at;
        Ok(Field { name, pieces, span: place(start)..place(end), value: place(from)..place(end) })
    }

    /// The pieces of the value that begins here; the cursor is then behind the last of them.
    fn value(&mut self, field: &str) -> Read<Pieces<'a>> {
        let mut several = Vec::new();
        loop {
            let piece = self.piece(field)?;
            let is_last = !self.goes_on();
            if is_last && several.is_empty() {
                return Ok(Pieces::one(piece));
            }
            // Values in several pieces have three nearly always: `a # " and " # b`.
            if several.is_empty() {
                several.reserve_exact(3);
            }
            several.push(piece);
            if is_last {
                return Ok(Pieces::several(several));
            }
        }
    }

    /// Passes a `#` and the space around it, if one stands here.
    #[inline]
    fn goes_on(&mut self) -> bool {
        let end = self.at;
        self.skip_space();
        if self.peek() != Some(b'#') {
            self.at = end;
            return false;
        }
        self.at += 1;
        self.skip_space();
        true
    }

    #[inline]
    fn piece(&mut self, field: &str) -> Read<Piece<'a>> {
        match self.peek() {
            Some(b'{') => self.bracketed(b'}').map(Piece::Text),
            Some(b'"') => self.bracketed(b'"').map(Piece::Text),
            Some(byte) if byte.is_ascii_digit() => {
                Ok(Piece::Number(self.take_while(|byte| byte.is_ascii_digit())))
            }
            None => self.cut_off(),
            Some(_) => {
                let name = self.take_while(|byte| !ends_name(byte));
                if name.is_empty() {
                    return self.fault(format!("expected a value for the field `{field}`"));
                }
                Ok(Piece::Macro(name))
            }
        }
    }

    /// What stands between the byte here and `end` at the same depth of braces.
    fn bracketed(&mut self, end: u8) -> Read<&'a str> {
        let start = self.at + 1;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let (mut depth, mut from) = (0usize, 0);
        while let Some(found) = next_bracket(rest, from, end) {
            match rest.get(found) {
                Some(byte) if *byte == end && depth == 0 => {
                    self.at = start + found + 1;
                    return Ok(self.text.get(start..start + found).unwrap_or_default());
                }
                Some(b'{') => depth += 1,
                Some(b'}') if depth > 0 => depth -= 1,
                Some(b'}') => {
                    self.at = start + found;
                    return self.fault("a closing brace without an opening one in a value");
                }
                _ => {}
            }
            from = found + 1;
        }
        self.at = self.text.len();
        self.cut_off()
    }

    #[cold]
    fn fault<T>(&self, message: impl Into<Cow<'static, str>>) -> Read<T> {
        let kind = ReadErrorKind::Syntax;
        Err(Box::new(Fault { kind, message: message.into(), at: self.base + self.at }))
    }

    #[cold]
    fn cut_off<T>(&self) -> Read<T> {
        Err(Box::new(Fault {
            kind: ReadErrorKind::Truncated,
            message: "the entry is not closed".into(),
            at: self.base + self.at.min(self.text.trim_end().len()),
        }))
    }
}

/// Where the first brace, or `end`, stands from `from` on. Most values are short: their first bytes
/// are looked at eight at a time, which costs less than a call.
#[inline]
fn next_bracket(bytes: &[u8], from: usize, end: u8) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    const TOPS: u64 = ONES << 7;
    // Of the bytes that are zero, the first one is told from all others.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & TOPS;
    let mut at = from;
    for _ in 0..4 {
        let Some(word) = bytes.get(at..).and_then(<[u8]>::first_chunk) else { break };
        let word = u64::from_le_bytes(*word);
        let found = zeros(word ^ (ONES * u64::from(b'{')))
            | zeros(word ^ (ONES * u64::from(b'}')))
            | zeros(word ^ (ONES * u64::from(end)));
        if found != 0 {
            return Some(at + (found.trailing_zeros() / 8) as usize);
        }
        at += 8;
    }
    let rest = bytes.get(at..)?;
    memchr::memchr3(b'{', b'}', end, rest).map(|found| at + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: &str) -> Entry<'_> {
        match parse(text, 0) {
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
        assert_eq!(bib("@ comment{x}"), Extent::Word(9));
        assert_eq!(extent(b"@comment{x}", Dialect::BibLatex, false), Extent::Complete(11));
        assert_eq!(extent(b"@a{b, c={\n@d{e}", Dialect::BibTex, true), Extent::Complete(10));
    }
}
