//! The headings that pages put over their parts, and the three ways in which they stand there.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::value::names::collapsed;
use crate::value::script::Script;

/// A part of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Section {
    Abstract,
    Keywords,
    Authors,
    References,
    /// The full text.
    Body,
}

impl Section {
    /// The field of the model that the part fills.
    pub(super) const fn field(self) -> &'static str {
        match self {
            Self::Abstract => "abstracts",
            Self::Keywords => "keywords",
            Self::Authors => "contributors",
            Self::References => "references",
            Self::Body => "extra",
        }
    }
}

/// A heading as pages print it: its text, the language it is in, what stands under it.
pub(super) type Heading = (&'static str, &'static str, Section);

/// A new heading is a new row. Small and capital letters count for glued headings alone.
const HEADINGS: &[Heading] = &[
    ("Abstract", "en", Section::Abstract),
    ("Summary", "en", Section::Abstract),
    ("Annotation", "en", Section::Abstract),
    ("Аннотация", "ru", Section::Abstract),
    ("Резюме", "ru", Section::Abstract),
    ("Анотація", "uk", Section::Abstract),
    ("Аңдатпа", "kk", Section::Abstract),
    ("Түйіндеме", "kk", Section::Abstract),
    ("Keywords", "en", Section::Keywords),
    ("Key words", "en", Section::Keywords),
    ("Keyword", "en", Section::Keywords),
    ("Ключевые слова", "ru", Section::Keywords),
    ("Ключові слова", "uk", Section::Keywords),
    ("Ключавыя словы", "be", Section::Keywords),
    ("Түйін сөздер", "kk", Section::Keywords),
    ("Түйінді сөздер", "kk", Section::Keywords),
    ("Кілт сөздер", "kk", Section::Keywords),
    ("Кілтті сөздер", "kk", Section::Keywords),
    ("Authors", "en", Section::Authors),
    ("Author", "en", Section::Authors),
    ("Author(s)", "en", Section::Authors),
    ("About the author", "en", Section::Authors),
    ("About the authors", "en", Section::Authors),
    ("Information about the author", "en", Section::Authors),
    ("Information about the authors", "en", Section::Authors),
    ("Авторы", "ru", Section::Authors),
    ("Автор", "ru", Section::Authors),
    ("Об авторе", "ru", Section::Authors),
    ("Об авторах", "ru", Section::Authors),
    ("Сведения об авторе", "ru", Section::Authors),
    ("Сведения об авторах", "ru", Section::Authors),
    ("Информация об авторе", "ru", Section::Authors),
    ("Информация об авторах", "ru", Section::Authors),
    ("Автори", "uk", Section::Authors),
    ("Авторлар", "kk", Section::Authors),
    ("References", "en", Section::References),
    ("Reference list", "en", Section::References),
    ("List of references", "en", Section::References),
    ("Bibliography", "en", Section::References),
    ("Ссылки", "ru", Section::References),
    ("Литература", "ru", Section::References),
    ("Список литературы", "ru", Section::References),
    ("Библиографический список", "ru", Section::References),
    ("Библиография", "ru", Section::References),
    ("Список источников", "ru", Section::References),
    ("Посилання", "uk", Section::References),
    ("Література", "uk", Section::References),
    ("Список літератури", "uk", Section::References),
    ("Әдебиеттер", "kk", Section::References),
    ("Әдебиеттер тізімі", "kk", Section::References),
    ("Пайдаланылған әдебиеттер", "kk", Section::References),
    ("Resumo", "pt", Section::Abstract),
    ("Resumen", "es", Section::Abstract),
    ("摘要", "zh", Section::Abstract),
    ("内容摘要", "zh", Section::Abstract),
    ("要旨", "ja", Section::Abstract),
    ("抄録", "ja", Section::Abstract),
    ("Palavras-chave", "pt", Section::Keywords),
    ("Palabras clave", "es", Section::Keywords),
    ("Palabras claves", "es", Section::Keywords),
    ("关键词", "zh", Section::Keywords),
    ("关键字", "zh", Section::Keywords),
    ("關鍵詞", "zh", Section::Keywords),
    ("キーワード", "ja", Section::Keywords),
    ("Autores", "es", Section::Authors),
    ("Autoras e autores", "pt", Section::Authors),
    ("Sobre os autores", "pt", Section::Authors),
    ("Sobre los autores", "es", Section::Authors),
    ("Відомості про авторів", "uk", Section::Authors),
    ("Про авторів", "uk", Section::Authors),
    ("Авторлар туралы мәлімет", "kk", Section::Authors),
    ("作者", "zh", Section::Authors),
    ("作者简介", "zh", Section::Authors),
    ("著者", "ja", Section::Authors),
    ("Referências", "pt", Section::References),
    ("Referencias", "es", Section::References),
    ("Bibliografía", "es", Section::References),
    ("Bibliografia", "pt", Section::References),
    ("参考文献", "zh", Section::References),
    ("參考文獻", "zh", Section::References),
    ("引用文献", "ja", Section::References),
    ("Список використаних джерел", "uk", Section::References),
    ("Full Text", "en", Section::Body),
    ("Полный текст", "ru", Section::Body),
    ("Текст статьи", "ru", Section::Body),
];

/// Lines longer than this hold no heading of their own: the longest one is a few words.
const LONGEST: usize = 120;

/// Headings by a letter that they have in common.
type ByLetter = LazyLock<HashMap<char, Vec<&'static Heading>>>;

/// By their first letter, in small: every line of a page is asked about.
static BY_FIRST: ByLetter = LazyLock::new(|| by_letter(|heading| small(heading.chars().next())));

/// By their last letter.
static BY_LAST: ByLetter = LazyLock::new(|| by_letter(|heading| heading.chars().next_back()));

fn by_letter(of: fn(&str) -> Option<char>) -> HashMap<char, Vec<&'static Heading>> {
    let mut letters: HashMap<char, Vec<&'static Heading>> = HashMap::new();
    for heading in HEADINGS {
        if let Some(letter) = of(heading.0) {
            letters.entry(letter).or_default().push(heading);
        }
    }
    letters
}

fn small(letter: Option<char>) -> Option<char> {
    letter?.to_lowercase().next()
}

/// The heading that a line is, with or without a colon.
pub(super) fn alone(line: &str) -> Option<&'static Heading> {
    if line.len() > LONGEST {
        return None;
    }
    let line = line.trim();
    let headings = BY_FIRST.get(&small(line.chars().next())?)?;
    let text = collapsed(line.trim_end_matches([':', '：']));
    headings.iter().find(|(heading, _, _)| same(heading, &text)).copied()
}

/// Whether two texts differ in nothing but capitals.
fn same(one: &str, other: &str) -> bool {
    // Nearly all lines differ from nearly all headings in length, the rest in the first letter.
    one.len().abs_diff(other.len()) <= 4
        && one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
}

/// The heading that a line begins with, and the byte at which its value begins. A colon must
/// follow; after the headings of abstracts and keywords a full stop or a dash will do.
pub(super) fn inline(line: &str) -> Option<(&'static Heading, usize)> {
    let (at, sign) = line
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| matches!(c, ':' | '：' | '.' | '—' | '–' | ';' | ',' | '|'))?;
    let heading = alone(line.get(..at)?)?;
    let after = line.get(at + sign.len_utf8()..)?;
    let is_run_in = matches!(heading.2, Section::Abstract | Section::Keywords)
        && matches!(sign, '.' | '—' | '–')
        && after.starts_with(char::is_whitespace)
        && line.chars().next().is_some_and(char::is_uppercase);
    if !(matches!(sign, ':' | '：') || is_run_in) {
        return None;
    }
    let value = after.trim_start();
    (!value.is_empty()).then(|| (heading, line.len() - value.len()))
}

/// The heading that a line ends with though nothing divides it from the text before, the byte at
/// which it begins, and the character it is glued to.
///
/// Print has no word in which a capital follows a small letter, a letter of another script, a
/// digit or a closing sign. A capital of the same script before it (`USAuthors`) says nothing.
pub(super) fn glued(line: &str) -> Option<(&'static Heading, usize, char)> {
    let line = line.trim_end_matches([':', '：']);
    let mut longest: Option<(&'static Heading, usize, char)> = None;
    for heading in BY_LAST.get(&line.chars().next_back()?)? {
        let Some(before) = line.strip_suffix(heading.0) else { continue };
        let Some(last) = before.chars().next_back() else { continue };
        let initial = heading.0.chars().next().and_then(Script::of);
        let may_stand_before = if last.is_alphabetic() {
            last.is_lowercase() || Script::of(last) != initial
        } else {
            last.is_numeric() || matches!(last, '.' | '!' | '?' | ')' | ']' | '»' | '”' | '|')
        };
        if may_stand_before && longest.is_none_or(|(_, at, _)| before.len() < at) {
            longest = Some((heading, before.len(), last));
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_stand_in_three_ways() {
        for line in ["Keywords", "KEYWORDS:", "Key\u{a0}words", "Ключевые  слова", "ССЫЛКИ"]
        {
            assert!(alone(line).is_some(), "{line}");
        }
        let table = [
            ("Keywords: a, b", Some("a, b")),
            ("Ключевые слова : a", Some("a")),
            ("Аннотация. Рассмотрено", Some("Рассмотрено")),
            ("Keywords — a", Some("a")),
            ("Литература. Том 1", None),
            ("Keywords:", None),
            ("Abstract art: a history", None),
            ("a, b", None),
        ];
        for (line, value) in table {
            let found = inline(line).and_then(|(_, at)| line.get(at..));
            assert_eq!(found, value, "{line}");
        }
    }

    #[test]
    fn glued_headings_need_a_reason() {
        let table = [
            ("КазахстанAuthors", Some("Казахстан")),
            ("долинаАвторы", Some("долина")),
            ("ДОЛИНАAuthors", Some("ДОЛИНА")),
            ("in part.Keywords", Some("in part.")),
            ("(1992-2000)Ключевые слова:", Some("(1992-2000)")),
            ("policyKey words", Some("policy")),
            ("a@example.orgReferences", Some("a@example.org")),
            ("three Authors", None),
            ("USAuthors", None),
            ("долинаавторы", None),
            ("Authors", None),
            ("cross-References", None),
            ("Authors and readers", None),
        ];
        for (line, before) in table {
            let found = glued(line).and_then(|(_, at, _)| line.get(..at));
            assert_eq!(found, before, "{line}");
        }
    }
}
