//! Further languages, in the shape that Juris-M gave them.

use std::borrow::Cow;

use crate::model::{Form, Lang};
use crate::value::language;

use super::json::{self, Members, Raw, Shape};

/// The `multi` of an item, Juris-M's own or the one in `custom`.
#[derive(Debug, Default)]
pub(super) struct Multi<'a> {
    /// The languages of variables that are not in the item's language; `None`: of no stated one.
    main: Vec<(Cow<'a, str>, Option<Lang>)>,
    keys: Vec<Key<'a>>,
    names: Vec<(Cow<'a, str>, Vec<Raw<'a>>)>,
    /// What was not understood: a path and a value.
    pub(super) left: Vec<(String, Raw<'a>)>,
}

#[derive(Debug)]
struct Key<'a> {
    variable: Cow<'a, str>,
    raw: Raw<'a>,
    forms: Vec<(Lang, Cow<'a, str>)>,
    used: bool,
}

/// A language as `multi` names it.
pub(super) fn lang(text: &str) -> Option<Lang> {
    text.parse().ok().or_else(|| language::from_any(text))
}

/// A `main`: `false` says that nobody states a language. An error is no language.
pub(super) fn main_lang(raw: Raw<'_>) -> Result<Option<Lang>, ()> {
    match json::shape(raw) {
        Shape::Bool | Shape::Null => Ok(None),
        _ => json::text(raw).and_then(|text| lang(&text)).map(Some).ok_or(()),
    }
}

/// What a form in `lang` is to a primary one in `main`, where nothing says: another script of the
/// same language is a transliteration.
pub(super) fn usual_form(main: Option<&Lang>, lang: &Lang) -> Form {
    match main {
        Some(main) if main.primary() == lang.primary() && main.script() != lang.script() => {
            Form::Transliteration
        }
        _ => Form::Translation,
    }
}

impl<'a> Multi<'a> {
    /// Adds what one `multi` says; `path` names it.
    pub(super) fn read(&mut self, path: &str, raw: Raw<'a>) {
        let Some(members) = json::object(raw) else {
            self.left.push((path.to_owned(), raw));
            return;
        };
        for (name, value) in members.iter() {
            let inside = json::object(value);
            match (name.as_ref(), inside) {
                ("main", Some(main)) => self.read_main(path, main),
                ("_keys", Some(keys)) => self.read_keys(path, keys),
                ("names", Some(names)) => {
                    for (variable, list) in names.iter() {
                        match json::array(list) {
                            Some(list) => self.names.push((variable, list.collect())),
                            None => self.left.push((format!("{path}.names.{variable}"), list)),
                        }
                    }
                }
                // Juris-M's list of the languages in `_key`.
                ("_lst", _) => {}
                _ => self.left.push((format!("{path}.{name}"), value)),
            }
        }
    }

    /// Whether nothing is said in a further language.
    pub(super) const fn is_empty(&self) -> bool {
        self.main.is_empty() && self.keys.is_empty() && self.names.is_empty()
    }

    fn read_main(&mut self, path: &str, main: Members<'a>) {
        for (variable, raw) in main.iter() {
            match main_lang(raw) {
                Ok(lang) => self.main.push((variable, lang)),
                Err(()) => self.left.push((format!("{path}.main.{variable}"), raw)),
            }
        }
    }

    fn read_keys(&mut self, path: &str, keys: Members<'a>) {
        for (variable, raw) in keys.iter() {
            let Some(members) = json::object(raw) else {
                self.left.push((format!("{path}._keys.{variable}"), raw));
                continue;
            };
            let mut forms = Vec::new();
            for (tag, value) in members.iter() {
                match (lang(&tag), json::scalar(value)) {
                    (Some(lang), Some(text)) if !text.is_empty() => forms.push((lang, text)),
                    (Some(_), Some(_)) => {}
                    _ => self.left.push((format!("{path}._keys.{variable}.{tag}"), value)),
                }
            }
            if !forms.is_empty() {
                self.keys.push(Key { variable, raw, forms, used: false });
            }
        }
    }

    /// The language of a variable's own value.
    pub(super) fn main_of(&self, variable: &str, usual: Option<&Lang>) -> Option<Lang> {
        match self.main.iter().find(|(of, _)| of == variable) {
            Some((_, lang)) => lang.clone(),
            None => usual.cloned(),
        }
    }

    /// The further forms of a variable, which are thereby used.
    pub(super) fn forms_of(&mut self, variable: &str) -> Vec<(Lang, Cow<'a, str>)> {
        let key = self.keys.iter_mut().find(|key| !key.used && key.variable == variable);
        key.map_or_else(Vec::new, |key| {
            key.used = true;
            std::mem::take(&mut key.forms)
        })
    }

    /// The `multi` of each name of a variable.
    pub(super) fn names_of(&mut self, variable: &str) -> Vec<Raw<'a>> {
        let list = self.names.iter_mut().find(|(of, _)| of == variable);
        list.map(|(_, list)| std::mem::take(list)).unwrap_or_default()
    }

    /// What nobody used.
    pub(super) fn unused(self) -> impl Iterator<Item = (String, Raw<'a>)> {
        let keys = self.keys.into_iter().filter(|key| !key.used);
        self.left
            .into_iter()
            .chain(keys.map(|key| (format!("multi._keys.{}", key.variable), key.raw)))
    }
}
