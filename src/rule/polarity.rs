//! Polarity: whether a clause asserts its predicate, denies it, or only hopes, plans or asks.
//!
//! The scope rules follow NegEx (Chapman et al. 2001) and ConText (Harkema et al. 2009): cues come from a table, some of
//! what looks like a cue is none ("not only"), a cue reaches forward, and its scope ends with the clause. They differ in this:
//! the clause takes the place of a window of words; denials are counted, and two cancel; "no" also denies the predicate
//! before its noun ("signed no accord"); a verb of failing denies the deed behind it; "not" behind an auxiliary denies a
//! noun before it ("a breakthrough was not achieved"); and what is unasserted is one class, whatever makes it so.

use super::clause::{Clause, is_adverb, is_auxiliary, is_past};
use super::cue::{Cue, Cues};
use super::reading::Reading;
use crate::fact::Kind;
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
    /// The cues that count.
    pub cues: Vec<Range<usize>>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::new(include_str!("table/polarity.tsv")));

/// How far behind "no" or "not a" the noun stands that it denies.
const NOUN_REACH: usize = 5;

/// What a "not" sets against something else takes no more words.
const LONGEST_CONTRAST: usize = 24;

/// How far behind a denied verb its "until" stands.
const UNTIL_REACH: usize = 6;

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
            "gone" if targets.iter().all(|target| target.end <= cue.words.start) => counted.push(cue.clone()),
            "untrue" if case.is_told_of() => counted.push(cue.clone()),
            "off" if targets.iter().all(|target| target.end <= cue.words.start && !case.is_verb(target)) => {
                unasserted.push(cue.clone());
            }
            "open" => unasserted.push(cue.clone()),
            "near" if case.behind().any(|target| target.start == cue.words.end) => {
                unasserted.push(cue.clone());
            }
            "before" if case.precedes() => unasserted.push(cue.clone()),
            "hope" if case.reaches(false) && !case.is_subject() => unasserted.push(cue.clone()),
            "whether" if case.reaches(false) => unasserted.push(cue.clone()),
            "assent" if case.governs() && counted.is_empty() => unasserted.push(cue.clone()),
            "modal" if case.governs() => unasserted.push(cue.clone()),
            _ => {}
        }
    }
    // "will not", "no deal will": a denied future is denied; "may not" is open.
    let denied = !counted.is_empty();
    unasserted.retain(|cue| {
        let word = reading.words.folded(cue.words.start);
        !(denied && ["will", "would", "could", "shall"].contains(&word))
    });
    let words = |cues: Vec<Cue>| cues.into_iter().map(|cue| cue.words).collect::<Vec<_>>();
    if !unasserted.is_empty() || is_question(reading, clause) || is_unreal(reading, clause) {
        Sign { polarity: Polarity::Unasserted, cues: words(unasserted) }
    } else if counted.len() % 2 == 1 {
        Sign { polarity: Polarity::Negated, cues: words(counted) }
    } else {
        Sign { polarity: Polarity::Asserted, cues: words(counted) }
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

/// One cue of a clause, and what it may deny.
struct Case<'a> {
    reading: &'a Reading<'a>,
    clause: &'a Clause,
    cue: &'a Cue,
    targets: &'a [Range<usize>],
    nouns: &'a [Range<usize>],
}

impl Case<'_> {
    fn folded(&self, at: usize) -> &str {
        self.reading.words.folded(at)
    }

    fn behind(&self) -> impl Iterator<Item = &Range<usize>> {
        self.targets.iter().filter(|target| target.start >= self.cue.words.end)
    }

    /// Whether a target stands behind the cue and is in its reach: not a finite verb of its own, and, for `near`, with no
    /// comma between.
    fn reaches(&self, near: bool) -> bool {
        let comma = |target: &Range<usize>| {
            self.clause.commas.iter().any(|&comma| comma + 1 >= self.cue.words.end && comma < target.start)
        };
        self.behind().any(|target| !(self.is_finite(target) || near && comma(target)))
    }

    /// Whether a target is a past form with a subject of its own: "failed to convince and Astana *signed*".
    fn is_finite(&self, target: &Range<usize>) -> bool {
        if !is_past(self.folded(target.start)) {
            return false;
        }
        let mut before = target.start;
        while before > self.cue.words.end && is_adverb(self.folded(before - 1)) {
            before -= 1;
        }
        if before <= self.cue.words.end {
            return false;
        }
        // "failed to get it signed", "without it being signed": the form is a participle.
        const CAUSATIVES: [&str; 6] = ["get", "getting", "being", "be", "see", "having"];
        if (self.cue.words.end..before).any(|at| CAUSATIVES.contains(&self.folded(at))) {
            return false;
        }
        const LEADS: [&str; 22] = [
            "a", "an", "the", "any", "and", "or", "no", "its", "their", "his", "her", "get", "gets", "of",
            "on", "for", "with", "to", "such", "further", "new", "signed",
        ];
        let word = self.folded(before - 1);
        // "refused to wait and signed": an infinitive is joined to none but infinitives.
        if word == "and" && self.folded(self.cue.words.end - 1) == "to" {
            return true;
        }
        !is_auxiliary(word) && !LEADS.contains(&word)
    }

    /// What a "not" denies that only sets one thing against another: "covers lakes but not rivers", "not rivers but lakes",
    /// "the pilot, not the captain, was heard", "lakes rather than rivers". `None` where the "not" is that of a verb.
    fn contrast(&self) -> Option<Range<usize>> {
        let words = self.cue.words.clone();
        let (list, extent) = (&self.reading.words, self.clause.extent());
        let ends = |at: usize| {
            let next = self.folded(at + 1);
            at + 1 >= extent.end || !list.joined(at) || next == "but" || is_auxiliary(next)
        };
        let phrase = || {
            let end = (words.end..extent.end.min(words.end + LONGEST_CONTRAST)).find(|&at| ends(at))?;
            Some(words.end..end + 1)
        };
        let first = self.folded(words.start);
        if self.cue.class == "without" && words.len() == 2 && ["rather", "instead"].contains(&first) {
            // "instead of signing it": a deed, and what stands behind it is a part of it.
            let deed = self.folded(words.end).ends_with("ing");
            return (!deed).then(phrase).flatten();
        }
        if self.cue.class != "not" || words.len() > 1 || first != "not" || self.verbal(words.end) {
            return None;
        }
        let phrase = phrase()?;
        let before = words.start.checked_sub(1).filter(|&at| self.clause.contains(&(at..at + 1)))?;
        let lead = self.folded(before);
        let against = ["but", "and", "though", "although", "or"].contains(&lead)
            || !list.joined(before) && !is_auxiliary(lead);
        let corrects = !is_auxiliary(lead)
            && lead != "to"
            && list.joined(phrase.end - 1)
            && self.folded(phrase.end) == "but";
        (against || corrects).then_some(phrase)
    }

    /// Whether a word is a verb that a "not" before it denies: "but not signed", "but not to sign", "but not having seen it".
    fn verbal(&self, at: usize) -> bool {
        let word = self.folded(at);
        is_past(word) || is_auxiliary(word) || is_adverb(word) || word == "to" || word.ends_with("ing")
    }

    /// "not", "never": denies what stands behind it, or, behind an auxiliary, a noun before it.
    fn denies(&self) -> bool {
        let words = self.cue.words.clone();
        let supported = |at: usize| ["do", "does", "did", "to"].contains(&self.folded(at));
        let verbal = self.folded(words.start).ends_with("n't")
            || words.start.checked_sub(1).is_some_and(supported)
            || self.folded(words.start) == "cannot";
        if self.behind().any(|target| !verbal || !self.is_finite(target)) {
            return true;
        }
        let next = words.end..words.end + NOUN_REACH;
        let article = ["a", "an", "the", "any"].contains(&self.folded(words.end));
        if article && self.nouns.iter().any(|noun| next.contains(&noun.start)) {
            return true;
        }
        let auxiliary = self.folded(words.start).ends_with("n't")
            || words.start.checked_sub(1).is_some_and(|at| is_auxiliary(self.folded(at)));
        let never = ["never", "cannot", "hardly", "barely", "scarcely"].contains(&self.folded(words.start));
        (auxiliary || never)
            && self.targets.iter().all(|target| target.end <= words.start && !self.is_verb(target))
    }

    /// Whether a target is used as a verb: a past form, or behind an auxiliary or "to".
    fn is_verb(&self, target: &Range<usize>) -> bool {
        let lead = target.start.checked_sub(1).map_or("", |before| self.folded(before));
        is_past(self.folded(target.start)) || is_auxiliary(lead) || lead == "to" || is_adverb(lead)
    }

    /// Whether the cue is a noun of which an auxiliary tells more: "the request was received", but not "the hope is that".
    fn is_subject(&self) -> bool {
        let end = self.cue.words.end;
        // "ready to be signed": what follows is an infinitive.
        is_auxiliary(self.folded(end))
            && !["be", "being"].contains(&self.folded(end))
            && !["that", "to", "for"].contains(&self.folded(end + 1))
    }

    /// "was not signed until Monday": it was, then.
    fn ends_at_last(&self) -> bool {
        let words = &self.cue.words;
        let not = self.folded(words.start);
        let lead = words.start.checked_sub(1).map_or("", |at| self.folded(at));
        let auxiliary = if not == "not" { lead } else { not.trim_end_matches("n't") };
        let past = ["was", "were", "did", "had"].contains(&auxiliary);
        let last = |target: &Range<usize>| {
            let mut behind = (target.end..target.end + UNTIL_REACH)
                .take_while(|&at| self.reading.words.joined(at - 1) && self.folded(at) != "to");
            behind.any(|at| ["until", "till"].contains(&self.folded(at)))
        };
        past && self.behind().any(last)
    }

    /// "The claim that it was signed is false": the cue judges what a "that" reports.
    fn is_told_of(&self) -> bool {
        let reports = |at: usize| self.folded(at) == "that" && !is_auxiliary(self.folded(at + 1));
        let start = self.clause.extent().start;
        self.targets.iter().all(|target| {
            let apart = || (target.end..self.cue.words.start).any(|at| self.folded(at) == "and");
            target.end <= self.cue.words.start && (start..target.start).any(reports) && !apart()
        })
    }

    /// "before": what follows had not happened yet. "Before noon" and "before the summit, they signed" only say when, and
    /// what bears a day of its own ("before it was signed on Monday") did happen.
    fn precedes(&self) -> bool {
        let (start, end) = (self.cue.words.start, self.cue.words.end);
        let Some(sentence) = self.reading.sentence_at(self.reading.words.span(start).start) else {
            return false;
        };
        let Some(sentence) = self.reading.sentences.get(sentence) else { return false };
        let extent = self.clause.extent();
        let times = || {
            let facts = self.reading.facts.get(sentence.facts.clone()).unwrap_or_default();
            let times = facts.iter().filter(|fact| matches!(fact.kind, Kind::Date | Kind::Time));
            times.map(|fact| self.reading.words.within(fact.span))
        };
        if times().any(|time| start <= time.start && time.start < extent.end) {
            return false;
        }
        let list = &self.reading.words;
        let name = |at: usize| list.is_capital(self.reading.prose(), at);
        let opens = |at: &usize| {
            let (word, lead) = (self.folded(*at), self.folded(at - 1));
            let new = ["the", "a", "an", "it", "he", "she", "they"].contains(&word)
                || name(*at) && !name(at - 1) && !["the", "a", "an"].contains(&lead);
            new && !["of", "in", "for", "with", "from", "to"].contains(&lead)
        };
        self.behind().any(|target| {
            let mut between = end..target.start;
            // "Shortly before the summit Orr signed it": behind the noun a second one opens the main clause.
            between.clone().filter(opens).count() < 2
                && between
                    .all(|at| list.joined(at) && !["and", "or", "but", "then"].contains(&self.folded(at)))
        })
    }

    /// "no": denies the clause of which its noun is a part, unless the noun only goes with a preposition.
    fn denies_noun(&self) -> bool {
        const PREPOSITIONS: [&str; 11] =
            ["with", "under", "on", "in", "for", "at", "by", "to", "of", "from", "as"];
        let words = self.cue.words.clone();
        let near = |range: &&Range<usize>| (words.end..words.end + NOUN_REACH).contains(&range.start);
        if self.nouns.iter().any(|noun| near(&noun)) {
            return true;
        }
        let local = words.start.checked_sub(1).is_some_and(|at| PREPOSITIONS.contains(&self.folded(at)));
        if local { self.behind().any(|target| near(&target)) } else { self.behind().next().is_some() }
    }

    /// Whether a modal governs a target: only adverbs and auxiliaries between, or a verb joined by "and".
    fn governs(&self) -> bool {
        // "due to flooding" gives a cause, "due to sail" a plan.
        let cause = |target: &Range<usize>| {
            self.folded(self.cue.words.start) == "due" && self.folded(target.start).ends_with(['s', 'g'])
        };
        self.behind().filter(|target| !cause(target)).any(|target| {
            let mut between = self.cue.words.end..target.start;
            let joined = |at: usize| {
                ["and", "or"].contains(&self.folded(at + 1)) || ["and", "or"].contains(&self.folded(at))
            };
            between.all(|at| {
                is_auxiliary(self.folded(at))
                    || is_adverb(self.folded(at))
                    || self.folded(at) == "to"
                    || joined(at)
            })
        })
    }
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
