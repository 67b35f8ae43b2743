//! The draft as it stands, with every fact and every found word marked and linked to its claims.

use super::clean;
use super::results::{CheckResult, DocumentResult, EvidenceResult, VerdictResult};
use crate::check::Verdict;
use crate::document::Document;
use crate::text::Span;
use maud::{Markup, html};

/// Something to mark: a fact, or the words that a verdict rests on.
struct Mark<'r> {
    span: Span,
    /// The class of the verdict; `unclaimed` or `ignored` for a fact without one.
    class: &'static str,
    /// The claim to link to.
    id: Option<&'r str>,
    anchor: Option<String>,
}

/// The anchor of a claim's card.
pub fn claim_anchor(at: usize, id: &str) -> String {
    format!("claim-{at}-{}", slug(id))
}

/// The anchor of a place in the galley.
pub fn place_anchor(at: usize, found: &EvidenceResult) -> String {
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

/// The text of the document with its marks.
pub fn galley(at: usize, document: &Document, check: &CheckResult, facts: &DocumentResult) -> Markup {
    let marks = marks(at, check, facts);
    let mut cuts: Vec<usize> = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    cuts.extend([0, document.source.len()]);
    cuts.retain(|&cut| document.source.is_char_boundary(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let pieces = cuts.windows(2).filter_map(|pair| match pair {
        [start, end] => Some(Span::new(*start, *end)),
        _ => None,
    });
    let mut next = 0;
    let mut open: Vec<&Mark<'_>> = Vec::new();
    let pieces: Vec<Markup> = pieces
        .map(|piece| {
            open.retain(|mark| mark.span.end > piece.start);
            while let Some(mark) = marks.get(next).filter(|mark| mark.span.start <= piece.start) {
                open.push(mark);
                next += 1;
            }
            marked(at, piece, &open, &document.source)
        })
        .collect();
    html! { pre { @for piece in &pieces { (piece) } } }
}

/// A piece of text under the marks that lie over it: the gravest gives the class and the link.
fn marked(at: usize, piece: Span, open: &[&Mark<'_>], source: &str) -> Markup {
    let text = clean::text(&piece.of(source).replace("\r\n", "\n"));
    let Some(gravest) = open.iter().min_by_key(|mark| gravity(mark.class)) else { return html! { (text) } };
    let anchors =
        open.iter().filter(|mark| mark.span.start == piece.start).filter_map(|mark| mark.anchor.as_ref());
    html! {
        @for anchor in anchors { span id=(anchor) {} }
        @match gravest.id {
            Some(id) => a .fact .(gravest.class) href={ "#" (claim_anchor(at, id)) } title={ (gravest.class) ": " (clean::line(id)) } { (text) },
            None => span .fact .(gravest.class) title=(gravest.class) { (text) },
        }
    }
}

/// All marks, by place.
fn marks<'r>(at: usize, check: &'r CheckResult, facts: &'r DocumentResult) -> Vec<Mark<'r>> {
    let mut marks: Vec<Mark<'r>> = Vec::new();
    let mut add = |verdict: &'r VerdictResult, found: &EvidenceResult| {
        let anchor = place_anchor(at, found);
        let known = marks.iter().any(|mark| mark.anchor.as_ref() == Some(&anchor));
        let span = Span::new(found.fact.start, found.fact.end);
        let (class, id) = (verdict.verdict.name(), Some(verdict.id.as_str()));
        marks.push(Mark { span, class, id, anchor: (!known).then_some(anchor) });
    };
    for verdict in &check.verdicts {
        for found in verdict.evidence.iter().chain(&verdict.nearest) {
            add(verdict, found);
        }
    }
    for fact in &facts.facts {
        let span = Span::new(fact.fact.start, fact.fact.end);
        if !marks.iter().any(|mark| mark.span == span) {
            let class = match (fact.is_unclaimed(), fact.ignored) {
                (true, _) => "unclaimed",
                (_, true) => "ignored",
                _ => "confirmed",
            };
            let id = fact.claimed_by.iter().find(|by| by.claims == check.claims).map(|by| by.id.as_str());
            marks.push(Mark { span, class, id, anchor: None });
        }
    }
    marks.retain(|mark| !mark.span.is_empty());
    marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
    marks
}

/// The order in which one mark hides another.
fn gravity(class: &str) -> usize {
    let order =
        [Verdict::Contradicted, Verdict::Conflicting, Verdict::Missing, Verdict::Dropped, Verdict::Accepted];
    order.iter().position(|verdict| verdict.name() == class).unwrap_or(match class {
        "confirmed" => 10,
        "omitted" => 11,
        _ => 12,
    })
}
