//! What is wrong with a claim file, collected in one pass and shown in the order of the file.

use crate::error::{Error, ErrorKind, Place};
use crate::text::{LineIndex, Span};

/// The most faults one file is reported with; the rest is counted.
const MOST: usize = 1_000;

/// The most bytes of a line that an error carries: longer lines are cut around the fault.
const WIDEST: usize = 160;

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fault {
    span: Span,
    message: String,
    hint: Option<String>,
}

/// The faults of one file.
pub(super) struct Faults<'a> {
    path: &'a str,
    text: &'a str,
    lines: LineIndex,
    list: Vec<Fault>,
}

impl<'a> Faults<'a> {
    /// No faults yet in this text.
    pub(super) fn new(path: &'a str, text: &'a str) -> Self {
        Self { path, text, lines: LineIndex::new(text), list: Vec::new() }
    }

    /// The text the faults lie in.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// How many there are so far.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are more than will be shown.
    pub(super) fn is_full(&self) -> bool {
        self.list.len() > MOST
    }

    /// The line of a byte offset, from 1.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.lines.position(self.text, offset).line
    }

    /// Adds a fault with a hint; an empty hint is none.
    pub(super) fn add(&mut self, span: Span, message: impl Into<String>, hint: impl Into<String>) {
        let hint = Some(hint.into()).filter(|hint| !hint.is_empty());
        self.list.push(Fault { span, message: message.into(), hint });
    }

    /// The faults as errors, each once, in the order of their places.
    pub(super) fn into_errors(mut self) -> Vec<Error> {
        // Stable: faults of one place stay in the order in which they were found.
        self.list.sort_by_key(|fault| fault.span.start);
        self.list.dedup();
        let more = self.list.len().saturating_sub(MOST);
        let mut errors: Vec<Error> = self.list.iter().take(MOST).map(|fault| self.error(fault)).collect();
        if more > 0 {
            errors.push(Error::file(
                ErrorKind::Claims,
                self.path,
                format!("{more} more faults are not shown"),
            ));
        }
        errors
    }

    fn error(&self, fault: &Fault) -> Error {
        let position = self.lines.position(self.text, fault.span.start);
        let line = self.lines.line(self.text, position.line);
        let start = fault.span.start.clamp(line.start, line.end);
        let end = fault.span.end.clamp(start, line.end);
        let shown = self.window(line, start);
        let (start, end) = (start - shown.start, end.min(shown.end).saturating_sub(shown.start));
        let place = Place {
            path: self.path.to_owned(),
            position: Some(position),
            line: shown.of(self.text).to_owned(),
            span: Span::new(start, end.max(start)),
        };
        Error {
            kind: ErrorKind::Claims,
            message: fault.message.clone(),
            place: Some(Box::new(place)),
            hint: fault.hint.clone(),
        }
    }

    /// The part of a line to show: all of it, or for an overlong line the surroundings of `at`.
    fn window(&self, line: Span, at: usize) -> Span {
        let bom = if line.start == 0 && self.text.starts_with('\u{feff}') { 3 } else { 0 };
        let line = Span::new((line.start + bom).min(at), line.end);
        if line.len() <= WIDEST {
            return line;
        }
        let start = self.text.floor_char_boundary(at.saturating_sub(WIDEST / 2).max(line.start));
        Span::new(start, self.text.floor_char_boundary((start + WIDEST).min(line.end)))
    }
}
