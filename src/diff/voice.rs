//! Who did it and to whom, where the words keep their order: *Ukraine was attacked by Russia*, *Ukraine attacked Russia*; *the
//! attack on Lund*, *the attack by Lund*.

use super::message::quoted;
use super::pair::{Half, Pair};
use super::stem::is_past;
use super::{Kind, Sort};

/// Forms of *be* that make a passive.
const BE: [&str; 9] = ["is", "are", "was", "were", "be", "been", "being", "am", "'s"];

/// Words that may stand between a verb and its object.
const ARTICLES: [&str; 11] = ["the", "a", "an", "his", "her", "its", "their", "our", "my", "this", "that"];

/// How far before the verb its subject may stand, in tokens.
const MOST_BEFORE: usize = 3;

/// The voice of a verb with what stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Voice {
    /// `was attacked by Russia`
    Passive,
    /// `attacked Russia`
    Active,
}

/// Reports verbs that turned from the passive to the active, or back, while what stands on either side stayed.
pub fn compare(pair: &mut Pair<'_>) {
    let stayed = pair.stayed();
    let mut turned = Vec::new();
    for (nth, two) in stayed.windows(2).enumerate() {
        let &[(old, new), (next_old, next_new)] = two else { continue };
        if next_old != old + 1 || next_new != new + 1 {
            continue;
        }
        let sides = (side(&pair.old, next_old), side(&pair.new, next_new));
        if matches!(sides, (Some(was), Some(is)) if was != is) && !pair.is_reported(new) {
            turned.push((None, (old, new)));
            continue;
        }
        let voices = (voice(&pair.old, old), voice(&pair.new, new));
        let differ = matches!(voices, (Some(was), Some(is)) if was != is);
        let subject = nth.checked_sub(1).and_then(|before| stayed.get(before));
        let subject = subject.filter(|(a, b)| {
            is_near(&pair.old, *a, old)
                && is_near(&pair.new, *b, new)
                && old - a <= MOST_BEFORE
                && new - b <= MOST_BEFORE
        });
        if let Some(&subject) = subject.filter(|_| differ && !pair.is_reported(new)) {
            turned.push((Some(subject), (old, new)));
        }
    }
    for (subject, (old, new)) in turned {
        let (before_old, before_new) = subject.unwrap_or((old, new));
        let (old, new) = ([before_old, old, old + 1], [before_new, new, new + 1]);
        let (was, is) = (quoted(pair.old.passage(&old)), quoted(pair.new.passage(&new)));
        let message = format!("{was} became {is}: it is told the other way round");
        pair.report(Sort::Changed, Kind::Direction, &old, &new, message);
    }
}

/// Which side somebody behind a noun or verb is on: the doer's (*by*), the one it is done to (*on*, *against*), or the one it is
/// for.
fn side<'r>(half: &Half<'r>, at: usize) -> Option<&'r str> {
    let other = half.tokens.get(at).filter(|other| other.figure().is_none())?;
    let before = at.checked_sub(1).and_then(|before| half.tokens.get(before))?;
    let mut words = half.words_before(at).filter(|word| !ARTICLES.contains(word));
    let only = words.next().filter(|_| words.next().is_none() && before.sentence == other.sentence)?;
    match only {
        "on" | "against" => Some("against"),
        // "a report from the bank" is one by the bank.
        "by" | "for" => Some(only),
        _ => None,
    }
}

/// Whether two tokens stand in one sentence, the first before the second.
fn is_near(half: &Half<'_>, first: usize, second: usize) -> bool {
    let sentence = |at: usize| half.tokens.get(at).map(|token| token.sentence);
    first < second && sentence(first) == sentence(second)
}

/// The voice of the verb at `at`, if it is one and somebody or something stands behind it.
fn voice(half: &Half<'_>, at: usize) -> Option<Voice> {
    let verb = half.tokens.get(at).filter(|verb| verb.figure().is_none() && !verb.is_name())?;
    let other = half.tokens.get(at + 1).filter(|other| other.figure().is_none())?;
    if verb.sentence != other.sentence {
        return None;
    }
    let between: Vec<&str> = half.words_before(at + 1).collect();
    let passive = half.words_before(at).any(|word| BE.contains(&word));
    let past = is_past(&half.words(at).to_lowercase());
    match between.split_first() {
        Some((&"by", rest)) if passive && past && rest.iter().all(|word| ARTICLES.contains(word)) => {
            Some(Voice::Passive)
        }
        _ if !passive && between.iter().all(|word| ARTICLES.contains(word)) => Some(Voice::Active),
        _ => None,
    }
}
