//! Numerals: figures, number words, fractions and ordinals, each with its value and its end.

mod digits;
mod parts;
mod words;

use super::Number;
use super::lex::{Gap, Lexer, Token};
use super::table::{self, Lexeme, Sense};

use digits::digits;
pub(super) use digits::exponent;
pub(super) use parts::and_part;

/// How a numeral is written, as far as its meaning depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `285,000`
    Figures,
    /// `seven`, `two hundred`
    Words,
    /// `half`, `two-thirds`, `¾`, `one in four`
    Fraction,
    /// `second`, `21st`
    Ordinal,
    /// `twice`, `doubled`, `tenfold`
    Times,
}

/// A numeral in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numeral {
    pub number: Number,
    pub start: usize,
    pub end: usize,
    pub form: Form,
    /// Whether a scale (`million`, `dozen`) is part of it.
    pub scaled: bool,
}

/// The numeral at `at`, scale words included; `floor` bounds the look back for an article (`a dozen`, `a third`).
///
/// Scale symbols (`6bn`, `5m`) are left to the caller: whether `m` is a scale or a unit depends on what is around.
pub(super) fn numeral(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Numeral> {
    let first = lexer.char_at(at)?;
    if first.is_ascii_digit() {
        let (mut number, mut end) = digits(lexer, at)?;
        let mut start = at;
        if lexer.byte(at.wrapping_sub(1)) == b'.'
            && at > floor
            && end == at + lexer.run(at, |b| b.is_ascii_digit())
        {
            // ".08"; the caller has seen that nothing is joined to the point.
            number.exponent = -i16::try_from(end - at).ok()?;
            start -= 1;
        }
        let plain = Numeral { number, start, end, form: Form::Figures, scaled: false };
        if let Some(found) = parts::behind_figures(lexer, plain) {
            // "2 ½ million"
            let scaled =
                words::scales(lexer, found.number, found.end).filter(|_| found.form == Form::Fraction);
            return Some(scaled.map_or(found, |sum| Numeral {
                number: sum.number,
                end: sum.end,
                scaled: true,
                ..found
            }));
        }
        let mut scaled = false;
        if let Some(sum) = words::scales(lexer, number, end) {
            (number, end, scaled) = (sum.number, sum.end, true);
        }
        let whole = Numeral { number, end, scaled, ..plain };
        return Some(
            parts::and_part(lexer, whole).or_else(|| parts::quotient(lexer, whole)).unwrap_or(whole),
        );
    }
    if !first.is_ascii() {
        let number = parts::sign(first)?;
        let end = at + first.len_utf8();
        return Some(Numeral { number, start: at, end, form: Form::Fraction, scaled: false });
    }
    words::numeral(lexer, at, floor)
}

/// The next token if it belongs to the same phrase: behind a space or a hyphen.
fn next_word(lexer: Lexer<'_>, at: usize) -> Option<Token> {
    let next = lexer.token(at);
    match next.gap {
        Gap::Paragraph => None,
        Gap::None if next.is_dash() => {
            let word = lexer.token(next.end);
            (word.gap == Gap::None).then_some(word)
        }
        _ => Some(next),
    }
}

/// The word behind a hyphen with a space on both sides, as tokenised text has it: `ninety - five`, `one - fourth`.
fn spaced_hyphen(lexer: Lexer<'_>, at: usize) -> Option<Token> {
    let dash = lexer.token(at);
    let word = lexer.token(dash.end);
    (dash.mark() == Some('-') && dash.gap == Gap::Space && word.gap == Gap::Space).then_some(word)
}

/// A sense of a word by what it holds.
fn cardinal_of(lexeme: &Lexeme) -> Option<i128> {
    lexeme.sense(|sense| if let Sense::Cardinal(value) = sense { Some(i128::from(*value)) } else { None })
}

fn ordinal_of(lexeme: &Lexeme) -> Option<i128> {
    lexeme.sense(|sense| if let Sense::Ordinal(value) = sense { Some(i128::from(*value)) } else { None })
}

fn part_of(lexeme: &Lexeme) -> Option<i128> {
    lexeme.sense(|sense| if let Sense::Part(value) = sense { Some(i128::from(*value)) } else { None })
}

fn group_of(lexeme: &Lexeme) -> Option<i128> {
    lexeme.sense(|sense| if let Sense::Group(value) = sense { Some(i128::from(*value)) } else { None })
}

fn scale_of(lexeme: &Lexeme) -> Option<i16> {
    lexeme.sense(|sense| if let Sense::Scale(power) = sense { Some(i16::from(*power)) } else { None })
}

/// Whether a unit is named at `at`: `hour`, `mile`, `percentage point`.
fn measures(lexer: Lexer<'_>, at: usize) -> bool {
    super::measure::name(lexer, at).is_some()
}

/// The power of ten of the scale symbol at `at` (`bn`, `m`), and its token.
pub(super) fn scale_symbol(lexer: Lexer<'_>, at: usize) -> Option<(i16, Token)> {
    let token = lexer.token(at);
    if token.gap == Gap::Paragraph || token.mark().is_some() {
        return None;
    }
    let power = table::symbol(lexer.of(&token)).and_then(scale_of)?;
    (!lexer.byte(token.end).is_ascii_alphanumeric()).then_some((power, token))
}
