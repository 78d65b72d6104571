//! The fields of entries and where they live in the model: one row each, read by the reader, the
//! writer and `Format::holds`.

use super::{Dialect, kinds};
use crate::format::Holding::{self, Approximated, Exact, Moved};
use crate::formats::FieldRow;
use crate::model::{
    Article, DateKind, Field, Kind, List, Medium, Multilingual, RichText, Role, Scheme, Str,
};

/// A place in the model, as a pair of ways to it.
pub(super) struct Place<T: 'static> {
    /// `None` where the part of the record that holds it is not there.
    pub(super) get: fn(&Article) -> Option<&T>,
    /// Makes that part.
    pub(super) get_mut: fn(&mut Article) -> &mut T,
}

/// How a field's value is read and written.
pub(super) enum Slot {
    /// Text in several languages.
    Forms(Place<Multilingual<RichText>>),
    /// A list, each item in several languages.
    List(Place<List<Multilingual<RichText>>>),
    /// Text in no stated language.
    Rich(Place<Option<RichText>>),
    /// A number or word, kept as written.
    Plain(Place<Option<Str>>),
    /// A note of that kind.
    Note(Option<&'static str>),
}

/// A field of entries of the kinds that `when` says yes to.
pub(super) struct Row {
    pub(super) biblatex: &'static str,
    pub(super) bibtex: &'static str,
    pub(super) field: Field,
    pub(super) slot: Slot,
    pub(super) when: fn(&Kind) -> bool,
}

impl Row {
    pub(super) const fn name(&self, dialect: Dialect) -> &'static str {
        match dialect {
            Dialect::BibTex => self.bibtex,
            Dialect::BibLatex => self.biblatex,
        }
    }
}

macro_rules! place {
    ($article:ident => $field:ident) => {
        Place { get: |a| Some(&a.$field), get_mut: |a| &mut a.$field }
    };
    ($article:ident => $part:ident . $field:ident) => {
        Place {
            get: |a| a.$part.as_ref().map(|part| &part.$field),
            get_mut: |a| &mut a.$part.get_or_insert_default().$field,
        }
    };
}

macro_rules! row {
    ($biblatex:literal, $bibtex:literal, $field:ident, $slot:ident($($path:tt)+), $when:expr) => {
        Row {
            biblatex: $biblatex,
            bibtex: $bibtex,
            field: Field::$field,
            slot: Slot::$slot(place!(article => $($path)+)),
            when: $when,
        }
    };
    ($biblatex:literal, $bibtex:literal, $field:ident, $slot:ident($($path:tt)+)) => {
        row!($biblatex, $bibtex, $field, $slot($($path)+), |_| true)
    };
}

const fn note(name: &'static str, kind: Option<&'static str>) -> Row {
    Row { biblatex: name, bibtex: name, field: Field::Note, slot: Slot::Note(kind), when: |_| true }
}

/// In the order in which they are written. Names, dates, identifiers, abstracts, keywords and
/// languages are written by code of their own, in front of or among these.
pub(super) const ROWS: &[Row] = &[
    row!("title", "title", Title, Forms(title)),
    row!("subtitle", "subtitle", Subtitle, Forms(subtitle)),
    row!("titleaddon", "titleaddon", TitleAddon, Forms(title_addon)),
    row!("shorttitle", "shorttitle", ShortTitle, Forms(short_title)),
    row!("type", "type", Genre, Rich(genre)),
    row!("maintitle", "maintitle", MultivolumeTitle, Forms(multivolume.title)),
    row!("mainsubtitle", "mainsubtitle", MultivolumeSubtitle, Forms(multivolume.subtitle)),
    row!("maintitleaddon", "maintitleaddon", MultivolumeTitleAddon, Forms(multivolume.title_addon)),
    row!("booktitle", "booktitle", ContainerTitle, Forms(container.title), kinds::in_book),
    row!(
        "booksubtitle",
        "booksubtitle",
        ContainerSubtitle,
        Forms(container.subtitle),
        kinds::in_book
    ),
    row!(
        "booktitleaddon",
        "booktitleaddon",
        ContainerTitleAddon,
        Forms(container.title_addon),
        kinds::in_book
    ),
    row!("journaltitle", "journal", ContainerTitle, Forms(container.title), kinds::in_journal),
    row!(
        "journalsubtitle",
        "journalsubtitle",
        ContainerSubtitle,
        Forms(container.subtitle),
        kinds::in_journal
    ),
    row!(
        "journaltitleaddon",
        "journaltitleaddon",
        ContainerTitleAddon,
        Forms(container.title_addon),
        kinds::in_journal
    ),
    row!(
        "shortjournal",
        "shortjournal",
        ContainerShortTitle,
        Forms(container.short_title),
        kinds::in_journal
    ),
    row!("issuetitle", "issuetitle", IssueTitle, Forms(issue_title)),
    row!("eventtitle", "eventtitle", EventTitle, Forms(event.title)),
    row!("eventtitleaddon", "eventtitleaddon", EventTitleAddon, Forms(event.title_addon)),
    row!("venue", "venue", EventPlace, Forms(event.place)),
    row!("organization", "organization", EventSponsors, List(event.sponsors), kinds::has_sponsors),
    row!("series", "series", SeriesTitle, Forms(series.title)),
    row!("shortseries", "shortseries", SeriesShortTitle, Forms(series.short_title)),
    row!("edition", "edition", Edition, Rich(edition)),
    row!("volume", "volume", Volume, Plain(volume)),
    row!("part", "part", Part, Plain(part)),
    row!("volumes", "volumes", VolumeCount, Plain(volume_count)),
    row!("number", "number", Issue, Plain(issue), kinds::has_issue),
    row!("issue", "issue", Issue, Plain(issue), kinds::has_issue),
    row!("number", "number", SeriesNumber, Plain(series_number), kinds::in_series),
    row!("number", "number", Number, Plain(number), kinds::has_number),
    row!("eid", "eid", ArticleNumber, Plain(article_number)),
    row!("chapter", "chapter", Chapter, Plain(chapter)),
    row!("version", "version", Version, Plain(version)),
    row!("pagetotal", "pagetotal", PageCount, Plain(page_count)),
    row!("publisher", "publisher", Publisher, List(publishers), kinds::from_publisher),
    row!("institution", "institution", Publisher, List(publishers), kinds::from_institution),
    row!("institution", "school", Publisher, List(publishers), kinds::from_school),
    row!("organization", "organization", Publisher, List(publishers), kinds::from_organization),
    row!("location", "address", PublisherPlace, List(publisher_places)),
    row!("origtitle", "origtitle", OriginalTitle, Forms(original.title)),
    row!("origpublisher", "origpublisher", OriginalPublisher, List(original.publishers)),
    row!("origlocation", "origlocation", OriginalPublisherPlace, List(original.publisher_places)),
    row!("pubstate", "pubstate", Status, Rich(status)),
    row!("library", "library", CallNumber, Plain(call_number)),
    note("howpublished", Some("howpublished")),
    note("note", None),
    note("addendum", Some("addendum")),
    note("annotation", Some("annotation")),
];

/// Other names of fields (biblatex manual §2.2.5), for reading either dialect.
pub(super) const ALIASES: &[(&str, &str)] = &[
    ("address", "location"),
    ("annote", "annotation"),
    ("archiveprefix", "eprinttype"),
    ("hyphenation", "langid"),
    ("journal", "journaltitle"),
    ("key", "sortkey"),
    ("pdf", "file"),
    ("primaryclass", "eprintclass"),
    ("school", "institution"),
];

/// How the reader reads a field that no row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// Only with another one, or not at all.
    Elsewhere,
    Related,
    RelatedType,
    RelatedText,
    Abstract,
    Keywords,
    Pages,
    Url,
    Identifier(Number),
    StandardNumber(Number, Option<Medium>),
    Eprint,
    EprintType,
    OriginalLanguages,
}

/// The registries that have fields of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    Doi,
    Pmid,
    Pmcid,
    Edn,
    Udc,
    Isbn,
    Issn,
}

impl Number {
    pub(super) const fn scheme(self) -> Scheme {
        match self {
            Self::Doi => Scheme::Doi,
            Self::Pmid => Scheme::Pmid,
            Self::Pmcid => Scheme::Pmcid,
            Self::Edn => Scheme::Edn,
            Self::Udc => Scheme::Udc,
            Self::Isbn => Scheme::Isbn,
            Self::Issn => Scheme::Issn,
        }
    }
}

/// Fields that the reader has rules of its own for, beside lists of names.
pub(super) const SPECIAL: &[(&str, Rule)] = &[
    ("abstract", Rule::Abstract),
    ("keywords", Rule::Keywords),
    ("keyword", Rule::Keywords),
    ("pages", Rule::Pages),
    ("url", Rule::Url),
    ("doi", Rule::Identifier(Number::Doi)),
    ("pmid", Rule::Identifier(Number::Pmid)),
    ("pmcid", Rule::Identifier(Number::Pmcid)),
    ("edn", Rule::Identifier(Number::Edn)),
    ("udc", Rule::Identifier(Number::Udc)),
    ("isbn", Rule::StandardNumber(Number::Isbn, None)),
    ("eisbn", Rule::StandardNumber(Number::Isbn, Some(Medium::Electronic))),
    ("issn", Rule::StandardNumber(Number::Issn, None)),
    ("eissn", Rule::StandardNumber(Number::Issn, Some(Medium::Electronic))),
    ("eprint", Rule::Eprint),
    ("eprinttype", Rule::EprintType),
    ("archiveprefix", Rule::EprintType),
    ("origlanguage", Rule::OriginalLanguages),
    ("related", Rule::Related),
    ("relatedtype", Rule::RelatedType),
    ("relatedstring", Rule::RelatedText),
    ("date", Rule::Elsewhere),
    ("year", Rule::Elsewhere),
    ("month", Rule::Elsewhere),
    ("day", Rule::Elsewhere),
    ("urldate", Rule::Elsewhere),
    ("eventdate", Rule::Elsewhere),
    ("origdate", Rule::Elsewhere),
];

/// The names of a field, by its name in BibLaTeX: the other ones, and that.
pub(super) fn names_of(canonical: &'static str) -> impl Iterator<Item = &'static str> {
    let aliases = ALIASES.iter().filter(move |(_, of)| *of == canonical).map(|(alias, _)| *alias);
    aliases.chain([canonical])
}

/// Lists of names, in the order in which they are written.
pub(super) const NAME_FIELDS: &[(&str, Role)] = &[
    ("author", Role::Author),
    ("bookauthor", Role::ContainerAuthor),
    ("editor", Role::Editor),
    ("translator", Role::Translator),
    ("annotator", Role::Annotator),
    ("commentator", Role::Commentator),
    ("introduction", Role::Introduction),
    ("foreword", Role::Foreword),
    ("afterword", Role::Afterword),
    ("holder", Role::Holder),
];

/// Lists of names whose role stands in a field of their own (biblatex manual §2.3.6). Roles
/// without a list of theirs go into the first of these that is free.
pub(super) const TYPED_NAME_FIELDS: &[(&str, &str)] = &[
    ("editor", "editortype"),
    ("editora", "editoratype"),
    ("editorb", "editorbtype"),
    ("editorc", "editorctype"),
    ("namea", "nameatype"),
    ("nameb", "namebtype"),
    ("namec", "namectype"),
];

/// Dates and their fields.
pub(super) const DATE_FIELDS: &[(&str, DateKind)] =
    &[("date", DateKind::Published), ("urldate", DateKind::Accessed)];

/// What is held beside the rows: (field, its value, its further languages and forms).
const MORE: &[FieldRow] = &[
    (Field::Key, Exact, Exact),
    (Field::Kind, Exact, Exact),
    (Field::Language, Exact, Exact),
    (Field::Languages, Exact, Exact),
    (Field::Role, Exact, Exact),
    (Field::Name, Exact, Exact),
    (Field::Others, Exact, Exact),
    (Field::Orcid, Exact, Exact),
    (Field::Email, Moved, Exact),
    (Field::Corresponding, Moved, Exact),
    (Field::EqualContribution, Moved, Exact),
    (Field::Deceased, Moved, Exact),
    (Field::ContributorAffiliation, Moved, Exact),
    (Field::Affiliation, Approximated, Approximated),
    (Field::Abstract, Exact, Exact),
    (Field::AbstractSections, Approximated, Exact),
    (Field::Keywords, Exact, Exact),
    (Field::ContainerIssn, Exact, Exact),
    (Field::ContainerIsbn, Exact, Exact),
    (Field::EventDate, Exact, Exact),
    (Field::Pages, Exact, Exact),
    (Field::PublishedDate, Exact, Exact),
    (Field::AccessedDate, Exact, Exact),
    (Field::Doi, Exact, Exact),
    (Field::Isbn, Exact, Exact),
    (Field::Issn, Exact, Exact),
    (Field::Pmid, Exact, Exact),
    (Field::Pmcid, Exact, Exact),
    (Field::OtherIdentifier, Approximated, Exact),
    (Field::Link, Exact, Exact),
    (Field::OriginalDate, Exact, Exact),
    (Field::OriginalLanguages, Exact, Exact),
    (Field::Related, Approximated, Exact),
    (Field::Extra, Approximated, Exact),
];

/// How well a dialect holds a field, and its further languages and forms.
pub(super) fn holds(field: Field, dialect: Dialect) -> (Holding, Holding) {
    if let Some(row) = ROWS.iter().find(|row| row.field == field) {
        let forms = match row.slot {
            Slot::Forms(_) | Slot::List(_) => Exact,
            Slot::Rich(_) | Slot::Plain(_) | Slot::Note(_) => Exact,
        };
        return (Exact, forms);
    }
    let (value, forms) = crate::formats::holding(MORE, field);
    // BibTeX's styles know a year and a month: ranges, seasons and doubts they pass over.
    let date = matches!(field, Field::PublishedDate | Field::AccessedDate);
    if date && dialect == Dialect::BibTex { (Approximated, forms) } else { (value, forms) }
}

/// The fields that a row stands for.
pub(super) fn has_row(field: Field) -> bool {
    ROWS.iter().any(|row| row.field == field)
}
