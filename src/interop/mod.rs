//! Records from and to the types of other crates.
//!
//! No other part of polybib shows a type that is not its own: these crates may change theirs, and
//! then only the module that is named after them changes with them.

pub mod biblatex;
