//! What the bytes of a value may mean, looked at before it is decoded.

/// The text without white space at its ends; nearly always there is none.
pub(super) fn trimmed(text: &str) -> &str {
    let bytes = text.as_bytes();
    let ends = [bytes.first(), bytes.last()];
    if ends.iter().flatten().all(|byte| byte.is_ascii_graphic()) { text } else { text.trim() }
}

/// Whether a value is its own text.
pub(super) fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut seen = 0;
    // All of a chunk is looked at without a branch.
    let is_markup = bytes.chunks(64).any(|chunk| {
        seen |= chunk.iter().fold(0, |seen, byte| seen | class(*byte));
        seen & MARKUP != 0
    });
    !is_markup && (seen & TWICE == 0 || !has_double(bytes))
}

/// Whether two spaces or two hyphens follow each other.
fn has_double(bytes: &[u8]) -> bool {
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    // Not `any`: without an end before the end, many bytes are compared at once.
    pairs.fold(0, |found, (a, b)| found | u8::from(a == b && matches!(a, b' ' | b'-'))) != 0
}

/// It always means something.
const MARKUP: u8 = 1;
/// It means something where it stands twice.
const TWICE: u8 = 2;
/// It may mean something, by what follows it.
pub(super) const PERHAPS: u8 = 4;

pub(super) fn class(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or_default()
}

/// What bytes may mean.
#[allow(clippy::indexing_slicing, reason = "runs when the crate is compiled, and fails there")]
static CLASSES: [u8; 256] = {
    let mut table = [0; 256];
    let sets: [(&[u8], u8); 3] =
        [(b"\\{}$~`'\n\t\r\x0C", MARKUP | PERHAPS), (b" -", TWICE | PERHAPS), (b"?!", PERHAPS)];
    let mut set = 0;
    while set < sets.len() {
        let (mut all, class) = sets[set];
        while let [byte, rest @ ..] = all {
            table[*byte as usize] = class;
            all = rest;
        }
        set += 1;
    }
    table
};

/// The paragraphs of a value: what empty lines and `\par` outside braces divide.
pub(crate) fn paragraphs(value: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let (mut depth, mut start, mut at) = (0usize, 0, 0);
    let bytes = value.as_bytes();
    while let Some(byte) = bytes.get(at) {
        // Braces, backslashes and ends of lines are among these.
        if class(*byte) & MARKUP == 0 {
            at += 1;
            continue;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let cut = match rest.first() {
            Some(b'{') => {
                depth += 1;
                0
            }
            Some(b'}') => {
                depth = depth.saturating_sub(1);
                0
            }
            Some(b'\\') if depth == 0 && rest.starts_with(b"\\par") => {
                if rest.get(4).is_some_and(u8::is_ascii_alphabetic) { 0 } else { 4 }
            }
            Some(b'\n') if depth == 0 => {
                let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                let breaks = rest.iter().take(blank).filter(|byte| **byte == b'\n').count();
                if breaks > 1 { blank } else { 0 }
            }
            _ => 0,
        };
        if cut > 0 {
            out.push(value.get(start..at).unwrap_or_default());
            start = at + cut;
            at = start;
        } else {
            at += 1;
        }
    }
    out.push(value.get(start..).unwrap_or_default());
    out.retain(|paragraph| !paragraph.trim().is_empty());
    out
}

/// Finds where each group of `text` begins and ends, in rising order; false if its braces do not
/// close each other. To TeX `\{` opens no group, to BibTeX it does: the first holds where it can.
pub(super) fn find_groups(text: &str, groups: &mut Vec<(usize, usize)>) -> bool {
    let is_escaped = |at: usize| {
        let before = text.as_bytes().get(..at).unwrap_or_default().iter();
        before.rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
    };
    find_groups_without(text, groups, is_escaped) || find_groups_without(text, groups, |_| false)
}

/// The same without the braces that are `escaped`.
fn find_groups_without(
    text: &str,
    groups: &mut Vec<(usize, usize)>,
    escaped: impl Fn(usize) -> bool,
) -> bool {
    groups.clear();
    // The innermost group that is open. One that is open has, where its end will stand, the group
    // around it.
    let mut open = usize::MAX;
    for at in memchr::memchr2_iter(b'{', b'}', text.as_bytes()).filter(|at| !escaped(*at)) {
        if text.as_bytes().get(at) == Some(&b'{') {
            groups.push((at, open));
            open = groups.len() - 1;
        } else {
            let Some((_, end)) = groups.get_mut(open) else { return false };
            open = std::mem::replace(end, at);
        }
    }
    open == usize::MAX
}

/// Whether the braces of `text` close each other.
pub(super) fn balanced(text: &str) -> bool {
    let mut depth = 0usize;
    for byte in text.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return false,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_divide_outside_braces() {
        assert_eq!(paragraphs("a\nb\n \nc \\par d{e\n\nf}"), ["a\nb", "c ", " d{e\n\nf}"]);
        assert_eq!(paragraphs("\\partial"), ["\\partial"]);
    }
}
