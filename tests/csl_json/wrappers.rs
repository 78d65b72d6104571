//! Lists of items in an object: item by item, as in a top-level array.

use polybib::{ReadError, ReadErrorKind, Record};

use super::*;

const ITEM: &str = r#"{"id":"a","type":"book","title":"T"}"#;

/// The ways to put a list into an object.
const AROUND: &[(&str, &str)] = &[
    (r#"{"items":["#, "]}"),
    (r#" { "items" : [ "#, " ] } "),
    (r#"{"version":"1.1","title":"My list","references":["#, "]}"),
    (r#"{"status":"ok","message":{"facets":{"x":["}]"]},"total-results":2,"items":["#, "]}}"),
    (r#"{"items":["#, r#"],"next":{"a":[1,"]"]},"more":false}"#),
    (r#"{"message":{"items":["#, r#"],"items-per-page":20},"status":"ok"}"#),
];

fn all(text: &str) -> Vec<Result<Record, ReadError>> {
    let slice: Vec<_> = Reader::new(Format::CslJson).for_slice(text.as_bytes()).collect();
    // A source that gives few bytes at a time says the same.
    let stream: Vec<_> =
        Reader::new(Format::CslJson).for_reader(Dripping(text.as_bytes())).collect();
    assert_eq!(format!("{slice:?}"), format!("{stream:?}"));
    slice
}

struct Dripping<'a>(&'a [u8]);

impl std::io::Read for Dripping<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let len = buffer.len().min(7).min(self.0.len());
        let (now, rest) = self.0.split_at(len);
        buffer[..len].copy_from_slice(now);
        self.0 = rest;
        Ok(len)
    }
}

#[test]
fn a_broken_item_of_a_list_costs_itself() {
    for (before, after) in AROUND {
        let text = format!("{before}{ITEM},\n{{\"id\":\"b\",\"title\":tru}},\n7,{ITEM}{after}");
        let records = all(&text);
        assert_eq!(records.len(), 4, "{text}");
        for whole in [0, 3] {
            let record = records[whole].as_ref().unwrap();
            assert_eq!(record.article.key.as_deref(), Some("a"));
            let (start, end) = (record.span.start as usize, record.span.end as usize);
            assert_eq!(&text[start..end], ITEM);
        }
        let error = records[1].as_ref().unwrap_err();
        assert_eq!((error.record(), error.position().unwrap().line), (Some("b"), 2));
        assert_eq!(records[2].as_ref().unwrap_err().record(), Some("item 3"));
    }
}

#[test]
fn lists_stand_one_after_another_and_may_be_empty() {
    for (before, after) in AROUND {
        assert!(all(&format!("{before}{after}")).is_empty(), "{before}");
        let text = format!("{before}{ITEM}{after}\n{before}{ITEM},{ITEM}{after}\n{ITEM}");
        let records = all(&text);
        assert_eq!(records.len(), 4, "{text}");
        assert!(records.iter().all(Result::is_ok), "{records:?}");
    }
}

#[test]
fn a_list_that_was_cut_off_gives_every_whole_item() {
    for (before, after) in AROUND {
        let text = format!("{before}{ITEM},{ITEM}{after}");
        let text = text.trim_end();
        for end in before.len() + 1..text.len() {
            let records = all(&text[..end]);
            let whole = text[..end].matches(ITEM).count();
            let (last, first) = records.split_last().unwrap();
            assert_eq!(first.len(), whole, "{}", &text[..end]);
            assert!(first.iter().all(Result::is_ok));
            assert!(last.as_ref().is_err_and(ReadError::is_truncated), "{}", &text[..end]);
        }
    }
}

#[test]
fn an_object_that_is_an_item_is_no_list() {
    let (article, _) = read_one(r#"{"id":"a","type":"book","items":[{"id":"b","type":"book"}]}"#);
    assert_eq!((article.key.as_deref(), article.extra.len()), (Some("a"), 1));
    // Where that shows behind the list only, the list is read and the rest is an error.
    let records = all(&format!(r#"{{"items":[{ITEM}],"id":"x","type":"book"}}"#));
    assert!(records[0].is_ok());
    let error = records[1].as_ref().unwrap_err();
    assert_eq!(error.kind(), ReadErrorKind::Data);
    assert!(error.to_string().contains("\"id\""), "{error}");
    for text in [
        format!(r#"{{"items":[{ITEM}] 7}}"#),
        format!(r#"{{"items":[{ITEM}],"x" 7}}"#),
        format!(r#"{{"items":[{ITEM}],"x":}}"#),
    ] {
        let records = all(&text);
        assert!(records[0].is_ok());
        assert!(records[1..].iter().any(Result::is_err), "{text}: {records:?}");
    }
}
