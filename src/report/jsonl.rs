//! One JSON object a line: the errors, then the verdicts, changes or figures, at the end the summary.

use super::changes::ChangeResult;
use super::results::{ErrorResult, Summary, VerdictResult};
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
    Change(&'a ChangeResult),
    Figure {
        document: &'a str,
        #[serde(flatten)]
        fact: &'a CoveredFact,
    },
    Summary(&'a Summary),
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
            lines.push(Line::Summary(&results.summary));
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
