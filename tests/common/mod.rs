//! What several test programs use.

#![allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]

use polybib::{Article, LossReport};
use serde_json::Value;

/// The record in two languages that every format is tried on.
pub const BILINGUAL: &str = include_str!("../../fixtures/native/bilingual.json");

pub fn bilingual() -> Article {
    polybib::read(polybib::Format::Json, BILINGUAL).unwrap().articles.remove(0)
}

/// The paths at which two records differ. Where lists differ in length the path is the list's.
pub fn differences(before: &Article, after: &Article) -> Vec<String> {
    let value = |article| serde_json::to_value(article).unwrap();
    let mut paths = Vec::new();
    compare("", &value(before), &value(after), &mut paths);
    paths
}

fn compare(path: &str, before: &Value, after: &Value, out: &mut Vec<String>) {
    match (before, after) {
        (Value::Object(a), Value::Object(b)) => {
            let keys: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            for key in keys {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                let none = Value::Null;
                compare(&path, a.get(key).unwrap_or(&none), b.get(key).unwrap_or(&none), out);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (i, (a, b)) in a.iter().zip(b).enumerate() {
                compare(&format!("{path}[{i}]"), a, b, out);
            }
        }
        (a, b) if a != b => out.push(path.to_owned()),
        _ => {}
    }
}

/// The differences that no loss names. A loss names what stands at its path or below it, and a
/// difference in a list's length is named by the loss of one of its items.
pub fn unreported(before: &Article, after: &Article, losses: &LossReport) -> Vec<String> {
    let mut paths = differences(before, after);
    paths.retain(|path| {
        !losses.iter().any(|loss| {
            let loss = loss.field.as_str();
            path.starts_with(loss) || loss.starts_with(path.as_str())
        })
    });
    paths
}

/// Whether tests must fail rather than skip where something they need is missing.
pub fn tools_are_required() -> bool {
    std::env::var("POLYBIB_REQUIRE_TOOLS").is_ok_and(|value| value == "1")
}

/// Says that a test skips, or fails where it must not.
pub fn skip(test: &str, missing: &str) {
    assert!(!tools_are_required(), "{test} needs {missing}");
    println!("{test}: skipped, for there is no {missing}");
}

/// The folder of real files, if `POLYBIB_CORPUS` names one.
pub fn corpus(test: &str) -> Option<std::path::PathBuf> {
    match std::env::var_os("POLYBIB_CORPUS") {
        Some(folder) => Some(folder.into()),
        None => {
            skip(test, "folder in POLYBIB_CORPUS");
            None
        }
    }
}

/// Every .bib file in the folder and those below it, in order.
pub fn bib_files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "bib") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// A folder of this program's own for other programs to work in.
pub fn scratch(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("polybib-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
