//! Names and references that a source gives in one piece, divided on request, whatever the format.

use polybib::names::{self, NameHints, NameOrder};
use polybib::{Article, Code, Format, Limits, Name, Reader, Record, Severity, Str};

const JATS: &str = r#"<article xml:lang="ru"><front><article-meta><contrib-group>
    <contrib contrib-type="author"><string-name>Иванов Иван Иванович</string-name></contrib>
    <contrib contrib-type="author"><string-name>Olga Obraztsova</string-name></contrib>
    <contrib contrib-type="author"><collab>Томский государственный университет</collab></contrib>
    <contrib contrib-type="author"><name><surname>Сидоров</surname><given-names>П.</given-names></name></contrib>
    </contrib-group></article-meta></front>
    <back><ref-list>
    <ref id="r1"><mixed-citation>Лодочников Д. А. Опыт одной реки // Вестник переправы. 2016. Т. 56. № 2. С. 333–335.</mixed-citation></ref>
    <ref id="r2"><mixed-citation>Doe, J. (1999). The wood. Journal of Trees, 5(2), 3-9.</mixed-citation></ref>
    <ref id="r3"><element-citation><person-group><string-name>Troitskiy Ye.F.</string-name></person-group><source>Book</source></element-citation></ref>
    </ref-list></back></article>"#;

fn one(reader: &Reader, text: &str) -> Record {
    reader.for_slice(text.as_bytes()).next().unwrap().unwrap()
}

fn names_of(article: &Article) -> Vec<(String, String)> {
    let parts = |name: &Name| match name.as_person() {
        Some(person) => (person.family.to_string(), person.given.to_string()),
        None => (name.to_string(), "-".to_owned()),
    };
    article.contributors.iter().map(|c| parts(c.name.primary().unwrap())).collect()
}

fn codes(record: &Record) -> Vec<(Code, Severity, &str)> {
    let mut list: Vec<_> = record
        .diagnostics
        .iter()
        .map(|d| (d.code, d.severity, d.field.as_ref().map_or("", |field| field.as_str())))
        .collect();
    list.retain(|(code, _, _)| {
        matches!(code, Code::DividedName | Code::UncertainName | Code::DividedReference)
    });
    list
}

#[test]
fn nothing_is_divided_unless_asked() {
    let record = one(&Reader::new(Format::Jats), JATS);
    let literal = "Иванов Иван Иванович".to_owned();
    assert_eq!(names_of(&record.article)[0], (literal, "-".to_owned()));
    assert!(record.article.references[0].work().is_none());
    assert_eq!(codes(&record), []);
}

#[test]
fn string_names_of_jats_are_divided_where_the_text_says_how() {
    let record = one(&Reader::new(Format::Jats).divide_names(NameHints::default()), JATS);
    let pair = |family: &str, given: &str| (family.to_owned(), given.to_owned());
    assert_eq!(
        names_of(&record.article),
        [
            pair("Иванов", "Иван Иванович"),
            pair("Olga Obraztsova", "-"),
            pair("Томский государственный университет", "-"),
            pair("Сидоров", "П."),
        ]
    );
    let cited = record.article.references[2].work().unwrap();
    assert_eq!(names_of(cited), [pair("Troitskiy", "Ye. F.")]);
    assert_eq!(
        codes(&record),
        [
            (Code::DividedName, Severity::Info, "contributors[0].name"),
            (Code::UncertainName, Severity::Warning, "contributors[1].name"),
            (
                Code::DividedName,
                Severity::Info,
                "references[2].citations[0].work.contributors[0].name"
            ),
        ]
    );
}

#[test]
fn a_hint_decides_where_the_text_does_not() {
    let hints = NameHints::default().order(NameOrder::GivenFirst);
    let record = one(&Reader::new(Format::Jats).divide_names(hints), JATS);
    let pair = ("Obraztsova".to_owned(), "Olga".to_owned());
    assert_eq!(names_of(&record.article)[1], pair);
    // The text of the first one says otherwise than the hint, and is believed.
    assert_eq!(names_of(&record.article)[0].0, "Иванов");
}

#[test]
fn references_are_taken_apart_where_nothing_is_in_doubt() {
    let record = one(&Reader::new(Format::Jats).divide_references(), JATS);
    let [first, second, third] = &record.article.references[..] else { panic!() };
    let work = first.work().unwrap();
    assert_eq!(work.volume.as_deref(), Some("56"));
    assert_eq!(work.title.primary().unwrap().to_string(), "Опыт одной реки");
    assert!(first.text().unwrap().to_string().starts_with("Лодочников Д. А. Опыт одной реки //"));
    assert!(second.work().is_none());
    assert!(third.text().is_none(), "a reference with a work of its own is left alone");
    assert_eq!(codes(&record), [(Code::DividedReference, Severity::Info, "references")]);
    let message =
        &record.diagnostics.iter().find(|d| d.code == Code::DividedReference).unwrap().message;
    assert!(message.starts_with("1 of 2 references"), "{message}");
}

#[test]
fn references_of_translations_are_taken_apart_too() {
    let reference = polybib::Reference::raw("Лось А. Б. Лес. М.: Наука, 1999. 200 с.");
    let mut translation = Article::default();
    translation.references.push(reference);
    let mut article = Article::default();
    article.translations.push(translation);
    let diagnostics = polybib::citation::divide(&mut article);
    assert!(article.translations[0].references[0].work().is_some());
    let fields: Vec<_> = diagnostics.iter().map(|d| d.field.as_ref().unwrap().as_str()).collect();
    assert_eq!(fields, ["translations[0].references"]);
}

#[test]
fn literals_of_csl_are_divided_also_in_other_works_and_forms() {
    let json = r#"{"type":"chapter","language":"hu",
        "author":[{"literal":"Bartók Béla"},{"literal":"World Health Organization"}],
        "container-author":[{"literal":"van Gogh, Vincent"}],
        "original-author":[{"literal":"Е.Ф. Троицкий"}]}"#;
    let record = one(&Reader::new(Format::CslJson).divide_names(NameHints::default()), json);
    let pair = |family: &str, given: &str| (family.to_owned(), given.to_owned());
    let found = names_of(&record.article);
    assert_eq!(found[0], pair("Bartók", "Béla"), "the record is in Hungarian");
    assert_eq!(
        record.article.contributors[1].name.primary(),
        Some(&Name::Organization("World Health Organization".into()))
    );
    assert_eq!(found[2], pair("Gogh", "Vincent"));
    let original = record.article.original.as_ref().unwrap();
    assert_eq!(original.contributors[0].name.primary().unwrap().family(), "Троицкий");
    let last = codes(&record).last().copied().unwrap();
    assert_eq!(last, (Code::DividedName, Severity::Info, "original.contributors[0].name"));
}

#[test]
fn particles_of_csl_names_get_a_part_of_their_own() {
    let json = r#"{"type":"book","author":[
        {"family":"van Gogh","given":"Vincent","parse-names":true},
        {"family":"Beethoven","given":"Ludwig van"},
        {"family":"\"van Gogh\"","given":"Theo"},
        {"family":"Waal","given":"F. de","non-dropping-particle":"van der"},
        {"family":"van","given":"de"},
        {"family":"von der Leyen","given":"Ursula"}]}"#;
    let record = one(&Reader::new(Format::CslJson).divide_names(NameHints::default()), json);
    let parts = record.article.contributors.iter().map(|c| {
        let name = c.name.primary().unwrap().as_person().unwrap();
        let parts =
            [&name.given, &name.dropping_particle, &name.non_dropping_particle, &name.family];
        parts.map(Str::as_str).join("|")
    });
    assert_eq!(
        parts.collect::<Vec<_>>(),
        [
            "Vincent||van|Gogh",
            "Ludwig|van||Beethoven",
            "Theo|||\"van Gogh\"",
            "F. de||van der|Waal",
            "de|||van",
            "Ursula||von der|Leyen",
        ]
    );
    let told: Vec<_> = record.diagnostics.iter().filter(|d| d.code == Code::DividedName).collect();
    assert_eq!(told.len(), 3);
    assert_eq!(told[0].message, "`van Gogh`: `van` is a particle of `Gogh`");
    assert_eq!(
        told[1].message,
        "`Ludwig van`: `van` is a particle of `Beethoven`, and no given name"
    );
}

#[test]
fn what_is_divided_is_divided_once() {
    let mut article = one(&Reader::new(Format::Jats), JATS).article;
    let first = names::divide(&mut article, &NameHints::default());
    let after = article.clone();
    let again = names::divide(&mut article, &NameHints::default());
    assert_eq!(article, after);
    assert_eq!(again.len(), first.iter().filter(|d| d.code == Code::UncertainName).count());
    assert!(polybib::citation::divide(&mut article).len() == 1);
    assert_eq!(polybib::citation::divide(&mut article), []);
}

#[test]
fn diagnostics_have_the_place_of_the_record_and_keep_to_the_limit() {
    let many = r#"{"literal":"Иванов И. И."},"#.repeat(50);
    let json = format!(
        "[\n{{\"id\":\"a\",\"type\":\"book\",\"author\":[{}]}}]",
        many.trim_end_matches(',')
    );
    let reader = Reader::new(Format::CslJson).divide_names(NameHints::default());
    let record = one(&reader.clone().limits(Limits::default().with_diagnostics(10)), &json);
    assert_eq!(record.diagnostics.len(), 11);
    assert_eq!(record.diagnostics[10].code, Code::TooManyDiagnostics);
    assert_eq!(record.diagnostics[0].position.unwrap().line, 2);
    assert_eq!(record.diagnostics[0].record.as_deref(), Some("a"));
    assert_eq!(record.article.contributors.len(), 50);
    assert_eq!(names_of(&record.article)[49].0, "Иванов");
}
