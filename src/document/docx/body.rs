//! The text of a Word part: runs joined, tracked changes taken or undone.

use super::super::build::{Builder, Built};
use super::super::html::raised;
use super::super::xml::{Node, Tag, Xml, end_name};
use super::styles::{Role, Style, Styles};
use crate::error::Error;
use crate::text::Span;
use std::borrow::Cow;

/// Text boxes nested deeper than this are not read.
const DEEPEST_BOX: usize = 8;

/// Where a piece of the extracted text stands in the part it was read from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    /// Its span in the extracted text.
    pub prose: Span,
    /// The bytes of the text in the part; as long as `prose` unless it is an entity or a special character.
    pub bytes: Span,
    /// Offset of the start tag of its run.
    pub run: usize,
    /// The run's properties element; empty where it has none.
    pub properties: Span,
    /// The start tag of the text element it stands in; empty for a special character.
    pub element: Span,
}

/// Walks over parts and builds the text.
pub(super) struct Walk<'s> {
    path: String,
    styles: &'s Styles,
    original: bool,
    builder: Builder,
    pieces: Vec<Piece>,
    trace: bool,
    /// Text boxes of the paragraph being read, to be read behind it.
    boxes: Vec<Span>,
    nesting: usize,
    /// The role of the paragraph being read.
    role: Role,
    /// Whether the mark at the paragraph's end is deleted, so that the next paragraph goes on with it.
    joined: bool,
    fields: Vec<Field>,
    run: Run,
    unread: Unread,
}

/// A field: its instruction until the separator, then its result.
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    result: bool,
}

/// The run being read.
#[derive(Debug, Default)]
struct Run {
    open: bool,
    start: usize,
    properties: Span,
    /// Hidden, or struck out.
    unseen: bool,
    raised: bool,
    /// The text element being read.
    element: Option<Span>,
}

/// Counts of what cannot be read.
#[derive(Debug, Default)]
struct Unread {
    pictures: usize,
    charts: usize,
    diagrams: usize,
    objects: usize,
}

impl<'s> Walk<'s> {
    pub fn new(path: &str, styles: &'s Styles, original: bool, trace: bool) -> Self {
        Self {
            path: path.to_owned(),
            styles,
            original,
            builder: Builder::packed(),
            pieces: Vec::new(),
            trace,
            boxes: Vec::new(),
            nesting: 0,
            role: Role::default(),
            joined: false,
            fields: Vec::new(),
            run: Run::default(),
            unread: Unread::default(),
        }
    }

    /// Records no more places.
    pub fn stop_tracing(&mut self) {
        self.trace = false;
    }

    /// Reads a whole part.
    pub fn part(&mut self, part: &str) -> Result<(), Error> {
        self.fields.clear();
        self.piece(part, Span::new(0, part.len()))?;
        self.builder.end_block_as(None, 0);
        self.boxes(part)?;
        // A box in a box without a paragraph between them; its place means nothing in another part.
        self.unread.objects += std::mem::take(&mut self.boxes).len();
        Ok(())
    }

    pub fn finish(self) -> (Built, Vec<Piece>, Vec<String>) {
        let Unread { pictures, charts, diagrams, objects } = self.unread;
        let count = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        };
        let unread = [
            count(pictures, "picture", "pictures"),
            count(charts, "chart", "charts"),
            count(diagrams, "diagram", "diagrams"),
            count(objects, "embedded object", "embedded objects"),
        ];
        (self.builder.finish(), self.pieces, unread.into_iter().flatten().collect())
    }

    fn piece(&mut self, part: &str, piece: Span) -> Result<(), Error> {
        let path = self.path.clone();
        let mut xml = Xml::new(&path, part, piece);
        while let Some(node) = xml.next()? {
            match node {
                Node::Start(tag) => self.start(&mut xml, &tag)?,
                Node::End { element, .. } => self.end(part, end_name(&element))?,
                Node::Text { text, span } => {
                    if let Some(element) = self.run.element {
                        self.text(&text, span, element);
                    } else if let Some(field) =
                        self.fields.last_mut().filter(|field| !field.result && self.run.open)
                    {
                        field.instruction.push_str(&text);
                    }
                }
            }
        }
        Ok(())
    }

    fn start(&mut self, xml: &mut Xml, tag: &Tag) -> Result<(), Error> {
        match tag.name() {
            "p" => (self.role, self.joined) = (Role::default(), false),
            "pPr" => self.paragraph(xml)?,
            "r" => self.run = Run { open: true, start: tag.span.start, ..Run::default() },
            "rPr" if self.run.open => self.run_properties(xml, tag)?,
            "t" if self.run.open => self.run.element = Some(tag.span),
            "delText" if self.original && self.run.open => self.run.element = Some(tag.span),
            "tab" | "ptab" if self.run.open => self.character("\t", tag.span),
            "br" | "cr" if self.run.open => self.character(" ", tag.span),
            "noBreakHyphen" if self.run.open => self.character("\u{2011}", tag.span),
            "sym" if self.run.open => {
                let letter = tag.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                // Private codes point into picture fonts.
                if let Some(letter) = letter.filter(|code| *code < 0xF000).and_then(char::from_u32) {
                    self.character(letter.encode_utf8(&mut [0; 4]), tag.span);
                }
            }
            "del" | "moveFrom" if !self.original => drop(xml.skip()?),
            "ins" | "moveTo" if self.original => drop(xml.skip()?),
            "fldChar" => self.field_mark(tag),
            "fldSimple" if is_page(&tag.attribute("instr").unwrap_or_default()) => drop(xml.skip()?),
            "sdtPr" => {
                let mut placeholder = false;
                xml.children(|tag| placeholder |= tag.name() == "showingPlcHdr")?;
                // The content follows within the same element; what stands there only asks for text.
                if placeholder {
                    while let Some(node) = xml.next()? {
                        match node {
                            Node::Start(tag) if tag.name() == "sdtContent" => drop(xml.skip()?),
                            Node::End { element, .. } if end_name(&element) == "sdt" => break,
                            _ => {}
                        }
                    }
                }
            }
            // A second rendering of what stands beside it, for older programs; or no text.
            "Fallback" | "rt" | "tblPr" | "tblGrid" | "sectPr" | "delInstrText" => drop(xml.skip()?),
            "txbxContent" => {
                let span = xml.skip()?;
                self.boxes.push(span);
            }
            "tbl" => self.builder.begin_table(),
            "tr" => self.builder.table_head(false),
            "trPr" => self.row(xml)?,
            "tc" => self.builder.begin_cell(1, 1, false),
            "tcPr" => {
                let mut columns = 1;
                xml.children(|tag| {
                    if tag.name() == "gridSpan" {
                        columns = tag.attribute("val").and_then(|value| value.parse().ok()).unwrap_or(1);
                    }
                })?;
                self.builder.widen_cell(columns);
            }
            "blip" | "imagedata" => self.unread.pictures += 1,
            "chart" => self.unread.charts += 1,
            "relIds" => self.unread.diagrams += 1,
            "OLEObject" | "altChunk" | "subDoc" => self.unread.objects += 1,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, part: &str, name: &str) -> Result<(), Error> {
        match name {
            "t" | "delText" => self.run.element = None,
            "r" => self.run = Run::default(),
            "p" => {
                if !self.joined {
                    self.builder.end_block_as(self.role.heading, self.role.depth);
                }
                self.boxes(part)?;
            }
            "tc" => self.builder.end_cell(),
            "tr" => self.builder.end_row(),
            "tbl" => self.builder.end_table(),
            _ => {}
        }
        Ok(())
    }

    /// Reads the text boxes that hang on the paragraph that has ended.
    fn boxes(&mut self, part: &str) -> Result<(), Error> {
        if self.boxes.is_empty() || self.nesting >= DEEPEST_BOX {
            self.unread.objects += std::mem::take(&mut self.boxes).len();
            return Ok(());
        }
        self.nesting += 1;
        let fields = std::mem::take(&mut self.fields);
        for span in std::mem::take(&mut self.boxes) {
            self.piece(part, span)?;
        }
        self.fields = fields;
        self.nesting -= 1;
        Ok(())
    }

    fn paragraph(&mut self, xml: &mut Xml) -> Result<(), Error> {
        let mut own = Style::default();
        // The properties of the paragraph's mark come behind the paragraph's own.
        let (mut mark, mut deleted, mut inserted) = (false, false, false);
        xml.children(|tag| match tag.name() {
            "rPr" => mark = true,
            "del" | "moveFrom" if mark => deleted = true,
            "ins" | "moveTo" if mark => inserted = true,
            name => own.take(name, || tag.attribute("val")),
        })?;
        self.role = self.styles.role(&own);
        self.joined = if self.original { inserted } else { deleted };
        Ok(())
    }

    fn run_properties(&mut self, xml: &mut Xml, tag: &Tag) -> Result<(), Error> {
        let (mut unseen, mut raised) = (false, false);
        let original = self.original;
        let content = xml.children(|tag| match tag.name() {
            "vanish" | "specVanish" => unseen |= tag.is_on(),
            "strike" | "dstrike" => unseen |= tag.is_on() && !original,
            "vertAlign" => raised = tag.attribute("val").is_some_and(|value| value == "superscript"),
            _ => {}
        })?;
        self.run.properties = tag.span.to(content);
        (self.run.unseen, self.run.raised) = (unseen, raised);
        Ok(())
    }

    fn row(&mut self, xml: &mut Xml) -> Result<(), Error> {
        let (mut head, mut deleted, mut inserted) = (false, false, false);
        xml.children(|tag| match tag.name() {
            "tblHeader" => head = tag.is_on(),
            "del" => deleted = true,
            "ins" => inserted = true,
            _ => {}
        })?;
        self.builder.table_head(head);
        if if self.original { inserted } else { deleted } {
            while let Some(node) = xml.next()? {
                match node {
                    Node::Start(_) => drop(xml.skip()?),
                    Node::End { .. } => break,
                    Node::Text { .. } => {}
                }
            }
        }
        Ok(())
    }

    fn field_mark(&mut self, tag: &Tag) {
        match tag.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.result = true;
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    /// Whether text here is read: no instruction of a field, no page number, not hidden, no line of a table of contents.
    fn is_seen(&self) -> bool {
        let field = |field: &Field| field.result && !is_page(&field.instruction);
        !self.run.unseen && !self.role.contents && self.fields.iter().all(field)
    }

    fn text(&mut self, text: &str, span: Span, element: Span) {
        if !self.is_seen() {
            return;
        }
        let text: Cow<str> = match raised(text).filter(|_| self.run.raised) {
            Some(raised) => raised.into(),
            None if text.contains(['\n', '\r', '\t']) => text.replace(['\n', '\r', '\t'], " ").into(),
            None => text.into(),
        };
        self.push(&text, span, element);
    }

    fn character(&mut self, text: &str, span: Span) {
        if self.is_seen() {
            self.push(text, span, Span::new(span.start, span.start));
        }
    }

    fn push(&mut self, text: &str, bytes: Span, element: Span) {
        let start = self.builder.len();
        self.builder.text(text, bytes);
        let prose = Span::new(start, self.builder.len());
        if self.trace && !prose.is_empty() {
            let Run { start: run, properties, .. } = self.run;
            self.pieces.push(Piece { prose, bytes, run, properties, element });
        }
    }
}

/// Whether a field shows a page number or a count of pages, which is no statement.
fn is_page(instruction: &str) -> bool {
    let name = instruction.split_whitespace().next().unwrap_or_default();
    ["PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"].iter().any(|page| name.eq_ignore_ascii_case(page))
}
