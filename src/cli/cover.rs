//! `factlock cover`: documents with a line under every figure, and the share that is claimed.

use super::args::{Cover, Manners};
use super::run::Run;
use super::{BROKEN, FAILS, HOLDS, check, output};
use factlock::cover;
use factlock::document::Document;
use factlock::report::{Content, FailOn, Report};
use factlock::{Error, ErrorKind};

/// Runs the command.
pub fn run(args: &Cover, manners: &Manners) -> Result<u8, Vec<Error>> {
    output::apart(&args.output.format)?;
    let mut run = Run::new(&args.select, None);
    output::spare(output::files(&args.output.format), run.sources())?;
    let mut results = run.results(manners);
    if let Some(error) = check::nothing(&results, &FailOn::USUAL).filter(|_| run.errors.is_empty()) {
        run.errors.push(error);
        results = run.results(manners);
    }
    let empty = |document: &Document| document.prose().trim().is_empty();
    if run.errors.is_empty() && run.documents.iter().all(empty) {
        let message = "nothing was covered: no document holds any text";
        run.errors.push(
            Error::new(ErrorKind::Nothing, message)
                .hint("the files are empty, or hold nothing that is read as prose"),
        );
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
