//! What the elements of the format are for, and what its codes mean.
//!
//! The names are those of the index's schema (`journal`, "образец из РИНЦ") and of `journal3.xsd`,
//! which adds a few; the last rows of a table are older ones that files still have.

use crate::model::{DateKind, Role, Scheme};

/// An element of `journal` and of `issue`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfIssue {
    Issn,
    Isbn,
    TitleId,
    JournalInfo,
    Issue,
    Volume,
    Number,
    Part,
    Year,
    Title,
    Articles,
    /// There is no field for it: it is kept.
    Kept,
}

pub(super) const ISSUE: &[(&str, OfIssue)] = &[
    ("titleid", OfIssue::TitleId),
    ("issn", OfIssue::Issn),
    ("eissn", OfIssue::Issn),
    ("isbn", OfIssue::Isbn),
    ("journalInfo", OfIssue::JournalInfo),
    ("issue", OfIssue::Issue),
    ("volume", OfIssue::Volume),
    ("number", OfIssue::Number),
    ("altNumber", OfIssue::Kept),
    ("part", OfIssue::Part),
    ("dateUni", OfIssue::Year),
    ("issTitle", OfIssue::Title),
    ("pages", OfIssue::Kept),
    ("codes", OfIssue::Kept),
    ("files", OfIssue::Kept),
    ("operCard", OfIssue::Kept),
    ("codeNEB", OfIssue::Kept),
    ("articles", OfIssue::Articles),
];

/// An element of `journalInfo`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfJournal {
    Title,
    ShortTitle,
    Publisher,
    Place,
}

pub(super) const JOURNAL: &[(&str, OfJournal)] = &[
    ("title", OfJournal::Title),
    ("abbrTitle", OfJournal::ShortTitle),
    ("publ", OfJournal::Publisher),
    ("placePubl", OfJournal::Place),
];

/// An element of `article`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfArticle {
    Pages,
    Type,
    Language,
    Section,
    Authors,
    Titles,
    Abstracts,
    Text,
    Codes,
    Keywords,
    References,
    Dates,
    Funding,
    Files,
    Rubrics,
}

pub(super) const ARTICLE: &[(&str, OfArticle)] = &[
    ("pages", OfArticle::Pages),
    ("artType", OfArticle::Type),
    ("langPubl", OfArticle::Language),
    ("secTitle", OfArticle::Section),
    ("authors", OfArticle::Authors),
    ("artTitles", OfArticle::Titles),
    ("abstracts", OfArticle::Abstracts),
    ("text", OfArticle::Text),
    ("codes", OfArticle::Codes),
    ("keywords", OfArticle::Keywords),
    ("references", OfArticle::References),
    ("dates", OfArticle::Dates),
    ("fundings", OfArticle::Funding),
    ("artFunding", OfArticle::Funding),
    ("files", OfArticle::Files),
    ("rubrics", OfArticle::Rubrics),
];

/// An element of `individInfo`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfPerson {
    Family,
    Given,
    Organization,
    Address,
    Town,
    Country,
    Email,
}

pub(super) const PERSON: &[(&str, OfPerson)] = &[
    ("surname", OfPerson::Family),
    ("initials", OfPerson::Given),
    ("orgName", OfPerson::Organization),
    ("address", OfPerson::Address),
    ("town", OfPerson::Town),
    ("country", OfPerson::Country),
    ("email", OfPerson::Email),
    ("fname", OfPerson::Given),
    ("auwork", OfPerson::Organization),
    ("auadr", OfPerson::Address),
];

/// Codes of articles in the order in which the record has them; others are of the scheme that is
/// their name.
pub(super) const CODES: &[(&str, Scheme)] =
    &[("doi", Scheme::Doi), ("edn", Scheme::Edn), ("udk", Scheme::Udc)];

/// Classifications, which are identifiers of schemes named as here.
pub(super) const CLASSIFICATIONS: &[&str] =
    &["bbk", "vak", "vak21", "jel", "msc", "pacs", "anycode"];

pub(super) const DATES: &[(&str, DateKind)] = &[
    ("dateReceived", DateKind::Received),
    ("dateAccepted", DateKind::Accepted),
    ("datePublication", DateKind::Published),
];

/// Sorts of articles and what the record calls them.
pub(super) const TYPES: &[(&str, &str)] = &[
    ("RAR", "research-article"),
    ("REV", "review-article"),
    ("BRV", "book-review"),
    ("CNF", "conference-paper"),
    ("EDI", "editorial"),
    ("SCO", "short-communication"),
    ("MIS", "miscellaneous"),
    ("PER", "personalia"),
    ("COR", "correspondence"),
    ("ABS", "abstract"),
    ("REP", "report"),
    ("RPR", "reprint"),
];

/// Numbers of roles; the third says what the role does not.
pub(super) const ROLES: &[(&str, Role, &str)] = &[
    ("0", Role::Editor, ""),
    ("1", Role::Editor, "executive editor"),
    ("2", Role::Editor, "science editor"),
    ("3", Role::Translator, ""),
    ("4", Role::Compiler, ""),
    ("5", Role::Illustrator, "photographer"),
    ("6", Role::Illustrator, "artist"),
    ("9", Role::Illustrator, ""),
    ("10", Role::Commentator, ""),
    ("20", Role::Introduction, ""),
    ("23", Role::Contributor, "reviewer"),
    ("24", Role::Foreword, ""),
    ("25", Role::Afterword, ""),
    ("26", Role::Contributor, "supervisor"),
    ("48", Role::Editor, "editor of the translation"),
];

/// A field of a reference in parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfReference {
    Authors,
    Title,
    Host,
    Year,
    Volume,
    Issue,
    Pages,
    Link,
    Place,
}

pub(super) const REFERENCE: &[(&str, OfReference)] = &[
    ("Authors", OfReference::Authors),
    ("Name", OfReference::Title),
    ("Title", OfReference::Host),
    ("YearPubl", OfReference::Year),
    ("Volume", OfReference::Volume),
    ("Issue", OfReference::Issue),
    ("Pages", OfReference::Pages),
    ("URL", OfReference::Link),
    ("PlacePubl", OfReference::Place),
];

pub(super) const REFERENCE_CODES: &[(&str, Scheme)] = &[
    ("DOI", Scheme::Doi),
    ("EDN", Scheme::Edn),
    ("ISBN", Scheme::Isbn),
    ("PMID", Scheme::Pmid),
    ("ArXiv", Scheme::Arxiv),
];

/// The row of a name, whatever its capitals.
pub(super) fn row<'t, T>(table: &'t [(&str, T)], name: &str) -> Option<&'t T> {
    table.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}
