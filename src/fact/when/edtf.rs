//! Dates in EDTF (ISO 8601-2), written.

use super::interval::Reading;
use super::period::{Clock, Season};
use super::stamp::{Stamp, Stretch};
use super::{Extent, Moment, Period, Role, Side, When, Year};
use crate::fact::Context;
use std::fmt::Write;

impl When {
    /// The value in EDTF (ISO 8601-2), resolved as far as the context allows.
    ///
    /// A day without a year and without a day of writing is `XXXX-11-27`; a clock time is `T09:30`; until 2028 is
    /// `../2028`. `None` for a relative date without a day of writing, for a fiscal year, for an all-figure date whose
    /// order is not known, and for a date that does not exist.
    pub fn edtf(&self, context: &Context) -> Option<String> {
        let mut out = String::new();
        self.write_edtf(context, &mut out).then_some(out)
    }

    /// Appends what [`edtf`](Self::edtf) returns; `false` where that is `None`.
    pub fn write_edtf(&self, context: &Context, out: &mut String) -> bool {
        if self.write_plain(out) {
            debug_assert!(self.written(context).is_some_and(|written| out.ends_with(&written)));
            return true;
        }
        let written = self.written(context);
        out.push_str(written.as_deref().unwrap_or_default());
        written.is_some()
    }

    /// Writes a day, month or year by itself, or two years: most dates are that. `false` where more is said, or less.
    fn write_plain(&self, out: &mut String) -> bool {
        let plain =
            |moment: &Moment| moment.weekday.is_none() && moment.part.is_none() && moment.clock.is_none();
        let (start, end) = self.ends();
        if self.role != Role::At || self.approximate || !plain(start) || !plain(end) {
            return false;
        }
        match (&self.extent, &start.date, &end.date) {
            (Extent::One(_), Some(date), _) => write_period(date, out),
            (
                Extent::Range(..),
                Some(Period::Year(Year::Full(first))),
                Some(Period::Year(Year::Full(last))),
            ) if (0..*last).contains(first) && *last <= 9999 => {
                year(out, *first) && {
                    out.push('/');
                    year(out, *last)
                }
            }
            _ => false,
        }
    }

    fn written(&self, context: &Context) -> Option<String> {
        let reading = self.far().or_else(|| self.reading(context.written, context.dates))?;
        let (start, end) = self.ends();
        let (low, high) = match (reading.stretches, &self.extent) {
            (Some((stretch, _)), Extent::One(_)) => {
                let low = end_of(Some((stretch.low, stretch.yearless)), start);
                let whole = stretch.low == stretch.high;
                let high =
                    if whole { None } else { Some(end_of(Some((stretch.high, stretch.yearless)), start)) };
                (low, high)
            }
            (Some((first, last)), Extent::Range(..)) => (
                end_of(Some((first.low, first.yearless)), start),
                Some(end_of(Some((last.high, last.yearless)), end)),
            ),
            (None, _) => (end_of(None, start), Some(end_of(None, end))),
        };
        let hedge = if self.approximate { "~" } else { "" };
        // A century before our era is itself two years with a slash.
        let (low, last) = match low.split_once('/') {
            Some((first, last)) => (first.to_owned(), Some(last.to_owned())),
            None => (low, None),
        };
        let high = high.map(|high| high.rsplit_once('/').map(|(_, last)| last.to_owned()).unwrap_or(high));
        let high = high.or(last).filter(|high| *high != low);
        Some(match (self.role.side(), high) {
            (Some(Side::Ends), high) => format!("../{}{hedge}", high.unwrap_or(low)),
            (Some(Side::Begins), _) => low + hedge + "/..",
            (None, None) => low + hedge,
            (None, Some(high)) => low + hedge + "/" + &high + hedge,
        })
    }

    /// A year the calendar does not reach is written without being placed.
    fn far(&self) -> Option<Reading> {
        use super::Interval;
        use super::calendar::Reader;
        let (start, end) = self.ends();
        let stretch = |moment: &Moment| Reader::default().stretch(moment.date.as_ref()?);
        let stretches = (stretch(start)?, stretch(end)?);
        let is_far = |stretch: Stretch| matches!(stretch.low, Stamp::Far(_));
        (is_far(stretches.0) || is_far(stretches.1))
            .then_some(Reading { interval: Interval { start: None, end: None }, stretches: Some(stretches) })
    }
}

fn end_of(stamp: Option<(Stamp, bool)>, moment: &Moment) -> String {
    let mut out = String::new();
    if let Some((stamp, yearless)) = stamp {
        write_stamp(&mut out, stamp, yearless);
    }
    if let Some(clock) = moment.clock {
        write_clock(&mut out, clock);
    }
    out
}

fn write_stamp(out: &mut String, stamp: Stamp, yearless: bool) {
    let year = |out: &mut String, year: i16| {
        if yearless {
            out.push_str("XXXX");
            return;
        }
        if year < 0 {
            out.push('-');
        }
        four(out, year.unsigned_abs());
    };
    let part = |out: &mut String, part: i8| {
        out.push('-');
        two(out, part.unsigned_abs().into());
    };
    match stamp {
        Stamp::Day(day) => {
            year(out, day.year());
            part(out, day.month());
            part(out, day.day());
        }
        Stamp::Month(y, month) => {
            year(out, y);
            part(out, month);
        }
        Stamp::Season(y, season) => {
            year(out, y);
            part(out, season.code());
        }
        Stamp::Year(y) => year(out, y),
        Stamp::Decade(y) => {
            year(out, y);
            out.pop();
            out.push('X');
        }
        Stamp::Century(number) if number > 0 => {
            two(out, (number - 1).unsigned_abs());
            out.push_str("XX");
        }
        Stamp::Century(number) => {
            // Hundreds do not fall together with centuries before our era: 100 BC is −0099.
            let start = number.saturating_mul(100).saturating_add(1);
            year(out, start);
            out.push('/');
            year(out, start.saturating_add(99));
        }
        Stamp::Far(y) => {
            let _ = write!(out, "Y{y}");
        }
    }
}

fn write_clock(out: &mut String, clock: Clock) {
    let mut part = |mark: char, part: u16| {
        out.push(mark);
        two(out, part);
    };
    part('T', clock.hour.unsigned_abs().into());
    part(':', clock.minute.unwrap_or(0).unsigned_abs().into());
    if let Some(second) = clock.second {
        part(':', second.unsigned_abs().into());
    }
    match clock.zone {
        Some(0) => out.push('Z'),
        Some(zone) => {
            part(if zone < 0 { '-' } else { '+' }, zone.unsigned_abs() / 60);
            part(':', zone.unsigned_abs() % 60);
        }
        None => {}
    }
}

/// Writes a number in two digits at least.
fn two(out: &mut String, number: u16) {
    digits(out, number, "0");
}

/// Writes a number in four digits at least.
fn four(out: &mut String, number: u16) {
    digits(out, number, "000");
}

/// Writes a day, month or year with a year of four digits.
fn write_period(date: &Period, out: &mut String) -> bool {
    match *date {
        Period::Year(Year::Full(full)) => year(out, full),
        Period::Month { year: Year::Full(full), month: month @ 1..=12 } => {
            year(out, full) && part(out, month)
        }
        // Every month has so many days.
        Period::Day { year: Year::Full(full), month: month @ 1..=12, day: day @ 1..=28 } => {
            year(out, full) && part(out, month) && part(out, day)
        }
        _ => false,
    }
}

/// Writes a year of four digits; `false`, and nothing, for any other.
fn year(out: &mut String, year: i32) -> bool {
    let short = u16::try_from(year).ok().filter(|year| *year <= 9999);
    short.is_some_and(|year| {
        four(out, year);
        true
    })
}

/// Writes a month or day behind a hyphen.
fn part(out: &mut String, part: i8) -> bool {
    out.push('-');
    digits(out, part.unsigned_abs().into(), "0");
    true
}

/// Writes a number behind as many of the zeros as it has digits too few.
fn digits(out: &mut String, number: u16, zeros: &str) {
    let mut buffer = itoa::Buffer::new();
    let digits = buffer.format(number);
    out.push_str(zeros.get(digits.len() - 1..).unwrap_or_default());
    out.push_str(digits);
}

impl Season {
    /// Its code in ISO 8601-2.
    const fn code(self) -> i8 {
        match self {
            Season::Spring => 21,
            Season::Summer => 22,
            Season::Autumn => 23,
            Season::Winter => 24,
        }
    }
}
