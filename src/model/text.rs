//! Text with the little markup that bibliographic data has.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{IntoIter, Lang, List, Str};

/// Text as a tree of runs, the same for `\emph{…}`, `<italic>` and `<i>`.
///
/// Neighbouring plain runs are always one and empty ones are left out, so two texts that read the
/// same are equal. `Display` gives the plain text.
///
/// ```
/// use polybib::{Inline, RichText, Style};
///
/// let title: RichText =
///     [Inline::from("Genome of "), Inline::styled(Style::Italic, "E. coli")].into_iter().collect();
/// assert_eq!(title.to_string(), "Genome of E. coli");
/// assert_eq!(serde_json::to_string(&title)?, r#"["Genome of ",{"style":"italic","content":"E. coli"}]"#);
/// assert_eq!(serde_json::to_string(&RichText::from("plain"))?, r#""plain""#);
/// # Ok::<_, serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RichText(List<Inline>);

/// One run of a [`RichText`].
///
/// ```
/// use polybib::{Inline, Style};
///
/// let run = Inline::styled(Style::Superscript, "2");
/// assert_eq!(run.to_string(), "2");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Inline {
    /// Plain text.
    Text(Str),
    /// Text in one style.
    Styled {
        /// The style.
        style: Style,
        /// What is set in it.
        content: RichText,
    },
    /// Text in another language than its surroundings.
    Foreign {
        /// The language of the run.
        lang: Lang,
        /// The run.
        content: RichText,
    },
    /// Text that leads somewhere.
    Link {
        /// Where to, byte for byte as the source has it.
        url: Box<str>,
        /// What the reader sees; empty where the source gives the address alone.
        content: RichText,
    },
    /// A formula, kept as its source has it.
    Math {
        /// The language of `source`.
        syntax: MathSyntax,
        /// The formula, without the delimiters around it.
        source: String,
    },
    /// Markup of the source that has no meaning here. It is written back as it stood.
    Raw(Box<RawMarkup>),
    /// The end of a line inside a text.
    LineBreak,
}

/// Markup that only its own format understands: an unknown LaTeX command, an element of JATS.
///
/// ```
/// use polybib::{Inline, RawMarkup};
///
/// let run = Inline::from(RawMarkup::new("tex", r"\foo{bar}", "bar"));
/// assert_eq!(run.to_string(), "bar");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RawMarkup {
    /// The format that understands `source`, by its name.
    pub origin: Cow<'static, str>,
    /// The markup, byte for byte.
    pub source: String,
    /// What a reader should see in its place.
    pub content: RichText,
}

impl RawMarkup {
    /// Markup of the format of that name, and what to show for it.
    pub fn new(
        origin: impl Into<Cow<'static, str>>,
        source: impl Into<String>,
        content: impl Into<RichText>,
    ) -> Self {
        Self { origin: origin.into(), source: source.into(), content: content.into() }
    }
}

impl From<RawMarkup> for Inline {
    fn from(markup: RawMarkup) -> Self {
        Self::Raw(Box::new(markup))
    }
}

/// How a run is set, or why it stands out.
///
/// ```
/// assert_eq!(polybib::Style::from_name("small-caps"), Some(polybib::Style::SmallCaps));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Style {
    /// Italic; also plain emphasis.
    Italic,
    /// Slanted, where the source tells it from italic.
    Slanted,
    /// Bold.
    Bold,
    /// Upright inside italic.
    Roman,
    /// Small capitals.
    SmallCaps,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
    /// Underlined.
    Underline,
    /// Struck through.
    Strike,
    /// Monospaced.
    Code,
    /// Sans serif.
    SansSerif,
    /// Between the quotation marks of the language around it.
    Quote,
    /// Its case must not be changed by a style: `{DNA}`, `class="nocase"`.
    NoCase,
}

impl Style {
    /// Every style.
    pub const ALL: [Self; 13] = [
        Self::Italic,
        Self::Slanted,
        Self::Bold,
        Self::Roman,
        Self::SmallCaps,
        Self::Superscript,
        Self::Subscript,
        Self::Underline,
        Self::Strike,
        Self::Code,
        Self::SansSerif,
        Self::Quote,
        Self::NoCase,
    ];

    /// The style as text, in kebab-case.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Italic => "italic",
            Self::Slanted => "slanted",
            Self::Bold => "bold",
            Self::Roman => "roman",
            Self::SmallCaps => "small-caps",
            Self::Superscript => "superscript",
            Self::Subscript => "subscript",
            Self::Underline => "underline",
            Self::Strike => "strike",
            Self::Code => "code",
            Self::SansSerif => "sans-serif",
            Self::Quote => "quote",
            Self::NoCase => "no-case",
        }
    }

    /// The style that `text` names.
    #[must_use]
    pub fn from_name(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.as_str() == text)
    }
}

/// The language a formula is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MathSyntax {
    /// TeX, as between dollar signs.
    Tex,
    /// MathML, from the `math` element on.
    MathMl,
}

impl RichText {
    /// Plain text. The same as `RichText::from(text)`.
    pub fn plain(text: impl Into<Str>) -> Self {
        let text = text.into();
        if text.is_empty() {
            return Self::default();
        }
        let mut runs = List::with_capacity(1);
        runs.push(Inline::Text(text));
        Self(runs)
    }

    /// Whether there is nothing to read in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The runs, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Inline> {
        self.0.iter()
    }

    /// The text itself where it has no markup: at most one plain run.
    ///
    /// ```
    /// assert_eq!(polybib::RichText::from("plain").as_plain(), Some("plain"));
    /// ```
    #[must_use]
    pub fn as_plain(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Inline::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The plain text, without a copy where the text has no markup. The same as `to_string()`.
    ///
    /// ```
    /// assert_eq!(polybib::RichText::from("plain").into_plain(), "plain");
    /// ```
    #[must_use]
    pub fn into_plain(mut self) -> Str {
        match &mut *self.0 {
            [Inline::Text(text)] => std::mem::take(text),
            _ => self.to_string().into(),
        }
    }

    /// Adds a run at the end, joining plain text with plain text and leaving out empty runs.
    pub fn push(&mut self, run: Inline) {
        match run {
            Inline::Text(text) => self.push_str(&text),
            Inline::Styled { content, .. } | Inline::Foreign { content, .. }
                if content.is_empty() => {}
            run => self.0.push(run),
        }
    }

    /// Adds plain text at the end.
    pub fn push_str(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(Inline::Text(last)) => last.push_str(text),
            _ => self.0.push(Inline::Text(text.into())),
        }
    }

    /// Adds the runs of `other` at the end.
    pub fn append(&mut self, other: Self) {
        for run in other.0 {
            self.push(run);
        }
    }

    /// The text with white space at both ends taken off, also inside the outermost plain runs.
    #[must_use]
    pub fn trimmed(mut self) -> Self {
        if let Some(Inline::Text(text)) = self.0.first_mut() {
            let kept = text.trim_start();
            if kept.len() < text.len() {
                *text = kept.into();
            }
        }
        if let Some(Inline::Text(text)) = self.0.last_mut() {
            text.truncate(text.trim_end().len());
        }
        self.0.retain(|run| !matches!(run, Inline::Text(text) if text.is_empty()));
        self
    }
}

impl Inline {
    /// A run in one style.
    pub fn styled(style: Style, content: impl Into<RichText>) -> Self {
        Self::Styled { style, content: content.into() }
    }

    /// What stands inside the run, where it is one that holds other runs.
    #[must_use]
    pub fn content(&self) -> Option<&RichText> {
        match self {
            Self::Styled { content, .. }
            | Self::Foreign { content, .. }
            | Self::Link { content, .. } => Some(content),
            Self::Raw(markup) => Some(&markup.content),
            Self::Text(_) | Self::Math { .. } | Self::LineBreak => None,
        }
    }
}

impl From<&str> for Inline {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<&str> for RichText {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

impl From<Str> for RichText {
    fn from(text: Str) -> Self {
        Self::plain(text)
    }
}

impl From<String> for RichText {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}

impl FromIterator<Inline> for RichText {
    fn from_iter<I: IntoIterator<Item = Inline>>(runs: I) -> Self {
        let mut text = Self::default();
        for run in runs {
            text.push(run);
        }
        text
    }
}

impl<'a> IntoIterator for &'a RichText {
    type Item = &'a Inline;
    type IntoIter = std::slice::Iter<'a, Inline>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl IntoIterator for RichText {
    type Item = Inline;
    type IntoIter = IntoIter<Inline>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for RichText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|run| run.fmt(f))
    }
}

impl fmt::Display for Inline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Styled { style: Style::Quote, content } => write!(f, "“{content}”"),
            Self::Link { url, content } if content.is_empty() => f.write_str(url),
            Self::Styled { content, .. }
            | Self::Foreign { content, .. }
            | Self::Link { content, .. } => content.fmt(f),
            Self::Raw(markup) => markup.content.fmt(f),
            Self::Math { source, .. } => f.write_str(source),
            Self::LineBreak => f.write_str("\n"),
        }
    }
}

/// The JSON forms of a run. Which one it is, its members say.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum InlineJson {
    Text(Str),
    Styled {
        style: Style,
        content: RichText,
    },
    Foreign {
        lang: Lang,
        content: RichText,
    },
    Link {
        link: Box<str>,
        #[serde(default, skip_serializing_if = "RichText::is_empty")]
        content: RichText,
    },
    Math {
        math: String,
        syntax: MathSyntax,
    },
    Raw {
        raw: String,
        origin: Cow<'static, str>,
        #[serde(default, skip_serializing_if = "RichText::is_empty")]
        content: RichText,
    },
    LineBreak {
        #[serde(rename = "line-break")]
        line_break: bool,
    },
}

impl From<&Inline> for InlineJson {
    fn from(run: &Inline) -> Self {
        match run.clone() {
            Inline::Text(text) => Self::Text(text),
            Inline::Styled { style, content } => Self::Styled { style, content },
            Inline::Foreign { lang, content } => Self::Foreign { lang, content },
            Inline::Link { url, content } => Self::Link { link: url, content },
            Inline::Math { syntax, source } => Self::Math { math: source, syntax },
            Inline::Raw(markup) => {
                let RawMarkup { origin, source, content } = *markup;
                Self::Raw { raw: source, origin, content }
            }
            Inline::LineBreak => Self::LineBreak { line_break: true },
        }
    }
}

impl From<InlineJson> for Inline {
    fn from(run: InlineJson) -> Self {
        match run {
            InlineJson::Text(text) => Self::Text(text),
            InlineJson::Styled { style, content } => Self::Styled { style, content },
            InlineJson::Foreign { lang, content } => Self::Foreign { lang, content },
            InlineJson::Link { link, content } => Self::Link { url: link, content },
            InlineJson::Math { math, syntax } => Self::Math { syntax, source: math },
            InlineJson::Raw { raw, origin, content } => RawMarkup::new(origin, raw, content).into(),
            InlineJson::LineBreak { .. } => Self::LineBreak,
        }
    }
}

/// A text without markup is a JSON string; any other is an array of runs.
#[derive(Deserialize)]
#[serde(untagged)]
enum RichTextJson {
    Plain(String),
    Runs(Vec<InlineJson>),
}

impl Serialize for RichText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_plain() {
            Some(text) => serializer.serialize_str(text),
            None => serializer.collect_seq(self.0.iter().map(InlineJson::from)),
        }
    }
}

impl<'de> Deserialize<'de> for RichText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match RichTextJson::deserialize(deserializer)? {
            RichTextJson::Plain(text) => Self::plain(text),
            RichTextJson::Runs(runs) => runs.into_iter().map(Inline::from).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_gives_every_run_back() {
        let runs = vec![
            Inline::from("a "),
            Inline::styled(Style::Bold, RichText::from_iter([Inline::styled(Style::Italic, "b")])),
            Inline::Foreign { lang: "ru".parse().unwrap(), content: "ж".into() },
            Inline::Link { url: "https://example.org".into(), content: RichText::default() },
            Inline::Math { syntax: MathSyntax::Tex, source: "x^2".into() },
            RawMarkup::new("tex", "\\foo{c}", "c").into(),
            Inline::LineBreak,
        ];
        let text: RichText = runs.into_iter().collect();
        let json = serde_json::to_string(&text).unwrap();
        assert_eq!(serde_json::from_str::<RichText>(&json).unwrap(), text, "{json}");
    }

    #[test]
    fn equal_reading_is_equal_value() {
        let pieces: RichText =
            [Inline::from("a"), Inline::from(""), Inline::from("b")].into_iter().collect();
        assert_eq!(pieces, RichText::from("ab"));
        assert_eq!(RichText::from("").iter().count(), 0);
        assert_eq!(RichText::from("  a b ").trimmed(), RichText::from("a b"));
    }
}
