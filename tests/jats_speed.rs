//! What JATS costs: time beside the bare events of quick-xml in the same run, memory of a stream of
//! many articles, and inputs that blow up other readers.
//!
//! Bounds of time are those of an optimised build, `cargo test --release --test jats_speed`; a debug
//! build is given twenty times as long and no ratio.
#![cfg(feature = "jats")]

mod common;

use std::hint::black_box;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use common::cost::{self, Cost, Stopwatch};
use polybib::{Article, Format, Reader};
use quick_xml::events::Event;

/// Says to the child what to do: a name of `TASKS` and a size, or a path.
const TASK: &str = "POLYBIB_JATS_TASK";

/// An input by its size, and the size at which it is tried.
type Bomb = (&'static str, fn(usize) -> String, usize);

/// Inputs made to do harm.
const BOMBS: &[Bomb] = &[
    ("billion-laughs", billion_laughs, 20),
    ("quadratic-blow-up", quadratic, 100_000),
    (
        "deep-in-abstract",
        |n| in_meta(&format!("<abstract>{}{}</abstract>", "<sec>".repeat(n), "</sec>".repeat(n))),
        200_000,
    ),
    (
        "deep-in-body",
        |n| {
            format!(
                "<article><front><article-meta/></front><body>{}{}</body></article>",
                "<sec>".repeat(n),
                "</sec>".repeat(n)
            )
        },
        200_000,
    ),
    (
        "deep-in-nothing",
        |n| format!("{}<article><front/></article>{}", "<a>".repeat(n), "</a>".repeat(n)),
        200_000,
    ),
    (
        "articles-in-articles",
        |n| format!("{}{}", "<article><front/>".repeat(n), "</article>".repeat(n)),
        100_000,
    ),
    (
        "attributes",
        |n| {
            in_meta(&format!(
                "<kwd-group {}/>",
                (0..n).map(|i| format!("a{i}='' ")).collect::<String>()
            ))
        },
        20_000,
    ),
    (
        "contributors",
        |n| {
            in_meta(&format!("<contrib-group>{}</contrib-group>", "<contrib><name><surname>A</surname></name><xref ref-type='aff' rid='a'/></contrib>".repeat(n)))
        },
        10_000,
    ),
    (
        "references",
        |n| {
            format!(
                "<article><front/><back><ref-list>{}</ref-list></back></article>",
                "<ref id='a'><mixed-citation>A. <year>2001</year></mixed-citation></ref>".repeat(n)
            )
        },
        10_000,
    ),
    ("entities", |n| in_meta(&format!("<volume>{}</volume>", "&a;".repeat(n))), 200_000),
    ("unclosed", |n| "<article><front><article-meta>".to_owned() + &"<p>".repeat(n), 300_000),
];

fn in_meta(text: &str) -> String {
    format!("<article><front><article-meta>{text}</article-meta></front></article>")
}

fn billion_laughs(n: usize) -> String {
    let mut out = String::from("<!DOCTYPE article [<!ENTITY a0 'ha'>");
    for i in 1..=n {
        out.push_str(&format!("<!ENTITY a{i} '&a{j};&a{j};&a{j};&a{j};&a{j};'>", j = i - 1));
    }
    out + &format!("]>{}", in_meta(&format!("<volume>&a{n};</volume>")))
}

fn quadratic(n: usize) -> String {
    let entity = "a".repeat(n);
    let uses = "&a;".repeat(n / 10);
    format!(
        "<!DOCTYPE article [<!ENTITY a '{entity}'>]>{}",
        in_meta(&format!("<volume>{uses}</volume>"))
    )
}

/// An article with a text of its own, as a file of many has them.
fn article(number: usize) -> String {
    format!(
        "<article xml:lang='ru'><front><journal-meta><issn>1998-8648</issn></journal-meta><article-meta>\
         <article-id pub-id-type='doi'>10.5555/{number}</article-id><title-group><article-title>Статья {number}</article-title></title-group>\
         <contrib-group><contrib><name><surname>Иванов</surname><given-names>И. И.</given-names></name></contrib></contrib-group>\
         </article-meta></front><body>{}</body><back><ref-list>{}</ref-list></back></article>\n",
        "<sec><title>Введение</title><p>Слова, много слов.</p></sec>".repeat(40),
        "<ref><mixed-citation><name><surname>A</surname></name> (<year>2001</year>) <source>B</source></mixed-citation></ref>".repeat(20),
    )
}

/// Gives a file of so many articles, which is never in memory as a whole.
struct Many {
    left: usize,
    piece: Vec<u8>,
    at: usize,
}

impl Read for Many {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.piece.len() && self.left > 0 {
            self.left -= 1;
            self.piece = article(self.left).into_bytes();
            self.at = 0;
        }
        let take = out.len().min(self.piece.len() - self.at);
        out[..take].copy_from_slice(&self.piece[self.at..self.at + take]);
        self.at += take;
        Ok(take)
    }
}

/// Not a test of its own: the process that the tests below watch.
#[test]
#[ignore = "run by the others"]
fn child() {
    let wanted = std::env::var(TASK).unwrap();
    let (name, with) = wanted.split_once(':').unwrap();
    let records = |bytes: &[u8]| -> usize {
        Reader::new(Format::Jats).for_slice(bytes).map(|r| usize::from(r.is_ok())).sum()
    };
    let (took, said) = match name {
        "stream" => {
            let many = Many { left: with.parse().unwrap(), piece: b"<all>\n".to_vec(), at: 0 };
            let watch = Stopwatch::start();
            let count = Reader::new(Format::Jats).for_reader(many).map(Result::unwrap).count();
            (watch.took(), count)
        }
        "file" => {
            let bytes = std::fs::read(with).unwrap();
            let watch = Stopwatch::start();
            let count = records(&bytes);
            (watch.took(), count)
        }
        "texts" | "articles" | "events" => {
            let texts = full_texts(Path::new(with));
            let watch = Stopwatch::start();
            let count = match name {
                "articles" => texts.iter().map(|text| records(text.as_bytes())).sum(),
                "events" => texts.iter().map(|text| events(text)).sum(),
                _ => texts.len(),
            };
            (watch.took(), count)
        }
        "write" => {
            let articles = full_articles(Path::new(with));
            let watch = Stopwatch::start();
            let written: usize = articles
                .iter()
                .map(|article| polybib::write(Format::Jats, article).unwrap().text.len())
                .sum();
            (watch.took(), written)
        }
        _ => {
            let (_, make, _) = BOMBS.iter().find(|(of, _, _)| *of == name).unwrap();
            let text = make(with.parse().unwrap());
            let watch = Stopwatch::start();
            let mut count = 0;
            for record in Reader::new(Format::Jats).for_slice(text.as_bytes()).flatten() {
                count += 1;
                let _ = black_box(polybib::write(Format::Jats, &record.article));
            }
            (watch.took(), count)
        }
    };
    Cost::tell(took, said);
}

/// Runs a task in a process of its own, and prints what it cost.
fn run(task: &str) -> Cost {
    let cost = cost::of(TASK, task);
    println!("{task}: {:?}, {} records, {} KiB", cost.took, cost.said, cost.peak / 1024);
    cost
}

const SLOWER: u32 = if cfg!(debug_assertions) { 20 } else { 1 };

#[test]
fn a_file_of_many_articles_takes_the_memory_of_few() {
    let (few, many) = (20, if cfg!(debug_assertions) { 400 } else { 2000 });
    let Cost { said: count, peak: small, .. } = run(&format!("stream:{few}"));
    assert_eq!(count, few);
    let Cost { said: count, peak: large, .. } = run(&format!("stream:{many}"));
    assert_eq!(count, many);
    let whole = article(0).len() as u64 * many;
    println!("the file has {} KiB", whole / 1024);
    assert!(large < small + 1_000_000, "{small} bytes for {few}, {large} for {many}");
}

#[test]
fn nothing_blows_up() {
    for (name, _, size) in BOMBS {
        let Cost { took, peak, .. } = run(&format!("{name}:{size}"));
        assert!(took < Duration::from_secs(1) * SLOWER, "{name} took {took:?}");
        assert!(peak < 100_000_000, "{name} took {peak} bytes");
    }
}

#[test]
fn evil_files_take_little_time_and_memory() {
    let Some(root) = common::corpus("evil_files_take_little") else { return };
    let mut count = 0;
    for entry in std::fs::read_dir(root.join("jats-evil")).unwrap() {
        let path = entry.unwrap().path();
        let Cost { took, peak, .. } = run(&format!("file:{}", path.display()));
        assert!(took < Duration::from_secs(1) * SLOWER, "{} took {took:?}", path.display());
        assert!(peak < 100_000_000, "{} took {peak} bytes", path.display());
        count += 1;
    }
    assert!(count > 5);
}

fn full_articles(root: &Path) -> Vec<Article> {
    let read = |path: PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        let records: Vec<_> = Reader::new(Format::Jats).for_slice(&bytes).flatten().collect();
        records.into_iter().map(|record| record.article)
    };
    common::jats_files(&root.join("jats")).into_iter().flat_map(read).collect()
}

/// The articles that have a text.
fn full_texts(root: &Path) -> Vec<String> {
    common::jats_files(&root.join("jats"))
        .iter()
        .map(|path| String::from_utf8(std::fs::read(path).unwrap()).unwrap())
        .filter(|text| text.contains("<body"))
        .collect()
}

/// What a bare pass over the events of the same bytes takes is the measure, and sixty hundredths of its
/// speed the least that is asked. Instructions are the same whatever else the machine does, but for what
/// another compiler makes of the code: the bound leaves it a little room.
#[test]
fn full_articles_take_the_instructions_of_bare_events() {
    const NAME: &str = "full_articles_take_the_instructions_of_bare_events";
    if !cost::counts_instructions(NAME) {
        return;
    }
    let Some(root) = common::corpus(NAME) else { return };
    let [texts, ours, bare] = ["texts", "articles", "events"]
        .map(|name| cost::instructions(TASK, &format!("{name}:{}", root.display())));
    let (ours, bare) = (ours - texts, bare - texts);
    let hundredths = bare * 100 / ours;
    println!("{ours} instructions, {bare} of bare events: {hundredths} hundredths");
    assert!(hundredths >= 75, "only {hundredths} hundredths");
}

/// The same in time.
#[test]
fn full_articles_are_read_at_the_speed_of_bare_events() {
    let Some(root) = common::corpus("full_articles_are_read") else { return };
    let texts = full_texts(&root);
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..if cfg!(debug_assertions) { 1 } else { 9 } {
        let watch = Stopwatch::start();
        for text in &texts {
            black_box(Reader::new(Format::Jats).for_slice(text.as_bytes()).flatten().count());
        }
        ours.push(watch.took());
        let watch = Stopwatch::start();
        for text in &texts {
            black_box(events(text));
        }
        bare.push(watch.took());
    }
    let (ours, bare) = (cost::least(ours), cost::least(bare));
    let hundredths = bare.as_micros() * 100 / ours.as_micros().max(1);
    let size: usize = texts.iter().map(String::len).sum();
    println!(
        "{} full articles, {size} bytes: {ours:?}, bare events {bare:?}: {}.{:02} times as fast",
        texts.len(),
        hundredths / 100,
        hundredths % 100
    );
    if !cfg!(debug_assertions) {
        assert!(hundredths >= 60, "only {hundredths} hundredths");
    }
}

fn events(text: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut count = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return count,
            Ok(event) => {
                black_box(&event);
                count += 1;
            }
        }
    }
}
