//! Clauses: the parts of a sentence that each have a verb of their own.
//!
//! No parser: punctuation, subordinators, relative pronouns and coordinators cut a sentence into segments; a segment
//! without a finite verb belongs to the clause beside it, one that opens with a verb goes on with the subject that still
//! waits for one. So "An accord, which the ministry drafted, was not signed" is two clauses, the outer in two pieces.

use super::cue::Cues;
use super::reading::{Reading, Words};
use super::word::rows;
use crate::text::Span;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A clause.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clause {
    /// Its words, in order; a clause that another interrupts has a gap.
    pub words: Vec<usize>,
    /// The last words of its segments that a comma follows.
    pub commas: Vec<usize>,
    /// Whether it ends in a bare auxiliary and so repeats the predicate of the clause before ("but one on oil was").
    pub elliptical: bool,
}

impl Clause {
    /// Whether all words of a range are its own.
    pub fn contains(&self, words: &Range<usize>) -> bool {
        words.clone().all(|at| self.words.binary_search(&at).is_ok())
    }

    /// From its first word to behind its last.
    pub fn extent(&self) -> Range<usize> {
        match (self.words.first(), self.words.last()) {
            (Some(&first), Some(&last)) => first..last + 1,
            _ => 0..0,
        }
    }
}

static OPENERS: LazyLock<Cues> = LazyLock::new(|| Cues::new(include_str!("table/clause.tsv")));

/// Past forms of irregular verbs (and a few plural nouns, which do no harm).
static PAST: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    rows(include_str!("table/irregular.tsv"))
        .flat_map(|row| row.into_iter().skip(1))
        .filter(|form| !form.ends_with('s') && !form.ends_with("ing") && !form.ends_with("men"))
        .filter(|form| !["children", "people", "feet", "media", "data", "criteria", "left"].contains(form))
        .collect()
});

const AUXILIARIES: [&str; 25] = [
    "is", "are", "was", "were", "am", "be", "been", "has", "have", "had", "do", "does", "did", "will",
    "would", "can", "could", "may", "might", "shall", "should", "must", "cannot", "being", "having",
];

/// Whether a folded word is an auxiliary verb, contracted with *not* or not.
pub fn is_auxiliary(folded: &str) -> bool {
    AUXILIARIES.contains(&folded) || folded.ends_with("n't")
}

/// Whether a folded word looks like a past form: -ed or irregular.
pub fn is_past(folded: &str) -> bool {
    folded.len() > 3 && folded.ends_with("ed") && !folded.ends_with("eed") || PAST.contains(folded)
}

/// Whether a folded word may stand between an auxiliary and its verb.
pub fn is_adverb(folded: &str) -> bool {
    const ADVERBS: [&str; 16] = [
        "not", "never", "also", "then", "now", "still", "soon", "yet", "even", "ever", "always", "just",
        "once", "again", "so", "both",
    ];
    folded.len() > 4 && folded.ends_with("ly") || ADVERBS.contains(&folded)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Word,
    Comma,
    Hard,
    Open,
    Close,
    Dash,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verb {
    None,
    Weak,
    Strong,
}

#[derive(Debug)]
struct Segment {
    words: Range<usize>,
    mark: Mark,
    /// The class of the word that opens it: `sub`, `prep`, `rel`, `coord`, `and`.
    opener: Option<&'static str>,
    verb: Verb,
    /// Whether it opens with its verb.
    bare: bool,
    /// Whether it must have a verb that is not seen, or comes later: "which Peru, Oman and Nepal signed".
    unseen: bool,
}

/// The clauses of a run of words inside one sentence, in the order of their first words.
pub fn clauses(reading: &Reading<'_>, words: Range<usize>) -> Vec<Clause> {
    let segments = segments(reading, words);
    let mut all: Vec<Clause> = Vec::new();
    let mut verbs: Vec<Verb> = Vec::new();
    let mut waiting: Option<usize> = None;
    let mut last: Option<usize> = None;
    let mut fronted = false;
    let mut relative: Option<usize> = None;
    let mut outer: Vec<(Option<usize>, Option<usize>, Mark)> = Vec::new();
    for (nth, segment) in segments.iter().enumerate() {
        let mut resumed = false;
        match segment.mark {
            Mark::Close | Mark::Dash
                if outer.last().is_some_and(|(.., mark)| closes(*mark, segment.mark)) =>
            {
                (waiting, last, _) = outer.pop().unwrap_or((None, None, Mark::Hard));
                resumed = true;
            }
            Mark::Open => outer.push((waiting.take(), last.take(), Mark::Open)),
            Mark::Dash if segments.iter().skip(nth + 1).any(|other| other.mark == Mark::Dash) => {
                outer.push((waiting.take(), last.take(), Mark::Dash));
            }
            Mark::Hard | Mark::Dash => (waiting, last) = (None, None),
            _ => {}
        }
        if !matches!(segment.mark, Mark::Comma | Mark::Word) || resumed {
            relative = None;
        }
        let next_is_bare = segments
            .get(nth + 1)
            .is_some_and(|next| next.bare && next.opener.is_none() && next.mark == Mark::Comma);
        let host = match (segment.opener, segment.verb) {
            _ if resumed && segment.opener.is_none() => waiting.or(last),
            (Some(_), Verb::None) => waiting.or(last),
            (None | Some("and"), _) if relative.is_some() && !(segment.bare && waiting.is_some()) => relative,
            // What has no verb yet cannot be coordinated with what has one: the "and" goes on with a list.
            (Some("and"), _) if waiting.is_some() => waiting,
            (Some(_), _) => None,
            (None, Verb::None) => waiting.or(last.filter(|_| !fronted)),
            (None, _) if segment.bare => {
                let weak = |at: &usize| verbs.get(*at).is_some_and(|verb| *verb < Verb::Strong);
                waiting.or_else(|| last.filter(|at| weak(at) && segment.verb == Verb::Strong))
            }
            (None, _) if next_is_bare && waiting.is_some() => None,
            (None, _) => waiting,
        };
        let at = host.unwrap_or_else(|| {
            all.push(Clause::default());
            verbs.push(Verb::None);
            all.len() - 1
        });
        if let (Some(clause), Some(verb)) = (all.get_mut(at), verbs.get_mut(at)) {
            if segment.mark == Mark::Comma
                && let Some(&before) = clause.words.last()
            {
                clause.commas.push(before);
            }
            // A clause without end has thousands of segments, nearly all of them in order.
            let in_order = clause.words.last().is_none_or(|last| *last < segment.words.start);
            clause.words.extend(segment.words.clone());
            if !in_order {
                clause.words.sort_unstable();
            }
            *verb = segment.verb.max(*verb);
        }
        let goes_on = relative.is_some() && relative == Some(at);
        if segment.unseen {
            relative = Some(at);
        } else if segment.verb > Verb::None || segment.opener.is_some_and(|class| class != "and") {
            relative = None;
        }
        if goes_on {
            continue;
        }
        let subordinate = segment.opener.is_some_and(|class| !["coord", "and"].contains(&class));
        if segment.verb == Verb::None {
            if host.is_none() {
                waiting = Some(at);
            }
        } else if subordinate || host.is_none() && next_is_bare && waiting.is_some() {
            fronted = waiting.is_none() && last.is_none();
            last = if waiting.is_some() { last } else { Some(at) };
        } else {
            (waiting, last, fronted) = (None, Some(at), false);
        }
    }
    for clause in &mut all {
        clause.elliptical = is_elliptical(reading, clause);
    }
    all.sort_by_key(|clause| clause.words.first().copied());
    all
}

fn closes(open: Mark, close: Mark) -> bool {
    matches!((open, close), (Mark::Open, Mark::Close) | (Mark::Dash, Mark::Dash))
}

/// Whether a clause ends in an auxiliary, with or without *not* behind it.
fn is_elliptical(reading: &Reading<'_>, clause: &Clause) -> bool {
    let folded = |back: usize| {
        clause
            .words
            .len()
            .checked_sub(back)
            .and_then(|at| clause.words.get(at))
            .map(|&at| reading.words.folded(at))
    };
    match folded(1) {
        Some("not" | "too" | "either") => folded(2).is_some_and(is_auxiliary),
        Some(word) => is_auxiliary(word) && clause.words.len() > 1,
        None => false,
    }
}

fn segments(reading: &Reading<'_>, words: Range<usize>) -> Vec<Segment> {
    let list = &reading.words;
    let mut cuts: Vec<(usize, Mark, Option<&'static str>)> = Vec::new();
    let mut start = words.start;
    for at in words.clone() {
        let mark = if at == words.start { Mark::Hard } else { mark(reading, at) };
        let opener = opener(reading, start..at, at, words.end, mark);
        if mark != Mark::Word || opener.is_some() {
            cuts.push((at, mark, opener));
            start = at;
        }
    }
    let ends = cuts.iter().skip(1).map(|cut| cut.0).chain([words.end]).collect::<Vec<_>>();
    let mut all = Vec::with_capacity(cuts.len());
    for ((start, mark, opener), end) in cuts.into_iter().zip(ends) {
        let (mut verb, bare) = verb(reading, start..end, opener.is_some(), list);
        let unseen = verb == Verb::None && opener == Some("rel");
        // "though not in Japan" has no verb of its own.
        let elliptic = verb == Verb::None && opener == Some("sub") && list.folded(start + 1) == "not";
        if matches!(opener, Some("sub" | "rel")) && !elliptic {
            verb = verb.max(Verb::Weak);
        }
        all.push(Segment { words: start..end, mark, opener, verb, bare, unseen });
    }
    all
}

/// What stands between a word and the one before.
fn mark(reading: &Reading<'_>, at: usize) -> Mark {
    let Some(before) = at.checked_sub(1) else { return Mark::Hard };
    let gap = Span::new(reading.words.span(before).end, reading.words.span(at).start).of(reading.prose());
    let spaced = gap.starts_with(char::is_whitespace) && gap.ends_with(char::is_whitespace);
    if gap.contains([';', ':', '?', '!']) || gap.contains("\n\n") {
        Mark::Hard
    } else if gap.contains(['(', '[']) && gap.contains(' ') {
        Mark::Open
    } else if gap.contains([')', ']']) && gap.contains([' ', ',']) {
        Mark::Close
    } else if gap.contains('—') || spaced && gap.contains(['–', '-']) {
        Mark::Dash
    } else if gap.contains(',') {
        Mark::Comma
    } else {
        Mark::Word
    }
}

/// The class of a word that opens a clause at `at`; `before` is what the segment so far holds.
fn opener(
    reading: &Reading<'_>,
    before: Range<usize>,
    at: usize,
    end: usize,
    mark: Mark,
) -> Option<&'static str> {
    let words = &reading.words;
    let class = OPENERS.class(words, at)?;
    // "all but signed", "everyone but Orr": the word is none that joins.
    let except = |lead: usize| {
        ["all", "everyone", "everybody", "everything", "anything"].contains(&words.folded(lead))
    };
    if words.folded(at) == "but" && mark == Mark::Word && at.checked_sub(1).is_some_and(except) {
        return None;
    }
    match class {
        "sub" | "prep" | "rel" | "coord" => Some(class),
        "comma" => (mark == Mark::Comma || before.is_empty()).then_some("prep"),
        "and" => {
            let mut next = at + 1;
            while next < end && is_adverb(words.folded(next)) {
                next += 1;
            }
            let folded = words.folded(next);
            let subject = OPENERS.class(words, at + 1) == Some("subject");
            let own = is_auxiliary(folded) && (next == at + 1 || is_adverb(words.folded(at + 1)));
            // "was not signed and ratified" shares its auxiliary; "did not sign and left" cannot.
            let shared = before.clone().any(|at| {
                let word = words.folded(at);
                ["was", "were", "been", "has", "have", "had", "is", "are", "be"].contains(&word)
                    || ["no", "none", "nobody", "neither", "nothing"].contains(&word)
            });
            let past = is_past(folded) && !shared && before.clone().any(|at| is_auxiliary(words.folded(at)));
            (subject || own || past || mark == Mark::Comma).then_some("and")
        }
        _ => None,
    }
}

/// How sure it is that a segment has a finite verb, and whether it opens with it.
fn verb(reading: &Reading<'_>, range: Range<usize>, opened: bool, words: &Words) -> (Verb, bool) {
    let prose = reading.prose();
    let mut verb = Verb::None;
    for at in range.clone() {
        let folded = words.folded(at);
        if is_auxiliary(folded) && !(folded == "may" && words.is_capital(prose, at)) {
            verb = Verb::Strong;
            break;
        }
        let compound = words.span(at).start.checked_sub(1).is_some_and(|dash| {
            Span::new(dash, dash + 1).of(prose) == "-"
                || prose.get(..dash + 1).is_some_and(|p| p.ends_with('‑'))
        });
        let participle =
            at == range.start + usize::from(opened) && folded.len() > 4 && folded.ends_with("ing");
        if is_past(folded) && !compound && !words.is_capital(prose, at) || participle {
            verb = Verb::Weak;
        }
    }
    let mut first = range.start;
    while first + 1 < range.end && is_adverb(words.folded(first)) {
        first += 1;
    }
    let folded = words.folded(first);
    (verb, !opened && (is_auxiliary(folded) || is_past(folded) && !words.is_capital(prose, first)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::with_reading;
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        with_reading(text, |reading| {
            clauses(reading, 0..reading.words.len())
                .iter()
                .map(|clause| {
                    clause
                        .words
                        .iter()
                        .map(|&at| reading.words.span(at).of(text))
                        .collect::<Vec<_>>()
                        .join(" ")
                })
                .collect()
        })
    }

    #[test]
    fn a_clause_resumes_behind_what_interrupts_it() {
        assert_eq!(
            cut("The keeper, who had not trained, was sold."),
            ["The keeper was sold", "who had not trained"]
        );
        assert_eq!(
            cut("No fee (the club denied it) was paid — a record — in May."),
            ["No fee was paid in May", "the club denied it", "a record"]
        );
        assert_eq!(cut("No fee, the agent said, was paid."), ["No fee was paid", "the agent said"]);
        assert_eq!(
            cut("A cup was won, which Peru, Oman and Nepal wanted."),
            ["A cup was won", "which Peru Oman and Nepal wanted"]
        );
    }

    #[test]
    fn lists_and_phrases_without_a_verb_are_no_clauses() {
        assert_eq!(
            cut("No deal on gas, oil, and the pipeline was signed."),
            ["No deal on gas oil and the pipeline was signed"]
        );
        assert_eq!(
            cut("After the talks, in the rain, they left it open."),
            ["After the talks in the rain they left it open"]
        );
    }

    #[test]
    fn subordinate_and_coordinate_clauses_are_cut() {
        assert_eq!(
            cut("Although no fee was paid, the striker signed, but the bank did not."),
            ["Although no fee was paid", "the striker signed", "but the bank did not"]
        );
        assert_eq!(cut("They did not smile and signed."), ["They did not smile", "and signed"]);
        assert_eq!(cut("It was not signed and sealed."), ["It was not signed and sealed"]);
    }
}
