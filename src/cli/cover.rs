//! `factlock cover`: documents with a line under every figure, and the share that is claimed.

use super::args::{Manners, PageFormat, Select, Sink, page_sink};
use super::run::Run;
use super::{BROKEN, FAILS, HOLDS, check, output};
use clap::Args;
use factlock::cover;
use factlock::report::{self, Style};
use factlock::{Error, ErrorKind};

pub const EXAMPLES: &str = "\
Examples:
  factlock cover                                the claim files' own documents
  factlock cover draft.md -c visit.yaml
  factlock cover draft.md --fail-under 90       exit status 1 where fewer than 90% of the figures are claimed
  factlock cover draft.md --format json

Exit status: 0 enough is claimed, 1 less than --fail-under, 2 the check could not be made.";

#[derive(Debug, Args)]
pub struct Cover {
    #[command(flatten)]
    pub select: Select,
    /// Fail where fewer than so many per cent of the figures are claimed
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(..=100))]
    pub fail_under: Option<u8>,
    /// Print or write the cover in this format: text or json; may repeat
    #[arg(long, short, value_name = "FORMAT[=PATH]", value_parser = page_sink, default_value = "text", help_heading = "Output")]
    pub format: Vec<Sink<PageFormat>>,
}

/// Runs the command.
pub fn run(args: &Cover, manners: &Manners) -> Result<u8, Vec<Error>> {
    output::one_on_stdout(&args.format)?;
    let mut run = Run::new(&args.select, None);
    let mut results = run.results(manners);
    if let Some(error) = check::nothing(&results).filter(|_| run.errors.is_empty()) {
        run.errors.push(error);
        results = run.results(manners);
    }
    output::errors(&run.errors, manners);
    let cover = cover::Cover::new(&results);
    let status = match args.fail_under {
        _ if !run.errors.is_empty() => BROKEN,
        Some(percent) if !cover.count.reaches(usize::from(percent)) => FAILS,
        _ => HOLDS,
    };
    let text = |style: &Style| report::cover::text(&cover, &run.documents, style);
    pages(&args.format, &cover, text, manners, status)?;
    Ok(status)
}

/// Prints or writes a page in every format that was asked for.
pub fn pages(
    sinks: &[Sink<PageFormat>],
    page: &impl serde::Serialize,
    text: impl Fn(&Style) -> String,
    manners: &Manners,
    status: u8,
) -> Result<(), Vec<Error>> {
    let render = |format: PageFormat, style: &Style| match format {
        PageFormat::Text => Ok(text(style)),
        PageFormat::Json => serde_json::to_string_pretty(page)
            .map(|text| text + "\n")
            .map_err(|error| vec![Error::new(ErrorKind::Output, error.to_string())]),
    };
    for sink in sinks {
        match &sink.path {
            Some(path) => {
                let text = render(sink.format, &Style::default())?;
                output::write_file(path, |out| out.write_all(text.as_bytes()))?;
            }
            None if status == HOLDS && manners.quiet && sink.format == PageFormat::Text => {}
            None => output::print(render(sink.format, &output::style(manners))?.as_bytes())?,
        }
    }
    Ok(())
}
