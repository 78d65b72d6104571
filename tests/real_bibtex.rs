//! What the real BibTeX 0.99d says of what is written, and what it sees in it.
#![cfg(feature = "bibtex")]

mod common;

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::process::Command;

use common::{bib_files, corpus, scratch, skip, unreported};
use polybib::bibtex::raw::{self, Commands};
use polybib::{Article, Format, Written};

const BOTH: [Format; 2] = [Format::BibTex, Format::BibLatex];

/// File, what BibTeX's words begin with, and why that is no fault of what was written.
const EXPECTED: &str = include_str!("../fixtures/bibtex/expected-complaints.txt");

/// Lists of names: BibTeX divides them.
const NAMES: [&str; 6] = ["author", "editor", "editora", "editorb", "translator", "bookauthor"];

/// What one entry is to BibTeX.
#[derive(Debug, Default)]
struct Seen {
    key: String,
    kind: String,
    fields: BTreeMap<String, String>,
    /// First, von, last, jr of each name of a list.
    names: BTreeMap<String, Vec<[String; 4]>>,
}

impl Seen {
    /// The entry as BibTeX sees it, macros expanded and what it inherits filled in, as a record.
    fn article(&self) -> Article {
        let fields = self.fields.iter().map(|(name, value)| format!("  {name} = {{{value}}},\n"));
        let kind = if self.kind.is_empty() { "misc" } else { &self.kind };
        let bib = format!("@{kind}{{{},\n{}}}\n", self.key, fields.collect::<String>());
        polybib::read(Format::BibTex, &bib)
            .unwrap_or_else(|e| panic!("{e}: {bib}"))
            .articles
            .remove(0)
    }
}

/// A run of BibTeX: what it complained of, and the entries in its order.
struct Run {
    said: BTreeSet<String>,
    entries: Vec<Seen>,
}

/// A style that knows every field and every type of the file, and writes out all there is.
/// `format` says whose names they are: those of BibLaTeX are not for BibTeX to divide.
fn style(text: &str, format: Format) -> String {
    let (mut fields, mut kinds) = (BTreeSet::new(), BTreeSet::new());
    for command in Commands::bibtex(text) {
        if let raw::Command::Entry(entry) = command {
            kinds.insert(entry.kind.to_ascii_lowercase());
            fields.extend(entry.fields.iter().map(|field| field.name.to_ascii_lowercase()));
        }
    }
    fields.remove("crossref");
    // A style has one function of a name; entries of such a type go to `default.type`.
    kinds.retain(|kind| !fields.contains(kind));
    let mut out = String::from("ENTRY { zz.none\n");
    fields.iter().map(|field| format!("{field}\n")).for_each(|line| out.push_str(&line));
    out.push_str("}{}{}\n");
    let months =
        "January February March April May June July August September October November December";
    for month in months.split(' ') {
        out.push_str(&format!("MACRO {{{}}} {{\"{month}\"}}\n", month[..3].to_ascii_lowercase()));
    }
    out.push_str("INTEGERS { zz.i zz.n }\n");
    let names: Vec<&str> = NAMES
        .into_iter()
        .filter(|list| format == Format::BibTex && fields.contains(*list))
        .collect();
    for list in &names {
        let part = |code: &str| format!("\"|\" * {list} zz.i \"{{{code}}}\" format.name$ * ");
        let parts: String = ["ff", "vv", "ll", "jj"].into_iter().map(part).collect();
        out.push_str(&format!(
            "FUNCTION {{zz.{list}}} {{ {list} num.names$ 'zz.n := #1 'zz.i :=
            {{ zz.i zz.n #1 + < }} {{ \"N\" {parts} write$ newline$ zz.i #1 + 'zz.i := }} while$ }}\n"
        ));
    }
    out.push_str(
        "FUNCTION {zz.out} { \"K|\" cite$ * write$ newline$ \"T|\" type$ * write$ newline$\n",
    );
    for field in fields.iter().map(String::as_str).chain(["crossref"]) {
        let divide =
            if names.contains(&field) { format!("zz.{field}") } else { String::from("skip$") };
        out.push_str(&format!(
            "{field} missing$ {{ skip$ }} {{ \"F|{field}|\" {field} * write$ newline$ {divide} }} if$\n"
        ));
    }
    out.push_str("}\n");
    for kind in kinds.iter().map(String::as_str).chain(["default.type"]) {
        out.push_str(&format!("FUNCTION {{{kind}}} {{ zz.out }}\n"));
    }
    out.push_str("READ\nITERATE {zz.out}\n");
    out
}

/// BibTeX breaks lines at white space.
fn collapse(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Runs BibTeX in `folder`. `None` where there is no such program.
fn bibtex(folder: &Path, bib: &[u8], format: Format) -> Option<Run> {
    let at = |name: &str| folder.join(name);
    std::fs::write(at("x.bib"), bib).unwrap();
    std::fs::write(at("x.bst"), style(&String::from_utf8_lossy(bib), format)).unwrap();
    std::fs::write(at("x.aux"), "\\bibstyle{x}\n\\citation{*}\n\\bibdata{x}\n").unwrap();
    let _ = std::fs::remove_file(at("x.bbl"));
    let run = Command::new("bibtex")
        .args(["-min-crossrefs=9999", "x"])
        .current_dir(folder)
        .output()
        .ok()?;
    let mut said: BTreeSet<String> = String::from_utf8_lossy(&run.stdout)
        .lines()
        .filter(|line| !QUIET.iter().any(|quiet| line.starts_with(quiet)))
        // Where in the file it is, is another place in each dialect.
        .map(|line| line.split("---line ").next().unwrap_or(line).to_owned())
        .collect();
    if !run.status.success() && said.is_empty() {
        said.insert(run.status.to_string());
    }
    let made = std::fs::read(at("x.bbl")).unwrap_or_default();
    // BibTeX breaks long lines and indents what follows.
    let made = String::from_utf8_lossy(&made).replace("\n  ", " ");
    let mut entries: Vec<Seen> = Vec::new();
    let mut field = String::new();
    for line in made.lines() {
        let (sort, rest) = line.split_once('|').unwrap_or((line, ""));
        if sort == "K" {
            entries.push(Seen { key: rest.to_owned(), ..Seen::default() });
            continue;
        }
        let Some(entry) = entries.last_mut() else { continue };
        match sort {
            "T" => rest.clone_into(&mut entry.kind),
            "F" => {
                let (name, value) = rest.split_once('|').unwrap();
                name.clone_into(&mut field);
                entry.fields.insert(name.to_owned(), collapse(value));
            }
            "N" => {
                let mut parts = rest.split('|').map(collapse);
                let name = [(); 4].map(|()| parts.next().unwrap_or_default());
                entry.names.entry(field.clone()).or_default().push(name);
            }
            _ => panic!("{line}"),
        }
    }
    Some(Run { said, entries })
}

/// Lines that are no complaint, or go with one.
const QUIET: &[&str] = &[
    "This is BibTeX",
    "Capacity:",
    "The top-level",
    "The style file",
    "Database file",
    "Reallocat",
    "(There w",
    "(Error may have been",
    "refers to entry",
    // `style` says why.
    "Warning--entry type for",
    "--line",
    // Where an error in a name was met.
    "while executing",
];

/// The end of a file's name and a key, what differs there, and why.
const DIFFERENT: &[((&str, &str), &str, &str)] = &[
    (("#2660.bib", "10.1:18"), "", "BibTeX takes what it could read of a broken entry of that key"),
    (("#97.bib", "Solache-Carranco_2009"), "author", TIE),
    (("#1436-3.bib", "reshchikov_2004a"), "author", TIE),
    (("#1436-3.bib", "shreter_1997"), "author", TIE),
    (("tugboat.bib", "Gaffey:TB12-3-406"), "author", COMMAND),
    (("tugboat.bib", "Gaffey:TB13-3-291"), "author", COMMAND),
    (("tugboat.bib", "Arthur:TB19-2-188"), "author", COMMAND),
    (("tugboat.bib", "Arthur:TB20-3-298"), "author", COMMAND),
    (("tugboat.bib", "Team:TB24-2-221"), "author", "`\\LaTeX Project`: BibTeX puts a tie there"),
];
const TIE: &str =
    "`\\~n`: BibTeX divides at the tie, and the tie it puts there makes an accent of it";
const COMMAND: &str = "a command that is not known is left out of a name, and told";

/// What it says of links.
const LINKS: &[&str] = &["A bad cross reference", "Warning--you've nested cross references"];

/// The macro that BibTeX misses, if the original has it and does not define it.
fn undefined<'s>(said: &'s str, original: &str) -> Option<&'s str> {
    let name = said.strip_prefix("Warning--string name \"")?.strip_suffix("\" is undefined")?;
    let defines = |command: raw::Command<'_>| match command {
        raw::Command::String(string) => string.field.name.eq_ignore_ascii_case(name),
        _ => false,
    };
    let is_used = original.to_ascii_lowercase().contains(name);
    (is_used && !Commands::bibtex(original).any(defines)).then_some(name)
}

fn articles(format: Format, bytes: &[u8]) -> Vec<Article> {
    polybib::read(format, bytes).map(|library| library.articles).unwrap_or_default()
}

/// What a part of a name says.
fn decoded(part: &str) -> String {
    let bib = format!("@misc{{k, note = {{{part}}}}}");
    let notes = polybib::read(Format::BibTex, &bib).unwrap().articles.remove(0).notes;
    let text = notes.first().map(|note| note.text.primary().unwrap().to_string());
    collapse(&text.unwrap_or_default().replace('\u{A0}', " "))
}

fn expected() -> BTreeMap<[String; 2], &'static str> {
    let lines = EXPECTED.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let row = |line: &'static str| {
        let [file, said, reason] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        ([file, said].map(str::to_owned), reason)
    };
    lines.map(row).collect()
}

/// Every real file, read and written in each dialect.
#[test]
fn what_is_written_of_real_files_is_no_error_to_the_real_bibtex() {
    let Some(root) = corpus("the real BibTeX").map(|folder| folder.join("bib")) else { return };
    let folder = scratch("real-bibtex");
    let (mut files, mut runs, mut same, mut entries) = (0, 0, 0, 0);
    let (mut links, mut macros) = (0, 0);
    let (mut wrong, mut met) = (Vec::new(), BTreeSet::new());
    let expected = expected();
    for path in bib_files(&root) {
        files += 1;
        let file = path.strip_prefix(&root).unwrap().display().to_string();
        let bytes = std::fs::read(&path).unwrap();
        let mut of_original: Option<BTreeSet<String>> = None;
        let text = String::from_utf8_lossy(&bytes);
        // Most files are the same in both dialects.
        let mut done = HashSet::new();
        for from in BOTH {
            let articles = articles(from, &bytes);
            for to in BOTH.into_iter().filter(|_| !articles.is_empty()) {
                let written = polybib::write_all(to, &articles).unwrap();
                if !done.insert((to == Format::BibTex, written.text.clone())) {
                    same += 1;
                    continue;
                }
                let Some(run) = bibtex(&folder, written.text.as_bytes(), to) else {
                    return skip("the real BibTeX", "program `bibtex`");
                };
                runs += 1;
                entries += run.entries.len();
                // Links are written as they stand, also those that BibTeX cannot follow; so are the
                // names of macros that nobody defined.
                let is_link = |said: &String| LINKS.iter().any(|link| said.starts_with(link));
                if of_original.is_none() && run.said.iter().any(is_link) {
                    of_original = bibtex(&folder, &bytes, Format::BibTex).map(|run| run.said);
                }
                for said in run.said {
                    let of_file = |at: &&[String; 2]| at[0] == file && said.starts_with(&at[1]);
                    if is_link(&said) && of_original.iter().any(|of| of.contains(&said)) {
                        links += 1;
                    } else if undefined(&said, &text).is_some() {
                        macros += 1;
                    } else if let Some(at) = expected.keys().find(of_file) {
                        met.insert(at);
                    } else {
                        wrong.push(format!("{file}: {from} to {to}: {said}"));
                    }
                }
                if run.entries.len() != articles.len() {
                    let (seen, all) = (run.entries.len(), articles.len());
                    wrong.push(format!(
                        "{file}: {from} to {to}: BibTeX sees {seen} of {all} entries"
                    ));
                }
            }
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
    println!("{files} files, {runs} runs, {same} not needed, {entries} entries");
    println!("{links} times a link leads nowhere, and {macros} times a macro, as in the original");
    for line in &wrong {
        println!("{line}");
    }
    let idle: Vec<_> = expected.keys().filter(|at| !met.contains(at)).collect();
    assert_eq!((wrong.len(), idle), (0, vec![]));
}

/// What BibTeX sees in the rewritten file is what it saw in the original: as records the two are
/// the same but for what the report names, and every name has the same parts.
#[test]
fn the_real_bibtex_sees_the_same_in_what_is_written() {
    let Some(root) = corpus("the real BibTeX").map(|folder| folder.join("bib")) else { return };
    let folder = scratch("real-bibtex-same");
    let (mut entries, mut values, mut lists) = (0, 0, 0);
    let (mut wrong, mut told) = (Vec::new(), BTreeSet::new());
    for path in bib_files(&root) {
        let file = path.strip_prefix(&root).unwrap().display().to_string();
        let bytes = std::fs::read(&path).unwrap();
        let articles = articles(Format::BibTex, &bytes);
        if articles.is_empty() {
            continue;
        }
        let written = polybib::write_all(Format::BibTex, &articles).unwrap();
        let Some(before) = bibtex(&folder, &bytes, Format::BibTex) else {
            return skip("the real BibTeX", "program `bibtex`");
        };
        let after = bibtex(&folder, written.text.as_bytes(), Format::BibTex).unwrap().entries;
        let after: HashMap<String, &Seen> =
            after.iter().map(|seen| (seen.key.to_lowercase(), seen)).collect();
        let mut by_key: HashMap<String, &Article> = HashMap::new();
        for article in &articles {
            // Of equal keys BibTeX takes the first.
            let key = article.key.clone().unwrap_or_default().to_lowercase();
            by_key.entry(key).or_insert(article);
        }
        for before in &before.entries {
            let key = before.key.to_lowercase();
            // An entry that could not be read, or has no key, is not there.
            let (Some(now), Some(article)) = (after.get(&key), by_key.get(&key)) else { continue };
            entries += 1;
            values += before.fields.len();
            let mut differ = |what: String| {
                let row = DIFFERENT.iter().position(|(of, field, _)| {
                    file.ends_with(of.0) && before.key == of.1 && what.starts_with(field)
                });
                match row {
                    Some(row) => _ = told.insert(row),
                    None => wrong.push(format!("{file}: {}: {what}", before.key)),
                }
            };
            if before.kind != now.kind && !before.kind.is_empty() && !now.kind.is_empty() {
                differ(format!("@{} became @{}", before.kind, now.kind));
            }
            let report: LazyCell<Written, _> =
                LazyCell::new(|| polybib::write(Format::BibTex, article).unwrap());
            let (was, is) = (before.article(), now.article());
            let paths = if was == is { Vec::new() } else { unreported(&was, &is, &report.losses) };
            for path in paths {
                differ(path);
            }
            for (list, names) in &before.names {
                lists += 1;
                let Some(now) = now.names.get(list) else { continue };
                let parts = |name: &[String; 4]| name.each_ref().map(|part| decoded(part));
                let same = |(a, b): (&[String; 4], &[String; 4])| a == b || parts(a) == parts(b);
                if names.len() == now.len() && names.iter().zip(now).all(same) {
                    continue;
                }
                let is_told = report
                    .losses
                    .iter()
                    .any(|loss| loss.field.as_str().starts_with("contributors"));
                if !is_told {
                    differ(format!("{list}\n  {names:?}\n  {now:?}"));
                }
            }
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
    println!("{entries} entries, {values} values, {lists} lists of names");
    for line in &wrong {
        println!("{line}");
    }
    let idle: Vec<_> = DIFFERENT
        .iter()
        .enumerate()
        .filter(|(at, _)| !told.contains(at))
        .map(|(_, row)| row)
        .collect();
    assert_eq!((wrong.len(), idle), (0, vec![]));
}
