//! Figures: bounds, a unit, a qualifier.

use super::Number;

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
}

impl Qualifier {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Qualifier::About => "about",
            Qualifier::MoreThan => "more-than",
            Qualifier::AtLeast => "at-least",
            Qualifier::LessThan => "less-than",
            Qualifier::AtMost => "at-most",
        }
    }
}

/// The unit of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unit {}
