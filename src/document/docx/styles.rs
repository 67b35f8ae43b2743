//! What the styles of a Word file say about a paragraph: heading, list item, table of contents.

use super::super::xml::{Node, Xml};
use crate::error::Error;
use crate::text::Span;
use std::collections::HashMap;

/// Paragraph styles by their identifiers, which Word translates; their names and levels it does not.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: HashMap<String, Style>,
}

/// A style, or the properties of one paragraph.
#[derive(Debug, Default, Clone)]
pub(super) struct Style {
    /// The identifier of the style it builds on.
    pub based_on: Option<String>,
    /// Its name in English, in small letters.
    name: String,
    /// Outline level from 0; 9 is body text.
    pub level: Option<u8>,
    /// Number of the list definition; 0 for none.
    pub list: Option<u32>,
    /// Depth in the list, from 0.
    pub depth: Option<u8>,
}

/// What a paragraph is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Role {
    /// The level of a heading, from 1.
    pub heading: Option<u8>,
    /// The depth of a list item, from 1; 0 for none.
    pub depth: usize,
    /// A line of a table of contents, which repeats the headings.
    pub contents: bool,
}

impl Styles {
    /// Reads `word/styles.xml`.
    pub fn read(path: &str, part: &str) -> Result<Self, Error> {
        let mut styles = Styles::default();
        let mut xml = Xml::new(path, part, Span::new(0, part.len()));
        while let Some(node) = xml.next()? {
            let Node::Start(tag) = node else { continue };
            if tag.name() != "style" || tag.attribute("type").is_some_and(|kind| kind != "paragraph") {
                continue;
            }
            let id = tag.attribute("styleId").unwrap_or_default();
            let mut style = Style::default();
            xml.children(|tag| style.take(tag.name(), || tag.attribute("val")))?;
            styles.paragraphs.insert(id, style);
        }
        Ok(styles)
    }

    /// What a paragraph with these properties is.
    pub fn role(&self, own: &Style) -> Role {
        let (mut level, mut list, mut depth) = (own.level, own.list, own.depth);
        let (mut title, mut contents) = (false, false);
        let mut next = own.based_on.as_deref();
        // A chain of styles may be a circle.
        for _ in 0..16 {
            let Some(style) = next.and_then(|id| self.paragraphs.get(id)) else { break };
            level = level.or(style.level).or_else(|| style.named_level());
            list = list.or(style.list);
            depth = depth.or(style.depth);
            title |= style.name == "title";
            contents |= style.name.starts_with("toc ") && style.name.len() < 7;
            next = style.based_on.as_deref();
        }
        let heading = level.filter(|level| *level < 9).map(|level| level.min(5) + 1).or(title.then_some(1));
        let item = heading.is_none() && list.is_some_and(|list| list != 0);
        Role { heading, depth: if item { usize::from(depth.unwrap_or(0)) + 1 } else { 0 }, contents }
    }
}

impl Style {
    /// Takes over a property.
    pub fn take(&mut self, name: &str, value: impl Fn() -> Option<String>) {
        match name {
            "name" => self.name = value().unwrap_or_default().to_lowercase(),
            "basedOn" | "pStyle" => self.based_on = value(),
            "outlineLvl" => self.level = value().and_then(|value| value.parse().ok()),
            "numId" => self.list = value().and_then(|value| value.parse().ok()),
            "ilvl" => self.depth = value().and_then(|value| value.parse().ok()),
            _ => {}
        }
    }

    /// The level that a built-in name gives.
    fn named_level(&self) -> Option<u8> {
        let level: u8 = self.name.strip_prefix("heading ")?.parse().ok()?;
        level.checked_sub(1)
    }
}
