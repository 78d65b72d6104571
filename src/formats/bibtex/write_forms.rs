//! The forms and languages of the items of a list, each of which has a field of its own.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};

use crate::model::{Form, Lang, Multilingual};
use crate::report::LossKind;

/// The value of one form and language among the further ones.
pub(super) fn of_form<'m, T>(
    all: &'m Multilingual<T>,
    form: Form,
    lang: Option<&Lang>,
) -> Option<&'m T> {
    all.others()
        .iter()
        .find(|item| item.form == form && item.lang.as_ref() == lang)
        .map(|item| &item.value)
}

/// The forms and languages that any of `items` has beside its primary one, in an order that is each
/// item's own as far as items agree. Values for which `says_more` says no, of an item and its value, are
/// not read back, and do not count. Told are, by item and value, a second value of the same, and a
/// value that comes to stand before one that it stood behind.
pub(super) fn form_keys<'m, T: 'm>(
    items: impl IntoIterator<Item = &'m Multilingual<T>>,
    says_more: fn(&Multilingual<T>, &T) -> bool,
    tell: &mut dyn FnMut(usize, usize, LossKind, &str),
) -> Vec<(Form, Option<Lang>)> {
    let items: Vec<&Multilingual<T>> = items.into_iter().collect();
    let mut keys: Vec<(Form, Option<&Lang>)> = Vec::new();
    let mut numbers: HashMap<(Form, Option<&Lang>), usize> = HashMap::new();
    // The keys of each item, and where in it their values stand.
    let mut all: Vec<Vec<(usize, usize)>> = Vec::new();
    let counted = items
        .iter()
        .flat_map(|item| item.others().iter().filter(move |other| says_more(item, &other.value)));
    for value in counted {
        let key = (value.form, value.lang.as_ref());
        if let Entry::Vacant(free) = numbers.entry(key) {
            free.insert(keys.len());
            keys.push(key);
        }
    }
    for (at, item) in items.iter().enumerate() {
        let mut own = Vec::new();
        let mut seen = HashSet::new();
        for (i, value) in item.others().iter().enumerate() {
            let key = (value.form, value.lang.as_ref());
            let number = *numbers.entry(key).or_insert(keys.len());
            if number == keys.len() {
                keys.push(key);
            }
            if seen.insert(number) {
                if says_more(item, &value.value) {
                    own.push((number, i + 1));
                }
            } else {
                let message = "there is a value of that form and language already";
                tell(at, i + 1, LossKind::Dropped, message);
            }
        }
        all.push(own);
    }
    let order = merged(keys.len(), &all);
    let mut ranks = vec![0; keys.len()];
    for (rank, number) in order.iter().enumerate() {
        if let Some(place) = ranks.get_mut(*number) {
            *place = rank;
        }
    }
    for (at, own) in all.iter().enumerate() {
        let mut last = 0;
        for (number, i) in own {
            let rank = ranks.get(*number).copied().unwrap_or_default();
            if rank < last {
                let message = "it is read back before a form that it stands behind";
                tell(at, *i, LossKind::Approximated, message);
            }
            last = last.max(rank);
        }
    }
    let key = |number: usize| keys.get(number).map(|(form, lang)| (*form, lang.cloned()));
    order.into_iter().filter_map(key).collect()
}

/// Whether a value says something else than the primary one: a whole list in one form repeats that
/// where an item has none, and such a value is read as none.
pub(super) fn differs<T: PartialEq>(item: &Multilingual<T>, value: &T) -> bool {
    item.primary() != Some(value)
}

/// The numbers below `count` in an order in which those of each list stand as they do there; where
/// lists contradict each other, in that in which they were first seen.
fn merged(count: usize, lists: &[Vec<(usize, usize)>]) -> Vec<usize> {
    let mut edges: HashSet<(usize, usize)> = HashSet::new();
    for list in lists {
        edges.extend(list.iter().zip(list.iter().skip(1)).map(|((a, _), (b, _))| (*a, *b)));
    }
    let mut before = vec![0_usize; count];
    let mut behind: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (a, b) in edges {
        if let (Some(list), Some(number)) = (behind.get_mut(a), before.get_mut(b)) {
            list.push(b);
            *number += 1;
        }
    }
    let mut left: BTreeSet<usize> = (0..count).collect();
    let mut free: BTreeSet<usize> =
        left.iter().copied().filter(|number| before.get(*number) == Some(&0)).collect();
    let mut out = Vec::with_capacity(count);
    while let Some(next) = free.pop_first().or_else(|| left.first().copied()) {
        left.remove(&next);
        out.push(next);
        for after in behind.get(next).into_iter().flatten() {
            if let Some(number) = before.get_mut(*after) {
                *number = number.saturating_sub(1);
                if *number == 0 && left.contains(after) {
                    free.insert(*after);
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Localized;

    fn keys(items: &[&[&str]]) -> (String, Vec<(usize, usize)>) {
        let item = |tags: &&[&str]| -> Multilingual<String> {
            let value = |tag: &&str| Localized::new(*tag).in_lang(tag.parse().unwrap());
            ["mul"].iter().chain(*tags).map(value).collect()
        };
        let items: Vec<Multilingual<String>> = items.iter().map(item).collect();
        let mut told = Vec::new();
        let keys = form_keys(&items, differs, &mut |at, i, _, _| told.push((at, i)));
        let keys: Vec<String> =
            keys.into_iter().filter_map(|(_, lang)| lang).map(|lang| lang.to_string()).collect();
        (keys.join(" "), told)
    }

    /// The languages of the forms of each item, the order they are written in, and what is told.
    type Case = (&'static [&'static [&'static str]], &'static str, Vec<(usize, usize)>);

    #[test]
    fn the_order_is_that_of_each_item() {
        let table: [Case; 6] = [
            (&[], "", vec![]),
            (&[&["en", "kk"], &["kk", "ru"]], "en kk ru", vec![]),
            (&[&["en"], &["kk"], &["kk", "en"]], "kk en", vec![]),
            (&[&["en"], &["ru"], &["kk"], &["kk", "ru", "en"]], "kk ru en", vec![]),
            (&[&["en", "en"]], "en", vec![(0, 2)]),
            (&[&["en", "kk"], &["kk", "en"]], "en kk", vec![(1, 2)]),
        ];
        for (items, order, told) in table {
            assert_eq!(keys(items), (order.to_owned(), told), "{items:?}");
        }
    }
}
