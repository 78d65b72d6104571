//! Records from and to the fields of an entry that somebody else has taken apart.

use std::borrow::Cow;

use super::fields::{self, DATE_FIELDS, NAME_FIELDS};
use super::inherit::take_apart;
use super::read::{EntryReader, Scratch};
use super::values::Value;
use super::write::EntryWriter;
use super::{Dialect, ORIGIN, Options, lookup};
use crate::limits::Limits;
use crate::model::Article;
use crate::reader::Record;
use crate::report::LossReport;
use crate::source::{Position, Span};
use crate::writer::report_dropped;

/// The type of the entry for a record, and its fields: names, and TeX without delimiters.
pub(crate) fn to_fields(
    article: &Article,
    losses: &mut LossReport,
) -> (String, Vec<(String, String)>) {
    let holds = |field, form| {
        let (value, forms) = fields::holds(field, Dialect::BibLatex);
        if form == 0 { value } else { forms }
    };
    report_dropped(article, &holds, "an entry", losses);
    let options = Options::default().month_macros(false);
    let mut writer = EntryWriter::new(article, Dialect::BibLatex, &options, losses);
    writer.fields_have_order = false;
    let kind = writer.all();
    let bare = |value: String| {
        let inside = value.strip_prefix('{').and_then(|value| value.strip_suffix('}'));
        inside.map_or_else(|| value.clone(), str::to_owned)
    };
    let fields = writer.fields.into_iter().map(|(name, value)| (name, bare(value)));
    (kind, fields.collect())
}

/// The record of an entry. Positions are of nothing.
pub(crate) fn from_fields<'f>(kind: &str, key: &str, fields: &'f [(String, String)]) -> Record {
    let value =
        |(name, tex): &'f (String, String)| Value::new(Cow::Borrowed(name), tex.as_str(), 0);
    let mut values: Vec<Value<'f>> = fields.iter().map(value).collect();
    values.sort_by_cached_key(|value| order(&value.name));
    let (mut scratch, mut article) = (Scratch::new(Limits::DEFAULT), Article::default());
    let (position, limits, dialect) = (Position::default(), Limits::DEFAULT, Dialect::BibLatex);
    let diagnostics = EntryReader::new("", position, limits, dialect, &mut scratch, &mut article)
        .read_values(kind, key, &mut values.into_iter().collect());
    Record { article, diagnostics, span: Span::new(0, 0), position }
}

/// Where a field stands whose entry has its fields by their names alone. People are in the order of
/// their lists, print comes before the electronic edition, and a form follows what it is a form of
/// (`affiliation_translation_en` before `affiliation-2`).
fn order(name: &str) -> (usize, String) {
    let list = NAME_FIELDS.iter().position(|(list, _)| *list == name);
    let edition = usize::from(matches!(name, "eissn" | "eisbn"));
    (list.unwrap_or(NAME_FIELDS.len() + edition), name.replace('_', "\u{1}"))
}

/// Whether the record keeps the field as it stood, as TeX.
pub(crate) fn is_raw(name: &str, article: &Article) -> bool {
    article.extra.iter().any(|extra| extra.origin == ORIGIN && extra.name == name)
}

/// Where in the record a field lives.
pub(crate) fn path_of(name: &str, article: &Article) -> &'static str {
    let base = lookup::canonical(take_apart(name).0);
    if base.starts_with("name") || NAME_FIELDS.iter().any(|(list, _)| *list == base) {
        return "contributors";
    }
    if DATE_FIELDS.iter().any(|(field, _)| *field == base) {
        return "dates";
    }
    match base {
        "editora" | "editorb" | "editorc" => "contributors",
        "abstract" => "abstracts",
        "keywords" => "keywords",
        "note" | "howpublished" | "addendum" | "annotation" => "notes",
        "pages" => "pages",
        _ => {
            let row = lookup::row_of(base, &article.kind);
            row.map_or("extra", |row| row.field.path().trim_end_matches("[]"))
        }
    }
}
