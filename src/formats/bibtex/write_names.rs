//! Lists of names, and what belongs to single names.

use super::annotations::form_field;
use super::fields::{NAME_FIELDS, TYPED_NAME_FIELDS};
use super::names;
use super::write::{EntryWriter, form_keys, of_form};
use crate::model::{AffiliationParts, Contributor, Form, Lang, Name, Role};
use crate::report::LossKind;

/// A contributor and its position in the record.
type Placed<'a> = (usize, &'a Contributor);

impl<'a> EntryWriter<'a> {
    pub(super) fn names(&mut self) {
        let article = self.article;
        let mut order = Vec::new();
        let mut free: Vec<&(&str, &str)> = TYPED_NAME_FIELDS.iter().collect();
        if self.has_role(&Role::Editor) {
            free.retain(|(list, _)| *list != "editor");
        }
        for (list, role) in NAME_FIELDS {
            let people = self.people(role);
            order.extend(people.iter().map(|(at, _)| *at));
            self.list_of_names(list, role, &people);
        }
        let mut typed: Vec<&Role> = Vec::new();
        let roles = article.contributors.iter().map(|person| &person.role).chain(&article.others);
        for role in roles {
            let has_field = NAME_FIELDS.iter().any(|(_, of)| of == role);
            if !has_field && !typed.contains(&role) {
                typed.push(role);
            }
        }
        for role in typed {
            let people = self.people(role);
            order.extend(people.iter().map(|(at, _)| *at));
            if free.is_empty() {
                for (at, _) in &people {
                    let path = format!("contributors[{at}]");
                    self.lose(LossKind::Dropped, &path, "an entry has no more lists of names");
                }
                continue;
            }
            let (list, kind) = free.remove(0);
            self.list_of_names(list, role, &people);
            self.put(*kind, role.as_str());
        }
        if !order.is_sorted() {
            let message = "people of one role stand together; between roles the order changed";
            self.lose(LossKind::Approximated, "contributors", message);
        }
        self.check_affiliations(&order);
    }

    fn has_role(&self, role: &Role) -> bool {
        self.article.contributors_as(role.clone()).next().is_some()
            || self.article.others.contains(role)
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
            plain.push(self.name(person.name.primary(), &path));
        }
        if others > 0 {
            plain.push("others".to_owned());
        }
        self.put(list, &plain.join(" and "));
        let forms = form_keys(people.iter().map(|(_, person)| &person.name), &mut |i, form| {
            let at = people.get(i).map_or(i, |(at, _)| *at);
            self.losses.add(
                LossKind::Dropped,
                format!("contributors[{at}].name[{form}]"),
                "there is a name of that form and language already",
            );
        });
        for (form, lang) in forms {
            self.names_in_form(list, people, form, lang.as_ref());
        }
        self.annotations(list, people);
    }

    /// The whole list in one form; who has no name in it is repeated.
    fn names_in_form(
        &mut self,
        list: &str,
        people: &[Placed<'a>],
        form: Form,
        lang: Option<&Lang>,
    ) {
        let mut names = Vec::new();
        for (at, person) in people {
            let path = format!("contributors[{at}].name");
            let own = of_form(&person.name, form, lang);
            if own.is_some() && own == person.name.primary() {
                let message = "a form that says the same as the name itself is read as none";
                self.lose(LossKind::Approximated, &path, message);
            }
            names.push(self.name(own.or_else(|| person.name.primary()), &path));
        }
        self.put(form_field(list, form, lang), &names.join(" and "));
    }

    fn name(&mut self, name: Option<&Name>, path: &str) -> String {
        let Some(name) = name else { return "{}".to_owned() };
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
        self.annotate(list, "orcid", people, |_, person| {
            person.orcid.as_ref().map(|orcid| ("orcid".to_owned(), orcid.to_string()))
        });
        let emails = people.iter().map(|(_, person)| person.emails.len()).max().unwrap_or(0);
        for nth in 0..emails {
            self.annotate(list, &numbered("email", nth), people, |_, person| {
                let email = person.emails.get(nth).cloned();
                email.map(|email| (format!("emails[{nth}]"), email))
            });
        }
        self.affiliations(list, people);
    }

    /// Writes `list+an:name` with at most one value a person: its path below the person, and its
    /// text.
    fn annotate(
        &mut self,
        list: &str,
        name: &str,
        people: &[Placed<'a>],
        value: impl Fn(usize, &Contributor) -> Option<(String, String)>,
    ) {
        let mut specs = Vec::new();
        for (i, (at, person)) in people.iter().enumerate() {
            let Some((path, text)) = value(i, person) else { continue };
            let path = format!("contributors[{at}].{path}");
            let tex = self.tex.encode_plain(&text);
            self.report_flat(&path);
            if !is_annotatable(&tex) {
                self.lose(LossKind::Dropped, &path, NOT_ANNOTATABLE);
                continue;
            }
            specs.push(format!("{}=\"{tex}\"", i + 1));
        }
        if !specs.is_empty() {
            self.put(format!("{list}+an:{name}"), &specs.join("; "));
        }
    }

    fn affiliations(&mut self, list: &str, people: &[Placed<'a>]) {
        let article = self.article;
        // Those that an annotation can hold: only they are counted.
        let mut held: Vec<Vec<usize>> = Vec::with_capacity(people.len());
        for (at, person) in people {
            let mut own = Vec::new();
            for (nth, at_list) in person.affiliations.iter().enumerate() {
                let path = format!("contributors[{at}].affiliations[{nth}]");
                let Some(affiliation) = article.affiliations.get(*at_list) else {
                    self.lose(
                        LossKind::Dropped,
                        &path,
                        "the record has no affiliation of that number",
                    );
                    continue;
                };
                let text = affiliation.forms.primary().map(ToString::to_string).unwrap_or_default();
                if is_annotatable(&text) {
                    own.push(*at_list);
                } else {
                    self.lose(LossKind::Dropped, &path, NOT_ANNOTATABLE);
                }
            }
            held.push(own);
        }
        let most = held.iter().map(Vec::len).max().unwrap_or(0);
        for nth in 0..most {
            let base = numbered("affiliation", nth);
            let of = |i: usize| article.affiliations.get(*held.get(i)?.get(nth)?);
            let text = |parts: &AffiliationParts| {
                Some((format!("affiliations[{nth}]"), parts.to_string()))
            };
            self.annotate(list, &base, people, |i, _| text(of(i)?.forms.primary()?));
            let owned: Vec<usize> = held.iter().filter_map(|own| own.get(nth)).copied().collect();
            let all = owned.iter().filter_map(|at| article.affiliations.get(*at)).map(|a| &a.forms);
            let keys = form_keys(all, &mut |i, form| {
                let at = owned.get(i).copied().unwrap_or_default();
                self.losses.add(
                    LossKind::Dropped,
                    format!("affiliations[{at}].forms[{form}]"),
                    "there is a form of that language already",
                );
            });
            for (form, lang) in keys {
                let name = form_field(&base, form, lang.as_ref());
                self.annotate(list, &name, people, |i, _| {
                    text(of_form(&of(i)?.forms, form, lang.as_ref())?)
                });
            }
        }
    }

    /// Reports what annotations do not keep of affiliations: parts, order, and those of nobody.
    fn check_affiliations(&mut self, order: &[usize]) {
        let article = self.article;
        let mut first_seen: Vec<usize> = Vec::new();
        for person in order.iter().filter_map(|at| article.contributors.get(*at)) {
            for at in &person.affiliations {
                if !first_seen.contains(at) {
                    first_seen.push(*at);
                }
            }
        }
        if !first_seen.is_sorted() {
            let message = "they are read back in the order in which the names have them";
            self.lose(LossKind::Approximated, "affiliations", message);
        }
        for (at, affiliation) in article.affiliations.iter().enumerate() {
            let path = format!("affiliations[{at}]");
            if !first_seen.contains(&at) {
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
}

/// biber divides annotations at semicolons even between quotes, and knows no escape for either.
fn is_annotatable(text: &str) -> bool {
    !text.contains([';', '"'])
}

const NOT_ANNOTATABLE: &str = "an annotation cannot hold a semicolon or a double quote";

/// `email`, `email-2`, `email-3`.
fn numbered(name: &str, nth: usize) -> String {
    if nth == 0 { name.to_owned() } else { format!("{name}-{}", nth + 1) }
}
