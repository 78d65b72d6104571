//! Lists of names, and what belongs to single names.

use std::collections::HashSet;

use super::annotations::form_field;
use super::fields::{NAME_FIELDS, TYPED_NAME_FIELDS};
use super::names;
use super::write::{EntryWriter, form_keys, of_form};
use crate::model::{AffiliationParts, Article, Contributor, Form, Lang, Name, Role};
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
        let mut plain = self.list_options(list);
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
        let field = form_field(list, form, lang);
        let mut names = self.list_options(&field);
        let mut says_more = false;
        for (at, person) in people {
            let path = format!("contributors[{at}].name");
            let own = of_form(&person.name, form, lang);
            if own.is_some() && own == person.name.primary() {
                let message = "a form that says the same as the name itself is read as none";
                self.lose(LossKind::Approximated, &path, message);
            }
            says_more |= own.is_some() && own != person.name.primary();
            names.push(self.name(&field, own.or_else(|| person.name.primary()), &path));
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
            let of = |person: &Contributor| {
                let at = *person.affiliations.get(nth)?;
                Some((format!("affiliations[{at}].forms"), &article.affiliations.get(at)?.forms))
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
                self.annotate(list, &name, &having, |_, person| {
                    let (path, forms) = of(person)?;
                    Some((path, of_form(forms, form, lang.as_ref())?.to_string()))
                });
            }
        }
    }

    /// Reports what annotations do not keep of affiliations: parts, order, and those of nobody.
    fn check_affiliations(&mut self, order: &[usize]) {
        let article = self.article;
        let mut first_seen: Vec<usize> = Vec::new();
        let mut seen: HashSet<usize> = HashSet::new();
        for person in order.iter().filter_map(|at| article.contributors.get(*at)) {
            first_seen.extend(person.affiliations.iter().copied().filter(|at| seen.insert(*at)));
        }
        // They are read back in the order in which the names have them, and counted anew.
        if !first_seen.iter().copied().eq(0..first_seen.len()) {
            let message = "they are read back in the order in which the names have them";
            self.lose(LossKind::Approximated, "affiliations", message);
            for (at, person) in article.contributors.iter().enumerate() {
                if !person.affiliations.is_empty() {
                    let path = format!("contributors[{at}].affiliations");
                    self.lose(LossKind::Approximated, &path, "the affiliations are counted anew");
                }
            }
        }
        for (at, affiliation) in article.affiliations.iter().enumerate() {
            let path = format!("affiliations[{at}]");
            if !seen.contains(&at) {
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
