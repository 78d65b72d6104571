//! How the fields of a file begin. Nearly every one begins as one before it did, to the byte:
//! `,\n  title = ` with its line's end and its columns. Such a beginning is compared, not read.

use std::sync::Arc;

use super::lookup::NameFacts;

/// A field whose value is next.
pub(super) struct Begun<'a> {
    /// As written.
    pub(super) name: &'a str,
    /// Where it begins.
    pub(super) start: usize,
    pub(super) header: Header,
}

/// What stands between two values, and what the name in it leads to.
#[derive(Clone, Copy, Default)]
pub(super) struct Header {
    /// Its bytes.
    pub(super) len: usize,
    /// Where the name stands in it.
    pub(super) name: (usize, usize),
    pub(super) facts: NameFacts,
    /// Which one of the file it is; 0 if it is not remembered.
    place: usize,
}

/// A header that was there.
struct Seen {
    text: Box<[u8]>,
    header: Header,
    /// The value that it had last, if that was put together: as it stood, how many macros there
    /// were, and what it came to.
    value: Option<(Box<[u8]>, usize, Arc<str>)>,
    /// Those that followed it the last two times, by their places; 0 is none.
    next: [usize; 2],
}

/// The headers of a file so far.
pub(super) struct Headers {
    /// The first one stands for the key of an entry.
    all: Vec<Seen>,
    /// The place of the one before.
    last: usize,
}

impl Seen {
    fn new(text: &[u8], header: Header) -> Self {
        Self { text: text.into(), header, value: None, next: [0; 2] }
    }
}

impl Default for Headers {
    fn default() -> Self {
        Self { all: vec![Seen::new(&[], Header::default())], last: 0 }
    }
}

impl Headers {
    /// More than most files have; beyond that, fields are read as they come.
    const MOST: usize = 48;
    const LONGEST: usize = 64;
    const LONGEST_VALUE: usize = 1024;

    /// An entry begins.
    pub(super) const fn start(&mut self) {
        self.last = 0;
    }

    /// The header that `rest` begins with, if it followed the one before a short while ago.
    #[inline]
    pub(super) fn expected(&mut self, rest: &[u8]) -> Option<Header> {
        for place in self.all.get(self.last)?.next {
            let seen = self.all.get(place)?;
            if place != 0 && rest.starts_with(&seen.text) {
                self.last = place;
                return Some(seen.header);
            }
        }
        None
    }

    /// Takes in a header that was read: its text, and where in it the name of the field begins.
    pub(super) fn learn(&mut self, text: &[u8], start: usize, name: &str) -> Header {
        let same = self.all.iter().position(|seen| *seen.text == *text);
        let known = same.and_then(|place| Some((place, self.all.get(place)?.header)));
        let (place, header) = known.filter(|(place, _)| *place > 0).unwrap_or_else(|| {
            let mut header = Header {
                len: text.len(),
                name: (start, start + name.len()),
                facts: NameFacts::of(name),
                place: 0,
            };
            if text.len() <= Self::LONGEST && self.all.len() <= Self::MOST {
                header.place = self.all.len();
                self.all.push(Seen::new(text, header));
            }
            (header.place, header)
        });
        if let Some(Seen { next: [first, second], .. }) = self.all.get_mut(self.last)
            && place > 0
        {
            (*first, *second) = (place, *first);
        }
        self.last = place;
        header
    }

    /// The value that `rest` begins with, and its bytes, if it is the one that stood behind that
    /// header before and `macros` are still as many.
    #[inline]
    pub(super) fn value(
        &self,
        header: &Header,
        rest: &[u8],
        macros: usize,
    ) -> Option<(usize, &Arc<str>)> {
        let (text, defined, value) = self.all.get(header.place)?.value.as_ref()?;
        // What follows is no part of it.
        let is_same = *defined == macros && rest.get(text.len()) == Some(&b',');
        (is_same && rest.starts_with(text)).then_some((text.len(), value))
    }

    /// Remembers the value behind that header: as it stood, and what it came to.
    pub(super) fn keep_value(
        &mut self,
        header: &Header,
        text: &[u8],
        macros: usize,
        value: &Arc<str>,
    ) {
        if header.place > 0
            && text.len().max(value.len()) <= Self::LONGEST_VALUE
            && let Some(seen) = self.all.get_mut(header.place)
        {
            seen.value = Some((text.into(), macros, Arc::clone(value)));
        }
    }
}
