//! The parts of a record that `custom.polybib` can give, by their paths in native JSON.

use serde::Serialize;

use crate::model::{Article, List, Multilingual, is_default};

use super::json::Raw;
use super::out::Out;

/// A part of a record that can be compared, copied, written and read by itself.
pub(super) struct Leaf {
    pub(super) path: &'static str,
    pub(super) same: fn(&Article, &Article) -> bool,
    /// Writes it in its native form; `None` if it nests too deep.
    pub(super) native: fn(&Article, &mut Out<'_>) -> Option<()>,
    pub(super) copy: fn(&Article, &mut Article),
    pub(super) set: fn(&mut Article, Raw<'_>) -> Result<(), serde_json::Error>,
}

impl Leaf {
    /// Whether a variable may say all of it.
    pub(super) fn may_be_said(&self) -> bool {
        matches!(
            self.path,
            "abstracts"
                | "publishers"
                | "publisher-places"
                | "links"
                | "original.publishers"
                | "original.publisher-places"
        )
    }
}

macro_rules! leaf {
    ($path:literal, $field:ident) => {
        Leaf {
            path: $path,
            same: |a, b| a.$field == b.$field,
            native: |a, out| out.native(&a.$field),
            copy: |from, to| to.$field = from.$field.clone(),
            set: |to, raw| serde_json::from_str(raw.get()).map(|value| to.$field = value),
        }
    };
    ($path:literal, $outer:ident, $field:ident) => {
        Leaf {
            path: $path,
            same: |a, b| {
                let (a, b) = (a.$outer.as_ref(), b.$outer.as_ref());
                same(a.map(|outer| &outer.$field), b.map(|outer| &outer.$field))
            },
            native: |a, out| native(a.$outer.as_ref().map(|outer| &outer.$field), out),
            copy: |from, to| {
                let value = from.$outer.as_ref().map(|outer| outer.$field.clone());
                to.$outer.get_or_insert_default().$field = value.unwrap_or_default();
            },
            set: |to, raw| {
                serde_json::from_str(raw.get())
                    .map(|value| to.$outer.get_or_insert_default().$field = value)
            },
        }
    };
}

fn same<T: Default + PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b,
        (Some(one), None) | (None, Some(one)) => is_default(one),
        (None, None) => true,
    }
}

fn native<T: Default + Serialize>(value: Option<&T>, out: &mut Out<'_>) -> Option<()> {
    match value {
        Some(value) => out.native(value),
        None => out.native(&T::default()),
    }
}

/// Parts before the wholes they belong to: a whole is written only if its parts cannot say that it
/// is there.
pub(super) static LEAVES: &[Leaf] = &[
    leaf!("genre", genre),
    leaf!("language", language),
    leaf!("languages", languages),
    leaf!("title", title),
    leaf!("subtitle", subtitle),
    leaf!("title-addon", title_addon),
    leaf!("short-title", short_title),
    leaf!("part-title", part_title),
    leaf!("others", others),
    leaf!("affiliations", affiliations),
    leaf!("abstracts", abstracts),
    leaf!("keywords", keywords),
    leaf!("subjects", subjects),
    leaf!("container.title", container, title),
    leaf!("container.subtitle", container, subtitle),
    leaf!("container.title-addon", container, title_addon),
    leaf!("container.short-title", container, short_title),
    leaf!("container.contributors", container, contributors),
    leaf!("series.title", series, title),
    leaf!("series.subtitle", series, subtitle),
    leaf!("series.title-addon", series, title_addon),
    leaf!("series.short-title", series, short_title),
    leaf!("series.identifiers", series, identifiers),
    leaf!("series.contributors", series, contributors),
    leaf!("multivolume.title", multivolume, title),
    leaf!("multivolume.subtitle", multivolume, subtitle),
    leaf!("multivolume.title-addon", multivolume, title_addon),
    leaf!("multivolume.short-title", multivolume, short_title),
    leaf!("multivolume.identifiers", multivolume, identifiers),
    leaf!("multivolume.contributors", multivolume, contributors),
    leaf!("issue-title", issue_title),
    leaf!("event.title", event, title),
    leaf!("event.title-addon", event, title_addon),
    leaf!("event.place", event, place),
    leaf!("event.date", event, date),
    leaf!("event.sponsors", event, sponsors),
    leaf!("volume", volume),
    leaf!("issue", issue),
    leaf!("supplement", supplement),
    leaf!("part", part),
    leaf!("number", number),
    leaf!("series-number", series_number),
    leaf!("article-number", article_number),
    leaf!("chapter", chapter),
    leaf!("edition", edition),
    leaf!("version", version),
    leaf!("pages", pages),
    leaf!("page-count", page_count),
    leaf!("volume-count", volume_count),
    leaf!("section", section),
    leaf!("publishers", publishers),
    leaf!("publisher-places", publisher_places),
    leaf!("links", links),
    leaf!("original.title", original, title),
    leaf!("original.contributors", original, contributors),
    leaf!("original.date", original, date),
    leaf!("original.publishers", original, publishers),
    leaf!("original.publisher-places", original, publisher_places),
    leaf!("original.languages", original, languages),
    leaf!("original.genre", original, genre),
    leaf!("reviewed.title", reviewed, title),
    leaf!("reviewed.contributors", reviewed, contributors),
    leaf!("reviewed.date", reviewed, date),
    leaf!("reviewed.publishers", reviewed, publishers),
    leaf!("reviewed.publisher-places", reviewed, publisher_places),
    leaf!("reviewed.languages", reviewed, languages),
    leaf!("reviewed.genre", reviewed, genre),
    leaf!("related", related),
    leaf!("translations", translations),
    leaf!("permissions", permissions),
    leaf!("funding", funding),
    leaf!("funding-statement", funding_statement),
    leaf!("status", status),
    leaf!("medium", medium),
    leaf!("dimensions", dimensions),
    leaf!("scale", scale),
    leaf!("authority", authority),
    leaf!("jurisdiction", jurisdiction),
    leaf!("archive.name", archive, name),
    leaf!("archive.collection", archive, collection),
    leaf!("archive.location", archive, location),
    leaf!("archive.place", archive, place),
    leaf!("call-number", call_number),
    leaf!("source", source),
    leaf!("notes", notes),
    leaf!("references", references),
    leaf!("container", container),
    leaf!("series", series),
    leaf!("multivolume", multivolume),
    leaf!("event", event),
    leaf!("original", original),
    leaf!("reviewed", reviewed),
    leaf!("archive", archive),
];

macro_rules! bare {
    ($($path:literal: $($field:ident).+;)*) => {
        /// Of these the leaves that no variable says anything of, and those that it may say in part,
        /// in the same order.
        pub(super) static BARE: &[Leaf] = &[$(leaf!($path, $($field),+),)*];

        /// The places in [`BARE`] of those that the record has, a bit for each, made row by row when
        /// the program is compiled.
        pub(super) fn places_bare(article: &Article) -> u32 {
            let (mut places, mut place) = (0, 0);
            $(
                places |= u32::from(bare!(@ article, $($field).+)) << place;
                place += 1;
            )*
            debug_assert_eq!(place, BARE.len(), "a bit for each row");
            places
        }
    };
    (@ $article:ident, $field:ident) => { !$article.$field.is_absent() };
    (@ $article:ident, $outer:ident . $field:ident) => {
        $article.$outer.as_ref().is_some_and(|outer| !outer.$field.is_absent())
    };
}

/// A cheaper way to ask of a field whether it has its default value.
trait Absent {
    fn is_absent(&self) -> bool;
}

impl<T> Absent for List<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T> Absent for Multilingual<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

bare! {
    "languages": languages;
    "title-addon": title_addon;
    "others": others;
    "affiliations": affiliations;
    "abstracts": abstracts;
    "container.title-addon": container.title_addon;
    "container.contributors": container.contributors;
    "series.title-addon": series.title_addon;
    "series.short-title": series.short_title;
    "series.identifiers": series.identifiers;
    "series.contributors": series.contributors;
    "event.title-addon": event.title_addon;
    "event.sponsors": event.sponsors;
    "publishers": publishers;
    "publisher-places": publisher_places;
    "links": links;
    "original.publishers": original.publishers;
    "original.publisher-places": original.publisher_places;
    "original.languages": original.languages;
    "original.genre": original.genre;
    "reviewed.date": reviewed.date;
    "reviewed.publishers": reviewed.publishers;
    "reviewed.publisher-places": reviewed.publisher_places;
    "reviewed.languages": reviewed.languages;
    "related": related;
    "translations": translations;
    "permissions": permissions;
    "funding": funding;
    "funding-statement": funding_statement;
    "references": references;
}
