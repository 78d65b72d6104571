//! One bad item costs one item.

use polybib::{Kind, ReadErrorKind};

use super::*;

#[test]
fn a_bad_item_costs_itself_and_says_where() {
    let text = "[\n{\"id\":\"a\",\"type\":\"book\"},\n{\"id\":\"b\",\"title\": tru},\n7,\n\
                {\"id\":\"c\",\"type\":\"map\"}\n]";
    let records: Vec<_> = Reader::new(Format::CslJson).for_slice(text.as_bytes()).collect();
    assert_eq!(records.len(), 4);
    let error = records[1].as_ref().unwrap_err();
    assert_eq!((error.record(), error.position().unwrap().line), (Some("b"), 3));
    assert_eq!(records[2].as_ref().unwrap_err().record(), Some("item 3"));
    assert_eq!(records[3].as_ref().unwrap().article.kind, Kind::Map);
}

#[test]
fn what_is_no_item_is_an_error() {
    for (bytes, kind) in [
        (&b""[..], ReadErrorKind::NoRecords),
        (b"[{\"id\":\"a\"}", ReadErrorKind::Truncated),
        (b"[{\"id\":\"a", ReadErrorKind::Truncated),
        (b"{}", ReadErrorKind::Data),
        (b"[[1]]", ReadErrorKind::Data),
        (b"\xFF\xFE\x00", ReadErrorKind::Encoding),
        (b"[{\"id\":\"\xFF\"}]", ReadErrorKind::Encoding),
        (b"[{\"id\":1 \"type\":2}]", ReadErrorKind::Syntax),
    ] {
        let error = Reader::new(Format::CslJson).for_slice(bytes).find_map(Result::err);
        assert_eq!(error.unwrap().kind(), kind, "{bytes:?}");
    }
}

#[test]
fn deep_nesting_and_many_members_are_bounded() {
    let deep = format!(
        r#"[{{"id":"a","type":"book","x":{}{}}}]"#,
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let (article, codes) = read_one(&deep);
    assert!(article.extra.is_empty());
    assert!(codes.contains(&Code::BadValue));
    let title = format!(r#"{{"id":"a","type":"book","title":"{}"}}"#, "<i>".repeat(20_000));
    let (article, _) = read_one(&title);
    let _ = round(&[article]);
    let nested = format!(
        r#"{{"id":"a","type":"book","title":"{}x{}"}}"#,
        "<i>".repeat(120),
        "</i>".repeat(120)
    );
    let (article, _) = read_one(&nested);
    let _ = round(&[article]);
    let many: Vec<_> = (0..20_000).map(|i| format!("\"k{i}\":{i}")).collect();
    let (article, _) = read_one(&format!(r#"{{"id":"a","type":"book",{}}}"#, many.join(",")));
    assert_eq!(article.extra.len(), 20_000);
}

#[test]
fn no_prefix_of_an_item_brings_the_reader_down() {
    let (_, text, _) = write(&[bilingual()], Dialect::Standard);
    for end in (0..text.len()).step_by(7) {
        let records = Reader::new(Format::CslJson).for_slice(&text.as_bytes()[..end]);
        assert!(records.count() <= 2);
    }
}

/// What may be wrong with an item: what stands in its place, and what is said of it: words of the
/// error, or where the item can be read all the same, of the diagnostic.
const WAYS: &[(&str, &str, Result<&str, &str>)] = &[
    ("a number", "7", Err("invalid type")),
    ("a text", "\"k500\"", Err("invalid type")),
    ("an array", "[1,2]", Err("invalid type")),
    ("nothing known", r#"{"foo":1}"#, Err("no variable of CSL")),
    ("empty", "{}", Err("empty")),
    ("a wrong type", r#"{"id":"k500","type":"book","title":{"a":1}}"#, Ok("`title` cannot be")),
    (
        "a bad escape",
        r#"{"id":"k500","author":[{"family":"\q"}]}"#,
        Err("item 501, in `author[0].family`"),
    ),
    ("half an escape", r#"{"id":"k500","title":"\ud8"}"#, Err("item 501, in `title`")),
    ("no value", r#"{"id":"k500","title":}"#, Err("expected value (item 501, in `title`)")),
    ("no comma", r#"{"id":"k500" "title":"x"}"#, Err("item 501, in `id`")),
    ("a word", r#"{"id":"k500","title":None}"#, Err("item 501, in `title`")),
    ("a line break", "{\"id\":\"k500\",\"title\":\"a\nb\"}", Err("item 501, in `title`")),
    ("cut off in a string", r#"{"id":"k500","title":"Tit"#, Err("item 501")),
    ("cut off in a name", r#"{"id":"k500","tit"#, Err("item 501")),
    ("cut off in an array", r#"{"id":"k500","author":[{"family":"x"}"#, Err("item 501")),
    ("cut off at its end", r#"{"id":"k500","title":"x""#, Err("item 501")),
    (
        "the same member twice",
        r#"{"id":"k500","type":"book","title":"x","title":"y"}"#,
        Ok("occurs again"),
    ),
];

/// A thousand items, of which the one at 500 is `broken`.
fn thousand(broken: &str, between: &str) -> String {
    let item = |i: usize| {
        format!(
            r#"{{"id":"k{i}","type":"book","title":"Title {i}","author":[{{"family":"F{i}"}}]}}"#
        )
    };
    let items: Vec<_> =
        (0..1000).map(|i| if i == 500 { broken.to_owned() } else { item(i) }).collect();
    format!("[{}]", items.join(between))
}

#[test]
fn of_a_thousand_items_a_broken_one_costs_itself() {
    let deep = format!(
        r#"{{"id":"k500","type":"book","x":{}{}}}"#,
        "[".repeat(10_000),
        "]".repeat(10_000)
    );
    let unclosed = format!(r#"{{"id":"k500","type":"book","x":{}"#, "[".repeat(10_000));
    let more = [
        ("deep", deep.as_str(), Ok("nests too deep")),
        ("deep and cut off", unclosed.as_str(), Err("item 501")),
    ];
    for (what, broken, expected) in WAYS.iter().chain(&more) {
        for between in [",", ",\n", " ,\n  "] {
            let text = thousand(broken, between);
            let records: Vec<_> = Reader::new(Format::CslJson).for_slice(text.as_bytes()).collect();
            assert_eq!(records.len(), 1000, "{what}");
            for (i, record) in records.iter().enumerate().filter(|(i, _)| *i != 500) {
                let record = record.as_ref().unwrap_or_else(|error| panic!("{what}, {i}: {error}"));
                assert_eq!(record.article.key.as_deref(), Some(format!("k{i}").as_str()), "{what}");
                assert!(record.diagnostics.is_empty());
                assert_eq!(
                    record.position.offset,
                    text.find(&format!("{{\"id\":\"k{i}\"")).unwrap() as u64
                );
            }
            let before = text.find("{\"id\":\"k499\"").unwrap();
            let at = (before + text[before..].find("}]}").unwrap() + 3 + between.len()) as u64;
            let within = at..=at + broken.len() as u64 + 4;
            match (&records[500], expected) {
                (Err(error), Err(words)) => {
                    assert!(error.to_string().contains(words), "{what}: {error}");
                    assert!(within.contains(&error.position().unwrap().offset), "{what}: {error}");
                    let known = words.contains("in `").then_some("k500");
                    assert!(known.is_none_or(|id| error.record() == Some(id)), "{what}: {error}");
                    assert!(error.record().is_some());
                }
                (Ok(record), Ok(words)) => {
                    assert_eq!(record.article.key.as_deref(), Some("k500"));
                    let [told] = record.diagnostics.as_slice() else {
                        panic!("{what}: {record:?}")
                    };
                    assert!(told.message.contains(words), "{what}: {told}");
                    assert!(within.contains(&told.position.unwrap().offset), "{what}: {told}");
                }
                (found, _) => panic!("{what}: {found:?}"),
            }
            // A stream of small pieces says the same.
            let stream: Vec<_> = Reader::new(Format::CslJson).for_reader(text.as_bytes()).collect();
            assert_eq!(format!("{stream:?}"), format!("{records:?}"), "{what}");
        }
    }
}

#[test]
fn a_truncated_file_gives_every_whole_item() {
    let text = thousand(r#"{"id":"k500","type":"book"}"#, ",\n");
    for end in (1..text.len()).step_by(101) {
        let text = &text[..end];
        let whole = text.matches("\"}]}").count() + usize::from(text.contains("\"book\"}"));
        let records: Vec<_> = Reader::new(Format::CslJson).for_slice(text.as_bytes()).collect();
        assert_eq!(records.iter().filter(|record| record.is_ok()).count(), whole);
        assert!(
            records.last().unwrap().as_ref().is_err_and(polybib::ReadError::is_truncated),
            "{end}"
        );
    }
}
