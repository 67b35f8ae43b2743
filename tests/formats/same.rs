//! One draft in the formats that pandoc and LibreOffice write reads the same from each.

#![allow(clippy::print_stderr, reason = "a test says what it skips")]

use super::{invariants::document::holds_together, outline};
use factlock::document::{BlockKind, Document, ReadOptions, sentence};
use std::io::Write as _;
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

#[test]
fn a_pdf_says_the_same_but_for_its_table() {
    if std::process::Command::new("pdftotext").arg("-v").output().is_err() {
        assert!(std::env::var("FACTLOCK_REQUIRE").is_err(), "pdftotext is not installed");
        // Written to the stream itself: what a test prints is shown only where it fails.
        let _ = writeln!(
            std::io::stderr(),
            "a_pdf_says_the_same_but_for_its_table: skipped, pdftotext is not installed"
        );
        return;
    }
    let pdf = open("libreoffice.pdf", false);
    let in_table = |text: &String| {
        ["Year", "Grain", "Cost", "2027", "2028", "285,000", "300,000", "€"]
            .iter()
            .any(|start| text.starts_with(start))
    };
    let rest = |document: &Document| {
        statements(document).into_iter().filter(|text| !in_table(text)).collect::<Vec<_>>()
    };
    let expected: Vec<String> =
        rest(&open("draft.md", false)).into_iter().map(|text| text.replace("bank.", "bank.¹")).collect();
    assert_eq!(rest(&pdf), expected);
    assert!(statements(&pdf).contains(&"285,000 €14/t".to_owned()));
    assert_eq!(pdf.unread, ["how the cells of a table on page 1 belong together"]);
    assert!(pdf.blocks.iter().all(|block| block.page == Some(1)));
    let levels: Vec<BlockKind> = pdf
        .blocks
        .iter()
        .map(|block| block.kind)
        .filter(|kind| matches!(kind, BlockKind::Heading(_)))
        .collect();
    assert_eq!(levels.len(), 3);
    let refused = |bytes: &[u8]| Document::read("a.pdf", bytes, ReadOptions::default()).unwrap_err().message;
    assert!(refused(b"%PDF-1.7 nothing").contains("damaged"));
}
