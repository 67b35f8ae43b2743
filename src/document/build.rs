//! Builds the prose of a document with markup: text with its places, cut into blocks.

use super::outline::Outline;
use super::table::Table;
use super::{Block, SourceMap};
use crate::text::Span;

/// Soft hyphen, zero-width space, word joiner, byte order mark.
const INVISIBLE: [char; 4] = ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'];

/// Collects prose, the map back to the source, and blocks.
#[derive(Debug)]
pub(super) struct Builder {
    prose: String,
    map: SourceMap,
    outline: Outline,
    tables: Vec<Table>,
    /// Where the block (in a table: the cell) being read starts in the prose.
    start: usize,
    /// The level of the heading being read.
    heading: Option<u8>,
    /// What stands between two blocks in the prose.
    between: &'static str,
    /// Whether blocks are numbered.
    numbered: bool,
    paragraphs: usize,
    page: Option<usize>,
}

/// What a builder has built.
pub(super) struct Built {
    pub prose: String,
    pub map: SourceMap,
    pub blocks: Vec<Block>,
}

impl Builder {
    /// A builder for a text with markup: blocks are divided by blank lines.
    pub fn new() -> Self {
        Self {
            prose: String::new(),
            map: SourceMap::default(),
            outline: Outline::default(),
            tables: Vec::new(),
            start: 0,
            heading: None,
            between: "\n\n",
            numbered: false,
            paragraphs: 0,
            page: None,
        }
    }

    /// A builder for a packed format, whose prose becomes its source: a block a line, numbered.
    pub fn packed() -> Self {
        Self { between: "\n", numbered: true, ..Self::new() }
    }

    /// Appends text that was read from `source`.
    /// Characters that only say where a line may break are left out.
    pub fn text(&mut self, text: &str, source: Span) {
        if !text.contains(INVISIBLE) {
            self.push(text, source);
            return;
        }
        let copied = text.len() == source.len();
        let mut at = 0;
        for piece in text.split_inclusive(INVISIBLE) {
            let kept = piece.trim_end_matches(INVISIBLE);
            let from = if copied { Span::new(at, at + kept.len()).shifted(source.start) } else { source };
            self.push(kept, from);
            at += piece.len();
        }
    }

    fn push(&mut self, text: &str, source: Span) {
        let at = self.prose.len();
        self.prose.push_str(text);
        if !text.is_empty() && !self.numbered {
            self.map.push(Span::new(at, self.prose.len()), source);
        }
    }

    /// Appends a space for white space or a break in the source, unless there is one already or nothing before it.
    pub fn space(&mut self, source: Span) {
        if !self.so_far().is_empty() && !self.so_far().ends_with(char::is_whitespace) {
            self.text(" ", source);
        }
    }

    /// Takes back the last character of the block being read, of a packed format.
    pub fn drop_last(&mut self) {
        if self.numbered && !self.so_far().is_empty() {
            self.prose.pop();
        }
    }

    /// The text of the block being read so far.
    pub fn so_far(&self) -> &str {
        self.prose.get(self.start..).unwrap_or_default()
    }

    /// Length of the prose so far.
    pub fn len(&self) -> usize {
        self.prose.len()
    }

    /// The blocks from here on stand on this page (from 1).
    pub fn set_page(&mut self, page: usize) {
        self.page = Some(page);
    }

    /// Whether a table cell is being read.
    fn in_cell(&self) -> bool {
        self.tables.last().is_some_and(Table::in_cell)
    }

    /// Ends the block being read. Inside a table cell it becomes white space.
    pub fn end_block(&mut self) {
        if self.in_cell() {
            if !self.so_far().is_empty() && !self.so_far().ends_with(char::is_whitespace) {
                self.prose.push(' ');
            }
            return;
        }
        let heading = self.heading.take();
        let Some(span) = self.take() else { return };
        // Text between two cells stands behind the row that it cuts short.
        self.push_row();
        match heading {
            Some(level) => self.outline.heading(level, span),
            None => self.outline.paragraph(span),
        }
        self.number();
    }

    /// Begins a heading of a level from 1 to 6, which the next end of a block closes.
    pub fn begin_heading(&mut self, level: u8) {
        if self.in_cell() {
            self.give_up_cell();
        }
        self.end_block();
        self.heading = Some(level);
    }

    /// Opens a list.
    pub fn begin_list(&mut self) {
        self.end_block();
        if !self.in_cell() {
            self.outline.begin_list();
        }
    }

    /// Closes the innermost list.
    pub fn end_list(&mut self) {
        self.end_block();
        if !self.in_cell() {
            self.outline.end_list();
        }
    }

    /// Ends the block being read as what its paragraph properties say: a heading of a level, or an item of a list at a
    /// depth from 1, or, at depth 0, a paragraph. Inside a table cell it becomes white space.
    pub fn end_block_as(&mut self, heading: Option<u8>, depth: usize) {
        if !self.in_cell() && !self.so_far().trim().is_empty() {
            let depth = if heading.is_some() { 0 } else { depth.min(9) };
            while self.outline.depth() > depth {
                self.outline.end_list();
            }
            while self.outline.depth() < depth {
                self.outline.begin_list();
            }
            self.outline.begin_item();
            self.heading = heading;
        }
        self.end_block();
    }

    /// Begins a list item.
    pub fn begin_item(&mut self) {
        self.end_block();
        if !self.in_cell() {
            self.outline.begin_item();
        }
    }

    /// Opens a table. A table around it was there for the layout: what it holds are paragraphs.
    pub fn begin_table(&mut self) {
        if self.in_cell() {
            self.give_up_cell();
        }
        self.end_block();
        // Between two cells of another table it stands behind the row that it cuts short.
        self.end_row();
        self.tables.push(Table::default());
    }

    /// Opens (or closes) the part of a table that holds its header rows.
    pub fn table_head(&mut self, open: bool) {
        self.end_row();
        if let Some(table) = self.tables.last_mut() {
            table.in_head = open;
        }
    }

    /// Begins a cell over so many columns and rows.
    pub fn begin_cell(&mut self, columns: usize, rows: usize, head: bool) {
        self.end_cell();
        if !self.in_cell() {
            self.end_block();
        }
        if let Some(table) = self.tables.last_mut() {
            table.begin_cell(columns, rows, head);
            self.start = self.prose.len();
        }
    }

    /// The cell being read reaches over so many columns.
    pub fn widen_cell(&mut self, columns: usize) {
        if let Some(table) = self.tables.last_mut() {
            table.widen_cell(columns);
        }
    }

    /// Ends the cell being read.
    pub fn end_cell(&mut self) {
        if !self.in_cell() {
            return;
        }
        let here = Span::new(self.prose.len(), self.prose.len());
        let span = self.take_inside("\t").unwrap_or(here);
        if let Some(table) = self.tables.last_mut() {
            table.end_cell(span);
        }
    }

    /// Ends the row being read.
    pub fn end_row(&mut self) {
        self.end_cell();
        if !self.push_row() {
            return;
        }
        if self.prose.ends_with('\t') {
            self.prose.pop();
        }
        self.prose.push_str(self.between);
        self.start = self.prose.len();
    }

    /// Adds the cells read so far as a row, if there are any.
    fn push_row(&mut self) -> bool {
        let Some(table) = self.tables.last_mut() else { return false };
        let Some(row) = table.end_row(&self.prose, self.outline.blocks_mut()) else { return false };
        if let Some(block) = self.outline.push(row.kind, row.span) {
            block.cells = row.cells;
        }
        self.number();
        true
    }

    /// Closes the innermost table.
    pub fn end_table(&mut self) {
        self.end_row();
        self.end_block();
        self.tables.pop();
    }

    /// What was built.
    pub fn finish(mut self) -> Built {
        while !self.tables.is_empty() {
            self.end_table();
        }
        self.end_block();
        let end = self.prose.trim_end().len();
        self.prose.truncate(end);
        Built { prose: self.prose, map: self.map, blocks: self.outline.into_blocks() }
    }

    /// The cell being read holds headings or a table: no cell after all.
    fn give_up_cell(&mut self) {
        let before = self.tables.last_mut().map(Table::give_up_cell).unwrap_or_default();
        for span in before {
            self.outline.paragraph(span);
            self.number();
        }
        self.end_block();
    }

    /// Gives the last block its number and page.
    fn number(&mut self) {
        let Some(block) = self.outline.blocks_mut().last_mut() else { return };
        block.page = self.page;
        if self.numbered {
            self.paragraphs += 1;
            block.paragraph = Some(self.paragraphs);
        }
    }

    fn take(&mut self) -> Option<Span> {
        self.take_inside(self.between)
    }

    /// The span read since the start without the white space around it, and a divider behind it.
    fn take_inside(&mut self, divider: &str) -> Option<Span> {
        let text = self.so_far();
        let start = self.start + (text.len() - text.trim_start().len());
        let span = Span::new(start, start + text.trim().len());
        if !span.is_empty() {
            if self.numbered && self.prose.ends_with(' ') {
                self.prose.pop();
            }
            self.prose.push_str(divider);
        }
        self.start = self.prose.len();
        (!span.is_empty()).then_some(span)
    }
}
