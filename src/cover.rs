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
    pub wanted: Option<Percent>,
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
        self.wanted.is_some_and(|percent| !self.count.reaches(percent))
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
    pub const fn reaches(&self, percent: Percent) -> bool {
        percent.is_met(self.spoken_of(), self.spoken_of() + self.unclaimed)
    }
}

/// A share that is asked for, from 0 to 100 per cent, in thousandths of one per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percent(u32);

impl Percent {
    /// Decimal places that are read.
    const PLACES: usize = 3;

    /// Reads `90`, `99.9` or `99.9%`.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.strip_suffix('%').unwrap_or(text).trim_end();
        let (whole, places) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(places) || places.len() > Self::PLACES {
            return None;
        }
        let all = format!("{whole}{places:0<width$}", width = Self::PLACES);
        all.parse().ok().filter(|&thousandths: &u32| thousandths <= 100_000).map(Self)
    }

    /// Whether `part` of `whole` is as much; nothing of nothing is all.
    pub const fn is_met(self, part: usize, whole: usize) -> bool {
        part as u128 * 100_000 >= self.0 as u128 * whole as u128
    }
}

impl std::fmt::Display for Percent {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, places) = (self.0 / 1000, format!("{:03}", self.0 % 1000));
        match places.trim_end_matches('0') {
            "" => write!(out, "{whole}"),
            places => write!(out, "{whole}.{places}"),
        }
    }
}

/// As a number in JSON.
impl Serialize for Percent {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(1000) {
            return to.serialize_u32(self.0 / 1000);
        }
        to.serialize_f64(self.to_string().parse().unwrap_or_default())
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
        let percent = |text| Percent::read(text).unwrap();
        assert!(count.reaches(percent("90")) && !count.reaches(percent("90.001")));
        assert!(Count::default().reaches(percent("100")));
    }

    #[test]
    fn a_percentage_is_read_as_it_is_written() {
        let reads = |text: &str| Percent::read(text).map(|percent| percent.to_string());
        assert_eq!(reads("99.9"), Some("99.9".to_owned()));
        assert_eq!(reads("99.90%"), Some("99.9".to_owned()));
        assert_eq!(reads("007"), Some("7".to_owned()));
        for wrong in ["", "%", "x", "1.", ".5", "-1", "+1", "100.1", "1.2345", "99,9", "1e1", "99999999999"] {
            assert_eq!(reads(wrong), None, "{wrong}");
        }
        let percent = Percent::read("99.9").unwrap();
        assert!(percent.is_met(999, 1000) && !percent.is_met(998, 1000));
        assert_eq!(serde_json::to_string(&percent).ok(), Some("99.9".to_owned()));
    }
}
