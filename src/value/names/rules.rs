//! The rules, each of which speaks only where the text gives a reason.

use super::tables::{
    ARTICLES, BARE_SUFFIXES, GIVEN_NAMES, GOING_ON, HUNGARIAN_GIVEN, IBERIAN_FAMILIES, JOINING,
    MONONYMS, OPENING_PARTICLES, OPENING_TITLES, PARTICLES, PATRONYMIC_WORDS, PORTUGUESE_SUFFIXES,
    SONS, SUFFIXES,
};
use super::tokens::is_patronymic;
use super::{
    Evidence, NameHints, NameOrder, Token, Verdict, divide, east, given, may_stand_in_name, tokens,
    words,
};
use crate::model::{NameStyle, PersonName};
use crate::value::script::{
    Script, counts, dominant, foreign_letters, has_both, look_alike_sentence,
};

/// Degrees, ranks and forms of address that a text begins with, and what follows them.
pub(super) fn without_title(text: &str) -> (&str, &str) {
    let mut cut = 0;
    let mut at = 0;
    for word in text.split_inclusive(' ').take(24) {
        at += word.len();
        let lower = word.trim_end().trim_end_matches(',').to_lowercase();
        let opens = OPENING_TITLES.contains(&lower.as_str());
        let is_small = word.chars().next().is_some_and(char::is_lowercase);
        let goes_on =
            cut > 0 && is_small && (lower.ends_with('.') || GOING_ON.contains(&lower.as_str()));
        if !opens && !goes_on {
            break;
        }
        cut = at;
    }
    text.split_at_checked(cut).unwrap_or(("", text))
}

/// The words of a name without a last one that is a suffix in any case: `Jr.`, `III`.
pub(super) fn without_bare_suffix(mut tokens: Vec<Token<'_>>) -> (Vec<Token<'_>>, Option<&str>) {
    let is_suffix = |token: &Token<'_>| BARE_SUFFIXES.contains(&token.lower().as_str());
    if tokens.len() > 2 && tokens.last().is_some_and(is_suffix) {
        let suffix = tokens.pop().map(|token| token.text);
        return (tokens, suffix);
    }
    (tokens, None)
}

fn is_suffix(part: &str) -> bool {
    let lower = part.to_lowercase();
    SUFFIXES.contains(&lower.as_str()) || is_degree(&lower)
}

/// Russian degrees, short and long: `к.и.н.`, `д-р ист. наук`.
fn is_degree(lower: &str) -> bool {
    let mut words = lower.split(' ');
    let first = words.next().unwrap_or_default();
    let is_short = ["к.", "д."].iter().any(|d| first.starts_with(d))
        && first.ends_with("н.")
        && first.matches('.').count() > 2;
    let opens = ["канд.", "кандидат", "д-р", "доктор", "докт."].contains(&first);
    is_short && words.clone().next().is_none() || opens && words.next_back() == Some("наук")
}

/// `Family, Given`, unless what follows a comma is a suffix or a degree.
pub(super) fn by_commas(text: &str, hints: &NameHints, doubts: &mut Vec<String>) -> Verdict {
    let mut parts: Vec<&str> = text.split(',').map(str::trim).collect();
    if parts.iter().any(|part| part.is_empty()) {
        return Verdict::whole("there is nothing on one side of the comma");
    }
    // BibTeX's order: `King, Jr., Martin Luther`.
    if let [family, suffix, names] = parts.as_slice()
        && is_suffix(suffix)
        && !is_suffix(names)
    {
        return family_and_given(family, names, suffix, doubts);
    }
    let last = parts.iter().rposition(|part| !is_suffix(part)).map_or(0, |at| at + 1);
    let suffixes = parts.split_off(last.max(1)).join(", ");
    match parts.as_slice() {
        [only] => match divide(only, hints, doubts) {
            Verdict::Person(mut name, evidence, reason) => {
                name.comma_suffix = true;
                name.suffix = suffixes.into();
                Verdict::Person(name, evidence, reason)
            }
            Verdict::Whole(_) => {
                Verdict::whole("it has a suffix, and nothing divides what is before it")
            }
        },
        [family, names] => family_and_given(family, names, &suffixes, doubts),
        _ => Verdict::whole("it has more commas than a name has"),
    }
}

fn family_and_given(before: &str, after: &str, suffix: &str, doubts: &mut Vec<String>) -> Verdict {
    let (family, rest) = (tokens(before), tokens(after));
    if family.iter().any(|token| token.initials) {
        return Verdict::whole("it has initials before the comma, as in a list of names");
    }
    if !before.chars().chain(after.chars()).all(may_stand_in_name) {
        return Verdict::whole("it has signs that do not belong in a name");
    }
    let mut name = person(&family, &rest);
    name.suffix = suffix.into();
    missing_stop(&rest, doubts);
    Verdict::person(name, Evidence::Comma, "the family name stands before the comma")
}

fn missing_stop(tokens: &[Token<'_>], doubts: &mut Vec<String>) {
    for token in tokens.iter().filter(|token| token.initials && !token.text.ends_with('.')) {
        let last = token.text.rsplit('.').next().unwrap_or_default();
        doubts.push(format!(
            "the last of the initials `{}` has no full stop; `{last}.` was read",
            token.text
        ));
    }
}

/// A name of these parts; particles in small letters and the Arabic article are taken off the
/// family name.
fn person(family: &[Token<'_>], names: &[Token<'_>]) -> PersonName {
    let particles = family
        .iter()
        .take_while(|token| token.begins_small() && PARTICLES.contains(&token.lower().as_str()))
        .count();
    let (particles, rest) = family
        .split_at_checked(particles)
        .filter(|(_, rest)| !rest.is_empty())
        .unwrap_or((&[], family));
    let mut name = PersonName::new(words(rest), given(names));
    name.non_dropping_particle = words(particles).into();
    if let [only] = rest
        && particles.is_empty()
        && let Some((article, word)) = article(only.text)
    {
        name.non_dropping_particle = article.into();
        name.family = word.into();
    }
    name
}

/// `al-Khwārizmī` as its article and its word. An article in capitals may be the half of a double
/// name.
fn article(word: &str) -> Option<(&str, &str)> {
    let cut = ARTICLES.iter().find(|article| word.starts_with(**article))?.len();
    word.split_at_checked(cut).filter(|(_, rest)| rest.chars().nth(1).is_some())
}

/// Whether the words are one family name: one word, and small particles before it.
fn is_family(tokens: &[Token<'_>]) -> bool {
    let Some((last, particles)) = tokens.split_last() else {
        return false;
    };
    let is_word = !last.begins_small() || article(last.text).is_some();
    is_word
        && !last.text.contains('.')
        && particles.iter().all(|token| token.begins_small() && !token.text.contains('.'))
}

/// The side that initials stand on decides.
pub(super) fn by_initials(tokens: &[Token<'_>], doubts: &mut Vec<String>) -> Option<Verdict> {
    let first = tokens.iter().position(|token| token.initials)?;
    let last = tokens.iter().rposition(|token| token.initials)?;
    let before = tokens.get(..first)?;
    let middle = tokens.get(first..=last)?;
    let after = tokens.get(last + 1..)?;
    let initials = words(middle);
    if before.is_empty() && after.is_empty() {
        return Some(Verdict::whole("it has initials alone"));
    }
    if !middle.iter().all(|token| token.initials) {
        return Some(Verdict::whole("it has initials in several places"));
    }
    let settled = |family: &[Token<'_>], names: &[Token<'_>], side: &str| {
        let reason = format!("the initials `{initials}` {side}");
        Some(Verdict::person(person(family, names), Evidence::Initials, reason))
    };
    let verdict = if after.is_empty() && is_family(before) {
        settled(before, middle, "stand after the family name")
    } else if after.is_empty()
        && let [particle, family] = before
        && OPENING_PARTICLES.contains(&particle.lower().as_str())
        && !family.begins_small()
    {
        let mut name = person(std::slice::from_ref(family), middle);
        name.non_dropping_particle = particle.lower().into();
        let reason = format!(
            "the initials `{initials}` stand after the family name, and `{}` is a particle",
            particle.text
        );
        Some(Verdict::person(name, Evidence::Initials, reason))
    } else if before.is_empty() && is_family(after) {
        settled(after, middle, "stand before the family name")
    } else if !before.is_empty() && is_family(after) && !after.iter().any(|t| is_patronymic(t.text))
    {
        // `Petr V. Primerov`; not `Иванов И. Петрович`.
        settled(after, tokens.get(..=last)?, "stand before the last word")
    } else {
        return Some(Verdict::whole("beside its initials stands more than one name"));
    };
    missing_stop(middle, doubts);
    verdict
}

/// A patronymic in the last place means family name first, in the middle given name first.
pub(super) fn by_patronymic(tokens: &[Token<'_>]) -> Option<Verdict> {
    let settled = |family: &Token<'_>, names: &[Token<'_>], patronymic: &str, side: &str| {
        let name = PersonName::new(family.text, given(names));
        let reason = format!("`{patronymic}` is a patronymic and stands {side}");
        Some(Verdict::person(name, Evidence::Patronymic, reason))
    };
    let is_word = |token: &Token<'_>| PATRONYMIC_WORDS.contains(&token.lower().as_str());
    match tokens {
        [family, _, father, word] if is_word(word) => {
            let patronymic = format!("{} {}", father.text, word.text);
            settled(family, tokens.get(1..)?, &patronymic, "last, after the given name")
        }
        [_, father, word, family] if is_word(word) => {
            let patronymic = format!("{} {}", father.text, word.text);
            settled(family, tokens.get(..3)?, &patronymic, "before the family name")
        }
        [first, second, third] => match (is_patronymic(second.text), is_patronymic(third.text)) {
            (false, true) => {
                settled(first, tokens.get(1..)?, third.text, "last, after the given name")
            }
            (true, false) => {
                settled(third, tokens.get(..2)?, second.text, "before the family name")
            }
            (true, true) => {
                Some(Verdict::whole("two of its words have the ending of a patronymic"))
            }
            (false, false) => None,
        },
        _ => None,
    }
}

/// Words in capitals, all at one end, are the family name.
pub(super) fn by_capitals(tokens: &[Token<'_>]) -> Option<Verdict> {
    let loud = tokens.iter().filter(|token| token.is_loud()).count();
    if loud == 0 || loud == tokens.len() {
        return None;
    }
    let (head, tail) = tokens.split_at_checked(loud)?;
    let (front, back) = tokens.split_at_checked(tokens.len() - loud)?;
    let (family, names) = if head.iter().all(Token::is_loud) {
        (head, tail)
    } else if back.iter().all(Token::is_loud) {
        (back, front)
    } else {
        return Some(Verdict::whole("it has capitals in several places"));
    };
    // `Petrov AB`, `Smith JA`: initials as Vancouver style has them, or `LI Wei`.
    if let [only] = family
        && only.text.chars().count() < 3
        && !east::is_eastern_family(only.text)
    {
        let reason = format!("`{}` may be initials without full stops", only.text);
        return Some(Verdict::whole(reason));
    }
    let reason = format!("`{}` is in capitals", words(family));
    let name = PersonName::new(words(family), given(names));
    Some(Verdict::person(name, Evidence::Capitals, reason))
}

/// `Jón Sigurðsson`: a given name and a patronymic, no family name.
pub(super) fn by_icelandic(tokens: &[Token<'_>], hints: &NameHints) -> Option<Verdict> {
    let [_, .., last] = tokens else { return None };
    let lower = last.lower();
    let of_iceland = |c: char| matches!(c, 'ð' | 'þ' | 'Þ' | 'Ð');
    let is_daughter = lower.ends_with("dóttir");
    let is_son = lower.ends_with("son")
        && (hints.is_in("is") || tokens.iter().any(|token| token.text.contains(of_iceland)));
    if !(is_daughter || is_son) || tokens.len() > 4 {
        return None;
    }
    let mut name = PersonName::new("", given(tokens));
    name.style = Some(NameStyle::Islensk);
    let reason = format!("`{}` is an Icelandic patronymic, and there is no family name", last.text);
    Some(Verdict::person(name, Evidence::Patronymic, reason))
}

/// `Muḥammad ibn Mūsā al-Khwārizmī`: the word with the article is what he is called by.
pub(super) fn by_arabic(tokens: &[Token<'_>]) -> Option<Verdict> {
    let (last, names) = tokens.split_last()?;
    if names.is_empty() {
        return None;
    }
    if let Some((article, _)) = article(last.text)
        && !names.iter().any(|token| self::article(token.text).is_some())
    {
        let reason = format!("`{article}` is the Arabic article, and stands before the last word");
        let family = std::slice::from_ref(last);
        return Some(Verdict::person(person(family, names), Evidence::Particle, reason));
    }
    let son = tokens.iter().find(|token| SONS.contains(&token.text))?;
    Some(Verdict::whole(format!("`{}` names the father, and no family name follows", son.text)))
}

/// `Vincent van Gogh`: what stands before the particle is given.
pub(super) fn by_particles(tokens: &[Token<'_>], hints: &NameHints) -> Option<Verdict> {
    let is_particle =
        |token: &Token<'_>| token.begins_small() && PARTICLES.contains(&token.lower().as_str());
    let at = tokens.iter().position(is_particle)?;
    let (names, rest) = tokens.split_at_checked(at)?;
    let count = rest.iter().take_while(|token| is_particle(token)).count();
    let (particles, family) = rest.split_at_checked(count)?;
    if names.is_empty() || family.is_empty() {
        return None;
    }
    if family.iter().chain(names).any(Token::begins_small) {
        return Some(Verdict::whole("it has particles in several places, or small letters"));
    }
    // `Joaquim Maria Machado de Assis`: the word before may be a half of the family name.
    let joins = particles.iter().all(|token| JOINING.contains(&token.text));
    let is_given = |token: &Token<'_>| GIVEN_NAMES.contains(&token.lower().as_str());
    if joins && names.len() > 1 && !names.iter().skip(1).all(is_given) {
        let reason = format!(
            "`{}` may join the two halves of a family name as well as begin one",
            words(particles)
        );
        return Some(Verdict::whole(reason));
    }
    let printed = words(particles);
    let mut name = PersonName::new(words(family), given(names));
    // In German and French the particle falls away when the family name stands alone (CSL 1.0.2,
    // "names and particles"); where the language is not known it stays, as with BibTeX.
    if hints.is_in("de") || hints.is_in("fr") {
        name.dropping_particle = printed.as_str().into();
    } else {
        name.non_dropping_particle = printed.as_str().into();
    }
    let reason = format!("`{printed}` is a particle, and begins the family name");
    Some(Verdict::person(name, Evidence::Particle, reason))
}

fn only_given(tokens: &[Token<'_>]) -> PersonName {
    let mut name = PersonName::new("", given(tokens));
    name.style = Some(NameStyle::GivenOnly);
    name
}

/// People who have, or are known by, one name.
pub(super) fn by_one_name(tokens: &[Token<'_>]) -> Option<Verdict> {
    let [only] = tokens else { return None };
    MONONYMS.contains(&only.lower().as_str()).then(|| {
        let reason = format!("`{}` is known by that one name", only.text);
        Verdict::person(only_given(tokens), Evidence::KnownName, reason)
    })
}

/// What the caller said, where the text is silent.
pub(super) fn by_hint(tokens: &[Token<'_>], hints: &NameHints) -> Option<Verdict> {
    if tokens.iter().all(|token| token.initials) {
        return None;
    }
    if let Some(verdict) = by_language(tokens, hints) {
        return Some(verdict);
    }
    let order = hints.order?;
    let name = match (order, tokens) {
        (NameOrder::GivenOnly, _) => only_given(tokens),
        (NameOrder::FamilyFirst, [family, names @ ..]) if !names.is_empty() => {
            if family.initials {
                return None;
            }
            let mut name = person(std::slice::from_ref(family), names);
            let is_eastern = ["zh", "ja", "ko", "vi", "hu"].iter().any(|lang| hints.is_in(lang));
            name.style = is_eastern.then_some(NameStyle::Eastern);
            name
        }
        (NameOrder::GivenFirst, [names @ .., family]) if !names.is_empty() => {
            if family.initials {
                return None;
            }
            let particles = names
                .iter()
                .rev()
                .take_while(|token| token.begins_small() && !token.initials)
                .count();
            let cut = names.len() - particles;
            if cut == 0 {
                return None;
            }
            person(tokens.get(cut..)?, tokens.get(..cut)?)
        }
        _ => return None,
    };
    let order = match order {
        NameOrder::FamilyFirst => "the family name stands first",
        NameOrder::GivenFirst => "the given name stands first",
        NameOrder::GivenOnly => "there is no family name",
    };
    Some(Verdict::person(name, Evidence::Hint, format!("{order} in this source")))
}

/// What the language of a name tells of its order.
fn by_language(tokens: &[Token<'_>], hints: &NameHints) -> Option<Verdict> {
    let lang = hints.lang.as_ref()?.primary();
    let hinted = |mut name: PersonName, style, reason: String| {
        name.style = style;
        Some(Verdict::person(name, Evidence::Hint, reason))
    };
    let one = std::slice::from_ref;
    let eastern = Some(NameStyle::Eastern);
    match (lang, tokens) {
        ("zh" | "ko", [first, second]) => {
            match (east::is_eastern_family(first.text), east::is_eastern_family(second.text)) {
                (true, false) => hinted(
                    person(one(first), one(second)),
                    eastern,
                    format!("`{}` is a family name of that language", first.text),
                ),
                (false, true) => hinted(
                    person(one(second), one(first)),
                    None,
                    format!("`{}` is a family name of that language", second.text),
                ),
                _ => None,
            }
        }
        ("hu", [first, .., last]) => {
            let is_given = |token: &Token<'_>| HUNGARIAN_GIVEN.contains(&token.lower().as_str());
            match (is_given(first), is_given(last)) {
                (false, true) => hinted(
                    person(one(first), tokens.get(1..)?),
                    eastern,
                    format!("`{}` is a Hungarian given name and stands last", last.text),
                ),
                (true, false) => hinted(
                    person(one(last), tokens.get(..tokens.len() - 1)?),
                    None,
                    format!("`{}` is a Hungarian given name and stands first", first.text),
                ),
                _ => None,
            }
        }
        ("es" | "pt", [first, .., last]) => {
            let (tokens, suffix) = match tokens.split_last() {
                Some((last, rest))
                    if lang == "pt"
                        && rest.len() > 1
                        && PORTUGUESE_SUFFIXES.contains(&last.lower().as_str()) =>
                {
                    (rest, last.text)
                }
                _ => (tokens, ""),
            };
            let last = if suffix.is_empty() { last } else { tokens.last()? };
            if is_iberian_family(first) || !is_iberian_family(last) {
                return None;
            }
            let second = tokens.len().checked_sub(2)?;
            let double =
                lang == "es" && second > 0 && tokens.get(second).is_some_and(is_iberian_family);
            // A word between that is known for neither may be the first family name.
            if tokens.len() > 2 && !double && lang == "es" {
                let middle = tokens.get(second)?;
                if !GIVEN_NAMES.contains(&middle.lower().as_str()) {
                    return None;
                }
            }
            let cut = if double { second } else { tokens.len() - 1 };
            let mut name = person(tokens.get(cut..)?, tokens.get(..cut)?);
            name.suffix = suffix.into();
            let reason =
                format!("`{}` is a family name of that language and stands last", last.text);
            hinted(name, None, reason)
        }
        ("id" | "my" | "jv", [_]) => hinted(
            only_given(tokens),
            Some(NameStyle::GivenOnly),
            "people of that language may have one name".to_owned(),
        ),
        _ => None,
    }
}

fn is_iberian_family(token: &Token<'_>) -> bool {
    let lower = token.lower();
    IBERIAN_FAMILIES.contains(&lower.as_str()) || (lower.ends_with("ez") && lower.len() > 4)
}

/// Letters of a second alphabet that look like letters of the first: the Cyrillic `М` of
/// `Anderson K. М.`. They are named, and stay as they are.
pub(super) fn look_alikes(name: &PersonName) -> Option<String> {
    let text = format!("{} {}", name.given, name.family);
    if !has_both(&text) {
        return None;
    }
    if let Some(within_a_word) = foreign_letters(&text) {
        return Some(within_a_word);
    }
    let counts = counts(&text);
    let has = |script| counts.iter().any(|(of, _)| *of == script);
    if !(has(Script::Latin) && has(Script::Cyrillic)) {
        return None;
    }
    let main = dominant(&text)?;
    let other = if main == Script::Latin { Script::Cyrillic } else { Script::Latin };
    let letters: Vec<char> = text.chars().filter(|c| Script::of(*c) == Some(other)).collect();
    Some(look_alike_sentence(&letters, other, main))
}
