//! The nearest thing to what is missing: the place that an editor is shown where nothing was found.

use super::figure::direction;
use super::reading::{Reading, Sentence};
use super::scope::Scope;
use super::{Hits, Task};
use crate::check::{Evidence, Found};
use crate::claim::Term;
use crate::fact::Agreement;
use std::ops::Range;

/// The sentence that names most of a claim's subject, where no scope names all of it.
pub fn closest(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits<'_>) -> Option<Evidence> {
    let named = |words: &Range<usize>| task.about.iter().filter(|group| hits.any(group, words)).count();
    let anchored = |words: &Range<usize>| task.about.first().is_some_and(|anchor| hits.any(anchor, words));
    let sentences = reading.sentences.iter().map(|sentence| (named(&sentence.words), sentence));
    // Of two that name as many, the one with the anchor is nearer.
    let (count, sentence) =
        sentences.rev().max_by_key(|(count, sentence)| (*count, anchored(&sentence.words)))?;
    let span = task
        .about
        .iter()
        .find_map(|group| hits.of_group(group, &sentence.words).first().map(|hit| hit.span))?;
    (count > 0).then(|| Evidence {
        agreement: Agreement::Different,
        found: Found::Text,
        span,
        sentence: sentence.span,
        difference: String::new(),
        warnings: Vec::new(),
    })
}

/// The place where the subject is named most closely together, as the nearest thing to what is missing.
pub fn subject_of(reading: &Reading<'_>, scopes: &[Scope]) -> Option<Evidence> {
    let loose = |scope: &&Scope| {
        let unnamed = scope.hits.iter().filter(|hits| hits.is_empty()).count();
        let starts = || scope.hits.iter().filter_map(|hits| hits.first()).map(|hit| hit.words.start);
        (unnamed, starts().max().unwrap_or(0) - starts().min().unwrap_or(0))
    };
    scopes.iter().min_by_key(loose).map(|scope| subject(reading, scope))
}

/// The place where a scope names its subject, as the nearest thing to what is missing.
pub fn subject(reading: &Reading<'_>, scope: &Scope) -> Evidence {
    let sentence =
        reading.sentences.get(scope.sentences.start).map(|sentence| sentence.span).unwrap_or_default();
    let named = scope.hits.iter().flatten().next().map(|hit| hit.span);
    Evidence {
        agreement: Agreement::Different,
        found: Found::Text,
        span: named.unwrap_or(sentence),
        sentence,
        difference: String::new(),
        warnings: Vec::new(),
    }
}

/// What a sentence lacks of a claim's subject, as a clause for an editor, with the verb that stands in a term's place where it
/// says the contrary.
pub fn lacks(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits<'_>, sentence: &Sentence) -> String {
    let missing = task.about.iter().zip(&task.claim.about);
    let missing = missing.filter(|(group, _)| !hits.any(group, &sentence.words));
    let mut names = Vec::new();
    for (_, terms) in missing {
        let Some(term) = terms.0.first().map(Term::as_str) else { continue };
        let other = direction::of_terms(terms).and_then(|wanted| {
            let contrary =
                |at: &usize| direction::of(reading.words.folded(*at)).is_some_and(|way| way != wanted);
            sentence.words.clone().find(contrary)
        });
        if let Some(other) = other {
            let found = reading.words.span(other).of(reading.prose());
            return format!("“{found}” stands where the claim says “{term}”");
        }
        names.push(format!("“{term}”"));
    }
    match names.as_slice() {
        [] => String::new(),
        names => format!("the nearest sentence does not name {}", names.join(" and ")),
    }
}
