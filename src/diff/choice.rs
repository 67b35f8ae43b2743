//! Both of two, or one of them: *Norway and Sweden signed*, *Norway or Sweden signed*.

use super::pair::{Half, Pair};
use super::{Kind, Sort, message};

/// Words beside which *and* and *or* may say the same: *no fish or meat*, *if rain and snow fall*, *may buy tea and milk*.
const OPEN: [&str; 16] = [
    "no", "not", "never", "nor", "neither", "without", "any", "if", "whether", "unless", "than", "may",
    "might", "can", "could", "cannot",
];

/// Reports neighbours that stayed while the word that joins them turned from *and* to *or*, or back.
pub fn compare(pair: &mut Pair<'_>) {
    let stayed = pair.stayed();
    let mut turned = Vec::new();
    for two in stayed.windows(2) {
        let &[(old, new), (next_old, next_new)] = two else { continue };
        if next_old != old + 1 || next_new != new + 1 || pair.is_reported(next_new) {
            continue;
        }
        let joints = (joint(&pair.old, next_old), joint(&pair.new, next_new));
        let differ = matches!(joints, (Some(was), Some(is)) if was != is);
        if differ && !is_open(&pair.old, old) && !is_open(&pair.new, new) {
            turned.push((old, new));
        }
    }
    for (old, new) in turned {
        let (old, new) = ([old, old + 1], [new, new + 1]);
        let [was, is] = [pair.old.passage(&old), pair.new.passage(&new)].map(message::quoted);
        let message = format!("{was} became {is}");
        pair.report(Sort::Changed, Kind::Quantifier, &old, &new, message);
    }
}

/// The *and* or *or* that joins a token to the one before it in its sentence.
fn joint<'r>(half: &Half<'r>, at: usize) -> Option<&'r str> {
    let sentence = |at: usize| half.tokens.get(at).map(|token| token.sentence);
    let mut joints = half.words_before(at).filter(|word| matches!(*word, "and" | "or"));
    let joint = joints.next().filter(|_| joints.next().is_none());
    joint.filter(|_| at.checked_sub(1).and_then(sentence) == sentence(at))
}

/// Whether the sentence of a token holds one of the words beside which it makes no difference.
fn is_open(half: &Half<'_>, at: usize) -> bool {
    let sentence = half.tokens.get(at).and_then(|token| half.reading.sentences.get(token.sentence));
    sentence.is_some_and(|sentence| {
        let words = &half.reading.words;
        sentence
            .words
            .clone()
            .map(|at| words.folded(at))
            .any(|word| OPEN.contains(&word) || word.ends_with("n't"))
    })
}
