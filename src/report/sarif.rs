//! SARIF 2.1.0 (OASIS), for code scanning.
//!
//! Columns count Unicode code points and say so (`columnKind`). Fingerprints name the claim or change, the document and the words
//! found, not the line. Packed documents have no region: their lines are not the file's.

use super::notice::{self, Notice, Related};
use super::results::{ErrorResult, FactResult};
use super::{Content, Report, Style, clean, words};
use crate::claim::Severity;
use serde_json::{Map, Value, json};

/// The run as a log.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    let content = report.content;
    let rules: Vec<Value> = notice::rules(content)
        .iter()
        .map(|rule| {
            json!({
                "id": rule.name,
                "shortDescription": {"text": rule.text},
                "defaultConfiguration": {"level": level(rule.level)},
            })
        })
        .collect();
    let found: Vec<Value> = notice::notices(content).iter().map(|found| result(found, content)).collect();
    let notes: Vec<Value> = content.errors().iter().map(notification).collect();
    let tool = content.tool();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": tool.name,
                "version": tool.version,
                "semanticVersion": tool.version,
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": content.errors().is_empty(),
                "toolExecutionNotifications": notes,
            }],
            "results": found,
        }],
    });
    super::json::pretty(&log)
}

fn result(found: &Notice<'_>, content: Content<'_>) -> Value {
    json!({
        "ruleId": found.rule,
        "ruleIndex": notice::rules(content).iter().position(|rule| rule.name == found.rule),
        "level": level(found.level),
        "message": {"text": clean::line(&format!("{}: {}", found.subject, found.message))},
        "locations": [location(found.path, found.fact)],
        "relatedLocations": found.related.iter().map(related).collect::<Vec<_>>(),
        "partialFingerprints": {"factlock/v1": found.fingerprint},
        "properties": found.properties,
    })
}

const fn level(level: Severity) -> &'static str {
    match level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn related(place: &Related<'_>) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": uri(place.path)}});
    if let Some((line, column)) = place.at {
        physical["region"] = json!({"startLine": line, "startColumn": column});
    }
    json!({"id": 1, "message": {"text": clean::line(&place.message)}, "physicalLocation": physical})
}

fn location(path: &str, fact: Option<&FactResult>) -> Value {
    let mut physical = Map::new();
    physical.insert("artifactLocation".to_owned(), json!({"uri": uri(path)}));
    let mut location = Map::new();
    match fact {
        Some(fact) if fact.place.is_none() => {
            let region = json!({
                "startLine": fact.line,
                "startColumn": fact.column,
                "endLine": fact.end_line,
                "endColumn": fact.end_column,
                "snippet": {"text": clean::text(&fact.text)},
            });
            physical.insert("region".to_owned(), region);
        }
        Some(fact) => {
            let name = clean::line(&words::place(fact));
            location.insert("logicalLocations".to_owned(), json!([{"fullyQualifiedName": name}]));
        }
        None => {}
    }
    location.insert("physicalLocation".to_owned(), Value::Object(physical));
    Value::Object(location)
}

fn notification(error: &ErrorResult) -> Value {
    let mut note = Map::new();
    note.insert("level".to_owned(), json!("error"));
    note.insert("message".to_owned(), json!({"text": clean::line(&words::error(error))}));
    if let Some(file) = &error.file {
        let mut physical = Map::new();
        physical.insert("artifactLocation".to_owned(), json!({"uri": uri(file)}));
        if let (Some(line), Some(column)) = (error.line, error.column) {
            physical.insert("region".to_owned(), json!({"startLine": line, "startColumn": column}));
        }
        note.insert("locations".to_owned(), json!([{"physicalLocation": physical}]));
    }
    Value::Object(note)
}

/// A path as a relative URI reference (RFC 3986).
fn uri(path: &str) -> String {
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes()
        .map(|byte| if kept(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("drafts/Año 50%: a.md"), "drafts/A%C3%B1o%2050%25%3A%20a.md");
    }
}
