//! What a document states that a claim may hold: its figures and its quotations.

use crate::claim::{Expectation, Figure};
use crate::fact::{self, Agreement, Context, Fact, Leniency, Value};
use crate::rule::quoted::quotations;
use crate::rule::{Reading, Sentence, figure, speaker};
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
    let column = column(reading, sentence, fact);
    let kind = column.as_ref().map_or(fact.kind, |(fact, _)| fact.kind);
    let (figures, left_out) = figure::sift(reading, sentence, kind, &|_| false);
    let bound = figures.iter().find(|figure| fact.span.contains(figure.fact.span) && !figure.stray);
    // Behind a verb of change the later value alone is what the text states.
    let span = bound.map_or(fact.span, |figure| figure.fact.span);
    let written = super::one_line(span.of(reading.prose()));
    // The rules judge a bare number in the unit of its column, and so must the claim.
    let written = column.and_then(|(fact, header)| in_unit(&fact, &written, header)).unwrap_or(written);
    let reason =
        left_out.iter().find(|(other, _)| other.span == fact.span).map(|(_, reason)| (*reason).to_owned());
    let parsed = fact::parse(kind, &written);
    let refused = match (&parsed, reason) {
        (_, Some(reason)) => Some(reason),
        (Err(error), None) => Some(error.message.clone()),
        (Ok(parsed), None) => when_refused(reading, parsed),
    };
    let value = parsed.unwrap_or_else(|_| fact.clone());
    Some(Subject {
        span,
        sentence: at,
        expectation: Expectation::Figure(Figure { kind, written: written.clone(), fact: value }),
        written,
        by: None,
        refused,
        alters: span == fact.span,
    })
}

/// A bare number of a table with the unit that the head of its column names, and that head.
fn column<'r>(reading: &'r Reading<'_>, sentence: &Sentence, fact: &Fact) -> Option<(Fact, &'r str)> {
    let cells = &reading.document.blocks.get(sentence.block)?.cells;
    let header = cells.iter().find(|cell| cell.span.contains(fact.span))?.header?.of(reading.prose());
    Some((fact.with_unit_in(header)?, header))
}

/// A number written with its unit in the words of the head of its column, else with the code of the unit.
fn in_unit(fact: &Fact, number: &str, header: &str) -> Option<String> {
    let pieces = header.split(|c: char| !c.is_alphanumeric() && !" /%°$€£¥²³'’".contains(c)).map(str::trim);
    let pieces = pieces.filter(|piece| !piece.is_empty());
    let tails = |piece: &'_ str| {
        let starts = std::iter::once(0).chain(piece.match_indices(' ').map(|(at, _)| at + 1));
        starts.filter_map(|at| piece.get(at..)).map(str::to_owned).collect::<Vec<_>>()
    };
    let forms = pieces.flat_map(tails).flat_map(|unit| {
        let (sign, scale) = unit.split_once(' ').unwrap_or((&unit, ""));
        let forms = [
            format!("{number} {unit}"),
            format!("{sign}{number} {scale}"),
            format!("{sign} {number} {scale}"),
            format!("{number}{unit}"),
        ];
        forms.map(|form| form.trim_end().to_owned())
    });
    let code = match &fact.value {
        Value::Amount(amount) if amount.min == amount.max => amount
            .bounds()
            .0
            .zip(amount.unit.code())
            .map(|(number, code)| format!("{} {code}", number.plain())),
        _ => None,
    };
    let equal = |parsed: &Fact| {
        let context = Context::default();
        let compared = fact::compare((fact, &context), (parsed, &context), &Leniency::default());
        parsed.kind == fact.kind && compared.agreement == Agreement::Equal
    };
    let says = |form: &String| fact::parse(fact.kind, form).is_ok_and(|parsed| equal(&parsed));
    forms.chain(code).find(says)
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
