//! The difference of two drafts as a page: each change with both sentences, and both drafts side by side.

use super::super::changes::{ChangeResult, ChangesResult, PlaceOfChange};
use super::super::{Report, clean, words};
use super::galley::{Mark, galley};
use super::{Page, card, locus, pane, quotation};
use crate::diff::Sort;
use crate::text::Span;
use maud::{Markup, html};
use std::collections::HashSet;

/// The page.
pub fn page(changes: &ChangesResult, report: &Report<'_>) -> Page {
    let number = changes.changes.len();
    let [old, new] = [(0, &changes.old), (1, &changes.new)].map(|(side, path)| Side {
        name: if side == 0 { "old" } else { "new" },
        path,
        // The same path may be compared with itself on standard input: the first is the old one.
        source: match report.documents {
            [old, new] => Some(if side == 0 { &old.source } else { &new.source }),
            _ => None,
        },
    });
    Page {
        headline: match number {
            0 => "No fact changed".to_owned(),
            1 => "One fact changed".to_owned(),
            number => format!("{number} facts changed"),
        },
        summary: format!(
            "From {} to {}: {}.",
            clean::line(&changes.old),
            clean::line(&changes.new),
            words::changes(changes)
        ),
        noun: "change",
        names: Sort::ALL.into_iter().map(|sort| (sort.name(), changes.count(sort))).collect(),
        body: html! {
            @if number > 0 {
                section aria-label="the changes" {
                    ol .cards .wide {
                        @for (nth, change) in changes.changes.iter().enumerate() {
                            (change_card(nth, change, [&old, &new]))
                        }
                    }
                }
            }
            section aria-label="the drafts" {
                div .columns { (draft(&old, changes)) (draft(&new, changes)) }
            }
        },
    }
}

/// One of the drafts.
struct Side<'r> {
    name: &'static str,
    path: &'r str,
    /// Its text, where it is shown.
    source: Option<&'r String>,
}

impl Side<'_> {
    fn anchor(&self, place: &PlaceOfChange) -> String {
        format!("{}-{}-{}", self.name, place.fact.start, place.fact.end)
    }

    /// What a change says of this draft.
    fn of<'c>(&self, change: &'c ChangeResult) -> Option<&'c PlaceOfChange> {
        if self.name == "old" { change.old.as_ref() } else { change.new.as_ref() }
    }
}

fn change_anchor(nth: usize) -> String {
    format!("change-{}", nth + 1)
}

/// One change.
fn change_card(nth: usize, change: &ChangeResult, sides: [&Side<'_>; 2]) -> Markup {
    let rows = html! {
        @for side in sides {
            @if let Some(place) = side.of(change) {
                div .(side.name) {
                    dt { (side.name) }
                    dd { (quotation(&place.sentence, place.mark)) " "
                        (locus(side.path, &place.fact, side.source.map(|_| side.anchor(place))))
                    }
                }
            }
        }
    };
    card(change.change, false, &change_anchor(nth), change.change, &change.message, rows)
}

/// A draft with the words of every change marked.
fn draft(side: &Side<'_>, changes: &ChangesResult) -> Markup {
    let Some(source) = side.source else { return html! {} };
    let mut anchors: HashSet<String> = HashSet::new();
    let places = changes.changes.iter().enumerate().filter_map(|(nth, one)| Some((nth, one, side.of(one)?)));
    let marks: Vec<Mark> = places
        .map(|(nth, change, place)| {
            let anchor = side.anchor(place);
            Mark {
                span: Span::new(place.fact.start, place.fact.end),
                class: change.change,
                link: Some(change_anchor(nth)),
                title: format!("{}: {}", change.change, change.message),
                anchor: anchors.insert(anchor.clone()).then_some(anchor),
            }
        })
        .collect();
    html! {
        div {
            h2 { (side.name) " " small { (clean::line(side.path)) } }
            (pane(&format!("the {} draft", side.name), galley(source, marks)))
        }
    }
}
