//! Years and days by themselves.

use super::Look;
use super::around::Beside;
use crate::fact::table::Sense;
use crate::fact::when::{Extent, Moment, Period, Role, Year};
use crate::fact::{Fact, Kind, Value, When};
use crate::text::Span;

/// Years from the first to the last of a range whose last is written with two digits.
const MOST_YEARS: i32 = 30;

impl Look<'_> {
    /// `(2023)`, `(2023 est.)`, `declared in 1821,`, `on 12 December 2019.`
    pub(super) fn date(&self, at: usize) -> Option<Fact> {
        match self.bytes.get(at..)? {
            [b'1' | b'2', year @ ..] if year.iter().take(3).all(u8::is_ascii_digit) && year.len() > 2 => {
                if year.get(3) == Some(&b'-') && year.get(6) == Some(&b'-') {
                    self.iso(at)
                } else {
                    self.year(at)
                }
            }
            [b'1'..=b'9', b' ', b'A'..=b'Z', ..] => self.day(at, at + 1),
            [b'1'..=b'3', b'0'..=b'9', b' ', b'A'..=b'Z', ..] => self.day(at, at + 2),
            _ => None,
        }
    }

    fn year(&self, at: usize) -> Option<Fact> {
        let year = Period::Year(Year::Full(self.number(at, at + 4)));
        let closed = match self.ahead(at) {
            (Beside::Mark(b'('), false) => return self.bracketed(at, year),
            (Beside::Quiet(start), true) => {
                let ours = matches!(self.number(at, at + 4), 1901..=1999 | 2001..=2099);
                // "in 1715 women": a number.
                let counts = !ours && !matches!(self.behind(at + 4), (Beside::Mark(_), false));
                let word = self.bytes.get(start..at - 1).unwrap_or_default();
                matches!(word, b"in" | b"In") && !counts && self.lets_in(start) && self.date_closes(at + 4)
            }
            _ => false,
        };
        closed.then(|| self.at(at, at + 4, year))
    }

    /// `(2023)`, `(2023 est.)`, `(2019-2021 est.)`
    fn bracketed(&self, at: usize, year: Period) -> Option<Fact> {
        let closes = |end: usize| match self.bytes.get(end..).unwrap_or_default() {
            [b')', ..] => true,
            [b' ', b'e', b's', b't', next, ..] => !next.is_ascii_alphanumeric() && *next < 0x80,
            _ => false,
        };
        if closes(at + 4) {
            return Some(self.at(at, at + 4, year));
        }
        let first = self.number(at, at + 4);
        let (last, end) = match self.bytes.get(at + 4..)? {
            [b'-', b'1' | b'2', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', ..] => {
                (self.number(at + 5, at + 9), at + 9)
            }
            // "2020-25": neither a month nor far off.
            [b'-', b'0'..=b'9', b'0'..=b'9', ..] => {
                let short = self.number(at + 5, at + 7);
                let last = first / 100 * 100 + short;
                if short <= 12 || last - first > MOST_YEARS {
                    return None;
                }
                (last, at + 7)
            }
            _ => return None,
        };
        let range = Extent::Range(Moment::date(year), Moment::date(Period::Year(Year::Full(last))));
        (first < last && closes(end)).then(|| Self::fact(at, end, range))
    }

    /// The day `at..end` with the month and year behind it.
    fn day(&self, at: usize, end: usize) -> Option<Fact> {
        let name = self.lexer.token(end);
        let month = name.lexeme()?;
        let [Sense::Month(month)] = month.senses else { return None };
        let [b' ', b'1' | b'2', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', ..] = self.bytes.get(name.end..)?
        else {
            return None;
        };
        let year = name.end + 1;
        let (mut role, mut first) = (Role::At, at);
        let front = self.bytes.get(self.floor..at).unwrap_or_default();
        let since = front.ends_with(b"(since ");
        if since {
            (role, first) = (Role::Since, at - "since ".len());
        }
        let opens = since || self.day_opens(at);
        let day = i8::try_from(self.number(at, end)).ok().filter(|day| *day <= 31)?;
        let period = Period::Day {
            year: Year::Full(self.number(year, year + 4)),
            month: (*month).try_into().ok()?,
            day,
        };
        let when = When { role, approximate: false, extent: Extent::One(Moment::date(period)) };
        let span = Span::new(first, year + 4);
        (opens && self.date_closes(year + 4)).then_some(Fact {
            kind: Kind::Date,
            span,
            value: Value::When(when),
        })
    }

    /// `2024-11-29`
    fn iso(&self, at: usize) -> Option<Fact> {
        let (month, day) = (self.part(at + 5, 12)?, self.part(at + 8, 31)?);
        let opens = self.byte(at.wrapping_sub(1)) == b'[' || self.day_opens(at);
        let closes = self.byte(at + 10) == b']' || self.date_closes(at + 10);
        let period = Period::Day { year: Year::Full(self.number(at, at + 4)), month, day };
        (opens && closes).then(|| self.at(at, at + 10, period))
    }

    /// The two digits of a month or day at `at`, which is `most` at most.
    fn part(&self, at: usize, most: i8) -> Option<i8> {
        let digits =
            self.bytes.get(at..at + 2)?.iter().all(u8::is_ascii_digit) && !self.byte(at + 2).is_ascii_digit();
        let part = if digits { i8::try_from(self.number(at, at + 2)).ok()? } else { 0 };
        (1..=most).contains(&part).then_some(part)
    }

    /// Whether nothing in front of a day bounds it, as in "by 3 May".
    fn day_opens(&self, at: usize) -> bool {
        match self.ahead(at) {
            (Beside::Edge, _) | (Beside::Unheard, true) | (Beside::Mark(b'('), false) => true,
            (Beside::Quiet(start) | Beside::Silent(start), true) => {
                !self.is_by(start) && self.is_quiet_ahead(start, false)
            }
            _ => false,
        }
    }

    /// Whether nothing in front of "in", which starts at `start`, says which part of a year is meant.
    fn lets_in(&self, start: usize) -> bool {
        match self.ahead(start) {
            (Beside::Edge | Beside::Unheard | Beside::Quiet(_) | Beside::Silent(_), _) => true,
            (Beside::Mark(b',' | b';' | b':' | b'.' | b')'), true) => true,
            (Beside::Heard, true) => {
                let word = self.lexer.before(start, self.floor);
                word.lexeme().is_some_and(|word| !word.dates)
            }
            _ => false,
        }
    }

    /// Whether nothing behind a year that ends at `end` goes on with it.
    fn date_closes(&self, end: usize) -> bool {
        match self.behind(end) {
            (Beside::Edge, _) | (Beside::Unheard, true) | (Beside::Mark(b')'), false) => true,
            (Beside::Quiet(next), true) => self.is_quiet_behind(next),
            (Beside::Mark(b',' | b'.' | b';'), false) => match self.behind(end + 1) {
                (Beside::Edge, _) | (Beside::Unheard, true) => true,
                (Beside::Quiet(next), true) => self.is_quiet_behind(next),
                (Beside::Heard, true) => {
                    let sentence = self.byte(end) == b'.' && self.byte(end + 2).is_ascii_uppercase();
                    sentence || self.lexer.token(end + 1).lexeme().is_some_and(|word| !word.dates)
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn at(&self, start: usize, end: usize, period: Period) -> Fact {
        Self::fact(start, end, Extent::One(Moment::date(period)))
    }

    fn fact(start: usize, end: usize, extent: Extent) -> Fact {
        let when = When { role: Role::At, approximate: false, extent };
        Fact { kind: Kind::Date, span: Span::new(start, end), value: Value::When(when) }
    }

    fn number(&self, start: usize, end: usize) -> i32 {
        let digits = self.bytes.get(start..end).unwrap_or_default();
        digits.iter().fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0'))
    }
}
