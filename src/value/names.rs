//! Names of people as they are printed, in one string: `Troitskiy Ye.F.`, `Иванов Иван Иванович`.
//!
//! The rules are tried in order, and a rule only speaks where the text itself gives a reason: a
//! comma, initials, a patronymic, capitals. Where none does, the name stays whole.

use unicode_normalization::UnicodeNormalization;

use crate::model::{Name, NameStyle, PersonName};
use crate::value::script::{Script, dominant};

/// A name and the reason it was read so, as half a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parsed {
    pub(crate) name: Name,
    /// Whether a rule divided or settled the name; if not, it is a literal.
    pub(crate) certain: bool,
    pub(crate) because: String,
}

impl Parsed {
    fn person(name: PersonName, because: String) -> Self {
        Self { name: Name::Person(name), certain: true, because }
    }

    fn literal(text: &str, because: &str) -> Self {
        Self { name: Name::Literal(collapsed(text)), certain: false, because: because.to_owned() }
    }
}

/// Abbreviated titles, which look like initials and are none.
const TITLES: &[&str] = &[
    "dr.",
    "prof.",
    "mr.",
    "mrs.",
    "ms.",
    "jr.",
    "sr.",
    "st.",
    "hon.",
    "rev.",
    "assoc.",
    "acad.",
    "д-р.",
    "проф.",
    "доц.",
    "акад.",
    "ст.",
    "св.",
    "чл.",
    "инж.",
    "г-н.",
    "асс.",
];

/// What may follow a name after a comma without being a given name.
const SUFFIXES: &[&str] = &[
    "jr",
    "jr.",
    "sr",
    "sr.",
    "ii",
    "iii",
    "iv",
    "phd",
    "ph.d.",
    "ph. d.",
    "md",
    "m.d.",
    "dsc",
    "d.sc.",
    "esq",
    "esq.",
    "д-р",
    "к.и.н.",
    "д.и.н.",
    "к.ф.н.",
    "д.ф.н.",
    "канд. ист. наук",
    "д-р ист. наук",
];

/// The beginnings of words that only institutions have in their names.
const INSTITUTIONS: &[&str] = &[
    "университет",
    "институт",
    "академи",
    "министерств",
    "организаци",
    "факультет",
    "лаборатори",
    "кафедр",
    "колледж",
    "музе",
    "библиотек",
    "центр",
    "коллектив",
    "редакци",
    "редколлеги",
    "університет",
    "інститут",
    "академі",
    "міністерств",
    "кафедр",
    "universit",
    "institut",
    "academy",
    "ministry",
    "organization",
    "organisation",
    "faculty",
    "laborator",
    "department",
    "college",
    "museum",
    "library",
    "centre",
    "center",
    "consortium",
    "committee",
    "foundation",
    "editorial",
    "society",
    "school",
];

/// The endings of patronymics: of East Slavic ones in Cyrillic and in Latin, of Kazakh ones.
const PATRONYMICS: &[&str] = &[
    "ович",
    "евич",
    "ёвич",
    "йович",
    "овна",
    "евна",
    "ёвна",
    "ична",
    "івна",
    "ївна",
    "авіч",
    "евіч",
    "аўна",
    "еўна",
    "ұлы",
    "қызы",
    "уулу",
    "кызы",
    "ovich",
    "evich",
    "ovych",
    "evych",
    "ovič",
    "evič",
    "ovna",
    "evna",
    "ivna",
    "ichna",
    "ična",
    "uly",
    "qyzy",
    "kyzy",
];

/// Patronymics whose ending alone would be too little.
const SHORT_PATRONYMICS: &[&str] = &[
    "ильич",
    "кузьмич",
    "лукич",
    "фомич",
    "никитич",
    "саввич",
    "ильинична",
    "ilich",
    "il'ich",
    "ilyich",
    "kuzmich",
    "kuz'mich",
    "lukich",
    "fomich",
    "nikitich",
];

/// Words that stand after the father's name and make a patronymic of the two.
const PATRONYMIC_WORDS: &[&str] =
    &["оглы", "оглу", "кызы", "қызы", "гызы", "улы", "ұлы", "ogly", "oglu", "oğlu", "kyzy", "qızı"];

/// Korean family names of two syllables.
const HANGUL_PAIRS: &[&str] = &["남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방"];

/// Chinese family names of two characters.
const HAN_PAIRS: &[&str] = &[
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "东方", "東方", "皇甫", "尉迟", "公孙",
    "慕容", "令狐", "夏侯", "司徒", "宇文", "长孙",
];

/// Reads a name. `None` where the text is no name at all: contact data, or nothing.
pub(crate) fn parse(text: &str) -> Option<Parsed> {
    let text = text.trim();
    if text.is_empty() || is_contact(text) {
        return None;
    }
    // Behind a comma or a bracket such a word is about what stands before: `Ivan Ivanov, Tomsk
    // State University` is a man and not an institution.
    let head = text.split([',', '(', '[', '（']).next().unwrap_or(text);
    if let Some(word) = institution_word(head) {
        return Some(Parsed {
            name: Name::Organization(collapsed(text)),
            certain: true,
            because: format!("`{word}` is a word of institutions"),
        });
    }
    if let Some(word) = institution_word(text) {
        let why =
            format!("`{word}` is a word of institutions, and what is before it may be a name");
        return Some(Parsed::literal(text, &why));
    }
    if let Some((before, after)) = text.split_once(',') {
        return Some(by_comma(text, before.trim(), after.trim()));
    }
    if let Some(odd) = text.chars().find(|c| !may_stand_in_name(*c)) {
        return Some(Parsed::literal(text, &format!("`{odd}` does not belong in a name")));
    }
    let tokens = tokens(text);
    let parsed = by_initials(text, &tokens)
        .or_else(|| by_patronymic(text, &tokens))
        .or_else(|| by_capitals(text, &tokens))
        .or_else(|| by_syllables(&tokens));
    let why = "it has no comma, initials, patronymic or capitals that would divide it";
    Some(parsed.unwrap_or_else(|| Parsed::literal(text, why)))
}

/// Whether the text is an e-mail address.
pub(crate) fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let plain = |c: char| c.is_alphanumeric() || "-._+'%&=~!#$*/?^`{|}".contains(c);
    let labels = |c: char| c.is_alphanumeric() || c == '-' || c == '.';
    !local.is_empty()
        && local.chars().all(plain)
        && domain.chars().all(labels)
        && domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty())
}

/// Whether the text is contact data: an e-mail address, a link or an ORCID iD.
pub(crate) fn is_contact(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["http://", "https://", "www.", "mailto:"].iter().any(|start| lower.starts_with(start))
        || text.split_whitespace().any(|token| is_email(token.trim_matches([',', ';', '<', '>'])))
        || text.parse::<crate::model::Orcid>().is_ok()
}

/// The word by which the text is the name of an institution.
pub(crate) fn institution_word(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_alphabetic()).find(|word| {
        let lower = word.to_lowercase();
        // Short ones could begin a family name: `Центров`, `Музейный`. They must be whole words.
        INSTITUTIONS.iter().any(|stem| match stem.chars().count() {
            0..=6 => lower.starts_with(stem) && lower.chars().count() <= stem.chars().count() + 1,
            _ => lower.starts_with(stem),
        })
    })
}

fn may_stand_in_name(c: char) -> bool {
    c.is_alphabetic()
        || c.is_whitespace()
        || is_mark(c)
        || matches!(c, '.' | '-' | '‐' | '‑' | '\'' | '’' | 'ʼ' | 'ʹ' | 'ʺ' | '`' | '·' | '・')
}

/// Accents that stand as characters of their own after their letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// The text with every run of white space as one space.
pub(crate) fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    text: &'a str,
    initials: bool,
}

/// The words of a name. `И.И.Иванов` is two: initials that no space divides from what follows.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for word in text.split_whitespace() {
        let cut = word.rfind('.').map_or(0, |dot| dot + 1);
        let (head, tail) = word.split_at_checked(cut).unwrap_or((word, ""));
        if is_initials(word) {
            tokens.push(Token { text: word, initials: true });
        } else if tail.chars().nth(1).is_some() && is_initials(head) {
            tokens.push(Token { text: head, initials: true });
            tokens.push(Token { text: tail, initials: false });
        } else {
            tokens.push(Token { text: word, initials: false });
        }
    }
    tokens
}

/// A capital, up to three small letters and a full stop, once or more: `Ye.F.`, `Дж.`, `Ж.-П.`.
/// After one such, a last capital may lack its full stop: `N.A`.
fn is_initials(word: &str) -> bool {
    if TITLES.contains(&word.to_lowercase().as_str()) {
        return false;
    }
    let mut groups = 0;
    let mut rest = word;
    loop {
        let mut letters = rest.chars().filter(|c| !is_mark(*c));
        if !letters.next().is_some_and(char::is_uppercase) {
            return false;
        }
        let Some((group, after)) = rest.split_once('.') else {
            return groups > 0 && letters.next().is_none();
        };
        let small = group.chars().filter(|c| !is_mark(*c)).skip(1);
        if small.clone().count() > 3 || !small.clone().all(char::is_lowercase) {
            return false;
        }
        groups += 1;
        if after.is_empty() {
            return true;
        }
        rest = after.strip_prefix('-').unwrap_or(after);
    }
}

/// The same initials with a space between each two that have none: `Ye.F.` is `Ye. F.`.
fn spaced(initials: &str) -> String {
    let mut out = String::with_capacity(initials.len() + 4);
    for c in initials.chars() {
        if out.ends_with('.') && c.is_alphabetic() {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// Given names with spaces set between those that are initials.
fn given(tokens: &[Token<'_>]) -> String {
    let words: Vec<String> = tokens
        .iter()
        .map(|token| if token.initials { spaced(token.text) } else { token.text.to_owned() })
        .collect();
    words.join(" ")
}

fn words(tokens: &[Token<'_>]) -> String {
    tokens.iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
}

fn begins_small(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

/// Whether the words are one family name: one word, and small particles before it.
fn is_family(tokens: &[Token<'_>]) -> bool {
    let Some((last, particles)) = tokens.split_last() else {
        return false;
    };
    !begins_small(last.text)
        && !last.text.contains('.')
        && particles.iter().all(|token| begins_small(token.text) && !token.text.contains('.'))
}

/// Rule 3: `Family, Given`, unless what follows the comma is a suffix or a degree.
fn by_comma(text: &str, before: &str, after: &str) -> Parsed {
    let is_suffix = |part: &str| SUFFIXES.contains(&part.to_lowercase().as_str());
    if is_suffix(after) {
        let Some(mut parsed) = parse(before) else {
            return Parsed::literal(text, "there is no name before the comma");
        };
        return if let Name::Person(name) = &mut parsed.name {
            after.clone_into(&mut name.suffix);
            name.comma_suffix = true;
            parsed
        } else {
            Parsed::literal(text, "it has a suffix, and nothing divides what is before it")
        };
    }
    let (after, suffix) = match after.split_once(',') {
        None => (after, ""),
        Some((first, second)) if is_suffix(second.trim()) => (first.trim(), second.trim()),
        // BibTeX's order: `King, Jr., Martin Luther`.
        Some((first, second)) if is_suffix(first.trim()) && !second.contains(',') => {
            (second.trim(), first.trim())
        }
        Some(_) => return Parsed::literal(text, "it has more commas than a name has"),
    };
    let (family, rest) = (tokens(before), tokens(after));
    if family.is_empty() || rest.is_empty() {
        return Parsed::literal(text, "there is nothing on one side of the comma");
    }
    if family.iter().any(|token| token.initials) {
        return Parsed::literal(text, "it has initials before the comma, as in a list of names");
    }
    if !before.chars().chain(after.chars()).all(may_stand_in_name) {
        return Parsed::literal(text, "it has signs that do not belong in a name");
    }
    let mut name = PersonName::new(words(&family), given(&rest));
    suffix.clone_into(&mut name.suffix);
    Parsed::person(name, "the family name stands before the comma".to_owned())
}

/// Rule 4: the side that initials stand on decides.
fn by_initials(text: &str, tokens: &[Token<'_>]) -> Option<Parsed> {
    let first = tokens.iter().position(|token| token.initials)?;
    let last = tokens.iter().rposition(|token| token.initials)?;
    let before = tokens.get(..first)?;
    let middle = tokens.get(first..=last)?;
    let after = tokens.get(last + 1..)?;
    let initials = words(middle);
    if before.is_empty() && after.is_empty() {
        return Some(Parsed::literal(text, "it has initials alone"));
    }
    if !middle.iter().all(|token| token.initials) {
        return Some(Parsed::literal(text, "it has initials in several places"));
    }
    let person = |family, names, side| {
        let because = format!("the initials `{initials}` {side}");
        Some(Parsed::person(PersonName::new(words(family), given(names)), because))
    };
    if after.is_empty() && is_family(before) {
        return person(before, middle, "stand after the family name");
    }
    if before.is_empty() && is_family(after) {
        return person(after, middle, "stand before the family name");
    }
    // `Petr V. Primerov`; not `Иванов И. Петрович`.
    if !before.is_empty() && is_family(after) && !after.iter().any(|t| is_patronymic(t.text)) {
        return person(after, tokens.get(..=last)?, "stand before the last word");
    }
    Some(Parsed::literal(text, "beside its initials stands more than one name"))
}

fn is_patronymic(word: &str) -> bool {
    let lower: String = word.to_lowercase().nfc().collect();
    SHORT_PATRONYMICS.contains(&lower.as_str())
        || PATRONYMICS.iter().any(|ending| {
            // What remains must be a name: `Вич` or `Улы` alone is none.
            lower.strip_suffix(ending).is_some_and(|stem| stem.chars().nth(1).is_some())
        })
}

/// Rule 5: a patronymic in the last place means family name first, in the middle given name first.
fn by_patronymic(text: &str, tokens: &[Token<'_>]) -> Option<Parsed> {
    let lower = |token: &Token<'_>| token.text.to_lowercase();
    let person = |family: &Token<'_>, names: &[Token<'_>], patronymic: &str, side: &str| {
        let name = PersonName::new(family.text, given(names));
        Parsed::person(name, format!("`{patronymic}` is a patronymic and stands {side}"))
    };
    match tokens {
        [family, names @ .., father, word]
            if names.len() == 1 && PATRONYMIC_WORDS.contains(&lower(word).as_str()) =>
        {
            let patronymic = format!("{} {}", father.text, word.text);
            Some(person(family, tokens.get(1..)?, &patronymic, "last, after the given name"))
        }
        [first, second, third] => match (is_patronymic(second.text), is_patronymic(third.text)) {
            (false, true) => {
                Some(person(first, tokens.get(1..)?, third.text, "last, after the given name"))
            }
            (true, false) => {
                Some(person(third, tokens.get(..2)?, second.text, "before the family name"))
            }
            (true, true) => {
                Some(Parsed::literal(text, "two of its words have the ending of a patronymic"))
            }
            (false, false) => None,
        },
        _ => None,
    }
}

/// Rule 6: words in capitals, all at one end, are the family name.
fn by_capitals(text: &str, tokens: &[Token<'_>]) -> Option<Parsed> {
    let is_loud = |token: &Token<'_>| {
        let mut letters = token.text.chars().filter(|c| c.is_alphabetic());
        letters.clone().nth(1).is_some() && letters.all(char::is_uppercase)
    };
    let loud = tokens.iter().filter(|token| is_loud(token)).count();
    if loud == 0 || loud == tokens.len() {
        return None;
    }
    let (head, tail) = tokens.split_at_checked(loud)?;
    let (front, back) = tokens.split_at_checked(tokens.len() - loud)?;
    let (family, names) = if head.iter().all(is_loud) {
        (head, tail)
    } else if back.iter().all(is_loud) {
        (back, front)
    } else {
        return Some(Parsed::literal(text, "it has capitals in several places"));
    };
    let because = format!("`{}` is in capitals", words(family));
    Some(Parsed::person(PersonName::new(words(family), given(names)), because))
}

/// Rule 7: Korean names by their syllables, Chinese ones by a space or a family name of two
/// characters. Without these a name in Han characters is not told from a Japanese one.
fn by_syllables(tokens: &[Token<'_>]) -> Option<Parsed> {
    let eastern = |family: &str, names: &str, because: &str| {
        let mut name = PersonName::new(family, names);
        name.style = Some(NameStyle::Eastern);
        Some(Parsed::person(name, because.to_owned()))
    };
    let all_in = |text: &str, script| text.chars().all(|c| Script::of(c) == Some(script));
    match tokens {
        [first, second] => {
            let text = [first.text, second.text].concat();
            let script = dominant(&text).filter(|s| matches!(s, Script::Han | Script::Hangul))?;
            (all_in(&text, script) && first.text.chars().count() <= 2)
                .then(|| eastern(first.text, second.text, "the family name stands first in it"))?
        }
        [only] => {
            let length = only.text.chars().count();
            let pair: String = only.text.chars().take(2).collect();
            let size = if all_in(only.text, Script::Hangul) && (2..=4).contains(&length) {
                let compound = HANGUL_PAIRS.contains(&pair.as_str()) && length > 2;
                if compound { 2 } else { (length <= 3).then_some(1)? }
            } else if all_in(only.text, Script::Han) && HAN_PAIRS.contains(&pair.as_str()) {
                (3..=4).contains(&length).then_some(2)?
            } else {
                return None;
            };
            let (family, names) = cut(only.text, size)?;
            eastern(family, names, &format!("`{family}` is a family name and stands first"))
        }
        _ => None,
    }
}

/// The first characters of a text, and the rest.
fn cut(text: &str, after: usize) -> Option<(&str, &str)> {
    let (at, _) = text.char_indices().nth(after)?;
    text.split_at_checked(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `family|given`, or the whole name where it is not divided.
    fn shown(text: &str) -> String {
        match parse(text).map(|parsed| parsed.name) {
            Some(Name::Person(name)) if name.suffix.is_empty() => {
                format!("{}|{}", name.family, name.given)
            }
            Some(Name::Person(name)) => {
                format!("{}|{}|{}", name.family, name.given, name.suffix)
            }
            Some(Name::Organization(name)) => format!("org {name}"),
            Some(name) => name.to_string(),
            None => "-".to_owned(),
        }
    }

    #[test]
    fn divided_names() {
        let table = [
            ("Troitskiy Ye.F.", "Troitskiy|Ye. F."),
            ("Troitskiy Ye. F.", "Troitskiy|Ye. F."),
            ("Петровский Дж.Р.", "Петровский|Дж. Р."),
            ("Иванов Shch. Yu.", "Иванов|Shch. Yu."),
            ("I.I. Ivanov", "Ivanov|I. I."),
            ("И.И.Иванов", "Иванов|И. И."),
            ("Filin N.A", "Filin|N. A"),
            ("Ж.-П. Дюпон", "Дюпон|Ж.-П."),
            ("C. van der Berg", "van der Berg|C."),
            ("Кара-Мурза А.А.", "Кара-Мурза|А. А."),
            ("Petr V. Primerov", "Primerov|Petr V."),
            ("Иванов Иван Иванович", "Иванов|Иван Иванович"),
            ("Иван Иванович Иванов", "Иванов|Иван Иванович"),
            ("Кан Валерия Сергеевна", "Кан|Валерия Сергеевна"),
            ("Людмила Николаевна ВЫМЫСЛОВА", "ВЫМЫСЛОВА|Людмила Николаевна"),
            ("Коваль Олена Ігорівна", "Коваль|Олена Ігорівна"),
            ("Оспанов Ерлан Бекұлы", "Оспанов|Ерлан Бекұлы"),
            ("Алиев Вагиф Гусейн оглы", "Алиев|Вагиф Гусейн оглы"),
            ("Primerova Ekaterina Viktorovna", "Primerova|Ekaterina Viktorovna"),
            ("Иванов Ильич И.", "Иванов Ильич И."),
            ("Ivanov, I.I.", "Ivanov|I. I."),
            ("van der Berg, Jan", "van der Berg|Jan"),
            ("King, Martin Luther, Jr.", "King|Martin Luther|Jr."),
            ("King, Jr., Martin Luther", "King|Martin Luther|Jr."),
            ("Иванов И.И., д.и.н.", "Иванов|И. И.|д.и.н."),
            ("PRIMEROV Petr", "PRIMEROV|Petr"),
            ("Petr PRIMEROV", "PRIMEROV|Petr"),
            ("홍길동", "홍|길동"),
            ("남궁민수", "남궁|민수"),
            ("王 小明", "王|小明"),
            ("歐陽修", "歐陽|修"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn names_that_stay_whole() {
        let table = [
            "Olga Obraztsova",
            "Madonna",
            "村上春樹",
            "Gabriel García Márquez",
            "Prof. Ivanov",
            "Иванов И.И., Петров П.П.",
            "Иван Петрович Абрамович",
            "Ye.F.",
            "J. Kenneth Galbraith",
            "IVANOV IVAN",
            "Mejia1",
            ",",
            "A, B, C, D",
        ];
        for text in table {
            let parsed = parse(text).unwrap();
            assert_eq!(parsed.name, Name::Literal(text.to_owned()), "{}", parsed.because);
            assert!(!parsed.certain && !parsed.because.is_empty());
        }
    }

    #[test]
    fn what_is_no_person() {
        let table = [
            ("ye.f.troitskiy@example.org", "-"),
            ("https://orcid.org/0000-0002-1825-0097", "-"),
            ("0000-0002-1825-0097", "-"),
            ("  ", "-"),
            ("Томский государственный университет", "org Томский государственный университет"),
            ("Institute of Examples", "org Institute of Examples"),
            ("Institute of Examples, Tomsk (IE)", "org Institute of Examples, Tomsk (IE)"),
            ("Ivan Ivanov, Tomsk State University", "Ivan Ivanov, Tomsk State University"),
            ("John Smith, PhD (University A)", "John Smith, PhD (University A)"),
            ("John Smith (University A)", "John Smith (University A)"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected, "{text}");
        }
        assert_eq!(institution_word("Музеев А.А."), None);
        for bad in ["@", "a@", "a@b", "a@b.", "a b@c.d", "a@b@c.d", "a@.b"] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
