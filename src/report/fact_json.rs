//! A fact as JSON, written by hand: lists of facts are the one output that grows with the text, and most of their cost.

use super::results::{FactResult, PlaceResult};
use super::value::ValueText;
use crate::fact::Fact;
use crate::text::{Position, Span};
use std::io::{self, Write};

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

    /// Writes the fact as a JSON object: the same bytes as `serde_json` makes of a [`FactResult`], without looking for
    /// what to escape in the names of the fields. `head` opens the object; it may hold fields of its own.
    pub fn write_json(&self, out: &mut impl Write, head: &[u8]) -> io::Result<()> {
        out.write_all(head)?;
        out.write_all(b"\"kind\":\"")?;
        out.write_all(self.kind.as_bytes())?;
        out.write_all(b"\",\"text\":")?;
        string(out, self.text)?;
        number(out, b",\"start\":", self.span.start)?;
        number(out, b",\"end\":", self.span.end)?;
        number(out, b",\"line\":", self.start.line)?;
        number(out, b",\"column\":", self.start.column)?;
        number(out, b",\"end_line\":", self.end.line)?;
        number(out, b",\"end_column\":", self.end.column)?;
        match self.place {
            Some(place) => {
                out.write_all(b",\"place\":")?;
                serde_json::to_writer(&mut *out, place)?;
            }
            None => out.write_all(b",\"place\":null")?,
        }
        option(out, b",\"min\":", self.min)?;
        option(out, b",\"max\":", self.max)?;
        option(out, b",\"unit\":", self.unit)?;
        option(out, b",\"qualifier\":", self.qualifier)?;
        option(out, b",\"edtf\":", self.edtf)?;
        out.write_all(b"}")
    }
}

// A buffered writer takes a few bytes of known length almost for nothing, where the call is inlined.

#[inline]
fn number<const N: usize>(out: &mut impl Write, name: &[u8; N], number: usize) -> io::Result<()> {
    out.write_all(name)?;
    out.write_all(itoa::Buffer::new().format(number).as_bytes())
}

#[inline]
fn option<const N: usize>(out: &mut impl Write, name: &[u8; N], value: Option<&str>) -> io::Result<()> {
    out.write_all(name)?;
    match value {
        Some(value) => string(out, value),
        None => out.write_all(b"null"),
    }
}

fn string(out: &mut impl Write, value: &str) -> io::Result<()> {
    let plain = |byte: &u8| *byte >= b' ' && *byte != b'"' && *byte != b'\\';
    if !value.as_bytes().iter().all(plain) {
        return Ok(serde_json::to_writer(out, value)?);
    }
    out.write_all(b"\"")?;
    out.write_all(value.as_bytes())?;
    out.write_all(b"\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::PlaceResult;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_library_writes_the_same(
            texts in proptest::collection::vec("\\PC*|[\"\\\\\\x00-\\x1f\u{7f}\u{2028}é]*", 6),
            numbers in proptest::array::uniform6(any::<usize>()),
            some in proptest::array::uniform6(any::<bool>()),
        ) {
            let [start, end, line, column, end_line, end_column] = numbers;
            let option = |at: usize| some[at].then(|| texts[at].clone());
            let fact = FactResult {
                kind: "money".to_owned(), text: texts[5].clone(), start, end, line, column, end_line, end_column,
                place: some[5].then(|| PlaceResult { paragraph: Some(line), heading: option(0), page: None }),
                min: option(0), max: option(1), unit: option(2), qualifier: option(3), edtf: option(4),
            };
            let mut own = Vec::new();
            fact.line().write_json(&mut own, b"{").unwrap();
            prop_assert_eq!(String::from_utf8(own).unwrap(), serde_json::to_string(&fact).unwrap());
        }
    }
}
