//! The macros that `@string` defines.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::pieces::Piece;
use super::syntax::Field;
use crate::limits::Limits;
use crate::value::months::ENGLISH;

/// The names of the months' macros.
const MONTH_MACROS: [&[u8; 3]; 12] = [
    b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec",
];

/// The macros of a file, already expanded: `@string` definitions, and the names of the months.
///
/// The values are TeX, with their white space. BibTeX makes one space of every run of it and takes
/// it off both ends.
///
/// ```
/// use polybib::bibtex::raw::{Command, Commands, Macros};
///
/// let mut macros = Macros::default();
/// for command in Commands::bibtex("@string{v = {Vestnik}} @misc{k, note = v # { }  # jan # x}") {
///     match command {
///         Command::String(string) => macros.add(&string.field),
///         Command::Entry(entry) => {
///             assert_eq!(macros.value(&entry.fields[0].pieces), "Vestnik January");
///         }
///         _ => {}
///     }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Macros {
    /// The months whose macros are there as they always are, and not defined by the file. So a file
    /// without definitions, as most are, takes no memory for any.
    months: [bool; 12],
    /// Those that were defined.
    all: Vec<Macro>,
    /// Where the macro of a name is.
    places: BTreeMap<Arc<str>, usize>,
    /// Of the macros with one hash the place of the last one; nothing until one is defined.
    quick: Vec<usize>,
    /// The bytes of all names and values, those of replaced ones too.
    bytes: usize,
    /// How many definitions there were.
    defined: usize,
}

/// A macro, by its name in small letters.
#[derive(Clone, Debug)]
struct Macro {
    name: Arc<str>,
    value: String,
}

/// How many macros are found by a hash alone.
const QUICK: usize = 256;

/// A hash of a name, whatever the case of its letters. Anybody can choose names for which it is the
/// same: then they are found in the tree.
fn quick_place(name: &str) -> usize {
    let small = |byte: u8| usize::from(byte | 0x20);
    name.bytes().fold(name.len(), |hash, byte| hash.wrapping_mul(31).wrapping_add(small(byte)))
        % QUICK
}

/// The month whose macro has that name, from 0.
fn month_of(name: &str) -> Option<usize> {
    let &[first, second, third] = name.as_bytes() else { return None };
    // What is a small letter then was a letter before.
    let small = [first | 0x20, second | 0x20, third | 0x20];
    MONTH_MACROS.iter().position(|month| **month == small)
}

/// A value that would be longer than its budget.
#[derive(Debug)]
pub(super) struct TooLong;

impl Default for Macros {
    /// `jan` to `dec` are there: BibTeX's styles define them, and biber does.
    fn default() -> Self {
        Self { months: [true; 12], ..Self::none() }
    }
}

impl Macros {
    /// No macros: the program `bibtex` itself knows none.
    ///
    /// ```
    /// use polybib::bibtex::raw::{Macros, Piece};
    ///
    /// assert_eq!(Macros::none().value(&[Piece::Macro("jan")]), "");
    /// assert_eq!(Macros::default().value(&[Piece::Macro("jan")]), "January");
    /// ```
    #[must_use]
    pub fn none() -> Self {
        Self {
            months: [false; 12],
            all: Vec::new(),
            places: BTreeMap::new(),
            quick: Vec::new(),
            bytes: 0,
            defined: 0,
        }
    }

    /// Takes in what a `@string` says. A later definition of a name replaces an earlier one. One
    /// that would take all of them over the default of
    /// [`Limits::expansion`](crate::Limits::expansion) is left out.
    ///
    /// ```
    /// use polybib::bibtex::raw::{Command, Commands, Macros, Piece};
    ///
    /// let mut macros = Macros::default();
    /// for command in Commands::bibtex("@string{a = {x}} @string{A = a # {y}}") {
    ///     if let Command::String(string) = command {
    ///         macros.add(&string.field);
    ///     }
    /// }
    /// assert_eq!(macros.value(&[Piece::Macro("a")]), "xy");
    /// ```
    pub fn add(&mut self, string: &Field<'_>) {
        // Left out: a macro that is too long is as one that is not defined.
        let _ = self.define(string, Limits::DEFAULT.expansion, &mut |_| {});
    }

    /// The pieces of a value as one. A macro that is not defined is nothing, as in BibTeX.
    ///
    /// One that would be longer than the default of
    /// [`Limits::expansion`](crate::Limits::expansion) is nothing too.
    ///
    /// ```
    /// use polybib::bibtex::raw::{Macros, Piece};
    ///
    /// let pieces = [Piece::Text("5~"), Piece::Macro("may"), Piece::Macro("nothing")];
    /// assert_eq!(Macros::default().value(&pieces), "5~May");
    /// ```
    #[must_use]
    pub fn value<'a>(&'a self, pieces: &[Piece<'a>]) -> Cow<'a, str> {
        let mut budget = Limits::DEFAULT.expansion;
        self.expand(pieces, &mut budget, &mut |_| {}).unwrap_or_default()
    }

    /// Takes in a definition, if all of them stay within `limit` bytes. A macro in it that is not
    /// defined is nothing, and is told.
    pub(super) fn define(
        &mut self,
        string: &Field<'_>,
        limit: usize,
        undefined: &mut dyn FnMut(&str),
    ) -> Result<(), TooLong> {
        let mut budget = limit.saturating_sub(self.bytes);
        let value = self.expand(&string.pieces, &mut budget, undefined)?.into_owned();
        self.bytes += string.name.len() + value.len();
        self.insert(&string.name.to_lowercase(), value);
        Ok(())
    }

    /// How many definitions there were: as long as that is the same, so is the value of every
    /// macro.
    pub(super) const fn defined(&self) -> usize {
        self.defined
    }

    fn insert(&mut self, name: &str, value: String) {
        self.defined += 1;
        self.quick.resize(QUICK, 0);
        if let Some(month) = month_of(name).and_then(|month| self.months.get_mut(month)) {
            *month = false;
        }
        let place = match self.places.get(name) {
            Some(place) => *place,
            None => {
                let name: Arc<str> = name.into();
                self.places.insert(Arc::clone(&name), self.all.len());
                self.all.push(Macro { name, value: String::new() });
                self.all.len() - 1
            }
        };
        if let Some(own) = self.all.get_mut(place) {
            own.value = value;
        }
        if let Some(quick) = self.quick.get_mut(quick_place(name)) {
            *quick = place;
        }
    }

    pub(super) fn is_defined(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    fn get(&self, name: &str) -> Option<&str> {
        if let Some(month) = month_of(name)
            && self.months.get(month) == Some(&true)
        {
            return ENGLISH.get(month).copied();
        }
        let quick = self.quick.get(quick_place(name)).and_then(|place| self.all.get(*place));
        // Beyond ASCII the case of letters is the tree's.
        let is_it = |own: &str| own == name || own.eq_ignore_ascii_case(name);
        match quick.filter(|quick| is_it(&quick.name)) {
            Some(quick) => Some(&quick.value),
            None => {
                let place = *self.places.get(name.to_lowercase().as_str())?;
                self.all.get(place).map(|found| found.value.as_str())
            }
        }
    }

    /// The pieces of a value as one, taken from `budget` where there is more than one. A macro that
    /// is not defined is nothing, and is told.
    #[inline]
    pub(super) fn expand<'a>(
        &'a self,
        pieces: &[Piece<'a>],
        budget: &mut usize,
        undefined: &mut dyn FnMut(&str),
    ) -> Result<Cow<'a, str>, TooLong> {
        match pieces {
            [Piece::Text(text) | Piece::Number(text)] => Ok(Cow::Borrowed(text)),
            pieces => self.join(pieces, budget, undefined),
        }
    }

    fn join<'a>(
        &'a self,
        pieces: &[Piece<'a>],
        budget: &mut usize,
        undefined: &mut dyn FnMut(&str),
    ) -> Result<Cow<'a, str>, TooLong> {
        if let [Piece::Macro(name)] = pieces
            && let Some(text) = self.get(name)
        {
            *budget = budget.checked_sub(text.len()).ok_or(TooLong)?;
            return Ok(Cow::Borrowed(text));
        }
        // Joined in the end, into no more than it takes: such values are the longest of many files.
        let (mut few, mut many) = ([""; 4], Vec::new());
        let texts = match few.get_mut(..pieces.len()) {
            Some(few) => few,
            None => {
                many.resize(pieces.len(), "");
                many.as_mut_slice()
            }
        };
        for (piece, place) in pieces.iter().zip(texts.iter_mut()) {
            let text = match piece {
                Piece::Text(text) | Piece::Number(text) => *text,
                Piece::Macro(name) => self.get(name).unwrap_or_else(|| {
                    undefined(name);
                    ""
                }),
            };
            // Macros made of macros can double at every step.
            *budget = budget.checked_sub(text.len()).ok_or(TooLong)?;
            *place = text;
        }
        Ok(Cow::Owned(texts.concat()))
    }
}
