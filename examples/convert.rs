//! Converts records from one format to another, a record at a time.
//!
//! ```text
//! cargo run --example convert -- --from landing --to json fixtures/landing/kazakhstan.txt
//! ```
//!
//! The output, and nothing else, is on standard output. What was odd and what was lost is on
//! standard error, and as JSON in the file that `--report` names.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use polybib::names::NameHints;
use polybib::{
    Article, Diagnostic, Format, Loss, LossKind, ReadErrorKind, Reader, Reference, Sink,
    WriteError, Writer,
};
use serde_json::{Value, json};

const HELP: &str = "\
Convert bibliographic records from one format to another.

Usage: convert [OPTIONS] --to FORMAT [INPUT]

INPUT is a path; `-` or nothing is standard input.

Options:
  --from FORMAT   the format of the input; without it, told from its name or its content
  --to FORMAT     the format of the output
  --report PATH   write what was odd and what was lost as JSON to that file
  --strict        exit with code 1 if anything was lost
  --out-dir DIR   write each record to a file of its own in that directory
  --references    write what a record cites instead of the record; a record that cites nothing
                  stays. To jats, without --out-dir: all of it as the list of one document
  --divide        take apart the names and the references that the input gives in one piece
  --help          print this

Formats: bibtex, biblatex, csl-json, jats, landing (read only), json, jsonl

Exit codes:
  0  every record was read and written
  1  a record failed (the others are written), or something was lost and --strict is on
  2  the arguments are wrong, or a file cannot be read or written; also several records to jats
     without --out-dir or --references, for JATS holds one article a document. The report has
     what was seen until then
";

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    if args.iter().any(|arg| arg == "--help" || arg == "-h") {
        return match io::stdout().write_all(HELP.as_bytes()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(2),
        };
    }
    match Arguments::parse(args).and_then(|arguments| convert(&arguments)) {
        Ok(code) => code,
        Err(Stop(message)) => {
            say(format_args!("convert: {message}"));
            ExitCode::from(2)
        }
    }
}

/// A line on standard error. If nobody reads that either, there is nobody left to tell.
fn say(line: impl std::fmt::Display) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Why the whole conversion cannot go on: a sentence for the user, and exit code 2.
struct Stop(String);

impl Stop {
    /// For an operation on a file.
    fn at<E: std::fmt::Display>(path: &Path) -> impl FnOnce(E) -> Self {
        move |error| Self(format!("{}: {error}", path.display()))
    }
}

struct Arguments {
    from: Option<Format>,
    to: Format,
    report: Option<PathBuf>,
    strict: bool,
    out_dir: Option<PathBuf>,
    references: bool,
    divide: bool,
    /// `None` is standard input.
    input: Option<PathBuf>,
}

impl Arguments {
    fn parse(args: Vec<OsString>) -> Result<Self, Stop> {
        let (mut from, mut to, mut report, mut out_dir, mut input) = (None, None, None, None, None);
        let (mut strict, mut references, mut divide) = (false, false, false);
        let mut only_input = false;
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            let text = arg.to_str().unwrap_or_default();
            if only_input || text == "-" || !text.starts_with('-') {
                if input.replace(PathBuf::from(&arg)).is_some() {
                    return Err(Stop(format!(
                        "one INPUT is enough; `{}` is a second",
                        arg.display()
                    )));
                }
                continue;
            }
            let (flag, inline) = match text.split_once('=') {
                Some((flag, value)) => (flag, Some(OsString::from(value))),
                None => (text, None),
            };
            let mut value = || {
                let missing = || Stop(format!("{flag} needs a value; see --help"));
                inline.clone().or_else(|| args.next()).ok_or_else(missing)
            };
            match flag {
                "--from" => from = Some(format_named(&value()?)?),
                "--to" => to = Some(format_named(&value()?)?),
                "--report" => report = Some(PathBuf::from(value()?)),
                "--out-dir" => out_dir = Some(PathBuf::from(value()?)),
                "--strict" if inline.is_none() => strict = true,
                "--references" if inline.is_none() => references = true,
                "--divide" if inline.is_none() => divide = true,
                "--" if inline.is_none() => only_input = true,
                _ => return Err(Stop(format!("there is no option `{text}`; see --help"))),
            }
        }
        let to = to.ok_or_else(|| Stop("--to FORMAT is missing; see --help".to_owned()))?;
        if to == Format::Landing {
            return Err(Stop("landing: pages are read, never written".to_owned()));
        }
        if !to.is_writable() {
            return Err(Stop(format!("this build cannot write {to}; its feature is off")));
        }
        let input = input.filter(|path| path.as_os_str() != "-");
        Ok(Self { from, to, report, strict, out_dir, references, divide, input })
    }
}

fn format_named(name: &OsString) -> Result<Format, Stop> {
    let format = name.to_str().and_then(Format::from_name);
    format.ok_or_else(|| {
        let known: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        Stop(format!("`{}` is no format; the formats are {}", name.display(), known.join(", ")))
    })
}

fn convert(arguments: &Arguments) -> Result<ExitCode, Stop> {
    let (source, from) = open(arguments)?;
    // Opened first, so that a bad path is known before any output.
    let report_file = match &arguments.report {
        Some(path) => Some(File::create(path).map_err(Stop::at(path))?),
        None => None,
    };
    let mut report = Report { keep: report_file.is_some(), ..Report::default() };
    let outcome = convert_all(arguments, source, from, &mut report);
    // Also when the conversion stopped: what was seen until then is in the report.
    let is_saved = match (report_file, &arguments.report) {
        (Some(file), Some(path)) => report.write(file).map_err(Stop::at(path)),
        _ => Ok(()),
    };
    outcome.and(is_saved)?;
    let bad = report.failed > 0 || (arguments.strict && report.lost > 0);
    Ok(ExitCode::from(u8::from(bad)))
}

fn convert_all(
    arguments: &Arguments,
    source: Box<dyn Read>,
    from: Format,
    report: &mut Report,
) -> Result<(), Stop> {
    let mut output = Output::new(arguments)?;
    let mut reader = Reader::new(from);
    if arguments.divide {
        reader = reader.divide_names(NameHints::default()).divide_references();
    }
    for record in reader.for_reader(source) {
        match record {
            Ok(record) => {
                report.records += 1;
                record.diagnostics.iter().for_each(|diagnostic| report.odd(diagnostic));
                let into_list = matches!(output, Output::List { .. });
                let (works, losses) = works(record.article, arguments.references, into_list);
                for loss in &losses {
                    report.lost(loss);
                }
                for work in works {
                    match work {
                        Work::Record(article) => output.write(*article, report)?,
                        Work::Citation(reference) => output.cite(reference),
                    }
                }
            }
            // Version errors of a record have a position; a missing feature has none.
            Err(error)
                if error.kind() == ReadErrorKind::Unsupported && error.position().is_none() =>
            {
                return Err(Stop(format!("{from}: {error}")));
            }
            Err(error) if error.is_io() => {
                let cause = std::error::Error::source(&error).map(ToString::to_string);
                return Err(Stop(format!("{error}: {}", cause.unwrap_or_default())));
            }
            Err(error) => report.unreadable(&error),
        }
    }
    output.finish(report)?;
    report.summary();
    Ok(())
}

/// The input and its format. A format that the name does not tell is told from the first bytes,
/// which the source that is returned gives again.
fn open(arguments: &Arguments) -> Result<(Box<dyn Read>, Format), Stop> {
    let name = arguments.input.as_deref().unwrap_or(Path::new("standard input"));
    let mut source: Box<dyn Read> = match &arguments.input {
        Some(path) => Box::new(File::open(path).map_err(Stop::at(path))?),
        None => Box::new(io::stdin().lock()),
    };
    let by_name = || Format::from_extension(name.extension()?.to_str()?);
    if let Some(format) = arguments.from.or_else(by_name) {
        return Ok((source, format));
    }
    let mut head = Vec::new();
    source.by_ref().take(64 << 10).read_to_end(&mut head).map_err(Stop::at(name))?;
    let format = Format::sniff(&head).ok_or_else(|| {
        let what = if head.is_empty() { "is empty" } else { "does not show its format" };
        Stop(format!("{}: the input {what}; say which it is with --from FORMAT", name.display()))
    })?;
    Ok((Box::new(io::Cursor::new(head).chain(source)), format))
}

/// What is to be written for a record.
enum Work {
    Record(Box<Article>),
    Citation(Reference),
}

/// The record itself, or with `--references` what it cites. A citation that is only a string can
/// stand in a list of references and cannot be a record; as one it is a loss.
fn works(article: Article, as_cited: bool, into_list: bool) -> (Vec<Work>, Vec<Loss>) {
    let mut losses = Vec::new();
    if !as_cited || (article.references.is_empty() && !into_list) {
        return (vec![Work::Record(Box::new(article))], losses);
    }
    if article.references.is_empty() {
        let key = article.key.clone();
        let mut reference = Reference::structured(article);
        reference.key = key.map(String::from);
        return (vec![Work::Citation(reference)], losses);
    }
    if into_list {
        return (article.references.into_iter().map(Work::Citation).collect(), losses);
    }
    let mut works = Vec::new();
    for (i, reference) in article.references.into_iter().enumerate() {
        for (j, citation) in reference.citations.into_iter().enumerate() {
            if let Some(mut work) = citation.work {
                work.key = work.key.take().or_else(|| reference.key.as_deref().map(Into::into));
                works.push(Work::Record(work));
            } else {
                let field = format!("references[{i}].citations[{j}].text");
                let why = "a citation that is not in parts cannot be a record of its own";
                let mut loss = Loss::new(LossKind::Dropped, field, why);
                loss.record = article.key.as_deref().map(str::to_owned);
                losses.push(loss);
            }
        }
    }
    (works, losses)
}

type Out = BufWriter<io::Stdout>;

/// Where records go.
enum Output {
    /// All into one document on standard output.
    Document(Sink<Out>),
    /// The one record of a format that has no room for two, until it is clear that it is alone.
    Single { writer: Writer, held: Option<Box<Article>> },
    /// Each into a file.
    Folder { writer: Writer, format: Format, path: PathBuf, taken: HashSet<String> },
    /// All as the references of one document.
    List { writer: Writer, references: Vec<Reference> },
}

impl Output {
    fn new(arguments: &Arguments) -> Result<Self, Stop> {
        let writer = Writer::new(arguments.to).pretty(true);
        Ok(match (&arguments.out_dir, arguments.to) {
            (Some(path), format) => {
                std::fs::create_dir_all(path).map_err(Stop::at(path))?;
                Self::Folder { writer, format, path: path.clone(), taken: HashSet::new() }
            }
            (None, Format::Jats) if arguments.references => {
                Self::List { writer, references: Vec::new() }
            }
            (None, Format::Jats) => Self::Single { writer, held: None },
            (None, _) => Self::Document(writer.to(BufWriter::new(io::stdout()))),
        })
    }

    fn write(&mut self, article: Article, report: &mut Report) -> Result<(), Stop> {
        match self {
            Self::Document(sink) => {
                report.written(&article, sink.write(&article).map(Vec::from_iter))
            }
            Self::Single { held, .. } => match held.replace(Box::new(article)) {
                None => Ok(()),
                Some(_) => Err(Stop(
                    "the input has several records and JATS holds one article a document; use \
                     --out-dir DIR for a file each, or --references for one list of references"
                        .to_owned(),
                )),
            },
            Self::Folder { writer, format, path, taken } => {
                let name = file_name(article.key.as_deref(), taken);
                let extension = format.extensions().first().unwrap_or(&"txt");
                let path = path.join(format!("{name}.{extension}"));
                // Written whole or not at all: a record that cannot be written leaves no file.
                let mut sink = writer.to(Vec::new());
                let losses = sink.write(&article).map(Vec::from_iter);
                if losses.is_ok() {
                    let bytes = sink.finish().map_err(|error| Stop(error.to_string()))?;
                    std::fs::write(&path, bytes).map_err(Stop::at(&path))?;
                }
                report.written(&article, losses)
            }
            Self::List { references, .. } => {
                references.push(Reference::structured(article));
                Ok(())
            }
        }
    }

    fn cite(&mut self, reference: Reference) {
        if let Self::List { references, .. } = self {
            references.push(reference);
        }
    }

    fn finish(self, report: &mut Report) -> Result<(), Stop> {
        let (writer, article) = match self {
            Self::Document(sink) => return sink.finish().map(drop).map_err(|e| output_failed(&e)),
            Self::Folder { .. } | Self::Single { held: None, .. } => return Ok(()),
            Self::Single { writer, held: Some(article) } => (writer, *article),
            Self::List { references, .. } if references.is_empty() => return Ok(()),
            Self::List { writer, references } => {
                let mut article = Article::default();
                article.references = references.into();
                (writer, article)
            }
        };
        let mut sink = writer.to(BufWriter::new(io::stdout()));
        let losses = sink.write(&article).map(Vec::from_iter);
        let is_written = losses.is_ok();
        report.written(&article, losses)?;
        if is_written {
            sink.finish().map_err(|error| output_failed(&error))?;
        }
        Ok(())
    }
}

fn output_failed(error: &WriteError) -> Stop {
    let cause = std::error::Error::source(error).map(ToString::to_string);
    Stop(format!("{error}: {}", cause.unwrap_or_default()))
}

/// A name for the file of a record: its key without what file systems do not like, and unlike all
/// names before it whatever the case of letters.
fn file_name(key: Option<&str>, taken: &mut HashSet<String>) -> String {
    let safe = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' };
    let base: String = key.unwrap_or_default().chars().map(safe).take(60).collect();
    let base = base.trim_matches('.');
    let base = match base.to_ascii_lowercase().as_str() {
        "" => "record".to_owned(),
        // Windows gives these to devices, whatever their extension.
        "con" | "prn" | "aux" | "nul" => format!("{base}_"),
        _ => base.to_owned(),
    };
    let mut name = base.clone();
    let mut number = 2;
    while !taken.insert(name.to_lowercase()) {
        name = format!("{base}-{number}");
        number += 1;
    }
    name
}

/// What was odd and what was lost: said at once on standard error, and kept for `--report`.
#[derive(Default)]
struct Report {
    keep: bool,
    /// Records that were read.
    records: u64,
    /// Records that could not be read, or not be written.
    failed: u64,
    odd: u64,
    lost: u64,
    diagnostics: Vec<Value>,
    losses: Vec<Value>,
}

impl Report {
    fn odd(&mut self, diagnostic: &Diagnostic) {
        self.odd += 1;
        say(diagnostic);
        if self.keep {
            self.diagnostics.push(json!({
                "severity": diagnostic.severity,
                "code": diagnostic.code,
                "message": diagnostic.message,
                "record": diagnostic.record,
                "field": diagnostic.field,
                "line": diagnostic.position.map(|position| position.line),
                "column": diagnostic.position.map(|position| position.column),
            }));
        }
    }

    fn unreadable(&mut self, error: &polybib::ReadError) {
        self.failed += 1;
        let mut diagnostic = Diagnostic::error(polybib::Code::Unreadable, error.message());
        diagnostic.record = error.record().map(str::to_owned);
        diagnostic.position = error.position();
        self.odd(&diagnostic);
    }

    fn lost(&mut self, loss: &Loss) {
        self.lost += 1;
        say(format_args!("loss: {loss}"));
        if self.keep {
            self.losses.push(json!({
                "record": loss.record,
                "field": loss.field,
                "kind": loss.kind,
                "message": loss.message,
            }));
        }
    }

    /// What became of a record at the writer. One that the format cannot hold costs itself alone
    /// (`unwritable` is a code of this program); a sink that failed ends the conversion.
    fn written(
        &mut self,
        article: &Article,
        result: Result<Vec<Loss>, WriteError>,
    ) -> Result<(), Stop> {
        match result {
            Ok(losses) => losses.iter().for_each(|loss| self.lost(loss)),
            Err(error) if error.is_io() => return Err(output_failed(&error)),
            Err(error) => {
                self.failed += 1;
                self.odd += 1;
                say(format_args!("error[unwritable] {error}"));
                if self.keep {
                    self.diagnostics.push(json!({
                        "severity": "error",
                        "code": "unwritable",
                        "message": error.message(),
                        "record": article.key,
                        "field": null,
                        "line": null,
                        "column": null,
                    }));
                }
            }
        }
        Ok(())
    }

    fn summary(&self) {
        say(format_args!(
            "records: {} read, {} failed; diagnostics: {}; losses: {}",
            self.records, self.failed, self.odd, self.lost
        ));
    }

    fn write(&self, file: File) -> io::Result<()> {
        let report = json!({
            "records": self.records,
            "failed": self.failed,
            "diagnostics": self.diagnostics,
            "losses": self.losses,
        });
        let mut out = BufWriter::new(file);
        serde_json::to_writer_pretty(&mut out, &report)?;
        out.write_all(b"\n")?;
        out.flush()
    }
}
