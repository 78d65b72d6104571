//! JSON text as it is put together, compact or with indents, as `serde_json` writes it.

use std::io;

use serde::Serialize;
use serde_json::ser::Formatter;

use super::json::{self, Json};

/// The name of a member as it is written behind another one. It needs no escape.
#[derive(Debug)]
pub(super) struct Key {
    /// `,"name":"` and zeros: a piece of one length is copied faster than one of any.
    bytes: [u8; Key::ROOM + 1],
    /// Without the quotation mark that begins a string behind it.
    len: usize,
}

impl Key {
    const ROOM: usize = 32;

    #[allow(clippy::indexing_slicing, reason = "when compiled")]
    pub(super) const fn new(name: &str) -> Self {
        let (name, mut bytes) = (name.as_bytes(), [0; Self::ROOM + 1]);
        assert!(name.len() + 5 <= Self::ROOM, "there is room for it");
        (bytes[0], bytes[1]) = (b',', b'"');
        let mut i = 0;
        while i < name.len() {
            bytes[i + 2] = name[i];
            i += 1;
        }
        (bytes[i + 2], bytes[i + 3], bytes[i + 4]) = (b'"', b':', b'"');
        Self { bytes, len: name.len() + 4 }
    }
}

/// The [`Key`] of a name that is known.
macro_rules! key {
    ($name:expr) => {
        const { &$crate::formats::csl_json::out::Key::new($name) }
    };
}
pub(super) use key;

/// A buffer that values are appended to.
pub(super) struct Out<'o> {
    pub(super) bytes: &'o mut Vec<u8>,
    layout: Layout,
}

/// Where in the arrays and objects a text is, and what stands between their values.
struct Layout {
    pretty: bool,
    depth: usize,
    /// The deepest that there was since somebody last asked.
    deepest: usize,
    /// Whether the array or object that is open has a value already.
    any: bool,
}

impl<'o> Out<'o> {
    pub(super) const fn new(bytes: &'o mut Vec<u8>, pretty: bool) -> Self {
        Self { bytes, layout: Layout { pretty, depth: 0, deepest: 0, any: false } }
    }

    pub(super) fn open(&mut self, bracket: u8) {
        self.bytes.push(bracket);
        self.layout.depth += 1;
        self.layout.any = false;
    }

    pub(super) fn close(&mut self, bracket: u8) {
        self.layout.depth -= 1;
        if self.layout.any {
            self.line();
        }
        self.bytes.push(bracket);
        self.layout.any = true;
    }

    #[inline]
    fn line(&mut self) {
        if self.layout.pretty {
            self.new_line();
        }
    }

    #[cold]
    fn new_line(&mut self) {
        self.bytes.push(b'\n');
        self.bytes.resize(self.bytes.len() + 2 * self.layout.depth, b' ');
    }

    /// What stands before an item of an array.
    pub(super) fn item(&mut self) {
        if self.layout.any {
            self.bytes.push(b',');
        }
        self.layout.any = true;
        self.line();
    }

    /// A member up to its value; its name is a [`key!`].
    #[inline]
    pub(super) fn key(&mut self, key: &Key) {
        if self.layout.pretty {
            return self.key_on_line(key);
        }
        self.key_to(key, key.len);
    }

    /// So many bytes of a key.
    #[allow(clippy::inline_always, reason = "every member goes through here")]
    #[inline(always)]
    fn key_to(&mut self, key: &Key, len: usize) {
        let (from, before) = (usize::from(!self.layout.any), self.bytes.len());
        self.layout.any = true;
        let piece = key.bytes.get(from..).and_then(|bytes| bytes.first_chunk::<{ Key::ROOM }>());
        self.bytes.extend_from_slice(piece.unwrap_or(&[0; Key::ROOM]));
        self.bytes.truncate(before + len - from);
    }

    #[cold]
    fn key_on_line(&mut self, key: &Key) {
        self.item();
        self.bytes.extend_from_slice(key.bytes.get(1..key.len).unwrap_or_default());
        self.bytes.push(b' ');
    }

    /// A member with a string: most of all that is written.
    pub(super) fn text(&mut self, key: &Key, text: &str) {
        if self.layout.pretty {
            self.key_on_line(key);
            return self.string(text);
        }
        self.key_to(key, key.len + 1);
        self.part(text);
        self.bytes.push(b'"');
    }

    /// Whether values stand one behind the other.
    pub(super) const fn is_compact(&self) -> bool {
        !self.layout.pretty
    }

    /// The same for any name.
    pub(super) fn name(&mut self, name: &str) {
        self.item();
        self.string(name);
        self.bytes.extend_from_slice(if self.layout.pretty { b": " } else { b":" });
    }

    #[inline]
    pub(super) fn string(&mut self, text: &str) {
        self.bytes.push(b'"');
        self.part(text);
        self.bytes.push(b'"');
    }

    /// A piece of a string.
    #[allow(clippy::inline_always, reason = "every string goes through here")]
    #[inline(always)]
    pub(super) fn part(&mut self, text: &str) {
        if is_plain(text.as_bytes()) {
            self.bytes.extend_from_slice(text.as_bytes());
        } else {
            self.escaped(text);
        }
    }

    fn escaped(&mut self, text: &str) {
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
                _ => drop(io::Write::write_fmt(self.bytes, format_args!("\\u{byte:04x}"))),
            }
            rest = tail;
        }
    }

    pub(super) fn flag(&mut self, value: bool) {
        self.bytes.extend_from_slice(if value { b"true" } else { b"false" });
    }

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "digits, of numbers that are looked at"
    )]
    pub(super) fn number(&mut self, number: i64) {
        let digit = |number: i64| b'0' + (number % 10) as u8;
        match number {
            0..=9 => self.bytes.push(digit(number)),
            10..=99 => self.bytes.extend_from_slice(&[digit(number / 10), digit(number)]),
            1000..=9999 => self.bytes.extend_from_slice(&[
                digit(number / 1000),
                digit(number / 100),
                digit(number / 10),
                digit(number),
            ]),
            // Writing to a Vec cannot fail.
            _ => drop(io::Write::write_fmt(self.bytes, format_args!("{number}"))),
        }
    }

    pub(super) fn json(&mut self, value: &Json) {
        // A value of JSON can be written, and a Vec takes it.
        let _ = self.serialize(value);
    }

    /// A value of the model in its native form; `None` if it nests too deep to be read again.
    pub(super) fn native(&mut self, value: &impl Serialize) -> Option<()> {
        self.layout.deepest = self.layout.depth;
        self.serialize(value)?;
        (self.layout.deepest - self.layout.depth <= json::DEPTH).then_some(())
    }

    fn serialize(&mut self, value: &impl Serialize) -> Option<()> {
        let layout = &mut self.layout;
        let any = layout.any;
        let mut serializer = serde_json::Serializer::with_formatter(&mut *self.bytes, &mut *layout);
        let written = value.serialize(&mut serializer).ok();
        layout.any = any;
        written
    }
}

impl Layout {
    fn begin<W: io::Write + ?Sized>(&mut self, writer: &mut W, bracket: u8) -> io::Result<()> {
        self.depth += 1;
        self.deepest = self.deepest.max(self.depth);
        self.any = false;
        writer.write_all(&[bracket])
    }

    fn end<W: io::Write + ?Sized>(&mut self, writer: &mut W, bracket: u8) -> io::Result<()> {
        self.depth -= 1;
        if self.any {
            self.line(writer)?;
        }
        self.any = true;
        writer.write_all(&[bracket])
    }

    fn line<W: io::Write + ?Sized>(&self, writer: &mut W) -> io::Result<()> {
        if self.pretty {
            writer.write_all(b"\n")?;
            for _ in 0..self.depth {
                writer.write_all(b"  ")?;
            }
        }
        Ok(())
    }
}

/// As `serde_json` asks for it, so that what it writes stands well in what was written before.
impl Formatter for &mut Layout {
    fn begin_array<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b'[')
    }

    fn end_array<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b']')
    }

    fn begin_array_value<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if !first {
            writer.write_all(b",")?;
        }
        self.any = true;
        self.line(writer)
    }

    fn begin_object<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, b'{')
    }

    fn end_object<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer, b'}')
    }

    fn begin_object_key<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.begin_array_value(writer, first)
    }

    fn write_raw_fragment<W: io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        self.deepest = self.deepest.max(self.depth + json::depth(fragment.as_bytes()));
        writer.write_all(fragment.as_bytes())
    }

    fn begin_object_value<W: io::Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(if self.pretty { b": " } else { b":" })
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;

/// A bit at the top of the first byte of the eight that needs an escape. Bits above it may be wrong,
/// as a borrow goes on upwards.
const fn escapes(eight: u64) -> u64 {
    let control = eight.wrapping_sub(ONES * 0x20);
    let quote = (eight ^ (ONES * b'"' as u64)).wrapping_sub(ONES);
    let escape = (eight ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (control | quote | escape) & !eight & (ONES << 7)
}

/// Bytes to be looked at as one: fewer than eight of them, filled up with those that are plain.
fn few(bytes: &[u8]) -> u64 {
    const FILL: u64 = ONES * 0x20;
    if let (Some(head), Some(tail)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return u64::from(u32::from_le_bytes(*head)) | u64::from(u32::from_le_bytes(*tail)) << 32;
    }
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return FILL };
    let middle = bytes.get(bytes.len() / 2).unwrap_or(last);
    (FILL << 24) | u64::from(*first) | u64::from(*middle) << 8 | u64::from(*last) << 16
}

/// Whether none of the bytes needs an escape.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    let Some(end) = bytes.last_chunk::<8>() else { return escapes(few(bytes)) == 0 };
    // Of all but the last bytes: those that reach back from the end tell of the rest.
    let (chunks, _) = bytes.as_chunks::<8>();
    let all = chunks.iter().fold(0, |all, eight| all | escapes(u64::from_le_bytes(*eight)));
    (all | escapes(u64::from_le_bytes(*end))) == 0
}

/// The same, and none of them begins a tag or an entity.
#[inline]
pub(super) fn is_plain_markup(text: &str) -> bool {
    const fn marks(eight: u64) -> u64 {
        let tag = (eight ^ (ONES * b'<' as u64)).wrapping_sub(ONES);
        let entity = (eight ^ (ONES * b'&' as u64)).wrapping_sub(ONES);
        escapes(eight) | ((tag | entity) & !eight & (ONES << 7))
    }
    let bytes = text.as_bytes();
    let Some(end) = bytes.last_chunk::<8>() else { return marks(few(bytes)) == 0 };
    let (chunks, _) = bytes.as_chunks::<8>();
    let all = chunks.iter().fold(0, |all, eight| all | marks(u64::from_le_bytes(*eight)));
    (all | marks(u64::from_le_bytes(*end))) == 0
}

/// How many bytes need no escape, up to the first that does.
fn plain_len(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((eight, tail)) = rest.split_first_chunk::<8>() {
        let found = escapes(u64::from_le_bytes(*eight));
        if found != 0 {
            return bytes.len() - rest.len() + found.trailing_zeros() as usize / 8;
        }
        rest = tail;
    }
    let plain = rest.iter().take_while(|byte| **byte >= 0x20 && !matches!(byte, b'"' | b'\\'));
    bytes.len() - rest.len() + plain.count()
}

/// Whether JSON text is a string without escapes.
pub(super) fn is_plain_string(json: &str) -> bool {
    let inside = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inside.is_some_and(|inside| is_plain(inside.as_bytes()))
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
        for number in [0, 1, -1, 10, 99, 100, 999, 1000, 2026, 9999, 10_000, i64::MAX, i64::MIN] {
            let mut bytes = Vec::new();
            Out::new(&mut bytes, false).number(number);
            assert_eq!(bytes, number.to_string().into_bytes());
        }
    }
}
