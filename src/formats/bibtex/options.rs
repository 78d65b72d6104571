//! What can be chosen when reading and writing.

/// Options of BibTeX and BibLaTeX.
///
/// ```
/// use polybib::{Article, Format, Kind, Writer, bibtex};
///
/// let options = bibtex::Options::default().month_macros(false);
/// let mut sink = Writer::new(Format::BibTex).with(options).to(Vec::new());
/// let mut book = Article::new(Kind::Book);
/// book.key = Some("k".into());
/// book.dates.push(polybib::Dated::new(polybib::DateKind::Published, "2020-05".parse().unwrap()));
/// let losses = sink.write(&book)?;
/// assert!(losses.is_empty());
/// assert!(String::from_utf8(sink.finish()?).unwrap().contains("month = {5}"));
/// # Ok::<_, polybib::WriteError>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    pub(crate) month_macros: bool,
    pub(crate) encoding: Encoding,
    pub(crate) protection: Protection,
    pub(crate) field_order: FieldOrder,
    pub(crate) csquotes: Option<bool>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            month_macros: true,
            encoding: Encoding::default(),
            protection: Protection::default(),
            field_order: FieldOrder::default(),
            csquotes: None,
        }
    }
}

impl Options {
    /// Whether BibTeX's `month` is written with the macros that styles define, `month = may`
    /// (the default), or as a number.
    #[must_use]
    pub const fn month_macros(mut self, yes: bool) -> Self {
        self.month_macros = yes;
        self
    }

    /// How characters beyond ASCII are written: as they are (the default), or spelled in LaTeX.
    ///
    /// ```
    /// use polybib::bibtex::{Encoding, Options};
    /// use polybib::{Article, Contributor, Format, Kind, Writer};
    ///
    /// let mut book = Article::new(Kind::Book);
    /// book.key = Some("k".into());
    /// book.contributors.push(Contributor::person("Müller", "Жан 中"));
    /// let options = Options::default().encoding(Encoding::Ascii);
    /// let mut sink = Writer::new(Format::BibLatex).with(options).to(Vec::new());
    /// assert!(sink.write(&book)?.is_empty());
    /// let bib = String::from_utf8(sink.finish()?).unwrap();
    /// assert!(bib.contains(r#"{M{\"u}ller, {\CYRZH}{\cyra}{\cyrn} {\char20013}}"#));
    /// assert_eq!(polybib::read(Format::BibLatex, bib).unwrap().articles[0], book);
    /// # Ok::<_, polybib::WriteError>(())
    /// ```
    #[must_use]
    pub const fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// Which words of titles stand in braces, so that styles leave their case alone.
    ///
    /// ```
    /// use polybib::bibtex::{Options, Protection};
    /// use polybib::{Article, Format, Kind, Localized, Writer};
    ///
    /// let mut article = Article::new(Kind::ArticleJournal);
    /// article.key = Some("k".into());
    /// article.title.push(Localized::new("The DNA of Paris"));
    /// let options = Options::default().protection(Protection::Words);
    /// let mut sink = Writer::new(Format::BibTex).with(options).to(Vec::new());
    /// let losses = sink.write(&article)?;
    /// assert_eq!(losses.iter().next().unwrap().field.as_str(), "title");
    /// let bib = String::from_utf8(sink.finish()?).unwrap();
    /// assert!(bib.contains("title = {The {DNA} of {Paris}}"));
    /// # Ok::<_, polybib::WriteError>(())
    /// ```
    #[must_use]
    pub const fn protection(mut self, protection: Protection) -> Self {
        self.protection = protection;
        self
    }

    /// In which order fields are written. [`FieldOrder::AsRead`] must be asked for when reading,
    /// too.
    ///
    /// ```
    /// use polybib::bibtex::{FieldOrder, Options};
    /// use polybib::{Format, Reader, Writer};
    ///
    /// let bib = "@book{k,\n  year = {2020},\n  title = {T},\n  author = {A},\n}\n";
    /// let options = Options::default().field_order(FieldOrder::AsRead);
    /// let mut sink = Writer::new(Format::BibTex).with(options.clone()).to(Vec::new());
    /// for record in Reader::new(Format::BibTex).with(options).for_slice(bib.as_bytes()) {
    ///     assert!(sink.write(&record.unwrap().article)?.is_empty());
    /// }
    /// assert_eq!(sink.finish()?, bib.as_bytes());
    /// # Ok::<_, polybib::WriteError>(())
    /// ```
    #[must_use]
    pub const fn field_order(mut self, order: FieldOrder) -> Self {
        self.field_order = order;
        self
    }

    /// Whether quotations are written with `\enquote`, for which a document needs the package
    /// csquotes, or with quotation marks and a [`Loss`](crate::Loss). By default BibLaTeX has the
    /// command, and BibTeX the marks.
    ///
    /// ```
    /// use polybib::{Format, Reader, Writer, bibtex};
    ///
    /// let bib = "@misc{k,\n  title = {On \\enquote{x}},\n}\n";
    /// let options = bibtex::Options::default().csquotes(true);
    /// let mut sink = Writer::new(Format::BibTex).with(options).to(Vec::new());
    /// for record in Reader::new(Format::BibTex).for_slice(bib.as_bytes()) {
    ///     assert!(sink.write(&record.unwrap().article)?.is_empty());
    /// }
    /// assert_eq!(sink.finish()?, bib.as_bytes());
    /// # Ok::<_, polybib::WriteError>(())
    /// ```
    #[must_use]
    pub const fn csquotes(mut self, yes: bool) -> Self {
        self.csquotes = Some(yes);
        self
    }
}

/// How characters beyond ASCII are written.
///
/// ```
/// assert_eq!(polybib::bibtex::Encoding::default(), polybib::bibtex::Encoding::Utf8);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// As they are.
    #[default]
    Utf8,
    /// Spelled in LaTeX, so that they are read back as they were:
    ///
    /// * Letters and signs by their accents and names: `{\'e}`, `{\ss}`, `{\CYRZH}`. pdfLaTeX knows
    ///   those of Latin letters in the font encoding T1, of Vietnamese in T5, of Cyrillic in T2A (a
    ///   few in T2B, T2C and X2), of Greek in LGR with the package textalpha, of phonetics with tipa:
    ///   the same names that it takes the letters of a UTF-8 file for.
    /// * Every other character by its number in Unicode, `{\char20013}` for 中, which XeTeX and
    ///   LuaTeX typeset; pdfLaTeX, which has no fonts for them, refuses it.
    /// * What stands in the file as TeX (formulas, unknown commands, fields without a typed place)
    ///   is spelled in the same way, which is reported: the spelling is what such places keep.
    /// * Keys, and fields that name keys (`crossref`), are romanised, which is reported.
    /// * Addresses, identifiers and names of files are no TeX: their characters beyond ASCII stay
    ///   as they are, which is reported. To percent-encode them would change them.
    Ascii,
}

/// Which words of titles are put in braces.
///
/// BibTeX's styles write titles with small letters (`change.case$`), and biblatex's English styles
/// do; braces protect a word from it.
///
/// ```
/// assert_eq!(polybib::bibtex::Protection::default(), polybib::bibtex::Protection::Marked);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Protection {
    /// What the record says must keep its case, [`Style::NoCase`](crate::Style::NoCase).
    #[default]
    Marked,
    /// That, and every word with a capital letter that a style would make small: all but the first
    /// letter of a title, and for BibTeX of a subtitle. It suits titles in sentence case, where
    /// capitals mark names, as in CSL. Such words are read back as `NoCase`, which is reported.
    Words,
}

/// In which order the fields of an entry are written.
///
/// ```
/// assert_eq!(polybib::bibtex::FieldOrder::default(), polybib::bibtex::FieldOrder::Canonical);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FieldOrder {
    /// The library's own order: names, titles, dates, and so on.
    #[default]
    Canonical,
    /// The order of the file that the record was read from. The reader keeps it as
    /// `field order` in [`Article::extra`](crate::Article::extra); fields that it does not name stand
    /// behind those that they follow in the canonical order. Where the order of fields means
    /// something (names of several roles, notes, identifiers) that of the record holds.
    AsRead,
}
