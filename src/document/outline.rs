//! The blocks of a document as they are read: which heading each stands under, and what leads it in.

use super::{Block, BlockKind};
use crate::text::Span;

/// Lists nested deeper than this are read as if they were this deep.
const DEEPEST_LIST: usize = 64;

/// Collects blocks in order.
#[derive(Debug, Default)]
pub(super) struct Outline {
    blocks: Vec<Block>,
    sections: Sections,
    lists: Vec<List>,
    /// Lists opened beyond the deepest one tracked.
    deeper: usize,
}

/// The last heading of each level that is still open.
#[derive(Debug, Default)]
struct Sections([Option<usize>; 6]);

impl Sections {
    fn deepest(&self) -> Option<usize> {
        self.0.iter().rev().find_map(|section| *section)
    }

    /// Closes the sections of this level and below.
    fn close(&mut self, level: u8) {
        self.0.iter_mut().skip(usize::from(level.max(1)) - 1).for_each(|section| *section = None);
    }

    fn open(&mut self, level: u8, heading: usize) {
        if let Some(section) = self.0.get_mut(usize::from(level.max(1)) - 1) {
            *section = Some(heading);
        }
    }
}

#[derive(Debug)]
struct List {
    /// The block before the list.
    lead: Option<usize>,
    /// The first block of the item being read.
    item: Option<usize>,
}

impl Outline {
    /// Opens a list; the paragraph before it, or the item it stands in, leads it in. Directly behind another list it
    /// goes on with it.
    pub fn begin_list(&mut self) {
        if self.lists.len() >= DEEPEST_LIST {
            self.deeper += 1;
            return;
        }
        let last = self.blocks.len().checked_sub(1);
        let (lead, item) = match (self.lists.last(), self.blocks.last().map(|block| block.kind)) {
            (Some(list), _) => (list.item.or(list.lead), None),
            (None, Some(BlockKind::Paragraph)) => (last, None),
            (None, Some(BlockKind::Item(_))) => self.item_over(last),
            _ => (None, None),
        };
        self.lists.push(List { lead, item });
    }

    /// The lead of the outermost list that a block stands in, and the item of that list.
    fn item_over(&self, block: Option<usize>) -> (Option<usize>, Option<usize>) {
        let mut item = block;
        while let Some(at) = item {
            match self.blocks.get(at) {
                Some(Block { kind: BlockKind::Item(2..), lead, .. }) => item = *lead,
                Some(Block { lead, .. }) => return (*lead, Some(at)),
                None => break,
            }
        }
        (None, None)
    }

    /// Closes the innermost list.
    pub fn end_list(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else {
            self.lists.pop();
        }
    }

    /// Closes all lists.
    pub fn end_lists(&mut self) {
        self.lists.clear();
        self.deeper = 0;
    }

    /// Begins the next item of the innermost list.
    pub fn begin_item(&mut self) {
        if let Some(list) = self.lists.last_mut() {
            list.item = None;
        }
    }

    /// How many lists are open.
    pub fn depth(&self) -> usize {
        self.lists.len()
    }

    /// Adds a paragraph, or a block of the list item being read.
    pub fn paragraph(&mut self, span: Span) {
        let Some(list) = self.lists.last_mut() else {
            self.push(BlockKind::Paragraph, span);
            return;
        };
        let lead = list.item.or(list.lead);
        list.item.get_or_insert(self.blocks.len());
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        if let Some(block) = self.push(BlockKind::Item(depth), span) {
            block.lead = lead;
        }
    }

    /// Adds a heading of a level from 1 to 6 and opens its section.
    pub fn heading(&mut self, level: u8, span: Span) {
        let level = level.clamp(1, 6);
        self.sections.close(level);
        let index = self.blocks.len();
        self.push(BlockKind::Heading(level), span);
        self.sections.open(level, index);
    }

    /// Adds a block of any kind under the heading that is open.
    pub fn push(&mut self, kind: BlockKind, span: Span) -> Option<&mut Block> {
        let heading = self.sections.deepest();
        self.blocks.push(Block {
            kind,
            span,
            heading,
            lead: None,
            cells: Vec::new(),
            paragraph: None,
            page: None,
        });
        self.blocks.last_mut()
    }

    /// The blocks so far.
    pub fn blocks_mut(&mut self) -> &mut [Block] {
        &mut self.blocks
    }

    /// All blocks.
    pub fn into_blocks(self) -> Vec<Block> {
        self.blocks
    }
}

/// Links blocks to their headings anew, after some of them were found to be headings. A heading leads in no list.
pub(super) fn relink(blocks: &mut [Block]) {
    let mut sections = Sections::default();
    let mut headings = Vec::new();
    for (at, block) in blocks.iter_mut().enumerate() {
        if let BlockKind::Heading(level) = block.kind {
            sections.close(level);
            block.heading = sections.deepest();
            sections.open(level, at);
            headings.push(at);
        } else {
            block.heading = sections.deepest();
            block.lead = block.lead.filter(|lead| headings.binary_search(lead).is_err());
        }
    }
}
