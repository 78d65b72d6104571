//! Laws over many generated records.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, TestRunner};

/// A law that a value breaks.
pub struct Broken {
    /// What is wrong, in words that other values with the same fault have too.
    pub fault: String,
    /// What is wrong with this value.
    pub detail: String,
}

impl Broken {
    /// Paths that are wrong somewhere; which items of lists they are makes no difference.
    pub fn paths(place: &str, paths: &[String], detail: String) -> Self {
        let bare = |path: &String| path.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
        let paths: std::collections::BTreeSet<String> = paths.iter().map(bare).collect();
        Self { fault: format!("{place}: {paths:?}"), detail }
    }
}

/// As many steps make a value smaller at most.
const STEPS: usize = 600;

/// Draws `cases` values, as [`super::config`] counts them, and goes on where one breaks the law:
/// each fault is told once, with a small value that has it and how many values had it.
pub fn hold<S: Strategy>(cases: u32, values: &S, law: impl Fn(&S::Value) -> Vec<Broken>) {
    let config = Config { max_local_rejects: u32::MAX, ..super::config(cases) };
    let (cases, seed) = (config.cases, config.rng_seed);
    let mut runner = TestRunner::new(config);
    let mut faults: BTreeMap<String, (u32, String)> = BTreeMap::new();
    for _ in 0..cases {
        let before = runner.clone();
        let value = values.new_tree(&mut runner).unwrap().current();
        let broken = checked(&law, &value);
        let found: BTreeMap<String, String> =
            broken.into_iter().map(|broken| (broken.fault, broken.detail)).collect();
        for (fault, detail) in found {
            if let Some((count, _)) = faults.get_mut(&fault) {
                *count += 1;
                continue;
            }
            let tree = values.new_tree(&mut before.clone()).unwrap();
            let small = smallest(tree, &|value| {
                checked(&law, value).into_iter().find(|broken| broken.fault == fault)
            });
            faults.insert(fault, (1, small.map_or(detail, |broken| broken.detail)));
        }
    }
    println!("{cases} values of {seed:?}, {} faults", faults.len());
    let told: Vec<String> = faults
        .into_iter()
        .map(|(fault, (count, detail))| format!("{count} times: {fault}\n{detail}"))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n\n"));
}

/// A panic is a fault like others.
fn checked<T>(law: impl Fn(&T) -> Vec<Broken>, value: &T) -> Vec<Broken> {
    catch_unwind(AssertUnwindSafe(|| law(value))).unwrap_or_else(|panic| {
        let message = panic.downcast_ref::<String>().cloned().unwrap_or_default();
        let fault = message.lines().next().unwrap_or("a panic").to_owned();
        vec![Broken { fault, detail: message }]
    })
}

/// The last fault that was found on the way to smaller values.
fn smallest<V: ValueTree>(
    mut tree: V,
    fault: &impl Fn(&V::Value) -> Option<Broken>,
) -> Option<Broken> {
    let mut found = None;
    let mut moved = tree.simplify();
    for _ in 0..STEPS {
        if !moved {
            break;
        }
        match fault(&tree.current()) {
            Some(broken) => {
                found = Some(broken);
                moved = tree.simplify();
            }
            None => moved = tree.complicate(),
        }
    }
    found
}
