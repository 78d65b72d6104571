//! What a record says in several languages, it says everywhere and whichever comes first. `laws.rs`
//! says how to try it on 100,000 records.

mod common;

use std::cell::Cell;

use common::law::{self, Broken};
use common::{bilingual, compare, config, corpus, differences, is_named, unreported};
use polybib::languages::{Evidence, Languages};
use polybib::{Article, Format, Lang, Loss, arbitrary};
use proptest::prelude::*;
use serde_json::json;

/// A list of keywords of a Russian journal's page, those of both languages mixed.
const KEYWORDS: [(&str, &str); 40] = [
    ("ru", "внешняя политика"),
    ("en", "foreign policy"),
    ("en", "Central Asia"),
    ("ru", "Центральная Азия"),
    ("ru", "Казахстан"),
    ("en", "Kazakhstan"),
    ("ru", "многовекторность"),
    ("en", "multi-vector policy"),
    ("en", "Siberia"),
    ("ru", "Сибирь"),
    ("ru", "XIX в."),
    ("en", "19th century"),
    ("ru", "ЕАЭС"),
    ("en", "EAEU"),
    ("en", "IT sector"),
    ("ru", "IT-технологии"),
    ("ru", "Н. М. Ядринцев"),
    ("en", "N. M. Yadrintsev"),
    ("ru", "областничество"),
    ("en", "regionalism"),
    ("en", "peasantry"),
    ("ru", "крестьянство"),
    ("ru", "переселение (1906–1914)"),
    ("en", "resettlement (1906–1914)"),
    ("ru", "Томск"),
    ("en", "Tomsk"),
    ("ru", "устная история"),
    ("en", "oral history"),
    ("en", "soft power"),
    ("ru", "мягкая сила"),
    ("ru", "повседневность"),
    ("en", "everyday life"),
    ("ru", "Вторая мировая война"),
    ("en", "World War II"),
    ("en", "archive"),
    ("ru", "архив"),
    ("ru", "газета «Сибирская жизнь»"),
    ("en", "newspaper “Sibirskaya Zhizn”"),
    ("ru", "COVID-19 и общество"),
    ("en", "COVID-19 and society"),
];

/// The language and the evidence of each keyword.
fn told(tags: Option<&[&str]>, keywords: &[&str]) -> Vec<(String, Evidence)> {
    let languages = match tags {
        Some(tags) => Languages::new(tags.iter().map(|tag| tag.parse::<Lang>().unwrap())),
        None => Languages::default(),
    };
    let mut out = vec![(String::new(), Evidence::Nothing); keywords.len()];
    for part in languages.divide(keywords) {
        let guess = part.guess.unwrap();
        for i in part.indices {
            out[i] = (guess.lang.to_string(), guess.evidence);
        }
    }
    out
}

#[test]
fn forty_keywords_of_two_languages_are_told_apart() {
    let keywords: Vec<&str> = KEYWORDS.iter().map(|(_, keyword)| *keyword).collect();
    let found = told(None, &keywords);
    let right = KEYWORDS.iter().zip(&found).filter(|((lang, _), (told, _))| lang == told).count();
    assert_eq!(right, 40, "{found:?}");
    assert!(found.iter().all(|(_, evidence)| *evidence == Evidence::Assumed));
}

#[test]
fn other_languages_are_claimed_only_where_the_letters_show_them() {
    type Row<'a> = (&'a [&'a str], &'a [&'a str], &'a str, Evidence);
    let russian: Vec<&str> =
        KEYWORDS.iter().filter(|(lang, _)| *lang == "ru").map(|(_, text)| *text).collect();
    let english: Vec<&str> =
        KEYWORDS.iter().filter(|(lang, _)| *lang == "en").map(|(_, text)| *text).collect();
    let ukrainian = ["зовнішня політика", "Центральна Азія", "архів"];
    let serbian = ["спољна политика", "Средња Азија", "архив"];
    let latin_serbian = ["spoljna politika", "Srednja Azija", "društvo"];
    let kazakh = ["сыртқы саясат", "Орталық Азия", "Томск"];
    let with_signs = ["история Сибири", "народное хозяйство", "выборы", "объекты наследия"];
    let table: [Row<'_>; 14] = [
        (&["uk", "en"], &ukrainian, "uk", Evidence::Declared),
        (&["uk", "en"], &english, "en", Evidence::Declared),
        // Nothing in these words contradicts the declaration; `ы` and `ъ` in those do.
        (&["uk", "en"], &russian, "uk", Evidence::Declared),
        (&["uk", "en"], &with_signs, "und-Cyrl", Evidence::Nothing),
        (&["kk", "ru", "en"], &kazakh, "kk", Evidence::Letters),
        (&["kk", "ru", "en"], &russian, "und-Cyrl", Evidence::Nothing),
        (&["kk", "ru", "en"], &english, "en", Evidence::Declared),
        (&["uk", "ru", "en"], &russian, "ru", Evidence::Letters),
        (&["sr", "en"], &serbian, "sr", Evidence::Declared),
        (&["sr", "en"], &latin_serbian, "sr", Evidence::Letters),
        (&["sr", "en"], &english, "en", Evidence::Letters),
        (&["sr", "en"], &["politika", "Azija"], "und-Latn", Evidence::Nothing),
        (&["sr", "en"], &russian, "und-Cyrl", Evidence::Nothing),
        (&["bg", "ru"], &["архив", "политика"], "und-Cyrl", Evidence::Nothing),
    ];
    for (tags, keywords, lang, evidence) in table {
        let expected = (lang.to_owned(), evidence);
        assert!(
            told(Some(tags), keywords).iter().all(|found| *found == expected),
            "{tags:?} {keywords:?}: {:?}",
            told(Some(tags), keywords)
        );
    }
}

/// What the bilingual law is about, as JSON: every language of titles, abstracts, keywords, names,
/// affiliations. How an address or an abstract divides into parts is another matter.
fn languages_of(article: &Article) -> serde_json::Value {
    let people = article.contributors.iter().map(|person| json!({ "name": person.name }));
    let addresses = article.affiliations.iter().map(|affiliation| {
        let forms = affiliation.forms.iter();
        let forms = forms.map(|form| json!([form.lang, form.form, form.value.to_string()]));
        json!({ "forms": forms.collect::<Vec<_>>() })
    });
    let abstracts =
        article.abstracts.iter().map(|item| json!([item.lang, item.form, item.to_string()]));
    let keywords = article.keywords.iter().map(|group| json!([group.lang, group.keywords]));
    json!({
        "language": article.language,
        "title": article.title,
        "subtitle": article.subtitle,
        "container": { "title": article.container.as_ref().map(|container| &container.title) },
        "contributors": people.collect::<Vec<_>>(),
        "affiliations": addresses.collect::<Vec<_>>(),
        "abstracts": abstracts.collect::<Vec<_>>(),
        "keywords": keywords.collect::<Vec<_>>(),
    })
}

const ROUND: [Format; 3] = [Format::BibLatex, Format::CslJson, Format::Jats];

/// The record after it went through the formats, and the losses on the way.
fn through(article: &Article, formats: &[Format]) -> (Article, polybib::LossReport) {
    let mut article = article.clone();
    let mut losses = polybib::LossReport::default();
    for format in formats {
        let written = polybib::write(*format, &article).unwrap();
        let mut read = polybib::read(*format, &written.text)
            .unwrap_or_else(|error| panic!("{format}: {error}\n{}", written.text));
        losses.extend(written.losses);
        article = read.articles.remove(0);
    }
    (article, losses)
}

/// Every order of the three formats, back to where it began.
fn orders() -> Vec<[Format; 4]> {
    let [a, b, c] = ROUND;
    [[a, b, c, a], [a, c, b, a], [b, a, c, b], [b, c, a, b], [c, a, b, c], [c, b, a, c]].into()
}

/// Where the languages of a record differ after a round, and the losses on the way.
fn round(article: &Article, order: &[Format]) -> (Vec<String>, polybib::LossReport) {
    let (start, _) = through(article, &order[..1]);
    let (end, losses) = through(&start, &order[1..]);
    let mut paths = Vec::new();
    compare("", &languages_of(&start), &languages_of(&end), &mut paths);
    (paths, losses)
}

/// The same, with nothing excused.
fn lost(article: &Article, order: &[Format]) -> Vec<String> {
    let (paths, losses) = round(article, order);
    paths.into_iter().map(|path| format!("{order:?} {path}\n{losses}")).collect()
}

#[test]
fn both_languages_of_the_fixture_survive_every_round() {
    for order in orders() {
        assert_eq!(lost(&bilingual(), &order), [""; 0]);
    }
}

/// Acceptance of the whole crate: the real bilingual files.
#[test]
fn all_languages_of_real_jats_files_survive() {
    let Some(folder) = corpus("bilingual JATS files") else { return };
    let (mut count, mut differences) = (0, 0);
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder.join("jats/bilingual")).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for record in polybib::Reader::new(Format::Jats).for_slice(&bytes) {
            let Ok(record) = record else { continue };
            count += 1;
            for order in orders() {
                let (paths, losses) = round(&record.article, &order);
                differences += paths.len();
                let unnamed = paths.into_iter().filter(|path| !is_named(path, &losses));
                let file = path.display();
                all.extend(unnamed.map(|path| format!("{file} {order:?} {path}\n{losses}")));
            }
        }
    }
    println!("{count} records by 6 rounds, {differences} differences, all of them named");
    assert!(count >= 28, "{count}");
    assert!(all.is_empty(), "{} are not named:\n{}", all.len(), all.join("\n"));
}

/// A list of names in another language repeats those that have no form of their own in it, so a form
/// that is letter for letter the name itself is told, and read as none.
const SAME: &str = "a form that says the same as the name itself is read as none";

/// The bilingual law in every order of the formats, for generated records in these languages.
fn survive(tags: &[&'static str]) {
    let said_twice = Cell::new(0);
    law::hold(1000, &arbitrary::in_languages(tags), |article| {
        let mut broken = Vec::new();
        for order in orders() {
            let (mut paths, losses) = round(article, &order);
            let before = paths.len();
            let is_same = |path: &str, loss: &Loss| {
                loss.message == SAME && path.starts_with(&format!("{}[", loss.field.as_str()))
            };
            paths.retain(|path| !losses.iter().any(|loss| is_same(path, loss)));
            said_twice.set(said_twice.get() + before - paths.len());
            if !paths.is_empty() {
                let detail = format!("{paths:?}\n{losses}\n{article:?}");
                broken.push(Broken::paths(&format!("{order:?}"), &paths, detail));
            }
        }
        broken
    });
    println!("{} forms of names were the name itself", said_twice.get());
}

#[test]
fn two_languages_survive_every_round() {
    survive(&["ru", "en"]);
}

#[test]
fn three_languages_survive_every_round() {
    survive(&["kk", "ru", "en"]);
}

proptest! {
    #![proptest_config(config(60))]

    /// Turned to another language and back, the record is the same.
    #[test]
    fn a_record_turned_and_turned_back_is_the_same(article in arbitrary::article()) {
        let own = article.with_primary("ru");
        for tag in ["en", "kk", "de"] {
            let turned = own.clone().with_primary(tag);
            let back = turned.clone().with_primary("ru");
            prop_assert!(differences(&own, &back).is_empty(), "{tag}: {:?}", differences(&own, &back));
            prop_assert_eq!(turned.clone().with_primary(tag), turned);
        }
    }

    /// The English view of a Russian record is a record like any other.
    #[test]
    fn a_turned_record_is_written_honestly(article in arbitrary::in_languages(&["ru", "en"])) {
        let turned = article.with_primary("en");
        for format in ROUND.into_iter().chain([Format::BibTex, Format::Json]) {
            let written = polybib::write(format, &turned).unwrap();
            let library = polybib::read(format, &written.text).unwrap();
            let hidden = unreported(&turned, &library.articles[0], &written.losses);
            prop_assert!(hidden.is_empty(), "{format}: {hidden:?}\n{}\n{}", written.text, written.losses);
        }
    }
}
