//! Fields in the order in which they were read.

use std::collections::HashMap;

use super::annotations::{self, FieldName};
use super::fields::{NAME_FIELDS, TYPED_NAME_FIELDS};
use super::lookup::canonical;
use super::write::EntryWriter;
use super::{FIELD_ORDER, FieldOrder, ORIGIN};
use crate::report::LossKind;

/// Of these each stands where the others stood: one dialect has a date, the other its parts.
const DATES: [&str; 4] = ["date", "year", "month", "day"];
/// They are read in the order in which they stand.
const NOTES: &[&str] = &["howpublished", "note", "addendum", "annotation"];
/// So are these.
const IDENTIFIERS: &[&str] =
    &["doi", "pmid", "pmcid", "edn", "udc", "isbn", "eisbn", "issn", "eissn", "eprint"];

/// What must keep its order for the record to be read as it is.
#[derive(PartialEq, Eq, Hash)]
enum Group {
    Names,
    Notes,
    Identifiers,
    Extra,
    Annotations(String),
    Forms(String),
}

impl EntryWriter<'_> {
    /// Puts the fields into the order that the record remembers, if it is asked for. The fields from
    /// `extra` on are those without a typed place.
    pub(super) fn order_fields(&mut self, extra: usize) {
        let found = self.article.extra.iter().enumerate();
        let mut found = found.filter(|(_, e)| e.origin == ORIGIN && e.name == FIELD_ORDER);
        let Some((at, order)) = found.next() else { return };
        let path = format!("extra[{at}]");
        if self.options.field_order != FieldOrder::AsRead || !self.fields_have_order {
            let message = "the fields were written in another order than that of the file";
            return self.lose(LossKind::Approximated, &path, message);
        }
        let mut ranks: HashMap<&str, usize> = HashMap::new();
        for (rank, name) in order.value.split(' ').enumerate() {
            ranks.entry(name).or_insert(rank);
            ranks.entry(canonical(name)).or_insert(rank);
        }
        let rank = |name: &str| {
            let own = ranks.get(name).or_else(|| ranks.get(canonical(name)));
            let date = || DATES.iter().find_map(|date| ranks.get(date));
            own.or_else(|| if DATES.contains(&name) { date() } else { None }).copied()
        };
        let mut last = 0;
        let mut keys: Vec<usize> = Vec::with_capacity(self.fields.len());
        let mut groups: HashMap<Group, Vec<usize>> = HashMap::new();
        for (i, (name, _)) in self.fields.iter().enumerate() {
            last = rank(name).unwrap_or(last);
            keys.push(last);
            groups.entry(group(name, i >= extra)).or_default().push(i);
        }
        // The places of a group are those of the file, its order is that of the record.
        for members in groups.into_values().filter(|members| members.len() > 1) {
            let mut places: Vec<usize> =
                members.iter().filter_map(|i| keys.get(*i).copied()).collect();
            places.sort_unstable();
            for (i, place) in members.into_iter().zip(places) {
                if let Some(key) = keys.get_mut(i) {
                    *key = place;
                }
            }
        }
        let mut fields: Vec<_> = keys.into_iter().zip(std::mem::take(&mut self.fields)).collect();
        fields.sort_by_key(|(key, _)| *key);
        self.fields = fields.into_iter().map(|(_, field)| field).collect();
        let names: Vec<&str> = self.fields.iter().map(|(name, _)| name.as_str()).collect();
        if names.join(" ") != *order.value {
            let message = "the entry has not quite the same fields, or not in the same order";
            self.losses.add(LossKind::Approximated, path, message);
        }
    }
}

fn group(name: &str, is_extra: bool) -> Group {
    let is = |list: &[(&str, &str)]| list.iter().any(|(of, _)| *of == name);
    if is_extra {
        return Group::Extra;
    }
    if NAME_FIELDS.iter().any(|(of, _)| *of == name) || is(TYPED_NAME_FIELDS) {
        return Group::Names;
    }
    if NOTES.contains(&canonical(name)) {
        return Group::Notes;
    }
    if IDENTIFIERS.contains(&name) {
        return Group::Identifiers;
    }
    match annotations::take_apart(name) {
        FieldName::Annotation { base, .. } => Group::Annotations(base.to_owned()),
        FieldName::Form { base, .. } => Group::Forms(canonical(base).to_owned()),
        FieldName::Plain(name) => Group::Forms(canonical(name).to_owned()),
    }
}
