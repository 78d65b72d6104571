//! What stands behind a list of keywords, or between the title and the abstract: data under labels,
//! and a second language of the page: its title, its authors, their institutions.

use super::data::{begins_with_label, label, labelled, segments};
use super::headings::alone;
use super::people;
use super::read::{Page, ends_sentence, quoted};
use super::sections::Line;
use crate::model::{AffiliationParts, Form, Localized, RichText};
use crate::report::Code;
use crate::value::names::institution_word;
use crate::value::script::dominant;

/// No title is longer than this, in bytes.
const LONGEST_TITLE: usize = 600;

impl Page<'_> {
    /// Reads what it can of the lines; the others are kept under `name`, for the reason `why`.
    pub(super) fn second_block(&mut self, name: &str, lines: &[Line<'_>], why: &str) {
        let mut institutions = Vec::new();
        // Whether nothing but data stood before, so that a title may come.
        let mut is_start = true;
        let mut after_people = false;
        let mut at = 0;
        while let Some(line) = lines.get(at).copied() {
            at += 1;
            let next = lines.get(at);
            if let Some(taken) = self.data_line(line, next) {
                at += taken;
                continue;
            }
            if begins_with_label(&line) {
                self.not_understood(
                    name,
                    line,
                    "its label is known, and not what stands behind it",
                );
                continue;
            }
            let is_first = std::mem::replace(&mut is_start, false);
            let people_follow = || next.is_some_and(|next| people::list(*next).is_some());
            if is_first && people_follow() && self.second_title(line) {
                continue;
            }
            if self.second_people(line) {
                after_people = true;
                continue;
            }
            if after_people && is_institution(line) {
                institutions.push(line);
                continue;
            }
            self.not_understood(name, line, why);
        }
        self.second_institutions(name, &institutions, why);
    }

    /// A line of labels and values: how many of those after it went with it.
    fn data_line(&mut self, line: Line<'_>, next: Option<&Line<'_>>) -> Option<usize> {
        let (_, target, value) = labelled(&line)?;
        if label(&line).is_some() {
            for (piece, _) in segments(line, |word| alone(word).is_some()) {
                match label(&piece) {
                    Some((name, target, value)) => self.field(piece, name, target, value),
                    None => self.not_understood("data", piece, "it follows data"),
                }
            }
            return Some(0);
        }
        let is_item = line.text.starts_with(['-', '–', '—', '•', '|']);
        if is_item && !value.text.is_empty() {
            let (name, ..) = labelled(&line)?;
            self.field(line, name, target, value);
            return Some(0);
        }
        // A label alone, and its value on the next line.
        let next = next.filter(|next| value.text.is_empty() && super::front::fits(target, next))?;
        let (name, ..) = labelled(&line)?;
        self.field(line, name, target, *next);
        Some(1)
    }

    /// A title in another script than that of the record's, which has none in that script yet.
    pub(super) fn second_title(&mut self, line: Line<'_>) -> bool {
        let script = dominant(line.text);
        let is_known = |title: &Localized<RichText>| dominant(&title.value.to_string()) == script;
        if script.is_none()
            || self.article.title.is_empty()
            || self.article.title.iter().any(is_known)
            || line.text.len() > LONGEST_TITLE
            || line.text.ends_with('.')
        {
            return false;
        }
        let message = format!(
            "{} is in another script than the title and stands where a second title does; it was \
             read as one",
            quoted(line.text)
        );
        self.warn(line, Code::OddValue, "title", message);
        let mut title = Localized::<RichText>::new(line.text).as_form(Form::Translation);
        title.lang = self.guess(line, "title", line.text);
        self.article.title.push(title);
        true
    }

    /// The authors in another script: at least one of them is one that is known. Where nobody is,
    /// all of them are authors.
    fn second_people(&mut self, line: Line<'_>) -> bool {
        let Some(items) = people::list(line) else { return false };
        let is_known = self.article.contributors.is_empty()
            || items.iter().any(|item| self.names_a_twin(item.name));
        is_known && self.people_line(line)
    }

    /// As many institutions as the record has are the same ones in another language; else nobody
    /// knows whose they are.
    fn second_institutions(&mut self, name: &str, lines: &[Line<'_>], why: &str) {
        let count = self.article.affiliations.len();
        let is_other = |(line, at): (&Line<'_>, usize)| {
            self.article.affiliations.get(at).is_some_and(|known| {
                known.forms.len() == 1
                    && dominant(&known.forms.primary().map(ToString::to_string).unwrap_or_default())
                        != dominant(line.text)
            })
        };
        let are_parallel = count == lines.len() && lines.iter().zip(0..).all(is_other);
        let unpaired = format!(
            "there are {} institutions after the second list of authors and {count} in the record, so \
             that nobody knows which is which",
            lines.len()
        );
        let why = if count > 0 && count != lines.len() { unpaired.as_str() } else { why };
        for (at, line) in lines.iter().enumerate() {
            let Some(affiliation) = self.article.affiliations.get_mut(at).filter(|_| are_parallel)
            else {
                self.not_understood(name, *line, why);
                continue;
            };
            let languages = self.languages;
            let lang = |text: &str| languages.guess(text).map(|guess| guess.lang);
            for form in &mut affiliation.forms {
                form.lang = form.lang.take().or_else(|| lang(&form.value.to_string()));
            }
            let mut form = Localized::new(AffiliationParts::text(line.text));
            form.form = Form::Translation;
            form.lang = lang(line.text);
            affiliation.forms.push(form);
            let message = format!(
                "{} stands after the second list of authors, as many institutions as the first \
                 one has; it was read as the {} of them in another language",
                quoted(line.text),
                ordinal(at),
            );
            self.warn(*line, Code::OddValue, &format!("affiliations[{at}]"), message);
        }
    }
}

fn ordinal(at: usize) -> String {
    match at {
        0 => "first".to_owned(),
        1 => "second".to_owned(),
        2 => "third".to_owned(),
        _ => format!("{}th", at + 1),
    }
}

fn is_institution(line: Line<'_>) -> bool {
    line.text.len() < 200 && !ends_sentence(line.text) && institution_word(line.text).is_some()
}
