//! What `custom.polybib` adds to the variables of an item.

use std::collections::{HashMap, VecDeque};

use crate::model::{DateKind, DateValue, Dated, Extra, Identifier, Medium, Scheme, Str};
use crate::report::Code;

use super::exact::date_variable;
use super::fields::{self, Home};
use super::json::{self, Raw};
use super::leaves::LEAVES;
use super::read::Reading;

impl<'a> Reading<'a> {
    /// The leftovers of variables that only CSL knows come first, in the order of the table.
    fn sort(&mut self) {
        let left = |extra: &Extra| {
            let known = fields::variable(&extra.name);
            known.is_some_and(|variable| matches!(variable.home, Home::Left))
        };
        let extra = &mut self.article.extra;
        if extra.len() > 1 && extra.iter().any(left) {
            extra.sort_by_cached_key(|extra| {
                let place = fields::place_of(&extra.name).filter(|_| left(extra));
                place.unwrap_or(usize::MAX)
            });
        }
    }

    /// Puts everything together that stands in several places.
    pub(super) fn complete(&mut self) {
        self.sort();
        if let Some(raw) = self.ours("contributors") {
            self.complete_contributors(raw);
        }
        self.complete_dates();
        self.complete_identifiers();
        let leaves = if self.polybib.is_empty() { &[][..] } else { LEAVES };
        for leaf in leaves {
            let Some(raw) = self.ours(leaf.path) else { continue };
            if !self.handled.contains(&leaf.path) && (leaf.set)(self.article, raw).is_err() {
                self.bad(&format!("custom.polybib.{}", leaf.path), raw);
            }
        }
        for (name, raw) in self.polybib.iter() {
            let known = OWN.contains(&name.as_ref()) || LEAVES.iter().any(|leaf| leaf.path == name);
            if !known {
                let message = format!("`custom.polybib.{name}` is unknown to this version");
                self.odd(raw, Code::UnknownMember, message);
                self.extra(format!("custom.polybib.{name}"), raw);
            }
        }
        for (name, raw) in std::mem::take(&mut self.multi).unused() {
            self.extra(name, raw);
        }
        // Last of all: every other leftover is there by then.
        if let Some(raw) = self.ours("extra") {
            self.complete_extra(raw);
        }
    }

    fn complete_dates(&mut self) {
        if self.polybib.is_empty() {
            return;
        }
        let mut pool = std::mem::take(&mut self.dates);
        let mut take =
            |name: &str| pool.iter_mut().find(|(of, date)| *of == name && date.is_some())?.1.take();
        let list = self.ours("dates").and_then(json::array);
        for raw in list.into_iter().flatten() {
            let members = json::object(raw).unwrap_or_default();
            let said = |name: &str| json::member(members, name).and_then(json::text);
            let kind = said("kind").map_or(DateKind::Published, |text| DateKind::from_name(&text));
            let medium = json::member(members, "medium")
                .and_then(|raw| serde_json::from_str::<Medium>(raw.get()).ok());
            let value = if let Some(value) = json::member(members, "value") {
                serde_json::from_str::<DateValue>(value.get()).ok()
            } else {
                let name = said("variable");
                let name = name.as_deref().or_else(|| date_variable(&kind));
                name.and_then(&mut take).map(|date| date.value)
            };
            if let Some(value) = value {
                self.article.dates.push(Dated { medium, ..Dated::new(kind, value) });
            } else {
                self.odd(raw, Code::BrokenLink, "`custom` speaks of a date that is not there");
            }
        }
        self.article.dates.extend(pool.into_iter().filter_map(|(_, date)| date));
    }

    fn complete_identifiers(&mut self) {
        if self.polybib.is_empty() {
            return;
        }
        let mut pool = Pool::new(std::mem::take(&mut self.identifiers));
        for path in ["container.identifiers", "identifiers"] {
            let Some(raw) = self.ours(path) else { continue };
            let mut list = Vec::new();
            for raw in json::array(raw).into_iter().flatten() {
                let members = json::object(raw).unwrap_or_default();
                let said = |name: &str| json::member(members, name).and_then(json::text);
                let scheme = Scheme::from_name(&said("scheme").unwrap_or_default());
                let medium = json::member(members, "medium")
                    .and_then(|raw| serde_json::from_str::<Medium>(raw.get()).ok());
                let identifier = match said("value") {
                    Some(value) => {
                        // A value that the variable has in its normal form is not a second one.
                        pool.take_value(&Identifier::new(scheme.clone(), &value));
                        let value = value.into_owned();
                        Some(Identifier { scheme, value: value.into(), medium })
                    }
                    None => pool.take(&scheme).map(|item| Identifier { medium, ..item }),
                };
                if let Some(identifier) = identifier {
                    list.push(identifier);
                } else {
                    let message = "`custom` speaks of an identifier that is not there";
                    self.odd(raw, Code::BrokenLink, message);
                }
            }
            if path == "identifiers" {
                self.article.identifiers = list.into();
            } else {
                self.article.container.get_or_insert_default().identifiers = list.into();
            }
        }
        self.place_identifiers(pool.items.into_iter().flatten());
    }

    /// The numbers of a book or journal are not those of a part of it.
    pub(super) fn place_identifiers(&mut self, identifiers: impl IntoIterator<Item = Identifier>) {
        let part = self.article.kind.is_part();
        for identifier in identifiers {
            if part && matches!(identifier.scheme, Scheme::Issn | Scheme::Isbn) {
                self.article.container.get_or_insert_default().identifiers.push(identifier);
            } else {
                self.article.identifiers.push(identifier);
            }
        }
    }

    /// Brings the leftovers into the order that `custom.polybib` gives, and adds those that stand
    /// nowhere else.
    fn complete_extra(&mut self, raw: Raw<'a>) {
        let Some(list) = json::array(raw) else { return self.bad("custom.polybib.extra", raw) };
        let mut pool: Vec<Option<Extra>> =
            std::mem::take(&mut self.article.extra).into_iter().map(Some).collect();
        let mut places: HashMap<Str, VecDeque<usize>> = HashMap::new();
        for (i, extra) in pool.iter().flatten().enumerate() {
            places.entry(extra.name.clone()).or_default().push_back(i);
        }
        for raw in list {
            let extra = match json::text(raw) {
                Some(name) => places
                    .get_mut(name.as_ref())
                    .and_then(VecDeque::pop_front)
                    .and_then(|i| pool.get_mut(i))
                    .and_then(Option::take),
                None => serde_json::from_str(raw.get()).ok(),
            };
            self.article.extra.extend(extra);
        }
        self.article.extra.extend(pool.into_iter().flatten());
    }
}

/// The identifiers of an item's variables, to be taken one by one.
struct Pool {
    items: Vec<Option<Identifier>>,
    by_scheme: HashMap<Scheme, VecDeque<usize>>,
    by_value: HashMap<Identifier, VecDeque<usize>>,
}

impl Pool {
    fn new(items: Vec<Identifier>) -> Self {
        let mut by_scheme: HashMap<Scheme, VecDeque<usize>> = HashMap::new();
        let mut by_value: HashMap<Identifier, VecDeque<usize>> = HashMap::new();
        for (i, item) in items.iter().enumerate() {
            by_scheme.entry(item.scheme.clone()).or_default().push_back(i);
            by_value.entry(item.clone()).or_default().push_back(i);
        }
        Self { items: items.into_iter().map(Some).collect(), by_scheme, by_value }
    }

    /// The next one of that scheme.
    fn take(&mut self, scheme: &Scheme) -> Option<Identifier> {
        let places = self.by_scheme.get_mut(scheme)?;
        let items = &mut self.items;
        std::iter::from_fn(|| places.pop_front()).find_map(|i| items.get_mut(i)?.take())
    }

    fn take_value(&mut self, identifier: &Identifier) -> Option<Identifier> {
        let places = self.by_value.get_mut(identifier)?;
        let items = &mut self.items;
        std::iter::from_fn(|| places.pop_front()).find_map(|i| items.get_mut(i)?.take())
    }
}

/// Members of `custom.polybib` that are no leaves.
const OWN: &[&str] = &[
    "kind",
    "primary-language",
    "forms",
    "contributors",
    "dates",
    "identifiers",
    "container.identifiers",
    "extra",
];
