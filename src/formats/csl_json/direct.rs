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
    Identifier, Lang, Localized, Multilingual, Name, NameStyle, RichText, Role,
};
use crate::value::{html, language};

use super::dates::of_csl;
use super::exact::{
    are_words, date_place, has_structure, is_exact_name, is_in_first_year, is_plain_date,
    is_simple, says_all,
};
use super::fields::{self, DateHome, Home, Names, Rich, Says, VARIABLES, Variable};
use super::out::{Key, Out, is_plain_markup, is_plain_string, key};
use super::write::{is_custom, keyword_text, leftover, mostly_unstated};
use super::{Dialect, ORIGIN, Options, dates, json, kinds, multi, names, read};

/// Writes the item, or a part of it and `None`.
pub(super) fn item(article: &Article, id: &str, options: Options, out: &mut Out<'_>) -> Option<()> {
    if options.note_lines || options.dialect == Dialect::Zotero {
        return None;
    }
    let mut writing = Direct::new(article, id, options.dialect, out)?;
    writing.out.open(b'{');
    fields::each_said(article, &mut writing)?;
    writing.custom()?;
    writing.out.close(b'}');
    Some(())
}

/// The further languages of a variable, and its value in each.
type Keys<'a> = Vec<(&'a Lang, String)>;

#[allow(clippy::struct_excessive_bools, reason = "what is known of a record, each by itself")]
struct Direct<'a, 'w, 'o> {
    article: &'a Article,
    id: &'a str,
    out: &'w mut Out<'o>,
    plain: bool,
    /// The language of values that do not state one.
    usual: Option<&'a Lang>,
    /// The variables of names and leftovers that the record has: a bit for each place in the table.
    listed: u128,
    /// Whether some leftovers are members of `custom` that are the user's own.
    users: bool,
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
    /// How many of the leftovers stand in variables of their own, from the first one on.
    left: usize,
    /// Those that do, where they are others.
    left_apart: Vec<&'a Extra>,
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
    #[allow(clippy::inline_always, reason = "it is built where it is used: it is large")]
    #[inline(always)]
    fn new(
        article: &'a Article,
        id: &'a str,
        dialect: Dialect,
        out: &'w mut Out<'o>,
    ) -> Option<Self> {
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
            id,
            out,
            plain,
            usual,
            listed: 0,
            users: false,
            all_names: true,
            all_dates: true,
            own_identifiers: 0,
            container_identifiers: 0,
            read_identifiers: Vec::new(),
            read_container_identifiers: Vec::new(),
            differs: Vec::new(),
            left: 0,
            left_apart: Vec::new(),
            main: Vec::new(),
            keys: Vec::new(),
            names: Vec::new(),
            forms: Vec::new(),
            subtitles: Vec::new(),
            begun: Begun::Nothing,
        };
        direct.look_at_contributors()?;
        direct.look_at_dates()?;
        direct.look_at_leftovers();
        Some(direct)
    }

    /// Which leftovers have variables, and whether some are in `custom`.
    fn look_at_leftovers(&mut self) {
        for extra in self.article.extra.iter().filter(|extra| extra.origin == ORIGIN) {
            match fields::place_of(&extra.name) {
                Some(place) => {
                    let home = VARIABLES.get(place).map(|variable| &variable.home);
                    if let Some(Home::Left | Home::Language) = home {
                        self.listed |= 1 << place;
                    }
                }
                None => self.users |= is_custom(extra),
            }
        }
    }

    #[inline]
    fn text(&mut self, key: &Key, text: &str) {
        self.out.text(key, text);
    }

    /// A text with markup, which may not be empty.
    fn markup(&mut self, text: &RichText) -> Option<()> {
        match text.as_plain() {
            Some("") => None,
            Some(plain) if is_plain_markup(plain) => {
                self.out.bytes.extend_from_slice(plain.as_bytes());
                Some(())
            }
            Some(plain) if memchr::memchr2(b'<', b'&', plain.as_bytes()).is_none() => {
                self.out.part(plain);
                Some(())
            }
            _ => {
                if !html::comes_back(text) {
                    return None;
                }
                html::encode_to(text, &mut |piece| self.out.part(piece));
                Some(())
            }
        }
    }

    fn line(&mut self, key: &Key, text: &RichText) -> Option<()> {
        self.out.key(key);
        self.out.bytes.push(b'"');
        self.markup(text)?;
        self.out.bytes.push(b'"');
        Some(())
    }

    /// A title of which most records have one form, and no subtitle.
    #[allow(clippy::inline_always, reason = "of a home that is known little is left of it")]
    #[inline(always)]
    fn rich(&mut self, variable: &Variable, home: &'static Rich) -> Option<()> {
        let Some(title) = (home.get)(self.article) else { return Some(()) };
        let subtitle = home.subtitle.and_then(|(_, get)| get(self.article));
        match title.first() {
            Some(only)
                if !home.listed
                    && title.len() == 1
                    && subtitle.is_none_or(Multilingual::is_empty) =>
            {
                self.one(variable, only)
            }
            _ => self.several(variable, home),
        }
    }

    /// The only form of a title.
    fn one(&mut self, variable: &Variable, only: &'a Localized<RichText>) -> Option<()> {
        self.line(variable.key, &only.value)?;
        if only.form != Form::Original {
            return None;
        }
        let main = only.lang.as_ref();
        if main != self.usual {
            self.main.push((variable.name, main));
        }
        Some(())
    }

    /// A title that moves where the work is a volume of a set.
    fn moving(&mut self, variable: &Variable) -> Option<()> {
        let (name, article) = (variable.name, self.article);
        // Where it is a volume of a set, both have a title.
        let volume = article.multivolume.is_some();
        let home = fields::moving_home(name, &article.kind, volume)?;
        if name == "volume-title" && home.path != "issue-title" {
            article.issue_title.is_empty().then_some(())?;
            if !volume {
                return Some(());
            }
        }
        self.several(variable, home)
    }

    fn several(&mut self, variable: &Variable, home: &'static Rich) -> Option<()> {
        let (name, article) = (variable.name, self.article);
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
                self.listed |= 1 << place;
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
                let out = &mut *self.out;
                let mut part = |member, part: &str| {
                    if !part.is_empty() {
                        out.text(member, part);
                    }
                };
                part(key!("family"), &person.family);
                part(key!("given"), &person.given);
                part(key!("dropping-particle"), &person.dropping_particle);
                part(key!("non-dropping-particle"), &person.non_dropping_particle);
                part(key!("suffix"), &person.suffix);
                let mut flag = |member, set| {
                    if set {
                        out.key(member);
                        out.flag(true);
                    }
                };
                flag(key!("comma-suffix"), person.comma_suffix);
                flag(key!("static-ordering"), person.style == Some(NameStyle::Eastern));
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

    fn date(&mut self, key: &Key, value: &DateValue) -> Option<()> {
        match value {
            // CSL's number of that year is out of bounds.
            value if is_in_first_year(value) => return None,
            // The usual form in one piece.
            DateValue::At(date)
                if self.out.is_compact()
                    && is_plain_date(date)
                    && date.season.is_none()
                    && !date.approximate =>
            {
                self.out.key(key);
                self.out.bytes.extend_from_slice(b"{\"date-parts\":[[");
                self.out.number(i64::from(of_csl(date.year)));
                let mut part = |part: Option<u8>| {
                    if let Some(part) = part {
                        self.out.bytes.push(b',');
                        self.out.number(i64::from(part));
                    }
                };
                part(date.month);
                part(date.day);
                self.out.bytes.extend_from_slice(b"]]}");
            }
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
                if dates::is_raw(value) {
                    self.out.open(b'{');
                    self.text(key!("raw"), &text);
                    self.out.close(b'}');
                } else {
                    let json = dates::write(value)?;
                    self.out.json(&json);
                }
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
            self.out.item();
            self.out.number(i64::from(of_csl(date.year)));
            for part in [date.month, date.day].into_iter().flatten() {
                self.out.item();
                self.out.number(i64::from(part));
            }
            self.out.close(b']');
        }
        self.out.close(b']');
    }

    /// A number of the work, or of an article among those of its journal.
    fn number(&mut self, variable: &Variable) -> Option<()> {
        let article = self.article;
        let home = fields::text_home(&fields::NUMBER, variable.name, &article.kind);
        let (number, other) = (&article.number, &article.article_number);
        if number.is_some() && other.is_some() {
            return None;
        }
        match (home.get)(article) {
            Some("") => return None,
            Some(value) => self.text(variable.key, value),
            None if number.is_some() || other.is_some() => return None,
            None => {}
        }
        Some(())
    }

    fn link(&mut self, key: &Key) -> Option<()> {
        let links = &self.article.links;
        let Some(link) = links.first() else { return Some(()) };
        if link.url.is_empty() {
            return None;
        }
        self.text(key, &link.url);
        if links.len() > 1 || link.content_type.is_some() || link.title.is_some() {
            self.differs.push("links");
        }
        Some(())
    }

    fn people_as(&mut self, variable: &'static Variable) -> Option<()> {
        let Home::Names(Names::Role(role)) = &variable.home else { return Some(()) };
        let people = self.article.contributors.iter().filter(|person| person.role == *role);
        self.contributors(variable, people)
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
            let next = self.article.extra.get(self.left);
            if self.left_apart.is_empty() && next.is_some_and(|next| std::ptr::eq(next, extra)) {
                self.left += 1;
            } else {
                if self.left_apart.is_empty() {
                    self.left_apart.extend(self.article.extra.iter().take(self.left));
                }
                self.left_apart.push(extra);
            }
        }
        Some(())
    }
}

impl Says for Direct<'_, '_, '_> {
    #[allow(clippy::inline_always, reason = "of a row that is known little is left of it")]
    #[inline(always)]
    fn is_listed(&self, place: usize) -> bool {
        self.listed & (1 << place) != 0
    }

    #[allow(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn say(&mut self, place: usize, variable: &'static Variable, home: &Home) -> Option<()> {
        let (name, key, article) = (variable.name, variable.key, self.article);
        match home {
            Home::Key => self.text(key, self.id),
            Home::Kind => self.text(key, kinds::to_csl(&article.kind)),
            Home::Language => match &article.language {
                Some(lang) => self.text(key, lang.as_str()),
                None => return leftover(article, name).is_none().then_some(()),
            },
            Home::Text(text) if std::ptr::eq(*text, &raw const fields::NUMBER) => {
                return self.number(variable);
            }
            Home::Text(text) => match (text.get)(article) {
                // An archive has four texts, which may be empty.
                Some("") if name.starts_with("archive") => {}
                Some("") => return None,
                Some(value) => self.text(key, value),
                None => {}
            },
            Home::Line(line) => {
                if let Some(value) = (line.get)(article) {
                    self.line(key, value)?;
                }
            }
            Home::Rich(Some(home)) => self.rich(variable, home)?,
            Home::Rich(None) => match fields::unmoved_home(name) {
                Some(home) if article.multivolume.is_none() => self.rich(variable, home)?,
                _ => self.moving(variable)?,
            },
            Home::Abstract => self.abstracts()?,
            Home::Keyword => self.keywords()?,
            Home::Categories => self.categories()?,
            Home::Note(kind) => self.note(variable, *kind)?,
            Home::Names(Names::Role(_)) => self.people_as(variable)?,
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
            Home::Link => self.link(key)?,
            Home::Left => self.left(place, variable)?,
            Home::Custom => {}
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
