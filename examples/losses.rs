//! Writes each record of a file in a format and prints what that format could not hold of it.
//!
//! ```text
//! cargo run --all-features --example losses -- bibtex fixtures/native/bilingual.json
//! ```

use std::error::Error;

use polybib::{Format, Writer};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let format = match args.next() {
        Some(name) => Format::from_name(&name).ok_or("the first argument names a format")?,
        None if Format::BibTex.is_writable() => Format::BibTex,
        None => Format::Json,
    };
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/native/bilingual.json");
    let text = std::fs::read(args.next().unwrap_or_else(|| default.to_owned()))?;

    for article in &polybib::read(Format::Json, text)?.articles {
        let mut sink = Writer::new(format).pretty(true).to(Vec::new());
        let losses = sink.write(article)?;
        println!("{}", String::from_utf8(sink.finish()?)?);
        println!("{} losses", losses.len());
        for loss in &losses {
            println!("{loss}");
        }
    }
    Ok(())
}
