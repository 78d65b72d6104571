//! From records to entries.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::annotations::{form_field, other_form_fields};
use super::fields::{self, ROWS, Slot};
use super::protect::{TITLES, protected};
use super::values::{is_no_value, needs_guard, stated_languages};
use super::write_ascii::ascii_key;
use super::write_forms::{differs, form_keys, of_form};
use super::write_more::{Spelled, says_languages, unused, with_subtitles};
use super::write_names::Address;
use super::{Dialect, ENTRY_TYPE, Encoding, FIELD_ORDER, ORIGIN, Options, Protection, kinds};
use crate::error::WriteError;
use crate::formats;
use crate::model::{
    Abstract, Article, Extra, Field, Form, KeywordGroup, Lang, Multilingual, RichText, visit,
};
use crate::report::{LossKind, LossReport};
use crate::value::latex::{self, Flat, Spellings};
use crate::value::{key, language};

pub(super) struct BibEncoder {
    dialect: Dialect,
    options: Options,
    spellings: Option<Arc<Spellings>>,
    /// Keys in small letters: BibTeX does not tell their case apart. With each the number that the
    /// next entry of that name gets.
    keys: HashMap<String, usize>,
}

impl BibEncoder {
    pub(super) fn new(dialect: Dialect, options: Options) -> Self {
        let ascii = options.encoding == Encoding::Ascii;
        let spellings = ascii.then(|| Arc::new(Spellings::new()));
        Self { dialect, options, spellings, keys: HashMap::new() }
    }

    /// A key that is legal and not taken: the record's own where it can be.
    fn key(&mut self, article: &Article, losses: &mut LossReport) -> String {
        let wanted = article.key.clone().unwrap_or_default();
        let dialect = self.dialect;
        let mut name: String = wanted.chars().filter(|c| is_key_char(*c, dialect)).collect();
        if self.spellings.is_some() {
            name = ascii_key(&name);
        }
        if name.is_empty() {
            name = key::invent(article);
        }
        let lower = name.to_lowercase();
        let mut unique = name.clone();
        let mut count = self.keys.get(&lower).copied().unwrap_or(1);
        while self.keys.contains_key(&unique.to_lowercase()) {
            count += 1;
            unique = format!("{name}-{count}");
        }
        self.keys.insert(lower, count);
        self.keys.entry(unique.to_lowercase()).or_insert(1);
        if unique != wanted {
            let message = match &article.key {
                None => format!("the record has no key; `{unique}` was made for it"),
                Some(key) => {
                    format!("`{key}` cannot be the key of this entry; it became `{unique}`")
                }
            };
            losses.add(LossKind::Approximated, "key", message);
        }
        unique
    }
}

/// What the program takes in a key, and LaTeX in a citation. biber ends a key at an apostrophe.
fn is_key_char(c: char, dialect: Dialect) -> bool {
    !c.is_whitespace()
        && !c.is_control()
        && !matches!(c, ',' | '{' | '}' | '"' | '#' | '%' | '~' | '\\')
        && (dialect == Dialect::BibTex || !matches!(c, '(' | ')' | '=' | '\''))
}

impl formats::Encoder for BibEncoder {
    fn write(
        &mut self,
        article: &Article,
        out: &mut Vec<u8>,
        losses: &mut LossReport,
    ) -> Result<(), WriteError> {
        let first = self.keys.is_empty();
        let key = self.key(article, losses);
        let mut entry = EntryWriter::new(article, self.dialect, &self.options, losses);
        entry.tex.ascii.clone_from(&self.spellings);
        let kind = entry.all();
        if !first {
            out.push(b'\n');
        }
        out.extend_from_slice(format!("@{kind}{{{key},\n").as_bytes());
        for (name, value) in &entry.fields {
            out.extend_from_slice(format!("  {name} = {value},\n").as_bytes());
        }
        out.extend_from_slice(b"}\n");
        Ok(())
    }

    fn finish(&mut self, _out: &mut Vec<u8>) -> Result<(), WriteError> {
        Ok(())
    }
}

pub(super) struct EntryWriter<'a> {
    pub(super) article: &'a Article,
    pub(super) dialect: Dialect,
    pub(super) options: &'a Options,
    pub(super) losses: &'a mut LossReport,
    pub(super) tex: latex::Encoder,
    /// Names and values, these with their delimiters.
    pub(super) fields: Vec<(String, String)>,
    taken: HashSet<String>,
    /// The language that the entry will be read in.
    pub(super) language: Option<Lang>,
    /// The fields of the model that a row wrote.
    written: Vec<Field>,
    /// The type of the entry says which sort of thesis it is.
    type_is_genre: bool,
    pub(super) spelled: Spelled,
    /// Whether the fields are read back in the order in which they are written.
    pub(super) fields_have_order: bool,
    /// What the affiliations of each contributor are read back as, with their positions.
    pub(super) addresses: HashMap<usize, Vec<(usize, Address)>>,
}

impl<'a> EntryWriter<'a> {
    pub(super) fn new(
        article: &'a Article,
        dialect: Dialect,
        options: &'a Options,
        losses: &'a mut LossReport,
    ) -> Self {
        let csquotes = options.csquotes.unwrap_or(dialect == Dialect::BibLatex);
        let tex = latex::Encoder::new(None, csquotes);
        let title = article.title.first().and_then(|title| title.lang.clone());
        let language = article.language.clone().or(title);
        let (fields, taken, written) = (Vec::new(), HashSet::new(), Vec::new());
        let type_is_genre = false;
        Self {
            article,
            dialect,
            options,
            losses,
            tex,
            fields,
            taken,
            language,
            written,
            type_is_genre,
            spelled: Spelled::new(&article.extra),
            fields_have_order: true,
            addresses: HashMap::new(),
        }
    }

    /// Writes every field and reports what has none; the type of the entry.
    pub(super) fn all(&mut self) -> String {
        let kind = self.every_field();
        self.unwritten();
        kind
    }

    /// Writes every field.
    pub(super) fn every_field(&mut self) -> String {
        let kind = self.kind();
        self.names();
        for row in ROWS.iter().filter(|row| (row.when)(&self.article.kind)) {
            self.row(row);
            // What has rules of its own stands where a reader looks for it.
            match row.field {
                Field::IssueTitle => self.dates(),
                Field::ArticleNumber => self.pages(),
                Field::Status => {
                    self.notes();
                    self.identifiers();
                    self.texts();
                    self.languages();
                    self.related();
                }
                _ => {}
            }
        }
        let typed = self.fields.len();
        self.extra();
        self.order_fields(typed);
        kind
    }

    pub(super) fn put(&mut self, name: impl Into<String>, tex: &str) {
        let name = name.into();
        let value = self.with_macros(&name, tex).unwrap_or_else(|| format!("{{{tex}}}"));
        self.put_as_is(name, value);
    }

    pub(super) fn put_as_is(&mut self, name: impl Into<String>, value: String) {
        let name = name.into();
        self.taken.insert(name.clone());
        self.fields.push((name, value));
    }

    /// Whether the entry has a field of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    pub(super) fn lose(&mut self, kind: LossKind, path: &str, message: impl Into<String>) {
        self.losses.add(kind, path, message);
    }

    /// Reports what the encoder could not say in LaTeX.
    pub(super) fn report_flat(&mut self, path: &str) {
        for flat in std::mem::take(&mut self.tex.flat) {
            let kind = match flat {
                Flat::Markup | Flat::LineEnd => LossKind::Flattened,
                Flat::Respelled | Flat::Verbatim => LossKind::Approximated,
            };
            self.losses.add(kind, path, flat.message());
        }
    }

    pub(super) fn rich(&mut self, text: &RichText, path: &str) -> String {
        let tex = self.tex.encode(text);
        self.report_flat(path);
        tex
    }

    pub(super) fn plain(&mut self, text: &str, path: &str) -> String {
        let tex = self.tex.encode_plain(text);
        self.report_flat(path);
        tex
    }

    fn kind(&mut self) -> String {
        let kind = &self.article.kind;
        let (mut name, mut subtype) = kinds::name_of(kind, self.dialect);
        if !crate::model::Kind::KNOWN.contains(kind) {
            let message = format!("there is no type for `{kind}`; @misc was written");
            self.lose(LossKind::Approximated, "kind", message);
        }
        // The type as it was read, where it leads to the same kind.
        let own = self.article.extra.iter().find(|e| e.origin == ORIGIN && e.name == ENTRY_TYPE);
        let own = own.map(|own| &*own.value).filter(|own| is_name(own));
        let lower = own.map(str::to_ascii_lowercase);
        let leads = |subtype: &str| match lower.as_deref().map(|own| kinds::kind_of(own, subtype)) {
            // Told by the subtype, whatever the fields say.
            Some(Some((of, true))) => of == *kind,
            Some(Some((of, _))) => kinds::by_record(of, self.article) == *kind,
            // Nobody defines it: it is read as the kind of nothing in particular.
            Some(None) => *kind == crate::model::Kind::default(),
            None => false,
        };
        let own = if leads("") {
            subtype = "";
            own
        } else {
            own.filter(|_| leads(subtype))
        };
        if own.is_none() {
            subtype = kinds::subtype_of(self.article, name, subtype, self.dialect);
        }
        if !subtype.is_empty() {
            self.put("entrysubtype", subtype);
        }
        if let Some(own) = own {
            let all = self.article.extra.iter();
            let at = all.enumerate().find(|(_, e)| e.origin == ORIGIN && e.name == ENTRY_TYPE);
            if let Some((at, _)) = at.filter(|_| kinds::name_of(kind, self.dialect).0 == own) {
                self.lose_usual(at);
            }
            return own.to_owned();
        }
        let genre = self.article.genre.as_ref().and_then(RichText::as_plain);
        if name == "phdthesis" {
            match genre.and_then(kinds::genre_key) {
                Some("mastersthesis" | "mathesis") => {
                    name = "mastersthesis";
                    self.type_is_genre = true;
                }
                Some("phdthesis") => self.type_is_genre = true,
                None if genre.is_none() => self.lose(
                    LossKind::Approximated,
                    "genre",
                    "@phdthesis was written, and the record does not say what sort of thesis it is",
                ),
                _ => {}
            }
        }
        name.to_owned()
    }

    fn row(&mut self, row: &'static fields::Row) {
        let article = self.article;
        let name = self.name_of(row);
        let path = row.field.path();
        match &row.slot {
            Slot::Forms(place) => {
                let Some(value) = (place.get)(article).filter(|value| !value.is_empty()) else {
                    return;
                };
                self.written.push(row.field);
                let value = self.protected(name, path, value);
                if row.field == Field::Title && self.dialect == Dialect::BibTex {
                    let subtitle = self.protected("subtitle", "", &article.subtitle);
                    self.forms(name, path, &with_subtitles(&value, &subtitle), Self::rich);
                } else {
                    self.forms(name, path, &value, Self::rich);
                }
            }
            Slot::List(place) => {
                let Some(list) = (place.get)(article).filter(|list| !list.is_empty()) else {
                    return;
                };
                self.written.push(row.field);
                self.list(name, path, list);
            }
            Slot::Rich(place) => {
                let Some(Some(text)) = (place.get)(article) else { return };
                self.written.push(row.field);
                let words = text.as_plain().filter(|_| name == "type");
                if let Some(said) = words.and_then(kinds::genre_words) {
                    let message = format!("`{text}` is a word of biblatex, and means `{said}`");
                    self.lose(LossKind::Approximated, path, message);
                }
                let tex = match words.and_then(kinds::genre_key) {
                    Some(_) if self.type_is_genre => return,
                    Some(key) if self.dialect == Dialect::BibLatex => key.to_owned(),
                    _ => self.rich(text, path),
                };
                self.put(name, &tex);
            }
            Slot::Plain(place) => {
                let Some(Some(text)) = (place.get)(article) else { return };
                let is_number = text.contains(|c: char| c.is_ascii_digit());
                // biblatex has `number` for numbers and `issue` for words such as "Spring".
                let words = self.dialect == Dialect::BibLatex && !is_number;
                let as_issue = (words || self.is_kept("number")) && !self.is_kept("issue");
                if row.field == Field::Issue && (row.bibtex == "issue") != as_issue {
                    return;
                }
                let name = if row.field == Field::Issue { row.bibtex } else { name };
                self.written.push(row.field);
                let tex = self.plain(text, path);
                self.put(name, &tex);
            }
            Slot::Note(_) => {}
        }
    }

    /// Whether the record keeps a field of that name as it stood.
    pub(super) fn is_kept(&self, name: &str) -> bool {
        self.article.extra.iter().any(|extra| extra.origin == ORIGIN && extra.name == name)
    }

    /// The name of a row's field: another than the usual one if the record keeps a field of that
    /// which is no value.
    fn name_of(&self, row: &fields::Row) -> &'static str {
        let usual = row.name(self.dialect);
        let is_nothing = |extra: &Extra| {
            extra.origin == ORIGIN && extra.name == usual && is_no_value(&extra.value)
        };
        if !self.article.extra.iter().any(is_nothing) {
            return usual;
        }
        fields::names_of(row.biblatex).find(|name| !self.is_kept(name)).unwrap_or(usual)
    }

    /// A title with the words protected that the options say.
    fn protected<'m>(
        &mut self,
        name: &str,
        path: &str,
        value: &'m Multilingual<RichText>,
    ) -> Cow<'m, Multilingual<RichText>> {
        let mut value = Cow::Borrowed(value);
        if self.options.protection == Protection::Marked || !TITLES.contains(&name) {
            return value;
        }
        let dialect = self.dialect;
        let all: Vec<_> = value.iter().map(|item| protected(&item.value, dialect)).collect();
        if all.iter().all(Option::is_none) {
            return value;
        }
        for (i, (item, text)) in value.to_mut().iter_mut().zip(all).enumerate() {
            let Some(text) = text else { continue };
            item.value = text;
            let message = "words with capitals were put in braces, and are read as protected";
            match (path, i) {
                // Told where it is written.
                ("", _) => {}
                (path, 0) => self.losses.add(LossKind::Approximated, path, message),
                (path, i) => {
                    self.losses.add(LossKind::Approximated, format!("{path}[{i}]"), message);
                }
            }
        }
        value
    }

    /// Writes the notes in their own order, one of each kind.
    fn notes(&mut self) {
        let article = self.article;
        let mut seen = Vec::new();
        for (at, note) in article.notes.iter().enumerate() {
            let of_kind = |row: &&fields::Row| matches!(row.slot, Slot::Note(kind) if kind == note.kind.as_deref());
            let Some(row) = ROWS.iter().find(of_kind) else { continue };
            let (name, path) = (row.name(self.dialect), format!("notes[{at}]"));
            if seen.contains(&name) {
                self.lose(LossKind::Dropped, &path, format!("an entry has one `{name}`"));
                continue;
            }
            seen.push(name);
            self.forms(name, &format!("{path}.text"), &note.text, Self::rich);
        }
    }

    /// Reports a plain field's language or form that will not be read back from it.
    pub(super) fn check_plain(&mut self, path: &str, form: Form, lang: Option<&Lang>) {
        let record = self.language.clone();
        if lang != record.as_ref() {
            let says =
                |lang: Option<&Lang>| lang.map_or("no language".to_owned(), |l| format!("`{l}`"));
            let message = format!(
                "the value is in {}, and its field is read as in {}, that of the record",
                says(lang),
                says(record.as_ref())
            );
            self.lose(LossKind::Approximated, path, message);
        }
        if form != Form::Original {
            let message =
                format!("it is a {}, and its field is read as the original", form.as_str());
            self.lose(LossKind::Approximated, path, message);
        }
    }

    /// Writes a value: the primary one into the plain field, the others by form and language.
    fn forms<T>(
        &mut self,
        name: &str,
        path: &str,
        value: &Multilingual<T>,
        encode: fn(&mut Self, &T, &str) -> String,
    ) {
        let mut seen = HashSet::new();
        for (i, item) in value.iter().enumerate() {
            let path = if i == 0 { path.to_owned() } else { format!("{path}[{i}]") };
            let field = if i == 0 {
                self.check_plain(&path, item.form, item.lang.as_ref());
                name.to_owned()
            } else {
                form_field(name, item.form, item.lang.as_ref())
            };
            let mut names = std::iter::once(field.clone()).chain(other_form_fields(
                name,
                item.form,
                item.lang.as_ref(),
            ));
            let Some(free) = names.find(|name| seen.insert(name.clone())) else {
                self.lose(LossKind::Dropped, &path, format!("there is a `{field}` already"));
                continue;
            };
            let tex = encode(self, &item.value, &path);
            self.put(free, &tex);
        }
    }

    /// Writes a list: the primary values, then for each form that some item has the whole list.
    fn list(&mut self, name: &str, path: &str, list: &[Multilingual<RichText>]) {
        let path = path.trim_end_matches("[]");
        if list.len() > 1 && self.dialect == Dialect::BibTex {
            let message = "BibTeX has no lists here; the items were joined with `and`";
            self.lose(LossKind::Approximated, path, message);
        }
        let forms = form_keys(list, differs, &mut |at, i, kind, message| {
            self.losses.add(kind, format!("{path}[{at}][{i}]"), message);
        });
        let mut plain = Vec::new();
        for (at, item) in list.iter().enumerate() {
            if let Some(first) = item.first() {
                self.check_plain(&format!("{path}[{at}]"), first.form, first.lang.as_ref());
                plain.push(self.item(&first.value, &format!("{path}[{at}]")));
            }
        }
        self.put(name, &plain.join(" and "));
        for (form, lang) in forms {
            let mut items = Vec::new();
            let mut says_more = false;
            for (at, item) in list.iter().enumerate() {
                let own = of_form(item, form, lang.as_ref());
                says_more |= own.is_some() && own != item.primary();
                let path = format!("{path}[{at}]");
                if own.is_some() && own == item.primary() {
                    let message = "a form that says the same as the value itself is read as none";
                    self.lose(LossKind::Approximated, &path, message);
                }
                if let Some(value) = own.or_else(|| item.primary()) {
                    items.push(self.item(value, &path));
                }
            }
            if says_more {
                self.put(form_field(name, form, lang.as_ref()), &items.join(" and "));
            }
        }
    }

    /// One item of a list, in braces where it would be taken for two.
    fn item(&mut self, text: &RichText, path: &str) -> String {
        let tex = self.rich(text, path);
        let guard = self.dialect == Dialect::BibLatex && needs_guard(&tex);
        let group = super::names::as_group(&tex).is_some() && self.dialect == Dialect::BibLatex;
        if guard || group { format!("{{{tex}}}") } else { tex }
    }

    fn texts(&mut self) {
        let article = self.article;
        let mut seen = HashSet::new();
        for (at, item) in article.abstracts.iter().enumerate() {
            let path = format!("abstracts[{at}]");
            let own = item.lang == self.language && item.form == Form::Original;
            let field = if own && !seen.contains("abstract") {
                "abstract".to_owned()
            } else {
                form_field("abstract", item.form, item.lang.as_ref())
            };
            if !seen.insert(field.clone()) {
                self.lose(LossKind::Dropped, &path, format!("there is a `{field}` already"));
                continue;
            }
            self.put_abstract(field, item, &path);
        }
        self.keywords(&article.keywords);
    }

    fn put_abstract(&mut self, field: String, item: &Abstract, path: &str) {
        if !item.sections.is_empty() {
            let message = "its sections became paragraphs that begin with their headings";
            self.lose(LossKind::Flattened, path, message);
        }
        let paragraphs: Vec<String> =
            item.flattened().iter().map(|paragraph| self.rich(paragraph, path)).collect();
        if paragraphs.is_empty() {
            return self.lose(LossKind::Dropped, path, "it has no text");
        }
        self.put(field, &paragraphs.join("\n\n"));
    }

    /// A group for each language; a further one of a language joins the first.
    fn keywords(&mut self, groups: &[KeywordGroup]) {
        // The name of each field, its keywords, and where the first group in it stands.
        let mut fields: Vec<(String, Vec<String>, String)> = Vec::new();
        for (at, group) in groups.iter().enumerate() {
            let path = format!("keywords[{at}]");
            let field = if group.lang == self.language {
                "keywords".to_owned()
            } else {
                form_field("keywords", Form::Translation, group.lang.as_ref())
            };
            let mut items = Vec::new();
            for keyword in &group.keywords {
                if !keyword.parts.is_empty() {
                    let message = "the parts of a compound keyword were joined with a dash";
                    self.lose(LossKind::Flattened, &path, message);
                }
                let mut text = keyword.text.clone();
                for part in &keyword.parts {
                    text.push_str(" – ");
                    text.append(part.clone());
                }
                let tex = self.rich(&text, &path);
                let group = super::names::as_group(&tex).is_some();
                items.push(if tex.contains([',', ';']) || group {
                    format!("{{{tex}}}")
                } else {
                    tex
                });
            }
            match fields.iter_mut().find(|(name, _, _)| *name == field) {
                Some((_, earlier, whose)) => {
                    earlier.extend(items);
                    let message = "there is a group of that language already; they were joined";
                    self.lose(LossKind::Approximated, &path, message);
                    let message = format!("it took in `{path}`, which is of the same language");
                    let whose = whose.clone();
                    self.lose(LossKind::Approximated, &whose, message);
                }
                None => fields.push((field, items, path)),
            }
        }
        for (field, items, _) in fields {
            self.put(field, &items.join(", "));
        }
    }

    fn languages(&mut self) {
        let article = self.article;
        if article.language.is_none()
            && let Some(lang) = &self.language
        {
            let message =
                format!("the record states none; that of its title was written, `{lang}`");
            self.losses.add(LossKind::Approximated, "language", message);
        }
        // A region that babel has no name for is said by `language`.
        let own: Vec<Lang> = self.language.iter().cloned().collect();
        let exact = self.language.as_ref().and_then(language::to_babel);
        let near = self.language.as_ref().and_then(|lang| lang.primary().parse().ok());
        let near = near
            .filter(|_| article.languages.is_empty())
            .and_then(|lang| language::to_babel(&lang));
        // So it is by a `language` that the source spells in its own way, beside a `langid`.
        let closer = if article.languages.is_empty() && exact.is_some() && exact != near {
            self.said("language", |text| says_languages(text, &own))
        } else {
            None
        };
        let babel = if closer.is_some() { near.or(exact) } else { exact.or(near) };
        let record = self.language.clone();
        let near = babel.and_then(language::from_babel);
        let says = |text: &str| {
            let lang = language::from_any(text);
            lang.is_some() && (lang == record || lang == near)
        };
        let mut written = None;
        for (field, usual) in [("hyphenation", None), ("langid", babel)] {
            if written.is_some() {
                continue;
            }
            written = self.said(field, says).or_else(|| usual.map(str::to_owned));
            if let Some(name) = &written {
                self.put(field, name);
            }
        }
        let langs = match article.languages.as_slice() {
            // A style of biblatex prints `language`, and has `langid` for what is not printed.
            [] if self.dialect == Dialect::BibLatex && exact.is_some() && closer.is_none() => &[],
            [] => own.as_slice(),
            langs => langs,
        };
        if !langs.is_empty() {
            let names =
                closer.or_else(|| self.said("language", |text| says_languages(text, langs)));
            let names = names.unwrap_or_else(|| language::to_keys(langs));
            self.put("language", &names);
        }
        let of_record = written.as_deref().and_then(language::from_any);
        let (record, work) = stated_languages(of_record, langs.to_vec(), self.dialect);
        let say = |langs: &[Lang]| match langs {
            [] => "none".to_owned(),
            langs => langs.iter().map(Lang::as_str).collect::<Vec<_>>().join(", "),
        };
        for (path, own, read) in [
            ("language", self.language.as_slice(), record.as_slice()),
            ("languages", article.languages.as_slice(), work.as_slice()),
        ] {
            if own != read {
                let message = format!("`{}` will be read as `{}`", say(own), say(read));
                self.losses.add(LossKind::Approximated, path, message);
            }
        }
        if let Some(work) = article.original.as_ref().filter(|work| !work.languages.is_empty()) {
            let langs = &work.languages;
            let names = self.said("origlanguage", |text| says_languages(text, langs));
            let names = names.unwrap_or_else(|| language::to_keys(langs));
            self.put("origlanguage", &names);
        }
    }

    /// Fields that were read from such a file and have no typed place go back as they were.
    fn extra(&mut self) {
        let mut kept = Vec::new();
        for (at, extra) in self.article.extra.iter().enumerate() {
            if extra.origin == ORIGIN && [ENTRY_TYPE, FIELD_ORDER].contains(&extra.name.as_str()) {
                continue;
            }
            if self.spelled.used.contains(&at) {
                continue;
            }
            if let Some(field) = self.only_macros(extra) {
                self.put_as_is(field, extra.value.to_string());
                continue;
            }
            let joins = self.would_be_read(extra);
            let path = format!("extra[{at}]");
            if let Some(message) = unused(extra) {
                self.lose(LossKind::Dropped, &path, message);
            } else if extra.origin != ORIGIN || !is_name(&extra.name) {
                let message = format!("`{}` of {} has no field here", extra.name, extra.origin);
                self.lose(LossKind::Dropped, &path, message);
            } else if self.has(&extra.name) {
                let message = format!("there is a `{}` already", extra.name);
                self.lose(LossKind::Dropped, &path, message);
            } else if joins {
                let message = format!("beside the `year` this `{}` would be read", extra.name);
                self.lose(LossKind::Dropped, &path, message);
            } else if !super::values::is_balanced(&extra.value) {
                let message = format!("the braces in `{}` do not balance", extra.name);
                self.lose(LossKind::Dropped, &path, message);
            } else {
                let tex = self.kept(&extra.name, &extra.value, &path);
                self.put(extra.name.clone(), &tex);
                kept.push((path, extra.name.as_ref()));
            }
        }
        self.report_repeated_dates(&kept);
    }

    /// Reports what the table holds for other kinds than this one.
    fn unwritten(&mut self) {
        let (article, kind) = (self.article, &self.article.kind);
        let mut lost = Vec::new();
        visit(article, &mut |said| {
            let dropped = fields::has_row(said.field)
                && said.form == 0
                && said.field != Field::Note
                && said.field != Field::Genre
                && !self.written.contains(&said.field);
            let note_kind =
                said.field == Field::Note && said.form == 0 && !has_note_field(article, said.at);
            if dropped || note_kind {
                lost.push(said.path());
            }
        });
        for path in lost {
            let message = format!("an entry for `{kind}` has no field for it");
            self.losses.add(LossKind::Dropped, path, message);
        }
    }
}

fn has_note_field(article: &Article, at: &[usize]) -> bool {
    let note = at.first().and_then(|at| article.notes.get(*at));
    note.is_some_and(|note| {
        ROWS.iter().any(|row| matches!(row.slot, Slot::Note(kind) if kind == note.kind.as_deref()))
    })
}

/// Whether BibTeX takes it for the name of a field or a type.
pub(super) fn is_name(text: &str) -> bool {
    let bad = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '"' | '#' | '%' | '\'' | '(' | ')' | ',' | '=' | '{' | '}' | '@')
    };
    !text.is_empty() && !text.contains(bad) && !text.starts_with(|c: char| c.is_ascii_digit())
}
