//! Shared heads: "ministers of trade and health" are the minister of trade and the minister of health.

use super::office::rank_at;
use super::reading::{Reading, Words};
use super::series::series;
use super::{Group, Hits};
use std::ops::Range;

/// A head or tail that members share is no longer than this, in words.
const HEAD: usize = 2;

/// Where a coordination names a term by a head that it shares with the members beside it, written out or not.
pub fn shared_head(
    reading: &Reading<'_>,
    hits: &Hits<'_>,
    group: &Group,
    range: &Range<usize>,
) -> Option<Range<usize>> {
    let list = &reading.words;
    let text = |words: Range<usize>| words.map(|at| list.folded(at)).collect::<Vec<_>>().join(" ");
    // The phrase must start with the term: "deputy minister" is not the minister.
    let names = |phrase: &str| {
        let words = Words::new(phrase);
        hits.elsewhere(phrase, &words).any(group, &(0..1))
    };
    for series in series(reading, range.clone()) {
        for (nth, item) in series.items.iter().enumerate() {
            // "ministers OF trade and health": the head of an earlier member stands before its "of" or "for".
            let earlier = series.items.iter().take(nth + 1);
            let heads = earlier
                .flat_map(|item| item.start.saturating_sub(HEAD + 1)..item.end)
                .filter(|&at| ["of", "for"].contains(&list.folded(at)) && at > range.start);
            for of in heads.collect::<Vec<_>>() {
                let found = (1..=HEAD).filter_map(|length| of.checked_sub(length)).any(|start| {
                    let ranked =
                        start.checked_sub(1).is_some_and(|at| list.joined(at) && rank_at(list, at).is_some());
                    let rest = if item.contains(&of) { of + 1..item.end } else { item.clone() };
                    !ranked && names(&format!("{} {}", text(start..of + 1), text(rest)))
                });
                if found {
                    return Some(item.clone());
                }
            }
            // "trade and health MINISTERS": a later member ends in the head of those before it.
            for later in series.items.iter().skip(nth + 1) {
                let tails = (1..=HEAD)
                    .filter_map(|length| later.end.checked_sub(length))
                    .filter(|&at| at > later.start);
                for tail in tails {
                    if names(&format!("{} {}", text(item.clone()), text(tail..later.end))) {
                        return Some(item.clone());
                    }
                }
            }
        }
    }
    None
}

/// Whether a word that makes another office stands right before: the deputy minister is not the minister.
pub fn is_ranked(reading: &Reading<'_>, words: &Range<usize>) -> bool {
    let before = words.start.checked_sub(1).filter(|&at| reading.words.joined(at));
    before.is_some_and(|at| rank_at(&reading.words, at).is_some())
}
