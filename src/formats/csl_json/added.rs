//! What others add to CSL's variables: Crossref's API, DataCite, Zotero.
//!
//! Crossref's members are those of <https://api.crossref.org/swagger-ui/index.html> (`Work`).

use std::borrow::Cow;

use crate::model::{
    AffiliationParts, Article, Citation, Contributor, DateKind, Dated, Extra, Funding, Identifier,
    KeywordGroup, Kind, License, Link, List, Localized, Medium, Multilingual, Name, Reference,
    Related, Relation, RichText, Scheme,
};
use crate::report::Code;

use super::fields::Rich;
use super::json::{self, Members, Raw, Shape};
use super::read::{Reading, cut};
use super::{ORIGIN, dates};

/// How much of a member found its place in the record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    All,
    /// The whole has to be kept as well.
    Some,
    Nothing,
}

impl Taken {
    const fn all(all: bool) -> Self {
        if all { Self::All } else { Self::Some }
    }
}

type Take = for<'a> fn(&mut Reading<'a>, Raw<'a>) -> Taken;

enum Gives {
    Date(DateKind, Option<Medium>),
    By(Take),
}

/// What each member gives. Those of Crossref that are no rows here speak of its own record of the
/// work (`indexed`, `score`, `member`): they are kept as they are.
const MEMBERS: &[(&str, Gives)] = &[
    ("subtitle", Gives::By(subtitle)),
    ("published", Gives::Date(DateKind::Published, None)),
    ("published-print", Gives::Date(DateKind::Published, Some(Medium::Print))),
    ("published-online", Gives::Date(DateKind::Published, Some(Medium::Electronic))),
    ("published-other", Gives::Date(DateKind::Published, None)),
    ("posted", Gives::Date(DateKind::Published, Some(Medium::Electronic))),
    ("accepted", Gives::Date(DateKind::Accepted, None)),
    ("content-created", Gives::Date(DateKind::Created, None)),
    ("journal-issue", Gives::By(journal_issue)),
    ("article-number", Gives::By(article_number)),
    ("edition-number", Gives::By(edition)),
    ("publisher-location", Gives::By(publisher_place)),
    ("institution", Gives::By(institution)),
    ("degree", Gives::By(degree)),
    ("subtype", Gives::By(subtype)),
    ("subject", Gives::By(subject)),
    ("issn-type", Gives::By(|reading, raw| media(reading, raw, &Scheme::Issn))),
    ("isbn-type", Gives::By(|reading, raw| media(reading, raw, &Scheme::Isbn))),
    ("resource", Gives::By(resource)),
    ("link", Gives::By(links)),
    ("license", Gives::By(licenses)),
    ("copyright", Gives::By(copyright)),
    ("funder", Gives::By(funders)),
    ("relation", Gives::By(relations)),
    ("update-to", Gives::By(updates)),
    ("reference", Gives::By(references)),
];

/// Crossref's words for how works relate, where the model has another one.
const RELATIONS: &[(&str, Relation)] = &[
    ("has-preprint", Relation::Preprint),
    ("is-preprint-of", Relation::PublishedAs),
    ("is-translation-of", Relation::TranslationOf),
    ("has-translation", Relation::TranslatedAs),
    ("is-review-of", Relation::ReviewOf),
    ("is-part-of", Relation::PartOf),
    ("has-comment", Relation::CommentedBy),
];

/// What Crossref calls an update to another work.
const UPDATES: &[(&str, Relation)] = &[
    ("retraction", Relation::Retracts),
    ("withdrawal", Relation::Retracts),
    ("removal", Relation::Retracts),
    ("correction", Relation::Corrects),
    ("corrigendum", Relation::Corrects),
    ("erratum", Relation::Corrects),
    ("addendum", Relation::Corrects),
    ("clarification", Relation::Corrects),
];

impl<'a> Reading<'a> {
    /// Reads a member that is no variable of CSL, and keeps what the model has no place for.
    pub(super) fn added(&mut self, name: &str, raw: Raw<'a>) {
        // What this crate writes has its own place for everything.
        let row = MEMBERS.iter().find(|(of, _)| *of == name && self.is_plain());
        let taken = match row {
            Some(_) if json::is_empty(raw) => return,
            Some((_, Gives::Date(kind, medium))) => self.further_date(name, raw, kind, *medium),
            Some((_, Gives::By(take))) => take(self, raw),
            None => Taken::Nothing,
        };
        let message = match taken {
            Taken::All => return,
            Taken::Some => format!("`{name}` says more than was read; it is kept in `extra`"),
            Taken::Nothing => format!("CSL has no variable `{name}`; it is kept in `extra`"),
        };
        if self.could_keep(name, raw) {
            self.odd(raw, Code::UnknownField, message);
        }
    }

    fn further_date(
        &mut self,
        name: &str,
        raw: Raw<'a>,
        kind: &DateKind,
        medium: Option<Medium>,
    ) -> Taken {
        let read = dates::read(raw);
        if let Some((code, message)) = read.odd {
            self.odd(raw, code, format!("`{name}`: {message}"));
        }
        let Some(value) = read.value else {
            if read.left.is_empty() && !read.useless {
                let message = format!("`{name}` has no year and no words: {}", cut(raw.get()));
                self.vanished(raw, "dates", message);
                return Taken::All;
            }
            return Taken::Nothing;
        };
        let date = Dated { medium, ..Dated::new(kind.clone(), value) };
        // One that says of no medium what another one says of it has nothing to add.
        let dates = &mut self.article.dates;
        let known = |other: &Dated| {
            other.kind == date.kind
                && other.value == date.value
                && (other.medium == date.medium || date.medium.is_none())
        };
        if !dates.iter().any(known) {
            dates.push(date);
        }
        Taken::all(read.left.is_empty())
    }

    /// Crossref's `event`, where CSL of old had the name alone.
    pub(super) fn event_object(&mut self, raw: Raw<'a>) {
        let (mut all, mut start, mut end) = (true, None, None);
        for (name, value) in json::object(raw).unwrap_or_default().iter() {
            match name.as_ref() {
                "start" => start = dates::read(value).value,
                "end" => end = dates::read(value).value,
                "name" | "location" | "sponsor" => {
                    let texts: Vec<_> = words(value).collect();
                    all &= texts.len() == count(value) && (name == "sponsor" || texts.len() == 1);
                    for text in texts {
                        let text = self.in_usual(&text, value);
                        let event = self.article.event.get_or_insert_default();
                        match name.as_ref() {
                            "name" => event.title = text,
                            "location" => event.place = text,
                            _ => event.sponsors.push(text),
                        }
                    }
                }
                _ => all = false,
            }
        }
        if let Some(start) = start {
            let value = match end.filter(|end| *end != start) {
                Some(end) => format!("{start}/{end}").parse().unwrap_or(start),
                None => start,
            };
            let event = self.article.event.get_or_insert_default();
            event.date.get_or_insert(value);
        } else {
            all &= end.is_none();
        }
        if !all {
            let message = "`event` says more than was read; it is kept in `extra`";
            self.odd(raw, Code::UnknownField, message);
            self.extra("event", raw);
        }
    }

    /// Reads publishers or their places that stand in an array, as citation-js writes several.
    pub(super) fn several_publishers(
        &mut self,
        name: &str,
        raw: Raw<'a>,
        rich: &'static Rich,
    ) -> bool {
        let is_list = matches!(rich.path, "publishers" | "publisher-places") && self.is_plain();
        if !is_list || json::shape(raw) != Shape::Array || count(raw) < 2 {
            return false;
        }
        let texts: Vec<_> = words(raw).map(|text| self.in_usual(&text, raw)).collect();
        if texts.len() != count(raw) {
            return false;
        }
        let article = &mut *self.article;
        let list = match rich.path {
            "publishers" => &mut article.publishers,
            _ => &mut article.publisher_places,
        };
        list.extend(texts);
        self.odd(raw, Code::OddValue, format!("`{name}` is an array; each value was read"));
        true
    }

    /// A text in the language of the item.
    fn in_usual(&mut self, text: &str, raw: Raw<'a>) -> Multilingual<RichText> {
        let value = self.rich(text, raw);
        self.usually(value).into()
    }
}

/// The values of a list, or the only one.
fn each(raw: Raw<'_>) -> impl Iterator<Item = Raw<'_>> {
    let list = json::array(raw);
    let one = list.is_none().then_some(raw);
    list.into_iter().flatten().chain(one)
}

fn count(raw: Raw<'_>) -> usize {
    each(raw).count()
}

/// The texts of a list, or the only one.
fn words(raw: Raw<'_>) -> impl Iterator<Item = Cow<'_, str>> {
    each(raw).filter_map(json::scalar).filter(|text| !text.is_empty())
}

/// The text, if there is just one.
fn one(raw: Raw<'_>) -> Option<Cow<'_, str>> {
    let mut all = words(raw);
    all.next().filter(|_| count(raw) == 1)
}

fn subtitle<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Taken {
    let texts: Vec<_> = words(raw).collect();
    if texts.is_empty() || !reading.article.subtitle.is_empty() || reading.article.title.is_empty()
    {
        return Taken::Nothing;
    }
    reading.article.subtitle = reading.in_usual(&texts.join(": "), raw);
    Taken::all(texts.len() == 1 && count(raw) == 1)
}

fn journal_issue<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Taken {
    let Some(members) = json::object(raw) else { return Taken::Nothing };
    let mut all = true;
    for (name, value) in members.iter() {
        let medium = match name.as_ref() {
            "published-print" => Some(Medium::Print),
            "published-online" => Some(Medium::Electronic),
            "issue" => {
                let issue = json::scalar(value).filter(|text| !text.is_empty());
                let known = reading.article.issue.get_or_insert_with(|| {
                    issue.as_deref().map_or_else(String::new, str::to_owned).into()
                });
                all &= issue.is_some_and(|issue| *known == issue);
                continue;
            }
            _ => {
                all = false;
                continue;
            }
        };
        all &= reading.further_date(&name, value, &DateKind::Collection, medium) == Taken::All;
    }
    if reading.article.issue.as_deref() == Some("") {
        reading.article.issue = None;
    }
    Taken::all(all)
}

fn article_number<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Taken {
    let Some(text) = one(raw) else { return Taken::Nothing };
    let known = reading.article.article_number.get_or_insert_with(|| text.clone().into());
    if *known == text { Taken::All } else { Taken::Nothing }
}

fn edition<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Taken {
    match one(raw) {
        Some(text) if reading.article.edition.is_none() => {
            reading.article.edition = Some(reading.rich(&text, raw));
            Taken::All
        }
        _ => Taken::Nothing,
    }
}

fn publisher_place<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Taken {
    match one(raw) {
        Some(text) if reading.article.publisher_places.is_empty() => {
            let place = reading.in_usual(&text, raw);
            reading.article.publisher_places.push(place);
            Taken::All
        }
        _ => Taken::Nothing,
    }
}

/// The publisher of a work that has no other: a university, a registry of preprints.
fn institution<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Taken {
    if !reading.article.publishers.is_empty() {
        return Taken::Nothing;
    }
    let mut all = true;
    for item in each(raw) {
        let members = json::object(item).unwrap_or_default();
        all &= json::shape(item) == Shape::Object;
        for (name, value) in members.iter() {
            let text = one(value).filter(|_| matches!(name.as_ref(), "name" | "place"));
            let Some(text) = text else {
                all &= json::is_empty(value);
                continue;
            };
            let text = reading.in_usual(&text, value);
            let article = &mut *reading.article;
            let list = if name == "name" {
                &mut article.publishers
            } else {
                &mut article.publisher_places
            };
            list.push(text);
        }
    }
    if reading.article.publishers.is_empty() { Taken::Nothing } else { Taken::all(all) }
}

fn degree<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Taken {
    match one(raw) {
        Some(text) if reading.article.genre.is_none() => {
            reading.article.genre = Some(reading.rich(&text, raw));
            Taken::All
        }
        _ => Taken::Nothing,
    }
}

/// That posted content is a preprint is said by the record's kind.
fn subtype<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Taken {
    let known = reading.article.kind == Kind::Preprint && one(raw).as_deref() == Some("preprint");
    if known { Taken::All } else { Taken::Nothing }
}

fn subject<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Taken {
    let texts: Vec<_> = words(raw).collect();
    if texts.is_empty() {
        return Taken::Nothing;
    }
    let texts: Vec<RichText> = texts.iter().map(|text| reading.rich(text, raw)).collect();
    let all = texts.len() == count(raw);
    reading.article.subjects.push(KeywordGroup::new(reading.usual.clone(), texts));
    Taken::all(all)
}

/// Says which of the numbers is that of which shape.
fn media<'a>(reading: &mut Reading<'a>, raw: Raw<'a>, scheme: &Scheme) -> Taken {
    let mut all = true;
    for item in each(raw) {
        let members = json::object(item).unwrap_or_default();
        let said = |name: &str| json::words(json::member(members, name));
        let medium = match said("type").as_deref() {
            Some("print") => Medium::Print,
            Some("electronic") => Medium::Electronic,
            _ => {
                all = false;
                continue;
            }
        };
        let Some(value) = said("value") else {
            all = false;
            continue;
        };
        all &= members.iter().count() == 2;
        let identifier = Identifier::new(scheme.clone(), &value);
        let container = reading.article.container.iter_mut().flat_map(|c| &mut c.identifiers);
        let known = container
            .chain(&mut reading.article.identifiers)
            .find(|known| known.scheme == identifier.scheme && known.value == identifier.value);
        match known {
            Some(known) => known.medium = Some(medium),
            None => reading.place_identifiers([identifier.in_medium(medium)]),
        }
    }
    Taken::all(all)
}

fn push_link(article: &mut Article, link: Link) {
    let known = article.links.iter().any(|known| {
        known.url == link.url
            && (link.content_type.is_none() || known.content_type == link.content_type)
    });
    if !known {
        article.links.push(link);
    }
}

fn resource<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Taken {
    let members = json::object(raw).unwrap_or_default();
    let primary = json::member(members, "primary").and_then(json::object).unwrap_or_default();
    let Some(url) = json::words(json::member(primary, "URL")) else { return Taken::Nothing };
    push_link(reading.article, Link::to(url));
    Taken::all(members.iter().count() == 1 && primary.iter().count() == 1)
}

fn links<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Taken {
    let mut all = true;
    for item in each(raw) {
        let members = json::object(item).unwrap_or_default();
        let Some(url) = json::words(json::member(members, "URL")) else {
            all = false;
            continue;
        };
        let said = json::words(json::member(members, "content-type"));
        let content_type = said.filter(|said| said != "unspecified").map(Cow::into_owned);
        all &= members.iter().all(|(name, _)| matches!(name.as_ref(), "URL" | "content-type"));
        push_link(reading.article, Link { content_type, ..Link::to(url) });
    }
    Taken::all(all)
}

/// Crossref's list of licences, and the words that Zotero has for one.
fn licenses<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Taken {
    let (mut all, mut list) = (true, Vec::new());
    for item in each(raw) {
        let words = match json::object(item) {
            Some(members) => {
                all &= members.iter().all(|(name, _)| name == "URL");
                json::words(json::member(members, "URL"))
            }
            None => json::words(Some(item)),
        };
        let Some(words) = words else {
            all = false;
            continue;
        };
        let license = if words.starts_with("http://") || words.starts_with("https://") {
            License::at(words)
        } else {
            License { text: reading.in_usual(&words, item), ..License::default() }
        };
        if !list.contains(&license) {
            list.push(license);
        }
    }
    if list.is_empty() {
        return Taken::Nothing;
    }
    reading.article.permissions.get_or_insert_default().licenses.extend(list);
    Taken::all(all)
}

/// DataCite's word for the rights.
fn copyright<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Taken {
    let Some(text) = one(raw) else { return Taken::Nothing };
    let statement = reading.in_usual(&text, raw);
    reading.article.permissions.get_or_insert_default().statement = statement;
    Taken::All
}

fn funders<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Taken {
    let mut all = true;
    for item in each(raw) {
        let mut funding = Funding::default();
        for (name, value) in json::object(item).unwrap_or_default().iter() {
            match (name.as_ref(), one(value)) {
                ("name", Some(text)) => funding.funder = reading.in_usual(&text, value),
                ("DOI", Some(text)) => push_new(&mut funding.identifiers, Scheme::Doi, &text),
                ("award", _) => {
                    funding.awards.extend(words(value).map(Cow::into_owned));
                    all &= funding.awards.len() == count(value);
                }
                ("id", _) => all &= named(value, &mut funding.identifiers),
                _ => all = false,
            }
        }
        if funding == Funding::default() {
            all = false;
        } else {
            reading.article.funding.push(funding);
        }
    }
    Taken::all(all)
}

fn push_new(list: &mut List<Identifier>, scheme: Scheme, value: &str) {
    let identifier = Identifier::new(scheme, value);
    if !list.contains(&identifier) {
        list.push(identifier);
    }
}

/// Reads Crossref's identifiers, `{"id": …, "id-type": …}`; whether that is all they say.
pub(super) fn named(raw: Raw<'_>, to: &mut List<Identifier>) -> bool {
    let mut all = true;
    for item in each(raw) {
        let members = json::object(item).unwrap_or_default();
        let said = |name: &str| json::words(json::member(members, name));
        match (said("id"), said("id-type")) {
            (Some(id), Some(kind)) => {
                push_new(to, Scheme::from_name(&kind.to_ascii_lowercase()), &id);
                all &= members.iter().count() == 2;
            }
            _ => all = false,
        }
    }
    all
}

fn relations<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Taken {
    let Some(members) = json::object(raw) else { return Taken::Nothing };
    let mut all = true;
    for (name, list) in members.iter() {
        let row = RELATIONS.iter().find(|(of, _)| *of == name);
        let relation = row.map_or_else(|| Relation::from_name(&name), |(_, to)| to.clone());
        for item in each(list) {
            let members = json::object(item).unwrap_or_default();
            let said = |name: &str| json::words(json::member(members, name));
            let mut related = Related { relation: relation.clone(), ..Related::default() };
            match (said("id"), said("id-type")) {
                (Some(id), Some(kind)) if kind == "uri" => related.url = Some(id.into_owned()),
                (Some(_), Some(_)) => _ = named(item, &mut related.identifiers),
                _ => {
                    all = false;
                    continue;
                }
            }
            all &= members.iter().count() == 2;
            reading.article.related.push(related);
        }
    }
    Taken::all(all)
}

fn updates<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Taken {
    let mut any = false;
    for item in each(raw) {
        let members = json::object(item).unwrap_or_default();
        let said = |name: &str| json::words(json::member(members, name));
        let row = |kind: &str| UPDATES.iter().find(|(of, _)| kind.eq_ignore_ascii_case(of));
        if let (Some(doi), Some((_, relation))) =
            (said("DOI"), said("type").as_deref().and_then(row))
        {
            let mut related = Related { relation: relation.clone(), ..Related::default() };
            push_new(&mut related.identifiers, Scheme::Doi, &doi);
            reading.article.related.push(related);
            any = true;
        }
    }
    // When it was done, and who says so, is not said.
    if any { Taken::Some } else { Taken::Nothing }
}

fn references<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Taken {
    let mut all = true;
    for item in each(raw) {
        if json::object(item).is_none_or(Members::is_empty) {
            all = false;
            continue;
        }
        let reference = reference(reading, item);
        reading.article.references.push(reference);
    }
    if reading.article.references.is_empty() { Taken::Nothing } else { Taken::all(all) }
}

/// One of the works that Crossref says are cited. What the model has no place for is kept in the
/// cited work.
fn reference<'a>(reading: &mut Reading<'a>, raw: Raw<'a>) -> Reference {
    let mut reference = Reference::default();
    let mut work = Article::default();
    let mut text = Multilingual::default();
    let (mut article_title, mut volume_title, mut journal) = (None, None, false);
    for (name, value) in json::object(raw).unwrap_or_default().iter() {
        let Some(said) = one(value) else {
            if !json::is_empty(value) {
                work.extra.push(Extra::new(ORIGIN, name, value.get()));
            }
            continue;
        };
        // Of what language they are nobody says; those of the article are others' words.
        let mut rich = || Localized::new(reading.rich(&said, value)).into();
        match name.as_ref() {
            "key" => reference.key = Some(said.into_owned()),
            "unstructured" => text = rich(),
            "DOI" => work.identifiers.push(Identifier::new(Scheme::Doi, &said)),
            "author" => {
                work.contributors.push(Contributor::new(Name::Literal(said.into())));
            }
            "year" => {
                let value = dates::read(value).value;
                work.dates.extend(value.map(|value| Dated::new(DateKind::Published, value)));
            }
            "article-title" => article_title = Some(rich()),
            "volume-title" => volume_title = Some(rich()),
            "journal-title" => {
                journal = true;
                work.container.get_or_insert_default().title = rich();
            }
            "series-title" => work.series.get_or_insert_default().title = rich(),
            "volume" => work.volume = Some(said.into()),
            "issue" => work.issue = Some(said.into()),
            "first-page" => work.pages = Some(said.as_ref().into()),
            "edition" => work.edition = Some(reading.rich(&said, value)),
            "standard-designator" => work.number = Some(said.into()),
            "standards-body" => work.publishers.push(rich()),
            "ISBN" => work.identifiers.push(Identifier::new(Scheme::Isbn, last_step(&said))),
            "ISSN" => {
                let identifier = Identifier::new(Scheme::Issn, last_step(&said));
                work.container.get_or_insert_default().identifiers.push(identifier);
            }
            _ => work.extra.push(Extra::new(ORIGIN, name, value.get())),
        }
    }
    let empty = work == Article::default() && article_title.is_none() && volume_title.is_none();
    work.kind = match (&article_title, &volume_title) {
        _ if journal => Kind::ArticleJournal,
        (Some(_), Some(_)) => Kind::Chapter,
        (_, Some(_)) => Kind::Book,
        _ if work.number.is_some() => Kind::Standard,
        _ => Kind::Document,
    };
    match (article_title, volume_title) {
        (Some(title), Some(volume)) => {
            work.title = title;
            if journal {
                work.issue_title = volume;
            } else {
                work.container.get_or_insert_default().title = volume;
            }
        }
        (title, volume) => work.title = title.or(volume).unwrap_or_default(),
    }
    if work.kind.is_part() {
        let (books, own) = std::mem::take(&mut work.identifiers)
            .into_iter()
            .partition::<Vec<_>, _>(|number| number.scheme == Scheme::Isbn);
        work.identifiers = own.into();
        if !books.is_empty() {
            work.container.get_or_insert_default().identifiers.extend(books);
        }
    }
    let citation = Citation { text, work: (!empty).then(|| Box::new(work)) };
    if citation != Citation::default() {
        reference.citations.push(citation);
    }
    reference
}

/// Crossref gives the numbers of cited works as addresses.
fn last_step(text: &str) -> &str {
    text.strip_prefix("http://id.crossref.org/")
        .and_then(|rest| rest.split_once('/'))
        .map_or(text, |(_, number)| number)
}

/// An affiliation's name, as far as it has one.
pub(super) fn affiliation_name(raw: Raw<'_>) -> Option<Cow<'_, str>> {
    match json::object(raw) {
        Some(members) => json::words(json::member(members, "name")),
        None => json::text(raw).filter(|text| !text.is_empty()),
    }
}

/// Departments, place and identifiers beside the name; whether that is all it says.
pub(super) fn affiliation_parts(
    raw: Raw<'_>,
    parts: &mut AffiliationParts,
    identifiers: &mut List<Identifier>,
) -> bool {
    let mut all = true;
    for (name, value) in json::object(raw).unwrap_or_default().iter() {
        let list = match name.as_ref() {
            "name" => continue,
            "id" => {
                all &= named(value, identifiers);
                continue;
            }
            "department" => &mut parts.departments,
            "place" => &mut parts.address,
            _ => {
                all &= json::is_empty(value);
                continue;
            }
        };
        list.extend(words(value).map(Cow::into_owned));
        all &= list.len() == count(value);
    }
    if !parts.departments.is_empty() || !parts.address.is_empty() {
        // The name alone is not the whole as printed.
        parts.institution = parts.text.take();
    }
    all
}
