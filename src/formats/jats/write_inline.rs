//! Writes text with markup.

use super::inline::verbatim;
use super::kinds::{self, STYLES};
use super::options::TagSet;
use super::syntax::{self, Wanted};
use super::tree::Tree;
use super::xml::{Attribute, Xml};
use crate::model::{Inline, MathSyntax, RawMarkup, RichText, Style};
use crate::source::{Locator, Position};

/// The markup that an element may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a class of elements by itself")]
struct Markup {
    /// Italic and the like; `named-content`.
    face: bool,
    sub_and_sup: bool,
    link: bool,
    formula: bool,
    line_break: bool,
}

impl Markup {
    const ALL: Self =
        Self { face: true, sub_and_sup: true, link: true, formula: true, line_break: false };
    const NONE: Self =
        Self { face: false, sub_and_sup: false, link: false, formula: false, line_break: false };
    const RAISED: Self = Self { sub_and_sup: true, ..Self::NONE };
    const FACES: Self = Self { link: false, formula: false, ..Self::ALL };
    const NO_LINK: Self = Self { link: false, ..Self::ALL };
    const NO_FORMULA: Self = Self { formula: false, ..Self::ALL };
    const BREAK: Self = Self { line_break: true, ..Self::ALL };

    /// What the element may hold by its DTD.
    fn of(element: &str, tags: TagSet) -> Self {
        match (element, tags) {
            (
                "article-title" | "trans-title" | "subtitle" | "trans-subtitle" | "alt-title"
                | "title",
                _,
            ) => Self::BREAK,
            ("copyright-holder", _) => Self::RAISED,
            ("size", _) => Self::NONE,
            ("data-title", _) => Self::NO_FORMULA,
            ("compound-subject-part" | "compound-kwd-part", _) => Self::NO_LINK,
            (
                "kwd" | "subject" | "source" | "trans-source" | "chapter-title" | "part-title",
                TagSet::Archiving,
            ) => Self::BREAK,
            (_, TagSet::Archiving) => Self::ALL,
            (
                "journal-title"
                | "journal-subtitle"
                | "abbrev-journal-title"
                | "publisher-name"
                | "publisher-loc"
                | "issue-title"
                | "self-uri"
                | "conf-name"
                | "conf-loc"
                | "conf-sponsor",
                _,
            ) => Self::NONE,
            ("edition" | "institution", _) => Self::RAISED,
            ("kwd" | "series", _) => Self::FACES,
            ("subject" | "funding-source" | "conf-theme", _) => Self::NO_LINK,
            ("copyright-statement" | "funding-statement" | "related-article", _) => {
                Self::NO_FORMULA
            }
            _ => Self::ALL,
        }
    }
}

impl Xml {
    /// An element with a text in it. Markup that it may not hold is left out, its words are not.
    pub(super) fn rich(
        &mut self,
        tags: TagSet,
        name: &'static str,
        attributes: &[Attribute<'_>],
        text: &RichText,
    ) {
        self.open_text(name, attributes);
        self.runs(text, Markup::of(name, tags), true);
        self.close();
    }

    /// The runs of a text. `blank`: nothing, or white space, stands before them.
    fn runs(&mut self, text: &RichText, may: Markup, mut blank: bool) {
        let mut runs = text.iter().peekable();
        while let Some(run) = runs.next() {
            let last = runs.peek().is_none();
            self.run(run, may, blank, last);
            blank = match run {
                Inline::Text(text) => text.ends_with([' ', '\t', '\n', '\r']),
                _ => false,
            };
        }
    }

    fn run(&mut self, run: &Inline, may: Markup, blank: bool, last: bool) {
        match run {
            Inline::Text(text) => self.text(text, blank, last),
            Inline::Styled { style, content } => self.styled(*style, content, may, blank),
            Inline::Foreign { lang, content } if may.face => {
                let attributes =
                    [("content-type", Some("foreign")), ("xml:lang", Some(lang.as_str()))];
                self.wrapped("named-content", &attributes, content, may, blank);
            }
            Inline::Raw(markup) if may.face => {
                let RawMarkup { origin, source, content } = &**markup;
                let kind = format!("raw-{origin}");
                let attributes =
                    [("content-type", Some(kind.as_str())), ("alt", Some(source.as_str()))];
                self.wrapped("named-content", &attributes, content, may, blank);
            }
            Inline::Link { url, content } if may.link => {
                if content.is_empty() {
                    self.words("uri", &[("xlink:href", Some(url))], url);
                } else {
                    let attributes = [("ext-link-type", Some("uri")), ("xlink:href", Some(url))];
                    self.wrapped("ext-link", &attributes, content, may, blank);
                }
            }
            Inline::Link { url, content } if content.is_empty() => self.text(url, blank, last),
            Inline::Foreign { content, .. } | Inline::Link { content, .. } => {
                self.runs(content, may, blank);
            }
            Inline::Raw(markup) => self.runs(&markup.content, may, blank),
            Inline::Math { syntax, source } => self.formula(*syntax, source, may),
            Inline::LineBreak if may.line_break => self.empty("break", &[]),
            Inline::LineBreak if may.face => {
                self.empty("named-content", &[("content-type", Some("line-break"))]);
            }
            Inline::LineBreak => self.text(" ", blank, last),
        }
    }

    fn wrapped(
        &mut self,
        name: &'static str,
        attributes: &[Attribute<'_>],
        content: &RichText,
        may: Markup,
        blank: bool,
    ) {
        self.open_text(name, attributes);
        // None of the elements around runs may hold a `break` in every tag set.
        self.runs(content, Markup { line_break: false, ..may }, blank);
        self.close();
    }

    fn styled(&mut self, style: Style, content: &RichText, may: Markup, blank: bool) {
        let raised = matches!(style, Style::Subscript | Style::Superscript);
        if !(may.face || raised && may.sub_and_sup) {
            return self.runs(content, may, blank);
        }
        match (kinds::written(STYLES, &style), style) {
            (Some(name), _) => self.wrapped(name, &[], content, may, blank),
            (None, Style::Quote) => {
                self.open_text("named-content", &[("content-type", Some("quote"))]);
                self.out.push('“');
                self.runs(content, Markup { line_break: false, ..may }, false);
                self.out.push('”');
                self.close();
            }
            (None, _) => {
                let attributes = [("style-type", Some(style.as_str()))];
                self.wrapped("styled-content", &attributes, content, may, blank);
            }
        }
    }

    fn formula(&mut self, syntax: MathSyntax, source: &str, may: Markup) {
        // Only what is well-formed, and has the prefix that is bound, may be written as it is.
        if syntax == MathSyntax::MathMl && !is_mathml(source) && may.face {
            let attributes = [("content-type", Some(MATHML)), ("alt", Some(source))];
            return self.words("named-content", &attributes, &words_of(source));
        }
        if !may.formula {
            return self.text(source, false, false);
        }
        self.open_text("inline-formula", &[]);
        match syntax {
            MathSyntax::Tex => self.words("tex-math", &[], source),
            MathSyntax::MathMl if is_mathml(source) => self.out.push_str(source),
            MathSyntax::MathMl => self.text(source, true, true),
        }
        self.close();
    }
}

/// `named-content/@content-type` of a formula whose MathML cannot stand in the document as it is.
pub(super) const MATHML: &str = "mathml";

/// What a formula says to those who know no MathML.
fn words_of(source: &str) -> String {
    let mut locator = Locator::new(source.as_bytes(), Position::default());
    let mut tree = Tree::default();
    match (syntax::parse(source, 64, &mut locator, |_, _| Wanted::Yes, &mut tree), tree.root()) {
        ((_, None), Some(root)) => verbatim(root),
        _ => source.to_owned(),
    }
}

fn is_mathml(source: &str) -> bool {
    if !source.starts_with("<mml:math") || !source.chars().all(super::xml::is_allowed) {
        return false;
    }
    let mut locator = Locator::new(source.as_bytes(), Position::default());
    let mut tree = Tree::default();
    let (unknown, fault) = syntax::parse(source, 64, &mut locator, |_, _| Wanted::Yes, &mut tree);
    fault.is_none()
        && unknown.is_empty()
        && tree.root().is_some_and(|root| root.name() == "math" && root.end() == source.len())
}
