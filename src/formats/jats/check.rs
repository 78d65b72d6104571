//! Reads back what was written and reports every difference.
//!
//! A table can say which fields a format has a place for; it cannot say that a title with a formula
//! went into an element that allows none. Reading back can, and it forgets nothing.

use std::collections::BTreeSet;

use serde_json::Value;

use super::fields::CITED;
use super::options::Citations;
use super::write_refs::Encodings;
use super::xml::is_allowed;
use crate::formats::holding;
use crate::model::{Article, Reference};
use crate::report::{LossKind, LossReport};
use crate::writer::report_dropped;

/// Reports what `back` does not have of `written`, whose references were tagged as `how` says.
pub(super) fn report(
    written: &Article,
    back: &mut Article,
    how: Citations,
    losses: &mut LossReport,
) {
    if written == back {
        return;
    }
    // One by one: most references are equal, and only the others are looked into.
    let references = std::mem::take(&mut back.references);
    for (i, reference) in written.references.iter().enumerate() {
        let path = format!("references[{i}]");
        let read = references.get(i);
        if read != Some(reference) {
            report_reference(reference, read, &path, how, losses);
        }
    }
    let mut rest = written.clone();
    rest.references.clear();
    if rest != *back {
        compare(&rest, &*back, "", losses, 0);
    }
}

fn report_reference(
    written: &Reference,
    back: Option<&Reference>,
    path: &str,
    how: Citations,
    losses: &mut LossReport,
) {
    let first = losses.len();
    for (i, citation) in written.citations.iter().enumerate() {
        let encodings = Encodings::of(citation, how);
        let is_both = !citation.text.is_empty() && citation.work.is_some();
        if is_both && !encodings.text {
            let message = "`Citations::Element` leaves out the text beside the parts";
            losses.add(LossKind::Dropped, format!("{path}.citations[{i}].text"), message);
        }
        if is_both && !encodings.has_parts() {
            let message = "`Citations::Mixed` leaves out the parts beside the text";
            losses.add(LossKind::Dropped, format!("{path}.citations[{i}].work"), message);
            continue;
        }
        let Some(work) = &citation.work else { continue };
        let from = losses.len();
        if !work.subtitle.is_empty() {
            let message =
                "a citation in jats has no subtitle; it stands behind a colon in the title";
            for field in ["title", "subtitle"] {
                losses.add(LossKind::Approximated, field, message);
            }
        }
        report_dropped(
            work,
            &|field, form| {
                let (value, forms) = holding(CITED, field);
                if form == 0 { value } else { forms }
            },
            "a citation in jats",
            losses,
        );
        losses.nest(from, &format!("{path}.citations[{i}].work"));
    }
    match back {
        Some(back) => compare(written, back, path, losses, first),
        None => losses.add(LossKind::Dropped, path, "jats has no place for it"),
    }
}

/// Reports the differences that the losses after the first `from` do not name.
fn compare<T: serde::Serialize>(
    written: &T,
    back: &T,
    path: &str,
    losses: &mut LossReport,
    from: usize,
) {
    let (Ok(written), Ok(back)) = (serde_json::to_value(written), serde_json::to_value(back))
    else {
        return;
    };
    let mut found = Vec::new();
    differences(&written, Some(&back), path.to_owned(), &mut found);
    let known: BTreeSet<String> =
        losses.iter().skip(from).map(|loss| loss.field.as_str().to_owned()).collect();
    for (path, kind, message) in found {
        if !is_reported(&path, &known) {
            losses.add(kind, path, message);
        }
    }
}

/// Whether the path, or a part of the record that it is in, was reported already.
fn is_reported(path: &str, known: &BTreeSet<String>) -> bool {
    let mut part = path;
    loop {
        if known.contains(part) {
            return true;
        }
        match part.rfind(['.', '[']) {
            Some(at) => part = part.get(..at).unwrap_or_default(),
            None => return false,
        }
    }
}

fn differences(
    written: &Value,
    back: Option<&Value>,
    path: String,
    out: &mut Vec<(String, LossKind, String)>,
) {
    match (written, back) {
        (written, Some(back)) if written == back => {}
        (Value::Object(written), Some(Value::Object(back))) => {
            for (key, value) in written {
                differences(value, back.get(key), member(&path, key), out);
            }
            for key in back.keys().filter(|key| !written.contains_key(*key)) {
                let message = "jats leaves it open, so reading gives a value";
                out.push((member(&path, key), LossKind::Approximated, message.to_owned()));
            }
        }
        (Value::Array(written), Some(Value::Array(back))) if !is_text(written) => {
            for (i, value) in written.iter().enumerate() {
                differences(value, back.get(i), format!("{path}[{i}]"), out);
            }
            if back.len() > written.len() {
                let message = "it is read back as more than it is";
                out.push((path, LossKind::Approximated, message.to_owned()));
            }
        }
        (Value::Array(written), None) if !is_text(written) => {
            for (i, value) in written.iter().enumerate() {
                differences(value, None, format!("{path}[{i}]"), out);
            }
        }
        (_, None) => {
            out.push((path, LossKind::Dropped, "jats has no place for it".to_owned()));
        }
        (written, Some(back)) => {
            let (kind, message) = if has_forbidden(written) {
                (LossKind::Dropped, "characters that XML forbids were left out")
            } else if words(written) == words(back) {
                (LossKind::Flattened, "its words were written without their markup")
            } else {
                (LossKind::Approximated, "jats says it otherwise; it is not read back the same")
            };
            out.push((path, kind, message.to_owned()));
        }
    }
}

fn member(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Whether an array holds the runs of a text: such a text is compared as one.
fn is_text(items: &[Value]) -> bool {
    const RUNS: [&str; 6] = ["style", "link", "math", "raw", "line-break", "content"];
    items.iter().any(|item| match item {
        Value::Object(item) => RUNS.iter().any(|key| item.contains_key(*key)),
        _ => false,
    }) && items.iter().all(|item| item.is_string() || item.is_object())
}

fn has_forbidden(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.chars().all(is_allowed),
        Value::Array(items) => items.iter().any(has_forbidden),
        Value::Object(members) => members.values().any(has_forbidden),
        _ => false,
    }
}

/// The words of a text, whatever markup they stand in.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(words).collect(),
        Value::Object(run) => match (run.get("content"), run.get("link"), run.get("math")) {
            (Some(content), _, _) => words(content),
            (None, Some(source), _) | (None, None, Some(source)) => words(source),
            _ if run.contains_key("line-break") => " ".to_owned(),
            _ => String::new(),
        },
        _ => String::new(),
    }
}
