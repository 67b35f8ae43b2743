//! Days and months by name: 27 November 2024, Nov. 27, November 2024, Friday, 29 November.

use super::figures;
use super::piece::{Named, Piece, piece};
use super::words::{after_dot, is_capital, is_counted, is_short, month, small};
use super::year::{Found, ends_clean, era, named_year};
use crate::fact::lex::{Gap, Lexer, Token, What};
use crate::fact::when::cue::Cue;
use crate::fact::when::{Period, Unit, Year};

/// "of 1998", "1998", ", 1998"
pub(super) fn year_of(lexer: Lexer<'_>, end: usize) -> Option<Found> {
    let of = lexer.token(end);
    let at = if lexer.is(&of, "of") || lexer.is(&of, "in") { of.end } else { end };
    let the = lexer.token(at);
    let at = if at > end && lexer.is(&the, "the") { lexer.token(the.end).end } else { at };
    let digits = lexer.token(at);
    matches!(digits.what, What::Digits | What::Mark('\'' | '’' | '‘'))
        .then(|| named_year(lexer, at))
        .flatten()
        .or_else(|| figures::relative_year(lexer, if of.end == at { at } else { end }))
}

/// November 27, 2024; Nov. 27; November 2024; November
pub(super) fn from_month(lexer: Lexer<'_>, token: &Token, month: i8) -> Option<Piece> {
    let (name_end, dotted) = after_dot(lexer, token.end);
    // "Jun." is short, "June." ends a sentence.
    let length = token.end - token.start;
    let full = length > 4 || month == 5 || matches!(month, 6 | 7) && (length == 4 || !dotted);
    let capital = is_capital(lexer, token);
    let plain = matches!(month, 3 | 5);
    let next = lexer.token(name_end);
    let joined = next.gap == Gap::None && matches!(next.mark(), Some('-' | '/'));
    let mut at = if joined { next.end } else { name_end };
    if lexer.is(&lexer.token(at), "the") {
        at = lexer.token(at).end;
    }
    // A year right behind the month.
    let comma = lexer.token(name_end);
    let after_comma = if comma.mark() == Some(',') { comma.end } else { at };
    if let Some(found) = month_year(lexer, at).or_else(|| month_year(lexer, after_comma)) {
        let period = Period::Month { year: found.year, month };
        let period = figures::day_after_year(lexer, found, month).unwrap_or((period, found.end));
        return Some(Piece::new(token.start, period.1, period.0));
    }
    let day = small(lexer, at).filter(|day| {
        // "may 5" needs its capital; "in May 20 people" counts people.
        let named = day.ordinal || (capital || !plain) && !is_counted(lexer, &lexer.token(day.end));
        (1..=31).contains(&day.value) && day.digits <= 2 && ends_day(lexer, day.end) && named
    });
    let close = lexer.token(at);
    let fits = close.gap <= Gap::Space && (!joined || close.gap == Gap::None);
    if let Some(day) = day.filter(|_| fits) {
        let (year, end) = year_behind(lexer, day.end, joined);
        let day = i8::try_from(day.value).ok()?;
        return Some(Piece::new(token.start, end, Period::Day { year, month, day }));
    }
    // "in April of 1987", "June in 2017", "August last year"
    let mut piece = Piece::new(token.start, name_end, Period::Month { year: Year::Unsaid, month });
    if let Some(found) = year_of(lexer, name_end) {
        piece.end = found.end;
        piece.what = Named::Period(Period::Month { year: found.year, month });
        return Some(piece);
    }
    if !dotted || full {
        piece.end = token.end;
    }
    piece.sure = full && !plain && (capital && !before_name(lexer, token, month) || !capital && month != 8);
    (capital || !plain).then_some(piece)
}

/// April Jones, August Wilson: a name, not a month.
fn before_name(lexer: Lexer<'_>, token: &Token, number: i8) -> bool {
    let next = lexer.token(token.end);
    matches!(number, 4 | 6 | 8)
        && next.gap == Gap::Space
        && is_capital(lexer, &next)
        && month(&next).is_none()
}

/// A year behind a month: four digits, '24, or a year in words.
fn month_year(lexer: Lexer<'_>, at: usize) -> Option<Found> {
    let token = lexer.token(at);
    if token.gap == Gap::Paragraph {
        return None;
    }
    match token.what {
        What::Word(_) => {
            super::words::spelled_year(lexer, at).map(|(value, end)| Found { year: Year::Full(value), end })
        }
        _ => named_year(lexer, at).filter(|_| {
            !matches!(token.what, What::Digits)
                || token.end - token.start == 4
                || era(lexer, token.end).is_some()
        }),
    }
}

/// Whether a day of the month may end here: `27 November`, not `27.5`, `27%`, `27:30`.
fn ends_day(lexer: Lexer<'_>, end: usize) -> bool {
    let next = lexer.token(end);
    if next.gap != Gap::None {
        return true;
    }
    match next.what {
        What::Word(_) | What::Digits => false,
        What::Mark('%' | '°' | '$' | '€' | '£') => false,
        What::Mark('.' | ':') => !lexer.byte(next.end).is_ascii_digit(),
        _ => true,
    }
}

/// The year behind a day and month: ", 2024", " 2024", " of 2024", "/2024" where the parts are joined that way.
fn year_behind(lexer: Lexer<'_>, end: usize, joined: bool) -> (Year, usize) {
    let mut next = lexer.token(end);
    let mut at = end;
    let mut of = false;
    if next.mark() == Some(',') || joined && matches!(next.mark(), Some('-' | '/')) && next.gap == Gap::None {
        at = next.end;
        next = lexer.token(at);
    }
    if lexer.is(&next, "of") || lexer.is(&next, "in") {
        at = next.end;
        of = true;
        next = lexer.token(at);
    }
    if next.gap == Gap::Paragraph {
        return (Year::Unsaid, end);
    }
    if let Some(found) = month_year(lexer, at) {
        return (found.year, found.end);
    }
    // "15 April of 87"
    if of && matches!(next.what, What::Digits) && next.end - next.start == 2 && ends_clean(lexer, next.end) {
        let value = lexer.of(&next).parse().unwrap_or(0);
        return (Year::Short(value), next.end);
    }
    if let Some(found) = figures::relative_year(lexer, at) {
        return (found.year, found.end);
    }
    (Year::Unsaid, end)
}

/// Friday, 29 November; Fri 14th; Friday
pub(super) fn from_weekday(lexer: Lexer<'_>, token: &Token, number: i8) -> Option<Piece> {
    let (end, dotted) = after_dot(lexer, token.end);
    let mut next = lexer.token(end);
    if matches!(next.mark(), Some(',' | '-' | '(')) {
        next = lexer.token(next.end);
    }
    let full = token.end - token.start >= 6;
    if lexer.is(&next, "the") {
        next = lexer.token(next.end);
    }
    let dated = next.gap <= Gap::Space
        && (matches!(next.what, What::Digits)
            || month(&next).is_some()
            || small(lexer, next.start).is_some_and(|day| day.ordinal));
    if dated && let Some(inner) = piece(lexer, next.start, end) {
        let mut close = inner.end;
        let bracket = lexer.token(close);
        let opened = lexer.before(next.start, end).mark() == Some('(');
        if opened && bracket.mark() == Some(')') {
            close = bracket.end;
        }
        match inner.what {
            Named::Period(Period::Day { .. } | Period::Figures { .. }) => {
                return Some(Piece {
                    start: token.start,
                    end: close,
                    weekday: Some(number),
                    sure: true,
                    ..inner
                });
            }
            // Tue 13th, Monday 21
            Named::Day(day) if lexer.token(token.end).mark().is_none() || full => {
                let whole = lexer.token(inner.end);
                let number_of = small(lexer, next.start);
                let ordinal = number_of.is_some_and(|day| day.ordinal);
                // "on Sunday, the first by a leader of the party"
                let counts = number_of.is_some_and(|day| day.digits == 0)
                    && whole.gap == Gap::Space
                    && matches!(whole.what, What::Word(_));
                if counts || super::hour::is_hour_figure(lexer, inner.end) {
                    return Some(Piece::new(
                        token.start,
                        token.end,
                        Period::Weekday { weekday: number, step: None },
                    ));
                }
                if ordinal || !matches!(whole.mark(), Some(':' | '-')) && whole.gap != Gap::None {
                    return Some(Piece {
                        start: token.start,
                        end: inner.end,
                        weekday: Some(number),
                        what: Named::Period(Period::DayOfMonth(day)),
                        part: None,
                        clock: None,
                        sure: true,
                    });
                }
            }
            _ => {}
        }
    }
    if let Some((week, end)) = super::relative::week_of(lexer, token.end) {
        let period = Period::Nth { nth: 1, unit: Unit::Weekday(number), of: Box::new(week) };
        return Some(Piece::new(token.start, end, period));
    }
    let period = Period::Weekday { weekday: number, step: None };
    let end = if dotted && !full { end } else { token.end };
    let piece = Piece::new(token.start, end, period);
    let plural = lexer.byte(token.end) == b's' || {
        let each = lexer.before(token.start, 0);
        lexer.is_any(&each, &["every", "each", "any"])
            || small(lexer, each.start).is_some_and(|nth| nth.ordinal && nth.end == each.end)
    };
    let verb_or_star = !full && !is_capital(lexer, token);
    (!plural && !verb_or_star).then_some(Piece { sure: full && is_capital(lexer, token), ..piece })
}

/// 27 November 2024, 27th of November, second of August; or the day alone.
pub(super) fn from_day(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    let number = small(lexer, token.start)?;
    let day = i8::try_from(number.value).ok().filter(|day| (1..=31).contains(day));
    let (Some(day), true) = (day, number.digits <= 2) else { return None };
    // "CO2 December levels": the figure is the tail of a name.
    if number.digits > 0 && lexer.char_before(token.start).is_some_and(char::is_alphabetic) {
        return None;
    }
    if number.digits == 0 && number.value == 1 && !number.ordinal {
        return None;
    }
    let mut end = number.end;
    // "27. November", "15th day of June"
    let dot = lexer.token(end);
    if number.digits > 0 && dot.mark() == Some('.') && dot.gap == Gap::None {
        end = dot.end;
    }
    let mut next = lexer.token(end);
    let joined = next.gap == Gap::None && matches!(next.mark(), Some('-' | '/'));
    if joined {
        next = lexer.token(next.end);
        if next.gap != Gap::None {
            return Some(Piece::bare_day(token.start, number.end, day));
        }
    }
    if lexer.is(&next, "day") && number.ordinal {
        next = lexer.token(next.end);
    }
    let of = lexer.is(&next, "of");
    if of {
        next = lexer.token(next.end);
    }
    if joined && matches!(next.what, What::Digits) && next.end - next.start == 4 {
        return figures::day_year_month(lexer, token, day, &next);
    }
    let named = month(&next).filter(|_| next.gap <= Gap::Space);
    let Some(number_of_month) = named else {
        if of
            && number.ordinal
            && let Some((period, end)) = figures::this_month(lexer, next.start)
        {
            let of = Box::new(period);
            return Some(Piece::new(token.start, end, Period::Nth { nth: day, unit: Unit::Day, of }));
        }
        // "on the 4th." but not "on the 4th floor"
        let the = lexer.before(token.start, floor);
        let on = lexer.is(&the, "the") && lexer.is(&lexer.before(the.start, floor), "on");
        if on && number.ordinal && number.digits > 0 && closes(lexer, number.end) {
            return Some(Piece::new(token.start, number.end, Period::DayOfMonth(day)));
        }
        return Some(Piece::bare_day(token.start, number.end, day));
    };
    // "One may ask", "two march on": the name needs its capital.
    let plain = matches!(number_of_month, 3 | 5);
    if plain && !of && !number.ordinal && !is_capital(lexer, &next) {
        return Some(Piece::bare_day(token.start, number.end, day));
    }
    let (name_end, dotted) = after_dot(lexer, next.end);
    let (year, year_end) = year_behind(lexer, name_end, joined);
    let end = if year_end > name_end {
        year_end
    } else if dotted && is_short(lexer, &next) {
        name_end
    } else {
        next.end
    };
    let end = if year == Year::Unsaid && dotted { next.end.max(end) } else { end };
    Some(Piece::new(token.start, end, Period::Day { year, month: number_of_month, day }))
}

/// Whether the words go on as behind a noun: a mark, the end, "at", "and".
fn closes(lexer: Lexer<'_>, end: usize) -> bool {
    let next = lexer.token(end);
    match next.what {
        What::End => true,
        What::Mark(mark) => matches!(mark, '.' | ',' | ';' | ')' | '?' | '!'),
        What::Word(_) => {
            matches!(super::words::cue(&next), Some(Cue::Place | Cue::Role(_))) && !lexer.is(&next, "of")
        }
        What::Digits => false,
    }
}
