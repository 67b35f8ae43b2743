//! One JSON object a line: the errors, then the verdicts, changes or figures and what else fails, at the end the summary.

use super::changes::ChangeResult;
use super::gate::FailOn;
use super::record::Change;
use super::results::{DocumentFact, ErrorResult, Results, Summary, VerdictResult};
use super::{Content, Report, Style, json};
use crate::cover::{Count, CoveredFact};
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
    Unclaimed {
        document: &'a str,
        #[serde(flatten)]
        fact: &'a DocumentFact,
    },
    Changed {
        claims: &'a str,
        document: &'a str,
        #[serde(flatten)]
        change: &'a Change,
    },
    Change(&'a ChangeResult),
    Figure {
        document: &'a str,
        #[serde(flatten)]
        fact: &'a CoveredFact,
    },
    Summary {
        #[serde(flatten)]
        summary: &'a Summary,
        fail_on: &'a [FailOn],
        status: u8,
    },
    #[serde(rename = "summary")]
    Count(&'a Count),
}

/// Everything, what holds too.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    let mut lines: Vec<Line<'_>> = report.content.errors().iter().map(Line::Error).collect();
    match report.content {
        Content::Check(results) => {
            lines.extend(results.checks.iter().flat_map(|check| {
                let line =
                    |verdict| Line::Verdict { claims: &check.claims, document: &check.document, verdict };
                check.verdicts().map(line)
            }));
            let figures = results.failing_figures();
            lines.extend(figures.map(|(document, fact)| Line::Unclaimed { document, fact }));
            lines.extend(results.failing_changes().flat_map(|check| {
                let line =
                    |change| Line::Changed { claims: &check.claims, document: &check.document, change };
                check.changes().iter().map(line)
            }));
            let Results { summary, fail_on, status, .. } = results;
            lines.push(Line::Summary { summary, fail_on, status: *status });
        }
        Content::Changes(changes) => lines.extend(changes.changes.iter().map(Line::Change)),
        Content::Cover(cover) => {
            lines.extend(cover.documents.iter().flat_map(|document| {
                document.facts.iter().map(|fact| Line::Figure { document: &document.path, fact })
            }));
            lines.push(Line::Count(&cover.count));
        }
    }
    lines.iter().map(json::line).collect()
}
