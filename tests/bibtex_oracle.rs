//! What the real BibTeX 0.99d makes of real files, and what the raw layer makes of them.
#![cfg(feature = "bibtex")]

mod common;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use common::corpus;
use polybib::bibtex::raw::{Command, Commands, Entry, Macros, NameParts, names};
use serde_json::Value;

/// File, key, field, and the reason why BibTeX and this library differ there.
const EXPECTED: &str = include_str!("../fixtures/bibtex/expected-failures.txt");

/// The entry itself, where a difference is not in one of its fields.
const ENTRY: &str = "(entry)";
/// Stands for a field: BibTeX read nothing from this entry on.
const REST: &str = "(rest)";
/// Stands for key and field: BibTeX gave no answer about the file.
const ALL: &str = "*";

/// One space for every run of white space; BibTeX breaks long lines at them. Ties are spaces, and
/// bytes that are no UTF-8 are one sign, for they were counted in other ways.
fn collapse(text: &str) -> String {
    let text = text.replace('~', " ");
    let mut out = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            if c != '\u{FFFD}' || !out.ends_with('\u{FFFD}') {
                out.push(c);
            }
        }
    }
    out
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Key in small letters, then the entry and its fields: of equal ones the first counts.
type Own<'a> = Vec<(String, Entry<'a>, BTreeMap<String, String>)>;

fn own(text: &str) -> Own<'_> {
    // BibTeX itself knows no months.
    let mut macros = Macros::none();
    let mut out: Own<'_> = Vec::new();
    let mut seen = BTreeSet::new();
    for command in Commands::bibtex(text) {
        match command {
            Command::String(string) => macros.add(&string.field),
            Command::Entry(entry) => {
                let key = entry.key.to_lowercase();
                // BibTeX leaves out an entry with the key of an earlier one.
                if !seen.insert(key.clone()) {
                    continue;
                }
                let mut fields = BTreeMap::new();
                for field in &entry.fields {
                    let value = macros.value(&field.pieces).into_owned();
                    fields.entry(field.name.to_ascii_lowercase()).or_insert(value);
                }
                out.push((key, entry, fields));
            }
            _ => {}
        }
    }
    out
}

/// What was compared, and what of it is the same.
#[derive(Default)]
struct Counts {
    entries: [usize; 2],
    /// Entries whose type the style could not ask for.
    untyped: usize,
    /// Values that the style did not ask for.
    unasked: usize,
    values: [usize; 2],
    lists: [usize; 2],
}

fn count(counts: &mut [usize; 2], same: bool) -> bool {
    counts[0] += usize::from(same);
    counts[1] += 1;
    same
}

/// Compares one file. Only the fields that an entry has itself: BibTeX hands down those of the
/// entry that `crossref` names.
fn compare(text: &str, oracle: &Value, counts: &mut Counts) -> Vec<(String, String, String)> {
    let mut differences = Vec::new();
    let own = own(text);
    let mut by_key: HashMap<&str, _> =
        own.iter().map(|(key, entry, fields)| (key.as_str(), (entry, fields))).collect();
    let theirs = oracle["entries"].as_array().unwrap();
    // The style that asked BibTeX knew the fields it found in the file by a pattern.
    let asked: BTreeSet<&String> =
        theirs.iter().flat_map(|entry| entry["fields"].as_object().unwrap().keys()).collect();
    for entry in theirs {
        let (key, their) = (entry["key"].as_str().unwrap(), &entry["fields"]);
        let mut differ = |field: &str, what: String| {
            differences.push((key.to_owned(), field.to_owned(), what));
        };
        let Some((entry_, fields)) = by_key.remove(key.to_lowercase().as_str()) else {
            count(&mut counts.entries, false);
            differ(ENTRY, "BibTeX reads it".into());
            continue;
        };
        let kind = entry["type"].as_str().unwrap();
        // A style has one function of a name: it cannot ask for a type that is a field's name too.
        let untyped = kind.is_empty() && asked.contains(&entry_.kind.to_ascii_lowercase());
        counts.untyped += usize::from(untyped);
        let same = entry_.key == key && (untyped || entry_.kind.eq_ignore_ascii_case(kind));
        if !count(&mut counts.entries, same) {
            differ(ENTRY, format!("{kind:?} {key:?}, here {:?} {:?}", entry_.kind, entry_.key));
        }
        for (name, value) in fields {
            let Some(theirs) = their.get(name).and_then(Value::as_str) else {
                if asked.contains(name) {
                    count(&mut counts.values, false);
                    differ(name, format!("BibTeX has it not; here {value:?}"));
                } else {
                    counts.unasked += 1;
                }
                continue;
            };
            let (theirs, ours) = (collapse(theirs), collapse(value));
            if !count(&mut counts.values, theirs == ours) {
                differ(name, format!("\n  {theirs:?}\n  {ours:?}"));
            }
        }
        if !fields.contains_key("crossref") {
            for name in their.as_object().unwrap().keys().filter(|k| !fields.contains_key(*k)) {
                count(&mut counts.values, false);
                differ(name, "BibTeX has it".into());
            }
        }
        for (name, list) in entry["names"].as_object().unwrap() {
            let Some(value) = fields.get(name) else { continue };
            let part = |name: &Value, part: &str| collapse(name[part].as_str().unwrap_or(""));
            let theirs: Vec<[String; 4]> = list
                .as_array()
                .unwrap()
                .iter()
                .map(|name| ["first", "von", "last", "jr"].map(|p| part(name, p)))
                .collect();
            let ours = split(value);
            if !count(&mut counts.lists, theirs == ours) {
                let at = theirs.iter().zip(&ours).position(|(a, b)| a != b).unwrap_or(0);
                let sizes = (theirs.len(), ours.len());
                let what = format!("names {sizes:?}\n  {:?}\n  {:?}", theirs.get(at), ours.get(at));
                differ(&format!("names of {name}"), what);
            }
        }
    }
    for (_, entry, _) in own.iter().filter(|(key, ..)| by_key.contains_key(key.as_str())) {
        count(&mut counts.entries, false);
        differences.push((entry.key.to_owned(), ENTRY.into(), "BibTeX has it not".into()));
    }
    differences
}

fn split(list: &str) -> Vec<[String; 4]> {
    let list = list.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    names(&list)
        .iter()
        .map(|n| [&n.first, &n.von, &n.last, &n.jr].map(|part| collapse(&NameParts::join(part))))
        .collect()
}

fn expected() -> BTreeMap<[String; 3], &'static str> {
    EXPECTED
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let parts: Vec<&str> = line.split('\t').collect();
            let [file, key, field, reason] = parts[..] else { panic!("{line}") };
            ([file, key, field].map(str::to_owned), reason)
        })
        .collect()
}

#[test]
fn real_files_are_taken_apart_as_by_the_real_bibtex() {
    let Some(folder) = corpus("the real BibTeX on real files") else { return };
    let index = json(&folder.join("bib-oracle/INDEX.json"));
    let (mut counts, mut files) = (Counts::default(), 0);
    let mut expected = expected();
    let (mut unexpected, mut unanswered, mut unread) = (Vec::new(), [0, 0], 0);
    for (file, oracle) in index.as_object().unwrap() {
        files += 1;
        let bytes = std::fs::read(folder.join("bib").join(file)).unwrap();
        let oracle = json(&folder.join("bib-oracle").join(oracle.as_str().unwrap()));
        let text = String::from_utf8_lossy(&bytes);
        for commands in [Commands::bibtex(&text), Commands::biblatex(&text)] {
            let end = commands.fold(0, |at, command| {
                assert_eq!(command.span().start, at, "{file}");
                command.span().end
            });
            assert_eq!(end, text.len(), "{file}");
        }
        let at = |key: &str, field: &str| [file.clone(), key.to_owned(), field.to_owned()];
        let none = oracle["entries"].as_array().unwrap().is_empty();
        if none && expected.remove(&at(ALL, ALL)).is_some() {
            unanswered[0] += 1;
            unanswered[1] += own(&text).len();
            continue;
        }
        let mut rest = false;
        for (key, field, what) in compare(&text, &oracle, &mut counts) {
            // Entries that BibTeX has not come last, in the order of the file.
            rest |= field == ENTRY && expected.remove(&at(&key, REST)).is_some();
            if rest {
                unread += 1;
                counts.entries[1] -= 1;
            } else if expected.remove(&at(&key, &field)).is_none() {
                unexpected.push(format!("{file}\t{key}\t{field}\t{what}"));
            }
        }
    }
    let Counts { entries, untyped, unasked, values, lists } = counts;
    println!(
        "{files} files, {} of them ({} entries) without an answer",
        unanswered[0], unanswered[1]
    );
    println!("{unread} entries behind the place where BibTeX stops reading");
    println!("key and type {} of {}, {untyped} without a type", entries[0], entries[1]);
    println!("values {} of {}, {unasked} not asked for", values[0], values[1]);
    println!("lists of names {} of {}", lists[0], lists[1]);
    for line in &unexpected {
        println!("{line}");
    }
    for (at, reason) in &expected {
        println!("the same now, but expected to differ: {at:?} ({reason})");
    }
    assert_eq!((unexpected.len(), expected.len()), (0, 0));
    for [same, all] in [entries, values, lists] {
        assert!(same * 1000 >= all * 999, "{same} of {all} are less than 99.9 %");
    }
}

#[test]
fn the_battery_is_taken_apart_as_by_the_real_bibtex() {
    let Some(folder) = corpus("the real BibTeX on the battery") else { return };
    let text = std::fs::read_to_string(folder.join("edge/edge.bib")).unwrap();
    let oracle = json(&folder.join("edge/edge.bibtex.json"));
    let mut counts = Counts::default();
    assert_eq!(compare(&text, &oracle, &mut counts), []);
    println!(
        "{} entries, {} values, {} lists",
        counts.entries[0], counts.values[0], counts.lists[0]
    );
}

#[test]
fn names_are_divided_as_by_the_real_bibtex() {
    let Some(folder) = corpus("the names of the real BibTeX") else { return };
    let cases = json(&folder.join("edge/names-bibtex.json"));
    let cases = cases.as_array().unwrap();
    let mut wrong = Vec::new();
    for case in cases {
        let input = case["input"].as_str().unwrap();
        let words = |part: &str| {
            let list = case[part].as_array().unwrap().iter();
            list.map(|word| word.as_str().unwrap()).collect::<Vec<_>>().join(" ")
        };
        let theirs = ["first", "von", "last", "jr"].map(|part| collapse(&words(part)));
        let n = NameParts::split(input);
        let ours = [&n.first, &n.von, &n.last, &n.jr].map(|p| collapse(&NameParts::join(p)));
        if theirs != ours {
            wrong.push(format!("{input}\n  {theirs:?}\n  {ours:?}"));
        }
    }
    println!("{} of {} names", cases.len() - wrong.len(), cases.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
