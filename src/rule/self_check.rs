//! What a text says wrongly by itself, without any claim: quiet unless sure.
//!
//! A weekday that does not fall on its date, a range that ends before it begins, a day that does not exist, a total that the
//! parts beside it refute.

use super::reading::{Reading, Sentence};
use crate::check::SelfCheck;
use crate::fact::when::flaws;
use crate::fact::{Exact, Fact, Kind, Value};
use crate::text::Span;
use num_rational::BigRational;

/// The flaws of a document that need no claim, in its order.
pub fn self_check(reading: &Reading<'_>) -> Vec<SelfCheck> {
    let mut notes = Vec::new();
    for sentence in &reading.sentences {
        let facts = reading.facts.get(sentence.facts.clone()).unwrap_or_default();
        for fact in facts {
            if let Value::When(when) = &fact.value {
                let found = flaws(when, &reading.context).into_iter();
                notes.extend(found.map(|flaw| SelfCheck { span: fact.span, message: flaw.message() }));
            }
        }
        notes.extend(total(reading, sentence, facts));
    }
    notes
}

/// Words between the last part and a total.
const TOTALS: [&str; 12] = [
    "make",
    "makes",
    "made",
    "making",
    "total",
    "totals",
    "totalled",
    "totaling",
    "totalling",
    "altogether",
    "equals",
    "sum",
];

/// A total that the figures listed right before it refute: "10, 20 and 35 tonnes make 60 tonnes".
///
/// Only exact figures of one unit count, at least two parts with nothing but commas and "and" between, and one word of
/// totalling between the last part and the total, with no other figure.
fn total(reading: &Reading<'_>, sentence: &Sentence, facts: &[Fact]) -> Option<SelfCheck> {
    let prose = reading.prose();
    let counted: Vec<&Fact> = facts
        .iter()
        .filter(|fact| matches!(fact.value, Value::Amount(_)) && fact.kind != Kind::Ordinal)
        .collect();
    for (at, whole) in counted.iter().enumerate().skip(2) {
        let last = counted.get(at - 1)?;
        let between = reading.words.within(Span::new(last.span.end, whole.span.start));
        let said = between.clone().filter(|&word| TOTALS.contains(&reading.words.folded(word))).count();
        if said != 1 || between.len() > 3 || !sentence.span.contains(whole.span) {
            continue;
        }
        let mut first = at - 1;
        while first > 0
            && let (Some(before), Some(next)) = (counted.get(first - 1), counted.get(first))
            && is_list_gap(Span::new(before.span.end, next.span.start).of(prose))
        {
            first -= 1;
        }
        let parts = counted.get(first..at)?;
        if parts.len() < 2 {
            continue;
        }
        let shared: Vec<Fact> =
            parts.iter().map(|part| part.with_unit_of(last).unwrap_or_else(|| (*part).clone())).collect();
        let whole_value = point(whole, reading)?;
        let values: Vec<Exact> = shared.iter().map(|part| point(part, reading)).collect::<Option<_>>()?;
        if values.iter().any(|value| value.dimension != whole_value.dimension) {
            continue;
        }
        let sum = values.iter().filter_map(|value| value.min.clone()).sum::<BigRational>();
        let slack =
            values.iter().map(|value| value.slack.clone()).sum::<BigRational>() + whole_value.slack.clone();
        let stated = whole_value.min?;
        let gap = if sum > stated { sum - stated } else { stated - sum };
        if gap > slack {
            return Some(SelfCheck {
                span: whole.span,
                message: "the figures before it do not add up to this".to_owned(),
            });
        }
    }
    None
}

/// An unhedged figure as one exact value.
fn point(fact: &Fact, reading: &Reading<'_>) -> Option<Exact> {
    let exact = fact.exact(&reading.context)?;
    let Value::Amount(amount) = &fact.value else { return None };
    (amount.qualifier.is_none() && exact.min.is_some() && exact.min == exact.max).then_some(exact)
}

fn is_list_gap(gap: &str) -> bool {
    let gap = gap.replace(',', " ");
    let words: Vec<&str> = gap.split_whitespace().collect();
    words.is_empty() || words == ["and"]
}
