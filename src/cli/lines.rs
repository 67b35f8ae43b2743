//! `factlock facts --input jsonl`: `{"id", "text", "written"?}` lines in, `{"id", "facts"}` lines out, in the same order.

use super::args::{Facts, FactsFormat, Sink};
use super::inputs::Input;
use super::{HOLDS, output, write};
use factlock::fact::{Context, Fact, scan};
use factlock::report::{FactResult, build};
use factlock::text::{Span, Walk};
use factlock::{Error, ErrorKind};
use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Write};

/// Lines that are worked on at once.
const BATCH: usize = 2048;

/// A line of the input.
#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    text: String,
    #[serde(alias = "reference", default)]
    written: Option<String>,
}

/// A line of the output.
#[derive(Serialize)]
struct Found {
    id: serde_json::Value,
    facts: Vec<FactResult>,
}

/// Runs the command.
pub fn run(args: &Facts, sinks: &[Sink<FactsFormat>], inputs: &[Input]) -> Result<u8, Vec<Error>> {
    let [Sink { format: FactsFormat::Jsonl, path }] = sinks else {
        return Err(vec![
            Error::new(ErrorKind::Usage, "--input jsonl prints JSON Lines only")
                .hint("say --format jsonl, or no --format"),
        ]);
    };
    let mut error = None;
    let mut write = |out: &mut dyn Write| -> io::Result<()> {
        for input in inputs {
            match input.reader() {
                Ok(reader) => error = error.take().or(copy(reader, out, input, |line| facts(line, args))?),
                Err(unread) => error = Some(unread),
            }
        }
        Ok(())
    };
    match path {
        Some(path) => write::write_file(path, write)?,
        None => {
            let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout().lock());
            output::heard(write(&mut out).and_then(|()| out.flush()))?;
        }
    }
    match error {
        Some(error) => Err(vec![error]),
        None => Ok(HOLDS),
    }
}

/// Writes what `work` makes of each line of `reader`, in order; stops at the first that cannot be read and returns why.
pub fn copy(
    mut reader: Box<dyn BufRead>,
    out: &mut dyn Write,
    input: &Input,
    work: impl Fn(&str) -> Result<Vec<u8>, String> + Sync,
) -> io::Result<Option<Error>> {
    let mut number = 0;
    loop {
        let mut lines: Vec<(usize, String)> = Vec::new();
        let mut ended = false;
        while lines.len() < BATCH {
            let mut line = String::new();
            number += 1;
            match reader.read_line(&mut line) {
                Ok(0) => ended = true,
                Ok(_) if line.trim().is_empty() => continue,
                Ok(_) => {
                    lines.push((number, line));
                    continue;
                }
                Err(error) => {
                    let message = format!("line {number} cannot be read: {error}");
                    return Ok(Some(Error::file(ErrorKind::Document, input.shown(), message)));
                }
            }
            break;
        }
        let found: Vec<Result<Vec<u8>, Error>> = lines
            .par_iter()
            .map(|(number, line)| work(line).map_err(|message| wrong(input, *number, &message)))
            .collect();
        for line in found {
            match line {
                Ok(line) => out.write_all(&line)?,
                Err(error) => return Ok(Some(error)),
            }
        }
        if ended {
            return Ok(None);
        }
    }
}

/// The output line for an input line.
fn facts(line: &str, args: &Facts) -> Result<Vec<u8>, String> {
    let Line { id, text, written } = serde_json::from_str(line.trim_start_matches('\u{feff}'))
        .map_err(|error| format!("this is not a JSON object with \"id\" and \"text\": {error}"))?;
    let context = Context {
        written: written.as_deref().map(day).transpose()?.or(args.reading.written),
        ..Context::default()
    };
    let mut walk = Walk::new(&text);
    let facts = scan(&text)
        .filter(|fact| args.kind.is_empty() || args.kind.contains(&fact.kind))
        .map(|fact| plain_fact(&fact, &text, &context, &mut walk))
        .collect();
    let mut out = serde_json::to_vec(&Found { id, facts }).map_err(|error| error.to_string())?;
    out.push(b'\n');
    Ok(out)
}

/// A fact of a text that is its own prose.
fn plain_fact(fact: &Fact, text: &str, context: &Context, walk: &mut Walk<'_>) -> FactResult {
    let Span { start, end } = fact.span;
    let at = (walk.to(start), walk.to(end));
    build::figure_result(fact, text, context, fact.span, at)
}

/// A day, with or without a time behind it.
fn day(text: &str) -> Result<Date, String> {
    let day = text.get(..10).unwrap_or(text);
    day.parse().map_err(|_| format!("\"written\": \"{text}\" is no date such as 2024-11-29"))
}

fn wrong(input: &Input, number: usize, message: &str) -> Error {
    Error::file(ErrorKind::Document, input.shown(), format!("line {number}: {message}"))
}
