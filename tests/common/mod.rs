//! What several test programs use.

#![allow(dead_code, unreachable_pub, reason = "each test program uses a part of it")]

pub mod cost;
pub mod law;

use std::path::{Path, PathBuf};

use polybib::{Article, LossKind, LossReport};
use proptest::test_runner::{Config as ProptestConfig, RngSeed};
use serde_json::Value;

/// The record in two languages that every format is tried on.
pub const BILINGUAL: &str = include_str!("../../fixtures/native/bilingual.json");

/// Dates in every form of EDTF that the model has, as it writes them.
pub const EDTF: &[&str] = &[
    "2020",
    "2020-05",
    "2020-05-17",
    "2020-02-29",
    "0000",
    "-0043",
    "-0043-03-15",
    "Y17000002",
    "Y-17000002",
    "1984?",
    "1984~",
    "1984%",
    "2004-06-11%",
    "2020-21",
    "2020-24",
    "2020-41",
    "199X",
    "19XX",
    "1999-XX",
    "1999-01-XX",
    "1999-XX-XX",
    "1997/..",
    "1997/",
    "../1997",
    "/1997",
    "1984~/2004-06",
    "2020-05-17T10:30:00",
    "2020-05-17T10:30:00Z",
    "2020-05-17T10:30:00-03:30",
    "2020-24/2021-21",
    "2000-03-15/2000-03-17",
    "-0043/0014",
];

pub fn bilingual() -> Article {
    polybib::read(polybib::Format::Json, BILINGUAL).unwrap().articles.remove(0)
}

/// The paths at which two records differ. Where lists differ in length, they are those of the items
/// that are not in the other list, in the order of the list; where the second one has more, the
/// path of the list.
pub fn differences(before: &Article, after: &Article) -> Vec<String> {
    let bare = |path: String| path.strip_prefix(ADDED).map(str::to_owned).unwrap_or(path);
    marked(before, after).into_iter().map(bare).collect()
}

/// The same, with a mark before the path of what is in the second record alone.
fn marked(before: &Article, after: &Article) -> Vec<String> {
    let mut paths = Vec::new();
    compare("", &as_value(before), &as_value(after), &mut paths);
    paths
}

/// A record as the JSON of its model.
pub fn as_value(article: &Article) -> Value {
    serde_json::to_value(article).unwrap()
}

/// The paths below `path` at which two values differ.
pub fn compare(path: &str, before: &Value, after: &Value, out: &mut Vec<String>) {
    let empty = Vec::new();
    match (before, after) {
        (Value::Object(a), Value::Object(b)) => {
            let keys: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            for key in keys {
                let [a, b] = [a, b].map(|of| of.get(key).unwrap_or(&Value::Null));
                if a != b {
                    let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    compare(&path, a, b, out);
                }
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() && is_in_place(a, b) => {
            for (i, (a, b)) in a.iter().zip(b).enumerate() {
                compare(&format!("{path}[{i}]"), a, b, out);
            }
        }
        (Value::Array(a), Value::Array(b)) => unmatched(path, a, b, out),
        (Value::Array(a), Value::Null) => unmatched(path, a, &empty, out),
        (Value::Null, Value::Array(b)) => unmatched(path, &empty, b, out),
        (Value::Null, b) if *b != Value::Null => out.push(format!("{ADDED}{path}")),
        (a, b) if a != b => out.push(path.to_owned()),
        _ => {}
    }
}

/// Stands before the path of what is in the second record alone.
const ADDED: &str = "+ ";

/// Every item of `before` must have its own in `after`, in order, or a path: dropping two is two
/// differences.
fn unmatched(path: &str, before: &[Value], after: &[Value], out: &mut Vec<String>) {
    let kept = common_items(before, after);
    for i in 0..before.len() {
        if !kept.contains(&i) {
            out.push(format!("{path}[{i}]"));
        }
    }
    if after.len() > before.len() {
        out.push(format!("{ADDED}{path}"));
    }
}

/// Whether lists of one length have their equal items at the same places.
fn is_in_place(a: &[Value], b: &[Value]) -> bool {
    let equal = a.iter().zip(b).filter(|(a, b)| a == b).count();
    equal + 1 >= a.len() || common_items(a, b).len() == equal
}

/// The positions in `a` of the longest list of items that both have in the same order.
fn common_items(a: &[Value], b: &[Value]) -> Vec<usize> {
    let mut longest = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i][j] = if a[i] == b[j] {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            out.push(i);
            (i, j) = (i + 1, j + 1);
        } else if longest[i + 1][j] >= longest[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

/// The differences that no loss names. A loss names what stands at its path, above it or below it;
/// one of kind moved also names the place where what it speaks of turns up.
pub fn unreported(before: &Article, after: &Article, losses: &LossReport) -> Vec<String> {
    unreported_values(&as_value(before), &as_value(after), losses)
}

/// The same of records as [`as_value`] makes them.
pub fn unreported_values(before: &Value, after: &Value, losses: &LossReport) -> Vec<String> {
    let mut paths = Vec::new();
    compare("", before, after, &mut paths);
    paths.retain(|path| match path.strip_prefix(ADDED) {
        Some(path) => !is_named(path, losses) && !has_moved_to(path, before, after, losses),
        None => !is_named(path, losses),
    });
    paths
}

/// Whether all that is new at `path` stood where a loss of kind moved says.
fn has_moved_to(path: &str, before: &Value, after: &Value, losses: &LossReport) -> bool {
    let mut known = Vec::new();
    leaves(at(before, path), &mut known);
    for loss in losses.iter().filter(|loss| loss.kind == LossKind::Moved) {
        leaves(at(before, loss.field.as_str()), &mut known);
    }
    let mut new = Vec::new();
    leaves(at(after, path), &mut new);
    !new.is_empty() && new.iter().all(|leaf| known.contains(leaf))
}

/// What stands at a path; `Null` where nothing does.
fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    let steps = path.split(['.', '[', ']']).filter(|step| !step.is_empty());
    steps.fold(value, |value, step| match step.parse::<usize>() {
        Ok(i) => value.get(i).unwrap_or(&Value::Null),
        Err(_) => value.get(step).unwrap_or(&Value::Null),
    })
}

/// Every text, number and truth in a value.
fn leaves<'v>(value: &'v Value, out: &mut Vec<&'v Value>) {
    match value {
        Value::Null => {}
        Value::Array(items) => items.iter().for_each(|item| leaves(item, out)),
        Value::Object(fields) => fields.values().for_each(|item| leaves(item, out)),
        leaf => out.push(leaf),
    }
}

/// Whether a loss names what stands at `path`, above it or below it.
pub fn is_named(path: &str, losses: &LossReport) -> bool {
    losses.iter().any(|loss| {
        let loss = loss.field.as_str();
        is_in(path, loss) || is_in(loss, path)
    })
}

/// Whether `path` is `whole` or a place in it.
fn is_in(path: &str, whole: &str) -> bool {
    path.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// The same cases every time, so that a run can be repeated: `cases` of them, unless
/// `PROPTEST_CASES` says otherwise. `POLYBIB_SEED` finds new ones.
pub fn config(cases: u32) -> ProptestConfig {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    ProptestConfig {
        cases: number("PROPTEST_CASES").map_or(cases, |cases: u64| u32::try_from(cases).unwrap()),
        rng_seed: RngSeed::Fixed(number("POLYBIB_SEED").unwrap_or(1)),
        // A failure is repeated by its seed; its record is in the message.
        failure_persistence: None,
        ..ProptestConfig::default()
    }
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
pub fn corpus(test: &str) -> Option<PathBuf> {
    match std::env::var_os("POLYBIB_CORPUS") {
        Some(folder) => Some(folder.into()),
        None => {
            skip(test, "folder in POLYBIB_CORPUS");
            None
        }
    }
}

/// Every .bib file in the folder and those below it, in order.
pub fn bib_files(folder: &Path) -> Vec<PathBuf> {
    files(folder, &["bib"])
}

/// The same for the files of JATS.
pub fn jats_files(folder: &Path) -> Vec<PathBuf> {
    files(folder, &["xml", "nxml"])
}

/// Every file in the folder and those below it that has one of these extensions, in order; all of them
/// where none is named.
pub fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let extension = path.extension().unwrap_or_default();
            if path.is_dir() {
                folders.push(path);
            } else if extensions.is_empty() || extensions.iter().any(|e| extension == *e) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// A folder of this program's own for other programs to work in.
pub fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("polybib-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
