//! What can be chosen when JATS is written.

use super::habits::{Habits, JATS4R, PMC, SCIELO_SPS};

/// Options of JATS. Build them from the default.
///
/// ```
/// use polybib::jats::{Options, TagSet};
/// use polybib::{Article, Format, Kind, Writer};
///
/// let options = Options::default().tag_set(TagSet::Publishing);
/// let mut sink = Writer::new(Format::Jats).with(options).to(Vec::new());
/// let error = sink.write(&Article::new(Kind::ArticleJournal)).unwrap_err();
/// assert!(error.message().contains("an ISSN of the journal"));
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    pub(super) tag_set: TagSet,
    pub(super) version: Version,
    pub(super) profile: Profile,
    citations: Option<Citations>,
}

impl Options {
    /// The tag set to write by.
    ///
    /// ```
    /// use polybib::jats::{Options, TagSet};
    ///
    /// let options = Options::default().tag_set(TagSet::Archiving);
    /// # let _ = options;
    /// ```
    #[must_use]
    pub fn tag_set(mut self, tag_set: TagSet) -> Self {
        self.tag_set = tag_set;
        self
    }

    /// The version of JATS to write.
    ///
    /// ```
    /// use polybib::jats::{Options, Version};
    /// use polybib::{Article, Format, Kind, Writer};
    ///
    /// let options = Options::default().version(Version::V1_4);
    /// let mut sink = Writer::new(Format::Jats).with(options).to(Vec::new());
    /// assert!(sink.write(&Article::new(Kind::ArticleJournal))?.is_empty());
    /// let text = String::from_utf8(sink.finish()?).unwrap();
    /// assert!(text.contains("dtd-version=\"1.4\""));
    /// # Ok::<(), polybib::WriteError>(())
    /// ```
    #[must_use]
    pub fn version(mut self, version: Version) -> Self {
        self.version = version;
        self
    }

    /// Whose habits of tagging to follow.
    ///
    /// ```
    /// use polybib::jats::{Options, Profile};
    ///
    /// let options = Options::default().profile(Profile::Pmc);
    /// # let _ = options;
    /// ```
    #[must_use]
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    /// How references are tagged, whatever the profile's habit is.
    ///
    /// ```
    /// use polybib::jats::{Citations, Options};
    ///
    /// let options = Options::default().citations(Citations::Element);
    /// # let _ = options;
    /// ```
    #[must_use]
    pub fn citations(mut self, citations: Citations) -> Self {
        self.citations = Some(citations);
        self
    }

    pub(super) fn habits(&self) -> &'static Habits {
        match self.profile {
            Profile::Jats4r => &JATS4R,
            Profile::Pmc => &PMC,
            Profile::ScieloSps => &SCIELO_SPS,
        }
    }

    pub(super) fn how_to_cite(&self) -> Citations {
        self.citations.unwrap_or(self.habits().citations)
    }

    /// What an XML processor finds the DTD by.
    pub(super) fn doctype(&self) -> String {
        let (name, folder, file) = match self.tag_set {
            TagSet::Archiving => {
                ("Journal Archiving and Interchange", "archiving", "archivearticle")
            }
            TagSet::Publishing => ("Journal Publishing", "publishing", "journalpublishing"),
        };
        let (version, date, in_file) = match self.version {
            Version::V1_3 => ("1.3", "20210610", "1-3"),
            Version::V1_4 => ("1.4", "20241031", "1-4"),
        };
        format!(
            "<!DOCTYPE article PUBLIC \"-//NLM//DTD JATS (Z39.96) {name} DTD v{version} {date}//EN\" \
             \"http://jats.nlm.nih.gov/{folder}/{version}/JATS-{file}{in_file}.dtd\">"
        )
    }
}

/// One of the tag sets of JATS. Reading takes them all.
///
/// ```
/// assert_eq!(polybib::jats::TagSet::default(), polybib::jats::TagSet::Archiving);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TagSet {
    /// Journal Archiving and Interchange ("green"). A record without a journal is valid.
    #[default]
    Archiving,
    /// Journal Publishing ("blue"). Asks for a title and a journal with an ISSN; a record without
    /// them is an error that names what is missing.
    Publishing,
}

/// A version of JATS (ANSI/NISO Z39.96) to write. Reading takes them all.
///
/// ```
/// assert_eq!(polybib::jats::Version::default(), polybib::jats::Version::V1_3);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Version {
    /// 1.3, of 2021.
    #[default]
    V1_3,
    /// 1.4, of 2024. The [`Form`](crate::Form) of a value stands in `@lang-variant`, which is new in
    /// it, rather than in `@specific-use`.
    V1_4,
}

impl Version {
    /// `article/@dtd-version`.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::V1_3 => "1.3",
            Self::V1_4 => "1.4",
        }
    }
}

/// Whose habits of tagging are followed when JATS is written. Reading understands them all, and what
/// a habit has no room for is a [`Loss`](crate::Loss).
///
/// ```
/// use polybib::jats::{Options, Profile};
/// use polybib::{Contributor, Format, Article, Kind, Writer};
///
/// let mut article = Article::new(Kind::ArticleJournal);
/// article.contributors.push(Contributor::person("Carberry", "Josiah"));
/// article.contributors[0].orcid = Some("0000-0002-1825-0097".parse()?);
/// let options = Options::default().profile(Profile::ScieloSps);
/// let mut sink = Writer::new(Format::Jats).with(options).to(Vec::new());
/// assert!(sink.write(&article)?.is_empty());
/// let text = String::from_utf8(sink.finish()?)?;
/// assert!(text.contains("<contrib-id contrib-id-type=\"orcid\">0000-0002-1825-0097<"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Profile {
    /// The recommendations of JATS4R (jats4r.niso.org): languages, kinds of dates and media are said
    /// in full, ORCIDs and licences by their addresses.
    #[default]
    Jats4r,
    /// PubMed Central's tagging guidelines: a language only where it is not the article's, kinds of
    /// dates and ISSNs in `@pub-type`.
    Pmc,
    /// SciELO Publishing Schema 1.9: no language on the article's own title and abstract, bare
    /// ORCIDs, departments as `orgdiv1` …, every reference as `mixed-citation` and as
    /// `element-citation` side by side.
    ScieloSps,
}

/// How references are tagged.
///
/// A `mixed-citation` that is made of the parts has punctuation between them, and says `from-parts`
/// in `@specific-use`: its words are nobody's own, and are not read as the text of the reference.
///
/// ```
/// use polybib::jats::{Citations, Options};
/// use polybib::{Article, Format, Kind, Localized, Reference, Writer};
///
/// let mut cited = Article::new(Kind::Book);
/// cited.title.push(Localized::new("On the Origin of Species"));
/// cited.publishers.push(Localized::new("John Murray").into());
/// let mut article = Article::new(Kind::ArticleJournal);
/// article.references.push(Reference::structured(cited));
/// let options = Options::default().citations(Citations::Mixed);
/// let mut sink = Writer::new(Format::Jats).with(options).to(Vec::new());
/// assert!(sink.write(&article)?.is_empty());
/// let text = String::from_utf8(sink.finish()?)?;
/// assert!(text.contains("Species</source>. <publisher-name>John Murray</publisher-name>."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Citations {
    /// The text of a reference as `mixed-citation`, its parts as `element-citation`; both where the
    /// record has both.
    AsHeld,
    /// `element-citation` alone. Where a reference has parts its text is left out, which is a loss;
    /// where it has none, it is a `mixed-citation` all the same.
    Element,
    /// `mixed-citation` alone: the text, and the parts are left out, which is a loss; where a
    /// reference has no text, one that is made of its parts.
    Mixed,
    /// `mixed-citation` and `element-citation`. Where a reference has no text, the first is made of
    /// its parts; where it has no parts, there is no second.
    Both,
}
