//! Reads dates: in parts, in ISO form, in words.

use super::inline::{Context, known_or};
use super::kinds::{self, DATES};
use super::read_front::medium;
use super::tree::Element;
use crate::model::{Date, DateKind, DateValue, Dated, Season};
use crate::report::Code;

/// A date with the event it belongs to. `at` is its position among the dates.
pub(super) fn dated(
    context: &mut Context<'_>,
    element: Element<'_>,
    default: &DateKind,
    at: usize,
) -> Option<Dated> {
    let kind = match element.attribute("date-type").or_else(|| element.attribute("pub-type")) {
        Some("pmc-release") => DateKind::Other("pmc-release".into()),
        Some(kind) => known_or(DATES, kind, DateKind::from_name),
        None => default.clone(),
    };
    let value = date_value(context, element, &format!("dates[{at}]"))?;
    Some(Dated { kind, medium: medium(element), value })
}

/// The value of an element that holds a date: its ISO form, its parts, else its words.
/// `field` is the field it is read for.
pub(super) fn date_value(
    context: &mut Context<'_>,
    element: Element<'_>,
    field: &str,
) -> Option<DateValue> {
    if let Some(value) = known_date(context, element, field) {
        return Some(value);
    }
    if let Some(words) = element.first("string-date") {
        return date_value(context, words, field);
    }
    let words = context.some(element)?;
    if let Some(date) = date_in_words(&words) {
        return Some(DateValue::At(date));
    }
    if element.first("year").is_some() || element.name() == "pub-date" {
        no_date(context, element, field, &words);
    }
    Some(DateValue::Literal(words))
}

fn no_date(context: &mut Context<'_>, element: Element<'_>, field: &str, words: &str) {
    let message = format!("`{words}` is no date; it is kept as words");
    context.warn_of(Code::BadDate, field, element, message);
}

/// What the ISO form of a date says, or its parts.
fn known_date(context: &mut Context<'_>, element: Element<'_>, field: &str) -> Option<DateValue> {
    let all = element.firsts(["year", "month", "day", "season"]);
    let parts = date_parts(context, element, all, field);
    let own = element.attribute("iso-8601-date");
    let iso = own
        .or_else(|| all.first().copied().flatten()?.attribute("iso-8601-date"))
        .and_then(|text| text.trim().parse::<DateValue>().ok());
    match (iso, parts) {
        // The parts may say more: a year's own ISO form knows no month.
        (Some(DateValue::At(iso)), Some(parts))
            if iso.month.is_none() && parts.month.is_some() && iso.year == parts.year =>
        {
            Some(DateValue::At(parts))
        }
        (Some(iso), _) => {
            // It says what the words say.
            if own.is_some() {
                element.read_whole();
            }
            let is_part = |e: &Element<'_>| matches!(e.name(), "year" | "month" | "day" | "season");
            element.elements().filter(is_part).for_each(Element::read_whole);
            Some(iso)
        }
        (None, parts) => parts.map(DateValue::At),
    }
}

/// The date of publication of a cited work, which is spread over the citation.
pub(super) fn cited_date(context: &mut Context<'_>, element: Element<'_>) -> Option<DateValue> {
    let field = "dates[0]";
    let Some(year) = element.first("year") else {
        let words = element.first("string-date")?;
        return date_value(context, words, field);
    };
    let in_text = year.was_read();
    if let Some(value) = known_date(context, element, field) {
        return Some(value);
    }
    let text = context.some_words(year)?;
    // A letter behind the year is the bibliography's: it tells works of one year apart.
    let digits = text.trim_matches(['(', ')', '[', ']']);
    let number = digits.trim_end_matches(|c: char| c.is_ascii_lowercase());
    if let (4, Ok(date)) = (number.len(), number.parse()) {
        if !in_text && number.len() < digits.len() {
            let message = format!("`{text}` is the year {number}; what follows it is left out");
            context.warn_of(Code::BadDate, field, year, message);
        }
        return Some(DateValue::At(date));
    }
    if let Some(date) = date_in_words(&text) {
        return Some(DateValue::At(date));
    }
    no_date(context, year, field, &text);
    Some(DateValue::Literal(text.into_owned()))
}

/// What the year, month, day and season of `element` say.
fn date_parts(
    context: &mut Context<'_>,
    element: Element<'_>,
    [year, month, day, season]: [Option<Element<'_>>; 4],
    field: &str,
) -> Option<Date> {
    let year = context.some_words(year?).filter(|year| year.len() == 4)?.parse().ok()?;
    let [month, day, season] =
        [month, day, season].map(|part| part.and_then(|part| context.some_words(part)));
    if let Some(season) = season.as_deref().and_then(season_named) {
        return Some(Date::from_season(year, season));
    }
    let Some(words) = month else {
        return season.is_none().then(|| Date::from_year(year));
    };
    let Some(month) = month_named(&words) else {
        let message = format!("`{words}` is no month; the year {year} alone is kept");
        context.warn_of(Code::BadDate, field, element, message);
        return Some(Date::from_year(year));
    };
    let whole = match &day {
        None => Date::from_ymd(year, Some(month), None),
        Some(day) => day.parse().ok().and_then(|day| Date::from_ymd(year, Some(month), Some(day))),
    };
    if let (None, Some(day)) = (&whole, &day) {
        let message = format!("`{day}` is no day of {year}-{month:02}; it is left out");
        context.warn_of(Code::BadDate, field, element, message);
    }
    whole
        .or_else(|| Date::from_ymd(year, Some(month), None))
        .or_else(|| Some(Date::from_year(year)))
}

fn month_named(text: &str) -> Option<u8> {
    if let Ok(number) = text.parse() {
        return (1..=12).contains(&number).then_some(number);
    }
    let lower = text.to_lowercase();
    let at =
        MONTHS.iter().position(|month| month.get(..3).is_some_and(|m| lower.starts_with(m)))?;
    u8::try_from(at + 1).ok()
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words that only say that a date follows: which, the element says.
const AROUND: &[&str] =
    &["accessed", "access", "cited", "retrieved", "viewed", "visited", "last", "on", "the", "date"];

/// The date that English words say, if they say that and no more. Days and months in numbers are
/// understood only behind the year: nobody knows what `3.4.2012` means.
fn date_in_words(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let is_part = |word: &&str| !word.is_empty() && !AROUND.contains(word);
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(is_part);
    let words = [words.next(), words.next(), words.next(), words.next()];
    if let [Some(year), Some(month), Some(day), None] = words
        && year.len() == 4
        && [year, month, day].iter().all(|word| word.bytes().all(|b| b.is_ascii_digit()))
    {
        return Date::from_ymd(year.parse().ok()?, month.parse().ok(), day.parse().ok());
    }
    let (mut year, mut month, mut day) = (None, None, None);
    for word in words.iter().take(3).flatten() {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let is_ordinal = matches!(word.get(digits.len()..), Some("" | "st" | "nd" | "rd" | "th"));
        let named = MONTHS.iter().position(|m| word.len() > 2 && m.starts_with(word));
        match (digits.parse::<u8>(), word.parse::<i32>(), named) {
            (_, Ok(number), _) if word.len() == 4 && year.is_none() => year = Some(number),
            (Ok(number), _, _) if is_ordinal && day.is_none() => day = Some(number),
            (_, _, Some(at)) if month.is_none() => month = u8::try_from(at + 1).ok(),
            _ => return None,
        }
    }
    let is_whole = words.get(3).is_some_and(Option::is_none) && (day.is_none() || month.is_some());
    Date::from_ymd(year.filter(|_| is_whole)?, month, day)
}

fn season_named(text: &str) -> Option<Season> {
    match text.to_lowercase().as_str() {
        "spring" => Some(Season::Spring),
        "summer" => Some(Season::Summer),
        "autumn" | "fall" => Some(Season::Autumn),
        "winter" => Some(Season::Winter),
        _ => None,
    }
}

/// The first row of a kind's table, else its own name.
pub(super) fn date_type(kind: &DateKind) -> &str {
    kinds::written(DATES, kind).unwrap_or(kind.as_str())
}
