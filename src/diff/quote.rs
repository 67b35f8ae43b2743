//! Quotations: words inside the marks that changed, and words that came to stand inside or outside of them.

use super::pair::{Half, Pair};
use super::table::TABLES;
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
        } else if quote.words.len() >= FEWEST_WORDS
            && (!is_said(&pair.new, &quote.words) || bared(pair, &quote, &is_quoted))
        {
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
    let message = match (old, new) {
        (None, Some(quote)) if is_said(&pair.old, &quote.words) => {
            format!("{} was not a quotation before", message::quoted(&after))
        }
        // Without its marks it is no longer told as what was said word for word.
        (Some(quote), None) if is_said(&pair.new, &quote.words) => {
            format!("{} is no longer in quotation marks", message::quoted(&before))
        }
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

/// Whether the new draft has the words of a quotation one by one, and no longer as a quotation: indirect speech would turn them,
/// and so the reader takes them for the writer's own. Marks around a name are style.
fn bared(pair: &Pair<'_>, quote: &Quote, quotes: &[Quote]) -> bool {
    let words: Vec<String> = said(&pair.new).map(str::to_owned).collect();
    let named = quote.span.of(pair.old.reading.prose()).split_whitespace().all(|word| {
        let word = word.trim_start_matches(|mark: char| !mark.is_alphanumeric());
        !word.starts_with(char::is_lowercase) || TABLES.is_light(&word.to_lowercase())
    });
    !named
        && holds(&words, &quote.words)
        && !quotes.iter().any(|other| holds(&other.words, &quote.words) || holds(&quote.words, &other.words))
}

/// The folded words of a half.
fn said<'r>(half: &Half<'r>) -> impl Iterator<Item = &'r str> {
    let sentences = half.sentences.iter().filter_map(|&at| half.reading.sentences.get(at));
    let words = &half.reading.words;
    sentences.flat_map(|sentence| sentence.words.clone()).map(move |at| words.folded(at))
}

/// Whether a text says most of some words, quoted or not.
fn is_said(half: &Half<'_>, wanted: &[String]) -> bool {
    let said: Vec<&str> = said(half).collect();
    let found = wanted.iter().filter(|word| said.contains(&word.as_str())).count();
    4 * found >= 3 * wanted.len()
}

/// The quotations of the sentences, in order. An apostrophe is no quotation mark: of single marks only those count that
/// stand outside words and in pairs. Of a quotation of several sentences each is one: double marks count where the sentence
/// has only one of the two.
fn quotes(half: &Half<'_>) -> Vec<Quote> {
    let mut found = Vec::new();
    for sentence in half.sentences.iter().filter_map(|&at| half.reading.sentences.get(at)) {
        let text = half.text(sentence.span);
        let earlier = found.len();
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
                // The end of one that a sentence before opened; 12" is a length.
                None if matches!(mark, '"' | '”' | '»')
                    && !before.is_whitespace()
                    && !before.is_ascii_digit()
                    && !next.is_alphanumeric()
                    && found.len() == earlier =>
                {
                    found.extend(quote(half, Span::new(0, at).shifted(sentence.span.start)));
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
        let goes_on = open.filter(|&(start, close)| {
            let next = text.get(start..).and_then(|rest| rest.chars().next());
            matches!(close, '"' | '”' | '»') && next.is_some_and(|next| !next.is_whitespace())
        });
        if let Some((start, _)) = goes_on {
            found.extend(quote(half, Span::new(start, text.len()).shifted(sentence.span.start)));
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
