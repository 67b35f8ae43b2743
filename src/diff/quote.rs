//! Quotations: words inside the marks that changed, and words that came to stand inside or outside of them.

use super::pair::{Half, Pair};
use super::{Change, Found, Kind, Sort, message};
use crate::rule::word::{fold, words};
use crate::text::Span;
use std::collections::HashMap;

/// Shorter quotations are names, terms and scare quotes: marks set or left out around them are style.
const FEWEST_WORDS: usize = 3;

/// A quotation: its place, marks left out, and its folded words.
#[derive(Debug, Clone)]
struct Quote {
    span: Span,
    words: Vec<String>,
    /// Round brackets inside it: what an editor put in stays told from what was said.
    brackets: usize,
}

/// Reports quotations that changed, came or went.
pub fn compare(pair: &mut Pair<'_>) {
    let (was_quoted, is_quoted) = (quotes(&pair.old), quotes(&pair.new));
    let mut new = without(&is_quoted, &was_quoted);
    for quote in without(&was_quoted, &is_quoted) {
        let nearest = (0..new.len())
            .max_by_key(|&at| new.get(at).map_or(0, |other| common(&quote.words, &other.words)));
        let twin = nearest.filter(|&at| {
            new.get(at).is_some_and(|other| {
                2 * common(&quote.words, &other.words) >= quote.words.len().max(other.words.len())
            })
        });
        if let Some(at) = twin {
            let other = new.remove(at);
            let cut = holds(&quote.words, &other.words) || holds(&other.words, &quote.words);
            if !cut || quote.words == other.words {
                changed(pair, Some(&quote), Some(&other));
            }
        } else if quote.words.len() >= FEWEST_WORDS && !is_said(&pair.new, &quote.words) {
            changed(pair, Some(&quote), None);
        }
    }
    for quote in new.iter().filter(|quote| quote.words.len() >= FEWEST_WORDS) {
        if !was_quoted.iter().any(|old| holds(&old.words, &quote.words)) {
            changed(pair, None, Some(quote));
        }
    }
}

/// The quotations that the other text does not have as they are; one twin there stands for one of them.
fn without(quotes: &[Quote], others: &[Quote]) -> Vec<Quote> {
    let mut twins: HashMap<_, usize> = HashMap::new();
    for other in others {
        *twins.entry((&other.words, other.brackets)).or_default() += 1;
    }
    let alone = quotes.iter().filter(|quote| match twins.get_mut(&(&quote.words, quote.brackets)) {
        Some(left @ 1..) => {
            *left -= 1;
            false
        }
        _ => true,
    });
    alone.cloned().collect()
}

fn changed(pair: &mut Pair<'_>, old: Option<&Quote>, new: Option<&Quote>) {
    let settle = |half: &mut Half<'_>, quote: Option<&Quote>| {
        let Some(quote) = quote else { return };
        let inside: Vec<usize> = half
            .tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| quote.span.contains(token.span))
            .map(|(at, _)| at)
            .collect();
        inside.into_iter().for_each(|at| half.settle(at));
    };
    settle(&mut pair.old, old);
    settle(&mut pair.new, new);
    let text =
        |half: &Half<'_>, quote: Option<&Quote>| quote.map_or("", |quote| half.text(quote.span)).to_owned();
    let (before, after) = (text(&pair.old, old), text(&pair.new, new));
    let sort = match (old, new) {
        (Some(_), Some(_)) => Sort::Changed,
        (Some(_), None) => Sort::Removed,
        _ => Sort::Added,
    };
    let message = match new.filter(|_| old.is_none()).map(|quote| is_said(&pair.old, &quote.words)) {
        Some(true) => format!("{} was not a quotation before", message::quoted(&after)),
        _ => message::of(Kind::Quote, &before, &after),
    };
    let found = |quote: Option<&Quote>| quote.map(|quote| Found { span: quote.span, fact: None });
    pair.changes.push(Change { sort, kind: Kind::Quote, old: found(old), new: found(new), message });
}

/// How many words two quotations share, in order.
fn common(one: &[String], other: &[String]) -> usize {
    similar::capture_diff_slices(similar::Algorithm::Myers, one, other)
        .into_iter()
        .map(|op| if let similar::DiffOp::Equal { len, .. } = op { len } else { 0 })
        .sum()
}

/// Whether the words of one stand in a row in the other.
fn holds(whole: &[String], part: &[String]) -> bool {
    !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
}

/// Whether a text says most of some words, quoted or not.
fn is_said(half: &Half<'_>, wanted: &[String]) -> bool {
    let sentences = half.sentences.iter().filter_map(|&at| half.reading.sentences.get(at));
    let said: Vec<&str> = sentences
        .flat_map(|sentence| sentence.words.clone())
        .map(|at| half.reading.words.folded(at))
        .collect();
    let found = wanted.iter().filter(|word| said.contains(&word.as_str())).count();
    4 * found >= 3 * wanted.len()
}

/// The quotations of the sentences, in order. An apostrophe is no quotation mark: of single marks only those count that
/// stand outside words and in pairs.
fn quotes(half: &Half<'_>) -> Vec<Quote> {
    let mut found = Vec::new();
    for sentence in half.sentences.iter().filter_map(|&at| half.reading.sentences.get(at)) {
        let text = half.text(sentence.span);
        let mut open: Option<(usize, char)> = None;
        let mut before = ' ';
        for (at, mark) in text.char_indices() {
            let next = text.get(at + mark.len_utf8()..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
            match open {
                Some((start, close)) if mark == close || close == '”' && mark == '“' => {
                    if mark != '\'' && mark != '’' || !next.is_alphanumeric() {
                        found.extend(quote(half, Span::new(start, at).shifted(sentence.span.start)));
                        open = None;
                    }
                }
                None => {
                    let close = match mark {
                        '"' => Some('"'),
                        '“' | '„' => Some('”'),
                        '«' => Some('»'),
                        '‘' => Some('’'),
                        '\'' if !before.is_alphanumeric() && next.is_alphanumeric() => Some('\''),
                        _ => None,
                    };
                    open = close.map(|close| (at + mark.len_utf8(), close));
                }
                Some(_) => {}
            }
            before = mark;
        }
    }
    found
}

fn quote(half: &Half<'_>, span: Span) -> Option<Quote> {
    let text = half.text(span).replace(['[', ']'], "");
    let words: Vec<String> = words(&text).map(|span| fold(span.of(&text))).collect();
    let brackets = text.chars().filter(|&mark| mark == '(').count();
    (!words.is_empty()).then_some(Quote { span, words, brackets })
}
