//! The arguments, as clap reads them: here the commands, beside it what they take.

mod claims;
mod output;
mod select;
mod texts;

pub use claims::{Annotate, Check, Cover, Explain, Mutate, Record, Report, Review};
pub use output::{FactsFormat, Output, PageFormat, Sink};
pub use select::{Reading, Revisions, Select, document_format};
pub use texts::{Diff, Facts, Init, Input};

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Tests for the facts in prose.
///
/// Claims say in YAML what a text states: dates, money, tonnages, who came, what was not agreed. Every revised draft is
/// checked against them, offline, with the same answer every time and the place of every discrepancy.
#[derive(Debug, Parser)]
#[command(name = "factlock", version, after_help = TOP_EXAMPLES, arg_required_else_help = true, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub manners: Manners,
}

const TOP_EXAMPLES: &str = "\
Examples:
  factlock check                           every claim file under claims/ on its own documents
  factlock check draft.docx                the one revised draft
  factlock check draft.md -c visit.yaml    with this claim file
  factlock facts draft.md                  every figure that the draft states

Exit status: 0 nothing failed, 1 discrepancies, 2 the check could not be made.";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check documents against claims
    #[command(after_help = claims::CHECK_EXAMPLES)]
    Check(Check),
    /// List every fact that documents state, with its value
    #[command(after_help = texts::FACTS_EXAMPLES)]
    Facts(Facts),
    /// Show documents with every figure marked claimed or unclaimed, and the share
    #[command(after_help = claims::COVER_EXAMPLES)]
    Cover(Cover),
    /// Tell which facts changed between two drafts, and be silent on style
    #[command(after_help = texts::DIFF_EXAMPLES)]
    Diff(Diff),
    /// Write a copy of a draft with a note at every discrepancy: comments in Word, marks elsewhere
    #[command(after_help = claims::ANNOTATE_EXAMPLES)]
    Annotate(Annotate),
    /// Draft a claim file from a source text
    #[command(after_help = texts::INIT_EXAMPLES)]
    Init(Init),
    /// Plant slips in documents and count those that the claims catch
    #[command(after_help = claims::MUTATE_EXAMPLES)]
    Mutate(Mutate),
    /// Show how one claim came to its verdict
    #[command(after_help = claims::EXPLAIN_EXAMPLES)]
    Explain(Explain),
    /// Render saved results in any format, and merge those of shards
    #[command(after_help = claims::REPORT_EXAMPLES)]
    Report(Report),
    /// Write down what a check finds, for later checks to compare with
    #[command(after_help = claims::RECORD_EXAMPLES)]
    Record(Record),
    /// Walk what changed since it was recorded, one change at a time
    #[command(after_help = claims::REVIEW_EXAMPLES)]
    Review(Review),
    /// Print the JSON Schema of claim files, for editors
    Schema,
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// What every command understands.
#[derive(Debug, Args)]
pub struct Manners {
    /// Colour the output
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub color: Color,
    /// Print no report on standard output unless something failed
    #[arg(long, short, global = true, help_heading = "Output")]
    pub quiet: bool,
    /// Show more; may repeat
    #[arg(long, short, global = true, action = clap::ArgAction::Count, help_heading = "Output")]
    pub verbose: u8,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }
}
