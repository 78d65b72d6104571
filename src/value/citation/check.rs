//! What a written reference does not hold: it is read back and compared.

use serde_json::Value;

use crate::model::{Article, Said, visit};
use crate::report::{LossKind, LossReport};

/// The losses of `article` when it is written as `text`.
pub(super) fn check(article: &Article, text: &str) -> LossReport {
    let mut losses = LossReport::default();
    let read = super::parse(text).work.unwrap_or_default();
    let (before, after) = (json(article), json(&read));
    visit(article, &mut |said| {
        let (wanted, got) = (at(&before, &said), at(&after, &said));
        if wanted.is_none() || wanted == got || stands_elsewhere(&before, &after, &said, wanted) {
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

/// Whether the value is there at another position of its list, as often as before: the order of dates
/// and identifiers says nothing.
fn stands_elsewhere(
    before: &Value,
    after: &Value,
    said: &Said<'_>,
    wanted: Option<&Value>,
) -> bool {
    let path = said.path();
    let Some(list) = path.as_str().strip_suffix(']').and_then(|path| path.rsplit_once('[')) else {
        return false;
    };
    let count = |record: &Value| {
        let items = record.get(list.0).and_then(Value::as_array);
        items.into_iter().flatten().filter(|item| Some(*item) == wanted).count()
    };
    matches!(list.0, "dates" | "identifiers" | "links" | "others")
        && (1..=count(after)).contains(&count(before))
}
