//! How BibTeX takes a name apart (BibTeX 0.99d, `format.name$`).

use std::fmt;

use super::names::begins_lower;
use super::{Dialect, names};

/// The names of a list, taken apart as BibTeX does. `others` is a name here, as it is for BibTeX.
///
/// ```
/// use polybib::bibtex::raw::{NameParts, names};
///
/// let all = names("Jean-Paul Sartre and de la Vall{\\'e}e Poussin, Charles and King, Jr., M. L.");
/// assert_eq!(NameParts::join(&all[0].first), "Jean-Paul");
/// assert_eq!(NameParts::join(&all[1].von), "de la");
/// assert_eq!(NameParts::join(&all[1].last), "Vall{\\'e}e Poussin");
/// assert_eq!(NameParts::join(&all[2].jr), "Jr.");
/// ```
#[must_use]
pub fn names(list: &str) -> Vec<NameParts<'_>> {
    let names = names::split_names(list, Dialect::BibTex);
    names.into_iter().map(NameParts::split).collect()
}

/// The four parts of one name, as BibTeX divides them. No part is decoded.
///
/// ```
/// use polybib::bibtex::raw::NameParts;
///
/// let name = NameParts::split("Ludwig van~Beethoven");
/// assert_eq!(name.first[0].text, "Ludwig");
/// assert_eq!(name.von[0].text, "van");
/// assert_eq!(name.last[0].text, "Beethoven");
/// assert!(name.jr.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NameParts<'a> {
    /// Given names.
    pub first: Vec<NameToken<'a>>,
    /// The words before the last name that begin with a small letter.
    pub von: Vec<NameToken<'a>>,
    /// The family name.
    pub last: Vec<NameToken<'a>>,
    /// What stands between two commas: `King, Jr., Martin`.
    pub jr: Vec<NameToken<'a>>,
}

/// A word of a name, or what a hyphen divides of one.
///
/// ```
/// use polybib::bibtex::raw::{NameParts, Separator};
///
/// let name = NameParts::split("Jean-Paul~Sartre");
/// let tokens: Vec<_> = name.first.iter().map(|token| (token.before, token.text)).collect();
/// assert_eq!(tokens, [(Separator::Space, "Jean"), (Separator::Hyphen, "Paul")]);
/// assert_eq!(name.last[0].before, Separator::Tie);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NameToken<'a> {
    /// As written.
    pub text: &'a str,
    /// What stands before it: the first of several. [`Separator::Space`] at the name's beginning
    /// and behind a comma.
    pub before: Separator,
}

/// What divides the words of a name, outside braces.
///
/// ```
/// assert_eq!(polybib::bibtex::raw::Separator::Hyphen.to_string(), "-");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Separator {
    /// White space.
    Space,
    /// `~`
    Tie,
    /// `-`
    Hyphen,
}

impl fmt::Display for Separator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Space => " ",
            Self::Tie => "~",
            Self::Hyphen => "-",
        })
    }
}

/// The separator that a byte is outside braces.
fn separator(byte: u8) -> Option<Separator> {
    match byte {
        b'~' => Some(Separator::Tie),
        b'-' => Some(Separator::Hyphen),
        byte if byte.is_ascii_whitespace() => Some(Separator::Space),
        _ => None,
    }
}

impl<'a> NameParts<'a> {
    /// Takes one name apart.
    ///
    /// Without a comma it is `First von Last`, with one `von Last, First`, with two
    /// `von Last, Jr, First`; further commas are spaces. Words end at white space, `~` and `-`
    /// outside braces, and a last name without a `von` before it goes back over hyphens. Commas
    /// and separators at the end are dropped, as BibTeX drops them.
    ///
    /// ```
    /// use polybib::bibtex::raw::NameParts;
    ///
    /// let name = NameParts::split("Drummond de Andrade, Carlos");
    /// assert_eq!(NameParts::join(&name.von), "Drummond de");
    /// assert_eq!(NameParts::join(&name.last), "Andrade");
    /// ```
    #[must_use]
    pub fn split(name: &'a str) -> Self {
        let junk = |c: char| c == ',' || u8::try_from(c).is_ok_and(|b| separator(b).is_some());
        let (tokens, commas) = tokens(name.trim_end_matches(junk));
        let part = |from: usize, to: usize| tokens.get(from..to).unwrap_or_default().to_vec();
        let is_von = |at: usize| {
            tokens.get(at).is_some_and(|token| begins_lower(token.text, Dialect::BibTex))
        };
        // Where the last name begins: behind the last small word that has one behind it.
        let last_start = |from: usize, end: usize| {
            (from..end.saturating_sub(1)).rev().find(|at| is_von(*at)).map_or(from, |at| at + 1)
        };
        let all = tokens.len();
        let Some(last_end) = commas.first().copied() else {
            let most = all.saturating_sub(1);
            if let Some(von) = (0..most).find(|at| is_von(*at)) {
                let last = last_start(von, all);
                let (first, von) = (part(0, von), part(von, last));
                return Self { first, von, last: part(last, all), jr: Vec::new() };
            }
            let hyphen =
                |at: &usize| tokens.get(*at).is_some_and(|token| token.before == Separator::Hyphen);
            let last = (1..=most).rev().find(|at| !hyphen(at)).unwrap_or(0);
            return Self { first: part(0, last), last: part(last, all), ..Self::default() };
        };
        let last = last_start(0, last_end);
        let jr_end = commas.get(1).copied().unwrap_or(last_end);
        Self {
            first: part(jr_end, all),
            von: part(0, last),
            last: part(last, last_end),
            jr: part(last_end, jr_end),
        }
    }

    /// The words of a part with what stood between them. A tie is a space: BibTeX sets ties by
    /// rules of its own.
    ///
    /// ```
    /// use polybib::bibtex::raw::NameParts;
    ///
    /// let name = NameParts::split("Anna~Maria Garcia-Lopez");
    /// assert_eq!(NameParts::join(&name.first), "Anna Maria");
    /// assert_eq!(NameParts::join(&name.last), "Garcia-Lopez");
    /// ```
    #[must_use]
    pub fn join(part: &[NameToken<'_>]) -> String {
        let mut out = String::new();
        for (at, token) in part.iter().enumerate() {
            if at > 0 {
                out.push(if token.before == Separator::Hyphen { '-' } else { ' ' });
            }
            out.push_str(token.text);
        }
        out
    }
}

/// The words of a name, and how many of them stand before each of the first two commas.
fn tokens(name: &str) -> (Vec<NameToken<'_>>, Vec<usize>) {
    let (mut tokens, mut commas) = (Vec::new(), Vec::new());
    let (mut depth, mut start) = (0usize, None);
    let mut before = None;
    for (at, byte) in name.bytes().enumerate() {
        let between = if depth == 0 { separator(byte) } else { None };
        if between.is_some() || (depth == 0 && byte == b',') {
            if let Some(start) = start.take() {
                let text = name.get(start..at).unwrap_or_default();
                tokens.push(NameToken { text, before: before.take().unwrap_or(Separator::Space) });
            }
            if byte == b',' {
                // What stands around a comma joins nothing.
                before = Some(Separator::Space);
                if commas.len() < 2 {
                    commas.push(tokens.len());
                }
            } else if !tokens.is_empty() {
                // The first of several counts.
                before = before.or(between);
            }
            continue;
        }
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        start = start.or(Some(at));
    }
    if let Some(start) = start {
        let text = name.get(start..).unwrap_or_default();
        tokens.push(NameToken { text, before: before.unwrap_or(Separator::Space) });
    }
    (tokens, commas)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What BibTeX 0.99d prints for `{ff}|{vv}|{ll}|{jj}`, ties as spaces.
    #[test]
    fn as_bibtex_prints_them() {
        let table = [
            ("Jean-Paul Sartre", "Jean-Paul||Sartre|"),
            ("Ana Garcia-Lopez", "Ana||Garcia-Lopez|"),
            ("Garcia-Lopez", "||Garcia-Lopez|"),
            ("Jean~Paul~II", "Jean Paul||II|"),
            ("First von~Last", "First|von|Last|"),
            ("Jean-luc Picard", "Jean|luc|Picard|"),
            ("a, b, c, d", "c d||a|b"),
            ("Foo - Bar, A", "A||Foo Bar|"),
            ("Foo Bar,", "Foo||Bar|"),
            ("{\\uppercase{d}e La} Cruz", "|{\\uppercase{d}e La}|Cruz|"),
            ("{\\relax Ch}ris Columbus", "{\\relax Ch}ris||Columbus|"),
            ("{von} Last, First", "First||{von} Last|"),
            ("jean de la fontaine", "|jean de la|fontaine|"),
            ("", "|||"),
        ];
        for (name, expected) in table {
            let parts = NameParts::split(name);
            let join = NameParts::join;
            let got = [join(&parts.first), join(&parts.von), join(&parts.last), join(&parts.jr)];
            assert_eq!(got.join("|"), expected, "{name}");
        }
    }
}
