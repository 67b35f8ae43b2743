//! What changed between two drafts.

use super::{pieces, text};
use factlock::diff::{self, Change};
use factlock::document::{Document, Format, ReadOptions};
use factlock::fact::Context;
use factlock::report::Content;
use factlock::report::changes::ChangesResult;
use factlock::rule::Reading;

/// A text differs in nothing from itself; changes between two texts stand inside them and can be shown.
pub fn diff(data: &[u8]) {
    let text = text(data);
    let [Some(old), Some(new)] = pieces(&text).map(document) else { return };
    let [old, new] = [&old, &new].map(|document| Reading::new(document, Context::default()));
    for reading in [&old, &new] {
        assert_eq!(diff::diff(reading, reading), [], "a text differs from itself");
    }
    let changes = diff::diff(&old, &new);
    for change in &changes {
        assert!(change.old.is_some() || change.new.is_some(), "{change:?}");
        inside(change, &old, &new);
    }
    let results = ChangesResult::new(&old, &new, &changes);
    let documents = [old.document.clone(), new.document.clone()];
    super::reports::hold(Content::Changes(&results), &documents);
}

/// The text as a document; `None` where it looks like no text.
fn document(text: &str) -> Option<Document> {
    let options = ReadOptions { format: Some(Format::Text), ..ReadOptions::default() };
    Document::read("draft.txt", text.as_bytes(), options).ok()
}

fn inside(change: &Change, old: &Reading<'_>, new: &Reading<'_>) {
    for (found, reading) in [(change.old, old), (change.new, new)] {
        let Some(found) = found else { continue };
        assert!(reading.prose().get(found.span.start..found.span.end).is_some(), "{change:?}");
        assert!(found.fact.is_none_or(|fact| fact < reading.facts.len()), "{change:?}");
    }
}
