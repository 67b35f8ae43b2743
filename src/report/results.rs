//! What every report is made from: the results as `--format json` prints them and as saved results are read back.
//!
//! Offsets are UTF-8 byte offsets into the document as given (for packed formats: into its extracted text); lines and
//! columns count from 1, columns in Unicode scalar values; numbers are strings of plain digits.

use super::gate::FailOn;
use super::record::Change;
use crate::check::Verdict;
use crate::claim::Severity;
use crate::error::Error;
use crate::fact::Agreement;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The version of the shape below.
pub const SCHEMA: u32 = 1;

/// The results of one run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Results {
    /// The version of this shape: 1.
    pub schema: u32,
    /// The program that made it.
    pub tool: Tool,
    /// The day of the check, ISO 8601.
    pub today: String,
    /// Which part of a divided run it is; `None` for a whole one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<Shard>,
    /// What makes it fail.
    #[serde(default)]
    pub fail_on: Vec<FailOn>,
    /// The exit status: 0 nothing failed, 1 something did, 2 the check could not be made.
    #[serde(default)]
    pub status: u8,
    /// The numbers of verdicts and facts.
    pub summary: Summary,
    /// The documents, by path.
    pub documents: Vec<DocumentResult>,
    /// Each claim file on each of its documents.
    pub checks: Vec<CheckResult>,
    /// What could not be done; anything here makes the exit status 2.
    #[serde(default)]
    pub errors: Vec<ErrorResult>,
}

/// Name and version of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// `factlock`.
    pub name: String,
    /// The version.
    pub version: String,
}

impl Default for Tool {
    fn default() -> Self {
        Self { name: "factlock".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// A part of the documents, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shard {
    /// Which part.
    pub part: usize,
    /// Of how many.
    pub of: usize,
}

/// Counts over a run. `claims` counts verdicts: a claim on two documents counts twice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each field counts what its name says")]
pub struct Summary {
    pub documents: usize,
    pub claims: usize,
    pub confirmed: usize,
    pub contradicted: usize,
    pub conflicting: usize,
    pub missing: usize,
    pub dropped: usize,
    pub omitted: usize,
    pub accepted: usize,
    pub weaker: usize,
    pub facts: usize,
    pub unclaimed: usize,
}

/// A document and the facts found in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentResult {
    /// Relative to the working directory, with `/`.
    pub path: String,
    /// `txt`, `md`, `html`, `docx`, `odt` or `pdf`.
    pub format: String,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// The day it was taken to be written, ISO 8601.
    pub written: Option<String>,
    /// What could not be read of it.
    pub unread: Vec<String>,
    /// Its facts, in order.
    pub facts: Vec<DocumentFact>,
    /// What it says wrongly by itself, without any claim: a weekday off its date, a total its parts refute.
    #[serde(default)]
    pub notes: Vec<NoteResult>,
}

/// Something a document says wrongly by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoteResult {
    /// The words, with their place.
    #[serde(flatten)]
    pub words: FactResult,
    /// What is wrong, as a clause.
    pub message: String,
}

/// A fact of a document, and the claims it serves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentFact {
    /// The fact.
    #[serde(flatten)]
    pub fact: FactResult,
    /// The claims that bound it or whose words hold it.
    pub claimed_by: Vec<ClaimedBy>,
    /// Whether it needs no claim, because a claim file says so.
    #[serde(default)]
    pub ignored: bool,
}

/// A claim, named from a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimedBy {
    /// Path of the claim file.
    pub claims: String,
    /// The claim's id.
    pub id: String,
}

/// A found value, or found words.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FactResult {
    /// A kind of figure, or `name`, `statement`, `quote`, `list`, `title`, `text`.
    pub kind: String,
    /// The words as a reader sees them, qualifier and unit included.
    pub text: String,
    /// First byte.
    pub start: usize,
    /// Behind the last byte.
    pub end: usize,
    /// Line of the first character.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column behind the last character.
    pub end_column: usize,
    /// Where lines mean little.
    pub place: Option<PlaceResult>,
    /// Lower bound in the unit written, scales multiplied out.
    pub min: Option<String>,
    /// Upper bound.
    pub max: Option<String>,
    /// UCUM code or ISO 4217 code.
    pub unit: Option<String>,
    /// `about`, `more-than`, `at-least`, `less-than`, `at-most`.
    pub qualifier: Option<String>,
    /// The date in EDTF, resolved where a day of writing is known.
    pub edtf: Option<String>,
}

/// A place in a packed document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceResult {
    /// Paragraph, from 1.
    pub paragraph: Option<usize>,
    /// The words of the heading it stands under.
    pub heading: Option<String>,
    /// Page, from 1.
    pub page: Option<usize>,
}

/// One claim file on one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckResult {
    /// Path of the claim file.
    pub claims: String,
    /// Path of the document.
    pub document: String,
    /// A verdict for each claim, in the order of the claim file; documents share equal ones.
    pub verdicts: Vec<Arc<VerdictResult>>,
    /// What is otherwise than it was recorded; `None` where nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Vec<Change>>,
}

impl CheckResult {
    /// The verdicts, in the order of the claim file.
    pub fn verdicts(&self) -> impl Iterator<Item = &VerdictResult> {
        self.verdicts.iter().map(|verdict| &**verdict)
    }

    /// What is otherwise than it was recorded; nothing where nothing was recorded.
    pub fn changes(&self) -> &[Change] {
        self.changed.as_deref().unwrap_or_default()
    }
}

/// What became of one claim in one document.
///
/// A run may hold millions of verdicts, most of them of claims that a document leaves out: those are shared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VerdictResult {
    /// The claim's id.
    pub id: Arc<str>,
    /// The claim's expectation, by its key in the claim file.
    pub kind: Arc<str>,
    /// The verdict.
    pub verdict: Verdict,
    /// What a discrepancy counts as.
    pub severity: Severity,
    /// The claimed value as the editor wrote it.
    pub expected: Arc<str>,
    /// What differs, or why nothing was found.
    pub message: String,
    /// Doubts that go with the verdict.
    pub warnings: Vec<String>,
    /// The nearest thing to a missing fact.
    pub nearest: Option<Box<EvidenceResult>>,
    /// Where the fact comes from.
    pub source: Option<Arc<str>>,
    /// Who checked it, and when.
    pub checked: Option<CheckedResult>,
    /// The claim's labels.
    pub tags: Vec<String>,
    /// Where the claim stands.
    pub claim: ClaimPlace,
    /// The claim whose discrepancy this one follows from.
    #[serde(default)]
    pub because_of: Option<Arc<str>>,
    /// The claims whose figures moved together with this one.
    #[serde(default)]
    pub together: Vec<Arc<str>>,
    /// Why a discrepancy was waived.
    #[serde(default)]
    pub accepted: Option<String>,
    /// What was found, in the document's order.
    pub evidence: Vec<EvidenceResult>,
}

/// A sign-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedResult {
    /// Who.
    pub by: Option<String>,
    /// When, ISO 8601.
    pub date: Option<String>,
}

/// Where a claim stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimPlace {
    /// Path of the claim file.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

/// Something found and how it agrees with the claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EvidenceResult {
    /// How it agrees.
    pub agreement: Agreement,
    /// The found words and their value.
    pub fact: FactResult,
    /// What differs; empty when nothing does.
    #[serde(default)]
    pub difference: String,
    /// The sentence, item or row it stands in, as a reader sees it.
    #[serde(default)]
    pub sentence: String,
    /// The found words inside `sentence`.
    #[serde(default)]
    pub mark: Mark,
}

/// A byte range inside a sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mark {
    /// First byte.
    pub start: usize,
    /// Behind the last byte.
    pub end: usize,
}

/// Something that could not be done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorResult {
    /// The file it lies in.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column, from 1.
    pub column: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl VerdictResult {
    /// The evidence to show first: the first that differs from the claim, else the first weaker one, else the first,
    /// else the nearest thing.
    pub fn telling(&self) -> Option<&EvidenceResult> {
        let first = |wanted: Agreement| self.evidence.iter().find(|found| found.agreement == wanted);
        first(Agreement::Different)
            .or_else(|| first(Agreement::Sharper))
            .or_else(|| first(Agreement::Weaker))
            .or_else(|| self.evidence.first())
            .or(self.nearest.as_deref())
    }

    /// Whether the claim holds, but with a doubt an editor should look at.
    pub fn is_doubtful(&self) -> bool {
        self.verdict == Verdict::Confirmed && (!self.warnings.is_empty() || self.is_weaker())
    }

    /// Whether the document says less than the claim, everywhere it speaks of it.
    pub fn is_weaker(&self) -> bool {
        let any = |wanted: Agreement| self.evidence.iter().any(|found| found.agreement == wanted);
        self.verdict == Verdict::Confirmed && any(Agreement::Weaker) && !any(Agreement::Equal)
    }
}

impl From<&Error> for ErrorResult {
    fn from(error: &Error) -> Self {
        let place = error.place.as_ref();
        let position = place.and_then(|place| place.position);
        Self {
            file: place.map(|place| place.path.clone()),
            line: position.map(|at| at.line),
            column: position.map(|at| at.column),
            message: error.message.clone(),
            hint: error.hint.clone(),
        }
    }
}

impl Summary {
    /// Counts the verdicts of `checks` and the facts of `documents`.
    pub fn of(documents: &[DocumentResult], checks: &[CheckResult]) -> Self {
        let mut sum = Self { documents: documents.len(), ..Self::default() };
        for verdict in checks.iter().flat_map(|check| check.verdicts()) {
            sum.claims += 1;
            sum.weaker += usize::from(verdict.is_weaker());
            *sum.count(verdict.verdict) += 1;
        }
        for fact in documents.iter().flat_map(|document| &document.facts) {
            sum.facts += 1;
            sum.unclaimed += usize::from(fact.is_unclaimed());
        }
        sum
    }

    fn count(&mut self, verdict: Verdict) -> &mut usize {
        match verdict {
            Verdict::Confirmed => &mut self.confirmed,
            Verdict::Contradicted => &mut self.contradicted,
            Verdict::Conflicting => &mut self.conflicting,
            Verdict::Missing => &mut self.missing,
            Verdict::Dropped => &mut self.dropped,
            Verdict::Omitted => &mut self.omitted,
            Verdict::Accepted => &mut self.accepted,
        }
    }
}

impl DocumentFact {
    /// Whether no claim speaks of it and nothing settles it.
    pub fn is_unclaimed(&self) -> bool {
        self.claimed_by.is_empty() && !self.ignored
    }
}
