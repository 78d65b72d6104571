//! JATS in every wrapping and encoding, and the forms that publishers give its elements.
#![cfg(feature = "jats")]

use polybib::{
    Article, Code, DateKind, Diagnostic, Format, Library, ReadErrorKind, Reader, Record, Relation,
    Role, Scheme,
};

fn library(text: &str) -> Library {
    polybib::read(Format::Jats, text).unwrap_or_else(|e| panic!("{e}\n{text}"))
}

fn article(front: &str, back: &str) -> (Article, Vec<Diagnostic>) {
    let mut library = library(&format!(
        "<article xml:lang='en'><front>{front}</front><back><ref-list>{back}</ref-list></back></article>"
    ));
    (library.articles.remove(0), library.diagnostics)
}

fn meta(text: &str) -> Article {
    article(&format!("<article-meta>{text}</article-meta>"), "").0
}

fn citation(text: &str) -> Article {
    let cited = format!("<ref id='r'><element-citation>{text}</element-citation></ref>");
    article("<article-meta/>", &cited).0
}

/// What is written of a record is read back the same, and nothing is reported.
fn assert_survives(article: &Article) {
    let written = polybib::write(Format::Jats, article).unwrap();
    assert!(written.losses.is_empty(), "{:?}\n{}", written.losses, written.text);
    assert_eq!(library(&written.text).articles, std::slice::from_ref(article), "{}", written.text);
}

fn title(article: &Article) -> String {
    article.title.first().unwrap().value.to_string()
}

/// Reads bytes as a slice and as a stream, which must agree.
fn both(bytes: &[u8]) -> Vec<Result<Record, String>> {
    let text = |error: polybib::ReadError| format!("{:?} {error}", error.kind());
    let slice: Vec<_> =
        Reader::new(Format::Jats).for_slice(bytes).map(|r| r.map_err(text)).collect();
    let stream: Vec<_> =
        Reader::new(Format::Jats).for_reader(bytes).map(|r| r.map_err(text)).collect();
    assert_eq!(slice, stream);
    slice
}

fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let mark = if mark { "\u{FEFF}" } else { "" };
    let units = mark.encode_utf16().chain(text.encode_utf16());
    units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

/// Cyrillic letters, as windows-1251 has them.
fn windows_1251(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        'А'..='я' => u8::try_from(u32::from(c) - 0x410 + 0xC0).unwrap(),
        c => u8::try_from(c).unwrap(),
    };
    text.chars().map(byte).collect()
}

const DECLARED: &str = "<?xml version='1.0' encoding='NAME'?>\n<article xml:lang='ru'><front><article-meta>\n\
    <title-group><article-title>Жук &who; летит</article-title></title-group></article-meta></front></article>\n";

#[test]
fn encodings_are_read_and_positions_are_those_of_the_input() {
    let declared = |name: &str| DECLARED.replace("NAME", name);
    let utf8 = declared("utf-8");
    let marked = format!("\u{FEFF}{utf8}").into_bytes();
    let table: Vec<(&str, Vec<u8>, &[u8])> = vec![
        ("UTF-8", utf8.clone().into_bytes(), b"&who"),
        ("UTF-8 with a mark", marked, b"&who"),
        ("windows-1251", windows_1251(&declared("windows-1251")), b"&who"),
        ("UTF-16LE", utf16(&declared("UTF-16"), false, true), b"&\0w\0h\0o\0"),
        ("UTF-16BE", utf16(&declared("UTF-16"), true, true), b"\0&\0w\0h\0o"),
        ("UTF-16LE, no mark", utf16(&declared("UTF-16"), false, false), b"&\0w\0h\0o\0"),
        ("UTF-16BE, no mark", utf16(&declared("UTF-16"), true, false), b"\0&\0w\0h\0o"),
    ];
    for (name, bytes, entity) in table {
        let records = both(&bytes);
        let record = records[0].as_ref().unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(records.len(), 1, "{name}");
        assert_eq!(title(&record.article), "Жук &who; летит", "{name}");
        let at = bytes.windows(entity.len()).position(|found| found == entity).unwrap();
        let position = record.diagnostics[0].position.unwrap();
        assert_eq!(position.offset, at as u64, "{name}");
        assert_eq!(position.line, 3, "{name}");
        assert_eq!(position.column, 33, "{name}");
        let begins = usize::from(entity[0] == 0);
        let start = usize::try_from(record.span.start).unwrap();
        let end = usize::try_from(record.span.end).unwrap();
        assert_eq!(bytes[start + begins], b'<', "{name}");
        assert_eq!(bytes[start + begins + if entity.len() > 4 { 2 } else { 1 }], b'a', "{name}");
        let behind: Vec<u8> = bytes[end..].iter().copied().filter(|b| *b != 0).collect();
        assert_eq!(behind, b"\n", "{name}");
    }
}

#[test]
fn further_encodings() {
    let latin =
        b"<?xml version='1.0' encoding='ISO-8859-1'?><article><front><article-meta><title-group>\
        <article-title>\xC9tude</article-title></title-group></article-meta></front></article>";
    assert_eq!(title(&both(latin)[0].as_ref().unwrap().article), "Étude");
    let japanese = b"<?xml version='1.0' encoding='Shift_JIS'?><article><front><article-meta><title-group>\
        <article-title>\x93\xFA\x96\x7B</article-title></title-group></article-meta></front></article>";
    assert_eq!(title(&both(japanese)[0].as_ref().unwrap().article), "日本");

    let ascii = |name: &str, title: &str| {
        format!(
            "<?xml version='1.0' encoding='{name}'?><article><front><article-meta><title-group>\
             <article-title>{title}</article-title></title-group></article-meta></front></article>"
        )
    };
    // Names of ASCII and names that nobody knows are read as UTF-8, which says if they are not.
    for name in ["US-ASCII", "ISO646-US", "x-nobody", "UTF-16"] {
        let records = both(ascii(name, "Étude").as_bytes());
        assert_eq!(title(&records[0].as_ref().unwrap().article), "Étude", "{name}");
    }
    let mut bytes = ascii("x-nobody", "tude").into_bytes();
    let at = bytes.windows(4).position(|w| w == b"tude").unwrap();
    bytes.insert(at, 0xC9);
    let error = both(&bytes)[0].clone().unwrap_err();
    assert!(error.starts_with("Encoding the byte 0xC9 is not UTF-8"), "{error}");
    assert!(error.contains("it says that it is in `x-nobody`, which is not known"), "{error}");
    let mut bytes = ascii("Shift_JIS", "tude").into_bytes();
    bytes.insert(at, 0xFD);
    let error = both(&bytes)[0].clone().unwrap_err();
    assert!(error.starts_with("Encoding the input is in Shift_JIS"), "{error}");
}

/// As many articles as there is time for, in as much memory as one takes.
#[test]
fn a_recoded_stream_of_many_articles_is_read_one_at_a_time() {
    struct Endless {
        piece: Vec<u8>,
        at: usize,
        left: usize,
    }
    impl std::io::Read for Endless {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            if self.at == self.piece.len() {
                self.at = 0;
                self.left = self.left.saturating_sub(1);
            }
            if self.left == 0 {
                return Ok(0);
            }
            let rest = &self.piece[self.at..];
            let count = rest.len().min(out.len());
            out[..count].copy_from_slice(&rest[..count]);
            self.at += count;
            Ok(count)
        }
    }
    let one = "<article><front><article-meta><title-group><article-title>Ж</article-title>\
        </title-group></article-meta></front><body><p>x</p></body></article>\n";
    let piece = utf16(&one.repeat(20), false, false);
    let length = piece.len() as u64 / 20;
    let source = Endless { piece, at: 0, left: 100 };
    let mut count = 0;
    for record in Reader::new(Format::Jats).for_reader(source) {
        let record = record.unwrap();
        assert_eq!(record.span.start, count * length);
        assert_eq!(record.position.line, count + 1);
        count += 1;
    }
    assert_eq!(count, 2000);
}

#[test]
fn articles_are_found_in_whatever_holds_them() {
    let inner = "<front><article-meta><title-group><article-title>T</article-title></title-group></article-meta></front>";
    let prefixed = inner.replace("</", "</j:").replace('<', "<j:").replace("<j:/j:", "</j:");
    let table = [
        format!(
            "<pmc-articleset><article>{inner}</article><article>{inner}</article></pmc-articleset>"
        ),
        format!(
            "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><ListRecords><record><header/><metadata>\
             <article xmlns='http://jats.nlm.nih.gov'>{inner}</article></metadata></record><record><metadata>\
             <j:article xmlns:j='http://www.ncbi.nlm.nih.gov/JATS1'>{prefixed}</j:article></metadata></record></ListRecords></OAI-PMH>"
        ),
        format!(
            "<item:item xmlns:item='http://libero.pub'><jats:article>{}</jats:article><x:article>{prefixed}</x:article></item:item>",
            prefixed.replace("j:", "jats:")
        ),
    ];
    for text in table {
        let records = both(text.as_bytes());
        assert_eq!(records.len(), 2, "{text}");
        for record in records {
            assert_eq!(title(&record.unwrap().article), "T");
        }
    }
}

#[test]
fn where_there_is_no_article_the_root_is_named() {
    let table = [
        (
            "<?xml version='1.0'?><!-- x --><tei:TEI xmlns:tei='x'><p/></tei:TEI>",
            "the first element is `tei:TEI`",
        ),
        ("<html><body/></html>", "in these 20 bytes; the first element is `html`"),
        ("@article{k, title = {T}}", "and no XML element"),
        ("", "the input is empty"),
    ];
    for (text, message) in table {
        let error = polybib::read(Format::Jats, text).unwrap_err();
        assert_eq!(error.kind(), ReadErrorKind::NoRecords);
        assert!(error.to_string().contains(message), "{error}");
    }
}

#[test]
fn what_is_not_well_formed_is_read_up_to_the_fault() {
    let begin = "<article xml:lang='ru'><front><article-meta><title-group><article-title>Жук</article-title></title-group>\n";
    let table = [
        ("<abstract><p>a & b</p></abstract>", ReadErrorKind::Syntax, 2),
        ("<abstract><p>a</b></abstract>", ReadErrorKind::Syntax, 2),
        ("<abstract><p a='1' a='2'>a</p></abstract>", ReadErrorKind::Syntax, 2),
        ("<abstract>\n<p>a", ReadErrorKind::Truncated, 3),
    ];
    for (text, kind, line) in table {
        let end =
            if kind == ReadErrorKind::Truncated { "" } else { "</article-meta></front></article>" };
        let text = format!("{begin}{text}{end}");
        let error = polybib::read(Format::Jats, &text).unwrap_err();
        assert_eq!((error.kind(), error.position().unwrap().line), (kind, line), "{error}");
        let partial = error.partial().unwrap_or_else(|| panic!("{text}"));
        assert_eq!(title(partial), "Жук");
        assert!(error.position().unwrap().offset <= text.len() as u64);
    }
    let mut bytes = format!("{begin}</article-meta></front></article>").into_bytes();
    let at = bytes.iter().position(|b| *b == b'\n').unwrap();
    bytes[at] = 0xFF;
    let error = polybib::read(Format::Jats, &bytes).unwrap_err();
    assert_eq!(error.kind(), ReadErrorKind::Encoding);
    assert_eq!(error.position().unwrap().offset, at as u64);
    assert_eq!(title(error.partial().unwrap()), "Жук");
    assert!(polybib::read(Format::Jats, "<article><a></article>").unwrap_err().partial().is_none());
}

#[test]
fn several_keywords_in_one_element() {
    let (article, diagnostics) = article(
        "<article-meta><kwd-group><kwd>a; b ;c；d</kwd><kwd>e, f</kwd><kwd content-type='one-keyword'>g; h</kwd></kwd-group></article-meta>",
        "",
    );
    let words: Vec<_> = article.keywords[0].keywords.iter().map(|k| k.text.to_string()).collect();
    assert_eq!(words, ["a", "b", "c", "d", "e, f", "g; h"]);
    assert_eq!(diagnostics[0].code, Code::MixedKeywords);
    assert_survives(&article);
}

#[test]
fn dois_wherever_they_stand() {
    let table = [
        "<pub-id pub-id-type='doi'>https://doi.org/10.1/x</pub-id>",
        "<object-id pub-id-type='doi'>10.1/x</object-id>",
        "<ext-link ext-link-type='doi' xlink:href='10.1/x'>here</ext-link>",
        "<ext-link ext-link-type='uri' xlink:href='http://dx.doi.org/10.1/x'>here</ext-link>",
        "<uri>http://www.doi.org/10.1/x</uri>",
        "<comment>doi: 10.1/x</comment>",
        "<comment>See <ext-link xlink:href='https://doi.org/10.1/x'>there</ext-link></comment>",
        "<pub-id pub-id-type='doi'>10.1/x</pub-id><ext-link xlink:href='https://doi.org/10.1/X'/>",
    ];
    for text in table {
        let article = citation(text);
        let work = article.references[0].work().unwrap();
        let dois: Vec<_> =
            work.identifiers.iter().map(|id| (&id.scheme, id.value.as_str())).collect();
        assert_eq!(dois, [(&Scheme::Doi, "10.1/x")], "{text}");
        assert_survives(&article);
        // In a reference that is text, too.
        let text = format!("<ref><mixed-citation>Words, {text}.</mixed-citation></ref>");
        let article = self::article("<article-meta/>", &text).0;
        let work = article.references[0].work().unwrap_or_else(|| panic!("{text}"));
        assert_eq!(work.doi().unwrap().as_str(), "10.1/x", "{text}");
        assert_survives(&article);
    }
}

#[test]
fn what_a_citation_has_no_field_for_becomes_a_note() {
    let article = citation(
        "<source>S</source><volume>1</volume><volume>2</volume><gov>House</gov><annotation><p>Good</p></annotation>\
         <comment content-type='status'>in press</comment><issue-title>Special</issue-title>\
         <ext-link xlink:href='https://x.example/'>Archive</ext-link>",
    );
    let work = article.references[0].work().unwrap();
    let notes: Vec<_> = work
        .notes
        .iter()
        .map(|n| (n.kind.as_deref().unwrap(), n.text.first().unwrap().value.to_string()))
        .collect();
    let expected =
        [("status", "in press"), ("volume", "2"), ("gov", "House"), ("annotation", "Good")];
    assert_eq!(notes, expected.map(|(kind, text)| (kind, text.to_owned())));
    assert_eq!(work.volume.as_deref(), Some("1"));
    assert_eq!(work.issue_title.first().unwrap().value.to_string(), "Special");
    assert_eq!(work.links[0].title.as_ref().unwrap().to_string(), "Archive");
    assert_survives(&article);
}

#[test]
fn words_between_the_parts_of_a_citation_are_its_text() {
    let article = citation("<source>S</source>, printed in <year>1999</year>");
    assert_eq!(article.references[0].text().unwrap().to_string(), "S, printed in 1999");
    assert_eq!(article.references[0].work().unwrap().issued().unwrap().to_string(), "1999");
}

#[test]
fn twins_share_what_only_one_of_them_has() {
    let (article, _) = article(
        "<article-meta/>",
        "<ref><mixed-citation><source>S</source>. <pub-id pub-id-type='doi'>10.1/x</pub-id></mixed-citation>\
         <element-citation><source>S</source><pub-id pub-id-type='pmid'>1</pub-id></element-citation></ref>",
    );
    let [only] = article.references[0].citations.as_slice() else { panic!() };
    let ids: Vec<_> = only.work.as_ref().unwrap().identifiers.iter().map(|id| &id.value).collect();
    assert_eq!(ids, ["1", "10.1/x"]);
}

#[test]
fn front_matter_in_all_its_forms() {
    let (article, diagnostics) = article(
        "<journal-meta><journal-title-group><journal-title>J</journal-title></journal-title-group>\
         <contrib-group><contrib contrib-type='editor'><name><surname>Chief</surname></name></contrib></contrib-group></journal-meta>\
         <article-meta>\
         <article-categories><series-title>Essays</series-title></article-categories>\
         <contrib-group><contrib><name><surname>A</surname></name><uri>http://orcid.org/0000-0002-1825-0097</uri>\
         <xref ref-type='fn' rid='eq'/><xref ref-type='fn' rid='dead'/><xref ref-type='fn' rid='other'>b</xref></contrib></contrib-group>\
         <author-notes><corresp id='c'><label>*</label>Write to: A, Oslo; <email>a@example.org</email></corresp>\
         <fn fn-type='equal' id='eq'><p>Equal.</p></fn><fn fn-type='deceased' id='dead'><p>Dead.</p></fn><fn id='other'><p>Other.</p></fn></author-notes>\
         <volume>1</volume><volume>I</volume>\
         <product product-type='book'><person-group><name><surname>Writer</surname></name></person-group>, \
         <source>The Book</source>, <publisher-name>Press</publisher-name>, <year>2001</year>, <isbn>978-3-16-148410-0</isbn>. 9 EUR</product>\
         <copyright-statement>© A</copyright-statement><copyright-year>2002</copyright-year>\
         <counts><fig-count count='3'/><ref-count count='40'/><page-count count='9'/><word-count count='5000'/></counts>\
         </article-meta><notes notes-type='disclosure'><p>None.</p></notes>",
        "",
    );
    let journal = article.container.as_ref().unwrap();
    assert_eq!(journal.contributors[0].role, Role::Editor);
    let series = article.series.as_ref().unwrap();
    assert_eq!(series.title.first().unwrap().value.to_string(), "Essays");
    let author = &article.contributors[0];
    assert_eq!(author.orcid.as_ref().unwrap().as_str(), "0000-0002-1825-0097");
    assert!(author.equal_contribution && author.deceased);
    let notes: Vec<_> = article
        .notes
        .iter()
        .map(|n| (n.kind.as_deref().unwrap_or("-"), n.text.first().unwrap().value.to_string()))
        .collect();
    let expected = [
        ("corresp", "Write to: A, Oslo; a@example.org"),
        ("equal", "Equal."),
        ("deceased", "Dead."),
        ("-", "Other."),
        ("disclosure", "None."),
    ];
    assert_eq!(notes, expected.map(|(kind, text)| (kind, text.to_owned())));
    let reviewed = article.reviewed.as_ref().unwrap();
    assert_eq!(reviewed.title.first().unwrap().value.to_string(), "The Book");
    assert_eq!(reviewed.contributors.len(), 1);
    assert_eq!(article.related[0].relation, Relation::ReviewOf);
    assert!(article.related[0].text.as_ref().unwrap().to_string().ends_with("9 EUR"));
    assert_eq!(article.related[0].identifiers[0].scheme, Scheme::Isbn);
    let permissions = article.permissions.as_ref().unwrap();
    assert_eq!(permissions.year.as_deref(), Some("2002"));
    assert_eq!(article.page_count.as_deref(), Some("9"));
    let extra: Vec<_> = article.extra.iter().map(|e| (e.name.as_str(), &*e.value)).collect();
    let expected = [
        ("counts/fig-count", "3"),
        ("counts/ref-count", "40"),
        ("counts/word-count", "5000"),
        (
            "front/article-meta/contrib-group/contrib/xref[3]",
            "<xref ref-type='fn' rid='other'>b</xref>",
        ),
        ("front/article-meta/volume[2]", "<volume>I</volume>"),
    ];
    assert_eq!(extra, expected);
    assert_eq!(diagnostics.len(), 2, "{diagnostics:#?}");
    assert_survives(&article);
    let written = polybib::write(Format::Jats, &article).unwrap().text;
    let written: String = written.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    let written = written.replace("> <", "><");
    assert!(written.contains("<fig-count count=\"3\"/><ref-count count=\"40\"/><page-count count=\"9\"/><word-count count=\"5000\"/>"));
}

#[test]
fn affiliations_and_funders_in_parts() {
    let article = meta(
        "<contrib-group><contrib><name><surname>A</surname></name><xref ref-type='aff' rid='a b'/></contrib></contrib-group>\
         <aff id='a'><label>1</label><sup>1</sup><institution content-type='dept'>D</institution>, <institution>I</institution>, \
         <addr-line><named-content content-type='street'>1 Way</named-content>, <named-content content-type='postcode'>0150</named-content> \
         <named-content content-type='city'>Oslo</named-content></addr-line>, <country country='NO'>Norway</country></aff>\
         <aff id='b'><institution content-type='normalized'>I</institution><institution content-type='original'>I, Oslo</institution></aff>\
         <funding-group><award-group><funding-source>Fund<named-content content-type='funder-id'>http://dx.doi.org/10.13039/1</named-content></funding-source>\
         <award-id>7</award-id></award-group></funding-group>",
    );
    assert_eq!(article.contributors[0].affiliations, [0, 1]);
    let parts = &article.affiliations[0].forms.first().unwrap().value;
    assert_eq!(parts.departments, ["D"]);
    assert_eq!(parts.address, ["1 Way"]);
    assert_eq!((parts.city.as_deref(), parts.postal_code.as_deref()), (Some("Oslo"), Some("0150")));
    assert_eq!(parts.text, None);
    let second = &article.affiliations[1].forms.first().unwrap().value;
    assert_eq!(second.institution.as_deref(), Some("I"));
    assert_eq!(article.funding[0].funder.first().unwrap().value.to_string(), "Fund");
    assert_eq!(article.funding[0].identifiers[0].scheme, Scheme::Doi);
    assert_eq!(article.extra, []);
    assert_survives(&article);
}

#[test]
fn dates_in_words() {
    let table = [
        ("<date-in-citation>Accessed 5 May 2010</date-in-citation>", "2010-05-05"),
        ("<date-in-citation>[cited 2010 Mar 7]</date-in-citation>", "2010-03-07"),
        ("<date-in-citation>June 2012</date-in-citation>", "2012-06"),
        ("<date-in-citation>last accessed on 2012/06/01</date-in-citation>", "2012-06-01"),
        ("<date-in-citation>May 3, 2012 and later</date-in-citation>", "May 3, 2012 and later"),
        ("<date-in-citation>3.4.2012</date-in-citation>", "3.4.2012"),
    ];
    for (text, expected) in table {
        let article = citation(text);
        let work = article.references[0].work().unwrap();
        assert_eq!(work.date(&DateKind::Accessed).unwrap().to_string(), expected, "{text}");
        assert_survives(&article);
    }
    let article = meta("<pub-date><string-date>12 January 2020</string-date></pub-date>");
    assert_eq!(article.issued().unwrap().to_string(), "2020-01-12");
}

#[test]
fn names_and_forms_of_jats_1_4() {
    let article = meta(
        "<contrib-group><contrib><collab-wrap><collab-name-alternatives>\
         <collab-name xml:lang='ru' lang-variant='translation'>Группа</collab-name>\
         <collab-name xml:lang='en'>Group</collab-name></collab-name-alternatives>\
         <contrib-group><contrib><name><surname>Member</surname></name></contrib></contrib-group>\
         </collab-wrap></contrib></contrib-group>",
    );
    let group = &article.contributors[0];
    let forms: Vec<_> = group.name.iter().map(|form| (form.value.to_string(), form.form)).collect();
    let expected = [("Группа", polybib::Form::Translation), ("Group", polybib::Form::Original)];
    assert_eq!(forms, expected.map(|(name, form)| (name.to_owned(), form)));
    assert_eq!(group.members.len(), 1);
    assert_survives(&article);
}

#[test]
fn lists_in_lists_and_works_in_one_reference() {
    let (article, _) = article(
        "<article-meta/>",
        "<title>References</title><ref-list><title>Sources</title><ref id='a'><label>1</label>\
         <mixed-citation><label>a</label>One.</mixed-citation><mixed-citation><label>b</label>Two.</mixed-citation></ref></ref-list>\
         <ref-list><title>Literature</title><ref id='b'><citation-alternatives><mixed-citation xml:lang='ru'>Раз.</mixed-citation>\
         <mixed-citation xml:lang='en'>Once.</mixed-citation></citation-alternatives></ref></ref-list>",
    );
    let [a, b] = article.references.as_slice() else { panic!("{:#?}", article.references) };
    assert_eq!((a.list.as_deref(), b.list.as_deref()), (Some("Sources"), Some("Literature")));
    let texts: Vec<_> =
        a.citations.iter().map(|c| c.text.first().unwrap().value.to_string()).collect();
    assert_eq!(texts, ["aOne.", "bTwo."]);
    assert_eq!(b.citations.len(), 1);
    assert_eq!(b.citations[0].text.in_lang("en").unwrap().to_string(), "Once.");
    assert_survives(&article);
}

#[test]
fn line_ends_of_every_sort_are_those_of_xml() {
    let with = |end: &str| {
        let front = "<article-meta><title-group><article-title>One|two |three <tex-math>a|b</tex-math>\
                     </article-title></title-group>|<abstract><p>|Four|five</p>|</abstract></article-meta>";
        article(&front.replace('|', end), "").0
    };
    let unix = with("\n");
    assert_eq!(title(&unix), "One two three a\nb");
    assert_eq!((with("\r\n"), with("\r")), (unix.clone(), unix));
}

#[test]
fn reference_lists_are_found_in_any_part_behind_the_text() {
    let list = |id: &str| {
        format!("<ref-list><ref id='{id}'><mixed-citation>{id}</mixed-citation></ref></ref-list>")
    };
    let keys = |back: &str| -> Vec<String> {
        let text = format!("<article><front/><body/><back>{back}</back></article>");
        let article = library(&text).articles.remove(0);
        article.references.iter().filter_map(|reference| reference.key.clone()).collect()
    };
    let without = "<sec><p>No list</p></sec><app-group/><notes/><app-group><app/></app-group>";
    let (a, b, c, d) = (list("a"), list("b"), list("c"), list("d"));
    let back = format!(
        "{without}<sec><sec>{a}</sec></sec>{without}<app-group><app>{b}</app></app-group>\
         <notes>{c}</notes>{d}<sec><p>&lt;ref-list> in words</p></sec>"
    );
    assert_eq!(keys(&back), ["a", "b", "c", "d"]);
    assert_eq!(keys(without), [""; 0]);
}
