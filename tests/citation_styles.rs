//! Reference strings of our own, written after the reader was: what it makes of strings it was not
//! made from.

use polybib::citation::{self, Confidence};
use polybib::{Article, DateValue, Name, Role, Str};
use serde_json::{Value, json};

const STYLES: &str = include_str!("../fixtures/citation/styles.json");
const OTHERS: &str = include_str!("../fixtures/citation/other-styles.txt");

fn authors(work: &Article) -> String {
    let show = |name: &Name| match name {
        Name::Person(person) => format!("{}, {}", person.family, person.given),
        other => other.to_string(),
    };
    let all: Vec<String> = work.authors().map(|a| show(a.name.primary().unwrap())).collect();
    all.join("; ")
}

fn said(work: &Article, field: &str) -> Value {
    let text = |value: Option<&Str>| json!(value);
    match field {
        "kind" => json!(work.kind.as_str()),
        "authors" => json!(authors(work)),
        "title" => {
            let title = work.title.primary().map(ToString::to_string).unwrap_or_default();
            let subtitle = work.subtitle.primary().map(|s| format!(" : {s}")).unwrap_or_default();
            json!(format!("{title}{subtitle}"))
        }
        "container" => {
            json!(work.container.as_ref().map(|host| {
                let more = host.subtitle.primary().map(|s| format!(" : {s}")).unwrap_or_default();
                format!("{}{more}", host.title.primary().unwrap())
            }))
        }
        "year" => json!(work.issued().and_then(DateValue::year)),
        "volume" => text(work.volume.as_ref()),
        "issue" => text(work.issue.as_ref()),
        "pages" => json!(work.pages.as_ref().map(|pages| &pages.text)),
        "extent" => text(work.page_count.as_ref()),
        "doi" => json!(work.doi().map(|doi| doi.to_string())),
        "url" => json!(work.links.first().map(|link| &link.url)),
        "place" => json!(work.publisher_places.first().map(|p| p.primary().unwrap().to_string())),
        "publisher" => json!(work.publishers.first().map(|p| p.primary().unwrap().to_string())),
        "others" => json!(work.others.contains(&Role::Author)),
        other => panic!("nobody compares `{other}`"),
    }
}

#[test]
fn strings_of_the_standards() {
    let rows: Vec<Value> = serde_json::from_str(STYLES).unwrap();
    let (mut wrong, mut sure) = (Vec::new(), 0);
    for row in &rows {
        let input = row[0].as_str().unwrap();
        let parsed = citation::parse(input);
        sure += usize::from(parsed.confidence == Confidence::High);
        let Some(work) = &parsed.work else {
            wrong.push(format!("{input}: {:?}", parsed.evidence));
            continue;
        };
        let named = ["kind", "authors", "title", "container", "year"];
        let fixed = named.iter().zip(1..).map(|(field, at)| (*field, row[at].clone()));
        let more = row[6].as_object().unwrap().iter().map(|(f, v)| (f.as_str(), v.clone()));
        for (field, want) in fixed.chain(more) {
            let got = said(work, field);
            if got != want {
                wrong
                    .push(format!("{input}\n  {field}: {got} for {want}, {:?}", parsed.confidence));
            }
        }
        // What is not expected is not there.
        for field in ["volume", "issue", "pages", "extent", "doi", "url"] {
            if row[6].get(field).is_none() && !said(work, field).is_null() {
                wrong.push(format!("{input}\n  {field}: {} for nothing", said(work, field)));
            }
        }
    }
    println!("{} of {} strings with high confidence", sure, rows.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(sure * 10 >= rows.len() * 9, "{sure} of {}", rows.len());
}

/// Other styles may be taken for something, but never surely.
#[test]
fn strings_of_other_styles_are_never_sure() {
    let mut sure = Vec::new();
    for line in OTHERS.lines() {
        let parsed = citation::parse(line);
        assert_eq!(parsed.text, line);
        println!("{:?} {line}", parsed.confidence);
        sure.extend((parsed.confidence == Confidence::High).then_some(line));
    }
    assert_eq!(sure, [""; 0]);
}
