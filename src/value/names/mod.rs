//! Names as they are printed, in one string: `Troitskiy Ye.F.`, `Иванов Иван Иванович`, `欧阳修`.
//! `polybib::names` gives this to the public, and the order of the rules.
//!
//! The parts are in NFC, and all their words are words of the text. What changes is white space, a
//! space between initials (`Ye.F.` is `Ye. F.`), a full stop that the last of several initials
//! lacks (`N.A`), and the capital of a particle that begins an entry (`Фон Мизес Л.`).
//! [`ParsedName::original`] is the text as it was.

mod contact;
mod east;
pub(crate) mod record;
mod rules;
mod tables;
mod tokens;

use unicode_normalization::{UnicodeNormalization, is_nfc};

pub(crate) use self::contact::{institution_word, is_contact, is_email};
pub(crate) use self::tokens::collapsed;
use self::tokens::{Token, given, is_mark, tokens, words};
use crate::model::{Lang, Name, PersonName};

/// The order of the parts of names, as a caller knows it of a source.
///
/// ```
/// use polybib::names::{self, NameHints, NameOrder};
///
/// let hints = NameHints::default().order(NameOrder::GivenFirst);
/// assert_eq!(names::parse("Olga Obraztsova", &hints).unwrap().name.family(), "Obraztsova");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NameOrder {
    /// The family name is the first word.
    FamilyFirst,
    /// The family name is the last word, with the particles before it.
    GivenFirst,
    /// There is no family name: one name, or a name and a patronymic.
    GivenOnly,
}

/// What a caller knows of a name apart from its text. It decides only where the text does not.
///
/// ```
/// use polybib::names::{self, NameHints};
///
/// let hints = NameHints::default().lang("hu".parse()?);
/// assert_eq!(names::parse("Bartók Béla", &hints).unwrap().name.family(), "Bartók");
/// # Ok::<_, polybib::LangError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NameHints {
    /// The order that the source follows.
    pub order: Option<NameOrder>,
    /// The language of the name.
    pub lang: Option<Lang>,
}

impl NameHints {
    /// The same hints, with that order.
    #[must_use]
    pub const fn order(mut self, order: NameOrder) -> Self {
        self.order = Some(order);
        self
    }

    /// The same hints, with that language of the name.
    #[must_use]
    pub fn lang(mut self, lang: Lang) -> Self {
        self.lang = Some(lang);
        self
    }

    fn is_in(&self, primary: &str) -> bool {
        self.lang.as_ref().is_some_and(|lang| lang.primary() == primary)
    }
}

/// The rule that decided how a name is read.
///
/// ```
/// use polybib::names::{self, Evidence, NameHints};
///
/// let parsed = names::parse("Vincent van Gogh", &NameHints::default()).unwrap();
/// assert_eq!(parsed.evidence, Evidence::Particle);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Evidence {
    /// It has a word that only institutions have in their names.
    Institution,
    /// The family name stands before a comma.
    Comma,
    /// The side that initials stand on.
    Initials,
    /// A patronymic, and its place.
    Patronymic,
    /// Words in capitals beside others that are not.
    Capitals,
    /// The characters, and their number.
    Characters,
    /// A family or given name from a closed list, in its place.
    KnownName,
    /// A particle such as `van`.
    Particle,
    /// The order or the language that the caller stated.
    Hint,
    /// Nothing: the name is kept whole.
    Nothing,
}

/// A name as it was read, and why.
///
/// ```
/// use polybib::names::{self, NameHints};
///
/// let parsed = names::parse("д-р ист. наук, проф. Зиновьев В.П.", &NameHints::default()).unwrap();
/// assert_eq!(parsed.name.family(), "Зиновьев");
/// assert_eq!(parsed.title, "д-р ист. наук, проф.");
/// assert_eq!(parsed.reason, "the initials `В.П.` stand after the family name");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParsedName {
    /// The name: a person in parts, an organization, or a literal where nothing divides it.
    pub name: Name,
    /// The text as it was given.
    pub original: String,
    /// Degrees, ranks and forms of address that stand before the name.
    pub title: String,
    /// The rule that decided.
    pub evidence: Evidence,
    /// The reason in words, as half a sentence.
    pub reason: String,
    /// What is odd about the text and was repaired, each as half a sentence.
    pub doubts: Vec<String>,
    /// Letters of a second alphabet that look like those of the first, in half a sentence: the
    /// Cyrillic `М.` of `Anderson K. М.`. They stay as they are.
    pub look_alikes: Option<String>,
}

impl ParsedName {
    /// Whether a rule divided or settled the name. If not, it is a literal.
    ///
    /// ```
    /// use polybib::names::{self, NameHints};
    ///
    /// let is_sure = |text| names::parse(text, &NameHints::default()).unwrap().is_sure();
    /// assert!(is_sure("Ю.А. Щукин") && !is_sure("Olga Obraztsova"));
    /// ```
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.evidence != Evidence::Nothing
    }

    /// The order in which the parts stand in the text, where a rule found it there.
    pub(crate) fn order(&self) -> Option<NameOrder> {
        let person = self.name.as_person().filter(|name| !name.family.is_empty())?;
        let (family, given) = (person.family.split(' ').next()?, person.given.split(' ').next()?);
        let text: String = self.original.nfc().collect();
        let begins = |part: &str| text.trim_start().starts_with(part);
        match (begins(family), begins(given)) {
            (true, false) => Some(NameOrder::FamilyFirst),
            (false, true) => Some(NameOrder::GivenFirst),
            _ => None,
        }
    }
}

/// What a rule says of a name.
#[derive(Debug)]
enum Verdict {
    /// It divides the name.
    Person(PersonName, Evidence, String),
    /// It sees that the name does not divide, and why.
    Whole(String),
}

impl Verdict {
    fn person(name: PersonName, evidence: Evidence, reason: impl Into<String>) -> Self {
        Self::Person(name, evidence, reason.into())
    }

    fn whole(reason: impl Into<String>) -> Self {
        Self::Whole(reason.into())
    }
}

/// Texts longer than this many bytes are no names of people.
const LONGEST: usize = 600;

/// Reads a name. `None` where the text is no name at all: contact data, or nothing.
///
/// It never fails, and takes time in proportion to the text. The rules are in the order of the
/// [module's](crate::names) list.
///
/// ```
/// use polybib::names::{self, NameHints};
///
/// let hints = NameHints::default();
/// let parsed = names::parse("King, Jr., Martin Luther", &hints).unwrap();
/// let name = parsed.name.as_person().unwrap();
/// assert_eq!((name.family.as_str(), name.suffix.as_str()), ("King", "Jr."));
/// assert!(names::parse("m.l.king@example.org", &hints).is_none());
/// ```
#[must_use]
pub fn parse(text: &str, hints: &NameHints) -> Option<ParsedName> {
    let original = text;
    let text: String = if is_nfc(text) { collapsed(text) } else { collapsed(&nfc(text)) };
    if text.is_empty() || is_contact(&text) {
        return None;
    }
    let parsed = |name, evidence, reason| ParsedName {
        name,
        original: original.to_owned(),
        title: String::new(),
        evidence,
        reason,
        doubts: Vec::new(),
        look_alikes: None,
    };
    let literal =
        |reason: String| parsed(Name::Literal(text.clone().into()), Evidence::Nothing, reason);
    // Behind a comma or a bracket such a word is about what stands before: `Ivan Ivanov, Tomsk
    // State University` is a man and not an institution.
    let (title, rest) = rules::without_title(&text);
    let head = rest.split([',', '(', '[', '（']).next().unwrap_or(rest);
    if let Some(word) = institution_word(head) {
        let reason = format!("`{word}` is a word of institutions");
        return Some(parsed(
            Name::Organization(text.clone().into()),
            Evidence::Institution,
            reason,
        ));
    }
    if let Some(word) = institution_word(rest) {
        return Some(literal(format!(
            "`{word}` is a word of institutions, and what is before it may be a name"
        )));
    }
    if text.len() > LONGEST {
        return Some(literal("it is too long for the name of a person".to_owned()));
    }
    let mut doubts = Vec::new();
    let verdict = if rest.is_empty() {
        Verdict::whole("there is no name after the title")
    } else {
        divide(rest, hints, &mut doubts)
    };
    Some(match verdict {
        Verdict::Person(name, evidence, reason) => {
            let look_alikes = rules::look_alikes(&name);
            let title = title.trim_end_matches([',', ' ']).to_owned();
            ParsedName {
                title,
                doubts,
                look_alikes,
                ..parsed(Name::Person(name), evidence, reason)
            }
        }
        Verdict::Whole(reason) => literal(reason),
    })
}

/// Given names that stand apart from the family name, with spaces between initials.
pub(crate) fn given_names(text: &str) -> String {
    given(&tokens(&nfc(text)))
}

/// Letters of a second alphabet in a name, as [`ParsedName::look_alikes`] says it.
pub(crate) fn look_alikes(name: &PersonName) -> Option<String> {
    rules::look_alikes(name)
}

fn nfc(text: &str) -> String {
    text.nfc().collect()
}

/// A name without titles before it.
fn divide(text: &str, hints: &NameHints, doubts: &mut Vec<String>) -> Verdict {
    if text.contains(',') {
        return rules::by_commas(text, hints, doubts);
    }
    if let Some(odd) = text.chars().find(|c| !may_stand_in_name(*c)) {
        return Verdict::whole(format!("`{odd}` does not belong in a name"));
    }
    let (tokens, suffix) = rules::without_bare_suffix(tokens(text));
    let tokens = tokens.as_slice();
    let verdict = rules::by_initials(tokens, doubts)
        .or_else(|| rules::by_patronymic(tokens))
        .or_else(|| rules::by_capitals(tokens))
        .or_else(|| east::by_characters(tokens, hints))
        .or_else(|| east::by_vietnamese(tokens))
        .or_else(|| east::by_hyphen(tokens))
        .or_else(|| rules::by_icelandic(tokens, hints))
        .or_else(|| rules::by_arabic(tokens))
        .or_else(|| rules::by_particles(tokens, hints))
        .or_else(|| rules::by_one_name(tokens));
    let verdict = match verdict {
        Some(verdict @ Verdict::Person(..)) => verdict,
        other => match rules::by_hint(tokens, hints) {
            Some(verdict) => verdict,
            None => other.unwrap_or_else(|| {
                Verdict::whole(
                    "it has no comma, initials, patronymic or capitals that would divide it",
                )
            }),
        },
    };
    match (verdict, suffix) {
        (Verdict::Person(mut name, evidence, reason), Some(suffix)) => {
            name.suffix = suffix.into();
            Verdict::Person(name, evidence, reason)
        }
        (verdict, _) => verdict,
    }
}

fn may_stand_in_name(c: char) -> bool {
    c.is_alphabetic()
        || c.is_whitespace()
        || is_mark(c)
        || matches!(
            c,
            '.' | '-'
                | '‐'
                | '‑'
                | '\''
                | '’'
                | '‘'
                | 'ʼ'
                | 'ʹ'
                | 'ʺ'
                | 'ʿ'
                | 'ʾ'
                | '`'
                | '·'
                | '・'
        )
}

#[cfg(test)]
mod tests;
