//! Citation keys for records that have none.

use std::fmt::Write as _;

use super::romanise::plain_latin;
use super::script::{Script, dominant};
use crate::model::{Article, Lang, Localized, Name};

/// A key out of the first name, the year and the first long word of the title, in small Latin
/// letters and digits: `troitskiy1992foreign`. The same record always gets the same one. A name in
/// Latin letters that the record gives is taken before one that we would romanise.
pub(crate) fn invent(article: &Article) -> String {
    let lang_of = |lang: &Option<Lang>| lang.clone().or_else(|| article.language.clone());
    let name = article.contributors.first().and_then(|person| {
        let is_latin =
            |form: &&Localized<Name>| dominant(form.value.family()) == Some(Script::Latin);
        let own = person.name.iter().filter(is_latin);
        let others = person.name.iter().filter(|form| !is_latin(form));
        own.chain(others)
            .map(|form| plain_latin(form.value.family(), lang_of(&form.lang).as_ref()))
            .find(|latin| !latin.is_empty())
    });
    let word = article.title.iter().filter_map(|title| {
        let lang = lang_of(&title.lang);
        let text = title.value.to_string();
        let mut words = text.split_whitespace().map(|word| plain_latin(word, lang.as_ref()));
        words.find(|word| word.len() > 3)
    });
    let mut key = name.unwrap_or_default();
    if let Some(year) = article.issued().and_then(crate::model::DateValue::year) {
        // Writing to a String cannot fail.
        let _ = write!(key, "{}", year.unsigned_abs());
    }
    key.extend(word.take(1));
    if key.is_empty() { article.kind.as_str().replace(['_', '-'], "") } else { key }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Contributor, Kind, PersonName};

    #[test]
    fn keys_are_latin_and_say_who_when_and_what() {
        let mut article = Article::new(Kind::ArticleJournal);
        assert_eq!(invent(&article), "articlejournal");
        article.title.push(Localized::new("О внешней политике"));
        article.contributors.push(Contributor::person("Щукин", "И. И."));
        assert_eq!(invent(&article), "shchukinvneshney");
        let mut own = Localized::new(Name::Person(PersonName::new("Schukin", "I. I.")));
        own.lang = "en".parse().ok();
        article.contributors[0].name.push(own);
        assert_eq!(invent(&article), "schukinvneshney", "the author's own spelling");
        article.language = "uk".parse().ok();
        article.contributors[0] = Contributor::person("Гнатюк", "Ю.");
        assert_eq!(invent(&article), "hnatiukvneshnei");
    }
}
