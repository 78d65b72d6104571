//! What records inherit from each other.
#![cfg(feature = "bibtex")]

mod common;

use std::time::{Duration, Instant};

use common::corpus;
use polybib::{Article, Code, Format, Library, Multilingual, RichText, Role};

fn resolved(format: Format, bib: &str) -> Library {
    polybib::read(format, bib).unwrap().resolve()
}

fn by_key<'a>(library: &'a Library, key: &str) -> &'a Article {
    library.articles.iter().find(|article| article.key.as_deref() == Some(key)).unwrap()
}

fn text(value: &Multilingual<RichText>) -> String {
    value.primary().map(RichText::to_string).unwrap_or_default()
}

fn container(article: &Article) -> String {
    article.container.as_ref().map(|of| text(&of.title)).unwrap_or_default()
}

fn whole(article: &Article) -> String {
    article.multivolume.as_ref().map(|of| text(&of.title)).unwrap_or_default()
}

fn names(article: &Article, role: Role) -> Vec<String> {
    article
        .contributors_as(role)
        .map(|person| person.name.primary().unwrap().family().to_owned())
        .collect()
}

fn codes(library: &Library) -> Vec<(&str, Code)> {
    library
        .diagnostics
        .iter()
        .map(|told| (told.record.as_deref().unwrap_or_default(), told.code))
        .collect()
}

const SERIES: &str = "
@inbook{part, title = {Part}, crossref = {volume}, pages = {1--5}}
@book{volume, title = {Volume}, subtitle = {Of it}, volume = {2}, date = {1999-03}, crossref = {all}, shorttitle = {V}, shorthand = {VOL}}
@mvbook{all, title = {All}, author = {Doe, Jane}, author+an:orcid = {1=\"0000-0002-1825-0097\"}, publisher = {P and {Q and R}}, date = {1990}, isbn = {0-306-40615-2}, label = {x}}
";

#[test]
fn titles_and_authors_change_their_names_on_the_way() {
    let library = resolved(Format::BibLatex, SERIES);
    assert_eq!(library.diagnostics, []);
    let part = by_key(&library, "part");
    assert_eq!(text(&part.title), "Part");
    assert_eq!(container(part), "Volume");
    assert_eq!(text(&part.container.as_ref().unwrap().subtitle), "Of it");
    assert_eq!(whole(part), "All");
    assert_eq!(names(part, Role::Author), ["Doe"]);
    assert_eq!(names(part, Role::ContainerAuthor), ["Doe"]);
    assert!(part.contributors.iter().all(|person| person.orcid.is_some()));
    assert_eq!(part.publishers.iter().map(text).collect::<Vec<_>>(), ["P", "Q and R"]);
    assert_eq!(part.volume.as_deref(), Some("2"));
    assert_eq!(part.issued().unwrap().to_string(), "1999-03");
    assert_eq!(part.container.as_ref().unwrap().identifiers[0].value, "0-306-40615-2");
    assert!(part.short_title.is_empty());
    // What was followed is gone, and what is the parent's own did not come.
    assert_eq!(part.extra.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(), ["entry type"]);
    let volume = by_key(&library, "volume");
    assert_eq!((text(&volume.title), whole(volume)), ("Volume".into(), "All".into()));
}

#[test]
fn the_library_stays_as_it_was_and_the_view_is_stable() {
    let library = polybib::read(Format::BibLatex, SERIES).unwrap();
    let before = library.clone();
    let view = library.resolve();
    assert_eq!(library, before);
    assert_ne!(view.articles, library.articles);
    assert_eq!(view.resolve(), view);
    let stored = polybib::write_all(Format::BibLatex, &library.articles).unwrap().text;
    assert!(stored.contains("crossref = {volume}") && !stored.contains("booktitle"), "{stored}");
    let written = polybib::write_all(Format::BibLatex, &view.articles).unwrap();
    assert!(written.text.contains("maintitle = {All}"), "{}", written.text);
    assert_eq!(polybib::read(Format::BibLatex, &written.text).unwrap().articles, view.articles);
}

/// What biber 2.18 makes of it, as `what_biber_resolves_resolves_alike` shows.
#[test]
fn xdata_says_it_last_and_crossref_fills_what_is_missing() {
    let bib = "@article{a, title = {A}, xdata = {x, y}, crossref = {p}, note = {own}}
        @xdata{x, volume = {1}, note = {x}, institution = {I}}
        @xdata{y, xdata = {z}, volume = {2}, number = {7}}
        @xdata{z, url = {http://z}, doi = {10.1/z}, volume = {4}}
        @periodical{p, title = {P}, title_translation_en = {Q}, volume = {3}, editor = {Roe, R.}, issn = {1561-7793}, date = {2004}}";
    let library = polybib::read(Format::BibLatex, bib).unwrap();
    assert_eq!(library.diagnostics, []);
    let library = library.resolve();
    assert_eq!(library.diagnostics, []);
    let a = by_key(&library, "a");
    assert_eq!((a.volume.as_deref(), a.issue.as_deref()), (Some("4"), Some("7")));
    assert_eq!((text(&a.title).as_str(), text(&a.notes[0].text).as_str()), ("A", "x"));
    assert_eq!(a.notes.len(), 1);
    assert_eq!(container(a), "P");
    let journal = a.container.as_ref().unwrap();
    assert_eq!(journal.title.in_lang("en").unwrap().to_string(), "Q");
    assert_eq!(journal.identifiers[0].value, "1561-7793");
    assert_eq!((a.links[0].url.as_str(), a.identifiers[0].value.as_str()), ("http://z", "10.1/z"));
    assert_eq!(names(a, Role::Editor), ["Roe"]);
}

#[test]
fn a_field_without_a_place_in_the_parent_finds_one_in_the_child() {
    let bib = "@report{r, title = {T}, xdata = {x}} @xdata{x, institution = {I}, number = {5}}
        @inproceedings{i, title = {I}, crossref = {p}} @proceedings{p, title = {P}, organization = {O}}";
    let library = resolved(Format::BibLatex, bib);
    let report = by_key(&library, "r");
    assert_eq!((text(&report.publishers[0]).as_str(), report.number.as_deref()), ("I", Some("5")));
    let sponsors = &by_key(&library, "i").event.as_ref().unwrap().sponsors;
    assert_eq!(text(&sponsors[0]), "O");
}

#[test]
fn parts_of_fields_are_put_in_their_place() {
    let bib = "@book{b, author = {Smith, Simon and xdata=my-data-author-2 and Bloom, Brian},
            title = {xdata=my-data-title}, location = {Perm and xdata=my-data-location}, note = {xdata=my-data-nothing}}
        @xdata{my-data, author = {One, O. and Two, T.}, title = {Shared}, location = {Omsk and Tomsk}}";
    let library = resolved(Format::BibLatex, bib);
    let b = by_key(&library, "b");
    assert_eq!(names(b, Role::Author), ["Smith", "Two", "Bloom"]);
    assert_eq!(text(&b.title), "Shared");
    assert_eq!(b.publisher_places.iter().map(text).collect::<Vec<_>>(), ["Perm", "Omsk", "Tomsk"]);
    let left = |of: &Article, name: &str| of.extra.iter().any(|e| e.name == name);
    assert!(b.notes.is_empty() && left(b, "note") && !left(b, "title"));
    assert_eq!(codes(&library), [("b", Code::BrokenLink)]);
}

#[test]
fn values_keep_the_language_of_the_record_they_come_from() {
    let bib = "@incollection{a, title = {Часть}, langid = {russian}, crossref = {p}}
        @incollection{b, title = {Teil}, crossref = {q}}
        @collection{p, title = {Whole}, langid = {english}} @collection{q, title = {Ganzes}, langid = {ngerman}}";
    let library = resolved(Format::BibLatex, bib);
    let a = by_key(&library, "a");
    assert_eq!(a.language.as_ref().unwrap().as_str(), "ru");
    let lang = |article: &Article| {
        let first = article.container.as_ref().unwrap().title.first().unwrap().clone();
        first.lang.unwrap().as_str().to_owned()
    };
    assert_eq!(lang(a), "en");
    let b = by_key(&library, "b");
    assert_eq!((lang(b).as_str(), b.language.as_ref().unwrap().as_str()), ("de", "de"));
    assert_eq!(b.title.first().unwrap().lang.as_ref().unwrap().as_str(), "de");
}

#[test]
fn bibtex_fills_in_fields_of_the_same_name_one_step_and_forward() {
    let bib = "@inproceedings{a, title = {A}, crossref = {P}, year = 2001}
        @inproceedings{b, title = {B}, crossref = {late}}
        @proceedings{p, title = {P}, booktitle = {Proc.}, year = 2000, month = may, crossref = {q}, editor = {Roe, R.}}
        @proceedings{q, title = {Q}, publisher = {Far}}
        @inproceedings{c, title = {C}, crossref = {p}}";
    let library = resolved(Format::BibTex, bib);
    let a = by_key(&library, "a");
    assert_eq!((text(&a.title), container(a)), ("A".into(), "Proc.".into()));
    assert_eq!(names(a, Role::Editor), ["Roe"]);
    assert!(a.publishers.is_empty());
    assert_eq!(a.issued().unwrap().to_string(), "2001-05");
    assert_eq!(text(&by_key(&library, "p").publishers[0]), "Far");
    assert_eq!(container(by_key(&library, "c")), "");
    assert_eq!(codes(&library), [("b", Code::BrokenLink), ("c", Code::BrokenLink)]);
    assert!(library.diagnostics[1].message.contains("does not stand after"));
    let left = |key: &str| by_key(&library, key).extra.iter().any(|e| e.name == "crossref");
    assert_eq!((left("a"), left("b"), left("c")), (false, true, true));
}

#[test]
fn links_that_lead_nowhere_or_in_a_circle_are_told() {
    let bib = "@book{a, crossref={b}, title={A}} @book{b, crossref={a}, title={B}, note={N}}
        @book{c, crossref={c}} @book{d, xdata={x, none}, related={none}, title={D}}
        @xdata{x, xdata={x}, volume={4}} @book{e, crossref={second}, xref={f}, ids={g}}
        @book{f, title={F}, ids={first, second}} @set{s, entryset={a, g, missing}}";
    let library = resolved(Format::BibLatex, bib);
    let told: Vec<&str> = codes(&library).iter().map(|(key, _)| *key).collect();
    assert_eq!(told, ["b", "c", "d", "d", "x", "s"]);
    assert!(library.diagnostics.iter().all(|told| told.code == Code::BrokenLink));
    assert_eq!(library.diagnostics[0].field.as_ref().unwrap().as_str(), "extra[0]");
    assert_eq!(text(&by_key(&library, "a").notes[0].text), "N");
    assert_eq!(by_key(&library, "d").volume.as_deref(), Some("4"));
    assert_eq!(text(&by_key(&library, "e").title), "F");
}

#[test]
fn other_formats_and_libraries_made_by_hand_stay_as_they_are() {
    let mut library = polybib::read(Format::BibLatex, SERIES).unwrap();
    assert_eq!(library.format, Some(Format::BibLatex));
    library.format = None;
    assert_eq!(library.resolve().articles, library.articles);
    library.format = Some(Format::Json);
    assert_eq!(library.resolve().articles, library.articles);
}

/// Inputs that take other programs seconds, or their lives.
#[test]
fn bombs_do_not_go_off() {
    let doubling: String = (0..40)
        .map(|i| format!("@xdata{{x{i}, xdata = {{x{}, x{}}}}}", i + 1, i + 1))
        .chain(["@xdata{x40, title = {T}} @book{k, xdata = {x0}}".to_owned()])
        .collect();
    let diamond: String = (0..40)
        .map(|i| {
            let n = i + 1;
            format!("@xdata{{a{i}, xdata={{a{n}, b{n}}}}}@xdata{{b{i}, xdata={{a{n}, b{n}}}}}")
        })
        .chain(["@xdata{a40, title = {T}} @xdata{b40} @book{k, xdata = {a0}}".to_owned()])
        .collect();
    let chain: String = (0..1000)
        .map(|i| format!("@book{{c{i}, crossref = {{c{}}}, f{i} = {{x}}}}", i + 1))
        .collect();
    let plain: String =
        (0..4000).map(|i| format!("@book{{c{i}, crossref = {{c{}}}}}", i + 1)).collect();
    let fan: String =
        std::iter::once(format!("@book{{p, abstract = {{{}}}}}", "x".repeat(200_000)))
            .chain((0..400).map(|i| format!("@book{{c{i}, crossref = {{p}}}}")))
            .collect();
    let table = [
        (
            "a circle of xdata",
            "@xdata{x, xdata={x}, title={T}} @book{k, xdata={x}}".to_owned(),
            100,
        ),
        ("doubling", doubling, 100),
        ("diamond", diamond, 100),
        (
            "many times the same",
            format!("@xdata{{x, title={{T}}}}@book{{k, xdata={{{}}}}}", "x,".repeat(1000)),
            100,
        ),
        ("a long chain", chain, 10_000),
        ("a longer chain of little", plain, 10_000),
        ("a great fan", fan, 10_000),
    ];
    for (name, bib, most) in table {
        for format in [Format::BibTex, Format::BibLatex] {
            let library = polybib::read(format, &bib).unwrap();
            let started = Instant::now();
            let view = library.resolve();
            let took = started.elapsed();
            println!("{name}, {} bytes, {format:?}: {took:?}", bib.len());
            assert!(took < Duration::from_millis(most), "{name}: {took:?}");
            assert_eq!(view.articles.len(), library.articles.len());
            let size: usize = view.articles.iter().map(|a| format!("{a:?}").len()).sum();
            assert!(size < 80 << 20, "{name}: {size} bytes");
        }
    }
}

/// A `@set` takes from its first record what it has not, and gives nothing (biber 2.18,
/// `cite_setmembers`).
#[test]
fn a_set_is_as_its_first_record() {
    let bib = "@set{s, entryset = {none, a, b}, note = {own}, crossref = {p}}
        @article{a, title = {A}, date = {2001}, note = {a}, annotation = {x}, shorthand = {S}, langid = {french}, volume = {1}}
        @article{b, title = {B}, entryset = {s}} @set{empty, entryset = {}} @set{round, entryset = {round}}
        @periodical{p, title = {P}, issn = {1561-7793}}";
    let library = resolved(Format::BibLatex, bib);
    let s = by_key(&library, "s");
    assert_eq!((text(&s.title).as_str(), text(&s.notes[0].text).as_str()), ("A", "own"));
    assert_eq!((s.volume.as_deref(), s.notes.len()), (Some("1"), 1));
    assert_eq!(s.issued().unwrap().to_string(), "2001");
    assert_eq!(s.language.as_ref().unwrap().as_str(), "fr");
    assert!(s.container.is_none());
    let names: Vec<_> = s.extra.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["entry type", "entryset", "crossref", "shorthand"]);
    assert_eq!(text(&by_key(&library, "b").title), "B");
    assert!(by_key(&library, "b").dates.is_empty());
    let told: Vec<_> = codes(&library).iter().map(|(key, _)| *key).collect();
    assert_eq!(told, ["s", "s", "round"]);
    assert_eq!(library.resolve().articles, library.articles);
}

#[test]
fn a_part_goes_into_a_field_of_its_sort_and_comes_from_xdata_alone() {
    let bib = "@xdata{x, author = {One, O. and Two, T.}, title = {This and That}, date = {2001-02},
            doi = {10.1/x}, langid = {french}, eventdate = {2000}, isbn = {0-306-40615-2}, pages = {1--9}}
        @book{a, author = {xdata=x-author}, title = {xdata=x-title}, date = {xdata=x-date}, doi = {xdata=x-doi},
            langid = {xdata=x-langid}, eventdate = {xdata=x-eventdate}, isbn = {xdata=x-isbn}, pages = {xdata=x-pages}}
        @book{b, title = {xdata=x-author}, note = {xdata=a-pages}, xdata = {a}, year = {xdata=x-date-2}}";
    let library = polybib::read(Format::BibLatex, bib).unwrap();
    let bad: Vec<_> =
        library.diagnostics.iter().filter(|told| told.code == Code::BadDate).collect();
    assert_eq!(bad, [&library.diagnostics[0]; 0]);
    let view = library.resolve();
    let a = by_key(&view, "a");
    assert_eq!(names(a, Role::Author), ["One", "Two"]);
    assert_eq!(text(&a.title), "This and That");
    assert_eq!(a.issued().unwrap().to_string(), "2001-02");
    assert_eq!(a.event.as_ref().unwrap().date.as_ref().unwrap().to_string(), "2000");
    let ids: Vec<_> = a.identifiers.iter().map(|id| id.value.as_str()).collect();
    assert_eq!(ids, ["10.1/x", "0-306-40615-2"]);
    assert_eq!(a.language.as_ref().unwrap().as_str(), "fr");
    assert_eq!(a.pages.as_ref().unwrap().text, "1-9");
    assert!(a.extra.is_empty(), "{:?}", a.extra);
    let b = by_key(&view, "b");
    assert!(b.title.is_empty() && b.dates.is_empty());
    assert_eq!(codes(&view), [("b", Code::BrokenLink); 4]);
    let written = polybib::write(Format::BibLatex, by_key(&library, "a")).unwrap();
    assert!(written.text.contains("  date = {xdata=x-date},\n"), "{}", written.text);
    assert!(written.losses.is_empty(), "{}", written.losses);
}

/// Runs the real biber over a document; the records of what it makes of it.
fn biber(name: &str, bib: &str) -> Option<Library> {
    let folder = std::env::temp_dir().join(format!("polybib-biber-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut made = Some(bib.as_bytes().to_vec());
    // In this order, as biber does it for a document; as a tool it turns the two round.
    for step in ["--output-resolve-xdata", "--output-resolve-crossrefs"] {
        std::fs::write(folder.join("x.bib"), made?).unwrap();
        let run = std::process::Command::new("biber")
            .args(["--tool", step, "x.bib"])
            .current_dir(&folder)
            .output();
        made = run.ok().map(|_| std::fs::read(folder.join("x_bibertool.bib")).unwrap());
    }
    std::fs::remove_dir_all(&folder).unwrap();
    Some(polybib::read(Format::BibLatex, made?).unwrap())
}

/// Of what biber resolves, all but a place in a list, which biber 2.18 counts in the wrong list.
#[test]
fn what_biber_resolves_resolves_alike() {
    let bib = "@xdata{x, volume = {1}, note = {x}, usera = {I}, date = {1999}}
        @xdata{y, xdata = {z}, volume = {2}, number = {7}}
        @xdata{z, url = {http://z}, doi = {10.1/z}, volume = {3}}
        @periodical{p, title = {P}, volume = {8}, editor = {Roe, R.}, issn = {1561-7793}, date = {2004}}
        @xdata{m, author = {One, O. and Two, T.}, title = {Shared}, location = {Omsk and Tomsk and Perm}, doi = {10.1/x}}
        @article{a, title = {A}, xdata = {x, y}, crossref = {p}, note = {own}, date = {2000}}
        @book{b, author = {Smith, S. and xdata=m-author-2 and Bloom, B.}, title = {xdata=m-title}, location = {xdata=m-location}, doi = {xdata=m-doi}}
        @book{c, author = {xdata=m-author}, title = {xdata=m-author}}
        @book{d, title = {D}, xdata = {b}}
        @book{e, title = {Own}, xdata = {m}}
        @inbook{f, title = {F}, crossref = {e}, date = {2011}}
        @incollection{g, title = {G}, crossref = {h}} @collection{h, title = {H}, subtitle = {S}, crossref = {i}}
        @mvcollection{i, title = {I}, date = {2001/2003}, editor = {Roe, R.}, langid = {english}}";
    let Some(real) = biber("resolve", bib) else {
        return common::skip("the real biber", "program `biber`");
    };
    let own = resolved(Format::BibLatex, bib);
    for article in &own.articles {
        let key = article.key.as_deref().unwrap();
        let theirs = by_key(&real, key);
        let shown = |a: &Article| {
            let extra: Vec<_> = a.extra.iter().map(|e| (e.name.clone(), e.value.clone())).collect();
            let extra: std::collections::BTreeSet<_> = extra
                .into_iter()
                .filter(|(name, _)| name != "xdata" && name != "crossref")
                .collect();
            let names: Vec<_> = a
                .contributors
                .iter()
                .map(|c| (c.role.clone(), c.name.primary().cloned()))
                .collect();
            let ids: std::collections::BTreeSet<_> =
                a.identifiers.iter().map(|id| id.value.clone()).collect();
            let texts = [&a.title, &a.subtitle, &a.short_title]
                .map(|t| t.primary().map(ToString::to_string));
            let notes: Vec<_> = a.notes.iter().map(|note| text(&note.text)).collect();
            let of = a.container.as_ref().map(|c| {
                (
                    c.title.primary().map(ToString::to_string),
                    c.subtitle.primary().map(ToString::to_string),
                )
            });
            let main = a.multivolume.as_ref().map(|c| c.title.primary().map(ToString::to_string));
            let places: Vec<_> = a.publisher_places.iter().map(text).collect();
            let numbers = (a.volume.clone(), a.issue.clone(), a.dates.clone(), a.links.clone());
            format!(
                "{texts:?} {names:?} {numbers:?} {ids:?} {notes:?} {of:?} {main:?} {places:?} {extra:?}"
            )
        };
        assert_eq!(shown(article), shown(theirs), "{key}");
    }
}

/// The values are those that biblatex prints from its own examples.
#[test]
fn the_examples_of_biblatex_inherit_what_their_notes_say() {
    let Some(folder) = corpus("biblatex-examples.bib") else { return };
    let folder = folder.join("bib/biblatex-examples/bibtex/bib/biblatex");
    let bib = std::fs::read(folder.join("biblatex-examples.bib")).unwrap();
    let library = polybib::read(Format::BibLatex, bib).unwrap();
    let view = library.resolve();
    assert_eq!(view.diagnostics, []);
    assert_eq!(view.articles.len(), library.articles.len());
    let part = by_key(&view, "westfahl:space");
    assert_eq!(text(&part.title), "The True Frontier");
    assert_eq!(
        text(&part.subtitle),
        "Confronting and Avoiding the Realities of Space in American Science Fiction Films"
    );
    assert_eq!(container(part), "Space and Beyond");
    let book = part.container.as_ref().unwrap();
    assert_eq!(text(&book.subtitle), "The Frontier Theme in Science Fiction");
    assert_eq!(names(part, Role::Editor), ["Westfahl"]);
    assert_eq!(text(&part.publishers[0]), "Greenwood");
    let places: Vec<String> = part.publisher_places.iter().map(text).collect();
    assert_eq!(places, ["Westport, Conn.", "London"]);
    assert_eq!(part.issued().unwrap().to_string(), "2000");
    // Nobody else inherits but the sets, each from the first of its members.
    let changed = library.articles.iter().zip(&view.articles).filter(|(a, b)| a != b);
    let changed: Vec<_> = changed.map(|(article, _)| article.key.as_deref().unwrap()).collect();
    assert_eq!(changed, ["westfahl:space", "set", "stdmodel"]);
    let (set, first) = (by_key(&view, "stdmodel"), by_key(&view, "glashow"));
    assert_eq!(set.title, first.title);
    assert_eq!(set.contributors, first.contributors);
}

/// In real files a view is stable, and as long as the library.
#[test]
fn real_files_resolve_once_and_for_all() {
    let Some(folder) = corpus("real .bib files") else { return };
    let (mut records, mut changed, mut told) = (0, 0, 0);
    for path in common::bib_files(&folder.join("bib")) {
        let bytes = std::fs::read(&path).unwrap();
        for format in [Format::BibTex, Format::BibLatex] {
            let Ok(library) = polybib::read(format, &bytes) else { continue };
            let view = library.resolve();
            assert_eq!(view.articles.len(), library.articles.len());
            assert_eq!(view.resolve().articles, view.articles, "{}", path.display());
            records += view.articles.len();
            told += view.diagnostics.len();
            let pairs = library.articles.iter().zip(&view.articles);
            changed += pairs.filter(|(before, after)| before != after).count();
        }
    }
    println!("{records} records, {changed} inherit, {told} links lead nowhere");
}
