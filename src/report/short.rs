//! One line a finding, place first: `file:line:column: verdict id: message`.

use super::results::{Results, VerdictResult};
use super::{clean, words};
use std::fmt::Write as _;

/// Every discrepancy and doubt, in the order of the documents.
pub fn render(results: &Results) -> String {
    let mut out = String::new();
    for error in &results.errors {
        let _ = writeln!(out, "{}", clean::line(&words::error(error)));
    }
    for check in &results.checks {
        let mut shown: Vec<&VerdictResult> = check
            .verdicts
            .iter()
            .filter(|verdict| verdict.verdict.is_discrepancy() || verdict.is_doubtful())
            .collect();
        shown.sort_by_key(|verdict| verdict.telling().map_or(usize::MAX, |found| found.fact.start));
        for verdict in shown {
            let (line, column) =
                verdict.telling().map_or((1, 1), |found| (found.fact.line, found.fact.column));
            let name = if verdict.verdict.is_discrepancy() { verdict.verdict.name() } else { "warning" };
            let text = format!(
                "{}:{line}:{column}: {name} {}: {}",
                check.document,
                verdict.id,
                words::sentence(verdict)
            );
            let _ = writeln!(out, "{}", clean::line(&text));
        }
    }
    out
}
