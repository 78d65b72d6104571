//! Which script a text is in. A small table of ranges is enough: it is asked about letters alone.

/// A script that readers tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Devanagari,
    Thai,
    Georgian,
    Hangul,
    /// Hiragana and katakana.
    Kana,
    Han,
}

/// English name and ISO 15924 code.
const NAMES: &[(Script, &str, &str)] = &[
    (Script::Latin, "Latin", "Latn"),
    (Script::Greek, "Greek", "Grek"),
    (Script::Cyrillic, "Cyrillic", "Cyrl"),
    (Script::Armenian, "Armenian", "Armn"),
    (Script::Hebrew, "Hebrew", "Hebr"),
    (Script::Arabic, "Arabic", "Arab"),
    (Script::Devanagari, "Devanagari", "Deva"),
    (Script::Thai, "Thai", "Thai"),
    (Script::Georgian, "Georgian", "Geor"),
    (Script::Hangul, "Hangul", "Hang"),
    (Script::Kana, "Kana", "Jpan"),
    (Script::Han, "Han", "Hani"),
];

/// Blocks of letters, in rising order. The characters of a block that are no letters never get
/// here.
const RANGES: &[(u32, u32, Script)] = &[
    (0x0041, 0x024F, Script::Latin),
    (0x0250, 0x02AF, Script::Latin),
    (0x0370, 0x03FF, Script::Greek),
    (0x0400, 0x052F, Script::Cyrillic),
    (0x0530, 0x058F, Script::Armenian),
    (0x0590, 0x05FF, Script::Hebrew),
    (0x0600, 0x06FF, Script::Arabic),
    (0x0750, 0x077F, Script::Arabic),
    (0x08A0, 0x08FF, Script::Arabic),
    (0x0900, 0x097F, Script::Devanagari),
    (0x0E00, 0x0E7F, Script::Thai),
    (0x10A0, 0x10FF, Script::Georgian),
    (0x1100, 0x11FF, Script::Hangul),
    (0x1C80, 0x1C8F, Script::Cyrillic),
    (0x1C90, 0x1CBF, Script::Georgian),
    (0x1E00, 0x1EFF, Script::Latin),
    (0x1F00, 0x1FFF, Script::Greek),
    (0x2C60, 0x2C7F, Script::Latin),
    (0x2D00, 0x2D2F, Script::Georgian),
    (0x2DE0, 0x2DFF, Script::Cyrillic),
    (0x3005, 0x3007, Script::Han),
    (0x3040, 0x30FF, Script::Kana),
    (0x3130, 0x318F, Script::Hangul),
    (0x31F0, 0x31FF, Script::Kana),
    (0x3400, 0x9FFF, Script::Han),
    (0xA640, 0xA69F, Script::Cyrillic),
    (0xA720, 0xA7FF, Script::Latin),
    (0xAC00, 0xD7AF, Script::Hangul),
    (0xF900, 0xFAFF, Script::Han),
    (0xFB00, 0xFB06, Script::Latin),
    (0xFB13, 0xFB17, Script::Armenian),
    (0xFB1D, 0xFB4F, Script::Hebrew),
    (0xFB50, 0xFDFF, Script::Arabic),
    (0xFE70, 0xFEFE, Script::Arabic),
    (0xFF21, 0xFF5A, Script::Latin),
    (0xFF66, 0xFF9F, Script::Kana),
    (0x20000, 0x3FFFF, Script::Han),
];

impl Script {
    /// The script of a letter; `None` for what is no letter or stands outside the table.
    pub(crate) fn of(c: char) -> Option<Self> {
        if !c.is_alphabetic() {
            return None;
        }
        let code = u32::from(c);
        let at = RANGES.partition_point(|(_, last, _)| *last < code);
        RANGES.get(at).filter(|(first, _, _)| *first <= code).map(|(_, _, script)| *script)
    }

    /// Its English name.
    pub(crate) fn name(self) -> &'static str {
        self.row().map_or("", |(_, name, _)| name)
    }

    /// Its code by ISO 15924, as language tags have it.
    pub(crate) fn code(self) -> &'static str {
        self.row().map_or("", |(_, _, code)| code)
    }

    /// The script of that code.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        NAMES.iter().find(|(_, _, known)| *known == code).map(|(script, _, _)| *script)
    }

    fn row(self) -> Option<&'static (Self, &'static str, &'static str)> {
        NAMES.iter().find(|(script, _, _)| *script == self)
    }
}

/// How many letters of each script `text` has, in order of first appearance.
pub(crate) fn counts(text: &str) -> Vec<(Script, usize)> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for script in text.chars().filter_map(Script::of) {
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    counts
}

/// The script that most letters of `text` are in; `None` where two share the first place or there
/// are no letters. Han beside kana counts as kana: the two together are how Japanese is written.
pub(crate) fn dominant(text: &str) -> Option<Script> {
    let mut counts = counts(text);
    if counts.iter().any(|(script, _)| *script == Script::Kana) {
        let han: usize = counts.iter().filter(|(s, _)| *s == Script::Han).map(|(_, n)| n).sum();
        counts.retain(|(script, _)| *script != Script::Han);
        for (script, count) in &mut counts {
            *count += if *script == Script::Kana { han } else { 0 };
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    let mut first = counts.iter().filter(|(_, count)| *count == most);
    match (first.next(), first.next()) {
        (Some((script, _)), None) => Some(*script),
        _ => None,
    }
}

/// Letters of Latin and Cyrillic that look the same.
const LOOK_ALIKES: &str = "AaBCcEeHIiJjKMOoPpSsTXxYyАаВСсЕеНІіЈјКМОоРрЅѕТХхУу";

/// Letters in the midst of a word of the other alphabet that look like letters of their word's: the
/// Latin `o` in `истoрия`. Half a sentence; nothing changes them.
pub(crate) fn foreign_letters(text: &str) -> Option<String> {
    if !has_both(text) {
        return None;
    }
    text.split(|c: char| !c.is_alphabetic()).find_map(|word| {
        let is_of = |of: Script| move |c: &char| Script::of(*c) == Some(of);
        let latin = word.chars().filter(is_of(Script::Latin)).count();
        let cyrillic = word.chars().filter(is_of(Script::Cyrillic)).count();
        if latin == 0 || cyrillic == 0 {
            return None;
        }
        let (odd, main) = if latin < cyrillic {
            (Script::Latin, Script::Cyrillic)
        } else {
            (Script::Cyrillic, Script::Latin)
        };
        let letters: Vec<char> = word.chars().filter(is_of(odd)).collect();
        let alike = letters.iter().all(|c| LOOK_ALIKES.contains(*c));
        alike.then(|| look_alike_sentence(&letters, odd, main))
    })
}

/// Whether a text has letters of both alphabets; nearly none has.
pub(crate) fn has_both(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_alphabetic())
        && text.chars().any(|c| ('\u{400}'..='\u{52F}').contains(&c))
}

/// What is said of letters of one script among those of another.
pub(crate) fn look_alike_sentence(letters: &[char], of: Script, among: Script) -> String {
    let shown: Vec<String> = letters.iter().take(5).map(|c| format!("`{c}`")).collect();
    format!(
        "{} in it {} {}, the other letters {}; nothing was changed",
        shown.join(", "),
        if shown.len() > 1 { "are" } else { "is" },
        of.name(),
        among.name()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_rise() {
        assert!(RANGES.windows(2).all(|pair| pair[0].1 < pair[1].0));
        assert!(RANGES.iter().all(|(first, last, _)| first <= last));
    }

    #[test]
    fn scripts_of_texts() {
        let table = [
            ("Central Asia", Some(Script::Latin)),
            ("многовекторность", Some(Script::Cyrillic)),
            ("IT-технологии", Some(Script::Cyrillic)),
            ("Қазақстан", Some(Script::Cyrillic)),
            ("1992-2000", None),
            ("aж", None),
            ("國土", Some(Script::Han)),
            ("ひとり親世帯", Some(Script::Kana)),
            ("홍길동", Some(Script::Hangul)),
            ("Ελλάδα", Some(Script::Greek)),
            ("العربية", Some(Script::Arabic)),
        ];
        for (text, script) in table {
            assert_eq!(dominant(text), script, "{text}");
        }
        assert_eq!(Script::from_code("Cyrl"), Some(Script::Cyrillic));
        assert_eq!(counts("ab ж c"), [(Script::Latin, 3), (Script::Cyrillic, 1)]);
    }

    #[test]
    fn letters_that_look_like_others() {
        let found = |text| foreign_letters(text);
        assert!(found("внешняя пoлитика").unwrap().starts_with("`o` in it is Latin"));
        assert!(found("foreign роlicy").unwrap().starts_with("`р`, `о` in it are Cyrillic"));
        for clean in ["IT-технологии", "3D-модель", "policy политика", "USAный", "x", ""]
        {
            assert_eq!(found(clean), None, "{clean}");
        }
    }
}
