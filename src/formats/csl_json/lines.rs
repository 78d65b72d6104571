//! Variables as lines of `note`, such as `original-date: 1950`: the way that users of Zotero and of
//! citeproc-js have for what the program gives no field.
//!
//! The lines stand at the top of the note; one line of other words may come before them. A line is a
//! variable's name as CSL or Zotero spells it (`Original Date`), a colon and a value, or
//! `{:variable:value}`. Dates are EDTF, names `Family || Given` on a line of its own each.

use std::borrow::Cow;

use crate::limits::Limits;
use crate::model::{Article, Bound, Date, DateValue, Extra};
use crate::report::{Code, Diagnostic, Diagnostics};
use crate::source::{Locator, Position};

use super::fields::{self, Home, Variable};
use super::json::{self, Doc, Json, Object, Raw, Shape};
use super::read::{self, Known, Memory};
use super::tape::Tape;
use super::{ORIGIN, dates, kinds};

/// An item whose note was taken apart.
pub(super) struct Unfolded {
    /// The item with the variables of the lines.
    pub(super) text: String,
    /// Where its values stood: from here in `text` on, from there in the item.
    pieces: Vec<(usize, usize)>,
    /// Variables that a line says in another way, and what they were.
    pub(super) replaced: Vec<(&'static str, String)>,
    /// Where the note stood.
    pub(super) note: usize,
}

impl Unfolded {
    /// Where in the item a place in `text` was.
    pub(super) fn original(&self, at: usize) -> usize {
        let piece = self.pieces.iter().rev().find(|(here, _)| *here <= at);
        piece.map_or(0, |(here, there)| match *there {
            there if there == self.note => there,
            there => there + (at - here),
        })
    }
}

/// The variable that a line gives a value, and the value.
fn line(text: &str) -> Option<(&'static Variable, &str)> {
    let braced = text.trim_end().strip_prefix("{:").and_then(|rest| rest.strip_suffix('}'));
    let (name, value) = braced.unwrap_or(text).split_once(':')?;
    let is_name = |c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '_' | ' ');
    if name.is_empty() || name.starts_with(' ') || !name.chars().all(is_name) {
        return None;
    }
    let variable = named(name).or_else(|| {
        let label = name.to_ascii_lowercase().replace(' ', "-");
        match label.as_str() {
            "doi" | "isbn" | "issn" | "pmid" | "pmcid" | "url" => {
                named(&label.to_ascii_uppercase())
            }
            "archive-location" => named("archive_location"),
            label => named(label),
        }
    })?;
    let value = value.trim();
    let fits = match variable.home {
        Home::Key | Home::Custom | Home::Categories | Home::Note(None) => false,
        Home::Kind => kinds::from_csl(value).is_some(),
        _ => !value.is_empty(),
    };
    fits.then_some((variable, value))
}

fn named(name: &str) -> Option<&'static Variable> {
    let place = fields::place_of(name)?;
    fields::variable(fields::today(place).unwrap_or(fields::name_at(place)))
}

type Said<'t> = Vec<(&'static Variable, Vec<&'t str>)>;

/// The variables of a note, and what else it says.
fn split(note: &str) -> (Said<'_>, String) {
    let (mut said, mut rest) = (Said::new(), String::new());
    let mut lines = note.split_inclusive('\n').peekable();
    // An empty line says that those behind it are words.
    let apart = |line: &str| line.trim_end_matches(['\r', '\n']).is_empty();
    let first = lines.peek().is_some_and(|first| line(first).is_none() && !apart(first));
    let mut free = if first { lines.next() } else { None };
    while let Some((variable, value)) = lines.peek().and_then(|text| line(text)) {
        lines.next();
        match said.iter_mut().find(|(known, _)| std::ptr::eq(*known, variable)) {
            Some((Variable { home: Home::Names(_), .. }, values)) => values.push(value),
            Some((_, values)) => *values = vec![value],
            None => said.push((variable, vec![value])),
        }
    }
    if said.is_empty() {
        free = None;
        lines = note.split_inclusive('\n').peekable();
    }
    let tail: Vec<_> = lines.collect();
    let tail = match tail.split_first() {
        Some((empty, [next, ..])) if apart(empty) && line(next).is_some() => {
            tail.get(1..).unwrap_or_default()
        }
        _ => tail.as_slice(),
    };
    rest.extend(free);
    rest.extend(tail.iter().copied());
    if tail.is_empty() && !said.is_empty() {
        rest.truncate(rest.trim_end_matches(['\r', '\n']).len());
    }
    (said, rest)
}

/// The value that lines give to a variable.
fn value(variable: &Variable, values: &[&str]) -> Json {
    let last = values.last().copied().unwrap_or_default();
    match &variable.home {
        Home::Names(_) => Json::Array(values.iter().map(|name| name_of(name)).collect()),
        Home::Date(_) => {
            let exact = last.parse::<DateValue>().is_ok();
            let member = if exact { "raw" } else { "literal" };
            Json::Object(vec![(member.into(), Json::text(last))])
        }
        _ => Json::text(last),
    }
}

fn name_of(line: &str) -> Json {
    Json::Object(match line.split_once("||") {
        Some((family, given)) => [("family", family.trim()), ("given", given.trim())]
            .into_iter()
            .filter(|(_, part)| !part.is_empty())
            .map(|(name, part)| (Cow::Borrowed(name), Json::text(part)))
            .collect(),
        None => vec![("literal".into(), Json::text(line))],
    })
}

/// A name as a line has it.
fn name_line(parts: &[(&str, Cow<'_, str>)]) -> Option<String> {
    let of = |name: &str| parts.iter().find(|(of, _)| *of == name).map_or("", |(_, text)| text);
    let join = |words: &[&str]| {
        let words: Vec<_> = words.iter().filter(|word| !word.is_empty()).copied().collect();
        words.join(" ")
    };
    let family = join(&[of("non-dropping-particle"), of("family"), of("suffix")]);
    let given = join(&[of("given"), of("dropping-particle")]);
    let line = match of("literal") {
        "" if family.is_empty() && given.is_empty() => return None,
        "" => format!("{family} || {given}").trim_end().to_owned(),
        literal => literal.to_owned(),
    };
    (!line.contains('\n')).then_some(line)
}

/// Whether a variable of the item says the same as the lines.
fn says(variable: &Variable, raw: Raw<'_>, values: &[&str]) -> bool {
    match &variable.home {
        Home::Names(_) => {
            let names = json::array(raw).into_iter().flatten().map(|name| {
                let members = json::object(name).unwrap_or_default();
                let parts: Vec<_> = members
                    .iter()
                    .filter_map(|(name, raw)| Some((name, json::scalar(raw)?)))
                    .collect();
                let parts: Vec<_> = parts.iter().map(|(n, t)| (n.as_ref(), t.clone())).collect();
                name_line(&parts)
            });
            names.eq(values.iter().map(|value| Some((*value).to_owned())))
        }
        Home::Date(_) => {
            let last = values.last().copied().unwrap_or_default();
            dates::read(raw).value.is_some_and(|value| line_of(&value) == last)
        }
        _ => json::scalar(raw).as_deref() == values.last().copied(),
    }
}

/// Whether the lines say all that a variable of the item does: of a type, or of a date that is a
/// part of theirs.
fn is_said_better(variable: &Variable, raw: Raw<'_>, values: &[&str]) -> bool {
    let line = values.last().and_then(|line| line.parse::<DateValue>().ok());
    match (&variable.home, line) {
        (Home::Kind, _) => true,
        (
            Home::Date(_),
            Some(DateValue::At(date) | DateValue::Range { start: Bound::At(date), .. }),
        ) => {
            let plain = Date::from_ymd(date.year, date.month, date.day).map(DateValue::At);
            plain.is_some() && dates::read(raw).value == plain
        }
        _ => false,
    }
}

fn line_of(date: &DateValue) -> Cow<'_, str> {
    match date {
        DateValue::Literal(text) => Cow::Borrowed(text),
        date => Cow::Owned(date.to_string()),
    }
}

/// Takes the note of an item apart, if it has lines.
pub(super) fn unfold(item: Raw<'_>) -> Option<Unfolded> {
    let members = json::object(item)?;
    let note_raw = members.iter().filter(|(name, _)| name == "note").last()?.1;
    if json::shape(note_raw) != Shape::Text {
        return None;
    }
    let note = json::text(note_raw)?;
    let (mut said, rest) = split(&note);
    if said.is_empty() && rest == note {
        return None;
    }
    let mut out = Unfolded {
        text: "{".to_owned(),
        pieces: vec![(0, item.offset())],
        replaced: Vec::new(),
        note: note_raw.offset(),
    };
    for (name, raw) in members.iter() {
        let known = fields::variable(&name);
        let at = said.iter().position(|(variable, _)| {
            known.is_some_and(|known| std::ptr::eq(known, *variable)) && !json::is_empty(raw)
        });
        if let Some((variable, values)) = at.and_then(|at| said.get(at)) {
            if says(variable, raw, values) {
                // It stays as it is, for it may say more.
                at.map(|at| said.remove(at));
            } else {
                if !is_said_better(variable, raw, values) {
                    out.replaced.push((variable.name, raw.get().to_owned()));
                }
                continue;
            }
        }
        if name != "note" {
            out.member(&name, raw.get(), raw.offset());
        }
    }
    if !rest.is_empty() {
        out.member("note", &Json::text(rest).to_text()?, note_raw.offset());
    }
    for (variable, values) in &said {
        out.member(variable.name, &value(variable, values).to_text()?, note_raw.offset());
    }
    out.text.push('}');
    Some(out)
}

/// Reads an item with the lines of its note.
pub(super) fn read(
    doc: &Doc<'_>,
    unfolded: &Unfolded,
    start: Position,
    limits: Limits,
    memory: &mut Memory,
    article: &mut Article,
) -> Option<Diagnostics> {
    let mut tape = Tape::default();
    tape.read(unfolded.text.as_bytes()).ok()?;
    let other = Doc::new(&unfolded.text, &tape);
    let item = Known::of(json::object(other.root())?);
    let mut diagnostics = read::unlocated(&item, start, limits, memory, article);
    // Behind all else stand the lines.
    let lines = Position { offset: start.offset + unfolded.text.len() as u64, ..start };
    for (name, was) in &unfolded.replaced {
        article.extra.push(Extra::new(ORIGIN, *name, was.as_str()));
        let message = format!(
            "a line of `note` gives `{name}` another value; the former one is kept in `extra`"
        );
        diagnostics.push(Diagnostic::warning(Code::Duplicate, message).at(lines));
    }
    let mut locator = Locator::new(doc.text.as_bytes(), start);
    diagnostics.locate(|at| {
        let offset = at.offset.saturating_sub(start.offset);
        locator.at(unfolded.original(usize::try_from(offset).unwrap_or(usize::MAX)))
    });
    Some(diagnostics)
}

impl Unfolded {
    fn member(&mut self, name: &str, value: &str, offset: usize) {
        if self.text.len() > 1 {
            self.text.push(',');
        }
        self.text.push_str(&Json::text(name).to_text().unwrap_or_default());
        self.text.push(':');
        self.pieces.push((self.text.len(), offset));
        self.text.push_str(value);
    }
}

/// The lines that say what a variable does.
pub(super) fn of(variable: &Variable, json: &Json, article: &Article) -> Option<Vec<String>> {
    let one = |text: &str| {
        let line = format!("{}: {text}", variable.name);
        // What is not read as it stands is no line.
        let reads = self::line(&line)
            .is_some_and(|(known, value)| std::ptr::eq(known, variable) && value == text);
        (reads && !text.contains(['\n', '\r'])).then_some(line)
    };
    match (&variable.home, json) {
        (Home::Date(home), _) => {
            let date = super::write::date_of(article, home)?;
            Some(vec![one(&line_of(date))?])
        }
        (Home::Names(_), Json::Array(names)) => names
            .iter()
            .map(|name| {
                let Json::Object(members) = name else { return None };
                let parts: Vec<_> = members
                    .iter()
                    .filter_map(|(name, value)| match value {
                        Json::Text(text) => Some((name.as_ref(), Cow::Borrowed(text.as_str()))),
                        _ => None,
                    })
                    .collect();
                one(&name_line(&parts)?)
            })
            .collect(),
        (_, Json::Text(text)) => Some(vec![one(text)?]),
        (_, Json::Raw(raw)) => {
            let text = match serde_json::from_str::<String>(raw.get()) {
                Ok(text) => text,
                Err(_) => serde_json::from_str::<serde_json::Number>(raw.get()).ok()?.to_string(),
            };
            Some(vec![one(&text)?])
        }
        _ => None,
    }
}

/// Puts lines before the words of an item's note.
pub(super) fn add(members: &mut Object, lines: &[String]) {
    let at = members.iter().position(|(name, _)| name == "note");
    let words = match at.map(|at| members.remove(at).1) {
        Some(Json::Text(words)) => words,
        _ => String::new(),
    };
    let mut text = lines.join("\n");
    if !words.is_empty() {
        // Words that look like a line, or would be the one before the first line, stand apart.
        let apart = line(words.split('\n').next().unwrap_or_default()).is_some();
        let (said, rest) = split(&words);
        let alone = lines.is_empty() && (!said.is_empty() || rest != words);
        let more = if lines.is_empty() { "" } else { "\n" };
        text.push_str(more);
        text.push_str(if apart || alone { "\n" } else { "" });
        text.push_str(&words);
    }
    if !text.is_empty() {
        let place = |name: &str| fields::place_of(name).unwrap_or(usize::MAX);
        let at = members.iter().position(|(name, _)| place(name) > place("note"));
        members.insert(at.unwrap_or(members.len()), ("note".into(), Json::Text(text)));
    }
}
