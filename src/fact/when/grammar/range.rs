//! Two ends of a date: 27–28 November 2024, from April to June, 2014–18, between 2007 and 2009.

use super::piece::{Named, Piece};
use super::words::{cue, is_capital, is_counted, phrase, phrase_before, small};
use super::year::Found;
use super::{Draft, figures, item_ahead, part_before};
use crate::fact::lex::{Gap, Lexer, Token, What};
use crate::fact::when::cue::Cue;
use crate::fact::when::{Extent, Moment, Period, Role, Step, Unit, Year};

/// What joins two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Dash,
    /// to, until, through
    Word,
    And,
    Slash,
}

/// The piece with its second end, if it has one.
pub(super) fn joined(lexer: Lexer<'_>, left: Piece, floor: usize) -> Option<Draft> {
    // 2014–18, 2023/24
    if let Some(Period::Year(first @ Year::Full(_))) = left.period().cloned().as_ref()
        && let Some((last, end)) = figures::second_year(lexer, Found { year: *first, end: left.end })
        && (left.sure || !is_counted(lexer, &lexer.token(end)))
    {
        let last = Period::Year(Year::Full(last));
        let extent = Extent::Range(Moment::date(Period::Year(*first)), Moment::date(last));
        return Some(Draft::sure(left.start, end, extent));
    }
    // "27 November and the following day"
    if let Some(end) = and_next_day(lexer, &left)
        && let Some(Period::Day { year, month, day }) = left.period().cloned()
    {
        let next =
            Period::Shift { steps: vec![(1, Unit::Day)], of: Box::new(Period::Day { year, month, day }) };
        let extent = Extent::Range(left.clone().moment()?, Moment::date(next));
        return Some(Draft::sure(left.start, end, extent));
    }
    let (start, end, sure) = (left.start, left.end, left.sure);
    if let Some((joint, at)) = joint(lexer, &left, floor)
        && let Some(mut right) = item_ahead(lexer, at)
        && fits(lexer, &left, &right, joint, floor)
    {
        let mut first = left.clone();
        if let Some((part, start)) = part_before(lexer, left.start, floor)
            && matches!(right.period(), Some(Period::Part { .. }))
        {
            first = super::with_part(first, part, start);
        }
        let order = first_is_day(lexer, &right);
        if share(lexer, &mut first, &mut right, order) {
            let consecutive = match (first.month_day(), right.month_day()) {
                ((m, Some(d)), (n, Some(e))) => m == n && e == d.saturating_add(1),
                _ => false,
            };
            let between = lexer.is(&lexer.before(article(lexer, left.start, floor), floor), "between");
            if joint != Joint::And || consecutive || between {
                let (start, end) = (first.start, right.end);
                let extent = Extent::Range(first.moment()?, right.moment()?);
                return Some(Draft::sure(start, end, extent));
            }
            // "14 and 25 March": two dates that share what is said once.
            let moment = first.moment()?;
            return Some(Draft::sure(start, end, Extent::One(moment)));
        }
    }
    let unsure_year = !sure && matches!(left.period(), Some(Period::Year(_) | Period::Figures { .. }));
    if unsure_year || !sure && matches!(left.period(), Some(Period::Day { .. })) {
        return None;
    }
    let moment = left.moment()?;
    Some(Draft { start, end, extent: Extent::One(moment), role: Role::At, approximate: false, sure })
}

/// Where the article before a date starts, if it has one.
fn article(lexer: Lexer<'_>, start: usize, floor: usize) -> usize {
    let the = lexer.before(start, floor);
    if lexer.is(&the, "the") { the.start } else { start }
}

/// What joins the piece that ends at `end` to the next, and where that starts.
fn joint(lexer: Lexer<'_>, left: &Piece, floor: usize) -> Option<(Joint, usize)> {
    let end = left.end;
    let mut token = lexer.token(end);
    if token.gap == Gap::Paragraph {
        return None;
    }
    // "27.–28. November"
    if token.mark() == Some('.') && token.gap == Gap::None {
        let dash = lexer.token(token.end);
        if dash.is_dash() && dash.gap == Gap::None {
            token = dash;
        }
    }
    if token.is_dash() || token.mark() == Some('~') {
        let mut after = token.end;
        // Two hyphens for a dash.
        while lexer.token(after).is_dash() && lexer.token(after).gap == Gap::None {
            after = lexer.token(after).end;
        }
        return Some((Joint::Dash, after));
    }
    if token.mark() == Some('/') && token.gap == Gap::None {
        return Some((Joint::Slash, token.end));
    }
    // "from January 1, 2026, to 2035": the comma closes the year.
    if token.mark() == Some(',') && token.gap == Gap::None {
        let (Cue::Role(Role::From), _) = phrase_before(lexer, left.start, floor)? else { return None };
        let (Cue::To, to) = phrase(lexer, token.end)? else { return None };
        return Some((Joint::Word, to.end));
    }
    match phrase(lexer, end)? {
        (Cue::To | Cue::Role(Role::Until | Role::Through), token) => Some((Joint::Word, token.end)),
        (Cue::And, token) => Some((Joint::And, token.end)),
        _ => None,
    }
}

/// "and the following day", "and the next day"
fn and_next_day(lexer: Lexer<'_>, left: &Piece) -> Option<usize> {
    let and = lexer.token(left.end);
    if !lexer.is(&and, "and") {
        return None;
    }
    let mut token = lexer.token(and.end);
    if lexer.is(&token, "on") {
        token = lexer.token(token.end);
    }
    if lexer.is(&token, "the") {
        token = lexer.token(token.end);
    }
    let day = lexer.token(token.end);
    let next = matches!(cue(&token), Some(Cue::Story(Step::Next) | Cue::Step(Step::Next)));
    (next && lexer.is(&day, "day")).then_some(day.end)
}

/// Whether two pieces can be the ends of one range.
fn fits(lexer: Lexer<'_>, left: &Piece, right: &Piece, joint: Joint, floor: usize) -> bool {
    let after = lexer.token(right.end);
    let counted = is_counted(lexer, &after);
    let opened = matches!(
        phrase_before(lexer, article(lexer, left.start, floor), floor),
        Some((Cue::Role(Role::From) | Cue::Place, _))
    ) || lexer.is(&lexer.before(article(lexer, left.start, floor), floor), "between");
    match (&left.what, &right.what) {
        // 27–28 November, 27 and 28 November
        (Named::Day(_), Named::Period(Period::Day { .. })) => true,
        (Named::Day(_), _) => false,
        // November 27–28, March 14 and 15
        (Named::Period(Period::Day { .. }), Named::Day(_)) => {
            let touching = lexer.token(left.end).gap == Gap::None;
            !counted
                && joint != Joint::Slash
                && day_goes_no_further(lexer, right)
                && (joint != Joint::Dash || touching || right_is_ordinal(lexer, right))
        }
        (_, Named::Day(_)) => false,
        (Named::Period(Period::Year(a)), Named::Period(Period::Year(b))) => {
            let (Year::Full(a), Year::Full(b)) = (a, b) else { return false };
            let plausible =
                (900..=2100).contains(a) && (1000..=2200).contains(b) || left.sure && right.sure || *a < 1000;
            match joint {
                Joint::And => {
                    opened && a < b && !counted && lexer.is(&lexer.before(left.start, floor), "between")
                }
                _ => plausible && (a < b || opened && left.sure) && (left.sure || !counted),
            }
        }
        (Named::Period(_), Named::Period(Period::Year(_))) if !right.sure => {
            matches!(left.period(), Some(Period::Day { .. } | Period::Month { .. })) && joint == Joint::Word
        }
        (Named::Period(a), Named::Period(b)) => match joint {
            Joint::Slash => false,
            Joint::And => {
                matches!((a, b), (Period::Month { year: Year::Unsaid, .. }, Period::Month { .. }))
                    || opened && alike(a, b)
            }
            Joint::Dash if lexer.token(left.end).gap == Gap::Space => alike(a, b) && left.sure && right.sure,
            Joint::Dash => alike(a, b),
            Joint::Word => left.sure || right.sure || opened || both_capital(lexer, left, right),
        },
    }
}

/// "May to March": two names of months, each with its capital.
fn both_capital(lexer: Lexer<'_>, left: &Piece, right: &Piece) -> bool {
    [left, right].into_iter().all(|piece| {
        matches!(piece.period(), Some(Period::Month { .. })) && is_capital(lexer, &lexer.token(piece.start))
    })
}

/// Whether two stretches are of one sort, as the ends of a dash are.
fn alike(a: &Period, b: &Period) -> bool {
    let rank = |period: &Period| match period.base() {
        Period::Day { .. } | Period::Figures { .. } | Period::Holiday { .. } | Period::DayOfMonth(_) => 1,
        Period::Weekday { .. } => 2,
        Period::Month { .. } => 3,
        Period::Months { .. } => 4,
        Period::Season { .. } => 5,
        Period::Year(_) => 6,
        Period::Decade(_) => 7,
        Period::Century(_) | Period::Millennium(_) => 8,
        _ => 9,
    };
    let (a, b) = (rank(a), rank(b));
    a == b || a.min(b) == 1 && a.max(b) == 9 || a.min(b) >= 3 && a.max(b) == 9
}

fn right_is_ordinal(lexer: Lexer<'_>, right: &Piece) -> bool {
    let the = lexer.token(right.start);
    let at = if lexer.is(&the, "the") { the.end } else { right.start };
    small(lexer, at).is_some_and(|day| day.ordinal)
}

/// A bare day at the end of a range is not the start of a time, an amount or another word's number.
fn day_goes_no_further(lexer: Lexer<'_>, right: &Piece) -> bool {
    let next = lexer.token(right.end);
    if next.gap == Gap::None {
        return !matches!(next.mark(), Some(':' | '%' | '/')) && super::year::ends_clean(lexer, right.end);
    }
    match next.what {
        What::Word(_) => {
            !super::words::is_unit(lexer, &next) || cue(&next).is_some() || lexer.is(&next, "in")
        }
        What::Mark('%' | '$' | '€' | '£') => false,
        _ => true,
    }
}

/// Of 27/11/2024 the day stands first, of 11/27/2024 the month; `None` where it is not all figures or not clear.
fn first_is_day(lexer: Lexer<'_>, piece: &Piece) -> Option<bool> {
    let Some(Period::Day { month, day, .. }) = piece.period() else { return None };
    let token = lexer.token(lexer.token(piece.start).start);
    let slash = lexer.token(token.end);
    if !matches!(slash.mark(), Some('/' | '.' | '-')) || month == day {
        return None;
    }
    let first: i8 = lexer.of(&token).parse().ok()?;
    if first == *day { Some(true) } else { (first == *month).then_some(false) }
}

/// Shares between two ends what is written once: month, year, order of the figures, "next".
fn share(lexer: Lexer<'_>, left: &mut Piece, right: &mut Piece, day_first: Option<bool>) -> bool {
    match (&mut left.what, &mut right.what) {
        (Named::Day(day), Named::Period(Period::Day { year, month, .. })) => {
            // "28–27 November" runs backwards; it is told as a slip, not read as October.
            left.what = Named::Period(Period::Day { year: *year, month: *month, day: *day });
            return true;
        }
        (Named::Period(Period::Day { year, month, day }), Named::Day(last)) => {
            if *year == Year::Unsaid
                && let Some((found, end)) = year_behind(lexer, right.end)
            {
                *year = found;
                right.end = end;
            }
            let (next_year, next) = if *last > *day { (*year, *month) } else { month_after(*year, *month) };
            right.what = Named::Period(Period::Day { year: next_year, month: next, day: *last });
            return true;
        }
        _ => {}
    }
    let (Named::Period(a), Named::Period(b)) = (&mut left.what, &mut right.what) else { return false };
    if let (Period::Figures { first, second, year }, Some(day_first)) = (&*a, day_first) {
        let (month, day) = if day_first { (*second, *first) } else { (*first, *second) };
        *a = Period::Day { year: *year, month, day };
    }
    if let (Period::Weekday { step: Some(given), .. }, Period::Weekday { step: step @ None, .. }) =
        (&*a, &mut *b)
    {
        *step = Some(*given);
    }
    let (first, last) = (a.base().year(), b.base().year());
    match (first, last) {
        (Some(Year::Unsaid), Some(year)) if year != Year::Unsaid => {
            a.give_year(if later_in_year(a, b) { year_before(year) } else { year });
        }
        (Some(year @ (Year::Full(_) | Year::Relative(_))), Some(Year::Unsaid)) => {
            b.give_year(if later_in_year(a, b) { year_after(year) } else { year });
        }
        (Some(Year::Unsaid), None) => {}
        _ => {}
    }
    true
}

fn year_behind(lexer: Lexer<'_>, end: usize) -> Option<(Year, usize)> {
    let comma = lexer.token(end);
    let at = if comma.mark() == Some(',') || lexer.is(&comma, "of") { comma.end } else { end };
    let token: Token = lexer.token(at);
    let four =
        matches!(token.what, What::Digits) && token.end - token.start == 4 && token.gap != Gap::Paragraph;
    let found = super::year::named_year(lexer, at).filter(|_| four)?;
    Some((found.year, found.end))
}

/// Whether the first of two stretches stands later in the year than the second: November to February.
fn later_in_year(a: &Period, b: &Period) -> bool {
    let place = |period: &Period| match period.base() {
        Period::Day { month, day, .. } => Some((*month, *day)),
        Period::Month { month, .. } => Some((*month, 0)),
        Period::Months { first, .. } => Some((*first, 0)),
        _ => None,
    };
    matches!((place(a), place(b)), (Some((m, d)), Some((n, e))) if m > n || m == n && d > e && e > 0)
}

const fn year_before(year: Year) -> Year {
    match year {
        Year::Full(year) => Year::Full(year - 1),
        Year::Relative(step) => Year::Relative(step.saturating_sub(1)),
        other => other,
    }
}

const fn year_after(year: Year) -> Year {
    match year {
        Year::Full(year) => Year::Full(year + 1),
        Year::Relative(step) => Year::Relative(step.saturating_add(1)),
        other => other,
    }
}

const fn month_after(year: Year, month: i8) -> (Year, i8) {
    if month < 12 { (year, month + 1) } else { (year_after(year), 1) }
}
