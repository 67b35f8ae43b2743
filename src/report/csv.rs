//! A table for a spreadsheet: a row for each verdict, change or figure. Nothing in it computes.

use super::changes::{ChangesResult, PlaceOfChange};
use super::record::Change;
use super::results::{CheckResult, ErrorResult, FactResult, VerdictResult};
use super::{Content, Report, Style, clean, words};
use crate::cover::CoveredFact;

const VERDICTS: [&str; 15] = [
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
    "fails",
];

const CHANGES: [&str; 12] = [
    "old_document",
    "old_line",
    "old_column",
    "new_document",
    "new_line",
    "new_column",
    "change",
    "kind",
    "old",
    "new",
    "message",
    "sentence",
];

const FIGURES: [&str; 9] =
    ["document", "line", "column", "state", "kind", "found", "message", "claimed_by", "unit"];

/// Everything, what holds too.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    let errors = report.content.errors().iter();
    match report.content {
        Content::Check(results) => {
            let all = results.checks.iter().flat_map(|check| check.verdicts().map(move |one| (check, one)));
            let verdicts = all.map(|(check, one)| verdict(check, one, results.fails(one)));
            let figures = results.failing_figures().map(|(path, fact)| unclaimed(path, &fact.fact));
            let changes = results
                .failing_changes()
                .flat_map(|check| check.changes().iter().map(move |one| since_recorded(check, one)));
            table(VERDICTS, errors.map(verdict_error).chain(verdicts).chain(figures).chain(changes))
        }
        Content::Changes(changes) => table(CHANGES, rows_of(changes)),
        Content::Cover(cover) => {
            let all = cover.documents.iter().flat_map(|one| one.facts.iter().map(move |fact| (one, fact)));
            table(FIGURES, errors.map(figure_error).chain(all.map(|(one, fact)| figure(&one.path, fact))))
        }
    }
}

/// A table of cells that a spreadsheet takes for text.
fn table<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut table = csv::Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = table.write_record(head);
    for row in rows {
        let _ = table.write_record(row.map(|cell| clean::cell(&cell)));
    }
    table.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn number(number: Option<usize>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn verdict(check: &CheckResult, verdict: &VerdictResult, fails: bool) -> [String; 15] {
    let found = verdict.telling().map(|found| &found.fact);
    let silent = verdict.message.is_empty() && !verdict.is_doubtful();
    let checked = verdict.checked.as_ref().map(|checked| [checked.by.clone(), checked.date.clone()]);
    let checked: Vec<String> = checked.into_iter().flatten().flatten().collect();
    [
        check.document.clone(),
        number(found.map(|fact| fact.line)),
        number(found.map(|fact| fact.column)),
        verdict.verdict.name().to_owned(),
        verdict.severity.name().to_owned(),
        verdict.id.to_string(),
        verdict.kind.to_string(),
        verdict.expected.to_string(),
        found.map(|fact| fact.text.clone()).unwrap_or_default(),
        if silent { String::new() } else { words::message(verdict) },
        verdict.source.as_deref().unwrap_or_default().to_owned(),
        checked.join(", "),
        check.claims.clone(),
        verdict.claim.line.to_string(),
        if fails { "yes".to_owned() } else { String::new() },
    ]
}

/// A figure that fails the check because no claim speaks of it.
fn unclaimed(path: &str, fact: &FactResult) -> [String; 15] {
    let mut row = empty("unclaimed");
    row[0] = path.to_owned();
    row[1] = fact.line.to_string();
    row[2] = fact.column.to_string();
    row[6].clone_from(&fact.kind);
    row[8].clone_from(&fact.text);
    row
}

/// A change that fails the check.
fn since_recorded(check: &CheckResult, change: &Change) -> [String; 15] {
    let mut row = empty("changed");
    let verdict = check.verdicts().find(|verdict| *verdict.id == *change.id);
    let found = verdict.and_then(VerdictResult::telling).map(|found| &found.fact);
    row[0].clone_from(&check.document);
    row[1] = number(found.map(|fact| fact.line));
    row[2] = number(found.map(|fact| fact.column));
    row[5].clone_from(&change.id);
    row[9] = words::since_recorded(change);
    row[12].clone_from(&check.claims);
    row[13] = verdict.map(|verdict| verdict.claim.line.to_string()).unwrap_or_default();
    row
}

fn verdict_error(error: &ErrorResult) -> [String; 15] {
    let mut row = empty("error");
    row[..5].clone_from_slice(&place_of(error));
    row[9].clone_from(&error.message);
    row
}

/// A row that fails the check and is no verdict.
fn empty(name: &str) -> [String; 15] {
    let mut row = [const { String::new() }; 15];
    row[3] = name.to_owned();
    row[4] = "error".to_owned();
    row[14] = "yes".to_owned();
    row
}

fn rows_of(changes: &ChangesResult) -> impl Iterator<Item = [String; 12]> + '_ {
    changes.changes.iter().map(|change| {
        let [old, new] = [&change.old, &change.new].map(|side| side.as_ref().map(|place| &place.fact));
        let text = |fact: Option<&FactResult>| fact.map(|fact| fact.text.clone()).unwrap_or_default();
        let shown = change.new.as_ref().or(change.old.as_ref());
        [
            changes.old.clone(),
            number(old.map(|fact| fact.line)),
            number(old.map(|fact| fact.column)),
            changes.new.clone(),
            number(new.map(|fact| fact.line)),
            number(new.map(|fact| fact.column)),
            change.change.to_owned(),
            change.kind.to_owned(),
            text(old),
            text(new),
            change.message.clone(),
            shown.map(|place: &PlaceOfChange| place.sentence.clone()).unwrap_or_default(),
        ]
    })
}

fn figure(path: &str, covered: &CoveredFact) -> [String; 9] {
    let fact = &covered.fact.fact;
    let ids: Vec<&str> = covered.fact.claimed_by.iter().map(|by| by.id.as_str()).collect();
    [
        path.to_owned(),
        fact.line.to_string(),
        fact.column.to_string(),
        covered.state.name().to_owned(),
        fact.kind.clone(),
        fact.text.clone(),
        String::new(),
        ids.join(", "),
        fact.unit.clone().unwrap_or_default(),
    ]
}

fn figure_error(error: &ErrorResult) -> [String; 9] {
    let mut row = [const { String::new() }; 9];
    let [file, line, column, name, _] = place_of(error);
    row[..4].clone_from_slice(&[file, line, column, name]);
    row[6].clone_from(&error.message);
    row
}

/// File, line, column, and "error" for the two cells behind them.
fn place_of(error: &ErrorResult) -> [String; 5] {
    let name = "error".to_owned();
    [error.file.clone().unwrap_or_default(), number(error.line), number(error.column), name.clone(), name]
}
