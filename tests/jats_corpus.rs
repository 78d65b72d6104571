//! JATS as others write it, held against what another parser finds in the same files.
#![cfg(feature = "jats")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use polybib::{Article, Code, Format, Limits, Reader, Record, Scheme};
use roxmltree::{Document, Node, ParsingOptions};
use serde_json::Value;

/// A file of the corpus: its name and its text.
struct File {
    name: String,
    text: String,
}

fn files(test: &str) -> Option<Vec<File>> {
    let root = common::corpus(test)?;
    let paths = common::jats_files(&root.join("jats"));
    let read = |path: &PathBuf| File {
        name: path.strip_prefix(&root).unwrap().display().to_string(),
        text: String::from_utf8(std::fs::read(path).unwrap()).unwrap(),
    };
    Some(paths.iter().map(read).collect())
}

fn records(text: &str) -> Vec<Record> {
    let limits = Limits::default().with_diagnostics(1_000_000);
    let reader = Reader::new(Format::Jats).limits(limits);
    reader.for_slice(text.as_bytes()).map(Result::unwrap).collect()
}

/// The text as the other parser takes it: it knows none of the entities that a DTD defines, and
/// binds no prefix that the file does not.
fn for_the_other_parser(text: &str) -> String {
    let entities = [
        ("rdquo", '”'),
        ("ldquo", '“'),
        ("mdash", '—'),
        ("plus", '+'),
        ("dollar", '$'),
        ("copy", '©'),
    ];
    let mut text = text.trim_start_matches('\u{FEFF}').to_owned();
    for (name, c) in entities {
        text = text.replace(&format!("&{name};"), &c.to_string());
    }
    for (prefix, uri) in [
        ("xlink", "http://www.w3.org/1999/xlink"),
        ("mml", "http://www.w3.org/1998/Math/MathML"),
        ("ali", "http://www.niso.org/schemas/ali/1.0/"),
    ] {
        let used = [format!("<{prefix}:"), format!(" {prefix}:")].iter().any(|p| text.contains(p));
        if used && !text.contains(&format!("xmlns:{prefix}=")) {
            text = text.replacen("<article", &format!("<article xmlns:{prefix}=\"{uri}\""), 1);
        }
    }
    text
}

/// Does `with` to every article of every well-formed file; what it does not like is said in the end.
fn each_article(name: &str, mut with: impl FnMut(&Record, Node<'_, '_>, &mut Vec<String>)) {
    let Some(files) = files(name) else { return };
    let (mut compared, mut refused, mut wrong) = (0, Vec::new(), Vec::new());
    for file in &files {
        let text = for_the_other_parser(&file.text);
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        let document = match Document::parse_with_options(&text, options) {
            Ok(document) => document,
            Err(error) => {
                refused.push(format!("{}: {error}", file.name));
                continue;
            }
        };
        let articles: Vec<_> = document
            .descendants()
            .filter(|node| {
                node.tag_name().name() == "article"
                    && !node.ancestors().skip(1).any(|a| a.tag_name().name() == "article")
            })
            .collect();
        let records = records(&file.text);
        assert_eq!(records.len(), articles.len(), "{}", file.name);
        for (record, article) in records.iter().zip(articles) {
            let mut found = Vec::new();
            with(record, article, &mut found);
            wrong.extend(found.into_iter().map(|what| format!("{}: {what}", file.name)));
            compared += 1;
        }
    }
    println!("{compared} articles of {} files compared", files.len());
    println!("refused by the other parser: {refused:#?}");
    assert!(refused.len() <= 1 && compared >= files.len() - 1, "{refused:#?}");
    assert!(wrong.is_empty(), "{} differences:\n{}", wrong.len(), wrong.join("\n"));
}

fn name<'a>(node: Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

fn child<'a, 'i>(node: Node<'a, 'i>, wanted: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| name(*child) == wanted)
}

fn below<'a, 'i>(node: Node<'a, 'i>, wanted: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |node| name(*node) == wanted)
}

fn attribute<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    node.attributes().find(|a| a.name() == wanted).map(|a| a.value())
}

/// The string of a node, as `XPath` has it.
fn string(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

/// Without white space.
fn dense(text: &str) -> String {
    text.split_ascii_whitespace().collect()
}

/// The front matter of an article and of its full translations, and its lists of references.
fn walked<'a, 'i>(article: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let mut out = Vec::new();
    for node in article.children() {
        match name(node) {
            "front" | "front-stub" => out.push(node),
            "back" => {
                let lists = below(node, "ref-list");
                out.extend(lists.filter(|n| !n.ancestors().skip(1).any(|a| name(a) == "ref-list")));
            }
            "sub-article" if attribute(node, "article-type") == Some("translation") => {
                out.extend(walked(node));
            }
            _ => {}
        }
    }
    out
}

/// What the reader said of elements: the path of parent and child, and what became of it.
fn told(record: &Record) -> BTreeMap<String, String> {
    let all = record.diagnostics.iter().filter(|d| d.code == Code::UnknownElement);
    all.filter_map(|diagnostic| {
        let (path, what) = diagnostic.message.strip_prefix('`')?.split_once("` ")?;
        Some((path.to_owned(), what.to_owned()))
    })
    .collect()
}

/// How many elements of each path of parent and child are in `extra`.
fn kept(article: &Article) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for name in article.extra.iter().filter(|e| e.origin == "jats").map(|e| &e.name) {
        let mut steps = name.rsplit('/').map(|step| step.split('[').next().unwrap_or_default());
        if let (Some(child), Some(parent)) = (steps.next(), steps.next()) {
            *out.entry(format!("{parent}/{child}")).or_default() += 1;
        }
    }
    for translation in &article.translations {
        for (path, count) in kept(translation) {
            *out.entry(path).or_default() += count;
        }
    }
    out
}

fn path(node: Node<'_, '_>) -> String {
    let parent = node.parent_element().map(|parent| name(parent)).unwrap_or_default();
    format!("{parent}/{}", name(node))
}

/// An element is unmapped where the reader kept it in `extra`, or is in such a one. Where it only
/// said so of the path, every occurrence in the file counts, although others may have been read.
#[test]
fn hardly_anything_in_front_and_references_is_not_mapped() {
    let (mut all, mut words_alone) = (0_usize, BTreeMap::<String, usize>::new());
    let mut unmapped = BTreeMap::<String, (usize, usize)>::new();
    each_article("hardly_anything", |record, article, _| {
        let told = told(record);
        let mut kept = kept(&record.article);
        for root in walked(article) {
            let mut lost = BTreeSet::new();
            for node in root.descendants().skip(1).filter(Node::is_element) {
                all += 1;
                let path = path(node);
                let around = node.parent_element().is_some_and(|p| lost.contains(&p.id().get()));
                match told.get(&path) {
                    Some(what) if what.contains("words alone") => {
                        *words_alone.entry(path).or_default() += 1;
                    }
                    // In front matter `extra` has each of them, under its path.
                    Some(_) if kept.get(&path).is_some_and(|left| *left == 0) => {}
                    Some(_) => {
                        kept.entry(path.clone()).and_modify(|left| *left -= 1);
                        lost.insert(node.id().get());
                        unmapped.entry(path).or_default().0 += 1;
                    }
                    None if around => {
                        lost.insert(node.id().get());
                        unmapped.entry(path).or_default().1 += 1;
                    }
                    None => {}
                }
            }
        }
    });
    if all == 0 {
        return;
    }
    let sum: usize = unmapped.values().map(|(own, around)| own + around).sum();
    println!("{all} elements in front and reference lists; by path, not mapped (and inside such):");
    for (path, (own, around)) in &unmapped {
        println!("  {path}: {own} ({around})");
    }
    println!("as words alone: {words_alone:#?}");
    println!("not mapped: {sum} of {all}, {} per 10,000", sum * 10_000 / all);
    assert!(sum * 100 < all);
}

/// Every word of the front matter and of the references is in the record, or the reader said that
/// it is not.
#[test]
fn no_word_is_lost_in_silence() {
    let mut looked_for = 0;
    each_article("no_word_is_lost", |record, article, wrong| {
        let told = told(record);
        let mut hay = String::new();
        hay_of(&serde_json::to_value(&record.article).unwrap(), &mut hay);
        let mut once = BTreeSet::new();
        for root in walked(article) {
            for text in root.descendants().filter(Node::is_text) {
                let element = text.parent_element().unwrap();
                let words = dense(text.text().unwrap());
                if !words.chars().any(char::is_alphanumeric) {
                    continue;
                }
                looked_for += 1;
                // The title of the only list says nothing about a reference.
                if path(element) == "ref-list/title" {
                    continue;
                }
                let is_there = hay.contains(&words)
                    || BY_RULE.contains(&name(element))
                    || element.ancestors().any(|a| told.contains_key(&path(a)))
                    || said_otherwise(element, &words, &hay);
                if !is_there && once.insert(path(element)) {
                    wrong.push(format!("`{words}` of {}", path(element)));
                }
            }
        }
    });
    println!("{looked_for} pieces of text looked for");
}

/// Parts of dates, which are numbers now, and what the docs say is left out: labels.
const BY_RULE: &[&str] = &["day", "month", "year", "season", "label"];

/// Identifiers in their normal form, marks of footnotes in titles, several keywords in one element.
fn said_otherwise(element: Node<'_, '_>, words: &str, hay: &str) -> bool {
    let within = |wanted: &[&str]| element.ancestors().any(|a| wanted.contains(&name(a)));
    let short = words.rsplit("org/").next().unwrap_or_default().trim_end_matches('.');
    let prefixes = ["doi:", "DOI:", "PMC", "arXiv:"];
    let bare = prefixes.iter().fold(short, |rest, prefix| rest.trim_start_matches(prefix));
    let is_id = [
        "contrib-id",
        "article-id",
        "pub-id",
        "institution-id",
        "ext-link",
        "uri",
        "named-content",
    ];
    (within(&is_id) && hay.contains(bare))
        || within(&[
            "xref",
            "label",
            "date",
            "pub-date",
            "string-date",
            "date-in-citation",
            "conf-date",
        ])
        || (within(&["issn", "isbn"]) && hay.contains(&words.to_uppercase()))
        || (within(&["kwd"]) && words.split([';', '；']).all(|word| hay.contains(word)))
        || within(&["tex-math", "math", "inline-formula"])
}

/// All strings of a record without white space. The runs of one text are one string.
fn hay_of(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => {
            out.push_str(&dense(text));
            out.push('\0');
        }
        Value::Array(items) if items.iter().any(is_run) => {
            out.push_str(&dense(&items.iter().map(words_of).collect::<String>()));
            out.push('\0');
            for item in items {
                hay_of(item, out);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| hay_of(item, out)),
        Value::Object(members) => members.values().for_each(|value| hay_of(value, out)),
        _ => {}
    }
}

fn is_run(value: &Value) -> bool {
    ["style", "link", "math", "raw", "line-break"].iter().any(|key| value.get(key).is_some())
}

fn words_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(words_of).collect(),
        Value::Object(run) => match (run.get("content"), run.get("link"), run.get("math")) {
            (Some(content), _, _) => words_of(content),
            (None, Some(said), _) | (None, None, Some(said)) => words_of(said),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// A language as it is compared: files write `EN` and `eng`, records `en`.
fn language(tag: &str) -> String {
    let primary = tag.trim().to_lowercase();
    match primary.split('-').next().unwrap_or_default() {
        "eng" => "en".to_owned(),
        "chi" => "zh".to_owned(),
        other => other.to_owned(),
    }
}

/// The language of an element: its own, or that of the nearest element around it.
fn inherited(node: Node<'_, '_>) -> String {
    let said = node.ancestors().find_map(|a| attribute(a, "lang").filter(|l| !l.trim().is_empty()));
    language(said.unwrap_or("en"))
}

type Counts = BTreeMap<String, usize>;

fn tag(lang: Option<&polybib::Lang>) -> String {
    lang.map_or_else(String::new, |lang| language(lang.as_str()))
}

#[test]
fn there_is_as_much_as_xpath_says() {
    let mut sums = BTreeMap::<&str, usize>::new();
    each_article("as_much_as_xpath_says", |record, article, wrong| {
        compare(&record.article, article, &mut sums, wrong);
    });
    println!("{sums:?}");
}

/// Compares an article, and then its full translations.
fn compare(
    record: &Article,
    article: Node<'_, '_>,
    sums: &mut BTreeMap<&'static str, usize>,
    wrong: &mut Vec<String>,
) {
    let is_translation = |node: &Node<'_, '_>| {
        name(*node) == "sub-article" && attribute(*node, "article-type") == Some("translation")
    };
    let translations: Vec<_> = article.children().filter(is_translation).collect();
    *sums.entry("translations").or_default() += translations.len();
    if translations.len() != record.translations.len() {
        wrong.push("another number of translations".to_owned());
    }
    for (ours, theirs) in record.translations.iter().zip(translations) {
        compare(ours, theirs, sums, wrong);
    }
    let stub = child(article, "front-stub");
    let meta = child(article, "front").and_then(|front| child(front, "article-meta")).or(stub);
    let Some(meta) = meta else { return };
    let groups = meta.children().filter(|node| name(*node) == "contrib-group");
    let contributors = groups
        .flat_map(|group| group.children().filter(|node| name(*node) == "contrib"))
        .filter(|contrib| child(*contrib, "etal").is_none());
    let affiliations = meta.descendants().filter(|node| {
        matches!(name(*node), "aff" | "aff-alternatives")
            && node.parent_element().is_some_and(|parent| name(parent) != "aff-alternatives")
    });
    let mut keywords = Counts::new();
    for word in meta.descendants().filter(|n| matches!(name(*n), "kwd" | "compound-kwd")) {
        let text = string(word);
        let pieces = if name(word) == "kwd" { text.split(';').count() } else { 1 };
        if !text.trim().is_empty() {
            *keywords.entry(inherited(word)).or_default() += pieces;
        }
    }
    let mut abstracts = Counts::new();
    for node in meta.children() {
        match name(node) {
            "abstract" => *abstracts.entry(inherited(node)).or_default() += 1,
            "trans-abstract" => {
                let lang = attribute(node, "lang").map(language).unwrap_or_default();
                *abstracts.entry(lang).or_default() += 1;
            }
            _ => {}
        }
    }
    let (mut ours, mut our_abstracts) = (Counts::new(), Counts::new());
    for group in record.keywords.iter().filter(|group| !group.keywords.is_empty()) {
        *ours.entry(tag(group.lang.as_ref())).or_default() += group.keywords.len();
    }
    for item in &record.abstracts {
        *our_abstracts.entry(tag(item.lang.as_ref())).or_default() += 1;
    }
    let references = below(article, "ref").filter(|node| is_of(*node, article));
    let (contributors, affiliations) = (contributors.count(), affiliations.count());
    let references = references.count();
    for (what, theirs, ours) in [
        ("contributors", contributors, record.contributors.len()),
        ("affiliations", affiliations, record.affiliations.len()),
        ("references", references, record.references.len()),
    ] {
        *sums.entry(what).or_default() += theirs;
        if theirs != ours {
            wrong.push(format!("{what}: {ours} for {theirs}"));
        }
    }
    for (what, theirs, ours) in
        [("keywords", keywords, ours), ("abstracts", abstracts, our_abstracts)]
    {
        *sums.entry(what).or_default() += theirs.values().sum::<usize>();
        if theirs != ours {
            wrong.push(format!("{what}: {ours:?} for {theirs:?}"));
        }
    }
}

/// Whether an element of `back` is the article's own, and not a response's.
fn is_of(node: Node<'_, '_>, article: Node<'_, '_>) -> bool {
    let mut around = node.ancestors().skip(1);
    let nearest = around.find(|a| matches!(name(*a), "article" | "sub-article" | "response"));
    nearest == Some(article) && node.ancestors().any(|a| name(a) == "back")
}

fn is_citation(node: Node<'_, '_>) -> bool {
    matches!(name(node), "mixed-citation" | "element-citation" | "nlm-citation" | "citation")
}

fn own_words(node: Node<'_, '_>) -> bool {
    let mut texts = node.children().filter(Node::is_text).filter_map(|text| text.text());
    texts.any(|text| text.chars().any(char::is_alphanumeric))
}

/// A DOI without what may stand before it; `None` for what is none.
fn doi(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('.').to_lowercase();
    let from = ["https://", "http://", "dx.doi.org/", "doi.org/", "www.doi.org/", "doi:"];
    let mut rest = text.as_str();
    for prefix in from {
        rest = rest.strip_prefix(prefix).unwrap_or(rest).trim_start();
    }
    let (registrant, suffix) = rest.split_once('/')?;
    let number = registrant.strip_prefix("10.")?;
    let is_doi = number.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && !suffix.is_empty()
        && !suffix.contains(char::is_whitespace);
    is_doi.then(|| rest.to_owned())
}

/// The DOIs that the elements of a reference say.
fn dois(reference: Node<'_, '_>) -> BTreeSet<String> {
    let of = |node: Node<'_, '_>| {
        let kind = attribute(node, "pub-id-type").or_else(|| attribute(node, "ext-link-type"));
        let text = attribute(node, "href").map_or_else(|| string(node), str::to_owned);
        match name(node) {
            "pub-id" | "object-id" | "article-id" if kind == Some("doi") => doi(&string(node)),
            "ext-link" | "uri" | "comment" => doi(&text),
            _ => None,
        }
    };
    reference.descendants().filter_map(of).collect()
}

#[test]
fn references_have_the_dois_and_the_words_that_xpath_says() {
    let (mut with_doi, mut texts, mut formulas) = (0, 0, 0);
    each_article("references_have", |record, article, wrong| {
        let references = below(article, "ref").filter(|node| is_of(*node, article));
        for (at, (theirs, ours)) in references.zip(&record.article.references).enumerate() {
            let works = ours.citations.iter().filter_map(|citation| citation.work.as_deref());
            let found: BTreeSet<_> = works
                .flat_map(|work| &work.identifiers)
                .filter(|id| id.scheme == Scheme::Doi)
                .filter_map(|id| doi(&id.value))
                .collect();
            let expected = dois(theirs);
            with_doi += expected.len();
            if found != expected {
                wrong.push(format!("reference {at}: {found:?} for {expected:?}"));
            }
            let printed: Vec<_> = ours
                .citations
                .iter()
                .flat_map(|c| c.text.iter().map(|t| t.value.to_string()))
                .collect();
            let of_theirs: Vec<_> = theirs
                .descendants()
                .filter(|node| matches!(name(*node), "mixed-citation" | "citation"))
                .filter(|node| {
                    let is_loose = |n: Node<'_, '_>| match name(n) {
                        "x" => true,
                        "person-group" => own_words(n),
                        _ => n.is_text() && !n.text().unwrap().trim().is_empty(),
                    };
                    node.children().any(is_loose)
                })
                .collect();
            if of_theirs.iter().any(|node| below(*node, "inline-formula").next().is_some()) {
                formulas += 1;
                continue;
            }
            let expected: Vec<_> = of_theirs.iter().map(|node| dense(&string(*node))).collect();
            let printed: Vec<_> = printed.iter().map(|text| dense(text)).collect();
            texts += expected.len();
            if printed != expected {
                wrong.push(format!("reference {at}: {printed:?} for {expected:?}"));
            }
            assert!(theirs.descendants().any(is_citation) || ours.citations.is_empty());
        }
    });
    println!("{with_doi} DOIs, {texts} printed references; {formulas} with formulas not compared");
}

#[test]
fn the_count_of_records_and_of_refusals() {
    let Some(files) = files("the_count_of_records") else { return };
    let (mut articles, mut refused) = (Vec::<Article>::new(), 0);
    for file in &files {
        for record in Reader::new(Format::Jats).for_slice(file.text.as_bytes()) {
            match record {
                Ok(record) => articles.push(record.article),
                Err(error) => {
                    println!("{}: {error}", file.name);
                    refused += 1;
                }
            }
        }
    }
    println!("{} files, {} articles, {refused} refused", files.len(), articles.len());
    assert!(articles.len() + 1 >= files.len() && refused <= 1);
}

/// Inputs made to do harm, or to be misread: nothing is expanded, nothing is fetched.
#[test]
fn evil_files_give_the_text_that_they_hold() {
    let Some(root) = common::corpus("evil_files") else { return };
    let table = [
        ("bomb.xml", "&a10;"),
        ("cp1251.xml", "Заголовок"),
        ("latin1.xml", "Été - déjà"),
        ("nbsp_dtd.xml", "A\u{A0}B — C"),
        ("nbsp_nodtd.xml", "A\u{A0}B — C"),
        ("quad.xml", "&a;&a;"),
        ("utf16le.xml", "Été — déjà"),
        ("xxe.xml", "&x;"),
    ];
    for (name, expected) in table {
        let bytes = std::fs::read(root.join("jats-evil").join(name)).unwrap();
        let library = polybib::read(Format::Jats, &bytes).unwrap();
        let title = library.articles[0].title.first().unwrap().value.to_string();
        assert!(title.starts_with(expected) && title.len() <= bytes.len(), "{name}: {title}");
    }
}
