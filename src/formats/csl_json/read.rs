//! Items into records.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::limits::Limits;
use crate::model::{
    Abstract, Article, Dated, Extra, Form, Identifier, Keyword, KeywordGroup, Kind, Lang, Link,
    List, Localized, Multilingual, Note, RichText, Scheme, Str,
};
use crate::report::{Code, Diagnostic, Diagnostics};
use crate::source::{Locator, Position};
use crate::value::{html, language};

use super::fields::{self, DateHome, Home, Rich, VARIABLES, Variable};
use super::json::{self, Doc, Members, Raw, Shape};
use super::leaves::LEAVES;
use super::multi::{self, Multi};
use super::{ORIGIN, dates, kinds};

/// One item while it is read.
pub(super) struct Reading<'a> {
    /// Where the text begins.
    start: Position,
    nesting: usize,
    pub(super) diagnostics: Diagnostics,
    pub(super) article: &'a mut Article,
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
    pub(super) affiliations: HashMap<&'a str, usize>,
}

/// What one item may leave for the next: items of one list are often in one language.
#[derive(Debug, Default)]
pub(super) struct Memory {
    language: Option<(String, Lang)>,
}

/// One form of a variable: its language, what it is to the others, and its text.
type FormOf<'a> = (Option<Lang>, Form, Cow<'a, str>);

/// Reads an item of `doc`, whose text begins at `start`, into an empty record.
pub(super) fn item<'a>(
    doc: &'a Doc<'a>,
    item: &Known<'a>,
    start: Position,
    limits: Limits,
    memory: &mut Memory,
    article: &mut Article,
) -> Diagnostics {
    let mut diagnostics = unlocated(item, start, limits, memory, article);
    if diagnostics.is_empty() {
        return diagnostics;
    }
    let mut locator = Locator::new(doc.text.as_bytes(), start);
    diagnostics.locate(|at| {
        let offset = at.offset.saturating_sub(start.offset);
        locator.at(usize::try_from(offset).unwrap_or(usize::MAX))
    });
    diagnostics
}

/// The same; of the positions of the diagnostics only the bytes are good.
pub(super) fn unlocated(
    item: &Known<'_>,
    start: Position,
    limits: Limits,
    memory: &mut Memory,
    article: &mut Article,
) -> Diagnostics {
    let mut reading = Reading {
        start,
        nesting: limits.nesting(),
        diagnostics: Diagnostics::new(limits.diagnostics),
        article,
        usual: None,
        multi: Multi::default(),
        polybib: Members::default(),
        handled: Vec::new(),
        forms: Members::default(),
        dates: Vec::new(),
        identifiers: Vec::new(),
        affiliations: HashMap::new(),
    };
    reading.run(item, memory);
    reading.diagnostics
}

/// The members of an item by their names.
pub(super) struct Known<'a> {
    item: Members<'a>,
    /// Where those stand that CSL has a name for: of each the last one.
    values: [u32; fields::PLACES],
    /// A bit for each of `values`.
    present: u128,
    /// Those that it has no name for.
    others: Vec<(Cow<'a, str>, Raw<'a>)>,
    /// Those that another one of the same name follows.
    again: Vec<(Cow<'a, str>, Raw<'a>)>,
}

impl<'a> Known<'a> {
    /// Looks at each name once.
    pub(super) fn of(item: Members<'a>) -> Self {
        let (values, others, again) = ([0; fields::PLACES], Vec::new(), Vec::new());
        let mut known = Self { item, values, present: 0, others, again };
        for (name, raw) in item.iter() {
            let place = fields::place_of(&name);
            let Some(slot) = place.and_then(|place| known.values.get_mut(place)) else {
                known.others.push((name, raw));
                continue;
            };
            if let Some(before) = item.value_at(std::mem::replace(slot, raw.place())) {
                known.again.push((name, before));
            }
            known.present |= 1 << place.unwrap_or_default();
        }
        if known.others.len() > 1 {
            known.without_duplicates();
        }
        known
    }

    /// Keeps the last of several members of one name, as JSON's readers do.
    fn without_duplicates(&mut self) {
        let mut last: HashMap<&str, usize> = HashMap::with_capacity(self.others.len());
        for (i, (name, _)) in self.others.iter().enumerate() {
            last.insert(name, i);
        }
        if last.len() == self.others.len() {
            return;
        }
        let is_last = |(i, (name, _)): (usize, &(Cow<'a, str>, _))| last.get(&**name) == Some(&i);
        let keep: Vec<bool> = self.others.iter().enumerate().map(is_last).collect();
        let mut keep = keep.into_iter();
        let again = self.others.extract_if(.., |_| !keep.next().unwrap_or(true));
        self.again.extend(again);
    }

    /// Whether there is one of these names.
    pub(super) fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.get(name).is_some())
    }

    /// Whether a member makes it an item. `status` does not: in the answer of an API it is no
    /// variable.
    pub(super) fn is_item(&self) -> bool {
        let count = self.present.count_ones();
        count > 1 || (count == 1 && self.get("status").is_none())
    }

    fn get(&self, name: &str) -> Option<Raw<'a>> {
        self.at(fields::place_of(name)?)
    }

    fn at(&self, place: usize) -> Option<Raw<'a>> {
        self.item.value_at(*self.values.get(place)?)
    }

    /// Whether the variable of that name says something.
    fn says(&self, name: &str) -> bool {
        self.get(name).is_some_and(|raw| !json::is_empty(raw))
    }
}

impl<'a> Reading<'a> {
    fn run(&mut self, known: &Known<'a>, memory: &mut Memory) {
        for (name, raw) in &known.again {
            self.again(name, *raw);
        }
        if let Some((_, raw)) = known.others.iter().find(|(name, _)| name == "multi") {
            self.multi.read("multi", *raw);
        }
        let custom = known.get("custom").and_then(json::object).unwrap_or_default();
        if let Some(raw) = json::member(custom, "multi") {
            self.multi.read("custom.multi", raw);
        }
        if let Some(raw) = json::member(custom, "polybib") {
            match json::object(raw) {
                Some(members) => self.polybib = members,
                None => self.bad("custom.polybib", raw),
            }
        }
        self.forms = self.ours("forms").and_then(json::object).unwrap_or_default();
        self.kind(known.get("type"));
        self.language(known.get("language"), memory);
        let volume = known.says("volume-title")
            && fields::set_title(&self.article.kind).is_some_and(|title| known.says(title));
        // By the order of the table, so that lists which several variables feed have it too: the
        // members of an object have no order.
        let mut rest = known.present;
        while rest != 0 {
            let place = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            if let Some(raw) = known.at(place) {
                self.known(place, raw, known, volume);
            }
        }
        for (name, raw) in &known.others {
            if name != "multi" {
                self.added(name, *raw);
            }
        }
        self.complete();
    }

    fn known(&mut self, place: usize, raw: Raw<'a>, all: &Known<'a>, volume: bool) {
        // The name of today wins over the names of old.
        let variable = match fields::today(place) {
            Some(today) if all.says(today) => {
                let same = all.get(today).is_some_and(|other| other.get() == raw.get());
                if !same && !json::is_empty(raw) {
                    self.extra(fields::name_at(place), raw);
                }
                return;
            }
            Some(_) if fields::name_at(place) == "event" && json::object(raw).is_some() => {
                return self.event_object(raw);
            }
            Some(today) => fields::variable(today),
            None => VARIABLES.get(place),
        };
        match variable {
            Some(Variable { home: Home::Custom, .. }) => self.custom(raw),
            Some(variable) => self.variable(variable, raw, volume),
            None => {}
        }
    }

    fn again(&mut self, name: &str, raw: Raw<'a>) {
        let message = format!("`{name}` occurs again; this one was left out: {}", cut(raw.get()));
        self.odd(raw, Code::Duplicate, message);
    }

    /// A member of `custom.polybib`.
    pub(super) fn ours(&self, path: &str) -> Option<Raw<'a>> {
        json::member(self.polybib, path)
    }

    fn kind(&mut self, raw: Option<Raw<'a>>) {
        let exact = self.ours("kind").and_then(json::text).map(|text| Kind::from_name(&text));
        let written = raw.and_then(json::text).unwrap_or_default();
        self.article.kind = match (kinds::from_csl(&written), exact) {
            // A type that was changed by hand wins over the kind it stood for.
            (Some(_), Some(exact)) if kinds::to_csl(&exact) == written => exact,
            (Some(kind), _) => kind,
            (None, _) if written.is_empty() => {
                let at = raw.map_or(self.start, |raw| self.position(raw));
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
                known.unwrap_or_else(|| Kind::Other(written.into()))
            }
        };
    }

    fn language(&mut self, raw: Option<Raw<'a>>, memory: &mut Memory) {
        let text = raw.and_then(|raw| self.scalar("language", raw, false));
        if let (Some(text), Some(raw)) = (text, raw) {
            self.article.language = match &memory.language {
                Some((known, lang)) if *known == *text => Some(lang.clone()),
                _ => {
                    // No name of a language has two letters: the long way is for the others.
                    let tag = text.parse().ok().filter(|lang: &Lang| lang.primary().len() == 2);
                    tag.or_else(|| language::from_any(&text))
                }
            };
            if let Some(lang) = &self.article.language {
                if memory.language.as_ref().is_none_or(|(known, _)| *known != *text) {
                    memory.language = Some((text.into_owned(), lang.clone()));
                }
            } else {
                let message = format!("`{text}` is no language that has a tag");
                self.odd(raw, Code::BadLanguage, message);
                self.extra("language", raw);
            }
        }
        let unstated = self.ours("primary-language").is_some_and(|raw| !json::is_true(raw));
        let list = raw.and_then(json::array).filter(|list| list.len() > 1);
        let list: Option<List<_>> =
            list.and_then(|list| list.map(|raw| language::from_any(&json::text(raw)?)).collect());
        self.article.languages = list.unwrap_or_default();
        self.usual = if unstated { None } else { self.article.language.clone() };
    }

    fn variable(&mut self, variable: &'static Variable, raw: Raw<'a>, volume: bool) {
        let name = variable.name;
        match &variable.home {
            Home::Kind | Home::Language | Home::Custom => {}
            Home::Key => {
                self.article.key = self.scalar(name, raw, true).map(Str::from);
            }
            Home::Text(text) => {
                let text = fields::text_home(text, name, &self.article.kind);
                if let Some(value) = self.scalar(name, raw, variable.number) {
                    (text.set)(self.article, value.into());
                }
            }
            Home::Line(line) => {
                if let Some(value) = self.scalar(name, raw, variable.number) {
                    let value = self.rich(&value, raw);
                    (line.set)(self.article, value);
                }
            }
            Home::Rich(fixed) => {
                let moving = || fields::moving_home(name, &self.article.kind, volume);
                if let Some(rich) = fixed.or_else(moving) {
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
            Home::Left if json::is_empty(raw) => {}
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
                let mut items = json::array(raw)?;
                match (items.next(), items.next()) {
                    (None, _) => None,
                    (Some(one), None) if json::scalar(one).is_some() => {
                        let message = format!("`{name}` is an array of one; it was read as text");
                        self.odd(raw, Code::OddValue, message);
                        json::scalar(one).filter(|text| !text.is_empty())
                    }
                    (Some(first), _) if json::scalar(first).is_some() => {
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

    pub(super) fn rich(&mut self, text: &str, raw: Raw<'a>) -> RichText {
        if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
            return RichText::plain(text);
        }
        let (rich, unbalanced) = html::decode(text, self.nesting);
        if unbalanced {
            let message = "a tag has no partner; it was read as text";
            self.odd(raw, Code::Unbalanced, message);
        }
        rich
    }

    /// Whether the item has no `custom` or `multi` of the sort that says more of its variables.
    pub(super) fn is_plain(&self) -> bool {
        self.multi.is_empty() && self.polybib.is_empty()
    }

    /// A value that does not state its language.
    pub(super) fn usually<T>(&self, value: T) -> Localized<T> {
        Localized { lang: self.usual.clone(), ..Localized::new(value) }
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
        let said = json::member(self.forms, name).and_then(json::array);
        for (item, said) in forms.iter_mut().zip(said.into_iter().flatten()) {
            let said = json::text(said).and_then(|text| Form::from_name(&text));
            item.1 = said.unwrap_or(item.1);
        }
        forms
    }

    fn rich_variable(&mut self, name: &'static str, raw: Raw<'a>, rich: &'static Rich) {
        let text = match json::object(raw) {
            Some(members) => self.title_object(name, raw, members, rich),
            None if self.several_publishers(name, raw, rich) => return,
            None => self.scalar(name, raw, false),
        };
        let Some(text) = text else { return };
        if (rich.get)(self.article).is_some_and(|there| !there.is_empty()) {
            self.odd(
                raw,
                Code::Duplicate,
                format!("`{name}` says again what was said; it is kept in `extra`"),
            );
            self.extra(name, raw);
            return;
        }
        if self.is_plain() {
            let value = self.rich(&text, raw);
            let value = self.usually(value).into();
            return (rich.set)(self.article, value);
        }
        let subtitle = self.subtitle_of(rich);
        let subtitles = Subtitles::new(subtitle.as_ref());
        if let Some(exact) = self.exact_title(name, raw, rich, &subtitles, &text) {
            (rich.set)(self.article, exact);
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
        (rich.set)(self.article, value);
    }

    /// A title of CSL 1.1: `full`, or `main` and `sub`, and `short`. The whole is kept as well.
    fn title_object(
        &mut self,
        name: &'static str,
        raw: Raw<'a>,
        members: Members<'a>,
        rich: &'static Rich,
    ) -> Option<Cow<'a, str>> {
        let said = |name: &str| json::words(json::member(members, name));
        let (full, main, short) = (said("full"), said("main"), said("short"));
        let Some(text) = main.or(full) else {
            self.bad(name, raw);
            return None;
        };
        let is_title = rich.path == "title";
        let sub = json::member(members, "sub").filter(|_| is_title && said("main").is_some());
        let subs = sub.and_then(json::array).into_iter().flatten().chain(sub);
        let subs: Vec<_> = subs.filter_map(|sub| json::words(Some(sub))).collect();
        if !subs.is_empty() && self.article.subtitle.is_empty() {
            let value = self.rich(&subs.join(": "), raw);
            self.article.subtitle = self.usually(value).into();
        }
        if let Some(short) = short.filter(|_| is_title && self.article.short_title.is_empty()) {
            let value = self.rich(&short, raw);
            self.article.short_title = self.usually(value).into();
        }
        let message =
            format!("`{name}` is an object, as in CSL 1.1; it is kept in `extra` as well");
        self.odd(raw, Code::OddValue, message);
        self.extra(name, raw);
        Some(text)
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
                let (title, paragraphs) = html::decode_jats(&text, self.nesting);
                (item.title, item.paragraphs) = (title, paragraphs.into());
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
            let words: Option<Vec<_>> = items.map(json::scalar).collect();
            let Some(words) = words else { return self.bad("keyword", raw) };
            self.odd(raw, Code::OddValue, "`keyword` is an array; it was read as a list");
            let group = KeywordGroup::new(self.usual.clone(), words.iter().map(|word| word.trim()));
            self.article.keywords.push(group);
            return;
        }
        let Some(text) = self.scalar("keyword", raw, false) else { return };
        for (lang, _, text) in self.forms_of("keyword", text) {
            let words: List<_> = split_keywords(&text)
                .map(|word| Keyword { text: self.rich(word, raw), parts: List::new() })
                .collect();
            if !words.is_empty() {
                let group = KeywordGroup { lang, keywords: words, ..KeywordGroup::default() };
                self.article.keywords.push(group);
            }
        }
    }

    fn categories(&mut self, raw: Raw<'a>) {
        let words: Vec<_> = match json::array(raw) {
            Some(items) => items.filter_map(json::scalar).collect(),
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
        if nothing && !json::is_empty(raw) {
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
            DateHome::Of(kind) if self.polybib.is_empty() => {
                self.article.dates.push(Dated::new(kind.clone(), value));
            }
            DateHome::Of(kind) => {
                self.dates.push((name, Some(Dated::new(kind.clone(), value))));
            }
            DateHome::Event => self.article.event.get_or_insert_default().date = Some(value),
            DateHome::Original => self.article.original.get_or_insert_default().date = Some(value),
        }
    }

    fn identifier(&mut self, name: &str, raw: Raw<'a>, scheme: &Scheme) {
        let good = json::text(raw)
            .map(|text| Identifier { scheme: scheme.clone(), value: text.into(), medium: None })
            .filter(Identifier::is_good);
        if let Some(good) = good {
            if self.polybib.is_empty() {
                self.place_identifiers([good]);
            } else {
                self.identifiers.push(good);
            }
            return;
        }
        let first = self.identifiers.len();
        let texts: Vec<Cow<'a, str>> = match json::array(raw) {
            Some(items) if items.len() > 1 => {
                self.odd(raw, Code::OddValue, format!("`{name}` is an array; each value was read"));
                items.filter_map(json::scalar).collect()
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
        if self.polybib.is_empty() {
            let read = self.identifiers.split_off(first);
            self.place_identifiers(read);
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
        for (name, value) in members.iter() {
            if name != "multi" && name != "polybib" {
                self.extra(format!("custom.{name}"), value);
            }
        }
    }

    /// Keeps what the model has no place for.
    pub(super) fn extra(&mut self, name: impl Into<String>, raw: Raw<'a>) {
        self.could_keep(name, raw);
    }

    /// The same; whether it could.
    pub(super) fn could_keep(&mut self, name: impl Into<String>, raw: Raw<'a>) -> bool {
        let name = name.into();
        let nests = matches!(json::shape(raw), Shape::Array | Shape::Object);
        if nests && json::depth(raw.get().as_bytes()) > json::DEPTH {
            let message = format!("`{name}` nests too deep; it was left out");
            self.odd(raw, Code::BadValue, message);
            return false;
        }
        self.article.extra.push(Extra::new(ORIGIN, name, raw.get()));
        true
    }

    /// Keeps a value of a shape that its variable cannot have.
    pub(super) fn bad(&mut self, name: &str, raw: Raw<'a>) {
        if self.could_keep(name, raw) {
            let message = format!("`{name}` cannot be {}; it is kept in `extra`", cut(raw.get()));
            self.odd(raw, Code::BadValue, message);
        }
    }

    /// Says that a value says nothing, so that the field does not have it.
    pub(super) fn vanished(&mut self, raw: Raw<'a>, field: &str, message: String) {
        let position = self.position(raw);
        let diagnostic = Diagnostic::info(Code::OddValue, message + "; it was left out");
        self.diagnostics.push(diagnostic.for_field(field).at(position));
    }

    /// Where a value stands: the byte for now, the line and column when all is read.
    pub(super) fn position(&self, raw: Raw<'a>) -> Position {
        Position { offset: self.start.offset + raw.offset() as u64, ..self.start }
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
pub(super) struct Subtitles<'a>(Option<HashMap<(Option<&'a Lang>, Form), &'a RichText>>);

impl<'a> Subtitles<'a> {
    pub(super) fn new(subtitle: Option<&'a Multilingual<RichText>>) -> Self {
        let Some(subtitle) = subtitle.filter(|all| !all.is_empty()) else { return Self(None) };
        let mut by_form = HashMap::new();
        for part in subtitle {
            by_form.entry((part.lang.as_ref(), part.form)).or_insert(&part.value);
        }
        Self(Some(by_form))
    }

    /// The first one of that language and form.
    pub(super) fn of(&self, lang: Option<&Lang>, form: Form) -> Option<&'a RichText> {
        self.0.as_ref()?.get(&(lang, form)).copied()
    }
}

/// The keywords of a string: between semicolons if it has any, else between commas.
fn split_keywords(text: &str) -> impl Iterator<Item = &str> {
    let mark = if text.contains(';') { ';' } else { ',' };
    text.split(mark).map(str::trim).filter(|word| !word.is_empty())
}

/// The beginning of a value, for a message.
pub(super) fn cut(text: &str) -> String {
    let mut out: String = text.chars().take(60).collect();
    if out.len() < text.len() {
        out.push('…');
    }
    out
}
