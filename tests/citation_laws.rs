//! What a written reference reads as, over generated records; and what reading costs.
//!
//! `PROPTEST_CASES` says how many records (1,000 where it says nothing), `POLYBIB_SEED` which.

mod common;

use std::collections::BTreeMap;
use std::time::Duration;

use common::cost::Stopwatch;
use polybib::citation::{self, Confidence};
use polybib::{
    Article, Container, Contributor, DateKind, Dated, Form, Identifier, Kind, Link, Localized,
    Name, PersonName, Role, Scheme,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngSeed, TestRunner};

fn number_from_environment(name: &str, otherwise: u32) -> u32 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

/// What records of one language are made of.
#[derive(Debug)]
struct Tongue {
    lang: &'static str,
    words: &'static [&'static str],
    families: &'static [&'static str],
    given: &'static [&'static str],
    initials: &'static [&'static str],
    hosts: &'static [&'static str],
    conferences: &'static [&'static str],
    places: &'static [&'static str],
    publishers: &'static [&'static str],
    institutions: &'static [&'static str],
    theses: &'static [&'static str],
}

const TONGUES: &[Tongue] = &[
    Tongue {
        lang: "ru",
        words: &[
            "внешняя",
            "политика",
            "долины",
            "в",
            "и",
            "на",
            "опыт",
            "переправы",
            "через",
            "реку",
            "Казахстана",
            "1917",
            "XX",
            "век",
            "научно-технический",
            "язык",
            "(на",
            "примере",
            "«Роща»",
            "СССР",
            "IT-технологии",
            "история",
            "эпоха",
            "гг.",
            "анализ",
            "о",
            "С",
            "том",
            "№",
            "М",
            "страница",
            "год",
            "система",
            "США",
            "Хрущёва",
            "методы",
            "IV–V",
            "вв.",
        ],
        families: &[
            "Троицкий",
            "Лось",
            "Рысева",
            "Салтыков-Щедрин",
            "Ли",
            "Шимелевич",
            "О'Нил",
            "Гёте",
            "Кан",
            "Ыйгын",
            "Чернышевский",
            "Мао",
            "Абд-Эль-Хади",
            "Вольфсон",
        ],
        given: &["Евгений", "Анна Петровна", "Пётр", "Ольга Ивановна"],
        initials: &["Е. Ф.", "А.", "Дж.", "Ж.-П.", "И. И.", "Ю. Я.", "Дж. Р.", "Э."],
        hosts: &[
            "Вестник переправы",
            "Вопросы истории",
            "Труды института рек",
            "САИ",
            "Изв. РАН",
            "Вестник ТГУ. История",
            "Судостроение. Сер. Навигация",
            "Лес, поле, река",
            "Журнал о 1917 годе",
            "Наука и жизнь",
        ],
        conferences: &["Реки Сибири: материалы конференции", "Труды IV симпозиума по переправам"],
        places: &["Москва", "Санкт-Петербург", "Томск", "Ижевск", "Нижний Новгород", "Улан-Удэ"],
        publishers: &["Наука", "Изд-во ТГУ", "ЦНИИ «Пример»", "Роща и К", "Изд-во им. И. Лося"],
        institutions: &["Томский государственный университет", "Институт примеров РАН"],
        theses: &["дис. … канд. ист. наук", "автореф. дис. … д-ра филос. наук"],
    },
    Tongue {
        lang: "uk",
        words: &[
            "історія",
            "українського",
            "війська",
            "в",
            "і",
            "на",
            "річки",
            "їхні",
            "методи",
            "мова",
            "досвід",
            "1991",
            "XIX",
            "століття",
            "аналіз",
            "Києва",
            "та",
            "євразійський",
        ],
        families: &["Шевченко", "Їжакевич", "Ґалаґан", "Коваль", "Нечуй-Левицький"],
        given: &["Тарас", "Леся Петрівна"],
        initials: &["Т. Г.", "І.", "Є. О.", "Ю. Я."],
        hosts: &["Український історичний журнал", "Вісник переправи", "Наукові записки"],
        conferences: &["Матеріали конференції з історії річок"],
        places: &["Київ", "Львів", "Харків", "Одеса"],
        publishers: &["Наукова думка", "Вид-во ЛНУ"],
        institutions: &["Інститут прикладів"],
        theses: &["дисертація"],
    },
    Tongue {
        lang: "en",
        words: &[
            "the",
            "river",
            "of",
            "and",
            "trade",
            "Valley",
            "from",
            "to",
            "ferry",
            "in",
            "1917",
            "U.S.",
            "policy",
            "A",
            "p53",
            "methods",
            "for",
            "high-speed",
            "(the",
            "No",
            "volume",
        ],
        families: &[
            "Smith",
            "Troitskiy",
            "O'Neill",
            "van Dijk",
            "Smith-Jones",
            "Li",
            "García Márquez",
        ],
        given: &["John", "Mary Ann"],
        initials: &["J.", "J. R.", "Ye. F.", "Shch. Yu.", "J.-P.", "Kh."],
        hosts: &[
            "Journal of Rivers",
            "Phys. Rev.",
            "Nature",
            "Acta Fluminea. Series A",
            "The Ferry",
        ],
        conferences: &["Proceedings of the Conference on Ferries"],
        places: &["London", "New York", "Tomsk", "Oxford"],
        publishers: &["River Press", "Oxford University Press", "Smith & Sons"],
        institutions: &["Institute of Examples", "Tomsk State University"],
        theses: &["PhD thesis"],
    },
    Tongue {
        lang: "kk",
        words: &[
            "қазақ",
            "тілі",
            "және",
            "тарихы",
            "өзен",
            "мәдениет",
            "XX",
            "ғасыр",
            "сыртқы",
            "саясат",
        ],
        families: &["Әбілқасымов", "Құнанбаев", "Ли"],
        given: &["Абай"],
        initials: &["Ә. Қ.", "А."],
        hosts: &["Хабаршы. Тарих сериясы", "Қазақ тілі"],
        conferences: &["Халықаралық конференция материалдары"],
        places: &["Алматы", "Астана"],
        publishers: &["Қазақ университеті"],
        institutions: &["Мысал институты"],
        theses: &["дис."],
    },
    Tongue {
        lang: "bg",
        words: &[
            "история",
            "на",
            "българската",
            "литература",
            "и",
            "ъгъл",
            "опит",
            "езика",
            "1887",
        ],
        families: &["Маринов", "Бояджиев", "Стойкова"],
        given: &["Димитър"],
        initials: &["Д.", "Т. П."],
        hosts: &["Българска реч", "Известия на института"],
        conferences: &["Доклади от конференция"],
        places: &["София", "Пловдив"],
        publishers: &["Просвета", "Изд-во БАН"],
        institutions: &["Институт за пример"],
        theses: &["дисертация"],
    },
];

fn one(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::sample::select(of).prop_map(str::to_owned)
}

fn title(tongue: &'static Tongue) -> impl Strategy<Value = String> {
    let end = prop_oneof![8 => Just(""), 1 => Just("?"), 1 => Just("!"), 1 => Just("…")];
    let inner = prop_oneof![8 => Just(" "), 1 => Just(": "), 1 => Just(" – "), 1 => Just(", ")];
    let words = proptest::collection::vec((one(tongue.words), inner), 2..9);
    (words, end).prop_map(|(words, end)| {
        let mut title = String::new();
        for (i, (word, gap)) in words.iter().enumerate() {
            let mut word = word.clone();
            if i == 0 {
                word = word.trim_start_matches(['(', '«']).to_owned();
                let mut chars = word.chars();
                word = chars.next().unwrap().to_uppercase().chain(chars).collect();
            } else {
                title.push_str(gap);
            }
            title.push_str(&word);
            if word.starts_with('(') {
                title.push(')');
            }
        }
        // A title does not end in the middle of a sentence.
        title + end
    })
}

fn author(tongue: &'static Tongue) -> impl Strategy<Value = Contributor> {
    let initials = one(tongue.families).prop_flat_map(move |family| {
        one(tongue.initials).prop_map(move |given| {
            let mut name = PersonName::new(family.clone(), given);
            if let Some((particle, family)) = family.split_once(' ').filter(|(p, _)| *p == "van") {
                name.non_dropping_particle = particle.into();
                name.family = family.into();
            }
            Contributor::new(Name::Person(name))
        })
    });
    // Two families in a row cannot be told from a given name and a family, without initials.
    let simple: Vec<_> = tongue.families.iter().filter(|f| !f.contains(' ')).copied().collect();
    let full = (proptest::sample::select(simple), one(tongue.given))
        .prop_map(|(family, given)| Contributor::person(family, given));
    let institution = one(tongue.institutions).prop_map(Contributor::organization);
    prop_oneof![12 => initials, 2 => full, 1 => institution]
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        "[1-9][0-9]{0,2}",
        "[XVI]{1,3}",
        "[1-9]–1[0-9]",
        "[1-9]/1[0-9]",
        "[1-9] \\([1-9][0-9]\\)"
    ]
}

fn pages() -> impl Strategy<Value = String> {
    prop_oneof![
        "[1-9][0-9]{0,2}–[4-9][0-9]{3}",
        "[1-9][0-9]",
        "[1-9]-[1-9][0-9], [1-9]{3}",
        "e[0-9]{4}",
        "S[1-9]–S[1-9]{2}"
    ]
}

fn record() -> impl Strategy<Value = Article> {
    proptest::sample::select(TONGUES.iter().collect::<Vec<_>>()).prop_flat_map(|tongue| {
        let kind = proptest::sample::select(vec![
            Kind::ArticleJournal,
            Kind::ArticleJournal,
            Kind::ArticleJournal,
            Kind::Chapter,
            Kind::PaperConference,
            Kind::Book,
            Kind::Book,
            Kind::Thesis,
            Kind::Webpage,
        ]);
        let people = (
            proptest::collection::vec(author(tongue), 0..6),
            any::<bool>(),
            proptest::option::weighted(0.2, author(tongue)),
        );
        let titles = (
            title(tongue),
            proptest::option::weighted(0.15, title(tongue)),
            proptest::option::weighted(0.2, title(&TONGUES[2])),
        );
        let host = (one(tongue.hosts), one(tongue.conferences));
        let imprint = (
            proptest::collection::vec(one(tongue.places), 0..3),
            proptest::option::of(one(tongue.publishers)),
            one(tongue.theses),
        );
        let numbers = (
            proptest::option::of(number()),
            number(),
            proptest::option::weighted(0.8, pages()),
            1801..2030_i32,
            proptest::option::weighted(0.3, "[1-9]"),
            proptest::option::weighted(0.7, "[1-9][0-9]{2}"),
        );
        let web = (
            proptest::option::weighted(
                0.4,
                "10\\.[1-9]{4}/[a-z0-9]{2,6}(\\([0-9]\\)[a-z]|\\.[a-z]{3})?",
            ),
            proptest::option::weighted(
                0.4,
                "https://[a-z]{3,8}\\.org/[a-z0-9_=?&-]{1,12}(\\([a-z]\\))?",
            ),
            any::<bool>(),
        );
        (kind, people, titles, host, imprint, numbers, web)
            .prop_map(move |parts| build(tongue, parts))
    })
}

type Titles = (String, Option<String>, Option<String>);
type Numbers = (Option<String>, String, Option<String>, i32, Option<String>, Option<String>);
type Parts = (
    Kind,
    (Vec<Contributor>, bool, Option<Contributor>),
    Titles,
    (String, String),
    (Vec<String>, Option<String>, String),
    Numbers,
    (Option<String>, Option<String>, bool),
);

fn build(tongue: &Tongue, parts: Parts) -> Article {
    let (kind, (authors, others, editor), titles, host, imprint, numbers, web) = parts;
    let (places, publisher, thesis) = imprint;
    let (volume, issue, pages, year, edition, extent) = numbers;
    let mut article = Article::new(kind.clone());
    article.language = Some(tongue.lang.parse().unwrap());
    article.title.push(Localized::new(titles.0));
    article.subtitle.extend(titles.1.map(Localized::new));
    if let Some(translated) = titles.2.filter(|_| tongue.lang != "en") {
        let translated = Localized::new(translated).in_lang("en".parse().unwrap());
        article.title.push(translated.as_form(Form::Translation));
    }
    if others && !authors.is_empty() {
        article.others.push(Role::Author);
    }
    article.contributors = authors.into();
    article.dates.push(Dated::new(DateKind::Published, year.to_string().parse().unwrap()));
    let takes_imprint = !matches!(kind, Kind::ArticleJournal | Kind::Webpage);
    if takes_imprint {
        let as_value = |text: String| Localized::new(text).into();
        article.publisher_places = places.into_iter().map(as_value).collect();
        article.publishers = publisher.into_iter().map(as_value).collect();
    }
    match kind {
        Kind::ArticleJournal => {
            article.container = Some(Box::new(Container::titled(host.0)));
            (article.volume, article.issue, article.pages) =
                (volume.map(Into::into), Some(issue.into()), pages.as_deref().map(Into::into));
        }
        Kind::Chapter | Kind::PaperConference => {
            let title = if kind == Kind::Chapter { host.0 } else { host.1 };
            article.container = Some(Box::new(Container::titled(title)));
            article.pages = pages.as_deref().map(Into::into);
            let editor =
                editor.filter(|editor| editor.name.primary().unwrap().as_person().is_some());
            article.contributors.extend(editor.map(|editor| editor.with_role(Role::Editor)));
        }
        Kind::Book => {
            article.volume = volume.map(Into::into);
            article.edition = edition.map(Into::into);
            article.page_count = extent.map(Into::into);
        }
        Kind::Thesis => {
            article.genre = Some(thesis.into());
            article.page_count = extent.map(Into::into);
        }
        _ => article.container = Some(Box::new(Container::titled(host.0))),
    }
    article.identifiers.extend(web.0.map(|doi| Identifier::new(Scheme::Doi, &doi)));
    let url = web.1.or_else(|| (kind == Kind::Webpage).then(|| "https://example.org/a".to_owned()));
    article.links.extend(url.map(Link::to));
    if web.2 && !article.links.is_empty() {
        article.dates.push(Dated::new(DateKind::Accessed, "2020-03-12".parse().unwrap()));
    }
    article
}

/// The fields that must come back, each as text.
fn fields(article: &Article) -> Vec<(&'static str, String)> {
    let authors: Vec<_> = article.authors().map(|author| author.name.primary()).collect();
    let container = article.container.as_ref().and_then(|host| host.title.primary());
    vec![
        ("type", article.kind.to_string()),
        ("authors", format!("{authors:?} {}", article.others.contains(&Role::Author))),
        ("title", format!("{:?} : {:?}", article.title.primary(), article.subtitle.primary())),
        ("container", format!("{container:?}")),
        ("year", format!("{:?}", article.issued().and_then(polybib::DateValue::year))),
        ("volume", format!("{:?}", article.volume)),
        ("issue", format!("{:?}", article.issue)),
        ("pages", format!("{:?}", article.pages)),
        ("DOI", format!("{:?}", article.doi())),
        ("URL", format!("{:?}", article.links.first().map(|link| &link.url))),
    ]
}

#[test]
fn generated_records_come_back_from_their_references() {
    let cases = number_from_environment("PROPTEST_CASES", 1_000).max(100);
    let seed = u64::from(number_from_environment("POLYBIB_SEED", 1));
    let config = Config { rng_seed: RngSeed::Fixed(seed), ..Config::default() };
    let mut runner = TestRunner::new(config);
    let strategy = record();
    let (mut whole, mut sure, mut lossless, mut sure_and_wrong) = (0, 0, 0, 0);
    let mut misses: BTreeMap<&str, u32> = BTreeMap::new();
    for _ in 0..cases {
        let article = strategy.new_tree(&mut runner).unwrap().current();
        let written = citation::write(&article);
        let parsed = citation::parse(&written.text);
        let work = parsed.work.clone().unwrap_or_default();
        let mut is_whole = true;
        for ((field, wanted), (_, got)) in fields(&article).into_iter().zip(fields(&work)) {
            if wanted != got {
                is_whole = false;
                *misses.entry(field).or_default() += 1;
                println!("{field}: {got} for {wanted}\n  {}", written.text);
            }
        }
        whole += u32::from(is_whole);
        sure += u32::from(parsed.confidence == Confidence::High);
        sure_and_wrong += u32::from(!is_whole && parsed.confidence == Confidence::High);
        lossless += u32::from(written.losses.is_empty());
        // What does not come back is named, and what has come back is written the same again.
        let hidden = unreported(&article, &work, &written.losses);
        assert_eq!(hidden, [""; 0], "{}\n{}", written.text, written.losses);
        if is_whole && written.losses.is_empty() {
            assert_eq!(citation::write(&work).text, written.text);
        }
    }
    println!("{whole} of {cases} whole, {lossless} without a loss, {sure} with high confidence");
    println!("{sure_and_wrong} not whole with high confidence; misses by field: {misses:?}");
    assert!(whole * 100 >= cases * 99, "{whole} of {cases}: {misses:?}");
}

/// As for formats, but that a value in the language of its record need not say so, and that the
/// language of others is read from the words.
fn unreported(before: &Article, after: &Article, losses: &polybib::LossReport) -> Vec<String> {
    common::unreported(&without_langs(before), &without_langs(after), losses)
}

fn without_langs(article: &Article) -> Article {
    fn strip(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(members) => {
                members.remove("lang");
                members.values_mut().for_each(strip);
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(article).unwrap();
    strip(&mut value);
    serde_json::from_value(value).unwrap()
}

#[test]
fn the_full_record_is_written_honestly() {
    let full = include_str!("../fixtures/native/full.json");
    for text in [full, common::BILINGUAL] {
        let article = polybib::read(polybib::Format::Json, text).unwrap().articles.remove(0);
        let written = citation::write(&article);
        let work = citation::parse(&written.text).work.unwrap();
        let hidden = unreported(&article, &work, &written.losses);
        assert_eq!(hidden, [""; 0], "{}\n{}", written.text, written.losses);
    }
}

const PIECES: &[&str] = &[
    " // ",
    "//",
    " / ",
    " = ",
    " : ",
    ": ",
    ". – ",
    ".- ",
    "М.: ",
    "М., ",
    "2005",
    ", ",
    ". ",
    "Т. ",
    "№ ",
    "С. ",
    "и др.",
    "[",
    "]",
    "(",
    ")",
    "URL: ",
    "http://",
    "DOI: 10.",
    "/",
    "Лось А. Б.",
    "А. ",
    "слово",
    "Слово",
    "ред. ",
    "под ред. ",
    "(дата обращения: ",
    "Ф. 5",
    "Оп. 3",
    "Д. 2",
    "-",
    "…",
    "«",
    "\u{301}",
    "漢字",
    "\u{0}",
    "\n",
    " ",
    "дис. ",
    "4. ",
    "Текст:",
    "XIV",
    "с.",
    "et al.",
];

proptest! {
    #![proptest_config(Config {
        rng_seed: RngSeed::Fixed(u64::from(number_from_environment("POLYBIB_SEED", 1))),
        ..Config::default()
    })]

    #[test]
    fn any_pieces_are_looked_at_without_a_panic(pieces in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        let parsed = citation::parse(&text);
        prop_assert_eq!(&parsed.text, &text);
        prop_assert_eq!(parsed.work.is_some(), parsed.confidence > Confidence::None);
        if let Some(work) = parsed.work {
            let written = citation::write(&work);
            let again = citation::parse(&written.text).work.unwrap_or_default();
            let hidden = unreported(&work, &again, &written.losses);
            prop_assert!(hidden.is_empty(), "{:?}\n{}\n{}", hidden, written.text, written.losses);
        }
    }

    #[test]
    fn any_text_is_looked_at_without_a_panic(text in "\\PC{0,200}") {
        prop_assert_eq!(citation::parse(&text).text, text);
    }
}

/// Texts that a careless reader takes quadratic time over: a start, and what comes again and again.
const LONG: &[(&str, &str)] = &[
    ("", "слово "),
    ("", "Лось А. Б., "),
    ("", "А. "),
    ("", ". "),
    ("", ".,"),
    ("x", ".,"),
    ("Лось А. Б. Лес // ", "// "),
    ("Лось А. Б. Лес // Роща. 1999. ", "С. 5. "),
    ("Лось А. Б. Лес // Роща. ", "М.: А. "),
    ("Лось А. Б. Лес // ", "М.: Наука, "),
    ("Лось А. Б. Лес. ", "Москва ; "),
    ("Лось А. Б. Лес", " / А. Б. Лось"),
    ("Лось А. Б. Лес", " / слово"),
    ("Лось А. Б. Лес / ", "А. Б. Лось, "),
    ("Лось А. Б. Лес / ", "Анна Лось ; "),
    ("", "а-б"),
    ("", "http://a"),
    ("", "("),
    ("", "[Текст"),
    ("", "DOI: 10."),
    ("http://a", "))))"),
    ("", "дис. : "),
    ("", ": дис"),
    ("", " = "),
    ("", "URL: "),
    ("", "12 мая "),
    ("", "Ф. 5. Оп. 3. "),
    ("", "2005, "),
    ("Лось А. Б. Lес [", "a ["),
    ("", "пер. с "),
    ("", "\u{0}"),
];

#[test]
fn time_is_linear_in_the_length() {
    let mut slowest = Duration::ZERO;
    for (start, unit) in LONG {
        let time = |bytes: usize| {
            let text = format!("{start}{}", unit.repeat(bytes / unit.len()));
            let watch = Stopwatch::start();
            let parsed = citation::parse(&text);
            let time = watch.took();
            assert_eq!(parsed.text.len(), text.len());
            time
        };
        // A debug build takes longer for a tenth of it.
        let bytes = if cfg!(debug_assertions) { 128 << 10 } else { 1_000_000 };
        let (one, two) = (time(bytes / 2), time(bytes));
        println!("{:>6} ms {:>6} ms {start}{unit}…", one.as_millis(), two.as_millis());
        let slack = Duration::from_millis(150);
        assert!(two < one * 3 + slack, "{start}{unit}: {one:?} for half of it, {two:?} for all");
        slowest = slowest.max(two);
    }
    // Wide enough for a busy machine: what is looked for is a time that has no end.
    let bound = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 3 });
    println!("slowest: {slowest:?}");
    assert!(slowest < bound, "{slowest:?}");
}

#[test]
fn a_long_record_is_written_in_linear_time() {
    let time = |count: usize| {
        let mut article = Article::new(Kind::Book);
        article.links.extend((0..count).map(|i| Link::to(format!("https://example.org/{i}"))));
        let watch = Stopwatch::start();
        let written = citation::write(&article);
        let time = watch.took();
        // No reference is so long, so nothing of it reads back.
        assert_eq!(written.losses.len(), count + 1);
        time
    };
    let (one, four) = (time(4_000), time(16_000));
    println!("{one:?} for 4,000 links, {four:?} for 16,000");
    assert!(four < one * 8 + Duration::from_millis(100), "{one:?}, then {four:?}");
}
