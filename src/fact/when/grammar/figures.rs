//! Dates in figures: ISO 8601, slashes and dots, a year that comes first, spans of two years.

use super::piece::Piece;
use super::words::{cue, month, phrase, phrase_before, small};
use super::year::{Found, begins_clean, ends_clean};
use crate::fact::lex::{Gap, Lexer, Token, What};
use crate::fact::when::cue::Cue;
use crate::fact::when::{Period, Unit, Year};

/// The digits that touch `at`, with their value; at most four.
fn figure(lexer: Lexer<'_>, at: usize) -> Option<(i32, Token)> {
    let token = lexer.token(at);
    let fits = token.gap == Gap::None && matches!(token.what, What::Digits) && token.end - token.start <= 4;
    let value = lexer.of(&token).parse().ok()?;
    fits.then_some((value, token))
}

/// A separator that touches what is before it.
fn joint(lexer: Lexer<'_>, at: usize, marks: &[char]) -> Option<Token> {
    let token = lexer.token(at);
    (token.gap == Gap::None && token.mark().is_some_and(|mark| marks.contains(&mark))).then_some(token)
}

fn length(token: &Token) -> usize {
    token.end - token.start
}

/// 2024-11-27, 2024-11, 2018-W31, 2018-7-6
pub(super) fn iso(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    if length(token) != 4 || !begins_clean(lexer, token.start, floor) {
        return None;
    }
    let year: i32 = lexer.of(token).parse().ok()?;
    if !(1000..=2999).contains(&year) {
        return None;
    }
    let mark = joint(lexer, token.end, &['-', '/', '.'])?;
    let year = Year::Full(year);
    let (second, second_token) = match figure(lexer, mark.end) {
        Some(found) => found,
        None => return week(lexer, token, year, mark.end),
    };
    let month =
        i8::try_from(second).ok().filter(|month| (1..=12).contains(month) && length(&second_token) <= 2)?;
    if let Some(again) =
        joint(lexer, second_token.end, &['-', '/', '.']).filter(|again| again.mark() == mark.mark())
        && let Some((third, third_token)) = figure(lexer, again.end)
    {
        let day =
            i8::try_from(third).ok().filter(|day| (1..=31).contains(day) && length(&third_token) <= 2)?;
        let clean = after_day(lexer, third_token.end);
        return clean.then(|| Piece::new(token.start, third_token.end, Period::Day { year, month, day }));
    }
    // 2014-12 is a month, 2014/15 and 2014.5 are not.
    let clean = mark.mark() == Some('-') && ends_clean(lexer, second_token.end);
    let dash_follows = lexer.token(second_token.end);
    if !clean || dash_follows.is_dash() && dash_follows.gap == Gap::None {
        return None;
    }
    // "the 2003-04 season"
    let season = ["season", "seasons", "academic", "school", "fiscal", "financial", "campaign", "marketing"];
    let consecutive = matches!(year, Year::Full(year) if year.rem_euclid(100) + 1 == second);
    if consecutive && lexer.is_any(&dash_follows, &season) {
        return None;
    }
    Some(Piece::new(token.start, second_token.end, Period::Month { year, month }))
}

/// Whether an all-figure date may end here: a `T` and a clock time may follow.
fn after_day(lexer: Lexer<'_>, end: usize) -> bool {
    let next = lexer.token(end);
    if next.gap != Gap::None {
        return true;
    }
    match next.what {
        What::Word(_) => lexer.of(&next) == "T" && lexer.byte(next.end).is_ascii_digit(),
        What::Digits => false,
        What::Mark('-' | '/' | '.' | ':' | ',') => {
            !lexer.byte(next.end).is_ascii_digit() || next.mark() == Some('-') || next.mark() == Some('/')
        }
        What::Mark('%') => false,
        _ => true,
    }
}

fn week(lexer: Lexer<'_>, token: &Token, year: Year, at: usize) -> Option<Piece> {
    let letter = lexer.token(at);
    let (number, digits) = figure(lexer, letter.end)?;
    let week = i8::try_from(number).ok().filter(|week| (1..=53).contains(week) && length(&digits) == 2)?;
    let is_week = lexer.of(&letter) == "W" && letter.gap == Gap::None;
    is_week.then(|| Piece::new(token.start, digits.end, Period::Week { year, week }))
}

/// 27/11/2024, 11-27-2024, 27.11.2024, 27/11/24, 22/04, 08/2022
pub(super) fn numeric(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    if length(token) > 2 || !begins_clean(lexer, token.start, floor) {
        return None;
    }
    let value = |token: &Token| lexer.of(token).parse::<i8>().ok();
    let first = value(token)?;
    let mark = joint(lexer, token.end, &['/', '.', '-'])?;
    let (second, second_token) = figure(lexer, mark.end)?;
    if length(&second_token) == 4 && mark.mark() == Some('/') {
        let plausible = (1..=12).contains(&first) && (1900..=2100).contains(&second) && length(token) == 2;
        let period = Period::Month { year: Year::Full(second), month: first };
        return (plausible && ends_clean(lexer, second_token.end))
            .then(|| Piece::new(token.start, second_token.end, period));
    }
    let second = value(&second_token).filter(|_| length(&second_token) <= 2)?;
    if !is_month_and_day(first, second) {
        return None;
    }
    let third = joint(lexer, second_token.end, &['/', '.', '-'])
        .filter(|again| again.mark() == mark.mark())
        .and_then(|again| figure(lexer, again.end));
    if let Some((year, year_token)) = third {
        let (year, fits) = match length(&year_token) {
            4 => (Year::Full(year), (1000..=2999).contains(&year)),
            2 => (Year::Short(value(&year_token)?), mark.mark() == Some('/')),
            _ => return None,
        };
        let fits = fits && after_day(lexer, year_token.end);
        return fits.then(|| Piece::new(token.start, year_token.end, in_figures(first, second, year)));
    }
    // "3/4 June" is two days.
    let next = lexer.token(second_token.end);
    let name = if lexer.is(&next, "of") { lexer.token(next.end) } else { next };
    if month(&name).is_some() {
        return None;
    }
    // Without a year, 22/04 is as often a fraction: words around it must want a date.
    if mark.mark() != Some('/')
        || !(ends_clean(lexer, second_token.end) || next.is_dash() && next.gap == Gap::None)
    {
        return None;
    }
    let before = lexer.before(token.start, floor);
    let wanted = match phrase_before(lexer, token.start, floor).map(|(cue, _)| cue) {
        Some(Cue::Place) => lexer.is_any(&before, &["on"]),
        Some(Cue::Role(_) | Cue::Step(_)) => true,
        _ => {
            super::words::weekday(&before).is_some()
                || lexer.is(&before, "between")
                || follows_one(lexer, &before)
        }
    };
    let piece = Piece::new(token.start, second_token.end, in_figures(first, second, Year::Unsaid));
    Some(Piece { sure: wanted, ..piece })
}

/// Whether a date in figures stands before the comma or "or" before this one: on 11/20, 11/22 or 11/25.
fn follows_one(lexer: Lexer<'_>, joint: &Token) -> bool {
    if joint.mark() != Some(',') && !lexer.is_any(joint, &["or", "and"]) {
        return false;
    }
    let day = lexer.before(joint.start, 0);
    let slash = lexer.before(day.start, 0);
    let touching = day.gap <= Gap::Space && slash.gap == Gap::None && slash.mark() == Some('/');
    matches!(day.what, What::Digits) && touching && matches!(lexer.before(slash.start, 0).what, What::Digits)
}

fn is_month_and_day(first: i8, second: i8) -> bool {
    let (low, high) = (first.min(second), first.max(second));
    (1..=12).contains(&low) && (1..=31).contains(&high)
}

fn in_figures(first: i8, second: i8, year: Year) -> Period {
    if first > 12 || first == second {
        Period::Day { year, month: second, day: first }
    } else if second > 12 {
        Period::Day { year, month: first, day: second }
    } else {
        Period::Figures { first, second, year }
    }
}

/// What can follow a year: 2017 april, 2024-Nov-27, 2017 Q1, 2018 H2
pub(super) fn year_first(lexer: Lexer<'_>, token: &Token, value: i32) -> Option<Piece> {
    let year = Year::Full(value);
    let mark = joint(lexer, token.end, &['-', '/']);
    let next = lexer.token(mark.map_or(token.end, |mark| mark.end));
    if next.gap > Gap::Space || mark.is_some() && next.gap != Gap::None {
        return None;
    }
    if let Some(month) = month(&next).filter(|_| matches!(next.what, What::Word(_))) {
        if let Some(mark) = mark {
            let again = joint(lexer, next.end, &['-', '/']).filter(|again| again.mark() == mark.mark())?;
            let (day, end) = figure(lexer, again.end)?;
            let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
            return Some(Piece::new(token.start, end.end, Period::Day { year, month, day }));
        }
        let day =
            small(lexer, next.end).filter(|day| (1..=31).contains(&day.value) && ends_clean(lexer, day.end));
        let named =
            next.end - next.start >= 3 && (!matches!(month, 3 | 5) || super::words::is_capital(lexer, &next));
        // "In 2017 April 3 was …" reads as well the other way; a comma would part them.
        return match day {
            Some(day) if named && day.digits > 0 => {
                let day = Period::Day { year, month, day: i8::try_from(day.value).ok()? };
                Some(Piece::new(token.start, small(lexer, next.end)?.end, day))
            }
            _ => named.then(|| Piece::new(token.start, next.end, Period::Month { year, month })),
        };
    }
    // 2024/23/Nov
    if let (Some(mark), Some((day, digits))) = (mark, mark.and_then(|mark| figure(lexer, mark.end)))
        && let Some(again) = joint(lexer, digits.end, &['-', '/']).filter(|again| again.mark() == mark.mark())
    {
        let name = lexer.token(again.end);
        let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        let month = month(&name).filter(|_| name.gap == Gap::None)?;
        return Some(Piece::new(token.start, name.end, Period::Day { year, month, day }));
    }
    let (first, last, end) = months_letter(lexer, &next)?;
    Some(Piece::new(token.start, end, Period::Months { year, first, last }))
}

/// Q3, H2, 9M written as a letter and a figure: first and last month.
pub(super) fn months_letter(lexer: Lexer<'_>, letter: &Token) -> Option<(i8, i8, usize)> {
    let (number, digits) = figure(lexer, letter.end)?;
    let n = i8::try_from(number).ok().filter(|_| length(&digits) == 1 && ends_clean(lexer, digits.end))?;
    match (lexer.of(letter), n) {
        ("Q" | "q", 1..=4) => Some((n * 3 - 2, n * 3, digits.end)),
        ("H" | "h", 1..=2) => Some((n * 6 - 5, n * 6, digits.end)),
        _ => None,
    }
}

/// The day behind a year in "September-2020-23".
pub(super) fn day_after_year(lexer: Lexer<'_>, found: Found, month: i8) -> Option<(Period, usize)> {
    let mark = joint(lexer, found.end, &['-'])?;
    let (day, token) = figure(lexer, mark.end)?;
    let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day) && length(&token) == 2)?;
    ends_clean(lexer, token.end).then_some((Period::Day { year: found.year, month, day }, token.end))
}

/// 23-2020-September
pub(super) fn day_year_month(lexer: Lexer<'_>, token: &Token, day: i8, year: &Token) -> Option<Piece> {
    let mark = joint(lexer, year.end, &['-', '/'])?;
    let name = lexer.token(mark.end);
    let month = month(&name).filter(|_| name.gap == Gap::None)?;
    let year = Year::Full(lexer.of(year).parse().ok()?);
    Some(Piece::new(token.start, name.end, Period::Day { year, month, day }))
}

/// The second year of 2014–18 and 2023/24, written short: the year and its end.
pub(super) fn second_year(lexer: Lexer<'_>, first: Found) -> Option<(i32, usize)> {
    let Year::Full(start) = first.year else { return None };
    let mark = lexer.token(first.end);
    if mark.gap != Gap::None || !(mark.is_dash() || matches!(mark.mark(), Some('/'))) {
        return None;
    }
    let (value, digits) = figure(lexer, mark.end)?;
    if length(&digits) != 2 || !ends_clean(lexer, digits.end) {
        return None;
    }
    let again = lexer.token(digits.end);
    if again.gap == Gap::None && again.is_dash() {
        return None;
    }
    let century = start - start.rem_euclid(100);
    let end = if century + value > start { century + value } else { century + 100 + value };
    // 1999–03 crosses the century; 2016–12 does not make sense as years.
    (end > start && end - start < 60).then_some((end, digits.end))
}

/// "last year", "next year", "this year", "the same year" as the year of a month or day.
pub(super) fn relative_year(lexer: Lexer<'_>, at: usize) -> Option<Found> {
    let (found, token) = phrase(lexer, at)?;
    let Cue::Step(step) = found else { return None };
    let unit = lexer.token(token.end);
    let year = matches!(cue(&unit), Some(Cue::Unit(Unit::Year)))
        && token.gap <= Gap::Space
        && unit.gap <= Gap::Space;
    year.then_some(Found { year: Year::Relative(step.offset()), end: unit.end })
}

/// "this month", "next month": what "the 15th day of" can stand before.
pub(super) fn this_month(lexer: Lexer<'_>, at: usize) -> Option<(Period, usize)> {
    let (Cue::Step(step), token) = phrase(lexer, at)? else { return None };
    let unit = lexer.token(token.end);
    let month = matches!(cue(&unit), Some(Cue::Unit(Unit::Month)));
    month.then_some((Period::Span { unit: Unit::Month, step: i32::from(step.offset()), count: 1 }, unit.end))
}
