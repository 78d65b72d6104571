//! What records inherit from each other: `crossref` and `xdata`.
//!
//! Records are compared field by field, as the writer spells them, and what is missing is read into
//! the record as if it had stood there. So a rule about fields is a rule about fields here too, and
//! there is one table of where a field lives.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::annotations::{self, FieldName};
use super::fields::{DATE_FIELDS, ROWS, Slot, TYPED_NAME_FIELDS};
use super::inherit_parts::{Part, Sort, clear};
use super::inherit_rules::{Way, is_inherited, targets};
use super::names::{as_group, split_list};
use super::read::EntryReader;
use super::values::{Value, Values};
use super::write::EntryWriter;
use super::{Dialect, ENTRY_TYPE, ORIGIN, Options, kinds, lookup};
use crate::limits::Limits;
use crate::model::{Article, DateKind, DateValue, Dated, Form, Lang, List, Multilingual};
use crate::report::{Code, Diagnostic, LossReport};

/// How many records one may inherit from through one another.
const MOST_DEPTH: usize = Limits::DEFAULT.depth;
/// How many bytes may be inherited for each byte that a record has itself, and how many in any
/// case. Without a bound one long abstract could be inherited by a million short records.
const MOST_GROWTH: usize = 16;
const MOST_BYTES: usize = Limits::DEFAULT.expansion;

/// Dates and languages, which are inherited as what they are and not as fields.
const WHOLE: &[&str] = &[
    "date",
    "year",
    "month",
    "day",
    "urldate",
    "eventdate",
    "origdate",
    "langid",
    "language",
    "hyphenation",
];

/// Links that give nothing.
const LOOSE: &[&str] = &["xref", "entryset"];

/// The view of `articles`, and the links that lead nowhere.
pub(super) fn resolve(articles: &[Article], dialect: Dialect) -> (Vec<Article>, Vec<Diagnostic>) {
    let mut resolver = Resolver::new(articles, dialect);
    for at in 0..articles.len() {
        resolver.record(at);
    }
    resolver.finish()
}

/// Names of fields and their values without delimiters.
type Fields = Vec<(String, String)>;

/// The fields that an entry for the record has.
fn fields_of(article: &Article, dialect: Dialect) -> Fields {
    let options = Options::default().month_macros(false);
    let mut losses = LossReport::default();
    let mut writer = EntryWriter::new(article, dialect, &options, &mut losses);
    // A macro that nobody defined is nothing to others.
    writer.spelled.macros = false;
    writer.every_field();
    let bare = |value: String| as_group(&value).map_or(value.clone(), str::to_owned);
    writer.fields.into_iter().map(|(name, value)| (name, bare(value))).collect()
}

/// The type of the entry that the record was or would be.
fn type_of(article: &Article, dialect: Dialect) -> &str {
    let own = article.extra.iter().find(|e| e.origin == ORIGIN && e.name == ENTRY_TYPE);
    own.map_or_else(|| kinds::name_of(&article.kind, dialect).0, |own| &*own.value)
}

fn size(fields: &[(String, String)]) -> usize {
    fields.iter().map(|(name, value)| name.len() + value.len()).sum()
}

struct Link {
    way: Way,
    target: usize,
    /// It closes a circle, or another link leads there already.
    dead: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

struct Resolver<'a> {
    articles: &'a [Article],
    dialect: Dialect,
    keys: HashMap<String, usize>,
    /// The records that a `crossref` names, by their places.
    named: HashSet<usize>,
    /// Whether there is a record that fields may take parts of.
    has_xdata: bool,
    states: Vec<State>,
    /// Through how many others each record inherits.
    depths: Vec<usize>,
    /// The records that are no longer as they were.
    resolved: HashMap<usize, Article>,
    /// The fields of records that others inherit from.
    parents: HashMap<usize, Rc<Fields>>,
    budget: usize,
    diagnostics: Vec<(usize, Diagnostic)>,
}

impl<'a> Resolver<'a> {
    fn new(articles: &'a [Article], dialect: Dialect) -> Self {
        let mut resolver = Self {
            articles,
            dialect,
            keys: HashMap::new(),
            named: HashSet::new(),
            has_xdata: articles.iter().any(|article| type_of(article, dialect) == "xdata"),
            states: vec![State::New; articles.len()],
            depths: vec![0; articles.len()],
            resolved: HashMap::new(),
            parents: HashMap::new(),
            budget: MOST_BYTES,
            diagnostics: Vec::new(),
        };
        // Of equal keys the first counts. A name of its own goes before an alias.
        for (at, article) in articles.iter().enumerate() {
            if let Some(key) = &article.key {
                resolver.keys.entry(resolver.folded(key)).or_insert(at);
            }
        }
        if dialect == Dialect::BibLatex {
            for (at, article) in articles.iter().enumerate() {
                for key in linked(article, "ids") {
                    resolver.keys.entry(key.to_owned()).or_insert(at);
                }
            }
            let named = articles.iter().flat_map(|article| linked(article, "crossref"));
            resolver.named = named.filter_map(|key| resolver.keys.get(key).copied()).collect();
        }
        resolver
    }

    /// BibTeX does not tell the case of keys apart.
    fn folded(&self, key: &str) -> String {
        match self.dialect {
            Dialect::BibTex => key.to_lowercase(),
            Dialect::BibLatex => key.to_owned(),
        }
    }

    fn tell(&mut self, at: usize, field: &str, message: String) {
        let Some(article) = self.articles.get(at) else { return };
        let place = article.extra.iter().position(|e| e.origin == ORIGIN && e.name == field);
        self.tell_at(at, place.map(|place| format!("extra[{place}]")), message);
    }

    fn tell_at(&mut self, at: usize, path: Option<String>, message: String) {
        let Some(article) = self.articles.get(at) else { return };
        let mut diagnostic = Diagnostic::warning(Code::BrokenLink, message);
        if let Some(path) = path {
            diagnostic = diagnostic.for_field(path);
        }
        diagnostic.record = article.key.as_deref().map(str::to_owned);
        self.diagnostics.push((at, diagnostic));
    }

    /// The record of that key, if it is there.
    fn find(&mut self, at: usize, field: &str, key: &str) -> Option<usize> {
        let found = self.keys.get(&self.folded(key)).copied();
        if found.is_none() {
            let message = format!("`{field}` names `{key}`, and no record has that key");
            self.tell(at, field, message);
        }
        found
    }

    /// The links of a record that give something, in the order in which they give.
    fn links(&mut self, at: usize) -> Vec<Link> {
        let mut links = Vec::new();
        let Some(article) = self.articles.get(at) else { return links };
        let mut seen = HashSet::new();
        let biblatex = self.dialect == Dialect::BibLatex;
        if biblatex {
            for key in linked(article, "xdata") {
                let Some(target) = self.find(at, "xdata", key) else { continue };
                if !self.is_xdata(target) {
                    let message =
                        format!("`xdata` names `{key}`, which is no `@xdata`; it gives nothing");
                    self.tell(at, "xdata", message);
                } else if seen.insert(target) {
                    links.push(Link { way: Way::Xdata, target, dead: false });
                }
            }
            let is_set = type_of(article, self.dialect) == "set";
            let mut first = None;
            for field in LOOSE {
                for key in linked(article, field) {
                    let target = self.find(at, field, key);
                    first = first.or(target.filter(|_| is_set && *field == "entryset"));
                }
            }
            for (place, related) in article.related.iter().enumerate() {
                if let Some(key) = &related.key
                    && !self.keys.contains_key(key.as_str())
                {
                    let message = format!("`related` names `{key}`, and no record has that key");
                    self.tell_at(at, Some(format!("related[{place}]")), message);
                }
            }
            if is_set {
                if linked(article, "crossref").next().is_some() {
                    let message = "a `@set` inherits from the first of its records; `crossref` was not followed";
                    self.tell(at, "crossref", message.to_owned());
                }
                links.extend(first.map(|target| Link { way: Way::Set, target, dead: false }));
                self.part_links(article, &mut links);
                return links;
            }
        }
        for key in linked(article, "crossref").take(1) {
            let Some(target) = self.find(at, "crossref", key) else { continue };
            if !biblatex && target <= at {
                let message = format!(
                    "`crossref` names `{key}`, which does not stand after this record; BibTeX does not find it there"
                );
                self.tell(at, "crossref", message);
            } else if seen.insert(target) {
                links.push(Link { way: Way::Crossref, target, dead: false });
            }
        }
        if biblatex {
            self.part_links(article, &mut links);
        }
        links
    }

    /// The links from single fields of a record.
    fn part_links(&self, article: &Article, links: &mut Vec<Link>) {
        if !self.has_xdata {
            return;
        }
        for (_, value) in fields_of(article, self.dialect) {
            for item in split_list(&value).into_iter().filter_map(Part::parse) {
                // A key that is not there is told where its value is missed.
                if let Some(target) = self.keys.get(&item.key).filter(|at| self.is_xdata(**at)) {
                    links.push(Link { way: Way::Part, target: *target, dead: false });
                }
            }
        }
    }

    fn is_xdata(&self, at: usize) -> bool {
        self.articles.get(at).is_some_and(|article| type_of(article, self.dialect) == "xdata")
    }

    /// Resolves a record, and first those it inherits from. The path is a list, not the stack of
    /// the program, so a long chain is only long.
    fn record(&mut self, root: usize) {
        let mut path = Vec::new();
        self.open(root, &mut path);
        while let Some((at, links, next)) = path.last_mut() {
            let at = *at;
            let Some(link) = links.get_mut(*next) else {
                let Some((at, links, _)) = path.pop() else { return };
                self.apply(at, &links);
                self.set(at, State::Done);
                continue;
            };
            *next += 1;
            let target = link.target;
            match self.states.get(target) {
                // One step is all that BibTeX goes.
                _ if self.dialect == Dialect::BibTex => {}
                Some(State::New) => self.open(target, &mut path),
                Some(State::Open) => {
                    link.dead = true;
                    let field = link.way.field();
                    let key = self.key(target);
                    let message = format!(
                        "`{field}` leads to `{key}`, and from there back to this record; it was not followed"
                    );
                    self.tell(at, field, message);
                }
                _ => {}
            }
        }
    }

    fn open(&mut self, at: usize, path: &mut Vec<(usize, Vec<Link>, usize)>) {
        if self.states.get(at) == Some(&State::New) {
            self.set(at, State::Open);
            let links = self.links(at);
            path.push((at, links, 0));
        }
    }

    fn set(&mut self, at: usize, state: State) {
        if let Some(of) = self.states.get_mut(at) {
            *of = state;
        }
    }

    fn key(&self, at: usize) -> &str {
        self.articles.get(at).and_then(|article| article.key.as_deref()).unwrap_or_default()
    }

    /// Fills in what the links give.
    fn apply(&mut self, at: usize, links: &[Link]) {
        let Some(original) = self.articles.get(at).filter(|_| !links.is_empty()) else { return };
        let mut article = original.clone();
        let mut own = fields_of(&article, self.dialect);
        self.budget = self.budget.saturating_add(size(&own).saturating_mul(MOST_GROWTH));
        if links.iter().any(|link| link.way == Way::Part) {
            self.fill_parts(at, &mut article, &mut own, links);
        }
        let mut has: HashSet<String> =
            own.iter().map(|(name, _)| lookup::canonical(name).to_owned()).collect();
        // What others inherit is then known, and need not be written again. What `xdata` gives takes
        // the place of other fields.
        let is_known = self.named.contains(&at)
            && links.iter().all(|link| matches!(link.way, Way::Crossref | Way::Set));
        let mut inherited = is_known.then(Fields::new);
        let (mut depth, mut missed) = (0, Vec::new());
        for link in links.iter().filter(|link| link.way != Way::Part) {
            match self.inherit(at, &mut article, (&mut has, &own, &mut inherited), link) {
                Some(of) => depth = depth.max(of + 1),
                None => missed.push(link.way),
            }
        }
        if let Some(of) = self.depths.get_mut(at) {
            *of = depth;
        }
        if let Some(inherited) = inherited {
            own.extend(inherited);
            self.keep_fields(at, own);
        }
        // A link whose values are there is no longer needed, and one that is broken stays.
        for (way, name) in [(Way::Xdata, "xdata"), (Way::Crossref, "crossref")] {
            let given = links.iter().filter(|link| link.way == way).count();
            if given == linked(original, name).count() && !missed.contains(&way) {
                article.extra.retain(|e| e.origin != ORIGIN || e.name != name);
            }
        }
        self.resolved.insert(at, article);
    }

    /// Fills in what one link gives; through how many others, or `None` if it gives nothing.
    fn inherit(
        &mut self,
        at: usize,
        article: &mut Article,
        (has, own, given): (&mut HashSet<String>, &Fields, &mut Option<Fields>),
        link: &Link,
    ) -> Option<usize> {
        if link.dead {
            return None;
        }
        let name = link.way.field();
        let depth = self.depths.get(link.target).copied().unwrap_or(0);
        if depth >= MOST_DEPTH {
            let message = format!(
                "`{name}` leads through more than {MOST_DEPTH} records; it was not followed"
            );
            self.tell(at, name, message);
            return None;
        }
        let fields = self.parent_fields(link.target)?;
        let cost = size(&fields);
        if cost > self.budget {
            let message = format!(
                "`{name}` was not followed: much more would be inherited than the records hold"
            );
            self.tell(at, name, message);
            return None;
        }
        self.budget -= cost;
        let parent = self.parent(link.target)?;
        let types = (parent.kind.as_str(), type_of(article, self.dialect).to_owned());
        let mut values: Vec<Value<'_>> = Vec::new();
        for (name, tex) in fields.iter() {
            let (base, suffix) = take_apart(name);
            let base = lookup::canonical(base);
            if WHOLE.contains(&base) || !is_inherited(base, link.way) {
                continue;
            }
            let plain = link.way != Way::Crossref || self.dialect == Dialect::BibTex;
            for target in targets(base, (types.0, &types.1), plain) {
                if link.way == Way::Xdata || !has.contains(guard(&target, self.dialect)) {
                    let tex = Cow::Borrowed(tex.as_str());
                    values.push(Value::new(Cow::Owned(format!("{target}{suffix}")), tex, 0));
                }
            }
        }
        if link.way == Way::Xdata {
            replace(article, has, own, &values);
        }
        if let Some(given) = given {
            given
                .extend(values.iter().map(|value| (value.name.to_string(), value.tex.to_string())));
        }
        has.extend(values.iter().map(|value| take_apart(&value.name).0.to_owned()));
        parent.language(article);
        // What is inherited is in the language of the record it comes from.
        let language = std::mem::replace(&mut article.language, parent.language.clone());
        let affiliations = article.affiliations.len();
        EntryReader::extend(article, self.dialect, values.into_iter().collect());
        unite_from(article, affiliations);
        article.language = language;
        parent.dates(article, self.dialect, link.way == Way::Xdata);
        Some(depth)
    }

    fn parent(&self, at: usize) -> Option<Parent> {
        let article = match self.dialect {
            Dialect::BibTex => None,
            Dialect::BibLatex => self.resolved.get(&at),
        };
        let article = article.or_else(|| self.articles.get(at))?;
        Some(Parent::new(article, self.dialect))
    }

    fn parent_fields(&mut self, at: usize) -> Option<Rc<Fields>> {
        if let Some(fields) = self.parents.get(&at) {
            return Some(Rc::clone(fields));
        }
        let original = self.articles.get(at)?;
        let article = match self.dialect {
            Dialect::BibTex => original,
            Dialect::BibLatex => self.resolved.get(&at).unwrap_or(original),
        };
        let fields = fields_of(article, self.dialect);
        Some(self.keep_fields(at, fields))
    }

    /// Remembers what others inherit from a record.
    fn keep_fields(&mut self, at: usize, fields: Fields) -> Rc<Fields> {
        let fields = Rc::new(fields);
        self.budget = self.budget.saturating_add(size(&fields));
        self.parents.insert(at, Rc::clone(&fields));
        fields
    }

    /// Puts the values in whose place a field has `xdata=key-field-1`.
    fn fill_parts(&mut self, at: usize, article: &mut Article, own: &mut Fields, links: &[Link]) {
        let mut filled: HashMap<String, String> = HashMap::new();
        for (name, tex) in own.iter().filter(|(_, tex)| tex.contains("xdata")) {
            let mut changed = false;
            let items: Vec<String> = split_list(tex)
                .into_iter()
                .map(|item| {
                    let Some(part) = Part::parse(item) else { return item.to_owned() };
                    let value = self.part(at, name, &part, links);
                    changed |= value.is_some();
                    value.unwrap_or_else(|| item.to_owned())
                })
                .collect();
            if changed {
                filled.insert(name.clone(), items.join(" and "));
            }
        }
        let all: Values<'_> = own
            .iter()
            .map(|(name, tex)| {
                let tex = filled.get(name).unwrap_or(tex).clone();
                Value::new(Cow::Borrowed(name), tex, 0)
            })
            .collect();
        let mut again = Vec::new();
        for name in filled.keys() {
            if clear(article, name, &all) {
                again.push(name.as_str());
            }
        }
        let values: Values<'_> = all
            .into_iter()
            .filter(|value| again.contains(&guard(take_apart(&value.name).0, self.dialect)))
            .collect();
        EntryReader::extend(article, self.dialect, values);
        for (name, tex) in own {
            if let Some(value) = filled.remove(name) {
                *tex = value;
            }
        }
    }

    fn part(&mut self, at: usize, name: &str, part: &Part, links: &[Link]) -> Option<String> {
        let target = self.keys.get(&part.key).copied();
        let link = links.iter().find(|link| Some(link.target) == target && link.way == Way::Part);
        let fields = match link.filter(|link| !link.dead) {
            Some(link) => self.parent_fields(link.target),
            None => None,
        };
        let value = fields.iter().flat_map(|fields| fields.iter()).find_map(|(of, tex)| {
            let same = lookup::canonical(of) == lookup::canonical(&part.field);
            same.then(|| part.of(tex))?
        });
        if value.is_some() && Sort::of(name) != Sort::of(&part.field) {
            let message = format!(
                "`{name}` stands for `{}` in `{}`, which is a value of another sort",
                part.field, part.key
            );
            self.tell(at, name, message);
            return None;
        }
        let cost = value.as_ref().map_or(0, String::len);
        match value {
            Some(value) if cost <= self.budget => {
                self.budget -= cost;
                Some(value)
            }
            _ => {
                let item = part.item.map_or(String::new(), |item| format!("item {item} of "));
                let message = format!(
                    "`{name}` stands for {item}`{}` in the `@xdata` `{}`, which is not there",
                    part.field, part.key
                );
                self.tell(at, name, message);
                None
            }
        }
    }

    fn finish(mut self) -> (Vec<Article>, Vec<Diagnostic>) {
        self.diagnostics.sort_by_key(|(at, _)| *at);
        let mut resolved = self.resolved;
        let articles = self.articles.iter().enumerate();
        let articles =
            articles.map(|(at, article)| resolved.remove(&at).unwrap_or_else(|| article.clone()));
        (articles.collect(), self.diagnostics.into_iter().map(|(_, told)| told).collect())
    }
}

/// Takes out of a record what it has and `values` give anew: to biber `xdata` says it last.
fn replace(article: &mut Article, has: &HashSet<String>, own: &Fields, values: &[Value<'_>]) {
    let as_value =
        |(name, tex): &(String, String)| Value::new(Cow::Owned(name.clone()), tex.clone(), 0);
    let mut of_own: Option<Values<'_>> = None;
    for value in values {
        let base = take_apart(&value.name).0;
        if base == value.name && has.contains(base) {
            let of_own = of_own.get_or_insert_with(|| own.iter().map(as_value).collect());
            clear(article, base, of_own);
        }
    }
}

/// The keys that a link of the record names.
fn linked<'a>(article: &'a Article, field: &'a str) -> impl Iterator<Item = &'a str> {
    let all = article.extra.iter().filter(move |e| e.origin == ORIGIN && e.name == field);
    all.flat_map(|e| e.value.split(',')).map(str::trim).filter(|key| !key.is_empty())
}

/// What is inherited from a record beside its fields.
struct Parent {
    kind: String,
    language: Option<Lang>,
    languages: List<Lang>,
    dates: List<Dated>,
    event: Option<DateValue>,
    original: Option<DateValue>,
}

impl Parent {
    fn new(article: &Article, dialect: Dialect) -> Self {
        Self {
            kind: type_of(article, dialect).to_owned(),
            language: article.language.clone(),
            languages: article.languages.clone(),
            dates: article.dates.clone(),
            event: article.event.as_ref().and_then(|event| event.date.clone()),
            original: article.original.as_ref().and_then(|work| work.date.clone()),
        }
    }

    /// A record that states no language has that of its parent, and so have its values.
    fn language(&self, article: &mut Article) {
        if article.languages.is_empty() && article.language.is_none() {
            article.languages.clone_from(&self.languages);
        }
        if let (None, Some(lang)) = (&article.language, &self.language) {
            article.language = Some(lang.clone());
            speak(article, lang);
        }
    }

    fn dates(&self, article: &mut Article, dialect: Dialect, replace: bool) {
        for (_, kind) in DATE_FIELDS {
            let Some(dated) = self.dates.iter().find(|dated| dated.kind == *kind) else { continue };
            match article.dates.iter_mut().find(|own| own.kind == *kind) {
                None if *kind == DateKind::Published => article.dates.insert(0, dated.clone()),
                None => article.dates.push(dated.clone()),
                Some(own) if replace => own.clone_from(dated),
                // To BibTeX year and month are two fields.
                Some(own) if dialect == Dialect::BibTex => {
                    if let (DateValue::At(own), DateValue::At(date)) =
                        (&mut own.value, &dated.value)
                        && own.month.is_none()
                        && own.season.is_none()
                    {
                        own.month = date.month;
                    }
                }
                Some(_) => {}
            }
        }
        let fill = |own: &mut Option<DateValue>, date: &DateValue| {
            if replace || own.is_none() {
                *own = Some(date.clone());
            }
        };
        if let Some(date) = &self.event {
            fill(&mut article.event.get_or_insert_default().date, date);
        }
        if let Some(date) = &self.original {
            fill(&mut article.original.get_or_insert_default().date, date);
        }
    }
}

/// Says that the values without a language are in `lang`.
fn speak(article: &mut Article, lang: &Lang) {
    for row in ROWS {
        match &row.slot {
            Slot::Forms(place) if (place.get)(article).is_some_and(|all| !all.is_empty()) => {
                label((place.get_mut)(article), lang);
            }
            Slot::List(place) if (place.get)(article).is_some_and(|all| !all.is_empty()) => {
                for all in (place.get_mut)(article) {
                    label(all, lang);
                }
            }
            _ => {}
        }
    }
    article.contributors.iter_mut().for_each(|person| label(&mut person.name, lang));
    article.notes.iter_mut().for_each(|note| label(&mut note.text, lang));
    for item in article.abstracts.iter_mut().filter(|item| item.form == Form::Original) {
        item.lang.get_or_insert_with(|| lang.clone());
    }
    if let Some(group) = article.keywords.first_mut() {
        group.lang.get_or_insert_with(|| lang.clone());
    }
}

fn label<T>(all: &mut Multilingual<T>, lang: &Lang) {
    if let Some(first) = all.iter_mut().next().filter(|first| first.form == Form::Original) {
        first.lang.get_or_insert_with(|| lang.clone());
    }
}

/// Makes of the affiliations after the first `from` those that are there already, where they are.
fn unite_from(article: &mut Article, from: usize) {
    let new = article.affiliations.split_off(from);
    let mut places = Vec::with_capacity(new.len());
    for affiliation in new {
        let place = article.affiliations.iter().position(|other| *other == affiliation);
        places.push(place.unwrap_or_else(|| {
            article.affiliations.push(affiliation);
            article.affiliations.len() - 1
        }));
    }
    for at in article.contributors.iter_mut().flat_map(|person| &mut person.affiliations) {
        if let Some(place) = at.checked_sub(from).and_then(|new| places.get(new)) {
            *at = *place;
        }
    }
}

/// A field's name without its form or annotation, and these.
pub(super) fn take_apart(name: &str) -> (&str, &str) {
    let base = match annotations::take_apart(name) {
        FieldName::Form { base, .. } | FieldName::Annotation { base, .. } => base,
        FieldName::Plain(_) => return (name, ""),
    };
    name.strip_prefix(base).map_or((name, ""), |suffix| (base, suffix))
}

/// The field without which this one means nothing: who has that one does not inherit this.
fn guard(name: &str, dialect: Dialect) -> &str {
    if let Some((list, _)) = TYPED_NAME_FIELDS.iter().find(|(_, kind)| *kind == name) {
        return list;
    }
    match name {
        "eprinttype" | "eprintclass" => "eprint",
        // BibTeX's styles know only titles.
        "subtitle" | "titleaddon" if dialect == Dialect::BibTex => "title",
        _ => name,
    }
}
