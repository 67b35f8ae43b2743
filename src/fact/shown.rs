//! A figure as reports write it.

use super::{Amount, Number, Unit};

impl Amount {
    /// Its bounds counted in the unit of [`Unit::code`], scales multiplied out: 285 kt is 285 `kt`, 9.8 bcm is 9800000000
    /// `m3`, 45 cents are 0.45 `USD`.
    pub fn bounds(&self) -> (Option<Number>, Option<Number>) {
        let shown = |number: Number| self.unit.shown(number).unwrap_or(number);
        let min = self.min.map(shown);
        (min, if self.max == self.min { min } else { self.max.map(shown) })
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
