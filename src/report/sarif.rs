//! SARIF 2.1.0 (OASIS), for code scanning.
//!
//! Columns count Unicode code points and say so (`columnKind`). Fingerprints name the claim, the document and the words
//! found, not the line. Packed documents have no region: their lines are not the file's.

use super::findings::{self, Reported};
use super::results::{ErrorResult, FactResult};
use super::{Report, Style, clean, words};
use crate::claim::Severity;
use serde_json::{Map, Value, json};

/// What can be found, by the name of the rule.
const RULES: [(&str, &str, &str); 5] = [
    ("contradicted", "error", "The document states something else than the claim."),
    ("conflicting", "error", "The document states the claimed fact and another one."),
    ("missing", "error", "The document speaks of the subject but does not state the fact."),
    ("dropped", "error", "The document does not mention the subject."),
    ("warning", "warning", "The claim holds, with a doubt."),
];

/// The run as a log.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    let results = report.results;
    let rules: Vec<Value> = RULES
        .iter()
        .map(|(id, level, text)| {
            json!({
                "id": id,
                "shortDescription": {"text": text},
                "defaultConfiguration": {"level": level},
            })
        })
        .collect();
    let found: Vec<Value> = findings::reported(results).iter().map(result).collect();
    let notes: Vec<Value> = results.errors.iter().map(notification).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": results.tool.name,
                "version": results.tool.version,
                "semanticVersion": results.tool.version,
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": results.errors.is_empty(),
                "toolExecutionNotifications": notes,
            }],
            "results": found,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn result(reported: &Reported<'_>) -> Value {
    let Reported { check, verdict, level } = reported;
    let rule = words::verdict(verdict);
    let level = match level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let fact = verdict.telling().map(|found| &found.fact);
    let claim = json!({
        "id": 1,
        "message": {"text": format!("the claim {}", clean::line(&verdict.id))},
        "physicalLocation": {
            "artifactLocation": {"uri": uri(&verdict.claim.file)},
            "region": {"startLine": verdict.claim.line, "startColumn": verdict.claim.column},
        },
    });
    json!({
        "ruleId": rule,
        "ruleIndex": RULES.iter().position(|(id, ..)| *id == rule),
        "level": level,
        "message": {"text": clean::line(&format!("{}: {}", verdict.id, words::sentence(verdict)))},
        "locations": [location(&check.document, fact)],
        "relatedLocations": [claim],
        "partialFingerprints": {"factlock/v1": words::fingerprint(check, verdict)},
        "properties": {"claim": verdict.id, "expected": verdict.expected, "tags": verdict.tags},
    })
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
