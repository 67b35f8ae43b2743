//! The commands that hold claims against documents, and those that work on what came of it.

use super::output::{Formats, Output, PageFormat, Sink, page_sink};
use super::select::Select;
use clap::Args;
use factlock::cover::Percent;
use factlock::report::Shard;
use std::path::PathBuf;

pub const CHECK_EXAMPLES: &str = "\
Examples:
  factlock check                                    every claim file under claims/ on its own documents
  factlock check draft.md                           one draft; the claim file that names it, or the only one there is
  factlock check drafts/ -c claims/visit.yaml       all documents of a folder against one claim file
  pandoc draft.tex -t markdown | factlock check - --as md -c visit.yaml
  factlock check --format text --format junit=facts.xml
  factlock check draft.md --excerpt                 a shorter version: what it leaves out is no discrepancy
  factlock check --claims-only                      are the claim files themselves in order?

Exit status: 0 nothing failed, 1 discrepancies, 2 the check could not be made (a broken claim file, an unreadable
document, nothing to check).";

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub select: Select,
    /// Validate the claim files and read no document
    #[arg(long)]
    pub claims_only: bool,
    #[command(flatten)]
    pub output: Output,
    /// How many threads to use (default: one a core)
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,
    /// Check only the K-th of N parts of the documents
    #[arg(long, value_name = "K/N", value_parser = shard)]
    pub shard: Option<Shard>,
}

fn shard(text: &str) -> Result<Shard, String> {
    let parts = text.split_once('/').and_then(|(part, of)| Some((part.parse().ok()?, of.parse().ok()?)));
    match parts {
        Some((part, of)) if (1..=of).contains(&part) => Ok(Shard { part, of }),
        _ => Err("write it as 2/5: the second of five parts".to_owned()),
    }
}

pub const COVER_EXAMPLES: &str = "\
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
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub fail_under: Option<Percent>,
    #[command(flatten)]
    pub output: Formats,
}

pub const MUTATE_EXAMPLES: &str = "\
Examples:
  factlock mutate                               the claim files' own documents
  factlock mutate draft.md -c visit.yaml --limit 200
  factlock mutate --fail-under 95               exit status 1 where fewer than 95% of the slips are caught

Exit status: 0 enough is caught, 1 less than --fail-under, 2 the claims could not be tried.";

#[derive(Debug, Args)]
pub struct Mutate {
    #[command(flatten)]
    pub select: Select,
    /// Where chance starts: the same seed plants the same slips
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
    /// Plant at most so many, chosen evenly
    #[arg(long, value_name = "NUMBER")]
    pub limit: Option<usize>,
    /// Fail where fewer than so many per cent of the slips are caught
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    pub fail_under: Option<Percent>,
    /// How many threads to use (default: one a core)
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<usize>,
    /// Print or write the report in this format: text or json; may repeat
    #[arg(long, short, value_name = "FORMAT[=PATH]", value_parser = page_sink, default_value = "text", help_heading = "Output")]
    pub format: Vec<Sink<PageFormat>>,
}

pub const EXPLAIN_EXAMPLES: &str = "\
Examples:
  factlock explain plant-cost                                  in the claim file's own documents
  factlock explain plant-cost draft.md -c claims/visit.yaml";

#[derive(Debug, Args)]
pub struct Explain {
    /// The claim's id
    pub id: String,
    #[command(flatten)]
    pub select: Select,
}

pub const ANNOTATE_EXAMPLES: &str = "\
Examples:
  factlock annotate draft.docx -o draft-checked.docx           a Word comment at every discrepancy, nothing else touched
  factlock annotate draft.md -c claims/visit.yaml -o notes.md  footnotes

Exit status: 0 nothing to note, 1 notes written, 2 the check could not be made.";

#[derive(Debug, Args)]
pub struct Annotate {
    #[command(flatten)]
    pub select: Select,
    /// Where to write the copy
    #[arg(long, short, value_name = "OUT")]
    pub output: PathBuf,
}

pub const REPORT_EXAMPLES: &str = "\
Examples:
  factlock check --format json=results.json; factlock report results.json --format html=results.html
  factlock check --shard 1/2 --format json=1.json              on one machine
  factlock check --shard 2/2 --format json=2.json              on another
  factlock report 1.json 2.json --format junit=facts.xml       the same bytes as one undivided run";

#[derive(Debug, Args)]
pub struct Report {
    /// Results saved with --format json=FILE, or folders of them
    #[arg(required = true)]
    pub results: Vec<String>,
    #[command(flatten)]
    pub output: Output,
}

pub const RECORD_EXAMPLES: &str = "\
Examples:
  factlock record                                 every claim file on its own documents, into snapshots/records/
  factlock check --fail-on changed                fails when anything is otherwise than recorded

A record holds all claims of a file on one document. Standard input is not recorded.";

#[derive(Debug, Args)]
pub struct Record {
    #[command(flatten)]
    pub select: Select,
}

fn percent(text: &str) -> Result<Percent, String> {
    Percent::read(text).ok_or_else(|| "a percentage is a number from 0 to 100, as in 90 or 99.9".to_owned())
}

pub const REVIEW_EXAMPLES: &str = "\
Examples:
  factlock review              asks about each change
  factlock review --check      only says what changed: exit status 1 if anything did
  factlock review --accept     takes all changes into the records

A rejected change stays and is listed at the end as wrong in the draft; a skipped one stays undecided. Both are met again.

Exit status: 0 nothing is left, 1 changes are left, 2 a draft has no record, or the check could not be made.";

#[derive(Debug, Args)]
pub struct Review {
    #[command(flatten)]
    pub select: Select,
    /// Accept every change without asking
    #[arg(long, conflicts_with = "check")]
    pub accept: bool,
    /// Only say what changed
    #[arg(long)]
    pub check: bool,
    /// Remove records whose claim file or document is gone
    #[arg(long)]
    pub remove_orphans: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_are_read() {
        assert_eq!(shard("2/5"), Ok(Shard { part: 2, of: 5 }));
        assert!(shard("0/5").is_err() && shard("6/5").is_err() && shard("x").is_err());
    }
}
