//! Counts that a draft only hints at: "several schools" for three.

use crate::check::{Evidence, Found};
use crate::claim::Expectation;
use crate::fact::{Agreement, Number, Value};
use crate::rule::reading::Reading;
use crate::rule::word::rows;
use crate::rule::{Scope, Task};
use std::collections::HashSet;
use std::sync::LazyLock;

static VAGUE: LazyLock<HashSet<&str>> =
    LazyLock::new(|| rows(include_str!("../table/vague.tsv")).flatten().collect());

/// A vague count right before one of the claim's terms, where the claim counts three or more.
pub fn evidence(task: &Task<'_>, reading: &Reading<'_>, scope: &Scope) -> Option<Evidence> {
    let Expectation::Figure(figure) = &task.claim.expectation else { return None };
    let Value::Amount(amount) = &figure.fact.value else { return None };
    let least = amount.min.or(amount.max)?;
    if least.compare(Number::whole(3)).is_lt() || !amount.unit.is_none() {
        return None;
    }
    let sentence = reading.sentences.get(scope.sentences.start)?;
    scope.hits.iter().flatten().find_map(|hit| {
        let from = hit.words.start.saturating_sub(3).max(sentence.words.start);
        let at = (from..hit.words.start).find(|&at| VAGUE.contains(reading.words.folded(at)))?;
        Some(Evidence {
            agreement: Agreement::Weaker,
            found: Found::Text,
            span: reading.words.span(at).to(hit.span),
            sentence: sentence.span,
            difference: format!("the draft no longer counts them: {}", figure.written),
            warnings: Vec::new(),
        })
    })
}
