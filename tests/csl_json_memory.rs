//! A long array, bare or in an object, goes through reader and writer in memory that does not grow with it. A program of
//! its own: what is measured is the whole process.
#![cfg(all(feature = "csl-json", target_os = "linux"))]

mod common;

use std::io::Read;

use common::cost::peak_bytes;
use polybib::{Format, LossReport, Reader, Writer};

/// An array that is made while it is read.
struct Items {
    made: u64,
    wanted: u64,
    piece: Vec<u8>,
    at: usize,
    count: u64,
    end: &'static str,
}

impl Items {
    fn of(wanted: u64, start: &str, end: &'static str) -> Self {
        Self { made: 0, wanted, piece: start.into(), at: 0, count: 0, end }
    }

    fn next_piece(&mut self) {
        let (i, comma) = (self.count, if self.count > 0 { "," } else { "" });
        self.piece.clear();
        self.at = 0;
        if self.made >= self.wanted {
            return;
        }
        let item = format!(
            "{comma}\n{{\"id\":\"k{i}\",\"type\":\"article-journal\",\"language\":\"ru\",\
             \"title\":\"О внешней политике, часть {i}\",\"author\":[{{\"family\":\"Троицкий\",\
             \"given\":\"Е. Ф.\"}}],\"container-title\":\"Вестник\",\"volume\":{i},\
             \"issued\":{{\"date-parts\":[[2020,5]]}},\"unknown\":[{i}],\
             \"custom\":{{\"multi\":{{\"_keys\":{{\"title\":{{\"en\":\"Foreign policy, {i}\"}}}}}}}}}}"
        );
        self.piece.extend_from_slice(item.as_bytes());
        self.count += 1;
        if self.made + item.len() as u64 >= self.wanted {
            self.piece.extend_from_slice(self.end.as_bytes());
        }
    }
}

impl Read for Items {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.piece.len() {
            self.next_piece();
        }
        let rest = &self.piece[self.at..];
        let len = rest.len().min(buffer.len());
        buffer[..len].copy_from_slice(&rest[..len]);
        self.at += len;
        self.made += len as u64;
        Ok(len)
    }
}

#[test]
fn a_long_array_needs_little_memory() {
    // `POLYBIB_STREAM_MB=1024` is a gigabyte.
    let usual = if cfg!(debug_assertions) { 8 } else { 64 };
    let size = std::env::var("POLYBIB_STREAM_MB").ok().and_then(|mb| mb.parse().ok());
    let size = size.unwrap_or(usual) << 20;
    let mut sink = Writer::new(Format::CslJson).to(std::io::sink());
    let mut losses = LossReport::default();
    let mut count = 0u64;
    for (start, end) in [("[", "\n]\n"), ("{\"message\":{\"total\":7,\"items\":[", "\n],\"x\":1}}")]
    {
        for record in Reader::new(Format::CslJson).for_reader(Items::of(size / 2, start, end)) {
            losses.extend(sink.write(&record.unwrap().article).unwrap());
            count += 1;
        }
    }
    sink.finish().unwrap();
    let peak = peak_bytes().unwrap();
    println!("{count} items in {} MiB: at most {} KiB of memory", size >> 20, peak >> 10);
    assert!(count > size / 1000 && losses.is_empty(), "{count} {losses}");
    assert!(peak < 32 << 20, "{peak}");
}
