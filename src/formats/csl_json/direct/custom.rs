//! `custom`: what the variables leave over.

use std::collections::HashSet;

use crate::model::{Container, Extra, Form, Lang, Multilingual, Name, is_default};

use super::super::leaves::{BARE, places_bare};
use super::super::out::key;
use super::super::write::{is_custom, supplement_dates, supplement_extra};
use super::super::{json, kinds, names};
use super::{Begun, Direct};

impl<'a> Direct<'a, '_, '_> {
    /// Adds `custom`, if there is anything to say in it.
    pub(super) fn custom(&mut self) -> Option<()> {
        let users = self.users()?;
        self.multi()?;
        self.polybib(&users)?;
        let open = match self.begun {
            Begun::Nothing => 0,
            Begun::Custom => 1,
            Begun::Polybib => 2,
        };
        for _ in 0..open {
            self.out.close(b'}');
        }
        Some(())
    }

    /// Begins `custom` before its first member. An item that may have none goes the long way.
    fn begin_custom(&mut self) -> Option<()> {
        if self.begun == Begun::Nothing {
            if self.plain {
                return None;
            }
            self.begun = Begun::Custom;
            self.out.key(key!("custom"));
            self.out.open(b'{');
        }
        Some(())
    }

    /// A member of `custom.polybib`, up to its value.
    pub(super) fn ours(&mut self, name: &str) -> Option<()> {
        if self.begun != Begun::Polybib {
            self.begin_custom()?;
            self.begun = Begun::Polybib;
            self.out.key(key!("polybib"));
            self.out.open(b'{');
        }
        self.out.name(name);
        Some(())
    }

    /// The user's own members.
    fn users(&mut self) -> Option<Vec<&'a Extra>> {
        let mut users: Vec<&Extra> = Vec::new();
        if !self.users {
            return Some(users);
        }
        for extra in self.article.extra.iter().filter(|extra| is_custom(extra)) {
            let name = extra.name.strip_prefix("custom.")?;
            let first = users.len() < 32 && users.iter().all(|other| other.name != extra.name);
            (first && json::is_exact(&extra.value)).then_some(())?;
            users.push(extra);
            self.begin_custom()?;
            self.out.name(name);
            self.out.bytes.extend_from_slice(extra.value.as_bytes());
        }
        Some(users)
    }

    /// The other languages.
    fn multi(&mut self) -> Option<()> {
        if self.main.is_empty() && self.keys.is_empty() && self.names.is_empty() {
            return Some(());
        }
        self.begin_custom()?;
        self.out.key(key!("multi"));
        self.out.open(b'{');
        if !self.main.is_empty() {
            self.out.key(key!("main"));
            self.out.open(b'{');
            for (variable, lang) in std::mem::take(&mut self.main) {
                self.out.name(variable);
                self.lang(lang);
            }
            self.out.close(b'}');
        }
        if !self.keys.is_empty() {
            self.out.key(key!("_keys"));
            self.out.open(b'{');
            for (variable, forms) in std::mem::take(&mut self.keys) {
                self.out.name(variable);
                self.out.open(b'{');
                for (lang, text) in forms {
                    self.out.name(lang.as_str());
                    self.out.string(&text);
                }
                self.out.close(b'}');
            }
            self.out.close(b'}');
        }
        if !self.names.is_empty() {
            self.out.key(key!("names"));
            self.out.open(b'{');
            for (variable, people) in std::mem::take(&mut self.names) {
                self.out.name(variable);
                self.out.open(b'[');
                for name in people {
                    self.out.item();
                    self.name_forms(name)?;
                }
                self.out.close(b']');
            }
            self.out.close(b'}');
        }
        self.out.close(b'}');
        Some(())
    }

    /// The language of a name, and its further forms.
    fn name_forms(&mut self, name: &Multilingual<Name>) -> Option<()> {
        let (main, others) = (name.first()?.lang.as_ref(), name.others());
        let is_organization = |name: &Name| matches!(name, Name::Organization(_));
        self.out.open(b'{');
        if !others.is_empty() || main != self.usual {
            self.out.key(key!("main"));
            self.lang(main);
        }
        if !others.is_empty() {
            self.out.key(key!("_key"));
            self.out.open(b'{');
            let mut seen = HashSet::new();
            for form in others {
                let lang = form.lang.as_ref().filter(|lang| seen.insert(*lang))?;
                if name.primary().map(is_organization) != Some(is_organization(&form.value)) {
                    return None;
                }
                self.out.name(lang.as_str());
                self.person(&form.value)?;
            }
            self.out.close(b'}');
        }
        self.out.close(b'}');
        Some(())
    }

    fn lang(&mut self, lang: Option<&Lang>) {
        match lang {
            Some(lang) => self.out.string(lang.as_str()),
            None => self.out.flag(false),
        }
    }

    /// What is in this crate's words.
    fn polybib(&mut self, users: &[&Extra]) -> Option<()> {
        let article = self.article;
        if !kinds::is_exact(&article.kind) {
            self.ours("kind")?;
            self.out.string(article.kind.as_str());
        }
        if !self.plain && self.usual.is_none() && article.language.is_some() {
            self.ours("primary-language")?;
            self.out.flag(false);
        }
        for (path, subtitle) in std::mem::take(&mut self.subtitles) {
            self.ours(path)?;
            self.out.native(subtitle)?;
        }
        if !self.forms.is_empty() {
            self.ours("forms")?;
            self.out.open(b'{');
            for (variable, forms) in std::mem::take(&mut self.forms) {
                self.out.name(variable);
                self.out.open(b'[');
                for form in forms.into_iter().map(Form::as_str) {
                    self.out.item();
                    self.out.string(form);
                }
                self.out.close(b']');
            }
            self.out.close(b'}');
        }
        if !self.all_names {
            self.ours("contributors")?;
            self.contributors_rest()?;
        }
        if !self.all_dates {
            self.ours("dates")?;
            // Each one that has a variable was written in it exactly.
            self.out.native(&supplement_dates(article, |_| true))?;
        }
        self.numbers()?;
        let mut places = places_bare(article);
        while places != 0 {
            let leaf = BARE.get(places.trailing_zeros() as usize)?;
            places &= places - 1;
            if !leaf.may_be_said() || self.differs.contains(&leaf.path) {
                self.ours(leaf.path)?;
                (leaf.native)(article, self.out)?;
            }
        }
        self.has_no_empty_part()?;
        let apart = std::mem::take(&mut self.left_apart);
        let count = if apart.is_empty() { self.left } else { 0 };
        let left = article.extra.iter().take(count).chain(apart.iter().copied());
        let read = || left.clone().chain(users.iter().copied());
        let all = article.extra.len() == count + apart.len() + users.len()
            && article.extra.iter().zip(read()).all(|(one, read)| std::ptr::eq(one, read));
        if !all {
            self.ours("extra")?;
            supplement_extra(&article.extra, read(), self.out);
        }
        Some(())
    }

    /// What the variables do not say of the contributors. Each one has a name in them that is
    /// exact, but that an organization is read as words.
    fn contributors_rest(&mut self) -> Option<()> {
        self.out.open(b'[');
        for person in &self.article.contributors {
            self.out.item();
            let differs = names::difference_of_exact(&person.name);
            self.out.native(&names::rest(person, true, differs))?;
        }
        self.out.close(b']');
        Some(())
    }

    /// A container, series or event with nothing in it, or an archive, is not read at all.
    fn has_no_empty_part(&self) -> Option<()> {
        let article = self.article;
        let empty =
            |part: Option<&Container>| part.is_some_and(|c| c.title.is_empty() && is_default(c));
        let any = empty(article.container.as_deref())
            || empty(article.series.as_deref())
            || article.event.as_deref().is_some_and(is_default)
            || article.archive.as_deref().is_some_and(is_default)
            || [&article.original, &article.reviewed]
                .into_iter()
                .any(|work| work.as_ref().is_some_and(is_default));
        (!any).then_some(())
    }
}
