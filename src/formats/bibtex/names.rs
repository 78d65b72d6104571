//! Names as BibTeX and biber read them, and the way back.

use std::borrow::Cow;
use std::ops::Range;

use super::Dialect;
use super::name_parts::NameParts;
use crate::model::{Name, PersonName, Str};
use crate::value::latex::{Decoder, Encoder};

/// The items of a list: what ` and ` divides outside braces, in any case. One at the very end
/// divides too, as it does for biber.
pub(super) fn split_list(list: &str) -> Vec<&str> {
    split_at_and(list, true)
}

/// The names of a list. For BibTeX an `and` at the very end is a word of the last name.
pub(super) fn split_names(list: &str, dialect: Dialect) -> Vec<&str> {
    split_at_and(list.trim(), dialect == Dialect::BibLatex)
}

/// Where the names of a list stand in it, trimmed. `items` is room that is used again.
pub(super) fn divide_names(list: &str, dialect: Dialect, items: &mut Vec<Range<usize>>) {
    items.clear();
    let (body, end) = (list.trim_start(), list.trim_end().len());
    let start = list.len() - body.len();
    let body = list.get(start..end).unwrap_or_default();
    each_item(body, dialect == Dialect::BibLatex, |item| {
        let text = body.get(item.clone()).unwrap_or_default();
        let from = start + item.start + (text.len() - text.trim_start().len());
        items.push(from..from + text.trim().len());
    });
}

fn split_at_and(list: &str, at_end: bool) -> Vec<&str> {
    let mut out = Vec::new();
    each_item(list, at_end, |item| out.push(list.get(item).unwrap_or_default().trim()));
    out
}

/// Finds what ` and ` divides outside braces.
fn each_item(list: &str, at_end: bool, mut found: impl FnMut(Range<usize>)) {
    let bytes = list.as_bytes();
    let (mut depth, mut start, mut at) = (0usize, 0, 0);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        if !may_divide(*byte) {
            continue;
        }
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            byte if depth == 0 && byte.is_ascii_whitespace() => {
                let word = bytes.get(at..at + 3).unwrap_or_default();
                let space = bytes.get(at + 3).map_or(at_end, u8::is_ascii_whitespace);
                if space && word.eq_ignore_ascii_case(b"and") {
                    found(start..at - 1);
                    start = (at + 3).min(list.len());
                    at = start;
                }
            }
            _ => {}
        }
    }
    found(start..list.len());
}

/// Whether a byte may end an item or a word: a brace, a comma, white space, or the beginning of a
/// space beyond ASCII.
fn may_divide(byte: u8) -> bool {
    MAY_DIVIDE.get(usize::from(byte)).copied().unwrap_or_default()
}

/// As a table: most bytes are letters.
#[allow(clippy::indexing_slicing, reason = "runs when the crate is compiled, and fails there")]
static MAY_DIVIDE: [bool; 256] = {
    let mut table = [false; 256];
    // Unicode's further spaces begin with the last four.
    let mut all: &[u8] = b"{}, \t\n\x0B\x0C\r\xC2\xE1\xE2\xE3";
    while let [byte, rest @ ..] = all {
        table[*byte as usize] = true;
        all = rest;
    }
    table
};

/// Whether a whole text is one group in braces; its inside.
pub(super) fn as_group(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('{')?.strip_suffix('}')?;
    let mut depth = 0usize;
    for byte in inside.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    (depth == 0).then_some(inside)
}

/// Pieces of `text` between `separator`s outside braces.
pub(super) fn split_at_depth_zero(text: &str, separator: impl Fn(char) -> bool) -> Vec<&str> {
    let (mut out, mut depth, mut start) = (Vec::new(), 0usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 && separator(c) => {
                out.push(text.get(start..at).unwrap_or_default());
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    out.push(text.get(start..).unwrap_or_default());
    out
}

/// Reads one name of a list.
pub(super) fn parse(
    text: &str,
    dialect: Dialect,
    divider: &mut Divider,
    decoder: &mut Decoder,
) -> Name {
    if dialect == Dialect::BibLatex
        && let Some((given, family)) = plain_person(text)
    {
        return Name::Person(PersonName::new(family, given));
    }
    if let Some(inside) = as_group(text) {
        return Name::Organization(decode(inside, decoder));
    }
    if dialect == Dialect::BibLatex
        && let Some(name) = parse_extended(text, decoder)
    {
        return Name::Person(name);
    }
    let [von, family, given, suffix] = match dialect {
        Dialect::BibTex => {
            let parts = NameParts::split(text);
            [parts.von, parts.last, parts.first, parts.jr]
                .map(|part| Cow::Owned(NameParts::join(&part)))
        }
        Dialect::BibLatex => divider.divide(text),
    };
    Name::Person(PersonName {
        dropping_particle: decode(&von, decoder),
        family: decode(&family, decoder),
        given: decode(&given, decoder),
        suffix: decode(&suffix, decoder),
        ..PersonName::default()
    })
}

/// The given and the family name of nearly everybody: `Given Family` or `Family, Given`, in words
/// that begin with a capital of ASCII, with one space between them and nothing that means something
/// to TeX. `None` says nothing of a name.
fn plain_person(text: &str) -> Option<(&str, &str)> {
    let (mut before, mut comma, mut last_space) = (b' ', None, None);
    for (at, byte) in text.bytes().enumerate() {
        let fits = match byte {
            b'A'..=b'Z' => true,
            b'a'..=b'z' | b'0'..=b'9' | b'.' => before != b' ',
            b' ' => {
                last_space = Some(at);
                before != b' '
            }
            b'-' => before != b'-' && before != b' ',
            b',' => before != b' ' && comma.replace(at).is_none(),
            _ => false,
        };
        if !fits {
            return None;
        }
        before = byte;
    }
    let (family, given) = match (comma, last_space) {
        (Some(comma), _) => (text.get(..comma)?, text.get(comma + 1..)?.strip_prefix(' ')?),
        (None, Some(space)) => (text.get(space + 1..)?, text.get(..space)?),
        (None, None) => (text, ""),
    };
    // What begins or ends with a space or a comma is for others to read.
    let is_whole = !family.is_empty() && !matches!(before, b' ' | b',');
    is_whole.then_some((given, family))
}

/// Reads a name for which no reader is at hand.
pub(super) fn parse_alone(text: &str, dialect: Dialect) -> Name {
    parse(text, dialect, &mut Divider::default(), &mut Decoder::new(64))
}

/// Divides names as biber does where they are not of the extended form. `~` and `-` are parts of a
/// word to it. The room for the words is used again for the next name.
#[derive(Debug, Default)]
pub(super) struct Divider {
    words: Vec<Range<usize>>,
    /// How many words stand before each comma.
    commas: Vec<usize>,
}

impl Divider {
    /// Particle, family name, given name and suffix.
    fn divide<'t>(&mut self, text: &'t str) -> [Cow<'t, str>; 4] {
        self.find_words(text);
        let (words, commas) = (self.words.as_slice(), self.commas.as_slice());
        let part = |from: usize, to: usize| joined(text, words.get(from..to).unwrap_or_default());
        let is_von = |at: &usize| {
            let word = words.get(*at).and_then(|word| text.get(word.clone()));
            word.is_some_and(|word| begins_lower(word, Dialect::BibLatex))
        };
        let all = words.len();
        let Some(family_end) = commas.first().copied() else {
            let last = all.saturating_sub(1);
            let (von, family) = match (0..last).find(is_von) {
                Some(von) => (von, (0..last).rfind(is_von).map_or(last, |at| at + 1)),
                None => (last, last),
            };
            return [part(von, family), part(family, all), part(0, von), Cow::Borrowed("")];
        };
        // Only the small words at the front.
        let family = (0..family_end.saturating_sub(1)).take_while(is_von).count();
        let given = commas.get(1).copied().unwrap_or(family_end);
        [part(0, family), part(family, family_end), part(given, all), part(family_end, given)]
    }

    fn find_words(&mut self, text: &str) {
        self.words.clear();
        self.commas.clear();
        let (mut depth, mut start, mut at) = (0usize, 0, 0);
        while let Some(byte) = text.as_bytes().get(at) {
            let len = if may_divide(*byte) { divides(text, at, &mut depth) } else { 0 };
            if len == 0 {
                at += 1;
                continue;
            }
            if start < at {
                self.words.push(start..at);
            }
            if *byte == b',' {
                self.commas.push(self.words.len());
            }
            at += len;
            start = at;
        }
        if start < at {
            self.words.push(start..at);
        }
    }
}

/// The bytes of what divides words here; 0 if nothing does.
fn divides(text: &str, at: usize, depth: &mut usize) -> usize {
    let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return 0 };
    match c {
        '{' => *depth += 1,
        '}' => *depth = depth.saturating_sub(1),
        c if *depth == 0 && (c == ',' || c.is_whitespace()) => return c.len_utf8(),
        _ => {}
    }
    0
}

/// Words with one space between them. Nearly always that is how they stand.
fn joined<'t>(text: &'t str, words: &[Range<usize>]) -> Cow<'t, str> {
    let word = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    let gap = |pair: &[Range<usize>]| match pair {
        [before, after] => text.get(before.end..after.start) == Some(" "),
        _ => false,
    };
    match words {
        [] => Cow::Borrowed(""),
        [first, .., last] if words.windows(2).all(gap) => {
            Cow::Borrowed(text.get(first.start..last.end).unwrap_or_default())
        }
        [only] => Cow::Borrowed(word(only)),
        words => Cow::Owned(words.iter().map(word).collect::<Vec<_>>().join(" ")),
    }
}

/// What a part of a name says: braces and ties are only for TeX.
fn decode(tex: &str, decoder: &mut Decoder) -> Str {
    if tex.is_empty() {
        return Str::default();
    }
    let text = decoder.decode_cow(tex);
    // The first byte of a tie.
    let may_have_tie = memchr::memchr(0xC2, text.as_bytes()).is_some();
    if may_have_tie { text.replace('\u{A0}', " ").into() } else { text.into() }
}

/// Whether the first letter outside braces is a small one. BibTeX looks at ASCII letters only; a
/// special character `{\…}` counts by its first letter.
pub(super) fn begins_lower(word: &str, dialect: Dialect) -> bool {
    let mut depth = 0usize;
    for (at, c) in word.char_indices() {
        match c {
            '{' if depth == 0 => {
                // BibTeX wants two further bytes behind the backslash.
                let body = word.get(at + 1..).and_then(|rest| rest.strip_prefix('\\'));
                if let Some(body) = body.filter(|body| body.len() > 1) {
                    return special_is_lower(body);
                }
                depth = 1;
            }
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            c if c.is_ascii_alphabetic() => return c.is_ascii_lowercase(),
            c if dialect == Dialect::BibLatex && c.is_alphabetic() => return c.is_lowercase(),
            _ => {}
        }
    }
    false
}

/// The case of a special character, from behind its backslash: a letter's own command counts
/// itself, another command by the first letter behind it and before the end of the group.
fn special_is_lower(body: &str) -> bool {
    const LETTERS: [(&str, bool); 13] = [
        ("oe", true),
        ("OE", false),
        ("ae", true),
        ("AE", false),
        ("aa", true),
        ("AA", false),
        ("ss", true),
        ("i", true),
        ("j", true),
        ("o", true),
        ("O", false),
        ("l", true),
        ("L", false),
    ];
    // Bytes beyond ASCII are letters to BibTeX here.
    let len = body.bytes().take_while(|b| b.is_ascii_alphabetic() || !b.is_ascii()).count();
    let command = body.get(..len).unwrap_or_default();
    if let Some((_, lower)) = LETTERS.iter().find(|(letter, _)| *letter == command) {
        return *lower;
    }
    let mut depth = 1usize;
    for byte in body.bytes().skip(len) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return false,
            b'}' => depth -= 1,
            byte if byte.is_ascii_alphabetic() => return byte.is_ascii_lowercase(),
            _ => {}
        }
    }
    false
}

const PARTS: [&str; 4] = ["family", "given", "prefix", "suffix"];

/// Reads `family=…, given=…` (biblatex manual §3.4); `None` if the name is not of that form.
fn parse_extended(text: &str, decoder: &mut Decoder) -> Option<PersonName> {
    let parts = extended_parts(text)?;
    let mut name = PersonName::default();
    let mut use_prefix = false;
    for (key, value) in parts {
        let value = decode(as_group(value).unwrap_or(value), decoder);
        match key.as_str() {
            "family" => name.family = value,
            "given" => name.given = value,
            "prefix" => name.dropping_particle = value,
            "suffix" => name.suffix = value,
            "useprefix" => use_prefix = value == "true",
            _ => {}
        }
    }
    if use_prefix {
        name.non_dropping_particle = std::mem::take(&mut name.dropping_particle);
    }
    Some(name)
}

/// The parts of a name in the extended form, by their keys in small letters. A part that has none
/// has an empty one.
fn extended_parts(text: &str) -> Option<Vec<(String, &str)>> {
    memchr::memchr(b'=', text.as_bytes())?;
    let parts: Vec<(String, &str)> = split_quoted(text)
        .into_iter()
        .map(|part| {
            let part = part.trim();
            let part = part.strip_prefix('"').and_then(|p| p.strip_suffix('"')).unwrap_or(part);
            match part.split_once('=') {
                Some((key, value)) => (key.trim().to_ascii_lowercase(), value.trim()),
                None => (String::new(), part),
            }
        })
        .collect();
    let is_part = |key: &str| PARTS.contains(&key);
    parts.iter().any(|(key, _)| is_part(key)).then_some(parts)
}

/// Whether a name in the extended form has more than a [`PersonName`] holds: initials of its own,
/// an `id`, options.
pub(super) fn says_more(text: &str) -> bool {
    let Some(parts) = extended_parts(text) else { return false };
    let has_prefix = parts.iter().any(|(key, value)| key == "prefix" && !value.is_empty());
    let mut seen: Vec<&str> = Vec::new();
    parts.iter().any(|(key, value)| {
        let again = seen.contains(&key.as_str());
        seen.push(key);
        let held = PARTS.contains(&key.as_str())
            || (key == "useprefix" && has_prefix && as_group(value).unwrap_or(value) == "true");
        again || !held
    })
}

/// A part of a name in the extended form that biber does not know.
pub(super) fn odd_part(text: &str) -> Option<String> {
    let parts = extended_parts(text)?;
    let is_known = |key: &str| {
        PARTS.contains(&key.strip_suffix("-i").unwrap_or(key))
            || key == "id"
            || NAME_OPTIONS.contains(&key)
    };
    let (key, value) = parts.into_iter().find(|(key, _)| !is_known(key))?;
    Some(if key.is_empty() { value.to_owned() } else { key })
}

/// Options of a single name, or of a list of names (biber 2.18, scopes NAME and NAMELIST; biblatex
/// manual §3.1.3).
const NAME_OPTIONS: &[&str] = &[
    "familyinits",
    "giveninits",
    "labelalphanametemplatename",
    "nametemplates",
    "nohashothers",
    "nosortothers",
    "prefixinits",
    "sortingnamekeytemplatename",
    "suffixinits",
    "terseinits",
    "uniquelist",
    "uniquename",
    "uniquenametemplatename",
    "useprefix",
];

/// Whether an item of a list of names is no name but an option for the whole list:
/// `nosortothers=true`.
pub(super) fn is_list_option(item: &str, dialect: Dialect) -> bool {
    let Some((key, value)) = item.split_once('=') else { return false };
    dialect == Dialect::BibLatex
        && NAME_OPTIONS.contains(&key.trim().to_ascii_lowercase().as_str())
        && !value.trim().contains(|c: char| c.is_whitespace() || c == ',')
}

/// A word with a tie that TeX would show as two, where that decides how biber divides the name:
/// `Donald~Knuth`.
pub(super) fn tied(name: &str) -> Option<&str> {
    if extended_parts(name).is_some() || as_group(name).is_some() {
        return None;
    }
    let tie = |c: char| c == '~';
    let has_tie = |word: &&str| split_at_depth_zero(word, tie).len() > 1;
    let commas = split_at_depth_zero(name, |c| c == ',');
    let [only] = commas.as_slice() else { return None };
    // Given names may be tied to each other; what is last is the family name.
    let words = split_at_depth_zero(only, char::is_whitespace);
    words.into_iter().rfind(|word| !word.is_empty()).filter(has_tie)
}

/// Pieces between commas that stand outside braces and quotes.
fn split_quoted(text: &str) -> Vec<&str> {
    let (mut out, mut depth, mut quoted, mut start) = (Vec::new(), 0usize, false, 0);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'"' if depth == 0 => quoted = !quoted,
            b',' if depth == 0 && !quoted => {
                out.push(text.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(text.get(start..).unwrap_or_default());
    out
}

/// Writes a name so that the same dialect reads it back. The sentence says what it reads instead,
/// where that cannot be.
pub(super) fn write(
    name: &Name,
    dialect: Dialect,
    encoder: &mut Encoder,
) -> (String, Option<&'static str>) {
    let person = match name {
        Name::Person(person) => person,
        Name::Organization(text) => return (format!("{{{}}}", encoder.encode_plain(text)), None),
        Name::Literal(text) => {
            let why =
                "a name without parts was written in braces, which is read as an organization";
            return (format!("{{{}}}", encoder.encode_plain(text)), Some(why));
        }
        Name::Anonymous => {
            return ("{Anonymous}".to_owned(), Some("`Anonymous` was written as a name"));
        }
    };
    let bare = PersonName { comma_suffix: false, style: None, ..person.clone() };
    let why = (bare != *person).then_some("the style of the name was left out");
    let classic = classic(&bare, dialect, encoder);
    let reads_back = |tex: &str, name: &PersonName| {
        let mut decoder = Decoder::new(usize::MAX);
        parse(tex, dialect, &mut Divider::default(), &mut decoder) == Name::Person(name.clone())
            && split_names(tex, dialect).len() == 1
    };
    if let Some(tex) = classic.iter().find(|tex| reads_back(tex, &bare)) {
        return (tex.clone(), why);
    }
    if dialect == Dialect::BibLatex {
        let tex = extended(&bare, encoder);
        if reads_back(&tex, &bare) {
            return (tex, why);
        }
    }
    // BibTeX has one particle.
    let mut one = bare.clone();
    one.dropping_particle = join(&[&bare.dropping_particle, &bare.non_dropping_particle]).into();
    one.non_dropping_particle = Str::default();
    let mut none = one.clone();
    none.family = join(&[&one.dropping_particle, &one.family]).into();
    none.dropping_particle = Str::default();
    let ways = [
        (one, "the particle was written as one that may be dropped"),
        (none, "the particle was written as a part of the family name"),
    ];
    for (name, why) in ways {
        let classic = self::classic(&name, dialect, encoder);
        if let Some(tex) = classic.iter().find(|tex| reads_back(tex, &name)) {
            return (tex.clone(), Some(why));
        }
    }
    let whole = encoder.encode_plain(&person.to_string());
    (format!("{{{whole}}}"), Some("the name was written whole: its parts do not come back"))
}

fn join(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// `von Family, Suffix, Given`: as it is, then with parts in braces that keep their words together.
fn classic(name: &PersonName, dialect: Dialect, encoder: &mut Encoder) -> Vec<String> {
    if !name.non_dropping_particle.is_empty() || name.family.is_empty() {
        return Vec::new();
    }
    let (von, family) =
        (encoder.encode_plain(&name.dropping_particle), encoder.encode_plain(&name.family));
    let (given, suffix) = (encoder.encode_plain(&name.given), encoder.encode_plain(&name.suffix));
    let guard = |tex: &str| if tex.is_empty() { String::new() } else { format!("{{{tex}}}") };
    let with_von = |von: &str, family: &str, given: &str, suffix: &str| {
        let head = join(&[von, family]);
        match (suffix.is_empty(), given.is_empty()) {
            (true, true) => head,
            (true, false) => format!("{head}, {given}"),
            (false, _) => format!("{head}, {suffix}, {given}"),
        }
    };
    let build = |family: &str, given: &str, suffix: &str| with_von(&von, family, given, suffix);
    let mut ways = vec![
        build(&family, &given, &suffix),
        build(&guard(&family), &given, &suffix),
        build(&guard(&family), &guard(&given), &guard(&suffix)),
    ];
    // A single letter with an accent would be a group, which is an organization.
    ways.extend(as_group(&family).map(|_| build(&format!("{family}{{}}"), &given, &suffix)));
    if given.is_empty() && dialect == Dialect::BibTex {
        // BibTeX drops a comma at the end; an empty group keeps it.
        ways.extend([build(&family, "{}", &suffix), build(&guard(&family), "{}", &guard(&suffix))]);
    }
    if !von.is_empty() && dialect == Dialect::BibTex {
        // BibTeX takes one special character for one word, and for a small one by the first ASCII
        // letter behind its command: here the `r` of the second one. TeX does nothing for either.
        let von = format!("{{\\relax\\relax {von}}}");
        let given = if given.is_empty() { "{}" } else { given.as_str() };
        ways.extend([
            with_von(&von, &family, given, &suffix),
            with_von(&von, &guard(&family), given, &suffix),
            with_von(&von, &guard(&family), &guard(given), &guard(&suffix)),
        ]);
    }
    ways
}

fn extended(name: &PersonName, encoder: &mut Encoder) -> String {
    let prefix = join(&[name.non_dropping_particle.as_str(), name.dropping_particle.as_str()]);
    let values = [name.family.as_str(), &name.given, &prefix, &name.suffix];
    let mut parts: Vec<String> = PARTS
        .iter()
        .zip(values)
        .filter(|(_, value)| !value.is_empty())
        .map(|(part, value)| {
            let tex = encoder.encode_plain(value);
            // Quotes around the whole part keep its commas (biblatex manual §3.4).
            let quote = if tex.contains([',', '=']) { "\"" } else { "" };
            format!("{quote}{part}={{{tex}}}{quote}")
        })
        .collect();
    if !name.non_dropping_particle.is_empty() {
        parts.push("useprefix=true".to_owned());
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str, dialect: Dialect) -> [String; 4] {
        match parse(text, dialect, &mut Divider::default(), &mut Decoder::new(50)) {
            Name::Person(n) => [n.dropping_particle, n.family, n.given, n.suffix].map(String::from),
            other => ["=".into(), other.to_string(), String::new(), String::new()],
        }
    }

    /// The table of what BibTeX 0.99d and biber make of names.
    #[test]
    fn as_bibtex_and_biber_divide_them() {
        type Row = (&'static str, [&'static str; 4], [&'static str; 4]);
        let table: &[Row] = &[
            (
                "Drummond de Andrade, Carlos",
                ["Drummond de", "Andrade", "Carlos", ""],
                ["", "Drummond de Andrade", "Carlos", ""],
            ),
            ("Иван фон Пушкин", ["", "Пушкин", "Иван фон", ""], ["фон", "Пушкин", "Иван", ""]),
            (
                "ван дер Хейден, Ян",
                ["", "ван дер Хейден", "Ян", ""],
                ["ван дер", "Хейден", "Ян", ""],
            ),
            ("Jean~Paul~II", ["", "II", "Jean Paul", ""], ["", "Jean Paul II", "", ""]),
            ("First von~Last", ["von", "Last", "First", ""], ["", "von Last", "First", ""]),
            (
                "jean de la fontaine",
                ["jean de la", "fontaine", "", ""],
                ["jean de la", "fontaine", "", ""],
            ),
            ("{von} Last, First", ["", "von Last", "First", ""], ["", "von Last", "First", ""]),
            (
                "Robert A. De Niro",
                ["", "Niro", "Robert A. De", ""],
                ["", "Niro", "Robert A. De", ""],
            ),
            (
                "Ludwig {von} Beethoven",
                ["", "Beethoven", "Ludwig von", ""],
                ["", "Beethoven", "Ludwig von", ""],
            ),
            ("Doe, J., Jr.", ["", "Doe", "Jr.", "J."], ["", "Doe", "Jr.", "J."]),
            ("van der Waals", ["van der", "Waals", "", ""], ["van der", "Waals", "", ""]),
            ("王 小明", ["", "小明", "王", ""], ["", "小明", "王", ""]),
            (
                "{Tomsk State University}",
                ["=", "Tomsk State University", "", ""],
                ["=", "Tomsk State University", "", ""],
            ),
            ("{\\'e}mile Zola", ["{\\'e}mile", "Zola", "", ""], ["émile", "Zola", "", ""]),
        ];
        for (text, bibtex, biber) in table {
            let bibtex = bibtex.map(|part| part.replace("{\\'e}", "é"));
            assert_eq!(parts(text, Dialect::BibTex), bibtex, "BibTeX: {text}");
            assert_eq!(parts(text, Dialect::BibLatex), *biber, "biber: {text}");
        }
    }

    /// A name that is read in one pass is read as all others are.
    #[test]
    fn plain_names_are_divided_as_others() {
        let names = [
            "Barry Doherty",
            "Donald E. Knuth",
            "Knuth, Donald E.",
            "Knuth",
            "Jean-Paul Sartre",
            "De Gaulle, Charles",
            "Robert A. De Niro",
            "A. B. C2 D",
            "Knuth,Donald",
            "Knuth, ",
            "Doe, J., Jr.",
            "Ludwig van Beethoven",
            "A--B C",
            "A  B",
            "A , B",
            ", B",
            "Knuth,",
            "",
            "O'Neil Bob",
            "J. -P. X",
            "A -B",
            "A. b. C",
        ];
        let mut read = 0;
        for text in names {
            let Some((given, family)) = plain_person(text) else { continue };
            let parts = Divider::default().divide(text);
            assert_eq!(parts, ["", family, given, ""], "{text}");
            read += 1;
        }
        assert_eq!(read, 8);
    }

    #[test]
    fn lists_divide_at_and() {
        assert_eq!(split_list("A AND B\n and C"), ["A", "B", "C"]);
        assert_eq!(split_list("{A and B} and and{X}"), ["{A and B}", "and{X}"]);
        assert_eq!(split_list(""), [""]);
        assert_eq!(split_list("A and "), ["A", ""]);
    }

    #[test]
    fn names_are_written_so_that_they_come_back() {
        let mut names = vec![
            PersonName::new("Troitskiy", "Ye. F."),
            PersonName::new("van Beethoven", "Ludwig"),
            PersonName::new("de Andrade Filho", "Carlos"),
            PersonName::new("小明", "王"),
            PersonName::new("Brown and Sons, Inc.", "A"),
            PersonName::new("Madonna", ""),
            PersonName::new("", "Madonna"),
            PersonName::new("X{Y", "a & b"),
        ];
        let mut beethoven = PersonName::new("Beethoven", "Ludwig");
        beethoven.dropping_particle = "van".into();
        let mut king = PersonName::new("King", "M. L.");
        king.suffix = "Jr.".into();
        let mut gaulle = PersonName::new("Gaulle", "Charles");
        gaulle.non_dropping_particle = "de".into();
        names.extend([beethoven, king, gaulle]);
        for name in names {
            let (tex, why) =
                write(&Name::Person(name.clone()), Dialect::BibLatex, &mut Encoder::default());
            assert_eq!(why, None, "{tex}");
            let mut decoder = Decoder::new(50);
            let back = parse(&tex, Dialect::BibLatex, &mut Divider::default(), &mut decoder);
            assert_eq!(back, Name::Person(name), "{tex}");
        }
    }
}
