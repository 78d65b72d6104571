//! The words and abbreviations of reference strings, a row for each meaning and language. The
//! reader knows all of them at once; the writer takes the first of a row.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::scan::{strip_word, tail};

/// What a word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Volume,
    Issue,
    Part,
    Pages,
    /// The number of an item in a collection of laws, of an article without pages.
    Item,
    /// Behind a number: how many pages a book has.
    Extent,
    /// Behind a number: what makes it a year.
    Year,
    /// Behind a number, or before it: which edition it is.
    Edition,
    /// A collection, inventory, file or leaf of an archive.
    Collection,
    Location,
    /// Before an address on the web.
    Url,
    /// Before the day on which somebody looked there.
    Accessed,
    /// The list of names is cut short.
    Others,
    /// The place or the publisher is not known.
    Unknown,
}

use Meaning as M;

/// Meaning, language, words. The last letter of a word decides what may follow: after a letter, no
/// letter.
const WORDS: &[(Meaning, &str, &[&str])] = &[
    (M::Volume, "ru", &["Т.", "Том", "Тт."]),
    (M::Volume, "uk", &["Т.", "Том"]),
    (M::Volume, "be", &["Т.", "Том"]),
    (M::Volume, "kk", &["Т.", "Том"]),
    (M::Volume, "bg", &["Т.", "Том", "Год."]),
    (M::Volume, "en", &["Vol.", "V.", "Volume", "Vols.", "T.", "Tom"]),
    (M::Volume, "de", &["Bd.", "Band", "Jg."]),
    (M::Issue, "ru", &["№", "Вып.", "№№", "Выпуск", "N", "No", "N.", "#"]),
    (M::Issue, "uk", &["№", "Вип.", "Випуск"]),
    (M::Issue, "be", &["№", "Вып."]),
    (M::Issue, "kk", &["№", "Шығ.", "Шығарылым"]),
    (M::Issue, "bg", &["№", "Бр.", "Брой"]),
    (M::Issue, "en", &["No.", "Iss.", "Issue", "Is.", "Nos.", "Nr.", "Vyp."]),
    (M::Issue, "de", &["H.", "Heft", "Nr."]),
    (M::Part, "ru", &["Ч.", "Часть", "Кн.", "Книга", "Полутом"]),
    (M::Part, "uk", &["Ч.", "Частина", "Кн."]),
    (M::Part, "be", &["Ч.", "Кн."]),
    (M::Part, "kk", &["Б\u{4e9}л.", "Кіт."]),
    (M::Part, "bg", &["Ч.", "Част"]),
    (M::Part, "en", &["Pt.", "Part", "Ch."]),
    (M::Part, "de", &["Teil", "T."]),
    // With a Latin letter too: the two look the same.
    (M::Pages, "ru", &["С.", "C.", "Стр.", "Сс.", "Стб."]),
    (M::Pages, "uk", &["С.", "Стор."]),
    (M::Pages, "be", &["С."]),
    (M::Pages, "kk", &["Б.", "Бб."]),
    (M::Pages, "bg", &["С.", "Стр."]),
    (M::Pages, "en", &["P.", "Pp.", "Pages", "PP."]),
    (M::Pages, "de", &["S."]),
    (M::Item, "ru", &["Ст.", "Статья", "Арт."]),
    (M::Item, "uk", &["Ст."]),
    (M::Item, "be", &["Арт."]),
    (M::Item, "kk", &["Құжат"]),
    (M::Item, "bg", &["Ст."]),
    (M::Item, "en", &["Art.", "Article", "Art. No."]),
    (M::Extent, "ru", &["с.", "c.", "стр.", "л.", "стб."]),
    (M::Extent, "uk", &["с.", "стор."]),
    (M::Extent, "be", &["с."]),
    (M::Extent, "kk", &["б.", "бет"]),
    (M::Extent, "bg", &["с.", "стр."]),
    (M::Extent, "en", &["p.", "pp.", "pages"]),
    (M::Extent, "de", &["S."]),
    (M::Year, "ru", &["г.", "год", "гг.", "г"]),
    (M::Year, "uk", &["р.", "рр."]),
    (M::Year, "be", &["г."]),
    (M::Year, "kk", &["ж.", "жыл"]),
    (M::Edition, "ru", &["изд.", "издание"]),
    (M::Edition, "uk", &["вид.", "видання"]),
    (M::Edition, "be", &["выд."]),
    (M::Edition, "kk", &["бас."]),
    (M::Edition, "bg", &["изд."]),
    (M::Edition, "en", &["ed.", "edition"]),
    (M::Edition, "de", &["Aufl."]),
    (M::Collection, "ru", &["Ф.", "Оп.", "Фонд", "Опись"]),
    (M::Collection, "uk", &["Ф.", "Оп."]),
    (M::Location, "ru", &["Д.", "Л.", "Лл.", "Дело", "Лист"]),
    (M::Location, "uk", &["Спр.", "Арк."]),
    (M::Url, "ru", &["URL:", "Режим доступа:", "Доступно:", "Электрон. дан. Режим доступа:"]),
    (M::Url, "uk", &["URL:", "Режим доступу:"]),
    (M::Url, "be", &["URL:", "Рэжым доступу:"]),
    (M::Url, "kk", &["URL:", "Қолжетімділік режимі:"]),
    (M::Url, "bg", &["URL:", "Достъпно на:"]),
    (M::Url, "en", &["URL:", "Available at:", "Available from:", "Mode of access:", "URL"]),
    (M::Accessed, "ru", &["дата обращения", "дата доступа"]),
    (M::Accessed, "uk", &["дата звернення"]),
    (M::Accessed, "be", &["дата звароту", "дата доступу"]),
    (M::Accessed, "kk", &["қаралған күні", "жүгінген күні", "қарау күні"]),
    (M::Accessed, "bg", &["посетен на", "последно посетен на", "достъпен на"]),
    (M::Accessed, "en", &["accessed", "date of access", "access date", "date accessed"]),
    (M::Accessed, "de", &["Zugriff am", "abgerufen am"]),
    (M::Others, "ru", &["и др.", "и соавт.", "и другие"]),
    (M::Others, "uk", &["та ін.", "та інші", "і ін."]),
    (M::Others, "be", &["і інш.", "і інш"]),
    (M::Others, "kk", &["және т.б.", "және басқалар", "ж. б."]),
    (M::Others, "bg", &["и др."]),
    (M::Others, "en", &["et al.", "et al", "and others"]),
    (M::Others, "de", &["u. a."]),
    (M::Unknown, "ru", &["Б. м.", "Б.м.", "б. и.", "б.и."]),
    (M::Unknown, "uk", &["Б. м."]),
    (M::Unknown, "be", &["Б. м."]),
    (M::Unknown, "kk", &["Б. м."]),
    (M::Unknown, "bg", &["Б. м."]),
    (M::Unknown, "en", &["S. l.", "S.l.", "s. n.", "s.n."]),
];

/// The word that writes that meaning in that language; English where the tables have no row.
pub(super) fn word(meaning: Meaning, lang: &str) -> &'static str {
    let row = |lang: &str| WORDS.iter().find(|(m, l, _)| *m == meaning && *l == lang);
    row(lang).or_else(|| row("en")).and_then(|(_, _, words)| words.first()).copied().unwrap_or("")
}

/// Whether the tables have a row of words for that language.
pub(super) fn is_known(lang: &str) -> bool {
    WORDS.iter().any(|(meaning, l, _)| *meaning == Meaning::Pages && *l == lang)
}

/// The words by their first letter, in small: labels are looked for wherever an area may begin.
static BY_LETTER: LazyLock<HashMap<char, Vec<(Meaning, &'static str)>>> = LazyLock::new(|| {
    let mut letters: HashMap<char, Vec<(Meaning, &'static str)>> = HashMap::new();
    for (meaning, _, words) in WORDS {
        for word in *words {
            if let Some(letter) = first_letter(word) {
                let row = letters.entry(letter).or_default();
                if !row.contains(&(*meaning, *word)) {
                    row.push((*meaning, *word));
                }
            }
        }
    }
    letters
});

pub(super) fn first_letter(text: &str) -> Option<char> {
    text.chars().next()?.to_lowercase().next()
}

/// The longest word of one of `meanings` at the start of `text`: which it is, and what follows.
pub(super) fn label<'a>(text: &'a str, meanings: &[Meaning]) -> Option<(Meaning, &'a str)> {
    let mut best: Option<(Meaning, &'a str)> = None;
    for (meaning, word) in BY_LETTER.get(&first_letter(text)?)? {
        if meanings.contains(meaning)
            && let Some(rest) = strip_word(text, word)
            && best.is_none_or(|(_, before)| rest.len() < before.len())
        {
            best = Some((*meaning, rest));
        }
    }
    best
}

/// What follows a word of that meaning at the start of `text`.
pub(super) fn after(text: &str, meaning: Meaning) -> Option<&str> {
    label(text, &[meaning]).map(|(_, rest)| rest)
}

/// How a thesis is called where a record does not say.
pub(super) const THESES: &[(&str, &str)] =
    &[("ru", "дис."), ("uk", "дисертація"), ("be", "дис."), ("kk", "дис."), ("bg", "дисертация")];

/// What stands behind the number of an edition, before the word.
pub(super) const ORDINALS: &[(&str, &str)] =
    &[("ru", "-е"), ("uk", "-ге"), ("be", "-е"), ("kk", "-"), ("bg", "-о"), ("de", ".")];

/// What says that a work is read on a screen.
pub(super) const ELECTRONIC: &[(&str, &str)] = &[
    ("ru", "[Электронный ресурс]"),
    ("uk", "[Електронний ресурс]"),
    ("be", "[Электронны рэсурс]"),
    ("kk", "[Электрондық ресурс]"),
    ("bg", "[Електронен ресурс]"),
    ("en", "[Electronic resource]"),
];

/// The row of a language in one of the small tables.
pub(super) fn of_lang(table: &[(&str, &'static str)], lang: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == lang).map(|(_, word)| *word)
}

/// What a record says about its carrier, as printed and as kept.
pub(super) const MEDIA: &[(&str, &str)] = &[
    ("Текст : непосредственный", "text"),
    ("Текст: непосредственный", "text"),
    ("Текст (визуальный) : непосредственный", "text"),
    ("Текст : электронный", "electronic"),
    ("Текст: электронный", "electronic"),
    ("Электрон. дан.", "electronic"),
    ("[Электронный ресурс]", "electronic"),
    ("[Электрон. ресурс]", "electronic"),
    ("[Електронний ресурс]", "electronic"),
    ("[Электрондық ресурс]", "electronic"),
    ("[Электронны рэсурс]", "electronic"),
    ("[Електронен ресурс]", "electronic"),
    ("[Electronic resource]", "electronic"),
    ("[Текст]", "text"),
    ("[Text]", "text"),
];

/// What says that a reference only points at another one.
pub(super) const POINTERS: &[&str] =
    &["Там же", "Указ. соч.", "Ibid", "Ibidem", "Там само", "Id.", "Op. cit.", "Пак там"];

/// What stands before a host in styles that do not use `//`.
pub(super) const HOST_WORDS: &[&str] =
    &["In: ", "In ", "В кн.:", "В сб.:", "В:", "У кн.:", "В кн. "];

/// Abbreviations that end a title or a host with a full stop of their own.
const ABBREVIATIONS: &[&str] = &[
    "гг",
    "вв",
    "др",
    "пр",
    "сб. ст",
    "зб. ст",
    "тр",
    "зап",
    "т. п",
    "т. д",
    "н. э",
    "обл",
    "тыс",
    "млн",
    "им",
    "ун-та",
    "etc",
    "inc",
    "ltd",
    "co",
    "jr",
    "sr",
    "al",
];

/// Whether a full stop behind `text` belongs to its last word: `1934–1936 гг.`
pub(super) fn ends_abbreviated(text: &str) -> bool {
    // Every abbreviation is short, and this is asked about texts of any length.
    let text = tail(text, 32);
    let known = ABBREVIATIONS.iter().any(|abbreviation| {
        text.strip_suffix(abbreviation)
            .is_some_and(|before| !before.ends_with(char::is_alphanumeric) && !before.is_empty())
    });
    // `Phys. Rev.`: a Latin word in capitals and small letters behind an abbreviated one.
    let mut words = text.rsplit(' ');
    let (last, before) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let is_short = |word: &str| {
        (1..=8).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'.')
    };
    let is_label = |word: &str| matches!(word, "Ser." | "Vol." | "No." | "Pt." | "Part." | "Sect.");
    // `U.S.`: letters with a full stop behind each.
    let letters =
        || last.contains('.') && last.split('.').all(|part| part.chars().nth(1).is_none());
    known
        || letters()
        || (is_short(last)
            && last.chars().skip(1).any(char::is_lowercase)
            && last.starts_with(char::is_uppercase)
            && before.len() <= 8
            && before.ends_with('.')
            && is_short(before)
            && !is_label(before))
}
