//! Years: what makes four digits one.

use super::words::{cue, is_capital, is_counted, is_unit, phrase_before, spelled_year};
use crate::fact::lex::{Gap, Lexer, Token, What};
use crate::fact::measure;
use crate::fact::when::cue::Cue;
use crate::fact::when::{Period, Role, Year};

/// A number that can be a year, with its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) year: Year,
    pub(super) end: usize,
}

/// The year behind a month or a word of its own: `2024`, `'24`, `nineteen eighty-six`, `44 BC`.
pub(super) fn named_year(lexer: Lexer<'_>, at: usize) -> Option<Found> {
    let token = lexer.token(at);
    match token.what {
        What::Digits if token.end - token.start == 4 => {
            let value: i32 = lexer.of(&token).parse().ok()?;
            if !(1000..=2999).contains(&value) || !ends_clean(lexer, token.end) {
                return None;
            }
            Some(with_era(lexer, value, token.end))
        }
        What::Digits if token.end - token.start <= 3 => era(lexer, token.end)
            .and_then(|_| Some(with_era(lexer, lexer.of(&token).parse().ok()?, token.end))),
        What::Mark('\'' | '’' | '‘') => {
            let digits = lexer.token(token.end);
            let two = matches!(digits.what, What::Digits)
                && digits.gap == Gap::None
                && digits.end - digits.start == 2;
            let value: i8 = lexer.of(&digits).parse().ok()?;
            (two && ends_clean(lexer, digits.end))
                .then_some(Found { year: Year::Short(value), end: digits.end })
        }
        What::Word(_) => spelled_year(lexer, at).map(|(value, end)| Found { year: Year::Full(value), end }),
        _ => None,
    }
}

/// Applies "BC" behind a number, if it stands there. 1 BC is the year 0.
pub(super) fn with_era(lexer: Lexer<'_>, value: i32, end: usize) -> Found {
    match era(lexer, end) {
        Some((true, end)) => Found { year: Year::Full(1 - value), end },
        Some((false, end)) => Found { year: Year::Full(value), end },
        None => Found { year: Year::Full(value), end },
    }
}

/// "BC", "B.C.", "BCE", "AD": whether it is before our era, and its end.
pub(super) fn era(lexer: Lexer<'_>, at: usize) -> Option<(bool, usize)> {
    let first = lexer.token(at);
    if first.gap > Gap::Space {
        return None;
    }
    if let Some(Cue::Bc(before)) = cue(&first) {
        return is_upper(lexer, &first).then_some((before, first.end));
    }
    // With dots: B.C., B.C.E., A.D.
    let dotted = |letter: &str, at: usize| -> Option<usize> {
        let token = lexer.token(at);
        let dot = lexer.token(token.end);
        (lexer.of(&token) == letter && dot.gap == Gap::None && dot.mark() == Some('.')).then_some(dot.end)
    };
    if let Some(end) = dotted("B", at).and_then(|end| dotted("C", end)) {
        return Some((true, dotted("E", end).unwrap_or(end)));
    }
    dotted("A", at).and_then(|end| dotted("D", end)).map(|end| (false, end))
}

fn is_upper(lexer: Lexer<'_>, token: &Token) -> bool {
    lexer.of(token).bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a number ends at `end`: no more digits, no decimals, no letters, no sign of a share.
pub(super) fn ends_clean(lexer: Lexer<'_>, end: usize) -> bool {
    let next = lexer.token(end);
    if next.gap != Gap::None {
        return true;
    }
    match next.what {
        What::Word(_) | What::Digits => false,
        What::Mark('%' | '°' | '‰' | '$' | '€' | '£' | '_' | '@') => false,
        What::Mark('.' | ',' | ':' | '\'' | '’') => !lexer.byte(next.end).is_ascii_digit(),
        _ => true,
    }
}

/// Whether a number may begin at `start`: it is not the tail of another one, of a name or of an amount.
pub(super) fn begins_clean(lexer: Lexer<'_>, start: usize, floor: usize) -> bool {
    let Some(before) = lexer.char_before(start).filter(|_| start > floor) else { return true };
    match before {
        _ if before.is_alphanumeric() => false,
        '$' | '€' | '£' | '¥' | '#' | '_' | '@' | '+' | '−' | '\\' => false,
        '-' | '/' | '.' | ',' | ':' | '\u{2010}'..='\u{2015}' => {
            // "mid-2024", "end-2024": the words that may be joined to it.
            let inner = start - before.len_utf8();
            !lexer.char_before(inner).is_some_and(char::is_alphanumeric)
                || matches!(cue(&lexer.before(inner, 0)), Some(Cue::Part(_)))
                || lexer.is(&lexer.before(inner, 0), "end")
        }
        _ => true,
    }
}

/// Whether a unit of several words follows: `1990 sq km`.
fn is_long_unit(lexer: Lexer<'_>, next: &Token) -> bool {
    let opens = next.lexeme().is_some_and(|lexeme| lexeme.words > 1);
    let found = if opens { measure::behind(lexer, next.start) } else { None };
    found.is_some_and(|found| {
        !found.unit.is_money()
            && lexer.text.get(found.start..found.end).is_some_and(|text| text.contains(' '))
    })
}

/// Whether the bare digits `start..end` are a year, judged by what stands around them.
///
/// Words before them that want a date settle it, as do brackets; a unit or a counted noun behind them tells against it.
/// Without either, a number of our time that is not round is a year: nobody writes 2,016 people without a comma.
pub(super) fn is_year(lexer: Lexer<'_>, start: usize, end: usize, value: i32, floor: usize) -> bool {
    if !begins_clean(lexer, start, floor) || !ends_clean(lexer, end) {
        return false;
    }
    let ours = (1900..=2100).contains(&value);
    let round = value % 100 == 0;
    let next = lexer.token(end);
    if next.is_dash() && next.gap == Gap::None {
        // 1,500-metre, 2000-strong; but 2008-style and an open range are years.
        let word = lexer.token(next.end);
        if word.gap == Gap::None && matches!(word.what, What::Digits) {
            return false;
        }
        if word.gap == Gap::None
            && matches!(word.what, What::Word(_))
            && (is_unit(lexer, &word) || round || !ours)
        {
            return false;
        }
    }
    let unit = is_unit(lexer, &next)
        && next.gap == Gap::Space
        && !lexer.is_any(&next, &["in", "at", "a", "as", "us", "may"]);
    let before = lexer.before(start, floor);
    // "in 2021 dollars" names the year of the prices.
    let prices =
        ours && !round && lexer.is(&before, "in") && lexer.is_any(&next, &["dollars", "prices", "euros"]);
    // "1990 m" is a height, "2016 K" the start of an address.
    let told = lexer.of(&next).len() > 1 || matches!(lexer.of(&next), "m" | "t" | "g" | "l");
    if unit && !prices && (told || round || !ours) && cue(&next).is_none() || is_long_unit(lexer, &next) {
        return false;
    }
    let counted = is_counted(lexer, &next);
    if is_unit(lexer, &before) && before.gap <= Gap::Space && cue(&before).is_none() && !is_place(&before) {
        return ours && !round;
    }
    let evidence = match before.what {
        What::Mark('(' | '[') => Evidence::Strong,
        What::Word(_) => match phrase_before(lexer, start, floor).map(|(cue, _)| cue) {
            Some(Cue::Place) if lexer.is_any(&before, &["of", "at", "for"]) => Evidence::Weak,
            Some(Cue::Place | Cue::Season(_) | Cue::Part(_) | Cue::Fiscal | Cue::Bc(_) | Cue::Feast(_)) => {
                Evidence::Strong
            }
            Some(Cue::Unit(_)) if lexer.is_any(&before, &["year", "years"]) => Evidence::Strong,
            Some(Cue::Role(Role::Since | Role::Before | Role::After | Role::AsOf | Role::Through)) => {
                Evidence::Strong
            }
            Some(Cue::Hedge) if lexer.is_any(&before, &["circa", "ca"]) => Evidence::Strong,
            Some(Cue::Label) => Evidence::Against,
            Some(Cue::Hedge | Cue::Role(Role::By)) if next.mark().is_some() => Evidence::Strong,
            Some(Cue::To | Cue::And | Cue::Hedge | Cue::Role(_)) => Evidence::Weak,
            _ if lexer.is_any(&before, &["the", "between", "a", "an", "c", "born", "built"]) => {
                Evidence::Weak
            }
            _ if lexer.of(&before).ends_with("ed") => Evidence::Weak,
            _ if lexer.is_any(
                &before,
                &["over", "than", "least", "most", "only", "some", "nearly", "resolution", "no"],
            ) =>
            {
                Evidence::Against
            }
            _ => Evidence::None,
        },
        What::Mark('.') => abbreviated(lexer, &before),
        _ => Evidence::None,
    };
    match evidence {
        Evidence::Strong => !(counted && (round || !ours)),
        Evidence::Weak if ours => !(counted && round),
        // "of the 2150 polling stations"
        Evidence::Weak => value < 1900 && !counted && !round && !is_counted(lexer, &lexer.token(next.end)),
        Evidence::None if ours => !round && (!counted || is_capital(lexer, &before)),
        Evidence::None => (1400..1900).contains(&value) && !round && in_brackets(lexer, &before, &next),
        Evidence::Against => false,
    }
}

/// What an abbreviation before a number says: c. 1450, b. 1912, A.D. 1000, but No. 2010.
fn abbreviated(lexer: Lexer<'_>, dot: &Token) -> Evidence {
    let word = lexer.before(dot.start, 0);
    let touching = dot.gap <= Gap::Space && word.gap == Gap::None;
    match lexer.of(&word) {
        "c" | "ca" | "b" | "d" | "fl" | "r" | "est" | "D" if touching => Evidence::Strong,
        _ if touching && cue(&word) == Some(Cue::Label) => Evidence::Against,
        _ => Evidence::None,
    }
}

fn is_place(token: &Token) -> bool {
    matches!(cue(token), Some(Cue::Place | Cue::Role(_) | Cue::To | Cue::And))
}

fn in_brackets(_: Lexer<'_>, before: &Token, next: &Token) -> bool {
    matches!(before.mark(), Some('(' | '[' | ',' | ';')) && matches!(next.mark(), Some(')' | ']' | ',' | ';'))
}

enum Evidence {
    Strong,
    Weak,
    None,
    Against,
}

/// A decade or century written in figures: 1990s, 1800s, '90s; `at` is the first digit.
pub(super) fn figure_decade(lexer: Lexer<'_>, at: usize) -> Option<(Period, usize)> {
    let digits = lexer.token(at);
    let length = digits.end - digits.start;
    if !matches!(digits.what, What::Digits) || !matches!(length, 2 | 4) {
        return None;
    }
    let mut s = lexer.token(digits.end);
    if matches!(s.mark(), Some('\'' | '’')) && s.gap == Gap::None {
        s = lexer.token(s.end);
    }
    if s.gap != Gap::None || !lexer.is(&s, "s") {
        return None;
    }
    let value: i16 = lexer.of(&digits).parse().ok()?;
    if value % 10 != 0 {
        return None;
    }
    let year = match length {
        2 if value >= 20 => 1900 + value,
        2 => 2000 + value,
        _ => value,
    };
    let period = match year {
        2000 => Period::Decade(year),
        1000..2000 if year % 100 == 0 => Period::Century(year / 100 + 1),
        _ => Period::Decade(year),
    };
    (1000..2100).contains(&year).then_some((period, s.end))
}
