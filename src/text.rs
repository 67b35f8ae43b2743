//! Places in a text: byte spans, and the line and column a reader counts.

/// A half-open range of byte offsets, `start..end`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset behind the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside this span.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The span moved `by` bytes to the right.
    pub const fn shifted(self, by: usize) -> Span {
        Span::new(self.start + by, self.end + by)
    }

    /// The text of the span; empty where it does not lie on character boundaries of `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// A place as a reader counts it: line and column from 1, columns in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in Unicode scalar values.
    pub column: usize,
}

/// Where the lines of a text start. Lines end with LF, CRLF or a lone CR.
///
/// Only every so many bytes a mark is kept, so that the index of a large text is small and looking up a place costs the
/// same on one long line as on many short ones.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    marks: Vec<Mark>,
}

/// Bytes from one mark of the index to the next.
const STRIDE: usize = 256;

/// The count at the byte offset `STRIDE * index`, moved back to a character's first byte.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// Lines ended before it.
    lines: usize,
    /// Characters between the start of its line and it.
    columns: usize,
}

impl LineIndex {
    /// Reads the lines of `text`, once.
    pub fn new(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let (mut at, mut mark) = (0, Mark { lines: 0, columns: 0 });
        while at <= text.len() {
            marks.push(mark);
            let next = text.floor_char_boundary(marks.len() * STRIDE);
            if next <= at {
                break;
            }
            mark = mark.over(text, Span::new(at, next));
            at = next;
        }
        Self { marks }
    }

    /// Line and column of a byte offset of the same text.
    ///
    /// An offset inside a character counts as that character's first byte; one behind the end as the end.
    /// A byte order mark at the start of the text takes no column.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = text.floor_char_boundary(offset);
        // The mark may lie a few bytes before a multiple of the stride, never behind it.
        let at = (offset / STRIDE).min(self.marks.len().saturating_sub(1));
        let mark = self.marks.get(at).copied().unwrap_or(Mark { lines: 0, columns: 0 });
        let from = text.floor_char_boundary(at * STRIDE);
        let mark = mark.over(text, Span::new(from, offset));
        let bom = mark.lines == 0 && offset > 0 && text.starts_with('\u{feff}');
        Position { line: mark.lines + 1, column: mark.columns + 1 - usize::from(bom) }
    }

    /// The span of line `line` (from 1) without its line end; empty where there is no such line.
    pub fn line(&self, text: &str, line: usize) -> Span {
        let Some(wanted) = line.checked_sub(1) else { return Span::default() };
        let at = self.marks.partition_point(|mark| mark.lines < wanted).saturating_sub(1);
        let lines = self.marks.get(at).map_or(0, |mark| mark.lines);
        let from = text.floor_char_boundary(at * STRIDE);
        let start = match wanted.checked_sub(lines) {
            Some(0) => Some(0),
            Some(more) => line_ends(text, Span::new(from, text.len())).nth(more - 1),
            None => None,
        };
        let Some(start) = start else { return Span::default() };
        let rest = Span::new(start, text.len()).of(text);
        let length = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        Span::new(start, start + length)
    }
}

impl Mark {
    /// The count behind `span`, from the count before it.
    fn over(self, text: &str, span: Span) -> Mark {
        let (mut lines, mut start) = (self.lines, None);
        for end in line_ends(text, span) {
            lines += 1;
            start = Some(end);
        }
        let columns = Span::new(start.unwrap_or(span.start), span.end).of(text).chars().count();
        Mark { lines, columns: if start.is_some() { columns } else { self.columns + columns } }
    }
}

/// The offsets behind the line ends inside a span of a text.
fn line_ends(text: &str, span: Span) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    let inside = bytes.get(span.start..span.end).unwrap_or_default();
    memchr::memchr2_iter(b'\n', b'\r', inside)
        .map(move |at| span.start + at)
        .filter(|&at| bytes.get(at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n'))
        .map(|at| at + 1)
}

/// Line and column of byte offsets asked for in order: linear in the text, whatever the length of its lines.
#[derive(Debug, Clone)]
pub struct Walk<'t> {
    text: &'t str,
    at: usize,
    place: Position,
    /// Where the next line starts.
    next_line: usize,
}

impl<'t> Walk<'t> {
    /// A walk that starts at the beginning of `text`.
    pub fn new(text: &'t str) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { text, at, place: Position { line: 1, column: 1 }, next_line: next_line(text, at) }
    }

    /// The same as [`LineIndex::position`]; an offset before the last one starts the walk anew.
    pub fn to(&mut self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        if offset < self.at {
            *self = Self::new(self.text);
        }
        while self.next_line <= offset {
            self.place = Position { line: self.place.line + 1, column: 1 };
            self.at = self.next_line;
            self.next_line = next_line(self.text, self.at);
        }
        let passed = Span::new(self.at, offset).of(self.text);
        // Telling that all is ASCII costs less than counting.
        self.place.column += if passed.is_ascii() { passed.len() } else { passed.chars().count() };
        self.at = self.at.max(offset);
        self.place
    }
}

/// The first line start behind `at`; beyond any offset where no line follows.
fn next_line(text: &str, at: usize) -> usize {
    // Paragraphs are parted by an empty line: not worth a search.
    if text.as_bytes().get(at) == Some(&b'\n') {
        return at + 1;
    }
    line_ends(text, Span::new(at, text.len())).next().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: usize) -> (usize, usize) {
        let place = LineIndex::new(text).position(text, offset);
        (place.line, place.column)
    }

    #[test]
    fn lines_end_in_lf_crlf_or_cr() {
        assert_eq!(at("a\nb", 2), (2, 1));
        assert_eq!(at("a\r\nb", 3), (2, 1));
        assert_eq!(at("a\rb", 2), (2, 1));
        assert_eq!(at("a\n\nb", 3), (3, 1));
    }

    #[test]
    fn columns_count_characters_and_no_byte_order_mark() {
        assert_eq!(at("é–x", 5), (1, 3));
        assert_eq!(at("\u{feff}ab", 4), (1, 2));
        assert_eq!(at("ab", 99), (1, 3));
    }

    #[test]
    fn a_line_comes_without_its_end() {
        let text = "one\r\ntwo\n";
        let lines = LineIndex::new(text);
        assert_eq!(lines.line(text, 1).of(text), "one");
        assert_eq!(lines.line(text, 2).of(text), "two");
        assert!(lines.line(text, 9).is_empty());
    }

    #[test]
    fn a_walk_finds_what_the_index_finds() {
        for text in ["a\r\nbé\r\n\r\nc\rd\n", "\u{feff}ab\nc", "", "\r", "é–x"] {
            let lines = LineIndex::new(text);
            let mut walk = Walk::new(text);
            for offset in (0..=text.len() + 1).chain([2, 0]) {
                assert_eq!(walk.to(offset), lines.position(text, offset), "{text:?} at {offset}");
            }
        }
    }

    #[test]
    fn long_texts_are_counted_like_short_ones() {
        for unit in ["añb–\r\n", "a\r", "été ", "x\n\n"] {
            let text = unit.repeat(STRIDE);
            let lines = LineIndex::new(&text);
            let (mut line, mut column, mut before) = (1, 1, ' ');
            for (offset, letter) in text.char_indices() {
                if before == '\n' || before == '\r' && letter != '\n' {
                    (line, column) = (line + 1, 1);
                }
                assert_eq!(lines.position(&text, offset), Position { line, column }, "{unit:?} at {offset}");
                (column, before) = (column + 1, letter);
            }
            for line in 1..line {
                let span = lines.line(&text, line);
                assert_eq!(lines.position(&text, span.start), Position { line, column: 1 });
                assert!(text[span.end..].starts_with(['\r', '\n']) && !span.of(&text).contains(['\r', '\n']));
            }
        }
    }
}
