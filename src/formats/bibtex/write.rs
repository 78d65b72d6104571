//! From records to entries.

use std::collections::{HashMap, HashSet};

use super::annotations::form_field;
use super::fields::{self, ROWS, Slot};
use super::macros::MONTHS;
use super::values::needs_guard;
use super::write_more::{Spellings, says_languages, unused, with_subtitles};
use super::{Dialect, ENTRY_TYPE, ORIGIN, Options, dates, kinds};
use crate::error::WriteError;
use crate::formats;
use crate::model::{
    Abstract, Article, Bound, DateKind, DateValue, Field, Form, KeywordGroup, Lang, Multilingual,
    RichText, visit,
};
use crate::report::{LossKind, LossReport};
use crate::value::latex::{self, Flat};
use crate::value::{key, language};

pub(super) struct BibEncoder {
    dialect: Dialect,
    options: Options,
    /// Keys in small letters: BibTeX does not tell their case apart. With each the number that the
    /// next entry of that name gets.
    keys: HashMap<String, usize>,
}

impl BibEncoder {
    pub(super) fn new(dialect: Dialect, options: Options) -> Self {
        Self { dialect, options, keys: HashMap::new() }
    }

    /// A key that is legal and not taken: the record's own where it can be.
    fn key(&mut self, article: &Article, losses: &mut LossReport) -> String {
        let wanted = article.key.clone().unwrap_or_default();
        let mut name: String = wanted.chars().filter(|c| is_key_char(*c)).collect();
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

/// What BibTeX and biber both take in a key.
fn is_key_char(c: char) -> bool {
    !c.is_whitespace()
        && !c.is_control()
        && !matches!(c, ',' | '{' | '}' | '(' | ')' | '"' | '#' | '%' | '~' | '\\' | '=' | '\'')
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
    options: &'a Options,
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
    pub(super) spellings: Spellings,
}

impl<'a> EntryWriter<'a> {
    pub(super) fn new(
        article: &'a Article,
        dialect: Dialect,
        options: &'a Options,
        losses: &'a mut LossReport,
    ) -> Self {
        let tex = latex::Encoder { csquotes: dialect == Dialect::BibLatex, flat: Vec::new() };
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
            spellings: Spellings::new(&article.extra),
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
        self.extra();
        kind
    }

    pub(super) fn put(&mut self, name: impl Into<String>, tex: &str) {
        let name = name.into();
        let value = self.with_macros(&name, tex).unwrap_or_else(|| format!("{{{tex}}}"));
        self.put_as_is(name, value);
    }

    fn put_as_is(&mut self, name: impl Into<String>, value: String) {
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
                Flat::Control => LossKind::Dropped,
                Flat::Markup | Flat::LineEnd => LossKind::Flattened,
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
        let own = own.map(|own| own.value.as_str()).filter(|own| is_name(own));
        let leads = |subtype: &str| match own.map(|own| kinds::kind_of(own, subtype)) {
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
        let name = row.name(self.dialect);
        let path = row.field.path();
        match &row.slot {
            Slot::Forms(place) => {
                let Some(value) = (place.get)(article).filter(|value| !value.is_empty()) else {
                    return;
                };
                self.written.push(row.field);
                if row.field == Field::Title && self.dialect == Dialect::BibTex {
                    self.forms(name, path, &with_subtitles(value, &article.subtitle), Self::rich);
                } else {
                    self.forms(name, path, value, Self::rich);
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
                let tex =
                    match text.as_plain().filter(|_| name == "type").and_then(kinds::genre_key) {
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
                let as_issue = row.field == Field::Issue
                    && (name == "issue") != (self.dialect == Dialect::BibLatex && !is_number);
                if as_issue {
                    return;
                }
                self.written.push(row.field);
                let tex = self.plain(text, path);
                self.put(name, &tex);
            }
            Slot::Note(_) => {}
        }
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
            if !seen.insert(field.clone()) {
                self.lose(LossKind::Dropped, &path, format!("there is a `{field}` already"));
                continue;
            }
            let tex = encode(self, &item.value, &path);
            self.put(field, &tex);
        }
    }

    /// Writes a list: the primary values, then for each form that some item has the whole list.
    fn list(&mut self, name: &str, path: &str, list: &[Multilingual<RichText>]) {
        let path = path.trim_end_matches("[]");
        if list.len() > 1 && self.dialect == Dialect::BibTex {
            let message = "BibTeX has no lists here; the items were joined with `and`";
            self.lose(LossKind::Approximated, path, message);
        }
        let forms = form_keys(list, &mut |at, i| {
            self.losses.add(
                LossKind::Dropped,
                format!("{path}[{at}][{i}]"),
                "there is a value of that form and language already",
            );
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

    fn dates(&mut self) {
        let mut seen = HashSet::new();
        for (at, dated) in self.article.dates.iter().enumerate() {
            let path = format!("dates[{at}]");
            let Some((name, _)) = fields::DATE_FIELDS.iter().find(|(_, kind)| *kind == dated.kind)
            else {
                continue;
            };
            if !seen.insert(name) {
                self.lose(LossKind::Dropped, &path, format!("an entry has one `{name}`"));
                continue;
            }
            self.date(name, &dated.value, &path, dated.kind == DateKind::Published);
        }
        if let Some(date) = self.article.event.as_ref().and_then(|event| event.date.as_ref()) {
            self.date("eventdate", date, "event.date", false);
        }
        if let Some(date) = self.article.original.as_ref().and_then(|work| work.date.as_ref()) {
            self.date("origdate", date, "original.date", false);
        }
    }

    fn date(&mut self, name: &str, date: &DateValue, path: &str, published: bool) {
        match date {
            DateValue::Literal(text) => {
                let tex = self.plain(text, path);
                if !published {
                    self.lose(
                        LossKind::Approximated,
                        path,
                        "a date that is words was written as such",
                    );
                }
                // `year` may hold words (biblatex manual §2.3.8); `date` may not.
                self.put(if published { "year" } else { name }, &tex);
            }
            date if self.dialect == Dialect::BibTex && published => self.year_and_month(date, path),
            date => {
                let says = |text: &str| dates::parse(text).is_some_and(|read| read.0 == *date);
                let tex = self.spelled(name, says).unwrap_or_else(|| date.to_string());
                self.put(name, &tex);
            }
        }
    }

    fn year_and_month(&mut self, date: &DateValue, path: &str) {
        let (DateValue::At(point)
        | DateValue::Range { start: Bound::At(point), .. }
        | DateValue::Range { end: Bound::At(point), .. }) = date
        else {
            return;
        };
        // What is more than a number is EDTF; a percent sign must not begin a comment.
        let more = dates::for_year(date).filter(|year| year.parse() != Ok(point.year));
        match more.filter(|_| !date.to_string().starts_with('Y')) {
            Some(year) => self.put("year", &year.replace('%', "\\%")),
            None => self.put("year", &point.year.to_string()),
        }
        if !matches!(date, DateValue::At(_)) && dates::for_year(date).is_some() {
            return;
        }
        if let Some(month) = point.month {
            let name =
                MONTHS.get(usize::from(month).wrapping_sub(1)).and_then(|name| name.get(..3));
            match name.filter(|_| self.options.month_macros) {
                Some(name) => self.put_as_is("month", name.to_ascii_lowercase()),
                None => self.put("month", &month.to_string()),
            }
        }
        if let Some(day) = point.day {
            self.put("day", &day.to_string());
        }
        let kept = match (date, dates::for_year(date)) {
            (DateValue::At(date), Some(_)) => {
                crate::model::Date::from_ymd(date.year, date.month, date.day).map(|_| *date)
            }
            _ => crate::model::Date::from_ymd(point.year, point.month, point.day),
        };
        let fits = (-9999..=9999).contains(&point.year);
        if kept.map(DateValue::At).as_ref() != Some(date) || !fits {
            let message =
                format!("BibTeX has a year, a month and a day; `{date}` was cut down to these");
            self.lose(LossKind::Approximated, path, message);
        }
    }

    fn pages(&mut self) {
        let Some(pages) = &self.article.pages else { return };
        let ranges = pages.ranges();
        let text = if ranges.is_empty() {
            pages.text.clone()
        } else {
            let one = |range: &crate::model::PageRange| match &range.last {
                Some(last) => format!("{}--{last}", range.first),
                None => range.first.clone(),
            };
            ranges.iter().map(one).collect::<Vec<_>>().join(", ")
        };
        // The dashes are TeX's: two hyphens are one dash.
        let parts: Vec<String> = text.split("--").map(|part| self.plain(part, "pages")).collect();
        let tex = parts.join("--");
        let back = super::values::one_dash(&latex::Decoder::new(64).decode_plain(&tex));
        if back != pages.text {
            let message = format!("`{}` was written as `{tex}`", pages.text);
            self.lose(LossKind::Approximated, "pages", message);
        }
        self.put("pages", &tex);
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
        let mut fields: Vec<(String, Vec<String>)> = Vec::new();
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
            match fields.iter_mut().find(|(name, _)| *name == field) {
                Some((_, earlier)) => {
                    earlier.extend(items);
                    let message = "there is a group of that language already; they were joined";
                    self.lose(LossKind::Approximated, &path, message);
                }
                None => fields.push((field, items)),
            }
        }
        for (field, items) in fields {
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
        let exact = self.language.as_ref().and_then(language::to_babel);
        let near = || {
            let primary = self.language.as_ref()?.primary().parse().ok()?;
            language::to_babel(&primary).filter(|_| article.languages.is_empty())
        };
        let babel = exact.or_else(near);
        let record = self.language.clone();
        let near = babel.and_then(language::from_babel);
        let says = |text: &str| {
            let lang = language::lenient(text);
            lang.is_some() && (lang == record || lang == near)
        };
        if let Some(name) = self.spelled("hyphenation", says) {
            self.put("hyphenation", &name);
        } else if let Some(name) = self.spelled("langid", says).as_deref().or(babel) {
            self.put("langid", name);
        }
        let own: Vec<Lang> = self.language.iter().cloned().collect();
        let langs = if article.languages.is_empty() { &own } else { &article.languages };
        if !langs.is_empty() {
            let names = self.spelled("language", |text| says_languages(text, langs));
            let names = names.unwrap_or_else(|| language::to_keys(langs));
            self.put("language", &names);
        }
        if let ([only], Some(lang)) = (article.languages.as_slice(), &self.language)
            && only.matches(lang.as_str())
        {
            let message = format!("`{only}` will be read as that of the record");
            self.losses.add(LossKind::Approximated, "languages", message);
            self.losses.add(LossKind::Approximated, "language", "it will be read more closely");
        }
        // Without `langid`, the one language of the work is that of the record.
        if let (None, Some(lang)) = (babel, &self.language)
            && !article.languages.is_empty()
        {
            let message = format!("babel has no name for `{lang}`");
            self.losses.add(LossKind::Dropped, "language", message);
        }
        if let Some(work) = article.original.as_ref().filter(|work| !work.languages.is_empty()) {
            let langs = &work.languages;
            let names = self.spelled("origlanguage", |text| says_languages(text, langs));
            let names = names.unwrap_or_else(|| language::to_keys(langs));
            self.put("origlanguage", &names);
        }
    }

    /// Fields that were read from such a file and have no typed place go back as they were.
    fn extra(&mut self) {
        for (at, extra) in self.article.extra.iter().enumerate() {
            if extra.origin == ORIGIN && extra.name == ENTRY_TYPE {
                continue;
            }
            if self.spellings.used.contains(&at) {
                continue;
            }
            if let Some(field) = self.only_macros(extra) {
                self.put_as_is(field, extra.value.clone());
                continue;
            }
            let month = self.joins_year(extra);
            let path = format!("extra[{at}]");
            if let Some(message) = unused(extra) {
                self.lose(LossKind::Dropped, &path, message);
            } else if extra.origin != ORIGIN || !is_name(&extra.name) {
                let message = format!("`{}` of {} has no field here", extra.name, extra.origin);
                self.lose(LossKind::Dropped, &path, message);
            } else if self.has(&extra.name) {
                let message = format!("there is a `{}` already", extra.name);
                self.lose(LossKind::Dropped, &path, message);
            } else if month {
                let message = format!("beside the `year` this `{}` would be read", extra.name);
                self.lose(LossKind::Dropped, &path, message);
            } else if !super::values::is_balanced(&extra.value) {
                let message = format!("the braces in `{}` do not balance", extra.name);
                self.lose(LossKind::Dropped, &path, message);
            } else {
                self.put(extra.name.clone(), &extra.value);
            }
        }
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

/// The value of one form and language among the further ones.
pub(super) fn of_form<'m, T>(
    all: &'m Multilingual<T>,
    form: Form,
    lang: Option<&Lang>,
) -> Option<&'m T> {
    all.others()
        .iter()
        .find(|item| item.form == form && item.lang.as_ref() == lang)
        .map(|item| &item.value)
}

/// The forms and languages that any of `items` has beside its primary one, in order. A second
/// value of the same is told.
pub(super) fn form_keys<'m, T: 'm>(
    items: impl IntoIterator<Item = &'m Multilingual<T>>,
    again: &mut dyn FnMut(usize, usize),
) -> Vec<(Form, Option<Lang>)> {
    let mut keys: Vec<(Form, Option<Lang>)> = Vec::new();
    for (at, item) in items.into_iter().enumerate() {
        let mut own: Vec<(Form, Option<&Lang>)> = Vec::new();
        for (i, value) in item.others().iter().enumerate() {
            let key = (value.form, value.lang.as_ref());
            if own.contains(&key) {
                again(at, i + 1);
                continue;
            }
            own.push(key);
            if !keys.iter().any(|(form, lang)| *form == key.0 && lang.as_ref() == key.1) {
                keys.push((value.form, value.lang.clone()));
            }
        }
    }
    keys
}
