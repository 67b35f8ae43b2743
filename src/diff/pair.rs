//! Sentences of both documents that belong together, woven; what of them is still to be settled; the changes found.

use super::align::Group;
use super::token::{self, Key, Keys, Sort as TokenSort, Token};
use super::weave::{Gap, weave};
use super::{Change, Found, Kind, Sort};
use crate::fact::{self, Agreement, Fact, Leniency, Precision, compare};
use crate::rule::Reading;
use crate::text::Span;
use std::collections::HashSet;

/// One document's part of a pair.
#[derive(Debug)]
pub struct Half<'r> {
    /// The reading of the whole document.
    pub reading: &'r Reading<'r>,
    /// The sentences, as indices into the reading.
    pub sentences: Vec<usize>,
    /// Their tokens.
    pub tokens: Vec<Token>,
    /// Whether a token is still to be settled.
    pub open: Vec<bool>,
    /// What its tokens say.
    keys: HashSet<Key>,
}

/// Aligned sentences of both documents.
#[derive(Debug)]
pub struct Pair<'r> {
    /// The old document's part.
    pub old: Half<'r>,
    /// The new document's part.
    pub new: Half<'r>,
    /// Where they differ.
    pub gaps: Vec<Gap>,
    /// What has been found so far.
    pub changes: Vec<Change>,
}

/// Groups with more figures than this on one side are matched by their words only.
const MOST_FIGURES: usize = 400;

impl<'r> Pair<'r> {
    /// Reads and weaves the sentences of a group.
    pub fn new(old: &'r Reading<'r>, new: &'r Reading<'r>, group: &Group, keys: &mut Keys) -> Self {
        let mut pair = Self {
            old: Half::new(old, &group.old, keys),
            new: Half::new(new, &group.new, keys),
            gaps: Vec::new(),
            changes: Vec::new(),
        };
        pair.equal_figures();
        pair.old.keys = pair.old.tokens.iter().map(|token| token.key).collect();
        pair.new.keys = pair.new.tokens.iter().map(|token| token.key).collect();
        pair.gaps = weave(&pair.old.tokens, &pair.new.tokens);
        for gap in &pair.gaps {
            pair.old.open.get_mut(gap.old.clone()).unwrap_or_default().fill(true);
            pair.new.open.get_mut(gap.new.clone()).unwrap_or_default().fill(true);
        }
        pair
    }

    /// Gives figures of equal value equal keys.
    fn equal_figures(&mut self) {
        let figures = |half: &Half<'_>| half.tokens.iter().filter(|token| token.figure().is_some()).count();
        if figures(&self.old) > MOST_FIGURES || figures(&self.new) > MOST_FIGURES {
            return;
        }
        for at in 0..self.new.tokens.len() {
            let Some(fact) = self.new.fact(at) else { continue };
            let equal = (0..self.old.tokens.len()).find(|&other| {
                self.old.fact(other).is_some_and(|old| {
                    self.old.tokens.get(other).map(|token| token.key)
                        == self.new.tokens.get(at).map(|token| token.key)
                        || agreement(self, old, fact) == Agreement::Equal
                })
            });
            let key = equal.and_then(|other| self.old.tokens.get(other)).map(|token| token.key);
            if let (Some(key), Some(token)) = (key, self.new.tokens.get_mut(at)) {
                token.key = key;
            }
        }
    }

    /// Whether the pair has sentences of one document only.
    pub fn is_single(&self) -> bool {
        self.old.sentences.is_empty() || self.new.sentences.is_empty()
    }

    /// The tokens that stand at the same place on both sides, in order.
    pub fn stayed(&self) -> Vec<(usize, usize)> {
        let ends = std::iter::once((0, 0)).chain(self.gaps.iter().map(|gap| (gap.old.end, gap.new.end)));
        let starts = self.gaps.iter().map(|gap| gap.old.start).chain([self.old.tokens.len()]);
        ends.zip(starts).flat_map(|((old, new), end)| (old..end).zip(new..)).collect()
    }

    /// Whether a change has been found at a token of the new document.
    pub fn is_reported(&self, at: usize) -> bool {
        let span = self.new.tokens.get(at).map(|token| token.span);
        self.changes
            .iter()
            .any(|change| change.new.zip(span).is_some_and(|(found, span)| found.span.contains(span)))
    }

    /// Records a change and settles its tokens.
    pub fn report(&mut self, sort: Sort, kind: Kind, old: &[usize], new: &[usize], message: String) {
        let found = |half: &mut Half<'_>, tokens: &[usize]| {
            tokens.iter().for_each(|&at| half.settle(at));
            half.found(tokens)
        };
        let (old, new) = (found(&mut self.old, old), found(&mut self.new, new));
        self.changes.push(Change { sort, kind, old, new, message });
    }
}

/// Neither draft is the claim: a bare `$` on one side may be the dollar that the other names.
pub const LENIENCY: Leniency = Leniency { precision: Precision::Hedged, tolerance: None, drafts: true };

/// How a new figure agrees with an old one.
pub fn agreement(pair: &Pair<'_>, old: &Fact, new: &Fact) -> Agreement {
    let age = |half: &Half<'_>, fact: &Fact| {
        fact.kind == fact::Kind::Duration && half.text(fact.span).to_lowercase().ends_with("old")
    };
    let number = |fact: &Fact| fact.kind == fact::Kind::Number;
    // "Lund, 34," and "34-year-old Lund".
    let aged = age(&pair.old, old) && number(new) || number(old) && age(&pair.new, new);
    if aged && bounds(old) == bounds(new) {
        return Agreement::Equal;
    }
    // "4.1m" and "4.1 million".
    let millions = |half: &Half<'_>, fact: &Fact| fact.in_millions(half.reading.prose()).as_ref().map(bounds);
    if number(new) && millions(&pair.old, old) == Some(bounds(new))
        || number(old) && millions(&pair.new, new) == Some(bounds(old))
    {
        return Agreement::Equal;
    }
    let of_story = |fact: &Fact| matches!(&fact.value, fact::Value::When(when) if when.is_of_story());
    if of_story(old)
        && of_story(new)
        && apart(&pair.old.text(old.span).to_lowercase(), &pair.new.text(new.span).to_lowercase())
    {
        return Agreement::Different;
    }
    let (before, after) = (&pair.old.reading.context, &pair.new.reading.context);
    match compare((old, before), (new, after), &LENIENCY).agreement {
        Agreement::Equal if other_currency(pair, old, new) || turned_figures(pair, old, new) => {
            Agreement::Different
        }
        agreement => agreement,
    }
}

/// Whether two amounts are of two currencies that share a word or sign: *$5m*, *A$5m*. Where the draft with the bare sign has
/// the other currency elsewhere, it may be the one meant.
fn other_currency(pair: &Pair<'_>, old: &Fact, new: &Fact) -> bool {
    let unit = |fact: &Fact| match &fact.value {
        fact::Value::Amount(amount) if amount.unit.is_money() => amount.unit.code(),
        _ => None,
    };
    let (Some(one), Some(other)) = (unit(old), unit(new)) else { return false };
    let has = |half: &Half<'_>, code: &str| {
        half.reading.facts.iter().any(|fact| unit(fact).is_some_and(|unit| unit == code))
    };
    one != other && !has(&pair.old, &other) && !has(&pair.new, &one)
}

/// Whether two dates in figures are two days in either order of day and month: *3/4/2024*, *4/3/2024*. Both drafts keep one order.
fn turned_figures(pair: &Pair<'_>, old: &Fact, new: &Fact) -> bool {
    let context = |half: &Half<'_>, order| {
        let context = &half.reading.context;
        fact::Context { dates: context.dates.or(Some(order)), ..context.clone() }
    };
    let figures = |half: &Half<'_>, fact: &Fact| {
        let digit = |byte: u8| byte.is_ascii_digit() || b"/.-".contains(&byte);
        fact.kind == fact::Kind::Date && half.text(fact.span).bytes().all(digit)
    };
    figures(&pair.old, old)
        && figures(&pair.new, new)
        && [fact::DateOrder::DayMonth, fact::DateOrder::MonthDay].into_iter().all(|order| {
            let (before, after) = (context(&pair.old, order), context(&pair.new, order));
            compare((old, &before), (new, &after), &LENIENCY).agreement != Agreement::Equal
        })
}

/// Whether two dates that hang on another one lie differently from it: *two years earlier*, *two months later*.
///
/// Such a date is not resolved, so that the words have to tell.
fn apart(one: &str, other: &str) -> bool {
    let length = |text: &str| {
        let (length, _) = text.rsplit_once(' ')?;
        let fact = fact::parse(fact::Kind::Duration, length).ok()?;
        Some(bounds(&fact)?.0?.plain())
    };
    let says = |text: &str, words: &[&str]| words.iter().map(|word| text.contains(word)).collect::<Vec<_>>();
    let (units, back) = (
        ["day", "week", "month", "quarter", "year", "decade"],
        ["earlier", "before", "previous", "preceding"],
    );
    let differ =
        |one: Vec<bool>, other: Vec<bool>| one.contains(&true) && other.contains(&true) && one != other;
    differ(says(one, &units), says(other, &units))
        || says(one, &back).contains(&true) != says(other, &back).contains(&true)
        || length(one).zip(length(other)).is_some_and(|(one, other)| one != other)
}

fn bounds(fact: &Fact) -> Option<(Option<fact::Number>, Option<fact::Number>)> {
    if let fact::Value::Amount(amount) = &fact.value { Some(amount.bounds()) } else { None }
}

impl<'r> Half<'r> {
    fn new(reading: &'r Reading<'r>, sentences: &[usize], keys: &mut Keys) -> Self {
        let tokens: Vec<Token> =
            sentences.iter().flat_map(|&sentence| token::tokens(reading, sentence, keys)).collect();
        let open = vec![false; tokens.len()];
        Self { reading, sentences: sentences.to_vec(), tokens, open, keys: HashSet::new() }
    }

    /// The fact of a token that is a figure.
    pub fn fact(&self, at: usize) -> Option<&'r Fact> {
        self.reading.facts.get(self.tokens.get(at)?.figure()?)
    }

    /// Whether a token is still to be settled.
    pub fn is_open(&self, at: usize) -> bool {
        self.open.get(at).copied().unwrap_or(false)
    }

    /// Settles a token.
    pub fn settle(&mut self, at: usize) {
        if let Some(open) = self.open.get_mut(at) {
            *open = false;
        }
    }

    /// The tokens still to be settled, in order.
    pub fn unsettled(&self) -> Vec<usize> {
        (0..self.tokens.len()).filter(|&at| self.is_open(at)).collect()
    }

    /// Whether any token, settled or not, says the same as `token`.
    pub fn says(&self, token: &Token) -> bool {
        self.keys.contains(&token.key)
    }

    /// The text of a span.
    pub fn text(&self, span: Span) -> &'r str {
        span.of(self.reading.prose())
    }

    /// The words of a token.
    pub fn words(&self, at: usize) -> &'r str {
        self.tokens.get(at).map_or("", |token| self.text(token.span))
    }

    /// The place of some tokens; `None` of none.
    pub fn found(&self, tokens: &[usize]) -> Option<Found> {
        let mut spans = tokens.iter().filter_map(|&at| self.tokens.get(at)).map(|token| token.span);
        let first = spans.next()?;
        let span = spans.fold(first, Span::to);
        let fact = match tokens {
            [one] => self.tokens.get(*one).and_then(Token::figure),
            _ => None,
        };
        Some(Found { span, fact })
    }

    /// The text from the first of some tokens to the last.
    pub fn passage(&self, tokens: &[usize]) -> &'r str {
        self.found(tokens).map_or("", |found| self.text(found.span))
    }

    /// The text between a token and the next.
    pub fn between(&self, at: usize) -> &'r str {
        match (self.tokens.get(at), self.tokens.get(at + 1)) {
            (Some(one), Some(next)) => self.text(Span::new(one.span.end, next.span.start)),
            _ => "",
        }
    }

    /// The words, folded, before a token and behind the one before it.
    pub fn words_before(&self, place: usize) -> impl Iterator<Item = &'r str> + use<'r> {
        let words = &self.reading.words;
        let sentence = |at: Option<&usize>| at.and_then(|&at| self.reading.sentences.get(at));
        let end = self.tokens.get(place).map(|token| token.word);
        let before = place.checked_sub(1).and_then(|before| self.tokens.get(before));
        let start = before.map(|token| words.within(token.span).end);
        let start =
            start.or(sentence(self.sentences.first()).map(|sentence| sentence.words.start)).unwrap_or(0);
        let end = end.or(sentence(self.sentences.last()).map(|sentence| sentence.words.end)).unwrap_or(start);
        (start..end).map(|at| words.folded(at))
    }

    /// Whether a token is an unsettled word of a name.
    pub fn is_open_name(&self, at: usize) -> bool {
        self.is_open(at) && self.tokens.get(at).is_some_and(|token| token.sort == TokenSort::Name)
    }
}
