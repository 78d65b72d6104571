//! What was odd on the way in, and what did not fit on the way out.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::model::FieldPath;
use crate::source::Position;

/// How much a [`Diagnostic`] matters.
///
/// ```
/// assert!(polybib::Severity::Error > polybib::Severity::Info);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Severity {
    /// Something was understood in the one way it can be, and it is worth knowing.
    Info,
    /// Something was repaired or doubted: a person may want to look.
    Warning,
    /// Something of the record could not be read.
    Error,
}

impl Severity {
    /// The severity as text.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $code:ident = $text:literal,)*) => {
        /// What a [`Diagnostic`] is about. The text of a code never changes its meaning.
        ///
        #[doc = "| code | meaning |\n|---|---|"]
        $(#[doc = concat!("| `", $text, "` |", $($doc,)* " |")])*
        ///
        /// ```
        /// use polybib::Code;
        ///
        /// assert_eq!(Code::GluedHeading.as_str(), "glued-heading");
        /// assert_eq!(Code::from_name("glued-heading"), Some(Code::GluedHeading));
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])* $code,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$code,)*];

            /// The code as text, in kebab-case.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$code => $text,)*
                }
            }
        }
    };
}

codes! {
    /// A heading stood at the end of a line of text; it was cut off and read as a heading.
    GluedHeading = "glued-heading",
    /// A cell with an e-mail address stood under another heading; it was read as the address.
    EmailInWrongColumn = "email-in-wrong-column",
    /// A section has a heading and nothing else.
    EmptySection = "empty-section",
    /// One list holds keywords of several languages; it was divided.
    MixedKeywords = "mixed-keywords",
    /// A language was taken from the script or from the letters of the text.
    GuessedLanguage = "guessed-language",
    /// A name could be divided in more than one way, or in none; it is kept as printed.
    UncertainName = "uncertain-name",
    /// A name was divided by a rule that the diagnostic names.
    DividedName = "divided-name",
    /// References that are text alone were taken apart.
    DividedReference = "divided-reference",
    /// Two names were read as one person's in two scripts.
    MatchedName = "matched-name",
    /// The mark of a footnote stood glued to a name; it was taken off.
    AffiliationMarker = "affiliation-marker",
    /// A cell for names has none.
    EmptyAuthorCell = "empty-author-cell",
    /// An e-mail address was hidden by the program of a page.
    ObfuscatedEmail = "obfuscated-email",
    /// A letter of one alphabet stands where one of another looks the same; nothing was changed.
    LookAlike = "look-alike",
    /// Text that no rule understood; it is kept in `extra`.
    NotUnderstood = "not-understood",
    /// The same field, key or member occurs more than once.
    Duplicate = "duplicate",
    /// A field or member that the model has no place for; it is kept in `extra`.
    UnknownField = "unknown-field",
    /// A type that the format does not define.
    UnknownType = "unknown-type",
    /// A member of native JSON that this version does not know; it was left out.
    UnknownMember = "unknown-member",
    /// A macro that nobody defined.
    UnknownMacro = "unknown-macro",
    /// A command of TeX that has no meaning here; it is kept as it is.
    UnknownCommand = "unknown-command",
    /// Braces, dollar signs or tags that do not match.
    Unbalanced = "unbalanced",
    /// A value of another shape than the format asks for; it was understood.
    OddValue = "odd-value",
    /// A value that could not be understood; it is kept as text.
    BadValue = "bad-value",
    /// A date that is no date; it is kept as words.
    BadDate = "bad-date",
    /// An identifier of the wrong shape or with a wrong check digit; it is kept as it is.
    BadIdentifier = "bad-identifier",
    /// A language that nobody knows; it is kept in `extra`.
    BadLanguage = "bad-language",
    /// A link to something that is not there.
    BrokenLink = "broken-link",
    /// An element that the reader does not look into; its text is kept where there is a place.
    UnknownElement = "unknown-element",
    /// An entity that nobody defined; it is kept as written.
    UnknownEntity = "unknown-entity",
    /// The input ended inside a record.
    Truncated = "truncated",
    /// The input goes on after the last record.
    TrailingInput = "trailing-input",
    /// Something that cannot be in a record of this format was found and left out.
    Misplaced = "misplaced",
    /// A record could not be read.
    Unreadable = "unreadable",
    /// There were more diagnostics than `Limits::diagnostics` allows.
    TooManyDiagnostics = "too-many-diagnostics",
}

impl Code {
    /// The code that `text` names.
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == text)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Something odd that a reader met, and what it did about it.
///
/// ```
/// use polybib::{Code, Diagnostic, Severity};
///
/// let diagnostic = Diagnostic::warning(Code::GluedHeading, "cut `Authors` off")
///     .for_field("keywords[0]");
/// assert_eq!(diagnostic.severity, Severity::Warning);
/// assert_eq!(diagnostic.to_string(), "warning[glued-heading] keywords[0]: cut `Authors` off");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What it is about.
    pub code: Code,
    /// What was met and what was done, as a sentence for a person.
    pub message: String,
    /// The key of the record.
    pub record: Option<String>,
    /// The field of the model.
    pub field: Option<FieldPath>,
    /// Where in the input.
    pub position: Option<Position>,
}

impl Diagnostic {
    /// A diagnostic of that severity.
    pub fn new(severity: Severity, code: Code, message: impl Into<String>) -> Self {
        Self { severity, code, message: message.into(), record: None, field: None, position: None }
    }

    /// Something worth knowing.
    pub fn info(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Info, code, message)
    }

    /// Something repaired or doubted.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// Something that could not be read.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// The same, about that field.
    #[must_use]
    pub fn for_field(mut self, field: impl Into<FieldPath>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// The same, about the record of that key.
    #[must_use]
    pub fn for_record(mut self, key: impl Into<String>) -> Self {
        self.record = Some(key.into());
        self
    }

    /// The same, met at that position.
    #[must_use]
    pub fn at(mut self, position: Position) -> Self {
        self.position = Some(position);
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.severity.as_str(), self.code)?;
        if let Some(record) = &self.record {
            write!(f, " `{record}`")?;
        }
        if let Some(field) = &self.field {
            write!(f, " {field}")?;
        }
        if let Some(position) = &self.position {
            write!(f, " at {position}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// The diagnostics of one record while it is read, held to the limit.
#[derive(Debug)]
pub(crate) struct Diagnostics {
    list: Vec<Diagnostic>,
    limit: usize,
    left_out: usize,
}

impl Diagnostics {
    pub(crate) const fn new(limit: usize) -> Self {
        Self { list: Vec::new(), limit, left_out: 0 }
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if self.list.len() < self.limit {
            self.list.push(diagnostic);
        } else {
            self.left_out += 1;
        }
    }

    /// Whether nothing was told.
    #[cfg_attr(not(feature = "csl-json"), allow(dead_code, reason = "CSL-JSON alone uses it"))]
    pub(crate) const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Puts the diagnostics into the order of the input and completes their positions, of which
    /// only the byte was known. `locate` is asked in rising order.
    #[cfg_attr(not(feature = "csl-json"), allow(dead_code, reason = "CSL-JSON alone uses it"))]
    pub(crate) fn locate(&mut self, mut locate: impl FnMut(Position) -> Position) {
        self.list.sort_by_key(|diagnostic| diagnostic.position.map_or(0, |at| at.offset));
        for position in self.list.iter_mut().filter_map(|diagnostic| diagnostic.position.as_mut()) {
            *position = locate(*position);
        }
    }

    /// The list, each item with the record's key, and a last item that counts what was left out.
    pub(crate) fn finish(mut self, key: Option<&str>) -> Vec<Diagnostic> {
        if self.left_out > 0 {
            let message = format!("{} more diagnostics were left out", self.left_out);
            self.list.push(Diagnostic::info(Code::TooManyDiagnostics, message));
        }
        if let Some(key) = key {
            for diagnostic in &mut self.list {
                diagnostic.record.get_or_insert_with(|| key.to_owned());
            }
        }
        self.list
    }
}

/// What became of something that a format has no exact place for.
///
/// ```
/// assert_eq!(polybib::LossKind::Dropped.as_str(), "dropped");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LossKind {
    /// It was left out.
    Dropped,
    /// Its words are there, its structure or markup is not.
    Flattened,
    /// Something near it was written.
    Approximated,
    /// It is there, in a place that only some programs look at.
    Moved,
}

impl LossKind {
    /// The kind as text.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dropped => "dropped",
            Self::Flattened => "flattened",
            Self::Approximated => "approximated",
            Self::Moved => "moved",
        }
    }
}

/// Something of a record that a format could not hold, and what was done about it.
///
/// ```
/// use polybib::{Loss, LossKind};
///
/// let loss = Loss::new(LossKind::Dropped, "contributors[0].orcid", "there is no field for it");
/// assert_eq!(loss.to_string(), "contributors[0].orcid: dropped, there is no field for it");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Loss {
    /// The key of the record.
    pub record: Option<String>,
    /// The field of the model.
    pub field: FieldPath,
    /// What became of it.
    pub kind: LossKind,
    /// Why, and what was written instead, for a person.
    pub message: String,
}

impl Loss {
    /// A loss of that field.
    pub fn new(kind: LossKind, field: impl Into<FieldPath>, message: impl Into<String>) -> Self {
        Self { record: None, field: field.into(), kind, message: message.into() }
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(record) = &self.record {
            write!(f, "`{record}` ")?;
        }
        write!(f, "{}: {}, {}", self.field, self.kind.as_str(), self.message)
    }
}

/// All that a format could not hold of what was written. Empty means that nothing was lost.
///
/// ```
/// use polybib::{Article, Format, Kind};
///
/// let written = polybib::write(Format::Json, &Article::new(Kind::Book))?;
/// assert!(written.losses.is_empty());
/// # Ok::<_, polybib::WriteError>(())
/// ```
#[must_use = "it says what the format could not hold"]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct LossReport {
    losses: Vec<Loss>,
}

impl LossReport {
    /// Whether nothing was lost.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.losses.is_empty()
    }

    /// How many losses there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.losses.len()
    }

    /// The losses, in the order of the record.
    pub fn iter(&self) -> std::slice::Iter<'_, Loss> {
        self.losses.iter()
    }

    /// Adds the losses of another report.
    pub fn extend(&mut self, other: Self) {
        self.losses.extend(other.losses);
    }

    pub(crate) fn add(
        &mut self,
        kind: LossKind,
        field: impl Into<FieldPath>,
        message: impl Into<String>,
    ) {
        self.losses.push(Loss::new(kind, field, message));
    }

    /// Puts `prefix` before the path of every loss after the first `from`: what a cited work could
    /// not keep is a loss of `references[3].citations[0].work`.
    #[cfg_attr(
        not(any(feature = "jats", feature = "csl-json")),
        allow(dead_code, reason = "only these nest records")
    )]
    pub(crate) fn nest(&mut self, from: usize, prefix: &str) {
        for loss in self.losses.iter_mut().skip(from) {
            loss.field = FieldPath::new(format!("{prefix}.{}", loss.field));
        }
    }

    /// Names the record in every loss that names none.
    pub(crate) fn name_record(&mut self, key: &str) {
        for loss in &mut self.losses {
            loss.record.get_or_insert_with(|| key.to_owned());
        }
    }
}

impl<'a> IntoIterator for &'a LossReport {
    type Item = &'a Loss;
    type IntoIter = std::slice::Iter<'a, Loss>;

    fn into_iter(self) -> Self::IntoIter {
        self.losses.iter()
    }
}

impl IntoIterator for LossReport {
    type Item = Loss;
    type IntoIter = std::vec::IntoIter<Loss>;

    fn into_iter(self) -> Self::IntoIter {
        self.losses.into_iter()
    }
}

impl fmt::Display for LossReport {
    /// One loss a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.losses.iter().try_for_each(|loss| writeln!(f, "{loss}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diagnostics_stop_at_their_limit_and_say_so() {
        let mut diagnostics = Diagnostics::new(2);
        for _ in 0..5 {
            diagnostics.push(Diagnostic::info(Code::Duplicate, "again"));
        }
        let list = diagnostics.finish(Some("key"));
        assert_eq!(list.len(), 3);
        assert_eq!(list[2].message, "3 more diagnostics were left out");
        assert!(list.iter().all(|d| d.record.as_deref() == Some("key")));
    }

    #[test]
    fn codes_are_unique_and_kebab() {
        let mut texts: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        texts.sort_unstable();
        let count = texts.len();
        texts.dedup();
        assert_eq!(texts.len(), count);
        assert!(texts.iter().all(|t| t.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
    }
}
