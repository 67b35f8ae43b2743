//! What came of what: *he resigned because the bank failed*, *the bank failed because he resigned*.

use super::message::quoted;
use super::pair::{Half, Pair};
use super::token::Key;
use super::{Kind, Sort};
use std::collections::HashSet;
use std::ops::Range;

/// Words that join a clause to another and make it its cause, its time or its condition.
const JOINTS: [&str; 10] =
    ["because", "after", "before", "when", "until", "although", "though", "if", "unless", "once"];

/// A clause and the one that depends on it.
struct Clauses<'r> {
    joint: &'r str,
    main: HashSet<Key>,
    dependent: HashSet<Key>,
}

/// Reports a sentence whose clauses changed places round the word that joins them.
pub fn compare(pair: &mut Pair<'_>) {
    if !pair.changes.is_empty() {
        return;
    }
    let (Some(was), Some(is)) = (clauses(&pair.old), clauses(&pair.new)) else { return };
    let turned = was.joint == is.joint
        && is_alike(&was.main, &is.dependent)
        && is_alike(&was.dependent, &is.main)
        && !is_alike(&was.main, &is.main);
    if turned {
        let all = |half: &Half<'_>| (0..half.tokens.len()).collect::<Vec<_>>();
        let (old, new) = (all(&pair.old), all(&pair.new));
        let message = format!("what stands on either side of {} changed places", quoted(was.joint));
        pair.report(Sort::Changed, Kind::Direction, &old, &new, message);
    }
}

/// The clauses of a half that is one sentence with one such word.
fn clauses<'r>(half: &Half<'r>) -> Option<Clauses<'r>> {
    let [sentence] = half.sentences[..] else { return None };
    let sentence = half.reading.sentences.get(sentence)?;
    let words = &half.reading.words;
    let mut joints = sentence.words.clone().filter(|&at| JOINTS.contains(&words.folded(at)));
    let at = joints.next().filter(|_| joints.next().is_none())?;
    let said = |range: Range<usize>| -> HashSet<Key> {
        half.tokens.iter().filter(|token| range.contains(&token.word)).map(|token| token.key).collect()
    };
    let (main, dependent) = if at == sentence.words.start {
        // "Because the bank failed, he resigned": the first comma parts them.
        let comma =
            sentence.words.clone().find(|&word| !words.joined(word) && word + 1 < sentence.words.end)?;
        (comma + 1..sentence.words.end, at + 1..comma + 1)
    } else {
        (sentence.words.start..at, at + 1..sentence.words.end)
    };
    let (main, dependent) = (said(main), said(dependent));
    (!main.is_empty() && !dependent.is_empty()).then(|| Clauses { joint: words.folded(at), main, dependent })
}

/// Whether most of what two clauses say is the same.
fn is_alike(one: &HashSet<Key>, other: &HashSet<Key>) -> bool {
    let shared = one.intersection(other).count();
    3 * shared >= 2 * one.len().max(other.len())
}
