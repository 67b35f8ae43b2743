//! How far a cue of denial or doubt reaches in its clause: whether it takes in a predicate, a noun, or neither.

use super::clause::{Clause, is_adverb, is_auxiliary, is_past};
use super::cue::Cue;
use super::reading::Reading;
use crate::fact::Kind;
use std::ops::Range;

/// How far behind "no" or "not a" the noun stands that it denies.
const NOUN_REACH: usize = 5;

/// A phrase behind "unlike" or "except" takes no more words.
const LONGEST_PHRASE: usize = 8;

/// What a "not" sets against something else takes no more words.
const LONGEST_CONTRAST: usize = 24;

/// How far behind a denied verb its "until" stands.
const UNTIL_REACH: usize = 6;

/// Words that open a noun phrase.
const DETERMINERS: [&str; 10] = ["a", "an", "the", "any", "its", "their", "his", "her", "this", "that"];

/// One cue of a clause, and what it may deny.
pub struct Case<'a> {
    pub reading: &'a Reading<'a>,
    pub clause: &'a Clause,
    pub cue: &'a Cue,
    pub targets: &'a [Range<usize>],
    pub nouns: &'a [Range<usize>],
}

impl Case<'_> {
    fn folded(&self, at: usize) -> &str {
        self.reading.words.folded(at)
    }

    pub(super) fn behind(&self) -> impl Iterator<Item = &Range<usize>> {
        self.targets.iter().filter(|target| target.start >= self.cue.words.end)
    }

    /// Whether a target stands behind the cue and is in its reach: not a finite verb of its own, and, for `near`, with no
    /// comma between.
    pub(super) fn reaches(&self, near: bool) -> bool {
        let comma = |target: &Range<usize>| {
            self.clause.commas.iter().any(|&comma| comma + 1 >= self.cue.words.end && comma < target.start)
        };
        self.behind()
            .any(|target| !(self.is_finite(target) || self.is_apart(target) || near && comma(target)))
    }

    /// Whether a target only goes with a preposition behind what the cue takes in: "failed to win over the board by *signing* a
    /// keeper", "is likely to gain from the *sale*".
    fn is_apart(&self, target: &Range<usize>) -> bool {
        const BEFORE_ANY: [&str; 6] = ["after", "since", "despite", "following", "from", "under"];
        const BEFORE_DEEDS: [&str; 5] = ["by", "when", "while", "upon", "on"];
        let deed = self.folded(target.start).ends_with("ing");
        let mut leads = (self.cue.words.end..target.start).rev();
        let lead = leads.find(|&at| !DETERMINERS.contains(&self.folded(at))).map_or("", |at| self.folded(at));
        BEFORE_ANY.contains(&lead) || deed && BEFORE_DEEDS.contains(&lead)
    }

    /// Whether a target is the cue's object: "resisted *signing* it", "resisted the *sale*".
    pub(super) fn takes(&self) -> bool {
        let between = |at: usize| is_adverb(self.folded(at)) || self.folded(at) == "being";
        self.behind().any(|target| (self.cue.words.end..target.start).all(between))
    }

    /// Whether the cue's object, with the words that belong to it, is a target: "put off *signing* it", "put off a final
    /// *decision* on it".
    pub(super) fn puts_off(&self) -> bool {
        /// Words of its own before a noun.
        const OWN: usize = 3;
        const PREPOSITIONS: [&str; 10] = ["on", "of", "in", "to", "for", "with", "by", "from", "at", "and"];
        let own = |at: usize| {
            let word = self.folded(at);
            !PREPOSITIONS.contains(&word) && !is_auxiliary(word) && self.reading.words.joined(at)
        };
        self.behind().any(|target| {
            let between = self.cue.words.end..target.start;
            between.len() <= OWN && !self.is_finite(target) && between.into_iter().all(own)
        })
    }

    /// "agreed on everything but the levy": the statement stands before the cue, the noun it is not made of behind.
    pub(super) fn leaves_out(&self) -> bool {
        let (start, end) = (self.cue.words.start, self.cue.words.end);
        self.targets.iter().all(|target| target.end <= start)
            && self.nouns.iter().any(|noun| noun.start >= end && noun.start < end + NOUN_REACH)
    }

    /// "unlike the bank", "except on the levy": the phrase of the cue names a noun, and the statement stands outside it.
    pub(super) fn names_noun(&self) -> bool {
        let end = self.cue.words.end;
        let ends = |at: usize| {
            let word = self.folded(at);
            let verb = is_past(word) && !self.reading.words.is_capital(self.reading.prose(), at);
            is_auxiliary(word) || verb || ["who", "which", "that"].contains(&word)
        };
        let most = self.clause.extent().end.min(end + LONGEST_PHRASE);
        let stop = (end..most).find(|&at| ends(at) || at > end && !self.reading.words.joined(at - 1));
        let phrase = end..stop.unwrap_or(most);
        self.nouns.iter().any(|noun| phrase.contains(&noun.start))
            && !self.targets.iter().any(|target| phrase.contains(&target.start))
    }

    /// "kept the firm from *closing* it", "was saved from being *closed*", "was saved from *closure*"
    pub(super) fn spares(&self) -> bool {
        let deed = |at: usize| self.folded(at).ends_with("ing");
        self.behind().any(|target| {
            let (start, right) = (target.start, target.start == self.cue.words.end);
            right && !is_past(self.folded(start))
                || (deed(start) || deed(start - 1)) && !self.is_finite(target) && !self.is_apart(target)
        })
    }

    /// Whether the cue is a noun of the claim's own subject: "the plan for the tunnel".
    pub(super) fn is_named(&self) -> bool {
        let start = self.cue.words.start;
        let lead = start.checked_sub(1).map_or("", |at| self.folded(at));
        DETERMINERS.contains(&lead) && self.nouns.iter().any(|noun| noun.contains(&start))
    }

    /// Whether the cue opens its clause: "Keen to end the row, they signed" sets its own phrase off with a comma.
    pub(super) fn is_fronted(&self) -> bool {
        self.cue.words.start == self.clause.extent().start
    }

    /// "Apparently the lease was renewed", "The lease was renewed, apparently": the adverb is about its whole clause.
    pub(super) fn is_disjunct(&self) -> bool {
        const STARTS: [&str; 20] = [
            "the", "a", "an", "no", "all", "it", "he", "she", "they", "we", "his", "her", "its", "their",
            "this", "that", "these", "those", "some", "both",
        ];
        let (extent, next) = (self.clause.extent(), self.cue.words.end);
        let list = &self.reading.words;
        let starts = || {
            !list.joined(next - 1)
                || STARTS.contains(&self.folded(next))
                || list.is_capital(self.reading.prose(), next)
        };
        self.is_fronted() && next < extent.end && starts()
            || next == extent.end
                && self.cue.words.start > extent.start
                && !list.joined(self.cue.words.start - 1)
    }

    /// "The agreed sale fell through": the cue's subject is a target, or the noun that a target belongs to.
    pub(super) fn is_undone(&self) -> bool {
        let lead =
            |target: &Range<usize>| target.start.checked_sub(1).map_or("", |before| self.folded(before));
        let noun = |target: &Range<usize>| {
            !self.is_verb(target)
                || DETERMINERS.contains(&lead(target)) && self.reading.words.joined(target.end - 1)
        };
        let one = |target: &Range<usize>| {
            let mut between = target.end..self.cue.words.start;
            between.all(|at| !is_auxiliary(self.folded(at)) && !["and", "or"].contains(&self.folded(at)))
        };
        self.targets.iter().all(|target| target.end <= self.cue.words.start && noun(target) && one(target))
    }

    /// Whether a target is a past form with a subject of its own: "failed to convince and Astana *signed*".
    pub(super) fn is_finite(&self, target: &Range<usize>) -> bool {
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
    pub(super) fn contrast(&self) -> Option<Range<usize>> {
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
    pub(super) fn verbal(&self, at: usize) -> bool {
        let word = self.folded(at);
        is_past(word) || is_auxiliary(word) || is_adverb(word) || word == "to" || word.ends_with("ing")
    }

    /// "not", "never": denies what stands behind it, or, behind an auxiliary, a noun before it.
    pub(super) fn denies(&self) -> bool {
        let words = self.cue.words.clone();
        let supported = |at: usize| ["do", "does", "did", "to"].contains(&self.folded(at));
        let verbal = self.folded(words.start).ends_with("n't")
            || words.start.checked_sub(1).is_some_and(supported)
            || self.folded(words.start) == "cannot";
        if self.behind().any(|target| !verbal || !self.is_finite(target)) {
            return true;
        }
        let next = words.end..words.end + NOUN_REACH;
        // "closed neither its factory nor its office"
        let objects = self.folded(words.start) == "neither"
            && self.targets.iter().any(|target| target.end == words.start);
        if objects && self.nouns.iter().any(|noun| noun.start >= words.end) {
            return true;
        }
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
    pub(super) fn is_verb(&self, target: &Range<usize>) -> bool {
        let lead = target.start.checked_sub(1).map_or("", |before| self.folded(before));
        is_past(self.folded(target.start)) || is_auxiliary(lead) || lead == "to" || is_adverb(lead)
    }

    /// Whether the cue is a noun of which an auxiliary tells more: "the request was received", but not "the hope is that".
    pub(super) fn is_subject(&self) -> bool {
        let end = self.cue.words.end;
        // "ready to be signed", "seem to have signed": what follows is an infinitive.
        is_auxiliary(self.folded(end))
            && !["be", "being"].contains(&self.folded(end))
            && self.folded(end - 1) != "to"
            && !["that", "to", "for"].contains(&self.folded(end + 1))
    }

    /// "was not signed until Monday": it was, then.
    pub(super) fn ends_at_last(&self) -> bool {
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
    pub(super) fn is_told_of(&self) -> bool {
        let reports = |at: usize| self.folded(at) == "that" && !is_auxiliary(self.folded(at + 1));
        let start = self.clause.extent().start;
        self.targets.iter().all(|target| {
            let apart = || (target.end..self.cue.words.start).any(|at| self.folded(at) == "and");
            target.end <= self.cue.words.start && (start..target.start).any(reports) && !apart()
        })
    }

    /// "before": what follows had not happened yet. "Before noon" and "before the summit, they signed" only say when, and
    /// what bears a day of its own ("before it was signed on Monday") did happen.
    pub(super) fn precedes(&self) -> bool {
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
    pub(super) fn denies_noun(&self) -> bool {
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
    pub(super) fn governs(&self) -> bool {
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
