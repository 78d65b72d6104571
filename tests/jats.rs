//! JATS: what is written is valid and is read back, and what others write is read.
#![cfg(feature = "jats")]

use std::path::{Path, PathBuf};
use std::process::Command;

use polybib::jats::{Options, TagSet};
use polybib::{
    Abstract, Article, Code, Contributor, DateKind, Format, KeywordGroup, Kind, Library, Limits,
    Localized, Name, ReadErrorKind, Reader, Scheme, WriteErrorKind, Writer,
};

const BILINGUAL: &str = include_str!("../fixtures/native/bilingual.json");
const FULL: &str = include_str!("../fixtures/jats/full.json");
const VARIANTS: &str = include_str!("../fixtures/jats/variants.xml");

fn native(text: &str) -> Article {
    polybib::read(Format::Json, text).unwrap().articles.remove(0)
}

fn read(text: &str) -> Library {
    polybib::read(Format::Jats, text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

/// Reads the record in an article around these elements of `article-meta`.
fn meta(text: &str) -> Article {
    let text = format!(
        "<article xml:lang='en'><front><article-meta>{text}</article-meta></front></article>"
    );
    read(&text).articles.remove(0)
}

fn references(text: &str) -> Article {
    let text = format!(
        "<article><front><article-meta/></front><back><ref-list>{text}</ref-list></back></article>"
    );
    read(&text).articles.remove(0)
}

fn publishing() -> Options {
    Options::default().tag_set(TagSet::Publishing)
}

fn write_with(options: Options, article: &Article) -> (String, polybib::LossReport) {
    let mut sink = Writer::new(Format::Jats).with(options).to(Vec::new());
    let losses = sink.write(article).unwrap();
    (String::from_utf8(sink.finish().unwrap()).unwrap(), losses)
}

/// Whether `xmllint` finds the document valid by the DTD it names. `None` where there is no
/// `xmllint`.
fn is_valid(text: &str) -> Option<Result<(), String>> {
    static NUMBER: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file =
        std::env::temp_dir().join(format!("polybib-jats-{}-{number}.xml", std::process::id()));
    std::fs::write(&file, text).unwrap();
    let output = Command::new("xmllint")
        .env("XML_CATALOG_FILES", root.join("fixtures/schemas/jats/catalog.xml"))
        .args(["--nonet", "--noout", "--valid"])
        .arg(&file)
        .output();
    std::fs::remove_file(&file).unwrap();
    match output {
        Ok(output) if output.status.success() => Some(Ok(())),
        Ok(output) => Some(Err(String::from_utf8_lossy(&output.stderr).into_owned())),
        Err(error) => {
            assert!(std::env::var_os("POLYBIB_REQUIRE_TOOLS").is_none(), "xmllint: {error}");
            println!("skipped: xmllint is not installed");
            None
        }
    }
}

fn assert_valid(text: &str) {
    if let Some(Err(message)) = is_valid(text) {
        panic!("{message}\n{text}");
    }
}

#[test]
fn a_bilingual_record_comes_back_whole_and_is_valid() {
    let article = native(BILINGUAL);
    for pretty in [false, true] {
        let mut sink = Writer::new(Format::Jats).pretty(pretty).to(Vec::new());
        let losses = sink.write(&article).unwrap();
        let text = String::from_utf8(sink.finish().unwrap()).unwrap();
        assert!(losses.is_empty(), "{losses:?}\n{text}");
        let library = read(&text);
        assert_eq!(library.articles, std::slice::from_ref(&article), "{text}");
        assert_eq!(library.diagnostics, []);
        assert_valid(&text);
    }
    let (text, losses) = write_with(publishing(), &article);
    assert!(losses.is_empty(), "{losses:?}");
    assert_eq!(read(&text).articles, [article]);
    assert_valid(&text);
}

#[test]
fn a_bare_record_is_valid_without_a_journal() {
    let en = || "en".parse().unwrap();
    let mut article = Article::new(Kind::Article);
    article.language = Some(en());
    article.title.push(Localized::new("The foreign policy of Kazakhstan").in_lang(en()));
    let mut author = Contributor::person("Troitskiy", "Ye. F.");
    author.emails.push("ye.f.troitskiy@example.org".into());
    article.contributors.push(author);
    article.abstracts.push(Abstract::plain("The paper follows a foreign policy.").in_lang(en()));
    let words = ["foreign policy", "Kazakhstan", "Central Asia"];
    article.keywords.push(KeywordGroup::new(Some(en()), words));
    let words = ["внешняя политика", "Казахстан", "Центральная Азия"];
    article.keywords.push(KeywordGroup::new(Some("ru".parse().unwrap()), words));
    let written = polybib::write(Format::Jats, &article).unwrap();
    assert!(written.losses.is_empty(), "{:?}", written.losses);
    assert_valid(&written.text);
    assert_eq!(read(&written.text).articles, [article.clone()]);

    let mut sink = Writer::new(Format::Jats).with(publishing()).to(Vec::new());
    let error = sink.write(&article).unwrap_err();
    assert_eq!(error.kind(), WriteErrorKind::Missing);
    assert!(error.message().contains("the journal (`container`)"), "{error}");
    assert!(error.message().contains("an ISSN"), "{error}");
    assert!(!error.message().contains("title"), "{error}");
}

#[test]
fn a_record_that_says_everything_is_valid_and_nothing_is_lost_in_silence() {
    let article = native(FULL);
    for (options, least) in [(Options::default(), 0), (publishing(), 1)] {
        let (text, losses) = write_with(options, &article);
        assert_valid(&text);
        let back = read(&text).articles.remove(0);
        let losses: Vec<_> = losses.iter().map(ToString::to_string).collect();
        assert!(losses.len() >= least);
        let found = differences(&json(&article), Some(&json(&back)), String::new());
        for path in &found {
            let is_told = losses.iter().any(|loss| {
                let told = loss.split(": ").next().unwrap().trim_start_matches("`everything` ");
                path.starts_with(told) || told.starts_with(path.as_str())
            });
            assert!(is_told, "{path} is lost in silence\n{losses:#?}\n{text}");
        }
        if least == 0 {
            println!("{losses:#?}");
            assert!(losses.iter().all(|loss| loss.contains("references[")), "{losses:#?}");
        }
    }
}

fn json(article: &Article) -> serde_json::Value {
    serde_json::to_value(article).unwrap()
}

/// The paths at which two records differ, found without the crate's help.
fn differences(a: &serde_json::Value, b: Option<&serde_json::Value>, path: String) -> Vec<String> {
    use serde_json::Value::{Array, Object};
    match (a, b) {
        (a, Some(b)) if a == b => vec![],
        (Object(a), Some(Object(b))) => {
            let keys: std::collections::BTreeSet<_> = a.keys().chain(b.keys()).collect();
            let null = serde_json::Value::Null;
            let dot = if path.is_empty() { "" } else { "." };
            keys.into_iter()
                .flat_map(|key| {
                    differences(
                        a.get(key).unwrap_or(&null),
                        b.get(key),
                        format!("{path}{dot}{key}"),
                    )
                })
                .collect()
        }
        (Array(a), Some(Array(b))) if a.len() >= b.len() => a
            .iter()
            .enumerate()
            .flat_map(|(i, a)| differences(a, b.get(i), format!("{path}[{i}]")))
            .collect(),
        _ => vec![path],
    }
}

#[test]
fn languages_and_forms_come_back_as_they_were() {
    let mut article = Article::new(Kind::ArticleJournal);
    article.language = Some("ja".parse().unwrap());
    article.title.push(Localized::new("言語のない題名"));
    let forms = [
        ("ja", "山田", "original"),
        ("ja-Kana", "ヤマダ", "transcription"),
        ("ja-Latn", "Yamada", "transliteration"),
        ("en", "Mountainfield", "translation"),
        ("fr", "Yamada", "original"),
    ];
    let mut author = Contributor::default();
    for (lang, name, form) in forms {
        let form = polybib::Form::from_name(form).unwrap();
        let value = Localized::new(Name::Literal(name.into()));
        author.name.push(value.in_lang(lang.parse().unwrap()).as_form(form));
        let value = Localized::new(name).in_lang(lang.parse().unwrap()).as_form(form);
        article.short_title.push(value.clone());
        article.subtitle.push(value);
    }
    article.contributors.push(author);
    article.keywords.push(KeywordGroup::new(None, ["a"]));
    article.abstracts.push(Abstract::plain("  two  spaces\nand a line "));
    for language in [Some("ja".parse().unwrap()), None] {
        article.language = language;
        let written = polybib::write(Format::Jats, &article).unwrap();
        assert!(written.losses.is_empty(), "{:?}\n{}", written.losses, written.text);
        assert_eq!(read(&written.text).articles, [article.clone()], "{}", written.text);
        assert_valid(&written.text);
    }
}

#[test]
fn a_document_holds_one_article() {
    let article = native(BILINGUAL);
    let mut sink = Writer::new(Format::Jats).to(Vec::new());
    let _ = sink.write(&article).unwrap();
    let error = sink.write(&article).unwrap_err();
    assert_eq!(error.kind(), WriteErrorKind::Unsupported);
    assert!(error.message().contains("one article"));
    let error = Writer::new(Format::Jats).to(Vec::new()).finish().unwrap_err();
    assert_eq!(error.kind(), WriteErrorKind::Unsupported);
    assert!(error.message().contains("needs an article"));
}

#[test]
fn what_publishers_write_is_read() {
    let library = read(VARIANTS);
    let codes: Vec<_> = library.diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(library.articles.len(), 2);
    let article = &library.articles[0];
    assert_eq!(article.language.as_ref().unwrap().as_str(), "en");
    assert_eq!(article.genre.as_ref().unwrap().to_string(), "review-article");
    assert_eq!(article.title.primary().unwrap().to_string(), "Genome of E. coli & friends");
    assert_eq!(article.title.in_lang("es").unwrap().to_string(), "Genoma");
    let author = &article.contributors[0];
    assert_eq!(author.orcid.as_ref().unwrap().as_str(), "0000-0002-1825-0097");
    assert_eq!(author.affiliations, [0, 1]);
    assert!(author.corresponding);
    assert_eq!(author.emails, ["a@example.org"]);
    assert_eq!(article.contributors[1].identifiers[0].scheme, Scheme::Orcid);
    assert!(codes.contains(&Code::BadIdentifier));
    assert!(codes.contains(&Code::UnknownElement));
    assert!(codes.contains(&Code::UnknownEntity));
    assert_eq!(
        article.affiliations[0].forms.primary().unwrap().to_string(),
        "First University, Oslo"
    );
    assert_eq!(article.issued().unwrap().to_string(), "2019-06");
    assert_eq!(article.date(&DateKind::Revised).unwrap().to_string(), "2019-02-03");
    assert_eq!(article.pages.as_ref().unwrap().text, "1-9");
    assert_eq!(
        article.abstract_in("en").unwrap().sections[0].title.as_ref().unwrap().to_string(),
        "Aims"
    );
    assert_eq!(article.identifier(&Scheme::Pmcid).unwrap().value, "PMC123");
    let reference = &article.references[0];
    let text = reference.text().unwrap().to_string();
    assert_eq!(text, "Doe J, Roe R. A title. J Ex 2001;3:4–5. doi:10.5555/x");
    let work = reference.work().unwrap();
    assert_eq!(work.contributors.len(), 2);
    assert_eq!(work.doi().unwrap().as_str(), "10.5555/x");
    assert_eq!(work.container.as_ref().unwrap().title.primary().unwrap().to_string(), "J Ex");
    assert_eq!(reference.citations.len(), 1, "twins are one work");
    assert_eq!(
        article.translations[0].title.in_lang("pt").unwrap().to_string(),
        "Genoma de E. coli"
    );
    assert_eq!(library.articles[1].language, Some("de".parse().unwrap()));
}

#[test]
fn entities_cdata_and_comments_make_one_text() {
    let article = meta(
        "<title-group><article-title>\n A&eacute;&#233;&#xe9; <!-- no -->&lt;<![CDATA[<b>&amp;]]><?pi x?>\n\
         <bold>z</bold><xref ref-type='fn'>*</xref> </article-title></title-group>",
    );
    assert_eq!(article.title.primary().unwrap().to_string(), "Aééé <<b>&amp; z");
}

#[test]
fn months_seasons_and_odd_dates() {
    let table = [
        ("<day>3</day><month>June</month><year>2019</year>", "2019-06-03"),
        ("<season>Spring</season><year>2019</year>", "2019-21"),
        ("<string-date>early 2019</string-date>", "early 2019"),
        ("<month>13</month><year>2019</year>", "2019"),
        ("<day>31</day><month>2</month><year>2019</year>", "2019-02"),
        ("<year iso-8601-date='2019'>2019</year><month>4</month>", "2019-04"),
    ];
    for (text, expected) in table {
        let article = meta(&format!("<pub-date pub-type='epub'>{text}</pub-date>"));
        assert_eq!(article.dates[0].value.to_string(), expected, "{text}");
        assert_eq!(article.dates[0].medium, Some(polybib::Medium::Electronic));
    }
}

/// Reads an article of these elements, and what was odd: `code field: message`.
fn told(front: &str, back: &str) -> (Article, Vec<String>) {
    let text =
        format!("<article xml:lang='ru'><front>{front}</front><back>{back}</back></article>");
    let mut library = read(&text);
    let line = |d: &polybib::Diagnostic| {
        let field = d.field.as_ref().map(|field| format!(" {field}")).unwrap_or_default();
        format!("{}{field}: {}", d.code, d.message)
    };
    let lines = library.diagnostics.iter().map(line).collect();
    (library.articles.remove(0), lines)
}

#[test]
fn dates_that_are_none_name_their_field_and_value() {
    let meta = |dates: &str| format!("<article-meta>{dates}</article-meta>");
    let good = "<pub-date><year>2018</year></pub-date>";
    let table = [
        (
            "<month>13</month><year>2019</year>",
            "bad-date dates[1]: `13` is no month; the year 2019 alone is kept",
        ),
        (
            "<day>31</day><month>2</month><year>2019</year>",
            "bad-date dates[1]: `31` is no day of 2019-02; it is left out",
        ),
        (
            "<day>3rd</day><month>May</month><year>2019</year>",
            "bad-date dates[1]: `3rd` is no day of 2019-05; it is left out",
        ),
        ("<year>19xx</year>", "bad-date dates[1]: `19xx` is no date; it is kept as words"),
    ];
    for (date, line) in table {
        for bad in [
            format!("<pub-date>{date}</pub-date>"),
            format!("<history><date date-type='received'>{date}</date></history>"),
        ] {
            let (article, lines) = told(&meta(&format!("{good}{bad}")), "");
            assert_eq!(lines, [line]);
            assert_eq!(article.dates.len(), 2);
        }
    }
    let cited = "<ref-list><ref id='a'><element-citation><year>2001</year></element-citation></ref>\
         <ref id='b'><element-citation><year>2001</year><month>x</month><date-in-citation>\
         <year>2002</year><month>2</month><day>30</day></date-in-citation></element-citation></ref>\
         </ref-list>";
    let (article, lines) = told("<article-meta/>", cited);
    assert_eq!(article.references[1].work().unwrap().dates.len(), 2);
    assert_eq!(
        lines,
        [
            "bad-date references[1].citations[0].work.dates[0]: `x` is no month; the year 2001 alone is kept",
            "bad-date references[1].citations[0].work.dates[1]: `30` is no day of 2002-02; it is left out",
        ]
    );
}

#[test]
fn a_language_is_inherited_from_the_nearest_element_around() {
    let (article, lines) = told(
        "<journal-meta><journal-title-group xml:lang='en'><journal-title>J</journal-title>\
         <abbrev-journal-title>J.</abbrev-journal-title></journal-title-group>\
         <publisher xml:lang='en'><publisher-name>P</publisher-name></publisher></journal-meta>\
         <article-meta><article-categories xml:lang='de'><subj-group><subject>S</subject></subj-group>\
         <subj-group xml:lang='fr'><subject>S</subject></subj-group></article-categories>\
         <title-group xml:lang='en'><article-title>T</article-title><subtitle xml:lang='de'>U</subtitle>\
         <alt-title>A</alt-title></title-group>\
         <contrib-group xml:lang='en'><contrib><name><surname>Li</surname></name></contrib>\
         <contrib xml:lang='de'><collab>Gruppe</collab><aff>Haus</aff></contrib></contrib-group>\
         <author-notes xml:lang='en'><fn><p>N</p></fn></author-notes>\
         <permissions xml:lang='en'><copyright-holder>H</copyright-holder>\
         <license><license-p>L</license-p></license></permissions>\
         <abstract><p>Without</p></abstract><abstract xml:lang=''><p>Without</p></abstract>\
         <kwd-group><kwd>k</kwd></kwd-group>\
         <funding-group xml:lang='und'><award-group xml:lang='en'><funding-source>F</funding-source>\
         </award-group><funding-statement>S</funding-statement></funding-group></article-meta>",
        "<ref-list xml:lang='en'><ref><element-citation><name><surname>Li</surname></name>\
         <source>S</source></element-citation></ref></ref-list>",
    );
    assert_eq!(lines, [] as [String; 0]);
    let json = json(&article);
    let table = [
        ("/container/title/0/lang", "en"),
        ("/container/short-title/0/lang", "en"),
        ("/publishers/0/0/lang", "en"),
        ("/subjects/0/lang", "de"),
        ("/subjects/1/lang", "fr"),
        ("/title/0/lang", "en"),
        ("/subtitle/0/lang", "de"),
        ("/short-title/0/lang", "en"),
        ("/contributors/0/name/0/lang", "en"),
        ("/contributors/1/name/0/lang", "de"),
        ("/affiliations/0/forms/0/lang", "de"),
        ("/notes/0/text/0/lang", "en"),
        ("/permissions/holders/0/0/lang", "en"),
        ("/permissions/licenses/0/text/0/lang", "en"),
        ("/abstracts/0/lang", "ru"),
        ("/abstracts/1/lang", "ru"),
        ("/keywords/0/lang", "ru"),
        ("/funding/0/funder/0/lang", "en"),
        ("/funding-statement/0/lang", ""),
    ];
    for (path, lang) in table {
        let found = json.pointer(path).and_then(serde_json::Value::as_str).unwrap_or_default();
        assert_eq!(found, lang, "{path} in {json:#}");
    }
    assert_eq!(
        article.references[0].work().unwrap().contributors[0].name.first().unwrap().lang,
        None
    );

    let (article, lines) = told(
        "<article-meta><title-group xml:lang='klingonese'><article-title>T</article-title>\
         <subtitle>S</subtitle></title-group></article-meta>",
        "",
    );
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("bad-language: `klingonese`"), "{lines:?}");
    assert_eq!(
        (&article.title.first().unwrap().lang, &article.subtitle.first().unwrap().lang),
        (&None, &None)
    );
}

#[test]
fn what_is_not_read_is_told_once_and_words_stay_apart() {
    let (article, lines) = told(
        "<article-meta><title-group><article-title>One <inline-graphic xlink:href='x'/> two\
         <inline-graphic/>three<private-char><glyph-data>010</glyph-data></private-char>, <bold>four</bold>\
         <graphic/>five<fn><p>note</p></fn></article-title></title-group>\
         <contrib-group><contrib><string-name><prefix>Dr</prefix> <surname>Li</surname></string-name>\
         <degrees>PhD</degrees><address><email>a@example.org</email></address>\
         <address><country>Norway</country><email>b@example.org</email></address></contrib></contrib-group>\
         <abstract><p>a <graphic/> b</p><graphic/><table-wrap><table><tr><td>c</td><td>d</td></tr></table>\
         </table-wrap></abstract>\
         <kwd-group><nested-kwd><kwd>e</kwd><nested-kwd><kwd>f</kwd></nested-kwd></nested-kwd></kwd-group>\
         </article-meta>",
        "<ack><p>Thanks</p></ack><ref-list/><ack><p>again</p></ack>",
    );
    assert_eq!(article.title.first().unwrap().value.to_string(), "One two three, four five");
    assert_eq!(article.contributors[0].emails, ["a@example.org", "b@example.org"]);
    let paragraphs: Vec<_> =
        article.abstracts[0].paragraphs.iter().map(ToString::to_string).collect();
    assert_eq!(paragraphs, ["a b", "c d"]);
    assert_eq!(article.keywords[0].keywords[0].text.to_string(), "e f");
    let expected = [
        "`article-title/inline-graphic` has no field of its own; its XML is kept in `extra`",
        "`article-title/private-char` has no field of its own; its XML is kept in `extra`",
        "`article-title/graphic` has no field of its own; its XML is kept in `extra`",
        "`article-title/fn` has no field of its own; its XML is kept in `extra`",
        "`string-name/prefix` has no field of its own; its XML is kept in `extra`",
        "`contrib/degrees` has no field of its own; its XML is kept in `extra`",
        "`address/country` has no field of its own; its XML is kept in `extra`",
        "`p/graphic` has no field of its own; its XML is kept in `extra`",
        "`abstract/graphic` has no field of its own; its XML is kept in `extra`",
        "`table-wrap/table` is read as its words alone",
        "`table/tr` is read as its words alone",
        "`tr/td` is read as its words alone",
        "`kwd-group/nested-kwd` is read as its words alone",
        "`nested-kwd/kwd` is read as its words alone",
        "`nested-kwd/nested-kwd` is read as its words alone",
        "`back/ack` is not read",
    ];
    for line in expected {
        let line = format!("unknown-element: {line}");
        assert_eq!(lines.iter().filter(|l| **l == line).count(), 1, "{line} in {lines:#?}");
    }
    assert_eq!(lines.len(), expected.len(), "{lines:#?}");
    let extra: Vec<_> =
        article.extra.iter().map(|extra| (extra.name.as_str(), &*extra.value)).collect();
    let contrib = "front/article-meta/contrib-group/contrib";
    for (path, xml) in [
        ("front/article-meta/title-group/article-title/fn", "<fn><p>note</p></fn>"),
        (&format!("{contrib}/string-name/prefix"), "<prefix>Dr</prefix>"),
        (&format!("{contrib}/address[2]/country"), "<country>Norway</country>"),
        ("front/article-meta/abstract/p/graphic", "<graphic/>"),
    ] {
        assert!(extra.contains(&(path, xml)), "{path} in {extra:#?}");
    }
}

#[test]
fn citations_of_many_shapes() {
    let article = references(
        "<ref id='a'><citation citation-type='journal'><name><surname>Doe</surname><given-names>J</given-names></name><article-title>T</article-title><source>S</source><year>2001a</year></citation></ref>\
         <ref id='b'><nlm-citation><person-group person-group-type='editor'><collab>Group</collab><etal/></person-group><source>Book</source><publisher-name>P</publisher-name></nlm-citation></ref>\
         <ref id='c'><mixed-citation>One (1999). <ext-link xlink:href='https://x.example'>here</ext-link></mixed-citation><mixed-citation>Two.</mixed-citation></ref>\
         <ref id='d'><label>4</label><mixed-citation publication-type='book'><string-name><surname>Li</surname> <given-names>V</given-names></string-name>. <source>Maps</source>, <year>1999</year>.</mixed-citation></ref>",
    );
    let [a, b, c, d] = article.references.as_slice() else { panic!() };
    let work = a.work().unwrap();
    assert_eq!(
        (&work.kind, work.issued().unwrap().to_string().as_str()),
        (&Kind::ArticleJournal, "2001")
    );
    let work = b.work().unwrap();
    assert_eq!(work.kind, Kind::Book);
    assert_eq!(work.others, [polybib::Role::Editor]);
    assert_eq!(c.citations.len(), 2);
    assert!(c.work().is_none());
    assert_eq!(d.text().unwrap().to_string(), "Li V. Maps, 1999.");
    assert_eq!(d.work().unwrap().title.primary().unwrap().to_string(), "Maps");
}

#[test]
fn bad_inputs_are_errors_that_say_where() {
    let deep = |tag: &str| format!("<article><front>{}", format!("<{tag}>").repeat(200_000));
    let closed = format!("{}{}</front></article>", deep("b"), "</b>".repeat(200_000));
    let bomb = "<!DOCTYPE article [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><article><front>\
                <article-meta><title-group><article-title>&b;</article-title></title-group></article-meta></front></article>";
    let table: &[(&[u8], ReadErrorKind)] = &[
        (b"", ReadErrorKind::NoRecords),
        (b"<a><b/></a>", ReadErrorKind::NoRecords),
        (&[0xFF, 0xFE, b'<', 0, b'a', 0], ReadErrorKind::NoRecords),
        (&[0xFF, 0xFE, b'<', 0, b'a', 0, 0, 0xDC, b'>', 0], ReadErrorKind::Encoding),
        (&[0xFF, 0xFE, 0, 0, b'<', 0, 0, 0], ReadErrorKind::Encoding),
        (b"<article><front>\xE9</front></article>", ReadErrorKind::Encoding),
        (b"<article><front><article-meta>", ReadErrorKind::Truncated),
        (b"<article><fro", ReadErrorKind::Truncated),
        (b"<article>\n<front></back></article>", ReadErrorKind::Syntax),
        (b"<article><front>a & b</front></article>", ReadErrorKind::Syntax),
        (b"<article a='1' a='2'><front/></article>", ReadErrorKind::Syntax),
        (b"<article class='html'><p>no</p></article>", ReadErrorKind::Data),
        (closed.as_bytes(), ReadErrorKind::Limit),
        (&[0, 1, 2, 0xFF, b'<', 0xC3], ReadErrorKind::NoRecords),
    ];
    for (bytes, kind) in table {
        let records: Vec<_> = Reader::new(Format::Jats).for_slice(bytes).collect();
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]);
        assert_eq!(records.len(), 1, "{shown}");
        let error = records[0].as_ref().unwrap_err();
        assert_eq!(error.kind(), *kind, "{shown}: {error}");
        assert!(error.position().unwrap().offset <= bytes.len() as u64, "{shown}");
        let streamed = Reader::new(Format::Jats).for_reader(*bytes).next().unwrap().unwrap_err();
        assert_eq!(streamed.to_string(), error.to_string());
    }
    let error = polybib::read(Format::Jats, "<article>\n <front></back></article>").unwrap_err();
    assert_eq!(error.position().unwrap().line, 2);
    let library = read(bomb);
    assert_eq!(library.articles[0].title.primary().unwrap().to_string(), "&b;");
    assert_eq!(library.diagnostics[0].code, Code::UnknownEntity);
}

#[test]
fn a_bad_article_costs_itself_and_a_stream_gives_what_a_slice_gives() {
    let one = |title: &str| {
        format!(
            "<article><front><article-meta><title-group><article-title>{title}</article-title></title-group></article-meta></front><body>{}</body></article>\n",
            "<p>x</p>".repeat(9000)
        )
    };
    let text = format!("<set>{}{}<article><front></article>{}</set>", one("1"), one("2"), one("3"));
    let collect = |records: polybib::Records<'_>| -> Vec<String> {
        records
            .map(|record| match record {
                Ok(record) => format!(
                    "{} {:?} {:?}",
                    record.article.title.primary().unwrap(),
                    record.span,
                    record.position
                ),
                Err(error) => error.to_string(),
            })
            .collect()
    };
    let slice = collect(Reader::new(Format::Jats).for_slice(text.as_bytes()));
    let stream = collect(Reader::new(Format::Jats).for_reader(text.as_bytes()));
    assert_eq!(slice, stream);
    assert_eq!(slice.len(), 4);
    assert!(slice[2].contains("well-formed"), "{}", slice[2]);
    let limits = Limits::default().with_record_bytes(1000);
    let mut records = Reader::new(Format::Jats).limits(limits).for_slice(text.as_bytes());
    assert!(records.next().unwrap().unwrap_err().is_limit());
}

#[test]
fn what_xml_forbids_is_reported() {
    let mut article = Article::new(Kind::ArticleJournal);
    article.title.push(Localized::new("a\u{1}b\u{FFFE}"));
    article.key = Some("\u{8}k".into());
    let written = polybib::write(Format::Jats, &article).unwrap();
    assert_valid(&written.text);
    let told: Vec<_> = written.losses.iter().map(|loss| loss.field.as_str()).collect();
    assert_eq!(told, ["key", "title[0].value"]);
    assert_eq!(read(&written.text).articles[0].title.primary().unwrap().to_string(), "ab");
}

/// Every text of a record with every sort of markup in it: what an element may not hold must not be
/// written into it, in either tag set.
#[test]
fn markup_goes_only_where_the_dtd_allows_it() {
    use serde_json::Value;
    fn mark_up(value: &mut Value, rich: &Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| mark_up(item, rich)),
            Value::Object(members) => {
                let is_text =
                    !["scheme", "kind", "origin"].iter().any(|k| members.contains_key(*k));
                for (key, value) in members.iter_mut() {
                    match (key.as_str(), &value) {
                        ("value", Value::String(text)) if is_text && text != "anonymous" => {
                            *value = rich.clone();
                        }
                        ("edition" | "note", Value::String(_)) => *value = rich.clone(),
                        ("text", Value::String(_)) if is_text => {}
                        ("paragraphs" | "parts", Value::Array(items)) => {
                            *value = vec![rich.clone(); items.len()].into();
                        }
                        ("keywords", Value::Array(_)) => {
                            for keyword in value.as_array_mut().unwrap() {
                                if keyword.get("keywords").is_none() {
                                    keyword["text"] = rich.clone();
                                }
                                mark_up(keyword, rich);
                            }
                        }
                        _ => mark_up(value, rich),
                    }
                }
            }
            _ => {}
        }
    }
    let mut record: Value = serde_json::from_str(FULL).unwrap();
    let rich = record["title"][0]["value"].clone();
    mark_up(&mut record, &rich);
    let text = serde_json::to_string(&record).unwrap();
    let article = native(&text);
    for options in [Options::default(), publishing()] {
        let (text, losses) = write_with(options, &article);
        assert_valid(&text);
        assert!(!losses.is_empty());
        let again = write_with(Options::default(), &read(&text).articles[0]).0;
        let third = write_with(Options::default(), &read(&again).articles[0]).0;
        assert_eq!(again, third, "writing is a fixpoint");
    }
}

/// Whatever happens to a file on its way, it is read or it is an error.
#[test]
fn damaged_files_are_read_or_refused() {
    let text = write_with(Options::default(), &native(FULL)).0.into_bytes();
    for at in (0..text.len()).step_by(509) {
        let _ = polybib::read(Format::Jats, &text[..at]).unwrap_err();
        for byte in [b'<', b'>', b'&', b'"', b'/', b' ', 0xD0] {
            let mut damaged = text.clone();
            damaged[at] = byte;
            if let Ok(library) = polybib::read(Format::Jats, &damaged) {
                let _ = polybib::write_all(Format::Jats, library.articles.iter().take(1));
            }
        }
    }
}

/// Each of these asked for time or memory out of proportion, or could.
#[test]
fn large_odd_inputs_cost_no_more_than_others() {
    let wrap = |text: String| {
        format!("<article><front><article-meta>{text}</article-meta></front></article>")
    };
    let table = [
        "<".repeat(300_000),
        "<article ".repeat(100_000),
        "<!--".repeat(100_000),
        format!("<article>{}", "<![CDATA[".repeat(100_000)),
        wrap("<aff id='a'>x</aff><contrib-group><contrib><xref rid='a a a'/></contrib></contrib-group>".repeat(5_000)),
        wrap(format!("<contrib-group>{}</contrib-group>", "<contrib/><aff>x</aff>".repeat(10_000))),
        wrap("<article-id pub-id-type='doi'>x</article-id>".repeat(20_000)),
        wrap("&who;".repeat(50_000)),
        wrap(format!("<volume/><{0}>{1}</{0}>", "A".repeat(500_000), "<p/><x k=''/>".repeat(5_000))),
        wrap(format!("<{0}>{1}</{0}>", "A".repeat(500_000), "<volume>1</volume><x k=''/>".repeat(5_000))),
        wrap(format!("<abstract><p><{0}>{1}</{0}></p></abstract>", "A".repeat(500_000), (0..1000).map(|i| format!("<x{i}/>")).collect::<String>())),
        wrap("<kwd-group><kwd>a;b</kwd></kwd-group>".repeat(10_000)),
        wrap("<contrib-group><contrib><xref rid='x'/></contrib></contrib-group>".repeat(10_000)),
        wrap((0..10_000).map(|i| format!("<copyright-holder xml:lang='x-a{i}'>x</copyright-holder>")).collect()),
    ];
    for text in table {
        let _ = polybib::read(Format::Jats, text.as_bytes());
        let _ = Reader::new(Format::Jats).for_reader(text.as_bytes()).count();
    }
}

/// Reads a corpus of other people's files, where one is at hand.
#[test]
fn the_corpus_is_read_without_a_panic() {
    let Some(root) = std::env::var_os("POLYBIB_CORPUS").map(PathBuf::from) else {
        println!("skipped: POLYBIB_CORPUS is not set");
        return;
    };
    let mut files = Vec::new();
    for folder in ["jats", "jats-evil"] {
        collect_files(&root.join(folder), &mut files);
    }
    files.sort();
    let (mut records, mut failed, mut valid, mut equal, mut lossless) = (0, 0, 0, 0, 0);
    let (mut written, mut checked) = (0, 0);
    let mut codes = std::collections::BTreeMap::<&str, usize>::new();
    for file in &files {
        let bytes = std::fs::read(file).unwrap();
        let name = file.strip_prefix(&root).unwrap().display().to_string();
        let own = name.contains("synthetic/own_");
        for record in Reader::new(Format::Jats).for_slice(&bytes) {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    failed += 1;
                    println!("{name}: {error}");
                    continue;
                }
            };
            records += 1;
            for diagnostic in &record.diagnostics {
                *codes.entry(diagnostic.code.as_str()).or_default() += 1;
            }
            let out = match polybib::write(Format::Jats, &record.article) {
                Ok(out) => out,
                Err(error) => {
                    println!("{name}: not written: {error}");
                    assert!(!own);
                    continue;
                }
            };
            written += 1;
            match is_valid(&out.text) {
                Some(Ok(())) => {
                    checked += 1;
                    valid += 1;
                }
                Some(Err(message)) => {
                    checked += 1;
                    println!("{name}: not valid: {}", message.lines().next().unwrap_or_default());
                    assert!(!own, "{message}");
                }
                None => {}
            }
            let same = read(&out.text).articles == [record.article];
            equal += usize::from(same);
            lossless += usize::from(out.losses.is_empty());
            assert_eq!(same, out.losses.is_empty(), "{name}");
            assert!(same || !own, "{name}: {:?}", out.losses);
            for loss in out.losses.iter().take(2) {
                println!("{name}: {loss}");
            }
        }
    }
    println!("diagnostics: {codes:?}");
    println!(
        "{} files, {records} records, {failed} failures; written {written}, valid {valid} of {checked}, equal {equal}, lossless {lossless}",
        files.len()
    );
}

fn collect_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect_files(&path, out);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "xml" || extension == "nxml")
        {
            out.push(path);
        }
    }
}
