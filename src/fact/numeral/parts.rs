//! Fractions: `½`, `1/3`, `10 1/2`, `two-thirds`, `one and a half`, `half a million`, `one in four`.

use super::{Form, Numeral, cardinal_of, next_word, ordinal_of, part_of, scale_of, spaced_hyphen, words};
use crate::fact::Number;
use crate::fact::lex::{Gap, Lexer, Token, What};
use crate::fact::table::Sense;

/// The vulgar fractions of Unicode (Number Forms and Latin-1).
const SIGNS: [(char, i128, u32); 18] = [
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅐', 1, 7),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
    ('⅑', 1, 9),
    ('⅒', 1, 10),
];

/// The value of a fraction sign.
pub(super) fn sign(sign: char) -> Option<Number> {
    SIGNS.iter().find(|(known, _, _)| *known == sign).map(|(_, top, bottom)| Number::fraction(*top, *bottom))
}

/// `10 1/2`, `10½`, `1/3`, `21st` behind a figure.
pub(super) fn behind_figures(lexer: Lexer<'_>, figure: Numeral) -> Option<Numeral> {
    let Numeral { number, end, .. } = figure;
    if let Some((value, sign_end)) = sign_at(lexer, end) {
        // "$5.52¼": a quarter of a cent.
        let value = value.scaled(number.exponent.min(0))?;
        return Some(Numeral { number: number.plus(value)?, end: sign_end, form: Form::Fraction, ..figure });
    }
    if number.exponent != 0 {
        return None;
    }
    if let Some(bottom_end) = slash(lexer, end)
        && let Some((bottom, bottom_end)) = bottom(lexer, bottom_end)
        && number.digits < bottom
        && number.digits > 0
    {
        return Some(Numeral {
            number: number.over(bottom)?,
            end: bottom_end,
            form: Form::Fraction,
            ..figure
        });
    }
    let joint = matches!(lexer.peek(end), b'0'..=b'9' | b'-' | 0x80..);
    let next =
        if joint { lexer.token(end) } else { Token { start: end, end, gap: Gap::None, what: What::End } };
    if matches!(next.what, What::Digits) && next.gap == Gap::Space || next.is_dash() {
        let top = if next.is_dash() { lexer.token(next.end) } else { next };
        if matches!(top.what, What::Digits)
            && let Some(after) = slash(lexer, top.end)
            && let Some((bottom, end)) = bottom(lexer, after)
            && let Ok(top) = lexer.of(&top).parse::<i128>()
            && top < bottom
            && top > 0
        {
            let part = Number::whole(top).over(bottom)?;
            return Some(Numeral { number: number.plus(part)?, end, form: Form::Fraction, ..figure });
        }
    }
    let suffix = lexer.word_end(end);
    let ordinal = lexer.text.get(end..suffix).is_some_and(|suffix| ordinal_suffix(number.digits, suffix));
    if ordinal && !lexer.byte(suffix).is_ascii_digit() {
        return Some(Numeral { end: suffix, form: Form::Ordinal, ..figure });
    }
    None
}

fn ordinal_suffix(value: i128, suffix: &str) -> bool {
    let wanted = match (value % 10, value % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    suffix.eq_ignore_ascii_case(wanted) || (wanted == "nd" || wanted == "rd") && suffix == "d"
}

fn sign_at(lexer: Lexer<'_>, at: usize) -> Option<(Number, usize)> {
    if lexer.peek(at) < 0x80 {
        return None;
    }
    let next = lexer.token(at);
    let value = sign(next.mark().or_else(|| lexer.char_at(next.start))?)?;
    (next.gap < Gap::Paragraph).then_some((value, next.start + lexer.char_at(next.start)?.len_utf8()))
}

fn slash(lexer: Lexer<'_>, at: usize) -> Option<usize> {
    let slash = lexer.char_at(at).filter(|slash| matches!(slash, '/' | '⁄'))?;
    Some(at + slash.len_utf8())
}

/// The denominator of a fraction in figures: a small number that stands alone.
fn bottom(lexer: Lexer<'_>, at: usize) -> Option<(i128, usize)> {
    let digits = lexer.run(at, |byte| byte.is_ascii_digit());
    let end = at + digits;
    let value: i128 = lexer.text.get(at..end).filter(|_| (1..=3).contains(&digits))?.parse().ok()?;
    let usual = (2..=10).contains(&value) || matches!(value, 12 | 16 | 20 | 25 | 32 | 50 | 64 | 100);
    let joined = matches!(lexer.byte(end), b'/' | b'.' | b',') && lexer.byte(end + 1).is_ascii_alphanumeric()
        || lexer.byte(end) == b'/';
    (usual && !joined).then_some((value, end))
}

/// `two-thirds`, `one fifth`, `twenty-first`, `one in four` behind a cardinal in words.
pub(super) fn behind_words(lexer: Lexer<'_>, cardinal: Numeral, before_and: i128) -> Option<Numeral> {
    let value = cardinal.number.digits;
    let small = |word: &Token| {
        (1..20).contains(&value)
            && matches!(word.lexeme(), Some(word) if ordinal_of(word).or(part_of(word)) > Some(2))
    };
    let next = spaced_hyphen(lexer, cardinal.end).filter(small).or_else(|| next_word(lexer, cardinal.end))?;
    let lexeme = next.lexeme()?;
    if let Some((bottom, end)) = compound_bottom(lexer, &next) {
        return Some(fraction(cardinal, Number::whole(value).over(bottom)?, end));
    }
    if let Some(ordinal) = ordinal_of(lexeme) {
        let tens = value % 100;
        if ordinal < 10 && tens >= 20 && tens % 10 == 0 || ordinal < 100 && value % 100 == 0 && value > 0 {
            let number = Number::whole(value + ordinal);
            return Some(Numeral { number, end: next.end, form: Form::Ordinal, ..cardinal });
        }
        if value == 1 && ordinal > 2 {
            let part = fraction(cardinal, Number::ONE.over(ordinal)?, next.end);
            return Some(of_scale(lexer, part).unwrap_or(part));
        }
        if ordinal >= 100 {
            let number = Number::whole(value.checked_mul(ordinal)?);
            return Some(Numeral { number, end: next.end, form: Form::Ordinal, ..cardinal });
        }
        return None;
    }
    let bottom = part_of(lexeme)?;
    if lexer.is(&next, "quarters") && value - before_and > 3
        || bottom == 2 && value > 1 && !lexer.is(&next, "halves")
    {
        return None;
    }
    // "one hundred and three quarters": the parts are what stands behind "and".
    let top = value - before_and;
    if before_and > 0 && top < bottom {
        let number = Number::whole(before_and).plus(Number::whole(top).over(bottom)?)?;
        return Some(fraction(cardinal, number, next.end));
    }
    let part = fraction(cardinal, parted(value, bottom)?, next.end);
    Some(of_scale(lexer, part).unwrap_or(part))
}

/// `twenty-firsts`, `thirty-seconds`: tens and the plural of an ordinal; the denominator and where it ends.
fn compound_bottom(lexer: Lexer<'_>, tens: &Token) -> Option<(i128, usize)> {
    let value = cardinal_of(tens.lexeme()?).filter(|value| *value >= 20 && value % 10 == 0)?;
    let ones = next_word(lexer, tens.end)?;
    let part = match () {
        () if lexer.is(&ones, "firsts") => 1,
        () if lexer.is(&ones, "seconds") && lexer.byte(tens.end) == b'-' => 2,
        () => {
            part_of(ones.lexeme()?).filter(|part| (3..10).contains(part) && lexer.of(&ones).ends_with('s'))?
        }
    };
    Some((value + part, ones.end))
}

/// `top ÷ bottom`, also for the powers of ten that no divisor holds (`trillionths`).
fn parted(top: i128, bottom: i128) -> Option<Number> {
    let whole = Number::whole(top);
    whole.over(bottom).or_else(|| whole.scaled(-i16::try_from(bottom.checked_ilog10()?).ok()?))
}

fn fraction(cardinal: Numeral, number: Number, end: usize) -> Numeral {
    Numeral { number, end, form: Form::Fraction, ..cardinal }
}

/// A part named without a number in front: `half`, `a quarter`, `half a million`, `a third`.
pub(super) fn named(lexer: Lexer<'_>, name: Token, bottom: i128, article: Option<Token>) -> Option<Numeral> {
    let start = article.as_ref().map_or(name.start, |article| article.start);
    // "the second half", "first-half profit", "the other half" are one of two, not a half of something.
    let mut before = lexer.before(name.start, 0);
    if before.is_dash() && before.gap == Gap::None {
        before = lexer.before(before.start, 0);
    }
    if before.lexeme().and_then(ordinal_of).is_some()
        || lexer.is_any(&before, &["other", "latter", "better", "either"])
    {
        return None;
    }
    let number = Number::ONE.over(bottom)?;
    let part = Numeral { number, start, end: name.end, form: Form::Fraction, scaled: false };
    if let Some(whole) = of_scale(lexer, part) {
        return Some(whole);
    }
    // "half-million", "half-hour"; but a half-life and a half-brother are no halves.
    let dash = lexer.token(name.end);
    if dash.is_dash() && dash.gap == Gap::None {
        // "a quarter-point cut"
        let point = lexer.is(&lexer.token(dash.end), "point");
        if point || bottom == 2 {
            let joined = of_scale(lexer, Numeral { end: dash.end, ..part });
            return joined.or_else(|| (point || super::measures(lexer, dash.end)).then_some(part));
        }
    }
    if lexer.of(&name).ends_with(['s', 'S']) || bottom > 4 {
        return None;
    }
    (bottom == 2 || article.is_some()).then_some(part)
}

/// `half a million`, `a quarter of a million`, `three quarters of a billion`, `half a dozen`.
pub(super) fn of_scale(lexer: Lexer<'_>, part: Numeral) -> Option<Numeral> {
    let mut next = lexer.token(part.end);
    for filler in [["of", "of"], ["a", "an"]] {
        if next.gap == Gap::Space && lexer.is_any(&next, &filler) {
            next = lexer.token(next.end);
        }
    }
    let joined = lexer.byte(part.end.saturating_sub(1)) == b'-';
    let lexeme = next.lexeme().filter(|_| next.gap == Gap::Space || joined)?;
    let scale = match scale_of(lexeme) {
        Some(power) if !lexer.of(&next).ends_with('s') => Number::ONE.scaled(power)?,
        _ => Number::whole(super::group_of(lexeme)?),
    };
    let number = part.number.times(scale)?;
    Some(Numeral { number, end: next.end, scaled: true, form: Form::Words, ..part })
}

/// `one over 20`: a quotient, where nothing follows that would be counted.
pub(super) fn quotient(lexer: Lexer<'_>, top: Numeral) -> Option<Numeral> {
    if !matches!(lexer.peek(top.end), b'o' | 0x80..) {
        return None;
    }
    let over = lexer.token(top.end);
    let next = lexer.token(over.end);
    let opens = matches!(next.what, What::Digits) || next.lexeme().is_some_and(|lexeme| lexeme.opens());
    if !lexer.is(&over, "over") || next.gap != Gap::Space || !opens {
        return None;
    }
    let bottom = super::numeral(lexer, next.start, next.start)?;
    let alone = matches!(lexer.token(bottom.end).what, What::End | What::Mark('.' | ',' | ';' | ')' | '?'));
    let plain = [top, bottom]
        .iter()
        .all(|part| part.number.exponent == 0 && matches!(part.form, Form::Figures | Form::Words));
    (alone && plain).then_some(())?;
    Some(Numeral {
        number: top.number.over(bottom.number.digits)?,
        end: bottom.end,
        form: Form::Fraction,
        ..top
    })
}

/// Whether the ordinal `word` names a part: "the western third of the island", "the top tenth of earners".
pub(super) fn is_slice(lexer: Lexer<'_>, word: &Token, value: i128, floor: usize) -> bool {
    let before = lexer.before(word.start, floor);
    (3..=10).contains(&value)
        && before.gap == Gap::Space
        && before.lexeme().is_some_and(|lexeme| lexeme.has(Sense::Slice))
        && lexer.is(&lexer.token(word.end), "of")
}

/// Whether `a fifth` is a part rather than "one more": what follows says so.
pub(super) fn reads_as_part(lexer: Lexer<'_>, ordinal: &Token, start: usize, floor: usize) -> bool {
    let next = lexer.token(ordinal.end);
    let before = lexer.before(start, floor);
    let by = lexer.is_any(
        &before,
        &["by", "than", "about", "nearly", "almost", "over", "around", "roughly", "only", "under"],
    );
    let follows = match next.what {
        What::End => true,
        What::Mark(mark) => !matches!(mark, '-' | '‐' | '‑'),
        _ => lexer.is_any(
            &next,
            &[
                "of", "more", "less", "higher", "lower", "larger", "smaller", "bigger", "fewer", "and", "or",
                "to", "in", "since", "from", "as",
            ],
        ),
    };
    by || follows
}

fn is_multiple(number: Number, power: i16) -> bool {
    let Some(places) = power.checked_sub(number.exponent) else { return false };
    number.digits != 0
        && number.divisor == 1
        && (places <= 0
            || 10i128
                .checked_pow(places.unsigned_abs().into())
                .is_some_and(|scale| number.digits % scale == 0))
}

/// `and a half`, `and three quarters` behind a number, with the scale that may follow: `one and a half million`.
pub(in crate::fact) fn and_part(lexer: Lexer<'_>, whole: Numeral) -> Option<Numeral> {
    if !matches!(lexer.peek(whole.end), b'a' | b'-' | 0x80..) {
        return None;
    }
    let and = lexer.token(whole.end);
    if and.gap != Gap::Space && !and.is_dash() || !(lexer.is(&and, "and") || and.is_dash()) {
        return None;
    }
    let and = if and.is_dash() { lexer.token(and.end) } else { and };
    if !lexer.is(&and, "and") {
        return None;
    }
    let next = next_word(lexer, and.end)?;
    let (top, name) = if lexer.is_any(&next, &["a", "an"]) {
        (1, next_word(lexer, next.end)?)
    } else if let Some(top) = next.lexeme().and_then(cardinal_of) {
        (top, next_word(lexer, next.end)?)
    } else {
        (1, next)
    };
    let bottom = part_of(name.lexeme()?)
        .or_else(|| ordinal_of(name.lexeme()?).filter(|part| top == 1 && *part > 2))?;
    // "two and half of them": a part of something else.
    if top >= bottom || lexer.is(&lexer.token(name.end), "of") {
        return None;
    }
    let part = Number::whole(top).over(bottom)?;
    // "3 million and a half" is three and a half million.
    if let Some(scale) = [12, 9, 6].into_iter().find(|power| is_multiple(whole.number, *power)) {
        let number = whole.number.scaled(-scale)?.plus(part)?.scaled(scale)?;
        return Some(Numeral { number, end: name.end, ..whole });
    }
    let number = whole.number.plus(part)?;
    let sum = Numeral { number, end: name.end, form: Form::Fraction, ..whole };
    Some(match words::scales(lexer, number, name.end) {
        Some(scaled) => Numeral { number: scaled.number, end: scaled.end, scaled: true, ..sum },
        None => sum,
    })
}
