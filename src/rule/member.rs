//! Members of lists: what in a member's words is the thing itself, and whether two are of one kind.

use super::clause::{is_auxiliary, is_past};
use super::office::country_at;
use super::reading::Reading;
use super::{Group, Hits};
use std::ops::Range;

/// The terms of a claim that settle whose words a member's are.
pub struct Settled<'a> {
    /// All groups of terms that are known.
    pub groups: &'a [&'a [Group]],
    /// Their hits.
    pub hits: &'a Hits<'a>,
}

impl Settled<'_> {
    /// Whether a member's words hold any known term.
    pub fn holds(&self, item: &Range<usize>) -> bool {
        self.groups.iter().flat_map(|groups| groups.iter()).any(|group| self.hits.any(group, item))
    }
}

/// A common noun phrase is no longer than this, in words.
const PHRASE: usize = 4;

/// Words that name nobody by themselves.
const EMPTY: [&str; 34] = [
    "one",
    "two",
    "three",
    "both",
    "all",
    "most",
    "other",
    "others",
    "more",
    "so",
    "etc",
    "elsewhere",
    "it",
    "they",
    "he",
    "she",
    "this",
    "that",
    "these",
    "those",
    "who",
    "which",
    "several",
    "many",
    "some",
    "few",
    "not",
    "then",
    "we",
    "each",
    "none",
    "everyone",
    "nobody",
    "there",
];

/// The words of a member that name it: a country, a proper name, or a short phrase of common nouns; `None` where it is none
/// of these ("others", a pronoun, a month, a number, a clause).
pub fn entity(reading: &Reading<'_>, item: &Range<usize>) -> Option<Range<usize>> {
    let list = &reading.words;
    let capital = |at: usize| list.is_capital(reading.prose(), at) && !is_calendar(list.folded(at));
    if let Some(at) = item.clone().find(|&at| country_at(list, at, item.end).is_some() && capital(at)) {
        let (_, end) = country_at(list, at, item.end)?;
        return Some(at..end);
    }
    // "the heads of Lund": the name behind the last "of" is the thing itself.
    let inner = item
        .clone()
        .rev()
        .find(|&at| ["of", "from"].contains(&list.folded(at)) && at + 1 < item.end && capital(at + 1));
    let item = &inner.map_or_else(|| item.clone(), |of| of + 1..item.end);
    let sentence_start = reading.opens(item.start);
    if let Some(start) = item.clone().find(|&at| {
        capital(at) && !(sentence_start && at == item.start && item.len() == 1 && list.folded(at).len() < 3)
    }) {
        let mut end = start + 1;
        while end < item.end && list.joined(end - 1) && capital(end) {
            end += 1;
        }
        return Some(start..end);
    }
    let words: Vec<&str> = item.clone().map(|at| list.folded(at)).collect();
    let verbal = words.iter().any(|word| is_auxiliary(word) || is_past(word));
    let empty =
        words.iter().any(|word| EMPTY.contains(word)) || item.clone().any(|at| is_calendar(list.folded(at)));
    let number = words.iter().any(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    (!verbal && !empty && !number && !words.is_empty() && words.len() <= PHRASE).then(|| item.clone())
}

/// Whether words found are of the kind of a claimed member: both names, or both common nouns.
pub fn is_like(reading: &Reading<'_>, member: &Range<usize>, found: &Range<usize>) -> bool {
    let list = &reading.words;
    let name = |words: &Range<usize>| {
        words.clone().any(|at| {
            list.is_capital(reading.prose(), at)
                && (!reading.opens(at) || country_at(list, at, words.end).is_some())
        })
    };
    let country = |words: &Range<usize>| country_at(list, words.start, words.end).is_some();
    let opening = reading.opens(member.start) || reading.opens(found.start);
    country(member) && country(found) || opening || name(member) == name(found)
}

/// Whether a word with a capital is a name, although it may have the capital from opening its sentence.
pub fn is_name(reading: &Reading<'_>, at: usize) -> bool {
    let folded = reading.words.folded(at);
    reading.words.is_capital(reading.prose(), at) && !EMPTY.contains(&folded) && !is_calendar(folded)
}

/// Whether somebody's name only says where: "in Norway", "at Turku".
pub fn is_place(reading: &Reading<'_>, words: &Range<usize>, floor: usize) -> bool {
    let before = |back: usize| {
        words.start.checked_sub(back).filter(|&at| at >= floor).map(|at| reading.words.folded(at))
    };
    let preposition = if before(1) == Some("the") { before(2) } else { before(1) };
    preposition.is_some_and(|word| ["in", "at", "near", "across"].contains(&word))
}

/// Whether words are a country or a name in capitals.
pub fn is_named(reading: &Reading<'_>, words: &Range<usize>) -> bool {
    words.clone().any(|at| reading.words.is_capital(reading.prose(), at))
}

/// Whether a folded word is a month or a day of the week.
pub fn is_calendar(folded: &str) -> bool {
    const CALENDAR: [&str; 19] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    CALENDAR.contains(&folded)
}
