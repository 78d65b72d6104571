//! What the real biber says of what is written, and what it makes of it.
#![cfg(feature = "bibtex")]

mod common;

use std::path::Path;
use std::process::Command;

use common::{corpus, differences, scratch, skip};
use polybib::{Article, Format};

/// Runs biber in tool mode over a file with its data model; what it warns of, and the file as biber
/// writes it. `None` where there is no such program.
fn biber(folder: &Path, bib: &str) -> Option<(Vec<String>, String)> {
    std::fs::write(folder.join("x.bib"), bib).unwrap();
    let run = Command::new("biber")
        .args(["--tool", "--validate-datamodel", "--output-file", "out.bib", "x.bib"])
        .current_dir(folder)
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{said}");
    let is_complaint = |line: &&str| line.starts_with("WARN") || line.starts_with("ERROR");
    let mut complaints: Vec<String> =
        said.lines().filter(is_complaint).map(str::to_owned).collect();
    complaints.sort_unstable();
    Some((complaints, std::fs::read_to_string(folder.join("out.bib")).unwrap()))
}

fn articles(bib: &str) -> Vec<Article> {
    polybib::read(Format::BibLatex, bib).unwrap().articles
}

/// biber writes the braces of `{\ss}`, though it makes a letter of it: `{ß}` is none for its case.
fn without_letters_in_braces(bib: &str) -> String {
    let letters: Vec<char> = bib.chars().collect();
    let is_one = |at: usize| matches!(letters.get(at..at + 3), Some(['{', c, '}']) if c.is_alphabetic() && !c.is_ascii());
    let kept = |at: &usize| !is_one(*at) && !at.checked_sub(2).is_some_and(is_one);
    (0..letters.len()).filter(kept).map(|at| letters[at]).collect()
}

/// biber warns of nothing in the rewritten file that it does not warn of in the original, and makes
/// the same records of the two.
#[test]
fn biber_makes_the_same_of_what_is_written() {
    let Some(root) = corpus("the real biber") else { return };
    let file = "bib/biblatex-examples/bibtex/bib/biblatex/biblatex-examples.bib";
    let original = std::fs::read_to_string(root.join(file)).unwrap();
    let written = polybib::write_all(Format::BibLatex, &articles(&original)).unwrap();
    let folder = scratch("real-biber");
    let Some((warned, before)) = biber(&folder, &original) else {
        return skip("the real biber", "program `biber`");
    };
    let (warns, after) = biber(&folder, &written.text).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    println!("warnings: {} of the original, {} of what was written", warned.len(), warns.len());
    assert_eq!(warns, warned);
    let before = articles(&without_letters_in_braces(&before));
    let after = articles(&without_letters_in_braces(&after));
    assert_eq!(before.len(), after.len());
    assert!(before.len() > 90);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(differences(before, after), [""; 0], "{:?}", before.key);
    }
}
