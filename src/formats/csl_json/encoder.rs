//! Records as an array of items.

use std::collections::HashMap;

use crate::error::WriteError;
use crate::formats::Encoder;
use crate::model::{Article, Citation, Kind, Note, Reference};
use crate::report::{LossKind, LossReport};
use crate::value::json::ArrayWriter;
use crate::value::key;

use super::out::Out;
use super::{Dialect, Options, direct, write};

pub(super) struct CslEncoder {
    array: ArrayWriter,
    options: Options,
    /// How many ids were made of each base for records without a key: no two may be one.
    invented: HashMap<String, u64>,
}

impl Encoder for CslEncoder {
    fn write(
        &mut self,
        article: &Article,
        out: &mut Vec<u8>,
        losses: &mut LossReport,
    ) -> Result<(), WriteError> {
        let invented;
        let id = if let Some(key) = article.key.as_deref().filter(|key| !key.is_empty()) {
            key
        } else {
            invented = self.invent(article);
            let message = format!("an item must have an id; it was written as `{invented}`");
            losses.add(LossKind::Approximated, "key", message);
            &invented
        };
        if self.options.reference_items && !article.references.is_empty() {
            self.with_references(article, id, out, losses);
        } else {
            self.item(article, id, out, losses);
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Result<(), WriteError> {
        self.array.finish(out);
        Ok(())
    }
}

impl CslEncoder {
    pub(super) fn new(options: Options, pretty: bool) -> Self {
        Self { array: ArrayWriter::new(pretty), options, invented: HashMap::new() }
    }

    fn item(&mut self, article: &Article, id: &str, out: &mut Vec<u8>, losses: &mut LossReport) {
        let (array, options) = (&mut self.array, self.options);
        array.begin(out);
        let before = out.len();
        let mut direct = Out::new(out, array.is_pretty());
        if direct::item(article, id, options, &mut direct).is_none() {
            out.truncate(before);
            let item = write::item(article, id, options, losses);
            Out::new(out, array.is_pretty()).json(&item);
        }
        array.end();
    }

    /// Writes an article, and behind it what it cites.
    fn with_references(
        &mut self,
        article: &Article,
        id: &str,
        out: &mut Vec<u8>,
        losses: &mut LossReport,
    ) {
        // Without `custom` the items are all there is of them.
        if matches!(self.options.dialect, Dialect::Plain | Dialect::Zotero) {
            let mut alone = article.clone();
            alone.references.clear();
            self.item(&alone, id, out, losses);
            let message = "the works are items of their own; that this one cites them is not said";
            losses.add(LossKind::Moved, "references", message);
            for (i, reference) in article.references.iter().enumerate() {
                if let Some(part) = left_out(reference) {
                    let path = format!("references[{i}].{part}");
                    let message = "the item of a cited work has no place for it";
                    losses.add(LossKind::Dropped, path, message);
                }
            }
        } else {
            self.item(article, id, out, losses);
        }
        for (i, reference) in article.references.iter().enumerate() {
            let name = reference.key.clone().unwrap_or_else(|| (i + 1).to_string());
            for (j, citation) in reference.citations.iter().enumerate() {
                let Some(work) = cited(citation) else { continue };
                let key = work.key.clone().filter(|key| !key.is_empty());
                let key = self.unique(key.map_or_else(|| format!("{id}_{name}"), String::from));
                let from = losses.len();
                self.item(&work, &key, out, losses);
                losses.nest(from, &format!("references[{i}].citations[{j}].work"));
            }
        }
    }

    fn invent(&mut self, article: &Article) -> String {
        // A base has no hyphen, so a number behind one makes no other base.
        self.unique(key::invent(article))
    }

    fn unique(&mut self, base: String) -> String {
        let id = match self.invented.get(&base) {
            Some(made) => format!("{base}-{}", made + 1),
            None => base.clone(),
        };
        *self.invented.entry(base).or_default() += 1;
        id
    }
}

/// What of a reference its items do not say.
fn left_out(reference: &Reference) -> Option<&'static str> {
    let both = |citation: &Citation| citation.work.is_some() && !citation.text.is_empty();
    [
        ("label", reference.label.is_some()),
        ("list", reference.list.is_some()),
        ("note", reference.note.is_some()),
        ("citations", reference.citations.iter().any(both)),
    ]
    .into_iter()
    .find_map(|(part, is)| is.then_some(part))
}

/// The work that a citation is of.
fn cited(citation: &Citation) -> Option<Article> {
    if let Some(work) = &citation.work {
        return Some(work.as_ref().clone());
    }
    if citation.text.is_empty() {
        return None;
    }
    let mut work = Article::new(Kind::Document);
    work.notes.push(Note { text: citation.text.clone(), ..Note::default() });
    Some(work)
}
