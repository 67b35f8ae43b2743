//! `factlock report`: saved results in any format; results of shards become one.

use super::args::{self, Manners, Reading};
use super::inputs::{self, Input, Wanted};
use super::{check, output, paths};
use factlock::document::Document;
use factlock::report::{Content, ErrorResult, Report, Results, json, merge};
use factlock::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// Runs the command.
pub fn run(args: &args::Report, manners: &Manners) -> Result<u8, Vec<Error>> {
    output::apart(&args.output.formats.format)?;
    let inputs = inputs::expand(&args.results, Wanted::Results).map_err(|error| vec![error])?.inputs;
    let mut runs = Vec::new();
    let mut errors = Vec::new();
    for input in &inputs {
        match read(input) {
            Ok(results) => runs.push(results),
            Err(error) => errors.push(error),
        }
    }
    let merged = merge(runs).filter(|_| errors.is_empty());
    let Some(mut results) = merged else { return Err(errors) };
    let saved: Vec<_> = inputs.iter().filter_map(Input::file).collect();
    let checked =
        results.checks.iter().flat_map(|check| [Path::new(&check.claims), Path::new(&check.document)]);
    output::spare(
        output::files(&args.output.formats.format),
        saved.iter().map(PathBuf::as_path).chain(checked),
    )?;
    let documents = documents(&results)?;
    let uncompared = check::uncompared(&results, &args.output);
    results.errors.extend(uncompared.iter().map(ErrorResult::from));
    results.settle(&args.output.fail_on());
    output::errors(&results.errors.iter().map(as_error).collect::<Vec<_>>(), manners);
    let status = results.status;
    let report = Report { content: Content::Check(&results), documents: &documents };
    output::report(&args.output.formats.format, &report, manners, status)?;
    Ok(status)
}

/// A saved error, for standard error; the line it lies in is not saved.
fn as_error(saved: &ErrorResult) -> Error {
    let mut place = saved.file.clone();
    if let (Some(file), Some(line), Some(column)) = (&mut place, saved.line, saved.column) {
        *file += &format!(":{line}:{column}");
    }
    let error = match place {
        Some(place) => Error::file(ErrorKind::Nothing, place, &saved.message),
        None => Error::new(ErrorKind::Nothing, &saved.message),
    };
    Error { hint: saved.hint.clone(), ..error }
}

fn read(input: &Input) -> Result<Results, Error> {
    let bytes = input.bytes()?;
    let text = String::from_utf8_lossy(&bytes);
    json::read(&text).map_err(|error| {
        Error::file(ErrorKind::Document, input.shown(), format!("these are no saved results: {error}"))
            .hint("save them with `factlock check --format json=FILE`")
    })
}

/// The documents as they are now. One that is gone is left out; one that has changed is refused: its places would lie.
fn documents(results: &Results) -> Result<Vec<Document>, Vec<Error>> {
    let mut documents = Vec::new();
    let mut errors = Vec::new();
    for result in &results.documents {
        let path = Path::new(&result.path);
        if !path.is_file() {
            continue;
        }
        let reading = Reading { as_format: args::document_format(&result.format).ok(), ..Reading::default() };
        match Input::File(paths::clean(path)).document(&reading) {
            Ok(document) if document.sha256 == result.sha256 => documents.push(document),
            Ok(_) => errors.push(
                Error::file(
                    ErrorKind::Document,
                    &result.path,
                    "this document has changed since it was checked",
                )
                .hint("check it again"),
            ),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { Ok(documents) } else { Err(errors) }
}
