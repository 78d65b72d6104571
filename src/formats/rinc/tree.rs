//! The XML of an issue as a tree.
//!
//! It owns its texts: the input moves on while the articles are handed out one by one, and the tree of
//! the whole issue stays. That of JATS borrows from the input, is made anew for each article in the
//! same lists, and knows namespaces and the language of each element; a tree for both would have to
//! copy for JATS or to outlive its input here.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

use crate::error::ReadErrorKind;
use crate::model::{Inline, MathSyntax, RichText, Style};
use crate::value::names::collapsed;

/// An element, its name without prefix. Places are bytes of the text.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether its end tag was there.
    pub(super) is_closed: bool,
}

#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// Why the tree ends before the text does.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) kind: ReadErrorKind,
    pub(super) at: usize,
    pub(super) message: String,
}

/// What was read: with a fault, what stands before it, its open elements closed there.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) root: Element,
    pub(super) fault: Option<Fault>,
    /// Entities that nobody defined, and where they stand. They are kept as they are written.
    pub(super) unknown_entities: Vec<(String, usize)>,
    /// Where the text goes on behind the root, if it does.
    pub(super) rest: Option<usize>,
}

impl Element {
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Whether that is its name. Files are not of one mind about capitals.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// All attributes that say something.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.attributes.iter().map(|(name, value)| (name.as_str(), value.trim()));
        all.filter(|(_, value)| !value.is_empty())
    }

    /// Its words, with one space between each two.
    pub(super) fn words(&self) -> String {
        let mut out = String::new();
        self.collect(&mut out);
        collapsed(&out)
    }

    /// The words that stand in it outside its elements.
    pub(super) fn own_words(&self) -> String {
        let texts = self.children.iter().filter_map(|node| match node {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) => None,
        });
        collapsed(&texts.collect::<Vec<_>>().join(" "))
    }

    /// Whether there is nothing in it: no words, no attributes.
    pub(super) fn is_empty(&self) -> bool {
        self.attributes.is_empty()
            && self.children.iter().all(|node| match node {
                Node::Text(text) => text.trim().is_empty(),
                Node::Element(element) => element.is_empty(),
            })
    }

    fn collect(&self, out: &mut String) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => {
                    if element.is("br") {
                        out.push(' ');
                    }
                    element.collect(out);
                }
            }
        }
    }

    /// Its text with the markup that the format knows: `i`, `b`, `sub`, `sup`, `br`, `tex`.
    pub(super) fn rich(&self) -> RichText {
        let mut out = RichText::default();
        let mut gap = true;
        self.push_rich(&mut out, &mut gap);
        out.trimmed()
    }

    fn push_rich(&self, out: &mut RichText, gap: &mut bool) {
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(&spaced(text, gap)),
                Node::Element(element) if element.is("br") => {
                    out.push(Inline::LineBreak);
                    *gap = true;
                }
                Node::Element(element) if element.is("tex") => {
                    let source = element.words();
                    out.push(Inline::Math { syntax: MathSyntax::Tex, source });
                    *gap = false;
                }
                Node::Element(element) => {
                    let style = STYLES.iter().find(|(name, _)| element.is(name));
                    match style {
                        Some((_, style)) => {
                            let mut content = RichText::default();
                            element.push_rich(&mut content, gap);
                            out.push(Inline::styled(*style, content));
                        }
                        // Other markup is read as its words.
                        None => element.push_rich(out, gap),
                    }
                }
            }
        }
    }
}

const STYLES: &[(&str, Style)] = &[
    ("i", Style::Italic),
    ("em", Style::Italic),
    ("b", Style::Bold),
    ("strong", Style::Bold),
    ("sub", Style::Subscript),
    ("sup", Style::Superscript),
];

/// The text with every run of white space as one space, also across elements.
fn spaced(text: &str, gap: &mut bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let is_space = c.is_whitespace();
        if !(is_space && *gap) {
            out.push(if is_space { ' ' } else { c });
        }
        *gap = is_space;
    }
    out
}

/// Reads the one element of a text. Deeper than `depth` is a fault.
pub(super) fn parse(text: &str, depth: usize) -> Tree {
    let mut tree = Tree::default();
    let mut open: Vec<Element> = Vec::new();
    tree.fault = grow(text, depth, &mut open, &mut tree).err();
    let end = tree.fault.as_ref().map_or(text.len(), |fault| fault.at);
    while let Some(mut element) = open.pop() {
        element.end = end;
        close(element, &mut open, &mut tree.root);
    }
    tree
}

fn close(element: Element, open: &mut [Element], root: &mut Element) {
    match open.last_mut() {
        Some(parent) => parent.children.push(Node::Element(element)),
        None => *root = element,
    }
}

fn grow(text: &str, depth: usize, open: &mut Vec<Element>, tree: &mut Tree) -> Result<(), Fault> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    loop {
        let start = position(reader.buffer_position());
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return Err(faulty(&error, position(reader.error_position()))),
        };
        let here = position(reader.buffer_position());
        match event {
            Event::Start(tag) => {
                if open.len() >= depth {
                    let message = format!(
                        "elements nest deeper than {depth} levels, the limit (Limits::depth)"
                    );
                    return Err(Fault { kind: ReadErrorKind::Limit, at: start, message });
                }
                open.push(element(&tag, start)?);
            }
            Event::End(_) => {
                let Some(mut element) = open.pop() else { continue };
                element.end = here;
                element.is_closed = true;
                let is_root = open.is_empty();
                close(element, open, &mut tree.root);
                if is_root {
                    let rest = text.get(here..).unwrap_or_default();
                    let blank = rest.len() - rest.trim_start().len();
                    tree.rest = (blank < rest.len()).then_some(here + blank);
                    return Ok(());
                }
            }
            Event::Text(content) => push(open, &content.xml10_content()),
            Event::CData(content) => push(open, &content.xml10_content()),
            Event::GeneralRef(reference) => {
                let c = reference.resolve_char_ref().map_err(|error| faulty(&error, start))?;
                if let Some(c) = c {
                    push(open, c.encode_utf8(&mut [0; 4]));
                } else if let Some(known) = resolve_predefined_entity(&reference) {
                    push(open, known);
                } else {
                    push(open, &format!("&{};", &*reference));
                    tree.unknown_entities.push((reference.to_string(), start));
                }
            }
            Event::Eof => {
                let message = "the input ends before the journal does".to_owned();
                return Err(Fault { kind: ReadErrorKind::Truncated, at: text.len(), message });
            }
            _ => {}
        }
    }
}

fn element(tag: &BytesStart<'_>, start: usize) -> Result<Element, Fault> {
    let mut element = Element { name: local(tag.name().as_ref()), start, ..Element::default() };
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| Fault {
            kind: ReadErrorKind::Syntax,
            at: start,
            message: format!("the XML is not well-formed: {error}"),
        })?;
        // Where the schema is, and what its prefixes are, is the XML's.
        let key = attribute.key.into_inner();
        if key == "xmlns" || key.starts_with("xmlns:") || key.starts_with("xsi:") {
            continue;
        }
        // A value with entities that nobody defined stays as it is written.
        let value = unescape(&attribute.value)
            .map_or_else(|_| (*attribute.value).to_owned(), Cow::into_owned);
        element.attributes.push((local(key), value));
    }
    Ok(element)
}

fn local(name: &str) -> String {
    name.rsplit_once(':').map_or(name, |(_, local)| local).to_owned()
}

fn push(open: &mut [Element], text: &str) {
    let Some(parent) = open.last_mut() else { return };
    match parent.children.last_mut() {
        Some(Node::Text(last)) => last.push_str(text),
        _ => parent.children.push(Node::Text(text.to_owned())),
    }
}

fn position(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

fn faulty(error: &Error, at: usize) -> Fault {
    let is_cut = match error {
        Error::IllFormed(IllFormedError::MissingEndTag(_)) => true,
        Error::Syntax(error) => *error != SyntaxError::InvalidBangMarkup,
        _ => false,
    };
    let kind = if is_cut { ReadErrorKind::Truncated } else { ReadErrorKind::Syntax };
    Fault { kind, at, message: format!("the XML is not well-formed: {error}") }
}
