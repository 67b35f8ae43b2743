//! What changed between two drafts: the results of `factlock diff`, and the reports made from them.

use super::excerpt::excerpt;
use super::results::{FactResult, Mark, SCHEMA, Tool};
use super::{Style, build, clean};
use crate::diff::{Change, Found, Sort};
use crate::rule::Reading;
use crate::text::Walk;
use anstyle::{AnsiColor, Style as Paint};
use serde::Serialize;
use std::fmt::Write as _;

/// The changes from one document to another, as `--format json` prints them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangesResult {
    /// The version of this shape: 1.
    pub schema: u32,
    /// The program that made it.
    pub tool: Tool,
    /// Path of the old document.
    pub old: String,
    /// Path of the new document.
    pub new: String,
    /// The changes, in the order of the new document.
    pub changes: Vec<ChangeResult>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeResult {
    /// `changed`, `added`, `removed`, `weakened` or `strengthened`.
    pub change: &'static str,
    /// A kind of figure, or `name`, `title`, `quote`, `list`, `negation`, `hedge`, `modality`, `quantifier`, `direction`,
    /// `attribution`, `clause`.
    pub kind: &'static str,
    /// What the old document states.
    pub old: Option<PlaceOfChange>,
    /// What the new document states.
    pub new: Option<PlaceOfChange>,
    /// What changed, as a sentence for an editor.
    pub message: String,
}

/// Words of one of the documents, and the sentence they stand in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlaceOfChange {
    /// The words and their place.
    #[serde(flatten)]
    pub fact: FactResult,
    /// The sentence, item or row.
    pub sentence: String,
    /// The words inside `sentence`.
    pub mark: Mark,
}

impl ChangesResult {
    /// The results of a difference.
    pub fn new(old: &Reading<'_>, new: &Reading<'_>, changes: &[Change]) -> Self {
        Self {
            schema: SCHEMA,
            tool: Tool::default(),
            old: old.document.path.clone(),
            new: new.document.path.clone(),
            changes: change_results(old, new, changes),
        }
    }

    /// The report for reading: every change with both sentences, the words marked.
    pub fn text(&self, style: &Style) -> String {
        let mut out = String::new();
        let count = |name: &str| self.changes.iter().filter(|change| change.change == name).count();
        let counts: Vec<String> =
            [Sort::Changed, Sort::Added, Sort::Removed, Sort::Weakened, Sort::Strengthened]
                .iter()
                .map(|sort| (count(sort.name()), sort.name()))
                .filter(|(count, _)| *count > 0)
                .map(|(count, name)| format!("{count} {name}"))
                .collect();
        let head = if counts.is_empty() { "no fact changed".to_owned() } else { counts.join(", ") };
        let paths = format!("{} → {}", clean::line(&self.old), clean::line(&self.new));
        let _ = writeln!(out, "{}   {head}", paint(style, Paint::new().bold(), &paths));
        for (nth, change) in self.changes.iter().enumerate() {
            let _ = writeln!(out, "\n{:<3}{}: {}", nth + 1, change.change, clean::line(&change.message));
            side(&mut out, style, "old", &self.old, change.old.as_ref());
            side(&mut out, style, "new", &self.new, change.new.as_ref());
        }
        out
    }

    /// One line a change, place first: `file:line:column: changed money: message`.
    pub fn short(&self) -> String {
        let mut out = String::new();
        for change in &self.changes {
            let (path, place) = match (&change.new, &change.old) {
                (Some(place), _) => (&self.new, Some(place)),
                (None, place) => (&self.old, place.as_ref()),
            };
            let (line, column) = place.map_or((1, 1), |place| (place.fact.line, place.fact.column));
            let text =
                format!("{path}:{line}:{column}: {} {}: {}", change.change, change.kind, change.message);
            let _ = writeln!(out, "{}", clean::line(&text));
        }
        out
    }
}

/// The changes with their places and values.
pub fn change_results(old: &Reading<'_>, new: &Reading<'_>, changes: &[Change]) -> Vec<ChangeResult> {
    let (mut before, mut after) = (Walk::new(&old.document.source), Walk::new(&new.document.source));
    changes
        .iter()
        .map(|change| ChangeResult {
            change: change.sort.name(),
            kind: change.kind.name(),
            old: change.old.map(|found| place(old, found, change.kind.name(), &mut before)),
            new: change.new.map(|found| place(new, found, change.kind.name(), &mut after)),
            message: change.message.clone(),
        })
        .collect()
}

fn place(reading: &Reading<'_>, found: Found, kind: &str, walk: &mut Walk<'_>) -> PlaceOfChange {
    let (document, prose) = (reading.document, reading.prose());
    let figure = found.fact.and_then(|at| reading.facts.get(at)).filter(|fact| fact.span == found.span);
    let fact = match figure {
        Some(fact) => build::fact_result(fact, document, &reading.context, walk),
        None => build::words_result(kind, found.span, document, walk),
    };
    let at = reading.sentences.partition_point(|sentence| sentence.span.end <= found.span.start);
    let sentence = reading.sentences.get(at).map_or(found.span, |sentence| sentence.span).to(found.span);
    let start = found.span.start - sentence.start;
    let mark = Mark { start, end: start + found.span.len() };
    PlaceOfChange { fact, sentence: sentence.of(prose).to_owned(), mark }
}

/// One side of a change: place, and the sentence with the words marked.
fn side(out: &mut String, style: &Style, name: &str, path: &str, place: Option<&PlaceOfChange>) {
    let Some(place) = place else { return };
    let locus = format!("{}:{}:{}", clean::line(path), place.fact.line, place.fact.column);
    let width = style.width.saturating_sub(10).max(30);
    let colour = if name == "old" { AnsiColor::Red } else { AnsiColor::Green };
    let words: String = excerpt(&place.sentence, &[place.mark], width)
        .iter()
        .map(|piece| match piece.marked {
            true => paint(style, Paint::new().fg_color(Some(colour.into())), &format!("[{}]", piece.text)),
            false => piece.text.clone(),
        })
        .collect();
    let _ = writeln!(out, "   {name}  {}", paint(style, Paint::new().dimmed(), &locus));
    let _ = writeln!(out, "        \"{words}\"");
}

fn paint(style: &Style, paint: Paint, text: &str) -> String {
    if style.colour { format!("{paint}{text}{paint:#}") } else { text.to_owned() }
}
