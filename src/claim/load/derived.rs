//! Claims computed from other claims: the ids they name, and whether they go in a circle.

use super::fault::Faults;
use super::hint::{nearest, short};
use crate::claim::{Claim, Expectation, Figure, Operator};
use crate::fact::{Context, Kind};
use crate::text::Span;
use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

/// The number of faults behind which no likely spelling is looked for.
const MOST_LIKENED: usize = 100;

/// A derived claim's parts: the claim's index and each id with its place.
pub(super) struct Parts {
    /// The claim's id.
    pub(super) id: String,
    /// The operator.
    pub(super) operator: Operator,
    /// The ids it names and where they stand.
    pub(super) of: Vec<(String, Span)>,
}

/// Records unknown ids, parts named twice, and circles.
pub(super) fn check(derived: &[Parts], ids: &HashMap<Cow<'_, str>, Span>, faults: &mut Faults) {
    // Sorted once something is looked for that is not there.
    let names: LazyCell<Vec<&str>, _> = LazyCell::new(|| {
        let mut names: Vec<&str> = ids.keys().map(|id| &**id).collect();
        names.sort_unstable();
        names
    });
    for parts in derived {
        let operator = parts.operator.name();
        let mut named = HashSet::new();
        for (id, span) in &parts.of {
            if !ids.contains_key(id.as_str()) {
                // Looking for a likely spelling costs a pass over all ids: worth it for the first few slips only.
                let near = if faults.len() < MOST_LIKENED { nearest(id, &names) } else { None };
                let hint =
                    near.map_or("name a claim of this file".to_owned(), |id| format!("did you mean `{id}`?"));
                faults.add(*span, format!("there is no claim `{}` for this {operator}", short(id)), hint);
            } else if !named.insert(id) {
                let message = format!("`{}` stands twice in this {operator}", short(id));
                faults.add(*span, message, "name each part once");
            }
        }
    }
    circles(derived, faults);
}

/// Records parts that the operator cannot compute with.
pub(super) fn check_kinds(derived: &[Parts], claims: &[Claim], context: &Context, faults: &mut Faults) {
    if derived.is_empty() {
        return;
    }
    let expectations: HashMap<&str, &Expectation> =
        claims.iter().map(|claim| (claim.id.as_str(), &claim.expectation)).collect();
    let figure = |id: &str| match expectations.get(id)? {
        Expectation::Figure(figure) => Some(figure),
        Expectation::Derived(derived) => Some(&derived.result),
        _ => None,
    };
    for parts in derived {
        let sound = faults.len();
        for (id, span) in &parts.of {
            let Some(expectation) = expectations.get(id.as_str()) else { continue };
            let kind = figure(id).map(|figure| figure.kind);
            let name = kind.map_or(expectation.name(), Kind::name);
            let day = matches!(kind, Some(Kind::Date | Kind::Time));
            let hint = match parts.operator {
                Operator::Elapsed if !day => "`elapsed` goes from one date to another",
                Operator::Elapsed => continue,
                _ if day => "use `elapsed` for the time between two dates",
                _ if kind.is_none() => "name claims that state figures",
                _ => continue,
            };
            let message = format!("`{}` states a {name}, which has no {}", short(id), parts.operator.name());
            faults.add(*span, message, hint);
        }
        if faults.len() == sound
            && let Some(result) = figure(&parts.id)
        {
            check_units(parts, result, figure, context, faults);
        }
    }
}

/// Records a result that the operator does not give, and figures of a sum or ratio that have no unit in common: no sum is
/// made of dollars and euros.
fn check_units<'c>(
    parts: &Parts,
    result: &'c Figure,
    figure: impl Fn(&str) -> Option<&'c Figure>,
    context: &Context,
    faults: &mut Faults,
) {
    let dimension = |figure: &Figure| figure.fact.summand(context).map(|exact| exact.dimension);
    let name = parts.operator.name();
    let mut placed = parts.of.iter().filter_map(|(id, span)| figure(id).map(|part| (part, *span)));
    let Some((first, first_span)) = placed.next() else { return };
    let given = match parts.operator {
        Operator::Elapsed => Some(("time", "give its result as a `duration`")),
        Operator::Ratio => Some(("", "give its result as a `percent` or `number`")),
        Operator::Sum | Operator::Difference => None,
    };
    if let Some((wanted, hint)) = given
        && dimension(result).as_deref() != Some(wanted)
    {
        faults.add(first_span, format!("“{}” is no {name}", short(&result.written)), hint);
    }
    if parts.operator == Operator::Elapsed {
        return;
    }
    // The result of a sum is counted as its parts are.
    let summed = given.is_none().then_some((result, first_span));
    for (other, span) in placed.chain(summed).filter(|(other, _)| dimension(other) != dimension(first)) {
        let message = format!(
            "“{}” and “{}” have no unit in common, so there is no {name}",
            short(&first.written),
            short(&other.written)
        );
        faults.add(span, message, "give all of them in one unit or currency");
    }
}

/// Depth-first search without recursion, so that a chain of any length will do. Each circle is recorded once, at the
/// part that closes it.
fn circles(derived: &[Parts], faults: &mut Faults) {
    let index: HashMap<&str, usize> =
        derived.iter().enumerate().map(|(at, parts)| (parts.id.as_str(), at)).collect();
    let mut state = vec![State::New; derived.len()];
    for root in 0..derived.len() {
        let mut path: Vec<(usize, usize)> = vec![(root, 0)];
        if !matches!(state.get(root), Some(State::New)) {
            continue;
        }
        while let Some((at, part)) = path.last_mut() {
            let at = *at;
            let next = derived.get(at).and_then(|parts| parts.of.get(*part));
            *part += 1;
            if let Some(slot) = state.get_mut(at) {
                *slot = if next.is_some() { State::Open } else { State::Done };
            }
            let Some((id, span)) = next else {
                path.pop();
                continue;
            };
            let Some(&below) = index.get(id.as_str()) else { continue };
            match state.get(below) {
                Some(State::New) => path.push((below, 0)),
                Some(State::Open) => {
                    let from = path.iter().position(|(open, _)| *open == below).unwrap_or(0);
                    let ring = path.iter().skip(from).filter_map(|(open, _)| derived.get(*open));
                    let mut ring: Vec<String> = ring.take(8).map(|parts| short(&parts.id)).collect();
                    if path.len() - from > ring.len() {
                        ring.push("…".to_owned());
                    }
                    let message = format!("this goes in a circle: {} → {}", ring.join(" → "), short(id));
                    faults.add(*span, message, "a part cannot depend on its own result");
                }
                _ => {}
            }
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum State {
    New,
    Open,
    Done,
}
