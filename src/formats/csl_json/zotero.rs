//! Items as Zotero imports them.
//!
//! Zotero's import (`itemFromCSLJSON` of <https://github.com/zotero/utilities>, with the tables of
//! <https://github.com/zotero/zotero-schema>) takes the variables that it has a field for, of a name
//! its family and given parts, of a date the first one, and no `custom`. It keeps `note` in the field
//! Extra, where its citation processor reads variables as lines.

use crate::model::{Article, DateValue};

use super::fields::{self, DateHome, Home};
use super::json::{Json, Object};
use super::{lines, write};

/// The variables that Zotero has a field for. Fields that came with Zotero 8 are not among them: all
/// versions read the lines.
const FIELDS: &[&str] = &[
    "id",
    "type",
    "note",
    "custom",
    "language",
    "title",
    "title-short",
    "abstract",
    "archive",
    "archive_location",
    "authority",
    "call-number",
    "chapter-number",
    "collection-number",
    "collection-title",
    "container-title",
    "container-title-short",
    "dimensions",
    "DOI",
    "edition",
    "event-place",
    "event-title",
    "genre",
    "ISBN",
    "ISSN",
    "issue",
    "medium",
    "number",
    "number-of-pages",
    "number-of-volumes",
    "page",
    "publisher",
    "publisher-place",
    "references",
    "scale",
    "section",
    "source",
    "status",
    "URL",
    "version",
    "volume",
    "accessed",
    "issued",
    "submitted",
    "author",
    "collection-editor",
    "composer",
    "container-author",
    "contributor",
    "director",
    "editor",
    "executive-producer",
    "guest",
    "host",
    "interviewer",
    "narrator",
    "organizer",
    "performer",
    "producer",
    "recipient",
    "reviewed-author",
    "script-writer",
    "series-creator",
    "translator",
];

/// What Zotero imports in place of the types that it has no item for.
const TYPES: &[(&str, &str)] = &[
    ("classic", "manuscript"),
    ("collection", "book"),
    ("entry", "entry-encyclopedia"),
    ("event", "document"),
    ("figure", "graphic"),
    ("musical_score", "book"),
    ("pamphlet", "book"),
    ("performance", "document"),
    ("periodical", "book"),
    ("regulation", "legislation"),
    ("review", "article-journal"),
    ("review-book", "article-journal"),
    ("treaty", "document"),
];

/// Names that Zotero has for variables.
const NAMES: &[(&str, &str)] = &[("container-title-short", "journalAbbreviation")];

/// The lines of `note` for the variables that Zotero has no field for.
pub(super) fn lines(members: &Object, article: &Article) -> Vec<(String, Vec<String>)> {
    let others = members.iter().filter(|(name, _)| !FIELDS.contains(&name.as_ref()));
    let lines = others.filter_map(|(name, json)| {
        let variable = fields::variable(name)?;
        Some((name.to_string(), lines::of(variable, json, article)?))
    });
    lines.collect()
}

/// Makes an item one that Zotero imports whole: all that it has no place for stands in lines, or not
/// at all.
pub(super) fn adapt(members: &mut Object, article: &Article) {
    let mut all = Vec::new();
    let kind = members.iter_mut().find(|(name, _)| name == "type");
    if let Some((_, Json::Text(kind))) = kind
        && let Some((_, near)) = TYPES.iter().find(|(of, _)| of == kind)
    {
        all.push(format!("type: {kind}"));
        *kind = (*near).to_owned();
    }
    for (name, json) in &mut *members {
        match (fields::variable(name).map(|variable| &variable.home), json) {
            (Some(Home::Names(_)), Json::Array(names)) => names.iter_mut().for_each(fold),
            (Some(Home::Date(home)), json) => all.extend(simplify(name, json, home, article)),
            _ => {}
        }
    }
    all.extend(lines(members, article).into_iter().flat_map(|(_, lines)| lines));
    members.retain(|(name, _)| FIELDS.contains(&name.as_ref()));
    for (name, _) in &mut *members {
        if let Some((_, zoteros)) = NAMES.iter().find(|(of, _)| of == name) {
            *name = (*zoteros).into();
        }
    }
    lines::add(members, &all);
}

/// Puts the parts of a name into the two that Zotero has. It takes them apart again when it cites.
fn fold(name: &mut Json) {
    let Some(members) = name.as_object_mut() else { return };
    let mut take = |part: &str| {
        let at = members.iter().position(|(name, _)| name == part)?;
        match members.remove(at).1 {
            Json::Text(text) => Some(text),
            other => Some(if matches!(other, Json::Bool(true)) { "!" } else { "" }.to_owned()),
        }
    };
    let (family, given) = (take("family"), take("given"));
    let (particle, dropping) = (take("non-dropping-particle"), take("dropping-particle"));
    let (suffix, comma) = (take("suffix"), take("comma-suffix"));
    take("static-ordering");
    if members.iter().any(|(name, _)| name == "literal") {
        return;
    }
    let join = |a: Option<String>, b: Option<String>| match (a, b) {
        (Some(a), Some(b)) if a.ends_with(['\'', '’']) => Some(a + &b),
        (Some(a), Some(b)) => Some(format!("{a} {b}")),
        (a, b) => a.or(b),
    };
    let family = join(particle, family);
    let mut given = join(given, dropping);
    if let Some(suffix) = suffix {
        let comma = if comma.is_some() { ",! " } else { ", " };
        given = Some(given.unwrap_or_default() + comma + &suffix);
    }
    for (member, text) in [("family", family), ("given", given)] {
        if let Some(text) = text {
            members.push((member.into(), Json::Text(text)));
        }
    }
}

/// Leaves a single date of parts or words; the line that says more, if there was more.
fn simplify(name: &str, json: &mut Json, home: &DateHome, article: &Article) -> Option<String> {
    if !FIELDS.contains(&name) {
        return None;
    }
    let members = json.as_object_mut()?;
    let simple = match members.as_slice() {
        [(part, Json::Array(dates))] if part == "date-parts" => dates.len() == 1,
        [(part, _)] => part == "literal",
        _ => false,
    };
    if simple {
        return None;
    }
    if let Some((_, Json::Array(dates))) = members.iter_mut().find(|(part, _)| part == "date-parts")
    {
        dates.truncate(1);
        members.retain(|(part, _)| part == "date-parts");
    }
    match write::date_of(article, home)? {
        DateValue::Literal(_) => None,
        date => Some(format!("{name}: {date}")),
    }
}
