//! What the name of a command leads to, found in one step. Built at compile time from `tables`.

use super::tables::{ACCENTS, DECLARATIONS, STYLES, SYMBOLS, TRANSPARENT};
use crate::model::Style;

/// What a command of the tables does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// It stands for that text.
    Symbol(&'static str),
    /// It sets that mark on what follows.
    Accent(char),
    /// It sets the rest of its group in that style.
    Declaration(Style),
    /// It sets its argument in that style.
    Style(Style),
    /// Its argument is its text.
    Transparent,
}

/// The command of that name. Of several in the tables the one in the first of them.
pub(super) fn command(name: &str) -> Option<Command> {
    let mut slot = hash(name.as_bytes()) % SLOTS;
    // A name is stopped by the first empty slot behind its own.
    loop {
        let row = usize::from(*TABLE.get(slot)?);
        let (found, command) = row_at(row.checked_sub(1)?)?;
        if found == name {
            return Some(command);
        }
        slot = (slot + 1) % SLOTS;
    }
}

/// The row with that number, counted through all tables.
#[allow(clippy::indexing_slicing, reason = "every index is below the length")]
const fn row_at(row: usize) -> Option<(&'static str, Command)> {
    if row < SYMBOLS.len() {
        return Some((SYMBOLS[row].0, Command::Symbol(SYMBOLS[row].1)));
    }
    let row = row - SYMBOLS.len();
    if row < ACCENTS.len() {
        return Some((ACCENTS[row].0, Command::Accent(ACCENTS[row].1)));
    }
    let row = row - ACCENTS.len();
    if row < DECLARATIONS.len() {
        return Some((DECLARATIONS[row].0, Command::Declaration(DECLARATIONS[row].1)));
    }
    let row = row - DECLARATIONS.len();
    if row < STYLES.len() {
        return Some((STYLES[row].0, Command::Style(STYLES[row].1)));
    }
    let row = row - STYLES.len();
    if row < TRANSPARENT.len() { Some((TRANSPARENT[row], Command::Transparent)) } else { None }
}

/// More than twice the names there are: an empty slot ends every search.
const SLOTS: usize = 2048;

/// The numbers of rows, from 1; 0 is an empty slot.
static TABLE: [u16; SLOTS] = build();

const fn hash(name: &[u8]) -> usize {
    let (mut hash, mut rest) = (0usize, name);
    while let [byte, tail @ ..] = rest {
        hash = hash.wrapping_mul(31).wrapping_add(*byte as usize);
        rest = tail;
    }
    hash
}

#[allow(clippy::indexing_slicing, reason = "runs when the crate is compiled, and fails there")]
#[allow(clippy::cast_possible_truncation, reason = "there are fewer than 65536 rows")]
const fn build() -> [u16; SLOTS] {
    let (mut table, mut row) = ([0; SLOTS], 0);
    while let Some((name, _)) = row_at(row) {
        let mut slot = hash(name.as_bytes()) % SLOTS;
        // A name that is there goes behind itself, where nobody finds it.
        while table[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        row += 1;
        table[slot] = row as u16;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_by_its_name() {
        let rows: Vec<_> = (0..).map_while(row_at).collect();
        assert!(rows.len() * 2 < SLOTS);
        for (name, _) in &rows {
            let first = rows.iter().find(|(of, _)| of == name).map(|(_, command)| *command);
            assert_eq!(command(name), first, "{name}");
        }
        assert!(command("").is_none() && command("notacommand").is_none());
    }
}
