//! What is left: runs of words that one side has and the other has not.

use super::pair::{Half, Pair};
use super::stem::{is_past, stem};
use super::table::TABLES;
use super::token::{Key, Token};
use super::weave::Gap;
use super::{Change, Found, Kind, Sort, message};
use std::collections::HashMap;
use std::ops::Range;

/// A run of fewer words that hold no figure, name or meaning of a class, and stand in no other's place, is a matter of style.
const FEWEST_WORDS: usize = 2;

/// Settles runs that moved to other sentences: every word of them is left over there.
pub fn moved(pairs: &mut [Pair<'_>]) {
    let mut added: HashMap<Key, Vec<(usize, usize)>> = HashMap::new();
    for (nth, pair) in pairs.iter().enumerate() {
        for at in pair.new.unsettled() {
            if let Some(token) = pair.new.tokens.get(at) {
                added.entry(token.key).or_default().push((nth, at));
            }
        }
    }
    for nth in 0..pairs.len() {
        let Some(pair) = pairs.get(nth) else { continue };
        let runs: Vec<Vec<usize>> =
            pair.gaps.iter().map(|gap| open(&pair.old, &gap.old)).filter(|run| run.len() > 1).collect();
        for run in runs {
            let Some(pair) = pairs.get(nth) else { continue };
            let places = |at: &usize| {
                pair.old
                    .tokens
                    .get(*at)
                    .and_then(|token| added.get(&token.key))
                    .map_or(&[][..], Vec::as_slice)
            };
            let Some(first) = run.first() else { continue };
            let candidates: Vec<usize> =
                places(first).iter().map(|place| place.0).filter(|&other| other != nth).collect();
            let found = candidates.into_iter().find_map(|other| {
                let twin = |at: &usize| places(at).iter().find(|place| place.0 == other).map(|place| place.1);
                run.iter().map(twin).collect::<Option<Vec<usize>>>().map(|twins| (other, twins))
            });
            let Some((other, twins)) = found else { continue };
            if let Some(pair) = pairs.get_mut(nth) {
                run.iter().for_each(|&at| pair.old.settle(at));
            }
            if let Some(pair) = pairs.get_mut(other) {
                twins.iter().for_each(|&at| pair.new.settle(at));
            }
        }
    }
}

fn open(half: &Half<'_>, range: &Range<usize>) -> Vec<usize> {
    range.clone().filter(|&at| half.is_open(at)).collect()
}

/// Reports what is left of a pair and hands over its changes, in the order of the text.
pub fn finish(pair: &mut Pair<'_>) -> Vec<Change> {
    if pair.is_single() {
        whole(pair);
    } else {
        for gap in pair.gaps.clone() {
            rest(pair, &gap);
        }
    }
    let mut changes = std::mem::take(&mut pair.changes);
    changes.sort_by_cached_key(|change| match (change.new, change.old) {
        (Some(new), _) => (new.span.start, 0),
        (None, Some(old)) => (stood(pair, old.span.start), 1 + old.span.start),
        (None, None) => (usize::MAX, 0),
    });
    changes
}

/// Where in the new document something would stand that only the old one has.
fn stood(pair: &Pair<'_>, start: usize) -> usize {
    let token = pair.old.tokens.partition_point(|token| token.span.end <= start);
    let gap = pair.gaps.iter().find(|gap| gap.old.contains(&token));
    let before = gap.and_then(|gap| gap.new.end.checked_sub(1)).and_then(|at| pair.new.tokens.get(at));
    before.map_or(0, |token| token.span.end)
}

/// Reports a sentence that has no counterpart.
fn whole(pair: &mut Pair<'_>) {
    let removed = pair.new.sentences.is_empty();
    let half = if removed { &pair.old } else { &pair.new };
    let left = half.unsettled();
    let telling =
        |&at: &usize| half.tokens.get(at).is_some_and(|token| token.figure().is_some() || token.is_name());
    if left.len() < 2 && !left.iter().any(telling) {
        return;
    }
    let spans =
        half.sentences.iter().filter_map(|&at| half.reading.sentences.get(at)).map(|sentence| sentence.span);
    let Some(span) = spans.reduce(crate::text::Span::to) else { return };
    let place = Some(Found { span, fact: None });
    let words = half.text(span);
    let change = if removed {
        Change {
            sort: Sort::Removed,
            kind: Kind::Clause,
            old: place,
            new: None,
            message: message::of(Kind::Clause, words, ""),
        }
    } else {
        Change {
            sort: Sort::Added,
            kind: Kind::Clause,
            old: None,
            new: place,
            message: message::of(Kind::Clause, "", words),
        }
    };
    pair.changes.push(change);
}

/// Reports what is left in a gap.
fn rest(pair: &mut Pair<'_>, gap: &Gap) {
    let (old, new) = (open(&pair.old, &gap.old), open(&pair.new, &gap.new));
    if (gap.new.is_empty() || gap.old.is_empty()) && absorbed(pair, gap) {
        return;
    }
    match (old.is_empty(), new.is_empty()) {
        (true, true) => {}
        (false, true) => match emptied(&pair.old, &gap.old, &pair.new, gap.new.start) {
            true => one(pair, &old, Kind::Clause, true),
            false => run(pair, &old, true),
        },
        (true, false) => match emptied(&pair.new, &gap.new, &pair.old, gap.old.start) {
            true => one(pair, &new, Kind::Clause, false),
            false => run(pair, &new, false),
        },
        (false, false) => {
            let words =
                |half: &Half<'_>, own: &[usize]| own.iter().filter(|&&at| half.fact(at).is_none()).count();
            let (a, b) = (words(&pair.old, &old), words(&pair.new, &new));
            // One word in place of another: the tables have settled all that may mean the same.
            if a.min(b) > 1 || a.max(b) > FEWEST_WORDS || old.len() == 1 && new.len() == 1 {
                let (before, after) = (pair.old.passage(&old), pair.new.passage(&new));
                let message = message::of(Kind::Clause, before, after);
                pair.report(Sort::Changed, Kind::Clause, &old, &new, message);
            } else {
                run(pair, &old, true);
                run(pair, &new, false);
            }
        }
    }
}

/// Verbs that carry no fact beside their object, and yet another one than a verb that does: *held its rate*, *lifted its rate*.
const EMPTY_VERBS: [&str; 9] = ["have", "hold", "take", "give", "keep", "serve", "name", "put", "set"];

/// Whether a gap holds one word where the other side has an empty verb that does not mean the same.
fn emptied(own: &Half<'_>, gap: &Range<usize>, other: &Half<'_>, place: usize) -> bool {
    let Some(word) = own.tokens.get(gap.start).filter(|word| gap.len() == 1 && word.figure().is_none())
    else {
        return false;
    };
    let around: Vec<String> =
        own.words_before(gap.start).chain(own.words_before(gap.end)).map(stem).collect();
    let adverb = own.words(gap.start).ends_with("ly");
    other.words_before(place).map(stem).any(|verb| {
        EMPTY_VERBS.contains(&verb.as_str())
            && !around.contains(&verb)
            && !TABLES.synonyms(&verb, &word.stem)
            && (verb != "have" || !adverb && !perfect(other, place))
    })
}

/// Whether *have* before a token makes a tense of it: *prices have risen*, *it has been sold*.
fn perfect(half: &Half<'_>, place: usize) -> bool {
    is_past(&half.words(place).to_lowercase()) || half.words_before(place).any(|word| word == "been")
}

/// Makes one clause of a run that one side lacks and that holds several changes.
fn absorbed(pair: &mut Pair<'_>, gap: &Gap) -> bool {
    let removed = gap.new.is_empty();
    let (half, range) = if removed { (&pair.old, gap.old.clone()) } else { (&pair.new, gap.new.clone()) };
    let all: Vec<usize> = range.clone().collect();
    let left = open(half, &range);
    let Some(found) = half.found(&all) else { return false };
    let inside = |change: &Change| {
        let (own, other) = if removed { (change.old, change.new) } else { (change.new, change.old) };
        other.is_none() && own.is_some_and(|own| found.span.contains(own.span))
    };
    let reported = pair.changes.iter().filter(|change| inside(change)).count();
    if reported == 0 || left.len() + reported < FEWEST_WORDS || all.len() > 2 * (left.len() + reported) {
        return false;
    }
    let attributes = pair.changes.iter().any(|change| inside(change) && change.kind == Kind::Attribution);
    pair.changes.retain(|change| !inside(change));
    one(pair, &all, if attributes { Kind::Attribution } else { Kind::Clause }, removed);
    true
}

/// Reports a run of words and figures that one side lacks: as a clause, or one by one.
fn run(pair: &mut Pair<'_>, left: &[usize], removed: bool) {
    let half = if removed { &pair.old } else { &pair.new };
    let token = |at: &usize| half.tokens.get(*at);
    let figures: Vec<usize> = left.iter().copied().filter(|&at| half.fact(at).is_some()).collect();
    let names: Vec<usize> = left.iter().copied().filter(|at| token(at).is_some_and(Token::is_name)).collect();
    let plain = left.len() - figures.len() - names.len();
    if plain > 0 && (left.len() >= FEWEST_WORDS || !figures.is_empty() && plain > 0 && left.len() > 1) {
        return one(pair, left, Kind::Clause, removed);
    }
    if plain > 0 && names.is_empty() && figures.is_empty() {
        if is_listed(half, left) {
            one(pair, left, Kind::List, removed);
        }
        return;
    }
    for at in figures {
        let half = if removed { &pair.old } else { &pair.new };
        if let Some(fact) = half.fact(at) {
            one(pair, &[at], Kind::Figure(fact.kind), removed);
        }
    }
    if !names.is_empty() {
        let half = if removed { &pair.old } else { &pair.new };
        let kind = if is_listed(half, &names) { Kind::List } else { Kind::Name };
        one(pair, &names, kind, removed);
    }
}

fn one(pair: &mut Pair<'_>, tokens: &[usize], kind: Kind, removed: bool) {
    let half = if removed { &pair.old } else { &pair.new };
    let text = half.passage(tokens);
    if removed {
        pair.report(Sort::Removed, kind, tokens, &[], message::of(kind, text, ""));
    } else {
        pair.report(Sort::Added, kind, &[], tokens, message::of(kind, "", text));
    }
}

/// Whether some tokens are an item of a list: separators on both sides, or one and the end of the sentence.
pub fn is_listed(half: &Half<'_>, tokens: &[usize]) -> bool {
    let (Some(&first), Some(&last)) = (tokens.first(), tokens.last()) else { return false };
    let separates = |gap: &str| {
        let gap = gap.trim();
        gap.starts_with([',', ';']) || gap.ends_with([',', ';']) || ["and", "or", "&"].contains(&gap)
    };
    let before = first.checked_sub(1).map_or("", |at| half.between(at));
    let after = half.between(last);
    let same =
        |a: Option<&Token>, b: Option<&Token>| a.is_some_and(|a| b.is_some_and(|b| a.sentence == b.sentence));
    let ends = !same(half.tokens.get(last), half.tokens.get(last + 1));
    separates(before) && (separates(after) || ends)
        || separates(after) && !before.trim().is_empty() && before.contains(':')
}
