//! A fact as JSON, written by hand: lists of facts are the one output that grows with the text, and most of their cost.

use super::results::{FactResult, PlaceResult};
use super::value::ValueText;
use crate::fact::Fact;
use crate::text::{Position, Span};
use std::io;

/// A fact of a list: a [`FactResult`] that owns nothing.
#[derive(Debug, Clone, Copy)]
pub struct FactLine<'f> {
    /// The kind of figure.
    pub kind: &'f str,
    /// The words as a reader sees them.
    pub text: &'f str,
    /// Its bytes in the document.
    pub span: Span,
    /// The position of its first character.
    pub start: Position,
    /// The position behind its last character.
    pub end: Position,
    /// Where lines mean little.
    pub place: Option<&'f PlaceResult>,
    /// Lower bound.
    pub min: Option<&'f str>,
    /// Upper bound.
    pub max: Option<&'f str>,
    /// UCUM code or ISO 4217 code.
    pub unit: Option<&'f str>,
    /// The hedge or bound.
    pub qualifier: Option<&'f str>,
    /// The date in EDTF.
    pub edtf: Option<&'f str>,
}

impl FactResult {
    /// The fact as a line of a list.
    pub fn line(&self) -> FactLine<'_> {
        FactLine {
            kind: &self.kind,
            text: &self.text,
            span: Span::new(self.start, self.end),
            start: Position { line: self.line, column: self.column },
            end: Position { line: self.end_line, column: self.end_column },
            place: self.place.as_ref(),
            min: self.min.as_deref(),
            max: self.max.as_deref(),
            unit: self.unit.as_deref(),
            qualifier: self.qualifier.as_deref(),
            edtf: self.edtf.as_deref(),
        }
    }
}

impl<'f> FactLine<'f> {
    /// A fact of `text`, which is its own prose.
    pub fn plain(fact: &Fact, text: &'f str, value: &'f ValueText, at: (Position, Position)) -> Self {
        Self {
            kind: fact.kind.name(),
            text: fact.span.of(text),
            span: fact.span,
            start: at.0,
            end: at.1,
            place: None,
            min: value.min(),
            max: value.max(),
            unit: value.unit.as_deref(),
            qualifier: value.qualifier,
            edtf: value.edtf(),
        }
    }

    /// Appends the fact as a JSON object: the same bytes as `serde_json` makes of a [`FactResult`], without looking for
    /// what to escape in the names of the fields. `head` opens the object; it may hold fields of its own.
    pub fn write_json(&self, out: &mut Vec<u8>, head: &[u8]) -> io::Result<()> {
        out.extend_from_slice(head);
        out.extend_from_slice(b"\"kind\":\"");
        out.extend_from_slice(self.kind.as_bytes());
        out.extend_from_slice(b"\",\"text\":\"");
        string(out, self.text)?;
        number(out, b"\",\"start\":", self.span.start);
        number(out, b",\"end\":", self.span.end);
        number(out, b",\"line\":", self.start.line);
        number(out, b",\"column\":", self.start.column);
        number(out, b",\"end_line\":", self.end.line);
        number(out, b",\"end_column\":", self.end.column);
        match self.place {
            Some(place) => {
                out.extend_from_slice(b",\"place\":");
                serde_json::to_writer(&mut *out, place)?;
            }
            None => out.extend_from_slice(b",\"place\":null"),
        }
        option(out, self.min, b",\"min\":\"", b",\"min\":null");
        option(out, self.max, b",\"max\":\"", b",\"max\":null");
        option(out, self.unit, b",\"unit\":\"", b",\"unit\":null");
        option(out, self.qualifier, b",\"qualifier\":\"", b",\"qualifier\":null");
        option(out, self.edtf, b",\"edtf\":\"", b",\"edtf\":null");
        out.push(b'}');
        Ok(())
    }
}

// Appending a few bytes of known length costs almost nothing where the call is inlined.

#[inline(always)]
fn number<const N: usize>(out: &mut Vec<u8>, name: &[u8; N], number: usize) {
    out.extend_from_slice(name);
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// A value, which is plain: digits, a code of the tables, a date. `some` holds the opening quotation mark.
#[inline(always)]
fn option<const N: usize, const M: usize>(
    out: &mut Vec<u8>,
    value: Option<&str>,
    some: &[u8; N],
    none: &[u8; M],
) {
    let Some(value) = value else { return out.extend_from_slice(none) };
    debug_assert!(!value.bytes().any(is_special), "{value}");
    out.extend_from_slice(some);
    out.extend_from_slice(value.as_bytes());
    out.push(b'"');
}

/// Whether a JSON string has to escape the byte.
const fn is_special(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// Appends the text of a JSON string, its quotation marks left out.
fn string(out: &mut Vec<u8>, value: &str) -> io::Result<()> {
    if value.bytes().any(is_special) {
        let quoted = serde_json::to_string(value)?;
        out.extend_from_slice(quoted.as_bytes().get(1..quoted.len() - 1).unwrap_or_default());
    } else {
        out.extend_from_slice(value.as_bytes());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::PlaceResult;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_library_writes_the_same(
            text in "\\PC*|[\"\\\\\\x00-\\x1f\u{7f}\u{2028}é]*",
            values in proptest::collection::vec("[0-9A-Za-z./%{}\\[\\]'?~-]*", 5),
            numbers in proptest::array::uniform6(any::<usize>()),
            some in proptest::array::uniform6(any::<bool>()),
        ) {
            let [start, end, line, column, end_line, end_column] = numbers;
            let option = |at: usize| some[at].then(|| values[at].clone());
            let fact = FactResult {
                kind: "money".to_owned(), text, start, end, line, column, end_line, end_column,
                place: some[5].then(|| PlaceResult { paragraph: Some(line), heading: option(0), page: None }),
                min: option(0), max: option(1), unit: option(2), qualifier: option(3), edtf: option(4),
            };
            let mut own = Vec::new();
            fact.line().write_json(&mut own, b"{").unwrap();
            prop_assert_eq!(String::from_utf8(own).unwrap(), serde_json::to_string(&fact).unwrap());
        }
    }
}
