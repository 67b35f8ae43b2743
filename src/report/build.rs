//! From outcomes to results: spans of the prose become places in the document, values become strings.

use super::expected::expected;
use super::gate::FailOn;
use super::results::{
    CheckResult, CheckedResult, ClaimPlace, ClaimedBy, DocumentFact, DocumentResult, ErrorResult,
    EvidenceResult, FactResult, Mark, NoteResult, PlaceResult, Results, SCHEMA, Summary, Tool, VerdictResult,
};
use super::value::ValueText;
use crate::check::{Checked, ClaimedFact, Evidence, Found, Outcome, SelfCheck, Verdict};
use crate::claim::{Claim, ClaimFile};
use crate::document::Document;
use crate::error::Error;
use crate::fact::{Context, Fact};
use crate::text::{LineIndex, Position, Span, Walk};
use jiff::civil::Date;
use rayon::prelude::*;
use std::sync::Arc;

/// One claim file judged on one document.
#[derive(Debug, Clone)]
pub struct Judged<'a> {
    /// The claim file.
    pub claims: &'a ClaimFile,
    /// Index of the document.
    pub document: usize,
    /// How the document's own values were read.
    pub context: Context,
    /// What was found.
    pub checked: Checked,
}

/// One claim file judged on one document, ready to be reported.
#[derive(Debug, Clone)]
pub struct Told<'a> {
    claims: &'a ClaimFile,
    document: usize,
    context: Context,
    facts: Vec<ClaimedFact>,
    self_checks: Vec<SelfCheck>,
    result: CheckResult,
}

impl<'a> Judged<'a> {
    /// Puts the outcomes into words and places. `document` is the one judged, `sheet` that of its claim file.
    ///
    /// Done right after the judging, it leaves little to keep of the many claims that a document leaves out.
    pub fn told(self, document: &Document, sheet: &Sheet) -> Told<'a> {
        let result = check_result(&self, document, sheet);
        let Judged { claims, document, context, checked } = self;
        let Checked { facts, self_checks, .. } = checked;
        Told { claims, document, context, facts, self_checks, result }
    }
}

/// The results of a run. `checks` are in the order they are reported in.
pub fn results(today: Date, documents: &[Document], checks: Vec<Told<'_>>, errors: &[Error]) -> Results {
    let mut own: Vec<Vec<&Told<'_>>> = vec![Vec::new(); documents.len()];
    for check in &checks {
        if let Some(own) = own.get_mut(check.document) {
            own.push(check);
        }
    }
    let documents_out: Vec<DocumentResult> =
        documents.par_iter().zip(own).map(|(document, own)| document_result(document, &own)).collect();
    let checks_out: Vec<CheckResult> = checks.into_iter().map(|check| check.result).collect();
    let mut results = Results {
        schema: SCHEMA,
        tool: Tool::default(),
        today: today.to_string(),
        shard: None,
        fail_on: Vec::new(),
        status: 0,
        summary: Summary::of(&documents_out, &checks_out),
        documents: documents_out,
        checks: checks_out,
        errors: errors.iter().map(ErrorResult::from).collect(),
    };
    results.settle(&FailOn::USUAL);
    results
}

/// A fact as reported: its words, its place, its value in `context`. `walk` walks the document's source; it is quick
/// when facts come in order.
pub fn fact_result(fact: &Fact, document: &Document, context: &Context, walk: &mut Walk<'_>) -> FactResult {
    let original = document.original(fact.span);
    let at = (walk.to(original.start), walk.to(original.end));
    FactResult {
        place: place(fact.span, document),
        ..figure_result(fact, document.prose(), context, original, at)
    }
}

/// Words of a document that are no figure, as reported.
pub fn words_result(kind: &str, span: Span, document: &Document, walk: &mut Walk<'_>) -> FactResult {
    let original = document.original(span);
    let (start, end) = (walk.to(original.start), walk.to(original.end));
    FactResult {
        kind: kind.to_owned(),
        text: span.of(document.prose()).to_owned(),
        start: original.start,
        end: original.end,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        place: place(span, document),
        ..FactResult::default()
    }
}

/// A fact found in `prose`, which stands at `original` and `at` in its document.
pub fn figure_result(
    fact: &Fact,
    prose: &str,
    context: &Context,
    original: Span,
    at: (Position, Position),
) -> FactResult {
    let (start, end) = at;
    let value = ValueText::of(fact, context);
    FactResult {
        kind: fact.kind.name().to_owned(),
        text: fact.span.of(prose).to_owned(),
        start: original.start,
        end: original.end,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        place: None,
        min: value.min().map(str::to_owned),
        max: value.max().map(str::to_owned),
        edtf: value.edtf().map(str::to_owned),
        qualifier: value.qualifier.map(str::to_owned),
        unit: value.unit.map(Into::into),
    }
}

fn document_result(document: &Document, checks: &[&Told<'_>]) -> DocumentResult {
    let context = checks.first().map(|check| check.context.clone()).unwrap_or_default();
    let mut facts: Vec<DocumentFact> = Vec::new();
    let mut walk = Walk::new(&document.source);
    for (at, check) in checks.iter().enumerate() {
        for (index, claimed) in check.facts.iter().enumerate() {
            if at == 0 {
                let fact = fact_result(&claimed.fact, document, &context, &mut walk);
                facts.push(DocumentFact { fact, claimed_by: Vec::new(), ignored: false });
            }
            let Some(entry) = facts.get_mut(index) else { continue };
            entry.ignored |= claimed.ignored;
            let ids = claimed.claimed_by.iter().filter_map(|&claim| check.claims.claims.get(claim));
            entry.claimed_by.extend(
                ids.map(|claim| ClaimedBy { claims: check.claims.path.clone(), id: claim.id.clone() }),
            );
        }
    }
    let self_checks = checks.first().map(|check| check.self_checks.as_slice()).unwrap_or_default();
    let mut walk = Walk::new(&document.source);
    let notes = self_checks.iter().map(|check| NoteResult {
        words: words_result("note", check.span, document, &mut walk),
        message: check.message.clone(),
    });
    let notes = notes.collect();
    DocumentResult {
        notes,
        path: document.path.clone(),
        format: document.format.name().to_owned(),
        sha256: document.sha256.clone(),
        written: context.written.or(document.written).map(|day| day.to_string()),
        unread: document.unread.clone(),
        facts,
    }
}

/// What is reported of the claims of a file whatever the document: a verdict for each, as one that leaves it out gets it.
#[derive(Debug)]
pub struct Sheet(Vec<Arc<VerdictResult>>);

impl Sheet {
    /// The sheet of a claim file.
    pub fn new(claims: &ClaimFile) -> Self {
        let lines = LineIndex::new(&claims.source);
        let file: Arc<str> = claims.path.as_str().into();
        let told = |claim: &Claim| {
            let Position { line, column } = lines.position(&claims.source, claim.span.start);
            Arc::new(VerdictResult {
                id: claim.id.as_str().into(),
                kind: claim.expectation.name().into(),
                verdict: Verdict::Omitted,
                severity: claim.severity,
                expected: expected(&claim.expectation).into(),
                message: String::new(),
                warnings: Vec::new(),
                nearest: None,
                source: claim.source.as_deref().map(Arc::from),
                checked: claim.checked.as_ref().map(|checked| CheckedResult {
                    by: checked.by.clone(),
                    date: checked.date.map(|day| day.to_string()),
                }),
                tags: claim.tags.clone(),
                claim: ClaimPlace { file: Arc::clone(&file), line, column },
                because_of: None,
                together: Vec::new(),
                accepted: None,
                evidence: Vec::new(),
            })
        };
        Self(claims.claims.iter().map(told).collect())
    }
}

fn check_result(judged: &Judged<'_>, document: &Document, sheet: &Sheet) -> CheckResult {
    let outcomes = &judged.checked.outcomes;
    let mut verdicts = Vec::with_capacity(outcomes.len());
    verdicts.extend(outcomes.iter().filter_map(|outcome| verdict_result(outcome, judged, document, sheet)));
    CheckResult {
        claims: judged.claims.path.clone(),
        document: document.path.clone(),
        verdicts,
        changed: None,
    }
}

fn verdict_result(
    outcome: &Outcome,
    judged: &Judged<'_>,
    document: &Document,
    sheet: &Sheet,
) -> Option<Arc<VerdictResult>> {
    let (claim, told) = (judged.claims.claims.get(outcome.claim)?, sheet.0.get(outcome.claim)?);
    if outcome.verdict == told.verdict && outcome.severity == told.severity && outcome.is_bare() {
        return Some(Arc::clone(told));
    }
    let id = |index: usize| sheet.0.get(index).map(|told| Arc::clone(&told.id));
    let evidence = |found: &Evidence| evidence_result(found, document, &judged.context);
    let accepted = claim.accept.as_ref().filter(|_| outcome.verdict == Verdict::Accepted);
    Some(Arc::new(VerdictResult {
        verdict: outcome.verdict,
        severity: outcome.severity,
        message: outcome.message.clone(),
        warnings: outcome.warnings.clone(),
        nearest: outcome.nearest.as_deref().map(evidence).map(Box::new),
        because_of: outcome.because_of.and_then(id),
        together: outcome.together.iter().copied().filter_map(id).collect(),
        accepted: accepted.map(|accept| accept.reason.clone()),
        evidence: outcome.evidence.iter().map(evidence).collect(),
        ..VerdictResult::clone(told)
    }))
}

fn evidence_result(evidence: &Evidence, document: &Document, context: &Context) -> EvidenceResult {
    let prose = document.prose();
    let sentence = evidence.sentence.to(evidence.span);
    let start = evidence.span.start - sentence.start;
    let original = document.original(evidence.span);
    let at = (document.position(original.start), document.position(original.end));
    let fact = match &evidence.found {
        Found::Figure(fact) => FactResult {
            place: place(fact.span, document),
            ..figure_result(fact, prose, context, original, at)
        },
        other => FactResult {
            kind: other.name().to_owned(),
            text: evidence.span.of(prose).to_owned(),
            start: original.start,
            end: original.end,
            line: at.0.line,
            column: at.0.column,
            end_line: at.1.line,
            end_column: at.1.column,
            place: place(evidence.span, document),
            ..FactResult::default()
        },
    };
    EvidenceResult {
        agreement: evidence.agreement,
        fact,
        difference: evidence.difference.clone(),
        sentence: sentence.of(prose).to_owned(),
        mark: Mark { start, end: start + evidence.span.len() },
    }
}

/// Paragraph, heading and page, for packed formats.
fn place(span: Span, document: &Document) -> Option<PlaceResult> {
    let at = document.format.is_packed().then(|| document.block_at(span.start))??;
    let block = document.blocks.get(at)?;
    let heading = block.heading.and_then(|heading| document.blocks.get(heading));
    Some(PlaceResult {
        paragraph: block.paragraph,
        heading: heading.map(|heading| heading.span.of(document.prose()).to_owned()),
        page: block.page,
    })
}
