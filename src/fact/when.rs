//! Dates and clock times as written.

use super::Context;

/// A date or clock time as written.
#[derive(Debug, Clone, PartialEq)]
pub struct When {}

impl When {
    /// The first and last day it covers; `None` where it is open or cannot be resolved.
    pub fn days(&self, context: &Context) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
        let _ = context;
        None
    }

    /// The value in EDTF (ISO 8601-2), resolved as far as the context allows; `None` for a relative date without a
    /// day of writing.
    pub fn edtf(&self, context: &Context) -> Option<String> {
        let _ = context;
        None
    }
}
