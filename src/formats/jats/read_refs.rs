//! Reads reference lists.

use std::borrow::Cow;

use super::inline::{Context, Piece, gather, stated_form};
use super::kinds::{self, PERSON_GROUPS};
use super::leftover;
use super::read_dates as dates;
use super::read_front as front;
use super::read_people as people;
use super::tree::Element;
use crate::model::{
    Article, Citation, Container, Contributor, DateKind, Dated, Form, Identifier, Kind, Link, List,
    Localized, Multilingual, Name, Note, PersonName, Reference, RichText, Role, Scheme,
};
use crate::report::Code;

/// The elements that make a citation one in parts. Links and markup alone do not.
const PARTS: &[&str] = &[
    "article-title",
    "chapter-title",
    "data-title",
    "source",
    "trans-source",
    "trans-title",
    "name",
    "string-name",
    "name-alternatives",
    "person-group",
    "collab",
    "collab-alternatives",
    "collab-wrap",
    "collab-name",
    "collab-name-alternatives",
    "year",
    "volume",
    "issue",
    "fpage",
    "lpage",
    "page-range",
    "elocation-id",
    "pub-id",
    "publisher-name",
    "publisher-loc",
    "conf-name",
    "series",
    "edition",
    "isbn",
    "issn",
    "patent",
];

/// Elements that only say what their words are.
const OTHER_PARTS: &[&str] = &[
    "annotation",
    "comment",
    "conf-acronym",
    "conf-date",
    "conf-loc",
    "conf-sponsor",
    "date",
    "date-in-citation",
    "day",
    "era",
    "etal",
    "given-names",
    "gov",
    "issue-id",
    "issue-part",
    "issue-title",
    "month",
    "object-id",
    "part-title",
    "prefix",
    "role",
    "season",
    "size",
    "std",
    "string-date",
    "suffix",
    "supplement",
    "surname",
    "time-stamp",
    "version",
    "volume-id",
    "volume-series",
    "access-date",
    "article-id",
    "patent-id",
    "std-organization",
];

pub(super) fn is_part_of_citation(name: &str) -> bool {
    PARTS.contains(&name) || OTHER_PARTS.contains(&name)
}

/// Reads every reference list below `back`.
pub(super) fn references(context: &mut Context<'_>, back: Element<'_>, out: &mut List<Reference>) {
    let mut lists = Vec::new();
    collect_lists(back, &mut lists);
    let several = lists.len() > 1;
    for list in lists {
        list.read();
        // A single list's title says nothing about a reference, unless the writer marks it.
        let named = several || list.attribute("specific-use") == Some("named");
        let title = list.first("title").filter(|_| named).and_then(|e| context.some(e));
        if !named {
            list.all("title").take(1).for_each(Element::read_whole);
        }
        out.reserve_exact(list.all("ref").count());
        for item in list.all("ref") {
            let mut reference = reference(context, item, out.len());
            reference.list.clone_from(&title);
            out.push(reference);
        }
        for child in list.elements().filter(|e| is_citation(*e)) {
            let mut reference = Reference { list: title.clone(), ..Reference::default() };
            context.cited = Some((out.len(), 0));
            citation(context, child, &mut reference.citations);
            out.push(reference);
        }
    }
    context.cited = None;
    outermost(back, &mut |list| leftover::tell(context, list));
}

fn outermost<'t>(element: Element<'t>, found: &mut impl FnMut(Element<'t>)) {
    for child in element.elements() {
        match child.name() {
            "ref-list" => found(child),
            "sec" | "notes" | "app" | "app-group" => outermost(child, found),
            _ => {}
        }
    }
}

fn collect_lists<'t>(element: Element<'t>, out: &mut Vec<Element<'t>>) {
    for child in element.elements() {
        if child.name() == "ref-list" {
            out.push(child);
        }
        if matches!(child.name(), "ref-list" | "sec" | "notes" | "app" | "app-group") {
            collect_lists(child, out);
        }
    }
}

fn is_citation(element: Element<'_>) -> bool {
    matches!(element.name(), "mixed-citation" | "element-citation" | "nlm-citation" | "citation")
}

/// Reads the reference that is the one of that number.
fn reference(context: &mut Context<'_>, element: Element<'_>, number: usize) -> Reference {
    let ours = element.attribute("specific-use").and_then(|text| text.strip_prefix("key:"));
    let mut reference = Reference {
        key: ours.or_else(|| element.attribute("id")).map(str::to_owned),
        ..Reference::default()
    };
    // Whether the citation before it, in text or in parts, may be this one's twin.
    let mut lone: Option<&str> = None;
    for child in element.elements() {
        match child.name() {
            "label" => reference.label = context.some(child),
            "note" => {
                let text = context.rich(child);
                if !text.is_empty() {
                    let note = reference.note.get_or_insert_with(RichText::default);
                    if !note.is_empty() {
                        note.push_str(" ");
                    }
                    note.append(text);
                }
            }
            "citation-alternatives" => {
                let mut forms = List::new();
                let at = reference.citations.len();
                context.cited = Some((number, at));
                for form in child.elements().filter(|e| is_citation(*e)) {
                    citation(context, form, &mut forms);
                }
                reference.citations.extend(forms.into_iter().reduce(together));
                lone = None;
            }
            _ if is_citation(child) => {
                let twins = matches!(
                    (lone, child.name()),
                    (Some("mixed-citation"), "element-citation" | "nlm-citation")
                        | (Some("element-citation" | "nlm-citation"), "mixed-citation")
                );
                let at = reference.citations.len().saturating_sub(usize::from(twins));
                context.cited = Some((number, at));
                citation(context, child, &mut reference.citations);
                lone = Some(child.name()).filter(|_| !twins);
                if twins
                    && let Some(second) = reference.citations.pop()
                    && let Some(first) = reference.citations.pop()
                {
                    reference.citations.push(together(first, second));
                }
            }
            "x" => child.read_whole(),
            _ => {}
        }
    }
    reference
}

/// Two encodings of one citation as one: the texts of both, and the work in parts that says more,
/// with the identifiers and links that only the other one has.
fn together(mut first: Citation, second: Citation) -> Citation {
    first.text.extend(second.text);
    first.work = match (first.work.take(), second.work) {
        // Text that is tagged is the poorer one beside an element citation.
        (Some(a), Some(b)) => {
            let (mut more, less) =
                if a.identifiers.len() > b.identifiers.len() { (a, b) } else { (b, a) };
            for identifier in less.identifiers {
                add_identifier(&mut more, identifier);
            }
            for link in less.links {
                if !more.links.iter().take(MANY).any(|known| known.url == link.url) {
                    more.links.push(link);
                }
            }
            Some(more)
        }
        (a, b) => b.or(a),
    };
    first
}

/// How many are looked through for one that is there already.
const MANY: usize = 16;

/// Adds an identifier that the work does not have. Files say the same DOI in two places.
fn add_identifier(work: &mut Article, identifier: Identifier) {
    let is_same = |known: &Identifier| {
        known.scheme == identifier.scheme && known.value.eq_ignore_ascii_case(&identifier.value)
    };
    if !work.identifiers.iter().take(MANY).any(is_same) {
        work.identifiers.push(identifier);
    }
}

/// The DOI in a link, or in a comment that is one.
fn doi_in(text: &str) -> Option<Identifier> {
    let may_be = |text: &str| text.contains("10.");
    let text = text.trim().trim_end_matches('.');
    let (doi, check) = may_be(text).then(|| Identifier::checked(Scheme::Doi, text))?;
    check.ok().map(|()| doi)
}

/// Whether a citation has a link to a DOI.
fn links_to_doi(element: Element<'_>) -> bool {
    element.elements().any(|child| match child.name() {
        "ext-link" | "uri" => {
            let kind = child.attribute("ext-link-type").unwrap_or_default();
            kind.eq_ignore_ascii_case("doi")
                || doi_in(child.attribute("href").unwrap_or(&child.words())).is_some()
        }
        "comment" => doi_in(&child.words()).is_some() || links_to_doi(child),
        "object-id" => child.attribute("pub-id-type") == Some("doi"),
        _ => false,
    })
}

fn citation(context: &mut Context<'_>, element: Element<'_>, out: &mut List<Citation>) {
    let in_parts =
        element.elements().any(|child| PARTS.contains(&child.name())) || links_to_doi(element);
    let is_text = match element.name() {
        _ if is_from_parts(element) => false,
        "mixed-citation" | "citation" => {
            let is_loose = |child: Element<'_>| match child.name() {
                "x" => true,
                "person-group" => child.has_own_words(),
                _ => false,
            };
            !in_parts || element.has_own_text() || element.elements().any(is_loose)
        }
        // It should have none.
        _ => element.has_own_words(),
    };
    let mut citation = Citation::default();
    if is_text {
        let lang = context.lang(element);
        let value = context.printed(element);
        if !value.is_empty() {
            let form = stated_form(element).unwrap_or_default();
            citation.text.push(Localized { lang, ..Localized::new(value).as_form(form) });
        }
    }
    if in_parts || !is_text {
        citation.work = Some(work(context, element));
    }
    if citation != Citation::default() {
        out.push(citation);
    }
}

/// What parts a citation has, as far as it is asked: most have few, and looking for each would be a
/// walk of its own.
#[derive(Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each says of one part whether it is there")]
struct Has {
    /// A title of the work itself, within what it is a part of.
    title: bool,
    article_title: bool,
    chapter_title: bool,
    trans_title: bool,
    source: bool,
    publisher: bool,
    publisher_name: bool,
    conference: bool,
    date: bool,
    pages: bool,
}

impl Has {
    fn of(element: Element<'_>) -> Self {
        let mut has = Self::default();
        for child in element.elements() {
            match child.name() {
                "article-title" => has.article_title = true,
                "chapter-title" => has.chapter_title = true,
                "data-title" => has.title = true,
                "trans-title" => has.trans_title = true,
                "source" => has.source = true,
                "publisher-name" => has.publisher_name = true,
                "publisher-loc" | "institution" => has.publisher = true,
                "year" | "string-date" => has.date = true,
                "fpage" | "lpage" | "page-range" => has.pages = true,
                name => has.conference |= name.starts_with("conf-"),
            }
        }
        has.title |= has.article_title || has.chapter_title;
        has.publisher |= has.publisher_name;
        has
    }
}

/// The parts of a citation, or of a `product`.
pub(super) fn work(context: &mut Context<'_>, element: Element<'_>) -> Box<Article> {
    element.read();
    let has = Has::of(element);
    let mut work = Box::<Article>::default();
    work.kind = kind(context, element, has);
    let of_text = element.name() == "mixed-citation" && !is_from_parts(element);
    work.language = if of_text { None } else { context.lang(element) };
    let own_title = has.title || (work.kind.is_part() && has.trans_title);
    // The date of publication comes before the others.
    let first = usize::from(has.date);
    let mut container = Container::default();
    people_of(context, element, &Role::Author, &mut work);
    for child in element.elements() {
        let text = |context: &mut Context<'_>| localized(context, child);
        match child.name() {
            "article-title" | "chapter-title" | "data-title" => {
                push(&mut work.title, text(context));
            }
            "part-title" => push(&mut work.part_title, text(context)),
            "source" | "trans-source" => {
                let mut value = text(context);
                if child.name() == "trans-source" && stated_form(child).is_none() {
                    value.form = Form::Translation;
                }
                let titles = if own_title { &mut container.title } else { &mut work.title };
                push(titles, value);
            }
            "trans-title" => {
                let mut value = text(context);
                value.form = stated_form(child).unwrap_or(Form::Translation);
                push(&mut work.title, value);
            }
            "series" => {
                let value = text(context);
                let series = work.series.get_or_insert_default();
                push(&mut series.title, value);
            }
            "isbn" | "issn" => container.identifiers.push(front::number(context, child)),
            "issue-title" => push(&mut work.issue_title, text(context)),
            _ => field(context, child, &mut work, first),
        }
    }
    if has.pages {
        work.pages = front::pages(context, element);
    }
    if let Some(value) = has.date.then(|| dates::cited_date(context, element)).flatten() {
        work.dates.reserve_exact(1);
        work.dates.insert(0, Dated::new(DateKind::Published, value));
    }
    if has.publisher {
        publishers(context, element, &mut work);
    }
    if has.conference {
        let event = work.event.get_or_insert_default();
        front::conference(context, element, event);
    }
    for child in element.elements() {
        if child.was_read() || child.elements().any(Element::was_read) {
            continue;
        }
        // No field is for it, nor is it in the text: what it says becomes a note that says what it
        // is.
        let value = context.rich(child);
        if !value.is_empty() {
            let text = Localized { lang: context.lang(child), ..Localized::new(value) };
            work.notes.push(Note { kind: Some(child.name().to_owned()), text: text.into() });
        }
    }
    // The numbers of a journal or book are those of the work only where it is that itself.
    if own_title || work.kind.is_part() {
        work.container =
            Some(container).filter(|found| *found != Container::default()).map(Box::new);
    } else {
        work.identifiers.extend(container.identifiers);
    }
    work
}

/// Whether the words of a citation are only its parts with punctuation between them.
fn is_from_parts(element: Element<'_>) -> bool {
    element.attribute("specific-use").is_some_and(|text| text.starts_with(FROM_PARTS))
}

/// How `@specific-use` begins in such a citation.
pub(super) const FROM_PARTS: &str = "from-parts";

fn kind(context: &mut Context<'_>, element: Element<'_>, has: Has) -> Kind {
    let said = element.attribute("specific-use").map(|text| {
        text.strip_prefix(FROM_PARTS).map_or(text, |rest| rest.strip_prefix(' ').unwrap_or(rest))
    });
    if let Some(ours) = said.and_then(|text| text.strip_prefix("kind:")) {
        return Kind::from_name(ours);
    }
    let said = element.attribute("publication-type").or_else(|| element.attribute("citation-type"));
    match said {
        Some(said) => kinds::cited_kind(said, has.chapter_title).unwrap_or_else(|| {
            context.warn(Code::UnknownType, element, format!("`{said}` is no type of publication"));
            Kind::Document
        }),
        None if has.chapter_title => Kind::Chapter,
        None if has.article_title && has.source => Kind::ArticleJournal,
        None if has.source && has.publisher_name => Kind::Book,
        None => Kind::Document,
    }
}

fn localized(context: &mut Context<'_>, element: Element<'_>) -> Localized<RichText> {
    let form = stated_form(element).unwrap_or_default();
    let lang = context.lang(element);
    Localized { lang, ..Localized::new(context.title(element)).as_form(form) }
}

fn push(titles: &mut Multilingual<RichText>, title: Localized<RichText>) {
    if !title.value.is_empty() {
        titles.push(title);
    }
}

/// Reads one part of a citation. `first` is how many dates come before those that are read here.
fn field(context: &mut Context<'_>, element: Element<'_>, work: &mut Article, first: usize) {
    match element.name() {
        "volume" => front::first(context, element, &mut work.volume),
        "issue" => front::first(context, element, &mut work.issue),
        "issue-part" => front::first(context, element, &mut work.part),
        "supplement" => front::first(context, element, &mut work.supplement),
        "elocation-id" => front::first(context, element, &mut work.article_number),
        "edition" if work.edition.is_none() => {
            work.edition = Some(context.rich(element)).filter(|text| !text.is_empty());
        }
        "version" => front::first(context, element, &mut work.version),
        "patent" => front::first(context, element, &mut work.number),
        "size" if matches!(element.attribute("units"), Some("page" | "pages")) => {
            front::first(context, element, &mut work.page_count);
        }
        "pub-id" | "object-id" | "article-id" => {
            if let Some(identifier) = front::identifier(context, element) {
                add_identifier(work, identifier);
            }
        }
        "ext-link" | "uri" => link(context, element, work),
        "comment" => comment(context, element, work),
        "date-in-citation" | "access-date" => {
            let kind = match element.attribute("content-type") {
                Some("access-date" | "acess-date" | "accessed") | None => DateKind::Accessed,
                Some(kind) => DateKind::from_name(kind),
            };
            let field = format!("dates[{}]", first + work.dates.len());
            if let Some(value) = dates::date_value(context, element, &field) {
                work.dates.push(Dated::new(kind, value));
            }
        }
        "date" => {
            let at = first + work.dates.len();
            work.dates.extend(dates::dated(context, element, &DateKind::Published, at));
        }
        "label" | "x" => element.read_whole(),
        _ => {}
    }
}

/// A link, or the DOI that it leads to.
fn link(context: &mut Context<'_>, element: Element<'_>, work: &mut Article) {
    let title = context.rich(element);
    let url = match element.attribute("href") {
        Some(href) => Cow::Borrowed(href.trim()),
        None => plain(&title),
    };
    let url = url.as_ref();
    let kind = element.attribute("ext-link-type").unwrap_or("uri");
    if kind.eq_ignore_ascii_case("doi") {
        add_identifier(work, Identifier::new(Scheme::Doi, url));
    } else if let Some(doi) = doi_in(url) {
        add_identifier(work, doi);
    } else if !url.is_empty() {
        let text = plain(&title);
        let title = (text != url && !text.is_empty()).then(|| title.clone());
        work.links.push(Link { title, ..Link::to(url) });
    }
}

fn plain(text: &RichText) -> Cow<'_, str> {
    text.as_plain().map_or_else(|| Cow::Owned(text.to_string()), Cow::Borrowed)
}

/// A comment is a note; if it is a DOI and no more, it is that.
fn comment(context: &mut Context<'_>, element: Element<'_>, work: &mut Article) {
    let value = context.rich(element);
    if value.is_empty() {
        return;
    }
    let kind = element.attribute("content-type").map(str::to_owned);
    if let Some(doi) = doi_in(&plain(&value)).filter(|_| kind.is_none()) {
        add_identifier(work, doi);
        return;
    }
    for link in element.elements().filter(|e| matches!(e.name(), "ext-link" | "uri")) {
        let url = link.attribute("href").map_or_else(|| link.words(), Cow::Borrowed);
        if let Some(doi) = doi_in(&url) {
            add_identifier(work, doi);
        }
    }
    let piece = Piece::new(element, context.lang(element), value);
    match work.notes.last_mut() {
        Some(last) if piece.follows == Some(true) => last.text.push(piece.value),
        _ => work.notes.push(Note { kind, text: piece.value.into() }),
    }
}

fn publishers(context: &mut Context<'_>, element: Element<'_>, work: &mut Article) {
    front::publisher(context, element, work);
    if work.publishers.is_empty() {
        work.publishers = gather(front::pieces(context, element, "institution")).into();
    }
}

/// Whether a name has no words.
fn is_empty(name: &Name) -> bool {
    match name {
        Name::Person(PersonName { family, .. }) if !family.is_empty() => false,
        name => name.to_string().is_empty(),
    }
}

/// Names, in groups or bare.
fn people_of(context: &mut Context<'_>, element: Element<'_>, role: &Role, work: &mut Article) {
    let names = element.elements().filter(|child| people::is_name(child.name())).count();
    work.contributors.reserve_exact(names);
    for child in element.elements() {
        match child.name() {
            name if people::is_name(name) => {
                let name = people::names(context, child);
                if name.iter().any(|form| !is_empty(&form.value)) {
                    let role = role.clone();
                    work.contributors.push(Contributor { role, name, ..Contributor::default() });
                }
            }
            "person-group" => {
                if !child.has_own_words() {
                    child.read();
                }
                let role = match child.attribute("person-group-type") {
                    Some("custom") => child.attribute("custom-type").map_or_else(
                        || role.clone(),
                        |text| {
                            kinds::read(PERSON_GROUPS, text)
                                .unwrap_or_else(|| Role::from_name(text))
                        },
                    ),
                    Some(kind) => {
                        kinds::read(PERSON_GROUPS, kind).unwrap_or_else(|| people::role(kind))
                    }
                    None => role.clone(),
                };
                people_of(context, child, &role, work);
            }
            "etal" => {
                child.read();
                work.others.push(role.clone());
            }
            "x" => child.read_whole(),
            _ => {}
        }
    }
}
