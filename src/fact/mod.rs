//! Facts: the figures a text states, each with its kind, its value as written, and its span.
//!
//! [`scan`] finds them in one pass over the prose. A fact stores what is written; what that means on a given day, in a
//! given place, comes after, with [`Context`]. [`compare`] says how a found fact agrees with a claimed one.

mod agree;
mod amount;
mod behind;
mod bound;
mod compare;
mod currency;
mod exact;
mod figure;
mod header;
mod lex;
mod measure;
mod number;
mod numeral;
mod outsider;
mod parse;
mod plain;
mod range;
mod scan;
mod shown;
mod smaller;
mod start;
mod table;
mod vague;
pub mod when;

pub use amount::{Amount, Qualifier, Unit, rate_word};
pub use compare::{Agreement, Comparison, Leniency, Precision, compare};
pub use exact::{Exact, converts};
pub use number::Number;
pub use parse::parse;
pub use scan::{scan, scan_all};
pub use when::{Flaw, When, flaws};

use crate::text::Span;
use jiff::civil::Date;

/// What a fact is a value of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A day, month, year, or span of them; a date with a time counts as a date.
    Date,
    /// A clock time.
    Time,
    /// A length of time.
    Duration,
    /// An amount of money.
    Money,
    /// An amount of a physical unit.
    Quantity,
    /// A percentage or a number of percentage points.
    Percent,
    /// A bare number or count, a fraction, a multiple.
    Number,
    /// A place in an order.
    Ordinal,
}

impl Kind {
    /// All kinds, in the order of the documentation.
    pub const ALL: [Kind; 8] = [
        Kind::Date,
        Kind::Time,
        Kind::Duration,
        Kind::Money,
        Kind::Quantity,
        Kind::Percent,
        Kind::Number,
        Kind::Ordinal,
    ];

    /// The kind's name in claim files, JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Date => "date",
            Kind::Time => "time",
            Kind::Duration => "duration",
            Kind::Money => "money",
            Kind::Quantity => "quantity",
            Kind::Percent => "percent",
            Kind::Number => "number",
            Kind::Ordinal => "ordinal",
        }
    }
}

/// A value that a document states at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// What it is a value of.
    pub kind: Kind,
    /// Where it stands in the scanned text, qualifier and unit included.
    pub span: Span,
    /// The value as written.
    pub value: Value,
}

/// A value as written, before anything outside the words is taken into account.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A figure: money, quantity, percentage, number, ordinal, duration.
    Amount(Amount),
    /// A date or a clock time.
    When(When),
}

/// What the words alone do not say: the day of writing and how an editor reads what is ambiguous.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Context {
    /// The day the text was written.
    pub written: Option<Date>,
    /// How 03/06/2024 is read; `None`: both ways are possible.
    pub dates: Option<DateOrder>,
    /// ISO 4217 code of a bare `$` (or other shared symbol); `None`: the symbol's most common currency.
    pub currency: Option<String>,
    /// Whether "tons" are short tons, long tons, or (with a warning) tonnes.
    pub tons: Option<String>,
}

/// The order of day and month in an all-figure date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateOrder {
    /// 03/06/2024 is 3 June.
    DayMonth,
    /// 03/06/2024 is 6 March.
    MonthDay,
}

/// Why a written value is not one fact of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueError {
    /// What is wrong.
    pub message: String,
    /// How to write it.
    pub hint: String,
}

impl Fact {
    /// Whether it is a number told without a figure (`several`, `both`), which [`scan_all`] finds and [`scan`] does not.
    pub fn is_vague(&self) -> bool {
        matches!(&self.value, Value::Amount(amount) if amount.qualifier == Some(Qualifier::Several))
    }
}
