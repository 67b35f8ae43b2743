//! When something was: the condition `during`.

use super::Task;
use super::clause::{is_auxiliary, is_past};
use super::condition::fail;
use super::reading::{Reading, Sentence};
use super::speaker;
use crate::check::{Evidence, Found};
use crate::claim::ClaimFile;
use crate::fact::{Agreement, Fact, Kind, Leniency, compare};
use crate::text::Span;
use std::ops::Range;

/// Holds evidence to the time that its claim's `during` names.
pub fn during(
    file: &ClaimFile,
    task: &Task<'_>,
    reading: &Reading<'_>,
    sentence: &Sentence,
    evidence: &mut Evidence,
) {
    let Some(wanted) = &task.claim.conditions.during else { return };
    let own = evidence.span;
    let dates = |facts: Range<usize>| {
        facts
            .filter_map(|at| reading.facts.get(at))
            .filter(|fact| fact.span != own)
            .filter_map(|fact| Some((fact.span, timed(file, task, reading, fact)?)))
            .collect::<Vec<_>>()
    };
    let mut found = dates(sentence.facts.clone());
    // Of a quotation, the day of the saying is the day.
    if !matches!(evidence.found, Found::Quote) {
        keep_unless_all(&mut found, |(span, _)| !is_of_saying(reading, sentence, *span));
    }
    let whole = found.clone();
    keep_unless_all(&mut found, |(span, _)| !names_its_noun(reading, *span));
    // "…, its second rise last year": the date right behind it in its own phrase is its own, whatever else the sentence says.
    let beside = found.iter().find(|(span, _)| is_beside(reading, own, *span)).cloned();
    let told = |span: Span| without_preposition(span.of(reading.prose()));
    let misplaced = |span: Span| format!("it is placed in {}, not in {}", told(span), wanted.written);
    if let Some((span, _)) = beside.filter(|(_, agreement)| *agreement == Agreement::Different) {
        return fail(evidence, Agreement::Different, misplaced(span), Some(span));
    }
    let holds = |found: &[(Span, Agreement)]| found.iter().any(|(_, agreement)| says(*agreement));
    if holds(&whole) {
        return;
    }
    if let Some(before) = sentence.inherits.and_then(|before| reading.sentences.get(before))
        && holds(&dates(before.facts.clone()))
        && found.is_empty()
    {
        return;
    }
    // Other dates of the sentence may belong to something else: only the nearest speaks for this evidence.
    let middle = |span: Span| (span.start + span.end) / 2;
    found.sort_by_key(|(span, _)| middle(*span).abs_diff(middle(own)));
    match found.first() {
        Some(&(span, Agreement::Different)) => {
            fail(evidence, Agreement::Different, misplaced(span), Some(span));
        }
        Some(&(span, _)) => {
            let difference = format!("the time is vaguer: {} for {}", told(span), wanted.written);
            fail(evidence, Agreement::Weaker, difference, None);
        }
        None => fail(
            evidence,
            Agreement::Weaker,
            format!("the draft no longer says that this was in {}", wanted.written),
            None,
        ),
    }
}

/// Keeps what passes, or everything where nothing does.
fn keep_unless_all<T>(list: &mut Vec<T>, passes: impl Fn(&T) -> bool) {
    if list.iter().any(&passes) {
        list.retain(passes);
    }
}

/// Whether a date says when something was said: "Orr said on 8 December that", "Orr said in May,", "on 8 December Orr said that".
fn is_of_saying(reading: &Reading<'_>, sentence: &Sentence, date: Span) -> bool {
    /// "told reporters in a speech on"
    const NEAR: usize = 5;
    let list = &reading.words;
    let date = list.within(date);
    let that = |at: usize| at < sentence.words.end && list.folded(at) == "that";
    let said = |at: usize| speaker::is_speech(list.folded(at)) && is_past(list.folded(at));
    let near = date.start.saturating_sub(NEAR).max(sentence.words.start)..date.start;
    let verb = near.rev().take_while(|&at| list.joined(at) && !that(at)).find(|&at| said(at));
    if verb.is_some() {
        let ends = date.end >= sentence.words.end || !list.joined(date.end - 1);
        return that(date.end) || ends;
    }
    let opens = date.start <= sentence.words.start + 1;
    let behind = (date.end..(date.end + NEAR).min(sentence.words.end)).find(|&at| said(at));
    opens && behind.is_some_and(|at| that(at + 1))
}

/// Whether a date only tells which of several a noun names: "the 2026 budget".
fn names_its_noun(reading: &Reading<'_>, date: Span) -> bool {
    const DETERMINERS: [&str; 7] = ["the", "a", "its", "their", "his", "her", "our"];
    let list = &reading.words;
    let date = list.within(date);
    let lead = date.start.checked_sub(1).filter(|&at| list.joined(at)).map_or("", |at| list.folded(at));
    let next = list.folded(date.end);
    date.len() == 1
        && DETERMINERS.contains(&lead)
        && list.joined(date.start)
        && next.starts_with(|first: char| first.is_alphabetic())
        && !is_auxiliary(next)
        && !["and", "or", "of", "in", "on", "to"].contains(&next)
}

/// Whether a date stands right behind a fact in its own phrase and says when it was: not since when, nor compared with when.
fn is_beside(reading: &Reading<'_>, fact: Span, date: Span) -> bool {
    /// "second rise in rates last year"
    const NEAR: usize = 4;
    const ELSEWHERE: [&str; 12] =
        ["than", "from", "since", "until", "to", "by", "before", "after", "with", "against", "and", "or"];
    let (own, other) = (reading.words.within(fact), reading.words.within(date));
    if own.is_empty() || other.start < own.end || other.start - own.end > NEAR {
        return false;
    }
    let between = own.end..other.start;
    let led = between.clone().chain([other.start]).any(|at| ELSEWHERE.contains(&reading.words.folded(at)));
    (own.end - 1..other.start).all(|at| reading.words.joined(at)) && !led
}

/// Whether a date is the time that a claim's `during` wants; `None` where it wants none, or the fact is no date.
pub fn is_time(file: &ClaimFile, task: &Task<'_>, reading: &Reading<'_>, fact: &Fact) -> Option<bool> {
    timed(file, task, reading, fact).map(says)
}

/// How a date agrees with the time that a claim's `during` wants; `None` where it wants none, or the fact is no date.
fn timed(file: &ClaimFile, task: &Task<'_>, reading: &Reading<'_>, fact: &Fact) -> Option<Agreement> {
    let wanted = task.claim.conditions.during.as_ref().filter(|_| fact.kind == Kind::Date)?;
    let comparison = compare((&wanted.fact, &file.context), (fact, &reading.context), &Leniency::default());
    Some(comparison.agreement)
}

/// Whether a date that agrees so with the one wanted says it.
const fn says(agreement: Agreement) -> bool {
    matches!(agreement, Agreement::Equal | Agreement::Rounded | Agreement::Sharper)
}

/// Whether a fact is the time that a claim's `during` wants of the sentence it stands in.
pub fn is_wanted_time(file: &ClaimFile, task: &Task<'_>, reading: &Reading<'_>, fact: &Fact) -> bool {
    timed(file, task, reading, fact) == Some(Agreement::Equal)
}

fn without_preposition(words: &str) -> &str {
    ["in ", "In ", "on ", "On ", "during ", "During "]
        .iter()
        .find_map(|head| words.strip_prefix(head))
        .unwrap_or(words)
}
