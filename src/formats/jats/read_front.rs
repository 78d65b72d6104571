//! Reads the parts of `front` that are no contributors: titles, journal, dates, abstracts,
//! keywords, permissions, money.

use super::carry;
use super::inline::{Context, FUNDER_ID, Piece, gather, known_or, stated_form};
use super::kinds::{DATES, RELATIONS};
use super::read_dates::{date_value, dated};
use super::read_people as people;
use super::read_refs as refs;
use super::tree::Element;
use crate::model::{
    Abstract, Article, Container, DateKind, Doi, Event, Extra, Form, Funding, Identifier, Keyword,
    KeywordGroup, Lang, License, Link, List, Localized, Medium, Multilingual, Note, OtherWork,
    Pages, Permissions, Related, Relation, RichText, Scheme, Section, Str,
};
use crate::report::Code;

/// The names of the elements that hold one sort of title, and its translations.
pub(super) struct TitleNames {
    pub(super) title: &'static str,
    pub(super) subtitle: &'static str,
}

pub(super) const ARTICLE_TITLE: TitleNames =
    TitleNames { title: "article-title", subtitle: "subtitle" };
pub(super) const JOURNAL_TITLE: TitleNames =
    TitleNames { title: "journal-title", subtitle: "journal-subtitle" };

/// Title and subtitle with their translations, of a `title-group` or `journal-title-group`.
fn titles(
    context: &mut Context<'_>,
    group: Element<'_>,
    names: &TitleNames,
    title: &mut Multilingual<RichText>,
    subtitle: &mut Multilingual<RichText>,
) {
    for element in group.elements() {
        let lang = context.own_lang(element);
        let into = match element.name() {
            name if name == names.title => &mut *title,
            name if name == names.subtitle => &mut *subtitle,
            // NLM 2 has them without a group.
            "trans-title" => {
                push_translation(context, element, element, title);
                continue;
            }
            "trans-title-group" => {
                for child in element.elements() {
                    match child.name() {
                        "trans-title" => push_translation(context, child, element, title),
                        "trans-subtitle" => push_translation(context, child, element, subtitle),
                        _ => {}
                    }
                }
                continue;
            }
            _ => continue,
        };
        let value = context.title(element);
        if !value.is_empty() {
            let form = stated_form(element).unwrap_or_default();
            into.push(Localized { lang, ..Localized::new(value).as_form(form) });
        }
    }
}

/// A translated title is in the language that it or its group says, and in no language else: the
/// article's cannot be meant.
fn push_translation(
    context: &mut Context<'_>,
    element: Element<'_>,
    group: Element<'_>,
    into: &mut Multilingual<RichText>,
) {
    let value = context.title(element);
    if value.is_empty() {
        return;
    }
    let lang = context.stated(element).or_else(|| context.stated(group)).flatten();
    let form = stated_form(element).or_else(|| stated_form(group)).unwrap_or(Form::Translation);
    into.push(Localized { lang, ..Localized::new(value).as_form(form) });
}

pub(super) fn title_group(context: &mut Context<'_>, group: Element<'_>, article: &mut Article) {
    titles(context, group, &ARTICLE_TITLE, &mut article.title, &mut article.subtitle);
    for element in group.elements() {
        match element.name() {
            "alt-title" => {
                let into = match element.attribute("alt-title-type") {
                    Some("addon") => &mut article.title_addon,
                    Some("part") => &mut article.part_title,
                    Some(
                        "short" | "short-title" | "running" | "running-head" | "running-title"
                        | "right-running" | "right-running-head" | "left-running"
                        | "left-running-head" | "toc",
                    )
                    | None => &mut article.short_title,
                    Some(_) => continue,
                };
                let lang = context.own_lang(element);
                let value = context.title(element);
                let known =
                    into.iter().take(16).any(|title| title.value == value && title.lang == lang);
                if !value.is_empty() && !known {
                    let form = stated_form(element).unwrap_or_default();
                    into.push(Localized { lang, ..Localized::new(value).as_form(form) });
                }
            }
            "fn-group" => footnotes(context, element, &mut article.notes),
            _ => {}
        }
    }
}

pub(super) fn journal_meta(context: &mut Context<'_>, meta: Element<'_>, article: &mut Article) {
    let mut journal = Container::default();
    for element in meta.elements() {
        match element.name() {
            "journal-title-group" => {
                titles(context, element, &JOURNAL_TITLE, &mut journal.title, &mut journal.subtitle);
                short_titles(context, element, &mut journal);
            }
            "journal-id" if element.attribute("journal-id-type") == Some("issn") => {
                // The writer's stand-in for an id, or what `issn` says again.
                let value = element.words();
                if meta.all("issn").any(|issn| issn.words().trim() == value.trim()) {
                    element.read_whole();
                } else {
                    journal
                        .identifiers
                        .push(Identifier::new(Scheme::Issn, &context.plain(element)));
                }
            }
            "journal-id" => {
                let scheme = element.attribute("journal-id-type").unwrap_or("publisher-id");
                let value = context.plain(element);
                journal.identifiers.push(Identifier::new(Scheme::from_name(scheme), &value));
            }
            "issn" | "isbn" => {
                let identifier = number(context, element);
                journal.identifiers.push(identifier);
            }
            "publisher" => publisher(context, element, article),
            "contrib-group" => people::journal_people(context, element, &mut journal.contributors),
            _ => {}
        }
    }
    if meta.first("journal-title-group").is_none() {
        titles(context, meta, &JOURNAL_TITLE, &mut journal.title, &mut journal.subtitle);
        short_titles(context, meta, &mut journal);
    }
    if journal != Container::default() {
        article.container = Some(journal.into());
    }
}

fn short_titles(context: &mut Context<'_>, group: Element<'_>, journal: &mut Container) {
    for element in group.all("abbrev-journal-title") {
        let lang = context.own_lang(element);
        let value = context.title(element);
        if !value.is_empty() {
            let form = stated_form(element).unwrap_or_default();
            journal.short_title.push(Localized { lang, ..Localized::new(value).as_form(form) });
        }
    }
}

/// An ISSN or ISBN with the medium it is for.
pub(super) fn number(context: &mut Context<'_>, element: Element<'_>) -> Identifier {
    let scheme = if element.name() == "isbn" { Scheme::Isbn } else { Scheme::Issn };
    let value = context.words(element);
    let (mut identifier, check) = Identifier::checked(scheme, &value);
    if let Err(error) = check {
        context.warn(Code::BadIdentifier, element, error.to_string());
    }
    identifier.medium = medium(element);
    identifier
}

pub(super) fn medium(element: Element<'_>) -> Option<Medium> {
    let said = element.attribute("publication-format").or_else(|| element.attribute("pub-type"));
    match said {
        Some("print" | "ppub") => Some(Medium::Print),
        Some("electronic" | "online" | "online-only" | "epub") => Some(Medium::Electronic),
        _ => None,
    }
}

/// Names and places of a publisher, each in every language.
pub(super) fn publisher(context: &mut Context<'_>, element: Element<'_>, article: &mut Article) {
    let names = pieces(context, element, "publisher-name");
    let places = pieces(context, element, "publisher-loc");
    article.publishers.extend(gather(names));
    article.publisher_places.extend(gather(places));
}

pub(super) fn pieces(
    context: &mut Context<'_>,
    parent: Element<'_>,
    name: &str,
) -> Vec<Piece<RichText>> {
    let mut out = Vec::new();
    for element in parent.all(name) {
        let value = context.rich(element);
        if !value.is_empty() {
            out.push(Piece::new(element, context.own_lang(element), value));
        }
    }
    out
}

/// Reads one child of `article-meta` that has a place of its own.
pub(super) fn meta(context: &mut Context<'_>, element: Element<'_>, article: &mut Article) {
    match element.name() {
        "article-id" => {
            let identifier = identifier(context, element);
            article.identifiers.extend(identifier);
        }
        "isbn" => article.identifiers.push(number(context, element)),
        "article-version" => first(context, element, &mut article.version),
        "article-categories" => {
            for child in element.elements() {
                match child.name() {
                    "subj-group" => article.subjects.push(subjects(context, child)),
                    "series-title" => {
                        let (lang, value) = (context.own_lang(child), context.title(child));
                        if !value.is_empty() {
                            let series = article.series.get_or_insert_default();
                            series.title.push(Localized { lang, ..Localized::new(value) });
                        }
                    }
                    _ => {}
                }
            }
        }
        "title-group" => title_group(context, element, article),
        "author-notes" => author_notes(context, element, article),
        "pub-date" => {
            let at = article.dates.len();
            article.dates.extend(dated(context, element, &DateKind::Published, at));
        }
        "history" => history(context, element, &DateKind::Other("event".into()), article),
        "pub-history" => {
            for event in element.all("event") {
                let kind = event.attribute("event-type").unwrap_or("event");
                let kind = known_or(DATES, kind, DateKind::from_name);
                history(context, event, &kind, article);
            }
        }
        "volume" => first(context, element, &mut article.volume),
        "issue" => first(context, element, &mut article.issue),
        "issue-part" => first(context, element, &mut article.part),
        "supplement" => first(context, element, &mut article.supplement),
        "issue-title" => {
            let lang = context.own_lang(element);
            let form = stated_form(element).unwrap_or_default();
            let value = context.rich(element);
            article.issue_title.push(Localized { lang, ..Localized::new(value).as_form(form) });
        }
        "elocation-id" => first(context, element, &mut article.article_number),
        "permissions" => permissions(context, element, article),
        // They stood here before there was such a group.
        "copyright-statement" | "copyright-year" | "license" => {
            let out = article.permissions.get_or_insert_with(Default::default);
            permission(context, element, out);
        }
        "copyright-holder" => {
            let value = context.rich(element);
            let value = Piece::new(element, context.own_lang(element), value).value;
            let out = article.permissions.get_or_insert_with(Default::default);
            out.holders.push(value.into());
        }
        "self-uri" => {
            let link = link(context, element);
            article.links.push(link);
        }
        "related-article" => article.related.push(related(context, element)),
        "product" => product(context, element, article),
        "abstract" | "trans-abstract" => article.abstracts.push(summary(context, element)),
        "kwd-group" => {
            let group = keywords(context, element);
            if group != (KeywordGroup { lang: group.lang.clone(), ..KeywordGroup::default() }) {
                article.keywords.push(group);
            }
        }
        "funding-group" => funding(context, element, article),
        "conference" => {
            let event = article.event.get_or_insert_default();
            conference(context, element, event);
        }
        "counts" => {
            element.elements().for_each(|child| count(child, article));
        }
        "custom-meta-group" | "custom-meta-wrap" => {
            for custom in element.all("custom-meta") {
                custom_meta(context, custom, article);
            }
        }
        _ => {}
    }
}

/// One of the `counts`.
fn count(element: Element<'_>, article: &mut Article) {
    let Some(count) = element.attribute("count") else { return };
    if element.name() == "page-count" {
        article.page_count = Some(count.into());
    } else if carry::COUNTS.contains(&element.name()) {
        let name = format!("{}{}", carry::COUNT, element.name());
        article.extra.push(Extra::new("jats", name, count));
    } else {
        return;
    }
    element.read();
}

/// A `self-uri`: its words are its title, unless they are the address.
fn link(context: &mut Context<'_>, element: Element<'_>) -> Link {
    let title = Some(context.rich(element)).filter(|title| !title.is_empty());
    let said = element.attribute("href").map(str::to_owned);
    let url = said.or_else(|| title.as_ref().map(RichText::to_string)).unwrap_or_default();
    let content_type = element.attribute("content-type").map(str::to_owned);
    let title = title.filter(|title| title.as_plain() != Some(url.as_str()));
    Link { url, content_type, title }
}

/// Reads what a record has one of. A second one is left for `extra`.
pub(super) fn first(context: &mut Context<'_>, element: Element<'_>, into: &mut Option<Str>) {
    if into.is_none() {
        *into = context.some(element).map(Str::from);
    }
}

fn history(
    context: &mut Context<'_>,
    element: Element<'_>,
    kind: &DateKind,
    article: &mut Article,
) {
    for date in element.all("date") {
        let at = article.dates.len();
        article.dates.extend(dated(context, date, kind, at));
    }
}

/// `notes` of a `front`: a note, of the kind that `@notes-type` names.
pub(super) fn notes(context: &mut Context<'_>, element: Element<'_>, article: &mut Article) {
    let text = context.rich(element);
    if text.is_empty() {
        return;
    }
    if element.elements().any(|e| matches!(e.name(), "sec" | "title")) {
        context.words_alone("front", element);
    }
    let kind = element.attribute("notes-type").map(str::to_owned);
    let lang = context.own_lang(element);
    article.notes.push(Note { kind, text: Localized { lang, ..Localized::new(text) }.into() });
}

/// What is reviewed: its words whole, and the parts that a reviewed work has.
fn product(context: &mut Context<'_>, element: Element<'_>, article: &mut Article) {
    let text = Some(context.rich(element)).filter(|text| !text.is_empty());
    let work = refs::work(context, element);
    let url = element.attribute("href").map(str::to_owned);
    let one = work.identifiers.iter().chain(work.container.iter().flat_map(|c| &c.identifiers));
    let identifiers = one.take(1).filter(|_| url.is_none()).cloned().collect();
    let relation = Relation::ReviewOf;
    article.related.push(Related { relation, identifiers, url, text, ..Related::default() });
    let date = work.issued().cloned();
    let other = OtherWork {
        title: work.title,
        contributors: work.contributors,
        date,
        publishers: work.publishers,
        publisher_places: work.publisher_places,
        ..OtherWork::default()
    };
    if article.reviewed.is_none() && other != OtherWork::default() {
        article.reviewed = Some(Box::new(other));
    }
}

/// An identifier with the registry that its type names; `None` for an empty one.
pub(super) fn identifier(context: &mut Context<'_>, element: Element<'_>) -> Option<Identifier> {
    let value = context.some_words(element)?;
    let scheme = match element.attribute("pub-id-type") {
        Some("custom") => element.attribute("custom-type").unwrap_or("custom"),
        said => said.unwrap_or("other"),
    };
    let is = |name: &str| scheme.eq_ignore_ascii_case(name);
    let has_no_pmc = || value.bytes().all(|b| b.is_ascii_digit());
    let (identifier, check) = if is("doi") {
        Identifier::checked(Scheme::Doi, &value)
    } else if (is("pmc") || is("pmcid")) && has_no_pmc() {
        Identifier::checked(Scheme::Pmcid, &format!("PMC{value}"))
    } else if is("pmc") && value.starts_with("PMC") {
        Identifier::checked(Scheme::Pmcid, &value)
    } else {
        Identifier::checked(Scheme::from_name(scheme), &value)
    };
    if let Err(error) = check {
        context.warn(Code::BadIdentifier, element, error.to_string());
    }
    Some(identifier)
}

/// A group of subjects; those below another one are its parts.
fn subjects(context: &mut Context<'_>, group: Element<'_>) -> KeywordGroup {
    let mut out = KeywordGroup {
        lang: context.own_lang(group),
        kind: group.attribute("subj-group-type").map(str::to_owned),
        ..KeywordGroup::default()
    };
    for element in group.elements() {
        match element.name() {
            "label" => element.read_whole(),
            "subject" => out.keywords.extend(keyword(context, element)),
            "compound-subject" => {
                out.keywords.extend(compound(context, element, "compound-subject-part"));
            }
            _ => {}
        }
    }
    let mut below = Vec::new();
    narrower(context, group, &mut below);
    if !below.is_empty() {
        match out.keywords.last_mut() {
            Some(last) => last.parts.extend(below),
            None => out.keywords.extend(below.into_iter().map(Keyword::new)),
        }
    }
    out
}

fn narrower(context: &mut Context<'_>, group: Element<'_>, out: &mut Vec<RichText>) {
    for inner in group.all("subj-group") {
        for subject in inner.all("subject") {
            out.push(context.rich(subject));
        }
        narrower(context, inner, out);
    }
}

fn keyword(context: &mut Context<'_>, element: Element<'_>) -> Option<Keyword> {
    Some(context.rich(element)).filter(|text| !text.is_empty()).map(Keyword::new)
}

fn compound(context: &mut Context<'_>, element: Element<'_>, part: &str) -> Option<Keyword> {
    let mut parts =
        element.all(part).map(|part| context.rich(part)).collect::<Vec<_>>().into_iter();
    let text = parts.next()?;
    Some(Keyword { text, parts: parts.collect() })
}

fn keywords(context: &mut Context<'_>, group: Element<'_>) -> KeywordGroup {
    let mut out = KeywordGroup {
        lang: context.own_lang(group),
        kind: group.attribute("kwd-group-type").map(str::to_owned),
        ..KeywordGroup::default()
    };
    for element in group.elements() {
        match element.name() {
            "title" => out.title = Some(context.title(element)).filter(|title| !title.is_empty()),
            "kwd" => several_keywords(context, element, &mut out.keywords),
            "compound-kwd" => out.keywords.extend(compound(context, element, "compound-kwd-part")),
            "nested-kwd" | "unstructured-kwd-group" => {
                context.words_alone("kwd-group", element);
                out.keywords.extend(keyword(context, element));
            }
            "label" | "x" => element.read_whole(),
            _ => {}
        }
    }
    out
}

/// A keyword, or several with semicolons between them.
fn several_keywords(context: &mut Context<'_>, element: Element<'_>, out: &mut List<Keyword>) {
    let text = context.rich(element);
    let is_list = element.attribute("content-type") != Some(ONE_KEYWORD);
    match text.as_plain().filter(|text| is_list && text.contains(SEPARATORS)) {
        None => out.extend(Some(text).filter(|text| !text.is_empty()).map(Keyword::new)),
        Some(text) => {
            let parts = text.split(SEPARATORS).map(str::trim).filter(|part| !part.is_empty());
            let before = out.len();
            out.extend(parts.map(Keyword::new));
            let count = out.len() - before;
            if count > 1 {
                let message = format!("one `kwd` holds {count} keywords; it was divided");
                context.warn(Code::MixedKeywords, element, message);
            }
        }
    }
}

/// What stands between keywords that share an element. No keyword has one of these in it.
pub(super) const SEPARATORS: [char; 2] = [';', '；'];

/// `kwd/@content-type` of a keyword that does have one.
pub(super) const ONE_KEYWORD: &str = "one-keyword";

fn summary(context: &mut Context<'_>, element: Element<'_>) -> Abstract {
    let is_translation = element.name() == "trans-abstract";
    let default = if is_translation { Form::Translation } else { Form::Original };
    element.read();
    let body = section(context, element);
    let lang = if is_translation { context.lang(element) } else { context.own_lang(element) };
    Abstract {
        lang,
        form: stated_form(element).unwrap_or(default),
        kind: element.attribute("abstract-type").map(str::to_owned),
        title: body.title,
        paragraphs: body.paragraphs,
        sections: body.sections,
    }
}

fn section(context: &mut Context<'_>, element: Element<'_>) -> Section {
    let mut out = Section::default();
    // NLM 2 allows an abstract that is text alone.
    if element.has_own_text() {
        out.paragraphs.push(context.rich(element));
        return out;
    }
    for child in element.elements() {
        match child.name() {
            "title" => out.title = Some(context.title(child)).filter(|title| !title.is_empty()),
            "sec" => out.sections.push(section(context, child)),
            "label" | "x" => child.read_whole(),
            "object-id" | "sec-meta" | "fig" | "graphic" | "media" | "fn-group" => {}
            _ => out.paragraphs.extend(Some(context.rich(child)).filter(|text| !text.is_empty())),
        }
    }
    out
}

fn author_notes(context: &mut Context<'_>, element: Element<'_>, article: &mut Article) {
    for child in element.elements() {
        match child.name() {
            "fn" => footnote(context, child, &mut article.notes),
            "corresp" => correspondence(context, child, &mut article.notes),
            "p" => footnote(context, child, &mut article.notes),
            _ => {}
        }
    }
}

fn footnotes(context: &mut Context<'_>, element: Element<'_>, notes: &mut List<Note>) {
    for note in element.all("fn") {
        footnote(context, note, notes);
    }
}

fn footnote(context: &mut Context<'_>, note: Element<'_>, notes: &mut List<Note>) {
    let kind = match note.attribute("fn-type") {
        Some("custom") => note.attribute("custom-type"),
        kind => kind,
    };
    let value = context.rich(note);
    if value.is_empty() {
        return;
    }
    let piece = Piece::new(note, context.own_lang(note), value);
    match notes.last_mut() {
        Some(last) if piece.follows == Some(true) => last.text.push(piece.value),
        _ => notes.push(Note { kind: kind.map(str::to_owned), text: piece.value.into() }),
    }
}

/// The words about who is written to, if they are more than an e-mail address that its owner has.
fn correspondence(context: &mut Context<'_>, element: Element<'_>, notes: &mut List<Note>) {
    let is_known = |e: Element<'_>| matches!(e.name(), "email" | "label") && e.was_read();
    if !element.has_own_words() && element.elements().all(is_known) {
        return;
    }
    let value = context.rich(element);
    if !value.is_empty() {
        let text = Localized { lang: context.own_lang(element), ..Localized::new(value) };
        notes.push(Note { kind: Some("corresp".to_owned()), text: text.into() });
    }
}

fn permissions(context: &mut Context<'_>, element: Element<'_>, article: &mut Article) {
    let out = article.permissions.get_or_insert_with(Default::default);
    for child in element.elements() {
        permission(context, child, out);
    }
    let holders = pieces(context, element, "copyright-holder");
    out.holders.extend(gather(holders));
}

/// One child of `permissions`, but for the holders: those belong together.
fn permission(context: &mut Context<'_>, element: Element<'_>, out: &mut Permissions) {
    match element.name() {
        "copyright-statement" => {
            let value = context.rich(element);
            if !value.is_empty() {
                out.statement.push(Piece::new(element, context.own_lang(element), value).value);
            }
        }
        "copyright-year" => first(context, element, &mut out.year),
        "license" => out.licenses.push(license(context, element)),
        _ => {}
    }
}

fn license(context: &mut Context<'_>, element: Element<'_>) -> License {
    element.read();
    let mut item = License {
        url: element.attribute("href").map(str::to_owned),
        kind: element.attribute("license-type").map(str::to_owned),
        ..License::default()
    };
    let lang = context.own_lang(element);
    if element.has_own_words() {
        // NLM 2 has the words without a paragraph.
        license_text(context, element, lang.as_ref(), &mut item);
        return item;
    }
    for child in element.elements() {
        match child.name() {
            "license_ref" => {
                let other = item.url.as_deref().is_some_and(|url| url != child.words().trim());
                if !other {
                    item.url = context.some(child).or(item.url);
                }
            }
            _ => license_text(context, child, lang.as_ref(), &mut item),
        }
    }
    item
}

/// Paragraphs of a licence are one text, unless one says that it is another form of the first.
fn license_text(
    context: &mut Context<'_>,
    element: Element<'_>,
    lang: Option<&Lang>,
    license: &mut License,
) {
    let value = context.rich(element);
    if value.is_empty() {
        return;
    }
    let own = element.attribute("content-type").and_then(|kind| kind.strip_prefix("lang-"));
    let form = stated_form(element);
    let joined = form.is_none() && own.is_none();
    match license.text.iter_mut().last() {
        Some(last) if joined => {
            last.value.push_str(" ");
            last.value.append(value);
        }
        _ => {
            let lang = match own {
                Some(tag) => tag.parse().ok(),
                None if form.is_some() && !license.text.is_empty() => None,
                None => lang.cloned(),
            };
            let form = form.unwrap_or_default();
            license.text.push(Localized { lang, ..Localized::new(value).as_form(form) });
        }
    }
}

fn funding(context: &mut Context<'_>, element: Element<'_>, article: &mut Article) {
    for group in element.all("award-group") {
        let mut sources = Vec::new();
        let mut identifiers = List::new();
        for source in group.all("funding-source") {
            let wrap = source.first("institution-wrap");
            let around = wrap.into_iter().chain([source]);
            for id in around.flat_map(|e| e.all("institution-id")) {
                identifiers.push(people::institution_id(context, id));
            }
            for id in source.all("named-content") {
                let kind = id.attribute("content-type").unwrap_or_default();
                if kind.starts_with(FUNDER_ID) {
                    let value = context.plain(id);
                    let scheme = if value.parse::<Doi>().is_ok() {
                        Scheme::Doi
                    } else {
                        Scheme::from_name("funder-id")
                    };
                    identifiers.push(Identifier::new(scheme, &value));
                }
            }
            let value = context.rich(source);
            if !value.is_empty() {
                sources.push(Piece::new(source, context.own_lang(source), value));
            }
        }
        let awards = group.all("award-id").filter_map(|id| context.some(id)).collect();
        let mut funders = gather(sources).into_iter();
        let first = Funding { funder: funders.next().unwrap_or_default(), identifiers, awards };
        article.funding.push(first);
        article.funding.extend(funders.map(|funder| Funding { funder, ..Funding::default() }));
    }
    let statements = pieces(context, element, "funding-statement");
    article.funding_statement.extend(statements.into_iter().map(|piece| piece.value));
}

/// The name, place, time and sponsors of a conference.
pub(super) fn conference(context: &mut Context<'_>, element: Element<'_>, event: &mut Event) {
    let all = |pieces: Vec<Piece<RichText>>| pieces.into_iter().map(|piece| piece.value);
    event.title.extend(all(pieces(context, element, "conf-name")));
    event.title_addon.extend(all(pieces(context, element, "conf-theme")));
    event.place.extend(all(pieces(context, element, "conf-loc")));
    event.sponsors.extend(gather(pieces(context, element, "conf-sponsor")));
    if let Some(date) = element.first("conf-date") {
        event.date = date_value(context, date, "event.date");
    }
}

fn related(context: &mut Context<'_>, element: Element<'_>) -> Related {
    let kind = element.attribute("related-article-type").unwrap_or("related");
    let mut out = Related {
        relation: known_or(RELATIONS, kind, Relation::from_name),
        text: Some(context.rich(element)).filter(|text| !text.is_empty()),
        ..Related::default()
    };
    if let Some(href) = element.attribute("href") {
        let scheme = element.attribute("ext-link-type").unwrap_or("uri").to_ascii_lowercase();
        match scheme.as_str() {
            "uri" | "url" => out.url = Some(href.to_owned()),
            scheme => out.identifiers.push(Identifier::new(Scheme::from_name(scheme), href)),
        }
    }
    out
}

/// Ours are fields of the record; others are kept as they are.
fn custom_meta(context: &mut Context<'_>, element: Element<'_>, article: &mut Article) {
    let name = element.first("meta-name").map(|e| context.plain(e)).unwrap_or_default();
    let value = element.first("meta-value").map(|e| context.plain(e)).unwrap_or_default();
    match carry::take(article, &name, &value) {
        Some(true) => {}
        Some(false) => {
            let message = format!("`{name}` holds no value of that field; it was left out");
            context.warn(Code::BadValue, element, message);
        }
        None => {
            article.extra.push(Extra::new("jats", format!("{}{name}", carry::EXTRA), value));
        }
    }
}

/// `fpage`, `lpage` and `page-range` as one.
pub(super) fn pages(context: &mut Context<'_>, parent: Element<'_>) -> Option<Pages> {
    let [range, first, last] = parent
        .firsts(["page-range", "fpage", "lpage"])
        .map(|part| part.and_then(|part| context.some_words(part)));
    let text = match (range, first, last) {
        (None, Some(first), Some(last)) => [first.as_ref(), "-", last.as_ref()].concat(),
        (range, first, last) => range.or(first).or(last)?.into_owned(),
    };
    Some(Pages { text: text.into() })
}
