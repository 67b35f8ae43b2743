//! What the tests of whole runs share.

#![allow(dead_code, reason = "not every test needs all of it")]

use factlock::check::check;
use factlock::claim::{self, ClaimFile};
use factlock::document::{self, Document, ReadOptions};
use factlock::fact::Context;
use factlock::report::build::{self, Judged};
use factlock::report::{Content, Format, Report, Results, Style};
use factlock::rule::{Reading, Rules};
use jiff::civil::{Date, date};
use std::path::{Path, PathBuf};

/// The day on which all tests are run.
pub const TODAY: Date = date(2025, 6, 30);

/// The folder that holds the tests, the claims and the snapshots.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Reads a file of the checkout as the document `shown`.
pub fn document(path: &Path, shown: &str) -> Document {
    let options = ReadOptions { format: document::Format::of_path(shown), ..ReadOptions::default() };
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Document::read(shown, &bytes, options).unwrap_or_else(|error| panic!("{error}"))
}

/// Loads a claim file of the checkout as `shown`; its faults as text.
pub fn claims(path: &Path, shown: &str) -> Result<ClaimFile, String> {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    claim::load(shown, &bytes).map_err(|errors| errors.iter().map(|error| format!("{error}\n")).collect())
}

/// Judges one claim file on one document.
pub fn results(claims: &ClaimFile, document: Document) -> Results {
    let context = Context { written: document.written.or(claims.context.written), ..claims.context.clone() };
    let reading = Reading::new(&document, context.clone());
    let checked = check(&Rules::new(claims), &reading, Some(TODAY));
    let judged = Judged { claims, document: 0, context, checked };
    build::results(TODAY, std::slice::from_ref(&document), &[judged], &[])
}

/// The report that an editor reads.
pub fn text(results: &Results) -> String {
    let report = Report { content: Content::Check(results), documents: &[] };
    Format::named("text").map(|format| (format.render)(&report, &Style::default())).unwrap_or_default()
}
