//! Statements: what a draft says is so, or is not so.

use super::clause::{Clause, clauses};
use super::nearest::subject_of;
use super::polarity::{Polarity, span_of, undone_later};
use super::reading::Reading;
use super::saying::{Hold, Saying, evidence, is_contrary, saying, spread, undoings};
use super::scope::{Scope, scopes};
use super::subject::{Said, Whose};
use super::words::plain;
use super::{Findings, Group, Hit, Hits, Parts, Task};
use crate::check::Evidence;
use crate::claim::{Expectation, Modality, Within};
use crate::fact::Agreement;
use std::ops::Range;

/// Judges `states` and `states_not`: one clause must say so, and none the contrary.
pub fn judge(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits) -> Findings {
    let Parts::Statement(groups) = &task.parts else { return Findings::default() };
    let denied = matches!(task.claim.expectation, Expectation::StatesNot(_));
    // `as: plan` says that the statement is none of fact; the condition itself judges which one it is.
    let planned = task.claim.conditions.modality.is_some_and(|modality| modality != Modality::Fact);
    let mut findings = Findings::default();
    let mut indirect: Vec<Evidence> = Vec::new();
    let mut open: Option<Evidence> = None;
    let mut doubtful: Vec<Evidence> = Vec::new();
    let mut other: Option<(Evidence, Range<usize>)> = None;
    let scopes = scopes(task, reading, hits);
    for scope in &scopes {
        for at in scope.sentences.clone() {
            for saying in sayings(task, groups, reading, hits, scope, at) {
                let mut evidence = evidence(reading, at, &saying);
                if let Whose::Other(subject) = saying.whose {
                    evidence.agreement = Agreement::Different;
                    other = other.or(Some((evidence, subject)));
                    continue;
                }
                let agrees = match saying.sign.polarity {
                    // "may not appeal" leaves open whether the contrary is so.
                    Polarity::Unasserted if planned && is_contrary(reading, &saying) => Some(denied),
                    Polarity::Asserted => Some(!denied),
                    Polarity::Negated => Some(denied),
                    // "put off a decision": there is none yet.
                    Polarity::Unasserted if denied => saying.sign.pending.then_some(true),
                    Polarity::Unasserted => planned.then_some(true),
                };
                match agrees {
                    Some(true) => {
                        if saying.sign.polarity == Polarity::Asserted {
                            let said = saying.words.iter().map(|words| words.end).max();
                            let own = said.zip(reading.sentences.get(at));
                            let rest = own.map(|(end, sentence)| end..sentence.words.end);
                            evidence.warnings.extend(rest.and_then(|rest| undone_later(reading, rest)));
                        }
                        if let Whose::Doubtful(subject) = &saying.whose {
                            let told = span_of(reading, subject).of(reading.prose());
                            let doubt =
                                format!("the draft may say this of something else: “{}”", plain(told));
                            evidence.warnings.push(doubt);
                            doubtful.push(evidence);
                        } else {
                            findings.evidence.push(evidence);
                        }
                    }
                    Some(false) => {
                        evidence.agreement = Agreement::Different;
                        evidence.difference = if denied {
                            "the draft says that it is so; the claim says that it is not".to_owned()
                        } else {
                            "the draft says that it is not so; the claim says that it is".to_owned()
                        };
                        let own = scope.names_anchor() && scope.within == Within::Sentence;
                        if own { findings.evidence.push(evidence) } else { indirect.push(evidence) }
                    }
                    None => open = open.or(Some(evidence)),
                }
            }
        }
    }
    // What is certainly said of the subject needs no support from what may be said of another.
    if findings.evidence.is_empty() {
        findings.evidence = doubtful;
    }
    // A sentence that only inherits the subject contradicts where nothing speaks of the subject itself.
    if findings.evidence.is_empty() {
        let narrow = scopes.iter().all(|scope| scope.within == Within::Sentence);
        let (sure, shown) = if narrow { (indirect, Vec::new()) } else { (Vec::new(), indirect) };
        findings.evidence = sure;
        open = open.or(shown.into_iter().next());
    }
    findings.evidence.sort_by_key(|evidence| evidence.span);
    if let Some((evidence, subject)) = other.filter(|_| findings.evidence.is_empty() && open.is_none()) {
        let told = span_of(reading, &subject).of(reading.prose());
        findings.reason =
            format!("the draft says this of “{}”, not of the subject of the claim", plain(told));
        findings.nearest = Some(evidence);
    } else if findings.evidence.is_empty() && !scopes.is_empty() {
        findings.reason = match &open {
            Some(found) if found.agreement == Agreement::Different => {
                "only a wider passage says the contrary".to_owned()
            }
            Some(_) if denied => {
                "the draft leaves open whether it is so; the claim says that it is not".to_owned()
            }
            Some(_) => {
                "the draft tells it only as a hope, a plan, an attempt, a possibility, hearsay or as not yet done".to_owned()
            }
            None => "the draft names the subject but does not say this of it".to_owned(),
        };
        findings.nearest = open.or_else(|| subject_of(reading, &scopes));
    }
    findings
}

/// What a sentence says of the statement: the sayings that hold the claim together best.
fn sayings(
    task: &Task<'_>,
    groups: &[Group],
    reading: &Reading<'_>,
    hits: &Hits,
    scope: &Scope,
    at: usize,
) -> Vec<Saying> {
    let Some(sentence) = reading.sentences.get(at) else { return Vec::new() };
    let mut found: Vec<Vec<Hit>> = groups.iter().map(|group| hits.of_group(group, &sentence.words)).collect();
    // "left it unchallenged": the denial is a part of the word.
    let mut undone = Vec::new();
    for (hits_of, group) in found.iter_mut().zip(groups).filter(|(hits, _)| hits.is_empty()) {
        *hits_of = undoings(reading, hits, group, &sentence.words);
        undone.extend(hits_of.iter().map(|hit| hit.words.start));
    }
    if found.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let about: Vec<Vec<Hit>> = task.about.iter().map(|group| hits.of_group(group, &sentence.words)).collect();
    let all = clauses(reading, sentence.words.clone());
    let mut sayings: Vec<Saying> = Vec::new();
    for (nth, clause) in all.iter().enumerate() {
        let before = nth.checked_sub(1).and_then(|before| all.get(before));
        let said = saying(reading, clause, before, &found, &about);
        sayings.extend(said.map(|said| said.undone(&undone)));
    }
    if sayings.is_empty() && found.iter().all(|hits| !hits.is_empty()) {
        sayings.extend(spread(reading, &all, &found, &about));
    }
    let best = sayings.iter().map(|saying| saying.hold).min();
    sayings.retain(|saying| Some(saying.hold) == best);
    for saying in &mut sayings {
        let holds = |clause: &&Clause| saying.targets.iter().all(|target| clause.contains(target));
        let Some(clause) = all.iter().find(holds).filter(|_| !saying.targets.is_empty()) else { continue };
        let targets = std::mem::take(&mut saying.targets);
        let said = Said { task, reading, hits, sentence, all: &all, clause, targets: &targets };
        let own = about.first().map(Vec::as_slice).unwrap_or_default();
        let anchors: Vec<Hit> = own.iter().filter(|hit| clause.contains(&hit.words)).cloned().collect();
        saying.judge_subject(&said, &anchors);
        saying.targets = targets;
    }
    // The anchor's own sentence must not be read against another subject of the same sentence.
    if best == Some(Hold::Statement) && !scope.names_any() {
        sayings.clear();
    }
    sayings
}

#[cfg(test)]
mod tests {
    use super::super::testing::verdict;

    const DENIED: &str = "{id: a, about: [[deal, contract], keeper], states_not: [[sign, agree]]}";
    const STATED: &str = "{id: a, about: [tariff, steel], states: [[lift, remove]]}";

    #[test]
    fn a_denial_survives_voice_and_order_but_not_the_loss_of_its_no() {
        for text in [
            "No deal with the keeper was signed.",
            "The club and the keeper did not sign a contract.",
            "The club signed no contract with the keeper.",
            "The club and the keeper failed to sign a deal.",
            "The summer ended without a signed contract for the keeper.",
            "Neither a deal nor a contract with the keeper was signed.",
            "A deal with the keeper, whose agent flew in, was not signed.",
            "Contrary to hopes, no deal was signed for the keeper.",
        ] {
            assert_eq!(verdict(DENIED, text).0, "confirmed", "{text}");
        }
        let (outcome, words) = verdict(DENIED, "At noon a deal with the keeper was signed in Turin.");
        assert_eq!((outcome, words), ("contradicted", "a deal with the keeper was signed"));
        for text in [
            "The club and the keeper did sign a contract.",
            "No fee was paid, but a contract with the keeper was signed.",
            "No deal with the striker was signed, but one with the keeper was.",
            "The club did not fail to sign a deal with the keeper.",
            "A contract was not only drafted but signed with the keeper.",
        ] {
            assert_eq!(verdict(DENIED, text).0, "contradicted", "{text}");
        }
    }

    #[test]
    fn a_statement_is_contradicted_by_its_denial_and_missing_where_it_is_only_hoped_for() {
        for text in [
            "The tariff on steel was lifted.",
            "Ottawa has removed the tariff on steel.",
            "The tariff, which hit steel and not copper, was lifted.",
            "Ottawa lifted not only the quota but the tariff on steel.",
        ] {
            assert_eq!(verdict(STATED, text).0, "confirmed", "{text}");
        }
        let (outcome, words) = verdict(STATED, "The tariff on steel has not been lifted yet.");
        assert_eq!((outcome, words), ("contradicted", "The tariff on steel has not been lifted"));
        assert_eq!(verdict(STATED, "Ottawa refused to lift the tariff on steel.").0, "contradicted");
        for text in [
            "Mills hope that the tariff on steel will be lifted.",
            "Ottawa plans to lift the tariff on steel.",
            "If the tariff on steel is lifted, prices fall.",
            "Will the tariff on steel be lifted?",
            "The tariff on steel is a burden.",
        ] {
            assert_eq!(verdict(STATED, text).0, "missing", "{text}");
        }
        assert_eq!(verdict(STATED, "Copper is dear.").0, "dropped");
    }

    #[test]
    fn two_places_that_say_both_conflict() {
        let text = "The tariff on steel was lifted in May.\n\nThe tariff on steel was not lifted.";
        assert_eq!(verdict(STATED, text).0, "conflicting");
    }

    #[test]
    fn a_plan_claimed_as_a_plan_is_no_surprise() {
        let claim = "{id: a, about: school, states: [open], as: plan}";
        assert_eq!(verdict(claim, "The city plans to open the school in May.").0, "confirmed");
    }
}
