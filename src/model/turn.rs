//! A record seen from another of its languages.

use super::{
    Abstract, Article, Container, Contributor, Event, Form, KeywordGroup, Lang, Localized,
    Multilingual, Name, OtherWork, RECORDS_DEEP,
};
use crate::value::detect::script_of;
use crate::value::script::dominant;

impl Article {
    /// The record with the values in the language of `tag` first: an English view of a Russian
    /// record. Titles, names, affiliations, journals, publishers, notes and all else that has
    /// several languages are turned, the abstracts and groups of keywords in that language go
    /// before the others of their kind, and so it goes through the cited works. A name without a
    /// form in that language shows the one in its script.
    ///
    /// `language` becomes that language, and `languages` says what the work is written in where
    /// nothing else did; a primary value without a language is said to be in the one that was the
    /// record's. What has no value in that language shows its original. Nothing is added, left out
    /// or marked otherwise.
    ///
    /// Turned back, the record is the same again, if it stood that way before (as
    /// `with_primary` of its own language leaves it), and each of its values has one original and
    /// one form for a language.
    ///
    /// ```
    /// use polybib::{Article, Form, Kind, Localized};
    ///
    /// let mut article = Article::new(Kind::ArticleJournal);
    /// article.language = Some("ru".parse()?);
    /// article.title.push(Localized::new("Внешняя политика").in_lang("ru".parse()?));
    /// let english = Localized::new("Foreign policy").in_lang("en".parse()?);
    /// article.title.push(english.as_form(Form::Translation));
    ///
    /// let turned = article.clone().with_primary("en");
    /// assert_eq!(turned.title.primary().unwrap().to_string(), "Foreign policy");
    /// assert_eq!(turned.language.as_ref().unwrap().as_str(), "en");
    /// assert_eq!(turned.languages, ["ru".parse()?]);
    /// assert_eq!(turned.with_primary("ru"), article);
    /// # Ok::<_, polybib::LangError>(())
    /// ```
    #[must_use]
    pub fn with_primary(mut self, tag: &str) -> Self {
        turn(&mut self, tag, RECORDS_DEEP);
        self
    }
}

/// One turn of one record.
struct Turn<'t> {
    tag: &'t str,
    /// The language of the record before.
    own: Option<Lang>,
    /// Whether anything is in the language.
    found: bool,
}

fn turn(article: &mut Article, tag: &str, depth: usize) {
    let mut turn = Turn { tag, own: article.language.clone(), found: false };
    let before = article.title.first().and_then(|title| title.lang.clone());
    turn.article(article);
    let after = article.title.first().and_then(|title| title.lang.clone());
    let found = turn.found;
    set_language(article, tag, found, (before != after).then_some(after).flatten());
    let Some(depth) = depth.checked_sub(1) else { return };
    let citations = article.references.iter_mut().flat_map(|item| &mut item.citations);
    for citation in citations {
        let mut text = Turn { tag, own: None, found: false };
        text.value(&mut citation.text);
        if let Some(work) = &mut citation.work {
            self::turn(work, tag, depth);
        }
    }
}

/// `title` is the language of the title that is now the primary one, if it is another.
fn set_language(article: &mut Article, tag: &str, found: bool, title: Option<Lang>) {
    let of_work = article.languages.iter().find(|lang| !found || lang.matches(tag)).cloned();
    let now = match &article.language {
        Some(lang) if found && (lang.matches(tag) || tag.eq_ignore_ascii_case(lang.as_str())) => {
            article.language.clone()
        }
        Some(_) | None if found => of_work.or(title).or_else(|| tag.parse().ok()),
        // Nothing is in that language: the originals are first, if they were not before.
        _ if title.is_some() => of_work.or(title),
        _ => article.language.clone(),
    };
    if now != article.language {
        let before = std::mem::replace(&mut article.language, now);
        if article.languages.is_empty() {
            article.languages.extend(before);
        }
    }
    if article.languages.as_slice() == article.language.as_slice() {
        article.languages.clear();
    }
}

impl Turn<'_> {
    /// A value whose language, where nothing says it, is that of the record.
    fn stated<T>(&mut self, value: &mut Multilingual<T>) {
        if let (Some(own), Some(first)) = (&self.own, value.iter_mut().next()) {
            first.lang.get_or_insert_with(|| own.clone());
        }
        self.value(value);
    }

    fn value<T>(&mut self, value: &mut Multilingual<T>) {
        self.found |= value.set_primary(self.tag);
    }

    fn values<T>(&mut self, values: &mut [Multilingual<T>]) {
        for value in values {
            self.stated(value);
        }
    }

    fn article(&mut self, article: &mut Article) {
        for text in [
            &mut article.title,
            &mut article.subtitle,
            &mut article.title_addon,
            &mut article.short_title,
            &mut article.part_title,
            &mut article.issue_title,
            &mut article.funding_statement,
        ] {
            self.stated(text);
        }
        self.people(&mut article.contributors);
        for affiliation in &mut article.affiliations {
            self.stated(&mut affiliation.forms);
        }
        self.abstracts(&mut article.abstracts);
        self.groups(&mut article.keywords);
        self.groups(&mut article.subjects);
        let containers = [&mut article.container, &mut article.series, &mut article.multivolume];
        for container in containers.into_iter().flatten() {
            self.container(container);
        }
        if let Some(event) = &mut article.event {
            self.event(event);
        }
        self.values(&mut article.publishers);
        self.values(&mut article.publisher_places);
        for work in [&mut article.original, &mut article.reviewed].into_iter().flatten() {
            self.other_work(work);
        }
        if let Some(permissions) = &mut article.permissions {
            self.stated(&mut permissions.statement);
            self.values(&mut permissions.holders);
            for license in &mut permissions.licenses {
                self.stated(&mut license.text);
            }
        }
        for funding in &mut article.funding {
            self.stated(&mut funding.funder);
        }
        for note in &mut article.notes {
            self.stated(&mut note.text);
        }
    }

    fn container(&mut self, container: &mut Container) {
        for text in [
            &mut container.title,
            &mut container.subtitle,
            &mut container.title_addon,
            &mut container.short_title,
        ] {
            self.stated(text);
        }
        self.people(&mut container.contributors);
    }

    fn event(&mut self, event: &mut Event) {
        for text in [&mut event.title, &mut event.title_addon, &mut event.place] {
            self.stated(text);
        }
        self.values(&mut event.sponsors);
    }

    /// Another work may well be in another language: nothing is said of it.
    fn other_work(&mut self, work: &mut OtherWork) {
        self.value(&mut work.title);
        self.people(&mut work.contributors);
        for value in work.publishers.iter_mut().chain(&mut work.publisher_places) {
            self.value(value);
        }
    }

    fn people(&mut self, people: &mut [Contributor]) {
        for person in people {
            self.name(&mut person.name);
            // Readers make groups of one depth; what is deeper by hand is left as it is.
            for member in &mut person.members {
                self.name(&mut member.name);
            }
        }
    }

    fn name(&mut self, name: &mut Multilingual<Name>) {
        let script = |form: &Localized<Name>| dominant(&form.value.to_string());
        if name.len() > 1
            && let (Some(own), Some(first)) = (&self.own, name.iter_mut().next())
            && first.lang.is_none()
            && script(first) == script_of(own)
        {
            first.lang = Some(own.clone());
        }
        let found = name.position_in(self.tag);
        self.found |= found.is_some();
        let wanted = self.tag.parse::<Lang>().ok().and_then(|lang| script_of(&lang));
        let in_script = || wanted.and_then(|of| name.iter().position(|f| script(f) == Some(of)));
        let at = found.or_else(in_script);
        name.put_first(at);
    }

    fn abstracts(&mut self, items: &mut [Abstract]) {
        for of_kind in by_kind(items, |item| item.kind.as_ref()) {
            let Some(first) = of_kind.first().copied() else { continue };
            if let (Some(own), Some(item)) = (&self.own, items.get_mut(first)) {
                item.lang.get_or_insert_with(|| own.clone());
            }
            let at = position(items, &of_kind, self.tag, |item| item.lang.as_ref());
            self.found |= at.is_some();
            let is_original = |i: &usize| items.get(*i).is_some_and(|a| a.form == Form::Original);
            if let Some(at) = at.or_else(|| of_kind.iter().copied().find(is_original)) {
                items.swap(first, at);
            }
        }
    }

    fn groups(&mut self, items: &mut [KeywordGroup]) {
        for of_kind in by_kind(items, |item| item.kind.as_ref()) {
            let Some(first) = of_kind.first().copied() else { continue };
            if let (Some(own), Some(item)) = (&self.own, items.get_mut(first)) {
                item.lang.get_or_insert_with(|| own.clone());
            }
            if let Some(at) = position(items, &of_kind, self.tag, |item| item.lang.as_ref()) {
                self.found = true;
                items.swap(first, at);
            }
        }
    }
}

/// The positions of the items of each kind, in order.
fn by_kind<T>(items: &[T], kind: impl Fn(&T) -> Option<&String>) -> Vec<Vec<usize>> {
    let mut kinds = std::collections::BTreeMap::<Option<&String>, Vec<usize>>::new();
    for (i, item) in items.iter().enumerate() {
        kinds.entry(kind(item)).or_default().push(i);
    }
    kinds.into_values().collect()
}

/// The position, among those at `of`, of the item in the language of `tag`.
fn position<T>(
    items: &[T],
    of: &[usize],
    tag: &str,
    lang: impl Fn(&T) -> Option<&Lang>,
) -> Option<usize> {
    let langs: Vec<Option<&Lang>> = of.iter().map(|i| items.get(*i).and_then(&lang)).collect();
    let at = super::multilingual::position_in(&langs, tag, |lang| (*lang, true))?;
    of.get(at).copied()
}
