//! What an entry says beside its typed values, and is kept so that it is written back.

use super::fields::TYPED_NAME_FIELDS;
use super::macros::Macros;
use super::pieces::Piece;
use super::read::EntryReader;
use super::related;
use super::values::{self, Value};
use super::write_identifiers::usual_eprint;
use super::write_names::{free_lists, typed_roles};
use super::{Dialect, ORIGIN, lookup, names};
use crate::model::{Extra, Form, Lang, Localized, Name, Relation, RichText, Role};
use crate::report::Code;

impl EntryReader<'_> {
    /// Whether a field stands for one of another record: until that is looked up it is no value.
    pub(super) fn is_link(&self, value: &Value<'_>) -> bool {
        self.dialect == Dialect::BibLatex && values::is_part(&value.tex)
    }

    /// Keeps the spelling of a value that was read, unless it is written so anyway.
    pub(super) fn keep_spelling(&mut self, value: &Value<'_>, written: &str) {
        if value.tex.trim() != written {
            self.aside.push(Extra::new(ORIGIN, value.name.as_ref(), &*value.tex));
        }
    }

    /// Puts what was set aside into `extra`, in an order that does not hang on that of the fields.
    pub(super) fn append_aside(&mut self) {
        let (differ, roles) = std::mem::take(&mut self.roles);
        if differ {
            self.aside.extend(roles);
        }
        self.aside.sort_by(|a, b| (&a.name, &a.value).cmp(&(&b.name, &b.value)));
        self.article.extra.extend(self.aside.drain(..));
    }

    /// Keeps how a value is joined, where macros in it are not defined: `journal#` is `jacm # { B}`.
    pub(super) fn keep_macros(&mut self, name: &str, pieces: &[Piece<'_>], macros: &Macros) {
        let spelled = |piece: &Piece<'_>| match piece {
            Piece::Macro(name) if !macros.is_defined(name) => (*name).to_owned(),
            piece => format!("{{{}}}", macros.value(std::slice::from_ref(piece))),
        };
        let value = pieces.iter().map(spelled).collect::<Vec<_>>().join(" # ");
        self.aside.push(Extra::new(ORIGIN, format!("{}#", lookup::canonical(name)), value));
    }

    /// A name of a list; `None` if the item is an option of the list.
    pub(super) fn name(&mut self, item: &str, value: &Value<'_>) -> Option<Name> {
        let special = self.dialect == Dialect::BibLatex
            && memchr::memchr2(b'=', b'~', item.as_bytes()).is_some();
        if special {
            let option = names::is_list_option(item, self.dialect);
            if option || names::says_more(item) {
                let extra = Extra::new(ORIGIN, format!("{}=", value.name), item);
                self.aside.push(extra);
            }
            if option {
                return None;
            }
            if let Some(part) = names::odd_part(item) {
                let message = format!("`{part}` is no part of a name; it was kept as it is");
                self.warn(Code::OddValue, value.at, &value.name, message);
            }
            if let Some(word) = names::tied(item) {
                let message = format!(
                    "a tie does not divide a name for biber: `{word}` was read as one word"
                );
                self.warn(Code::UncertainName, value.at, &value.name, message);
            }
        }
        Some(self.parse_name(item))
    }

    /// The role of a list of names, which was read with that list; false if there is none. Where
    /// the list is not the one that a writer would choose for the role, it is kept which one it is.
    pub(super) fn role_type(&mut self, value: &Value<'_>) -> bool {
        let list = TYPED_NAME_FIELDS.iter().find(|(_, kind)| *kind == value.name);
        let is_there = |(list, _): &(&str, &str)| self.list(list).is_some();
        if !list.is_some_and(is_there) {
            return false;
        }
        let typed = typed_roles(self.article);
        let said = Role::from_name(value.tex.trim());
        if let Some(at) = typed.iter().position(|role| **role == said) {
            let chosen = free_lists(self.article).nth(at);
            self.roles.0 |= list != chosen;
            self.roles.1.push(Extra::new(ORIGIN, value.name.as_ref(), &*value.tex));
        }
        true
    }

    /// Where an eprint is found; it was read with that. False if there is no eprint.
    pub(super) fn eprint_type_said(&mut self, value: &Value<'_>) -> bool {
        let Some(kind) = &self.eprint_type else { return false };
        let scheme = values::eprint_scheme(kind);
        let written = usual_eprint(&scheme, self.dialect);
        let said = value.tex.trim();
        let own = !self.aside.iter().any(|extra| extra.name == "eprinttype");
        if own && written.as_deref() != Some(said) && said.eq_ignore_ascii_case(kind) {
            self.aside.push(Extra::new(ORIGIN, "eprinttype", said));
        }
        true
    }

    /// Other records and how they relate (biblatex manual §3.4 of entries that are related).
    pub(super) fn related(&mut self, value: &Value<'_>) -> bool {
        let list = related::keys(&value.tex);
        if list.is_empty() || !self.article.related.is_empty() {
            return false;
        }
        self.article.related = list.into();
        self.keep_spelling(value, &related::joined(&self.article.related));
        true
    }

    /// What sort of relation it is.
    pub(super) fn relation_type(&mut self, value: &Value<'_>) -> bool {
        if self.article.related.is_empty() {
            return false;
        }
        let relation = related::relation(value.tex.trim());
        for item in &mut self.article.related {
            item.relation = relation.clone();
        }
        // A field that says no more than there is without it.
        if relation == Relation::Related {
            self.aside.push(Extra::new(ORIGIN, value.name.as_ref(), &*value.tex));
        } else {
            self.keep_spelling(value, related::type_name(&relation));
        }
        true
    }

    /// What is printed about the relation.
    pub(super) fn relation_text(&mut self, value: &Value<'_>) -> bool {
        if self.article.related.is_empty() {
            return false;
        }
        let text = self.rich(&value.tex, value);
        for item in &mut self.article.related {
            item.text = Some(text.clone());
        }
        true
    }

    /// A note in another language or form; false if there is no note of that kind.
    pub(super) fn note_form(
        &mut self,
        kind: Option<&str>,
        form: Form,
        lang: Option<&Lang>,
        value: &Value<'_>,
    ) -> bool {
        let Some(at) = self.article.notes.iter().position(|note| note.kind.as_deref() == kind)
        else {
            return false;
        };
        let text: RichText = self.rich(&value.tex, value);
        let Some(note) = self.article.notes.get_mut(at) else { return false };
        if has_form(note.text.iter(), form, lang) {
            return false;
        }
        note.text.push(Localized { lang: lang.cloned(), form, value: text });
        true
    }
}

/// Whether there is a value of that form and language already, beside the primary one.
pub(super) fn has_form<'a, T: 'a>(
    mut all: impl Iterator<Item = &'a Localized<T>>,
    form: Form,
    lang: Option<&Lang>,
) -> bool {
    if form == Form::Original {
        all.next();
    }
    all.any(|item| item.form == form && item.lang.as_ref() == lang)
}

/// What a value that [`EntryReader::keep_macros`] kept is without the macros that nobody defined.
pub(super) fn without_macros(spelled: &str) -> String {
    let pieces = names::split_at_depth_zero(spelled, |c| c == '#');
    let texts = pieces.iter().filter_map(|piece| names::as_group(piece.trim()));
    let text = texts.collect::<String>();
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
