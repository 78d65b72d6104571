//! Counts the records of a file of any size. One record is in memory at a time.
//!
//! ```text
//! cargo run --all-features --example stream -- library.bib
//! ```

use std::error::Error;
use std::fs::File;
use std::path::PathBuf;

use polybib::{Format, Reader};

fn main() -> Result<(), Box<dyn Error>> {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/native/bilingual.json");
    let path = std::env::args_os().nth(1).map_or_else(|| PathBuf::from(default), PathBuf::from);
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let format = Format::from_extension(extension).unwrap_or(Format::Json);

    let (mut good, mut bad) = (0_u64, 0_u64);
    for record in Reader::new(format).for_reader(File::open(&path)?) {
        match record {
            Ok(_) => good += 1,
            // A failing source is the end of it; a bad record is not.
            Err(error) if error.is_io() => return Err(error.into()),
            Err(_) => bad += 1,
        }
    }
    println!("{good} records, {bad} that could not be read");
    Ok(())
}
