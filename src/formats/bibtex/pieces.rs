//! The pieces of a value.

use std::ops::Deref;

/// A piece of a value; several are joined with `#`.
///
/// ```
/// use polybib::bibtex::raw::{Command, Commands, Piece};
///
/// let bib = "@string{m = \"1~\" # jan}";
/// let Some(Command::String(string)) = Commands::bibtex(bib).next() else { unreachable!() };
/// assert_eq!(string.field.pieces, [Piece::Text("1~"), Piece::Macro("jan")]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Piece<'a> {
    /// Between braces or quotes, without them.
    Text(&'a str),
    /// Digits that stand alone.
    Number(&'a str),
    /// The name of a macro.
    Macro(&'a str),
}

/// The pieces of a value, in order, as a slice.
///
/// ```
/// use polybib::bibtex::raw::{Command, Commands, Piece};
///
/// let bib = "@misc{k, title = {A} # b}";
/// let Some(Command::Entry(entry)) = Commands::bibtex(bib).next() else { unreachable!() };
/// let pieces = &entry.fields[0].pieces;
/// assert_eq!(pieces.len(), 2);
/// assert_eq!(pieces.last(), Some(&Piece::Macro("b")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pieces<'a>(Inner<'a>);

/// Nearly every value is one piece, for which nothing is allocated.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Inner<'a> {
    None,
    One(Piece<'a>),
    Several(Vec<Piece<'a>>),
}

impl<'a> Pieces<'a> {
    pub(super) const NONE: Self = Self(Inner::None);

    pub(super) const fn one(piece: Piece<'a>) -> Self {
        Self(Inner::One(piece))
    }

    pub(super) const fn several(pieces: Vec<Piece<'a>>) -> Self {
        Self(Inner::Several(pieces))
    }
}

impl<'a> Deref for Pieces<'a> {
    type Target = [Piece<'a>];

    fn deref(&self) -> &[Piece<'a>] {
        match &self.0 {
            Inner::None => &[],
            Inner::One(piece) => std::slice::from_ref(piece),
            Inner::Several(pieces) => pieces,
        }
    }
}

impl<'a, const N: usize> PartialEq<[Piece<'a>; N]> for Pieces<'a> {
    fn eq(&self, other: &[Piece<'a>; N]) -> bool {
        **self == *other
    }
}

impl<'p, 'a> IntoIterator for &'p Pieces<'a> {
    type Item = &'p Piece<'a>;
    type IntoIter = std::slice::Iter<'p, Piece<'a>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
