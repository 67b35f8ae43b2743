//! One date, forwards from its first figure or name: 27 November 2024, Nov. 27, 2024-11-27, Q3 2024, Friday.

use super::figures;
use super::words::{after_dot, is_capital, is_counted, month, phrase, small, weekday};
use super::year::{Found, begins_clean, ends_clean, era, figure_decade, is_year, named_year, with_era};
use crate::fact::lex::{Gap, Lexer, Token, What};
use crate::fact::when::cue::Cue;
use crate::fact::when::{Clock, DayPart, Moment, Period, Unit, Year};

/// What one end of a date names. A day may still lack its month, a month its year: the other end may have them.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) weekday: Option<i8>,
    pub(super) what: Named,
    pub(super) part: Option<DayPart>,
    pub(super) clock: Option<Clock>,
    /// Whether the piece is a date whatever stands around it.
    pub(super) sure: bool,
}

/// What a piece names.
#[derive(Debug, Clone)]
pub(super) enum Named {
    /// A day of the month, and nothing more.
    Day(i8),
    /// A stretch of the calendar.
    Period(Period),
}

impl Piece {
    pub(super) fn new(start: usize, end: usize, period: Period) -> Self {
        Self { start, end, weekday: None, what: Named::Period(period), part: None, clock: None, sure: true }
    }

    fn bare_day(start: usize, end: usize, day: i8) -> Self {
        let what = Named::Day(day);
        Self { start, end, weekday: None, what, part: None, clock: None, sure: false }
    }

    fn unsure(self) -> Self {
        Self { sure: false, ..self }
    }

    /// The piece as a moment of its own; `None` for a day without a month.
    pub(super) fn moment(self) -> Option<Moment> {
        let Named::Period(period) = self.what else { return None };
        Some(Moment { date: Some(period), weekday: self.weekday, part: self.part, clock: self.clock })
    }

    pub(super) fn period(&self) -> Option<&Period> {
        if let Named::Period(period) = &self.what { Some(period) } else { None }
    }

    /// Its month and day, as far as it has them.
    pub(super) fn month_day(&self) -> (Option<i8>, Option<i8>) {
        match &self.what {
            Named::Day(day) => (None, Some(*day)),
            Named::Period(Period::Day { month, day, .. }) => (Some(*month), Some(*day)),
            Named::Period(Period::Month { month, .. }) => (Some(*month), None),
            Named::Period(_) => (None, None),
        }
    }
}

/// The date at `at`. A "the" before it is passed over.
pub(super) fn piece(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Piece> {
    let mut token = lexer.token(at);
    if lexer.is(&token, "the") {
        token = lexer.token(token.end);
    }
    if token.gap == Gap::Paragraph && token.start != at {
        return None;
    }
    match token.what {
        What::Digits => digits(lexer, &token, floor),
        What::Word(_) => word(lexer, &token, floor),
        What::Mark('\'' | '’' | '‘') => short_decade(lexer, &token),
        _ => None,
    }
}

fn word(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    // "May Day" before "May".
    if let Some((Cue::Feast(feast), found)) = phrase(lexer, token.start) {
        let year = year_of(lexer, found.end);
        let (year, end) = year.map_or((Year::Unsaid, found.end), |found| (found.year, found.end));
        let sure = year != Year::Unsaid || lexer.of(&found).contains(' ');
        return Some(Piece { sure, ..Piece::new(token.start, end, Period::Holiday { year, feast }) });
    }
    if let Some(number) = month(token) {
        return from_month(lexer, token, number);
    }
    if let Some(number) = weekday(token) {
        return from_weekday(lexer, token, number);
    }
    match phrase(lexer, token.start) {
        Some((Cue::Season(season), found)) => {
            let year = year_of(lexer, found.end)?;
            let end = figures::second_year(lexer, year).map_or(year.end, |(_, end)| end);
            return Some(Piece::new(token.start, end, Period::Season { year: year.year, season }));
        }
        Some((Cue::Decade(year), found)) => {
            return Some(Piece::new(token.start, found.end, Period::Decade(year)).unsure());
        }
        Some((Cue::Bc(false), found)) => {
            // AD 79
            let digits = lexer.token(found.end);
            let value = lexer.of(&digits).parse().ok()?;
            let upper = lexer.of(&found).bytes().all(|byte| byte.is_ascii_uppercase());
            let fits = upper && matches!(digits.what, What::Digits) && digits.end - digits.start <= 4;
            return fits.then(|| Piece::new(token.start, digits.end, Period::Year(Year::Full(value))));
        }
        _ => {}
    }
    if let Some(found) = dotted_ad(lexer, token) {
        return Some(found);
    }
    spelled(lexer, token, floor).or_else(|| from_day(lexer, token, floor))
}

/// A.D. 1200
fn dotted_ad(lexer: Lexer<'_>, token: &Token) -> Option<Piece> {
    let (false, end) = era(lexer, token.start)? else { return None };
    let digits = lexer.token(end);
    let value = lexer.of(&digits).parse().ok()?;
    let fits =
        matches!(digits.what, What::Digits) && digits.end - digits.start <= 4 && digits.gap == Gap::Space;
    fits.then(|| Piece::new(token.start, digits.end, Period::Year(Year::Full(value))))
}

/// "in nineteen eighty-four": a year in words, where a word before it wants a date.
fn spelled(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    let (value, end) = super::words::spelled_year(lexer, token.start)?;
    let before = lexer.before(token.start, floor);
    let wanted = lexer.is_any(&before, &["in", "since", "of", "until", "by", "after", "before", "year"]);
    let free = !is_counted(lexer, &lexer.token(end)) && (1100..2100).contains(&value);
    (wanted && free).then(|| Piece::new(token.start, end, Period::Year(Year::Full(value))))
}

/// "of 1998", "1998", ", 1998"
fn year_of(lexer: Lexer<'_>, end: usize) -> Option<Found> {
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
fn from_month(lexer: Lexer<'_>, token: &Token, month: i8) -> Option<Piece> {
    let (name_end, dotted) = after_dot(lexer, token.end);
    let full =
        token.end - token.start > 4 || matches!(month, 5..=7) && token.end - token.start >= 3 && !dotted;
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
fn from_weekday(lexer: Lexer<'_>, token: &Token, number: i8) -> Option<Piece> {
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
                let ordinal = small(lexer, next.start).is_some_and(|day| day.ordinal);
                if super::clock::is_hour_figure(lexer, inner.end) {
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

/// Whatever starts with digits.
fn digits(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    if let Some(found) = figures::iso(lexer, token, floor).or_else(|| figures::numeric(lexer, token, floor)) {
        return Some(found);
    }
    if let Some((period, end)) =
        figure_decade(lexer, token.start).filter(|_| begins_clean(lexer, token.start, floor))
    {
        let start = token.start;
        let two = token.end - start == 2;
        let quoted = matches!(lexer.char_before(start), Some('\'' | '’' | '‘'));
        let the = lexer.is(&lexer.before(start, floor), "the");
        return (!two || quoted || the).then(|| Piece::new(start, end, period));
    }
    match token.end - token.start {
        1..=2 => short_year(lexer, token, floor)
            .or_else(|| old_year(lexer, token, floor))
            .or_else(|| from_day(lexer, token, floor)),
        3 => old_year(lexer, token, floor),
        4 => old_year(lexer, token, floor).or_else(|| from_year(lexer, token, floor)),
        _ => None,
    }
}

/// '88, where a word before it wants a year
fn short_year(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    let mark = lexer.before(token.start, floor);
    let quoted = matches!(mark.mark(), Some('\'' | '’')) && mark.gap == Gap::None;
    let wanted = matches!(
        super::words::phrase_before(lexer, mark.start, floor),
        Some((Cue::Place | Cue::Role(_) | Cue::Season(_) | Cue::Part(_), _))
    );
    let fits = quoted && wanted && token.end - token.start == 2 && ends_clean(lexer, token.end);
    let year = Year::Short(lexer.of(token).parse().ok()?);
    fits.then(|| Piece::new(mark.start, token.end, Period::Year(year)))
}

/// 44 BC, 79 AD, 12,000 BC
fn old_year(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    if !begins_clean(lexer, token.start, floor) {
        return None;
    }
    let (mut value, mut end): (i32, usize) = (lexer.of(token).parse().ok()?, token.end);
    let comma = lexer.token(end);
    let group = lexer.token(comma.end);
    if comma.mark() == Some(',')
        && comma.gap == Gap::None
        && group.gap == Gap::None
        && group.end - group.start == 3
    {
        value = value.checked_mul(1000)?.checked_add(lexer.of(&group).parse().ok()?)?;
        end = group.end;
    }
    if era(lexer, end).is_none() {
        // "5,000–4,000 BC": the era stands behind the second.
        let joint = lexer.token(end);
        let joined = joint.is_dash() || matches!(super::words::cue(&joint), Some(Cue::To));
        let second = lexer.token(joint.end);
        let long = joined && matches!(second.what, What::Digits);
        let other = long.then(|| old_year(lexer, &second, second.start)).flatten()?;
        let before = matches!(other.period(), Some(Period::Year(Year::Full(year))) if *year <= 0);
        return before.then(|| Piece::new(token.start, end, Period::Year(Year::Full(1 - value))));
    }
    let found = with_era(lexer, value, end);
    Some(Piece::new(token.start, found.end, Period::Year(found.year)))
}

/// 27 November 2024, 27th of November, second of August; or the day alone.
fn from_day(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    let number = small(lexer, token.start)?;
    let day = i8::try_from(number.value).ok().filter(|day| (1..=31).contains(day));
    let (Some(day), true) = (day, number.digits <= 2) else { return None };
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
    } else if dotted && next.end - next.start <= 4 {
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

/// 2024, 2014–18, 2017 april, 2017 Q1, 2024-Nov-27
fn from_year(lexer: Lexer<'_>, token: &Token, floor: usize) -> Option<Piece> {
    let value: i32 = lexer.of(token).parse().ok()?;
    if !(1000..=2999).contains(&value) || !begins_clean(lexer, token.start, floor) {
        return None;
    }
    if let Some(found) = figures::year_first(lexer, token, value) {
        return Some(found);
    }
    if let Some((_, _)) = era(lexer, token.end) {
        let found = with_era(lexer, value, token.end);
        return Some(Piece::new(token.start, found.end, Period::Year(found.year)));
    }
    let year = Period::Year(Year::Full(value));
    let piece = Piece::new(token.start, token.end, year);
    if is_year(lexer, token.start, token.end, value, floor) {
        return Some(piece);
    }
    ends_clean(lexer, token.end).then(|| piece.unsure())
}

/// '90s
fn short_decade(lexer: Lexer<'_>, mark: &Token) -> Option<Piece> {
    let (period, end) = figure_decade(lexer, mark.end)?;
    Some(Piece::new(mark.start, end, period))
}
