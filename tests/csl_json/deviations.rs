//! What others write, file by file: `fixtures/csl-json/NAME.json` is read as
//! `NAME.expected.json` says, and comes back when it is written.

use std::path::Path;

use serde_json::json;

use super::*;

/// What 2,237 items from other programs had that the schema does not allow, and the fixture that has
/// it: its text.
const SEEN: &[(&str, &[&str])] = &[
    (
        "arrays",
        &[
            "\"title\": [",
            "\"original-title\": [\"",
            "\"short-title\": [",
            "\"language\": [",
            "\"ISBN\": [",
            "\"deposited\"",
            "\"timestamp\"",
        ],
    ),
    (
        "crossref-kinds",
        &["dissertation", "posted-content", "\"subtype\"", "\"institution\"", "[[null]]"],
    ),
    (
        "crossref-negotiation",
        &["\"original-title\": []", "\"subtitle\": []", "<jats:p>", "\"suffix\"", "\"score\""],
    ),
    (
        "crossref-rest",
        &[
            "\"message\"",
            "\"subtitle\": [\"",
            "\"container-title\": [",
            "\"short-container-title\"",
            "\"ISSN\": [",
            "\"ORCID\"",
            "authenticated-orcid",
            "\"sequence\"",
            "\"name\": \"The Bridge Group\"",
            "\"created\"",
        ],
    ),
    (
        "crossref-works",
        &[
            "\"id-type\": \"ROR\"",
            "\"published-print\"",
            "\"published-online\"",
            "\"indexed\"",
            "\"accepted\"",
            "\"unstructured\"",
            "doi-asserted-by",
            "\"journal-title\"",
            "\"article-title\"",
            "\"first-page\"",
            "\"issn-type\"",
            "\"license\"",
            "\"funder\"",
            "\"link\"",
        ],
    ),
    (
        "types",
        &[
            "journal-article",
            "posted-content",
            "proceedings-article",
            "book-chapter",
            "dissertation",
            "reference-entry",
            "\"type\": \"\"",
        ],
    ),
    (
        "datacite",
        &[
            "https://doi.org/10.5555/EXAMPLE.4",
            "\"copyright\"",
            "\"version\"",
            "\"categories\"",
            "\"literal\"",
        ],
    ),
    (
        "zotero",
        &[
            "\"shortTitle\"",
            "\"title-short\"",
            "\"journalAbbreviation\"",
            "\"license\"",
            "\"part-number\"",
            "\"seeAlso\"",
            "\"system_id\"",
            "original-date: 1950",
        ],
    ),
    ("jurism", &["\"multi\"", "\"_keys\"", "\"_key\"", "\"isInstitution\""]),
    (
        "citation-js",
        &[
            "\"_graph\"",
            "\"_orcid\"",
            "\"_affiliation\"",
            "\"publisher\": [",
            "\"publisher-place\": [",
            "\"language\": \"russian\"",
            "\"part-number\"",
        ],
    ),
    (
        "pandoc",
        &[
            "\"type\": \"\"",
            "\"others\"",
            "First House; Second House",
            "\"event\"",
            "\"volume\": \"1.2\"",
            "\"other-ids\"",
        ],
    ),
    ("csl-1.1", &["\"version\"", "\"references\""]),
];

#[test]
fn every_deviation_that_was_seen_has_a_fixture() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/csl-json");
    for (name, texts) in SEEN {
        let json = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
        assert!(folder.join(format!("{name}.expected.json")).exists());
        for text in *texts {
            assert!(json.contains(text), "{name} has no {text}");
        }
    }
}

#[test]
fn every_deviation_is_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/csl-json");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".expected.json").map(str::to_owned))
        .collect();
    names.sort();
    assert!(names.len() >= 10, "{names:?}");
    for name in names {
        let bytes = std::fs::read(folder.join(format!("{name}.json"))).unwrap();
        let library = polybib::read(Format::CslJson, &bytes).unwrap();
        let diagnostics: Vec<_> = library.diagnostics.iter().map(ToString::to_string).collect();
        let read = json!({ "records": library.articles, "diagnostics": diagnostics });
        let path = folder.join(format!("{name}.expected.json"));
        if std::env::var_os("POLYBIB_BLESS").is_some() {
            std::fs::write(&path, serde_json::to_string_pretty(&read).unwrap() + "\n").unwrap();
        }
        let expected: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        assert_eq!(read, expected, "{name}");
        let losses = round(&library.articles);
        assert!(losses.iter().all(|loss| loss.field.as_str() == "key"), "{name}: {losses}");
        library.articles.iter().for_each(plain);
    }
}
