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

/// Where each line of a text starts. Lines end with LF, CRLF or a lone CR.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Reads the line starts of `text`, once.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        Self { starts: std::iter::once(0).chain(ends.map(|at| at + 1)).collect() }
    }

    /// Line and column of a byte offset of the same text.
    ///
    /// An offset inside a character counts as that character's first byte; one behind the end as the end.
    /// A byte order mark at the start of the text takes no column.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = Span::new(start, offset).of(text);
        let before = before.strip_prefix('\u{feff}').filter(|_| start == 0).unwrap_or(before);
        Position { line, column: before.chars().count() + 1 }
    }

    /// The span of line `line` (from 1) without its line end; empty where there is no such line.
    pub fn line(&self, text: &str, line: usize) -> Span {
        let Some(&start) = line.checked_sub(1).and_then(|at| self.starts.get(at)) else {
            return Span::default();
        };
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        let kept = Span::new(start, end).of(text).trim_end_matches(['\n', '\r']).len();
        Span::new(start, start + kept)
    }
}

/// Line and column of byte offsets asked for in order: linear in the text, whatever the length of its lines.
#[derive(Debug, Clone)]
pub struct Walk<'t> {
    text: &'t str,
    at: usize,
    place: Position,
}

impl<'t> Walk<'t> {
    /// A walk that starts at the beginning of `text`.
    pub fn new(text: &'t str) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { text, at, place: Position { line: 1, column: 1 } }
    }

    /// The same as [`LineIndex::position`]; an offset before the last one starts the walk anew.
    pub fn to(&mut self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        if offset < self.at {
            *self = Self::new(self.text);
        }
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        let passed = Span::new(start, offset).of(self.text).as_bytes();
        for end in memchr::memchr2_iter(b'\n', b'\r', passed).map(|end| self.at + end) {
            if bytes.get(end) == Some(&b'\n') || bytes.get(end + 1) != Some(&b'\n') {
                self.place = Position { line: self.place.line + 1, column: 1 };
                start = end + 1;
            }
        }
        self.place.column += Span::new(start, offset).of(self.text).chars().count();
        self.at = self.at.max(offset);
        self.place
    }
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
}
