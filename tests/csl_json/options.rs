//! The options: lines of notes, items of references, Zotero's dialect.

use polybib::{
    Container, Contributor, DateKind, Dated, Kind, List, Localized, LossKind, Note, Reference, Role,
};
use serde_json::json;

use super::*;

fn read_with(json: &str, options: Options) -> (Article, Vec<String>) {
    let mut records = Reader::new(Format::CslJson).with(options).for_slice(json.as_bytes());
    let record = records.next().unwrap().unwrap();
    (record.article, record.diagnostics.iter().map(ToString::to_string).collect())
}

fn lines() -> Options {
    Options::default().note_lines(true)
}

fn noted(note: &str, more: &str) -> (Article, Vec<String>) {
    let note = serde_json::to_string(note).unwrap();
    read_with(&format!("{{\"id\":\"a\",\"type\":\"book\",{more}\n\"note\":{note}}}"), lines())
}

fn note_of(article: &Article) -> Option<String> {
    article.notes.first().and_then(|note| note.text.primary()).map(ToString::to_string)
}

#[test]
fn lines_of_a_note_are_variables() {
    let note = "Signed.\noriginal-date: 1950/1952\nPMID: 7\nOriginal Publisher: Old House\n\
                {:authority:Court}\neditor: Example || Anna\neditor: The Board\nTo be checked.\nDOI: x";
    let (article, told) = noted(note, "");
    assert!(told.is_empty(), "{told:?}");
    let original = article.original.as_ref().unwrap();
    assert_eq!(original.date, Some("1950/1952".parse().unwrap()));
    assert_eq!(original.publishers[0].primary().unwrap().to_string(), "Old House");
    assert_eq!(article.identifiers[0].value, "7");
    assert_eq!(article.authority.as_deref(), Some("Court"));
    assert_eq!(
        article.contributors[0],
        Contributor::person("Example", "Anna").with_role(Role::Editor)
    );
    assert_eq!(article.contributors.len(), 2);
    assert_eq!(note_of(&article).unwrap(), "Signed.\nTo be checked.\nDOI: x");
    // Without the option it is a note.
    let text = json!({"id": "a", "type": "book", "note": note}).to_string();
    let (article, _) = read_one(&text);
    assert_eq!(note_of(&article).unwrap(), note);
}

#[test]
fn words_are_no_lines() {
    for note in [
        "A note: with a colon",
        "Words\n\nPMID: 7",
        "id: 7",
        "note: x",
        "PMID:",
        "type: mixtape",
        " PMID: 7",
        "PMID 7",
        "first\nsecond\nPMID: 7",
        "",
    ] {
        let (article, _) = noted(note, "");
        assert!(article.identifiers.is_empty(), "{note}");
        assert_eq!(note_of(&article).unwrap_or_default(), note);
    }
}

#[test]
fn a_line_wins_and_what_it_replaces_is_kept() {
    let more = r#""issued":{"date-parts":[[2000]]},"volume":7,"title":3,"#;
    let (article, told) = noted("issued: -0043\nvolume: 7\ntype: map\nPages: 1", more);
    assert_eq!(article.issued(), Some(&"-0043".parse().unwrap()));
    assert_eq!((&article.kind, article.volume.as_deref()), (&Kind::Map, Some("7")));
    assert_eq!(article.extra.len(), 1);
    assert_eq!(article.extra[0].name, "issued");
    assert_eq!(&*article.extra[0].value, r#"{"date-parts":[[2000]]}"#);
    assert_eq!(note_of(&article).unwrap(), "Pages: 1");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("at line 1, column 77: `title` is a number"), "{told:?}");
    assert!(told[1].contains("at line 2, column 8: a line of `note` gives `issued`"), "{told:?}");
}

/// A record that has something for every option to do.
fn record() -> Article {
    let json = r#"{"id":"z","type":"musical_score","title":"T","keyword":"a, b","note":"Words",
        "container-title":"Whole","container-title-short":"Wh.","PMID":"7","medium":"paper",
        "author":[{"family":"Beethoven","given":"Ludwig","non-dropping-particle":"van"},
          {"family":"Humboldt","given":"A.","dropping-particle":"von","suffix":"Jr.","comma-suffix":true},
          {"literal":"Choir"}],
        "illustrator":[{"family":"Example","given":"Anna"}],
        "issued":{"date-parts":[[1800],[1801]]},"accessed":{"date-parts":[[2020,5,1]]},
        "original-date":{"date-parts":[[1799,3]],"circa":true},"citation-key":"key"}"#;
    read_one(json).0
}

#[test]
fn the_dialect_of_zotero() {
    let article = record();
    let (value, text, losses) = write(std::slice::from_ref(&article), Dialect::Zotero);
    assert!(validator().is_valid(&value), "{text}");
    assert_eq!(
        value[0],
        json!({
            "id": "z", "type": "book", "title": "T", "container-title": "Whole",
            "journalAbbreviation": "Wh.", "medium": "paper",
            "author": [
                {"family": "van Beethoven", "given": "Ludwig"},
                {"family": "Humboldt", "given": "A. von,! Jr."},
                {"literal": "Choir"}
            ],
            "issued": {"date-parts": [[1800]]}, "accessed": {"date-parts": [[2020, 5, 1]]},
            "note": "type: musical_score\nissued: 1800/1801\ncitation-key: key\n\
                     illustrator: Example || Anna\nPMID: 7\nkeyword: a, b\noriginal-date: 1799-03~\nWords"
        })
    );
    assert!(losses.iter().all(|loss| loss.kind == LossKind::Approximated), "{losses}");
    let told: Vec<_> = losses.iter().map(|loss| loss.field.as_str()).collect();
    let names = ["contributors[0].role", "contributors[0].name"];
    assert_eq!(told, [names, ["contributors[1].role", "contributors[1].name"]].concat());
    // All else comes back.
    let (mut back, diagnostics) = read_with(&value[0].to_string(), lines());
    back.contributors.clone_from(&article.contributors);
    assert_eq!(back, article);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
}

#[test]
fn lines_are_written_beside_custom_and_come_back_either_way() {
    let mut words = record();
    for note in ["Words", "PMID: 9", "Words\nDOI: x", "\nPMID: 9", "", "Words\n"] {
        words.notes = if note.is_empty() { List::new() } else { [Note::new(note)].into() };
        for article in [&words, &bilingual()] {
            let mut sink = Writer::new(Format::CslJson).with(lines()).to(Vec::new());
            let losses = sink.write(article).unwrap();
            assert!(losses.is_empty(), "{losses}");
            let json = sink.finish().unwrap();
            assert!(validator().is_valid(&serde_json::from_slice(&json).unwrap()));
            for options in [Options::default(), lines()] {
                let mut read = Reader::new(Format::CslJson).with(options).for_slice(&json);
                assert_eq!(&read.next().unwrap().unwrap().article, article, "{note}");
            }
        }
    }
}

#[test]
fn cited_works_are_items_of_their_own() {
    let mut book = Article::new(Kind::Book);
    book.title.push(Localized::new("B"));
    book.subtitle.push(Localized::new("S"));
    book.dates.push(Dated::new(DateKind::Published, "2001".parse().unwrap()));
    let mut keyed = Article::new(Kind::Map);
    keyed.key = Some("map".into());
    let mut article = Article::new(Kind::ArticleJournal);
    article.key = Some("a".into());
    article.container = Some(Container::titled("J").into());
    article.references.push(Reference::structured(book));
    article.references.push(Reference::raw("As printed."));
    article.references.push(Reference::structured(keyed.clone()));
    article.references.push(Reference::structured(keyed));
    article.references.push(Reference::default());
    article.references[0].key = Some("r1".into());
    article.references[1].label = Some("2.".into());
    for dialect in [Dialect::Standard, Dialect::JurisM, Dialect::Plain, Dialect::Zotero] {
        let options = Options::default().dialect(dialect).reference_items(true);
        let mut sink = Writer::new(Format::CslJson).with(options).to(Vec::new());
        let losses = sink.write(&article).unwrap();
        let value: Value = serde_json::from_slice(&sink.finish().unwrap()).unwrap();
        assert!(validator().is_valid(&value));
        let ids: Vec<_> = value.as_array().unwrap().iter().map(|item| &item["id"]).collect();
        assert_eq!(ids, ["a", "a_r1", "a_2", "map", "map-2"]);
        assert_eq!(value[1]["title"], "B: S");
        assert_eq!(value[2]["note"], "As printed.");
        let told: Vec<_> = losses.iter().map(|loss| loss.field.as_str()).collect();
        let custom = matches!(dialect, Dialect::Standard | Dialect::JurisM);
        let expected: &[&str] = if custom {
            &[]
        } else {
            &[
                "references",
                "references[1].label",
                "references[0].citations[0].work.subtitle",
                "references[0].citations[0].work.title",
            ]
        };
        assert_eq!(told, expected);
        if custom {
            let back = polybib::read(Format::CslJson, value.to_string()).unwrap();
            assert_eq!(back.articles[0], article);
        }
    }
}

/// The corpus as Zotero would import it: valid, and what changes is in the report.
#[test]
fn the_bilingual_record_for_zotero() {
    let (value, text, losses) = write(&[bilingual()], Dialect::Zotero);
    assert!(validator().is_valid(&value), "{text}");
    assert!(value[0].get("custom").is_none());
    let paths: Vec<_> = losses.iter().map(|loss| loss.field.as_str()).collect();
    for path in ["title[1]", "abstracts[1]", "contributors[0].orcid", "references[0]"] {
        assert!(paths.contains(&path), "{path} in {paths:#?}");
    }
    assert!(!paths.contains(&"keywords[0]"), "{paths:?}");
    assert!(value[0]["note"].as_str().unwrap().contains("keyword: внешняя политика, Казахстан"));
}
