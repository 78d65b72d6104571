//! `related`, `relatedtype` and `relatedstring` (biblatex manual §3.4).

use crate::model::{Related, Relation};

/// biblatex's types of relations that the model has a term for. Others go by their own names.
const TYPES: &[(&str, Relation)] = &[
    ("", Relation::Related),
    ("translationof", Relation::TranslationOf),
    ("translationas", Relation::TranslatedAs),
    ("reprintof", Relation::ReprintOf),
    ("reprintas", Relation::ReprintedAs),
    ("reviewof", Relation::ReviewOf),
];

/// The relation of a `relatedtype`.
pub(super) fn relation(name: &str) -> Relation {
    let known = TYPES.iter().find(|(of, _)| *of == name).map(|(_, relation)| relation.clone());
    known.unwrap_or_else(|| Relation::from_name(name))
}

/// The `relatedtype` of a relation; empty for one that is not said.
pub(super) fn type_name(relation: &Relation) -> &str {
    let known = TYPES.iter().find(|(_, of)| of == relation).map(|(name, _)| *name);
    known.unwrap_or_else(|| relation.as_str())
}

/// The records that a `related` names.
pub(super) fn keys(value: &str) -> Vec<Related> {
    let keys = value.split(',').map(str::trim).filter(|key| !key.is_empty());
    keys.map(|key| Related { key: Some(key.into()), ..Related::default() }).collect()
}

/// The `related` that names them.
pub(super) fn joined(related: &[Related]) -> String {
    let keys: Vec<&str> = related.iter().filter_map(|item| item.key.as_deref()).collect();
    keys.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_lead_back() {
        for name in ["", "translationof", "origpubin", "multivolume", "bytranslator", "preprint"] {
            assert_eq!(type_name(&relation(name)), name);
        }
    }
}
