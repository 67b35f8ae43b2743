//! Acronyms and the names in full that they stand for.

use super::pair::{Half, Pair};
use super::table::TABLES;
use std::ops::Range;

/// Settles acronyms whose letters begin words of the same text, and the words an acronym took the place of.
pub fn settle(pair: &mut Pair<'_>) {
    for gap in pair.gaps.clone() {
        for at in gap.old.clone().filter(|&at| pair.old.is_open_name(at)).collect::<Vec<_>>() {
            acronym(&mut pair.old, at, &mut pair.new, &gap.new);
        }
        for at in gap.new.clone().filter(|&at| pair.new.is_open_name(at)).collect::<Vec<_>>() {
            acronym(&mut pair.new, at, &mut pair.old, &gap.old);
        }
    }
}

fn acronym(own: &mut Half<'_>, at: usize, other: &mut Half<'_>, gap: &Range<usize>) {
    let letters: String = own.words(at).chars().filter(|letter| letter.is_alphabetic()).collect();
    let capitals = letters.chars().filter(|letter| letter.is_uppercase()).count();
    if capitals < 2 || capitals + 1 < letters.chars().count() {
        return;
    }
    let letters: Vec<char> =
        letters.chars().filter(|letter| letter.is_uppercase()).flat_map(char::to_lowercase).collect();
    let Some(word) = own.tokens.get(at).filter(|token| !token.stem.starts_with('@')).map(|token| token.word)
    else {
        return;
    };
    // Beside its expansion in its own text.
    let before = initials(own, word.saturating_sub(3 * letters.len() + 2)..word);
    let after = initials(own, word + 1..word + 3 * letters.len() + 2);
    if spells(&letters, &before) || spells(&letters, &after) {
        own.settle(at);
        return;
    }
    // In place of its expansion in the other text.
    let (Some(first), Some(last)) =
        (other.tokens.get(gap.start), gap.end.checked_sub(1).and_then(|last| other.tokens.get(last)))
    else {
        return;
    };
    let end = other.reading.words.within(last.span).end;
    let expansion = initials(other, first.word..end);
    if gap.len() <= 2 * letters.len() && spells(&letters, &expansion) {
        own.settle(at);
        gap.clone().for_each(|at| other.settle(at));
    }
}

/// Settles a name in full whose acronym, beside it, stayed.
pub fn expansion(half: &mut Half<'_>, gap: &Range<usize>) {
    let (Some(first), Some(last)) =
        (half.tokens.get(gap.start), gap.end.checked_sub(1).and_then(|at| half.tokens.get(at)))
    else {
        return;
    };
    let words = first.word..half.reading.words.within(last.span).end;
    let initials = initials(half, words);
    let stays = [gap.start.checked_sub(1), Some(gap.end)].into_iter().flatten().any(|near| {
        let letters: Vec<char> = half
            .words(near)
            .chars()
            .filter(|letter| letter.is_uppercase())
            .flat_map(char::to_lowercase)
            .collect();
        !half.is_open(near)
            && letters.len() > 1
            && gap.len() <= 2 * letters.len()
            && spells(&letters, &initials)
    });
    if stays && gap.clone().all(|at| half.fact(at).is_none()) {
        gap.clone().for_each(|at| half.settle(at));
    }
}

/// The first letters of some words: of those with capitals, and of all that are more than an article or preposition.
fn initials(half: &Half<'_>, words: Range<usize>) -> [Vec<char>; 2] {
    let prose = half.reading.prose();
    let first = |at: usize| half.reading.words.folded(at).chars().next();
    let capital =
        words.clone().filter(|&at| half.reading.words.is_capital(prose, at)).filter_map(first).collect();
    let weighty = |at: &usize| !TABLES.is_light(half.reading.words.folded(*at));
    [capital, words.filter(weighty).filter_map(first).collect()]
}

/// Whether letters are the initials of words in a row; of capitalised words one may be left out here and there.
fn spells(letters: &[char], [capital, all]: &[Vec<char>; 2]) -> bool {
    if all.windows(letters.len()).any(|run| run == letters) {
        return true;
    }
    (0..capital.len()).filter(|&start| capital.get(start) == letters.first()).any(|start| {
        let mut wanted = letters.iter().peekable();
        for initial in capital.iter().skip(start).take(letters.len() + 2) {
            wanted.next_if(|letter| *letter == initial);
        }
        wanted.peek().is_none()
    })
}
