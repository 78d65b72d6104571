//! Reads a file and prints each title in its languages, and the authors.
//!
//! ```text
//! cargo run --features landing --example read -- fixtures/landing/kazakhstan.txt
//! ```

use std::error::Error;
use std::path::{Path, PathBuf};

use polybib::Format;

fn main() -> Result<(), Box<dyn Error>> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/native/bilingual.json");
    let path = std::env::args_os().nth(1).map_or_else(|| PathBuf::from(default), PathBuf::from);
    let bytes = std::fs::read(&path)?;
    let format = format_of(&path, &bytes).ok_or("the file does not show its format")?;

    let library = polybib::read(format, &bytes)?;
    for article in &library.articles {
        for title in &article.title {
            let lang = title.lang.as_ref().map_or("??", |lang| lang.as_str());
            println!("{lang}: {}", title.value);
        }
        for author in article.authors() {
            let names: Vec<String> =
                author.name.iter().map(|form| form.value.to_string()).collect();
            println!("    {}", names.join(" = "));
        }
    }
    for diagnostic in &library.diagnostics {
        println!("{diagnostic}");
    }
    Ok(())
}

/// By name where it tells, else by content.
fn format_of(path: &Path, bytes: &[u8]) -> Option<Format> {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.and_then(Format::from_extension).or_else(|| Format::sniff(bytes))
}
