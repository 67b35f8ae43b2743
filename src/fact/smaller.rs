//! A smaller unit behind a larger one: `7 feet 10 inches`, `6'2"`, `48°12′30″`, `3 dollars and 50 cents`.

use super::figure::End;
use super::lex::{Gap, Lexer, What};
use super::numeral::{self, Form};
use super::{Number, measure};

/// Adds what is counted in a smaller unit of the same dimension; the sum is in the smaller one.
pub(super) fn smaller_unit(lexer: Lexer<'_>, end: &mut End, floor: usize) {
    if end.unit.is_none() {
        feet_and_inches(lexer, end);
        return;
    }
    let Some(large) = end.unit.over.filter(|_| end.unit.per.is_none() && !end.prefixed) else { return };
    let large = large.row();
    if large.code == "deg" {
        minutes_of_arc(lexer, end);
        return;
    }
    if large.money && cents_unsaid(lexer, end) {
        return;
    }
    let mut next = lexer.token(end.end);
    let joined = lexer.is(&next, "and") || next.mark() == Some(',') && next.gap == Gap::None;
    if joined {
        next = lexer.token(next.end);
    }
    let opens = matches!(next.what, What::Digits) || next.lexeme().is_some_and(|lexeme| lexeme.opens());
    if next.gap == Gap::Paragraph || !opens {
        return;
    }
    let Some(small) = numeral::numeral(lexer, next.start, floor.max(end.end)) else { return };
    let inches = || if large.code == "[ft_i]" { measure::inches(lexer, small.end) } else { None };
    let found = measure::behind(lexer, small.end).filter(|found| found.unit.per.is_none()).or_else(inches);
    let Some(found) = found.filter(|_| !matches!(small.form, Form::Ordinal | Form::Times)) else { return };
    let Some(below) = found.unit.over.map(|below| below.row()) else { return };
    // "12%, 8.9 per mille" are two shares.
    let share = large.dimension == "share";
    if share || large.dimension != below.dimension || large.code == below.code && !large.money {
        return;
    }
    let (Some(factor), Some(below_factor)) =
        (large.factor.times(large.shown), below.factor.times(below.shown))
    else {
        return;
    };
    let ratio = factor.exact() / below_factor.exact();
    // Only where one holds a whole number of the other, and the rest is less than one of them.
    if !ratio.is_integer() || small.number.exact() >= ratio {
        return;
    }
    let Ok(times) = i128::try_from(ratio.to_integer()) else { return };
    if times < 2 {
        return;
    }
    if let Some(sum) = end.number.times(Number::whole(times)).and_then(|number| number.plus(small.number)) {
        (end.number, end.unit, end.end) = (sum, found.unit, found.end);
        smaller_unit(lexer, end, floor);
    }
}

/// The digits at `at` and the mark that touches them, if it is one of `marks`: the value and where the mark ends.
fn marked(lexer: Lexer<'_>, at: usize, marks: &[&str]) -> Option<(i128, usize)> {
    let digits = lexer.token(at);
    let value = lexer.of(&digits).parse().ok()?;
    let rest = lexer.text.get(digits.end..)?;
    let mark = marks.iter().find(|mark| rest.starts_with(**mark))?;
    Some((value, digits.end + mark.len()))
}

const SECOND_MARKS: [&str; 6] = ["″", "\"", "”", "''", "’’", "′′"];

/// `6'2"`: feet and inches in signs alone.
fn feet_and_inches(lexer: Lexer<'_>, end: &mut End) {
    let feet = lexer.char_at(end.end).filter(|mark| matches!(mark, '\'' | '’' | '′'));
    let Some(mark) = feet.filter(|_| end.form == Form::Figures && end.scale == 0) else { return };
    let at = end.end + mark.len_utf8();
    // "5'4" without the second sign
    let bare = || marked(lexer, at, &[" ", ",", "."]).map(|(inches, close)| (inches, close - 1));
    let tall = (3..=8).contains(&end.number.digits) && end.number.exponent == 0;
    let Some((inches, close)) = marked(lexer, at, &SECOND_MARKS).or_else(|| bare().filter(|_| tall)) else {
        return;
    };
    let sum = end.number.times(Number::whole(12)).and_then(|feet| feet.plus(Number::whole(inches)));
    if let Some((sum, unit)) = sum.zip(measure::named("inch")).filter(|_| (0..12).contains(&inches)) {
        (end.number, end.unit, end.end) = (sum, unit, close);
    }
}

/// `48°12′N`, `48° 12' 30"`: minutes and seconds of arc behind degrees, and the quarter of the sky.
fn minutes_of_arc(lexer: Lexer<'_>, end: &mut End) {
    let Some((minutes, close)) = marked(lexer, end.end, &["′", "'", "’"]) else { return };
    let minutes_in = Number::whole(minutes).over(60).and_then(|part| end.number.plus(part));
    let Some(number) = minutes_in.filter(|_| (0..60).contains(&minutes)) else { return };
    (end.number, end.end) = (number, close);
    if let Some((seconds, close)) = marked(lexer, end.end, &SECOND_MARKS)
        && (0..60).contains(&seconds)
        && let Some(number) = Number::whole(seconds).over(3600).and_then(|part| end.number.plus(part))
    {
        (end.number, end.end) = (number, close);
    }
    let quarter = lexer.token(end.end);
    if quarter.gap <= Gap::Space && matches!(lexer.of(&quarter), "N" | "S" | "E" | "W") {
        end.end = quarter.end;
    }
}

/// `15 dollars 50`, `thirteen dollars forty-five`: hundredths that nothing behind them claims.
fn cents_unsaid(lexer: Lexer<'_>, end: &mut End) -> bool {
    let next = lexer.token(end.end);
    let opens = matches!(next.what, What::Digits) || next.lexeme().is_some_and(|lexeme| lexeme.opens());
    if next.gap != Gap::Space || !opens || end.scale > 0 || end.number.exponent != 0 {
        return false;
    }
    let Some(cents) = numeral::numeral(lexer, next.start, next.start) else { return false };
    let after = lexer.token(cents.end);
    let closed = match after.what {
        What::End => true,
        What::Mark(mark) => after.gap == Gap::None && matches!(mark, '.' | ',' | ';' | ')' | '?' | '!'),
        _ => false,
    };
    let two = (10..100).contains(&cents.number.digits) && cents.number.exponent == 0;
    let plain = matches!(cents.form, Form::Figures | Form::Words) && !cents.scaled;
    if !(closed && two && plain) || lexer.byte(after.end).is_ascii_digit() {
        return false;
    }
    match Number::whole(cents.number.digits).scaled(-2).and_then(|part| end.number.plus(part)) {
        Some(sum) => {
            (end.number, end.end) = (sum, cents.end);
            true
        }
        None => false,
    }
}
