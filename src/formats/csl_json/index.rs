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
#[allow(clippy::indexing_slicing, reason = "the length is looked at")]
const fn hash(name: &[u8]) -> usize {
    let len = name.len();
    if len < 2 {
        return len;
    }
    let mut sum = len;
    sum = sum.wrapping_mul(31) ^ name[0] as usize;
    sum = sum.wrapping_mul(31) ^ name[len - 1] as usize;
    sum = sum.wrapping_mul(31) ^ name[len / 2] as usize;
    sum = sum.wrapping_mul(31) ^ name[1] as usize;
    sum = sum.wrapping_mul(31) ^ name[len - 2] as usize;
    (sum ^ (sum >> 10)) % SLOTS
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
