//! Reading .bib files: polybib in both dialects and in both ways, and the biblatex crate on the same
//! text in the same run. Writing: what the writer makes of the records that were read.
//!
//! `cargo bench --bench bibtex`. With the folder of real files in `POLYBIB_CORPUS` they are measured
//! too.

#![allow(missing_docs, reason = "criterion's macros make items without any")]

use std::hint::black_box;
use std::path::PathBuf;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use polybib::{Format, Reader};

/// Entries as people write them: accents, names of all forms, macros, notes that nobody knows.
fn generated(entries: usize) -> String {
    let mut out = String::from("@string{v = {Vestnik of the {Tomsk} University}}\n");
    for i in 0..entries {
        out.push_str(&format!(
            "@article{{key{i},\n  author = {{Garc{{\\'\\i}}a M{{\\'a}}rquez, Gabriel and Ludwig van Beethoven and Троицкий, Евгений}},\n  \
             title = {{The {{DNA}} of \\emph{{Escherichia coli}}: part {i}}},\n  journal = v,\n  year = {year},\n  month = may,\n  \
             volume = {{{i}}},\n  number = 3,\n  pages = {{{i}--{last}}},\n  doi = {{10.5555/{i}}},\n  langid = {{english}},\n  \
             keywords = {{central Asia, foreign policy, Казахстан}},\n  file = {{paper-{i}.pdf}},\n}}\n\n",
            year = 1950 + i % 75,
            last = i + 12,
        ));
    }
    out
}

fn inputs() -> Vec<(String, String)> {
    let mut inputs = vec![("generated".to_owned(), generated(2000))];
    if let Some(corpus) = std::env::var_os("POLYBIB_CORPUS").map(PathBuf::from) {
        let real = [
            ("tugboat", "bib/pybtex/examples/tugboat/tugboat.bib"),
            (
                "biblatex-examples",
                "bib/biblatex-examples/bibtex/bib/biblatex/biblatex-examples.bib",
            ),
        ];
        for (name, path) in real {
            inputs.push((name.to_owned(), std::fs::read_to_string(corpus.join(path)).unwrap()));
        }
    }
    inputs
}

fn read(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("bibtex/read");
    group.sample_size(20);
    for (name, text) in inputs() {
        group.throughput(Throughput::Bytes(text.len() as u64));
        for (what, format) in [("biblatex", Format::BibLatex), ("bibtex", Format::BibTex)] {
            group.bench_with_input(BenchmarkId::new(what, &name), &text, |bencher, text| {
                bencher.iter(|| {
                    let records = Reader::new(format).for_slice(text.as_bytes());
                    records.filter(|record| black_box(record).is_ok()).count()
                });
            });
        }
        group.bench_with_input(BenchmarkId::new("library", &name), &text, |bencher, text| {
            bencher.iter(|| {
                polybib::read(Format::BibLatex, text).map(|library| library.articles.len())
            });
        });
        group.bench_with_input(
            BenchmarkId::new("peer-biblatex-crate", &name),
            &text,
            |bencher, text| {
                bencher.iter(|| biblatex::Bibliography::parse(text).map(|library| library.len()));
            },
        );
    }
    group.finish();
}

fn write(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("bibtex/write");
    group.sample_size(20);
    for (name, text) in inputs() {
        let articles = polybib::read(Format::BibLatex, &text).unwrap().articles;
        group.throughput(Throughput::Bytes(text.len() as u64));
        for (what, format) in [("biblatex", Format::BibLatex), ("bibtex", Format::BibTex)] {
            group.bench_with_input(
                BenchmarkId::new(what, &name),
                &articles,
                |bencher, articles| {
                    bencher.iter(|| {
                        polybib::write_all(format, articles).map(|written| written.text.len())
                    });
                },
            );
        }
    }
    group.finish();
}

criterion_group!(benches, read, write);
criterion_main!(benches);
