//! What the name of a field says, and the annotations in its value.

use crate::model::{Form, Lang};
use crate::value::language;

/// A field's name, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum FieldName<'a> {
    /// The value of the record's own language.
    Plain(&'a str),
    /// `FIELD_form_lang`, or one of the shorter spellings `FIELD_lang` and `FIELD-lang`.
    Form { base: &'a str, form: Form, lang: Option<Lang> },
    /// `FIELD+an` and `FIELD+an:name`.
    Annotation { base: &'a str, name: &'a str },
}

/// Fields of which people write translations as `title_en` or `title-en`. For others such an
/// ending may mean anything.
const TRANSLATED: &[&str] = &[
    "title",
    "subtitle",
    "shorttitle",
    "abstract",
    "keywords",
    "journal",
    "journaltitle",
    "journalsubtitle",
    "shortjournal",
    "booktitle",
    "booksubtitle",
    "maintitle",
    "eventtitle",
    "venue",
    "series",
    "author",
    "editor",
    "translator",
    "publisher",
    "institution",
    "organization",
    "location",
    "address",
];

/// The forms by their names in biblatex's multiscript fields.
const FORMS: &[(&str, Form)] = &[
    ("translation", Form::Translation),
    ("transliteration", Form::Transliteration),
    ("transcription", Form::Transcription),
    ("default", Form::Original),
    // A spelling in biber's own test data.
    ("translated", Form::Translation),
];

pub(super) fn form_name(form: Form) -> &'static str {
    FORMS.iter().find(|(_, of)| *of == form).map_or("default", |(name, _)| name)
}

/// `name` is in small letters.
pub(super) fn take_apart(name: &str) -> FieldName<'_> {
    if !name.bytes().any(|byte| matches!(byte, b'+' | b'_' | b'-')) {
        return FieldName::Plain(name);
    }
    if let Some((base, rest)) = name.split_once("+an")
        && let Some(name) = rest.strip_prefix(':').or_else(|| rest.is_empty().then_some(""))
    {
        return FieldName::Annotation { base, name };
    }
    let mut parts = name.splitn(3, '_');
    if let (Some(base), Some(form), Some(lang)) = (parts.next(), parts.next(), parts.next())
        && let Some((_, form)) = FORMS.iter().find(|(of, _)| *of == form)
        && let Some(lang) = lang_of(lang)
    {
        return FieldName::Form { base, form: *form, lang };
    }
    if let Some((base, lang)) = name.split_once(['_', '-'])
        && TRANSLATED.contains(&base)
        && let Some(lang) = language::from_any(lang)
        && is_common(&lang)
    {
        return FieldName::Form { base, form: Form::Translation, lang: Some(lang) };
    }
    FieldName::Plain(name)
}

/// Whether a language has a code of two letters. `journal-iso` is an abbreviated title, and not one
/// in Isoko.
fn is_common(lang: &Lang) -> bool {
    let primary = lang.primary();
    primary.len() == 2
        || isolang::Language::from_639_3(primary).is_some_and(|known| known.to_639_1().is_some())
}

/// A language in a field's name; `und` is none.
#[allow(clippy::option_option, reason = "no tag at all is not the same as the tag for no language")]
fn lang_of(tag: &str) -> Option<Option<Lang>> {
    if tag == "und" { Some(None) } else { language::from_any(tag).map(Some) }
}

/// A field's name for a form.
pub(super) fn form_field(base: &str, form: Form, lang: Option<&Lang>) -> String {
    format!("{base}_{}_{}", form_name(form), lang.map_or("und", Lang::as_str))
}

/// Other names that are read as the same, for a second value of a form and language.
pub(super) fn other_form_fields(
    base: &str,
    form: Form,
    lang: Option<&Lang>,
) -> impl Iterator<Item = String> {
    let tag = lang.map_or("und", Lang::as_str);
    let spelled = FORMS.iter().filter(move |(name, of)| *of == form && *name != form_name(form));
    let spelled = spelled.map(move |(name, _)| format!("{base}_{name}_{tag}"));
    let short = ["_", "-"].into_iter().map(move |mark| format!("{base}{mark}{tag}"));
    spelled.chain(short).filter(move |name| {
        let expected = FieldName::Form { base, form, lang: lang.cloned() };
        take_apart(&name.to_ascii_lowercase()) == expected
    })
}

/// One `item=value` of an annotation. `item` counts from 1; 0 is the whole field.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Annotation<'a> {
    pub(super) item: usize,
    pub(super) values: Vec<&'a str>,
}

/// Reads `1="…"; 2=word, word`. Quotes protect semicolons and commas here, though not in biber.
/// Annotations of a part of an item (`1:family=…`) are passed over.
pub(super) fn parse(value: &str) -> Vec<Annotation<'_>> {
    split(value, b';')
        .into_iter()
        .filter_map(|spec| {
            let (item, values) = spec.split_once('=')?;
            let item = match item.trim() {
                "" => 0,
                number => number.parse().ok()?,
            };
            let values = split(values, b',').into_iter().map(unquoted).collect();
            Some(Annotation { item, values })
        })
        .collect()
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value)
}

fn split(text: &str, separator: u8) -> Vec<&str> {
    let (mut out, mut quoted, mut start) = (Vec::new(), false, 0);
    for (at, byte) in text.bytes().enumerate() {
        if byte == b'"' {
            quoted = !quoted;
        } else if byte == separator && !quoted {
            out.push(text.get(start..at).unwrap_or_default());
            start = at + 1;
        }
    }
    out.push(text.get(start..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields() {
        let form = |base, form, lang: &str| FieldName::Form { base, form, lang: lang.parse().ok() };
        let table = [
            ("title", FieldName::Plain("title")),
            ("title_translation_en", form("title", Form::Translation, "en")),
            ("author_transliteration_ru-latn", form("author", Form::Transliteration, "ru-Latn")),
            (
                "title_default_und",
                FieldName::Form { base: "title", form: Form::Original, lang: None },
            ),
            ("title-en", form("title", Form::Translation, "en")),
            ("keywords_en", form("keywords", Form::Translation, "en")),
            ("date-modified", FieldName::Plain("date-modified")),
            ("title_short", FieldName::Plain("title_short")),
            ("author+an", FieldName::Annotation { base: "author", name: "" }),
            ("author+an:orcid", FieldName::Annotation { base: "author", name: "orcid" }),
        ];
        for (name, expected) in table {
            assert_eq!(take_apart(name), expected, "{name}");
        }
    }

    #[test]
    fn annotations() {
        let got = parse(r#"1="A, b; c"; 2=corresponding, deceased; 1:family="x"; ="all""#);
        let got: Vec<_> = got.iter().map(|a| (a.item, a.values.as_slice())).collect();
        let expected: [(usize, &[&str]); 3] =
            [(1, &["A, b; c"]), (2, &["corresponding", "deceased"]), (0, &["all"])];
        assert_eq!(got, expected);
    }
}
