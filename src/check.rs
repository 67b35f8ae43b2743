//! Claims × documents → outcomes. No I/O, no clock; the same result for any number of threads.

use crate::claim::{Claim, Expectation, Severity};
use crate::fact::{Agreement, Fact};
use crate::rule::{self, Reading, Rules};
use crate::text::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What became of a claim in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It holds.
    Confirmed,
    /// The document says something else.
    Contradicted,
    /// The document says both, in two places.
    Conflicting,
    /// The subject is there, the fact is not.
    Missing,
    /// The subject is not there at all.
    Dropped,
    /// An optional claim left out.
    Omitted,
    /// A discrepancy waived, with a reason.
    Accepted,
}

impl Verdict {
    /// All verdicts, in the order of the summary.
    pub const ALL: [Verdict; 7] = [
        Verdict::Confirmed,
        Verdict::Contradicted,
        Verdict::Conflicting,
        Verdict::Missing,
        Verdict::Dropped,
        Verdict::Omitted,
        Verdict::Accepted,
    ];

    /// The name in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Verdict::Confirmed => "confirmed",
            Verdict::Contradicted => "contradicted",
            Verdict::Conflicting => "conflicting",
            Verdict::Missing => "missing",
            Verdict::Dropped => "dropped",
            Verdict::Omitted => "omitted",
            Verdict::Accepted => "accepted",
        }
    }

    /// Whether the verdict is a discrepancy.
    pub const fn is_discrepancy(self) -> bool {
        matches!(self, Verdict::Contradicted | Verdict::Conflicting | Verdict::Missing | Verdict::Dropped)
    }
}

/// The judgement of one claim on one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Index of the claim in its file.
    pub claim: usize,
    /// The verdict.
    pub verdict: Verdict,
    /// What a discrepancy counts as.
    pub severity: Severity,
    /// One clause for an editor: what differs, or why nothing was bound. Empty for a plain confirmation.
    pub message: String,
    /// Doubts that go with the verdict.
    pub warnings: Vec<String>,
    /// What was bound, in the draft's order; the first that decided the verdict comes with it.
    pub evidence: Vec<Evidence>,
    /// The nearest thing to a missing fact.
    pub nearest: Option<Box<Evidence>>,
    /// Index of the claim whose discrepancy makes this one its consequence (a sum over a wrong part).
    pub because_of: Option<usize>,
    /// Indices of claims whose figures moved together with this one (a swap), this claim left out.
    pub together: Vec<usize>,
}

impl Outcome {
    /// The outcome of an optional claim, the `at`th of its file, that the document leaves out.
    pub fn omitted(at: usize, claim: &Claim) -> Self {
        Self {
            claim: at,
            verdict: Verdict::Omitted,
            severity: claim.severity,
            message: String::new(),
            warnings: Vec::new(),
            evidence: Vec::new(),
            nearest: None,
            because_of: None,
            together: Vec::new(),
        }
    }

    /// Whether there is nothing to tell but the verdict.
    pub fn is_bare(&self) -> bool {
        self.message.is_empty()
            && self.warnings.is_empty()
            && self.evidence.is_empty()
            && self.nearest.is_none()
            && self.because_of.is_none()
            && self.together.is_empty()
    }
}

/// A found thing and how it agrees with the claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// How it agrees.
    pub agreement: Agreement,
    /// What was found.
    pub found: Found,
    /// Span in the prose of the words found, qualifier and unit included.
    pub span: Span,
    /// Span in the prose of the sentence, item or row it stands in.
    pub sentence: Span,
    /// What differs, as a clause; empty when nothing does.
    pub difference: String,
    /// Doubts that go with it, as clauses.
    pub warnings: Vec<String>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A figure.
    Figure(Fact),
    /// A proper name or modifier.
    Name,
    /// A clause that asserts or denies.
    Statement,
    /// Quoted words.
    Quote,
    /// A list.
    List,
    /// A title or office.
    Title,
    /// Words or a pattern.
    Text,
}

impl Found {
    /// The name in JSON.
    pub const fn name(&self) -> &'static str {
        match self {
            Found::Figure(fact) => fact.kind.name(),
            Found::Name => "name",
            Found::Statement => "statement",
            Found::Quote => "quote",
            Found::List => "list",
            Found::Title => "title",
            Found::Text => "text",
        }
    }
}

/// What a check of one document against one claim file found.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// An outcome for each claim, in the order of the file.
    pub outcomes: Vec<Outcome>,
    /// The document's facts, in order.
    pub facts: Vec<ClaimedFact>,
    /// What the document says wrongly by itself.
    pub self_checks: Vec<SelfCheck>,
}

/// Something a document says wrongly by itself, without any claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelfCheck {
    /// Span in the prose.
    pub span: Span,
    /// What is wrong, as a clause.
    pub message: String,
}

/// A fact of the document and who claims it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimedFact {
    /// The fact; its span lies in the prose.
    pub fact: Fact,
    /// Indices of the claims that bound it or whose matched words it lies in.
    pub claimed_by: Vec<usize>,
    /// Whether an `ignore` rule of the claim file settles it.
    pub ignored: bool,
}

/// Judges every claim of a file on one document.
///
/// `today` decides which waivers still count. No I/O and no clock: the same arguments give the same outcomes.
pub fn check(rules: &Rules<'_>, reading: &Reading<'_>, today: Option<Date>) -> Checked {
    let outcomes = rule::judge(rules, reading, today);
    let ignored = rule::ignored(rules.file, reading);
    // Most claims of a large file have no evidence in a given document.
    let found: Vec<&Outcome> = outcomes.iter().filter(|outcome| !outcome.evidence.is_empty()).collect();
    let claims = |fact: &Fact| {
        let holds = |outcome: &&&Outcome| {
            let task = rules.tasks.get(outcome.claim);
            let forbids = task.is_some_and(|task| matches!(task.claim.expectation, Expectation::Without(_)));
            outcome.evidence.iter().any(|evidence| {
                // Where forbidden words are absent, nothing was matched.
                if forbids && evidence.agreement == Agreement::Equal {
                    return false;
                }
                let touches = evidence.span.contains(fact.span)
                    || fact.span.contains(evidence.span) && !evidence.span.is_empty();
                touches
                    || evidence.sentence.contains(fact.span)
                        && task.is_some_and(|task| rule::is_wanted_time(rules.file, task, reading, fact))
            })
        };
        found.iter().filter(holds).map(|outcome| outcome.claim).collect()
    };
    let told = reading.facts.iter().filter(|fact| !fact.is_vague());
    let facts = told.map(|fact| ClaimedFact {
        fact: fact.clone(),
        claimed_by: claims(fact),
        ignored: ignored.iter().any(|span| span.overlaps(fact.span)),
    });
    Checked { facts: facts.collect(), self_checks: rule::self_check(reading), outcomes }
}
