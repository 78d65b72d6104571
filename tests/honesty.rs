//! Promise 2, no silent loss: what does not come back, the report names.

mod common;

use common::{corpus, unreported};
use polybib::{Article, Format, Reader};

/// Every field of the model at once.
const FULL: &str = include_str!("../fixtures/native/full.json");

fn full() -> Article {
    polybib::read(Format::Json, FULL).unwrap().articles.remove(0)
}

#[test]
fn a_record_with_every_field_is_written_honestly_in_every_format() {
    let article = full();
    for format in Format::ALL.into_iter().filter(|format| format.is_writable()) {
        let written = polybib::write(format, &article).unwrap();
        let library = polybib::read(format, &written.text)
            .unwrap_or_else(|error| panic!("{format}: {error}\n{}", written.text));
        let hidden = unreported(&article, &library.articles[0], &written.losses);
        assert_eq!(
            hidden, [""; 0],
            "left is unnamed; {format}:\n{}\n{}",
            written.text, written.losses
        );
        let again = polybib::write(format, &library.articles[0]).unwrap();
        assert_eq!(again.text, written.text, "{format} writes another text the second time");
    }
}

/// The files of the corpus in every format that is read, each record written in every format.
#[test]
fn records_of_real_files_are_written_honestly_in_every_format() {
    let Some(folder) = corpus("real files") else { return };
    let folders = [
        (Format::Jats, "jats/bilingual", usize::MAX),
        (Format::Jats, "jats/mono", usize::MAX),
        (Format::CslJson, "csl", 40),
        (Format::BibLatex, "bilingual", usize::MAX),
        (Format::BibLatex, "bib", 8),
        (Format::Landing, "pages", usize::MAX),
    ];
    let (mut count, mut hidden) = (0, Vec::new());
    for (source, name, most) in folders {
        for path in common::files(&folder.join(name), &[]) {
            let Ok(bytes) = std::fs::read(&path) else { continue };
            let records = Reader::new(source).for_slice(&bytes).flatten().take(most);
            for record in records {
                count += 1;
                for format in
                    [Format::BibTex, Format::BibLatex, Format::CslJson, Format::Jats, Format::Json]
                {
                    let Ok(written) = polybib::write(format, &record.article) else { continue };
                    let library = polybib::read(format, &written.text).unwrap();
                    let Some(after) = library.articles.first() else { continue };
                    let unnamed = unreported(&record.article, after, &written.losses);
                    if !unnamed.is_empty() {
                        hidden.push(format!(
                            "{} {:?} to {format}: {unnamed:?}",
                            path.display(),
                            record.article.key
                        ));
                    }
                }
            }
        }
    }
    println!("{count} records");
    assert!(hidden.is_empty(), "{} of {count}:\n{}", hidden.len(), hidden.join("\n"));
}

/// Writes a record, and gives the paths that the report names and what is read back; nothing else
/// may differ.
fn told(format: Format, article: &Article) -> (Vec<String>, Article) {
    let written = polybib::write(format, article).unwrap();
    let after = polybib::read(format, &written.text).unwrap().articles.remove(0);
    let hidden = unreported(article, &after, &written.losses);
    assert_eq!(hidden, [""; 0], "{}\n{}", written.text, written.losses);
    (written.losses.iter().map(|loss| loss.field.to_string()).collect(), after)
}

#[test]
fn what_an_entry_says_in_two_fields_is_told() {
    let read = |fields: &str| {
        let entry = format!("@book{{a, title = {{A}}, {fields}}}");
        polybib::read(Format::BibLatex, &entry).unwrap().articles.remove(0)
    };
    let places = read("location = {Perm}, address = {Omsk}");
    let (paths, after) = told(Format::BibTex, &places);
    assert_eq!(paths, ["extra[0]"]);
    assert_eq!(after.publisher_places, places.publisher_places);
    for (fields, expected) in [
        ("date = {2004-05}, year = {2004}", vec!["extra[0]"]),
        ("date = {2004-05}, year = {2004}, month = {5}", vec!["extra[0]", "extra[1]"]),
        ("date = {2004-05}, year = {2003}", vec![]),
    ] {
        let (paths, after) = told(Format::BibTex, &read(fields));
        assert_eq!(paths, expected, "{fields}");
        assert_eq!(after.issued().unwrap().to_string(), "2004-05", "{fields}");
    }
    let (paths, _) = told(Format::BibTex, &read("eprint = {1}, eprinttype = {arXiv}"));
    assert_eq!(paths, ["extra[0]"]);
}

#[test]
fn what_is_read_as_one_or_in_another_order_is_told() {
    let json = r#"[{"polybib": 1, "kind": "book", "key": "a", "language": "en",
        "contributors": [
            {"name": [{"lang": "en", "value": {"person": {"family": "Doe"}}}], "affiliations": [0]},
            {"name": [{"lang": "en", "value": {"person": {"family": "Roe"}}}], "affiliations": [1, 2]}],
        "affiliations": [
            {"forms": [{"lang": "en", "value": {"text": "Tomsk"}}]},
            {"forms": [{"lang": "en", "value": {"text": "Tomsk"}}]},
            {"forms": [{"lang": "en", "value": {"text": "Omsk"}}]}],
        "dates": [{"kind": "accessed", "value": "2020"}, {"kind": "published", "value": "2019"}]}]"#;
    let article = polybib::read(Format::Json, json).unwrap().articles.remove(0);
    for format in [Format::BibTex, Format::BibLatex] {
        let (paths, after) = told(format, &article);
        assert_eq!(paths, ["affiliations[1]", "contributors[1].affiliations", "dates"]);
        assert_eq!(after.contributors[1].affiliations, [0, 1]);
        assert_eq!(after.dates.len(), 2);
    }
}

/// The files in a folder and those below it, in order.
/// The record holds every field of the model, so that a new field cannot be forgotten here.
#[test]
fn the_full_record_says_every_field() {
    let written = polybib::write(Format::Json, &full()).unwrap();
    let json: serde_json::Value = serde_json::from_str(&written.text).unwrap();
    for field in polybib::Field::ALL {
        let mut at = vec![&json[0]];
        for part in field.path().split('.') {
            let (name, inside) = part.split_once('[').unwrap_or((part, ""));
            at = at.into_iter().map(|value| &value[name]).collect();
            if !inside.is_empty() {
                at = at.into_iter().filter_map(|value| value.as_array()).flatten().collect();
            }
        }
        assert!(at.iter().any(|value| !value.is_null()), "{}", field.path());
    }
}
