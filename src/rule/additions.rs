//! What a sentence adds to a list that it has given: members without a name ("and others"), and one more behind it ("as did
//! Peru", "with Peru"); and what it leaves out of it ("all but Peru").

use super::clause::{is_auxiliary, is_past};
use super::cue::{Cue, Cues};
use super::member::entity;
use super::polarity::span_of;
use super::reading::Reading;
use super::series::joint;
use super::words::plain;
use super::{Hits, Task};
use crate::fact::Kind;
use std::ops::Range;
use std::sync::LazyLock;

static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::new(include_str!("table/additions.tsv")));

/// A name behind a word that adds it takes no more words.
const NAME: usize = 6;

/// How far behind words that may open a new clause its verb is looked for.
const VERB: usize = 5;

/// A doubt about a closed list, from its first member to its last, that a draft leaves open.
pub fn left_open(reading: &Reading<'_>, list: &Range<usize>) -> Option<String> {
    let sentence = reading.sentence_at(reading.words.span(list.end.checked_sub(1)?).start)?;
    let sentence = reading.sentences.get(sentence)?;
    let such = |cue: &Cue| cue.class == "such" && cue.words.end == list.start;
    let before = list.start.saturating_sub(3).max(sentence.words.start)..list.start;
    let leads = before.filter_map(|at| CUES.at(&reading.words, at, list.start)).find(such);
    let more = |cue: &Cue| match cue.class {
        "tail" => true,
        "more" => cue.words.start <= list.end && !is_clause(reading, list, cue, &sentence.words),
        _ => false,
    };
    let behind = list.start + 1..sentence.words.end;
    let found = || behind.filter_map(|at| CUES.at(&reading.words, at, sentence.words.end)).find(more);
    let cue = leads.or_else(found)?;
    // "and other states": the noun belongs to it.
    let noun = cue.words.end;
    let end = if reading.words.joined(noun - 1)
        && noun < sentence.words.end
        && reading.words.folded(noun - 1).starts_with("other")
    {
        noun + 1
    } else {
        noun
    };
    let words = plain(span_of(reading, &(cue.words.start..end)).of(reading.prose()));
    Some(format!("the claim closes the list, and the draft leaves it open: “{words}”"))
}

/// A doubt about a list, from its first member to its last, that a word before a member raises: "Peru and possibly Nepal".
pub fn in_doubt(reading: &Reading<'_>, list: &Range<usize>) -> Option<String> {
    let words = &reading.words;
    let opens = |at: usize| {
        let before = at.checked_sub(1).filter(|before| list.contains(before));
        before.is_some_and(|before| ["and", "or"].contains(&words.folded(before)) || !words.joined(before))
    };
    let doubt = |at: usize| CUES.at(words, at, list.end).filter(|cue| cue.class == "doubt");
    let cue = list.clone().filter(|&at| opens(at)).find_map(doubt)?;
    // "Peru and, possibly for the last time, Nepal"
    let next = cue.words.end;
    let edge = joint(reading, next, list.end).is_some_and(|(class, _)| class == "edge");
    let member = words.joined(next - 1) && next < list.end && !edge;
    let told = || plain(span_of(reading, &(cue.words.start..next + 1)).of(reading.prose()));
    member.then(|| format!("the draft leaves open whether one belongs to the list: “{}”", told()))
}

/// "It has Peru and Nepal, and other states were left out": behind a list with its verb before it, one with its own.
fn is_clause(reading: &Reading<'_>, list: &Range<usize>, cue: &Cue, sentence: &Range<usize>) -> bool {
    let verb = |at: usize| is_auxiliary(reading.words.folded(at)) || is_past(reading.words.folded(at));
    let told = (list.start.saturating_sub(VERB).max(sentence.start)..list.start).any(verb);
    told && (cue.words.end..(cue.words.end + VERB).min(sentence.end)).any(verb)
}

/// The names that the words behind a list add to it. `settled` tells of words that are none of them.
pub fn added(
    task: &Task<'_>,
    reading: &Reading<'_>,
    hits: &Hits<'_>,
    words: Range<usize>,
    settled: impl Fn(&Range<usize>) -> bool,
) -> Vec<Range<usize>> {
    const LEADS: [&str; 10] = ["the", "a", "an", "in", "from", "by", "of", "at", "those", "that"];
    let list = &reading.words;
    let named = |cue: Cue| {
        let lead = cue.words.start.checked_sub(1)?;
        let subject = || task.about.iter().any(|group| hits.any(group, &(lead..lead + 1)));
        if !(cue.class == "add" || cue.class == "with" && (!list.joined(lead) || subject())) {
            return None;
        }
        let lead = |from: usize| (from..words.end).find(|&at| !LEADS.contains(&list.folded(at)));
        let mut start = lead(cue.words.end)?;
        // "as did the leader of Peru"
        let did = ["as", "so", "and"].contains(&list.folded(cue.words.start)) && cue.class == "add";
        if did && ["of", "from"].contains(&list.folded(start + 1)) && !list.is_capital(reading.prose(), start)
        {
            start = lead(start + 1)?;
        }
        let name = entity(reading, &(start..words.end.min(start + NAME)))?;
        let whole = name.start == start && list.is_capital(reading.prose(), start);
        let joined = (cue.words.start..start).all(|at| list.joined(at));
        let next = name.end;
        let ends = next >= words.end || !list.joined(next - 1) || ["and", "or"].contains(&list.folded(next));
        (whole && joined && ends && !settled(&name)).then_some(name)
    };
    let cues = CUES.find(list, words.clone()).into_iter();
    cues.filter_map(named).collect()
}

/// "Two states, Peru and Nepal": the first piece of a series only counts the others.
pub fn is_count(reading: &Reading<'_>, items: &[Range<usize>], item: &Range<usize>) -> bool {
    let span = reading.words.span(item.start);
    let counts = reading
        .facts_from(span.start)
        .next()
        .is_some_and(|fact| fact.kind == Kind::Number && fact.span.start <= span.start);
    counts && items.len() > 2 && items.first() == Some(item) && !reading.words.joined(item.end - 1)
}

/// What may stand between a word of exception and its name: "but not from Peru".
const PHRASE: [&str; 12] = ["the", "a", "an", "only", "from", "by", "of", "in", "for", "with", "to", "on"];

/// Whether a word of exception stands right before: "all but France", "without Peru".
pub fn is_left_out(reading: &Reading<'_>, words: &Range<usize>, floor: usize) -> bool {
    (1..=4).filter_map(|back| words.start.checked_sub(back)).take_while(|&at| at >= floor).any(|at| {
        joint(reading, at, words.start).is_some_and(|(class, end)| {
            let near = (end..words.start).all(|at| PHRASE.contains(&reading.words.folded(at)));
            class == "except" && near
        })
    })
}
