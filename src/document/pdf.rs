//! PDF with a text layer, as far as the page can be told from the places of its words.
//!
//! The words come from `pdftotext -bbox-layout` (poppler), which also puts columns in order; it is run where it is
//! installed. What is made of them here: lines joined to paragraphs across hyphens, columns and pages, headings by the
//! height of their letters, list items by their markers, page numbers and repeated page headers left out. Cells of
//! tables are read one by one, and it is said that they were.

use super::build::Builder;
use super::html::raised;
use super::xml::{Node, Tag, Xml, end_name};
use super::{Body, package};
use crate::error::{Error, ErrorKind};
use crate::text::Span;
use std::collections::HashSet;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

/// The longest output that is read, in bytes.
const LONGEST: u64 = 400_000_000;

/// Reads the PDF in `bytes`.
pub(super) fn read(path: &str, bytes: &[u8]) -> Result<Body, Error> {
    read_layout(path, &layout(path, bytes)?)
}

/// Reads what `pdftotext -bbox-layout` printed.
pub(super) fn read_layout(path: &str, layout: &str) -> Result<Body, Error> {
    let pages = pages(path, layout)?;
    if pages.iter().all(|page| page.lines.is_empty()) {
        return Err(Error::file(ErrorKind::Document, path, "this PDF holds no text; it may be a scan")
            .hint("have its text recognised first, or use the file it was made from"));
    }
    let mut unread = Vec::new();
    for page in pages.iter().filter(|page| page.lines.is_empty()) {
        unread.push(format!("page {}, which holds no text: it may be a scan", page.number));
    }
    let mut builder = Builder::packed();
    let tables = Assembly::new(&pages).build(&mut builder);
    unread
        .extend(tables.iter().map(|page| format!("how the cells of a table on page {page} belong together")));
    let built = builder.finish();
    Ok(Body { prose: built.prose, map: built.map, blocks: built.blocks, written: None, unread })
}

/// What `pdftotext -bbox-layout` says about the file.
fn layout(path: &str, bytes: &[u8]) -> Result<String, Error> {
    let failed = |message: &str, hint: &str| Error::file(ErrorKind::Document, path, message).hint(hint);
    let program = Command::new("pdftotext")
        .args(["-bbox-layout", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut program = program.map_err(|_| {
        failed(
            "reading PDF files needs the program pdftotext",
            "install poppler-utils, or save the draft as .docx",
        )
    })?;
    let (input, output, complaints) = (program.stdin.take(), program.stdout.take(), program.stderr.take());
    let text = std::thread::scope(|scope| {
        // Each pipe has a thread of its own, so that none waits for another.
        scope.spawn(|| input.map(|mut input| input.write_all(bytes)));
        let complaints = scope.spawn(|| {
            let mut text = String::new();
            complaints.map(|complaints| complaints.take(10_000).read_to_string(&mut text));
            text
        });
        let mut text = Vec::new();
        output.map(|output| output.take(LONGEST).read_to_end(&mut text));
        (String::from_utf8_lossy(&text).into_owned(), complaints.join().unwrap_or_default())
    });
    let fine = program.wait().is_ok_and(|status| status.success());
    match text {
        (text, _) if fine => Ok(text),
        (_, complaints) if complaints.contains("password") => Err(package::protected(path)),
        _ => Err(failed("this PDF is damaged or only a part of one", "export the draft again")),
    }
}

/// The farthest place on a page, in points: forty times the side of the largest page of PDF 1.7 (14,400 units).
const FARTHEST: i64 = 576_000;

/// A page and its lines in reading order.
#[derive(Debug, Default)]
struct Page {
    number: usize,
    height: i64,
    lines: Vec<Line>,
}

/// A line of words. Lengths are in thousandths of a point, from the top left corner.
#[derive(Debug, Clone, Default)]
struct Line {
    /// Number of the block of lines it stands in.
    block: usize,
    left: i64,
    right: i64,
    top: i64,
    bottom: i64,
    text: String,
}

impl Line {
    fn height(&self) -> i64 {
        self.bottom - self.top
    }

    /// Whether another line stands at the same height of the page.
    fn is_beside(&self, other: &Line) -> bool {
        (self.top - other.top).abs() * 3 < self.height().min(other.height())
    }
}

/// A length in thousandths. No page is larger than [`FARTHEST`], whatever a file says: sums of lengths stay small.
fn length(tag: &Tag, name: &str) -> i64 {
    let text = tag.attribute(name).unwrap_or_default();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part: i64 = format!("{part:0<3}").get(..3).and_then(|part| part.parse().ok()).unwrap_or(0);
    let whole: i64 = whole.parse().unwrap_or(0);
    whole.clamp(-FARTHEST, FARTHEST) * 1000 + if text.starts_with('-') { -part } else { part }
}

fn pages(path: &str, layout: &str) -> Result<Vec<Page>, Error> {
    // The page's head names the document type, which no other part may.
    let start = layout.find("<body").unwrap_or(0);
    let end = layout.rfind("</body>").map_or(layout.len(), |at| at + "</body>".len());
    let mut xml = Xml::new(path, layout, Span::new(start, end));
    let (mut pages, mut page, mut line) = (Vec::new(), Page::default(), Line::default());
    let (mut block, mut word): (usize, Option<Line>) = (0, None);
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) => match tag.name() {
                "page" => {
                    page = Page { number: pages.len() + 1, height: length(&tag, "height"), lines: Vec::new() }
                }
                "block" => block += 1,
                "line" => line = Line { block, ..place(&tag) },
                "word" => word = Some(place(&tag)),
                _ => {}
            },
            Node::Text { text, .. } => {
                if let Some(word) = &mut word {
                    word.text.push_str(&text);
                }
            }
            Node::End { element, .. } => match end_name(&element) {
                "word" => {
                    if let Some(word) = word.take() {
                        line.add(&word);
                    }
                }
                "line" if !line.text.trim().is_empty() => page.lines.push(std::mem::take(&mut line)),
                "page" => pages.push(std::mem::take(&mut page)),
                _ => {}
            },
        }
    }
    Ok(pages)
}

fn place(tag: &Tag) -> Line {
    let [left, right, top, bottom] = ["xMin", "xMax", "yMin", "yMax"].map(|name| length(tag, name));
    Line { block: 0, left, right, top, bottom, text: String::new() }
}

impl Line {
    /// Adds a word. Small raised figures become superscripts of the word before them.
    fn add(&mut self, word: &Line) {
        let small = word.height() * 4 < self.height() * 3 && word.bottom < self.bottom;
        match raised(&word.text).filter(|_| small && !self.text.is_empty()) {
            Some(raised) => self.text.push_str(&raised),
            None => {
                if !self.text.is_empty() {
                    self.text.push(' ');
                }
                self.text.push_str(&word.text);
            }
        }
    }
}

/// Puts lines together to blocks.
struct Assembly<'p> {
    pages: &'p [Page],
    /// The height of most lines.
    height: i64,
    /// Words that the document writes with a hyphen inside a line.
    hyphenated: HashSet<&'p str>,
    /// Page headers and footers that have come.
    margins: HashSet<&'p str>,
    indents: Vec<i64>,
}

impl<'p> Assembly<'p> {
    fn new(pages: &'p [Page]) -> Self {
        let lines = || pages.iter().flat_map(|page| &page.lines);
        let mut heights: Vec<i64> = lines().map(Line::height).collect();
        heights.sort_unstable();
        let words = lines().flat_map(|line| line.text.split_whitespace());
        let words = words.map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
        Self {
            pages,
            height: heights.get(heights.len() / 2).copied().unwrap_or(0),
            hyphenated: words.filter(|word| word.contains('-')).collect(),
            margins: HashSet::new(),
            indents: Vec::new(),
        }
    }

    /// Builds the blocks; returns the numbers of the pages with tables.
    fn build(mut self, builder: &mut Builder) -> Vec<usize> {
        let mut tables = Vec::new();
        let mut before: Option<&Line> = None;
        let (mut heading, mut depth) = (None, 0);
        for page in self.pages {
            let markers = markers(page);
            for (at, line) in page.lines.iter().enumerate() {
                if markers.iter().any(|(marker, _)| *marker == at) || self.is_margin(page, line) {
                    continue;
                }
                let indent =
                    markers.iter().find(|(_, of)| *of == at).and_then(|(marker, _)| page.lines.get(*marker));
                let indent = indent.filter(|marker| raised(&marker.text).is_none());
                let own = item(&line.text);
                let level = (line.height() * 20 > self.height * 23)
                    .then_some(if line.height() * 2 > self.height * 3 { 1 } else { 2 });
                let cell = indent.is_none() && is_cell(page, at, &markers);
                if cell && tables.last() != Some(&page.number) {
                    tables.push(page.number);
                }
                let starts = cell || indent.is_some() || own.is_some() || level != heading;
                if starts || !before.is_some_and(|before| goes_on(before, line, builder.so_far())) {
                    builder.end_block_as(heading, depth);
                    builder.set_page(page.number);
                    heading = level;
                    let left = indent.map_or(line.left, |indent| indent.left);
                    depth =
                        if indent.is_some() || own.is_some() { self.depth(left) } else { self.end_lists() };
                }
                self.append(builder, own.unwrap_or(&line.text));
                before = Some(line).filter(|_| !cell);
            }
        }
        builder.end_block_as(heading, depth);
        tables
    }

    /// Adds the text of a line, joined to a word that the line before broke off.
    fn append(&self, builder: &mut Builder, text: &str) {
        let nowhere = Span::default();
        let next = text.split_whitespace().next().unwrap_or_default();
        let last = builder.so_far().rsplit(' ').next().unwrap_or_default();
        let broken = last.strip_suffix(['-', '\u{2010}']).filter(|stem| stem.ends_with(char::is_alphabetic));
        let joins = broken.is_some_and(|stem| {
            let whole = format!("{stem}-{next}");
            let whole = whole.trim_matches(|letter: char| !letter.is_alphanumeric());
            next.starts_with(char::is_lowercase) && !self.hyphenated.contains(whole)
        });
        if joins {
            builder.drop_last();
        } else if broken.is_none() && !last.ends_with(['-', '–', '—', '/']) {
            builder.space(nowhere);
        }
        builder.text(text, nowhere);
    }

    /// Whether a line is a page number, or a header or footer that stood on a page before.
    fn is_margin(&mut self, page: &Page, line: &'p Line) -> bool {
        let edge = page.height / 12;
        if line.bottom > edge && line.top < page.height - edge {
            return false;
        }
        let number = line
            .text
            .trim_start_matches("Page ")
            .chars()
            .all(|letter| letter.is_ascii_digit() || "–- /".contains(letter));
        number || !self.margins.insert(&line.text)
    }

    /// The depth of an item by how far it is set in.
    fn depth(&mut self, left: i64) -> usize {
        self.indents.retain(|indent| *indent < left + 2000);
        if self.indents.last().is_none_or(|indent| left - indent > 2000) {
            self.indents.push(left);
        }
        self.indents.len()
    }

    fn end_lists(&mut self) -> usize {
        self.indents.clear();
        0
    }
}

/// Whether a line goes on with the block that the line before it belongs to.
fn goes_on(before: &Line, line: &Line, so_far: &str) -> bool {
    let ended = so_far.ends_with(['.', '!', '?', ':', '…', '”', '"', ')']);
    let lower = line.text.starts_with(char::is_lowercase);
    if before.block != line.block {
        // A paragraph that goes on in the next column or on the next page.
        return !ended && lower;
    }
    let gap = line.top - before.bottom;
    // Cells of a row, a line set out to the left, or a wider gap begin something new.
    !line.is_beside(before)
        && (lower || !ended || line.left - before.left < 5000)
        && gap * 2 < line.height()
        && (before.left - line.left < 10_000 || lower)
}

/// Lines that are only a list marker or the mark of a footnote, and the line beside each.
fn markers(page: &Page) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (at, line) in page.lines.iter().enumerate() {
        // A small figure before a line is the mark of a footnote.
        let mark = raised(&line.text).is_some();
        if !mark && item(&format!("{} x", line.text)) != Some("x") {
            continue;
        }
        let fits =
            |other: &Line| other.left > line.right && (!mark || line.height() * 4 < other.height() * 3);
        let beside = page.lines.iter().enumerate().filter(|(_, other)| fits(other) && other.is_beside(line));
        if let Some((of, _)) = beside.min_by_key(|(_, other)| other.left) {
            found.push((at, of));
        }
        if found.len() > 500 {
            break;
        }
    }
    found
}

/// Whether a line is a cell of a table: a few words with others beside them.
fn is_cell(page: &Page, at: usize, markers: &[(usize, usize)]) -> bool {
    let Some(line) = page.lines.get(at) else { return false };
    let is_marker = |at: usize| markers.iter().any(|(marker, _)| *marker == at);
    // Columns come one after the other; only lines that come near each other can be cells of a row.
    let near = page.lines.iter().enumerate().skip(at.saturating_sub(40)).take(80);
    let beside =
        near.filter(|(other, _)| *other != at && !is_marker(*other)).any(|(_, other)| other.is_beside(line));
    let few = |text: &str| text.split_whitespace().count() <= 4;
    beside && few(&line.text) && !line.text.ends_with(['.', ',', ';'])
}

/// The text of a list item behind its marker.
fn item(text: &str) -> Option<&str> {
    let (marker, rest) = text.split_once(' ')?;
    let number = marker
        .strip_suffix(['.', ')'])
        .is_some_and(|number| number.len() < 3 && number.bytes().all(|byte| byte.is_ascii_digit()));
    (matches!(marker, "•" | "◦" | "▪" | "●" | "‣" | "–" | "-" | "*" | "\u{f0b7}")
        || (number && marker.len() > 1))
        .then_some(rest)
}
