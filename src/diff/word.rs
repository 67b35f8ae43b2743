//! Words of closed classes: negations, hedges, opposites… and the words that only moved or were said otherwise.

use super::pair::{Half, Pair};
use super::stem::stem;
use super::table::{TABLES, Value};
use super::token::Token;
use super::{Kind, Sort, message};
use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

/// In longer runs of words that differ, no word is looked for in place of another.
const LONGEST_GAP: usize = 400;

/// Settles words that moved or mean the same, and reports words of closed classes that changed, came or went.
pub fn compare(pair: &mut Pair<'_>) {
    moved(pair, |old| Some(old.key), |new| Some(new.key));
    moved(pair, name_stem, plain_stem);
    moved(pair, plain_stem, name_stem);
    cancel(pair, usize::MAX, |one, other| shares(one.values(), other.values(), |a, b| a.value == b.value));
    opposed(pair);
    // Of equal stems are phrases that open alike and say two things: "vote for", "vote against".
    let plain = |one: &Token, other: &Token| !one.is_name() && !other.is_name() && one.stem != other.stem;
    cancel(pair, 0, |one, other| {
        plain(one, other) && (TABLES.synonyms(&one.stem, &other.stem) || alike(&one.stem, &other.stem))
    });
    cancel(pair, 2, |one, other| plain(one, other) && TABLES.synonyms(&one.stem, &other.stem));
    cancel(pair, 2, |one, other| one.is_name() && other.is_name() && belongs(&one.stem, &other.stem));
    compounds(pair);
    doubled(&mut pair.old);
    doubled(&mut pair.new);
    repeated(&mut pair.old, &pair.new);
    repeated(&mut pair.new, &pair.old);
    alone(pair);
}

/// The stem of a name's word.
fn name_stem(token: &Token) -> Option<String> {
    token.is_name().then(|| stem(&token.stem))
}

/// The stem of a word of no name.
fn plain_stem(token: &Token) -> Option<String> {
    (!token.is_name()).then(|| stem(&token.stem))
}

/// Settles words that stand elsewhere on the other side: those of equal keys, in order.
fn moved<K: Eq + Hash>(
    pair: &mut Pair<'_>,
    old: impl Fn(&Token) -> Option<K>,
    new: impl Fn(&Token) -> Option<K>,
) {
    let open = |half: &Half<'_>| {
        half.unsettled().into_iter().filter(|&at| half.fact(at).is_none()).collect::<Vec<_>>()
    };
    let mut places: HashMap<K, Vec<usize>> = HashMap::new();
    for a in open(&pair.old).into_iter().rev() {
        if let Some(key) = pair.old.tokens.get(a).and_then(&old) {
            places.entry(key).or_default().push(a);
        }
    }
    for b in open(&pair.new) {
        let twins = pair.new.tokens.get(b).and_then(&new).and_then(|key| places.get_mut(&key));
        if let Some(a) = twins.and_then(Vec::pop) {
            pair.old.settle(a);
            pair.new.settle(b);
        }
    }
}

/// Settles compounds written as one word on one side and as two on the other: *land line*, *landline*.
fn compounds(pair: &mut Pair<'_>) {
    for gap in pair.gaps.clone() {
        compound(&mut pair.old, gap.old.clone(), &mut pair.new, gap.new.clone());
        compound(&mut pair.new, gap.new, &mut pair.old, gap.old);
    }
}

fn compound(own: &mut Half<'_>, gap: Range<usize>, other: &mut Half<'_>, twins: Range<usize>) {
    for at in gap {
        let (Some(one), Some(two)) = (own.tokens.get(at), own.tokens.get(at + 1)) else { return };
        let whole = format!("{}{}", one.stem, two.stem);
        let twin = twins.clone().find(|&twin| {
            let says =
                |token: &Token| token.stem == whole || token.stem == format!("{}e{}", one.stem, two.stem);
            other.is_open(twin) && other.tokens.get(twin).is_some_and(says)
        });
        if let Some(twin) = twin.filter(|_| own.is_open(at) && own.is_open(at + 1)) {
            own.settle(at);
            own.settle(at + 1);
            other.settle(twin);
        }
    }
}

/// Settles two negations side by side: *not impossible*.
fn doubled(half: &mut Half<'_>) {
    let negates = |half: &Half<'_>, at: usize| {
        half.is_open(at)
            && half
                .tokens
                .get(at)
                .is_some_and(|token| token.values().iter().any(|value| value.kind == Kind::Negation))
    };
    for at in 1..half.tokens.len() {
        if negates(half, at - 1) && negates(half, at) {
            half.settle(at - 1);
            half.settle(at);
        }
    }
}

/// Settles negations that the other side has once for several things (*neither the crew nor the owner*), and verbs of saying
/// repeated beside them.
fn repeated(own: &mut Half<'_>, other: &Half<'_>) {
    let words = other.sentences.iter().filter_map(|&at| other.reading.sentences.get(at));
    let more = words
        .flat_map(|sentence| sentence.words.clone())
        .filter(|&at| other.reading.words.folded(at) == "nor")
        .count();
    let said = |at: &usize, kind: Kind| {
        own.tokens
            .get(*at)
            .is_some_and(|token| other.says(token) && token.values().iter().any(|value| value.kind == kind))
    };
    let open = own.unsettled();
    let negations = open.iter().copied().filter(|at| said(at, Kind::Negation)).take(more);
    let settled: Vec<usize> =
        negations.chain(open.iter().copied().filter(|at| said(at, Kind::Attribution))).collect();
    settled.into_iter().for_each(|at| own.settle(at));
}

/// Whether any two values of the same set satisfy a condition.
fn shares(one: &[Value], other: &[Value], is: impl Fn(&Value, &Value) -> bool) -> bool {
    one.iter().any(|a| other.iter().any(|b| a.set == b.set && is(a, b)))
}

/// Settles pairs of open words, in gaps no further apart than `reach`, that `same` holds for.
fn cancel(pair: &mut Pair<'_>, reach: usize, same: impl Fn(&Token, &Token) -> bool) {
    for (old, new) in counterparts(pair, reach, same) {
        pair.old.settle(old);
        pair.new.settle(new);
    }
}

/// Pairs of open words, in gaps no further apart than `reach`, that `is` holds for; each word at most once.
fn counterparts(pair: &Pair<'_>, reach: usize, is: impl Fn(&Token, &Token) -> bool) -> Vec<(usize, usize)> {
    // Far apart, only words of a class find one another, and few of them; near, only in gaps of a sensible length.
    let far = reach == usize::MAX;
    let words = |half: &Half<'_>, new: bool| -> Vec<(usize, usize)> {
        let gaps = pair.gaps.iter().enumerate();
        gaps.map(|(nth, gap)| (nth, if new { gap.new.clone() } else { gap.old.clone() }))
            .filter(|(_, range)| far || range.len() <= LONGEST_GAP)
            .flat_map(|(nth, range)| range.map(move |at| (nth, at)))
            .filter(|&(_, at)| half.is_open(at) && half.fact(at).is_none())
            .filter(|&(_, at)| !far || half.tokens.get(at).is_some_and(|token| !token.values().is_empty()))
            .take(if far { LONGEST_GAP } else { usize::MAX })
            .collect()
    };
    let mut left = words(&pair.new, true);
    let mut found = Vec::new();
    for (gap, a) in words(&pair.old, false) {
        let Some(old) = pair.old.tokens.get(a) else { continue };
        let start = left.partition_point(|(other, _)| other.saturating_add(reach) < gap);
        let near = left
            .iter()
            .enumerate()
            .skip(start)
            .take_while(|(_, (other, _))| *other <= gap.saturating_add(reach))
            .filter(|(_, (_, b))| pair.new.tokens.get(*b).is_some_and(|new| is(old, new)))
            .min_by_key(|(_, (other, _))| gap.abs_diff(*other))
            .map(|(place, _)| place);
        if let Some(place) = near {
            found.push((a, left.remove(place).1));
        }
    }
    found
}

/// Reports words of one set with another value in their place, and words in place of their opposites.
fn opposed(pair: &mut Pair<'_>) {
    for reach in [0, 1] {
        for (a, b) in counterparts(pair, reach, |one, other| {
            shares(one.values(), other.values(), |a, b| a.value != b.value)
        }) {
            let kind = pair.new.tokens.get(b).zip(pair.old.tokens.get(a)).and_then(|(new, old)| {
                new.values()
                    .iter()
                    .find(|value| old.values().iter().any(|other| other.set == value.set))
                    .map(|value| value.kind)
            });
            replaced(pair, kind.unwrap_or(Kind::Direction), a, b);
        }
    }
    for (a, b) in counterparts(pair, 0, |one, other| TABLES.opposites(&one.stem, &other.stem)) {
        replaced(pair, Kind::Direction, a, b);
    }
}

fn replaced(pair: &mut Pair<'_>, kind: Kind, a: usize, b: usize) {
    let message = message::of(kind, pair.old.words(a), pair.new.words(b));
    pair.report(Sort::Changed, kind, &[a], &[b], message);
}

/// Whether two words are one but for a slip of the pen or a derivation: *settlments*, *settlements*.
fn alike(one: &str, other: &str) -> bool {
    let common = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    let slips = match short {
        0..=5 => 0,
        6..=8 => 1,
        _ => 2,
    };
    common > 4 && (common * 3 >= long * 2 || root(one) == root(other))
        || common > 0 && distance(one, other) <= slips
}

/// Whether one of two names is the adjective of the other: *Asia*, *Asian*.
fn belongs(one: &str, other: &str) -> bool {
    let of = |name: &str, adjective: &str| {
        name.len() > 3 && adjective.strip_prefix(name).is_some_and(|end| matches!(end, "n" | "an" | "ian"))
    };
    of(one, other) || of(other, one)
}

/// What a verb and the noun of its action have in common: *erupt*, *eruption*; *ratify*, *ratification*.
fn root(word: &str) -> &str {
    let endings = ["ication", "ation", "ition", "ion", "ment", "ance", "ence", "ure", "al", "ate", "y", "e"];
    endings.iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// The number of letters to insert, delete, replace or swap to make one word the other, counted up to 3.
pub fn distance(one: &str, other: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if a.len().abs_diff(b.len()) > 2 {
        return 3;
    }
    // Optimal string alignment, three rows at a time.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let mut cost =
                (get(&last, j) + usize::from(x != y)).min(get(&last, j + 1) + 1).min(get(&row, j) + 1);
            if i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x) {
                cost = cost.min(get(&before, j - 1) + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(3).min(3)
}

/// Reports words that are a change when they alone appear or vanish.
fn alone(pair: &mut Pair<'_>) {
    if pair.is_single() {
        return;
    }
    let marked = |half: &Half<'_>| -> Vec<(usize, Kind)> {
        let value = |at: usize| {
            half.tokens.get(at)?.values().iter().find(|value| value.alone).map(|value| (at, value.kind))
        };
        half.unsettled().into_iter().filter_map(value).collect()
    };
    for (at, kind) in marked(&pair.old) {
        let sort = if is_hedge(kind) { Sort::Strengthened } else { Sort::Removed };
        let message = message::of(kind, pair.old.words(at), "");
        pair.report(sort, kind, &[at], &[], message);
    }
    for (at, kind) in marked(&pair.new) {
        let sort = if is_hedge(kind) { Sort::Weakened } else { Sort::Added };
        let message = message::of(kind, "", pair.new.words(at));
        pair.report(sort, kind, &[], &[at], message);
    }
}

/// Whether a word of this kind makes a statement weaker.
const fn is_hedge(kind: Kind) -> bool {
    matches!(kind, Kind::Hedge | Kind::Modality)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_swaps_as_one() {
        assert_eq!(distance("papau", "papua"), 1);
        assert_eq!(distance("settlments", "settlements"), 1);
        assert_eq!(distance("orr", "pell"), 3);
        assert_eq!(distance("", "ab"), 2);
    }

    #[test]
    fn slips_and_derivations_are_alike() {
        assert!(alike("settlment", "settlement") && alike("investigat", "investigation"));
        assert!(!alike("import", "export") && !alike("diesel", "petrol"));
    }
}
