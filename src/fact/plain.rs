//! Figures that nothing around them can change, read at one look: `(2023 est.)`, `7.5%,`, `$1.4 billion (`.
//!
//! Most figures of tables and reports stand between marks and words that mean nothing to any grammar. [`plain`] knows a
//! few such surroundings and leaves every other figure to the grammars; in debug builds each of its answers is checked
//! against them. Whether a word means nothing is told by a filter over the tables and over `table/asked.tsv`, the words
//! that the grammars ask for by name.

use super::figure::{self, End};
use super::lex::{Lexer, What};
use super::measure::{self, unit_of};
use super::numeral::{Form, Numeral};
use super::table::{self, Lexeme};
use super::when::{Extent, Moment, Period, Role, Year};
use super::{Amount, Fact, Kind, Number, Unit, Value, When, behind, bound};
use crate::text::Span;

/// The fact of the figure at `at`, if a look at its neighbours shows that it is a bare year in brackets, or a number,
/// percentage or amount of dollars by itself; `None` leaves the question open. Nothing before `floor` is looked at.
pub(super) fn plain(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Fact> {
    let look = Look { lexer, bytes: lexer.text.as_bytes(), floor };
    look.year(at).or_else(|| look.amount(at))
}

/// Where the words of a scale end, with its power of ten. Other spellings are left to the grammars.
const SCALES: [(&[u8], i16); 4] = [(b" million", 6), (b" billion", 9), (b" trillion", 12), (b" thousand", 3)];

/// Digits of the longest figure that is read here: they fit into 64 bits.
const MOST_DIGITS: usize = 18;

fn fact(kind: Kind, number: Number, unit: Unit, span: Span) -> Fact {
    Fact { kind, span, value: Value::Amount(Amount::exactly(number, unit)) }
}

/// The bytes around a figure.
struct Look<'t> {
    lexer: Lexer<'t>,
    bytes: &'t [u8],
    floor: usize,
}

impl Look<'_> {
    /// `(2023)`, `(2023 est.)`, `declared in 1821,`
    fn year(&self, at: usize) -> Option<Fact> {
        let (digits, behind) = self.bytes.get(at..)?.split_first_chunk::<4>()?;
        if !matches!(digits[0], b'1' | b'2') || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let closed = match self.before(at) {
            b'(' => match behind {
                [b')', ..] => true,
                [b' ', b'e', b's', b't', next, ..] => !next.is_ascii_alphabetic() && *next < 0x80,
                _ => false,
            },
            b' ' => {
                let place = self.bytes.get(self.floor..at).unwrap_or_default();
                let led = [b" in ", b" In "].iter().any(|word| place.ends_with(*word));
                led && self.year_closes(at + 4) && self.word_before(at - 4)
            }
            _ => false,
        };
        if !closed {
            return None;
        }
        let year = digits.iter().fold(0, |sum, digit| sum * 10 + i32::from(digit - b'0'));
        let moment = Moment::date(Period::Year(Year::Full(year)));
        let when = When { role: Role::At, approximate: false, extent: Extent::One(moment) };
        Some(Fact { kind: Kind::Date, span: Span::new(at, at + 4), value: Value::When(when) })
    }

    /// Whether nothing behind a year that ends at `end` goes on with it.
    fn year_closes(&self, end: usize) -> bool {
        match self.bytes.get(end..).unwrap_or_default() {
            [] | [b'\n', b'\n', ..] => true,
            [b',' | b'.' | b';', b' ', ..] => self.word(end + 2, u8::is_ascii_alphabetic),
            [b' ', b'a', b'n', b'd', b' ', ..] => self.word(end + 5, u8::is_ascii_alphabetic),
            [b' ', ..] => self.word(end + 1, u8::is_ascii_alphabetic),
            _ => false,
        }
    }

    /// `205`, `1,489.5`, `7.5%`, `$1.489 billion`
    fn amount(&self, at: usize) -> Option<Fact> {
        let dollars = self.before(at) == b'$';
        let start = at - usize::from(dollars);
        let figure = self.figure(at)?;
        let (mut number, mut end) = (figure.number, figure.end);
        let percent = self.byte(end) == b'%';
        let scaled = if percent { None } else { self.scale(end) };
        if percent {
            end += 1;
        } else if let Some((power, behind)) = scaled {
            number.exponent += power;
            end = behind;
        }
        // Four digits may be a year, and a bare number a day of the month or the mark of a list: those need more of a look.
        let bare = !percent && !dollars;
        if dollars && percent || bare && figure.whole == 4 {
            return None;
        }
        if !self.opens(start, end, bare) {
            return None;
        }
        if !self.closes(start, end, bare) {
            let word = matches!(self.bytes.get(end..), Some([b' ', b'a'..=b'z' | b'A'..=b'Z', ..]));
            let numeral = Numeral { number, start, end, form: Form::Figures, scaled: scaled.is_some() };
            return if bare && word { self.quantity(numeral) } else { None };
        }
        let unit = |symbol: &str| table::symbol(symbol).and_then(unit_of).map(Unit::of);
        let (kind, unit) = match (percent, dollars) {
            (true, _) => (Kind::Percent, unit("%")?),
            (_, true) => (Kind::Money, unit("$")?),
            _ => (Kind::Number, Unit::default()),
        };
        Some(fact(kind, number, unit, Span::new(start, end)))
    }

    /// `12 years`, `1.529 million tons`
    fn quantity(&self, numeral: Numeral) -> Option<Fact> {
        // "20 GMT" is a time.
        let other = |word: &Lexeme| !word.senses.is_empty() && unit_of(word).is_none();
        if self.lexer.token(numeral.end).lexeme().is_some_and(other) {
            return None;
        }
        let mut end = End {
            number: numeral.number,
            start: numeral.start,
            end: numeral.end,
            form: numeral.form,
            unit: Unit::default(),
            scale: if numeral.scaled { behind::scale_power(self.lexer, &numeral) } else { 0 },
            prefixed: false,
        };
        behind::scale_symbol(self.lexer, &mut end, &numeral, None)?;
        behind::unit(self.lexer, &mut end, &numeral, self.floor, None);
        let kind = figure::kind_of(end.unit, end.form);
        // "5 feet, 10 inches", "18 years of age"
        let goes_on = match self.bytes.get(end.end..).unwrap_or_default() {
            [b',', b' ', next, ..] => next.is_ascii_digit(),
            [b' ', b'o', b'f', b' ', ..] => kind == Kind::Duration,
            _ => false,
        };
        if end.unit.is_none() || goes_on || !self.closes(end.start, end.end, false) {
            return None;
        }
        Some(fact(kind, end.number, end.unit, Span::new(end.start, end.end)))
    }

    /// Digits with a comma before each group of three, and decimals.
    fn figure(&self, at: usize) -> Option<Figure> {
        let whole = self.digits(at);
        let mut end = at + whole;
        if whole > 1 && self.byte(at) == b'0' {
            return None;
        }
        let mut sum = self.sum(0, at, end);
        let mut grouped = false;
        while whole <= 3 && self.byte(end) == b',' {
            match self.digits(end + 1) {
                // "in Paris, 7, Rome": the comma parts.
                0 => break,
                3 => sum = self.sum(sum, end + 1, end + 4),
                _ => return None,
            }
            (end, grouped) = (end + 4, true);
        }
        let mut exponent = 0;
        if self.byte(end) == b'.' {
            let decimals = self.digits(end + 1);
            if decimals > 0 {
                sum = self.sum(sum, end + 1, end + 1 + decimals);
                end += 1 + decimals;
                exponent = -i16::try_from(decimals).ok()?;
                // 27.11.2024, 1.234,5
                if matches!(self.byte(end), b'.' | b',') && self.byte(end + 1).is_ascii_digit() {
                    return None;
                }
            }
        }
        let whole = if grouped || exponent != 0 { 0 } else { whole };
        (end - at <= MOST_DIGITS).then_some(Figure {
            number: Number { exponent, ..Number::whole(sum.into()) },
            end,
            whole,
        })
    }

    fn sum(&self, start: u64, from: usize, to: usize) -> u64 {
        let digits = self.bytes.get(from..to).unwrap_or_default();
        digits.iter().fold(start, |sum, digit| sum.wrapping_mul(10).wrapping_add(u64::from(digit - b'0')))
    }

    fn digits(&self, at: usize) -> usize {
        self.bytes.get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// The scale word behind a figure and where it ends.
    fn scale(&self, end: usize) -> Option<(i16, usize)> {
        let behind = self.bytes.get(end..)?;
        if !matches!(behind, [b' ', b'm' | b'b' | b't', ..]) {
            return None;
        }
        let (word, power) = SCALES.iter().find(|(word, _)| behind.starts_with(word))?;
        Some((*power, end + word.len()))
    }

    /// Whether nothing in front of a figure belongs to it or says what it is.
    fn opens(&self, start: usize, end: usize, bare: bool) -> bool {
        let behind = self.bytes.get(end..).unwrap_or_default();
        match self.before(start) {
            // The start of the text, or of a paragraph.
            0 => start == 0,
            b'\n' => start >= self.floor + 2 && self.bytes.get(start - 2) == Some(&b'\n'),
            // A bare number in brackets may mark an item of a list, unless a mark follows the bracket.
            b'(' => !bare || matches!(behind, [b')', b',' | b';', ..] | [b')', b'\n', b'\n', ..]),
            b' ' if matches!(self.before(start - 1), b':' | b',' | b';' | b')') => true,
            b' ' => self.word_before(start - 1) || !bare && self.lets_alone(start),
            _ => false,
        }
    }

    /// Whether nothing behind a figure belongs to it or says what it is.
    fn closes(&self, start: usize, end: usize, bare: bool) -> bool {
        let behind = self.bytes.get(end..).unwrap_or_default();
        match behind {
            [] | [b'\n', b'\n', ..] => true,
            [b',' | b';', b' ', ..] => !bare || self.word_behind(end + 2),
            [b'.', b' ', ..] => !bare,
            // The bracket of a bare number was looked at from its other side.
            [b')', ..] => !bare || self.before(start) == b'(',
            [b' ', b'o', b'f', b' ', ..] | [b' ', b'i', b'n', b' ', ..] if !bare => true,
            [b' ', b'(', next, ..] => next.is_ascii_digit() || self.word_behind(end + 2),
            [b' ', ..] => self.word_behind(end + 1),
            _ => false,
        }
    }

    /// Whether the word that ends at `end` means nothing to a figure behind it.
    fn word_before(&self, end: usize) -> bool {
        let front = self.bytes.get(self.floor..end).unwrap_or_default();
        let length = front.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let start = end - length;
        let closed = start == 0 || matches!(self.before(start), b' ' | b'\n' | b'(');
        closed && length > 1 && !table::may_matter(table::head(self.bytes, start).0)
    }

    /// Whether the word that starts at `start` means nothing to a figure in front of it. A capital may begin the name of
    /// a street.
    fn word_behind(&self, start: usize) -> bool {
        self.word(start, u8::is_ascii_lowercase)
    }

    /// Whether a word of such letters starts at `start` that means nothing to any grammar.
    fn word(&self, start: usize, letter: fn(&u8) -> bool) -> bool {
        let word = self.bytes.get(start..).unwrap_or_default();
        let length = word.iter().take_while(|byte| letter(byte)).count();
        let closed = matches!(
            word.get(length..),
            Some([] | [b' ' | b'\n', ..] | [b',' | b'.' | b';' | b')', b' ' | b'\n', ..])
        );
        closed && length > 1 && !table::may_matter(table::head(self.bytes, start).0)
    }

    /// Whether the word of the tables in front of an amount of dollars or a percentage says nothing of it: `cost $5
    /// million`, `by 7%`.
    fn lets_alone(&self, start: usize) -> bool {
        let word = self.lexer.before(start, self.floor);
        let small = matches!(word.what, What::Word(_)) && self.byte(word.start).is_ascii_lowercase();
        small
            && !self.lexer.is_any(&word, &["minus", "negative", "between", "from"])
            && bound::before(self.lexer, start, self.floor).is_none()
            && measure::before(self.lexer, start, self.floor).is_none()
    }

    /// The byte before `at`, if it may be looked at; 0 otherwise.
    fn before(&self, at: usize) -> u8 {
        if at > self.floor { self.byte(at - 1) } else { 0 }
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }
}

/// A figure in digits.
struct Figure {
    number: Number,
    end: usize,
    /// How many digits it has, where it has neither groups nor decimals.
    whole: usize,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::lex::Memo;

    /// The words of the fact read at the first digit, if it is read here.
    fn read(text: &str) -> Option<&str> {
        let memo = Memo::new();
        let at = text.find(|letter: char| letter.is_ascii_digit())?;
        plain(Lexer::new(text, &memo), at, 0).map(|fact| fact.span.of(text))
    }

    #[test]
    fn figures_by_themselves_are_read() {
        for (text, words) in [
            ("goods (2023 est.)", "2023"),
            ("republic declared in 1821. Britain", "1821"),
            ("7.5%, other", "7.5%"),
            ("exports: 12% of the total", "12%"),
            ("worth $1.489 billion (2023 est.)", "$1.489 billion"),
            ("ships 1,234 vessels", "1,234"),
            ("12 years (2024)", "12 years"),
            ("12,345 sq km", "12,345 sq km"),
        ] {
            assert_eq!(read(text), Some(words), "{text}");
        }
    }

    #[test]
    fn whatever_could_be_more_is_left_to_the_grammars() {
        for text in [
            "about 7.5%, other",
            "from 7% of",
            "minus 7%",
            "in early 1821",
            "declared in 1821 and 1822",
            "in 1821 BC",
            "US $5 million",
            "$5 million a year",
            "5 feet, 10 inches",
            "18 years of age",
            "20 GMT",
            "1. vessels",
            "10 Downing Street",
            "10 or more",
            "1.2.3 vessels",
            "12,34,567 vessels",
            "1990 vessels",
            "vessels (3) and",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
