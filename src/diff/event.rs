//! What is still to come, told as what has happened: *is due to open*, *opened*; *will be away*, *was away*.

use super::pair::{Half, Pair};
use super::stem::{is_unmarked, stem};
use super::table::Value;
use super::{Kind, Sort, message};

/// Reports what stayed while the words that put it into the future came or went.
pub fn compare(pair: &mut Pair<'_>) {
    if pair.is_single() {
        return;
    }
    for (future, what, past) in turned(&pair.old, &pair.new) {
        let (was, is) = (pair.old.passage(&[future, what]), pair.new.words(past));
        let message = message::of(Kind::Modality, was, is);
        pair.report(Sort::Changed, Kind::Modality, &[future, what], &[past], message);
    }
    for (future, what, past) in turned(&pair.new, &pair.old) {
        let (was, is) = (pair.old.words(past), pair.new.passage(&[future, what]));
        let message = message::of(Kind::Modality, was, is);
        pair.report(Sort::Changed, Kind::Modality, &[past], &[future, what], message);
    }
}

/// Words of the future that one side has alone, what is told behind them, and where the other side tells it as past.
fn turned(own: &Half<'_>, other: &Half<'_>) -> Vec<(usize, usize, usize)> {
    let ahead = |at: &usize| {
        let values = own.tokens.get(*at).map_or(&[][..], |token| token.values());
        values.iter().any(|value| value.kind == Kind::Modality && !value.alone)
    };
    let past = |future: usize, what: usize| {
        // "was elected" is no title, as a "president elect" has one, and "was estimated" no hedge.
        let plain = |value: &Value| !value.alone || matches!(value.kind, Kind::Title | Kind::Hedge);
        let token = own.tokens.get(what).filter(|token| token.values().iter().all(plain))?;
        let twin = other.tokens.iter().position(|twin| twin.key == token.key)?;
        is_past(other, twin).then_some((future, what, twin))
    };
    let open = own.unsettled().into_iter().filter(ahead);
    open.filter_map(|at| past(at, at + 1).or_else(|| past(at, at + 2))).collect()
}

/// Whether a word is a verb in the past, or stands behind *was*.
fn is_past(half: &Half<'_>, at: usize) -> bool {
    let Some(token) = half.tokens.get(at).filter(|token| !token.is_name()) else { return false };
    let word = half.reading.words.folded(token.word);
    let inflected =
        token.figure().is_none() && word != stem(word) && !word.ends_with('s') && !word.ends_with("ing");
    let told = |words: &[&str]| half.words_before(at).any(|word| words.contains(&word));
    // "They cut the rate" may be of the past, "they are to cut it" is not.
    inflected || told(&["was", "were"]) || is_unmarked(word) && !told(&["to"])
}
