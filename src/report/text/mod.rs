//! The report for an editor at a terminal.

mod changes;
mod check;
mod cover;

use super::results::ErrorResult;
use super::{Content, Report, Style, clean, words};
use std::collections::HashSet;
use std::fmt::Write as _;

/// The whole report.
pub fn render(report: &Report<'_>, style: &Style) -> String {
    let text = match report.content {
        Content::Check(results) => check::render(results, style),
        Content::Changes(changes) => changes::render(changes, style),
        Content::Cover(cover) => cover::render(cover, report.documents, style),
    };
    let errors = if style.told { String::new() } else { unread(report.content.errors()) };
    let gap = if text.is_empty() || errors.is_empty() { "" } else { "\n" };
    format!("{text}{gap}{errors}")
}

/// What could not be done, a line for each file; a terminal has the whole of it on standard error.
fn unread(errors: &[ErrorResult]) -> String {
    let mut out = String::new();
    let mut told: HashSet<Option<&str>> = HashSet::new();
    for error in errors {
        let file = error.file.as_deref();
        if file.is_some() && !told.insert(file) {
            continue;
        }
        let others = errors.iter().filter(|other| file.is_some() && other.file == error.file).count();
        let what = match others {
            0 | 1 => error.message.clone(),
            many => words::count(many, "fault"),
        };
        let file = file.map(|file| format!("{file}: ")).unwrap_or_default();
        let _ = writeln!(out, "{}", clean::line(&format!("error: {file}{what}")));
    }
    out
}
