//! A reading of a document: what every rule needs to know of it, worked out once.

use crate::document::Document;
use crate::fact::{Context, Fact};
use crate::text::Span;

/// Everything the rules need to know of one document.
#[derive(Debug)]
pub struct Reading<'d> {
    /// The document.
    pub document: &'d Document,
    /// How its own values are read.
    pub context: Context,
    /// Its sentences, list items and table rows, in order.
    pub sentences: Vec<Sentence>,
    /// Its facts, in order; spans lie in the prose.
    pub facts: Vec<Fact>,
}

/// A sentence, list item or table row: the narrowest scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Span in the prose.
    pub span: Span,
    /// Index of its block.
    pub block: usize,
}
