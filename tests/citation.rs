//! Reference strings of our own with what they say.

use polybib::citation;
use polybib::{Name, Role};
use serde_json::{Value, json};

const PAIRS: &str = include_str!("../fixtures/citation/pairs.json");

/// What was read, in the form of the fixture, but for the fields that the pair is silent about.
fn outline(input: &str) -> Value {
    let parsed = citation::parse(input);
    let mut out = json!({"input": input, "confidence": format!("{:?}", parsed.confidence)});
    let Some(work) = parsed.work else { return out };
    let show = |name: &Name| match name {
        Name::Person(person) => format!("{}, {}", person.family, person.given),
        other => other.to_string(),
    };
    let authors: Vec<_> = work.authors().map(|a| show(a.name.primary().unwrap())).collect();
    let container = work.container.as_ref().and_then(|host| host.title.primary());
    out["kind"] = json!(work.kind.as_str());
    out["authors"] = json!(authors);
    out["title"] = json!(work.title.primary().unwrap().to_string());
    let optional = [
        ("container", container.map(|title| json!(title.to_string()))),
        ("year", work.issued().and_then(polybib::DateValue::year).map(|year| json!(year))),
        ("volume", work.volume.as_ref().map(|value| json!(value))),
        ("issue", work.issue.as_ref().map(|value| json!(value))),
        ("pages", work.pages.as_ref().map(|pages| json!(pages.text))),
        ("doi", work.doi().map(|doi| json!(doi.as_str()))),
        ("url", work.links.first().map(|link| json!(link.url))),
    ];
    for (field, value) in optional {
        if let Some(value) = value {
            out[field] = value;
        }
    }
    out
}

#[test]
fn own_references_say_what_they_say() {
    let pairs: Vec<Value> = serde_json::from_str(PAIRS).unwrap();
    for pair in pairs {
        let input = pair["input"].as_str().unwrap();
        let parsed = citation::parse(input);
        assert_eq!(outline(input), pair, "{:?}", parsed.evidence);
    }
}

#[test]
fn editors_in_the_genitive_stay_as_printed() {
    let work = citation::parse(
        "Речная П. И. Лодки // Реки / под ред. В. В. Лосева. М.: Роща, 1999. С. 7.",
    )
    .work
    .unwrap();
    let editor = work.contributors_as(Role::Editor).next().unwrap();
    assert_eq!(editor.name.primary(), Some(&Name::Literal("В. В. Лосева".into())));
}

#[test]
fn laws_name_their_kind_and_their_place() {
    let text = "О переправах : федер. закон от 29.12.2012 № 273-ФЗ // Собрание законодательства. 2012. № 53. Ст. 7598.";
    let work = citation::parse(text).work.unwrap();
    assert_eq!(work.kind, polybib::Kind::Legislation);
    assert_eq!(work.number.as_deref(), Some("273-ФЗ"));
    assert_eq!(work.article_number.as_deref(), Some("7598"));
}

#[test]
fn what_is_no_area_is_kept() {
    let parsed = citation::parse("Лось А. Б. Лес // Роща. 1999. № 2. Ещё что-то.");
    let work = parsed.work.unwrap();
    assert_eq!(&*work.extra[0].value, "Ещё что-то");
    assert_eq!(parsed.confidence, citation::Confidence::Low);
}
