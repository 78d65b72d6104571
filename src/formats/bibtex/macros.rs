//! The macros that `@string` defines.

use std::borrow::Cow;
use std::collections::HashMap;

use super::pieces::Piece;
use super::syntax::Field;
use crate::limits::Limits;

/// The months, whose first three letters are the names of their macros.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
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
    defined: HashMap<String, String>,
    months: bool,
    /// The bytes of all names and values, those of replaced ones too.
    bytes: usize,
}

/// A value that would be longer than its budget.
#[derive(Debug)]
pub(super) struct TooLong;

impl Default for Macros {
    /// `jan` to `dec` are there: BibTeX's styles define them, and biber does.
    fn default() -> Self {
        Self { defined: HashMap::new(), months: true, bytes: 0 }
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
        Self { defined: HashMap::new(), months: false, bytes: 0 }
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
        self.defined.insert(string.name.to_lowercase(), value);
        Ok(())
    }

    pub(super) fn is_defined(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    fn get(&self, name: &str) -> Option<&str> {
        let own = if name.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
            self.defined.get(&name.to_lowercase())
        } else {
            self.defined.get(name)
        };
        own.map(String::as_str).or_else(|| {
            let month = |month: &&&str| {
                name.len() == 3 && month.get(..3).is_some_and(|m| m.eq_ignore_ascii_case(name))
            };
            MONTHS.iter().filter(|_| self.months).find(month).copied()
        })
    }

    /// The pieces of a value as one, taken from `budget` where there is more than one. A macro that
    /// is not defined is nothing, and is told.
    pub(super) fn expand<'a>(
        &'a self,
        pieces: &[Piece<'a>],
        budget: &mut usize,
        undefined: &mut dyn FnMut(&str),
    ) -> Result<Cow<'a, str>, TooLong> {
        if let [Piece::Text(text) | Piece::Number(text)] = pieces {
            return Ok(Cow::Borrowed(text));
        }
        if let [Piece::Macro(name)] = pieces
            && let Some(text) = self.get(name)
        {
            *budget = budget.checked_sub(text.len()).ok_or(TooLong)?;
            return Ok(Cow::Borrowed(text));
        }
        // Joined in the end, into no more than it takes: such values are the longest of many files.
        let mut texts = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let text = match piece {
                Piece::Text(text) | Piece::Number(text) => *text,
                Piece::Macro(name) => self.get(name).unwrap_or_else(|| {
                    undefined(name);
                    ""
                }),
            };
            // Macros made of macros can double at every step.
            *budget = budget.checked_sub(text.len()).ok_or(TooLong)?;
            texts.push(text);
        }
        Ok(Cow::Owned(texts.concat()))
    }
}
