//! The languages of an entry.

use super::names;
use super::read::EntryReader;
use super::values::{self, Values};
use crate::model::Lang;
use crate::report::Code;
use crate::value::language;

/// The language that was named last: most files name one, in every entry.
#[derive(Default)]
pub(super) struct LastLanguage {
    said: String,
    lang: Option<Lang>,
    babel: Option<&'static str>,
}

impl LastLanguage {
    /// The language of that name, and babel's name of it.
    fn look_up(&mut self, name: &str) -> Option<(Lang, Option<&'static str>)> {
        if self.said != name {
            self.lang = language::from_any(name);
            self.babel = self.lang.as_ref().and_then(language::to_babel);
            name.clone_into(&mut self.said);
        }
        self.lang.clone().map(|lang| (lang, self.babel))
    }
}

impl EntryReader<'_> {
    /// Reads the languages of the record and of its work, and takes their fields out of `values`.
    pub(super) fn language(&mut self, values: &mut Values<'_>) {
        let mut of_record = None;
        for name in ["langid", "hyphenation"] {
            let Some(value) = values.find(name) else { continue };
            let Some((lang, babel)) = self.scratch.languages.look_up(&value.tex) else {
                let message = format!("`{}` is no known language; it was kept as it is", value.tex);
                self.warn(Code::BadLanguage, value.at, name, message);
                continue;
            };
            if of_record.is_none() {
                let written = babel.filter(|_| name == "langid");
                self.keep_spelling(value, written.unwrap_or_default());
                of_record = Some(lang);
                values.take(name);
            }
        }
        let mut of_work: Vec<Lang> = Vec::new();
        if let Some(value) = values.find("language") {
            let items = names::split_list(&value.tex);
            let langs: Vec<Lang> =
                items.iter().filter_map(|item| language::from_any(item)).collect();
            if langs.len() == items.len() {
                of_work = langs;
                self.keep_spelling(value, &language::to_keys(&of_work));
                values.take("language");
            } else {
                let message =
                    format!("`{}` names no known language; it was kept as it is", value.tex);
                self.warn(Code::BadLanguage, value.at, "language", message);
            }
        }
        let (language, languages) = values::stated_languages(of_record, of_work, self.dialect);
        (self.article.language, self.article.languages) = (language, languages.into());
    }
}
