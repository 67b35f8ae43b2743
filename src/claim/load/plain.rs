//! Claim files in the plainest YAML, read at one look: block lists and blocks of keys by their indentation, values that
//! end on the line they begin on.
//!
//! Anything else (text over several lines, escapes, quoted keys, anchors, tags, tabs, every fault) is left to the
//! parser, which reads a large file many times slower. So this knows only what has one meaning: where it is in doubt it
//! gives up on the whole file. In debug builds each tree is compared with the parser's.

use super::tree::{Content, Entry, Node};
use crate::text::Span;
use std::borrow::Cow;

/// The deepest nesting that is read here; a claim file needs seven.
const DEEPEST: usize = 12;

/// The most bytes of a key: behind 1,024 characters YAML takes nothing for a key.
const LONGEST_KEY: usize = 1_000;

/// Blocks of more keys than these are sorted to find a key that stands twice.
const FEW: usize = 16;

/// The tree of a text in the plainest YAML; `None` for any other text.
pub(super) fn read(text: &str) -> Option<Node<'_>> {
    let mut reader = Reader { text, bytes: text.as_bytes(), at: 0, column: None, depth: 0 };
    reader.next_line()?;
    let root = reader.mapping(reader.column.filter(|column| *column == 0)?)?;
    reader.column.is_none().then_some(root)
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    /// The next byte: between two values, the first of a line behind its indentation.
    at: usize,
    /// How far the line at `at` is indented; `None` at the end of the text.
    column: Option<usize>,
    depth: usize,
}

/// What a value stands in: brackets end where a bracket or comma does.
#[derive(Clone, Copy, PartialEq)]
enum Context {
    Line,
    Brackets,
}

impl<'a> Reader<'a> {
    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_spaces(&mut self) -> usize {
        let start = self.at;
        while self.byte() == Some(b' ') {
            self.at += 1;
        }
        self.at - start
    }

    /// Goes from the end of a value to the next line that holds one.
    fn end_line(&mut self) -> Option<()> {
        let spaces = self.skip_spaces();
        match self.byte() {
            None => self.column = None,
            Some(b'\n') => {
                self.at += 1;
                self.next_line()?;
            }
            Some(b'#') if spaces > 0 => self.next_line()?,
            Some(_) => return None,
        }
        Some(())
    }

    /// Goes on to the next line that holds more than a comment, from the start of a line or from a comment.
    fn next_line(&mut self) -> Option<()> {
        loop {
            let column = self.skip_spaces();
            match self.byte() {
                None => {
                    self.column = None;
                    return Some(());
                }
                Some(b'\n') => self.at += 1,
                Some(b'#') => {
                    while self.byte().is_some_and(|byte| byte != b'\n') {
                        self.step()?;
                    }
                }
                Some(_) => {
                    self.column = Some(column);
                    return Some(());
                }
            }
        }
    }

    /// Goes over one character, unless it is one that YAML forbids or that ends a line for some.
    fn step(&mut self) -> Option<()> {
        let byte = self.byte()?;
        if byte.is_ascii() {
            self.at += 1;
            return (!byte.is_ascii_control()).then_some(());
        }
        let c = self.text.get(self.at..)?.chars().next()?;
        self.at += c.len_utf8();
        let odd =
            matches!(c, '\u{80}'..'\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}'..'\u{10000}');
        (!odd).then_some(())
    }

    fn is_item(&self) -> bool {
        self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(b"- "))
    }

    fn deeper(&mut self) -> Option<()> {
        self.depth += 1;
        (self.depth <= DEEPEST).then_some(())
    }

    /// A list of lines that open with a dash in one column.
    fn list(&mut self, column: usize) -> Option<Node<'a>> {
        self.deeper()?;
        let start = self.at;
        let mut items = Vec::new();
        while self.column == Some(column) && self.is_item() {
            self.at += 1;
            let inner = column + 1 + self.skip_spaces();
            let item = match self.value(Context::Line)? {
                Node { content: Content::Text(Cow::Borrowed(key)), span } if self.byte() == Some(b':') => {
                    // A key behind the dash opens a block in its own column.
                    if span.len() != key.len() {
                        return None;
                    }
                    self.at = span.start;
                    self.column = Some(inner);
                    self.mapping(inner)?
                }
                item => {
                    self.end_line()?;
                    item
                }
            };
            items.push(item);
        }
        self.depth -= 1;
        let end = items.last()?.span.end;
        Some(Node { span: Span::new(start, end), content: Content::List(items) })
    }

    /// A block of keys in one column.
    fn mapping(&mut self, column: usize) -> Option<Node<'a>> {
        self.deeper()?;
        let start = self.at;
        let mut entries: Vec<Entry<'a>> = Vec::new();
        while self.column == Some(column) {
            let (key, key_span) = self.key(Context::Line)?;
            let behind = self.at;
            self.skip_spaces();
            let value = if matches!(self.byte(), None | Some(b'\n' | b'#')) {
                self.at = behind;
                self.below(column)?
            } else {
                let value = self.value(Context::Line)?;
                self.end_line()?;
                value
            };
            entries.push(Entry { key: Cow::Borrowed(key), key_span, value });
        }
        self.depth -= 1;
        let end = entries.last()?.value.span.end;
        if self.column.is_some_and(|next| next > column) {
            return None;
        }
        distinct(&entries).then(|| Node { span: Span::new(start, end), content: Content::Block(entries) })
    }

    /// The value of a key that stands on the lines below it: deeper, or a list in the column of the key.
    fn below(&mut self, column: usize) -> Option<Node<'a>> {
        self.end_line()?;
        match self.column? {
            next if next > column => {
                if self.is_item() {
                    self.list(next)
                } else {
                    self.mapping(next)
                }
            }
            next if next == column && self.is_item() => {
                let mut list = self.list(next)?;
                // To the parser, such a list begins behind its first dash.
                list.span.start = list.item(0).span.start;
                Some(list)
            }
            _ => None,
        }
    }

    /// A key and its colon.
    fn key(&mut self, context: Context) -> Option<(&'a str, Span)> {
        let (text, span) = self.words(context)?;
        let ends = self.at == span.end && self.byte() == Some(b':') && span.len() <= LONGEST_KEY;
        self.at += 1;
        (ends && matches!(self.byte(), None | Some(b' ' | b'\n'))).then_some((text, span))
    }

    /// A value that ends on its line.
    fn value(&mut self, context: Context) -> Option<Node<'a>> {
        match self.byte()? {
            b'[' => self.brackets(),
            b'{' => self.braces(),
            quote @ (b'"' | b'\'') => self.quoted(quote),
            _ => {
                let (text, span) = self.words(context)?;
                Some(Node { span, content: Content::Text(Cow::Borrowed(text)) })
            }
        }
    }

    /// Text without quotes.
    fn words(&mut self, context: Context) -> Option<(&'a str, Span)> {
        let start = self.at;
        let first = self.byte()?;
        // A sign of YAML's own may open text only before some letters: not here.
        if first.is_ascii_punctuation() && !matches!(first, b'$' | b'/' | b'(' | b'_' | b'+' | b'<') {
            return None;
        }
        let mut end = start;
        while let Some(byte) = self.byte() {
            match byte {
                b'\n' => break,
                b' ' => {
                    self.at += 1;
                    if self.byte() == Some(b'#') {
                        self.at -= 1;
                        break;
                    }
                    continue;
                }
                b':' => match self.bytes.get(self.at + 1) {
                    None | Some(b' ' | b'\n') => break,
                    Some(next) if next.is_ascii_alphanumeric() || *next == b'/' => self.at += 1,
                    Some(_) => return None,
                },
                b',' | b'[' | b']' | b'{' | b'}' if context == Context::Brackets => break,
                _ => self.step()?,
            }
            end = self.at;
        }
        let text = self.text.get(start..end)?;
        // The parser's word for nothing.
        (!text.is_empty() && text != "null").then_some((text, Span::new(start, end)))
    }

    /// Text in quotes, without escapes.
    fn quoted(&mut self, quote: u8) -> Option<Node<'a>> {
        let start = self.at;
        self.at += 1;
        while self.byte()? != quote {
            if self.byte() == Some(b'\\') && quote == b'"' {
                return None;
            }
            self.step()?;
        }
        let text = self.text.get(start + 1..self.at)?;
        self.at += 1;
        // In single quotes, two of them stand for one.
        let twice = self.byte() == Some(quote);
        let span = Span::new(start, self.at);
        (!twice).then_some(Node { span, content: Content::Text(Cow::Borrowed(text)) })
    }

    /// A list in brackets.
    fn brackets(&mut self) -> Option<Node<'a>> {
        let mut items = Vec::new();
        let span = self.enclosed(b']', |reader| {
            items.push(reader.value(Context::Brackets)?);
            Some(())
        })?;
        Some(Node { span, content: Content::List(items) })
    }

    /// A block of keys in braces.
    fn braces(&mut self) -> Option<Node<'a>> {
        let mut entries = Vec::new();
        let span = self.enclosed(b'}', |reader| {
            let (key, key_span) = reader.key(Context::Brackets)?;
            reader.skip_spaces();
            let value = reader.value(Context::Brackets)?;
            entries.push(Entry { key: Cow::Borrowed(key), key_span, value });
            Some(())
        })?;
        distinct(&entries).then_some(Node { span, content: Content::Block(entries) })
    }

    /// What stands between brackets, divided by commas; nothing behind the last of them.
    fn enclosed(&mut self, close: u8, mut part: impl FnMut(&mut Self) -> Option<()>) -> Option<Span> {
        self.deeper()?;
        let start = self.at;
        loop {
            self.at += 1;
            self.skip_spaces();
            part(self)?;
            self.skip_spaces();
            match self.byte()? {
                b',' => {}
                byte if byte == close => break,
                _ => return None,
            }
        }
        self.at += 1;
        self.depth -= 1;
        Some(Span::new(start, self.at))
    }
}

/// Whether no key stands twice.
fn distinct(entries: &[Entry]) -> bool {
    if entries.len() <= FEW {
        let mut rest = entries.iter();
        return std::iter::from_fn(|| rest.next().map(|first| (first, rest.clone())))
            .all(|(first, mut behind)| behind.all(|other| other.key != first.key));
    }
    let mut keys: Vec<&str> = entries.iter().map(|entry| &*entry.key).collect();
    keys.sort_unstable();
    keys.windows(2).all(|pair| pair.first() != pair.last())
}

#[cfg(test)]
mod tests {
    use super::super::fault::Faults;
    use super::super::tree;
    use super::read;
    use proptest::prelude::*;
    use proptest::sample::select;

    /// Whether a text is read here; what is read here is what the parser reads, without a fault.
    fn is_plain(text: &str) -> bool {
        let plain = read(text);
        if plain.is_some() {
            let mut faults = Faults::new("a.yaml", text);
            assert_eq!(tree::walk(&mut faults), plain, "{text:?}");
            assert_eq!(faults.len(), 0, "{text:?}");
        }
        plain.is_some()
    }

    #[test]
    fn claim_files_as_most_are_written_are_plain() {
        let blocks = "# Harbour\ntitle: Harbour, the \"new\" one  # for now\nwritten: 2024-11-29\n\ndocuments: [harbour.md]\n\
             aliases:\n  Port Authority: [authority, the port]\nclaims:\n  - id: cost\n    about: [[quay, pier], harbour]\n    \
             money: $10–12 million\n    checked: {by: EK, date: 2024-12-02}\n\n  - {id: berths, about: berth, number: '12'}\n";
        let column = "claims:\n- id: a\n  about:\n  - ferry\n  - tug # small\n  time: 14:30\n- id: b\n  text: /wh(arf|arves)/\n";
        for text in [blocks, column, "a: b", "a: [b, {c: d}]\n# e"] {
            assert!(is_plain(text), "{text:?}");
        }
    }

    #[test]
    fn what_could_be_read_otherwise_is_not() {
        for text in [
            "",
            "- a\n",
            "a:\n",
            "a: b\n c\n",
            "a: |\n  b\n",
            "a: 'it''s'\n",
            "a: \"b\\n\"\n",
            "a: &b c\n",
            "a: null\n",
            "a: b: c\n",
            "a: [b: c]\n",
            "a: [b,\n  c]\n",
            "a: b\na: c\n",
            "\"a\": b\n",
            "a: b\r\n",
            "a:\tb\n",
            "--- \na: b\n",
            "\u{feff}a: b\n",
            "a: b\u{85}c\n",
            "a: 'b'c\n",
            "a: {b: c}d\n",
            "a:\n    b: c\n  d: e\n",
            "a: []\n",
            "a: [b,]\n",
        ] {
            assert!(!is_plain(text), "{text:?}");
        }
    }

    const VALUES: [&str; 24] = [
        "x",
        "x y",
        "27–28 May",
        "$5",
        "14:30",
        "http://u/v",
        "x#y",
        "/r s/",
        "(m)",
        "[p, q]",
        "[p, [q, r]]",
        "{m: n}",
        "{m: n, o: 'p'}",
        "\"q, r\"",
        "'s: t'",
        "[\"x\", 'y']",
        "{m: [n, {o: p}], q: r}",
        "{m: 14:30}",
        "[p,q]",
        "x, [y]",
        "[a:b]",
        "[$5]",
        "<x>",
        "[x#y]",
    ];

    /// Where the plain ends: each may stand anywhere in a text.
    const ODD: [&str; 56] = [
        " ", "  ", "\n", "\n ", "\t", "\r", ":", ": ", " :", "-", "- ", "?", "? ", ",", ", ", "[", "]", "{",
        "}", "#", " #", "&", "*", "!", "|", ">", "'", "''", "\"", "\\", "%", "@", "`", "~", "null", "---",
        "--- ", "...", "\n---\n", "\n...\n", "\u{7}", "\u{85}", "\u{a0}", "\u{2028}", "\u{feff}", "é", "",
        "[]", "{}", "<<", "x:", ":x", "a: ", "\n# c\n", "\n- a", "\na: b",
    ];

    /// A text out of choices: a block of keys in a column, what stands in it a list, a block or a value on its line.
    fn block(column: usize, choices: &mut impl Iterator<Item = u8>, text: &mut String) {
        for key in 0..=choices.next().unwrap_or_default() % 3 {
            text.push_str(&" ".repeat(if text.ends_with("- ") || text.ends_with("-  ") {
                0
            } else {
                column
            }));
            text.push_str(["a:", "b c:", "d:"][usize::from(key)]);
            let choice = usize::from(choices.next().unwrap_or_default());
            let end = ["\n", "\n", " # c\n", "\n\n", " \n", "\n  # c\n"][choice % 6];
            match choice / 6 % 6 {
                0 if column < 5 => {
                    text.push_str(end);
                    block(column + 1 + choice % 4, choices, text);
                }
                1 if column < 5 => {
                    text.push_str(end);
                    let inner = column + choice % 3;
                    for _ in 0..=choice % 2 {
                        let dash = ["- ", "-  "][choice / 3 % 2];
                        text.push_str(&[&" ".repeat(inner), dash].concat());
                        match choices.next().unwrap_or_default() {
                            value @ 128.. => text.push_str(&[VALUES[usize::from(value) % 24], end].concat()),
                            _ => block(inner + dash.len(), choices, text),
                        }
                    }
                }
                _ => {
                    let value = VALUES[usize::from(choices.next().unwrap_or_default()) % 24];
                    text.push_str(&[" ", value, end].concat());
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_read_here_is_what_the_parser_reads(
            choices in prop::collection::vec(any::<u8>(), 0..40),
            changes in prop::collection::vec((any::<prop::sample::Index>(), select(&ODD[..]), any::<bool>()), 0..3),
        ) {
            let mut text = String::new();
            block(0, &mut choices.into_iter(), &mut text);
            prop_assert!(is_plain(&text), "{:?}", text);
            for (place, odd, instead) in changes {
                let at = text.floor_char_boundary(place.index(text.len() + 1));
                let end = text.ceil_char_boundary(at + usize::from(instead && at < text.len()));
                text.replace_range(at..end, odd);
                is_plain(&text);
            }
        }
    }
}
