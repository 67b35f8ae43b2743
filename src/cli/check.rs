//! `factlock check`: claims on documents, reports, and the exit status.

use super::args::{Check, FailOn, Manners, Output};
use super::record::Home;
use super::run::Run;
use super::{BROKEN, FAILS, HOLDS, inputs, output};
use factlock::check::Verdict;
use factlock::claim::Severity;
use factlock::report::{Content, Report, Results, VerdictResult};
use factlock::{Error, ErrorKind};

/// Runs the command.
pub fn run(args: &Check, manners: &Manners) -> Result<u8, Vec<Error>> {
    output::one_on_stdout(&args.output.formats.format)?;
    if args.claims_only {
        return claims_only(args, manners);
    }
    if let Some(jobs) = args.jobs {
        // Fails only where a pool stands already; then that one is used.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.max(1)).build_global();
    }
    let mut run = Run::new(&args.select, args.shard);
    let mut results = run.results(manners);
    if let Some(error) = nothing(&results).filter(|_| args.shard.is_none() && run.errors.is_empty()) {
        run.errors.push(error);
        results = run.results(manners);
    }
    // A choice of claims is no whole check: what it leaves out is not gone.
    if args.select.ids.is_empty() && args.select.tags.is_empty() {
        let home = Home::find();
        for check in &mut results.checks {
            let changes = home.changes(check).map_err(|error| vec![error])?;
            check.changed = changes.map(|(_, changes)| changes).unwrap_or_default();
        }
    }
    output::errors(&run.errors, manners);
    let status = status(&args.output, &results);
    let report = Report { content: Content::Check(&results), documents: &run.documents };
    output::report(&args.output.formats.format, &report, manners, status)?;
    // The process ends here. Freeing millions of verdicts one by one would only delay it.
    std::mem::forget((results, run));
    Ok(status)
}

/// `--claims-only`: loads the claim files and says how many claims they hold.
fn claims_only(args: &Check, manners: &Manners) -> Result<u8, Vec<Error>> {
    let chosen = inputs::choose(&args.select).map_err(|error| vec![error])?;
    if let Some(document) = chosen.documents.first() {
        let error = Error::file(ErrorKind::Usage, document.shown(), "--claims-only reads no documents");
        return Err(vec![error.hint("claim files end in .yaml; say others with -c")]);
    }
    let files = inputs::load(&chosen.claims)?;
    let lines: String =
        files.iter().map(|file| format!("{}: {}\n", file.path, claims(file.claims.len()))).collect();
    if !manners.quiet {
        output::print(lines.as_bytes())?;
    }
    Ok(HOLDS)
}

fn claims(number: usize) -> String {
    if number == 1 { "1 claim, well formed".to_owned() } else { format!("{number} claims, all well formed") }
}

/// Why a run that checked nothing is no success.
pub fn nothing(results: &Results) -> Option<Error> {
    let message = match &results.summary {
        sum if sum.claims == 0 => "nothing was checked: no claim met a document",
        sum if sum.claims == sum.omitted => "nothing was checked: every claim is optional and left out",
        _ => return None,
    };
    Some(Error::new(ErrorKind::Nothing, message).hint("see what --claim, --tag and \"documents:\" select"))
}

/// The exit status.
pub fn status(output: &Output, results: &Results) -> u8 {
    let on = output.fail_on.iter().copied().filter(|&on| on != FailOn::Dropped || !output.excerpt);
    let fails = |verdict: &VerdictResult| on.clone().any(|on| fails_on(verdict, on));
    let changed = results.checks.iter().any(|check| !check.changed.is_empty());
    let changed = output.fail_on.contains(&FailOn::Changed) && changed;
    let unclaimed = output.fail_on.contains(&FailOn::Unclaimed) && results.summary.unclaimed > 0;
    match () {
        () if !results.errors.is_empty() => BROKEN,
        () if unclaimed || changed || results.checks.iter().flat_map(|check| check.verdicts()).any(fails) => {
            FAILS
        }
        () => HOLDS,
    }
}

/// Whether a verdict fails the check on account of `on`.
fn fails_on(verdict: &VerdictResult, on: FailOn) -> bool {
    let is = |wanted: Verdict| verdict.verdict == wanted && verdict.severity == Severity::Error;
    match on {
        FailOn::Contradicted => is(Verdict::Contradicted),
        FailOn::Conflicting => is(Verdict::Conflicting),
        FailOn::Missing => is(Verdict::Missing),
        FailOn::Dropped => is(Verdict::Dropped),
        FailOn::Warning => {
            (verdict.verdict.is_discrepancy() && verdict.severity == Severity::Warning)
                || verdict.is_doubtful()
        }
        FailOn::Unclaimed | FailOn::Changed => false,
    }
}
