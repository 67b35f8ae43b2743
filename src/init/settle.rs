//! Which terms hold a fact: each set is tried with the very rules that will judge the claims.
//!
//! A claim holds if it is confirmed by the fact itself, and contradicted there once the figure is altered. Claims of one
//! sentence compete for its figures, so they are tried together; at the end all claims of the file are.

use super::subject::Subject;
use super::terms::{Index, sets};
use super::{Decision, Way, claim_of};
use crate::check::{Outcome, Verdict};
use crate::claim::{Claim, ClaimFile, Expectation};
use crate::fact::Agreement;
use crate::rule::{Reading, Rules, judge};
use rayon::prelude::*;
use std::collections::HashMap;

/// What claims are tried against.
#[derive(Debug)]
pub struct Settled<'a> {
    /// The claim file without its claims.
    pub base: &'a ClaimFile,
    /// The document.
    pub reading: &'a Reading<'a>,
    /// The document with every figure altered.
    pub altered: &'a Reading<'a>,
}

/// How many sets of terms are tried once more under the heading alone.
const UNDER_HEADING: usize = 16;

/// How often the claims of a whole file are tried again after some of them failed together.
const ROUNDS: usize = 6;

/// The state of a subject while terms are tried.
#[derive(Debug)]
struct Trial<'s> {
    subject: &'s Subject,
    ways: Vec<Way>,
    /// Whether there are words to find it by.
    telling: bool,
    /// The way in use.
    at: Option<usize>,
    /// The next way to try.
    next: usize,
    /// Whether a claim before says the same.
    said: bool,
}

/// Decides all subjects, in their order.
pub fn settle(with: &Settled<'_>, subjects: &[Subject]) -> Vec<Decision> {
    let index = Index::new(with.reading);
    let mut groups: Vec<Vec<Trial<'_>>> = subjects
        .chunk_by(|a, b| a.sentence == b.sentence)
        .map(|group| group.iter().map(|subject| trial(with, &index, subject)).collect())
        .collect();
    groups.par_iter_mut().for_each(|group| search(with, group));
    merge(&mut groups);
    for round in 0.. {
        let failed = failed(with, &groups);
        if failed.is_empty() {
            break;
        }
        for &(group, at) in &failed {
            if let Some(trial) = groups.get_mut(group).and_then(|group| group.get_mut(at)) {
                trial.at = None;
                if round >= ROUNDS {
                    trial.next = trial.ways.len();
                }
            }
        }
        groups.par_iter_mut().for_each(|group| search(with, group));
    }
    groups.into_iter().flatten().map(decision).collect()
}

fn trial<'s>(with: &Settled<'_>, index: &Index<'_>, subject: &'s Subject) -> Trial<'s> {
    let sets = if subject.refused.is_some() { None } else { sets(with.reading, index, subject) };
    let telling = sets.is_some();
    let sets = sets.unwrap_or_default();
    let with_speaker: &[bool] = if subject.by.is_some() { &[true, false] } else { &[false] };
    let plain = |by: bool| sets.iter().map(move |about| Way { about: about.clone(), by, ..Way::default() });
    let mut ways: Vec<Way> = with_speaker.iter().flat_map(|&by| plain(by)).collect();
    if let Some(heading) = heading(with.reading, subject).filter(|_| subject.refused.is_none()) {
        let below = |about: &Vec<String>| Way {
            about: about.clone(),
            under: Some(heading.clone()),
            ..Way::default()
        };
        ways.extend(sets.iter().take(UNDER_HEADING).map(below));
    }
    Trial { subject, ways, telling, at: None, next: 0, said: false }
}

/// The heading of a subject, if it is short enough to be a term.
fn heading(reading: &Reading<'_>, subject: &Subject) -> Option<String> {
    const LONGEST: usize = 6;
    let block = reading.sentences.get(subject.sentence)?.block;
    let heading = reading.document.blocks.get(block)?.heading?;
    let span = reading.document.blocks.get(heading)?.span;
    let text = super::one_line(span.of(reading.prose()));
    let figure = reading.facts_from(span.start).next().is_some_and(|fact| fact.span.overlaps(span));
    let words = reading.words.within(span);
    let phrase = words.clone().skip(1).all(|at| reading.words.joined(at - 1));
    (!figure && phrase && (1..=LONGEST).contains(&words.len())).then_some(text)
}

fn decision(trial: Trial<'_>) -> Decision {
    match trial.at.and_then(|at| trial.ways.get(at)) {
        _ if trial.said => Decision::Said,
        Some(way) => Decision::Claimed(way.clone()),
        None => Decision::Undecided(trial.subject.refused.clone().unwrap_or_else(|| {
            if trial.telling {
                "no words beside it lead to it alone".to_owned()
            } else {
                "its sentence has no telling words".to_owned()
            }
        })),
    }
}

/// Finds a way for each subject of a sentence that has none, beside those that have one.
fn search(with: &Settled<'_>, group: &mut [Trial<'_>]) {
    for at in 0..group.len() {
        while let Some(trial) = group.get_mut(at) {
            if trial.at.is_some() || trial.next >= trial.ways.len() {
                break;
            }
            trial.at = Some(trial.next);
            trial.next += 1;
            let used: Vec<&Trial<'_>> = group.iter().filter(|trial| trial.at.is_some()).collect();
            if hold(with, &used).iter().all(|&holds| holds) {
                break;
            }
            if let Some(trial) = group.get_mut(at) {
                trial.at = None;
            }
        }
    }
}

/// Leaves one of the claims that say the same of several sentences: it judges all of them. Within a sentence each figure
/// keeps its claim, or a slip in one of them would hide behind the others.
fn merge(groups: &mut [Vec<Trial<'_>>]) {
    let mut first = HashMap::new();
    for trial in groups.iter_mut().flatten() {
        let (subject, way) = (trial.subject, trial.at.and_then(|at| trial.ways.get(at)));
        let Some(way) = way else { continue };
        let by = subject.by.as_ref().filter(|_| way.by);
        let key = (subject.expectation.name(), &subject.written, way.about.clone(), way.under.clone(), by);
        if *first.entry(key).or_insert(subject.sentence) != subject.sentence {
            (trial.at, trial.next, trial.said) = (None, trial.ways.len(), true);
        }
    }
}

/// The trials that do not hold when the claims of all sentences are judged together.
fn failed(with: &Settled<'_>, groups: &[Vec<Trial<'_>>]) -> Vec<(usize, usize)> {
    let places = groups.iter().enumerate().flat_map(|(group, trials)| {
        trials.iter().enumerate().filter(|(_, trial)| trial.at.is_some()).map(move |(at, _)| (group, at))
    });
    let used: Vec<&Trial<'_>> = groups.iter().flatten().filter(|trial| trial.at.is_some()).collect();
    // Each has noticed its altered figure beside the others of its sentence, and a claim binds the same figure there as here:
    // to look at all of the altered claims together, each of them wrong, would cost their square.
    let file = file(with, &used);
    places
        .zip(confirmed(with, &Rules::new(&file), &used))
        .filter(|(_, holds)| !holds)
        .map(|(place, _)| place)
        .collect()
}

/// The claims of some trials as a file.
fn file(with: &Settled<'_>, trials: &[&Trial<'_>]) -> ClaimFile {
    let claims: Vec<Claim> = trials.iter().filter_map(|trial| claim(trial)).collect();
    ClaimFile { claims, ..with.base.clone() }
}

/// Whether each trial's claim is confirmed by its own fact beside the others.
fn confirmed(with: &Settled<'_>, rules: &Rules<'_>, trials: &[&Trial<'_>]) -> Vec<bool> {
    let found = judge(rules, with.reading, None);
    let confirmed = |(trial, outcome): (&&Trial<'_>, &Outcome)| {
        outcome.verdict == Verdict::Confirmed && rests_on(trial.subject, outcome, Agreement::Equal)
    };
    trials.iter().zip(&found).map(confirmed).collect()
}

/// Whether each trial's claim holds beside the others: it is confirmed by its own fact, and contradicted once that is altered.
fn hold(with: &Settled<'_>, trials: &[&Trial<'_>]) -> Vec<bool> {
    let file = file(with, trials);
    let rules = Rules::new(&file);
    let mut holds = confirmed(with, &rules, trials);
    if holds.iter().all(|&holds| holds) {
        let altered = judge(&rules, with.altered, None);
        for (slot, (trial, outcome)) in holds.iter_mut().zip(trials.iter().zip(&altered)) {
            *slot = !trial.subject.alters || rests_on(trial.subject, outcome, Agreement::Different);
        }
    }
    holds
}

fn claim(trial: &Trial<'_>) -> Option<Claim> {
    let way = trial.at.and_then(|at| trial.ways.get(at))?;
    Some(claim_of(trial.subject, String::new(), way))
}

/// Whether an outcome rests on the subject itself, with this agreement.
fn rests_on(subject: &Subject, outcome: &Outcome, agreement: Agreement) -> bool {
    let quote = matches!(subject.expectation, Expectation::Quote(_));
    outcome.evidence.iter().any(|evidence| {
        let own = if quote {
            evidence.span.overlaps(subject.span)
        } else {
            evidence.span.contains(subject.span) || subject.span.contains(evidence.span)
        };
        own && evidence.agreement == agreement
    })
}
