//! What a piece of work costs: time, and the most memory its process had.

use std::process::Command;
use std::time::{Duration, Instant};

/// Measures the time that this thread works: what else the machine does in the meantime does not
/// count, where the system tells the two apart (Linux does).
pub struct Stopwatch {
    wall: Instant,
    work: Option<Duration>,
}

impl Stopwatch {
    pub fn start() -> Self {
        Self { work: worked(), wall: Instant::now() }
    }

    pub fn took(&self) -> Duration {
        let wall = self.wall.elapsed();
        let work = self.work.zip(worked()).and_then(|(before, after)| after.checked_sub(before));
        // Nothing where it counts in ticks only, and none has passed.
        work.filter(|work| !work.is_zero()).map_or(wall, |work| work.min(wall))
    }
}

/// How long this thread has worked since it began.
fn worked() -> Option<Duration> {
    // The system counts when a thread gives way; without it, it is up to four milliseconds behind.
    std::thread::yield_now();
    let all = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    all.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// The most memory in bytes that this process has had, where the system says so.
pub fn peak_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kib| kib * 1024)
}

/// What the process of one task says of itself at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cost {
    pub took: Duration,
    pub peak: u64,
    /// A number of the task's own: records, or diagnostics.
    pub said: u64,
}

impl Cost {
    /// Prints it for the process that watches; the last thing a task does.
    pub fn tell(took: Duration, said: usize) {
        println!("took={} said={said} peak={}", took.as_micros(), peak_bytes().unwrap_or(0));
    }
}

/// Runs the test `child` of this program in a process of its own, with the variable `name` that says
/// what to do, under another program where one is given.
pub fn child(under: &[&str], name: &str, task: &str) -> std::process::Output {
    let this = std::env::current_exe().unwrap();
    let mut command = match under {
        [] => Command::new(this),
        [program, args @ ..] => {
            let mut command = Command::new(program);
            command.args(args).arg(this);
            command
        }
    };
    command.args(["--exact", "child", "--ignored", "--nocapture", "--test-threads=1"]);
    let output = command.env(name, task).output().unwrap();
    let said = |bytes| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{task}: {}{}", said(&output.stdout), said(&output.stderr));
    output
}

/// The cost of a task that ends with [`Cost::tell`].
pub fn of(name: &str, task: &str) -> Cost {
    let output = child(&[], name, task);
    let text = String::from_utf8_lossy(&output.stdout);
    let [took, peak, said] = ["took=", "peak=", "said="].map(|of| number(&text, of));
    Cost { took: Duration::from_micros(took), peak, said }
}

/// Whether instructions can be counted for the test of that name: in an optimised build, and where
/// valgrind is. Says so where not.
pub fn counts_instructions(name: &str) -> bool {
    if cfg!(debug_assertions) {
        println!("{name}: skipped in a debug build");
        return false;
    }
    let has_valgrind = Command::new("valgrind").arg("--version").output().is_ok();
    if !has_valgrind {
        super::skip(name, "valgrind");
    }
    has_valgrind
}

/// How many instructions a task takes, by valgrind.
pub fn instructions(name: &str, task: &str) -> u64 {
    let under = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"];
    number(&String::from_utf8_lossy(&child(&under, name, task).stderr), "Collected : ")
}

/// The number that stands behind `name`.
fn number(output: &str, name: &str) -> u64 {
    let (_, rest) = output.split_once(name).unwrap_or_else(|| panic!("no {name} in {output}"));
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

/// The least one: what was least in the way of another program.
pub fn least(times: Vec<Duration>) -> Duration {
    times.into_iter().min().unwrap()
}
