//! Places as references print them, in full and short.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Places that are abbreviated in references, in full and short.
const SHORT_PLACES: &[(&str, &str)] = &[
    ("Москва", "М."),
    ("Санкт-Петербург", "СПб."),
    ("Ленинград", "Л."),
    ("Петроград", "Пг."),
    ("Москва; Ленинград", "М.-Л."),
    ("Ростов-на-Дону", "Ростов н/Д."),
    ("Нижний Новгород", "Н. Новгород"),
    ("Київ", "К."),
    ("Харків", "Х."),
    ("Минск", "Мн."),
];

/// Further spellings of places, read only.
const PLACE_SPELLINGS: &[(&str, &str)] = &[
    ("Санкт-Петербург", "С.-Пб."),
    ("Санкт-Петербург", "С.-Петербург"),
    ("Санкт-Петербург", "СПБ."),
    ("Ростов-на-Дону", "Ростов н/Д"),
    ("Ростов-на-Дону", "Ростов-н/Д."),
    ("Москва; Ленинград", "М.; Л."),
    ("Москва; Ленинград", "М.—Л."),
    ("Москва; Ленинград", "М.–Л."),
    ("Москва; Ленинград", "М. – Л."),
    ("London", "L."),
    ("New York", "N. Y."),
    ("New York", "N.Y."),
    ("Paris", "P."),
    ("Berlin", "B."),
    ("Leipzig", "Lpz."),
];

/// Places that need no publisher behind them to be known for places.
const PLACES: &[&str] = &[
    "Москва",
    "Санкт-Петербург",
    "Ленинград",
    "Петроград",
    "Киев",
    "Київ",
    "Минск",
    "Мінск",
    "Алматы",
    "Алма-Ата",
    "Астана",
    "Нур-Султан",
    "София",
    "Пловдив",
    "Новосибирск",
    "Екатеринбург",
    "Свердловск",
    "Томск",
    "Казань",
    "Ижевск",
    "Уфа",
    "Омск",
    "Иркутск",
    "Красноярск",
    "Владивосток",
    "Барнаул",
    "Воронеж",
    "Саратов",
    "Самара",
    "Пермь",
    "Ростов-на-Дону",
    "Нижний Новгород",
    "Великий Новгород",
    "Ташкент",
    "Бишкек",
    "Баку",
    "Ереван",
    "Тбилиси",
    "Рига",
    "Таллин",
    "Вильнюс",
    "Львів",
    "Харків",
    "Одеса",
    "London",
    "New York",
    "Oxford",
    "Cambridge",
    "Berlin",
    "Paris",
    "Moscow",
    "Tomsk",
    "Novosibirsk",
    "Saint Petersburg",
    "St. Petersburg",
    "Almaty",
    "Kyiv",
    "Sofia",
    "Leipzig",
    "Amsterdam",
    "Washington",
    "Chicago",
];

/// The spellings of places by their first letter.
static PLACES_BY_LETTER: LazyLock<HashMap<char, Vec<(&'static str, &'static str)>>> =
    LazyLock::new(|| {
        let mut letters: HashMap<char, Vec<(&'static str, &'static str)>> = HashMap::new();
        let spellings = SHORT_PLACES.iter().chain(PLACE_SPELLINGS).copied();
        for (full, word) in spellings.chain(PLACES.iter().map(|place| (*place, *place))) {
            if let Some(letter) = word.chars().next() {
                letters.entry(letter).or_default().push((full, word));
            }
        }
        letters
    });

/// A known place at the start of `text`: its name in full, and what follows.
pub(super) fn place(text: &str) -> Option<(&'static str, &str)> {
    let spellings = PLACES_BY_LETTER.get(&text.chars().next()?)?;
    spellings
        .iter()
        .map(|(full, word)| (*full, *word))
        .filter_map(|(full, word)| text.strip_prefix(word).map(|rest| (full, rest)))
        .filter(|(_, rest)| !rest.starts_with(char::is_alphanumeric))
        .min_by_key(|(_, rest)| rest.len())
}

/// How a place is written in a reference of that language.
pub(super) fn short_place<'a>(place: &'a str, lang: &str) -> &'a str {
    let of_lang = |short: &str| match short {
        "К." | "Х." => lang == "uk",
        _ => lang == "ru" || lang == "uk" || lang == "be",
    };
    SHORT_PLACES
        .iter()
        .find(|(full, short)| *full == place && of_lang(short))
        .map_or(place, |(_, short)| *short)
}
