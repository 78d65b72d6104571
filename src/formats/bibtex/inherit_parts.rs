//! One item of a field of another record: `xdata=key-field-item` (biblatex manual §3.14.6).

use super::fields::{self, DATE_FIELDS, NAME_FIELDS, Slot, TYPED_NAME_FIELDS};
use super::names::as_group;
use super::values::{self, Values};
use super::{ORIGIN, lookup, names};
use crate::model::{Article, Identifier, Multilingual, Scheme};

/// Empties the place of a field; false for fields that are not found there.
pub(super) fn clear(article: &mut Article, name: &str, values: &Values<'_>) -> bool {
    let before = article.extra.len();
    article.extra.retain(|e| {
        let own = e.name.strip_suffix(['=', '#']).unwrap_or(&e.name);
        e.origin != ORIGIN || own != name
    });
    let kept = article.extra.len() < before;
    if let Some(role) = lookup::lookup(name).and_then(|known| values::role_of(known, values)) {
        article.contributors.retain(|person| person.role != role);
        article.others.retain(|of| *of != role);
        values::unite_affiliations(article);
        return true;
    }
    if let Some((_, kind)) = DATE_FIELDS.iter().find(|(of, _)| *of == name) {
        article.dates.retain(|dated| dated.kind != *kind);
        return true;
    }
    match name {
        "abstract" => article.abstracts.clear(),
        "keywords" => article.keywords.clear(),
        "pages" => article.pages = None,
        "url" => article.links.clear(),
        "related" => article.related.clear(),
        "langid" | "hyphenation" => article.language = None,
        "language" => article.languages.clear(),
        "eventdate" => {
            if let Some(event) = &mut article.event {
                event.date = None;
            }
        }
        "origdate" => {
            if let Some(original) = &mut article.original {
                original.date = None;
            }
        }
        "origlanguage" => {
            if let Some(original) = &mut article.original {
                original.languages.clear();
            }
        }
        "isbn" | "eisbn" => clear_scheme(article, |scheme| *scheme == Scheme::Isbn),
        "issn" | "eissn" => clear_scheme(article, |scheme| *scheme == Scheme::Issn),
        "eprint" => {
            if let Some(scheme) = values::eprint_type(values) {
                let scheme = values::eprint_scheme(&scheme);
                clear_scheme(article, |of| *of == scheme);
            }
        }
        "doi" | "pmid" | "pmcid" | "edn" | "udc" => {
            clear_scheme(article, |scheme| *scheme == Scheme::from_name(name));
        }
        _ => match lookup::row_of(name, &article.kind).map(|row| &row.slot) {
            Some(Slot::Forms(place)) => *(place.get_mut)(article) = Multilingual::default(),
            Some(Slot::List(place)) => (place.get_mut)(article).clear(),
            Some(Slot::Rich(place)) => *(place.get_mut)(article) = None,
            Some(Slot::Plain(place)) => *(place.get_mut)(article) = None,
            Some(Slot::Note(kind)) => article.notes.retain(|note| note.kind.as_deref() != *kind),
            None => return kept,
        },
    }
    true
}

fn clear_scheme(article: &mut Article, is: impl Fn(&Scheme) -> bool) {
    let other = |id: &Identifier| !is(&id.scheme);
    article.identifiers.retain(other);
    if let Some(container) = &mut article.container {
        container.identifiers.retain(other);
    }
}

/// What sort of value a field has: an item goes only into a field of its own sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Names,
    List,
    Other,
}

impl Sort {
    pub(super) fn of(field: &str) -> Self {
        /// Lists that no row holds.
        const LISTS: &[&str] =
            &["lista", "listb", "listc", "listd", "liste", "listf", "language", "origlanguage"];
        const NAMES: &[&str] = &["shortauthor", "shorteditor", "sortname"];
        let field = lookup::canonical(field);
        let is_list =
            |row: &fields::Row| row.biblatex == field && matches!(row.slot, Slot::List(_));
        if NAME_FIELDS.iter().any(|(of, _)| *of == field)
            || TYPED_NAME_FIELDS.iter().any(|(of, _)| *of == field)
            || NAMES.contains(&field)
        {
            Self::Names
        } else if LISTS.contains(&field) || fields::ROWS.iter().any(is_list) {
            Self::List
        } else {
            Self::Other
        }
    }
}

/// `xdata=key-field-item`: one item of a field of another record, or all of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) key: String,
    pub(super) field: String,
    /// From 1; all of them without one.
    pub(super) item: Option<usize>,
}

impl Part {
    /// Keys may have hyphens, so it is read from its end.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = as_group(text).unwrap_or(text).trim();
        let text = text.strip_prefix("xdata")?.trim_start().strip_prefix('=')?.trim();
        let text = values::unescaped(as_group(text).unwrap_or(text));
        let (rest, last) = text.rsplit_once('-')?;
        let (key, field, item) = match last.parse::<usize>() {
            Ok(item) => {
                let (key, field) = rest.rsplit_once('-')?;
                (key, field, Some(item))
            }
            Err(_) => (rest, last, None),
        };
        (item != Some(0)).then(|| Self {
            key: key.to_owned(),
            field: field.to_ascii_lowercase(),
            item,
        })
    }

    /// What it takes from the value of its field.
    pub(super) fn of(&self, tex: &str) -> Option<String> {
        match self.item {
            Some(item) if Sort::of(&self.field) != Sort::Other => {
                names::split_list(tex).get(item - 1).map(|item| (*item).to_owned())
            }
            Some(1) | None => Some(tex.to_owned()),
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_from_their_end() {
        let part = |key: &str, field: &str, item| {
            Some(Part { key: key.into(), field: field.into(), item })
        };
        let table = [
            ("xdata=a-author-2", part("a", "author", Some(2))),
            ("{xdata = {my-key-Title}}", part("my-key", "title", None)),
            ("xdata=a\\_b-title", part("a_b", "title", None)),
            ("xdata=a", None),
            ("xdata=a-title-0", None),
            ("a title", None),
        ];
        for (text, expected) in table {
            assert_eq!(Part::parse(text), expected, "{text}");
        }
    }
}
