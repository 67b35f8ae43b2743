//! The days of named feasts. Easter follows the Gregorian computus (Meeus, *Astronomical Algorithms*, chapter 8).

use super::period::Feast;
use super::stamp::add_days;
use jiff::civil::{Date, Weekday};

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
