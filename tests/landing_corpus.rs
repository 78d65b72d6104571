//! Eighteen layouts of pages, with what is to be read of each.

#![cfg(feature = "landing")]

mod common;

use polybib::{Article, Code, Contributor, DateKind, Format, Name, Reader, Record, Scheme};
use serde_json::{Value, json};

/// What the corpus calls a warning, and the code with the field that says it here.
const WARNINGS: &[(&str, Code, &str)] = &[
    ("heading-glued:Authors", Code::GluedHeading, "keywords"),
    ("email-in-wrong-column", Code::EmailInWrongColumn, "contributors"),
    ("empty-references", Code::EmptySection, "references"),
    ("obfuscated-email", Code::ObfuscatedEmail, "contributors"),
    ("affiliation-marker", Code::AffiliationMarker, "contributors"),
    ("empty-author-cell", Code::EmptyAuthorCell, "contributors"),
];

fn text(value: Option<impl ToString>) -> Value {
    value.map_or(Value::Null, |value| json!(value.to_string()))
}

fn person(name: &Name) -> Value {
    match name.as_person() {
        Some(name) => json!({ "family": name.family, "given": name.given }),
        None => json!({ "literal": name.to_string() }),
    }
}

fn place(article: &Article, author: &Contributor) -> Option<String> {
    let at = *author.affiliations.first()?;
    Some(article.affiliations[at].forms.primary()?.to_string())
}

/// The members of an expected author that the record does not have so.
fn author_faults(article: &Article, at: usize, want: &Value) -> Vec<String> {
    let author = &article.contributors[at];
    let name = author.name.primary().unwrap();
    let mut faults = Vec::new();
    for (member, value) in want.as_object().unwrap() {
        let got = match member.as_str() {
            "family" | "given" => person(name)[member].clone(),
            "email" => text(author.emails.first()),
            "org" => text(place(article, author)),
            "orcid" => text(author.orcid.as_ref()),
            "corresponding" => json!(author.corresponding),
            "ru" | "en" => author.name.in_lang(member).map_or(Value::Null, person),
            // No field is for it: it is kept, and the name of what is kept says whose it is.
            "degrees" => {
                let whose = format!("contributors[{at}].");
                text(article.extra.iter().find(|e| e.name.starts_with(&whose)).map(|e| &e.value))
            }
            other => panic!("nobody compares `{other}`"),
        };
        if got != *value {
            faults.push(format!("authors[{at}].{member} is {got}, not {value}"));
        }
    }
    faults
}

fn date(article: &Article, kind: &DateKind) -> Value {
    text(article.date(kind))
}

fn faults(record: &Record, expect: &Value) -> Vec<String> {
    let article = &record.article;
    let mut faults = Vec::new();
    for (member, want) in expect.as_object().unwrap() {
        let got = match member.as_str() {
            "note" => continue,
            "title" => text(article.title.primary()),
            "udc" => text(article.identifier(&Scheme::Udc).map(|i| &i.value)),
            "edn" => text(article.identifier(&Scheme::Edn).map(|i| &i.value)),
            "doi" => text(article.doi()),
            "received" => date(article, &DateKind::Received),
            "published" => date(article, &DateKind::Published),
            "pages" => text(article.pages.as_ref().map(|p| &p.text)),
            "fpage" => text(article.pages.as_ref().and_then(|p| p.first())),
            "volume" => text(article.volume.as_ref()),
            "issue" => text(article.issue.as_ref()),
            "language" => text(article.language.as_ref()),
            "body_language" => text(article.languages.first()),
            // The year of a copyright line is that of the permissions.
            "year" => {
                let issued = article.issued().and_then(polybib::DateValue::year);
                let copyright = article.permissions.as_ref().and_then(|p| p.year.clone());
                json!(issued.or_else(|| copyright.and_then(|year| year.parse().ok())))
            }
            "keywords" => {
                let groups = article.keywords.iter().map(|group| {
                    let terms = group.keywords.iter().map(|k| json!(k.text.to_string()));
                    (group.lang.as_ref().unwrap().to_string(), terms.collect::<Value>())
                });
                Value::Object(groups.collect())
            }
            "references" => match want {
                Value::Number(_) => json!(article.references.len()),
                _ => article.references.iter().map(|r| text(r.text())).collect(),
            },
            "authors" => {
                let want = want.as_array().unwrap();
                if article.contributors.len() != want.len() {
                    faults.push(format!(
                        "there are {} authors: {:#?}",
                        article.contributors.len(),
                        article.contributors
                    ));
                    continue;
                }
                for (at, want) in want.iter().enumerate() {
                    faults.extend(author_faults(article, at, want));
                }
                continue;
            }
            "warnings" => {
                for warning in want.as_array().unwrap() {
                    let warning = warning.as_str().unwrap();
                    let row = WARNINGS.iter().find(|(name, _, _)| *name == warning);
                    let (_, code, field) = row.expect(warning);
                    let is_it = |d: &&polybib::Diagnostic| {
                        d.code == *code
                            && d.field.as_ref().is_some_and(|f| f.as_str().starts_with(field))
                    };
                    if record.diagnostics.iter().find(is_it).is_none() {
                        faults.push(format!("no diagnostic says {warning}"));
                    }
                }
                continue;
            }
            other => panic!("nobody compares `{other}`"),
        };
        if got != *want {
            faults.push(format!("{member} is {got}, not {want}"));
        }
    }
    faults
}

/// The one page that is XML: its expectation is in words, "trim, split ISSNs, map RUS->ru ENG->en,
/// any child order".
const MARKUP: &str = "p25";

fn markup_faults(record: &Record) -> Vec<String> {
    let article = &record.article;
    let journal = article.container.as_ref().unwrap();
    let author = article.contributors.first().unwrap();
    let got = json!({
        "journal": text(journal.title.in_lang("en")),
        "issn": journal.identifiers.iter().map(|i| json!(i.value)).collect::<Value>(),
        "volume": text(article.volume.as_ref()),
        "issue": text(article.issue.as_ref()),
        "year": json!(article.issued().and_then(polybib::DateValue::year)),
        "pages": text(article.pages.as_ref().map(|p| &p.text)),
        "title": text(article.title.in_lang("en")),
        "language": text(article.language.as_ref()),
        "languages": article.languages.iter().map(|l| json!(l.as_str())).collect::<Value>(),
        "author": author.name.in_lang("en").map(person),
        "org": text(place(article, author)),
        "email": text(author.emails.first()),
        "keyword": text(article.keywords_in("en").map(|group| &group.keywords[0].text)),
        "genre": text(article.genre.as_ref()),
        "kept": article.extra.iter().map(|e| json!(e.name)).collect::<Value>(),
    });
    let want = json!({
        "journal": "Invented Journal",
        "issn": ["2304-0000", "2618-0000"],
        "volume": "14",
        "issue": "1",
        "year": 2021,
        "pages": "8-20",
        "title": "Conductivity of examples",
        "language": "en",
        "languages": ["ru"],
        "author": { "family": "Primerova", "given": "Olga" },
        "org": "Invented University",
        "email": "o@example.org",
        "keyword": "example",
        "genre": "research-article",
        "kept": ["journal/issue/pages"],
    });
    if got == want { Vec::new() } else { vec![format!("{got:#} for {want:#}")] }
}

fn check(folder: &std::path::Path) {
    let expected = std::fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: Vec<Value> = serde_json::from_str(&expected).unwrap();
    assert!(expected.len() > 15);
    let mut all = Vec::new();
    for page in &expected {
        let id = page["id"].as_str().unwrap();
        let file = page["fixture"].as_str().unwrap();
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        let mut records = Reader::new(Format::Landing).for_slice(text.as_bytes());
        let record = records.next().unwrap().unwrap();
        let mut faults = faults(&record, &page["expect"]);
        if id == MARKUP {
            faults.extend(markup_faults(&record));
        }
        println!("{id}: {}", if faults.is_empty() { "holds" } else { "fails" });
        all.extend(faults.into_iter().map(|fault| format!("{id}: {fault}")));
    }
    assert!(all.is_empty(), "{all:#?}");
}

#[test]
fn the_pages_of_the_corpus() {
    let Some(corpus) = common::corpus("the pages of the corpus") else { return };
    check(&corpus.join("pages"));
}

/// The same pages, as this project keeps them.
#[test]
fn the_pages_that_are_kept_here() {
    check(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/landing/pages").as_ref());
}

fn page(text: &str) -> Record {
    Reader::new(Format::Landing).for_slice(text.as_bytes()).next().unwrap().unwrap()
}

/// Name, institution and address glued, with and without a space between the words of the name.
#[test]
fn names_glued_to_all_that_follows() {
    let text = include_str!("../fixtures/landing/pages/p17.txt");
    let record = page(text);
    let people: Vec<String> =
        record.article.contributors.iter().map(|a| a.name.primary().unwrap().to_string()).collect();
    assert_eq!(people, ["Vladimir Valerievich Primerov", "Tatiana Nikolaevna Obraztsova"]);
    assert!(record.article.contributors.iter().all(|author| author.emails.is_empty()));
    let place = "Invented State University, 410012, Saratov, Pervaya";
    for author in &record.article.contributors {
        assert_eq!(self::place(&record.article, author).unwrap(), place);
    }
    let kept: Vec<&str> = record.article.extra.iter().map(|e| &*e.value).collect();
    assert_eq!(kept, ["83vprimerov@example.org", "83tobr@example.org"]);
}

/// Both forms of a name and of a workplace; nobody is there twice.
#[test]
fn authors_in_two_languages_are_matched() {
    let lists = [
        "Переправа\nАвторы\nЛодочников Д.А.\nЩукин Ю.Я.\nAuthors\nLodochnikov D.A.\nShchukin Yu.Ya.\n",
        "Переправа\nАвторы\nЛодочников Д.А., Щукин Ю.Я.\nAuthors\nYu.Ya. Shchukin, D.A. Lodochnikov\n",
        "Переправа\nЛодочников Д.А., Щукин Ю.Я.\nLodochnikov D.A., Schukin Yu.Ya.\n",
    ];
    for text in lists {
        let record = page(text);
        let people = &record.article.contributors;
        assert_eq!(people.len(), 2, "{text} {people:#?}");
        let families: Vec<(&str, &str)> = people
            .iter()
            .map(|a| {
                (a.name.in_lang("ru").unwrap().family(), a.name.in_lang("en").unwrap().family())
            })
            .collect();
        assert_eq!(families[0], ("Лодочников", "Lodochnikov"));
        assert!(matches!(families[1], ("Щукин", "Shchukin" | "Schukin")));
        let matched = record.diagnostics.iter().filter(|d| d.code == Code::MatchedName);
        assert_eq!(matched.count(), 2, "{text}");
    }
    let others = page("Переправа\nЛодочников Д.А.\nParomov D.A.\nLodochnikova D.A.\n");
    assert_eq!(others.article.contributors.len(), 3);
}

/// Layouts put together out of the ways in which pages differ: each gives the same facts, and
/// every text of the record is one of the page.
#[test]
fn every_mixture_of_layouts_gives_the_same_facts() {
    let headings = [
        ("Keywords\n", "\n"),
        ("KEYWORDS:\n", "\n"),
        ("Keywords: ", ".\n"),
        ("Key words — ", ".\n"),
        ("Ключевые слова: ", "\n"),
        ("Palabras clave: ", ".\n"),
        ("Palavras-chave\n", "\n"),
        ("关键词：", "\n"),
    ];
    let separators = [", ", "; ", " / "];
    let people = [
        "Authors\nName | Organization | |\nPetrova Ye.F. | a@example.org |\n",
        "Авторы\nФИО | Организация | E-mail |\nPetrova Ye.F. | | a@example.org |\n",
        "Autores\nYe.F. Petrova, a@example.org\n",
        "About the authors\nPetrova, Ye. F., a@example.org\n",
    ];
    let data = ["", "УДК 94 (57)\n", "DOI: https://www.doi.org/10.5555/x.7.\n"];
    let mut count = 0;
    for (heading, end) in headings {
        for separator in separators {
            for people in people {
                for data in data {
                    let terms = ["trade", "valley", "торговля", "долина"].join(separator);
                    let text = format!(
                        "{data}Trade in a valley\nIt is described.\n{heading}{terms}{end}\n{people}References\n1. Li A. Roads. 2001.\n"
                    );
                    let article = page(&text).article;
                    assert_eq!(
                        article.title.primary().unwrap().to_string(),
                        "Trade in a valley",
                        "{text}"
                    );
                    let groups: Vec<usize> =
                        article.keywords.iter().map(|group| group.keywords.len()).collect();
                    assert_eq!(groups, [2, 2], "{text}");
                    let [author] = article.contributors.as_slice() else { panic!("{text}") };
                    let name = author.name.primary().unwrap().as_person().unwrap();
                    assert_eq!(
                        (name.family.as_str(), name.given.as_str()),
                        ("Petrova", "Ye. F."),
                        "{text}"
                    );
                    assert_eq!(author.emails, ["a@example.org"], "{text}");
                    assert_eq!(article.references.len(), 1, "{text}");
                    assert!(article.dates.is_empty() && article.extra.is_empty(), "{text}");
                    let doi = article.doi().map(|doi| doi.to_string());
                    assert_eq!(doi.is_some(), data.starts_with("DOI"));
                    assert!(doi.is_none_or(|doi| doi == "10.5555/x.7"));
                    count += 1;
                }
            }
        }
    }
    assert_eq!(count, 8 * 3 * 4 * 3);
}

/// Dates, numbers and identifiers under their labels, in several languages and forms.
#[test]
fn lines_of_data_before_the_abstract() {
    type Row = (&'static str, fn(&Article) -> String, &'static str);
    let table: &[Row] = &[
        ("Received: 12.01.2023", |a| date(a, &DateKind::Received).to_string(), "\"2023-01-12\""),
        (
            "Поступила в редакцию: 12 января 2023 г.",
            |a| date(a, &DateKind::Received).to_string(),
            "\"2023-01-12\"",
        ),
        (
            "Accepted: January 12, 2023",
            |a| date(a, &DateKind::Accepted).to_string(),
            "\"2023-01-12\"",
        ),
        (
            "Received: 12.01.2023 Accepted: 13.02.2023",
            |a| date(a, &DateKind::Accepted).to_string(),
            "\"2023-02-13\"",
        ),
        (
            "ISSN: 0317-8471",
            |a| a.container.as_ref().unwrap().identifiers[0].value.to_string(),
            "0317-8471",
        ),
        (
            "УДК: 94(470+575) : 323.2",
            |a| a.identifier(&Scheme::Udc).unwrap().value.to_string(),
            "94(470+575):323.2",
        ),
        ("EDN: ABCDEF", |a| a.identifier(&Scheme::Edn).unwrap().value.to_string(), "ABCDEF"),
        ("- Том: 18", |a| a.volume.as_deref().unwrap().to_owned(), "18"),
        ("Том 18. № 3. С. 5–9.", |a| a.issue.as_deref().unwrap().to_owned(), "3"),
    ];
    for (line, of, expected) in table {
        let record = page(&format!("A title of a page\n\n{line}\n\nAn abstract of it.\n"));
        assert_eq!(of(&record.article), *expected, "{line}");
        assert_eq!(record.article.abstracts[0].to_string(), "An abstract of it.", "{line}");
    }
    let odd = page("A title\nReceived: 05/06/2023\nEDN: АBCDEF\nDOI: none\nAn abstract.\n");
    assert!(odd.article.dates.is_empty());
    let kept: Vec<&str> = odd.article.extra.iter().map(|e| &*e.value).collect();
    assert_eq!(kept, ["Received: 05/06/2023", "DOI: none"]);
    let look_alike = odd.diagnostics.iter().find(|d| d.code == Code::LookAlike).unwrap();
    assert!(look_alike.message.contains("Cyrillic"), "{look_alike}");
}

/// What looks like a label, a person or an institution, and is the text of an article.
#[test]
fn titles_and_abstracts_that_look_like_data() {
    let titles = ["Journal: a history of one paper", "Language | culture", "Том и Джерри"];
    for title in titles {
        let article = page(&format!("{title}\nAn abstract of it.\n")).article;
        assert_eq!(article.title.primary().unwrap().to_string(), title);
        assert_eq!(article.abstracts[0].to_string(), "An abstract of it.");
        assert!(article.contributors.is_empty() && article.container.is_none());
    }
    let wrapped =
        "A title\nI.I. Ivanov\nThe paper looks at university life in the\nlast decades.\n";
    let article = page(wrapped).article;
    let text = "The paper looks at university life in the last decades.";
    assert_eq!(article.abstracts[0].to_string(), text);
    assert!(article.affiliations.is_empty() && article.contributors.len() == 1);
}
