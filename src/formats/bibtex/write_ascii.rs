//! What stands in an entry beside the text that is spelled in LaTeX: keys, and fields kept as they
//! were.

use std::borrow::Cow;

use super::write::EntryWriter;
use crate::report::LossKind;
use crate::value::romanise::plain_latin;

/// Fields that hold no TeX (biblatex manual §2.2.1, verbatim and URI fields).
const VERBATIM: &[&str] =
    &["doi", "eprint", "file", "pdf", "pmcid", "pmid", "url", "verba", "verbb", "verbc"];

/// Fields that name other entries.
const KEYS: &[&str] = &["crossref", "entryset", "ids", "related", "xdata", "xref"];

impl EntryWriter<'_> {
    /// The value of a field that is kept as it stood.
    pub(super) fn kept<'t>(&mut self, name: &str, tex: &'t str, path: &str) -> Cow<'t, str> {
        if self.tex.ascii.is_none() || tex.is_ascii() {
            return Cow::Borrowed(tex);
        }
        if KEYS.contains(&name) {
            let keys = ascii_key(tex);
            let message = format!("keys are ASCII, as those of the entries are: `{keys}`");
            self.lose(LossKind::Approximated, path, message);
            return Cow::Owned(keys);
        }
        let tex = if VERBATIM.contains(&name) {
            self.tex.verbatim(tex);
            Cow::Borrowed(tex)
        } else {
            self.tex.source(tex)
        };
        self.report_flat(path);
        tex
    }
}

/// A key, or a list of keys, in ASCII: letters romanised, accents off, what has no such form left
/// out.
pub(super) fn ascii_key(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for c in key.chars() {
        if c.is_ascii() {
            out.push(c);
            continue;
        }
        let latin = plain_latin(c.encode_utf8(&mut [0; 4]), None);
        let mut letters = latin.chars();
        if let Some(first) = letters.next() {
            out.push(if c.is_uppercase() { first.to_ascii_uppercase() } else { first });
        }
        out.push_str(letters.as_str());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_romanised() {
        assert_eq!(ascii_key("Müller2020, Жуков:中1992"), "Muller2020, Zhukov:1992");
    }
}
