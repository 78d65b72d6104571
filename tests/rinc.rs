//! Issues in the XML of the Russian citation index, in the place of a page.
#![cfg(feature = "landing")]

use polybib::{
    Article, Code, Form, Format, Lang, Limits, Name, ReadError, ReadErrorKind, Reader, Record,
    Role, Scheme,
};

const ISSUE: &str = include_str!("../fixtures/landing/issue.xml");

fn read(text: &str) -> Vec<Result<Record, ReadError>> {
    Reader::new(Format::Landing).for_slice(text.as_bytes()).collect()
}

fn records() -> Vec<Record> {
    read(ISSUE).into_iter().map(Result::unwrap).collect()
}

fn langs<T>(values: &polybib::Multilingual<T>) -> Vec<&str> {
    values.iter().map(|value| value.lang.as_ref().map_or("-", Lang::as_str)).collect()
}

fn codes(record: &Record, code: Code) -> Vec<&str> {
    let of = record.diagnostics.iter().filter(|diagnostic| diagnostic.code == code);
    of.map(|diagnostic| diagnostic.message.as_str()).collect()
}

fn issn(article: &Article) -> Vec<String> {
    let journal = article.container.as_ref().unwrap();
    journal.identifiers.iter().map(|i| format!("{} {}", i.scheme, i.value)).collect()
}

#[test]
fn the_journal_is_that_of_every_article() {
    let records = records();
    assert_eq!(records.len(), 2);
    for record in &records {
        let article = &record.article;
        let journal = article.container.as_ref().unwrap();
        assert_eq!(langs(&journal.title), ["ru", "en"]);
        assert_eq!(journal.title.in_lang("en").unwrap().to_string(), "Bulletin of Examples");
        assert_eq!(journal.short_title.primary().unwrap().to_string(), "Вестн. прим.");
        let known = ["elibrary 12345", "issn 0317-8471", "issn 2434-561X", "issn 1234-5678"];
        assert_eq!(issn(article), known);
        assert_eq!(langs(&article.publishers[0]), ["ru", "en"]);
        assert_eq!(article.publisher_places[0].primary().unwrap().to_string(), "Томск");
        assert_eq!((article.volume.as_deref(), article.issue.as_deref()), (Some("14"), Some("3")));
        assert_eq!(article.issued().unwrap().year(), Some(2021));
        let kept: Vec<&str> = article.extra.iter().take(3).map(|e| e.name.as_str()).collect();
        assert_eq!(kept, ["journal/operCard", "journal/issue/altNumber", "journal/issue/pages"]);
        assert_eq!(&*article.extra[1].value, "<altNumber>45</altNumber>");
        assert_eq!(article.extra[1].origin, "rinc");
    }
    // It is said once what is odd about it.
    assert_eq!(codes(&records[0], Code::BadIdentifier).len(), 1);
    assert_eq!(codes(&records[1], Code::BadIdentifier).len(), 0);
    let subjects = |record: &Record| -> Vec<String> {
        let groups = record.article.subjects.iter();
        groups.map(|group| group.keywords[0].text.to_string()).collect()
    };
    assert_eq!(subjects(&records[0]), ["История", "History", "03.23"]);
    assert_eq!(subjects(&records[1]), ["Рецензии"]);
}

#[test]
fn every_value_stands_in_every_language() {
    let records = records();
    let article = &records[0].article;
    assert_eq!(article.language.as_ref().unwrap().as_str(), "ru");
    assert!(article.languages.is_empty());
    assert_eq!(langs(&article.title), ["ru", "en", "kk"]);
    assert_eq!(article.title.first().unwrap().form, Form::Original);
    assert!(article.title.others().iter().all(|title| title.form == Form::Translation));
    assert_eq!(article.title.primary().unwrap().to_string(), "О воде и переправах");
    let english = article.title.in_lang("en").unwrap();
    assert_eq!(english.to_string(), "On H2O and ferries");
    assert!(english.iter().any(|run| matches!(run, polybib::Inline::Styled { .. })));
    assert_eq!(article.abstract_in("ru").unwrap().to_string(), "О реке & воде.");
    assert_eq!(article.abstract_in("en").unwrap().form, Form::Translation);
    assert_eq!(article.keywords_in("ru").unwrap().keywords[0].text.to_string(), "паром");
    assert_eq!(article.keywords_in("en").unwrap().keywords.len(), 1);
    assert_eq!(codes(&records[0], Code::LookAlike).len(), 2, "{:#?}", records[0].diagnostics);
    assert_eq!(article.pages.as_ref().unwrap().text, "8-20");
    assert_eq!(article.genre.as_ref().unwrap().to_string(), "research-article");
    assert_eq!(article.doi().unwrap().as_str(), "10.5555/ferry.1");
    assert_eq!(article.identifier(&Scheme::Edn).unwrap().value, "ABCDEF");
    assert_eq!(article.identifier(&Scheme::from_name("bbk")).unwrap().value, "63.3");
    assert_eq!(article.links[0].url, "https://example.org/1.pdf");
    assert_eq!(article.funding_statement.first().unwrap().lang.as_ref().unwrap().as_str(), "ru");
    let second = &records[1].article;
    assert_eq!(langs(&second.funding_statement), ["ru", "en"]);
    assert_eq!(second.language.as_ref().unwrap().as_str(), "ru");
    assert_eq!(second.languages[0].as_str(), "de");
}

#[test]
fn authors_have_their_names_and_places_in_both_languages() {
    let article = &records()[0].article;
    let [first, second] = article.contributors.as_slice() else {
        panic!("{:#?}", article.contributors)
    };
    assert_eq!(langs(&first.name), ["ru", "en"]);
    let name = first.name.in_lang("en").unwrap().as_person().unwrap();
    assert_eq!((name.family.as_str(), name.given.as_str()), ("Lodochnikov", "D. A."));
    assert_eq!(first.emails, ["l@example.org", "d.l@example.org"]);
    assert!(first.corresponding && !second.corresponding);
    assert_eq!(first.orcid.as_ref().unwrap().as_str(), "0000-0002-1825-0097");
    assert_eq!(first.identifiers[0].value, "1234-5678");
    assert_eq!(second.role, Role::Translator);
    assert_eq!(second.name.primary().unwrap().as_person().unwrap().given, "Olga");
    let places: Vec<String> = article
        .affiliations
        .iter()
        .map(|place| {
            let forms = place.forms.iter();
            let shown: Vec<String> = forms
                .map(|f| {
                    format!(
                        "{} {} {}",
                        f.lang.as_ref().unwrap(),
                        f.value.institution.as_ref().unwrap(),
                        f.value.city.as_ref().unwrap()
                    )
                })
                .collect();
            shown.join(" = ")
        })
        .collect();
    let expected = [
        "ru Институт примеров Томск = en Institute of Examples Tomsk",
        "ru Академия переправ Москва = en Academy of Ferries Moscow",
        "ru Институт примеров Томск",
    ];
    assert_eq!(places, expected);
    assert_eq!(
        (first.affiliations.as_slice(), second.affiliations.as_slice()),
        (&[0, 1][..], &[2][..])
    );
    let divided = records()[1].article.contributors[0].name.primary().unwrap().clone();
    let Name::Person(divided) = divided else { panic!("{divided}") };
    assert_eq!((divided.family.as_str(), divided.given.as_str()), ("Речная", "П. И."));
}

#[test]
fn references_have_their_text_and_where_it_is_clear_their_parts() {
    let article = &records()[0].article;
    let [plain, parts, bare] = article.references.as_slice() else { panic!() };
    assert_eq!(plain.text().unwrap().to_string(), "Лось А. Б. Лес // Роща. 1999. № 2. С. 5–9.");
    assert_eq!(plain.work().unwrap().issue.as_deref(), Some("2"));
    assert_eq!(langs(&parts.citations[0].text), ["ru", "en"]);
    let work = parts.work().unwrap();
    assert_eq!(work.title.primary().unwrap().to_string(), "Поле");
    assert_eq!(work.contributors[0].name.primary().unwrap().family(), "Рысев");
    assert_eq!(work.doi().unwrap().as_str(), "10.5555/pole");
    assert_eq!((work.extra[0].name.as_str(), &*work.extra[0].value), ("ADS", "x1"));
    assert_eq!(bare.text().unwrap().to_string(), "Без подробностей");
    assert!(bare.work().is_none());
}

/// Every word of the file is in the record, or a diagnostic says that it is not.
#[test]
fn nothing_is_lost_in_silence() {
    let records = records();
    let record = &records[0];
    let kept: Vec<(&str, &str)> =
        record.article.extra.iter().map(|e| (e.name.as_str(), &*e.value)).collect();
    for expected in [
        ("contributors[0]/individInfo[ru]/otherInfo", "<otherInfo>д-р ист. наук</otherInfo>"),
        ("contributors[1]/email", "<email>no address</email>"),
        ("article/files/file", "<file desc=\"fullText\">1.pdf</file>"),
        ("article/strange", "<strange><deep>value</deep></strange>"),
    ] {
        assert!(kept.contains(&expected), "{expected:?} in {kept:#?}");
    }
    assert_eq!(
        codes(record, Code::BadDate),
        ["`скоро` in `article/dates/datePublication` is no day; it was kept"]
    );
    assert_eq!(
        codes(record, Code::BadValue),
        ["`no`, `address` are no e-mail address; the element was kept"]
    );
    assert!(codes(record, Code::UnknownElement).iter().any(|m| m.contains("left out")));
    for record in &records {
        for diagnostic in &record.diagnostics {
            let at = usize::try_from(diagnostic.position.unwrap().offset).unwrap();
            assert!(ISSUE[at..].starts_with('<'), "{diagnostic}");
        }
    }
    let whole: String = ISSUE.split_whitespace().collect();
    let mut stack: Vec<serde_json::Value> =
        vec![serde_json::to_value(&record.article.contributors).unwrap()];
    while let Some(value) = stack.pop() {
        match value {
            serde_json::Value::Array(items) => stack.extend(items),
            serde_json::Value::Object(members) => {
                let is_word = |key: &str| matches!(key, "role" | "form" | "lang" | "scheme");
                stack.extend(members.into_iter().filter(|(k, _)| !is_word(k)).map(|(_, v)| v));
            }
            serde_json::Value::String(text) => {
                let text: String = text.split_whitespace().collect();
                assert!(whole.contains(&text), "{text}");
            }
            _ => {}
        }
    }
}

#[test]
fn a_fault_costs_what_stands_behind_it() {
    let cut = &ISSUE[..ISSUE.find("<langPubl>DEU").unwrap() + 30];
    let all = read(cut);
    let [Ok(first), Err(error)] = all.as_slice() else { panic!("{all:#?}") };
    assert_eq!(first.article.title.len(), 3);
    assert_eq!(error.kind(), ReadErrorKind::Truncated, "{error}");
    assert_eq!(error.partial().unwrap().genre.as_ref().unwrap().to_string(), "book-review");
    let wrong = ISSUE.replacen("<artType>BRV</artType>", "<artType>BRV</x>", 1);
    let all = read(&wrong);
    assert!(matches!(all.as_slice(), [Ok(_), Err(error)] if error.kind() == ReadErrorKind::Syntax));
    let line = all[1].as_ref().unwrap_err().position().unwrap().line;
    assert_eq!(line, 1 + wrong[..wrong.find("</x>").unwrap()].matches('\n').count() as u64);
    for (text, kind) in [
        ("<journal/>", ReadErrorKind::NoRecords),
        ("<journal><issue><articles/></issue></journal>", ReadErrorKind::NoRecords),
        ("<journal", ReadErrorKind::Truncated),
        ("<journal>", ReadErrorKind::Truncated),
    ] {
        let all = read(text);
        let [Err(error)] = all.as_slice() else { panic!("{text}: {all:?}") };
        assert_eq!(error.kind(), kind, "{text}: {error}");
    }
    let empty = read("<journal><article/><article><artTitles>T</artTitles></article></journal>");
    assert_eq!(empty.len(), 2);
    assert_eq!(empty[1].as_ref().unwrap().article.title.primary().unwrap().to_string(), "T");
    // HTML is no such thing.
    assert_eq!(read("<!doctype html><p>")[0].as_ref().unwrap_err().kind(), ReadErrorKind::Data);
}

#[test]
fn limits_hold() {
    let deep = format!("<journal><article>{}", "<a>".repeat(200));
    assert!(read(&deep).iter().any(|r| r.as_ref().is_err_and(ReadError::is_limit)));
    let many = format!(
        "<journal><journalInfo><title>{}</title></journalInfo>{}</journal>",
        "a".repeat(100_000),
        "<article/>".repeat(1_000)
    );
    let limits = Limits::default().with_expansion(1_000_000);
    let all: Vec<_> =
        Reader::new(Format::Landing).limits(limits).for_slice(many.as_bytes()).collect();
    assert_eq!(all.len(), 1_000);
    assert_eq!(all.iter().filter(|record| record.is_ok()).count(), 9);
    assert!(all.iter().filter_map(|record| record.as_ref().err()).all(ReadError::is_limit));
    let text = format!("<journal>{}</journal>", "<article><pages>1</pages></article>".repeat(3));
    let streamed: Vec<_> =
        Reader::new(Format::Landing).for_reader(text.as_bytes()).map(Result::unwrap).collect();
    let starts: Vec<u64> = streamed.iter().map(|record| record.span.start).collect();
    assert_eq!(starts, [9, 44, 79]);
    assert!(streamed.iter().all(|record| record.span.len() == 35));
}

/// An issue of one article with that in it.
fn article(inside: &str) -> Record {
    let text = format!(
        "<journal><issue><articles><article>{inside}</article></articles></issue></journal>"
    );
    read(&text).remove(0).unwrap()
}

#[test]
fn what_is_said_twice_or_stands_anywhere_is_kept() {
    let table = [
        (
            "<artTitles><artTitle>A</artTitle></artTitles><artTitles><artTitle>B</artTitle></artTitles>",
            "B",
        ),
        (
            "<authors><author><surname>Лось</surname><surname>Рысев</surname></author></authors>",
            "Рысев",
        ),
        (
            "<authors><author><individInfo><surname>Лось</surname>д-р наук</individInfo></author></authors>",
            "д-р наук",
        ),
        ("<authors>Лось А. Б.</authors>", "Лось А. Б."),
        (
            "<authors><author><surname>Лось</surname><role>3</role><role>24</role></author></authors>",
            "<role>24</role>",
        ),
        (
            "<authors><author><surname>Лось</surname><correspondent>кто</correspondent></author></authors>",
            "кто",
        ),
        (
            "<authors><author><surname>Лось</surname><email>x, l@example.org</email></author></authors>",
            "<email>x, l@example.org</email>",
        ),
        ("<artType>RAR</artType><artType>REV</artType>", "<artType>REV</artType>"),
        ("<langPubl>RUS</langPubl><langPubl>ENG</langPubl>", "<langPubl>ENG</langPubl>"),
        ("<langPubl>rus?</langPubl>", "rus?"),
        ("<artTitles><artTitle lang='rus?'>A</artTitle></artTitles>", "rus?"),
        ("<keywords><kwdGroup lang='RUS'>река; паром</kwdGroup></keywords>", "река; паром"),
        ("<keywords>река</keywords>", "река"),
        ("<pages>1-2</pages><pages>3-4</pages>", "<pages>3-4</pages>"),
        ("<codes>УДК 1<doi>10.5555/a</doi></codes>", "УДК 1"),
        ("<strange at='here'/>", "at='here'"),
        (
            "<references><reference>Лес<refInfo><text>Поле</text></refInfo></reference></references>",
            "Лес",
        ),
        (
            "<references><reference><refInfo><text>Поле</text><note>Лес</note></refInfo></reference></references>",
            "Лес",
        ),
        (
            "<references><reference><refInfo><text>Поле</text><text>Лес</text></refInfo></reference></references>",
            "Лес",
        ),
        (
            "<references><reference><refInfo><elements><element field='Name'>Лес</element><element field='Name'>Бор</element></elements></refInfo></reference></references>",
            "Бор",
        ),
        (
            "<references><reference><refInfo><elements><element field='A&b'>Лес</element></elements></refInfo></reference></references>",
            "A&b",
        ),
    ];
    for (inside, word) in table {
        let Record { article, diagnostics, .. } = article(inside);
        let whole = serde_json::to_string(&article).unwrap().replace("\\\"", "\"");
        assert!(whole.contains(word), "{inside}: {whole}");
        assert!(diagnostics.iter().all(|d| d.position.is_some()), "{diagnostics:#?}");
    }
    let record = article(table[6].0);
    assert_eq!(record.article.contributors[0].emails, ["l@example.org"]);
    assert_eq!(codes(&record, Code::BadValue), ["`x` is no e-mail address; the element was kept"]);
    assert_eq!(codes(&record, Code::UnknownElement), [""; 0], "it is said once");
    let record = article(table[0].0);
    assert_eq!(
        record.article.title.iter().map(|t| t.form).collect::<Vec<_>>(),
        [Form::Original, Form::Translation]
    );
    // A reference in parts has no text of its own.
    assert!(article(table[19].0).article.references[0].citations[0].text.is_empty());
    let code = |inside| {
        let record = article(inside);
        record.diagnostics.iter().map(|d| d.code).find(|code| *code != Code::OddValue)
    };
    assert_eq!(code(table[1].0), Some(Code::Duplicate));
    assert_eq!(code(table[3].0), Some(Code::Misplaced));
    assert_eq!(code(table[9].0), Some(Code::BadLanguage));
}

#[test]
fn attributes_that_nothing_reads_are_kept() {
    let text = r#"<journal xmlns:xsi="x" xsi:noNamespaceSchemaLocation="journal3.xsd" id="7">
<issue type="ISS" state="closed"><articles>
<section num="2"><secTitle lang="ENG" rank="1">S</secTitle></section>
<article id="a1"><artTitles><artTitle lang="ENG">T <a href="https://example.org/">t</a></artTitle></artTitles>
<text lang="ENG" size="9">the text</text>
<authors><author num="001"><individInfo lang="ENG" key="k"><surname lang="LAT">N</surname></individInfo></author>
<author num="5" lang=" "><individInfo lang="RUS"><surname>М</surname></individInfo></author></authors>
<files><furl desc="pdf" size="3">https://example.org/1</furl><file desc="f">1</file></files>
<references><reference n="1"><refInfo lang="ENG"><elements><element field="URL" kind="k">https://example.org/2</element></elements></refInfo></reference></references>
</article></articles></issue></journal>"#;
    let records = read(text);
    let record = records[0].as_ref().unwrap();
    let kept: Vec<(&str, &str)> =
        record.article.extra.iter().map(|e| (e.name.as_str(), &*e.value)).collect();
    assert_eq!(
        kept,
        [
            ("journal/@id", "7"),
            ("journal/issue/@state", "closed"),
            ("section/@num", "2"),
            ("section/secTitle/@rank", "1"),
            ("article/files/file", r#"<file desc="f">1</file>"#),
            ("article/@id", "a1"),
            ("article/artTitles/artTitle/a/@href", "https://example.org/"),
            ("article/authors/author/individInfo/@key", "k"),
            ("article/authors/author/individInfo/surname/@lang", "LAT"),
            ("article/authors/author/@num", "5"),
            ("article/files/furl/@size", "3"),
            ("article/references/reference/@n", "1"),
            ("article/references/reference/refInfo/elements/element/@kind", "k"),
        ]
    );
    let told = codes(record, Code::UnknownElement);
    assert_eq!(told.len(), kept.len() + 1, "{told:#?}");
    assert!(told.contains(&"no field is for `article/@id`; it was kept"), "{told:#?}");
    let twice = "<artTitles><artTitle lang='ENG' xml:lang='ru'>t</artTitle></artTitles>";
    let record = article(twice);
    let kept = record.article.extra.iter().map(|e| (e.name.as_str(), &*e.value));
    assert_eq!(kept.collect::<Vec<_>>(), [("article/artTitles/artTitle/@lang", "ru")]);
    // A long name of an element is not kept with each attribute in it.
    let many = "<i x='1'/>".repeat(2_000);
    let long = "n".repeat(10_000);
    let inside = format!("<artTitles><artTitle>t<{long}>{many}</{long}></artTitle></artTitles>");
    let record = article(&inside);
    let length: usize = record.article.extra.iter().map(|extra| extra.name.len()).sum();
    assert!(record.article.extra.len() == 2_000 && length < 200_000, "{length}");
}

#[test]
fn addresses_that_may_be_of_any_institution_are_told() {
    let said = |institutions: &str, addresses: &str| {
        let record = article(&format!(
            "<artTitles><artTitle lang='ENG'>A</artTitle></artTitles>\
             <authors><author><individInfo lang='ENG'><surname>Los</surname>\
             <orgName>{institutions}</orgName><address>{addresses}</address>\
             </individInfo></author></authors>"
        ));
        let all = serde_json::to_string(&record.article.affiliations).unwrap();
        assert!(addresses.split("; ").all(|address| all.contains(address)), "{all}");
        codes(&record, Code::OddValue).join("|")
    };
    let loose = "there are not as many addresses as institutions; all of them were taken for the \
                 first one's";
    assert_eq!(said("Forest; Meadow", "Oak St. 1"), loose);
    assert_eq!(said("Forest; Meadow", "Oak St. 1; Elm St. 2"), "");
    assert_eq!(said("Forest", "Oak St. 1; Elm St. 2"), "");
}

#[test]
fn sections_are_those_of_their_articles() {
    let all: Vec<Record> = read(
        "<!DOCTYPE journal [<!ENTITY a 'b>'>]><journal><issue><articles>\
         <section><secTitle>Пустой</secTitle></section>\
         <section><secTitle>Леса</secTitle><note>один</note></section><article/>\
         <section><secTitle>Поля</secTitle></section><article/>\
         <section><secTitle>Последний</secTitle></section></articles></issue></journal> x",
    )
    .into_iter()
    .map(Result::unwrap)
    .collect();
    let shown = |record: &Record| {
        let extra = record.article.extra.iter().map(|extra| extra.value.to_string());
        (record.article.subjects[0].keywords[0].text.to_string(), extra.collect::<Vec<_>>())
    };
    assert_eq!(shown(&all[0]), ("Леса".to_owned(), vec!["<note>один</note>".to_owned()]));
    assert_eq!(shown(&all[1]), ("Поля".to_owned(), vec![]));
    let left: Vec<&str> = codes(&all[0], Code::EmptySection);
    assert_eq!(left.len(), 2, "{left:?}");
    assert!(left[0].contains("`Пустой`") && left[1].contains("`Последний`"));
    assert_eq!(codes(&all[0], Code::TrailingInput).len(), 1);
}

#[test]
fn references_that_were_taken_apart_are_told() {
    let references = "<references><reference><refInfo><text>Лось А. Б. Лес. М.: Наука, 1999. 200 с.\
                      </text></refInfo></reference><reference>Doe, J. (1999). The wood.</reference>\
                      </references>";
    let record = article(references);
    assert!(record.article.references[0].work().is_some());
    assert_eq!(codes(&record, Code::DividedReference).len(), 1);
    assert!(codes(&record, Code::DividedReference)[0].starts_with("1 of 2 references"));
}
