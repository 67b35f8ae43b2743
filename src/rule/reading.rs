//! A reading of a document: what every rule needs to know of it, worked out once.

use super::word::{fold_into, words};
use crate::document::{BlockKind, Document, sentence};
use crate::fact::{self, Context, Fact};
use crate::text::Span;
use std::ops::Range;
use std::sync::OnceLock;

/// Everything the rules need to know of one document.
#[derive(Debug)]
pub struct Reading<'d> {
    /// The document.
    pub document: &'d Document,
    /// How its own values are read.
    pub context: Context,
    /// The words of its prose.
    pub words: Words,
    /// Its sentences, list items and table rows, in order.
    pub sentences: Vec<Sentence>,
    /// For each sentence, those that inherit its terms: what refers back to it, the items it leads in, the rows below it.
    pub followers: Vec<Vec<usize>>,
    /// Its facts, in order; spans lie in the prose.
    pub facts: Vec<Fact>,
}

/// A sentence, heading or table row: the narrowest scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Span in the prose.
    pub span: Span,
    /// Index of its block.
    pub block: usize,
    /// Its words.
    pub words: Range<usize>,
    /// Its facts.
    pub facts: Range<usize>,
    /// The sentence whose terms it inherits: the one before, where it opens with a pronoun or a definite noun; the
    /// lead-in of a list item.
    pub inherits: Option<usize>,
}

/// The words of a text: spans and folded forms.
#[derive(Debug, Default)]
pub struct Words {
    spans: Vec<Span>,
    folded: String,
    ends: Vec<usize>,
    /// Whether nothing but a space, hyphen or line end stands between a word and the next.
    joined: Vec<bool>,
    /// The words sorted by folded form, each form's in order: made where many lexicons are tried on one text.
    sorted: OnceLock<Vec<usize>>,
    /// The words with an apostrophe in them: made with `sorted`.
    apostrophes: OnceLock<Vec<usize>>,
}

impl Words {
    /// Cuts and folds the words of a text.
    pub fn new(text: &str) -> Self {
        // English words and the space behind them take about six bytes.
        let (words_in, letters) = (text.len() / 6, text.len());
        let mut all = Self {
            spans: Vec::with_capacity(words_in),
            folded: String::with_capacity(letters),
            ends: Vec::with_capacity(words_in),
            joined: Vec::with_capacity(words_in),
            sorted: OnceLock::new(),
            apostrophes: OnceLock::new(),
        };
        for span in words(text) {
            if let Some(last) = all.spans.last() {
                let gap = Span::new(last.end, span.start).of(text);
                all.joined.push(joins(gap));
            }
            fold_into(span.of(text), &mut all.folded);
            all.spans.push(span);
            all.ends.push(all.folded.len());
        }
        all.joined.push(false);
        all
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// A word's span; empty behind the end.
    pub fn span(&self, at: usize) -> Span {
        self.spans.get(at).copied().unwrap_or_default()
    }

    /// A word's folded form; empty behind the end.
    pub fn folded(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(at).and_then(|&end| self.folded.get(start..end)).unwrap_or_default()
    }

    /// Makes looking up where a form occurs cheap from now on.
    pub fn sort(&self) {
        // First, for who finds the one takes the other to be there.
        self.apostrophes
            .get_or_init(|| (0..self.len()).filter(|&at| self.folded(at).contains('\'')).collect());
        self.sorted.get_or_init(|| {
            let mut sorted: Vec<usize> = (0..self.len()).collect();
            sorted.sort_by_key(|&at| self.folded(at));
            sorted
        });
    }

    /// Whether looking up where a form occurs is cheap.
    pub fn is_sorted(&self) -> bool {
        self.sorted.get().is_some()
    }

    /// The words with a folded form, in order; `None` before [`sort`](Self::sort).
    pub fn places(&self, folded: &str) -> Option<&[usize]> {
        let sorted = self.sorted.get()?;
        let start = sorted.partition_point(|&at| self.folded(at) < folded);
        let behind = sorted.get(start..).unwrap_or_default();
        behind.get(..behind.partition_point(|&at| self.folded(at) == folded))
    }

    /// The words with an apostrophe in them, in order; none before [`sort`](Self::sort).
    pub fn apostrophes(&self) -> &[usize] {
        self.apostrophes.get().map_or(&[], Vec::as_slice)
    }

    /// Whether a word starts with a capital in `text`, the text it was cut from.
    pub fn is_capital(&self, text: &str, at: usize) -> bool {
        self.span(at).of(text).starts_with(char::is_uppercase)
    }

    /// Whether a word and the next may belong to one phrase: no punctuation but hyphens, dashes, an ampersand and a possessive between.
    pub fn joined(&self, at: usize) -> bool {
        self.joined.get(at).copied().unwrap_or(false)
    }

    /// The words that lie in (or overlap) a span.
    pub fn within(&self, span: Span) -> Range<usize> {
        let start = self.spans.partition_point(|word| word.end <= span.start);
        let end = self.spans.partition_point(|word| word.start < span.end);
        start..end.max(start)
    }
}

/// Whether a gap between two words divides no phrase.
fn joins(gap: &str) -> bool {
    if gap == " " {
        return true;
    }
    let gap =
        ["'s", "’s", "'S", "’S", "'", "’"].iter().find_map(|tail| gap.strip_prefix(tail)).unwrap_or(gap);
    let mut breaks = 0;
    gap.chars().all(|c| {
        breaks += usize::from(c == '\n');
        c.is_whitespace() || matches!(c, '-' | '&' | '‐' | '‑' | '–' | '/' | '\u{ad}')
    }) && breaks < 2
}

/// The words between two stretches of words that lie apart.
pub fn between(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    if b.start >= a.end { a.end..b.start } else { b.end..a.start }
}

/// What parts two places is worth so many words.
const PARTED: usize = 4;

impl<'d> Reading<'d> {
    /// Reads a document. `context.written` is the day its own relative dates are read against.
    pub fn new(document: &'d Document, context: Context) -> Self {
        let prose = document.prose();
        let words = Words::new(prose);
        let facts = document_facts(document);
        let mut sentences: Vec<Sentence> = Vec::new();
        let mut last_of_block = vec![None; document.blocks.len()];
        for (at, block) in document.blocks.iter().enumerate() {
            let row = matches!(block.kind, BlockKind::Row | BlockKind::HeaderRow);
            let spans = if row { vec![block.span] } else { sentence::sentences(prose, block.span) };
            for (nth, span) in spans.into_iter().enumerate() {
                let own = words.within(span);
                let lead = block.lead.and_then(|lead| last_of_block.get(lead).copied().flatten());
                let before = sentences.len().checked_sub(1).filter(|_| nth > 0);
                let inherits = before.filter(|_| refers_back(&words, &own)).or(lead);
                let start = facts.partition_point(|fact| fact.span.start < span.start);
                let end = facts.partition_point(|fact| fact.span.start < span.end);
                sentences.push(Sentence { span, block: at, words: own, facts: start..end, inherits });
            }
            if let Some(last) = last_of_block.get_mut(at) {
                *last = sentences.len().checked_sub(1);
            }
        }
        let followers = followers(document, &sentences);
        Self { document, context, words, sentences, followers, facts }
    }

    /// The facts that end behind an offset, in order.
    pub fn facts_from(&self, start: usize) -> impl Iterator<Item = &Fact> {
        let first = self.facts.partition_point(|fact| fact.span.end <= start);
        self.facts.iter().skip(first)
    }

    /// The sentence that holds a byte offset of the prose.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.span.start <= offset);
        after.checked_sub(1).filter(|&at| self.sentences.get(at).is_some_and(|one| offset < one.span.end))
    }

    /// The prose.
    pub fn prose(&self) -> &'d str {
        self.document.prose()
    }

    /// How many words stand between two stretches of words, with four added where a conjunction, a comma or a
    /// semicolon parts them: behind those, something else may begin.
    pub fn gap(&self, a: &Range<usize>, b: &Range<usize>) -> usize {
        let between = between(a, b);
        let words = between.clone().any(|at| matches!(self.words.folded(at), "and" | "but" | "while"));
        let from = self.words.span(between.start.saturating_sub(1)).end;
        let marks = Span::new(from, self.words.span(between.end).start).of(self.prose());
        between.len() + if words || marks.contains([',', ';']) { PARTED } else { 0 }
    }

    /// Whether a word opens its sentence.
    pub fn opens(&self, at: usize) -> bool {
        self.sentences.binary_search_by_key(&at, |sentence| sentence.words.start).is_ok()
    }

    /// The sentences of a block.
    pub fn sentences_of(&self, block: usize) -> Range<usize> {
        let start = self.sentences.partition_point(|sentence| sentence.block < block);
        let end = self.sentences.partition_point(|sentence| sentence.block <= block);
        start..end
    }
}

fn followers(document: &Document, sentences: &[Sentence]) -> Vec<Vec<usize>> {
    let mut followers = vec![Vec::new(); sentences.len()];
    for (at, sentence) in sentences.iter().enumerate() {
        let cells =
            document.blocks.get(sentence.block).map(|block| block.cells.as_slice()).unwrap_or_default();
        let header = cells.iter().find_map(|cell| cell.header).map(|header| {
            sentences.partition_point(|sentence| sentence.span.start <= header.start).saturating_sub(1)
        });
        for from in sentence.inherits.into_iter().chain(header) {
            if let Some(list) = followers.get_mut(from) {
                list.push(at);
            }
        }
    }
    followers
}

/// The facts of a document, block by block and cell by cell, so that none spans two of them.
pub fn document_facts(document: &Document) -> Vec<Fact> {
    let prose = document.prose();
    let mut facts = Vec::new();
    let mut read = |span: Span| {
        facts.extend(
            fact::scan_all(span.of(prose)).map(|fact| Fact { span: fact.span.shifted(span.start), ..fact }),
        );
    };
    for block in &document.blocks {
        if block.cells.is_empty() {
            read(block.span);
        } else {
            block.cells.iter().for_each(|cell| read(cell.span));
        }
    }
    facts
}

/// Whether a sentence opens with a pronoun or a definite noun, and so goes on about what was named before.
fn refers_back(words: &Words, own: &Range<usize>) -> bool {
    const OPENERS: [&str; 24] = [
        "it", "its", "he", "she", "they", "their", "his", "her", "this", "that", "these", "those", "the",
        "such", "both", "each", "one", "another", "some", "most", "all", "none", "neither", "itself",
    ];
    const CONNECTIVES: [&str; 22] = [
        "however",
        "but",
        "and",
        "moreover",
        "meanwhile",
        "later",
        "also",
        "in",
        "at",
        "for",
        "to",
        "of",
        "by",
        "so",
        "yet",
        "still",
        "then",
        "additionally",
        "overall",
        "instead",
        "according",
        "among",
    ];
    let opens = |at: usize| at < own.end && OPENERS.contains(&words.folded(at));
    let leads = |at: usize| at < own.end && CONNECTIVES.contains(&words.folded(at));
    opens(own.start) || leads(own.start) && opens(own.start + 1)
}
