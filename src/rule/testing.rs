//! Helpers for the tests of the families.

use super::{Reading, Rules, judge};
use crate::check::Outcome;
use crate::claim;
use crate::document::{Document, ReadOptions};
use crate::fact::Context;
use jiff::civil::date;

/// Reads a text and hands the reading on.
pub fn with_reading<T>(text: &str, then: impl FnOnce(&Reading<'_>) -> T) -> T {
    let document = Document::read("draft.txt", text.as_bytes(), ReadOptions::default()).expect("a text");
    let context = Context { written: Some(date(2024, 11, 29)), ..Context::default() };
    then(&Reading::new(&document, context))
}

/// The outcomes of a claim file, given as its `claims:` list (and what goes before it), on a text.
pub fn outcomes(claims: &str, text: &str) -> Vec<Outcome> {
    let head = if claims.contains("claims:") { "" } else { "claims:\n" };
    let yaml = format!("written: 2024-11-29\n{head}{claims}");
    let file = claim::load("claims.yaml", yaml.as_bytes()).expect("a sound claim file");
    // Markdown reads plain paragraphs, lists and headings alike.
    let document = Document::read("draft.md", text.as_bytes(), ReadOptions::default()).expect("a text");
    let context = Context { written: Some(date(2024, 11, 29)), ..Context::default() };
    judge(&Rules::new(&file), &Reading::new(&document, context), None)
}

/// The verdict of a single claim and the words it rests on: those that differ first.
pub fn verdict<'t>(claim: &str, text: &'t str) -> (&'static str, &'t str) {
    let outcome = outcomes(&format!("  - {claim}\n"), text).pop().expect("an outcome");
    let differs =
        |evidence: &&crate::check::Evidence| evidence.agreement == crate::fact::Agreement::Different;
    let evidence = outcome.evidence.iter().find(differs).or_else(|| outcome.evidence.first());
    let document = Document::read("draft.md", text.as_bytes(), ReadOptions::default()).expect("a text");
    let shown = evidence.or(outcome.nearest.as_deref());
    (outcome.verdict.name(), shown.map_or("", |evidence| document.original(evidence.span).of(text)))
}
