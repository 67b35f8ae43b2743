//! Sayings: what one clause, or several together, say of a statement.

use super::clause::{Clause, is_past};
use super::polarity::{Polarity, Sign, sign};
use super::reading::{Reading, Words};
use super::subject::{Said, Whose};
use super::{Group, Hit, Hits};
use crate::check::{Evidence, Found};
use crate::fact::Agreement;
use crate::text::Span;
use std::ops::Range;

/// How closely a clause holds a claim together, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
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
pub struct Saying {
    /// How closely its clause holds the claim together.
    pub hold: Hold,
    /// Whether it says that it is so.
    pub sign: Sign,
    /// The words that say it.
    pub words: Vec<Range<usize>>,
    /// The words of the statement's own terms, where one clause holds them all.
    pub targets: Vec<Range<usize>>,
    /// Of whom it is said.
    pub whose: Whose,
}

impl Saying {
    /// Turns the sign round if one of its words denies itself.
    pub fn undone(mut self, undone: &[usize]) -> Self {
        if self.words.iter().any(|words| undone.contains(&words.start)) {
            self.turn();
        }
        self
    }

    const fn turn(&mut self) {
        self.sign.polarity = match self.sign.polarity {
            Polarity::Asserted => Polarity::Negated,
            Polarity::Negated => Polarity::Asserted,
            Polarity::Unasserted => Polarity::Unasserted,
        };
    }

    /// Works out of whom it is said; `anchors` are the places where its own clause names the claim's anchor.
    pub fn judge_subject(&mut self, said: &Said<'_>, anchors: &[Hit]) {
        if anchors.is_empty() {
            self.whose = said.whose();
            return;
        }
        if let Some(noun) = said.foreign_noun() {
            self.whose = Whose::Doubtful(noun);
        }
        // "agreed on all but the levy" is a denial already.
        let counted =
            |cue: &Range<usize>| self.sign.cues.iter().any(|own| own.start < cue.end && cue.start < own.end);
        if let Some(cue) = said.exception(anchors).filter(|cue| !counted(cue)) {
            self.turn();
            self.words.push(cue);
        }
    }
}

/// Whether what a saying leaves open is the contrary: "might not", "plans never to". "May or may not" leaves both open.
pub fn is_contrary(reading: &Reading<'_>, saying: &Saying) -> bool {
    let word = |at: usize| reading.words.folded(at);
    let Some(target) = saying.targets.iter().map(|target| target.start).min() else { return false };
    let denies = |at: usize| match word(at) {
        "not" | "never" => !["only", "just", "merely", "necessarily"].contains(&word(at + 1)),
        "no" => word(at + 1) == "longer",
        word => word.ends_with("n't"),
    };
    let cues = || saying.sign.cues.iter().filter(|cue| cue.start < target);
    let both = cues().any(|cue| (cue.start.saturating_sub(1)..target).any(|at| word(at) == "or"));
    !both && cues().any(|cue| cue.end + REACH > target && (cue.start..target).any(denies))
}

/// How far before a verb the word stands that leaves it open and is denied with it.
const REACH: usize = 5;

/// Words that deny a term by their own prefix: *unchallenged*, *undecided*.
pub fn undoings(reading: &Reading<'_>, hits: &Hits<'_>, group: &Group, range: &Range<usize>) -> Vec<Hit> {
    let denies = |at: &usize| {
        let word = reading.words.folded(*at).strip_prefix("un").filter(|rest| is_past(rest));
        word.is_some_and(|rest| hits.elsewhere(rest, &Words::new(rest)).any(group, &(0..1)))
    };
    let hit = |at: usize| Hit { words: at..at + 1, span: reading.words.span(at) };
    range.clone().filter(denies).map(hit).collect()
}

/// What one clause says, if it holds the whole statement.
pub fn saying(
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
    targets.retain(|target| !target.is_empty() && !carried);
    Some(Saying { hold, sign, words, targets, whose: Whose::Own })
}

/// What several clauses of a sentence say together: denied if one of them denies its part, open if one leaves it open.
pub fn spread(
    reading: &Reading<'_>,
    all: &[Clause],
    found: &[Vec<Hit>],
    about: &[Vec<Hit>],
) -> Option<Saying> {
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
        targets: Vec::new(),
        whose: Whose::Own,
    })
}

/// A saying as evidence: its words from the first to the last, with the article before them.
pub fn evidence(reading: &Reading<'_>, at: usize, saying: &Saying) -> Evidence {
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
