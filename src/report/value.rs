//! The value of a fact as strings.

use crate::fact::{Context, Fact, Number, Value};
use num_bigint::BigInt;
use num_rational::BigRational;

/// A value as reported: numbers in plain digits, in the unit written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueResult {
    /// Lower bound.
    pub min: Option<String>,
    /// Upper bound.
    pub max: Option<String>,
    /// UCUM or ISO 4217 code.
    pub unit: Option<String>,
    /// The hedge or bound.
    pub qualifier: Option<String>,
    /// The date in EDTF.
    pub edtf: Option<String>,
}

/// The value of a fact, resolved in `context`.
pub fn of(fact: &Fact, context: &Context) -> ValueResult {
    match &fact.value {
        Value::Amount(amount) => ValueResult {
            min: amount.min.map(digits),
            max: amount.max.map(digits),
            unit: None,
            qualifier: amount.qualifier.map(|qualifier| qualifier.name().to_owned()),
            edtf: None,
        },
        Value::When(when) => ValueResult { edtf: when.edtf(context), ..ValueResult::default() },
    }
}

/// A number in plain digits, without exponent; a fraction without end is cut after 12 places.
fn digits(number: Number) -> String {
    const PLACES: u32 = 12;
    let scaled = number.exact() * BigRational::from_integer(BigInt::from(10).pow(PLACES));
    let text = scaled.round().to_integer().to_string();
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |text| ("-", text));
    let padded = format!("{text:0>width$}", width = PLACES as usize + 1);
    let (whole, places) = padded.split_at(padded.len() - PLACES as usize);
    let places = places.trim_end_matches('0');
    if places.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{places}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_plain_digits() {
        assert_eq!(digits(Number { digits: 60, exponent: 8, divisor: 1 }), "6000000000");
        assert_eq!(digits(Number { digits: -285, exponent: -3, divisor: 1 }), "-0.285");
        assert_eq!(digits(Number { digits: 1, exponent: 0, divisor: 4 }), "0.25");
        assert_eq!(digits(Number { digits: 2, exponent: 0, divisor: 3 }), "0.666666666667");
        assert_eq!(digits(Number::whole(0)), "0");
    }
}
