//! Reads the XML of one article into a tree, without the parts that hold no metadata.

use std::borrow::Cow;
use std::io::BufRead;

use quick_xml::errors::{IllFormedError, SyntaxError};
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader};

use super::entities;
use super::tags;
use super::tree::{Element, Text, Tree, local};
use crate::error::{ReadError, ReadErrorKind};
use crate::source::Locator;

/// Entities that nobody defined, and where they stand.
pub(super) type Unknown = Vec<(String, usize)>;

/// Whether the content of an element is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Yes,
    No,
    /// If there is an element of that name in it.
    With(&'static str),
}

/// Says of an element and one in it whether the content of the latter is wanted.
pub(super) type Choice = fn(Element<'_>, Element<'_>) -> Wanted;

/// Reads the one element that `text` is into an empty tree. What is not wanted is there without its
/// content. With a fault, the tree is what stands before it.
pub(super) fn parse<'a>(
    text: &'a str,
    depth: usize,
    locator: &mut Locator<'_>,
    choose: Choice,
    tree: &mut Tree<'a>,
) -> (Unknown, Option<ReadError>) {
    let mut unknown = Vec::new();
    let fault = if text.len() > Tree::LONGEST {
        let message = format!("an article of more than {} bytes cannot be read", Tree::LONGEST);
        Err(ReadError::new(ReadErrorKind::Limit, message).at(locator.at(0)))
    } else {
        tree.reserve(text.len());
        let open = Vec::with_capacity(16);
        Parser { text, depth, locator, choose, tree, unknown: &mut unknown, open, front: None }
            .grow()
    };
    while tree.depth() > 0 {
        tree.close(text.len());
    }
    (unknown, fault.err())
}

struct Parser<'p, 'a, 'l> {
    text: &'a str,
    depth: usize,
    locator: &'p mut Locator<'l>,
    choose: Choice,
    tree: &'p mut Tree<'a>,
    unknown: &'p mut Unknown,
    /// The names of the elements whose end is to come, with their prefixes.
    open: Vec<&'a str>,
    /// How many elements are around the metadata, inside of those: no language is inherited from
    /// around them, since what the article says is the language of the record, and none by the works
    /// that it cites.
    front: Option<usize>,
}

impl<'a> Parser<'_, 'a, '_> {
    fn grow(mut self) -> Result<(), ReadError> {
        let mut reader = Reader::from_str(self.text);
        // It knows nothing of the tags that `leap` passes.
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        loop {
            let mut start = position(reader.buffer_position());
            if self.tree.depth() > 0 {
                let at = self.leap(start)?;
                reader.stream().consume(at - start);
                start = at;
                if self.tree.depth() == 0 {
                    return Ok(());
                }
            }
            let read = reader.read_event();
            let behind = position(reader.buffer_position());
            // By reference: moving an event costs more than anything that is done with it.
            let event = match &read {
                Ok(event) => event,
                Err(error) => return Err(self.syntax_error(error, &reader)),
            };
            match event {
                Event::Start(tag) => {
                    if self.start(tag, start, behind)? == Wanted::No {
                        pass_over(&mut reader, self.text, tag)
                            .map_err(|error| self.syntax_error(&error, &reader))?;
                        self.close(position(reader.buffer_position()));
                    }
                }
                Event::Empty(tag) => {
                    self.start(tag, start, behind)?;
                    self.close(behind);
                }
                Event::End(tag) => {
                    self.check_end(tag.name().as_ref(), start)?;
                    self.close(behind);
                }
                // What stands before the first element is no part of it.
                _ if self.tree.depth() == 0 && !matches!(event, Event::Eof) => continue,
                Event::Text(_) => {
                    self.tree.push_given(self.text.get(start..behind).unwrap_or_default());
                }
                Event::CData(content) => self.text(content.xml10_content()),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(c @ (' ' | '\t' | '\n' | '\r'))) => self.tree.push_space(c),
                    Ok(Some(c)) => self.tree.push_made(c.encode_utf8(&mut [0; 4])),
                    Ok(None) => self.entity(reference, start),
                    Err(error) => return Err(syntax_error(&error, start, self.locator)),
                },
                Event::Eof => {
                    let message = "the input ends before the article does";
                    let end = self.locator.at(self.text.len());
                    return Err(ReadError::new(ReadErrorKind::Truncated, message).at(end));
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
            if self.tree.depth() == 0 {
                return Ok(());
            }
        }
    }

    /// Takes the texts and the plainest tags, `<name>` and its `</name>`, from `start` on up to the
    /// next thing that asks for a tokeniser, and says where that is. They are nearly all that there
    /// is in a list of references, and can be nothing else than what they seem.
    ///
    /// Line ends stay as they are: they count as spaces, of whatever sort they are.
    fn leap(&mut self, start: usize) -> Result<usize, ReadError> {
        let mut at = start;
        while let (Some(name), Some(rest)) = (self.open.last(), self.text.get(at..)) {
            match rest.as_bytes() {
                [b'<', b'/', tag @ ..] => {
                    let after = tag.strip_prefix(name.as_bytes());
                    if !after.is_some_and(|after| after.starts_with(b">")) {
                        break;
                    }
                    at += "</>".len() + name.len();
                    self.close(at);
                }
                [b'<', tag @ ..] => {
                    let Some(len) = plain_tag(tag) else { break };
                    let behind = at + "<>".len() + len;
                    let name = self.text.get(at + 1..behind - 1).unwrap_or_default();
                    let first = self.tree.next_attribute();
                    if self.open(name, at, behind, first)? == Wanted::No {
                        self.tree.take_back();
                        self.open.pop();
                        break;
                    }
                    at = behind;
                }
                [b'&', ..] => break,
                bytes => {
                    let Some(len) = memchr::memchr2(b'<', b'&', bytes) else { break };
                    self.tree.push_given(rest.get(..len).unwrap_or_default());
                    at += len;
                }
            }
        }
        Ok(at)
    }

    /// Holds an end tag that begins at `start` to the element opened last.
    fn check_end(&mut self, name: &str, start: usize) -> Result<(), ReadError> {
        let found = name.to_owned();
        let error = match self.open.last() {
            Some(expected) if *expected == name => return Ok(()),
            Some(expected) => {
                IllFormedError::MismatchedEndTag { expected: (*expected).to_owned(), found }
            }
            None => IllFormedError::UnmatchedEndTag(found),
        };
        Err(syntax_error(&Error::IllFormed(error), start, self.locator))
    }

    /// Closes the element opened last, whose end tag ends at `end`.
    fn close(&mut self, end: usize) {
        self.open.pop();
        self.tree.close(end);
        let depth = self.tree.depth();
        self.front = self.front.filter(|front| *front < depth);
    }

    fn syntax_error(&mut self, error: &Error, reader: &Reader<&[u8]>) -> ReadError {
        syntax_error(error, position(reader.error_position()), self.locator)
    }

    fn text(&mut self, text: Cow<'a, str>) {
        match text {
            Cow::Borrowed(text) => self.tree.push_given(text),
            Cow::Owned(text) => self.tree.push_made(&text),
        }
    }

    /// An entity that is not known is kept as it stands.
    fn entity(&mut self, name: &str, start: usize) {
        match entities::look_up(name) {
            Some(known) => self.tree.push_given(known),
            None => {
                for piece in ["&", name, ";"] {
                    self.tree.push_made(piece);
                }
                self.unknown.push((name.to_owned(), start));
            }
        }
    }

    /// Opens the element whose start tag, or only tag, stands from `start` to `behind`.
    fn start(
        &mut self,
        tag: &BytesStart<'_>,
        start: usize,
        behind: usize,
    ) -> Result<Wanted, ReadError> {
        let name_len = tag.name().as_ref().len();
        let tag = self.text.get(start + 1..behind.saturating_sub(1)).unwrap_or_default();
        let tag = tag.strip_suffix('/').unwrap_or(tag);
        let first = self.tree.next_attribute();
        if tag.len() > name_len {
            self.attributes(tag, name_len, start, first)
                .map_err(|message| fault(&message, start, self.locator))?;
        }
        self.open(tag.get(..name_len).unwrap_or_default(), start, behind, first)
    }

    /// Opens an element of that full name, which has the attributes from `first` on. Whether what is
    /// in it is wanted: yes or no.
    fn open(
        &mut self,
        full_name: &'a str,
        start: usize,
        behind: usize,
        first: usize,
    ) -> Result<Wanted, ReadError> {
        let name = local(full_name);
        let depth = self.tree.depth();
        if self.front.is_none() && matches!(name, "front" | "front-stub") {
            self.front = Some(depth);
        }
        self.tree.open(name, start, first, self.front.is_some());
        self.open.push(full_name);
        let both = self.tree.last_two_open();
        let wanted = both.map_or(Wanted::Yes, |(parent, element)| (self.choose)(parent, element));
        if wanted == Wanted::No {
            return Ok(Wanted::No);
        }
        if let Wanted::With(inside) = wanted
            && !self.has(inside, behind, full_name)
        {
            return Ok(Wanted::No);
        }
        if depth >= self.depth {
            self.tree.take_back();
            let limit = self.depth;
            let message =
                format!("elements nest deeper than {limit} levels, the limit (Limits::depth)");
            let at = self.locator.at(start);
            return Err(ReadError::new(ReadErrorKind::Limit, message).at(at));
        }
        Ok(Wanted::Yes)
    }

    /// Whether something of the name `inside` is in the element of that other name whose start tag
    /// ends at `behind`.
    fn has(&self, inside: &str, behind: usize, name: &str) -> bool {
        let bytes = self.text.as_bytes();
        if bytes.get(..behind).is_some_and(|before| before.ends_with(b"/>")) {
            return false;
        }
        let end = tags::end_of(bytes, behind, name.as_bytes());
        let content = bytes.get(behind..end.unwrap_or(bytes.len())).unwrap_or_default();
        memchr::memmem::find(content, inside.as_bytes()).is_some()
    }

    /// Reads the attributes in a tag that begins at `start`.
    fn attributes(
        &mut self,
        tag: &'a str,
        name_len: usize,
        start: usize,
        first: usize,
    ) -> Result<(), String> {
        // Nearly all tags have so few attributes that looking at each of those before costs less
        // than the list which quick-xml keeps to find one that is there twice.
        let is_short = tag.len() < 500;
        let mut attributes = Attributes::new(tag, name_len);
        for attribute in attributes.with_checks(!is_short) {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let key = attribute.key.into_inner();
            if is_short && self.tree.has_attribute(first, key) {
                let twice = Attributes::new(tag, name_len).find_map(Result::err);
                return Err(twice.map_or_else(String::new, |error| error.to_string()));
            }
            let value = match attribute.value {
                Cow::Borrowed(plain) if !plain.bytes().any(is_special) => Text::Given(plain),
                value => {
                    let unknown = &mut *self.unknown;
                    self.tree.make(|out| attribute_value(&value, start, out, unknown))?
                }
            };
            self.tree.push_attribute(key, value);
        }
        Ok(())
    }
}

/// Whether the byte makes the value of an attribute another one than what stands there.
fn is_special(byte: u8) -> bool {
    matches!(byte, b'&' | b'\t' | b'\n' | b'\r')
}

/// How long the name is if `tag`, which stands behind a `<`, is a start tag of one plain name.
fn plain_tag(tag: &[u8]) -> Option<usize> {
    let len = tag.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'-')?;
    let is_plain = tag.first()?.is_ascii_alphabetic() && tag.get(len) == Some(&b'>');
    is_plain.then_some(len)
}

/// Goes behind the end of the element that `tag` begins, past what is in it. The end tag is read as
/// any other is, and must be that of the start tag.
fn pass_over(
    reader: &mut Reader<&[u8]>,
    text: &str,
    tag: &BytesStart<'_>,
) -> quick_xml::Result<()> {
    let from = position(reader.buffer_position());
    if let Some(end) = tags::end_of(text.as_bytes(), from, tag.name().as_ref().as_bytes()) {
        reader.stream().consume(end - from);
    }
    // What is in it is known to the tokeniser alone.
    reader.config_mut().check_end_names = true;
    let end = reader.read_to_end(tag.name());
    reader.config_mut().check_end_names = false;
    end.map(drop)
}

fn attribute_value(
    raw: &str,
    start: usize,
    value: &mut String,
    unknown: &mut Unknown,
) -> Result<(), String> {
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        value.extend(before.chars().map(as_space));
        let Some((name, behind)) = after.split_once(';') else {
            return Err("an `&` in an attribute begins no reference".to_owned());
        };
        rest = behind;
        if let Some(c) = name.strip_prefix('#').map(entities::character) {
            value.push(c.ok_or_else(|| format!("`&{name};` is no character"))?);
        } else if let Some(known) = entities::look_up(name) {
            value.push_str(known);
        } else {
            value.extend(["&", name, ";"]);
            unknown.push((name.to_owned(), start));
        }
    }
    value.extend(rest.chars().map(as_space));
    Ok(())
}

/// By the XML specification a line end or tab in an attribute is a space.
fn as_space(c: char) -> char {
    if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }
}

fn position(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

fn fault(message: &str, offset: usize, locator: &mut Locator<'_>) -> ReadError {
    ReadError::new(ReadErrorKind::Syntax, format!("the XML is not well-formed: {message}"))
        .at(locator.at(offset))
}

fn syntax_error(error: &Error, offset: usize, locator: &mut Locator<'_>) -> ReadError {
    if let Error::IllFormed(IllFormedError::MissingEndTag(name)) = error {
        let message = format!("the input ends before `</{name}>`");
        return ReadError::new(ReadErrorKind::Truncated, message).at(locator.at(usize::MAX));
    }
    if let Error::Syntax(error) = error
        && *error != SyntaxError::InvalidBangMarkup
    {
        let message = format!("the input ends inside markup: {error}");
        return ReadError::new(ReadErrorKind::Truncated, message).at(locator.at(usize::MAX));
    }
    let message = match error {
        Error::Syntax(error) => error.to_string(),
        Error::IllFormed(IllFormedError::UnclosedReference) => {
            "an `&` that begins no reference; write `&amp;`".to_owned()
        }
        Error::IllFormed(error) => error.to_string(),
        other => other.to_string(),
    };
    fault(&message, offset, locator)
}

#[cfg(test)]
mod tests {
    use super::super::tree::Child;
    use super::*;
    use crate::source::Position;

    #[test]
    fn text_is_one_across_cdata_comments_and_entities() {
        let text = "<j:a k='1&#10;2&lt;'>x <!-- <b> --><![CDATA[<y>]]><?pi?>&amp;&eacute;&who;&#32;<c/></j:a>";
        let mut locator = Locator::new(text.as_bytes(), Position::default());
        let mut tree = Tree::default();
        let (unknown, fault) = parse(text, 9, &mut locator, |_, _| Wanted::Yes, &mut tree);
        assert!(fault.is_none());
        let root = tree.root().unwrap();
        assert_eq!((root.name(), root.attribute("k")), ("a", Some("1\n2<")));
        let mut children = root.children();
        assert!(matches!(children.next(), Some(Child::Text("x <y>&é&who;"))));
        assert!(matches!(children.next(), Some(Child::Space(' '))));
        assert_eq!((root.start(), root.end()), (0, text.len()));
        assert_eq!(unknown, [("who".to_owned(), text.find("&who").unwrap())]);
    }

    #[test]
    fn an_end_tag_is_held_to_its_start_tag() {
        const WELL: &[&str] = &[
            "<j:a>x<b>y</b >z</j:a>",
            "<a>&amp;<b/>x</a\n>",
            "<a><b>x</b><!-- </c> --><![CDATA[</d>]]></a>",
            "<a><skip><b></b></skip>x</a>",
        ];
        // The text, where the fault is said to be, and what it is said to be.
        const ILL: &[(&str, u64, &str)] = &[
            ("<a>x<b>y</c></a>", 8, "expected `</b>`, but `</c>` was found"),
            ("<a><b>y</b></ab>", 11, "expected `</a>`, but `</ab>` was found"),
            ("<j:a>x</a>", 6, "expected `</j:a>`, but `</a>` was found"),
            ("<a><skip><b></c></b>x</a>", 12, "expected `</b>`, but `</c>` was found"),
            ("<a><b>&amp;</ b></a>", 11, "expected `</b>`, but `</ b>` was found"),
            ("<a><1>x</1></2></a>", 11, "expected `</a>`, but `</2>` was found"),
            ("</a>", 0, "close tag `</a>` does not match any open tag"),
            ("<a><b c='1'>x</b></c></a>", 17, "expected `</a>`, but `</c>` was found"),
        ];
        let fault_of = |text: &str| {
            let mut locator = Locator::new(text.as_bytes(), Position::default());
            let choose = |_: Element<'_>, inner: Element<'_>| match inner.name() {
                "skip" => Wanted::No,
                _ => Wanted::Yes,
            };
            parse(text, 9, &mut locator, choose, &mut Tree::default()).1
        };
        for text in WELL {
            assert!(fault_of(text).is_none(), "{text}");
        }
        for (text, offset, message) in ILL {
            let fault = fault_of(text).unwrap();
            assert!(fault.to_string().contains(message), "{text}: {fault}");
            assert_eq!(fault.position().map(|at| at.offset), Some(*offset), "{text}");
        }
    }
}
