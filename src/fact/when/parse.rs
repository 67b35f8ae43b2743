//! Dates and times as an editor writes them in a claim.

use super::check::no_such_day;
use super::{Clock, Moment, Period, Role, Season, When, Year, grammar};
use crate::fact::lex::{Lexer, Memo};
use crate::fact::start::{Start, next_start};
use crate::fact::{Fact, Kind, Value, ValueError};
use crate::text::Span;

/// Reads a claimed date or time: the whole of `text` must be one.
///
/// Whatever prose may say is understood (27–28 November 2024, until 2028, last year, 9.30 am), and ISO 8601-2
/// (2024-11-27/2024-11-28, 2022-08, 199X, ../2028). A bare number of three or four digits is a year here.
///
/// # Errors
/// Says what is wrong, and how dates and times are written.
pub fn parse(kind: Kind, text: &str) -> Result<Fact, ValueError> {
    let trimmed = text.trim();
    let start = text.len() - text.trim_start().len();
    let span = Span::new(start, start + trimmed.len());
    let when = edtf(trimmed).or_else(|| prose(trimmed)).or_else(|| plain(trimmed));
    let Some(when) = when else { return Err(not_one(kind, trimmed)) };
    if let Some(message) = no_such_day(&when) {
        return Err(ValueError { message, hint: "check the day and the month".to_owned() });
    }
    let found = if when.is_clock() { Kind::Time } else { Kind::Date };
    // A day with a time may be claimed as either.
    let has_time = when.ends().0.clock.is_some();
    if found != kind && !(kind == Kind::Time && has_time) {
        let (is, other) = if found == Kind::Time { ("a time", "time") } else { ("a date", "date") };
        return Err(ValueError {
            message: format!("“{trimmed}” is {is}, not a {}", kind.name()),
            hint: format!("use the key {other}"),
        });
    }
    Ok(Fact { kind, span, value: Value::When(when) })
}

fn not_one(kind: Kind, text: &str) -> ValueError {
    let facts: Vec<Fact> =
        crate::fact::scan(text).filter(|fact| matches!(fact.kind, Kind::Date | Kind::Time)).collect();
    let name = kind.name();
    let message = match facts.as_slice() {
        [] => format!("“{text}” is not a {name}"),
        [one] => format!("“{text}” says more than the {name} “{}”", one.span.of(text)),
        _ => format!("“{text}” is more than one {name}"),
    };
    let hint = match kind {
        Kind::Time => "write a time like 9.30 am, 14:00 GMT or from 9 to 11 am",
        _ => "write a date like 27 November 2024, 27–28 November, October 2024, until 2028 or 2024-11-27",
    };
    ValueError { message, hint: hint.to_owned() }
}

/// A date in prose that takes up the whole text; "in" and "on" may stand before it.
fn prose(text: &str) -> Option<When> {
    let (memo, mut at) = (Memo::new(), 0);
    let lexer = Lexer::new(text, &memo);
    while let Some(Start { at: start, .. }) = next_start(text, at) {
        if let Some(fact) = grammar::when(lexer, start, 0) {
            let lead = text.get(..fact.span.start)?.trim();
            let led = ["", "in", "on", "at", "the", "in the", "on the", "during"]
                .iter()
                .any(|word| lead.eq_ignore_ascii_case(word));
            return match fact.value {
                Value::When(when)
                    if led && text.get(fact.span.end..)?.trim_matches(['.', ' ']).is_empty() =>
                {
                    Some(when)
                }
                _ => None,
            };
        }
        at = lexer.skip(start);
    }
    None
}

/// What prose would not take for a date without more around it: 2000, until 1500, March.
fn plain(text: &str) -> Option<When> {
    let (role, rest) = match text.split_once(' ') {
        Some((word, rest)) => (role(word)?, rest),
        None => (Role::At, text),
    };
    let digits = rest.bytes().all(|byte| byte.is_ascii_digit()) && (3..=4).contains(&rest.len());
    let period = if digits {
        Period::Year(Year::Full(rest.parse().ok()?))
    } else {
        Period::Month { year: Year::Unsaid, month: grammar::month_name(rest)? }
    };
    Some(When { role, ..When::at(Moment::date(period)) })
}

fn role(word: &str) -> Option<Role> {
    [Role::Until, Role::By, Role::Through, Role::Before, Role::Since, Role::From, Role::After]
        .into_iter()
        .find(|role| role.word().eq_ignore_ascii_case(word))
}

/// ISO 8601-2: one date, an interval, an open interval.
fn edtf(text: &str) -> Option<When> {
    let (text, approximate) = match text.strip_suffix('~') {
        Some(text) => (text, true),
        None => (text, false),
    };
    let mut when = match text.split_once('/') {
        None => When::at(edtf_moment(text)?),
        Some(("..", end)) => When { role: Role::Until, ..When::at(edtf_moment(end)?) },
        Some((start, "..")) => When { role: Role::Since, ..When::at(edtf_moment(start)?) },
        Some((start, end)) => When::range(edtf_moment(start.trim_end_matches('~'))?, edtf_moment(end)?),
    };
    when.approximate = approximate;
    Some(when)
}

fn edtf_moment(text: &str) -> Option<Moment> {
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(edtf_clock(time)?)),
        None => (text, None),
    };
    let date = if date.is_empty() { None } else { Some(edtf_period(date)?) };
    (date.is_some() || time.is_some()).then_some(Moment { date, clock: time, ..Moment::default() })
}

fn edtf_period(text: &str) -> Option<Period> {
    let digits = |text: &str, length: usize| -> Option<i32> {
        let fits = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| text.parse().ok()).flatten()
    };
    let small = |text: &str, most: i32| -> Option<i8> {
        digits(text, 2).filter(|value| (1..=most).contains(value)).and_then(|value| i8::try_from(value).ok())
    };
    if let Some(year) = text.strip_prefix('-') {
        return Some(Period::Year(Year::Full(-digits(year, 4)?)));
    }
    if let Some(decade) = text.strip_suffix('X').and_then(|decade| digits(decade, 3)) {
        return Some(Period::Decade(i16::try_from(decade * 10).ok()?));
    }
    if let Some(century) = text.strip_suffix("XX").filter(|century| century.len() == 2) {
        return Some(Period::Century(i16::try_from(digits(century, 2)? + 1).ok()?));
    }
    let mut parts = text.split('-');
    let year = match parts.next()? {
        "XXXX" => Year::Unsaid,
        year => Year::Full(digits(year, 4)?),
    };
    let (second, third) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    match (second, third) {
        (None, None) if year != Year::Unsaid => Some(Period::Year(year)),
        (None, _) => None,
        (Some(month), Some(day)) => {
            Some(Period::Day { year, month: small(month, 12)?, day: small(day, 31)? })
        }
        (Some(code), None) => {
            let season = match code {
                "21" => Season::Spring,
                "22" => Season::Summer,
                "23" => Season::Autumn,
                "24" => Season::Winter,
                month => return Some(Period::Month { year, month: small(month, 12)? }),
            };
            Some(Period::Season { year, season })
        }
    }
}

fn edtf_clock(text: &str) -> Option<Clock> {
    let (text, zone) = match text.strip_suffix('Z') {
        Some(text) => (text, Some(0)),
        None => (text, None),
    };
    let mut parts = text.split(':').map(|part| {
        let two = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        two.then(|| part.parse::<i8>().ok()).flatten()
    });
    let hour = parts.next()??;
    let minute = parts.next().map_or(Some(None), |minute| minute.map(Some))?;
    let second = parts.next().map_or(Some(None), |second| second.map(Some))?;
    let fits =
        hour < 24 && minute.is_none_or(|m| m < 60) && second.is_none_or(|s| s < 60) && parts.next().is_none();
    fits.then_some(Clock { hour, minute, second, either_half: false, zone })
}

impl When {
    /// The first and last day it covers; `None` where it is open or cannot be resolved.
    pub fn days(&self, context: &crate::fact::Context) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
        if self.is_clock() {
            return None;
        }
        self.interval(context)?.days()
    }
}
