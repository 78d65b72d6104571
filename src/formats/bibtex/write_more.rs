//! What a record keeps of its source beside its typed values: spellings, and how records relate.

use std::collections::HashSet;

use super::read_more::without_macros;
use super::values::month_and_day;
use super::write::{EntryWriter, is_name};
use super::{Dialect, ORIGIN, REPEATED, dates, lookup, names, related};
use crate::model::{DateKind, DateValue, Extra, Lang, Multilingual, Name, Related, RichText};
use crate::report::LossKind;
use crate::value::language;
use crate::value::latex::Decoder;

/// The extras that a writer has used, and whether there are any of certain sorts.
#[derive(Default)]
pub(super) struct Spelled {
    pub(super) used: HashSet<usize>,
    /// Values with macros that nobody defined.
    pub(super) macros: bool,
    /// Names of which more is said than their parts.
    names: bool,
}

impl Spelled {
    pub(super) fn new(extra: &[Extra]) -> Self {
        let ends = |end: char| extra.iter().any(|e| e.origin == ORIGIN && e.name.ends_with(end));
        Self { used: HashSet::new(), macros: ends('#'), names: ends('=') }
    }
}

impl EntryWriter<'_> {
    /// The first extra that is not used and for which `fits` says yes, by its name and value; it is
    /// then used.
    fn use_extra(&mut self, fits: impl Fn(&str, &str) -> bool) -> Option<(usize, String)> {
        let used = &self.spelled.used;
        let (at, extra) = self.article.extra.iter().enumerate().find(|(at, extra)| {
            extra.origin == ORIGIN && !used.contains(at) && fits(&extra.name, &extra.value)
        })?;
        self.spelled.used.insert(at);
        Some((at, extra.value.to_string()))
    }

    /// How the source spells the value of a field, if that still says the same.
    pub(super) fn said(&mut self, field: &str, says: impl Fn(&str) -> bool) -> Option<String> {
        self.said_at(field, says).map(|(_, value)| value)
    }

    /// The same with the position among the extras.
    pub(super) fn said_at(
        &mut self,
        field: &str,
        says: impl Fn(&str) -> bool,
    ) -> Option<(usize, String)> {
        self.use_extra(|name, value| {
            name == field && says(value.trim()) && super::values::is_balanced(value)
        })
    }

    /// Reports a spelling that a reader of this dialect takes for the usual one, and does not keep.
    pub(super) fn lose_usual(&mut self, at: usize) {
        let message = "it is written so here anyway; that the source has it is not kept";
        self.lose(LossKind::Dropped, &format!("extra[{at}]"), message);
    }

    /// The value with the macros that it was read with and nobody defined, in the spelling of a
    /// file.
    pub(super) fn with_macros(&mut self, field: &str, tex: &str) -> Option<String> {
        if !self.spelled.macros {
            return None;
        }
        let is_names = lookup::lookup(field).is_some_and(|known| known.is_names);
        let dialect = self.dialect;
        let plain = |tex: &str| {
            let text = Decoder::new(64).decode_plain(tex);
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        // However the list spells its names; a macro that is nothing may leave an empty one.
        let parsed = |tex: &str| -> Vec<Name> {
            let items =
                names::split_names(tex, dialect).into_iter().filter(|item| !item.is_empty());
            items.map(|item| names::parse_alone(item, dialect)).collect()
        };
        let same = |a: &str, b: &str| {
            if is_names { parsed(a) == parsed(b) } else { plain(a) == plain(b) }
        };
        self.use_extra(|name, value| {
            let base = name.strip_suffix('#').map(lookup::canonical);
            base == Some(lookup::canonical(field))
                && is_joined(value)
                && same(&without_macros(value), tex)
        })
        .map(|(_, value)| value)
    }

    /// A value that is nothing but macros that nobody defined, of a field that is not written else.
    pub(super) fn only_macros(&self, extra: &Extra) -> Option<String> {
        let base = extra.name.strip_suffix('#').filter(|_| self.spelled.macros)?;
        let nothing = is_joined(&extra.value) && without_macros(&extra.value).is_empty();
        (nothing && is_name(base) && !self.has(base)).then(|| base.to_owned())
    }

    /// How the source writes a name of that list, where it says more than the parts.
    pub(super) fn spelled_name(&mut self, list: &str, name: &Name) -> Option<String> {
        if !self.spelled.names || self.dialect == Dialect::BibTex {
            return None;
        }
        self.use_extra(|of, value| {
            of.strip_suffix('=') == Some(list)
                && names::says_more(value)
                && super::values::is_balanced(value)
                && names::split_list(value).len() == 1
                && names::parse_alone(value, Dialect::BibLatex) == *name
        })
        .map(|(_, value)| value)
    }

    /// Whether a field that was not read would be, beside the `year` that is written without a
    /// `date`.
    pub(super) fn would_be_read(&self, extra: &Extra) -> bool {
        if self.dialect == Dialect::BibLatex || !self.has("year") || self.has("date") {
            return false;
        }
        let published = self.article.date(&DateKind::Published);
        let other_date = || {
            let said = dates::parse(&extra.value).map(|(date, _)| date);
            extra.name == "date" && said.is_some() && said.as_ref() != published
        };
        extra.origin == ORIGIN && (self.joins_year(extra) || other_date())
    }

    /// Whether a `month` or `day` that was not read would be, beside a `year`.
    pub(super) fn joins_year(&self, extra: &Extra) -> bool {
        let Some(DateValue::At(point)) = self.article.date(&DateKind::Published) else {
            return false;
        };
        let is_year = point.unspecified.is_none() && point.season.is_none() && point.day.is_none();
        let open = is_year && self.dialect == Dialect::BibTex;
        open && match extra.name.as_str() {
            "month" => point.month.is_none() && month_and_day(&extra.value).is_some(),
            "day" => point.month.is_some() && extra.value.trim().parse::<u8>().is_ok(),
            _ => false,
        }
    }

    /// The options that the source gives a list of names.
    pub(super) fn list_options(&mut self, list: &str) -> Vec<String> {
        let mut options = Vec::new();
        if self.spelled.names && self.dialect == Dialect::BibLatex {
            while let Some((_, option)) = self.use_extra(|of, value| {
                of.strip_suffix('=') == Some(list)
                    && names::is_list_option(value, Dialect::BibLatex)
                    && super::values::is_balanced(value)
            }) {
                options.push(option);
            }
        }
        options
    }

    /// Writes how the record relates to others of the file; an entry can say one relation.
    pub(super) fn related(&mut self) {
        let all = &self.article.related;
        let is_key = |item: &&Related| item.key.as_deref().is_some_and(is_key);
        let Some(first) = all.iter().find(is_key) else {
            for at in 0..all.len() {
                let message = "it names no record of the file, and an entry relates only to these";
                self.lose(LossKind::Dropped, &format!("related[{at}]"), message);
            }
            return;
        };
        let mut written = Vec::new();
        for (at, item) in all.iter().enumerate() {
            let path = format!("related[{at}]");
            if !is_key(&item) {
                let message = "it names no record of the file, and an entry relates only to these";
                self.lose(LossKind::Dropped, &path, message);
            } else if item.relation != first.relation {
                let message =
                    format!("an entry has one relation; `{}` was written", first.relation);
                self.lose(LossKind::Dropped, &path, message);
            } else {
                let bare = Related {
                    relation: item.relation.clone(),
                    key: item.key.clone(),
                    text: first.text.clone(),
                    ..Related::default()
                };
                if bare != *item {
                    let message = "only its key is written, and the text of the first";
                    self.lose(LossKind::Dropped, &path, message);
                }
                written.push(bare);
            }
        }
        let says = |text: &str| {
            let keys = related::keys(text);
            keys.iter().map(|item| &item.key).eq(written.iter().map(|item| &item.key))
        };
        let keys = self.said("related", says).unwrap_or_else(|| related::joined(&written));
        self.put("related", &keys);
        let relation = &first.relation;
        let name = related::type_name(relation);
        let says = |text: &str| related::relation(text) == *relation;
        if let Some(name) = self.said("relatedtype", says) {
            self.put("relatedtype", &name);
        } else if !name.is_empty() {
            let tex = self.plain(name, "related");
            if tex != name {
                let message = format!("`{name}` was written as `{tex}`");
                self.lose(LossKind::Approximated, "related", message);
            }
            self.put("relatedtype", &tex);
        }
        if let Some(text) = &first.text {
            let tex = self.rich(text, "related");
            self.put("relatedstring", &tex);
        }
    }
}

/// Whether it can stand in a list of keys.
fn is_key(key: &str) -> bool {
    !key.is_empty() && !key.contains(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}'))
}

/// Whether a value is made of groups in braces and names of macros, as `#` joins them.
fn is_joined(value: &str) -> bool {
    let pieces = names::split_at_depth_zero(value, |c| c == '#');
    pieces.iter().all(|piece| names::as_group(piece.trim()).is_some() || is_name(piece.trim()))
}

/// Whether a list of languages says these.
pub(super) fn says_languages(text: &str, langs: &[Lang]) -> bool {
    let said = names::split_list(text).into_iter().map(language::from_any);
    said.eq(langs.iter().cloned().map(Some))
}

/// Why a spelling or a second value that the source had is not written; `None` for an extra that is a field.
pub(super) fn unused(extra: &Extra) -> Option<String> {
    if extra.origin == REPEATED {
        return Some(format!("an entry says `{}` once", extra.name));
    }
    if extra.origin != ORIGIN {
        return None;
    }
    if let Some(field) = extra.name.strip_suffix('#') {
        return Some(format!("no `{field}` is written that is made of `{}`", extra.value));
    }
    let list = extra.name.strip_suffix('=')?;
    Some(format!("no name can be written into `{list}` as `{}`", extra.value))
}

/// `Title: Subtitle` in every form that has both.
pub(super) fn with_subtitles(
    title: &Multilingual<RichText>,
    subtitle: &Multilingual<RichText>,
) -> Multilingual<RichText> {
    let mut whole = title.clone();
    for item in &mut whole {
        let same = subtitle.iter().find(|sub| sub.lang == item.lang && sub.form == item.form);
        if let Some(sub) = same {
            item.value.push_str(": ");
            item.value.append(sub.value.clone());
        }
    }
    whole
}
