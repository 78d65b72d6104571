//! A table of names that is made when the program is compiled.

/// Finds the place of a name in a list of at most 255.
pub(super) struct Index {
    slots: [u8; SLOTS],
}

const SLOTS: usize = 1024;
const NONE: u8 = u8::MAX;

impl Index {
    /// Of names that are all different.
    #[allow(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "when compiled")]
    pub(super) const fn new(names: &[&str]) -> Self {
        assert!(names.len() < NONE as usize, "a place has eight bits");
        let mut slots = [NONE; SLOTS];
        let mut i = 0;
        while i < names.len() {
            let mut slot = hash(names[i].as_bytes());
            while slots[slot] != NONE {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = i as u8;
            i += 1;
        }
        Self { slots }
    }

    /// The place of `name` in the list that the table was made of.
    pub(super) fn find(&self, names: &[&str], name: &str) -> Option<usize> {
        let mut slot = hash(name.as_bytes());
        loop {
            let place = *self.slots.get(slot).filter(|place| **place != NONE)?;
            if names.get(usize::from(place)) == Some(&name) {
                return Some(usize::from(place));
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

/// The length, two letters at each end and the one in the middle tell the names of CSL apart.
#[allow(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "the length is looked at, and of it the lowest byte"
)]
const fn hash(name: &[u8]) -> usize {
    let len = name.len();
    let (Some([a, b]), Some([y, z])) = (name.first_chunk(), name.last_chunk()) else { return len };
    let ends = u32::from_le_bytes([*a, *b, *y, *z]);
    let rest = (name[len / 2] as u32) << 8 | (len % 256) as u32;
    let mixed = ends.wrapping_add(rest.wrapping_mul(0x85EB_CA6B)).wrapping_mul(0x9E37_79B1);
    (mixed >> (u32::BITS - SLOTS.trailing_zeros())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_no_others() {
        const NAMES: &[&str] = &["a", "b", "", "title", "title-short", "ab", "ba"];
        const INDEX: Index = Index::new(NAMES);
        for (i, name) in NAMES.iter().enumerate() {
            assert_eq!(INDEX.find(NAMES, name), Some(i));
        }
        for other in ["c", "titles", "TITLE", "aa"] {
            assert_eq!(INDEX.find(NAMES, other), None);
        }
    }
}
