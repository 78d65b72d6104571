//! The names of the months, which several formats read and write.

/// The months in English.
pub(crate) const ENGLISH: [&str; 12] = [
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
];

/// Months as they stand behind a day, by the code of the language; the position is the month.
const MONTHS: &[(&str, [&str; 12])] = &[
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
    ("en", ENGLISH),
];

/// Other forms in which months are printed, in small letters: these are read and not written.
const FORMS: &[[&str; 12]] = &[
    [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
    ],
    [
        "січень",
        "лютий",
        "березень",
        "квітень",
        "травень",
        "червень",
        "липень",
        "серпень",
        "вересень",
        "жовтень",
        "листопад",
        "грудень",
    ],
    [
        "студзеня",
        "лютага",
        "сакавіка",
        "красавіка",
        "траўня",
        "чэрвеня",
        "ліпеня",
        "жніўня",
        "верасня",
        "кастрычніка",
        "лістапада",
        "снежня",
    ],
    [
        "януари",
        "февруари",
        "март",
        "април",
        "май",
        "юни",
        "юли",
        "август",
        "септември",
        "октомври",
        "ноември",
        "декември",
    ],
    [
        "қаңтар",
        "ақпан",
        "наурыз",
        "сәуір",
        "мамыр",
        "маусым",
        "шілде",
        "тамыз",
        "қыркүйек",
        "қазан",
        "қараша",
        "желтоқсан",
    ],
];

/// The month that a word names, counted from 1: a name in any case, or the first letters of one,
/// three at least, with a full stop or without.
pub(crate) fn month(word: &str) -> Option<u8> {
    // No name is longer than this, in bytes.
    if word.len() > 40 {
        return None;
    }
    let small = word.trim_end_matches('.').to_lowercase();
    if small.chars().nth(2).is_none() || !small.chars().all(char::is_alphabetic) {
        return None;
    }
    let tables = MONTHS.iter().map(|(_, names)| names).chain(FORMS);
    let found = tables.filter_map(|names| names.iter().position(|name| begins_with(name, &small)));
    found.min().and_then(|at| u8::try_from(at + 1).ok())
}

/// Whether a name begins with that word in small letters.
fn begins_with(name: &str, small: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    small.chars().all(|c| letters.next() == Some(c))
}

/// A month as it stands behind a day; `None` for a language whose days are not written so.
pub(crate) fn month_name(month: u8, lang: &str) -> Option<&'static str> {
    let (_, names) = MONTHS.iter().find(|(known, _)| *known == lang)?;
    names.get(usize::from(month.checked_sub(1)?)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_in_any_form() {
        let table = [
            ("января", Some(1)),
            ("ФЕВР.", Some(2)),
            ("мар", Some(3)),
            ("марта", Some(3)),
            ("Мая", Some(5)),
            ("май", Some(5)),
            ("may", Some(5)),
            ("июн.", Some(6)),
            ("июл", Some(7)),
            ("Sept.", Some(9)),
            ("листопада", Some(11)),
            ("грудня", Some(12)),
            ("қазан", Some(10)),
            ("ма", None),
            ("Марина", None),
            ("marble", None),
            ("декан", None),
            ("", None),
            ("1", None),
        ];
        for (word, expected) in table {
            assert_eq!(month(word), expected, "{word}");
        }
        for (lang, names) in MONTHS {
            for (at, name) in (1..).zip(names) {
                assert_eq!((month(name), month_name(at, lang)), (Some(at), Some(*name)));
            }
        }
    }
}
