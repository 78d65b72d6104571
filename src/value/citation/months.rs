//! The months, read and written.

use super::scan::{strip_ci, strip_word};

/// Months as they stand behind a day, in each language; the position is the month.
const MONTHS: &[(&str, [&str; 12])] = &[
    ("ru", ["янв", "февр", "мар", "апр", "ма", "июн", "июл", "авг", "сент", "окт", "нояб", "дек"]),
    (
        "uk",
        [
            "січ",
            "лют",
            "берез",
            "квіт",
            "трав",
            "черв",
            "лип",
            "серп",
            "верес",
            "жовт",
            "листоп",
            "груд",
        ],
    ),
    ("en", ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
];

/// Months in full, as the writer says them; for other languages the day is not written.
const FULL_MONTHS: &[(&str, [&str; 12])] = &[
    (
        "ru",
        [
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ],
    ),
    (
        "uk",
        [
            "січня",
            "лютого",
            "березня",
            "квітня",
            "травня",
            "червня",
            "липня",
            "серпня",
            "вересня",
            "жовтня",
            "листопада",
            "грудня",
        ],
    ),
    (
        "en",
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
    ),
];

/// The month that a word names, counted from 1.
pub(super) fn month(word: &str) -> Option<u8> {
    let letters = word.trim_end_matches('.');
    if letters.chars().count() > 10 || !letters.chars().all(char::is_alphabetic) {
        return None;
    }
    let found = MONTHS.iter().find_map(|(_, stems)| {
        // `ма` is the stem of `мая` and `май` and must not take `марта`.
        stems.iter().rposition(|stem| *stem != "ма" && strip_ci(letters, stem).is_some()).or_else(
            || {
                let may = ["мая", "май"].iter().any(|may| strip_word(letters, may).is_some());
                may.then_some(4)
            },
        )
    })?;
    u8::try_from(found + 1).ok()
}

/// A month as it stands behind a day.
pub(super) fn month_name(month: u8, lang: &str) -> Option<&'static str> {
    let (_, names) = FULL_MONTHS.iter().find(|(known, _)| *known == lang)?;
    names.get(usize::from(month.checked_sub(1)?)).copied()
}
