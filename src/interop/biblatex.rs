//! Records from and to [`::biblatex::Entry`].
//!
//! Nothing of that crate is called that reads or writes a file: some inputs of a few dozen bytes
//! end a program in its `Bibliography::parse`, and its writers escape text that was never decoded.
//! An `Entry` is taken as what it is, a type, a key and fields made of chunks.
//!
//! # What is lost
//!
//! From an entry to a record:
//! * Fields come in the order of their names, for an entry keeps no other. Which record they were
//!   inherited from is not known any more.
//! * Where biblatex did not understand TeX, its chunks have the command as it stood, and ties as
//!   tildes. They are read as the TeX they are (`\\emph{E. coli}`), and a command that is not known
//!   here either is a [`Diagnostic`].
//!
//! From a record to an entry:
//! * What BibLaTeX has no field for; the report names it.
//! * Markup. A chunk is normal, kept in its case, or a formula; all else becomes its text, and the
//!   report says [`LossKind::Flattened`].
//!
//! ```
//! use biblatex::{Chunk, Entry, EntryType, Spanned};
//! use polybib::interop::biblatex::{from_entry, to_entry};
//!
//! let mut entry = Entry::new("k".into(), EntryType::Book);
//! let chunks = ["Uses of ", "DNA"].map(str::to_owned);
//! let [normal, kept] = chunks;
//! entry.set("title", vec![
//!     Spanned::detached(Chunk::Normal(normal)),
//!     Spanned::detached(Chunk::Verbatim(kept)),
//! ]);
//! let (article, diagnostics) = from_entry(&entry);
//! assert!(diagnostics.is_empty());
//! assert_eq!(article.title.primary().unwrap().to_string(), "Uses of DNA");
//!
//! let (back, losses) = to_entry(&article);
//! assert!(losses.is_empty());
//! assert_eq!(back, entry);
//! ```

use ::biblatex::{Chunk, Chunks, Entry, EntryType, Spanned};

use crate::formats::bibtex::parts::{from_fields, is_raw, path_of, to_fields};
use crate::limits::Limits;
use crate::model::{Article, Inline, MathSyntax, RichText, Style};
use crate::report::{Code, Diagnostic, LossKind, LossReport};
use crate::value::key;
use crate::value::latex::{self, Decoder};

/// Fields whose value is no TeX.
const VERBATIM: &[&str] =
    &["doi", "eprint", "file", "pdf", "uri", "url", "verba", "verbb", "verbc"];

/// The record of an entry, and what was odd about it.
///
/// ```
/// use biblatex::{Chunk, Entry, EntryType, Spanned};
///
/// let mut entry = Entry::new("k".into(), EntryType::Article);
/// entry.set("author", vec![Spanned::detached(Chunk::Normal("Kim, A. and Roe, R.".into()))]);
/// let (article, _) = polybib::interop::biblatex::from_entry(&entry);
/// assert_eq!(article.authors().count(), 2);
/// ```
#[must_use]
pub fn from_entry(entry: &Entry) -> (Article, Vec<Diagnostic>) {
    let mut odd = Vec::new();
    let mut fields = Vec::with_capacity(entry.fields.len());
    for (name, chunks) in &entry.fields {
        match tex_of(name, chunks) {
            Some(tex) => fields.push((name.clone(), tex)),
            None => {
                let message = format!("the braces of `{name}` do not balance; it was left out");
                odd.push(Diagnostic::warning(Code::Unbalanced, message).for_record(&entry.key));
            }
        }
    }
    let record = from_fields(&name_of(&entry.entry_type), &entry.key, &fields);
    odd.extend(record.diagnostics.into_iter().map(|mut diagnostic| {
        // There is no text that a position could be in.
        diagnostic.position = None;
        diagnostic
    }));
    (record.article, odd)
}

fn name_of(entry_type: &EntryType) -> String {
    match entry_type {
        EntryType::Unknown(name) => name.clone(),
        known => known.to_string(),
    }
}

/// A field as TeX; `None` if it cannot be one.
fn tex_of(name: &str, chunks: &Chunks) -> Option<String> {
    let mut tex = String::new();
    let verbatim = VERBATIM.contains(&name);
    for chunk in chunks {
        match &chunk.v {
            Chunk::Normal(text) | Chunk::Verbatim(text) | Chunk::Math(text) if verbatim => {
                tex.push_str(text);
            }
            Chunk::Normal(text) => escape(text, &mut tex),
            Chunk::Verbatim(text) => {
                tex.push('{');
                escape(text, &mut tex);
                tex.push('}');
            }
            Chunk::Math(text) => {
                tex.push('$');
                tex.push_str(text);
                tex.push('$');
            }
        }
    }
    balanced(&tex).then_some(tex)
}

/// Puts back what biblatex has decoded. A command that it has not stands there with its braces.
fn escape(text: &str, tex: &mut String) {
    let has_commands = text.contains('\\') && balanced(text);
    for c in text.chars() {
        if matches!(c, '&' | '%' | '#' | '$' | '_') {
            tex.push('\\');
        }
        match c {
            // Escaped braces count for BibTeX all the same, so they are written by name.
            '{' if !has_commands => tex.push_str("\\textbraceleft{}"),
            '}' if !has_commands => tex.push_str("\\textbraceright{}"),
            c => tex.push(c),
        }
    }
}

fn balanced(tex: &str) -> bool {
    let mut depth = 0usize;
    tex.bytes().all(|byte| match byte {
        b'{' => {
            depth += 1;
            true
        }
        b'}' => {
            let open = depth > 0;
            depth = depth.saturating_sub(1);
            open
        }
        _ => true,
    }) && depth == 0
}

/// The entry for a record, in BibLaTeX's names, and what it cannot hold.
///
/// ```
/// use polybib::{Article, Kind, Localized};
///
/// let mut book = Article::new(Kind::Book);
/// book.key = Some("k".into());
/// book.title.push(Localized::new("Title"));
/// let (entry, losses) = polybib::interop::biblatex::to_entry(&book);
/// assert!(losses.is_empty());
/// assert_eq!((entry.key.as_str(), entry.entry_type), ("k", biblatex::EntryType::Book));
/// ```
pub fn to_entry(article: &Article) -> (Entry, LossReport) {
    let mut losses = LossReport::default();
    let (kind, fields) = to_fields(article, &mut losses);
    let key = article.key.clone().unwrap_or_else(|| {
        let made = key::invent(article);
        let message = format!("the record has no key; `{made}` was made for it");
        losses.add(LossKind::Approximated, "key", message);
        made.into()
    });
    let entry_type = EntryType::new(&kind);
    if name_of(&entry_type) != kind {
        let message = format!("`@{kind}` became `@{}`", name_of(&entry_type));
        losses.add(LossKind::Approximated, "extra", message);
    }
    let mut entry = Entry::new(key.into(), entry_type);
    for (name, tex) in fields {
        let path = path_of(&name, article);
        let chunks = if VERBATIM.contains(&name.as_str()) {
            vec![Spanned::detached(Chunk::Verbatim(tex))]
        } else {
            let (mut out, mut flat) = (Vec::new(), Flat::default());
            let is_abstract = name.starts_with("abstract");
            let paragraphs = if is_abstract { latex::paragraphs(&tex) } else { vec![tex.as_str()] };
            for paragraph in paragraphs {
                if !out.is_empty() {
                    push("\n\n", false, &mut out);
                }
                let text = Decoder::new(Limits::DEFAULT.nesting()).decode(paragraph);
                chunks_of(&text, false, &mut out, &mut flat);
            }
            if flat.markup {
                let message = format!("a chunk of `{name}` has no markup; the words were written");
                losses.add(LossKind::Flattened, path, message);
            }
            if flat.tex {
                let message = format!("a backslash or tilde in `{name}` will be read as TeX");
                losses.add(LossKind::Approximated, path, message);
            }
            let chunks: Chunks = out.into_iter().map(Spanned::detached).collect();
            if is_raw(&name, article) && tex_of(&name, &chunks).as_ref() != Some(&tex) {
                let message = format!("the TeX of `{name}` became its words");
                losses.add(LossKind::Flattened, "extra", message);
            }
            chunks
        };
        entry.set(&name, chunks);
    }
    if let Some(key) = &article.key {
        losses.name_record(key);
    }
    (entry, losses)
}

/// What chunks could not say.
#[derive(Default)]
struct Flat {
    markup: bool,
    tex: bool,
}

/// Appends the chunks of a text. The depth of texts is bounded where they are made.
fn chunks_of(text: &RichText, kept: bool, out: &mut Vec<Chunk>, flat: &mut Flat) {
    for run in text {
        match run {
            Inline::Text(words) => {
                flat.tex |= words.contains(['\\', '~']);
                push(words, kept, out);
            }
            Inline::Styled { style: Style::NoCase, content } if !kept => {
                let mut inside = Vec::new();
                chunks_of(content, true, &mut inside, flat);
                let words: String = inside.iter().map(Chunk::get).collect();
                out.push(Chunk::Verbatim(words));
            }
            Inline::Math { syntax: MathSyntax::Tex, source } if !kept => {
                out.push(Chunk::Math(source.clone()));
            }
            // What biblatex leaves of a command that it does not know is its source.
            Inline::Raw(markup) if markup.origin == latex::ORIGIN => {
                push(&markup.source, kept, out);
            }
            other => {
                flat.markup = true;
                push(&other.to_string(), kept, out);
            }
        }
    }
}

fn push(words: &str, kept: bool, out: &mut Vec<Chunk>) {
    match out.last_mut() {
        Some(Chunk::Normal(last)) if !kept => last.push_str(words),
        _ if kept => out.push(Chunk::Verbatim(words.to_owned())),
        _ => out.push(Chunk::Normal(words.to_owned())),
    }
}
