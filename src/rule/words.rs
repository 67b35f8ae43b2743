//! Words that must, or must not, stand where a subject is named: `text` and `without`.

use super::nearest::{subject, subject_of};
use super::reading::Reading;
use super::scope::{Scope, scopes};
use super::{Findings, Hits, Parts, Task};
use crate::check::{Evidence, Found};
use crate::claim::{Expectation, Term};
use crate::fact::Agreement;
use crate::text::Span;
use std::ops::Range;

/// Judges `text` and `without`.
pub fn judge(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits<'_>) -> Findings {
    let Parts::Term(term) = task.parts else { return Findings::default() };
    let forbidden = matches!(task.claim.expectation, Expectation::Without(_));
    let mut findings = Findings::default();
    let scopes = scopes(task, reading, hits);
    for scope in &scopes {
        let found: Vec<Span> = hits.within(term, &scope.words).iter().map(|hit| hit.span).collect();
        for &span in &found {
            let agreement = if forbidden { Agreement::Different } else { Agreement::Equal };
            let mut evidence = evidence(reading, span, agreement);
            if forbidden {
                evidence.difference = format!("“{}” must not stand here", span.of(reading.prose()));
            }
            findings.evidence.push(evidence);
        }
        if found.is_empty() && forbidden {
            let named = subject(reading, scope);
            findings.evidence.push(Evidence { agreement: Agreement::Equal, ..named });
        }
    }
    if forbidden || scopes.is_empty() {
        if findings.evidence.iter().any(|evidence| evidence.agreement == Agreement::Different) {
            // A clean sentence does not weigh against one with the forbidden words.
            findings.evidence.retain(|evidence| evidence.agreement == Agreement::Different);
        }
        return findings;
    }
    let plain = matches!(&task.claim.expectation, Expectation::Text(Term::Words(_)));
    if findings.evidence.is_empty() && plain {
        // A sentence split in two leaves its words in the next one; a pattern may match there by chance.
        let next = scopes.iter().flat_map(|scope| next_sentence(reading, scope));
        let found = next.flat_map(|words| hits.within(term, &words).iter().map(|hit| hit.span).take(1));
        findings.evidence = found.map(|span| evidence(reading, span, Agreement::Equal)).collect();
    }
    if findings.evidence.is_empty() {
        findings.reason = "the words are no longer said of the subject".to_owned();
        findings.nearest = subject_of(reading, &scopes);
    }
    findings
}

/// The words of the sentence behind a scope, in the same block.
fn next_sentence(reading: &Reading<'_>, scope: &Scope) -> Option<Range<usize>> {
    let last = reading.sentences.get(scope.sentences.end.checked_sub(1)?)?;
    let next = reading.sentences.get(scope.sentences.end)?;
    (next.block == last.block).then(|| next.words.clone())
}

fn evidence(reading: &Reading<'_>, span: Span, agreement: Agreement) -> Evidence {
    Evidence {
        agreement,
        found: Found::Text,
        span,
        sentence: sentence_at(reading, span.start),
        difference: String::new(),
        warnings: Vec::new(),
    }
}

/// The span of the sentence that holds a byte of the prose.
pub fn sentence_at(reading: &Reading<'_>, offset: usize) -> Span {
    let at = reading.sentences.partition_point(|sentence| sentence.span.end <= offset);
    reading.sentences.get(at).map(|sentence| sentence.span).unwrap_or_default()
}

/// A text on one line.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "Peru is", "Peru and Nepal are".
pub fn is_or_are(names: &[&str]) -> String {
    format!("{} {}", spoken(names), if names.len() == 1 { "is" } else { "are" })
}

/// Names with commas and an "and".
pub fn spoken(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::verdict;

    #[test]
    fn words_must_stand_where_the_subject_is_named() {
        let claim = "{id: a, about: vaccine, text: booster}";
        assert_eq!(verdict(claim, "The vaccine needs a booster.").0, "confirmed");
        assert_eq!(verdict(claim, "The vaccine is new. Nurses give two boosters.").0, "confirmed");
        assert_eq!(verdict(claim, "The vaccine is new.").0, "missing");
        assert_eq!(verdict(claim, "Nurses give boosters.").0, "dropped");
    }

    #[test]
    fn forbidden_words_contradict_only_beside_the_subject() {
        let claim = "{id: a, about: auditor, without: /(?i)\\bfraud/}";
        assert_eq!(verdict(claim, "The auditor left. A film about fraud ran.").0, "confirmed");
        let text = "The auditor left.\n\nLater the auditor spoke of fraud.";
        assert_eq!(verdict(claim, text), ("contradicted", "fraud"));
    }
}
