//! The report for an editor at a terminal.

mod changes;
mod check;
mod cover;

use super::results::ErrorResult;
use super::{Content, Report, Style, clean, words};
use std::collections::HashSet;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr as _;

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

/// Text broken at spaces to fit a width; `column` is where the first line starts, `indent` where the others do.
pub(super) fn wrapped(text: &str, width: usize, indent: usize, column: usize) -> String {
    let mut out = String::new();
    let mut used = column;
    for (at, word) in text.split(' ').enumerate() {
        let length = anstream::adapter::strip_str(word).to_string().width();
        if at > 0 && used + 1 + length > width && length > 0 {
            out += &format!("\n{}", " ".repeat(indent));
            used = indent;
        } else if at > 0 {
            out.push(' ');
            used += 1;
        }
        out += word;
        used += length;
    }
    out.push('\n');
    out
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
