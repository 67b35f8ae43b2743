//! A document as it stands, with spans of it marked and linked to what is said about them.

use super::super::clean;
use crate::text::Span;
use maud::{Markup, html};

/// Something to mark.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The bytes of the document.
    pub span: Span,
    /// A verdict, a sort of change, or the state of a figure.
    pub class: &'static str,
    /// The anchor to link to.
    pub link: Option<String>,
    /// What a reader is told who points at it.
    pub title: String,
    /// Its own anchor.
    pub anchor: Option<String>,
}

/// The order in which one mark hides another; what is not named comes last.
const GRAVITY: [&str; 14] = [
    "contradicted",
    "conflicting",
    "changed",
    "removed",
    "added",
    "weakened",
    "strengthened",
    "missing",
    "warning",
    "dropped",
    "accepted",
    "confirmed",
    "claimed",
    "omitted",
];

/// The text of a document with its marks.
pub fn galley(source: &str, mut marks: Vec<Mark>) -> Markup {
    marks.retain(|mark| !mark.span.is_empty());
    marks.sort_by_key(|mark| (mark.span.start, mark.span.end));
    let mut cuts: Vec<usize> = marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    cuts.extend([0, source.len()]);
    cuts.retain(|&cut| source.is_char_boundary(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let pieces = cuts.windows(2).filter_map(|pair| match pair {
        [start, end] => Some(Span::new(*start, *end)),
        _ => None,
    });
    let mut next = 0;
    let mut open: Vec<&Mark> = Vec::new();
    let pieces: Vec<Markup> = pieces
        .map(|piece| {
            open.retain(|mark| mark.span.end > piece.start);
            while let Some(mark) = marks.get(next).filter(|mark| mark.span.start <= piece.start) {
                open.push(mark);
                next += 1;
            }
            marked(piece, &open, source)
        })
        .collect();
    html! { pre { @for piece in &pieces { (piece) } } }
}

/// A piece of text under the marks that lie over it: the gravest gives the class and the link.
fn marked(piece: Span, open: &[&Mark], source: &str) -> Markup {
    let text = clean::text(&piece.of(source).replace("\r\n", "\n"));
    let gravity = |class| GRAVITY.iter().position(|other| *other == class).unwrap_or(GRAVITY.len());
    let Some(gravest) = open.iter().min_by_key(|mark| gravity(mark.class)) else { return html! { (text) } };
    let anchors =
        open.iter().filter(|mark| mark.span.start == piece.start).filter_map(|mark| mark.anchor.as_ref());
    html! {
        @for anchor in anchors { span id=(anchor) {} }
        @match &gravest.link {
            Some(link) => a .fact .(gravest.class) href={ "#" (link) } title=(clean::line(&gravest.title)) { (text) },
            None => span .fact .(gravest.class) title=(clean::line(&gravest.title)) { (text) },
        }
    }
}
