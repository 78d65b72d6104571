//! LaTeX to text.

use unicode_normalization::char::compose;

use super::ORIGIN;
use super::tables::{
    ACCENTS, CONTROL_SYMBOLS, DECLARATIONS, SPACING_ACCENTS, STYLES, SYMBOLS, TRANSPARENT,
};
use crate::model::{Inline, MathSyntax, RichText, Style};
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
}

impl Decoder {
    pub(crate) const fn new(depth: usize) -> Self {
        Self { depth, odd: Vec::new() }
    }

    /// The text of a value: white space at its ends is none, runs of it are one space.
    pub(crate) fn decode(&mut self, value: &str) -> RichText {
        let body = value.trim();
        if is_plain(body) {
            return RichText::from(body);
        }
        // The parser of a file guarantees this; a value made otherwise is kept as it stands.
        let Some(groups) = groups(body) else {
            self.odd.push(Odd::Unbalanced { what: "a brace", at: 0 });
            return RichText::from(body);
        };
        let (depth, open_quotes, no_formula) = (0, 0, false);
        let mut run =
            Run { text: body, at: 0, decoder: self, groups, depth, open_quotes, no_formula };
        let mut out = RichText::default();
        run.group(&mut out);
        out
    }

    /// The same as plain text: what a name or a number says.
    pub(crate) fn decode_plain(&mut self, value: &str) -> String {
        let body = value.trim();
        if is_plain(body) { body.to_owned() } else { self.decode(body).to_string() }
    }
}

/// Whether a value is its own text.
fn is_plain(text: &str) -> bool {
    let special = |(at, byte): (usize, u8)| match byte {
        b'\\' | b'{' | b'}' | b'$' | b'~' | b'`' | b'\'' | b'\n' | b'\t' | b'\r' => true,
        b'-' | b' ' => text.as_bytes().get(at + 1) == Some(&byte),
        _ => false,
    };
    !text.bytes().enumerate().any(special)
}

/// The paragraphs of a value: what empty lines and `\par` outside braces divide.
pub(crate) fn paragraphs(value: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut depth, mut start, mut at) = (0usize, 0, 0);
    let bytes = value.as_bytes();
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let cut = match rest.first() {
            Some(b'{') => {
                depth += 1;
                0
            }
            Some(b'}') => {
                depth = depth.saturating_sub(1);
                0
            }
            Some(b'\\') if depth == 0 && rest.starts_with(b"\\par") => {
                if rest.get(4).is_some_and(u8::is_ascii_alphabetic) { 0 } else { 4 }
            }
            Some(b'\n') if depth == 0 => {
                let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                let breaks = rest.iter().take(blank).filter(|byte| **byte == b'\n').count();
                if breaks > 1 { blank } else { 0 }
            }
            _ => 0,
        };
        if cut > 0 {
            out.push(value.get(start..at).unwrap_or_default());
            start = at + cut;
            at = start;
        } else {
            at += 1;
        }
    }
    out.push(value.get(start..).unwrap_or_default());
    out.retain(|paragraph| !paragraph.trim().is_empty());
    out
}

struct Run<'t, 'd> {
    text: &'t str,
    at: usize,
    decoder: &'d mut Decoder,
    /// Where each group begins and ends, by its beginning.
    groups: Vec<(usize, usize)>,
    depth: usize,
    /// Single quotes opened by a backtick; only those does an apostrophe close.
    open_quotes: usize,
    /// There is no `\)` ahead: looking for one again and again would not be linear.
    no_formula: bool,
}

impl<'t> Run<'t, '_> {
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
    fn group(&mut self, out: &mut RichText) {
        while let Some(byte) = self.peek() {
            match byte {
                b'}' => return,
                b'{' => self.braces(out),
                b'\\' => {
                    if let Some(style) = self.command(out) {
                        // A declaration: it holds for the rest of the group.
                        let mut content = RichText::default();
                        self.group(&mut content);
                        out.push(Inline::styled(style, content));
                        return;
                    }
                }
                b'$' => self.math(out),
                b'~' => self.replace(1, "\u{A0}", out),
                b'-' if self.rest().starts_with("---") => self.replace(3, "—", out),
                b'-' if self.rest().starts_with("--") => self.replace(2, "–", out),
                b'`' if self.rest().starts_with("``") => self.replace(2, "“", out),
                b'\'' if self.rest().starts_with("''") => self.replace(2, "”", out),
                b'`' => {
                    self.open_quotes += 1;
                    self.replace(1, "‘", out);
                }
                b'\'' if self.open_quotes > 0 => {
                    self.open_quotes -= 1;
                    self.replace(1, "’", out);
                }
                b'?' if self.rest().starts_with("?`") => self.replace(2, "¿", out),
                b'!' if self.rest().starts_with("!`") => self.replace(2, "¡", out),
                byte if byte.is_ascii_whitespace() => {
                    self.skip_space();
                    out.push_str(" ");
                }
                _ => self.plain(out),
            }
        }
    }

    fn replace(&mut self, len: usize, with: &str, out: &mut RichText) {
        self.at += len;
        out.push_str(with);
    }

    /// Takes text up to the next byte that might mean something.
    fn plain(&mut self, out: &mut RichText) {
        let rest = self.rest();
        let special = |byte: &u8| {
            matches!(byte, b'\\' | b'{' | b'}' | b'$' | b'~' | b'-' | b'`' | b'\'' | b'?' | b'!')
                || byte.is_ascii_whitespace()
        };
        // The first byte is known to mean nothing by itself.
        let len = rest.as_bytes().iter().skip(1).position(special).map_or(rest.len(), |at| at + 1);
        out.push_str(rest.get(..len).unwrap_or_default());
        self.at += len;
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
    }

    /// A group. It protects the case of its text, unless a command begins it: then it is one of
    /// BibTeX's special characters, or the scope of a declaration.
    fn braces(&mut self, out: &mut RichText) {
        let open = self.at;
        let Some(source) = self.argument_source() else {
            self.at = open + 1;
            return;
        };
        if self.depth >= self.decoder.depth {
            self.decoder.odd.push(Odd::TooDeep { at: open });
            out.push(raw(format!("{{{source}}}"), RichText::from(source)));
            return;
        }
        let end = self.at;
        self.at = open + 1;
        self.depth += 1;
        let mut content = RichText::default();
        self.group(&mut content);
        self.depth -= 1;
        self.at = end;
        if source.starts_with('\\') {
            out.append(content);
        } else {
            out.push(Inline::styled(Style::NoCase, content));
        }
    }

    /// The source between the brace here and the one that closes it, which are passed.
    fn argument_source(&mut self) -> Option<&'t str> {
        let group = self.groups.binary_search_by_key(&self.at, |(open, _)| *open).ok()?;
        let (open, close) = *self.groups.get(group)?;
        self.at = close + 1;
        self.text.get(open + 1..close)
    }

    /// A formula between dollar signs.
    fn math(&mut self, out: &mut RichText) {
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
                out.push(Inline::Math { syntax: MathSyntax::Tex, source });
            }
            _ => {
                self.odd("a dollar sign");
                self.at += fence.len();
                out.push_str(fence);
            }
        }
    }

    /// A command. Gives back a style if it is a declaration.
    fn command(&mut self, out: &mut RichText) -> Option<Style> {
        let start = self.at;
        self.at += 1;
        let rest = self.rest();
        let Some(first) = rest.chars().next() else {
            // A backslash at the very end: TeX would take what follows the value.
            self.odd("a backslash");
            out.push_str("\\");
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

    fn control_symbol(&mut self, symbol: char, start: usize, out: &mut RichText) {
        if symbol == '\\' {
            self.skip_space();
            out.push(Inline::LineBreak);
            return;
        }
        if symbol == '(' && !self.no_formula {
            let rest = self.rest();
            let body = rest.find("\\)").and_then(|end| rest.get(..end));
            self.no_formula = body.is_none();
            if let Some(source) = body.filter(|source| balanced(source)) {
                self.at += source.len() + 2;
                out.push(Inline::Math { syntax: MathSyntax::Tex, source: source.to_owned() });
                return;
            }
        }
        if let Some((_, text)) = CONTROL_SYMBOLS.iter().find(|(of, _)| *of == symbol) {
            out.push_str(text);
            return;
        }
        let mut buffer = [0; 4];
        let name: &str = symbol.encode_utf8(&mut buffer);
        match accent(name) {
            Some(mark) => self.accent(name, mark, out),
            None => self.unknown(name, start, out),
        }
    }

    fn control_word(&mut self, name: &str, start: usize, out: &mut RichText) -> Option<Style> {
        let after_name = self.at;
        self.skip_space();
        if let Ok(row) = SYMBOLS.binary_search_by(|(of, _)| (*of).cmp(name)) {
            // `\ss{}` ends the name as white space does.
            if self.rest().starts_with("{}") {
                self.at += 2;
            }
            out.push_str(SYMBOLS.get(row).map_or("", |(_, text)| text));
            return None;
        }
        if let Some(mark) = accent(name) {
            self.accent(name, mark, out);
            return None;
        }
        if let Some((_, style)) = DECLARATIONS.iter().find(|(of, _)| *of == name) {
            return Some(*style);
        }
        let has_argument = self.peek() == Some(b'{') && !self.rest().starts_with("{}");
        let style = STYLES.iter().find(|(of, _)| *of == name).map(|(_, style)| *style);
        match name {
            _ if !has_argument => {}
            _ if style.is_some() || TRANSPARENT.contains(&name) => {
                let content = self.argument();
                match style {
                    Some(style) => out.push(Inline::styled(style, content)),
                    None => out.append(content),
                }
                return None;
            }
            "url" | "nolinkurl" => {
                let url = self.argument_source().unwrap_or_default().to_owned();
                out.push(Inline::Link { url, content: RichText::default() });
                return None;
            }
            "href" => {
                let url = self.argument_source().unwrap_or_default().to_owned();
                self.skip_space();
                let content = self.argument();
                out.push(Inline::Link { url, content });
                return None;
            }
            "ensuremath" => {
                let source = self.argument_source().unwrap_or_default().to_owned();
                out.push(Inline::Math { syntax: MathSyntax::Tex, source });
                return None;
            }
            // The argument is a length: no text.
            "hspace" | "vspace" => {
                self.argument_source();
                let source = self.text.get(start..self.at).unwrap_or_default().to_owned();
                out.push(raw(source, RichText::from(" ")));
                return None;
            }
            "foreignlanguage" => {
                let back = self.at;
                let lang = self.argument_source().and_then(language::lenient);
                if let Some(lang) = lang {
                    self.skip_space();
                    let content = self.argument();
                    out.push(Inline::Foreign { lang, content });
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
            out.push(Inline::LineBreak);
            return None;
        }
        if !has_argument {
            self.at = after_name;
        }
        if let Some((c, end)) = self.coded(name) {
            out.push_str(c.encode_utf8(&mut [0; 4]));
            self.at = end;
            return None;
        }
        self.unknown(name, start, out);
        None
    }

    /// The character of `\char` or `\symbol` (Knuth, The TeX Book, chapter 8), and where that ends. Only
    /// those of ASCII are the same in every font.
    fn coded(&self, name: &str) -> Option<(char, usize)> {
        let number = match name {
            "char" => self.text.get(self.at..)?,
            "symbol" => self.text.get(self.at..)?.strip_prefix('{')?,
            _ => return None,
        };
        let text = number.trim_start();
        let before = self.text.len() - text.len();
        let (code, len) = if let Some(quoted) = text.strip_prefix('`') {
            let escaped = quoted.strip_prefix('\\');
            let c = escaped.unwrap_or(quoted).chars().next()?;
            (u32::from(c), 1 + usize::from(escaped.is_some()) + c.len_utf8())
        } else {
            let (prefix, radix) = match text.as_bytes().first()? {
                b'"' => (1, 16),
                b'\'' => (1, 8),
                _ => (0, 10),
            };
            let digits = text.get(prefix..)?;
            let is_digit = |c: &char| c.is_digit(radix) && !c.is_ascii_lowercase();
            let len = digits.chars().take_while(is_digit).count();
            (u32::from_str_radix(digits.get(..len)?, radix).ok()?, prefix + len)
        };
        let c = char::from_u32(code).filter(|c| matches!(c, ' '..='~'))?;
        let rest = text.get(len..)?;
        let end = match name {
            "symbol" => rest.strip_prefix('}')?,
            // A space ends the number.
            _ => rest.strip_prefix(' ').unwrap_or(rest),
        };
        Some((c, before + len + (rest.len() - end.len())))
    }

    /// Keeps a command as it stands, with the arguments that follow it; they are its text. An empty
    /// group ends it and is no argument.
    fn unknown(&mut self, name: &str, start: usize, out: &mut RichText) {
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
        out.push(raw(source, content));
    }

    /// The text of the argument in braces that begins here, if one does.
    fn argument(&mut self) -> RichText {
        let mut content = RichText::default();
        let open = self.at;
        if self.peek() != Some(b'{') {
            return content;
        }
        let Some(source) = self.argument_source() else { return content };
        if self.depth >= self.decoder.depth {
            self.decoder.odd.push(Odd::TooDeep { at: open });
            return RichText::from(source);
        }
        let end = self.at;
        self.at = open + 1;
        self.depth += 1;
        self.group(&mut content);
        self.depth -= 1;
        self.at = end;
        content
    }

    /// Sets a combining mark on what follows: a group, a command, or one character.
    fn accent(&mut self, name: &str, mark: char, out: &mut RichText) {
        self.skip_space();
        let base = match self.peek() {
            Some(b'{') => self.argument().to_string(),
            Some(b'\\') => {
                let mut inner = RichText::default();
                if self.depth < self.decoder.depth {
                    self.depth += 1;
                    self.command(&mut inner);
                    self.depth -= 1;
                }
                inner.to_string()
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
            out.push_str(spacing.map_or("", |(_, text)| text));
            return;
        };
        // A dotless letter under an accent is how TeX writes the letter itself.
        let first = match first {
            'ı' => 'i',
            'ȷ' => 'j',
            other => other,
        };
        match compose(first, mark) {
            Some(letter) => out.push_str(letter.encode_utf8(&mut [0; 4])),
            None => {
                out.push_str(first.encode_utf8(&mut [0; 4]));
                out.push_str(mark.encode_utf8(&mut [0; 4]));
            }
        }
        out.push_str(letters.as_str());
    }
}

fn accent(name: &str) -> Option<char> {
    ACCENTS.iter().find(|(of, _)| *of == name).map(|(_, mark)| *mark)
}

fn raw(source: String, content: RichText) -> Inline {
    Inline::Raw { origin: ORIGIN.to_owned(), source, content }
}

/// Where each group of `text` begins and ends, in rising order; `None` if its braces do not close
/// each other.
fn groups(text: &str) -> Option<Vec<(usize, usize)>> {
    let (mut groups, mut open): (Vec<(usize, usize)>, Vec<usize>) = (Vec::new(), Vec::new());
    for at in memchr::memchr2_iter(b'{', b'}', text.as_bytes()) {
        if text.as_bytes().get(at) == Some(&b'{') {
            open.push(groups.len());
            groups.push((at, at));
        } else {
            groups.get_mut(open.pop()?)?.1 = at;
        }
    }
    open.is_empty().then_some(groups)
}

/// Whether the braces of `text` close each other.
pub(super) fn balanced(text: &str) -> bool {
    let mut depth = 0usize;
    for byte in text.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return false,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    depth == 0
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
            (r"x\hspace{1em}y H\\I \par z", "x y H\nI  z"),
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

    #[test]
    fn paragraphs_divide_outside_braces() {
        assert_eq!(paragraphs("a\nb\n \nc \\par d{e\n\nf}"), ["a\nb", "c ", " d{e\n\nf}"]);
        assert_eq!(paragraphs("\\partial"), ["\\partial"]);
    }
}
