//! One self-contained page: the answer in a sentence, each finding as a card, and the documents as galleys with every
//! finding marked.
//!
//! No network, no fonts, no frameworks; it prints, reads aloud, and works from the keyboard. Text of drafts and claims
//! reaches the page through maud, which escapes it.

mod changes;
mod check;
mod cover;
mod galley;

use super::excerpt::excerpt;
use super::results::{ErrorResult, FactResult, Mark};
use super::{Content, Report, Style, clean, words};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Columns of a sentence that are shown on a card.
const WIDTH: usize = 220;

/// What differs between the pages of a check, a difference and a cover.
struct Page {
    /// The answer in a sentence.
    headline: String,
    /// What was looked at, in another.
    summary: String,
    /// What a card stands for: "claim".
    noun: &'static str,
    /// The names that cards can be filtered by, and how many cards have each.
    names: Vec<(&'static str, usize)>,
    /// The cards and the galleys.
    body: Markup,
}

/// The page.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    let content = report.content;
    let page = match content {
        Content::Check(results) => check::page(results, report),
        Content::Changes(changes) => changes::page(changes, report),
        Content::Cover(cover) => cover::page(cover, report),
    };
    let tool = content.tool();
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
                title { "factlock: " (page.headline) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a .skip href="#findings" { "Skip to the findings" }
                header {
                    h1 { (page.headline) }
                    p { (page.summary) }
                    (filters(&page))
                }
                main #findings tabindex="-1" {
                    (errors(content.errors()))
                    (page.body)
                }
                footer { p { (tool.name) " " (tool.version) @if let Some(day) = day(content) { ", checked on " (words::day(day)) } } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string() + "\n"
}

/// The day of a check.
fn day(content: Content<'_>) -> Option<&str> {
    match content {
        Content::Check(results) => Some(&results.today),
        Content::Cover(cover) => Some(&cover.today),
        Content::Changes(_) => None,
    }
}

/// A button for each name that occurs.
fn filters(page: &Page) -> Markup {
    let all: usize = page.names.iter().map(|(_, count)| count).sum();
    html! {
        @if all > 0 {
            nav aria-label={ "Filter the " (page.noun) "s" } {
                button type="button" data-filter="" aria-pressed="true" { "all " b { (all) } }
                @for (name, count) in page.names.iter().filter(|(_, count)| *count > 0) {
                    button type="button" data-filter=(name) aria-pressed="false" class=(name) { (name) " " b { (count) } }
                }
            }
            p #shown role="status" data-noun=(page.noun) {}
        }
    }
}

fn errors(errors: &[ErrorResult]) -> Markup {
    html! {
        @if !errors.is_empty() {
            section .errors aria-labelledby="errors" {
                h2 #errors { "What could not be done" }
                ul { @for error in errors { li { (clean::line(&words::error(error))) } } }
            }
        }
    }
}

/// One finding: `class` is the name it is filtered by, `word` what its badge says, and `title` what it is about.
fn card(class: &str, quiet: bool, anchor: &str, word: &str, title: &str, rows: Markup) -> Markup {
    html! {
        li .card .(class) .quiet[quiet] data-state=(class) id=(anchor) tabindex="-1" {
            h3 { span .badge { (word) } " " (clean::line(title)) }
            dl { (rows) }
        }
    }
}

/// A sentence with the found words marked.
fn quotation(sentence: &str, mark: Mark) -> Markup {
    html! {
        q {
            @for piece in excerpt(sentence, &[mark], WIDTH) {
                @if piece.marked { mark { (piece.text) } } @else { (piece.text) }
            }
        }
    }
}

/// A link to a place in a galley; only its name where there is no galley.
fn locus(path: &str, fact: &FactResult, anchor: Option<String>) -> Markup {
    let name = words::locus(path, Some(fact));
    html! {
        @match anchor {
            Some(anchor) => a .place href={ "#" (anchor) } { (clean::line(&name)) },
            None => span .place { (clean::line(&name)) },
        }
    }
}

/// A pane that scrolls by itself, for a document.
fn pane(name: &str, text: Markup) -> Markup {
    html! { div .galley tabindex="0" role="region" aria-label=(clean::line(name)) { (text) } }
}
