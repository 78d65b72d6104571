//! The people and institutions behind a work.

use serde::{Deserialize, Serialize};

use super::{Identifier, Lang, List, Localized, Multilingual, Orcid, Str};

open_enum! {
    /// What a [`Contributor`] was to the work. The terms are those of CSL 1.0.2, and biblatex's
    /// where CSL has none.
    ///
    /// ```
    /// use polybib::Role;
    ///
    /// assert_eq!(Role::ContainerAuthor.as_str(), "container-author");
    /// assert_eq!(Role::default(), Role::Author);
    /// ```
    pub enum Role = Author {
        /// Wrote it.
        Author = "author",
        /// Edited it, or the work it is part of.
        Editor = "editor",
        /// Translated it.
        Translator = "translator",
        /// Wrote the work it is part of.
        ContainerAuthor = "container-author",
        /// Edits the series it is part of.
        CollectionEditor = "collection-editor",
        /// Directs the publication as a whole.
        EditorialDirector = "editorial-director",
        /// Wrote explanatory notes.
        Annotator = "annotator",
        /// Wrote a commentary.
        Commentator = "commentator",
        /// Wrote the introduction.
        Introduction = "introduction",
        /// Wrote the foreword.
        Foreword = "foreword",
        /// Wrote the afterword.
        Afterword = "afterword",
        /// Holds the patent.
        Holder = "holder",
        /// Chaired it.
        Chair = "chair",
        /// Gathered its parts.
        Compiler = "compiler",
        /// Composed the music.
        Composer = "composer",
        /// Had some other part in it.
        Contributor = "contributor",
        /// Curated it.
        Curator = "curator",
        /// Directed the film.
        Director = "director",
        /// Produced it as its executive.
        ExecutiveProducer = "executive-producer",
        /// Founded it.
        Founder = "founder",
        /// Carried it on after somebody else.
        Continuator = "continuator",
        /// Was a guest of it.
        Guest = "guest",
        /// Hosted it.
        Host = "host",
        /// Asked the questions.
        Interviewer = "interviewer",
        /// Drew the pictures.
        Illustrator = "illustrator",
        /// Told it.
        Narrator = "narrator",
        /// Organised the event.
        Organizer = "organizer",
        /// Performed it.
        Performer = "performer",
        /// Produced it.
        Producer = "producer",
        /// Was written to.
        Recipient = "recipient",
        /// Brought the text into its final shape.
        Redactor = "redactor",
        /// Revised it.
        Reviser = "reviser",
        /// Worked with the authors.
        Collaborator = "collaborator",
        /// Wrote the script.
        ScriptWriter = "script-writer",
        /// Created the series.
        SeriesCreator = "series-creator",
    }
}

/// The order in which a name is written, and which parts it has (JATS `name-style`).
///
/// ```
/// assert_eq!(serde_json::to_string(&polybib::NameStyle::Eastern)?, r#""eastern""#);
/// # Ok::<_, serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NameStyle {
    /// Given name first when shown, family name first when sorted.
    Western,
    /// Family name first in both.
    Eastern,
    /// Given name and patronymic; sorted by the given name.
    Islensk,
    /// One name, no family name.
    GivenOnly,
}

record! {
    /// The name of a person in its parts. Any of them may be empty; nobody's name is forced into
    /// parts it does not have.
    ///
    /// ```
    /// use polybib::PersonName;
    ///
    /// let name = PersonName::new("Troitskiy", "Ye. F.");
    /// assert_eq!(name.to_string(), "Ye. F. Troitskiy");
    /// ```
    pub struct PersonName {
        /// The family name, without its particles.
        pub family: Str,
        /// Given names, initials and patronymic, in their order.
        pub given: Str,
        /// A particle that falls away when the family name stands alone: the `van` of Beethoven.
        pub dropping_particle: Str,
        /// A particle that stays: the `de` of De Gaulle.
        pub non_dropping_particle: Str,
        /// What follows the name: `Jr.`, `III`.
        pub suffix: Str,
        /// Whether a comma goes before the suffix.
        pub comma_suffix: bool,
        /// How the name is ordered, where the source says.
        pub style: Option<NameStyle>,
    }
}

impl PersonName {
    /// A family name and given names.
    pub fn new(family: impl Into<Str>, given: impl Into<Str>) -> Self {
        Self { family: family.into(), given: given.into(), ..Self::default() }
    }
}

impl std::fmt::Display for PersonName {
    /// The name in reading order: eastern names family first, others given first.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (d, n) = (&self.dropping_particle, &self.non_dropping_particle);
        let parts: [&str; 5] = match self.style {
            Some(NameStyle::Eastern) => [n, &self.family, d, &self.given, &self.suffix],
            _ => [&self.given, d, n, &self.family, &self.suffix],
        };
        let mut before = "";
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            // `al-Khwārizmī`, `d’Alembert`: such a particle is one word with the name.
            let is_joined = [d, n].iter().any(|particle| before == particle.as_str())
                && before.ends_with(['-', '\u{2010}', '\'', '’']);
            if !(before.is_empty() || is_joined) {
                f.write_str(" ")?;
            }
            f.write_str(part)?;
            before = part;
        }
        Ok(())
    }
}

/// The name of a contributor.
///
/// ```
/// use polybib::{Name, PersonName};
///
/// let person = Name::Person(PersonName::new("Troitskiy", "Ye. F."));
/// assert_eq!(person.to_string(), "Ye. F. Troitskiy");
/// assert_eq!(Name::Organization("Tomsk State University".into()).family(), "Tomsk State University");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Name {
    /// A person, in parts.
    Person(PersonName),
    /// An institution or a group.
    Organization(Str),
    /// A name as printed, where nothing says how it divides.
    Literal(Str),
    /// Nobody is named, and the source says so.
    Anonymous,
}

impl Default for Name {
    fn default() -> Self {
        Self::Literal(Str::default())
    }
}

impl Name {
    /// What the name is sorted by: the family name, or the whole where it has no parts.
    #[must_use]
    pub fn family(&self) -> &str {
        match self {
            Self::Person(name) if name.family.is_empty() => &name.given,
            Self::Person(name) => &name.family,
            Self::Organization(text) | Self::Literal(text) => text,
            Self::Anonymous => "",
        }
    }

    /// The parts, where it is the name of a person that has them.
    #[must_use]
    pub const fn as_person(&self) -> Option<&PersonName> {
        match self {
            Self::Person(name) => Some(name),
            _ => None,
        }
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Person(name) => name.fmt(f),
            Self::Organization(text) | Self::Literal(text) => f.write_str(text),
            Self::Anonymous => f.write_str("Anonymous"),
        }
    }
}

record! {
    /// What a contributor did, in words or as a term of a vocabulary such as `CRediT`.
    ///
    /// ```
    /// let role = polybib::RoleStatement::new("Conceptualization");
    /// assert_eq!(role.text, "Conceptualization");
    /// ```
    pub struct RoleStatement {
        /// The role as printed.
        pub text: String,
        /// The language it is printed in.
        pub lang: Option<Lang>,
        /// The vocabulary, such as `credit`.
        pub vocabulary: Option<String>,
        /// The term of the vocabulary.
        pub term: Option<String>,
        /// The address of the term.
        pub term_url: Option<String>,
    }
}

impl RoleStatement {
    /// A role in words.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

record! {
    /// A person or an institution that had a part in the work.
    ///
    /// ```
    /// use polybib::{Contributor, Localized, Name, PersonName, Role};
    ///
    /// let mut author = Contributor::person("Троицкий", "Е. Ф.");
    /// author.name.push(
    ///     Localized::new(Name::Person(PersonName::new("Troitskiy", "Ye. F."))).in_lang("en".parse()?),
    /// );
    /// author.emails.push("ye.f.troitskiy@example.org".into());
    /// assert_eq!(author.role, Role::Author);
    /// assert_eq!(author.name.in_lang("en").unwrap().family(), "Troitskiy");
    /// # Ok::<_, polybib::LangError>(())
    /// ```
    pub struct Contributor {
        /// What it was to the work. Somebody who was two things is listed twice.
        pub role: Role,
        /// The name in each language, script and form that the source gives.
        pub name: Multilingual<Name>,
        /// The ORCID iD; one whose check digit is wrong is kept in `identifiers`.
        pub orcid: Option<Orcid>,
        /// Other identifiers.
        pub identifiers: List<Identifier>,
        /// Where it works: positions in `Article::affiliations`, counted from 0.
        pub affiliations: List<usize>,
        /// Addresses of e-mail.
        pub emails: List<String>,
        /// Whether readers should write to this one.
        pub corresponding: bool,
        /// Whether the source says that this one contributed as much as others so marked.
        pub equal_contribution: bool,
        /// Whether the source says that this one has died.
        pub deceased: bool,
        /// What it did, in words or terms: degrees of detail that `role` has not.
        pub tasks: List<RoleStatement>,
        /// The members of a group.
        pub members: List<Contributor>,
    }
}

impl Contributor {
    /// An author with that name, in no stated language.
    #[must_use]
    pub fn new(name: Name) -> Self {
        Self { name: Localized::new(name).into(), ..Self::default() }
    }

    /// An author who is a person.
    pub fn person(family: impl Into<Str>, given: impl Into<Str>) -> Self {
        Self::new(Name::Person(PersonName::new(family, given)))
    }

    /// An author that is an institution or a group.
    pub fn organization(name: impl Into<Str>) -> Self {
        Self::new(Name::Organization(name.into()))
    }

    /// The same contributor in another role.
    #[must_use]
    pub fn with_role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }
}

record! {
    /// The parts of an address of work in one language.
    ///
    /// ```
    /// let parts = polybib::AffiliationParts::text("Tomsk State University, Tomsk, Russia");
    /// assert_eq!(parts.to_string(), "Tomsk State University, Tomsk, Russia");
    /// ```
    pub struct AffiliationParts {
        /// The whole as printed, where the source prints it as one.
        pub text: Option<String>,
        /// Departments, the smallest first.
        pub departments: List<String>,
        /// The institution.
        pub institution: Option<String>,
        /// Street, building, box.
        pub address: List<String>,
        /// The city.
        pub city: Option<Str>,
        /// The state, province or region.
        pub state: Option<Str>,
        /// The postal code.
        pub postal_code: Option<Str>,
        /// The country, by name.
        pub country: Option<Str>,
    }
}

impl AffiliationParts {
    /// An affiliation as printed.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), ..Self::default() }
    }
}

impl std::fmt::Display for AffiliationParts {
    /// The text as printed, or the parts with commas between.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(text) = &self.text {
            return f.write_str(text);
        }
        let parts = self
            .departments
            .iter()
            .chain(&self.institution)
            .chain(&self.address)
            .map(String::as_str)
            .chain(self.city.as_deref())
            .chain(self.state.as_deref())
            .chain(self.postal_code.as_deref())
            .chain(self.country.as_deref());
        for (i, part) in parts.enumerate() {
            if i > 0 {
                f.write_str(", ")?;
            }
            f.write_str(part)?;
        }
        Ok(())
    }
}

record! {
    /// An institution that contributors of the work belong to, in each language it is given in.
    ///
    /// ```
    /// use polybib::{Affiliation, AffiliationParts, Localized};
    ///
    /// let mut affiliation = Affiliation::default();
    /// affiliation.forms.push(
    ///     Localized::new(AffiliationParts::text("Томский государственный университет"))
    ///         .in_lang("ru".parse()?),
    /// );
    /// assert!(affiliation.forms.in_lang("ru").is_some());
    /// # Ok::<_, polybib::LangError>(())
    /// ```
    pub struct Affiliation {
        /// Its parts in each language.
        pub forms: Multilingual<AffiliationParts>,
        /// ROR and other identifiers of the institution.
        pub identifiers: List<Identifier>,
        /// The country's code by ISO 3166-1, two capital letters.
        pub country_code: Option<String>,
    }
}
