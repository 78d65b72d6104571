//! Text to LaTeX.

use std::borrow::Cow;
use std::sync::Arc;

use super::ORIGIN;
use super::ascii::{Spellings, push_group, respell_math};
use super::decode::Decoder;
use super::scan::balanced;
use super::tables::STYLES;
use crate::model::{Inline, MathSyntax, RichText, Style};
use crate::value::language;

/// What could not be written as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flat {
    /// Markup that LaTeX, or this dialect of it, has no command for.
    Markup,
    /// A line end inside plain text.
    LineEnd,
    /// TeX kept as it stood, in ASCII now.
    Respelled,
    /// Characters in what is no TeX, which ASCII does not have.
    Verbatim,
}

impl Flat {
    pub(crate) const fn message(self) -> &'static str {
        match self {
            Self::Markup => "markup that LaTeX has no command for was written as its text",
            Self::LineEnd => "a line end was written as a space",
            Self::Respelled => "TeX that is kept as it stood was spelled in ASCII",
            Self::Verbatim => {
                "its characters beyond ASCII were written as they are: an address is no TeX"
            }
        }
    }
}

/// Encodes text in UTF-8, where only what means something to TeX is escaped, or in ASCII.
#[derive(Debug, Default)]
pub(crate) struct Encoder {
    /// How characters beyond ASCII are spelled; `None` where they are written as they are.
    pub(crate) ascii: Option<Arc<Spellings>>,
    /// Whether `\enquote` of csquotes may be used.
    pub(crate) csquotes: bool,
    pub(crate) flat: Vec<Flat>,
    /// Braces in text are escaped: together with those in what is kept as it stood they balance.
    brace_by_brace: bool,
}

impl Encoder {
    /// An encoder that writes in ASCII where it is given spellings.
    pub(crate) fn new(ascii: Option<Arc<Spellings>>, csquotes: bool) -> Self {
        Self { ascii, csquotes, ..Self::default() }
    }

    pub(crate) fn encode(&mut self, text: &RichText) -> String {
        if has_open_braces(text) {
            let mut typed =
                Self { brace_by_brace: true, ..Self::new(self.ascii.clone(), self.csquotes) };
            let mut out = String::new();
            typed.runs(text, &mut out);
            let out = close_ends(out);
            if balanced(&out) && Decoder::new(usize::MAX).decode(&out) == *text {
                typed.flat.into_iter().for_each(|flat| self.note(flat));
                return out;
            }
        }
        let mut out = String::new();
        self.runs(text, &mut out);
        close_ends(out)
    }

    pub(crate) fn encode_plain(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        self.text(text, &mut out);
        close_ends(out)
    }

    /// TeX as it stands, spelled in ASCII if all is.
    pub(crate) fn source<'t>(&mut self, tex: &'t str) -> Cow<'t, str> {
        match self.ascii.clone().filter(|_| !tex.is_ascii()) {
            Some(spellings) => {
                self.note(Flat::Respelled);
                Cow::Owned(spellings.respell(tex))
            }
            None => Cow::Borrowed(tex),
        }
    }

    /// What is no TeX: it stays as it is.
    pub(crate) fn verbatim(&mut self, text: &str) {
        if self.ascii.is_some() && !text.is_ascii() {
            self.note(Flat::Verbatim);
        }
    }

    fn note(&mut self, flat: Flat) {
        if !self.flat.contains(&flat) {
            self.flat.push(flat);
        }
    }

    fn runs(&mut self, text: &RichText, out: &mut String) {
        let (mut after_command, mut after_word) = (false, false);
        for run in text {
            let at = out.len();
            self.run(run, out);
            // What follows a command kept as it stood must not be taken for its argument, nor for
            // a part of its name.
            let next = out.get(at..).and_then(|written| written.chars().next());
            let eaten = next
                .is_some_and(|c| c == '{' || after_word && (c == ' ' || c.is_ascii_alphabetic()));
            if after_command && eaten {
                out.insert_str(at, "{}");
            }
            let command = match run {
                Inline::Raw(markup) if markup.source.starts_with('\\') => Some(&markup.source),
                _ => None,
            };
            after_command = command.is_some();
            // Behind an argument or white space the name has ended.
            let has_ended =
                |source: &&String| source.ends_with(|c: char| c == '}' || c.is_whitespace());
            after_word = command.is_some_and(|source| !has_ended(&source));
        }
    }

    fn run(&mut self, run: &Inline, out: &mut String) {
        match run {
            Inline::Text(text) => self.text(text, out),
            Inline::Styled { style: Style::NoCase, content } => {
                let at = out.len();
                out.push('{');
                self.runs(content, out);
                out.push('}');
                // A group that begins with a command would protect nothing.
                if out.get(at + 1..).is_some_and(|inside| inside.starts_with('\\')) {
                    out.insert_str(at + 1, "{}");
                }
            }
            Inline::Styled { style: Style::Quote, content } if !self.csquotes => {
                self.note(Flat::Markup);
                self.text("“", out);
                self.runs(content, out);
                self.text("”", out);
            }
            Inline::Styled { style, content } => match STYLES.iter().find(|(_, s)| s == style) {
                Some((name, _)) => self.with_argument(name, content, out),
                None => {
                    self.note(Flat::Markup);
                    self.runs(content, out);
                }
            },
            Inline::Foreign { lang, content } => match language::to_babel(lang) {
                Some(name) => {
                    self.with_argument(&format!("foreignlanguage{{{name}}}"), content, out);
                }
                None => {
                    self.note(Flat::Markup);
                    self.runs(content, out);
                }
            },
            Inline::Link { url, content } if !balanced(url) => {
                self.note(Flat::Markup);
                self.runs(content, out);
            }
            Inline::Link { url, content } if content.is_empty() => {
                self.verbatim(url);
                out.push_str(&format!("\\url{{{url}}}"));
            }
            Inline::Link { url, content } => {
                self.verbatim(url);
                self.with_argument(&format!("href{{{url}}}"), content, out);
            }
            Inline::Math { syntax: MathSyntax::Tex, source } if is_formula(source) => {
                if self.ascii.is_some() && !source.is_ascii() {
                    self.note(Flat::Respelled);
                    out.push_str(&format!("${}$", respell_math(source)));
                } else {
                    out.push_str(&format!("${source}$"));
                }
            }
            Inline::Raw(markup)
                if markup.origin == ORIGIN && (self.brace_by_brace || balanced(&markup.source)) =>
            {
                let source = self.source(&markup.source);
                out.push_str(&source);
            }
            Inline::Math { source, .. } => {
                self.note(Flat::Markup);
                self.text(source, out);
            }
            Inline::Raw(markup) => {
                self.note(Flat::Markup);
                self.runs(&markup.content, out);
            }
            Inline::LineBreak => out.push_str("\\newline{}"),
        }
    }

    fn with_argument(&mut self, command: &str, content: &RichText, out: &mut String) {
        out.push('\\');
        out.push_str(command);
        out.push('{');
        self.runs(content, out);
        out.push('}');
    }

    fn text(&mut self, text: &str, out: &mut String) {
        let ascii = self.ascii.clone();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            if let Some(spellings) = &ascii {
                let mut rest = chars.as_str().chars();
                let mark = rest.next().filter(|mark| !mark.is_ascii());
                let taken = mark.and_then(|mark| {
                    let next = rest.as_str();
                    let len = spellings.push_accented(c, mark, next, out)?;
                    next.get(len..)
                });
                if let Some(rest) = taken {
                    chars = rest.chars();
                    continue;
                }
            }
            match c {
                '\\' => out.push_str("\\textbackslash{}"),
                '{' | '}' if self.brace_by_brace => out.extend(['\\', c]),
                // Escaped braces would count as braces to BibTeX.
                '{' => out.push_str("\\textbraceleft{}"),
                '}' => out.push_str("\\textbraceright{}"),
                '~' => out.push_str("\\textasciitilde{}"),
                '^' => out.push_str("\\textasciicircum{}"),
                '`' => out.push_str("\\textasciigrave{}"),
                '#' | '$' | '%' | '&' | '_' => {
                    out.push('\\');
                    out.push(c);
                }
                '\u{A0}' => out.push('~'),
                // Two of a kind would be read as one sign.
                '-' | '\'' if out.ends_with(c) => {
                    out.push_str("{}");
                    out.push(c);
                }
                ' ' if out.is_empty() || out.ends_with(' ') => out.push_str("\\ "),
                '\n' | '\r' | '\t' => {
                    self.note(Flat::LineEnd);
                    if !out.ends_with(' ') {
                        out.push(' ');
                    }
                }
                // TeX refuses it as it is, and XML would; as a number it is kept.
                c if c.is_control() => push_group(c, out),
                c if c.is_ascii() => out.push(c),
                c => match &ascii {
                    Some(spellings) => push_ascii(c, spellings, out),
                    None => out.push(c),
                },
            }
        }
    }
}

/// Whether a command that is kept as it stood has braces that do not balance for BibTeX, to which
/// `\{` is one. Then braces elsewhere in the value balance them.
fn has_open_braces(text: &RichText) -> bool {
    text.iter().any(|run| match run {
        Inline::Raw(markup) => markup.origin == ORIGIN && !balanced(&markup.source),
        run => run.content().is_some_and(has_open_braces),
    })
}

/// Dashes and quotation marks as people type them in TeX, everything else by its name.
fn push_ascii(c: char, spellings: &Spellings, out: &mut String) {
    let typed = match c {
        '–' => "--",
        '—' => "---",
        // Behind these a backtick makes `¿` and `¡`.
        '“' if !out.ends_with(['?', '!']) => "``",
        '”' => "''",
        _ => return spellings.push(c, out),
    };
    if typed.chars().next().is_some_and(|first| out.ends_with(first)) {
        out.push_str("{}");
    }
    out.push_str(typed);
}

/// Whether `source` can stand between dollar signs.
fn is_formula(source: &str) -> bool {
    // A dollar sign behind a backslash ends none.
    let ends = source.split('$').rev().skip(1).any(|before| !before.ends_with('\\'));
    !source.is_empty() && balanced(source) && !ends && !source.ends_with('\\')
}

/// A space at the end of a value would be read over.
fn close_ends(mut out: String) -> String {
    if out.ends_with(' ') {
        let escaped = out.ends_with("\\ ");
        if !escaped {
            out.pop();
            out.push_str("\\ ");
        }
        out.push_str("{}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RawMarkup;

    #[test]
    fn what_is_encoded_is_decoded_to_the_same() {
        let runs = [
            Inline::from("  a  b--c '' `` ~ ^ \\ {x} 50 % & # $ _ é Ж 漢 \u{A0}— ?` "),
            Inline::from("?“q”'” –-–—–'’‘ x\u{304}\u{301}e\u{301} o\u{361}o \u{301} \u{7}ı\u{301}"),
            Inline::styled(Style::NoCase, RichText::from_iter([Inline::styled(Style::Bold, "B")])),
            Inline::styled(Style::Quote, "q"),
            Inline::styled(Style::SmallCaps, "s"),
            Inline::Foreign { lang: "ru".parse().unwrap(), content: "ж".into() },
            Inline::Link { url: "http://a.b/%7E?x=1&y".into(), content: "t".into() },
            Inline::Math { syntax: MathSyntax::Tex, source: "x_{1}^2".into() },
            RawMarkup::new(ORIGIN, "\\foo{c}", "c").into(),
            Inline::LineBreak,
            Inline::from(" end "),
        ];
        let text: RichText = runs.into_iter().collect();
        for ascii in [None, Some(Arc::new(Spellings::new()))] {
            let is_ascii = ascii.is_some();
            let mut encoder = Encoder { csquotes: true, ascii, ..Encoder::default() };
            let tex = encoder.encode(&text);
            assert!(encoder.flat.is_empty(), "{:?}", encoder.flat);
            assert_eq!(Decoder::new(50).decode(&tex), text, "{tex}");
            assert!(balanced(&tex));
            assert!(tex.is_ascii() || !is_ascii, "{tex}");
        }
    }

    #[test]
    fn commands_kept_as_they_stood_take_nothing_of_what_follows() {
        let table = [
            (r"\arabic{author} authors", r"\arabic{author} authors"),
            (r"\foo{} x", r"\foo{} x"),
            (r"\Dash \TeX", r"\Dash {}{TeX}"),
            (r"\foo{a}{}{B}", r"\foo{a}{}{B}"),
        ];
        for (tex, expected) in table {
            let text = Decoder::new(50).decode(tex);
            assert_eq!(Encoder::default().encode(&text), expected);
            assert_eq!(Decoder::new(50).decode(expected), text);
        }
    }

    #[test]
    fn braces_that_only_balance_together_stay_as_they_stood() {
        let tex = r"in \{\{\vphantom{\}\}}{{GaAs}}\vphantom\{\}\vphantom\{\} grown";
        let text = Decoder::new(50).decode(tex);
        let mut encoder = Encoder::default();
        let back = encoder.encode(&text);
        assert!(balanced(&back) && encoder.flat.is_empty(), "{back}");
        assert_eq!(Decoder::new(50).decode(&back), text);
        // Alone it balances with nothing.
        let alone = RawMarkup::new(ORIGIN, r"\x{\}}", "y").into();
        assert_eq!(encoder.encode(&RichText::from_iter([alone])), "y");
        assert_eq!(encoder.flat, [Flat::Markup]);
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let mut encoder = Encoder::default();
        let text: RichText =
            [Inline::styled(Style::Quote, "q"), Inline::from("a\u{7}\nb")].into_iter().collect();
        assert_eq!(encoder.encode(&text), "“q”a{\\char7} b");
        assert_eq!(encoder.flat, [Flat::Markup, Flat::LineEnd]);
    }
}
