//! A table for a spreadsheet: a row for each verdict.

use super::{Report, Style, clean, words};

/// Every verdict, confirmed ones too.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    let mut table = csv::Writer::from_writer(Vec::new());
    let head = [
        "document",
        "line",
        "column",
        "verdict",
        "severity",
        "id",
        "kind",
        "expected",
        "found",
        "message",
        "source",
        "checked",
        "claims",
        "claim_line",
    ];
    // Writing to memory cannot fail.
    let _ = table.write_record(head);
    for error in &report.results.errors {
        let number = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
        let mut row = vec![clean::cell(error.file.as_deref().unwrap_or_default())];
        row.extend([number(error.line), number(error.column), "error".to_owned(), "error".to_owned()]);
        row.extend(vec![String::new(); 4]);
        row.push(clean::cell(&error.message));
        row.extend(vec![String::new(); 4]);
        let _ = table.write_record(row);
    }
    for check in &report.results.checks {
        for verdict in &check.verdicts {
            let found = verdict.telling().map(|found| &found.fact);
            let number = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
            let message = if verdict.message.is_empty() && !verdict.is_doubtful() {
                String::new()
            } else {
                words::message(verdict)
            };
            let checked = verdict.checked.as_ref().map(|checked| [checked.by.clone(), checked.date.clone()]);
            let checked: Vec<String> = checked.into_iter().flatten().flatten().collect();
            let row = [
                clean::cell(&check.document),
                number(found.map(|fact| fact.line)),
                number(found.map(|fact| fact.column)),
                verdict.verdict.name().to_owned(),
                verdict.severity.name().to_owned(),
                clean::cell(&verdict.id),
                verdict.kind.clone(),
                clean::cell(&verdict.expected),
                clean::cell(found.map(|fact| fact.text.as_str()).unwrap_or_default()),
                clean::cell(&message),
                clean::cell(verdict.source.as_deref().unwrap_or_default()),
                clean::cell(&checked.join(", ")),
                clean::cell(&check.claims),
                verdict.claim.line.to_string(),
            ];
            let _ = table.write_record(row);
        }
    }
    table.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
