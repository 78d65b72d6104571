//! What no reader came to.
//!
//! Readers mark the elements whose words or attributes they took ([`Element::read`]). Whatever is
//! left without a mark in the end, the walks here find: so an element that some reader has no arm
//! for is never lost in silence, whoever forgot it.

use std::collections::BTreeMap;

use super::inline::{Context, PICTURES, shown};
use super::tree::Element;
use crate::model::{Extra, List};

/// Attributes that say nothing by themselves.
const BARE: &[&str] = &["id", "lang", "space", "base", "content-type", "specific-use"];

/// Bounds on paths, so that a file cannot ask for far more memory than it has bytes: how long one
/// gets, and how many begin at the root.
const LONGEST_PATH: usize = 500;
const MOST_PATHS: usize = 1000;

/// An element that was not read.
struct Left<'t> {
    parent: Element<'t>,
    element: Element<'t>,
    /// Its path from the root; empty where nobody wants it.
    path: String,
    /// Its parts were read, only the words between them were not.
    between: bool,
}

/// Keeps in `extra` what was not read below `element`, a `front` or `front-stub`: the XML as it
/// stands, under its path.
pub(super) fn keep(context: &mut Context<'_>, element: Element<'_>, extra: &mut List<Extra>) {
    let mut left = Vec::new();
    let mut path = String::from(element.name());
    walk(element, Some(&mut path), &mut left);
    for Left { parent, element, path, between } in left {
        let value = if between {
            context.tell(
                parent.name(),
                element,
                "has words between its parts; they are kept in `extra`",
            );
            let words = element.words();
            words.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
        } else {
            context.tell(
                parent.name(),
                element,
                "has no field of its own; its XML is kept in `extra`",
            );
            context.text.get(element.start()..element.end()).unwrap_or_default().to_owned()
        };
        extra.push(Extra::new("jats", path, value));
    }
}

/// Says what was not read below `element`, where there is nothing to keep it in.
pub(super) fn tell(context: &mut Context<'_>, element: Element<'_>) {
    let mut left = Vec::new();
    walk(element, None, &mut left);
    for Left { parent, element, between, .. } in left {
        let what =
            if between { "has words between its parts that are not read" } else { "is not read" };
        context.tell(parent.name(), element, what);
    }
}

/// Whether the element says something and was not read.
fn speaks(element: Element<'_>) -> bool {
    let bare = |(key, _): (&str, &str)| BARE.contains(&key);
    !element.was_read()
        && (element.has_own_words()
            || (element.elements().next().is_none()
                && (PICTURES.contains(&element.name())
                    || element.name() == "free_to_read"
                    || !element.attributes().all(bare))))
}

/// Whether anything at or below `element` was read. What was not is put into `out`: the outermost
/// element of which nothing was read.
fn walk<'t>(element: Element<'t>, mut path: Option<&mut String>, out: &mut Vec<Left<'t>>) -> bool {
    let mut is_read = element.was_read();
    // In nearly all there is nothing left: only where there is, paths and counts are needed.
    if !element.descendants().any(speaks) {
        return is_read || element.descendants().any(Element::was_read);
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for child in element.elements() {
        let from = out.len();
        let length = path.as_deref().map_or(0, String::len);
        if let Some(path) = path.as_deref_mut() {
            let count = counts.entry(child.name()).or_default();
            *count += 1;
            if path.len() < LONGEST_PATH {
                path.push('/');
                path.push_str(shown(child.name()));
                if *count > 1 {
                    path.push_str(&format!("[{count}]"));
                }
            }
        }
        let some_read = walk(child, path.as_deref_mut(), out);
        if speaks(child) || (!some_read && out.len() > from) {
            // One piece, rather than many of which none was read.
            if !some_read {
                out.truncate(from);
            }
            out.push(Left {
                parent: element,
                element: child,
                path: match path.as_deref() {
                    Some(path) if out.len() < MOST_PATHS => path.clone(),
                    Some(_) => format!("{}/{}", shown(element.name()), shown(child.name())),
                    None => String::new(),
                },
                between: some_read,
            });
        }
        if let Some(path) = path.as_deref_mut() {
            path.truncate(length);
        }
        is_read |= some_read;
    }
    is_read
}
