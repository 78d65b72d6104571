//! Reads reference lists.

use super::inline::{Context, Piece, gather, stated_form};
use super::kinds::{self, PERSON_GROUPS};
use super::read_front as front;
use super::read_people as people;
use super::syntax::Element;
use crate::model::{
    Article, Citation, Container, Contributor, DateKind, DateValue, Dated, Form, Identifier, Kind,
    Link, Localized, Medium, Multilingual, Note, Reference, RichText, Role, Scheme,
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
pub(super) fn references(context: &mut Context<'_>, back: &Element<'_>, out: &mut Vec<Reference>) {
    let outer = std::mem::take(&mut context.path);
    let mut lists = Vec::new();
    collect_lists(back, &mut lists);
    let several = lists.len() > 1;
    for list in lists {
        // A single list's title says nothing about a reference, unless the writer marks it.
        let named = several || list.attribute("specific-use") == Some("named");
        let title = list.first("title").filter(|_| named).and_then(|e| context.some(e));
        for item in list.all("ref") {
            let path = format!("{outer}references[{}].", out.len());
            let mut reference = reference(context, item, &path);
            reference.list.clone_from(&title);
            out.push(reference);
        }
        for child in list.elements().filter(|e| is_citation(e)) {
            let mut reference = Reference { list: title.clone(), ..Reference::default() };
            context.path = format!("{outer}references[{}].citations[0].work.", out.len());
            citation(context, child, &mut reference.citations);
            out.push(reference);
        }
    }
    context.path = outer;
}

fn collect_lists<'e, 'a>(element: &'e Element<'a>, out: &mut Vec<&'e Element<'a>>) {
    for child in element.elements() {
        if child.name == "ref-list" {
            out.push(child);
        }
        if matches!(child.name, "ref-list" | "sec" | "notes" | "app" | "app-group") {
            collect_lists(child, out);
        }
    }
}

fn is_citation(element: &Element<'_>) -> bool {
    matches!(element.name, "mixed-citation" | "element-citation" | "nlm-citation" | "citation")
}

/// Reads the reference that stands at `path`.
fn reference(context: &mut Context<'_>, element: &Element<'_>, path: &str) -> Reference {
    let ours = element.attribute("specific-use").and_then(|text| text.strip_prefix("key:"));
    let mut reference = Reference {
        key: ours.or_else(|| element.attribute("id")).map(str::to_owned),
        ..Reference::default()
    };
    // Whether the citation before it, in text or in parts, may be this one's twin.
    let mut lone: Option<&str> = None;
    for child in element.elements() {
        match child.name {
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
                let mut forms = Vec::new();
                let at = reference.citations.len();
                context.path = format!("{path}citations[{at}].work.");
                for form in child.elements().filter(|e| is_citation(e)) {
                    citation(context, form, &mut forms);
                }
                reference.citations.extend(forms.into_iter().reduce(together));
                lone = None;
            }
            _ if is_citation(child) => {
                let twins = matches!(
                    (lone, child.name),
                    (Some("mixed-citation"), "element-citation" | "nlm-citation")
                        | (Some("element-citation" | "nlm-citation"), "mixed-citation")
                );
                let at = reference.citations.len().saturating_sub(usize::from(twins));
                context.path = format!("{path}citations[{at}].work.");
                citation(context, child, &mut reference.citations);
                lone = Some(child.name).filter(|_| !twins);
                if twins
                    && let Some(second) = reference.citations.pop()
                    && let Some(first) = reference.citations.pop()
                {
                    reference.citations.push(together(first, second));
                }
            }
            "x" => {}
            _ => context.unknown("ref", child),
        }
    }
    reference
}

/// Two encodings of one citation as one: the texts of both, and the work in parts that says more.
fn together(mut first: Citation, second: Citation) -> Citation {
    first.text.extend(second.text);
    first.work = match (first.work.take(), second.work) {
        // Text that is tagged is the poorer one beside an element citation.
        (Some(a), Some(b)) if a.identifiers.len() > b.identifiers.len() => Some(a),
        (a, b) => b.or(a),
    };
    first
}

fn citation(context: &mut Context<'_>, element: &Element<'_>, out: &mut Vec<Citation>) {
    let in_parts = element.elements().any(|child| PARTS.contains(&child.name));
    let is_text = match element.name {
        "mixed-citation" | "citation" => element.has_own_text() || !in_parts,
        _ => false,
    };
    let mut citation = Citation::default();
    if is_text {
        let lang = context.lang(element);
        let value = context.rich(element);
        if !value.is_empty() {
            let form = stated_form(element).unwrap_or_default();
            citation.text.push(Localized { lang, ..Localized::new(value).as_form(form) });
        }
    }
    if in_parts || !is_text {
        citation.work = Some(Box::new(work(context, element)));
    }
    if citation != Citation::default() {
        out.push(citation);
    }
}

fn work(context: &mut Context<'_>, element: &Element<'_>) -> Article {
    let mut work = Article::new(kind(context, element));
    let lang = if element.name == "mixed-citation" { None } else { context.lang(element) };
    work.language = lang;
    let part = ["article-title", "chapter-title", "data-title"];
    let own_title = element.elements().any(|child| part.contains(&child.name))
        || (work.kind.is_part() && element.first("trans-title").is_some());
    // The date of publication comes before the others.
    let first = usize::from(["year", "string-date"].iter().any(|n| element.first(n).is_some()));
    let mut container = Container::default();
    people_of(context, element, &Role::Author, &mut work);
    for child in element.elements() {
        let text = |context: &mut Context<'_>| localized(context, child);
        match child.name {
            "article-title" | "chapter-title" | "data-title" => {
                push(&mut work.title, text(context));
            }
            "part-title" => push(&mut work.part_title, text(context)),
            "source" | "trans-source" => {
                let mut value = text(context);
                if child.name == "trans-source" && stated_form(child).is_none() {
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
            _ => field(context, child, &mut work, first),
        }
    }
    work.pages = front::pages(context, element).map(|text| text.as_str().into());
    published(context, element, &mut work);
    publishers(context, element, &mut work);
    if element.elements().any(|e| e.name.starts_with("conf-")) {
        let event = work.event.get_or_insert_default();
        front::conference(context, element, event);
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

fn kind(context: &mut Context<'_>, element: &Element<'_>) -> Kind {
    if let Some(ours) = element.attribute("specific-use").and_then(|t| t.strip_prefix("kind:")) {
        return Kind::from_name(ours);
    }
    let has = |name| element.first(name).is_some();
    let said = element.attribute("publication-type").or_else(|| element.attribute("citation-type"));
    match said {
        Some(said) => kinds::cited_kind(said, has("chapter-title")).unwrap_or_else(|| {
            context.warn(Code::UnknownType, element, format!("`{said}` is no type of publication"));
            Kind::Document
        }),
        None if has("chapter-title") => Kind::Chapter,
        None if has("article-title") && has("source") => Kind::ArticleJournal,
        None if has("source") && has("publisher-name") => Kind::Book,
        None => Kind::Document,
    }
}

fn localized(context: &mut Context<'_>, element: &Element<'_>) -> Localized<RichText> {
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
fn field(context: &mut Context<'_>, element: &Element<'_>, work: &mut Article, first: usize) {
    match element.name {
        "volume" => work.volume = context.some(element),
        "issue" => work.issue = context.some(element),
        "issue-part" => work.part = context.some(element),
        "supplement" => work.supplement = context.some(element),
        "elocation-id" => work.article_number = context.some(element),
        "edition" => work.edition = Some(context.rich(element)).filter(|text| !text.is_empty()),
        "version" => work.version = context.some(element),
        "patent" => work.number = context.some(element),
        "size" if element.attribute("units") == Some("page") => {
            work.page_count = context.some(element);
        }
        "pub-id" | "object-id" => work.identifiers.extend(front::identifier(context, element)),
        "article-id" => work.identifiers.extend(front::identifier(context, element)),
        "ext-link" | "uri" => {
            let text = context.plain(element);
            let url = element.attribute("href").unwrap_or(&text).to_owned();
            let kind = element.attribute("ext-link-type").unwrap_or("uri");
            if kind.eq_ignore_ascii_case("doi") {
                work.identifiers.push(Identifier::new(Scheme::Doi, &url));
            } else if !url.is_empty() {
                work.links.push(Link::to(url));
            }
        }
        "comment" => {
            let value = context.rich(element);
            let lang = context.lang(element);
            if value.is_empty() {
                return;
            }
            let piece = Piece::new(element, lang, value);
            match work.notes.last_mut() {
                Some(last) if piece.follows == Some(true) => last.text.push(piece.value),
                _ => work.notes.push(Note { kind: None, text: piece.value.into() }),
            }
        }
        "date-in-citation" | "access-date" => {
            let kind = match element.attribute("content-type") {
                Some("access-date" | "acess-date" | "accessed") | None => DateKind::Accessed,
                Some(kind) => DateKind::from_name(kind),
            };
            let field = format!("dates[{}]", first + work.dates.len());
            if let Some(value) = front::date_value(context, element, &field) {
                work.dates.push(Dated::new(kind, value));
            }
        }
        "date" => {
            let at = first + work.dates.len();
            work.dates.extend(front::dated(context, element, &DateKind::Published, at));
        }
        "label" | "x" => {}
        name if is_part_of_citation(name) => {}
        _ if element.name != "italic" && element.name != "bold" => {
            context.unknown("element-citation", element);
        }
        _ => {}
    }
}

/// The date of publication, which is spread over the citation.
fn published(context: &mut Context<'_>, element: &Element<'_>, work: &mut Article) {
    let value = match (element.first("year"), element.first("string-date")) {
        (Some(year), _) => {
            front::date_value(context, element, "dates[0]").map(|value| match value {
                // Words: those of the year alone, and a letter behind it is the bibliography's.
                DateValue::Literal(_) => {
                    let text = context.plain(year);
                    let digits = text.trim_matches(['(', ')', '[', ']']);
                    let digits = digits.trim_end_matches(|c: char| c.is_ascii_lowercase());
                    match digits.parse() {
                        Ok(date) if digits.len() == 4 => DateValue::At(date),
                        _ => DateValue::Literal(text),
                    }
                }
                value => value,
            })
        }
        (None, Some(words)) => front::date_value(context, words, "dates[0]"),
        (None, None) => None,
    };
    if let Some(value) = value.filter(|value| *value != DateValue::Literal(String::new())) {
        work.dates.insert(0, Dated::new(DateKind::Published, value));
    }
}

fn publishers(context: &mut Context<'_>, element: &Element<'_>, work: &mut Article) {
    front::publisher(context, element, work);
    let institutions = front::pieces(context, element, "institution");
    if work.publishers.is_empty() {
        work.publishers = gather(institutions);
    }
}

/// Names, in groups or bare.
fn people_of(context: &mut Context<'_>, element: &Element<'_>, role: &Role, work: &mut Article) {
    for child in element.elements() {
        match child.name {
            "name"
            | "string-name"
            | "collab"
            | "anonymous"
            | "name-alternatives"
            | "collab-alternatives" => {
                let name = people::names(context, child);
                if name.iter().any(|form| !form.value.to_string().is_empty()) {
                    let contributor = Contributor { name, ..Contributor::default() };
                    work.contributors.push(contributor.with_role(role.clone()));
                }
            }
            "person-group" => {
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
            "etal" => work.others.push(role.clone()),
            _ => {}
        }
    }
}

/// The word for a medium in `@publication-format`.
pub(super) const fn medium_name(medium: Medium) -> &'static str {
    match medium {
        Medium::Print => "print",
        Medium::Electronic => "electronic",
    }
}
