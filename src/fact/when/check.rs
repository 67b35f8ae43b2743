//! What is wrong with a date by itself, seen without any claim.

use super::calendar::Reader;
use super::{Extent, Moment, Period, When, Year};
use crate::fact::Context;
use jiff::civil::{Date, Weekday};

/// What is wrong with a date by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// 31 November: "there is no 31 November".
    NoSuchDay(String),
    /// Friday, 28 November 2024: the weekday it falls on, in words.
    Weekday(String),
    /// 28–27 November: the range runs backwards.
    Reversed,
}

impl Flaw {
    /// What is wrong, as a clause for an editor.
    pub fn message(&self) -> String {
        match self {
            Flaw::NoSuchDay(message) | Flaw::Weekday(message) => message.clone(),
            Flaw::Reversed => "the range ends before it begins".to_owned(),
        }
    }
}

/// What is wrong with a date by itself: a day its month does not have, a weekday it does not fall on, a range that runs
/// backwards. Only what can be known for sure is told.
pub fn flaws(when: &When, context: &Context) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    if let Some(message) = no_such_day(when) {
        return vec![Flaw::NoSuchDay(message)];
    }
    let (start, end) = when.ends();
    for message in [start, end].into_iter().filter_map(wrong_weekday) {
        let flaw = Flaw::Weekday(message);
        if !flaws.contains(&flaw) {
            flaws.push(flaw);
        }
    }
    if let (Some(Period::Day { year, month, day }), Some(Period::Day { year: y, month: m, day: d })) =
        (&start.date, &end.date)
        && (year, month) == (y, m)
        && d < day
    {
        flaws.push(Flaw::Reversed);
        return flaws;
    }
    if matches!(when.extent, Extent::Range(..))
        && let (Some(first), Some(last)) =
            (first_day(start.date.as_ref(), context), first_day(end.date.as_ref(), context))
        && last < first
        && has_year(start.date.as_ref())
        && has_year(end.date.as_ref())
    {
        flaws.push(Flaw::Reversed);
    }
    flaws
}

/// "28 November 2024 falls on a Thursday", where another weekday is said. A date without a year fits some year; it is not
/// taken to task.
pub(super) fn wrong_weekday(moment: &Moment) -> Option<String> {
    let Some(Period::Day { year: Year::Full(_), .. }) = &moment.date else { return None };
    other_weekday(moment, first_day(moment.date.as_ref(), &Context::default())?)
}

/// The weekday that a day falls on, where another one is said.
pub(super) fn other_weekday(moment: &Moment, day: Date) -> Option<String> {
    let weekday = moment.weekday?;
    let wrong = day.weekday().to_monday_one_offset() != weekday;
    wrong.then(|| format!("{} falls on a {}", in_words(day), weekday_name(day.weekday())))
}

fn first_day(period: Option<&Period>, context: &Context) -> Option<Date> {
    let reader = Reader { written: context.written, order: context.dates, ..Reader::default() };
    reader.stretch(period?)?.first()
}

fn has_year(period: Option<&Period>) -> bool {
    matches!(period.and_then(|period| period.base().year()), Some(Year::Full(_)))
}

/// "there is no 31 November", if a day is named that no calendar has.
pub(super) fn no_such_day(when: &When) -> Option<String> {
    let (start, end) = when.ends();
    [start, end].into_iter().find_map(|moment| {
        let Some(Period::Day { year, month, day }) = moment.date.as_ref().map(Period::base) else {
            return None;
        };
        // A leap day needs its year to be judged.
        let (year, said) = match year {
            Year::Full(year) => (i16::try_from(*year).ok().filter(|year| year.abs() <= 9999)?, true),
            _ => (2000, false),
        };
        Date::new(year, *month, *day).is_err().then(|| {
            let year = if said && *month == 2 && *day == 29 { format!(" in {year}") } else { String::new() };
            format!("there is no {day} {}{year}", month_name(*month))
        })
    })
}

fn in_words(day: Date) -> String {
    format!("{} {} {}", day.day(), month_name(day.month()), day.year())
}

const fn month_name(month: i8) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

const fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
