//! The commands that read documents without claims.

use super::output::{FactsFormat, Sink, facts_sink, report_sink};
use super::select::Reading;
use clap::{Args, ValueEnum};
use factlock::fact::Kind;
use factlock::report;
use std::path::PathBuf;

pub const FACTS_EXAMPLES: &str = "\
Examples:
  factlock facts draft.md
  factlock facts draft.md --kind money,percent
  factlock facts draft.md --written 2024-11-29 --format json      \"last month\" becomes a month
  factlock facts --input jsonl --format jsonl - < sentences.jsonl {\"id\", \"text\", \"written\"?} lines in, {\"id\", \"facts\"} out";

#[derive(Debug, Args)]
pub struct Facts {
    /// Files, folders, globs, or - for standard input
    #[arg(required = true)]
    pub documents: Vec<String>,
    /// Only facts of these kinds
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kind)]
    pub kind: Vec<Kind>,
    #[command(flatten)]
    pub reading: Reading,
    /// What the input is: documents, or one JSON object a line with "id" and "text"
    #[arg(long, value_name = "INPUT", default_value = "documents")]
    pub input: Input,
    /// Print or write the facts in this format; may repeat (default: a table)
    #[arg(long, short, value_name = "FORMAT[=PATH]", value_parser = facts_sink, help_heading = "Output")]
    pub format: Vec<Sink<FactsFormat>>,
}

/// What is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Input {
    /// Documents
    Documents,
    /// JSON Lines
    Jsonl,
}

fn kind(text: &str) -> Result<Kind, String> {
    let known = || Kind::ALL.map(Kind::name).join(", ");
    Kind::ALL.into_iter().find(|kind| kind.name() == text).ok_or_else(|| format!("kinds are {}", known()))
}

pub const DIFF_EXAMPLES: &str = "\
Examples:
  factlock diff monday.md tuesday.md
  factlock diff source.html draft.docx --format short
  git show HEAD:brief.md | factlock diff - brief.md --as md
  factlock diff --input jsonl - < edits.jsonl      {\"id\", \"before\", \"after\"} lines in, {\"id\", \"changes\"} out

Exit status: 0 no fact changed, 1 some did, 2 a document could not be read. With --input jsonl: 0 or 2.";

#[derive(Debug, Args)]
pub struct Diff {
    /// The old draft, or - for standard input
    pub old: String,
    /// The new draft, or - for standard input
    #[arg(required_unless_present = "input")]
    pub new: Option<String>,
    #[command(flatten)]
    pub reading: Reading,
    /// What the input is: documents, or one JSON object a line with "id", "before" and "after"
    #[arg(long, value_name = "INPUT")]
    pub input: Option<Input>,
    /// Print or write a report: text, short, json, jsonl, junit, sarif, github, gitlab, markdown, html or csv; may repeat
    /// (default: text)
    #[arg(long, short, value_name = "FORMAT[=PATH]", value_parser = report_sink, help_heading = "Output")]
    pub format: Vec<Sink<&'static report::Format>>,
}

pub const INIT_EXAMPLES: &str = "\
Examples:
  factlock init source.md                          the draft on standard output
  factlock init source.md -o claims/source.yaml    into a new file; one that exists is never overwritten
  factlock init report.docx --written 2024-11-29   so that \"last month\" can be claimed

Every claim of the draft holds in the document it came from; what a person must decide stands in comments.";

#[derive(Debug, Args)]
pub struct Init {
    /// The source text, or - for standard input
    pub document: String,
    /// Write the claim file here; it must not exist yet (default: standard output)
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub reading: Reading,
}
