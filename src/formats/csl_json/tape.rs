//! JSON text taken apart in one pass, without a tree.
//!
//! A [`Tape`] lists the values of a text in order, each with where it begins, where it ends, and
//! where its next neighbour stands on the tape. Its memory is used again for the next record.

use super::json::Shape;

/// A value, or the name of a member; the value of a member follows its name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Where on the tape that begins which follows this value and all in it.
    pub(super) next: u32,
    pub(super) shape: Shape,
    /// A string with a backslash in it.
    pub(super) escaped: bool,
}

/// Why a text is no JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// It is wrong at byte `at`; the last token before that begins at `last`.
    Bad { at: usize, last: usize },
    /// It ends too early.
    Ends,
}

/// The values of one text.
#[derive(Debug, Default)]
pub(super) struct Tape {
    pub(super) tokens: Vec<Token>,
    /// The arrays and objects that are open, by their places on the tape.
    open: Vec<u32>,
}

impl Tape {
    /// Reads the one value that `bytes` begins with, an object; its length. The bytes of strings
    /// are not looked at more closely: they may be no UTF-8.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Result<usize, Stop> {
        self.tokens.clear();
        self.open.clear();
        // Places are kept in 32 bits.
        let limit = usize::try_from(u32::MAX).unwrap_or(usize::MAX);
        let bytes = bytes.get(..limit).unwrap_or(bytes);
        let mut scan = Scan { bytes, at: 0 };
        match self.value(&mut scan) {
            Ok(()) => Ok(scan.at),
            Err(Fault::Ends) => Err(Stop::Ends),
            Err(Fault::Bad) => {
                let last = self.tokens.last().map_or(0, |token| token.start as usize);
                Err(Stop::Bad { at: scan.at, last })
            }
        }
    }

    fn value(&mut self, scan: &mut Scan<'_>) -> Result<(), Fault> {
        // What the value that is being read stands in.
        let mut within = None;
        loop {
            let start = scan.at;
            match scan.peek()? {
                b'"' => self.string(scan)?,
                b'{' => {
                    self.begin(scan, Shape::Object);
                    if scan.skip_space()? == b'}' {
                        self.end(scan);
                    } else {
                        within = Some(Shape::Object);
                        self.name(scan)?;
                        continue;
                    }
                }
                b'[' => {
                    self.begin(scan, Shape::Array);
                    if scan.skip_space()? == b']' {
                        self.end(scan);
                    } else {
                        within = Some(Shape::Array);
                        continue;
                    }
                }
                b'-' | b'0'..=b'9' => {
                    scan.number(self.open.is_empty())?;
                    self.push(start, scan.at, Shape::Number, false);
                }
                b't' => self.word(scan, b"true", Shape::Bool)?,
                b'f' => self.word(scan, b"false", Shape::Bool)?,
                b'n' => self.word(scan, b"null", Shape::Null)?,
                _ => return Err(Fault::Bad),
            }
            // What closes here, and what follows.
            loop {
                let Some(shape) = within else { return Ok(()) };
                match (scan.skip_space()?, shape) {
                    (b',', _) => {
                        scan.at += 1;
                        scan.skip_space()?;
                        if shape == Shape::Object {
                            self.name(scan)?;
                        }
                        break;
                    }
                    (b'}', Shape::Object) | (b']', Shape::Array) => within = self.end(scan),
                    _ => return Err(Fault::Bad),
                }
            }
        }
    }

    #[allow(clippy::cast_possible_truncation, reason = "a text has at most 2^32 bytes")]
    #[inline]
    fn push(&mut self, start: usize, end: usize, shape: Shape, escaped: bool) {
        let next = self.tokens.len() as u32 + 1;
        self.tokens.push(Token { start: start as u32, end: end as u32, next, shape, escaped });
    }

    #[allow(clippy::cast_possible_truncation, reason = "a text has at most 2^32 bytes")]
    fn begin(&mut self, scan: &mut Scan<'_>, shape: Shape) {
        self.open.push(self.tokens.len() as u32);
        self.push(scan.at, scan.at, shape, false);
        scan.at += 1;
    }

    /// Ends the array or object that was begun last; what it stands in.
    #[allow(clippy::cast_possible_truncation, reason = "a text has at most 2^32 bytes")]
    fn end(&mut self, scan: &mut Scan<'_>) -> Option<Shape> {
        scan.at += 1;
        let next = self.tokens.len() as u32;
        let open = self.open.pop().and_then(|open| self.tokens.get_mut(open as usize));
        if let Some(token) = open {
            token.end = scan.at as u32;
            token.next = next;
        }
        self.tokens.get(*self.open.last()? as usize).map(|token| token.shape)
    }

    fn word(&mut self, scan: &mut Scan<'_>, word: &[u8], shape: Shape) -> Result<(), Fault> {
        let start = scan.at;
        for byte in word {
            if scan.peek()? != *byte {
                return Err(Fault::Bad);
            }
            scan.at += 1;
        }
        self.push(start, scan.at, shape, false);
        Ok(())
    }

    /// A member's name and colon, up to its value.
    #[allow(clippy::inline_always, reason = "half of the strings are names")]
    #[inline(always)]
    fn name(&mut self, scan: &mut Scan<'_>) -> Result<(), Fault> {
        if scan.peek()? != b'"' {
            return Err(Fault::Bad);
        }
        self.string(scan)?;
        if scan.skip_space()? != b':' {
            return Err(Fault::Bad);
        }
        scan.at += 1;
        scan.skip_space()?;
        Ok(())
    }

    #[allow(clippy::inline_always, reason = "most of a text is strings")]
    #[inline(always)]
    fn string(&mut self, scan: &mut Scan<'_>) -> Result<(), Fault> {
        let start = scan.at;
        let end = scan.end_of_text(start + 1);
        if scan.bytes.get(end) != Some(&b'"') {
            return self.odd_string(scan, end);
        }
        scan.at = end + 1;
        self.push(start, scan.at, Shape::Text, false);
        Ok(())
    }

    /// The same of a string that has more than plain text, up to `plain`.
    #[cold]
    fn odd_string(&mut self, scan: &mut Scan<'_>, plain: usize) -> Result<(), Fault> {
        let start = std::mem::replace(&mut scan.at, plain);
        let escaped = scan.rest_of_string().inspect_err(|_| {
            // An error says where the string began.
            self.push(start, start, Shape::Text, false);
        })?;
        self.push(start, scan.at, Shape::Text, escaped);
        Ok(())
    }

    /// The `id` among the members that were read before a fault.
    pub(super) fn id(&self, text: &str) -> Option<String> {
        let mut at = 1;
        loop {
            let name = self.tokens.get(at)?;
            let value = self.tokens.get(at + 1)?;
            let spelt = |token: &Token| text.get(token.start as usize..token.end as usize);
            if spelt(name)? == "\"id\"" {
                return match value.shape {
                    Shape::Text => serde_json::from_str(spelt(value)?).ok(),
                    Shape::Number => spelt(value).map(str::to_owned),
                    _ => None,
                };
            }
            at = value.next as usize;
        }
    }

    /// Where in the value the reading stopped: `author[2].family`. Names are as they are spelt.
    pub(super) fn path(&self, bytes: &[u8]) -> String {
        let mut path = String::new();
        for (level, open) in self.open.iter().enumerate().take(16) {
            let Some(token) = self.tokens.get(*open as usize) else { break };
            let inside = self.open.get(level + 1).copied();
            let (mut at, mut count, mut last) = (open + 1, 0usize, None);
            let upto = inside.unwrap_or(u32::MAX);
            while at < upto
                && let Some(child) = self.tokens.get(at as usize)
            {
                last = Some(child);
                count += 1;
                // The last one is not closed: it reaches to the end of the tape.
                at = child.next.max(at + 1);
            }
            if token.shape == Shape::Array {
                // One that is open, or a string that was begun, is on the tape already.
                let begun = inside.is_none() && last.is_some_and(|child| child.end == child.start);
                let place = count - usize::from(begun);
                path += &format!("[{place}]");
                continue;
            }
            // Names and values alternate: an even count ends with a value.
            let name = if inside.is_none() && count % 2 == 0 {
                let name = self.tokens.len().checked_sub(2).and_then(|i| self.tokens.get(i));
                name.filter(|_| count > 0)
            } else {
                last
            };
            let name = name
                .and_then(|name| bytes.get(name.start as usize + 1..(name.end as usize).max(1) - 1))
                .and_then(|name| std::str::from_utf8(name).ok());
            if let Some(name) = name {
                if !path.is_empty() {
                    path.push('.');
                }
                path.extend(name.chars().take(40));
            }
        }
        path
    }
}

enum Fault {
    Bad,
    Ends,
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

const ONES: u64 = 0x0101_0101_0101_0101;

/// A bit at the top of the first byte of the eight that ends plain text in a string: a quote, a
/// backslash or a control character. Bits above the first one may be wrong.
const fn ends_of_text(eight: u64) -> u64 {
    let control = eight.wrapping_sub(ONES * 0x20);
    let quote = (eight ^ (ONES * b'"' as u64)).wrapping_sub(ONES);
    let escape = (eight ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (control | quote | escape) & !eight & (ONES << 7)
}

impl Scan<'_> {
    fn peek(&self) -> Result<u8, Fault> {
        self.bytes.get(self.at).copied().ok_or(Fault::Ends)
    }

    /// Goes to the next byte that is no white space.
    fn skip_space(&mut self) -> Result<u8, Fault> {
        loop {
            match self.peek()? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return Ok(byte),
            }
        }
    }

    /// Where plain text ends that begins at a place in a string: at a quote, a backslash, a control
    /// character or the end of it all.
    #[allow(clippy::inline_always, reason = "every string asks")]
    #[inline(always)]
    fn end_of_text(&self, mut at: usize) -> usize {
        let mut rest = self.bytes.get(at..).unwrap_or_default();
        while let Some((eight, tail)) = rest.split_first_chunk::<8>() {
            let ends = ends_of_text(u64::from_le_bytes(*eight));
            if ends != 0 {
                return at + ends.trailing_zeros() as usize / 8;
            }
            at += 8;
            rest = tail;
        }
        at + rest.iter().take_while(|byte| **byte >= 0x20 && !matches!(byte, b'"' | b'\\')).count()
    }

    /// Reads a string from where its plain text ends and not it; whether it has an escape.
    fn rest_of_string(&mut self) -> Result<bool, Fault> {
        let mut escaped = false;
        loop {
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Ok(escaped);
                }
                b'\\' => {
                    escaped = true;
                    self.escape()?;
                }
                _ => return Err(Fault::Bad),
            }
            self.at = self.end_of_text(self.at);
        }
    }

    fn escape(&mut self) -> Result<(), Fault> {
        self.at += 1;
        match self.peek()? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 1,
            b'u' => {
                for _ in 0..4 {
                    self.at += 1;
                    if !self.peek()?.is_ascii_hexdigit() {
                        return Err(Fault::Bad);
                    }
                }
                self.at += 1;
            }
            _ => return Err(Fault::Bad),
        }
        Ok(())
    }

    /// Reads a number. One that stands alone may end with the text.
    fn number(&mut self, alone: bool) -> Result<(), Fault> {
        if self.peek()? == b'-' {
            self.at += 1;
        }
        if self.peek()? == b'0' {
            self.at += 1;
        } else {
            self.digits(alone)?;
        }
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits(alone)?;
        }
        if let Some(b'e' | b'E') = self.bytes.get(self.at) {
            self.at += 1;
            if let b'+' | b'-' = self.peek()? {
                self.at += 1;
            }
            self.digits(alone)?;
        }
        Ok(())
    }

    fn digits(&mut self, alone: bool) -> Result<(), Fault> {
        if !self.peek()?.is_ascii_digit() {
            return Err(Fault::Bad);
        }
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        if alone || self.at < self.bytes.len() { Ok(()) } else { Err(Fault::Ends) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::IgnoredAny;

    /// As `serde_json` sees it, which looks at all of the text.
    fn agrees(text: &str) {
        let mut tape = Tape::default();
        let ours = tape.read(text.as_bytes()).is_ok_and(|len| text[len..].trim_ascii().is_empty());
        let theirs = serde_json::from_str::<IgnoredAny>(text).is_ok();
        assert_eq!(ours, theirs, "{text}");
    }

    #[test]
    fn what_is_json_and_what_is_not() {
        let good = r#"{"a":[1,-0.5e+7,"x\u00e9\"\\y",{"b":null}],"":{},"c":[ ] , "d" : true}"#;
        agrees(good);
        for end in 0..good.len() {
            agrees(&good[..end]);
            // White space comes before a value, not with it.
            let end = end.max(1);
            for piece in
                ["\"", "{", "}", "[", "]", ",", ":", "1", "-", ".", "e", "\\", "\n", "t", "é"]
            {
                agrees(&format!("{}{piece}{}", &good[..end], &good[end..]));
                agrees(&format!("{}{piece}{}", &good[..end], &good[end + 1..]));
            }
        }
    }

    #[test]
    fn depth_costs_no_stack() {
        let text = "[".repeat(200_000) + &"]".repeat(200_000);
        let mut tape = Tape::default();
        assert_eq!(tape.read(text.as_bytes()), Ok(400_000));
        assert_eq!(tape.tokens.len(), 200_000);
        assert_eq!(tape.tokens[0].next, 200_000);
    }

    #[test]
    fn a_fault_has_a_path() {
        for (text, path) in [
            (r#"{"a":1,"title": tru}"#, "title"),
            (r#"{"author":[{"family":"x"},{"given":"\q"}]}"#, "author[1].given"),
            (r#"{"issued":{"date-parts":[[2000,x]]}}"#, "issued.date-parts[0][1]"),
            (r#"{"a":1 "b":2}"#, "a"),
        ] {
            let mut tape = Tape::default();
            assert!(matches!(tape.read(text.as_bytes()), Err(Stop::Bad { .. })));
            assert_eq!(tape.path(text.as_bytes()), path, "{text}");
        }
    }
}
