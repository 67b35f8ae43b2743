//! Plain text: paragraphs, list items, and the headings that are sure.
//!
//! The prose is the source itself, so nothing is copied.

use super::outline::{self, Outline};
use super::{Block, BlockKind, Body, SourceMap};
use crate::text::Span;

/// Lines longer than this were not wrapped by hand.
const WRAPPED: usize = 120;
/// A heading is at most this long, in characters.
const LONGEST_HEADING: usize = 90;

/// Reads the plain text in `source`, from the byte offset `from` on.
///
/// Blank lines divide paragraphs; where lines are longer than anybody wraps them, each line is one. List items are told
/// by their markers, which are not part of the item.
pub(super) fn read(source: &str, from: usize) -> Body {
    let mut reader =
        Reader { text: source, outline: Outline::default(), open: None, indents: Vec::new(), number: None };
    let unwrapped = is_unwrapped(source.get(from..).unwrap_or_default());
    let mut blank = true;
    let mut lines = lines(source, from).peekable();
    while let Some(line) = lines.next() {
        let text = line.of(source);
        if text.trim().is_empty() {
            reader.end();
            blank = true;
            continue;
        }
        let next = lines.peek().map(|next| next.of(source).trim()).unwrap_or_default();
        if let Some(level) = underline(next).filter(|_| reader.open.is_none() && is_title(text.trim())) {
            reader.heading(level, line);
            lines.next();
            blank = true;
            continue;
        }
        reader.line(line, blank || unwrapped && reader.begins_anew(text));
        blank = false;
    }
    reader.end();
    let mut blocks = reader.outline.into_blocks();
    titles(source, &mut blocks);
    Body { prose: String::new(), map: SourceMap::default(), blocks, written: None, unread: Vec::new() }
}

struct Reader<'t> {
    text: &'t str,
    outline: Outline,
    /// The paragraph or item being read.
    open: Option<Span>,
    /// The indents of the lists that are open, in bytes.
    indents: Vec<usize>,
    /// The number of the last numbered item.
    number: Option<u32>,
}

impl Reader<'_> {
    /// Reads a line with text on it; `fresh` where a paragraph may begin.
    fn line(&mut self, line: Span, fresh: bool) {
        let text = line.of(self.text);
        let indent = text.len() - text.trim_start().len();
        let listed = !self.indents.is_empty();
        let led_in = self.open.is_some_and(|open| open.of(self.text).trim_end().ends_with(':'));
        if let Some(marker) =
            marker(text.trim_start()).filter(|marker| self.accepts(marker, fresh || listed || led_in))
        {
            self.item(indent, marker.number);
            self.open = Some(Span::new(line.start + indent + marker.length, line.end));
            return;
        }
        let indented = indent > self.indents.last().copied().unwrap_or(0);
        if fresh {
            self.end();
            if listed && !indented {
                self.end_lists();
            }
        } else if !listed && indent > 1 && self.ends_here() {
            self.end();
        }
        let start = self.open.map_or(line.start + indent, |open| open.start);
        self.open = Some(Span::new(start, line.end));
    }

    /// Whether a line begins a paragraph where most lines are whole paragraphs: the one before has ended, or it was a title.
    /// A line that was wrapped all the same goes on with it.
    fn begins_anew(&self, line: &str) -> bool {
        let Some(open) = self.open else { return true };
        let before = open.of(self.text).trim_end();
        let goes_on = line.trim_start().starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        !goes_on && (before.ends_with(ENDINGS) || before.len() <= LONGEST_HEADING)
    }

    /// A number goes on from the one before it; the first of a list is any that no year or day of a month is.
    fn accepts(&self, marker: &Marker, may_begin: bool) -> bool {
        match (marker.number, self.number) {
            (Some(number), Some(last)) if !self.indents.is_empty() => {
                number == last + 1 || (number == 1 && may_begin)
            }
            (Some(number), _) => may_begin && number < 10,
            (None, _) => may_begin,
        }
    }

    fn item(&mut self, indent: usize, number: Option<u32>) {
        self.end();
        while self.indents.last().is_some_and(|last| *last > indent) {
            self.indents.pop();
            self.outline.end_list();
        }
        if self.indents.last() != Some(&indent) {
            self.indents.push(indent);
            self.outline.begin_list();
        }
        self.outline.begin_item();
        self.number = number.or(self.number);
    }

    /// Whether the line before ends a sentence, so that an indented line begins a paragraph.
    fn ends_here(&self) -> bool {
        self.open.is_some_and(|open| open.of(self.text).trim_end().ends_with(ENDINGS))
    }

    /// Ends the paragraph being read.
    fn end(&mut self) {
        let Some(open) = self.open.take() else { return };
        let text = open.of(self.text);
        let start = open.start + (text.len() - text.trim_start().len());
        let span = Span::new(start, start + text.trim().len());
        if !span.is_empty() {
            self.outline.paragraph(span);
        }
    }

    fn end_lists(&mut self) {
        self.outline.end_lists();
        self.indents.clear();
        self.number = None;
    }

    fn heading(&mut self, level: u8, line: Span) {
        self.end_lists();
        let text = line.of(self.text);
        let start = line.start + (text.len() - text.trim_start().len());
        self.outline.heading(level, Span::new(start, start + text.trim().len()));
    }
}

/// What a sentence ends with.
const ENDINGS: [char; 8] = ['.', '!', '?', '…', ':', '”', '"', ')'];

/// A list marker at the start of a line.
struct Marker {
    /// Its length with the white space behind it.
    length: usize,
    /// Its number, if it is one.
    number: Option<u32>,
}

/// `- `, `* `, `• `, `1. `, `1) `, `(1) `, `(a) `, `a) `.
fn marker(text: &str) -> Option<Marker> {
    let bare = text.trim_start_matches(['(']);
    let opened = text.len() - bare.len();
    let (name, number) = match bare.chars().next()? {
        bullet @ ('-' | '*' | '•' | '‣' | '◦' | '▪' | '●' | '–' | '+') if opened == 0 => {
            (bullet.len_utf8(), None)
        }
        '0'..='9' => {
            let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
            let closed =
                bare.get(digits..)?.starts_with(if opened > 0 { &[')'][..] } else { &['.', ')'][..] });
            let number = bare.get(..digits).filter(|_| closed && digits <= 3)?.parse().ok()?;
            (digits + 1, Some(number))
        }
        letter if letter.is_ascii_lowercase() => {
            let letters = bare.bytes().take_while(u8::is_ascii_lowercase).count();
            let roman = bare.bytes().take(letters).all(|byte| b"ivx".contains(&byte)) && letters <= 4;
            (roman || letters == 1)
                .then_some(())
                .filter(|()| bare.get(letters..).is_some_and(|rest| rest.starts_with(')')))?;
            (letters + 1, None)
        }
        _ => return None,
    };
    let rest = bare.get(name..)?;
    let space = rest.len() - rest.trim_start_matches([' ', '\t', '\u{a0}']).len();
    (opened <= 1 && space > 0 && !rest.trim().is_empty())
        .then_some(Marker { length: opened + name + space, number })
}

/// The lines of a text, from an offset on, without their ends.
fn lines(text: &str, from: usize) -> impl Iterator<Item = Span> + '_ {
    let mut at = from;
    std::iter::from_fn(move || {
        let rest = text.as_bytes().get(at..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let line = Span::new(at, at + length);
        let end = rest.get(length..).unwrap_or_default();
        at = line.end + if end.starts_with(b"\r\n") { 2 } else { usize::from(!end.is_empty()) };
        Some(line)
    })
}

/// Whether most of a text stands on lines that were not wrapped by hand.
fn is_unwrapped(text: &str) -> bool {
    let (mut long, mut short) = (0, 0);
    for line in lines(text, 0) {
        *(if line.len() > WRAPPED { &mut long } else { &mut short }) += line.len();
    }
    long > short
}

/// The level of the heading that a line underlines.
fn underline(line: &str) -> Option<u8> {
    let all = |mark: u8| line.len() >= 3 && line.bytes().all(|byte| byte == mark);
    if all(b'=') { Some(1) } else { all(b'-').then_some(2) }
}

/// Whether a line reads like a title: short, one line, no stop at its end.
fn is_title(text: &str) -> bool {
    let opens = text.trim_start_matches(['“', '‘', '"', '\'']).chars().next();
    text.chars().take(LONGEST_HEADING + 1).count() <= LONGEST_HEADING
        && !text.contains(['\n', '\r', '\t'])
        && !text.ends_with(['.', ',', ';', ':', '!', '…', '-', '–', '—'])
        && opens.is_some_and(|first| first.is_uppercase() || first.is_ascii_digit())
        && text.contains(char::is_alphabetic)
}

/// Makes headings of the lines that are sure to be: a title at the top, and a short line over a block of sentences.
fn titles(text: &str, blocks: &mut [Block]) {
    let sentences = |block: Option<&Block>| block.is_some_and(|block| block.span.of(text).ends_with(ENDINGS));
    let prose = blocks.iter().any(|block| sentences(Some(block)));
    for at in 0..blocks.len() {
        let over = sentences(blocks.get(at + 1));
        let Some(block) = blocks.get_mut(at) else { break };
        if block.kind == BlockKind::Paragraph && is_title(block.span.of(text)) && (over || (at == 0 && prose))
        {
            block.kind = BlockKind::Heading(if at == 0 { 1 } else { 2 });
        }
    }
    outline::relink(blocks);
}
