//! The loader of claim files.

use factlock::claim::{self, ClaimFile};
use factlock::document::{Document, Format, ReadOptions};
use factlock::rule::{Reading, Rules};
use std::collections::HashSet;

/// A draft on which whatever was loaded is judged.
const DRAFT: &str =
    "The plant, put at $10–12 billion, opens in May 2028. It was not signed. \"So be it,\" Vega said.";

/// Any bytes are a claim file or are refused, each fault with a place in its line; what is loaded can be judged.
pub fn claims(data: &[u8]) {
    match claim::load("claims.yaml", data) {
        Ok(file) => loaded(&file),
        Err(errors) => {
            assert!(!errors.is_empty(), "refused without a reason");
            for error in errors {
                assert!(!error.message.is_empty());
                if let Some(place) = &error.place {
                    assert!(place.line.get(place.span.start..place.span.end).is_some(), "{error:?}");
                }
            }
        }
    }
}

fn loaded(file: &ClaimFile) {
    assert!(!file.claims.is_empty(), "a file without claims checks nothing");
    let ids: HashSet<&str> = file.claims.iter().map(|claim| claim.id.as_str()).collect();
    assert_eq!(ids.len(), file.claims.len(), "an id twice");
    for claim in &file.claims {
        assert!(file.source.get(claim.span.start..claim.span.end).is_some(), "{:?}", claim.span);
        assert!(
            file.source.get(claim.value_span.start..claim.value_span.end).is_some(),
            "{:?}",
            claim.value_span
        );
    }
    let options = ReadOptions { format: Some(Format::Text), ..ReadOptions::default() };
    let document = Document::read("draft.txt", DRAFT.as_bytes(), options).expect("plain text is always read");
    let reading = Reading::new(&document, file.context.clone());
    let checked = factlock::check::check(&Rules::new(file), &reading, None);
    assert_eq!(checked.outcomes.len(), file.claims.len(), "a claim without a verdict");
    if let Some(first) = file.claims.first() {
        // A value spliced into the file leaves a file that loads, or the splice is refused.
        if let Ok(spliced) = claim::set_value(file, &first.id, "May 2028") {
            assert!(claim::load("claims.yaml", spliced.as_bytes()).is_ok(), "{spliced:?}");
        }
    }
}
