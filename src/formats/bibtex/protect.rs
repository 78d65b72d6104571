//! Capitals that a style must leave alone.

use super::Dialect;
use crate::model::{Inline, RichText, Style};

/// The fields that styles write in sentence case.
pub(super) const TITLES: &[&str] = &[
    "title",
    "subtitle",
    "titleaddon",
    "booktitle",
    "booksubtitle",
    "booktitleaddon",
    "maintitle",
    "mainsubtitle",
    "maintitleaddon",
    "issuetitle",
];

/// `text` with every word marked as `NoCase` that has a capital which a style would make small;
/// `None` if there is no such word. What stands in markup stands in braces anyway.
pub(super) fn protected(text: &RichText, dialect: Dialect) -> Option<RichText> {
    let mut out = RichText::default();
    let mut changed = false;
    // BibTeX keeps the first letter, and one behind a colon and a space.
    let mut keeps_next = true;
    for run in text {
        let Inline::Text(text) = run else {
            out.push(run.clone());
            keeps_next = false;
            continue;
        };
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_matches(|c: char| !c.is_alphanumeric());
            let start = piece.find(word).unwrap_or(0);
            let kept = usize::from(keeps_next && start == 0);
            if word.chars().skip(kept).any(char::is_uppercase) {
                changed = true;
                out.push_str(piece.get(..start).unwrap_or_default());
                out.push(Inline::styled(Style::NoCase, word));
                out.push_str(piece.get(start + word.len()..).unwrap_or_default());
            } else {
                out.push_str(piece);
            }
            keeps_next = dialect == Dialect::BibTex && piece.trim_end().ends_with(':');
        }
    }
    changed.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::latex::Encoder;

    #[test]
    fn capitals_that_would_become_small_are_protected() {
        let table = [
            ("The DNA of Paris", "The {DNA} of {Paris}", "The {DNA} of {Paris}"),
            (
                "NASA: The (Mars) mission",
                "{NASA}: The ({Mars}) mission",
                "{NASA}: {The} ({Mars}) mission",
            ),
            ("“The iPhone”", "“{The} {iPhone}”", "“{The} {iPhone}”"),
            ("О поездке в Томск", "О поездке в {Томск}", "О поездке в {Томск}"),
        ];
        for (text, bibtex, biblatex) in table {
            for (dialect, tex) in [(Dialect::BibTex, bibtex), (Dialect::BibLatex, biblatex)] {
                let text = protected(&text.into(), dialect).unwrap();
                assert_eq!(Encoder::default().encode(&text), tex);
                assert_eq!(protected(&text, dialect), None, "a second time changes nothing");
            }
        }
        assert_eq!(protected(&"No names here".into(), Dialect::BibTex), None);
        let marked: RichText =
            [Inline::styled(Style::Italic, "Homo"), " in Ghent".into()].into_iter().collect();
        let text = protected(&marked, Dialect::BibTex).unwrap();
        assert_eq!(Encoder::default().encode(&text), "\\emph{Homo} in {Ghent}");
    }
}
