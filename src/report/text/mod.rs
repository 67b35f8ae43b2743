//! The report for an editor at a terminal.

mod changes;
mod check;
mod cover;

use super::{Content, Report, Style};

/// The whole report.
pub fn render(report: &Report<'_>, style: &Style) -> String {
    match report.content {
        Content::Check(results) => check::render(results, style),
        Content::Changes(changes) => changes::render(changes, style),
        Content::Cover(cover) => cover::render(cover, report.documents, style),
    }
}
