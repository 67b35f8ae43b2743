//! Exact numbers as written.

use num_bigint::BigInt;
use num_rational::BigRational;

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

impl Number {
    /// A whole number.
    pub const fn whole(digits: i128) -> Self {
        Self { digits, exponent: 0, divisor: 1 }
    }

    /// The exact value.
    pub fn exact(self) -> BigRational {
        let ten = BigInt::from(10).pow(u32::from(self.exponent.unsigned_abs()));
        let digits = BigInt::from(self.digits);
        let divisor = BigInt::from(self.divisor.max(1));
        if self.exponent < 0 {
            BigRational::new(digits, divisor * ten)
        } else {
            BigRational::new(digits * ten, divisor)
        }
    }
}
