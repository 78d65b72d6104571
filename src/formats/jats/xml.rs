//! Writes XML: elements that are opened and closed, and indents where white space means nothing.

use crate::model::{Form, Lang};

/// An attribute that is left out where there is no value.
pub(super) type Attribute<'v> = (&'static str, Option<&'v str>);

/// What ends a sentence before the next.
const FULL_STOP: &str = ". ";

#[derive(Debug)]
struct Open {
    name: &'static str,
    /// It holds text: nothing may be added inside.
    is_text: bool,
    has_blocks: bool,
}

/// A document as it grows.
#[derive(Debug)]
pub(super) struct Xml {
    pub(super) out: String,
    pretty: bool,
    /// The form of a value stands in `lang-variant`, an attribute of JATS 1.4.
    variants: bool,
    /// Punctuation that stands before the next element.
    waits: &'static str,
    open: Vec<Open>,
}

impl Xml {
    pub(super) const fn new(pretty: bool, variants: bool) -> Self {
        Self { out: String::new(), pretty, variants, waits: "", open: Vec::new() }
    }

    /// Sets punctuation before the next element, if there is one and something stands before it in
    /// the element that is open. A full stop that waits already stays.
    pub(super) fn before_next(&mut self, punctuation: &'static str) {
        if self.waits != FULL_STOP && !self.is_at_start() {
            self.waits = punctuation;
        }
    }

    /// Ends a sentence.
    pub(super) fn full_stop(&mut self) {
        self.waits = "";
        if !self.ends_with_stop() {
            self.out.push('.');
        }
    }

    fn ends_with_stop(&self) -> bool {
        let mut text = self.out.as_str();
        while let Some((before, tag)) = text.strip_suffix('>').and_then(|t| t.rsplit_once('<')) {
            if !tag.starts_with('/') {
                return false;
            }
            text = before;
        }
        text.ends_with('.')
    }

    /// Whether nothing stands yet in the element opened last.
    fn is_at_start(&self) -> bool {
        let last = self.out.rfind('<').and_then(|at| self.out.get(at + 1..));
        let last = last.and_then(|tag| tag.strip_suffix('>')).unwrap_or("/");
        !last.starts_with('/') && !last.ends_with('/')
    }

    fn in_text(&self) -> bool {
        self.open.last().is_some_and(|open| open.is_text)
    }

    fn new_line(&mut self, depth: usize) {
        if self.pretty {
            self.out.push('\n');
            self.out.extend(std::iter::repeat_n("  ", depth));
        }
    }

    fn tag(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        if !self.in_text() {
            if let Some(parent) = self.open.last_mut() {
                parent.has_blocks = true;
            }
            self.new_line(self.open.len());
        }
        if !self.waits.is_empty() {
            let waits = std::mem::take(&mut self.waits);
            let doubled = waits == FULL_STOP && self.ends_with_stop();
            self.out.push_str(if doubled { " " } else { waits });
        }
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            if let Some(value) = value {
                let is_variant =
                    self.variants && *key == "specific-use" && Form::from_name(value).is_some();
                self.out.push(' ');
                self.out.push_str(if is_variant { "lang-variant" } else { key });
                self.out.push_str("=\"");
                for c in value.chars() {
                    self.push_escaped(c, false);
                }
                self.out.push('"');
            }
        }
    }

    /// Opens an element that holds elements.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.tag(name, attributes);
        self.out.push('>');
        let is_text = self.in_text();
        self.open.push(Open { name, is_text, has_blocks: false });
    }

    /// Opens an element that holds text, and elements among it.
    pub(super) fn open_text(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.open(name, attributes);
        if let Some(open) = self.open.last_mut() {
            open.is_text = true;
        }
    }

    /// Closes the element opened last.
    pub(super) fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if open.has_blocks && !open.is_text {
            self.new_line(self.open.len());
        }
        self.out.push_str("</");
        self.out.push_str(open.name);
        self.out.push('>');
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.tag(name, attributes);
        self.out.push_str("/>");
    }

    /// An element that holds words alone.
    pub(super) fn words(&mut self, name: &'static str, attributes: &[Attribute<'_>], text: &str) {
        self.open_text(name, attributes);
        self.text(text, true, true);
        self.close();
    }

    /// The same, where there is a text.
    pub(super) fn some(&mut self, name: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            self.words(name, &[], text);
        }
    }

    /// Text. White space that a reader would take for layout (at either end, or after other white
    /// space) is written as a reference, which says that it is meant. `first` and `last`: whether
    /// the text begins, or ends, what it stands in.
    pub(super) fn text(&mut self, text: &str, first: bool, last: bool) {
        let mut after_space = first;
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r');
            let plain = c == ' ' && !after_space && (rest.peek().is_some() || !last);
            self.push_escaped(c, !plain);
            after_space = is_space;
        }
    }

    /// Characters that XML forbids are left out.
    fn push_escaped(&mut self, c: char, mark_space: bool) {
        match c {
            '&' => self.out.push_str("&amp;"),
            '<' => self.out.push_str("&lt;"),
            '>' => self.out.push_str("&gt;"),
            '"' => self.out.push_str("&quot;"),
            ' ' if mark_space => self.out.push_str("&#32;"),
            '\t' => self.out.push_str("&#9;"),
            '\n' => self.out.push_str("&#10;"),
            '\r' => self.out.push_str("&#13;"),
            c if !is_allowed(c) => {}
            c => self.out.push(c),
        }
    }
}

/// Whether XML 1.0 allows the character at all.
pub(super) const fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

pub(super) fn lang(lang: Option<&Lang>) -> Option<&str> {
    lang.map(Lang::as_str)
}

/// `@specific-use` for a form that is not the one its element has without the attribute.
pub(super) fn form_unless(form: Form, usual: Form) -> Option<&'static str> {
    (form != usual).then(|| form.as_str())
}

/// Whether `text` can be an XML id.
pub(super) fn is_id(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}
