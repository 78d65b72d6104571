//! `{"items": […]}` and an answer of Crossref's API, item by item.
//!
//! A wrapper whose list comes before anything that an item has is read like a top-level array: no
//! more than one item is held. All others are read as a whole, by [`session`](super::session).

use std::borrow::Cow;

use crate::error::{ReadError, ReadErrorKind};
use crate::reader::{Input, utf8};
use crate::value::json::{element_len, skip_space};

use super::fields;

/// Where the list of a wrapper begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// The bytes before the first item.
    pub(super) len: usize,
    /// How many objects the list stands in.
    pub(super) depth: usize,
}

/// How much of an object is looked at for a list of items.
const MOST: usize = 1 << 16;

/// The list of the wrapper that the window begins with, if it begins with one.
pub(super) fn head(input: &mut Input<'_>) -> Result<Option<Head>, ReadError> {
    if input.window().first() != Some(&b'{') {
        return Ok(None);
    }
    loop {
        match (Scan { bytes: input.window(), at: 0 }).head() {
            Found::Head(head) => return Ok(Some(head)),
            Found::None => return Ok(None),
            Found::Open if input.window().len() >= MOST => return Ok(None),
            Found::Open => {
                if !input.more()? {
                    return Ok(None);
                }
            }
        }
    }
}

enum Found {
    Head(Head),
    None,
    /// The window ends too early to say.
    Open,
}

/// A member that may stand before the list, though it is a variable: CSL 1.1 lets a list have a
/// title, and the answer of an API has a status.
const BEFORE: &[&str] = &["version", "title", "status", "source"];

enum Name<'a> {
    Is(&'a str),
    /// None, or one with escapes: not what is looked for.
    Other,
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scan<'a> {
    fn head(mut self) -> Found {
        self.run().unwrap_or(Found::Open)
    }

    /// `None` where the window ends.
    fn run(&mut self) -> Option<Found> {
        self.at += 1;
        let mut depth = 1;
        loop {
            let byte = self.space()?;
            if byte == b',' {
                self.at += 1;
                continue;
            }
            let Name::Is(name) = self.name()? else { return Some(Found::None) };
            if self.space()? != b':' {
                return Some(Found::None);
            }
            self.at += 1;
            let value = self.space()?;
            match (name, value) {
                ("items" | "references", b'[') if self.is_list_of_items()? => {
                    return Some(Found::Head(Head { len: self.at + 1, depth }));
                }
                ("message", b'{') if depth == 1 => {
                    self.at += 1;
                    depth = 2;
                }
                _ => {
                    let before = BEFORE.contains(&name);
                    if (fields::place_of(name).is_some() && !before) || !self.value()? {
                        return Some(Found::None);
                    }
                }
            }
        }
    }

    fn space(&mut self) -> Option<u8> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            if !byte.is_ascii_whitespace() {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    fn name(&mut self) -> Option<Name<'a>> {
        if self.bytes.get(self.at) != Some(&b'"') {
            return Some(Name::Other);
        }
        let rest = self.bytes.get(self.at + 1..)?;
        let end = memchr::memchr2(b'"', b'\\', rest)?;
        let text = rest.get(..end).and_then(|name| std::str::from_utf8(name).ok());
        self.at += end + 2;
        Some(text.filter(|_| rest.get(end) == Some(&b'"')).map_or(Name::Other, Name::Is))
    }

    /// Whether the list is empty or its first value an object.
    fn is_list_of_items(&self) -> Option<bool> {
        let first = Scan { bytes: self.bytes, at: self.at + 1 }.space()?;
        Some(matches!(first, b'{' | b']'))
    }

    /// Goes past a value; whether there is one.
    fn value(&mut self) -> Option<bool> {
        let (mut depth, start) = (0_usize, self.at);
        loop {
            match *self.bytes.get(self.at)? {
                b'"' => self.string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' | b',' if depth == 0 => return Some(self.at > start),
                b'}' | b']' => {
                    depth -= 1;
                    self.at += 1;
                }
                _ => self.at += 1,
            }
        }
    }

    fn string(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            let rest = self.bytes.get(self.at..)?;
            let found = memchr::memchr2(b'"', b'\\', rest)?;
            self.at += found + 1;
            if rest.get(found) == Some(&b'"') {
                return Some(());
            }
            self.at += 1;
        }
    }
}

/// Reads what stands behind the list, up to the end of the wrapper.
pub(super) fn tail(input: &mut Input<'_>, mut depth: usize) -> Result<(), ReadError> {
    while depth > 0 {
        let position = input.position();
        let broken = |message: &str| {
            Err(ReadError::new(ReadErrorKind::Syntax, message.to_owned()).at(position))
        };
        let cut = || {
            let message = "the input ends before the object around its items does";
            Err(ReadError::new(ReadErrorKind::Truncated, message).at(position))
        };
        match skip_space(input, false)? {
            None => return cut(),
            Some(b'}') => {
                input.consume(1);
                depth -= 1;
            }
            Some(b',') => input.consume(1),
            Some(b'"') => {
                let name = take(input)?;
                match skip_space(input, false)? {
                    Some(b':') => input.consume(1),
                    Some(_) => return broken("expected `:` behind the list of items"),
                    None => return cut(),
                }
                skip_space(input, false)?;
                take(input)?;
                if depth == 1 && matches!(name.as_ref(), "\"type\"" | "\"id\"") {
                    let message = format!("the object around the items has {name}, as an item has");
                    return Err(ReadError::new(ReadErrorKind::Data, message).at(position));
                }
            }
            Some(_) => return broken("expected a member or `}` behind the list of items"),
        }
    }
    Ok(())
}

/// Consumes a value; its text.
fn take(input: &mut Input<'_>) -> Result<Cow<'static, str>, ReadError> {
    let len = element_len(input)?;
    let bytes = input.window().get(..len).unwrap_or_default();
    let short = utf8(bytes.get(..len.min(16)).unwrap_or_default(), input.position());
    let text = short.map_or(Cow::Borrowed(""), |text| Cow::Owned(text.to_owned()));
    input.consume(len);
    Ok(text)
}
