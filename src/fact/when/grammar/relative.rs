//! Dates that hang on the day of writing or on another date: yesterday, last year, three weeks ago, the following day,
//! two weeks before Easter; and fiscal years.

use super::part::{around, is_named, step_before};
use super::piece::{Named, Piece, piece};
use super::words::{cue, month, phrase, phrase_before, small, weekday};
use super::year::{begins_clean, ends_clean, named_year};
use crate::fact::lex::{Gap, Lexer, Token, What};
use crate::fact::when::cue::Cue;
use crate::fact::when::{DayPart, Part, Period, Role, Step, Unit, Year};

/// The relative date at `at`.
pub(super) fn relative(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Piece> {
    let token = lexer.token(at);
    if matches!(token.what, What::Digits) {
        return fiscal_year(lexer, &token, floor).or_else(|| counted(lexer, at, floor));
    }
    if !matches!(token.what, What::Word(_)) {
        return None;
    }
    if is_named(&token) {
        return stepped_name(lexer, &token, floor);
    }
    match phrase(lexer, at) {
        Some((Cue::Now, found)) if floor == at => {
            // Only as the end of a range: from March to date, between August and now.
            Some(Piece::new(found.start, found.end, Period::Span { unit: Unit::Day, step: 0, count: 1 }))
        }
        Some((Cue::Day(step), found)) => {
            let period = Period::Span { unit: Unit::Day, step: i32::from(step), count: 1 };
            Some(with_day_part(lexer, Piece::new(found.start, found.end, period)))
        }
        Some((Cue::Tonight, found)) => {
            let piece =
                Piece::new(found.start, found.end, Period::Span { unit: Unit::Day, step: 0, count: 1 });
            Some(Piece { part: Some(DayPart::Night), ..piece })
        }
        Some((Cue::DayPart(part), found)) => {
            // this morning, last night
            let (step, start) = step_before(lexer, found.start, floor)?;
            let period = Period::Span { unit: Unit::Day, step: i32::from(step.offset()), count: 1 };
            Some(Piece { part: Some(part), ..Piece::new(start, found.end, period) })
        }
        Some((Cue::Unit(unit), found)) => of_unit(lexer, &found, unit, floor),
        Some((Cue::Century, found)) => stepped(lexer, &found, Unit::Century, floor),
        Some((Cue::Season(season), found)) => {
            let (step, start) = step_before(lexer, found.start, floor)?;
            Some(Piece::new(start, found.end, Period::Season { year: Year::Step(step), season }))
        }
        Some((Cue::Feast(feast), found)) => {
            let (step, start) = step_before(lexer, found.start, floor)?;
            Some(Piece::new(start, found.end, Period::Holiday { year: Year::Step(step), feast }))
        }
        _ => counted(lexer, at, floor),
    }
}

/// next Friday, last August
fn stepped_name(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    let (step, start) = step_before(lexer, token.start, floor)?;
    let mut found = piece(lexer, token.start, floor)?;
    match &mut found.what {
        Named::Period(Period::Weekday { step: given, .. }) => *given = Some(step),
        Named::Period(Period::Month { year, .. }) if *year == Year::Unsaid => *year = Year::Step(step),
        // "this Friday, 15 June": the date says it all.
        Named::Period(_) if found.weekday.is_some() => {}
        _ => return None,
    }
    Some(Piece { start, sure: true, ..found })
}

fn with_day_part(lexer: Lexer<'_>, piece: Piece) -> Piece {
    let next = lexer.token(piece.end);
    match cue(&next) {
        Some(Cue::DayPart(part)) if next.gap == Gap::Space => {
            Piece { end: next.end, part: Some(part), ..piece }
        }
        _ => piece,
    }
}

/// this week, the following day, the week of 10 April, week 31
fn of_unit(lexer: Lexer<'_>, token: &Token, unit: Unit, floor: usize) -> Option<Piece> {
    if let Some(found) = around(lexer, token, unit).or_else(|| beyond_tomorrow(lexer, token, unit)) {
        return Some(found);
    }
    if unit == Unit::Week
        && let Some(number) = small(lexer, token.end).filter(|number| number.digits > 0 && !number.ordinal)
        && (1..=53).contains(&number.value)
        && ends_clean(lexer, number.end)
        && is_singular(lexer, token)
    {
        let week = i8::try_from(number.value).ok()?;
        return Some(Piece::new(token.start, number.end, Period::Week { year: Year::Unsaid, week }));
    }
    if let Some(found) = unit_end(lexer, token, unit, floor) {
        return Some(found);
    }
    // "a year ago": the article is no figure to hang on.
    let article = lexer.before(token.start, floor);
    if lexer.is_any(&article, &["a", "an"]) && article.gap == Gap::Space {
        return counted(lexer, article.start, floor);
    }
    let found = stepped(lexer, token, unit, floor)?;
    Some(weekday_within(lexer, found))
}

/// "next week on Tuesday", "next week Wednesday": the day in the week.
pub(super) fn weekday_within(lexer: Lexer<'_>, piece: Piece) -> Piece {
    let on = lexer.token(piece.end);
    let day = if lexer.is(&on, "on") { lexer.token(on.end) } else { on };
    let week = matches!(
        piece.period(),
        Some(Period::Span { unit: Unit::Week, count: 1, .. } | Period::Nth { unit: Unit::Week, .. })
    );
    let (Some(number), true, Named::Period(of)) = (weekday(&day), week && day.gap == Gap::Space, &piece.what)
    else {
        return piece;
    };
    let of = Box::new(of.clone());
    let period = Period::Nth { nth: 1, unit: Unit::Weekday(number), of };
    Piece { end: day.end, what: Named::Period(period), ..piece }
}

/// "Tuesday of next week": the week a weekday is said to lie in.
pub(super) fn week_of(lexer: Lexer<'_>, end: usize) -> Option<(Period, usize)> {
    let of = lexer.token(end);
    if !lexer.is(&of, "of") {
        return None;
    }
    let the = lexer.token(of.end);
    let at = if lexer.is(&the, "the") { the.end } else { of.end };
    let (Cue::Step(step) | Cue::Story(step), token) = phrase(lexer, at)? else { return None };
    let week = lexer.token(token.end);
    let period = Period::Span { unit: Unit::Week, step: i32::from(step.offset()), count: 1 };
    (cue(&week) == Some(Cue::Unit(Unit::Week))).then_some((period, week.end))
}

fn is_singular(lexer: Lexer<'_>, token: &Token) -> bool {
    lexer.byte(token.end.saturating_sub(1)) != b's'
}

fn stepped(lexer: Lexer<'_>, token: &Token, unit: Unit, floor: usize) -> Option<Piece> {
    // "earlier in the week", "late in the year": the one that runs.
    let the = lexer.before(token.start, floor);
    let place = lexer.before(the.start, floor);
    if lexer.is(&the, "the") && unit != Unit::Day && is_singular(lexer, token) {
        let lead = lexer.before(place.start, floor);
        let early = lexer.is(&place, "in") && lexer.is_any(&lead, &["early", "earlier", "late", "later"]);
        // "the end of the month", but not "the end of the month of May" or "the end of the year 1999"
        let next = lexer.token(token.end);
        let whole =
            !matches!(next.what, What::Digits) && !lexer.is_any(&next, &["of", "in", "before", "after"]);
        let part = whole && matches!(phrase_before(lexer, the.start, floor), Some((Cue::Part(_), _)));
        if early || part {
            let period = Period::Span { unit, step: 0, count: 1 };
            return Some(Piece::new(token.start, token.end, period));
        }
        if let Some(found) = beyond_next(lexer, token, unit) {
            return Some(found);
        }
    }
    let mut at = token.start;
    let adjective = lexer.before(at, floor);
    if lexer.is_any(&adjective, &["calendar", "working", "whole", "entire"]) {
        at = adjective.start;
    }
    let fiscal = unit == Unit::Year && lexer.is_any(&adjective, &["fiscal", "financial"]);
    if fiscal {
        at = adjective.start;
    }
    let unit = if lexer.is(&adjective, "working") { Unit::WorkingWeek } else { unit };
    match phrase_before(lexer, at, floor)? {
        (Cue::Step(step), before) => {
            // "last year's", "this year": not the verb in "this day and age", nor a count of days.
            if !is_singular(lexer, token) {
                return None;
            }
            if unit == Unit::Day {
                // "the next day" hangs on the story; "this day" and "last day" are no dates.
                let the = lexer.is(&lexer.before(before.start, floor), "the");
                let next = step == Step::Next && the;
                return next.then(|| Piece::new(before.start, token.end, Period::Story));
            }
            if fiscal {
                let year = Year::Relative(step.offset());
                return Some(Piece::new(
                    before.start,
                    token.end,
                    Period::Fiscal { year, to: None, months: None },
                ));
            }
            Some(Piece::new(
                before.start,
                token.end,
                Period::Span { unit, step: i32::from(step.offset()), count: 1 },
            ))
        }
        (Cue::Story(step), before) if is_singular(lexer, token) => {
            let the = lexer.is(&lexer.before(before.start, floor), "the");
            let period = match step {
                Step::Last if !the => Period::Span { unit, step: -1, count: 1 },
                _ => Period::Story,
            };
            Some(Piece::new(before.start, token.end, period))
        }
        _ => None,
    }
}

/// Three weeks ago, two weeks before 13 May 1999, three days later.
fn counted(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Piece> {
    let start = lexer.token(at);
    if matches!(start.what, What::Digits) && !begins_clean(lexer, start.start, floor) {
        return None;
    }
    let (count, unit, mut end) = step(lexer, at)?;
    if let Some(found) = many(lexer, at, count, unit, end, floor) {
        return Some(found);
    }
    let mut steps = vec![(count, unit)];
    let mut joined = false;
    loop {
        let and = lexer.token(end);
        let next_at = if lexer.is(&and, "and") && !joined { and.end } else { end };
        let Some((count, unit, next)) = step(lexer, next_at) else { break };
        joined |= next_at != end;
        steps.push((count, unit));
        end = next;
    }
    let (found, token) = phrase(lexer, end)?;
    let start = start.start;
    let signed = |sign: i32| steps.iter().map(|(count, unit)| (count * sign, *unit)).collect::<Vec<_>>();
    let today = || Box::new(Period::Span { unit: Unit::Day, step: 0, count: 1 });
    match found {
        Cue::Ago if steps.len() == 1 => {
            Some(Piece::new(start, token.end, Period::Ago { unit, count: -count }))
        }
        Cue::Ago => Some(Piece::new(start, token.end, Period::Shift { steps: signed(-1), of: today() })),
        Cue::Later => {
            // "three years later", but not "three years earlier than planned".
            let than = lexer.token(token.end);
            (!lexer.is(&than, "than")).then(|| Piece::new(start, token.end, Period::Story))
        }
        Cue::Role(role @ (Role::Before | Role::After | Role::From)) => {
            let sign = if role == Role::Before { -1 } else { 1 };
            let next = lexer.token(token.end);
            if role == Role::From && lexer.is(&next, "now") {
                return Some(Piece::new(start, next.end, Period::Shift { steps: signed(1), of: today() }));
            }
            let anchor = super::item(lexer, token.end, token.end)?;
            let Named::Period(period) = anchor.what else { return None };
            let fits = match &period {
                Period::Year(_) => anchor.sure && unit == Unit::Year,
                Period::Month { .. } | Period::Months { .. } | Period::Decade(_) | Period::Century(_) => {
                    false
                }
                Period::Weekday { .. } => role != Role::From,
                _ => anchor.sure || matches!(period, Period::Holiday { .. }),
            };
            fits.then(|| {
                Piece::new(start, anchor.end, Period::Shift { steps: signed(sign), of: Box::new(period) })
            })
        }
        _ => None,
    }
}

/// "the week after next", "the year before last"
fn beyond_next(lexer: Lexer<'_>, token: &Token, unit: Unit) -> Option<Piece> {
    let link = lexer.token(token.end);
    let word = lexer.token(link.end);
    let step = match () {
        () if lexer.is(&link, "after") && lexer.is(&word, "next") => 2,
        () if lexer.is(&link, "before") && lexer.is(&word, "last") => -2,
        () => return None,
    };
    let alone = !matches!(lexer.token(word.end).lexeme(), Some(word) if word.hangs > 0);
    alone.then(|| Piece::new(token.start, word.end, Period::Span { unit, step, count: 1 }))
}

/// "the day after tomorrow", "the day before yesterday"
fn beyond_tomorrow(lexer: Lexer<'_>, token: &Token, unit: Unit) -> Option<Piece> {
    if unit != Unit::Day || !is_singular(lexer, token) {
        return None;
    }
    let (Cue::Role(role), link) = phrase(lexer, token.end)? else { return None };
    let (Cue::Day(day), word) = phrase(lexer, link.end)? else { return None };
    let step = match (role, day) {
        (Role::After, 1) => 2,
        (Role::Before, -1) => -2,
        _ => return None,
    };
    let period = Period::Span { unit, step, count: 1 };
    Some(with_day_part(lexer, Piece::new(token.start, word.end, period)))
}

/// "year-end", "by month-end", "at year-end 2024": the last day, where a word in front or a year behind makes it one.
fn unit_end(lexer: Lexer<'_>, token: &Token, unit: Unit, floor: usize) -> Option<Piece> {
    let dash = lexer.token(token.end);
    let end = lexer.token(dash.end);
    let joined = dash.is_dash() && dash.gap == Gap::None && end.gap == Gap::None && lexer.is(&end, "end");
    if !joined || !matches!(unit, Unit::Year | Unit::Month | Unit::Quarter | Unit::Week) {
        return None;
    }
    let year =
        named_year(lexer, end.end).filter(|_| unit == Unit::Year && lexer.token(end.end).gap == Gap::Space);
    let led = matches!(phrase_before(lexer, token.start, floor), Some((Cue::Place | Cue::Role(_), _)));
    if year.is_none() && !led {
        return None;
    }
    let (of, close) = match year {
        Some(found) => (Period::Year(found.year), found.end),
        None => (Period::Span { unit, step: 0, count: 1 }, end.end),
    };
    Some(Piece::new(token.start, close, Period::Part { part: Part::End, of: Box::new(of) }))
}

/// "the last two quarters". Other units make it a length of time: "the last three weeks", "the next two decades".
fn many(lexer: Lexer<'_>, at: usize, count: i32, unit: Unit, end: usize, floor: usize) -> Option<Piece> {
    if unit != Unit::Quarter || count < 2 {
        return None;
    }
    let (Cue::Step(step) | Cue::Story(step), before) = phrase_before(lexer, at, floor)? else { return None };
    let step = if step == Step::Last { -count } else { i32::from(step.offset()) };
    Some(Piece::new(before.start, end, Period::Span { unit, step, count }))
}

/// A count and a unit: three weeks, a fortnight.
fn step(lexer: Lexer<'_>, at: usize) -> Option<(i32, Unit, usize)> {
    let first = lexer.token(at);
    let (count, end) = if lexer.is_any(&first, &["a", "an"]) {
        (1, first.end)
    } else {
        let number = small(lexer, at).filter(|number| !number.ordinal)?;
        (number.value, number.end)
    };
    let unit = lexer.token(end);
    let Some(Cue::Unit(named)) = cue(&unit) else { return None };
    (unit.gap <= Gap::Space && weekday(&unit).is_none() && month(&unit).is_none())
        .then_some((count, named, unit.end))
}

/// fiscal 2024, FY2024, fiscal year 2023/24, seen from its year.
fn fiscal_year(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    let length = token.end - token.start;
    if !matches!(length, 2 | 4) {
        return None;
    }
    let (found, before) = phrase_before(lexer, token.start, floor)?;
    if found != Cue::Fiscal {
        return None;
    }
    let (year, to, end) = fiscal_digits(lexer, token)?;
    Some(Piece::new(
        before.start,
        end,
        Period::Fiscal { year: Year::Full(i32::from(year)), to, months: None },
    ))
}

/// A fiscal year read forwards: the word and its year.
pub(super) fn fiscal(lexer: Lexer<'_>, at: usize) -> Option<(i16, Option<i16>, usize)> {
    let (Cue::Fiscal, found) = phrase(lexer, at)? else { return None };
    let digits = lexer.token(found.end);
    matches!(digits.what, What::Digits).then(|| fiscal_digits(lexer, &digits)).flatten()
}

fn fiscal_digits(lexer: Lexer<'_>, token: &Token) -> Option<(i16, Option<i16>, usize)> {
    let value: i16 = lexer.of(token).parse().ok()?;
    let year = match token.end - token.start {
        2 => 2000 + value,
        4 if (1900..=2100).contains(&value) => value,
        _ => return None,
    };
    let mark = lexer.token(token.end);
    let second = lexer.token(mark.end);
    let joined =
        mark.gap == Gap::None && second.gap == Gap::None && (mark.is_dash() || mark.mark() == Some('/'));
    if joined && matches!(second.what, What::Digits) {
        let last: i16 = lexer.of(&second).parse().ok()?;
        let last = if second.end - second.start == 2 { year - year % 100 + last } else { last };
        return (last == year + 1 && ends_clean(lexer, second.end)).then_some((year, Some(last), second.end));
    }
    ends_clean(lexer, token.end).then_some((year, None, token.end))
}
