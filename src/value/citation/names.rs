//! Lists of names as reference strings have them: family names with initials in a heading, either
//! order in the area of responsibility.

use super::scan::{is_separator, strip_ci, window};
use super::tasks::{self, HONORIFICS, Task};
use super::words::{self, Meaning};
use super::{Evidence, sorts};
use crate::model::{Contributor, Name, PersonName, Role, is_dash};

/// No name is longer, in bytes.
const LONGEST: usize = 200;

/// Particles that stand before a family name, in small letters.
const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "ter",
    "ten", "ibn", "фон", "ван", "дер", "ден", "де", "ди", "да", "дю", "ла", "ле", "ибн", "тер",
];

/// Initials of more than one letter. No others are taken for one: `Мир.` may begin a title.
const LONG_INITIALS: &[&str] = &[
    "дж", "ye", "yu", "ya", "yo", "iu", "ia", "ts", "sh", "kh", "zh", "ch", "shch", "sch", "th",
    "ph", "gh", "dj", "je", "ju", "ja", "jo", "ju",
];

/// The endings of family names in the form that a heading has.
const FAMILY_ENDINGS: &[&str] = &[
    "ов",
    "ев",
    "ёв",
    "ин",
    "ын",
    "ова",
    "ева",
    "ёва",
    "ина",
    "ына",
    "ский",
    "цкий",
    "ская",
    "цкая",
    "ой",
    "ич",
    "ко",
    "ук",
    "юк",
    "ян",
    "ец",
    "дзе",
    "швили",
    "их",
    "ых",
    "берг",
    "штейн",
    "ман",
    "айте",
    "енс",
    "ський",
    "цький",
    "ська",
    "ів",
    "їв",
    "ов",
    "чук",
    "ov",
    "ev",
    "in",
    "skiy",
    "sky",
    "ova",
    "eva",
    "ina",
    "ko",
    "uk",
    "yan",
    "ich",
    "вич",
];

/// Words between the last two names of a list.
const AND: &[&str] = &["и", "and", "та", "і", "й", "і", "und", "&", "және", "y", "et"];

/// What says in brackets behind the names of a heading that these edited or compiled the work.
const ROLES: &[(&str, Role)] = &[
    ("(ред.)", Role::Editor),
    ("(отв. ред.)", Role::Editor),
    ("(под ред.)", Role::Editor),
    ("(гл. ред.)", Role::Editor),
    ("(Ed.)", Role::Editor),
    ("(Eds.)", Role::Editor),
    ("(ed.)", Role::Editor),
    ("(eds.)", Role::Editor),
    ("(Hrsg.)", Role::Editor),
    ("(сост.)", Role::Compiler),
    ("(упоряд.)", Role::Compiler),
];

/// The names at the head of a reference.
#[derive(Debug, Default)]
pub(super) struct Heading<'a> {
    pub(super) people: Vec<Contributor>,
    /// `и др.`
    pub(super) others: bool,
    /// What follows.
    pub(super) rest: &'a str,
    /// What is odd about them.
    pub(super) doubts: Vec<Evidence>,
}

/// Reads the names at the head of `text`.
pub(super) fn heading(text: &str) -> Heading<'_> {
    let mut found = Heading { rest: text, ..Heading::default() };
    let mut role = Role::Author;
    let mut rest = text;
    // Forms of other styles; and initials that may begin the title.
    let (mut is_foreign, mut is_mixed) = (false, false);
    loop {
        let parsed = match family_first(rest) {
            Some((name, after)) => Some((name, after)),
            None => initials_first(rest).inspect(|_| is_foreign = true),
        };
        let Some((name, after)) = parsed else { break };
        let name_text = rest.get(..rest.len() - after.len()).unwrap_or("");
        is_mixed = after.starts_with(' ') && has_mixed_initials(name_text);
        found.people.push(Contributor::new(Name::Person(name)));
        found.rest = after;
        if let Some((is_role, after)) = role_in_brackets(after) {
            (role, found.rest) = (is_role, after);
        }
        if let Some(after) = others(found.rest) {
            (found.others, found.rest) = (true, after);
            if let Some((is_role, after)) = role_in_brackets(found.rest) {
                (role, found.rest) = (is_role, after);
            }
            break;
        }
        rest = match next_item(found.rest) {
            Some(next) => next,
            None => match unseparated(found.rest) {
                Some(next) => {
                    found.doubts.push(Evidence::MissingComma);
                    next
                }
                None => break,
            },
        };
    }
    if found.people.is_empty()
        && let Some((name, after)) = in_full(text)
    {
        found.people.push(Contributor::new(Name::Person(name)));
        found.rest = after;
        is_foreign = true;
    }
    found.doubts.extend(is_foreign.then_some(Evidence::ForeignHeading));
    found.doubts.extend(is_mixed.then_some(Evidence::MixedInitials));
    for person in &mut found.people {
        person.role = role.clone();
    }
    found
}

/// Whether a family name has initials behind it of which the first have spaces between them and the
/// last have not.
fn has_mixed_initials(name: &str) -> bool {
    let mut words = name.match_indices(' ').filter_map(|(at, _)| name.get(at + 1..));
    words.find_map(spaced_initials).is_some_and(|(_, rest, mixed)| rest.is_empty() && mixed)
}

fn role_in_brackets(text: &str) -> Option<(Role, &str)> {
    let text = text.strip_prefix(' ').unwrap_or(text);
    ROLES.iter().find_map(|(word, role)| text.strip_prefix(word).map(|rest| (role.clone(), rest)))
}

/// `и др.`, with or without brackets: what follows.
pub(super) fn others(text: &str) -> Option<&str> {
    let start = window(text, 4);
    let text = text.get(start.len() - start.trim_start_matches([' ', ',']).len()..)?;
    let open = text.strip_prefix(['[', '(']);
    let rest = words::after(open.unwrap_or(text), Meaning::Others)?;
    match open {
        Some(_) => rest.strip_prefix([']', ')']),
        None => Some(rest),
    }
}

/// What follows a comma, a semicolon or a word for "and".
fn next_item(text: &str) -> Option<&str> {
    let bare = text.strip_prefix([',', ';']);
    let after = bare.unwrap_or(text);
    let spaced = after.strip_prefix(' ').unwrap_or(after);
    let and = AND.iter().find_map(|and| strip_ci(spaced, and)?.strip_prefix(' '));
    match (and, bare) {
        (Some(next), _) if after.starts_with(' ') => Some(next),
        (_, Some(_)) => Some(spaced),
        _ => None,
    }
}

/// The next name of a list that has no comma before it, where that is surely a family name.
fn unseparated(text: &str) -> Option<&str> {
    let text = text.strip_prefix(' ')?;
    let (name, _) = family_first(text)?;
    let small = name.family.to_lowercase();
    FAMILY_ENDINGS.iter().any(|ending| small.ends_with(ending)).then_some(text)
}

/// `Троицкий Е. Ф.`, `ван Дейк, Т. А.`
fn family_first(text: &str) -> Option<(PersonName, &str)> {
    let scope = window(text, LONGEST);
    let (particles, rest) = particles(scope);
    let (family, rest) = family_word(rest)?;
    // A family name of two words, as in Spanish; in Cyrillic the first would begin a title.
    let double = rest.strip_prefix(' ').and_then(family_word).filter(|(second, after)| {
        is_latin(second) && is_latin(family) && gap_and_initials(after).is_some()
    });
    let (family, rest) = match double {
        Some((second, rest)) => (format!("{family} {second}"), rest),
        None => (family.to_owned(), rest),
    };
    let (given, rest) = gap_and_initials(rest)?;
    let name =
        PersonName { non_dropping_particle: particles.into(), ..PersonName::new(family, given) };
    Some((name, text.get(scope.len() - rest.len()..)?))
}

/// Whether `text` is just that name in the form of a heading.
pub(super) fn is_heading_name(text: &str, name: &PersonName) -> bool {
    family_first(text).is_some_and(|(read, rest)| rest.is_empty() && read == *name)
}

fn gap_and_initials(text: &str) -> Option<(String, &str)> {
    let text = text.strip_prefix(',').unwrap_or(text).strip_prefix(' ')?;
    initials(text)
}

/// `Е. Ф. Троицкий`
fn initials_first(text: &str) -> Option<(PersonName, &str)> {
    let scope = window(text, LONGEST);
    let (given, rest) = initials(scope)?;
    let (particles, rest) = particles(rest.strip_prefix(' ').unwrap_or(rest));
    let (family, rest) = family_word(rest)?;
    // Behind two words in Latin letters the list goes on or ends.
    let double = rest.strip_prefix(' ').and_then(family_word).filter(|(second, after)| {
        let ends = after.is_empty() || after.starts_with([',', ';']) || after.starts_with(" [");
        ends && is_latin(second) && is_latin(family)
    });
    let (family, rest) = match double {
        Some((second, rest)) => (format!("{family} {second}"), rest),
        None => (family.to_owned(), rest),
    };
    if !(rest.is_empty() || rest.starts_with([',', ';', '.', ' ', '('])) {
        return None;
    }
    let name =
        PersonName { non_dropping_particle: particles.into(), ..PersonName::new(family, given) };
    Some((name, text.get(scope.len() - rest.len()..)?))
}

fn is_latin(word: &str) -> bool {
    word.chars().all(|c| c < '\u{370}')
}

/// `Маринов, Димитър. `
fn in_full(text: &str) -> Option<(PersonName, &str)> {
    let scope = window(text, LONGEST);
    let (family, rest) = family_word(scope)?;
    let rest = rest.strip_prefix(", ")?;
    let (given, rest) = family_word(rest)?;
    let (second, rest) = match rest.strip_prefix(' ').and_then(family_word) {
        Some((second, rest)) => (Some(second), rest),
        None => (None, rest),
    };
    rest.starts_with(". ").then_some(())?;
    let given = [Some(given), second].into_iter().flatten().collect::<Vec<_>>().join(" ");
    Some((PersonName::new(family, given), text.get(scope.len() - rest.len()..)?))
}

/// Particles in small letters at the start, and what follows.
fn particles(text: &str) -> (String, &str) {
    let mut rest = text;
    while let Some((word, after)) = rest.split_once(' ')
        && PARTICLES.contains(&word)
    {
        rest = after;
    }
    (text.get(..text.len() - rest.len()).unwrap_or("").trim_end().to_owned(), rest)
}

/// A word with a capital, as a family name is: letters, hyphens and apostrophes.
fn family_word(text: &str) -> Option<(&str, &str)> {
    let is_part = |c: char| {
        c.is_alphabetic()
            || is_dash(c) && c != '–' && c != '—'
            || matches!(c, '\'' | '’' | 'ʼ' | 'ʹ' | '´' | '`' | '\u{300}'..='\u{36F}')
    };
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    let word = text.get(..end)?.trim_end_matches(is_dash);
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    // `аль-Фараби`: the capital may stand behind a hyphen.
    let capital = word.starts_with(char::is_uppercase)
        || word.split(is_dash).nth(1).is_some_and(|part| part.starts_with(char::is_uppercase))
        || word.chars().any(|c| ('\u{3400}'..='\u{9FFF}').contains(&c));
    (capital && letters.nth(1).is_some()).then(|| (word, text.get(word.len()..).unwrap_or("")))
}

/// Initials with their full stops, one space between each two, and what follows.
fn initials(text: &str) -> Option<(String, &str)> {
    spaced_initials(text).map(|(initials, rest, _)| (initials, rest))
}

/// The same; and whether some of them have spaces between them and later ones have not, so that
/// these may begin a title: `Glazier T. U.N. policy`.
fn spaced_initials(text: &str) -> Option<(String, &str, bool)> {
    let mut out = String::new();
    let mut rest = text;
    let mut count = 0;
    let (mut is_spaced, mut mixed) = (false, false);
    loop {
        let dashed = rest.strip_prefix(is_dash).filter(|_| count > 0);
        let spaced = rest.strip_prefix(' ').filter(|_| count > 0);
        let start = dashed.or(spaced).unwrap_or(rest);
        let Some(after) = initial(start) else { break };
        // A third one behind a space begins a title more often: `Смирнов К. Ф. С. Есенин…`.
        if spaced.is_some() && count >= 2 && !after.starts_with([',', ';']) && !after.is_empty() {
            break;
        }
        if count >= 6 || is_abbreviation(start) {
            break;
        }
        mixed |= is_spaced && dashed.is_none() && spaced.is_none() && count > 0;
        is_spaced |= spaced.is_some();
        if dashed.is_some() {
            out.push('-');
        } else if count > 0 {
            out.push(' ');
        }
        out.push_str(start.get(..start.len() - after.len())?);
        count += 1;
        rest = after;
    }
    (count > 0).then_some((out, rest, mixed))
}

/// Words of letters with full stops that titles begin with, and nobody's initials are.
const ABBREVIATIONS: &[&str] = &["U.S.", "U.K.", "U.N.", "E.U.", "D.C.", "U.S.S.R."];

/// Whether such a word begins a text. Before a comma it may yet be the initials of a name that
/// another one follows.
fn is_abbreviation(text: &str) -> bool {
    ABBREVIATIONS.iter().filter_map(|word| text.strip_prefix(word)).any(|rest| {
        match rest.strip_prefix(", ") {
            Some(next) => family_first(next).is_none(),
            None => rest.starts_with([' ', ',', ':', '!', '?', '…']),
        }
    })
}

/// One initial at the start of `text`: what follows its full stop.
fn initial(text: &str) -> Option<&str> {
    let (letters, rest) = window(text, 16).split_once('.')?;
    let mut chars = letters.chars();
    let capital = chars.next().is_some_and(char::is_uppercase);
    let is_long = || {
        let small = letters.to_lowercase();
        LONG_INITIALS.contains(&small.as_str()) && chars.as_str().chars().all(char::is_lowercase)
    };
    let end = window(text, 16).len() - rest.len();
    if capital && (chars.as_str().is_empty() || is_long()) { text.get(end..) } else { None }
}

/// The area of responsibility: who did what, and whether the list of authors is cut short.
#[derive(Debug, Default)]
pub(super) struct Responsibility {
    pub(super) people: Vec<Contributor>,
    pub(super) others: Vec<Role>,
    /// What is no name.
    pub(super) rest: Vec<String>,
}

/// Whether what stands behind ` / ` is an area of responsibility, by the first name in it.
pub(super) fn is_responsibility(text: &str) -> bool {
    let scope = window(text.trim_start(), LONGEST / 2);
    if tasks::task(scope).is_some() || initials_first(scope).is_some() {
        return true;
    }
    if !scope.starts_with(char::is_uppercase) {
        return false;
    }
    let item = scope.split([',', ';', '[', '.']).next().unwrap_or("").trim();
    let item = item.split(" и ").next().unwrap_or(item);
    family_first(scope).is_some()
        || sorts::is_institution(item)
        || matches!(full_name(item), Name::Person(_))
}

/// Reads the area of responsibility, that is what stands behind ` / `.
pub(super) fn responsibility(text: &str) -> Responsibility {
    let mut found = Responsibility::default();
    for statement in text.split(';').map(str::trim).filter(|text| !text.is_empty()) {
        statement_of(statement, &mut found);
    }
    found
}

fn statement_of(text: &str, found: &mut Responsibility) {
    let (task, as_printed, names) = tasks::task(text).unwrap_or((Task::Author, false, text));
    let role = match task {
        Task::Author => Role::Author,
        Task::Editor => Role::Editor,
        Task::Compiler => Role::Compiler,
        Task::Translator => Role::Translator,
    };
    if task == Task::Translator && as_printed {
        // `пер. с англ. И. Иванова`: the language stands between.
        let name = names.trim_start_matches([' ', ':']);
        let name = match name.split_once(". ") {
            Some((word, rest)) if word.starts_with(char::is_lowercase) => rest,
            _ => name,
        };
        return push_items(name, &role, true, found);
    }
    push_items(names.trim_start_matches([' ', ':']), &role, as_printed, found);
}

fn push_items(names: &str, role: &Role, as_printed: bool, found: &mut Responsibility) {
    let mut rest = names.trim();
    let mut start = 0;
    let mut at = 0;
    let mut items: Vec<&str> = Vec::new();
    // Commas and words for "and" divide; brackets only hold `и др.`.
    while let Some(here) = rest.get(at..).filter(|here| !here.is_empty()) {
        let divides = here.starts_with([' ', ',', '[']);
        if divides && let Some(after) = others(here) {
            items.extend(rest.get(start..at));
            if !found.others.contains(role) {
                found.others.push(role.clone());
            }
            rest = after;
            (start, at) = (0, 0);
            continue;
        }
        if divides && let Some(next) = next_item(here) {
            items.extend(rest.get(start..at));
            start = rest.len() - next.len();
            at = start;
            continue;
        }
        at += here.chars().next().map_or(1, char::len_utf8);
    }
    items.extend(rest.get(start..));
    for item in items.into_iter().map(|item| item.trim_matches(is_blank)) {
        match item_name(item, as_printed) {
            Some(name) => found.people.push(Contributor::new(name).with_role(role.clone())),
            None if item.is_empty() => {}
            None => found.rest.push(item.to_owned()),
        }
    }
}

fn is_blank(c: char) -> bool {
    is_separator(c) && c != '.'
}

/// One name of the area of responsibility. `as_printed`: it stands in another case, so that its
/// parts would not be those of the name.
fn item_name(item: &str, as_printed: bool) -> Option<Name> {
    let mut item = item;
    while let Some(rest) =
        HONORIFICS.iter().find_map(|word| strip_ci(item, word)?.strip_prefix(' '))
    {
        item = rest.trim_start();
    }
    if !item.chars().any(char::is_alphabetic) || item.len() > LONGEST {
        return None;
    }
    let done = |rest: &str| rest.trim_matches(['.', ' ']).is_empty();
    let person = initials_first(item)
        .filter(|(_, rest)| done(rest))
        .or_else(|| family_first(item).filter(|(_, rest)| done(rest)));
    if let Some((name, _)) = person {
        return Some(if as_printed {
            Name::Literal(name.to_string().into())
        } else {
            Name::Person(name)
        });
    }
    if as_printed {
        return Some(Name::Literal(item.into()));
    }
    Some(full_name(item.strip_suffix('.').unwrap_or(item)))
}

/// `Евгений Фёдорович Троицкий`, an institution, or what cannot be told apart.
fn full_name(item: &str) -> Name {
    if sorts::is_institution(item) {
        return Name::Organization(item.into());
    }
    let tokens: Vec<&str> = item.split(' ').collect();
    let Some((family, before)) = tokens.split_last() else {
        return Name::Literal(item.into());
    };
    let is_particle = |word: &&str| PARTICLES.contains(word);
    let particles = before.iter().rev().take_while(|word| is_particle(word)).count();
    let (given, particles) = before.split_at(before.len() - particles);
    let is_part = |word: &&str| {
        family_word(word).is_some_and(|(_, rest)| rest.is_empty()) || initials(word).is_some()
    };
    if (1..=3).contains(&given.len()) && given.iter().all(is_part) && is_part(family) {
        return Name::Person(PersonName {
            non_dropping_particle: particles.join(" ").into(),
            ..PersonName::new(*family, given.join(" "))
        });
    }
    if tokens.len() > 1 && tokens.iter().any(|word| word.starts_with(char::is_lowercase)) {
        return Name::Organization(item.into());
    }
    Name::Literal(item.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(found: &[Contributor]) -> Vec<String> {
        let show = |name: &Name| match name {
            Name::Person(person) => {
                let particle = format!("{} ", person.non_dropping_particle);
                format!("{}{}, {}", particle.trim_start(), person.family, person.given)
            }
            other => format!("({other})"),
        };
        found.iter().map(|person| show(person.name.primary().unwrap())).collect()
    }

    #[test]
    fn headings() {
        let table: &[(&str, &[&str], &str)] = &[
            ("Казанин Г.С., Заяц И.В. Море", &["Казанин, Г. С.", "Заяц, И. В."], " Море"),
            ("Ломов И.Б.,Лось Л.П. Х", &["Ломов, И. Б.", "Лось, Л. П."], " Х"),
            ("Ломов, И. Б. Мир. Труд", &["Ломов, И. Б."], " Мир. Труд"),
            ("Ломов С.П. Шимелевич Л.И. О", &["Ломов, С. П.", "Шимелевич, Л. И."], " О"),
            ("Ломов С.П. Письма А. П. Чехова", &["Ломов, С. П."], " Письма А. П. Чехова"),
            ("Сартр Ж.-П. Слова", &["Сартр, Ж.-П."], " Слова"),
            ("ван Дейк Т. А. Язык", &["ван Дейк, Т. А."], " Язык"),
            ("Shcherbakov Shch.Yu. and Li X. On", &["Shcherbakov, Shch. Yu.", "Li, X."], " On"),
            ("Смирнов К. Ф. С. Есенин", &["Смирнов, К. Ф."], " С. Есенин"),
            ("Внешняя политика Н. С. Хрущева", &[], "Внешняя политика Н. С. Хрущева"),
            ("О'Нил Дж. Р.Р. Путь", &["О'Нил, Дж. Р. Р."], " Путь"),
        ];
        for (text, names, rest) in table {
            let found = heading(text);
            assert_eq!(people(&found.people), *names, "{text}");
            assert_eq!(found.rest, *rest, "{text}");
        }
        let found = heading("Васильев В.А. и др. Комплекс");
        assert!(found.others && found.rest == " Комплекс");
        let found = heading("Ломов А.А. (отв. ред.) Сборник");
        assert_eq!((found.people[0].role.as_str(), found.rest), ("editor", " Сборник"));
    }

    #[test]
    fn areas_of_responsibility() {
        let table: &[(&str, &[&str])] = &[
            ("Е. Ф. Троицкий, И. И. Иванов [и др.]", &["Троицкий, Е. Ф.", "Иванов, И. И."]),
            (
                "Евгений Фёдорович Троицкий и Анна Лось",
                &["Троицкий, Евгений Фёдорович", "Лось, Анна"],
            ),
            ("Под общ. ред. В.Г.Пешехонова", &["(В. Г. Пешехонова)"]),
            ("А. Б. Лось ; пер. с англ. В. Г. Рысева", &["Лось, А. Б.", "(В. Г. Рысева)"]),
            ("под ред. проф. В.В. Федынского", &["(В. В. Федынского)"]),
            ("Институт примеров", &["(Институт примеров)"]),
            ("отв. ред. В. В. Лось", &["Лось, В. В."]),
        ];
        for (text, names) in table {
            assert_eq!(people(&responsibility(text).people), *names, "{text}");
        }
        assert_eq!(responsibility("А. Б. Лось [и др.]").others, [Role::Author]);
    }
}
