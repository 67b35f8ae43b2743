//! One self-contained page: the summary, each claim with what was found, and the draft as a galley with every fact marked.
//!
//! No network, no fonts, no frameworks; it prints, reads aloud, and works from the keyboard. Text of drafts and claims
//! reaches the page through maud, which escapes it.

use super::excerpt::excerpt;
use super::findings::sort;
use super::galley;
use super::results::{CheckResult, EvidenceResult, Results, VerdictResult};
use super::{Report, Style, clean, words};
use crate::check::Verdict;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("html.css");
const SCRIPT: &str = include_str!("html.js");

/// Columns of a sentence that are shown beside a claim.
const WIDTH: usize = 220;

/// The page.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    let results = report.results;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
                title { "factlock: " (headline(results)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a .skip href="#claims" { "Skip to the claims" }
                header {
                    h1 { (headline(results)) }
                    p { (summary(results)) }
                    (filters(results))
                }
                main #claims {
                    (errors(results))
                    @for (at, check) in results.checks.iter().enumerate() {
                        (section(at, check, report))
                    }
                }
                footer { p { (results.tool.name) " " (results.tool.version) ", checked on " (words::day(&results.today)) } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string() + "\n"
}

/// The run in a sentence.
fn headline(results: &Results) -> String {
    let sum = &results.summary;
    let failed = sum.contradicted + sum.conflicting + sum.missing + sum.dropped;
    match failed {
        _ if !results.errors.is_empty() => "The check could not be made".to_owned(),
        0 => format!("{} checked, nothing contradicted", words::count(sum.claims, "claim")),
        failed => format!("{failed} of {} do not hold", words::count(sum.claims, "claim")),
    }
}

fn summary(results: &Results) -> String {
    let sum = &results.summary;
    format!(
        "{}; {}, of which nobody has claimed {}.",
        words::count(sum.documents, "document"),
        words::count(sum.facts, "figure"),
        sum.unclaimed
    )
}

/// A button for each verdict that occurs.
fn filters(results: &Results) -> Markup {
    let count = |verdict: Verdict| {
        results
            .checks
            .iter()
            .flat_map(|check| &check.verdicts)
            .filter(|found| found.verdict == verdict)
            .count()
    };
    html! {
        nav aria-label="Show claims by verdict" {
            button type="button" data-verdict="" aria-pressed="true" { "all " (results.summary.claims) }
            @for verdict in Verdict::ALL.into_iter().filter(|&verdict| count(verdict) > 0) {
                button type="button" data-verdict=(verdict.name()) aria-pressed="false" class=(verdict.name()) {
                    (verdict.name()) " " (count(verdict))
                }
            }
        }
        p #shown role="status" aria-live="polite" {}
    }
}

fn errors(results: &Results) -> Markup {
    html! {
        @if !results.errors.is_empty() {
            section .errors {
                h2 { "What could not be done" }
                ul { @for error in &results.errors { li { (clean::line(&words::error(error))) } } }
            }
        }
    }
}

/// One check: its claims beside the galley.
fn section(at: usize, check: &CheckResult, report: &Report<'_>) -> Markup {
    let results = report.results;
    let document = report.documents.iter().find(|document| document.path == check.document);
    let facts = results.documents.iter().find(|document| document.path == check.document);
    html! {
        section aria-label=(clean::line(&check.document)) {
            h2 { (clean::line(&check.document)) }
            p .against { "against " (clean::line(&check.claims))
                @if let Some(written) = facts.and_then(|facts| facts.written.as_deref()) {
                    ", read as written on " (words::day(written))
                }
            }
            div .columns {
                ol .claims {
                    @for verdict in ordered(check) { (card(at, verdict, check, &results.today)) }
                }
                @if let (Some(document), Some(facts)) = (document, facts) {
                    div .galley tabindex="0" role="region" aria-label="the draft" {
                        (galley::galley(at, document, check, facts))
                    }
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
    let rest = check.verdicts.iter().filter(|verdict| !all.iter().any(|shown| shown.id == verdict.id));
    let rest: Vec<&VerdictResult> = rest.collect();
    all.extend(rest);
    all
}

/// One claim.
fn card(at: usize, verdict: &VerdictResult, check: &CheckResult, today: &str) -> Markup {
    let name = verdict.verdict.name();
    let quiet = verdict.verdict == Verdict::Confirmed && !verdict.is_doubtful();
    html! {
        li .claim .(name) data-verdict=(name) id=(galley::claim_anchor(at, &verdict.id)) tabindex="-1" {
            h3 { span .verdict { (words::verdict(verdict)) } " " (clean::line(&verdict.id)) }
            dl {
                dt { "claimed" } dd { (expected(verdict)) }
                @if let Some(found) = verdict.telling() {
                    dt { @if verdict.nearest.is_some() && verdict.evidence.is_empty() { "nearest" } @else { "found" } }
                    dd { (quotation(found)) " "
                        a href={ "#" (galley::place_anchor(at, found)) } { (words::locus(&check.document, Some(found))) }
                    }
                }
                @if !quiet { dt { "why" } dd { (clean::line(&words::message(verdict))) } }
                @for warning in verdict.warnings.iter().filter(|warning| **warning != words::message(verdict)) { dt { "note" } dd { (clean::line(warning)) } }
                @if let Some(cause) = &verdict.because_of {
                    dt { "follows from" } dd { a href={ "#" (galley::claim_anchor(at, cause)) } { (clean::line(cause)) } }
                }
                @if let Some(reason) = &verdict.accepted { dt { "waived" } dd { (clean::line(reason)) } }
                @if let Some(source) = words::source(verdict, today) { dt { "source" } dd { (clean::line(&source)) } }
            }
        }
    }
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

/// The sentence with the found words marked.
fn quotation(found: &EvidenceResult) -> Markup {
    html! {
        q {
            @for piece in excerpt(&found.sentence, &[found.mark], WIDTH) {
                @if piece.marked { mark { (piece.text) } } @else { (piece.text) }
            }
        }
    }
}
