//! Names that a sentence gives without making their bearers the source of what it says: "unlike Orr", "answering Orr", "Orr was
//! told that", "Orr quoted a critic who said".

use super::clause::{is_adverb, is_past};
use super::cue::{Cue, Cues};
use super::reading::{Reading, Sentence};
use super::speaker::is_speech;
use std::ops::Range;
use std::sync::LazyLock;

static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::new(include_str!("table/unspoken.tsv")));

/// A name behind a word takes no more words.
const NAME: usize = 6;

/// A phrase of the table before a name takes no more words.
const PHRASE: usize = 3;

/// The phrase right before a name that sets its bearer apart from whoever speaks: "unlike Orr", "contrary to the board".
pub fn apart(reading: &Reading<'_>, name: &Range<usize>) -> Option<Cue> {
    let list = &reading.words;
    let own = |at: usize| list.is_capital(reading.prose(), at) || list.folded(at) == "the";
    let near = name.start.saturating_sub(NAME)..name.start;
    for at in near.rev().take_while(|&at| list.joined(at)) {
        let starts = (1..=PHRASE).filter_map(|length| (at + 1).checked_sub(length));
        let before =
            |cue: &Cue| cue.words.end == at + 1 && !["hears", "quotes", "venue"].contains(&cue.class);
        if let Some(cue) = starts.filter_map(|start| CUES.at(list, start, at + 1)).find(before) {
            // "unlike Orr's own harvest" speaks of something else than Orr.
            let last = name.end.checked_sub(1).map_or(0, |last| list.span(last).end);
            let rest = reading.prose().get(last..).unwrap_or_default();
            let possessive = rest.starts_with(['\'', '’']) || list.folded(name.end - 1).ends_with("'s");
            return (!possessive || cue.class == "contrary").then_some(cue);
        }
        if !own(at) {
            break;
        }
    }
    None
}

/// Whether a name only tells what something else is not: "unlike the Skadi", "rather than the Skadi".
pub fn is_another(reading: &Reading<'_>, name: &Range<usize>) -> bool {
    apart(reading, name)
        .is_some_and(|cue| cue.class == "against" && reading.words.folded(cue.words.start) != "not")
}

/// A name that is no source of what stands at `of`, with the words that say so.
pub fn unspoken(
    reading: &Reading<'_>,
    sentence: &Sentence,
    name: &Range<usize>,
    of: &Range<usize>,
) -> Option<Cue> {
    let whole = |cue: Cue| {
        let words = cue.words.start.min(name.start)..cue.words.end.max(name.end);
        Cue { words, ..cue }
    };
    apart(reading, name).or_else(|| hears(reading, sentence, name, of)).map(whole)
}

/// "Orr was told that", "Orr asked whether", "Orr quoted a critic who said": the bearer of a name only hears, asks or quotes it.
fn hears(reading: &Reading<'_>, sentence: &Sentence, name: &Range<usize>, of: &Range<usize>) -> Option<Cue> {
    let list = &reading.words;
    let end = sentence.words.end;
    let between = |at: usize| is_adverb(list.folded(at)) || ["has", "have", "had"].contains(&list.folded(at));
    let next = (name.end..end).take(NAME).find(|&at| !between(at))?;
    if !(name.end.saturating_sub(1)..next).all(|at| list.joined(at)) {
        return None;
    }
    let cue = CUES.at(list, next, end).filter(|cue| ["hears", "quotes"].contains(&cue.class))?;
    let says = |at: usize| {
        let folded = list.folded(at);
        is_speech(folded) && (is_past(folded) || folded.ends_with('s') || folded.ends_with("ing"))
    };
    if cue.class == "quotes" {
        // "quoted a critic who called it", "quoted a critic as calling it": nobody else speaks behind that.
        let last = (cue.words.end..of.start).rev().find(|&at| says(at))?;
        let lead = (last.saturating_sub(2)..last).find(|&at| ["who", "as"].contains(&list.folded(at)));
        return lead
            .filter(|&lead| lead > cue.words.end)
            .map(|_| Cue { words: cue.words.start..last + 1, ..cue });
    }
    // "The inquest heard that": so it goes where others speak before a body.
    let venue = |at: usize| CUES.at(list, at, at + 1).is_some_and(|cue| cue.class == "venue");
    if name.clone().any(venue) {
        return None;
    }
    let ends = || cue.words.end >= end || !list.joined(cue.words.end - 1);
    let told = of.start >= cue.words.end || of.end <= name.start && ends();
    let silent = !(cue.words.end..end).any(|at| says(at) && !of.contains(&at));
    (told && silent).then_some(cue)
}
