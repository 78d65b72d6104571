//! Reading and writing of CSL-JSON beside the tree of `serde_json`, on the same bytes in the same run.
//!
//! The items are those of `fixtures/csl-json`, and of the folder `csl` of the corpus where
//! `POLYBIB_CORPUS` names one. The first line says how many times as fast as the tree each is: the
//! median of rounds in which both take turns.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark looks at files and at the clock"
)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use criterion::{Criterion, Throughput};
use polybib::{Article, Format, Reader, Writer};
use serde_json::Value;

/// All items as one compact array, some hundred kilobytes of it.
fn input() -> Vec<u8> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/csl-json")];
    folders.extend(std::env::var_os("POLYBIB_CORPUS").map(|path| PathBuf::from(path).join("csl")));
    let mut items = Vec::new();
    for folder in folders {
        let entries = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        let mut paths: Vec<_> = entries.collect();
        paths.sort();
        for path in paths.iter().filter(|path| !path.to_string_lossy().contains(".expected.")) {
            match serde_json::from_slice(&std::fs::read(path).unwrap()) {
                Ok(Value::Array(list)) => items.extend(list),
                Ok(item) if item.get("type").is_some() => items.push(item),
                _ => {}
            }
        }
    }
    items.retain(|item| item.get("type").is_some());
    let once = serde_json::to_vec(&items).unwrap().len();
    let times = (400_000 / once).max(1);
    let all: Vec<&Value> = std::iter::repeat_n(&items, times).flatten().collect();
    serde_json::to_vec(&all).unwrap()
}

fn read_stream(bytes: &[u8]) {
    for record in Reader::new(Format::CslJson).for_slice(bytes) {
        black_box(record.is_ok());
    }
}

fn read_value(bytes: &[u8]) {
    black_box(serde_json::from_slice::<Value>(bytes).is_ok());
}

fn write_all(articles: &[Article]) {
    let mut sink = Writer::new(Format::CslJson).to(Vec::new());
    for article in articles {
        black_box(sink.write(article).unwrap().is_empty());
    }
    black_box(sink.finish().unwrap());
}

fn write_value(value: &Value) {
    black_box(serde_json::to_vec(value).unwrap());
}

fn seconds(work: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    work();
    begun.elapsed().as_secs_f64()
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

fn ratios(bytes: &[u8], articles: &[Article], value: &Value) {
    let mut rounds: [Vec<f64>; 3] = Default::default();
    for _ in 0..31 {
        let tree = seconds(|| read_value(bytes));
        rounds[0].push(tree / seconds(|| read_stream(bytes)));
        let tree = seconds(|| read_value(bytes));
        rounds[1].push(tree / seconds(|| drop(black_box(polybib::read(Format::CslJson, bytes)))));
        let tree = seconds(|| write_value(value));
        rounds[2].push(tree / seconds(|| write_all(articles)));
    }
    let [stream, whole, write] = rounds.map(median);
    println!(
        "as fast as the tree: reading record by record {stream:.2}, all at once {whole:.2}, \
         writing {write:.2} ({} items, {} bytes)",
        articles.len(),
        bytes.len()
    );
}

fn main() {
    let bytes = input();
    let value: Value = serde_json::from_slice(&bytes).unwrap();
    let articles = polybib::read(Format::CslJson, &bytes).unwrap().articles;
    ratios(&bytes, &articles, &value);

    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("csl-json");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("read", |b| b.iter(|| read_stream(&bytes)));
    group.bench_function("read value", |b| b.iter(|| read_value(&bytes)));
    group.bench_function("write", |b| b.iter(|| write_all(&articles)));
    group.bench_function("write value", |b| b.iter(|| write_value(&value)));
    group.finish();
    criterion.final_summary();
}
