//! The main job: the page of `fixtures/landing/kazakhstan.txt` written as each format.

mod common;

use std::process::Command;

use common::{differences, skip, unreported};
use polybib::{Article, Code, Format, Library, Severity};

const PAGE: &str = include_str!("../fixtures/landing/kazakhstan.txt");
const ENGLISH: [&str; 3] = ["multi-vector foreign policy", "Central Asia", "Kazakhstan"];
const RUSSIAN: [&str; 3] = ["многовекторность", "внешняя политика", "Казахстан"];

fn page() -> Library {
    polybib::read(Format::Landing, PAGE).unwrap()
}

fn keywords(article: &Article, lang: &str) -> Vec<String> {
    let group = article.keywords_in(lang).expect(lang);
    group.keywords.iter().map(|keyword| keyword.text.to_string()).collect()
}

fn check_facts(article: &Article) {
    assert_eq!(
        article.title.in_lang("en").unwrap().to_string(),
        "The foreign policy of Kazakhstan: shaping and development (1992-2000)"
    );
    let text = article.abstract_in("en").unwrap().to_string();
    assert!(
        text.starts_with("The paper follows how Kazakhstan") && text.ends_with("only in part.")
    );
    assert_eq!(keywords(article, "en"), ENGLISH);
    assert_eq!(keywords(article, "ru"), RUSSIAN);
    let [author] = article.contributors.as_slice() else { panic!("{:?}", article.contributors) };
    let name = author.name.primary().unwrap().as_person().unwrap();
    assert_eq!((name.family.as_str(), name.given.as_str()), ("Troitskiy", "Ye. F."));
    assert_eq!(author.emails, ["ye.f.troitskiy@example.org"]);
    assert!(article.references.is_empty() && article.dates.is_empty());
}

#[test]
fn the_page_says_what_it_says_and_the_repairs_are_named() {
    let library = page();
    check_facts(&library.articles[0]);
    let codes: Vec<Code> = library.diagnostics.iter().map(|d| d.code).collect();
    for code in
        [Code::GluedHeading, Code::EmailInWrongColumn, Code::EmptySection, Code::MixedKeywords]
    {
        assert!(codes.contains(&code), "{code} is not in {codes:?}");
    }
    assert!(library.diagnostics.iter().all(|d| d.position.is_some()));
    assert!(library.diagnostics.iter().all(|d| d.severity < Severity::Error));
}

#[test]
fn every_format_gives_the_same_facts_back_but_for_what_the_report_names() {
    let article = page().articles.remove(0);
    for format in Format::ALL.into_iter().filter(|format| format.is_writable()) {
        let written = polybib::write(format, &article).unwrap();
        let library = polybib::read(format, &written.text).unwrap();
        assert_eq!(library.diagnostics, [], "{format}");
        let back = &library.articles[0];
        check_facts(back);
        assert_eq!(unreported(&article, back, &written.losses), [""; 0], "{}", written.text);
        // The page has no key, and that is all that is not the same.
        assert!(differences(&article, back).iter().all(|path| path == "key"), "{format}");
    }
}

/// One format after another: the facts are still the same.
#[test]
fn the_facts_survive_every_chain_of_two_formats() {
    let writable = || Format::ALL.into_iter().filter(|format| format.is_writable());
    for first in writable() {
        for second in writable() {
            let mut article = page().articles.remove(0);
            for format in [first, second, first] {
                let text = polybib::write(format, &article).unwrap().text;
                article = polybib::read(format, text).unwrap().articles.remove(0);
            }
            check_facts(&article);
        }
    }
}

#[test]
fn the_csl_json_is_valid_by_the_schema() {
    let schema = include_str!("../fixtures/schemas/csl-data.json");
    let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let written = polybib::write(Format::CslJson, &page().articles[0]).unwrap();
    let items: serde_json::Value = serde_json::from_str(&written.text).unwrap();
    let faults: Vec<String> = validator.iter_errors(&items).map(|e| e.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(items[0]["keyword"], ENGLISH.join(", "));
}

#[test]
fn the_jats_is_valid_by_the_dtd() {
    let written = polybib::write(Format::Jats, &page().articles[0]).unwrap();
    assert_eq!(written.text.matches("<kwd-group ").count(), 2);
    let path = std::env::temp_dir().join(format!("polybib-main-job-{}.xml", std::process::id()));
    std::fs::write(&path, written.text).unwrap();
    let catalog = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/schemas/jats/catalog.xml");
    let run = Command::new("xmllint")
        .args(["--nonet", "--noout", "--valid"])
        .arg(&path)
        .env("XML_CATALOG_FILES", catalog)
        .output();
    let Ok(run) = run else { return skip("the DTD", "program `xmllint`") };
    std::fs::remove_file(&path).unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}
