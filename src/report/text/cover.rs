//! The cover of documents for reading: their text, a line under every figure.

use super::super::{Style, clean, words};
use crate::cover::{Cover, CoveredDocument, State};
use crate::document::Document;
use crate::text::Span;
use anstyle::{AnsiColor, Style as Paint};
use std::fmt::Write as _;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The states in the order of the legend, with the line that is drawn under a figure and its colour.
const LINES: [(State, char, AnsiColor, &str); 4] = [
    (State::Claimed, '─', AnsiColor::Green, "claimed"),
    (State::Contradicted, '^', AnsiColor::Red, "contradicted"),
    (State::Unclaimed, '~', AnsiColor::Yellow, "nobody has claimed it"),
    (State::Ignored, '·', AnsiColor::BrightBlack, "needs no claim"),
];

/// Columns for the line number.
const MARGIN: usize = 6;

/// The whole cover. A document that is not in `documents` is told in numbers only.
pub fn render(cover: &Cover, documents: &[Document], style: &Style) -> String {
    let mut out = String::new();
    for covered in &cover.documents {
        let head = style.paint(Paint::new().bold(), &clean::line(&covered.path));
        let _ = writeln!(out, "{head}   {}\n", words::cover(&covered.count));
        if let Some(document) = documents.iter().find(|document| document.path == covered.path) {
            galley(&mut out, covered, document, style);
            out.push('\n');
        }
    }
    let used =
        |state: State| cover.documents.iter().flat_map(|one| &one.facts).any(|fact| fact.state == state);
    let legend = LINES.iter().filter(|line| used(line.0));
    let legend: Vec<String> = legend
        .map(|(_, line, colour, name)| {
            format!("{} {name}", coloured(style, *colour, &line.to_string().repeat(3)))
        })
        .collect();
    if !legend.is_empty() {
        let _ = writeln!(out, "{}", legend.join("   "));
    }
    if cover.documents.len() > 1 {
        let _ = writeln!(out, "all {} documents: {}", cover.documents.len(), words::cover(&cover.count));
    }
    out
}

/// The text of a document, line by line, with a line under each figure.
fn galley(out: &mut String, covered: &CoveredDocument, document: &Document, style: &Style) {
    let marks: Vec<(Span, State)> = covered
        .facts
        .iter()
        .map(|fact| (Span::new(fact.fact.fact.start, fact.fact.fact.end), fact.state))
        .collect();
    let width = style.width.saturating_sub(MARGIN).max(20);
    let mut start = 0;
    for (nth, line) in document.source.split_inclusive('\n').enumerate() {
        let first = marks.partition_point(|mark| mark.0.end <= start);
        let here = marks.get(first..).unwrap_or_default();
        let here: Vec<_> =
            here.iter().take_while(|mark| mark.0.start < start + line.len()).copied().collect();
        for (row, cells) in rows(line, start, &here, width).into_iter().enumerate() {
            let number = if row == 0 { (nth + 1).to_string() } else { String::new() };
            let number = style.paint(Paint::new().dimmed(), &format!("{number:>4}  "));
            let words = drawn(&cells, style, |cell| cell.text.clone());
            let _ = writeln!(out, "{number}{}", words.trim_end());
            if cells.iter().any(|cell| cell.state.is_some()) {
                let under = drawn(&cells, style, |cell| {
                    let line =
                        LINES.iter().find(|line| Some(line.0) == cell.state).map_or(' ', |line| line.1);
                    line.to_string().repeat(cell.text.width())
                });
                let _ = writeln!(out, "{:MARGIN$}{}", "", under.trim_end());
            }
        }
        start += line.len();
    }
}

/// Words of one state.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cell {
    text: String,
    state: Option<State>,
}

/// A line of the document, cut into rows of at most `width` columns between words, its characters made harmless.
fn rows(line: &str, start: usize, marks: &[(Span, State)], width: usize) -> Vec<Vec<Cell>> {
    let state = |at: usize| {
        let nearest = marks.partition_point(|mark| mark.0.end <= at);
        marks.get(nearest).filter(|mark| mark.0.start <= at).map(|mark| mark.1)
    };
    let mut rows: Vec<Vec<Cell>> = vec![Vec::new()];
    let mut used = 0;
    let mut offset = start;
    for word in line.trim_end().split_inclusive(char::is_whitespace) {
        if used > 0 && used + clean::line(word.trim_end()).width() > width {
            rows.push(Vec::new());
            used = 0;
        }
        for (inside, letters) in word.grapheme_indices(true) {
            let cell = Cell { text: clean::line(letters), state: state(offset + inside) };
            let columns = cell.text.width();
            if used + columns > width && !cell.text.trim().is_empty() {
                rows.push(Vec::new());
                used = 0;
            }
            used += columns;
            let Some(row) = rows.last_mut() else { continue };
            match row.last_mut().filter(|last| last.state == cell.state) {
                Some(last) => last.text.push_str(&cell.text),
                None => row.push(cell),
            }
        }
        offset += word.len();
    }
    rows
}

/// A row of cells, each in the colour of its state.
fn drawn(cells: &[Cell], style: &Style, shown: impl Fn(&Cell) -> String) -> String {
    let colour = |cell: &Cell| LINES.iter().find(|line| Some(line.0) == cell.state).map(|line| line.2);
    cells
        .iter()
        .map(|cell| match colour(cell) {
            Some(colour) => coloured(style, colour, &shown(cell)),
            None => shown(cell),
        })
        .collect()
}

fn coloured(style: &Style, colour: AnsiColor, text: &str) -> String {
    style.paint(Paint::new().fg_color(Some(colour.into())), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_between_words_and_keeps_its_marks() {
        let line = "It costs $10–12 billion, they say.\r\n";
        let marks = [(Span::new(109, 125), State::Unclaimed)];
        let rows: Vec<Vec<(String, bool)>> = rows(line, 100, &marks, 20)
            .into_iter()
            .map(|row| row.into_iter().map(|cell| (cell.text, cell.state.is_some())).collect())
            .collect();
        let cell = |text: &str, marked| (text.to_owned(), marked);
        assert_eq!(
            rows,
            [
                vec![cell("It costs ", false), cell("$10–12 ", true)],
                vec![cell("billion", true), cell(", they say.", false)]
            ]
        );
    }

    #[test]
    fn what_steers_a_terminal_is_replaced() {
        let rows = rows("\u{1b}[31m 5\tkg", 0, &[], 40);
        assert_eq!(rows, [[Cell { text: "\u{fffd}[31m 5 kg".to_owned(), state: None }]]);
    }
}
