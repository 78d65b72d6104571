//! The authors of an article, each in one to three languages.

use super::read::{Reading, next_form};
use super::tables::{OfPerson, PERSON, ROLES, row};
use super::tree::Element;
use crate::model::{
    Affiliation, AffiliationParts, Contributor, Form, Identifier, Lang, Localized, Name,
    PersonName, RoleStatement, Scheme, Str,
};
use crate::report::Code;
use crate::value::names::{self, NameHints, NameOrder, ParsedName, institution_word};

const PATH: &str = "article/authors/author";

/// What one `individInfo` says.
#[derive(Default)]
struct Info {
    lang: Option<Lang>,
    family: String,
    given: String,
    organizations: Vec<String>,
    addresses: Vec<String>,
    towns: Vec<String>,
    countries: Vec<String>,
}

/// Several values in one element, as the format has them.
fn list(text: &str) -> Vec<String> {
    text.split(';').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

impl Reading<'_> {
    pub(super) fn authors(&mut self, parent: &Element) {
        self.keep_words("article/authors", parent);
        for element in parent.elements() {
            if element.is("author") {
                self.author(element);
            } else {
                self.keep("article/authors", element);
            }
        }
    }

    fn author(&mut self, element: &Element) {
        let field = format!("contributors[{}]", self.article.contributors.len());
        let mut author = Contributor::default();
        let mut infos = Vec::new();
        self.keep_words(PATH, element);
        let mut has_role = false;
        let is_flat = element.elements().any(|child| row(PERSON, &child.name).is_some());
        if is_flat {
            infos.push(self.info(element, &mut author, &field));
        }
        for child in element.elements() {
            if child.is("individInfo") {
                infos.push(self.info(child, &mut author, &field));
            } else if child.is("authorCodes") {
                self.author_codes(child, &mut author, &field);
            } else if child.is("role") {
                if std::mem::replace(&mut has_role, true) && !child.is_empty() {
                    self.keep_twin(&field, child);
                } else {
                    self.role(child, &mut author, &field);
                }
            } else if child.is("correspondent") {
                match child.words().to_lowercase().as_str() {
                    "1" | "true" | "yes" | "да" => author.corresponding = true,
                    "" | "0" | "false" | "no" | "нет" => {}
                    other => {
                        let message = format!("`{other}` says neither yes nor no; it was kept");
                        let part = format!("{field}.corresponding");
                        self.warn(child, Code::BadValue, &part, message);
                        self.store(&field, child);
                    }
                }
            } else if row(PERSON, &child.name).is_none() {
                self.keep(PATH, child);
            }
        }
        let main = self.article.language.clone();
        infos.sort_by_key(|info| main.is_none() || info.lang != main);
        for info in &infos {
            let Some(value) = self.name(element, info, &format!("{field}.name")) else { continue };
            let is_first = author.name.is_empty();
            let form = if is_first { Form::Original } else { Form::Transliteration };
            author.name.push(Localized { lang: info.lang.clone(), form, value });
        }
        self.affiliations(element, &infos, &mut author, &field);
        if author.name.is_empty() {
            if !element.words().is_empty() {
                let message = "the author has no name; the element was kept".to_owned();
                self.warn(element, Code::EmptyAuthorCell, "contributors", message);
                self.store("article/authors", element);
            }
            return;
        }
        self.article.contributors.push(author);
    }

    fn info(&mut self, element: &Element, author: &mut Contributor, field: &str) -> Info {
        let mut info = Info { lang: self.lang(element), ..Info::default() };
        let lang = info.lang.as_ref().map_or("", |lang| lang.as_str());
        let mut path = field.to_owned();
        if element.is("individInfo") {
            path = format!("{field}/individInfo[{lang}]");
            self.keep_words(&path, element);
        }
        for child in element.elements() {
            let text = child.words();
            match row(PERSON, &child.name) {
                _ if text.is_empty() => {}
                Some(OfPerson::Family) if info.family.is_empty() => info.family = text,
                Some(OfPerson::Given) if info.given.is_empty() => info.given = text,
                Some(OfPerson::Family | OfPerson::Given) => self.keep_twin(&path, child),
                Some(OfPerson::Organization) => info.organizations.append(&mut list(&text)),
                Some(OfPerson::Address) => info.addresses.append(&mut list(&text)),
                Some(OfPerson::Town) => info.towns.append(&mut list(&text)),
                Some(OfPerson::Country) => info.countries.append(&mut list(&text)),
                Some(OfPerson::Email) => self.emails(child, &text, author, field),
                None if element.is("individInfo") => {
                    self.keep(&path, child);
                }
                None => {}
            }
        }
        info
    }

    fn emails(&mut self, element: &Element, text: &str, author: &mut Contributor, field: &str) {
        let mut wrong = Vec::new();
        for address in text.split([',', ';', ' ']).filter(|item| !item.is_empty()) {
            let address = address.trim_end_matches('.');
            if !names::is_email(address) {
                wrong.push(format!("`{address}`"));
            } else if !author.emails.iter().any(|known| known == address) {
                author.emails.push(address.to_owned());
            }
        }
        if !wrong.is_empty() {
            let (shown, are) = (wrong.join(", "), if wrong.len() > 1 { "are" } else { "is" });
            let message = format!("{shown} {are} no e-mail address; the element was kept");
            self.warn(element, Code::BadValue, &format!("{field}.emails"), message);
            self.store(field, element);
        }
    }

    fn role(&mut self, element: &Element, author: &mut Contributor, field: &str) {
        let number = element.words();
        match ROLES.iter().find(|(of, _, _)| *of == number) {
            Some((_, role, more)) => {
                author.role = role.clone();
                if !more.is_empty() {
                    author.tasks.push(RoleStatement::new(*more));
                }
            }
            None if number.is_empty() => {}
            None => {
                let message = format!("`{number}` is no role that is known; it was kept");
                self.warn(element, Code::BadValue, &format!("{field}.role"), message);
                self.store(field, element);
            }
        }
    }

    fn author_codes(&mut self, parent: &Element, author: &mut Contributor, field: &str) {
        self.keep_words(&format!("{field}/authorCodes"), parent);
        for element in parent.elements() {
            let value = element.words();
            if value.is_empty() {
                continue;
            }
            if element.is("orcid") {
                match value.parse() {
                    Ok(orcid) if author.orcid.is_none() => author.orcid = Some(orcid),
                    Ok(_) => self.keep_twin(field, element),
                    Err(error) => {
                        let message = format!("{error}; it was kept");
                        let field = format!("{field}.orcid");
                        self.warn(element, Code::BadIdentifier, &field, message);
                        author.identifiers.push(Identifier::new(Scheme::Orcid, &value));
                    }
                }
                continue;
            }
            let scheme = Scheme::from_name(&element.name.to_lowercase());
            author.identifiers.push(Identifier::new(scheme, &value));
        }
    }

    fn name(&mut self, at: &Element, info: &Info, field: &str) -> Option<Name> {
        let (family, given) = (info.family.as_str(), info.given.as_str());
        if family.is_empty() && given.is_empty() {
            return None;
        }
        if given.is_empty() {
            if institution_word(family).is_some() {
                return Some(Name::Organization(family.into()));
            }
            // The whole name in the place of the family name.
            let mut hints = NameHints::default().order(NameOrder::FamilyFirst);
            hints.lang.clone_from(&info.lang);
            if family.contains(' ')
                && let Some(parsed) = names::parse(family, &hints).filter(ParsedName::is_sure)
            {
                let message = format!(
                    "`{family}` stands in the place of a family name and was divided: {}",
                    parsed.reason
                );
                self.inform(at, Code::DividedName, field, message);
                return Some(parsed.name);
            }
        }
        let name = if family.is_empty() {
            return Some(Name::Literal(given.into()));
        } else {
            PersonName::new(family, names::given_names(given))
        };
        if let Some(why) = names::look_alikes(&name) {
            self.warn(at, Code::LookAlike, field, format!("`{name}`: {why}"));
        }
        Some(Name::Person(name))
    }

    /// The affiliations of an author, the same one in several languages where the languages have
    /// the same number of them.
    fn affiliations(
        &mut self,
        at: &Element,
        infos: &[Info],
        author: &mut Contributor,
        field: &str,
    ) {
        let lists: Vec<(Option<Lang>, Vec<AffiliationParts>)> = infos
            .iter()
            .map(|info| (info.lang.clone(), parts(info)))
            .filter(|(_, parts)| !parts.is_empty())
            .collect();
        let field = format!("{field}.affiliations");
        if infos.iter().any(has_loose_addresses) {
            let message =
                "there are not as many addresses as institutions; all of them were taken \
                           for the first one's"
                    .to_owned();
            self.warn(at, Code::OddValue, &field, message);
        }
        let Some((_, first)) = lists.first() else { return };
        let are_parallel = lists.iter().all(|(_, parts)| parts.len() == first.len());
        let mut made: Vec<Affiliation> = Vec::new();
        for (at, (lang, parts)) in lists.iter().enumerate() {
            for (i, value) in parts.iter().enumerate() {
                let (lang, value) = (lang.clone(), value.clone());
                match made.get_mut(i).filter(|_| are_parallel && at > 0) {
                    Some(known) => {
                        let form = next_form(&known.forms);
                        known.forms.push(Localized { lang, form, value });
                    }
                    None => {
                        let mut one = Affiliation::default();
                        one.forms.push(Localized { lang, form: Form::Original, value });
                        made.push(one);
                    }
                }
            }
        }
        if !are_parallel {
            let message = "the languages of the author do not name the same number of \
                           institutions; none was taken for another's translation"
                .to_owned();
            self.warn(at, Code::OddValue, &field, message);
        }
        for affiliation in made {
            let next = self.article.affiliations.len();
            let place = *self.places.entry(format!("{affiliation:?}")).or_insert(next);
            if place == next {
                self.article.affiliations.push(affiliation);
            }
            if !author.affiliations.contains(&place) {
                author.affiliations.push(place);
            }
        }
    }
}

/// Whether nothing says which of several institutions an address is of.
fn has_loose_addresses(info: &Info) -> bool {
    let count = info.organizations.len();
    let lists = [&info.addresses, &info.towns, &info.countries];
    count > 1 && lists.iter().any(|list| !list.is_empty() && list.len() != count)
}

/// The institutions of one language. Addresses are theirs where there are as many of them; else
/// all of them are the first one's.
fn parts(info: &Info) -> Vec<AffiliationParts> {
    let count = info.organizations.len().max(1);
    let has_more =
        !(info.addresses.is_empty() && info.towns.is_empty() && info.countries.is_empty());
    let mut all: Vec<AffiliationParts> = info
        .organizations
        .iter()
        .map(|name| {
            if has_more {
                AffiliationParts { institution: Some(name.clone()), ..Default::default() }
            } else {
                AffiliationParts::text(name.as_str())
            }
        })
        .collect();
    if all.is_empty() && has_more {
        all.push(AffiliationParts::default());
    }
    let mut set = |values: &[String], put: fn(&mut AffiliationParts, &str)| {
        for (at, value) in values.iter().enumerate() {
            let of = if values.len() == count { at } else { 0 };
            if let Some(part) = all.get_mut(of) {
                put(part, value);
            }
        }
    };
    set(&info.addresses, |part, value| part.address.push(value.to_owned()));
    set(&info.towns, |part, value| join(&mut part.city, value));
    set(&info.countries, |part, value| join(&mut part.country, value));
    all
}

fn join(field: &mut Option<Str>, value: &str) {
    match field {
        Some(known) => {
            known.push_str("; ");
            known.push_str(value);
        }
        None => *field = Some(value.into()),
    }
}
