//! Notes in text formats: marks at the places, the notes at the end.

use super::{Note, Splices};
use crate::document::Document;
use crate::text::Span;
use quick_xml::escape::escape;
use std::fmt::Write as _;

/// Markdown: a footnote for each note.
pub(super) fn markdown(document: &Document, notes: &[Note]) -> String {
    let line_end = line_end(&document.source);
    let mut splices = Splices::default();
    let mut end = String::from(gap(&document.source));
    for (number, note) in numbered(notes) {
        splices.insert(place(document, note).end, format!("[^factlock-{number}]"));
        // Indented lines go on with the footnote.
        let text = note.text.replace('\n', &format!("{line_end}    "));
        let _ = write!(end, "{line_end}[^factlock-{number}]: {text}{line_end}");
    }
    if !notes.is_empty() {
        splices.insert(document.source.len(), end);
    }
    splices.apply(&document.source)
}

/// Plain text: a number in brackets for each note.
pub(super) fn text(document: &Document, notes: &[Note]) -> String {
    let line_end = line_end(&document.source);
    let mut splices = Splices::default();
    let mut end = String::from(gap(&document.source));
    for (number, note) in numbered(notes) {
        splices.insert(place(document, note).end, format!(" [factlock {number}]"));
        let _ = write!(end, "{line_end}[factlock {number}] {}{line_end}", note.text.replace('\n', line_end));
    }
    if !notes.is_empty() {
        splices.insert(document.source.len(), end);
    }
    splices.apply(&document.source)
}

/// HTML: a `<mark>` around the words of each note, a list of all notes at the end of the body.
pub(super) fn html(document: &Document, notes: &[Note]) -> String {
    let source = &document.source;
    let mut splices = Splices::default();
    let mut end = String::from("<ol class=\"factlock\">\n");
    for (number, note) in numbered(notes) {
        let text = escape(&note.text).replace('\n', "<br>");
        let _ = writeln!(end, "<li id=\"factlock-{number}\">{text}</li>");
        let title = escape(&note.text).replace('\n', "&#10;");
        let place = place(document, note);
        for words in words(source, place) {
            splices.insert(words.start, format!("<mark class=\"factlock\" title=\"{title}\">"));
            splices.insert(words.end, "</mark>");
        }
        splices.insert(
            place.end,
            format!("<sup class=\"factlock\"><a href=\"#factlock-{number}\">[{number}]</a></sup>"),
        );
    }
    end.push_str("</ol>\n");
    if !notes.is_empty() {
        let body = source.to_ascii_lowercase().rfind("</body").unwrap_or(source.len());
        splices.insert(body, end);
    }
    splices.apply(source)
}

fn numbered(notes: &[Note]) -> impl Iterator<Item = (usize, &Note)> {
    notes.iter().enumerate().map(|(at, note)| (at + 1, note))
}

/// The place of a note; one for the whole document stands at the end of its first block.
fn place(document: &Document, note: &Note) -> Span {
    let first = || document.blocks.first().map_or(Span::default(), |block| document.original(block.span));
    note.span.unwrap_or_else(|| Span::new(first().end, first().end))
}

/// The stretches of a span of HTML between its tags.
fn words(source: &str, span: Span) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = span.start;
    let text = span.of(source);
    let mut tag = false;
    for (at, letter) in text.char_indices() {
        let at = span.start + at;
        match letter {
            '<' if !tag => {
                words.push(Span::new(start, at));
                tag = true;
            }
            '>' if tag => (start, tag) = (at + 1, false),
            _ => {}
        }
    }
    if !tag {
        words.push(Span::new(start, span.end));
    }
    words.retain(|words| !words.of(source).trim().is_empty());
    words
}

fn line_end(source: &str) -> &'static str {
    if source.contains("\r\n") { "\r\n" } else { "\n" }
}

/// What ends the last line of a text.
fn gap(source: &str) -> &'static str {
    if source.ends_with('\n') { "" } else { line_end(source) }
}

#[cfg(test)]
mod tests {
    use super::super::annotate;
    use super::*;
    use crate::document::{Format, ReadOptions};

    fn annotated(format: Format, text: &str, words: &str) -> String {
        let options = ReadOptions { format: Some(format), original: false };
        let document = Document::read("draft", text.as_bytes(), options).unwrap();
        let start = document.prose().find(words).unwrap();
        let span = document.original(Span::new(start, start + words.len()));
        let notes = [Note { span: Some(span), text: "claimed: <5>\nsource: p. 2".to_owned() }];
        String::from_utf8(annotate(&document, text.as_bytes(), options, &notes).unwrap()).unwrap()
    }

    #[test]
    fn markdown_gets_footnotes() {
        assert_eq!(
            annotated(Format::Markdown, "It cost $**10** billion.", "$10"),
            "It cost $**10[^factlock-1]** billion.\n\n[^factlock-1]: claimed: <5>\n    source: p. 2\n"
        );
    }

    #[test]
    fn text_gets_numbers() {
        assert_eq!(
            annotated(Format::Text, "It cost $10.\r\n", "$10"),
            "It cost $10 [factlock 1].\r\n\r\n[factlock 1] claimed: <5>\r\nsource: p. 2\r\n"
        );
    }

    #[test]
    fn html_gets_marks_that_nest() {
        let page = annotated(Format::Html, "<body><p>It cost $<b>10</b> billion.</body>", "$10 bil");
        let mark = "<mark class=\"factlock\" title=\"claimed: &lt;5&gt;&#10;source: p. 2\">";
        assert_eq!(
            page,
            format!(
                "<body><p>It cost {mark}$</mark><b>{mark}10</mark></b>{mark} bil</mark>\
                 <sup class=\"factlock\"><a href=\"#factlock-1\">[1]</a></sup>lion.<ol class=\"factlock\">\n\
                 <li id=\"factlock-1\">claimed: &lt;5&gt;<br>source: p. 2</li>\n</ol>\n</body>"
            )
        );
    }
}
