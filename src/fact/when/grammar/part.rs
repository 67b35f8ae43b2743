//! Parts counted off: the first half of 2023, Q3, 9M 2024, the 20th century, the last Friday in May.

use super::figures::{months_letter, relative_year};
use super::piece::{Named, Piece, piece};
use super::words::{cue, month, phrase, phrase_before, small, weekday};
use super::year::{Found, begins_clean, ends_clean, era, named_year};
use super::{item, relative};
use crate::fact::lex::{Gap, Lexer, Token, What};
use crate::fact::when::cue::Cue;
use crate::fact::when::{Period, Step, Unit, Year};

/// The counted part at `at`.
pub(super) fn nth(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Piece> {
    let token = lexer.token(at);
    if let Some(found) = lettered(lexer, &token, floor) {
        return Some(found);
    }
    // "the last week of July" hangs on the week, "the latter half of 2023" on the half.
    let unit_word =
        matches!(cue(&token), Some(Cue::Unit(_))) || weekday(&token).is_some() || lexer.is(&token, "half");
    if unit_word {
        let before = lexer.before(at, floor);
        if lexer.is_any(&before, &["last", "final", "latter", "closing"]) && before.gap <= Gap::Space {
            return of_whole(lexer, before.start, -1, 1, &token);
        }
        return None;
    }
    let number = small(lexer, at).filter(|number| number.ordinal && number.digits <= 2)?;
    let nth = i8::try_from(number.value).ok().filter(|nth| (1..=99).contains(nth))?;
    let next = lexer.token(number.end);
    let noun = if next.is_dash() && next.gap == Gap::None { lexer.token(next.end) } else { next };
    if let Some(found) = century(lexer, &token, nth, number.end, &noun) {
        return Some(found);
    }
    // first nine months, first three quarters
    if let Some(count) =
        small(lexer, next.start).filter(|count| !count.ordinal && (2..=11).contains(&count.value))
    {
        let noun = lexer.token(count.end);
        return of_whole(lexer, token.start, nth, i8::try_from(count.value).ok()?, &noun);
    }
    // third-quarter profit, third-quarter 2025 profit
    let quarter = noun.start > next.start && lexer.is(&noun, "quarter") && nth <= 4;
    if quarter {
        let (first, last) = part_of_year(nth, 1, 3)?;
        let (year, end) = match whole_year(lexer, noun.end, false) {
            Some((Whole::Year(year), end)) => (year, end),
            _ => (Year::Unsaid, noun.end),
        };
        return Some(Piece::new(token.start, end, Period::Months { year, first, last }));
    }
    of_whole(lexer, token.start, nth, 1, &next)
}

/// "the nth unit of" a whole; `start` is where the count starts, `noun` the unit.
fn of_whole(lexer: Lexer<'_>, start: usize, nth: i8, count: i8, noun: &Token) -> Option<Piece> {
    let (cue, noun) = phrase(lexer, noun.start).unwrap_or((Cue::Ago, *noun));
    let unit = match cue {
        Cue::Unit(unit) => Some(unit),
        _ => weekday(&noun).map(Unit::Weekday),
    };
    let half = lexer.is(&noun, "half");
    if unit.is_none() && !half || noun.gap == Gap::Paragraph {
        return None;
    }
    let of = lexer.token(noun.end);
    if of.gap > Gap::Space {
        return None;
    }
    let in_ = lexer.is_any(&of, &["of", "in"]);
    let months = match (half, unit) {
        (true, _) => part_of_year(nth, count, 6),
        (_, Some(Unit::Quarter)) => part_of_year(nth, count, 3),
        (_, Some(Unit::Month)) => part_of_year(nth, count, 1),
        _ => None,
    };
    let whole_at = if in_ { of.end } else { noun.end };
    if let Some((first, last)) = months
        && let Some((year, end)) = whole_year(lexer, whole_at, in_)
    {
        let what = match year {
            Whole::Year(year) => Period::Months { year, first, last },
            Whole::Fiscal(year, to) => {
                Period::Fiscal { year: Year::Full(i32::from(year)), to, months: Some((first, last)) }
            }
        };
        return Some(Piece::new(start, end, what));
    }
    if months.is_some() && unit == Some(Unit::Quarter) && count == 1 && !in_ {
        // "in the third quarter" of a year that is not said
        let (first, last) = months?;
        let before = lexer.before(start, 0);
        return lexer.is(&before, "the").then(|| Piece {
            sure: false,
            ..Piece::new(start, noun.end, Period::Months { year: Year::Unsaid, first, last })
        });
    }
    if !in_ || count != 1 {
        return None;
    }
    // the first half of the 19th century, the second half of November
    if half {
        return half_of(lexer, start, nth, of.end);
    }
    let unit = unit?;
    let whole = whole(lexer, of.end)?;
    let period = Period::Nth { nth, unit, of: Box::new(whole.period()?.clone()) };
    let fits = matches!(
        unit,
        Unit::Day | Unit::Weekday(_) | Unit::Week | Unit::Weekend | Unit::WorkingWeek | Unit::Decade
    );
    let end = whole.end;
    // "1st week of Oct. on Friday"
    fits.then(|| relative::weekday_within(lexer, Piece::new(start, end, period)))
}

/// The half of a stretch that is no year.
fn half_of(lexer: Lexer<'_>, start: usize, nth: i8, at: usize) -> Option<Piece> {
    let whole = whole(lexer, at)?;
    let of = Box::new(whole.period()?.clone());
    let part = match nth {
        1 => crate::fact::when::Part::FirstHalf,
        2 | -1 => crate::fact::when::Part::SecondHalf,
        _ => return None,
    };
    Some(Piece::new(start, whole.end, Period::Part { part, of }))
}

/// A month, year, decade or century that something can be a part of.
fn whole(lexer: Lexer<'_>, at: usize) -> Option<Piece> {
    let mut start = lexer.token(at);
    if lexer.is(&start, "the") {
        start = lexer.token(start.end);
    }
    let (step, inner) = match phrase(lexer, start.start) {
        Some((Cue::Step(_), token)) => (true, token.end),
        _ => (false, start.start),
    };
    let found =
        if step { item(lexer, lexer.token(inner).start, start.start)? } else { item(lexer, inner, inner)? };
    let year_like = match found.period()?.base() {
        Period::Month { .. }
        | Period::Decade(_)
        | Period::Century(_)
        | Period::Span { .. }
        | Period::Months { .. } => true,
        Period::Year(Year::Full(value)) => (1000..=2999).contains(value),
        Period::Year(_) | Period::Season { .. } => true,
        _ => false,
    };
    year_like.then_some(found)
}

enum Whole {
    Year(Year),
    Fiscal(i16, Option<i16>),
}

/// 2023, last year, the year, fiscal 2024
fn whole_year(lexer: Lexer<'_>, at: usize, of: bool) -> Option<(Whole, usize)> {
    if let Some(Found { year, end }) = named_year(lexer, at) {
        return matches!(lexer.token(at).what, What::Digits | What::Mark(_))
            .then_some((Whole::Year(year), end));
    }
    let mut token = lexer.token(at);
    let the = lexer.is(&token, "the");
    if the {
        token = lexer.token(token.end);
    }
    if let Some((year, to, end)) = relative::fiscal(lexer, token.start) {
        return Some((Whole::Fiscal(year, to), end));
    }
    if let Some(found) = relative_year(lexer, token.start) {
        return Some((Whole::Year(found.year), found.end));
    }
    // "the year 2010", "the year"
    if of && the && lexer.is(&token, "year") {
        if let Some(found) = named_year(lexer, token.end) {
            return Some((Whole::Year(found.year), found.end));
        }
        return Some((Whole::Year(Year::Relative(0)), token.end));
    }
    None
}

/// First and last month of `count` parts of a year from the `nth` on, each `length` months long.
fn part_of_year(nth: i8, count: i8, length: i8) -> Option<(i8, i8)> {
    let parts = 12 / length;
    let first = if nth > 0 { nth - 1 } else { parts + nth - (count - 1) };
    let last = first.checked_add(count)?;
    let in_year = (0..parts).contains(&first) && last <= parts;
    in_year.then(|| (first * length + 1, last * length))
}

/// Q3 2024, H1, 1H24, 9M 2024: a figure with a letter; `token` is the figure.
fn lettered(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    if !matches!(token.what, What::Digits) || token.end - token.start > 2 {
        return None;
    }
    // The letter before: the scan stops at the figure.
    if let Some(letter @ ('Q' | 'H' | 'q')) = lexer.char_before(token.start).filter(|_| token.start > floor) {
        let start = token.start - 1;
        let letter_token = lexer.token(start);
        if letter_token.end != token.start || !begins_clean(lexer, start, floor) {
            return None;
        }
        let (first, last, end) = months_letter(lexer, &letter_token)?;
        let year = joined_year(lexer, end);
        if year.is_none() && letter != 'Q' {
            return None;
        }
        let (year, end) = year.map_or((Year::Unsaid, end), |found| (found.year, found.end));
        return Some(Piece::new(start, end, Period::Months { year, first, last }));
    }
    let letter = lexer.token(token.end);
    if letter.gap != Gap::None || !begins_clean(lexer, token.start, floor) {
        return None;
    }
    let number: i8 = lexer.of(token).parse().ok()?;
    let (first, last) = match (lexer.of(&letter), number) {
        ("Q", 1..=4) => (number * 3 - 2, number * 3),
        ("H", 1..=2) => (number * 6 - 5, number * 6),
        ("M", 2..=11) => (1, number),
        _ => return None,
    };
    let Found { year, end } = joined_year(lexer, letter.end)?;
    Some(Piece::new(token.start, end, Period::Months { year, first, last }))
}

/// The year behind Q3 or 9M: 2024, -2019, of 2017, '24, or two digits that touch it.
fn joined_year(lexer: Lexer<'_>, end: usize) -> Option<Found> {
    let next = lexer.token(end);
    if next.gap > Gap::Space {
        return None;
    }
    if matches!(next.what, What::Digits) && next.gap == Gap::None && next.end - next.start == 2 {
        let value = lexer.of(&next).parse().ok()?;
        return ends_clean(lexer, next.end).then_some(Found { year: Year::Short(value), end: next.end });
    }
    let at =
        if lexer.is(&next, "of") || matches!(next.mark(), Some('-' | '/' | ',')) { next.end } else { end };
    let digits = matches!(lexer.token(at).what, What::Digits | What::Mark('\'' | '’'));
    if digits { named_year(lexer, at) } else { relative_year(lexer, at) }
}

/// The 20th century, the third millennium BC, the 19th and 20th centuries (the first of the two).
fn century(lexer: Lexer<'_>, token: &Token, nth: i8, end: usize, noun: &Token) -> Option<Piece> {
    let make = |number: i16, millennium: bool| {
        if millennium { Period::Millennium(number) } else { Period::Century(number) }
    };
    let millennium = match cue(noun) {
        Some(Cue::Century) => false,
        Some(Cue::Millennium) => true,
        _ => {
            // "19th and 20th centuries", "19th–20th centuries"
            let joint = lexer.token(end);
            let fits = joint.is_dash() || matches!(cue(&joint), Some(Cue::To | Cue::And));
            let the = lexer.token(joint.end);
            let at = if lexer.is(&the, "the") { the.end } else { joint.end };
            let other = small(lexer, at).filter(|other| fits && other.ordinal)?;
            let noun = lexer.token(other.end);
            let plural = lexer.is_any(&noun, &["centuries", "century"]);
            let before = plural.then(|| era(lexer, noun.end)).flatten().is_some_and(|(before, _)| before);
            // Before our era the count runs down: "3rd–2nd century BC".
            let (early, late) =
                if before { (other.value, i32::from(nth)) } else { (i32::from(nth), other.value) };
            let plural = plural && early < late;
            let number = if before { -i16::from(nth) } else { i16::from(nth) };
            return plural.then(|| Piece::new(token.start, end, make(number, false)));
        }
    };
    let (before, end) = era(lexer, noun.end).unwrap_or((false, noun.end));
    let number = if before { -i16::from(nth) } else { i16::from(nth) };
    Some(Piece::new(token.start, end, make(number, millennium)))
}

/// "the week of 10 April", "the weekend of Halloween": `unit` and the date that it holds.
pub(super) fn around(lexer: Lexer<'_>, token: &Token, unit: Unit) -> Option<Piece> {
    if !matches!(unit, Unit::Week | Unit::Weekend) {
        return None;
    }
    let mut of = lexer.token(token.end);
    let starting = lexer.is_any(&of, &["starting", "beginning", "commencing", "ending"]);
    if starting {
        of = lexer.token(of.end);
    }
    let at = if lexer.is_any(&of, &["of", "on"]) { of.end } else { of.start };
    if at == of.start && !starting {
        return None;
    }
    let inner = piece(lexer, at, at)?;
    let period = match inner.what {
        Named::Day(day) => Period::DayOfMonth(day),
        Named::Period(period @ (Period::Day { .. } | Period::Figures { .. } | Period::Holiday { .. })) => {
            period
        }
        Named::Period(_) => return None,
    };
    let of = Box::new(period);
    Some(Piece::new(token.start, inner.end, Period::Around { unit, of }))
}

/// Whether a month or weekday is named at `at`.
pub(super) fn is_named(token: &Token) -> bool {
    month(token).is_some() || weekday(token).is_some()
}

/// The step word before `at`: last, this, next; "previous" too where no article makes it a word of the story.
pub(super) fn step_before(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<(Step, usize)> {
    match phrase_before(lexer, at, floor)? {
        (Cue::Step(step), token) => Some((step, token.start)),
        (Cue::Story(step), token) if !lexer.is(&lexer.before(token.start, floor), "the") => {
            Some((step, token.start))
        }
        _ => None,
    }
}
