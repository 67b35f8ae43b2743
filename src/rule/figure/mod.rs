//! Figures: dates, money, quantities, counts and their kin, bound by place and compared by value.

mod assign;
mod bind;
mod candidates;
pub mod direction;
mod place;
mod settle;
mod share;
mod time;
mod vague;

pub use bind::{Bound, bind, wanted};
pub use candidates::sift;

use super::reading::Reading;
use super::{Findings, Task, condition};
use crate::check::{Evidence, Found};
use crate::claim::{ClaimFile, Expectation, Modality};
use crate::fact::{self, Agreement, Comparison, Fact, Kind, Qualifier, Value, compare};
use crate::text::Span;

/// Judges a figure claim on the figures bound to it.
pub fn judge(
    file: &ClaimFile,
    task: &Task<'_>,
    reading: &Reading<'_>,
    hits: &super::Hits,
    scopes: &[super::Scope],
    bound: &[Bound],
) -> Findings {
    if bound.is_empty() && scopes.is_empty() {
        return Findings::default();
    }
    let claimed = match &task.claim.expectation {
        Expectation::Figure(figure) => &figure.fact,
        Expectation::Derived(derived) => &derived.result.fact,
        _ => return Findings::default(),
    };
    let mut findings = Findings::default();
    let mut loose = Vec::new();
    let mut foreign = Vec::new();
    let mut told = false;
    let alone = !bound.iter().any(|found| found.firm);
    for found in bound {
        let mut evidence = weigh(file, task, reading, hits, claimed, found);
        let alike = |fact| against(file, task, reading, claimed, fact).agreement == Agreement::Equal;
        // Where all that it could be say what is claimed, it does not matter which it is.
        let settled =
            found.tied.is_empty() || evidence.agreement == Agreement::Equal && found.tied.iter().all(alike);
        if !settled {
            let mut words: Vec<&str> = Vec::new();
            for fact in [&found.fact].into_iter().chain(&found.tied) {
                let word = fact.span.of(reading.prose());
                if !words.contains(&word) {
                    words.push(word);
                }
            }
            findings.reason = match words.as_slice() {
                [one] => format!("it could be any of the figures that say {one}; the place does not decide"),
                several => format!("it could be {}; the place does not decide", several.join(" or ")),
            };
            findings.nearest.get_or_insert(evidence);
            continue;
        }
        // "12% or 13%": the draft does not say which, whichever is bound.
        let other = alternative(reading, &found.fact);
        if let Some(other) = other.filter(|_| evidence.agreement == Agreement::Different) {
            let second = Bound { fact: other.clone(), ..found.clone() };
            let told = weigh(file, task, reading, hits, claimed, &second);
            if told.agreement != Agreement::Different {
                evidence = told;
            }
        }
        if let Some(other) = other.filter(|_| evidence.agreement != Agreement::Different) {
            let first = found.fact.span.of(reading.prose());
            let second = other.span.of(reading.prose());
            let (one, two) =
                if other.span.start < found.fact.span.start { (second, first) } else { (first, second) };
            evidence.warnings.push(format!("the draft leaves open which it is: “{one}” or “{two}”"));
        }
        direction::hold(task, reading, hits, found, &mut evidence);
        condition::apply(file, task, reading, hits, &mut evidence);
        if evidence.agreement != Agreement::Different {
            conversion(reading, found, &mut findings.warnings);
        }
        let is_foreign = settle::is_foreign(claimed, found);
        told |= !is_foreign && evidence.agreement != Agreement::Different;
        if is_foreign && evidence.agreement == Agreement::Different {
            foreign.push(evidence.span);
        }
        if found.firm || found.relative && alone {
            findings.evidence.push(evidence)
        } else {
            loose.push(evidence)
        }
    }
    if told {
        findings.evidence.retain(|evidence| !foreign.contains(&evidence.span));
    }
    if bound.is_empty() && claimed.kind == Kind::Number {
        findings.evidence = scopes.iter().filter_map(|scope| vague::evidence(task, reading, scope)).collect();
    }
    if findings.evidence.is_empty() {
        let (good, bad): (Vec<_>, Vec<_>) =
            loose.into_iter().partition(|evidence| evidence.agreement != Agreement::Different);
        findings.evidence = good;
        if findings.evidence.is_empty()
            && let Some(first) = bad.into_iter().next()
        {
            findings.nearest = Some(first);
        }
    }
    findings
}

/// Another figure of the same kind and unit that the draft sets beside one by an "or": "12% or 13%".
fn alternative<'r>(reading: &'r Reading<'_>, fact: &Fact) -> Option<&'r Fact> {
    const LINKS: [&str; 8] =
        ["or", "or on", "or in", "or even", "or perhaps", "or possibly", ", or possibly", ", or perhaps"];
    let facts = &reading.facts;
    let before = facts.partition_point(|other| other.span.start < fact.span.start).checked_sub(1);
    let behind = facts.partition_point(|other| other.span.start < fact.span.end);
    let beside = before.into_iter().chain([behind]).filter_map(|at| facts.get(at));
    let unit = |fact: &Fact| match &fact.value {
        Value::Amount(amount) => Some(amount.unit),
        _ => None,
    };
    beside.into_iter().find(|other| {
        let (first, last) = if other.span.start < fact.span.start {
            (other.span, fact.span)
        } else {
            (fact.span, other.span)
        };
        let gap = Span::new(first.end, last.start.max(first.end)).of(reading.prose());
        let gap = gap.split_whitespace().collect::<Vec<_>>().join(" ");
        other.kind == fact.kind && unit(other) == unit(fact) && LINKS.contains(&&*gap)
    })
}

/// How a figure of the draft agrees with the claimed one.
fn against(
    file: &ClaimFile,
    task: &Task<'_>,
    reading: &Reading<'_>,
    claimed: &Fact,
    found: &Fact,
) -> Comparison {
    compare((claimed, &file.context), (found, &reading.context), &task.claim.leniency)
}

fn weigh(
    file: &ClaimFile,
    task: &Task<'_>,
    reading: &Reading<'_>,
    hits: &super::Hits,
    claimed: &Fact,
    found: &Bound,
) -> Evidence {
    let against = |fact: &Fact| against(file, task, reading, claimed, fact);
    // "expires in 2028" is until 2028.
    let told = fact::when::as_told(claimed, &found.fact, reading.prose());
    let rated = rated(task, reading, hits, claimed, found);
    let mut fact = told.as_ref().or(rated.as_ref()).unwrap_or(&found.fact);
    let mut comparison = against(fact);
    if comparison.agreement == Agreement::Weaker && is_estimated(task, claimed, fact) {
        comparison.agreement = Agreement::Equal;
        comparison.difference.clear();
    }
    if comparison.agreement == Agreement::Different
        && let Some(conversion) = &found.conversion
    {
        let other = against(conversion);
        if other.agreement != Agreement::Different {
            (fact, comparison) = (conversion, other);
        }
    }
    // Claimed may be the seven of "seven of the nine", which another writer tells as "of the nine, seven".
    let part = found.share.as_ref().and_then(Fact::part);
    if comparison.agreement == Agreement::Different
        && let Some(part) = &part
    {
        let mut other = against(part);
        if other.agreement != Agreement::Different {
            let words = part.span.of(reading.prose());
            other.warnings.push(format!("told as a part of a total: “{words}”"));
            (fact, comparison) = (part, other);
        }
    }
    Evidence {
        agreement: comparison.agreement,
        found: Found::Figure(fact.clone()),
        span: fact.span,
        sentence: reading.sentences.get(found.sentence).map(|sentence| sentence.span).unwrap_or_default(),
        difference: comparison.difference,
        warnings: comparison.warnings,
    }
}

/// The rate that a claim wants of a figure, where it is told apart from it: "9 bcm of gas a year", "$5 million annually",
/// "the monthly wage is €900".
fn rated(
    task: &Task<'_>,
    reading: &Reading<'_>,
    hits: &super::Hits,
    claimed: &Fact,
    found: &Bound,
) -> Option<Fact> {
    let Bound { fact: found, sentence, .. } = found;
    /// "of crude palm oil a month"
    const NEAR: usize = 4;
    /// Words before a figure in which its subject is told by the month.
    const FARTHEST: usize = 30;
    let is_rate = |fact: &Fact| matches!(&fact.value, Value::Amount(amount) if amount.unit.is_rate());
    if !is_rate(claimed) || is_rate(found) {
        return None;
    }
    let words = reading.words.within(found.span);
    let word = |at: usize| reading.words.folded(at);
    let named = |at: usize| fact::rate_word(word(at));
    let joined = |from: usize, to: usize| {
        !Span::new(from, to).of(reading.prose()).contains([',', ';', ':', '.', '(', ')', '\n'])
    };
    let at = words.end;
    let led = matches!(word(at), "of" | "in");
    let spread = if led { at + 2..at + NEAR + 1 } else { at..at + 1 };
    let behind = spread.clone().find_map(|nth| named(nth).map(|unit| (nth, unit)));
    let apart = || {
        let link = |nth: &usize| matches!(word(*nth), "a" | "an" | "per" | "each" | "every");
        let nth = spread.clone().find(link).filter(|_| led)?;
        let counts = !matches!(word(nth - 1), "in" | "for" | "within" | "over" | "once" | "twice")
            && !matches!(word(nth + 2), "later" | "earlier" | "ago" | "after" | "before");
        counts.then(|| (nth + 1, word(nth + 1)))
    };
    let before = || {
        let nth = words.start.checked_sub(1)?;
        named(nth).map(|unit| (nth, unit))
    };
    // "the monthly minimum wage": the subject itself is told by the month.
    let subject = || {
        let first = reading.sentences.get(*sentence)?.words.start;
        let first = first.max(words.start.saturating_sub(FARTHEST));
        (first..words.start).rev().find_map(|nth| {
            let unit = named(nth)?;
            let noun = nth + 1..nth + 3;
            let own = task.about.first().is_some_and(|anchor| hits.any(anchor, &noun));
            own.then_some((nth, unit))
        })
    };
    let beside = behind.or_else(apart).or_else(before);
    let (nth, unit) = beside.or_else(subject)?;
    let place = reading.words.span(nth);
    let near = if beside.is_none() {
        !Span::new(place.end, found.span.start).of(reading.prose()).contains([';', ':'])
    } else if nth < words.start {
        joined(place.end, found.span.start)
    } else {
        joined(found.span.end, place.start)
    };
    let written = format!("{} per {unit}", found.span.of(reading.prose()));
    let whole = |fact: &Fact| near && is_rate(fact) && fact.span.len() == written.len();
    let fact = fact::scan(&written).next().filter(whole)?;
    let span = if beside.is_none() {
        found.span
    } else if nth < words.start {
        place.to(found.span)
    } else {
        found.span.to(place)
    };
    Some(Fact { span, ..fact })
}

/// Whether the only thing that makes a figure weaker is that it is told as the estimate that the claim says it is.
fn is_estimated(task: &Task<'_>, claimed: &Fact, found: &Fact) -> bool {
    let (Value::Amount(own), Value::Amount(other)) = (&claimed.value, &found.value) else { return false };
    task.claim.conditions.modality == Some(Modality::Estimate)
        && own.qualifier.is_none()
        && other.qualifier == Some(Qualifier::About)
        && own.min.is_some()
}

/// Warns of a conversion in brackets that does not match its figure.
fn conversion(reading: &Reading<'_>, found: &Bound, warnings: &mut Vec<String>) {
    let Some(other) = &found.conversion else { return };
    if fact::converts(&found.fact, other) == Some(false) {
        warnings.push(format!(
            "the conversion {} does not match {}",
            other.span.of(reading.prose()),
            found.fact.span.of(reading.prose())
        ));
    }
}
