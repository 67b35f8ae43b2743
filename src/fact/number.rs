//! Exact numbers as written.

use num_bigint::BigInt;
use num_rational::BigRational;
use std::cmp::Ordering;

/// A number as written: `digits × 10^exponent ÷ divisor`.
///
/// Digits and exponent keep the precision of the writing: `6.0 billion` is 60 × 10⁸, `6 billion` is 6 × 10⁹. The
/// divisor is 1 except for fractions (`two-thirds` is 2 ÷ 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    /// The written digits, with the sign.
    pub digits: i128,
    /// The power of ten of the last written digit.
    pub exponent: i16,
    /// What the digits are divided by; never 0.
    pub divisor: u32,
}

/// Significant digits written of a fraction that has no finite decimal form.
const FRACTION_DIGITS: usize = 15;

/// Powers of ten beyond this are no figures of prose; the bound keeps exact arithmetic cheap.
const MOST_EXPONENT: i16 = 400;

impl Number {
    /// One.
    pub const ONE: Number = Number::whole(1);

    /// A whole number.
    pub const fn whole(digits: i128) -> Self {
        Self { digits, exponent: 0, divisor: 1 }
    }

    /// `top ÷ bottom`; a `bottom` of 0 is read as 1.
    pub const fn fraction(top: i128, bottom: u32) -> Self {
        Self { digits: top, exponent: 0, divisor: if bottom == 0 { 1 } else { bottom } }
    }

    /// The exact value.
    pub fn exact(self) -> BigRational {
        if let Some((top, bottom)) = self.small() {
            return BigRational::new_raw(top.into(), bottom.into());
        }
        let ten = BigInt::from(10).pow(u32::from(self.exponent.unsigned_abs()));
        let digits = BigInt::from(self.digits);
        let divisor = BigInt::from(self.divisor.max(1));
        if self.exponent < 0 {
            BigRational::new(digits, divisor * ten)
        } else {
            BigRational::new(digits * ten, divisor)
        }
    }

    /// The exact value as a fraction in lowest terms, where both parts of it are small.
    fn small(self) -> Option<(i128, i128)> {
        let ten = 10i128.checked_pow(self.exponent.unsigned_abs().into())?;
        let divisor = i128::from(self.divisor.max(1));
        let (top, bottom) = if self.exponent < 0 {
            (self.digits, divisor.checked_mul(ten)?)
        } else {
            (self.digits.checked_mul(ten)?, divisor)
        };
        let common = i128::try_from(gcd(top.unsigned_abs(), bottom.unsigned_abs()).max(1)).ok()?;
        Some((top / common, bottom / common))
    }

    /// The number of an exact value that has a finite decimal form, or a small divisor; `None` otherwise.
    pub fn from_exact(value: &BigRational) -> Option<Number> {
        let (mut bottom, mut exponent) = (value.denom().clone(), 0i16);
        let mut top = value.numer().clone();
        let ten = BigInt::from(10);
        while exponent > -40 && (&bottom % 2u8 == BigInt::ZERO || &bottom % 5u8 == BigInt::ZERO) {
            let common = BigRational::new(ten.clone(), bottom.clone());
            bottom = common.denom().clone();
            top *= common.numer();
            exponent -= 1;
        }
        let (digits, divisor) = (i128::try_from(top).ok()?, u32::try_from(bottom).ok()?);
        Some(Number { digits, exponent, divisor })
    }

    /// The order of the exact values.
    pub fn compare(self, other: Number) -> Ordering {
        if self.exponent == other.exponent && self.divisor == other.divisor {
            return self.digits.cmp(&other.digits);
        }
        self.exact().cmp(&other.exact())
    }

    /// The number times a power of ten; `None` beyond what prose writes.
    pub fn scaled(self, power: i16) -> Option<Number> {
        let exponent = self.exponent.checked_add(power).filter(|exponent| exponent.abs() <= MOST_EXPONENT)?;
        Some(Number { exponent, ..self })
    }

    /// The product; `None` on overflow.
    pub fn times(self, other: Number) -> Option<Number> {
        let digits = self.digits.checked_mul(other.digits)?;
        let divisor = self.divisor.checked_mul(other.divisor)?;
        Number { digits, exponent: self.exponent, divisor }.reduced().scaled(other.exponent)
    }

    /// The sum; `None` on overflow.
    pub fn plus(self, other: Number) -> Option<Number> {
        let (high, low) = if self.exponent >= other.exponent { (self, other) } else { (other, self) };
        let shift = 10i128.checked_pow(u32::from(high.exponent.abs_diff(low.exponent)))?;
        let high_digits = high.digits.checked_mul(shift)?.checked_mul(i128::from(low.divisor))?;
        let digits = high_digits.checked_add(low.digits.checked_mul(i128::from(high.divisor))?)?;
        let divisor = high.divisor.checked_mul(low.divisor)?;
        Some(Number { digits, exponent: low.exponent, divisor }.reduced())
    }

    /// The quotient by a whole number; `None` by 0 or on overflow.
    pub fn over(self, by: i128) -> Option<Number> {
        let divisor = u32::try_from(by).ok().filter(|by| *by > 0)?;
        Some(Number { divisor: self.divisor.checked_mul(divisor)?, ..self }.reduced())
    }

    /// The number with the opposite sign.
    pub const fn negated(self) -> Number {
        Number { digits: self.digits.saturating_neg(), ..self }
    }

    /// The same value with the divisor in lowest terms; the written precision stays.
    fn reduced(self) -> Number {
        let common = gcd(self.digits.unsigned_abs(), u128::from(self.divisor.max(1)));
        let (Ok(top), Ok(bottom)) = (i128::try_from(common), u32::try_from(common)) else { return self };
        if top <= 1 {
            return self;
        }
        Number { digits: self.digits / top, exponent: self.exponent, divisor: self.divisor / bottom }
    }

    /// The value in plain digits, without exponent: `6000000000`, `-0.285`. A fraction without a finite decimal form is
    /// cut to 15 significant digits, the last one rounded half up.
    pub fn plain(self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// Appends what [`plain`](Self::plain) returns.
    pub fn write(self, out: &mut String) {
        let negative = self.digits < 0;
        if self.divisor > 1 {
            let (digits, exponent) = self.divided();
            return place_point(out, &digits, exponent, negative);
        }
        let mut buffer = itoa::Buffer::new();
        let digits = match u64::try_from(self.digits.unsigned_abs()) {
            Ok(short) => buffer.format(short),
            Err(_) => buffer.format(self.digits.unsigned_abs()),
        };
        if self.exponent == 0 && !negative {
            return out.push_str(digits);
        }
        place_point(out, digits, self.exponent.into(), negative);
    }

    /// Digits and exponent of a fraction, rounded.
    fn divided(self) -> (String, i32) {
        let divisor = BigInt::from(self.divisor);
        let mut places = 0;
        let top = BigInt::from(self.digits.unsigned_abs());
        let mut shifted = top.clone();
        while &shifted % &divisor != BigInt::ZERO
            && (&shifted / &divisor).to_string().trim_start_matches('0').len() < FRACTION_DIGITS
        {
            shifted *= 10;
            places += 1;
        }
        let twice: BigInt = shifted * 2 + &divisor;
        let quotient: BigInt = twice / (divisor * 2);
        (quotient.to_string(), i32::from(self.exponent) - places)
    }
}

/// Writes `digits × 10^exponent` without an exponent, trailing decimal zeros dropped. `digits` has no leading zeros.
fn place_point(out: &mut String, digits: &str, exponent: i32, negative: bool) {
    let places = usize::try_from(exponent.unsigned_abs()).unwrap_or_default();
    if negative && digits != "0" {
        out.push('-');
    }
    if exponent >= 0 || digits == "0" {
        out.push_str(digits);
        out.extend(std::iter::repeat_n('0', if digits == "0" { 0 } else { places }));
        return;
    }
    let (whole, part) = digits.split_at_checked(digits.len().saturating_sub(places)).unwrap_or((digits, ""));
    out.push_str(if whole.is_empty() { "0" } else { whole });
    let zeros = part.bytes().rev().take_while(|digit| *digit == b'0').count();
    let part_digits = part.get(..part.len() - zeros).unwrap_or_default();
    if !part_digits.is_empty() {
        out.push('.');
        out.extend(std::iter::repeat_n('0', places - part.len()));
        out.push_str(part_digits);
    }
}

const fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_plain_digits() {
        let plain = |digits, exponent, divisor| Number { digits, exponent, divisor }.plain();
        assert_eq!(plain(60, 8, 1), "6000000000");
        assert_eq!(plain(-285, -3, 1), "-0.285");
        assert_eq!(plain(4800, -3, 1), "4.8");
        assert_eq!(plain(0, 3, 1), "0");
        assert_eq!(plain(1, 0, 8), "0.125");
        assert_eq!(plain(2, 0, 3), "0.666666666666667");
        assert_eq!(plain(1, 0, 21), "0.0476190476190476");
    }

    #[test]
    fn adds_and_multiplies_exactly() {
        let sum = Number::whole(5).plus(Number::fraction(1, 4)).unwrap();
        assert_eq!(sum.plain(), "5.25");
        let tenth = Number { digits: 1, exponent: -1, divisor: 1 };
        assert_eq!(tenth.plus(Number { digits: 2, exponent: -1, divisor: 1 }).unwrap().plain(), "0.3");
        assert_eq!(Number::fraction(1, 2).times(Number::whole(12)).unwrap(), Number::whole(6));
        assert_eq!(Number::whole(i128::MAX).times(Number::whole(2)), None);
    }

    #[test]
    fn is_exact_however_large() {
        let exact = |digits, exponent, divisor| Number { digits, exponent, divisor }.exact().to_string();
        assert_eq!(exact(-285, -3, 1), "-57/200");
        assert_eq!(exact(0, -3, 7), "0");
        assert_eq!(exact(60, 2, 9), "2000/3");
        assert_eq!(exact(i128::MAX, -2, 1), "170141183460469231731687303715884105727/100");
        assert_eq!(exact(6, 40, 4), "15000000000000000000000000000000000000000");
    }
}
