//! Citation keys for records that have none.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization;

use crate::model::Article;

/// A key out of the first name, the year and the first long word of the title, in small Latin
/// letters and digits: `troitskiy1992foreign`. The same record always gets the same one.
pub(crate) fn invent(article: &Article) -> String {
    let name = article.contributors.first().and_then(|person| {
        let forms = person.name.iter().map(|form| form.value.family());
        forms.map(plain_latin).find(|latin| !latin.is_empty())
    });
    let titles = article.title.iter().map(|title| title.value.to_string());
    let word = titles.filter_map(|title| {
        let words: Vec<String> = title.split_whitespace().map(plain_latin).collect();
        words.into_iter().find(|word| word.len() > 3)
    });
    let mut key = name.unwrap_or_default();
    if let Some(year) = article.issued().and_then(crate::model::DateValue::year) {
        // Writing to a String cannot fail.
        let _ = write!(key, "{}", year.unsigned_abs());
    }
    key.extend(word.take(1));
    if key.is_empty() { article.kind.as_str().replace(['_', '-'], "") } else { key }
}

/// The small Latin letters and digits of `text`: accents off, Cyrillic romanised.
pub(crate) fn plain_latin(text: &str) -> String {
    let mut out = String::new();
    for c in text.nfc().flat_map(char::to_lowercase) {
        match CYRILLIC.iter().find(|(letter, _)| *letter == c) {
            Some((_, latin)) => out.push_str(latin),
            None => out.extend(c.nfd().filter(char::is_ascii_alphanumeric)),
        }
    }
    out
}

/// After BGN/PCGN, without its apostrophes and initial rules: a key is no transliteration.
const CYRILLIC: &[(char, &str)] = &[
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ё', "e"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('й', "y"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
    ('і', "i"),
    ('ї', "yi"),
    ('є', "ye"),
    ('ґ', "g"),
    ('ў', "w"),
    ('ј', "j"),
    ('љ', "lj"),
    ('њ', "nj"),
    ('ћ', "c"),
    ('ђ', "dj"),
    ('џ', "dz"),
    ('қ', "q"),
    ('ғ', "gh"),
    ('ң', "ng"),
    ('ө', "o"),
    ('ү', "u"),
    ('ұ', "u"),
    ('һ', "h"),
    ('ә', "a"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Contributor, Kind, Localized};

    #[test]
    fn keys_are_latin_and_say_who_when_and_what() {
        let mut article = Article::new(Kind::ArticleJournal);
        assert_eq!(invent(&article), "articlejournal");
        article.title.push(Localized::new("О внешней политике"));
        article.contributors.push(Contributor::person("Щукин", "И. И."));
        assert_eq!(invent(&article), "shchukinvneshney");
        assert_eq!(plain_latin("Žižek"), "zizek");
    }
}
