//! The short way to write an item.
//!
//! What a variable gives back is known without reading it, for the values that most records have: a
//! nonempty text, a date of digits, a name of a person. Each function here writes one such
//! piece, or answers `None` because reading alone can show what would come back; then the item is
//! written the long way, by [`write`](super::write). The two ways write the same bytes: a test holds
//! them to it, over records of every sort.

mod custom;
mod numbers;

use std::collections::HashSet;

use crate::model::{
    Abstract, Article, Bound, Container, Contributor, Date, DateKind, DateValue, Extra, Form,
    Identifier, Lang, Multilingual, Name, NameStyle, RichText, Role,
};
use crate::value::{html, language};

use super::exact::{
    are_words, date_place, has_structure, is_exact_name, is_in_first_year, is_plain_date,
    is_simple, says_all,
};
use super::fields::{self, DateHome, Home, Names, Rich, VARIABLES, Variable};
use super::out::{Out, is_plain_string, key};
use super::write::{keyword_text, leftover, mostly_unstated};
use super::{Dialect, ORIGIN, Options, dates, json, kinds, multi, names, read};

/// Writes the item, or a part of it and `None`.
pub(super) fn item(article: &Article, id: &str, options: Options, out: &mut Out<'_>) -> Option<()> {
    if options.note_lines || options.dialect == Dialect::Zotero {
        return None;
    }
    let mut writing = Direct::new(article, options.dialect, out)?;
    writing.out.open(b'{');
    let mut places = writing.places();
    while places != 0 {
        let place = places.trailing_zeros() as usize;
        places &= places - 1;
        writing.variable(place, VARIABLES.get(place)?, id)?;
    }
    writing.custom()?;
    writing.out.close(b'}');
    Some(())
}

/// The further languages of a variable, and its value in each.
type Keys<'a> = Vec<(&'a Lang, String)>;

struct Direct<'a, 'w, 'o> {
    article: &'a Article,
    out: &'w mut Out<'o>,
    plain: bool,
    /// The language of values that do not state one.
    usual: Option<&'a Lang>,
    /// The name variables that the record has: a bit for each place in the table.
    roles: u128,
    /// Whether the variables say all of the contributors, and of the dates.
    all_names: bool,
    all_dates: bool,
    /// How many of the identifiers are read as they are, from the first one on.
    own_identifiers: usize,
    container_identifiers: usize,
    /// What is read of them, where that is not so.
    read_identifiers: Vec<Identifier>,
    read_container_identifiers: Vec<Identifier>,
    /// The leaves that a variable says something of, and not all.
    differs: Vec<&'static str>,
    /// The leftovers that stand in variables of their own.
    left: Vec<&'a Extra>,
    /// What the variables leave for `custom`.
    main: Vec<(&'static str, Option<&'a Lang>)>,
    keys: Vec<(&'static str, Keys<'a>)>,
    names: Vec<(&'static str, Vec<&'a Multilingual<Name>>)>,
    forms: Vec<(&'static str, Vec<Form>)>,
    subtitles: Vec<(&'static str, &'a Multilingual<RichText>)>,
    begun: Begun,
}

/// What of `custom` is begun.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begun {
    Nothing,
    Custom,
    /// And `polybib` in it.
    Polybib,
}

impl<'a, 'w, 'o> Direct<'a, 'w, 'o> {
    fn new(article: &'a Article, dialect: Dialect, out: &'w mut Out<'o>) -> Option<Self> {
        if dialect == Dialect::JurisM {
            return None;
        }
        let plain = dialect == Dialect::Plain;
        // Titles of sets move titles about; of a set no more than its title is said in variables.
        if let Some(set) = &article.multivolume {
            let (title, subtitle) = (set.title.clone(), set.subtitle.clone());
            let only = Container { title, subtitle, ..Container::default() };
            // Without `custom` it is reported what of the set is not said.
            if plain || **set != only || !fields::has_volume_title(article) {
                return None;
            }
        }
        let mut usual = article.language.as_ref();
        if let Some(lang) = usual {
            let exact =
                lang.primary().len() == 2 || language::from_any(lang.as_str()).as_ref() == usual;
            if !exact {
                return None;
            }
            if !plain && mostly_unstated(article) {
                usual = None;
            }
        }
        let mut direct = Self {
            article,
            out,
            plain,
            usual,
            roles: 0,
            all_names: true,
            all_dates: true,
            own_identifiers: 0,
            container_identifiers: 0,
            read_identifiers: Vec::new(),
            read_container_identifiers: Vec::new(),
            differs: Vec::new(),
            left: Vec::new(),
            main: Vec::new(),
            keys: Vec::new(),
            names: Vec::new(),
            forms: Vec::new(),
            subtitles: Vec::new(),
            begun: Begun::Nothing,
        };
        direct.look_at_contributors()?;
        direct.look_at_dates()?;
        Some(direct)
    }

    /// The places of the variables that the record may have something for.
    fn places(&self) -> u128 {
        let mut places = fields::places_said(self.article) | self.roles;
        for extra in self.article.extra.iter().filter(|extra| extra.origin == ORIGIN) {
            let Some(place) = fields::place_of(&extra.name) else { continue };
            let home = VARIABLES.get(place).map(|variable| &variable.home);
            if let Some(Home::Left | Home::Language) = home {
                places |= 1 << place;
            }
        }
        places
    }

    fn variable(&mut self, place: usize, variable: &'static Variable, id: &str) -> Option<()> {
        let (name, key, article) = (variable.name, variable.key, self.article);
        match &variable.home {
            Home::Key => self.text(key, id),
            Home::Kind => self.text(key, kinds::to_csl(&article.kind)),
            Home::Language => match &article.language {
                Some(lang) => self.text(key, lang.as_str()),
                None => return leftover(article, name).is_none().then_some(()),
            },
            Home::Text(text) => {
                let home = fields::text_home(text, name, &article.kind);
                if std::ptr::eq(*text, &raw const fields::NUMBER) {
                    let (number, other) = (&article.number, &article.article_number);
                    if number.is_some() && other.is_some() {
                        return None;
                    }
                    if (home.get)(article).is_none() && (number.is_some() || other.is_some()) {
                        return None;
                    }
                }
                match (home.get)(article) {
                    // An archive has four texts, which may be empty.
                    Some("") if name.starts_with("archive") => {}
                    Some("") => return None,
                    Some(value) => self.text(key, value),
                    None => {}
                }
            }
            Home::Line(line) => {
                if let Some(value) = (line.get)(article) {
                    self.line(key, value)?;
                }
            }
            Home::Rich(fixed) => self.rich(variable, *fixed)?,
            Home::Abstract => self.abstracts()?,
            Home::Keyword => self.keywords()?,
            Home::Categories => self.categories()?,
            Home::Note(kind) => self.note(variable, *kind)?,
            Home::Names(Names::Role(role)) if self.roles & (1 << place) != 0 => {
                let people = article.contributors.iter().filter(|person| person.role == *role);
                self.contributors(variable, people)?;
            }
            Home::Names(Names::Role(_)) => {}
            Home::Names(Names::Original) => {
                let work = article.original.as_ref();
                self.other_contributors(variable, work.map_or(&[], |work| &work.contributors))?;
            }
            Home::Names(Names::Reviewed) => {
                let work = article.reviewed.as_ref();
                self.other_contributors(variable, work.map_or(&[], |work| &work.contributors))?;
            }
            Home::Date(home) => {
                let value = match home {
                    DateHome::Of(kind) => article.date(kind),
                    DateHome::Event => article.event.as_ref().and_then(|event| event.date.as_ref()),
                    DateHome::Original => article.original.as_ref().and_then(|w| w.date.as_ref()),
                };
                if let Some(value) = value {
                    self.date(key, value)?;
                }
            }
            Home::Id(scheme) => self.identifier(key, scheme)?,
            Home::Link => match article.links.first() {
                Some(link) if link.url.is_empty() => return None,
                Some(link) => {
                    self.text(key, &link.url);
                    if article.links.len() > 1
                        || link.content_type.is_some()
                        || link.title.is_some()
                    {
                        self.differs.push("links");
                    }
                }
                None => {}
            },
            Home::Left => self.left(place, variable)?,
            Home::Custom => {}
        }
        Some(())
    }

    fn text(&mut self, key: &'static str, text: &str) {
        self.out.key(key);
        self.out.string(text);
    }

    /// A text with markup, which may not be empty.
    fn markup(&mut self, text: &RichText) -> Option<()> {
        match text.as_plain() {
            Some("") => None,
            Some(plain) if memchr::memchr2(b'<', b'&', plain.as_bytes()).is_none() => {
                self.out.part(plain);
                Some(())
            }
            _ => {
                if !html::comes_back(text) {
                    return None;
                }
                self.out.part(&html::encode(text));
                Some(())
            }
        }
    }

    fn line(&mut self, key: &'static str, text: &RichText) -> Option<()> {
        self.out.key(key);
        self.out.bytes.push(b'"');
        self.markup(text)?;
        self.out.bytes.push(b'"');
        Some(())
    }

    fn rich(&mut self, variable: &Variable, fixed: Option<&'static Rich>) -> Option<()> {
        let (name, article) = (variable.name, self.article);
        let home = match fixed {
            Some(home) => home,
            None => {
                // Where it is a volume of a set, both have a title.
                let volume = article.multivolume.is_some();
                let home = fields::moving_home(name, &article.kind, volume)?;
                if name == "volume-title" && home.path != "issue-title" {
                    article.issue_title.is_empty().then_some(())?;
                    if !volume {
                        return Some(());
                    }
                }
                home
            }
        };
        // Most have no value.
        let Some(title) = (home.get)(article) else { return Some(()) };
        let subtitle = home.subtitle.and_then(|(path, get)| get(article).map(|all| (path, all)));
        let subtitle = subtitle.filter(|(_, all)| !all.is_empty());
        let Some(first) = title.first() else {
            // A list with an empty value in it is not an empty list.
            return (subtitle.is_none() && !home.listed).then_some(());
        };
        if home.listed && has_several(article, home.path) {
            self.differs.push(home.path);
        }
        let subtitles = read::Subtitles::new(subtitle.map(|(_, all)| all));
        self.out.key(variable.key);
        self.out.bytes.push(b'"');
        self.markup(&first.value)?;
        if let Some(part) = subtitles.of(first.lang.as_ref(), first.form) {
            self.out.part(": ");
            self.markup(part)?;
        }
        self.out.bytes.push(b'"');
        let others = title.others().iter().map(|form| {
            let exact = html::comes_back(&form.value) && !form.value.is_empty();
            let part = subtitles.of(form.lang.as_ref(), form.form).is_none_or(html::comes_back);
            let text = (exact && part).then(|| read::joined(form, &subtitles))?;
            Some((form.lang.as_ref(), form.form, text))
        });
        self.more_forms(name, (first.lang.as_ref(), first.form), others)?;
        self.subtitles.extend(subtitle);
        Some(())
    }

    /// The language of a variable, and its further forms.
    fn more_forms(
        &mut self,
        name: &'static str,
        (main, form): (Option<&'a Lang>, Form),
        others: impl ExactSizeIterator<Item = Option<(Option<&'a Lang>, Form, String)>>,
    ) -> Option<()> {
        if form != Form::Original {
            return None;
        }
        if main != self.usual {
            self.main.push((name, main));
        }
        if others.len() == 0 {
            return Some(());
        }
        let (mut seen, mut keys) = (HashSet::new(), Keys::new());
        let (mut forms, mut usual) = (vec![form], true);
        for other in others {
            let (lang, form, text) = other?;
            let lang = lang.filter(|lang| seen.insert(*lang))?;
            usual &= form == multi::usual_form(main, lang);
            forms.push(form);
            keys.push((lang, text));
        }
        if !usual {
            self.forms.push((name, forms));
        }
        self.keys.push((name, keys));
        Some(())
    }

    fn abstracts(&mut self) -> Option<()> {
        let Some(first) = self.article.abstracts.first() else { return Some(()) };
        let others = self.article.abstracts.get(1..).unwrap_or_default();
        // The one in the language of the record is written first.
        let language = self.article.language.as_ref();
        if !others.is_empty() && first.lang.as_ref() != language {
            return None;
        }
        if others.is_empty() && first.kind.is_none() && has_structure(first) {
            return self.structured_abstract(first);
        }
        if !is_simple(first) {
            return None;
        }
        self.out.key(key!("abstract"));
        self.out.bytes.push(b'"');
        for (i, paragraph) in first.paragraphs.iter().enumerate() {
            if i > 0 {
                self.out.part("\n\n");
            }
            self.markup(paragraph)?;
        }
        self.out.bytes.push(b'"');
        let others = others.iter().map(|item| {
            let exact = is_simple(item) && item.paragraphs.iter().all(html::comes_back);
            let text = exact.then(|| super::write::abstract_text(item))?;
            Some((item.lang.as_ref(), item.form, text))
        });
        self.more_forms("abstract", (first.lang.as_ref(), first.form), others)
    }

    /// An abstract with a heading or sections, which no variable gives back.
    fn structured_abstract(&mut self, item: &'a Abstract) -> Option<()> {
        let text = super::write::abstract_text(item);
        if text.is_empty() {
            return None;
        }
        self.text(key!("abstract"), &text);
        self.differs.push("abstracts");
        self.more_forms("abstract", (item.lang.as_ref(), item.form), std::iter::empty())
    }

    fn keywords(&mut self) -> Option<()> {
        let Some(first) = self.article.keywords.first() else { return Some(()) };
        let others = self.article.keywords.get(1..).unwrap_or_default();
        let language = self.article.language.as_ref();
        if !others.is_empty() && first.lang.as_ref() != language {
            return None;
        }
        if !are_words(first) {
            return None;
        }
        self.out.key(key!("keyword"));
        self.out.bytes.push(b'"');
        for (i, word) in first.keywords.iter().enumerate() {
            if i > 0 {
                self.out.part(", ");
            }
            self.markup(&word.text)?;
        }
        self.out.bytes.push(b'"');
        let main = first.lang.as_ref();
        let others = others.iter().map(|group| {
            let lang = group.lang.as_ref()?;
            let text = are_words(group).then(|| keyword_text(group))?;
            Some((Some(lang), multi::usual_form(main, lang), text))
        });
        self.more_forms("keyword", (main, Form::Original), others)
    }

    fn categories(&mut self) -> Option<()> {
        let [group] = self.article.subjects.as_slice() else {
            return self.article.subjects.is_empty().then_some(());
        };
        let simple = group.kind.is_none()
            && group.title.is_none()
            && group.lang.as_ref() == self.usual
            && !group.keywords.is_empty();
        if !simple {
            return None;
        }
        self.out.key(key!("categories"));
        self.out.open(b'[');
        for word in &group.keywords {
            if !word.parts.is_empty() {
                return None;
            }
            self.out.item();
            self.out.bytes.push(b'"');
            self.markup(&word.text)?;
            self.out.bytes.push(b'"');
        }
        self.out.close(b']');
        Some(())
    }

    fn note(&mut self, variable: &Variable, kind: Option<&str>) -> Option<()> {
        let notes = &self.article.notes;
        let ordered = match notes.as_slice() {
            [] => return Some(()),
            [one] => matches!(one.kind.as_deref(), None | Some("annotation")),
            [one, two] => one.kind.is_none() && two.kind.as_deref() == Some("annotation"),
            _ => false,
        };
        if !ordered {
            return None;
        }
        let Some(note) = notes.iter().find(|note| note.kind.as_deref() == kind) else {
            return Some(());
        };
        let first = note.text.first()?;
        self.line(variable.key, &first.value)?;
        let others = note.text.others().iter().map(|form| {
            let exact = html::comes_back(&form.value) && !form.value.is_empty();
            exact.then(|| (form.lang.as_ref(), form.form, html::encode(&form.value)))
        });
        self.more_forms(variable.name, (first.lang.as_ref(), first.form), others)
    }

    /// Which name variables there are, and whether they say all of the contributors.
    fn look_at_contributors(&mut self) -> Option<()> {
        let (mut last, mut role) = (0, None);
        for person in &self.article.contributors {
            // Most are of one role.
            if role != Some(&person.role) {
                let place = names::place_of_role(&person.role)?;
                // The variables come in the order of the table.
                self.all_names &= place >= last;
                (last, role) = (place, Some(&person.role));
                self.roles |= 1 << place;
            }
            self.all_names &= says_all(person);
        }
        Some(())
    }

    /// The contributors to another work, of whom their variable must say all.
    fn other_contributors(&mut self, variable: &Variable, list: &'a [Contributor]) -> Option<()> {
        if list.is_empty() {
            return Some(());
        }
        let all = list.iter().all(|person| says_all(person) && person.role == Role::Author);
        all.then_some(())?;
        self.contributors(variable, list.iter())
    }

    fn contributors(
        &mut self,
        variable: &Variable,
        people: impl Iterator<Item = &'a Contributor> + Clone,
    ) -> Option<()> {
        self.out.key(variable.key);
        self.out.open(b'[');
        let mut more = false;
        for person in people.clone() {
            let (first, others) = (person.name.first()?, person.name.others());
            if first.form != Form::Original {
                return None;
            }
            self.out.item();
            self.person(&first.value)?;
            more |= !others.is_empty() || first.lang.as_ref() != self.usual;
        }
        self.out.close(b']');
        if more {
            self.names.push((variable.name, people.map(|person| &person.name).collect()));
        }
        Some(())
    }

    fn person(&mut self, name: &Name) -> Option<()> {
        is_exact_name(name).then_some(())?;
        self.out.open(b'{');
        match name {
            Name::Person(person) => {
                let parts = [
                    (key!("family"), &person.family),
                    (key!("given"), &person.given),
                    (key!("dropping-particle"), &person.dropping_particle),
                    (key!("non-dropping-particle"), &person.non_dropping_particle),
                    (key!("suffix"), &person.suffix),
                ];
                for (member, part) in parts {
                    if !part.is_empty() {
                        self.text(member, part);
                    }
                }
                let flags = [
                    (key!("comma-suffix"), person.comma_suffix),
                    (key!("static-ordering"), person.style == Some(NameStyle::Eastern)),
                ];
                for (member, _) in flags.into_iter().filter(|(_, set)| *set) {
                    self.out.key(member);
                    self.out.flag(true);
                }
            }
            Name::Organization(text) | Name::Literal(text) => self.text(key!("literal"), text),
            Name::Anonymous => return None,
        }
        self.out.close(b'}');
        Some(())
    }

    /// Whether the variables say all of the dates; else each one must be in its variable exactly.
    fn look_at_dates(&mut self) -> Option<()> {
        let mut last = 0;
        for date in &self.article.dates {
            let place = date_place(&date.kind);
            self.all_dates &= place.is_some_and(|place| place > last) && date.medium.is_none();
            last = place.unwrap_or(last);
        }
        // A work that came out with its collection is cited by that.
        let has = |kind: &DateKind| self.article.date(kind).is_some();
        let by_collection =
            !self.all_dates && !has(&DateKind::Published) && has(&DateKind::Collection);
        (!by_collection).then_some(())
    }

    fn date(&mut self, key: &'static str, value: &DateValue) -> Option<()> {
        match value {
            // CSL's number of that year is out of bounds.
            value if is_in_first_year(value) => return None,
            DateValue::At(date) if is_plain_date(date) => {
                self.out.key(key);
                self.out.open(b'{');
                self.date_parts(&[date]);
                if let Some(season) = date.season {
                    self.out.key(key!("season"));
                    self.out.number(i64::from(season.code()) - 20);
                }
                if date.approximate {
                    self.out.key(key!("circa"));
                    self.out.flag(true);
                }
                self.out.close(b'}');
            }
            DateValue::Range { start: Bound::At(start), end: Bound::At(end) }
                if [start, end].iter().all(|date| {
                    is_plain_date(date) && !date.approximate && date.season.is_none()
                }) =>
            {
                self.out.key(key);
                self.out.open(b'{');
                self.date_parts(&[start, end]);
                self.out.close(b'}');
            }
            DateValue::Literal(text) if !text.trim().is_empty() => {
                self.out.key(key);
                self.out.open(b'{');
                self.text(key!("literal"), text);
                self.out.close(b'}');
            }
            DateValue::Literal(_) => return None,
            value => {
                let text = value.to_string();
                if text.parse().as_ref() != Ok(value) {
                    return None;
                }
                self.out.key(key);
                let json = dates::write(value)?;
                self.out.json(&json);
            }
        }
        Some(())
    }

    fn date_parts(&mut self, points: &[&Date]) {
        self.out.key(key!("date-parts"));
        self.out.open(b'[');
        for date in points {
            self.out.item();
            self.out.open(b'[');
            let year = i64::from(date.year);
            self.out.item();
            self.out.number(if year <= 0 { year - 1 } else { year });
            for part in [date.month, date.day].into_iter().flatten() {
                self.out.item();
                self.out.number(i64::from(part));
            }
            self.out.close(b']');
        }
        self.out.close(b']');
    }

    fn left(&mut self, place: usize, variable: &Variable) -> Option<()> {
        let Some(extra) = leftover(self.article, variable.name) else { return Some(()) };
        let fits = match extra.value.as_bytes().first() {
            Some(b'"') => extra.value.len() > 2,
            Some(b'-' | b'0'..=b'9') => variable.number,
            // The schema has no such value; `custom` does.
            Some(b'{' | b'[' | b't' | b'f' | b'n') => return Some(()),
            _ => return None,
        };
        // A name of old would be read as the one of today.
        if fields::today(place).is_some() {
            return None;
        }
        if fits {
            if !is_plain_string(&extra.value) {
                json::is_exact(&extra.value).then_some(())?;
            }
            self.out.key(variable.key);
            self.out.bytes.extend_from_slice(extra.value.as_bytes());
            self.left.push(extra);
        }
        Some(())
    }
}

/// Whether the record has more of a list than the one that the variable gives.
fn has_several(article: &Article, path: &str) -> bool {
    let original = article.original.as_ref();
    match path {
        "publishers" => article.publishers.len() > 1,
        "publisher-places" => article.publisher_places.len() > 1,
        "original.publishers" => original.is_some_and(|work| work.publishers.len() > 1),
        _ => original.is_some_and(|work| work.publisher_places.len() > 1),
    }
}

#[cfg(test)]
mod tests;
