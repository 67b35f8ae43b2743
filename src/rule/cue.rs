//! Tables of phrases, and where they occur in a run of words.
//!
//! A table has a phrase a line: its class, a tab, its words. A word that ends in `~` stands for all its inflected forms, `*`
//! for none to two words of any kind.

use super::quick::Quick;
use super::reading::Words;
use super::word::{forms, rows};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A table of phrases by class.
#[derive(Debug)]
pub struct Cues {
    phrases: Vec<Phrase>,
    /// First word, in each of its forms → the phrases it may open.
    starts: HashMap<String, Vec<usize>, Quick>,
}

#[derive(Debug)]
struct Phrase {
    class: &'static str,
    rest: Vec<Slot>,
}

#[derive(Debug)]
enum Slot {
    Word(HashSet<String, Quick>),
    Gap,
}

/// A phrase of a table, found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Its class.
    pub class: &'static str,
    /// Its words.
    pub words: Range<usize>,
}

/// How many words a gap may take.
const GAP: usize = 2;

impl Cues {
    /// Reads a table.
    pub fn new(table: &'static str) -> Self {
        let mut cues = Self { phrases: Vec::new(), starts: HashMap::default() };
        for row in rows(table) {
            let (Some(&class), Some(&phrase)) = (row.first(), row.get(1)) else { continue };
            let mut slots = phrase.split(' ');
            let Some(first) = slots.next() else { continue };
            let rest = slots.map(|slot| if slot == "*" { Slot::Gap } else { Slot::Word(wording(slot)) });
            let at = cues.phrases.len();
            cues.phrases.push(Phrase { class, rest: rest.collect() });
            for form in wording(first) {
                cues.starts.entry(form).or_default().push(at);
            }
        }
        cues
    }

    /// The longest phrase that starts at a word and ends before `end`; of equal ones the first of the table.
    pub fn at(&self, words: &Words, at: usize, end: usize) -> Option<Cue> {
        let mut best: Option<Cue> = None;
        for phrase in self.starts.get(words.folded(at))?.iter().filter_map(|&at| self.phrases.get(at)) {
            if let Some(stop) = follow(words, &phrase.rest, at + 1, end)
                && best.as_ref().is_none_or(|best| best.words.end < stop)
            {
                best = Some(Cue { class: phrase.class, words: at..stop });
            }
        }
        best
    }

    /// All phrases in a run of words, in order; none overlaps another, the leftmost and longest counts.
    pub fn find(&self, words: &Words, range: Range<usize>) -> Vec<Cue> {
        let mut found = Vec::new();
        let mut at = range.start;
        while at < range.end {
            match self.at(words, at, range.end) {
                Some(cue) => {
                    at = cue.words.end;
                    found.push(cue);
                }
                None => at += 1,
            }
        }
        found
    }

    /// The class of the phrase that starts at a word, if it has one.
    pub fn class(&self, words: &Words, at: usize) -> Option<&'static str> {
        self.at(words, at, words.len()).map(|cue| cue.class)
    }
}

/// Where a phrase ends if its slots go on at `at`.
fn follow(words: &Words, rest: &[Slot], at: usize, end: usize) -> Option<usize> {
    if at > end {
        return None;
    }
    let Some((slot, rest)) = rest.split_first() else { return Some(at) };
    match slot {
        Slot::Word(forms) => {
            let here = at < end && forms.contains(words.folded(at));
            here.then(|| follow(words, rest, at + 1, end)).flatten()
        }
        Slot::Gap => (0..=GAP).find_map(|gap| follow(words, rest, at + gap, end)),
    }
}

fn wording(slot: &str) -> HashSet<String, Quick> {
    match slot.strip_suffix('~') {
        Some(word) => forms(word).into_iter().collect(),
        None => std::iter::once(slot.to_owned()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_gaps_take_a_word_or_two() {
        let cues = Cues::new("no\tno\npseudo\tno fewer than\nabsent\tsend~ * deputy\n");
        let text = "No fewer than six came; Orr sent his first deputy, no more.";
        let words = Words::new(text);
        let found: Vec<&str> = cues.find(&words, 0..words.len()).into_iter().map(|cue| cue.class).collect();
        assert_eq!(found, ["pseudo", "absent", "no"]);
    }
}
