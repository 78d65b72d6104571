//! Real files, read, written, and read again: no field changes.
#![cfg(feature = "bibtex")]

mod common;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;

use common::{corpus, differences};
use polybib::bibtex::raw::{Command, Commands, Macros};
use polybib::bibtex::{Encoding, Options};
use polybib::{Article, Extra, Format, LossReport, Reader, Record, Writer};
use serde_json::Value;

/// Fields that are no TeX.
const VERBATIM: [&str; 4] = ["doi", "eprint", "file", "url"];

#[derive(Default, Debug)]
struct Counts {
    files: usize,
    records: usize,
    fields: usize,
    /// Keys that had to change: the entry has none, it is taken, or it is not legal.
    keys: BTreeMap<&'static str, usize>,
    /// Fields that stand twice in an entry.
    repeated: usize,
    /// Fields kept as TeX whose spelling changed and whose text did not.
    respelled: usize,
    /// Fields that are no TeX and have characters beyond ASCII.
    verbatim: usize,
    /// Raw values that are the same text, that are not, and that have another name or place.
    values: [usize; 3],
}

/// Why a key cannot be written as it is.
fn why_changed(
    key: Option<&str>,
    seen: &HashSet<String>,
    format: Format,
    ascii: bool,
) -> &'static str {
    let Some(key) = key else { return "none" };
    let illegal = |c: char| {
        c.is_whitespace()
            || ",{}()\"#%~\\=".contains(c)
            || (c == '\'' && format == Format::BibLatex)
            || (ascii && !c.is_ascii())
    };
    if key.contains(illegal) {
        "not legal"
    } else if seen.contains(&key.to_lowercase()) {
        "taken"
    } else {
        panic!("{key} is legal and free")
    }
}

/// Whether two spellings in TeX are the same text, and the second one is ASCII.
fn is_respelled(before: &Value, after: &Value) -> bool {
    let [Some(before), Some(after)] = [before, after].map(Value::as_str) else { return false };
    let text = |tex: &str| {
        let bib = format!("@misc{{k, title = {{{tex}}}}}");
        let library = polybib::read(Format::BibLatex, bib).unwrap();
        library.articles[0].title.primary().map(ToString::to_string)
    };
    after.is_ascii() && !before.is_ascii() && text(before).is_some() && text(before) == text(after)
}

/// The value at a path such as `title[0].value`.
fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    let steps = path.split(['.', '[', ']']).filter(|step| !step.is_empty());
    steps.fold(value, |value, step| match step.parse::<usize>() {
        Ok(place) => &value[place],
        Err(_) => &value[step],
    })
}

fn field_names(text: &str, format: Format) -> HashMap<(String, String), String> {
    let mut macros = Macros::default();
    let mut out = HashMap::new();
    let commands =
        if format == Format::BibTex { Commands::bibtex(text) } else { Commands::biblatex(text) };
    for command in commands {
        match command {
            Command::String(string) => macros.add(&string.field),
            Command::Entry(entry) => {
                for field in &entry.fields {
                    let value = macros.value(&field.pieces);
                    let value = value.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
                    let name = field.name.to_ascii_lowercase();
                    out.entry((entry.key.to_lowercase(), name)).or_insert(value);
                }
            }
            _ => {}
        }
    }
    out
}

fn read(format: Format, bytes: &[u8]) -> Vec<Record> {
    Reader::new(format).for_slice(bytes).filter_map(Result::ok).collect()
}

fn write(format: Format, encoding: Encoding, all: &[Record]) -> (String, Vec<LossReport>) {
    // BibTeX's default would write the quotations of csquotes as quotation marks.
    let options = Options::default().encoding(encoding).csquotes(true);
    let mut sink = Writer::new(format).with(options).to(Vec::new());
    let losses = all.iter().map(|record| sink.write(&record.article).unwrap()).collect();
    (String::from_utf8(sink.finish().unwrap()).unwrap(), losses)
}

/// Every field that another reading of the written file gives otherwise.
fn check(
    before: &Article,
    after: &Article,
    losses: &LossReport,
    ascii: bool,
    counts: &mut Counts,
) -> Vec<String> {
    if before == after {
        return Vec::new();
    }
    let mut changed = differences(before, after);
    changed.retain(|path| path != "key");
    if ascii {
        let [old, new] = [before, after].map(|article| serde_json::to_value(article).unwrap());
        // What is kept as TeX keeps its text: other fields, unknown commands, and formulas.
        changed.retain(|path| {
            let member = path.rsplit('.').next();
            let kept = path.starts_with("extra[") || matches!(member, Some("raw" | "math"));
            let told = losses.iter().any(|loss| path.starts_with(loss.field.as_str()));
            let respelled = kept && told && is_respelled(at(&old, path), at(&new, path));
            counts.respelled += usize::from(respelled);
            !respelled
        });
    }
    changed
}

fn round(format: Format, encoding: Encoding, all: &[PathBuf]) -> (Counts, Vec<String>) {
    let ascii = encoding == Encoding::Ascii;
    let (mut counts, mut changed) = (Counts::default(), Vec::new());
    for path in all {
        let bytes = std::fs::read(path).unwrap();
        let before = read(format, &bytes);
        if before.is_empty() {
            continue;
        }
        counts.files += 1;
        let (text, losses) = write(format, encoding, &before);
        if ascii {
            for line in text.lines().filter(|line| !line.is_ascii()) {
                let verbatim = VERBATIM.contains(&line.trim_start().split(' ').next().unwrap());
                counts.verbatim += usize::from(verbatim);
                if !verbatim {
                    changed.push(format!("{format} {}: {line} is not ASCII", path.display()));
                }
            }
        }
        let after = read(format, text.as_bytes());
        assert_eq!(after.len(), before.len(), "{}", path.display());
        let mut seen = HashSet::new();
        for ((before, after), losses) in before.iter().zip(&after).zip(&losses) {
            counts.records += 1;
            // An entry says a field once, and the report names those that it says again.
            let mut before = before.article.clone();
            let once = |extra: &Extra| extra.origin != "bibtex-repeated";
            let told =
                |at: usize| losses.iter().any(|l| l.field.as_str() == format!("extra[{at}]"));
            let again = before.extra.iter().enumerate().filter(|(_, extra)| !once(extra));
            for (at, extra) in again {
                assert!(told(at), "{extra:?}");
                counts.repeated += 1;
            }
            before.extra.retain(once);
            let (before, after) = (&before, &after.article);
            if before.key != after.key {
                let told = losses.iter().any(|loss| loss.field.as_str() == "key");
                assert!(told && after.key.is_some(), "{:?}", before.key);
                let why = why_changed(before.key.as_deref(), &seen, format, ascii);
                *counts.keys.entry(why).or_default() += 1;
            }
            seen.insert(after.key.as_ref().unwrap().to_lowercase());
            for field in check(before, after, losses, ascii, &mut counts) {
                let key = &before.key;
                changed.push(format!("{format} {} {key:?} {field}\n{losses}", path.display()));
            }
        }
        let own = field_names(&text, format);
        counts.fields += own.len();
        if !ascii {
            let original = field_names(&String::from_utf8_lossy(&bytes), format);
            for (at, value) in &original {
                let place = own.get(at).map_or(2, |written| usize::from(written != value));
                counts.values[place] += 1;
            }
        }
    }
    (counts, changed)
}

#[test]
fn no_field_of_a_real_file_changes() {
    let Some(folder) = corpus("the round trip of real files") else { return };
    let all = common::bib_files(&folder);
    assert!(all.len() > 340 && all.iter().any(|path| path.ends_with("biblatex-examples.bib")));
    let mut changed = Vec::new();
    for format in [Format::BibTex, Format::BibLatex] {
        for encoding in [Encoding::Utf8, Encoding::Ascii] {
            let (counts, own) = round(format, encoding, &all);
            println!("{format} {encoding:?}: {} changed, {counts:?}", own.len());
            changed.extend(own);
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}
