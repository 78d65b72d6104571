//! One article's XML as a tree, without the parts that hold no metadata.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::BufRead;
use std::rc::Rc;

use quick_xml::errors::{IllFormedError, SyntaxError};
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader};

use super::entities;
use super::scan;
use crate::error::{ReadError, ReadErrorKind};
use crate::source::Locator;

/// An element. Its name and those of its attributes are without prefix: files bind the same
/// namespace to many prefixes, or to none at all.
#[derive(Debug, Default)]
pub(super) struct Element<'a> {
    pub(super) name: &'a str,
    pub(super) attributes: Vec<(&'a str, Cow<'a, str>)>,
    pub(super) children: Vec<Node<'a>>,
    /// Where its start tag begins and its end tag ends, in bytes of the slice.
    pub(super) start: usize,
    pub(super) end: usize,
    /// What the nearest element around it that states a language says, inside of `front`.
    pub(super) around: Option<Stated>,
    /// Whether a reader has been here. What none of them came to is found in the end, and said.
    pub(super) is_read: Cell<bool>,
}

/// A language as an element states it, and where that element begins.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub(super) text: Rc<str>,
    pub(super) start: usize,
}

#[derive(Debug)]
pub(super) enum Node<'a> {
    Element(Element<'a>),
    /// Text whose white space is layout: runs of it are one space.
    Text(Cow<'a, str>),
    /// White space that somebody took the trouble to write as `&#32;`: it is meant.
    Space(char),
}

impl<'a> Element<'a> {
    /// The value of the first attribute of that local name.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_ref())
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element<'a>> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) | Node::Space(_) => None,
        })
    }

    pub(super) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s Element<'a>> {
        self.elements().filter(move |element| element.name == name)
    }

    pub(super) fn first(&self, name: &str) -> Option<&Element<'a>> {
        self.elements().find(|element| element.name == name)
    }

    /// Whether there are words among its children, outside of other elements.
    pub(super) fn has_own_text(&self) -> bool {
        self.children.iter().any(|node| matches!(node, Node::Text(text) if !text.trim().is_empty()))
    }

    /// Whether there are letters or digits among its children, outside of other elements.
    pub(super) fn has_own_words(&self) -> bool {
        self.children
            .iter()
            .any(|node| matches!(node, Node::Text(text) if text.chars().any(char::is_alphanumeric)))
    }

    /// Its own text, without that of other elements in it; asking does not read it.
    pub(super) fn words(&self) -> String {
        let words = self.children.iter().map(|node| match node {
            Node::Text(text) => text.as_ref(),
            Node::Space(_) | Node::Element(_) => " ",
        });
        words.collect()
    }

    /// Says that what the element itself says (its words, or its attributes) was read, or that a
    /// rule leaves it out. Its children have to say so for themselves.
    pub(super) fn read(&self) {
        self.is_read.set(true);
    }

    /// Says so of the element and of all that is in it.
    pub(super) fn read_whole(&self) {
        self.read();
        for child in self.elements() {
            child.read_whole();
        }
    }

    /// Takes that back: what was read of it is not used.
    pub(super) fn unread(&self) {
        self.is_read.set(false);
    }

    /// Whether somebody said that it was read.
    pub(super) fn was_read(&self) -> bool {
        self.is_read.get()
    }

    /// What it states as its language.
    fn states(&self) -> Option<Stated> {
        let own = self.attribute("lang").filter(|text| !text.trim().is_empty());
        own.map(|text| Stated { text: text.trim().into(), start: self.start })
    }

    fn push_text(&mut self, text: Cow<'a, str>) {
        match self.children.last_mut() {
            Some(Node::Text(last)) => last.to_mut().push_str(&text),
            _ => {
                // Most elements that begin with a word hold nothing else.
                if self.children.is_empty() && !text.starts_with(['\n', '\r', ' ', '\t']) {
                    self.children.reserve_exact(1);
                }
                self.children.push(Node::Text(text));
            }
        }
    }

    /// Says whether the entity is known; if it is not, it is kept as it stands.
    fn push_entity(&mut self, name: &str) -> bool {
        let known = entities::look_up(name);
        self.push_text(known.map_or_else(|| Cow::Owned(format!("&{name};")), Cow::Borrowed));
        known.is_some()
    }

    fn push_char(&mut self, c: char) {
        if matches!(c, ' ' | '\t' | '\n' | '\r') {
            self.children.push(Node::Space(c));
        } else {
            self.push_text(Cow::Owned(c.into()));
        }
    }
}

/// The tree of one document, and the entities in it that nobody defined.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    pub(super) root: Element<'a>,
    pub(super) unknown_entities: Vec<(String, usize)>,
}

/// What came of reading a text: with a fault, the tree is what stands before it.
#[derive(Debug)]
pub(super) struct Parsed<'a> {
    pub(super) tree: Tree<'a>,
    pub(super) fault: Option<ReadError>,
}

/// Reads the one element that `text` is. What `skip` says yes to, of a parent's name and a child,
/// is there without its content.
pub(super) fn parse<'a>(
    text: &'a str,
    depth: usize,
    locator: &mut Locator<'_>,
    skip: &dyn Fn(&str, &Element<'_>) -> bool,
) -> Parsed<'a> {
    let mut open = Vec::new();
    let mut unknown_entities = Vec::new();
    let mut root = None;
    let fault = grow(text, depth, locator, skip, &mut open, &mut root, &mut unknown_entities).err();
    while let Some(mut element) = open.pop() {
        element.end = text.len();
        match open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None => root = Some(element),
        }
    }
    Parsed { tree: Tree { root: root.unwrap_or_default(), unknown_entities }, fault }
}

/// Grows the tree: `open` are the elements whose end was not seen, from the outermost.
fn grow<'a>(
    text: &'a str,
    depth: usize,
    locator: &mut Locator<'_>,
    skip: &dyn Fn(&str, &Element<'_>) -> bool,
    open: &mut Vec<Element<'a>>,
    root: &mut Option<Element<'a>>,
    unknown_entities: &mut Vec<(String, usize)>,
) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    // Where among them the metadata begin: no language is inherited from around those, since what
    // the article says is the language of the record, and none by the works that it cites.
    let mut front: Option<usize> = None;
    // What the children of each of them inherit as their language.
    let mut languages: Vec<Option<Stated>> = Vec::new();
    loop {
        let start = position(reader.buffer_position());
        let event = reader
            .read_event()
            .map_err(|error| syntax_error(&error, position(reader.error_position()), locator))?;
        match event {
            Event::Start(tag) => {
                let mut element = start_tag(
                    text,
                    tag.name().as_ref().len(),
                    start,
                    position(reader.buffer_position()),
                    unknown_entities,
                )
                .map_err(|message| fault(&message, start, locator))?;
                let skipped = open.last().is_some_and(|parent| skip(parent.name, &element));
                if skipped {
                    pass_over(&mut reader, text, &tag).map_err(|error| {
                        syntax_error(&error, position(reader.error_position()), locator)
                    })?;
                    element.end = position(reader.buffer_position());
                    if let Some(parent) = open.last_mut() {
                        parent.children.push(Node::Element(element));
                    }
                    continue;
                }
                if open.len() >= depth {
                    let message = format!(
                        "elements nest deeper than {depth} levels, the limit (Limits::depth)"
                    );
                    return Err(ReadError::new(ReadErrorKind::Limit, message).at(locator.at(start)));
                }
                if front.is_some() {
                    element.around = languages.last().cloned().flatten();
                } else if matches!(element.name, "front" | "front-stub") {
                    front = Some(open.len());
                }
                if front.is_some() {
                    languages.push(element.states().or_else(|| element.around.clone()));
                }
                open.push(element);
            }
            Event::End(_) => {
                let Some(mut element) = open.pop() else { continue };
                languages.pop();
                front = front.filter(|at| *at < open.len());
                element.end = position(reader.buffer_position());
                match open.last_mut() {
                    Some(parent) => parent.children.push(Node::Element(element)),
                    None => {
                        *root = Some(element);
                        return Ok(());
                    }
                }
            }
            Event::Text(content) => {
                if let Some(parent) = open.last_mut() {
                    parent.push_text(content.xml10_content());
                }
            }
            Event::CData(content) => {
                if let Some(parent) = open.last_mut() {
                    parent.push_text(content.xml10_content());
                }
            }
            Event::GeneralRef(reference) => {
                let Some(parent) = open.last_mut() else { continue };
                let c = reference
                    .resolve_char_ref()
                    .map_err(|error| syntax_error(&error, start, locator))?;
                match c {
                    Some(c) => parent.push_char(c),
                    None if !parent.push_entity(&reference) => {
                        unknown_entities.push((reference.to_string(), start));
                    }
                    None => {}
                }
            }
            Event::Eof => {
                let message = "the input ends before the article does";
                return Err(
                    ReadError::new(ReadErrorKind::Truncated, message).at(locator.at(text.len()))
                );
            }
            Event::Empty(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
}

/// Goes behind the end of the element that `tag` begins, past what is in it where that is plain. The
/// end tag is read as any other is, and must be that of the start tag.
fn pass_over(
    reader: &mut Reader<&[u8]>,
    text: &str,
    tag: &BytesStart<'_>,
) -> quick_xml::Result<()> {
    let from = position(reader.buffer_position());
    if let Some(end) = scan::end_of(text.as_bytes(), from, tag.name().as_ref().as_bytes()) {
        reader.stream().consume(end - from);
    }
    reader.read_to_end(tag.name()).map(drop)
}

fn start_tag<'a>(
    text: &'a str,
    name: usize,
    start: usize,
    end: usize,
    unknown: &mut Vec<(String, usize)>,
) -> Result<Element<'a>, String> {
    let tag = text.get(start + 1..end.saturating_sub(1)).unwrap_or_default();
    let tag = tag.strip_suffix('/').unwrap_or(tag);
    let element =
        Element { name: local(tag.get(..name).unwrap_or_default()), start, ..Element::default() };
    let mut element = element;
    for attribute in Attributes::new(tag, name) {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let key = attribute.key.into_inner();
        if key == "xmlns" || key.starts_with("xmlns:") {
            continue;
        }
        let value = match attribute.value {
            Cow::Borrowed(plain) if !plain.contains(['&', '\t', '\n', '\r']) => {
                Cow::Borrowed(plain)
            }
            value => Cow::Owned(attribute_value(&value, start, unknown)?),
        };
        if element.attributes.is_empty() {
            element.attributes.reserve_exact(1);
        }
        element.attributes.push((local(key), value));
    }
    Ok(element)
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn attribute_value(
    raw: &str,
    start: usize,
    unknown: &mut Vec<(String, usize)>,
) -> Result<String, String> {
    let mut value = String::with_capacity(raw.len());
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
    Ok(value)
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
    use super::*;
    use crate::source::Position;

    #[test]
    fn text_is_one_across_cdata_comments_and_entities() {
        let text = "<j:a k='1&#10;2&lt;'>x <!-- <b> --><![CDATA[<y>]]><?pi?>&amp;&eacute;&who;&#32;<c/></j:a>";
        let mut locator = Locator::new(text.as_bytes(), Position::default());
        let Parsed { tree, fault } = parse(text, 9, &mut locator, &|_, _| false);
        assert!(fault.is_none());
        assert_eq!((tree.root.name, tree.root.attribute("k")), ("a", Some("1\n2<")));
        assert!(matches!(&tree.root.children[0], Node::Text(t) if t == "x <y>&é&who;"));
        assert!(matches!(tree.root.children[1], Node::Space(' ')));
        assert_eq!((tree.root.start, tree.root.end), (0, text.len()));
        assert_eq!(tree.unknown_entities, [("who".to_owned(), text.find("&who").unwrap())]);
    }
}
