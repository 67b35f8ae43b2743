//! Whose statement something is: the name beside a word of speech.

use super::clause::is_past;
use super::country;
use super::reading::{Reading, Sentence, Words};
use super::word::{forms, rows};
use crate::text::Span;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

static SPEECH: LazyLock<HashSet<String>> =
    LazyLock::new(|| rows(include_str!("table/speech.tsv")).flatten().flat_map(forms).collect());

/// Words for whoever speaks → their class, and whether they speak alone.
static SORTS: LazyLock<HashMap<&str, (&str, bool)>> = LazyLock::new(|| {
    let table = rows(include_str!("table/source.tsv"));
    let pairs = table.filter_map(|row| row.split_first().map(|(&class, words)| (class, words.to_vec())));
    let sort = |class, word: &'static str| match word.strip_prefix('*') {
        Some(part) => (part, (class, false)),
        None => (word, (class, true)),
    };
    pairs.flat_map(|(class, words)| words.into_iter().map(move |word| sort(class, word))).collect()
});

fn is_sort(folded: &str) -> bool {
    SORTS.get(folded).is_some_and(|(_, alone)| *alone)
}

/// Sources that "the government" and the like stand for: those may not be any person or company.
const PUBLIC: [&str; 5] = ["government", "court", "police", "prosecution", "opposition"];

/// A source that a sentence gives by its sort alone: "the government said", "according to the company".
pub fn unnamed(reading: &Reading<'_>, sentence: &Sentence) -> Option<Span> {
    let words = &reading.words;
    let noun = |at: usize| sentence.words.contains(&at) && is_sort(words.folded(at));
    let behind = |at: usize| {
        let the = words.folded(at) == "the";
        let first = at + usize::from(the);
        // "the tax authorities"
        let last = first + if the { 2 } else { 0 };
        (first..=last).find(|&at| noun(at)).filter(|&noun| (first..noun).all(|at| words.joined(at)))
    };
    let at = sentence.words.clone().find_map(|at| {
        let folded = words.folded(at);
        if folded == "according" && words.folded(at + 1) == "to" {
            return behind(at + 2);
        }
        if !is_speech(folded) || !(is_past(folded) || folded.ends_with('s')) {
            return None;
        }
        let inverted = || behind(at + 1).filter(|&noun| ends_clause(reading, words.span(noun)));
        before(reading, sentence, at).checked_sub(1).filter(|&before| noun(before)).or_else(inverted)
    })?;
    Some(words.span(at))
}

/// Whether a source given by its sort alone, such as *government*, may be one that goes by `name`.
pub fn may_be(sort: &str, name: &str) -> bool {
    let Some((class, _)) = SORTS.get(sort.to_lowercase().as_str()) else { return true };
    let list = Words::new(name);
    let classes: Vec<&str> =
        (0..list.len()).filter_map(|at| SORTS.get(list.folded(at)).map(|(class, _)| *class)).collect();
    let state = country::name(&(0..list.len()).map(|at| list.folded(at)).collect::<Vec<_>>().join(" "));
    if classes.is_empty() && state.is_none() {
        return !PUBLIC.contains(class);
    }
    classes.contains(class) || state.is_some() && PUBLIC.contains(class)
}

/// Whether a folded word is a verb or noun of speech.
pub fn is_speech(folded: &str) -> bool {
    SPEECH.contains(folded)
}

/// Whether a sentence tells that something was said.
pub fn tells(reading: &Reading<'_>, sentence: &Sentence) -> bool {
    const SAYINGS: [&str; 10] = [
        "according",
        "briefing",
        "data",
        "figures",
        "interview",
        "letter",
        "remarks",
        "speech",
        "speaking",
        "statement",
    ];
    let words = &reading.words;
    sentence.words.clone().any(|at| is_speech(words.folded(at)) || SAYINGS.contains(&words.folded(at)))
}

/// Whether a name is that of somebody who is told something, and so no source: "Sosa told Pereira".
pub fn is_told(reading: &Reading<'_>, sentence: &Sentence, name: &Range<usize>) -> bool {
    let words = &reading.words;
    let verb = (sentence.words.start..name.start).rev().find(|at| !words.is_capital(reading.prose(), *at));
    verb.is_some_and(|at| ["told", "tells", "reminded", "informed"].contains(&words.folded(at)))
}

/// Whether a name stands behind a preposition that makes it no source: "asked by Sosa", "after talks with Sosa".
pub fn is_beside(reading: &Reading<'_>, name: &Range<usize>) -> bool {
    let words = &reading.words;
    let own = |at: &usize| words.is_capital(reading.prose(), *at) || words.folded(*at) == "the";
    let Some(lead) = (0..name.start).rev().find(|at| !own(at)) else { return false };
    let before = lead.checked_sub(1).map_or("", |at| words.folded(at));
    match words.folded(lead) {
        "by" => is_past(before) && !is_speech(before),
        "to" => before != "according",
        word => ["with", "against", "about", "alongside", "beside"].contains(&word),
    }
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

/// Where the subject of a verb of speech ends: before the auxiliaries and adverbs that lead to it.
fn before(reading: &Reading<'_>, sentence: &Sentence, at: usize) -> usize {
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
    end
}

/// The run of capitalised words that ends right before a word, over auxiliaries and adverbs.
fn name_before(reading: &Reading<'_>, sentence: &Sentence, at: usize) -> Option<Span> {
    let words = &reading.words;
    let mut name = capitals(reading, sentence, before(reading, sentence, at))?;
    // "Sandoval, questioned by Ekberg, said": the subject stands before the aside.
    if !words.joined(name.end - 1) && is_beside(reading, &name) {
        let aside = (sentence.words.start + 1..name.start).rev().find(|&at| !words.joined(at - 1));
        name = aside.and_then(|aside| capitals(reading, sentence, aside)).unwrap_or(name);
    }
    Some(words.span(name.start).to(words.span(name.end - 1)))
}

/// The run of capitalised words that ends before a word.
fn capitals(reading: &Reading<'_>, sentence: &Sentence, end: usize) -> Option<Range<usize>> {
    let words = &reading.words;
    let mut start = end;
    while start > sentence.words.start
        && words.is_capital(reading.prose(), start - 1)
        && (start == end || words.joined(start - 1))
    {
        start -= 1;
    }
    (start < end && end - start < 6 && !is_opener(words.folded(start), end - start)).then_some(start..end)
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

/// A capital that only opens a sentence, or a sort of source, is no name.
fn is_opener(folded: &str, length: usize) -> bool {
    const OPENERS: [&str; 16] = [
        "the", "it", "he", "she", "they", "this", "that", "these", "those", "we", "i", "in", "who", "which",
        "a", "an",
    ];
    length == 1 && (OPENERS.contains(&folded) || is_sort(folded))
}
