//! Finds the tags of one element, without a look at any other.

use memchr::memmem::{self, Finder};

/// A tag, by where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A start tag.
    Start,
    /// An element in one tag.
    Empty,
    /// An end tag.
    Finish,
}

/// The tags of an element, with any prefix. Those in a comment, a CDATA section, a processing
/// instruction or a declaration are none.
#[derive(Debug)]
pub(super) struct Tags<'n> {
    name: Finder<'n>,
}

/// How long the prefix of a name is at most.
const PREFIX: usize = 250;

impl<'n> Tags<'n> {
    /// Those of the element of that local name.
    pub(super) fn of(name: &'n [u8]) -> Self {
        Self { name: Finder::new(name) }
    }

    /// The first one from `at` on. If there is none, from where to look on when there are more
    /// bytes; `complete`: there are no more.
    pub(super) fn next(&self, bytes: &[u8], at: usize, complete: bool) -> Result<Tag, usize> {
        let mut at = at;
        let mut tag = self.named(bytes, at);
        loop {
            let end = tag.map_or(bytes.len(), |(start, _)| start);
            let Some(start) = hiding(bytes, at, end) else { break };
            let rest = bytes.get(start..).unwrap_or_default();
            at = start + length(rest, complete).ok_or(start)?;
            if tag.is_some_and(|(start, _)| start < at) {
                tag = self.named(bytes, at);
            }
        }
        let margin = PREFIX + self.name.needle().len() + "</:>".len();
        let Some((start, is_end)) = tag else {
            return Err(at.max(bytes.len().saturating_sub(margin)));
        };
        let rest = bytes.get(start..).unwrap_or_default();
        let end = start + tag_length(rest).ok_or(start)?;
        let kind = match bytes.get(start..end) {
            _ if is_end => Kind::Finish,
            Some([.., b'/', b'>']) => Kind::Empty,
            _ => Kind::Start,
        };
        Ok(Tag { start, end, kind })
    }

    /// Where the first tag from `from` on begins, whatever is around it, and whether it is an end
    /// tag.
    fn named(&self, bytes: &[u8], from: usize) -> Option<(usize, bool)> {
        let mut at = from;
        loop {
            let found = at + self.name.find(bytes.get(at..)?)?;
            at = found + self.name.needle().len();
            if !bytes.get(at).is_some_and(|byte| ends_name(*byte)) {
                continue;
            }
            let before = bytes.get(from.max(found.saturating_sub(PREFIX + 2))..found)?;
            let prefix = match before {
                [.., b'<' | b'/'] => 0,
                [rest @ .., b':'] => {
                    1 + rest.iter().rev().take_while(|byte| !ends_prefix(**byte)).count()
                }
                _ => continue,
            };
            match before.get(..before.len().saturating_sub(prefix)) {
                Some([.., b'<', b'/']) => return Some((found - prefix - 2, true)),
                Some([.., b'<']) => return Some((found - prefix - 1, false)),
                _ => {}
            }
        }
    }
}

/// Where the end tag of the element begins whose start tag, of that name, ends at `from`.
pub(super) fn end_of(bytes: &[u8], from: usize, name: &[u8]) -> Option<usize> {
    let tags = Tags::of(name);
    let (mut at, mut depth) = (from, 0_usize);
    loop {
        let tag = tags.next(bytes, at, true).ok()?;
        match tag.kind {
            Kind::Start => depth += 1,
            Kind::Empty => {}
            Kind::Finish if depth == 0 => return Some(tag.start),
            Kind::Finish => depth -= 1,
        }
        at = tag.end;
    }
}

/// The name of the first start tag, if it is not too long to be shown.
pub(super) fn first_name(bytes: &[u8], complete: bool) -> Option<String> {
    let mut from = 0;
    loop {
        let to = hiding(bytes, from, bytes.len()).unwrap_or(bytes.len());
        let plain = bytes.get(from..to)?;
        let mut names = memchr::memchr_iter(b'<', plain).filter_map(|at| name_at(plain, at + 1));
        if let Some(name) = names.next() {
            return Some(name);
        }
        from = to + length(bytes.get(to..).filter(|rest| !rest.is_empty())?, complete)?;
    }
}

fn name_at(bytes: &[u8], at: usize) -> Option<String> {
    let name = bytes.get(at..)?;
    let name = name.get(..name.iter().take(101).position(|byte| ends_name(*byte))?)?;
    let begins = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | 0x80..);
    name.first().is_some_and(begins).then(|| String::from_utf8_lossy(name).into_owned())
}

fn ends_name(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'/')
}

fn ends_prefix(byte: u8) -> bool {
    ends_name(byte) || matches!(byte, b'<' | b'"' | b'\'' | b'=')
}

/// Where the first comment, CDATA section, processing instruction or declaration begins that begins
/// between `from` and `to`.
fn hiding(bytes: &[u8], from: usize, to: usize) -> Option<usize> {
    let piece = bytes.get(from..to)?;
    let mut marks = memchr::memchr2_iter(b'!', b'?', piece);
    let at = marks.find(|at| at.checked_sub(1).and_then(|at| piece.get(at)) == Some(&b'<'))?;
    Some(from + at - 1)
}

/// How many bytes the comment, CDATA section, processing instruction or declaration at the start of
/// `bytes` has. `None` where its end is not in sight.
fn length(bytes: &[u8], complete: bool) -> Option<usize> {
    let to = |open: usize, close: &[u8]| {
        let found = memmem::find(bytes.get(open..)?, close)?;
        Some(open + found + close.len())
    };
    match bytes {
        [b'<', b'!', b'-', b'-', ..] => to(4, b"-->"),
        [b'<', b'!', b'[', b'C', b'D', b'A', b'T', b'A', b'[', ..] => to(9, b"]]>"),
        [b'<', b'?', ..] => to(2, b"?>"),
        // Too short to tell a comment or a CDATA section from a declaration.
        [b'<', b'!', ..] if bytes.len() < 9 && !complete => None,
        _ => declaration(bytes),
    }
}

/// The end of a tag: a `>` outside quotation marks.
fn tag_length(bytes: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        let found = at + memchr::memchr3(b'>', b'"', b'\'', bytes.get(at..)?)?;
        match *bytes.get(found)? {
            b'>' => return Some(found + 1),
            quote => at = found + 2 + memchr::memchr(quote, bytes.get(found + 1..)?)?,
        }
    }
}

/// The end of a document type declaration: a `>` outside quotation marks, square brackets, comments
/// and processing instructions.
fn declaration(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    let mut brackets = 0_usize;
    loop {
        let rest = bytes.get(at..)?;
        let found =
            rest.iter().position(|b| matches!(b, b'>' | b'"' | b'\'' | b'[' | b']' | b'<'))?;
        let here = rest.get(found..)?;
        at += found
            + match here {
                [b'>', ..] if brackets == 0 => return Some(at + found + 1),
                [b'[', ..] => {
                    brackets += 1;
                    1
                }
                [b']', ..] => {
                    brackets = brackets.saturating_sub(1);
                    1
                }
                [quote @ (b'"' | b'\''), after @ ..] => memchr::memchr(*quote, after)? + 2,
                [b'<', b'!', b'-', b'-', after @ ..] => memmem::find(after, b"-->")? + 7,
                [b'<', b'?', after @ ..] => memmem::find(after, b"?>")? + 4,
                _ => 1,
            };
    }
}
