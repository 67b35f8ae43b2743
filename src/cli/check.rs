//! `factlock check`: claims on documents, reports, and the exit status.

use super::args::{Check, Manners, Output};
use super::inputs::{self, Input};
use super::records::{Home, unrecorded};
use super::run::{self, Run};
use super::{output, unread};
use factlock::claim::ClaimFile;
use factlock::report::{Content, ErrorResult, FailOn, Report, Results, build, clean};
use factlock::{Error, ErrorKind};
use std::path::PathBuf;

/// Runs the command.
pub fn run(args: &Check, manners: &Manners) -> Result<u8, Vec<Error>> {
    output::apart(&args.output.formats.format)?;
    if args.claims_only {
        return claims_only(args, manners);
    }
    let mut run = Run::new(&args.select, args.shard);
    unread::tell(&run.unread, manners);
    output::spare(output::files(&args.output.formats.format), run.sources())?;
    let mut results = run.results(manners);
    if let Some(error) =
        nothing(&results, &args.output.fail_on()).filter(|_| args.shard.is_none() && run.errors.is_empty())
    {
        run.errors.push(error);
        results = run.results(manners);
    }
    let uncompared = compare(&mut results, args);
    results.errors.extend(uncompared.iter().map(ErrorResult::from));
    results.shard = args.shard;
    results.settle(&args.output.fail_on());
    run.errors.extend(uncompared);
    output::errors(&run.errors, manners);
    let report = Report { content: Content::Check(&results), documents: &run.documents };
    let status = results.status;
    output::report(&args.output.formats.format, &report, manners, status)?;
    // The process ends here. Freeing millions of verdicts one by one would only delay it.
    std::mem::forget((results, run));
    Ok(status)
}

/// Sets beside each check what is otherwise than it was recorded; without a record there is nothing to fail on, which is
/// an error where it is asked for.
fn compare(results: &mut Results, args: &Check) -> Vec<Error> {
    let home = match Home::find() {
        Ok(home) => home,
        Err(error) => return vec![error],
    };
    let mut errors = Vec::new();
    for check in &mut results.checks {
        match home.changes(check, &args.select) {
            Ok(changes) => check.changed = changes.map(|(_, changes)| changes),
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() { uncompared(results, &args.output) } else { errors }
}

/// Why `--fail-on changed` says nothing of a check that was never recorded.
pub fn uncompared(results: &Results, output: &Output) -> Vec<Error> {
    let wanted = output.fail_on().contains(&FailOn::Changed);
    let checks = results.checks.iter().filter(|check| wanted && check.changed.is_none());
    checks.map(unrecorded).collect()
}

/// `--claims-only`: loads the claim files and says how many claims they hold.
fn claims_only(args: &Check, manners: &Manners) -> Result<u8, Vec<Error>> {
    let chosen = inputs::choose(&args.select).map_err(|error| vec![error])?;
    unread::tell(&chosen.unread, manners);
    if let Some(document) = chosen.documents.first() {
        let error = Error::file(ErrorKind::Usage, document.shown(), "--claims-only reads no documents");
        return Err(vec![error.hint("claim files end in .yaml; say others with -c")]);
    }
    let sinks = &args.output.formats.format;
    let read: Vec<_> = chosen.claims.iter().filter_map(Input::file).collect();
    output::spare(output::files(sinks), read.iter().map(PathBuf::as_path))?;
    let (files, errors) = match inputs::load(&chosen.claims) {
        Ok(files) => (files, Vec::new()),
        Err(errors) => (Vec::new(), errors),
    };
    output::errors(&errors, manners);
    let line =
        |file: &ClaimFile| clean::line(&format!("{}: {}", file.path, claims(file.claims.len()))) + "\n";
    let lines: String = files.iter().map(line).collect();
    let today = args.select.today.unwrap_or_else(run::today);
    let mut results = build::results(today, &[], Vec::new(), &errors);
    results.settle(&args.output.fail_on());
    let report = Report { content: Content::Check(&results), documents: &[] };
    output::reports(sinks, manners, results.status, |format, style| {
        let text = (format.render)(&report, style);
        if format.name == "text" { format!("{lines}{text}") } else { text }
    })?;
    Ok(results.status)
}

fn claims(number: usize) -> String {
    if number == 1 { "1 claim, well formed".to_owned() } else { format!("{number} claims, all well formed") }
}

/// Why a run that checked nothing is no success.
pub fn nothing(results: &Results, fail_on: &[FailOn]) -> Option<Error> {
    let may_drop = !fail_on.contains(&FailOn::Dropped);
    let message = match &results.summary {
        sum if sum.claims == 0 => "nothing was checked: no claim met a document",
        sum if sum.claims == sum.omitted => "nothing was checked: every claim is optional and left out",
        sum if may_drop && sum.claims == sum.omitted + sum.dropped => {
            "nothing was checked: no document names what a claim is about"
        }
        _ => return None,
    };
    Some(Error::new(ErrorKind::Nothing, message).hint("see what --claim, --tag and \"documents:\" select"))
}
