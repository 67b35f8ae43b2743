//! The family of rules for attendees.

use super::reading::Reading;
use super::{Findings, Hits, Task};

/// Judges a claim of this family.
pub fn judge(_task: &Task<'_>, _reading: &Reading<'_>, _hits: &Hits) -> Findings {
    Findings::default()
}
