//! Where figures and terms stand to each other in a sentence: the costs on which binding rests. Values play no part.

use crate::document::BlockKind;
use crate::rule::reading::{Reading, Sentence, between};
use crate::rule::{Hit, Scope};
use crate::text::Span;
use std::ops::Range;

/// A figure that may be bound.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its span in the prose.
    pub span: Span,
    /// Its words.
    pub words: Range<usize>,
    /// The stretch of its sentence between strong boundaries that it stands in.
    pub segment: Range<usize>,
    /// The header cell of its column, in a table.
    pub header: Option<Span>,
    /// The phrase it counts or measures (`of jet fuel`, `new schools`), if one follows it.
    pub measures: Range<usize>,
    /// Whether it is where a change starts: "from 120 to 95".
    pub starts: bool,
    /// Whether it is how large a change is: "by 5 to 95".
    pub steps: bool,
    /// Of a value that another is compared with, what it is told of: "against 5 *in the north*".
    pub compared: Option<Range<usize>>,
}

/// The cost of a term that is only inherited, and the most that one beside the first costs: a word far off in a long
/// sentence says no less.
const INHERITED: i64 = 6;
/// The cost of a term that stands behind a boundary or "per" after the figure: it may be another figure's.
const BEHIND: i64 = 6;
/// The cost of a term in the header of another column.
const OTHER_COLUMN: i64 = 60;
/// The cost of each other figure or other claim's anchor between a figure and a term.
const CROSSED: i64 = 6;
/// What a term gains by standing in the phrase that the figure counts, or right before it in brackets or with a colon.
const JOINED: i64 = 4;
/// The cost of the figure that a change starts from: what a text states is where it ends.
pub const STARTS: i64 = 40;
/// The cost of a figure that measures something else (`of steel`).
const FOREIGN: i64 = 8;

/// What stands between figures and terms: other figures and other claims' anchors, as word positions.
#[derive(Debug, Default)]
pub struct Obstacles {
    /// First words of the candidates.
    pub figures: Vec<usize>,
    /// First words of the anchors of all claims in play, each once.
    pub anchors: Vec<usize>,
}

/// How far a candidate stands from a claim's terms, and whether it is tied to them by its own clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Distance {
    /// The cost; smaller is nearer.
    pub cost: i64,
    /// Whether the candidate's own segment names one of the terms.
    pub firm: bool,
    /// Whether a relative pronoun opens that segment right behind a term: "hit by a strike, which lasted 11 weeks".
    pub relative: bool,
}

/// The distance between a candidate and the terms of a scope.
pub fn distance(
    reading: &Reading<'_>,
    sentence: &Sentence,
    scope: &Scope,
    candidate: &Candidate,
    obstacles: &Obstacles,
) -> Distance {
    let row = reading.document.blocks.get(sentence.block).is_some_and(|block| block.kind == BlockKind::Row);
    let (mut cost, mut least) = (0, i64::MAX);
    let (mut firm, mut relative) = (false, false);
    let pronoun = matches!(reading.words.folded(candidate.segment.start), "which" | "who");
    let mut measured = candidate.measures.is_empty();
    for (nth, own) in scope.hits.iter().enumerate() {
        let nearest = around(own, candidate)
            .iter()
            .map(|hit| gap_cost(reading, row, candidate, hit, own, obstacles))
            .min();
        let nearest = if nth == 0 || row { nearest } else { nearest.map(|cost| cost.min(INHERITED)) };
        let inherited = || {
            let from = scope.inherited.get(nth).map(Vec::as_slice).unwrap_or_default();
            match candidate.header {
                Some(header) if row => {
                    let own_column = from.iter().any(|hit| header.contains(hit.span));
                    if own_column { 0 } else { OTHER_COLUMN }
                }
                _ => INHERITED,
            }
        };
        let nearest = nearest.unwrap_or_else(inherited);
        cost += nearest;
        least = least.min(nearest);
        firm |= own.iter().any(|hit| overlaps(&hit.words, &candidate.segment)) || row;
        relative |= pronoun && own.iter().any(|hit| hit.words.end == candidate.segment.start);
        measured |= own.iter().any(|hit| {
            // "employ 38,500 people": the verb right in front counts what stands behind.
            overlaps(&hit.words, &candidate.measures) || hit.words.end == candidate.words.start
        });
    }
    if !measured {
        cost += FOREIGN;
    }
    if candidate.starts {
        cost += STARTS;
    }
    // The nearest term says most: a verb beside its date binds closer than the subject of the whole sentence.
    cost += 2 * if least == i64::MAX { 0 } else { least };
    Distance { cost, firm, relative }
}

/// The hits next to a candidate: in a sentence without end, those farther off are never the nearest.
fn around<'h>(own: &'h [Hit], candidate: &Candidate) -> &'h [Hit] {
    const NEAR: usize = 8;
    let at = own.partition_point(|hit| hit.words.start < candidate.words.start);
    own.get(at.saturating_sub(NEAR)..own.len().min(at + NEAR)).unwrap_or_default()
}

fn gap_cost(
    reading: &Reading<'_>,
    row: bool,
    candidate: &Candidate,
    hit: &Hit,
    own: &[Hit],
    obstacles: &Obstacles,
) -> i64 {
    if overlaps(&hit.words, &candidate.measures) {
        return i64::from(hit.words.start > candidate.measures.start);
    }
    if overlaps(&hit.words, &candidate.words) {
        return 1;
    }
    let behind = hit.words.start >= candidate.words.end;
    let between = between(&candidate.words, &hit.words);
    let gap = if behind {
        Span::new(candidate.span.end, hit.span.start)
    } else {
        Span::new(hit.span.end, candidate.span.start)
    };
    let text = gap.of(reading.prose());
    if row && text.contains(['|', '\t', '\n']) {
        return 2;
    }
    let steps = between.len() as i64;
    let mut cost = if steps > 8 { 8 + (steps - 8) / 4 } else { steps };
    let boundary = text.chars().map(punctuation).sum::<i64>()
        + between.clone().filter(|&at| is_conjunction(reading.words.folded(at))).count() as i64 * 2;
    cost += boundary;
    // "a dividend of 2.10 per share": what it is counted per is not what it is.
    let per = behind && between.clone().next_back().is_some_and(|at| reading.words.folded(at) == "per");
    if behind && boundary > 0 || per {
        cost += BEHIND;
    }
    let within = |at: &&usize| between.contains(at);
    let foreign = |at: &&usize| !own.iter().any(|hit| hit.words.contains(at));
    cost += CROSSED
        * (obstacles.figures.iter().filter(within).count() as i64
            + obstacles.anchors.iter().filter(within).filter(foreign).count() as i64);
    let trimmed = text.trim();
    if !behind && between.is_empty() && matches!(trimmed, "(" | ":" | "" | "=" | "–" | "—" | "-") {
        cost -= JOINED + boundary;
    }
    cost.max(0)
}

fn punctuation(c: char) -> i64 {
    match c {
        ',' => 2,
        ';' => 10,
        ':' => 1,
        '(' | ')' | '[' | ']' => 3,
        '—' => 3,
        _ => 0,
    }
}

fn is_conjunction(word: &str) -> bool {
    matches!(word, "and" | "or" | "but" | "while" | "whereas" | "plus")
}

/// Whether two ranges share a word.
pub fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The candidate of a fact of a sentence.
pub fn candidate(reading: &Reading<'_>, sentence: &Sentence, fact: usize) -> Option<Candidate> {
    let span = reading.facts.get(fact)?.span;
    let words = reading.words.within(span);
    let header = reading.document.blocks.get(sentence.block).and_then(|block| {
        block.cells.iter().find(|cell| cell.span.contains(span)).and_then(|cell| cell.header)
    });
    Some(Candidate {
        span,
        segment: segment(reading, sentence, &words),
        measures: measured(reading, sentence, span, &words),
        words,
        header,
        starts: false,
        steps: false,
        compared: None,
    })
}

/// The stretch of a sentence around some words that holds no strong boundary: a semicolon, a dash between spaces, a comma
/// with a conjunction, or a subordinating conjunction.
fn segment(reading: &Reading<'_>, sentence: &Sentence, words: &Range<usize>) -> Range<usize> {
    /// Words on either side beyond which nobody would see a clause, in a sentence without end.
    const FARTHEST: usize = 120;
    let near = words.start.saturating_sub(FARTHEST)..words.end + FARTHEST;
    let all = sentence.words.start.max(near.start)..sentence.words.end.min(near.end);
    let mut start = words.start;
    while start > all.start && !divides(reading, start - 1) {
        start -= 1;
    }
    let mut end = words.end;
    while end < all.end && !divides(reading, end.saturating_sub(1)) {
        end += 1;
    }
    start..end
}

/// Whether a strong boundary stands between a word and the next.
fn divides(reading: &Reading<'_>, at: usize) -> bool {
    let gap = Span::new(reading.words.span(at).end, reading.words.span(at + 1).start).of(reading.prose());
    let next = reading.words.folded(at + 1);
    if gap.contains(';') || gap.contains(" – ") || gap.contains('—') || gap.contains(". ") {
        return true;
    }
    const AFTER_COMMA: [&str; 8] = ["but", "while", "whereas", "which", "who", "although", "though", "where"];
    const ALWAYS: [&str; 6] = ["while", "whereas", "although", "because", "though", "unless"];
    gap.contains(',') && AFTER_COMMA.contains(&next) || ALWAYS.contains(&next)
}

/// The phrase a figure counts or measures: `of …` behind it, or the nouns that follow it directly.
fn measured(reading: &Reading<'_>, sentence: &Sentence, span: Span, words: &Range<usize>) -> Range<usize> {
    let mut at = words.end;
    let gap = |from: usize, to: usize| Span::new(from, to).of(reading.prose());
    if at >= sentence.words.end || !plain_gap(gap(span.end, reading.words.span(at).start)) {
        return at..at;
    }
    if matches!(reading.words.folded(at), "of" | "worth") {
        at += 1;
    }
    let start = at;
    while at < sentence.words.end && at < start + 5 {
        let word = reading.words.folded(at);
        let start_of = reading.words.span(at).start;
        let figure = sentence.facts.clone().filter_map(|fact| reading.facts.get(fact));
        if figure.filter(|fact| !fact.is_vague()).any(|fact| fact.span.start == start_of) {
            break;
        }
        let joined =
            at == start || plain_gap(gap(reading.words.span(at - 1).end, reading.words.span(at).start));
        // "90 donors aged 18 to 60": the age is another figure's.
        if !joined
            || at > start && (is_function_word(word) || word == "aged")
            || at == start && is_function_word(word) && !is_article(word)
        {
            break;
        }
        at += 1;
    }
    start..at
}

fn plain_gap(gap: &str) -> bool {
    gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‑' | '\'' | '’' | 's'))
}

fn is_article(word: &str) -> bool {
    matches!(word, "the" | "a" | "an" | "its" | "their" | "new" | "additional" | "further" | "more")
}

/// Words that end a noun phrase.
fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.binary_search(&word).is_ok()
}

const FUNCTION_WORDS: [&str; 66] = [
    "a", "about", "after", "against", "also", "among", "an", "and", "are", "as", "at", "be", "been",
    "before", "between", "but", "by", "can", "could", "during", "each", "for", "from", "had", "has", "have",
    "he", "if", "in", "into", "is", "it", "its", "may", "might", "nor", "not", "of", "on", "or", "over",
    "per", "she", "should", "since", "so", "than", "that", "the", "their", "then", "they", "this", "through",
    "to", "under", "until", "was", "were", "when", "which", "while", "who", "will", "with", "would",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_function_words_are_sorted() {
        assert!(FUNCTION_WORDS.is_sorted());
    }
}
