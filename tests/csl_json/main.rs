//! CSL-JSON: what is written is valid by the schema and reads back as it was.
#![cfg(feature = "csl-json")]

#[path = "../common/mod.rs"]
mod common;

#[cfg(feature = "bibtex")]
mod bib_fields;
mod broken;
mod coming_back;
mod deviations;
mod lenient;
mod options;
mod wrappers;

use polybib::csl_json::{Dialect, Options};
use polybib::{Article, Code, Format, LossReport, Reader, Writer};
use serde_json::Value;

const BILINGUAL: &str = include_str!("../../fixtures/native/bilingual.json");

const SCHEMA: &str = include_str!("../../fixtures/schemas/csl-data.json");

fn validator() -> jsonschema::Validator {
    jsonschema::validator_for(&serde_json::from_str(SCHEMA).unwrap()).unwrap()
}

fn bilingual() -> Article {
    polybib::read(Format::Json, BILINGUAL).unwrap().articles.remove(0)
}

fn write(articles: &[Article], dialect: Dialect) -> (Value, String, LossReport) {
    let options = Options::default().dialect(dialect);
    let mut sink = Writer::new(Format::CslJson).pretty(true).with(options).to(Vec::new());
    let mut losses = LossReport::default();
    for article in articles {
        losses.extend(sink.write(article).unwrap());
    }
    let text = String::from_utf8(sink.finish().unwrap()).unwrap();
    (serde_json::from_str(&text).unwrap(), text, losses)
}

/// Writes, checks by the schema, reads; the losses. A record without a key gets one.
fn round(articles: &[Article]) -> LossReport {
    let (value, text, losses) = write(articles, Dialect::Standard);
    let errors: Vec<_> = validator()
        .iter_errors(&value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    let back = polybib::read(Format::CslJson, &text).unwrap();
    assert_eq!(back.articles.len(), articles.len());
    for (mut read, article) in back.articles.into_iter().zip(articles) {
        if article.key.is_none() {
            read.key = None;
        }
        assert_eq!(&read, article, "{text}");
    }
    let again: Vec<Article> = polybib::read(Format::CslJson, &text).unwrap().articles;
    assert_eq!(write(&again, Dialect::Standard).1, text, "writing is a fixpoint");
    losses
}

/// Writes without `custom`: valid, and every part of the record that does not come back is in the
/// report.
fn plain(article: &Article) {
    without(article, Dialect::Plain);
    without(article, Dialect::Zotero);
}

fn without(article: &Article, dialect: Dialect) {
    let (value, text, losses) = write(std::slice::from_ref(article), dialect);
    assert!(validator().is_valid(&value), "{text}");
    let options = Options::default().note_lines(dialect == Dialect::Zotero);
    let mut back = Reader::new(Format::CslJson).with(options).for_slice(text.as_bytes());
    let back = back.next().unwrap().unwrap().article;
    let (ours, theirs) =
        (serde_json::to_value(article).unwrap(), serde_json::to_value(&back).unwrap());
    for (name, part) in ours.as_object().unwrap() {
        let told = losses.iter().any(|loss| loss.field.as_str().starts_with(name.as_str()));
        // The order of lists that several variables feed is the table's.
        let bag = |value: Option<&Value>| {
            let mut items = value.and_then(Value::as_array).cloned().unwrap_or_default();
            items.sort_by_key(ToString::to_string);
            items
        };
        let same = theirs.get(name) == Some(part) || bag(theirs.get(name)) == bag(Some(part));
        assert!(told || (same && theirs.get(name).is_some()), "{name}: {part}\n{text}\n{losses}");
    }
}

fn read_one(json: &str) -> (Article, Vec<Code>) {
    let mut records = Reader::new(Format::CslJson).for_slice(json.as_bytes());
    let record = records.next().unwrap().unwrap();
    (record.article, record.diagnostics.iter().map(|d| d.code).collect())
}
