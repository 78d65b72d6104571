//! Finds where each article of an input begins and ends, without parsing what is in it.

use std::ops::Range;

use memchr::memmem;

use crate::error::{ReadError, ReadErrorKind};
use crate::reader::Input;

/// Where the next article is, once its window holds all of it.
pub(super) enum Next {
    /// It is the first so many bytes of the window.
    Article(usize),
    /// It begins the window and the input ends in it.
    Cut,
    /// There is no further one.
    End,
}

/// What stands at a `<`.
enum Markup {
    /// The start tag of an article.
    Start,
    /// An article in one tag.
    Empty,
    /// The end tag of an article.
    Finish,
    /// The start tag of a text, whose name has so many bytes.
    Body(usize),
    Other,
}

/// Looks for articles in an input, however much of it the window shows. What it has seen it does
/// not look at again.
#[derive(Default)]
pub(super) struct Scanner {
    /// How far the window has been looked at.
    seen: usize,
    /// How many articles are open at `seen`; one may stand in another.
    open: usize,
    /// Whether the article that is open is too long and only its end is looked for.
    lost: bool,
    done: bool,
    /// The name of the first element of the input, with its prefix.
    pub(super) root: Option<String>,
}

impl Scanner {
    /// Consumes what is before the next article and finds its end.
    pub(super) fn next(&mut self, input: &mut Input<'_>) -> Result<Next, ReadError> {
        while !self.done {
            let Some((at, end, markup)) = self.markup(input)? else {
                self.done = true;
                let cut = self.open > 0 && !self.lost;
                if !cut {
                    input.consume(input.window().len());
                }
                return Ok(if cut { Next::Cut } else { Next::End });
            };
            match markup {
                Markup::Other => self.seen = end,
                Markup::Body(name) => {
                    self.seen = end;
                    if self.open > 0 && !self.lost {
                        self.seen = self.past_body(input, at + 1..at + 1 + name, end)?;
                    }
                }
                Markup::Empty if self.open > 0 => self.seen = end,
                Markup::Start | Markup::Empty if self.open == 0 => {
                    input.consume(at);
                    self.seen = end - at;
                    if matches!(markup, Markup::Empty) {
                        return Ok(Next::Article(std::mem::take(&mut self.seen)));
                    }
                    self.open = 1;
                }
                Markup::Start | Markup::Empty => {
                    self.open += 1;
                    self.seen = end;
                }
                Markup::Finish => {
                    self.seen = end;
                    if self.open == 1 {
                        self.open = 0;
                        let len = std::mem::take(&mut self.seen);
                        if !std::mem::take(&mut self.lost) {
                            return Ok(Next::Article(len));
                        }
                        input.consume(len);
                    }
                    self.open = self.open.saturating_sub(1);
                }
            }
            // What is no part of an article that will be read need not be kept.
            if self.open == 0 || self.lost {
                input.consume(std::mem::take(&mut self.seen));
            } else if let Err(error) = input.check_record(self.seen) {
                self.lost = true;
                return Err(error);
            }
        }
        Ok(Next::End)
    }

    /// Where the text ends whose start tag, named in `name`, ends at `from`; the same place where
    /// that cannot be said without a look at every tag.
    fn past_body(
        &mut self,
        input: &mut Input<'_>,
        name: Range<usize>,
        from: usize,
    ) -> Result<usize, ReadError> {
        let mut at = from;
        loop {
            let window = input.window();
            let (name, len) = (window.get(name.clone()).unwrap_or_default(), window.len());
            match end_tag(window, at, name) {
                Ok(end) if is_plain(window.get(from..end).unwrap_or_default()) => return Ok(end),
                Err(Some(next)) if !input.is_complete() => at = next.max(from),
                _ => return Ok(from),
            }
            self.fetch(input)?;
            if input.window().len() == len {
                return Ok(from);
            }
        }
    }

    /// The next tag: where it begins and ends, and what it is. `None` at the end of the input, which
    /// may be inside a tag.
    fn markup(
        &mut self,
        input: &mut Input<'_>,
    ) -> Result<Option<(usize, usize, Markup)>, ReadError> {
        loop {
            let window = input.window();
            let rest = window.get(self.seen..).unwrap_or_default();
            let Some(at) = memchr::memchr(b'<', rest).map(|at| self.seen + at) else {
                self.seen = window.len();
                self.fetch(input)?;
                if self.seen >= input.window().len() {
                    return Ok(None);
                }
                continue;
            };
            self.seen = at;
            let tag = window.get(at..).unwrap_or_default();
            if let Some(len) = length(tag, input.is_complete()) {
                let tag = tag.get(..len).unwrap_or_default();
                let markup = kind(tag);
                if self.root.is_none() {
                    self.root = name_in(tag);
                }
                return Ok(Some((at, at + len, markup)));
            }
            let before = window.len();
            self.fetch(input)?;
            if input.window().len() - self.seen <= before - at {
                self.seen = input.window().len();
                return Ok(None);
            }
        }
    }

    /// Fetches more of the input, without what is not needed any more.
    fn fetch(&mut self, input: &mut Input<'_>) -> Result<(), ReadError> {
        if self.open == 0 || self.lost {
            input.consume(std::mem::take(&mut self.seen));
        }
        let longest = input.limits().record_bytes;
        if input.window().len() > longest.max(1 << 20) && !input.is_complete() {
            if self.open > 0 && !self.lost {
                self.lost = true;
                return input.check_record(input.window().len());
            }
            self.done = true;
            let message = "a comment or tag here is longer than any record may be";
            return Err(ReadError::new(ReadErrorKind::Limit, message).at(input.position()));
        }
        input.more().map(drop)
    }
}

/// Where the end tag of the element begins whose start tag, of that name, ends at `from`, if nothing
/// in between asks for a closer look: an element by the same name, a comment, CDATA.
pub(super) fn end_of(bytes: &[u8], from: usize, name: &[u8]) -> Option<usize> {
    if bytes.get(..from).is_some_and(|before| before.ends_with(b"/>")) {
        return None;
    }
    let end = end_tag(bytes, from, name).ok()?;
    is_plain(bytes.get(from..end)?).then_some(end)
}

/// Whether there are only elements and text.
fn is_plain(bytes: &[u8]) -> bool {
    memmem::find(bytes, b"<!").is_none() && memmem::find(bytes, b"<?").is_none()
}

/// The first end tag by that name from there on. If there is none, from where to look on when there
/// are more bytes; nothing, if an element by that name begins before.
fn end_tag(bytes: &[u8], from: usize, name: &[u8]) -> Result<usize, Option<usize>> {
    let finder = memmem::Finder::new(name);
    let mut at = from;
    // A tag that is cut off may begin here.
    let again = Err(Some(bytes.len().saturating_sub(name.len() + 2).max(from)));
    while let Some(found) = finder.find(bytes.get(at..).unwrap_or_default()) {
        let begins = at + found;
        at = begins + name.len();
        let before = bytes.get(from..begins).unwrap_or_default();
        match bytes.get(at) {
            None => return again,
            Some(b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'/') => {}
            Some(_) => continue,
        }
        if before.ends_with(b"</") {
            return Ok(begins - 2);
        }
        if before.ends_with(b"<") {
            return Err(None);
        }
    }
    again
}

/// How many bytes the tag, comment or declaration at the start of `bytes` has. `None` where its end
/// is not in sight; a lone `<` before the end of the input is one byte of junk.
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
        [b'<', b'!', ..] => declaration(bytes),
        [b'<', next, ..]
            if !next.is_ascii_alphabetic() && !matches!(next, b'/' | b'_' | b':' | 0x80..) =>
        {
            Some(1)
        }
        _ => tag(bytes),
    }
}

/// The end of a tag: a `>` outside quotation marks.
fn tag(bytes: &[u8]) -> Option<usize> {
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

/// The name in a start tag, if it is one, and not too long to be shown.
fn name_in(tag: &[u8]) -> Option<String> {
    let name = tag.strip_prefix(b"<")?;
    let ends = |b: &u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'/');
    let name = name.get(..name.iter().position(ends)?)?;
    let is_name =
        name.first().is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'_' | 0x80..))
            && name.len() <= 100;
    is_name.then(|| String::from_utf8_lossy(name).into_owned())
}

fn kind(tag: &[u8]) -> Markup {
    let (finish, name) = match tag {
        [b'<', b'/', rest @ ..] => (true, rest),
        [b'<', rest @ ..] => (false, rest),
        _ => return Markup::Other,
    };
    let end = name
        .iter()
        .position(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'/'))
        .unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default();
    let local = name.rsplit(|b| *b == b':').next().unwrap_or_default();
    match (local == b"article", finish) {
        (false, false) if local == b"body" && !tag.ends_with(b"/>") => Markup::Body(name.len()),
        (false, _) => Markup::Other,
        (true, true) => Markup::Finish,
        (true, false) if tag.ends_with(b"/>") => Markup::Empty,
        (true, false) => Markup::Start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    /// Gives a byte at a time.
    struct Drip<'a>(&'a [u8]);

    impl std::io::Read for Drip<'_> {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            let take = self.0.len().min(out.len()).min(1);
            out[..take].copy_from_slice(&self.0[..take]);
            self.0 = &self.0[take..];
            Ok(take)
        }
    }

    fn articles(mut input: Input<'_>) -> Vec<String> {
        let mut scanner = Scanner::default();
        let mut found = Vec::new();
        loop {
            match scanner.next(&mut input) {
                Ok(Next::Article(len)) => {
                    found.push(String::from_utf8(input.window()[..len].to_vec()).unwrap());
                    input.consume(len);
                }
                Ok(Next::Cut) => found.push("cut".into()),
                Ok(Next::End) => return found,
                Err(error) => found.push(format!("{:?}", error.kind())),
            }
        }
    }

    #[test]
    fn articles_are_found_among_anything() {
        let table: &[(&str, &[&str])] = &[
            ("", &[]),
            ("<a><b/></a>", &[]),
            ("<article/>", &["<article/>"]),
            ("<article-meta><article >x</article ></article-meta>", &["<article >x</article >"]),
            (
                "<!DOCTYPE article [<!ENTITY x '<article>'><!-- > ' -->]><r><j:article a='>'/><article>2</article>",
                &["<j:article a='>'/>", "<article>2</article>"],
            ),
            (
                "<article><article>1</article><!-- </article> --><![CDATA[</article>]]></article>z",
                &[
                    "<article><article>1</article><!-- </article> --><![CDATA[</article>]]></article>",
                ],
            ),
            ("1 < 2 <article>x", &["cut"]),
            ("<article><p", &["cut"]),
            ("</article><article/>", &["<article/>"]),
        ];
        for (text, expected) in table {
            let input = Input::from_slice(text.as_bytes(), Limits::default());
            assert_eq!(&articles(input), expected, "{text}");
            let drip = Box::new(Drip(text.as_bytes()));
            assert_eq!(&articles(Input::from_reader(drip, Limits::default())), expected, "{text}");
        }
    }

    #[test]
    fn an_article_that_is_too_long_costs_itself() {
        let long = format!("<article>{}</article><article>b</article>", "<x/>".repeat(700_000));
        let limits = Limits::default().with_record_bytes(1000);
        let expected = ["Limit", "<article>b</article>"];
        assert_eq!(articles(Input::from_slice(long.as_bytes(), limits)), expected);
        let stream = Input::from_reader(Box::new(long.as_bytes()), limits);
        assert_eq!(articles(stream), expected);
    }
}
