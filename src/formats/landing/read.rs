//! The parts of a page made into a record.

use std::collections::{HashMap, HashSet};

use super::headings::Section;
use super::people::{MOST_COMPARISONS, Twin};
use super::sections::{Block, Line, divide};
use super::{keywords, references};
use crate::model::{
    Abstract, Affiliation, AffiliationParts, Article, Extra, Kind, Lang, Localized, Name, RichText,
};
use crate::report::{Code, Diagnostic};
use crate::value::detect::{Evidence, Guess, Languages};
use crate::value::names::NameOrder;
use crate::value::script::{Script, dominant};

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
    /// Contributors by what all spellings of their names have in common, with the script of the
    /// one that is known.
    pub(super) people: HashMap<(char, char), Vec<(Script, usize)>>,
    /// How many pairs of names may still be compared.
    pub(super) comparisons: usize,
    /// The last name that was looked for among the others, and who it is.
    pub(super) last_twin: Option<(Name, Option<Twin>)>,
    /// Whether it was said that no more authors are read.
    pub(super) said_enough: bool,
    /// The author whom the last name was of.
    pub(super) current: Option<usize>,
    /// The affiliation that was read last.
    pub(super) place: Option<usize>,
    /// Whether the last name was a second form of a known author's.
    pub(super) second_block: bool,
    /// How many affiliations followed the last name.
    pub(super) affiliations_seen: usize,
    /// The marks of footnotes, and the authors who have them.
    pub(super) footnotes: Vec<(String, usize)>,
    /// The order of the clear names so far, while they agree.
    pub(super) order: Option<NameOrder>,
    /// The first and the last page, where they are given apart.
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    /// The language of the full text, where the page has it.
    pub(super) body_language: Option<Lang>,
}

/// How many characters of a text tell its language: more than any abstract has.
const ENOUGH: usize = 20_000;

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
        people: HashMap::new(),
        comparisons: MOST_COMPARISONS,
        last_twin: None,
        said_enough: false,
        current: None,
        place: None,
        second_block: false,
        affiliations_seen: 0,
        footnotes: Vec::new(),
        order: None,
        start: None,
        end: None,
        body_language: None,
    };
    let mut blocks = blocks.into_iter();
    let front = blocks.next();
    let blocks: Vec<Block<'_>> = blocks.collect();
    if let Some(front) = front {
        // The words `Full Text` before the abstract are a link to it.
        let mut next =
            blocks.iter().filter(|b| b.section != Some(Section::Body) || !b.lines.is_empty());
        let abstract_follows = next.next().is_some_and(|b| b.section == Some(Section::Abstract));
        reading.front(&front, abstract_follows);
    }
    let lists = blocks.iter().filter(|b| b.section == Some(Section::References)).count();
    for (at, block) in blocks.iter().enumerate() {
        let next = blocks.get(at + 1).and_then(|block| block.section);
        reading.block(block, next, lists > 1);
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
    pub(super) fn guess(&mut self, line: Line<'_>, field: &str, text: &str) -> Option<Lang> {
        let end = text.char_indices().nth(ENOUGH).map_or(text.len(), |(end, _)| end);
        let guess = self.languages.guess(text.get(..end)?)?;
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

    fn block(&mut self, block: &Block<'_>, next: Option<Section>, several_lists: bool) {
        let Some(section) = block.section else { return };
        if block.lines.is_empty() && section == Section::Body {
            self.not_understood("front", block.heading, "it is a heading, and nothing is under it");
            return;
        }
        if block.lines.is_empty() {
            let message =
                format!("nothing stands under the heading {}", quoted(block.heading.text));
            self.inform(block.heading, Code::EmptySection, section.field(), message);
            return;
        }
        match section {
            Section::Abstract => self.abstract_block(&block.lines, next),
            Section::Keywords => keywords::read(self, block),
            Section::Authors => self.authors(block),
            Section::References => references::read(self, block, several_lists),
            Section::Body => self.body(&block.lines),
        }
    }

    /// An abstract under its heading. Before an abstract or keywords in another language, the title
    /// and the authors in that language may stand behind it.
    fn abstract_block(&mut self, lines: &[Line<'_>], next: Option<Section>) {
        let script = lines.first().and_then(|line| dominant(line.text));
        let begins_other = |pair: &[Line<'_>]| match pair {
            [before, line] => {
                ends_sentence(before.text)
                    && !ends_sentence(line.text)
                    && dominant(line.text).is_some_and(|other| Some(other) != script)
            }
            _ => false,
        };
        let cut = lines.windows(2).position(begins_other).map(|at| at + 1);
        let goes_on = matches!(next, Some(Section::Abstract | Section::Keywords));
        match cut.filter(|_| goes_on).and_then(|cut| lines.split_at_checked(cut)) {
            Some((text, rest)) => {
                self.paragraphs(text);
                let why = "it stands after an abstract in another script and ends no sentence";
                self.second_block("after abstract", rest, why);
            }
            None => self.paragraphs(lines),
        }
    }

    /// An abstract. A line goes on with the paragraph before it unless that one ended with a full
    /// stop, a question mark or the like, or an empty line stands between.
    pub(super) fn paragraphs(&mut self, lines: &[Line<'_>]) {
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

    /// The full text: no part of a record. It is kept, and its language is that of the work.
    pub(super) fn body(&mut self, lines: &[Line<'_>]) {
        let Some(first) = lines.first().copied() else { return };
        let text: Vec<&str> = lines.iter().map(|line| line.text).collect();
        let text = text.join("\n");
        let field = self.keep("full text", Line { text: &text, ..first });
        let message = format!(
            "the text from {} on is the work itself and no part of a record; it was kept",
            quoted(first.text)
        );
        self.inform(first, Code::NotUnderstood, &field, message);
        let lang = self.guess(first, "languages", &text);
        self.body_language = lang.filter(|lang| lang.primary() != "und");
    }

    /// The language of the record is that of its title, else that of its abstract. That of the
    /// full text is the work's.
    fn language(&mut self) {
        self.record_language();
        if let Some(body) = self.body_language.take()
            && self.article.language.as_ref() != Some(&body)
        {
            self.article.languages.push(body);
        }
    }

    fn record_language(&mut self) {
        if let Some(lang) = self.article.language.clone() {
            self.primary_forms(&lang);
            return;
        }
        let title = self.article.title.first().and_then(|title| title.lang.as_ref());
        let text = self.article.abstracts.first().and_then(|text| text.lang.as_ref());
        let known = |lang: &&Lang| lang.primary() != "und";
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
    fn primary_forms(&mut self, lang: &Lang) {
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

pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '»', '”', ')', ']']).ends_with(['.', '!', '?', '…', '。', ':'])
}

/// Whether a line ends with a full stop, be it that of an abbreviation.
pub(super) fn ends_with_stop(text: &str) -> bool {
    text.ends_with(['.', '。'])
}

/// Whether a line is a journal's name and the data of an issue, and nothing else: a full stop, a
/// comma or a bar, and then only a year, pages, a volume or an issue. `Order No. 227 of 1942` is
/// none.
pub(super) fn is_journal_data(line: &str) -> bool {
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
