//! What is written is read as it was.

use std::path::PathBuf;

use polybib::{
    Abstract, Container, Contributor, DateKind, Dated, Extra, Form, Identifier, Inline,
    KeywordGroup, Kind, Localized, Name, NameStyle, Note, PersonName, RichText, Role, Scheme,
    Section, Style,
};
use serde_json::json;

use super::*;

/// What the landing page in `fixtures/landing/kazakhstan.txt` says.
fn kazakhstan() -> Article {
    let en = || "en".parse().unwrap();
    let mut article = Article::new(Kind::Article);
    article.language = Some(en());
    let title = "The foreign policy of Kazakhstan: shaping and development (1992-2000)";
    article.title.push(Localized::new(title).in_lang(en()));
    article.abstracts.push(Abstract::plain("The paper follows how Kazakhstan …").in_lang(en()));
    article
        .keywords
        .push(KeywordGroup::new(Some(en()), ["multi-vector foreign policy", "Kazakhstan"]));
    let ru = Some("ru".parse().unwrap());
    article.keywords.push(KeywordGroup::new(ru, ["многовекторность", "внешняя политика"]));
    let mut author = Contributor::person("Troitskiy", "Ye. F.");
    author.emails.push("ye.f.troitskiy@example.org".into());
    article.contributors.push(author);
    article
}

#[test]
fn the_bilingual_record_comes_back_whole() {
    let article = bilingual();
    let losses = round(std::slice::from_ref(&article));
    assert!(losses.is_empty(), "{losses}");
    let (value, text, _) = write(&[article], Dialect::Standard);
    assert_eq!(text, include_str!("../../fixtures/csl-json/bilingual.json"));
    let item = &value[0];
    assert_eq!(item["title"], "Внешняя политика Казахстана: становление и развитие");
    assert_eq!(item["keyword"], "внешняя политика, Казахстан");
    assert_eq!(item["ISSN"], "1561-7793");
    assert_eq!(item["author"][0], json!({"family": "Троицкий", "given": "Евгений Флорентьевич"}));
    let multi = &item["custom"]["multi"];
    assert_eq!(multi["_keys"]["keyword"]["en"], "foreign policy, Kazakhstan, Central Asia");
    assert_eq!(
        multi["names"]["author"][1],
        json!({"main": "ru", "_key": {"en": {"family": "Kim", "given": "Anna"}}})
    );
    // What the variables say stands nowhere else.
    let polybib = item["custom"]["polybib"].as_object().unwrap();
    for said in ["title", "abstracts", "keywords", "publishers", "forms", "container", "kind"] {
        assert!(!polybib.contains_key(said), "{said}");
    }
    let expected = "custom.polybib of the bilingual record";
    assert_eq!(
        polybib.keys().map(String::as_str).collect::<Vec<_>>(),
        [
            "affiliations",
            "container.identifiers",
            "contributors",
            "dates",
            "references",
            "subtitle"
        ],
        "{expected}"
    );
    assert_eq!(Format::sniff(text.as_bytes()), Some(Format::CslJson));
}

#[test]
fn the_bilingual_record_in_other_dialects() {
    let article = bilingual();
    let (value, text, losses) = write(std::slice::from_ref(&article), Dialect::JurisM);
    assert!(losses.is_empty(), "{losses}");
    assert_eq!(value[0]["author"][0]["multi"]["_key"]["en"]["family"], "Troitskiy");
    assert_eq!(
        polybib::read(Format::CslJson, &text).unwrap().articles,
        std::slice::from_ref(&article)
    );

    let (value, _, losses) = write(&[article], Dialect::Plain);
    assert!(validator().is_valid(&value));
    assert!(value[0].get("custom").is_none());
    let paths: Vec<_> = losses.iter().map(|loss| loss.field.as_str()).collect();
    for path in [
        "title[1]",
        "subtitle",
        "contributors[0].name[1]",
        "contributors[0].orcid",
        "contributors[0].emails[0]",
        "contributors[2].name",
        "affiliations[0].forms",
        "abstracts[1]",
        "keywords[1]",
        "container.identifiers[1]",
        "dates[1]",
        "references[0]",
    ] {
        assert!(paths.contains(&path), "{path} in {paths:#?}");
    }
}

#[test]
fn a_record_without_key_gets_one_and_says_so() {
    let article = kazakhstan();
    let losses = round(&[article.clone(), article]);
    let losses: Vec<_> = losses.iter().map(ToString::to_string).collect();
    assert_eq!(losses.len(), 2);
    assert_eq!(
        losses[1],
        "key: approximated, an item must have an id; it was written as `troitskiyforeign-2`"
    );
}

#[test]
fn every_kind_comes_back() {
    let all: Vec<Article> = Kind::KNOWN
        .iter()
        .cloned()
        .chain([Kind::Other("mixtape".into())])
        .map(|kind| {
            let mut article = Article::new(kind.clone());
            article.key = Some(kind.as_str().into());
            article.title.push(Localized::new("Title"));
            article.container = Some(Container::titled("Whole").into());
            article.multivolume = Some(Container::titled("Set").into());
            article.issue_title.push(Localized::new("Issue"));
            article.identifiers.push(Identifier::new(Scheme::Isbn, "978-3-16-148410-0"));
            article.identifiers.push(Identifier::new(Scheme::Edn, "ABCDEF"));
            article.identifiers.push(Identifier::new(Scheme::Doi, "10.5555/x"));
            article.number = Some("7".into());
            article.article_number = Some("e7".into());
            article
        })
        .collect();
    all.iter().for_each(plain);
    let losses = round(&all);
    assert!(losses.is_empty(), "{losses}");
}

#[test]
fn every_date_comes_back() {
    let mut articles = Vec::new();
    let words =
        ["in press", "2020", "[2020?]"].map(|text| polybib::DateValue::Literal(text.into()));
    for value in common::EDTF.iter().map(|text| text.parse().unwrap()).chain(words) {
        let mut article = Article::new(Kind::Book);
        article.key = Some(format!("d{}", articles.len()).into());
        for kind in
            [DateKind::Published, DateKind::Accessed, DateKind::Received, DateKind::Published]
        {
            article.dates.push(Dated::new(kind, value.clone()).in_medium(polybib::Medium::Print));
        }
        article.event = Some(polybib::Event::default().into());
        article.event.as_mut().unwrap().date = Some(value.clone());
        article.original = Some(Box::default());
        article.original.as_mut().unwrap().date = Some(value);
        articles.push(article);
    }
    let losses = round(&articles);
    assert!(losses.is_empty(), "{losses}");
    let (value, _, _) = write(&articles, Dialect::Standard);
    assert_eq!(value[5]["issued"], json!({"date-parts": [[-44]]}));
    assert_eq!(value[9]["issued"], json!({"raw": "1984?"}));
    assert_eq!(value[10]["issued"], json!({"date-parts": [[1984]], "circa": true}));
    assert_eq!(value[13]["issued"], json!({"date-parts": [[2020]], "season": 1}));
    assert_eq!(value[30]["issued"], json!({"date-parts": [[2000, 3, 15], [2000, 3, 17]]}));
}

#[test]
fn odd_records_come_back() {
    let mut names = Article::new(Kind::Book);
    names.key = Some("names".into());
    names.language = Some("de".parse().unwrap());
    let mut person = PersonName::new("Beethoven", "Ludwig");
    person.dropping_particle = "van".into();
    person.non_dropping_particle = "De".into();
    person.suffix = "Jr.".into();
    person.comma_suffix = true;
    let mut eastern = PersonName::new("山田", "太郎");
    eastern.style = Some(NameStyle::Eastern);
    let mut icelandic = PersonName::new("Jónsdóttir", "Anna");
    icelandic.style = Some(NameStyle::Islensk);
    let all = [
        Name::Person(person),
        Name::Organization("Institut".into()),
        Name::Person(eastern),
        Name::Literal("Plato".into()),
        Name::Person(icelandic),
        Name::Anonymous,
        Name::Literal(String::new().into()),
    ];
    for (i, name) in all.into_iter().enumerate() {
        for role in [Role::Editor, Role::Author, Role::Redactor, Role::Other("dedicatee".into())] {
            let mut contributor = Contributor::new(name.clone()).with_role(role);
            contributor.corresponding = i == 1;
            names.contributors.push(contributor);
        }
    }
    let mut alternate = Contributor::person("Кант", "И.");
    alternate.name.push(
        Localized::new(Name::Person(PersonName::new("Kant", "I.")))
            .in_lang("de".parse().unwrap())
            .as_form(Form::Original),
    );
    alternate.name.push(
        Localized::new(Name::Literal("カント".into()))
            .in_lang("ja".parse().unwrap())
            .as_form(Form::Transcription),
    );
    alternate.name.push(Localized::new(Name::Literal("nobody says".into())));
    names.contributors.push(alternate.clone());
    names.contributors.push(Contributor::default());
    names.others = [Role::Author].into();
    names.original = Some(Box::default());
    names.original.as_mut().unwrap().contributors = [alternate].into();

    let mut texts = Article::new(Kind::ArticleJournal);
    texts.key = Some("texts".into());
    let quote: RichText = [
        Inline::from("On <i> & "),
        Inline::styled(Style::Quote, "x"),
        Inline::styled(Style::Underline, "y"),
        Inline::LineBreak,
        Inline::Link { url: "https://example.org".into(), content: RichText::default() },
    ]
    .into_iter()
    .collect();
    texts.title.push(Localized::new(quote.clone()));
    texts.subtitle.push(Localized::new("sub"));
    texts.title.push(Localized::new("fr").in_lang("fr".parse().unwrap()));
    texts.title.push(Localized::new("fr again").in_lang("fr".parse().unwrap()));
    texts.title.push(Localized::new("no language"));
    texts.short_title.push(Localized::new(""));
    texts.genre = Some(quote.clone());
    texts.edition = Some("".into());
    let mut sections = Abstract::plain(quote.clone());
    sections.title = Some("Summary".into());
    let mut section = Section::default();
    section.title = Some("Methods".into());
    section.paragraphs.push("We read.".into());
    sections.sections.push(section);
    let mut graphical = Abstract::plain("A picture.\n\nAnd more.");
    graphical.kind = Some("graphical".into());
    texts.abstracts = [graphical, sections].into();
    texts.keywords.push(KeywordGroup::new(None, ["a, b", "c; d", ""]));
    texts.keywords.push(KeywordGroup::new(None, ["second"]));
    texts.subjects.push(KeywordGroup::new(Some("en".parse().unwrap()), ["History"]));
    texts.notes = [Note::new("one"), Note::new("two").of_kind("coi"), Note::new("three")].into();
    texts.volume = Some(String::new().into());
    texts.container = Some(Container::default().into());
    texts.identifiers.push(Identifier::new(Scheme::Issn, "1234-5678"));
    texts.identifiers.push(Identifier::new(Scheme::Issn, "not one, not two"));
    let mut odd = Identifier::new(Scheme::Doi, "");
    odd.value = "doi:10.5555/x".into();
    texts.identifiers.push(odd);
    texts.extra = [
        Extra::new("bibtex", "file", "paper.pdf"),
        Extra::new("csl-json", "custom.mine", "{\"a\": 1}"),
        Extra::new("csl-json", "page-first", "12"),
        Extra::new("csl-json", "page-first", "13"),
        Extra::new("csl-json", "title", "\"clash\""),
        Extra::new("csl-json", "broken", "{"),
        Extra::new("csl-json", "language", "\"Inglés\""),
        Extra::new("csl-json", "custom.polybib.title", "\"clash\""),
    ]
    .into();

    let mut unstated = bilingual();
    for title in &mut unstated.title {
        title.form = Form::Original;
    }
    for contributor in &mut unstated.contributors {
        contributor.name.iter_mut().take(1).for_each(|name| name.lang = None);
    }
    let all = [names, texts, unstated];
    all.iter().for_each(plain);
    let losses = round(&all);
    assert!(losses.is_empty(), "{losses}");
}

/// Each of these took time in the square of its size.
#[test]
fn many_records_dates_and_forms_take_time_in_proportion() {
    let items = r#"{"type":"book","title":"The same"},"#.repeat(5_000);
    let text = format!("[{}]", items.trim_end_matches(','));
    let library = polybib::read(Format::CslJson, &text).unwrap();
    let (value, _, losses) = write(&library.articles, Dialect::Plain);
    assert_eq!(losses.len(), 5_000);
    let ids: std::collections::HashSet<_> =
        value.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 5_000);
    assert_eq!(value[1]["id"], "same-2");
    assert_eq!(value[4_999]["id"], "same-5000");

    let mut article = Article::new(Kind::Book);
    article.key = Some("a".into());
    let date: polybib::DateValue = "2020-05".parse().unwrap();
    article.dates = vec![Dated::new(DateKind::Published, date); 10_000].into();
    for i in 0..5_000 {
        let lang = || format!("en-x-a{i}").parse().unwrap();
        article.title.push(Localized::new("T").in_lang(lang()));
        article.subtitle.push(Localized::new("S").in_lang(lang()));
    }
    let _ = round(&[article]);
}

#[test]
fn what_a_person_changed_wins_over_custom() {
    let (_, text, _) = write(&[bilingual()], Dialect::Standard);
    let text = text
        .replace("\"Внешняя политика Казахстана: становление и развитие\"", "\"Новое\"")
        .replace("\"family\": \"Ким\"", "\"family\": \"Пак\"");
    let (article, codes) = read_one(&text);
    assert_eq!(article.title.primary().unwrap().to_string(), "Новое");
    assert!(article.subtitle.is_empty());
    assert!(codes.contains(&Code::BrokenLink));
    assert_eq!(article.contributors[1].name.primary().unwrap().family(), "Пак");
    assert_eq!(article.contributors[1].affiliations, [1]);
}

#[test]
fn a_record_nested_too_deep_for_json_is_a_loss() {
    let mut text = RichText::from("x");
    for _ in 0..120 {
        text = std::iter::once(Inline::styled(Style::Underline, text)).collect();
    }
    let mut article = Article::new(Kind::Book);
    article.key = Some("deep".into());
    article.title.push(Localized::new(text));
    let (value, _, losses) = write(&[article], Dialect::Standard);
    assert_eq!(value[0]["title"], "x");
    assert_eq!(losses.iter().next().unwrap().field.as_str(), "title");
}

/// The corpus of real items, where there is one.
#[test]
fn the_corpus_comes_back() {
    let Some(root) = std::env::var_os("POLYBIB_CORPUS") else {
        assert!(std::env::var_os("POLYBIB_REQUIRE_TOOLS").is_none(), "POLYBIB_CORPUS is not set");
        println!("skipped: POLYBIB_CORPUS is not set");
        return;
    };
    let validator = validator();
    let mut files: Vec<PathBuf> = std::fs::read_dir(PathBuf::from(root).join("csl"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .filter(|path| path.file_name().is_some_and(|name| name != "MANIFEST.json"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let (mut items, mut refused, mut supplemented) = (0, 0, 0);
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        let mut diagnostics = 0;
        let before = items;
        for record in Reader::new(Format::CslJson).for_slice(&bytes) {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    println!("{}: {error}", path.display());
                    refused += 1;
                    continue;
                }
            };
            items += 1;
            diagnostics += record.diagnostics.len();
            let article = record.article;
            plain(&article);
            let (value, text, losses) = write(std::slice::from_ref(&article), Dialect::Standard);
            assert!(validator.is_valid(&value), "{}: {text}", path.display());
            supplemented += usize::from(value[0]["custom"].get("polybib").is_some());
            let mut back = polybib::read(Format::CslJson, &text).unwrap().articles.remove(0);
            if losses.iter().any(|loss| loss.field.as_str() == "key") {
                back.key = None;
            }
            assert_eq!(back, article, "{}: {text}", path.display());
            let others: Vec<_> = losses.iter().filter(|l| l.field.as_str() != "key").collect();
            assert!(others.is_empty(), "{others:?}");
        }
        println!("{}: {} items, {diagnostics} diagnostics", path.display(), items - before);
    }
    println!("{items} items came back, {supplemented} with custom.polybib; {refused} refused");
    assert_eq!(refused, 0);
}
