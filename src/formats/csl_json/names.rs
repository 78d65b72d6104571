//! CSL's name variables.

use std::borrow::{Borrow, Cow};
use std::collections::VecDeque;

use serde::Serialize;

use crate::model::{
    Affiliation, AffiliationParts, Contributor, Form, Identifier, Lang, List, Localized,
    Multilingual, Name, NameStyle, Orcid, PersonName, Role, RoleStatement, Scheme, is_default,
};
use crate::report::{Code, Diagnostic};

use super::added;
use super::fields::{self, Home, Names};
use super::json::{self, Json, Members, Object, Raw, Shape};
use super::multi;
use super::read::{Reading, cut};

/// The name variable of a role.
pub(super) fn variable_of(role: &Role) -> Option<&'static str> {
    place_of_role(role).map(fields::name_at)
}

/// The place of a role's variable in the table.
pub(super) fn place_of_role(role: &Role) -> Option<usize> {
    // A variable has the name of its role: a test says so.
    let place = fields::place_of(role.as_str())?;
    match &fields::VARIABLES.get(place)?.home {
        Home::Names(Names::Role(of)) if of == role => Some(place),
        _ => None,
    }
}

/// The members of a name, or nothing if there is no name to write.
pub(super) fn write(name: &Name) -> Option<Object> {
    let mut out = Object::new();
    match name {
        Name::Person(person) => {
            let parts = [
                ("family", &person.family),
                ("given", &person.given),
                ("dropping-particle", &person.dropping_particle),
                ("non-dropping-particle", &person.non_dropping_particle),
                ("suffix", &person.suffix),
            ];
            for (member, part) in parts.into_iter().filter(|(_, part)| !part.is_empty()) {
                out.push((member.into(), Json::text(part.clone())));
            }
            if out.is_empty() {
                return None;
            }
            if person.comma_suffix {
                out.push(("comma-suffix".into(), Json::Bool(true)));
            }
            if person.style == Some(NameStyle::Eastern) {
                out.push(("static-ordering".into(), Json::Bool(true)));
            }
        }
        Name::Organization(text) | Name::Literal(text) if !text.is_empty() => {
            out.push(("literal".into(), Json::text(text.clone())));
        }
        _ => return None,
    }
    Some(out)
}

/// Whether a contributor has a variable and a name to write in it.
pub(super) fn is_written(contributor: &Contributor) -> bool {
    variable_of(&contributor.role).is_some() && contributor.name.primary().and_then(write).is_some()
}

/// What a name is read as after it was written.
fn as_read(name: &Name) -> Name {
    match name {
        Name::Organization(text) => Name::Literal(text.clone()),
        Name::Person(person) if person.style.is_some_and(|s| s != NameStyle::Eastern) => {
            Name::Person(PersonName { style: None, ..person.clone() })
        }
        other => other.clone(),
    }
}

/// Whether `written` is a name that is read as `read`, as far as its variable says.
fn is_read_as(written: &Multilingual<Name>, read: &Multilingual<Name>) -> bool {
    written.primary().map(as_read).as_ref() == read.primary()
}

/// A contributor as `custom` has it: without the name where its variable gives that.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(clippy::struct_excessive_bools, reason = "as a contributor has them, and one more")]
pub(super) struct Rest<'a> {
    #[serde(skip_serializing_if = "no")]
    role: &'a Role,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a Multilingual<Name>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    orcid: Option<&'a Orcid>,
    #[serde(skip_serializing_if = "no")]
    identifiers: &'a List<Identifier>,
    #[serde(skip_serializing_if = "no")]
    affiliations: &'a List<usize>,
    #[serde(skip_serializing_if = "no")]
    emails: &'a List<String>,
    #[serde(skip_serializing_if = "is_default")]
    corresponding: bool,
    #[serde(skip_serializing_if = "is_default")]
    equal_contribution: bool,
    #[serde(skip_serializing_if = "is_default")]
    deceased: bool,
    #[serde(skip_serializing_if = "no")]
    tasks: &'a List<RoleStatement>,
    #[serde(skip_serializing_if = "no")]
    members: &'a List<Contributor>,
    /// Said outright where there is none, so that no name of the variable is taken for it.
    #[serde(rename = "name", skip_serializing_if = "is_default")]
    nameless: Option<[(); 0]>,
    #[serde(skip_serializing_if = "is_default")]
    organization: bool,
    #[serde(skip_serializing_if = "is_default")]
    forms: Option<Vec<Form>>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
fn no<T: Default + PartialEq>(value: &&T) -> bool {
    is_default(*value)
}

/// A contributor as far as its variable does not give it, where the name differs so from what the
/// variable says.
pub(super) fn rest(person: &Contributor, written: bool, differs: Difference) -> Rest<'_> {
    let Contributor {
        role,
        name,
        orcid,
        identifiers,
        affiliations,
        emails,
        corresponding,
        equal_contribution,
        deceased,
        tasks,
        members,
    } = person;
    let (forms, organization) = match differs {
        Difference::Known { forms, organization } => (forms, organization),
        Difference::None | Difference::Other => (false, false),
    };
    let whole = matches!(differs, Difference::Other) && !name.is_empty();
    Rest {
        role,
        name: whole.then_some(name),
        orcid: orcid.as_ref(),
        identifiers,
        affiliations,
        emails,
        corresponding: *corresponding,
        equal_contribution: *equal_contribution,
        deceased: *deceased,
        tasks,
        members,
        nameless: (!whole && !written).then_some([]),
        organization,
        forms: forms.then(|| name.iter().map(|form| form.form).collect()),
    }
}

/// The contributors as far as their variables do not give them.
pub(super) fn supplement<'a>(
    contributors: &'a [Contributor],
    read: &[Contributor],
) -> Vec<Rest<'a>> {
    let mut queues = queues(read.iter());
    let rest = |person: &'a Contributor| {
        let written = is_written(person);
        let read = if written { next(&mut queues, &person.role) } else { None };
        let differs = read.map_or(Difference::Other, |read| difference(&person.name, &read.name));
        rest(person, written, differs)
    };
    contributors.iter().map(rest).collect()
}

pub(super) fn form_names(forms: impl Iterator<Item = Form>) -> Json {
    Json::Array(forms.map(|form| Json::text(form.as_str())).collect())
}

/// How a name differs from what its variable and `multi` say.
#[derive(Clone, Copy)]
pub(super) enum Difference {
    None,
    /// A difference that there is a short way to say.
    Known {
        forms: bool,
        organization: bool,
    },
    Other,
}

fn difference(name: &Multilingual<Name>, read: &Multilingual<Name>) -> Difference {
    if name == read {
        return Difference::None;
    }
    if name.len() != read.len() {
        return Difference::Other;
    }
    let organization = name.iter().all(|form| matches!(form.value, Name::Organization(_)));
    let same = name.iter().zip(read).all(|(a, b)| {
        let value = if organization { as_read(&a.value) == b.value } else { a.value == b.value };
        value && a.lang == b.lang
    });
    if same {
        let forms = name.iter().zip(read).any(|(a, b)| a.form != b.form);
        Difference::Known { forms, organization }
    } else {
        Difference::Other
    }
}

type Queues<C> = Vec<(Role, VecDeque<C>)>;

fn queues<C: Borrow<Contributor>>(contributors: impl Iterator<Item = C>) -> Queues<C> {
    let mut queues = Queues::new();
    for contributor in contributors {
        let role = &contributor.borrow().role;
        match queues.iter_mut().find(|(of, _)| of == role) {
            Some((_, queue)) => queue.push_back(contributor),
            None => queues.push((role.clone(), VecDeque::from([contributor]))),
        }
    }
    queues
}

fn next<C>(queues: &mut Queues<C>, role: &Role) -> Option<C> {
    queues.iter_mut().find(|(of, _)| of == role)?.1.pop_front()
}

/// How the forms of a name differ from what is read, where each one of them is exact.
pub(super) fn difference_of_exact(name: &Multilingual<Name>) -> Difference {
    let organization = name.iter().all(|form| matches!(form.value, Name::Organization(_)));
    let forms = name.others().iter().any(|form| form.form != Form::Transliteration);
    if forms || organization { Difference::Known { forms, organization } } else { Difference::None }
}

/// A name taken apart.
struct NameRead<'a> {
    name: Option<Name>,
    left: Vec<(Cow<'a, str>, Raw<'a>)>,
}

fn read_name(members: Members<'_>) -> NameRead<'_> {
    let mut person = PersonName::default();
    let (mut literal, mut institution, mut left) = (None, None, Vec::new());
    for (member, raw) in members.iter() {
        let slot = match member.as_ref() {
            "family" => &mut person.family,
            "given" => &mut person.given,
            "dropping-particle" => &mut person.dropping_particle,
            "non-dropping-particle" => &mut person.non_dropping_particle,
            "suffix" => &mut person.suffix,
            "literal" => {
                literal = Some(raw);
                continue;
            }
            // Crossref's group authors, and the institutions of CSL 1.1.
            "name" | "institution" => {
                institution = Some(raw);
                continue;
            }
            "comma-suffix" => {
                person.comma_suffix = json::is_true(raw);
                continue;
            }
            "static-ordering" => {
                person.style = json::is_true(raw).then_some(NameStyle::Eastern);
                continue;
            }
            _ => {
                left.push((member, raw));
                continue;
            }
        };
        match json::scalar(raw) {
            Some(text) => *slot = text.into(),
            None if json::shape(raw) == Shape::Null => {}
            None => left.push((member, raw)),
        }
    }
    let text = json::words;
    let parts = [
        &person.family,
        &person.given,
        &person.dropping_particle,
        &person.non_dropping_particle,
        &person.suffix,
    ];
    let has_parts = parts.into_iter().any(|part| !part.is_empty());
    let name = match (has_parts, text(literal), text(institution)) {
        (true, words, other) => {
            // Parts say more than words; the words are kept beside them.
            let words = words.and(literal).map(|raw| ("literal".into(), raw));
            let other = other.and(institution).map(|raw| ("name".into(), raw));
            left.extend(words.into_iter().chain(other));
            Some(Name::Person(person))
        }
        (false, Some(words), _) => Some(Name::Literal(words.into())),
        (false, None, Some(words)) => Some(Name::Organization(words.into())),
        (false, None, None) => None,
    };
    NameRead { name, left }
}

impl<'a> Reading<'a> {
    /// Reads a name variable.
    pub(super) fn names(&mut self, variable: &'static str, raw: Raw<'a>, whose: &Names) {
        let list = match json::shape(raw) {
            Shape::Null => return,
            Shape::Array => json::array(raw),
            Shape::Object | Shape::Text => {
                self.odd(
                    raw,
                    Code::OddValue,
                    format!("`{variable}` is no array; it was read as one name"),
                );
                None
            }
            _ => return self.bad(variable, raw),
        };
        let multis = self.multi.names_of(variable);
        let count = list.as_ref().map_or(1, json::Items::len);
        let one = list.is_none().then_some(raw);
        let mut names = List::with_capacity(count);
        for (i, raw) in list.into_iter().flatten().chain(one).enumerate() {
            let multi = multis.get(i).copied();
            let Some(mut contributor) = self.contributor(variable, i, raw, multi) else {
                let field = match whose {
                    Names::Role(_) => "contributors",
                    Names::Original => "original.contributors",
                    Names::Reviewed => "reviewed.contributors",
                };
                // Of any other shape it was told already.
                if matches!(json::shape(raw), Shape::Null | Shape::Object | Shape::Text) {
                    let message = format!("`{variable}[{i}]` has no name: {}", cut(raw.get()));
                    self.vanished(raw, field, message);
                }
                continue;
            };
            if let Names::Role(role) = whose {
                contributor.role = role.clone();
                // pandoc's way to say "and others".
                let is_last = i > 0 && i + 1 == count;
                if is_last
                    && matches!(contributor.name.primary(), Some(Name::Literal(t)) if t == "others")
                {
                    self.article.others.push(role.clone());
                    self.odd(raw, Code::OddValue, "the name `others` was read as \"and others\"");
                    continue;
                }
            }
            names.push(contributor);
        }
        if names.is_empty() {
            return;
        }
        match whose {
            Names::Role(_) if self.article.contributors.is_empty() => {
                self.article.contributors = names;
            }
            Names::Role(_) => self.article.contributors.extend(names),
            Names::Original => {
                self.article.original.get_or_insert_default().contributors = names;
            }
            Names::Reviewed => {
                self.article.reviewed.get_or_insert_default().contributors = names;
            }
        }
    }

    fn contributor(
        &mut self,
        variable: &str,
        i: usize,
        raw: Raw<'a>,
        mut multi: Option<Raw<'a>>,
    ) -> Option<Contributor> {
        let members = match json::shape(raw) {
            Shape::Null => return None,
            Shape::Object => json::object(raw).unwrap_or_default(),
            Shape::Text => {
                let text = json::text(raw)?;
                self.odd(raw, Code::OddValue, format!("the name `{text}` is no object"));
                return (!text.is_empty()).then(|| {
                    let name = self.usually(Name::Literal(text.into()));
                    Contributor { name: name.into(), ..Contributor::default() }
                });
            }
            _ => {
                self.bad(&format!("{variable}[{i}]"), raw);
                return None;
            }
        };
        let NameRead { name, left } = read_name(members);
        let mut contributor = Contributor::default();
        let mut institution = false;
        for (member, value) in left {
            match member.as_ref() {
                "multi" => multi = Some(value),
                "isInstitution" => institution = json::is_true(value),
                "ORCID" | "orcid" | "_orcid" => self.orcid(&mut contributor, value),
                "email" if json::text(value).is_some() => {
                    contributor.emails.extend(json::text(value).map(Cow::into_owned));
                }
                "affiliation" => self.affiliations(&mut contributor, variable, i, value),
                _ => self.extra(format!("{variable}[{i}].{member}"), value),
            }
        }
        let name = match name? {
            Name::Literal(text) if institution => Name::Organization(text),
            name => name,
        };
        if multi.is_none() {
            contributor.name = self.usually(name).into();
            return Some(contributor);
        }
        let (main, forms) = self.name_forms(variable, i, multi);
        contributor.name.push(Localized { lang: main, ..Localized::new(name) });
        for (lang, form) in forms {
            let form = match form {
                Name::Literal(text) if institution => Name::Organization(text),
                form => form,
            };
            contributor
                .name
                .push(Localized::new(form).in_lang(lang).as_form(Form::Transliteration));
        }
        Some(contributor)
    }

    /// The language of a name, where its `multi` says, and its further forms.
    fn name_forms(
        &mut self,
        variable: &str,
        i: usize,
        multi: Option<Raw<'a>>,
    ) -> (Option<Lang>, Vec<(Lang, Name)>) {
        let (mut main, mut forms) = (self.usual.clone(), Vec::new());
        let members = multi.and_then(json::object).unwrap_or_default();
        for (member, raw) in members.iter() {
            match (member.as_ref(), json::object(raw)) {
                ("main", _) => main = multi::main_lang(raw).unwrap_or(main),
                ("_lst", _) => {}
                ("_key", Some(names)) => {
                    for (tag, value) in names.iter() {
                        let name = json::object(value).map(read_name).and_then(|read| read.name);
                        match (multi::lang(&tag), name) {
                            (Some(lang), Some(name)) => forms.push((lang, name)),
                            _ => self.extra(format!("{variable}[{i}].multi._key.{tag}"), value),
                        }
                    }
                }
                _ => self.extra(format!("{variable}[{i}].multi.{member}"), raw),
            }
        }
        (main, forms)
    }

    fn orcid(&mut self, contributor: &mut Contributor, raw: Raw<'a>) {
        let Some(text) = json::text(raw) else { return };
        match text.parse() {
            Ok(orcid) => contributor.orcid = Some(orcid),
            Err(error) => {
                self.odd(raw, Code::BadIdentifier, error.to_string());
                contributor.identifiers.push(Identifier::new(Scheme::Orcid, &text));
            }
        }
    }

    /// Reads affiliations as Crossref gives them.
    fn affiliations(&mut self, to: &mut Contributor, variable: &str, i: usize, raw: Raw<'a>) {
        let list = json::array(raw);
        let one = list.is_none().then_some(raw);
        let mut whole = true;
        for raw in list.into_iter().flatten().chain(one) {
            let Some(text) = added::affiliation_name(raw) else {
                whole = false;
                continue;
            };
            let mut parts = AffiliationParts::text(text);
            let mut identifiers = List::new();
            whole &= added::affiliation_parts(raw, &mut parts, &mut identifiers);
            let next = self.article.affiliations.len();
            // An institution is one and the same if all is the same that is said of it.
            let position = *self.affiliations.entry(raw.get()).or_insert(next);
            if position == next {
                let form = Localized { lang: self.usual.clone(), ..Localized::new(parts) };
                let forms = form.into();
                let affiliation = Affiliation { forms, identifiers, ..Affiliation::default() };
                self.article.affiliations.push(affiliation);
            }
            to.affiliations.push(position);
        }
        if !whole {
            self.extra(format!("{variable}[{i}].affiliation"), raw);
        }
    }

    /// Completes the contributors by the list in `custom.polybib`.
    pub(super) fn complete_contributors(&mut self, raw: Raw<'a>) {
        let Some(list) = json::array(raw) else {
            return self.bad("custom.polybib.contributors", raw);
        };
        let mut queues = queues(std::mem::take(&mut self.article.contributors).into_iter());
        for raw in list {
            let parsed: Result<Contributor, _> = serde_json::from_str(raw.get());
            let Ok(mut contributor) = parsed else {
                self.bad("custom.polybib.contributors[]", raw);
                continue;
            };
            let members = json::object(raw).unwrap_or_default();
            let named = json::member(members, "name").is_some();
            let written = variable_of(&contributor.role).is_some()
                && (!named || contributor.name.primary().and_then(write).is_some());
            if written {
                let Some(read) = next(&mut queues, &contributor.role) else {
                    let role = &contributor.role;
                    let message = format!("`custom` speaks of a name that `{role}` does not have");
                    self.odd(raw, Code::BrokenLink, message);
                    continue;
                };
                if !named || !is_read_as(&contributor.name, &read.name) {
                    contributor.name = read.name;
                    complete_name(&mut contributor.name, members);
                }
            }
            self.article.contributors.push(contributor);
        }
        for (_, queue) in queues {
            self.article.contributors.extend(queue);
        }
    }

    /// Says that something was odd, at its place.
    pub(super) fn odd(&mut self, raw: Raw<'a>, code: Code, message: impl Into<String>) {
        let position = self.position(raw);
        self.diagnostics.push(Diagnostic::warning(code, message).at(position));
    }
}

fn complete_name(name: &mut Multilingual<Name>, members: Members<'_>) {
    let organization = json::member(members, "organization").is_some_and(json::is_true);
    let forms = json::member(members, "forms").and_then(json::array).into_iter().flatten();
    let forms = forms.map(|raw| json::text(raw).and_then(|text| Form::from_name(&text)));
    for (item, form) in name.iter_mut().zip(forms.chain(std::iter::repeat(None))) {
        item.form = form.unwrap_or(item.form);
        if let (true, Name::Literal(text)) = (organization, &mut item.value) {
            item.value = Name::Organization(std::mem::take(text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_has_the_name_of_its_role() {
        for variable in fields::VARIABLES {
            if let Home::Names(Names::Role(role)) = &variable.home {
                assert_eq!(variable.name, role.as_str());
            }
        }
    }
}
