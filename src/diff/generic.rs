//! Nouns that stand for a name already known: *the military* for an army's full name.

use super::pair::{Half, Pair};
use super::stem::stem;
use super::table::TABLES;
use super::token::Token;
use super::weave::Gap;
use super::{Kind, Sort, message};
use crate::text::Span;
use std::ops::Range;

/// So many words stand between an article and the name that the noun behind it is set before: *the Danish maker Nordvax*.
const FARTHEST: usize = 3;

/// Of so many words before the end of the sentences it is asked what a name is called.
const REACH: usize = 2000;

/// Settles names in whose place a noun stands for them, and reports those that the old draft sets beside another noun: *the
/// maker Nordvax said*, *the hospital said*.
pub fn settle(pair: &mut Pair<'_>) {
    let gaps = pair.gaps.clone();
    for (nth, gap) in gaps.iter().enumerate() {
        let near = |range: fn(&Gap) -> Range<usize>| {
            let near = gaps.iter().enumerate().filter(|(other, _)| other.abs_diff(nth) <= 1);
            near.flat_map(|(_, gap)| range(gap)).collect::<Vec<_>>()
        };
        if let Some((names, noun)) = stand_in(&pair.old, &gap.old, &pair.new, &near(|gap| gap.new.clone())) {
            replaced(pair, &names, &[noun], true);
        }
        if let Some((names, noun)) = stand_in(&pair.new, &gap.new, &pair.old, &near(|gap| gap.old.clone())) {
            replaced(pair, &[noun], &names, false);
        }
    }
}

/// The words of a gap with a name among them, and the noun that is all that stands in their place.
fn stand_in(
    own: &Half<'_>,
    gap: &Range<usize>,
    other: &Half<'_>,
    near: &[usize],
) -> Option<(Vec<usize>, usize)> {
    let plain = gap.clone().all(|at| own.fact(at).is_none());
    let names = gap.clone().filter(|&at| own.is_open_name(at)).count();
    let mut open = near.iter().copied().filter(|&at| other.is_open(at));
    let noun = open.next().filter(|_| open.next().is_none())?;
    let token = other.tokens.get(noun)?;
    let stands = !token.is_name() && TABLES.is_generic(&token.stem);
    (plain && names > 0 && gap.len() < 6 && stands).then(|| (gap.clone().collect(), noun))
}

/// Settles a name and the noun in its place, or reports them where the noun is not what the drafts call it.
fn replaced(pair: &mut Pair<'_>, old: &[usize], new: &[usize], noun_is_new: bool) {
    let (own, names, other, noun) =
        if noun_is_new { (&pair.old, old, &pair.new, new) } else { (&pair.new, new, &pair.old, old) };
    let noun = noun.first().and_then(|&at| other.tokens.get(at));
    let name = names.iter().copied().find(|&at| own.is_open_name(at)).and_then(|at| own.tokens.get(at));
    let stands = name.zip(noun).is_none_or(|(name, noun)| {
        let called = called(&[own, other], name);
        let is = |what: &String| {
            *what == noun.stem || TABLES.synonyms(what, &noun.stem) || TABLES.one_body(what, &noun.stem)
        };
        called.is_empty() || TABLES.is_wide(&noun.stem) || called.iter().any(is)
    });
    if stands {
        old.iter().for_each(|&at| pair.old.settle(at));
        new.iter().for_each(|&at| pair.new.settle(at));
        return;
    }
    let says = |half: &Half<'_>, tokens: &[usize]| {
        let beside =
            tokens.first().and_then(|at| at.checked_sub(1)).into_iter().chain(tokens.last().map(|at| at + 1));
        beside
            .filter_map(|at| half.tokens.get(at))
            .any(|token| token.values().iter().any(|value| value.kind == Kind::Attribution))
    };
    let kind = if says(&pair.old, old) && says(&pair.new, new) { Kind::Attribution } else { Kind::Name };
    let message = message::of(kind, pair.old.passage(old), pair.new.passage(new));
    pair.report(Sort::Changed, kind, old, new, message);
}

/// The stem of the noun that is set behind a name: *Nordvax, the Danish maker of pumps, said*.
fn apposition(half: &Half<'_>, name: usize) -> Option<String> {
    let words = &half.reading.words;
    let gap = |at: usize| {
        (at + 1 < words.len()).then(|| half.text(Span::new(words.span(at).end, words.span(at + 1).start)))
    };
    let article = (gap(name)? == ", ").then_some(name + 1)?;
    if !["the", "a", "an"].contains(&words.folded(article)) {
        return None;
    }
    let parts = |at: usize| {
        gap(at) != Some(" ") || ["of", "for", "in", "that", "which"].contains(&words.folded(at + 1))
    };
    let noun = (article + 1..=article + FARTHEST).find(|&at| parts(at))?;
    (!words.is_capital(half.reading.prose(), noun)).then(|| stem(words.folded(noun)))
}

/// The stems of the nouns that two drafts set beside a name: *the maker Nordvax*, *Nordvax, the maker*.
fn called(halves: &[&Half<'_>], name: &Token) -> Vec<String> {
    let mut called = Vec::new();
    for half in halves {
        let words = &half.reading.words;
        let (prose, wanted) = (half.reading.prose(), name.stem.as_str());
        let end = half.tokens.last().map_or(0, |token| token.word + 1);
        for at in (end.saturating_sub(REACH)..end)
            .filter(|&at| words.folded(at) == wanted && words.is_capital(prose, at))
        {
            let before = (at.saturating_sub(FARTHEST)..at).rev().take_while(|&at| words.joined(at));
            let before: Vec<usize> = before.collect();
            let article = before.iter().position(|&at| ["the", "a", "an"].contains(&words.folded(at)));
            let noun = before.first().filter(|_| article.is_some_and(|article| article > 0));
            let noun = noun.filter(|&&at| !words.is_capital(prose, at));
            called.extend(noun.map(|&at| stem(words.folded(at))));
            called.extend(apposition(half, at));
        }
    }
    called.retain(|noun| !TABLES.is_light(noun));
    called
}
