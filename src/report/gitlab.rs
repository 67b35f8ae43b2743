//! GitLab code quality: a JSON array in the format of CodeClimate issues.

use super::notice::notices;
use super::{Report, Style, clean, words};
use crate::claim::Severity;
use serde_json::{Value, json};

/// Every finding, and the errors.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    let mut issues: Vec<Value> = Vec::new();
    for error in report.content.errors() {
        let text = words::error(error);
        let path = error.file.as_deref().unwrap_or("claims");
        issues.push(issue("error", &text, "blocker", &words::hash(&[&text]), path, error.line.unwrap_or(1)));
    }
    for found in notices(report.content) {
        let severity = match found.level {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        };
        let text = format!("{}: {}", found.subject, found.message);
        let line = found.lines().map_or(1, |fact| fact.line);
        issues.push(issue(found.rule, &text, severity, &found.fingerprint, found.path, line));
    }
    super::json::pretty(&issues)
}

fn issue(name: &str, text: &str, severity: &str, fingerprint: &str, path: &str, line: usize) -> Value {
    json!({
        "type": "issue",
        "check_name": format!("factlock/{name}"),
        "description": clean::line(text),
        "severity": severity,
        "fingerprint": fingerprint,
        "location": {"path": path, "lines": {"begin": line}},
    })
}
