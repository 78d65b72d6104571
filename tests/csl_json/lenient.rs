//! What others write is understood.

use polybib::{Kind, ReadErrorKind};

use super::*;

#[test]
fn odd_values_are_understood() {
    let table: &[(&str, &str, &[Code])] = &[
        (r#""volume":12"#, r#"{"volume":"12"}"#, &[]),
        (r#""volume":"012""#, r#"{"volume":"012"}"#, &[]),
        (r#""issue":3.10"#, r#"{"issue":"3.10"}"#, &[]),
        (r#""title":1984"#, r#"{"title":[{"value":"1984"}]}"#, &[Code::OddValue]),
        (r#""title":["One"]"#, r#"{"title":[{"value":"One"}]}"#, &[Code::OddValue]),
        (r#""title":[],"volume":null,"issue":"","author":[]"#, "{}", &[]),
        (
            r#""author":{"family":"Li"}"#,
            r#"{"contributors":[{"name":[{"value":{"person":{"family":"Li"}}}]}]}"#,
            &[Code::OddValue],
        ),
        (
            r#""author":[{"family":"Li","ORCID":"http://orcid.org/0000-0002-1825-0097"}]"#,
            r#"{"contributors":[{"name":[{"value":{"person":{"family":"Li"}}}],"orcid":"0000-0002-1825-0097"}]}"#,
            &[],
        ),
        (
            r#""author":[{"literal":"UN","isInstitution":true},{"name":"WHO"}]"#,
            r#"{"contributors":[{"name":[{"value":{"organization":"UN"}}]},{"name":[{"value":{"organization":"WHO"}}]}]}"#,
            &[],
        ),
        (
            r#""author":[{"family":"Li"},{"literal":"others"}]"#,
            r#"{"contributors":[{"name":[{"value":{"person":{"family":"Li"}}}]}],"others":["author"]}"#,
            &[Code::OddValue],
        ),
        (r#""shortTitle":"S""#, r#"{"short-title":[{"value":"S"}]}"#, &[]),
        (r#""shortTitle":"S","title-short":"S""#, r#"{"short-title":[{"value":"S"}]}"#, &[]),
        (r#""part-number":"2""#, r#"{"part":"2"}"#, &[]),
        (r#""event":"Congress""#, r#"{"event":{"title":[{"value":"Congress"}]}}"#, &[]),
        (
            r#""DOI":"https://doi.org/10.5555/x""#,
            r#"{"identifiers":[{"scheme":"doi","value":"10.5555/x"}]}"#,
            &[],
        ),
        (
            r#""ISSN":"1234-5678""#,
            r#"{"identifiers":[{"scheme":"issn","value":"1234-5678"}]}"#,
            &[Code::BadIdentifier],
        ),
        (
            r#""ISSN":"1561-7793, 1561-803X""#,
            r#"{"identifiers":[{"scheme":"issn","value":"1561-7793"},{"scheme":"issn","value":"1561-803X"}]}"#,
            &[],
        ),
        (r#""keyword":"a, b""#, r#"{"keywords":[{"keywords":[{"text":"a"},{"text":"b"}]}]}"#, &[]),
        (
            r#""keyword":["a","b"]"#,
            r#"{"keywords":[{"keywords":[{"text":"a"},{"text":"b"}]}]}"#,
            &[Code::OddValue],
        ),
        (r#""title":"a <i>b""#, r#"{"title":[{"value":"a <i>b"}]}"#, &[Code::Unbalanced]),
        (r#""language":"english""#, r#"{"language":"en"}"#, &[]),
        (r#""volume":"1","volume":"2""#, r#"{"volume":"2"}"#, &[Code::Duplicate]),
        (r#""issued":{"date-parts":[[null]]}"#, "{}", &[Code::OddValue]),
        (
            r#""issued":{"date-parts":[[2020,13,1]]}"#,
            r#"{"dates":[{"kind":"published","value":{"literal":"2020-13-1"}}]}"#,
            &[Code::BadDate],
        ),
        (
            r#""abstract":"<jats:p>One</jats:p><jats:p>Two</jats:p>""#,
            r#"{"abstracts":[{"paragraphs":["One","Two"]}]}"#,
            &[Code::OddValue],
        ),
        (
            r#""colour":"red""#,
            r#"{"extra":[{"origin":"csl-json","name":"colour","value":"\"red\""}]}"#,
            &[Code::UnknownField],
        ),
        (
            r#""title":{"a":1}"#,
            r#"{"extra":[{"origin":"csl-json","name":"title","value":"{\"a\":1}"}]}"#,
            &[Code::BadValue],
        ),
        (
            r#""language":"Inglés""#,
            r#"{"extra":[{"origin":"csl-json","name":"language","value":"\"Inglés\""}]}"#,
            &[Code::BadLanguage],
        ),
        (
            r#""multi":{"main":{"title":"ja"},"_keys":{"title":{"en":"E","ja-Latn":"J"}}},"title":"T""#,
            r#"{"title":[{"lang":"ja","value":"T"},{"lang":"en","form":"translation","value":"E"},{"lang":"ja-Latn","form":"transliteration","value":"J"}]}"#,
            &[],
        ),
        (
            r#""author":[{"family":"山田","multi":{"_key":{"en":{"family":"Yamada"}},"main":"ja","_lst":["en"]}}]"#,
            r#"{"contributors":[{"name":[{"lang":"ja","value":{"person":{"family":"山田"}}},{"lang":"en","form":"transliteration","value":{"person":{"family":"Yamada"}}}]}]}"#,
            &[],
        ),
    ];
    for (members, expected, codes) in table {
        let json = format!(r#"[{{"id":"a","type":"book",{members}}}]"#);
        let (article, found) = read_one(&json);
        let mut expected: Article = serde_json::from_str(expected).unwrap();
        expected.key = Some("a".into());
        expected.kind = Kind::Book;
        assert_eq!(article, expected, "{members}");
        assert_eq!(&found, codes, "{members}");
        let _ = round(&[article]);
    }
}

#[test]
fn kinds_of_others_are_told() {
    for (name, kind, code) in [
        ("journal-article", Kind::ArticleJournal, Some(Code::UnknownType)),
        ("posted-content", Kind::Preprint, Some(Code::UnknownType)),
        ("mixtape", Kind::Other("mixtape".into()), Some(Code::UnknownType)),
        ("", Kind::Document, Some(Code::UnknownType)),
        ("book", Kind::Book, None),
    ] {
        let (article, codes) = read_one(&format!(r#"{{"id":1,"type":"{name}"}}"#));
        assert_eq!(article.kind, kind);
        assert_eq!(article.key.as_deref(), Some("1"));
        assert_eq!(codes, code.into_iter().collect::<Vec<_>>(), "{name}");
    }
}

#[test]
fn the_kind_of_an_unknown_type_is_told() {
    for (name, message) in [
        (
            "journal-article",
            "CSL has no type `journal-article`; the record is of the kind `article-journal`",
        ),
        (
            "mixtape",
            "CSL has no type `mixtape`; the record is of no known kind, and its kind keeps that name",
        ),
    ] {
        let library =
            polybib::read(Format::CslJson, format!(r#"{{"id":1,"type":"{name}"}}"#)).unwrap();
        assert_eq!(library.diagnostics[0].message, message);
    }
}

#[test]
fn values_that_say_nothing_are_told() {
    let nothing = "has no year and no words";
    for (member, field, value) in [
        (r#""issued":{"date-parts":[[]]}"#, "dates", nothing),
        (r#""issued":{"date-parts":[[null]]}"#, "dates", nothing),
        (r#""issued":{"date-parts":[]}"#, "dates", nothing),
        (r#""accessed":[[]]"#, "dates", nothing),
        (r#""accessed":" ""#, "dates", nothing),
        (r#""event-date":{"literal":""}"#, "event.date", nothing),
        (r#""original-date":{"date-parts":[[null]]}"#, "original.date", nothing),
        (r#""author":[{}]"#, "contributors", "`author[0]` has no name: {}"),
        (r#""editor":[null]"#, "contributors", "`editor[0]` has no name: null"),
        (r#""author":[{"family":""}]"#, "contributors", "`author[0]` has no name"),
        (r#""original-author":[{}]"#, "original.contributors", "`original-author[0]`"),
        (r#""reviewed-author":[{}]"#, "reviewed.contributors", "`reviewed-author[0]`"),
    ] {
        let text = format!(r#"{{"id":"a","type":"book",{member}}}"#);
        let library = polybib::read(Format::CslJson, &text).unwrap();
        assert_eq!(library.diagnostics.len(), 1, "{member}: {:?}", library.diagnostics);
        let told = &library.diagnostics[0];
        assert_eq!(told.code, Code::OddValue);
        assert_eq!(told.field.as_ref().unwrap().as_str(), field);
        assert!(told.message.contains(value), "{told}");
        assert!(told.message.ends_with("; it was left out"), "{told}");
        assert!(told.position.is_some());
        let _ = round(&library.articles);
    }
    for silent in [r#""issued":null"#, r#""issued":{}"#, r#""author":[]"#] {
        let (_, codes) = read_one(&format!(r#"{{"id":"a","type":"book",{silent}}}"#));
        assert_eq!(codes, [], "{silent}");
    }
}

#[test]
fn an_answer_of_an_api_is_unwrapped() {
    let work = r#"{"DOI":"10.5555/x","type":"journal-article","title":["T"]}"#;
    let title = |article: &Article| article.title.primary().unwrap().to_string();
    for (text, count) in [
        (format!(r#"{{"status":"ok","message-type":"work","message":{work}}}"#), 1),
        (
            format!(r#"{{"status":"ok","message":{{"total-results":2,"items":[{work},{work}]}}}}"#),
            2,
        ),
        (r#"{"status":"ok","message":{"total-results":0,"items":[]}}"#.to_owned(), 0),
    ] {
        let library = polybib::read(Format::CslJson, &text).unwrap();
        assert_eq!(library.articles.len(), count, "{text}");
        for article in &library.articles {
            assert_eq!(title(article), "T");
            assert_eq!(article.kind, Kind::ArticleJournal);
            assert!(article.extra.is_empty());
        }
    }
    let text = format!("{{\"status\":\"ok\",\n\"message\":{work}}}");
    let record = Reader::new(Format::CslJson).for_slice(text.as_bytes()).next().unwrap().unwrap();
    assert_eq!((record.position.line, record.position.column), (2, 11));
    // An item may have a member of that name.
    let (article, _) = read_one(r#"{"title":"T","message":{"title":"U"}}"#);
    assert_eq!(title(&article), "T");
}

#[test]
fn an_object_without_a_variable_is_an_error_that_names_what_it_has() {
    for (text, names) in [
        (r#"{"foo":1,"bar":2}"#, "only `foo`, `bar`"),
        (
            r#"{"status":"failed","message-type":"validation-failure","message":[]}"#,
            "only `status`, `message-type`, `message`",
        ),
        (r#"{"items":[{"foo":1}]}"#, "only `foo`"),
        (r#"{"message":{"items":[{"foo":1}]}}"#, "only `foo`"),
        (r#"{"status":"ok","message":{}}"#, "the object is empty"),
    ] {
        let mut records = Reader::new(Format::CslJson).for_slice(text.as_bytes());
        let error = records.next().unwrap().unwrap_err();
        assert_eq!(error.kind(), ReadErrorKind::Data, "{text}");
        assert!(error.message().ends_with(names), "{text}: {error}");
        assert!(error.record().is_some_and(|name| name.starts_with("item ")), "{text}: {error}");
    }
}

#[test]
fn layouts() {
    let item = r#"{"id":"a","type":"book"}"#;
    for (text, count) in [
        (item.to_owned(), 1),
        (format!("{item}\n{item}\n"), 2),
        (format!("[{item},{item}]"), 2),
        (format!("{{\"items\":[{item},{item}]}}"), 2),
        (format!("{{\"version\":\"1.1\",\"references\":[{item}]}}"), 1),
        ("[]".to_owned(), 0),
        ("{\"items\":[]}".to_owned(), 0),
    ] {
        let library = polybib::read(Format::CslJson, &text).unwrap();
        assert_eq!(library.articles.len(), count, "{text}");
    }
    let wrapped = format!("{{\"items\":[\n{item},\n{item}]}}");
    let records: Vec<_> =
        Reader::new(Format::CslJson).for_slice(wrapped.as_bytes()).map(Result::unwrap).collect();
    assert_eq!(records[1].position.line, 3);
    assert_eq!(records[1].span.end as usize, wrapped.len() - 2);
}

#[test]
fn items_may_stand_by_their_ids() {
    let text = r#"{"a":{"type":"book","title":"A"},"b":{"id":"c","type":"map"}}"#;
    let library = polybib::read(Format::CslJson, text).unwrap();
    let keys: Vec<_> = library.articles.iter().map(|article| article.key.as_deref()).collect();
    assert_eq!(keys, [Some("a"), Some("c")]);
    assert!(library.diagnostics.is_empty(), "{:?}", library.diagnostics);
    // Not every object of objects is one.
    for text in [r#"{"a":{"type":"book"},"b":{"x":1}}"#, r#"{"a":{"title":"A"}}"#] {
        let error = polybib::read(Format::CslJson, text).unwrap_err();
        assert_eq!(error.kind(), ReadErrorKind::Data, "{text}");
    }
}

#[test]
fn diagnostics_come_in_the_order_of_the_input() {
    let text = "{\"issued\":{\"date-parts\":[[2020,13,1]]},\n\"x\":1,\n\"title\":7,\n\"id\":\"a\",\"type\":\"y\"}";
    let record = Reader::new(Format::CslJson).for_slice(text.as_bytes()).next().unwrap().unwrap();
    let lines: Vec<_> = record.diagnostics.iter().map(|d| d.position.unwrap().line).collect();
    assert_eq!(lines, [1, 2, 3, 4]);
    assert_eq!(record.diagnostics[0].position.unwrap().column, 11);
}
