//! A check as a page: each claim with what was found, beside the draft with every fact marked.

use super::super::findings::sort;
use super::super::results::{CheckResult, DocumentResult, EvidenceResult, Results, VerdictResult};
use super::super::{Report, clean, words};
use super::galley::{Mark, galley};
use super::{Page, card, locus, pane, quotation};
use crate::check::Verdict;
use crate::text::Span;
use maud::{Markup, html};
use std::collections::HashSet;

/// What claims are filtered by, the gravest first.
const NAMES: [&str; 8] =
    ["contradicted", "conflicting", "missing", "dropped", "warning", "confirmed", "accepted", "omitted"];

/// The page.
pub fn page(results: &Results, report: &Report<'_>) -> Page {
    let sum = &results.summary;
    let verdicts = || results.checks.iter().flat_map(|check| check.verdicts());
    let count = |name: &str| verdicts().filter(|found| words::verdict(found) == name).count();
    Page {
        headline: words::capital(&words::headline(results)),
        summary: format!(
            "{}; {}, of which nobody has claimed {}.",
            words::count(sum.documents, "document"),
            words::count(sum.facts, "figure"),
            sum.unclaimed
        ),
        noun: "claim",
        names: NAMES.into_iter().map(|name| (name, count(name))).collect(),
        body: html! {
            @for (at, check) in results.checks.iter().enumerate() { (section(at, check, results, report)) }
        },
    }
}

/// One check: its claims beside the galley.
fn section(at: usize, check: &CheckResult, results: &Results, report: &Report<'_>) -> Markup {
    let document = report.document(&check.document);
    let facts = results.documents.iter().find(|document| document.path == check.document);
    let shown = document.zip(facts);
    html! {
        section aria-labelledby={ "check-" (at) } {
            h2 id={ "check-" (at) } { (clean::line(&check.document)) }
            p .against { "against " (clean::line(&check.claims))
                @if let Some(written) = facts.and_then(|facts| facts.written.as_deref()) {
                    ", read as written on " (words::day(written))
                }
            }
            @if !check.changes().is_empty() {
                p { "Changed since it was recorded:" }
                ul { @for change in check.changes() {
                    li { (clean::line(&format!("{}: {}", change.id, words::since_recorded(change)))) }
                } }
            }
            div .columns {
                ol .cards {
                    @for verdict in ordered(check) { (claim(at, verdict, check, &results.today, shown.is_some())) }
                }
                @if let Some((document, facts)) = shown {
                    (pane("the draft", galley(&document.source, marks(at, check, facts))))
                }
            }
        }
    }
}

/// The verdicts in the order of the text report, then what holds.
fn ordered(check: &CheckResult) -> Vec<&VerdictResult> {
    let sorted = sort(check);
    let mut all: Vec<&VerdictResult> = Vec::new();
    for finding in &sorted.findings {
        all.extend(finding.verdicts.iter().chain(&finding.consequences));
    }
    all.extend(sorted.dropped.iter().chain(&sorted.accepted).chain(&sorted.omitted));
    let shown: HashSet<&str> = all.iter().map(|verdict| &*verdict.id).collect();
    all.extend(check.verdicts().filter(|verdict| !shown.contains(&*verdict.id)));
    all
}

/// One claim.
fn claim(at: usize, verdict: &VerdictResult, check: &CheckResult, today: &str, linked: bool) -> Markup {
    let quiet = verdict.verdict == Verdict::Confirmed && !verdict.is_doubtful();
    let message = words::message(verdict);
    let rows = html! {
        div { dt { "claimed" } dd { (expected(verdict)) } }
        @if let Some(found) = verdict.telling() {
            @let nearest = verdict.nearest.is_some() && verdict.evidence.is_empty();
            div {
                dt { @if nearest { "nearest" } @else { "found" } }
                dd { (quotation(&found.sentence, found.mark)) " "
                    (locus(&check.document, &found.fact, linked.then(|| place_anchor(at, found))))
                }
            }
        }
        @if !quiet { div { dt { "why" } dd { (clean::line(&message)) } } }
        @for warning in verdict.warnings.iter().filter(|warning| **warning != message) {
            div { dt { "note" } dd { (clean::line(warning)) } }
        }
        @if let Some(cause) = &verdict.because_of {
            div { dt { "follows from" } dd { a href={ "#" (claim_anchor(at, cause)) } { (clean::line(cause)) } } }
        }
        @if let Some(reason) = &verdict.accepted { div { dt { "waived" } dd { (clean::line(reason)) } } }
        @if let Some(source) = words::source(verdict, today) { div { dt { "source" } dd { (clean::line(&source)) } } }
    };
    let name = words::verdict(verdict);
    card(name, quiet, &claim_anchor(at, &verdict.id), name, &verdict.id, rows)
}

/// The claimed words, with what the draft has not marked.
fn expected(verdict: &VerdictResult) -> Markup {
    let compared = verdict.verdict.is_discrepancy() && verdict.because_of.is_none();
    let found = verdict.evidence.first().filter(|_| compared).and(verdict.telling());
    let pieces = found.map(|found| words::differing(&verdict.expected, &found.fact.text));
    html! {
        @match pieces {
            Some(pieces) => {
                @for piece in pieces {
                    @if piece.marked { ins { (clean::line(&piece.text)) } } @else { (clean::line(&piece.text)) }
                }
            }
            None => { (clean::line(&verdict.expected)) }
        }
    }
}

/// The anchor of a claim's card.
fn claim_anchor(at: usize, id: &str) -> String {
    format!("claim-{at}-{}", slug(id))
}

/// The anchor of a place in the galley.
fn place_anchor(at: usize, found: &EvidenceResult) -> String {
    format!("place-{at}-{}-{}", found.fact.start, found.fact.end)
}

/// Letters, digits and hyphens; everything else as its number.
fn slug(id: &str) -> String {
    let letter = |letter: char| match letter {
        letter if letter.is_alphanumeric() || letter == '-' => letter.to_string(),
        other => format!("_{:x}", other as u32),
    };
    id.chars().map(letter).collect()
}

/// The words that verdicts rest on, and the other figures of the draft.
fn marks(at: usize, check: &CheckResult, facts: &DocumentResult) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut anchors: HashSet<String> = HashSet::new();
    let mut spans: HashSet<Span> = HashSet::new();
    for verdict in check.verdicts() {
        for found in verdict.evidence.iter().chain(verdict.nearest.as_deref()) {
            let anchor = place_anchor(at, found);
            let span = Span::new(found.fact.start, found.fact.end);
            let class = words::verdict(verdict);
            let title = format!("{class}: {}", verdict.id);
            let link = Some(claim_anchor(at, &verdict.id));
            let anchor = anchors.insert(anchor.clone()).then_some(anchor);
            spans.insert(span);
            marks.push(Mark { span, class, link, title, anchor });
        }
    }
    for fact in &facts.facts {
        let span = Span::new(fact.fact.start, fact.fact.end);
        if !spans.contains(&span) {
            let class = match (fact.is_unclaimed(), fact.ignored) {
                (true, _) => "unclaimed",
                (_, true) => "ignored",
                _ => "confirmed",
            };
            let id = fact.claimed_by.iter().find(|by| by.claims == check.claims).map(|by| by.id.as_str());
            let title = id.map_or_else(|| class.to_owned(), |id| format!("{class}: {id}"));
            marks.push(Mark { span, class, link: id.map(|id| claim_anchor(at, id)), title, anchor: None });
        }
    }
    marks
}
