//! The variables of CSL and the fields of the model.
//!
//! [`VARIABLES`] is the order items are written in. Reader and writer both go by it; `HOLDS` says
//! the same of it field by field.

use std::mem::discriminant;

use crate::format::Holding::{Exact, Moved};
use crate::formats::FieldRow;
use crate::model::{
    Article, Container, DateKind, Dated, Field, Identifier, Kind, Multilingual, Pages, RichText,
    Role, Scheme, Str,
};

use super::index::Index;
use super::out::{Key, key};

/// A variable: its name, what the schema lets it be, and where the model has it.
pub(crate) struct Variable {
    pub(crate) name: &'static str,
    /// The name as it is written.
    pub(super) key: &'static Key,
    pub(crate) number: bool,
    pub(crate) home: Home,
}

/// Where the model has a variable.
pub(crate) enum Home {
    Key,
    Kind,
    Language,
    Text(&'static Text),
    Line(&'static Line),
    /// Which field it is, [`moving_home`] says where it is not given here: titles move when a volume
    /// has one of its own.
    Rich(Option<&'static Rich>),
    Abstract,
    Keyword,
    Categories,
    Note(Option<&'static str>),
    Names(Names),
    Date(DateHome),
    Id(Scheme),
    Link,
    /// Known to CSL and not to the model: it is kept in `extra` and written where it was.
    Left,
    Custom,
}

/// A field of plain text.
pub(crate) struct Text {
    pub(crate) get: for<'a> fn(&'a Article) -> Option<&'a str>,
    pub(crate) set: fn(&mut Article, Str),
}

/// A text in one language.
pub(crate) struct Line {
    pub(crate) get: for<'a> fn(&'a Article) -> Option<&'a RichText>,
    pub(crate) set: fn(&mut Article, RichText),
}

pub(crate) type GetRich = for<'a> fn(&'a Article) -> Option<&'a Multilingual<RichText>>;

/// A text in every language.
pub(crate) struct Rich {
    pub(crate) path: &'static str,
    pub(crate) get: GetRich,
    pub(crate) set: fn(&mut Article, Multilingual<RichText>),
    /// The subtitle that is joined to it, and its path.
    pub(crate) subtitle: Option<(&'static str, GetRich)>,
    /// Whether the model has a list of them, of which the variable is the first.
    pub(super) listed: bool,
}

/// Whose names a variable lists.
pub(crate) enum Names {
    Role(Role),
    Original,
    Reviewed,
}

pub(crate) enum DateHome {
    Of(DateKind),
    Event,
    Original,
}

macro_rules! text {
    ($name:ident, $field:ident) => {
        pub(crate) static $name: Text =
            Text { get: |a| a.$field.as_deref(), set: |a, value| a.$field = Some(value) };
    };
    ($name:ident, archive $field:ident) => {
        pub(crate) static $name: Text = Text {
            get: |a| a.archive.as_ref().map(|archive| archive.$field.as_str()),
            set: |a, value| a.archive.get_or_insert_default().$field = value,
        };
    };
}

macro_rules! line {
    ($name:ident, $field:ident) => {
        static $name: Line =
            Line { get: |a| a.$field.as_ref(), set: |a, value| a.$field = Some(value) };
    };
}

macro_rules! rich {
    ($name:ident, $path:literal, $field:ident) => {
        rich!($name, $path, $field, None);
    };
    ($name:ident, $path:literal, $field:ident, $subtitle:expr) => {
        static $name: Rich = Rich {
            path: $path,
            get: |a| Some(&a.$field),
            set: |a, value| a.$field = value,
            subtitle: $subtitle,
            listed: false,
        };
    };
    ($name:ident, $path:literal, $outer:ident . $field:ident) => {
        rich!($name, $path, $outer.$field, None);
    };
    ($name:ident, $path:literal, $outer:ident . $field:ident, $subtitle:expr) => {
        static $name: Rich = Rich {
            path: $path,
            get: |a| a.$outer.as_ref().map(|outer| &outer.$field),
            set: |a, value| a.$outer.get_or_insert_default().$field = value,
            subtitle: $subtitle,
            listed: false,
        };
    };
}

rich!(TITLE, "title", title, Some(("subtitle", |a| Some(&a.subtitle))));
rich!(SHORT_TITLE, "short-title", short_title);
rich!(PART_TITLE, "part-title", part_title);
rich!(ISSUE_TITLE, "issue-title", issue_title);
rich!(
    CONTAINER_TITLE,
    "container.title",
    container.title,
    Some(("container.subtitle", |a| subtitle(a.container.as_deref())))
);
rich!(CONTAINER_SHORT_TITLE, "container.short-title", container.short_title);
rich!(
    SERIES_TITLE,
    "series.title",
    series.title,
    Some(("series.subtitle", |a| subtitle(a.series.as_deref())))
);
rich!(
    MULTIVOLUME_TITLE,
    "multivolume.title",
    multivolume.title,
    Some(("multivolume.subtitle", |a| subtitle(a.multivolume.as_deref())))
);
rich!(EVENT_TITLE, "event.title", event.title);
rich!(EVENT_PLACE, "event.place", event.place);
rich!(ORIGINAL_TITLE, "original.title", original.title);
rich!(REVIEWED_TITLE, "reviewed.title", reviewed.title);
static PUBLISHER: Rich = Rich {
    path: "publishers",
    get: |a| a.publishers.first(),
    set: |a, value| a.publishers = [value].into(),
    subtitle: None,
    listed: true,
};
static PUBLISHER_PLACE: Rich = Rich {
    path: "publisher-places",
    get: |a| a.publisher_places.first(),
    set: |a, value| a.publisher_places = [value].into(),
    subtitle: None,
    listed: true,
};
static ORIGINAL_PUBLISHER: Rich = Rich {
    path: "original.publishers",
    get: |a| a.original.as_ref().and_then(|work| work.publishers.first()),
    set: |a, value| a.original.get_or_insert_default().publishers = [value].into(),
    subtitle: None,
    listed: true,
};
static ORIGINAL_PLACE: Rich = Rich {
    path: "original.publisher-places",
    get: |a| a.original.as_ref().and_then(|work| work.publisher_places.first()),
    set: |a, value| a.original.get_or_insert_default().publisher_places = [value].into(),
    subtitle: None,
    listed: true,
};

/// The texts that variables give in one language.
pub(super) static TITLES: &[&Rich] = &[
    &TITLE,
    &SHORT_TITLE,
    &PART_TITLE,
    &ISSUE_TITLE,
    &CONTAINER_TITLE,
    &CONTAINER_SHORT_TITLE,
    &SERIES_TITLE,
    &EVENT_TITLE,
    &EVENT_PLACE,
    &PUBLISHER,
    &PUBLISHER_PLACE,
    &ORIGINAL_TITLE,
    &ORIGINAL_PUBLISHER,
    &ORIGINAL_PLACE,
    &REVIEWED_TITLE,
];

fn subtitle(container: Option<&Container>) -> Option<&Multilingual<RichText>> {
    container.map(|container| &container.subtitle)
}

text!(VOLUME, volume);
text!(ISSUE, issue);
text!(SUPPLEMENT, supplement);
text!(PART, part);
text!(NUMBER, number);
text!(ARTICLE_NUMBER, article_number);
text!(SERIES_NUMBER, series_number);
text!(CHAPTER, chapter);
text!(VERSION, version);
text!(PAGE_COUNT, page_count);
text!(VOLUME_COUNT, volume_count);
text!(SECTION, section);
text!(MEDIUM, medium);
text!(DIMENSIONS, dimensions);
text!(SCALE, scale);
text!(AUTHORITY, authority);
text!(JURISDICTION, jurisdiction);
text!(CALL_NUMBER, call_number);
text!(SOURCE, source);
text!(ARCHIVE, archive name);
text!(ARCHIVE_COLLECTION, archive collection);
text!(ARCHIVE_LOCATION, archive location);
text!(ARCHIVE_PLACE, archive place);
static PAGES: Text = Text {
    get: |a| a.pages.as_ref().map(|pages| pages.text.as_str()),
    set: |a, value| a.pages = Some(Pages::from(value.as_str())),
};

line!(GENRE, genre);
line!(EDITION, edition);
line!(STATUS, status);
static REVIEWED_GENRE: Line = Line {
    get: |a| a.reviewed.as_ref().and_then(|work| work.genre.as_ref()),
    set: |a, value| a.reviewed.get_or_insert_default().genre = Some(value),
};

/// What a title of a volume says of a work of that kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum VolumeTitle {
    /// The issue has it; titles stay where they are.
    Issue,
    /// The book has it, and `container-title` is that of the whole set.
    Container,
    /// The work has it, and `title` is that of the whole set.
    Work,
}

fn volume_title(kind: &Kind) -> VolumeTitle {
    match kind {
        Kind::ArticleJournal
        | Kind::ArticleMagazine
        | Kind::ArticleNewspaper
        | Kind::Periodical
        | Kind::Review
        | Kind::ReviewBook => VolumeTitle::Issue,
        kind if kind.is_part() => VolumeTitle::Container,
        _ => VolumeTitle::Work,
    }
}

/// The variable that holds the title of the set when a volume of that kind has a title of its own.
pub(crate) fn set_title(kind: &Kind) -> Option<&'static str> {
    match volume_title(kind) {
        VolumeTitle::Issue => None,
        VolumeTitle::Container => Some("container-title"),
        VolumeTitle::Work => Some("title"),
    }
}

/// Whether `volume-title` is written for the title of a volume in a set.
pub(crate) fn has_volume_title(article: &Article) -> bool {
    let said = |rich: &Rich| (rich.get)(article).is_some_and(|title| !title.is_empty());
    said(&MULTIVOLUME_TITLE)
        && match volume_title(&article.kind) {
            VolumeTitle::Issue => false,
            VolumeTitle::Container => said(&CONTAINER_TITLE),
            VolumeTitle::Work => said(&TITLE),
        }
}

/// The field of a title that moves, in a record of that kind and with or without a title of a
/// volume in a set.
pub(crate) fn moving_home(name: &str, kind: &Kind, volume: bool) -> Option<&'static Rich> {
    let means = volume_title(kind);
    Some(match name {
        "title" if volume && means == VolumeTitle::Work => &MULTIVOLUME_TITLE,
        "title" => &TITLE,
        "volume-title" => match means {
            VolumeTitle::Issue => &ISSUE_TITLE,
            VolumeTitle::Container => &CONTAINER_TITLE,
            VolumeTitle::Work if volume => &TITLE,
            VolumeTitle::Work => &PART_TITLE,
        },
        "container-title" if volume && means == VolumeTitle::Container => &MULTIVOLUME_TITLE,
        "container-title" => &CONTAINER_TITLE,
        _ => return None,
    })
}

/// Who says what stands in a record's variables.
pub(super) trait Says {
    /// Whether there is something for the variable at that place, of those that
    /// [`Home::is_listed`].
    fn is_listed(&self, place: usize) -> bool;

    /// Says what there is for the variable at that place, if it can.
    fn say(&mut self, place: usize, variable: &'static Variable, home: &Home) -> Option<()>;
}

/// The field of a title that moves, in a record that is no volume of a set.
#[allow(clippy::inline_always, reason = "as below")]
#[inline(always)]
pub(super) fn unmoved_home(name: &str) -> Option<&'static Rich> {
    match name {
        "title" => Some(&TITLE),
        "container-title" => Some(&CONTAINER_TITLE),
        _ => None,
    }
}

impl Home {
    /// Whether names of contributors or leftovers stand in the variable.
    #[allow(clippy::inline_always, reason = "as below")]
    #[inline(always)]
    const fn is_listed(&self) -> bool {
        matches!(self, Self::Names(Names::Role(_)) | Self::Left | Self::Language)
    }

    /// Whether the record may have something to say in the variable of that name. Names of
    /// contributors and leftovers are looked for elsewhere.
    #[allow(clippy::inline_always, reason = "of a row that is known little is left of it")]
    #[inline(always)]
    fn may_be_said(&self, name: &str, article: &Article) -> bool {
        match self {
            Self::Key | Self::Kind => true,
            Self::Language => article.language.is_some(),
            // A number may be the article's, or its own.
            Self::Text(_) if name == "number" => {
                article.number.is_some() || article.article_number.is_some()
            }
            Self::Text(text) => (text.get)(article).is_some(),
            Self::Line(line) => (line.get)(article).is_some(),
            Self::Rich(Some(rich)) => rich.may_be_said(article),
            // In a volume of a set they move.
            Self::Rich(None) if article.multivolume.is_some() => true,
            Self::Rich(None) if name == "title" => TITLE.may_be_said(article),
            Self::Rich(None) if name == "container-title" => CONTAINER_TITLE.may_be_said(article),
            Self::Rich(None) => !article.issue_title.is_empty(),
            Self::Abstract => !article.abstracts.is_empty(),
            Self::Keyword => !article.keywords.is_empty(),
            Self::Categories => !article.subjects.is_empty(),
            Self::Note(_) => !article.notes.is_empty(),
            Self::Names(Names::Original) => article.original.is_some(),
            Self::Names(Names::Reviewed) => article.reviewed.is_some(),
            Self::Date(DateHome::Of(kind)) => has_date(&article.dates, kind),
            Self::Date(DateHome::Event) => article.event.is_some(),
            Self::Date(DateHome::Original) => article.original.is_some(),
            Self::Id(scheme) => {
                has_scheme(&article.identifiers, scheme)
                    || article
                        .container
                        .as_ref()
                        .is_some_and(|container| has_scheme(&container.identifiers, scheme))
            }
            Self::Link => !article.links.is_empty(),
            Self::Names(Names::Role(_)) | Self::Left | Self::Custom => false,
        }
    }
}

// A scheme and a kind of the table have a name each, so that it says all which one they are.

#[allow(clippy::inline_always, reason = "as above")]
#[inline(always)]
fn has_scheme(list: &[Identifier], scheme: &Scheme) -> bool {
    for one in list {
        if discriminant(&one.scheme) == discriminant(scheme) {
            return true;
        }
    }
    false
}

#[allow(clippy::inline_always, reason = "as above")]
#[inline(always)]
fn has_date(list: &[Dated], kind: &DateKind) -> bool {
    for date in list {
        if discriminant(&date.kind) == discriminant(kind) {
            return true;
        }
    }
    false
}

impl Rich {
    #[allow(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn may_be_said(&self, article: &Article) -> bool {
        let said = |get: GetRich| get(article).is_some_and(|all| !all.is_empty());
        said(self.get)
            || self.subtitle.is_some_and(|(_, get)| said(get))
            || (self.listed && (self.get)(article).is_some())
    }
}

/// The field of a variable of plain text in a record of that kind: an article's `number` is that
/// of the article, in a journal that has no pages.
pub(crate) fn text_home(text: &'static Text, name: &str, kind: &Kind) -> &'static Text {
    if *kind == Kind::ArticleJournal && name == "number" { &ARTICLE_NUMBER } else { text }
}

macro_rules! variables {
    ($($name:literal $($number:ident)?: $home:expr;)*) => {
        /// Every variable, in the order of writing.
        pub(crate) static VARIABLES: &[Variable] = &[
            $(Variable {
                name: $name, key: key!($name), number: variables!(@ $($number)?), home: $home
            },)*
        ];

        /// Asks for every variable that a record may have something to say in, in the order of
        /// the table. It is made row by row when the program is compiled: every record that is
        /// written is asked for every variable.
        pub(super) fn each_said<S: Says>(article: &Article, says: &mut S) -> Option<()> {
            let mut place = 0;
            $({
                const HOME: &Home = &$home;
                if HOME.may_be_said($name, article) || (HOME.is_listed() && says.is_listed(place)) {
                    says.say(place, VARIABLES.get(place)?, HOME)?;
                }
                place += 1;
            })*
            debug_assert_eq!(place, VARIABLES.len(), "all rows");
            Some(())
        }

        /// The names of the variables, and behind them those that are names of old only.
        const NAMES: &[&str] =
            &[$($name,)* "short-title", "container-short-title", "short-container-title", "part-number", "supplement-number"];
    };
    (@ number) => { true };
    (@) => { false };
}

/// Names that other programs have, or older CSL had, for a variable.
const ALIASES: &[(&str, &str)] = &[
    ("shortTitle", "title-short"),
    ("short-title", "title-short"),
    ("journalAbbreviation", "container-title-short"),
    ("container-short-title", "container-title-short"),
    ("short-container-title", "container-title-short"),
    ("event", "event-title"),
    ("part-number", "part"),
    ("supplement-number", "supplement"),
];

static INDEX: Index = Index::new(NAMES);

/// How many places [`place_of`] has; [`Present`](super::read) holds a set of them.
pub(super) const PLACES: usize = 128;

const _: () = assert!(NAMES.len() <= PLACES);

/// The place of a name that CSL knows, or knew: that of its row in [`VARIABLES`] if it has one.
pub(super) fn place_of(name: &str) -> Option<usize> {
    INDEX.find(NAMES, name)
}

/// The name at a place.
pub(super) fn name_at(place: usize) -> &'static str {
    NAMES.get(place).copied().unwrap_or_default()
}

/// The name of today for the name at a place, if that is one of old.
pub(super) fn today(place: usize) -> Option<&'static str> {
    // Names of old stand behind `custom`, or have no row.
    if place < FIRST_OLD {
        return None;
    }
    let name = name_at(place);
    ALIASES.iter().find(|(of, _)| *of == name).map(|(_, today)| *today)
}

/// The variable of that name.
pub(crate) fn variable(name: &str) -> Option<&'static Variable> {
    VARIABLES.get(place_of(name)?)
}

variables! {
    "id" number: Home::Key;
    "type": Home::Kind;
    "citation-key": Home::Left;
    "language": Home::Language;
    "title": Home::Rich(None);
    "title-short": Home::Rich(Some(&SHORT_TITLE));
    "part-title": Home::Rich(Some(&PART_TITLE));
    "author": Home::Names(Names::Role(Role::Author));
    "editor": Home::Names(Names::Role(Role::Editor));
    "translator": Home::Names(Names::Role(Role::Translator));
    "container-author": Home::Names(Names::Role(Role::ContainerAuthor));
    "collection-editor": Home::Names(Names::Role(Role::CollectionEditor));
    "editorial-director": Home::Names(Names::Role(Role::EditorialDirector));
    "chair": Home::Names(Names::Role(Role::Chair));
    "compiler": Home::Names(Names::Role(Role::Compiler));
    "composer": Home::Names(Names::Role(Role::Composer));
    "contributor": Home::Names(Names::Role(Role::Contributor));
    "curator": Home::Names(Names::Role(Role::Curator));
    "director": Home::Names(Names::Role(Role::Director));
    "executive-producer": Home::Names(Names::Role(Role::ExecutiveProducer));
    "guest": Home::Names(Names::Role(Role::Guest));
    "host": Home::Names(Names::Role(Role::Host));
    "illustrator": Home::Names(Names::Role(Role::Illustrator));
    "interviewer": Home::Names(Names::Role(Role::Interviewer));
    "narrator": Home::Names(Names::Role(Role::Narrator));
    "organizer": Home::Names(Names::Role(Role::Organizer));
    "performer": Home::Names(Names::Role(Role::Performer));
    "producer": Home::Names(Names::Role(Role::Producer));
    "recipient": Home::Names(Names::Role(Role::Recipient));
    "script-writer": Home::Names(Names::Role(Role::ScriptWriter));
    "series-creator": Home::Names(Names::Role(Role::SeriesCreator));
    "container-title": Home::Rich(None);
    "container-title-short": Home::Rich(Some(&CONTAINER_SHORT_TITLE));
    "volume-title": Home::Rich(None);
    "volume-title-short": Home::Left;
    "collection-title": Home::Rich(Some(&SERIES_TITLE));
    "collection-number" number: Home::Text(&SERIES_NUMBER);
    "volume" number: Home::Text(&VOLUME);
    "issue" number: Home::Text(&ISSUE);
    "supplement" number: Home::Text(&SUPPLEMENT);
    "part" number: Home::Text(&PART);
    "number" number: Home::Text(&NUMBER);
    "chapter-number" number: Home::Text(&CHAPTER);
    "section": Home::Text(&SECTION);
    "page" number: Home::Text(&PAGES);
    "page-first" number: Home::Left;
    "locator" number: Home::Left;
    "number-of-pages" number: Home::Text(&PAGE_COUNT);
    "number-of-volumes" number: Home::Text(&VOLUME_COUNT);
    "edition" number: Home::Line(&EDITION);
    "printing" number: Home::Left;
    "version": Home::Text(&VERSION);
    "issued": Home::Date(DateHome::Of(DateKind::Published));
    "available-date": Home::Date(DateHome::Of(DateKind::Available));
    "submitted": Home::Date(DateHome::Of(DateKind::Submitted));
    "accessed": Home::Date(DateHome::Of(DateKind::Accessed));
    "year-suffix": Home::Left;
    "event-title": Home::Rich(Some(&EVENT_TITLE));
    "event-place": Home::Rich(Some(&EVENT_PLACE));
    "event-date": Home::Date(DateHome::Event);
    "publisher": Home::Rich(Some(&PUBLISHER));
    "publisher-place": Home::Rich(Some(&PUBLISHER_PLACE));
    "genre": Home::Line(&GENRE);
    "status": Home::Line(&STATUS);
    "medium": Home::Text(&MEDIUM);
    "dimensions": Home::Text(&DIMENSIONS);
    "scale": Home::Text(&SCALE);
    "authority": Home::Text(&AUTHORITY);
    "jurisdiction": Home::Text(&JURISDICTION);
    "division": Home::Left;
    "DOI": Home::Id(Scheme::Doi);
    "ISBN": Home::Id(Scheme::Isbn);
    "ISSN": Home::Id(Scheme::Issn);
    "PMID": Home::Id(Scheme::Pmid);
    "PMCID": Home::Id(Scheme::Pmcid);
    "URL": Home::Link;
    "abstract": Home::Abstract;
    "keyword": Home::Keyword;
    "categories": Home::Categories;
    "note": Home::Note(None);
    "annote": Home::Note(Some("annotation"));
    "original-title": Home::Rich(Some(&ORIGINAL_TITLE));
    "original-author": Home::Names(Names::Original);
    "original-date": Home::Date(DateHome::Original);
    "original-publisher": Home::Rich(Some(&ORIGINAL_PUBLISHER));
    "original-publisher-place": Home::Rich(Some(&ORIGINAL_PLACE));
    "reviewed-title": Home::Rich(Some(&REVIEWED_TITLE));
    "reviewed-author": Home::Names(Names::Reviewed);
    "reviewed-genre": Home::Line(&REVIEWED_GENRE);
    "archive": Home::Text(&ARCHIVE);
    "archive_collection": Home::Text(&ARCHIVE_COLLECTION);
    "archive_location": Home::Text(&ARCHIVE_LOCATION);
    "archive-place": Home::Text(&ARCHIVE_PLACE);
    "call-number": Home::Text(&CALL_NUMBER);
    "source": Home::Text(&SOURCE);
    "references": Home::Left;
    "citation-number" number: Home::Left;
    "citation-label": Home::Left;
    "first-reference-note-number" number: Home::Left;
    "custom": Home::Custom;
    "shortTitle": Home::Left;
    "journalAbbreviation": Home::Left;
    "event": Home::Left;
}

/// Where the names of old begin.
const FIRST_OLD: usize = NAMES.len() - ALIASES.len();

/// What an item holds: its variables exactly, `custom` the rest. Of [`Dialect::Plain`], which has no
/// `custom`, what is moved here is dropped.
///
/// [`Dialect::Plain`]: super::Dialect::Plain
pub(crate) const HOLDS: &[FieldRow] = &[
    (Field::Key, Exact, Moved),
    (Field::Kind, Exact, Moved),
    (Field::Genre, Exact, Moved),
    (Field::Language, Exact, Moved),
    (Field::Languages, Moved, Moved),
    (Field::Title, Exact, Moved),
    (Field::Subtitle, Moved, Moved),
    (Field::TitleAddon, Moved, Moved),
    (Field::ShortTitle, Exact, Moved),
    (Field::PartTitle, Exact, Moved),
    (Field::Name, Exact, Moved),
    (Field::Role, Exact, Moved),
    (Field::Orcid, Moved, Moved),
    (Field::ContributorIdentifier, Moved, Moved),
    (Field::ContributorAffiliation, Moved, Moved),
    (Field::Email, Moved, Moved),
    (Field::Corresponding, Moved, Moved),
    (Field::EqualContribution, Moved, Moved),
    (Field::Deceased, Moved, Moved),
    (Field::Task, Moved, Moved),
    (Field::Member, Moved, Moved),
    (Field::Others, Moved, Moved),
    (Field::Affiliation, Moved, Moved),
    (Field::AffiliationIdentifier, Moved, Moved),
    (Field::AffiliationCountryCode, Moved, Moved),
    (Field::Abstract, Exact, Moved),
    (Field::AbstractKind, Moved, Moved),
    (Field::AbstractTitle, Moved, Moved),
    (Field::AbstractSections, Moved, Moved),
    (Field::Keywords, Exact, Moved),
    (Field::KeywordsKind, Moved, Moved),
    (Field::KeywordsTitle, Moved, Moved),
    (Field::Subjects, Exact, Moved),
    (Field::ContainerTitle, Exact, Moved),
    (Field::ContainerSubtitle, Moved, Moved),
    (Field::ContainerTitleAddon, Moved, Moved),
    (Field::ContainerShortTitle, Exact, Moved),
    (Field::ContainerIssn, Exact, Moved),
    (Field::ContainerIsbn, Exact, Moved),
    (Field::ContainerIdentifier, Moved, Moved),
    (Field::ContainerContributors, Moved, Moved),
    (Field::SeriesTitle, Exact, Moved),
    (Field::SeriesSubtitle, Moved, Moved),
    (Field::SeriesTitleAddon, Moved, Moved),
    (Field::SeriesShortTitle, Moved, Moved),
    (Field::SeriesIssn, Moved, Moved),
    (Field::SeriesIsbn, Moved, Moved),
    (Field::SeriesIdentifier, Moved, Moved),
    (Field::SeriesContributors, Moved, Moved),
    (Field::MultivolumeTitle, Moved, Moved),
    (Field::MultivolumeSubtitle, Moved, Moved),
    (Field::MultivolumeTitleAddon, Moved, Moved),
    (Field::MultivolumeShortTitle, Moved, Moved),
    (Field::MultivolumeIssn, Moved, Moved),
    (Field::MultivolumeIsbn, Moved, Moved),
    (Field::MultivolumeIdentifier, Moved, Moved),
    (Field::MultivolumeContributors, Moved, Moved),
    (Field::IssueTitle, Exact, Moved),
    (Field::EventTitle, Exact, Moved),
    (Field::EventTitleAddon, Moved, Moved),
    (Field::EventPlace, Exact, Moved),
    (Field::EventDate, Exact, Moved),
    (Field::EventSponsors, Moved, Moved),
    (Field::Volume, Exact, Moved),
    (Field::Issue, Exact, Moved),
    (Field::Supplement, Exact, Moved),
    (Field::Part, Exact, Moved),
    (Field::Number, Exact, Moved),
    (Field::SeriesNumber, Exact, Moved),
    (Field::ArticleNumber, Exact, Moved),
    (Field::Chapter, Exact, Moved),
    (Field::Edition, Exact, Moved),
    (Field::Version, Exact, Moved),
    (Field::Pages, Exact, Moved),
    (Field::PageCount, Exact, Moved),
    (Field::VolumeCount, Exact, Moved),
    (Field::Section, Exact, Moved),
    (Field::PublishedDate, Exact, Moved),
    (Field::AccessedDate, Exact, Moved),
    (Field::SubmittedDate, Exact, Moved),
    (Field::AvailableDate, Exact, Moved),
    (Field::CollectionDate, Moved, Moved),
    (Field::HistoryDate, Moved, Moved),
    (Field::DateMedium, Moved, Moved),
    (Field::Publisher, Exact, Moved),
    (Field::PublisherPlace, Exact, Moved),
    (Field::Doi, Exact, Moved),
    (Field::Isbn, Exact, Moved),
    (Field::Issn, Exact, Moved),
    (Field::Pmid, Exact, Moved),
    (Field::Pmcid, Exact, Moved),
    (Field::OtherIdentifier, Moved, Moved),
    (Field::Link, Exact, Moved),
    (Field::FurtherLink, Moved, Moved),
    (Field::OriginalTitle, Exact, Moved),
    (Field::OriginalContributors, Exact, Moved),
    (Field::OriginalDate, Exact, Moved),
    (Field::OriginalPublisher, Exact, Moved),
    (Field::OriginalPublisherPlace, Exact, Moved),
    (Field::OriginalLanguages, Moved, Moved),
    (Field::OriginalGenre, Moved, Moved),
    (Field::ReviewedTitle, Exact, Moved),
    (Field::ReviewedContributors, Exact, Moved),
    (Field::ReviewedDate, Moved, Moved),
    (Field::ReviewedPublisher, Moved, Moved),
    (Field::ReviewedPublisherPlace, Moved, Moved),
    (Field::ReviewedLanguages, Moved, Moved),
    (Field::ReviewedGenre, Exact, Moved),
    (Field::Related, Moved, Moved),
    (Field::Translation, Moved, Moved),
    (Field::CopyrightStatement, Moved, Moved),
    (Field::CopyrightYear, Moved, Moved),
    (Field::CopyrightHolder, Moved, Moved),
    (Field::License, Moved, Moved),
    (Field::Funding, Moved, Moved),
    (Field::FundingStatement, Moved, Moved),
    (Field::Status, Exact, Moved),
    (Field::Medium, Exact, Moved),
    (Field::Dimensions, Exact, Moved),
    (Field::Scale, Exact, Moved),
    (Field::Authority, Exact, Moved),
    (Field::Jurisdiction, Exact, Moved),
    (Field::ArchiveName, Exact, Moved),
    (Field::ArchiveCollection, Exact, Moved),
    (Field::ArchiveLocation, Exact, Moved),
    (Field::ArchivePlace, Exact, Moved),
    (Field::CallNumber, Exact, Moved),
    (Field::Source, Exact, Moved),
    (Field::Note, Exact, Moved),
    (Field::Reference, Moved, Moved),
    (Field::Extra, Moved, Moved),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_row() {
        for field in Field::ALL {
            let (value, forms) = crate::formats::holding(HOLDS, *field);
            let path = field.path();
            assert!(![value, forms].contains(&crate::format::Holding::Dropped), "{path}");
        }
    }

    #[test]
    fn the_names_of_old_stand_behind_the_others() {
        for (place, name) in NAMES.iter().enumerate() {
            assert_eq!(place_of(name), Some(place));
            assert_eq!(today(place).is_some(), ALIASES.iter().any(|(of, _)| of == name), "{name}");
            if let Some(today) = today(place) {
                assert!(variable(today).is_some());
            }
        }
    }

    #[test]
    fn the_variables_are_those_of_the_schema() {
        let schema = include_str!("../../../fixtures/schemas/csl-data.json");
        let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
        let properties = schema["items"]["properties"].as_object().unwrap();
        assert_eq!(properties.len(), VARIABLES.len());
        for (name, property) in properties {
            let variable = variable(name).unwrap();
            assert_eq!(variable.number, property["type"].is_array(), "{name}");
            if matches!(variable.home, Home::Rich(None)) {
                assert!(moving_home(name, &Kind::Book, false).is_some(), "{name}");
            }
        }
    }
}
