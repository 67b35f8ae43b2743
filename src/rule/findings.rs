//! What a family of rules found for one claim, before it becomes an outcome.

use super::polarity::span_of;
use super::reading::{Reading, Sentence};
use crate::check::{Evidence, Found};
use crate::fact::Agreement;
use std::ops::Range;

/// The findings of one claim in one document; the outcome follows from them: no evidence is missing or
/// dropped, evidence that agrees confirms, evidence that differs contradicts, both in different places conflict.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// What was bound, an item for each occurrence, in the draft's order.
    pub evidence: Vec<Evidence>,
    /// The nearest thing to what is missing.
    pub nearest: Option<Evidence>,
    /// Why nothing was bound, as a clause for an editor; empty where there is nothing to say.
    pub reason: String,
    /// Doubts that go with the verdict.
    pub warnings: Vec<String>,
}

/// Evidence that some words of a sentence are, without a doubt of their own.
pub fn evidence(
    reading: &Reading<'_>,
    sentence: &Sentence,
    words: &Range<usize>,
    found: Found,
    agreement: Agreement,
    difference: String,
) -> Evidence {
    Evidence {
        agreement,
        found,
        span: span_of(reading, words),
        sentence: sentence.span,
        difference,
        warnings: Vec::new(),
    }
}
