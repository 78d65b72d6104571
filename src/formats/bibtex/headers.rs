//! How the fields of a file begin. Nearly every one begins as one before it did, to the byte:
//! `,\n  title = ` with its line's end and its columns. Such a beginning is compared, not read.

use super::lookup::{self, Known};

/// A field whose value is next.
pub(super) struct Begun<'a> {
    /// As written.
    pub(super) name: &'a str,
    /// Where it begins.
    pub(super) start: usize,
    pub(super) header: Header,
}

/// What stands between two values, and what the name in it leads to.
#[derive(Clone, Copy)]
pub(super) struct Header {
    /// Its bytes.
    pub(super) len: usize,
    /// Where the name stands in it.
    pub(super) name: (usize, usize),
    /// What the tables say of the name.
    pub(super) known: Option<&'static Known>,
    pub(super) hash: u8,
}

/// A header that was there.
struct Seen {
    text: Box<[u8]>,
    header: Header,
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

impl Default for Headers {
    fn default() -> Self {
        let header = Header { len: 0, name: (0, 0), known: None, hash: 0 };
        Self { all: vec![Seen { text: [].into(), header, next: [0; 2] }], last: 0 }
    }
}

impl Headers {
    /// More than most files have; beyond that, fields are read as they come.
    const MOST: usize = 48;
    const LONGEST: usize = 64;

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
            let (known, hash) = (lookup::lookup(name), lookup::hash(name.as_bytes()));
            let header = Header { len: text.len(), name: (start, start + name.len()), known, hash };
            if text.len() > Self::LONGEST || self.all.len() > Self::MOST {
                return (0, header);
            }
            self.all.push(Seen { text: text.into(), header, next: [0; 2] });
            (self.all.len() - 1, header)
        });
        if let Some(Seen { next: [first, second], .. }) = self.all.get_mut(self.last)
            && place > 0
        {
            (*first, *second) = (place, *first);
        }
        self.last = place;
        header
    }
}
