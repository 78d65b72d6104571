//! The words and abbreviations of reference strings, a row for each meaning and language. The
//! reader knows all of them at once; the writer takes the first of a row.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::scan::{strip_ci, strip_word, tail};
use crate::model::Kind;

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

/// Languages of the tables, with letters that no other of them has in its script.
const LETTERS: &[(&str, &str)] = &[
    ("kk", "әғқңөұүһӘҒҚҢӨҰҮҺ"),
    ("be", "ўЎ"),
    ("uk", "їєґЇЄҐ"),
    ("sr", "ђјљњћџЂЈЉЊЋЏ"),
    // After the letters above: Belarusian and Kazakh have it, too.
    ("uk", "іІ"),
    ("ru", "ыэёЫЭЁ"),
];

/// Little words by which languages in Latin letters are told apart.
const LITTLE_WORDS: &[(&str, &[&str])] = &[
    ("en", &["the", "of", "and", "for", "in", "on", "to", "from", "with", "by", "at", "an"]),
    ("de", &["der", "die", "das", "und", "für", "im", "zur", "des", "von", "den", "einer"]),
    ("fr", &["le", "la", "les", "des", "du", "et", "une", "dans", "sur", "aux"]),
    ("es", &["el", "los", "las", "y", "una", "en", "del"]),
    ("pt", &["o", "os", "um", "uma", "do", "da", "dos", "no", "na", "ao"]),
    ("it", &["il", "di", "gli", "della", "nel", "delle"]),
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

fn first_letter(text: &str) -> Option<char> {
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

/// Titles that a name stands behind.
pub(super) const HONORIFICS: &[&str] = &[
    "проф.",
    "акад.",
    "чл.-кор.",
    "чл.-корр.",
    "д-ра",
    "канд.",
    "доц.",
    "prof.",
    "dr.",
    "dr",
    "чл.",
];

/// What somebody was who is named in the area of responsibility.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    Editor,
    Compiler,
    Translator,
    Author,
}

/// Phrase, task, and whether the names behind it stand in another case than that of a heading:
/// these are kept as printed.
pub(super) const TASKS: &[(&str, Task, bool)] = &[
    ("под общ. ред.", Task::Editor, true),
    ("под общей редакцией", Task::Editor, true),
    ("под науч. ред.", Task::Editor, true),
    ("под научной редакцией", Task::Editor, true),
    ("под редакцией", Task::Editor, true),
    ("под ред.", Task::Editor, true),
    ("за заг. ред.", Task::Editor, true),
    ("за ред.", Task::Editor, true),
    ("за редакцією", Task::Editor, true),
    ("пад рэд.", Task::Editor, true),
    ("под редакцията на", Task::Editor, false),
    ("ред. кол.", Task::Editor, false),
    ("редкол.:", Task::Editor, false),
    ("ред.-сост.", Task::Editor, false),
    ("отв. ред.", Task::Editor, false),
    ("гл. ред.", Task::Editor, false),
    ("науч. ред.", Task::Editor, false),
    ("ред.", Task::Editor, false),
    ("відп. ред.", Task::Editor, false),
    ("edited by", Task::Editor, false),
    ("ed. by", Task::Editor, false),
    ("eds.", Task::Editor, false),
    ("ed.", Task::Editor, false),
    ("hrsg. von", Task::Editor, false),
    ("hrsg.", Task::Editor, false),
    ("жалпы ред. басқ.", Task::Editor, false),
    ("авт.-сост.", Task::Compiler, false),
    ("сост.", Task::Compiler, false),
    ("составитель", Task::Compiler, false),
    ("упоряд.", Task::Compiler, false),
    ("укл.", Task::Compiler, false),
    ("уклад.", Task::Compiler, false),
    ("құраст.", Task::Compiler, false),
    ("съст.", Task::Compiler, false),
    ("comp. by", Task::Compiler, false),
    ("comp.", Task::Compiler, false),
    ("переводчик", Task::Translator, false),
    ("перекладач", Task::Translator, false),
    ("пер. с", Task::Translator, true),
    ("пер.", Task::Translator, true),
    ("перевод", Task::Translator, true),
    ("transl. by", Task::Translator, false),
    ("translated by", Task::Translator, false),
    ("trans. by", Task::Translator, false),
    ("авт.:", Task::Author, false),
    ("авторы:", Task::Author, false),
];

/// The phrase of responsibility at the start of `text`: the longest, and what follows.
pub(super) fn task(text: &str) -> Option<(Task, bool, &str)> {
    let letter = first_letter(text)?;
    TASKS
        .iter()
        .filter(|(phrase, _, _)| phrase.starts_with(letter))
        .filter_map(|(phrase, task, other_case)| {
            strip_ci(text, phrase).map(|rest| (*task, *other_case, rest))
        })
        .filter(|(_, _, rest)| rest.starts_with([' ', ':']) || rest.starts_with(char::is_uppercase))
        .min_by_key(|(_, _, rest)| rest.len())
}

/// The language of a responsibility phrase, by which the writer chooses: task, language, phrase.
const TASK_WORDS: &[(Task, &str, &str)] = &[
    (Task::Editor, "ru", "ред."),
    (Task::Editor, "uk", "ред."),
    (Task::Editor, "be", "ред."),
    (Task::Editor, "bg", "ред."),
    (Task::Editor, "kk", "ред."),
    (Task::Editor, "en", "ed. by"),
    (Task::Editor, "de", "hrsg. von"),
    (Task::Compiler, "ru", "сост."),
    (Task::Compiler, "uk", "упоряд."),
    (Task::Compiler, "bg", "съст."),
    (Task::Compiler, "kk", "құраст."),
    (Task::Compiler, "en", "comp. by"),
    (Task::Translator, "ru", "переводчик"),
    (Task::Translator, "uk", "перекладач"),
    (Task::Translator, "en", "transl. by"),
];

/// What goes before the names of editors that stand in the genitive.
pub(super) const GENITIVE_EDITORS: &[(&str, &str)] =
    &[("ru", "под ред."), ("uk", "за ред."), ("be", "пад рэд.")];

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

/// The phrase to write before the names of those who did that.
pub(super) fn task_word(task: Task, lang: &str) -> Option<&'static str> {
    let row = |lang: &str| TASK_WORDS.iter().find(|(t, l, _)| *t == task && *l == lang);
    row(lang).or_else(|| row("en")).map(|(_, _, phrase)| *phrase)
}

/// What a work calls itself, and the sort of work it then is. A phrase counts at the start of the
/// title or of a part of it.
const KINDS: &[(&str, Kind)] = &[
    ("автореф. дис", Kind::Thesis),
    ("автореферат дис", Kind::Thesis),
    ("дис.", Kind::Thesis),
    ("дисс.", Kind::Thesis),
    ("диссертация на", Kind::Thesis),
    ("диссертация", Kind::Thesis),
    ("автореф.", Kind::Thesis),
    ("дисертація", Kind::Thesis),
    ("дисерт.", Kind::Thesis),
    ("дисертация", Kind::Thesis),
    ("PhD thesis", Kind::Thesis),
    ("PhD diss", Kind::Thesis),
    ("PhD dissertation", Kind::Thesis),
    ("diss.", Kind::Thesis),
    ("doctoral thesis", Kind::Thesis),
    ("doctoral dissertation", Kind::Thesis),
    ("свидетельство о государственной регистрации программы", Kind::Software),
    ("свидетельство о гос. регистрации программы", Kind::Software),
    ("свидетельство о регистрации программы", Kind::Software),
    ("пат.", Kind::Patent),
    ("патент", Kind::Patent),
    ("а. с.", Kind::Patent),
    ("ГОСТ", Kind::Standard),
    ("ДСТУ", Kind::Standard),
    ("федеральный закон", Kind::Legislation),
    ("федер. закон", Kind::Legislation),
    ("закон", Kind::Legislation),
    ("указ президента", Kind::Legislation),
    ("указ", Kind::Legislation),
    ("постановление", Kind::Legislation),
    ("распоряжение", Kind::Legislation),
    ("кодекс", Kind::Legislation),
];

/// The sort of work that a piece of a title names by its first words.
pub(super) fn kind(text: &str) -> Option<Kind> {
    KINDS
        .iter()
        .find(|(phrase, _)| strip_word(text, phrase).is_some())
        .map(|(_, kind)| kind.clone())
}

/// The beginnings of words that only the titles of conference papers have.
const CONFERENCES: &[&str] = &[
    "конференци",
    "конф.",
    "симпозиум",
    "конгресс",
    "съезд",
    "семинар",
    "conference",
    "symposium",
    "congress",
    "workshop",
    "proceedings",
    "конференці",
    "симпозіум",
    "конференция",
];

/// Whether a host is the papers of a conference, by its words.
pub(super) fn is_conference(host: &str) -> bool {
    words_begin_with(host, CONFERENCES)
}

/// The beginnings of words that institutions have in their names.
const INSTITUTIONS: &[&str] = &[
    "университет",
    "институт",
    "академи",
    "министерств",
    "организаци",
    "центр",
    "общество",
    "музе",
    "библиотек",
    "комитет",
    "совет",
    "університет",
    "інститут",
    "академі",
    "універс",
    "institut",
    "universit",
    "academy",
    "ministry",
    "organi",
    "centre",
    "center",
    "society",
    "library",
    "bank",
    "committee",
    "council",
    "agency",
    "service",
    "банк",
    "служб",
    "агентств",
    "фонд",
    "foundation",
];

/// Whether a name is that of an institution, by its words.
pub(super) fn is_institution(name: &str) -> bool {
    words_begin_with(name, INSTITUTIONS)
}

fn words_begin_with(text: &str, beginnings: &[&str]) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .any(|word| beginnings.iter().any(|beginning| strip_ci(word, beginning).is_some()))
}

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

/// Remarks on the language of a work, and that language.
pub(super) const LANGUAGE_NOTES: &[(&str, &str)] = &[
    ("(In Russian)", "ru"),
    ("(In Russ.)", "ru"),
    ("(In Rus.)", "ru"),
    ("[In Russian]", "ru"),
    ("[In Russ.]", "ru"),
    ("(На русском)", "ru"),
    ("(На рус. яз.)", "ru"),
    ("(In Ukrainian)", "uk"),
    ("[In Ukrainian]", "uk"),
    ("(In Ukr.)", "uk"),
    ("(In Kazakh)", "kk"),
    ("(In Kaz.)", "kk"),
    ("(In Bulgarian)", "bg"),
    ("(In Engl.)", "en"),
    ("(In Eng.)", "en"),
    ("(In English)", "en"),
    ("(In Chinese)", "zh"),
    ("(In German)", "de"),
    ("(In French)", "fr"),
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

/// The language of a text by its letters or its little words; `None` where these say nothing.
pub(super) fn language(text: &str) -> Option<&'static str> {
    let mut cyrillic = 0_usize;
    let mut latin = 0_usize;
    let mut seen = [false; 6];
    let mut hard_sign = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            'a'..='z' | 'A'..='Z' => latin += 1,
            '\u{400}'..='\u{52F}' => cyrillic += 1,
            _ => {}
        }
        if c == 'ъ' && chars.peek().is_none_or(|next| !"еёюяіЕЁЮЯ".contains(*next)) {
            hard_sign = true;
        }
        for (seen, (_, letters)) in seen.iter_mut().zip(LETTERS) {
            *seen = *seen || letters.contains(c);
        }
    }
    if cyrillic > latin {
        let found = LETTERS.iter().zip(seen).find(|(_, seen)| *seen).map(|((lang, _), _)| *lang);
        return found.or(if hard_sign { Some("bg") } else { Some("ru") });
    }
    if latin == 0 {
        return None;
    }
    let mut counts = [0_usize; 6];
    for word in text.split(|c: char| !c.is_alphabetic()) {
        for (count, (_, words)) in counts.iter_mut().zip(LITTLE_WORDS) {
            *count += usize::from(words.iter().any(|little| *little == word.to_lowercase()));
        }
    }
    let most = counts.iter().copied().max().filter(|most| *most > 0)?;
    counts.iter().position(|count| *count == most).and_then(|at| LITTLE_WORDS.get(at)).map(|r| r.0)
}
