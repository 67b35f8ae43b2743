//! What makes a check fail. The exit status and every report ask here, so that they agree.

use super::results::{CheckResult, DocumentFact, Results, VerdictResult};
use crate::check::Verdict;
use crate::claim::Severity;
use serde::{Deserialize, Serialize};

/// What may make a check fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// The document says something else.
    Contradicted,
    /// The document says both.
    Conflicting,
    /// The subject is there, the fact is not.
    Missing,
    /// The subject is not there.
    Dropped,
    /// Claims of severity warning, doubts, and weaker statements.
    Warning,
    /// Figures that no claim speaks of.
    Unclaimed,
    /// Anything that is otherwise than it was recorded.
    Changed,
}

impl FailOn {
    /// All of them.
    pub const ALL: [FailOn; 7] = [
        FailOn::Contradicted,
        FailOn::Conflicting,
        FailOn::Missing,
        FailOn::Dropped,
        FailOn::Warning,
        FailOn::Unclaimed,
        FailOn::Changed,
    ];

    /// What fails unless something else is said: every discrepancy.
    pub const USUAL: [FailOn; 4] =
        [FailOn::Contradicted, FailOn::Conflicting, FailOn::Missing, FailOn::Dropped];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            FailOn::Contradicted => "contradicted",
            FailOn::Conflicting => "conflicting",
            FailOn::Missing => "missing",
            FailOn::Dropped => "dropped",
            FailOn::Warning => "warning",
            FailOn::Unclaimed => "unclaimed",
            FailOn::Changed => "changed",
        }
    }

    /// What it means, in a clause.
    pub const fn about(self) -> &'static str {
        match self {
            FailOn::Contradicted => "The document says something else",
            FailOn::Conflicting => "The document says both",
            FailOn::Missing => "The subject is there, the fact is not",
            FailOn::Dropped => "The subject is not there",
            FailOn::Warning => "Claims of severity warning, doubts, and weaker statements",
            FailOn::Unclaimed => "Figures that no claim speaks of",
            FailOn::Changed => "Anything that is otherwise than `factlock record` wrote down",
        }
    }

    /// The one of a name.
    pub fn named(name: &str) -> Option<FailOn> {
        FailOn::ALL.into_iter().find(|on| on.name() == name)
    }

    fn is_met_by(self, verdict: &VerdictResult) -> bool {
        let is = |wanted: Verdict| verdict.verdict == wanted && verdict.severity == Severity::Error;
        match self {
            FailOn::Contradicted => is(Verdict::Contradicted),
            FailOn::Conflicting => is(Verdict::Conflicting),
            FailOn::Missing => is(Verdict::Missing),
            FailOn::Dropped => is(Verdict::Dropped),
            FailOn::Warning => {
                (verdict.verdict.is_discrepancy() && verdict.severity == Severity::Warning)
                    || verdict.is_doubtful()
            }
            FailOn::Unclaimed | FailOn::Changed => false,
        }
    }
}

impl Results {
    /// Whether a verdict makes the check fail.
    pub fn fails(&self, verdict: &VerdictResult) -> bool {
        self.fail_on.iter().any(|on| on.is_met_by(verdict))
    }

    /// How serious a discrepancy or a doubt is: an error if it fails the check, else at most a warning, and a note where
    /// it may be left out of the document; `None` for what is neither.
    pub fn level(&self, verdict: &VerdictResult) -> Option<Severity> {
        match verdict.verdict {
            _ if self.fails(verdict) => Some(Severity::Error),
            Verdict::Dropped => Some(verdict.severity.max(Severity::Warning).max(self.left_out())),
            found if found.is_discrepancy() || verdict.is_doubtful() => {
                Some(verdict.severity.max(Severity::Warning))
            }
            _ => None,
        }
    }

    /// What a dropped claim counts as at most.
    fn left_out(&self) -> Severity {
        if self.fail_on.contains(&FailOn::Dropped) { Severity::Error } else { Severity::Note }
    }

    /// The figures, by document, that fail the check because no claim speaks of them.
    pub fn failing_figures(&self) -> impl Iterator<Item = (&str, &DocumentFact)> {
        let wanted = self.fail_on.contains(&FailOn::Unclaimed);
        let documents = self.documents.iter().filter(move |_| wanted);
        documents.flat_map(|document| {
            let unclaimed = document.facts.iter().filter(|fact| fact.is_unclaimed());
            unclaimed.map(|fact| (document.path.as_str(), fact))
        })
    }

    /// The checks whose changes fail the check.
    pub fn failing_changes(&self) -> impl Iterator<Item = &CheckResult> {
        let wanted = self.fail_on.contains(&FailOn::Changed);
        self.checks.iter().filter(move |check| wanted && !check.changes().is_empty())
    }

    /// Says what makes the check fail, and notes the exit status that follows. To be called when all is told.
    pub fn settle(&mut self, fail_on: &[FailOn]) {
        self.fail_on = fail_on.to_vec();
        self.fail_on.sort();
        self.fail_on.dedup();
        self.status = self.exit_status();
    }

    fn exit_status(&self) -> u8 {
        let verdicts = || self.checks.iter().flat_map(CheckResult::verdicts);
        match () {
            () if !self.errors.is_empty() => 2,
            () if verdicts().any(|verdict| self.fails(verdict)) => 1,
            () if self.failing_figures().next().is_some() || self.failing_changes().next().is_some() => 1,
            () => 0,
        }
    }
}
