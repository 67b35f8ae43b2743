//! Whose statement something is: the name beside a word of speech.

use super::reading::{Reading, Sentence};
use super::word::{forms, rows};
use crate::text::Span;
use std::collections::HashSet;
use std::sync::LazyLock;

static SPEECH: LazyLock<HashSet<String>> =
    LazyLock::new(|| rows(include_str!("table/speech.tsv")).flatten().flat_map(forms).collect());

/// Whether a folded word is a verb or noun of speech.
pub fn is_speech(folded: &str) -> bool {
    SPEECH.contains(folded)
}

/// The name that a sentence makes the source of what stands at `of`: before a word of speech, behind "according to" or
/// behind the "by" of a passive. `None` where no name is.
pub fn of(reading: &Reading<'_>, sentence: &Sentence, of: Span) -> Option<Span> {
    let words = &reading.words;
    for at in sentence.words.clone() {
        let folded = words.folded(at);
        let name = if folded == "according" && words.folded(at + 1) == "to" {
            name_from(reading, sentence, at + 2)
        } else if is_speech(folded) {
            let passive = (at + 1..(at + 8).min(sentence.words.end)).find(|&by| words.folded(by) == "by");
            name_before(reading, sentence, at)
                .or_else(|| passive.and_then(|by| name_from(reading, sentence, by + 1)))
                .or_else(|| name_from(reading, sentence, at + 1).filter(|name| ends_clause(reading, *name)))
        } else {
            None
        };
        if let Some(name) = name.filter(|name| !name.overlaps(of)) {
            return Some(name);
        }
    }
    None
}

/// The run of capitalised words that ends right before a word, over auxiliaries and adverbs.
fn name_before(reading: &Reading<'_>, sentence: &Sentence, at: usize) -> Option<Span> {
    const BETWEEN: [&str; 14] = [
        "has",
        "have",
        "had",
        "also",
        "then",
        "later",
        "once",
        "previously",
        "earlier",
        "recently",
        "again",
        "who",
        "publicly",
        "in",
    ];
    let words = &reading.words;
    let mut end = at;
    while end > sentence.words.start && BETWEEN.contains(&words.folded(end - 1)) {
        end -= 1;
    }
    let mut start = end;
    while start > sentence.words.start
        && words.is_capital(reading.prose(), start - 1)
        && (start == end || words.joined(start - 1))
    {
        start -= 1;
    }
    (start < end && end - start < 6 && !is_opener(words.folded(start), end - start))
        .then(|| words.span(start).to(words.span(end - 1)))
}

/// The run of capitalised words that starts at a word, behind an article.
fn name_from(reading: &Reading<'_>, sentence: &Sentence, at: usize) -> Option<Span> {
    let words = &reading.words;
    let start = if words.folded(at) == "the" { at + 1 } else { at };
    let mut end = start;
    while end < sentence.words.end
        && words.is_capital(reading.prose(), end)
        && (end == start || words.joined(end - 1))
    {
        end += 1;
    }
    (start < end).then(|| words.span(start).to(words.span(end - 1)))
}

fn ends_clause(reading: &Reading<'_>, name: Span) -> bool {
    let rest = reading.prose().get(name.end..).unwrap_or_default();
    rest.trim_start().is_empty() || rest.trim_start().starts_with(['.', ',', ';', ':', '”', '"'])
}

/// A capital that only opens a sentence is no name.
fn is_opener(folded: &str, length: usize) -> bool {
    const OPENERS: [&str; 16] = [
        "the", "it", "he", "she", "they", "this", "that", "these", "those", "we", "i", "in", "who", "which",
        "a", "an",
    ];
    length == 1 && OPENERS.contains(&folded)
}
