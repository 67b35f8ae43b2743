//! One line a finding, place first: `file:line:column: verdict id: message`.

use super::findings::{self, Reported};
use super::{Report, Style, clean, words};
use std::fmt::Write as _;

/// Every discrepancy and doubt, in the order of the documents.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    let mut out = String::new();
    for error in &report.results.errors {
        let _ = writeln!(out, "{}", clean::line(&words::error(error)));
    }
    for Reported { check, verdict, .. } in findings::reported(report.results) {
        let (line, column) = verdict.telling().map_or((1, 1), |found| (found.fact.line, found.fact.column));
        let (name, message) = (words::verdict(verdict), words::sentence(verdict));
        let text = format!("{}:{line}:{column}: {name} {}: {message}", check.document, verdict.id);
        let _ = writeln!(out, "{}", clean::line(&text));
    }
    out
}
