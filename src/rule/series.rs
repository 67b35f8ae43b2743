//! Series: the members of a coordination ("A, B and C", "A as well as B") or of a list of items.

use super::clause::{is_auxiliary, is_past};
use super::cue::Cues;
use super::reading::{Reading, Sentence};
use crate::document::BlockKind;
use crate::text::Span;
use std::ops::Range;
use std::sync::LazyLock;

/// A run of coordinated members, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The words of each member.
    pub items: Vec<Range<usize>>,
}

impl Series {
    /// From the first member's first word to behind the last one's last.
    pub fn extent(&self) -> Range<usize> {
        match (self.items.first(), self.items.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }
}

static JOINS: LazyLock<Cues> = LazyLock::new(|| Cues::new(include_str!("table/series.tsv")));

/// A member is no longer than this, in words.
const MEMBER: usize = 7;

/// The class (`join`, `except`, `edge`) of the phrase at a word, and where it ends.
pub fn joint(reading: &Reading<'_>, at: usize, end: usize) -> Option<(&'static str, usize)> {
    JOINS.at(&reading.words, at, end).map(|cue| (cue.class, cue.words.end))
}

/// What stands between two pieces of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// Anything that ends a list.
    Break,
    Comma,
    /// A word that joins, with a comma before it or not.
    Join,
}

/// The coordinations of a run of words, in order.
pub fn series(reading: &Reading<'_>, range: Range<usize>) -> Vec<Series> {
    let pieces = pieces(reading, range);
    let mut found = Vec::new();
    let mut run: Vec<(Gap, Range<usize>)> = Vec::new();
    for (gap, words) in pieces {
        let clean = !run.is_empty() && gap != Gap::Break;
        if !clean {
            found.extend(close(reading, &run));
            run.clear();
        }
        // A verb or a break inside a piece ends the list in it, and may start another.
        let inner = breaks(reading, &words);
        match inner {
            None => run.push((gap, words)),
            Some((head, tail)) => {
                if !run.is_empty() && !head.is_empty() {
                    run.push((gap, head));
                }
                found.extend(close(reading, &run));
                run.clear();
                if !tail.is_empty() {
                    run.push((Gap::Break, tail));
                }
            }
        }
    }
    found.extend(close(reading, &run));
    found
}

/// The items of the list that a sentence leads in, a member each.
pub fn items(reading: &Reading<'_>, sentence: &Sentence) -> Option<Series> {
    let blocks = &reading.document.blocks;
    let own = blocks.get(sentence.block)?;
    let lead = if matches!(own.kind, BlockKind::Item(_)) { own.lead? } else { sentence.block };
    let items: Vec<Range<usize>> = blocks
        .iter()
        .skip(lead + 1)
        .take_while(|block| matches!(block.kind, BlockKind::Item(_)))
        .filter(|block| block.lead == Some(lead))
        .map(|block| reading.words.within(block.span))
        .filter(|words| !words.is_empty())
        .collect();
    (items.len() > 1).then_some(Series { items })
}

/// The pieces between separators, each with what stands before it.
fn pieces(reading: &Reading<'_>, range: Range<usize>) -> Vec<(Gap, Range<usize>)> {
    let mut pieces = Vec::new();
    let (mut start, mut before) = (range.start, Gap::Break);
    let mut at = range.start;
    while at < range.end {
        let gap = if at == range.start { Gap::Join } else { mark(reading, at) };
        let join = joint(reading, at, range.end).filter(|(class, _)| *class == "join");
        if gap == Gap::Join && join.is_none() || at == range.start && join.is_none() {
            at += 1;
            continue;
        }
        if start < at {
            pieces.push((before, start..at));
        }
        match join {
            Some((_, end)) => {
                before = if gap == Gap::Break { Gap::Break } else { Gap::Join };
                (start, at) = (end, end.max(at + 1));
            }
            None => {
                before = gap;
                start = at;
                at += 1;
            }
        }
    }
    if start < range.end {
        pieces.push((before, start..range.end));
    }
    pieces
}

/// The punctuation before a word: [`Gap::Join`] stands for none.
fn mark(reading: &Reading<'_>, at: usize) -> Gap {
    let Some(before) = at.checked_sub(1) else { return Gap::Break };
    let gap = Span::new(reading.words.span(before).end, reading.words.span(at).start).of(reading.prose());
    let spaced = gap.contains(" –") || gap.contains(" -") || gap.contains('—');
    if gap.contains(['(', ')', ';', ':', '!', '?']) || spaced || gap.contains("\n\n") {
        Gap::Break
    } else if gap.contains([',', '&']) {
        Gap::Comma
    } else {
        Gap::Join
    }
}

/// A piece that a verb or an edge divides: what stands before the first one, and what stands behind the last one. "of" may
/// stand inside a member ("ministers of trade").
fn breaks(reading: &Reading<'_>, words: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let list = &reading.words;
    let divides = |at: usize| {
        let folded = list.folded(at);
        is_auxiliary(folded)
            || is_past(folded) && !list.is_capital(reading.prose(), at) && !attributive(reading, at)
            || folded != "of" && matches!(joint(reading, at, words.end), Some(("edge" | "except", _)))
    };
    let first = words.clone().find(|&at| divides(at));
    let last = words.clone().rev().find(|&at| divides(at));
    let (first, last) = first.zip(last)?;
    Some((words.start..first, last + 1..words.end))
}

/// Whether a past form stands before its noun: "combined plants", "refined oil".
fn attributive(reading: &Reading<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| reading.words.folded(before));
    ["a", "an", "the", "and", "of"].contains(&before)
}

/// Makes a run of pieces a series if it has what it takes: two members, joined by more than a comma.
fn close(reading: &Reading<'_>, run: &[(Gap, Range<usize>)]) -> Option<Series> {
    let joined = run.iter().skip(1).any(|(gap, _)| *gap == Gap::Join);
    if run.len() < 2 || !joined && run.len() < 3 {
        return None;
    }
    let list = &reading.words;
    let mut items: Vec<Range<usize>> = run.iter().map(|(_, words)| words.clone()).collect();
    if let Some(first) = items.first_mut() {
        // "the leaders of Peru": the first member starts behind the last "of" if the others have none.
        let of = first.clone().rev().find(|&at| list.folded(at) == "of");
        if let Some(of) = of.filter(|of| of + 1 < first.end) {
            first.start = of + 1;
        }
        if first.len() > MEMBER {
            first.start = first.end - MEMBER;
        }
    }
    for item in &mut items {
        while item.len() > 1 && ["the", "a", "an", "both", "by", "of"].contains(&list.folded(item.start)) {
            item.start += 1;
        }
        item.end = item.end.min(item.start + MEMBER);
    }
    Some(Series { items })
}

#[cfg(test)]
mod tests {
    use super::super::polarity::span_of;
    use super::super::testing::with_reading;
    use super::*;

    fn found(text: &str) -> Vec<Vec<String>> {
        with_reading(text, |reading| {
            let all = series(reading, 0..reading.words.len());
            let words = |item: &Range<usize>| span_of(reading, item).of(text).to_owned();
            all.iter().map(|series| series.items.iter().map(words).collect()).collect()
        })
    }

    #[test]
    fn members_are_what_the_separators_leave() {
        assert_eq!(
            found("It was attended by the kings of Peru, Nepal, and Oman."),
            [["Peru", "Nepal", "Oman"]]
        );
        assert_eq!(found("Peru as well as Nepal and Oman were asked in May."), [["Peru", "Nepal", "Oman"]]);
        assert_eq!(
            found(
                "Pacts were signed, including in the fields of fishing, mining and higher education, in Lima."
            ),
            [["fishing", "mining", "higher education"]]
        );
        assert_eq!(found("The shortlist: Peru, Nepal, Oman."), [["Peru", "Nepal", "Oman"]]);
        assert!(found("In Lima, the king spoke.").is_empty());
        assert_eq!(found("Peru sent a ship with fish and oil."), [["fish", "oil"]]);
    }
}
