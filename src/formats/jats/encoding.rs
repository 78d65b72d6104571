//! Inputs that are not in UTF-8.
//!
//! What an input is in is told by its byte order mark, else by what UTF-16 makes of `<`, else by the
//! XML declaration (XML 1.0, appendix F). The reader sees UTF-8; where a byte stood in the input is
//! worked out again from the characters before it.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use encoding_rs::{Decoder, DecoderResult, EncoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::{ReadError, ReadErrorKind};
use crate::reader::Input;

/// How much of an input is looked at for its declaration.
const DECLARATION: usize = 1024;

/// What an input was found to be in.
pub(super) enum Found {
    /// UTF-8, or what reads as that.
    Utf8,
    /// A declared name that no encoding has; it is read as UTF-8.
    Unknown(String),
    /// Another one. The flag is set once there are bytes that are not in it.
    Other { encoding: &'static Encoding, is_broken: Rc<Cell<bool>> },
}

/// Sees to it that the window of `input` shows UTF-8, whatever the input is in.
pub(super) fn prepare(input: &mut Input<'_>) -> Result<Found, ReadError> {
    while input.window().len() < DECLARATION && input.more()? {}
    let (encoding, mark) = match input.window() {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => {
            let message =
                "the input is in UTF-32, which XML readers need not know; convert it to UTF-8";
            return Err(ReadError::new(ReadErrorKind::Encoding, message).at(input.position()));
        }
        [0xEF, 0xBB, 0xBF, ..] => return Ok(Found::Utf8),
        [0xFF, 0xFE, ..] => (UTF_16LE, 2),
        [0xFE, 0xFF, ..] => (UTF_16BE, 2),
        [b'<', 0, ..] => (UTF_16LE, 0),
        [0, b'<', ..] => (UTF_16BE, 0),
        window => match declared(window) {
            None => return Ok(Found::Utf8),
            // These are parts of UTF-8; encoding_rs takes the names for windows-1252.
            Some(name) if ASCII.iter().any(|ascii| name.eq_ignore_ascii_case(ascii)) => {
                return Ok(Found::Utf8);
            }
            Some(name) => match Encoding::for_label_no_replacement(name.as_bytes()) {
                None => return Ok(Found::Unknown(name.to_owned())),
                // A declaration that can be read byte by byte is in no UTF-16.
                Some(encoding) if encoding.output_encoding() == UTF_8 => return Ok(Found::Utf8),
                Some(encoding) => (encoding, 0),
            },
        },
    };
    let is_broken = Rc::new(Cell::new(false));
    let flag = Rc::clone(&is_broken);
    let mut measure = Measure::new(encoding);
    input.recode(
        mark,
        |source| Box::new(Transcoder::new(source, encoding, flag)),
        Box::new(move |bytes| measure.add(bytes)),
    );
    Ok(Found::Other { encoding, is_broken })
}

/// Names of ASCII.
const ASCII: &[&str] = &["ascii", "us-ascii", "iso646-us", "iso-646", "ansi_x3.4-1968", "us"];

/// The encoding that an XML declaration at the start of `bytes` names.
fn declared(bytes: &[u8]) -> Option<&str> {
    let bytes = bytes.get(..DECLARATION.min(bytes.len()))?;
    let text = bytes.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = text.windows(2).position(|pair| pair == b"?>")?;
    let text = std::str::from_utf8(text.get(..end)?).ok()?;
    let (_, value) = text.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.strip_prefix(quote)?.split_once(quote).map(|(name, _)| name.trim())
}

/// How many bytes characters have in another encoding.
pub(super) struct Measure {
    encoding: &'static Encoding,
    /// The beginning of a character whose end was not seen yet.
    tail: Vec<u8>,
}

impl Measure {
    pub(super) const fn new(encoding: &'static Encoding) -> Self {
        Self { encoding, tail: Vec::new() }
    }

    /// How many bytes of the input the next `bytes` of UTF-8 are. They may end within a character,
    /// which then counts with those that come next.
    pub(super) fn add(&mut self, bytes: &[u8]) -> u64 {
        let is_start = |byte: &&u8| **byte & 0xC0 != 0x80;
        if self.encoding.is_single_byte() {
            return bytes.iter().filter(is_start).count() as u64;
        }
        if self.encoding == UTF_16LE || self.encoding == UTF_16BE {
            let units = |byte: &u8| if *byte >= 0xF0 { 4 } else { 2 };
            return bytes.iter().filter(is_start).map(units).sum();
        }
        self.tail.extend_from_slice(bytes);
        let whole = match std::str::from_utf8(&self.tail) {
            Ok(text) => text.len(),
            Err(error) => error.valid_up_to(),
        };
        let text = self.tail.get(..whole).and_then(|bytes| std::str::from_utf8(bytes).ok());
        let count = text.map_or(0, |text| encoded(self.encoding, text));
        self.tail.drain(..whole);
        count
    }
}

/// Where the bytes of a window stand in the input as it was given. It remembers the last one, so
/// that asking in rising order costs one pass in all.
pub(super) struct Offsets<'w> {
    window: &'w [u8],
    /// Where the window begins, in what it shows and in the input.
    start: (u64, u64),
    last: (u64, u64),
    encoding: &'static Encoding,
}

impl<'w> Offsets<'w> {
    /// `None` where the window shows the input as it is.
    pub(super) fn new(input: &'w Input<'_>, found: Option<&Found>) -> Option<Self> {
        let Some(Found::Other { encoding, .. }) = found else { return None };
        let start = (input.position().offset, input.offset_as_given()?);
        Some(Self { window: input.window(), start, last: start, encoding })
    }

    /// The place in the input of what `offset` is in what the window shows.
    pub(super) fn at(&mut self, offset: u64) -> u64 {
        if offset < self.last.0 {
            self.last = self.start;
        }
        let index = |offset: u64| usize::try_from(offset - self.start.0).unwrap_or(usize::MAX);
        let to = index(offset.max(self.start.0)).min(self.window.len());
        let piece = self.window.get(index(self.last.0)..to).unwrap_or_default();
        let given = self.last.1 + Measure::new(self.encoding).add(piece);
        self.last = (self.start.0 + to as u64, given);
        given
    }
}

/// How long `text` is in an encoding of several bytes a character.
fn encoded(encoding: &'static Encoding, text: &str) -> u64 {
    let mut encoder = encoding.new_encoder();
    let mut buffer = [0; 512];
    let (mut rest, mut count) = (text, 0);
    loop {
        let (result, read, written) =
            encoder.encode_from_utf8_without_replacement(rest, &mut buffer, true);
        count += written as u64;
        rest = rest.get(read..).unwrap_or_default();
        match result {
            EncoderResult::InputEmpty => return count,
            EncoderResult::OutputFull => {}
            // What stands for bytes that were no character: one, as far as anybody can tell.
            EncoderResult::Unmappable(_) => count += 1,
        }
    }
}

/// Gives UTF-8 of what it reads. Bytes that are no character end it.
struct Transcoder<R> {
    source: R,
    decoder: Decoder,
    input: Vec<u8>,
    /// What of `input` is still to be decoded.
    from: usize,
    output: Vec<u8>,
    given: usize,
    ended: bool,
    is_broken: Rc<Cell<bool>>,
}

const CHUNK: usize = 16 << 10;

impl<R: Read> Transcoder<R> {
    fn new(source: R, encoding: &'static Encoding, is_broken: Rc<Cell<bool>>) -> Self {
        Self {
            source,
            decoder: encoding.new_decoder_without_bom_handling(),
            input: Vec::new(),
            from: 0,
            output: Vec::new(),
            given: 0,
            ended: false,
            is_broken,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.output.clear();
        self.given = 0;
        while self.output.is_empty() && !self.ended {
            if self.is_broken.get() {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "no character"));
            }
            if self.from >= self.input.len() {
                self.input.clear();
                self.from = 0;
                let wanted = CHUNK as u64;
                Read::take(&mut self.source, wanted).read_to_end(&mut self.input)?;
            }
            let last = self.input.is_empty();
            self.output.resize(3 * CHUNK + 64, 0);
            let bytes = self.input.get(self.from..).unwrap_or_default();
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(bytes, &mut self.output, last);
            self.from += read;
            self.output.truncate(written);
            match result {
                DecoderResult::InputEmpty => self.ended = last,
                DecoderResult::OutputFull => {}
                // The text before it is given first.
                DecoderResult::Malformed(..) => self.is_broken.set(true),
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.given >= self.output.len() {
            self.fill()?;
        }
        let rest = self.output.get(self.given..).unwrap_or_default();
        let count = rest.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations() {
        let table = [
            ("<?xml version='1.0' encoding='windows-1251'?><a/>", Some("windows-1251")),
            ("\n<?xml version=\"1.0\" encoding = \"ISO-8859-1\" ?>", Some("ISO-8859-1")),
            ("<?xml version='1.0'?><a encoding='x'/>", None),
            ("<a encoding='x'?>", None),
            ("", None),
        ];
        for (text, name) in table {
            assert_eq!(declared(text.as_bytes()), name, "{text}");
        }
    }

    #[test]
    fn characters_have_the_length_that_they_have_in_the_input() {
        let table = [
            ("windows-1251", "Жук\n", 4),
            ("utf-16le", "aЖ\u{1F600}", 8),
            ("shift_jis", "aｱ漢字", 6),
            ("gb18030", "a汉\u{1F600}", 7),
            ("euc-kr", "한국", 4),
        ];
        for (name, text, length) in table {
            let encoding = Encoding::for_label(name.as_bytes()).unwrap();
            assert_eq!(Measure::new(encoding).add(text.as_bytes()), length, "{name}");
            let mut measure = Measure::new(encoding);
            let bytes = text.as_bytes().iter();
            assert_eq!(bytes.map(|b| measure.add(&[*b])).sum::<u64>(), length, "{name}");
        }
    }

    #[test]
    fn chunks_do_not_matter_and_bytes_that_are_none_are_an_error() {
        let text = "Ж漢".repeat(20_000);
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut out = String::new();
        let flag = Rc::new(Cell::new(false));
        let mut reader = Transcoder::new(bytes.as_slice(), UTF_16LE, Rc::clone(&flag));
        reader.read_to_string(&mut out).unwrap();
        assert!(out == text && !flag.get());
        let odd: &[u8] = b"a\0b";
        let mut out = Vec::new();
        let mut reader = Transcoder::new(odd, UTF_16LE, Rc::clone(&flag));
        assert!(reader.read_to_end(&mut out).is_err() || flag.get());
        assert_eq!(out, b"a");
    }
}
