//! The model as JSON: what is written is what was read.

mod common;

use polybib::{Code, DateValue, Format, ReadErrorKind, Reader};

const BILINGUAL: &str = include_str!("../fixtures/native/bilingual.json");
/// Every field of the model: the golden file of version 1.
const FULL: &str = include_str!("../fixtures/native/full.json");

#[test]
fn a_record_comes_back_whole_in_both_layouts() {
    for fixture in [BILINGUAL, FULL] {
        comes_back_whole(fixture);
    }
}

fn comes_back_whole(fixture: &str) {
    let library = polybib::read(Format::Json, fixture).unwrap();
    assert_eq!(library.diagnostics, []);
    for format in [Format::Json, Format::JsonLines] {
        let written = polybib::write_all(format, &library.articles).unwrap();
        assert!(written.losses.is_empty());
        assert_eq!(polybib::read(format, &written.text).unwrap().articles, library.articles);
    }
    let expected: serde_json::Value = serde_json::from_str(fixture).unwrap();
    let written = polybib::write_all(Format::Json, &library.articles).unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&written.text).unwrap(), expected);
}

#[test]
fn a_bad_record_costs_itself_and_says_where() {
    let text = "[\n{\"kind\":\"book\"},\n{\"kind\":\n 7},\n{\"kind\":\"map\", \"colour\":1}\n]";
    let records: Vec<_> = Reader::new(Format::Json).for_slice(text.as_bytes()).collect();
    assert_eq!(records.len(), 3);
    let error = records[1].as_ref().unwrap_err();
    assert_eq!(error.kind(), ReadErrorKind::Data);
    assert_eq!(error.position().unwrap().line, 4);
    let last = records[2].as_ref().unwrap();
    assert_eq!(last.diagnostics[0].code, Code::UnknownMember);
    assert!(last.diagnostics[0].message.contains("`colour`"));
}

#[test]
fn a_newer_version_is_refused_by_name() {
    let error = polybib::read(Format::Json, r#"[{"polybib":2}]"#).unwrap_err();
    assert_eq!(error.kind(), ReadErrorKind::Unsupported);
}

#[test]
fn what_is_cut_off_or_empty_says_so() {
    let table = [
        ("", ReadErrorKind::NoRecords),
        ("[{\"kind\":\"book\"}", ReadErrorKind::Truncated),
        ("[{\"kind\":\"bo", ReadErrorKind::Truncated),
        ("[] []", ReadErrorKind::Syntax),
    ];
    for (text, kind) in table {
        let error = Reader::new(Format::Json).for_slice(text.as_bytes()).find_map(Result::err);
        assert_eq!(error.unwrap().kind(), kind, "{text}");
    }
    assert_eq!(polybib::read(Format::Json, "[]").unwrap().articles, []);
}

#[test]
fn dates_are_read_and_written_back() {
    for text in common::EDTF {
        let date: DateValue = text.parse().unwrap_or_else(|e| panic!("{e}"));
        assert!(!matches!(date, DateValue::Literal(_)), "{text}");
        assert_eq!(date.to_string(), *text);
        let json = serde_json::to_string(&date).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<DateValue>(&json).unwrap(), date);
    }
}
