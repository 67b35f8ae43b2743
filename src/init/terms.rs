//! The words to find a fact by: the noun it counts or measures, names, and words that are rare in the document.

use super::subject::Subject;
use crate::claim::Expectation;
use crate::fact::Kind;
use crate::rule::{Reading, Sentence};
use crate::text::Span;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

static STOPWORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("table/stopwords.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// The most sets of terms that are tried for a fact.
const MOST_SETS: usize = 40;

/// Terms that stand together in more sentences than this hardly lead to one fact: of sets of them one is tried, and none of
/// terms that stand together in too many. Each of the sentences is judged, so that a long text would cost its square.
const MOST_SENTENCES: usize = 12;
const TOO_MANY: usize = 300;

/// In so many sentences sets of terms are tried for one fact, all told.
const MOST_TRIED: usize = 240;

/// A word that stands in more sentences than this tells nothing.
const MOST_COMMON: usize = 1000;

/// Which sentences of a document hold which folded words.
#[derive(Debug)]
pub struct Index<'r> {
    sentences: HashMap<&'r str, Vec<usize>>,
    lower: HashSet<&'r str>,
    figures: Vec<bool>,
}

impl<'r> Index<'r> {
    /// The index of a reading.
    pub fn new(reading: &'r Reading<'_>) -> Self {
        let mut index = Self {
            sentences: HashMap::new(),
            lower: HashSet::new(),
            figures: vec![false; reading.words.len()],
        };
        for (at, sentence) in reading.sentences.iter().enumerate() {
            for word in sentence.words.clone() {
                let folded = reading.words.folded(word);
                let list = index.sentences.entry(folded).or_default();
                if list.last() != Some(&at) {
                    list.push(at);
                }
                if !reading.words.is_capital(reading.prose(), word) {
                    index.lower.insert(folded);
                }
            }
        }
        for fact in &reading.facts {
            for word in reading.words.within(fact.span) {
                if let Some(slot) = index.figures.get_mut(word) {
                    *slot = true;
                }
            }
        }
        index
    }

    /// In how many sentences all words of all terms occur, as they are written.
    fn spread(&self, reading: &Reading<'_>, terms: &[&Term]) -> usize {
        let words = terms.iter().flat_map(|term| term.words.clone());
        let mut lists: Vec<&[usize]> = words
            .map(|word| self.sentences.get(reading.words.folded(word)).map(Vec::as_slice).unwrap_or_default())
            .collect();
        lists.sort_by_key(|list| list.len());
        let Some((rarest, others)) = lists.split_first() else { return 0 };
        let common = rarest.iter().filter(|at| others.iter().all(|list| list.binary_search(at).is_ok()));
        common.take(TOO_MANY + 1).count()
    }
}

/// A word or name that may stand in `about`.
#[derive(Debug, Clone)]
struct Term {
    text: String,
    words: Range<usize>,
    /// How badly it would do as the anchor.
    far: i64,
    /// How badly it would do beside an anchor.
    plain: i64,
}

/// Sets of one to three terms for a subject, the best first; `None` where no word around it tells anything.
pub fn sets(reading: &Reading<'_>, index: &Index<'_>, subject: &Subject) -> Option<Vec<Vec<String>>> {
    let terms = terms(reading, index, subject);
    if terms.is_empty() {
        return None;
    }
    let mut anchors: Vec<&Term> = terms.iter().collect();
    anchors.sort_by_key(|term| (term.far, term.words.start));
    anchors.truncate(6);
    let mut beside: Vec<&Term> = terms.iter().collect();
    beside.sort_by_key(|term| (term.plain, term.words.start));
    beside.truncate(7);
    let mut sets: Vec<(usize, i64, usize, Vec<&Term>)> = Vec::new();
    let mut push = |set: Vec<&'_ Term>, cost: i64| {
        let mut texts: Vec<String> = set.iter().map(|term| term.text.to_lowercase()).collect();
        texts.sort();
        texts.dedup();
        if texts.len() == set.len() {
            let spread = index.spread(reading, &set);
            let elsewhere = match spread {
                0 | 1 => 0,
                2..=MOST_SENTENCES => 1,
                _ if spread <= TOO_MANY => 2,
                _ => return,
            };
            sets.push((
                elsewhere,
                cost,
                spread,
                set.iter().filter_map(|term| terms.iter().find(|own| own.words == term.words)).collect(),
            ));
        }
    };
    for (rank, &anchor) in anchors.iter().enumerate() {
        let rank = rank as i64;
        push(vec![anchor], rank * 4);
        for (nth, &one) in beside.iter().enumerate() {
            push(vec![anchor, one], rank * 4 + nth as i64 + 3);
            for (other, &two) in beside.iter().enumerate().skip(nth + 1).take(3) {
                push(vec![anchor, one, two], rank * 4 + (nth + other) as i64 + 9);
            }
        }
    }
    sets.sort_by_key(|(elsewhere, cost, ..)| (*elsewhere, *cost));
    let telling = sets.partition_point(|(elsewhere, ..)| *elsewhere < 2).clamp(1, MOST_SETS);
    let mut tried = 0;
    let affordable = sets.into_iter().take(telling).filter(|(elsewhere, _, spread, _)| {
        tried += if *elsewhere == 1 { *spread } else { 0 };
        tried <= MOST_TRIED
    });
    let texts = affordable.map(|(.., set)| set.into_iter().map(|term| term.text.clone()).collect());
    Some(texts.collect())
}

/// The terms around a subject: of its own sentence, the head of its column, and the sentence it goes on from.
fn terms(reading: &Reading<'_>, index: &Index<'_>, subject: &Subject) -> Vec<Term> {
    let Some(sentence) = reading.sentences.get(subject.sentence) else { return Vec::new() };
    let own = reading.words.within(subject.span);
    let mut found = runs(reading, index, sentence.words.clone(), sentence, &own, subject, 0);
    let block = reading.document.blocks.get(sentence.block);
    let header = block
        .and_then(|block| block.cells.iter().find(|cell| cell.span.contains(subject.span)))
        .and_then(|cell| cell.header);
    if let Some(header) = header {
        found.extend(runs(reading, index, reading.words.within(header), sentence, &own, subject, 2));
    }
    if let Some(before) = sentence.inherits.and_then(|before| reading.sentences.get(before)) {
        found.extend(runs(reading, index, before.words.clone(), before, &own, subject, 40));
    }
    found
}

/// The terms of a range of words: names as a whole, other telling words one by one.
fn runs(
    reading: &Reading<'_>,
    index: &Index<'_>,
    range: Range<usize>,
    sentence: &Sentence,
    own: &Range<usize>,
    subject: &Subject,
    distant: i64,
) -> Vec<Term> {
    let prose = reading.prose();
    let words = &reading.words;
    let year = |at: usize| {
        let text = words.span(at).of(prose);
        let dated = matches!(&subject.expectation, Expectation::Figure(figure) if figure.kind == Kind::Date);
        !dated
            && matches!(text.as_bytes(), [b'1' | b'2', rest @ ..] if rest.len() == 3 && rest.iter().all(u8::is_ascii_digit))
            && reading
                .facts_from(words.span(at).start)
                .take_while(|fact| fact.span.start < words.span(at).end)
                .any(|fact| fact.kind == Kind::Date && fact.span.contains(words.span(at)))
            && !subject.span.overlaps(words.span(at))
    };
    let telling = |at: usize| {
        let text = words.span(at).of(prose);
        let folded = words.folded(at);
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let initials = letters > 1 && text.chars().all(|c| c.is_uppercase() || c == '.');
        // A year may say which of several figures is meant, if nothing else does.
        year(at)
            || !index.figures.get(at).copied().unwrap_or(false)
                && !subject.span.overlaps(words.span(at))
                && !text.contains(|c: char| c.is_numeric())
                && (letters > 2 || initials)
                && (initials || !STOPWORDS.contains(folded))
    };
    let capital = |at: usize| {
        let opens = at == sentence.words.start && index.lower.contains(words.folded(at));
        telling(at) && words.is_capital(prose, at) && !opens
    };
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if !telling(at) {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        if capital(start) {
            while at < range.end && at < start + 4 && words.joined(at - 1) && capital(at) {
                at += 1;
            }
        }
        let span = words.span(start).to(words.span(at - 1));
        let name = capital(start);
        let text = super::one_line(span.of(prose));
        let text = if name { text } else { text.to_lowercase() };
        let steps = distance(reading, own, &(start..at), subject.span) + distant;
        let first = words.folded(start);
        let verbal =
            first.ends_with("ly") as i64 * 8 + (first.ends_with("ed") || first.ends_with("ing")) as i64 * 3;
        let verbal = if name { 0 } else { verbal };
        // A part of a hyphenated word ("modern-day") says little by itself.
        let hyphen = |c: Option<char>| matches!(c, Some('-' | '‑' | '–'));
        let part = hyphen(prose.get(..span.start).and_then(|text| text.chars().next_back()))
            || hyphen(prose.get(span.end..).and_then(|text| text.chars().next()));
        let verbal = verbal + i64::from(part) * 6 + i64::from(year(start)) * 14;
        let sentences = index.sentences.get(first).map_or(0, Vec::len);
        if sentences > MOST_COMMON {
            continue;
        }
        let sentences = sentences as i64;
        found.push(Term {
            text,
            words: start..at,
            far: steps + verbal + sentences.min(6) - i64::from(name) * 2,
            plain: steps / 3 + verbal + sentences.min(12) - i64::from(name) * 4,
        });
    }
    found
}

/// How far a term stands from a figure: words between, punctuation counted more, and less for what stands right behind.
fn distance(reading: &Reading<'_>, own: &Range<usize>, term: &Range<usize>, span: Span) -> i64 {
    let behind = term.start >= own.end;
    let (between, gap) = if behind {
        (own.end..term.start, Span::new(span.end, reading.words.span(term.start).start))
    } else {
        (term.end..own.start, Span::new(reading.words.span(term.end - 1).end, span.start))
    };
    let stops: i64 = gap
        .of(reading.prose())
        .chars()
        .map(|c| match c {
            ',' | '(' | ')' => 3,
            ';' | '.' | '—' => 8,
            _ => 0,
        })
        .sum();
    let others = reading.facts_from(gap.start).take_while(|fact| fact.span.start < gap.end);
    let others = others.filter(|fact| gap.contains(fact.span)).count() as i64;
    between.len() as i64 + stops + others * 4 + i64::from(!behind)
}
