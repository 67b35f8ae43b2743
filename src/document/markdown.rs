//! Markdown: CommonMark with tables, footnotes, strike-through and front matter.
//!
//! Code, images' alternative texts and front matter are left out; HTML inside goes through the HTML reader.

use super::html::Walker;
use super::{Body, ReadOptions, written};
use crate::text::Span;
use jiff::civil::Date;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Years at a line's start look like list numbers to Markdown ("1986. was"): numbers from here on are read as text.
const FIRST_YEAR: u64 = 1000;

/// Reads the Markdown in `source`, from the byte offset `from` on.
pub(super) fn read(source: &str, from: usize, options: ReadOptions) -> Body {
    let mut extensions = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    extensions |=
        Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let text = source.get(from..).unwrap_or_default();
    let mut reader = Reader {
        source,
        walker: Walker::new(options.original),
        original: options.original,
        skipped: 0,
        front: false,
        written: None,
        years: Vec::new(),
        inline_hidden: false,
    };
    for (event, range) in Parser::new_ext(text, extensions).into_offset_iter() {
        reader.event(event, Span::new(range.start + from, range.end + from));
    }
    let unread = reader.walker.unread();
    let built = reader.walker.builder.finish();
    Body { prose: built.prose, map: built.map, blocks: built.blocks, written: reader.written, unread }
}

struct Reader<'s> {
    source: &'s str,
    walker: Walker,
    original: bool,
    /// Open elements whose text is left out.
    skipped: usize,
    /// Whether front matter is being read.
    front: bool,
    written: Option<Date>,
    /// For each open list, whether its numbers are years.
    years: Vec<bool>,
    /// Whether inline HTML hides the rest of its block.
    inline_hidden: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, span: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => self.text(&text, span),
            Event::InlineHtml(_) => {
                let shown = !self.walker.is_hidden();
                self.walker.read(self.source, span);
                self.inline_hidden |= shown && self.walker.is_hidden();
            }
            Event::SoftBreak | Event::HardBreak => self.text(" ", span),
            Event::Rule => self.walker.builder.end_block(),
            // Code and formulas are no prose; the text of an HTML block is read from the block as a whole.
            Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag, span: Span) {
        let builder = &mut self.walker.builder;
        match tag {
            Tag::Heading { level, .. } => builder.begin_heading(*level as u8),
            Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => builder.end_block(),
            Tag::CodeBlock(_) => {
                builder.end_block();
                self.skipped += 1;
            }
            Tag::HtmlBlock => {
                builder.end_block();
                self.walker.read(self.source, span);
            }
            Tag::List(first) => {
                builder.begin_list();
                self.years.push(first.is_some_and(|first| first >= FIRST_YEAR));
            }
            Tag::Item => {
                builder.begin_item();
                if self.years.last() == Some(&true) {
                    self.year(span);
                }
            }
            Tag::Table(_) => builder.begin_table(),
            Tag::TableHead => builder.table_head(true),
            Tag::TableRow => builder.end_row(),
            Tag::TableCell => builder.begin_cell(1, 1, false),
            Tag::Image { .. } => self.skipped += 1,
            Tag::Strikethrough if struck_out(self.source, span) => {
                self.skipped += usize::from(!self.original)
            }
            Tag::Strikethrough => builder.text("~", Span::new(span.start, span.start + 1)),
            Tag::MetadataBlock(_) => self.front = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        let builder = &mut self.walker.builder;
        match tag {
            TagEnd::CodeBlock | TagEnd::Image => self.skipped = self.skipped.saturating_sub(1),
            TagEnd::Strikethrough if struck_out(self.source, span) => {
                self.skipped = self.skipped.saturating_sub(usize::from(!self.original));
            }
            TagEnd::Strikethrough => builder.text("~", Span::new(span.end.saturating_sub(1), span.end)),
            TagEnd::List(_) => {
                self.years.pop();
                builder.end_list();
            }
            TagEnd::Table => builder.end_table(),
            TagEnd::TableHead => builder.table_head(false),
            TagEnd::TableRow => builder.end_row(),
            TagEnd::TableCell => builder.end_cell(),
            TagEnd::MetadataBlock(_) => self.front = false,
            TagEnd::Paragraph | TagEnd::Heading(_) => {
                builder.end_block();
                // What inline HTML left open ends with its block.
                if std::mem::take(&mut self.inline_hidden) {
                    self.walker.show();
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition | TagEnd::HtmlBlock | TagEnd::Item => {
                builder.end_block()
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str, span: Span) {
        if self.front {
            self.written = self.written.or_else(|| written::in_front_matter(text));
        } else if self.skipped == 0 {
            self.walker.plain(text, span);
        }
    }

    /// The marker of an item whose number is a year is text.
    fn year(&mut self, item: Span) {
        let text = item.of(self.source);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let end = item.start
            + digits
            + usize::from(text.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')'])));
        let marker = Span::new(item.start, end);
        self.walker.plain(marker.of(self.source), marker);
        self.walker.builder.space(Span::new(end, end + 1));
    }
}

/// Whether text is struck out (`~~so~~`) and not between two approximations (`~5 to 6~`).
fn struck_out(source: &str, span: Span) -> bool {
    span.of(source).starts_with("~~")
}
