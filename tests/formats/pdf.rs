//! What is made of the words that poppler finds in a PDF. No poppler is needed: its print is given.

use super::{holds_together, outline};
use factlock::document::Document;

/// A page with lines of one word each, placed by their attributes.
fn page(words: &[(&str, &str)]) -> String {
    let lines = words.iter().map(|(place, word)| format!("<line {place}><word {place}>{word}</word></line>"));
    let lines: String = lines.collect();
    format!("<body><doc><page width=\"595\" height=\"842\"><block>{lines}</block></page></doc></body>")
}

fn read(layout: &str) -> Document {
    let document = Document::read_layout("draft.pdf", layout).unwrap();
    holds_together(&document);
    document
}

#[test]
fn lines_are_joined_across_hyphens() {
    let layout = page(&[
        (r#"xMin="57.0" yMin="100.0" xMax="400.0" yMax="112.0""#, "The im-"),
        (r#"xMin="57.0" yMin="114.0" xMax="400.0" yMax="126.0""#, "ports grew."),
    ]);
    assert_eq!(outline(&read(&layout)), ["p The imports grew."]);
}

#[test]
fn places_off_every_page_are_no_overflow() {
    let far = "9223372036854775807.999";
    let layout = page(&[
        (&format!(r#"xMin="-{far}" yMin="-{far}" xMax="{far}" yMax="{far}""#), "One."),
        (&format!(r#"xMin="{far}" yMin="{far}" xMax="-{far}" yMax="-{far}""#), "Two."),
    ]);
    assert!(read(&layout).source.contains("One."));
}
