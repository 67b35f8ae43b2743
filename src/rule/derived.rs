//! Derived claims: sums, differences, ratios and spans of time over the document's own bound facts.

use super::compile::{Rules, Task};
use super::reading::Reading;
use crate::check::{Evidence, Found, Outcome, Verdict};
use crate::claim::{Derived, Expectation, Operator};
use crate::fact::{Agreement, Context, Exact, Fact, Value};
use num_bigint::BigInt;
use num_rational::BigRational;

/// Judges the derived claims of a file, each after the claims it is computed from, and replaces their outcomes.
///
/// Half a unit of each part's last written place is allowed. A part that is not there makes the result missing; a part that
/// is itself a discrepancy makes a wrong result its consequence.
pub fn judge(rules: &Rules<'_>, reading: &Reading<'_>, outcomes: &mut [Outcome]) {
    let mut open: Vec<usize> = (0..rules.tasks.len())
        .filter(|&at| rules.tasks.get(at).is_some_and(|task| derived(task).is_some()))
        .collect();
    while !open.is_empty() {
        let ready: Vec<usize> = open
            .iter()
            .copied()
            .filter(|&at| {
                rules
                    .tasks
                    .get(at)
                    .is_some_and(|task| parts(rules, task).iter().all(|part| !open.contains(part)))
            })
            .collect();
        if ready.is_empty() {
            return;
        }
        for &at in &ready {
            if let Some(task) = rules.tasks.get(at)
                && let Some(outcome) = settle(rules, task, reading, outcomes, at)
                && let Some(place) = outcomes.get_mut(at)
            {
                *place = outcome;
            }
        }
        open.retain(|at| !ready.contains(at));
    }
}

fn derived<'c>(task: &Task<'c>) -> Option<&'c Derived> {
    match &task.claim.expectation {
        Expectation::Derived(derived) => Some(derived),
        _ => None,
    }
}

/// The indices of the claims a derived claim is computed from.
fn parts(rules: &Rules<'_>, task: &Task<'_>) -> Vec<usize> {
    let ids = derived(task).map(|derived| derived.of.as_slice()).unwrap_or_default();
    ids.iter().filter_map(|id| rules.tasks.iter().position(|task| &task.claim.id == id)).collect()
}

fn settle(
    rules: &Rules<'_>,
    task: &Task<'_>,
    reading: &Reading<'_>,
    outcomes: &[Outcome],
    at: usize,
) -> Option<Outcome> {
    let derived = derived(task)?;
    let own = outcomes.get(at)?;
    let parts = parts(rules, task);
    let wrong = parts
        .iter()
        .copied()
        .find(|&part| outcomes.get(part).is_some_and(|outcome| outcome.verdict.is_discrepancy()));
    if own.verdict.is_discrepancy() && !task.about.is_empty() {
        return Some(Outcome {
            because_of: wrong.filter(|_| own.verdict != Verdict::Contradicted),
            ..own.clone()
        });
    }
    let mut bound: Vec<(&Fact, &Evidence)> = Vec::new();
    for &part in &parts {
        let outcome = outcomes.get(part)?;
        let id = rules.tasks.get(part).map(|task| task.claim.id.as_str()).unwrap_or_default();
        match figure_of(outcome) {
            Some(found) => bound.push(found),
            None => {
                let verdict = if task.claim.optional || outcome.verdict == Verdict::Omitted {
                    Verdict::Omitted
                } else {
                    Verdict::Missing
                };
                return Some(Outcome {
                    verdict,
                    message: format!("it cannot be computed: {id} is not in the text"),
                    because_of: wrong,
                    evidence: Vec::new(),
                    ..own.clone()
                });
            }
        }
    }
    let expected = &derived.result;
    let words: Vec<&str> =
        bound.iter().map(|(_, evidence)| evidence.span.of(reading.prose()).trim()).collect();
    let claimed = expected.fact.summand(&rules.file.context)?;
    let Some(arithmetic) = compute(derived.operator, &bound, &reading.context)
        .filter(|arithmetic| arithmetic.dimension == claimed.dimension)
    else {
        let message = format!(
            "it cannot be computed: {}{} cannot make {}",
            words.join(sign(derived.operator)),
            if words.len() == 1 { " alone" } else { "" },
            expected.written
        );
        let verdict = Verdict::Missing;
        return Some(Outcome { verdict, message, because_of: wrong, evidence: Vec::new(), ..own.clone() });
    };
    let holds = agrees(&arithmetic, &claimed, derived.operator);
    let mut outcome = own.clone();
    if task.about.is_empty() {
        outcome.evidence = bound.iter().map(|(_, evidence)| (*evidence).clone()).collect();
        outcome.nearest = None;
    }
    if holds {
        outcome.verdict = Verdict::Confirmed;
        outcome.message = String::new();
        for evidence in &mut outcome.evidence {
            evidence.agreement = Agreement::Equal;
            evidence.difference = String::new();
        }
    } else {
        outcome.verdict = Verdict::Contradicted;
        outcome.message = format!(
            "{} no longer give{} {}",
            words.join(sign(derived.operator)),
            if words.len() == 1 { "s" } else { "" },
            expected.written
        );
        outcome.because_of = wrong;
        for evidence in &mut outcome.evidence {
            evidence.agreement = Agreement::Different;
            evidence.difference = outcome.message.clone();
        }
    }
    Some(outcome)
}

fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Sum => " + ",
        Operator::Difference => " − ",
        Operator::Ratio => " ÷ ",
        Operator::Elapsed => " to ",
    }
}

/// The figure that a claim is bound to in the document: the one that agrees, else the first.
fn figure_of(outcome: &Outcome) -> Option<(&Fact, &Evidence)> {
    let good = outcome.evidence.iter().find(|evidence| evidence.agreement != Agreement::Different);
    let evidence = good.filter(|_| outcome.verdict == Verdict::Confirmed).or(outcome.evidence.first())?;
    match &evidence.found {
        Found::Figure(fact) => Some((fact, evidence)),
        _ => None,
    }
}

/// The result of an operator over the parts; `None` where the parts cannot be put together (two currencies, a date).
fn compute(operator: Operator, parts: &[(&Fact, &Evidence)], context: &Context) -> Option<Exact> {
    if operator == Operator::Elapsed {
        return elapsed(parts, context);
    }
    let values: Vec<Exact> = parts.iter().map(|(fact, _)| fact.summand(context)).collect::<Option<_>>()?;
    let (first, rest) = values.split_first()?;
    let one_dimension = rest.iter().all(|value| value.dimension == first.dimension);
    match operator {
        Operator::Sum if one_dimension => Some(rest.iter().fold(first.clone(), |total, value| Exact {
            min: total.min.zip(value.min.clone()).map(|(a, b)| a + b),
            max: total.max.zip(value.max.clone()).map(|(a, b)| a + b),
            slack: total.slack + value.slack.clone(),
            dimension: total.dimension,
        })),
        Operator::Difference if one_dimension => {
            Some(rest.iter().fold(first.clone(), |total, value| Exact {
                min: total.min.zip(value.max.clone()).map(|(a, b)| a - b),
                max: total.max.zip(value.min.clone()).map(|(a, b)| a - b),
                slack: total.slack + value.slack.clone(),
                dimension: total.dimension,
            }))
        }
        Operator::Ratio if one_dimension => {
            let [second] = rest else { return None };
            let zero = BigRational::from_integer(BigInt::ZERO);
            let divide = |a: &Option<BigRational>, b: &Option<BigRational>| {
                a.clone().zip(b.clone().filter(|b| *b != zero)).map(|(a, b)| a / b)
            };
            Some(Exact {
                min: divide(&first.min, &second.max),
                max: divide(&first.max, &second.min),
                slack: zero,
                dimension: String::new(),
            })
        }
        _ => None,
    }
}

/// The years and days between two dates, as a duration.
fn elapsed(parts: &[(&Fact, &Evidence)], context: &Context) -> Option<Exact> {
    let [(first, _), (second, _)] = parts else { return None };
    let days = |fact: &Fact| match &fact.value {
        Value::When(when) => when.days(context),
        Value::Amount(_) => None,
    };
    let ((first_start, first_end), (second_start, second_end)) = (days(first)?, days(second)?);
    let between = |from: jiff::civil::Date, to: jiff::civil::Date| {
        let days = from.until(to).ok()?.get_days();
        Some(BigRational::from_integer(BigInt::from(days) * 86_400))
    };
    Some(Exact {
        min: between(first_end, second_start),
        max: between(first_start, second_end),
        slack: BigRational::from_integer(BigInt::from(0)),
        dimension: "time".to_owned(),
    })
}

/// Whether a computed value is the claimed one, to within what rounding allows.
fn agrees(computed: &Exact, claimed: &Exact, operator: Operator) -> bool {
    let slack = computed.slack.clone() + claimed.slack.clone();
    let near = |a: &Option<BigRational>, b: &Option<BigRational>| match (a, b) {
        (Some(a), Some(b)) => {
            let gap = if a > b { a - b } else { b - a };
            gap <= slack
        }
        (None, None) => true,
        _ => false,
    };
    match operator {
        // A span between two dates known to the month or year is itself a range: the claimed one must lie in it.
        Operator::Elapsed | Operator::Ratio => {
            let least = computed.min.clone().map(|min| min - slack.clone());
            let most = computed.max.clone().map(|max| max + slack.clone());
            claimed.min.clone().zip(least).is_none_or(|(a, b)| a >= b)
                && claimed.max.clone().zip(most).is_none_or(|(a, b)| a <= b)
        }
        Operator::Sum | Operator::Difference => {
            near(&computed.min, &claimed.min) && near(&computed.max, &claimed.max)
        }
    }
}
