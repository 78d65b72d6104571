//! Where a work appeared.

use serde::{Deserialize, Serialize};

use super::{Contributor, DateValue, Identifier, List, Multilingual, RichText, Str};

record! {
    /// A work that holds others: a journal, a book, a series, a multi-volume work.
    ///
    /// ```
    /// use polybib::{Container, Identifier, Scheme};
    ///
    /// let mut journal = Container::titled("Tomsk State University Journal");
    /// journal.identifiers.push(Identifier::new(Scheme::Issn, "1561-7793"));
    /// assert_eq!(journal.title.primary().unwrap().to_string(), "Tomsk State University Journal");
    /// ```
    pub struct Container {
        /// Its title in each language.
        pub title: Multilingual<RichText>,
        /// Its subtitle.
        pub subtitle: Multilingual<RichText>,
        /// An addition to its title.
        pub title_addon: Multilingual<RichText>,
        /// Its title shortened, as in `J. Phys. A`.
        pub short_title: Multilingual<RichText>,
        /// ISSN, ISBN, catalogue numbers.
        pub identifiers: List<Identifier>,
        /// Its own authors and editors, where they are not those of the work in it.
        pub contributors: List<Contributor>,
    }
}

impl Container {
    /// A container of that title, in no stated language.
    pub fn titled(title: impl Into<RichText>) -> Self {
        Self { title: super::Localized::new(title).into(), ..Self::default() }
    }
}

record! {
    /// A conference, an exhibition: something that took place.
    ///
    /// ```
    /// let mut event = polybib::Event::default();
    /// event.date = Some("2019-10-01/2019-10-03".parse()?);
    /// # Ok::<_, polybib::DateError>(())
    /// ```
    pub struct Event {
        /// Its name in each language.
        pub title: Multilingual<RichText>,
        /// An addition to its name.
        pub title_addon: Multilingual<RichText>,
        /// Where it took place.
        pub place: Multilingual<RichText>,
        /// When it took place.
        pub date: Option<DateValue>,
        /// Who stood behind it.
        pub sponsors: List<Multilingual<RichText>>,
    }
}

/// The pages of a work, as its source writes them; [`Pages::ranges`] tells them apart.
///
/// ```
/// use polybib::Pages;
///
/// let pages: Pages = "12–34, 40".into();
/// assert_eq!(pages.text, "12–34, 40");
/// assert_eq!(pages.first(), Some("12"));
/// assert_eq!(pages.ranges()[0].last.as_deref(), Some("34"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[non_exhaustive]
pub struct Pages {
    /// As the source writes them.
    pub text: Str,
}

/// From one page to another. Pages are text: `S12`, `xiv`, `e1004`.
///
/// ```
/// let pages: polybib::Pages = "97--101".into();
/// let range = &pages.ranges()[0];
/// assert_eq!((range.first.as_str(), range.last.as_deref()), ("97", Some("101")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PageRange {
    /// The first page.
    pub first: Str,
    /// The last page; `None` for a single page, `Some("")` where the range is open (`12--`).
    pub last: Option<Str>,
}

impl From<&str> for Pages {
    fn from(text: &str) -> Self {
        Self { text: text.into() }
    }
}

impl Pages {
    /// The first page.
    #[must_use]
    pub fn first(&self) -> Option<&str> {
        self.text.split([',', ';']).next().map(|item| split_range(item).0).filter(|p| !p.is_empty())
    }

    /// The ranges: items between commas or semicolons, each split at its dash.
    ///
    /// A dash of any sort divides. Where an item has a double dash that is the one
    /// (`M-1--M-4` goes from M-1 to M-4); where it has several single ones, the middle one.
    #[must_use]
    pub fn ranges(&self) -> Vec<PageRange> {
        self.text
            .split([',', ';'])
            .map(split_range)
            .filter(|(first, last)| !first.is_empty() || last.is_some())
            .map(|(first, last)| PageRange { first: first.into(), last: last.map(Str::from) })
            .collect()
    }
}

/// A hyphen or dash of any sort.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FF0D}')
}

fn split_range(item: &str) -> (&str, Option<&str>) {
    let item = item.trim();
    // Runs of dashes: where each begins, where it ends, and how many dashes it has.
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    for (at, c) in item.char_indices().filter(|(_, c)| is_dash(*c)) {
        match runs.last_mut() {
            Some((_, end, count)) if *end == at => (*end, *count) = (at + c.len_utf8(), *count + 1),
            _ => runs.push((at, at + c.len_utf8(), 1)),
        }
    }
    // The longest run divides; among equals the middle one.
    let most = runs.iter().map(|run| run.2).max().unwrap_or(0);
    let equals: Vec<_> = runs.iter().filter(|run| run.2 == most).collect();
    match equals.get(equals.len() / 2) {
        Some((start, end, _)) => (
            item.get(..*start).unwrap_or_default().trim_end(),
            item.get(*end..).map(str::trim_start),
        ),
        None => (item, None),
    }
}

record! {
    /// Where a document is kept.
    ///
    /// ```
    /// let mut archive = polybib::Archive::default();
    /// archive.name = "Russian State Historical Archive".into();
    /// assert!(archive.collection.is_empty());
    /// ```
    pub struct Archive {
        /// The archive.
        pub name: Str,
        /// The collection in it.
        pub collection: Str,
        /// Box, file, leaf.
        pub location: Str,
        /// The city it is in.
        pub place: Str,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_ranges() {
        type Row = (&'static str, &'static [(&'static str, Option<&'static str>)]);
        let table: &[Row] = &[
            ("12-34", &[("12", Some("34"))]),
            ("M-1--M-4", &[("M-1", Some("M-4"))]),
            ("S1-S2-S3-S4", &[("S1-S2", Some("S3-S4"))]),
            ("1, 3–5; 7", &[("1", None), ("3", Some("5")), ("7", None)]),
            ("12--", &[("12", Some(""))]),
            ("", &[]),
            ("e1004", &[("e1004", None)]),
        ];
        for (text, ranges) in table {
            let got = Pages::from(*text).ranges();
            let got: Vec<_> = got.iter().map(|r| (r.first.as_str(), r.last.as_deref())).collect();
            assert_eq!(&got, ranges, "{text}");
        }
    }
}
