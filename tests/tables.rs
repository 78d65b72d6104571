//! The table in the documentation says what the formats' own tables say.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::cast_possible_truncation,
    reason = "a test stops at the first thing that is wrong"
)]

use polybib::{Field, Format};

const DOCUMENTED: &str = include_str!("../src/fields.md");

fn table() -> String {
    let formats: Vec<Format> = Format::ALL
        .into_iter()
        .filter(|format| format.is_writable() && *format != Format::JsonLines)
        .collect();
    let mut out = String::from("| field |");
    for format in &formats {
        out += &format!(" {format} |");
    }
    out += "\n|---|";
    out += &"---|".repeat(formats.len());
    for field in Field::ALL {
        out += &format!("\n| `{}` |", field.path());
        for format in &formats {
            let (value, forms) = (format.holds(*field), format.holds_forms(*field));
            if value == forms || !value.is_kept() || !field.is_multilingual() {
                out += &format!(" {} |", value.as_str());
            } else {
                out += &format!(" {}; further languages {} |", value.as_str(), forms.as_str());
            }
        }
    }
    out + "\n"
}

/// `POLYBIB_BLESS=1 cargo test --test tables` writes the table anew.
#[test]
fn the_documented_table_of_fields_is_that_of_the_code() {
    let table = table();
    if std::env::var_os("POLYBIB_BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/fields.md");
        std::fs::write(path, &table).unwrap();
        return;
    }
    assert!(DOCUMENTED == table, "src/fields.md is out of date; see this test");
}
