//! What the name of a field leads to, found in one step. Built at compile time from the tables of
//! `fields`; a row there is all that a field needs.

use std::borrow::Cow;

use super::annotations::{self, FieldName};
use super::fields::{ALIASES, NAME_FIELDS, ROWS, Row, Rule, SPECIAL, TYPED_NAME_FIELDS};
use crate::model::{Field, Kind};

/// The name of a field, and what the tables say of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// In small letters.
    pub(super) name: &'static str,
    /// The same in BibLaTeX's words.
    canonical: &'static str,
    /// The rows of that name; a kind of record chooses among them.
    rows: [Option<u8>; 3],
    /// It is a list of names.
    pub(super) is_names: bool,
    /// It says the role of a list of names.
    pub(super) is_role: bool,
    /// How it is read where no row stands for it.
    pub(super) rule: Rule,
    /// Another field may stand for the same.
    pub(super) has_rival: bool,
}

impl Known {
    const fn new(name: &'static str) -> Self {
        Self {
            name,
            canonical: name,
            rows: [None; 3],
            is_names: false,
            is_role: false,
            rule: Rule::Elsewhere,
            has_rival: false,
        }
    }

    /// The row of the field in entries of that kind.
    pub(super) fn row(&self, kind: &Kind) -> Option<&'static Row> {
        for at in self.rows {
            let row = ROWS.get(usize::from(at?))?;
            if (row.when)(kind) {
                return Some(row);
            }
        }
        None
    }
}

/// What is known of a name once it was looked up.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NameFacts {
    /// What the tables say of it.
    pub(super) known: Option<&'static Known>,
    /// Its [`hash`].
    pub(super) hash: u8,
    /// It has a capital letter.
    has_capital: bool,
    /// It is not in the tables, and no form or annotation of another field either.
    pub(super) is_foreign: bool,
}

impl NameFacts {
    pub(super) fn of(name: &str) -> Self {
        let known = lookup(name);
        let has_capital = name.bytes().any(|byte| byte.is_ascii_uppercase());
        let small = name.to_ascii_lowercase();
        let is_foreign =
            known.is_none() && matches!(annotations::take_apart(&small), FieldName::Plain(_));
        Self { known, hash: hash(name.as_bytes()), has_capital, is_foreign }
    }

    /// The name in small letters.
    #[inline]
    pub(super) fn small<'a>(&self, name: Cow<'a, str>) -> Cow<'a, str> {
        match self.known {
            Some(known) => Cow::Borrowed(known.name),
            None if self.has_capital => Cow::Owned(name.to_ascii_lowercase()),
            None => name,
        }
    }
}

/// Finds a name in any case of letters.
#[inline]
pub(super) fn lookup(name: &str) -> Option<&'static Known> {
    let mut slot = usize::from(hash(name.as_bytes()));
    // A name is stopped by the first empty slot behind its own.
    loop {
        let known = TABLE.get(slot % SLOTS)?.as_ref()?;
        if known.name == name || known.name.eq_ignore_ascii_case(name) {
            return Some(known);
        }
        slot += 1;
    }
}

/// The name of a field in BibLaTeX's words.
pub(super) fn canonical(name: &str) -> &str {
    lookup(name).filter(|known| known.name == name).map_or(name, |known| known.canonical)
}

/// The row of a field, by any of its names, in entries of that kind.
pub(super) fn row_of(name: &str, kind: &Kind) -> Option<&'static Row> {
    lookup(name)?.row(kind)
}

/// More than twice the names there are: an empty slot ends every search. As many as a hash has values.
const SLOTS: usize = 256;

static TABLE: [Option<Known>; SLOTS] = build();

/// Tells most of the names apart by their lengths and a few of their letters, in any case of these.
#[allow(clippy::indexing_slicing, reason = "every index is below the length")]
#[inline]
pub(super) const fn hash(name: &[u8]) -> u8 {
    let len = name.len();
    if len == 0 {
        return 0;
    }
    // Of the factors below 64 some that bring few names together.
    let ends = (name[0] | 0x20) as usize * 30 + (name[len - 1] | 0x20) as usize * 53;
    let inner = (name[len / 2] | 0x20) as usize * 40 + (name[len / 3] | 0x20) as usize * 22;
    (len * 8 + ends + inner).to_le_bytes()[0]
}

const fn same(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    while let ([x, a_tail @ ..], [y, b_tail @ ..]) = (a, b) {
        if *x != *y {
            return false;
        }
        (a, b) = (a_tail, b_tail);
    }
    a.is_empty() && b.is_empty()
}

#[allow(clippy::indexing_slicing, reason = "runs when the crate is compiled, and fails there")]
#[allow(clippy::cast_possible_truncation, reason = "there are fewer than 256 rows")]
const fn build() -> [Option<Known>; SLOTS] {
    let mut table = [None; SLOTS];
    let mut at = 0;
    while at < ROWS.len() {
        let slot = slot_of(&table, ROWS[at].biblatex);
        let mut known = entry(&table, slot, ROWS[at].biblatex);
        let mut free = 0;
        while known.rows[free].is_some() {
            free += 1;
        }
        known.rows[free] = Some(at as u8);
        // Two names of one value, or two fields for one number: see `values::mark_overruled`.
        known.has_rival |=
            !same(ROWS[at].biblatex, ROWS[at].bibtex) || matches!(ROWS[at].field, Field::Issue);
        table[slot] = Some(known);
        at += 1;
    }
    at = 0;
    while at < ALIASES.len() {
        let (alias, canonical) = ALIASES[at];
        let slot = slot_of(&table, alias);
        let mut known = entry(&table, slot_of(&table, canonical), canonical);
        known.name = alias;
        table[slot] = Some(known);
        at += 1;
    }
    at = 0;
    while at < SPECIAL.len() {
        let (name, rule) = SPECIAL[at];
        let slot = slot_of(&table, name);
        let mut known = entry(&table, slot, name);
        known.rule = rule;
        table[slot] = Some(known);
        at += 1;
    }
    at = 0;
    while at < NAME_FIELDS.len() {
        let name = NAME_FIELDS[at].0;
        let slot = slot_of(&table, name);
        let mut known = entry(&table, slot, name);
        known.is_names = true;
        table[slot] = Some(known);
        at += 1;
    }
    at = 0;
    while at < TYPED_NAME_FIELDS.len() {
        let (list, role) = TYPED_NAME_FIELDS[at];
        let slot = slot_of(&table, list);
        let mut known = entry(&table, slot, list);
        known.is_names = true;
        table[slot] = Some(known);
        let slot = slot_of(&table, role);
        let mut known = entry(&table, slot, role);
        known.is_role = true;
        table[slot] = Some(known);
        at += 1;
    }
    table
}

/// What is in a slot so far.
#[allow(clippy::indexing_slicing, reason = "runs when the crate is compiled, and fails there")]
const fn entry(table: &[Option<Known>; SLOTS], slot: usize, name: &'static str) -> Known {
    match table[slot] {
        Some(known) => known,
        None => Known::new(name),
    }
}

/// Where a name is, or where it would go.
#[allow(clippy::indexing_slicing, reason = "runs when the crate is compiled, and fails there")]
const fn slot_of(table: &[Option<Known>; SLOTS], name: &str) -> usize {
    let mut slot = hash(name.as_bytes()) as usize;
    while let Some(known) = table[slot] {
        if same(known.name, name) {
            break;
        }
        slot = (slot + 1) % SLOTS;
    }
    slot
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_by_every_name() {
        for row in ROWS {
            for name in [row.biblatex, &row.biblatex.to_uppercase(), row.bibtex] {
                let known = lookup(name).unwrap_or_else(|| panic!("{name}"));
                let mut rows = known.rows.iter().flatten().map(|at| &ROWS[usize::from(*at)]);
                let same = |found: &Row| (found.bibtex, found.field) == (row.bibtex, row.field);
                assert!(rows.any(same), "{name}");
            }
        }
        assert!(lookup("bibdate").is_none() && lookup("").is_none());
    }

    #[test]
    fn names_of_rows_are_canonical_and_lead_back() {
        for row in ROWS {
            assert_eq!(canonical(row.biblatex), row.biblatex);
            assert_eq!(canonical(row.bibtex), row.biblatex, "{}", row.bibtex);
        }
        for (alias, name) in ALIASES {
            assert_eq!(canonical(alias), *name);
        }
    }

    #[test]
    fn half_of_the_slots_are_free() {
        assert!(TABLE.iter().flatten().count() < SLOTS / 2);
    }
}
