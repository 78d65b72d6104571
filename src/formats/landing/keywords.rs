//! A list of keywords: split at its separators, divided by script, each part with a language.

use super::data::begins_with_label;
use super::read::{Page, ends_with_stop, quoted};
use super::sections::{Block, Line};
use crate::model::KeywordGroup;
use crate::report::Code;
use crate::value::detect::of_term;
use crate::value::script::{Script, dominant, foreign_letters};

const COMMAS: &[char] = &[',', '，', '、'];
const SEMICOLONS: &[char] = &[';', '；'];

/// What stands between two keywords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    Comma,
    Semicolon,
    /// Semicolons between languages, commas within one.
    Both,
    /// ` / `
    Slash,
}

/// Reads the list under one heading into a group for each script. Groups stand in the order in
/// which they first appear, and none is paired with another.
pub(super) fn read(page: &mut Page<'_>, block: &Block<'_>) {
    let (list, rest) = cut(block);
    read_list(page, block, list);
    if let Some((lines, why)) = rest {
        page.second_block("after keywords", lines, why);
    }
}

/// The lines of a list, and those after its end with the reason why it ends there.
type Parts<'b, 'a> = (&'b [Line<'a>], Option<(&'b [Line<'a>], &'static str)>);

/// Cuts the lines under a heading at the end of the list.
fn cut<'b, 'a>(block: &'b Block<'a>) -> Parts<'b, 'a> {
    let mut before = None;
    let mut separators = 0;
    for (at, line) in block.lines.iter().enumerate() {
        if let Some(why) = end(block.run_in, before, separators, line)
            && let Some((list, rest)) = block.lines.split_at_checked(at)
        {
            return (list, Some((rest, why)));
        }
        separators += line.text.matches(is_separator).count();
        before = Some(line);
    }
    (&block.lines, None)
}

/// Why a list ends before a line, if it does. A list on the line of its heading is a paragraph; one
/// under its heading may have many lines, and gaps between them.
fn end(
    run_in: bool,
    before: Option<&Line<'_>>,
    separators: usize,
    line: &Line<'_>,
) -> Option<&'static str> {
    if begins_with_label(line) {
        return Some("it begins with a known label, which ends the keywords");
    }
    let before = before?;
    let has_stop = ends_with_stop(before.text);
    let goes_on = before.text.ends_with(is_separator);
    let changes_script = !goes_on && {
        let (one, other) = (of_term(before.text), of_term(line.text));
        one.is_some() && other.is_some() && one != other
    };
    // One keyword a line may well be in any script; a list with separators is one piece.
    let is_apart = separators > 0 && (line.after_gap || !line.text.contains(is_separator));
    let reasons = [
        // `XX в.` may be one keyword of many, each on its line, and ends no such list.
        (
            has_stop && (run_in || without_full_stop(before.text).is_some()),
            "a full stop ended the keywords before it",
        ),
        (line.after_gap && (run_in || has_stop), "an empty line ended the keywords before it"),
        (
            changes_script && (run_in || is_apart),
            "the keywords before it are in another script, and no separator joins it to them",
        ),
    ];
    reasons.into_iter().find(|(ends, _)| *ends).map(|(_, why)| why)
}

fn read_list(page: &mut Page<'_>, block: &Block<'_>, lines: &[Line<'_>]) {
    let mut terms = Vec::new();
    let separator = separator(lines);
    let odd = lines.windows(2).find_map(|pair| match pair {
        [before, line] if line.after_gap && !before.text.ends_with(is_separator) => Some(*line),
        [before, line] if ends_with_stop(before.text) => Some(*line),
        _ => None,
    });
    if let Some(line) = odd {
        let message = format!(
            "{} stands after what may be the end of the keywords, and nothing shows that it is; it \
             was read as going on with them",
            quoted(line.text)
        );
        page.warn(line, Code::OddValue, "keywords", message);
    }
    for line in lines {
        let mut found = split(*line, separator);
        if let Some(last) = found.last_mut()
            && let Some(bare) = without_full_stop(last.text)
        {
            let message =
                format!("the full stop after {} ends the list; it fell away", quoted(bare));
            page.inform(*last, Code::OddValue, "keywords", message);
            *last = last.piece(bare);
        }
        let all = found.len();
        found.retain(|term| !term.text.trim_matches(is_separator).is_empty());
        if all > found.len() + usize::from(line.text.ends_with(is_separator)) {
            let message = "two separators with nothing between them were read as one";
            page.inform(*line, Code::OddValue, "keywords", message.to_owned());
        }
        terms.append(&mut found);
    }
    let Some(first) = terms.first().copied() else {
        let message = format!("{} holds no keyword", quoted(block.heading.text));
        page.inform(block.heading, Code::EmptySection, "keywords", message);
        return;
    };
    for term in &terms {
        if let Some(why) = foreign_letters(term.text) {
            let message = format!("{}: {why}", quoted(term.text));
            page.warn(*term, Code::LookAlike, "keywords", message);
        }
    }
    let all: Vec<&str> = terms.iter().map(|term| term.text).collect();
    let groups = page.languages.by_script(&all);
    if groups.len() > 1 {
        let parts: Vec<String> = groups
            .iter()
            .map(|(script, terms)| {
                format!("{} in {}", terms.len(), script.map_or("no script", Script::name))
            })
            .collect();
        let message = format!(
            "one list holds keywords in {} scripts ({}); it was divided by script, each part in \
             its own order",
            groups.len(),
            parts.join(", ")
        );
        page.inform(first, Code::MixedKeywords, "keywords", message);
    }
    for (script, indices) in groups {
        let field = format!("keywords[{}]", page.article.keywords.len());
        let texts: Vec<&str> = indices.iter().filter_map(|i| all.get(*i).copied()).collect();
        let guess = script.and_then(|script| page.languages.guess_in(script, &texts.join("\n")));
        if let (Some(guess), Some(at)) = (&guess, indices.first().and_then(|i| terms.get(*i))) {
            page.guessed(*at, &field, guess);
        }
        let lang = guess.map(|guess| guess.lang);
        page.article.keywords.push(KeywordGroup::new(lang, texts));
    }
}

fn is_separator(c: char) -> bool {
    COMMAS.contains(&c) || SEMICOLONS.contains(&c)
}

/// The separator of a list, by what it has most of. Commas inside a list with semicolons belong to
/// its keywords, unless the semicolons do nothing but divide one script from another.
fn separator(lines: &[Line<'_>]) -> Separator {
    let count = |of: &[char]| -> usize { lines.iter().map(|l| l.text.matches(of).count()).sum() };
    let slashes: usize = lines.iter().map(|line| line.text.matches(" / ").count()).sum();
    let (commas, semicolons) = (count(COMMAS), count(SEMICOLONS));
    if semicolons == 0 {
        return if slashes > 0 && slashes >= commas { Separator::Slash } else { Separator::Comma };
    }
    if commas == 0 {
        return Separator::Semicolon;
    }
    let mut seen = Vec::new();
    for line in lines {
        for part in line.text.split(SEMICOLONS).filter(|part| !part.trim().is_empty()) {
            match dominant(part) {
                Some(script) if !seen.contains(&script) => seen.push(script),
                _ => return Separator::Semicolon,
            }
        }
    }
    if seen.len() > 1 { Separator::Both } else { Separator::Semicolon }
}

/// The pieces of a line between its separators. A separator between brackets, or a comma between
/// two digits, divides nothing.
fn split(line: Line<'_>, separator: Separator) -> Vec<Line<'_>> {
    let is_open = |c: char| matches!(c, '(' | '[' | '（');
    let is_close = |c: char| matches!(c, ')' | ']' | '）');
    // Brackets that do not match say nothing.
    let brackets = line.text.matches(is_open).count() == line.text.matches(is_close).count();
    let mut pieces = Vec::new();
    let (mut start, mut depth, mut before) = (0, 0_usize, ' ');
    for (at, c) in line.text.char_indices() {
        if brackets && is_open(c) {
            depth += 1;
        } else if brackets && is_close(c) {
            depth = depth.saturating_sub(1);
        }
        let after = line.text.get(at + c.len_utf8()..).unwrap_or_default();
        let in_number =
            before.is_ascii_digit() && after.starts_with(|next: char| next.is_ascii_digit());
        let divides = match separator {
            Separator::Comma => COMMAS.contains(&c) && !in_number,
            Separator::Semicolon => SEMICOLONS.contains(&c),
            Separator::Both => is_separator(c) && !in_number,
            Separator::Slash => c == '/' && before == ' ' && after.starts_with(' '),
        };
        if divides && depth == 0 {
            pieces.push(line.piece(line.text.get(start..at).unwrap_or_default()));
            start = at + c.len_utf8();
        }
        before = c;
    }
    pieces.push(line.piece(line.text.get(start..).unwrap_or_default()));
    pieces
}

/// The term without the full stop that ends its list; `None` where there is none, or where it
/// belongs to an abbreviation.
fn without_full_stop(term: &str) -> Option<&str> {
    let bare = term.strip_suffix(['.', '。'])?;
    let last = bare.split(|c: char| !c.is_alphanumeric()).next_back().unwrap_or_default();
    (!bare.contains('.') && last.chars().count() > 2 || bare.ends_with([')', '»', '"']))
        .then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_split() {
        let table: &[(&str, &[&str])] = &[
            ("a, b,c", &["a", "b", "c"]),
            ("a; b, c; d", &["a", "b, c", "d"]),
            ("a / b / c, d", &["a", "b", "c, d"]),
            ("a, TCP / IP, b", &["a", "TCP / IP", "b"]),
            ("and/or, b", &["and/or", "b"]),
            ("policy (home, foreign), b", &["policy (home, foreign)", "b"]),
            ("a (b, c", &["a (b", "c"]),
            ("1,5-dioxane, b", &["1,5-dioxane", "b"]),
            ("a, b; в, г", &["a", "b", "в", "г"]),
            ("國土、森林，水", &["國土", "森林", "水"]),
            ("a", &["a"]),
        ];
        for (text, expected) in table {
            let line = Line { text, offset: 0, after_gap: false };
            let terms: Vec<&str> =
                split(line, separator(&[line])).into_iter().map(|term| term.text).collect();
            assert_eq!(terms, *expected, "{text}");
        }
    }

    #[test]
    fn the_last_full_stop() {
        assert_eq!(without_full_stop("история примера."), Some("история примера"));
        for kept in ["U.S.", "XX в.", "etc. etc.", "plain"] {
            assert_eq!(without_full_stop(kept), None, "{kept}");
        }
    }
}
