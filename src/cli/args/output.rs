//! What a command prints or writes, and what makes it fail.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use factlock::report::{self, FailOn};
use std::path::PathBuf;

/// What fails unless something else is said, as it is written.
const USUAL: &str = "contradicted,conflicting,missing,dropped";

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
        default_value = USUAL,
        value_parser = fail_on(),
    )]
    fail_on: Vec<FailOn>,
    #[command(flatten)]
    pub formats: Formats,
}

impl Output {
    /// What makes the check fail, an excerpt considered.
    pub fn fail_on(&self) -> Vec<FailOn> {
        let on = self.fail_on.iter().copied();
        on.filter(|&on| on != FailOn::Dropped || !self.excerpt).collect()
    }
}

/// The reports of a command.
#[derive(Debug, Args)]
pub struct Formats {
    /// Print or write a report: text, short, json, jsonl, junit, sarif, github, gitlab, markdown, html or csv; may repeat
    #[arg(long, short, value_name = "FORMAT[=PATH]", value_parser = report_sink, default_value = "text", help_heading = "Output")]
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

/// Where a report goes.
#[derive(Debug, Clone)]
pub struct Sink<F> {
    pub format: F,
    /// `None`: standard output.
    pub path: Option<PathBuf>,
}

fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    let known = FailOn::ALL.map(|on| PossibleValue::new(on.name()).help(on.about()));
    let unknown = || clap::Error::new(clap::error::ErrorKind::InvalidValue);
    PossibleValuesParser::new(known).try_map(move |name| FailOn::named(&name).ok_or_else(unknown))
}

pub fn report_sink(text: &str) -> Result<Sink<&'static report::Format>, String> {
    let names = report::FORMATS.map(|format| format.name);
    sink(text, &names, report::Format::named)
}

pub fn facts_sink(text: &str) -> Result<Sink<FactsFormat>, String> {
    sink(text, &["text", "json", "jsonl", "csv"], |name| FactsFormat::from_str(name, false).ok())
}

pub fn page_sink(text: &str) -> Result<Sink<PageFormat>, String> {
    sink(text, &["text", "json"], |name| PageFormat::from_str(name, false).ok())
}

fn sink<F>(text: &str, names: &[&str], find: impl Fn(&str) -> Option<F>) -> Result<Sink<F>, String> {
    let (name, path) = match text.split_once('=') {
        Some((_, "")) => return Err("a path is missing behind the =".to_owned()),
        Some((name, "-")) => (name, None),
        Some((name, path)) => (name, Some(PathBuf::from(path))),
        None => (text, None),
    };
    match find(name) {
        Some(format) => Ok(Sink { format, path }),
        None => Err(format!("formats are {}", names.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_usually_fails_is_what_the_library_says() {
        assert_eq!(USUAL, FailOn::USUAL.map(FailOn::name).join(","));
    }

    #[test]
    fn sinks_are_read() {
        assert_eq!(report_sink("json=out/a=b.json").unwrap().path, Some(PathBuf::from("out/a=b.json")));
        assert_eq!(report_sink("json=-").unwrap().path, None);
        assert!(report_sink("yaml").is_err() && report_sink("json=").is_err());
    }
}
