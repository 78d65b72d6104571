//! Reads contributors, their names and where they work.

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap};

use super::inline::{Context, is_other_language, is_particle, stated_form};
use super::kinds::{self, CONTRIB_TYPES};
use super::read_front::first;
use super::tree::Element;
use crate::model::{
    Affiliation, AffiliationParts, Article, Contributor, Form, Identifier, Lang, List, Localized,
    Multilingual, Name, NameStyle, PersonName, Role, RoleStatement, Scheme,
};
use crate::report::Code;

/// What nobody refers to is given to everybody only if it is no more than this: otherwise a file
/// could ask for far more memory than it has bytes.
const MANY: usize = 16;

/// The affiliations of a record by the ids that contributors refer to.
#[derive(Default)]
pub(super) struct Affiliations<'t> {
    by_id: HashMap<&'t str, usize>,
    /// The same by where they begin: some have no id.
    by_start: HashMap<usize, usize>,
    /// E-mail addresses of correspondence, by id, and whether somebody has them.
    correspondence: HashMap<&'t str, (Vec<String>, Cell<bool>)>,
    /// What the footnotes that contributors refer to say of them, by id.
    footnotes: HashMap<&'t str, Mark>,
}

/// What a footnote says of all who refer to it.
#[derive(Clone, Copy)]
enum Mark {
    Equal,
    Deceased,
    Corresponding,
}

/// `fn/@fn-type`.
const MARKS: &[(&str, Mark)] =
    &[("equal", Mark::Equal), ("deceased", Mark::Deceased), ("corresp", Mark::Corresponding)];

/// Reads every contributor of `meta` (an `article-meta` or `front-stub`) into `article`.
pub(super) fn contributors(context: &mut Context<'_>, meta: Element<'_>, article: &mut Article) {
    let mut known = Affiliations::default();
    // In the order of the document, so that positions follow what is printed.
    for element in meta.elements() {
        match element.name() {
            "contrib-group" => group_affiliations(context, element, article, &mut known),
            "aff" | "aff-alternatives" => {
                affiliation(context, element, article, &mut known);
            }
            "author-notes" => {
                for corresp in element.all("corresp") {
                    let emails = corresp.all("email").filter_map(|e| context.some(e)).collect();
                    let id = corresp.attribute("id").unwrap_or_default();
                    known.correspondence.insert(id, (emails, Cell::new(false)));
                }
                for note in element.all("fn") {
                    let mark = note.attribute("fn-type").and_then(|kind| kinds::read(MARKS, kind));
                    if let (Some(id), Some(mark)) = (note.attribute("id"), mark) {
                        known.footnotes.insert(id, mark);
                    }
                }
            }
            _ => {}
        }
    }
    for group in meta.all("contrib-group") {
        group.read();
        contrib_group(context, group, article, &known);
    }
    for corresp in meta.all("author-notes").flat_map(|notes| notes.all("corresp")) {
        let id = corresp.attribute("id").unwrap_or_default();
        if known.correspondence.get(id).is_some_and(|(_, used)| !used.get()) {
            corresp.all("email").for_each(Element::unread);
        }
    }
}

/// Reads the people of a journal: they have no affiliation that a record could hold.
pub(super) fn journal_people(
    context: &mut Context<'_>,
    group: Element<'_>,
    out: &mut List<Contributor>,
) {
    group.read();
    let usual = group.attribute("content-type").map_or(Role::Editor, role);
    for contrib in group.all("contrib") {
        out.push(contributor(context, contrib, &usual, &Affiliations::default()));
    }
}

fn group_affiliations<'t>(
    context: &mut Context<'_>,
    group: Element<'t>,
    article: &mut Article,
    known: &mut Affiliations<'t>,
) {
    for element in group.elements() {
        match element.name() {
            "aff" | "aff-alternatives" => {
                affiliation(context, element, article, known);
            }
            "contrib" | "collab" | "collab-wrap" | "contrib-group" | "collab-alternatives" => {
                group_affiliations(context, element, article, known);
            }
            _ => {}
        }
    }
}

fn contrib_group(
    context: &mut Context<'_>,
    group: Element<'_>,
    article: &mut Article,
    known: &Affiliations<'_>,
) {
    let usual = group.attribute("content-type").map_or(Role::Author, role);
    let first = article.contributors.len();
    article.contributors.reserve_exact(group.all("contrib").count());
    for element in group.elements() {
        match element.name() {
            "contrib" => {
                let contributor = contributor(context, element, &usual, known);
                if let Some(true) = element.first("etal").map(|_| contributor.name.is_empty()) {
                    article.others.push(contributor.role);
                } else {
                    article.contributors.push(contributor);
                }
            }
            "etal" => {
                let last = article.contributors.last();
                article.others.push(last.map_or_else(|| usual.clone(), |c| c.role.clone()));
                element.read();
            }
            "x" => element.read_whole(),
            _ => {}
        }
    }
    // An affiliation that stands in the group and that nobody refers to is everybody's.
    let own: List<usize> = group
        .elements()
        .filter(|e| matches!(e.name(), "aff" | "aff-alternatives"))
        .filter_map(|e| known.at(e.start()))
        .collect();
    let members = article.contributors.get_mut(first..).unwrap_or_default();
    if (1..=MANY).contains(&own.len()) && members.iter().all(|c| c.affiliations.is_empty()) {
        for member in members {
            member.affiliations.clone_from(&own);
        }
    }
}

impl Affiliations<'_> {
    fn at(&self, start: usize) -> Option<usize> {
        self.by_start.get(&start).copied()
    }

    fn referred(&self, ids: &str) -> impl Iterator<Item = usize> {
        ids.split_ascii_whitespace().filter_map(|id| self.by_id.get(id)).copied()
    }
}

/// The role that a `contrib-type` names.
pub(super) fn role(text: &str) -> Role {
    let text = text.trim();
    if let Some(known) = kinds::read(CONTRIB_TYPES, text) {
        return known;
    }
    let known = |text: &str| Role::KNOWN.iter().find(|role| role.as_str() == text).cloned();
    known(text)
        .or_else(|| known(&text.to_lowercase().replace([' ', '_'], "-")))
        .unwrap_or_else(|| Role::from_name(text))
}

fn contributor(
    context: &mut Context<'_>,
    element: Element<'_>,
    usual: &Role,
    known: &Affiliations<'_>,
) -> Contributor {
    let mut contributor = Contributor {
        role: element.attribute("contrib-type").map_or_else(|| usual.clone(), role),
        corresponding: element.attribute("corresp") == Some("yes"),
        equal_contribution: element.attribute("equal-contrib") == Some("yes"),
        deceased: element.attribute("deceased") == Some("yes"),
        ..Contributor::default()
    };
    element.read();
    let mut ids: Vec<&str> = element.attribute("rid").into_iter().collect();
    for child in element.elements() {
        match child.name() {
            "contrib-id" => contrib_id(context, child, &mut contributor),
            name if is_name(name) => {
                contributor.name.extend(names(context, child));
                members(context, child, &contributor.role, known, &mut contributor.members);
            }
            "aff" | "aff-alternatives" => contributor.affiliations.extend(known.at(child.start())),
            "email" => contributor.emails.extend(context.some(child)),
            "address" => {
                contributor.emails.extend(child.all("email").filter_map(|e| context.some(e)));
            }
            "role" => contributor.tasks.push(task(context, child)),
            "xref" if reference(child, known, &mut contributor) => {
                child.read_whole();
                ids.extend(child.attribute("rid"));
            }
            "uri" | "ext-link" => link(context, child, &mut contributor),
            "etal" | "x" => child.read_whole(),
            _ => {}
        }
    }
    let mut seen_affiliations: BTreeSet<usize> = contributor.affiliations.iter().copied().collect();
    for ids in ids {
        for at in known.referred(ids) {
            if seen_affiliations.insert(at) {
                contributor.affiliations.push(at);
            }
        }
    }
    let mut seen = BTreeSet::new();
    contributor.emails.retain(|email| seen.insert(email.clone()));
    contributor
}

/// Follows a reference. Whether it leads to something that the contributor has now, or will.
fn reference(
    element: Element<'_>,
    known: &Affiliations<'_>,
    contributor: &mut Contributor,
) -> bool {
    let ids = element.attribute("rid").unwrap_or_default();
    let kind = element.attribute("ref-type");
    let mut is_used = kind == Some("corresp");
    contributor.corresponding |= is_used;
    for id in ids.split_ascii_whitespace() {
        is_used |= known.by_id.contains_key(id);
        if let Some((emails, used)) = known.correspondence.get(id) {
            contributor.corresponding = true;
            contributor.emails.extend(emails.iter().take(MANY).cloned());
            used.set(true);
            is_used = true;
        }
        match known.footnotes.get(id) {
            Some(Mark::Equal) => contributor.equal_contribution = true,
            Some(Mark::Deceased) => contributor.deceased = true,
            Some(Mark::Corresponding) => contributor.corresponding = true,
            None => continue,
        }
        is_used = true;
    }
    is_used
}

/// An address of a contributor on the web: an ORCID iD, or one of whatever sort.
fn link(context: &mut Context<'_>, element: Element<'_>, contributor: &mut Contributor) {
    let words = context.plain(element);
    let url = element.attribute("href").map_or(words.as_str(), str::trim);
    let kind = element.attribute("ext-link-type").unwrap_or("uri");
    match url.parse() {
        Ok(orcid) if contributor.orcid.is_none() => contributor.orcid = Some(orcid),
        _ if url.is_empty() || (words != url && !words.is_empty()) => element.unread(),
        _ => contributor.identifiers.push(Identifier::new(Scheme::from_name(kind), url)),
    }
}

fn contrib_id(context: &mut Context<'_>, element: Element<'_>, contributor: &mut Contributor) {
    let Some(value) = context.some(element) else { return };
    let scheme = element.attribute("contrib-id-type").unwrap_or("other");
    if !scheme.eq_ignore_ascii_case("orcid") {
        let scheme = Scheme::from_name(scheme);
        contributor.identifiers.push(Identifier::new(scheme, &value));
        return;
    }
    match value.parse() {
        Ok(orcid) if contributor.orcid.is_none() => contributor.orcid = Some(orcid),
        Ok(_) => contributor.identifiers.push(Identifier::new(Scheme::Orcid, &value)),
        Err(error) => {
            context.warn(Code::BadIdentifier, element, error.to_string());
            contributor.identifiers.push(Identifier::new(Scheme::Orcid, &value));
        }
    }
}

fn task(context: &mut Context<'_>, element: Element<'_>) -> RoleStatement {
    let attribute = |name| element.attribute(name).map(str::to_owned);
    let mut task = RoleStatement {
        text: context.plain(element),
        lang: context.lang(element),
        vocabulary: attribute("vocab"),
        term: attribute("vocab-term"),
        term_url: attribute("vocab-term-identifier"),
    };
    // Before JATS 1.2 the address of a CRediT role stood in `content-type`.
    if let Some(url) = element.attribute("content-type").filter(|url| url.contains("//credit.")) {
        task.vocabulary.get_or_insert_with(|| "credit".to_owned());
        task.term_url.get_or_insert_with(|| url.to_owned());
    }
    task
}

fn members(
    context: &mut Context<'_>,
    element: Element<'_>,
    usual: &Role,
    known: &Affiliations<'_>,
    out: &mut List<Contributor>,
) {
    for child in element.elements() {
        match child.name() {
            "contrib-group" => {
                child.read();
                for contrib in child.all("contrib") {
                    out.push(contributor(context, contrib, usual, known));
                }
            }
            "collab" | "collab-wrap" => members(context, child, usual, known, out),
            _ => {}
        }
    }
}

/// Whether an element of that name is somebody's name. The last three are new in JATS 1.4.
pub(super) fn is_name(name: &str) -> bool {
    matches!(
        name,
        "name"
            | "string-name"
            | "collab"
            | "anonymous"
            | "name-alternatives"
            | "collab-alternatives"
            | "collab-wrap"
            | "collab-name"
            | "collab-name-alternatives"
    )
}

/// The forms of one name.
pub(super) fn names(context: &mut Context<'_>, element: Element<'_>) -> Multilingual<Name> {
    match element.name() {
        // The name, and beside it the members.
        "collab-wrap" => {
            let inner = element.elements().filter(|e| is_name(e.name()));
            inner.flat_map(|inner| names(context, inner)).collect()
        }
        "name-alternatives" | "collab-alternatives" | "collab-name-alternatives" => {
            let read = |e| {
                let value = Localized { lang: context.lang(e), ..Localized::new(name(context, e)) };
                (stated_form(e), value)
            };
            let mut forms: Vec<_> = element.elements().map(read).collect();
            let said = forms.iter().any(|(form, _)| form.is_some());
            if !said {
                own_language_first(&mut forms, context.language.as_ref());
            }
            let first = forms.first().map(|(_, first)| first.clone());
            forms
                .into_iter()
                .map(|(form, name)| match (form, &first) {
                    (Some(form), _) => name.as_form(form),
                    (None, Some(first)) if !said => {
                        let form = guessed_form(first, &name);
                        name.as_form(form)
                    }
                    _ => name,
                })
                .collect()
        }
        _ => {
            let mut value = Localized::new(name(context, element));
            value.form = stated_form(element).unwrap_or_default();
            value.lang = context.own_lang(element);
            value.into()
        }
    }
}

/// Which form comes first says nothing; the one in the article's language is the primary one.
fn own_language_first<T>(forms: &mut Vec<(Option<Form>, Localized<T>)>, language: Option<&Lang>) {
    let Some(language) = language else { return };
    let is_own = |(_, value): &(_, Localized<T>)| {
        value.lang.as_ref().is_some_and(|lang| lang.primary() == language.primary())
    };
    if forms.first().is_some_and(|first| !is_own(first))
        && let Some(at) = forms.iter().position(is_own)
    {
        let own = forms.remove(at);
        forms.insert(0, own);
    }
}

/// What a second form of a name must be, by its script.
fn guessed_form(first: &Localized<Name>, other: &Localized<Name>) -> Form {
    if first == other {
        return Form::Original;
    }
    let is_latin =
        |name: &Name| name.to_string().chars().filter(|c| c.is_alphabetic()).all(|c| c < '\u{250}');
    match other.lang.as_ref().and_then(Lang::script) {
        Some("Hira" | "Kana" | "Hrkt") => Form::Transcription,
        _ if is_latin(&other.value) && !is_latin(&first.value) => Form::Transliteration,
        _ => Form::Original,
    }
}

fn name(context: &mut Context<'_>, element: Element<'_>) -> Name {
    let is_part = |e: Element<'_>| matches!(e.name(), "surname" | "given-names");
    match element.name() {
        "collab" | "collab-name" => Name::Organization(context.plain(element).into()),
        "anonymous" => {
            element.read();
            Name::Anonymous
        }
        "name" => Name::Person(person(context, element)),
        _ if element.elements().any(is_part) => Name::Person(person(context, element)),
        _ => Name::Literal(context.plain(element).into()),
    }
}

fn person(context: &mut Context<'_>, element: Element<'_>) -> PersonName {
    let mut name = PersonName {
        style: match element.attribute("name-style") {
            Some("western") => Some(NameStyle::Western),
            Some("eastern") => Some(NameStyle::Eastern),
            Some("islensk") => Some(NameStyle::Islensk),
            Some("given-only") => Some(NameStyle::GivenOnly),
            _ => None,
        },
        ..PersonName::default()
    };
    for child in element.elements() {
        match child.name() {
            "surname" => surname(context, child, &mut name),
            "given-names" => name.given = context.plain(child).into(),
            "suffix" => {
                name.suffix = context.plain(child).into();
                name.comma_suffix = child.attribute("content-type") == Some("comma");
            }
            "x" => child.read_whole(),
            _ => {}
        }
    }
    name
}

/// A family name; the particles that the writer marks are set apart.
fn surname(context: &mut Context<'_>, element: Element<'_>, name: &mut PersonName) {
    let mut particles = element.elements().filter(|part| is_particle(*part)).peekable();
    if particles.peek().is_none() {
        name.family = context.plain(element).into();
        return;
    }
    for part in particles {
        let text = context.plain(part);
        match part.attribute("content-type") {
            Some("non-dropping-particle") => name.non_dropping_particle = text.into(),
            _ => name.dropping_particle = text.into(),
        }
    }
    name.family = context.family(element);
}

fn affiliation<'t>(
    context: &mut Context<'_>,
    element: Element<'t>,
    article: &mut Article,
    known: &mut Affiliations<'t>,
) {
    let mut affiliation = Affiliation::default();
    let mut ids: Vec<&str> = element.attribute("id").into_iter().collect();
    if element.name() == "aff-alternatives" {
        let mut forms: Vec<(Option<Form>, Localized<AffiliationParts>)> = Vec::new();
        for aff in element.all("aff") {
            ids.extend(aff.attribute("id"));
            let parts = affiliation_parts(context, aff, &mut affiliation);
            let value = Localized { lang: context.lang(aff), ..Localized::new(parts) };
            forms.push((stated_form(aff), value));
        }
        if forms.iter().all(|(form, _)| form.is_none()) {
            own_language_first(&mut forms, context.language.as_ref());
        }
        for (form, value) in forms {
            let is_new = is_other_language(&affiliation.forms, &value);
            let form = form.unwrap_or_else(|| {
                if is_new && !affiliation.forms.is_empty() {
                    Form::Translation
                } else {
                    Form::Original
                }
            });
            affiliation.forms.push(value.as_form(form));
        }
    } else {
        let parts = affiliation_parts(context, element, &mut affiliation);
        let lang = context.own_lang(element);
        if parts != AffiliationParts::default() || context.lang(element).is_some() {
            let form = stated_form(element).unwrap_or_default();
            let value = Localized { lang, ..Localized::new(parts) };
            affiliation.forms.push(value.as_form(form));
        }
    }
    let at = article.affiliations.len();
    article.affiliations.push(affiliation);
    for id in ids {
        known.by_id.entry(id).or_insert(at);
    }
    known.by_start.insert(element.start(), at);
}

fn affiliation_parts(
    context: &mut Context<'_>,
    element: Element<'_>,
    affiliation: &mut Affiliation,
) -> AffiliationParts {
    let mut parts = AffiliationParts::default();
    let mut printed = None;
    address(context, element, &mut parts, &mut printed, affiliation);
    // Words outside of any part, but for the punctuation between parts.
    let loose = element.has_own_words()
        || element.elements().any(|e| matches!(e.name(), "italic" | "bold" | "named-content"));
    parts.text = if printed.is_some() {
        printed
    } else if loose || parts == AffiliationParts::default() {
        let whole = context.plain(element);
        let whole = whole.trim_start_matches([',', ';']).trim_start();
        Some(whole.to_owned()).filter(|text| !text.is_empty())
    } else {
        None
    };
    parts
}

fn address(
    context: &mut Context<'_>,
    element: Element<'_>,
    parts: &mut AffiliationParts,
    printed: &mut Option<String>,
    affiliation: &mut Affiliation,
) {
    let mut normalized = Vec::new();
    for child in element.elements() {
        match child.name() {
            "institution" => {
                let kind = child.attribute("content-type").unwrap_or_default();
                let Some(text) = context.some(child) else { continue };
                if kind == "original" && printed.is_none() {
                    *printed = Some(text);
                } else if kind == "normalized" {
                    normalized.push((child, text));
                } else if kind.contains("dept")
                    || kind.contains("div")
                    || parts.institution.is_some()
                {
                    parts.departments.push(text);
                } else {
                    parts.institution = Some(text);
                }
            }
            "institution-wrap" => address(context, child, parts, printed, affiliation),
            "institution-id" => {
                let identifier = institution_id(context, child);
                // The forms of one affiliation repeat them.
                if !affiliation.identifiers.iter().take(MANY).any(|known| *known == identifier) {
                    affiliation.identifiers.push(identifier);
                }
            }
            "addr-line" => {
                let inner = child.elements().any(|e| {
                    matches!(e.name(), "city" | "state" | "postal-code" | "country" | "institution")
                });
                if inner {
                    address(context, child, parts, printed, affiliation);
                } else if !child.has_own_words() && child.first("named-content").is_some() {
                    child.all("named-content").for_each(|e| address_line(context, e, parts));
                } else {
                    address_line(context, child, parts);
                }
            }
            "city" => first(context, child, &mut parts.city),
            "state" => first(context, child, &mut parts.state),
            "postal-code" => first(context, child, &mut parts.postal_code),
            "named-content" if element.name() == "addr-line" => address_line(context, child, parts),
            "label" => child.read_whole(),
            // A mark like a label: more would be among the words of the affiliation.
            "sup" => child.read_whole(),
            "country" => {
                first(context, child, &mut parts.country);
                if child.words().trim().is_empty() {
                    child.read();
                }
                if affiliation.country_code.is_none() {
                    affiliation.country_code = child.attribute("country").map(str::to_owned);
                }
            }
            _ => {}
        }
    }
    for (child, text) in normalized {
        match &parts.institution {
            None => parts.institution = Some(text),
            Some(known) if *known == text => {}
            Some(_) => child.unread(),
        }
    }
}

/// A line of an address, or the part that its `content-type` says it is.
fn address_line(context: &mut Context<'_>, element: Element<'_>, parts: &mut AffiliationParts) {
    let part = match element.attribute("content-type") {
        Some("city") => &mut parts.city,
        Some("state") => &mut parts.state,
        Some("country") => &mut parts.country,
        Some("postcode" | "postal-code" | "zipcode") => &mut parts.postal_code,
        _ => return parts.address.extend(context.some(element)),
    };
    first(context, element, part);
}

/// An identifier of an institution. Files write the names of the registries in any case.
pub(super) fn institution_id(context: &mut Context<'_>, element: Element<'_>) -> Identifier {
    let scheme = element.attribute("institution-id-type").unwrap_or("other");
    let lower = scheme.to_lowercase();
    let known = Scheme::KNOWN.iter().find(|scheme| scheme.as_str() == lower);
    let scheme = known.cloned().unwrap_or_else(|| Scheme::from_name(scheme));
    Identifier::new(scheme, &context.plain(element))
}
