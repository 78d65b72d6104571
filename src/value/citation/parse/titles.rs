//! Titles of the work and of its host, what sort of work they name, and those responsible.

use super::super::names;
use super::super::scan::{trimmed, window};
use super::super::{Evidence, languages, sorts, tasks};
use super::Reading;
use crate::model::{Container, Form, Kind, Localized, Multilingual, RichText, Role, Str};

impl Reading {
    /// The title, parallel titles, what sort of work it is, and those responsible.
    pub(super) fn title(&mut self, text: &str) {
        let text = trimmed(text);
        let (titles, responsible) = split_responsibility(text);
        if let Some(responsible) = responsible {
            self.responsible(responsible);
        }
        if titles.starts_with(['“', '"', '‘']) {
            self.found(Evidence::Quoted);
        }
        let mut forms = titles.split(" = ");
        let primary = forms.next().unwrap_or("");
        let (primary, bracket) = bracketed(primary);
        let primary = self.genre(primary);
        let (title, subtitle) = split_subtitle(primary);
        self.article.title = plain(title);
        self.article.subtitle = plain(subtitle);
        for parallel in forms.map(trimmed).chain(bracket).filter(|text| !text.is_empty()) {
            let lang = languages::language(parallel).unwrap_or("en");
            let (title, subtitle) = split_subtitle(parallel);
            self.article.title.push(translation(title, lang));
            if !subtitle.is_empty() {
                self.article.subtitle.push(translation(subtitle, lang));
            }
        }
        let is_numbered = || titles.contains('№') || titles.contains(|c: char| c.is_ascii_digit());
        if self.article.kind == Kind::default()
            && let Some(kind) = sorts::kind(primary).filter(|_| is_numbered())
            && kind != Kind::Thesis
        {
            self.named(kind, primary);
        }
    }

    fn named(&mut self, kind: Kind, text: &str) {
        self.article.kind = kind;
        self.found(Evidence::NamedKind);
        let number = text.rsplit_once('№').map(|(_, number)| number.trim_start());
        self.article.number = number
            .and_then(|number| number.split([' ', ',', ';']).next())
            .map(|number| number.trim_end_matches('.'))
            .filter(|number| number.contains(|c: char| c.is_ascii_digit()))
            .map(Str::from);
    }

    /// Cuts off what the title says about the sort of work: `: дис. … канд. ист. наук`.
    fn genre<'a>(&mut self, title: &'a str) -> &'a str {
        let marks = title.match_indices([':', '.']).filter_map(|(at, sign)| {
            let after = title.get(at + 1..)?.strip_prefix(' ')?;
            // The full stop at the end of all may have been that of `дис.`
            let kind =
                sorts::kind(after).or_else(|| sorts::kind(&format!("{}.", window(after, 24))))?;
            let is_sure = matches!(kind, Kind::Thesis | Kind::Software);
            (is_sure || (sign == ":" && title.contains('№'))).then_some((at, after, kind))
        });
        let Some((at, after, kind)) = { marks }.next() else { return title };
        let genre = after.split_once('№').filter(|_| kind == Kind::Software);
        let genre = genre.map_or(after, |(genre, _)| genre);
        let stop = if sorts::kind(genre).is_some() { "" } else { "." };
        self.article.genre = Some(format!("{}{stop}", trimmed_genre(genre)).into());
        self.named(kind, after);
        trimmed(title.get(..at).unwrap_or(title))
    }

    pub(super) fn responsible(&mut self, text: &str) {
        self.found(Evidence::Responsibility);
        let found = names::responsibility(text);
        self.article.contributors.extend(found.people);
        for role in found.others {
            if !self.article.others.contains(&role) {
                self.article.others.push(role);
            }
        }
        for piece in found.rest {
            self.keep("responsibility", &piece);
        }
    }

    /// The host's title; who is responsible for it is a contributor of the work.
    pub(super) fn container(&mut self, head: &str) -> Container {
        let head = trimmed(head);
        let (titles, mut responsible) = split_responsibility(head);
        let mut titles = titles;
        // `Сборник статей под редакцией …`
        if responsible.is_none() {
            let phrases = [" под ред", " Под ред", " за ред", " / "];
            let at = phrases.iter().filter_map(|phrase| titles.find(phrase)).min();
            if let Some((before, after)) = at.and_then(|at| titles.split_at_checked(at))
                && tasks::task(after.trim_start()).is_some()
            {
                titles = trimmed(before);
                responsible = Some(after.trim_start());
            }
        }
        if let Some(responsible) = responsible {
            let before = self.article.contributors.len();
            self.responsible(responsible);
            // Whoever is named there without a task wrote the host, not the work.
            for person in self.article.contributors.iter_mut().skip(before) {
                if person.role == Role::Author {
                    person.role = Role::ContainerAuthor;
                }
            }
            self.article.others.retain(|role| *role != Role::ContainerAuthor);
        }
        let mut container = Container::default();
        let mut forms = titles.split(" = ");
        let (title, subtitle) = split_subtitle(forms.next().unwrap_or(""));
        container.title = plain(title);
        container.subtitle = plain(subtitle);
        for parallel in forms.map(trimmed).filter(|text| !text.is_empty()) {
            let lang = languages::language(parallel).unwrap_or("en");
            container.title.push(translation(parallel, lang));
        }
        container
    }
}

/// The titles, and what stands behind the ` / ` that those responsible stand behind.
pub(super) fn split_responsibility(text: &str) -> (&str, Option<&str>) {
    let slash = text.match_indices('/').find(|(at, _)| {
        let after = text.get(at + 1..).unwrap_or("");
        let before = text.get(..*at).unwrap_or("");
        (before.ends_with([' ', '.']) || after.starts_with(' '))
            && names::is_responsibility(after.strip_prefix(' ').unwrap_or(after))
    });
    match slash.and_then(|(at, _)| Some((text.get(..at)?, text.get(at + 1..)?))) {
        Some((titles, responsible)) => (trimmed(titles), Some(responsible.trim())),
        None => (text, None),
    }
}

/// `Title [Translation]`: a translation where the script is another, or the title Latin.
fn bracketed(text: &str) -> (&str, Option<&str>) {
    let found = text.strip_suffix(']').and_then(|text| text.rsplit_once(" ["));
    let letter = |text: &str| text.chars().find(|c| c.is_alphabetic());
    match found {
        Some((title, inside))
            if inside.split(' ').nth(1).is_some()
                && letter(inside).is_some_and(|c| c < '\u{370}')
                && letter(title).is_some() =>
        {
            (trimmed(title), Some(inside))
        }
        _ => (text, None),
    }
}

pub(super) fn split_subtitle(text: &str) -> (&str, &str) {
    match text.split_once(" : ") {
        Some((title, subtitle)) => (trimmed(title), trimmed(subtitle)),
        None => (trimmed(text), ""),
    }
}

fn trimmed_genre(text: &str) -> &str {
    text.trim_matches([' ', ',', ';', ':'])
}

pub(super) fn plain(text: &str) -> Multilingual<RichText> {
    if text.is_empty() { Multilingual::default() } else { Localized::new(text).into() }
}

pub(super) fn translation(text: &str, lang: &str) -> Localized<RichText> {
    let mut value: Localized<RichText> = Localized::new(text).as_form(Form::Translation);
    value.lang = lang.parse().ok();
    value
}
