//! From a stretch of the calendar as written to its days.
//!
//! Seasons are those of the northern half of the earth, from March, June, September and December.

use super::period::{Feast, Period, Step, Year};
use super::stamp::{Stamp, Stretch, add_days, add_months, days_between};
use crate::fact::DateOrder;
use jiff::civil::{Date, ISOWeekDate, Weekday};

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
        if let Some(weekday) = self.weekday.filter(|_| year != Year::Unsaid || self.written.is_some()) {
            let falls = |month, day| {
                let stretch = self.stretch(&Period::Day { year, month, day });
                let date = stretch.and_then(|stretch| stretch.first());
                date.is_some_and(|date| date.weekday().to_monday_one_offset() == weekday)
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
        Some(Stretch::one(Stamp::Day(day), false))
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
