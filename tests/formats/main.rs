//! What the readers make of each format.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

mod annotate;
mod docx;
mod hostile;
mod html;
#[path = "../../fuzz/src/lib.rs"]
#[allow(dead_code, reason = "the fuzz targets assert more than the readers")]
mod invariants;
mod markdown;
mod pdf;
mod plain;
mod same;

use invariants::document::holds_together;

use factlock::document::{Block, BlockKind, Document, Format, ReadOptions};
use factlock::text::Span;

/// Reads a text as a format.
fn read(format: Format, text: &str) -> Document {
    let options = ReadOptions { format: Some(format), ..ReadOptions::default() };
    Document::read("draft", text.as_bytes(), options).unwrap()
}

/// Reads a text as it was before its tracked changes.
fn original(format: Format, text: &str) -> Document {
    let options = ReadOptions { format: Some(format), original: true };
    Document::read("draft", text.as_bytes(), options).unwrap()
}

/// The blocks of a document, a line each: kind, text, and in brackets the blocks it hangs on.
///
/// `h2` is a heading, `p` a paragraph, `i1` an item, `r` a row, `R` a header row, its cells divided by `|`, the header
/// of a cell before it.
fn outline(document: &Document) -> Vec<String> {
    let text = |span: Span| span.of(document.prose()).to_owned();
    let row = |block: &Block| {
        let cells = block.cells.iter().map(|cell| match cell.header {
            Some(header) => format!("{}: {}", text(header), text(cell.span)),
            None => text(cell.span),
        });
        cells.collect::<Vec<_>>().join(" | ")
    };
    let line = |block: &Block| {
        let mut line = match block.kind {
            BlockKind::Paragraph => format!("p {}", text(block.span)),
            BlockKind::Heading(level) => format!("h{level} {}", text(block.span)),
            BlockKind::Item(depth) => format!("i{depth} {}", text(block.span)),
            BlockKind::Row => format!("r {}", row(block)),
            BlockKind::HeaderRow => format!("R {}", row(block)),
        };
        if let Some(lead) = block.lead {
            line += &format!(" [led in by {lead}]");
        }
        if let Some(heading) = block.heading {
            line += &format!(" [under {heading}]");
        }
        line
    };
    document.blocks.iter().map(line).collect()
}

/// The source that a piece of the prose was read from.
#[track_caller]
fn source_of<'d>(document: &'d Document, piece: &str) -> &'d str {
    let start = document.prose().find(piece).unwrap();
    document.original(Span::new(start, start + piece.len())).of(&document.source)
}
