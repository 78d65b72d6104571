//! JATS's words for sorts of work, roles and relations, and ours.

use crate::model::{DateKind, Kind, Relation, Role, Style};

/// `article/@article-type`. The first row of a kind is the one that is written.
pub(super) const ARTICLE_TYPES: &[(&str, Kind)] = &[
    ("research-article", Kind::ArticleJournal),
    ("book-review", Kind::ReviewBook),
    ("product-review", Kind::Review),
    ("preprint", Kind::Preprint),
    ("dissertation", Kind::Thesis),
    ("other", Kind::Article),
];

/// The `article-type` of a full translation.
pub(super) const TRANSLATION: &str = "translation";

/// `@publication-type` of a citation. The first row of a kind is written, the first row of a type is
/// read; where the two differ the writer adds the kind in `@specific-use`.
pub(super) const PUBLICATION_TYPES: &[(&str, Kind)] = &[
    ("journal", Kind::ArticleJournal),
    ("book", Kind::Book),
    ("book", Kind::Chapter),
    ("book", Kind::EditedBook),
    ("book", Kind::ReferenceBook),
    ("book", Kind::BookInBook),
    ("book", Kind::Supplement),
    ("book", Kind::Classic),
    ("book", Kind::Pamphlet),
    ("book", Kind::Manual),
    ("book", Kind::EntryDictionary),
    ("book", Kind::EntryEncyclopedia),
    ("confproc", Kind::PaperConference),
    ("confproc", Kind::Proceedings),
    ("conf-proc", Kind::PaperConference),
    ("conference", Kind::PaperConference),
    ("proc", Kind::PaperConference),
    ("thesis", Kind::Thesis),
    ("dissertation", Kind::Thesis),
    ("report", Kind::Report),
    ("patent", Kind::Patent),
    ("standard", Kind::Standard),
    ("data", Kind::Dataset),
    ("dataset", Kind::Dataset),
    ("software", Kind::Software),
    ("webpage", Kind::Webpage),
    ("web", Kind::Webpage),
    ("website", Kind::Webpage),
    ("preprint", Kind::Preprint),
    ("eprint", Kind::Preprint),
    ("newspaper", Kind::ArticleNewspaper),
    ("magazine", Kind::ArticleMagazine),
    ("review", Kind::Review),
    ("review", Kind::ReviewBook),
    ("commun", Kind::PersonalCommunication),
    ("map", Kind::Map),
    ("periodical", Kind::Periodical),
    ("blog", Kind::PostWeblog),
    ("legal-doc", Kind::Legislation),
    ("other", Kind::Document),
    ("other-ref", Kind::Document),
    ("misc", Kind::Document),
];

/// `@person-group-type`.
pub(super) const PERSON_GROUPS: &[(&str, Role)] = &[
    ("author", Role::Author),
    ("allauthors", Role::Author),
    ("editor", Role::Editor),
    ("translator", Role::Translator),
    ("compiler", Role::Compiler),
    ("curator", Role::Curator),
    ("director", Role::Director),
    ("illustrator", Role::Illustrator),
];

/// `@contrib-type` and `contrib-group/@content-type` beside the names of the roles themselves.
pub(super) const CONTRIB_TYPES: &[(&str, Role)] = &[
    ("authors", Role::Author),
    ("author non-byline", Role::Author),
    ("editors", Role::Editor),
    ("translators", Role::Translator),
    ("assoc_editor", Role::Editor),
    ("academic-editor", Role::Editor),
];

/// `@related-article-type`. Other relations go by their own names.
pub(super) const RELATIONS: &[(&str, Relation)] = &[
    ("corrected-article", Relation::Corrects),
    ("correction-forward", Relation::CorrectedBy),
    ("retracted-article", Relation::Retracts),
    ("retraction-forward", Relation::RetractedBy),
    ("commentary", Relation::CommentedBy),
    ("companion", Relation::Companion),
    ("preprint", Relation::Preprint),
    ("object-of-review", Relation::ReviewOf),
];

/// `@date-type` and `@pub-type`. The first row of a kind is written.
pub(super) const DATES: &[(&str, DateKind)] = &[
    ("pub", DateKind::Published),
    ("publication", DateKind::Published),
    ("published", DateKind::Published),
    ("epub", DateKind::Published),
    ("ppub", DateKind::Published),
    ("epub-ppub", DateKind::Published),
    ("collection", DateKind::Collection),
    ("received", DateKind::Received),
    ("rev-recd", DateKind::Revised),
    ("revised", DateKind::Revised),
    ("accepted", DateKind::Accepted),
    ("submitted", DateKind::Submitted),
    ("available", DateKind::Available),
    ("access-date", DateKind::Accessed),
    ("accessed", DateKind::Accessed),
    ("created", DateKind::Created),
    ("preprint", DateKind::Preprint),
    ("corrected", DateKind::Corrected),
    ("retracted", DateKind::Retracted),
];

/// The elements of one style each.
pub(super) const STYLES: &[(&str, Style)] = &[
    ("italic", Style::Italic),
    ("bold", Style::Bold),
    ("roman", Style::Roman),
    ("sc", Style::SmallCaps),
    ("sup", Style::Superscript),
    ("sub", Style::Subscript),
    ("underline", Style::Underline),
    ("strike", Style::Strike),
    ("monospace", Style::Code),
    ("sans-serif", Style::SansSerif),
    ("fixed-case", Style::NoCase),
];

/// The values of `fn/@fn-type` and `@pub-id-type` that the Publishing set knows; others go into
/// `@custom-type`.
pub(super) const FOOTNOTES: &[&str] = &[
    "abbr",
    "coi-statement",
    "com",
    "con",
    "conflict",
    "corresp",
    "current-aff",
    "deceased",
    "edited-by",
    "equal",
    "financial-disclosure",
    "on-leave",
    "participating-researchers",
    "presented-at",
    "presented-by",
    "present-address",
    "previously-at",
    "study-group-members",
    "supplementary-material",
    "supported-by",
    "other",
];
pub(super) const PUB_IDS: &[&str] = &[
    "accession",
    "archive",
    "ark",
    "art-access-id",
    "arxiv",
    "coden",
    "doaj",
    "doi",
    "handle",
    "index",
    "isbn",
    "manuscript",
    "medline",
    "mr",
    "other",
    "pii",
    "pmcid",
    "pmid",
    "publisher-id",
    "sici",
    "std-designation",
    "zbl",
];

/// What a table says of a name.
pub(super) fn read<T: Clone>(table: &[(&str, T)], name: &str) -> Option<T> {
    table.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, ours)| ours.clone())
}

/// The name that a table has first for a value of ours.
pub(super) fn written<T: PartialEq>(table: &[(&'static str, T)], ours: &T) -> Option<&'static str> {
    table.iter().find(|(_, known)| known == ours).map(|(name, _)| *name)
}

/// The kind of a cited work by its type; a chapter has a title of its own in `chapter-title`.
pub(super) fn cited_kind(publication_type: &str, has_chapter_title: bool) -> Option<Kind> {
    match read(PUBLICATION_TYPES, publication_type) {
        Some(Kind::Book) if has_chapter_title => Some(Kind::Chapter),
        None => Kind::KNOWN.iter().find(|kind| kind.as_str() == publication_type).cloned(),
        kind => kind,
    }
}

/// Whether the title of such a work stands in `chapter-title`.
pub(super) fn is_chapter(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Chapter
            | Kind::BookInBook
            | Kind::Supplement
            | Kind::Entry
            | Kind::EntryDictionary
            | Kind::EntryEncyclopedia
    )
}
