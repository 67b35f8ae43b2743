//! What a document states that a claim may hold: its figures and its quotations.

use crate::claim::{Expectation, Figure};
use crate::fact::{self, Fact, Value};
use crate::rule::quoted::quotations;
use crate::rule::{Reading, figure, speaker};
use crate::text::Span;

/// A fact to claim.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Its span in the prose.
    pub span: Span,
    /// Index of its sentence.
    pub sentence: usize,
    /// What the claim expects.
    pub expectation: Expectation,
    /// The value as it is written in the claim file.
    pub written: String,
    /// Whose words they are, where the sentence says so.
    pub by: Option<String>,
    /// Why no claim can be made of it, if that is plain at once.
    pub refused: Option<String>,
    /// Whether it is a figure whose value the altered reading changes.
    pub alters: bool,
}

/// The fewest and most words of a quotation worth a claim.
const QUOTED: std::ops::RangeInclusive<usize> = 3..=60;

/// All subjects of a document, in order.
pub fn subjects(reading: &Reading<'_>) -> Vec<Subject> {
    let mut all: Vec<Subject> = reading
        .facts
        .iter()
        .filter(|fact| !fact.is_vague())
        .filter_map(|fact| figure(reading, fact))
        .collect();
    all.extend(quotes(reading));
    all.sort_by_key(|subject| (subject.span.start, subject.span.end));
    all
}

fn figure(reading: &Reading<'_>, fact: &Fact) -> Option<Subject> {
    let at = reading.sentence_at(fact.span.start)?;
    let sentence = reading.sentences.get(at)?;
    let (figures, left_out) = figure::sift(reading, sentence, fact.kind, &|_| false);
    let bound = figures.iter().find(|figure| fact.span.contains(figure.fact.span) && !figure.stray);
    // Behind a verb of change the later value alone is what the text states.
    let span = bound.map_or(fact.span, |figure| figure.fact.span);
    let written = super::one_line(span.of(reading.prose()));
    let reason =
        left_out.iter().find(|(other, _)| other.span == fact.span).map(|(_, reason)| (*reason).to_owned());
    let parsed = fact::parse(fact.kind, &written);
    let refused = match (&parsed, reason) {
        (_, Some(reason)) => Some(reason),
        (Err(error), None) => Some(error.message.clone()),
        (Ok(parsed), None) => when_refused(reading, parsed),
    };
    let value = parsed.unwrap_or_else(|_| fact.clone());
    Some(Subject {
        span,
        sentence: at,
        expectation: Expectation::Figure(Figure { kind: fact.kind, written: written.clone(), fact: value }),
        written,
        by: None,
        refused,
        alters: span == fact.span,
    })
}

/// Why a date cannot stand in a claim by itself.
fn when_refused(reading: &Reading<'_>, fact: &Fact) -> Option<String> {
    let Value::When(when) = &fact.value else { return None };
    if when.is_of_story() {
        return Some("it hangs on another date of the text; claim the date itself".to_owned());
    }
    if when.is_relative() && reading.context.written.is_none() {
        return Some("it depends on the day of writing; give that under `written:`".to_owned());
    }
    fact::flaws(when, &reading.context).first().map(|flaw| flaw.message())
}

fn quotes(reading: &Reading<'_>) -> Vec<Subject> {
    let mut found = Vec::new();
    for quoted in quotations(reading).into_iter().filter(|quoted| !quoted.nested) {
        let words = reading.words.within(quoted.inner);
        if !QUOTED.contains(&words.len()) {
            continue;
        }
        let span = reading.words.span(words.start).to(reading.words.span(words.end - 1));
        let Some(at) = reading.sentence_at(span.start) else { continue };
        let by = reading.sentences.get(at).and_then(|sentence| speaker::of(reading, sentence, span));
        let written = super::one_line(span.of(reading.prose()));
        found.push(Subject {
            span,
            sentence: at,
            expectation: Expectation::Quote(written.clone()),
            written,
            by: by.map(|by| super::one_line(by.of(reading.prose()))),
            refused: None,
            alters: false,
        });
    }
    found
}
