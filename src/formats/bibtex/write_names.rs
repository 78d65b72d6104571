//! Lists of names, and what belongs to single names.

use std::collections::HashMap;

use super::annotations::form_field;
use super::fields::{NAME_FIELDS, TYPED_NAME_FIELDS};
use super::names;
use super::write::EntryWriter;
use super::write_forms::{form_keys, of_form};
use crate::model::{
    AffiliationParts, Article, Contributor, Form, Lang, Multilingual, Name, PersonName, Role,
};
use crate::report::LossKind;

/// A contributor and its position in the record.
type Placed<'a> = (usize, &'a Contributor);

impl<'a> EntryWriter<'a> {
    pub(super) fn names(&mut self) {
        let article = self.article;
        let mut order = Vec::new();
        let mut lists: Vec<(&str, Option<&str>, &Role)> =
            NAME_FIELDS.iter().map(|(list, role)| (*list, None, role)).collect();
        let mut free: Vec<&(&str, &str)> = free_lists(article).collect();
        let typed = typed_roles(article);
        // The lists that the source has for them; a role without one takes none of these.
        let mut own: Vec<Option<&(&str, &str)>> = Vec::new();
        for role in &typed {
            let says = |text: &str| Role::from_name(text) == **role;
            let found = free.iter().position(|(_, kind)| self.said(kind, says).is_some());
            own.push(found.map(|at| free.remove(at)));
        }
        for (role, own) in typed.into_iter().zip(own) {
            let list = own.or_else(|| (!free.is_empty()).then(|| free.remove(0)));
            let Some((list, kind)) = list else {
                let people = self.people(role);
                order.extend(people.iter().map(|(at, _)| *at));
                for (at, _) in &people {
                    let path = format!("contributors[{at}]");
                    self.lose(LossKind::Dropped, &path, "an entry has no more lists of names");
                }
                continue;
            };
            lists.push((*list, Some(*kind), role));
        }
        if self.fields_have_order {
            // People are read in the order of their lists.
            let people = &article.contributors;
            let first = |role: &Role| people.iter().position(|person| person.role == *role);
            lists.sort_by_cached_key(|(_, _, role)| first(role).unwrap_or(usize::MAX));
        }
        for (list, kind, role) in lists {
            let people = self.people(role);
            order.extend(people.iter().map(|(at, _)| *at));
            self.list_of_names(list, role, &people);
            if let Some(kind) = kind {
                self.tex.verbatim(role.as_str());
                self.report_flat("contributors");
                self.put(kind, role.as_str());
            }
        }
        if !order.is_sorted() {
            let message = "people of one role stand together; between roles the order changed";
            self.lose(LossKind::Approximated, "contributors", message);
        }
        self.check_affiliations(&order);
    }

    fn people(&self, role: &Role) -> Vec<Placed<'a>> {
        let all = self.article.contributors.iter().enumerate();
        all.filter(|(_, person)| person.role == *role).collect()
    }

    fn list_of_names(&mut self, list: &str, role: &Role, people: &[Placed<'a>]) {
        let others = self.article.others.iter().filter(|of| *of == role).count();
        if people.is_empty() && others == 0 {
            return;
        }
        let mut plain = Vec::new();
        let options = self.list_options(list);
        for (at, person) in people {
            let path = format!("contributors[{at}].name");
            if let Some(first) = person.name.first() {
                self.check_plain(&path, first.form, first.lang.as_ref());
            } else {
                self.lose(
                    LossKind::Approximated,
                    &path,
                    "a contributor without a name became an empty one",
                );
            }
            plain.push(self.name(list, person.name.primary(), &path));
        }
        let others = (others > 0).then(|| "others".to_owned());
        let all: Vec<String> =
            options.into_iter().chain(plain.iter().cloned()).chain(others).collect();
        self.put(list, &all.join(" and "));
        let names = people.iter().map(|(_, person)| &person.name);
        let forms = form_keys(names, names_differ, &mut |i, form, kind, message| {
            let at = people.get(i).map_or(i, |(at, _)| *at);
            self.losses.add(kind, format!("contributors[{at}].name[{form}]"), message);
        });
        for (form, lang) in forms {
            self.names_in_form(list, people, &plain, form, lang.as_ref());
        }
        self.annotations(list, people);
    }

    /// The whole list in one form; who has no name in it is repeated.
    fn names_in_form(
        &mut self,
        list: &str,
        people: &[Placed<'a>],
        plain: &[String],
        form: Form,
        lang: Option<&Lang>,
    ) {
        let field = form_field(list, form, lang);
        let mut names = self.list_options(&field);
        let mut says_more = false;
        for ((at, person), plain) in people.iter().zip(plain) {
            let path = format!("contributors[{at}].name");
            let own = of_form(&person.name, form, lang);
            let name = self.name(&field, own.or_else(|| person.name.primary()), &path);
            let same = own == person.name.primary() || name == *plain;
            if own.is_some() && same {
                let message = "a form that says the same as the name itself is read as none";
                self.lose(LossKind::Approximated, &path, message);
            }
            says_more |= own.is_some() && !same;
            names.push(name);
        }
        if !says_more {
            return;
        }
        self.put(field, &names.join(" and "));
    }

    fn name(&mut self, list: &str, name: Option<&Name>, path: &str) -> String {
        let Some(name) = name else { return "{}".to_owned() };
        if let Some(tex) = self.spelled_name(list, name) {
            return tex;
        }
        let (tex, why) = names::write(name, self.dialect, &mut self.tex);
        if let Some(why) = why {
            self.lose(LossKind::Approximated, path, why);
        }
        self.report_flat(path);
        tex
    }

    fn annotations(&mut self, list: &str, people: &[Placed<'a>]) {
        let marks = |person: &Contributor| -> Vec<&'static str> {
            let marks = [
                (person.corresponding, "corresponding"),
                (person.equal_contribution, "equal-contribution"),
                (person.deceased, "deceased"),
            ];
            marks.into_iter().filter(|(set, _)| *set).map(|(_, mark)| mark).collect()
        };
        let marked: Vec<String> = people
            .iter()
            .enumerate()
            .filter(|(_, (_, person))| !marks(person).is_empty())
            .map(|(i, (_, person))| format!("{}={}", i + 1, marks(person).join(", ")))
            .collect();
        if !marked.is_empty() {
            self.put(format!("{list}+an"), &marked.join("; "));
        }
        let mut having: Vec<(usize, Placed<'a>)> = people.iter().copied().enumerate().collect();
        self.annotate(list, "orcid", &having, |at, person| {
            let orcid = person.orcid.as_ref()?;
            Some((format!("contributors[{at}].orcid"), orcid.to_string()))
        });
        for nth in 0.. {
            having.retain(|(_, (_, person))| person.emails.len() > nth);
            if having.is_empty() {
                break;
            }
            self.annotate(list, &numbered("email", nth), &having, |at, person| {
                let email = person.emails.get(nth).cloned()?;
                Some((format!("contributors[{at}].emails[{nth}]"), email))
            });
        }
        self.affiliations(list, people);
    }

    /// Writes `list+an:name` with at most one value a person: its path, and its text. With each person stands its position in the list.
    fn annotate(
        &mut self,
        list: &str,
        name: &str,
        people: &[(usize, Placed<'a>)],
        value: impl Fn(usize, &Contributor) -> Option<(String, String)>,
    ) {
        let mut specs = Vec::new();
        for (i, (at, person)) in people {
            let Some((path, text)) = value(*at, person) else { continue };
            // biber divides annotations at semicolons even between quotes, and knows no escape for
            // either. It makes characters of `\char59` before, and nothing of this.
            let tex = self.tex.encode_plain(&text);
            let tex = tex.replace(';', "{\\symbol{59}}").replace('"', "{\\symbol{34}}");
            self.report_flat(&path);
            specs.push(format!("{}=\"{tex}\"", i + 1));
        }
        if !specs.is_empty() {
            self.put(format!("{list}+an:{name}"), &specs.join("; "));
        }
    }

    /// Writes each person's affiliations in turn: the first of everybody, the second, and so on.
    fn affiliations(&mut self, list: &str, people: &[Placed<'a>]) {
        let article = self.article;
        for (at, person) in people {
            for (nth, at_list) in person.affiliations.iter().enumerate() {
                if article.affiliations.get(*at_list).is_none() {
                    let path = format!("contributors[{at}].affiliations[{nth}]");
                    self.lose(
                        LossKind::Dropped,
                        &path,
                        "the record has no affiliation of that number",
                    );
                }
            }
        }
        let mut having: Vec<(usize, Placed<'a>)> = people.iter().copied().enumerate().collect();
        for nth in 0.. {
            having.retain(|(_, (_, person))| person.affiliations.len() > nth);
            if having.is_empty() {
                break;
            }
            let base = numbered("affiliation", nth);
            let of_nth = |person: &Contributor| {
                let at = *person.affiliations.get(nth)?;
                Some((at, &article.affiliations.get(at)?.forms))
            };
            let of = |person: &Contributor| {
                let (at, forms) = of_nth(person)?;
                Some((format!("affiliations[{at}].forms"), forms))
            };
            self.annotate(list, &base, &having, |_, person| {
                let (path, forms) = of(person)?;
                Some((path, forms.primary()?.to_string()))
            });
            let owned: Vec<usize> = having
                .iter()
                .filter_map(|(_, (_, person))| person.affiliations.get(nth).copied())
                .collect();
            let all = owned.iter().filter_map(|at| article.affiliations.get(*at)).map(|a| &a.forms);
            let keys = form_keys(all, |_, _| true, &mut |i, form, kind, message| {
                let at = owned.get(i).copied().unwrap_or_default();
                self.losses.add(kind, format!("affiliations[{at}].forms[{form}]"), message);
            });
            for (_, (at, person)) in &having {
                let Some((own, forms)) = of_nth(person) else { continue };
                let Some(first) = forms.primary() else { continue };
                let said = keys.iter().filter_map(|(form, lang)| {
                    let words = of_form(forms, *form, lang.as_ref())?.to_string();
                    Some((*form, lang.clone(), words))
                });
                let address = Address { words: first.to_string(), forms: said.collect() };
                self.addresses.entry(*at).or_default().push((own, address));
            }
            for (form, lang) in keys {
                let name = form_field(&base, form, lang.as_ref());
                self.annotate(list, &name, &having, |_, person| {
                    let (path, forms) = of(person)?;
                    Some((path, of_form(forms, form, lang.as_ref())?.to_string()))
                });
            }
        }
    }

    /// Reports what annotations do not keep of affiliations: parts, numbers, and those of nobody.
    fn check_affiliations(&mut self, order: &[usize]) {
        let article = self.article;
        let seen = self.count_addresses(order);
        for (at, affiliation) in article.affiliations.iter().enumerate() {
            let path = format!("affiliations[{at}]");
            if !seen.contains_key(&at) {
                self.lose(
                    LossKind::Dropped,
                    &path,
                    "it belongs to no name, and annotations are of names",
                );
                continue;
            }
            for (i, form) in affiliation.forms.iter().enumerate() {
                let path =
                    if i == 0 { format!("{path}.forms") } else { format!("{path}.forms[{i}]") };
                if i == 0 {
                    self.check_plain(&path, form.form, form.lang.as_ref());
                }
                if form.value != AffiliationParts::text(form.value.to_string()) {
                    self.lose(LossKind::Flattened, &path, "its parts were joined with commas");
                }
            }
        }
    }

    /// Counts the affiliations as they are read back, in the order in which the names have them, and
    /// reports where that is another number; with each the number it gets.
    fn count_addresses(&mut self, order: &[usize]) -> HashMap<usize, usize> {
        let article = self.article;
        let addresses = std::mem::take(&mut self.addresses);
        let mut counted: HashMap<&Address, usize> = HashMap::new();
        // The affiliation that each of the counted ones was first, and the number of each of the record.
        let (mut owners, mut numbers) = (Vec::new(), HashMap::new());
        for at in order {
            let mut read = Vec::new();
            for (own, address) in addresses.get(at).into_iter().flatten() {
                let number = *counted.entry(address).or_insert(owners.len());
                if number == owners.len() {
                    owners.push(*own);
                }
                read.push(number);
                let path = format!("affiliations[{own}]");
                let owner = owners.get(number).copied().unwrap_or(*own);
                match numbers.insert(*own, number) {
                    None if owner != *own => {
                        let message = format!(
                            "it is read back as one with `affiliations[{owner}]`, which says the same"
                        );
                        self.lose(LossKind::Approximated, &path, message);
                    }
                    Some(before) if before != number => {
                        let message = "it is read back as two, for its forms differ in order";
                        self.lose(LossKind::Approximated, &path, message);
                    }
                    _ => {}
                }
            }
            let own = article.contributors.get(*at).map(|person| &person.affiliations);
            if own.is_some_and(|own| *own != read) {
                let path = format!("contributors[{at}].affiliations");
                self.lose(LossKind::Approximated, &path, "the affiliations are counted anew");
            }
        }
        if !owners.is_sorted() {
            let message = "they are read back in the order in which the names have them";
            self.lose(LossKind::Approximated, "affiliations", message);
        }
        numbers
    }
}

/// Whether a name is written otherwise than the primary one: entries tell neither the sorts of names
/// without parts apart, nor styles.
fn names_differ(item: &Multilingual<Name>, name: &Name) -> bool {
    let written = |name: &Name| match name {
        Name::Person(person) => Name::Person(PersonName { style: None, ..person.clone() }),
        name => Name::Literal(name.to_string().into()),
    };
    item.primary().map(written) != Some(written(name))
}

/// What an affiliation of a name is read back as. Equal ones are one.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Address {
    words: String,
    forms: Vec<(Form, Option<Lang>, String)>,
}

/// The roles of a record that have no list of their own, in order.
pub(super) fn typed_roles(article: &Article) -> Vec<&Role> {
    let mut typed: Vec<&Role> = Vec::new();
    let roles = article.contributors.iter().map(|person| &person.role).chain(&article.others);
    for role in roles {
        let has_field = NAME_FIELDS.iter().any(|(_, of)| of == role);
        if !has_field && !typed.contains(&role) {
            typed.push(role);
        }
    }
    typed
}

/// The lists that are free for them, each with the field that says the role.
pub(super) fn free_lists(
    article: &Article,
) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    let is_editor = |role: &Role| *role == Role::Editor;
    let taken = article.contributors.iter().any(|person| is_editor(&person.role))
        || article.others.iter().any(is_editor);
    TYPED_NAME_FIELDS.iter().filter(move |(list, _)| !taken || *list != "editor")
}

/// `email`, `email-2`, `email-3`.
fn numbered(name: &str, nth: usize) -> String {
    if nth == 0 { name.to_owned() } else { format!("{name}-{}", nth + 1) }
}
