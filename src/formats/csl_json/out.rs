//! JSON text as it is put together, compact or with indents, as `serde_json` writes it.

use std::io::Write as _;

use super::json::Json;

/// A buffer that values are appended to.
pub(super) struct Out<'o> {
    pub(super) bytes: &'o mut Vec<u8>,
    pretty: bool,
    depth: usize,
    /// Whether the array or object that is open has a value already.
    any: bool,
}

impl<'o> Out<'o> {
    pub(super) const fn new(bytes: &'o mut Vec<u8>, pretty: bool) -> Self {
        Self { bytes, pretty, depth: 0, any: false }
    }

    pub(super) fn open(&mut self, bracket: u8) {
        self.bytes.push(bracket);
        self.depth += 1;
        self.any = false;
    }

    pub(super) fn close(&mut self, bracket: u8) {
        self.depth -= 1;
        if self.any {
            self.line();
        }
        self.bytes.push(bracket);
        self.any = true;
    }

    fn line(&mut self) {
        if self.pretty {
            self.bytes.push(b'\n');
            self.bytes.resize(self.bytes.len() + 2 * self.depth, b' ');
        }
    }

    /// What stands before an item of an array.
    pub(super) fn item(&mut self) {
        if self.any {
            self.bytes.push(b',');
        }
        self.any = true;
        self.line();
    }

    /// A member up to its value. The name needs no escape.
    pub(super) fn name(&mut self, name: &str) {
        self.item();
        self.bytes.push(b'"');
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(if self.pretty { b"\": " } else { b"\":" });
    }

    pub(super) fn string(&mut self, text: &str) {
        self.bytes.push(b'"');
        self.part(text);
        self.bytes.push(b'"');
    }

    /// A piece of a string.
    pub(super) fn part(&mut self, text: &str) {
        let mut rest = text.as_bytes();
        loop {
            let plain = plain_len(rest);
            let (head, tail) = rest.split_at_checked(plain).unwrap_or((rest, &[]));
            self.bytes.extend_from_slice(head);
            let Some((byte, tail)) = tail.split_first() else { return };
            match byte {
                b'"' => self.bytes.extend_from_slice(b"\\\""),
                b'\\' => self.bytes.extend_from_slice(b"\\\\"),
                0x08 => self.bytes.extend_from_slice(b"\\b"),
                0x0C => self.bytes.extend_from_slice(b"\\f"),
                b'\n' => self.bytes.extend_from_slice(b"\\n"),
                b'\r' => self.bytes.extend_from_slice(b"\\r"),
                b'\t' => self.bytes.extend_from_slice(b"\\t"),
                // Writing to a Vec cannot fail.
                _ => drop(write!(self.bytes, "\\u{byte:04x}")),
            }
            rest = tail;
        }
    }

    pub(super) fn number(&mut self, number: i64) {
        let mut digits = [0; 20];
        let (mut left, mut at) = (number.unsigned_abs(), digits.len());
        loop {
            at -= 1;
            if let (Some(digit), Ok(value)) = (digits.get_mut(at), u8::try_from(left % 10)) {
                *digit = b'0' + value;
            }
            left /= 10;
            if left == 0 {
                break;
            }
        }
        if number < 0 {
            self.bytes.push(b'-');
        }
        self.bytes.extend_from_slice(digits.get(at..).unwrap_or_default());
    }

    pub(super) fn json(&mut self, value: &Json) {
        match value {
            Json::Null => self.bytes.extend_from_slice(b"null"),
            Json::Bool(true) => self.bytes.extend_from_slice(b"true"),
            Json::Bool(false) => self.bytes.extend_from_slice(b"false"),
            Json::Number(number) => drop(write!(self.bytes, "{number}")),
            Json::Text(text) => self.string(text),
            Json::Raw(raw) => self.bytes.extend_from_slice(raw.get().as_bytes()),
            Json::Array(items) => {
                self.open(b'[');
                for item in items {
                    self.item();
                    self.json(item);
                }
                self.close(b']');
            }
            Json::Object(members) => {
                self.open(b'{');
                for (name, value) in members {
                    self.item();
                    self.string(name);
                    self.bytes.extend_from_slice(if self.pretty { b": " } else { b":" });
                    self.json(value);
                }
                self.close(b'}');
            }
        }
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;

/// How many bytes need no escape.
fn plain_len(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    let mut len = 0;
    while let Some((eight, tail)) = rest.split_first_chunk::<8>() {
        let eight = u64::from_le_bytes(*eight);
        let control = eight.wrapping_sub(ONES * 0x20);
        let quote = (eight ^ (ONES * u64::from(b'"'))).wrapping_sub(ONES);
        let escape = (eight ^ (ONES * u64::from(b'\\'))).wrapping_sub(ONES);
        // Bits above the first one may be wrong, as a borrow goes on upwards.
        let found = (control | quote | escape) & !eight & (ONES << 7);
        if found != 0 {
            return len + found.trailing_zeros() as usize / 8;
        }
        len += 8;
        rest = tail;
    }
    len + rest.iter().take_while(|byte| **byte >= 0x20 && !matches!(byte, b'"' | b'\\')).count()
}

/// Whether JSON text is a string without escapes.
pub(super) fn is_plain_string(json: &str) -> bool {
    let inside = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inside.is_some_and(|inside| plain_len(inside.as_bytes()) == inside.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_as_serde_json_writes_it() {
        let mut text: String = (0..300).filter_map(char::from_u32).collect();
        text += "漢字\u{7F}\u{2028}🦀\"";
        let value = Json::Object(vec![
            ("text \" \n".into(), Json::text(text.clone())),
            ("empty".into(), Json::Array(vec![])),
            ("none".into(), Json::Object(vec![])),
            (
                "list".into(),
                Json::Array(vec![Json::Null, Json::Bool(true), Json::Number(7.into())]),
            ),
            ("raw".into(), Json::raw("[1, 2]").unwrap()),
        ]);
        for pretty in [false, true] {
            let mut bytes = Vec::new();
            Out::new(&mut bytes, pretty).json(&value);
            let expected = if pretty {
                serde_json::to_string_pretty(&value)
            } else {
                serde_json::to_string(&value)
            };
            assert_eq!(String::from_utf8(bytes).unwrap(), expected.unwrap());
        }
        for start in 0..text.len() {
            if let Some(part) = text.get(start..) {
                let mut bytes = Vec::new();
                Out::new(&mut bytes, false).string(part);
                assert_eq!(bytes, serde_json::to_vec(part).unwrap());
            }
        }
        for number in [0, 1, -1, 10, i64::MAX, i64::MIN] {
            let mut bytes = Vec::new();
            Out::new(&mut bytes, false).number(number);
            assert_eq!(bytes, number.to_string().into_bytes());
        }
    }
}
