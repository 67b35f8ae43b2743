//! XML parts as a flat run of tags and text with their places.

use crate::error::{Error, ErrorKind};
use crate::text::Span;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;

/// Elements nested deeper than this are refused.
const DEEPEST: usize = 2000;

/// Reads the tags and text of a part one after the other.
pub(crate) struct Xml<'x> {
    path: String,
    reader: Reader<&'x [u8]>,
    /// Offset of the first byte of the reader's text in its part.
    base: usize,
    depth: usize,
}

/// A tag or a piece of text. Empty elements come as two tags, the second at an empty span.
#[derive(Debug, Clone)]
pub(crate) enum Node<'x> {
    Start(Tag<'x>),
    End { element: BytesEnd<'x>, span: Span },
    Text { text: Cow<'x, str>, span: Span },
}

/// A start tag.
#[derive(Debug, Clone)]
pub(crate) struct Tag<'x> {
    pub span: Span,
    element: BytesStart<'x>,
}

/// The name of an end tag without its prefix.
pub(crate) fn end_name<'e>(element: &'e BytesEnd) -> &'e str {
    local(element.name().into_inner())
}

/// A name without its prefix.
fn local(name: &[u8]) -> &str {
    let name = std::str::from_utf8(name).unwrap_or_default();
    name.rsplit(':').next().unwrap_or(name)
}

impl Tag<'_> {
    /// The name without its prefix.
    pub fn name(&self) -> &str {
        local(self.element.name().into_inner())
    }

    /// The value of an attribute, by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut all = self.element.attributes();
        let named = |key: &[u8]| local(key) == name;
        let attribute =
            all.with_checks(false).flatten().find(|attribute| named(attribute.key.into_inner()))?;
        let value = String::from_utf8_lossy(&attribute.value);
        Some(quick_xml::escape::unescape(&value).map_or_else(|_| value.to_string(), Cow::into_owned))
    }

    /// A switch such as `<w:strike/>` or `<w:strike w:val="false"/>`.
    pub fn is_on(&self) -> bool {
        !self.attribute("val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
    }
}

impl<'x> Xml<'x> {
    /// Reads `piece` of a part; `path` is the file's, for messages.
    pub fn new(path: &str, part: &'x str, piece: Span) -> Self {
        let mut reader = Reader::from_str(piece.of(part));
        reader.config_mut().expand_empty_elements = true;
        Self { path: path.to_owned(), reader, base: piece.start, depth: 0 }
    }

    /// The next node; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Node<'x>>, Error> {
        loop {
            let start = self.at();
            let event = self.reader.read_event().map_err(|_| self.damaged())?;
            let span = Span::new(start, self.at());
            let node = match event {
                Event::Start(element) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(Error::file(
                            ErrorKind::Document,
                            &self.path,
                            "the elements of this file nest too deep",
                        )
                        .hint("save the draft anew in a word processor"));
                    }
                    Node::Start(Tag { span, element })
                }
                Event::End(element) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::End { element, span }
                }
                Event::Text(text) => Node::Text { text: text.decode().map_err(|_| self.damaged())?, span },
                Event::CData(text) => Node::Text { text: text.decode().map_err(|_| self.damaged())?, span },
                Event::GeneralRef(reference) => {
                    let name = reference.decode().map_err(|_| self.damaged())?;
                    let known = super::entity::decode(&format!("&{name};")).filter(|_| name.len() < 12);
                    Node::Text { text: known.map_or("\u{fffd}".into(), |(text, _)| text), span }
                }
                // No word processor writes one; entities declared there can make a small file huge.
                Event::DocType(_) => {
                    return Err(Error::file(
                        ErrorKind::Document,
                        &self.path,
                        "this file declares XML entities, which is not safe to read",
                    )
                    .hint("save the draft anew in a word processor"));
                }
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Empty(_) => continue,
            };
            return Ok(Some(node));
        }
    }

    /// Leaves out the rest of the element whose start tag came last; returns the span of its content.
    pub fn skip(&mut self) -> Result<Span, Error> {
        let outside = self.depth.saturating_sub(1);
        let start = self.at();
        let mut end = start;
        while self.depth > outside {
            match self.next()? {
                Some(Node::End { span, .. }) => end = span.start,
                Some(_) => {}
                None => break,
            }
        }
        Ok(Span::new(start, end.max(start)))
    }

    /// Calls `each` for every start tag inside the element whose start tag came last, and reads past its end. Properties
    /// from before a tracked change of format are left out.
    pub fn children(&mut self, mut each: impl FnMut(&Tag<'x>)) -> Result<Span, Error> {
        let outside = self.depth.saturating_sub(1);
        let start = self.at();
        let mut end = start;
        while self.depth > outside {
            match self.next()? {
                Some(Node::Start(tag)) if tag.name().ends_with("PrChange") => drop(self.skip()?),
                Some(Node::Start(tag)) => each(&tag),
                Some(Node::End { span, .. }) => end = span.end,
                Some(Node::Text { .. }) => {}
                None => break,
            }
        }
        Ok(Span::new(start, end))
    }

    fn at(&self) -> usize {
        self.base + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn damaged(&self) -> Error {
        Error::file(ErrorKind::Document, &self.path, "this file is damaged: its XML does not close properly")
            .hint("save the draft anew in a word processor")
    }
}
