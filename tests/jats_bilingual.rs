//! Both languages of real bilingual articles survive the way from JATS through another format and
//! back.
#![cfg(all(feature = "jats", feature = "bibtex", feature = "csl-json"))]

mod common;

use std::collections::BTreeSet;

use polybib::{Article, Format, Lang, LossReport, Name, Reader};

/// What is said in a language: the field, the language, the words.
fn said(article: &Article) -> BTreeSet<(String, String, String)> {
    let mut out = BTreeSet::new();
    let tag = |lang: Option<&Lang>| lang.map(ToString::to_string).unwrap_or_default();
    let dense = |text: &str| text.split_whitespace().collect::<String>();
    let mut add = |field: &str, lang: Option<&Lang>, text: &str| {
        out.insert((field.to_owned(), tag(lang), dense(text)));
    };
    for form in &article.title {
        add("title", form.lang.as_ref(), &form.value.to_string());
    }
    for (i, item) in article.abstracts.iter().enumerate() {
        add(&format!("abstracts[{i}]"), item.lang.as_ref(), &item.to_string());
    }
    for group in &article.keywords {
        for word in &group.keywords {
            add("keywords", group.lang.as_ref(), &word.text.to_string());
        }
    }
    for contributor in &article.contributors {
        for form in &contributor.name {
            // Which part comes first a name does not say in BibLaTeX; the parts it does.
            let text = match &form.value {
                Name::Person(name) => format!("{}, {}", name.family, name.given),
                other => other.to_string(),
            };
            add("contributors", form.lang.as_ref(), &text);
        }
    }
    out
}

/// The record after a way through a format and back to JATS, and what was lost on it.
fn through(format: Format, article: &Article) -> (Article, Vec<LossReport>) {
    let there = polybib::write(format, article).unwrap();
    let between = polybib::read(format, &there.text).unwrap().articles.remove(0);
    let back = polybib::write(Format::Jats, &between).unwrap();
    let after = polybib::read(Format::Jats, &back.text).unwrap().articles.remove(0);
    (after, vec![there.losses, back.losses])
}

#[test]
fn both_languages_survive_biblatex_and_csl_json() {
    let Some(root) = common::corpus("both_languages_survive") else { return };
    let mut paths: Vec<_> = ["bilingual", "synthetic"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join("jats").join(folder)).unwrap().flatten())
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == "xml" || e == "nxml"))
        .collect();
    paths.sort();
    let (mut wrong, mut several, mut count, mut told) = (Vec::new(), 0, 0, 0);
    for path in &paths {
        let bytes = std::fs::read(path).unwrap();
        for record in Reader::new(Format::Jats).for_slice(&bytes).flatten() {
            let before = said(&record.article);
            let languages: BTreeSet<_> = before.iter().map(|(_, lang, _)| lang).collect();
            several += usize::from(languages.len() > 1);
            for format in [Format::BibLatex, Format::CslJson] {
                let (after, losses) = through(format, &record.article);
                let after = said(&after);
                for (field, lang, text) in before.difference(&after) {
                    let is_told = losses.iter().flat_map(LossReport::iter).any(|loss| {
                        let path = loss.field.as_str();
                        path.starts_with(field.as_str()) || field.starts_with(path)
                    });
                    // A name without its language is one that the report says has lost it.
                    let words = |(f, _, t): &(String, String, String)| f == field && t == text;
                    told += usize::from(is_told);
                    if !is_told || !after.iter().any(words) {
                        let name = path.file_name().unwrap().display();
                        wrong.push(format!("{format} {name}: {field} ({lang}) {text}"));
                    }
                }
                count += 1;
            }
        }
    }
    println!(
        "{} files, {several} in several languages, {count} ways, {told} languages told as lost",
        paths.len()
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(told <= 3, "{told}");
}
