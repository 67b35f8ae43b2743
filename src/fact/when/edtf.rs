//! Dates in EDTF (ISO 8601-2), written.

use super::interval::Reading;
use super::period::{Clock, Season};
use super::stamp::{Stamp, Stretch};
use super::{Extent, Moment, Side, When};
use crate::fact::Context;
use std::fmt::Write;

impl When {
    /// The value in EDTF (ISO 8601-2), resolved as far as the context allows.
    ///
    /// A day without a year and without a day of writing is `XXXX-11-27`; a clock time is `T09:30`; until 2028 is
    /// `../2028`. `None` for a relative date without a day of writing, for a fiscal year, for an all-figure date whose
    /// order is not known, and for a date that does not exist.
    pub fn edtf(&self, context: &Context) -> Option<String> {
        let reading = self.far().or_else(|| self.reading(context.written, context.dates))?;
        let (start, end) = self.ends();
        let (low, high) = match (reading.stretches, &self.extent) {
            (Some((stretch, _)), Extent::One(_)) => {
                let low = end_of(Some((stretch.low, stretch.yearless)), start);
                let high = end_of(Some((stretch.high, stretch.yearless)), start);
                (low, high)
            }
            (Some((first, last)), Extent::Range(..)) => (
                end_of(Some((first.low, first.yearless)), start),
                end_of(Some((last.high, last.yearless)), end),
            ),
            (None, _) => (end_of(None, start), end_of(None, end)),
        };
        let hedge = if self.approximate { "~" } else { "" };
        let one = low == high && !low.contains('/');
        // A century before our era is itself two years with a slash.
        let low = low.split('/').next()?;
        let high = high.rsplit('/').next()?;
        Some(match self.role.side() {
            Some(Side::Ends) => format!("../{high}{hedge}"),
            Some(Side::Begins) => format!("{low}{hedge}/.."),
            None if one => format!("{low}{hedge}"),
            None => format!("{low}{hedge}/{high}{hedge}"),
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
    let year = |year: i16| match (yearless, year) {
        (true, _) => "XXXX".to_owned(),
        (false, 0..) => format!("{year:04}"),
        (false, _) => format!("-{:04}", year.unsigned_abs()),
    };
    let _ = match stamp {
        Stamp::Day(day) => write!(out, "{}-{:02}-{:02}", year(day.year()), day.month(), day.day()),
        Stamp::Month(y, month) => write!(out, "{}-{month:02}", year(y)),
        Stamp::Season(y, season) => write!(out, "{}-{}", year(y), season.code()),
        Stamp::Year(y) => write!(out, "{}", year(y)),
        Stamp::Decade(y) => {
            let digits = year(y);
            write!(out, "{}X", digits.get(..digits.len().saturating_sub(1)).unwrap_or_default())
        }
        Stamp::Century(number) if number > 0 => write!(out, "{:02}XX", number - 1),
        Stamp::Century(number) => {
            // Hundreds do not fall together with centuries before our era: 100 BC is −0099.
            let start = number.saturating_mul(100).saturating_add(1);
            write!(out, "{}/{}", year(start), year(start.saturating_add(99)))
        }
        Stamp::Far(y) if y < 0 => write!(out, "Y-{}", y.unsigned_abs()),
        Stamp::Far(y) => write!(out, "Y{y}"),
    };
}

fn write_clock(out: &mut String, clock: Clock) {
    let _ = write!(out, "T{:02}:{:02}", clock.hour, clock.minute.unwrap_or(0));
    if let Some(second) = clock.second {
        let _ = write!(out, ":{second:02}");
    }
    match clock.zone {
        Some(0) => out.push('Z'),
        Some(zone) => {
            let sign = if zone < 0 { '-' } else { '+' };
            let _ = write!(out, "{sign}{:02}:{:02}", zone.unsigned_abs() / 60, zone.unsigned_abs() % 60);
        }
        None => {}
    }
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
