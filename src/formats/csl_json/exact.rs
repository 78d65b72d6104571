//! Which values a variable gives back as they are.

use crate::model::{
    Abstract, Bound, Contributor, Date, DateKind, DateValue, Form, KeywordGroup, Localized, Name,
    NameStyle, PersonName, RichText, Season,
};
use crate::value::html;

pub(super) const DATES: &[DateKind] =
    &[DateKind::Published, DateKind::Available, DateKind::Submitted, DateKind::Accessed];

/// The place of a date's variable among those of dates, from 1.
pub(super) fn date_place(kind: &DateKind) -> Option<usize> {
    DATES.iter().position(|of| of == kind).map(|place| place + 1)
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

/// A contributor as its variable is read.
pub(super) fn as_read(person: &Contributor) -> Contributor {
    let name = person.name.iter().enumerate().map(|(i, form)| Localized {
        lang: form.lang.clone(),
        form: if i == 0 { Form::Original } else { Form::Transliteration },
        value: match &form.value {
            Name::Organization(text) => Name::Literal(text.clone()),
            other => other.clone(),
        },
    });
    Contributor { name: name.collect(), role: person.role.clone(), ..Contributor::default() }
}
