//! Numbers, percentages, amounts of dollars and quantities by themselves.

use super::around::Beside;
use super::{Look, fact};
use crate::fact::bound::Hedge;
use crate::fact::figure::{self, End};
use crate::fact::lex::What;
use crate::fact::measure::unit_of;
use crate::fact::numeral::{Form, Numeral};
use crate::fact::table::{self, Lexeme};
use crate::fact::{Fact, Kind, Number, Unit, Value, behind, bound, currency};
use crate::text::Span;

/// Where the words of a scale end, with its power of ten. Other spellings are left to the grammars.
const SCALES: [(&[u8], i16); 4] = [(b" million", 6), (b" billion", 9), (b" trillion", 12), (b" thousand", 3)];

/// Digits of the longest figure that is read here: they fit into 64 bits.
const MOST_DIGITS: usize = 18;

impl Look<'_> {
    /// `205`, `1,489.5`, `-7.5%`, `$1.489 billion`
    pub(super) fn amount(&self, at: usize) -> Option<Fact> {
        let dollars = self.before(at) == b'$';
        let start = at - usize::from(dollars);
        let figure = self.figure(at)?;
        let (mut number, mut end) = (figure.number, figure.end);
        let percent = self.byte(end) == b'%';
        let scaled = if percent { None } else { self.scale(end, dollars) };
        if percent {
            end += 1;
        } else if let Some((power, behind)) = scaled {
            number.exponent += power;
            end = behind;
        }
        // Four digits may be a year, and a bare number a day of the month or the mark of a list: those need more of a look.
        if dollars && percent || !percent && !dollars && figure.whole == 4 {
            return None;
        }
        let bare = !percent && !dollars && figure.whole > 0 && scaled.is_none();
        let negative = self.before(start) == b'-' && matches!(self.before(start - 1), b' ' | b'\n' | b'(');
        if negative {
            number = number.negated();
        }
        let start = start - usize::from(negative);
        let front = self.front(start, end, bare, percent || dollars)?;
        let mut found = if self.closes(start, end, bare) {
            let unit = |symbol: &str| table::symbol(symbol).and_then(unit_of).map(Unit::of);
            let (kind, unit) = match (percent, dollars) {
                (true, _) => (Kind::Percent, unit("%")?),
                (_, true) => (Kind::Money, unit("$")?),
                _ => (Kind::Number, Unit::default()),
            };
            fact(kind, number, unit, Span::new(start, end))
        } else {
            let word = matches!(self.bytes.get(end..), Some([b' ', b'a'..=b'z' | b'A'..=b'Z', ..]));
            if !word || percent || dollars {
                return None;
            }
            let form = Form::Figures;
            self.quantity(Numeral { number, start, end, form, scaled: scaled.is_some() })?
        };
        if let Front::Hedge(hedge) = front {
            let Value::Amount(amount) = &mut found.value else { return None };
            // "at least 5%, at most 7%" has two bounds.
            let end = found.span.end;
            let more = self.byte(end) == b',' && !matches!(self.behind(end + 1), (Beside::Unheard, true));
            if more || figure::is_preposition(self.lexer, &hedge, found.kind, start, self.floor) {
                return None;
            }
            figure::apply(amount, hedge.qualifier);
            found.span.start = hedge.at;
        }
        Some(found)
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
            [b',', b' ', ..] => {
                !matches!(self.behind(end.end + 1).0, Beside::Edge | Beside::Unheard | Beside::Quiet(_))
            }
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

    /// The scale behind a figure and where it ends: `$1.4 billion`, `$72K`
    fn scale(&self, end: usize, dollars: bool) -> Option<(i16, usize)> {
        let behind = self.bytes.get(end..)?;
        let power = match behind {
            [b'K', ..] => 3,
            [b'M', ..] => 6,
            [b'B', ..] => 9,
            [b' ', b'm' | b'b' | b't', ..] => {
                let (word, power) = SCALES.iter().find(|(word, _)| behind.starts_with(word))?;
                return Some((*power, end + word.len()));
            }
            _ => return None,
        };
        (dollars && !self.byte(end + 1).is_ascii_alphanumeric()).then_some((power, end + 1))
    }

    /// What stands in front of a figure, if nothing there belongs to it or says what it is but a hedge. `signed` figures,
    /// dollars and percentages, are no names.
    fn front(&self, start: usize, end: usize, bare: bool, signed: bool) -> Option<Front> {
        let ahead = self.ahead(start);
        let alone = match ahead {
            // A bare number in brackets may mark an item of a list, unless a mark follows the bracket.
            (Beside::Mark(b'('), false) => {
                let behind = self.bytes.get(end..).unwrap_or_default();
                let outer = self.byte(start.saturating_sub(2));
                let joined = outer.is_ascii_alphanumeric() || outer == b')' || outer >= 0x80;
                !bare || !joined && matches!(behind, [b')', b',' | b';', ..] | [b')', b'\n', b'\n', ..])
            }
            _ if self.opens_behind(ahead) => true,
            (Beside::Quiet(_) | Beside::Heard, true) => {
                if let Some(hedge) = bound::before(self.lexer, start, self.floor) {
                    // "C $5 million" are Canadian.
                    return (hedge.at + 2 < start).then_some(Front::Hedge(hedge));
                }
                signed && self.lets_alone(start)
            }
            _ => false,
        };
        alone.then_some(Front::Alone)
    }

    /// Whether nothing behind a figure belongs to it or says what it is.
    fn closes(&self, start: usize, end: usize, bare: bool) -> bool {
        match self.behind(end) {
            (Beside::Edge, _) => true,
            (Beside::Unheard, true) => !self.names_street(end, bare),
            (Beside::Quiet(next), true) => self.is_quiet_behind(next),
            (Beside::Mark(b',' | b';'), false) => match self.behind(end + 1) {
                (Beside::Edge | Beside::Unheard, _) => true,
                (_, gap) => gap && !bare,
            },
            // The bracket of a bare number was looked at from its other side.
            (Beside::Mark(b')'), false) if self.before(start) == b'(' => true,
            // "7.6." and "7.6)" may number a section.
            (Beside::Mark(mark @ (b'.' | b')')), false) => {
                let ends = mark == b')' || matches!(self.byte(end + 1), b' ' | b'\n');
                !bare && ends && self.before(start) == b' '
            }
            (Beside::Mark(b'('), true) => {
                let inside = self.behind(end + 2);
                self.byte(end + 2).is_ascii_digit() || matches!(inside, (Beside::Unheard, false))
            }
            // "male 178,347/female 224,090"
            (Beside::Mark(b'/'), false) => {
                let small = self.byte(start) != b'-' && self.byte(end + 1).is_ascii_lowercase();
                small
                    && self.is_grouped(start, end)
                    && matches!(self.behind(end + 1), (Beside::Unheard, false))
            }
            _ => false,
        }
    }

    /// Whether the figure ends in a group of three digits.
    fn is_grouped(&self, start: usize, end: usize) -> bool {
        self.bytes.get(start..end).is_some_and(|figure| figure.iter().rev().nth(3) == Some(&b','))
    }

    /// Whether the word behind a figure may begin the name of a street: a capital one, of which a bare number needs one.
    fn names_street(&self, end: usize, bare: bool) -> bool {
        let behind = self.bytes.get(end..).unwrap_or_default().trim_ascii_start();
        let capital = behind.first().is_some_and(u8::is_ascii_uppercase);
        let name = behind.iter().take_while(|byte| !byte.is_ascii_whitespace()).count();
        let next = behind.get(name..).unwrap_or_default().trim_ascii_start().first();
        capital && (bare || next.is_none_or(|next| !next.is_ascii_lowercase() && *next != b'('))
    }

    /// Whether the word of the tables in front of an amount of dollars or a percentage, no hedge, says nothing of it: `cost
    /// $5 million`, `by 7%`.
    fn lets_alone(&self, start: usize) -> bool {
        let word = self.lexer.before(start, self.floor);
        let small = matches!(word.what, What::Word(_)) && self.byte(word.start).is_ascii_lowercase();
        small
            && !self.lexer.is_any(&word, &["minus", "negative", "between", "from"])
            && currency::before(self.lexer, start, self.floor).is_none()
    }
}

/// What stands in front of a figure.
enum Front {
    /// Nothing that matters.
    Alone,
    /// A hedge or bound: `about`, `more than`.
    Hedge(Hedge),
}

/// A figure in digits.
struct Figure {
    number: Number,
    end: usize,
    /// How many digits it has, where it has neither groups nor decimals.
    whole: usize,
}
