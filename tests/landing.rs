//! Pages: the one from Kazakhstan exactly, and what else such pages do.

#![cfg(feature = "landing")]

use polybib::{
    Article, Code, Diagnostic, Format, Lang, Name, ReadErrorKind, Reader, Record, Scheme, landing,
};

const KAZAKHSTAN: &str = include_str!("../fixtures/landing/kazakhstan.txt");
const VALLEY: &str = include_str!("../fixtures/landing/valley.txt");
const FERRY: &str = include_str!("../fixtures/landing/ferry.txt");
const LANTERNS: &str = include_str!("../fixtures/landing/lanterns.txt");
const CROSSING: &str = include_str!("../fixtures/landing/crossing.txt");

fn page(text: &str) -> Record {
    let mut records = Reader::new(Format::Landing).for_slice(text.as_bytes());
    let record = records.next().unwrap().unwrap();
    assert!(records.next().is_none(), "a page is one record");
    record
}

fn page_in(languages: &[&str], text: &str) -> Record {
    let languages: Vec<Lang> = languages.iter().map(|tag| tag.parse().unwrap()).collect();
    let options = landing::Options::default().languages(languages);
    let reader = Reader::new(Format::Landing).with(options);
    reader.for_slice(text.as_bytes()).next().unwrap().unwrap()
}

fn count(record: &Record, code: Code) -> usize {
    record.diagnostics.iter().filter(|diagnostic| diagnostic.code == code).count()
}

fn the(record: &Record, code: Code) -> &Diagnostic {
    assert_eq!(count(record, code), 1, "{code} in {:#?}", record.diagnostics);
    record.diagnostics.iter().find(|diagnostic| diagnostic.code == code).unwrap()
}

fn place(diagnostic: &Diagnostic) -> (&str, u64, u64) {
    let position = diagnostic.position.unwrap();
    (diagnostic.field.as_ref().unwrap().as_str(), position.line, position.column)
}

/// `ru: внешняя политика | Казахстан`, a line for each group.
fn keywords(article: &Article) -> Vec<String> {
    article
        .keywords
        .iter()
        .map(|group| {
            let terms: Vec<String> = group.keywords.iter().map(|k| k.text.to_string()).collect();
            format!("{}: {}", group.lang.as_ref().map_or("-", Lang::as_str), terms.join(" | "))
        })
        .collect()
}

/// `Troitskiy, Ye. F. <mail> @affiliation`, a line for each author.
fn authors(article: &Article) -> Vec<String> {
    article
        .contributors
        .iter()
        .map(|author| {
            let mut out = match author.name.primary().unwrap() {
                Name::Person(name) => format!("{}, {}", name.family, name.given),
                Name::Organization(name) => format!("[{name}]"),
                name => format!("({name})"),
            };
            for address in &author.emails {
                out += &format!(" <{address}>");
            }
            for at in &author.affiliations {
                let form = article.affiliations[*at].forms.primary().unwrap();
                out += &format!(" @{form}");
            }
            out
        })
        .collect()
}

fn references(article: &Article) -> Vec<String> {
    article
        .references
        .iter()
        .map(|reference| {
            let label = reference.label.as_deref().unwrap_or("-");
            format!("{label}: {}", reference.text().unwrap())
        })
        .collect()
}

#[test]
fn the_page_from_kazakhstan() {
    let record = page(KAZAKHSTAN);
    let article = &record.article;
    let mut lines = KAZAKHSTAN.lines();
    assert_eq!(article.title.len(), 1);
    assert_eq!(article.title.in_lang("en").unwrap().to_string(), lines.next().unwrap());
    assert_eq!(article.abstracts.len(), 1);
    assert_eq!(article.abstract_in("en").unwrap().paragraphs.len(), 1);
    assert_eq!(article.abstracts[0].to_string(), lines.next().unwrap());
    assert_eq!(article.language.as_ref().unwrap().as_str(), "en");
    let expected = [
        "en: multi-vector foreign policy | Central Asia | Kazakhstan",
        "ru: многовекторность | внешняя политика | Казахстан",
    ];
    assert_eq!(keywords(article), expected);
    assert_eq!(authors(article), ["Troitskiy, Ye. F. <ye.f.troitskiy@example.org>"]);
    assert_eq!(article.contributors[0].name.first().unwrap().lang, "en".parse().ok());
    assert_eq!(article.kind, polybib::Kind::Article);

    // And nothing else.
    let mut rest = article.clone();
    rest.title = polybib::Multilingual::default();
    rest.language = None;
    rest.abstracts.clear();
    rest.keywords.clear();
    rest.contributors.clear();
    assert_eq!(rest, Article::new(polybib::Kind::Article));

    assert_eq!(place(the(&record, Code::GluedHeading)), ("keywords", 4, 101));
    let wrong = the(&record, Code::EmailInWrongColumn);
    assert_eq!(place(wrong), ("contributors[0].emails[0]", 6, 19));
    assert!(wrong.message.contains("`Organization`"), "{wrong}");
    assert!(wrong.message.contains("`ye.f.troitskiy@example.org`"), "{wrong}");
    let empty = the(&record, Code::EmptySection);
    assert_eq!(place(empty), ("references", 7, 1));
    assert!(empty.message.contains("`References`"), "{empty}");
    assert_eq!(place(the(&record, Code::MixedKeywords)), ("keywords", 4, 1));
    assert!(the(&record, Code::DividedName).message.contains("`Ye.F.`"));
    let guesses: Vec<_> =
        record.diagnostics.iter().filter(|d| d.code == Code::GuessedLanguage).map(place).collect();
    let expected = [
        ("title", 1, 1),
        ("language", 1, 1),
        ("abstracts[0]", 2, 1),
        ("keywords[0]", 4, 1),
        ("keywords[1]", 4, 56),
    ];
    assert_eq!(guesses, expected);
    assert_eq!(record.diagnostics.len(), 10, "{:#?}", record.diagnostics);
    assert_eq!(record.span, polybib::Span::new(0, KAZAKHSTAN.len() as u64));
}

#[test]
fn the_order_and_the_position_of_diagnostics_are_those_of_the_page() {
    for text in [KAZAKHSTAN, VALLEY, FERRY, LANTERNS, CROSSING] {
        let positions: Vec<u64> =
            page(text).diagnostics.iter().map(|d| d.position.unwrap().offset).collect();
        assert!(positions.is_sorted(), "{positions:?}");
        assert!(positions.iter().all(|offset| text.is_char_boundary(*offset as usize)));
    }
}

#[test]
fn a_russian_page_with_a_full_table_and_numbered_references() {
    let record = page(VALLEY);
    let article = &record.article;
    assert_eq!(article.language.as_ref().unwrap().as_str(), "ru");
    assert_eq!(article.abstracts[0].paragraphs.len(), 2);
    let expected =
        ["ru: торговые пути | долина | IT-технологии | 1950-1960", "en: trade routes | valley"];
    assert_eq!(keywords(article), expected);
    let university = "@Вымышленный государственный университет";
    let expected = [
        format!("Петровский, Евгений Юрьевич <peyu@example.org> {university}"),
        "Кан, Валерия Сергеевна <kan@example.org>".to_owned(),
        format!("Shcherbakov, Shch. Yu. <shch@example.org> {university}"),
        "(Olga Obraztsova)".to_owned(),
    ];
    assert_eq!(authors(article), expected);
    assert_eq!(article.affiliations.len(), 1);
    let expected = [
        "1: Сидоров А.Б. Дороги // Вестник ВГУ. 2001. № 3. С. 5-9.",
        "2: Smith J. Roads and bridges of the valley. L., 1999. 200 p.",
    ];
    assert_eq!(references(article), expected);
    let extra = &article.extra[0];
    assert_eq!(extra.origin, "landing");
    assert_eq!(extra.name, "contributors[0].Дополнительно");
    assert_eq!(&*extra.value, "канд. ист. наук, доцент");
    assert_eq!(count(&record, Code::EmailInWrongColumn), 0);
    assert_eq!(count(&record, Code::UncertainName), 1);
    assert_eq!(count(&record, Code::UnknownField), 1);
}

#[test]
fn inline_headings_semicolons_and_lines_of_authors() {
    let record = page(FERRY);
    let article = &record.article;
    assert_eq!(article.identifier(&Scheme::Udc).unwrap().value, "94(000)");
    assert_eq!(article.doi().unwrap().as_str(), "10.5555/ferry.7");
    assert_eq!(article.title.primary().unwrap().to_string(), "Переправа: опыт одной реки");
    let languages: Vec<_> =
        article.abstracts.iter().map(|text| text.lang.as_ref().unwrap().as_str()).collect();
    assert_eq!(languages, ["ru", "en"]);
    let expected =
        ["ru: паром | река (верхняя, нижняя) | XX в.", "en: ferry | river, upper | crossing"];
    assert_eq!(keywords(article), expected);
    let expected = [
        "Лодочников, Д. А.",
        "Ferryman, I. I. <ferry@example.org>",
        "Речная, Дж. П. @Институт примеров, Томск",
    ];
    assert_eq!(authors(article), expected);
    let lists: Vec<_> = article.references.iter().map(|r| r.list.as_deref().unwrap()).collect();
    assert_eq!(lists, ["Литература", "Литература", "References"]);
    assert_eq!(article.references[2].label.as_deref(), Some("1"));
}

#[test]
fn an_abstract_heading_takes_what_stands_before_it_out_of_the_abstract() {
    let record = page(LANTERNS);
    let article = &record.article;
    assert_eq!(article.abstracts[0].to_string(), "An abstract of the lanterns.");
    let kept: Vec<&str> = article.extra.iter().map(|extra| &*extra.value).collect();
    assert_eq!(kept, ["Cover Page", "Cite item"]);
    assert_eq!(count(&record, Code::NotUnderstood), 2);
    assert_eq!(keywords(article), ["en: lantern | street"]);
    assert_eq!(
        authors(article),
        ["Lampov, I. <lampov@example.org> @Museum of Examples @Academy of Examples"]
    );
}

#[test]
fn forms_of_names_in_a_table() {
    let table = [
        ("Petrov Ye. Yu.", "Petrov, Ye. Yu."),
        ("Щукин Дж.", "Щукин, Дж."),
        ("Shchukin Shch.A.", "Shchukin, Shch. A."),
        ("I.I. Ivanov", "Ivanov, I. I."),
        ("Иванов Иван Иванович", "Иванов, Иван Иванович"),
        ("Иван Иванович Иванов", "Иванов, Иван Иванович"),
        ("Ivanov, Ivan", "Ivanov, Ivan"),
        ("IVANOV Ivan", "IVANOV, Ivan"),
        ("Olga Obraztsova", "(Olga Obraztsova)"),
        ("村上春樹", "(村上春樹)"),
        ("Madonna", "(Madonna)"),
        ("Томский университет", "[Томский университет]"),
    ];
    for (name, expected) in table {
        let record = page(&format!("Title\nAuthors\nName | Organization |\n{name} | |\n"));
        assert_eq!(authors(&record.article), [expected], "{name}");
        let uncertain = count(&record, Code::UncertainName);
        assert_eq!(uncertain, usize::from(expected.starts_with('(')), "{name}");
    }
}

#[test]
fn addresses_wherever_they_stand() {
    let table = [
        ("Name | Organization | E-mail |", "Li A. | U | a@b.org |", "Li, A. <a@b.org> @U", 0),
        ("Name | Organization | E-mail |", "Li A. | a@b.org |", "Li, A. <a@b.org>", 1),
        ("Name | Organization | E-mail |", "Li A. | a@b.org | | |", "Li, A. <a@b.org>", 1),
        ("Name | Organization | |", "Li A. | U | a@b.org |", "Li, A. <a@b.org> @U", 0),
        ("Name | Organization |", "Li A., a@b.org | U |", "Li, A. <a@b.org> @U", 1),
        ("Name | Organization |", "Li A. | U, E-mail: a@b.org |", "Li, A. <a@b.org> @U", 1),
        ("ФИО | Организация", "Ли А. | a@b.org; c@d.org", "Ли, А. <a@b.org> <c@d.org>", 2),
        ("| Name | Organization |", "| Li A. | U |", "Li, A. @U", 0),
        ("Name\tE-mail", "Li A.\ta@b.org", "Li, A. <a@b.org>", 0),
    ];
    for (head, row, expected, wrong) in table {
        for rule in ["", "|---|---|\n"] {
            let record = page(&format!("Title\nAuthors\n{head}\n{rule}{row}\n"));
            assert_eq!(authors(&record.article), [expected], "{head} {row}");
            assert_eq!(count(&record, Code::EmailInWrongColumn), wrong, "{head} {row}");
            assert_eq!(count(&record, Code::NotUnderstood), 0, "{head} {row}");
        }
    }
}

#[test]
fn what_a_table_does_not_say_is_kept() {
    let text = "Title\nAuthors\nName | Organization | E-mail |\n\
                Li A. | U | [email protected] |\n | V | |\n@@ | x\n, , ,\n";
    let record = page(text);
    assert_eq!(authors(&record.article), ["Li, A. @U @V", "(@@) @x"]);
    let kept: Vec<&str> = record.article.extra.iter().map(|e| &*e.value).collect();
    assert_eq!(kept, ["[email protected]"]);
    let orcid = "Title\nAuthors\nName | ORCID\nLi A. | https://orcid.org/0000-0002-1825-0097\n";
    let author = &page(orcid).article.contributors[0];
    assert_eq!(author.orcid.as_ref().unwrap().as_str(), "0000-0002-1825-0097");
    let headless = page("Title\nAuthors\nLi A. | Institute of Examples | a@b.org\nKim B. | x |\n");
    let expected = ["Li, A. <a@b.org> @Institute of Examples", "Kim, B."];
    assert_eq!(authors(&headless.article), expected);
    assert_eq!(&*headless.article.extra[0].value, "x");
}

#[test]
fn the_head_of_a_table_opens_the_authors_even_without_a_heading() {
    let record = page("Title\nKeywords\nfacts about USAuthors\nName | Organization |\nLi A. | |\n");
    assert_eq!(keywords(&record.article), ["en: facts about USAuthors"]);
    assert_eq!(authors(&record.article), ["Li, A."]);
}

#[test]
fn a_heading_that_stands_on_its_own_is_not_cut_off_elsewhere() {
    let record = page("Software CrossReferences\nAn abstract.\nReferences\n1. Li A. X.\n");
    assert_eq!(record.article.title.primary().unwrap().to_string(), "Software CrossReferences");
    assert_eq!(count(&record, Code::GluedHeading), 0);
    let record = page("TitleKeywords\na, bReferences\n1. Li A. X.\n");
    assert_eq!(record.article.title.primary().unwrap().to_string(), "Title");
    assert_eq!(place(&record.diagnostics[2]), ("title", 1, 6));
    assert_eq!(references(&record.article), ["1: Li A. X."]);
    let record = page("Title\nKeywordsAuthors\nI.I. Ivanov\n");
    assert_eq!(authors(&record.article), ["Ivanov, I. I."]);
    assert_eq!(the(&record, Code::EmptySection).field.as_ref().unwrap().as_str(), "keywords");
}

#[test]
fn languages_that_the_caller_declares() {
    let list = "Title\nKeywords\nархів, історія, archive";
    assert_eq!(keywords(&page_in(&["uk", "en"], list).article)[0], "uk: архів | історія");
    assert_eq!(keywords(&page(list).article)[0], "und-Cyrl: архів | історія");
    let kazakh = "Title\nKeywords\nсыртқы саясат, foreign policy, тарих";
    let record = page_in(&["kk", "ru", "en"], kazakh);
    assert_eq!(keywords(&record.article), ["kk: сыртқы саясат | тарих", "en: foreign policy"]);
    let guess = record.diagnostics.iter().find(|d| d.message.contains("`kk`")).unwrap();
    assert!(guess.message.contains("`қ`") && guess.message.contains("letters"), "{guess}");
    let russian = "Title\nKeywords\nвнешняя политика, foreign policy";
    let record = page_in(&["kk", "ru", "en"], russian);
    assert_eq!(keywords(&record.article), ["und-Cyrl: внешняя политика", "en: foreign policy"]);
    let record = page_in(&["kk", "ru"], russian);
    assert_eq!(record.article.language, None, "a Latin title, and no such language is declared");
    let ukrainian = page_in(&["uk", "ru", "en"], "Об'єкт\nKeywords\nыы, іі, ss");
    assert_eq!(keywords(&ukrainian.article)[0], "und-Cyrl: ыы | іі");
}

#[test]
fn keywords_of_one_script_or_none() {
    let table: &[(&str, &[&str])] = &[
        ("a, b", &["en: a | b"]),
        ("a / б / c", &["en: a | c", "ru: б"]),
        ("1992, 2000", &["-: 1992 | 2000"]),
        ("1992, a", &["en: 1992 | a"]),
        ("aж, б", &["ru: aж | б"]),
        ("国土, ひとり親, mother", &["ja: 国土 | ひとり親", "en: mother"]),
        ("a, b\nв, г", &["en: a | b", "ru: в | г"]),
        ("first\nsecond", &["en: first | second"]),
        ("a,, b,", &["en: a | b"]),
    ];
    for (list, expected) in table {
        assert_eq!(keywords(&page(&format!("T\nKeywords\n{list}\n")).article), *expected, "{list}");
    }
    let record = page("T\nKeywords\n, ;\n");
    assert_eq!(record.article.keywords, []);
    assert_eq!(count(&record, Code::EmptySection), 1);
}

fn kept(record: &Record) -> Vec<&str> {
    record.article.extra.iter().map(|extra| &*extra.value).collect()
}

#[test]
fn a_list_of_keywords_ends() {
    let ivan = "Ivan Ivanov, Tomsk State University";
    // The list, what is kept of what follows it, and what is read of that.
    let table: &[(&str, &[&str], &[&str], &str)] = &[
        (
            "Keywords: alpha, beta.\n\nIvan Ivanov, Tomsk State University\nReceived: 12.01.2023",
            &["en: alpha | beta"],
            &[ivan],
            "received 2023-01-12",
        ),
        (
            "Keywords: alpha, beta\n\nIvan Ivanov, Tomsk State University",
            &["en: alpha | beta"],
            &[ivan],
            "",
        ),
        (
            "Keywords: alpha, beta.\nIvan Ivanov, Tomsk State University",
            &["en: alpha | beta"],
            &[ivan],
            "",
        ),
        (
            "Keywords\n\nalpha, beta.\nIvan Ivanov, Tomsk State University",
            &["en: alpha | beta"],
            &[ivan],
            "",
        ),
        (
            "Keywords\nalpha, XX в.\n\nIvan, Ivanov",
            &["en: alpha", "ru: XX в."],
            &["Ivan, Ivanov"],
            "",
        ),
        ("Keywords: alpha, U.S.\nIvan, Ivanov", &["en: alpha | U.S."], &["Ivan, Ivanov"], ""),
        ("Keywords: alpha,\nbeta, gamma", &["en: alpha | beta | gamma"], &[], ""),
        ("Keywords\n\nпаром\n\nIT\n\nрека", &["ru: паром | река", "en: IT"], &[], ""),
        ("Keywords: alpha,\nbeta, бета", &["en: alpha | beta", "ru: бета"], &[], ""),
        (
            "Keywords\nalpha, beta\nReceived: 1.2.2023",
            &["en: alpha | beta"],
            &[],
            "received 2023-02-01",
        ),
        ("Keywords\nalpha\nDOI 10.5555/x\nz", &["en: alpha"], &["z"], "doi 10.5555/x"),
        (
            "Keywords\nalpha\nDOI: 10.5555/xEDN: ABCDEF\nПоступила: 2 мая 2023",
            &["en: alpha"],
            &[],
            "doi 10.5555/x, edn ABCDEF, received 2023-05-02",
        ),
        ("Keywords\nalpha\nУДК 94", &["en: alpha"], &[], "udc 94"),
        ("Keywords\nalpha\nReceived: soon", &["en: alpha"], &["Received: soon"], ""),
        ("Keywords\nalpha\nFor citation A. B", &["en: alpha"], &["For citation A. B"], ""),
        ("Keywords\nalpha\nDOI\nURL", &["en: alpha | DOI | URL"], &[], ""),
        ("Keywords\nпаром\nXX в.\nрека", &["ru: паром | XX в. | река"], &[], ""),
        ("Keywords\nDOI: 10.5555/x", &[], &[], "doi 10.5555/x"),
    ];
    for (text, list, rest, read) in table {
        let record = page(&format!("Title of page\n\n{text}\n"));
        assert_eq!(keywords(&record.article), *list, "{text}");
        assert_eq!(kept(&record), *rest, "{text}");
        assert_eq!(count(&record, Code::NotUnderstood), rest.len(), "{text}");
        assert!(record.article.contributors.is_empty(), "{text}");
        let identifiers = record.article.identifiers.iter();
        let identifiers = identifiers.map(|i| format!("{} {}", i.scheme, i.value));
        let dates = record.article.dates.iter().map(|d| format!("{} {}", d.kind, d.value));
        assert_eq!(identifiers.chain(dates).collect::<Vec<_>>().join(", "), *read, "{text}");
        let stops = record.diagnostics.iter().filter(|d| d.message.contains("ends the list"));
        assert!(stops.count() <= 1, "{text}: a list ends once");
    }
    // Where nothing decides, the list goes on, and that is said.
    for text in ["Keywords\n\na\n\nb\n\nc", "Keywords\nпаром\nXX в.\nрека"] {
        let record = page(&format!("Title of page\n\n{text}\n"));
        assert_eq!(count(&record, Code::OddValue), 1, "{text}");
        assert_eq!(record.article.keywords[0].keywords.len(), 3, "{text}");
    }
}

#[test]
fn the_second_language_of_a_page_is_no_keyword() {
    let english = "Crossing: the story of one river\nD.A. Lodochnikov, I.I. Paromov\n\
                   Institute of Examples, Tomsk";
    let lists = [
        "Ключевые слова: паром, река.\n\n",
        "Ключевые слова: паром, река\n\n",
        "Ключевые слова: паром, река.\n",
        "Ключевые слова: паром, река\n",
        "Ключевые слова\nпаром, река.\n",
        "Ключевые слова\nпаром, река\n\n",
        "Ключевые слова\nпаром, река\n",
    ];
    for list in lists {
        let record = page(&format!(
            "Переправа\nАвторы\nЛодочников Д.А.\nАннотация\nО реке.\n{list}{english}\n\
             Abstract: On a river.\nKeywords: ferry, river.\n"
        ));
        let expected = ["ru: паром | река", "en: ferry | river"];
        assert_eq!(keywords(&record.article), expected, "{list}");
        // The Russian part names no institution, so nobody knows whose this one is.
        assert_eq!(kept(&record), ["Institute of Examples, Tomsk"], "{list}");
        assert_eq!(count(&record, Code::NotUnderstood), 1, "{list}");
        assert_eq!(authors(&record.article), ["Лодочников, Д. А.", "Paromov, I. I."], "{list}");
        let name = &record.article.contributors[0].name;
        assert_eq!(name.in_lang("en").unwrap().to_string(), "D. A. Lodochnikov", "{list}");
        let title = record.article.title.in_lang("en").unwrap();
        assert_eq!(title.to_string(), "Crossing: the story of one river", "{list}");
        assert_eq!(record.article.abstracts.len(), 2, "{list}");
    }
}

#[test]
fn a_page_in_two_languages_with_journal_data() {
    let record = page(CROSSING);
    let article = &record.article;
    assert_eq!(article.title.primary().unwrap().to_string(), "Мост: опыт одной реки");
    assert_eq!(keywords(article), ["ru: мост | река", "en: bridge | river"]);
    assert_eq!(kept(&record), [""; 0]);
    assert_eq!(authors(article), ["Мостов, И. И. @Институт примеров, Томск", "Речной, Б. Б."]);
    let english: Vec<String> = article
        .contributors
        .iter()
        .map(|author| author.name.in_lang("en").unwrap().to_string())
        .collect();
    assert_eq!(english, ["I. I. Mostov", "B. B. Rechnoy"]);
    let place = article.affiliations[0].forms.in_lang("en").unwrap();
    assert_eq!(place.to_string(), "Institute of Examples, Tomsk");
    let title = article.title.in_lang("en").unwrap();
    assert_eq!(title.to_string(), "The bridge: the story of one river");
    let journal = article.container.as_ref().unwrap();
    assert_eq!(journal.title.primary().unwrap().to_string(), "Вестник примеров");
    assert_eq!(article.issue.as_deref(), Some("3 (45)"));
    assert_eq!(article.pages.as_ref().unwrap().text, "5–9");
    let dates: Vec<String> =
        article.dates.iter().map(|date| format!("{} {}", date.kind, date.value)).collect();
    assert_eq!(dates, ["published 2021", "received 2023-01-12"]);
}

#[test]
fn a_first_line_of_journal_data_is_no_title() {
    // The line; then journal, volume, issue, pages, DOI.
    let data = [
        ("Вестник примеров. 2021. № 3", "Вестник примеров||3||"),
        (
            "Вестник примеров. История. 2021. №3 (45). С. 5–9.",
            "Вестник примеров. История||3 (45)|5–9|",
        ),
        ("Journal of Examples. 2021. Vol. 3, No. 2. P. 1-10", "Journal of Examples|3|2|1-10|"),
        ("Journal of Examples, Vol. 3, No. 2, 2021", "Journal of Examples|3|2||"),
        ("Journal of Examples | Vol. 3 (2021)", "Journal of Examples|3|||"),
        (
            "Journal of Examples. 2021. № 461. DOI: 10.5555/15617793/461/16",
            "Journal of Examples||461||10.5555/15617793/461/16",
        ),
    ];
    for (line, expected) in data {
        let record = page(&format!("{line}\nEffects of X\nAn abstract.\n"));
        let article = &record.article;
        assert_eq!(article.title.primary().unwrap().to_string(), "Effects of X", "{line}");
        assert_eq!(kept(&record), [""; 0], "{line}");
        let journal = article.container.as_ref().unwrap().title.primary().unwrap().to_string();
        let parts = [
            journal,
            article.volume.as_deref().unwrap_or_default().to_owned(),
            article.issue.as_deref().unwrap_or_default().to_owned(),
            article.pages.as_ref().map(|pages| pages.text.to_string()).unwrap_or_default(),
            article.doi().map(|doi| doi.to_string()).unwrap_or_default(),
        ];
        assert_eq!(parts.join("|"), expected, "{line}");
        assert_eq!(article.issued().unwrap().year(), Some(2021), "{line}");
        let said = record.diagnostics.iter().filter(|d| d.message.contains("the next line as"));
        assert_eq!(said.count(), 1, "{line}");
        // With nothing else to be the title, it is the title.
        let record = page(&format!("{line}\nKeywords\na\n"));
        assert_eq!(record.article.title.primary().unwrap().to_string(), line);
    }
    let titles = [
        "Order No. 227 of 1942",
        "Приказ № 227, 1942",
        "Приказ № 227 (1942)",
        "Приказ. № 1942",
        "The foreign policy of Kazakhstan: shaping and development (1992-2000)",
        "Title | Journal. 2021",
        "Symphony, No. 5",
        "2021. № 3",
        "The year 1917. Vol. 3 of the story",
    ];
    for line in titles {
        let record = page(&format!("{line}\nEffects of X\nAn abstract.\n"));
        assert_eq!(record.article.title.primary().unwrap().to_string(), line);
        assert!(record.article.extra.is_empty());
    }
}

#[test]
fn labels_of_titles_fall_away() {
    let table = [
        ("Title: Effects of X", "Effects of X", 1),
        ("TITLE : Effects of X", "Effects of X", 1),
        ("Название: Опыт", "Опыт", 1),
        ("Заглавие: Опыт: начало", "Опыт: начало", 1),
        ("Title IX: a history", "Title IX: a history", 0),
        ("Title:", "Title:", 0),
    ];
    for (line, title, said) in table {
        let record = page(&format!("{line}\nKeywords\na\n"));
        assert_eq!(record.article.title.primary().unwrap().to_string(), title);
        assert_eq!(count(&record, Code::OddValue), said, "{line}");
    }
}

#[test]
fn a_name_and_its_place_are_no_institution() {
    let table = [
        ("I.I. Ivanov (Institute of Examples)", "Ivanov, I. I. @Institute of Examples", 0),
        ("John Smith, PhD (University A)", "(John Smith, PhD (University A))", 1),
        ("John Smith (University A)", "(John Smith (University A))", 1),
        ("Ivan Ivanov, Tomsk State University", "(Ivan Ivanov, Tomsk State University)", 1),
        ("I.I. Ivanov (Tomsk)", "(I.I. Ivanov (Tomsk))", 1),
        ("Institute of Examples (IE)", "[Institute of Examples (IE)]", 0),
    ];
    for (line, expected, uncertain) in table {
        let record = page(&format!("T\nAuthors: {line}\n"));
        assert_eq!(authors(&record.article), [expected], "{line}");
        assert_eq!(count(&record, Code::UncertainName), uncertain, "{line}");
    }
}

#[test]
fn lists_of_references() {
    let table: &[(&str, &[&str])] = &[
        ("1. A\n2. B", &["1: A", "2: B"]),
        ("[1] A\n[2] B", &["1: A", "2: B"]),
        ("1) A\n3) B", &["1: A", "3: B"]),
        ("1. A. Part\n2001. 5 p.\n2. B", &["1: A. Part 2001. 5 p.", "2: B"]),
        ("A, 2001.\nB, 2002.", &["-: A, 2001.", "-: B, 2002."]),
        ("A\n1. B", &["-: A", "-: 1. B"]),
        ("3.5 million years\nB", &["-: 3.5 million years", "-: B"]),
    ];
    for (list, expected) in table {
        let record = page(&format!("T\nReferences\n{list}\n"));
        assert_eq!(references(&record.article), *expected, "{list}");
    }
}

#[test]
fn bad_inputs_are_errors_that_say_why() {
    let table: &[(&[u8], ReadErrorKind)] = &[
        (b"", ReadErrorKind::NoRecords),
        (b" \r\n\t\xEF\xBB\xBF\n", ReadErrorKind::NoRecords),
        ("\u{a0}\u{3000}".as_bytes(), ReadErrorKind::NoRecords),
        (b"Title\n\0\0", ReadErrorKind::Data),
        (b"Title\n\xFF\xFE", ReadErrorKind::Encoding),
        (b"Title \xD0", ReadErrorKind::Encoding),
        (b" <!DOCTYPE html><html>", ReadErrorKind::Data),
    ];
    for (bytes, kind) in table {
        let mut records = Reader::new(Format::Landing).for_reader(*bytes);
        let error = records.next().unwrap().unwrap_err();
        assert_eq!(error.kind(), *kind, "{error}");
        assert!(records.next().is_none());
    }
    let error = polybib::read(Format::Landing, b"Title\nab\0").unwrap_err();
    assert_eq!(error.position().map(|p| (p.line, p.column)), Some((2, 3)));
    let long = std::io::Read::take(std::io::repeat(b'a'), 100 << 20);
    let mut records = Reader::new(Format::Landing).for_reader(long);
    assert!(records.next().unwrap().unwrap_err().is_limit());
    assert!(records.next().is_none());
}

#[test]
fn a_page_of_any_line_ends_reads_the_same() {
    let expected = page(VALLEY).article;
    for end in ["\r\n", "\r", "\n"] {
        let text = format!("\u{FEFF}{}", VALLEY.replace('\n', end));
        assert_eq!(page(&text).article, expected, "{end:?}");
    }
    let mut streamed = Reader::new(Format::Landing).for_reader(VALLEY.as_bytes());
    assert_eq!(streamed.next().unwrap().unwrap(), page(VALLEY));
}

/// Every text of the model is a piece of the page, but for white space.
#[test]
fn nothing_is_invented() {
    let pages = [KAZAKHSTAN, VALLEY, FERRY, LANTERNS, CROSSING];
    for text in pages {
        let mut article = page(text).article;
        // Days become ISO dates; those of the one page that has any are tested with it.
        assert_eq!(article.dates.is_empty(), text != CROSSING);
        article.dates.clear();
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let whole = bare(text);
        let value = serde_json::to_value(&article).unwrap();
        let mut stack = vec![("", &value)];
        let mut seen = 0;
        while let Some((name, value)) = stack.pop() {
            match value {
                serde_json::Value::Object(members) => {
                    stack.extend(members.iter().map(|(name, value)| (name.as_str(), value)));
                }
                serde_json::Value::Array(items) => {
                    stack.extend(items.iter().map(|item| (name, item)));
                }
                // Conclusions, not texts: languages, kinds, schemes, names of kept fields.
                serde_json::Value::String(_)
                    if ["lang", "language", "kind", "scheme", "origin", "name", "form"]
                        .contains(&name) => {}
                // A cited work has its place in full: `L.` is London.
                serde_json::Value::String(text) if text == "London" => {}
                serde_json::Value::String(text) => {
                    assert!(whole.contains(&bare(text)), "{name}: {text}");
                    seen += 1;
                }
                _ => {}
            }
        }
        assert!(seen > 5 && article.container.is_some() == (text == CROSSING));
    }
}

#[test]
fn pages_are_never_written() {
    assert!(!Format::Landing.is_writable());
    assert!(!Format::Landing.holds(polybib::Field::Title).is_kept());
    assert!(polybib::write(Format::Landing, &Article::default()).is_err());
}

/// Broken pieces of pages, many of them: no panic, no quadratic time.
#[test]
fn hostile_pages_cost_little() {
    let pieces = [
        "КазахстанAuthors\n",
        "Keywords\n",
        "Keywords: ",
        "a@b.c ",
        "| ",
        "Name | Organization |\n",
        "x | y | z |\n",
        ",;,;",
        "((((",
        "1. ",
        "И.И.",
        "References\n1. a\n",
        "\u{300}",
        "A\n",
        " | U | | |\n",
        "E-mail: ",
        "№ 3. 2021. ",
        "a.\n",
        "DOI: x\n",
    ];
    for piece in pieces {
        for head in ["", "T\nKeywords\n", "T\nAuthors\n", "T\nReferences\n"] {
            let text = format!("{head}{}", piece.repeat(4_000));
            let record = page(&text);
            assert!(record.diagnostics.len() <= 1001);
        }
    }
}

const SCRAPS: &[&str] = &[
    "Keywords",
    "Ключевые слова",
    "Authors",
    "References",
    "Abstract",
    ":",
    ". ",
    ",",
    ";",
    " / ",
    "|",
    " | ",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "\t",
    "Name",
    "E-mail",
    "a@b.org",
    "Ye.F.",
    "Иванов",
    "Иванович",
    "1. ",
    "[2] ",
    "国土",
    "ひ",
    "х\u{301}",
    "\u{FEFF}",
    "ß",
    "İ",
    "(",
    ")",
    "-",
    "XX",
];

proptest::proptest! {
    /// Any pile of scraps is a record or a plain error; what is said points into the page; and
    /// native JSON brings the record back.
    #[test]
    fn any_page(scraps in proptest::collection::vec(proptest::sample::select(SCRAPS), 0..60)) {
        let text = scraps.concat();
        for record in Reader::new(Format::Landing).for_slice(text.as_bytes()) {
            let Ok(record) = record else { continue };
            for diagnostic in &record.diagnostics {
                let offset = diagnostic.position.unwrap().offset as usize;
                proptest::prop_assert!(text.is_char_boundary(offset), "{diagnostic}");
            }
            let people = &record.article.contributors;
            let places = record.article.affiliations.len();
            proptest::prop_assert!(people.iter().all(|p| p.affiliations.iter().all(|a| *a < places)));
            proptest::prop_assert!(people.iter().all(|p| !p.name.is_empty()));
            let written = polybib::write(Format::Json, &record.article).unwrap();
            let read = polybib::read(Format::Json, &written.text).unwrap();
            proptest::prop_assert_eq!(&read.articles[0], &record.article);
        }
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        for record in Reader::new(Format::Landing).for_slice(text.as_bytes()).flatten() {
            proptest::prop_assert!(!record.article.title.is_empty() || !record.diagnostics.is_empty());
        }
    }
}
