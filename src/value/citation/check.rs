//! What a written reference does not hold: it is read back and compared.

use std::collections::HashMap;

use serde_json::Value;

use crate::model::{Article, Said, visit};
use crate::report::{LossKind, LossReport};

/// The losses of `article` when it is written as `text`.
pub(super) fn check(article: &Article, text: &str) -> LossReport {
    let mut losses = LossReport::default();
    let read = super::parse(text).work.unwrap_or_default();
    let (before, after) = (json(article), json(&read));
    let counts = Counts::of(&before, &after);
    visit(article, &mut |said| {
        let (wanted, got) = (at(&before, &said), at(&after, &said));
        if wanted == got || wanted.is_none_or(|wanted| counts.stands_elsewhere(&said, wanted)) {
            return;
        }
        match got {
            None => losses.add(LossKind::Dropped, said.path(), "a reference has no place for it"),
            Some(got) => {
                let message = format!("the reference reads as {}", shown(got));
                losses.add(LossKind::Approximated, said.path(), message);
            }
        }
    });
    visit(&read, &mut |said| {
        if let Some(got) = at(&after, &said)
            && at(&before, &said).is_none()
        {
            let message = format!("it is not said, and the reference reads as {}", shown(got));
            losses.add(LossKind::Approximated, said.path(), message);
        }
    });
    losses
}

fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    format!("`{}`", text.chars().take(120).collect::<String>())
}

/// The record as JSON. A value in the language of the record need not say so.
fn json(article: &Article) -> Value {
    let mut value = serde_json::to_value(article).unwrap_or_default();
    let language = article.language.as_ref().map(ToString::to_string);
    let mut open = vec![&mut value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(members) => {
                let is_own = members.contains_key("value")
                    && members.get("lang").and_then(Value::as_str) == language.as_deref();
                if is_own {
                    members.remove("lang");
                }
                open.extend(members.values_mut());
            }
            _ => {}
        }
    }
    value
}

/// What a record says at that place.
fn at<'v>(record: &'v Value, said: &Said<'_>) -> Option<&'v Value> {
    let path = said.path();
    let value = path.as_str().split('.').try_fold(record, |value, part| {
        let mut pieces = part.split('[');
        let value = value.get(pieces.next()?)?;
        pieces.try_fold(value, |value, index| {
            value.get(index.trim_end_matches(']').parse::<usize>().ok()?)
        })
    })?;
    // The primary form has no index of its own in a path.
    let is_forms = said.form == 0 && said.field.is_multilingual();
    if is_forms && value.is_array() { value.get(0) } else { Some(value) }
}

/// Lists whose order says nothing.
const UNORDERED: &[&str] = &["dates", "identifiers", "links", "others"];

/// How often each item of these lists is in the one record, and in the other.
struct Counts(HashMap<(&'static str, String), (usize, usize)>);

impl Counts {
    fn of(before: &Value, after: &Value) -> Self {
        let mut counts: HashMap<_, (usize, usize)> = HashMap::new();
        for list in UNORDERED {
            let items = |record: &Value| -> Vec<(&'static str, String)> {
                let items = record.get(list).and_then(Value::as_array).into_iter().flatten();
                items.map(|item| (*list, item.to_string())).collect()
            };
            for item in items(before) {
                counts.entry(item).or_default().0 += 1;
            }
            for item in items(after) {
                counts.entry(item).or_default().1 += 1;
            }
        }
        Self(counts)
    }

    /// Whether the value is there at another position of its list, as often as before.
    fn stands_elsewhere(&self, said: &Said<'_>, wanted: &Value) -> bool {
        let path = said.path();
        let list = path.as_str().strip_suffix(']').and_then(|path| path.rsplit_once('['));
        let list = list.and_then(|(list, _)| UNORDERED.iter().find(|known| **known == list));
        let counts = list.and_then(|list| self.0.get(&(*list, wanted.to_string())));
        counts.is_some_and(|(before, after)| (1..=*after).contains(before))
    }
}
