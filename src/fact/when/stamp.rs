//! A stretch of the calendar with its place found.

use super::period::{Season, Unit};
use jiff::Span;
use jiff::civil::Date;

/// A stretch of the calendar with its place found. `yearless` days stand in the year 2000 for want of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) low: Stamp,
    pub(super) high: Stamp,
    pub(super) yearless: bool,
    /// How many days the edges may move where the words are vague (early, three weeks ago).
    pub(super) vague: i16,
}

/// One date of ISO 8601-2, by its precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stamp {
    Day(Date),
    Month(i16, i8),
    Season(i16, Season),
    Year(i16),
    Decade(i16),
    Century(i16),
    /// A year beyond the calendar's reach (12,000 BC).
    Far(i32),
}

impl Stamp {
    pub(super) fn first(self) -> Option<Date> {
        match self {
            Stamp::Day(day) => Some(day),
            Stamp::Month(year, month) => Date::new(year, month, 1).ok(),
            Stamp::Season(year, season) => Date::new(year, season.first_month(), 1).ok(),
            Stamp::Year(year) | Stamp::Decade(year) => Date::new(year, 1, 1).ok(),
            Stamp::Century(number) => Date::new(century_years(number).0, 1, 1).ok(),
            Stamp::Far(_) => None,
        }
    }

    pub(super) fn last(self) -> Option<Date> {
        match self {
            Stamp::Day(day) => Some(day),
            Stamp::Month(year, month) => Some(Date::new(year, month, 1).ok()?.last_of_month()),
            Stamp::Season(year, season) => {
                let start = Date::new(year, season.first_month(), 1).ok()?;
                Some(add_months(start, 2)?.last_of_month())
            }
            Stamp::Year(year) => Date::new(year, 12, 31).ok(),
            Stamp::Decade(year) => Date::new(year.checked_add(9)?, 12, 31).ok(),
            Stamp::Century(number) => Date::new(century_years(number).1, 12, 31).ok(),
            Stamp::Far(_) => None,
        }
    }
}

impl Season {
    /// The month it starts in.
    pub(super) const fn first_month(self) -> i8 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

/// First and last year of a century. As usage has it, the 20th century is 1900 to 1999.
pub(super) fn century_years(number: i16) -> (i16, i16) {
    let start = if number > 0 {
        (number - 1).saturating_mul(100)
    } else {
        number.saturating_mul(100).saturating_add(1)
    };
    (start, start.saturating_add(99))
}

impl Stretch {
    pub(super) const fn one(stamp: Stamp, yearless: bool) -> Self {
        Self { low: stamp, high: stamp, yearless, vague: 0 }
    }

    pub(super) const fn days(low: Date, high: Date) -> Self {
        Self { low: Stamp::Day(low), high: Stamp::Day(high), yearless: false, vague: 0 }
    }

    pub(super) fn first(self) -> Option<Date> {
        self.low.first()
    }

    pub(super) fn last(self) -> Option<Date> {
        self.high.last()
    }
}

/// Days from `from` to `to`.
pub(super) fn days_between(to: Date, from: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The day so many days later.
pub(super) fn add_days(day: Date, count: i32) -> Option<Date> {
    day.checked_add(Span::new().try_days(count).ok()?).ok()
}

/// The same day so many months later, or the month's last.
pub(super) fn add_months(day: Date, count: i32) -> Option<Date> {
    day.checked_add(Span::new().try_months(count).ok()?).ok()
}

pub(super) fn step_from(day: Date, count: i32, unit: Unit) -> Option<Date> {
    match unit {
        Unit::Day => add_days(day, count),
        Unit::Weekday(_) | Unit::Week | Unit::WorkingWeek | Unit::Weekend => {
            add_days(day, count.checked_mul(7)?)
        }
        Unit::Fortnight => add_days(day, count.checked_mul(14)?),
        Unit::Month => add_months(day, count),
        Unit::Quarter => add_months(day, count.checked_mul(3)?),
        Unit::Year => add_months(day, count.checked_mul(12)?),
        Unit::Decade => add_months(day, count.checked_mul(120)?),
        Unit::Century => add_months(day, count.checked_mul(1200)?),
    }
}
