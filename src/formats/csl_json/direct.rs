//! The short way to write an item.
//!
//! What a variable gives back is known without reading it, for the values that most records have: a
//! nonempty text, a date of digits, a name of a person. Each function here writes one such
//! piece, or answers `None` because reading alone can show what would come back; then the item is
//! written the long way, by [`write`](super::write). The two ways write the same bytes: a test holds
//! them to it, over records of every sort.

mod numbers;

use std::borrow::Cow;
use std::collections::HashSet;

use crate::model::{
    Abstract, Article, Bound, Contributor, Date, DateKind, DateValue, Dated, Extra, Form,
    Identifier, Lang, Name, NameStyle, RichText, Role,
};
use crate::value::{html, language};

use super::exact::{
    DATES, are_words, as_read, date_place, has_structure, is_exact_name, is_in_first_year,
    is_plain_date, is_simple, says_all,
};
use super::fields::{self, DateHome, Home, Names, Rich, VARIABLES, Variable};
use super::json::{Json, Object};
use super::leaves::BARE;
use super::out::{Out, is_plain_string};
use super::write::{
    is_custom, keyword_text, lang_or_false, leftover, mostly_unstated, supplement_dates,
    supplement_extra,
};
use super::{Dialect, Options, dates, kinds, multi, names, read};

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

struct Direct<'a, 'w, 'o> {
    article: &'a Article,
    out: &'w mut Out<'o>,
    plain: bool,
    /// The language of values that do not state one.
    usual: Option<&'a Lang>,
    /// The name variables that the record has: a bit for each place in the table.
    roles: u128,
    main: Object,
    keys: Object,
    names: Object,
    forms: Object,
    polybib: Object,
    /// The names as they are read, where not all is said of them.
    read_names: Option<Vec<Contributor>>,
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
}

impl<'a, 'w, 'o> Direct<'a, 'w, 'o> {
    fn new(article: &'a Article, dialect: Dialect, out: &'w mut Out<'o>) -> Option<Self> {
        // Titles of sets move titles about.
        if article.multivolume.is_some() || dialect == Dialect::JurisM {
            return None;
        }
        let plain = dialect == Dialect::Plain;
        let mut polybib = Object::new();
        let mut usual = article.language.as_ref();
        if kinds::from_csl(kinds::to_csl(&article.kind)).as_ref() != Some(&article.kind) {
            polybib.push(("kind".into(), Json::text(article.kind.as_str())));
        }
        if let Some(lang) = usual {
            let exact =
                lang.primary().len() == 2 || language::from_any(lang.as_str()).as_ref() == usual;
            if !exact {
                return None;
            }
            if !plain && mostly_unstated(article) {
                polybib.push(("primary-language".into(), Json::Bool(false)));
                usual = None;
            }
        }
        let mut direct = Self {
            article,
            out,
            plain,
            usual,
            roles: 0,
            main: Object::new(),
            keys: Object::new(),
            names: Object::new(),
            forms: Object::new(),
            polybib,
            read_names: None,
            own_identifiers: 0,
            container_identifiers: 0,
            read_identifiers: Vec::new(),
            read_container_identifiers: Vec::new(),
            differs: Vec::new(),
            left: Vec::new(),
        };
        direct.look_at_contributors()?;
        direct.look_at_dates()?;
        Some(direct)
    }

    /// The places of the variables that the record may have something for.
    fn places(&self) -> u128 {
        let (article, sets) = (self.article, &*fields::PLACES_OF);
        let mut places = (1 << VARIABLES.len()) - 1;
        places &= !sets.roles | self.roles;
        for (set, empty) in [
            (sets.left, article.extra.is_empty()),
            (sets.event, article.event.is_none()),
            (sets.archive, article.archive.is_none()),
            (sets.original, article.original.is_none()),
            (sets.reviewed, article.reviewed.is_none()),
        ] {
            if empty {
                places &= !set;
            }
        }
        places
    }

    fn variable(&mut self, place: usize, variable: &'static Variable, id: &str) -> Option<()> {
        let (name, article) = (variable.name, self.article);
        match &variable.home {
            Home::Key => self.text(name, id),
            Home::Kind => self.text(name, kinds::to_csl(&article.kind)),
            Home::Language => match &article.language {
                Some(lang) => self.text(name, lang.as_str()),
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
                    Some(value) => self.text(name, value),
                    None => {}
                }
            }
            Home::Line(line) => {
                if let Some(value) = (line.get)(article) {
                    self.line(name, value)?;
                }
            }
            Home::Rich(fixed) => self.rich(name, *fixed)?,
            Home::Abstract => self.abstracts()?,
            Home::Keyword => self.keywords()?,
            Home::Categories => self.categories()?,
            Home::Note(kind) => self.note(name, *kind)?,
            Home::Names(Names::Role(role)) if self.roles & (1 << place) != 0 => {
                let people = article.contributors.iter().filter(|person| person.role == *role);
                self.contributors(name, people)?;
            }
            Home::Names(Names::Role(_)) => {}
            Home::Names(Names::Original) => {
                let work = article.original.as_ref();
                self.other_contributors(name, work.map_or(&[], |work| &work.contributors))?;
            }
            Home::Names(Names::Reviewed) => {
                let work = article.reviewed.as_ref();
                self.other_contributors(name, work.map_or(&[], |work| &work.contributors))?;
            }
            Home::Date(home) => {
                let value = match home {
                    DateHome::Of(kind) => article.date(kind),
                    DateHome::Event => article.event.as_ref().and_then(|event| event.date.as_ref()),
                    DateHome::Original => article.original.as_ref().and_then(|w| w.date.as_ref()),
                };
                if let Some(value) = value {
                    self.date(name, value)?;
                }
            }
            Home::Id(scheme) => self.identifier(name, scheme)?,
            Home::Link => match article.links.first() {
                Some(link) if link.url.is_empty() => return None,
                Some(link) => {
                    self.text(name, &link.url);
                    if article.links.len() > 1
                        || link.content_type.is_some()
                        || link.title.is_some()
                    {
                        self.differs.push("links");
                    }
                }
                None => {}
            },
            Home::Left if article.extra.is_empty() => {}
            Home::Left => self.left(place, variable)?,
            Home::Custom => {}
        }
        Some(())
    }

    fn text(&mut self, name: &str, text: &str) {
        self.out.name(name);
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

    fn line(&mut self, name: &str, text: &RichText) -> Option<()> {
        self.out.name(name);
        self.out.bytes.push(b'"');
        self.markup(text)?;
        self.out.bytes.push(b'"');
        Some(())
    }

    fn rich(&mut self, name: &'static str, fixed: Option<&'static Rich>) -> Option<()> {
        let article = self.article;
        let home = match fixed {
            Some(home) => home,
            None => {
                let home = fields::moving_home(name, &article.kind, false)?;
                if name == "volume-title" && home.path != "issue-title" {
                    return article.issue_title.is_empty().then_some(());
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
            let listed = home.path.contains("publisher");
            return (subtitle.is_none() && !listed).then_some(());
        };
        let original = article.original.as_ref();
        let one = match home.path {
            "publishers" => article.publishers.len() < 2,
            "publisher-places" => article.publisher_places.len() < 2,
            "original.publishers" => original.is_none_or(|work| work.publishers.len() < 2),
            "original.publisher-places" => {
                original.is_none_or(|work| work.publisher_places.len() < 2)
            }
            _ => true,
        };
        if !one {
            return None;
        }
        let subtitles = read::Subtitles::new(subtitle.map(|(_, all)| all));
        self.out.name(name);
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
        if let Some((path, all)) = subtitle {
            self.polybib.push((path.into(), Json::native(all)?));
        }
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
            self.main.push((name.into(), lang_or_false(main)));
        }
        if others.len() == 0 {
            return Some(());
        }
        let (mut seen, mut keys) = (HashSet::new(), Object::new());
        let (mut forms, mut usual) = (vec![form], true);
        for other in others {
            let (lang, form, text) = other?;
            let lang = lang.filter(|lang| seen.insert(*lang))?;
            usual &= form == multi::usual_form(main, lang);
            forms.push(form);
            keys.push((Cow::Owned(lang.to_string()), Json::text(text)));
        }
        if !usual {
            self.forms.push((name.into(), names::form_names(forms.into_iter())));
        }
        self.keys.push((name.into(), Json::Object(keys)));
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
        self.out.name("abstract");
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
        self.text("abstract", &text);
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
        self.out.name("keyword");
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
        self.out.name("categories");
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

    fn note(&mut self, name: &'static str, kind: Option<&str>) -> Option<()> {
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
        self.line(name, &first.value)?;
        let others = note.text.others().iter().map(|form| {
            let exact = html::comes_back(&form.value) && !form.value.is_empty();
            exact.then(|| (form.lang.as_ref(), form.form, html::encode(&form.value)))
        });
        self.more_forms(name, (first.lang.as_ref(), first.form), others)
    }

    /// Which name variables there are, and whether they say all of the contributors.
    fn look_at_contributors(&mut self) -> Option<()> {
        let (mut last, mut all) = (0, true);
        for person in &self.article.contributors {
            let place = names::place_of_role(&person.role)?;
            // The variables come in the order of the table.
            all &= place >= last;
            last = place;
            self.roles |= 1 << place;
            all &= says_all(person);
        }
        if !all {
            let mut read: Vec<(usize, Contributor)> = Vec::new();
            for person in &self.article.contributors {
                let place = names::place_of_role(&person.role)?;
                read.push((place, as_read(person)));
            }
            read.sort_by_key(|(place, _)| *place);
            self.read_names = Some(read.into_iter().map(|(_, person)| person).collect());
        }
        Some(())
    }

    /// The contributors to another work, of whom their variable must say all.
    fn other_contributors(&mut self, name: &'static str, list: &'a [Contributor]) -> Option<()> {
        if list.is_empty() {
            return Some(());
        }
        let all = list.iter().all(|person| says_all(person) && person.role == Role::Author);
        all.then_some(())?;
        self.contributors(name, list.iter())
    }

    fn contributors(
        &mut self,
        name: &'static str,
        people: impl Iterator<Item = &'a Contributor>,
    ) -> Option<()> {
        self.out.name(name);
        self.out.open(b'[');
        let (mut multis, mut count) = (Vec::new(), 0);
        for person in people {
            let (first, others) = (person.name.first()?, person.name.others());
            if first.form != Form::Original {
                return None;
            }
            self.out.item();
            self.person(&first.value)?;
            let mut multi = Object::new();
            if !others.is_empty() || first.lang.as_ref() != self.usual {
                multi.push(("main".into(), lang_or_false(first.lang.as_ref())));
            }
            if !others.is_empty() {
                let (mut seen, mut keys) = (HashSet::new(), Object::new());
                let organization = matches!(first.value, Name::Organization(_));
                for form in others {
                    let lang = form.lang.as_ref().filter(|lang| seen.insert(*lang))?;
                    if matches!(form.value, Name::Organization(_)) != organization {
                        return None;
                    }
                    is_exact_name(&form.value).then_some(())?;
                    let parts = names::write(&form.value)?;
                    keys.push((Cow::Owned(lang.to_string()), Json::Object(parts)));
                }
                multi.push(("_key".into(), Json::Object(keys)));
            }
            if !multi.is_empty() {
                multis.resize_with(count, Object::new);
                multis.push(multi);
            }
            count += 1;
        }
        self.out.close(b']');
        if !multis.is_empty() {
            multis.resize_with(count, Object::new);
            let multis = multis.into_iter().map(Json::Object).collect();
            self.names.push((name.into(), Json::Array(multis)));
        }
        Some(())
    }

    fn person(&mut self, name: &Name) -> Option<()> {
        is_exact_name(name).then_some(())?;
        self.out.open(b'{');
        match name {
            Name::Person(person) => {
                let parts = [
                    ("family", &person.family),
                    ("given", &person.given),
                    ("dropping-particle", &person.dropping_particle),
                    ("non-dropping-particle", &person.non_dropping_particle),
                    ("suffix", &person.suffix),
                ];
                for (member, part) in parts {
                    if !part.is_empty() {
                        self.text(member, part);
                    }
                }
                let flags = [
                    ("comma-suffix", person.comma_suffix),
                    ("static-ordering", person.style == Some(NameStyle::Eastern)),
                ];
                for (member, _) in flags.into_iter().filter(|(_, set)| *set) {
                    self.out.name(member);
                    self.out.json(&Json::Bool(true));
                }
            }
            Name::Organization(text) | Name::Literal(text) => self.text("literal", text),
            Name::Anonymous => return None,
        }
        self.out.close(b'}');
        Some(())
    }

    /// Whether the variables say all of the dates; else each one must be in its variable exactly.
    fn look_at_dates(&mut self) -> Option<()> {
        let (mut last, mut all) = (0, true);
        for date in &self.article.dates {
            let place = date_place(&date.kind);
            all &= place.is_some_and(|place| place > last) && date.medium.is_none();
            last = place.unwrap_or(last);
        }
        if all {
            return Some(());
        }
        // A work that came out with its collection is cited by that.
        let has = |kind: &DateKind| self.article.date(kind).is_some();
        if !has(&DateKind::Published) && has(&DateKind::Collection) {
            return None;
        }
        let read: Vec<Dated> = DATES
            .iter()
            .filter_map(|kind| Some(Dated::new(kind.clone(), self.article.date(kind)?.clone())))
            .collect();
        self.polybib.push(("dates".into(), supplement_dates(self.article, &read)?));
        Some(())
    }

    fn date(&mut self, name: &str, value: &DateValue) -> Option<()> {
        match value {
            // CSL's number of that year is out of bounds.
            value if is_in_first_year(value) => return None,
            DateValue::At(date) if is_plain_date(date) => {
                self.out.name(name);
                self.out.open(b'{');
                self.date_parts(&[date]);
                if let Some(season) = date.season {
                    self.out.name("season");
                    self.out.number(i64::from(season.code()) - 20);
                }
                if date.approximate {
                    self.out.name("circa");
                    self.out.json(&Json::Bool(true));
                }
                self.out.close(b'}');
            }
            DateValue::Range { start: Bound::At(start), end: Bound::At(end) }
                if [start, end].iter().all(|date| {
                    is_plain_date(date) && !date.approximate && date.season.is_none()
                }) =>
            {
                self.out.name(name);
                self.out.open(b'{');
                self.date_parts(&[start, end]);
                self.out.close(b'}');
            }
            DateValue::Literal(text) if !text.trim().is_empty() => {
                self.out.name(name);
                self.out.open(b'{');
                self.text("literal", text);
                self.out.close(b'}');
            }
            DateValue::Literal(_) => return None,
            value => {
                let text = value.to_string();
                if text.parse().as_ref() != Ok(value) {
                    return None;
                }
                self.out.name(name);
                let json = dates::write(value)?;
                self.out.json(&json);
            }
        }
        Some(())
    }

    fn date_parts(&mut self, points: &[&Date]) {
        self.out.name("date-parts");
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
        // A name of old would be read as the one of today.
        if fields::today(place).is_some() {
            return None;
        }
        let fits = match extra.value.as_bytes().first() {
            Some(b'"') => extra.value.len() > 2,
            Some(b'-' | b'0'..=b'9') => variable.number,
            _ => return None,
        };
        if fits {
            if !is_plain_string(&extra.value) {
                let json = Json::raw(&extra.value)?;
                if !matches!(&json, Json::Raw(raw) if raw.get() == &*extra.value) {
                    return None;
                }
            }
            self.out.name(variable.name);
            self.out.bytes.extend_from_slice(extra.value.as_bytes());
            self.left.push(extra);
        }
        Some(())
    }

    /// Adds `custom`.
    fn custom(&mut self) -> Option<()> {
        let article = self.article;
        let mut custom = Object::new();
        let mut users: Vec<&Extra> = Vec::new();
        for extra in &article.extra {
            if is_custom(extra) {
                let json = Json::raw(&extra.value)?;
                let exact = matches!(&json, Json::Raw(raw) if raw.get() == &*extra.value);
                let name = extra.name.strip_prefix("custom.")?;
                let first = users.len() < 32 && users.iter().all(|other| other.name != extra.name);
                (exact && first).then_some(())?;
                users.push(extra);
                custom.push((Cow::Owned(name.to_owned()), json));
            }
        }
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
            custom.push(("multi".into(), Json::Object(multi)));
        }
        // `dates` was made early, and stands behind the names.
        let dates = self.polybib.iter().position(|(name, _)| name == "dates");
        let dates = dates.map(|at| self.polybib.remove(at));
        if let Some(read) = &self.read_names {
            let json = names::supplement(&article.contributors, read)?;
            self.polybib.push(("contributors".into(), json));
        }
        self.polybib.extend(dates);
        self.numbers()?;
        for leaf in BARE {
            if !(leaf.is_default)(article)
                && (!leaf.may_be_said() || self.differs.contains(&leaf.path))
            {
                self.polybib.push((leaf.path.into(), (leaf.native)(article)?));
            }
        }
        self.has_no_empty_part()?;
        let read = || self.left.iter().chain(&users).copied();
        if !article.extra.iter().eq(read()) {
            self.polybib.push(("extra".into(), supplement_extra(&article.extra, read())));
        }
        if self.plain && !(custom.is_empty() && self.polybib.is_empty()) {
            return None;
        }
        if !self.polybib.is_empty() {
            custom.push(("polybib".into(), Json::Object(std::mem::take(&mut self.polybib))));
        }
        if !custom.is_empty() {
            self.out.name("custom");
            self.out.json(&Json::Object(custom));
        }
        Some(())
    }

    /// A container, series or event with nothing in it, or an archive, is not read at all.
    fn has_no_empty_part(&self) -> Option<()> {
        let article = self.article;
        let empty =
            |part: Option<&crate::model::Container>| part.is_some_and(crate::model::is_default);
        let any = empty(article.container.as_deref())
            || empty(article.series.as_deref())
            || article.event.as_deref().is_some_and(crate::model::is_default)
            || article.archive.as_deref().is_some_and(crate::model::is_default)
            || [&article.original, &article.reviewed]
                .into_iter()
                .any(|work| work.as_ref().is_some_and(crate::model::is_default));
        (!any).then_some(())
    }
}

#[cfg(test)]
mod tests;
