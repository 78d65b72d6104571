//! The short way and the long way write the same.

use super::super::write;
use super::*;
use crate::Format;
use crate::report::LossReport;

/// Whether the short way is taken; if it is, that it is as good as the long one.
fn both_ways(article: &Article) -> bool {
    let mut short = 0;
    for dialect in [Dialect::Standard, Dialect::JurisM, Dialect::Plain] {
        let options = Options::default().dialect(dialect);
        for pretty in [false, true] {
            let (mut ours, mut theirs) = (Vec::new(), Vec::new());
            if item(article, "id", options, &mut Out::new(&mut ours, pretty)).is_none() {
                continue;
            }
            short += usize::from(dialect == Dialect::Standard && pretty);
            let mut losses = LossReport::default();
            let json = write::item(article, "id", options, &mut losses);
            Out::new(&mut theirs, pretty).json(&json);
            let text = |bytes| String::from_utf8(bytes).unwrap();
            assert_eq!(text(ours), text(theirs));
            assert!(losses.is_empty(), "{losses}");
        }
    }
    short > 0
}

#[test]
fn every_part_of_a_record_is_written_as_in_the_long_way() {
    let sources = [
        include_str!("../../../../fixtures/native/full.json"),
        include_str!("../../../../fixtures/native/bilingual.json"),
    ];
    let mut short = 0;
    for source in sources {
        let whole: serde_json::Value = serde_json::from_str(source).unwrap();
        let whole = whole.get(0).unwrap().as_object().unwrap();
        let mut parts = vec![whole.clone()];
        for (name, value) in whole {
            let mut without = whole.clone();
            without.remove(name);
            parts.push(without);
            for kind in ["article-journal", "book", "chapter", "preprint", "periodical"] {
                for language in [None, Some("ru"), Some("en"), Some("grc")] {
                    let mut alone = serde_json::Map::new();
                    alone.insert("kind".into(), kind.into());
                    if let Some(language) = language {
                        alone.insert("language".into(), language.into());
                    }
                    alone.insert(name.clone(), value.clone());
                    for (inner, _) in value.as_object().into_iter().flatten() {
                        let mut value = value.clone();
                        value.as_object_mut().unwrap().remove(inner);
                        alone.insert(name.clone(), value);
                        parts.push(alone.clone());
                    }
                    // Each item of a list by itself, and two in the other order.
                    let list = value.as_array().map_or(&[][..], Vec::as_slice);
                    for (i, item) in list.iter().enumerate() {
                        alone.insert(name.clone(), vec![item.clone()].into());
                        parts.push(alone.clone());
                        if let Some(next) = list.get(i + 1) {
                            alone.insert(name.clone(), vec![next.clone(), item.clone()].into());
                            parts.push(alone.clone());
                        }
                    }
                    alone.insert(name.clone(), value.clone());
                    parts.push(alone);
                }
            }
        }
        for part in parts {
            let article: Article = serde_json::from_value(part.into()).unwrap();
            short += usize::from(both_ways(&article));
        }
    }
    assert!(short > 500, "{short} took the short way");
}

#[test]
fn odd_texts_are_written_as_in_the_long_way() {
    let texts = [
        "",
        " ",
        "a",
        "<i>",
        "a <b>c</b>",
        "&lt;i>",
        "\n",
        "a\n\nb",
        "a\n",
        "<jats:p>x",
        "others",
        "a, b",
        "a;b",
        " a",
        "\"",
        "\u{0}",
        "\u{FFFD}",
        "doi:10.5555/x",
        "10.5555/x",
        "1561-7793",
        "15617793",
        "978-3-16-148410-0",
        "9783161484100",
        "12345678",
        "0-306-40615-2",
    ];
    for text in texts {
        let native = |json: &str| {
            let quoted = serde_json::to_string(text).unwrap();
            let json = json.replace("TEXT", &quoted[1..quoted.len() - 1]);
            both_ways(&serde_json::from_str(&json).unwrap());
        };
        for kind in ["book", "chapter"] {
            for json in [
                r#"{"kind":"KIND","title":[{"value":"TEXT"}],"volume":"TEXT","genre":"TEXT"}"#,
                r#"{"kind":"KIND","title":[{"value":"x"},{"lang":"en","value":"TEXT"}]}"#,
                r#"{"kind":"KIND","title":[{"value":"x"}],"subtitle":[{"value":"TEXT"}]}"#,
                r#"{"kind":"KIND","title":[{"value":["a",{"style":"bold","content":"TEXT"}]}]}"#,
                r#"{"kind":"KIND","title":[{"value":"x"}],"multivolume":{"title":[{"value":"TEXT"}]}}"#,
                r#"{"kind":"KIND","title":[{"value":"TEXT"}],"multivolume":{"title":[{"value":"x"},{"lang":"en","value":"TEXT"}],"subtitle":[{"value":"y"}]}}"#,
                r#"{"kind":"KIND","title":[{"value":"x"}],"container":{"title":[{"value":"TEXT"}]},"multivolume":{"title":[{"value":"y"}],"subtitle":[{"value":"TEXT"}]}}"#,
                r#"{"kind":"KIND","language":"ru","issue-title":[{"value":"x"}],"container":{"title":[{"lang":"en","value":"y"}],"subtitle":[{"value":"z"}]},"title":[{"lang":"ru","value":"a"}],"multivolume":{"title":[{"lang":"ru","value":"TEXT"}]}}"#,
                r#"{"kind":"KIND","part-title":[{"value":"x"}],"title":[{"value":"TEXT"}],"multivolume":{"title":[{"value":"y"}]}}"#,
                r#"{"kind":"KIND","contributors":[{"name":[{"value":{"person":{"family":"TEXT"}}}]}]}"#,
                r#"{"kind":"KIND","contributors":[{"name":[{"value":{"literal":"x"}}]},{"name":[{"value":{"literal":"TEXT"}}]}]}"#,
                r#"{"kind":"KIND","contributors":[{"name":[{"value":{"organization":"TEXT"}}],"emails":["e"]}]}"#,
                r#"{"kind":"KIND","abstracts":[{"paragraphs":["TEXT","x"]}],"notes":[{"text":[{"value":"TEXT"}]}]}"#,
                r#"{"kind":"KIND","keywords":[{"keywords":[{"text":"TEXT"},{"text":"b"}]}],"subjects":[{"keywords":[{"text":"TEXT"}]}]}"#,
                r#"{"kind":"KIND","identifiers":[{"scheme":"doi","value":"TEXT"}]}"#,
                r#"{"kind":"KIND","identifiers":[{"scheme":"isbn","value":"TEXT"}]}"#,
                r#"{"kind":"KIND","container":{"identifiers":[{"scheme":"issn","value":"TEXT"}]}}"#,
                r#"{"kind":"KIND","dates":[{"kind":"published","value":{"literal":"TEXT"}}],"links":[{"url":"TEXT"}]}"#,
                r#"{"kind":"KIND","archive":{"name":"TEXT"},"number":"TEXT"}"#,
                r#"{"kind":"KIND","extra":[{"origin":"csl-json","name":"TEXT","value":"TEXT"},{"origin":"csl-json","name":"citation-key","value":"TEXT"}]}"#,
                r#"{"kind":"KIND","extra":[{"origin":"csl-json","name":"custom.mine","value":"TEXT"}]}"#,
            ] {
                native(&json.replace("KIND", kind));
            }
        }
    }
}

/// How many of the real items go the short way.
#[test]
fn real_items_are_written_as_in_the_long_way() {
    let Some(folder) = std::env::var_os("POLYBIB_CORPUS") else {
        println!("skipped: POLYBIB_CORPUS is not set");
        return;
    };
    let (mut count, mut short) = (0, 0);
    for entry in std::fs::read_dir(std::path::Path::new(&folder).join("csl")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let Ok(library) = crate::read(Format::CslJson, &bytes) else { continue };
        for article in &library.articles {
            count += 1;
            short += usize::from(both_ways(article));
        }
    }
    println!("{short} of {count} real items are written the short way");
    assert!(short * 10 > count * 9, "{short} of {count}");
}
