//! The value of a fact as strings.

use crate::fact::{Context, Fact, Value};

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
        Value::Amount(amount) => {
            let reported = amount.reported();
            ValueResult {
                min: reported.min,
                max: reported.max,
                unit: reported.unit,
                qualifier: reported.qualifier.map(str::to_owned),
                edtf: None,
            }
        }
        Value::When(when) => ValueResult {
            unit: when.is_fiscal().then(|| "fiscal-year".to_owned()),
            qualifier: when.approximate.then(|| "about".to_owned()),
            edtf: when.edtf(context),
            ..ValueResult::default()
        },
    }
}
