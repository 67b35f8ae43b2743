//! Statements: what a draft says is so, or is not so.

use super::clause::{Clause, clauses, is_past};
use super::nearest::subject_of;
use super::polarity::{Polarity, Sign, sign, undone_later};
use super::reading::{Reading, Words};
use super::scope::{Scope, scopes};
use super::{Findings, Group, Hit, Hits, Parts, Task};
use crate::check::{Evidence, Found};
use crate::claim::{Expectation, Modality, Within};
use crate::fact::Agreement;
use crate::text::Span;
use std::ops::Range;

/// How closely a clause holds a claim together, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hold {
    /// All terms that the sentence names.
    Whole,
    /// The statement and the anchor.
    Anchor,
    /// The statement alone.
    Statement,
    /// The statement is spread over clauses.
    Spread,
}

/// A sentence's word on a claim.
#[derive(Debug)]
struct Saying {
    hold: Hold,
    sign: Sign,
    /// The words that say it.
    words: Vec<Range<usize>>,
}

/// Judges `states` and `states_not`: one clause must say so, and none the contrary.
pub fn judge(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits) -> Findings {
    let Parts::Statement(groups) = &task.parts else { return Findings::default() };
    let denied = matches!(task.claim.expectation, Expectation::StatesNot(_));
    // `as: plan` says that the statement is none of fact; the condition itself judges which one it is.
    let planned = task.claim.conditions.modality.is_some_and(|modality| modality != Modality::Fact);
    let mut findings = Findings::default();
    let mut indirect: Vec<Evidence> = Vec::new();
    let mut open: Option<Evidence> = None;
    let scopes = scopes(task, reading, hits);
    for scope in &scopes {
        for at in scope.sentences.clone() {
            for saying in sayings(task, groups, reading, hits, scope, at) {
                let mut evidence = evidence(reading, at, &saying);
                let agrees = match saying.sign.polarity {
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
                        findings.evidence.push(evidence);
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
    // A sentence that only inherits the subject contradicts where nothing speaks of the subject itself.
    if findings.evidence.is_empty() {
        let narrow = scopes.iter().all(|scope| scope.within == Within::Sentence);
        let (sure, shown) = if narrow { (indirect, Vec::new()) } else { (Vec::new(), indirect) };
        findings.evidence = sure;
        open = open.or(shown.into_iter().next());
    }
    findings.evidence.sort_by_key(|evidence| evidence.span);
    if findings.evidence.is_empty() && !scopes.is_empty() {
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
    // The anchor's own sentence must not be read against another subject of the same sentence.
    if best == Some(Hold::Statement) && !scope.names_any() {
        sayings.clear();
    }
    sayings
}

impl Saying {
    /// Turns the sign round if one of its words denies itself.
    fn undone(mut self, undone: &[usize]) -> Self {
        if self.words.iter().any(|words| undone.contains(&words.start)) {
            self.sign.polarity = match self.sign.polarity {
                Polarity::Asserted => Polarity::Negated,
                Polarity::Negated => Polarity::Asserted,
                Polarity::Unasserted => Polarity::Unasserted,
            };
        }
        self
    }
}

/// Words that deny a term by their own prefix: *unchallenged*, *undecided*.
fn undoings(reading: &Reading<'_>, hits: &Hits<'_>, group: &Group, range: &Range<usize>) -> Vec<Hit> {
    let denies = |at: &usize| {
        let word = reading.words.folded(*at).strip_prefix("un").filter(|rest| is_past(rest));
        word.is_some_and(|rest| hits.elsewhere(rest, &Words::new(rest)).any(group, &(0..1)))
    };
    let hit = |at: usize| Hit { words: at..at + 1, span: reading.words.span(at) };
    range.clone().filter(denies).map(hit).collect()
}

/// What one clause says, if it holds the whole statement.
fn saying(
    reading: &Reading<'_>,
    clause: &Clause,
    before: Option<&Clause>,
    found: &[Vec<Hit>],
    about: &[Vec<Hit>],
) -> Option<Saying> {
    let within = |hits: &[Hit], clause: &Clause| -> Vec<Range<usize>> {
        hits.iter().filter(|hit| clause.contains(&hit.words)).map(|hit| hit.words.clone()).collect()
    };
    let anchors = about.first().map(|hits| within(hits, clause)).unwrap_or_default();
    let near = anchors.first().map_or(clause.extent().start, |anchor| anchor.start);
    let mut targets: Vec<Range<usize>> = Vec::new();
    let mut carried = false;
    for hits in found {
        let own = within(hits, clause);
        let nearest = own.into_iter().min_by_key(|words| words.start.abs_diff(near));
        match nearest {
            Some(words) => targets.push(words),
            // "No gas deal was signed, but one on oil was": the predicate is the one of the clause before.
            None if clause.elliptical && before.is_some_and(|before| !within(hits, before).is_empty()) => {
                let end = clause.extent().end;
                carried = true;
                targets.push(end..end);
            }
            None => return None,
        }
    }
    let stand_in = carried
        && clause
            .words
            .iter()
            .any(|&at| ["one", "ones", "that", "those", "it"].contains(&reading.words.folded(at)));
    let named = |hits: &Vec<Hit>| hits.is_empty() || !within(hits, clause).is_empty();
    let hold = if about.iter().all(|hits| named(hits) || stand_in) {
        Hold::Whole
    } else if !anchors.is_empty() || stand_in {
        Hold::Anchor
    } else if carried {
        return None;
    } else {
        Hold::Statement
    };
    let nouns: Vec<Range<usize>> = about.iter().flat_map(|hits| within(hits, clause)).collect();
    let sign = sign(reading, clause, &targets, &nouns);
    let end = clause.extent().end;
    let mut words: Vec<Range<usize>> =
        targets.iter().map(|target| if target.is_empty() { end - 1..end } else { target.clone() }).collect();
    words.extend(anchors.first().cloned());
    words.extend(sign.cues.iter().cloned());
    Some(Saying { hold, sign, words })
}

/// What several clauses of a sentence say together: denied if one of them denies its part, open if one leaves it open.
fn spread(reading: &Reading<'_>, all: &[Clause], found: &[Vec<Hit>], about: &[Vec<Hit>]) -> Option<Saying> {
    let mut polarity = Polarity::Asserted;
    let (mut words, mut cues) = (Vec::new(), Vec::new());
    for clause in all {
        let own = |hits: &Vec<Hit>| {
            hits.iter().find(|hit| clause.contains(&hit.words)).map(|hit| hit.words.clone())
        };
        let targets: Vec<Range<usize>> = found.iter().filter_map(own).collect();
        if targets.is_empty() {
            continue;
        }
        let anchors: Vec<Range<usize>> = about.first().and_then(own).into_iter().collect();
        let sign = sign(reading, clause, &targets, &anchors);
        polarity = polarity.max(sign.polarity);
        words.extend(targets);
        cues.extend(sign.cues);
    }
    words.extend(cues.iter().cloned());
    (!words.is_empty()).then_some(Saying {
        hold: Hold::Spread,
        sign: Sign { polarity, pending: false, cues },
        words,
    })
}

/// A saying as evidence: its words from the first to the last, with the article before them.
fn evidence(reading: &Reading<'_>, at: usize, saying: &Saying) -> Evidence {
    let sentence = reading.sentences.get(at).map(|sentence| sentence.span).unwrap_or_default();
    let mut start = saying.words.iter().map(|words| words.start).min().unwrap_or(0);
    let end = saying.words.iter().map(|words| words.end).max().unwrap_or(0);
    let first = reading.sentences.get(at).map_or(0, |sentence| sentence.words.start);
    let articles = ["a", "an", "the", "any", "several", "some", "many"];
    if let Some(article) = (1..=ARTICLE_REACH)
        .filter_map(|back| start.checked_sub(back))
        .take_while(|&before| {
            let lower = !reading.words.is_capital(reading.prose(), before + 1);
            before >= first && reading.words.joined(before) && lower
        })
        .find(|&before| articles.contains(&reading.words.folded(before)))
    {
        start = article;
    }
    let span = match end.checked_sub(1) {
        Some(last) => reading.words.span(start).to(reading.words.span(last)),
        None => Span::default(),
    };
    Evidence {
        agreement: Agreement::Equal,
        found: Found::Statement,
        span,
        sentence,
        difference: String::new(),
        warnings: Vec::new(),
    }
}

/// How many words an article stands before its noun at most.
const ARTICLE_REACH: usize = 3;

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
