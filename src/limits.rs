//! How much one input may ask for.

/// Bounds on what reading may cost. They are on by default and generous for real data; a record
/// that exceeds one is an error and the next record is read.
///
/// ```
/// use polybib::{Format, Limits, Reader};
///
/// let limits = Limits::default().with_record_bytes(10);
/// let mut records = Reader::new(Format::BibTex).limits(limits).for_slice(b"@misc{key, title={Long}}");
/// let error = records.next().unwrap().unwrap_err();
/// assert!(error.is_limit());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// How deep markup, braces and elements may nest: 128. More than that is taken as 128: deeper
    /// trees could overflow the stack of the program that drops them.
    pub depth: usize,
    /// The most bytes of one record, from its first to its last: 64 MiB. Streaming holds at most
    /// about twice this.
    pub record_bytes: usize,
    /// The most records of one input: no bound.
    pub records: u64,
    /// The most diagnostics of one record: 1000. Further ones are counted and left out.
    pub diagnostics: usize,
    /// The most bytes that the abbreviations of one record may expand to, and that all
    /// abbreviations of one input may define: 8 MiB.
    pub expansion: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Limits {
    /// The bounds that hold where none are given.
    pub const DEFAULT: Self = Self {
        depth: 128,
        record_bytes: 64 << 20,
        records: u64::MAX,
        diagnostics: 1000,
        expansion: 8 << 20,
    };

    /// Another bound on the bytes of a record.
    #[must_use]
    pub const fn with_record_bytes(mut self, bytes: usize) -> Self {
        self.record_bytes = bytes;
        self
    }

    /// Another bound on nesting.
    #[must_use]
    pub const fn with_depth(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }

    /// The bound on nesting that holds.
    pub(crate) const fn nesting(&self) -> usize {
        if self.depth < Self::DEFAULT.depth { self.depth } else { Self::DEFAULT.depth }
    }

    /// Another bound on the number of records.
    #[must_use]
    pub const fn with_records(mut self, records: u64) -> Self {
        self.records = records;
        self
    }

    /// Another bound on the diagnostics of a record.
    #[must_use]
    pub const fn with_diagnostics(mut self, diagnostics: usize) -> Self {
        self.diagnostics = diagnostics;
        self
    }

    /// Another bound on what abbreviations expand to.
    #[must_use]
    pub const fn with_expansion(mut self, bytes: usize) -> Self {
        self.expansion = bytes;
        self
    }
}
