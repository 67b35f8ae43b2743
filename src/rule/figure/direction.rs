//! Which way a figure moved. Where a term of the claim is a verb of change, the verb that governs the figure must not go the
//! other way: "prices rose, output fell by 5%" is no rise of output.

use super::bind::Bound;
use crate::check::Evidence;
use crate::claim::{AnyOf, Term};
use crate::fact::Agreement;
use crate::rule::clause::{clauses, is_adverb, is_auxiliary, is_past};
use crate::rule::condition::fail;
use crate::rule::reading::Reading;
use crate::rule::word::{forms, rows};
use crate::rule::{Hits, Task};
use crate::text::Span;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A way to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To more.
    Up,
    /// To less.
    Down,
}

/// Forms of the verbs and nouns of change, and which way they go, if it is always the same.
static CHANGES: LazyLock<HashMap<String, Option<Way>>> = LazyLock::new(|| {
    let way = |row: Vec<&'static str>| {
        let way = row.get(1).map(|way| if *way == "up" { Way::Up } else { Way::Down });
        Some((*row.first()?, way))
    };
    let table = rows(include_str!("../table/change.tsv")).filter_map(way);
    table.flat_map(|(base, way)| forms(base).into_iter().map(move |form| (form, way))).collect()
});

/// Whether a folded word is a verb of change or its noun.
pub fn changes(folded: &str) -> bool {
    CHANGES.contains_key(folded)
}

/// The way that a folded word goes, if it is a verb of change or its noun.
pub fn of(folded: &str) -> Option<Way> {
    CHANGES.get(folded).copied().flatten()
}

/// The way that all words of a term go.
pub fn of_terms(terms: &AnyOf) -> Option<Way> {
    let way = |term: &Term| of(&term.as_str().to_lowercase());
    let mut ways = terms.0.iter().map(way);
    let first = ways.next()??;
    ways.all(|way| way == Some(first)).then_some(first)
}

/// Contradicts evidence whose figure moved the other way than a term of the claim.
pub fn hold(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits<'_>, bound: &Bound, evidence: &mut Evidence) {
    if evidence.agreement == Agreement::Different {
        return;
    }
    for (group, terms) in task.about.iter().zip(&task.claim.about) {
        let Some(wanted) = of_terms(terms) else { continue };
        let Some(verb) = verb(reading, bound) else { return };
        let told = match reading.words.folded(verb) {
            "up" => Some(Way::Up),
            "down" => Some(Way::Down),
            word => of(word),
        };
        if told.is_none_or(|told| told == wanted) {
            continue;
        }
        let Some(sentence) = reading.sentences.get(bound.sentence) else { return };
        let clause = clauses(reading, sentence.words.clone())
            .into_iter()
            .find(|clause| clause.contains(&(verb..verb + 1)));
        // "the cut raised output by 5%": the term is what did it.
        let noun = |at: usize| {
            let word = reading.words.folded(at);
            terms.0.iter().any(|term| word.trim_end_matches('s') == term.as_str().to_lowercase())
        };
        let named = |words: &Range<usize>| clause.as_ref().is_some_and(|clause| clause.contains(words));
        let subject = hits
            .of_group(group, &(sentence.words.start..verb))
            .iter()
            .any(|hit| named(&hit.words) && noun(hit.words.start));
        if subject {
            continue;
        }
        let (figure, place) = (bound.fact.span, reading.words.span(verb));
        let told = place.to(figure);
        let word = place.of(reading.prose());
        let claimed = terms.0.first().map(Term::as_str).unwrap_or_default();
        let difference = format!("“{word}” stands where the claim says “{claimed}”");
        fail(evidence, Agreement::Different, difference, Some(told));
        return;
    }
}

/// The verb of change that governs a figure, or its noun: "*fell* by about 5%", "a *fall* of 5%", "a 5% *fall*", "was *down* 5%".
fn verb(reading: &Reading<'_>, bound: &Bound) -> Option<usize> {
    /// "fell by more than"
    const NEAR: usize = 4;
    const BETWEEN: [&str; 24] = [
        "by", "to", "of", "about", "around", "some", "nearly", "almost", "roughly", "just", "over", "under",
        "more", "less", "than", "at", "least", "most", "only", "a", "an", "further", "another", "up",
    ];
    let list = &reading.words;
    let words = list.within(bound.fact.span);
    let sentence = reading.sentences.get(bound.sentence)?;
    let noun = |at: usize| {
        let word = list.folded(at);
        of(word).is_some() && !is_past(word) && !word.ends_with("ing")
    };
    let gap = |from: usize, to: usize| Span::new(from, to.max(from)).of(reading.prose()).trim();
    let span = bound.fact.span;
    let behind = words.end < sentence.words.end && gap(span.end, list.span(words.end).start).is_empty();
    if behind && noun(words.end) {
        return Some(words.end);
    }
    let mut at = words.start;
    for _ in 0..NEAR {
        let next = at;
        at = at.checked_sub(1).filter(|&at| at >= sentence.words.start)?;
        let before_figure = next == words.start && gap(list.span(at).end, span.start).is_empty();
        if !(before_figure || list.joined(at)) {
            return None;
        }
        let word = list.folded(at);
        let copula = at.checked_sub(1).is_some_and(|before| is_auxiliary(list.folded(before)));
        if of(word).is_some() || matches!(word, "up" | "down") && copula {
            return Some(at);
        }
        if !(BETWEEN.contains(&word) || is_adverb(word)) {
            return None;
        }
    }
    None
}
