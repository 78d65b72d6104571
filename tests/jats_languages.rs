//! Articles in many languages, as JATS 1.4 tags them: every form of a value is there, and comes back
//! in each version and profile.
#![cfg(feature = "jats")]

use polybib::jats::{Options, Profile, Version};
use polybib::{Article, Form, Format, Writer};

const LANGUAGES: &str = include_str!("../fixtures/jats/languages.xml");

fn articles() -> Vec<Article> {
    let library = polybib::read(Format::Jats, LANGUAGES).unwrap();
    assert_eq!(library.diagnostics, []);
    library.articles
}

/// The forms of the first author's name: language, family name, form.
fn names(article: &Article) -> Vec<(&str, &str, Form)> {
    let forms = article.contributors[0].name.iter();
    forms
        .map(|form| (form.lang.as_ref().unwrap().as_str(), form.value.family(), form.form))
        .collect()
}

#[test]
fn every_language_and_form_is_there() {
    use Form::{Original, Transcription, Transliteration};
    type Forms = &'static [(&'static str, &'static str, Form)];
    let table: [(&str, &str, Forms); 7] = [
        // The form in the article's language is the first one, whatever stands first.
        (
            "ru",
            "Внешняя политика",
            &[("ru", "Иванов", Original), ("en", "Ivanov", Transliteration)],
        ),
        (
            "ja",
            "外交政策",
            &[
                ("ja", "山田", Original),
                ("ja-Hira", "やまだ", Transcription),
                ("ja-Latn", "Yamada", Transliteration),
            ],
        ),
        ("zh", "对外政策", &[("zh", "王伟", Original), ("zh-Latn", "Wang", Transliteration)]),
        ("ko", "외교 정책", &[("ko", "김", Original), ("en", "Kim", Transliteration)]),
        (
            "ar",
            "السياسة الخارجية",
            &[("ar", "الخوارزمي", Original), ("ar-Latn", "al-Khwarizmi", Transliteration)],
        ),
        (
            "uk",
            "Зовнішня політика",
            &[("uk", "Шевченко", Original), ("en", "Shevchenko", Transliteration)],
        ),
        ("pt", "Política externa", &[("pt", "Conceição", Original)]),
    ];
    let articles = articles();
    assert_eq!(articles.len(), table.len());
    for (article, (lang, title, forms)) in articles.iter().zip(table) {
        assert_eq!(article.title.in_lang(lang).unwrap().to_string(), title);
        assert_eq!(article.title.in_lang("en").unwrap().to_string(), "Foreign policy");
        assert_eq!(names(article), forms, "{lang}");
        assert!(article.keywords_in(lang).is_some(), "{lang}");
    }
    let russian = &articles[0];
    assert_eq!(russian.affiliations.len(), 1);
    assert_eq!(
        russian.affiliations[0].forms.in_lang("ru").unwrap().to_string(),
        "Университет, Россия"
    );
    assert_eq!(
        russian.affiliations[0].forms.in_lang("en").unwrap().to_string(),
        "University, Russia"
    );
    let text = &russian.references[0].citations[0].text;
    let forms: Vec<_> = text.iter().map(|form| form.form).collect();
    assert_eq!(forms, [Original, Transliteration]);
}

#[test]
fn they_come_back_in_each_version_and_profile() {
    for version in [Version::V1_3, Version::V1_4] {
        for profile in [Profile::Jats4r, Profile::Pmc] {
            for article in articles() {
                let options = Options::default().version(version).profile(profile);
                let mut sink = Writer::new(Format::Jats).with(options).to(Vec::new());
                let losses = sink.write(&article).unwrap();
                let text = String::from_utf8(sink.finish().unwrap()).unwrap();
                assert!(losses.is_empty(), "{losses}\n{text}");
                assert_eq!(polybib::read(Format::Jats, &text).unwrap().articles, [article]);
                let of_1_4 = text.contains(" lang-variant=");
                assert!(!of_1_4 || version == Version::V1_4, "{text}");
            }
        }
    }
}
