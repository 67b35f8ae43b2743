//! One JSON object a line: the errors, the verdicts with their document, at the end the summary.

use super::results::{ErrorResult, Summary, VerdictResult};
use super::{Report, Style};
use serde::Serialize;

/// A line.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Error(&'a ErrorResult),
    Verdict {
        claims: &'a str,
        document: &'a str,
        #[serde(flatten)]
        verdict: &'a VerdictResult,
    },
    Summary(&'a Summary),
}

/// Every verdict, confirmed ones too.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    let results = report.results;
    let errors = results.errors.iter().map(Line::Error);
    let verdicts = results.checks.iter().flat_map(|check| {
        let line = |verdict| Line::Verdict { claims: &check.claims, document: &check.document, verdict };
        check.verdicts.iter().map(line)
    });
    let lines = errors.chain(verdicts).chain([Line::Summary(&results.summary)]);
    lines.filter_map(|line| serde_json::to_string(&line).ok()).map(|line| line + "\n").collect()
}
