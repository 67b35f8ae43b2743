//! How a found fact agrees with a claimed one (design: equal, rounded, weaker, sharper, different).

use super::agree::{self, Side};
use super::{Context, Fact, Number, Value, when};

/// How a found value stands to the claimed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Agreement {
    /// The same set, the same hedge, after normalisation.
    Equal,
    /// A hedged rounding of the claimed value, or within the tolerance.
    Rounded,
    /// The found set strictly contains the claimed one, or a condition was lost.
    Weaker,
    /// The found set lies strictly inside the claimed one and nothing was dropped.
    Sharper,
    /// Another value.
    Different,
}

impl Agreement {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Agreement::Equal => "equal",
            Agreement::Rounded => "rounded",
            Agreement::Weaker => "weaker",
            Agreement::Sharper => "sharper",
            Agreement::Different => "different",
        }
    }
}

/// How exact a draft must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Precision {
    /// A rounding must be hedged.
    #[default]
    Hedged,
    /// `precision: rounded`: a rounding needs no hedge.
    Rounded,
    /// `precision: exact`: no rounding at all.
    Exact,
}

/// What a claim allows beyond equality.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Leniency {
    /// How exact the draft must be.
    pub precision: Precision,
    /// Allowed distance as a share of the claimed value (`1%` is 1 × 10⁻²).
    pub tolerance: Option<Number>,
    /// Whether two drafts are compared, of which neither is the claim: another dollar found may then be the one that a bare `$`
    /// means, and what is found is told beside what stood there before.
    pub drafts: bool,
}

/// The result of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// How the values agree.
    pub agreement: Agreement,
    /// What differs, as a clause for an editor ("the top of the range differs"); empty when equal.
    pub difference: String,
    /// Doubts that go with the verdict ("tons read as tonnes"), as clauses.
    pub warnings: Vec<String>,
}

/// Compares a found fact with a claimed one, each read in its own context. Never looks at spans.
pub fn compare(claimed: (&Fact, &Context), found: (&Fact, &Context), leniency: &Leniency) -> Comparison {
    match (&claimed.0.value, &found.0.value) {
        (Value::When(own), Value::When(other)) => when::compare((own, claimed.1), (other, found.1)),
        (Value::Amount(own), Value::Amount(other)) => {
            let claimed = Side { kind: claimed.0.kind, amount: own, context: claimed.1 };
            let found = Side { kind: found.0.kind, amount: other, context: found.1 };
            agree::amounts(&claimed, &found, leniency)
        }
        _ => Comparison {
            agreement: Agreement::Different,
            difference: "a figure is not a date".to_owned(),
            warnings: Vec::new(),
        },
    }
}
