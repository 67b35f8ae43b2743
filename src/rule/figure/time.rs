//! Figures of another time than a claim wants: "$4 million in 2024 and $3 million in 2023".

use super::place::Candidate;
use crate::fact::{Fact, Kind};
use crate::rule::during::is_time;
use crate::rule::reading::{Reading, Sentence};
use crate::rule::{Rules, Scope, Task};

/// The cost of a figure beside another date, where the sentence has the one that is wanted.
pub const OTHER_TIME: i64 = 400;

fn dates<'r>(reading: &'r Reading<'_>, sentence: &Sentence) -> impl Iterator<Item = &'r Fact> {
    let facts = sentence.facts.clone().filter_map(|at| reading.facts.get(at));
    facts.filter(|fact| fact.kind == Kind::Date)
}

/// Whether the sentence names the time that the claim wants, and another date stands nearer to the figure.
pub fn is_other(
    rules: &Rules<'_>,
    task: &Task<'_>,
    reading: &Reading<'_>,
    sentence: &Sentence,
    candidate: &Candidate,
) -> bool {
    if task.claim.conditions.during.is_none() {
        return false;
    }
    let is_time = |date: &Fact| is_time(rules.file, task, reading, date) == Some(true);
    let nearest = dates(reading, sentence)
        .filter(|date| date.span != candidate.span)
        .min_by_key(|date| reading.gap(&candidate.words, &reading.words.within(date.span)));
    nearest.is_some_and(|date| !is_time(date)) && dates(reading, sentence).any(is_time)
}

/// The scopes of a claim that may be about the time it wants: where one names it, those that only name another are not.
pub fn timely<'s>(
    rules: &Rules<'_>,
    task: &Task<'_>,
    reading: &Reading<'_>,
    scopes: &'s [Scope],
) -> Vec<&'s Scope> {
    let says = |scope: &Scope, time: bool| {
        let sentence = reading.sentences.get(scope.sentences.start);
        sentence.is_some_and(|sentence| {
            dates(reading, sentence).any(|date| is_time(rules.file, task, reading, date) == Some(time))
        })
    };
    let named = task.claim.conditions.during.is_some() && scopes.iter().any(|scope| says(scope, true));
    scopes.iter().filter(|scope| !named || says(scope, true) || !says(scope, false)).collect()
}
