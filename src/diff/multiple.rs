//! How many times something is another, which words tell that are no figures by themselves: *twice as many*, *double the number*.

use super::pair::{Half, Pair};
use super::table::TABLES;
use crate::fact::{self, Value};
use std::collections::HashSet;

/// Settles such words and figures that tell the same number, and the words behind them that lead to what is counted.
pub fn compare(pair: &mut Pair<'_>) {
    let mut same: Vec<(usize, usize)> = pair.stayed();
    same.retain(|&(a, _)| times(&pair.old, a).is_some());
    for gap in &pair.gaps {
        let told = |half: &Half<'_>, range: std::ops::Range<usize>| -> Vec<(usize, u8)> {
            let open = range.filter(|&at| half.is_open(at));
            open.filter_map(|at| Some((at, times(half, at)?))).collect()
        };
        let mut new = told(&pair.new, gap.new.clone()).into_iter().peekable();
        for (a, number) in told(&pair.old, gap.old.clone()) {
            same.extend(new.next_if(|twin| twin.1 == number).map(|(b, _)| (a, b)));
        }
    }
    // One that stands in another gap than its like; of several it is open which is whose.
    let (old, new) = (lone(&pair.old, &same, |twin| twin.0), lone(&pair.new, &same, |twin| twin.1));
    same.extend(old.zip(new));
    for (a, b) in same {
        if times(&pair.old, a).is_none() || times(&pair.old, a) != times(&pair.new, b) {
            continue;
        }
        pair.old.settle(a);
        pair.new.settle(b);
        for (half, next) in [(&mut pair.old, a + 1), (&mut pair.new, b + 1)] {
            if leads(half, next) {
                half.settle(next);
            }
        }
    }
}

/// The only token still to be settled, but for some pairs, that tells how many times something is another.
fn lone(half: &Half<'_>, same: &[(usize, usize)], own: impl Fn(&(usize, usize)) -> usize) -> Option<usize> {
    let taken: HashSet<usize> = same.iter().map(own).collect();
    let mut left =
        half.unsettled().into_iter().filter(|at| !taken.contains(at) && times(half, *at).is_some());
    left.next().filter(|_| left.next().is_none())
}

/// How many times something is another, as a token tells.
fn times(half: &Half<'_>, at: usize) -> Option<u8> {
    let token = half.tokens.get(at)?;
    let Some(fact) = half.fact(at) else { return TABLES.times(&token.stem) };
    let words = half.text(fact.span).to_lowercase();
    let Value::Amount(amount) = &fact.value else { return None };
    let plain = fact.kind == fact::Kind::Number && amount.qualifier.is_none() && amount.min == amount.max;
    let of_times =
        words == "twice" || words == "thrice" || words.ends_with("times") || words.ends_with("fold");
    amount.min.filter(|_| plain && of_times)?.plain().parse().ok()
}

/// Whether a token leads from such a number to what is counted.
fn leads(half: &Half<'_>, at: usize) -> bool {
    half.tokens.get(at).is_some_and(|token| TABLES.leads(&token.stem))
}
