//! Figures: bounds, a unit, a qualifier.

use super::Number;
use super::table::Measure;
use std::borrow::Cow;

/// A figure as written: the interval it states, in the unit written.
///
/// `40 tonnes` has both bounds equal; `at least 40` has no `max`; `$10–12 billion` has two.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// Lower bound; `None` where unbounded.
    pub min: Option<Number>,
    /// Upper bound; `None` where unbounded.
    pub max: Option<Number>,
    /// The hedge or bound in words.
    pub qualifier: Option<Qualifier>,
    /// The unit or currency.
    pub unit: Unit,
}

/// A hedge or bound in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Qualifier {
    /// about, some, around, roughly
    About,
    /// more than, over, just over
    MoreThan,
    /// at least, no fewer than
    AtLeast,
    /// less than, under, nearly, almost
    LessThan,
    /// at most, up to, no more than
    AtMost,
    /// several, a few, both: a number told without a figure
    Several,
}

impl Qualifier {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Qualifier::About => "about",
            Qualifier::MoreThan => "more-than",
            Qualifier::AtLeast | Qualifier::Several => "at-least",
            Qualifier::LessThan => "less-than",
            Qualifier::AtMost => "at-most",
        }
    }
}

/// The unit of a figure: nothing, a unit or currency, or a rate of two (`$14/t`, `km/h`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unit {
    /// What is counted.
    pub(super) over: Option<Measure>,
    /// What it is counted per.
    pub(super) per: Option<Measure>,
}

impl Unit {
    pub(super) const fn of(measure: Measure) -> Self {
        Self { over: Some(measure), per: None }
    }

    /// Whether the figure is a bare number.
    pub fn is_none(self) -> bool {
        self.over.is_none() && self.per.is_none()
    }

    /// Whether it is percentage points.
    pub fn is_points(self) -> bool {
        self.over.is_some_and(|measure| measure.row().dimension == "points")
    }

    /// Whether it is counted per something: a year, a tonne.
    pub fn is_rate(self) -> bool {
        self.per.is_some()
    }

    /// Whether it is a currency, or a rate of one.
    pub fn is_money(self) -> bool {
        self.over.is_some_and(|measure| measure.row().money)
    }

    /// UCUM or ISO 4217: `kt`, `USD/t`; `None` for a bare number or a multiple.
    pub fn code(self) -> Option<Cow<'static, str>> {
        let over = self.over.map(|measure| measure.row()).filter(|row| row.dimension != "times");
        match (over, self.per.map(|measure| measure.row())) {
            (Some(over), Some(per)) => Some(Cow::Owned(format!("{}/{}", over.code, per.code))),
            (Some(over), None) => Some(Cow::Borrowed(over.code)),
            (None, Some(per)) => Some(Cow::Owned(format!("/{}", per.code))),
            (None, None) => None,
        }
    }
}

impl Amount {
    /// The figure `number`, without qualifier.
    pub const fn exactly(number: Number, unit: Unit) -> Self {
        Self { min: Some(number), max: Some(number), qualifier: None, unit }
    }
}

/// Words that make a rate of a figure beside them, and what it is then counted per.
const RATES: [(&str, &str); 8] = [
    ("hourly", "hour"),
    ("daily", "day"),
    ("weekly", "week"),
    ("monthly", "month"),
    ("quarterly", "quarter"),
    ("annually", "year"),
    ("annual", "year"),
    ("yearly", "year"),
];

/// What a figure is counted per, where such a word, in any case, stands beside it or its subject.
pub fn rate_word(word: &str) -> Option<&'static str> {
    RATES.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, unit)| *unit)
}
