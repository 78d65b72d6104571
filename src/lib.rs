#![doc = include_str!("../README.md")]
//!
//! # Map
//!
//! | you want | look at |
//! |---|---|
//! | to read a file, and all at once is fine | [`read`] |
//! | to read a large file record by record | [`Reader`] |
//! | to write a record, or several | [`write`](fn@write), [`write_all`], [`Writer`] |
//! | to know what a record can say | [`model`], [`Article`] |
//! | to know what was odd, or lost | [`Diagnostic`], [`Code`], [`LossReport`] |
//! | to choose a format | [`Format`] |
//! | a .bib file as it stands, to edit or check it | [`bibtex::raw`] |
//! | to take a reference string apart, or write one | [`citation`] |
//! | what records inherit from each other | [`Library::resolve`] |
//! | a name that is printed in one string, in parts; whether two names are one person's | [`names`] |
//! | to tell languages apart, or to name them | [`languages`] |
//! | to work with another crate's types | [`interop`] |
//! | an option of one format | [`bibtex`], [`csl_json`], [`jats`], [`landing`] |
#![cfg_attr(docsrs, feature(doc_cfg))]
#![doc(test(attr(deny(warnings))))]
// Promise 3, "no input brings it down", is held by the first of these. They stand here and not in
// `Cargo.toml`, because tests, examples and benchmarks stop at the first thing that is wrong.
#![cfg_attr(
    not(test),
    warn(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::print_stdout,
        clippy::print_stderr,
        clippy::disallowed_methods,
        clippy::cast_possible_truncation,
        clippy::format_collect,
        clippy::type_complexity,
        clippy::too_many_lines
    )
)]
#![cfg_attr(
    not(all(feature = "bibtex", feature = "csl-json", feature = "jats", feature = "landing")),
    allow(
        dead_code,
        unused_imports,
        unreachable_code,
        unused_mut,
        reason = "what formats share is unused where they are off"
    )
)]

#[cfg(feature = "arbitrary")]
#[cfg_attr(docsrs, doc(cfg(feature = "arbitrary")))]
pub mod arbitrary;
pub mod languages;
pub mod model;
pub mod names;

mod error;
mod format;
mod formats;
#[cfg(feature = "biblatex")]
pub mod interop;
mod limits;
mod reader;
mod report;
mod source;
mod value;
mod writer;

pub use error::{ReadError, ReadErrorKind, WriteError, WriteErrorKind};
pub use format::{Format, Holding};
pub use formats::Options;
#[cfg(feature = "bibtex")]
pub use formats::bibtex;
#[cfg(feature = "csl-json")]
pub use formats::csl_json;
#[cfg(feature = "jats")]
pub use formats::jats;
#[cfg(feature = "landing")]
pub use formats::landing;
pub use limits::Limits;
pub use model::*;
pub use reader::{Library, Reader, Record, Records, read};
pub use report::{Code, Diagnostic, Loss, LossKind, LossReport, Severity};
pub use source::{Position, Span};
pub use value::citation;
pub use writer::{Sink, Writer, Written, write, write_all};

// Promises that a change deep inside must not break unseen.
const _: fn() = || {
    fn shareable<T: Send + Sync + Unpin + 'static>() {}
    shareable::<Article>();
    shareable::<Record>();
    shareable::<ReadError>();
    shareable::<WriteError>();
    shareable::<Reader>();
    shareable::<Writer>();
};
