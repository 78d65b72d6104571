//! The authors: a table with `|` or tabs between its cells, or one author a line.

use std::borrow::Cow;

use super::addresses;
use super::people::is_obfuscated;
use super::read::{Page, quoted};
use super::sections::{Block, Line};
use crate::model::{Name, Orcid};
use crate::report::Code;
use crate::value::names::{self, Evidence, NameHints, NameOrder, collapsed};

/// What a column holds, by its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Organization,
    Email,
    Orcid,
    /// A heading that the model has no field for.
    Other,
    /// A column without a heading.
    Unlabelled,
}

/// The headings of columns, in small letters. A new one is a new row.
const COLUMNS: &[(&str, Column)] = &[
    ("name", Column::Name),
    ("full name", Column::Name),
    ("author", Column::Name),
    ("authors", Column::Name),
    ("author name", Column::Name),
    ("фио", Column::Name),
    ("ф.и.о.", Column::Name),
    ("ф. и. о.", Column::Name),
    ("имя", Column::Name),
    ("автор", Column::Name),
    ("авторы", Column::Name),
    ("піб", Column::Name),
    ("аты-жөні", Column::Name),
    ("organization", Column::Organization),
    ("organisation", Column::Organization),
    ("affiliation", Column::Organization),
    ("institution", Column::Organization),
    ("place of work", Column::Organization),
    ("организация", Column::Organization),
    ("место работы", Column::Organization),
    ("учреждение", Column::Organization),
    ("аффилиация", Column::Organization),
    ("організація", Column::Organization),
    ("ұйым", Column::Organization),
    ("e-mail", Column::Email),
    ("email", Column::Email),
    ("mail", Column::Email),
    ("почта", Column::Email),
    ("эл. почта", Column::Email),
    ("электронная почта", Column::Email),
    ("orcid", Column::Orcid),
    ("orcid id", Column::Orcid),
    ("additional", Column::Other),
    ("additionally", Column::Other),
    ("position", Column::Other),
    ("degree", Column::Other),
    ("дополнительно", Column::Other),
    ("должность", Column::Other),
    ("ученая степень", Column::Other),
    ("учёная степень", Column::Other),
    ("звание", Column::Other),
];

/// The column under that heading, if the heading is known.
fn known(heading: &str) -> Option<Column> {
    // No heading of a column is longer than a few words.
    if heading.len() > 80 {
        return None;
    }
    let text = collapsed(heading.trim_end_matches(':')).to_lowercase();
    COLUMNS.iter().find(|(known, _)| *known == text).map(|(_, column)| *column)
}

/// Whether a line is surely the head of a table of authors: it names two of its columns.
pub(super) fn opens_table(line: &str) -> bool {
    line.contains(['|', '\t'])
        && line.split(['|', '\t']).take(12).filter_map(|cell| known(cell.trim())).count() > 1
}

/// The cells of a row; `None` for a line that is none. The sign that closes a row opens no cell.
/// One that begins it does not either where it begins all rows, that of the headings too.
fn cells<'a>(line: &Line<'a>, framed: bool) -> Option<Vec<Line<'a>>> {
    let sign = ['|', '\t'].into_iter().find(|sign| line.text.contains(*sign))?;
    let body = line.text.strip_prefix('|').filter(|_| framed).unwrap_or(line.text);
    let body = body.strip_suffix('|').unwrap_or(body);
    Some(body.split(sign).map(|cell| line.piece(cell)).collect())
}

/// How many authors a page may have: three times as many as the papers with most of them.
pub(super) const MOST_AUTHORS: usize = 15_000;

struct Head<'a> {
    cells: Vec<(Line<'a>, Column)>,
}

impl<'a> Head<'a> {
    fn of(cells: &[Line<'a>]) -> Option<Self> {
        let column = |cell: &Line<'a>| match known(cell.text) {
            Some(column) => column,
            None if cell.text.is_empty() => Column::Unlabelled,
            None => Column::Other,
        };
        let cells: Vec<_> = cells.iter().map(|cell| (*cell, column(cell))).collect();
        cells.iter().any(|(_, column)| *column == Column::Name).then_some(Self { cells })
    }

    /// The head of a table that has none: names first, and the rest without headings.
    fn none() -> Self {
        let nothing = Line { text: "", offset: 0, after_gap: false };
        Self { cells: vec![(nothing, Column::Name)] }
    }

    fn column(&self, at: usize) -> (&'a str, Column) {
        self.cells
            .get(at)
            .map_or(("", Column::Unlabelled), |(heading, column)| (heading.text, *column))
    }
}

/// What a cell is made of.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    Email(Address<'a>),
    Orcid(Orcid, Line<'a>),
    Text(Line<'a>),
}

/// An e-mail address and how the page writes it.
#[derive(Clone, Debug)]
pub(super) struct Address<'a> {
    pub(super) line: Line<'a>,
    pub(super) value: Cow<'a, str>,
}

/// Words that announce an address and are no part of a text.
const CONTACT_WORDS: &[&str] = &["e-mail", "email", "mail", "почта", "orcid", "эл"];

fn is_edge(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '(' | ')')
}

/// A text before or after an address, without the words that announce one.
fn without_labels(text: &str) -> &str {
    let mut text = text;
    loop {
        text = text.trim_matches(|c: char| is_edge(c) && !matches!(c, '(' | ')'));
        let bare = text.trim_end_matches([':', '.', '(', ' ']);
        let cut = bare.char_indices().rfind(|(_, c)| is_edge(*c));
        let cut = cut.map_or(0, |(at, c)| at + c.len_utf8());
        let (before, word) = bare.split_at_checked(cut).unwrap_or((bare, ""));
        if !CONTACT_WORDS.contains(&word.to_lowercase().as_str()) {
            return text;
        }
        text = before;
    }
}

/// Takes e-mail addresses and ORCID iDs out of a text, hidden ones too. What stands between them stays
/// whole.
pub(super) fn pieces<'a>(cell: &Line<'a>) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut rest = *cell;
    while let Some((range, address)) = addresses::find(rest.text)
        && let Some(before) = rest.text.get(..range.start)
        && let Some(after) = rest.text.get(range.end..)
    {
        open_pieces(&rest.piece(before), true, &mut pieces);
        let line = rest.piece(rest.text.get(range).unwrap_or_default());
        pieces.push(Piece::Email(Address { line, value: address.into() }));
        rest = rest.piece(after);
    }
    open_pieces(&rest, false, &mut pieces);
    pieces
}

/// The pieces of a text without hidden addresses; one of these may follow it.
fn open_pieces<'a>(cell: &Line<'a>, contact_follows: bool, pieces: &mut Vec<Piece<'a>>) {
    let mut text_from = 0;
    let mut at = 0;
    let text_piece = |from: usize, to: usize, near_contact: bool| {
        let whole = cell.text.get(from..to).unwrap_or_default();
        let text = if near_contact { without_labels(whole) } else { whole };
        let empty = text.trim_matches(|c: char| is_edge(c) || matches!(c, ':' | '.')).is_empty();
        (!empty).then(|| Piece::Text(cell.piece(text)))
    };
    for token in cell.text.split_inclusive(is_edge) {
        let start = at;
        at += token.len();
        let word = token.trim_end_matches(is_edge);
        let address = word.strip_prefix("mailto:").unwrap_or(word).trim_end_matches('.');
        let found = if names::is_email(address) {
            Piece::Email(Address { line: cell.piece(address), value: address.into() })
        } else if let Some(orcid) = orcid(word) {
            Piece::Orcid(orcid, cell.piece(word))
        } else {
            continue;
        };
        pieces.extend(text_piece(text_from, start, true));
        pieces.push(found);
        text_from = at;
    }
    let near_contact = contact_follows || !pieces.is_empty();
    pieces.extend(text_piece(text_from, cell.text.len(), near_contact));
}

/// What stands before the brackets that a text ends with, and in them.
fn in_brackets(text: &str) -> Option<(&str, &str)> {
    let (before, inside) = text.trim_end().strip_suffix(')')?.split_once('(')?;
    (!inside.contains(['(', ')'])).then_some((before, inside))
}

fn orcid(word: &str) -> Option<Orcid> {
    (word.len() >= 19 && word.contains('-')).then(|| word.parse().ok())?
}

/// What of a row belongs to one author.
#[derive(Default)]
struct Row<'a> {
    names: Vec<Line<'a>>,
    organizations: Vec<Line<'a>>,
    emails: Vec<Address<'a>>,
    orcid: Option<Orcid>,
    others: Vec<(&'a str, Line<'a>)>,
}

impl Page<'_> {
    /// Reads the lines under the heading of the authors.
    pub(super) fn authors(&mut self, block: &Block<'_>) {
        let mut head = None;
        let first = block.lines.iter().find(|line| line.text.contains('|'));
        let framed = first.is_some_and(|line| line.text.starts_with('|'));
        for line in &block.lines {
            if self.has_enough_authors(*line) {
                continue;
            }
            let Some(cells) = cells(line, framed) else {
                self.author_line(*line);
                continue;
            };
            let is_rule = |cell: &Line<'_>| cell.text.chars().all(|c| matches!(c, '-' | ':' | '='));
            if cells.iter().all(is_rule) {
                continue;
            }
            if let Some(found) = Head::of(&cells) {
                head = Some(found);
                continue;
            }
            if head.is_none() {
                let message = "the table of authors has no row of headings that is known; its \
                               first column was read as names";
                self.warn(*line, Code::OddValue, "contributors", message.to_owned());
            }
            let head = head.get_or_insert_with(Head::none);
            self.row(*line, &cells, head);
        }
    }

    fn row(&mut self, line: Line<'_>, cells: &[Line<'_>], head: &Head<'_>) {
        let mut row = Row::default();
        let author = self.article.contributors.len();
        let field = format!("contributors[{author}]");
        for (at, cell) in cells.iter().enumerate() {
            let (heading, column) = head.column(at);
            for piece in pieces(cell) {
                match piece {
                    Piece::Email(address) => {
                        let field = format!("{field}.emails[{}]", row.emails.len());
                        self.address_in(&address, heading, column, &field);
                        row.emails.push(address);
                    }
                    Piece::Orcid(orcid, text) => {
                        if row.orcid.replace(orcid).is_some() {
                            let why = "the author has another ORCID iD already";
                            self.not_understood("orcid", text, why);
                        }
                    }
                    Piece::Text(text) => match column {
                        Column::Name => row.names.push(text),
                        Column::Organization => row.organizations.push(text),
                        Column::Other => row.others.push((heading, text)),
                        Column::Unlabelled if names::institution_word(text.text).is_some() => {
                            let message = format!(
                                "{} stands under no heading; a word in it is one of institutions, \
                                 so it was read as the affiliation",
                                quoted(text.text)
                            );
                            self.inform(text, Code::OddValue, &field, message);
                            row.organizations.push(text);
                        }
                        Column::Email | Column::Orcid | Column::Unlabelled => {
                            if is_obfuscated(text.text) {
                                self.hidden_address(text);
                            }
                            let why = match column {
                                Column::Unlabelled => "no heading says what it is",
                                _ => "its heading promises an address, and it is none",
                            };
                            self.not_understood("authors", text, why);
                        }
                    },
                }
            }
        }
        if cells.len() < head.cells.len() && row.others.len() + row.organizations.len() > 0 {
            let message = format!(
                "the row has {} cells under {} headings; the cells were read in order",
                cells.len(),
                head.cells.len()
            );
            self.warn(line, Code::OddValue, &field, message);
        }
        self.author(line, row);
    }

    /// Says where an e-mail address was met, if not where it belongs.
    fn address_in(&mut self, address: &Address<'_>, heading: &str, column: Column, field: &str) {
        let address = address.line;
        let shown = quoted(address.text);
        match column {
            Column::Email => {}
            Column::Unlabelled => {
                let message = format!(
                    "{shown} stands under no heading; it has the shape of an e-mail address and \
                     was read as one"
                );
                self.inform(address, Code::OddValue, field, message);
            }
            _ => {
                let message = format!(
                    "{shown} stands under the heading {} and has the shape of an e-mail address; \
                     it was read as one",
                    quoted(heading)
                );
                self.warn(address, Code::EmailInWrongColumn, field, message);
            }
        }
    }

    /// Adds the author of a row. A row without a name goes on with the author before it: that is
    /// how a merged cell looks once the table is text.
    fn author(&mut self, line: Line<'_>, row: Row<'_>) {
        let is_nothing =
            row.organizations.is_empty() && row.emails.is_empty() && row.orcid.is_none();
        let mut name = None;
        for text in &row.names {
            if name.is_some() {
                self.not_understood("authors", *text, "the row has another name already");
            } else {
                name = self.name(*text);
            }
        }
        let is_new = name.is_some();
        if !is_new && (!row.names.is_empty() || is_nothing && row.others.is_empty()) {
            self.not_understood("authors", line, "there is no name in it");
            return;
        }
        let new = name.map(|name| self.contributor(line, name));
        let Some(at) = new.or(self.current) else {
            self.not_understood("authors", line, "it names nobody");
            return;
        };
        let field = format!("contributors[{at}]");
        if !is_new {
            let message = format!(
                "the row {} has no name; it was read as going on with the author before it",
                quoted(line.text)
            );
            self.warn(line, Code::OddValue, &field, message);
        }
        let mut affiliations = Vec::new();
        for text in &row.organizations {
            let affiliation = self.affiliation(text.text);
            if self.works_at.insert((at, affiliation)) {
                affiliations.push(affiliation);
            }
        }
        for address in &row.emails {
            self.say_if_hidden(address, &format!("{field}.emails"));
        }
        let emails = row.emails.iter().map(|address| address.value.clone().into_owned());
        if let Some(author) = self.article.contributors.get_mut(at) {
            author.affiliations.extend(affiliations);
            let emails: Vec<String> =
                emails.filter(|address| !author.emails.contains(address)).collect();
            author.emails.extend(emails);
            author.orcid = author.orcid.take().or(row.orcid);
        }
        for (heading, text) in row.others {
            let kept = self.keep(&format!("{field}.{heading}"), text);
            let message = format!(
                "the record has no place for what stands under {}; it was kept",
                quoted(heading)
            );
            self.inform(text, Code::UnknownField, &kept, message);
        }
    }

    /// The name of the next author, and a word on how it was read.
    fn name(&mut self, text: Line<'_>) -> Option<Name> {
        self.name_with(text, &NameHints::default())
    }

    /// Whether the page has as many authors as are read; then the line is kept, and the first time
    /// that is said.
    pub(super) fn has_enough_authors(&mut self, line: Line<'_>) -> bool {
        if self.article.contributors.len() < MOST_AUTHORS {
            return false;
        }
        let field = self.keep("authors", line);
        if !std::mem::replace(&mut self.said_enough, true) {
            let message = format!(
                "the page has {MOST_AUTHORS} authors; {} and what else looks like authors after it \
                 was kept, and nobody read it",
                quoted(line.text)
            );
            self.warn(line, Code::NotUnderstood, &field, message);
        }
        true
    }

    pub(super) fn name_with(&mut self, text: Line<'_>, hints: &NameHints) -> Option<Name> {
        let mut parsed = names::parse(text.text, hints)?;
        let twin = self.twin(text, &parsed.name).map(|twin| twin.at);
        let at = twin.unwrap_or(self.article.contributors.len());
        let field = format!("contributors[{at}].name");
        let shown = quoted(text.text);
        // Orders that do not agree are as little to go by as family names first.
        self.order = match (parsed.order(), self.order) {
            (Some(order), None) => Some(order),
            (Some(order), Some(before)) if order != before => Some(NameOrder::FamilyFirst),
            (_, before) => before,
        };
        if let Name::Person(name) = &mut parsed.name {
            if parsed.evidence == Evidence::Patronymic
                && let Some(small) = without_capitals(&name.family, &name.given)
            {
                let message = format!(
                    "the family name `{}` is in capitals beside a given name that is not; it was \
                     read as `{small}`",
                    name.family
                );
                name.family = small.into();
                self.warn(text, Code::OddValue, &field, message);
            }
            let message = format!(
                "{shown} was divided into the family name `{}` and the given name `{}`: {}",
                name.family, name.given, parsed.reason
            );
            self.inform(text, Code::DividedName, &field, message);
            for why in &parsed.doubts {
                let message = format!("{shown}: {why}");
                self.warn(text, Code::OddValue, &field, message);
            }
            if let Some(why) = &parsed.look_alikes {
                let message = format!("{shown}: {why}");
                self.warn(text, Code::LookAlike, &field, message);
            }
            if !parsed.title.is_empty() {
                let kept =
                    self.keep(&format!("{field}.title"), Line { text: &parsed.title, ..text });
                let message = format!(
                    "{} before the name is no part of it; it was kept",
                    quoted(&parsed.title)
                );
                self.inform(text, Code::UnknownField, &kept, message);
            }
        } else if parsed.is_sure() {
            let message = format!("{shown} was read as an institution: {}", parsed.reason);
            self.inform(text, Code::DividedName, &field, message);
        } else {
            let message = format!("{shown} was kept as printed: {}", parsed.reason);
            self.warn(text, Code::UncertainName, &field, message);
        }
        Some(parsed.name)
    }

    /// A line outside of any table: an author, or several of whom each has initials; then what
    /// the author works for, and addresses.
    pub(super) fn author_line(&mut self, line: Line<'_>) {
        let divided = |text: &str| {
            names::parse(text, &NameHints::default())
                .is_some_and(|p| p.is_sure() && matches!(p.name, Name::Person(_)))
        };
        for part in line.text.split(';') {
            let part = line.piece(part);
            if self.has_enough_authors(part) {
                continue;
            }
            let mut row = Row::default();
            for piece in pieces(&part) {
                match piece {
                    Piece::Email(address) => row.emails.push(address),
                    Piece::Orcid(orcid, _) => row.orcid = Some(orcid),
                    Piece::Text(text) => {
                        let items: Vec<&str> =
                            text.text.split(',').map(str::trim).filter(|t| !t.is_empty()).collect();
                        // No list on one line has more names than a page has authors.
                        let is_list = (2..=MOST_AUTHORS).contains(&items.len())
                            && items.iter().all(|item| divided(item));
                        if is_list && row.names.is_empty() {
                            let (last, others) = items.split_last().unwrap_or((&"", &[]));
                            for item in others {
                                let name = text.piece(item);
                                self.author(name, Row { names: vec![name], ..Row::default() });
                            }
                            row.names.push(text.piece(last));
                        } else if let Some((name, rest)) = text.text.split_once(',')
                            && row.names.is_empty()
                            && divided(name)
                            && names::institution_word(rest).is_some()
                        {
                            row.names.push(text.piece(name));
                            row.organizations.push(text.piece(rest));
                        } else if let Some((name, place)) = in_brackets(text.text)
                            && row.names.is_empty()
                            && divided(name)
                            && names::institution_word(place).is_some()
                        {
                            row.names.push(text.piece(name));
                            row.organizations.push(text.piece(place));
                        } else if row.names.is_empty() {
                            row.names.push(text);
                        } else {
                            row.organizations.push(text);
                        }
                    }
                }
            }
            if !(row.names.is_empty() && row.emails.is_empty() && row.orcid.is_none()) {
                self.author(part, row);
            }
        }
    }
}

/// A family name in capitals with one capital alone, where the given name shows that the capitals
/// are but the way it is printed. Where the capitals are what tells the family name, they stay.
fn without_capitals(family: &str, given: &str) -> Option<String> {
    let is_loud = |text: &str| !text.chars().any(char::is_lowercase);
    if family.chars().count() < 2 || !is_loud(family) || is_loud(given) {
        return None;
    }
    let mut out = String::with_capacity(family.len());
    let mut before = '-';
    for c in family.chars() {
        if matches!(before, '-' | '‐' | ' ') {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        before = c;
    }
    Some(out)
}
