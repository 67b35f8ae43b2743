//! Slips in whole clauses: a denial gained or lost, a word of a quotation, a sentence left out.

use super::random::Random;
use super::table::{NEGATIONS, like};
use super::{Kind, Mutant, Subject};
use crate::check::{Evidence, Outcome, Verdict};
use crate::claim::Expectation;
use crate::rule::{Hits, Parts, Reading, Task};
use crate::text::Span;
use std::collections::BTreeMap;

/// The slips in the clauses that confirmed claims rest on.
pub fn slips(
    subject: &Subject<'_>,
    reading: &Reading<'_>,
    hits: &Hits<'_>,
    random: &mut Random,
) -> Vec<Mutant> {
    let mut all = Vec::new();
    let mut sentences: BTreeMap<Span, Vec<usize>> = BTreeMap::new();
    for outcome in subject.checked.outcomes.iter().filter(|outcome| outcome.verdict == Verdict::Confirmed) {
        let Some(task) = subject.rules.tasks.get(outcome.claim) else { continue };
        if let Some(sentence) = only_sentence(outcome).filter(|_| !task.claim.optional) {
            sentences.entry(sentence).or_default().push(outcome.claim);
        }
        // What is said twice is not lost by one slip; the second place would only contradict the first.
        for evidence in &outcome.evidence {
            let mut push = |kind, span, put: String| {
                all.push(Mutant::new(kind, span, put, vec![outcome.claim]));
            };
            match &task.claim.expectation {
                Expectation::StatesNot(_) => {
                    if let Some((span, put)) = asserted(reading.prose(), evidence) {
                        push(Kind::Negation, span, put);
                    }
                }
                Expectation::States(_) => {
                    if let Some((span, put)) = denied(task, reading, hits, evidence) {
                        push(Kind::Negation, span, put.to_owned());
                    }
                }
                Expectation::Quote(_) => {
                    for word in long_words(reading, evidence.span) {
                        let others = ["matter", "sort", "country", "result"];
                        let put = random.choose(&others).copied().unwrap_or_default();
                        push(Kind::Quote, word, put.to_owned());
                    }
                }
                _ => {}
            }
        }
    }
    all.extend(
        sentences.into_iter().map(|(sentence, claims)| Mutant::new(Kind::Deletion, sentence, "", claims)),
    );
    all
}

/// The sentence that holds all of a claim's evidence.
fn only_sentence(outcome: &Outcome) -> Option<Span> {
    let first = outcome.evidence.first()?.sentence;
    outcome.evidence.iter().all(|evidence| evidence.sentence == first).then_some(first)
}

/// The denial in the evidence, or else the last one before its end in the sentence, and the assertion that is put for it.
fn asserted(prose: &str, evidence: &Evidence) -> Option<(Span, String)> {
    let sentence = evidence.sentence.to(evidence.span);
    let text = sentence.of(prose);
    let mut found: Vec<(Span, String)> = Vec::new();
    for (pattern, put) in NEGATIONS.iter() {
        for captures in pattern.captures_iter(text) {
            let Some(whole) = captures.get(0) else { continue };
            let span = Span::new(sentence.start + whole.start(), sentence.start + whole.end());
            if found.iter().any(|(other, _)| other.overlaps(span)) {
                continue;
            }
            let mut words = String::new();
            captures.expand(put, &mut words);
            found.push((span, like(whole.as_str(), &words)));
        }
    }
    found.sort();
    let inside = found.iter().rposition(|(span, _)| evidence.span.overlaps(*span));
    let before = || found.iter().rposition(|(span, _)| span.start < evidence.span.end);
    let at = inside.or_else(before).unwrap_or(0);
    (at < found.len()).then(|| found.swap_remove(at))
}

/// Where a `not` or `never` makes a denial of the evidence.
fn denied(
    task: &Task<'_>,
    reading: &Reading<'_>,
    hits: &Hits<'_>,
    evidence: &Evidence,
) -> Option<(Span, &'static str)> {
    /// Verbs that take a `not` behind them.
    const AUXILIARIES: [&str; 16] = [
        "was", "were", "is", "are", "has", "have", "had", "been", "will", "would", "could", "can", "may",
        "might", "be", "should",
    ];
    /// Words after which no verb stands.
    const NOMINAL: [&str; 9] = ["a", "an", "the", "of", "its", "their", "his", "her", "renewed"];
    let Parts::Statement(groups) = &task.parts else { return None };
    let verbs = groups.first()?;
    let inside = hits.of_group(verbs, &reading.words.within(evidence.span));
    let around = || hits.of_group(verbs, &reading.words.within(evidence.sentence));
    let hit = inside.into_iter().next().or_else(|| around().into_iter().next())?;
    let folded = reading.words.folded(hit.words.start);
    let before = hit.words.start.checked_sub(1).map(|at| reading.words.folded(at)).unwrap_or_default();
    let noun = NOMINAL.contains(&before) || folded.ends_with("tion") || folded.ends_with("ment");
    let put = if AUXILIARIES.contains(&before) { "not " } else { "never " };
    (!noun).then_some((Span::new(hit.span.start, hit.span.start), put))
}

/// The words of a span that carry meaning by their length.
fn long_words(reading: &Reading<'_>, span: Span) -> Vec<Span> {
    let words = reading.words.within(span).map(|at| reading.words.span(at));
    words.filter(|word| word.len() > 3 && span.contains(*word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Found;
    use crate::fact::Agreement;

    fn of(prose: &str) -> Option<String> {
        let span = Span::new(0, prose.len());
        let evidence = Evidence {
            agreement: Agreement::Equal,
            found: Found::Statement,
            span,
            sentence: span,
            difference: String::new(),
            warnings: Vec::new(),
        };
        let (span, put) = asserted(prose, &evidence)?;
        Some(format!("{}{put}{}", &prose[..span.start], &prose[span.end..]))
    }

    #[test]
    fn a_denial_becomes_an_assertion() {
        assert_eq!(of("No contract was signed.").as_deref(), Some("Some contract was signed."));
        assert_eq!(of("The council did not approve it.").as_deref(), Some("The council did approve it."));
        assert_eq!(of("Nor was any decision taken.").as_deref(), Some("And the decision was taken."));
        assert_eq!(of("They can’t agree.").as_deref(), Some("They can agree."));
        assert_eq!(of("They agreed."), None);
    }
}
