//! How one claim came to its verdict: where it was judged, what was weighed there, what was bound.

use super::excerpt::excerpt;
use super::expected::{about, expected};
use super::results::Mark;
use super::{Style, clean};
use crate::claim::{Claim, ClaimFile};
use crate::document::Document;
use crate::rule::explain::Explanation;
use crate::text::{LineIndex, Span};
use anstyle::{AnsiColor, Style as Paint};
use std::fmt::Write as _;

/// Columns before the text.
const GUTTER: usize = 12;

/// The claim itself: what it is about, what it expects, where it stands.
pub fn claim(file: &ClaimFile, claim: &Claim, style: &Style) -> String {
    let at = LineIndex::new(&file.source).position(&file.source, claim.span.start);
    let mut out = String::new();
    let name = style.paint(Paint::new().bold(), &clean::line(&claim.id));
    let kind = claim.expectation.name();
    let _ = writeln!(out, "{name}   {kind}: {}", clean::line(&expected(&claim.expectation)));
    let _ = writeln!(out, "{:<GUTTER$}{}:{}:{}", "claim", clean::line(&file.path), at.line, at.column);
    for (label, terms) in [("about", &claim.about), ("where", &claim.context), ("not", &claim.not)] {
        if !terms.is_empty() {
            let _ = writeln!(out, "{label:<GUTTER$}{}", clean::line(&about(terms)));
        }
    }
    out
}

/// What came of it in one document.
pub fn document(document: &Document, explanation: &Explanation, style: &Style) -> String {
    let mut out = String::from("\n");
    let outcome = &explanation.outcome;
    let colour = if outcome.verdict.is_discrepancy() { AnsiColor::Red } else { AnsiColor::Green };
    let verdict = style.paint(colour.on_default().bold(), outcome.verdict.name());
    let message = if outcome.message.is_empty() { String::new() } else { format!(": {}", outcome.message) };
    let _ = writeln!(out, "{}   {verdict}{}", clean::line(&document.path), clean::line(&message));
    for warning in &outcome.warnings {
        let _ = writeln!(out, "{:<GUTTER$}{}", "note", clean::line(warning));
    }
    if !explanation.unnamed.is_empty() {
        let terms = explanation.unnamed.join(", ");
        let _ = writeln!(out, "{:<GUTTER$}{}", "not named", clean::line(&terms));
    }
    if explanation.scopes.is_empty() {
        let _ = writeln!(out, "{:<GUTTER$}no sentence speaks of it", "judged in");
    }
    for tried in &explanation.scopes {
        let prose = document.prose();
        let at = document.position(document.original(tried.span).start);
        let marks =
            marks(tried.weighed.iter().filter(|weighed| weighed.2).map(|weighed| weighed.0), tried.span);
        let width = style.width.saturating_sub(GUTTER + 2 + 2 * marks.len());
        let pieces = excerpt(tried.span.of(prose), &marks, width.max(30));
        let text: String = pieces
            .iter()
            .map(|piece| if piece.marked { format!("[{}]", piece.text) } else { piece.text.clone() })
            .collect();
        let place = format!("{}:{}", at.line, at.column);
        let _ = writeln!(out, "\n{:<GUTTER$}{place}", tried.within.name());
        let _ = writeln!(out, "{:<GUTTER$}\"{text}\"", "");
        let named = |inherited: bool| {
            let terms = tried.terms.iter().filter(|term| term.1 == inherited);
            terms.map(|term| clean::line(term.0.of(prose))).collect::<Vec<_>>().join(", ")
        };
        for (label, terms) in [("named", named(false)), ("inherited", named(true))] {
            if !terms.is_empty() {
                let _ = writeln!(out, "{label:<GUTTER$}{terms}");
            }
        }
        for (span, why, bound) in &tried.weighed {
            let label = if *bound { "bound" } else { "left out" };
            let why = if why.is_empty() { String::new() } else { format!(": {}", clean::line(why)) };
            let _ = writeln!(out, "{label:<GUTTER$}\"{}\"{why}", clean::line(span.of(prose)));
        }
    }
    out
}

/// Spans of the prose as marks of a piece of it, in order, never overlapping.
fn marks(spans: impl Iterator<Item = Span>, whole: Span) -> Vec<Mark> {
    let mut marks: Vec<Mark> = spans
        .filter(|span| whole.contains(*span))
        .map(|span| Mark { start: span.start - whole.start, end: span.end - whole.start })
        .collect();
    marks.sort();
    marks.dedup_by(|later, first| later.start < first.end);
    marks
}
