//! One line a finding, place first: `file:line:column: verdict id: message`.

use super::notice::notices;
use super::{Content, Report, Style, clean, words};
use crate::claim::Severity;
use std::fmt::Write as _;

/// Every finding, in the order of the documents.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    let mut out = String::new();
    for error in report.content.errors() {
        let _ = writeln!(out, "{}", clean::line(&words::error(error)));
    }
    for found in notices(report.content) {
        let (line, column) = found.fact.map_or((1, 1), |fact| (fact.line, fact.column));
        // Of a check, some findings do not count.
        let harmless = matches!(report.content, Content::Check(_)) && found.level != Severity::Error;
        let text =
            format!("{}:{line}:{column}: {} {}: {}", found.path, found.rule, found.subject, found.message);
        let _ = writeln!(out, "{}{}", clean::line(&text), if harmless { " (fails nothing)" } else { "" });
    }
    out
}
