//! The little HTML of CSL's strings.
//!
//! Seven tags mean something; everything else is text, as it is to CSL's processors. CSL has no
//! escape for text that looks like one of the tags: here its `<` is written `&lt;`, and only there
//! is `&lt;` read as `<`.

use crate::model::{Inline, RichText, Style};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    I,
    B,
    Sup,
    Sub,
    Sc,
    Span,
}

/// What opens a style. The first tag of a style is the one to write.
const OPEN: &[(&str, Element, Style)] = &[
    ("<i>", Element::I, Style::Italic),
    ("<b>", Element::B, Style::Bold),
    ("<sup>", Element::Sup, Style::Superscript),
    ("<sub>", Element::Sub, Style::Subscript),
    ("<span style=\"font-variant:small-caps;\">", Element::Span, Style::SmallCaps),
    ("<span style=\"font-variant: small-caps;\">", Element::Span, Style::SmallCaps),
    ("<span style=\"font-variant:small-caps\">", Element::Span, Style::SmallCaps),
    ("<span style=\"font-variant: small-caps\">", Element::Span, Style::SmallCaps),
    ("<sc>", Element::Sc, Style::SmallCaps),
    ("<span class=\"nocase\">", Element::Span, Style::NoCase),
    ("<span class=\"nodecor\">", Element::Span, Style::Roman),
];

const CLOSE: &[(&str, Element)] = &[
    ("</i>", Element::I),
    ("</b>", Element::B),
    ("</sup>", Element::Sup),
    ("</sub>", Element::Sub),
    ("</span>", Element::Span),
    ("</sc>", Element::Sc),
];

#[derive(Clone, Copy)]
enum Tag {
    Open(Element, Style),
    Close(Element),
}

/// The tag that `rest` begins with, and its text.
fn tag_at(rest: &str) -> Option<(Tag, &'static str)> {
    let open = OPEN.iter().find(|(text, ..)| rest.starts_with(text));
    if let Some((text, element, style)) = open {
        return Some((Tag::Open(*element, *style), text));
    }
    let (text, element) = CLOSE.iter().find(|(text, _)| rest.starts_with(text))?;
    Some((Tag::Close(*element), text))
}

/// Whether `rest`, put behind a `<`, begins with a tag.
fn tag_tail(rest: &str) -> bool {
    let tails = OPEN.iter().map(|(text, ..)| text).chain(CLOSE.iter().map(|(text, _)| text));
    tails.filter_map(|tag| tag.strip_prefix('<')).any(|tail| rest.starts_with(tail))
}

/// If `rest` begins with an escaped tag (`&lt;i>`, `&amp;lt;i>` and so on): the bytes of its
/// entity, and how many times it is escaped beyond the first.
fn escape_at(rest: &str) -> Option<(usize, usize)> {
    let mut tail = rest.strip_prefix('&')?;
    let mut times = 0;
    while let Some(after) = tail.strip_prefix("amp;") {
        tail = after;
        times += 1;
    }
    let tail = tail.strip_prefix("lt;")?;
    tag_tail(tail).then(|| (rest.len() - tail.len(), times))
}

/// The text as CSL writes it. A style that CSL has no tag for leaves its content, a formula or
/// foreign markup its source.
pub(crate) fn encode(text: &RichText) -> String {
    let mut out = String::new();
    encode_to(text, &mut |piece| out.push_str(piece));
    out
}

/// The same piece by piece.
pub(crate) fn encode_to(text: &RichText, out: &mut impl FnMut(&str)) {
    for run in text {
        match run {
            Inline::Text(text) => escape_to(text, out),
            Inline::Styled { style: Style::Quote, content } => {
                out("“");
                encode_to(content, out);
                out("”");
            }
            Inline::Styled { style, content } => match tags_of(*style) {
                Some((open, close)) => {
                    out(open);
                    encode_to(content, out);
                    out(close);
                }
                None => encode_to(content, out),
            },
            Inline::Foreign { content, .. } => encode_to(content, out),
            Inline::Link { url, content } if content.is_empty() => escape_to(url, out),
            Inline::Link { content, .. } => encode_to(content, out),
            Inline::Math { source, .. } => escape_to(source, out),
            Inline::Raw(markup) if markup.content.is_empty() => escape_to(&markup.source, out),
            Inline::Raw(markup) => encode_to(&markup.content, out),
            Inline::LineBreak => out("\n"),
        }
    }
}

fn tags_of(style: Style) -> Option<(&'static str, &'static str)> {
    // Slanted text is italic to everybody who does not set it.
    let style = if style == Style::Slanted { Style::Italic } else { style };
    let (open, element, _) = OPEN.iter().find(|(_, _, of)| *of == style)?;
    let (close, _) = CLOSE.iter().find(|(_, of)| of == element)?;
    Some((open, close))
}

/// Appends plain text so that none of it reads as a tag.
fn escape_to(text: &str, out: &mut impl FnMut(&str)) {
    let mut rest = text;
    while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out(before);
        let (mark, after) = from.split_at_checked(1).unwrap_or((from, ""));
        if mark == "<" && tag_at(from).is_some() {
            out("&lt;");
        } else if mark == "&" && escape_at(from).is_some() {
            out("&amp;");
        } else {
            out(mark);
        }
        rest = after;
    }
    out(rest);
}

/// Whether [`decode`] gives back what [`encode`] makes of the text: it has no markup that CSL lacks,
/// and does not nest deep.
pub(crate) fn comes_back(text: &RichText) -> bool {
    fn within(text: &RichText, levels: usize) -> bool {
        text.iter().all(|run| match run {
            Inline::Text(_) => true,
            Inline::Styled { style, content } => {
                levels > 0
                    && *style != Style::Slanted
                    && tags_of(*style).is_some()
                    && within(content, levels - 1)
            }
            _ => false,
        })
    }
    within(text, 16)
}

struct Frame {
    element: Element,
    style: Style,
    open: &'static str,
    content: RichText,
}

/// The text that CSL writes so, and whether some tag of it had no partner (it is then text). Tags
/// deeper than `nesting` are text.
pub(crate) fn decode(html: &str, nesting: usize) -> (RichText, bool) {
    let mut reading = Decoder::default();
    let mut rest = html;
    while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        reading.text(before);
        let used =
            if from.starts_with('<') { reading.tag(from, nesting) } else { reading.entity(from) };
        rest = from.get(used..).unwrap_or_default();
    }
    reading.text(rest);
    reading.finish()
}

#[derive(Default)]
struct Decoder {
    root: RichText,
    open: Vec<Frame>,
    unbalanced: bool,
}

impl Decoder {
    fn here(&mut self) -> &mut RichText {
        match self.open.last_mut() {
            Some(frame) => &mut frame.content,
            None => &mut self.root,
        }
    }

    fn text(&mut self, text: &str) {
        self.here().push_str(text);
    }

    /// Reads what begins with `<`; the bytes it is long.
    fn tag(&mut self, from: &str, nesting: usize) -> usize {
        let Some((tag, text)) = tag_at(from) else {
            self.text("<");
            return 1;
        };
        match tag {
            Tag::Open(element, style) if self.open.len() < nesting => {
                self.open.push(Frame { element, style, open: text, content: RichText::default() });
            }
            Tag::Open(..) => self.text(text),
            Tag::Close(element) => {
                let partner = self.open.iter().rposition(|frame| frame.element == element);
                if let Some(at) = partner {
                    while self.open.len() > at + 1 {
                        self.give_up();
                    }
                    self.close();
                } else {
                    self.unbalanced = true;
                    self.text(text);
                }
            }
        }
        text.len()
    }

    fn entity(&mut self, from: &str) -> usize {
        match escape_at(from) {
            Some((len, 0)) => {
                self.text("<");
                len
            }
            Some((len, _)) => {
                // One `amp;` less: `&` and the rest behind the first of them.
                self.text("&");
                self.text(from.get(5..len).unwrap_or_default());
                len
            }
            None => {
                self.text("&");
                1
            }
        }
    }

    fn close(&mut self) {
        if let Some(Frame { style, content, .. }) = self.open.pop() {
            self.here().push(Inline::Styled { style, content });
        }
    }

    /// The innermost open tag has no partner: it is text.
    fn give_up(&mut self) {
        if let Some(Frame { open, content, .. }) = self.open.pop() {
            self.unbalanced = true;
            self.text(open);
            self.here().append(content);
        }
    }

    fn finish(mut self) -> (RichText, bool) {
        while !self.open.is_empty() {
            self.give_up();
        }
        (self.root, self.unbalanced)
    }
}

/// Whether the text has elements of JATS in it, as abstracts from Crossref do.
pub(crate) fn has_jats(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), b"<jats:").is_some()
}

/// The heading and the paragraphs of an abstract with elements of JATS in it. Elements that mean
/// nothing here leave their text.
pub(crate) fn decode_jats(text: &str, nesting: usize) -> (Option<RichText>, Vec<RichText>) {
    let mut blocks = Blocks { nesting, ..Blocks::default() };
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        blocks.text(before);
        // A tag has no `<` in it, so that looking for its end costs no more than what is skipped.
        let inner = from.as_bytes().get(1..).unwrap_or_default();
        let end = memchr::memchr2(b'<', b'>', inner).map(|end| end + 1);
        let tag = end.and_then(|end| from.get(..=end)).filter(|tag| tag.ends_with('>'));
        let inside = tag.and_then(|tag| tag.strip_prefix('<')).and_then(|t| t.strip_suffix('>'));
        let closing = inside.is_some_and(|inside| inside.starts_with('/'));
        let name = inside
            .map(|inside| inside.trim_start_matches('/').trim_end_matches('/'))
            .and_then(|inside| inside.strip_prefix("jats:"))
            .and_then(|inside| inside.split_whitespace().next());
        let used = if let (Some(tag), Some(name)) = (tag, name) {
            blocks.element(name, closing);
            tag.len()
        } else {
            blocks.text("<");
            1
        };
        rest = from.get(used..).unwrap_or_default();
    }
    blocks.text(rest);
    blocks.end_block();
    (blocks.title, blocks.paragraphs)
}

#[derive(Default)]
struct Blocks {
    nesting: usize,
    /// The block so far, as CSL writes it.
    html: String,
    in_title: bool,
    title: Option<RichText>,
    paragraphs: Vec<RichText>,
}

impl Blocks {
    fn text(&mut self, text: &str) {
        let mut plain = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('&') {
            plain.push_str(before);
            let known = XML_ENTITIES.iter().find(|(name, _)| after.starts_with(name));
            let (name, value) = known.copied().unwrap_or(("", "&"));
            plain.push_str(value);
            rest = after.get(name.len()..).unwrap_or_default();
        }
        plain.push_str(rest);
        // Line breaks and indents between elements are XML's, not the text's.
        let mut space = self.html.is_empty() || self.html.ends_with(' ');
        let mut folded = String::with_capacity(plain.len());
        for c in plain.chars() {
            match c.is_whitespace() {
                true if space => {}
                true => folded.push(' '),
                false => folded.push(c),
            }
            space = c.is_whitespace();
        }
        escape_to(&folded, &mut |piece| self.html.push_str(piece));
    }

    fn element(&mut self, name: &str, closing: bool) {
        let style = match name {
            "italic" => Style::Italic,
            "bold" => Style::Bold,
            "sup" => Style::Superscript,
            "sub" => Style::Subscript,
            "sc" => Style::SmallCaps,
            "p" | "title" | "sec" | "list" | "list-item" | "disp-formula" | "break" => {
                self.end_block();
                self.in_title = name == "title" && !closing;
                return;
            }
            _ => return,
        };
        if let Some((open, close)) = tags_of(style) {
            self.html.push_str(if closing { close } else { open });
        }
    }

    fn end_block(&mut self) {
        let (text, _) = decode(&std::mem::take(&mut self.html), self.nesting);
        let text = text.trimmed();
        if text.is_empty() {
            return;
        }
        if self.in_title && self.title.is_none() && self.paragraphs.is_empty() {
            self.title = Some(text);
        } else {
            self.paragraphs.push(text);
        }
    }
}

const XML_ENTITIES: &[(&str, &str)] =
    &[("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("apos;", "'")];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> RichText {
        decode(html, 128).0
    }

    #[test]
    fn tags_are_styles_and_come_back() {
        for html in [
            "plain",
            "Genome of <i>E. coli</i>",
            "H<sub>2</sub>O<sup>+</sup>",
            "<b>a <i>b</i></b><b>c</b>",
            "<span style=\"font-variant:small-caps;\">Nato</span>",
            "<span class=\"nocase\">DNA</span> <span class=\"nodecor\">x</span>",
            "1 < 2 & 3 > 2 &lt; &amp;",
            "a &lt;i>b&lt;/i>",
        ] {
            assert_eq!(encode(&read(html)), html);
        }
        let spaced = read("<span style=\"font-variant: small-caps;\">x</span>");
        assert_eq!(spaced, read("<sc>x</sc>"));
    }

    #[test]
    fn text_that_looks_like_a_tag_stays_text() {
        for text in ["<i>", "a <b>c</b>", "&lt;i>", "&amp;lt;/span>", "&amp;amp;lt;sc>", "<", "&"] {
            let rich = RichText::from(text);
            assert_eq!(read(&encode(&rich)), rich, "{text}");
        }
    }

    #[test]
    fn tags_without_a_partner_are_text() {
        for (html, again) in [
            ("a <i>b", "a &lt;i>b"),
            ("a</i> b", "a&lt;/i> b"),
            ("<i>a<b>c</i>d", "<i>a&lt;b>c</i>d"),
        ] {
            let (text, unbalanced) = decode(html, 128);
            assert!(unbalanced, "{html}");
            assert_eq!(encode(&text), again);
            assert_eq!(read(again), text);
        }
    }

    #[test]
    fn depth_is_bounded() {
        let html = "<i>".repeat(5000) + &"</i>".repeat(5000);
        let (text, _) = decode(&html, 16);
        let mut depth = 0;
        let mut level = Some(&text);
        while let Some(content) = level {
            level = content.iter().find_map(Inline::content);
            depth += 1;
        }
        assert!(depth <= 18, "{depth}");
    }

    #[test]
    fn jats_leaves_its_text() {
        let text = "<jats:title>Abstract</jats:title>\n <jats:p>One &lt; <jats:italic>two</jats:italic>\n   \
                    three.</jats:p><jats:p>A<jats:xref ref-type=\"x\">1</jats:xref></jats:p>";
        let (title, paragraphs) = decode_jats(text, 128);
        assert_eq!(title, Some("Abstract".into()));
        let paragraphs: Vec<_> = paragraphs.iter().map(encode).collect();
        assert_eq!(paragraphs, ["One < <i>two</i> three.", "A1"]);
    }
}
