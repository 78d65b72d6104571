//! Reads text with markup, and what all readers of a record share.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::kinds::{self, STYLES};
use super::tree::{Child, Element, has_blank};
use super::write_inline::MATHML;
use crate::model::{
    Form, Inline, Lang, Localized, MathSyntax, Multilingual, RawMarkup, RichText, Str, Style,
};
use crate::report::{Code, Diagnostic, Diagnostics};
use crate::source::Locator;
use crate::value::language;

/// What goes along while a record is read.
pub(super) struct Context<'a> {
    pub(super) text: &'a str,
    /// What was odd, and at which byte; positions are worked out in one pass at the end.
    found: Vec<(Diagnostic, usize)>,
    most: usize,
    left_out: usize,
    /// The elements that were said to be unknown.
    told: BTreeSet<String>,
    /// Where the elements begin whose language was said to be none.
    told_languages: BTreeSet<usize>,
    /// The path of the record that is read, with the dot behind it.
    pub(super) path: String,
    /// Which reference of it is read, and which citation in that.
    pub(super) cited: Option<(usize, usize)>,
    /// Room for text that is put together.
    scratch: String,
    /// The language of the record that is read: what its own titles, abstracts and keywords are in
    /// where they do not say.
    pub(super) language: Option<Lang>,
}

impl<'a> Context<'a> {
    /// `most`: how many diagnostics are kept.
    pub(super) fn new(text: &'a str, most: usize) -> Self {
        Self {
            text,
            found: Vec::new(),
            most,
            left_out: 0,
            told: BTreeSet::new(),
            told_languages: BTreeSet::new(),
            path: String::new(),
            cited: None,
            scratch: String::new(),
            language: None,
        }
    }

    fn push(&mut self, diagnostic: Diagnostic, offset: usize) {
        if self.found.len() < self.most {
            self.found.push((diagnostic, offset));
        } else {
            self.left_out += 1;
        }
    }

    /// The diagnostics, in the order of the input.
    pub(super) fn finish(mut self, mut locator: Locator<'_>, key: Option<&str>) -> Vec<Diagnostic> {
        self.found.sort_by_key(|(_, offset)| *offset);
        let mut diagnostics = Diagnostics::new(self.most);
        for (diagnostic, offset) in self.found {
            diagnostics.push(diagnostic.at(locator.at(offset)));
        }
        for _ in 0..self.left_out {
            diagnostics.push(Diagnostic::info(Code::TooManyDiagnostics, ""));
        }
        diagnostics.finish(key)
    }

    pub(super) fn warn(&mut self, code: Code, element: Element<'_>, message: impl Into<String>) {
        self.push(Diagnostic::warning(code, message), element.start());
    }

    /// The same about a field of the record or cited work that is read.
    pub(super) fn warn_of(
        &mut self,
        code: Code,
        field: &str,
        element: Element<'_>,
        message: String,
    ) {
        let path = &self.path;
        let field = match self.cited {
            Some((at, citation)) => {
                format!("{path}references[{at}].citations[{citation}].work.{field}")
            }
            None => format!("{path}{field}"),
        };
        self.push(Diagnostic::warning(code, message).for_field(field), element.start());
    }

    /// Says that nobody defined an entity.
    pub(super) fn unknown_entity(&mut self, name: &str, offset: usize) {
        let message = format!("nobody defined `&{name};`; it is kept");
        self.push(Diagnostic::warning(Code::UnknownEntity, message), offset);
    }

    /// Says once for each path that an element is not read.
    pub(super) fn unknown(&mut self, parent: &str, element: Element<'_>) {
        self.tell(parent, element, "is not read");
    }

    /// Says once for each path that only the words of an element are read.
    pub(super) fn words_alone(&mut self, parent: &str, element: Element<'_>) {
        self.tell(parent, element, "is read as its words alone");
    }

    /// Says once for each path what became of an element.
    pub(super) fn tell(&mut self, parent: &str, element: Element<'_>, what: &str) {
        let path = format!("{}/{}", shown(parent), shown(element.name()));
        if self.told.len() < 1000 && !self.told.contains(&path) {
            let message = format!("`{path}` {what}");
            self.push(Diagnostic::info(Code::UnknownElement, message), element.start());
            self.told.insert(path);
        }
    }

    /// The language an element says it is in. `Some(None)` is `und`: it says that nobody knows.
    #[allow(clippy::option_option, reason = "said nothing, said that nobody knows, said which")]
    pub(super) fn stated(&mut self, element: Element<'_>) -> Option<Option<Lang>> {
        let text = element.attribute("lang")?.trim();
        (!text.is_empty()).then(|| self.language_of(text, element.start()))
    }

    /// The language that the element at `start` states.
    fn language_of(&mut self, text: &str, start: usize) -> Option<Lang> {
        if text == "und" {
            return None;
        }
        let known = language::from_any(text);
        if known.is_none() && self.told_languages.len() < 1000 && self.told_languages.insert(start)
        {
            let message = format!("`{text}` is no language; the text counts as in none");
            self.push(Diagnostic::warning(Code::BadLanguage, message), start);
        }
        known
    }

    /// The language of an element that names something: what it says, else nothing.
    pub(super) fn lang(&mut self, element: Element<'_>) -> Option<Lang> {
        self.stated(element).flatten()
    }

    /// The language of the article's own words: what the element says, else the nearest one
    /// around it in the metadata that says one, else the article's.
    pub(super) fn own_lang(&mut self, element: Element<'_>) -> Option<Lang> {
        match (self.stated(element), element.around()) {
            (Some(said), _) => said,
            (None, Some(around)) => self.stated(around).flatten(),
            (None, None) => self.language.clone(),
        }
    }

    pub(super) fn rich(&mut self, element: Element<'_>) -> RichText {
        self.runs(element, Sort::Text)
    }

    /// A title: the marks of its footnotes are no part of it.
    pub(super) fn title(&mut self, element: Element<'_>) -> RichText {
        self.runs(element, Sort::Title)
    }

    /// A reference as it is printed: every word and mark of it.
    pub(super) fn printed(&mut self, element: Element<'_>) -> RichText {
        self.runs(element, Sort::Printed)
    }

    /// A family name, without the particles that the writer marks.
    pub(super) fn family(&mut self, element: Element<'_>) -> Str {
        self.runs(element, Sort::Family).into_plain()
    }

    fn runs(&mut self, element: Element<'_>, sort: Sort) -> RichText {
        if let Some(words) = only_words(element) {
            return RichText::plain(words);
        }
        let plain = std::mem::take(&mut self.scratch);
        let mut inliner =
            Inliner { context: self, sort, pending: false, blank: true, plain, from: 0 };
        let text = inliner.inside(element);
        self.scratch = inliner.plain;
        text
    }

    /// The words alone.
    pub(super) fn words<'t>(&mut self, element: Element<'t>) -> Cow<'t, str> {
        only_words(element).unwrap_or_else(|| self.rich(element).into_plain().into_string().into())
    }

    /// The words, if there are any.
    pub(super) fn some_words<'t>(&mut self, element: Element<'t>) -> Option<Cow<'t, str>> {
        Some(self.words(element)).filter(|text| !text.is_empty())
    }

    /// The words, to keep them.
    pub(super) fn plain(&mut self, element: Element<'_>) -> String {
        self.words(element).into_owned()
    }

    /// The words, to keep them, if there are any.
    pub(super) fn some(&mut self, element: Element<'_>) -> Option<String> {
        self.some_words(element).map(Cow::into_owned)
    }
}

/// The text of an element that holds text alone, which most do, with its white space as it counts.
fn only_words(element: Element<'_>) -> Option<Cow<'_, str>> {
    let mut children = element.children();
    let text = match (children.next(), children.next()) {
        (None, _) => "",
        (Some(Child::Text(text)), None) => text,
        _ => return None,
    };
    element.read();
    if has_even_spaces(text) && !text.starts_with(' ') && !text.ends_with(' ') {
        return Some(Cow::Borrowed(text));
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Some(Cow::Owned(out))
}

/// Whether every white space is a space, and none follows another.
fn has_even_spaces(text: &str) -> bool {
    let bytes = text.as_bytes();
    if !has_blank(bytes) {
        return true;
    }
    let mut pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    if bytes.len() < 32 {
        return bytes.first().is_none_or(|first| *first >= b' ')
            && pairs.all(|(a, b)| *b > b' ' || (*b == b' ' && *a > b' '));
    }
    // To the end, whatever is found: it is done for many bytes at a time.
    let is_blank = |byte: &u8| u8::from(*byte <= b' ');
    let doubled = pairs.fold(0, |found, (a, b)| found | (is_blank(a) & is_blank(b)));
    let other = bytes.iter().fold(0, |found, byte| found | u8::from(*byte < b' '));
    doubled | other == 0
}

/// A name as it is shown: nobody reads more of it, and a file could ask for a thousand copies.
pub(super) fn shown(name: &str) -> &str {
    name.char_indices().nth(100).and_then(|(at, _)| name.get(..at)).unwrap_or(name)
}

/// The form that `@specific-use` names, or `@lang-variant`, which is new in JATS 1.4.
pub(super) fn stated_form(element: Element<'_>) -> Option<Form> {
    let ours = element.attribute("specific-use").and_then(Form::from_name);
    ours.or_else(|| match element.attribute("lang-variant")? {
        "phonetic" => Some(Form::Transcription),
        "interpretation" => Some(Form::Translation),
        other => Form::from_name(other),
    })
}

/// A value, and whether it belongs to the one before it, as far as the source says.
pub(super) struct Piece<T> {
    pub(super) value: Localized<T>,
    pub(super) follows: Option<bool>,
}

impl<T> Piece<T> {
    pub(super) fn new(element: Element<'_>, lang: Option<Lang>, value: T) -> Self {
        let form = stated_form(element);
        let follows = match element.attribute("specific-use") {
            Some("separate") => Some(false),
            _ => form.map(|_| true),
        };
        let value = Localized::new(value).as_form(form.unwrap_or_default());
        Self { value: Localized { lang, ..value }, follows }
    }
}

/// Puts the pieces of one value in several languages together. Where the source does not say, one
/// in a language that the value has not had yet is its translation, and any other a new value.
pub(super) fn gather<T>(pieces: impl IntoIterator<Item = Piece<T>>) -> Vec<Multilingual<T>> {
    let mut values: Vec<Multilingual<T>> = Vec::new();
    for Piece { mut value, follows } in pieces {
        match values.last_mut() {
            Some(last) if follows.unwrap_or_else(|| is_other_language(last, &value)) => {
                if follows.is_none() {
                    value.form = Form::Translation;
                }
                last.push(value);
            }
            _ => values.push(value.into()),
        }
    }
    values
}

pub(super) fn is_other_language<T>(values: &Multilingual<T>, value: &Localized<T>) -> bool {
    // A bound, so that a file full of made-up languages costs no more than any other.
    value.lang.is_some()
        && values.len() < 64
        && values.iter().all(|known| known.lang.is_some() && known.lang != value.lang)
}

/// What a text is, which decides about what is in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Text,
    Title,
    Printed,
    Family,
}

/// Builds the runs of one text. A run of white space is one space, none at either end; it is held
/// back until something follows.
struct Inliner<'c, 'a> {
    context: &'c mut Context<'a>,
    sort: Sort,
    /// A space is due before what comes next.
    pending: bool,
    /// Nothing was written yet, or a space last.
    blank: bool,
    /// Plain text that is in no run yet: of the text that is built from `from` on, before that of
    /// those around it.
    plain: String,
    from: usize,
}

impl Inliner<'_, '_> {
    fn children(&mut self, element: Element<'_>, out: &mut RichText) {
        element.read();
        let parts_of_name = matches!(element.name(), "name" | "string-name");
        let mut after_element = false;
        let mut before: Option<Child<'_>> = None;
        let mut nodes = element.children();
        while let Some(node) = nodes.next() {
            match node {
                Child::Text(text) => self.text(text),
                Child::Space(c) => {
                    self.flush();
                    self.plain.push(c);
                    self.blank = false;
                }
                Child::Element(child) if PICTURES.contains(&child.name()) => {
                    // Two words with a picture between them are not one word.
                    let between = before.is_some_and(|node| is_word(node, true))
                        && nodes.clone().next().is_some_and(|node| is_word(node, false));
                    self.pending |= between && !self.blank;
                }
                Child::Element(child) => {
                    self.pending |= parts_of_name && after_element && !self.blank;
                    self.element(child, element.name(), out);
                }
            }
            after_element = matches!(node, Child::Element(_));
            before = Some(node);
        }
    }

    fn text(&mut self, text: &str) {
        if has_even_spaces(text) {
            let words = text.strip_prefix(' ').unwrap_or(text);
            self.pending |= words.len() < text.len() && !self.blank;
            self.words(words.strip_suffix(' ').unwrap_or(words));
            self.pending |= words.ends_with(' ') && !self.blank;
            return;
        }
        let mut words = text.split([' ', '\t', '\n', '\r']).peekable();
        while let Some(word) = words.next() {
            self.words(word);
            self.pending |= words.peek().is_some() && !self.blank;
        }
    }

    /// Words that have no white space around them, nor more than one space between them.
    fn words(&mut self, words: &str) {
        if !words.is_empty() {
            self.flush();
            self.plain.push_str(words);
            self.blank = false;
        }
    }

    fn flush(&mut self) {
        if std::mem::take(&mut self.pending) {
            self.plain.push(' ');
        }
    }

    /// Makes a run of the plain text so far.
    fn settle(&mut self, out: &mut RichText) {
        out.push_str(self.plain.get(self.from..).unwrap_or_default());
        self.plain.truncate(self.from);
    }

    fn run(&mut self, run: Inline, out: &mut RichText) {
        self.flush();
        self.add(run, out);
    }

    /// Adds a run whose own text may have ended with a space that is due now.
    fn add(&mut self, run: Inline, out: &mut RichText) {
        self.settle(out);
        out.push(run);
        self.blank = false;
    }

    fn inside(&mut self, element: Element<'_>) -> RichText {
        let mut text = RichText::default();
        let around = std::mem::replace(&mut self.from, self.plain.len());
        self.children(element, &mut text);
        self.settle(&mut text);
        self.from = around;
        text
    }

    fn element(&mut self, element: Element<'_>, parent: &str, out: &mut RichText) {
        match element.name() {
            // Nearly all of what a printed reference has in it.
            "surname" | "given-names" | "name" | "string-name" | "person-group"
            | "article-title" | "source" | "year" | "volume" | "issue" | "fpage" | "lpage" => {
                self.children(element, out);
            }
            "named-content" if self.sort == Sort::Family && is_particle(element) => {}
            "named-content" | "styled-content" => self.content(element, out),
            "ext-link" | "uri" | "self-uri" => self.link(element, out),
            "inline-formula" | "disp-formula" | "tex-math" | "math" => self.formula(element, out),
            "break" => {
                element.read();
                self.run(Inline::LineBreak, out);
            }
            // The mark of a footnote is no part of a title, and a label none of a text.
            "xref" if self.sort == Sort::Title => element.read_whole(),
            "label" if self.sort != Sort::Printed => element.read_whole(),
            // Read by others, or found to be read by nobody.
            "alt-text" | "long-desc" => {}
            "fn" | "object-id" | "index-term" | "institution-id" | "contrib-id"
            | "contrib-group"
                if self.sort != Sort::Printed => {}
            // A space goes between one block and the next.
            name if is_block(name) || is_other_block(name) => {
                if is_other_block(name) {
                    self.context.words_alone(parent, element);
                }
                self.pending |= !self.blank;
                self.children(element, out);
                self.pending |= !self.blank;
            }
            name => {
                if let Some((_, style)) = STYLES.iter().find(|(known, _)| *known == name) {
                    return self.styled(*style, element, out);
                }
                if self.sort != Sort::Printed
                    && !TRANSPARENT.contains(&name)
                    && !super::read_refs::is_part_of_citation(name)
                {
                    self.context.words_alone(parent, element);
                }
                self.children(element, out);
            }
        }
    }

    fn styled(&mut self, style: Style, element: Element<'_>, out: &mut RichText) {
        // The space before it stays outside; none is due if there is nothing in it.
        let due = std::mem::take(&mut self.pending);
        let blank = self.blank;
        self.blank |= due;
        let content = self.inside(element);
        if content.is_empty() {
            self.pending |= due;
            self.blank = blank;
            return;
        }
        if due {
            self.plain.push(' ');
        }
        self.add(Inline::Styled { style, content }, out);
    }

    /// `named-content` and `styled-content`: ours say what they are, others are their words.
    fn content(&mut self, element: Element<'_>, out: &mut RichText) {
        let kind = element.attribute("content-type").or_else(|| element.attribute("style-type"));
        match kind.unwrap_or_default() {
            // Not words but the identifier of a funder, which is read as that.
            kind if kind.starts_with(FUNDER_ID) && self.sort == Sort::Text => {}
            "slanted" => self.styled(Style::Slanted, element, out),
            "quote" => {
                self.flush();
                let content = unquoted(self.inside(element));
                self.add(Inline::Styled { style: Style::Quote, content }, out);
            }
            "line-break" => self.run(Inline::LineBreak, out),
            "foreign" => match self.context.lang(element) {
                Some(lang) => {
                    self.flush();
                    let content = self.inside(element);
                    self.add(Inline::Foreign { lang, content }, out);
                }
                None => self.children(element, out),
            },
            MATHML if element.attribute("alt").is_some() => {
                element.read_whole();
                let source = element.attribute("alt").unwrap_or_default().to_owned();
                self.run(Inline::Math { syntax: MathSyntax::MathMl, source }, out);
            }
            kind => match (kind.strip_prefix("raw-"), element.attribute("alt")) {
                (Some(origin), Some(source)) => {
                    let (origin, source) = (origin.to_owned(), source.to_owned());
                    self.flush();
                    let content = self.inside(element);
                    self.add(RawMarkup::new(origin, source, content).into(), out);
                }
                _ => self.children(element, out),
            },
        }
    }

    fn link(&mut self, element: Element<'_>, out: &mut RichText) {
        self.flush();
        let mut content = self.inside(element);
        let url = element.attribute("href").map_or_else(|| content.to_string(), str::to_owned);
        if element.name() == "uri" && content.as_plain() == Some(url.as_str()) {
            content = RichText::default();
        }
        self.add(Inline::Link { url: url.into(), content }, out);
    }

    /// The first formula that stands in TeX, else the first in MathML, else the words.
    fn formula(&mut self, element: Element<'_>, out: &mut RichText) {
        if let Some(tex) = find(element, "tex-math") {
            element.read_whole();
            let source = bare_tex(&verbatim(tex)).to_owned();
            return self.run(Inline::Math { syntax: MathSyntax::Tex, source }, out);
        }
        if let Some(math) = find(element, "math") {
            element.read_whole();
            let source = self.context.text.get(math.start()..math.end()).unwrap_or_default();
            let source = source.to_owned();
            return self.run(Inline::Math { syntax: MathSyntax::MathMl, source }, out);
        }
        self.children(element, out);
    }
}

/// Whether a part of a family name is marked as its particle.
pub(super) fn is_particle(element: Element<'_>) -> bool {
    element.name() == "named-content"
        && element.attribute("content-type").is_some_and(|kind| kind.ends_with("particle"))
}

/// How `named-content/@content-type` begins where it is the identifier of a funder.
pub(super) const FUNDER_ID: &str = "funder-id";

/// Elements that stand for something to look at. What they hold is no text of the record.
pub(super) const PICTURES: &[&str] =
    &["graphic", "inline-graphic", "inline-media", "media", "private-char"];

/// Whether an element is a block of words.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "sec"
            | "title"
            | "list"
            | "list-item"
            | "def-list"
            | "def-item"
            | "term"
            | "def"
            | "disp-quote"
            | "verse-group"
            | "verse-line"
    )
}

/// Whether it is a block that is more than its words: tables, and keywords in keywords.
fn is_other_block(name: &str) -> bool {
    matches!(
        name,
        "boxed-text"
            | "compound-kwd"
            | "compound-kwd-part"
            | "fig"
            | "kwd"
            | "nested-kwd"
            | "table"
            | "table-wrap"
            | "table-wrap-foot"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
    )
}

/// Elements whose words are simply words.
const TRANSPARENT: &[&str] = &[
    "abbrev",
    "addr-line",
    "alternatives",
    "anonymous",
    "award-id",
    "caption",
    "chem-struct",
    "city",
    "collab",
    "country",
    "corresp",
    "degrees",
    "email",
    "funding-source",
    "institution",
    "institution-wrap",
    "milestone-end",
    "milestone-start",
    "overline",
    "phone",
    "fax",
    "postal-code",
    "preformat",
    "related-object",
    "state",
    "target",
    "textual-form",
    "x",
    "xref",
    "related-article",
    "statement",
    "supplementary-material",
    "rb",
    "ruby",
    "toggle",
];

/// Whether a letter or digit is what the node ends with, or begins with.
fn is_word(node: Child<'_>, at_end: bool) -> bool {
    match node {
        Child::Text(text) => {
            let c = if at_end { text.chars().next_back() } else { text.chars().next() };
            c.is_some_and(char::is_alphanumeric)
        }
        Child::Space(_) => false,
        Child::Element(element) => {
            let mut inner = element.children();
            let inner = if at_end { inner.last() } else { inner.next() };
            inner.is_some_and(|node| is_word(node, at_end))
        }
    }
}

/// Without the quotation marks that the writer sets for programs that know no `quote`.
fn unquoted(text: RichText) -> RichText {
    let mut runs: Vec<Inline> = text.into_iter().collect();
    if let Some(Inline::Text(first)) = runs.first_mut() {
        *first = first.strip_prefix('“').unwrap_or(first).into();
    }
    if let Some(Inline::Text(last)) = runs.last_mut() {
        *last = last.strip_suffix('”').unwrap_or(last).into();
    }
    runs.into_iter().collect()
}

fn find<'t>(element: Element<'t>, name: &str) -> Option<Element<'t>> {
    std::iter::once(element).chain(element.descendants()).find(|inner| inner.name() == name)
}

/// The characters as they are, white space too.
pub(super) fn verbatim(element: Element<'_>) -> String {
    let mut text = String::new();
    for child in element.children() {
        match child {
            // Here the line ends of XML count, which are line feeds alone.
            Child::Text(piece) if piece.contains('\r') => {
                text.push_str(&piece.replace("\r\n", "\n").replace('\r', "\n"));
            }
            Child::Text(piece) => text.push_str(piece),
            Child::Space(c) => text.push(c),
            Child::Element(child) => text.push_str(&verbatim(child)),
        }
    }
    text
}

/// The formula alone: publishers wrap it in a whole LaTeX document, and in dollar signs.
fn bare_tex(source: &str) -> &str {
    let body = source
        .split_once("\\begin{document}")
        .map_or(source, |(_, body)| body)
        .split("\\end{document}")
        .next()
        .unwrap_or_default()
        .trim();
    for (open, close) in [("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")] {
        let inner = body.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some(inner) = inner.filter(|inner| !inner.contains(open)) {
            return inner.trim();
        }
    }
    body
}

/// The kind of what a table does not know, as text.
pub(super) fn known_or<T: Clone>(table: &[(&str, T)], name: &str, other: impl Fn(&str) -> T) -> T {
    kinds::read(table, name).unwrap_or_else(|| other(name))
}
