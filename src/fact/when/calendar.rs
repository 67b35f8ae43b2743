//! From a stretch of the calendar as written to its days.
//!
//! Weeks run from Monday (ISO 8601); seasons are those of the northern half of the earth, from March, June, September
//! and December. Easter follows the Gregorian computus (Meeus, *Astronomical Algorithms*, chapter 8).

use super::period::{Feast, Part, Period, Season, Step, Unit, Year};
use crate::fact::DateOrder;
use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Weekday};

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

/// What resolving needs to know.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reader {
    /// The day of writing.
    pub(super) written: Option<Date>,
    /// How 03/06/2024 is read.
    pub(super) order: Option<DateOrder>,
    /// A year-less day is the first one from this day on, not the nearest.
    pub(super) not_before: Option<Date>,
    /// A weekday written beside the date, from Monday = 1.
    pub(super) weekday: Option<i8>,
}

/// The year that stands in for an unsaid one: a leap year, so that it has every day there is.
const ANY_YEAR: i16 = 2000;

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
fn century_years(number: i16) -> (i16, i16) {
    let start = if number > 0 {
        (number - 1).saturating_mul(100)
    } else {
        number.saturating_mul(100).saturating_add(1)
    };
    (start, start.saturating_add(99))
}

impl Stretch {
    const fn one(stamp: Stamp, yearless: bool) -> Self {
        Self { low: stamp, high: stamp, yearless, vague: 0 }
    }

    const fn days(low: Date, high: Date) -> Self {
        Self { low: Stamp::Day(low), high: Stamp::Day(high), yearless: false, vague: 0 }
    }

    pub(super) fn first(self) -> Option<Date> {
        self.low.first()
    }

    pub(super) fn last(self) -> Option<Date> {
        self.high.last()
    }
}

impl Reader {
    /// The days of a stretch; `None` where the day of writing would be needed, the day does not exist, or the words
    /// hang on another date of the text.
    pub(super) fn stretch(&self, period: &Period) -> Option<Stretch> {
        match period {
            Period::Day { year, month, day } => {
                let stretch = self.in_year(*year, |y| {
                    Some(Stretch::one(Stamp::Day(Date::new(y, *month, *day).ok()?), false))
                });
                stretch.filter(|found| found.first().is_some())
            }
            Period::Figures { first, second, year } => {
                let (month, day) = self.month_and_day(*first, *second, *year)?;
                self.stretch(&Period::Day { year: *year, month, day })
            }
            Period::Month { year, month } => {
                self.in_year(*year, |y| Some(Stretch::one(Stamp::Month(y, *month), false)))
            }
            Period::Year(Year::Full(far)) if i16::try_from(*far).is_err() || far.abs() > 9999 => {
                Some(Stretch::one(Stamp::Far(*far), false))
            }
            Period::Year(year) => self.in_year(*year, |y| Some(Stretch::one(Stamp::Year(y), false))),
            Period::Months { year, first, last } => self.in_year(*year, |y| {
                Some(Stretch {
                    low: Stamp::Month(y, *first),
                    high: Stamp::Month(y, *last),
                    yearless: false,
                    vague: 0,
                })
            }),
            Period::Season { year, season } => self.in_year(*year, |y| {
                Some(Stretch { vague: 31, ..Stretch::one(Stamp::Season(y, *season), false) })
            }),
            Period::Decade(year) => Some(Stretch::one(Stamp::Decade(*year), false)),
            Period::Century(number) => Some(Stretch::one(Stamp::Century(*number), false)),
            Period::Millennium(number) => {
                let start = if *number > 0 {
                    number.checked_sub(1)?.checked_mul(1000)?
                } else {
                    number.checked_mul(1000)?.checked_add(1)?
                };
                Some(Stretch {
                    low: Stamp::Year(start),
                    high: Stamp::Year(start.checked_add(999)?),
                    yearless: false,
                    vague: 0,
                })
            }
            Period::Week { year, week } => {
                let year = match year {
                    Year::Unsaid => self.written?.iso_week_date().year(),
                    other => self.year(*other)?,
                };
                let monday = ISOWeekDate::new(year, *week, Weekday::Monday).ok()?.date();
                Some(Stretch::days(monday, add_days(monday, 6)?))
            }
            Period::Weekday { weekday, step } => self.weekday(*weekday, *step),
            Period::DayOfMonth(day) => self.day_of_month(*day),
            Period::Span { unit, step, count } => self.span(*unit, *step, *count),
            Period::Ago { unit, count } => self.ago(*unit, *count),
            Period::Holiday { year, feast } => {
                let yearless = *year == Year::Unsaid && self.written.is_none();
                if yearless && !matches!(feast, Feast::Fixed { .. }) {
                    return None;
                }
                self.in_year(*year, |y| Some(Stretch::one(Stamp::Day(feast.in_year(y)?), false)))
            }
            Period::Part { part, of } => self.part(*part, self.stretch(of)?),
            Period::Nth { nth, unit, of } => self.nth(*nth, *unit, self.stretch(of)?),
            Period::Around { unit, of } => {
                let day = self.stretch(of).filter(|found| !found.yearless)?.first()?;
                Reader { written: Some(day), ..*self }.span(*unit, 0, 1)
            }
            Period::Shift { steps, of } => self.shift(steps, of),
            Period::Story | Period::Fiscal { .. } => None,
        }
    }

    /// The stretch in the year the words mean.
    fn in_year(&self, year: Year, make: impl Fn(i16) -> Option<Stretch>) -> Option<Stretch> {
        match year {
            Year::Full(_) | Year::Short(_) | Year::Relative(_) => make(self.year(year)?),
            Year::Unsaid => match (self.not_before, self.written) {
                (Some(start), _) if self.written.is_none() => {
                    Some(Stretch { yearless: true, ..make(ANY_YEAR).filter(|_| start.year() <= ANY_YEAR)? })
                }
                (Some(start), _) => years_around(start)
                    .filter_map(&make)
                    .find(|found| found.last().is_some_and(|last| last >= start)),
                (None, Some(written)) => {
                    years_around(written).filter_map(&make).min_by_key(|found| distance(*found, written))
                }
                (None, None) => Some(Stretch { yearless: true, ..make(ANY_YEAR)? }),
            },
            Year::Step(step) => {
                let written = self.written?;
                let mut found = years_around(written).filter_map(&make);
                match step {
                    Step::This => make(written.year()),
                    Step::Next | Step::Coming => {
                        found.find(|stretch| stretch.first().is_some_and(|first| first > written))
                    }
                    Step::Last => {
                        found.filter(|stretch| stretch.last().is_some_and(|last| last < written)).last()
                    }
                }
            }
        }
    }

    fn year(&self, year: Year) -> Option<i16> {
        match year {
            Year::Full(year) => i16::try_from(year).ok(),
            Year::Short(short) => {
                // Near the day of writing: at most 20 years ahead of it. Without one, POSIX's 1969 to 2068.
                let last = self.written.map_or(2068, |written| written.year().saturating_add(20));
                let short = i16::from(short);
                Some(last - (last - short).rem_euclid(100))
            }
            Year::Relative(step) => self.written?.year().checked_add(i16::from(step)),
            Year::Unsaid | Year::Step(_) => None,
        }
    }

    /// Which figure is the month, by value, by the weekday beside it, or by the reader's order.
    fn month_and_day(&self, first: i8, second: i8, year: Year) -> Option<(i8, i8)> {
        if first > 12 || first == second {
            return Some((second, first));
        }
        if second > 12 {
            return Some((first, second));
        }
        if let (Some(weekday), Some(year)) = (self.weekday, self.year(year)) {
            let falls = |month, day| {
                Date::new(year, month, day).is_ok_and(|date| date.weekday().to_monday_one_offset() == weekday)
            };
            match (falls(second, first), falls(first, second)) {
                (true, false) => return Some((second, first)),
                (false, true) => return Some((first, second)),
                _ => {}
            }
        }
        match self.order? {
            DateOrder::DayMonth => Some((second, first)),
            DateOrder::MonthDay => Some((first, second)),
        }
    }

    /// A bare weekday is the latest one up to the day of writing, as news has it.
    fn weekday(&self, weekday: i8, step: Option<Step>) -> Option<Stretch> {
        let written = self.written?;
        let today = written.weekday().to_monday_one_offset();
        let days = match step {
            None => -i32::from((today - weekday).rem_euclid(7)),
            Some(Step::Coming) => i32::from((weekday - today - 1).rem_euclid(7)) + 1,
            Some(step) => i32::from(weekday - today) + 7 * i32::from(step.offset()),
        };
        let day = add_days(written, days)?;
        // The second end of a range comes after the first.
        let day = match self.not_before {
            Some(start) if step.is_none() && day < start => add_days(day, 7)?,
            _ => day,
        };
        Some(Stretch { vague: 7, ..Stretch::one(Stamp::Day(day), false) })
    }

    /// The nearest such day of a month, on the weekday written beside it, if any.
    fn day_of_month(&self, day: i8) -> Option<Stretch> {
        let written = self.written?;
        let start = self.not_before;
        let fits = |date: &Date| {
            start.is_none_or(|start| *date >= start)
                && self.weekday.is_none_or(|weekday| date.weekday().to_monday_one_offset() == weekday)
        };
        let found = (-12..=12)
            .filter_map(|step: i32| {
                let month = add_months(written.first_of_month(), step)?;
                Date::new(month.year(), month.month(), day).ok()
            })
            .filter(fits);
        let date = match start {
            Some(_) => found.min(),
            None => found.min_by_key(|date| days_between(*date, written).abs()),
        }?;
        Some(Stretch::one(Stamp::Day(date), false))
    }

    fn span(&self, unit: Unit, step: i32, count: i32) -> Option<Stretch> {
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
    fn ago(&self, unit: Unit, count: i32) -> Option<Stretch> {
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
    fn part(&self, part: Part, whole: Stretch) -> Option<Stretch> {
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
            0..=366 => {
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

    fn nth(&self, nth: i8, unit: Unit, whole: Stretch) -> Option<Stretch> {
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

    fn shift(&self, steps: &[(i32, Unit)], of: &Period) -> Option<Stretch> {
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

impl Feast {
    /// The day it falls on in a year.
    pub(super) fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Feast::Fixed { month, day } => Date::new(year, month, day).ok(),
            Feast::Easter(days) => add_days(easter(year)?, i32::from(days)),
            Feast::Nth { nth, weekday, month } => {
                let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
                Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()
            }
        }
    }
}

fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let n = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * n + 19) % 32;
    Date::new(year, i8::try_from(n).ok()?, i8::try_from(day).ok()?).ok()
}

/// Years that may hold the nearest occurrence of a day, 29 February included.
fn years_around(day: Date) -> impl Iterator<Item = i16> {
    let year = day.year();
    (year.saturating_sub(4)..=year.saturating_add(4)).filter(|year| (-9999..=9999).contains(year))
}

/// How far the middle of a stretch lies from a day; of two equally far the earlier one is nearer.
fn distance(stretch: Stretch, day: Date) -> i32 {
    match (stretch.first(), stretch.last()) {
        (Some(first), Some(last)) => {
            let middle = days_between(first, day) + days_between(last, day);
            middle.abs() * 2 + i32::from(middle > 0)
        }
        _ => i32::MAX,
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
fn add_months(day: Date, count: i32) -> Option<Date> {
    day.checked_add(Span::new().try_months(count).ok()?).ok()
}

fn step_from(day: Date, count: i32, unit: Unit) -> Option<Date> {
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
