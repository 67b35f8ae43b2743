//! Input that no editor wrote: no reader panics, and every span leads to a place in the source.

use factlock::document::{Document, Format, ReadOptions, sentence};
use factlock::text::Span;
use proptest::prelude::*;

/// Checks what every other part of the program relies on.
#[track_caller]
pub fn holds_together(document: &Document) {
    let (prose, source) = (document.prose(), &document.source);
    let inside = |span: Span, text: &str| text.get(span.start..span.end).is_some();
    let mut end = 0;
    for (at, block) in document.blocks.iter().enumerate() {
        assert!(inside(block.span, prose) && !block.span.is_empty() && block.span.start >= end, "{block:?}");
        end = block.span.end;
        assert!(inside(document.original(block.span), source), "{block:?}");
        assert!(block.heading.is_none_or(|heading| heading < at) && block.lead.is_none_or(|lead| lead < at));
        for cell in &block.cells {
            assert!(inside(cell.span, prose) && block.span.contains(cell.span), "{cell:?} in {block:?}");
            assert!(cell.header.is_none_or(|header| inside(header, prose)));
        }
        let mut sentence_end = block.span.start;
        for sentence in sentence::sentences(prose, block.span) {
            assert!(sentence.start >= sentence_end && block.span.contains(sentence));
            assert!(inside(document.original(sentence), source));
            sentence_end = sentence.end;
        }
        for (offset, letter) in block.span.of(prose).char_indices() {
            let start = block.span.start + offset;
            let original = document.original(Span::new(start, start + letter.len_utf8()));
            assert!(
                inside(original, source) && (!original.is_empty() || letter.is_whitespace()),
                "{letter:?} leads to {original:?}"
            );
        }
    }
}

fn formats() -> impl Strategy<Value = Format> {
    prop::sample::select(vec![Format::Text, Format::Markdown, Format::Html])
}

proptest! {
    #[test]
    fn markup_of_any_kind_is_read(
        format in formats(),
        original in any::<bool>(),
        text in "(<(/?(p|b|td|tr|table|th|thead|li|ul|ol|h2|sup|del|q|div|script|span hidden|p hidden|td colspan=3 rowspan=2)|!--)>|&ndash;|&#150;|&amp|\\*\\*|~~|[|]|[-]|`|\\[\\^1\\]|> |# |- |  |1986\\. |\n|\r\n|[a-z]{1,3}|[$0-9é–\u{feff}. \t]){0,40}",
    ) {
        let options = ReadOptions { format: Some(format), original };
        holds_together(&Document::read("draft", text.as_bytes(), options).unwrap());
    }

    #[test]
    fn bytes_of_any_kind_are_read_or_refused(format in formats(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let options = ReadOptions { format: Some(format), original: false };
        if let Ok(document) = Document::read("draft", &bytes, options) {
            holds_together(&document);
        }
    }
}

#[test]
fn deep_and_endless_markup_costs_no_more_than_its_length() {
    let units = [
        "<div>",
        "<ul><li>",
        "<table><tr><td>",
        "<table>",
        "<td>",
        "<td rowspan=99999999 colspan=99999999>",
        "<b",
        "<p hidden>",
        "</p>",
        "<!--",
        "&",
        "&amp",
        "&#",
        "<sup>",
        "<q>",
        "<h1>",
        "<br>",
        "> ",
        "- ",
        "  - ",
        "* ",
        "[",
        "![",
        "](",
        "*",
        "**a ",
        "_a",
        "~~",
        "`",
        "``",
        "|",
        "|-",
        "a|b\n-|-\n",
        "[^1]: ",
        "[^1]",
        "[a]: b\n",
        "# ",
        "1. ",
        "1) ",
        "=\n",
        "a\n=\n",
        "\\",
        "<",
        "a: b\n- ",
        "\t",
        "\r",
        "\n\n",
        "(a) x\n",
        "é",
        "a. ",
    ];
    for unit in units {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            let text = unit.repeat(60_000 / unit.len());
            let options = ReadOptions { format: Some(format), original: false };
            let start = std::time::Instant::now();
            Document::read("draft", text.as_bytes(), options).unwrap();
            let took = start.elapsed();
            assert!(took.as_secs() < 5, "{unit:?} as {format:?} took {took:?}");
        }
    }
}
