//! CSL's types and the model's kinds.

use crate::model::Kind;

use super::index::Index;

/// The type that each kind is written as. The first row of a type is the kind it is read as.
pub(crate) const KINDS: &[(Kind, &str)] = &[
    (Kind::Article, "article"),
    (Kind::ArticleJournal, "article-journal"),
    (Kind::ArticleMagazine, "article-magazine"),
    (Kind::ArticleNewspaper, "article-newspaper"),
    (Kind::Bill, "bill"),
    (Kind::Book, "book"),
    (Kind::Broadcast, "broadcast"),
    (Kind::Chapter, "chapter"),
    (Kind::Classic, "classic"),
    (Kind::Collection, "collection"),
    (Kind::Dataset, "dataset"),
    (Kind::Document, "document"),
    (Kind::Entry, "entry"),
    (Kind::EntryDictionary, "entry-dictionary"),
    (Kind::EntryEncyclopedia, "entry-encyclopedia"),
    (Kind::Event, "event"),
    (Kind::Figure, "figure"),
    (Kind::Graphic, "graphic"),
    (Kind::Hearing, "hearing"),
    (Kind::Interview, "interview"),
    (Kind::LegalCase, "legal_case"),
    (Kind::Legislation, "legislation"),
    (Kind::Manuscript, "manuscript"),
    (Kind::Map, "map"),
    (Kind::MotionPicture, "motion_picture"),
    (Kind::MusicalScore, "musical_score"),
    (Kind::Pamphlet, "pamphlet"),
    (Kind::PaperConference, "paper-conference"),
    (Kind::Patent, "patent"),
    (Kind::Performance, "performance"),
    (Kind::Periodical, "periodical"),
    (Kind::PersonalCommunication, "personal_communication"),
    (Kind::Post, "post"),
    (Kind::PostWeblog, "post-weblog"),
    (Kind::Regulation, "regulation"),
    (Kind::Report, "report"),
    (Kind::Review, "review"),
    (Kind::ReviewBook, "review-book"),
    (Kind::Software, "software"),
    (Kind::Song, "song"),
    (Kind::Speech, "speech"),
    (Kind::Standard, "standard"),
    (Kind::Thesis, "thesis"),
    (Kind::Treaty, "treaty"),
    (Kind::Webpage, "webpage"),
    (Kind::EditedBook, "book"),
    (Kind::ReferenceBook, "book"),
    (Kind::Proceedings, "book"),
    (Kind::BookInBook, "chapter"),
    (Kind::Supplement, "chapter"),
    (Kind::Manual, "report"),
    (Kind::Preprint, "article"),
];

/// How many types there are: each has a row before the wider ones come.
const TYPES: usize = 45;

/// The types in the order of their rows.
#[allow(clippy::indexing_slicing, reason = "when compiled")]
const NAMES: [&str; TYPES] = {
    let (mut names, mut i) = ([""; TYPES], 0);
    while i < TYPES {
        names[i] = KINDS[i].1;
        i += 1;
    }
    names
};

static INDEX: Index = Index::new(&NAMES);

/// Types of others that are met in CSL-JSON: Crossref's, and those of CSL 1.1 and of older CSL.
const ALIASES: &[(&str, Kind)] = &[
    ("journal-article", Kind::ArticleJournal),
    ("proceedings-article", Kind::PaperConference),
    ("book-chapter", Kind::Chapter),
    ("book-part", Kind::Chapter),
    ("book-section", Kind::Chapter),
    ("monograph", Kind::Book),
    ("edited-book", Kind::EditedBook),
    ("reference-book", Kind::ReferenceBook),
    ("reference-entry", Kind::Entry),
    ("proceedings", Kind::Proceedings),
    ("posted-content", Kind::Preprint),
    ("dissertation", Kind::Thesis),
    ("journal", Kind::Periodical),
    ("journal-issue", Kind::Periodical),
    ("peer-review", Kind::Review),
    ("report-component", Kind::Report),
    ("book-track", Kind::Chapter),
    ("book-series", Kind::Collection),
    ("book-set", Kind::Collection),
    ("proceedings-series", Kind::Collection),
    ("report-series", Kind::Collection),
    ("standard-series", Kind::Collection),
    ("journal-volume", Kind::Periodical),
    ("database", Kind::Dataset),
    ("component", Kind::Document),
    ("other", Kind::Document),
];

/// The type to write a kind as.
pub(crate) fn to_csl(kind: &Kind) -> &'static str {
    KINDS.iter().find(|(of, _)| of == kind).map_or("document", |(_, name)| name)
}

/// Whether the type that a kind is written as is read as that kind.
pub(super) fn is_exact(kind: &Kind) -> bool {
    KINDS.iter().take(TYPES).any(|(of, _)| of == kind)
}

/// The kind of one of CSL's types.
pub(crate) fn from_csl(name: &str) -> Option<Kind> {
    KINDS.get(INDEX.find(&NAMES, name)?).map(|(kind, _)| kind.clone())
}

/// The kind that another vocabulary calls so.
pub(crate) fn from_alias(name: &str) -> Option<Kind> {
    ALIASES.iter().find(|(of, _)| of.eq_ignore_ascii_case(name)).map(|(_, kind)| kind.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_row_and_every_type_comes_back() {
        for kind in Kind::KNOWN {
            assert!(KINDS.iter().any(|(of, _)| of == kind), "{kind}");
        }
        let mut types: Vec<_> = KINDS.iter().map(|(_, name)| *name).collect();
        types.sort_unstable();
        types.dedup();
        assert_eq!(types.len(), TYPES);
        for name in types {
            assert_eq!(to_csl(&from_csl(name).unwrap()), name);
        }
        for (kind, name) in KINDS {
            assert_eq!(is_exact(kind), from_csl(name).as_ref() == Some(kind), "{kind}");
        }
    }
}
