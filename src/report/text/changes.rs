//! What changed between two drafts, for reading: every change with both sentences, the words marked.

use super::super::changes::{ChangesResult, PlaceOfChange};
use super::super::excerpt::excerpt;
use super::super::{Style, clean, words};
use anstyle::{AnsiColor, Style as Paint};
use std::fmt::Write as _;

/// The whole report.
pub fn render(changes: &ChangesResult, style: &Style) -> String {
    let mut out = String::new();
    let paths = format!("{} → {}", clean::line(&changes.old), clean::line(&changes.new));
    let _ = writeln!(out, "{}   {}", style.paint(Paint::new().bold(), &paths), words::changes(changes));
    for (nth, change) in changes.changes.iter().enumerate() {
        let _ = writeln!(out, "\n{:<3}{}: {}", nth + 1, change.change, clean::line(&change.message));
        side(&mut out, style, "old", &changes.old, change.old.as_ref());
        side(&mut out, style, "new", &changes.new, change.new.as_ref());
    }
    out
}

/// One side of a change: place, and the sentence with the words marked.
fn side(out: &mut String, style: &Style, name: &str, path: &str, place: Option<&PlaceOfChange>) {
    let Some(place) = place else { return };
    let locus = clean::line(&words::locus(path, Some(&place.fact)));
    let width = style.width.saturating_sub(10).max(30);
    let colour = if name == "old" { AnsiColor::Red } else { AnsiColor::Green };
    let words: String = excerpt(&place.sentence, &[place.mark], width)
        .iter()
        .map(|piece| match piece.marked {
            true => style.paint(Paint::new().fg_color(Some(colour.into())), &format!("[{}]", piece.text)),
            false => piece.text.clone(),
        })
        .collect();
    let _ = writeln!(out, "   {name}  {}", style.paint(Paint::new().dimmed(), &locus));
    let _ = writeln!(out, "        \"{words}\"");
}
