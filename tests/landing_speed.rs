//! What any text costs: a megabyte of each of many kinds, in each place of a page, as a name and as a
//! reference.
//!
//! Bounds are those of an optimised build, `cargo test --release --test landing_speed`; a debug
//! build reads a hundredth of each text.
#![cfg(feature = "landing")]

mod common;

use std::time::Duration;

use common::cost::{self, Stopwatch};
use polybib::names::{self, NameHints};
use polybib::{Format, Reader, citation};

/// Texts by what comes in them again and again.
const UNITS: &[&str] = &[
    "a",
    "a ",
    "a\n",
    "я",
    "Я",
    "A",
    "A ",
    "A\n",
    "слово ",
    "Слово ",
    "Word. ",
    "word, word\n",
    "1",
    "1 ",
    "1\n",
    "1.",
    "1. ",
    "1. A\n",
    "2001. ",
    "2001-",
    ".",
    ". ",
    ".,",
    ",",
    ", ",
    ";",
    "; ",
    ":",
    ": ",
    " : ",
    "-",
    "- ",
    " – ",
    "/",
    "//",
    " // ",
    " / ",
    "|",
    "| ",
    "|\n",
    "| a |\n",
    "a | b\n",
    "\t",
    "\t\n",
    "=",
    " = ",
    "(",
    ")",
    "()",
    "((",
    "[",
    "]",
    "[]",
    "{",
    "<",
    "«",
    "\"",
    "'",
    "`",
    "*",
    "1*",
    "¹",
    "№ ",
    "©",
    "© 2017 ",
    "А. ",
    "А.",
    "A.B. ",
    "Лось А. Б., ",
    "Лось А.Б.; ",
    "А. Б. Лось, ",
    "Лось А. Б. ",
    "М.: А. ",
    "М. : ",
    "Лось А.Б.\n",
    "А.Б. Лось\nИнститут примеров\n",
    "Лось А.Б. – Институт, a@b.org\n",
    "Anna Lose\n",
    "Лось Анна Петровна\nLos A.P.\n",
    "Лось А.Б.1, ",
    "1 Институт примеров\n",
    "АннаЛосьИнститут ",
    "a@b.org ",
    "a@b.org,",
    "a@b.org\n",
    "a@",
    "@",
    "a[at]b.org ",
    "a (at) b dot org\n",
    "[email protected] ",
    "[email protected]\n",
    "0000-0002-1825-0097 ",
    "https://orcid.org/0000-0002-1825-0097\n",
    "http://a ",
    "http://a",
    "https://doi.org/10.5555/",
    "DOI: ",
    "DOI: 10.",
    "DOI: 10.5555/x ",
    "DOI: 10.5555/x\n",
    "DOI: 10.5555/xEDN: ABCDEF",
    "10.5555/",
    "10.",
    "EDN: ABCDEF ",
    "EDN",
    "УДК ",
    "УДК 94 (57)\n",
    "УДК: 9",
    "ISSN 0317-8471, ",
    "ISBN ",
    "Received: 1.2.2003 ",
    "Received: 1.2.2003\n",
    "Received",
    "Том: 1\n",
    "- Том: 1\n",
    "Journal: a\n",
    "Vol. 1, No. 2, ",
    "Вестник. 2021. № 3\n",
    "С. 5-9. ",
    "С. 5-9\n",
    "P. 7. ",
    "P. 7. Los A.B. TITLE. text\n",
    "Keywords",
    "Keywords\n",
    "Keywords: a, b\n",
    "aKeywords",
    "Keywords:",
    "Abstract\n",
    "Authors\n",
    "Authors\nName | Organization |\n",
    "References\n",
    "References\n1. A\n",
    "Title: ",
    "a.pdf ",
    "TITLE.pdf text\n",
    "For citation: ",
    "Для цитирования\n",
    "Лес // Роща. 1999. № 2. ",
    "Лес // Роща. 1999. № 2. С. 5–9.\n",
    "М.: Наука, 1999. 200 с. ",
    "In: ",
    "В кн.: ",
    " дис. : ",
    ": дис",
    "пер. с ",
    "под ред. ",
    "и др. ",
    "[и др.]",
    "URL: ",
    "(дата обращения: ",
    "(дата обращения: 1.2.2003)",
    "12 мая ",
    "Ф. 5. Оп. 3. ",
    "[Текст",
    "Текст: ",
    "et al., ",
    "Smith, J. ",
    "Smith, J., & ",
    "van ",
    "de ",
    "ибн ",
    "Jr., ",
    "PhD, ",
    "д-р ист. наук, ",
    "Иванович ",
    "оглы ",
    "漢",
    "漢 ",
    "漢字、",
    "関鍵詞：",
    "关键词",
    "ひとり ",
    "김 ",
    "م ",
    "محمد ",
    "، ",
    "Nguyễn ",
    "الاسم\n",
    "é",
    "e\u{301}",
    "\u{301}",
    "\u{301} ",
    "\u{200b}",
    "\u{a0}",
    "\u{ad}",
    "\u{feff}",
    "\u{202e}",
    "\u{1}",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "a\n\n",
    "aЖ",
    "aЖ, ",
    "aА ",
    "а-б",
    "і",
    "İ",
    "ß",
    "ﬁ",
    "\u{1f600}",
    "universit ",
    "universityuniversity",
    "институт ",
    "Институт, ",
    "центр\n",
    "410012, a\n",
    "доцент, a\n",
    "доцент\n",
    "канд. наук\n",
    "A1",
    "A-",
    "A'",
    "XIV ",
    "IV–",
    "&",
    "&amp; ",
    "<p>",
    "...",
    "…",
];

/// What stands before the text, where it is read as a page.
const PLACES: &[(&str, &str)] = &[
    ("front", ""),
    ("abstract", "Title\n"),
    ("author", "Title\nЛось А.Б.\n"),
    ("data", "Title\nDOI: "),
    ("udc", "УДК "),
    ("keywords", "Title\nKeywords\n"),
    ("after keywords", "Title\nKeywords: a, b.\n"),
    ("authors", "Title\nAuthors\n"),
    ("table", "Title\nAuthors\nName | Organization |\n"),
    ("row", "Title\nAuthors\nName | Organization |\nЛось А.Б. | "),
    ("references", "Title\nReferences\n"),
    ("numbered", "Title\nReferences\n1. "),
    ("rinc", "<?xml version=\"1.0\"?><journal>"),
];

/// The places in which every text is read.
const MAIN: &[&str] = &["front", "keywords", "authors", "references"];

/// What stands before a reference.
const HEADS: &[&str] = &[
    "",
    "Лось А. Б. Лес // ",
    "Лось А. Б. Лес // Роща. 1999. ",
    "Лось А. Б. Лес / ",
    "Лось А. Б. Лес. ",
    "Los A. B. Les [Wood]. ",
    "http://a",
];

/// A text of that many bytes, and no half of a character at its end.
fn repeated(unit: &str, bytes: usize) -> String {
    unit.repeat(bytes.div_ceil(unit.len()))
}

/// Bytes that nobody chose; what is no character of UTF-8 becomes one.
fn noise(alphabet: &[char], bytes: usize) -> String {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut out = String::with_capacity(bytes + 4);
    while out.len() < bytes {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        out.push(alphabet.get((state % alphabet.len() as u64) as usize).copied().unwrap());
    }
    out
}

const ALPHABETS: &[&str] = &[
    "ab .,\n",
    "абвАБВ. ,;:/|\n",
    "ABab12.,;:-–/|()[]@«»\"'*№=&\n\t ",
    "АБаб12., -\n",
    "漢字、。，；\n ",
    "\u{0}\u{1}\u{7f}éß\u{301}\u{200b}\u{feff} a",
];

const SIZE: usize = if cfg!(debug_assertions) { 1 << 13 } else { 1_000_000 };

/// What is done with a text.
type Read = fn(&str);

/// An issue has many records.
const PAGE: Read = |text| Reader::new(Format::Landing).for_slice(text.as_bytes()).for_each(drop);
const NAME: Read = |text| drop(names::parse(text, &NameHints::default()));
const REFERENCE: Read = |text| drop(citation::parse(text));

const KINDS: &[(&str, Read)] = &[("page", PAGE), ("name", NAME), ("reference", REFERENCE)];

/// The bound on a megabyte.
const BOUND: Duration = Duration::from_secs(if cfg!(debug_assertions) { 4 } else { 1 });

/// What a busy machine and memory that is new to the process may add to a time. That the work itself
/// is linear, `cost_is_linear` says by its instructions.
const SLACK: Duration = Duration::from_millis(150);

fn time(read: Read, text: &str) -> Duration {
    let watch = Stopwatch::start();
    read(text);
    watch.took()
}

/// Holds one text to its bounds, by its half and by all of it. One slow try says little on a busy
/// machine: the best of five counts.
fn hold(name: &str, head: &str, body: &dyn Fn(usize) -> String, read: Read) -> (Duration, bool) {
    let (half, whole) = (format!("{head}{}", body(SIZE / 2)), format!("{head}{}", body(SIZE)));
    let (mut one, mut two) = (Duration::MAX, Duration::MAX);
    for _ in 0..5 {
        one = one.min(time(read, &half));
        two = two.min(time(read, &whole));
        if (two < BOUND && two < one * 22 / 10 + SLACK) || two > BOUND * 5 {
            break;
        }
    }
    let holds = two < BOUND && two < one * 22 / 10 + SLACK;
    if !holds {
        println!("WRONG {name}: {one:?} for half of it, {two:?} for all");
    }
    (two, holds)
}

fn hold_all(kind: &str, read: Read, heads: &[(&str, &str)]) {
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    for (at, (place, head)) in heads.iter().enumerate() {
        // Every text in the places where most of the work is done, each of the others in some.
        let step = if kind != "page" || MAIN.contains(place) { 1 } else { 4 };
        for unit in UNITS.iter().skip(at % step).step_by(step) {
            let name = format!("{kind} {place} {unit:?}");
            let (time, holds) = hold(&name, head, &|bytes| repeated(unit, bytes), read);
            wrong.extend((!holds).then(|| name.clone()));
            all.push((time, name));
        }
        for alphabet in ALPHABETS {
            let letters: Vec<char> = alphabet.chars().collect();
            let name = format!("{kind} {place} of {alphabet:?}");
            let (time, holds) = hold(&name, head, &|bytes| noise(&letters, bytes), read);
            wrong.extend((!holds).then(|| name.clone()));
            all.push((time, name));
        }
    }
    all.sort();
    for (time, name) in all.iter().rev().take(12) {
        println!("{:>5} ms  {name}", time.as_millis());
    }
    println!("{kind}: {} texts of {SIZE} bytes", all.len());
    assert!(wrong.is_empty(), "{} of {}: {wrong:#?}", wrong.len(), all.len());
}

#[test]
fn any_page() {
    hold_all("page", PAGE, PLACES);
}

#[test]
fn any_name() {
    let heads =
        [("", ""), ("behind a name", "Лось А. Б., "), ("behind a title", "д-р ист. наук, ")];
    hold_all("name", NAME, &heads);
}

#[test]
fn any_reference() {
    let heads: Vec<(&str, &str)> = HEADS.iter().map(|head| (*head, *head)).collect();
    hold_all("reference", REFERENCE, &heads);
    if cfg!(debug_assertions) {
        return;
    }
    // Longer ones are not looked into: these are.
    let mut slow = Vec::new();
    for head in HEADS {
        for unit in UNITS {
            let text = format!("{head}{}", repeated(unit, 16_000));
            let took = (0..3).map(|_| time(REFERENCE, &text)).min().unwrap();
            slow.push((took, format!("{head}{unit:?}")));
        }
    }
    slow.sort();
    for (took, of) in slow.iter().rev().take(12) {
        println!("{:>5} µs  16 KB of {of}", took.as_micros());
    }
    let (most, of) = slow.last().unwrap();
    assert!(*most < BOUND / 60, "{most:?} for 16 KB of {of}");
}

/// Says to the child what to read: a kind, a size, and the text's start and unit.
const INPUT: &str = "POLYBIB_SPEED_INPUT";

/// Not a test of its own: the process whose instructions are counted.
#[test]
#[ignore = "run by the others"]
fn child() {
    let wanted = std::env::var(INPUT).unwrap();
    let mut parts = wanted.split('\u{1F}');
    let mut next = || parts.next().unwrap();
    let (kind, size, head, unit) = (next(), next().parse().unwrap(), next(), next());
    let (_, read) = KINDS.iter().find(|(name, _)| *name == kind).unwrap();
    read(&format!("{head}{}", repeated(unit, size)));
}

/// Kind, start and unit of those texts that cost most.
const DEAREST: &[(&str, &str, &str)] = &[
    ("page", "", "Лось А.Б.\n"),
    ("page", "Title\nAuthors\n", "Лось А. Б., "),
    ("page", "Title\nAuthors\n", "Anna Lose\n"),
    ("page", "Title\nAuthors\nName | Organization |\n", "| a |\n"),
    ("page", "Title\nReferences\n", "Лес // Роща. 1999. № 2. С. 5–9.\n"),
    ("page", "Title\n", "Received: 1.2.2003\n"),
    ("page", "<journal>", "<article/>"),
    ("page", "<journal>", "<section>я</section>"),
    ("name", "", "ибн "),
    ("reference", "", "А. "),
    ("reference", "Лось А. Б. Лес // Роща. 1999. ", "М.: А. "),
    ("reference", "Лось А. Б. Лес / ", "А. Б. Лось, "),
];

/// Instructions do not depend on what else the machine does.
#[test]
fn cost_is_linear() {
    if !cost::counts_instructions("cost_is_linear") {
        return;
    }
    let mut wrong = Vec::new();
    for (kind, head, unit) in DEAREST {
        let count = |size: usize| {
            cost::instructions(INPUT, &format!("{kind}\u{1F}{size}\u{1F}{head}\u{1F}{unit}"))
        };
        let nothing = count(0);
        // A longer reference is not looked into.
        let size = if *kind == "reference" { 7_500 } else { 40_000 };
        let [once, twice] = [size, 2 * size].map(|size| count(size).saturating_sub(nothing));
        println!("{kind} {head:?} {unit:?}: {once} and {twice} instructions");
        // A table that grows is no exact factor of two.
        if twice * 10 / once.max(1) > 22 {
            wrong.push(format!("{kind} {head:?} {unit:?}: {once}, then {twice}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
