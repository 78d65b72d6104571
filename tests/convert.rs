//! The example program `convert`, run as people run it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use serde_json::Value;

const BILINGUAL: &str = "fixtures/native/bilingual.json";

/// The program, next to the tests: `cargo test` builds the examples before it runs a test.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let test = std::env::current_exe().unwrap();
        let folder = test.ancestors().nth(2).unwrap().join("examples");
        let program = folder.join(format!("convert{}", std::env::consts::EXE_SUFFIX));
        assert!(program.exists(), "build it first: cargo build --examples");
        program
    })
}

fn run_with(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(program())
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The program may end before it has read all.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn run(args: &[&str]) -> Output {
    run_with(args, b"")
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn records(output: &Output) -> Vec<Value> {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A directory of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("convert-{name}"));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

fn report(name: &str, args: &[&str], input: &[u8]) -> (Output, Value) {
    let path = folder(name).join("report.json");
    let output = run_with(&[args, &["--report", path.to_str().unwrap()]].concat(), input);
    (output, serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap())
}

#[test]
fn standard_output_has_the_document_and_nothing_else() {
    let output = run(&["--to", "json", BILINGUAL]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let original: Value = serde_json::from_slice(&std::fs::read(BILINGUAL).unwrap()).unwrap();
    assert_eq!(Value::Array(records(&output)), original);
    assert_eq!(err(&output), "records: 1 read, 0 failed; diagnostics: 0; losses: 0\n");
}

#[test]
fn standard_input_and_the_format_by_its_content() {
    let text = std::fs::read(BILINGUAL).unwrap();
    let first = run_with(&["--to=jsonl"], &text);
    assert_eq!((code(&first), out(&first).lines().count()), (0, 1));
    let second = run_with(&["--to", "json", "-"], &first.stdout);
    let third = run_with(&["--to", "json", "--from=jsonl", "-"], &first.stdout);
    assert_eq!(second.stdout, third.stdout);
    assert_eq!(out(&second), out(&run(&["--to", "json", BILINGUAL])));
}

#[cfg(feature = "landing")]
#[test]
fn a_page_and_its_report() {
    let page = "fixtures/landing/kazakhstan.txt";
    let (output, report) = report("page", &["--from", "landing", "--to", "json", page], b"");
    assert_eq!(code(&output), 0);
    assert_eq!(run(&["--to", "json", page]).stdout, output.stdout, "known by its name");
    let author = &records(&output)[0]["contributors"][0];
    assert_eq!(author["name"][0]["value"]["person"]["given"], "Ye. F.");
    assert_eq!((&report["records"], &report["failed"]), (&Value::from(1), &Value::from(0)));
    assert_eq!(report["losses"], Value::Array(Vec::new()));
    let diagnostics = report["diagnostics"].as_array().unwrap();
    assert!(err(&output).lines().count() == diagnostics.len() + 1, "a line each, and a sum");
    let wrong = diagnostics.iter().find(|d| d["code"] == "email-in-wrong-column").unwrap();
    let mut members: Vec<&String> = wrong.as_object().unwrap().keys().collect();
    members.sort();
    assert_eq!(members, ["code", "column", "field", "line", "message", "record", "severity"]);
    assert_eq!(wrong["severity"], "warning");
    assert_eq!(wrong["field"], "contributors[0].emails[0]");
    assert_eq!((&wrong["line"], &wrong["column"]), (&Value::from(6), &Value::from(19)));
    assert_eq!(wrong["record"], Value::Null);
}

#[test]
fn a_bad_record_costs_itself() {
    let text = br#"[{"polybib":1,"key":"a"}, {"polybib":1,"kind":7}, {"polybib":1,"key":"c"}]"#;
    let (output, report) = report("bad", &["--to", "json"], text);
    assert_eq!(code(&output), 1);
    assert_eq!(records(&output).len(), 2);
    assert_eq!((&report["records"], &report["failed"]), (&Value::from(2), &Value::from(1)));
    assert_eq!(report["diagnostics"][0]["code"], "unreadable");
    assert_eq!(report["diagnostics"][0]["line"], 1);
    assert!(err(&output).contains("error[unreadable]"), "{}", err(&output));
}

#[test]
fn cited_works_instead_of_the_record() {
    let args = ["--to", "json", "--references", BILINGUAL];
    let (output, report) = report("cited", &args, b"");
    assert_eq!(code(&output), 0);
    let keys: Vec<Value> = records(&output).iter().map(|record| record["key"].clone()).collect();
    assert_eq!(keys, ["r2", "r3"]);
    let loss = &report["losses"][0];
    assert_eq!(loss["record"], "troitskiy2020");
    assert_eq!(loss["field"], "references[0].citations[0].text");
    assert_eq!(loss["kind"], "dropped");
    assert!(err(&output).contains("\nloss: ") || err(&output).starts_with("loss: "));
    let strict = run(&["--strict", "--to", "json", "--references", BILINGUAL]);
    assert_eq!((code(&strict), &strict.stdout), (1, &output.stdout));
    // A record that cites nothing stays.
    let output = run_with(&["--to", "json", "--references"], br#"[{"polybib":1,"key":"a"}]"#);
    assert_eq!(records(&output)[0]["key"], "a");
}

#[test]
fn names_in_one_piece_are_divided_on_request() {
    let json = br#"{"id":"a","type":"book","author":[{"literal":"Troitskiy Ye.F."}]}"#;
    let family = |args: &[&str]| {
        let output = run_with(args, json);
        assert_eq!(code(&output), 0, "{}", err(&output));
        records(&output)[0]["author"][0]["family"].as_str().map(str::to_owned)
    };
    assert_eq!(family(&["--to", "csl-json"]), None);
    assert_eq!(family(&["--to", "csl-json", "--divide"]).as_deref(), Some("Troitskiy"));
}

#[test]
fn a_file_for_each_record() {
    let path = folder("files");
    let out_dir = path.join("new").join("folder");
    let text = br#"[{"polybib":1,"key":"a/b"}, {"polybib":1,"key":"A:b"}, {"polybib":1},
        {"polybib":1,"key":".."}, {"polybib":1,"key":"nul"}]"#;
    let args = ["--to", "json", "--out-dir", out_dir.to_str().unwrap()];
    let output = run_with(&args, text);
    assert_eq!((code(&output), out(&output)), (0, ""), "{}", err(&output));
    let mut names: Vec<String> = std::fs::read_dir(&out_dir)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["A_b-2.json", "a_b.json", "nul_.json", "record-2.json", "record.json"]);
    let written = std::fs::read_to_string(out_dir.join("a_b.json")).unwrap();
    assert!(written.contains(r#""key": "a/b""#), "{written}");
}

#[cfg(feature = "jats")]
#[test]
fn jats_holds_one_article() {
    let two = br#"[{"polybib":1,"key":"a","title":[{"value":"A"}]},
        {"polybib":1,"key":"b","title":[{"value":"B"}]}]"#;
    let (output, report) = report("several", &["--to", "jats"], two);
    assert_eq!((code(&output), out(&output)), (2, ""));
    assert_eq!((&report["records"], &report["failed"]), (&Value::from(2), &Value::from(0)));
    assert!(err(&output).contains("--out-dir"), "{}", err(&output));
    let output = run_with(&["--to", "jats", "--references"], two);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert_eq!(out(&output).matches("<ref ").count() + out(&output).matches("<ref>").count(), 2);
    let output = run(&["--to", "jats", BILINGUAL]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("<article"));
}

#[test]
fn wrong_arguments_say_what_is_wrong() {
    let table: &[(&[&str], &str)] = &[
        (&[], "--to FORMAT is missing"),
        (&["--to"], "--to needs a value"),
        (&["--to", "marc"], "`marc` is no format; the formats are bibtex"),
        (&["--to", "landing"], "read, never written"),
        (&["--to", "json", "--colour"], "no option `--colour`"),
        (&["--to", "json", "--strict=yes"], "no option `--strict=yes`"),
        (&["--to", "json", "a", "b"], "`b` is a second"),
        (&["--to", "json", "no/such/file.json"], "no/such/file.json: "),
        (&["--to", "json", "fixtures"], "fixtures"),
        (&["--to", "json"], "the input is empty; say which it is with --from"),
        (&["--to", "json", "--report", "no/such/dir/r.json", BILINGUAL], "no/such/dir/r.json: "),
    ];
    for (args, message) in table {
        let output = run(args);
        assert_eq!((code(&output), out(&output)), (2, ""), "{args:?}: {}", err(&output));
        assert!(err(&output).contains(message), "{args:?}: {}", err(&output));
    }
    let output = run_with(&["--to", "json"], b"Just a page");
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("does not show its format"), "{}", err(&output));
}

#[test]
fn help_is_output_and_empty_input_is_a_failure() {
    let output = run(&["--help"]);
    assert_eq!((code(&output), err(&output)), (0, ""));
    assert!(out(&output).contains("--out-dir DIR"));
    assert!(out(&output).contains("also several records to jats"));
    let output = run(&["--from", "json", "--to", "json"]);
    assert_eq!((code(&output), out(&output)), (1, "[]\n"));
    assert!(err(&output).contains("the input is empty"), "{}", err(&output));
    let output = run_with(&["--to", "json", "--from", "json"], b"[]");
    assert_eq!((code(&output), out(&output)), (0, "[]\n"));
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let mut child = Command::new(program())
        .args(["--from", "jsonl", "--to", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let text = "{\"polybib\":1,\"kind\":\"book\"}\n".repeat(50_000);
    let _ = child.stdin.take().unwrap().write_all(text.as_bytes());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(!err(&output).contains("panicked"), "{}", err(&output));
}
