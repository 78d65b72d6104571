//! The options of the writer of BibTeX and BibLaTeX.
#![cfg(feature = "bibtex")]

mod common;

use polybib::bibtex::{Encoding, FieldOrder, Options, Protection};
use polybib::{
    Article, Contributor, Extra, Format, Identifier, Inline, Kind, Link, Localized, LossKind,
    LossReport, MathSyntax, Name, PersonName, RawMarkup, Reader, RichText, Scheme, Style, Writer,
};

const BOTH: [Format; 2] = [Format::BibTex, Format::BibLatex];

fn write(format: Format, options: Options, article: &Article) -> (String, LossReport) {
    let mut sink = Writer::new(format).with(options).to(Vec::new());
    let losses = sink.write(article).unwrap();
    (String::from_utf8(sink.finish().unwrap()).unwrap(), losses)
}

fn ascii() -> Options {
    Options::default().encoding(Encoding::Ascii)
}

fn read(format: Format, bib: &str) -> Article {
    polybib::read(format, bib).unwrap().articles.remove(0)
}

fn book() -> Article {
    let mut book = Article::new(Kind::Book);
    book.key = Some("k".into());
    book
}

fn losses(report: &LossReport) -> Vec<(&str, LossKind)> {
    report.iter().map(|loss| (loss.field.as_str(), loss.kind)).collect()
}

#[test]
fn the_bilingual_record_is_the_same_in_ascii() {
    let article = common::bilingual();
    for format in BOTH {
        let (text, losses) = write(format, ascii(), &article);
        assert!(text.is_ascii(), "{text}");
        let (plain, same) = write(format, Options::default(), &article);
        assert_eq!(losses, same, "ASCII loses nothing more");
        assert_eq!(read(format, &text), read(format, &plain));
    }
}

#[test]
fn titles_are_spelled_as_people_write_tex() {
    let mut book = book();
    book.title
        .push(Localized::new("Çä ő “ß” — Ångström’s œuvre, Война и мир, αβγ, 中文 – №\u{A0}5"));
    let (text, losses) = write(Format::BibTex, ascii(), &book);
    let title =
        r#"{\c{C}}{\"a} {\H{o}} ``{\ss}'' --- {\AA}ngstr{\"o}m{\textquoteright}s {\oe}uvre, "#
            .to_owned()
            + r"{\CYRV}{\cyro}{\cyrishrt}{\cyrn}{\cyra} {\cyri} {\cyrm}{\cyri}{\cyrr}, "
            + r"{\textalpha}{\textbeta}{\textgamma}, {\char20013}{\char25991} -- {\textnumero}~5";
    assert_eq!(text, format!("@book{{k,\n  title = {{{title}}},\n}}\n"));
    assert!(losses.is_empty());
    assert_eq!(read(Format::BibTex, &text), book);
}

/// One letter, small letters that are no particle, particles that BibTeX sees no letter of.
#[test]
fn names_come_back_from_ascii() {
    let mut names = vec![
        PersonName::new("Ж", ""),
        PersonName::new("É", "Ö"),
        PersonName::new("Émile", "Zoë"),
        PersonName::new("ван Гог", "Винсент"),
        PersonName::new("小明", "王"),
        PersonName::new("Müller–Lyer", "F. C."),
        PersonName::new("Ñandú, S.A.", "and Ёлка"),
    ];
    let mut von = PersonName::new("Пушкин", "Иван");
    von.dropping_particle = "фон".into();
    let mut upper = PersonName::new("de la Cruz", "Mária");
    upper.dropping_particle = "Å".into();
    let mut alone = PersonName::new("Ö", "");
    alone.dropping_particle = "é".into();
    names.extend([von, upper, alone]);
    for format in BOTH {
        for options in [Options::default(), ascii()] {
            for name in &names {
                let mut book = book();
                book.contributors.push(Contributor::new(Name::Person(name.clone())));
                let (text, losses) = write(format, options.clone(), &book);
                assert!(losses.is_empty(), "{text}{losses}");
                assert_eq!(read(format, &text), book, "{text}");
            }
        }
    }
}

#[test]
fn what_is_no_tex_stays_in_utf_8_and_is_reported() {
    let mut book = book();
    book.links.push(Link::to("https://example.org/é"));
    book.identifiers.push(Identifier::new(Scheme::Doi, "10.5555/Ж"));
    book.extra.push(Extra::new("bibtex", "file", "Müller.pdf"));
    let link = Inline::Link { url: "http://a.b/ü".into(), content: "ü".into() };
    book.title.push(Localized::new(RichText::from_iter([link])));
    let (text, report) = write(Format::BibLatex, ascii(), &book);
    for value in ["{https://example.org/é}", "{10.5555/Ж}", "{Müller.pdf}", "{\\\"u}}"] {
        assert!(text.contains(value), "{value}\n{text}");
    }
    assert_eq!(read(Format::BibLatex, &text), book);
    let expected = ["title", "identifiers[0]", "links[0]", "extra[0]"];
    assert_eq!(losses(&report), expected.map(|field| (field, LossKind::Approximated)));
}

#[test]
fn what_is_kept_as_tex_is_spelled_and_reported() {
    let mut book = book();
    let raw = Inline::from(RawMarkup::new("tex", "\\fooé{ü}", "ü"));
    let math = Inline::Math { syntax: MathSyntax::Tex, source: "α+1".into() };
    book.title.push(Localized::new(RichText::from_iter([raw, math])));
    book.extra.push(Extra::new("bibtex", "owner", "\\emph{Ж}"));
    let (text, report) = write(Format::BibTex, ascii(), &book);
    assert!(text.contains(r#"title = {\foo{}{\'e}{{\"u}}${\char945}+1$}"#), "{text}");
    assert!(text.contains(r"owner = {\emph{{\CYRZH}}}"), "{text}");
    assert_eq!(losses(&report), ["title", "extra[0]"].map(|f| (f, LossKind::Approximated)));
}

#[test]
fn keys_are_ascii_and_links_go_with_them() {
    let bib =
        "@inbook{жук_1, crossref = {Книга}}\n@book{Книга, title = {К}}\n@book{中, title = {К}}";
    let library = polybib::read(Format::BibLatex, bib).unwrap();
    let mut sink = Writer::new(Format::BibLatex).with(ascii()).to(Vec::new());
    let mut fields = Vec::new();
    for article in &library.articles {
        let report = sink.write(article).unwrap();
        fields.extend(report.iter().map(|loss| loss.field.to_string()));
    }
    assert_eq!(fields, ["key", "extra[1]", "key", "key"]);
    let text = String::from_utf8(sink.finish().unwrap()).unwrap();
    assert!(
        text.starts_with("@inbook{zhuk_1,\n  crossref = {Kniga},\n}\n\n@book{Kniga,"),
        "{text}"
    );
    assert!(text.is_ascii());
}

/// The numbers that TeX takes for characters are read, and what is none stays a command.
#[test]
fn characters_by_number_are_read() {
    let tex = r#"\char233 x \char"E9{} \char'351\symbol{233}\symbol{"4E2D}{\char20013}\char`\%"#;
    let article = read(Format::BibTex, &format!("@misc{{k, title = {{{tex}}}}}"));
    assert_eq!(article.title.primary().unwrap().to_string(), "éx é éé中中%");
    let odd = polybib::read(Format::BibTex, r"@misc{k, title = {\char\foo \symbol{x}}}").unwrap();
    assert_eq!(odd.diagnostics.len(), 3);
}

#[test]
fn protected_words_are_read_as_marked() {
    let json =
        r#"[{"id": "k", "type": "article-journal", "title": "The flora of Siberia: A DNA study"}]"#;
    let article = read(Format::CslJson, json);
    let (plain, report) = write(Format::BibTex, Options::default(), &article);
    assert!(plain.contains("title = {The flora of Siberia: A DNA study}"), "{plain}");
    assert!(report.is_empty());
    let words = Options::default().protection(Protection::Words);
    let (text, report) = write(Format::BibTex, words.clone(), &article);
    assert!(text.contains("title = {The flora of {Siberia}: A {DNA} study}"), "{text}");
    assert_eq!(losses(&report), [("title", LossKind::Approximated)]);
    let after = read(Format::BibTex, &text);
    let title = after.title.primary().unwrap();
    let marked =
        title.iter().filter(|run| matches!(run, Inline::Styled { style: Style::NoCase, .. }));
    assert_eq!(marked.map(ToString::to_string).collect::<Vec<_>>(), ["Siberia", "DNA"]);
    assert_eq!(title.to_string(), article.title.primary().unwrap().to_string());
    let (again, report) = write(Format::BibTex, words, &after);
    assert_eq!(again, text);
    assert!(report.is_empty(), "the second time nothing changes");
}

/// Styles leave journals and people alone; so does the option. In BibTeX the title has the subtitle.
#[test]
fn only_titles_are_protected() {
    let bib =
        "@article{k, title = {On Mars}, subtitle = {The Red one}, journal = {Annals of Mars}}";
    let words = Options::default().protection(Protection::Words);
    for (format, title) in [
        (Format::BibTex, "title = {On {Mars}: The {Red} one}"),
        (Format::BibLatex, "title = {On {Mars}}"),
    ] {
        let article = read(Format::BibLatex, bib);
        let (text, report) = write(format, words.clone(), &article);
        assert!(text.contains(title) && text.contains("{Annals of Mars}"), "{text}");
        assert!(text.contains("subtitle = {The {Red} one}"), "{text}");
        let after = read(format, &text);
        let hidden = common::unreported(&article, &after, &report);
        assert_eq!(hidden, [""; 0]);
        assert_eq!(after.subtitle.primary().unwrap().to_string(), "The Red one");
    }
}

const ORDERED: &str = "@article{k,
  year = {2020},
  editor = {E. Ditor},
  abstract = {a},
  author = {A. Uthor and B. Uthor},
  x = {1},
  doi = {10.5555/1},
  journal = {J},
  title_translation_en = {t},
  title = {T},
  w = {2},
  url = {http://a.b},
}
";

fn read_in_order(format: Format, bib: &str) -> Article {
    let options = Options::default().field_order(FieldOrder::AsRead);
    let mut records = Reader::new(format).with(options).for_slice(bib.as_bytes());
    records.next().unwrap().unwrap().article
}

#[test]
fn fields_stand_where_they_stood() {
    let as_read = || Options::default().field_order(FieldOrder::AsRead);
    let bib = ORDERED.replace(
        "title_translation_en = {t},\n  title = {T}",
        "title = {T},\n  title_translation_en = {t}",
    );
    let bib = bib
        .replace("E. Ditor", "Ditor, E.")
        .replace("A. Uthor and B. Uthor", "Uthor, A. and Uthor, B.");
    let article = read_in_order(Format::BibTex, &bib);
    let (text, report) = write(Format::BibTex, as_read(), &article);
    assert_eq!(text, bib);
    assert!(report.is_empty(), "{report}");
    // The other dialect has other names for some.
    let (text, report) = write(Format::BibLatex, as_read(), &article);
    let names: Vec<&str> =
        text.lines().filter_map(|line| line.trim().split_once(" = ")).map(|f| f.0).collect();
    let expected =
        "date editor abstract author x doi journaltitle title title_translation_en w url";
    assert_eq!(names.join(" "), expected);
    assert_eq!(losses(&report), [("extra[0]", LossKind::Approximated)]);
}

/// The order of a file is told to whoever asks; others are not bothered by it.
#[test]
fn the_order_is_kept_only_where_it_is_asked_for() {
    let plain = read(Format::BibTex, ORDERED);
    assert_eq!(plain.extra.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(), ["x", "w"]);
    let ordered = read_in_order(Format::BibTex, ORDERED);
    assert_eq!(ordered.extra[0].name, "field order");
    let (text, report) = write(Format::BibTex, Options::default(), &ordered);
    assert_eq!(text, write(Format::BibTex, Options::default(), &plain).0);
    assert!(losses(&report).contains(&("extra[0]", LossKind::Approximated)));
    // A field with such a name cannot be: the name has a space.
    assert!(!text.contains("order"));
}

/// Where the order of fields means something, that of the record holds.
#[test]
fn a_changed_record_keeps_its_own_order() {
    let bib = "@book{k,\n  note = {n},\n  doi = {10.5555/1},\n  editor = {E, A.},\n  addendum = {a},\n  isbn = {9783161484100},\n  author = {B, C.},\n}\n";
    for format in BOTH {
        let mut article = read_in_order(format, bib);
        article.contributors.reverse();
        article.notes.reverse();
        article.identifiers.reverse();
        let as_read = Options::default().field_order(FieldOrder::AsRead);
        let (text, report) = write(format, as_read, &article);
        let after = read_in_order(format, &text);
        assert_eq!(common::unreported(&article, &after, &report), [""; 0], "{text}");
        assert_eq!(after.contributors, article.contributors);
        assert_eq!(after.notes, article.notes);
        assert_eq!(after.identifiers, article.identifiers);
    }
}

/// BibTeX's styles print a `year` whatever is in it, so a date that is of years only goes there.
#[test]
fn a_date_of_years_stands_in_the_year() {
    for date in ["1984/1986", "2015/", "-3000~", "199X", "2012-05~"] {
        let mut book = book();
        let value = date.parse().unwrap();
        book.dates.push(polybib::Dated::new(polybib::DateKind::Published, value));
        let (text, report) = write(Format::BibTex, Options::default(), &book);
        let year = date.replace("-05", "");
        assert!(text.contains(&format!("year = {{{year}}}")), "{text}");
        assert_eq!(text.contains("month = may"), date.contains("-05"), "{text}");
        assert!(report.is_empty() && !text.contains(" date ="), "{text}\n{report}");
        assert_eq!(read(Format::BibTex, &text), book, "{text}");
    }
}

/// BibTeX's styles read a year and a month; the date itself stands beside them.
#[test]
fn a_date_that_is_more_than_a_day_stands_beside_its_year() {
    for date in ["2014-02-02/2014-02-07", "2012-22", "2014-02-02T10:00:00Z", "1999-XX", "Y17000002"]
    {
        let mut book = book();
        let value = date.parse().unwrap();
        book.dates.push(polybib::Dated::new(polybib::DateKind::Published, value));
        let (text, report) = write(Format::BibTex, Options::default(), &book);
        assert!(text.contains(&format!("date = {{{date}}}")), "{text}");
        assert_eq!(losses(&report), [("dates[0]", LossKind::Approximated)]);
        assert_eq!(read(Format::BibTex, &text), book, "{text}");
    }
    let both = "@book{k,\n  date = {2014-05},\n  year = {forthcoming},\n}\n";
    let article = read(Format::BibTex, both);
    assert_eq!(write(Format::BibTex, Options::default(), &article).0, both);
}

/// A field that has two names, and both of them.
#[test]
fn both_names_of_a_field_are_kept() {
    for bib in [
        "@book{k,\n  address = {A},\n  location = {B},\n}\n",
        "@book{k,\n  location = {A},\n  address = {B},\n}\n",
        "@article{k,\n  issue = {3},\n  number = {5},\n}\n",
    ] {
        for format in BOTH {
            let article = read(format, bib);
            let (text, report) = write(format, Options::default(), &article);
            // The one that the program looks at comes first.
            let mut lines = [text.lines().collect::<Vec<_>>(), bib.lines().collect()];
            for lines in &mut lines {
                lines.sort_unstable();
            }
            assert_eq!(lines[0], lines[1]);
            assert!(report.is_empty(), "{report}");
            assert_eq!(read(format, &text), article);
        }
    }
}
