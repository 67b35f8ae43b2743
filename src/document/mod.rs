//! Documents: the original bytes of a draft and the prose found in them, with a map from one to the other.
//!
//! Every reader (one file per format) turns bytes into a [`Document`]: the prose as one string, cut into [`Block`]s, and
//! a [`SourceMap`] that leads each byte of the prose back to the bytes it was read from.

mod build;
mod decode;
mod detect;
pub(crate) mod docx;
mod entity;
mod format;
mod html;
mod map;
mod markdown;
mod odt;
pub mod open;
mod outline;
pub(crate) mod package;
mod pdf;
pub mod pieces;
mod plain;
pub mod sentence;
mod table;
mod written;
pub(crate) mod xml;

pub use map::SourceMap;

use crate::error::Error;
use crate::text::{LineIndex, Position, Span};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// The formats factlock reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// CommonMark with tables and footnotes.
    Markdown,
    /// HTML.
    Html,
    /// Word (Office Open XML).
    Docx,
    /// OpenDocument text.
    Odt,
    /// PDF with a text layer.
    Pdf,
}

/// How to read documents.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOptions {
    /// The format, where the caller knows better than the path's ending.
    pub format: Option<Format>,
    /// Tracked changes: read the text before them rather than after.
    pub original: bool,
}

/// A document: its source, its prose, and how one maps to the other.
#[derive(Debug, Clone)]
pub struct Document {
    /// Path relative to the working directory, with `/`.
    pub path: String,
    /// The format it was read as.
    pub format: Format,
    /// SHA-256 of the original bytes, in hexadecimal.
    pub sha256: String,
    /// The text that reported offsets, lines and columns refer to: the file's own text, or, for packed formats
    /// (`.docx`, `.odt`, `.pdf`), the extracted text with a paragraph a line.
    pub source: String,
    /// Line starts of `source`.
    pub lines: LineIndex,
    /// The prose, where it differs from `source`.
    prose: Option<String>,
    /// Leads spans of the prose back to spans of `source`.
    map: SourceMap,
    /// The pieces of prose, in order, never overlapping.
    pub blocks: Vec<Block>,
    /// The day it says it was written: front matter or document property.
    pub written: Option<Date>,
    /// What the reader could not read, in words for an editor.
    pub unread: Vec<String>,
}

/// A piece of prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its span in the prose.
    pub span: Span,
    /// Index of the heading it stands under; for a heading, the next higher heading.
    pub heading: Option<usize>,
    /// Index of the block that leads in this one: the paragraph before a list, the item above a sub-item.
    pub lead: Option<usize>,
    /// The cells of a row; empty for all other kinds.
    pub cells: Vec<Cell>,
    /// Paragraph number (from 1) in packed formats.
    pub paragraph: Option<usize>,
    /// Page number (from 1) where the format knows pages.
    pub page: Option<usize>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph, a quotation, a caption, a note.
    Paragraph,
    /// A heading of level 1 to 6 (a title counts as level 1).
    Heading(u8),
    /// A list item at a depth from 1.
    Item(u8),
    /// A table row below the header row.
    Row,
    /// The header row of a table.
    HeaderRow,
}

/// A cell of a table row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its span in the prose, inside the row's span.
    pub span: Span,
    /// Span in the prose of the header cell above it, if any.
    pub header: Option<Span>,
}

/// What a reader makes of a text.
struct Body {
    prose: String,
    map: SourceMap,
    blocks: Vec<Block>,
    written: Option<Date>,
    unread: Vec<String>,
}

impl Document {
    /// Reads a document from its bytes.
    ///
    /// # Errors
    /// When the bytes are not what the format says, with what to do about it.
    pub fn read(path: &str, bytes: &[u8], options: ReadOptions) -> Result<Document, Error> {
        Document::from_vec(path, bytes.to_vec(), options)
    }

    /// Reads a document from its bytes, which become its source without being copied where they are UTF-8 text.
    ///
    /// # Errors
    /// As [`Document::read`].
    pub fn from_vec(path: &str, bytes: Vec<u8>, options: ReadOptions) -> Result<Document, Error> {
        let format = detect::format(path, &bytes, options.format)?;
        let sha256 = Document::fingerprint(&bytes);
        let packed = match format {
            Format::Docx => Some(docx::read(path, &bytes, options)?),
            Format::Odt => Some(odt::read(path, &bytes, options)?),
            Format::Pdf => Some(pdf::read(path, &bytes)?),
            Format::Text | Format::Markdown | Format::Html => None,
        };
        if let Some(body) = packed {
            return Ok(Document::packed(path, format, sha256, body));
        }
        let declared = if format == Format::Html { decode::declared_in_html(&bytes) } else { None };
        let source = decode::text(path, bytes, declared)?;
        let from = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut body = match format {
            Format::Markdown => markdown::read(&source, from, options),
            Format::Html => html::read(&source, from, options),
            _ => plain::read(&source, from),
        };
        let prose = (format != Format::Text).then(|| std::mem::take(&mut body.prose));
        Ok(Document::new(path, format, sha256, (source, prose), body))
    }

    /// Reads a PDF from what poppler's `pdftotext -bbox-layout` printed of it.
    ///
    /// # Errors
    /// When it is no such print, or holds no text.
    pub fn read_layout(path: &str, layout: &str) -> Result<Document, Error> {
        let body = pdf::read_layout(path, layout)?;
        Ok(Document::packed(path, Format::Pdf, Document::fingerprint(layout.as_bytes()), body))
    }

    /// The text extracted from a packed format is source and prose in one.
    fn packed(path: &str, format: Format, sha256: String, mut body: Body) -> Document {
        let source = std::mem::take(&mut body.prose);
        Document::new(path, format, sha256, (source, None), body)
    }

    fn new(
        path: &str,
        format: Format,
        sha256: String,
        (source, prose): (String, Option<String>),
        body: Body,
    ) -> Document {
        Document {
            path: path.to_owned(),
            format,
            sha256,
            lines: LineIndex::new(&source),
            source,
            prose,
            map: body.map,
            blocks: body.blocks,
            written: body.written,
            unread: body.unread,
        }
    }

    /// The SHA-256 of a file's bytes, in hexadecimal.
    pub fn fingerprint(bytes: &[u8]) -> String {
        Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The prose: what a reader sees, without markup.
    pub fn prose(&self) -> &str {
        self.prose.as_deref().unwrap_or(&self.source)
    }

    /// Leads a span of the prose back to the smallest span of `source` that holds all of it.
    pub fn original(&self, span: Span) -> Span {
        self.map.original(span)
    }

    /// Line and column in `source` of a byte offset of `source`.
    pub fn position(&self, offset: usize) -> Position {
        self.lines.position(&self.source, offset)
    }

    /// Index of the block that holds a byte offset of the prose.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let after = self.blocks.partition_point(|block| block.span.start <= offset);
        after.checked_sub(1).filter(|&at| offset <= self.blocks[at].span.end)
    }

    /// The headings above a block, outermost first, as indices of blocks.
    pub fn headings(&self, block: usize) -> Vec<usize> {
        let mut path = Vec::new();
        let mut at = self.blocks.get(block).and_then(|block| block.heading);
        while let Some(heading) = at.filter(|heading| !path.contains(heading)) {
            path.push(heading);
            at = self.blocks.get(heading).and_then(|block| block.heading);
        }
        path.reverse();
        path
    }
}
