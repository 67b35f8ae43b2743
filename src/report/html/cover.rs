//! The cover of documents as a page: every figure with what the claims make of it, beside the marked text.

use super::super::{Report, clean, words};
use super::galley::{Mark, galley};
use super::{Page, card, locus, pane};
use crate::cover::{Cover, CoveredDocument, CoveredFact, State};
use crate::text::Span;
use maud::{Markup, html};

/// What wants somebody first.
const ORDER: [State; 4] = [State::Contradicted, State::Unclaimed, State::Claimed, State::Ignored];

/// The page.
pub fn page(cover: &Cover, report: &Report<'_>) -> Page {
    let all = || cover.documents.iter().flat_map(|document| &document.facts);
    Page {
        headline: match cover.errors.is_empty() {
            true => format!("{}% of the figures are claimed", cover.count.share),
            false => "The check could not be made".to_owned(),
        },
        summary: format!(
            "{}; {}.",
            words::count(cover.documents.len(), "document"),
            words::cover(&cover.count)
        ),
        noun: "figure",
        names: ORDER
            .into_iter()
            .map(|state| (state.name(), all().filter(|fact| fact.state == state).count()))
            .collect(),
        body: html! {
            @for (at, document) in cover.documents.iter().enumerate() { (section(at, document, report, cover.documents.len() > 1)) }
        },
    }
}

/// One document: its figures beside the galley.
fn section(at: usize, covered: &CoveredDocument, report: &Report<'_>, several: bool) -> Markup {
    let document = report.document(&covered.path);
    let figures =
        ORDER.into_iter().flat_map(|state| covered.facts.iter().filter(move |fact| fact.state == state));
    html! {
        section aria-labelledby={ "document-" (at) } {
            h2 id={ "document-" (at) } { (clean::line(&covered.path)) }
            @if several { p .against { (words::cover(&covered.count)) } }
            div .columns {
                ol .cards {
                    @for fact in figures { (figure(at, covered, fact, document.is_some())) }
                }
                @if let Some(document) = document {
                    (pane("the document", galley(&document.source, marks(at, covered))))
                }
            }
        }
    }
}

fn anchor(name: &str, at: usize, fact: &CoveredFact) -> String {
    format!("{name}-{at}-{}-{}", fact.fact.fact.start, fact.fact.fact.end)
}

/// One figure.
fn figure(at: usize, document: &CoveredDocument, covered: &CoveredFact, linked: bool) -> Markup {
    let fact = &covered.fact.fact;
    let quiet = matches!(covered.state, State::Claimed | State::Ignored);
    let rows = html! {
        div { dt { (fact.kind) } dd { (locus(&document.path, fact, linked.then(|| anchor("place", at, covered)))) } }
        @if !covered.fact.claimed_by.is_empty() {
            div { dt { "claimed by" } dd {
                @for (nth, by) in covered.fact.claimed_by.iter().enumerate() {
                    @if nth > 0 { ", " } (clean::line(&by.id))
                }
            } }
        }
    };
    let name = covered.state.name();
    card(name, quiet, &anchor("figure", at, covered), name, &fact.text, rows)
}

fn marks(at: usize, document: &CoveredDocument) -> Vec<Mark> {
    let mark = |fact: &CoveredFact| Mark {
        span: Span::new(fact.fact.fact.start, fact.fact.fact.end),
        class: fact.state.name(),
        link: Some(anchor("figure", at, fact)),
        title: fact.state.name().to_owned(),
        anchor: Some(anchor("place", at, fact)),
    };
    document.facts.iter().map(mark).collect()
}
