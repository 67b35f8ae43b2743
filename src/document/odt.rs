//! OpenDocument text.
//!
//! As with Word files the source is the extracted text, a paragraph or table row a line: the body, then notes, page
//! headers and footers. Of the properties only a custom one named `written` or `date` dates the text.

use super::build::Builder;
use super::html::raised;
use super::package::{self, Package};
use super::xml::{Node, Tag, Xml, end_name};
use super::{Body, ReadOptions, written};
use crate::error::{Error, ErrorKind};
use crate::text::Span;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Notes and frames nested deeper than this are not read.
const DEEPEST: usize = 8;
/// Spaces that one element may stand for.
const MOST_SPACES: usize = 100;

/// Reads the OpenDocument text in `bytes`.
pub(super) fn read(path: &str, bytes: &[u8], options: ReadOptions) -> Result<Body, Error> {
    let mut package = Package::open(path, bytes)?;
    if package.part("META-INF/manifest.xml")?.is_some_and(|part| part.contains("encryption-data")) {
        return Err(package::protected(path));
    }
    let Some(content) = package.part("content.xml")? else {
        return Err(Error::file(ErrorKind::Document, path, "this package is no OpenDocument text")
            .hint("save the draft as .odt"));
    };
    let common = package.part("styles.xml")?.unwrap_or_default();
    let mut walk = Walk::new(path, options.original);
    walk.styles(&common)?;
    walk.styles(&content)?;
    walk.changes(&content)?;
    walk.part(&content)?;
    walk.part(&common)?;
    let written = match package.part("meta.xml")? {
        Some(meta) => written_property(path, &meta)?,
        None => None,
    };
    let unread = walk.unread();
    let built = walk.builder.finish();
    Ok(Body { prose: built.prose, map: built.map, blocks: built.blocks, written, unread })
}

struct Walk {
    path: String,
    original: bool,
    builder: Builder,
    styles: HashMap<String, Style>,
    /// Deleted text, by the number of its change, and the changes that are insertions.
    deletions: HashMap<String, Span>,
    insertions: HashSet<String>,
    /// Whether the body, a page header or a page footer is being read.
    inside: usize,
    /// Whether a paragraph is being read, and the level if it is a heading.
    paragraph: Option<Option<u8>>,
    lists: usize,
    /// Styles of the spans that are open.
    spans: Vec<Look>,
    /// Insertions that are open and undone.
    undone: usize,
    /// Notes, read behind the body, and frames, read behind their paragraph.
    notes: Vec<Span>,
    frames: Vec<Span>,
    nesting: usize,
    pictures: usize,
    objects: usize,
}

#[derive(Debug, Default, Clone)]
struct Style {
    parent: Option<String>,
    display_name: String,
    look: Look,
}

/// How a style changes what is read.
#[derive(Debug, Default, Clone, Copy)]
struct Look {
    hidden: bool,
    struck: bool,
    raised: bool,
}

impl Walk {
    fn new(path: &str, original: bool) -> Self {
        Self {
            path: path.to_owned(),
            original,
            builder: Builder::packed(),
            styles: HashMap::new(),
            deletions: HashMap::new(),
            insertions: HashSet::new(),
            inside: 0,
            paragraph: None,
            lists: 0,
            spans: Vec::new(),
            undone: 0,
            notes: Vec::new(),
            frames: Vec::new(),
            nesting: 0,
            pictures: 0,
            objects: 0,
        }
    }

    /// Takes over the styles of a part.
    fn styles(&mut self, part: &str) -> Result<(), Error> {
        let path = self.path.clone();
        let mut xml = Xml::new(&path, part, Span::new(0, part.len()));
        while let Some(node) = xml.next()? {
            let Node::Start(tag) = node else { continue };
            if tag.name() != "style" {
                continue;
            }
            let name = tag.attribute("name").unwrap_or_default();
            let mut style = Style {
                parent: tag.attribute("parent-style-name"),
                display_name: tag.attribute("display-name").unwrap_or_else(|| name.clone()).to_lowercase(),
                look: Look::default(),
            };
            xml.children(|tag| {
                if tag.name() == "text-properties" {
                    style.look = Look::of(tag);
                }
            })?;
            self.styles.insert(name, style);
        }
        Ok(())
    }

    /// Takes over the tracked changes, which stand before the text.
    fn changes(&mut self, part: &str) -> Result<(), Error> {
        let path = self.path.clone();
        let mut xml = Xml::new(&path, part, Span::new(0, part.len()));
        let mut id = String::new();
        while let Some(node) = xml.next()? {
            let Node::Start(tag) = node else { continue };
            match tag.name() {
                "changed-region" => id = tag.attribute("id").unwrap_or_default(),
                "insertion" => drop(self.insertions.insert(id.clone())),
                "deletion" => {
                    let span = xml.skip()?;
                    self.deletions.insert(id.clone(), span);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Reads the text of a part, and its notes behind it.
    fn part(&mut self, part: &str) -> Result<(), Error> {
        self.inside = 0;
        self.piece(part, Span::new(0, part.len()))?;
        self.inside = 1;
        self.pending(part, true)
    }

    fn piece(&mut self, part: &str, piece: Span) -> Result<(), Error> {
        let path = self.path.clone();
        let mut xml = Xml::new(&path, part, piece);
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(tag) => self.start(&mut xml, &tag, part)?,
                Node::End { element, .. } => self.end(end_name(&element), part)?,
                Node::Text { text, span } => self.text(&text, span),
            }
        }
        Ok(())
    }

    fn start(&mut self, xml: &mut Xml, tag: &Tag, part: &str) -> Result<(), Error> {
        match tag.name() {
            "text" | "header" | "footer" => self.inside += 1,
            "p" => self.paragraph = Some(self.heading(tag)),
            "h" => {
                let level = tag.attribute("outline-level").and_then(|level| level.parse().ok());
                self.paragraph = Some(Some(level.unwrap_or(1)));
            }
            "span" => {
                let look = tag.attribute("style-name").map_or(Look::default(), |name| self.look(&name));
                self.spans.push(look);
            }
            "s" => {
                let count = tag.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.text(&" ".repeat(count.min(MOST_SPACES)), tag.span);
            }
            "tab" => self.raw("\t", tag.span),
            "line-break" => self.text(" ", tag.span),
            "list" => self.lists += 1,
            "table" => self.builder.begin_table(),
            "table-header-rows" => self.builder.table_head(true),
            "table-row" => self.builder.end_row(),
            "table-cell" | "covered-table-cell" => {
                let number = |name| tag.attribute(name).and_then(|value| value.parse().ok()).unwrap_or(1);
                if tag.name() == "table-cell" {
                    self.builder.begin_cell(
                        number("number-columns-spanned"),
                        number("number-rows-spanned"),
                        false,
                    );
                }
            }
            "change" if self.original => {
                let id = tag.attribute("change-id").unwrap_or_default();
                if let Some(span) = self.deletions.get(&id).copied() {
                    self.deleted(part, span)?;
                }
            }
            "change-start" if self.undoes(tag) => self.undone += 1,
            "change-end" if self.undoes(tag) => self.undone = self.undone.saturating_sub(1),
            "note-body" => {
                let span = xml.skip()?;
                self.notes.push(span);
            }
            "text-box" => {
                let span = xml.skip()?;
                self.frames.push(span);
            }
            "image" => self.pictures += 1,
            "object" | "object-ole" | "plugin" => {
                self.objects += 1;
                xml.skip()?;
            }
            // Not on the page, numbers of pages, or what repeats the headings.
            "tracked-changes" | "annotation" | "note-citation" | "page-number" | "page-count"
            | "hidden-text" | "hidden-paragraph" | "table-of-content" | "ruby-text" | "script" | "forms"
            | "sequence-decls" => {
                xml.skip()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str, part: &str) -> Result<(), Error> {
        match name {
            "text" | "header" | "footer" => self.inside = self.inside.saturating_sub(1),
            "p" | "h" => {
                if let Some(heading) = self.paragraph.take() {
                    self.builder.end_block_as(heading, self.lists);
                }
                self.spans.clear();
                self.pending(part, false)?;
            }
            "span" => drop(self.spans.pop()),
            "list" => self.lists = self.lists.saturating_sub(1),
            "table" => self.builder.end_table(),
            "table-header-rows" => self.builder.table_head(false),
            "table-row" => self.builder.end_row(),
            "table-cell" => self.builder.end_cell(),
            _ => {}
        }
        Ok(())
    }

    /// Reads the frames, or the notes, that have come up.
    fn pending(&mut self, part: &str, notes: bool) -> Result<(), Error> {
        let waiting = std::mem::take(if notes { &mut self.notes } else { &mut self.frames });
        if waiting.is_empty() || self.nesting >= DEEPEST {
            self.objects += waiting.len();
            return Ok(());
        }
        self.nesting += 1;
        let lists = std::mem::take(&mut self.lists);
        for span in waiting {
            self.piece(part, span)?;
        }
        self.lists = lists;
        self.nesting -= 1;
        Ok(())
    }

    /// Reads deleted text in place: its first paragraph goes on with the one being read, the last is gone on with.
    fn deleted(&mut self, part: &str, span: Span) -> Result<(), Error> {
        let path = self.path.clone();
        let mut xml = Xml::new(&path, part, span);
        let mut first = true;
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(tag) if tag.name() == "change-info" => drop(xml.skip()?),
                Node::Start(tag) if matches!(tag.name(), "p" | "h") && !std::mem::take(&mut first) => {
                    self.builder.end_block_as(None, self.lists);
                }
                Node::Text { text, span } => self.text(&text, span),
                _ => {}
            }
        }
        Ok(())
    }

    fn undoes(&self, tag: &Tag) -> bool {
        self.original && tag.attribute("change-id").is_some_and(|id| self.insertions.contains(&id))
    }

    /// The level of a paragraph whose style is that of a title.
    fn heading(&self, tag: &Tag) -> Option<u8> {
        let mut next = tag.attribute("style-name");
        for _ in 0..16 {
            let style = self.styles.get(next.as_deref()?)?;
            if style.display_name == "title" {
                return Some(1);
            }
            next.clone_from(&style.parent);
        }
        None
    }

    fn look(&self, name: &str) -> Look {
        let (mut look, mut next) = (Look::default(), Some(name.to_owned()));
        for _ in 0..16 {
            let Some(style) = next.as_ref().and_then(|name| self.styles.get(name)) else { break };
            look.hidden |= style.look.hidden;
            look.struck |= style.look.struck;
            look.raised |= style.look.raised;
            next.clone_from(&style.parent);
        }
        look
    }

    /// Adds text, its white space in one, as the format has it.
    fn text(&mut self, text: &str, span: Span) {
        let text: Cow<str> = match raised(text).filter(|_| self.spans.iter().any(|look| look.raised)) {
            Some(raised) => raised.into(),
            None if text.contains(['\n', '\r', '\t']) || text.contains("  ") => {
                let mut joined: String = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
                if text.starts_with(|first: char| first.is_ascii_whitespace()) && !joined.is_empty() {
                    joined.insert(0, ' ');
                }
                if text.ends_with(|last: char| last.is_ascii_whitespace()) {
                    joined.push(' ');
                }
                joined.into()
            }
            None => text.into(),
        };
        self.raw(&text, span);
    }

    fn raw(&mut self, text: &str, span: Span) {
        let unseen = self.spans.iter().any(|look| look.hidden || (look.struck && !self.original));
        if self.paragraph.is_some() && self.inside > 0 && self.undone == 0 && !unseen {
            self.builder.text(text, span);
        }
    }

    fn unread(&self) -> Vec<String> {
        let count = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        };
        let unread = [
            count(self.pictures, "picture", "pictures"),
            count(self.objects, "embedded object", "embedded objects"),
        ];
        unread.into_iter().flatten().collect()
    }
}

impl Look {
    fn of(tag: &Tag) -> Self {
        let struck =
            tag.attribute("text-line-through-style").or_else(|| tag.attribute("text-line-through-type"));
        let position = tag.attribute("text-position").unwrap_or_default();
        let up = |text: &str| {
            text.split('%')
                .next()
                .is_some_and(|percent| percent.parse::<u8>().is_ok_and(|percent| percent > 0))
        };
        Self {
            hidden: tag.attribute("display").is_some_and(|display| display == "none"),
            struck: struck.is_some_and(|style| style != "none"),
            raised: position.starts_with("super") || up(&position),
        }
    }
}

/// The day in a custom property named `written` or `date`.
fn written_property(path: &str, part: &str) -> Result<Option<Date>, Error> {
    let mut xml = Xml::new(path, part, Span::new(0, part.len()));
    let (mut name, mut found) = (String::new(), None);
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) if tag.name() == "user-defined" => {
                name = tag.attribute("name").unwrap_or_default().to_lowercase()
            }
            Node::End { .. } => name.clear(),
            Node::Text { text, .. } if name == "written" || (name == "date" && found.is_none()) => {
                found = written::day(&text).or(found);
            }
            _ => {}
        }
    }
    Ok(found)
}
