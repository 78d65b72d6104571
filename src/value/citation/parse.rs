//! The parts of a reference put together.

use super::areas::{After, Area, Described, Imprint, describe, imprint_at};
use super::marks::{self, Marks};
use super::names::{self, Heading};
use super::scan::{squeezed, strip_ci, strip_word, trimmed, window, year};
use super::words::{self, Meaning};
use super::{Confidence, Evidence, Parsed};
use crate::model::{
    Archive, Article, Container, Date, DateKind, DateValue, Dated, Extra, Form, Identifier, Kind,
    Lang, Link, Localized, Multilingual, Pages, RichText, Role, Scheme, is_dash,
};

/// The origin of what is kept in `extra`.
pub(super) const ORIGIN: &str = "citation";

/// See [`super::parse`].
pub(super) fn parse(text: &str) -> Parsed {
    let squeezed = squeezed(text);
    let (label, body) = label(&squeezed);
    let mut reading = Reading::default();
    let is_pointer = |body: &str| words::POINTERS.iter().any(|p| strip_word(body, p).is_some());
    if is_pointer(body) {
        reading.found(Evidence::Pointer);
    } else {
        let marks = marks::extract(body);
        reading.read(marks);
    }
    let confidence = reading.confidence();
    reading.evidence.sort_unstable();
    Parsed {
        text: text.to_owned(),
        label: label.map(str::to_owned),
        work: reading.work.filter(|_| confidence > Confidence::None),
        confidence,
        evidence: reading.evidence,
    }
}

/// The number of an item: `4.`, `[4]`, `4)`. A year is none.
fn label(text: &str) -> (Option<&str>, &str) {
    let found = || {
        let open = text.strip_prefix('[');
        let body = open.unwrap_or(text);
        let len = body.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = body.split_at_checked(len).filter(|_| (1..=4).contains(&len))?;
        let rest = match open {
            Some(_) => rest.strip_prefix(']')?,
            None => rest.strip_prefix(['.', ')'])?,
        };
        let rest = rest
            .strip_prefix(' ')
            .or_else(|| rest.starts_with(char::is_uppercase).then_some(rest))?;
        (year(digits).is_none()).then_some((digits, rest))
    };
    found().map_or((None, text), |(digits, rest)| (Some(digits), rest))
}

#[derive(Default)]
struct Reading {
    work: Option<Article>,
    evidence: Vec<Evidence>,
    /// The people of the area of responsibility and the heading, till they are matched.
    article: Article,
}

impl Reading {
    fn found(&mut self, evidence: Evidence) {
        if !self.evidence.contains(&evidence) {
            self.evidence.push(evidence);
        }
    }

    fn has(&self, evidence: Evidence) -> bool {
        self.evidence.contains(&evidence)
    }

    fn confidence(&self) -> Confidence {
        use Evidence as E;
        let all = |wanted: &[E]| wanted.iter().all(|evidence| self.has(*evidence));
        if self.work.is_none() {
            return Confidence::None;
        }
        if self.evidence.iter().any(|evidence| evidence.is_doubt()) {
            return Confidence::Low;
        }
        let people = self.has(E::Heading) || self.has(E::Responsibility);
        let high = (self.has(E::Host) && (self.has(E::Numbers) || self.has(E::Imprint)))
            || all(&[E::Host, E::Address])
            || (self.has(E::Imprint) && (people || self.has(E::Extent) || self.has(E::Year)))
            || all(&[E::Translation, E::Heading, E::Numbers, E::Year])
            || all(&[E::NamedKind, E::Heading])
            || (self.has(E::Address) && self.has(E::Year))
            || (self.has(E::Address) && self.article.medium.is_some())
            || self.has(E::Shelf);
        if high { Confidence::High } else { Confidence::Low }
    }

    fn read(&mut self, marks: Marks) {
        let Marks { rest, urls, identifiers, accessed, medium, languages } = marks;
        let text = without_key(rest.trim());
        let has_address = !urls.is_empty();
        self.article.medium = medium.map(str::to_owned);
        let mut parts = text.splitn(2, "//");
        let left = parts.next().unwrap_or("").trim();
        let host = parts.next().map(str::trim);

        let heading = names::heading(left);
        if heading.comma_is_missing {
            self.found(Evidence::MissingComma);
        }
        if heading.is_foreign {
            self.found(Evidence::ForeignHeading);
        } else if !heading.people.is_empty() {
            self.found(Evidence::Heading);
        }
        let after = heading.rest;
        let start = after.trim_start_matches([' ', '.', ',', '(', '[']);
        if !heading.people.is_empty() && year(start).is_some_and(|(_, rest)| author_year(rest)) {
            self.found(Evidence::AuthorYear);
        }
        if after.starts_with([',', ';']) {
            self.found(Evidence::BrokenHeading);
        }
        let understood = match host {
            Some(host) => self.part(after, host, has_address),
            None => self.whole(after, &heading, has_address, medium.is_some(), &languages),
        };
        if !understood {
            self.found(Evidence::NoStructure);
            return;
        }
        self.people(heading);
        self.language(&languages);
        self.marks(urls, identifiers, accessed);
        self.doubts(text);
        if self.article.title.is_empty() {
            self.found(Evidence::NoTitle);
        }
        self.work = Some(self.article.clone());
    }

    /// What stands before and behind `//`.
    fn part(&mut self, left: &str, host: &str, has_address: bool) -> bool {
        self.found(Evidence::Host);
        let (host, more) = match host.split_once("//") {
            Some((host, more)) => (host, Some(more)),
            None => (host, None),
        };
        self.title(left);
        let described = match imprint_at(host) {
            Some(described) => described,
            None => describe(host, After::Host),
        };
        let container = self.container(described.head);
        let had_imprint = self.areas(&described, After::Host);
        if let Some(more) = more {
            self.found(Evidence::SeveralHosts);
            self.keep("host", more);
        }
        let article = &mut self.article;
        if article.kind == Kind::default() {
            let title = container.title.primary().map(ToString::to_string).unwrap_or_default();
            let numbered = article.issue.is_some() || article.volume.is_some();
            let is_book = !article.publishers.is_empty() || (had_imprint && !numbered);
            let day = article
                .issued()
                .is_some_and(|date| matches!(date, DateValue::At(Date { day: Some(_), .. })));
            article.kind = match () {
                () if words::is_conference(&title) && (is_book || !numbered) => {
                    Kind::PaperConference
                }
                () if is_book => Kind::Chapter,
                () if day => Kind::ArticleNewspaper,
                () if has_address && !numbered && article.pages.is_none() => Kind::Webpage,
                () => Kind::ArticleJournal,
            };
        }
        if container.title.is_empty() {
            self.found(Evidence::NoTitle);
        } else {
            self.article.container = Some(Box::new(container));
        }
        if self.article.dates.is_empty() && !has_address {
            self.found(Evidence::NoYear);
        }
        true
    }

    /// A reference without `//`. Whether there is anything of the standards in it.
    fn whole(
        &mut self,
        text: &str,
        heading: &Heading<'_>,
        has_address: bool,
        has_medium: bool,
        languages: &[&str],
    ) -> bool {
        if self.has(Evidence::AuthorYear) {
            return false;
        }
        if let Some(understood) = self.romanised(text, heading, languages) {
            return understood;
        }
        if ["Оп.", "Опись", "Д.", "Спр."].iter().any(|word| text.contains(word)) {
            let archive = describe(text, After::Archive);
            if archive.areas.len() >= 2 {
                return self.shelf(&archive, text);
            }
        }
        let after = if has_address { After::Web } else { After::Book };
        let described = describe(text, after);
        self.title(described.head);
        let had_imprint = self.areas(&described, after);
        let is_page = has_address && (has_medium || heading.people.is_empty() || !had_imprint);
        let article = &mut self.article;
        if article.kind == Kind::default() {
            article.kind = match () {
                () if had_imprint || article.page_count.is_some() => Kind::Book,
                () if is_page => Kind::Webpage,
                () => return false,
            };
        } else if matches!(article.kind, Kind::Standard | Kind::Legislation)
            && article.dates.is_empty()
            && !had_imprint
            && !has_address
            && article.number.is_none()
        {
            return false;
        }
        if self.article.dates.is_empty() && !has_address && !self.has(Evidence::NamedKind) {
            self.found(Evidence::NoYear);
        }
        true
    }

    /// `Translit [English title]. Zhurnal – Journal. 2010, no. 3, pp. 5–9.` `None` where it is no
    /// such thing.
    fn romanised(&mut self, text: &str, heading: &Heading<'_>, languages: &[&str]) -> Option<bool> {
        let (title, rest) = text.split_once('[')?;
        let (translated, rest) = rest.split_once(']')?;
        let host = rest.strip_prefix(['.', ','])?.trim_start();
        let is_latin = |text: &str| {
            text.chars().filter(|c| c.is_alphabetic()).all(|c| c < '\u{370}')
                && text.chars().filter(|c| c.is_alphabetic()).nth(3).is_some()
        };
        if heading.people.is_empty() || !is_latin(title) || !is_latin(translated) {
            return None;
        }
        let title = trimmed(title);
        let lang = languages.first().copied().unwrap_or("ru");
        let book = imprint_at(host);
        let is_book = book.is_some();
        let described = book.unwrap_or_else(|| describe(host, After::Host));
        if !is_book && (described.areas.is_empty() || described.head.trim().is_empty()) {
            return None;
        }
        self.found(Evidence::Translation);
        let romanised: Option<Lang> = format!("{lang}-Latn").parse().ok();
        let mut primary: Localized<RichText> = Localized::new(title).as_form(Form::Transliteration);
        primary.lang.clone_from(&romanised);
        self.article.title.push(primary);
        self.article.title.push(translation(translated, "en"));
        self.article.language = lang.parse().ok();
        if !is_book {
            let head = trimmed(described.head);
            let dash = [" – ", " — ", " = "].iter().find_map(|dash| head.split_once(dash));
            let bracket = || head.strip_suffix(']').and_then(|head| head.split_once(" ["));
            let mut container = Container::default();
            let (name, english) = dash.or_else(bracket).map_or((head, None), |(a, b)| (a, Some(b)));
            let mut first: Localized<RichText> = Localized::new(trimmed(name));
            if english.is_some() {
                first = first.as_form(Form::Transliteration);
                first.lang.clone_from(&romanised);
            }
            container.title.push(first);
            container.title.extend(english.map(|english| translation(trimmed(english), "en")));
            self.article.container = Some(Box::new(container));
        }
        self.article.kind = if is_book { Kind::Book } else { Kind::ArticleJournal };
        self.areas(&described, After::Host);
        if self.article.dates.is_empty() {
            self.found(Evidence::NoYear);
        }
        Some(true)
    }

    /// `ГАРФ. Ф. 102. Оп. 5. Д. 12. Л. 3.`
    fn shelf(&mut self, described: &Described<'_>, text: &str) -> bool {
        let mut archive = Archive::default();
        let of = |meaning| {
            let said = described.areas.iter().filter_map(move |area| match area {
                Area::Numbered(m, value) if *m == meaning => Some(*value),
                _ => None,
            });
            said.collect::<Vec<_>>().join(". ")
        };
        trimmed(described.head).clone_into(&mut archive.name);
        archive.collection = of(Meaning::Collection);
        archive.location = of(Meaning::Location);
        if archive.location.is_empty() || archive.name.is_empty() {
            self.title(text);
            return false;
        }
        self.found(Evidence::Shelf);
        self.article.kind = Kind::Manuscript;
        // `Письмо И. И. Лося // ГАРФ. …` is read elsewhere: here the archive has the first word.
        self.article.title = plain(&archive.name);
        self.article.archive = Some(Box::new(archive));
        self.leftover(described);
        true
    }

    /// The title, parallel titles, what sort of work it is, and those responsible.
    fn title(&mut self, text: &str) {
        let text = trimmed(text);
        let (titles, responsible) = split_responsibility(text);
        if let Some(responsible) = responsible {
            self.responsible(responsible);
        }
        if titles.starts_with(['“', '"', '‘']) {
            self.found(Evidence::Quoted);
        }
        let mut forms = titles.split(" = ");
        let primary = forms.next().unwrap_or("");
        let (primary, bracket) = bracketed(primary);
        let primary = self.genre(primary);
        let (title, subtitle) = split_subtitle(primary);
        self.article.title = plain(title);
        self.article.subtitle = plain(subtitle);
        for parallel in forms.map(trimmed).chain(bracket).filter(|text| !text.is_empty()) {
            let lang = words::language(parallel).unwrap_or("en");
            let (title, subtitle) = split_subtitle(parallel);
            self.article.title.push(translation(title, lang));
            if !subtitle.is_empty() {
                self.article.subtitle.push(translation(subtitle, lang));
            }
        }
        let is_numbered = || titles.contains('№') || titles.contains(|c: char| c.is_ascii_digit());
        if self.article.kind == Kind::default()
            && let Some(kind) = words::kind(primary).filter(|_| is_numbered())
            && kind != Kind::Thesis
        {
            self.named(kind, primary);
        }
    }

    fn named(&mut self, kind: Kind, text: &str) {
        self.article.kind = kind;
        self.found(Evidence::NamedKind);
        let number = text.rsplit_once('№').map(|(_, number)| number.trim_start());
        self.article.number = number
            .and_then(|number| number.split([' ', ',', ';']).next())
            .map(|number| number.trim_end_matches('.').to_owned())
            .filter(|number| number.contains(|c: char| c.is_ascii_digit()));
    }

    /// Cuts off what the title says about the sort of work: `: дис. … канд. ист. наук`.
    fn genre<'a>(&mut self, title: &'a str) -> &'a str {
        let marks = title.match_indices([':', '.']).filter_map(|(at, sign)| {
            let after = title.get(at + 1..)?.strip_prefix(' ')?;
            // The full stop at the end of all may have been that of `дис.`
            let kind =
                words::kind(after).or_else(|| words::kind(&format!("{}.", window(after, 24))))?;
            let is_sure = matches!(kind, Kind::Thesis | Kind::Software);
            (is_sure || (sign == ":" && title.contains('№'))).then_some((at, after, kind))
        });
        let Some((at, after, kind)) = { marks }.next() else { return title };
        let genre = after.split_once('№').filter(|_| kind == Kind::Software);
        let genre = genre.map_or(after, |(genre, _)| genre);
        let stop = if words::kind(genre).is_some() { "" } else { "." };
        self.article.genre = Some(format!("{}{stop}", trimmed_genre(genre)).into());
        self.named(kind, after);
        trimmed(title.get(..at).unwrap_or(title))
    }

    fn responsible(&mut self, text: &str) {
        self.found(Evidence::Responsibility);
        let found = names::responsibility(text);
        self.article.contributors.extend(found.people);
        for role in found.others {
            if !self.article.others.contains(&role) {
                self.article.others.push(role);
            }
        }
        for piece in found.rest {
            self.keep("responsibility", &piece);
        }
    }

    /// The host's title; who is responsible for it is a contributor of the work.
    fn container(&mut self, head: &str) -> Container {
        let head = trimmed(head);
        let (titles, mut responsible) = split_responsibility(head);
        let mut titles = titles;
        // `Сборник статей под редакцией …`
        if responsible.is_none() {
            let phrases = [" под ред", " Под ред", " за ред", " / "];
            let at = phrases.iter().filter_map(|phrase| titles.find(phrase)).min();
            if let Some((before, after)) = at.and_then(|at| titles.split_at_checked(at))
                && words::task(after.trim_start()).is_some()
            {
                titles = trimmed(before);
                responsible = Some(after.trim_start());
            }
        }
        if let Some(responsible) = responsible {
            let before = self.article.contributors.len();
            self.responsible(responsible);
            // Whoever is named there without a task wrote the host, not the work.
            for person in self.article.contributors.iter_mut().skip(before) {
                if person.role == Role::Author {
                    person.role = Role::ContainerAuthor;
                }
            }
            self.article.others.retain(|role| *role != Role::ContainerAuthor);
        }
        let mut container = Container::default();
        let mut forms = titles.split(" = ");
        let (title, subtitle) = split_subtitle(forms.next().unwrap_or(""));
        container.title = plain(title);
        container.subtitle = plain(subtitle);
        for parallel in forms.map(trimmed).filter(|text| !text.is_empty()) {
            let lang = words::language(parallel).unwrap_or("en");
            container.title.push(translation(parallel, lang));
        }
        container
    }

    /// Puts the areas into the record. Whether there was an imprint.
    fn areas(&mut self, described: &Described<'_>, after: After) -> bool {
        let mut had_imprint = false;
        let mut day = None;
        for area in &described.areas {
            match area {
                Area::Imprint(imprint) => {
                    if std::mem::replace(&mut had_imprint, true) {
                        self.found(Evidence::Twice);
                    }
                    self.imprint(imprint);
                }
                Area::Date(value) => {
                    self.found(Evidence::Year);
                    self.published(value.clone());
                }
                Area::Day(d, m) => day = Some((*d, *m)),
                Area::Numbered(meaning, value) => self.numbered(*meaning, value),
                Area::Extent(value) => {
                    self.found(Evidence::Extent);
                    self.once(value, "extent", |article| &mut article.page_count);
                }
                Area::Edition(value) => {
                    if self.article.edition.is_some() {
                        self.found(Evidence::Twice);
                        self.keep("edition", value);
                    } else {
                        self.article.edition = Some(edition(value).into());
                    }
                }
                Area::Series(inside) => self.series(inside),
            }
        }
        if let Some((d, m)) = day {
            let year = self.article.issued().and_then(DateValue::year);
            match year.and_then(|year| Date::from_ymd(year, Some(m), Some(d))) {
                Some(date) => {
                    for dated in &mut self.article.dates {
                        dated.value = DateValue::At(date);
                    }
                }
                None => self.keep("day", &format!("{d}.{m}")),
            }
        }
        // `Т. 3. Заглавие тома`, `Т. 3 / под ред. …`
        for (before, piece) in &described.unknown {
            let is_title = after == After::Book && *before == 1 && !had_imprint_first(described);
            if let Some(responsible) = piece.strip_prefix("/ ") {
                self.responsible(responsible);
            } else if words::task(piece).is_some() {
                self.responsible(piece);
            } else if is_title && self.article.part_title.is_empty() {
                let (title, responsible) = split_responsibility(piece);
                self.article.part_title = plain(title);
                if let Some(responsible) = responsible {
                    self.responsible(responsible);
                }
            } else {
                self.found(Evidence::Leftover);
                self.keep("area", piece);
            }
        }
        had_imprint
    }

    fn leftover(&mut self, described: &Described<'_>) {
        for (_, piece) in &described.unknown {
            self.found(Evidence::Leftover);
            self.keep("area", piece);
        }
    }

    fn imprint(&mut self, imprint: &Imprint) {
        self.found(Evidence::Imprint);
        if imprint.date.is_some() && imprint.is_known_place {
            self.found(Evidence::Year);
        }
        if let Some(date) = &imprint.date {
            self.published(date.clone());
        }
        let article = &mut self.article;
        article.publisher_places.extend(imprint.places.iter().map(|place| plain(place)));
        article.publishers.extend(imprint.publishers.iter().map(|name| plain(name)));
    }

    fn published(&mut self, value: DateValue) {
        if self.article.issued().is_some_and(|before| *before != value) {
            self.found(Evidence::Twice);
            self.keep("date", &value.to_string());
        } else if self.article.dates.is_empty() {
            self.article.dates.push(Dated::new(DateKind::Published, value));
        }
    }

    fn numbered(&mut self, meaning: Meaning, value: &str) {
        match meaning {
            Meaning::Volume => self.once(value, "volume", |article| &mut article.volume),
            Meaning::Issue => self.once(value, "issue", |article| &mut article.issue),
            Meaning::Part => self.once(value, "part", |article| &mut article.part),
            Meaning::Item => self.once(value, "item", |article| &mut article.article_number),
            Meaning::Pages => {
                // Two parts of an article have pages of their own.
                match &mut self.article.pages {
                    Some(pages) => {
                        pages.text.push_str(", ");
                        pages.text.push_str(value);
                    }
                    None => self.article.pages = Some(Pages::from(value)),
                }
            }
            _ => self.keep("area", value),
        }
        self.found(Evidence::Numbers);
    }

    fn once(
        &mut self,
        value: &str,
        name: &str,
        slot: impl Fn(&mut Article) -> &mut Option<String>,
    ) {
        match slot(&mut self.article) {
            Some(before) if before == value => {}
            Some(_) => {
                self.found(Evidence::Twice);
                self.keep(name, value);
            }
            empty => *empty = Some(value.to_owned()),
        }
    }

    /// `Серия «…» ; вып. 5`
    fn series(&mut self, inside: &str) {
        if self.article.series.is_some() {
            self.found(Evidence::Twice);
            return self.keep("series", inside);
        }
        let (title, number) = match inside.split_once(';') {
            Some((title, number)) => (title, Some(number.trim())),
            None => (inside, None),
        };
        self.article.series = Some(Box::new(Container::titled(trimmed(title))));
        self.article.series_number = number.map(str::to_owned);
    }

    fn keep(&mut self, name: &str, value: &str) {
        let value = trimmed(value);
        if !value.is_empty() {
            self.article.extra.push(Extra::new(ORIGIN, name, value));
        }
    }

    /// The names of the heading go first; an area of responsibility that names the same people
    /// and more has the whole list.
    fn people(&mut self, heading: Heading<'_>) {
        let family = |person: &crate::model::Contributor| {
            person.name.primary().map(|name| name.family().to_owned()).unwrap_or_default()
        };
        let mut head = heading.people;
        let named = std::mem::take(&mut self.article.contributors);
        let authors = named.iter().filter(|person| person.role == Role::Author).count();
        let same = named.iter().zip(&head).take_while(|(a, b)| family(a) == family(b)).count();
        let role = head.first().map(|first| first.role.clone());
        if !head.is_empty() && same == head.len().min(authors) && authors > 0 {
            // The same list: the heading has the form of the standard, the rest is from below.
            let more = named.into_iter().skip(same);
            head.extend(more);
        } else {
            // Somebody who is named twice is one.
            let known: std::collections::HashSet<_> = head.iter().map(family).collect();
            let more = named
                .into_iter()
                .filter(|person| person.role != Role::Author || !known.contains(&family(person)));
            head.extend(more);
        }
        self.article.contributors = head;
        if heading.others {
            let role = role.unwrap_or_default();
            if !self.article.others.contains(&role) {
                self.article.others.push(role);
            }
        }
    }

    fn language(&mut self, languages: &[&str]) {
        let said = languages.first().copied();
        self.article.languages = languages.iter().skip(1).filter_map(|l| l.parse().ok()).collect();
        if self.article.language.is_some() {
            return;
        }
        let title = self.article.title.primary().map(ToString::to_string).unwrap_or_default();
        let read = words::language(&title);
        let is_latin = title.chars().any(|c| c.is_ascii_alphabetic());
        if let Some(said) = said
            && read.is_none()
            && is_latin
            && matches!(said, "ru" | "uk" | "kk" | "bg" | "be")
        {
            let tag: Option<Lang> = format!("{said}-Latn").parse().ok();
            for title in self.article.title.iter_mut().take(1) {
                title.form = Form::Transliteration;
                title.lang.clone_from(&tag);
            }
        }
        let container = self.article.container.as_ref();
        let of_host = || {
            let host = container?.title.primary()?.to_string();
            words::language(&host)
        };
        let lang = said.or(read).or_else(of_host);
        self.article.language = lang.and_then(|lang| lang.parse().ok());
    }

    fn marks(
        &mut self,
        urls: Vec<String>,
        identifiers: Vec<Identifier>,
        accessed: Option<DateValue>,
    ) {
        if !urls.is_empty() {
            self.found(Evidence::Address);
        }
        let article = &mut self.article;
        article.links.extend(urls.into_iter().map(Link::to));
        if let Some(accessed) = accessed {
            article.dates.push(Dated::new(DateKind::Accessed, accessed));
        }
        for identifier in identifiers {
            let of_host = matches!(identifier.scheme, Scheme::Issn)
                || (identifier.scheme == Scheme::Isbn && article.kind.is_part());
            match article.container.as_mut().filter(|_| of_host) {
                Some(container) => container.identifiers.push(identifier),
                None => article.identifiers.push(identifier),
            }
        }
    }

    fn doubts(&mut self, text: &str) {
        if has_split_word(text) {
            self.found(Evidence::SplitWord);
        }
        let title = self.article.title.primary().map(ToString::to_string).unwrap_or_default();
        let behind = |word: &str| {
            let full =
                [". ", "? ", "! "].iter().any(|stop| title.contains(&format!("{stop}{word}")));
            full || title.starts_with(word)
        };
        if words::HOST_WORDS.iter().any(|word| behind(word)) {
            self.found(Evidence::HostWord);
        }
    }
}

fn had_imprint_first(described: &Described<'_>) -> bool {
    !matches!(described.areas.first(), Some(Area::Numbered(Meaning::Volume | Meaning::Part, _)))
}

/// Whether what follows a year behind the names shows that it stands for itself.
fn author_year(rest: &str) -> bool {
    let rest = rest.strip_prefix(|c: char| c.is_lowercase()).unwrap_or(rest);
    rest.is_empty() || rest.starts_with(['.', ',', ')', ']', ':'])
}

/// Takes off a key that is glued in front: `Степанов, Торопов, 2015а – `.
fn without_key(text: &str) -> &str {
    let found = || {
        let scope = window(text, 120);
        let (key, rest) = [" – ", " — ", " - "].iter().find_map(|dash| scope.split_once(dash))?;
        let (names, date) = key.rsplit_once([' ', ','])?;
        let (_, suffix) = year(date)?;
        let is_suffix = suffix.is_empty()
            || (suffix.chars().nth(1).is_none() && suffix.starts_with(char::is_lowercase));
        let is_name = |word: &str| {
            word.starts_with(char::is_uppercase) || words::after(word, Meaning::Others).is_some()
        };
        let words_are = names
            .split([',', ' '])
            .filter(|word| !word.is_empty())
            .all(|word| is_name(word) || matches!(word, "и" | "др." | "and" | "et" | "al."));
        let rest = text.get(scope.len() - rest.len()..)?;
        (is_suffix && words_are && !names.trim().is_empty()).then_some(())?;
        // `Россия, 1917 – путь к миру` is a title.
        (!names::heading(window(rest, 300)).people.is_empty()).then_some(rest)
    };
    found().unwrap_or(text)
}

/// The titles, and what stands behind the ` / ` that those responsible stand behind.
fn split_responsibility(text: &str) -> (&str, Option<&str>) {
    let slash = text.match_indices('/').find(|(at, _)| {
        let after = text.get(at + 1..).unwrap_or("");
        let before = text.get(..*at).unwrap_or("");
        (before.ends_with([' ', '.']) || after.starts_with(' '))
            && names::is_responsibility(after.strip_prefix(' ').unwrap_or(after))
    });
    match slash.and_then(|(at, _)| Some((text.get(..at)?, text.get(at + 1..)?))) {
        Some((titles, responsible)) => (trimmed(titles), Some(responsible.trim())),
        None => (text, None),
    }
}

/// `Title [Translation]`: a translation where the script is another, or the title Latin.
fn bracketed(text: &str) -> (&str, Option<&str>) {
    let found = text.strip_suffix(']').and_then(|text| text.rsplit_once(" ["));
    let letter = |text: &str| text.chars().find(|c| c.is_alphabetic());
    match found {
        Some((title, inside))
            if inside.split(' ').nth(1).is_some()
                && letter(inside).is_some_and(|c| c < '\u{370}')
                && letter(title).is_some() =>
        {
            (trimmed(title), Some(inside))
        }
        _ => (text, None),
    }
}

fn split_subtitle(text: &str) -> (&str, &str) {
    match text.split_once(" : ") {
        Some((title, subtitle)) => (trimmed(title), trimmed(subtitle)),
        None => (trimmed(text), ""),
    }
}

/// The number alone where nothing but the word stands beside it.
fn edition(value: &str) -> &str {
    let number: &str = value.trim_start_matches(|c: char| !c.is_ascii_digit());
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let words = value.split([' ', ',']).filter(|word| !word.is_empty()).count();
    match number.get(..digits) {
        Some(number) if words <= 2 => number,
        _ => value,
    }
}

fn trimmed_genre(text: &str) -> &str {
    text.trim_matches([' ', ',', ';', ':'])
}

fn plain(text: &str) -> Multilingual<RichText> {
    if text.is_empty() { Multilingual::default() } else { Localized::new(text).into() }
}

fn translation(text: &str, lang: &str) -> Localized<RichText> {
    let mut value: Localized<RichText> = Localized::new(text).as_form(Form::Translation);
    value.lang = lang.parse().ok();
    value
}

/// The first parts of words that have a hyphen of their own.
const HYPHENATED: &[&str] = &[
    "из",
    "по",
    "кое",
    "как",
    "кто",
    "что",
    "где",
    "бизнес",
    "интернет",
    "онлайн",
    "пресс",
    "вице",
    "экс",
    "веб",
    "медиа",
    "алма",
    "мини",
    "макси",
    "кот",
    "чуть",
    "во",
    "в",
    "екс",
    "план",
    "конструктор",
    "инженер",
];

/// Whether a Cyrillic word has a hyphen that may be from the end of a line: between small letters,
/// behind a part that does not end as the first part of a compound does.
fn has_split_word(text: &str) -> bool {
    let is_small = |c: char| c.is_lowercase() && ('\u{400}'..'\u{530}').contains(&c);
    text.match_indices('-').any(|(at, _)| {
        let after = text.get(at + 1..).unwrap_or("");
        let before = super::scan::tail(text.get(..at).unwrap_or(""), 40);
        let first = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let first = first.to_lowercase();
        let after_len = window(after, 40).chars().take_while(|c| is_small(*c)).count();
        before.ends_with(is_small)
            && after.starts_with(is_small)
            && after_len > 2
            && !first.ends_with(['о', 'е', 'и', 'ё', 'і'])
            && !HYPHENATED.contains(&first.as_str())
            && strip_ci(after, "либо").is_none()
            && strip_ci(after, "нибудь").is_none()
            && !after.starts_with(is_dash)
    })
}
