//! A date as a set of days and times, with open ends.

use super::calendar::Reader;
use super::stamp::{Stretch, add_days, add_months, days_between};
use super::{Extent, Moment, Period, Role, When, Year};
use crate::fact::{Context, DateOrder};
use jiff::civil::{Date, DateTime, Time};

/// The time a date covers, both ends included; `None` where it is open.
///
/// A clock time without a day stands on 1 January 2000.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// Its first second.
    pub start: Option<DateTime>,
    /// Its last second; of a clock time, its first.
    pub end: Option<DateTime>,
}

impl Interval {
    /// Whether every moment of `other` lies in this one.
    pub fn contains(&self, other: &Interval) -> bool {
        let start = match (self.start, other.start) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(theirs)) => own <= theirs,
        };
        let end = match (self.end, other.end) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(theirs)) => own >= theirs,
        };
        start && end
    }

    /// Its first and last day, where neither end is open.
    pub fn days(&self) -> Option<(Date, Date)> {
        Some((self.start?.date(), self.end?.date()))
    }

    /// The interval with each closed end moved out by so many days.
    #[must_use]
    pub(super) fn widened(self, days: i16) -> Self {
        let days = i32::from(days);
        let moved =
            |at: DateTime, by: i32| add_days(at.date(), by).map_or(at, |day| day.to_datetime(at.time()));
        Self { start: self.start.map(|at| moved(at, -days)), end: self.end.map(|at| moved(at, days)) }
    }
}

/// What a date covers, with what its words leave open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// The days and times.
    pub(super) interval: Interval,
    /// The two ends as stretches of the calendar; `None` for a clock time without a day.
    pub(super) stretches: Option<(Stretch, Stretch)>,
}

impl When {
    /// The days and times it covers, read in `context`.
    ///
    /// `None` where something is missing: the day of writing, the order of day and month, a date of the story it hangs
    /// on; or where the date does not exist. A day without a year is the one nearest to the day of writing. "Until" and
    /// its like leave the start open, "since" the end.
    pub fn interval(&self, context: &Context) -> Option<Interval> {
        self.reading(context.written, context.dates)
            .filter(|found| !found.is_yearless())
            .map(|found| found.interval)
    }

    /// As [`When::interval`], with year-less days in a year that stands for any.
    pub(super) fn reading(&self, written: Option<Date>, order: Option<DateOrder>) -> Option<Reading> {
        let reader = Reader { written, order, ..Reader::default() };
        let (low, high, stretches) = match &self.extent {
            Extent::One(moment) => {
                let (low, high, stretch) = edges(moment, &self.past(moment, reader))?;
                (low, high, stretch.map(|stretch| (stretch, stretch)))
            }
            Extent::Range(start, end) => {
                let reader = nearest_year(start, end, reader);
                let (mut low, _, mut first) = edges(start, &reader)?;
                // "from March to date" began in the last March, not in the nearest.
                if let Some((_, close, Some(_))) = edges(end, &reader)
                    && close < low
                    && end.date.as_ref().is_some_and(|date| date.year() != Some(Year::Unsaid))
                    && let Some((earlier, _, stretch)) =
                        edges(start, &Reader { written: Some(close.date()), ..reader })
                    && earlier <= close
                {
                    (low, first) = (earlier, stretch);
                }
                let day = low.date();
                let reader =
                    if first.is_some() { Reader { not_before: Some(day), ..reader } } else { reader };
                // A clock time that ends a range is on the day the range began: 27 November, 9 to 11 am.
                let (_, high, last) = match (&end.date, first) {
                    (None, Some(first)) => {
                        let (_, high, _) = edges(end, &reader)?;
                        (low, first.last()?.to_datetime(high.time()), Some(first))
                    }
                    _ => edges(end, &reader)?,
                };
                (low, high, first.zip(last))
            }
        };
        let interval = match self.role {
            Role::At | Role::AsOf => Interval { start: Some(low), end: Some(high) },
            Role::Until | Role::By | Role::Through => Interval { start: None, end: Some(high) },
            Role::Before => Interval { start: None, end: Some(low) },
            Role::Since | Role::From => Interval { start: Some(low), end: None },
            Role::After => Interval { start: Some(high), end: None },
        };
        Some(Reading { interval, stretches })
    }
}

/// A range without a year is the nearest one to the day of writing: seen in November, "between January and October" is
/// over, though January is nearer ahead than behind.
fn nearest_year(start: &Moment, end: &Moment, reader: Reader) -> Reader {
    let (Some(written), true) = (reader.written, is_yearless(start) && is_yearless(end)) else {
        return reader;
    };
    let years = [-12, 0, 12].into_iter().filter_map(|months| add_months(written, months));
    let readers = years.map(|day| Reader { written: Some(day), ..reader });
    let away = |reader: &Reader| {
        let (low, _, _) = edges(start, reader)?;
        let (_, high, _) = edges(end, &Reader { not_before: Some(low.date()), ..*reader })?;
        Some(days_between(low.date(), written).max(days_between(written, high.date())).max(0))
    };
    readers.min_by_key(|reader| away(reader).unwrap_or(i32::MAX)).unwrap_or(reader)
}

fn is_yearless(moment: &Moment) -> bool {
    matches!(
        moment.date,
        Some(Period::Day { year: Year::Unsaid, .. } | Period::Month { year: Year::Unsaid, .. })
    )
}

impl When {
    /// What began "since October" is past: the last October, though the coming one may be nearer.
    fn past(&self, moment: &Moment, reader: Reader) -> Reader {
        let Some(written) = reader.written.filter(|_| self.role == Role::Since && is_yearless(moment)) else {
            return reader;
        };
        let ahead = edges(moment, &reader).is_some_and(|(low, _, _)| low.date() > written);
        let earlier = add_months(written, -12).filter(|_| ahead);
        earlier.map_or(reader, |day| Reader { written: Some(day), ..reader })
    }
}

impl Reading {
    pub(super) fn is_yearless(&self) -> bool {
        self.stretches.is_some_and(|(start, end)| start.yearless || end.yearless)
    }

    pub(super) fn vague(&self) -> i16 {
        self.stretches.map_or(0, |(start, end)| start.vague.max(end.vague))
    }
}

/// First and last second of a moment, and its stretch.
fn edges(moment: &Moment, reader: &Reader) -> Option<(DateTime, DateTime, Option<Stretch>)> {
    let stretch = match &moment.date {
        Some(period) => Some(Reader { weekday: moment.weekday, ..*reader }.stretch(period)?),
        None => None,
    };
    let clock = match moment.clock {
        Some(clock) => {
            Some(Time::new(clock.hour, clock.minute.unwrap_or(0), clock.second.unwrap_or(0), 0).ok()?)
        }
        None => None,
    };
    match (stretch, clock) {
        (Some(stretch), Some(time)) => {
            let day = stretch.first()?.to_datetime(time);
            Some((day, day, Some(stretch)))
        }
        (Some(stretch), None) => {
            let low = stretch.first()?.to_datetime(Time::midnight());
            let high = stretch.last()?.at(23, 59, 59, 0);
            Some((low, high, Some(stretch)))
        }
        (None, Some(time)) => {
            let at = Date::constant(2000, 1, 1).to_datetime(time);
            Some((at, at, None))
        }
        (None, None) => None,
    }
}
