//! The longest common subsequence of two runs of tokens, weighted so that words anchor figures and not the reverse.

use super::token::{Key, Sort, Token};
use std::ops::Range;

/// A gap: tokens of the old side that stand where others stand on the new side. Either may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Tokens of the old side.
    pub old: Range<usize>,
    /// Tokens of the new side.
    pub new: Range<usize>,
}

/// Tables beyond this many cells are not filled; then an unweighted difference (Myers 1986) does.
const MOST_CELLS: usize = 4_000_000;

/// Greater than the number of tokens that kept their place can be: it only breaks ties.
const TIE: u32 = 4096;

/// How much a common token counts. A figure that stayed counts less than the words around it: where two figures changed
/// places, the words are what stayed.
const fn weight(token: &Token) -> u32 {
    match token.sort {
        Sort::Figure(_) => 3,
        Sort::Name => 5,
        Sort::Class(_) | Sort::Content => 6,
    }
}

/// The gaps between the tokens that two runs have in common, in order.
pub fn weave(old: &[Token], new: &[Token]) -> Vec<Gap> {
    let common =
        |pairs: &mut dyn Iterator<Item = (&Token, &Token)>| pairs.take_while(|(a, b)| a.key == b.key).count();
    let head = common(&mut old.iter().zip(new));
    let (old_rest, new_rest) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = common(&mut old_rest.iter().rev().zip(new_rest.iter().rev()));
    let (a, b) = (old_rest.len() - tail, new_rest.len() - tail);
    let (old_rest, new_rest) = (old_rest.get(..a).unwrap_or_default(), new_rest.get(..b).unwrap_or_default());
    let matched = if (a + 1).saturating_mul(b + 1) <= MOST_CELLS {
        best(old_rest, new_rest)
    } else {
        plain(old_rest, new_rest)
    };
    let mut gaps = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (x, y) in matched.into_iter().chain([(a, b)]) {
        if x > i || y > j {
            gaps.push(Gap { old: head + i..head + x, new: head + j..head + y });
        }
        (i, j) = (x + 1, y + 1);
    }
    gaps
}

/// Pairs of equal tokens, in order, of the greatest total weight; runs are kept together where there is a choice.
fn best(old: &[Token], new: &[Token]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    // Where all else is equal, what kept its place is what stayed: then words that changed places are seen.
    let placed = |i: usize, j: usize| u32::from(i == j && old.len() == new.len());
    let value_of = |token: &Token, i: usize, j: usize| weight(token) * TIE + placed(i, j);
    let mut table = vec![0u32; (old.len() + 1) * width];
    let cell = |table: &[u32], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(0);
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let mut value = cell(&table, i + 1, j).max(cell(&table, i, j + 1));
            if a.key == b.key {
                value = value.max(cell(&table, i + 1, j + 1) + value_of(a, i, j));
            }
            if let Some(slot) = table.get_mut(i * width + j) {
                *slot = value;
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (old.get(i), new.get(j)) {
        let here = cell(&table, i, j);
        if a.key == b.key && here == cell(&table, i + 1, j + 1) + value_of(a, i, j) {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if here == cell(&table, i + 1, j) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

fn plain(old: &[Token], new: &[Token]) -> Vec<(usize, usize)> {
    let keys = |tokens: &[Token]| tokens.iter().map(|token| token.key).collect::<Vec<Key>>();
    similar::capture_diff_slices(similar::Algorithm::Myers, &keys(old), &keys(new))
        .into_iter()
        .filter_map(|op| match op {
            similar::DiffOp::Equal { old_index, new_index, len } => {
                Some((0..len).map(move |at| (old_index + at, new_index + at)))
            }
            _ => None,
        })
        .flatten()
        .collect()
}
