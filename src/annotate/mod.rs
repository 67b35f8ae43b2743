//! Copies of a draft with a note at every place that is meant: comments in Word, marks elsewhere.

mod docx;
mod marks;

use crate::document::{Document, Format, ReadOptions};
use crate::error::{Error, ErrorKind};
use crate::text::Span;

/// A note for the author of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The place, as a span of the document's `source`; `None` for the document as a whole.
    pub span: Option<Span>,
    /// What to say, in plain text; each line becomes a paragraph.
    pub text: String,
}

/// A copy of `document`, whose file holds `bytes` and was read with `options`, with all notes in it.
///
/// In Word files each note is a comment by "factlock"; everything else in the package stays as it is. In Markdown it is a
/// footnote, in HTML a `<mark>`, in plain text a number in brackets, with the notes at the end.
///
/// # Errors
/// When the format cannot carry notes, or the file is not the one that was read.
pub fn annotate(
    document: &Document,
    bytes: &[u8],
    options: ReadOptions,
    notes: &[Note],
) -> Result<Vec<u8>, Error> {
    match document.format {
        Format::Docx => docx::annotate(document, bytes, options, notes),
        Format::Markdown => Ok(marks::markdown(document, notes).into_bytes()),
        Format::Html => Ok(marks::html(document, notes).into_bytes()),
        Format::Text => Ok(marks::text(document, notes).into_bytes()),
        Format::Odt | Format::Pdf => {
            let message = format!("notes cannot be written into .{} files", document.format.name());
            Err(Error::file(ErrorKind::Output, &document.path, message).hint("save the draft as .docx first"))
        }
    }
}

/// A text with pieces inserted at byte offsets.
#[derive(Debug, Default)]
struct Splices {
    pieces: Vec<(usize, String)>,
}

impl Splices {
    /// Inserts `text` at an offset of the original, behind what was inserted there before.
    fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.pieces.push((at, text.into()));
    }

    /// The text with all pieces in it.
    fn apply(mut self, text: &str) -> String {
        self.pieces.sort_by_key(|(at, _)| *at);
        let added: usize = self.pieces.iter().map(|(_, piece)| piece.len()).sum();
        let mut spliced = String::with_capacity(text.len() + added);
        let mut from = 0;
        for (at, piece) in &self.pieces {
            let at = text.floor_char_boundary(*at);
            spliced.push_str(Span::new(from, at).of(text));
            spliced.push_str(piece);
            from = at;
        }
        spliced.push_str(Span::new(from, text.len()).of(text));
        spliced
    }
}
