//! Names: exchanged, replaced, abbreviated; and the order of what changed places.

use super::clause;
use super::pair::{Half, Pair};
use super::stem::{is_past, is_unmarked};
use super::weave::Gap;
use super::word::distance;
use super::{Kind, Sort, acronym, beside, generic, message};
use crate::rule::country;
use std::ops::Range;

/// Reports words that changed places: who did what to whom, and the order before "respectively".
pub fn orders(pair: &mut Pair<'_>) {
    respectively(pair);
    for first in 0..pair.gaps.len() {
        for second in first + 1..pair.gaps.len().min(first + FARTHEST_SWAP) {
            swapped(pair, first, second);
        }
    }
    crossed(pair);
}

/// In longer passages nobody would see who did what to whom.
const LONGEST_CROSSED: usize = 200;

/// Stems of verbs whose two sides may change places.
const MUTUAL: [&str; 8] = ["meet", "marry", "face", "resemble", "equal", "adjoin", "join", "border"];

/// Reports the names on the two sides of a verb that stayed, where they changed places: *the Orca hit the Luna*.
fn crossed(pair: &mut Pair<'_>) {
    let long = pair.old.tokens.len().max(pair.new.tokens.len()) > LONGEST_CROSSED;
    if pair.is_single() || long || passive(&pair.old) != passive(&pair.new) {
        return;
    }
    let mut found = Vec::new();
    for a in 0..pair.old.tokens.len() {
        let Some(verb) = pair.old.tokens.get(a).filter(|_| is_verb(&pair.old, a)) else { continue };
        if MUTUAL.contains(&verb.stem.as_str()) {
            continue;
        }
        let mut twins = (0..pair.new.tokens.len())
            .filter(|&at| pair.new.tokens.get(at).is_some_and(|token| token.key == verb.key));
        let (Some(b), None) = (twins.next(), twins.next()) else { continue };
        let (was, is) = (sides(&pair.old, a), sides(&pair.new, b));
        let (Some((did, done)), Some((does, suffers))) = (was, is) else { continue };
        let keys = |half: &Half<'_>, range: &Range<usize>| -> Vec<u32> {
            range.clone().filter_map(|at| half.tokens.get(at)).map(|token| token.key).collect()
        };
        let turned = keys(&pair.old, &did) == keys(&pair.new, &suffers)
            && keys(&pair.old, &done) == keys(&pair.new, &does)
            && keys(&pair.old, &did) != keys(&pair.old, &done);
        if turned && !pair.is_reported(does.start) && !pair.is_reported(suffers.start) {
            found.push((did, done, does, suffers));
        }
    }
    for (did, done, does, suffers) in found {
        let all = |range: &Range<usize>| range.clone().collect::<Vec<_>>();
        let message = format!(
            "{} and {} changed places",
            message::quoted(pair.old.passage(&all(&did))),
            message::quoted(pair.old.passage(&all(&done)))
        );
        let (old, new): (Vec<usize>, Vec<usize>) = (did.chain(done).collect(), does.chain(suffers).collect());
        pair.report(Sort::Changed, Kind::Direction, &old, &new, message);
    }
}

/// Whether a token is a verb in the past that its sentence has once: *hit*, *accused*, *ran*.
fn is_verb(half: &Half<'_>, at: usize) -> bool {
    let Some(token) = half.tokens.get(at).filter(|token| !token.is_name() && token.figure().is_none()) else {
        return false;
    };
    let word = half.reading.words.folded(token.word);
    let past = is_past(word) || is_unmarked(word);
    past && half.tokens.iter().filter(|other| other.key == token.key).count() == 1
}

/// The names next to a token on either side, in its own clause.
fn sides(half: &Half<'_>, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    /// "the Orca, laden with ore, hit": so many words stand between at most.
    const NEAR: usize = 4;
    let name = |at: usize| half.tokens.get(at).is_some_and(|token| token.is_name());
    let joined = |at: usize| !half.between(at).contains([',', ';', ':', '(', ')', '.', '\n']);
    let one = |at: usize| half.between(at) == " ";
    // "Prices rose in Lund and fell in Oslo": what a preposition or another noun parts from the verb is no side of it.
    let figure = |at: usize| half.tokens.get(at).is_some_and(|token| token.figure().is_some());
    let before = (at.saturating_sub(2)..at).rev().take_while(|&at| joined(at) && one(at));
    let before = before.take_while(|&at| name(at) || figure(at)).find(|&at| name(at))?;
    let start = (0..before).rev().take_while(|&at| name(at) && one(at)).last().unwrap_or(before);
    let behind = (at..at + NEAR).take_while(|&at| joined(at)).map(|at| at + 1).find(|&at| name(at))?;
    const APART: [&str; 15] = [
        "in", "at", "on", "near", "from", "with", "for", "by", "of", "during", "after", "before", "and",
        "than", "as",
    ];
    let (verb, first) = (half.tokens.get(at)?, half.tokens.get(behind)?);
    let words = half.reading.words.within(verb.span).end..first.word;
    if words.into_iter().any(|at| APART.contains(&half.reading.words.folded(at))) {
        return None;
    }
    let end = (behind..).take_while(|&at| one(at) && name(at + 1)).last().map_or(behind, |at| at + 1);
    Some((start..before + 1, behind..end + 1))
}

/// Names that changed places stand no more differences apart than this.
const FARTHEST_SWAP: usize = 40;
/// Gaps of more words than this are no exchange of names.
const LONGEST_SWAP: usize = 6;

fn swapped(pair: &mut Pair<'_>, first: usize, second: usize) {
    let (Some(one), Some(two)) = (pair.gaps.get(first).cloned(), pair.gaps.get(second).cloned()) else {
        return;
    };
    let keys = |half: &Half<'_>, range: &Range<usize>| -> Vec<u32> {
        let own = range.clone().filter(|&at| half.is_open(at) && half.fact(at).is_none());
        own.filter_map(|at| half.tokens.get(at)).map(|token| token.key).collect()
    };
    let (a, b) = (keys(&pair.old, &one.old), keys(&pair.new, &one.new));
    let fills = a.len() == one.old.len() && b.len() == one.new.len() && !a.is_empty() && !b.is_empty();
    if !fills || a == b || a.len() > LONGEST_SWAP || b.len() > LONGEST_SWAP {
        return;
    }
    if keys(&pair.old, &two.old) != b || keys(&pair.new, &two.new) != a {
        return;
    }
    let between = one.old.end..two.old.start;
    let names = between.clone().all(|at| pair.old.tokens.get(at).is_some_and(|token| token.is_name()));
    let joined = |at| [" ", ", ", ", and ", " and ", " or ", "; ", " & "].contains(&pair.old.between(at));
    // "Peru accounted for 12% of sales and Chile for 8%", told in another order: each kept its figure.
    let kept = beside::kept_words(pair);
    let coordinated = |half: &Half<'_>, start: usize| {
        let between = start.checked_sub(1).map_or("", |before| half.between(before));
        between.split_whitespace().any(|word| ["and", "while", "but"].contains(&word))
            || between.starts_with([',', ';'])
    };
    let moved = coordinated(&pair.old, two.old.start)
        && coordinated(&pair.new, two.new.start)
        && a.iter().chain(&b).all(|word| kept.contains(word));
    let in_list = names && between.len() < 12 && (one.old.start..two.old.start).all(joined);
    if in_list || moved || passive(&pair.old) != passive(&pair.new) {
        for at in one.old.clone().chain(two.old.clone()) {
            pair.old.settle(at);
        }
        for at in one.new.clone().chain(two.new.clone()) {
            pair.new.settle(at);
        }
        return;
    }
    let all = |range: &Range<usize>| range.clone().collect::<Vec<_>>();
    let message = format!(
        "{} and {} changed places",
        message::quoted(pair.old.passage(&all(&one.old))),
        message::quoted(pair.new.passage(&all(&one.new)))
    );
    pair.report(Sort::Changed, Kind::Direction, &all(&one.old), &all(&one.new), message);
    all(&two.old).into_iter().for_each(|at| pair.old.settle(at));
    all(&two.new).into_iter().for_each(|at| pair.new.settle(at));
}

/// Whether a text names an agent with "by" behind a form of *be*.
fn passive(half: &Half<'_>) -> bool {
    const BE: [&str; 8] = ["is", "are", "was", "were", "be", "been", "being", "get"];
    let mut be = false;
    half.sentences
        .iter()
        .filter_map(|&at| half.reading.sentences.get(at))
        .flat_map(|sentence| sentence.words.clone())
        .any(|at| {
            let word = half.reading.words.folded(at);
            be |= BE.contains(&word) || word.ends_with("ed");
            be && word == "by"
        })
}

/// Reports another order of the things that figures belong to "respectively".
fn respectively(pair: &mut Pair<'_>) {
    let says = |half: &Half<'_>| {
        half.sentences
            .iter()
            .filter_map(|&at| half.reading.sentences.get(at))
            .flat_map(|sentence| sentence.words.clone())
            .any(|at| half.reading.words.folded(at) == "respectively")
    };
    if !says(&pair.old) || !says(&pair.new) {
        return;
    }
    let things = |half: &Half<'_>, figures: bool| -> Vec<u32> {
        let tokens = half.tokens.iter();
        tokens.filter(|token| token.figure().is_some() == figures).map(|token| token.key).collect()
    };
    let sorted = |mut keys: Vec<u32>| {
        keys.sort_unstable();
        keys
    };
    let (old, new) = (things(&pair.old, false), things(&pair.new, false));
    let kept = things(&pair.old, true) == things(&pair.new, true);
    if old != new && kept && sorted(old) == sorted(new) {
        let (old, new) = (pair.old.unsettled(), pair.new.unsettled());
        let message = "the order before \"respectively\" changed, the figures stayed".to_owned();
        pair.report(Sort::Changed, Kind::List, &old, &new, message);
    }
}

/// Settles names that are abbreviated, corrected or stood for, and reports names in place of others.
pub fn compare(pair: &mut Pair<'_>) {
    if pair.is_single() {
        return;
    }
    acronym::settle(pair);
    generic::settle(pair);
    for gap in pair.gaps.clone() {
        stood_for(pair, &gap);
        acronym::expansion(&mut pair.old, &gap.old);
        acronym::expansion(&mut pair.new, &gap.new);
        let held = |half: &Half<'_>, range: &Range<usize>| {
            range.clone().any(|at| half.is_open(at) && (half.is_open_name(at) || half.fact(at).is_some()))
        };
        let (was, is) = (held(&pair.old, &gap.old), held(&pair.new, &gap.new));
        if !is {
            restated(&mut pair.old, &gap.old, &pair.new);
        }
        if !was {
            restated(&mut pair.new, &gap.new, &pair.old);
        }
        shorter(&mut pair.old, &gap.old, gap.new.is_empty());
        shorter(&mut pair.new, &gap.new, gap.old.is_empty());
        let names = |half: &Half<'_>, range: &Range<usize>| {
            range.clone().filter(|&at| half.is_open_name(at)).collect::<Vec<_>>()
        };
        let (old, new) = (names(&pair.old, &gap.old), names(&pair.new, &gap.new));
        if old.is_empty() || new.is_empty() {
            continue;
        }
        let (before, after) = (pair.old.passage(&old), pair.new.passage(&new));
        if corrected(before, after) {
            old.iter().for_each(|&at| pair.old.settle(at));
            new.iter().for_each(|&at| pair.new.settle(at));
            continue;
        }
        let mut message = message::of(Kind::Name, before, after);
        if distance(&before.to_lowercase(), &after.to_lowercase()) < 3 {
            message.push_str(", a name spelled otherwise");
        }
        pair.report(Sort::Changed, Kind::Name, &old, &new, message);
    }
}

/// Whether one of two nearly equal names is a country and the other is nothing: a corrected slip.
fn corrected(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    one.len() > 4
        && distance(&one, &other) < 3
        && country::name(&one).is_some() != country::name(&other).is_some()
}

/// Settles names where a pronoun stands for them on the other side, and names set beside their like (*Senate or Senat*).
fn stood_for(pair: &mut Pair<'_>, gap: &Gap) {
    for new in [false, true] {
        let (own, other, range, place) = if new {
            (&mut pair.new, &pair.old, gap.new.clone(), gap.old.start)
        } else {
            (&mut pair.old, &pair.new, gap.old.clone(), gap.new.start)
        };
        let names: Vec<usize> = range.clone().filter(|&at| own.is_open(at)).collect();
        if names.is_empty() || names.len() > LONGEST_SWAP || !names.iter().all(|&at| own.is_open_name(at)) {
            continue;
        }
        let beside = [range.start.checked_sub(1), Some(range.end)].into_iter().flatten().any(|near| {
            let pair = own.tokens.get(near).zip(names.first().and_then(|&at| own.tokens.get(at)));
            pair.is_some_and(|(near, name)| name.stem.len() > 4 && distance(&near.stem, &name.stem) < 3)
        });
        let pure = if new { gap.old.is_empty() } else { gap.new.is_empty() };
        if pure && (names.len() == 1 && beside || pronoun(other, place) && !other_person(own, &names)) {
            names.into_iter().for_each(|at| own.settle(at));
        }
    }
}

/// Whether a pronoun stands before a token and behind the one before it.
fn pronoun(half: &Half<'_>, place: usize) -> bool {
    half.words_before(place).any(|word| PRONOUNS.contains(&word))
}

/// Sentences before a pronoun in which the person it stands for is named.
const REACH: usize = 3;

/// Whether the sentences before some names name people, but none of them.
fn other_person(half: &Half<'_>, names: &[usize]) -> bool {
    let reading = half.reading;
    let Some(first) = names.first().and_then(|&at| half.tokens.get(at)) else { return false };
    let start = first.sentence.saturating_sub(REACH);
    let before = reading.sentences.get(start).map_or(0..0, |from| from.words.start..first.word);
    let own = |at: usize| {
        names.iter().any(|&name| {
            half.tokens
                .get(name)
                .is_some_and(|name| reading.words.folded(name.word) == reading.words.folded(at))
        })
    };
    let person = |at: usize| {
        let next = at + 1;
        let capital = |at: usize| reading.words.is_capital(reading.prose(), at);
        next < first.word && reading.words.joined(at) && capital(at) && capital(next)
    };
    let named = before.clone().any(person);
    named && !before.into_iter().any(own)
}

/// Pronouns that stand for a name.
const PRONOUNS: [&str; 12] =
    ["he", "she", "it", "they", "him", "them", "his", "her", "its", "their", "who", "which"];

/// Settles words of a gap that the other side says too, but for an item of a list that it lists less often.
fn restated(own: &mut Half<'_>, gap: &Range<usize>, other: &Half<'_>) {
    let open: Vec<usize> = gap.clone().filter(|&at| own.is_open(at)).collect();
    let keys = |half: &Half<'_>, range: &mut dyn Iterator<Item = usize>| -> Vec<u32> {
        range.filter_map(|at| half.tokens.get(at)).map(|token| token.key).collect()
    };
    let item = keys(own, &mut open.iter().copied());
    if item.is_empty() {
        return;
    }
    let listed = clause::is_listed(own, &open);
    let times = |half: &Half<'_>| {
        let all = keys(half, &mut (0..half.tokens.len()));
        all.windows(item.len()).filter(|run| *run == item).count()
    };
    if listed && times(own) > times(other) {
        return;
    }
    for at in open {
        let Some(token) = own.tokens.get(at) else { continue };
        if own.fact(at).is_none() && other.says(token) {
            own.settle(at);
        }
    }
}

/// Settles the first words of a name of which the last stayed: *Jane Miller*, *Miller*.
fn shorter(half: &mut Half<'_>, gap: &Range<usize>, pure: bool) {
    let capital = |at: usize| half.words(at).starts_with(char::is_uppercase);
    let names = gap.clone().all(|at| half.fact(at).is_none() && capital(at));
    let joined =
        gap.clone().all(|at| half.between(at).chars().all(|mark| mark.is_whitespace() || mark == '.'));
    let stays = half.tokens.get(gap.end).is_some_and(|token| token.is_name()) && !half.is_open(gap.end);
    if pure && names && joined && stays && gap.len() < 3 {
        gap.clone().for_each(|at| half.settle(at));
    }
}
