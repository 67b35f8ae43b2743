//! The one error type: what went wrong, where, and what to do about it.
//!
//! "The claim does not hold" is never an error; it is an [`crate::check::Outcome`].

use crate::text::{Position, Span};
use std::fmt;

/// What kind of thing could not be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// A claim file that cannot be used as written.
    Claims,
    /// A document that cannot be read.
    Document,
    /// A wrong or contradictory request on the command line.
    Usage,
    /// There was nothing to check.
    Nothing,
    /// A file could not be written.
    Output,
}

/// Where in a file an error lies, with the line itself so that it can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Path as the user gave it.
    pub path: String,
    /// Line and column; `None` when the whole file is meant.
    pub position: Option<Position>,
    /// The line as it stands in the file, without its line end.
    pub line: String,
    /// Byte span inside `line` that is meant.
    pub span: Span,
}

/// An error with its place and a hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// What could not be done.
    pub kind: ErrorKind,
    /// One sentence for an editor, without a full stop.
    pub message: String,
    /// Where, if it lies in a file.
    pub place: Option<Box<Place>>,
    /// What to do next, without a full stop.
    pub hint: Option<String>,
}

impl Error {
    /// An error without a place.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), place: None, hint: None }
    }

    /// An error about a whole file.
    pub fn file(kind: ErrorKind, path: impl Into<String>, message: impl Into<String>) -> Self {
        let place = Place { path: path.into(), position: None, line: String::new(), span: Span::default() };
        Self { place: Some(Box::new(place)), ..Self::new(kind, message) }
    }

    /// The same error with a hint.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{}", place.path)?;
            if let Some(at) = place.position {
                write!(f, ":{}:{}", at.line, at.column)?;
            }
            write!(f, ": ")?;
        }
        write!(f, "{}", self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "; {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
