//! Figures in base units, exactly: what can be added, converted and compared.

use super::table::{self, Row};
use super::{Amount, Context, Fact, Kind, Number, Qualifier, Unit, Value};
use num_bigint::BigInt;
use num_rational::BigRational;

/// A figure in the base unit of its dimension, exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exact {
    /// Lower bound; `None` where unbounded.
    pub min: Option<BigRational>,
    /// Upper bound; `None` where unbounded.
    pub max: Option<BigRational>,
    /// Half a unit of the last written place; 0 for a count.
    pub slack: BigRational,
    /// What tells figures that can be added from others: the dimension, or the currency.
    pub dimension: String,
}

/// The dimension of percentage points.
const POINTS: &str = "points";

impl Fact {
    /// The figure in the base unit of its dimension; `None` for dates and times.
    ///
    /// Numbers and percentages share one dimension: a quarter is 25%.
    pub fn exact(&self, context: &Context) -> Option<Exact> {
        let Value::Amount(amount) = &self.value else { return None };
        let base = |number: Option<Number>| number.map(|number| amount.unit.base(number, context));
        Some(Exact {
            min: base(amount.min),
            max: base(amount.max),
            slack: slack(self.kind, amount, context),
            dimension: amount.unit.dimension(context),
        })
    }

    /// As [`exact`](Self::exact), with percentage points counted as the shares whose difference they are: what a sum is
    /// made of.
    pub fn summand(&self, context: &Context) -> Option<Exact> {
        let exact = self.exact(context)?;
        if exact.dimension != POINTS {
            return Some(exact);
        }
        let hundredth = |number: BigRational| number / BigInt::from(100);
        Some(Exact {
            min: exact.min.map(hundredth),
            max: exact.max.map(hundredth),
            slack: hundredth(exact.slack),
            dimension: String::new(),
        })
    }

    /// A bare number with the unit of another figure of its list (`300,000` after `285,000 tonnes`), if it can take it.
    ///
    /// A scale that only the other figure writes stays with that figure: `$6 million … 4` is left alone by the caller.
    pub fn with_unit_of(&self, other: &Fact) -> Option<Fact> {
        let (Value::Amount(own), Value::Amount(shared)) = (&self.value, &other.value) else { return None };
        if self.kind != Kind::Number
            || !own.unit.is_none()
            || shared.unit.is_none()
            || other.kind == Kind::Number
        {
            return None;
        }
        let amount = Amount { unit: shared.unit, ..own.clone() };
        Some(Fact { kind: other.kind, span: self.span, value: Value::Amount(amount) })
    }
}

/// Half a unit of the last written place. A count written out in full is exact.
fn slack(kind: Kind, amount: &Amount, context: &Context) -> BigRational {
    let zero = BigRational::from_integer(BigInt::ZERO);
    let Some(number) = amount.min.or(amount.max) else { return zero };
    if number.divisor > 1 || kind == Kind::Ordinal || kind == Kind::Number && number.exponent == 0 {
        return zero;
    }
    let place = Number { digits: 1, ..number };
    let steps = amount.unit.step(place, context);
    steps / BigInt::from(2)
}

impl Unit {
    /// The number in the base unit.
    pub(super) fn base(self, number: Number, context: &Context) -> BigRational {
        let offset = self.over.map(|measure| offset(measure.row())).filter(|_| self.per.is_none());
        let value = self.step(number, context);
        match offset {
            Some(offset) => value + offset.exact(),
            None => value,
        }
    }

    /// A difference of `number` units in base units: as [`Unit::base`], without the offset of a temperature scale.
    fn step(self, number: Number, context: &Context) -> BigRational {
        // Most figures are converted without a fraction of large numbers.
        let (factor, shown) = self.over.map_or((Number::ONE, Number::ONE), |measure| {
            let row = measure.row();
            (tons(row, context).unwrap_or(row.factor), row.shown)
        });
        let times =
            |number: Number, by: Number| if by == Number::ONE { Some(number) } else { number.times(by) };
        match times(number, factor).and_then(|product| times(product, shown)) {
            Some(product) if self.per.is_none() => product.exact(),
            _ => number.exact() * self.factor(context),
        }
    }

    /// What one of the unit is in base units.
    fn factor(self, context: &Context) -> BigRational {
        let one = BigRational::from_integer(BigInt::from(1));
        let factor = |row: &'static Row| {
            let tons = tons(row, context).unwrap_or(row.factor);
            tons.exact() * row.shown.exact()
        };
        let over = self.over.map_or_else(|| one.clone(), |measure| factor(measure.row()));
        match self.per.map(|measure| factor(measure.row())) {
            Some(per) if per != BigRational::from_integer(BigInt::ZERO) => over / per,
            _ => over,
        }
    }

    /// The dimension, or the ISO 4217 code of the currency; over a slash what it is counted per.
    pub(super) fn dimension(self, context: &Context) -> String {
        let over = self.over.map_or(String::new(), |measure| match measure.row() {
            row if row.money => currency(row, context),
            // A share is a number: 25% is a quarter.
            row if matches!(row.dimension, "share" | "times" | "proportion") => String::new(),
            row => row.dimension.to_owned(),
        });
        match self.per {
            Some(per) => format!("{over}/{}", per.row().dimension),
            None => over,
        }
    }

    /// Whether the unit is the word "tons", which means three things.
    pub(super) fn is_tons(self) -> bool {
        [self.over, self.per].into_iter().flatten().any(|measure| measure.row().name == "ton")
    }
}

/// The code of a currency; a bare sign is read in the context.
pub(super) fn currency(row: &Row, context: &Context) -> String {
    match &context.currency {
        Some(code) if row.shared && !is_open(row, context) => code.clone(),
        _ => row.code.to_owned(),
    }
}

/// Whether a currency is a bare sign or word of which the context does not say whose it is.
pub(super) fn is_open(row: &Row, context: &Context) -> bool {
    row.shared && !context.currency.as_deref().is_some_and(|code| table::in_family(code, row.name))
}

/// Kilograms of a "ton" where the context says which one it is.
fn tons(row: &Row, context: &Context) -> Option<Number> {
    if row.name != "ton" {
        return None;
    }
    let name = match context.tons.as_deref()? {
        "short" | "us" | "US" | "[ston_av]" => "short ton",
        "long" | "imperial" | "uk" | "UK" | "[lton_av]" => "long ton",
        _ => return None,
    };
    table::unit(name).map(|measure| measure.row().factor)
}

/// What is added to a temperature after its factor to give kelvins (NIST SP 811, B.6).
const fn offset(row: &Row) -> Number {
    match row.code.as_bytes() {
        b"Cel" => Number { digits: 27_315, exponent: -2, divisor: 1 },
        b"[degF]" => Number { digits: 45_967, exponent: -1, divisor: 18 },
        _ => Number::whole(0),
    }
}

/// Whether a second figure is the first in another unit, to within a rounding; `None` where units cannot tell (two
/// currencies, two dimensions).
pub fn converts(first: &Fact, second: &Fact) -> Option<bool> {
    let context = Context::default();
    let (one, other) = (first.exact(&context)?, second.exact(&context)?);
    if one.dimension != other.dimension || one.dimension.is_empty() {
        return None;
    }
    // Conversions round: a hundredth of the value, or half of the last places, is no error.
    let near = |a: &BigRational, b: &BigRational| {
        let (gap, size) = if a > b { (a - b, a) } else { (b - a, b) };
        gap <= size / BigInt::from(100)
            || gap <= &one.slack * BigInt::from(2) + &other.slack * BigInt::from(2)
    };
    let ends = [(&one.min, &other.min), (&one.max, &other.max)];
    Some(ends.into_iter().all(|(a, b)| match (a, b) {
        (Some(a), Some(b)) => near(a, b),
        _ => true,
    }))
}

/// Whether a qualifier leaves out the figure itself: `more than 100`.
pub(super) const fn excludes(qualifier: Option<Qualifier>) -> bool {
    matches!(qualifier, Some(Qualifier::MoreThan | Qualifier::LessThan))
}
