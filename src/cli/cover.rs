//! `factlock cover`: documents with a line under every figure, and the share that is claimed.

use super::args::{Cover, Manners};
use super::run::Run;
use super::{BROKEN, FAILS, HOLDS, check, inputs, output, unread};
use factlock::Error;
use factlock::cover;
use factlock::report::{Content, FailOn, Report};

/// Runs the command.
pub fn run(args: &Cover, manners: &Manners) -> Result<u8, Vec<Error>> {
    output::apart(&args.output.format)?;
    let mut run = Run::new(&args.select, None);
    unread::tell(&run.unread, manners);
    output::spare(output::files(&args.output.format), run.sources())?;
    let mut results = run.results(manners);
    let empty = || inputs::without_text(&run.documents, "nothing was covered: no document holds any text");
    let nothing = check::nothing(&results, &FailOn::USUAL).or_else(empty);
    if let Some(error) = nothing.filter(|_| run.errors.is_empty()) {
        run.errors.push(error);
        results = run.results(manners);
    }
    output::errors(&run.errors, manners);
    let mut cover = cover::Cover::new(&results);
    cover.wanted = args.fail_under;
    let status = match () {
        () if !run.errors.is_empty() => BROKEN,
        () if cover.falls_short() => FAILS,
        () => HOLDS,
    };
    let report = Report { content: Content::Cover(&cover), documents: &run.documents };
    output::report(&args.output.format, &report, manners, status)?;
    Ok(status)
}
