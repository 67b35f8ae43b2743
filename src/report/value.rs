//! The value of a fact in words.

use crate::fact::{Context, Fact, Number, Value};
use crate::text::Span;
use std::borrow::Cow;

/// A value as reported: numbers in plain digits, in the unit written. One of these serves fact after fact, so that a list
/// of facts needs no memory for each.
#[derive(Debug, Clone, Default)]
pub struct ValueText {
    /// What is written in digits.
    digits: String,
    min: Option<Span>,
    max: Option<Span>,
    edtf: Option<Span>,
    /// UCUM or ISO 4217 code.
    pub unit: Option<Cow<'static, str>>,
    /// The hedge or bound.
    pub qualifier: Option<&'static str>,
}

impl ValueText {
    /// The value of a fact, resolved in `context`.
    pub fn of(fact: &Fact, context: &Context) -> Self {
        let mut value = Self::default();
        value.read(fact, context);
        value
    }

    /// Puts the value of a fact, resolved in `context`, in the place of the one before.
    pub fn read(&mut self, fact: &Fact, context: &Context) {
        self.digits.clear();
        match &fact.value {
            Value::Amount(amount) => {
                let (min, max) = amount.bounds();
                self.min = min.map(|min| self.number(min));
                self.max = if max == min { self.min } else { max.map(|max| self.number(max)) };
                self.edtf = None;
                self.unit = amount.unit.code();
                self.qualifier = amount.qualifier.map(crate::fact::Qualifier::name);
            }
            Value::When(when) => {
                let written = when.write_edtf(context, &mut self.digits);
                (self.min, self.max) = (None, None);
                self.edtf = written.then_some(Span::new(0, self.digits.len()));
                self.unit = when.is_fiscal().then_some(Cow::Borrowed("fiscal-year"));
                self.qualifier = when.approximate.then_some("about");
            }
        }
    }

    /// Lower bound.
    pub fn min(&self) -> Option<&str> {
        Some(self.min?.of(&self.digits))
    }

    /// Upper bound.
    pub fn max(&self) -> Option<&str> {
        Some(self.max?.of(&self.digits))
    }

    /// The date in EDTF.
    pub fn edtf(&self) -> Option<&str> {
        Some(self.edtf?.of(&self.digits))
    }

    fn number(&mut self, number: Number) -> Span {
        let start = self.digits.len();
        number.write(&mut self.digits);
        Span::new(start, self.digits.len())
    }
}
