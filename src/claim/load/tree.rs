//! The shape of a YAML text with the place of every key and value, from one walk over the parser's events.
//!
//! Scalars stay as written: nothing is taken for a number, a truth value or a date here. Depth, size and aliases are
//! capped while the walk goes on, so no later step meets more than it can hold.

use super::fault::Faults;
use super::hint::short;
use super::syntax;
use crate::text::Span;
use granit_parser::{Event, Parser, ScalarStyle, StructureStyle, options};
use std::borrow::Cow;
use std::collections::HashMap;

/// The deepest nesting of lists and blocks; a claim file needs seven.
const DEEPEST: usize = 40;

/// The most values in a file.
const MOST_NODES: usize = 2_000_000;

/// The most values that all anchors and aliases of a file may stand for.
const MOST_ALIASED: usize = 100_000;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node<'a> {
    /// The value's bytes, quotes and brackets included.
    pub(super) span: Span,
    /// The value.
    pub(super) content: Content<'a>,
}

/// A YAML value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content<'a> {
    /// Nothing written, or `~`.
    Empty,
    /// Text as written, quotes and escapes resolved.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Node<'a>>),
    /// A block of keys and values, each key once.
    Block(Vec<Entry<'a>>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry<'a> {
    /// The key.
    pub(super) key: Cow<'a, str>,
    /// Where the key stands.
    pub(super) key_span: Span,
    /// The value.
    pub(super) value: Node<'a>,
}

impl<'a> Node<'a> {
    /// The entry of a key in a block.
    pub(super) fn entry(&self, key: &str) -> Option<&Entry<'a>> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The value of a key in a block.
    pub(super) fn get(&self, key: &str) -> Option<&Node<'a>> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// The entries of a block; none for anything else.
    pub(super) fn entries(&self) -> &[Entry<'a>] {
        match &self.content {
            Content::Block(entries) => entries,
            _ => &[],
        }
    }

    /// The item of a list, or the value itself where one value stands for a list of one.
    pub(super) fn item(&self, index: usize) -> &Node<'a> {
        match &self.content {
            Content::List(items) => items.get(index).unwrap_or(self),
            _ => self,
        }
    }

    /// What it is, for an editor.
    pub(super) fn describe(&self) -> &'static str {
        match self.content {
            Content::Empty => "empty",
            Content::Text(_) => "text",
            Content::List(_) => "a list",
            Content::Block(_) => "a block of keys",
        }
    }

    /// How many values it holds, itself included.
    pub(super) fn count(&self) -> usize {
        self.extent().0
    }

    /// How many values it holds, itself included, and how deep they go.
    fn extent(&self) -> (usize, usize) {
        let (mut count, mut depth) = (1, 0);
        let mut add = |node: &Node<'_>| {
            let (inner, below) = node.extent();
            count += inner;
            depth = depth.max(below + 1);
        };
        match &self.content {
            Content::Empty | Content::Text(_) => {}
            Content::List(items) => items.iter().for_each(&mut add),
            Content::Block(entries) => entries.iter().for_each(|entry| add(&entry.value)),
        }
        (count, depth)
    }
}

/// Reads the one YAML document of the text.
///
/// Duplicate keys and the like are recorded and reading goes on; a text that is no YAML, or too deep or too large,
/// gives `None` with the fault recorded.
pub(super) fn read<'a>(faults: &mut Faults<'a>) -> Option<Node<'a>> {
    let mut walk =
        Walk { faults, open: Vec::new(), anchors: HashMap::new(), nodes: 0, aliased: 0, root: None };
    walk.run().ok()?;
    walk.root
}

/// The fault that ended the walk has been recorded.
struct Stopped;

struct Walk<'f, 'a> {
    faults: &'f mut Faults<'a>,
    open: Vec<Open<'a>>,
    anchors: HashMap<usize, Anchored<'a>>,
    nodes: usize,
    aliased: usize,
    root: Option<Node<'a>>,
}

/// A value that an alias may repeat.
struct Anchored<'a> {
    node: Node<'a>,
    count: usize,
    depth: usize,
}

/// A list or block that is not closed yet.
struct Open<'a> {
    start: usize,
    bracket: bool,
    anchor: usize,
    inside: Inside<'a>,
}

enum Inside<'a> {
    List(Vec<Node<'a>>),
    Block { entries: Vec<Entry<'a>>, key: Option<Key<'a>>, seen: HashMap<Cow<'a, str>, usize> },
}

/// A key that waits for its value; `fresh` unless it is a fault already recorded.
struct Key<'a> {
    text: Cow<'a, str>,
    span: Span,
    fresh: bool,
}

impl<'a> Walk<'_, 'a> {
    fn run(&mut self) -> Result<(), Stopped> {
        let mut options = options! {
            emit_unresolved_aliases: true,
            flow_nesting_limit: DEEPEST,
            block_nesting_limit: DEEPEST,
        };
        options.set_emit_comments(false);
        let text = self.faults.text();
        for next in Parser::new_from_str_with_options(text, options) {
            let (event, place) = match next {
                Ok(next) => next,
                Err(error) => {
                    let bracket = self.open.iter().rev().find(|open| open.bracket).map(|open| open.start);
                    syntax::explain(&error, bracket, self.faults);
                    return Err(Stopped);
                }
            };
            let span = place.byte_range().map_or(Span::default(), |range| Span::new(range.start, range.end));
            if let Some(tag) = place.tag_span().and_then(|tag| tag.byte_range()) {
                let tag = Span::new(tag.start, tag.end);
                let shown = short(tag.of(text));
                self.faults.add(tag, format!("`{shown}` is read as a YAML tag"), "put the text in quotes");
            }
            self.take(event, span)?;
        }
        Ok(())
    }

    fn take(&mut self, event: Event<'a>, span: Span) -> Result<(), Stopped> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = matches!(style, ScalarStyle::Plain);
                let content = match text.as_ref() {
                    "" | "~" | "null" if plain => Content::Empty,
                    _ => Content::Text(text),
                };
                let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
                let span = if block { self.with_header(span) } else { span };
                self.finish(Node { span, content }, anchor)
            }
            Event::SequenceStart(style, anchor, _) => {
                self.enter(span, style, anchor, Inside::List(Vec::new()))
            }
            Event::MappingStart(style, anchor, _) => {
                let inside = Inside::Block { entries: Vec::new(), key: None, seen: HashMap::new() };
                self.enter(span, style, anchor, inside)
            }
            Event::SequenceEnd | Event::MappingEnd => self.leave(span),
            Event::Alias(anchor) => self.repeat(anchor, span),
            Event::UnresolvedAlias(name) => {
                let message = format!("nothing is named `&{}` above", short(&name));
                self.faults.add(span, message, "text that opens with * needs quotes");
                self.finish(Node { span, content: Content::Empty }, 0)
            }
            Event::DocumentStart(..) if self.root.is_some() => {
                let hint = "keep one set of claims a file: put the second one into a file of its own";
                self.faults.add(span, "a second YAML document begins here", hint);
                Err(Stopped)
            }
            _ => Ok(()),
        }
    }

    fn enter(
        &mut self,
        span: Span,
        style: StructureStyle,
        anchor: usize,
        inside: Inside<'a>,
    ) -> Result<(), Stopped> {
        if self.open.len() >= DEEPEST {
            return self.too_deep(span);
        }
        let bracket = matches!(style, StructureStyle::Flow);
        self.open.push(Open { start: span.start, bracket, anchor, inside });
        Ok(())
    }

    fn leave(&mut self, end: Span) -> Result<(), Stopped> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let (content, last) = match open.inside {
            Inside::List(items) => {
                let last = items.last().map(|item| item.span);
                (Content::List(items), last)
            }
            Inside::Block { entries, .. } => {
                let last = entries.last().map(|entry| entry.key_span.to(entry.value.span));
                (Content::Block(entries), last)
            }
        };
        // Without brackets the parser ends a list or block where the next thing begins, comments and all.
        let end = if open.bracket { end.end } else { last.map_or(open.start, |last| last.end) };
        let span = Span::new(open.start, end.max(open.start));
        self.finish(Node { span, content }, open.anchor)
    }

    /// The span of a block scalar from its `|` or `>` to its last word: the parser leaves the one out and takes the
    /// blank lines behind the other in.
    fn with_header(&self, span: Span) -> Span {
        let text = self.faults.text();
        let start = text.get(..span.start).and_then(|before| before.rfind(['|', '>'])).unwrap_or(span.start);
        Span::new(start, span.start + span.of(text).trim_end().len())
    }

    fn repeat(&mut self, anchor: usize, span: Span) -> Result<(), Stopped> {
        let Some(anchored) = self.anchors.get(&anchor) else {
            self.faults.add(span, "this alias stands inside the value it repeats", "write the value out");
            return Err(Stopped);
        };
        let (count, depth) = (anchored.count, anchored.depth);
        self.spend(count, span)?;
        if self.open.len() + depth > DEEPEST {
            return self.too_deep(span);
        }
        let Some(anchored) = self.anchors.get(&anchor) else { return Ok(()) };
        let node = Node { span, content: anchored.node.content.clone() };
        self.finish(node, 0)
    }

    fn spend(&mut self, count: usize, span: Span) -> Result<(), Stopped> {
        self.aliased += count;
        if self.aliased <= MOST_ALIASED {
            return Ok(());
        }
        let message =
            format!("the anchors and aliases of this file stand for more than {MOST_ALIASED} values");
        self.faults.add(span, message, "write the values out, or use `shared:`");
        Err(Stopped)
    }

    fn too_deep(&mut self, span: Span) -> Result<(), Stopped> {
        syntax::too_deep(span, self.faults);
        Err(Stopped)
    }

    /// Puts a finished value where it belongs: into its list, behind its key, or as a key.
    fn finish(&mut self, node: Node<'a>, anchor: usize) -> Result<(), Stopped> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            let message = format!("the file holds more than {MOST_NODES} values");
            self.faults.add(node.span, message, "split it into several claim files");
            return Err(Stopped);
        }
        if anchor != 0 {
            let (count, depth) = node.extent();
            self.spend(count, node.span)?;
            self.anchors.insert(anchor, Anchored { node: node.clone(), count, depth });
        }
        match self.open.last_mut().map(|open| &mut open.inside) {
            None => self.root = Some(node),
            Some(Inside::List(items)) => items.push(node),
            Some(Inside::Block { entries, key: waiting @ Some(_), .. }) => {
                if let Some(key) = waiting.take().filter(|key| key.fresh) {
                    entries.push(Entry { key: key.text, key_span: key.span, value: node });
                }
            }
            Some(Inside::Block { .. }) => self.key(node),
        }
        Ok(())
    }

    fn key(&mut self, node: Node<'a>) {
        let span = node.span;
        let text = match node.content {
            Content::Text(text) => Some(text),
            Content::Empty => {
                self.faults.add(span, "there is no key before this colon", "");
                None
            }
            Content::List(_) | Content::Block(_) => {
                let hint = "text with brackets or braces needs quotes";
                self.faults.add(span, format!("a key is a word; this is {}", node.describe()), hint);
                None
            }
        };
        let Some(Inside::Block { key, seen, .. }) = self.open.last_mut().map(|open| &mut open.inside) else {
            return;
        };
        let first = text.as_ref().and_then(|text| seen.get(text).copied());
        let fresh = text.is_some() && first.is_none();
        let text = text.unwrap_or_default();
        if fresh {
            seen.insert(text.clone(), span.start);
        }
        let twice = first.map(|first| (first, format!("the key `{}` stands here twice", short(&text))));
        *key = Some(Key { text, span, fresh });
        if let Some((first, message)) = twice {
            let hint = format!("it stands on line {} already: keep one of the two", self.faults.line(first));
            self.faults.add(span, message, hint);
        }
    }
}
