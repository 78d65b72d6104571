//! A list that takes one pointer where it is empty.

use std::fmt;
use std::iter::FusedIterator;
use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};
use thin_vec::ThinVec;

/// A list of parts of a record, in order.
///
/// It is used as a `Vec` is, and is a slice to everything that reads it. A record has some forty
/// lists, and most of them are empty: one is as wide as a pointer, and grows from room for one item.
///
/// ```
/// use polybib::{Article, Contributor, List};
///
/// let mut article = Article::default();
/// assert!(article.contributors.is_empty());
/// article.contributors.push(Contributor::person("Troitskiy", "Ye. F."));
/// article.contributors.push(Contributor::person("Shchukin", "Yu. A."));
/// assert_eq!(article.contributors.len(), 2);
/// article.languages = List::from(["ru".parse()?, "en".parse()?]);
/// assert_eq!(article.languages[1].as_str(), "en");
/// # Ok::<_, polybib::LangError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct List<T>(ThinVec<T>);

impl<T> List<T> {
    /// An empty list. It takes no memory of its own.
    #[must_use]
    pub fn new() -> Self {
        Self(ThinVec::new())
    }

    /// An empty list with room for that many items.
    #[must_use]
    pub fn with_capacity(items: usize) -> Self {
        Self(ThinVec::with_capacity(items))
    }

    /// Adds an item at the end.
    pub fn push(&mut self, item: T) {
        // Most lists stay at one item; vectors begin with room for four.
        if self.0.capacity() == 0 {
            self.0 = ThinVec::with_capacity(1);
        }
        self.0.push(item);
    }

    /// Takes the last item off.
    pub fn pop(&mut self) -> Option<T> {
        self.0.pop()
    }

    /// Puts an item before the one at `index`, or at the end if there are fewer.
    pub fn insert(&mut self, index: usize, item: T) {
        self.0.insert(index.min(self.0.len()), item);
    }

    /// Takes the item at `index` out, if there is one.
    pub fn remove(&mut self, index: usize) -> Option<T> {
        (index < self.0.len()).then(|| self.0.remove(index))
    }

    /// Keeps the items for which `keep` is true, in their order.
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.0.retain(keep);
    }

    /// Keeps the first items, as many as `len`.
    pub fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    /// Takes all items out.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Adds all items of `other` at the end, and leaves it empty.
    pub fn append(&mut self, other: &mut Self) {
        self.0.append(&mut other.0);
    }

    /// Takes the items from `at` on out; none if there are not so many.
    #[must_use]
    pub fn split_off(&mut self, at: usize) -> Self {
        Self(self.0.split_off(at.min(self.0.len())))
    }

    /// The items as a slice.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        &self.0
    }

    /// Makes room for exactly that many further items.
    pub fn reserve_exact(&mut self, further: usize) {
        self.0.reserve_exact(further);
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<T> Extend<T> for List<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        let items = items.into_iter();
        let further = items.size_hint().0;
        if self.0.capacity() == 0 {
            self.0 = ThinVec::with_capacity(further);
        } else {
            // Room for just these each time would copy a list that grows in many steps as often.
            self.0.reserve(further);
        }
        items.for_each(|item| self.push(item));
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut list = Self::new();
        list.extend(items);
        list
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        items.into_iter().collect()
    }
}

impl<T, const N: usize> From<[T; N]> for List<T> {
    fn from(items: [T; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<T> From<List<T>> for Vec<T> {
    fn from(list: List<T>) -> Self {
        list.into_iter().collect()
    }
}

impl<T: PartialEq<U>, U> PartialEq<[U]> for List<T> {
    fn eq(&self, other: &[U]) -> bool {
        **self == *other
    }
}

impl<T: PartialEq<U>, U> PartialEq<&[U]> for List<T> {
    fn eq(&self, other: &&[U]) -> bool {
        **self == **other
    }
}

impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for List<T> {
    fn eq(&self, other: &[U; N]) -> bool {
        **self == *other
    }
}

impl<T: PartialEq<U>, U> PartialEq<Vec<U>> for List<T> {
    fn eq(&self, other: &Vec<U>) -> bool {
        **self == **other
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;

    fn into_iter(self) -> IntoIter<T> {
        IntoIter(self.0.into_iter())
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut List<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}

/// The items of a [`List`], the runs of a [`RichText`](crate::RichText), or the values of a
/// [`Multilingual`](crate::Multilingual), each given away.
///
/// ```
/// use polybib::{Inline, RichText};
///
/// let mut runs = RichText::from("plain").into_iter();
/// assert_eq!(runs.next(), Some(Inline::from("plain")));
/// assert_eq!(runs.len(), 0);
/// ```
#[derive(Clone, Debug)]
pub struct IntoIter<T>(thin_vec::IntoIter<T>);

impl<T> Iterator for IntoIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<T> DoubleEndedIterator for IntoIter<T> {
    fn next_back(&mut self) -> Option<T> {
        self.0.next_back()
    }
}

impl<T> ExactSizeIterator for IntoIter<T> {}

impl<T> FusedIterator for IntoIter<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_one_pointer_wide_and_begins_with_one() {
        assert_eq!(size_of::<List<String>>(), size_of::<usize>());
        assert_eq!(size_of::<Option<List<String>>>(), size_of::<usize>());
        let mut list = List::new();
        assert_eq!(list.0.capacity(), 0);
        list.push(1);
        assert_eq!(list.0.capacity(), 1);
        list.extend([2, 3]);
        assert_eq!(list, [1, 2, 3]);
        assert_eq!(List::from_iter([1, 2, 3]).0.capacity(), 3);
    }

    #[test]
    fn it_grows_in_few_steps() {
        let mut list = List::new();
        let mut steps = std::collections::BTreeSet::new();
        for n in 0..1000 {
            list.extend([n]);
            steps.insert(list.0.capacity());
        }
        assert!(steps.len() < 20, "{steps:?}");
    }

    #[test]
    fn no_index_is_out_of_it() {
        let mut list = List::from([1, 2]);
        list.insert(9, 3);
        assert_eq!((list.remove(9), list.remove(0)), (None, Some(1)));
        assert_eq!(Vec::from(list), [2, 3]);
    }
}
