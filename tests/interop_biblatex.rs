//! Records from and to the biblatex crate.
#![cfg(feature = "biblatex")]

mod common;

use biblatex::{Bibliography, Chunk, Entry, EntryType, Spanned};
use common::{bilingual, corpus, unreported};
use polybib::interop::biblatex::{from_entry, to_entry};
use polybib::{Code, Format, Inline, LossKind, Reader, Style};

fn normal(text: &str) -> Vec<Spanned<Chunk>> {
    vec![Spanned::detached(Chunk::Normal(text.into()))]
}

#[test]
fn a_record_in_two_languages_comes_back_but_for_what_the_report_names() {
    let article = bilingual();
    let (entry, losses) = to_entry(&article);
    let (after, diagnostics) = from_entry(&entry);
    assert_eq!(diagnostics, []);
    assert_eq!(unreported(&article, &after, &losses), [""; 0], "{losses}");
    assert_eq!(after.title, article.title);
    assert_eq!(after.keywords, article.keywords);
    assert_eq!(to_entry(&after).0, entry);
    // The other crate finds what it looks for.
    assert_eq!(entry.author().unwrap()[0].name, "Троицкий");
    assert_eq!(entry.entry_type, EntryType::Article);
}

#[test]
fn an_entry_that_biblatex_read_is_read_as_it_was_meant() {
    let bib = r"@book{k, title = {Uses of {DNA} \& $x^2$ 100\% a\_b}, author = {{Org and Co} and Roe, Jane},
        url = {http://a.b/c_d%20e}, publisher = {P and {Q and R}}, date = {2001-05}, custom = {x}}";
    let entry = Bibliography::parse(bib).unwrap().into_vec().remove(0);
    let (article, diagnostics) = from_entry(&entry);
    assert_eq!(diagnostics, []);
    let title = article.title.primary().unwrap().to_string();
    assert_eq!(title, "Uses of DNA & x^2 100% a_b");
    assert_eq!(article.contributors.len(), 2);
    assert_eq!(article.publishers.len(), 2);
    assert_eq!(article.links[0].url, "http://a.b/c_d%20e");
    assert_eq!(article.issued().unwrap().to_string(), "2001-05");
    assert_eq!(article.extra[0].name, "custom");
}

#[test]
fn a_command_that_biblatex_left_is_read() {
    let bib = r"@book{k, title = {An \emph{E} coli\foo{x}}}";
    let entry = Bibliography::parse(bib).unwrap().into_vec().remove(0);
    let (article, diagnostics) = from_entry(&entry);
    let title = article.title.primary().unwrap();
    assert!(title.iter().any(|run| *run == Inline::styled(Style::Italic, "E")), "{title:?}");
    let codes: Vec<Code> = diagnostics.iter().map(|told| told.code).collect();
    assert_eq!(codes, [Code::UnknownCommand]);
    let (_, losses) = to_entry(&article);
    assert_eq!(losses.len(), 1, "{losses}");
}

#[test]
fn what_chunks_cannot_say_is_named() {
    let bib = r"@book{k, title = {An \emph{italic} word}, note = {a \textbackslash b}}";
    let article = polybib::read(Format::BibLatex, bib).unwrap().articles.remove(0);
    let (entry, losses) = to_entry(&article);
    let lost: Vec<(&str, LossKind)> = losses.iter().map(|l| (l.field.as_str(), l.kind)).collect();
    assert_eq!(lost, [("title", LossKind::Flattened), ("notes", LossKind::Approximated)]);
    assert_eq!(entry.fields["title"], normal("An italic word"));
}

#[test]
fn odd_entries_cost_a_field() {
    let mut entry = Entry::new("k".into(), EntryType::Unknown("custom".into()));
    entry.set("title", normal("a } b { c"));
    entry.set("url", normal("http://a/}"));
    let (article, diagnostics) = from_entry(&entry);
    assert_eq!(article.title.primary().unwrap().to_string(), "a } b { c");
    let codes: Vec<Code> = diagnostics.iter().map(|told| told.code).collect();
    assert_eq!(codes, [Code::Unbalanced, Code::UnknownType]);
    assert!(diagnostics.iter().all(|told| told.position.is_none()));
}

/// Every record of the examples goes to an entry and back, and what does not come back is named.
#[test]
fn the_examples_of_biblatex_come_back_but_for_what_the_report_names() {
    let Some(folder) = corpus("biblatex-examples.bib") else { return };
    let folder = folder.join("bib/biblatex-examples/bibtex/bib/biblatex");
    let bib = std::fs::read(folder.join("biblatex-examples.bib")).unwrap();
    let (mut records, mut lossy, mut hidden) = (0, 0, 0);
    for record in Reader::new(Format::BibLatex).for_slice(&bib) {
        let mut article = record.unwrap().article;
        // An entry has its fields in the order of their names.
        article.extra.sort_by(|a, b| (&a.origin, &a.name).cmp(&(&b.origin, &b.name)));
        article.notes.sort_by(|a, b| a.kind.cmp(&b.kind));
        let (entry, losses) = to_entry(&article);
        let (mut after, _) = from_entry(&entry);
        after.extra.sort_by(|a, b| (&a.origin, &a.name).cmp(&(&b.origin, &b.name)));
        after.notes.sort_by(|a, b| a.kind.cmp(&b.kind));
        records += 1;
        lossy += usize::from(!losses.is_empty());
        let missed = unreported(&article, &after, &losses);
        if !missed.is_empty() {
            hidden += 1;
            println!("{:?}: {missed:?}", article.key);
        }
    }
    println!("{records} records, {lossy} with a loss, {hidden} with a loss unnamed");
    assert_eq!(hidden, 0);
}
