//! Items into records.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::limits::Limits;
use crate::model::{
    Abstract, Article, Dated, Extra, Form, Identifier, KeywordGroup, Kind, Lang, Link, Localized,
    Multilingual, Note, RichText, Scheme,
};
use crate::report::{Code, Diagnostic, Diagnostics};
use crate::source::{Locator, Position};
use crate::value::{html, language};

use super::fields::{self, DateHome, Home, Rich, Variable};
use super::json::{self, Members, Raw, Shape};
use super::leaves::LEAVES;
use super::multi::{self, Multi};
use super::{ORIGIN, dates, kinds};

/// One item while it is read.
pub(super) struct Reading<'a> {
    text: &'a str,
    locator: Locator<'a>,
    nesting: usize,
    pub(super) diagnostics: Diagnostics,
    pub(super) article: Article,
    /// The language of values that do not state one.
    pub(super) usual: Option<Lang>,
    pub(super) multi: Multi<'a>,
    /// The members of `custom.polybib`.
    pub(super) polybib: Members<'a>,
    /// The paths of `polybib` that need not be looked at any more.
    pub(super) handled: Vec<&'static str>,
    forms: Members<'a>,
    pub(super) dates: Vec<(&'static str, Option<Dated>)>,
    pub(super) identifiers: Vec<Identifier>,
    /// Where in the record the affiliations that names bring along stand.
    pub(super) affiliations: HashMap<String, usize>,
}

/// One form of a variable: its language, what it is to the others, and its text.
type FormOf<'a> = (Option<Lang>, Form, Cow<'a, str>);

/// Reads the members of an item, which stand in `text`.
pub(super) fn item<'a>(
    text: &'a str,
    start: Position,
    members: Members<'a>,
    limits: Limits,
) -> (Article, Diagnostics) {
    let mut reading = Reading {
        text,
        locator: Locator::new(text.as_bytes(), start),
        nesting: limits.nesting(),
        diagnostics: Diagnostics::new(limits.diagnostics),
        article: Article::default(),
        usual: None,
        multi: Multi::default(),
        polybib: Members::new(),
        handled: Vec::new(),
        forms: Members::new(),
        dates: Vec::new(),
        identifiers: Vec::new(),
        affiliations: HashMap::new(),
    };
    reading.run(members);
    (reading.article, reading.diagnostics)
}

impl<'a> Reading<'a> {
    fn run(&mut self, members: Members<'a>) {
        let members = self.without_duplicates(members);
        let custom = json::member(&members, "custom").and_then(json::object).unwrap_or_default();
        if let Some(raw) = json::member(&members, "multi") {
            self.multi.read("multi", raw);
        }
        if let Some(raw) = json::member(&custom, "multi") {
            self.multi.read("custom.multi", raw);
        }
        if let Some(raw) = json::member(&custom, "polybib") {
            match json::object(raw) {
                Some(members) => self.polybib = members,
                None => self.bad("custom.polybib", raw),
            }
        }
        self.forms = self.ours("forms").and_then(json::object).unwrap_or_default();
        self.kind(json::member(&members, "type"));
        self.language(json::member(&members, "language"));
        let volume = ["volume-title", fields::set_title(&self.article.kind).unwrap_or_default()]
            .iter()
            .all(|name| json::member(&members, name).is_some_and(|raw| !is_empty(raw)));
        let said = |name: &str| members.iter().any(|(of, raw)| of == name && !is_empty(raw));
        for (name, raw) in &members {
            let name = name.as_ref();
            // The name of today wins over the names of old.
            let known = match fields::alias(name) {
                Some(today) if !said(today) => fields::variable(today),
                Some(today) => {
                    let same = json::member(&members, today).is_some_and(|r| r.get() == raw.get());
                    if !same && !is_empty(raw) {
                        self.extra(name, raw);
                    }
                    continue;
                }
                None => fields::variable(name),
            };
            match known {
                Some(Variable { home: Home::Custom, .. }) => self.custom(raw),
                Some(variable) => self.variable(variable, raw, volume),
                None if name == "multi" => {}
                None => {
                    let message = format!("CSL has no variable `{name}`; it is kept in `extra`");
                    self.odd(raw, Code::UnknownField, message);
                    self.extra(name, raw);
                }
            }
        }
        self.complete();
    }

    /// Keeps the last of several members of one name, as JSON's readers do.
    fn without_duplicates(&mut self, mut members: Members<'a>) -> Members<'a> {
        if are_distinct(&members) {
            return members;
        }
        let mut last: HashMap<Cow<'a, str>, usize> = HashMap::new();
        for (i, (name, _)) in members.iter().enumerate() {
            last.insert(name.clone(), i);
        }
        let mut i = 0;
        members.retain(|(name, raw)| {
            let keep = last.get(name) == Some(&i);
            i += 1;
            if !keep {
                let message =
                    format!("`{name}` occurs again; this one was left out: {}", cut(raw.get()));
                self.odd(raw, Code::Duplicate, message);
            }
            keep
        });
        members
    }

    /// A member of `custom.polybib`.
    pub(super) fn ours(&self, path: &str) -> Option<Raw<'a>> {
        json::member(&self.polybib, path)
    }

    fn kind(&mut self, raw: Option<Raw<'a>>) {
        let exact = self.ours("kind").and_then(json::text).map(|text| Kind::from_name(&text));
        let written = raw.and_then(json::text).unwrap_or_default();
        self.article.kind = match (kinds::from_csl(&written), exact) {
            // A type that was changed by hand wins over the kind it stood for.
            (Some(_), Some(exact)) if kinds::to_csl(&exact) == written => exact,
            (Some(kind), _) => kind,
            (None, _) if written.is_empty() => {
                let at = match raw {
                    Some(raw) => self.position(raw),
                    None => self.locator.at(0),
                };
                let message = "the item has no type; it was taken for a document";
                self.diagnostics.push(Diagnostic::warning(Code::UnknownType, message).at(at));
                Kind::Document
            }
            (None, _) => {
                let known = kinds::from_alias(&written);
                let became = match &known {
                    Some(kind) => format!("the record is of the kind `{kind}`"),
                    None => "the record is of no known kind, and its kind keeps that name".into(),
                };
                if let Some(raw) = raw {
                    let message = format!("CSL has no type `{written}`; {became}");
                    self.odd(raw, Code::UnknownType, message);
                }
                known.unwrap_or_else(|| Kind::Other(written.into_owned()))
            }
        };
    }

    fn language(&mut self, raw: Option<Raw<'a>>) {
        let text = raw.and_then(|raw| self.scalar("language", raw, false));
        if let (Some(text), Some(raw)) = (text, raw) {
            // No name of a language has two letters: the long way is for the others.
            let tag = text.parse().ok().filter(|lang: &Lang| lang.primary().len() == 2);
            self.article.language = tag.or_else(|| language::from_any(&text));
            if self.article.language.is_none() {
                let message = format!("`{text}` is no language that has a tag");
                self.odd(raw, Code::BadLanguage, message);
                self.extra("language", raw);
            }
        }
        let unstated = self.ours("primary-language").is_some_and(|raw| !json::is_true(raw));
        self.usual = if unstated { None } else { self.article.language.clone() };
    }

    fn variable(&mut self, variable: &'static Variable, raw: Raw<'a>, volume: bool) {
        let name = variable.name;
        match &variable.home {
            Home::Kind | Home::Language | Home::Custom => {}
            Home::Key => {
                self.article.key = self.scalar(name, raw, true).map(Cow::into_owned);
            }
            Home::Text(text) => {
                let text = fields::text_home(text, name, &self.article.kind);
                if let Some(value) = self.scalar(name, raw, variable.number) {
                    (text.set)(&mut self.article, value.into_owned());
                }
            }
            Home::Line(line) => {
                if let Some(value) = self.scalar(name, raw, variable.number) {
                    let value = self.rich(&value, raw);
                    (line.set)(&mut self.article, value);
                }
            }
            Home::Rich => {
                if let Some(rich) = fields::rich_home(name, &self.article.kind, volume) {
                    self.rich_variable(name, raw, rich);
                }
            }
            Home::Abstract => self.abstracts(raw),
            Home::Keyword => self.keywords(raw),
            Home::Categories => self.categories(raw),
            Home::Note(kind) => self.note(name, raw, *kind),
            Home::Names(whose) => self.names(name, raw, whose),
            Home::Date(home) => self.date(name, raw, home),
            Home::Id(scheme) => self.identifier(name, raw, scheme),
            Home::Link => {
                if let Some(url) = self.scalar(name, raw, false) {
                    self.article.links.push(Link::to(url));
                }
            }
            Home::Left if is_empty(raw) => {}
            Home::Left => self.extra(name, raw),
        }
    }

    /// The text of a variable that is a string or a number. An empty one is absent.
    fn scalar(&mut self, name: &str, raw: Raw<'a>, number: bool) -> Option<Cow<'a, str>> {
        match json::shape(raw) {
            Shape::Null => None,
            Shape::Text => {
                let text = json::text(raw);
                if text.is_none() {
                    self.bad(name, raw);
                }
                text.filter(|text| !text.is_empty())
            }
            Shape::Number => {
                if !number {
                    self.odd(
                        raw,
                        Code::OddValue,
                        format!("`{name}` is a number; it was read as text"),
                    );
                }
                Some(Cow::Borrowed(raw.get()))
            }
            Shape::Array => {
                let items = json::array(raw).unwrap_or_default();
                match items.as_slice() {
                    [] => None,
                    [one] if json::scalar(one).is_some() => {
                        let message = format!("`{name}` is an array of one; it was read as text");
                        self.odd(raw, Code::OddValue, message);
                        json::scalar(one).filter(|text| !text.is_empty())
                    }
                    [first, ..] if json::scalar(first).is_some() => {
                        let message = format!(
                            "`{name}` is an array; its first value was read, the whole is kept in `extra`"
                        );
                        self.odd(raw, Code::OddValue, message);
                        self.extra(name, raw);
                        json::scalar(first).filter(|text| !text.is_empty())
                    }
                    _ => {
                        self.bad(name, raw);
                        None
                    }
                }
            }
            Shape::Bool | Shape::Object => {
                self.bad(name, raw);
                None
            }
        }
    }

    fn rich(&mut self, text: &str, raw: Raw<'a>) -> RichText {
        let (rich, unbalanced) = html::decode(text, self.nesting);
        if unbalanced {
            let message = "a tag has no partner; it was read as text";
            self.odd(raw, Code::Unbalanced, message);
        }
        rich
    }

    /// The forms of a variable, its own value first.
    fn forms_of(&mut self, name: &str, text: Cow<'a, str>) -> Vec<FormOf<'a>> {
        let main = self.multi.main_of(name, self.usual.as_ref());
        let others = self.multi.forms_of(name);
        let mut forms = Vec::with_capacity(1 + others.len());
        for (lang, text) in others {
            let form = multi::usual_form(main.as_ref(), &lang);
            forms.push((Some(lang), form, text));
        }
        forms.insert(0, (main, Form::Original, text));
        let said = json::member(&self.forms, name).and_then(json::array).unwrap_or_default();
        for (item, said) in forms.iter_mut().zip(said) {
            let said = json::text(said).and_then(|text| Form::from_name(&text));
            item.1 = said.unwrap_or(item.1);
        }
        forms
    }

    fn rich_variable(&mut self, name: &'static str, raw: Raw<'a>, rich: &'static Rich) {
        let Some(text) = self.scalar(name, raw, false) else { return };
        if (rich.get)(&self.article).is_some_and(|there| !there.is_empty()) {
            self.odd(
                raw,
                Code::Duplicate,
                format!("`{name}` says again what was said; it is kept in `extra`"),
            );
            self.extra(name, raw);
            return;
        }
        if self.multi.is_empty() && self.polybib.is_empty() {
            let value = self.rich(&text, raw);
            let value = Localized { lang: self.usual.clone(), ..Localized::new(value) };
            return (rich.set)(&mut self.article, value.into());
        }
        let subtitle = self.subtitle_of(rich);
        let subtitles = Subtitles::new(subtitle.as_ref());
        if let Some(exact) = self.exact_title(name, raw, rich, &subtitles, &text) {
            (rich.set)(&mut self.article, exact);
            return;
        }
        let mut value = Multilingual::default();
        for (i, (lang, form, text)) in self.forms_of(name, text).into_iter().enumerate() {
            let part = subtitles.of(lang.as_ref(), form);
            let end = part.map(|part| format!(": {}", html::encode(part)));
            let title = end.as_deref().map(|end| text.strip_suffix(end));
            if let (Some(None), 0, Some((path, _))) = (title, i, rich.subtitle) {
                let message = format!(
                    "`{name}` does not end with the subtitle that `custom` gives; that was left out"
                );
                self.odd(raw, Code::BrokenLink, message);
                self.handled.push(path);
            }
            let content = self.rich(title.flatten().unwrap_or(&text), raw);
            value.push(Localized { lang, ..Localized::new(content) }.as_form(form));
        }
        (rich.set)(&mut self.article, value);
    }

    fn subtitle_of(&mut self, rich: &'static Rich) -> Option<Multilingual<RichText>> {
        let (path, _) = rich.subtitle?;
        serde_json::from_str(self.ours(path)?.get()).ok()
    }

    /// The value that `custom.polybib` gives for a variable, if it is still what the variable says.
    fn exact_title(
        &mut self,
        name: &str,
        raw: Raw<'a>,
        rich: &'static Rich,
        subtitles: &Subtitles<'_>,
        text: &str,
    ) -> Option<Multilingual<RichText>> {
        if !LEAVES.iter().any(|leaf| leaf.path == rich.path) || rich.path.contains("publisher") {
            // Publishers and their places are lists; those are read as a whole in the end.
            return None;
        }
        let ours = self.ours(rich.path)?;
        self.handled.push(rich.path);
        let Ok(exact) = serde_json::from_str::<Multilingual<RichText>>(ours.get()) else {
            self.bad(&format!("custom.polybib.{}", rich.path), ours);
            return None;
        };
        let said = exact.first().map(|first| joined(first, subtitles)).unwrap_or_default();
        if said == text {
            // What `multi` says of it is in there.
            self.multi.forms_of(name);
            return Some(exact);
        }
        let message = format!("`{name}` is no longer what `custom` says of it; that was left out");
        self.odd(raw, Code::BrokenLink, message);
        None
    }

    fn abstracts(&mut self, raw: Raw<'a>) {
        let Some(text) = self.scalar("abstract", raw, false) else { return };
        for (lang, form, text) in self.forms_of("abstract", text) {
            let mut item = Abstract { lang, form, ..Abstract::default() };
            if html::has_jats(&text) {
                (item.title, item.paragraphs) = html::decode_jats(&text, self.nesting);
                let message = "the abstract has elements of JATS; their text was read";
                self.odd(raw, Code::OddValue, message);
            } else {
                for part in text.split("\n\n").filter(|part| !part.is_empty()) {
                    let part = self.rich(part, raw);
                    item.paragraphs.push(part);
                }
            }
            self.article.abstracts.push(item);
        }
    }

    fn keywords(&mut self, raw: Raw<'a>) {
        // Crossref's and others' arrays are lists already.
        if let Some(items) = json::array(raw).filter(|items| items.len() > 1) {
            let words: Option<Vec<_>> = items.into_iter().map(json::scalar).collect();
            let Some(words) = words else { return self.bad("keyword", raw) };
            self.odd(raw, Code::OddValue, "`keyword` is an array; it was read as a list");
            let group = KeywordGroup::new(self.usual.clone(), words.iter().map(|word| word.trim()));
            self.article.keywords.push(group);
            return;
        }
        let Some(text) = self.scalar("keyword", raw, false) else { return };
        for (lang, _, text) in self.forms_of("keyword", text) {
            let words: Vec<_> = split_keywords(&text).map(|word| self.rich(word, raw)).collect();
            if !words.is_empty() {
                self.article.keywords.push(KeywordGroup::new(lang, words));
            }
        }
    }

    fn categories(&mut self, raw: Raw<'a>) {
        let words: Vec<_> = match json::array(raw) {
            Some(items) => items.into_iter().filter_map(json::scalar).collect(),
            None => self.scalar("categories", raw, false).into_iter().collect(),
        };
        let words: Vec<_> =
            words.iter().filter(|w| !w.is_empty()).map(|word| self.rich(word, raw)).collect();
        if !words.is_empty() {
            self.article.subjects.push(KeywordGroup::new(self.usual.clone(), words));
        }
    }

    fn note(&mut self, name: &str, raw: Raw<'a>, kind: Option<&str>) {
        let Some(text) = self.scalar(name, raw, false) else { return };
        let mut note = Note { kind: kind.map(str::to_owned), ..Note::default() };
        for (lang, form, text) in self.forms_of(name, text) {
            let value = self.rich(&text, raw);
            note.text.push(Localized { lang, ..Localized::new(value) }.as_form(form));
        }
        self.article.notes.push(note);
    }

    fn date(&mut self, name: &'static str, raw: Raw<'a>, home: &DateHome) {
        let read = dates::read(raw);
        if let Some((code, message)) = read.odd {
            self.odd(raw, code, format!("`{name}`: {message}"));
        }
        let nothing = read.value.is_none() && read.left.is_empty() && !read.useless;
        if nothing && !is_empty(raw) {
            let field = match home {
                DateHome::Of(_) => "dates",
                DateHome::Event => "event.date",
                DateHome::Original => "original.date",
            };
            let message = format!("`{name}` has no year and no words: {}", cut(raw.get()));
            self.vanished(raw, field, message);
        }
        for (member, value) in read.left {
            self.extra(format!("{name}.{member}"), value);
        }
        if read.useless {
            return self.bad(name, raw);
        }
        let Some(value) = read.value else { return };
        match home {
            DateHome::Of(kind) => {
                self.dates.push((name, Some(Dated::new(kind.clone(), value))));
            }
            DateHome::Event => self.article.event.get_or_insert_default().date = Some(value),
            DateHome::Original => self.article.original.get_or_insert_default().date = Some(value),
        }
    }

    fn identifier(&mut self, name: &str, raw: Raw<'a>, scheme: &Scheme) {
        let texts: Vec<Cow<'a, str>> = match json::array(raw) {
            Some(items) if items.len() > 1 => {
                self.odd(raw, Code::OddValue, format!("`{name}` is an array; each value was read"));
                items.into_iter().filter_map(json::scalar).collect()
            }
            _ => self.scalar(name, raw, false).into_iter().collect(),
        };
        for text in texts {
            let many = matches!(scheme, Scheme::Issn | Scheme::Isbn);
            let whole = Identifier::new(scheme.clone(), &text);
            let each: Vec<_> = if many && whole.check().is_err() {
                text.split(|c: char| c.is_whitespace() || c == ',' || c == ';')
                    .filter(|part| !part.is_empty())
                    .map(|part| Identifier::new(scheme.clone(), part))
                    .collect()
            } else {
                Vec::new()
            };
            if each.len() > 1 && each.iter().all(|part| part.check().is_ok()) {
                self.identifiers.extend(each);
                continue;
            }
            if let Err(error) = whole.check() {
                self.odd(raw, Code::BadIdentifier, format!("{error}; it is kept as it is"));
            }
            self.identifiers.push(whole);
        }
    }

    /// What else `custom` has is the user's.
    fn custom(&mut self, raw: Raw<'a>) {
        let Some(members) = json::object(raw) else {
            if json::shape(raw) != Shape::Null {
                self.bad("custom", raw);
            }
            return;
        };
        for (name, value) in members {
            if name != "multi" && name != "polybib" {
                self.extra(format!("custom.{name}"), value);
            }
        }
    }

    /// Keeps what the model has no place for.
    pub(super) fn extra(&mut self, name: impl Into<String>, raw: Raw<'a>) {
        let name = name.into();
        if json::depth(raw.get()) > json::DEPTH {
            let message = format!("`{name}` nests too deep; it was left out");
            self.odd(raw, Code::BadValue, message);
            return;
        }
        self.article.extra.push(Extra::new(ORIGIN, name, raw.get()));
    }

    /// Keeps a value of a shape that its variable cannot have.
    pub(super) fn bad(&mut self, name: &str, raw: Raw<'a>) {
        let message = format!("`{name}` cannot be {}; it is kept in `extra`", cut(raw.get()));
        self.odd(raw, Code::BadValue, message);
        self.extra(name, raw);
    }

    /// Says that a value says nothing, so that the field does not have it.
    pub(super) fn vanished(&mut self, raw: Raw<'a>, field: &str, message: String) {
        let position = self.position(raw);
        let diagnostic = Diagnostic::info(Code::OddValue, message + "; it was left out");
        self.diagnostics.push(diagnostic.for_field(field).at(position));
    }

    pub(super) fn position(&mut self, raw: Raw<'a>) -> Position {
        // Both are slices of one text.
        let offset = raw.get().as_ptr().addr().wrapping_sub(self.text.as_ptr().addr());
        self.locator.at(offset)
    }
}

/// A title with its subtitle, as CSL writes them.
pub(super) fn joined(title: &Localized<RichText>, subtitles: &Subtitles<'_>) -> String {
    let mut text = html::encode(&title.value);
    let part = subtitles.of(title.lang.as_ref(), title.form);
    if let (Some(part), false) = (part, text.is_empty()) {
        text.push_str(": ");
        text.push_str(&html::encode(part));
    }
    text
}

/// The forms of a subtitle by language and form: a title may have any number of them.
#[derive(Default)]
pub(super) struct Subtitles<'a>(HashMap<(Option<&'a Lang>, Form), &'a RichText>);

impl<'a> Subtitles<'a> {
    pub(super) fn new(subtitle: Option<&'a Multilingual<RichText>>) -> Self {
        let mut by_form = HashMap::new();
        for part in subtitle.into_iter().flatten() {
            by_form.entry((part.lang.as_ref(), part.form)).or_insert(&part.value);
        }
        Self(by_form)
    }

    /// The first one of that language and form.
    fn of(&self, lang: Option<&Lang>, form: Form) -> Option<&'a RichText> {
        self.0.get(&(lang, form)).copied()
    }
}

/// The keywords of a string: between semicolons if it has any, else between commas.
fn split_keywords(text: &str) -> impl Iterator<Item = &str> {
    let mark = if text.contains(';') { ';' } else { ',' };
    text.split(mark).map(str::trim).filter(|word| !word.is_empty())
}

/// Nothing is said: `null`, `""`, `[]`, `{}`.
fn is_empty(raw: Raw<'_>) -> bool {
    matches!(raw.get(), "null" | "\"\"" | "[]" | "{}")
}

fn are_distinct(members: &Members<'_>) -> bool {
    if members.len() > 32 {
        let distinct: HashSet<&str> = members.iter().map(|(name, _)| name.as_ref()).collect();
        return distinct.len() == members.len();
    }
    // For the few members that most items have, comparing is faster than hashing.
    let mut rest = members.as_slice();
    while let Some(((name, _), others)) = rest.split_first() {
        if others.iter().any(|(other, _)| other == name) {
            return false;
        }
        rest = others;
    }
    true
}

/// The beginning of a value, for a message.
pub(super) fn cut(text: &str) -> String {
    let mut out: String = text.chars().take(60).collect();
    if out.len() < text.len() {
        out.push('…');
    }
    out
}
