//! Attributes that nothing has read: they are kept, as elements are that no field is for.

use std::collections::{HashMap, HashSet};

use super::read::Reading;
use super::tree::Element;
use crate::report::Code;

/// What has been read of the attributes of elements.
#[derive(Default)]
pub(super) struct Seen {
    /// An element by where it starts, and the name of its attribute.
    one: HashSet<(usize, &'static str)>,
    /// Elements that were kept as they stand, or of which it is told that they were left out.
    whole: HashSet<usize>,
}

impl Seen {
    /// An element with all that is in it.
    pub(super) fn whole(&mut self, element: &Element) {
        self.whole.insert(element.start);
    }
}

/// Values that say what is so anyway: an element, its attribute, and the value.
const USUAL: &[(&str, &str, &str)] = &[
    // "Issue", as against a volume of papers.
    ("issue", "type", "ISS"),
];

impl Reading<'_> {
    /// The value of an attribute, which is read with that.
    pub(super) fn attribute<'e>(
        &mut self,
        element: &'e Element,
        name: &'static str,
    ) -> Option<&'e str> {
        let value = element.attribute(name)?;
        self.seen.one.insert((element.start, name));
        Some(value)
    }

    /// Keeps each attribute in an element that was not read, by its path.
    pub(super) fn keep_attributes(&mut self, root: &Element) {
        self.keep_attributes_of(root, &mut Vec::new(), 1);
    }

    fn keep_attributes_of<'e>(
        &mut self,
        element: &'e Element,
        path: &mut Vec<&'e str>,
        place: usize,
    ) {
        if self.seen.whole.contains(&element.start) {
            return;
        }
        path.push(&element.name);
        for (name, value) in element.attributes() {
            // An author's `num` is the place among the authors.
            let is_place = name == "num" && value.parse() == Ok(place);
            let is_usual = USUAL.iter().any(|(of, known, usual)| {
                element.is(of) && name == *known && value.eq_ignore_ascii_case(usual)
            });
            // Of two with one name, as `lang` and `xml:lang`, the first is the one that is read.
            let is_read = self.seen.one.contains(&(element.start, name))
                && element.attribute(name) == Some(value);
            if is_place || is_usual || is_read {
                continue;
            }
            let name = format!("{}/@{name}", shown(path));
            let message = format!("no field is for `{name}`; it was kept");
            let field = self.put(name, value);
            self.inform(element, Code::UnknownElement, &field, message);
        }
        let mut places: HashMap<&str, usize> = HashMap::new();
        for child in element.elements() {
            let place = places.entry(&child.name).or_default();
            *place += 1;
            let place = *place;
            self.keep_attributes_of(child, path, place);
        }
        path.pop();
    }
}

/// A path of elements. Names of markup may be anything: a path that is longer than those of the
/// format is cut, lest a long name be kept with each of many attributes.
fn shown(path: &[&str]) -> String {
    const LONGEST: usize = 120;
    let mut out = String::new();
    for name in path {
        if !out.is_empty() {
            out.push('/');
        }
        let room = LONGEST.saturating_sub(out.len());
        if name.len() > room {
            out.push('…');
            break;
        }
        out.push_str(name);
    }
    out
}
