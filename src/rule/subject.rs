//! Whose predicate it is: a clause that names another subject than the claim's does not speak of the claim's.
//!
//! A statement may stand in a clause that does not name the claim's subject: a pronoun may stand for it, another noun may
//! ("the former minister"), it may be the object. So another subject is taken for one only in front of a verb that has no
//! object ("was acquitted", "remains closed", "fell"), and only where nothing tells that it means the same.

use super::clause::{Clause, clauses, is_adverb, is_auxiliary, is_past};
use super::cue::Cues;
use super::member::is_calendar;
use super::reading::{Reading, Sentence};
use super::word::{forms, rows};
use super::{Hit, Hits, Task};
use crate::claim::Term;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Of whom a clause says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Of the claim's subject, as far as can be told.
    Own,
    /// Of something that may be another.
    Doubtful(Range<usize>),
    /// Of another.
    Other(Range<usize>),
}

/// What is said in a clause of a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The claim.
    pub task: &'a Task<'a>,
    /// The draft.
    pub reading: &'a Reading<'a>,
    /// Where terms stand in it.
    pub hits: &'a Hits<'a>,
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Its clauses.
    pub all: &'a [Clause],
    /// The clause that says it.
    pub clause: &'a Clause,
    /// The words that say it, at least one range.
    pub targets: &'a [Range<usize>],
}

/// No subject is longer, in words.
const LONGEST: usize = 12;

/// Words of closed classes, by class.
static CLOSED: LazyLock<HashMap<&str, HashSet<&str>>> = LazyLock::new(|| {
    let mut classes: HashMap<&str, HashSet<&str>> = HashMap::new();
    for row in rows(include_str!("table/closed.tsv")) {
        if let [class, words] = row[..] {
            classes.entry(class).or_default().extend(words.split(' '));
        }
    }
    classes
});

/// Whether a folded word belongs to a closed class.
fn is_of(class: &str, word: &str) -> bool {
    CLOSED.get(class).is_some_and(|words| words.contains(word))
}

/// Nouns that stand for anything of their sort already named.
static STAND_INS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let wide = rows(include_str!("../diff/table/wide.txt"));
    inflected(rows(include_str!("table/standin.txt")).chain(wide))
});

/// Nouns that stand for a name, and for a noun that is not itself one of them: no hospital is "the airport".
static GENERIC: LazyLock<HashSet<String>> =
    LazyLock::new(|| inflected(rows(include_str!("table/generic.txt"))));

static RELATIONS: LazyLock<HashSet<String>> =
    LazyLock::new(|| inflected(rows(include_str!("table/relation.txt"))));

static EXCEPT: LazyLock<Cues> = LazyLock::new(|| Cues::new(include_str!("table/except.tsv")));

/// Groups of words that may mean the same.
static SYNONYMS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    rows(include_str!("../diff/table/synonyms.tsv"))
        .chain(rows(include_str!("../diff/table/usage.tsv")))
        .collect()
});

fn inflected(rows: impl Iterator<Item = Vec<&'static str>>) -> HashSet<String> {
    rows.flatten().flat_map(str::split_whitespace).flat_map(forms).collect()
}

impl Said<'_> {
    fn folded(&self, at: usize) -> &str {
        self.reading.words.folded(at)
    }

    fn is_name(&self, at: usize) -> bool {
        self.reading.words.is_capital(self.reading.prose(), at) && !is_calendar(self.folded(at))
    }

    /// Of whom it is said, for a clause that does not name the claim's anchor.
    pub fn whose(&self) -> Whose {
        let Some(subject) = self.subject() else { return Whose::Own };
        let own = self.task.about.iter().any(|group| self.hits.any(group, &subject))
            || self.targets.iter().any(|target| subject.contains(&target.start));
        if own {
            return Whose::Own;
        }
        let preposition = |at: &usize| is_of("preposition", self.folded(*at));
        let end = subject.clone().find(preposition).unwrap_or(subject.end);
        let Some(head) = end.checked_sub(1).filter(|&head| head >= subject.start) else {
            return Whose::Own;
        };
        let first = self.folded(subject.start);
        let mut opening = subject.clone().take(3);
        if opening.any(|at| ["other", "others", "another"].contains(&self.folded(at))) {
            return Whose::Other(subject);
        }
        if is_of("possessive", first) {
            let other = RELATIONS.contains(self.folded(head)) && end == subject.end;
            return if other { Whose::Other(subject) } else { Whose::Own };
        }
        if !self.is_told_apart() {
            return Whose::Own;
        }
        let named = self.is_anchor_name();
        if subject.clone().all(|at| self.is_name(at)) {
            // The capital of a sentence's first word says nothing.
            let plain = subject.len() == 1 && self.reading.opens(subject.start);
            return match (named, plain) {
                (true, false) => Whose::Other(subject),
                (true, true) if !first.ends_with('s') => Whose::Doubtful(subject),
                (false, true) if !self.means_same(head) => Whose::Doubtful(subject),
                _ => Whose::Own,
            };
        }
        // "the former minister" may be anybody that has a name.
        let definite = first == "the" || subject.len() == 1 && !first.ends_with("ing");
        if named || !definite || self.is_name(head) || self.means_same(head) {
            return Whose::Own;
        }
        Whose::Doubtful(subject)
    }

    /// Whether the claim's subject is a name.
    fn is_anchor_name(&self) -> bool {
        let anchor = self.task.claim.about.first().and_then(|terms| terms.0.first());
        anchor.map(Term::as_str).is_some_and(|term| term.starts_with(char::is_uppercase))
    }

    /// Whether a noun may mean what the claim's anchor means.
    fn means_same(&self, head: usize) -> bool {
        let word = self.folded(head);
        let own = forms(word);
        let anchors = self.task.claim.about.iter().flat_map(|group| &group.0);
        let anchors: Vec<String> = anchors
            .filter_map(|term| term.as_str().split_whitespace().last())
            .flat_map(|word| forms(&word.to_lowercase()))
            .collect();
        if STAND_INS.contains(word)
            || GENERIC.contains(word) && !anchors.iter().any(|own| GENERIC.contains(own))
        {
            return true;
        }
        SYNONYMS.iter().any(|group| {
            let among = |words: &[String]| group.iter().any(|one| words.iter().any(|word| word == one));
            among(&own) && among(&anchors)
        })
    }

    /// Whether the claim's anchor is the subject of a clause of its own that has its verb, beside this one or, where the
    /// sentence only goes on, in the sentence before.
    fn is_told_apart(&self) -> bool {
        let Some(anchor) = self.task.about.first() else { return false };
        if self.hits.any(anchor, &self.sentence.words) {
            return self.all.iter().any(|clause| clause != self.clause && self.is_subject_of(anchor, clause));
        }
        let before = self.sentence.inherits.and_then(|before| self.reading.sentences.get(before));
        before.is_some_and(|before| {
            let clauses = clauses(self.reading, before.words.clone());
            clauses.iter().any(|clause| self.is_subject_of(anchor, clause))
        })
    }

    fn is_subject_of(&self, anchor: &super::Group, clause: &Clause) -> bool {
        let extent = clause.extent();
        let Some(hit) =
            self.hits.of_group(anchor, &extent).into_iter().find(|hit| clause.contains(&hit.words))
        else {
            return false;
        };
        let start = (extent.start..hit.words.start).find(|&at| !is_of("opener", self.folded(at)));
        let mut lead = start.unwrap_or(hit.words.start)..hit.words.start;
        let verb = |at: usize| is_auxiliary(self.folded(at)) || is_of("copula", self.folded(at));
        let own = lead.len() <= LONGEST
            && lead.all(|at| !is_of("preposition", self.folded(at)) && !verb(at) && self.folded(at) != "and");
        let finite = |&&at: &&usize| at >= hit.words.end && (verb(at) || is_past(self.folded(at)));
        own && clause.words.iter().find(finite).is_some()
    }

    /// The subject of the verb that says it, where that has no object.
    fn subject(&self) -> Option<Range<usize>> {
        let target = self.targets.iter().min_by_key(|target| target.start)?;
        let extent = self.clause.extent();
        let mut end = target.start;
        let (mut linked, mut passive) = (false, false);
        while end > extent.start {
            let word = self.folded(end - 1);
            let copula = is_of("copula", word);
            if !(copula || is_auxiliary(word) || is_adverb(word)) {
                break;
            }
            passive |= copula;
            linked |= copula || is_auxiliary(word);
            end -= 1;
        }
        if !(linked || is_past(self.folded(target.start))) || !(passive || self.is_without_object(target)) {
            return None;
        }
        if end <= extent.start || is_of("pronoun", self.folded(end - 1)) {
            return None;
        }
        let mut start = extent.start.max(end.saturating_sub(LONGEST));
        let own = |at: usize| self.clause.words.binary_search(&at).is_ok();
        let verb = |at: usize| is_auxiliary(self.folded(at)) || is_past(self.folded(at)) && !self.is_name(at);
        if let Some(cut) = (start..end).rev().find(|&at| !own(at) || verb(at)) {
            start = cut + 1;
        }
        while start < end && is_of("opener", self.folded(start)) {
            start += 1;
        }
        let mut commas = self.clause.commas.iter().filter(|&&at| start <= at && at + 1 < end);
        if let Some(&comma) = commas.clone().next() {
            let first = self.folded(start);
            let aside = is_of("preposition", first) || is_adverb(first) || first.ends_with("ing");
            match commas.next_back() {
                Some(&last) if aside => start = last + 1,
                _ => end = comma + 1,
            }
        }
        let phrase = start < end && end - start < LONGEST && !is_of("preposition", self.folded(start));
        (phrase && !is_of("pronoun", self.folded(end - 1))).then_some(start..end)
    }

    /// Whether nothing behind a verb can be its object: its clause ends, or goes on with a preposition, an adverb or a share.
    fn is_without_object(&self, verb: &Range<usize>) -> bool {
        let last = verb.end.saturating_sub(1);
        if verb.end >= self.sentence.words.end || !self.reading.words.joined(last) {
            return true;
        }
        let next = self.folded(verb.end);
        let span = self.reading.words.span(verb.end);
        let facts = self.reading.facts.get(self.sentence.facts.clone()).unwrap_or_default();
        let share =
            facts.iter().any(|fact| fact.span.start == span.start && fact.kind == crate::fact::Kind::Percent);
        let statement = self.targets.iter().any(|other| (verb.end..verb.end + 4).contains(&other.start));
        share || statement || is_of("preposition", next) || is_of("opener", next) || is_adverb(next)
    }

    /// "near the *closed* airport": a noun behind a preposition that the word belongs to, and that is none of the claim's.
    pub fn foreign_noun(&self) -> Option<Range<usize>> {
        let [target] = self.targets else { return None };
        let start = target.start.checked_sub(2).filter(|&at| at >= self.sentence.words.start)?;
        let lead = self.folded(start);
        let article = ["the", "a", "an"].contains(&self.folded(start + 1));
        let noun = target.end..target.end + 1;
        let next = self.folded(noun.start);
        let plain = next.len() > 2
            && noun.end <= self.sentence.words.end
            && !(is_of("preposition", next) || is_of("opener", next) || is_of("pronoun", next))
            && !(is_adverb(next) || is_auxiliary(next))
            && next.starts_with(char::is_alphabetic);
        let joined = (start..target.end).all(|at| self.reading.words.joined(at));
        let own = self.task.about.iter().any(|group| self.hits.any(group, &(noun.start..noun.end + 2)));
        let other = is_of("preposition", lead)
            && article
            && plain
            && joined
            && !own
            && is_past(self.folded(target.start))
            && !self.means_same(noun.start);
        other.then_some(start + 1..noun.end)
    }

    /// The words that take the claim's subject out of what the clause says, if they take every mention of it out: "everyone
    /// *but* Orr", "*unlike* Orr".
    pub fn exception(&self, anchors: &[Hit]) -> Option<Range<usize>> {
        let mut first = None;
        for anchor in anchors {
            let cue = self.exception_before(&anchor.words)?;
            first = first.or(Some(cue));
        }
        first
    }

    fn exception_before(&self, anchor: &Range<usize>) -> Option<Range<usize>> {
        /// Words between it and the name: an article, a forename, an office.
        const OWN: usize = 3;
        /// "all of the accused apart from"
        const CUE: usize = 6;
        let start = self.sentence.words.start.max(anchor.start.saturating_sub(OWN + CUE));
        let between = |range: Range<usize>| {
            range.len() <= OWN
                && range.clone().all(|at| self.is_name(at) || ["the", "a", "an"].contains(&self.folded(at)))
        };
        let joined =
            |words: &Range<usize>| (words.end - 1..anchor.start).all(|at| self.reading.words.joined(at));
        let found = EXCEPT.find(&self.reading.words, start..anchor.start);
        let cue = found.into_iter().map(|cue| cue.words).next_back()?;
        (between(cue.end..anchor.start) && joined(&cue)).then_some(cue)
    }
}
