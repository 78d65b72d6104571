//! Real reference strings with what they say.

mod common;

use common::corpus;
use polybib::citation::{self, Confidence};
use polybib::{Article, DateValue, Name, Role};
use serde_json::Value;

fn names(work: &Article, role: &Role) -> Vec<String> {
    let show = |name: &Name| match name {
        Name::Person(person) => format!("{}, {}", person.family, person.given),
        other => other.to_string(),
    };
    work.contributors_as(role.clone()).map(|p| show(p.name.primary().unwrap())).collect()
}

fn expected_names(value: &Value) -> Option<Vec<String>> {
    let show =
        |v: &Value| format!("{}, {}", v["family"].as_str().unwrap(), v["given"].as_str().unwrap());
    Some(value.as_array()?.iter().map(show).collect())
}

/// What the work says for a field of the expectations.
fn said(work: &Article, field: &str) -> Option<String> {
    let container = work.container.as_ref();
    match field {
        "title" => work.title.primary().map(|title| {
            let subtitle = work.subtitle.primary().map(|s| format!(" : {s}")).unwrap_or_default();
            format!("{title}{subtitle}")
        }),
        "container" => container.and_then(|c| c.title.primary()).map(ToString::to_string),
        "year" => work.issued().map(|date| match date {
            DateValue::At(date) => date.year.to_string(),
            other => other.to_string().replace('/', "–"),
        }),
        "volume" => work.volume.as_deref().map(str::to_owned),
        "issue" => work.issue.as_deref().map(str::to_owned),
        "pages" => work.pages.as_ref().map(|pages| pages.text.to_string()),
        "url" => work.links.first().map(|link| link.url.clone()),
        "page_total" => work.page_count.as_deref().map(str::to_owned),
        "number" => work.number.as_deref().map(str::to_owned),
        "place" => {
            let all: Vec<_> =
                work.publisher_places.iter().map(|p| p.primary().unwrap().to_string()).collect();
            (!all.is_empty()).then(|| all.join("; "))
        }
        "publisher" => work.publishers.first().map(|p| p.primary().unwrap().to_string()),
        _ => None,
    }
}

const FIELDS: [&str; 7] = ["authors", "title", "container", "year", "volume", "issue", "pages"];
const FURTHER: [&str; 5] = ["url", "page_total", "place", "publisher", "number"];

/// Whether the field is as expected; `None` where neither says anything.
fn verdict(work: Option<&Article>, expect: &Value, field: &str) -> Option<Result<(), String>> {
    if field == "authors" {
        let expected = expected_names(&expect["authors"]).unwrap_or_default();
        let got = work.map(|work| names(work, &Role::Author)).unwrap_or_default();
        let others = expect["others"].as_bool().unwrap_or(false);
        let got_others = work.is_some_and(|work| work.others.contains(&Role::Author));
        if expected.is_empty() && got.is_empty() {
            return None;
        }
        let same = expected == got && others == got_others;
        return Some(if same { Ok(()) } else { Err(format!("{got:?} for {expected:?}")) });
    }
    let expected = expect[field].as_str();
    let got = work.and_then(|work| said(work, field));
    match (expected, got) {
        (None, None) => None,
        (Some(expected), Some(got)) if expected == got => Some(Ok(())),
        (expected, got) => Some(Err(format!("{got:?} for {expected:?}"))),
    }
}

#[test]
fn real_references_say_what_they_say() {
    let Some(folder) = corpus("references") else { return };
    let text = std::fs::read_to_string(folder.join("references/references.json")).unwrap();
    let items: Vec<Value> = serde_json::from_str(&text).unwrap();
    let mut tallies = [[(0, 0); FIELDS.len()]; 2];
    let mut wrong_and_sure = Vec::new();
    let mut confidences = [[0; 3]; 2];
    for item in &items {
        let (id, input) = (item["id"].as_str().unwrap(), item["input"].as_str().unwrap());
        let parsed = citation::parse(input);
        assert_eq!(parsed.text, input);
        let has_host = input.replace("http://", "").replace("https://", "").contains("//");
        let group = usize::from(!has_host);
        confidences[group][parsed.confidence as usize] += 1;
        let work = parsed.work.as_ref();
        for (at, field) in FIELDS.iter().chain(&FURTHER).enumerate() {
            let Some(verdict) = verdict(work, &item["expect"], field) else { continue };
            if at < FIELDS.len() {
                let (right, all) = &mut tallies[group][at];
                *all += 1;
                *right += usize::from(verdict.is_ok());
            }
            if let Err(message) = verdict {
                println!("{id} {:?} {field}: {message}", parsed.confidence);
                if parsed.confidence == Confidence::High {
                    wrong_and_sure.push(format!("{id} {field}: {message}"));
                }
            }
        }
        println!("{id} {:?} {:?}", parsed.confidence, parsed.evidence);
    }
    for (group, name) in ["with //", "others"].iter().enumerate() {
        println!("\n{name}: confidence none, low, high: {:?}", confidences[group]);
        for (field, (right, all)) in FIELDS.iter().zip(tallies[group]) {
            println!("| {field} | {right}/{all} |");
        }
    }
    for (field, (right, all)) in FIELDS.iter().zip(tallies[0]) {
        let least = if *field == "year" { 98 } else { 95 };
        assert!(right * 100 >= all * least, "{field}: {right} of {all}");
    }
    assert_eq!(wrong_and_sure, [""; 0], "wrong with high confidence");
    assert!(confidences[1][2] > 0, "books are taken apart, too");
}
