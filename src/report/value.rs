//! The value of a fact as strings.

use crate::fact::{Context, Fact, Value};
use std::borrow::Cow;

/// A value as reported: numbers in plain digits, in the unit written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueResult {
    /// Lower bound.
    pub min: Option<String>,
    /// Upper bound.
    pub max: Option<String>,
    /// UCUM or ISO 4217 code.
    pub unit: Option<Cow<'static, str>>,
    /// The hedge or bound.
    pub qualifier: Option<&'static str>,
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
                qualifier: reported.qualifier,
                edtf: None,
            }
        }
        Value::When(when) => ValueResult {
            unit: when.is_fiscal().then_some(Cow::Borrowed("fiscal-year")),
            qualifier: when.approximate.then_some("about"),
            edtf: when.edtf(context),
            ..ValueResult::default()
        },
    }
}
