//! Whose statement something is: the name beside a word of speech.

use super::clause::is_past;
use super::country;
use super::office::is_portfolio;
use super::polarity::span_of;
use super::reading::{Reading, Sentence, Words};
use super::unspoken::apart;
use super::word::{forms, rows};
use crate::text::Span;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

static SPEECH: LazyLock<HashSet<String>> =
    LazyLock::new(|| rows(include_str!("table/speech.tsv")).flatten().flat_map(forms).collect());

/// Words for whoever speaks → their class, and whether they speak alone.
static SORTS: LazyLock<HashMap<&str, (&str, bool)>> = LazyLock::new(|| {
    let table =
        rows(include_str!("table/source.tsv")).filter(|row| !matches!(row.first(), Some(&("of" | "body"))));
    let pairs = table.filter_map(|row| row.split_first().map(|(&class, words)| (class, words.to_vec())));
    let sort = |class, word: &'static str| match word.strip_prefix('*') {
        Some(part) => (part, (class, false)),
        None => (word, (class, true)),
    };
    pairs.flat_map(|(class, words)| words.into_iter().map(move |word| sort(class, word))).collect()
});

/// People who speak for whom a name before them says.
static PEOPLE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let table = rows(include_str!("table/source.tsv")).filter(|row| row.first() == Some(&"of"));
    table.flat_map(|row| row.into_iter().skip(1)).collect()
});

/// Sorts of firms: "the company" may be any of them.
const FIRMS: [&str; 4] = ["company", "bank", "insurer", "owner"];

fn is_sort(folded: &str) -> bool {
    SORTS.get(folded).is_some_and(|(_, alone)| *alone)
}

/// Sources that "the government" and the like stand for: those may not be any person or company.
const PUBLIC: [&str; 5] = ["government", "court", "police", "prosecution", "opposition"];

/// A source that a sentence gives by its sort alone: "the government said", "according to the company", with what says which
/// one it is: "the *interior ministry*".
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
    let noun_at = sentence.words.clone().find_map(|at| {
        let folded = words.folded(at);
        if folded == "according" && words.folded(at + 1) == "to" {
            return behind(at + 2);
        }
        // "the owners put it at": the base form goes with a plural, and is a noun behind others ("the bank report").
        let subject = before(reading, sentence, at).checked_sub(1);
        let plural = || subject.is_some_and(|noun| words.folded(noun).ends_with('s'));
        if !is_speech(folded) || !(is_past(folded) || folded.ends_with('s') || plural()) {
            return None;
        }
        let inverted = || behind(at + 1).filter(|&noun| ends_clause(reading, words.span(noun)));
        subject.filter(|&before| noun(before)).or_else(inverted)
    })?;
    let portfolio =
        |at: &usize| sentence.words.contains(at) && words.joined(*at) && is_portfolio(words.folded(*at));
    let first = noun_at.checked_sub(1).filter(portfolio).unwrap_or(noun_at);
    Some(words.span(first).to(words.span(noun_at)))
}

/// What a sentence gives as a source by a common noun that names no sort of source: "according to *the defence*".
pub fn according(reading: &Reading<'_>, sentence: &Sentence) -> Option<Span> {
    let words = &reading.words;
    let to = |at: usize| words.folded(at) == "according" && words.folded(at + 1) == "to";
    let start = sentence.words.clone().find(|&at| to(at))? + 2;
    let end = (start..sentence.words.end.min(start + 4)).find(|&at| !words.joined(at))?;
    Some(words.span(start).to(words.span(end)))
}

/// Whether a source given by its sort alone, such as *government*, may be one that goes by any of these names.
pub fn may_be<'n>(sort: &str, names: impl Iterator<Item = &'n str>) -> bool {
    let sort = Words::new(sort);
    let Some(last) = sort.len().checked_sub(1) else { return true };
    let Some((class, _)) = SORTS.get(sort.folded(last)) else { return true };
    let portfolio = Some(sort.folded(0)).filter(|_| last > 0);
    let mut sorted = false;
    let mut open = false;
    for name in names {
        let (like, own) = stands_for(class, portfolio, name);
        if like && own {
            return true;
        }
        sorted |= own;
        open |= like;
    }
    // Where one of its names says of what sort the source is, that settles it.
    open && !sorted
}

/// Whether a sort of source may be one that goes by a name, and whether the name says of what sort it is.
fn stands_for(class: &str, portfolio: Option<&str>, name: &str) -> (bool, bool) {
    let list = Words::new(name);
    let classes: Vec<&str> =
        (0..list.len()).filter_map(|at| SORTS.get(list.folded(at)).map(|(class, _)| *class)).collect();
    let state = country::name(&(0..list.len()).map(|at| list.folded(at)).collect::<Vec<_>>().join(" "));
    if classes.is_empty() && state.is_none() {
        return (!PUBLIC.contains(&class), false);
    }
    // "the interior ministry" is no ministry of finance.
    let mut own = (0..list.len()).map(|at| list.folded(at)).filter(|word| is_portfolio(word)).peekable();
    let other = own.peek().is_some() && portfolio.is_some_and(|word| own.all(|own| !same_word(own, word)));
    let firms =
        |one: &&str| class == "company" && FIRMS.contains(one) || *one == "company" && FIRMS.contains(&class);
    let like = classes.contains(&class) || classes.iter().any(firms);
    (!other && (like || state.is_some() && PUBLIC.contains(&class)), !classes.is_empty())
}

/// Whether a name is that of a body rather than a person: a word of it is a sort of source or stands for a body, it is a
/// country, or it is all initials.
pub fn is_body(reading: &Reading<'_>, name: &Range<usize>) -> bool {
    let words = &reading.words;
    let folded = name.clone().map(|at| words.folded(at)).collect::<Vec<_>>();
    let initials = || !span_of(reading, name).of(reading.prose()).chars().any(char::is_lowercase);
    let sort = |word: &&str| SORTS.contains_key(word) || BODIES.contains(word);
    folded.iter().any(sort) || country::name(&folded.join(" ")).is_some() || initials()
}

/// Nouns that stand for bodies.
static BODIES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let table = rows(include_str!("table/source.tsv")).filter(|row| row.first() == Some(&"body"));
    table.flat_map(|row| row.into_iter().skip(1)).collect()
});

/// Whether two words are forms of one.
fn same_word(one: &str, other: &str) -> bool {
    one == other || forms(one).iter().any(|form| form == other)
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
    if apart(reading, name).is_some() {
        return true;
    }
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
        // "answering Ekberg": the verb is none that Ekberg is the subject of.
        let own = |name: &Span| !name.overlaps(of) && apart(reading, &words.within(*name)).is_none();
        if let Some(name) = name.filter(own) {
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
    let mut end = before(reading, sentence, at);
    // "EU observers reported": those speak for the EU, but "Russian officials" for no one place.
    if let Some(people) = end.checked_sub(1).filter(|&people| PEOPLE.contains(words.folded(people)))
        && sentence.words.contains(&people)
        && people.checked_sub(1).is_some_and(|name| words.joined(name) && may_speak(reading, name))
    {
        end = people;
    }
    let mut name = capitals(reading, sentence, end)?;
    // "the mayor of Turin said": it is not the town that speaks.
    let of = name.start.checked_sub(1).is_some_and(|of| words.folded(of) == "of" && words.joined(of));
    if of {
        return None;
    }
    // "Sandoval, questioned by Ekberg, said": the subject stands before the aside.
    if !words.joined(name.end - 1) && is_beside(reading, &name) {
        let aside = (sentence.words.start + 1..name.start).rev().find(|&at| !words.joined(at - 1));
        name = aside.and_then(|aside| capitals(reading, sentence, aside)).unwrap_or(name);
    }
    Some(words.span(name.start).to(words.span(name.end - 1)))
}

/// Whether people may speak for what a word names: a body, but not a people ("Russian officials"), who may be of any.
fn may_speak(reading: &Reading<'_>, name: usize) -> bool {
    let initials = || !reading.words.span(name).of(reading.prose()).chars().any(char::is_lowercase);
    country::name(reading.words.folded(name)).is_none() || initials()
}

/// The run of capitalised words that ends before a word.
fn capitals(reading: &Reading<'_>, sentence: &Sentence, end: usize) -> Option<Range<usize>> {
    let words = &reading.words;
    let mut start = end;
    loop {
        let first = sentence.words.start;
        let capital = |at: usize| words.is_capital(reading.prose(), at);
        if start > first && capital(start - 1) && (start == end || words.joined(start - 1)) {
            start -= 1;
        } else if start < end && start > first + 1 && is_link(words, start - 1) && capital(start - 2) {
            // "the Ministry of Finance"
            start -= 2;
        } else {
            break;
        }
    }
    (start < end && end - start < 8 && !is_opener(words.folded(start), end - start)).then_some(start..end)
}

/// Whether a small word joins the parts of a name: "Ministry *of* Finance".
fn is_link(words: &Words, at: usize) -> bool {
    ["of", "for"].contains(&words.folded(at)) && words.joined(at) && at > 0 && words.joined(at - 1)
}

/// The run of capitalised words that starts at a word, behind an article.
fn name_from(reading: &Reading<'_>, sentence: &Sentence, at: usize) -> Option<Span> {
    let words = &reading.words;
    let start = if words.folded(at) == "the" { at + 1 } else { at };
    let mut end = start;
    loop {
        let capital = |at: usize| at < sentence.words.end && words.is_capital(reading.prose(), at);
        if capital(end) && (end == start || words.joined(end - 1)) {
            end += 1;
        } else if end > start && is_link(words, end) && capital(end + 1) {
            end += 2;
        } else {
            break;
        }
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
