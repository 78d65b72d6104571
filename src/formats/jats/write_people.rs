//! Writes contributors, their names and where they work.

use std::collections::BTreeMap;

use super::kinds::{self, PERSON_GROUPS};
use super::write::Writer;
use super::xml::{form_unless, lang};
use crate::model::{
    Affiliation, AffiliationParts, Article, Contributor, Form, Localized, Multilingual, Name,
    NameStyle, PersonName, Role, RoleStatement, Scheme,
};

impl Writer {
    /// A group for every run of contributors in one role, then the affiliations.
    pub(super) fn contributors(&mut self, article: &Article) {
        let groups = article.contributors.chunk_by(|a, b| a.role == b.role);
        for group in groups {
            self.xml.open("contrib-group", &[]);
            for contributor in group {
                self.contributor(contributor, article.affiliations.len());
            }
            self.xml.close();
        }
        for (i, affiliation) in article.affiliations.iter().enumerate() {
            self.affiliation(affiliation, &self.affiliation_id(i));
        }
    }

    fn affiliation_id(&self, at: usize) -> String {
        format!("{}aff{}", self.prefix, at + 1)
    }

    fn contributor(&mut self, contributor: &Contributor, affiliations: usize) {
        let yes = |set: bool| set.then_some("yes");
        let attributes = [
            ("contrib-type", Some(contributor.role.as_str())),
            ("corresp", yes(contributor.corresponding)),
            ("equal-contrib", yes(contributor.equal_contribution)),
            ("deceased", yes(contributor.deceased)),
        ];
        self.xml.open("contrib", &attributes);
        if let Some(orcid) = &contributor.orcid {
            let kind = [("contrib-id-type", Some("orcid"))];
            let value = format!("{}{orcid}", self.habits.orcid);
            self.xml.words("contrib-id", &kind, &value);
        }
        for identifier in &contributor.identifiers {
            let kind = [("contrib-id-type", Some(identifier.scheme.as_str()))];
            self.xml.words("contrib-id", &kind, &identifier.value);
        }
        self.names(&contributor.name, &contributor.members, affiliations);
        for task in &contributor.tasks {
            self.task(task);
        }
        for email in &contributor.emails {
            self.xml.words("email", &[], email);
        }
        for at in contributor.affiliations.iter().filter(|at| **at < affiliations) {
            let id = self.affiliation_id(*at);
            self.xml.empty("xref", &[("ref-type", Some("aff")), ("rid", Some(&id))]);
        }
        self.xml.close();
    }

    fn task(&mut self, task: &RoleStatement) {
        let RoleStatement { text, lang: language, vocabulary, term, term_url } = task;
        let credit = vocabulary.as_deref() == Some("credit");
        let attributes = [
            ("vocab", vocabulary.as_deref()),
            ("vocab-identifier", credit.then_some("https://credit.niso.org/")),
            ("vocab-term", term.as_deref()),
            ("vocab-term-identifier", term_url.as_deref()),
            ("xml:lang", lang(language.as_ref())),
        ];
        self.xml.words("role", &attributes, text);
    }

    /// The forms of one name, in `name-alternatives` or `collab-alternatives` where there are
    /// several. The members of a group stand in its first form.
    fn names(&mut self, names: &Multilingual<Name>, members: &[Contributor], affiliations: usize) {
        let is_collab = |name: &Localized<Name>| matches!(name.value, Name::Organization(_));
        let wrapper = if names.len() < 2 || names.iter().any(|n| n.value == Name::Anonymous) {
            None
        } else if names.iter().all(is_collab) {
            Some("collab-alternatives")
        } else {
            (!names.iter().any(is_collab)).then_some("name-alternatives")
        };
        if let Some(wrapper) = wrapper {
            self.xml.open(wrapper, &[]);
        }
        for (i, name) in names.iter().enumerate() {
            let mark = if i == 0 {
                form_unless(name.form, Form::Original)
            } else {
                Some(name.form.as_str())
            };
            self.name(
                name,
                wrapper.is_some(),
                mark,
                if i == 0 { members } else { &[] },
                affiliations,
            );
        }
        if wrapper.is_some() {
            self.xml.close();
        }
    }

    fn name(
        &mut self,
        name: &Localized<Name>,
        in_alternatives: bool,
        mark: Option<&str>,
        members: &[Contributor],
        affiliations: usize,
    ) {
        let language = (
            "xml:lang",
            if in_alternatives {
                lang(name.lang.as_ref())
            } else {
                self.own("name", name.lang.as_ref())
            },
        );
        let mark = ("specific-use", mark);
        match &name.value {
            Name::Person(person) => {
                let style = person.style.map(|style| match style {
                    NameStyle::Western => "western",
                    NameStyle::Eastern => "eastern",
                    NameStyle::Islensk => "islensk",
                    NameStyle::GivenOnly => "given-only",
                });
                // Only this one may have white space between its parts.
                let element = if self.punctuated { "string-name" } else { "name" };
                self.xml.open(element, &[language, ("name-style", style), mark]);
                self.person(person);
                self.xml.close();
            }
            Name::Literal(text) => self.xml.words("string-name", &[language, mark], text),
            Name::Anonymous => self.xml.empty("anonymous", &[language, mark]),
            Name::Organization(text) => {
                self.xml.open_text("collab", &[language, mark]);
                self.xml.text(text, true, true);
                if !members.is_empty() {
                    self.xml.open("contrib-group", &[]);
                    for member in members {
                        self.contributor(member, affiliations);
                    }
                    self.xml.close();
                }
                self.xml.close();
            }
        }
    }

    fn person(&mut self, name: &PersonName) {
        let particles = [
            ("dropping-particle", &name.dropping_particle),
            ("non-dropping-particle", &name.non_dropping_particle),
        ];
        let has_particles = particles.iter().any(|(_, text)| !text.is_empty());
        if !name.family.is_empty() || has_particles || name.given.is_empty() {
            self.xml.open_text("surname", &[]);
            for (kind, particle) in particles.iter().filter(|(_, text)| !text.is_empty()) {
                if self.is_archiving() {
                    self.xml.words("named-content", &[("content-type", Some(kind))], particle);
                } else {
                    self.xml.text(particle, false, false);
                }
                self.xml.out.push(' ');
            }
            self.xml.text(&name.family, !has_particles || self.is_archiving(), true);
            self.xml.close();
        }
        if !name.given.is_empty() {
            self.between(" ");
            self.xml.words("given-names", &[], &name.given);
        }
        if !name.suffix.is_empty() || name.comma_suffix {
            self.between(" ");
            let comma = name.comma_suffix.then_some("comma");
            self.xml.words("suffix", &[("content-type", comma)], &name.suffix);
        }
    }

    fn affiliation(&mut self, affiliation: &Affiliation, id: &str) {
        if affiliation.forms.len() < 2 {
            let form = affiliation.forms.first();
            let empty = AffiliationParts::default();
            let attributes = [
                ("id", Some(id)),
                ("xml:lang", form.and_then(|form| self.own("aff", form.lang.as_ref()))),
                ("specific-use", form.and_then(|f| form_unless(f.form, Form::Original))),
            ];
            self.xml.open_text("aff", &attributes);
            self.affiliation_parts(form.map_or(&empty, |form| &form.value), affiliation, true);
            self.xml.close();
            return;
        }
        self.xml.open("aff-alternatives", &[("id", Some(id))]);
        for (i, form) in affiliation.forms.iter().enumerate() {
            let mark = if i == 0 {
                form_unless(form.form, Form::Original)
            } else {
                Some(form.form.as_str())
            };
            let attributes = [("xml:lang", lang(form.lang.as_ref())), ("specific-use", mark)];
            self.xml.open_text("aff", &attributes);
            self.affiliation_parts(&form.value, affiliation, i == 0);
            self.xml.close();
        }
        self.xml.close();
    }

    /// The parts with commas between them, or the text as printed. Identifiers stand in the first
    /// form, the country's code with every country.
    fn affiliation_parts(
        &mut self,
        parts: &AffiliationParts,
        affiliation: &Affiliation,
        first: bool,
    ) {
        let code = ("country", affiliation.country_code.as_deref());
        let ids = if first { affiliation.identifiers.as_slice() } else { &[] };
        let text_alone = AffiliationParts { text: parts.text.clone(), ..Default::default() };
        let mut comma = false;
        if let Some(text) = parts.text.as_deref().filter(|_| *parts != text_alone) {
            self.separate(&mut comma);
            self.xml.words("institution", &[("content-type", Some("original"))], text);
        }
        let kinds = self.habits.departments;
        for (i, department) in parts.departments.iter().enumerate() {
            self.separate(&mut comma);
            let kind = kinds.get(i).or(kinds.last()).copied();
            self.xml.words("institution", &[("content-type", kind)], department);
        }
        let kind = [("content-type", self.habits.institution)];
        if !ids.is_empty() {
            self.separate(&mut comma);
            self.xml.open("institution-wrap", &[]);
            for id in ids {
                let value = match id.scheme {
                    Scheme::Ror => format!("https://ror.org/{}", id.value),
                    _ => id.value.to_string(),
                };
                let scheme = [("institution-id-type", Some(id.scheme.as_str()))];
                self.xml.words("institution-id", &scheme, &value);
            }
            if let Some(institution) = &parts.institution {
                self.xml.words("institution", &kind, institution);
            }
            self.xml.close();
        } else if let Some(institution) = &parts.institution {
            self.separate(&mut comma);
            self.xml.words("institution", &kind, institution);
        }
        if let Some(text) = parts.text.as_deref().filter(|_| *parts == text_alone) {
            self.xml.text(text, true, true);
            comma = false;
        }
        for line in &parts.address {
            self.separate(&mut comma);
            self.xml.words("addr-line", &[], line);
        }
        let rest =
            [("city", &parts.city), ("state", &parts.state), ("postal-code", &parts.postal_code)];
        for (name, text) in rest {
            if let Some(text) = text {
                self.separate(&mut comma);
                self.xml.words(name, &[], text);
            }
        }
        match &parts.country {
            Some(country) => {
                self.separate(&mut comma);
                self.xml.words("country", &[code], country);
            }
            None if first && code.1.is_some() => self.xml.empty("country", &[code]),
            None => {}
        }
    }

    fn separate(&mut self, comma: &mut bool) {
        if std::mem::replace(comma, true) {
            self.xml.out.push_str(", ");
        }
    }

    /// The names of a cited work, a group for each role.
    pub(super) fn person_groups(&mut self, work: &Article) {
        let groups: Vec<_> = work.contributors.chunk_by(|a, b| a.role == b.role).collect();
        // The last group of each role, and whether the names of the role go on.
        let mut ends: BTreeMap<&Role, (usize, bool)> = BTreeMap::new();
        for (i, group) in groups.iter().enumerate() {
            ends.extend(group.first().map(|first| (&first.role, (i, false))));
        }
        let mut without_group = Vec::new();
        for role in &work.others {
            match ends.get_mut(role) {
                Some((_, goes_on @ false)) => *goes_on = true,
                _ => without_group.push(role),
            }
        }
        for (i, group) in groups.iter().enumerate() {
            let Some(role) = group.first().map(|first| &first.role) else { continue };
            self.open_person_group(role);
            for contributor in *group {
                self.between(", ");
                self.names(&contributor.name, &[], 0);
            }
            if ends.get(role) == Some(&(i, true)) {
                self.between(", ");
                self.etal();
            }
            self.xml.close();
        }
        for role in without_group {
            self.open_person_group(role);
            self.etal();
            self.xml.close();
        }
    }

    fn etal(&mut self) {
        if self.punctuated {
            self.xml.words("etal", &[], "et al.");
        } else {
            self.xml.empty("etal", &[]);
        }
    }

    fn open_person_group(&mut self, role: &Role) {
        self.between("; ");
        let known = kinds::written(PERSON_GROUPS, role);
        let custom = known.is_none().then(|| role.as_str());
        let kind = known.unwrap_or("custom");
        let attributes = [("person-group-type", Some(kind)), ("custom-type", custom)];
        self.xml.open("person-group", &attributes);
    }
}
