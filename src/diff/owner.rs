//! Somebody, and somebody else of his: *Lund's brother was fined*, *Lund was fined*.

use super::message::quoted;
use super::pair::{Half, Pair};
use super::table::TABLES;
use super::{Kind, Sort};

/// Reports names and nouns that stayed while somebody of theirs came or went.
pub fn compare(pair: &mut Pair<'_>) {
    let stayed = pair.stayed();
    let mut found = Vec::new();
    for &(old, new) in &stayed {
        match (relation(&pair.old, old), relation(&pair.new, new)) {
            (Some(other), None) if !says(&pair.new, &pair.old, other) => {
                found.push((vec![old, other], vec![new]))
            }
            (None, Some(other)) if !says(&pair.old, &pair.new, other) => {
                found.push((vec![old], vec![new, other]))
            }
            _ => {}
        }
    }
    for (old, new) in found {
        let (was, is) = (quoted(pair.old.passage(&old)), quoted(pair.new.passage(&new)));
        pair.report(Sort::Changed, Kind::Name, &old, &new, format!("{was} became {is}: somebody else"));
    }
}

/// The unsettled noun behind a possessive that makes it somebody else: the *brother* of *Lund's brother*.
fn relation(half: &Half<'_>, at: usize) -> Option<usize> {
    let own = half.tokens.get(at).filter(|own| own.figure().is_none())?;
    let next =
        half.tokens.get(at + 1).filter(|next| half.is_open(at + 1) && next.sentence == own.sentence)?;
    let words = half.words(at);
    let tail = half.between(at);
    let possessive = ["'s", "’s", "s'", "s’"].iter().any(|tail| words.ends_with(tail))
        || ["'s ", "’s ", "' ", "’ "].iter().any(|start| tail.starts_with(start));
    (possessive && TABLES.is_relation(&next.stem)).then_some(at + 1)
}

/// Whether one half says anywhere what a token of the other does.
fn says(half: &Half<'_>, other: &Half<'_>, at: usize) -> bool {
    other.tokens.get(at).is_some_and(|token| half.says(token))
}
