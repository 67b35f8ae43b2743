//! A table while it is read: which header cell stands above which cell.

use super::{Block, BlockKind, Cell};
use crate::text::Span;

/// Columns beyond this one have no header cells.
const MOST_COLUMNS: usize = 512;

/// A table being read.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Whether the rows being read are header rows.
    pub in_head: bool,
    /// Whether the table only arranges a page.
    layout: bool,
    /// The header cell of each column.
    header: Vec<Option<Span>>,
    /// How many more rows a cell from above reaches down, by column.
    reaching: Vec<usize>,
    /// The first row, as long as it may turn out to be the header row.
    first: Option<FirstRow>,
    rows: usize,
    cells: Vec<Placed>,
    open: Option<Placed>,
}

/// A cell and its place in the grid.
#[derive(Debug, Clone)]
struct Placed {
    span: Span,
    column: usize,
    columns: usize,
    head: bool,
}

#[derive(Debug)]
struct FirstRow {
    /// Index of its block.
    block: usize,
    cells: Vec<Placed>,
}

/// A row that has been read.
pub(super) struct Row {
    pub kind: BlockKind,
    pub span: Span,
    pub cells: Vec<Cell>,
}

impl Table {
    /// Whether a cell is being read.
    pub fn in_cell(&self) -> bool {
        self.open.is_some()
    }

    /// Begins a cell over so many columns and rows, in the next free column of the row.
    pub fn begin_cell(&mut self, columns: usize, rows: usize, head: bool) {
        if self.layout {
            return;
        }
        let mut column = self.cells.last().map_or(0, |cell| cell.column + cell.columns);
        while let Some(reaching) = self.reaching.get_mut(column).filter(|reaching| **reaching > 0) {
            *reaching -= 1;
            column += 1;
        }
        let columns = columns.clamp(1, MOST_COLUMNS);
        let last = (column + columns).min(MOST_COLUMNS);
        if rows > 1 && column < last {
            self.reaching.resize(self.reaching.len().max(last), 0);
            self.reaching.iter_mut().take(last).skip(column).for_each(|reaching| *reaching = rows - 1);
        }
        self.open = Some(Placed { span: Span::default(), column, columns, head: head || self.in_head });
    }

    /// The cell being read reaches over so many columns.
    pub fn widen_cell(&mut self, columns: usize) {
        if let Some(cell) = &mut self.open {
            cell.columns = columns.clamp(1, MOST_COLUMNS);
        }
    }

    /// Ends the cell being read, which stands at `span` of the prose.
    pub fn end_cell(&mut self, span: Span) {
        if let Some(cell) = self.open.take() {
            self.cells.push(Placed { span, ..cell });
        }
    }

    /// The cell being read is none: the table only arranges a page. Returns the cells of its row so far.
    pub fn give_up_cell(&mut self) -> Vec<Span> {
        self.open = None;
        self.layout = true;
        self.cells.drain(..).map(|cell| cell.span).filter(|span| !span.is_empty()).collect()
    }

    /// Ends the row being read. `blocks` are the blocks before it.
    pub fn end_row(&mut self, prose: &str, blocks: &mut [Block]) -> Option<Row> {
        let cells = std::mem::take(&mut self.cells);
        let filled: Vec<Span> = cells.iter().map(|cell| cell.span).filter(|span| !span.is_empty()).collect();
        let span = filled.first()?.to(*filled.last()?);
        self.rows += 1;
        let behind = cells.last().map_or(0, |cell| cell.column + cell.columns);
        self.reaching.iter_mut().skip(behind).for_each(|reaching| *reaching = reaching.saturating_sub(1));
        let kind = if cells.iter().all(|cell| cell.head) { BlockKind::HeaderRow } else { BlockKind::Row };
        if self.rows == 2 && kind == BlockKind::Row && self.header.is_empty() {
            self.take_first_as_header(&filled, prose, blocks);
        }
        let placed: Vec<Cell> = cells
            .iter()
            .map(|cell| Cell {
                span: if cell.span.is_empty() { Span::new(span.end, span.end) } else { cell.span },
                header: if kind == BlockKind::Row {
                    self.header.get(cell.column).copied().flatten()
                } else {
                    None
                },
            })
            .collect();
        match kind {
            BlockKind::HeaderRow => self.set_header(&cells),
            _ if self.rows == 1 => self.first = Some(FirstRow { block: blocks.len(), cells }),
            _ => self.first = None,
        }
        // One cell and nothing above it is a framed paragraph.
        let framed = filled.len() == 1 && placed.len() == 1;
        let kind = if framed { BlockKind::Paragraph } else { kind };
        Some(Row { kind, span, cells: if framed { Vec::new() } else { placed } })
    }

    /// Nothing marks the first row as a header; it is one if it names columns and the row below it holds figures.
    fn take_first_as_header(&mut self, below: &[Span], prose: &str, blocks: &mut [Block]) {
        let figure = |span: &Span| span.of(prose).contains(|letter: char| letter.is_ascii_digit());
        let Some(first) = self.first.take() else { return };
        let names = |cell: &Placed| !figure(&cell.span) || is_year(cell.span.of(prose));
        let named = first.cells.iter().filter(|cell| !cell.span.is_empty()).count();
        if named < 2 || !below.iter().any(figure) || !first.cells.iter().all(names) {
            return;
        }
        if let Some(block) = blocks.get_mut(first.block) {
            block.kind = BlockKind::HeaderRow;
            self.set_header(&first.cells);
        }
    }

    fn set_header(&mut self, cells: &[Placed]) {
        for cell in cells.iter().filter(|cell| !cell.span.is_empty()) {
            let end = (cell.column + cell.columns).min(MOST_COLUMNS);
            self.header.resize(self.header.len().max(end), None);
            self.header.iter_mut().take(end).skip(cell.column).for_each(|header| *header = Some(cell.span));
        }
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("18") || text.starts_with("19") || text.starts_with("20"))
}
