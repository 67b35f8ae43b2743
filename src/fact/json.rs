//! A figure as reports write it.

use super::{Amount, Number, Unit};
use std::borrow::Cow;

/// The bounds, unit and qualifier of an [`Amount`] in the notation of the reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// Lower bound in plain digits, `None` where unbounded.
    pub min: Option<String>,
    /// Upper bound in plain digits, `None` where unbounded.
    pub max: Option<String>,
    /// UCUM or ISO 4217 (`kt`, `USD/t`); `None` for a bare number.
    pub unit: Option<Cow<'static, str>>,
    /// `about`, `more-than`, `at-least`, `less-than` or `at-most`.
    pub qualifier: Option<&'static str>,
}

impl Amount {
    /// The figure in the unit written, scales multiplied out: 285 kt is 285 `kt`, 9.8 bcm is 9800000000 `m3`, 45 cents
    /// are 0.45 `USD`.
    pub fn reported(&self) -> Reported {
        let digits = |number: Number| self.unit.shown(number).unwrap_or(number).plain();
        let min = self.min.map(digits);
        let max = if self.max == self.min { min.clone() } else { self.max.map(digits) };
        Reported { min, max, unit: self.unit.code(), qualifier: self.qualifier.map(super::Qualifier::name) }
    }
}

impl Unit {
    /// The number counted in the unit of [`Unit::code`]; `None` on overflow.
    fn shown(self, number: Number) -> Option<Number> {
        let over = match self.over.map(|measure| measure.row().shown) {
            Some(shown) if shown != Number::ONE => number.times(shown)?,
            _ => number,
        };
        match self.per.map(|measure| measure.row().shown).filter(|shown| *shown != Number::ONE) {
            None => Some(over),
            Some(shown) => Number::from_exact(&(over.exact() / shown.exact())),
        }
    }
}
