//! What of a document the claims speak of: every figure with its state, and the share that is claimed.

use crate::check::Verdict;
use crate::fact::Agreement;
use crate::report::{
    CheckResult, DocumentFact, DocumentResult, ErrorResult, EvidenceResult, Results, SCHEMA, Tool,
};
use serde::Serialize;
use std::collections::HashSet;

/// What the claims make of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// A claim speaks of it, and it holds or is waived.
    Claimed,
    /// A claim speaks of it and says something else.
    Contradicted,
    /// No claim speaks of it.
    Unclaimed,
    /// It needs no claim: `ignore` in a claim file says so.
    Ignored,
}

impl State {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            State::Claimed => "claimed",
            State::Contradicted => "contradicted",
            State::Unclaimed => "unclaimed",
            State::Ignored => "ignored",
        }
    }
}

/// The figures of a run's documents, with their states.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cover {
    /// The version of this shape.
    pub schema: u32,
    /// The program that made it.
    pub tool: Tool,
    /// The day of the check, ISO 8601.
    pub today: String,
    /// Over all documents.
    #[serde(rename = "summary")]
    pub count: Count,
    /// The documents, by path.
    pub documents: Vec<CoveredDocument>,
    /// What could not be done.
    pub errors: Vec<ErrorResult>,
    /// The share that was asked for, in per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wanted: Option<u8>,
}

/// How many figures are in which state. Those that need no claim are left out of the share.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The percentage of figures that a claim speaks of, rounded down to one decimal: `93.7`.
    pub share: String,
    /// All figures.
    pub facts: usize,
    /// Those of which a claim speaks and that hold.
    pub claimed: usize,
    /// Those that a claim contradicts.
    pub contradicted: usize,
    /// Those of which no claim speaks.
    pub unclaimed: usize,
    /// Those that need no claim.
    pub ignored: usize,
}

/// A document's figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoveredDocument {
    /// Relative to the working directory, with `/`.
    pub path: String,
    /// `txt`, `md`, `html`, `docx`, `odt` or `pdf`.
    pub format: String,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// The day it was taken to be written, ISO 8601.
    pub written: Option<String>,
    /// Over this document.
    #[serde(rename = "summary")]
    pub count: Count,
    /// The figures, in order.
    pub facts: Vec<CoveredFact>,
}

/// A figure and its state.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoveredFact {
    /// The figure and the claims it serves.
    #[serde(flatten)]
    pub fact: DocumentFact,
    /// What the claims make of it.
    pub state: State,
}

impl Cover {
    /// Works out the cover from the results of a check.
    pub fn new(results: &Results) -> Cover {
        let documents: Vec<CoveredDocument> =
            results.documents.iter().map(|document| covered(document, &results.checks)).collect();
        let facts = documents.iter().flat_map(|document| &document.facts);
        Cover {
            schema: SCHEMA,
            tool: Tool::default(),
            today: results.today.clone(),
            count: Count::of(facts),
            documents,
            errors: results.errors.clone(),
            wanted: None,
        }
    }

    /// Whether less is claimed than was asked for.
    pub fn falls_short(&self) -> bool {
        self.wanted.is_some_and(|percent| !self.count.reaches(usize::from(percent)))
    }
}

impl Count {
    fn of<'f>(facts: impl Iterator<Item = &'f CoveredFact>) -> Count {
        let mut count = Count::default();
        for fact in facts {
            count.facts += 1;
            *match fact.state {
                State::Claimed => &mut count.claimed,
                State::Contradicted => &mut count.contradicted,
                State::Unclaimed => &mut count.unclaimed,
                State::Ignored => &mut count.ignored,
            } += 1;
        }
        count.share = share(count.spoken_of(), count.spoken_of() + count.unclaimed);
        count
    }

    /// How many figures a claim speaks of.
    pub const fn spoken_of(&self) -> usize {
        self.claimed + self.contradicted
    }

    /// Whether the share is at least so many per cent.
    pub const fn reaches(&self, percent: usize) -> bool {
        self.spoken_of() * 100 >= percent * (self.spoken_of() + self.unclaimed)
    }
}

/// A part of a whole in per cent, rounded down to one decimal, so that 100 means all; nothing of nothing is all.
pub fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "100".to_owned();
    }
    let tenths = part * 1000 / whole;
    match (tenths / 10, tenths % 10) {
        (percent, 0) => percent.to_string(),
        (percent, tenth) => format!("{percent}.{tenth}"),
    }
}

fn covered(document: &DocumentResult, checks: &[CheckResult]) -> CoveredDocument {
    let own: Vec<&CheckResult> = checks.iter().filter(|check| check.document == document.path).collect();
    let judged: HashSet<(&str, &str)> = own
        .iter()
        .flat_map(|check| check.verdicts().map(|verdict| (check.claims.as_str(), &*verdict.id)))
        .collect();
    let refuted: HashSet<(usize, usize)> = own
        .iter()
        .flat_map(|check| check.verdicts())
        .filter(|verdict| matches!(verdict.verdict, Verdict::Contradicted | Verdict::Conflicting))
        .flat_map(|verdict| &verdict.evidence)
        .filter(|found| differs(found))
        .map(|found| (found.fact.start, found.fact.end))
        .collect();
    let facts: Vec<CoveredFact> = document
        .facts
        .iter()
        .map(|fact| {
            // With --claim or --tag only the claims asked for count.
            let mut fact = fact.clone();
            fact.claimed_by.retain(|by| judged.contains(&(by.claims.as_str(), by.id.as_str())));
            let state = match () {
                () if refuted.contains(&(fact.fact.start, fact.fact.end)) => State::Contradicted,
                () if !fact.claimed_by.is_empty() => State::Claimed,
                () if fact.ignored => State::Ignored,
                () => State::Unclaimed,
            };
            CoveredFact { fact, state }
        })
        .collect();
    CoveredDocument {
        path: document.path.clone(),
        format: document.format.clone(),
        sha256: document.sha256.clone(),
        written: document.written.clone(),
        count: Count::of(facts.iter()),
        facts,
    }
}

/// Whether found words are what a contradiction rests on.
fn differs(found: &EvidenceResult) -> bool {
    matches!(found.agreement, Agreement::Different | Agreement::Sharper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_rounded_up() {
        assert_eq!(share(2, 3), "66.6");
        assert_eq!(share(1999, 2000), "99.9");
        assert_eq!(share(9, 10), "90");
        assert_eq!(share(0, 0), "100");
    }

    #[test]
    fn what_is_ignored_counts_neither_way() {
        let count =
            Count { facts: 12, claimed: 8, contradicted: 1, unclaimed: 1, ignored: 2, ..Count::default() };
        assert!(count.reaches(90) && !count.reaches(91));
        assert!(Count::default().reaches(100));
    }
}
