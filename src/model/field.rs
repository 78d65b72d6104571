//! The fields of a record as values: what a table of a format speaks about, and where a report
//! points.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    Article, Container, Contributor, DateKind, Event, Identifier, Multilingual, OtherWork, Scheme,
    is_default,
};

/// A place in a record: `title`, `title[1]` (its second language), `contributors[0].orcid`.
/// Positions count from 0.
///
/// ```
/// use polybib::FieldPath;
///
/// assert_eq!(FieldPath::new("contributors[0].orcid").to_string(), "contributors[0].orcid");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldPath(String);

impl FieldPath {
    /// The place that `path` names.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for FieldPath {
    fn from(path: &str) -> Self {
        Self::new(path)
    }
}

impl From<String> for FieldPath {
    fn from(path: String) -> Self {
        Self(path)
    }
}

macro_rules! fields {
    ($($(#[$meta:meta])* $field:ident = $path:literal,)*) => {
        /// A field of an [`Article`], the unit in which a format says what it holds.
        ///
        /// ```
        /// use polybib::{Field, Format};
        ///
        /// assert_eq!(Field::Orcid.path(), "contributors[].orcid");
        /// assert!(Format::Jats.holds(Field::Orcid).is_kept());
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Field {
            $($(#[$meta])* #[doc = concat!("`", $path, "`")] $field,)*
        }

        impl Field {
            /// Every field, in the order of the model.
            pub const ALL: &'static [Self] = &[$(Self::$field,)*];

            /// Where the field stands in a record; `[]` is any position.
            #[must_use]
            pub const fn path(self) -> &'static str {
                match self {
                    $(Self::$field => $path,)*
                }
            }
        }
    };
}

fields! {
    Key = "key",
    Kind = "kind",
    Genre = "genre",
    Language = "language",
    Languages = "languages[]",
    Title = "title",
    Subtitle = "subtitle",
    TitleAddon = "title-addon",
    ShortTitle = "short-title",
    PartTitle = "part-title",
    Name = "contributors[].name",
    Role = "contributors[].role",
    Orcid = "contributors[].orcid",
    ContributorIdentifier = "contributors[].identifiers[]",
    ContributorAffiliation = "contributors[].affiliations[]",
    Email = "contributors[].emails[]",
    Corresponding = "contributors[].corresponding",
    EqualContribution = "contributors[].equal-contribution",
    Deceased = "contributors[].deceased",
    Task = "contributors[].tasks[]",
    Member = "contributors[].members[]",
    Others = "others[]",
    Affiliation = "affiliations[].forms",
    AffiliationIdentifier = "affiliations[].identifiers[]",
    AffiliationCountryCode = "affiliations[].country-code",
    Abstract = "abstracts[]",
    AbstractKind = "abstracts[].kind",
    AbstractTitle = "abstracts[].title",
    AbstractSections = "abstracts[].sections",
    Keywords = "keywords[]",
    KeywordsKind = "keywords[].kind",
    KeywordsTitle = "keywords[].title",
    Subjects = "subjects[]",
    ContainerTitle = "container.title",
    ContainerSubtitle = "container.subtitle",
    ContainerTitleAddon = "container.title-addon",
    ContainerShortTitle = "container.short-title",
    ContainerIssn = "container.identifiers[issn]",
    ContainerIsbn = "container.identifiers[isbn]",
    ContainerIdentifier = "container.identifiers[]",
    ContainerContributors = "container.contributors[]",
    SeriesTitle = "series.title",
    SeriesSubtitle = "series.subtitle",
    SeriesTitleAddon = "series.title-addon",
    SeriesShortTitle = "series.short-title",
    SeriesIssn = "series.identifiers[issn]",
    SeriesIsbn = "series.identifiers[isbn]",
    SeriesIdentifier = "series.identifiers[]",
    SeriesContributors = "series.contributors[]",
    MultivolumeTitle = "multivolume.title",
    MultivolumeSubtitle = "multivolume.subtitle",
    MultivolumeTitleAddon = "multivolume.title-addon",
    MultivolumeShortTitle = "multivolume.short-title",
    MultivolumeIssn = "multivolume.identifiers[issn]",
    MultivolumeIsbn = "multivolume.identifiers[isbn]",
    MultivolumeIdentifier = "multivolume.identifiers[]",
    MultivolumeContributors = "multivolume.contributors[]",
    IssueTitle = "issue-title",
    EventTitle = "event.title",
    EventTitleAddon = "event.title-addon",
    EventPlace = "event.place",
    EventDate = "event.date",
    EventSponsors = "event.sponsors[]",
    Volume = "volume",
    Issue = "issue",
    Supplement = "supplement",
    Part = "part",
    Number = "number",
    SeriesNumber = "series-number",
    ArticleNumber = "article-number",
    Chapter = "chapter",
    Edition = "edition",
    Version = "version",
    Pages = "pages",
    PageCount = "page-count",
    VolumeCount = "volume-count",
    Section = "section",
    PublishedDate = "dates[published]",
    AccessedDate = "dates[accessed]",
    SubmittedDate = "dates[submitted]",
    AvailableDate = "dates[available]",
    CollectionDate = "dates[collection]",
    HistoryDate = "dates[]",
    DateMedium = "dates[].medium",
    Publisher = "publishers[]",
    PublisherPlace = "publisher-places[]",
    Doi = "identifiers[doi]",
    Isbn = "identifiers[isbn]",
    Issn = "identifiers[issn]",
    Pmid = "identifiers[pmid]",
    Pmcid = "identifiers[pmcid]",
    OtherIdentifier = "identifiers[]",
    Link = "links[0]",
    FurtherLink = "links[]",
    OriginalTitle = "original.title",
    OriginalContributors = "original.contributors[]",
    OriginalDate = "original.date",
    OriginalPublisher = "original.publishers[]",
    OriginalPublisherPlace = "original.publisher-places[]",
    OriginalLanguages = "original.languages[]",
    OriginalGenre = "original.genre",
    ReviewedTitle = "reviewed.title",
    ReviewedContributors = "reviewed.contributors[]",
    ReviewedDate = "reviewed.date",
    ReviewedPublisher = "reviewed.publishers[]",
    ReviewedPublisherPlace = "reviewed.publisher-places[]",
    ReviewedLanguages = "reviewed.languages[]",
    ReviewedGenre = "reviewed.genre",
    Related = "related[]",
    Translation = "translations[]",
    CopyrightStatement = "permissions.statement",
    CopyrightYear = "permissions.year",
    CopyrightHolder = "permissions.holders[]",
    License = "permissions.licenses[]",
    Funding = "funding[]",
    FundingStatement = "funding-statement",
    Status = "status",
    Medium = "medium",
    Dimensions = "dimensions",
    Scale = "scale",
    Authority = "authority",
    Jurisdiction = "jurisdiction",
    ArchiveName = "archive.name",
    ArchiveCollection = "archive.collection",
    ArchiveLocation = "archive.location",
    ArchivePlace = "archive.place",
    CallNumber = "call-number",
    Source = "source",
    Note = "notes[]",
    Reference = "references[]",
    Extra = "extra[]",
}

impl Field {
    /// Whether the field has a value for each of several languages and forms.
    ///
    /// ```
    /// use polybib::Field;
    ///
    /// assert!(Field::Title.is_multilingual());
    /// assert!(!Field::Volume.is_multilingual());
    /// ```
    #[must_use]
    pub const fn is_multilingual(self) -> bool {
        matches!(
            self,
            Self::Title
                | Self::Subtitle
                | Self::TitleAddon
                | Self::ShortTitle
                | Self::PartTitle
                | Self::Name
                | Self::Affiliation
                | Self::ContainerTitle
                | Self::ContainerSubtitle
                | Self::ContainerTitleAddon
                | Self::ContainerShortTitle
                | Self::SeriesTitle
                | Self::SeriesSubtitle
                | Self::SeriesTitleAddon
                | Self::SeriesShortTitle
                | Self::MultivolumeTitle
                | Self::MultivolumeSubtitle
                | Self::MultivolumeTitleAddon
                | Self::MultivolumeShortTitle
                | Self::IssueTitle
                | Self::EventTitle
                | Self::EventTitleAddon
                | Self::EventPlace
                | Self::EventSponsors
                | Self::Publisher
                | Self::PublisherPlace
                | Self::OriginalTitle
                | Self::OriginalPublisher
                | Self::OriginalPublisherPlace
                | Self::ReviewedTitle
                | Self::ReviewedPublisher
                | Self::ReviewedPublisherPlace
                | Self::CopyrightStatement
                | Self::CopyrightHolder
                | Self::FundingStatement
                | Self::Note
        )
    }
}

/// One thing that a record says: which field it is, at which positions, and in which of its
/// languages or forms.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'a> {
    pub(crate) field: Field,
    /// The positions that stand in the field's path, outermost first.
    pub(crate) at: &'a [usize],
    /// 0 for a value or its primary form, then the further ones.
    pub(crate) form: usize,
}

impl Said<'_> {
    /// `contributors[0].name[1]` for the second form of the first contributor's name.
    pub(crate) fn path(&self) -> FieldPath {
        let mut path = String::new();
        let mut at = self.at.iter();
        let mut rest = self.field.path();
        while let Some((before, after)) = rest.split_once('[') {
            path.push_str(before);
            let (inside, after) = after.split_once(']').unwrap_or(("", after));
            match at.next() {
                Some(position) => path += &format!("[{position}]"),
                None => path += &format!("[{inside}]"),
            }
            rest = after;
        }
        path.push_str(rest);
        if self.form > 0 && self.field == Field::Note {
            path += ".text";
        }
        if self.form > 0 {
            path += &format!("[{}]", self.form);
        }
        FieldPath(path)
    }
}

/// Calls `visit` with everything that `article` says, in the order of the model. Cited works and
/// translations count as one thing each: they are records of their own.
pub(crate) fn visit(article: &Article, visit: &mut dyn FnMut(Said<'_>)) {
    let mut walk = Walk { visit };
    walk.article(article);
}

struct Walk<'v> {
    visit: &'v mut dyn FnMut(Said<'_>),
}

impl Walk<'_> {
    fn say(&mut self, field: Field, at: &[usize]) {
        (self.visit)(Said { field, at, form: 0 });
    }

    fn set<T: Default + PartialEq>(&mut self, field: Field, value: &T) {
        if !is_default(value) {
            self.say(field, &[]);
        }
    }

    fn each<T>(&mut self, field: Field, items: &[T]) {
        for i in 0..items.len() {
            self.say(field, &[i]);
        }
    }

    fn forms<T>(&mut self, field: Field, at: &[usize], value: &Multilingual<T>) {
        for form in 0..value.len() {
            (self.visit)(Said { field, at, form });
        }
    }

    fn each_forms<T>(&mut self, field: Field, items: &[Multilingual<T>]) {
        for (i, item) in items.iter().enumerate() {
            self.forms(field, &[i], item);
        }
    }

    fn article(&mut self, article: &Article) {
        self.set(Field::Key, &article.key);
        self.say(Field::Kind, &[]);
        self.set(Field::Genre, &article.genre);
        self.set(Field::Language, &article.language);
        self.each(Field::Languages, &article.languages);
        self.forms(Field::Title, &[], &article.title);
        self.forms(Field::Subtitle, &[], &article.subtitle);
        self.forms(Field::TitleAddon, &[], &article.title_addon);
        self.forms(Field::ShortTitle, &[], &article.short_title);
        self.forms(Field::PartTitle, &[], &article.part_title);
        self.people(article);
        self.texts(article);
        self.places(article);
        self.numbers(article);
        self.dates_and_identifiers(article);
        self.other_works(article);
        self.rights_and_rest(article);
    }

    fn people(&mut self, article: &Article) {
        for (i, person) in article.contributors.iter().enumerate() {
            self.contributor(i, person);
        }
        self.each(Field::Others, &article.others);
        for (i, affiliation) in article.affiliations.iter().enumerate() {
            self.forms(Field::Affiliation, &[i], &affiliation.forms);
            for j in 0..affiliation.identifiers.len() {
                self.say(Field::AffiliationIdentifier, &[i, j]);
            }
            if affiliation.country_code.is_some() {
                self.say(Field::AffiliationCountryCode, &[i]);
            }
        }
    }

    fn contributor(&mut self, i: usize, person: &Contributor) {
        self.say(Field::Role, &[i]);
        self.forms(Field::Name, &[i], &person.name);
        let lists = [
            (Field::ContributorIdentifier, person.identifiers.len()),
            (Field::ContributorAffiliation, person.affiliations.len()),
            (Field::Email, person.emails.len()),
            (Field::Task, person.tasks.len()),
            (Field::Member, person.members.len()),
        ];
        for (field, len) in lists {
            for j in 0..len {
                self.say(field, &[i, j]);
            }
        }
        let marks = [
            (Field::Orcid, person.orcid.is_some()),
            (Field::Corresponding, person.corresponding),
            (Field::EqualContribution, person.equal_contribution),
            (Field::Deceased, person.deceased),
        ];
        for (field, set) in marks {
            if set {
                self.say(field, &[i]);
            }
        }
    }

    fn texts(&mut self, article: &Article) {
        for (i, item) in article.abstracts.iter().enumerate() {
            let parts = [
                (Field::Abstract, true),
                (Field::AbstractKind, item.kind.is_some()),
                (Field::AbstractTitle, item.title.is_some()),
                (Field::AbstractSections, !item.sections.is_empty()),
            ];
            for (field, _) in parts.into_iter().filter(|(_, set)| *set) {
                self.say(field, &[i]);
            }
        }
        for (i, group) in article.keywords.iter().enumerate() {
            let parts = [
                (Field::Keywords, true),
                (Field::KeywordsKind, group.kind.is_some()),
                (Field::KeywordsTitle, group.title.is_some()),
            ];
            for (field, _) in parts.into_iter().filter(|(_, set)| *set) {
                self.say(field, &[i]);
            }
        }
        self.each(Field::Subjects, &article.subjects);
    }

    fn places(&mut self, article: &Article) {
        self.container(article.container.as_deref(), CONTAINER);
        self.container(article.series.as_deref(), SERIES);
        self.container(article.multivolume.as_deref(), MULTIVOLUME);
        self.forms(Field::IssueTitle, &[], &article.issue_title);
        if let Some(Event { title, title_addon, place, date, sponsors }) = article.event.as_deref()
        {
            self.forms(Field::EventTitle, &[], title);
            self.forms(Field::EventTitleAddon, &[], title_addon);
            self.forms(Field::EventPlace, &[], place);
            self.set(Field::EventDate, date);
            self.each_forms(Field::EventSponsors, sponsors);
        }
    }

    fn container(&mut self, container: Option<&Container>, fields: [Field; 8]) {
        let Some(container) = container else { return };
        let [title, subtitle, title_addon, short_title, serial, book, other, contributors] = fields;
        self.forms(title, &[], &container.title);
        self.forms(subtitle, &[], &container.subtitle);
        self.forms(title_addon, &[], &container.title_addon);
        self.forms(short_title, &[], &container.short_title);
        for (i, Identifier { scheme, .. }) in container.identifiers.iter().enumerate() {
            let field = match scheme {
                Scheme::Issn => serial,
                Scheme::Isbn => book,
                _ => other,
            };
            self.say(field, &[i]);
        }
        self.each(contributors, &container.contributors);
    }

    fn numbers(&mut self, article: &Article) {
        let numbers = [
            (Field::Volume, &article.volume),
            (Field::Issue, &article.issue),
            (Field::Supplement, &article.supplement),
            (Field::Part, &article.part),
            (Field::Number, &article.number),
            (Field::SeriesNumber, &article.series_number),
            (Field::ArticleNumber, &article.article_number),
            (Field::Chapter, &article.chapter),
            (Field::Version, &article.version),
            (Field::PageCount, &article.page_count),
            (Field::VolumeCount, &article.volume_count),
            (Field::Section, &article.section),
        ];
        for (field, value) in numbers {
            self.set(field, value);
        }
        self.set(Field::Edition, &article.edition);
        self.set(Field::Pages, &article.pages);
    }

    fn dates_and_identifiers(&mut self, article: &Article) {
        for (i, date) in article.dates.iter().enumerate() {
            let field = match date.kind {
                DateKind::Published => Field::PublishedDate,
                DateKind::Accessed => Field::AccessedDate,
                DateKind::Submitted => Field::SubmittedDate,
                DateKind::Available => Field::AvailableDate,
                DateKind::Collection => Field::CollectionDate,
                _ => Field::HistoryDate,
            };
            self.say(field, &[i]);
            if date.medium.is_some() {
                self.say(Field::DateMedium, &[i]);
            }
        }
        self.each_forms(Field::Publisher, &article.publishers);
        self.each_forms(Field::PublisherPlace, &article.publisher_places);
        for (i, identifier) in article.identifiers.iter().enumerate() {
            let field = match identifier.scheme {
                Scheme::Doi => Field::Doi,
                Scheme::Isbn => Field::Isbn,
                Scheme::Issn => Field::Issn,
                Scheme::Pmid => Field::Pmid,
                Scheme::Pmcid => Field::Pmcid,
                _ => Field::OtherIdentifier,
            };
            self.say(field, &[i]);
        }
        for i in 0..article.links.len() {
            self.say(if i == 0 { Field::Link } else { Field::FurtherLink }, &[i]);
        }
    }

    fn other_works(&mut self, article: &Article) {
        self.other_work(article.original.as_deref(), ORIGINAL);
        self.other_work(article.reviewed.as_deref(), REVIEWED);
        self.each(Field::Related, &article.related);
        self.each(Field::Translation, &article.translations);
    }

    fn other_work(&mut self, work: Option<&OtherWork>, fields: [Field; 7]) {
        let Some(work) = work else { return };
        let [title, contributors, date, publishers, places, languages, genre] = fields;
        self.forms(title, &[], &work.title);
        self.each(contributors, &work.contributors);
        self.set(date, &work.date);
        self.each_forms(publishers, &work.publishers);
        self.each_forms(places, &work.publisher_places);
        self.each(languages, &work.languages);
        self.set(genre, &work.genre);
    }

    fn rights_and_rest(&mut self, article: &Article) {
        if let Some(permissions) = &article.permissions {
            self.forms(Field::CopyrightStatement, &[], &permissions.statement);
            self.set(Field::CopyrightYear, &permissions.year);
            self.each_forms(Field::CopyrightHolder, &permissions.holders);
            self.each(Field::License, &permissions.licenses);
        }
        self.each(Field::Funding, &article.funding);
        self.forms(Field::FundingStatement, &[], &article.funding_statement);
        self.set(Field::Status, &article.status);
        let texts = [
            (Field::Medium, &article.medium),
            (Field::Dimensions, &article.dimensions),
            (Field::Scale, &article.scale),
            (Field::Authority, &article.authority),
            (Field::Jurisdiction, &article.jurisdiction),
            (Field::CallNumber, &article.call_number),
            (Field::Source, &article.source),
        ];
        for (field, value) in texts {
            self.set(field, value);
        }
        if let Some(archive) = &article.archive {
            self.set(Field::ArchiveName, &archive.name);
            self.set(Field::ArchiveCollection, &archive.collection);
            self.set(Field::ArchiveLocation, &archive.location);
            self.set(Field::ArchivePlace, &archive.place);
        }
        for (i, note) in article.notes.iter().enumerate() {
            self.forms(Field::Note, &[i], &note.text);
        }
        self.each(Field::Reference, &article.references);
        self.each(Field::Extra, &article.extra);
    }
}

const CONTAINER: [Field; 8] = [
    Field::ContainerTitle,
    Field::ContainerSubtitle,
    Field::ContainerTitleAddon,
    Field::ContainerShortTitle,
    Field::ContainerIssn,
    Field::ContainerIsbn,
    Field::ContainerIdentifier,
    Field::ContainerContributors,
];
const SERIES: [Field; 8] = [
    Field::SeriesTitle,
    Field::SeriesSubtitle,
    Field::SeriesTitleAddon,
    Field::SeriesShortTitle,
    Field::SeriesIssn,
    Field::SeriesIsbn,
    Field::SeriesIdentifier,
    Field::SeriesContributors,
];
const MULTIVOLUME: [Field; 8] = [
    Field::MultivolumeTitle,
    Field::MultivolumeSubtitle,
    Field::MultivolumeTitleAddon,
    Field::MultivolumeShortTitle,
    Field::MultivolumeIssn,
    Field::MultivolumeIsbn,
    Field::MultivolumeIdentifier,
    Field::MultivolumeContributors,
];
const ORIGINAL: [Field; 7] = [
    Field::OriginalTitle,
    Field::OriginalContributors,
    Field::OriginalDate,
    Field::OriginalPublisher,
    Field::OriginalPublisherPlace,
    Field::OriginalLanguages,
    Field::OriginalGenre,
];
const REVIEWED: [Field; 7] = [
    Field::ReviewedTitle,
    Field::ReviewedContributors,
    Field::ReviewedDate,
    Field::ReviewedPublisher,
    Field::ReviewedPublisherPlace,
    Field::ReviewedLanguages,
    Field::ReviewedGenre,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Localized, Name};

    #[test]
    fn paths_name_positions_and_forms() {
        let mut article = Article::default();
        let mut person = Contributor::new(Name::Literal("Ким".into()));
        person.name.push(Localized::new(Name::Literal("Kim".into())));
        person.emails.push("kim@example.org".into());
        article.contributors.push(person);
        article.identifiers.push(Identifier::new(Scheme::Doi, "10.5555/x"));
        let mut paths = Vec::new();
        visit(&article, &mut |said| paths.push(said.path().to_string()));
        let expected = [
            "kind",
            "contributors[0].role",
            "contributors[0].name",
            "contributors[0].name[1]",
            "contributors[0].emails[0]",
            "identifiers[0]",
        ];
        assert_eq!(paths, expected);
    }
}
