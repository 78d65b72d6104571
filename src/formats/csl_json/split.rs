//! Where an item ends, also one that is broken.

use crate::error::ReadError;
use crate::reader::Input;
use crate::value::json::element_len;

use super::tape::{Stop, Tape};

/// The bytes of the item that the window begins with; `tape` has its values unless it is broken:
/// then the fault is given as well.
pub(super) fn measure(
    tape: &mut Tape,
    input: &mut Input<'_>,
) -> Result<(usize, Option<Stop>), ReadError> {
    if input.window().first() != Some(&b'{') {
        return Ok((element_len(input)?, Some(Stop::Ends)));
    }
    let fault = loop {
        match tape.read(input.window()) {
            Ok(len) => {
                input.check_record(len)?;
                return Ok((len, None));
            }
            Err(Stop::Ends) if input.check_record(input.window().len()).is_ok() => {
                if !input.more()? {
                    break Stop::Ends;
                }
            }
            Err(fault) => break fault,
        }
    };
    Ok((broken_len(fault, input)?, Some(fault)))
}

/// The bytes of a broken item. Its brackets say where it ends if they match and its strings have no
/// line breaks. Otherwise it was cut off somewhere, and ends before the next item: that begins as
/// the broken one does, with a member of the same name.
fn broken_len(fault: Stop, input: &mut Input<'_>) -> Result<usize, ReadError> {
    let from = match fault {
        Stop::Bad { last, .. } => last,
        Stop::Ends => 1,
    };
    loop {
        let window = input.window();
        let mut wanting = false;
        match brackets(window) {
            Brackets::End(end) => {
                input.check_record(end)?;
                return Ok(end);
            }
            Brackets::Open => wanting = true,
            Brackets::Bad => {}
        }
        match next_item(window, from) {
            Next::At(at) => return Ok(at),
            Next::Open => wanting = true,
            Next::None => {}
        }
        let can_grow = wanting && input.check_record(window.len()).is_ok();
        if !can_grow || !input.more()? {
            return element_len(input);
        }
    }
}

enum Brackets {
    /// They match and are closed there.
    End(usize),
    Open,
    /// They do not match, or a string has a control character.
    Bad,
}

fn brackets(bytes: &[u8]) -> Brackets {
    let mut open = Vec::new();
    let (mut in_string, mut escaped) = (false, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            0..=0x1F if in_string => return Brackets::Bad,
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b'}' | b']' => {
                if open.pop() != Some(*byte) {
                    return Brackets::Bad;
                }
                if open.is_empty() {
                    return Brackets::End(at + 1);
                }
            }
            _ => {}
        }
    }
    Brackets::Open
}

enum Next {
    At(usize),
    /// There may be one when more of the input is seen.
    Open,
    None,
}

/// Looks behind `from` for a whole item that begins as `bytes` do; the end of what is before it.
fn next_item(bytes: &[u8], from: usize) -> Next {
    let Some(head) = head(bytes) else { return Next::None };
    let mut tape = Tape::default();
    // What only looks like an item is looked at just so often: the cost stays linear.
    let mut budget = bytes.len().saturating_mul(4);
    let finder = memchr::memmem::Finder::new(head);
    for found in finder.find_iter(bytes.get(from..).unwrap_or_default()) {
        let at = from + found;
        let (before, rest) = bytes.split_at_checked(at).unwrap_or((bytes, &[]));
        let trimmed = before.trim_ascii_end();
        let line = before.get(trimmed.len()..).is_some_and(|space| space.contains(&b'\n'));
        if !line && !trimmed.ends_with(b",") {
            continue;
        }
        let read = match tape.read(rest) {
            Ok(_) => return Next::At(trimmed.strip_suffix(b",").unwrap_or(trimmed).len()),
            Err(Stop::Ends) => return Next::Open,
            Err(Stop::Bad { at, .. }) => at,
        };
        budget = match budget.checked_sub(read) {
            Some(rest) => rest,
            None => return Next::None,
        };
    }
    Next::None
}

/// An item's brace, the name of its first member and the colon.
fn head(bytes: &[u8]) -> Option<&[u8]> {
    const MOST: usize = 200;
    let start = bytes.get(..MOST).unwrap_or(bytes);
    let name = memchr::memchr(b'"', start)?;
    let is_space = start.get(1..name)?.iter().all(u8::is_ascii_whitespace);
    let end = name + 1 + memchr::memchr(b'"', start.get(name + 1..)?)?;
    let colon = end + memchr::memchr(b':', start.get(end..)?)?;
    let spaces = start.get(end + 1..colon)?.iter().all(u8::is_ascii_whitespace);
    (is_space && spaces).then(|| start.get(..=colon))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn len(text: &str) -> usize {
        let mut input = Input::from_slice(text.as_bytes(), Limits::default());
        measure(&mut Tape::default(), &mut input).map_or(0, |(len, _)| len)
    }

    #[test]
    fn a_broken_item_ends_before_the_next() {
        let next = r#"{"id":"b","type":"book"}]"#;
        for broken in [
            r#"{"id":"a"}"#,
            r#"{"id":"a","x":tru}"#,
            r#"{"id":"a","x":"\q"}"#,
            r#"{"id":"a","x":[{"id":"nested"},{"id":"nested"}],"y":}"#,
            r#"{"id":"a","x":"cut"#,
            r#"{"id":"a","x":[1"#,
            r#"{"id":"a","x":{"y":"cut"#,
            r#"{"id":"a","x":"one"#,
            r#"{"id":"a","tit"#,
            r#"{"id":"a"#,
        ] {
            for comma in [",", ",\n", "\n", " ,\n  "] {
                let text = format!("{broken}{comma}{next}");
                assert_eq!(text[..len(&text)].trim_end(), broken, "{text}");
            }
        }
    }
}
