//! Polarity: whether a clause asserts its predicate, denies it, or only hopes, plans or asks.
//!
//! The scope rules follow NegEx (Chapman et al. 2001) and ConText (Harkema et al. 2009): cues come from a table, some of
//! what looks like a cue is none ("not only"), a cue reaches forward, and its scope ends with the clause. They differ in this:
//! the clause takes the place of a window of words; denials are counted, and two cancel; "no" also denies the predicate
//! before its noun ("signed no accord"); a verb of failing denies the deed behind it; "not" behind an auxiliary denies a
//! noun before it ("a breakthrough was not achieved"); and what is unasserted is one class, whatever makes it so.

use super::clause::{Clause, is_adverb};
use super::cue::{Cue, Cues};
use super::reach::Case;
use super::reading::Reading;
use super::words::plain;
use crate::text::Span;
use std::ops::Range;
use std::sync::LazyLock;

/// What a clause does with its predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// It says that it is so.
    Asserted,
    /// It says that it is not so.
    Negated,
    /// It hopes, plans, supposes or asks.
    Unasserted,
}

/// The polarity of a clause and the words that decide it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// The polarity.
    pub polarity: Polarity,
    /// Whether it is unasserted because it was put off, and so is not so yet.
    pub pending: bool,
    /// The cues that count.
    pub cues: Vec<Range<usize>>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::new(include_str!("table/polarity.tsv")));

/// The polarity of what `targets` (word ranges, at least one) say in a clause. `nouns` are words that a "no" may deny in
/// their stead: the thing signed, where `targets` is the signing.
pub fn sign(
    reading: &Reading<'_>,
    clause: &Clause,
    targets: &[Range<usize>],
    nouns: &[Range<usize>],
) -> Sign {
    let mut counted: Vec<Cue> = Vec::new();
    let mut unasserted = Vec::new();
    let mut excepted: Option<Cue> = None;
    let cues = cues(reading, clause);
    for cue in &cues {
        let Some(cue) = &apart(reading, cue, targets) else { continue };
        let case = Case { reading, clause, cue, targets, nouns };
        if let Some(phrase) = case.contrast() {
            let named = |words: &Range<usize>| phrase.contains(&words.start);
            if targets.iter().chain(nouns).any(named) {
                counted.push(cue.clone());
            }
            continue;
        }
        match cue.class {
            "not" if case.denies() && !case.ends_at_last() => {
                let goes_on = ["nor", "neither"].contains(&reading.words.folded(cue.words.start));
                if !goes_on || counted.is_empty() {
                    counted.push(cue.clone());
                }
            }
            "no" if case.denies_noun() && counted.iter().all(|other| other.class != "no") => {
                counted.push(cue.clone());
            }
            "without" if case.reaches(true) => counted.push(cue.clone()),
            "fail" if case.reaches(false) => counted.push(cue.clone()),
            "shun" if case.takes() => counted.push(cue.clone()),
            "fell" if case.is_undone() => counted.push(cue.clone()),
            "vain" if case.is_undone() || case.reaches(false) => counted.push(cue.clone()),
            "gone" if targets.iter().all(|target| target.end <= cue.words.start) => counted.push(cue.clone()),
            "untrue" if case.is_told_of() => counted.push(cue.clone()),
            "save" if case.leaves_out() => counted.push(cue.clone()),
            "belied" if case.behind().next().is_some() => counted.push(cue.clone()),
            "spare" if case.spares() => counted.push(cue.clone()),
            "unlike" if case.names_noun() => counted.push(cue.clone()),
            "except" if case.names_noun() => excepted = Some(cue.clone()),
            "off" | "dim"
                if targets.iter().all(|target| target.end <= cue.words.start && !case.is_verb(target)) =>
            {
                unasserted.push(cue.clone());
            }
            "later" if case.puts_off() => unasserted.push(cue.clone()),
            "open" => unasserted.push(cue.clone()),
            "near" if case.behind().any(|target| target.start == cue.words.end) => {
                unasserted.push(cue.clone());
            }
            "before" if case.precedes() => unasserted.push(cue.clone()),
            "hope" if case.reaches(case.is_fronted()) && !case.is_subject() && !case.is_named() => {
                unasserted.push(cue.clone())
            }
            "able" if case.reaches(case.is_fronted()) && counted.is_empty() => unasserted.push(cue.clone()),
            "doubt" if case.behind().next().is_some() => unasserted.push(cue.clone()),
            "maybe" if case.governs() || case.is_disjunct() => unasserted.push(cue.clone()),
            "whether" if case.reaches(false) => unasserted.push(cue.clone()),
            "assent" if case.governs() && counted.is_empty() => unasserted.push(cue.clone()),
            "modal" if case.governs() => unasserted.push(cue.clone()),
            _ => {}
        }
    }
    // "No deal was signed except on the levy": of the levy one was.
    if counted.iter().any(|cue| ["no", "not"].contains(&cue.class)) {
        counted.extend(excepted);
    }
    // "will not", "no deal will": a denied future is denied; "may not" is open.
    let denied = !counted.is_empty();
    unasserted.retain(|cue| {
        let word = reading.words.folded(cue.words.start);
        !(denied && ["will", "would", "could", "shall", "can"].contains(&word))
    });
    let open = is_question(reading, clause) || is_unreal(reading, clause);
    let pending = !open && unasserted.iter().all(|cue| ["off", "later"].contains(&cue.class));
    let words = |cues: Vec<Cue>| cues.into_iter().map(|cue| cue.words).collect::<Vec<_>>();
    if !unasserted.is_empty() || open {
        Sign { polarity: Polarity::Unasserted, pending: pending && !denied, cues: words(unasserted) }
    } else if counted.len() % 2 == 1 {
        Sign { polarity: Polarity::Negated, pending: false, cues: words(counted) }
    } else {
        Sign { polarity: Polarity::Asserted, pending: false, cues: words(counted) }
    }
}

/// A cue without the words of a target: where the claim says "rule out", the "not" of "not rule out" denies it. `None` where
/// nothing is left of it.
fn apart(reading: &Reading<'_>, cue: &Cue, targets: &[Range<usize>]) -> Option<Cue> {
    let shared = |target: &&Range<usize>| target.start < cue.words.end && cue.words.start < target.end;
    match targets.iter().filter(shared).map(|target| target.start).min() {
        None => Some(cue.clone()),
        Some(end) if cue.words.start < end => CUES.at(&reading.words, cue.words.start, end),
        Some(_) => None,
    }
}

/// A doubt about what a sentence says if the words behind it take it back: "was agreed but *fell through*".
pub fn undone_later(reading: &Reading<'_>, words: Range<usize>) -> Option<String> {
    /// Words behind it within which it is taken back.
    const NEAR: usize = 24;
    let list = &reading.words;
    let words = words.start..words.end.min(words.start + NEAR);
    let goes_on = |at: &usize| ["but", "and", "yet", "before"].contains(&list.folded(*at));
    words.clone().filter(goes_on).find_map(|at| {
        let between = |at: &usize| is_adverb(list.folded(*at)) || list.folded(*at) == "later";
        let start = (at + 1..words.end).find(|at| !between(at))?;
        let cue = CUES.at(list, start, words.end)?;
        let told = || plain(span_of(reading, &cue.words).of(reading.prose()));
        (cue.class == "fell")
            .then(|| format!("the sentence goes on to say that it did not last: “{}”", told()))
    })
}

/// Whether any word of a run may be a cue of denial.
pub fn may_deny(reading: &Reading<'_>, mut words: Range<usize>) -> bool {
    words.any(|at| CUES.class(&reading.words, at).is_some() || reading.words.folded(at).ends_with("n't"))
}

/// The cues of a clause, in order.
fn cues(reading: &Reading<'_>, clause: &Clause) -> Vec<Cue> {
    let extent = clause.extent();
    let mut found = Vec::new();
    let mut behind = extent.start;
    for &at in &clause.words {
        if at < behind {
            continue;
        }
        let folded = reading.words.folded(at);
        let cue = CUES
            .at(&reading.words, at, extent.end)
            .or_else(|| folded.ends_with("n't").then(|| Cue { class: "not", words: at..at + 1 }));
        let month = folded == "may" && reading.words.is_capital(reading.prose(), at) && at > extent.start;
        if let Some(cue) = cue.filter(|_| !month) {
            behind = cue.words.end;
            found.push(cue);
        }
    }
    found
}

fn is_question(reading: &Reading<'_>, clause: &Clause) -> bool {
    let Some(&last) = clause.words.last() else { return false };
    let rest = reading.prose().get(reading.words.span(last).end..).unwrap_or_default();
    rest.trim_start_matches(['”', '’', '"', '\'', ' ', ')']).starts_with('?')
}

/// "Had the deal been signed, …": a condition without an "if", by the place of its verb.
fn is_unreal(reading: &Reading<'_>, clause: &Clause) -> bool {
    let opens = |at: &usize| {
        ["had", "were", "should"].contains(&reading.words.folded(*at))
            && reading.words.is_capital(reading.prose(), *at)
    };
    clause.words.first().is_some_and(opens)
}

/// The span of a run of words.
pub fn span_of(reading: &Reading<'_>, words: &Range<usize>) -> Span {
    match words.end.checked_sub(1) {
        Some(last) if last >= words.start => reading.words.span(words.start).to(reading.words.span(last)),
        _ => Span::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::clause::clauses;
    use super::super::testing::with_reading;
    use super::*;

    /// The polarity of the first `word` of a sentence in its clause.
    fn of(text: &str, word: &str) -> Polarity {
        with_reading(text, |reading| {
            let at = (0..reading.words.len()).find(|&at| reading.words.folded(at) == word).expect(word);
            let clause = clauses(reading, 0..reading.words.len())
                .into_iter()
                .find(|clause| clause.contains(&(at..at + 1)))
                .expect("a clause");
            sign(reading, &clause, std::slice::from_ref(&(at..at + 1)), &[]).polarity
        })
    }

    #[test]
    fn negators_reach_to_the_end_of_their_clause() {
        for text in [
            "No treaty on fishing was signed.",
            "The two crews did not, as promised, sign it, so nothing was signed.",
            "The club has never signed a keeper.",
            "They didn't sign; nothing was signed.",
            "Neither the owner nor the bank signed.",
            "No one signed.",
            "The judge left without having signed.",
            "A pact, which the ministry drafted, was not signed.",
            "No pact, the ministry said, was signed.",
            "Nor was any pact signed.",
            "The bank failed to get the loan signed.",
            "The pact is yet to be signed.",
            "The pact was hardly ever signed.",
            "The pact can no longer be signed.",
        ] {
            assert_eq!(of(text, "signed"), Polarity::Negated, "{text}");
        }
        for text in [
            "The trainer did not smile, but the keeper signed.",
            "Ortega, who had not trained, signed.",
            "Without waiting for the doctor, Ortega signed.",
            "Although no fee was paid, the keeper signed.",
            "The keeper signed, leaving no doubt.",
            "Not only the keeper signed.",
            "The bid failed to convince the board and the keeper signed elsewhere.",
            "The contract was signed without a ceremony.",
            "No fewer than nine players signed.",
            "The club did not complain and signed two keepers.",
        ] {
            assert_eq!(of(text, "signed"), Polarity::Asserted, "{text}");
        }
    }

    #[test]
    fn verbs_of_failing_deny_and_two_denials_cancel() {
        assert_eq!(of("The lab stopped short of endorsing the drug.", "endorsing"), Polarity::Negated);
        assert_eq!(of("The regulator avoided endorsing the drug.", "endorsing"), Polarity::Negated);
        assert_eq!(of("The regulator did not refuse to endorse it.", "endorse"), Polarity::Asserted);
        assert_eq!(
            of("In the absence of proof for it, the lab did endorse it.", "endorse"),
            Polarity::Asserted
        );
        assert_eq!(of("A breakthrough was not achieved.", "breakthrough"), Polarity::Negated);
        assert_eq!(of("A breakthrough failed to materialise.", "breakthrough"), Polarity::Negated);
        assert_eq!(of("The firm rejected a merger.", "merger"), Polarity::Negated);
    }

    #[test]
    fn hope_plan_condition_and_question_assert_nothing() {
        for (text, word) in [
            ("The city plans to renew it.", "renew"),
            ("Investors hope that it will be renewed.", "renewed"),
            ("If the lease is renewed, rents rise.", "renewed"),
            ("Was the lease renewed?", "renewed"),
            ("The lease may be renewed.", "renewed"),
            ("The lease is expected to be renewed.", "renewed"),
            ("She left before any vote.", "vote"),
            ("They could not rule out renewing it.", "renewing"),
        ] {
            assert_eq!(of(text, word), Polarity::Unasserted, "{text}");
        }
        assert_eq!(of("The company will not pay it.", "pay"), Polarity::Negated);
        assert_eq!(of("The lease was renewed in May.", "renewed"), Polarity::Asserted);
    }
}
