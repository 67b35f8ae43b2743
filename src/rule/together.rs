//! What moved together: figures that changed places between claims are one finding.

use super::compile::Rules;
use super::reading::Reading;
use crate::check::{Found, Outcome, Verdict};
use crate::claim::Expectation;
use crate::fact::{Agreement, Leniency, compare};

/// Marks contradicted claims whose found figures are each other's expected ones.
pub fn mark(rules: &Rules<'_>, reading: &Reading<'_>, outcomes: &mut [Outcome]) {
    let wrong: Vec<usize> = outcomes
        .iter()
        .enumerate()
        .filter(|(_, outcome)| outcome.verdict == Verdict::Contradicted)
        .map(|(at, _)| at)
        .collect();
    // Where each wrong claim's found figure belongs: found at `from`, expected at `to`.
    let owner = |from: usize| {
        let evidence =
            outcomes.get(from)?.evidence.iter().find(|one| one.agreement == Agreement::Different)?;
        let Found::Figure(found) = &evidence.found else { return None };
        let expects = |at: usize| {
            rules.tasks.get(at).is_some_and(|task| match &task.claim.expectation {
                Expectation::Figure(figure) => {
                    let claimed = (&figure.fact, &rules.file.context);
                    compare(claimed, (found, &reading.context), &Leniency::default()).agreement
                        == Agreement::Equal
                }
                _ => false,
            })
        };
        // A figure that its own claim expects did not move: the speaker or the time is another.
        let moved = !expects(from);
        wrong.iter().copied().find(|&to| moved && to != from && expects(to))
    };
    let owners: Vec<Option<usize>> = wrong.iter().map(|&from| owner(from)).collect();
    let next = |at: usize| {
        wrong.iter().position(|&one| one == at).and_then(|place| owners.get(place).copied().flatten())
    };
    for &start in &wrong {
        let mut cycle = vec![start];
        let mut at = next(start);
        while let Some(one) = at.filter(|one| !cycle.contains(one)) {
            cycle.push(one);
            at = next(one);
        }
        if at == Some(start)
            && let Some(outcome) = outcomes.get_mut(start)
        {
            outcome.together = cycle.into_iter().skip(1).collect();
            outcome.together.sort_unstable();
        }
    }
}
