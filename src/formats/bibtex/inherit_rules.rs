//! Which fields go from a record to those that name it, and under what name: the rules that
//! biblatex gives to biber (biblatex manual, appendix B).

/// What a link gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Everything, over what the record has itself.
    Xdata,
    /// What the record has not, titles by another name.
    Crossref,
    /// What the record has not, from the first member of a set.
    Set,
    /// A value of the target stands in a field.
    Part,
}

impl Way {
    /// The field that makes such a link.
    pub(super) const fn field(self) -> &'static str {
        match self {
            Self::Crossref => "crossref",
            Self::Set => "entryset",
            Self::Xdata | Self::Part => "xdata",
        }
    }
}

/// Titles of entries of the types `parents` are called otherwise in entries of the types
/// `children`: `title` becomes `PREFIXtitle`.
struct Rename {
    parents: &'static [&'static str],
    children: &'static [&'static str],
    prefix: &'static str,
}

const fn rename(
    parents: &'static [&'static str],
    children: &'static [&'static str],
    prefix: &'static str,
) -> Rename {
    Rename { parents, children, prefix }
}

const RENAMES: &[Rename] = &[
    rename(&["mvbook"], &["book", "inbook", "bookinbook", "suppbook"], "main"),
    rename(
        &["mvcollection", "mvreference"],
        &["collection", "reference", "incollection", "inreference", "suppcollection"],
        "main",
    ),
    rename(&["mvproceedings"], &["proceedings", "inproceedings", "conference"], "main"),
    rename(&["book"], &["inbook", "bookinbook", "suppbook"], "book"),
    rename(
        &["collection", "reference"],
        &["incollection", "inreference", "suppcollection"],
        "book",
    ),
    rename(&["proceedings"], &["inproceedings", "conference"], "book"),
    rename(&["periodical"], &["article", "suppperiodical"], "journal"),
];

/// The fields that a rule of `RENAMES` is about.
const TITLES: &[&str] = &["title", "subtitle", "titleaddon"];

/// Forms of the title that are not inherited where the title is renamed.
const SHORT_TITLES: &[&str] = &["shorttitle", "sorttitle", "indextitle", "indexsorttitle"];

/// Types whose author is that of the book for the second ones.
const BOOKS: &[&str] = &["mvbook", "book"];
const IN_BOOKS: &[&str] = &["inbook", "bookinbook", "suppbook"];

/// Fields that nobody inherits.
const NEVER: &[&str] = &["ids", "crossref", "xdata", "xref"];

/// Fields that are not inherited by `crossref`.
const OWN: &[&str] = &[
    "entryset",
    "entrysubtype",
    "execute",
    "label",
    "options",
    "presort",
    "related",
    "relatedoptions",
    "relatedstring",
    "relatedtype",
    "shorthand",
    "shorthandintro",
    "sortkey",
];

/// Fields that a set does not take from its first member: the note is on that one.
const NOT_OF_SETS: &[&str] = &["entryset", "annotation"];

/// Whether a field is inherited at all.
pub(super) fn is_inherited(field: &str, way: Way) -> bool {
    !NEVER.contains(&field)
        && match way {
            Way::Crossref => !OWN.contains(&field),
            Way::Set => !NOT_OF_SETS.contains(&field),
            Way::Xdata | Way::Part => true,
        }
}

/// The names that a field gets on the way from an entry of the first type to one of the second.
/// `plain` is for links that rename nothing.
pub(super) fn targets(field: &str, (parent, child): (&str, &str), plain: bool) -> Vec<String> {
    let same = vec![field.to_owned()];
    if plain {
        return same;
    }
    if field == "author" && BOOKS.contains(&parent) && IN_BOOKS.contains(&child) {
        return vec!["author".to_owned(), "bookauthor".to_owned()];
    }
    let fits = |rule: &&Rename| rule.parents.contains(&parent) && rule.children.contains(&child);
    match RENAMES.iter().find(fits) {
        Some(rule) if TITLES.contains(&field) => vec![format!("{}{field}", rule.prefix)],
        Some(_) if SHORT_TITLES.contains(&field) => Vec::new(),
        _ => same,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_change_their_names_on_the_way() {
        let table: &[(&str, (&str, &str), &[&str])] = &[
            ("title", ("mvbook", "book"), &["maintitle"]),
            ("title", ("mvbook", "inbook"), &["maintitle"]),
            ("subtitle", ("book", "inbook"), &["booksubtitle"]),
            ("titleaddon", ("proceedings", "inproceedings"), &["booktitleaddon"]),
            ("title", ("periodical", "article"), &["journaltitle"]),
            ("shorttitle", ("collection", "incollection"), &[]),
            ("shorttitle", ("book", "book"), &["shorttitle"]),
            ("author", ("book", "inbook"), &["author", "bookauthor"]),
            ("author", ("mvbook", "book"), &["author"]),
            ("publisher", ("collection", "incollection"), &["publisher"]),
        ];
        for (field, types, expected) in table {
            assert_eq!(targets(field, *types, false), *expected, "{field} {types:?}");
            assert_eq!(targets(field, *types, true), [*field]);
        }
    }
}
