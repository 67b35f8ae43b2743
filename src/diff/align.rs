//! Which sentences of two documents belong together.
//!
//! Sentences that are the same in both but for white space and typography are set aside. The others find each other by
//! the weight of the words they share, rare words weighing more; words that stand in many sentences are not looked up, so
//! that the work stays near linear. A sentence left over joins a pair that says most of what it says (a split or merge).

use super::token::{Keys, Token, tokens};
use crate::rule::Reading;
use crate::text::Span;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Sentences of both documents that belong together; one side may be empty. Exact matches are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// Sentences of the old document, in order.
    pub old: Vec<usize>,
    /// Sentences of the new document, in order.
    pub new: Vec<usize>,
}

/// Words that stand in more sentences than this find no partner.
const MOST_SENTENCES: usize = 48;
/// The least share of common weight that makes two sentences partners, in thousandths.
const LEAST_SHARE: u64 = 340;
/// The same for two that stand at the same place.
const LEAST_SHARE_IN_PLACE: u64 = 160;
/// The least share of a sentence's weight that must stand in a pair for the sentence to join it.
const LEAST_COVER: u64 = 500;

/// The groups, in the order of the new document; a group without new sentences stands where it stood in the old one.
pub fn align(old: &Reading<'_>, new: &Reading<'_>) -> Vec<Group> {
    let partners = exact(old, new);
    let taken: std::collections::HashSet<usize> = partners.iter().flatten().copied().collect();
    let left_old: Vec<usize> =
        (0..old.sentences.len()).filter(|&at| partners.get(at).is_none_or(Option::is_none)).collect();
    let left_new: Vec<usize> = (0..new.sentences.len()).filter(|at| !taken.contains(at)).collect();
    let mut keys = Keys::default();
    let weigh = |reading: &Reading<'_>, left: &[usize], keys: &mut Keys| -> Vec<Vec<u32>> {
        left.iter().map(|&at| bag(&tokens(reading, at, keys))).collect()
    };
    let bags = Bags::new(weigh(old, &left_old, &mut keys), weigh(new, &left_new, &mut keys), keys.len());
    // The gap between exact matches that a sentence stands in.
    let mut before = 0;
    let mut slots_old = Vec::new();
    for (at, partner) in partners.iter().enumerate() {
        match partner {
            Some(partner) => before = partner + 1,
            None if left_old.binary_search(&at).is_ok() => slots_old.push(before),
            None => {}
        }
    }
    let mut behind = 0;
    let mut slots_new = Vec::new();
    for at in 0..new.sentences.len() {
        if taken.contains(&at) { behind = at + 1 } else { slots_new.push(behind) }
    }
    let mut groups = bags.pairs(&slots_old, &slots_new);
    bags.join(&mut groups);
    let mut out: Vec<(usize, usize, Group)> = groups
        .into_iter()
        .map(|group| {
            let place = group.new.first().map_or_else(
                || group.old.first().and_then(|&at| slots_old.get(at)).copied().unwrap_or(0),
                |&at| left_new.get(at).copied().unwrap_or(0),
            );
            let pick = |from: &[usize], own: &[usize]| {
                own.iter().filter_map(|&at| from.get(at).copied()).collect::<Vec<_>>()
            };
            let group = Group { old: pick(&left_old, &group.old), new: pick(&left_new, &group.new) };
            (place, group.old.first().copied().unwrap_or(usize::MAX), group)
        })
        .collect();
    out.sort_by_key(|(place, old, _)| (*place, *old));
    out.into_iter().map(|(_, _, group)| group).collect()
}

/// For each old sentence the new one that is the same, taken in order.
fn exact(old: &Reading<'_>, new: &Reading<'_>) -> Vec<Option<usize>> {
    let mut places: HashMap<u64, VecDeque<usize>> = HashMap::new();
    for at in 0..new.sentences.len() {
        places.entry(fingerprint(new, at)).or_default().push_back(at);
    }
    (0..old.sentences.len()).map(|at| places.get_mut(&fingerprint(old, at))?.pop_front()).collect()
}

/// A hash of a sentence's folded words and of the marks that may carry meaning.
fn fingerprint(reading: &Reading<'_>, at: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    let Some(sentence) = reading.sentences.get(at) else { return 0 };
    let mut end = sentence.span.start;
    let marks = |from: usize, to: usize, hasher: &mut DefaultHasher| {
        for mark in Span::new(from, to).of(reading.prose()).chars() {
            match mark {
                '"' | '“' | '”' | '„' | '«' | '»' => '"'.hash(hasher),
                '(' | ')' | '[' | ']' | '%' | '$' | '€' | '£' | '¥' | '°' | '<' | '>' | '+' | '=' | '/'
                | '?' => mark.hash(hasher),
                _ => {}
            }
        }
    };
    for word in sentence.words.clone() {
        let span = reading.words.span(word);
        marks(end, span.start, &mut hasher);
        is_signed(reading.prose(), span.start).hash(&mut hasher);
        reading.words.folded(word).hash(&mut hasher);
        end = span.end;
    }
    marks(end, sentence.span.end, &mut hasher);
    hasher.finish()
}

/// Whether a minus sign stands before a word: a dash behind a space or at the start, with a digit right behind it.
fn is_signed(prose: &str, start: usize) -> bool {
    let (before, word) = prose.split_at_checked(start).unwrap_or_default();
    let before = before.strip_suffix(['-', '−', '–']);
    word.starts_with(|first: char| first.is_ascii_digit())
        && before.is_some_and(|before| !before.ends_with(|last: char| last.is_alphanumeric()))
}

/// The keys of a sentence's tokens, each once, sorted.
fn bag(tokens: &[Token]) -> Vec<u32> {
    let mut keys: Vec<u32> = tokens.iter().map(|token| token.key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The words of the sentences that are left, and how much each word weighs.
struct Bags {
    old: Vec<Vec<u32>>,
    new: Vec<Vec<u32>>,
    weights: Vec<u64>,
    /// Word → new sentences that hold it; none for frequent words.
    places: Vec<Vec<usize>>,
}

impl Bags {
    fn new(old: Vec<Vec<u32>>, new: Vec<Vec<u32>>, words: usize) -> Self {
        let mut counts = vec![0u32; words];
        for key in old.iter().chain(&new).flatten() {
            if let Some(count) = counts.get_mut(*key as usize) {
                *count += 1;
            }
        }
        let mut places = vec![Vec::new(); words];
        for (at, bag) in new.iter().enumerate() {
            for &key in bag {
                if let Some(places) = places.get_mut(key as usize) {
                    places.push(at);
                }
            }
        }
        places.iter_mut().filter(|places| places.len() > MOST_SENTENCES).for_each(Vec::clear);
        Self { old, new, weights: counts.into_iter().map(rarity).collect(), places }
    }

    fn weight(&self, bag: &[u32]) -> u64 {
        bag.iter().filter_map(|&key| self.weights.get(key as usize)).sum()
    }

    /// The weight that two sorted bags share.
    fn shared(&self, one: &[u32], other: &[u32]) -> u64 {
        let both: Vec<u32> = one.iter().filter(|key| other.binary_search(key).is_ok()).copied().collect();
        self.weight(&both)
    }

    /// How much of two bags is common to both, in thousandths.
    fn share(&self, one: &[u32], other: &[u32]) -> u64 {
        let all = self.weight(one) + self.weight(other);
        ratio(2, self.shared(one, other), all)
    }

    /// Pairs of sentences, best first; then every sentence left over on its own.
    fn pairs(&self, slots_old: &[usize], slots_new: &[usize]) -> Vec<Group> {
        let in_place = |a: usize, b: usize| slots_old.get(a) == slots_new.get(b);
        let mut candidates = Vec::new();
        let mut by_slot: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, &slot) in slots_new.iter().enumerate() {
            by_slot.entry(slot).or_default().push(at);
        }
        for (a, bag) in self.old.iter().enumerate() {
            let mut near: Vec<usize> =
                bag.iter().filter_map(|&key| self.places.get(key as usize)).flatten().copied().collect();
            let own = slots_old.get(a).and_then(|slot| by_slot.get(slot)).map_or(&[][..], Vec::as_slice);
            near.extend(own.iter().take(MOST_SENTENCES));
            near.sort_unstable();
            near.dedup();
            for b in near {
                let share = self.new.get(b).map_or(0, |other| self.share(bag, other));
                let place = in_place(a, b);
                if share >= if place { LEAST_SHARE_IN_PLACE } else { LEAST_SHARE } {
                    candidates.push((share, place, a, b));
                }
            }
        }
        candidates.sort_by(|x, y| y.0.cmp(&x.0).then(y.1.cmp(&x.1)).then((x.2, x.3).cmp(&(y.2, y.3))));
        let (mut free_old, mut free_new) = (vec![true; self.old.len()], vec![true; self.new.len()]);
        let mut groups = Vec::new();
        let mut take = |a: usize, b: usize, free_old: &mut Vec<bool>, free_new: &mut Vec<bool>| {
            let (Some(old), Some(new)) = (free_old.get_mut(a), free_new.get_mut(b)) else { return };
            if *old && *new {
                (*old, *new) = (false, false);
                groups.push(Group { old: vec![a], new: vec![b] });
            }
        };
        for (_, _, a, b) in candidates {
            take(a, b, &mut free_old, &mut free_new);
        }
        // One sentence of each document alone at the same place: the one was rewritten into the other.
        let mut alone: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (a, slot) in slots_old.iter().enumerate().filter(|&(a, _)| free_old.get(a) == Some(&true)) {
            alone.entry(*slot).or_default().0.push(a);
        }
        for (b, slot) in slots_new.iter().enumerate().filter(|&(b, _)| free_new.get(b) == Some(&true)) {
            alone.entry(*slot).or_default().1.push(b);
        }
        for (old, new) in alone.values() {
            if let ([a], [b]) = (old.as_slice(), new.as_slice()) {
                take(*a, *b, &mut free_old, &mut free_new);
            }
        }
        let left = |free: Vec<bool>| free.into_iter().enumerate().filter(|&(_, free)| free).map(|(at, _)| at);
        groups.extend(left(free_old).map(|a| Group { old: vec![a], new: Vec::new() }));
        groups.extend(left(free_new).map(|b| Group { old: Vec::new(), new: vec![b] }));
        groups
    }

    /// Lets single sentences join the pair that says most of what they say.
    fn join(&self, groups: &mut Vec<Group>) {
        let (mut pairs, singles): (Vec<Group>, Vec<Group>) =
            groups.drain(..).partition(|group| !group.old.is_empty() && !group.new.is_empty());
        // Which pair a sentence is in.
        let home = |pairs: &[Group], new: bool| -> HashMap<usize, usize> {
            let side = |group: &Group| if new { group.new.clone() } else { group.old.clone() };
            pairs
                .iter()
                .enumerate()
                .flat_map(|(at, group)| side(group).into_iter().map(move |own| (own, at)))
                .collect()
        };
        let (home_old, home_new) = (home(&pairs, false), home(&pairs, true));
        let places_old = self.places_of_old();
        let mut left = Vec::new();
        for single in singles {
            let is_old = !single.old.is_empty();
            let own = if is_old {
                single.old.first().and_then(|&at| self.old.get(at))
            } else {
                single.new.first().and_then(|&at| self.new.get(at))
            };
            let Some(own) = own else { continue };
            let (places, home) = if is_old { (&self.places, &home_new) } else { (&places_old, &home_old) };
            let mut near: Vec<usize> = own
                .iter()
                .filter_map(|&key| places.get(key as usize))
                .flatten()
                .filter_map(|at| home.get(at).copied())
                .collect();
            near.sort_unstable();
            near.dedup();
            let best = near
                .into_iter()
                .map(|at| (self.cover(own, pairs.get(at), is_old), at))
                .max_by(|x, y| x.0.cmp(&y.0).then(y.1.cmp(&x.1)));
            match best.filter(|(cover, _)| *cover >= LEAST_COVER).and_then(|(_, at)| pairs.get_mut(at)) {
                Some(group) if is_old => group.old.extend(single.old),
                Some(group) => group.new.extend(single.new),
                None => left.push(single),
            }
        }
        for group in &mut pairs {
            group.old.sort_unstable();
            group.new.sort_unstable();
        }
        pairs.extend(left);
        *groups = pairs;
    }

    /// How much of a sentence's weight the other side of a pair holds.
    fn cover(&self, own: &[u32], pair: Option<&Group>, is_old: bool) -> u64 {
        let Some(pair) = pair else { return 0 };
        let other = if is_old { (&pair.new, &self.new) } else { (&pair.old, &self.old) };
        let mut bag: Vec<u32> = other.0.iter().filter_map(|&at| other.1.get(at)).flatten().copied().collect();
        bag.sort_unstable();
        ratio(1, self.shared(own, &bag), self.weight(own))
    }

    fn places_of_old(&self) -> Vec<Vec<usize>> {
        let mut places = vec![Vec::new(); self.weights.len()];
        for (at, bag) in self.old.iter().enumerate() {
            for &key in bag {
                if let Some(places) =
                    places.get_mut(key as usize).filter(|places| places.len() <= MOST_SENTENCES)
                {
                    places.push(at);
                }
            }
        }
        places
    }
}

/// The weight of a word that stands in `count` sentences: it falls with the logarithm of the count.
fn rarity(count: u32) -> u64 {
    240 / u64::from(1 + count.max(1).ilog2())
}

/// `times` × `part` as thousandths of `all`.
const fn ratio(times: u64, part: u64, all: u64) -> u64 {
    let Some(share) = (times * part * 1000).checked_div(all) else { return 0 };
    share
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, ReadOptions};
    use crate::fact::Context;

    /// The groups that two texts align to, by their sentences' texts.
    fn aligned(old: &str, new: &str) -> Vec<(Vec<String>, Vec<String>)> {
        let read = |text: &str| Document::read("x.txt", text.as_bytes(), ReadOptions::default()).unwrap();
        let (old, new) = (read(old), read(new));
        let (old, new) = (Reading::new(&old, Context::default()), Reading::new(&new, Context::default()));
        let texts = |reading: &Reading<'_>, own: &[usize]| {
            own.iter().map(|&at| reading.sentences[at].span.of(reading.prose()).to_owned()).collect()
        };
        align(&old, &new).iter().map(|group| (texts(&old, &group.old), texts(&new, &group.new))).collect()
    }

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn equal_sentences_are_set_aside_wherever_they_stand() {
        assert!(
            aligned(
                "One ship left. Two ships came.\n\nThe rest stayed.",
                "The rest  stayed.\n\nTwo ships came. One ship left."
            )
            .is_empty()
        );
    }

    #[test]
    fn a_rewritten_sentence_finds_its_partner_across_paragraphs() {
        let groups = aligned(
            "The harbour master resigned. Fog closed the bridge.",
            "Fog shut the bridge.\n\nThe harbour master has resigned and left.",
        );
        assert_eq!(groups.len(), 2);
        assert!(groups.contains(&(strings(&["Fog closed the bridge."]), strings(&["Fog shut the bridge."]))));
    }

    #[test]
    fn a_split_sentence_keeps_both_halves() {
        let groups = aligned(
            "The ferry, which sails from Tarn, carries grain and cattle.",
            "The ferry sails from Tarn. It carries grain and cattle.",
        );
        assert_eq!(
            groups,
            [(
                strings(&["The ferry, which sails from Tarn, carries grain and cattle."]),
                strings(&["The ferry sails from Tarn.", "It carries grain and cattle."])
            )]
        );
    }

    #[test]
    fn a_new_sentence_stands_alone() {
        let groups = aligned("Rain fell.", "Rain fell. Nine bridges of the valley were washed away.");
        assert_eq!(groups, [(vec![], strings(&["Nine bridges of the valley were washed away."]))]);
    }
}
