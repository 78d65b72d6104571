//! BibTeX and BibLaTeX: reading, writing, and what is lost between.

mod common;

use std::process::Command;

use common::{bib_files, bilingual, corpus, scratch, skip, unreported};
use polybib::{
    Article, Code, Contributor, DateKind, Dated, Format, Identifier, Kind, Localized, LossKind,
    Name, PersonName, ReadErrorKind, Reader, Role, Scheme, Str,
};

const BOTH: [Format; 2] = [Format::BibTex, Format::BibLatex];

fn one(format: Format, bib: &str) -> Article {
    polybib::read(format, bib).unwrap().articles.remove(0)
}

#[test]
fn a_record_in_two_languages_comes_back_but_for_what_the_report_names() {
    let article = bilingual();
    for format in BOTH {
        let written = polybib::write(format, &article).unwrap();
        let library = polybib::read(format, &written.text).unwrap();
        assert_eq!(library.diagnostics, [], "{}", written.text);
        let after = &library.articles[0];
        assert_eq!(unreported(&article, after, &written.losses), [""; 0], "{}", written.text);
        assert_eq!(after.title, article.title);
        assert_eq!(after.keywords, article.keywords);
        assert_eq!(after.abstracts, article.abstracts);
        let names = |a: &Article| a.contributors.iter().map(|c| c.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(after), names(&article));
        // What was written is written again.
        let again = polybib::write(format, after).unwrap();
        assert_eq!(again.text, written.text);
    }
}

#[test]
fn the_fields_of_biblatex_multiscript_carry_the_other_language() {
    let written = polybib::write(Format::BibLatex, &bilingual()).unwrap();
    for line in [
        "  langid = {russian},",
        "  title_translation_en = {The foreign policy of Kazakhstan},",
        "  subtitle_translation_en = {shaping \\& development},",
        "  author_transliteration_en = {Troitskiy, Evgeny F. and Kim, Anna},",
        "  author+an:orcid = {1=\"0000-0002-1825-0097\"},",
        "  keywords_translation_en = {foreign policy, Kazakhstan, Central Asia},",
        "  journaltitle_translation_en = {Bulletin of Examples},",
        "  issn = {1561-7793},",
        "  eissn = {1561-803X},",
        "  date = {2020-05-17},",
        "  pages = {97--101},",
    ] {
        assert!(written.text.contains(line), "{line}\n{}", written.text);
    }
}

#[test]
fn the_titles_of_bibtex_hold_their_subtitles() {
    let written = polybib::write(Format::BibTex, &bilingual()).unwrap();
    assert!(
        written.text.contains("title = {Внешняя политика Казахстана: становление и развитие},")
    );
    assert!(written.text.contains("  month = may,\n  day = {17},"), "{}", written.text);
}

#[test]
fn other_conventions_for_translations_are_read() {
    let bib = r#"@article{an,
        author = {Иванов, Иван and Пушкин, Александр},
        author+an:orcid = {1="0000-0001-5109-3700"},
        author+an:affiliation = {1="Moscow State University"; 2="SPbU; Physics, dept."},
        title = {Заголовок}, title+an:en = {="Title; with semicolon"},
        abstract_en = {Abstract.}, keywords-en = {a, {b, c}},
        hyphenation = {russian}, journal = {Журнал}, date = {2020-05}}"#;
    let article = one(Format::BibLatex, bib);
    assert_eq!(article.title.in_lang("en").unwrap().to_string(), "Title; with semicolon");
    assert_eq!(article.abstract_in("en").unwrap().to_string(), "Abstract.");
    let keywords: Vec<String> =
        article.keywords_in("en").unwrap().keywords.iter().map(|k| k.text.to_string()).collect();
    assert_eq!(keywords, ["a", "b, c"]);
    assert_eq!(article.contributors[0].orcid.as_ref().unwrap().as_str(), "0000-0001-5109-3700");
    let text = article.affiliations[1].forms.primary().unwrap().to_string();
    assert_eq!(text, "SPbU; Physics, dept.");
    assert_eq!(article.language.unwrap().as_str(), "ru");
}

#[test]
fn one_bad_entry_costs_itself_and_says_where() {
    let bib = "@book{a, title={A}}\n@book{b, title={B}\n  year=2000}\n@book{c, title={C}}";
    let records: Vec<_> = Reader::new(Format::BibTex).for_slice(bib.as_bytes()).collect();
    assert_eq!(records.len(), 3);
    let error = records[1].as_ref().unwrap_err();
    assert_eq!(error.record(), Some("b"));
    assert_eq!((error.position().unwrap().line, error.position().unwrap().column), (3, 3));
    assert_eq!(
        error.to_string(),
        "`b`: expected a comma after the field `title` (line 3, column 3)"
    );
}

#[test]
fn a_broken_entry_gives_what_was_read_before_the_fault() {
    let bib = "@string{v = {Vestnik}}\n\
        @article{a, author = {Kim, A.}, journal = v, title = {T} year = 2000}\n\
        @article{b, title = {T}, note = {cut\n\
        @article{c key, title = {T}}\n\
        @string{bad}";
    for format in BOTH {
        let records: Vec<_> = Reader::new(format).for_slice(bib.as_bytes()).collect();
        let partial: Vec<Option<&Article>> =
            records.iter().map(|record| record.as_ref().unwrap_err().partial()).collect();
        let [Some(a), Some(b), Some(c), None] = partial[..] else { panic!("{records:?}") };
        assert_eq!(a.key.as_deref(), Some("a"));
        assert_eq!(a.contributors.len(), 1);
        let journal = a.container.as_ref().unwrap().title.primary().unwrap();
        assert_eq!(journal.to_string(), "Vestnik");
        assert_eq!(a.title.primary().unwrap().to_string(), "T");
        assert!(a.dates.is_empty());
        assert_eq!((b.notes.len(), b.title.len()), (0, 1), "half a value is none");
        assert_eq!((c.key.as_deref(), c.title.len()), (Some("c"), 0));
    }
    let none = polybib::read(Format::BibTex, "@book").unwrap_err();
    assert!(none.partial().is_none());
}

#[test]
fn an_entry_without_an_end_does_not_take_the_rest_with_it() {
    let mut bib = String::new();
    for i in 0..2000 {
        bib.push_str(&format!("@book{{k{i}, title = {{T\n"));
    }
    bib.push_str("@book{last, title = {T}}\n");
    let records: Vec<_> = Reader::new(Format::BibTex).for_slice(bib.as_bytes()).collect();
    assert_eq!(records.len(), 2001);
    assert_eq!(records.iter().filter(|r| r.is_ok()).count(), 1);
    let error = records[7].as_ref().unwrap_err();
    assert_eq!(error.kind(), ReadErrorKind::Truncated);
    assert_eq!(error.record(), Some("k7"));
}

#[test]
fn macros_are_joined_and_undefined_ones_are_told() {
    let bib = "@string{ACM = {Assoc. }}@string{full = acm # {of} # nothing}
        @article{k, journal = FULL # { Machines}, month = 10 # oct, publisher = nobody}";
    let library = polybib::read(Format::BibTex, bib).unwrap();
    let article = &library.articles[0];
    let journal = article.container.as_ref().unwrap();
    assert_eq!(journal.title.primary().unwrap().to_string(), "Assoc. of Machines");
    let codes: Vec<Code> = library.diagnostics.iter().map(|told| told.code).collect();
    assert_eq!(codes, [Code::UnknownMacro, Code::UnknownMacro], "in the macro and in the entry");
}

#[test]
fn the_two_programs_disagree_where_they_do() {
    let comment = "@comment{ @misc{inner, title={I}} } @misc{x, title={X}}";
    assert_eq!(polybib::read(Format::BibTex, comment).unwrap().articles.len(), 2);
    assert_eq!(polybib::read(Format::BibLatex, comment).unwrap().articles.len(), 1);
    let percent = "% @misc{out, title={O}}\n@misc{x, title={X}}";
    assert_eq!(polybib::read(Format::BibTex, percent).unwrap().articles.len(), 2);
    assert_eq!(polybib::read(Format::BibLatex, percent).unwrap().articles.len(), 1);
    let twice = "@misc{x, title={First}, title={Last}}";
    let title = |format| one(format, twice).title.primary().unwrap().to_string();
    assert_eq!((title(Format::BibTex), title(Format::BibLatex)), ("First".into(), "Last".into()));
}

#[test]
fn fields_without_a_typed_place_go_back_as_they_stood() {
    let bib = "@inbook{k,\n  file = {a_b.pdf:PDF},\n  customnote = {\\foo{x} $5$},\n  year = {2001},\n}\n";
    let article = one(Format::BibLatex, bib);
    assert_eq!(article.kind, Kind::Chapter);
    let written = polybib::write(Format::BibLatex, &article).unwrap();
    assert!(written.losses.is_empty(), "{}", written.losses);
    assert_eq!(
        written.text,
        "@inbook{k,\n  date = {2001},\n  file = {a_b.pdf:PDF},\n  customnote = {\\foo{x} $5$},\n}\n"
    );
}

#[test]
fn no_field_of_a_file_is_taken_for_what_the_reader_keeps() {
    for bib in [
        "@inbook{a, author = {A. B.}, title = {T}, entrytype = {misc}}",
        "@article{a, author = {A. B.}, title = {T}, entrytype = {inbook}}",
    ] {
        for format in [Format::BibTex, Format::BibLatex] {
            let article = polybib::read(format, bib).unwrap().articles.remove(0);
            let written = polybib::write(format, &article).unwrap();
            assert!(written.losses.is_empty(), "{:?}", written.losses);
            assert_eq!(written.text.split('{').next(), bib.split('{').next());
            assert!(written.text.contains("entrytype = {"), "{}", written.text);
        }
    }
}

#[test]
fn roles_find_a_list_and_come_back() {
    let mut article = Article::new(Kind::MotionPicture);
    article.key = Some("k".into());
    for role in [Role::Author, Role::Director, Role::Illustrator, Role::Recipient] {
        article.contributors.push(Contributor::person(role.as_str(), "X").with_role(role));
    }
    article.others.push(Role::Author);
    for format in BOTH {
        let written = polybib::write(format, &article).unwrap();
        assert!(written.losses.is_empty(), "{}", written.losses);
        assert_eq!(one(format, &written.text), article, "{}", written.text);
    }
}

#[test]
fn every_kind_and_date_comes_back_from_biblatex() {
    for kind in Kind::KNOWN {
        let mut article = Article::new(kind.clone());
        article.key = Some("k".into());
        for date in ["2020-05-17", "-0043", "1984?", "1984%", "1997/..", "/1997", "199X", "2020-21"]
        {
            article.dates = [Dated::new(DateKind::Published, date.parse().unwrap())].into();
            let written = polybib::write(Format::BibLatex, &article).unwrap();
            let back = one(Format::BibLatex, &written.text);
            assert_eq!(unreported(&article, &back, &written.losses), [""; 0], "{}", written.text);
            assert_eq!(back.dates, article.dates);
            let written = polybib::write(Format::BibTex, &article).unwrap();
            let back = one(Format::BibTex, &written.text);
            assert_eq!(unreported(&article, &back, &written.losses), [""; 0], "{}", written.text);
        }
    }
}

#[test]
fn keys_are_made_legal_and_unique_and_that_is_reported() {
    let mut books = vec![Article::new(Kind::Book); 3];
    books[0].key = Some("a b, c".into());
    books[1].key = Some("abc".into());
    books[2].contributors.push(Contributor::person("Щукин", "И."));
    let written = polybib::write_all(Format::BibTex, &books).unwrap();
    let keys: Vec<Str> = polybib::read(Format::BibTex, &written.text)
        .unwrap()
        .articles
        .into_iter()
        .map(|book| book.key.unwrap())
        .collect();
    assert_eq!(keys, ["abc", "abc-2", "shchukin"]);
    let lost: Vec<_> = written.losses.iter().map(|loss| loss.field.as_str()).collect();
    assert_eq!(lost, ["key", "key", "key"]);
}

#[test]
fn what_an_entry_cannot_say_is_reported() {
    let mut article = Article::new(Kind::ArticleJournal);
    article.key = Some("k".into());
    article.number = Some("7".into());
    article.identifiers.push(Identifier::new(Scheme::PublisherId, "x1"));
    article.dates.push(Dated::new(DateKind::Received, "2020".parse().unwrap()));
    let mut person = Contributor::new(Name::Person(PersonName::new("Kim", "A.")));
    person.emails.push("a\"b@example.org".into());
    article.contributors.push(person);
    let mut title = Localized::new("a");
    title.lang = "en".parse().ok();
    article.short_title.push(title);
    let written = polybib::write(Format::BibLatex, &article).unwrap();
    let lost: Vec<(&str, LossKind)> =
        written.losses.iter().map(|loss| (loss.field.as_str(), loss.kind)).collect();
    let expected = [
        ("dates[0]", LossKind::Dropped),
        ("short-title", LossKind::Approximated),
        ("identifiers[0]", LossKind::Dropped),
        ("number", LossKind::Dropped),
    ];
    assert_eq!(lost, expected, "{}", written.losses);
    // biber would divide the annotation at a semicolon, and end it at a quote.
    assert!(written.text.contains("author+an:email = {1=\"a{\\symbol{34}}b@example.org\"}"));
    let read = polybib::read(Format::BibLatex, &written.text).unwrap();
    assert_eq!(read.articles[0].contributors[0].emails, ["a\"b@example.org"]);
}

#[test]
fn bad_input_is_a_clear_error() {
    let table: [(&[u8], ReadErrorKind); 6] = [
        (b"", ReadErrorKind::NoRecords),
        (b"  \n", ReadErrorKind::NoRecords),
        (b"\x00\x01\x02\xff\xfe junk", ReadErrorKind::NoRecords),
        (b"@article{k, title = {T", ReadErrorKind::Truncated),
        (b"@article{k, title = {\xff}}", ReadErrorKind::Encoding),
        (b"@article", ReadErrorKind::Truncated),
    ];
    for (bytes, kind) in table {
        for format in BOTH {
            let error = polybib::read(format, bytes).unwrap_err();
            assert_eq!(error.kind(), kind, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
    assert_eq!(polybib::read(Format::BibTex, "@string{a = {b}}").unwrap().articles, []);
}

/// Inputs that stop or swamp other programs.
#[test]
fn what_belongs_to_no_record_is_told_with_the_next_one() {
    let bib =
        "@preamble{{\\newcommand{\\x}{X}}}\n@comment{jabref-meta: groups}\n@misc{k, title = {T}}";
    let library = polybib::read(Format::BibLatex, bib).unwrap();
    let told: Vec<String> = library.diagnostics.iter().map(|d| d.message.clone()).collect();
    assert_eq!(
        told,
        [
            "this `@preamble` is no part of a record; it was left out",
            "this `@comment` is no part of a record; it was left out",
        ]
    );
    assert!(library.diagnostics.iter().all(|d| d.severity == polybib::Severity::Info));
    assert_eq!(library.diagnostics[1].position.unwrap().line, 2);
}

/// A role whose list is not there says nothing of anybody, and is kept.
#[test]
fn a_role_without_its_list_is_kept() {
    for format in BOTH {
        let bib = "@book{k,\n  title = {T},\n  editortype = {compiler},\n}\n";
        let written = polybib::write(format, &one(format, bib)).unwrap();
        assert_eq!(written.text, bib);
        assert!(written.losses.is_empty());
    }
}

#[test]
fn a_macro_of_nothing_is_told_with_the_next_record() {
    let library = polybib::read(
        Format::BibTex,
        "@string{a = b # {x}}\n@string{c = c}\n@misc{k, title = a # c}",
    )
    .unwrap();
    let told: Vec<_> =
        library.diagnostics.iter().map(|d| (d.code.as_str(), d.message.as_str())).collect();
    assert_eq!(
        told,
        [
            (
                "unknown-macro",
                "the macro `b` in that of `a` is not defined; it was read as nothing"
            ),
            (
                "unknown-macro",
                "the macro `c` in that of `c` is not defined; it was read as nothing"
            ),
        ]
    );
    assert_eq!(library.diagnostics[1].position.unwrap().line, 2);
    assert_eq!(library.articles[0].title.primary().unwrap().to_string(), "x");
}

#[test]
fn bombs_do_not_go_off() {
    let doubling: String = std::iter::once("@string{a0 = {xxxxxxxxxx}}".to_owned())
        .chain((1..40).map(|i| format!("@string{{a{i} = a{} # a{}}}", i - 1, i - 1)))
        .chain(["@misc{k, title = a39}".to_owned()])
        .collect();
    let table = [
        "@string{a = a} @book{k, title = a}".to_owned(),
        "@book{a, crossref={b}, title={A}} @book{b, crossref={a}, title={B}}".to_owned(),
        format!("@misc{{k, title = {{{}x{}}}}}", "\\a{".repeat(16_000), "}".repeat(16_000)),
        format!("@misc{{k, title = {{{}x{}}}}}", "{".repeat(80_000), "}".repeat(80_000)),
        format!("@misc{{k, title = \"a\"{}}}", " # \"a\"".repeat(80_000)),
        format!("@misc{{k, author = {{{}}}}}", "a and ".repeat(80_000)),
        format!("@misc{{k, title = {{{}}}}}", "$\\(".repeat(80_000)),
        doubling,
        "@".repeat(1_000_000),
        "@a{".repeat(100_000),
    ];
    for bib in table {
        for format in BOTH {
            let started = std::time::Instant::now();
            let _ = polybib::read(format, &bib);
            assert!(started.elapsed().as_secs() < 10, "{}", &bib[..40]);
        }
    }
}

/// What would grow with the square of the input, or without a bound.
#[test]
fn cost_is_bounded_by_the_limits_and_grows_with_the_input() {
    let chain: String =
        (0..30_000).map(|i| format!("@string{{s{} = s{i} # \"xxxxxxxxxx\"}}\n", i + 1)).collect();
    let bib = format!("@string{{s0 = \"x\"}}\n{chain}@misc{{k, title = s30000}}");
    let records: Vec<_> = Reader::new(Format::BibTex).for_slice(bib.as_bytes()).collect();
    assert!(records.iter().any(|r| r.as_ref().is_err_and(polybib::ReadError::is_limit)));

    let limits = polybib::Limits::default().with_expansion(50);
    let bib = "@string{a = {aaaaaaaaaaaaaaaaaaaa}} @misc{k, title = a # a # a} @misc{l, title = a}";
    let records: Vec<_> =
        Reader::new(Format::BibTex).limits(limits).for_slice(bib.as_bytes()).collect();
    let error = records[0].as_ref().unwrap_err();
    assert!(error.is_limit() && error.record() == Some("k"), "{error}");
    assert!(records[1].is_ok());

    let same = vec![Article::new(Kind::Book); 20_000];
    let written = polybib::write_all(Format::BibTex, &same).unwrap();
    assert!(written.text.contains("@book{book-20000,"));
    let fields: String = (0..20_000).map(|i| format!("  f{i} = {{x}},\n")).collect();
    let bib = format!("@misc{{k,\n{fields}}}\n");
    let article = one(Format::BibTex, &bib);
    assert_eq!(polybib::write(Format::BibTex, &article).unwrap().text, bib);
}

#[test]
fn dates_are_no_tex() {
    for date in ["1723~", "2011-05-25~/2012-06-26~", "-0043?"] {
        let article = one(Format::BibLatex, &format!("@book{{k, date = {{{date}}}}}"));
        assert_eq!(article.dates[0].value.to_string(), date);
    }
    let article = one(Format::BibTex, "@book{k, year = 1776, month = jul # \"~4\"}");
    assert_eq!(article.dates[0].value.to_string(), "1776-07-04");
    let odd = "@book{k,\n  year = {1776},\n  month = {March--April},\n}\n";
    let library = polybib::read(Format::BibTex, odd).unwrap();
    assert_eq!(library.diagnostics[0].code, Code::BadDate);
    assert_eq!(polybib::write(Format::BibTex, &library.articles[0]).unwrap().text, odd);
}

#[test]
fn a_region_that_babel_has_no_name_for_is_kept() {
    let mut article = Article::new(Kind::Book);
    article.key = Some("k".into());
    article.language = "ru-RU".parse().ok();
    let written = polybib::write(Format::BibLatex, &article).unwrap();
    assert!(written.losses.is_empty(), "{}", written.losses);
    assert_eq!(written.text, "@book{k,\n  langid = {russian},\n  language = {ru-RU},\n}\n");
    assert_eq!(one(Format::BibLatex, &written.text), article);
}

#[test]
fn a_key_that_was_there_before_is_told() {
    let bib = "@misc{dup, title={A}} @misc{Dup, title={B}}";
    assert_eq!(polybib::read(Format::BibTex, bib).unwrap().diagnostics[0].code, Code::Duplicate);
    assert_eq!(polybib::read(Format::BibLatex, bib).unwrap().diagnostics, []);
}

/// Every real file is read without a panic, and every record that is read is written honestly.
#[test]
fn real_files_are_read_and_written_honestly() {
    let Some(folder) = corpus("real .bib files") else { return };
    let (mut files, mut records, mut failed, mut dishonest, mut moving) = (0, 0, 0, 0, 0);
    for path in bib_files(&folder.join("bib")) {
        files += 1;
        let bytes = std::fs::read(&path).unwrap();
        for format in BOTH {
            for record in Reader::new(format).for_slice(&bytes) {
                let Ok(record) = record else {
                    failed += 1;
                    continue;
                };
                records += 1;
                let written = polybib::write(format, &record.article).unwrap();
                let library = polybib::read(format, &written.text)
                    .unwrap_or_else(|e| panic!("{}: {e}\n{}", path.display(), written.text));
                let after = &library.articles[0];
                let hidden = unreported(&record.article, after, &written.losses);
                if !hidden.is_empty() {
                    dishonest += 1;
                    println!("{} {:?}: {hidden:?}", path.display(), record.article.key);
                }
                if polybib::write(format, after).unwrap().text != written.text {
                    moving += 1;
                    println!("{} {:?}: another text", path.display(), record.article.key);
                }
            }
        }
    }
    println!(
        "{files} files, {records} records read, {failed} not; {dishonest} with a loss unnamed; {moving} written otherwise the second time"
    );
    assert_eq!((dishonest, moving), (0, 0));
}

/// Runs the real BibTeX over a document; what it says and what it makes of it.
fn bibtex(name: &str, bib: &str, fields: &[&str]) -> Option<(String, String)> {
    let folder = scratch(&format!("bibtex-{name}"));
    let style: String = format!(
        "ENTRY {{ {} }}{{}}{{}}\nFUNCTION {{out}} {{ {} }}\nFUNCTION {{default.type}} {{ out }}\nFUNCTION {{article}} {{ out }}\nFUNCTION {{misc}} {{ out }}\nREAD\nITERATE {{out}}\n",
        fields.join(" "),
        fields
            .iter()
            .map(|f| format!("{f} missing$ {{ }} {{ \"{f}=\" {f} * write$ newline$ }} if$ "))
            .collect::<String>(),
    );
    std::fs::write(folder.join("x.bib"), bib).unwrap();
    std::fs::write(folder.join("x.bst"), style).unwrap();
    std::fs::write(folder.join("x.aux"), "\\bibstyle{x}\n\\citation{*}\n\\bibdata{x}\n").unwrap();
    let run = Command::new("bibtex").arg("x").current_dir(&folder).output().ok()?;
    let said = String::from_utf8_lossy(&run.stdout).into_owned();
    // BibTeX breaks long lines and indents what follows.
    let made = String::from_utf8(std::fs::read(folder.join("x.bbl")).unwrap()).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    Some((said, made.replace("\n  ", " ")))
}

/// The page without a journal or a year: no style misses anything in the entry.
#[test]
fn the_real_bibtex_reads_the_page_without_a_warning() {
    let page = include_str!("../fixtures/landing/kazakhstan.txt");
    let article = polybib::read(Format::Landing, page).unwrap().articles.remove(0);
    let written = polybib::write(Format::BibTex, &article).unwrap();
    let fields = ["title", "author", "keywords", "keywords_translation_ru"];
    let Some((said, made)) = bibtex("page", &written.text, &fields) else {
        return skip("the real BibTeX", "program `bibtex`");
    };
    assert!(!said.contains("arning") && !said.contains("rror"), "{said}");
    assert!(made.contains("author=Troitskiy, Ye. F.\n"), "{made}");
    let english = "keywords=multi-vector foreign policy, Central Asia, Kazakhstan\n";
    let russian = "keywords_translation_ru=многовекторность, внешняя политика, Казахстан\n";
    assert!(made.contains(english) && made.contains(russian), "{made}");
}

#[test]
fn the_real_bibtex_reads_the_same_without_a_warning() {
    let written = polybib::write(Format::BibTex, &bilingual()).unwrap();
    let fields = [
        "title",
        "author",
        "journal",
        "keywords",
        "keywords_translation_en",
        "abstract_translation_en",
    ];
    let Some((said, made)) = bibtex("bilingual", &written.text, &fields) else {
        return skip("the real BibTeX", "program `bibtex`");
    };
    assert!(!said.contains("arning") && !said.contains("rror"), "{said}");
    assert!(made.contains("keywords=внешняя политика, Казахстан\n"), "{made}");
    assert!(
        made.contains("keywords_translation_en=foreign policy, Kazakhstan, Central Asia\n"),
        "{made}"
    );
    assert!(made.contains("author=Троицкий, Евгений Флорентьевич and Ким, Анна\n"), "{made}");
}

/// A month that no calendar has can be set by hand: it is lost, and nothing worse.
#[test]
fn a_month_set_by_hand_may_be_none() {
    let mut date = polybib::Date::from_year(2020);
    date.month = Some(0);
    let mut article = Article::new(Kind::Book);
    article.dates.push(Dated::new(DateKind::Published, polybib::DateValue::At(date)));
    for format in Format::ALL.into_iter().filter(|format| format.is_writable()) {
        let _ = polybib::write(format, &article);
    }
    let written = polybib::write(Format::BibTex, &article).unwrap();
    assert!(written.losses.iter().any(|loss| loss.field.as_str() == "dates[0]"));
}

/// Written back, nothing is in another field or of another type than it was.
#[test]
fn what_a_file_says_stays_where_it_says_it() {
    let table = [
        // A type of thesis beside a `type` of its own.
        (Format::BibTex, "@mastersthesis{k,\n  type = {Diploma},\n}\n"),
        (Format::BibLatex, "@mastersthesis{k,\n  type = {Diploma},\n}\n"),
        // `langid` is not printed, `language` is.
        (Format::BibLatex, "@patent{k,\n  langid = {spanish},\n}\n"),
        (Format::BibLatex, "@book{k,\n  langid = {spanish},\n  language = {spanish},\n}\n"),
        (Format::BibLatex, "@book{k,\n  eprint = {1},\n  eprinttype = {arxiv},\n}\n"),
        (Format::BibTex, "@book{k,\n  eprint = {1},\n  archiveprefix = {arXiv},\n}\n"),
        // Fields that stand for the same: each program looks at its own.
        (Format::BibTex, "@book{k,\n  address = {A},\n  location = {L},\n}\n"),
        (Format::BibLatex, "@book{k,\n  location = {L},\n  address = {A},\n}\n"),
        (Format::BibTex, "@article{k,\n  number = {3},\n  issue = {138},\n}\n"),
        // Beside a year in words a month says nothing, and is kept.
        (Format::BibTex, "@book{k,\n  year = {1984–1985},\n  month = {January},\n}\n"),
        // BibTeX takes nearly any sign in a key.
        (Format::BibTex, "@book{O'Hara(1999)=a,\n  title = {T},\n}\n"),
        // No title in Isoko.
        (Format::BibTex, "@article{k,\n  journal = {J},\n  journal-iso = {J. I.},\n}\n"),
        (Format::BibTex, "@book{k,\n  title = {{TeX}: the Program \\arabic{x} y},\n}\n"),
    ];
    for (format, bib) in table {
        let article = one(format, bib);
        let written = polybib::write(format, &article).unwrap();
        assert_eq!(written.text, bib);
        assert!(written.losses.is_empty(), "{}", written.losses);
        let turned: Vec<&str> = bib.lines().collect();
        if let [head, first, second, end] = turned[..] {
            let turned = [head, second, first, end].join("\n");
            assert_eq!(polybib::write(format, &one(format, &turned)).unwrap().text, bib);
        }
    }
}

/// `\{` is a brace to BibTeX and none to TeX: nothing behind one is lost.
#[test]
fn braces_that_only_bibtex_counts_hide_nothing() {
    let bib = r"@misc{k, title = {In \{\{\vphantom{\}\}}{GaAs}\vphantom\{\}\vphantom\{\} Wires}}";
    for format in BOTH {
        let text = one(format, bib).title.primary().unwrap().to_string();
        assert!(text.contains("GaAs") && text.ends_with("Wires"), "{text}");
    }
}

#[test]
fn what_is_left_out_of_a_name_is_told() {
    let library =
        polybib::read(Format::BibTex, r"@book{k, author = {Jeffrey {\Mc}Arthur}}").unwrap();
    let message = &library.diagnostics[0].message;
    assert_eq!(message, r"the command `\Mc` is not known; only its arguments were kept");
}
