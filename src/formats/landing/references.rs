//! The list of references. Each one is kept as printed; one that is surely in the style of a standard is
//! also taken apart.

use super::read::{Page, quoted};
use super::sections::{Block, Line};
use crate::model::Reference;
use crate::report::Code;
use crate::value::citation;

/// How far a number may be from the one before it. `2001.` at the start of a line that goes on
/// with a reference is no number.
const STEP: u32 = 10;

/// How many references are taken apart, and how many bytes of them: more than the longest lists have.
/// A text that is no list of references costs no more than that.
const MOST: usize = 4_000;
const MOST_BYTES: usize = 400 << 10;

/// Reads a list: numbered, where a line without a number goes on with the reference before it, or
/// one reference a line.
pub(super) fn read(page: &mut Page<'_>, block: &Block<'_>, several_lists: bool) {
    let title = several_lists.then(|| block.heading.text.trim_end_matches([':', ' ']).to_owned());
    let is_numbered = block.lines.first().is_some_and(|line| number(line).is_some());
    let mut before: Option<u32> = None;
    let mut references: Vec<(Option<String>, String)> = Vec::new();
    let mut joined = Vec::new();
    for line in &block.lines {
        let next = number(line).filter(|(n, _, _)| match before {
            Some(before) => *n > before && *n - before <= STEP,
            None => is_numbered,
        });
        match (next, references.last_mut()) {
            (Some((n, label, text)), _) => {
                before = Some(n);
                references.push((Some(label.to_owned()), text.text.to_owned()));
            }
            (None, Some((_, last))) if is_numbered => {
                joined.push((*line, last.chars().take(40).collect::<String>()));
                last.push(' ');
                last.push_str(line.text);
            }
            (None, _) => references.push((None, line.text.to_owned())),
        }
    }
    for (line, start) in joined {
        let message = format!(
            "{} has no number of its own, so it was read as part of {}",
            quoted(line.text),
            quoted(&start)
        );
        page.inform(line, Code::OddValue, "references", message);
    }
    let before = page.article.references.len();
    for (label, text) in references {
        let mut reference = Reference::raw(text);
        reference.label = label;
        reference.list.clone_from(&title);
        page.article.references.push(reference);
    }
    let most = MOST.saturating_sub(before);
    let new = page.article.references.iter_mut().skip(before);
    let beyond = new.len().saturating_sub(most);
    let divided = citation::divide_within(new.take(most), MOST_BYTES);
    let left_out = divided.left_out + beyond;
    if left_out > 0 {
        let message = format!(
            "the list is longer than any; {left_out} of its references, at its end, were kept as \
             printed, and nothing looked into them"
        );
        page.warn(block.heading, Code::OddValue, "references", message);
    }
    if let Some(diagnostic) = divided.diagnostic() {
        page.notes.add(block.heading.offset, diagnostic);
    }
}

/// The number that a line begins with (`1.`, `1)`, `[1]`), as a number and as printed, and what
/// follows it.
fn number<'a>(line: &Line<'a>) -> Option<(u32, &'a str, Line<'a>)> {
    let open = line.text.strip_prefix('[');
    let body = open.unwrap_or(line.text);
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let (label, rest) = body.split_at_checked(digits)?;
    let rest = match open {
        Some(_) => rest.strip_prefix(']')?,
        None => rest.strip_prefix(['.', ')'])?,
    };
    // `3.5 million` is no label.
    let text = rest.trim_start();
    if text.is_empty() || (text.len() == rest.len() && text.starts_with(|c: char| c.is_numeric())) {
        return None;
    }
    Some((label.parse().ok().filter(|_| digits <= 4)?, label, line.piece(text)))
}
