//! Plain text: paragraphs are divided by blank lines.

use super::{Block, BlockKind, Document, Format, ReadOptions, SourceMap};
use crate::error::{Error, ErrorKind};
use crate::text::{LineIndex, Span};
use sha2::{Digest, Sha256};

/// Reads UTF-8 text.
pub fn read(path: &str, bytes: &[u8], _options: ReadOptions) -> Result<Document, Error> {
    let source = std::str::from_utf8(bytes)
        .map_err(|_| Error::file(ErrorKind::Document, path, "this is not UTF-8 text"))?
        .to_owned();
    let lines = LineIndex::new(&source);
    let blocks = paragraphs(&source).map(paragraph).collect();
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Document {
        path: path.to_owned(),
        format: Format::Text,
        sha256,
        source,
        lines,
        prose: None,
        map: SourceMap::default(),
        blocks,
        written: None,
        unread: Vec::new(),
    })
}

fn paragraph(span: Span) -> Block {
    Block {
        kind: BlockKind::Paragraph,
        span,
        heading: None,
        lead: None,
        cells: Vec::new(),
        paragraph: None,
        page: None,
    }
}

/// The runs of lines between blank lines, trimmed.
fn paragraphs(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + (rest.len() - rest.trim_start().len());
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let mut end = start;
        for line in rest.split_inclusive('\n') {
            if line.trim().is_empty() {
                break;
            }
            end += line.len();
        }
        at = end;
        let kept = Span::new(start, end).of(text).trim_end().len();
        Some(Span::new(start, start + kept))
    })
}
