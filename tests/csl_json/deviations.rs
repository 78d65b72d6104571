//! What others write, file by file: `fixtures/csl-json/NAME.json` is read as
//! `NAME.expected.json` says, and comes back when it is written.

use std::path::Path;

use serde_json::json;

use super::*;

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
