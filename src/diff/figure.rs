//! Figures: those that changed, and those that only moved.

use super::pair::{Half, LENIENCY, Pair, agreement};
use super::token::Key;
use super::{Kind, Sort, beside, message};
use crate::fact::{self, Agreement, Comparison, Fact};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Settles the figures of a pair that have a counterpart. Those without stay open.
pub fn compare(pair: &mut Pair<'_>) {
    shares(pair);
    replaced(pair, true);
    moved(pair);
    replaced(pair, false);
    for gap in pair.gaps.clone() {
        restated(&mut pair.old, &gap.old, &pair.new, gap.new.is_empty());
        restated(&mut pair.new, &gap.new, &pair.old, gap.old.is_empty());
    }
    far(pair);
    elliptic(pair);
    steps(pair);
    partners(pair);
}

/// The open figures among some tokens.
fn open(half: &Half<'_>, tokens: impl Iterator<Item = usize>) -> Vec<usize> {
    tokens.filter(|&at| half.is_open(at) && half.fact(at).is_some()).collect()
}

/// Pairs the figures of a gap in order. With `alone`, only where the gap holds as many figures on either side and
/// nothing else: there a figure was replaced, even where its value stands elsewhere (two figures changed places).
fn replaced(pair: &mut Pair<'_>, alone: bool) {
    let kept = if alone { beside::kept(pair) } else { HashSet::new() };
    for gap in pair.gaps.clone() {
        let (old, new) = (open(&pair.old, gap.old.clone()), open(&pair.new, gap.new.clone()));
        if alone && (old.len() != gap.old.len() || new.len() != gap.new.len() || old.len() != new.len()) {
            continue;
        }
        let moves =
            |half: &Half<'_>, at: &usize| half.tokens.get(*at).is_some_and(|token| kept.contains(&token.key));
        let moved = old.iter().any(|at| moves(&pair.old, at)) || new.iter().any(|at| moves(&pair.new, at));
        if alone && (moved || turned(pair, &old, &new)) {
            continue;
        }
        match_up(pair, &old, &new);
    }
}

/// The open figures of a half, where they are few enough to weigh each with each.
fn few(half: &Half<'_>) -> Vec<usize> {
    const MOST: usize = 40;
    let open = open(half, 0..half.tokens.len());
    if open.len() > MOST { Vec::new() } else { open }
}

/// Settles counts out of a total told as one figure on one side and as two on the other: *52 out of 101*, *52 of the 101*.
fn shares(pair: &mut Pair<'_>) {
    let mut found = Vec::new();
    for whole in [true, false] {
        let (own, other) = if whole { (&pair.old, &pair.new) } else { (&pair.new, &pair.old) };
        let others = few(other);
        for at in few(own) {
            let out_of = own.words(at).contains(" out of ");
            let Some(share) = own.fact(at).filter(|_| out_of) else { continue };
            let two = others.iter().copied().find(|&part| {
                let near = other.between(part).trim_start().starts_with("of ") && other.is_open(part + 1);
                let both = other.fact(part).zip(other.fact(part + 1)).filter(|_| near);
                let told = both.and_then(|(part, total)| part.out_of(total));
                let context = (&own.reading.context, &other.reading.context);
                told.is_some_and(|told| {
                    let compared = fact::compare((share, context.0), (&told, context.1), &LENIENCY);
                    compared.agreement == Agreement::Equal
                })
            });
            found.extend(two.map(|part| (whole, at, part)));
        }
    }
    for (whole, at, part) in found {
        let (own, other) =
            if whole { (&mut pair.old, &mut pair.new) } else { (&mut pair.new, &mut pair.old) };
        own.settle(at);
        other.settle(part);
        other.settle(part + 1);
    }
}

/// Settles bare numbers that have the unit of a figure before them, where the other side writes it out: *for 16 hours, and not
/// 12*, *and not 12 hours*.
fn elliptic(pair: &mut Pair<'_>) {
    for bare in [true, false] {
        let (own, other) = if bare { (&pair.old, &pair.new) } else { (&pair.new, &pair.old) };
        let (mut found, others) = (Vec::new(), few(other));
        for at in few(own) {
            let Some(fact) = own.fact(at).filter(|fact| fact.kind == fact::Kind::Number) else { continue };
            let before = (at.saturating_sub(NEAR)..at).rev().filter_map(|before| own.fact(before));
            let full = before.filter_map(|before| fact.with_unit_of(before)).next();
            let twin = full.and_then(|full| {
                let same = |twin: &usize| {
                    other.fact(*twin).is_some_and(|twin| twin.kind == full.kind && twin.value == full.value)
                };
                others.iter().copied().find(same)
            });
            found.extend(twin.map(|twin| (at, twin)));
        }
        let (own, other) = if bare { (&mut pair.old, &mut pair.new) } else { (&mut pair.new, &mut pair.old) };
        for (at, twin) in found {
            own.settle(at);
            other.settle(twin);
        }
    }
}

/// Whether the figures of a gap only stand earlier or later than before: each of them comes or goes alone somewhere else.
fn turned(pair: &Pair<'_>, old: &[usize], new: &[usize]) -> bool {
    let key = |half: &Half<'_>, at: usize| half.tokens.get(at).map(|token| token.key);
    let comes = |a: usize| {
        let pure = pair.gaps.iter().filter(|gap| gap.old.is_empty());
        pure.flat_map(|gap| gap.new.clone()).any(|b| key(&pair.new, b) == key(&pair.old, a))
    };
    let goes = |b: usize| {
        let pure = pair.gaps.iter().filter(|gap| gap.new.is_empty());
        pure.flat_map(|gap| gap.old.clone()).any(|a| key(&pair.old, a) == key(&pair.new, b))
    };
    !old.is_empty() && old.iter().all(|&a| comes(a)) && new.iter().all(|&b| goes(b))
}

/// Pairs figures in order: those of one kind first, then what is left where it is one on either side.
fn match_up(pair: &mut Pair<'_>, old: &[usize], new: &[usize]) {
    let kind = |half: &Half<'_>, at: usize| half.fact(at).map(|fact| fact.kind);
    let mut rest_new = new.to_vec();
    let mut rest_old = Vec::new();
    for &a in old {
        match rest_new.iter().position(|&b| kind(&pair.old, a) == kind(&pair.new, b)) {
            Some(at) => {
                let b = rest_new.remove(at);
                judge(pair, a, b);
            }
            None => rest_old.push(a),
        }
    }
    if let ([a], [b]) = (rest_old.as_slice(), rest_new.as_slice()) {
        judge(pair, *a, *b);
    }
}

/// Compares an old figure with the new one in its place.
fn judge(pair: &mut Pair<'_>, a: usize, b: usize) {
    let (Some(old), Some(new)) = (pair.old.fact(a), pair.new.fact(b)) else { return };
    let (rated_old, rated_new) = (rated(&pair.old, a, new), rated(&pair.new, b, old));
    let (old, new) = (rated_old.as_ref().unwrap_or(old), rated_new.as_ref().unwrap_or(new));
    let (forth, back) = both_ways(pair, old, new);
    let (was, is) = (pair.old.words(a), pair.new.words(b));
    let clock = old.kind == fact::Kind::Time || new.kind == fact::Kind::Time;
    // "3 pm on Tuesday", "5 pm on Tuesday": the words differ, whatever day is meant.
    let relative = |half: &Half<'_>, fact: &Fact| {
        half.reading.context.written.is_none()
            && matches!(&fact.value, fact::Value::When(when) if when.is_relative() && !when.is_of_story())
    };
    let unplaced = relative(&pair.old, old) && relative(&pair.new, new);
    let sort = match (forth.agreement, back.agreement) {
        (Agreement::Equal, Agreement::Equal) if agreement(pair, old, new) == Agreement::Equal => {
            pair.old.settle(a);
            pair.new.settle(b);
            return;
        }
        // The day of a clock time was left out, or added.
        _ if clock && goes_on(was, is) => Sort::Weakened,
        _ if clock && goes_on(is, was) => Sort::Strengthened,
        _ if unplaced => Sort::Changed,
        (Agreement::Weaker | Agreement::Rounded, _) | (_, Agreement::Sharper) => Sort::Weakened,
        (Agreement::Sharper, _) | (_, Agreement::Weaker | Agreement::Rounded) => Sort::Strengthened,
        _ => Sort::Changed,
    };
    let mut message = message::of(Kind::Figure(new.kind), was, is);
    if !forth.difference.is_empty() && !unplaced {
        message = format!("{message}: {}", forth.difference);
    }
    pair.report(sort, Kind::Figure(new.kind), &[a], &[b], message);
}

/// A figure as the rate that its subject says it is, where the other side has it with one: *the monthly fee is €40*.
fn rated(half: &Half<'_>, at: usize, other: &Fact) -> Option<Fact> {
    let (own, token) = (half.fact(at)?, half.tokens.get(at)?);
    if is_rate(own) || !is_rate(other) {
        return None;
    }
    /// "the monthly fee that the two towns have agreed on is €40"
    const FARTHEST: usize = 30;
    let first = half.reading.sentences.get(token.sentence)?.words.start;
    let first = first.max(token.word.saturating_sub(FARTHEST));
    let unit = (first..token.word).rev().find_map(|word| fact::rate_word(half.reading.words.folded(word)))?;
    let written = format!("{} per {unit}", half.words(at));
    let whole = |fact: &Fact| is_rate(fact) && fact.span.len() == written.len();
    let rated = fact::scan(&written).next().filter(whole)?;
    Some(Fact { span: own.span, ..rated })
}

fn is_rate(fact: &Fact) -> bool {
    matches!(&fact.value, fact::Value::Amount(amount) if amount.unit.is_rate())
}

/// Whether some words are others and more behind or before them: *3 pm on Tuesday*, *3 pm*.
fn goes_on(whole: &str, part: &str) -> bool {
    whole.strip_prefix(part).is_some_and(|rest| rest.starts_with([' ', ',']))
        || whole.strip_suffix(part).is_some_and(|rest| rest.ends_with(' '))
}

fn both_ways(pair: &Pair<'_>, old: &Fact, new: &Fact) -> (Comparison, Comparison) {
    let (before, after) = ((old, &pair.old.reading.context), (new, &pair.new.reading.context));
    (fact::compare(before, after, &LENIENCY), fact::compare(after, before, &LENIENCY))
}

/// Settles figures that stand elsewhere in the same sentences.
fn moved(pair: &mut Pair<'_>) {
    let mut places: HashMap<Key, Vec<usize>> = HashMap::new();
    for a in open(&pair.old, 0..pair.old.tokens.len()).into_iter().rev() {
        if let Some(token) = pair.old.tokens.get(a) {
            places.entry(token.key).or_default().push(a);
        }
    }
    for b in open(&pair.new, 0..pair.new.tokens.len()) {
        let twins = pair.new.tokens.get(b).and_then(|token| places.get_mut(&token.key));
        if let Some(a) = twins.and_then(Vec::pop) {
            pair.old.settle(a);
            pair.new.settle(b);
        }
    }
}

/// Settles figures that the other side states too, unless something took their place, conversions set beside the
/// figure they convert, and weekdays set beside their date.
fn restated(own: &mut Half<'_>, gap: &Range<usize>, other: &Half<'_>, pure: bool) {
    for at in open(own, gap.clone()) {
        let said = pure && own.tokens.get(at).is_some_and(|token| other.says(token));
        if said || converts(own, at) || names_day(own, at, other) {
            own.settle(at);
        }
    }
}

/// Whether a figure is a right conversion of its settled neighbour.
fn converts(half: &Half<'_>, at: usize) -> bool {
    let Some(fact) = half.fact(at) else { return false };
    let neighbours = [at.checked_sub(1), Some(at + 1)];
    neighbours
        .into_iter()
        .flatten()
        .filter(|&near| !half.is_open(near))
        .filter_map(|near| half.fact(near))
        .any(|near| near.kind == fact.kind && fact::converts(near, fact) == Some(true))
}

/// Whether a figure is the weekday that the other side names within the settled date beside it: *Monday, 3 May*, *3 May, a Monday*.
fn names_day(half: &Half<'_>, at: usize, other: &Half<'_>) -> bool {
    let day = half.words(at).to_lowercase();
    let twin = |near: usize| {
        let key = half.tokens.get(near).filter(|_| !half.is_open(near))?.key;
        (0..other.tokens.len()).find(|&twin| other.tokens.get(twin).is_some_and(|token| token.key == key))
    };
    let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(twin);
    day.ends_with("day") && near.into_iter().any(|twin| other.words(twin).to_lowercase().contains(&day))
}

/// Pairs figures of one kind that are left in different gaps, in order, where there are as many on either side.
fn far(pair: &mut Pair<'_>) {
    if pair.is_single() {
        return;
    }
    for kind in fact::Kind::ALL {
        let left = |half: &Half<'_>| -> Vec<usize> {
            let of_kind = |&at: &usize| half.fact(at).is_some_and(|fact| fact.kind == kind);
            open(half, 0..half.tokens.len()).into_iter().filter(of_kind).collect()
        };
        let (old, new) = (left(&pair.old), left(&pair.new));
        if let ([a], [b]) = (old.as_slice(), new.as_slice()) {
            judge(pair, *a, *b);
        }
    }
}

/// Finds figures, and names of places, that stayed while the step to them became a level, the start of a change its end, or the reverse: "by 30%",
/// "to 30%", "from 30%".
fn steps(pair: &mut Pair<'_>) {
    let mut twins: HashMap<Key, usize> = HashMap::new();
    for (a, token) in
        pair.old.tokens.iter().enumerate().filter(|(_, token)| token.figure().is_some() || token.is_name())
    {
        twins.entry(token.key).or_insert(a);
    }
    let mut found = Vec::new();
    for (b, token) in pair.new.tokens.iter().enumerate().filter(|&(b, _)| !pair.new.is_open(b)) {
        if pair.new.fact(b).is_none() && !token.is_name() {
            continue;
        }
        let twin = twins.get(&token.key).and_then(|&a| Some((a, pair.old.tokens.get(a)?)));
        if let Some((a, old)) = twin {
            let (before, after) = (lead(&pair.old, old.word), lead(&pair.new, token.word));
            let level = matches!((before, after), ("by", "to") | ("to", "by")) && !token.is_name();
            if level || matches!((before, after), ("from", "to") | ("to", "from")) {
                found.push((a, b, before, after));
            }
        }
    }
    for (a, b, before, after) in found {
        let (old, new) = (pair.old.words(a), pair.new.words(b));
        let why =
            if before == "by" || after == "by" { "a change is not a level" } else { "it runs the other way" };
        let message = format!(
            "{} became {}: {why}",
            message::quoted(&format!("{before} {old}")),
            message::quoted(&format!("{after} {new}"))
        );
        pair.report(Sort::Changed, Kind::Direction, &[a], &[b], message);
    }
}

/// How many words may stand between an amount and the date that goes with it, what parts them counted in.
const NEAR: usize = 8;

/// Finds amounts that stayed while the dates beside them changed places: "$4 million in 2024 and $3 million in 2023".
///
/// Only where each of several amounts has a date of its own on both sides, so that "respectively" and shared dates are
/// left alone.
fn partners(pair: &mut Pair<'_>) {
    let (old, new) = (dated(&pair.old), dated(&pair.new));
    if old.len() < 2 || old.len() != new.len() {
        return;
    }
    let key = |half: &Half<'_>, at: usize| half.tokens.get(at).map(|token| token.key);
    let mut found = Vec::new();
    for &(b, new_date) in &new {
        let mut twins = old.iter().filter(|(a, _)| key(&pair.old, *a) == key(&pair.new, b));
        let (Some(&(a, old_date)), None) = (twins.next(), twins.next()) else { return };
        if key(&pair.old, old_date) != key(&pair.new, new_date) {
            found.push((a, b, old_date, new_date));
        }
    }
    let other = |date: usize| found.iter().any(|&(_, _, _, new)| key(&pair.new, new) == key(&pair.old, date));
    if found.len() < 2 || !found.iter().all(|&(_, _, date, _)| other(date)) {
        return;
    }
    for (a, b, old_date, new_date) in found {
        if pair.is_reported(b) || pair.is_reported(new_date) {
            continue;
        }
        let Some(kind) = pair.new.fact(b).map(|fact| fact.kind) else { continue };
        let message = format!(
            "{} went with {} and now goes with {}",
            message::quoted(pair.new.words(b)),
            message::quoted(pair.old.words(old_date)),
            message::quoted(pair.new.words(new_date))
        );
        pair.report(Sort::Changed, Kind::Figure(kind), &[a], &[b], message);
    }
}

/// The amounts of a half and the date that stands by each; empty where one of them has none of its own.
fn dated(half: &Half<'_>) -> Vec<(usize, usize)> {
    let is_date = |fact: &Fact| fact.kind == fact::Kind::Date;
    let figures: Vec<usize> = (0..half.tokens.len()).filter(|&at| half.fact(at).is_some()).collect();
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (nth, &at) in figures.iter().enumerate() {
        let Some(fact) = half.fact(at).filter(|fact| !is_date(fact)) else { continue };
        let words = half.reading.words.within(fact.span);
        let beside = [nth.checked_sub(1), Some(nth + 1)].into_iter().flatten();
        let nearest = beside
            .filter_map(|other| figures.get(other).copied())
            .filter_map(|other| half.fact(other).filter(|fact| is_date(fact)).map(|fact| (other, fact)))
            .map(|(other, date)| {
                let date = half.reading.words.within(date.span);
                (half.reading.gap(&words, &date), other)
            })
            .min();
        match nearest {
            Some((gap, date)) if gap <= NEAR && !out.iter().any(|(_, taken)| *taken == date) => {
                out.push((at, date))
            }
            _ => return Vec::new(),
        }
    }
    out
}

/// The word before a word, in small letters.
fn lead<'r>(half: &Half<'r>, word: usize) -> &'r str {
    word.checked_sub(1).map_or("", |before| half.reading.words.folded(before))
}
