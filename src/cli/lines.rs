//! `factlock facts --input jsonl`: `{"id", "text", "written"?}` lines in, `{"id", "facts"}` lines out, in the same order.

use super::args::{Facts, FactsFormat, Sink};
use super::inputs::Input;
use super::{HOLDS, output, write};
use factlock::error::Place;
use factlock::fact::{Context, Fact, scan};
use factlock::report::{FactResult, build};
use factlock::text::{Position, Span, Walk};
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
    work: impl Fn(&str) -> Result<Vec<u8>, Wrong> + Sync,
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
                    return Ok(Some(match error.kind() {
                        io::ErrorKind::InvalidData => {
                            wrong(input, number, "", Wrong::whole("this line is not in UTF-8"))
                        }
                        _ => Error::file(
                            ErrorKind::Document,
                            input.shown(),
                            format!("it cannot be read: {error}"),
                        ),
                    }));
                }
            }
            break;
        }
        let found: Vec<Result<Vec<u8>, Error>> = lines
            .par_iter()
            .map(|(number, line)| work(line).map_err(|why| wrong(input, *number, line, why)))
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
fn facts(line: &str, args: &Facts) -> Result<Vec<u8>, Wrong> {
    let Line { id, text, written } = serde_json::from_str(line.trim_start_matches('\u{feff}'))
        .map_err(|error| Wrong::json(line, "\"id\" and \"text\"", &error))?;
    let context = Context {
        written: written.as_deref().map(day).transpose()?.or(args.reading.written),
        ..Context::default()
    };
    let mut walk = Walk::new(&text);
    let facts = scan(&text)
        .filter(|fact| args.kind.is_empty() || args.kind.contains(&fact.kind))
        .map(|fact| plain_fact(&fact, &text, &context, &mut walk))
        .collect();
    let mut out =
        serde_json::to_vec(&Found { id, facts }).map_err(|error| Wrong::whole(error.to_string()))?;
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
fn day(text: &str) -> Result<Date, Wrong> {
    let day = text.get(..10).unwrap_or(text);
    day.parse().map_err(|_| Wrong::whole(format!("\"written\": \"{text}\" is no date such as 2024-11-29")))
}

/// What is wrong with a line, at its place.
pub struct Wrong {
    /// What is wanted.
    pub message: String,
    /// Column, from 1.
    pub column: usize,
}

impl Wrong {
    /// What the reader of JSON says of a line, where `wanted` is wanted.
    pub fn json(line: &str, wanted: &str, error: &serde_json::Error) -> Self {
        // The reader counts bytes, and knows no other line than this.
        let mark = line.len() - line.trim_start_matches('\u{feff}').len();
        let bytes = line.floor_char_boundary((mark + error.column().saturating_sub(1)).min(line.len()));
        let place = format!(" at line {} column {}", error.line(), error.column());
        let why = error.to_string();
        let why = why.strip_suffix(&place).unwrap_or(&why);
        let column = line.get(..bytes).map_or(0, |before| before.chars().count()) + 1;
        Self { message: format!("this is not a JSON object with {wanted}: {why}"), column }
    }

    /// Something about the whole line.
    pub fn whole(message: impl Into<String>) -> Self {
        Self { message: message.into(), column: 1 }
    }
}

fn wrong(input: &Input, number: usize, line: &str, wrong: Wrong) -> Error {
    let line = line.trim_end_matches(['\n', '\r']).to_owned();
    let start = line.char_indices().nth(wrong.column.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
    let end = line[start..].chars().next().map_or(start, |letter| start + letter.len_utf8());
    let place = Place {
        path: input.shown(),
        position: Some(Position { line: number, column: wrong.column }),
        span: Span::new(start, end),
        line,
    };
    let error = Error::new(ErrorKind::Document, wrong.message);
    Error { place: Some(Box::new(place)), ..error }.hint("put it right; what stands before this line is done")
}
