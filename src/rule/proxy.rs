//! Those who are named by somebody else and speak in their own name: "a critic of Orr said", "Orr's deputy said".

use super::clause::is_auxiliary;
use super::polarity::span_of;
use super::reading::{Reading, Sentence};
use super::speaker::{is_body, is_speech};
use super::word::{forms, rows};
use crate::text::Span;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Nouns for such people → their class.
static NOUNS: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let table = rows(include_str!("table/proxy.tsv"));
    let pairs = table.filter_map(|row| row.split_first().map(|(&class, nouns)| (class, nouns.to_vec())));
    let all = |(class, nouns): (&'static str, Vec<&'static str>)| {
        nouns.into_iter().flat_map(forms).map(move |form| (form, class))
    };
    pairs.flat_map(all).collect()
});

/// How many words may stand between a name and the noun that it names: "Orr's fiercest critic".
const BETWEEN: usize = 2;

/// A name takes no more words.
const NAME: usize = 6;

/// The words of somebody who speaks and is only named by the name at `name`: "a critic of Orr".
pub fn proxy(reading: &Reading<'_>, sentence: &Sentence, name: &Range<usize>) -> Option<Span> {
    let people = of_name(reading, sentence, name).or_else(|| name_of(reading, sentence, name))?;
    speaks(reading, sentence, &people).then(|| span_of(reading, &people))
}

/// Whether a noun is of people who do not speak for the name beside it.
fn is_other(reading: &Reading<'_>, at: usize, name: &Range<usize>) -> bool {
    match NOUNS.get(reading.words.folded(at)) {
        Some(&"under") => !is_body(reading, name),
        class => class.is_some(),
    }
}

/// "a critic of Orr"
fn of_name(reading: &Reading<'_>, sentence: &Sentence, name: &Range<usize>) -> Option<Range<usize>> {
    let list = &reading.words;
    let own = |at: usize| list.is_capital(reading.prose(), at) || list.folded(at) == "the";
    let before = sentence.words.start.max(name.start.saturating_sub(NAME))..name.start;
    let link = before.rev().find(|&at| !own(at))?;
    let noun = link.checked_sub(1).filter(|&noun| noun >= sentence.words.start)?;
    let linked = ["of", "to", "for"].contains(&list.folded(link));
    let joined = (noun..name.start).all(|at| list.joined(at));
    if !(linked && joined && is_other(reading, noun, name)) {
        return None;
    }
    let article = |at: &usize| ["a", "an", "the", "one"].contains(&list.folded(*at));
    let before = |back: usize| noun.checked_sub(back).filter(|&at| at >= sentence.words.start);
    let start = (1..=BETWEEN).filter_map(before).find(article).unwrap_or(noun);
    Some(start..name.end)
}

/// "Orr's critic"
fn name_of(reading: &Reading<'_>, sentence: &Sentence, name: &Range<usize>) -> Option<Range<usize>> {
    let list = &reading.words;
    let rest = reading.prose().get(list.span(name.end.checked_sub(1)?).end..).unwrap_or_default();
    if !rest.starts_with(['\'', '’']) {
        return None;
    }
    let behind = name.end..(name.end + BETWEEN + 1).min(sentence.words.end);
    let noun = behind
        .take_while(|&at| list.joined(at - 1) && !["to", "of", "in", "on", "and"].contains(&list.folded(at)))
        .find(|&at| is_other(reading, at, name))?;
    Some(name.start..noun + 1)
}

/// Whether people are the subject of a word of speech, with an apposition between or not, or stand behind one or "according to".
fn speaks(reading: &Reading<'_>, sentence: &Sentence, people: &Range<usize>) -> bool {
    let list = &reading.words;
    let said = |mut at: usize| {
        while at < sentence.words.end && (is_auxiliary(list.folded(at)) || list.folded(at).ends_with("ly")) {
            at += 1;
        }
        at < sentence.words.end && is_speech(list.folded(at))
    };
    let mut next = people.end;
    if !list.joined(next - 1) {
        let last = sentence.words.end.min(next + NAME);
        while next < last && list.is_capital(reading.prose(), next) {
            next += 1;
        }
    }
    let before = people.start.checked_sub(1).filter(|&at| at >= sentence.words.start);
    let lead = before.filter(|&at| list.joined(at)).map_or("", |at| list.folded(at));
    let according = lead == "to"
        && before.and_then(|at| at.checked_sub(1)).is_some_and(|at| list.folded(at) == "according");
    said(next) || according || is_speech(lead)
}
