//! The parts of a page made into a record.

use std::collections::{HashMap, HashSet};

use super::headings::Section;
use super::sections::{Block, Line, divide};
use super::{keywords, references};
use crate::model::{
    Abstract, Affiliation, AffiliationParts, Article, Extra, Identifier, Kind, Localized, RichText,
    Scheme,
};
use crate::report::{Code, Diagnostic};
use crate::value::detect::{Evidence, Guess, Languages};
use crate::value::names::collapsed;

/// Diagnostics with the bytes they are about. Positions are counted at the end, in one pass.
#[derive(Debug, Default)]
pub(super) struct Notes {
    list: Vec<(usize, Diagnostic)>,
}

impl Notes {
    pub(super) fn add(&mut self, offset: usize, diagnostic: Diagnostic) {
        self.list.push((offset, diagnostic));
    }

    /// All of them, in the order of the page.
    pub(super) fn in_order(mut self) -> impl Iterator<Item = (usize, Diagnostic)> {
        self.list.sort_by_key(|(offset, _)| *offset);
        self.list.into_iter()
    }
}

/// A piece of the page for a sentence: between quotes, and not too much of it.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 80;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("`{}…`", text.get(..end).unwrap_or_default()),
        None => format!("`{text}`"),
    }
}

/// The record while it grows.
#[derive(Debug)]
pub(super) struct Page<'p> {
    pub(super) article: Article,
    pub(super) notes: Notes,
    pub(super) languages: &'p Languages,
    /// Where each affiliation stands in the record.
    affiliations: HashMap<String, usize>,
    /// Which author works where: a list that a page may make long is not searched.
    pub(super) works_at: HashSet<(usize, usize)>,
}

/// Labels of lines before the abstract that are no part of it. A new one is a new row.
const LABELS: &[(&str, Option<Scheme>)] = &[
    ("DOI", Some(Scheme::Doi)),
    ("doi", Some(Scheme::Doi)),
    ("EDN", Some(Scheme::Edn)),
    ("УДК", Some(Scheme::Udc)),
    ("UDC", Some(Scheme::Udc)),
    ("ББК", None),
    ("ISSN", None),
    ("URL", None),
    ("Received", None),
    ("Revised", None),
    ("Accepted", None),
    ("Published", None),
    ("Поступила", None),
    ("Поступила в редакцию", None),
    ("Статья поступила", None),
    ("Статья поступила в редакцию", None),
    ("Дата поступления", None),
    ("Принята", None),
    ("Принята к публикации", None),
    ("Принята к печати", None),
    ("Опубликована", None),
    ("Надійшла", None),
    ("Надійшла до редакції", None),
    ("Для цитирования", None),
    ("Для цитування", None),
    ("Ссылка для цитирования", None),
    ("For citation", None),
    ("For citations", None),
    ("How to cite", None),
];

/// Labels that stand before a title and a colon. A new one is a new row.
const TITLE_LABELS: &[&str] = &[
    "Title",
    "Article title",
    "Title of the article",
    "Название",
    "Название статьи",
    "Заглавие",
    "Назва",
    "Атауы",
];

/// What journals print before a number in the data of an issue, in small letters; whether it is
/// the number of the issue or the volume.
const NUMBERED: &[(&str, bool)] = &[
    ("№", true),
    ("no", true),
    ("vol", true),
    ("issue", true),
    ("том", true),
    ("т", true),
    ("вып", true),
    ("выпуск", true),
    ("p", false),
    ("pp", false),
    ("с", false),
    ("стр", false),
];

/// Reads a page that has something on it.
pub(super) fn read(page: &str, languages: &Languages) -> (Article, Notes) {
    let mut notes = Notes::default();
    let blocks = divide(page, &mut notes);
    let mut reading = Page {
        article: Article::new(Kind::Article),
        notes,
        languages,
        affiliations: HashMap::new(),
        works_at: HashSet::new(),
    };
    let mut blocks = blocks.into_iter().peekable();
    if let Some(front) = blocks.next() {
        let abstract_follows =
            blocks.peek().is_some_and(|next| next.section == Some(Section::Abstract));
        reading.front(&front, abstract_follows);
    }
    let blocks: Vec<Block<'_>> = blocks.collect();
    let lists = blocks.iter().filter(|b| b.section == Some(Section::References)).count();
    for block in &blocks {
        reading.block(block, lists > 1);
    }
    reading.language();
    (reading.article, reading.notes)
}

impl Page<'_> {
    pub(super) fn warn(&mut self, line: Line<'_>, code: Code, field: &str, message: String) {
        self.notes.add(line.offset, Diagnostic::warning(code, message).for_field(field));
    }

    pub(super) fn inform(&mut self, line: Line<'_>, code: Code, field: &str, message: String) {
        self.notes.add(line.offset, Diagnostic::info(code, message).for_field(field));
    }

    /// Keeps in `extra` what the record has no other place for, and names the field.
    pub(super) fn keep(&mut self, name: &str, line: Line<'_>) -> String {
        let field = format!("extra[{}]", self.article.extra.len());
        self.article.extra.push(Extra::new("landing", name, line.text));
        field
    }

    /// Keeps a line that no rule knows what to do with.
    pub(super) fn not_understood(&mut self, name: &str, line: Line<'_>, why: &str) {
        let field = self.keep(name, line);
        let message = format!("{} was not understood: {why}; it was kept", quoted(line.text));
        self.warn(line, Code::NotUnderstood, &field, message);
    }

    /// The position of an affiliation, which is added if it is new.
    pub(super) fn affiliation(&mut self, text: &str) -> usize {
        let next = self.article.affiliations.len();
        let at = *self.affiliations.entry(text.to_owned()).or_insert(next);
        if at == next {
            let mut affiliation = Affiliation::default();
            affiliation.forms.push(Localized::new(AffiliationParts::text(text)));
            self.article.affiliations.push(affiliation);
        }
        at
    }

    /// The language of a text by its script, said in a diagnostic.
    fn guess(&mut self, line: Line<'_>, field: &str, text: &str) -> Option<crate::Lang> {
        let guess = self.languages.guess(text)?;
        self.guessed(line, field, &guess);
        Some(guess.lang)
    }

    pub(super) fn guessed(&mut self, line: Line<'_>, field: &str, guess: &Guess) {
        let lang = &guess.lang;
        let evidence = guess.evidence.as_str();
        let message =
            format!("the language was set to `{lang}`: {} (evidence: {evidence})", guess.because);
        if guess.evidence == Evidence::Nothing {
            self.warn(line, Code::GuessedLanguage, field, message);
        } else {
            self.inform(line, Code::GuessedLanguage, field, message);
        }
    }

    /// What stands before the first heading: the title, and the abstract if it has no heading.
    fn front(&mut self, block: &Block<'_>, abstract_follows: bool) {
        let mut lines = Vec::new();
        for line in &block.lines {
            match label(line) {
                Some((name, scheme, value)) => self.labelled(*line, name, scheme.as_ref(), value),
                None => lines.push(*line),
            }
        }
        let mut lines = lines.as_slice();
        if let [first, others @ ..] = lines
            && !others.is_empty()
            && is_journal_data(first.text)
        {
            let why = "it has the shape of a journal's name and issue, so the next line is the \
                       title";
            self.not_understood("journal", *first, why);
            lines = others;
        }
        let Some((title, rest)) = lines.split_first() else {
            let at = block.lines.first().unwrap_or(&block.heading);
            let message = "the page begins with a heading, so the record has no title";
            self.warn(*at, Code::OddValue, "title", message.to_owned());
            return;
        };
        let title = self.title(*title);
        let mut localized = Localized::<RichText>::new(title.text);
        localized.lang = self.guess(title, "title", title.text);
        self.article.title.push(localized);
        if abstract_follows {
            for line in rest {
                let why = "it stands between the title and the heading of the abstract";
                self.not_understood("front", *line, why);
            }
        } else {
            self.paragraphs(rest);
        }
    }

    /// The title on its line: what follows the label, if there is one.
    fn title<'a>(&mut self, line: Line<'a>) -> Line<'a> {
        let cut = line.text.split_once([':', '：']).filter(|(head, value)| {
            let head = collapsed(head).to_lowercase();
            !value.trim().is_empty() && TITLE_LABELS.iter().any(|l| l.to_lowercase() == head)
        });
        let Some((head, value)) = cut else { return line };
        let message = format!("{} before the title is a label; it fell away", quoted(head));
        self.inform(line, Code::OddValue, "title", message);
        line.piece(value)
    }

    fn labelled(&mut self, line: Line<'_>, name: &str, scheme: Option<&Scheme>, value: Line<'_>) {
        let identifier = scheme.map(|scheme| Identifier::new(scheme.clone(), value.text));
        match identifier {
            Some(found) if found.check().is_ok() => self.article.identifiers.push(found),
            Some(_) => {
                let field = self.keep(name, line);
                let message = format!("{} is no {name}; it was kept", quoted(value.text));
                self.warn(line, Code::BadIdentifier, &field, message);
            }
            None => self.not_understood(name, line, "lines with that label are not read yet"),
        }
    }

    fn block(&mut self, block: &Block<'_>, several_lists: bool) {
        let Some(section) = block.section else { return };
        if block.lines.is_empty() {
            let message =
                format!("nothing stands under the heading {}", quoted(block.heading.text));
            self.inform(block.heading, Code::EmptySection, section.field(), message);
            return;
        }
        match section {
            Section::Abstract => self.paragraphs(&block.lines),
            Section::Keywords => keywords::read(self, block),
            Section::Authors => self.authors(block),
            Section::References => references::read(self, block, several_lists),
        }
    }

    /// An abstract. A line goes on with the paragraph before it unless that one ended with a full
    /// stop, a question mark or the like, or an empty line stands between.
    fn paragraphs(&mut self, lines: &[Line<'_>]) {
        let Some(first) = lines.first() else { return };
        let mut paragraphs: Vec<String> = Vec::new();
        for line in lines {
            match paragraphs.last_mut() {
                Some(last) if !line.after_gap && !ends_sentence(last) => {
                    last.push(' ');
                    last.push_str(line.text);
                }
                _ => paragraphs.push(line.text.to_owned()),
            }
        }
        let field = format!("abstracts[{}]", self.article.abstracts.len());
        let lang = self.guess(*first, &field, &paragraphs.join("\n"));
        let paragraphs = paragraphs.into_iter().map(RichText::from).collect();
        self.article.abstracts.push(Abstract { lang, paragraphs, ..Abstract::default() });
    }

    /// The language of the record is that of its title, else that of its abstract.
    fn language(&mut self) {
        let title = self.article.title.first().and_then(|title| title.lang.as_ref());
        let text = self.article.abstracts.first().and_then(|text| text.lang.as_ref());
        let known = |lang: &&crate::Lang| lang.primary() != "und";
        let (lang, of) = match (title.filter(known), text.filter(known)) {
            (Some(lang), _) => (lang.clone(), "title"),
            (None, Some(lang)) => (lang.clone(), "abstract"),
            (None, None) => return,
        };
        let message = format!("the language of the record was set to `{lang}`, that of its {of}");
        let start = Line { text: "", offset: 0, after_gap: false };
        self.inform(start, Code::GuessedLanguage, "language", message);
        self.primary_forms(&lang);
        self.article.language = Some(lang);
    }

    /// Names and affiliations in the script of the record's language are the forms that a text in
    /// that language uses: `Troitskiy` on an English page is what English texts call the author.
    fn primary_forms(&mut self, lang: &crate::Lang) {
        let languages = self.languages;
        let fits = |text: &str| languages.guess(text).is_some_and(|guess| guess.lang == *lang);
        let article = &mut self.article;
        for name in article.contributors.iter_mut().flat_map(|person| &mut person.name) {
            if fits(&name.value.to_string()) {
                name.lang = Some(lang.clone());
            }
        }
        for form in article.affiliations.iter_mut().flat_map(|affiliation| &mut affiliation.forms) {
            if fits(&form.value.to_string()) {
                form.lang = Some(lang.clone());
            }
        }
    }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '»', '”', ')', ']']).ends_with(['.', '!', '?', '…', '。', ':'])
}

/// Whether a line ends with a full stop, be it that of an abbreviation.
pub(super) fn ends_with_stop(text: &str) -> bool {
    text.ends_with(['.', '。'])
}

/// Whether a line is a journal's name and the data of an issue, and nothing else: a full stop, a
/// comma or a bar, and then only a year, pages, a volume or an issue. `Order No. 227 of 1942` is
/// none.
fn is_journal_data(line: &str) -> bool {
    // A name and an issue are no longer than this, and a long line is not searched.
    if line.len() > 600 {
        return false;
    }
    // From the end, in pieces of digits, of letters, and single other characters.
    let (mut year, mut issue) = (false, false);
    let mut number_after = false;
    let mut rest = line;
    loop {
        let text = rest.trim_end();
        let Some(last) = text.chars().next_back() else { return false };
        let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
        let word = text.trim_end_matches(|c| kind(c) == kind(last) && kind(c) != (false, false));
        let at = if word.len() == text.len() { text.len() - last.len_utf8() } else { word.len() };
        let (before, piece) = text.split_at_checked(at).unwrap_or((text, ""));
        let lower = piece.to_lowercase();
        let marker = NUMBERED.iter().find(|(marker, _)| *marker == lower);
        if last.is_ascii_digit() {
            let is_issue = marks_a_number(before);
            year |=
                piece.len() == 4 && matches!(piece.get(..2), Some("18" | "19" | "20")) && !is_issue;
            number_after = true;
        } else if let Some((_, is_issue)) = marker.filter(|_| number_after) {
            issue |= *is_issue;
            number_after = false;
        } else if last.is_alphabetic()
            || !matches!(last, '.' | ',' | ';' | ':' | '(' | ')' | '|' | '-' | '–' | '—' | '/')
        {
            // What comes before is the name; a sign must divide it from the data.
            let data = line.get(text.len()..).unwrap_or_default().trim_start();
            return year && issue && data.starts_with(['.', ',', '|', '/', ';']);
        } else if !matches!(last, '.') {
            number_after = false;
        }
        rest = before;
    }
}

/// Whether a text ends with the sign of a volume or an issue, so that the number after it is no
/// year.
fn marks_a_number(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches('.').to_lowercase();
    let word = text.rsplit(|c: char| !(c.is_alphabetic() || c == '№')).next().unwrap_or_default();
    NUMBERED.iter().any(|(marker, _)| *marker == word)
}

/// Whether a line in the midst of a page begins with a known label. More counts here than in
/// [`label`], for nothing is read from the line.
pub(super) fn begins_with_label(line: &Line<'_>) -> bool {
    label(line).is_some()
        || LABELS.iter().any(|(label, _)| {
            let Some(rest) = line.text.strip_prefix(label) else { return false };
            let rest = rest.trim_start();
            // No keyword begins with words such as `Для цитирования`.
            rest.starts_with("http") || rest.starts_with(':') || label.contains(' ')
        })
}

/// A line that begins with a known label and a colon or a digit.
fn label<'a>(line: &Line<'a>) -> Option<(&'static str, &'static Option<Scheme>, Line<'a>)> {
    LABELS.iter().find_map(|(label, scheme)| {
        let rest = line.text.strip_prefix(label)?;
        let value = match rest.trim_start().strip_prefix(':') {
            Some(value) => value.trim_start(),
            None => rest.strip_prefix(' ')?.trim_start(),
        };
        let stands_alone =
            rest.trim_start().starts_with(':') || value.starts_with(|c: char| c.is_ascii_digit());
        (stands_alone && !value.is_empty()).then(|| (*label, scheme, line.piece(value)))
    })
}
