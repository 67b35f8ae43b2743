//! Bindings that are given up again. Place binds without a look at values; only afterwards, and only where a figure would
//! do nothing but contradict, may it go to a claim without one that it meets exactly, or to its own kind.

use super::against;
use super::bind::{Bound, wanted};
use crate::claim::Expectation;
use crate::fact::when::{Extent, Period};
use crate::fact::{Agreement, Fact, Value};
use crate::rule::reading::Reading;
use crate::rule::{Hit, Rules, Scope};
use crate::text::Span;

/// A figure that one claim got and another, which got none in the sentence, might have had.
#[derive(Debug, Clone)]
pub struct Contest {
    /// The claim without a figure.
    pub task: usize,
    /// The claim that got it; the same one, where it is about which of two figures the claim gets.
    pub owner: usize,
    /// What the owner would give up.
    pub held: Span,
    /// What the first would be bound to.
    pub bound: Bound,
    /// Whether the place gives it to the first as well as to the owner.
    pub level: bool,
}

/// Hands contested figures over, and takes from claims the figures of another kind that a claim of that kind owns.
pub fn settle(rules: &Rules<'_>, reading: &Reading<'_>, bound: &mut [Vec<Bound>], contests: Vec<Contest>) {
    let agrees = |task: usize, fact: &Fact| {
        let task = rules.tasks.get(task)?;
        let Expectation::Figure(figure) = &task.claim.expectation else { return None };
        Some(against(rules.file, task, reading, &figure.fact, fact).agreement)
    };
    for Contest { task, owner, held: span, bound: found, level } in contests {
        let (Some(held), Some(own)) = (bound.get(owner), bound.get(task)) else { continue };
        let Some(at) = held.iter().position(|held| held.fact.span == span) else { continue };
        let met = agrees(task, &found.fact) == Some(Agreement::Equal)
            && held.get(at).is_some_and(|held| agrees(owner, &held.fact) == Some(Agreement::Different));
        let elsewhere =
            || held.iter().any(|held| held.firm && agrees(owner, &held.fact) == Some(Agreement::Equal));
        if met && (level || own.is_empty() && elsewhere()) {
            if let Some(held) = bound.get_mut(owner) {
                held.remove(at);
            }
            if let Some(own) = bound.get_mut(task) {
                own.push(found);
                own.sort_by_key(|bound| bound.sentence);
            }
        }
    }
    let owned: Vec<_> = rules
        .tasks
        .iter()
        .zip(&*bound)
        .flat_map(|(task, bound)| {
            let own = |bound: &&Bound| !bound.stray && wanted(task) == Some(bound.fact.kind);
            bound.iter().filter(own).map(|bound| bound.fact.span).collect::<Vec<_>>()
        })
        .collect();
    for list in bound {
        // "10:00 on 15 May" is a date and a time at once.
        let both = |bound: &Bound| matches!(bound.fact.value, Value::When(_));
        list.retain(|bound| !bound.stray || both(bound) || !owned.contains(&bound.fact.span));
    }
}

/// Whether a fact is one day of the calendar, by its date.
pub fn is_day(fact: &Fact) -> bool {
    let Value::When(when) = &fact.value else { return false };
    let Extent::One(moment) = &when.extent else { return false };
    matches!(moment.date, Some(Period::Day { .. } | Period::Figures { .. }))
}

/// Whether the terms of one scope are all among those of another, which has more: revenue, and expected revenue.
pub fn is_narrower(scope: &Scope, wide: &Scope) -> bool {
    let among =
        |own: &[Hit], other: &[Hit]| own.iter().any(|hit| other.iter().any(|other| other.span == hit.span));
    scope.hits.len() > wide.hits.len()
        && wide.hits.iter().all(|own| scope.hits.iter().any(|other| among(own, other)))
}

/// Whether a figure that differs is no statement about the claimed one, where that stands elsewhere: a bare number, or
/// another number of another kind or rate. The claimed number in another unit is a slip, and so are other millions.
pub fn is_foreign(claimed: &Fact, found: &Bound) -> bool {
    let (Value::Amount(own), Value::Amount(other)) = (&claimed.value, &found.fact.value) else {
        return found.stray;
    };
    let same = (own.min, own.max) == (other.min, other.max);
    if found.stray && other.unit.is_none() {
        return same || other.min.or(other.max).is_none_or(|number| number.exponent <= 0);
    }
    !same && (found.stray || own.unit.is_rate() != other.unit.is_rate())
}
