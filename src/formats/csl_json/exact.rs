//! Which values a variable gives back as they are.

use crate::model::{
    Abstract, Bound, Contributor, Date, DateKind, DateValue, Form, KeywordGroup, Name, NameStyle,
    PersonName, RichText, Season,
};
use crate::value::html;

/// The dates that have a variable, in the order of the table.
pub(super) const DATES: &[(DateKind, &str)] = &[
    (DateKind::Published, "issued"),
    (DateKind::Available, "available-date"),
    (DateKind::Submitted, "submitted"),
    (DateKind::Accessed, "accessed"),
];

/// The place of a date's variable among those of dates, from 1.
pub(super) fn date_place(kind: &DateKind) -> Option<usize> {
    DATES.iter().position(|(of, _)| of == kind).map(|place| place + 1)
}

/// The variable of a date of that kind.
pub(super) fn date_variable(kind: &DateKind) -> Option<&'static str> {
    DATES.iter().find(|(of, _)| of == kind).map(|(_, variable)| *variable)
}

pub(super) fn is_in_first_year(value: &DateValue) -> bool {
    let first = |bound: &Bound| matches!(bound, Bound::At(Date { year: i32::MIN, .. }));
    match value {
        DateValue::At(date) => date.year == i32::MIN,
        DateValue::Range { start, end } => first(start) || first(end),
        DateValue::Literal(_) => false,
    }
}

/// Whether parts, one of four seasons and `circa` say all of it, and it is a real date.
pub(super) fn is_plain_date(date: &Date) -> bool {
    let season = match date.season {
        None => true,
        Some(Season::Spring | Season::Summer | Season::Autumn | Season::Winter) => {
            date.month.is_none() && date.day.is_none()
        }
        Some(_) => false,
    };
    season
        && date.time.is_none()
        && date.unspecified.is_none()
        && !date.uncertain
        && Date::from_ymd(date.year, date.month, date.day).is_some()
}

/// Whether an abstract has what no text says: a heading or sections.
pub(super) fn has_structure(item: &Abstract) -> bool {
    item.title.is_some() || !item.sections.is_empty()
}

/// Whether an abstract is paragraphs and nothing else, which an empty line tells apart.
pub(super) fn is_simple(item: &Abstract) -> bool {
    let apart = |text: &RichText| {
        // The words alone: a tag has no line break in it, and breaks inside styles are rare.
        let plain = text.to_string();
        !plain.is_empty()
            && !plain.starts_with('\n')
            && !plain.ends_with('\n')
            && !plain.contains("\n\n")
            && !html::has_jats(&plain)
    };
    let one = |text: &RichText| match text.as_plain() {
        Some(plain) => {
            !plain.is_empty()
                && (memchr::memchr2(b'\n', b'<', plain.as_bytes()).is_none() || apart(text))
        }
        None => apart(text),
    };
    item.kind.is_none()
        && item.title.is_none()
        && item.sections.is_empty()
        && !item.paragraphs.is_empty()
        && item.paragraphs.iter().all(one)
}

/// Whether a group is words and nothing else, which commas tell apart.
pub(super) fn are_words(group: &KeywordGroup) -> bool {
    let one = |text: &str| {
        !text.is_empty()
            && text.trim() == text
            && memchr::memchr2(b',', b';', text.as_bytes()).is_none()
    };
    group.kind.is_none()
        && group.title.is_none()
        && !group.keywords.is_empty()
        && group.keywords.iter().all(|word| {
            word.parts.is_empty()
                && match word.text.as_plain() {
                    Some(text) if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() => {
                        one(text)
                    }
                    _ => html::comes_back(&word.text) && one(&html::encode(&word.text)),
                }
        })
}

/// Whether a name is read as it is, but for an organization, which is read as words.
pub(super) fn is_exact_name(name: &Name) -> bool {
    match name {
        Name::Person(PersonName { style, family, given, dropping_particle, suffix, .. }) => {
            matches!(style, None | Some(NameStyle::Eastern))
                && !(family.is_empty()
                    && given.is_empty()
                    && dropping_particle.is_empty()
                    && suffix.is_empty())
        }
        // pandoc's way to say "and others".
        Name::Literal(text) | Name::Organization(text) => {
            text != "others" && !text.trim().is_empty()
        }
        Name::Anonymous => false,
    }
}

/// Whether its variable says all of a contributor.
pub(super) fn says_all(person: &Contributor) -> bool {
    let mut forms = person.name.iter();
    let usual = forms.next().is_some_and(|first| !matches!(first.value, Name::Organization(_)))
        && forms.all(|form| {
            form.form == Form::Transliteration && !matches!(form.value, Name::Organization(_))
        });
    usual
        && person.orcid.is_none()
        && person.identifiers.is_empty()
        && person.affiliations.is_empty()
        && person.emails.is_empty()
        && !person.corresponding
        && !person.equal_contribution
        && !person.deceased
        && person.tasks.is_empty()
        && person.members.is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::fields::{DateHome, Home, VARIABLES};
    use super::*;

    #[test]
    fn dates_are_those_of_the_table() {
        let rows = VARIABLES.iter().filter_map(|variable| match &variable.home {
            Home::Date(DateHome::Of(kind)) => Some((kind.clone(), variable.name)),
            _ => None,
        });
        assert_eq!(rows.collect::<Vec<_>>(), DATES);
    }
}
