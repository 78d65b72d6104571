//! Laws that hold for every format and every input.
//!
//! Those over generated records are tried on a thousand of them, of one seed. 100,000 records for
//! each pair of formats, and for each round of `languages.rs`, are
//! `for seed in $(seq 40); do POLYBIB_SEED=$seed PROPTEST_CASES=2500 cargo test --release --test laws --test languages -- --exact any_record_is_written_honestly two_languages_survive_every_round three_languages_survive_every_round || break; done`

mod common;

use std::io::Read;
use std::time::{Duration, Instant};

use common::law::{self, Broken};
use common::{bilingual, config, corpus};
use polybib::{
    Article, Contributor, Format, Localized, Name, PersonName, ReadError, Reader, Record, Str,
    arbitrary,
};
use proptest::prelude::*;

/// Every fixture that is an input, with its format.
fn inputs() -> Vec<(Format, Vec<u8>)> {
    let page = include_bytes!("../fixtures/landing/kazakhstan.txt").to_vec();
    let mut inputs = vec![(Format::Landing, page)];
    let full = include_str!("../fixtures/native/full.json");
    let full = polybib::read(Format::Json, full).unwrap().articles.remove(0);
    for article in [bilingual(), full] {
        for format in Format::ALL.into_iter().filter(|format| format.is_writable()) {
            let written = polybib::write(format, &article).unwrap();
            inputs.push((format, written.text.into_bytes()));
        }
    }
    inputs
}

fn all(format: Format, bytes: &[u8]) -> Vec<Result<Record, ReadError>> {
    Reader::new(format).for_slice(bytes).collect()
}

/// What two readings must agree in.
fn outline(records: &[Result<Record, ReadError>]) -> Vec<String> {
    records
        .iter()
        .map(|record| match record {
            Ok(record) => format!("{record:?}"),
            Err(error) => format!("{:?} {error}", error.kind()),
        })
        .collect()
}

fn check_positions(format: Format, bytes: &[u8]) {
    let len = bytes.len() as u64;
    let mut last = 0;
    for record in all(format, bytes) {
        match record {
            Ok(record) => {
                assert!(record.span.start >= last && record.span.end <= len, "{:?}", record.span);
                last = record.span.end;
                let positions = record.diagnostics.iter().filter_map(|d| d.position);
                for position in positions.chain([record.position]) {
                    assert!(position.offset <= len && position.line >= 1 && position.column >= 1);
                }
            }
            Err(error) => assert!(error.position().is_none_or(|at| at.offset <= len), "{error}"),
        }
    }
}

#[test]
fn an_input_cut_off_anywhere_is_read_up_to_there_without_a_panic() {
    for (format, bytes) in inputs() {
        // Every byte of the short ones, and of the long ones as many points.
        let step = bytes.len().div_ceil(400).max(1);
        for end in (0..bytes.len()).step_by(step) {
            check_positions(format, &bytes[..end]);
        }
    }
}

#[test]
fn an_input_with_a_byte_changed_is_read_without_a_panic() {
    for (format, bytes) in inputs() {
        let step = bytes.len().div_ceil(150).max(1);
        for at in (0..bytes.len()).step_by(step) {
            for byte in [0, b'{', b'}', b'"', b'<', b'\\', 0xFF] {
                let mut changed = bytes.clone();
                changed[at] = byte;
                check_positions(format, &changed);
            }
        }
    }
}

/// Gives a source's bytes in pieces of its own choice.
struct Dribble<'a>(&'a [u8], usize);

impl Read for Dribble<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let len = self.1.min(buffer.len()).min(self.0.len());
        buffer[..len].copy_from_slice(&self.0[..len]);
        self.0 = &self.0[len..];
        Ok(len)
    }
}

#[test]
fn a_stream_is_read_as_the_slice_is() {
    for (format, bytes) in inputs() {
        let slice = all(format, &bytes);
        assert!(slice.iter().all(Result::is_ok), "{format}");
        for piece in [1, 7, 4096] {
            let stream: Vec<_> = Reader::new(format).for_reader(Dribble(&bytes, piece)).collect();
            assert_eq!(outline(&stream), outline(&slice), "{format} in pieces of {piece}");
        }
    }
}

/// Many records, so that the window moves.
#[test]
fn a_long_stream_is_read_as_the_slice_is() {
    let articles: Vec<Article> = (0..400)
        .map(|i| {
            let mut article = bilingual();
            article.key = Some(format!("k{i}").into());
            article
        })
        .collect();
    for format in
        [Format::BibTex, Format::BibLatex, Format::CslJson, Format::Json, Format::JsonLines]
    {
        let written = polybib::write_all(format, &articles).unwrap();
        let slice = all(format, written.text.as_bytes());
        let stream: Vec<_> =
            Reader::new(format).for_reader(Dribble(written.text.as_bytes(), 5000)).collect();
        assert_eq!(slice.len(), articles.len(), "{format}");
        assert_eq!(outline(&stream), outline(&slice), "{format}");
    }
}

/// A hundred megabytes that are no record of the format, or one without an end.
#[test]
fn large_junk_is_refused_in_time_linear_in_its_size() {
    for format in Format::ALL {
        for (start, unit) in [
            ("", "junk "),
            ("", "\u{0}"),
            ("@a{b,c={", "x{} "),
            ("[{\"a\":[", "1, "),
            ("<article><front>", "<p>x</p>"),
        ] {
            let time = |bytes: usize| {
                let text = format!("{start}{}", unit.repeat(bytes / unit.len()));
                let begun = Instant::now();
                let errors = all(format, text.as_bytes()).iter().filter(|r| r.is_err()).count();
                assert!(errors > 0 || format == Format::Landing, "{format} took {start}{unit}…");
                begun.elapsed()
            };
            let (one, four) = (time(1 << 20), time(4 << 20));
            assert!(
                four < one * 12 + Duration::from_millis(500),
                "{format} {start}{unit}: {one:?} for 1 MiB and {four:?} for 4 MiB"
            );
        }
    }
}

#[test]
fn real_files_of_every_sort_are_read_as_any_format_without_a_panic() {
    let Some(folder) = corpus("real files") else { return };
    let mut count = 0;
    for sub in ["edge", "jats-evil", "pages", "names", "references", "bilingual"] {
        for entry in std::fs::read_dir(folder.join(sub)).unwrap() {
            let path = entry.unwrap().path();
            let Ok(bytes) = std::fs::read(&path) else { continue };
            for format in Format::ALL {
                check_positions(format, &bytes);
                count += 1;
            }
        }
    }
    println!("{count} readings without a panic");
    assert!(count > 100);
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for format in Format::ALL {
            check_positions(format, &bytes);
        }
    }

    /// Pieces of the formats' own syntax in any order.
    #[test]
    fn any_pieces_of_syntax_are_read_without_a_panic(pieces in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        for format in Format::ALL {
            check_positions(format, text.as_bytes());
        }
    }
}

/// The formats that a record can go through; JSON lines are JSON.
fn writable() -> Vec<Format> {
    let all = Format::ALL.into_iter();
    all.filter(|format| format.is_writable() && *format != Format::JsonLines).collect()
}

/// A record, and the same as [`common::as_value`] makes it.
struct Said(Article, serde_json::Value);

impl Said {
    fn new(article: Article) -> Self {
        let value = common::as_value(&article);
        Self(article, value)
    }
}

/// Writes the record and reads it back. What does not come back must be named.
fn checked(place: &str, format: Format, said: &Said, out: &mut Vec<Broken>) -> (Article, String) {
    let Said(article, value) = said;
    let written = polybib::write(format, article).unwrap();
    let mut library = polybib::read(format, &written.text)
        .unwrap_or_else(|error| panic!("{place} {format}: {error}\n{}", written.text));
    let after = library.articles.remove(0);
    if after != *article {
        let hidden = common::unreported_values(value, &common::as_value(&after), &written.losses);
        if !hidden.is_empty() {
            let (text, losses) = (&written.text, &written.losses);
            let detail = format!("{hidden:?}\n{text}\n{losses}\n{}", json(article));
            out.push(Broken::paths(&format!("{place} {format}"), &hidden, detail));
        }
    }
    (after, written.text)
}

/// What was read must be written just as before.
fn written_alike(format: Format, article: &Article, text: &str, out: &mut Vec<Broken>) {
    let again = polybib::write(format, article).unwrap().text;
    if again != *text {
        let lines = text.lines().zip(again.lines()).filter(|(a, b)| a != b);
        let lines: Vec<String> = lines.take(5).map(|(a, b)| format!("{a}\n{b}")).collect();
        let detail = format!("{}\n{text}\n{}", lines.join("\n"), json(article));
        out.push(Broken { fault: format!("{format} is no fixpoint"), detail });
    }
}

fn json(article: &Article) -> String {
    polybib::write(Format::JsonLines, article).unwrap().text
}

/// Honesty for a record of any fields, in every pair of formats: what a format reads of the
/// first one's file, the second one keeps or names.
#[test]
fn any_record_is_written_honestly() {
    law::hold(1000, &arbitrary::article(), |article| {
        let mut broken = Vec::new();
        let own = Said::new(article.clone());
        for source in writable() {
            let (read, text) = checked("", source, &own, &mut broken);
            written_alike(source, &read, &text, &mut broken);
            // A record that was read as it was has been written in every format by then.
            if read == own.0 {
                continue;
            }
            let read = Said::new(read);
            for target in writable() {
                checked(&format!("{source} to"), target, &read, &mut broken);
            }
        }
        broken
    });
}

/// Letters of every script, marks that may follow them, and what TeX makes of signs side by side.
fn letters() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{1,4}",
        "[a-zıȷéёжάơ][\u{300}-\u{331}\u{361}]{0,2}",
        "[–—“”‘’'`?!-]{1,4}",
        "[Ѐ-ӿἀ-ῼĀ-ſẠ-ỹ]{1,6}",
        Just("\u{AD}\u{200B}".to_owned()),
        Just("\u{1}\u{85}".to_owned()),
    ];
    proptest::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

#[cfg(feature = "bibtex")]
proptest! {
    #![proptest_config(config(256))]

    /// The same by every option of BibTeX: ASCII, protected capitals, fields in another order.
    #[test]
    fn any_record_is_written_honestly_by_every_option(
        article in arbitrary::in_languages(&["ru", "en"]), own in letters(), name in (letters(), letters(), letters()), key in "[a-zé中]{0,3}"
    ) {
        use polybib::bibtex::{Encoding, FieldOrder, Options, Protection};

        let mut article = article;
        let trimmed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let [own, family, given, von] = [&own, &name.0, &name.1, &name.2].map(|text| trimmed(text));
        article.title.push(Localized::new(own.as_str()).in_lang("fr".parse().unwrap()));
        let mut person = PersonName::new(family, given);
        person.dropping_particle = von.into();
        let person = Contributor::new(Name::Person(person));
        article.contributors.push(person);
        article.key = Some(key.into()).filter(|key: &Str| !key.is_empty());
        let mut url = polybib::Link::to("http://example.org/é");
        url.url += &own.replace(['{', '}', '\\', ' '], "");
        article.links.push(url);
        article.extra.push(polybib::Extra::new("bibtex", "field order", "pages title author"));
        article.extra.push(polybib::Extra::new("bibtex", "crossref", "Ключ"));
        let ascii = Options::default().encoding(Encoding::Ascii);
        for options in [
            ascii.clone(),
            ascii.field_order(FieldOrder::AsRead).csquotes(true),
            Options::default().protection(Protection::Words),
        ] {
            for format in [Format::BibTex, Format::BibLatex] {
                let write = |article: &Article| {
                    let mut sink = polybib::Writer::new(format).with(options.clone()).to(Vec::new());
                    let losses = sink.write(article).unwrap();
                    (String::from_utf8(sink.finish().unwrap()).unwrap(), losses)
                };
                let (text, losses) = write(&article);
                let read = Reader::new(format).with(options.clone()).for_slice(text.as_bytes());
                let after = read.last().unwrap().unwrap().article;
                let hidden = common::unreported(&article, &after, &losses);
                prop_assert!(hidden.is_empty(), "{format} {options:?}: {hidden:?}\n{text}{losses}");
                prop_assert_eq!(write(&after).0, text, "{} is no fixpoint", format);
            }
        }
    }
}

const PIECES: &[&str] = &[
    "@article{",
    "@string{",
    "@comment{",
    "a",
    "=",
    "{",
    "}",
    "\"",
    ",",
    "#",
    "title",
    "author",
    " and ",
    "others",
    "\\'",
    "\\i",
    "$",
    "~",
    "\n",
    "%",
    "(",
    ")",
    "2020",
    "/..",
    "date",
    "langid",
    "title_translation_en",
    "author+an:orcid",
    "1=",
    ";",
    "[",
    "]",
    ":",
    "\"type\"",
    "\"author\"",
    "\"issued\"",
    "\"date-parts\"",
    "null",
    "1e999",
    "\\u0000",
    "\\",
    "<article>",
    "</article>",
    "<front>",
    "</front>",
    "<article-meta>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&nbsp;",
    "&#0;",
    "<name>",
    "<surname>",
    "<!DOCTYPE",
    ">",
    "Keywords",
    "Authors",
    "References",
    "|",
    "@",
    "é",
    "Ж",
    "\u{FEFF}",
    "\0",
    "\r\n",
    "\t",
    " ",
];
