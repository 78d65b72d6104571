//! The types of entries, and ours.

use super::Dialect;
use super::values::{Values, eprint_type};
use crate::model::{Article, Identifier, Kind};

/// How a sort of work is written: (type, `entrysubtype`) in BibLaTeX and in BibTeX. The subtype
/// tells apart what a type puts together; where BibTeX's styles do not know a type, they get one
/// that they know.
struct Row {
    kind: Kind,
    biblatex: (&'static str, &'static str),
    bibtex: (&'static str, &'static str),
}

const fn row(
    kind: Kind,
    biblatex: (&'static str, &'static str),
    bibtex: (&'static str, &'static str),
) -> Row {
    Row { kind, biblatex, bibtex }
}

/// The types that hold nothing but one kind come first among those of the same name.
const ROWS: &[Row] = &[
    row(Kind::ArticleJournal, ("article", ""), ("article", "")),
    row(Kind::ArticleMagazine, ("article", "magazine"), ("article", "magazine")),
    row(Kind::ArticleNewspaper, ("article", "newspaper"), ("article", "newspaper")),
    row(Kind::Article, ("misc", "article"), ("misc", "article")),
    row(Kind::Preprint, ("online", "preprint"), ("misc", "preprint")),
    row(Kind::Review, ("review", ""), ("article", "review")),
    row(Kind::ReviewBook, ("review", "review-book"), ("article", "review-book")),
    row(Kind::Book, ("book", ""), ("book", "")),
    row(Kind::EditedBook, ("collection", ""), ("book", "collection")),
    row(Kind::ReferenceBook, ("reference", ""), ("book", "reference")),
    row(Kind::Classic, ("book", "classic"), ("book", "classic")),
    row(Kind::Pamphlet, ("booklet", ""), ("booklet", "")),
    row(Kind::Chapter, ("incollection", ""), ("incollection", "")),
    row(Kind::BookInBook, ("bookinbook", ""), ("inbook", "bookinbook")),
    row(Kind::Supplement, ("suppbook", ""), ("inbook", "suppbook")),
    row(Kind::EntryEncyclopedia, ("inreference", ""), ("incollection", "inreference")),
    row(Kind::EntryDictionary, ("inreference", "dictionary"), ("incollection", "dictionary")),
    row(Kind::Entry, ("inreference", "entry"), ("incollection", "entry")),
    row(Kind::Proceedings, ("proceedings", ""), ("proceedings", "")),
    row(Kind::PaperConference, ("inproceedings", ""), ("inproceedings", "")),
    row(Kind::Manual, ("manual", ""), ("manual", "")),
    row(Kind::Report, ("report", ""), ("techreport", "")),
    row(Kind::Thesis, ("thesis", ""), ("phdthesis", "")),
    row(Kind::Manuscript, ("unpublished", ""), ("unpublished", "")),
    row(Kind::Speech, ("unpublished", "speech"), ("unpublished", "speech")),
    row(Kind::Document, ("misc", ""), ("misc", "")),
    // What the fields would say otherwise: see `by_fields`.
    row(Kind::Manuscript, ("unpublished", "manuscript"), ("unpublished", "manuscript")),
    row(Kind::ArticleJournal, ("article", "journal"), ("article", "journal")),
    row(Kind::Webpage, ("online", ""), ("misc", "online")),
    row(Kind::Post, ("online", "post"), ("misc", "post")),
    row(Kind::PostWeblog, ("online", "post-weblog"), ("misc", "post-weblog")),
    row(Kind::Patent, ("patent", ""), ("misc", "patent")),
    row(Kind::Periodical, ("periodical", ""), ("misc", "periodical")),
    row(Kind::Dataset, ("dataset", ""), ("misc", "dataset")),
    row(Kind::Software, ("software", ""), ("misc", "software")),
    row(Kind::Standard, ("standard", ""), ("misc", "standard")),
    row(Kind::LegalCase, ("jurisdiction", ""), ("misc", "jurisdiction")),
    row(Kind::Legislation, ("legislation", ""), ("misc", "legislation")),
    row(Kind::Bill, ("legislation", "bill"), ("misc", "bill")),
    row(Kind::Regulation, ("legislation", "regulation"), ("misc", "regulation")),
    row(Kind::Hearing, ("legislation", "hearing"), ("misc", "hearing")),
    row(Kind::Treaty, ("legal", ""), ("misc", "legal")),
    row(Kind::PersonalCommunication, ("letter", ""), ("misc", "letter")),
    row(Kind::Graphic, ("artwork", ""), ("misc", "artwork")),
    row(Kind::Figure, ("image", ""), ("misc", "image")),
    row(Kind::Song, ("audio", ""), ("misc", "audio")),
    row(Kind::MusicalScore, ("music", "score"), ("misc", "score")),
    row(Kind::MotionPicture, ("movie", ""), ("misc", "movie")),
    row(Kind::Performance, ("performance", ""), ("misc", "performance")),
    row(Kind::Broadcast, ("misc", "broadcast"), ("misc", "broadcast")),
    row(Kind::Collection, ("misc", "collection"), ("misc", "archive-collection")),
    row(Kind::Event, ("misc", "event"), ("misc", "event")),
    row(Kind::Interview, ("misc", "interview"), ("misc", "interview")),
    row(Kind::Map, ("misc", "map"), ("misc", "map")),
];

/// Types that mean the kind of another type (biblatex manual §2.1.2, §2.1.3). Their own name is
/// kept in `extra` and written back.
const ALIASES: &[(&str, &str)] = &[
    ("bibnote", "misc"),
    ("commentary", "book"),
    ("conference", "inproceedings"),
    ("customa", "misc"),
    ("customb", "misc"),
    ("customc", "misc"),
    ("customd", "misc"),
    ("custome", "misc"),
    ("customf", "misc"),
    ("electronic", "online"),
    ("inbook", "incollection"),
    ("mastersthesis", "thesis"),
    ("music", "audio"),
    ("mvbook", "book"),
    ("mvcollection", "collection"),
    ("mvproceedings", "proceedings"),
    ("mvreference", "reference"),
    ("set", "misc"),
    ("suppcollection", "suppbook"),
    ("suppperiodical", "article"),
    ("video", "movie"),
    ("www", "online"),
    ("xdata", "misc"),
];

/// What `type` says of a thesis or a report: biblatex's key, and the words. BibTeX has types of
/// their own for the first two.
const GENRES: &[(&str, &str)] = &[
    ("phdthesis", "PhD thesis"),
    ("mastersthesis", "Master’s thesis"),
    ("mathesis", "Master’s thesis"),
    ("bathesis", "Bachelor’s thesis"),
    ("candthesis", "Candidate thesis"),
    ("techreport", "technical report"),
    ("resreport", "research report"),
];

/// The kind of an entry type in small letters, and whether its `entrysubtype` is told by the kind.
/// `None` if nobody defines the type.
pub(super) fn kind_of(name: &str, subtype: &str) -> Option<(Kind, bool)> {
    let target = ALIASES.iter().find(|(alias, _)| *alias == name).map(|(_, target)| *target);
    let find = |subtype: &str| {
        [Some(name), target].into_iter().flatten().find_map(|name| {
            let is = |of: (&str, &str)| of == (name, subtype);
            let row = ROWS
                .iter()
                .find(|row| is(row.biblatex))
                .or_else(|| ROWS.iter().find(|row| is(row.bibtex)))?;
            Some(row.kind.clone())
        })
    };
    if !subtype.is_empty()
        && let Some(kind) = find(subtype)
    {
        return Some((kind, true));
    }
    find("").map(|kind| (kind, false))
}

/// Registries of preprints, as an `eprinttype` names them in small letters.
const PREPRINTS: &[&str] = &["arxiv", "biorxiv", "chemrxiv", "medrxiv", "ssrn"];
/// Fields that say where an article appeared, or may bring such a field along.
const APPEARED: &[&str] = &["journaltitle", "journal", "crossref", "xdata"];
/// Fields of a talk.
const EVENT: &[&str] = &["eventtitle", "eventdate", "venue"];

/// The kind that an entry's fields say more closely: an `@unpublished` of an event is a talk, an
/// `@article` that is an eprint and in no journal a preprint.
pub(super) fn by_fields(kind: Kind, values: &Values<'_>) -> Kind {
    let has = |names: &[&str]| names.iter().any(|name| values.has(name));
    match kind {
        Kind::Manuscript if has(EVENT) => Kind::Speech,
        Kind::ArticleJournal
            if eprint_type(values).is_some_and(|kind| PREPRINTS.contains(&kind.as_str()))
                && !has(APPEARED) =>
        {
            Kind::Preprint
        }
        kind => kind,
    }
}

/// The same of a record whose entry has that kind by its type.
pub(super) fn by_record(kind: Kind, article: &Article) -> Kind {
    let is_preprint =
        |id: &Identifier| PREPRINTS.contains(&id.scheme.as_str().to_ascii_lowercase().as_str());
    let titled = article.container.as_ref().is_some_and(|of| !of.title.is_empty());
    let linked = article.extra.iter().any(|e| APPEARED.contains(&e.name.as_str()));
    let has_event = article.event.as_ref().is_some_and(|event| {
        !event.title.is_empty() || !event.place.is_empty() || event.date.is_some()
    });
    match kind {
        Kind::Manuscript if has_event => Kind::Speech,
        Kind::ArticleJournal
            if !titled && !linked && article.identifiers.iter().any(is_preprint) =>
        {
            Kind::Preprint
        }
        kind => kind,
    }
}

/// The type and `entrysubtype` to write for a kind.
pub(super) fn name_of(kind: &Kind, dialect: Dialect) -> (&'static str, &'static str) {
    let row = ROWS.iter().find(|row| row.kind == *kind);
    match dialect {
        Dialect::BibLatex => row.map_or(("misc", ""), |row| row.biblatex),
        Dialect::BibTex => row.map_or(("misc", ""), |row| row.bibtex),
    }
}

/// The `entrysubtype` that a record needs in an entry of that type, of which `subtype` is usual:
/// none where the fields say the kind, another where they would say a wrong one.
pub(super) fn subtype_of(
    article: &Article,
    name: &str,
    subtype: &'static str,
    dialect: Dialect,
) -> &'static str {
    let by_type = kind_of(&name.to_ascii_lowercase(), "").map(|(kind, _)| by_record(kind, article));
    if by_type.as_ref() == Some(&article.kind) {
        return "";
    }
    let of = |row: &Row| match dialect {
        Dialect::BibLatex => row.biblatex.1,
        Dialect::BibTex => row.bibtex.1,
    };
    let outright = |row: &&Row| row.kind == article.kind && !of(row).is_empty();
    match ROWS.iter().find(outright) {
        Some(row) if subtype.is_empty() => of(row),
        _ => subtype,
    }
}

/// The words of a genre's key.
pub(super) fn genre_words(key: &str) -> Option<&'static str> {
    GENRES.iter().find(|(of, _)| *of == key).map(|(_, words)| *words)
}

/// The key of a genre in words, in BibLaTeX.
pub(super) fn genre_key(words: &str) -> Option<&'static str> {
    GENRES.iter().rev().find(|(_, of)| *of == words).map(|(key, _)| *key)
}

/// Kinds whose container is a journal or the like, rather than a book.
pub(super) fn in_journal(kind: &Kind) -> bool {
    !in_book(kind)
}

/// Kinds whose container is a book.
pub(super) fn in_book(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Chapter
            | Kind::BookInBook
            | Kind::Supplement
            | Kind::EntryEncyclopedia
            | Kind::EntryDictionary
            | Kind::Entry
            | Kind::PaperConference
    )
}

/// Kinds whose `number` is the issue.
pub(super) fn has_issue(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::ArticleJournal
            | Kind::ArticleMagazine
            | Kind::ArticleNewspaper
            | Kind::Review
            | Kind::ReviewBook
            | Kind::Periodical
            | Kind::Article
            | Kind::Preprint
    )
}

/// Kinds whose `number` is that within a series.
pub(super) fn in_series(kind: &Kind) -> bool {
    in_book(kind)
        || matches!(
            kind,
            Kind::Book
                | Kind::EditedBook
                | Kind::ReferenceBook
                | Kind::Classic
                | Kind::Proceedings
                | Kind::Pamphlet
        )
}

/// Kinds whose `number` is their own.
pub(super) fn has_number(kind: &Kind) -> bool {
    !has_issue(kind) && !in_series(kind)
}

/// Kinds that an institution issues.
pub(super) fn from_institution(kind: &Kind) -> bool {
    *kind == Kind::Report
}

/// Kinds that a school accepts.
pub(super) fn from_school(kind: &Kind) -> bool {
    *kind == Kind::Thesis
}

/// Kinds that an organisation issues without a publisher.
pub(super) fn from_organization(kind: &Kind) -> bool {
    matches!(kind, Kind::Manual | Kind::Webpage | Kind::Post | Kind::PostWeblog | Kind::Standard)
}

/// All others have a publisher.
pub(super) fn from_publisher(kind: &Kind) -> bool {
    !from_institution(kind) && !from_school(kind) && !from_organization(kind)
}

/// Kinds whose `organization` stood behind a conference.
pub(super) fn has_sponsors(kind: &Kind) -> bool {
    !from_organization(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_comes_back_from_both_dialects() {
        for kind in Kind::KNOWN {
            assert!(ROWS.iter().any(|row| row.kind == *kind), "{kind} has no row");
            for dialect in [Dialect::BibTex, Dialect::BibLatex] {
                let (name, subtype) = name_of(kind, dialect);
                let (back, _) = kind_of(name, subtype).unwrap();
                assert_eq!(back, *kind, "@{name} {subtype}");
            }
        }
    }

    #[test]
    fn aliases_and_unknown_types() {
        assert_eq!(kind_of("mastersthesis", ""), Some((Kind::Thesis, false)));
        assert_eq!(kind_of("inbook", ""), Some((Kind::Chapter, false)));
        assert_eq!(kind_of("book", "odd"), Some((Kind::Book, false)));
        assert_eq!(kind_of("customa", ""), Some((Kind::Document, false)));
        assert_eq!(kind_of("webcomic", ""), None);
    }
}
