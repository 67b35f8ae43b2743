//! Stretches counted off: this week, three weeks ago, the last Friday in May, the second half of 2023.
//!
//! Weeks run from Monday (ISO 8601).

use super::calendar::Reader;
use super::period::{Part, Period, Unit};
use super::stamp::{Stamp, Stretch, add_days, add_months, days_between, step_from};
use jiff::civil::Date;

impl Reader {
    pub(super) fn span(&self, unit: Unit, step: i32, count: i32) -> Option<Stretch> {
        let today = self.written?;
        let last = step.checked_add(count.max(1) - 1)?;
        let (year, month) = (i32::from(today.year()), i32::from(today.month()));
        let years = |years: i32| i16::try_from(years).ok();
        let (low, high) = match unit {
            Unit::Day => (Stamp::Day(add_days(today, step)?), Stamp::Day(add_days(today, last)?)),
            Unit::Week | Unit::Fortnight | Unit::Weekday(_) => self.weeks(step, last, 0, 6)?,
            Unit::WorkingWeek => self.weeks(step, last, 0, 4)?,
            Unit::Weekend => self.weeks(step, last, 5, 6)?,
            Unit::Month => {
                let month_at = |step: i32| -> Option<Stamp> {
                    let months = (month - 1).checked_add(step)?;
                    let year = years(year.checked_add(months.div_euclid(12))?)?;
                    Some(Stamp::Month(year, i8::try_from(months.rem_euclid(12) + 1).ok()?))
                };
                (month_at(step)?, month_at(last)?)
            }
            Unit::Quarter => {
                let quarter = (month - 1) / 3;
                let start = |step: i32| -> Option<(i16, i8)> {
                    let quarters = quarter.checked_add(step)?;
                    let year = years(year.checked_add(quarters.div_euclid(4))?)?;
                    Some((year, i8::try_from(quarters.rem_euclid(4) * 3 + 1).ok()?))
                };
                let ((y1, m1), (y2, m2)) = (start(step)?, start(last)?);
                (Stamp::Month(y1, m1), Stamp::Month(y2, m2 + 2))
            }
            Unit::Year => {
                (Stamp::Year(years(year.checked_add(step)?)?), Stamp::Year(years(year.checked_add(last)?)?))
            }
            Unit::Decade => {
                let decade = year.div_euclid(10);
                let start = |step: i32| years(decade.checked_add(step)?.checked_mul(10)?);
                (Stamp::Decade(start(step)?), Stamp::Decade(start(last)?))
            }
            Unit::Century => {
                let century = year.div_euclid(100) + 1;
                (
                    Stamp::Century(years(century.checked_add(step)?)?),
                    Stamp::Century(years(century.checked_add(last)?)?),
                )
            }
        };
        Some(Stretch { low, high, yearless: false, vague: 0 })
    }

    fn weeks(&self, step: i32, last: i32, from: i32, to: i32) -> Option<(Stamp, Stamp)> {
        let today = self.written?;
        let monday = add_days(today, -i32::from(today.weekday().to_monday_zero_offset()))?;
        let low = add_days(monday, step.checked_mul(7)?.checked_add(from)?)?;
        let high = add_days(monday, last.checked_mul(7)?.checked_add(to)?)?;
        Some((Stamp::Day(low), Stamp::Day(high)))
    }

    /// "Three weeks ago" is a day, give or take; "two months ago" a month, "ten years ago" a year.
    pub(super) fn ago(&self, unit: Unit, count: i32) -> Option<Stretch> {
        let vague = match unit {
            Unit::Week | Unit::Fortnight => 4,
            Unit::Month | Unit::Quarter => 31,
            _ => 0,
        };
        let stretch = match unit {
            Unit::Day | Unit::Week | Unit::Fortnight => {
                Stretch::one(Stamp::Day(step_from(self.written?, count, unit)?), false)
            }
            Unit::Quarter => self.span(Unit::Month, count.checked_mul(3)?, 1)?,
            Unit::Decade => self.span(Unit::Year, count.checked_mul(10)?, 1)?,
            Unit::Century => self.span(Unit::Year, count.checked_mul(100)?, 1)?,
            unit => self.span(unit, count, 1)?,
        };
        Some(Stretch { vague, ..stretch })
    }

    /// A third or half of a month, a year or longer; the ends fall on days, months or years.
    pub(super) fn part(&self, part: Part, whole: Stretch) -> Option<Stretch> {
        let (first, last) = (whole.first()?, whole.last()?);
        let days = days_between(last, first) + 1;
        // Where each part starts and, exclusively, ends, in sixths of the whole.
        let (from, to) = match part {
            Part::Early => (0, 2),
            Part::Middle => (2, 4),
            Part::Late => (4, 6),
            Part::FirstHalf => (0, 3),
            Part::SecondHalf => (3, 6),
            Part::End => return Some(Stretch::one(Stamp::Day(last), whole.yearless)),
        };
        let vague = i16::try_from((days / 6).max(1)).unwrap_or(i16::MAX);
        let vague = if matches!(part, Part::FirstHalf | Part::SecondHalf) { 0 } else { vague };
        let (low, high) = match days {
            // A month in tens of days, or in halves of fifteen and the rest.
            28..=31 => {
                let low = add_days(first, from * 5)?;
                let high = if to == 6 { last } else { add_days(first, to * 5 - 1)? };
                (Stamp::Day(low), Stamp::Day(high))
            }
            // "Early Friday" is that Friday.
            0..=2 => return Some(Stretch { vague, ..whole }),
            // A week, in days.
            3..=27 => {
                let low = add_days(first, days * from / 6)?;
                let high = add_days(first, days * to / 6 - 1)?;
                (Stamp::Day(low), Stamp::Day(high))
            }
            32..=366 => {
                let months = (days + 15) / 30;
                let low = add_months(first, months * from / 6)?;
                let high = add_days(add_months(first, months * to / 6)?, -1)?;
                (Stamp::Month(low.year(), low.month()), Stamp::Month(high.year(), high.month()))
            }
            _ => {
                let years = (days + 180) / 365;
                let cut =
                    |sixths: i32| i16::try_from(i32::from(first.year()) + (years * sixths + 3) / 6).ok();
                (Stamp::Year(cut(from)?), Stamp::Year(cut(to)?.checked_sub(1)?))
            }
        };
        Some(Stretch { low, high, yearless: whole.yearless, vague })
    }

    pub(super) fn nth(&self, nth: i8, unit: Unit, whole: Stretch) -> Option<Stretch> {
        if whole.yearless {
            return None;
        }
        let (first, last) = (whole.first()?, whole.last()?);
        let step = if nth > 0 { i32::from(nth) - 1 } else { i32::from(nth) };
        let from = if nth > 0 { first } else { last };
        match unit {
            Unit::Day => {
                let day = add_days(from, if nth > 0 { step } else { step + 1 })?;
                (first..=last).contains(&day).then(|| Stretch::one(Stamp::Day(day), false))
            }
            Unit::Weekday(weekday) => {
                let today = i32::from(from.weekday().to_monday_one_offset());
                let days = if nth > 0 {
                    (i32::from(weekday) - today).rem_euclid(7) + 7 * step
                } else {
                    -(today - i32::from(weekday)).rem_euclid(7) + 7 * (step + 1)
                };
                let day = add_days(from, days)?;
                (first..=last).contains(&day).then(|| Stretch::one(Stamp::Day(day), false))
            }
            Unit::Week | Unit::Weekend | Unit::WorkingWeek | Unit::Fortnight => {
                // The first week of a year is ISO 8601's, that of a month the one with its first day.
                let year_like = days_between(last, first) > 300;
                let anchor = match (year_like, nth > 0) {
                    (true, true) => Date::new(first.year(), 1, 4).ok()?,
                    (true, false) => Date::new(first.year(), 12, 28).ok()?,
                    (false, true) => first,
                    (false, false) => last,
                };
                let step = if nth > 0 { step } else { step + 1 };
                Reader { written: Some(anchor), ..*self }.span(unit, step, 1)
            }
            unit => {
                let step = if nth > 0 { step } else { step + 1 };
                Reader { written: Some(from), ..*self }.span(unit, step, 1)
            }
        }
    }

    pub(super) fn shift(&self, steps: &[(i32, Unit)], of: &Period) -> Option<Stretch> {
        let start = self.stretch(of).filter(|found| !found.yearless)?;
        let forward = steps.first().is_some_and(|(count, _)| *count > 0);
        let mut day = if forward { start.last()? } else { start.first()? };
        if start.low == start.high
            && let (Stamp::Year(_), [(count, Unit::Year)]) = (start.low, steps)
        {
            return Reader { written: Some(day), ..*self }.span(Unit::Year, *count, 1);
        }
        for (count, unit) in steps {
            day = step_from(day, *count, *unit)?;
        }
        Some(Stretch::one(Stamp::Day(day), false))
    }
}
