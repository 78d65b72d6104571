//! The text of an article's page, as it is copied from a browser.
//!
//! A page is one record. Its first line is the title, unless it is surely a journal's name and
//! issue or the authors, and what follows up to the first heading is the abstract. Headings
//! (`Keywords`, `Ключевые слова`, `Authors`, `References`, …) are known by a table; they stand on a
//! line of their own, before a colon, or glued to the end of the text before them. Authors stand in
//! a table with `|` between its cells, or one on a line; without a heading, right before or after
//! the title, where initials or a patronymic show that they are people. Names are divided by
//! [`names::parse`](crate::names::parse).
//!
//! Before the abstract, lines of data are read too: a label and its value (`DOI: …`, `- Том: 18`,
//! `| Published in | … |`), `2021.`, `С. 192-203`, a copyright line, a citation of the work itself.
//! A list of keywords ends at a full stop, at a line with a known label (`Received:`, `УДК`), or,
//! where it stands on the line of its heading, at an empty line. What follows is read as far as it is
//! data under labels, or the title, the authors and the institutions in another language; the rest
//! is kept. A first line that is surely a journal's name and issue gives these.
//!
//! A name in Cyrillic and one in Latin letters that may be one person's
//! ([`names::same_person`](crate::names::same_person)) are two forms of one. Addresses such as
//! `name[at]host.ru` are read, with a diagnostic. A reference that is in the style of a standard with
//! [high confidence](crate::citation::Confidence) is taken apart, and its text stays.
//!
//! A megabyte of any text takes less than a second. For that a page has at most 15,000 authors, and
//! the first 4,000 references, of 400 KiB, are taken apart; what is beyond is kept, and said.
//!
//! An issue in the XML of the Russian citation index (RINC, eLIBRARY: the root is `journal`) may stand in
//! the place of a page; each of its articles is a record, with the data of journal and issue, and
//! with every language of everything.
//!
//! Pages are read, never written, and nothing is invented: a page that has no date gives a record
//! that has none. Whatever the reader concludes (a heading cut off, an e-mail address in the wrong
//! column, the language of a list of keywords) is a [`Diagnostic`](crate::Diagnostic) with the
//! evidence for it, and a line that no rule understands is kept in
//! [`Article::extra`](crate::Article::extra).
//!
//! ```
//! use polybib::{Code, Format};
//!
//! let page = "\
//! Trade routes of an invented valley
//! The paper follows the traders.
//! Keywords
//! trade, valley, торговля, долинаAuthors
//! Name | Organization | |
//! Petrova Ye.F. | petrova@example.org |
//! References
//! ";
//! let library = polybib::read(Format::Landing, page)?;
//! let article = &library.articles[0];
//! assert_eq!(article.keywords_in("ru").unwrap().keywords[1].text.to_string(), "долина");
//! let author = article.authors().next().unwrap();
//! assert_eq!(author.name.primary().unwrap().to_string(), "Ye. F. Petrova");
//! assert_eq!(author.emails, ["petrova@example.org"]);
//! assert!(library.diagnostics.iter().any(|d| d.code == Code::EmailInWrongColumn));
//! # Ok::<_, polybib::ReadError>(())
//! ```
//!
//! # Values that are not as printed
//!
//! Initials get a space between them (`Ye.F.` is `Ye. F.`) and the last one its full stop, a family
//! name in capitals beside a given name and a patronymic that are not has one capital, days become
//! ISO dates, white space inside a name, and around
//! any value, is made one space or taken off, the lines of one paragraph or reference are joined
//! with a space, and the full stop after the last keyword and a label such as `Title:` fall away. All else is a piece of the
//! page, character for character.

mod addresses;
mod authors;
mod data;
mod front;
mod headings;
mod keywords;
mod people;
mod read;
mod references;
mod second;
mod sections;

use super::rinc::{self, Issue};
use super::{Codec, Encoder, Session};
use crate::error::{ReadError, ReadErrorKind};
use crate::format::Holding;
use crate::model::{Date, Field, Lang};
use crate::reader::{Input, Record, utf8};
use crate::report::Diagnostics;
use crate::source::{Locator, Span};
use crate::value::detect::{Detector, Languages, SharedDetector};

/// Options for reading pages.
///
/// ```
/// use polybib::{Format, Lang, Reader, landing};
///
/// let page = "Сыртқы саясат\nKeywords\nсыртқы саясат, foreign policy";
/// let languages: [Lang; 3] = ["kk".parse()?, "ru".parse()?, "en".parse()?];
/// let options = landing::Options::default().languages(languages);
/// let record = Reader::new(Format::Landing).with(options).for_slice(page.as_bytes()).next();
/// let article = record.unwrap()?.article;
/// assert_eq!(article.keywords[0].lang.as_ref().unwrap().as_str(), "kk");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    languages: Option<Vec<Lang>>,
    detector: Option<SharedDetector>,
}

impl Options {
    /// The languages that the page may be in. Where this is not called, they are English and
    /// Russian, and the diagnostics say that these were assumed.
    ///
    /// A text is given the one language that is written in its script. Where several are, it is
    /// given the only one that has all the letters of the text (of a whole list of keywords, never
    /// of a single one): `қ` tells Kazakh from Russian, `ы` Russian from Ukrainian. Where the
    /// letters do not decide, or contradict the only choice, the tag names the script alone:
    /// `und-Cyrl`. Languages that are the only ones in their script (Greek, Korean, Japanese with
    /// kana, …) need not be named.
    ///
    /// ```
    /// use polybib::{Format, Reader, landing};
    ///
    /// let options = landing::Options::default().languages(["uk".parse()?, "en".parse()?]);
    /// let page = "Архів\nKeywords: архів, archive".as_bytes();
    /// let record = Reader::new(Format::Landing).with(options).for_slice(page).next();
    /// assert!(record.unwrap()?.article.keywords_in("uk").is_some());
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn languages(mut self, languages: impl IntoIterator<Item = Lang>) -> Self {
        self.languages = Some(languages.into_iter().collect());
        self
    }

    /// What to ask where the letters leave several of the languages.
    ///
    /// ```
    /// # #[cfg(feature = "whatlang")] {
    /// use polybib::{landing, languages};
    ///
    /// let options = landing::Options::default().detector(languages::Whatlang);
    /// # let _ = options;
    /// # }
    /// ```
    #[must_use]
    pub fn detector(mut self, detector: impl Detector + 'static) -> Self {
        self.detector = Some(SharedDetector::new(detector));
        self
    }
}

/// The format.
pub(crate) struct Landing;

impl Codec for Landing {
    fn session(&self, options: Option<&super::Options>) -> Box<dyn Session> {
        let languages = match options {
            Some(super::Options::Landing(options)) => {
                Languages::of(options.languages.as_deref()).sharing(options.detector.clone())
            }
            _ => Languages::default(),
        };
        Box::new(LandingSession { languages, issue: None, done: false })
    }

    fn encoder(
        &self,
        _options: Option<&super::Options>,
        _pretty: bool,
    ) -> Option<Box<dyn Encoder>> {
        None
    }

    fn is_writable(&self) -> bool {
        false
    }

    fn holds(&self, _field: Field) -> Holding {
        Holding::Dropped
    }

    fn holds_forms(&self, _field: Field) -> Holding {
        Holding::Dropped
    }
}

struct LandingSession {
    languages: Languages,
    /// The articles of an issue, where the input is one.
    issue: Option<Issue>,
    done: bool,
}

impl Session for LandingSession {
    fn next(&mut self, input: &mut Input<'_>) -> Option<Result<Record, ReadError>> {
        if let Some(issue) = &mut self.issue {
            return issue.next(input);
        }
        if std::mem::replace(&mut self.done, true) {
            return None;
        }
        let fetched = input.fetch_all();
        if fetched.is_ok()
            && let Ok(text) = std::str::from_utf8(input.window())
            && rinc::is_issue(text)
        {
            let issue = self.issue.insert(Issue::open(text, input.limits()));
            return issue.next(input);
        }
        let record = fetched.and_then(|()| self.read(input));
        // Also for an empty page and a bad one: nothing comes after it.
        input.consume(input.window().len());
        record.transpose()
    }
}

impl LandingSession {
    fn read(&self, input: &Input<'_>) -> Result<Option<Record>, ReadError> {
        let (bytes, start) = (input.window(), input.position());
        let page = utf8(bytes, start)?;
        if let Some((at, why)) = not_a_text(page) {
            let position = Locator::new(bytes, start).at(at);
            return Err(ReadError::new(ReadErrorKind::Data, why).at(position));
        }
        let empty = |c: char| c.is_whitespace() || c == '\u{FEFF}';
        let first = page.len() - page.trim_start_matches(empty).len();
        if first == page.len() {
            return Ok(None);
        }
        let (article, notes) = read::read(page, &self.languages);
        let mut locator = Locator::new(bytes, start);
        let position = locator.at(first);
        let mut diagnostics = Diagnostics::new(input.limits().diagnostics);
        for (offset, diagnostic) in notes.in_order() {
            diagnostics.push(diagnostic.at(locator.at(offset)));
        }
        let end = start.offset + bytes.len() as u64;
        Ok(Some(Record {
            article,
            diagnostics: diagnostics.finish(None),
            span: Span::new(start.offset, end),
            position,
        }))
    }
}

/// A day as pages print it.
pub(super) fn day(text: &str) -> Option<Date> {
    data::date(text)
}

/// Where and why an input is not the text of a page.
fn not_a_text(page: &str) -> Option<(usize, &'static str)> {
    if let Some(at) = page.find('\0') {
        return Some((at, "this is not text: it has a zero byte here"));
    }
    let body = page.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let markup = ["<!doctype", "<html", "<?xml"]
        .iter()
        .any(|start| body.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)));
    let why = "this is markup, not the text of a page; copy the text as a browser shows it";
    markup.then_some((page.len() - body.len(), why))
}
