//! Reading JATS, beside the bare events of quick-xml over the same bytes in the same run, and writing
//! it in each profile.
//!
//! `cargo bench --bench jats`. With the folder of real files in `POLYBIB_CORPUS` they are measured
//! too, as one file of many articles.

#![allow(missing_docs, reason = "criterion's macros make items without any")]

use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use polybib::jats::{Citations, Options, Profile};
use polybib::{Article, Format, Reader, Writer};
use quick_xml::events::Event;

/// Articles with a text that is skipped and references that are read.
fn generated(articles: usize) -> String {
    let mut out = String::from("<articles>\n");
    for i in 0..articles {
        out.push_str(&format!(
            "<article xml:lang=\"ru\"><front><journal-meta><journal-title-group><journal-title>Вестник</journal-title></journal-title-group>\
             <issn>1998-8648</issn></journal-meta><article-meta><article-id pub-id-type=\"doi\">10.5555/{i}</article-id>\
             <title-group><article-title>Внешняя политика <italic>Казахстана</italic></article-title><trans-title-group xml:lang=\"en\">\
             <trans-title>The foreign policy of Kazakhstan</trans-title></trans-title-group></title-group></article-meta></front><body>",
        ));
        for _ in 0..60 {
            out.push_str("<sec><title>Введение</title><p>Слова <xref rid=\"r1\">1</xref>, и <bold>много</bold> слов.</p></sec>");
        }
        out.push_str("</body><back><ref-list>");
        for j in 0..30 {
            out.push_str(&format!(
                "<ref id=\"r{j}\"><label>{j}</label><element-citation publication-type=\"journal\"><person-group><name><surname>Doe</surname>\
                 <given-names>J</given-names></name></person-group><article-title>On things</article-title><source>Journal</source>\
                 <year>{}</year><volume>{j}</volume><fpage>1</fpage><pub-id pub-id-type=\"doi\">10.5555/{i}.{j}</pub-id></element-citation></ref>",
                1950 + j,
            ));
        }
        out.push_str("</ref-list></back></article>\n");
    }
    out + "</articles>"
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, out);
        } else if path.extension().is_some_and(|e| e == "xml" || e == "nxml") {
            out.push(path);
        }
    }
}

fn inputs() -> Vec<(&'static str, String)> {
    let mut inputs = vec![("generated", generated(40))];
    if let Some(corpus) = std::env::var_os("POLYBIB_CORPUS").map(PathBuf::from) {
        let mut paths = Vec::new();
        collect(&corpus.join("jats"), &mut paths);
        paths.sort();
        let mut real = String::from("<articles>");
        for path in paths {
            let text = std::fs::read_to_string(path).unwrap();
            let (Some(start), Some(end)) = (text.find("<article "), text.rfind("</article>"))
            else {
                continue;
            };
            real.extend(text.get(start..end));
            real.push_str("</article>\n");
        }
        inputs.push(("real", real + "</articles>"));
    }
    inputs
}

fn read(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("jats/read");
    group.sample_size(20);
    for (name, text) in inputs() {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("records", name), &text, |bencher, text| {
            bencher.iter(|| {
                let records = Reader::new(Format::Jats).for_slice(text.as_bytes());
                records.filter(|record| black_box(record).is_ok()).count()
            });
        });
        group.bench_with_input(BenchmarkId::new("bare-events", name), &text, |bencher, text| {
            bencher.iter(|| {
                let mut reader = quick_xml::Reader::from_str(text);
                let mut count = 0_usize;
                while let Ok(event) = reader.read_event() {
                    if matches!(black_box(&event), Event::Eof) {
                        break;
                    }
                    count += 1;
                }
                count
            });
        });
    }
    group.finish();
}

fn write(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("jats/write");
    group.sample_size(20);
    for (name, text) in inputs() {
        let records = Reader::new(Format::Jats).for_slice(text.as_bytes()).flatten();
        let articles: Vec<Article> = records.map(|record| record.article).collect();
        group.throughput(Throughput::Elements(articles.len() as u64));
        let mixed = Options::default().citations(Citations::Mixed);
        for (what, options) in [
            ("jats4r", Options::default()),
            ("scielo", Options::default().profile(Profile::ScieloSps)),
            ("mixed", mixed),
        ] {
            group.bench_with_input(BenchmarkId::new(what, name), &articles, |bencher, articles| {
                bencher.iter(|| {
                    let mut bytes = 0;
                    for article in articles {
                        let mut sink =
                            Writer::new(Format::Jats).with(options.clone()).to(Vec::new());
                        let _ = black_box(sink.write(article).unwrap());
                        bytes += sink.finish().unwrap().len();
                    }
                    bytes
                });
            });
        }
    }
    group.finish();
}

criterion_group!(benches, read, write);
criterion_main!(benches);
