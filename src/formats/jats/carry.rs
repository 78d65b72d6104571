//! Fields of a record that JATS has no element for. They go into `custom-meta`, named `polybib-` and
//! the field's name: text as it is, anything else as the model's own JSON.

use crate::model::{Article, Extra, Kind, List};

/// What begins the names of our custom metadata.
pub(super) const PREFIX: &str = "polybib-";

/// What begins the name of an [`Extra`] that keeps somebody else's custom metadata.
pub(super) const EXTRA: &str = "custom-meta:";

/// What begins the name of an [`Extra`] that keeps one of the counts but for that of pages.
pub(super) const COUNT: &str = "counts/";

/// The elements for those, in the order of the DTD.
pub(super) const COUNTS: &[&str] =
    &["fig-count", "table-count", "equation-count", "ref-count", "word-count"];

struct Row {
    name: &'static str,
    give: fn(&Article) -> Option<String>,
    take: fn(&mut Article, &str) -> bool,
}

macro_rules! rows {
    (text: $($text_name:literal $text:ident,)* json: $($json_name:literal $json:ident,)*) => {
        &[
            $(Row {
                name: $text_name,
                give: |article| article.$text.as_deref().map(str::to_owned),
                take: |article, value| {
                    article.$text = Some(value.into());
                    true
                },
            },)*
            $(Row {
                name: $json_name,
                give: |article| json(&article.$json),
                take: |article, value| parse(value, &mut article.$json),
            },)*
        ]
    };
}

const ROWS: &[Row] = rows! {
    text:
    "key" key,
    "number" number,
    "series-number" series_number,
    "chapter" chapter,
    "volume-count" volume_count,
    "section" section,
    "medium" medium,
    "dimensions" dimensions,
    "scale" scale,
    "authority" authority,
    "jurisdiction" jurisdiction,
    "call-number" call_number,
    "source" source,
    json:
    "genre" genre,
    "languages" languages,
    "series" series,
    "multivolume" multivolume,
    "edition" edition,
    "original" original,
    "reviewed" reviewed,
    "status" status,
    "archive" archive,
    "others" others,
};

/// The value as JSON, unless there is none to speak of.
pub(super) fn json<T: serde::Serialize + Default + PartialEq>(value: &T) -> Option<String> {
    (*value != T::default()).then(|| serde_json::to_string(value).ok()).flatten()
}

fn parse<T: serde::de::DeserializeOwned>(text: &str, into: &mut T) -> bool {
    match serde_json::from_str(text) {
        Ok(value) => {
            *into = value;
            true
        }
        Err(_) => false,
    }
}

/// The custom metadata of a record: names, and values as text. `genre` is left out where
/// `article-type` says it, and so is the kind.
pub(super) fn give(article: &Article, kind: bool, genre: bool) -> Vec<(String, String)> {
    let mut out = Vec::new();
    if kind {
        out.push((format!("{PREFIX}kind"), article.kind.as_str().to_owned()));
    }
    for row in ROWS.iter().filter(|row| genre || row.name != "genre") {
        if let Some(value) = (row.give)(article) {
            out.push((format!("{PREFIX}{}", row.name), value));
        }
    }
    if let Some(container) = &article.container {
        let parts = [
            ("container-title-addon", json(&container.title_addon)),
            ("container-contributors", json(&container.contributors)),
        ];
        for (name, value) in parts {
            out.extend(value.map(|value| (format!("{PREFIX}{name}"), value)));
        }
    }
    for extra in &article.extra {
        if let Some(name) = foreign_name(extra) {
            out.push((name.to_owned(), extra.value.to_string()));
        }
    }
    // Behind the others: they go back to their positions among those.
    let native = counts(article).len();
    let odd: Vec<(usize, &Extra)> = article
        .extra
        .iter()
        .enumerate()
        .skip(native)
        .filter(|(_, extra)| foreign_name(extra).is_none())
        .collect();
    out.extend(json(&odd).map(|value| (format!("{PREFIX}extra"), value)));
    out
}

/// The counts that go into elements: those that come first, in the order of the DTD.
pub(super) fn counts(article: &Article) -> Vec<(&'static str, &str)> {
    let mut out: Vec<(&'static str, &str)> = Vec::new();
    let mut rest = COUNTS.iter();
    for extra in &article.extra {
        let name = extra.name.strip_prefix(COUNT).filter(|_| extra.origin == "jats");
        let is_number = !extra.value.is_empty() && extra.value.bytes().all(|b| b.is_ascii_digit());
        match name.filter(|_| is_number).and_then(|name| rest.find(|known| **known == name)) {
            Some(element) => out.push((element, &*extra.value)),
            None => break,
        }
    }
    out
}

/// The name of the custom metadata that an extra was read from.
fn foreign_name(extra: &Extra) -> Option<&str> {
    let name = extra.name.strip_prefix(EXTRA).filter(|_| extra.origin == "jats")?;
    Some(name).filter(|name| !name.starts_with(PREFIX))
}

/// Puts a value of ours back. `None` if the name is not ours, `Some(false)` if the value is no value
/// of that field.
pub(super) fn take(article: &mut Article, name: &str, value: &str) -> Option<bool> {
    let name = name.strip_prefix(PREFIX)?;
    if let Some(row) = ROWS.iter().find(|row| row.name == name) {
        return Some((row.take)(article, value));
    }
    Some(match name {
        "kind" => {
            article.kind = Kind::from_name(value);
            true
        }
        "event" => parse(value, &mut article.event),
        "container-title-addon" => {
            parse(value, &mut article.container.get_or_insert_default().title_addon)
        }
        "container-contributors" => {
            parse(value, &mut article.container.get_or_insert_default().contributors)
        }
        "article-number" => {
            article.article_number = Some(value.into());
            true
        }
        "page-count" => {
            article.page_count = Some(value.into());
            true
        }
        "pages" => {
            article.pages = Some(value.into());
            true
        }
        "related" => insert(value, &mut article.related),
        "extra" => insert(value, &mut article.extra),
        "order-dates" => reorder(value, &mut article.dates),
        "order-identifiers" => reorder(value, &mut article.identifiers),
        "order-abstracts" => reorder(value, &mut article.abstracts),
        "order-journal" => match &mut article.container {
            Some(journal) => reorder(value, &mut journal.identifiers),
            None => false,
        },
        _ => return None,
    })
}

/// Puts items back at the positions they had.
fn insert<T: serde::de::DeserializeOwned>(text: &str, list: &mut List<T>) -> bool {
    let mut items: Vec<(usize, T)> = Vec::new();
    if !parse(text, &mut items) {
        return false;
    }
    let mut others = std::mem::take(list).into_iter();
    for (at, item) in items {
        while list.len() < at
            && let Some(other) = others.next()
        {
            list.push(other);
        }
        list.push(item);
    }
    list.extend(others);
    true
}

/// The positions that the items had, if writing them by groups changed them.
pub(super) fn order(groups: &[Vec<usize>]) -> Option<String> {
    let order: Vec<usize> = groups.concat();
    (!order.is_sorted())
        .then(|| order.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
}

fn reorder<T: Clone>(text: &str, list: &mut List<T>) -> bool {
    let order: Vec<usize> = text.split(' ').filter_map(|at| at.parse().ok()).collect();
    let mut places: Vec<Option<T>> = vec![None; list.len()];
    if order.len() != list.len() {
        return false;
    }
    for (item, at) in list.iter().zip(order) {
        match places.get_mut(at) {
            Some(place) => *place = Some(item.clone()),
            None => return false,
        }
    }
    let sorted: List<T> = places.into_iter().flatten().collect();
    let whole = sorted.len() == list.len();
    if whole {
        *list = sorted;
    }
    whole
}
