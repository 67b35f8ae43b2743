//! How one claim came to its verdict: where it was judged, what was weighed there, what was bound.

use super::excerpt::excerpt;
use super::expected::{about, expected};
use super::meaning::{allowance, meaning};
use super::results::Mark;
use super::text::wrapped;
use super::{Style, clean, words};
use crate::check::{Evidence, Found, Outcome};
use crate::claim::{Claim, ClaimFile, Derived, Expectation, Operator};
use crate::document::Document;
use crate::fact::{Agreement, Number, Value};
use crate::rule::explain::Explanation;
use crate::rule::{Reading, Rules, judge};
use crate::text::{LineIndex, Span};
use anstyle::{AnsiColor, Style as Paint};
use jiff::civil::Date;
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
    let checked = claim.checked.as_ref().map(|checked| {
        let day = checked.date.map(|day| words::day(&day.to_string()));
        checked.by.iter().cloned().chain(day).collect::<Vec<_>>().join(", ")
    });
    let waived = claim.accept.as_ref().map(|accept| format!("{}: {}", accept.found, accept.reason));
    for (label, text) in [
        ("means", Some(meaning(claim))),
        ("allows", Some(allowance(claim)).filter(|text| !text.is_empty())),
        ("waived", waived),
        ("source", claim.source.clone()),
        ("ticked", checked),
        ("remark", claim.note.clone()),
        ("tags", Some(claim.tags.join(", ")).filter(|tags| !tags.is_empty())),
    ] {
        if let Some(text) = text {
            let text = wrapped(&clean::line(&text), style.width, GUTTER, GUTTER);
            let _ = write!(out, "{label:<GUTTER$}{text}");
        }
    }
    out
}

/// What came of the claims that a derived claim is reckoned from, each with its id; none of another claim.
pub fn parts<'c>(
    rules: &Rules<'_>,
    reading: &Reading<'_>,
    claim: &'c Claim,
    today: Option<Date>,
) -> Vec<(&'c str, Outcome)> {
    let Expectation::Derived(derived) = &claim.expectation else { return Vec::new() };
    let outcomes = judge(rules, reading, today);
    let at = |id: &String| rules.file.claims.iter().position(|claim| claim.id == *id);
    derived.of.iter().filter_map(|id| Some((id.as_str(), outcomes.get(at(id)?)?.clone()))).collect()
}

/// What came of it in one document. `parts` are what came of the claims that a derived one is reckoned from.
pub fn document(
    document: &Document,
    claim: &Claim,
    explanation: &Explanation,
    parts: &[(&str, Outcome)],
    style: &Style,
) -> String {
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
    if let Expectation::Derived(derived) = &claim.expectation {
        out += &reckoning(document, derived, parts);
    }
    if explanation.scopes.is_empty() && !claim.about.is_empty() {
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
        if !matches!(claim.expectation, Expectation::Figure(_) | Expectation::Derived(_)) {
            let inside = |evidence: &&Evidence| tried.span.contains(evidence.sentence);
            for evidence in outcome.evidence.iter().filter(inside) {
                out += &found(document, evidence);
            }
        }
    }
    let shown =
        |evidence: &Evidence| explanation.scopes.iter().any(|tried| tried.span.contains(evidence.sentence));
    let figure = matches!(claim.expectation, Expectation::Figure(_) | Expectation::Derived(_));
    let elsewhere: Vec<&Evidence> =
        outcome.evidence.iter().filter(|evidence| !figure && !shown(evidence)).collect();
    if !elsewhere.is_empty() {
        out.push('\n');
        out.extend(elsewhere.into_iter().map(|evidence| found(document, evidence)));
    }
    if let Some(nearest) = &outcome.nearest {
        let at = document.position(document.original(nearest.span).start);
        let text = clean::line(nearest.span.of(document.prose()));
        let _ = writeln!(out, "\n{:<GUTTER$}{}:{} \"{text}\"", "nearest", at.line, at.column);
    }
    out
}

/// Words that decided the verdict, and how.
fn found(document: &Document, evidence: &Evidence) -> String {
    let agrees = evidence.agreement == Agreement::Equal;
    let label = if agrees { "holds" } else { "differs" };
    let why = if agrees || evidence.difference.is_empty() {
        String::new()
    } else {
        format!(": {}", clean::line(&evidence.difference))
    };
    format!("{label:<GUTTER$}\"{}\"{why}\n", clean::line(evidence.span.of(document.prose())))
}

/// The figures that a derived claim is reckoned from, a line each, and what they come to where all have one unit.
fn reckoning(document: &Document, derived: &Derived, parts: &[(&str, Outcome)]) -> String {
    let mut out = String::from("\n");
    let mut total: Option<Number> = None;
    let mut unit = None;
    let mut whole = true;
    for (nth, (id, outcome)) in parts.iter().enumerate() {
        let label = match (nth, derived.operator) {
            (0, Operator::Elapsed) => "from",
            (_, Operator::Elapsed) => "to",
            (0, _) => "reckoned",
            (_, Operator::Sum) => "plus",
            (_, Operator::Difference) => "less",
            (_, Operator::Ratio) => "divided by",
        };
        let figure = outcome.evidence.iter().find_map(|evidence| match &evidence.found {
            Found::Figure(fact) => Some((fact, evidence)),
            _ => None,
        });
        let Some((fact, evidence)) = figure else {
            let _ = writeln!(out, "{label:<GUTTER$}the claim {}: not in the text", clean::line(id));
            whole = false;
            continue;
        };
        let at = document.position(document.original(evidence.span).start);
        let text = clean::line(evidence.span.of(document.prose()));
        let _ = writeln!(
            out,
            "{label:<GUTTER$}\"{text}\" {}:{}, the claim {}",
            at.line,
            at.column,
            clean::line(id)
        );
        let single = match &fact.value {
            Value::Amount(amount) if amount.min == amount.max => {
                amount.bounds().0.zip(amount.unit.code().or(Some("".into())))
            }
            _ => None,
        };
        let same = |code: &str| unit.as_ref().is_none_or(|unit| *unit == code);
        let Some((number, code)) = single.filter(|(_, code)| same(code)) else {
            whole = false;
            continue;
        };
        let taken = nth > 0 && derived.operator == Operator::Difference;
        let number = if taken { number.negated() } else { number };
        total = match total {
            None => Some(number),
            Some(total) => total.plus(number),
        };
        unit = Some(code.into_owned());
    }
    let sums = matches!(derived.operator, Operator::Sum | Operator::Difference);
    if let Some(total) = total.filter(|_| whole && sums) {
        let sum = format!("{} {}", total.plain(), unit.unwrap_or_default());
        let claimed = clean::line(&derived.result.written);
        let _ = writeln!(out, "{:<GUTTER$}{}; the claim says {claimed}", "makes", sum.trim_end());
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
