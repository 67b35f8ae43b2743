//! Reports: one file (or folder) per format, each for whatever was asked: a check, a difference, a cover.

pub mod build;
pub mod changes;
pub mod clean;
mod csv;
pub mod diagnostic;
mod excerpt;
mod expected;
pub mod explain;
mod fact_json;
mod findings;
mod gate;
mod github;
mod gitlab;
mod html;
pub mod json;
mod jsonl;
mod junit;
mod markdown;
mod meaning;
mod merge;
pub mod mutants;
mod notice;
pub mod record;
mod results;
mod sarif;
mod short;
mod text;
pub mod value;
mod words;

pub use fact_json::FactLine;
pub use gate::FailOn;
pub use merge::merge;
pub use results::*;
pub use words::{count, message};

use crate::cover::Cover;
use crate::document::Document;
use anstyle::Style as Paint;
use changes::ChangesResult;

/// What reports are made from.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// What was found.
    pub content: Content<'a>,
    /// The documents, for the reports that show them whole; one that is not there is left out.
    pub documents: &'a [Document],
}

/// What was asked, with its answer.
#[derive(Debug, Clone, Copy)]
pub enum Content<'a> {
    /// Claims on documents.
    Check(&'a Results),
    /// The difference of two drafts.
    Changes(&'a ChangesResult),
    /// What of documents the claims speak of.
    Cover(&'a Cover),
}

impl<'a> Content<'a> {
    /// What could not be done.
    pub fn errors(self) -> &'a [ErrorResult] {
        match self {
            Content::Check(results) => &results.errors,
            Content::Changes(_) => &[],
            Content::Cover(cover) => &cover.errors,
        }
    }

    /// The program that found it.
    pub const fn tool(self) -> &'a Tool {
        match self {
            Content::Check(results) => &results.tool,
            Content::Changes(changes) => &changes.tool,
            Content::Cover(cover) => &cover.tool,
        }
    }
}

impl Report<'_> {
    /// The document of a path.
    pub fn document(&self, path: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.path == path)
    }
}

/// How text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour it.
    pub colour: bool,
    /// Columns to fill.
    pub width: usize,
    /// How much to show beyond the usual: 0, 1, 2.
    pub verbose: u8,
    /// Whether who reads it has just been shown the errors whole.
    pub told: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { colour: false, width: 96, verbose: 0, told: false }
    }
}

impl Style {
    /// The text in a paint, where text is coloured.
    pub fn paint(&self, paint: Paint, text: &str) -> String {
        if self.colour { format!("{paint}{text}{paint:#}") } else { text.to_owned() }
    }
}

/// A format of `--format`.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// The name on the command line.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// Makes the report, line end included.
    pub render: fn(&Report<'_>, &Style) -> String,
}

/// All formats. A new one is a file, its `mod` line, and a line here.
pub static FORMATS: [Format; 11] = [
    Format { name: "text", about: "for an editor at a terminal", render: text::render },
    Format { name: "short", about: "one line a finding", render: short::render },
    Format { name: "json", about: "everything, for other programs", render: json::render },
    Format { name: "jsonl", about: "one JSON object a line", render: jsonl::render },
    Format {
        name: "junit",
        about: "one test case a claim and document, change or figure",
        render: junit::render,
    },
    Format { name: "sarif", about: "SARIF 2.1.0, for code scanning", render: sarif::render },
    Format { name: "github", about: "annotations of a GitHub workflow", render: github::render },
    Format { name: "gitlab", about: "GitLab code quality", render: gitlab::render },
    Format { name: "markdown", about: "for a comment on a pull request", render: markdown::render },
    Format { name: "html", about: "one self-contained page", render: html::render },
    Format { name: "csv", about: "for a spreadsheet", render: csv::render },
];

impl Format {
    /// The format of a name.
    pub fn named(name: &str) -> Option<&'static Format> {
        FORMATS.iter().find(|format| format.name == name)
    }
}
