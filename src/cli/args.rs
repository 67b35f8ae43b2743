//! The arguments, as clap reads them.

use clap::{Args, Parser, Subcommand, ValueEnum};
use factlock::document;
use factlock::fact::Kind;
use factlock::report;
use jiff::civil::Date;
use std::path::PathBuf;

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

const CHECK_EXAMPLES: &str = "\
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

const FACTS_EXAMPLES: &str = "\
Examples:
  factlock facts draft.md
  factlock facts draft.md --kind money,percent
  factlock facts draft.md --written 2024-11-29 --format json      \"last month\" becomes a month
  factlock facts --input jsonl --format jsonl - < sentences.jsonl {\"id\", \"text\", \"written\"?} lines in, {\"id\", \"facts\"} out";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  factlock explain plant-cost                                  in the claim file's own documents
  factlock explain plant-cost draft.md -c claims/visit.yaml";

const ANNOTATE_EXAMPLES: &str = "\
Examples:
  factlock annotate draft.docx -o draft-checked.docx           a Word comment at every discrepancy, nothing else touched
  factlock annotate draft.md -c claims/visit.yaml -o notes.md  footnotes

Exit status: 0 nothing to note, 1 notes written, 2 the check could not be made.";

const REPORT_EXAMPLES: &str = "\
Examples:
  factlock check --format json=results.json; factlock report results.json --format html=results.html
  factlock check --shard 1/2 --format json=1.json              on one machine
  factlock check --shard 2/2 --format json=2.json              on another
  factlock report 1.json 2.json --format junit=facts.xml       the same bytes as one undivided run";

const DIFF_EXAMPLES: &str = "\
Examples:
  factlock diff monday.md tuesday.md
  factlock diff source.html draft.docx --format short
  git show HEAD:brief.md | factlock diff - brief.md --as md
  factlock diff --input jsonl - < edits.jsonl      {\"id\", \"before\", \"after\"} lines in, {\"id\", \"changes\"} out

Exit status: 0 no fact changed, 1 some did, 2 a document could not be read. With --input jsonl: 0 or 2.";

const RECORD_EXAMPLES: &str = "\
Examples:
  factlock record                                 every claim file on its own documents, into snapshots/records/
  factlock check --fail-on changed                fails when anything is otherwise than recorded";

const REVIEW_EXAMPLES: &str = "\
Examples:
  factlock review              asks about each change
  factlock review --check      only says what changed: exit status 1 if anything did
  factlock review --accept     takes all changes into the records";

const INIT_EXAMPLES: &str = "\
Examples:
  factlock init source.md                          the draft on standard output
  factlock init source.md -o claims/source.yaml    into a new file; one that exists is never overwritten
  factlock init report.docx --written 2024-11-29   so that \"last month\" can be claimed

Every claim of the draft holds in the document it came from; what a person must decide stands in comments.";

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

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check documents against claims
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// List every fact that documents state, with its value
    #[command(after_help = FACTS_EXAMPLES)]
    Facts(Facts),
    /// Show documents with every figure marked claimed or unclaimed, and the share
    #[command(after_help = super::cover::EXAMPLES)]
    Cover(super::cover::Cover),
    /// Tell which facts changed between two drafts, and be silent on style
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(Diff),
    /// Write a copy of a draft with a note at every discrepancy: comments in Word, marks elsewhere
    #[command(after_help = ANNOTATE_EXAMPLES)]
    Annotate(Annotate),
    /// Draft a claim file from a source text
    #[command(after_help = INIT_EXAMPLES)]
    Init(Init),
    /// Plant slips in documents and count those that the claims catch
    #[command(after_help = super::mutate::EXAMPLES)]
    Mutate(super::mutate::Mutate),
    /// Show how one claim came to its verdict
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(Explain),
    /// Render saved results in any format, and merge those of shards
    #[command(after_help = REPORT_EXAMPLES)]
    Report(Report),
    /// Write down what a check finds, for later checks to compare with
    #[command(after_help = RECORD_EXAMPLES)]
    Record(Record),
    /// Walk what changed since it was recorded, one change at a time
    #[command(after_help = REVIEW_EXAMPLES)]
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

/// What makes a run fail, and what it reports.
#[derive(Debug, Args)]
pub struct Output {
    /// The document is a shorter version: a subject it leaves out is no discrepancy
    #[arg(long)]
    pub excerpt: bool,
    /// What makes the check fail, for claims of severity error
    #[arg(
        long,
        value_name = "WHAT",
        value_delimiter = ',',
        default_value = "contradicted,conflicting,missing,dropped"
    )]
    pub fail_on: Vec<FailOn>,
    #[command(flatten)]
    pub formats: Formats,
}

/// The reports of a command.
#[derive(Debug, Args)]
pub struct Formats {
    /// Print or write a report: text, short, json, jsonl, junit, sarif, github, gitlab, markdown, html or csv; may repeat
    #[arg(long, short, value_name = "FORMAT[=PATH]", value_parser = report_sink, default_value = "text", help_heading = "Output")]
    pub format: Vec<Sink<&'static report::Format>>,
}

/// Which documents and claims to take, and how to read them.
#[derive(Debug, Clone, Default, Args)]
pub struct Select {
    /// Files, folders, globs, or - for standard input (default: each claim file's own documents)
    pub documents: Vec<String>,
    /// Claim files or folders of them (default: the nearest claims/ folder)
    #[arg(long, short, value_name = "CLAIMS")]
    pub claims: Vec<String>,
    /// Judge only the claim with this id; may repeat
    #[arg(long = "claim", value_name = "ID")]
    pub ids: Vec<String>,
    /// Judge only claims with this tag; may repeat
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    #[command(flatten)]
    pub reading: Reading,
    /// Today's date, by which waivers run out (default: the system's)
    #[arg(long, value_name = "DATE")]
    pub today: Option<Date>,
}

/// How documents are read.
#[derive(Debug, Clone, Default, Args)]
pub struct Reading {
    /// Read documents as this format, whatever their names say
    #[arg(long = "as", value_name = "FORMAT", help_heading = "How documents are read", value_parser = document_format)]
    pub as_format: Option<document::Format>,
    /// The day the documents were written, for "this year", "last month", "27 November"
    #[arg(long, visible_alias = "dateline", value_name = "DATE", help_heading = "How documents are read")]
    pub written: Option<Date>,
    /// Which side of tracked changes to read
    #[arg(long, value_name = "SIDE", default_value = "accepted", help_heading = "How documents are read")]
    pub revisions: Revisions,
}

/// The sides of tracked changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Revisions {
    /// As if all were accepted
    #[default]
    Accepted,
    /// As it was before
    Original,
}

/// What may make a check fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// The document says something else
    Contradicted,
    /// The document says both
    Conflicting,
    /// The subject is there, the fact is not
    Missing,
    /// The subject is not there
    Dropped,
    /// Claims of severity warning, doubts, and weaker statements
    Warning,
    /// Figures that no claim speaks of
    Unclaimed,
    /// Anything that is otherwise than `factlock record` wrote down
    Changed,
}

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

/// The formats of a page about documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For reading
    Text,
    /// One JSON object
    Json,
}

/// What is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Input {
    /// Documents
    Documents,
    /// JSON Lines
    Jsonl,
}

/// The formats of a list of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FactsFormat {
    /// A table for reading
    Text,
    /// One JSON object
    Json,
    /// One JSON object a fact, or a line of the input
    Jsonl,
    /// A table for a spreadsheet
    Csv,
}

#[derive(Debug, Args)]
pub struct Annotate {
    #[command(flatten)]
    pub select: Select,
    /// Where to write the copy
    #[arg(long, short, value_name = "OUT")]
    pub output: PathBuf,
}

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

#[derive(Debug, Args)]
pub struct Explain {
    /// The claim's id
    pub id: String,
    #[command(flatten)]
    pub select: Select,
}

#[derive(Debug, Args)]
pub struct Record {
    #[command(flatten)]
    pub select: Select,
}

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

#[derive(Debug, Args)]
pub struct Report {
    /// Results saved with --format json=FILE, or folders of them
    #[arg(required = true)]
    pub results: Vec<String>,
    #[command(flatten)]
    pub output: Output,
}

/// Where a report goes.
#[derive(Debug, Clone)]
pub struct Sink<F> {
    pub format: F,
    /// `None`: standard output.
    pub path: Option<PathBuf>,
}

/// A part of the documents, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    pub part: usize,
    pub of: usize,
}

fn report_sink(text: &str) -> Result<Sink<&'static report::Format>, String> {
    let names = report::FORMATS.map(|format| format.name);
    sink(text, &names, report::Format::named)
}

fn facts_sink(text: &str) -> Result<Sink<FactsFormat>, String> {
    sink(text, &["text", "json", "jsonl", "csv"], |name| FactsFormat::from_str(name, false).ok())
}

pub fn page_sink(text: &str) -> Result<Sink<PageFormat>, String> {
    sink(text, &["text", "json"], |name| PageFormat::from_str(name, false).ok())
}

fn sink<F>(text: &str, names: &[&str], find: impl Fn(&str) -> Option<F>) -> Result<Sink<F>, String> {
    let (name, path) = match text.split_once('=') {
        Some((_, "")) => return Err("a path is missing behind the =".to_owned()),
        Some((name, path)) => (name, Some(PathBuf::from(path))),
        None => (text, None),
    };
    match find(name) {
        Some(format) => Ok(Sink { format, path }),
        None => Err(format!("formats are {}", names.join(", "))),
    }
}

pub fn document_format(text: &str) -> Result<document::Format, String> {
    let known = document::Format::ALL.into_iter();
    document::Format::of_path(&format!(".{text}")).ok_or_else(|| {
        format!("formats are {}", known.map(document::Format::name).collect::<Vec<_>>().join(", "))
    })
}

fn kind(text: &str) -> Result<Kind, String> {
    let known = || Kind::ALL.map(Kind::name).join(", ");
    Kind::ALL.into_iter().find(|kind| kind.name() == text).ok_or_else(|| format!("kinds are {}", known()))
}

fn shard(text: &str) -> Result<Shard, String> {
    let parts = text.split_once('/').and_then(|(part, of)| Some((part.parse().ok()?, of.parse().ok()?)));
    match parts {
        Some((part, of)) if (1..=of).contains(&part) => Ok(Shard { part, of }),
        _ => Err("write it as 2/5: the second of five parts".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn sinks_and_shards_are_read() {
        assert_eq!(report_sink("json=out/a=b.json").unwrap().path, Some(PathBuf::from("out/a=b.json")));
        assert!(report_sink("yaml").is_err() && report_sink("json=").is_err());
        assert_eq!(shard("2/5"), Ok(Shard { part: 2, of: 5 }));
        assert!(shard("0/5").is_err() && shard("6/5").is_err() && shard("x").is_err());
    }
}
