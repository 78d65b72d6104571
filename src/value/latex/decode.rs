//! LaTeX to text.

use std::borrow::Cow;

use unicode_normalization::char::compose;

use super::ORIGIN;
use super::ascii::number;
use super::commands::{Command, command};
use super::scan::{PERHAPS, balanced, class, find_groups, is_plain, trimmed};
use super::tables::{CONTROL_SYMBOLS, SPACING_ACCENTS};
use crate::model::{Inline, MathSyntax, RawMarkup, RichText, Style};
use crate::value::language;

/// Something odd in a value; `at` is the byte of the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Odd {
    UnknownCommand { name: String, at: usize },
    Unbalanced { what: &'static str, at: usize },
    TooDeep { at: usize },
}

/// Decodes values, within a bound on the nesting of braces.
#[derive(Debug)]
pub(crate) struct Decoder {
    depth: usize,
    pub(crate) odd: Vec<Odd>,
    /// Text that is not in a run yet. It is kept from value to value, so that a run's text is
    /// allocated once and no larger than it is.
    text: String,
    /// Where each group of the value begins and ends, by its beginning. Kept for its room too.
    groups: Vec<(usize, usize)>,
}

/// More room than nearly every value takes; what a longer one took is given back.
const KEPT: usize = 4096;

impl Decoder {
    pub(crate) const fn new(depth: usize) -> Self {
        Self { depth, odd: Vec::new(), text: String::new(), groups: Vec::new() }
    }

    /// The text of a value: white space at its ends is none, runs of it are one space.
    pub(crate) fn decode(&mut self, value: &str) -> RichText {
        let body = trimmed(value);
        if is_plain(body) {
            return RichText::from(body);
        }
        // The parser of a file guarantees this; a value made otherwise is kept as it stands.
        if !find_groups(body, &mut self.groups) {
            self.odd.push(Odd::Unbalanced { what: "a brace", at: 0 });
            return RichText::from(body);
        }
        self.text.clear();
        let mut run = Run {
            text: body,
            at: 0,
            decoder: self,
            group: 0,
            depth: 0,
            open_quotes: 0,
            no_formula: false,
        };
        let mut out = run.out();
        run.group(&mut out);
        let runs = run.finish(out);
        self.text.shrink_to(KEPT);
        self.groups.shrink_to(KEPT);
        runs
    }

    /// The same as plain text: what a name or a number says.
    pub(crate) fn decode_plain(&mut self, value: &str) -> String {
        self.decode_cow(value).into_owned()
    }

    /// The same, without a copy of a value that is its own text.
    pub(crate) fn decode_cow<'v>(&mut self, value: &'v str) -> Cow<'v, str> {
        let body = trimmed(value);
        if is_plain(body) {
            return Cow::Borrowed(body);
        }
        Cow::Owned(self.decode(body).into_plain().into_string())
    }
}

struct Run<'t, 'd> {
    text: &'t str,
    at: usize,
    decoder: &'d mut Decoder,
    /// Of the decoder's groups the one that comes next, as long as nothing is read twice.
    group: usize,
    depth: usize,
    /// Single quotes opened by a backtick; only those does an apostrophe close.
    open_quotes: usize,
    /// There is no `\)` ahead: looking for one again and again would not be linear.
    no_formula: bool,
}

/// The runs of one group so far. The decoder's text from `from` on comes behind them.
struct Out {
    runs: RichText,
    from: usize,
}

impl<'t> Run<'t, '_> {
    fn out(&self) -> Out {
        Out { runs: RichText::default(), from: self.decoder.text.len() }
    }

    fn finish(&mut self, mut out: Out) -> RichText {
        self.flush(&mut out);
        out.runs
    }

    /// Makes the text so far a run.
    fn flush(&mut self, out: &mut Out) {
        out.runs.push_str(self.decoder.text.get(out.from..).unwrap_or_default());
        self.decoder.text.truncate(out.from);
    }

    fn append(&mut self, runs: RichText, out: &mut Out) {
        self.flush(out);
        out.runs.append(runs);
    }

    fn push(&mut self, run: Inline, out: &mut Out) {
        self.flush(out);
        out.runs.push(run);
    }

    fn text(&mut self, text: &str) {
        self.decoder.text.push_str(text);
    }

    fn odd(&mut self, what: &'static str) {
        let at = self.at;
        self.decoder.odd.push(Odd::Unbalanced { what, at });
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Decodes up to the brace that closes the group (and leaves it there), or to the end.
    fn group(&mut self, out: &mut Out) {
        while let Some(byte) = self.peek() {
            match byte {
                // One that closes nothing must not hide what follows.
                b'}' if self.depth == 0 => {
                    self.odd("a brace");
                    self.replace(1, "}");
                }
                b'}' => return,
                b'{' => self.braces(out),
                b'\\' => {
                    if let Some(style) = self.command(out) {
                        // A declaration: it holds for the rest of the group.
                        let mut content = self.out();
                        self.group(&mut content);
                        let content = self.finish(content);
                        self.push(Inline::styled(style, content), out);
                        return;
                    }
                }
                b'$' => self.math(out),
                b'~' => self.replace(1, "\u{A0}"),
                b'-' if self.rest().starts_with("---") => self.replace(3, "—"),
                b'-' if self.rest().starts_with("--") => self.replace(2, "–"),
                b'`' if self.rest().starts_with("``") => self.replace(2, "“"),
                b'\'' if self.rest().starts_with("''") => self.replace(2, "”"),
                b'`' => {
                    self.open_quotes += 1;
                    self.replace(1, "‘");
                }
                b'\'' if self.open_quotes > 0 => {
                    self.open_quotes -= 1;
                    self.replace(1, "’");
                }
                b'?' if self.rest().starts_with("?`") => self.replace(2, "¿"),
                b'!' if self.rest().starts_with("!`") => self.replace(2, "¡"),
                byte if byte.is_ascii_whitespace() => {
                    self.skip_space();
                    self.text(" ");
                }
                _ => self.plain(),
            }
        }
    }

    fn replace(&mut self, len: usize, with: &str) {
        self.at += len;
        self.text(with);
    }

    /// Takes text up to the next byte that means something. The first one means nothing here.
    fn plain(&mut self) {
        let from = self.at;
        self.at += 1;
        while let Some(byte) = self.peek() {
            if class(byte) & PERHAPS != 0 && self.is_markup(byte) {
                break;
            }
            self.at += 1;
        }
        let text = self.text.get(from..self.at).unwrap_or_default();
        self.text(text);
    }

    /// Whether a byte that may mean something does so here.
    fn is_markup(&self, byte: u8) -> bool {
        let next = self.text.as_bytes().get(self.at + 1);
        match byte {
            b' ' => next.is_none_or(u8::is_ascii_whitespace),
            b'-' => next == Some(&b'-'),
            b'?' | b'!' => next == Some(&b'`'),
            b'\'' => self.open_quotes > 0 || next == Some(&b'\''),
            _ => true,
        }
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// A group. It protects the case of its text, unless a command begins it: then it is one of
    /// BibTeX's special characters, or the scope of a declaration.
    fn braces(&mut self, out: &mut Out) {
        let open = self.at;
        let Some(source) = self.argument_source() else {
            self.at = open + 1;
            return;
        };
        if self.depth >= self.decoder.depth {
            self.decoder.odd.push(Odd::TooDeep { at: open });
            self.push(raw(format!("{{{source}}}"), RichText::from(source)), out);
            return;
        }
        let end = self.at;
        self.at = open + 1;
        self.depth += 1;
        if source.starts_with('\\') {
            self.group(out);
        } else if is_plain(source) {
            self.push(Inline::styled(Style::NoCase, source), out);
        } else {
            let mut content = self.out();
            self.group(&mut content);
            let content = self.finish(content);
            self.push(Inline::styled(Style::NoCase, content), out);
        }
        self.depth -= 1;
        self.at = end;
    }

    /// The source between the brace here and the one that closes it, which are passed.
    fn argument_source(&mut self) -> Option<&'t str> {
        let groups = self.decoder.groups.as_slice();
        let next = groups.get(self.group).is_some_and(|(open, _)| *open == self.at);
        if !next {
            self.group = groups.binary_search_by_key(&self.at, |(open, _)| *open).ok()?;
        }
        let (open, close) = *groups.get(self.group)?;
        self.group += 1;
        self.at = close + 1;
        self.text.get(open + 1..close)
    }

    /// A formula between dollar signs.
    fn math(&mut self, out: &mut Out) {
        let fence = if self.rest().starts_with("$$") { "$$" } else { "$" };
        let body = self.rest().get(fence.len()..).unwrap_or_default();
        let mut from = 0;
        let end = loop {
            let Some(found) = body.get(from..).and_then(|rest| rest.find(fence)) else {
                break None;
            };
            let at = from + found;
            if body.get(..at).is_some_and(|before| before.ends_with('\\')) {
                from = at + 1;
            } else {
                break Some(at);
            }
        };
        // A formula ends within its group.
        let end = end.filter(|end| balanced(body.get(..*end).unwrap_or_default()));
        match end {
            Some(end) if end > 0 => {
                let source = body.get(..end).unwrap_or_default().to_owned();
                self.at += end + 2 * fence.len();
                self.push(Inline::Math { syntax: MathSyntax::Tex, source }, out);
            }
            _ => {
                self.odd("a dollar sign");
                self.at += fence.len();
                self.text(fence);
            }
        }
    }

    /// A command. Gives back a style if it is a declaration.
    fn command(&mut self, out: &mut Out) -> Option<Style> {
        let start = self.at;
        self.at += 1;
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            // A backslash at the very end: TeX would take what follows the value.
            self.odd("a backslash");
            self.text("\\");
            return None;
        };
        let word = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if word == 0 {
            self.at += first.len_utf8();
            self.control_symbol(first, start, out);
            return None;
        }
        let name = rest.get(..word).unwrap_or_default();
        self.at += word;
        self.control_word(name, start, out)
    }

    fn control_symbol(&mut self, symbol: char, start: usize, out: &mut Out) {
        // A line may end here and the next be indented: to BibTeX and biber that is one space.
        if symbol.is_ascii_whitespace() {
            self.skip_space();
            self.text(" ");
            return;
        }
        if symbol == '\\' {
            self.skip_space();
            self.push(Inline::LineBreak, out);
            return;
        }
        if symbol == '(' && !self.no_formula {
            let rest = self.rest();
            let body = rest.find("\\)").and_then(|end| rest.get(..end));
            self.no_formula = body.is_none();
            if let Some(source) = body.filter(|source| balanced(source)) {
                self.at += source.len() + 2;
                let source = source.to_owned();
                self.push(Inline::Math { syntax: MathSyntax::Tex, source }, out);
                return;
            }
        }
        let mut buffer = [0; 4];
        let name: &str = symbol.encode_utf8(&mut buffer);
        if let Some(Command::Accent(mark)) = command(name) {
            return self.accent(name, mark);
        }
        match CONTROL_SYMBOLS.iter().find(|(of, _)| *of == symbol) {
            Some((_, text)) => self.text(text),
            None => self.unknown(name, start, out),
        }
    }

    fn control_word(&mut self, name: &str, start: usize, out: &mut Out) -> Option<Style> {
        let after_name = self.at;
        self.skip_space();
        let known = command(name);
        match known {
            Some(Command::Symbol(text)) => {
                self.symbol(text, out);
                return None;
            }
            Some(Command::Accent(mark)) => {
                self.accent(name, mark);
                return None;
            }
            Some(Command::Declaration(style)) => return Some(style),
            _ => {}
        }
        if (name == "char" || name == "symbol")
            && let Some(c) = self.by_number(name)
        {
            self.decoder.text.push(c);
            return None;
        }
        let has_argument = self.peek() == Some(b'{') && !self.rest().starts_with("{}");
        match name {
            _ if !has_argument => {}
            _ if known.is_some() => {
                let content = self.argument();
                match known {
                    Some(Command::Style(style)) => self.push(Inline::styled(style, content), out),
                    _ => self.append(content, out),
                }
                return None;
            }
            "url" | "nolinkurl" => {
                let url = self.argument_source().unwrap_or_default().into();
                self.push(Inline::Link { url, content: RichText::default() }, out);
                return None;
            }
            "href" => {
                let url = self.argument_source().unwrap_or_default().into();
                self.skip_space();
                let content = self.argument();
                self.push(Inline::Link { url, content }, out);
                return None;
            }
            "ensuremath" => {
                let source = self.argument_source().unwrap_or_default().to_owned();
                self.push(Inline::Math { syntax: MathSyntax::Tex, source }, out);
                return None;
            }
            // The argument is a length: no text.
            "hspace" | "vspace" => {
                self.argument_source();
                let source = self.text.get(start..self.at).unwrap_or_default().to_owned();
                self.push(raw(source, RichText::from(" ")), out);
                return None;
            }
            "foreignlanguage" => {
                let back = self.at;
                let lang = self.argument_source().and_then(language::from_any);
                if let Some(lang) = lang {
                    self.skip_space();
                    let content = self.argument();
                    self.push(Inline::Foreign { lang, content }, out);
                    return None;
                }
                self.at = back;
            }
            _ => {}
        }
        if name == "newline" || name == "linebreak" {
            if self.rest().starts_with("{}") {
                self.at += 2;
            }
            self.push(Inline::LineBreak, out);
            return None;
        }
        if !has_argument {
            self.at = after_name;
        }
        self.unknown(name, start, out);
        None
    }

    /// What stands for a character or a word.
    fn symbol(&mut self, text: &'static str, out: &mut Out) {
        // `\ss{}` ends the name as white space does.
        if self.rest().starts_with("{}") {
            self.at += 2;
        }
        // `\TeX` is so written whatever a style does to the case of a title.
        if text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.len() > 1 {
            self.push(Inline::styled(Style::NoCase, text), out);
        } else if text != " " || !self.decoder.text.ends_with(' ') {
            // Around the end of a paragraph TeX drops spaces: `one \par two` has one.
            self.text(text);
        }
    }

    /// The character of `\char65` or `\symbol{65}`, whose number is passed if it is one.
    fn by_number(&mut self, name: &str) -> Option<char> {
        let back = self.at;
        let (c, len, rest) = if name == "symbol" {
            let source = self.argument_source().unwrap_or_default().trim();
            let (c, len) = number(source).unwrap_or_default();
            (c, len, source.get(len..).unwrap_or_default())
        } else {
            let (c, len) = number(self.rest()).unwrap_or_default();
            self.at += len;
            // One space ends the number.
            self.at += usize::from(self.peek() == Some(b' '));
            (c, len, "")
        };
        if len > 0 && rest.is_empty() {
            return Some(c);
        }
        self.at = back;
        None
    }

    /// Keeps a command as it stands, with the arguments that follow it; they are its text. An empty
    /// group ends it and is no argument.
    fn unknown(&mut self, name: &str, start: usize, out: &mut Out) {
        let mut content = RichText::default();
        while self.peek() == Some(b'{') && !self.rest().starts_with("{}") {
            content.append(self.argument());
        }
        // The space that ends a command's name is part of how it stands.
        if self.text.get(..self.at).is_some_and(|done| done.ends_with(name)) {
            self.skip_space();
        }
        let source = self.text.get(start..self.at).unwrap_or_default().to_owned();
        if self.rest().starts_with("{}") {
            self.at += 2;
        }
        self.decoder.odd.push(Odd::UnknownCommand { name: name.to_owned(), at: start });
        self.push(raw(source, content), out);
    }

    /// The text of the argument in braces that begins here, if one does.
    fn argument(&mut self) -> RichText {
        let open = self.at;
        if self.peek() != Some(b'{') {
            return RichText::default();
        }
        let Some(source) = self.argument_source() else { return RichText::default() };
        if self.depth >= self.decoder.depth {
            self.decoder.odd.push(Odd::TooDeep { at: open });
            return RichText::from(source);
        }
        if is_plain(source) {
            return RichText::from(source);
        }
        let end = self.at;
        self.at = open + 1;
        self.depth += 1;
        let mut content = self.out();
        self.group(&mut content);
        self.depth -= 1;
        self.at = end;
        self.finish(content)
    }

    /// Sets a combining mark on what follows: a group, a command, or one character.
    fn accent(&mut self, name: &str, mark: char) {
        self.skip_space();
        // Nearly always one letter, with braces around it or without.
        let (letter, len) = match self.rest().as_bytes() {
            [b'{', letter, b'}', ..] => (*letter, 3),
            [letter, ..] => (*letter, 1),
            [] => (0, 0),
        };
        if letter.is_ascii_alphabetic()
            && let Some(letter) = compose(char::from(letter), mark)
        {
            self.at += len;
            self.decoder.text.push(letter);
            return;
        }
        let base = match self.peek() {
            Some(b'{') => self.argument().into_plain().into(),
            Some(b'\\') => {
                let mut inner = self.out();
                if self.depth < self.decoder.depth {
                    self.depth += 1;
                    self.command(&mut inner);
                    self.depth -= 1;
                }
                self.finish(inner).into_plain().into()
            }
            Some(b'}') | None => String::new(),
            Some(_) => {
                let one = self.rest().chars().next().map_or(String::new(), String::from);
                self.at += one.len();
                one
            }
        };
        let mut letters = base.trim_start().chars();
        let Some(first) = letters.next() else {
            let spacing = SPACING_ACCENTS.iter().find(|(of, _)| *of == name);
            self.text(spacing.map_or("", |(_, text)| text));
            return;
        };
        // A dotless letter under an accent is how TeX writes the letter itself.
        let first = match first {
            'ı' => 'i',
            'ȷ' => 'j',
            other => other,
        };
        match compose(first, mark) {
            Some(letter) => self.decoder.text.push(letter),
            None => self.decoder.text.extend([first, mark]),
        }
        self.text(letters.as_str());
    }
}

fn raw(source: String, content: RichText) -> Inline {
    RawMarkup::new(ORIGIN, source, content).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        Decoder::new(50).decode_plain(text)
    }

    #[test]
    fn accents_letters_and_signs() {
        let table = [
            (
                r#"\"{o} \"o \v{s} \v s \c{c} \k{a} \H{o} \r{a} \u{g} \.{z} \d{a} \=a"#,
                "ö ö š š ç ą ő å ğ ż ạ ā",
            ),
            (r"{\'\i}", "í"),
            (r"D{\'\i}az \^\i \'{\i}", "Díaz îí"),
            (r"\t{oo}", "o\u{361}o"),
            (r"\b{a}", "a\u{331}"),
            (r"\dh \th", "ðþ"),
            (r"\ss{}x \o{} \aa{} \AA", "ßx ø å Å"),
            ("``d'' `s' it's", "“d” ‘s’ it's"),
            (r"\slash{} \ldots{} \LaTeX", "/ … LaTeX"),
            (r"\CYRP\cyrr\cyri\cyrm\cyre\cyrr", "Пример"),
            (r"a~b\,c\ d\-e\/f{}g", "a\u{A0}b\u{2009}c defg"),
            (r"50\% \& \_ \# \$ \{\}", "50% & _ # $ {}"),
            ("a -- b --- c", "a – b — c"),
            ("?`Que? !`Si!", "¿Que? ¡Si!"),
            ("two\n  lines", "two lines"),
            (r"\foo\ bar", "bar"),
            ("a\\\n  b", "a b"),
            // Nothing is lost behind a brace that only BibTeX counts.
            (r"a \{\vphantom{\}} b\vphantom\{\} c", "a {} b{} c"),
            (r"a \{ {b}} c", "a { b} c"),
        ];
        for (tex, text) in table {
            let got = plain(tex);
            assert_eq!(got.trim_start(), text, "{tex}");
        }
    }

    #[test]
    fn markup_becomes_runs() {
        let mut decoder = Decoder::new(50);
        let text = decoder.decode(r"{DNA} \emph{E. coli} {\em x} $x^{2}$ \url{http://a.b/%7E_c}");
        let runs: Vec<Inline> = text.into_iter().collect();
        assert_eq!(runs[0], Inline::styled(Style::NoCase, "DNA"));
        assert_eq!(runs[2], Inline::styled(Style::Italic, "E. coli"));
        assert_eq!(runs[4], Inline::styled(Style::Italic, "x"));
        assert_eq!(runs[6], Inline::Math { syntax: MathSyntax::Tex, source: "x^{2}".into() });
        let link = Inline::Link { url: "http://a.b/%7E_c".into(), content: RichText::default() };
        assert_eq!(runs[8], link);
        assert!(decoder.odd.is_empty());
        // What BibTeX would make of the case of `\TeX` is none of the name's.
        let text = decoder.decode(r"{\TeX}: the Program");
        assert_eq!(text.into_iter().next(), Some(Inline::styled(Style::NoCase, "TeX")));
    }

    #[test]
    fn what_is_unknown_or_unbalanced_is_kept_and_said() {
        let mut decoder = Decoder::new(50);
        let text = decoder.decode(r"\foo{bar} costs $5");
        assert_eq!(text.to_string(), "bar costs $5");
        assert_eq!(
            decoder.odd,
            [
                Odd::UnknownCommand { name: "foo".into(), at: 0 },
                Odd::Unbalanced { what: "a dollar sign", at: 16 },
            ]
        );
    }

    /// What other readers drop or get wrong.
    #[test]
    fn a_battery() {
        let table = [
            (r"\^\i \'{\i} {\'\i}", "îí í"),
            (r"\ss{} \ss \o \aa{} \AA \L \l{} \ae \oe \dh \th \i \j", "ß ßøå ÅŁł æœðþıȷ"),
            (r"\'c {\o}re", "ć øre"),
            (r"\CYRI \cyrzh\cyrshch\CYRYO\cyryo \textalpha", "ИжщЁёα"),
            (r"\textcyrillic{x}", "x"),
            (r"\mkbibquote{q} \enquote{eq}", "“q” “eq”"),
            (r"\textendash{} \textemdash{} \ldots{} \dots", "– — … …"),
            (r"\textquotedblleft q\textquotedblright{} \textquoteright", "“q” ’"),
            (r"\guillemotleft a\guillemotright", "«a»"),
            (r"A~B\,C\ D\-E\/F {}G", "A\u{A0}B\u{2009}C DEF G"),
            (r"{\relax x}", "x"),
            (r"\texttt{tt} \underline{u} \LaTeX{} \TeX", "tt u LaTeX TeX"),
            (r"\textsc{sc}\textsuperscript{2}\textsubscript{3}", "sc23"),
            (r"{\bf bb} {\it ii} {\em ee}", "bb ii ee"),
            (r"\href{http://u}{t}", "t"),
            // Math stays as it is, and never with its signs.
            (r"H$_2$O CO$^{2}$", "H_2O CO^{2}"),
            (r"$x^2$ $H_2O$ \(a+b\) \ensuremath{\beta}", r"x^2 H_2O a+b \beta"),
            (r"x\hspace{1em}y H\\I \par z \par\par a", "x y H\nI z a"),
        ];
        let wrong: Vec<String> = table
            .iter()
            .filter(|(tex, text)| plain(tex) != *text)
            .map(|(tex, text)| format!("{tex}: {:?}, not {text:?}", plain(tex)))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = format!("{}x{}", "{".repeat(3000), "}".repeat(3000));
        let mut decoder = Decoder::new(20);
        assert!(decoder.decode(&deep).to_string().contains('x'));
        assert!(matches!(decoder.odd[..], [Odd::TooDeep { .. }]));
        let accents = r"\'".repeat(5000);
        decoder.decode(&accents);
    }
}
