//! Cyrillic in Latin letters, by the schemes in use. The tables are facts of the standards named in
//! them; each lists only what differs from [`BASE`].

use unicode_normalization::UnicodeNormalization;

use crate::model::Lang;

/// A way to write the Cyrillic of one language in Latin letters.
#[derive(Debug)]
pub(crate) struct Scheme {
    /// What it is known as.
    pub(crate) name: &'static str,
    /// The primary subtag of the language it is for.
    pub(crate) lang: &'static str,
    /// The small letters that it writes otherwise than `BASE`, or that `BASE` has not. An empty
    /// string is a letter that falls away.
    letters: &'static [(char, &'static str)],
    /// What some letters become at the beginning of a word, and after vowels and signs if
    /// `after_vowels`.
    initial: &'static [(char, &'static str)],
    after_vowels: bool,
    /// What whole endings of a word become.
    endings: &'static [(&'static str, &'static str)],
}

/// The letters that all schemes for Russian write the same way, and most for other languages too.
const BASE: &[(char, &str)] = &[
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('з', "z"),
    ('и', "i"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('ы', "y"),
];

macro_rules! letters {
    ($($letter:literal $latin:literal)*) => { &[$(($letter, $latin)),*] };
}

/// A scheme that looks at each letter alone.
const fn plain(
    name: &'static str,
    lang: &'static str,
    letters: &'static [(char, &'static str)],
) -> Scheme {
    Scheme { name, lang, letters, initial: &[], after_vowels: false, endings: &[] }
}

/// The schemes, those for Russian first; for each language the one that keys are made by leads.
pub(crate) const SCHEMES: &[Scheme] = &[
    Scheme {
        initial: letters!['е' "ye" 'ё' "yë"],
        after_vowels: true,
        ..plain(
            "BGN/PCGN 1947",
            "ru",
            letters!['ё' "ë" 'ж' "zh" 'й' "y" 'х' "kh" 'ц' "ts" 'ч' "ch" 'ш' "sh" 'щ' "shch"
                'ъ' "\"" 'ь' "'" 'э' "e" 'ю' "yu" 'я' "ya"],
        )
    },
    plain(
        "ICAO 9303",
        "ru",
        letters!['ё' "e" 'ж' "zh" 'й' "i" 'х' "kh" 'ц' "ts" 'ч' "ch" 'ш' "sh" 'щ' "shch"
            'ъ' "ie" 'ь' "" 'э' "e" 'ю' "iu" 'я' "ia"],
    ),
    plain(
        "ALA-LC",
        "ru",
        letters!['ё' "ë" 'ж' "zh" 'й' "ĭ" 'х' "kh" 'ц' "t͡s" 'ч' "ch" 'ш' "sh" 'щ' "shch"
            'ъ' "\"" 'ь' "'" 'э' "ė" 'ю' "i͡u" 'я' "i͡a"],
    ),
    plain(
        "ISO 9 (GOST 7.79 A)",
        "ru",
        letters!['ё' "ë" 'ж' "ž" 'й' "j" 'х' "h" 'ц' "c" 'ч' "č" 'ш' "š" 'щ' "ŝ" 'ъ' "\""
            'ь' "'" 'э' "è" 'ю' "û" 'я' "â"],
    ),
    plain(
        "scholarly",
        "ru",
        letters!['ё' "ë" 'ж' "ž" 'й' "j" 'х' "x" 'ц' "c" 'ч' "č" 'ш' "š" 'щ' "šč" 'ъ' "\""
            'ь' "'" 'э' "è" 'ю' "ju" 'я' "ja"],
    ),
    plain(
        "scholarly (ISO/R 9)",
        "ru",
        letters!['ё' "ë" 'ж' "ž" 'й' "j" 'х' "ch" 'ц' "c" 'ч' "č" 'ш' "š" 'щ' "šč" 'ъ' "\""
            'ь' "'" 'э' "ė" 'ю' "ju" 'я' "ja"],
    ),
    plain(
        "GOST 7.79 B",
        "ru",
        letters!['ё' "yo" 'ж' "zh" 'й' "j" 'х' "x" 'ц' "cz" 'ч' "ch" 'ш' "sh" 'щ' "shh" 'ъ' "''"
            'ы' "y'" 'ь' "'" 'э' "e'" 'ю' "yu" 'я' "ya"],
    ),
    Scheme {
        endings: &[("ий", "y"), ("ый", "y")],
        ..plain(
            "BS 2979",
            "ru",
            letters!['ё' "ë" 'ж' "zh" 'й' "ĭ" 'х' "kh" 'ц' "ts" 'ч' "ch" 'ш' "sh" 'щ' "shch"
                'ъ' "\"" 'ы' "ȳ" 'ь' "'" 'э' "é" 'ю' "yu" 'я' "ya"],
        )
    },
    plain(
        "Russian passports of 1997–2010",
        "ru",
        letters!['ё' "e" 'ж' "zh" 'й' "y" 'х' "kh" 'ц' "ts" 'ч' "ch" 'ш' "sh" 'щ' "shch" 'ъ' ""
            'ь' "" 'э' "e" 'ю' "yu" 'я' "ya"],
    ),
    Scheme {
        initial: letters!['є' "ye" 'ї' "yi" 'й' "y" 'ю' "yu" 'я' "ya"],
        ..plain(
            "Ukrainian system of 2010 (BGN/PCGN 2019)",
            "uk",
            letters!['г' "h" 'ґ' "g" 'є' "ie" 'ж' "zh" 'и' "y" 'і' "i" 'ї' "i" 'й' "i" 'х' "kh"
                'ц' "ts" 'ч' "ch" 'ш' "sh" 'щ' "shch" 'ь' "" 'ю' "iu" 'я' "ia"],
        )
    },
    Scheme {
        endings: &[("ий", "y")],
        ..plain(
            "BGN/PCGN 1965 (Ukrainian)",
            "uk",
            letters!['г' "h" 'ґ' "g" 'є' "ye" 'ж' "zh" 'и' "y" 'і' "i" 'ї' "yi" 'й' "y" 'х' "kh"
                'ц' "ts" 'ч' "ch" 'ш' "sh" 'щ' "shch" 'ь' "'" 'ю' "yu" 'я' "ya"],
        )
    },
    plain(
        "ALA-LC (Ukrainian)",
        "uk",
        letters!['г' "h" 'ґ' "g" 'є' "i͡e" 'ж' "z͡h" 'и' "y" 'і' "i" 'ї' "ï" 'й' "ĭ" 'х' "kh"
            'ц' "t͡s" 'ч' "ch" 'ш' "sh" 'щ' "shch" 'ь' "'" 'ю' "i͡u" 'я' "i͡a"],
    ),
    plain(
        "scholarly (Ukrainian)",
        "uk",
        letters!['г' "h" 'ґ' "g" 'є' "je" 'ж' "ž" 'и' "y" 'і' "i" 'ї' "ji" 'й' "j" 'х' "x"
            'ц' "c" 'ч' "č" 'ш' "š" 'щ' "šč" 'ь' "'" 'ю' "ju" 'я' "ja"],
    ),
    plain(
        "BGN/PCGN 1979 (Belarusian)",
        "be",
        letters!['г' "h" 'е' "ye" 'ё' "yo" 'ж' "zh" 'і' "i" 'й' "y" 'ў' "w" 'х' "kh" 'ц' "ts"
            'ч' "ch" 'ш' "sh" 'ь' "'" 'э' "e" 'ю' "yu" 'я' "ya"],
    ),
    Scheme {
        endings: &[("ия", "ia")],
        ..plain(
            "Bulgarian system of 2009 (BGN/PCGN 2013)",
            "bg",
            letters!['ж' "zh" 'й' "y" 'х' "h" 'ц' "ts" 'ч' "ch" 'ш' "sh" 'щ' "sht" 'ъ' "a"
                'ь' "y" 'ю' "yu" 'я' "ya"],
        )
    },
    plain(
        "Gaj's Latin",
        "sr",
        letters!['ђ' "đ" 'ж' "ž" 'ј' "j" 'љ' "lj" 'њ' "nj" 'ћ' "ć" 'х' "h" 'ц' "c" 'ч' "č"
            'џ' "dž" 'ш' "š"],
    ),
    plain(
        "Gaj's Latin, with dj for đ",
        "sr",
        letters!['ђ' "dj" 'ж' "ž" 'ј' "j" 'љ' "lj" 'њ' "nj" 'ћ' "ć" 'х' "h" 'ц' "c" 'ч' "č"
            'џ' "dž" 'ш' "š"],
    ),
    plain(
        "BGN/PCGN 2013 (Macedonian)",
        "mk",
        letters!['ѓ' "gj" 'ж' "zh" 'ѕ' "dz" 'ј' "j" 'љ' "lj" 'њ' "nj" 'ќ' "kj" 'х' "h" 'ц' "c"
            'ч' "ch" 'џ' "dj" 'ш' "sh"],
    ),
    plain(
        "BGN/PCGN 1979 (Kazakh)",
        "kk",
        letters!['ә' "ä" 'ғ' "gh" 'ё' "yo" 'ж' "zh" 'і' "i" 'й' "y" 'қ' "q" 'ң' "ng" 'ө' "ö"
            'ұ' "ū" 'ү' "ü" 'һ' "h" 'х' "kh" 'ц' "ts" 'ч' "ch" 'ш' "sh" 'щ' "shch" 'ъ' "\""
            'ь' "'" 'э' "e" 'ю' "yu" 'я' "ya"],
    ),
];

/// Letters of languages that have no scheme here, for keys.
const FURTHER: &[(char, &str)] = letters!['є' "ye" 'і' "i" 'ї' "yi" 'ґ' "g" 'ў' "w" 'ј' "j" 'љ' "lj"
    'њ' "nj" 'ћ' "c" 'ђ' "dj" 'џ' "dz" 'ѓ' "gj" 'ќ' "kj" 'ѕ' "dz" 'қ' "q" 'ғ' "gh" 'ң' "ng" 'ө' "o"
    'ү' "u" 'ұ' "u" 'һ' "h" 'ә' "a" 'ҳ' "h" 'ҷ' "j" 'ӣ' "i" 'ӯ' "u" 'җ' "j"];

/// Latin letters whose marks Unicode does not take for marks, and what stands for them without these.
const STROKES: &[(char, &str)] = letters!['đ' "d" 'ł' "l" 'ø' "o" 'ı' "i"];

/// Latin letters that are two, or another one, where only a to z may stand.
const LIGATURES: &[(char, &str)] = letters!['æ' "ae" 'œ' "oe" 'ß' "ss" 'þ' "th" 'ð' "d" 'ħ' "h"];

impl Scheme {
    /// What it writes for a small letter; `None` where its language has no such letter.
    pub(crate) fn letter(&self, c: char) -> Option<&'static str> {
        look_up(self.letters, c).or_else(|| look_up(BASE, c))
    }

    /// The same behind another letter, or a blank at the beginning of a word.
    pub(crate) fn letter_after(&self, before: char, c: char) -> Option<&'static str> {
        let begins =
            !before.is_alphabetic() || self.after_vowels && "аеёиоуыэюяйъь".contains(before);
        let special = if begins { look_up(self.initial, c) } else { None };
        special.or_else(|| self.letter(c))
    }

    /// What whole endings of a word become.
    pub(crate) const fn endings(&self) -> &'static [(&'static str, &'static str)] {
        self.endings
    }

    /// The letters of its language, as far as it writes them; those that all schemes share first.
    pub(crate) fn alphabet(&self) -> impl Iterator<Item = char> {
        let own = |c: char| look_up(self.letters, c).is_some();
        let base = BASE.iter().map(|(c, _)| *c).filter(move |c| !own(*c));
        base.chain(self.letters.iter().map(|(c, _)| *c))
    }

    /// A word in small letters, romanised; `None` where it has a letter that the scheme has not.
    /// What is no letter stays.
    pub(crate) fn word(&self, word: &str) -> Option<String> {
        let ending = self.endings.iter().find(|(from, _)| word.ends_with(from) && word != *from);
        let (stem, ending) = match ending {
            Some((from, to)) => (word.strip_suffix(from).unwrap_or(word), *to),
            None => (word, ""),
        };
        let mut out = String::with_capacity(word.len() + 4);
        let mut before = ' ';
        for c in stem.chars() {
            match self.letter_after(before, c) {
                Some(latin) => out.push_str(latin),
                None if c.is_alphabetic() => return None,
                None => out.push(c),
            }
            before = c;
        }
        Some(out + ending)
    }
}

/// All that the schemes write for a small letter, each once, without marks.
pub(crate) fn variants(c: char) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for scheme in SCHEMES {
        let initial = look_up(scheme.initial, c);
        for latin in scheme.letter(c).into_iter().chain(initial) {
            let latin = fold(latin);
            if !out.contains(&latin) {
                out.push(latin);
            }
        }
    }
    out
}

/// Small letters without marks, ties and signs; white space and hyphens as one space.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfd().flat_map(char::to_lowercase) {
        match c {
            c if look_up(STROKES, c).is_some() => out.extend(look_up(STROKES, c)),
            c if c.is_alphanumeric() && !is_sign(c) => out.push(c),
            c if (c.is_whitespace() || crate::model::is_dash(c))
                && !out.is_empty()
                && !out.ends_with(' ') =>
            {
                out.push(' ');
            }
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Small letters, composed, with one character for each sort of apostrophe and quotation mark.
pub(crate) fn spelled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc().flat_map(char::to_lowercase) {
        match c {
            '’' | '‘' | '`' | '´' | 'ʹ' | 'ʼ' | '′' => out.push('\''),
            '”' | '“' | 'ʺ' | '″' => out.push('"'),
            c => out.push(c),
        }
    }
    out
}

/// Letters by their Unicode category that stand for a soft or hard sign.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{02B9}'..='\u{02BF}' | '\u{02CA}' | '\u{02EE}')
}

/// The small Latin letters and digits of `text`, for keys: accents off, Cyrillic romanised after
/// BGN/PCGN without apostrophes and initial rules, or as is usual in that language. Letters of other
/// scripts fall away unless the feature `any_ascii` is on.
pub(crate) fn plain_latin(text: &str, lang: Option<&Lang>) -> String {
    if text.is_ascii() {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        return letters.map(|c| c.to_ascii_lowercase()).collect();
    }
    let primary = lang.map_or("ru", Lang::primary);
    let scheme = SCHEMES.iter().find(|scheme| scheme.lang == primary).or(SCHEMES.first());
    let mut out = String::new();
    for c in text.nfc().flat_map(char::to_lowercase) {
        let latin = scheme.and_then(|scheme| scheme.letter(c));
        // A foreign letter inside a text: by the language that has it.
        let latin = latin
            .or_else(|| SCHEMES.first().and_then(|russian| russian.letter(c)))
            .or_else(|| [FURTHER, STROKES, LIGATURES].iter().find_map(|table| look_up(table, c)));
        match latin {
            Some(latin) => out.extend(fold(latin).chars().filter(char::is_ascii_alphanumeric)),
            None => push_plain(c, &mut out),
        }
    }
    out
}

fn push_plain(c: char, out: &mut String) {
    let before = out.len();
    out.extend(c.nfd().filter(char::is_ascii_alphanumeric));
    if out.len() == before {
        other_script(c, out);
    }
}

#[cfg(feature = "any_ascii")]
fn other_script(c: char, out: &mut String) {
    if c.is_alphabetic() {
        let latin = any_ascii::any_ascii_char(c).chars();
        out.extend(latin.filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
    }
}

#[cfg(not(feature = "any_ascii"))]
fn other_script(_: char, _: &mut String) {}

fn look_up(table: &[(char, &'static str)], c: char) -> Option<&'static str> {
    table.iter().find(|(letter, _)| *letter == c).map(|(_, latin)| *latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by<'a>(name: &str, word: &'a str) -> std::borrow::Cow<'a, str> {
        let scheme = SCHEMES.iter().find(|scheme| scheme.name == name).unwrap();
        scheme.word(word).unwrap().into()
    }

    #[test]
    fn one_name_in_every_scheme() {
        let table = [
            ("BGN/PCGN 1947", "троицкий", "troitskiy"),
            ("BGN/PCGN 1947", "евгений", "yevgeniy"),
            ("BGN/PCGN 1947", "васильев", "vasil'yev"),
            ("ICAO 9303", "троицкий", "troitskii"),
            ("ALA-LC", "троицкий", "troit͡skiĭ"),
            ("ISO 9 (GOST 7.79 A)", "троицкий", "troickij"),
            ("GOST 7.79 B", "троицкий", "troiczkij"),
            ("BS 2979", "троицкий", "troitsky"),
            ("scholarly", "щукин", "ščukin"),
            ("Ukrainian system of 2010 (BGN/PCGN 2019)", "згурський", "zhurskyi"),
            ("Ukrainian system of 2010 (BGN/PCGN 2019)", "юрій", "yurii"),
            ("Bulgarian system of 2009 (BGN/PCGN 2013)", "щерев", "shterev"),
            ("Gaj's Latin", "ђорђевић", "đorđević"),
            ("BGN/PCGN 1979 (Kazakh)", "қасымов", "qasymov"),
        ];
        for (name, word, latin) in table {
            assert_eq!(by(name, word), latin, "{name} {word}");
        }
    }

    #[test]
    fn keys_go_by_language() {
        let table = [
            ("Щукин", Some("ru"), "shchukin"),
            ("Троицкий", None, "troitskiy"),
            ("Гнатюк", Some("uk"), "hnatiuk"),
            ("Щерев", Some("bg"), "shterev"),
            ("Живковић", Some("sr"), "zivkovic"),
            ("Қасымов", Some("kk"), "qasymov"),
            ("Žižek", Some("sl"), "zizek"),
            ("Łódź", None, "lodz"),
            ("Søren Þórður Weiß-Hœng", None, "sorenthordurweisshoeng"),
        ];
        for (text, lang, key) in table {
            let lang = lang.map(|tag: &str| tag.parse().unwrap());
            assert_eq!(plain_latin(text, lang.as_ref()), key, "{text}");
        }
    }

    #[cfg(feature = "any_ascii")]
    #[test]
    fn keys_out_of_any_script() {
        assert_eq!(plain_latin("Παπαδόπουλος", None), "papadopoylos");
        assert!(!plain_latin("村上", None).is_empty());
    }
}
