//! Reading and writing of CSL-JSON beside the tree of `serde_json`, on the same bytes in the same run.
//!
//! The items are those of `fixtures/csl-json`, and of the folder `csl` of the corpus where
//! `POLYBIB_CORPUS` names one: those of the fixtures are odd nearly all of them, those of the corpus
//! are as programs write them. The first lines say how many times as fast as the tree each is, by two
//! measures, for memory is a part of the cost:
//!
//! - in turns: the tree and this crate take turns. Each finds the memory as the other left it, and
//!   pays for the pages that the system has taken back in between.
//! - alone: each many times in a row. It finds the memory that it used last, as it does where
//!   criterion measures it.
//!
//! Both go by the best round of each: on a busy machine the others say how busy it is. Criterion's
//! figures, which go by all of them, are worth something on a quiet machine alone.
#![allow(missing_docs, reason = "a benchmark has no interface")]

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

fn read_whole(bytes: &[u8]) {
    black_box(polybib::read(Format::CslJson, bytes).is_ok());
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

const ROUNDS: usize = 101;

/// How many times as fast as `theirs` is `ours`: in turns, and alone.
fn ratios(theirs: &dyn Fn(), ours: &dyn Fn()) -> (f64, f64) {
    let (mut one, mut other) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..ROUNDS {
        one = one.min(seconds(theirs));
        other = other.min(seconds(ours));
    }
    let alone = |work: &dyn Fn()| (0..ROUNDS).map(|_| seconds(work)).fold(f64::INFINITY, f64::min);
    (one / other, alone(theirs) / alone(ours))
}

fn print_ratios(bytes: &[u8], articles: &[Article], value: &Value) {
    let (read_tree, write_tree) = (|| read_value(bytes), || write_value(value));
    println!("as fast as the tree, of {} items in {} bytes:", articles.len(), bytes.len());
    let line = |name: &str, (turns, alone): (f64, f64)| {
        println!("{name}: {turns:.2} in turns, {alone:.2} alone");
    };
    line("reading record by record", ratios(&read_tree, &|| read_stream(bytes)));
    line("reading all at once", ratios(&read_tree, &|| read_whole(bytes)));
    line("writing", ratios(&write_tree, &|| write_all(articles)));
}

fn main() {
    let bytes = input();
    let value: Value = serde_json::from_slice(&bytes).unwrap();
    let articles = polybib::read(Format::CslJson, &bytes).unwrap().articles;
    print_ratios(&bytes, &articles, &value);

    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("csl-json");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.bench_function("read", |b| b.iter(|| read_stream(&bytes)));
    group.bench_function("read whole", |b| b.iter(|| read_whole(&bytes)));
    group.bench_function("read value", |b| b.iter(|| read_value(&bytes)));
    group.bench_function("write", |b| b.iter(|| write_all(&articles)));
    group.bench_function("write value", |b| b.iter(|| write_value(&value)));
    group.finish();
    criterion.final_summary();
}
