//! Layouts of pages in two languages, put together out of the ways in which pages differ: every one
//! says the same, value by value, and nothing that is not on it.
#![cfg(feature = "landing")]

use polybib::{Article, Code, DateKind, Format, Lang, Reader, Record};

fn page(text: &str) -> Record {
    Reader::new(Format::Landing).for_slice(text.as_bytes()).next().unwrap().unwrap()
}

fn count(record: &Record, code: Code) -> usize {
    record.diagnostics.iter().filter(|diagnostic| diagnostic.code == code).count()
}

const JOURNALS: &[&str] = &["", "Вестник переправ. 2022. № 4 (18). С. 12–30\n"];

/// The authors, and whether their addresses are with them.
const PEOPLE: &[(&str, bool)] = &[
    ("Лодочников Д.А., Щукин Ю.Я.\n", false),
    ("Д.А. Лодочников, Ю.Я. Щукин\n", false),
    (
        "Лодочников Д.А.\nlodochnikov[at]example.org\nЩукин Ю.Я.\nshchukin (at) example dot org\n",
        true,
    ),
];

const ENGLISH: &str = "Crossing the river\nD.A. Lodochnikov, Yu.Ya. Shchukin\n";

/// Where the second language stands, with `{1}` and `{2}` for the two parts in Russian.
const ORDERS: &[&str] = &[
    // Behind the keywords.
    "{people}Аннотация. Описана переправа.\nКлючевые слова: паром, река.\n\n{english}Abstract: A \
     crossing is described.\nKeywords: ferry, river.\n",
    "{people}Аннотация\nОписана переправа.\nКлючевые слова\nпаром, река\n\n{english}Abstract\nA \
     crossing is described.\nKeywords\nferry, river\n",
    // Behind the title.
    "{people}{english}Аннотация. Описана переправа.\nКлючевые слова: паром; река\nAbstract. A \
     crossing is described.\nKeywords: ferry; river\n",
    // Behind the abstract.
    "{people}Аннотация\nОписана переправа.\n{english}Abstract\nA crossing is described.\n\
     Ключевые слова: паром, река\nKeywords: ferry, river\n",
];

const DATES: &[&str] = &["", "Received: 12.01.2022\n", "Поступила: 12 января 2022 г.\n"];

const LISTS: &[(&str, &str)] = &[("1. ", "2. "), ("[1] ", "[2] "), ("", "")];

const REFERENCES: [&str; 2] =
    ["Лось А. Б. Лес // Роща. 1999. № 2. С. 5–9.", "Smith J. Roads of the valley, 2001"];

fn keywords(article: &Article, lang: &str) -> Vec<String> {
    article.keywords_in(lang).unwrap().keywords.iter().map(|k| k.text.to_string()).collect()
}

fn names(article: &Article, lang: &str) -> Vec<String> {
    let name = |author: &polybib::Contributor| author.name.in_lang(lang).unwrap().to_string();
    article.contributors.iter().map(name).collect()
}

fn check(text: &str, [has_journal, has_addresses, has_date, is_numbered]: [bool; 4]) {
    let record = page(text);
    let article = &record.article;
    assert_eq!(article.title.len(), 2, "{text}");
    assert_eq!(article.title.primary().unwrap().to_string(), "Переправа через реку", "{text}");
    let english = article.title.in_lang("en").expect(text);
    assert_eq!(english.to_string(), "Crossing the river", "{text}");
    assert_eq!(article.language.as_ref().map(Lang::as_str), Some("ru"), "{text}");
    assert_eq!(article.abstracts.len(), 2, "{text}");
    assert_eq!(article.abstract_in("ru").unwrap().to_string(), "Описана переправа.", "{text}");
    let english = article.abstract_in("en").unwrap().to_string();
    assert_eq!(english, "A crossing is described.", "{text}");
    assert_eq!(article.keywords.len(), 2, "{text}");
    assert_eq!(keywords(article, "ru"), ["паром", "река"], "{text}");
    assert_eq!(keywords(article, "en"), ["ferry", "river"], "{text}");
    assert_eq!(article.contributors.len(), 2, "{text}");
    assert_eq!(names(article, "ru"), ["Д. А. Лодочников", "Ю. Я. Щукин"], "{text}");
    assert_eq!(names(article, "en"), ["D. A. Lodochnikov", "Yu. Ya. Shchukin"], "{text}");
    assert_eq!(count(&record, Code::MatchedName), 2, "{text}");
    let emails: Vec<&str> =
        article.contributors.iter().flat_map(|a| a.emails.iter().map(String::as_str)).collect();
    if has_addresses {
        assert_eq!(emails, ["lodochnikov@example.org", "shchukin@example.org"], "{text}");
        assert_eq!(count(&record, Code::ObfuscatedEmail), 2, "{text}");
    } else {
        assert!(emails.is_empty(), "{text}");
    }
    assert!(article.affiliations.is_empty() && article.identifiers.is_empty(), "{text}");
    let journal = article.container.as_ref().map(|c| c.title.primary().unwrap().to_string());
    assert_eq!(journal.as_deref(), has_journal.then_some("Вестник переправ"), "{text}");
    assert_eq!(article.issue.as_deref(), has_journal.then_some("4 (18)"), "{text}");
    let pages = article.pages.as_ref().map(|pages| pages.text.as_str());
    assert_eq!(pages, has_journal.then_some("12–30"), "{text}");
    assert_eq!(article.volume, None, "{text}");
    let date = |kind| article.date(&kind).map(ToString::to_string);
    assert_eq!(date(DateKind::Published), has_journal.then(|| "2022".to_owned()), "{text}");
    assert_eq!(date(DateKind::Received), has_date.then(|| "2022-01-12".to_owned()), "{text}");
    assert_eq!(article.dates.len(), usize::from(has_journal) + usize::from(has_date), "{text}");
    let references = &article.references;
    let printed: Vec<String> = references.iter().map(|r| r.text().unwrap().to_string()).collect();
    assert_eq!(printed, REFERENCES, "{text}");
    assert_eq!(references[1].label.as_deref(), is_numbered.then_some("2"), "{text}");
    let work = references[0].work().expect("it is in the style of the standard");
    assert_eq!(work.issue.as_deref(), Some("2"));
    assert!(references[1].work().is_none(), "{text}");
    assert!(article.extra.is_empty(), "{text}\n{:#?}", article.extra);
    assert_eq!(count(&record, Code::NotUnderstood), 0, "{text}");
}

#[test]
fn every_mixture_of_two_languages_gives_the_same_values() {
    let mut done = 0;
    for journal in JOURNALS {
        for (people, has_addresses) in PEOPLE {
            for order in ORDERS {
                for date in DATES {
                    for (first, second) in LISTS {
                        let body = order.replace("{people}", people).replace("{english}", ENGLISH);
                        let text = format!(
                            "{journal}Переправа через реку\n{body}{date}References\n{first}{}\n\
                             {second}{}\n",
                            REFERENCES[0], REFERENCES[1]
                        );
                        let numbered = !first.is_empty();
                        let has = [!journal.is_empty(), *has_addresses, !date.is_empty(), numbered];
                        check(&text, has);
                        done += 1;
                    }
                }
            }
        }
    }
    assert_eq!(done, 2 * 3 * 4 * 3 * 3);
}

/// Letters of another alphabet in keywords are named, and stay.
#[test]
fn look_alikes_in_keywords() {
    let record = page("Переправа\nКлючевые слова: паpом, река, IT-технологии, fеrry\n");
    let said: Vec<&str> = record
        .diagnostics
        .iter()
        .filter(|d| d.code == Code::LookAlike)
        .map(|d| d.message.as_str())
        .collect();
    assert_eq!(said.len(), 2, "{said:#?}");
    assert!(said[0].starts_with("`паpом`: `p` in it is Latin"), "{}", said[0]);
    assert!(said[1].starts_with("`fеrry`: `е` in it is Cyrillic"), "{}", said[1]);
    let all: Vec<String> = record
        .article
        .keywords
        .iter()
        .flat_map(|g| &g.keywords)
        .map(|k| k.text.to_string())
        .collect();
    assert!(all.contains(&"паpом".to_owned()) && all.contains(&"fеrry".to_owned()));
}

/// Wherever an address may stand.
#[test]
fn addresses_that_hide() {
    let table = [
        ("Authors\nLi A., a.li[at]b.org\n", "a.li@b.org"),
        ("Authors\nLi A. | U | a.li (at) b (dot) org\n", "a.li@b.org"),
        ("Authors\nName | Organization | E-mail |\nLi A. | U | a.li{at}b.org |\n", "a.li@b.org"),
        ("Авторы\nЛи А. (Институт примеров), e-mail: li(собака)b.org\n", "li@b.org"),
        ("Li A.\nE-mail: li [at] b [dot] org\n", "li@b.org"),
    ];
    for (text, address) in table {
        let record = page(&format!("Title of a page\n{text}"));
        assert_eq!(record.article.contributors.len(), 1, "{text} {:#?}", record.article);
        assert_eq!(record.article.contributors[0].emails, [address], "{text}");
        assert_eq!(count(&record, Code::ObfuscatedEmail), 1, "{text}");
        let said = record.diagnostics.iter().find(|d| d.code == Code::ObfuscatedEmail).unwrap();
        assert!(said.message.contains(address), "{said}");
    }
    let none = page("Title\nAuthors\nLi A. | Institute (at work) of examples |\n");
    assert!(none.article.contributors[0].emails.is_empty());
}

/// A second list of authors that names nobody of the first is none of theirs.
#[test]
fn strangers_behind_the_keywords_are_kept() {
    let record = page(
        "Переправа\nЛодочников Д.А.\nАннотация. О реке.\nКлючевые слова: паром, река.\n\n\
         A.B. Stranger, C.D. Other\n",
    );
    assert_eq!(record.article.contributors.len(), 1);
    assert_eq!(&*record.article.extra[0].value, "A.B. Stranger, C.D. Other");
    assert_eq!(record.article.title.len(), 1);
}

#[test]
fn institutions_that_are_not_as_many_are_kept_and_it_is_said_why() {
    let head = "О воде и переправах\n\nЛодочников Д.А.1, Речная П.И.2\n\n1 Институт примеров\n\
                2 Академия переправ\n\nАннотация\nТекст о воде.\n\nКлючевые слова: вода, паром.\n\n\
                On water and ferries\n\nLodochnikov D.A., Rechnaya P.I.\n\n";
    let both = "Institute of Examples\nAcademy of Ferries\n";
    let forms = |record: &Record| {
        let all = record.article.affiliations.iter();
        all.map(|affiliation| affiliation.forms.iter().count()).collect::<Vec<_>>()
    };
    assert_eq!(forms(&page(&format!("{head}{both}"))), [2, 2]);
    for (lines, left) in [("Institute of Examples\n", 1), (&*format!("{both}Higher School\n"), 3)] {
        let record = page(&format!("{head}{lines}"));
        assert_eq!(forms(&record), [1, 1]);
        let why =
            format!("there are {left} institutions after the second list of authors and 2 in");
        let said = record.diagnostics.iter().filter(|d| d.message.contains(&why)).count();
        assert_eq!(said, left, "{:#?}", record.diagnostics);
        assert_eq!(record.article.extra.len(), left);
    }
}
