//! What stands in a .bib file survives the way through CSL-JSON.

use std::collections::BTreeMap;
use std::path::Path;

use polybib::Record;
use polybib::bibtex::raw::{Command, Commands, Macros};

use crate::common::corpus;

use super::*;

/// The fields of an entry by name, in small letters, with the text that their macros make.
type Fields = BTreeMap<String, String>;

/// Names that BibLaTeX holds to be one (manual §2.2.5).
const ALIASES: &[(&str, &str)] = &[
    ("address", "location"),
    ("annote", "annotation"),
    ("archiveprefix", "eprinttype"),
    ("journal", "journaltitle"),
    ("key", "sortkey"),
    ("pdf", "file"),
    ("primaryclass", "eprintclass"),
    ("school", "institution"),
    ("hyphenation", "langid"),
    // §2.3.8: a year alone is a date.
    ("year", "date"),
];

fn entries(text: &str) -> Vec<(String, String, Fields)> {
    let mut macros = Macros::default();
    let mut out = Vec::new();
    for command in Commands::biblatex(text) {
        match command {
            Command::String(string) => macros.add(&string.field),
            Command::Entry(entry) => {
                let mut fields = Fields::new();
                for field in &entry.fields {
                    let name = field.name.to_ascii_lowercase();
                    let alias = ALIASES.iter().find(|(of, _)| *of == name).map(|(_, to)| *to);
                    let value = macros.value(&field.pieces);
                    let words: Vec<_> = value.split_ascii_whitespace().collect();
                    fields.insert(alias.map_or(name, str::to_owned), words.join(" "));
                }
                out.push((entry.key.to_owned(), entry.kind.to_ascii_lowercase(), fields));
            }
            _ => {}
        }
    }
    out
}

fn records(format: Format, bytes: &[u8]) -> Vec<Record> {
    Reader::new(format).for_slice(bytes).map(Result::unwrap).collect()
}

/// What one field says, read with nothing but its entry's type and language beside it; nothing if a
/// reader does not look at it.
fn says(kind: &str, fields: &Fields, name: &str, value: &str) -> Option<Article> {
    let lang = fields.get("langid").filter(|_| name != "langid");
    let lang = lang.map(|lang| format!("langid = {{{lang}}}, ")).unwrap_or_default();
    let read = |field: &str| {
        let bib = format!("@{kind}{{k, {lang}{field}}}");
        polybib::read(Format::BibLatex, bib).unwrap().articles.remove(0)
    };
    let article = read(&format!("{name} = {{{value}}}"));
    (article != read("")).then_some(article)
}

#[test]
fn the_fields_of_biblatex_examples_survive() {
    let Some(corpus) = corpus("the fields of biblatex-examples.bib") else { return };
    let path = Path::new("bib/biblatex-examples/bibtex/bib/biblatex/biblatex-examples.bib");
    let bib = std::fs::read_to_string(corpus.join(path)).unwrap();
    let before = entries(&bib);

    let mut json = Writer::new(Format::CslJson).to(Vec::new());
    let mut losses = Vec::new();
    for record in records(Format::BibLatex, bib.as_bytes()) {
        losses.push(json.write(&record.article).unwrap());
    }
    let json = json.finish().unwrap();
    assert!(validator().is_valid(&serde_json::from_slice(&json).unwrap()));

    let mut back = Writer::new(Format::BibLatex).to(Vec::new());
    for (record, losses) in records(Format::CslJson, &json).iter().zip(&mut losses) {
        losses.extend(back.write(&record.article).unwrap());
    }
    let back = String::from_utf8(back.finish().unwrap()).unwrap();
    let after = entries(&back);
    assert_eq!(before.len(), after.len());

    let (mut all, mut same, mut silent) = (0, 0, Vec::new());
    for (((key, kind, before), (key_after, kind_after, after)), losses) in
        before.iter().zip(&after).zip(&losses)
    {
        assert_eq!(key, key_after);
        for (name, value) in before {
            all += 1;
            let other = after.get(name);
            let kept = other.is_some_and(|other| {
                let said = || says(kind, before, name, value);
                other == value
                    || said().is_some_and(|said| Some(said) == says(kind_after, after, name, other))
            });
            if kept {
                same += 1;
                continue;
            }
            println!("{key}: {name} = {value:?} became {other:?}");
            let told: Vec<_> = losses.iter().map(ToString::to_string).collect();
            println!("    {told:?}");
            if told.is_empty() {
                silent.push(format!("{key}: {name}"));
            }
        }
    }
    println!("{same} of {all} fields: {:.1} %", 100.0 * f64::from(same) / f64::from(all));
    assert!(same * 100 >= all * 97);
    assert!(silent.is_empty(), "{silent:#?}");
}
