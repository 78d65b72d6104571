//! How LaTeX spells in ASCII what ASCII does not have.
//!
//! By the tables that the decoder reads: a letter or sign by its name (`{\ss}`, `{\CYRZH}`), a letter
//! with accents by its accents (`{\'e}`, `{\'{\^e}}`). Each in braces, which make one letter of it for
//! BibTeX. What has neither is written by its number in Unicode, `{\char20013}`, which XeTeX and
//! LuaTeX typeset; decimal, for BibTeX's styles change the case of letters, and a double quote
//! would end a value elsewhere.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, decompose_canonical};

use super::tables::{ACCENTS, READ_ONLY, SYMBOLS};

/// Accents that `i` takes with its dot: fonts have these letters, and below it none meets the dot.
const OVER_DOT: &[&str] = &["'", "`", "^", "\"", "c", "d", "k", "b", "textcommabelow"];

/// The names of characters and accents: the decoder's tables the other way round.
#[derive(Debug)]
pub(crate) struct Spellings {
    symbols: HashMap<char, &'static str>,
    accents: HashMap<char, &'static str>,
}

impl Spellings {
    pub(crate) fn new() -> Self {
        let mut symbols: HashMap<char, &'static str> = HashMap::with_capacity(SYMBOLS.len());
        for (name, text) in SYMBOLS.iter().filter(|(name, _)| !READ_ONLY.contains(name)) {
            let mut chars = text.chars();
            let (Some(c), None) = (chars.next(), chars.next()) else { continue };
            if !c.is_ascii() && (name.starts_with("text") || !symbols.contains_key(&c)) {
                symbols.insert(c, name);
            }
        }
        let accents = ACCENTS.iter().filter(|(name, _)| !READ_ONLY.contains(name));
        Self { symbols, accents: accents.map(|(name, mark)| (*mark, *name)).collect() }
    }

    /// Writes one character.
    pub(super) fn push(&self, c: char, out: &mut String) {
        out.push('{');
        match self.command(c) {
            Some(command) => out.push_str(&command),
            None => push_number(c, out),
        }
        out.push('}');
    }

    /// Writes `base` with the combining mark behind it, if that is an accent which is read back as
    /// the two of them. `next` is what follows them; how much of it was written is given back.
    pub(super) fn push_accented(
        &self,
        base: char,
        mark: char,
        next: &str,
        out: &mut String,
    ) -> Option<usize> {
        let accent = self.accents.get(&mark)?;
        // A base without its dot would be read with it, and one that is one with its mark as one.
        let apart = base.is_alphanumeric() && !matches!(base, 'ı' | 'ȷ');
        if !apart || compose(base, mark).is_some() {
            return None;
        }
        let mut argument = self.argument(base, accent)?;
        let mut taken = 0;
        if mark == '\u{361}' {
            // A tie reaches over the next letter.
            let mut rest = next.chars();
            let letter = rest.next().filter(char::is_ascii_alphanumeric);
            let unmarked = rest.next().is_none_or(|c| !self.accents.contains_key(&c));
            if let Some(letter) = letter.filter(|_| unmarked) {
                if argument.starts_with('\\') {
                    argument = format!("{{{argument}}}");
                }
                argument.push(letter);
                taken = letter.len_utf8();
            }
        }
        out.push_str(&format!("{{\\{accent}{{{argument}}}}}"));
        Some(taken)
    }

    /// The command for a character, if it has one.
    fn command(&self, c: char) -> Option<String> {
        if let Some(name) = self.symbols.get(&c) {
            return Some(format!("\\{name}"));
        }
        let mut parts = Vec::new();
        decompose_canonical(c, |part| parts.push(part));
        let mark = parts.pop().filter(|_| !parts.is_empty())?;
        let accent = self.accents.get(&mark)?;
        let mut bases = parts.into_iter().nfc();
        let (base, None) = (bases.next()?, bases.next()) else { return None };
        if compose(base, mark) != Some(c) || matches!(base, 'ı' | 'ȷ') {
            return None;
        }
        let argument = self.argument(base, accent)?;
        // `\'e`; but `\c` and `\'` over a command need braces.
        let is_plain =
            argument.len() == 1 && !accent.starts_with(|c: char| c.is_ascii_alphabetic());
        Some(if is_plain {
            format!("\\{accent}{argument}")
        } else {
            format!("\\{accent}{{{argument}}}")
        })
    }

    /// What an accent stands on.
    fn argument(&self, base: char, accent: &str) -> Option<String> {
        match base {
            'i' if !OVER_DOT.contains(&accent) => Some("\\i".to_owned()),
            'j' => Some("\\j".to_owned()),
            base if base.is_ascii() => Some(base.to_string()),
            base => self.command(base),
        }
    }

    /// TeX as it stands with every other character spelled.
    pub(super) fn respell(&self, tex: &str) -> String {
        let mut out = String::with_capacity(tex.len() + tex.len() / 2);
        for c in tex.chars() {
            if c.is_ascii() {
                out.push(c);
                continue;
            }
            // The character ended the name of a command; a group would be its argument.
            let word = out.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            if word.ends_with('\\') && word.len() < out.len() {
                out.push_str("{}");
            }
            self.push(c, &mut out);
        }
        out
    }
}

/// A formula with every other character by its number: letters' names are none in formulas.
pub(super) fn respell_math(tex: &str) -> String {
    let mut out = String::with_capacity(tex.len());
    for c in tex.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            push_group(c, &mut out);
        }
    }
    out
}

/// A character by its number in Unicode, `{\char20013}`.
pub(super) fn push_group(c: char, out: &mut String) {
    out.push('{');
    push_number(c, out);
    out.push('}');
}

fn push_number(c: char, out: &mut String) {
    out.push_str(&format!("\\char{}", u32::from(c)));
}

/// The character that the number at the beginning of `text` names, as TeX reads numbers (The TeXbook,
/// chapter 24), and the bytes of the number: `65`, `'101`, `"41`, and `` `A ``.
pub(super) fn number(text: &str) -> Option<(char, usize)> {
    let (radix, digits) = match text.as_bytes().first()? {
        b'"' => (16, text.get(1..)?),
        b'\'' => (8, text.get(1..)?),
        b'`' => {
            let letter = text.get(1..)?;
            let name = letter.strip_prefix('\\').unwrap_or(letter);
            let c = name.chars().next()?;
            return Some((c, text.len() - name.len() + c.len_utf8()));
        }
        _ => (10, text),
    };
    // TeX's hexadecimal digits are capital letters.
    let is_digit = |b: &u8| char::from(*b).is_digit(radix) && !b.is_ascii_lowercase();
    let len = digits.bytes().take_while(|b| is_digit(b)).count();
    let value = u32::from_str_radix(digits.get(..len)?, radix).ok()?;
    Some((char::from_u32(value)?, text.len() - digits.len() + len))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::latex::Decoder;

    fn spelled(c: char) -> String {
        let mut out = String::new();
        Spellings::new().push(c, &mut out);
        out
    }

    #[test]
    fn letters_accents_and_numbers() {
        let table = [
            ('é', r"{\'e}"),
            ('ß', r"{\ss}"),
            ('í', r"{\'i}"),
            ('ī', r"{\={\i}}"),
            ('į', r"{\k{i}}"),
            ('ĵ', r"{\^{\j}}"),
            ('ç', r"{\c{c}}"),
            ('ế', r"{\'{\^e}}"),
            ('ậ', r"{\^{\d{a}}}"),
            ('ớ', r"{\'{\ohorn}}"),
            ('Ж', r"{\CYRZH}"),
            ('й', r"{\cyrishrt}"),
            ('ѓ', r"{\'{\cyrg}}"),
            ('ά', r"{\'{\textalpha}}"),
            ('€', r"{\texteuro}"),
            ('中', r"{\char20013}"),
            ('\u{1F600}', r"{\char128512}"),
        ];
        for (c, tex) in table {
            assert_eq!(spelled(c), tex);
        }
    }

    /// Every character there is; of those without a name one in a hundred is decoded.
    #[test]
    fn every_character_is_ascii_and_comes_back() {
        let (spellings, mut named) = (Spellings::new(), 0);
        for c in ('\u{80}'..=char::MAX).filter(|c| !c.is_control()) {
            let mut tex = String::new();
            spellings.push(c, &mut tex);
            assert!(tex.is_ascii());
            let by_number = tex.starts_with("{\\char");
            named += usize::from(!by_number);
            if by_number && u32::from(c) % 101 != 0 {
                continue;
            }
            assert_eq!(Decoder::new(9).decode(&tex).as_plain(), Some(&*c.to_string()), "{tex}");
        }
        assert!(named > 1000, "{named}");
    }

    /// Every name of the tables is either written for its character or said not to be.
    #[test]
    fn every_character_of_the_tables_is_written_by_a_name_for_it() {
        let spellings = Spellings::new();
        for (name, text) in SYMBOLS.iter().filter(|(_, text)| text.chars().count() == 1) {
            let c = text.chars().next().unwrap();
            if c.is_ascii() || READ_ONLY.contains(name) {
                continue;
            }
            let written = spellings.symbols[&c];
            assert!(written == *name || written.starts_with("text"), "{name}: {written}");
            let same = |of: &&(&str, &str)| of.1 == *text && of.0.starts_with("text");
            let names = SYMBOLS.iter().filter(|(of, _)| !READ_ONLY.contains(of)).filter(same);
            assert!(names.count() < 2, "{c} has two names");
        }
        for (name, mark) in ACCENTS.iter().filter(|(name, _)| !READ_ONLY.contains(name)) {
            assert_eq!(spellings.accents[mark], *name);
        }
    }

    #[test]
    fn numbers_as_tex_reads_them() {
        let table = [
            ("65x", Some(('A', 2))),
            ("'101", Some(('A', 4))),
            ("\"4E2D ", Some(('中', 5))),
            ("\"4e2d", Some(('\u{4}', 2))),
            ("`A", Some(('A', 2))),
            ("`\\%", Some(('%', 3))),
            ("x", None),
            ("", None),
            ("\"D800", None),
            ("99999999999", None),
        ];
        for (text, expected) in table {
            assert_eq!(number(text), expected, "{text}");
        }
    }

    #[test]
    fn tex_is_respelled_within_its_commands() {
        let tex = Spellings::new().respell(r"\fooé{ü} ж");
        assert_eq!(tex, r#"\foo{}{\'e}{{\"u}} {\cyrzh}"#);
    }
}
