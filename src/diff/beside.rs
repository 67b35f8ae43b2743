//! Nouns beside a figure or an office, which say what it counts or whose it is: *300 soldiers*, *the energy minister*.
//!
//! Any other noun may give way to one that means nearly the same; here another one is another fact, unless the tables have
//! both as one.

use super::message;
use super::pair::{Half, Pair};
use super::token::{Key, Token};
use super::{Kind, Sort};
use crate::fact;

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
