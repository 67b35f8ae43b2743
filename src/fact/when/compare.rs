//! How a found date agrees with a claimed one.

use super::check::{no_such_day, other_weekday, wrong_weekday};
use super::interval::{Interval, Reading};
use super::period::Step;
use super::stamp::{Stamp, Stretch, days_between};
use super::{Clock, Extent, Moment, Period, Role, When, Year};
use crate::fact::{Agreement, Comparison, Context, DateOrder};
use jiff::civil::Date;

/// Compares a found date or time with a claimed one, each read in its own context.
///
/// The found date is read against its document's day of writing, or the claim's where the document has none. A date of
/// figures whose order is not known agrees if either reading does, with a warning.
pub fn compare(claimed: (&When, &Context), found: (&When, &Context)) -> Comparison {
    let claimed_orders = orders(claimed.0, claimed.1);
    let found_orders = orders(found.0, found.1);
    let mut best: Option<Comparison> = None;
    for claimed_order in claimed_orders {
        for found_order in found_orders {
            let result = Pair {
                claimed: claimed.0,
                found: found.0,
                claimed_written: claimed.1.written,
                found_written: found.1.written.or(claimed.1.written),
                orders: (*claimed_order, *found_order),
            }
            .compare();
            if best.as_ref().is_none_or(|best| rank(result.agreement) < rank(best.agreement)) {
                best = Some(result);
            }
        }
    }
    let mut best = best.unwrap_or_else(|| different("another date"));
    let doubtful = found_orders.len() > 1 || claimed_orders.len() > 1;
    if doubtful && best.agreement != Agreement::Different {
        best.warnings.push("the date in figures can be read as day and month or month and day".to_owned());
    }
    best
}

/// The ways its figures can be read.
fn orders(when: &When, context: &Context) -> &'static [Option<DateOrder>] {
    const BOTH: &[Option<DateOrder>] = &[Some(DateOrder::DayMonth), Some(DateOrder::MonthDay)];
    let (start, end) = when.ends();
    let figures =
        |moment: &Moment| matches!(moment.date.as_ref().map(Period::base), Some(Period::Figures { .. }));
    match context.dates {
        _ if !figures(start) && !figures(end) => &[None],
        Some(DateOrder::DayMonth) => &[Some(DateOrder::DayMonth)],
        Some(DateOrder::MonthDay) => &[Some(DateOrder::MonthDay)],
        None if when.reading(context.written, None).is_some() => &[None],
        None => BOTH,
    }
}

const fn rank(agreement: Agreement) -> u8 {
    match agreement {
        Agreement::Equal => 0,
        Agreement::Rounded => 1,
        Agreement::Weaker => 2,
        Agreement::Sharper => 3,
        Agreement::Different => 4,
    }
}

struct Pair<'w> {
    claimed: &'w When,
    found: &'w When,
    claimed_written: Option<Date>,
    found_written: Option<Date>,
    orders: (Option<DateOrder>, Option<DateOrder>),
}

impl Pair<'_> {
    fn compare(&self) -> Comparison {
        // Also what no calendar holds: from the end of today to a month that is over.
        let alike = self.claimed_written == self.found_written && self.orders.0 == self.orders.1;
        if alike && self.claimed == self.found {
            return equal();
        }
        let warnings = match roles(self.claimed.role, self.found.role) {
            Ok(warnings) => warnings,
            Err(difference) => return different(difference),
        };
        let mut result = match (self.claimed.is_clock(), self.found.is_clock()) {
            (true, true) => self.clocks(),
            (true, false) => {
                // The time is claimed; the day beside it belongs to another claim.
                if self.found.ends().0.clock.is_some() {
                    self.clocks()
                } else {
                    different("the time is not said")
                }
            }
            (false, true) => different("a time, not a date"),
            (false, false) => {
                let dates = self.dates();
                let other = || self.coming().filter(|coming| coming.agreement == Agreement::Equal);
                if dates.agreement == Agreement::Different { other().unwrap_or(dates) } else { dates }
            }
        };
        if result.agreement == Agreement::Equal && self.claimed.approximate != self.found.approximate {
            result = if self.found.approximate {
                comparison(Agreement::Weaker, "told as approximate")
            } else {
                different("the hedge was dropped")
            };
        }
        result.warnings.extend(warnings);
        result
    }

    /// How they agree where "until Thursday" or "by Thursday" means the next one; `None` where neither says so.
    fn coming(&self) -> Option<Comparison> {
        let (claimed, found) = (coming(self.claimed), coming(self.found));
        if claimed.is_none() && found.is_none() {
            return None;
        }
        let claimed = claimed.as_ref().unwrap_or(self.claimed);
        let found = found.as_ref().unwrap_or(self.found);
        Some(Pair { claimed, found, ..*self }.dates())
    }

    fn dates(&self) -> Comparison {
        if self.claimed.is_fiscal() || self.found.is_fiscal() {
            return fiscal(self.claimed, self.found);
        }
        let ignore_role = |when: &When| When { role: Role::At, ..when.clone() };
        let (claimed_when, found_when) = (ignore_role(self.claimed), ignore_role(self.found));
        if let Some(day) = no_such_day(self.found) {
            return if claimed_when == found_when { equal() } else { different(day) };
        }
        let (start, end) = self.found.ends();
        if let Some(day) = [start, end].into_iter().find_map(wrong_weekday) {
            return if claimed_when == found_when { equal() } else { different(day) };
        }
        let read = |when: &When, written, order| when.reading(written, order);
        let mut claimed = read(&claimed_when, self.claimed_written, self.orders.0);
        let mut found = read(&found_when, self.found_written, self.orders.1);
        // Where nobody says when the text was written, a date without a year borrows the other's.
        let mut borrowed = None;
        if let (Some(fixed), Some(floating)) = (&claimed, &found)
            && floating.is_yearless()
            && !fixed.is_yearless()
        {
            found = read(&found_when, fixed.interval.start.map(|at| at.date()), self.orders.1);
            borrowed = Some(Agreement::Weaker);
        } else if let (Some(floating), Some(fixed)) = (&claimed, &found)
            && floating.is_yearless()
            && !fixed.is_yearless()
        {
            claimed = read(&claimed_when, fixed.interval.start.map(|at| at.date()), self.orders.0);
            borrowed = Some(Agreement::Sharper);
        }
        let (Some(claimed), Some(found)) = (claimed, found) else {
            return self.unplaced(&claimed_when, &found_when);
        };
        let mut result = self.sets(&claimed, &found);
        if let (Agreement::Equal, Some(agreement)) = (result.agreement, borrowed) {
            let word =
                if agreement == Agreement::Weaker { "the year is not said" } else { "the year was added" };
            result = comparison(agreement, word);
        }
        // A day without a year has that of the claim, and so its weekday.
        if result.agreement == Agreement::Equal
            && let Some((day, last)) = claimed.interval.days()
            && !claimed.is_yearless()
            && day == last
            && let Some(other) = other_weekday(start, day)
        {
            return different(other);
        }
        if result.agreement == Agreement::Equal { self.hours() } else { result }
    }

    /// Where one of the two cannot be placed in the calendar.
    fn unplaced(&self, claimed: &When, found: &When) -> Comparison {
        if claimed == found {
            return equal();
        }
        if found.is_of_story() {
            return comparison(Agreement::Weaker, "the day is said only by another date of the text");
        }
        if found.is_relative() {
            return comparison(Agreement::Weaker, "the date cannot be placed without the day of writing");
        }
        different("another date")
    }

    fn sets(&self, claimed: &Reading, found: &Reading) -> Comparison {
        let (own, other) = (day_set(claimed.interval), day_set(found.interval));
        if own == other && (claimed.vague() == found.vague() || claimed.vague().min(found.vague()) == 0) {
            return equal();
        }
        if self.is_same_weekday(claimed) {
            return equal();
        }
        let (Some((first, last)), Some((theirs, theirs_last))) = (claimed.stretches, found.stretches) else {
            return different("another date");
        };
        let claimed_range = matches!(self.claimed.extent, Extent::Range(..));
        let found_range = matches!(self.found.extent, Extent::Range(..));
        let same_grain = grain(first.low) == grain(theirs.low);
        let loose = |reading: &Reading, other: &Reading| match (reading.vague(), other.vague()) {
            (vague, 0) if vague > 0 => day_set(reading.interval).widened(vague),
            _ => day_set(reading.interval),
        };
        if loose(found, claimed).contains(&own) {
            if found_range && same_grain {
                return different(edges(own, other, first, claimed_range));
            }
            return comparison(Agreement::Weaker, coarser(theirs.low, theirs.high));
        }
        if loose(claimed, found).contains(&other) {
            if claimed_range {
                return different(if found_range {
                    edges(own, other, first, true)
                } else {
                    "an end of the range was lost".to_owned()
                });
            }
            return comparison(Agreement::Sharper, "more exact than claimed");
        }
        different(match (claimed_range, found_range) {
            (true, true) => edges(own, other, first, true),
            (true, false) if own.contains(&other) => "an end of the range was lost".to_owned(),
            (false, true) => "a range instead of one date".to_owned(),
            _ => another((first, last), (theirs, theirs_last)),
        })
    }

    /// A bare weekday may look back or ahead: it agrees if the claimed day is that weekday, at most a week off.
    fn is_same_weekday(&self, claimed: &Reading) -> bool {
        let (moment, _) = self.found.ends();
        let Some(Period::Weekday { weekday, step }) = &moment.date else { return false };
        let (Some(written), Some((first, last))) = (self.found_written, claimed.interval.days()) else {
            return false;
        };
        let near = if step.is_some() { 14 } else { 7 };
        matches!(self.found.extent, Extent::One(_))
            && first == last
            && first.weekday().to_monday_one_offset() == *weekday
            && days_between(first, written).abs() <= near
    }

    /// The times of day of two dates that agree.
    fn hours(&self) -> Comparison {
        let (claimed, found) = (self.claimed.ends(), self.found.ends());
        match (claimed.0.clock, found.0.clock) {
            (Some(_), Some(_)) => self.clocks(),
            (Some(_), None) => comparison(Agreement::Weaker, "the time is not said"),
            _ => match (claimed.0.part, found.0.part) {
                (Some(own), Some(other)) if own != other => different("another part of the day"),
                (Some(_), None) if found.0.clock.is_none() => {
                    comparison(Agreement::Weaker, "the part of the day is not said")
                }
                _ => equal(),
            },
        }
    }

    fn clocks(&self) -> Comparison {
        let claimed_range = matches!(self.claimed.extent, Extent::Range(..));
        let found_range = matches!(self.found.extent, Extent::Range(..));
        if claimed_range && !found_range {
            return different("an end of the time range was lost");
        }
        if found_range && !claimed_range {
            return different("a range instead of one time");
        }
        let ((start, end), (found_start, found_end)) = (self.claimed.ends(), self.found.ends());
        let start = clock(start.clock, found_start.clock);
        let end = clock(end.clock, found_end.clock);
        if rank(end.agreement) > rank(start.agreement) { end } else { start }
    }
}

/// Whether two roles agree; the warnings if they do, what became of the role if not.
fn roles(claimed: Role, found: Role) -> Result<Vec<String>, String> {
    use Role::{After, AsOf, At, Before, By, From, Since, Through, Until};
    match (claimed, found) {
        (a, b) if a == b => Ok(Vec::new()),
        (At, AsOf) | (AsOf, At | From | Since) => Ok(Vec::new()),
        (At, From) => Ok(vec!["“from” read as the date itself".to_owned()]),
        (Until | By | Through, Until | By | Through) | (Until, Before) | (Before, Until) => Ok(Vec::new()),
        (Since | From, Since | From) => Ok(Vec::new()),
        (From | Since, AsOf) => Ok(Vec::new()),
        (At, After | Since | Until | By | Through | Before) => Err(format!("“{}” was added", found.word())),
        (claimed, At) => Err(format!("“{}” was lost", claimed.word())),
        (claimed, found) => Err(format!("“{}” became “{}”", claimed.word(), found.word())),
    }
}

fn fiscal(claimed: &When, found: &When) -> Comparison {
    if claimed.extent == found.extent {
        return equal();
    }
    let (own, other) = (&claimed.ends().0.date, &found.ends().0.date);
    let (Some(Period::Fiscal { year, to, months }), Some(Period::Fiscal { year: y, to: t, months: m })) =
        (own, other)
    else {
        let word = if claimed.is_fiscal() {
            "a fiscal year became a calendar one"
        } else {
            "a calendar year became a fiscal one"
        };
        return different(word);
    };
    // Fiscal 2024 may be 2023/24 or 2024/25, so one year agrees with either pair.
    let years = match (to, t) {
        (Some(_), Some(_)) | (None, None) => year == y && to == t,
        (Some(last), None) => y == year || *y == Year::Full(i32::from(*last)),
        (None, Some(last)) => year == y || *year == Year::Full(i32::from(*last)),
    };
    match (years, months == m) {
        (true, true) => equal(),
        (true, false) if m.is_none() => comparison(Agreement::Weaker, "only the fiscal year is said"),
        (true, false) => different("another part of the fiscal year"),
        (false, _) => different("another fiscal year"),
    }
}

/// A bare weekday behind a word that looks ahead, as the next such day.
fn coming(when: &When) -> Option<When> {
    let ahead = matches!(when.role, Role::Until | Role::By | Role::From | Role::Before);
    match &when.extent {
        Extent::One(Moment { date: Some(Period::Weekday { weekday, step: None }), .. }) if ahead => {
            let mut coming = when.clone();
            if let Extent::One(moment) = &mut coming.extent {
                moment.date = Some(Period::Weekday { weekday: *weekday, step: Some(Step::Coming) });
            }
            Some(coming)
        }
        _ => None,
    }
}

fn clock(claimed: Option<Clock>, found: Option<Clock>) -> Comparison {
    let (Some(claimed), Some(found)) = (claimed, found) else { return different("another time") };
    let minutes = |clock: Clock, zone: i16| {
        i32::from(clock.hour) * 60 + i32::from(clock.minute.unwrap_or(0)) - i32::from(zone)
    };
    let (own_zone, other_zone) = match (claimed.zone, found.zone) {
        (Some(own), Some(other)) => (own, other),
        _ => (0, 0),
    };
    let apart = (minutes(claimed, own_zone) - minutes(found, other_zone)).rem_euclid(24 * 60);
    let seconds = claimed.second.unwrap_or(0) == found.second.unwrap_or(0) || found.second.is_none();
    if apart != 0 || !seconds {
        let half = apart == 12 * 60;
        // "4:40" is 4:40 a.m. to those who count to 24; to others it may be either.
        match (claimed.either_half, found.either_half) {
            (_, true) if half && seconds => {
                return comparison(
                    Agreement::Weaker,
                    "it is not said whether in the morning or the afternoon",
                );
            }
            (true, _) if half && seconds => {
                return comparison(Agreement::Sharper, "it is now said to be in the other half of the day");
            }
            _ => {}
        }
        return different(if half { "the other half of the day" } else { "another time" });
    }
    if claimed.zone.is_some() && found.zone.is_none() {
        return comparison(Agreement::Weaker, "the time zone is not said");
    }
    equal()
}

/// What differs between the ends of two ranges.
fn edges(own: Interval, other: Interval, stretch: Stretch, was_range: bool) -> String {
    if !was_range {
        return "a range instead of one date".to_owned();
    }
    let unit = grain_word(stretch.low);
    if own.start == other.start {
        format!("the last {unit} of the range differs")
    } else if own.end == other.end {
        format!("the first {unit} of the range differs")
    } else {
        "another range".to_owned()
    }
}

/// Which part of the date differs.
fn another(own: (Stretch, Stretch), other: (Stretch, Stretch)) -> String {
    let (Some(own_day), Some(other_day)) = (own.0.first(), other.0.first()) else {
        return "another date".to_owned();
    };
    let (own_grain, other_grain) = (grain(own.0.low), grain(other.0.low));
    let same_year = own_day.year() == other_day.year();
    let same_month = own_day.month() == other_day.month();
    let word = match own_grain.max(other_grain) {
        0 if same_year && same_month => "another day",
        0 if same_year => "another month",
        0 if same_month && own_day.day() == other_day.day() => "another year",
        1 if same_year => "another month",
        1 if same_month => "another year",
        2 => "another year",
        3 => "another decade",
        4 => "another century",
        _ => "another date",
    };
    word.to_owned()
}

/// How fine a date is: day 0, month 1, year 2 and up.
const fn grain(stamp: Stamp) -> u8 {
    match stamp {
        Stamp::Day(_) => 0,
        Stamp::Month(..) | Stamp::Season(..) => 1,
        Stamp::Year(_) | Stamp::Far(_) => 2,
        Stamp::Decade(_) => 3,
        Stamp::Century(_) => 4,
    }
}

const fn grain_word(stamp: Stamp) -> &'static str {
    match stamp {
        Stamp::Day(_) => "day",
        Stamp::Month(..) => "month",
        Stamp::Season(..) => "season",
        Stamp::Year(_) | Stamp::Far(_) => "year",
        Stamp::Decade(_) => "decade",
        Stamp::Century(_) => "century",
    }
}

fn coarser(first: Stamp, last: Stamp) -> String {
    match (first, last) {
        (Stamp::Day(_), _) => "less exact than claimed".to_owned(),
        // Quarters, halves and "early 2026" are stretches of months.
        (Stamp::Month(year, from), Stamp::Month(to_year, to)) if (year, from) != (to_year, to) => {
            let part = match (i32::from(to) - i32::from(from), from) {
                (2, 1 | 4 | 7 | 10) => "the quarter",
                (5, 1 | 7) => "the half-year",
                _ => "a part of the year",
            };
            format!("only {part} is said")
        }
        (other, _) => format!("only the {} is said", grain_word(other)),
    }
}

/// The interval by whole days: clock times are compared on their own.
fn day_set(interval: Interval) -> Interval {
    Interval {
        start: interval.start.map(|at| at.date().at(0, 0, 0, 0)),
        end: interval.end.map(|at| at.date().at(23, 59, 59, 0)),
    }
}

fn equal() -> Comparison {
    comparison(Agreement::Equal, "")
}

fn different(difference: impl Into<String>) -> Comparison {
    comparison(Agreement::Different, difference)
}

fn comparison(agreement: Agreement, difference: impl Into<String>) -> Comparison {
    Comparison { agreement, difference: difference.into(), warnings: Vec::new() }
}
