//! Nouns beside a figure or an office, which say what it counts or whose it is: *300 soldiers*, *the energy minister*.
//!
//! Any other noun may give way to one that means nearly the same; here another one is another fact, unless the tables have
//! both as one.

use super::message;
use super::pair::{Half, Pair};
use super::table::TABLES;
use super::token::{Key, Token};
use super::{Kind, Sort};
use crate::fact;
use crate::text::Span;
use std::collections::HashSet;

/// Reports nouns that are all that differs beside an equal figure or office.
pub fn compare(pair: &mut Pair<'_>) {
    for gap in pair.gaps.clone() {
        let only = |half: &Half<'_>, range: std::ops::Range<usize>| {
            let mut open = range.filter(|&at| half.is_open(at));
            open.next().filter(|_| open.next().is_none())
        };
        let (Some(a), Some(b)) = (only(&pair.old, gap.old), only(&pair.new, gap.new)) else { continue };
        let (Some(old), Some(new)) = (beside(&pair.old, a), beside(&pair.new, b)) else { continue };
        if old == new {
            let (was, is) = (pair.old.words(a), pair.new.words(b));
            let message = match old.0 {
                Kind::Title => message::of(old.0, was, is),
                _ => {
                    format!("what is counted was {} and became {}", message::quoted(was), message::quoted(is))
                }
            };
            pair.report(Sort::Changed, old.0, &[a], &[b], message);
        }
    }
}

/// Reports small words before what stayed that were replaced by their opposites: *up 3%*, *down 3%*.
pub fn turned(pair: &mut Pair<'_>) {
    if pair.is_single() {
        return;
    }
    let mut found = Vec::new();
    for (a, b) in pair.stayed() {
        let was: Vec<&str> = pair.old.words_before(a).collect();
        let is: Vec<&str> = pair.new.words_before(b).collect();
        let lost = was.iter().filter(|word| !is.contains(word));
        let turn = lost.flat_map(|one| is.iter().map(move |other| (*one, *other)));
        found.extend(
            turn.filter(|(one, other)| !was.contains(other) && TABLES.turns(one, other))
                .map(|turn| (a, b, turn)),
        );
    }
    for (a, b, (one, other)) in found {
        if pair.is_reported(b) {
            continue;
        }
        let message = format!("{} became {}", message::quoted(one), message::quoted(other));
        pair.report(Sort::Changed, Kind::Direction, &[a], &[b], message);
    }
}

/// Reports figures and names that stayed while the words beside them changed places: *17 bodies and five survivors*, *Ruiz 52%*,
/// *12% of its gas and 30% of its oil*.
pub fn exchanged(pair: &mut Pair<'_>) {
    let (old, new) = (neighbors(&pair.old), neighbors(&pair.new));
    if old.len() > MOST_WEIGHED || new.len() > MOST_WEIGHED {
        return;
    }
    // Names told to have changed places need not be told again with their figures.
    let turns = pair.changes.iter().filter(|change| change.kind == Kind::Direction);
    let turns: Vec<_> = turns.take(MOST_WEIGHED).collect();
    let inside = |half: &Half<'_>, span: Span| {
        let tokens = half.tokens.iter().filter(move |token| span.contains(token.span));
        tokens.map(|token| token.key).collect::<Vec<_>>()
    };
    let told: HashSet<Key> = turns
        .iter()
        .flat_map(|turn| {
            let old = turn.old.map(|old| inside(&pair.old, old.span));
            old.into_iter().chain(turn.new.map(|new| inside(&pair.new, new.span))).flatten()
        })
        .collect();
    let mut found = Vec::new();
    for (a, one) in &old {
        let Some((b, now)) = only(&new, one.own) else { continue };
        let lost = |word: &Key| one.words.contains(word) && !now.words.contains(word) && !told.contains(word);
        let gained =
            |word: &Key| now.words.contains(word) && !one.words.contains(word) && !told.contains(word);
        let others = || {
            let once = old.iter().filter(|(_, other)| only(&old, other.own).is_some());
            once.filter_map(|(_, other)| Some((other, only(&new, other.own)?.1)))
        };
        let gave =
            others().any(|(was, is)| was.words.iter().any(|word| gained(word) && !is.words.contains(word)));
        let took =
            others().any(|(was, is)| is.words.iter().any(|word| lost(word) && !was.words.contains(word)));
        if only(&old, one.own).is_some() && !pair.is_reported(b) && gave && took {
            found.push((*a, b));
        }
    }
    for (a, b) in found {
        let kind = pair.new.fact(b).map_or(Kind::Name, |fact| Kind::Figure(fact.kind));
        let message = format!(
            "{} now stands with other words: they changed places",
            message::quoted(pair.new.words(b))
        );
        pair.report(Sort::Changed, kind, &[a], &[b], message);
    }
}

/// The figures and names that stand once on either side and kept a word beside them that no other had: *4% in Lund and 6% in Oslo*,
/// *in Oslo it was 6% and in Lund 4%*. They moved with their words.
pub fn kept(pair: &Pair<'_>) -> HashSet<Key> {
    keeping(pair).into_iter().map(|(own, _)| own).collect()
}

/// The words that such figures and names kept.
pub fn kept_words(pair: &Pair<'_>) -> HashSet<Key> {
    keeping(pair).into_iter().flat_map(|(_, words)| words).collect()
}

fn keeping(pair: &Pair<'_>) -> Vec<(Key, Vec<Key>)> {
    let (old, new) = (neighbors(&pair.old), neighbors(&pair.new));
    if old.len() > MOST_WEIGHED || new.len() > MOST_WEIGHED {
        return Vec::new();
    }
    let alone = |side: &[(usize, Beside)], own: Key, word: &Key| {
        side.iter().all(|(_, other)| other.own == own || !other.words.contains(word))
    };
    let keeps = |own: Key| {
        let (was, is) = (only(&old, own)?.1, only(&new, own)?.1);
        let shared = was.words.iter().filter(|word| is.words.contains(word));
        let words: Vec<Key> =
            shared.filter(|word| alone(&old, own, word) && alone(&new, own, word)).copied().collect();
        (!words.is_empty()).then_some((own, words))
    };
    old.iter().filter_map(|(_, beside)| keeps(beside.own)).collect()
}

/// A figure or name and the words right beside it.
struct Beside {
    own: Key,
    words: Vec<Key>,
}

/// The figures and names of a half with the words right beside them, and the names that figures are told of.
fn neighbors(half: &Half<'_>) -> Vec<(usize, Beside)> {
    let word =
        |at: usize| half.tokens.get(at).filter(|token| token.figure().is_none()).map(|token| token.key);
    let row = |at: usize| {
        let own = half.tokens.get(at).filter(|own| own.is_name() || own.figure().is_some())?;
        let near = |between: &str| SET_OFF.contains(&between) || plain(between);
        let before = at.checked_sub(1).filter(|&before| near(half.between(before))).and_then(word);
        // What a figure counts, and whose or where that is: "300 visitors from Peru".
        let joined = |at: &usize| !own.is_name() && belongs(half.between(*at));
        let after = (at..at + MOST_BEHIND).take_while(joined).map_while(|at| word(at + 1));
        let subject = subject(half, at).filter(|_| !own.is_name());
        let mut words: Vec<Key> = before.into_iter().chain(after).collect();
        words.extend(subject.filter(|name| !words.contains(name)));
        Some((at, Beside { own: own.key, words }))
    };
    (0..half.tokens.len()).filter_map(row).collect()
}

/// The name that a figure is told of: the nearest before it in its clause, with no other figure between. *Peru accounted for
/// 12%.*
fn subject(half: &Half<'_>, at: usize) -> Option<Key> {
    let joined = |before: &usize| {
        let between = half.between(*before);
        !between.contains([',', ';', ':', '(', ')', '.', '\n', '|'])
            && !between.split_whitespace().any(|word| word == "and" || word == "or")
    };
    let near = (at.saturating_sub(MOST_BETWEEN)..at).rev().take_while(joined);
    let near = near.map_while(|before| half.tokens.get(before).filter(|token| token.figure().is_none()));
    near.into_iter().find(|token| token.is_name()).map(|token| token.key)
}

/// Whether no more than a few small words part two tokens: *charged on Friday*, *injured were taken to Lund*.
fn plain(between: &str) -> bool {
    // "Lima's 25 tonnes"
    let between = ["'s", "’s"].iter().find_map(|tail| between.strip_prefix(tail)).unwrap_or(between);
    let small =
        |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase()) && word != "and" && word != "or";
    between == " "
        || between.starts_with(' ')
            && between.ends_with(' ')
            && between.split_whitespace().count() <= MOST_BETWEEN
            && between.split_whitespace().all(small)
}

/// Whether what stands behind such words goes with what stands before them, and is no clause of its own.
fn belongs(between: &str) -> bool {
    let links = |word: &str| {
        ["as", "but", "while", "when", "if", "than", "because", "before", "after", "against"].contains(&word)
    };
    plain(between) && !between.split_whitespace().any(links)
}

/// What sets a figure off from the words before it, in a bracket or a list.
const SET_OFF: [&str; 6] = [" (", ": ", " – ", " — ", " - ", " | "];

/// So many words behind a figure tell what it counts.
const MOST_BEHIND: usize = 2;

/// More words than this part what stands beside something from it.
const MOST_BETWEEN: usize = 3;

/// The place of what stands in a half once.
fn only(side: &[(usize, Beside)], own: Key) -> Option<(usize, &Beside)> {
    let mut found = side.iter().filter(|(_, beside)| beside.own == own);
    found.next().filter(|_| found.next().is_none()).map(|(at, beside)| (*at, beside))
}

/// More figures and names than this in one pair are a table, and are left to the other rules.
const MOST_WEIGHED: usize = 40;

/// The kind of what a noun stands beside, and what that says.
fn beside(half: &Half<'_>, at: usize) -> Option<(Kind, Key)> {
    let noun = half.tokens.get(at).filter(|noun| noun.figure().is_none())?;
    let before = at.checked_sub(1).and_then(|before| Some((before, half.tokens.get(before)?)));
    if let Some((place, figure)) = before
        && half.fact(place).is_some_and(|fact| fact.kind == fact::Kind::Number)
        && half.between(place) == " "
        && is_plural(half.words(at))
    {
        return Some((Kind::Figure(fact::Kind::Number), figure.key));
    }
    let next = half.tokens.get(at + 1).filter(|next| is_office(next) && half.between(at) == " ");
    let of = |place: usize| matches!(half.between(place).trim(), "of" | "for" | "of the" | "for the");
    let office = next.or_else(|| {
        before.filter(|(place, office)| is_office(office) && of(*place)).map(|(_, office)| office)
    });
    office.filter(|office| office.sentence == noun.sentence).map(|office| (Kind::Title, office.key))
}

/// Whether a word is what is counted by a number above one; verbs behind a number end otherwise.
fn is_plural(word: &str) -> bool {
    let ends = word.ends_with('s') && !word.ends_with("ss");
    ends || ["people", "men", "women", "children"].contains(&word)
}

fn is_office(token: &Token) -> bool {
    token.values().iter().any(|value| value.kind == Kind::Title && !value.alone)
}
