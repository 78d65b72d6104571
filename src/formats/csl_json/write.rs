//! Records into items.
//!
//! This is the long way, for the records of which [`direct`](super::direct) cannot tell what would be
//! read. The writer reads what it wrote: whatever the variables and `custom.multi` do not give back as
//! it was goes into `custom.polybib`. So nothing is lost by an oversight, and nothing stands there
//! that the variables say already.

use std::borrow::Cow;
use std::collections::HashSet;

use serde::Serialize;

use crate::limits::Limits;
use crate::model::{
    Abstract, Article, Contributor, DateKind, DateValue, Dated, Extra, Form, Identifier,
    KeywordGroup, Lang, Medium, Multilingual, Name, Note, Scheme,
};
use crate::report::{LossKind, LossReport};
use crate::source::Position;
use crate::value::{html, language};

use super::exact::{DATES, date_variable};
use super::fields::{self, DateHome, Home, Names, Rich, VARIABLES, Variable};
use super::json::{self, Json, Object};
use super::leaves::LEAVES;
use super::out::{Out, key};
use super::tape::Tape;
use super::{Dialect, ORIGIN, Options, dates, kinds, lines, multi, names, plain, read, zotero};

/// The item of a record under that id.
pub(super) fn item(article: &Article, id: &str, options: Options, losses: &mut LossReport) -> Json {
    let zotero = options.dialect == Dialect::Zotero;
    let dialect = if zotero { Dialect::Plain } else { options.dialect };
    let mut writing = Writing::new(article, dialect);
    for variable in VARIABLES {
        writing.variable(variable, id);
    }
    if zotero {
        zotero::adapt(&mut writing.members, article);
    } else if options.note_lines {
        let lines = zotero::lines(&writing.members, article);
        let lines: Vec<_> = lines.into_iter().flat_map(|(_, lines)| lines).collect();
        lines::add(&mut writing.members, &lines);
    }
    if dialect == Dialect::Plain {
        if let Some(back) = read_back(&writing.members, zotero || options.note_lines) {
            plain::report(article, &back, losses);
        }
        return Json::Object(writing.members);
    }
    writing.complete(losses)
}

struct Writing<'a> {
    article: &'a Article,
    dialect: Dialect,
    /// The language of values that do not state one.
    usual: Option<&'a Lang>,
    /// Whether a volume has a title of its own.
    volume: bool,
    members: Object,
    main: Object,
    keys: Object,
    names: Object,
    forms: Object,
    polybib: Object,
    custom: Object,
    /// Whether reading showed something to be missing.
    supplemented: bool,
}

/// One form of a variable to write.
type FormOf<'a> = (Option<&'a Lang>, Form, String);

impl<'a> Writing<'a> {
    fn new(article: &'a Article, dialect: Dialect) -> Self {
        let mut polybib = Object::new();
        let mut usual = article.language.as_ref();
        if dialect != Dialect::Plain {
            if kinds::from_csl(kinds::to_csl(&article.kind)).as_ref() != Some(&article.kind) {
                polybib.push(("kind".into(), Json::text(article.kind.as_str())));
            }
            if usual.is_some() && mostly_unstated(article) {
                polybib.push(("primary-language".into(), Json::Bool(false)));
                usual = None;
            }
        }
        Self {
            article,
            dialect,
            usual,
            volume: fields::has_volume_title(article),
            members: Object::new(),
            main: Object::new(),
            keys: Object::new(),
            names: Object::new(),
            forms: Object::new(),
            polybib,
            custom: Object::new(),
            supplemented: false,
        }
    }

    fn variable(&mut self, variable: &Variable, id: &str) {
        let (name, article) = (variable.name, self.article);
        match &variable.home {
            Home::Key => self.text(name, id),
            Home::Kind => self.text(name, kinds::to_csl(&article.kind)),
            Home::Language => match &article.language {
                Some(lang) => self.text(name, lang.as_str()),
                None => self.bad_language(),
            },
            Home::Text(text) => {
                let home = fields::text_home(text, name, &article.kind);
                let mut value = (home.get)(article);
                if name == "number" {
                    value =
                        value.or(article.number.as_deref()).or(article.article_number.as_deref());
                }
                self.text(name, value.unwrap_or_default());
            }
            Home::Line(line) => {
                let value = (line.get)(article).map(html::encode);
                self.text(name, &value.unwrap_or_default());
            }
            Home::Rich(fixed) => self.rich(name, *fixed),
            Home::Abstract => self.abstracts(),
            Home::Keyword => self.keywords(),
            Home::Categories => self.categories(),
            Home::Note(kind) => self.note(name, *kind),
            Home::Names(whose) => self.contributors(name, whose),
            Home::Date(home) => {
                if let Some(json) = date_of(article, home).and_then(dates::write) {
                    self.members.push((name.into(), json));
                }
            }
            Home::Id(scheme) => {
                let value = identifier_to_write(article, scheme).map(|id| id.value.as_str());
                self.text(name, value.unwrap_or_default());
            }
            Home::Link => {
                let url = article.links.first().map(|link| link.url.as_str());
                self.text(name, url.unwrap_or_default());
            }
            Home::Left => self.left(variable),
            Home::Custom => self.users_custom(),
        }
    }

    fn text(&mut self, name: &'static str, text: &str) {
        if !text.is_empty() {
            self.members.push((name.into(), Json::text(text)));
        }
    }

    /// Writes a variable and its further forms.
    fn forms(&mut self, name: &'static str, forms: &[FormOf<'_>]) {
        let Some(((main, form, text), others)) = forms.split_first() else { return };
        if text.is_empty() {
            return;
        }
        self.text(name, text);
        if self.dialect == Dialect::Plain {
            return;
        }
        if *main != self.usual {
            self.main.push((name.into(), lang_or_false(*main)));
        }
        let mut seen = HashSet::new();
        let mut keys = Object::new();
        let mut usual_forms = *form == Form::Original;
        for (lang, form, text) in others {
            let Some(lang) = lang.filter(|lang| !text.is_empty() && seen.insert(*lang)) else {
                continue;
            };
            usual_forms &= *form == multi::usual_form(*main, lang);
            keys.push((Cow::Owned(lang.to_string()), Json::text(text.clone())));
        }
        if keys.len() == others.len() && !usual_forms {
            let all = forms.iter().map(|(_, form, _)| *form);
            self.forms.push((name.into(), names::form_names(all)));
        }
        if !keys.is_empty() {
            self.keys.push((name.into(), Json::Object(keys)));
        }
    }

    fn rich(&mut self, name: &'static str, fixed: Option<&'static Rich>) {
        let article = self.article;
        let moving = || fields::moving_home(name, &article.kind, self.volume);
        let Some(home) = fixed.or_else(moving) else { return };
        if name == "volume-title" && !self.volume && home.path != "issue-title" {
            // Without a set it is the variable of another row.
            return;
        }
        let Some(title) = (home.get)(article) else { return };
        let subtitle = home.subtitle.and_then(|(path, get)| get(article).map(|all| (path, all)));
        let subtitles = read::Subtitles::new(subtitle.map(|(_, all)| all));
        let joined = |form| read::joined(form, &subtitles);
        let forms: Vec<_> =
            title.iter().map(|form| (form.lang.as_ref(), form.form, joined(form))).collect();
        self.forms(name, &forms);
        if let Some((path, all)) = subtitle.filter(|(_, all)| !all.is_empty())
            && let Some(json) = Json::native(all)
        {
            self.polybib.push((path.into(), json));
        }
    }

    fn abstracts(&mut self) {
        let Some(main) = main_abstract(self.article) else { return };
        let mut forms = vec![(main.lang.as_ref(), main.form, abstract_text(main))];
        let others = self.article.abstracts.iter().filter(|item| !std::ptr::eq(*item, main));
        for item in others.filter(|item| item.kind.is_none()) {
            forms.push((item.lang.as_ref(), item.form, abstract_text(item)));
        }
        self.forms("abstract", &forms);
    }

    fn keywords(&mut self) {
        let Some(main) = main_keywords(self.article) else { return };
        let mut forms = vec![(main.lang.as_ref(), Form::Original, keyword_text(main))];
        let others = self.article.keywords.iter().filter(|group| !std::ptr::eq(*group, main));
        for group in others.filter(|group| group.kind.is_none()) {
            let form = group
                .lang
                .as_ref()
                .map_or(Form::Original, |lang| multi::usual_form(main.lang.as_ref(), lang));
            forms.push((group.lang.as_ref(), form, keyword_text(group)));
        }
        self.forms("keyword", &forms);
    }

    fn categories(&mut self) {
        let groups = self.article.subjects.iter();
        let words: Vec<_> = groups
            .flat_map(|group| &group.keywords)
            .flat_map(|word| std::iter::once(&word.text).chain(&word.parts))
            .map(html::encode)
            .filter(|word| !word.is_empty())
            .map(Json::Text)
            .collect();
        if !words.is_empty() {
            self.members.push(("categories".into(), Json::Array(words)));
        }
    }

    fn note(&mut self, name: &'static str, kind: Option<&str>) {
        let notes: Vec<&Note> =
            self.article.notes.iter().filter(|note| note.kind.as_deref() == kind).collect();
        match notes.as_slice() {
            [] => {}
            [note] => {
                let forms: Vec<_> = note
                    .text
                    .iter()
                    .map(|form| (form.lang.as_ref(), form.form, html::encode(&form.value)))
                    .collect();
                self.forms(name, &forms);
            }
            several => {
                let texts: Vec<_> =
                    several.iter().filter_map(|n| n.text.primary()).map(html::encode).collect();
                self.text(name, &texts.join("\n"));
            }
        }
    }

    fn contributors(&mut self, name: &'static str, whose: &Names) {
        let article = self.article;
        let list: Vec<&Contributor> = match whose {
            Names::Role(role) => article.contributors_as(role.clone()).collect(),
            Names::Original => article.original.iter().flat_map(|w| &w.contributors).collect(),
            Names::Reviewed => article.reviewed.iter().flat_map(|w| &w.contributors).collect(),
        };
        let (mut written, mut multis, mut any) = (Vec::new(), Vec::new(), false);
        for person in list {
            let Some(mut name) = person.name.primary().and_then(names::write) else { continue };
            let multi = self.name_multi(&person.name);
            any |= !multi.is_empty();
            if self.dialect == Dialect::JurisM && !multi.is_empty() {
                name.push(("multi".into(), Json::Object(multi)));
            } else {
                multis.push(Json::Object(multi));
            }
            written.push(Json::Object(name));
        }
        if !written.is_empty() {
            self.members.push((name.into(), Json::Array(written)));
        }
        if any && self.dialect == Dialect::Standard {
            self.names.push((name.into(), Json::Array(multis)));
        }
    }

    fn name_multi(&self, name: &Multilingual<Name>) -> Object {
        let mut seen = HashSet::new();
        let mut keys = Object::new();
        for form in name.others() {
            if let (Some(lang), Some(parts)) = (&form.lang, names::write(&form.value))
                && seen.insert(lang)
            {
                keys.push((Cow::Owned(lang.to_string()), Json::Object(parts)));
            }
        }
        let main = name.first().and_then(|form| form.lang.as_ref());
        let mut out = Object::new();
        if !keys.is_empty() || main != self.usual {
            out.push(("main".into(), lang_or_false(main)));
        }
        if !keys.is_empty() {
            out.push(("_key".into(), Json::Object(keys)));
        }
        out
    }

    /// Writes a leftover where it was, if the schema lets it.
    fn left(&mut self, variable: &Variable) {
        let Some(extra) = leftover(self.article, variable.name) else { return };
        let Some(json) = Json::raw(&extra.value) else { return };
        let fits = match extra.value.trim_ascii_start().as_bytes().first() {
            Some(b'"') => true,
            Some(b'-' | b'0'..=b'9') => variable.number,
            _ => false,
        };
        if fits {
            self.members.push((variable.name.into(), json));
        }
    }

    /// What stood as the language and is none stands there again.
    fn bad_language(&mut self) {
        let text = leftover(self.article, "language")
            .and_then(|extra| serde_json::from_str::<String>(&extra.value).ok())
            .filter(|text| language::from_any(text).is_none());
        self.text("language", &text.unwrap_or_default());
    }

    fn users_custom(&mut self) {
        if self.dialect == Dialect::Plain {
            return;
        }
        let mut seen = HashSet::new();
        for extra in self.article.extra.iter().filter(|extra| is_custom(extra)) {
            if let Some(name) = extra.name.strip_prefix("custom.")
                && seen.insert(name)
                && let Some(json) = Json::raw(&extra.value)
            {
                self.custom.push((Cow::Owned(name.to_owned()), json));
            }
        }
    }

    /// Adds `custom`: first what is known to belong there, then what reading shows to be missing.
    fn complete(mut self, losses: &mut LossReport) -> Json {
        if !self.forms.is_empty() {
            let forms = std::mem::take(&mut self.forms);
            self.polybib.push(("forms".into(), Json::Object(forms)));
        }
        let mut multi = Object::new();
        for (name, part) in
            [("main", &mut self.main), ("_keys", &mut self.keys), ("names", &mut self.names)]
        {
            if !part.is_empty() {
                multi.push((name.into(), Json::Object(std::mem::take(part))));
            }
        }
        if !multi.is_empty() {
            let multi = ("multi".into(), Json::Object(multi));
            if self.dialect == Dialect::JurisM {
                self.members.push(multi);
            } else {
                self.custom.push(multi);
            }
        }
        let mut tried = self.members.clone();
        push_custom(&mut tried, &self.custom, &self.polybib);
        if let Some(mut back) = read_back(&tried, false) {
            self.supplement(&mut back, losses);
        }
        push_custom(&mut self.members, &self.custom, &self.polybib);
        if let Some(back) = self.supplemented.then(|| read_back(&self.members, false)).flatten() {
            self.report_rest(&back, losses);
        }
        Json::Object(self.members)
    }

    /// What `custom.polybib` cannot give back either is a loss.
    fn report_rest(&self, back: &Article, losses: &mut LossReport) {
        let article = self.article;
        let message = "it is not read back as it was";
        let lists = [
            ("contributors", article.contributors == back.contributors),
            ("dates", article.dates == back.dates),
            ("identifiers", article.identifiers == back.identifiers),
            ("extra", article.extra == back.extra),
        ];
        let leaves = LEAVES.iter().map(|leaf| (leaf.path, (leaf.same)(article, back)));
        for (path, same) in lists.into_iter().chain(leaves) {
            if !same && !losses.iter().any(|loss| loss.field.as_str() == path) {
                losses.add(LossKind::Approximated, path, message);
            }
        }
    }

    /// Adds whatever differs between the record and what is read of it.
    fn supplement(&mut self, back: &mut Article, losses: &mut LossReport) {
        let article = self.article;
        let mut put = |path: &'static str, json: Option<Json>| match json {
            Some(json) => {
                self.supplemented = true;
                self.polybib.retain(|(name, _)| name != path);
                self.polybib.push((path.into(), json));
            }
            None => {
                losses.add(LossKind::Dropped, path, "it nests too deep for JSON to be read again");
            }
        };
        if article.contributors != back.contributors {
            let rest = names::supplement(&article.contributors, &back.contributors);
            let list: Option<_> = rest.iter().map(Json::native).collect();
            put("contributors", list.map(Json::Array));
        }
        if article.dates != back.dates {
            let is_read = |value: &DateValue| back.dates.iter().any(|read| read.value == *value);
            put("dates", Json::native(&supplement_dates(article, is_read)));
        }
        let theirs = back.container.as_ref().map_or(&[][..], |c| &c.identifiers);
        let numbers: Vec<_> = supplement_numbers(article, theirs, &back.identifiers)
            .map(|(path, list)| (path, Json::native(&list)))
            .collect();
        for (path, json) in numbers {
            put(path, json);
            let ours = article.container.as_ref().map_or(&[][..], |c| &c.identifiers);
            let there = !ours.is_empty() || back.container.is_some();
            if there && path == "container.identifiers" {
                back.container.get_or_insert_default().identifiers = ours.iter().cloned().collect();
            }
        }
        for leaf in LEAVES {
            if !(leaf.same)(article, back) {
                put(leaf.path, Json::written(|out| (leaf.native)(article, out)));
                (leaf.copy)(article, back);
            }
        }
        if article.extra != back.extra {
            let write = |out: &mut Out<'_>| {
                supplement_extra(&article.extra, back.extra.iter(), out);
                Some(())
            };
            put("extra", Json::written(write));
        }
    }
}

/// Whether most values of a record that states its language do not state theirs.
pub(super) fn mostly_unstated(article: &Article) -> bool {
    let (mut stated, mut unstated) = (0usize, 0usize);
    let mut count = |lang: Option<&Lang>| match lang {
        Some(_) => stated += 1,
        None => unstated += 1,
    };
    for home in fields::TITLES {
        if let Some(first) = (home.get)(article).and_then(Multilingual::first) {
            count(first.lang.as_ref());
        }
    }
    article.contributors.iter().filter_map(|c| c.name.first()).for_each(|n| count(n.lang.as_ref()));
    article.abstracts.iter().take(1).for_each(|item| count(item.lang.as_ref()));
    article.keywords.iter().take(1).for_each(|group| count(group.lang.as_ref()));
    unstated > stated
}

pub(super) fn lang_or_false(lang: Option<&Lang>) -> Json {
    lang.map_or(Json::Bool(false), |lang| Json::text(lang.as_str()))
}

/// The abstract that `abstract` gives: the main one in the record's language, else the first.
fn main_abstract(article: &Article) -> Option<&Abstract> {
    let plain = || article.abstracts.iter().filter(|item| item.kind.is_none());
    plain()
        .find(|item| item.lang == article.language)
        .or_else(|| plain().next())
        .or(article.abstracts.first())
}

pub(super) fn abstract_text(item: &Abstract) -> String {
    item.flattened().iter().map(html::encode).collect::<Vec<_>>().join("\n\n")
}

/// The group that `keyword` gives: one in the record's language, else the first.
fn main_keywords(article: &Article) -> Option<&KeywordGroup> {
    let plain = || article.keywords.iter().filter(|group| group.kind.is_none());
    plain()
        .find(|group| group.lang == article.language)
        .or_else(|| plain().next())
        .or(article.keywords.first())
}

pub(super) fn keyword_text(group: &KeywordGroup) -> String {
    let words = group.keywords.iter().map(|word| {
        let parts = std::iter::once(&word.text).chain(&word.parts);
        parts.map(html::encode).collect::<Vec<_>>().join(" -- ")
    });
    words.collect::<Vec<_>>().join(", ")
}

/// The date that a variable gives: the first of its kind. A work that came out with its collection
/// is cited by that.
fn date_to_write<'a>(article: &'a Article, kind: &DateKind) -> Option<&'a Dated> {
    let first = |kind: &DateKind| article.dates.iter().find(|date| date.kind == *kind);
    first(kind).or_else(|| match kind {
        DateKind::Published => first(&DateKind::Collection),
        _ => None,
    })
}

/// The value that a date variable gives.
pub(super) fn date_of<'a>(article: &'a Article, home: &DateHome) -> Option<&'a DateValue> {
    match home {
        DateHome::Of(kind) => date_to_write(article, kind).map(|date| &date.value),
        DateHome::Event => article.event.as_ref().and_then(|event| event.date.as_ref()),
        DateHome::Original => article.original.as_ref().and_then(|work| work.date.as_ref()),
    }
}

/// The identifier that a variable gives: the numbers of a book or journal are its own where the
/// work is a part of it.
pub(super) fn identifier_to_write<'a>(
    article: &'a Article,
    scheme: &Scheme,
) -> Option<&'a Identifier> {
    let of = |list: &'a [Identifier]| list.iter().find(|item| item.scheme == *scheme);
    let own = || of(&article.identifiers);
    let container = || of(article.container.as_ref().map_or(&[], |c| c.identifiers.as_slice()));
    match scheme {
        Scheme::Issn | Scheme::Isbn if article.kind.is_part() => container().or_else(own),
        Scheme::Issn | Scheme::Isbn => own().or_else(container),
        _ => own(),
    }
}

/// Whether a leftover is a member of `custom` that is the user's own.
pub(super) fn is_custom(extra: &Extra) -> bool {
    let name = extra.name.strip_prefix("custom.").filter(|_| extra.origin == ORIGIN);
    name.is_some_and(|name| !["multi", "polybib"].iter().any(|ours| name.starts_with(ours)))
}

pub(super) fn leftover<'a>(article: &'a Article, name: &str) -> Option<&'a Extra> {
    article.extra.iter().find(|extra| extra.origin == ORIGIN && extra.name == name)
}

fn push_custom(members: &mut Object, users: &Object, polybib: &Object) {
    let mut custom = users.clone();
    if !polybib.is_empty() {
        custom.push(("polybib".into(), Json::Object(polybib.clone())));
    }
    if !custom.is_empty() {
        members.push(("custom".into(), Json::Object(custom)));
    }
}

/// What the reader makes of an item, with the lines of its note or without.
fn read_back(members: &Object, note_lines: bool) -> Option<Article> {
    let mut out = Vec::new();
    let mut serializer = serde_json::Serializer::new(&mut out);
    serde::Serializer::collect_map(
        &mut serializer,
        members.iter().map(|(name, value)| (name, value)),
    )
    .ok()?;
    let mut text = String::from_utf8(out).ok()?;
    let mut tape = Tape::default();
    tape.read(text.as_bytes()).ok()?;
    if note_lines && let Some(unfolded) = lines::unfold(json::Doc::new(&text, &tape).root()) {
        text = unfolded.text;
        tape.read(text.as_bytes()).ok()?;
    }
    let doc = json::Doc::new(&text, &tape);
    let limits = Limits::default().with_diagnostics(0);
    let start = Position::default();
    let mut back = Article::default();
    let item = read::Known::of(json::object(doc.root())?);
    read::item(&doc, &item, start, limits, &mut read::Memory::default(), &mut back);
    Some(back)
}

/// A date as `custom` has it: without its value where a variable gives it.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct DateRest<'a> {
    kind: &'a DateKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    medium: Option<&'a Medium>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a DateValue>,
    /// Where that is not the variable of the kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    variable: Option<&'static str>,
}

/// The dates, of which the variables give those that `is_read` is true of, if they are written.
pub(super) fn supplement_dates<'a>(
    article: &'a Article,
    is_read: impl Fn(&DateValue) -> bool,
) -> Vec<DateRest<'a>> {
    // Looked up once: a record may have many dates.
    let written: Vec<(&str, &Dated)> = DATES
        .iter()
        .filter_map(|(kind, variable)| Some((*variable, date_to_write(article, kind)?)))
        .filter(|(_, date)| is_read(&date.value))
        .collect();
    let rest = |date: &'a Dated| {
        let Dated { kind, medium, value } = date;
        let given = written.iter().find(|(_, given)| std::ptr::eq(*given, date));
        let variable = given.map(|(name, _)| *name);
        DateRest {
            kind,
            medium: medium.as_ref(),
            value: Some(value).filter(|_| variable.is_none()),
            variable: variable.filter(|variable| date_variable(kind) != Some(*variable)),
        }
    };
    article.dates.iter().map(rest).collect()
}

/// An identifier as `custom` has it: without its value where a variable gives it.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct IdentifierRest<'a> {
    scheme: &'a Scheme,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    medium: Option<&'a Medium>,
}

/// What `custom` has to say of the identifiers of the container and of the record, by their paths.
/// Both lists are read from the same variables.
pub(super) fn supplement_numbers<'a>(
    article: &'a Article,
    container: &'a [Identifier],
    own: &'a [Identifier],
) -> impl Iterator<Item = (&'static str, Vec<IdentifierRest<'a>>)> {
    let ours = article.container.as_ref().map_or(&[][..], |c| &c.identifiers);
    let (mut first, mut second) = (None, None);
    if ours != container || article.identifiers != own {
        let mut pool: Vec<&Identifier> = container.iter().chain(own).collect();
        if has_shared(ours, &article.identifiers) || ours != container {
            first = Some(supplement_identifiers(ours, &mut pool));
        } else {
            pool.retain(|item| !ours.contains(item));
        }
        let part = article.kind.is_part();
        let strays = pool.iter().any(|i| part && matches!(i.scheme, Scheme::Issn | Scheme::Isbn));
        if strays || !article.identifiers.iter().eq(pool.iter().copied()) {
            second = Some(supplement_identifiers(&article.identifiers, &mut pool));
        }
    }
    let first = first.map(|list| ("container.identifiers", list));
    first.into_iter().chain(second.map(|list| ("identifiers", list)))
}

/// Whether a value stands in both lists: it would be taken for that of the variable.
fn has_shared(some: &[Identifier], others: &[Identifier]) -> bool {
    if some.is_empty() || others.is_empty() {
        return false;
    }
    let normal = |item: &Identifier| Identifier::new(item.scheme.clone(), &item.value);
    let known: HashSet<Identifier> = some.iter().map(normal).collect();
    others.iter().any(|item| known.contains(&normal(item)))
}

/// The identifiers, each without its value where a variable gives it; those are taken off `pool`.
fn supplement_identifiers<'a>(
    list: &'a [Identifier],
    pool: &mut Vec<&Identifier>,
) -> Vec<IdentifierRest<'a>> {
    let rest = |one: &'a Identifier| {
        let Identifier { scheme, value, medium } = one;
        // The reader takes the first of the scheme.
        let first = pool.iter().position(|item| item.scheme == *scheme);
        let given = first.filter(|i| pool.get(*i).is_some_and(|item| item.value == *value));
        if let Some(i) = given {
            pool.remove(i);
        } else if !pool.is_empty() {
            // Written by this value, read by its normal form.
            let normal = Identifier::new(scheme.clone(), value);
            if let Some(i) = pool.iter().position(|item| **item == normal) {
                pool.remove(i);
            }
        }
        let value = given.is_none().then_some(value.as_str());
        IdentifierRest { scheme, value, medium: medium.as_ref() }
    };
    list.iter().map(rest).collect()
}

/// The leftovers in order: a name for what stands elsewhere in the item, else as serde writes it.
pub(super) fn supplement_extra<'a>(
    list: &'a [Extra],
    read: impl Iterator<Item = &'a Extra>,
    out: &mut Out<'_>,
) {
    let mut elsewhere: HashSet<(&str, &str)> = HashSet::new();
    for extra in read {
        elsewhere.insert((&extra.name, &extra.value));
    }
    out.open(b'[');
    for Extra { origin, name, value } in list {
        out.item();
        let there = origin == ORIGIN
            && !elsewhere.is_empty()
            && elsewhere.remove(&(name.as_str(), &**value));
        if there {
            out.string(name);
            continue;
        }
        out.open(b'{');
        for (key, part) in [
            (key!("origin"), origin.as_ref()),
            (key!("name"), name.as_str()),
            (key!("value"), &**value),
        ] {
            out.key(key);
            out.string(part);
        }
        out.close(b'}');
    }
    out.close(b']');
}
