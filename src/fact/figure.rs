//! The grammar of amounts.

use super::lex::Lexer;
use super::numeral;
use super::{Amount, Fact, Kind, Unit, Value};
use crate::text::Span;

/// The amount that hangs on the figure or number word at `at`.
pub(super) fn amount(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Fact> {
    let _ = floor;
    let (number, end) = numeral::digits(lexer, at)?;
    let amount = Amount { min: Some(number), max: Some(number), qualifier: None, unit: Unit::default() };
    Some(Fact { kind: Kind::Number, span: Span::new(at, end), value: Value::Amount(amount) })
}
