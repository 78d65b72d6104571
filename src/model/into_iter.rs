//! The items of a value of the model, one by one.

use std::iter::FusedIterator;

use thin_vec::ThinVec;

/// The runs of a [`RichText`](crate::RichText), or the values of a
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

impl<T> IntoIter<T> {
    pub(super) fn new(items: ThinVec<T>) -> Self {
        Self(items.into_iter())
    }
}

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
