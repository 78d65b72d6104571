//! The formats, as values with facts.

use crate::formats::{self, Codec};
use crate::model::Field;

/// A format that records are read from or written to.
///
/// ```
/// use polybib::Format;
///
/// assert_eq!(Format::from_extension("bib"), Some(Format::BibLatex));
/// assert_eq!(Format::from_name("csl-json"), Some(Format::CslJson));
/// assert_eq!(Format::CslJson.media_type(), "application/vnd.citationstyles.csl+json");
/// assert_eq!(Format::sniff(b"<?xml version='1.0'?><article/>"), Some(Format::Jats));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// BibTeX, as the program `bibtex` 0.99d reads it.
    BibTex,
    /// BibLaTeX, as the program `biber` reads it.
    BibLatex,
    /// CSL-JSON 1.0.2.
    CslJson,
    /// JATS XML, and NLM before it.
    Jats,
    /// The text of an article's page. Read only.
    Landing,
    /// The model itself: one JSON array of records.
    Json,
    /// The model itself: one JSON record a line.
    JsonLines,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 7] = [
        Self::BibTex,
        Self::BibLatex,
        Self::CslJson,
        Self::Jats,
        Self::Landing,
        Self::Json,
        Self::JsonLines,
    ];

    /// The only match over the formats that leads to code; the rest are facts.
    pub(crate) fn codec(self) -> &'static dyn Codec {
        match self {
            #[cfg(feature = "bibtex")]
            Self::BibTex => &formats::bibtex::BIBTEX,
            #[cfg(feature = "bibtex")]
            Self::BibLatex => &formats::bibtex::BIBLATEX,
            #[cfg(feature = "csl-json")]
            Self::CslJson => &formats::csl_json::CslJson,
            #[cfg(feature = "jats")]
            Self::Jats => &formats::jats::Jats,
            #[cfg(feature = "landing")]
            Self::Landing => &formats::landing::Landing,
            Self::Json => &formats::native::Json,
            Self::JsonLines => &formats::native::JsonLines,
            #[allow(unreachable_patterns, reason = "reached only without some format's feature")]
            _ => &formats::NotBuilt,
        }
    }

    /// The name by which command lines and reports call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::BibTex => "bibtex",
            Self::BibLatex => "biblatex",
            Self::CslJson => "csl-json",
            Self::Jats => "jats",
            Self::Landing => "landing",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
        }
    }

    /// The format of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name().eq_ignore_ascii_case(name))
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::BibTex | Self::BibLatex => "application/x-bibtex",
            Self::CslJson => "application/vnd.citationstyles.csl+json",
            Self::Jats => "application/jats+xml",
            Self::Landing => "text/plain",
            Self::Json => "application/json",
            Self::JsonLines => "application/jsonl",
        }
    }

    /// The extensions of its files, the usual one first. Those that say too little to choose a
    /// format by (`json`, `xml`, `txt`) are in the list too.
    #[must_use]
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::BibTex | Self::BibLatex => &["bib", "bibtex"],
            Self::CslJson => &["json", "csl", "csljson"],
            Self::Jats => &["xml", "nxml", "jats"],
            Self::Landing => &["txt"],
            Self::Json => &["json"],
            Self::JsonLines => &["jsonl", "ndjson"],
        }
    }

    /// The format that files of that extension are usually in. `.bib` is taken for BibLaTeX, of
    /// which BibTeX is nearly a part; `json` says nothing, so [`Format::sniff`] must decide.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        let extension = extension.to_ascii_lowercase();
        Some(match extension.as_str() {
            "bib" | "bibtex" => Self::BibLatex,
            "csl" | "csljson" => Self::CslJson,
            "xml" | "nxml" | "jats" => Self::Jats,
            "txt" => Self::Landing,
            "jsonl" | "ndjson" => Self::JsonLines,
            _ => return None,
        })
    }

    /// The format that an input seems to be in, by its first bytes. A few hundred are enough for
    /// most; JSON is looked at up to 64 KiB.
    ///
    /// ```
    /// use polybib::Format;
    ///
    /// assert_eq!(Format::sniff(b"% refs\n@article{k,"), Some(Format::BibLatex));
    /// assert_eq!(Format::sniff(br#"[{"id":"a","type":"book"}]"#), Some(Format::CslJson));
    /// assert_eq!(Format::sniff(br#"[{"polybib":1,"kind":"book"}]"#), Some(Format::Json));
    /// assert_eq!(Format::sniff(b"Just a page"), None);
    /// ```
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        let head = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
        // A number: CSL-JSON has an object of that name in `custom`.
        let native = || {
            memchr::memmem::find_iter(head, b"\"polybib\"").any(|at| {
                let after = head.get(at + 9..).unwrap_or_default().trim_ascii_start();
                let value = after.strip_prefix(b":").unwrap_or_default().trim_ascii_start();
                value.first().is_some_and(u8::is_ascii_digit)
            })
        };
        match head.first()? {
            b'<' => Some(Self::Jats),
            b'[' if native() => Some(Self::Json),
            b'{' if native() => Some(Self::JsonLines),
            b'[' | b'{' => Some(Self::CslJson),
            b'@' => Some(Self::BibLatex),
            _ => head
                .split(|byte| *byte == b'\n')
                .any(|line| {
                    let line = line.trim_ascii_start();
                    let word = line.strip_prefix(b"@").unwrap_or_default();
                    let end = word.iter().position(|b| !b.is_ascii_alphabetic()).unwrap_or(0);
                    end > 0 && matches!(word.get(end), Some(b'{' | b'('))
                })
                .then_some(Self::BibLatex),
        }
    }

    /// Whether this build can write it.
    #[must_use]
    pub fn is_writable(self) -> bool {
        self.codec().is_writable()
    }

    /// How well it holds the value of a field in the record's own language.
    ///
    /// ```
    /// use polybib::{Field, Format, Holding};
    ///
    /// assert_eq!(Format::Jats.holds(Field::Keywords), Holding::Exact);
    /// assert_eq!(Format::BibTex.holds(Field::AbstractSections), Holding::Approximated);
    /// ```
    #[must_use]
    pub fn holds(self, field: Field) -> Holding {
        self.codec().holds(field)
    }

    /// How well it holds the values of a field in further languages and forms.
    ///
    /// ```
    /// use polybib::{Field, Format};
    ///
    /// assert!(Format::BibLatex.holds_forms(Field::Title).is_kept());
    /// ```
    #[must_use]
    pub fn holds_forms(self, field: Field) -> Holding {
        self.codec().holds_forms(field)
    }
}

impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// How well a format holds a field.
///
#[doc = include_str!("fields.md")]
///
/// ```
/// assert!(polybib::Holding::Moved.is_kept());
/// assert!(!polybib::Holding::Dropped.is_kept());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Holding {
    /// As it is.
    Exact,
    /// Whole, in a place that only some programs look at.
    Moved,
    /// Something near it; the report says what.
    Approximated,
    /// Not at all; the report says so.
    Dropped,
}

impl Holding {
    /// Whether what was written can be read back whole.
    #[must_use]
    pub const fn is_kept(self) -> bool {
        matches!(self, Self::Exact | Self::Moved)
    }

    /// A word for tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Moved => "moved",
            Self::Approximated => "approximated",
            Self::Dropped => "dropped",
        }
    }
}
