//! Scopes: the pieces of a document in which a claim may be judged.

use super::compile::Task;
use super::lexicon::{Group, Hit, Hits};
use super::reading::Reading;
use crate::claim::Within;
use crate::document::BlockKind;
use std::ops::Range;

/// A piece of a document that names a claim's subject.
#[derive(Debug, Clone)]
pub struct Scope {
    /// How wide it is.
    pub within: Within,
    /// Its sentences (one, for [`Within::Sentence`]).
    pub sentences: Range<usize>,
    /// Its words.
    pub words: Range<usize>,
    /// For each group of `about`: where the piece itself names it. Empty for what is only inherited.
    pub hits: Vec<Vec<Hit>>,
    /// For each group of `about`: where it is inherited from (the sentence before, a lead-in, a header cell), if the
    /// piece itself does not name it.
    pub inherited: Vec<Vec<Hit>>,
}

impl Scope {
    /// Whether the piece itself names at least one term of the claim.
    pub fn names_any(&self) -> bool {
        self.hits.iter().any(|hits| !hits.is_empty())
    }

    /// Whether the piece itself names the anchor.
    pub fn names_anchor(&self) -> bool {
        self.hits.first().is_some_and(|hits| !hits.is_empty())
    }
}

/// How far back a chain of sentences that refer back is followed.
const CHAIN: usize = 3;

/// The scopes of a claim: all sentences that name (or inherit) every term, or, where no sentence does, the narrowest wider
/// pieces that do, up to the claim's `within`.
pub fn scopes(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits) -> Vec<Scope> {
    let everything = 0..reading.words.len();
    let count =
        |group: &Group| -> usize { group.iter().map(|&term| hits.within(term, &everything).len()).sum() };
    let Some(rarest) = task.about.iter().min_by_key(|group| count(group)).filter(|group| count(group) > 0)
    else {
        return Vec::new();
    };
    let narrow: Vec<Scope> = reached(reading, &hits.of_group(rarest, &everything))
        .into_iter()
        .filter_map(|at| sentence_scope(task, reading, hits, at))
        .collect();
    if !narrow.is_empty() {
        return narrow;
    }
    for within in Within::ALL.into_iter().filter(|&within| within > Within::Sentence && within <= task.within)
    {
        let wide: Vec<Scope> = pieces(reading, within)
            .into_iter()
            .filter_map(|sentences| wide_scope(task, reading, hits, within, sentences))
            .collect();
        if !wide.is_empty() {
            return wide;
        }
    }
    Vec::new()
}

/// The sentences that name something at one of these places or may inherit it from there, in order.
fn reached(reading: &Reading<'_>, hits: &[Hit]) -> Vec<usize> {
    let mut reached: Vec<usize> = hits.iter().filter_map(|hit| reading.sentence_at(hit.span.start)).collect();
    reached.dedup();
    let mut from = 0;
    for _ in 0..CHAIN {
        let end = reached.len();
        for at in from..end {
            let followers = reached.get(at).and_then(|&at| reading.followers.get(at));
            let followers = followers.cloned().unwrap_or_default();
            reached.extend(followers);
        }
        from = end;
    }
    reached.sort_unstable();
    reached.dedup();
    reached
}

fn sentence_scope(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits, at: usize) -> Option<Scope> {
    let sentence = reading.sentences.get(at)?;
    let mut scope = Scope {
        within: Within::Sentence,
        sentences: at..at + 1,
        words: sentence.words.clone(),
        hits: Vec::new(),
        inherited: Vec::new(),
    };
    for group in &task.about {
        let own = hits.of_group(group, &sentence.words);
        let from = if own.is_empty() { inherited(reading, hits, group, at) } else { Vec::new() };
        if own.is_empty() && from.is_empty() {
            return None;
        }
        scope.hits.push(own);
        scope.inherited.push(from);
    }
    settled(task, reading, hits, scope)
}

/// Hits of a group in what a sentence inherits from.
fn inherited(reading: &Reading<'_>, hits: &Hits, group: &Group, at: usize) -> Vec<Hit> {
    let sentence = match reading.sentences.get(at) {
        Some(sentence) => sentence,
        None => return Vec::new(),
    };
    let block = reading.document.blocks.get(sentence.block);
    if let Some(block) = block.filter(|block| block.kind == BlockKind::Row) {
        let headers = block.cells.iter().filter_map(|cell| cell.header);
        let named: Vec<Hit> =
            headers.flat_map(|header| hits.of_group(group, &reading.words.within(header))).collect();
        if !named.is_empty() {
            return named;
        }
    }
    let mut from = sentence.inherits;
    for _ in 0..CHAIN {
        let Some(before) = from.and_then(|from| reading.sentences.get(from)) else { break };
        let named = hits.of_group(group, &before.words);
        if !named.is_empty() {
            return named;
        }
        from = before.inherits;
    }
    Vec::new()
}

fn wide_scope(
    task: &Task<'_>,
    reading: &Reading<'_>,
    hits: &Hits,
    within: Within,
    sentences: Range<usize>,
) -> Option<Scope> {
    let words = words_of(reading, &sentences);
    let named: Vec<Vec<Hit>> = task.about.iter().map(|group| hits.of_group(group, &words)).collect();
    if named.iter().any(Vec::is_empty) {
        return None;
    }
    let inherited = vec![Vec::new(); named.len()];
    settled(task, reading, hits, Scope { within, sentences, words, hits: named, inherited })
}

/// Keeps a scope if `where` holds around it and `not` does not occur in it.
fn settled(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits, scope: Scope) -> Option<Scope> {
    if task.not.iter().any(|group| hits.any(group, &scope.words)) {
        return None;
    }
    let around =
        |group: &Group| {
            scope.sentences.clone().filter_map(|at| reading.sentences.get(at)).any(|sentence| {
                surroundings(reading, sentence.block).iter().any(|words| hits.any(group, words))
            })
        };
    task.context.iter().all(around).then_some(scope)
}

/// The word ranges in which `where` may be met: the block, what leads it in, its header cells, its headings.
fn surroundings(reading: &Reading<'_>, block: usize) -> Vec<Range<usize>> {
    let document = reading.document;
    let mut blocks = vec![block];
    let mut lead = document.blocks.get(block).and_then(|block| block.lead);
    while let Some(at) = lead.filter(|at| !blocks.contains(at)) {
        blocks.push(at);
        lead = document.blocks.get(at).and_then(|block| block.lead);
    }
    blocks.extend(document.headings(block));
    let spans = blocks.iter().filter_map(|&at| document.blocks.get(at)).flat_map(|block| {
        std::iter::once(block.span).chain(block.cells.iter().filter_map(|cell| cell.header))
    });
    spans.map(|span| reading.words.within(span)).collect()
}

/// The words of a run of sentences.
pub fn words_of(reading: &Reading<'_>, sentences: &Range<usize>) -> Range<usize> {
    let first = reading.sentences.get(sentences.start);
    let last = sentences.end.checked_sub(1).and_then(|last| reading.sentences.get(last));
    match (first, last) {
        (Some(first), Some(last)) => first.words.start..last.words.end,
        _ => 0..0,
    }
}

/// The pieces of a document of one width, as runs of sentences.
fn pieces(reading: &Reading<'_>, within: Within) -> Vec<Range<usize>> {
    let all = 0..reading.sentences.len();
    let key = |at: usize| -> Option<usize> {
        let block = reading.sentences.get(at)?.block;
        match within {
            Within::Sentence => Some(at),
            Within::Paragraph => {
                let lead = reading.document.blocks.get(block).and_then(|block| block.lead);
                Some(lead.unwrap_or(block))
            }
            Within::Section => reading.document.blocks.get(block).and_then(|block| block.heading),
            Within::Document => None,
        }
    };
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for at in all {
        match pieces.last_mut() {
            Some(last) if key(last.start) == key(at) => last.end = at + 1,
            _ => pieces.push(at..at + 1),
        }
    }
    pieces
}
