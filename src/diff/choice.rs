//! Both of two, or one of them: *Norway and Sweden signed*, *Norway or Sweden signed*.

use super::pair::{Half, Pair};
use super::{Kind, Sort, message};
use std::collections::HashMap;

/// Words beside which *and* and *or* may say the same: *no fish or meat*, *if rain and snow fall*, *may buy tea and milk*.
const OPEN: [&str; 16] = [
    "no", "not", "never", "nor", "neither", "without", "any", "if", "whether", "unless", "than", "may",
    "might", "can", "could", "cannot",
];

/// Reports neighbours that stayed while the word that joins them turned from *and* to *or*, or back.
pub fn compare(pair: &mut Pair<'_>) {
    let stayed = pair.stayed();
    let (mut old_open, mut new_open) = (HashMap::new(), HashMap::new());
    let mut turned = Vec::new();
    for two in stayed.windows(2) {
        let &[(old, new), (next_old, next_new)] = two else { continue };
        if next_old != old + 1 || next_new != new + 1 {
            continue;
        }
        let joints = (joint(&pair.old, next_old), joint(&pair.new, next_new));
        let differ = matches!(joints, (Some(was), Some(is)) if was != is);
        // What is reported is asked last: that costs most.
        if differ
            && !is_open(&pair.old, old, &mut old_open)
            && !is_open(&pair.new, new, &mut new_open)
            && !pair.is_reported(next_new)
        {
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

/// Whether the sentence of a token holds one of the words beside which it makes no difference; `known` keeps what was found of
/// each sentence.
fn is_open(half: &Half<'_>, at: usize, known: &mut HashMap<usize, bool>) -> bool {
    let Some(token) = half.tokens.get(at) else { return false };
    *known.entry(token.sentence).or_insert_with(|| {
        let words = &half.reading.words;
        let sentence = half.reading.sentences.get(token.sentence);
        let mut own = sentence.into_iter().flat_map(|sentence| sentence.words.clone());
        own.any(|at| OPEN.contains(&words.folded(at)) || words.folded(at).ends_with("n't"))
    })
}
