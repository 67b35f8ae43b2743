//! What changed between two drafts: the results of `factlock diff`, as reports are made from them.

use super::build;
use super::results::{FactResult, Mark, SCHEMA, Tool};
use crate::diff::{Change, Found, Sort};
use crate::rule::Reading;
use crate::text::Walk;
use serde::Serialize;

/// The changes from one document to another, as `--format json` prints them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangesResult {
    /// The version of this shape: 1.
    pub schema: u32,
    /// The program that made it.
    pub tool: Tool,
    /// Path of the old document.
    pub old: String,
    /// Path of the new document.
    pub new: String,
    /// The changes, in the order of the new document.
    pub changes: Vec<ChangeResult>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeResult {
    /// `changed`, `added`, `removed`, `weakened` or `strengthened`.
    pub change: &'static str,
    /// A kind of figure, or `name`, `title`, `quote`, `list`, `negation`, `hedge`, `modality`, `quantifier`, `direction`,
    /// `attribution`, `clause`.
    pub kind: &'static str,
    /// What the old document states.
    pub old: Option<PlaceOfChange>,
    /// What the new document states.
    pub new: Option<PlaceOfChange>,
    /// What changed, as a sentence for an editor.
    pub message: String,
}

/// Words of one of the documents, and the sentence they stand in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceOfChange {
    /// The words and their place.
    #[serde(flatten)]
    pub fact: FactResult,
    /// The sentence, item or row.
    pub sentence: String,
    /// The words inside `sentence`.
    pub mark: Mark,
}

impl ChangesResult {
    /// The results of a difference.
    pub fn new(old: &Reading<'_>, new: &Reading<'_>, changes: &[Change]) -> Self {
        Self {
            schema: SCHEMA,
            tool: Tool::default(),
            old: old.document.path.clone(),
            new: new.document.path.clone(),
            changes: change_results(old, new, changes),
        }
    }

    /// How many changes are of a sort.
    pub fn count(&self, sort: Sort) -> usize {
        self.changes.iter().filter(|change| change.change == sort.name()).count()
    }
}

impl ChangeResult {
    /// The place to point at: in the new document, or in the old one where it says nothing any more.
    pub fn place<'r>(&'r self, of: &'r ChangesResult) -> (&'r str, Option<&'r PlaceOfChange>) {
        match &self.new {
            Some(place) => (&of.new, Some(place)),
            None => (&of.old, self.old.as_ref()),
        }
    }
}

/// The changes with their places and values.
pub fn change_results(old: &Reading<'_>, new: &Reading<'_>, changes: &[Change]) -> Vec<ChangeResult> {
    let (mut before, mut after) = (Walk::new(&old.document.source), Walk::new(&new.document.source));
    changes
        .iter()
        .map(|change| ChangeResult {
            change: change.sort.name(),
            kind: change.kind.name(),
            old: change.old.map(|found| place(old, found, change.kind.name(), &mut before)),
            new: change.new.map(|found| place(new, found, change.kind.name(), &mut after)),
            message: change.message.clone(),
        })
        .collect()
}

fn place(reading: &Reading<'_>, found: Found, kind: &str, walk: &mut Walk<'_>) -> PlaceOfChange {
    let (document, prose) = (reading.document, reading.prose());
    let figure = found.fact.and_then(|at| reading.facts.get(at)).filter(|fact| fact.span == found.span);
    let fact = match figure {
        Some(fact) => build::fact_result(fact, document, &reading.context, walk),
        None => build::words_result(kind, found.span, document, walk),
    };
    let at = reading.sentences.partition_point(|sentence| sentence.span.end <= found.span.start);
    let sentence = reading.sentences.get(at).map_or(found.span, |sentence| sentence.span).to(found.span);
    let start = found.span.start - sentence.start;
    let mark = Mark { start, end: start + found.span.len() };
    PlaceOfChange { fact, sentence: sentence.of(prose).to_owned(), mark }
}
