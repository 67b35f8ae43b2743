//! One clock time: 9:30 am, 14:00 GMT, 0730, half past three, nine o'clock, noon.

use super::words::{cue, phrase, small};
use crate::fact::lex::{Gap, Lexer, Token, What};
use crate::fact::when::cue::Cue;
use crate::fact::when::{Clock, DayPart};

/// A clock time and how sure the words are that it is one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Time {
    pub(super) clock: Clock,
    pub(super) end: usize,
    /// With a colon, am or pm, o'clock, a zone; a bare figure needs more around it.
    pub(super) marked: bool,
    /// Figures with a colon and nothing more.
    pub(super) bare: bool,
}

/// Chooses the half of the day by a word such as evening.
pub(super) fn settle(clock: &mut Clock, part: DayPart) {
    if !clock.either_half {
        return;
    }
    clock.either_half = false;
    let late = match part {
        DayPart::Morning => false,
        DayPart::Afternoon | DayPart::Evening => true,
        DayPart::Night => clock.hour >= 6,
    };
    if late && clock.hour < 12 {
        clock.hour += 12;
    } else if !late && clock.hour == 12 {
        clock.hour = 0;
    }
}

/// One clock time.
pub(super) fn time(lexer: Lexer<'_>, at: usize) -> Option<Time> {
    let token = lexer.token(at);
    if token.gap == Gap::Paragraph {
        return None;
    }
    let mut time = past(lexer, &token).or_else(|| match token.what {
        What::Digits => figures(lexer, &token),
        What::Word(_) => words(lexer, &token),
        _ => None,
    })?;
    if let Some((pm, end)) = meridiem(lexer, time.end) {
        if time.clock.hour > 12 {
            return None;
        }
        time.clock.hour = time.clock.hour % 12 + if pm { 12 } else { 0 };
        time.clock.either_half = false;
        (time.end, time.marked, time.bare) = (end, true, false);
    } else if let Some((part, end)) = in_the(lexer, time.end) {
        settle(&mut time.clock, part);
        (time.end, time.marked, time.bare) = (end, true, false);
    }
    let zone = lexer.token(time.end);
    if let Some(minutes) = zone_of(lexer, &zone) {
        time.clock.zone = Some(minutes);
        time.clock.either_half &= minutes != 0;
        (time.end, time.marked, time.bare) = (zone.end, true, false);
    }
    // "7:56:30Z"
    if lexer.of(&zone) == "Z" && zone.gap == Gap::None && time.marked {
        time.clock.zone = Some(0);
        time.bare = false;
        time.end = zone.end;
    }
    Some(time)
}

pub(super) fn clock(hour: i32, minute: Option<i32>, second: Option<i32>, either_half: bool) -> Option<Clock> {
    let narrow = |value: i32| i8::try_from(value).ok();
    let fits = (0..24).contains(&hour) && minute.is_none_or(|m| m < 60) && second.is_none_or(|s| s < 60);
    fits.then_some(Clock {
        hour: narrow(hour)?,
        minute: minute.and_then(narrow),
        second: second.and_then(narrow),
        either_half: either_half && (1..=12).contains(&hour),
        zone: None,
    })
}

/// 9:30, 14:00:05, 9, 1140 am, 0730, 8.30pm, 14h30
fn figures(lexer: Lexer<'_>, token: &Token) -> Option<Time> {
    let length = token.end - token.start;
    let value: i32 = lexer.of(token).parse().ok().filter(|_| length <= 4)?;
    let two = |at: usize| {
        let token = lexer.token(at);
        let fits =
            token.gap == Gap::None && matches!(token.what, What::Digits) && token.end - token.start == 2;
        fits.then(|| lexer.of(&token).parse::<i32>().ok()).flatten().map(|value| (value, token.end))
    };
    let colon = lexer.token(token.end);
    let touching = colon.gap == Gap::None;
    if length <= 2 && touching && colon.mark() == Some(':') {
        let (minute, mut end) = two(colon.end)?;
        let mut second = None;
        let again = lexer.token(end);
        if again.mark() == Some(':') && again.gap == Gap::None {
            let (value, close) = two(again.end)?;
            (second, end) = (Some(value), close);
        }
        let next = lexer.token(end);
        if next.gap == Gap::None && matches!(next.what, What::Digits | What::Mark('%')) {
            return None;
        }
        let either = second.is_none() && length == 1
            || value <= 12 && length == 2 && value >= 1 && !lexer.of(token).starts_with('0');
        let clock = clock(value, Some(minute), second, either)?;
        return Some(Time { clock, end, marked: true, bare: true });
    }
    if length <= 2
        && touching
        && colon.mark() == Some('.')
        && let Some((minute, end)) = two(colon.end)
    {
        let half = meridiem(lexer, end).is_some();
        let ends = lexer.token(end);
        let bare = half
            || (ends.gap == Gap::Space || matches!(ends.what, What::End | What::Mark(',' | ';' | ')' | '.')))
                && is_at(lexer, token);
        return bare.then_some(Time {
            clock: clock(value, Some(minute), None, true)?,
            end,
            // "at 14.30"; at 7.30 may be a price.
            marked: half || value > 12,
            bare: false,
        });
    }
    let end = token.end;
    match length {
        1..=2 => {
            let next = lexer.token(end);
            let (clear, marked, close) = if oclock(lexer, end).is_some() {
                (true, true, oclock(lexer, end)?)
            } else if lexer.is_any(&next, &["ish", "noon"]) && next.gap <= Gap::Space {
                let noon = lexer.is(&next, "noon");
                let fits = !noon || value == 12;
                let time = Time {
                    clock: clock(value, None, None, !noon)?,
                    end: next.end,
                    marked: true,
                    bare: false,
                };
                return (fits && (noon || next.gap == Gap::None)).then_some(time);
            } else {
                (super::year::ends_clean(lexer, end) || meridiem(lexer, end).is_some(), false, end)
            };
            let time = Time { clock: clock(value, None, None, true)?, end: close, marked, bare: false };
            (clear && (1..=24).contains(&value)).then_some(time)
        }
        3..=4 => {
            let (hour, minute) = (value / 100, value % 100);
            let next = lexer.token(end);
            let named = zone_of(lexer, &next).is_some();
            let hours = lexer.is_any(&next, &["hours", "hrs"]) && length == 4;
            let leading = lexer.of(token).starts_with('0') && length == 4;
            let half = meridiem(lexer, end).is_some();
            // "at 1430 hours", but "for 1430 hours"
            let hours = hours && (leading || is_at(lexer, token));
            let close = if hours { next.end } else { end };
            // "1300 GMT" is of 24 hours, "1140 am" of 12.
            let whole_day = leading || hours || named && length == 4;
            let time = Time {
                clock: clock(hour, Some(minute), None, !whole_day)?,
                end: close,
                marked: true,
                bare: false,
            };
            (named || hours || half || leading && is_at(lexer, token)).then_some(time)
        }
        _ => None,
    }
}

/// The minutes that the zone behind a clock time is ahead of UTC. "(2022 est.)" is an estimate.
pub(super) fn zone_of(lexer: Lexer<'_>, word: &Token) -> Option<i16> {
    let Some(Cue::Zone(minutes)) = cue(word).filter(|_| word.gap <= Gap::Space) else { return None };
    lexer.of(word).bytes().all(|byte| byte.is_ascii_uppercase()).then_some(minutes)
}

/// Whether a word before it asks for a clock time.
fn is_at(lexer: Lexer<'_>, token: &Token) -> bool {
    let before = lexer.before(token.start, 0);
    lexer.is_any(&before, &["at", "between", "and"]) || before.is_dash()
}

/// noon, midnight, nine thirty, five-thirty, nine o'clock
fn words(lexer: Lexer<'_>, token: &Token) -> Option<Time> {
    if let Some((Cue::Hour(hour), found)) = phrase(lexer, token.start) {
        return Some(Time {
            clock: clock(i32::from(hour), None, None, false)?,
            end: found.end,
            marked: true,
            bare: false,
        });
    }
    let hour = small(lexer, token.start).filter(|hour| !hour.ordinal && (1..=12).contains(&hour.value))?;
    if let Some(end) = oclock(lexer, hour.end) {
        return Some(Time { clock: clock(hour.value, None, None, true)?, end, marked: true, bare: false });
    }
    if let Some((_, _)) = meridiem(lexer, hour.end) {
        return Some(Time {
            clock: clock(hour.value, None, None, true)?,
            end: hour.end,
            marked: false,
            bare: false,
        });
    }
    let dash = lexer.token(hour.end);
    let at = if dash.is_dash() && dash.gap == Gap::None { dash.end } else { hour.end };
    if let Some(minute) = small(lexer, at).filter(|minute| minute.digits == 0 && !minute.ordinal) {
        let quarter = matches!(minute.value, 15 | 30 | 45) || meridiem(lexer, minute.end).is_some();
        if quarter {
            return Some(Time {
                clock: clock(hour.value, Some(minute.value), None, true)?,
                end: minute.end,
                marked: false,
                bare: false,
            });
        }
    }
    Some(Time { clock: clock(hour.value, None, None, true)?, end: hour.end, marked: false, bare: false })
}

/// half past three, ten past nine, a quarter to five
fn past(lexer: Lexer<'_>, token: &Token) -> Option<Time> {
    let mut at = token.start;
    if lexer.is(token, "a") {
        at = token.end;
    }
    let name = lexer.token(at);
    let (minutes, mut end) = match () {
        () if lexer.is(&name, "half") => (30, name.end),
        () if lexer.is(&name, "quarter") => (15, name.end),
        () => {
            let number = small(lexer, at).filter(|number| !number.ordinal && number.value < 60)?;
            (number.value, number.end)
        }
    };
    let mut word = lexer.token(end);
    if lexer.is_any(&word, &["minutes", "minute"]) {
        end = word.end;
        word = lexer.token(end);
    }
    let before = lexer.is(&word, "to");
    if !(lexer.is(&word, "past") || before && matches!(minutes, 15)) {
        return None;
    }
    let hour = small(lexer, word.end).filter(|hour| !hour.ordinal && (1..=12).contains(&hour.value))?;
    let (hour_value, minute) = if before {
        (if hour.value == 1 { 12 } else { hour.value - 1 }, 60 - minutes)
    } else {
        (hour.value, minutes)
    };
    Some(Time {
        clock: clock(hour_value, Some(minute), None, true)?,
        end: hour.end,
        marked: true,
        bare: false,
    })
}

/// "am", "p.m.", "a m", and a lone "a" or "p" that touches the figure.
fn meridiem(lexer: Lexer<'_>, at: usize) -> Option<(bool, usize)> {
    let first = lexer.token(at);
    if first.gap > Gap::Space {
        return None;
    }
    if let Some(Cue::Pm(pm)) = cue(&first) {
        // "I am": the verb is never behind a figure, but "3 am I" is nobody's prose.
        return Some((pm, first.end));
    }
    let pm = match lexer.of(&first) {
        "a" | "A" => false,
        "p" | "P" => true,
        _ => return None,
    };
    let dot = lexer.token(first.end);
    let dotted = dot.mark() == Some('.') && dot.gap == Gap::None;
    let second = lexer.token(if dotted { dot.end } else { first.end });
    if lexer.is(&second, "m") && (dotted && second.gap <= Gap::Space || second.gap == Gap::Space) {
        let close = lexer.token(second.end);
        let end = if dotted && close.mark() == Some('.') && close.gap == Gap::None {
            close.end
        } else {
            second.end
        };
        return Some((pm, end));
    }
    let lone = first.gap == Gap::None && !matches!(second.what, What::Word(_)) | (second.gap > Gap::None);
    (lone && is_hour_before(lexer, at)).then_some((pm, first.end))
}

/// Whether a lone "p" behind the figure that ends at `end` is a half of the day: `4:30p`, `at 5p`; 145p and 5p a bag
/// are pence.
fn is_hour_before(lexer: Lexer<'_>, end: usize) -> bool {
    let figure = lexer.before(end, 0);
    let colon = lexer.before(figure.start, 0);
    let led =
        ["at", "by", "from", "to", "until", "till", "before", "after", "around", "about", "between", "and"];
    colon.mark() == Some(':')
        || figure.end - figure.start <= 2 && (colon.is_dash() || lexer.is_any(&colon, &led))
}

/// Whether the figure that ends at `end` is an hour: "9 am", "9:30", "9 o'clock".
pub(super) fn is_hour_figure(lexer: Lexer<'_>, end: usize) -> bool {
    let colon = lexer.token(end);
    meridiem(lexer, end).is_some()
        || oclock(lexer, end).is_some()
        || colon.gap == Gap::None && colon.mark() == Some(':')
}

/// "o'clock", "oclock"
fn oclock(lexer: Lexer<'_>, at: usize) -> Option<usize> {
    let token = lexer.token(at);
    if token.gap > Gap::Space {
        return None;
    }
    if let Some(Cue::Oclock) = cue(&token) {
        return Some(token.end);
    }
    let mark = lexer.token(token.end);
    let word = lexer.token(mark.end);
    let found = lexer.is(&token, "o") && matches!(mark.mark(), Some('\'' | '’')) && lexer.is(&word, "clock");
    found.then_some(word.end)
}

/// "in the morning", "at night": the part of the day.
fn in_the(lexer: Lexer<'_>, at: usize) -> Option<(DayPart, usize)> {
    let first = lexer.token(at);
    if first.gap != Gap::Space || !lexer.is_any(&first, &["in", "at"]) {
        return None;
    }
    let the = lexer.token(first.end);
    let part = if lexer.is(&the, "the") { lexer.token(the.end) } else { the };
    match cue(&part) {
        Some(Cue::DayPart(found)) if (found == DayPart::Night) == lexer.is(&first, "at") => {
            Some((found, part.end))
        }
        _ => None,
    }
}
