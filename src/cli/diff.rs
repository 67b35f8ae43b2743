//! `factlock diff`: which facts changed between two drafts.

use super::args::{Diff, Input as InputKind, Manners, Sink};
use super::inputs::{self, Input};
use super::lines::Wrong;
use super::{FAILS, HOLDS, lines, output, write};
use factlock::diff::diff;
use factlock::document::{self, Document, ReadOptions};
use factlock::fact::Context;
use factlock::report::changes::{ChangeResult, ChangesResult, change_results};
use factlock::report::{Content, Format, Report};
use factlock::rule::Reading;
use factlock::{Error, ErrorKind};
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use std::path::PathBuf;

/// Runs the command.
pub fn run(args: &Diff, manners: &Manners) -> Result<u8, Vec<Error>> {
    let jsonl = args.input == Some(InputKind::Jsonl);
    let default =
        Format::named(if jsonl { "jsonl" } else { "text" }).map(|format| Sink { format, path: None });
    let sinks = if args.format.is_empty() { default.as_slice() } else { args.format.as_slice() };
    output::apart(sinks)?;
    let (old, new) = (input(&args.old), args.new.as_deref().map(input));
    let files: Vec<_> = [Some(&old), new.as_ref()].into_iter().flatten().filter_map(Input::file).collect();
    output::spare(output::files(sinks), files.iter().map(PathBuf::as_path))?;
    match new {
        None if jsonl => lines_in(args, sinks, &old),
        Some(_) if jsonl => Err(vec![
            Error::new(
                ErrorKind::Usage,
                "--input jsonl reads one file, which holds both versions of each passage",
            )
            .hint("name the file, or - for standard input"),
        ]),
        None => Err(vec![Error::new(ErrorKind::Usage, "name two drafts: the old one, then the new one")]),
        Some(new) => documents(args, sinks, manners, &old, &new),
    }
}

fn input(argument: &str) -> Input {
    if argument == "-" { Input::Stdin } else { Input::File(PathBuf::from(argument)) }
}

/// Compares two documents.
fn documents(
    args: &Diff,
    sinks: &[Sink<&'static Format>],
    manners: &Manners,
    old: &Input,
    new: &Input,
) -> Result<u8, Vec<Error>> {
    if old == new && *old == Input::Stdin {
        return Err(vec![Error::new(ErrorKind::Usage, "standard input can be only one of the two drafts")]);
    }
    let (old, new) = match (old.document(&args.reading), new.document(&args.reading)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => return Err([old.err(), new.err()].into_iter().flatten().collect()),
    };
    let message = "nothing was compared: neither draft holds any text";
    if let Some(error) = inputs::without_text([&old, &new], message) {
        return Err(vec![error]);
    }
    let context = |document: &Document| Context { written: document.written, ..Context::default() };
    let (old, new) = rayon::join(|| Reading::new(&old, context(&old)), || Reading::new(&new, context(&new)));
    let changes = ChangesResult::new(&old, &new, &diff(&old, &new));
    let status = if changes.changes.is_empty() { HOLDS } else { FAILS };
    let documents = [old.document.clone(), new.document.clone()];
    let report = Report { content: Content::Changes(&changes), documents: &documents };
    output::report(sinks, &report, manners, status)?;
    Ok(status)
}

/// A line of `--input jsonl`.
#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    before: String,
    after: String,
}

/// A line of its output.
#[derive(Serialize)]
struct Changed {
    id: serde_json::Value,
    changes: Vec<ChangeResult>,
}

/// Compares the two passages of every line.
fn lines_in(args: &Diff, sinks: &[Sink<&'static Format>], input: &Input) -> Result<u8, Vec<Error>> {
    let [Sink { format: Format { name: "jsonl", .. }, path }] = sinks else {
        return Err(vec![
            Error::new(ErrorKind::Usage, "--input jsonl prints JSON Lines only")
                .hint("say --format jsonl, or no --format"),
        ]);
    };
    let reader = input.reader().map_err(|error| vec![error])?;
    let mut error = None;
    let write = |out: &mut dyn Write| -> io::Result<()> {
        error = lines::copy(reader, out, input, |line| passage(line, args))?;
        Ok(())
    };
    match path {
        Some(path) => write::write_file(path, write)?,
        None => {
            let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
            output::heard(write(&mut out).and_then(|()| out.flush()))?;
        }
    }
    error.map_or(Ok(HOLDS), |error| Err(vec![error]))
}

/// The output line for an input line.
fn passage(line: &str, args: &Diff) -> Result<Vec<u8>, Wrong> {
    let Line { id, before, after } = serde_json::from_str(line.trim_start_matches('\u{feff}'))
        .map_err(|error| Wrong::json(line, "\"id\", \"before\" and \"after\"", &error))?;
    let options = ReadOptions { format: Some(document::Format::Text), original: false };
    let read = |name: &str, text: &str| {
        Document::read(name, text.as_bytes(), options).map_err(|error| Wrong::whole(error.to_string()))
    };
    let (old, new) = (read("before", &before)?, read("after", &after)?);
    let context = Context { written: args.reading.written, ..Context::default() };
    let (old, new) = (Reading::new(&old, context.clone()), Reading::new(&new, context));
    let changes = change_results(&old, &new, &diff(&old, &new));
    let mut out =
        serde_json::to_vec(&Changed { id, changes }).map_err(|error| Wrong::whole(error.to_string()))?;
    out.push(b'\n');
    Ok(out)
}
