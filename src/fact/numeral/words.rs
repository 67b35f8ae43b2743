//! Numbers in words: `two hundred and eighty-five thousand`, `a dozen`, `twenty-first`.

use super::{
    Form, Numeral, cardinal_of, group_of, next_word, ordinal_of, part_of, parts, scale_of, spaced_hyphen,
};
use crate::fact::Number;
use crate::fact::lex::{Gap, Lexer, Token, What};
use crate::fact::table::Sense;

/// A number read so far.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sum {
    pub number: Number,
    pub end: usize,
    /// What was read before the last "and".
    pub before_and: i128,
}

/// The numeral that the opening word at `at` belongs to.
pub(super) fn numeral(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Numeral> {
    let first = lexer.token(at);
    let lexeme = first.lexeme()?;
    let article = article_before(lexer, at, floor);
    let start = article.as_ref().map_or(at, |article| article.start);
    if let Some(times) =
        lexeme.sense(|sense| if let Sense::Times(times) = sense { Some(*times) } else { None })
    {
        let number = Number::whole(i128::from(times));
        return Some(Numeral { number, start: at, end: first.end, form: Form::Times, scaled: false });
    }
    if let Some(by) = lexeme.sense(|sense| if let Sense::Share(by) = sense { Some(*by) } else { None }) {
        let number = Number::fraction(1, u32::try_from(by).ok()?);
        return Some(Numeral { number, start: at, end: first.end, form: Form::Times, scaled: false });
    }
    if cardinal_of(lexeme).is_some() {
        let sum = cardinal(lexer, at, true)?;
        return Some(finish(lexer, at, sum));
    }
    if let Some(bottom) = part_of(lexeme).filter(|_| lexer.of(&first).len() > 3) {
        return parts::named(lexer, first, bottom, article);
    }
    if let Some(group) = group_of(lexeme) {
        // "a dozen"; a bare "dozen" counts nothing.
        article?;
        return Some(Numeral {
            number: Number::whole(group),
            start,
            end: first.end,
            form: Form::Words,
            scaled: true,
        });
    }
    if let Some(value) = ordinal_of(lexeme) {
        let part = article.is_some() && value > 2 && parts::reads_as_part(lexer, &first, start, floor);
        if part || parts::is_slice(lexer, &first, value, floor) {
            let number = Number::whole(1).over(value).or_else(|| small_part(value))?;
            return Some(Numeral { number, start, end: first.end, form: Form::Fraction, scaled: false });
        }
        return Some(Numeral {
            number: Number::whole(value),
            start: at,
            end: first.end,
            form: Form::Ordinal,
            scaled: false,
        });
    }
    scale_of(lexeme)?;
    let counted =
        article.is_some() || next_word(lexer, first.end).and_then(|next| scale_of(next.lexeme()?)).is_some();
    if !counted {
        return None;
    }
    let mut words = Words { current: Some(1), ..Words::default() };
    let sum = words.read(lexer, at, at, true)?;
    Some(Numeral { start, scaled: true, ..finish(lexer, at, sum) })
}

/// 10⁻⁶ and the like, whose divisor is a power of ten beyond a `u32`.
fn small_part(value: i128) -> Option<Number> {
    let power = i16::try_from(value.checked_ilog10()?).ok()?;
    Number::whole(1).scaled(-power)
}

fn article_before(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Token> {
    let before = lexer.before(at, floor);
    (before.gap == Gap::Space && lexer.is_any(&before, &["a", "an"])).then_some(before)
}

/// What may follow a cardinal in words: a decimal, a part, a group, an ordinal.
fn finish(lexer: Lexer<'_>, start: usize, sum: Sum) -> Numeral {
    // "ten to twelve billion": a scale at the end serves the other end of a range.
    let scaled = lexer.before(sum.end, start).lexeme().and_then(scale_of).is_some_and(|power| power >= 3);
    let words = Numeral { number: sum.number, start, end: sum.end, form: Form::Words, scaled };
    if let Some(point) = point(lexer, sum) {
        let scaled = scales(lexer, point.number, point.end);
        let Sum { number, end, .. } = scaled.unwrap_or(point);
        return Numeral { number, end, scaled: scaled.is_some(), ..words };
    }
    if let Some(found) = parts::behind_words(lexer, words, sum.before_and) {
        return found;
    }
    if let Some(next) = next_word(lexer, sum.end)
        && let Some(group) = next.lexeme().and_then(group_of)
        && let Some(number) = sum.number.times(Number::whole(group))
    {
        return Numeral { number, end: next.end, scaled: true, ..words };
    }
    parts::and_part(lexer, words).or_else(|| parts::quotient(lexer, words)).unwrap_or(words)
}

/// `point zero three` behind a number.
fn point(lexer: Lexer<'_>, sum: Sum) -> Option<Sum> {
    let point = lexer.token(sum.end);
    if !lexer.is(&point, "point") {
        return None;
    }
    let (mut digits, mut places, mut end) = (String::new(), 0i16, point.end);
    while let Some(next) = next_word(lexer, end) {
        let Some(value) = next.lexeme().and_then(cardinal_of) else { break };
        let text = value.to_string();
        // "point seventy-one": the ones take the place of the zero.
        if digits.ends_with('0') && value < 10 && digits.len() > 1 {
            digits.pop();
            places -= 1;
        }
        places += i16::try_from(text.len()).ok()?;
        digits.push_str(&text);
        end = next.end;
        if places > 20 {
            return None;
        }
    }
    let decimals = Number { digits: digits.parse().ok()?, exponent: -places, divisor: 1 };
    Some(Sum { number: sum.number.plus(decimals)?, end, ..sum })
}

/// A cardinal in words from `at`; without `and_ok` it ends before `and` (in `between one hundred and fifty`).
pub(super) fn cardinal(lexer: Lexer<'_>, at: usize, and_ok: bool) -> Option<Sum> {
    Words::default().read(lexer, at, at, and_ok)
}

/// The scale words behind a number: `6 million`, `3 hundred thousand`, `3 hundred and 21`.
pub(super) fn scales(lexer: Lexer<'_>, number: Number, end: usize) -> Option<Sum> {
    // hundred, thousand, lakh, million, milliard, crore, billion, trillion, quadrillion, quintillion, dozen
    if !matches!(lexer.peek(end), b'h' | b't' | b'l' | b'm' | b'c' | b'b' | b'q' | b'd' | b'-' | 0x80..) {
        return None;
    }
    let (mut sum, mut power) = (Sum { number, end, before_and: 0 }, None);
    while let Some(next) = next_word(lexer, sum.end) {
        let lexeme = next.lexeme();
        if let Some(next_power) = lexeme.and_then(scale_of) {
            sum = Sum { number: sum.number.scaled(next_power)?, end: next.end, ..sum };
            power = Some(next_power);
        } else if let Some(group) = lexeme.and_then(group_of).filter(|_| power.is_none()) {
            sum = Sum { number: sum.number.times(Number::whole(group))?, end: next.end, ..sum };
            return Some(sum);
        } else {
            break;
        }
    }
    let power = power?;
    Some(rest(lexer, sum, power).unwrap_or(sum))
}

/// `and 21` behind `3 hundred`: a smaller whole number in figures or words.
fn rest(lexer: Lexer<'_>, sum: Sum, power: i16) -> Option<Sum> {
    if power > 3 {
        return None;
    }
    let mut next = lexer.token(sum.end);
    if next.gap != Gap::Space {
        return None;
    }
    let joined = lexer.is(&next, "and");
    if joined {
        next = lexer.token(next.end);
    }
    let (value, end) = match next.what {
        What::Digits => {
            let value: i128 = lexer.of(&next).parse().ok()?;
            let plain = Sum { number: Number::whole(value), end: next.end, before_and: 0 };
            let part = scales(lexer, plain.number, plain.end).unwrap_or(plain);
            (part.number, part.end)
        }
        What::Word(Some(lexeme)) if joined && cardinal_of(lexeme).is_some() => {
            let part = cardinal(lexer, next.start, false)?;
            (part.number, part.end)
        }
        _ => return None,
    };
    let fits = value.compare(Number::ONE.scaled(power)?).is_lt() && value.digits > 0 && value.exponent >= 0;
    let closed =
        !lexer.byte(end).is_ascii_alphanumeric() && lexer.byte(end) != b'.' || lexer.byte(end + 1) == b' ';
    (fits && closed).then_some(())?;
    Some(Sum { number: sum.number.plus(value)?, end, ..sum })
}

/// The words of a cardinal, added up.
#[derive(Debug, Default)]
struct Words {
    /// What has been closed by a scale.
    total: i128,
    /// What waits for a scale.
    current: Option<i128>,
    /// The power of the last scale, hundred included.
    last: Option<i16>,
}

impl Words {
    fn read(&mut self, lexer: Lexer<'_>, at: usize, start: usize, and_ok: bool) -> Option<Sum> {
        let mut end = start;
        let mut here = at;
        let mut before_and = 0;
        while let Some(mut next) =
            if here == start { Some(lexer.token(here)) } else { next_word(lexer, here) }
        {
            if next.mark() == Some('-')
                && let Some(ones) = spaced_hyphen(lexer, here).filter(|ones| self.takes_ones(ones))
            {
                next = ones;
            }
            let and = lexer.is(&next, "and");
            let taken = match next.lexeme() {
                _ if and => and_ok && end > start && self.and_follows(lexer, next.end),
                Some(lexeme) => match (cardinal_of(lexeme), scale_of(lexeme)) {
                    (Some(value), _) => self.add(value),
                    (None, Some(power)) => self.scale(power),
                    (None, None) => false,
                },
                None => false,
            };
            if !taken {
                break;
            }
            here = next.end;
            if and {
                before_and = self.value();
            } else {
                end = here;
            }
        }
        (end > start).then(|| Sum { number: Number::whole(self.value()), end, before_and })
    }

    /// Whether the word is what `twenty` to `ninety` wait for behind a hyphen.
    fn takes_ones(&self, word: &Token) -> bool {
        let tens = self.current.is_some_and(|current| current % 10 == 0 && current % 100 >= 20);
        tens && word.lexeme().and_then(cardinal_of).is_some_and(|ones| (1..10).contains(&ones))
    }

    fn value(&self) -> i128 {
        self.total + self.current.unwrap_or(0)
    }

    fn add(&mut self, value: i128) -> bool {
        let current = match self.current {
            None => value,
            Some(tens) if tens % 10 == 0 && tens % 100 >= 20 && (1..10).contains(&value) => tens + value,
            Some(hundreds) if hundreds > 0 && hundreds % 100 == 0 && value > 0 => hundreds + value,
            Some(_) => return false,
        };
        self.current = Some(current);
        true
    }

    fn scale(&mut self, power: i16) -> bool {
        let Some(current) = self.current else { return false };
        if power == 2 {
            if current >= 100 || current == 0 {
                return false;
            }
            self.current = Some(current * 100);
            self.last = Some(self.last.map_or(2, |last| last.min(2)));
            return true;
        }
        let fits = self.total == 0 || self.total % 10i128.pow(u32::from(power.unsigned_abs())) == 0;
        let Some(scaled) =
            10i128.checked_pow(u32::from(power.unsigned_abs())).and_then(|scale| current.checked_mul(scale))
        else {
            return false;
        };
        if !fits || self.total > 0 && scaled >= self.total {
            return false;
        }
        self.total += scaled;
        self.current = None;
        self.last = Some(power);
        true
    }

    /// Whether the number goes on behind "and": a smaller number follows that no scale lifts to the same height ("two
    /// hundred and three hundred" are two numbers).
    fn and_follows(&self, lexer: Lexer<'_>, at: usize) -> bool {
        let Some(last) = self.last else { return false };
        // The ones and tens behind "and", and what scale stands behind them.
        let (mut part, mut end) = (Words::default(), at);
        while let Some(next) = next_word(lexer, end)
            && let Some(value) = next.lexeme().and_then(cardinal_of)
            && part.add(value)
        {
            end = next.end;
        }
        let value = part.value();
        let scale =
            next_word(lexer, end).and_then(|next| next.lexeme().and_then(scale_of)).filter(|_| end > at);
        if value == 0 {
            return false;
        }
        match (self.current, scale) {
            // "one hundred and two", "two hundred and two thousand"
            (Some(current), None | Some(3..)) => current % 100 == 0 && value < 100,
            // "two thousand and five", "one million and two hundred thousand"
            (None, scale) => scale.is_none_or(|scale| scale < last),
            (Some(_), Some(_)) => false,
        }
    }
}
