//! Reads the parts of `front` that are no contributors: titles, journal, dates, abstracts,
//! keywords, permissions, money.

use super::carry;
use super::inline::{Context, Piece, gather, known_or, stated_form};
use super::kinds::{self, DATES, RELATIONS};
use super::syntax::Element;
use crate::model::{
    Abstract, Article, Container, Date, DateKind, DateValue, Dated, Event, Extra, Form, Funding,
    Identifier, Keyword, KeywordGroup, Lang, License, Link, Localized, Medium, Multilingual, Note,
    Related, Relation, RichText, Scheme, Season, Section,
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
    group: &Element<'_>,
    names: &TitleNames,
    title: &mut Multilingual<RichText>,
    subtitle: &mut Multilingual<RichText>,
) {
    for element in group.elements() {
        let lang = context.own_lang(element);
        let into = match element.name {
            name if name == names.title => &mut *title,
            name if name == names.subtitle => &mut *subtitle,
            // NLM 2 has them without a group.
            "trans-title" => {
                push_translation(context, element, element, title);
                continue;
            }
            "trans-title-group" => {
                for child in element.elements() {
                    match child.name {
                        "trans-title" => push_translation(context, child, element, title),
                        "trans-subtitle" => push_translation(context, child, element, subtitle),
                        _ => context.unknown("trans-title-group", child),
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
    element: &Element<'_>,
    group: &Element<'_>,
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

pub(super) fn title_group(context: &mut Context<'_>, group: &Element<'_>, article: &mut Article) {
    titles(context, group, &ARTICLE_TITLE, &mut article.title, &mut article.subtitle);
    for element in group.elements() {
        match element.name {
            "alt-title" => {
                let into = match element.attribute("alt-title-type") {
                    Some("addon") => &mut article.title_addon,
                    Some("part") => &mut article.part_title,
                    Some(
                        "short" | "short-title" | "running" | "running-head" | "right-running"
                        | "right-running-head" | "left-running" | "left-running-head" | "toc",
                    )
                    | None => &mut article.short_title,
                    Some(_) => {
                        context.unknown("title-group", element);
                        continue;
                    }
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
            "article-title" | "subtitle" | "trans-title" | "trans-title-group" | "fn-group" => {}
            _ => context.unknown("title-group", element),
        }
    }
}

pub(super) fn journal_meta(context: &mut Context<'_>, meta: &Element<'_>, article: &mut Article) {
    let mut journal = Container::default();
    for element in meta.elements() {
        match element.name {
            "journal-title-group" => {
                titles(context, element, &JOURNAL_TITLE, &mut journal.title, &mut journal.subtitle);
                short_titles(context, element, &mut journal);
            }
            "journal-id" if element.attribute("journal-id-type") == Some("issn") => {}
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
            "journal-title" | "abbrev-journal-title" | "journal-subtitle" | "trans-title" => {}
            _ => context.unknown("journal-meta", element),
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

fn short_titles(context: &mut Context<'_>, group: &Element<'_>, journal: &mut Container) {
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
pub(super) fn number(context: &mut Context<'_>, element: &Element<'_>) -> Identifier {
    let scheme = if element.name == "isbn" { Scheme::Isbn } else { Scheme::Issn };
    let value = context.plain(element);
    let mut identifier = Identifier::new(scheme, &value);
    if let Err(error) = identifier.check() {
        context.warn(Code::BadIdentifier, element, error.to_string());
    }
    identifier.medium = medium(element);
    identifier
}

pub(super) fn medium(element: &Element<'_>) -> Option<Medium> {
    let said = element.attribute("publication-format").or_else(|| element.attribute("pub-type"));
    match said {
        Some("print" | "ppub") => Some(Medium::Print),
        Some("electronic" | "online" | "online-only" | "epub") => Some(Medium::Electronic),
        _ => None,
    }
}

/// Names and places of a publisher, each in every language.
pub(super) fn publisher(context: &mut Context<'_>, element: &Element<'_>, article: &mut Article) {
    let names = pieces(context, element, "publisher-name");
    let places = pieces(context, element, "publisher-loc");
    article.publishers.extend(gather(names));
    article.publisher_places.extend(gather(places));
}

pub(super) fn pieces(
    context: &mut Context<'_>,
    parent: &Element<'_>,
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
pub(super) fn meta(context: &mut Context<'_>, element: &Element<'_>, article: &mut Article) {
    match element.name {
        "article-id" => {
            let identifier = identifier(context, element);
            article.identifiers.extend(identifier);
        }
        "isbn" => article.identifiers.push(number(context, element)),
        "article-version" => article.version = context.some(element),
        "article-categories" => {
            for group in element.all("subj-group") {
                article.subjects.push(subjects(context, group));
            }
        }
        "title-group" => title_group(context, element, article),
        "author-notes" => author_notes(context, element, article),
        "pub-date" => {
            let at = article.dates.len();
            article.dates.extend(dated(context, element, &DateKind::Published, at));
        }
        "history" => {
            for date in element.all("date") {
                let (kind, at) = (DateKind::Other("event".into()), article.dates.len());
                article.dates.extend(dated(context, date, &kind, at));
            }
        }
        "volume" => article.volume = context.some(element),
        "issue" => article.issue = context.some(element),
        "issue-part" => article.part = context.some(element),
        "supplement" => article.supplement = context.some(element),
        "issue-title" => {
            let lang = context.own_lang(element);
            let form = stated_form(element).unwrap_or_default();
            let value = context.rich(element);
            article.issue_title.push(Localized { lang, ..Localized::new(value).as_form(form) });
        }
        "elocation-id" => article.article_number = context.some(element),
        "fpage" | "lpage" | "page-range" => {}
        "permissions" => permissions(context, element, article),
        "self-uri" => {
            let title = Some(context.rich(element)).filter(|title| !title.is_empty());
            let said = element.attribute("href").map(str::to_owned);
            let url = said.or_else(|| title.as_ref().map(RichText::to_string));
            let content_type = element.attribute("content-type").map(str::to_owned);
            let url = url.unwrap_or_default();
            let title = title.filter(|title| title.as_plain() != Some(url.as_str()));
            article.links.push(Link { url, content_type, title });
        }
        "related-article" => article.related.push(related(context, element)),
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
            let count = element.first("page-count").and_then(|e| e.attribute("count"));
            article.page_count = count.map(str::to_owned);
        }
        "custom-meta-group" | "custom-meta-wrap" => {
            for custom in element.all("custom-meta") {
                custom_meta(context, custom, article);
            }
        }
        "contrib-group" | "aff" | "aff-alternatives" | "pub-date-not-available" => {}
        _ => context.unknown("article-meta", element),
    }
}

/// An identifier with the registry that its type names; `None` for an empty one.
pub(super) fn identifier(context: &mut Context<'_>, element: &Element<'_>) -> Option<Identifier> {
    let value = context.some(element)?;
    let scheme = match element.attribute("pub-id-type") {
        Some("custom") => element.attribute("custom-type").unwrap_or("custom"),
        said => said.unwrap_or("other"),
    };
    let bare_pmc = value.bytes().all(|b| b.is_ascii_digit());
    let identifier = match scheme.to_ascii_lowercase().as_str() {
        "pmc" | "pmcid" if bare_pmc => Identifier::new(Scheme::Pmcid, &format!("PMC{value}")),
        "pmc" if value.starts_with("PMC") => Identifier::new(Scheme::Pmcid, &value),
        "doi" => Identifier::new(Scheme::Doi, &value),
        _ => Identifier::new(Scheme::from_name(scheme), &value),
    };
    if let Err(error) = identifier.check() {
        context.warn(Code::BadIdentifier, element, error.to_string());
    }
    Some(identifier)
}

/// A group of subjects; those below another one are its parts.
fn subjects(context: &mut Context<'_>, group: &Element<'_>) -> KeywordGroup {
    let mut out = KeywordGroup {
        lang: context.own_lang(group),
        kind: group.attribute("subj-group-type").map(str::to_owned),
        ..KeywordGroup::default()
    };
    for element in group.elements() {
        match element.name {
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

fn narrower(context: &mut Context<'_>, group: &Element<'_>, out: &mut Vec<RichText>) {
    for inner in group.all("subj-group") {
        for subject in inner.all("subject") {
            out.push(context.rich(subject));
        }
        narrower(context, inner, out);
    }
}

fn keyword(context: &mut Context<'_>, element: &Element<'_>) -> Option<Keyword> {
    Some(context.rich(element)).filter(|text| !text.is_empty()).map(Keyword::new)
}

fn compound(context: &mut Context<'_>, element: &Element<'_>, part: &str) -> Option<Keyword> {
    let mut parts =
        element.all(part).map(|part| context.rich(part)).collect::<Vec<_>>().into_iter();
    let text = parts.next()?;
    Some(Keyword { text, parts: parts.collect() })
}

fn keywords(context: &mut Context<'_>, group: &Element<'_>) -> KeywordGroup {
    let mut out = KeywordGroup {
        lang: context.own_lang(group),
        kind: group.attribute("kwd-group-type").map(str::to_owned),
        ..KeywordGroup::default()
    };
    for element in group.elements() {
        match element.name {
            "title" => out.title = Some(context.title(element)).filter(|title| !title.is_empty()),
            "kwd" => out.keywords.extend(keyword(context, element)),
            "compound-kwd" => out.keywords.extend(compound(context, element, "compound-kwd-part")),
            "nested-kwd" | "unstructured-kwd-group" => {
                context.words_alone("kwd-group", element);
                out.keywords.extend(keyword(context, element));
            }
            "label" | "x" => {}
            _ => context.unknown("kwd-group", element),
        }
    }
    out
}

fn summary(context: &mut Context<'_>, element: &Element<'_>) -> Abstract {
    let is_translation = element.name == "trans-abstract";
    let default = if is_translation { Form::Translation } else { Form::Original };
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

fn section(context: &mut Context<'_>, element: &Element<'_>) -> Section {
    let mut out = Section::default();
    // NLM 2 allows an abstract that is text alone.
    if element.has_own_text() {
        out.paragraphs.push(context.rich(element));
        return out;
    }
    for child in element.elements() {
        match child.name {
            "title" => out.title = Some(context.title(child)).filter(|title| !title.is_empty()),
            "sec" => out.sections.push(section(context, child)),
            "label" | "object-id" | "x" => {}
            "sec-meta" | "fig" | "graphic" | "media" | "fn-group" => {
                context.unknown(element.name, child);
            }
            _ => out.paragraphs.extend(Some(context.rich(child)).filter(|text| !text.is_empty())),
        }
    }
    out
}

fn author_notes(context: &mut Context<'_>, element: &Element<'_>, article: &mut Article) {
    let mut notes: Vec<(Option<String>, Piece<RichText>)> = Vec::new();
    for note in element.all("fn") {
        let kind = match note.attribute("fn-type") {
            Some("custom") => note.attribute("custom-type"),
            kind => kind,
        };
        let value = context.rich(note);
        if !value.is_empty() {
            let mut piece = Piece::new(note, context.own_lang(note), value);
            piece.follows = Some(piece.follows == Some(true));
            notes.push((kind.map(str::to_owned), piece));
        }
    }
    for (kind, piece) in notes {
        match article.notes.last_mut() {
            Some(last) if piece.follows == Some(true) => last.text.push(piece.value),
            _ => article.notes.push(Note { kind, text: piece.value.into() }),
        }
    }
}

fn permissions(context: &mut Context<'_>, element: &Element<'_>, article: &mut Article) {
    let out = article.permissions.get_or_insert_with(Default::default);
    let statements = pieces(context, element, "copyright-statement");
    out.statement.extend(statements.into_iter().map(|piece| piece.value));
    out.year = element.first("copyright-year").and_then(|year| context.some(year));
    out.holders = gather(pieces(context, element, "copyright-holder"));
    for license in element.all("license") {
        let mut item = License {
            url: license.attribute("href").map(str::to_owned),
            kind: license.attribute("license-type").map(str::to_owned),
            ..License::default()
        };
        let lang = context.own_lang(license);
        for child in license.elements() {
            match child.name {
                "license_ref" => {
                    let url = context.some(child);
                    item.url = item.url.or(url);
                }
                _ => license_text(context, child, lang.as_ref(), &mut item),
            }
        }
        out.licenses.push(item);
    }
}

/// Paragraphs of a licence are one text, unless one says that it is another form of the first.
fn license_text(
    context: &mut Context<'_>,
    element: &Element<'_>,
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

fn funding(context: &mut Context<'_>, element: &Element<'_>, article: &mut Article) {
    for group in element.all("award-group") {
        let mut sources = Vec::new();
        let mut identifiers = Vec::new();
        for source in group.all("funding-source") {
            let wrap = source.first("institution-wrap");
            for id in wrap.into_iter().flat_map(|wrap| wrap.all("institution-id")) {
                let scheme = id.attribute("institution-id-type").unwrap_or("other");
                let lower = scheme.to_lowercase();
                let known = Scheme::KNOWN.iter().find(|scheme| scheme.as_str() == lower);
                let scheme = known.cloned().unwrap_or_else(|| Scheme::from_name(scheme));
                identifiers.push(Identifier::new(scheme, &context.plain(id)));
            }
            let value = context.rich(source);
            if !value.is_empty() {
                sources.push(Piece::new(source, context.own_lang(source), value));
            }
        }
        let awards: Vec<_> = group.all("award-id").filter_map(|id| context.some(id)).collect();
        let mut funders = gather(sources).into_iter();
        let first = Funding { funder: funders.next().unwrap_or_default(), identifiers, awards };
        article.funding.push(first);
        article.funding.extend(funders.map(|funder| Funding { funder, ..Funding::default() }));
    }
    let statements = pieces(context, element, "funding-statement");
    article.funding_statement.extend(statements.into_iter().map(|piece| piece.value));
}

/// The name, place, time and sponsors of a conference.
pub(super) fn conference(context: &mut Context<'_>, element: &Element<'_>, event: &mut Event) {
    let all = |pieces: Vec<Piece<RichText>>| pieces.into_iter().map(|piece| piece.value);
    event.title.extend(all(pieces(context, element, "conf-name")));
    event.title_addon.extend(all(pieces(context, element, "conf-theme")));
    event.place.extend(all(pieces(context, element, "conf-loc")));
    event.sponsors.extend(gather(pieces(context, element, "conf-sponsor")));
    if let Some(date) = element.first("conf-date") {
        event.date = date_value(context, date, "event.date");
    }
}

fn related(context: &mut Context<'_>, element: &Element<'_>) -> Related {
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
fn custom_meta(context: &mut Context<'_>, element: &Element<'_>, article: &mut Article) {
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

/// A date with the event it belongs to. `at` is its position among the dates.
pub(super) fn dated(
    context: &mut Context<'_>,
    element: &Element<'_>,
    default: &DateKind,
    at: usize,
) -> Option<Dated> {
    let kind = match element.attribute("date-type").or_else(|| element.attribute("pub-type")) {
        Some("pmc-release") => DateKind::Other("pmc-release".into()),
        Some(kind) => known_or(DATES, kind, DateKind::from_name),
        None => default.clone(),
    };
    let value = date_value(context, element, &format!("dates[{at}]"))?;
    Some(Dated { kind, medium: medium(element), value })
}

/// The value of an element that holds a date: its ISO form, its parts, else its words.
/// `field` is the field it is read for.
pub(super) fn date_value(
    context: &mut Context<'_>,
    element: &Element<'_>,
    field: &str,
) -> Option<DateValue> {
    let parts = date_parts(context, element, field);
    let iso = element
        .attribute("iso-8601-date")
        .or_else(|| element.first("year").and_then(|year| year.attribute("iso-8601-date")))
        .and_then(|text| text.trim().parse::<DateValue>().ok());
    match (iso, parts) {
        // The parts may say more: a year's own ISO form knows no month.
        (Some(DateValue::At(iso)), Some(parts))
            if iso.month.is_none() && parts.month.is_some() && iso.year == parts.year =>
        {
            Some(DateValue::At(parts))
        }
        (Some(iso), _) => Some(iso),
        (None, Some(parts)) => Some(DateValue::At(parts)),
        (None, None) => {
            if let Some(words) = element.first("string-date") {
                return date_value(context, words, field);
            }
            let words = context.some(element)?;
            if element.first("year").is_some() || element.name == "pub-date" {
                let message = format!("`{words}` is no date; it is kept as words");
                context.warn_of(Code::BadDate, field, element, message);
            }
            Some(DateValue::Literal(words))
        }
    }
}

fn date_parts(context: &mut Context<'_>, element: &Element<'_>, field: &str) -> Option<Date> {
    let mut part = |name: &str| element.first(name).and_then(|e| context.some(e));
    let year: i32 = part("year").filter(|year| year.len() == 4)?.parse().ok()?;
    let (month, day, season) = (part("month"), part("day"), part("season"));
    if let Some(season) = season.as_deref().and_then(season_named) {
        return Some(Date::from_season(year, season));
    }
    let Some(words) = month else {
        return season.is_none().then(|| Date::from_year(year));
    };
    let Some(month) = month_named(&words) else {
        let message = format!("`{words}` is no month; the year {year} alone is kept");
        context.warn_of(Code::BadDate, field, element, message);
        return Some(Date::from_year(year));
    };
    let whole = match &day {
        None => Date::from_ymd(year, Some(month), None),
        Some(day) => day.parse().ok().and_then(|day| Date::from_ymd(year, Some(month), Some(day))),
    };
    if let (None, Some(day)) = (&whole, &day) {
        let message = format!("`{day}` is no day of {year}-{month:02}; it is left out");
        context.warn_of(Code::BadDate, field, element, message);
    }
    whole
        .or_else(|| Date::from_ymd(year, Some(month), None))
        .or_else(|| Some(Date::from_year(year)))
}

fn month_named(text: &str) -> Option<u8> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    if let Ok(number) = text.parse() {
        return (1..=12).contains(&number).then_some(number);
    }
    let lower = text.to_lowercase();
    let at = MONTHS.iter().position(|month| lower.starts_with(month))?;
    u8::try_from(at + 1).ok()
}

fn season_named(text: &str) -> Option<Season> {
    match text.to_lowercase().as_str() {
        "spring" => Some(Season::Spring),
        "summer" => Some(Season::Summer),
        "autumn" | "fall" => Some(Season::Autumn),
        "winter" => Some(Season::Winter),
        _ => None,
    }
}

/// `fpage`, `lpage` and `page-range` as one.
pub(super) fn pages(context: &mut Context<'_>, parent: &Element<'_>) -> Option<String> {
    let mut part = |name: &str| parent.first(name).and_then(|e| context.some(e));
    let (range, first, last) = (part("page-range"), part("fpage"), part("lpage"));
    range.or(match (first, last) {
        (Some(first), Some(last)) => Some(format!("{first}-{last}")),
        (first, last) => first.or(last),
    })
}

/// The first row of a kind's table, else its own name.
pub(super) fn date_type(kind: &DateKind) -> &str {
    kinds::written(DATES, kind).unwrap_or(kind.as_str())
}
