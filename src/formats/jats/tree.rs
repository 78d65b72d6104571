//! One article's XML as a tree that stands in a few flat lists.
//!
//! Elements and texts follow one another as in the document, and an element knows where what is in
//! it ends: a walk over its children leaps from one to the next. So no element has an allocation of
//! its own, names and most texts are those of the input, and the lists serve one article after the
//! other.

use std::borrow::Cow;
use std::cell::Cell;
use std::num::NonZeroU32;

/// The lists. They grow in the order of the document, and are read through [`Element`]s.
#[derive(Debug, Default)]
pub(super) struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    attributes: Vec<Attribute<'a>>,
    /// Texts that the input has in other words: with entities, or in pieces.
    made: String,
    /// The elements whose end was not seen, from the outermost.
    open: Vec<Open>,
    /// Whether a text that comes now goes on with the last one.
    goes_on: bool,
}

#[derive(Debug)]
enum Node<'a> {
    Element(Tag<'a>),
    Text(Text<'a>),
    Space(char),
}

#[derive(Debug)]
struct Tag<'a> {
    name: &'a str,
    /// Where its start tag begins and its end tag ends, in bytes of the input.
    start: u32,
    end: u32,
    /// Among the nodes: the first one that is in it, and the first one behind it.
    first: u32,
    after: u32,
    /// Among the attributes, those that it has.
    attributes: (u32, u32),
    around: Option<NonZeroU32>,
    is_read: Cell<bool>,
}

#[derive(Debug)]
struct Attribute<'a> {
    /// Its name, with the prefix.
    key: &'a str,
    /// Without it; empty where it binds a prefix.
    name: &'a str,
    value: Text<'a>,
}

/// A text: a stretch of the input, or of what was made.
#[derive(Clone, Copy, Debug)]
pub(super) enum Text<'a> {
    Given(&'a str),
    Made(u32, u32),
}

#[derive(Debug)]
struct Open {
    node: u32,
    /// The element that says what language the children of this one are in.
    language: Option<NonZeroU32>,
}

/// Indices are kept in half the room. Inputs are bounded by [`Tree::LONGEST`], so that they fit.
fn short(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

fn long(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}

impl<'a> Tree<'a> {
    /// The most bytes that an input may have: what is made of it is never four times as long.
    pub(super) const LONGEST: usize = 1 << 30;

    /// The lists without what is in them, for another input.
    pub(super) fn emptied<'b>(mut self) -> Tree<'b> {
        self.made.clear();
        self.open.clear();
        // An iterator over a list gives its room to the list that is collected from it.
        Tree {
            nodes: self.nodes.into_iter().map_while(|_| None).collect(),
            attributes: self.attributes.into_iter().map_while(|_| None).collect(),
            made: self.made,
            open: self.open,
            goes_on: false,
        }
    }

    /// Makes room for what an input of `bytes` bytes mostly needs: growing step by step would copy
    /// it again and again. What is not used of it is never touched.
    pub(super) fn reserve(&mut self, bytes: usize) {
        self.nodes.reserve((bytes / 24).min(1 << 16));
        self.attributes.reserve((bytes / 160).min(1 << 13));
        self.open.reserve(16);
    }

    /// The outermost element, if there is one.
    pub(super) fn root(&self) -> Option<Element<'_>> {
        self.element(0)
    }

    fn element(&self, index: u32) -> Option<Element<'_>> {
        match self.nodes.get(long(index))? {
            Node::Element(tag) => Some(Element { tag, tree: self }),
            Node::Text(_) | Node::Space(_) => None,
        }
    }

    fn resolve<'t>(&'t self, text: Text<'t>) -> &'t str {
        match text {
            Text::Given(text) => text,
            Text::Made(start, end) => self.made.get(long(start)..long(end)).unwrap_or_default(),
        }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The element opened last, and the one that it is in.
    pub(super) fn last_two_open(&self) -> Option<(Element<'_>, Element<'_>)> {
        let [.., parent, last] = self.open.as_slice() else { return None };
        Some((self.element(parent.node)?, self.element(last.node)?))
    }

    /// The attributes from here on are those of the element that is opened next.
    pub(super) fn next_attribute(&self) -> usize {
        self.attributes.len()
    }

    /// Whether there is an attribute by that name from the one at `first` on.
    pub(super) fn has_attribute(&self, first: usize, key: &str) -> bool {
        self.attributes.iter().skip(first).any(|attribute| attribute.key == key)
    }

    pub(super) fn push_attribute(&mut self, key: &'a str, value: Text<'a>) {
        let name = match local(key) {
            name if name.len() == key.len() && name == "xmlns" => "",
            name if name.len() < key.len() && key.starts_with("xmlns:") => "",
            name => name,
        };
        self.attributes.push(Attribute { key, name, value });
    }

    /// Makes a text of what `write` adds to the end of what was made.
    pub(super) fn make<E>(
        &mut self,
        write: impl FnOnce(&mut String) -> Result<(), E>,
    ) -> Result<Text<'a>, E> {
        let start = self.made.len();
        write(&mut self.made)?;
        Ok(Text::Made(short(start), short(self.made.len())))
    }

    /// Opens an element that has the attributes from `first` on. `inherits`: it and its children
    /// are in the language that it, or one around it, states.
    pub(super) fn open(&mut self, name: &'a str, start: usize, first: usize, inherits: bool) {
        let node = short(self.nodes.len());
        let around = self.open.last().and_then(|open| open.language).filter(|_| inherits);
        self.nodes.push(Node::Element(Tag {
            name,
            start: short(start),
            end: u32::MAX,
            first: node + 1,
            after: u32::MAX,
            attributes: (short(first), short(self.attributes.len())),
            around,
            is_read: Cell::new(false),
        }));
        self.goes_on = false;
        let mut language = around;
        if inherits && first < self.attributes.len() {
            let said = self.element(node).and_then(|element| element.attribute("lang"));
            let said = said.filter(|text| !text.trim().is_empty());
            language = said.and_then(|_| NonZeroU32::new(node)).or(around);
        }
        self.open.push(Open { node, language });
    }

    /// Takes back that an element was opened.
    pub(super) fn take_back(&mut self) {
        if let Some(open) = self.open.pop() {
            self.nodes.truncate(long(open.node));
        }
    }

    /// Closes the element opened last. Its end tag ends at `end`.
    pub(super) fn close(&mut self, end: usize) {
        self.goes_on = false;
        let after = short(self.nodes.len());
        let node = self.open.pop().and_then(|open| self.nodes.get_mut(long(open.node)));
        if let Some(Node::Element(tag)) = node {
            tag.after = after;
            tag.end = short(end);
        }
    }

    /// Adds text as the input has it.
    pub(super) fn push_given(&mut self, text: &'a str) {
        if self.goes_on {
            self.join(text);
        } else {
            self.goes_on = true;
            self.nodes.push(Node::Text(Text::Given(text)));
        }
    }

    /// Adds text that the input has in other words.
    pub(super) fn push_made(&mut self, text: &str) {
        if !self.goes_on {
            self.push_given("");
        }
        self.join(text);
    }

    /// Adds to the text that came last. If that was made, it is what was made last.
    fn join(&mut self, text: &str) {
        let Some(Node::Text(last)) = self.nodes.last_mut() else { return };
        let start = match *last {
            Text::Made(start, _) => start,
            Text::Given(given) => {
                let start = short(self.made.len());
                self.made.push_str(given);
                start
            }
        };
        self.made.push_str(text);
        *last = Text::Made(start, short(self.made.len()));
    }

    pub(super) fn push_space(&mut self, c: char) {
        self.goes_on = false;
        self.nodes.push(Node::Space(c));
    }
}

/// An element. Its name and those of its attributes are without prefix: files bind the same
/// namespace to many prefixes, or to none at all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'t> {
    tag: &'t Tag<'t>,
    tree: &'t Tree<'t>,
}

/// What stands in an element.
#[derive(Clone, Copy, Debug)]
pub(super) enum Child<'t> {
    Element(Element<'t>),
    /// Text whose white space is layout: runs of it are one space.
    Text(&'t str),
    /// White space that somebody took the trouble to write as `&#32;`: it is meant.
    Space(char),
}

/// The children of an element, in the order of the document.
#[derive(Clone, Debug)]
pub(super) struct Children<'t> {
    tree: &'t Tree<'t>,
    at: u32,
    after: u32,
}

impl<'t> Iterator for Children<'t> {
    type Item = Child<'t>;

    fn next(&mut self) -> Option<Child<'t>> {
        if self.at >= self.after {
            return None;
        }
        let node = self.tree.nodes.get(long(self.at))?;
        self.at += 1;
        Some(match node {
            Node::Element(tag) => {
                self.at = tag.after;
                Child::Element(Element { tag, tree: self.tree })
            }
            Node::Text(text) => Child::Text(self.tree.resolve(*text)),
            Node::Space(c) => Child::Space(*c),
        })
    }
}

impl<'t> Element<'t> {
    pub(super) fn name(self) -> &'t str {
        self.tag.name
    }

    /// Where its start tag begins, in bytes of the input.
    pub(super) fn start(self) -> usize {
        long(self.tag.start)
    }

    /// Where its end tag ends.
    pub(super) fn end(self) -> usize {
        long(self.tag.end)
    }

    /// The nearest element around it, inside of `front`, that states a language.
    pub(super) fn around(self) -> Option<Self> {
        self.tree.element(self.tag.around?.get())
    }

    /// The value of the first attribute of that local name.
    pub(super) fn attribute(self, name: &str) -> Option<&'t str> {
        self.attributes().find(|(key, _)| *key == name).map(|(_, value)| value)
    }

    /// Its attributes by their local names, but for those that bind prefixes.
    pub(super) fn attributes(self) -> impl Iterator<Item = (&'t str, &'t str)> {
        let (first, after) = self.tag.attributes;
        let all = self.tree.attributes.get(long(first)..long(after)).unwrap_or_default();
        let named = all.iter().filter(|attribute| !attribute.name.is_empty());
        named.map(move |attribute| (attribute.name, self.tree.resolve(attribute.value)))
    }

    pub(super) fn children(self) -> Children<'t> {
        Children { tree: self.tree, at: self.tag.first, after: self.tag.after }
    }

    pub(super) fn elements(self) -> impl Iterator<Item = Self> {
        self.children().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) | Child::Space(_) => None,
        })
    }

    pub(super) fn all(self, name: &str) -> impl Iterator<Item = Self> {
        self.elements().filter(move |element| element.name() == name)
    }

    pub(super) fn first(self, name: &str) -> Option<Self> {
        self.elements().find(|element| element.name() == name)
    }

    /// The first child of each of these names, in one walk.
    pub(super) fn firsts<const N: usize>(self, names: [&str; N]) -> [Option<Self>; N] {
        let mut found = [None; N];
        for element in self.elements() {
            let name = element.name();
            for (known, found) in names.iter().zip(&mut found) {
                if *known == name && found.is_none() {
                    *found = Some(element);
                }
            }
        }
        found
    }

    /// Every element in it, those that are in others too.
    pub(super) fn descendants(self) -> impl Iterator<Item = Self> {
        let inside = long(self.tag.first)..long(self.tag.after);
        let nodes = self.tree.nodes.get(inside).unwrap_or_default();
        nodes.iter().filter_map(move |node| match node {
            Node::Element(tag) => Some(Self { tag, tree: self.tree }),
            Node::Text(_) | Node::Space(_) => None,
        })
    }

    /// Its own texts, without those of other elements in it.
    fn own_texts(self) -> impl Iterator<Item = &'t str> {
        self.children().filter_map(|child| match child {
            Child::Text(text) => Some(text),
            Child::Space(_) | Child::Element(_) => None,
        })
    }

    /// Whether there are words among its children, outside of other elements.
    pub(super) fn has_own_text(self) -> bool {
        self.own_texts().any(|text| !text.trim().is_empty())
    }

    /// Whether there are letters or digits among its children, outside of other elements.
    pub(super) fn has_own_words(self) -> bool {
        let may_be = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
        let has_words =
            |text: &str| text.bytes().any(may_be) && text.chars().any(char::is_alphanumeric);
        self.own_texts().any(has_words)
    }

    /// Its own text, without that of other elements in it; asking does not read it.
    pub(super) fn words(self) -> Cow<'t, str> {
        let mut children = self.children();
        match (children.next(), children.next()) {
            (None, _) => return Cow::Borrowed(""),
            (Some(Child::Text(text)), None) => return Cow::Borrowed(text),
            _ => {}
        }
        let words = self.children().map(|child| match child {
            Child::Text(text) => text,
            Child::Space(_) | Child::Element(_) => " ",
        });
        words.collect()
    }

    /// Says that what the element itself says (its words, or its attributes) was read, or that a
    /// rule leaves it out. Its children have to say so for themselves.
    pub(super) fn read(self) {
        self.tag.is_read.set(true);
    }

    /// Says so of the element and of all that is in it.
    pub(super) fn read_whole(self) {
        self.read();
        self.descendants().for_each(Self::read);
    }

    /// Takes that back: what was read of it is not used.
    pub(super) fn unread(self) {
        self.tag.is_read.set(false);
    }

    /// Whether somebody said that it was read.
    pub(super) fn was_read(self) -> bool {
        self.tag.is_read.get()
    }
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    if !has_colon(name.as_bytes()) {
        return name;
    }
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Names are too short for a search to pay; eight bytes at a time do.
fn has_colon(name: &[u8]) -> bool {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const COLONS: u64 = u64::from_ne_bytes([b':'; 8]);
    let (eights, rest) = name.as_chunks::<8>();
    let is_in = |eight: &[u8; 8]| {
        let apart = u64::from_ne_bytes(*eight) ^ COLONS;
        // Some byte is zero: taking one from it borrows into its highest bit.
        apart.wrapping_sub(ONES) & !apart & (ONES << 7) != 0
    };
    eights.iter().any(is_in) || rest.contains(&b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_joined_and_elements_leapt_over() {
        let mut tree = Tree::default();
        tree.open("a", 0, 0, false);
        tree.push_given("x");
        tree.push_made("y");
        tree.push_given("z");
        tree.open("b", 1, 0, false);
        tree.push_given("in b");
        tree.close(2);
        tree.push_made("w");
        tree.push_space(' ');
        tree.close(3);
        let root = tree.root().unwrap();
        let seen: Vec<String> = root
            .children()
            .map(|child| match child {
                Child::Element(e) => format!("<{} {}>", e.name(), e.words()),
                Child::Text(text) => text.to_owned(),
                Child::Space(c) => format!("{c:?}"),
            })
            .collect();
        assert_eq!(seen, ["xyz", "<b in b>", "w", "' '"]);
        assert_eq!((root.start(), root.end(), root.words().as_ref()), (0, 3, "xyz w "));
    }

    #[test]
    fn the_lists_are_used_again() {
        let mut tree = Tree::default();
        for _ in 0..100 {
            tree.open("a", 0, 0, false);
        }
        let room = tree.nodes.capacity();
        let tree: Tree<'_> = tree.emptied();
        assert!(tree.root().is_none() && tree.nodes.capacity() == room);
    }
}
