//! Promise 2, no silent loss: what does not come back, the report names.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::cast_possible_truncation,
    reason = "a test stops at the first thing that is wrong"
)]

mod common;

use common::unreported;
use polybib::{Article, Format};

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
