//! What of BibLaTeX's data model is read, and that all of it is written back.
#![cfg(feature = "bibtex")]

mod common;

use std::collections::BTreeMap;

use polybib::bibtex::raw::{Command, Commands, Macros};
use polybib::{
    Article, Bound, Code, DateValue, Form, Format, Inline, Kind, Name, Reader, Relation, RichText,
    Role, Scheme, Severity,
};

const BOTH: [Format; 2] = [Format::BibTex, Format::BibLatex];

fn one(format: Format, bib: &str) -> Article {
    polybib::read(format, bib).unwrap().articles.remove(0)
}

fn codes(format: Format, bib: &str) -> Vec<Code> {
    polybib::read(format, bib).unwrap().diagnostics.iter().map(|told| told.code).collect()
}

/// The fields of one entry, expanded, by their names.
fn fields(bib: &str) -> BTreeMap<String, String> {
    let Some(Command::Entry(entry)) = Commands::bibtex(bib).next() else { panic!("{bib}") };
    assert!(entry.fault.is_none(), "{bib}");
    let macros = Macros::default();
    let value = |field: &polybib::bibtex::raw::Field<'_>| {
        (field.name.to_lowercase(), macros.value(&field.pieces).into_owned())
    };
    entry.fields.iter().map(value).collect()
}

/// What a record is after it was written and read, and the text between.
fn back(format: Format, article: &Article) -> (Article, String) {
    let written = polybib::write(format, article).unwrap();
    assert!(written.losses.is_empty(), "{}\n{}", written.losses, written.text);
    (one(format, &written.text), written.text)
}

/// The entry types of biblatex's data model (`blx-dm.def`) and its aliases, each with the kind that
/// it is read as.
#[rustfmt::skip]
const TYPES: &[(&str, Kind)] = &[
    ("article", Kind::ArticleJournal), ("artwork", Kind::Graphic), ("audio", Kind::Song),
    ("bibnote", Kind::Document), ("book", Kind::Book), ("bookinbook", Kind::BookInBook),
    ("booklet", Kind::Pamphlet), ("collection", Kind::EditedBook), ("commentary", Kind::Book),
    ("conference", Kind::PaperConference), ("customa", Kind::Document),
    ("customb", Kind::Document), ("customc", Kind::Document), ("customd", Kind::Document),
    ("custome", Kind::Document), ("customf", Kind::Document), ("dataset", Kind::Dataset),
    ("electronic", Kind::Webpage), ("image", Kind::Figure), ("inbook", Kind::Chapter),
    ("incollection", Kind::Chapter), ("inproceedings", Kind::PaperConference),
    ("inreference", Kind::EntryEncyclopedia), ("jurisdiction", Kind::LegalCase),
    ("legal", Kind::Treaty), ("legislation", Kind::Legislation),
    ("letter", Kind::PersonalCommunication), ("manual", Kind::Manual),
    ("mastersthesis", Kind::Thesis), ("misc", Kind::Document), ("movie", Kind::MotionPicture),
    ("music", Kind::Song), ("mvbook", Kind::Book), ("mvcollection", Kind::EditedBook),
    ("mvproceedings", Kind::Proceedings), ("mvreference", Kind::ReferenceBook),
    ("online", Kind::Webpage), ("patent", Kind::Patent), ("performance", Kind::Performance),
    ("periodical", Kind::Periodical), ("phdthesis", Kind::Thesis),
    ("proceedings", Kind::Proceedings), ("reference", Kind::ReferenceBook),
    ("report", Kind::Report), ("review", Kind::Review), ("set", Kind::Document),
    ("software", Kind::Software), ("standard", Kind::Standard), ("suppbook", Kind::Supplement),
    ("suppcollection", Kind::Supplement), ("suppperiodical", Kind::ArticleJournal),
    ("techreport", Kind::Report), ("thesis", Kind::Thesis), ("unpublished", Kind::Manuscript),
    ("video", Kind::MotionPicture), ("www", Kind::Webpage), ("xdata", Kind::Document),
];

#[test]
fn every_type_of_the_data_model_is_known_and_written_back() {
    for (name, kind) in TYPES {
        let bib = format!("@{name}{{k,\n  title = {{T}},\n}}\n");
        let library = polybib::read(Format::BibLatex, &bib).unwrap();
        assert_eq!(library.diagnostics, [], "{name}");
        assert_eq!(library.articles[0].kind, *kind, "{name}");
        for format in BOTH {
            let article = one(format, &bib);
            let (after, text) = back(format, &article);
            assert_eq!(after, article, "{text}");
            // The hard aliases of theses are the types that they stand for.
            let same = match *name {
                "mastersthesis" | "phdthesis" | "techreport" => format == Format::BibTex,
                _ => true,
            };
            assert_eq!(text.starts_with(&format!("@{name}{{")), same, "{text}");
        }
    }
    let unknown = "@webcomic{k,\n  title = {T},\n}\n";
    assert_eq!(codes(Format::BibLatex, unknown), [Code::UnknownType]);
    assert_eq!(back(Format::BibLatex, &one(Format::BibLatex, unknown)).1, unknown);
}

/// The fields of biblatex's data model (`blx-dm.def`) with a value each. The parts of dates are not
/// among them: a `date` says them.
#[rustfmt::skip]
const FIELDS: &[(&str, &str)] = &[
    ("sortyear", "1999"), ("volume", "IV"), ("volumes", "3"),
    ("abstract", "One \\emph{two}."), ("addendum", "Added"), ("annotation", "Read it"),
    ("booksubtitle", "Sub"), ("booktitle", "Book"), ("booktitleaddon", "Add"),
    ("chapter", "7"), ("edition", "2"), ("eid", "e12"), ("entrysubtype", "odd"),
    ("eprintclass", "math.AG"), ("eprinttype", "arXiv"), ("eventtitle", "Event"),
    ("eventtitleaddon", "Add"), ("gender", "sf"), ("howpublished", "by hand"),
    ("indexsorttitle", "a"), ("indextitle", "b"), ("isan", "0"), ("isbn", "978-0-306-40615-7"),
    ("ismn", "0"), ("isrn", "0"), ("issn", "1561-7793"), ("issue", "Spring"),
    ("issuesubtitle", "Sub"), ("issuetitle", "Issue"), ("issuetitleaddon", "Add"), ("iswc", "0"),
    ("journalsubtitle", "Sub"), ("journaltitle", "Journal"), ("journaltitleaddon", "Add"),
    ("label", "L"), ("langid", "american"), ("langidopts", "variant=american"),
    ("library", "QA 1"), ("mainsubtitle", "Sub"), ("maintitle", "Main"),
    ("maintitleaddon", "Add"), ("nameaddon", "n"), ("note", "Note"), ("number", "5"),
    ("origtitle", "Original"), ("pagetotal", "xii, 300"), ("part", "2"),
    ("relatedstring", "First as"), ("relatedtype", "reprintof"), ("reprinttitle", "R"),
    ("series", "Series"), ("shorthandintro", "quoted as"), ("subtitle", "Sub"), ("title", "Title"),
    ("titleaddon", "Add"), ("usera", "a"), ("userb", "b"), ("userc", "c"), ("userd", "d"),
    ("usere", "e"), ("userf", "f"), ("venue", "Omsk"), ("version", "1.0"),
    ("shorthand", "S"), ("shortjournal", "J."), ("shortseries", "S."), ("shorttitle", "T"),
    ("sorttitle", "T"), ("sortshorthand", "s"), ("sortkey", "k"), ("presort", "mm"),
    ("institution", "I and J"), ("lista", "a and b"), ("listb", "a"), ("listc", "a"),
    ("listd", "a"), ("liste", "a"), ("listf", "a"), ("location", "Tomsk and {Omsk and Perm}"),
    ("organization", "O"), ("origlocation", "Riga"), ("origpublisher", "OP"),
    ("publisher", "P and Q"),
    ("afterword", "A, B"), ("annotator", "A, C"), ("author", "Ким, Анна and others"),
    ("bookauthor", "A, D"), ("commentator", "A, E"), ("editor", "A, F"), ("editora", "A, G"),
    ("editorb", "A, H"), ("editorc", "A, I"), ("foreword", "A, J"), ("holder", "A, K"),
    ("introduction", "A, L"), ("namea", "A, M"), ("nameb", "A, N"), ("namec", "A, O"),
    ("translator", "A, P"), ("shortauthor", "AP"), ("shorteditor", "AQ"), ("sortname", "A, R"),
    ("authortype", "x"), ("editoratype", "redactor"), ("editorbtype", "founder"),
    ("editorctype", "collaborator"), ("editortype", "compiler"), ("bookpagination", "page"),
    ("nameatype", "composer"), ("namebtype", "director"), ("namectype", "narrator"),
    ("pagination", "verse"), ("pubstate", "inpress"), ("type", "candthesis"),
    ("language", "american"), ("origlanguage", "french and german"),
    ("crossref", "other"), ("xref", "other"),
    ("date", "2004-06~"), ("eventdate", "2004-06-01/2004-06-03"), ("origdate", "-0043"),
    ("urldate", "2020-05-17"),
    ("doi", "10.1000/a_b%c"), ("eprint", "math/0307200v3"), ("file", "a b_{c}.pdf:PDF"),
    ("verba", "a_b"), ("verbb", "%"), ("verbc", "#"), ("url", "https://example.org/~a_b?c=%20"),
    ("xdata", "x,y"), ("ids", "k1,k2"), ("entryset", "a,b"), ("related", "a,b"),
    ("keywords", "one, {two, three}"), ("options", "useprefix=true"),
    ("relatedoptions", "useprefix=false"), ("pages", "1--9, 12"), ("execute", "\\foo"),
];

#[test]
fn every_field_of_the_data_model_is_typed_or_kept_and_written_back() {
    let needs: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("eprinttype", &["eprint"][..]),
        ("eprintclass", &["eprint", "eprinttype"]),
        ("eprint", &["eprinttype"]),
        ("relatedtype", &["related"]),
        ("relatedstring", &["related"]),
        ("langid", &["language"]),
        ("language", &["langid"]),
        ("nameatype", &["namea"]),
        ("namebtype", &["nameb"]),
        ("namectype", &["namec"]),
        ("editortype", &["editor"]),
        ("editoratype", &["editora"]),
        ("editorbtype", &["editorb"]),
        ("editorctype", &["editorc"]),
        ("editora", &["editoratype"]),
        ("editorb", &["editorbtype"]),
        ("editorc", &["editorctype"]),
        ("namea", &["nameatype"]),
        ("nameb", &["namebtype"]),
        ("namec", &["namectype"]),
    ]);
    let value = |name: &str| FIELDS.iter().find(|(of, _)| *of == name).unwrap().1;
    let mut kept = 0;
    for (kind, _) in TYPES {
        for (name, text) in FIELDS {
            let beside = needs.get(name).copied().unwrap_or_default();
            let mut bib = format!("@{kind}{{k, {name} = {{{text}}}");
            for more in beside {
                bib += &format!(", {more} = {{{}}}", value(more));
            }
            bib.push('}');
            let article = one(Format::BibLatex, &bib);
            kept += usize::from(article.extra.iter().any(|extra| extra.name == *name));
            let (after, written) = back(Format::BibLatex, &article);
            assert_eq!(after, article, "{written}");
            // A thesis or a report has its sort as its type.
            let mut fields = fields(&written);
            if *name != "type" && matches!(*kind, "phdthesis" | "mastersthesis" | "techreport") {
                fields.remove("type");
            }
            let mut expected = vec![(*name, *text)];
            expected.extend(beside.iter().map(|more| (*more, value(more))));
            expected.sort_unstable();
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
            assert_eq!(fields, expected, "{bib}\n{written}");
        }
    }
    println!("{} fields of {} types; {kept} times kept as they stand", FIELDS.len(), TYPES.len());
}

#[test]
fn all_fields_together_come_back() {
    for (kind, _) in TYPES {
        let all = FIELDS.iter().filter(|(name, _)| *name != "entrysubtype");
        let all: Vec<String> =
            all.map(|(name, text)| format!("  {name} = {{{text}}},\n")).collect();
        let bib = format!("@{kind}{{k,\n{}}}\n", all.concat());
        let article = one(Format::BibLatex, &bib);
        let written = polybib::write(Format::BibLatex, &article).unwrap();
        let (read, expected) = (fields(&written.text), fields(&bib));
        let differ: Vec<_> = expected
            .iter()
            .filter(|(name, text)| read.get(*name) != Some(text))
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(differ, [""; 0], "{}\n{}", written.text, written.losses);
        // Order within `extra` is that of the file.
        // The spelling of a value that is typed stands behind the fields.
        let fields = article.extra.iter().filter(|extra| extra.name != "eprinttype");
        let own: Vec<&str> = fields.map(|extra| extra.name.as_str()).collect();
        let place = |name: &str| FIELDS.iter().position(|(of, _)| *of == name);
        let places: Vec<usize> = own.iter().filter_map(|name| place(name)).collect();
        assert!(places.is_sorted(), "{own:?}");
    }
}

#[test]
fn the_other_names_of_fields_are_read() {
    let bib = "@thesis{k, address = {Omsk}, annote = {A}, archiveprefix = {arXiv}, eprint = {1},
        primaryclass = {math}, hyphenation = {german}, school = {S}, key = {x}, pdf = {p}}";
    let article = one(Format::BibLatex, bib);
    assert_eq!(article.publisher_places[0].primary().unwrap().to_string(), "Omsk");
    assert_eq!(article.publishers[0].primary().unwrap().to_string(), "S");
    assert_eq!(article.notes[0].kind.as_deref(), Some("annotation"));
    assert_eq!(article.identifiers[0].scheme, Scheme::Arxiv);
    assert_eq!(article.language.as_ref().unwrap().as_str(), "de");
    let left: Vec<_> = article.extra.iter().map(|extra| extra.name.as_str()).collect();
    assert_eq!(left, ["primaryclass", "key", "pdf", "eprinttype", "hyphenation"]);
    let journal = one(Format::BibLatex, "@article{k, journal = {J}}");
    assert_eq!(journal.container.unwrap().title.primary().unwrap().to_string(), "J");
}

#[test]
fn fields_say_the_kind_more_closely() {
    let table = [
        ("@unpublished{k, eventtitle = {E}}", Kind::Speech),
        ("@unpublished{k, venue = {V}}", Kind::Speech),
        ("@unpublished{k, note = {N}}", Kind::Manuscript),
        ("@article{k, eprint = {1234.5678}, eprinttype = {arxiv}}", Kind::Preprint),
        ("@article{k, eprint = {1}, eprinttype = {jstor}}", Kind::ArticleJournal),
        (
            "@article{k, eprint = {1}, eprinttype = {arxiv}, journaltitle = {J}}",
            Kind::ArticleJournal,
        ),
        ("@article{k, eprint = {1}, eprinttype = {arxiv}, crossref = {p}}", Kind::ArticleJournal),
        ("@article{k, entrysubtype = {magazine}}", Kind::ArticleMagazine),
        ("@article{k, entrysubtype = {newspaper}}", Kind::ArticleNewspaper),
    ];
    for (bib, kind) in table {
        for format in BOTH {
            let article = one(format, bib);
            assert_eq!(article.kind, kind, "{bib}");
            let (after, text) = back(format, &article);
            assert_eq!(after, article, "{text}");
            assert_eq!(text.split('{').next(), bib.split('{').next());
            let known = ["magazine", "newspaper"].iter().any(|subtype| bib.contains(subtype));
            assert_eq!(text.contains("entrysubtype"), known, "{text}");
        }
    }
}

#[test]
fn names_in_the_extended_form_lose_nothing() {
    let list = "given={Hans}, family={Berg}, prefix={von der}, prefix-i={v}, given-i={H}, useprefix=true, id=abc \
        and \"family={Robert and Sons, Inc.}\", given=R, suffix={Jr.} and Family = {Кim}, Given=A and nosortothers=true \
        and given={Jean}, family={Prévost}, useprefix=false, sortingnamekeytemplatename=x";
    let bib = format!(
        "@book{{k, author = {{{list}}}, author_transliteration_en = {{family=Berg, given=H, given-i={{Ha}} and B, R and Kim, A and P, J}}}}"
    );
    let article = one(Format::BibLatex, &bib);
    let names: Vec<&Name> = article.authors().map(|a| a.name.primary().unwrap()).collect();
    let Name::Person(berg) = names[0] else { panic!() };
    assert_eq!((berg.non_dropping_particle.as_str(), berg.family.as_str()), ("von der", "Berg"));
    let families: Vec<&str> = names.iter().map(|name| name.family()).collect();
    assert_eq!(families, ["Berg", "Robert and Sons, Inc.", "Кim", "Prévost"]);
    let (after, text) = back(Format::BibLatex, &article);
    assert_eq!(after, article, "{text}");
    for part in [
        "author = {nosortothers=true and given={Hans}, family={Berg}, prefix={von der}, prefix-i={v}, given-i={H}, useprefix=true, id=abc and ",
        "and given={Jean}, family={Prévost}, useprefix=false, sortingnamekeytemplatename=x},",
        "author_transliteration_en = {family=Berg, given=H, given-i={Ha} and ",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    // A name that is no longer that name has its own spelling, and the report says so.
    let mut changed = article.clone();
    changed.contributors.remove(0);
    let written = polybib::write(Format::BibLatex, &changed).unwrap();
    assert!(!written.text.contains("given-i={H}"), "{}", written.text);
    assert!(
        written.losses.iter().any(|loss| loss.message.contains("id=abc")),
        "{}",
        written.losses
    );
    // BibTeX has no such names.
    let written = polybib::write(Format::BibTex, &article).unwrap();
    assert!(!written.text.contains("nosortothers") && !written.losses.is_empty());
    assert_eq!(codes(Format::BibLatex, "@book{k, author = {Smith, given=J}}"), [Code::OddValue]);
}

#[test]
fn a_tie_that_makes_one_word_of_a_name_is_told() {
    for (list, told) in [
        ("Donald~Knuth", true),
        ("First von~Last", true),
        ("Donald~E. Knuth", false),
        ("Knuth, Donald~E.", false),
        ("{Donald~Knuth}", false),
        ("Donald {van~Knuth}", false),
    ] {
        let bib = format!("@book{{k, author = {{{list}}}}}");
        let expected = if told { vec![Code::UncertainName] } else { Vec::new() };
        assert_eq!(codes(Format::BibLatex, &bib), expected, "{list}");
        assert_eq!(codes(Format::BibTex, &bib), [], "{list}: BibTeX divides at a tie");
    }
}

#[test]
fn a_year_may_be_more_than_a_number() {
    let table = [
        ("2004~", "2004~"),
        ("2004?", "2004?"),
        ("2004\\%", "2004%"),
        ("199X", "199X"),
        ("19XX", "19XX"),
        ("1999/2000", "1999/2000"),
        ("1997/..", "1997/.."),
        ("/1997", "/1997"),
        ("-0050", "-0050"),
        ("0", "0000"),
        ("2004-06-01", "2004-06-01"),
        ("in press", "in press"),
        ("1995--1996", "1995–1996"),
        ("2010-11", "2010-11"),
        ("17000002", "17000002"),
        ("c.~1500", "c.\u{A0}1500"),
    ];
    for (year, value) in table {
        for format in BOTH {
            let article = one(format, &format!("@book{{k, year = {{{year}}}}}"));
            assert_eq!(article.issued().unwrap().to_string(), value, "{year}");
            let (after, text) = back(format, &article);
            assert_eq!(after, article, "{text}");
        }
    }
    // Words stay words.
    let literal = |year: &str| {
        let article = one(Format::BibTex, &format!("@book{{k, year = {{{year}}}}}"));
        matches!(article.dates[0].value, DateValue::Literal(_))
    };
    assert!(literal("2010-11") && literal("in press") && !literal("2004~"));
    let bib = "@book{k,\n  year = {2004~},\n  month = jun,\n}\n";
    let article = one(Format::BibTex, bib);
    assert_eq!(article.issued().unwrap().to_string(), "2004-06~");
    assert_eq!(back(Format::BibTex, &article).1, bib);
    // Beside what is no single year a month says nothing, nor a day beside no month.
    for bib in [
        "@book{k,\n  year = {199X},\n  month = {3},\n}\n",
        "@book{k,\n  year = {1999/2000},\n  month = {3},\n}\n",
        "@book{k,\n  year = {2004},\n  day = {3},\n}\n",
        "@book{k,\n  year = {},\n  month = {3},\n}\n",
    ] {
        assert_eq!(back(Format::BibTex, &one(Format::BibTex, bib)).1, bib);
    }
}

#[test]
fn dates_are_read_as_biber_reads_them() {
    let table = [
        ("2004", "2004"),
        ("2004-06-12", "2004-06-12"),
        ("2004-06-12T10:00:00+03:00", "2004-06-12T10:00:00+03:00"),
        ("2004-22", "2004-22"),
        ("2004-41", "2004-41"),
        ("2004/", "2004/"),
        ("../2004-06", "../2004-06"),
        ("1999-01-XX", "1999-01-XX"),
        ("Y-17000002", "Y-17000002"),
        ("y17000002", "Y17000002"),
        ("२००४-०६", "2004-06"),
    ];
    for field in ["date", "eventdate", "origdate", "urldate"] {
        for (text, value) in table {
            let bib = format!("@misc{{k,\n  {field} = {{{text}}},\n}}\n");
            let library = polybib::read(Format::BibLatex, &bib).unwrap();
            assert_eq!(library.diagnostics, [], "{text}");
            let article = &library.articles[0];
            let date = match field {
                "eventdate" => article.event.as_ref().unwrap().date.clone(),
                "origdate" => article.original.as_ref().unwrap().date.clone(),
                _ => Some(article.dates[0].value.clone()),
            };
            assert_eq!(date.unwrap().to_string(), value);
            assert_eq!(back(Format::BibLatex, article).1, bib, "the spelling is kept");
        }
    }
    let open = one(Format::BibLatex, "@misc{k, date = {1997/..}}");
    assert!(matches!(open.dates[0].value, DateValue::Range { end: Bound::Open, .. }));
    let fraction = "@misc{k, date = {2004-06-12T10:00:00.123Z}}";
    assert_eq!(codes(Format::BibLatex, fraction), [Code::BadDate]);
    assert!(back(Format::BibLatex, &one(Format::BibLatex, fraction)).1.contains(".123Z"));
    for bad in ["2004–06", "1995-1-04", "1996-13-03", "1.5.1998", "2006/05/04"] {
        let bib = format!("@misc{{k, date = {{{bad}}}}}");
        assert_eq!(codes(Format::BibLatex, &bib), [Code::BadDate], "{bad}");
    }
    // `date` goes before `year`, and that is told where they differ.
    let both = "@misc{k, date = {2004}, year = {2003}}";
    assert_eq!(codes(Format::BibLatex, both), [Code::BadDate]);
    assert_eq!(codes(Format::BibLatex, &both.replace('3', "4")), []);
    let joined = "@misc{k, year = 19 # 99, month = \"10~\" # jan}";
    for format in BOTH {
        assert_eq!(one(format, joined).issued().unwrap().to_string(), "1999-01-10");
    }
    // Nothing is no date.
    for bib in ["@misc{k,\n  date = {},\n}\n", "@misc{k,\n  year = {},\n}\n"] {
        let article = one(Format::BibLatex, bib);
        assert!(article.dates.is_empty());
        assert_eq!(back(Format::BibLatex, &article).1, bib);
    }
}

#[test]
fn related_records_are_typed_and_come_back() {
    for (name, relation) in [
        ("translationof", Relation::TranslationOf),
        ("translationas", Relation::TranslatedAs),
        ("reprintof", Relation::ReprintOf),
        ("reprintas", Relation::ReprintedAs),
        ("reviewof", Relation::ReviewOf),
        ("origpubin", Relation::Other("origpubin".into())),
    ] {
        let bib = format!(
            "@book{{k,\n  related = {{a,b}},\n  relatedtype = {{{name}}},\n  relatedstring = {{First \\emph{{as}}}},\n}}\n"
        );
        for format in BOTH {
            let article = one(format, &bib);
            let keys: Vec<_> = article.related.iter().map(|r| r.key.as_deref().unwrap()).collect();
            assert_eq!(keys, ["a", "b"]);
            assert!(article.related.iter().all(|r| r.relation == relation));
            assert_eq!(article.related[1].text.as_ref().unwrap().to_string(), "First as");
            assert!(article.extra.is_empty());
            assert_eq!(back(format, &article).1, bib);
        }
    }
    // Fields in any order and spelling; `relatedtype` alone is a field like others.
    for bib in [
        "@book{k,\n  related = { a , b},\n  relatedtype = {},\n  relatedoptions = {skipbib},\n}\n",
        "@book{k,\n  relatedtype = {reprintof},\n  relatedstring = {x},\n}\n",
        "@book{k,\n  related = {},\n}\n",
    ] {
        assert_eq!(back(Format::BibLatex, &one(Format::BibLatex, bib)).1, bib);
    }
    let turned = one(Format::BibLatex, "@book{k, relatedtype = {reviewof}, related = {a}}");
    assert_eq!(turned.related[0].relation, Relation::ReviewOf);
    // What an entry cannot say is told.
    let mut article = turned;
    article.related.push(polybib::Related::default());
    article.related.push(article.related[0].clone());
    article.related[2].relation = Relation::Companion;
    let written = polybib::write(Format::BibLatex, &article).unwrap();
    let lost: Vec<_> = written.losses.iter().map(|loss| loss.field.as_str()).collect();
    assert_eq!(lost, ["related[1]", "related[2]"]);
}

#[test]
fn languages_keep_their_spelling_and_get_no_region() {
    let table = [
        ("usenglish", "en-US"),
        ("USenglish", "en-US"),
        ("american", "en-US"),
        ("british", "en-GB"),
        ("english", "en"),
        ("german", "de"),
        ("ngerman", "de"),
        ("russian", "ru"),
        ("serbianc", "sr-Cyrl"),
        ("brazil", "pt-BR"),
        ("en-US", "en-US"),
        ("francais", "fr"),
    ];
    for (name, tag) in table {
        for field in ["langid", "hyphenation"] {
            let bib = format!("@book{{k, {field} = {{{name}}}}}");
            for format in BOTH {
                let article = one(format, &bib);
                assert_eq!(article.language.as_ref().unwrap().as_str(), tag, "{name}");
                let (after, text) = back(format, &article);
                assert_eq!(after, article);
                assert_eq!(fields(&text)[field], name, "{text}");
            }
        }
    }
    let bib =
        "@book{k, langid = {ngerman}, language = {langgerman and LATIN}, origlanguage = {French}}";
    let article = one(Format::BibLatex, bib);
    let tags: Vec<&str> = article.languages.iter().map(polybib::Lang::as_str).collect();
    assert_eq!(tags, ["de", "la"]);
    let text = back(Format::BibLatex, &article).1;
    assert_eq!(fields(&text)["language"], "langgerman and LATIN");
    assert_eq!(fields(&text)["origlanguage"], "French");
    // A language that was changed is written by its name, and the old spelling is told.
    let mut changed = one(Format::BibLatex, "@book{k, langid = {usenglish}}");
    changed.language = "ru".parse().ok();
    let written = polybib::write(Format::BibLatex, &changed).unwrap();
    assert_eq!(fields(&written.text)["langid"], "russian");
    assert!(written.losses.iter().any(|loss| loss.field.as_str() == "extra[0]"));
}

/// The fields that biblatex lets be multiscript (`\DeclareDatamodelMultiscriptEntryfields` of its
/// development version), of those that the model has a place for.
#[test]
fn multiscript_fields_are_read_in_any_order() {
    let names = [
        "abstract",
        "addendum",
        "annotation",
        "booksubtitle",
        "booktitle",
        "booktitleaddon",
        "eventtitle",
        "eventtitleaddon",
        "howpublished",
        "institution",
        "issuetitle",
        "journalsubtitle",
        "journaltitle",
        "journaltitleaddon",
        "location",
        "mainsubtitle",
        "maintitle",
        "maintitleaddon",
        "note",
        "organization",
        "origlocation",
        "origpublisher",
        "origtitle",
        "publisher",
        "series",
        "shortjournal",
        "shortseries",
        "shorttitle",
        "subtitle",
        "title",
        "titleaddon",
        "venue",
        "author",
        "bookauthor",
        "editor",
        "translator",
        "keywords",
    ];
    for name in names {
        let kind = match name {
            "booktitle" | "booksubtitle" | "booktitleaddon" => "incollection",
            "institution" => "report",
            _ => "article",
        };
        let bib = format!(
            "@{kind}{{k, {name}_translation_en = {{En, Y}}, {name}_transliteration_ru-latn = {{La, Y}}, {name} = {{Ру, Y}}, langid = {{russian}}}}"
        );
        let library = polybib::read(Format::BibLatex, &bib).unwrap();
        assert_eq!(library.diagnostics, [], "{name}");
        let article = &library.articles[0];
        let (after, text) = back(Format::BibLatex, article);
        let json = serde_json::to_string(article).unwrap();
        assert!(json.contains("\"en\"") && article.extra.is_empty(), "{name}: {json}");
        assert_eq!(after, *article, "{text}");
        assert!(text.contains(&format!("{name}_translation_en = {{En, Y}}")), "{text}");
    }
    let bib = "@article{k, title_translation_en = {E}, title-en = {F}, title = {T}, note_translation_en = {N}}";
    let article = one(Format::BibLatex, bib);
    assert_eq!(article.title.len(), 2);
    assert_eq!(article.title.in_lang("en").unwrap().to_string(), "E");
    let left: Vec<_> = article.extra.iter().map(|e| (e.name.as_str(), &*e.value)).collect();
    assert_eq!(left, [("title-en", "F"), ("note_translation_en", "N")]);
    assert_eq!(back(Format::BibLatex, &article).0, article);
}

#[test]
fn the_bilingual_conventions_of_the_corpus_are_read() {
    let Some(folder) = common::corpus("bilingual/bi.bib") else { return };
    let bib = std::fs::read(folder.join("bilingual/bi.bib")).unwrap();
    let library = polybib::read(Format::BibLatex, bib).unwrap();
    let [ms, an, legacy, rel] = &library.articles[..] else { panic!() };
    let title = |article: &Article| article.title.in_lang("en").unwrap().to_string();
    assert_eq!(title(ms), "Article Title");
    assert_eq!(title(an), "Article Title; with semicolon, and comma");
    assert_eq!(title(legacy), "dash field");
    assert_eq!(ms.contributors[0].name.of_form(Form::Transliteration).count(), 1);
    assert_eq!(ms.keywords_in("en").unwrap().keywords.len(), 2);
    assert!(an.abstract_in("en").is_some() && an.contributors[0].orcid.is_some());
    // No option asks for it: what is added to a title is no translation of it.
    assert_eq!(legacy.title_addon.primary().unwrap().to_string(), "Article Title");
    assert!(legacy.extra.iter().any(|e| e.name == "title_en" && *e.value == *"underscore field"));
    assert_eq!(rel.related[0].relation, Relation::TranslationOf);
    assert_eq!(rel.related[0].key.as_deref(), Some("legacy"));
    for article in [ms, legacy, rel] {
        let (after, text) = back(Format::BibLatex, article);
        assert_eq!(after, *article, "{text}");
    }
}

#[test]
fn fields_that_stand_twice_are_data() {
    let bib = "@misc{k, title = {A}, file = {x}, title = {B}, file = {y}}";
    for (format, title, rest) in [
        (Format::BibTex, "A", [("file", "x"), ("file", "y"), ("title", "B")]),
        (Format::BibLatex, "B", [("file", "y"), ("file", "x"), ("title", "A")]),
    ] {
        assert_eq!(codes(format, bib), [Code::Duplicate; 2]);
        let article = one(format, bib);
        assert_eq!(article.title.primary().unwrap().to_string(), title);
        let extra: Vec<_> = article.extra.iter().map(|e| (e.name.as_str(), &*e.value)).collect();
        assert_eq!(extra, rest);
        // An entry says a field once: the one that counts.
        let written = polybib::write(format, &article).unwrap();
        assert_eq!(fields(&written.text)["file"], rest[0].1);
        assert_eq!(written.losses.len(), 2, "{}", written.losses);
    }
}

/// What does not count takes the place of nothing: neither of the field nor of one that is read with
/// it.
#[test]
fn what_stands_twice_moves_nothing() {
    for (first, second) in [
        ("year = {2001}", "year = {2002}"),
        ("number = {1}", "number = {2}"),
        ("journal = {A}", "journal = {B}"),
        ("address = {A}", "address = {B}"),
        ("xref = {a}", "xref = {b}"),
    ] {
        let once = format!("@article{{k,\n  {first},\n}}\n");
        let twice = format!("@article{{k,\n  {first},\n  {second},\n}}\n");
        let written = polybib::write(Format::BibTex, &one(Format::BibTex, &twice)).unwrap();
        assert_eq!(written.text, once);
        let lost: Vec<_> = written.losses.iter().map(|loss| loss.field.as_str()).collect();
        assert!(lost == ["extra[0]"] || lost == ["extra[1]"], "{lost:?}");
    }
}

/// Spellings of one dialect are none of the other's fields.
#[test]
fn spellings_do_not_say_what_the_record_no_longer_says() {
    let mut article = one(Format::BibLatex, "@misc{k, date = {२००४-०६}}");
    let written = polybib::write(Format::BibTex, &article).unwrap();
    assert_eq!(one(Format::BibTex, &written.text).dates, article.dates, "{}", written.text);
    article.dates[0].value = "2005-07".parse().unwrap();
    let written = polybib::write(Format::BibTex, &article).unwrap();
    assert_eq!(one(Format::BibTex, &written.text).dates, article.dates, "{}", written.text);
    assert!(written.losses.iter().any(|loss| loss.field.as_str() == "extra[0]"));
    // `language` says the region that `langid` does not, each in its own words.
    let bib = "@misc{k,\n  langid = {english},\n  language = {en_gb},\n}\n";
    let article = one(Format::BibLatex, bib);
    assert_eq!(article.language.as_ref().unwrap().as_str(), "en-GB");
    assert_eq!(back(Format::BibLatex, &article), (article, bib.to_owned()));
    let both = "@misc{k,\n  hyphenation = {russian},\n  langid = {Russian},\n}\n";
    let written = polybib::write(Format::BibLatex, &one(Format::BibLatex, both)).unwrap();
    assert!(fields(&written.text).len() == 2 || !written.losses.is_empty(), "{}", written.text);
}

#[test]
fn macros_that_nobody_defined_are_written_back() {
    for (format, journal) in [(Format::BibTex, "journal"), (Format::BibLatex, "journaltitle")] {
        let bib = format!(
            "@article{{k,\n  title = nope # {{ of }} # jan,\n  {journal} = jacm,\n  volume = v # {{1}},\n  file = foo,\n  author = nobody,\n}}\n"
        );
        let library = polybib::read(format, &bib).unwrap();
        let undefined: Vec<_> =
            library.diagnostics.iter().filter(|told| told.code == Code::UnknownMacro).collect();
        assert_eq!(undefined.len(), 5);
        let article = &library.articles[0];
        assert_eq!(article.title.primary().unwrap().to_string(), "of January");
        let (after, text) = back(format, article);
        assert_eq!(after, *article);
        assert_eq!(text, bib.replace("jan,", "{January},"));
        // In the words of the other dialect too.
        let other = BOTH[usize::from(format == Format::BibTex)];
        let written = polybib::write(other, article).unwrap();
        assert!(written.text.contains(" = jacm,\n"), "{}", written.text);
        // A value that was changed is written as it is.
        let mut changed = article.clone();
        changed.volume = Some("7".into());
        let written = polybib::write(format, &changed).unwrap();
        assert_eq!(fields(&written.text)["volume"], "7");
        assert!(written.losses.iter().any(|loss| loss.message.contains("v # {1}")));
    }
}

#[test]
fn a_record_that_is_no_utf_8_is_told_by_its_key() {
    let bib = b"@book{a, title = {A}}\n@book{b, title = {B}, note = {\xE9}}\n@book{c\xE9, title = {C}}\n@book{d, title = {D}}";
    for format in BOTH {
        let records: Vec<_> = Reader::new(format).for_slice(bib).collect();
        let keys: Vec<_> = records
            .iter()
            .map(|record| match record {
                Ok(record) => record.article.key.as_deref(),
                Err(error) => error.record(),
            })
            .collect();
        assert_eq!(keys, [Some("a"), Some("b"), None, Some("d")]);
        let error = records[1].as_ref().unwrap_err();
        let partial = error.partial().unwrap();
        assert_eq!(partial.title.primary().unwrap().to_string(), "B");
        assert!(partial.notes.is_empty());
        assert_eq!((error.position().unwrap().line, error.position().unwrap().column), (2, 31));
    }
}

#[test]
fn eprints_of_every_registry_come_back() {
    for (kind, scheme) in [
        ("arXiv", Scheme::Arxiv),
        ("arxiv", Scheme::Arxiv),
        ("pubmed", Scheme::Pmid),
        ("hdl", Scheme::Handle),
        ("jstor", Scheme::Other("jstor".into())),
        ("Euclid", Scheme::Other("euclid".into())),
    ] {
        for (format, field) in [(Format::BibTex, "archiveprefix"), (Format::BibLatex, "eprinttype")]
        {
            let bib = format!("@book{{k,\n  eprint = {{12345}},\n  {field} = {{{kind}}},\n}}\n");
            let article = one(format, &bib);
            assert_eq!(article.identifiers[0].scheme, scheme);
            assert_eq!(back(format, &article).1, bib);
        }
    }
    let pmid = "@book{k,\n  pmid = {12345},\n}\n";
    assert_eq!(back(Format::BibLatex, &one(Format::BibLatex, pmid)).1, pmid);
}

#[test]
fn latex_that_says_text_is_text() {
    let table = [
        (r"\char65 x \char`\~ \char'101\char`A", "Ax ~AA"),
        (r"\symbol{66}\symbol{126}\symbol{ 67 }", "B~C"),
        (r"\char200 \symbol{`\%}", "È%"),
        (r"\CYRP\cyrr{}", "Пр"),
        (r"Jean~Paul", "Jean\u{A0}Paul"),
    ];
    for (tex, text) in table {
        let bib = format!("@book{{k, title = {{{tex}}}}}");
        let library = polybib::read(Format::BibLatex, &bib).unwrap();
        assert_eq!(library.diagnostics, [], "{tex}");
        let article = &library.articles[0];
        assert_eq!(article.title.primary().unwrap().to_string(), text, "{tex}");
        assert_eq!(back(Format::BibLatex, article).0, *article);
    }
    // A command that nobody knows is a raw node whose arguments are text, and goes back as it was.
    let bib = "@book{k,\n  title = {A \\foo{b \\emph{c}}[d] \\char x},\n}\n";
    let library = polybib::read(Format::BibLatex, bib).unwrap();
    assert!(library.diagnostics.iter().all(|told| told.code == Code::UnknownCommand));
    assert!(library.diagnostics.iter().all(|told| told.severity == Severity::Warning));
    let title: &RichText = library.articles[0].title.primary().unwrap();
    assert!(title.to_string().contains("b c"), "{title}");
    let raw = |inline: &Inline| matches!(inline, Inline::Raw { .. });
    assert_eq!(title.iter().filter(|inline| raw(inline)).count(), 2);
    assert_eq!(back(Format::BibLatex, &library.articles[0]).1, bib);
    let bib = "@book{k,\n  abstract = {One.\n\nTwo \\enquote{a} \\href{https://a.b/c_d}{e}.},\n}\n";
    let article = one(Format::BibLatex, bib);
    assert_eq!(article.abstracts[0].paragraphs.len(), 2);
    assert_eq!(back(Format::BibLatex, &article).1, bib);
    assert_eq!(article.contributors_as(Role::Author).count(), 0);
}
