//! What reading costs: inputs that blow up other readers, linear growth, and a peer in the same run.
//!
//! Bounds are those of an optimised build, `cargo test --release --test speed`; a debug build is
//! given twenty times as long and counts no instructions.

mod common;

use std::time::Duration;

use common::cost::{self, Cost, Stopwatch};
use polybib::{Format, Reader};

/// Says to the child which input to read: a name of `BOMBS` and a size.
const INPUT: &str = "POLYBIB_SPEED_INPUT";

/// An input by its size, and the size at which other readers take seconds or end the process.
type Bomb = (&'static str, fn(usize) -> String, usize);

/// None of these may take 100 milliseconds or 50 megabytes.
const BOMBS: &[Bomb] = &[
    ("macro-of-itself", |_| "@string{a = a} @book{k, title = a}".into(), 1),
    ("xdata-of-itself", |_| "@xdata{x, xdata={x}, title={T}} @book{k, xdata={x}}".into(), 1),
    (
        "crossref-in-a-circle",
        |_| "@book{a, crossref={b}, title={A}} @book{b, crossref={a}, title={B}}".into(),
        1,
    ),
    (
        "nested-commands",
        |n| format!("@book{{k, title = {{{}{}}}}}", "\\a{".repeat(n), "}".repeat(n)),
        16_000,
    ),
    ("doubling-macros", doubling_macros, 24),
    ("doubling-xdata", doubling_xdata, 20),
    ("crossref-chain", crossref_chain, 4_000),
    (
        "nested-braces",
        |n| format!("@book{{k, title = {{{}{}}}}}", "{".repeat(n), "}".repeat(n)),
        80_000,
    ),
    ("concatenation", |n| format!("@book{{k, title = \"a\"{}}}", " # \"a\"".repeat(n)), 40_000),
    ("names", |n| format!("@book{{k, author = {{{}Z}}}}", "A, B and ".repeat(n)), 20_000),
    (
        "fields",
        |n| {
            let fields: String = (0..n).map(|i| format!("f{i} = {{x}},")).collect();
            format!("@book{{k, {fields}}}")
        },
        20_000,
    ),
    ("backticks", |n| format!("@book{{k, title = {{{}}}}}", "`$\\(".repeat(n)), 20_000),
];

fn doubling_macros(n: usize) -> String {
    let mut out = String::from("@string{a0 = {0123456789}}");
    for i in 1..=n {
        out.push_str(&format!("@string{{a{i} = a{j} # a{j}}}", j = i - 1));
    }
    out + &format!("@book{{k, title = a{n}}}")
}

fn doubling_xdata(n: usize) -> String {
    let mut out = String::new();
    for i in 0..n {
        out.push_str(&format!("@xdata{{x{i}, xdata = {{x{j}, x{j}}}}}", j = i + 1));
    }
    out + &format!("@xdata{{x{n}, title = {{T}}}}@book{{k, xdata = {{x0}}}}")
}

fn crossref_chain(n: usize) -> String {
    let mut out = String::new();
    for i in 0..n {
        out.push_str(&format!("@book{{b{i}, crossref = {{b{}}}}}", i + 1));
    }
    out + &format!("@book{{b{n}, title = {{T}}}}")
}

fn input(name: &str, size: usize) -> String {
    let (_, make, _) = BOMBS.iter().find(|(of, _, _)| *of == name).unwrap();
    if size == 0 { String::new() } else { make(size) }
}

/// Not a test of its own: the process that the tests below watch. It reads, resolves, and prints
/// its time and the most memory it had.
#[test]
#[ignore = "run by the others"]
fn child() {
    let wanted = std::env::var(INPUT).unwrap();
    let (name, size) = wanted.split_once(':').unwrap();
    let text = input(name, size.parse().unwrap());
    let watch = Stopwatch::start();
    let said = match polybib::read(Format::BibLatex, &text) {
        Ok(library) => library.diagnostics.len() + library.resolve().diagnostics.len(),
        Err(_) => 1,
    };
    Cost::tell(watch.took(), said);
}

#[test]
fn nothing_blows_up() {
    let slower = if cfg!(debug_assertions) { 20 } else { 1 };
    for (name, _, size) in BOMBS {
        // The best of five: what else the machine does is not what the input costs.
        let tries = (0..5).map(|_| cost::of(INPUT, &format!("{name}:{size}")));
        let Cost { took, peak, said } = tries.min().unwrap();
        println!("{name} ({size}): {took:?}, {} KiB, {} diagnostics", peak / 1024, said);
        assert!(took < Duration::from_millis(100) * slower, "{name} took {took:?}");
        assert!(peak < 50_000_000, "{name} took {peak} bytes");
    }
}

#[test]
fn what_is_wrong_is_said() {
    for name in [
        "macro-of-itself",
        "xdata-of-itself",
        "crossref-in-a-circle",
        "nested-commands",
        "doubling-macros",
        "nested-braces",
    ] {
        let (_, make, size) = BOMBS.iter().find(|(of, _, _)| *of == name).unwrap();
        let said = match polybib::read(Format::BibLatex, make(*size)) {
            Ok(library) => library.diagnostics.len() + library.resolve().diagnostics.len(),
            Err(_) => 1,
        };
        assert!(said > 0, "{name}");
    }
}

/// Instructions do not depend on what else the machine does.
#[test]
fn cost_is_linear() {
    if !cost::counts_instructions("cost_is_linear") {
        return;
    }
    let count = |wanted: &str| cost::instructions(INPUT, wanted);
    let mut wrong = Vec::new();
    for (name, _, size) in BOMBS.iter().filter(|(_, _, size)| *size > 1) {
        let nothing = count(&format!("{name}:0"));
        // Doubling ends at a limit, which the smaller of the two must have reached.
        let size = if name.starts_with("doubling") { *size } else { size / 4 };
        let [once, twice] = [1, 2].map(|times| count(&format!("{name}:{}", size * times)));
        let [once, twice] = [once, twice].map(|all| all.saturating_sub(nothing));
        let tenths = twice * 10 / once.max(1);
        println!("{name}: {once} and {twice} instructions at {size} and twice that");
        // A table that grows, or a limit that was reached, is no exact factor of two.
        if tenths > 24 {
            wrong.push(format!("{name}: {once}, then {twice}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// The peer decodes less: its names, dates and lists are read when they are asked for.
#[test]
fn faster_than_the_biblatex_crate() {
    let Some(corpus) = common::corpus("faster_than_the_biblatex_crate") else { return };
    // The least ratio, in tenths: about three quarters of what was measured. It is no aim.
    let files = [
        ("bib/pybtex/examples/tugboat/tugboat.bib", 50),
        ("bib/biblatex-examples/bibtex/bib/biblatex/biblatex-examples.bib", 14),
    ];
    for (path, least) in files {
        let text = std::fs::read_to_string(corpus.join(path)).unwrap();
        // What takes a millisecond is measured by the ten.
        let times = (1_000_000 / text.len()).max(1);
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..if cfg!(debug_assertions) { 1 } else { 9 } {
            let reader = Reader::new(Format::BibLatex);
            let watch = Stopwatch::start();
            let records = |_| reader.for_slice(text.as_bytes()).flatten().count();
            let count: usize = (0..times).map(records).sum();
            ours.push(watch.took());
            let watch = Stopwatch::start();
            let entries = |_| biblatex::Bibliography::parse(&text).unwrap().len();
            let peers: usize = (0..times).map(entries).sum();
            theirs.push(watch.took());
            assert_eq!(count, peers);
        }
        let (ours, theirs) = (cost::least(ours), cost::least(theirs));
        let tenths = theirs.as_micros() * 10 / ours.as_micros().max(1);
        println!("{path}: {ours:?}, the peer {theirs:?}: {}.{} times", tenths / 10, tenths % 10);
        if !cfg!(debug_assertions) {
            assert!(tenths >= least, "only {tenths} tenths");
        }
    }
}
