//! One draft in the formats that pandoc and LibreOffice write reads the same from each.

use super::{hostile::holds_together, outline};
use factlock::document::{BlockKind, Document, ReadOptions, sentence};
use std::path::Path;

fn open(name: &str, original: bool) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/files").join(name);
    let document = Document::open(&path, ReadOptions { format: None, original }).unwrap();
    holds_together(&document);
    document
}

/// The sentences and cells of a draft; the date line and title that some programs add left out.
fn statements(document: &Document) -> Vec<String> {
    let prose = document.prose();
    let mut all = Vec::new();
    for block in &document.blocks {
        if block.cells.is_empty() {
            all.extend(sentence::sentences(prose, block.span));
        } else {
            all.extend(block.cells.iter().map(|cell| cell.span));
        }
    }
    let text = all.into_iter().map(|span| span.of(prose).split_whitespace().collect::<Vec<_>>().join(" "));
    text.filter(|text| text != "2024-11-29" && text != "Draft").collect()
}

#[test]
fn every_format_says_the_same() {
    let draft = open("draft.md", false);
    let expected = statements(&draft);
    assert_eq!(expected.len(), 24, "{expected:#?}");
    let rows = |document: &Document| {
        document
            .blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Row)
            .map(|block| block.cells.len())
            .collect::<Vec<_>>()
    };
    for name in [
        "pandoc.docx",
        "libreoffice.docx",
        "pandoc.html",
        "libreoffice.html",
        "pandoc.odt",
        "libreoffice.odt",
    ] {
        let other = open(name, false);
        assert_eq!(statements(&other), expected, "{name}");
        assert_eq!(rows(&other), rows(&draft), "{name}");
        assert_eq!(other.written, draft.written, "{name}");
        assert!(other.unread.is_empty(), "{name}");
    }
}

#[test]
fn tracked_changes_read_both_ways() {
    for name in ["pandoc-tracked.docx", "libreoffice-tracked.docx", "libreoffice-tracked.odt"] {
        let end = ["p Nobody signed anything. [under 0]", "p So it was said. [under 0]"];
        let accepted = outline(&open(name, false));
        assert_eq!(
            accepted[1], "p The bridge is to cost $15 billion. It opens in 2027 at the latest. [under 0]",
            "{name}"
        );
        assert_eq!(accepted[2..], end, "{name}");
        let original = outline(&open(name, true));
        assert_eq!(
            original[1], "p The bridge is to cost $10 billion. It opens in 2027 . [under 0]",
            "{name}"
        );
        assert_eq!(original[2..], end, "{name}");
    }
}
