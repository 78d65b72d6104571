//! Identifiers: those of a book or journal are its own where the work is a part of it.

use crate::model::{Identifier, Scheme};

use super::super::out::Key;
use super::super::write::{identifier_to_write, supplement_numbers};
use super::Direct;

/// Whether a value that has no normal form is read as it stands.
fn is_kept(one: &Identifier) -> bool {
    // White space, commas and semicolons may part several.
    let is_one = !one.value.contains(|c: char| c.is_whitespace() || c == ',' || c == ';');
    is_one
        && !one.value.is_empty()
        && Identifier::new(one.scheme.clone(), &one.value).value == one.value
}

/// What is read: of the list the first ones, unless others are.
fn some_of<'a>(list: &'a [Identifier], count: usize, others: &'a [Identifier]) -> &'a [Identifier] {
    if others.is_empty() { list.get(..count).unwrap_or_default() } else { others }
}

impl Direct<'_, '_, '_> {
    pub(super) fn identifier(&mut self, key: &Key, scheme: &Scheme) -> Option<()> {
        let Some(one) = identifier_to_write(self.article, scheme) else { return Some(()) };
        if !one.is_normal() && !is_kept(one) {
            return None;
        }
        self.text(key, &one.value);
        let in_container =
            matches!(scheme, Scheme::Issn | Scheme::Isbn) && self.article.kind.is_part();
        let (list, next, read) = if in_container {
            let list = self.article.container.as_ref().map_or(&[][..], |c| &c.identifiers);
            (list, &mut self.container_identifiers, &mut self.read_container_identifiers)
        } else {
            let list = self.article.identifiers.as_slice();
            (list, &mut self.own_identifiers, &mut self.read_identifiers)
        };
        // As long as each one is the next of the list, the variables say all of them.
        let exact = one.medium.is_none()
            && read.is_empty()
            && list.get(*next).is_some_and(|next| std::ptr::eq(next, one));
        if exact {
            *next += 1;
        } else {
            if read.is_empty() {
                read.extend(list.get(..*next).unwrap_or_default().iter().cloned());
            }
            read.push(Identifier { medium: None, ..one.clone() });
        }
        Some(())
    }

    /// Says in `custom` what the variables do not say of the identifiers.
    pub(super) fn numbers(&mut self) -> Option<()> {
        let article = self.article;
        let own = &article.identifiers;
        let container = article.container.as_ref().map_or(&[][..], |c| &c.identifiers);
        let all = self.own_identifiers == own.len()
            && self.container_identifiers == container.len()
            && self.read_identifiers.is_empty()
            && self.read_container_identifiers.is_empty();
        if all {
            return Some(());
        }
        let read_own = std::mem::take(&mut self.read_identifiers);
        let read_container = std::mem::take(&mut self.read_container_identifiers);
        let read_own = some_of(own, self.own_identifiers, &read_own);
        let read_container = some_of(container, self.container_identifiers, &read_container);
        if article.container.is_none() && !read_container.is_empty() {
            // A container would be read where there is none.
            return None;
        }
        for (path, list) in supplement_numbers(article, read_container, read_own) {
            self.ours(path)?;
            self.out.native(&list)?;
        }
        Some(())
    }
}
