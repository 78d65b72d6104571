//! What stands before the first heading: title, authors, data, and an abstract without a heading.

use super::data::{self, Numbers, Target, label, labelled, numbers};
use super::people;
use super::read::{Page, ends_sentence, is_journal_data, quoted};
use super::sections::{Block, Line};
use crate::model::{
    Article, Container, Date, DateKind, DateValue, Dated, Form, Identifier, Link, Localized,
    Multilingual, Pages, Permissions, RichText, Scheme, Str,
};
use crate::report::Code;
use crate::value::identifiers::{self, Found};
use crate::value::names::{self, Evidence, NameHints, collapsed, institution_word};
use crate::value::script::dominant;

/// Labels that stand before a title and a colon. A new one is a new row.
const TITLE_LABELS: &[&str] = &[
    "Title",
    "Article title",
    "Title of the article",
    "Название",
    "Название статьи",
    "Заглавие",
    "Назва",
    "Атауы",
];

/// Words that names of journals begin with, in small letters.
const JOURNAL_WORDS: &[&str] = &[
    "вестник",
    "журнал",
    "известия",
    "труды",
    "учёные",
    "ученые",
    "вопросы",
    "вісник",
    "хабаршы",
    "хабаршысы",
    "journal",
    "bulletin",
    "proceedings",
    "transactions",
    "annals",
    "revista",
];

/// Words before the number of the page on which an article begins.
const PAGE_MARKS: &[&str] = &["P. ", "Pp. ", "С. ", "C. ", "Стр. "];

/// The lines before the first heading, while they are sorted.
#[derive(Debug, Default)]
struct Front<'a> {
    /// What may be the title and the abstract.
    text: Vec<Line<'a>>,
    /// Whether the last line was one of data.
    after_data: bool,
    /// How many lines were nothing but volume, issue, year or pages.
    data_lines: usize,
    /// Whether authors stood before any other text.
    authors_first: bool,
    /// The title, where a citation of the work gives it.
    cited_title: bool,
}

impl Page<'_> {
    /// Reads the block. An abstract under a heading of its own may follow.
    pub(super) fn front(&mut self, block: &Block<'_>, abstract_follows: bool) {
        let mut front = Front::default();
        let lines = block.lines.as_slice();
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            at += 1;
            at += self.front_line(*line, lines.get(at..).unwrap_or_default(), &mut front);
        }
        self.join_pages(block);
        if self.untitled_page(&front) {
            self.no_title(block, "its lines are those of a journal");
            return;
        }
        let mut lines = front.text.as_slice();
        if let [first, second, others @ ..] = lines
            && let Some((title, data)) = first.text.rsplit_once('|')
            && collapsed(title).to_lowercase() == collapsed(second.text).to_lowercase()
            && is_journal_data(without_doi(first.text).0)
        {
            let message = format!(
                "{} repeats the title; what follows its bar was read as journal, year and issue",
                quoted(first.text)
            );
            self.inform(*first, Code::OddValue, "container.title", message);
            self.journal_line(first.piece(data));
            let _ = others;
            lines = lines.get(1..).unwrap_or_default();
        } else if let [first, others @ ..] = lines
            && !others.is_empty()
            && is_journal_data(without_doi(first.text).0)
        {
            let message = format!(
                "{} has the shape of a journal's name and issue; it was read as these, and the \
                 next line as the title",
                quoted(first.text)
            );
            self.warn(*first, Code::OddValue, "container.title", message);
            self.journal_line(*first);
            lines = others;
        }
        if let Some((title, rest)) = lines.split_first()
            && self.contents_entry(*title)
        {
            self.paragraphs_or_keep(rest, abstract_follows);
            return;
        }
        let no_title = front.cited_title
            || (front.authors_first && lines.first().is_some_and(|l| ends_sentence(l.text)));
        let Some((title, rest)) = lines.split_first().filter(|_| !no_title) else {
            if !front.cited_title {
                self.no_title(block, "no line before the first heading can be one");
            }
            self.paragraphs_or_keep(lines, abstract_follows);
            return;
        };
        let title = self.title(*title);
        self.push_title(title, title.text);
        let rest = match rest.split_first() {
            Some((second, others))
                if (abstract_follows || !others.is_empty())
                    && !ends_sentence(second.text)
                    && self.second_title(*second) =>
            {
                others
            }
            _ => rest,
        };
        let rest = self.pdf_line(rest);
        self.paragraphs_or_keep(&rest, abstract_follows);
    }

    fn no_title(&mut self, block: &Block<'_>, why: &str) {
        let at = block.lines.first().copied().unwrap_or(block.heading);
        let message = if block.lines.is_empty() {
            "the page begins with a heading, so the record has no title".to_owned()
        } else {
            format!("the record has no title: {why}")
        };
        self.warn(at, Code::OddValue, "title", message);
    }

    fn push_title(&mut self, line: Line<'_>, text: &str) {
        let mut localized = Localized::<RichText>::new(text);
        localized.lang = self.guess(line, "title", text);
        self.article.title.push(localized);
    }

    fn paragraphs_or_keep(&mut self, lines: &[Line<'_>], abstract_follows: bool) {
        if abstract_follows {
            for line in lines {
                let why = "it stands between the title and the heading of the abstract";
                self.not_understood("front", *line, why);
            }
            return;
        }
        // Terms after an abstract, with no heading and no full stop.
        if let Some((last, text)) = lines.split_last()
            && text.last().is_some_and(|before| ends_sentence(before.text))
            && !ends_sentence(last.text)
            && last.text.len() < 400
            && last.text.matches(", ").count() > 1
            && last.text.starts_with(char::is_lowercase)
        {
            self.paragraphs(text);
            let why = "it looks like keywords, and no heading says so";
            self.not_understood("keywords", *last, why);
            return;
        }
        self.paragraphs(lines);
    }

    /// Sorts one line, and says how many of those after it went with it.
    fn front_line<'a>(
        &mut self,
        line: Line<'a>,
        after: &[Line<'a>],
        front: &mut Front<'a>,
    ) -> usize {
        if line.text.contains('|') && line.text.chars().all(|c| "|-:= ".contains(c)) {
            return 0;
        }
        if let Some((name, target, value)) = labelled(&line)
            && (label(&line).is_some() || is_field(&line, target, value, after, front))
        {
            let after_data = std::mem::replace(&mut front.after_data, true);
            if *target == Target::Citation {
                return if value.text.is_empty() {
                    self.citation(line, after, front)
                } else {
                    self.not_understood(name, line, "it is a citation of the work itself");
                    0
                };
            }
            if !value.text.is_empty() || line.text.contains('|') {
                self.field(line, name, target, value);
                return 0;
            }
            if let Some(next) = after.first().filter(|next| fits(target, next)) {
                self.field(line, name, target, *next);
                return 1;
            }
            front.after_data = after_data;
        }
        if self.copyright(line) || self.front_person(line, after, front) {
            front.authors_first |= front.text.is_empty();
            front.after_data = false;
            return 0;
        }
        let is_apart = front.after_data
            || line.after_gap
            || front.text.last().is_some_and(|before| ends_sentence(before.text));
        if is_apart && !front.text.is_empty() && line.text.contains(|c: char| c.is_ascii_digit()) {
            let found = numbers(line.text);
            if found.is_all() {
                self.numbers(line, &found);
                front.data_lines += 1;
                front.after_data = true;
                return 0;
            }
        }
        front.after_data = false;
        front.text.push(line);
        0
    }

    /// People, and what is said of them, right before or after the title.
    fn front_person<'a>(&mut self, line: Line<'a>, after: &[Line<'a>], front: &Front<'a>) -> bool {
        // A journal's line; one title, or one in each of two scripts.
        let titles = match front.text.as_slice() {
            all if all.len() > 3 => return false,
            [journal, titles @ ..] if is_journal_data(without_doi(journal.text).0) => titles,
            titles => titles,
        };
        let is_behind_titles = match titles {
            [] | [_] => true,
            [first, second] => {
                !ends_sentence(second.text) && dominant(first.text) != dominant(second.text)
            }
            _ => false,
        };
        if !is_behind_titles {
            return false;
        }
        if front.text.is_empty() && self.article.contributors.is_empty() {
            return self.first_person(line, after);
        }
        // A line that goes on in small letters is one of an abstract.
        let goes_on = after
            .first()
            .is_some_and(|next| !next.after_gap && next.text.starts_with(char::is_lowercase));
        self.people_line(line)
            || (!self.article.contributors.is_empty() && !goes_on && self.about_person(line))
    }

    /// The title on its line: what follows the label, if there is one.
    fn title<'a>(&mut self, line: Line<'a>) -> Line<'a> {
        let cut = line.text.split_once([':', '：']).filter(|(head, value)| {
            let head = collapsed(head).to_lowercase();
            !value.trim().is_empty() && TITLE_LABELS.iter().any(|l| l.to_lowercase() == head)
        });
        let Some((head, value)) = cut else { return line };
        let message = format!("{} before the title is a label; it fell away", quoted(head));
        self.inform(line, Code::OddValue, "title", message);
        line.piece(value)
    }

    /// A line `ENGLISH TITLE.pdf full text`: a link to the file, glued between the two.
    fn pdf_line<'a>(&mut self, lines: &[Line<'a>]) -> Vec<Line<'a>> {
        let mut kept = Vec::new();
        for line in lines {
            let title = self.article.title.primary().map(ToString::to_string);
            let cut = line.text.split_once(".pdf").filter(|(head, _)| {
                head.len() < 600 && dominant(head).is_some() && !head.contains("://")
            });
            match (cut, title) {
                (Some((head, text)), Some(title)) if dominant(head) != dominant(&title) => {
                    let message = format!(
                        "{} stands before `.pdf` in another script than the title; it was read \
                         as the title in another language",
                        quoted(head)
                    );
                    self.warn(*line, Code::OddValue, "title", message);
                    let lang = self.guess(*line, "title", head);
                    let mut other = Localized::<RichText>::new(head.trim());
                    other.lang = lang;
                    other.form = Form::Translation;
                    self.article.title.push(other);
                    let text = line.piece(text);
                    if !text.text.is_empty() {
                        self.body(&[text]);
                    }
                }
                _ => kept.push(*line),
            }
        }
        kept
    }

    /// `P. 7. Primerov V.V. TITLE IN CAPITALS. Abstract`: an entry of a list of contents.
    fn contents_entry(&mut self, line: Line<'_>) -> bool {
        let Some(entry) = entry(line) else { return false };
        self.article.pages = Some(Pages::from(entry.page));
        self.add_person(entry.name);
        let mut title = String::new();
        let mut joined = false;
        for word in entry.title.text.trim_end_matches('.').split_whitespace() {
            if title.ends_with('-') {
                title.pop();
                joined = true;
            } else if !title.is_empty() {
                title.push(' ');
            }
            title.push_str(word);
        }
        if joined {
            let message = "a hyphen and a space within its words are the end of a printed line; \
                           the parts were joined";
            self.warn(entry.title, Code::OddValue, "title", message.to_owned());
        }
        self.push_title(entry.title, &title);
        if !entry.text.text.is_empty() {
            self.paragraphs(&[entry.text]);
        }
        true
    }

    /// Whether the page gives a journal and its numbers, and no article; then they are read.
    fn untitled_page(&mut self, front: &Front<'_>) -> bool {
        let begins = |line: &Line<'_>| {
            let word = line.text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            JOURNAL_WORDS.contains(&word.to_lowercase().as_str())
        };
        let Some((first, others)) = front.text.split_first() else { return false };
        if front.data_lines < 2 || others.len() > 1 || !begins(first) {
            return false;
        }
        let message = format!(
            "{} begins with a word of journals, and volume, year or pages follow; it was read as \
             the journal",
            quoted(first.text)
        );
        self.warn(*first, Code::OddValue, "container.title", message);
        self.journal(first.piece(first.text.trim_end_matches('.')));
        for line in others {
            if institution_word(line.text).is_some() {
                let field = format!("publishers[{}]", self.article.publishers.len());
                let message = format!(
                    "{} stands after the journal and is an institution; it was read as the \
                     publisher",
                    quoted(line.text)
                );
                self.warn(*line, Code::OddValue, &field, message);
                self.publisher(line.piece(line.text.trim_end_matches('.')));
            } else {
                self.not_understood("front", *line, "nothing says what it is");
            }
        }
        true
    }

    /// The lines of a citation of the work itself, under a label of their own.
    fn citation<'a>(
        &mut self,
        label: Line<'a>,
        after: &[Line<'a>],
        front: &mut Front<'a>,
    ) -> usize {
        let count = after.iter().take_while(|line| labelled(line).is_none()).take(8).count();
        let lines = after.get(..count).unwrap_or_default();
        let slashes = lines.iter().position(|line| line.text.starts_with("//"));
        if let Some(cut) = slashes
            && front.text.is_empty()
            && let Some((head, tail)) = lines.split_at_checked(cut)
        {
            let (people, title): (Vec<&Line<'_>>, Vec<&Line<'_>>) =
                head.iter().partition(|line| people::list(**line).is_some());
            if let [title] = title.as_slice() {
                for line in people {
                    self.people_line(*line);
                }
                let bare = title.piece(title.text.trim_end_matches('.'));
                self.push_title(bare, bare.text);
                front.cited_title = true;
                for line in tail {
                    match line.text.strip_prefix("//") {
                        Some(journal) => {
                            self.journal_data(line.piece(journal));
                        }
                        None => self.numbers(*line, &numbers(line.text)),
                    }
                }
                let message = format!(
                    "the lines under {} cite the work itself; authors, title, journal and \
                     numbers were read from them",
                    quoted(label.text)
                );
                self.inform(label, Code::OddValue, "title", message);
                return count;
            }
        }
        // A citation holds the title. If it does not hold the line before, that is none.
        let (Some(next), [header]) = (after.first(), front.text.as_slice()) else {
            self.not_understood("citation", label, "what follows it is no citation that is known");
            return 0;
        };
        let header = *header;
        let plain = !next.text.contains("//") && !next.text.contains(|c: char| c.is_ascii_digit());
        if plain && !collapsed(next.text).contains(&collapsed(header.text)) {
            let why = "the citation of the work that follows it does not hold it, so it is not \
                       the title";
            self.not_understood("header", header, why);
            front.text.clear();
            front.text.push(*next);
            let message = format!(
                "{} stands under a label of citations and was read as the title",
                quoted(next.text)
            );
            self.warn(*next, Code::OddValue, "title", message);
            return 1;
        }
        self.not_understood("citation", *next, "it is a citation of the work itself");
        1
    }

    /// A line `© 2017 г. Л.С. Примерова, Н.А. Образцова`.
    fn copyright(&mut self, line: Line<'_>) -> bool {
        let Some(rest) = line.text.strip_prefix('©') else { return false };
        let rest = rest.trim_start();
        let (before, year, after) = match rest.get(..4).filter(|head| data::is_year(head)) {
            Some(year) => ("", Some(year), rest.get(4..).unwrap_or_default()),
            None => match rest.rsplit_once([' ', ',']) {
                Some((names, year)) if data::is_year(year.trim_end_matches('.')) => {
                    (names, Some(year.trim_end_matches('.')), "")
                }
                _ => (rest, None, ""),
            },
        };
        let after = after.trim_start().trim_start_matches("г.").trim_start_matches([',', ' ']);
        let names = line.piece(if before.is_empty() { after } else { before });
        let permissions = self.article.permissions.get_or_insert_with(Box::<Permissions>::default);
        permissions.year = year.map(Str::from);
        permissions.statement = Localized::<RichText>::new(line.text).into();
        let names = names.piece(names.text.trim_end_matches([',', ' ']));
        if names.text.is_empty() || self.people_line(names) {
            return true;
        }
        // The line is kept whole as the statement, and nobody is made of it.
        let message = format!("{} was not read as names of authors", quoted(names.text));
        self.inform(names, Code::UncertainName, "permissions.statement", message);
        true
    }

    /// A value behind its label.
    pub(super) fn field(&mut self, line: Line<'_>, name: &str, target: &Target, value: Line<'_>) {
        match target {
            Target::Identifier(scheme) => self.identifier(line, name, scheme, value),
            Target::Date(kind) => match data::date(value.text) {
                Some(date) => self.date(kind.clone(), date),
                None => self.not_understood(name, line, "it is no day that is known"),
            },
            Target::Year => self.year(line, value.text),
            Target::Volume => {
                self.once(line, name, value.text, |a| &mut a.volume);
            }
            Target::Issue => self.once(line, name, value.text, |a| &mut a.issue),
            Target::Pages => self.article.pages = Some(Pages::from(value.text)),
            Target::FirstPage => self.start = Some(value.text.to_owned()),
            Target::LastPage => self.end = Some(value.text.to_owned()),
            Target::Journal => self.journal(value),
            Target::Publisher => self.publisher(value),
            Target::Author => {
                if value.text.chars().all(|c| !c.is_alphanumeric()) {
                    let message = format!("no name stands beside {}", quoted(name));
                    self.warn(line, Code::EmptyAuthorCell, "contributors", message);
                } else if !self.people_line(value) {
                    self.author_line(value);
                }
            }
            Target::Title => {
                if self.article.title.is_empty() {
                    self.push_title(value, value.text);
                } else {
                    self.not_understood(name, line, "the record has a title already");
                }
            }
            Target::Language => {
                match crate::value::language::from_any(&value.text.to_lowercase()) {
                    Some(lang) => self.article.language = Some(lang),
                    None => self.not_understood(name, line, "it is no language that is known"),
                }
            }
            Target::Link => self.article.links.push(Link::to(value.text)),
            Target::PublishedIn => {
                self.journal_data(value);
            }
            Target::Citation => {
                self.not_understood(name, line, "it is a citation of the work itself");
            }
            Target::Other => {
                self.not_understood(name, line, "lines with that label are not read yet");
            }
        }
    }

    /// A value for a field that is still empty; another one is kept.
    fn once(
        &mut self,
        line: Line<'_>,
        name: &str,
        value: &str,
        of: fn(&mut Article) -> &mut Option<Str>,
    ) {
        let field = of(&mut self.article);
        match field {
            Some(before) if before != value => {
                self.not_understood(name, line, "the record has another value already");
            }
            _ => *field = Some(value.into()),
        }
    }

    fn identifier(&mut self, line: Line<'_>, name: &str, scheme: &Scheme, value: Line<'_>) {
        let whole = format!("{name}: {}", value.text);
        let mut found = identifiers::find(&whole);
        found.retain(|found| found.identifier.scheme == *scheme);
        if found.is_empty() || found.iter().any(|found| found.identifier.check().is_err()) {
            let field = self.keep(name, line);
            let message = format!("{} is no {name}; it was kept", quoted(value.text));
            self.warn(line, Code::BadIdentifier, &field, message);
            return;
        }
        let all = found.iter().map(|found| found.span.len()).sum::<usize>();
        for Found { identifier, repairs, doubts, .. } in found {
            let field = format!("identifiers[{}]", self.article.identifiers.len());
            for why in repairs {
                let message = format!("{}: {why}", quoted(value.text));
                self.inform(line, Code::OddValue, &field, message);
            }
            for why in doubts {
                let message = format!("{}: {why}", quoted(value.text));
                self.warn(line, Code::LookAlike, &field, message);
            }
            self.add_identifier(identifier);
        }
        if let Some(rest) = whole.get(all..).filter(|rest| rest.contains(char::is_alphanumeric)) {
            let message = format!("{} after the {name} was not understood", quoted(rest.trim()));
            let field = self.keep(name, line);
            self.warn(line, Code::NotUnderstood, &field, message);
        }
    }

    fn add_identifier(&mut self, identifier: Identifier) {
        if identifier.scheme == Scheme::Issn {
            let journal = self.article.container.get_or_insert_with(Box::<Container>::default);
            if !journal.identifiers.contains(&identifier) {
                journal.identifiers.push(identifier);
            }
        } else if !self.article.identifiers.contains(&identifier) {
            self.article.identifiers.push(identifier);
        }
    }

    /// Adds a date. A day takes the place of its year alone, which an issue has.
    fn date(&mut self, kind: DateKind, date: Date) {
        let dates = &mut self.article.dates;
        let same_year =
            |known: &&mut Dated| known.kind == kind && known.value.year() == Some(date.year);
        match dates.iter_mut().find(same_year) {
            Some(known) => {
                if matches!(known.value, DateValue::At(known) if known.month.is_none()) {
                    known.value = DateValue::At(date);
                }
            }
            None => dates.push(Dated::new(kind, DateValue::At(date))),
        }
    }

    fn year(&mut self, line: Line<'_>, text: &str) {
        match data::date(text) {
            Some(date) => self.date(DateKind::Published, date),
            None => self.not_understood("year", line, "it is no year"),
        }
    }

    /// Volume, issue, year and pages of a line; what is none of them is kept.
    fn numbers(&mut self, line: Line<'_>, found: &Numbers<'_>) {
        if let Some(year) = found.year {
            self.year(line, year);
        }
        if let Some(volume) = found.volume {
            self.once(line, "volume", volume, |a| &mut a.volume);
        }
        if let Some(issue) = found.issue {
            self.once(line, "issue", issue, |a| &mut a.issue);
        }
        if let Some(pages) = &found.pages {
            self.article.pages.get_or_insert_with(|| Pages::from(pages.as_str()));
        }
        if !found.rest.is_empty() && !found.is_all() {
            self.not_understood("numbers", line, "only a part of it is volume, issue or pages");
        }
    }

    /// A line of a journal's name and issue, with a DOI at its end where there is one.
    fn journal_line(&mut self, line: Line<'_>) {
        let (data, doi) = without_doi(line.text);
        if let Some(doi) = doi {
            let value = doi.find("10.").and_then(|at| doi.get(at..)).unwrap_or(doi);
            self.identifier(line, "DOI", &Scheme::Doi, line.piece(value));
        }
        self.journal_data(line.piece(data));
    }

    /// A journal's name, and after it year, volume, issue and pages.
    fn journal_data(&mut self, text: Line<'_>) {
        let found = numbers(text.text);
        // The name is what stands before the first number or mark.
        let name = found.rest.join(" ");
        let name = name.trim_end_matches(['.', ',', ' ']);
        let is_start = collapsed(text.text).starts_with(name);
        if name.is_empty() || !is_start {
            self.not_understood("journal", text, "the name and the numbers of a journal are mixed");
            return;
        }
        let start = Line { text: text.text, ..text };
        let mut journal = Localized::<RichText>::new(name);
        journal.lang = self.guess(start, "container.title", name);
        self.container(journal);
        self.numbers(text, &Numbers { rest: Vec::new(), ..found });
    }

    fn journal(&mut self, name: Line<'_>) {
        let mut journal = Localized::<RichText>::new(name.text);
        journal.lang = self.guess(name, "container.title", name.text);
        self.container(journal);
    }

    fn container(&mut self, title: Localized<RichText>) {
        let journal = self.article.container.get_or_insert_with(Box::<Container>::default);
        if !journal.title.iter().any(|known| known.value == title.value) {
            journal.title.push(title);
        }
    }

    fn publisher(&mut self, name: Line<'_>) {
        let mut publisher = Localized::<RichText>::new(name.text);
        let field = format!("publishers[{}]", self.article.publishers.len());
        publisher.lang = self.guess(name, &field, name.text);
        self.article.publishers.push(Multilingual::from(publisher));
    }

    /// First and last page, given apart, as one range.
    fn join_pages(&mut self, block: &Block<'_>) {
        let (first, last) = (self.start.take(), self.end.take());
        let text = match (first, last) {
            (Some(first), Some(last)) => format!("{first}-{last}"),
            (Some(first), None) => first,
            (None, Some(last)) => {
                let at = block.lines.first().copied().unwrap_or(block.heading);
                let message = format!("the last page is {last}, and no first one is given");
                let field = self.keep("last page", Line { text: &last, ..at });
                self.warn(at, Code::OddValue, &field, message);
                return;
            }
            (None, None) => return,
        };
        self.article.pages.get_or_insert_with(|| Pages::from(text.as_str()));
    }
}

/// Whether the label that a line has is one of the data of a record, and not the beginning of a
/// title such as `Journal: a history`.
fn is_field(
    line: &Line<'_>,
    target: &Target,
    value: Line<'_>,
    after: &[Line<'_>],
    front: &Front<'_>,
) -> bool {
    let is_item = line.text.starts_with(['-', '–', '—', '•', '|']);
    let is_alone = value.text.is_empty() && *target != Target::Author;
    let next = after.first().is_some_and(|next| labelled(next).is_some());
    is_item || is_alone || (*target != Target::Title && (next || front.after_data))
}

/// A line without the DOI that it ends with, and that.
fn without_doi(text: &str) -> (&str, Option<&str>) {
    // Longer lines are no such data, and are not searched.
    if text.len() > 600 {
        return (text, None);
    }
    let last = identifiers::find(text).pop().filter(|found| found.identifier.scheme == Scheme::Doi);
    let cut = last.and_then(|found| {
        let end = text.get(found.span.end..)?;
        let is_end = end.chars().all(|c| matches!(c, '.' | ' '));
        is_end.then_some(found.span.start)
    });
    match cut.and_then(|cut| text.split_at_checked(cut)) {
        Some((data, doi)) => (data.trim_end(), Some(doi)),
        None => (text, None),
    }
}

/// Whether a line can be the value of a label that stands alone before it.
pub(super) fn fits(target: &Target, next: &Line<'_>) -> bool {
    match target {
        Target::Identifier(scheme) => identifiers::find(next.text)
            .first()
            .is_some_and(|found| found.identifier.scheme == *scheme),
        Target::Date(_) | Target::Year => data::date(next.text).is_some(),
        Target::Link => next.text.starts_with("http"),
        Target::Volume | Target::Issue | Target::Pages | Target::FirstPage | Target::LastPage => {
            next.text.len() < 20 && next.text.starts_with(|c: char| c.is_ascii_alphanumeric())
        }
        _ => false,
    }
}

/// The parts of a line of contents.
struct Entry<'a> {
    page: &'a str,
    name: Line<'a>,
    title: Line<'a>,
    text: Line<'a>,
}

fn entry(line: Line<'_>) -> Option<Entry<'_>> {
    let rest = PAGE_MARKS.iter().find_map(|mark| line.text.strip_prefix(mark))?;
    let digits = rest.bytes().take(6).take_while(u8::is_ascii_digit).count();
    let (page, rest) = rest.split_at_checked(digits).filter(|(page, _)| !page.is_empty())?;
    let rest = rest.strip_prefix(['.', ','])?.trim_start();
    let is_loud =
        |word: &str| word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase);
    // The name is the longest run of words, of the first four, that surely is one.
    let mut end = 0;
    let mut name = None;
    for word in rest.split_inclusive(' ').take(4) {
        end += word.len();
        let text = rest.get(..end)?.trim();
        let after = rest.get(end..)?;
        let next = after.split(' ').next().unwrap_or_default();
        let parsed = names::parse(text, &NameHints::default());
        if parsed.is_some_and(|p| p.evidence == Evidence::Initials)
            && next.chars().filter(|c| c.is_alphabetic()).count() > 2
            && is_loud(next)
        {
            name = Some((text, after));
        }
    }
    let (name, after) = name?;
    let mut end = 0;
    for word in after.split_inclusive(' ') {
        if !is_loud(word.trim()) && word.chars().any(char::is_alphabetic) {
            break;
        }
        end += word.len();
        if word.trim_end().ends_with('.') {
            break;
        }
    }
    let (title, text) = after.split_at_checked(end)?;
    (!title.trim().is_empty()).then(|| Entry {
        page,
        name: line.piece(name),
        title: line.piece(title),
        text: line.piece(text),
    })
}
