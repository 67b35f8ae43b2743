//! What an editor should see of a check, in the order of the draft: what is wrong, what is gone, what to look at.

use super::results::{CheckResult, EvidenceResult, FactResult, Mark, Results, VerdictResult};
use crate::check::Verdict;
use crate::claim::Severity;

/// The heading a finding stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The draft says something else, or both.
    Wrong,
    /// The subject is there, the fact is not.
    Gone,
    /// It holds with a doubt, or its severity does not fail the check.
    Look,
}

impl Group {
    /// All groups, in the order they are shown in.
    pub const ALL: [Group; 3] = [Group::Wrong, Group::Gone, Group::Look];

    /// The heading.
    pub const fn heading(self) -> &'static str {
        match self {
            Group::Wrong => "wrong",
            Group::Gone => "gone",
            Group::Look => "to look at",
        }
    }
}

/// One finding: a discrepancy or doubt with all that moved together with it and all that follows from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding<'r> {
    /// The heading it stands under.
    pub group: Group,
    /// The verdict; more than one where figures moved together.
    pub verdicts: Vec<&'r VerdictResult>,
    /// Verdicts that differ only because of this one.
    pub consequences: Vec<&'r VerdictResult>,
}

/// A check sorted for reading.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sorted<'r> {
    /// Findings, by group and then by place in the draft.
    pub findings: Vec<Finding<'r>>,
    /// Claims whose subject the draft does not mention.
    pub dropped: Vec<&'r VerdictResult>,
    /// Optional claims left out.
    pub omitted: Vec<&'r VerdictResult>,
    /// Waived discrepancies.
    pub accepted: Vec<&'r VerdictResult>,
    /// How many claims hold, doubts included.
    pub hold: usize,
}

impl<'r> Finding<'r> {
    /// The verdict shown first.
    pub fn first(&self) -> Option<&'r VerdictResult> {
        self.verdicts.first().copied()
    }

    /// The found words to show first.
    pub fn telling(&self) -> Option<&'r EvidenceResult> {
        self.first().and_then(VerdictResult::telling)
    }

    /// Where those words stand, and their value.
    pub fn fact(&self) -> Option<&'r FactResult> {
        self.telling().map(|found| &found.fact)
    }

    /// The ids of its claims.
    pub fn ids(&self) -> Vec<&'r str> {
        self.verdicts.iter().map(|verdict| &*verdict.id).collect()
    }

    /// Where it stands in the draft; behind everything else where it has no place.
    fn place(&self) -> usize {
        self.telling().map_or(usize::MAX, |found| found.fact.start)
    }
}

impl<'r> Sorted<'r> {
    /// How many findings stand under a heading.
    pub fn count(&self, group: Group) -> usize {
        self.findings.iter().filter(|finding| finding.group == group).count()
    }
}

/// Sorts the verdicts of a check for reading.
pub fn sort(check: &CheckResult) -> Sorted<'_> {
    let mut sorted = Sorted::default();
    let mut consequences: Vec<&VerdictResult> = Vec::new();
    for verdict in check.verdicts() {
        match verdict.verdict {
            Verdict::Omitted => sorted.omitted.push(verdict),
            Verdict::Accepted => sorted.accepted.push(verdict),
            _ if is_consequence(verdict, check) => consequences.push(verdict),
            Verdict::Dropped => sorted.dropped.push(verdict),
            Verdict::Confirmed => {
                sorted.hold += 1;
                if verdict.is_doubtful() {
                    sorted.findings.push(alone(verdict, Group::Look));
                }
            }
            Verdict::Contradicted | Verdict::Conflicting | Verdict::Missing => {
                let partner = sorted.findings.iter_mut().find(|finding| {
                    finding.group != Group::Look
                        && finding.verdicts.iter().any(|other| other.together.contains(&verdict.id))
                });
                match partner {
                    Some(finding) => finding.verdicts.push(verdict),
                    None => sorted.findings.push(alone(verdict, group_of(verdict))),
                }
            }
        }
    }
    for verdict in consequences {
        let cause = sorted.findings.iter_mut().find(|finding| {
            finding
                .verdicts
                .iter()
                .chain(&finding.consequences)
                .any(|cause| verdict.because_of.as_ref() == Some(&cause.id))
        });
        match cause {
            Some(finding) => finding.consequences.push(verdict),
            None => sorted.dropped.push(verdict),
        }
    }
    for finding in &mut sorted.findings {
        finding
            .verdicts
            .sort_by_key(|verdict| verdict.telling().map_or(usize::MAX, |found| found.fact.start));
    }
    sorted.findings.sort_by_key(|finding| (finding.group, finding.place()));
    sorted
}

/// Whether a verdict follows from another discrepancy of the check and is shown with it.
pub fn is_consequence(verdict: &VerdictResult, check: &CheckResult) -> bool {
    let cause = |cause: &std::sync::Arc<str>| {
        check.verdicts().any(|other| other.id == *cause && other.verdict.is_discrepancy())
    };
    verdict.verdict.is_discrepancy() && verdict.because_of.as_ref().is_some_and(cause)
}

fn alone(verdict: &VerdictResult, group: Group) -> Finding<'_> {
    Finding { group, verdicts: vec![verdict], consequences: Vec::new() }
}

fn group_of(verdict: &VerdictResult) -> Group {
    match (verdict.severity, verdict.verdict) {
        (Severity::Warning | Severity::Note, _) => Group::Look,
        (Severity::Error, Verdict::Missing) => Group::Gone,
        (Severity::Error, _) => Group::Wrong,
    }
}

/// The sentences to show for a finding, each once with all of its marks: what tells most first, then, for a conflict, the
/// other side.
pub fn quotations<'r>(finding: &Finding<'r>) -> Vec<(&'r EvidenceResult, Vec<Mark>)> {
    let mut shown: Vec<(&EvidenceResult, Vec<Mark>)> = Vec::new();
    let mut add = |found: &'r EvidenceResult| {
        let start = found.fact.start.wrapping_sub(found.mark.start);
        let same = shown.iter_mut().find(|(other, _)| {
            other.sentence == found.sentence && other.fact.start.wrapping_sub(other.mark.start) == start
        });
        match same {
            Some((_, marks)) if !marks.contains(&found.mark) => marks.push(found.mark),
            Some(_) => {}
            None => shown.push((found, vec![found.mark])),
        }
    };
    for verdict in &finding.verdicts {
        if let Some(found) = verdict.telling() {
            add(found);
        }
        if verdict.verdict == Verdict::Conflicting {
            verdict.evidence.iter().for_each(&mut add);
        }
    }
    for (_, marks) in &mut shown {
        marks.sort();
    }
    shown
}

/// A verdict that a report for machines points at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reported<'r> {
    /// The check it belongs to.
    pub check: &'r CheckResult,
    /// The verdict: a discrepancy or a doubt.
    pub verdict: &'r VerdictResult,
    /// How serious it is: an error if it fails the check.
    pub level: Severity,
}

/// Every discrepancy and doubt, check by check, in the order of the draft; those without a place come last.
pub fn reported(results: &Results) -> Vec<Reported<'_>> {
    let mut all = Vec::new();
    for check in &results.checks {
        let mut shown: Vec<Reported<'_>> = check
            .verdicts()
            .filter_map(|verdict| Some(Reported { check, verdict, level: results.level(verdict)? }))
            .collect();
        shown.sort_by_key(|shown| shown.verdict.telling().map_or(usize::MAX, |found| found.fact.start));
        all.extend(shown);
    }
    all
}
