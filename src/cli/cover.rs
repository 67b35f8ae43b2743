//! `factlock cover`: documents with a line under every figure, and the share that is claimed.

use super::args::{Formats, Manners, Select};
use super::run::Run;
use super::{BROKEN, FAILS, HOLDS, check, output};
use clap::Args;
use factlock::Error;
use factlock::cover;
use factlock::report::{Content, Report};

pub const EXAMPLES: &str = "\
Examples:
  factlock cover                                the claim files' own documents
  factlock cover draft.md -c visit.yaml
  factlock cover draft.md --fail-under 90       exit status 1 where fewer than 90% of the figures are claimed
  factlock cover draft.md --format html=cover.html

Exit status: 0 enough is claimed, 1 less than --fail-under, 2 the check could not be made.";

#[derive(Debug, Args)]
pub struct Cover {
    #[command(flatten)]
    pub select: Select,
    /// Fail where fewer than so many per cent of the figures are claimed
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(..=100))]
    pub fail_under: Option<u8>,
    #[command(flatten)]
    pub output: Formats,
}

/// Runs the command.
pub fn run(args: &Cover, manners: &Manners) -> Result<u8, Vec<Error>> {
    output::one_on_stdout(&args.output.format)?;
    let mut run = Run::new(&args.select, None);
    let mut results = run.results(manners);
    if let Some(error) = check::nothing(&results).filter(|_| run.errors.is_empty()) {
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
