//! From entries to records.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::annotations::{self, FieldName};
use super::fields::{Number, Row, Rule, Slot};
use super::headers::{Begun, Headers};
use super::lookup::Known;
use super::macros::Macros;
use super::read_language::LastLanguage;
use super::read_more::has_form;
use super::session::too_long;
use super::syntax::{Fault, Fields, Opened};
use super::values::{self, Recent, Tex, Value, Values, put_between};
use super::{Dialect, ENTRY_TYPE, FIELD_ORDER, ORIGIN, REPEATED, kinds, lookup, names};
use crate::error::ReadError;
use crate::limits::Limits;
use crate::model::{
    Abstract, Affiliation, AffiliationParts, Article, Contributor, Extra, Form, Identifier,
    Keyword, KeywordGroup, Kind, Lang, Link, Localized, Medium, Name, Note, Pages, RichText, Role,
    Scheme, Str,
};
use crate::report::{Code, Diagnostic, Diagnostics};
use crate::source::{Locator, Position};
use crate::value::language;
use crate::value::latex::{self, Decoder, Odd};

/// What is kept of a command in a value that is plain text.
const ONLY_ARGUMENTS: &str = "only its arguments were kept";

/// What became of a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Read,
    /// It has no typed place.
    Kept,
    /// It belongs to another one, which may stand behind it.
    Later,
}

/// What a reader of entries needs room for; kept from entry to entry, so that nothing of it is
/// allocated anew.
pub(super) struct Scratch {
    headers: Headers,
    decoder: Decoder,
    divider: names::Divider,
    pub(super) languages: LastLanguage,
    recent: Recent,
    /// The type that an entry had last, and the kind that it is without any field.
    last_kind: Option<(String, Kind)>,
    /// The room for the fields of an entry.
    values: Vec<Value<'static>>,
    /// The items of a list.
    items: Vec<Range<usize>>,
    /// Which contributors a list of names became.
    lists: Vec<(&'static str, Range<usize>)>,
}

impl Scratch {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            headers: Headers::default(),
            decoder: Decoder::new(limits.nesting()),
            divider: names::Divider::default(),
            languages: LastLanguage::default(),
            recent: Recent::default(),
            last_kind: None,
            values: Vec::new(),
            items: Vec::new(),
            lists: Vec::new(),
        }
    }
}

/// Reads one entry.
pub(super) struct EntryReader<'t> {
    text: &'t str,
    start: Position,
    locator: Locator<'t>,
    limits: Limits,
    pub(super) dialect: Dialect,
    pub(super) scratch: &'t mut Scratch,
    diagnostics: Diagnostics,
    pub(super) article: &'t mut Article,
    /// Where an `eprint` is to be found, in small letters, if there is one.
    pub(super) eprint_type: Option<String>,
    keeps_order: bool,
    /// What follows the fields in `extra`: spellings, and fields that do not count.
    pub(super) aside: Vec<Extra>,
    /// The roles that lists of names have, and whether a writer would choose other lists for them.
    pub(super) roles: (bool, Vec<Extra>),
}

impl<'t> EntryReader<'t> {
    pub(super) fn new(
        text: &'t str,
        start: Position,
        limits: Limits,
        dialect: Dialect,
        scratch: &'t mut Scratch,
        article: &'t mut Article,
    ) -> Self {
        scratch.lists.clear();
        Self {
            text,
            start,
            locator: Locator::new(text.as_bytes(), start),
            limits,
            dialect,
            scratch,
            diagnostics: Diagnostics::new(limits.diagnostics),
            article,
            eprint_type: None,
            keeps_order: false,
            aside: Vec::new(),
            roles: (false, Vec::new()),
        }
    }

    /// Whether the record is to say in which order its fields stood.
    pub(super) const fn keeping_order(mut self, yes: bool) -> Self {
        self.keeps_order = yes;
        self
    }

    pub(super) fn warn(&mut self, code: Code, at: usize, field: &str, message: String) {
        let diagnostic =
            Diagnostic::warning(code, message).for_field(field).at(self.locator.at(at));
        self.diagnostics.push(diagnostic);
    }

    /// Reads an entry, up to what ends it before its end. Gives back what is to be said of it.
    pub(super) fn read(
        mut self,
        entry: Opened<'_>,
        macros: &Macros,
        fault: &mut Option<Fault>,
    ) -> Result<Vec<Diagnostic>, ReadError> {
        let mut values = Values::in_room(std::mem::take(&mut self.scratch.values));
        let mut budget = self.limits.expansion;
        let mut fields = entry.fields;
        self.scratch.headers.start();
        while let Some(begun) = fields.begin(&mut self.scratch.headers) {
            let begun = match begun {
                Ok(begun) => begun,
                Err(found) => {
                    *fault = Some(*found);
                    break;
                }
            };
            let at = fields.at();
            // Nearly every value is one text.
            let tex = match fields.text_alone() {
                Some(text) => Tex::Borrowed(text),
                None => match self.joined(&mut fields, &begun, macros, &mut budget) {
                    Ok(Ok(tex)) => tex,
                    Ok(Err(error)) => return Err(error.for_record(entry.key)),
                    Err(found) => {
                        *fault = Some(*found);
                        break;
                    }
                },
            };
            let Begun { name, header, .. } = begun;
            let value = Value::of(Cow::Borrowed(name), header.facts, tex, at);
            if let Some((value, earlier)) = values.add(value) {
                self.repeated(value, earlier);
            }
        }
        let diagnostics = self.read_values(entry.kind, entry.key, &mut values);
        self.scratch.values = values.into_room();
        Ok(diagnostics)
    }

    /// Reads an entry of that type and key whose macros are expanded.
    pub(super) fn read_values(
        &mut self,
        kind: &str,
        key: &str,
        values: &mut Values<'_>,
    ) -> Vec<Diagnostic> {
        self.article.key = (!key.is_empty()).then(|| key.into());
        if self.keeps_order && !values.is_empty() {
            let names: Vec<&str> = values.iter().map(|value| value.name.as_ref()).collect();
            self.article.extra.push(Extra::new(ORIGIN, FIELD_ORDER, names.join(" ")));
        }
        self.kind(kind, values);
        self.language(values);
        if self.dialect == Dialect::BibTex {
            values::cut_subtitles(values);
        }
        self.dates(values);
        self.eprint_type = values::eprint_type(values);
        // Lists of names first: annotations and forms speak about their items.
        self.lists_of_names(values);
        let unknown = values.iter().filter(|value| value.facts.known.is_none()).count();
        self.article.extra.reserve_exact(unknown);
        values::mark_overruled(values, &self.article.kind, self.dialect);
        self.fields(values);
        self.media();
        values::unite_affiliations(self.article);
        self.append_aside();
        let diagnostics = Diagnostics::new(self.limits.diagnostics);
        let said = std::mem::replace(&mut self.diagnostics, diagnostics);
        said.finish(self.article.key.as_deref())
    }

    /// Reads further fields into a record that is there.
    pub(super) fn extend(article: &mut Article, dialect: Dialect, mut values: Values<'_>) {
        let mut scratch = Scratch::new(Limits::DEFAULT);
        let start = Position::default();
        let mut reader =
            EntryReader::new("", start, Limits::DEFAULT, dialect, &mut scratch, article);
        if dialect == Dialect::BibTex {
            values::cut_subtitles(&mut values);
        }
        if reader.article.language.is_none() {
            reader.language(&mut values);
        }
        reader.dates(&mut values);
        reader.eprint_type = values::eprint_type(&values);
        reader.lists_of_names(&values);
        reader.fields(&mut values);
        reader.media();
        reader.append_aside();
    }

    /// The value that begins here, of macros or several pieces. It is often the one that the field
    /// had in the entry before.
    fn joined<'a>(
        &mut self,
        fields: &mut Fields<'a>,
        begun: &Begun<'a>,
        macros: &Macros,
        budget: &mut usize,
    ) -> Result<Result<Tex<'a>, ReadError>, Box<Fault>> {
        let (rest, defined) = (fields.rest(), macros.defined());
        if let Some((len, value)) = self.scratch.headers.value(&begun.header, rest, defined)
            && let Some(left) = budget.checked_sub(value.len())
        {
            *budget = left;
            fields.pass(len);
            return Ok(Ok(Tex::Shared(Arc::clone(value))));
        }
        let field = fields.field(begun)?;
        let mut undefined = Vec::new();
        let mut note = |name: &str| undefined.push(name.to_owned());
        let Ok(tex) = macros.expand(&field.pieces, budget, &mut note) else {
            return Ok(Err(too_long(&field, self.text, self.start, self.limits)));
        };
        let tex: Arc<str> = tex.into();
        if undefined.is_empty() {
            let text = rest.get(..field.value.len()).unwrap_or_default();
            self.scratch.headers.keep_value(&begun.header, text, defined, &tex);
            return Ok(Ok(Tex::Shared(tex)));
        }
        let name = field.name.to_ascii_lowercase();
        self.keep_macros(&name, &field.pieces, macros);
        for macro_name in undefined {
            let message =
                format!("the macro `{macro_name}` is not defined; it was read as nothing");
            self.warn(Code::UnknownMacro, field.value.start, &name, message);
        }
        Ok(Ok(Tex::Shared(tex)))
    }

    /// Keeps of two equal fields the one that does not count: of these the first counts for BibTeX,
    /// the last for biber.
    fn repeated<'a>(&mut self, value: Value<'a>, earlier: &mut Value<'a>) {
        let counts = if self.dialect == Dialect::BibTex { "first" } else { "last" };
        let name = &value.name;
        let message = format!(
            "the field `{name}` occurs twice; the {counts} one counts, the other is kept in `extra`"
        );
        self.warn(Code::Duplicate, value.at, name, message);
        let mut lost = match self.dialect {
            Dialect::BibTex => value,
            Dialect::BibLatex => std::mem::replace(earlier, value),
        };
        self.aside.push(lost.take_extra(REPEATED, &mut self.scratch.recent));
    }

    fn kind(&mut self, name: &str, values: &mut Values<'_>) {
        let subtypes = values.has("entrysubtype");
        if let Some((last, kind)) = &self.scratch.last_kind
            && !subtypes
            && last == name
            && kinds::by_fields(kind.clone(), values) == *kind
        {
            self.article.kind = kind.clone();
            return;
        }
        let subtype = values.find("entrysubtype").map(|value| value.tex.trim().to_owned());
        let subtype = subtype.unwrap_or_default();
        let lower = name.to_ascii_lowercase();
        let Some((kind, used)) = kinds::kind_of(&lower, &subtype) else {
            let message = format!("`@{lower}` is no known type; it was read as `@misc`");
            self.warn(Code::UnknownType, 0, "kind", message);
            self.article.extra.push(Extra::new(ORIGIN, ENTRY_TYPE, lower));
            return;
        };
        let by_type = kind.clone();
        let kind = if used { kind } else { kinds::by_fields(kind, values) };
        if used {
            values.take("entrysubtype");
        }
        // The types of theses and reports say which sort (biblatex manual §2.1.2).
        let genre = kinds::genre_words(&lower)
            .filter(|_| !(lower == "techreport" && self.dialect == Dialect::BibTex));
        if let Some(words) = genre.filter(|_| !values.has("type")) {
            self.article.genre = Some(words.into());
        } else if kinds::name_of(&kind, self.dialect).0 != lower {
            self.article.extra.push(Extra::new(ORIGIN, ENTRY_TYPE, lower));
        } else if !subtypes && genre.is_none() && kind == by_type {
            // By its name alone.
            self.scratch.last_kind = Some((name.to_owned(), kind.clone()));
        }
        self.article.kind = kind;
    }

    /// A value as text, with what was odd in it told.
    pub(super) fn rich(&mut self, tex: &str, value: &Value<'_>) -> RichText {
        let text = self.scratch.decoder.decode(tex);
        self.tell_odd(value, "it was kept as it is");
        text
    }

    pub(super) fn plain<'v>(&mut self, value: &'v Value<'_>) -> Cow<'v, str> {
        let text = self.scratch.decoder.decode_cow(&value.tex);
        self.tell_odd(value, ONLY_ARGUMENTS);
        text
    }

    /// `kept` says what becomes of commands: a name or a number has no place for them.
    #[inline]
    fn tell_odd(&mut self, value: &Value<'_>, kept: &str) {
        if !self.scratch.decoder.odd.is_empty() {
            self.tell_each(value, kept);
        }
    }

    fn tell_each(&mut self, value: &Value<'_>, kept: &str) {
        for odd in std::mem::take(&mut self.scratch.decoder.odd) {
            let (code, message) = match odd {
                Odd::UnknownCommand { name, .. } => {
                    (Code::UnknownCommand, format!("the command `\\{name}` is not known; {kept}"))
                }
                Odd::Unbalanced { what, .. } => {
                    (Code::Unbalanced, format!("{what} has no partner; it was read as text"))
                }
                Odd::TooDeep { .. } => (
                    Code::Unbalanced,
                    "braces nest deeper than Limits::depth; what is inside was kept as it is"
                        .to_owned(),
                ),
            };
            self.warn(code, value.at, &value.name, message);
        }
    }

    /// Reads the lists of names; the plain ones only.
    fn lists_of_names(&mut self, values: &Values<'_>) {
        for value in values.iter() {
            let Some(known) = value.facts.known.filter(|known| known.is_names) else { continue };
            let Some(role) = values::role_of(known, values) else { continue };
            if self.is_link(value) {
                continue;
            }
            let start = self.article.contributors.len();
            let mut items = std::mem::take(&mut self.scratch.items);
            names::divide_names(&value.tex, self.dialect, &mut items);
            self.article.contributors.reserve_exact(items.len());
            for item in &items {
                self.contributor(value.tex.get(item.clone()).unwrap_or_default(), &role, value);
            }
            self.scratch.items = items;
            self.tell_odd(value, ONLY_ARGUMENTS);
            self.scratch.lists.push((known.name, start..self.article.contributors.len()));
        }
    }

    fn contributor(&mut self, item: &str, role: &Role, value: &Value<'_>) {
        if item.eq_ignore_ascii_case("others") {
            self.article.others.push(role.clone());
            return;
        }
        if item.is_empty() {
            let message = "a name in the list is empty; it was left out".to_owned();
            self.warn(Code::Misplaced, value.at, &value.name, message);
            return;
        }
        let Some(name) = self.name(item, value) else { return };
        let name = Localized { lang: self.article.language.clone(), ..Localized::new(name) };
        let role = role.clone();
        let person = Contributor { name: name.into(), role, ..Contributor::default() };
        self.article.contributors.push(person);
    }

    /// A name of a list, in the extended form too.
    pub(super) fn parse_name(&mut self, item: &str) -> Name {
        let Scratch { decoder, divider, .. } = &mut *self.scratch;
        names::parse(item, self.dialect, divider, decoder)
    }

    /// Which contributors the list of that name became.
    pub(super) fn list(&self, name: &str) -> Option<Range<usize>> {
        let list = self.scratch.lists.iter().find(|(of, _)| *of == name);
        list.map(|(_, range)| range.clone())
    }

    /// Reads the fields. One that has no typed place is kept as it stands.
    fn fields(&mut self, values: &mut Values<'_>) {
        // A form or an annotation needs the value that it belongs to, which may stand behind it.
        // With each the place in `extra` where it goes if it is kept.
        let mut later = Vec::new();
        for value in values.iter_mut() {
            match self.field(value, false) {
                Outcome::Read => {}
                Outcome::Kept => {
                    let extra = value.take_extra(ORIGIN, &mut self.scratch.recent);
                    self.article.extra.push(extra);
                }
                Outcome::Later => later.push((self.article.extra.len(), value)),
            }
        }
        let mut kept = Vec::new();
        for (place, value) in later {
            if self.field(value, true) != Outcome::Read {
                kept.push((place, value.take_extra(ORIGIN, &mut self.scratch.recent)));
            }
        }
        if !kept.is_empty() {
            put_between(&mut self.article.extra, kept);
        }
    }

    /// Reads a field; `again` if its turn came later.
    fn field(&mut self, value: &Value<'_>, again: bool) -> Outcome {
        // A name in the tables says what it is.
        let taken = match value.facts.known {
            Some(known) if known.is_names && self.list(known.name).is_some() => true,
            Some(known) if known.is_role && self.role_type(value) => true,
            _ if value.is_overruled => false,
            Some(Known { rule: Rule::RelatedType | Rule::RelatedText, .. }) if !again => {
                return Outcome::Later;
            }
            Some(known) => {
                !self.is_link(value) && (self.special(known.rule, value) || self.by_row(value))
            }
            None if value.facts.is_foreign => false,
            None => match annotations::take_apart(&value.name) {
                FieldName::Plain(_) => false,
                _ if !again => return Outcome::Later,
                FieldName::Annotation { base, name } => self.annotation(base, name, value),
                FieldName::Form { base, form, lang } => self.form(base, form, lang.as_ref(), value),
            },
        };
        if taken { Outcome::Read } else { Outcome::Kept }
    }

    /// Fields with rules of their own.
    fn special(&mut self, rule: Rule, value: &Value<'_>) -> bool {
        match rule {
            Rule::Elsewhere => return false,
            Rule::Related => return self.related(value),
            Rule::RelatedType => return self.relation_type(value),
            Rule::RelatedText => return self.relation_text(value),
            Rule::Abstract => {
                let lang = self.article.language.clone();
                self.push_abstract(lang, Form::Original, value);
            }
            Rule::Keywords => {
                let lang = self.article.language.clone();
                self.push_keywords(lang, value);
            }
            Rule::Pages => {
                let text = values::plain_range(&value.tex);
                let text = text.unwrap_or_else(|| values::one_dash(&self.plain(value)).into());
                self.article.pages = Some(Pages { text });
            }
            Rule::Url => {
                self.article.links.push(Link::to(values::unescaped(&value.tex)));
            }
            Rule::Identifier(number) => self.identifier(number.scheme(), value),
            Rule::StandardNumber(number, medium) => self.standard_numbers(number, medium, value),
            Rule::Eprint => return self.eprint(value),
            // Read with `eprint`, which is there.
            Rule::EprintType => return self.eprint_type_said(value),
            Rule::OriginalLanguages => {
                let items = names::split_list(&value.tex);
                let langs: Vec<Lang> = items.iter().filter_map(|i| language::from_any(i)).collect();
                if langs.len() != items.len() {
                    return false;
                }
                self.keep_spelling(value, &language::to_keys(&langs));
                self.article.original.get_or_insert_default().languages = langs.into();
            }
        }
        true
    }

    fn identifier(&mut self, scheme: Scheme, value: &Value<'_>) {
        let identifier = self.checked(scheme, &values::unescaped(&value.tex), value);
        self.article.identifiers.push(identifier);
    }

    fn checked(&mut self, scheme: Scheme, text: &str, value: &Value<'_>) -> Identifier {
        let (identifier, check) = Identifier::checked(scheme, text);
        if let Err(error) = check {
            let message = format!("{error}; it was kept as it is");
            self.warn(Code::BadIdentifier, value.at, &value.name, message);
        }
        identifier
    }

    /// ISSN and ISBN: of the work it is part of, for a part.
    fn standard_numbers(&mut self, number: Number, medium: Option<Medium>, value: &Value<'_>) {
        let text = self.plain(value);
        for item in text.split([',', ';']).map(str::trim).filter(|item| !item.is_empty()) {
            let mut identifier =
                Identifier { scheme: number.scheme(), value: item.into(), medium: None };
            if !identifier.is_normal() {
                identifier = self.checked(number.scheme(), item, value);
            }
            identifier.medium = medium;
            let list = if self.article.kind.is_part() {
                &mut self.article.container.get_or_insert_default().identifiers
            } else {
                &mut self.article.identifiers
            };
            list.push(identifier);
        }
    }

    /// Where there is an electronic number, the other one is that of the print edition.
    fn media(&mut self) {
        let container = self.article.container.as_mut().map(|c| &mut c.identifiers);
        for list in container.into_iter().chain([&mut self.article.identifiers]) {
            for scheme in [Scheme::Issn, Scheme::Isbn] {
                let of = |id: &&mut Identifier| id.scheme == scheme;
                if list.iter().any(|id| id.scheme == scheme && id.medium.is_some()) {
                    list.iter_mut()
                        .filter(of)
                        .filter(|id| id.medium.is_none())
                        .for_each(|id| id.medium = Some(Medium::Print));
                }
            }
        }
    }

    fn eprint(&mut self, value: &Value<'_>) -> bool {
        let Some(kind) = &self.eprint_type else { return false };
        let scheme = values::eprint_scheme(kind);
        self.identifier(scheme, value);
        true
    }

    fn push_abstract(&mut self, lang: Option<Lang>, form: Form, value: &Value<'_>) {
        let mut item = Abstract { lang, form, ..Abstract::default() };
        for paragraph in latex::paragraphs(&value.tex) {
            item.paragraphs.push(self.rich(paragraph, value));
        }
        self.article.abstracts.push(item);
    }

    fn push_keywords(&mut self, lang: Option<Lang>, value: &Value<'_>) {
        let tex = &*value.tex;
        let commas = names::split_at_depth_zero(tex, |c| c == ',');
        let items = match commas.as_slice() {
            [only] => names::split_at_depth_zero(only, |c| c == ';'),
            _ => commas,
        };
        let mut group = KeywordGroup { lang, ..KeywordGroup::default() };
        group.keywords.reserve_exact(items.len());
        for item in items.into_iter().map(str::trim).filter(|item| !item.is_empty()) {
            let text =
                self.rich(values::unwrapped(item, |inside| inside.contains([',', ';'])), value);
            group.keywords.push(Keyword::new(text));
        }
        self.article.keywords.push(group);
    }

    fn by_row(&mut self, value: &Value<'_>) -> bool {
        let row = value.facts.known.and_then(|known| known.row(&self.article.kind));
        let Some(row) = row else { return false };
        let lang = self.article.language.clone();
        match &row.slot {
            Slot::Forms(place) => {
                if !(place.get_mut)(self.article).is_empty() {
                    return false;
                }
                let text = self.rich(&value.tex, value);
                (place.get_mut)(self.article).push(Localized { lang, ..Localized::new(text) });
            }
            Slot::List(place) => {
                if !(place.get_mut)(self.article).is_empty() {
                    return false;
                }
                let items = self.items(value);
                let list = items
                    .into_iter()
                    .map(|text| Localized { lang: lang.clone(), ..Localized::new(text) }.into());
                *(place.get_mut)(self.article) = list.collect();
            }
            Slot::Rich(place) => {
                if (place.get_mut)(self.article).is_some() {
                    return false;
                }
                let text = self.rich(&value.tex, value);
                let words =
                    text.as_plain().filter(|_| row.biblatex == "type").and_then(kinds::genre_words);
                *(place.get_mut)(self.article) = Some(words.map_or(text, RichText::from));
            }
            Slot::Plain(place) => {
                if (place.get_mut)(self.article).is_some() {
                    return false;
                }
                let text = Str::from(self.plain(value));
                *(place.get_mut)(self.article) = Some(text);
            }
            Slot::Note(kind) => {
                let text = self.rich(&value.tex, value);
                let text = Localized { lang, ..Localized::new(text) }.into();
                self.article.notes.push(Note { kind: kind.map(str::to_owned), text });
            }
        }
        true
    }

    /// The items of a list of words. BibTeX knows no such lists.
    fn items(&mut self, value: &Value<'_>) -> Vec<RichText> {
        let items = match self.dialect {
            Dialect::BibTex => return vec![self.rich(value.tex.trim(), value)],
            Dialect::BibLatex => names::split_list(&value.tex),
        };
        let guarded = |inside: &str| values::needs_guard(inside);
        items.into_iter().map(|item| self.rich(values::unwrapped(item, guarded), value)).collect()
    }

    /// A field in another language or form.
    fn form(&mut self, base: &str, form: Form, lang: Option<&Lang>, value: &Value<'_>) -> bool {
        if let Some(range) = self.list(base) {
            return self.name_forms(range, form, lang, value);
        }
        match base {
            "abstract" => {
                let same = |item: &&Abstract| item.form == form && item.lang.as_ref() == lang;
                let again = form != Form::Original;
                if again && self.article.abstracts.iter().any(|item| same(&item)) {
                    return false;
                }
                self.push_abstract(lang.cloned(), form, value);
            }
            "keywords" => {
                if self.article.keywords.iter().any(|group| group.lang.as_ref() == lang) {
                    return false;
                }
                self.push_keywords(lang.cloned(), value);
            }
            _ => {
                let Some(Row { slot, .. }) = lookup::row_of(base, &self.article.kind) else {
                    return false;
                };
                match slot {
                    Slot::Forms(place) => {
                        let all = (place.get_mut)(self.article);
                        if all.is_empty() || has_form(all.iter(), form, lang) {
                            return false;
                        }
                        let text = self.rich(&value.tex, value);
                        let item = Localized { lang: lang.cloned(), form, value: text };
                        (place.get_mut)(self.article).push(item);
                    }
                    Slot::List(place) => {
                        let items = self.items(value);
                        let list = (place.get_mut)(self.article);
                        if items.len() != list.len() {
                            return false;
                        }
                        for (all, text) in list.iter_mut().zip(items) {
                            values::push_form(all, form, lang, text);
                        }
                    }
                    Slot::Note(kind) => return self.note_form(*kind, form, lang, value),
                    _ => return false,
                }
            }
        }
        true
    }

    fn name_forms(
        &mut self,
        range: Range<usize>,
        form: Form,
        lang: Option<&Lang>,
        value: &Value<'_>,
    ) -> bool {
        let mut items = names::split_names(&value.tex, self.dialect);
        items.retain(|item| {
            !item.eq_ignore_ascii_case("others") && !names::is_list_option(item, self.dialect)
        });
        if items.len() != range.len() {
            let message = format!(
                "{} names, and the list they are forms of has {}; they were kept as they are",
                items.len(),
                range.len()
            );
            self.warn(Code::BadValue, value.at, &value.name, message);
            return false;
        }
        for (item, at) in items.into_iter().zip(range) {
            let Some(name) = self.name(item, value) else { continue };
            if let Some(person) = self.article.contributors.get_mut(at) {
                values::push_form(&mut person.name, form, lang, name);
            }
        }
        self.tell_odd(value, ONLY_ARGUMENTS);
        true
    }

    fn annotation(&mut self, base: &str, name: &str, value: &Value<'_>) -> bool {
        let Some(range) = self.list(base) else {
            // `title+an:en = {="…"}`: a translation of the whole field.
            let Some(lang) = language::from_any(name) else { return false };
            let parsed = annotations::parse(&value.tex);
            let [whole] = parsed.as_slice() else { return false };
            let ([text], 0) = (whole.values.as_slice(), whole.item) else { return false };
            let name = Cow::Borrowed(value.name.as_ref());
            let inner = Value { name, tex: Tex::Borrowed(text), ..*value };
            return self.form(base, Form::Translation, Some(&lang), &inner);
        };
        let parsed = annotations::parse(&value.tex);
        let fits = parsed.iter().all(|a| (1..=range.len()).contains(&a.item));
        let (what, form) = values::split_annotation_name(name);
        if !fits || !matches!(what, "" | "orcid" | "email" | "affiliation") {
            return false;
        }
        for annotation in &parsed {
            let at = range.start + annotation.item - 1;
            for text in &annotation.values {
                let text = self.scratch.decoder.decode_plain(text);
                self.annotate(what, form.as_ref(), at, text, value);
            }
        }
        self.tell_odd(value, ONLY_ARGUMENTS);
        true
    }

    fn annotate(
        &mut self,
        what: &str,
        form: Option<&(Form, Option<Lang>)>,
        at: usize,
        text: String,
        value: &Value<'_>,
    ) {
        let lang = self.article.language.clone();
        let Some(person) = self.article.contributors.get_mut(at) else { return };
        match what {
            "orcid" => match text.parse() {
                Ok(orcid) => person.orcid = Some(orcid),
                Err(error) => {
                    person.identifiers.push(Identifier::new(Scheme::Orcid, &text));
                    self.warn(
                        Code::BadIdentifier,
                        value.at,
                        &value.name,
                        format!("{error}; it was kept as it is"),
                    );
                }
            },
            "email" => person.emails.push(text),
            "affiliation" => match form {
                None => {
                    let affiliation = Affiliation {
                        forms: Localized { lang, ..Localized::new(AffiliationParts::text(text)) }
                            .into(),
                        ..Affiliation::default()
                    };
                    self.article.affiliations.push(affiliation);
                    person.affiliations.push(self.article.affiliations.len() - 1);
                }
                // A form of the affiliation that this name was given last.
                Some((form, lang)) => {
                    let own = person.affiliations.last().copied();
                    if let Some(affiliation) =
                        own.and_then(|at| self.article.affiliations.get_mut(at))
                    {
                        // Each one is said for itself: it may well repeat the primary one.
                        let value = AffiliationParts::text(text);
                        let lang = lang.clone();
                        affiliation.forms.push(Localized { lang, form: *form, value });
                    }
                }
            },
            _ => match text.as_str() {
                "corresponding" => person.corresponding = true,
                "equal-contribution" => person.equal_contribution = true,
                "deceased" => person.deceased = true,
                _ => {}
            },
        }
    }
}
