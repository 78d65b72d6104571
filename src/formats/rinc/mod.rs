//! The XML of an issue for the Russian citation index (RINC, eLIBRARY, "Articulus"), and `journal3.xsd`
//! that came of it.
//!
//! It stands in the place of a page's text, and the reader of pages hands it here. It is read
//! leniently, as the files in use ask for: children in any order, names in any capitals, several
//! ISSNs in one element, white space anywhere. Each `article` is a record and has the data of the
//! journal and the issue. Codes of languages are those of the index
//! ([`from_rinc`](crate::languages::from_rinc)); where there is a title in the language of the
//! publication (`langPubl`), that language is the record's, and its values stand first.
//!
//! What no field is for stands in [`Article::extra`] as XML, by its path, with a diagnostic; so does
//! the value of an attribute that nothing has read. Of a file
//! that is not well-formed, the articles before the fault are records, and the one that it cut in
//! two is an error with what was read of it.

mod attributes;
mod author;
mod read;
mod tables;
mod tree;

use std::collections::VecDeque;

use self::read::{Reading, Shared};
use self::tree::{Element, Fault};
use crate::error::{ReadError, ReadErrorKind};
use crate::limits::Limits;
use crate::model::Article;
use crate::reader::{Input, Record};
use crate::report::{Code, Diagnostic, Diagnostics};
use crate::source::{Locator, Position, Span};

/// Whether a text is such an issue: its first element is `journal`.
pub(super) fn is_issue(text: &str) -> bool {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        let after = |open: &str, close: &str| Some(rest.strip_prefix(open)?.split_once(close)?.1);
        rest = match after("<?", "?>").or_else(|| after("<!--", "-->")) {
            Some(after) => after,
            None => match rest.strip_prefix("<!").filter(|rest| !rest.starts_with("--")) {
                Some(declaration) => match behind_declaration(declaration) {
                    Some(after) => after,
                    None => return false,
                },
                None => break,
            },
        };
    }
    let Some(name) = rest
        .strip_prefix('<')
        .and_then(|tag| tag.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next())
    else {
        return false;
    };
    name.rsplit(':').next() == Some("journal")
}

/// What follows a declaration, whose subset in brackets may have others in it.
fn behind_declaration(text: &str) -> Option<&str> {
    let end = text.find(['>', '['])?;
    let (head, rest) = text.split_at_checked(end)?;
    let rest = if rest.starts_with('[') { rest.split_once(']')?.1 } else { rest };
    // `<!ELEMENT` is no name of a document's.
    head.get(..7)?.eq_ignore_ascii_case("doctype").then_some(())?;
    rest.split_once('>').map(|(_, after)| after)
}

/// A child of `articles`.
enum Item {
    Section(Element),
    Article(Element),
}

/// The articles of an issue that are still to be read.
pub(super) struct Issue {
    shared: Shared,
    /// What was odd about the journal and the issue; said with the first record.
    notes: Vec<(usize, Diagnostic)>,
    items: VecDeque<Item>,
    fault: Option<Fault>,
    /// How many bytes of the input are behind.
    behind: usize,
    /// How many bytes of shared data the records have been given.
    given: usize,
    is_first: bool,
}

impl Issue {
    /// Reads the tree and what all articles share.
    pub(super) fn open(text: &str, limits: Limits) -> Self {
        let mut tree = tree::parse(text, limits.nesting());
        let mut items = VecDeque::new();
        take_articles(&mut tree.root, &mut items);
        let mut reading = Reading::new(Article::default(), text, 0);
        let shared = reading.issue(&tree.root);
        let mut notes = reading.notes;
        for (name, at) in tree.unknown_entities {
            let message = format!("nothing defines `&{name};`; it was kept as it is written");
            notes.push((at, Diagnostic::warning(Code::UnknownEntity, message)));
        }
        let behind = items.iter().skip(1).map(Some).chain([None]);
        for (item, next) in items.iter().zip(behind) {
            if let (Item::Section(section), None | Some(Item::Section(_))) = (item, next) {
                let message = format!(
                    "no article stands in the section `{}`; it was left out",
                    section.words().chars().take(80).collect::<String>()
                );
                let note = Diagnostic::warning(Code::EmptySection, message);
                notes.push((section.start, note.for_field("subjects")));
            }
        }
        if let Some(at) = tree.rest {
            let message = "what stands behind the end of the journal was left out";
            notes.push((at, Diagnostic::warning(Code::TrailingInput, message)));
        }
        Self { shared, notes, items, fault: tree.fault, behind: 0, given: 0, is_first: true }
    }

    /// The next record.
    pub(super) fn next(&mut self, input: &mut Input<'_>) -> Option<Result<Record, ReadError>> {
        while let Some(item) = self.items.pop_front() {
            match item {
                Item::Section(element) => {
                    let text = text_of(input, self.behind, element.start, element.end);
                    self.notes.append(&mut self.shared.section(text, &element));
                }
                Item::Article(element) => return Some(self.record(&element, input)),
            }
        }
        let text = input.window();
        let end = Locator::new(text, input.position()).at(text.len());
        let error = match self.fault.take() {
            Some(fault) => {
                let mut locator = Locator::new(text, input.position());
                let at = locator.at(fault.at.saturating_sub(self.behind));
                Some(ReadError::new(fault.kind, fault.message).at(at))
            }
            None if self.is_first => {
                let message = "the journal has no article";
                Some(ReadError::new(ReadErrorKind::NoRecords, message).at(end))
            }
            None => None,
        };
        self.is_first = false;
        input.consume(input.window().len());
        error.map(Err)
    }

    fn record(&mut self, element: &Element, input: &mut Input<'_>) -> Result<Record, ReadError> {
        let limits = input.limits();
        self.is_first = false;
        let text = text_of(input, self.behind, self.behind, element.end);
        let start = input.position();
        // The notes of the journal may stand behind the article.
        let mut locator = Locator::new(input.window(), start);
        let begins = locator.at(element.start.saturating_sub(self.behind));
        // Every record has a copy of them: what is repeated must not outgrow the input.
        self.given = self.given.saturating_add(self.shared.bytes);
        if self.given > limits.expansion {
            let message = format!(
                "the data of the journal, repeated in each of its articles, are more than {} \
                 bytes, the limit (Limits::expansion)",
                limits.expansion
            );
            self.skip(element, input);
            return Err(ReadError::new(ReadErrorKind::Limit, message).at(begins));
        }
        let mut reading = Reading::new(self.shared.article.clone(), text, self.behind);
        reading.article(element);
        let mut notes = std::mem::take(&mut self.notes);
        notes.append(&mut reading.notes);
        let article = reading.article;
        if !element.is_closed
            && let Some(fault) = self.fault.take()
        {
            let at = locator.at(fault.at.saturating_sub(self.behind));
            self.skip(element, input);
            return Err(ReadError::new(fault.kind, fault.message).at(at).with_partial(article));
        }
        notes.sort_by_key(|(offset, _)| *offset);
        let mut diagnostics = Diagnostics::new(limits.diagnostics);
        for (offset, diagnostic) in notes {
            let at: Position = locator.at(offset.saturating_sub(self.behind));
            diagnostics.push(diagnostic.at(at));
        }
        let length = (element.end - element.start) as u64;
        let span = Span::new(begins.offset, begins.offset + length);
        self.skip(element, input);
        let diagnostics = diagnostics.finish(None);
        Ok(Record { article, diagnostics, span, position: begins })
    }

    /// Goes behind an article.
    fn skip(&mut self, element: &Element, input: &mut Input<'_>) {
        input.consume(element.end.saturating_sub(self.behind));
        self.behind = self.behind.max(element.end);
    }
}

/// A part of the input, of which `behind` bytes are gone. It was read as UTF-8 before, and is cut at
/// the ends of elements alone. Of the whole rest each article would cost what all behind it do.
fn text_of<'i>(input: &'i Input<'_>, behind: usize, start: usize, end: usize) -> &'i str {
    let range = start.saturating_sub(behind)..end.saturating_sub(behind);
    let bytes = input.window().get(range).unwrap_or_default();
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// Takes the articles and sections out of the tree, wherever among the others they stand.
fn take_articles(element: &mut Element, items: &mut VecDeque<Item>) {
    for node in std::mem::take(&mut element.children) {
        match node {
            tree::Node::Element(mut child)
                if ["issue", "articles"].iter().any(|name| child.is(name)) =>
            {
                take_articles(&mut child, items);
                element.children.push(tree::Node::Element(child));
            }
            tree::Node::Element(child) if child.is("article") => {
                items.push_back(Item::Article(child));
            }
            tree::Node::Element(child) if child.is("section") => {
                items.push_back(Item::Section(child));
            }
            other => element.children.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_an_issue() {
        let yes = ["<journal>", "<?xml?>\n<!-- a > b --><!DOCTYPE journal><j:journal a='b'>"];
        let subset = "<!DOCTYPE journal [<!ENTITY a '>'>\n<!ENTITY b 'c'>]>\n<journal>";
        assert!(is_issue(subset));
        let no = ["", "<", "<journals>", "<article>", "journal", "<!-- <journal>", "<?<journal>"];
        assert!(yes.into_iter().all(is_issue));
        assert!(!no.into_iter().any(is_issue));
    }
}
