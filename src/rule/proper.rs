//! Proper names in a sentence: which words are one, and which is another but for a letter.

use super::clause::clauses;
use super::member::is_calendar;
use super::office::country_at;
use super::polarity::{Polarity, may_deny, sign};
use super::reading::{Reading, Sentence};
use super::word::{fold, words};
use std::ops::Range;

/// The runs of capitalised words of a sentence that are no countries, months, days or mere openers.
pub fn proper_names(reading: &Reading<'_>, sentence: &Sentence) -> Vec<Range<usize>> {
    let list = &reading.words;
    let name = |at: usize| {
        let span = list.span(at).of(reading.prose());
        list.is_capital(reading.prose(), at)
            && !is_calendar(list.folded(at))
            && !(at == sentence.words.start && is_opener(reading, sentence, at))
            && (span.len() > 1 || span.starts_with(char::is_uppercase))
    };
    let mut found = Vec::new();
    let mut at = sentence.words.start;
    while at < sentence.words.end {
        if let Some((_, end)) = country_at(list, at, sentence.words.end) {
            at = end.max(at + 1);
            continue;
        }
        if !name(at) {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        loop {
            let goes_on = at < sentence.words.end && list.joined(at - 1);
            if goes_on && name(at) {
                at += 1;
            } else if goes_on
                && ["of", "de", "al", "von", "van", "for", "the", "and"].contains(&list.folded(at))
                && ["of", "de", "al", "von", "van"].contains(&list.folded(at))
                && at + 1 < sentence.words.end
                && list.joined(at)
                && name(at + 1)
                && country_at(list, at + 1, sentence.words.end).is_none()
            {
                at += 2;
            } else {
                break;
            }
        }
        found.push(start..at);
    }
    found
}

/// How far around a word its lower-case form is looked for, in words.
const NEARBY: usize = 1000;

/// Whether the first word of a sentence is capital only for its place: a word that also occurs in lower case, or a small one.
fn is_opener(reading: &Reading<'_>, sentence: &Sentence, at: usize) -> bool {
    let list = &reading.words;
    let folded = list.folded(at);
    let small = folded.len() < 4 && !(list.joined(at) && list.is_capital(reading.prose(), at + 1))
        || super::clause::is_adverb(folded)
        || super::clause::is_auxiliary(folded)
        || folded.ends_with("ing") && !list.is_capital(reading.prose(), at + 1)
        || OPENERS.contains(&folded);
    let span = list.span(at).of(reading.prose());
    let initials = span.chars().filter(|c| c.is_uppercase()).count() > 1;
    !initials
        && (small
            || (at.saturating_sub(NEARBY)..(at + NEARBY).min(list.len())).any(|other| {
                other != at
                    && list.folded(other) == folded
                    && !list.is_capital(reading.prose(), other)
                    && sentence.words.start == at
            }))
}

const OPENERS: [&str; 48] = [
    "the",
    "this",
    "that",
    "these",
    "those",
    "there",
    "their",
    "they",
    "with",
    "without",
    "from",
    "after",
    "before",
    "when",
    "while",
    "although",
    "though",
    "because",
    "since",
    "until",
    "under",
    "over",
    "during",
    "despite",
    "contrary",
    "according",
    "among",
    "many",
    "most",
    "some",
    "several",
    "such",
    "each",
    "every",
    "both",
    "neither",
    "either",
    "what",
    "which",
    "where",
    "whether",
    "instead",
    "moreover",
    "however",
    "meanwhile",
    "here",
    "three",
    "four",
];

/// A name in the sentence that is the claimed one but for a letter or, in a long one, `most` letters.
pub fn misspelt(
    reading: &Reading<'_>,
    sentence: &Sentence,
    written: &str,
    most: usize,
    anchors: &[Range<usize>],
) -> Option<Range<usize>> {
    let list = &reading.words;
    let wanted: Vec<String> = words(written).map(|span| fold(span.of(written))).collect();
    let length: usize = wanted.iter().map(String::len).sum();
    if length < 5 || wanted.is_empty() || wanted.len() > sentence.words.len() {
        return None;
    }
    let allowed = if length < 8 { 1 } else { most };
    (sentence.words.start..=sentence.words.end - wanted.len()).find_map(|at| {
        let range = at..at + wanted.len();
        if !list.is_capital(reading.prose(), at) {
            return None;
        }
        let off: usize =
            range.clone().zip(&wanted).map(|(at, word)| edits(list.folded(at), word).min(allowed + 1)).sum();
        let free = anchors.iter().all(|anchor| anchor.end <= range.start || range.end <= anchor.start);
        let country = country_at(list, at, range.end).is_some();
        (off > 0 && off <= allowed && free && !country).then_some(range)
    })
}

/// The Levenshtein distance of two words, in characters.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, c) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, d) in b.iter().enumerate() {
            let substitute = row.get(j).copied().unwrap_or(0) + usize::from(c != *d);
            let delete = row.get(j + 1).copied().unwrap_or(0) + 1;
            let insert = next.last().copied().unwrap_or(0) + 1;
            next.push(substitute.min(delete).min(insert));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

/// The words right before a name that deny it: "is *not* called Vesta", "*no longer* Vesta".
pub fn denial(reading: &Reading<'_>, sentence: &Sentence, name: &Range<usize>) -> Option<Range<usize>> {
    const NAMING: [&str; 14] = [
        "called",
        "named",
        "renamed",
        "dubbed",
        "known",
        "christened",
        "titled",
        "entitled",
        "be",
        "been",
        "as",
        "the",
        "a",
        "an",
    ];
    if !may_deny(reading, sentence.words.start..name.start) {
        return None;
    }
    let clause = clauses(reading, sentence.words.clone()).into_iter().find(|clause| clause.contains(name))?;
    let sign = sign(reading, &clause, std::slice::from_ref(name), &[]);
    let near = |cue: &Range<usize>| {
        cue.end <= name.start && (cue.end..name.start).all(|at| NAMING.contains(&reading.words.folded(at)))
    };
    let cue = sign.cues.into_iter().find(near)?;
    (sign.polarity == Polarity::Negated).then_some(cue)
}

#[cfg(test)]
mod tests {
    use super::super::testing::with_reading;
    use super::*;

    #[test]
    fn capitals_of_a_sentence_start_and_of_months_are_no_names() {
        let text = "Contrary to Sweden's hopes, the Bank of Uppsala paid in May. Ada Holm left.";
        let found = with_reading(text, |reading| {
            let names = |at: usize| proper_names(reading, &reading.sentences[at]);
            let all = (0..reading.sentences.len()).flat_map(names);
            all.map(|name| super::super::polarity::span_of(reading, &name).of(text).to_owned())
                .collect::<Vec<_>>()
        });
        assert_eq!(found, ["Bank of Uppsala", "Ada Holm"]);
    }

    #[test]
    fn edits_are_counted_in_characters() {
        assert_eq!(edits("corvalia", "corvalis"), 1);
        assert_eq!(edits("draskov", "draskova"), 1);
        assert_eq!(edits("rook", "rook"), 0);
    }
}
