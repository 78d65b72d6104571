//! A record as a reference by GOST R 7.0.5-2008.

use super::check::check;
use super::names;
use super::scan::{is_separator, squeezed};
use super::tasks::{self, Task};
use super::words::{self, Meaning};
use super::{languages, places, sorts};
use crate::model::{
    Article, Container, Contributor, Date, DateKind, DateValue, Form, Kind, Multilingual, Name,
    PersonName, RichText, Role, Scheme,
};
use crate::value::months;
use crate::writer::Written;

/// How many names a heading has at most; more of them stand behind ` / ` (GOST R 7.0.80, 5.2).
const NAMES_IN_HEADING: usize = 3;

/// Writes a record as a reference string by GOST R 7.0.5-2008, with the words of the record's
/// language (Russian, Ukrainian, Belarusian, Kazakh, Bulgarian, German; English where the tables
/// have no words).
///
/// The string is read back with [`parse`](super::parse), and every value that this does not give
/// as it was is a [`Loss`](crate::Loss): so what has no losses comes back whole. Up to three
/// authors with initials stand at the head; more of them, names in full and institutions behind
/// ` / `, all of them.
///
/// ```
/// use polybib::{Article, Container, Contributor, DateKind, Dated, Identifier, Kind, Localized};
/// use polybib::{Scheme, citation};
///
/// let mut article = Article::new(Kind::ArticleJournal);
/// article.language = Some("ru".parse()?);
/// article.title.push(Localized::new("Опыт одной реки"));
/// article.contributors.push(Contributor::person("Лодочников", "Д. А."));
/// article.container = Some(Box::new(Container::titled("Вестник переправы")));
/// article.dates.push(Dated::new(DateKind::Published, "2016".parse()?));
/// article.issue = Some("2".into());
/// article.pages = Some("333–335".into());
/// article.identifiers.push(Identifier::new(Scheme::Doi, "10.5555/reka"));
/// article.abstracts.push(polybib::Abstract::plain("О реке."));
///
/// let written = citation::write(&article);
/// assert_eq!(
///     written.text,
///     "Лодочников Д. А. Опыт одной реки // Вестник переправы. 2016. № 2. С. 333–335. \
///      DOI: 10.5555/reka."
/// );
/// assert_eq!(written.losses.iter().next().unwrap().field.as_str(), "abstracts[0]");
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
pub fn write(article: &Article) -> Written {
    let mut out = Out { text: String::new(), lang: language(article) };
    out.reference(article);
    let text = squeezed(&out.text);
    let losses = check(article, &text);
    Written { text, losses }
}

/// The language whose words are written.
fn language(article: &Article) -> &str {
    let said = article.language.as_ref().map(crate::Lang::primary);
    if let Some(said) = said.filter(|lang| words::is_known(lang)) {
        return said;
    }
    let title = article.title.primary().map(ToString::to_string).unwrap_or_default();
    match languages::language(&title) {
        Some(lang) if words::is_known(lang) => lang,
        _ => "en",
    }
}

struct Out<'a> {
    text: String,
    lang: &'a str,
}

impl Out<'_> {
    fn reference(&mut self, article: &Article) {
        let authors: Vec<&Contributor> = article.authors().collect();
        let cut_short = article.others.contains(&Role::Author);
        let in_heading = authors.len() <= NAMES_IN_HEADING
            && authors.iter().all(|author| heading_name(author).is_some());
        if in_heading && !authors.is_empty() {
            let names: Vec<String> = authors.iter().filter_map(|a| heading_name(a)).collect();
            self.text.push_str(&names.join(", "));
            if cut_short {
                self.text.push(' ');
                self.text.push_str(words::word(Meaning::Others, self.lang));
            }
            self.text.push(' ');
        }
        self.titles(&article.title, &article.subtitle, Some(article));
        if article.medium.as_deref() == Some("electronic")
            && let Some(words) = words::of_lang(words::ELECTRONIC, self.lang)
        {
            self.text.push(' ');
            self.text.push_str(words);
        }
        let host = article.container.as_deref().filter(|host| !host.title.is_empty());
        let mut statements = Vec::new();
        if !in_heading {
            statements.extend(self.statement(article, &Role::Author));
        }
        for role in [Role::Compiler, Role::Editor, Role::Translator] {
            // Editors of a part are those of its host.
            if host.is_none() || role == Role::Translator {
                statements.extend(self.statement(article, &role));
            }
        }
        self.responsible(&statements);
        match host {
            Some(host) => self.host(article, host),
            None => self.whole(article),
        }
        self.marks(article);
    }

    /// The titles in all languages. What `work` says about its sort stands behind the first.
    fn titles(
        &mut self,
        titles: &Multilingual<RichText>,
        subtitles: &Multilingual<RichText>,
        mut work: Option<&Article>,
    ) {
        let mut is_first = true;
        for title in titles {
            if !is_first && title.form != Form::Translation {
                continue;
            }
            if !std::mem::take(&mut is_first) {
                self.text.push_str(" = ");
            }
            self.text.push_str(&title.value.to_string());
            let subtitle = subtitles.iter().find(|s| s.lang == title.lang && s.form == title.form);
            if let Some(subtitle) = subtitle {
                self.text.push_str(" : ");
                self.text.push_str(&subtitle.value.to_string());
            }
            if let Some(work) = work.take() {
                self.genre(work);
            }
        }
    }

    fn genre(&mut self, article: &Article) {
        let said = article.genre.as_ref().map(ToString::to_string);
        let genre = match said {
            Some(genre) if sorts::kind(&genre).is_some() => genre,
            _ if article.kind == Kind::Thesis => {
                words::of_lang(words::THESES, self.lang).unwrap_or("PhD thesis").to_owned()
            }
            _ => return,
        };
        // `Заглавие: дис. … канд. ист. наук`
        self.text.push_str(": ");
        self.text.push_str(&genre);
        if let Some(number) = article.number.as_ref().filter(|_| article.kind == Kind::Software) {
            self.text.push_str(" № ");
            self.text.push_str(number);
        }
    }

    /// Those of one role, with the word for what they did.
    fn statement(&self, article: &Article, role: &Role) -> Option<String> {
        let people: Vec<&Contributor> = article.contributors_as(role.clone()).collect();
        let names: Vec<String> =
            people.iter().filter_map(|person| Some(printed(person.name.primary()?))).collect();
        if names.is_empty() {
            return None;
        }
        let as_printed = people.iter().any(|p| matches!(p.name.primary(), Some(Name::Literal(_))));
        let task = match role {
            Role::Editor => words::of_lang(tasks::GENITIVE_EDITORS, self.lang)
                .filter(|_| as_printed)
                .or_else(|| tasks::task_word(Task::Editor, self.lang)),
            Role::Compiler => tasks::task_word(Task::Compiler, self.lang),
            Role::Translator => tasks::task_word(Task::Translator, self.lang),
            _ => None,
        };
        let mut out = task.map(|task| format!("{task} ")).unwrap_or_default();
        out.push_str(&names.join(", "));
        if article.others.contains(role) {
            out.push_str(&format!(" [{}]", words::word(Meaning::Others, self.lang)));
        }
        Some(out)
    }

    fn responsible(&mut self, statements: &[String]) {
        if !statements.is_empty() {
            self.text.push_str(" / ");
            self.text.push_str(&statements.join(" ; "));
        }
    }

    fn host(&mut self, article: &Article, host: &Container) {
        self.text.push_str(" // ");
        self.titles(&host.title, &host.subtitle, None);
        let statements: Vec<String> = [Role::ContainerAuthor, Role::Compiler, Role::Editor]
            .iter()
            .filter_map(|role| self.statement(article, role))
            .collect();
        self.responsible(&statements);
        if matches!(article.kind, Kind::Chapter | Kind::PaperConference) {
            self.edition(article);
            self.imprint(article);
        } else if let Some(date) = article.issued() {
            let day = match date {
                DateValue::At(Date { month: Some(month), day: Some(day), .. }) => {
                    months::month_name(*month, self.lang).map(|month| format!("{day} {month}"))
                }
                _ => None,
            };
            self.area(&years(date));
            if let Some(day) = day {
                self.area(&day);
            }
        }
        self.numbers(article);
    }

    fn whole(&mut self, article: &Article) {
        self.edition(article);
        if let Some(part_title) = article.part_title.primary() {
            self.numbers(article);
            self.area(&part_title.to_string());
        }
        let is_page = article.kind == Kind::Webpage
            && article.publishers.is_empty()
            && article.publisher_places.is_empty();
        match article.issued() {
            Some(date) if is_page => {
                let day = match date {
                    DateValue::At(Date { month: Some(month), day: Some(day), year, .. }) => {
                        months::month_name(*month, self.lang).map(|m| format!("{day} {m} {year}"))
                    }
                    _ => None,
                };
                self.area(&day.unwrap_or_else(|| years(date)));
            }
            _ if is_page => {}
            _ => self.imprint(article),
        }
        if article.part_title.is_empty() {
            self.numbers(article);
        }
        if let Some(count) = &article.page_count {
            self.area(&format!("{count} {}", words::word(Meaning::Extent, self.lang)));
        }
        if let Some(series) = article.series.as_ref().and_then(|series| series.title.primary()) {
            let number = article.series_number.as_ref();
            let number = number.map(|number| format!(" ; {number}")).unwrap_or_default();
            self.area(&format!("({series}{number})"));
        }
    }

    fn edition(&mut self, article: &Article) {
        let Some(edition) = article.edition.as_ref().map(ToString::to_string) else { return };
        if edition.is_empty() || !edition.bytes().all(|b| b.is_ascii_digit()) {
            return self.area(&edition);
        }
        let ending =
            words::of_lang(words::ORDINALS, self.lang).unwrap_or(match edition.as_bytes() {
                [.., b'1', _] => "th",
                [.., b'1'] => "st",
                [.., b'2'] => "nd",
                [.., b'3'] => "rd",
                _ => "th",
            });
        self.area(&format!("{edition}{ending} {}", words::word(Meaning::Edition, self.lang)));
    }

    /// `М.: Наука, 2002`. Where the place or all of it is unknown, the standard says so.
    fn imprint(&mut self, article: &Article) {
        let first = |values: &[Multilingual<RichText>]| -> Vec<String> {
            values.iter().filter_map(|value| Some(value.primary()?.to_string())).collect()
        };
        let places = first(&article.publisher_places);
        let publishers = first(&article.publishers);
        let unknown = words::word(Meaning::Unknown, self.lang);
        let mut places: Vec<&str> =
            places.iter().map(|place| places::short_place(place, self.lang)).collect();
        if places.is_empty() {
            places.push(unknown);
        }
        let mut out = if places.len() == publishers.len() && places.len() > 1 {
            let pairs =
                places.iter().zip(&publishers).map(|(place, name)| format!("{place} : {name}"));
            pairs.collect::<Vec<_>>().join(" ; ")
        } else {
            let separator = if publishers.is_empty() { "" } else { ": " };
            format!("{}{separator}{}", places.join(" ; "), publishers.join(" ; "))
        };
        if let Some(date) = article.issued() {
            out.push_str(", ");
            out.push_str(&years(date));
        }
        if !(article.issued().is_none()
            && publishers.is_empty()
            && article.publisher_places.is_empty())
            || article.kind == Kind::Book
        {
            self.area(&out);
        }
    }

    fn numbers(&mut self, article: &Article) {
        let pages = article.pages.as_ref().map(|pages| &pages.text);
        let numbers = [
            (Meaning::Volume, article.volume.as_ref()),
            (Meaning::Issue, article.issue.as_ref()),
            (Meaning::Part, article.part.as_ref()),
            (Meaning::Item, article.article_number.as_ref()),
            (Meaning::Pages, pages),
        ];
        for (meaning, value) in numbers {
            if let Some(value) = value {
                self.area(&format!("{} {value}", words::word(meaning, self.lang)));
            }
        }
    }

    fn marks(&mut self, article: &Article) {
        let host = article.container.iter().flat_map(|host| &host.identifiers);
        for identifier in article.identifiers.iter().chain(host) {
            let label = match identifier.scheme {
                Scheme::Doi => "DOI:",
                Scheme::Edn => "EDN:",
                Scheme::Isbn => "ISBN",
                Scheme::Issn => "ISSN",
                _ => continue,
            };
            self.area(&format!("{label} {}", identifier.value));
        }
        let accessed = article.date(&DateKind::Accessed);
        for (i, link) in article.links.iter().enumerate() {
            let mut out = format!("{} {}", words::word(Meaning::Url, self.lang), link.url);
            if let Some(accessed) = accessed.filter(|_| i == 0) {
                let label = words::word(Meaning::Accessed, self.lang);
                out.push_str(&format!(" ({label}: {})", day(accessed)));
            }
            self.area(&out);
        }
        if !self.text.ends_with(['.', '?', '!', '…']) && !self.text.is_empty() {
            self.text.push('.');
        }
    }

    /// One more area, behind a full stop.
    fn area(&mut self, text: &str) {
        if text.trim_matches(is_separator).is_empty() {
            return;
        }
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        if !self.text.is_empty() {
            self.text.push_str(if self.text.ends_with(['.', '?', '!', '…']) {
                " "
            } else {
                ". "
            });
        }
        self.text.push_str(text);
    }
}

/// `Троицкий Е. Ф.`, where the name has that form: initials behind a family name.
fn heading_name(person: &Contributor) -> Option<String> {
    let name = person.name.primary()?.as_person()?;
    let particle = match name.non_dropping_particle.as_str() {
        "" => String::new(),
        particle => format!("{particle} "),
    };
    let text = format!("{particle}{} {}", name.family, name.given);
    names::is_heading_name(&text, name).then_some(text)
}

/// A name in reading order.
fn printed(name: &Name) -> String {
    match name {
        Name::Person(person) => PersonName { style: None, ..person.clone() }.to_string(),
        other => other.to_string(),
    }
}

/// A year or a range of them; words as they are.
fn years(date: &DateValue) -> String {
    match date {
        DateValue::At(date) => date.year.to_string(),
        DateValue::Range { .. } => {
            let (start, end) = date.to_string().split_once('/').map_or_else(
                || (String::new(), String::new()),
                |(start, end)| (start.to_owned(), end.to_owned()),
            );
            let year = |text: &str| text.get(..4).unwrap_or(text).to_owned();
            if start.get(..4) == end.get(..4) {
                year(&start)
            } else {
                format!("{}–{}", year(&start), year(&end))
            }
        }
        DateValue::Literal(text) => text.clone(),
    }
}

/// `12.03.2020`
fn day(date: &DateValue) -> String {
    match date {
        DateValue::At(Date { year, month: Some(month), day: Some(day), .. }) => {
            format!("{day:02}.{month:02}.{year}")
        }
        other => other.to_string(),
    }
}
