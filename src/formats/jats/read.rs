//! Reads one article.

use super::inline::Context;
use super::kinds::{self, ARTICLE_TYPES, TRANSLATION};
use super::leftover;
use super::read_front as front;
use super::read_people as people;
use super::read_refs as refs;
use super::syntax::{self, Wanted};
use super::tree::{Element, Tree};
use crate::error::{ReadError, ReadErrorKind};
use crate::model::{Article, Extra, Kind, Str};
use crate::reader::{Record, utf8};
use crate::source::{Locator, Position, Span};

/// Reads the article that `bytes` are, from its start tag to its end tag. They begin at `start`.
/// `room` is kept from one article to the next.
pub(super) fn article(
    bytes: &[u8],
    start: Position,
    depth: usize,
    diagnostics: usize,
    room: &mut Tree<'static>,
) -> Result<Record, ReadError> {
    let mut tree = std::mem::take(room).emptied();
    let record = grow_and_read(bytes, start, depth, diagnostics, &mut tree);
    *room = tree.emptied();
    record
}

fn grow_and_read<'a>(
    bytes: &'a [u8],
    start: Position,
    depth: usize,
    diagnostics: usize,
    tree: &mut Tree<'a>,
) -> Result<Record, ReadError> {
    let (text, mut error) = match utf8(bytes, start) {
        Ok(text) => (text, None),
        Err(error) => (valid_part(bytes), Some(error)),
    };
    let mut locator = Locator::new(bytes, start);
    let (unknown, fault) = syntax::parse(text, depth, &mut locator, wanted, tree);
    error = error.or(fault);
    let mut context = Context::new(text, diagnostics);
    for (name, offset) in &unknown {
        context.unknown_entity(name, *offset);
    }
    let article = tree.root().filter(|article| article.first("front").is_some());
    if let Some(error) = error {
        return Err(match article {
            Some(article) => error.with_partial(root(&mut context, article)),
            None => error,
        });
    }
    let Some(article) = article else {
        let message = "an `article` without `front` is no JATS article";
        return Err(ReadError::new(ReadErrorKind::Data, message).at(start));
    };
    let article = root(&mut context, article);
    Ok(Record {
        diagnostics: context.finish(locator, article.key.as_deref()),
        article,
        span: Span::new(start.offset, start.offset + bytes.len() as u64),
        position: start,
    })
}

/// What of the text there is before bytes that are not UTF-8.
fn valid_part(bytes: &[u8]) -> &str {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    bytes.get(..valid).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
}

/// The parts of `back` that are looked into for references.
const WITH_REFERENCES: [&str; 4] = ["ref-list", "sec", "app-group", "notes"];

/// What is large and not read: the text of the article, and whole other articles in it.
fn wanted(parent: Element<'_>, element: Element<'_>) -> Wanted {
    match (parent.name(), element.name()) {
        (_, "body" | "floats-group" | "floats-wrap" | "response" | "article") => Wanted::No,
        (_, "sub-article") if element.attribute("article-type") == Some(TRANSLATION) => Wanted::Yes,
        (_, "sub-article") => Wanted::No,
        ("back", "ref-list") => Wanted::Yes,
        ("back", name) if WITH_REFERENCES.contains(&name) => Wanted::With("ref-list"),
        ("back", _) => Wanted::No,
        _ => Wanted::Yes,
    }
}

fn root(context: &mut Context<'_>, element: Element<'_>) -> Article {
    let mut article = Article::default();
    (article.kind, article.genre) = kind_and_genre(element.attribute("article-type"));
    // The DTD gives every article without `xml:lang` the language `en`.
    article.language = match context.stated(element) {
        Some(language) => language,
        None => "en".parse().ok(),
    };
    if let (None, Some(said)) = (&article.language, element.attribute("lang"))
        && said != "und"
    {
        article.extra.push(Extra::new("jats", "xml:lang", said));
    }
    parts(context, element, &mut article);
    article
}

fn kind_and_genre(article_type: Option<&str>) -> (Kind, Option<crate::model::RichText>) {
    match article_type.map(|name| (name, kinds::read(ARTICLE_TYPES, name))) {
        None | Some(("", _)) => (Kind::ArticleJournal, None),
        Some((_, Some(kind))) => (kind, None),
        Some((name, None)) => (Kind::ArticleJournal, Some(name.into())),
    }
}

fn parts(context: &mut Context<'_>, element: Element<'_>, article: &mut Article) {
    let outer = std::mem::replace(&mut context.language, article.language.clone());
    for child in element.elements() {
        match child.name() {
            "front" => {
                for part in child.elements() {
                    match part.name() {
                        "journal-meta" => front::journal_meta(context, part, article),
                        "article-meta" => meta(context, part, article),
                        "notes" => front::notes(context, part, article),
                        _ => {}
                    }
                }
                leftover::keep(context, child, &mut article.extra);
            }
            "front-stub" => {
                meta(context, child, article);
                leftover::keep(context, child, &mut article.extra);
            }
            "back" => {
                // A cited work need not be in the language of the one that cites it.
                let own = context.language.take();
                refs::references(context, child, &mut article.references);
                context.language = own;
                for part in child.elements().filter(|e| !WITH_REFERENCES.contains(&e.name())) {
                    context.unknown("back", part);
                }
            }
            "sub-article" if child.attribute("article-type") == Some(TRANSLATION) => {
                let mut translation = Article::new(Kind::ArticleJournal);
                translation.language = context.stated(child).flatten();
                let path = format!("{}translations[{}].", context.path, article.translations.len());
                let outer = std::mem::replace(&mut context.path, path);
                parts(context, child, &mut translation);
                context.path = outer;
                if translation.key.is_none() {
                    translation.key = child.attribute("id").map(Str::from);
                }
                article.translations.push(translation);
            }
            "body" | "floats-group" | "floats-wrap" | "processing-meta" => {}
            _ => context.unknown(element.name(), child),
        }
    }
    if article.key.is_none() && element.name() == "article" {
        article.key = element.attribute("id").map(Str::from);
    }
    context.language = outer;
}

fn meta(context: &mut Context<'_>, element: Element<'_>, article: &mut Article) {
    people::contributors(context, element, article);
    article.pages = front::pages(context, element);
    // Ours come last: they change the order of what the others read.
    let (custom, plain): (Vec<_>, Vec<_>) =
        element.elements().partition(|e| e.name().starts_with("custom-meta"));
    for child in plain.into_iter().chain(custom) {
        front::meta(context, child, article);
    }
}
