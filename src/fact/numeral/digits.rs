//! Numbers in figures.

use crate::fact::Number;
use crate::fact::lex::Lexer;

/// Digits kept of one figure; an `i128` holds 38.
const MOST_DIGITS: usize = 30;

/// A figure and where it ends: separators between groups of three, decimals, an exponent.
///
/// Groups may be parted by a comma, a point, an apostrophe or any space (`1,234`, `1.234,5`, `1'234`, `1 234`), also in
/// the Indian manner (`12,34,567`). A comma before one or two last digits is a decimal comma. A figure that goes on
/// like a version or an address (`1.2.3`) is none.
pub(super) fn digits(lexer: Lexer<'_>, at: usize) -> Option<(Number, usize)> {
    let mut end = at + lexer.run(at, |byte| byte.is_ascii_digit());
    let mut reader = Reader { number: Number::whole(0), count: 0 };
    reader.push(lexer.text.get(at..end)?)?;
    let first = end - at;
    let separator = if (1..=3).contains(&first) { group_separator(lexer, end) } else { None };
    if let Some(separator) = separator {
        while let Some(next) = next_group(lexer, end, separator) {
            reader.push(lexer.text.get(next - 3..next)?)?;
            end = next;
        }
    } else if let Some(next) = indian_groups(lexer, at, end) {
        for group in lexer.text.get(end..next)?.split(',') {
            reader.push(group)?;
        }
        end = next;
    }
    if let Some((from, to)) = decimals(lexer, end, separator) {
        reader.push(lexer.text.get(from..to)?)?;
        reader.number.exponent = -i16::try_from(to - from).ok()?;
        end = to;
    }
    if matches!(lexer.byte(end), b'.' | b',')
        && separator != Some('.')
        && lexer.byte(end) == b'.'
        && lexer.byte(end + 1).is_ascii_digit()
    {
        return None;
    }
    if let Some((power, next)) = exponent(lexer, end) {
        reader.number.exponent = reader.number.exponent.checked_add(power)?;
        end = next;
    }
    Some((reader.number, end))
}

struct Reader {
    number: Number,
    count: usize,
}

impl Reader {
    fn push(&mut self, digits: &str) -> Option<()> {
        self.count += digits.len();
        if self.count > MOST_DIGITS {
            return None;
        }
        // Most figures fit into 64 bits, whose arithmetic is cheaper.
        match u64::try_from(self.number.digits) {
            Ok(start) if self.count < 19 => {
                let add = |sum: u64, digit: u8| sum * 10 + u64::from(digit - b'0');
                self.number.digits = digits.bytes().fold(start, add).into();
            }
            _ => {
                let add = |sum: i128, digit: u8| sum * 10 + i128::from(digit - b'0');
                self.number.digits = digits.bytes().fold(self.number.digits, add);
            }
        }
        Some(())
    }
}

/// The separator at `at` if a group of exactly three digits follows it.
fn group_separator(lexer: Lexer<'_>, at: usize) -> Option<char> {
    let separator = lexer.char_at(at)?;
    let spaced = matches!(separator, ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}');
    if !spaced && !matches!(separator, ',' | '\'' | '’' | '.') {
        return None;
    }
    let end = next_group(lexer, at, separator)?;
    // One group behind a point is a decimal fraction (4.800), unless more groups or a decimal comma follow.
    if separator == '.' && next_group(lexer, end, '.').is_none() && decimals(lexer, end, Some('.')).is_none()
    {
        return None;
    }
    Some(separator)
}

fn next_group(lexer: Lexer<'_>, at: usize, separator: char) -> Option<usize> {
    if lexer.char_at(at)? != separator {
        return None;
    }
    let from = at + separator.len_utf8();
    (lexer.run(from, |byte| byte.is_ascii_digit()) == 3).then_some(from + 3)
}

/// The end of `,34,567` behind one or two digits.
fn indian_groups(lexer: Lexer<'_>, start: usize, at: usize) -> Option<usize> {
    if at - start > 2 {
        return None;
    }
    let mut end = at;
    loop {
        if lexer.byte(end) != b',' {
            return None;
        }
        match lexer.run(end + 1, |byte| byte.is_ascii_digit()) {
            2 => end += 3,
            3 if end > at => return Some(end + 4),
            _ => return None,
        }
    }
}

/// The digits behind a decimal sign at `at`: a point, a raised point, or a comma where it parts no thousands.
fn decimals(lexer: Lexer<'_>, at: usize, separator: Option<char>) -> Option<(usize, usize)> {
    let sign = lexer.char_at(at)?;
    let from = at + sign.len_utf8();
    let count = lexer.run(from, |byte| byte.is_ascii_digit());
    let fits = match sign {
        '.' | '·' => separator != Some('.') && count > 0,
        ',' => {
            separator != Some(',')
                && (1..=2).contains(&count)
                && (lexer.byte(from + count) != b',' || !lexer.byte(from + count + 1).is_ascii_digit())
        }
        _ => false,
    };
    fits.then_some((from, from + count))
}

/// `e6`, `×10^6`, `x 10⁻⁴`: the power of ten and where it ends.
pub(in crate::fact) fn exponent(lexer: Lexer<'_>, at: usize) -> Option<(i16, usize)> {
    let (sign_at, raised) = match lexer.byte(at) {
        b'e' | b'E' => (at + 1, false),
        _ if !matches!(lexer.peek(at), b'x' | b'*' | 0x80..) => return None,
        _ => {
            let times = lexer.token(at);
            let ten = lexer.token(times.end);
            if !(lexer.is_any(&times, &["x", "×", "*", "·"]) && lexer.of(&ten) == "10") {
                return None;
            }
            if lexer.byte(ten.end) == b'^' { (ten.end + 1, false) } else { (ten.end, true) }
        }
    };
    let mut end = sign_at;
    let (mut power, mut negative, mut some) = (0i16, false, false);
    while let Some(next) = lexer.char_at(end) {
        let digit = if raised { superscript(next) } else { next.to_digit(10) };
        match digit {
            Some(digit) => {
                power = power.checked_mul(10)?.checked_add(i16::try_from(digit).ok()?)?;
                some = true;
            }
            None if !some && matches!(next, '-' | '−' | '⁻') => negative = true,
            None if !some && next == '+' => {}
            None => break,
        }
        end += next.len_utf8();
    }
    (some && power <= 400).then_some((if negative { -power } else { power }, end))
}

fn superscript(digit: char) -> Option<u32> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|raised| raised == digit).and_then(|at| u32::try_from(at).ok())
}
