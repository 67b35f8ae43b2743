//! The figures of a sentence that a claim of a kind may be bound to.

use super::direction;
use super::place::{Candidate, candidate, overlaps};
use crate::fact::{self, Fact, Kind, Number, Value};
use crate::rule::Scope;
use crate::rule::reading::{Reading, Sentence, between};
use crate::rule::word::rows;
use crate::text::Span;
use std::ops::Range;
use std::sync::LazyLock;

/// A figure that a claim may be bound to.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Where it stands.
    pub candidate: Candidate,
    /// Its value, with a unit it shares with its list.
    pub fact: Fact,
    /// A conversion in brackets behind it.
    pub conversion: Option<Fact>,
    /// The count and the total that this figure is, where a count stands before it: "seven of the nine".
    pub share: Option<Fact>,
    /// It is of the claim's kind only if nothing better is there (a bare number for an amount).
    pub stray: bool,
}

/// A phrase before an earlier or compared value.
struct Earlier {
    phrase: Vec<&'static str>,
    compared: bool,
}

static EARLIER: LazyLock<Vec<Earlier>> = LazyLock::new(|| {
    let table = rows(include_str!("../table/earlier.tsv"));
    let row = |row: Vec<&'static str>| match row[..] {
        [class, phrase] => {
            Some(Earlier { phrase: phrase.split(' ').collect(), compared: class == "compared" })
        }
        _ => None,
    };
    table.filter_map(row).collect()
});

/// The candidates of a sentence for claims of a kind, in order. A compared value is one where `own` says that what stands
/// behind it is a claim's subject.
pub fn figures(
    reading: &Reading<'_>,
    sentence: &Sentence,
    kind: Kind,
    own: &dyn Fn(&Range<usize>) -> bool,
) -> Vec<Figure> {
    sift(reading, sentence, kind, own).0
}

/// The candidates of a sentence for claims of a kind, and its other facts with why they are none.
pub fn sift(
    reading: &Reading<'_>,
    sentence: &Sentence,
    kind: Kind,
    own: &dyn Fn(&Range<usize>) -> bool,
) -> (Vec<Figure>, Vec<(Fact, &'static str)>) {
    let all: Vec<(usize, &Fact)> =
        sentence.facts.clone().filter_map(|at| reading.facts.get(at).map(|fact| (at, fact))).collect();
    let mut figures: Vec<Figure> = Vec::new();
    let mut left_out = Vec::new();
    let mut share: Option<(Span, Fact)> = None;
    for (nth, &(at, fact)) in all.iter().enumerate() {
        let Some(mut place) = candidate(reading, sentence, at) else { continue };
        place.starts = changes(reading, nth, &all, "from");
        place.steps = changes(reading, nth, &all, "by");
        let before = nth.checked_sub(1).and_then(|before| all.get(before)).map(|&(_, fact)| fact);
        if let Some(last) = figures.last_mut()
            && before.is_some_and(|before| before.span.end == last.fact.span.end)
            && is_conversion(reading, &last.fact, fact)
        {
            last.conversion = Some(fact.clone());
            left_out.push((fact.clone(), "it is the figure before it in another unit"));
            continue;
        }
        let Some(eligible) = eligible(reading, &place, fact, kind) else {
            left_out.push((fact.clone(), "it is a figure of another kind"));
            continue;
        };
        place.compared = compared(reading, sentence, &place).filter(own);
        if place.compared.is_none() && is_earlier(reading, sentence, &place) {
            left_out.push((fact.clone(), "the words before it make it an earlier or rejected value"));
            continue;
        }
        if let Some(total) = total_of(reading, &place, fact, &all) {
            share = super::share::share_of(reading, &place, fact, total).map(|share| (total.span, share));
            left_out.push((fact.clone(), "it is only a part of the figure behind it"));
            continue;
        }
        let age = (kind == Kind::Number && fact.kind == Kind::Duration).then(|| fact.counted()).flatten();
        let millions = if kind == Kind::Number { fact.in_millions(reading.prose()) } else { None };
        let fact = age.as_ref().or(millions.as_ref()).unwrap_or(fact);
        let fact = after_change(reading, sentence, &place, fact);
        // "six points higher" for percentage points
        let points = kind == Kind::Percent
            && fact.kind == Kind::Number
            && matches!(reading.words.folded(place.words.end), "point" | "points");
        let fact = Some(&fact)
            .filter(|_| points)
            .and_then(|fact| fact.with_unit_in("percentage points"))
            .unwrap_or(fact);
        let below = place.header.and_then(|header| fact.with_unit_in(header.of(reading.prose())));
        let stray = eligible == Eligible::Stray && below.as_ref().is_none_or(|fact| fact.kind != kind);
        let fact = below.filter(|_| !stray).unwrap_or(fact);
        let span = fact.span;
        let words = reading.words.within(span);
        let share = share
            .take_if(|(total, _)| *total == span)
            .map(|(_, share)| share)
            .or_else(|| of_total_before(reading, sentence, &fact, before?));
        let candidate = Candidate { span, words, ..place };
        figures.push(Figure { candidate, fact, conversion: None, share, stray });
    }
    share_units(&mut figures);
    (figures, left_out)
}

/// Four digits that were read as a year and are the count a claim wants, with its own noun behind them: "a total of 1940
/// donors". Behind "in" they stay a year.
pub fn counted_year(
    reading: &Reading<'_>,
    sentence: &Sentence,
    scope: &Scope,
    claimed: &Fact,
) -> Option<Figure> {
    let Value::Amount(amount) = &claimed.value else { return None };
    let wanted = amount.min.filter(|_| amount.min == amount.max && amount.qualifier.is_none())?;
    sentence.facts.clone().find_map(|at| {
        let fact = reading.facts.get(at).filter(|fact| fact.kind == Kind::Date)?;
        let written = fact.span.of(reading.prose());
        let digits = written.rsplit(' ').next()?;
        let year = digits.parse::<u16>().ok().filter(|_| digits.len() == 4)?;
        if wanted.compare(Number::whole(i128::from(year))).is_ne() {
            return None;
        }
        let place = candidate(reading, sentence, at)?;
        let start = place.words.end.checked_sub(1)?;
        let lead = start.checked_sub(1).map_or("", |before| reading.words.folded(before));
        let noun = scope.hits.iter().flatten().any(|hit| overlaps(&hit.words, &place.measures));
        let span = Span::new(fact.span.end - digits.len(), fact.span.end);
        let fact = Fact { kind: Kind::Number, span, value: claimed.value.clone() };
        let candidate = Candidate { span, words: start..place.words.end, ..place };
        (noun && lead != "in").then_some(Figure {
            candidate,
            fact,
            conversion: None,
            share: None,
            stray: false,
        })
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Eligible {
    /// Of the kind, or of a kind that can say the same.
    Yes,
    /// A bare number that may have lost its unit.
    Stray,
}

/// Whether a fact may stand for a claim of `kind`.
fn eligible(reading: &Reading<'_>, place: &Candidate, fact: &Fact, kind: Kind) -> Option<Eligible> {
    if fact.kind == kind {
        return Some(Eligible::Yes);
    }
    let next = reading.words.folded(place.words.end);
    let fraction = matches!(&fact.value, Value::Amount(amount)
        if amount.min.or(amount.max).is_some_and(|number| number.divisor != 1));
    match (kind, fact.kind) {
        (Kind::Percent, Kind::Number) if fraction || matches!(next, "point" | "points") => {
            Some(Eligible::Yes)
        }
        // "the 44-year-old" for one aged 44
        (Kind::Number, Kind::Duration) if is_age(reading, place) => Some(Eligible::Stray),
        (Kind::Number, Kind::Percent) => Some(Eligible::Stray),
        // "rose to 4.1m"
        (Kind::Number, Kind::Quantity) if fact.in_millions(reading.prose()).is_some() => {
            Some(Eligible::Stray)
        }
        (Kind::Ordinal, Kind::Number) if matches!(next, "time" | "times") => Some(Eligible::Yes),
        (Kind::Ordinal, Kind::Number) if !place.words.is_empty() && is_multiple(reading, place) => {
            Some(Eligible::Yes)
        }
        (Kind::Ordinal, Kind::Duration) if matches!(next, "after" | "since" | "on" | "later") => {
            Some(Eligible::Yes)
        }
        (Kind::Number, Kind::Ordinal) => None,
        (Kind::Date, Kind::Time) | (Kind::Time, Kind::Date) => Some(Eligible::Stray),
        (Kind::Money | Kind::Quantity | Kind::Percent | Kind::Duration, Kind::Number) if !fraction => {
            let row = place.header.is_some();
            (row || place.measures.is_empty() || is_of(reading, place)).then_some(Eligible::Stray)
        }
        (Kind::Money, Kind::Quantity) | (Kind::Quantity, Kind::Money) => Some(Eligible::Stray),
        _ => None,
    }
}

fn is_multiple(reading: &Reading<'_>, place: &Candidate) -> bool {
    matches!(reading.words.folded(place.words.start), "once" | "twice" | "thrice")
}

/// Whether the years are those of somebody's age.
fn is_age(reading: &Reading<'_>, place: &Candidate) -> bool {
    place.span.of(reading.prose()).ends_with("old")
}

fn is_of(reading: &Reading<'_>, place: &Candidate) -> bool {
    reading.words.folded(place.words.end) == "of"
}

/// Whether a figure stands in brackets right behind another, or after "or", as the same value in another unit.
fn is_conversion(reading: &Reading<'_>, first: &Fact, second: &Fact) -> bool {
    let gap = Span::new(first.span.end, second.span.start).of(reading.prose());
    let gap: String = gap.chars().filter(|c| !c.is_whitespace()).collect();
    let amounts = matches!((&first.value, &second.value), (Value::Amount(_), Value::Amount(_)));
    amounts
        && matches!(gap.as_str(), "(" | "[" | "(or" | ",or" | "(orabout" | "(about" | "(i.e." | "(=" | "=")
}

/// Whether words before a figure make it the earlier, rejected or compared value. All that stands with such a value up to
/// the next comma or bracket is earlier too ("up from 190,000 tonnes in 2023"), but for the new value behind "to".
fn is_earlier(reading: &Reading<'_>, sentence: &Sentence, place: &Candidate) -> bool {
    let start = place.words.start;
    if (0..=2).any(|skipped| earlier_phrase(reading, sentence, start, skipped)) {
        return true;
    }
    let before = start.checked_sub(1).map(|before| reading.words.folded(before));
    if before == Some("to") || place.span.of(reading.prose()).starts_with("to ") {
        return false;
    }
    let divided = |at: usize| {
        let gap = Span::new(reading.words.span(at).end, reading.words.span(at + 1).start).of(reading.prose());
        gap.contains([',', ';', ':', '(', ')', '—'])
    };
    let mut first = start;
    while first > sentence.words.start && !divided(first - 1) {
        first -= 1;
    }
    (first + 2..start).any(|end| {
        let long = EARLIER.iter().map(|earlier| &earlier.phrase).filter(|phrase| phrase.len() > 1);
        long.into_iter().any(|phrase| ends_with(reading, phrase, first, end))
    })
}

/// What a compared value is told of, where a preposition behind it says so: "against twelve *in the control group*".
fn compared(reading: &Reading<'_>, sentence: &Sentence, place: &Candidate) -> Option<Range<usize>> {
    /// "against twelve deaths in the control group"
    const NOUN: usize = 3;
    /// No such phrase is longer.
    const PHRASE: usize = 12;
    const PREPOSITIONS: [&str; 7] = ["in", "among", "for", "at", "on", "with", "under"];
    let (start, end) = (place.words.start, place.words.end);
    let list = &reading.words;
    let leads = |earlier: &&Earlier| earlier.compared;
    if !EARLIER
        .iter()
        .filter(leads)
        .any(|earlier| ends_with(reading, &earlier.phrase, sentence.words.start, start))
    {
        return None;
    }
    let joined = |at: &usize| *at < sentence.words.end && (*at == end || list.joined(*at - 1));
    let behind = end..end + (end..end + PHRASE).take_while(joined).count();
    let own = behind.clone().take(NOUN + 1).find(|&at| PREPOSITIONS.contains(&list.folded(at)))?;
    Some(own + 1..behind.end)
}

/// Whether a phrase stands right before the word `end`, from the word `first` on.
fn ends_with(reading: &Reading<'_>, phrase: &[&str], first: usize, end: usize) -> bool {
    end.checked_sub(phrase.len()).filter(|&from| from >= first).is_some_and(|from| {
        phrase.iter().enumerate().all(|(nth, word)| reading.words.folded(from + nth) == *word)
    })
}

/// Whether a phrase that marks the earlier value ends `skipped` words before the word `start`.
fn earlier_phrase(reading: &Reading<'_>, sentence: &Sentence, start: usize, skipped: usize) -> bool {
    EARLIER.iter().map(|earlier| &earlier.phrase).any(|phrase| {
        let Some(first) = start.checked_sub(phrase.len() + skipped) else { return false };
        first >= sentence.words.start
            && phrase.iter().enumerate().all(|(nth, word)| reading.words.folded(first + nth) == *word)
            && (first..start).all(|at| at + 1 == start || reading.words.joined(at))
            && (skipped == 0 || phrase.len() > 1 && !phrase.contains(&"not"))
    })
}

/// Whether a claim is about a change itself, not about where it ends: its terms say so, or it wants percentage points.
pub fn wants_change(reading: &Reading<'_>, scope: &Scope, claimed: Option<&Fact>) -> bool {
    scope
        .hits
        .iter()
        .flatten()
        .any(|hit| hit.words.clone().any(|at| direction::changes(reading.words.folded(at))))
        || claimed.is_some_and(wants_points)
}

/// Whether what is claimed are percentage points, or hundredths of them.
pub fn wants_points(claimed: &Fact) -> bool {
    matches!(&claimed.value, Value::Amount(amount) if amount.unit.is_points())
}

/// The count out of a total that stands before it: "Of the nine ministers, seven resigned", "nine ministers, seven of whom".
fn of_total_before(reading: &Reading<'_>, sentence: &Sentence, fact: &Fact, total: &Fact) -> Option<Fact> {
    /// "out of the city's 1,200"
    const FAR: usize = 4;
    let at = reading.words.within(total.span).start;
    let next = reading.words.within(fact.span).end;
    let whom = matches!(reading.words.folded(next + 1), "whom" | "them" | "which");
    if whom && reading.words.folded(next) == "of" {
        return fact.out_of(total);
    }
    let first = sentence.words.start.max(at.saturating_sub(FAR));
    let of = (first..at).rev().find(|&nth| matches!(reading.words.folded(nth), "of" | "among"))?;
    let out = of > first && reading.words.folded(of - 1) == "out";
    let of = of - usize::from(out);
    let gap = |from: usize, to: usize| Span::new(from, to).of(reading.prose());
    let opens = of == sentence.words.start
        || gap(reading.words.span(of - 1).end, reading.words.span(of).start).contains([',', ';']);
    let comma = gap(total.span.end, fact.span.start).contains(',');
    (opens && comma && fact.kind == Kind::Number).then(|| fact.out_of(total)).flatten()
}

/// The total that a number is only a part of: "two of the three".
fn total_of<'f>(
    reading: &Reading<'_>,
    place: &Candidate,
    fact: &Fact,
    all: &[(usize, &'f Fact)],
) -> Option<&'f Fact> {
    const DEFINITE: [&str; 7] = ["the", "these", "those", "its", "their", "all", "some"];
    let out = usize::from(reading.words.folded(place.words.end) == "out");
    let at = place.words.end + out;
    if fact.kind != Kind::Number || reading.words.folded(at) != "of" {
        return None;
    }
    let figure_at = |word: usize| {
        let start = reading.words.span(word).start;
        all.iter().map(|(_, next)| *next).find(|next| next.span.start == start)
    };
    let definite = DEFINITE.contains(&reading.words.folded(at + 1));
    let bare = || figure_at(at + 1).filter(|next| next.kind == Kind::Number);
    // "five of the bank's nine members"
    let behind = reading.prose().get(reading.words.span(at + 2).end..).unwrap_or_default();
    let owned = behind.starts_with("'s ") || behind.starts_with("’s ");
    let of_owner = || owned.then(|| figure_at(at + 3)).flatten();
    definite.then(|| figure_at(at + 2).or_else(of_owner)).flatten().or_else(bare)
}

/// Whether the `nth` figure is where a change starts, or how large it is: "from" or "by" stands before it, and "to" before
/// one of its kind nearby.
fn changes(reading: &Reading<'_>, nth: usize, all: &[(usize, &Fact)], opener: &str) -> bool {
    /// "from 7.4% in May to 6.9%"
    const NEAR: usize = 4;
    let words = |fact: &Fact| reading.words.within(fact.span);
    let lead =
        |fact: &Fact| words(fact).start.checked_sub(1).map_or("", |before| reading.words.folded(before));
    let Some(&(_, own)) = all.get(nth) else { return false };
    let ends = |other: &Fact| lead(other) == "to" && between(&words(own), &words(other)).len() <= NEAR;
    // "from 6,000 to 5,000 crowns": the unit stands but once.
    let of_kind = |&&(_, other): &&(usize, &Fact)| {
        other.kind == own.kind || own.kind == Kind::Number && own.with_unit_of(other).is_some()
    };
    lead(own) == opener
        && (all.iter().skip(nth + 1).find(of_kind).is_some_and(|(_, next)| ends(next))
            || all.iter().take(nth).rev().find(of_kind).is_some_and(|(_, before)| ends(before)))
}

/// Behind a verb of change, the new value of "from A to B"; otherwise the fact itself.
fn after_change(reading: &Reading<'_>, sentence: &Sentence, place: &Candidate, fact: &Fact) -> Fact {
    let written = fact.span.of(reading.prose());
    let opens = written.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("from "));
    let from = place.words.start.saturating_sub(4).max(sentence.words.start);
    if !opens || !(from..place.words.start).any(|at| direction::changes(reading.words.folded(at))) {
        return fact.clone();
    }
    let Some(to) = written.find(" to ") else { return fact.clone() };
    let start = fact.span.start + to + " to ".len();
    let tail = Span::new(start, fact.span.end);
    let found = fact::scan(tail.of(reading.prose())).find(|found| found.kind == fact.kind);
    found.map_or_else(|| fact.clone(), |found| Fact { span: found.span.shifted(start), ..found })
}

/// Gives bare numbers the unit of the list they stand in: the nearest amount before, else behind.
fn share_units(figures: &mut [Figure]) {
    for at in 0..figures.len() {
        // The cells of a row share nothing: their units stand in the head.
        let bare = |figure: &&Figure| {
            figure.stray && figure.fact.kind == Kind::Number && figure.candidate.header.is_none()
        };
        let Some(own) = figures.get(at).filter(bare) else { continue };
        let (before, behind) = figures.split_at(at);
        let unit_of = before.iter().rev().chain(behind.iter()).find(|other| !other.stray);
        let shared = unit_of.and_then(|other| own.fact.with_unit_of(&other.fact));
        if let (Some(shared), Some(figure)) = (shared, figures.get_mut(at)) {
            figure.fact = shared;
            figure.stray = false;
        }
    }
}
