//! Clock times, alone or with their day: 9:30 am, 14:00 GMT, half past three, from 9 to 11 am, Monday at 10.

use super::hour::{Time, settle, time};
use super::piece::{Named, Piece};
use super::words::{cue, is_capital, is_unit, month, phrase, phrase_before, weekday};
use super::year::begins_clean;
use super::{Draft, item};
use crate::fact::lex::{Gap, Lexer, Token, What};
use crate::fact::when::cue::Cue;
use crate::fact::when::{DayPart, Extent, Moment, Period, Role, Unit};

/// The clock time or range of times that hangs on `at`, with the day that may follow it.
pub(super) fn draft(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Draft> {
    let token = lexer.token(at);
    if matches!(token.what, What::Digits) && !begins_clean(lexer, token.start, floor) {
        return None;
    }
    if let Some(Cue::DayPart(part)) = cue(&token) {
        return in_the_part(lexer, &token, part, floor);
    }
    let (first, last) = times(lexer, at)?;
    let (end, marked) =
        last.map_or((first.end, first.marked), |last| (last.end, first.marked || last.marked));
    let day = day_behind(lexer, end);
    if marked && last.is_none() && day.is_none() && first.bare && !wants_time(lexer, &token, floor) {
        return None;
    }
    if !marked {
        // "between 3 and 5 on 1 May", "from two thirty to two forty-five", "at five-thirty tomorrow"
        let before = lexer.before(at, floor);
        let minutes = |time: &Time| time.clock.minute.is_some();
        let open = lexer.is_any(&before, &["from", "between"]);
        let range = last.is_some_and(|last| open && (day.is_some() || minutes(&first) && minutes(&last)));
        let one = last.is_none() && day.is_some() && minutes(&first) && lexer.is(&before, "at");
        if !(range || one) {
            return None;
        }
    }
    let mut draft = Draft {
        start: token.start,
        end,
        extent: match last {
            Some(last) => Extent::Range(Moment::clock(first.clock), Moment::clock(last.clock)),
            None => Extent::One(Moment::clock(first.clock)),
        },
        role: Role::At,
        approximate: false,
        sure: true,
    };
    if let Some(day) = day {
        draft.end = day.end;
        put_day(&mut draft.extent, day);
    }
    Some(draft)
}

/// "in the morning at 7"
fn in_the_part(lexer: Lexer<'_>, token: &Token, part: DayPart, floor: usize) -> Option<Draft> {
    let the = lexer.before(token.start, floor);
    let start = lexer.before(the.start, floor);
    let at = lexer.token(token.end);
    if !(lexer.is(&start, "in") && lexer.is(&the, "the") && lexer.is(&at, "at")) {
        return None;
    }
    let mut found = time(lexer, at.end).filter(|found| found.marked || plain_end(lexer, found.end))?;
    settle(&mut found.clock, part);
    let moment = Moment { part: Some(part), ..Moment::clock(found.clock) };
    Some(Draft {
        start: start.start,
        end: found.end,
        extent: Extent::One(moment),
        role: Role::At,
        approximate: false,
        sure: true,
    })
}

/// Whether the words before bare figures want a time: 1:10 is as often a ratio, John 3:16 a verse, 2:03:38 a result.
fn wants_time(lexer: Lexer<'_>, token: &Token, floor: usize) -> bool {
    let before = lexer.before(token.start, floor);
    let led = match phrase_before(lexer, token.start, floor).map(|(cue, _)| cue) {
        Some(Cue::Place) => lexer.is_any(&before, &["at", "on"]),
        Some(Cue::Role(_) | Cue::To | Cue::And | Cue::Hedge | Cue::Day(_) | Cue::DayPart(_)) => true,
        _ => false,
    };
    match before.what {
        What::End | What::Digits => true,
        What::Mark(mark) => matches!(mark, '|' | '–' | '—') || token.end - token.start == 2,
        What::Word(_) => {
            let plain = token.end - token.start == 2 && !is_capital(lexer, &before);
            let figure = lexer.is_any(&before, &["in", "of", "ratio", "score", "diluted", "by"]);
            led || weekday(&before).is_some() || month(&before).is_some() || plain && !figure
        }
    }
}

/// The day behind a clock time: "on 1 May", "Tuesday", ", 27 November", "tomorrow evening", "of April 22".
fn day_behind(lexer: Lexer<'_>, end: usize) -> Option<Piece> {
    let mut token = lexer.token(end);
    if token.mark() == Some(',') {
        token = lexer.token(token.end);
    }
    let led = lexer.is_any(&token, &["on", "of"]);
    let mut start = if led { lexer.token(token.end) } else { token };
    if lexer.is(&start, "the") {
        start = lexer.token(start.end);
    }
    if start.gap != Gap::Space {
        return None;
    }
    let anchor = match phrase(lexer, start.start) {
        Some((Cue::Step(_) | Cue::Story(_), found)) => lexer.token(found.end),
        _ => start,
    };
    let found = item(lexer, anchor.start, end)?;
    is_day(&found, led).then_some(found)
}

/// Whether a piece is a single day that a clock time can belong to.
fn is_day(piece: &Piece, led: bool) -> bool {
    match piece.period() {
        Some(Period::Day { .. } | Period::Weekday { .. } | Period::Nth { .. }) => true,
        Some(Period::Figures { .. } | Period::Holiday { .. }) => led || piece.sure,
        Some(Period::Span { unit: Unit::Day, .. }) => true,
        _ => false,
    }
}

/// Puts the day into both ends of a time.
fn put_day(extent: &mut Extent, day: Piece) {
    let (weekday, part) = (day.weekday, day.part);
    let Named::Period(period) = day.what else { return };
    let put = |moment: &mut Moment| {
        if let (Some(clock), Some(part)) = (&mut moment.clock, part) {
            settle(clock, part);
        }
        moment.date = Some(period.clone());
        moment.weekday = weekday;
        moment.part = part;
    };
    match extent {
        Extent::One(moment) => put(moment),
        Extent::Range(start, end) => {
            put(start);
            put(end);
        }
    }
}

/// Attaches the clock time behind a day: "27 November at 9 am", "Monday morning from 10 to 12", "today at 9 p.m.".
pub(super) fn attach(lexer: Lexer<'_>, draft: &mut Draft) {
    let Extent::One(moment) = &mut draft.extent else { return };
    if moment.clock.is_some() {
        return;
    }
    if !moment.date.as_ref().is_some_and(takes_clock) {
        return;
    }
    // 2024-11-27T09:30
    let letter = lexer.token(draft.end);
    if lexer.of(&letter) == "T" && letter.gap == Gap::None {
        if let Some(time) = time(lexer, letter.end) {
            moment.clock = Some(time.clock);
            draft.end = time.end;
        }
        return;
    }
    if moment.part.is_none() {
        let early = matches!(cue(&letter), Some(Cue::Part(_)));
        let word = if early { lexer.token(letter.end) } else { letter };
        if let Some(Cue::DayPart(part)) = cue(&word)
            && word.gap == Gap::Space
        {
            moment.part = Some(part);
            draft.end = word.end;
        }
    }
    let mut token = lexer.token(draft.end);
    if token.mark() == Some(',') {
        token = lexer.token(token.end);
    }
    if token.gap > Gap::Space {
        return;
    }
    let mut role = Role::At;
    let (at, led) = match phrase(lexer, token.start) {
        Some((Cue::Role(found), words)) => {
            role = found;
            (words.end, true)
        }
        Some((Cue::Hedge, words)) => (words.end, true),
        _ if lexer.is_any(&token, &["at", "between"]) => (token.end, true),
        _ => (token.start, false),
    };
    let Some((mut first, last)) = times(lexer, at) else { return };
    let end = last.map_or(first.end, |last| last.end);
    let marked = first.marked || last.is_some_and(|last| last.marked);
    let spelled = first.clock.minute.is_some() && plain_end(lexer, end);
    if !(marked || (led || spelled) && plain_end(lexer, end))
        || !led && !spelled && !first.marked && last.is_none()
    {
        return;
    }
    if let Some(part) = moment.part {
        settle(&mut first.clock, part);
    }
    if role != Role::At && last.is_none() {
        if draft.role != Role::At || !marked {
            return;
        }
        draft.role = role;
    }
    draft.end = end;
    moment.clock = Some(first.clock);
    if let Some(mut last) = last {
        if let Some(part) = moment.part {
            settle(&mut last.clock, part);
        }
        let other = Moment { clock: Some(last.clock), ..moment.clone() };
        draft.extent = Extent::Range(moment.clone(), other);
    }
}

/// Whether a stretch is one day, which a clock time can belong to.
pub(super) const fn takes_clock(period: &Period) -> bool {
    matches!(
        period,
        Period::Day { .. }
            | Period::Weekday { .. }
            | Period::DayOfMonth(_)
            | Period::Figures { .. }
            | Period::Holiday { .. }
            | Period::Nth { unit: Unit::Day | Unit::Weekday(_), .. }
            | Period::Span { unit: Unit::Day, count: 1, .. }
    )
}

/// Whether a bare figure ends the phrase: "Monday at 10." and not "on Monday at 10 sites".
fn plain_end(lexer: Lexer<'_>, end: usize) -> bool {
    let next = lexer.token(end);
    match next.what {
        What::End => true,
        What::Mark(mark) => {
            next.gap == Gap::None
                && matches!(mark, '.' | ',' | ';' | ')' | '?' | '!')
                && !lexer.byte(next.end).is_ascii_digit()
        }
        What::Word(_) => {
            next.gap == Gap::Space
                && !is_unit(lexer, &next)
                && matches!(
                    cue(&next),
                    Some(Cue::Place | Cue::And | Cue::Role(_) | Cue::Step(_) | Cue::Day(_) | Cue::Tonight)
                )
        }
        What::Digits => false,
    }
}

/// One time or a range of times.
fn times(lexer: Lexer<'_>, at: usize) -> Option<(Time, Option<Time>)> {
    let mut first = time(lexer, at)?;
    let joint = lexer.token(first.end);
    let after = if joint.is_dash() {
        Some(joint.end)
    } else {
        match phrase(lexer, first.end) {
            Some((Cue::To | Cue::And | Cue::Role(Role::Until | Role::Through), token)) => Some(token.end),
            _ => None,
        }
    };
    let and = lexer.is(&joint, "and");
    let between = and && lexer.is(&lexer.before(lexer.token(at).start, 0), "between");
    let last =
        after.filter(|_| joint.gap <= Gap::Space && (!and || between)).and_then(|after| time(lexer, after));
    let Some(mut last) = last.filter(|last| first.marked || last.marked || is_hour(lexer, last)) else {
        return Some((first, None));
    };
    if !last.marked && !plain_end(lexer, last.end) && month(&lexer.token(last.end)).is_none() {
        return Some((first, None));
    }
    // The half of the day is said once for both ends: 2:00–2:30 pm, 11–1 pm, 8 am–3.
    match (first.clock.either_half, last.clock.either_half) {
        (true, false) => {
            let late = last.clock.hour >= 12;
            let shifted = first.clock.hour % 12 + if late { 12 } else { 0 };
            let order = (shifted, first.clock.minute) <= (last.clock.hour, last.clock.minute);
            first.clock.hour = if order { shifted } else { first.clock.hour % 12 };
            first.clock.either_half = false;
        }
        (false, true) if last.clock.hour <= first.clock.hour && last.clock.hour < 12 => {
            last.clock.hour += 12;
            last.clock.either_half = false;
        }
        (true, true) if last.clock.hour < first.clock.hour && last.clock.hour < 12 => {
            last.clock.hour += 12;
        }
        _ => {}
    }
    Some((first, Some(last)))
}

fn is_hour(lexer: Lexer<'_>, time: &Time) -> bool {
    plain_end(lexer, time.end)
}
