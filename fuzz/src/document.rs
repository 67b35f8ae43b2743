//! The readers of documents.

use super::{pieces, text};
use factlock::annotate::{Note, annotate};
use factlock::document::{Document, Format, ReadOptions, sentence};
use factlock::text::Span;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Plain text.
pub fn plain(data: &[u8]) {
    both_ways(Format::Text, data);
}

/// Markdown.
pub fn md(data: &[u8]) {
    both_ways(Format::Markdown, data);
}

/// HTML.
pub fn html(data: &[u8]) {
    both_ways(Format::Html, data);
}

/// Word: a whole package, or else the text of its parts.
pub fn docx(data: &[u8]) {
    packed(Format::Docx, data, |text| {
        let [body, styles, footnotes, numbering] = pieces(text);
        let document = format!("<w:document><w:body>{body}</w:body></w:document>");
        pack_filled(&[
            ("_rels/.rels", RELATIONS),
            ("[Content_Types].xml", "<Types/>"),
            ("word/document.xml", &document),
            ("word/styles.xml", styles),
            ("word/footnotes.xml", footnotes),
            ("word/numbering.xml", numbering),
        ])
    });
}

/// OpenDocument: a whole package, or else the text of its parts.
pub fn odt(data: &[u8]) {
    packed(Format::Odt, data, |text| {
        let [body, styles, meta] = pieces(text);
        let content = format!(
            "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        );
        pack_filled(&[("content.xml", &content), ("styles.xml", styles), ("meta.xml", meta)])
    });
}

/// What poppler says of a PDF.
pub fn pdf(data: &[u8]) {
    if let Ok(document) = Document::read_layout("draft.pdf", &text(data)) {
        holds_together(&document);
    }
}

fn both_ways(format: Format, data: &[u8]) {
    for original in [false, true] {
        let options = ReadOptions { format: Some(format), original };
        if let Ok(document) = Document::read("draft", data, options) {
            holds_together(&document);
            annotated(&document, data, options);
        }
    }
}

fn packed(format: Format, data: &[u8], wrap: impl Fn(&str) -> Vec<u8>) {
    let wrapped;
    let bytes = if data.starts_with(b"PK") {
        data
    } else {
        wrapped = wrap(&text(data));
        &wrapped
    };
    for original in [false, true] {
        let options = ReadOptions { format: Some(format), original };
        let Ok(document) = Document::read("draft", bytes, options) else { continue };
        holds_together(&document);
        annotated(&document, bytes, options);
    }
}

/// Notes go into a copy that reads as before, where the format can carry notes beside its text.
fn annotated(document: &Document, bytes: &[u8], options: ReadOptions) {
    let Some(block) = document.blocks.get(document.blocks.len() / 2) else { return };
    let span = document.original(block.span);
    let half = document.source.floor_char_boundary((span.start + span.end) / 2);
    let notes = [Span::new(span.start, half), Span::new(half, span.end), span]
        .map(|span| Note { span: Some(span), text: "Note".to_owned() });
    if let Ok(copy) = annotate(document, bytes, options, &notes) {
        let copy = Document::read("draft", &copy, options).expect("the copy is read as the draft was");
        if document.format == Format::Docx {
            assert_eq!(copy.source, document.source, "a note changed the text");
        }
    }
}

/// What every other part of the program relies on: blocks, cells and sentences stand in order inside the prose, and every
/// letter leads back to a place in the source.
#[track_caller]
pub fn holds_together(document: &Document) {
    let (prose, source) = (document.prose(), &document.source);
    let inside = |span: Span, text: &str| text.get(span.start..span.end).is_some();
    let mut end = 0;
    for (at, block) in document.blocks.iter().enumerate() {
        assert!(inside(block.span, prose) && !block.span.is_empty() && block.span.start >= end, "{block:?}");
        end = block.span.end;
        assert!(inside(document.original(block.span), source), "{block:?}");
        assert!(block.heading.is_none_or(|heading| heading < at) && block.lead.is_none_or(|lead| lead < at));
        for cell in &block.cells {
            assert!(inside(cell.span, prose) && block.span.contains(cell.span), "{cell:?} in {block:?}");
            assert!(cell.header.is_none_or(|header| inside(header, prose)));
        }
        let mut sentence_end = block.span.start;
        for sentence in sentence::sentences(prose, block.span) {
            assert!(sentence.start >= sentence_end && block.span.contains(sentence));
            assert!(inside(document.original(sentence), source));
            sentence_end = sentence.end;
        }
        for (offset, letter) in block.span.of(prose).char_indices() {
            let start = block.span.start + offset;
            let original = document.original(Span::new(start, start + letter.len_utf8()));
            assert!(
                inside(original, source) && (!original.is_empty() || letter.is_whitespace()),
                "{letter:?} leads to {original:?}"
            );
        }
    }
}

/// Packs the parts that hold something.
fn pack_filled(parts: &[(&str, &str)]) -> Vec<u8> {
    let filled: Vec<(&str, &str)> = parts.iter().copied().filter(|(_, text)| !text.is_empty()).collect();
    pack(&filled)
}

/// Packs parts into a zip.
pub fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Setting up the packing costs more than reading a small part does.
    let options = |text: &str| match text.len() {
        0..10_000 => SimpleFileOptions::default().compression_method(CompressionMethod::Stored),
        _ => SimpleFileOptions::default().compression_level(Some(1)),
    };
    for (name, text) in parts {
        zip.start_file(*name, options(text)).expect("a new part");
        zip.write_all(text.as_bytes()).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

/// Leads to the main part of a Word file.
pub const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
