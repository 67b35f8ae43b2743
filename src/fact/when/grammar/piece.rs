//! One date, forwards from its first figure or name: 27 November 2024, Nov. 27, 2024-11-27, Q3 2024, Friday.

use super::day::{from_day, from_month, from_weekday, year_of};
use super::era::{after_era, dotted_ad, from_year, old_year, short_decade, short_year, spelled};
use super::figures;
use super::words::{month, phrase, weekday};
use super::year::{begins_clean, figure_decade};
use crate::fact::lex::{Gap, Lexer, Token, What};
use crate::fact::when::cue::Cue;
use crate::fact::when::{Clock, DayPart, Moment, Period, Year};

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

    pub(super) fn bare_day(start: usize, end: usize, day: i8) -> Self {
        let what = Named::Day(day);
        Self { start, end, weekday: None, what, part: None, clock: None, sure: false }
    }

    pub(super) fn unsure(self) -> Self {
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

/// "the early 90s", "mid-80s"; but not "in his mid-60s", which is an age.
fn is_part_of_decade(lexer: Lexer<'_>, start: usize, floor: usize) -> bool {
    let Some((_, part)) = super::part_before(lexer, start, floor) else { return false };
    let before = lexer.before(part, floor);
    !lexer.is_any(&before, &["his", "her", "their", "its", "my", "our", "your"])
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
        return (!two || quoted || the || is_part_of_decade(lexer, start, floor))
            .then(|| Piece::new(start, end, period));
    }
    if let Some(found) = after_era(lexer, token, floor) {
        return Some(found);
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
