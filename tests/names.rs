//! Names in one string: the corpus of twelve cultures, and any text at all.

mod common;

use polybib::Name;
use polybib::names::{self, NameHints};
use serde_json::Value;

/// Family name, given name, particle and suffix; or `None` and the whole name.
type Parts = (String, String, String, String);

fn parts(name: &Name) -> Option<Parts> {
    let name = name.as_person()?;
    let particle = [name.dropping_particle.as_str(), &name.non_dropping_particle].concat();
    Some((
        name.family.to_string(),
        name.given.to_string(),
        particle.clone(),
        name.suffix.to_string(),
    ))
}

fn expected(case: &Value) -> Parts {
    let text = |key: &str| case["expect"][key].as_str().unwrap_or_default().to_owned();
    (text("family"), text("given"), text("dropping_or_nondropping_particle"), text("suffix"))
}

/// Clear names are divided as expected; unclear ones so, or not at all.
#[test]
fn the_names_of_the_corpus() {
    let Some(corpus) = common::corpus("the names of the corpus") else { return };
    let text = std::fs::read_to_string(corpus.join("names/names.json")).unwrap();
    let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert!(cases.len() > 30);
    let (mut clear, mut of_seed_form) = (0, 0);
    let mut faults = Vec::new();
    for case in &cases {
        let input = case["input"].as_str().unwrap();
        let is_ambiguous = case["ambiguous"].as_bool().unwrap();
        let want = expected(case);
        let parsed = names::parse(input, &NameHints::default());
        let literal = case["expect"]["literal"].as_str();
        let nothing = want == Parts::default() && literal.is_none();
        let holds = match (&parsed, literal) {
            (None, _) => nothing,
            (Some(parsed), Some(literal)) => {
                parts(&parsed.name).is_none() && parsed.name.to_string() == literal
            }
            (Some(parsed), None) => match parts(&parsed.name) {
                Some(got) => got == want,
                None => is_ambiguous && parsed.name.to_string() == input && !parsed.is_sure(),
            },
        };
        if !holds {
            faults.push(format!("{input}: {parsed:?}, not {want:?}"));
        }
        if let (Some(parsed), Some(title)) = (&parsed, case["expect"]["honorific_prefix"].as_str())
        {
            assert_eq!(parsed.title, title);
        }
        clear += usize::from(!is_ambiguous);
        let is_cyrillic_culture = ["ru-", "kk-", "uk-", "az-", "bg-"]
            .iter()
            .any(|class| case["cls"].as_str().unwrap().starts_with(class));
        let is_seed = is_cyrillic_culture
            && case["order"] == "family-first"
            && !is_ambiguous
            && !case["expect"]["family"]
                .as_str()
                .is_some_and(|f| input.contains(&format!("{f}, ")));
        of_seed_form += usize::from(is_seed);
    }
    println!(
        "{} names, {clear} of them clear, {of_seed_form} in the form `Troitskiy Ye.F.`",
        cases.len()
    );
    assert!(faults.is_empty(), "{faults:#?}");
}

/// With the language that the corpus names for them, unclear names are divided as expected, or
/// stay whole.
#[test]
fn unclear_names_of_the_corpus_with_their_language() {
    let Some(corpus) = common::corpus("unclear names of the corpus") else { return };
    let text = std::fs::read_to_string(corpus.join("names/names.json")).unwrap();
    let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
    let mut divided = 0;
    for case in &cases {
        let input = case["input"].as_str().unwrap();
        let Some(lang) = case["lang_hint"].as_str() else { continue };
        let hints = NameHints::default().lang(lang.parse().unwrap());
        let Some(got) = names::parse(input, &hints).and_then(|parsed| parts(&parsed.name)) else {
            continue;
        };
        assert_eq!(got, expected(case), "{input} in {lang}");
        divided += usize::from(case["ambiguous"] == true);
    }
    assert!(divided >= 3, "{divided} of the unclear ones are divided");
}

/// A megabyte of anything takes time in proportion: four times the text, not sixteen times the
/// time.
#[test]
fn any_text_takes_linear_time() {
    let pieces = [
        "И.И. ",
        "Ye.F.",
        "a",
        "Иванов ",
        ", ",
        "van ",
        "de la ",
        "университет ",
        "д-р ист. наук, ",
        "Jr., ",
        "\u{300}",
        "a@b ",
        "@",
        "al-",
        ".",
        "国",
        "Prof. ",
        "канд. ",
    ];
    for piece in pieces {
        let time = |bytes: usize| {
            let text = piece.repeat(bytes / piece.len());
            let run = || {
                let start = std::time::Instant::now();
                let _ = names::parse(&text, &NameHints::default());
                start.elapsed()
            };
            (0..3).map(|_| run()).min().unwrap()
        };
        let (small, large) = (time(100_000), time(400_000));
        let floor = std::time::Duration::from_millis(20);
        assert!(large < small * 12 + floor, "{piece:?}: {small:?}, then {large:?}");
    }
}
