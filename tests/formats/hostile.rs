//! Input that no editor wrote: no reader panics, and every span leads to a place in the source.

use super::docx::word;
use super::invariants::document::{holds_together, pack};
use factlock::annotate::{Note, annotate};
use factlock::document::{Document, Format, ReadOptions};
use factlock::text::Span;
use proptest::prelude::*;

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

/// Elements of a text that opens and closes what it likes, closed properly at the end so that the XML can be read.
fn elements(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    let step = prop_oneof![
        prop::sample::select(names).prop_map(Some),
        Just(None),
        prop::sample::select(vec!["10 ", "km", "&amp;", "–", " x. Y", "\u{ad}"]).prop_map(Some),
    ];
    prop::collection::vec(step, 0..60).prop_map(|steps| {
        let (mut text, mut open) = (String::new(), Vec::new());
        for step in steps {
            match step {
                Some(name) if name.contains(':') => {
                    text += &format!("<{name}>");
                    open.push(name.split(' ').next().unwrap_or(name));
                }
                Some(words) => text += words,
                None => text += &open.pop().map(|name| format!("</{name}>")).unwrap_or_default(),
            }
        }
        while let Some(name) = open.pop() {
            text += &format!("</{name}>");
        }
        text
    })
}

const WORD: &[&str] = &[
    "w:p",
    "w:p",
    "w:r",
    "w:r",
    "w:t",
    "w:t",
    "w:t",
    "w:del",
    "w:ins",
    "w:pPr",
    "w:rPr",
    "w:numPr",
    "w:ilvl w:val=\"3\"",
    "w:numId w:val=\"1\"",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:tcPr",
    "w:gridSpan w:val=\"99999\"",
    "w:trPr",
    "w:tblHeader",
    "w:txbxContent",
    "w:fldChar w:fldCharType=\"begin\"",
    "w:fldChar w:fldCharType=\"separate\"",
    "w:fldChar w:fldCharType=\"end\"",
    "w:sdtPr",
    "w:showingPlcHdr",
    "w:vanish",
    "w:tab",
    "w:br",
    "w:sym w:char=\"41\"",
    "w:vertAlign w:val=\"superscript\"",
    "m:r",
    "m:t",
];

const OPEN: &[&str] = &[
    "text:p",
    "text:p",
    "text:h text:outline-level=\"77\"",
    "text:span",
    "text:s text:c=\"999999999\"",
    "text:list",
    "text:list-item",
    "table:table",
    "table:table-row",
    "table:table-cell table:number-rows-spanned=\"9\"",
    "table:table-header-rows",
    "text:note-body",
    "text:note",
    "draw:text-box",
    "text:change text:change-id=\"a\"",
    "text:change-start text:change-id=\"b\"",
    "text:tab",
    "text:deletion",
    "text:changed-region text:id=\"a\"",
    "office:text",
];

proptest! {
    #[test]
    fn word_files_of_any_shape_are_read_and_annotated(body in elements(WORD), original in any::<bool>(), place in any::<prop::sample::Index>()) {
        let file = word(&body, &[("[Content_Types].xml", "<Types/>"), ("word/footnotes.xml", &format!("<a>{body}</a>"))]);
        let options = ReadOptions { format: Some(Format::Docx), original };
        let document = Document::read("a.docx", &file, options).unwrap();
        holds_together(&document);
        if let Some(block) = document.blocks.get(place.index(document.blocks.len().max(1))) {
            let half = document.source.floor_char_boundary((block.span.start + block.span.end) / 2);
            let notes = [Span::new(block.span.start, half), Span::new(half, block.span.end), block.span]
                .map(|span| Note { span: Some(span), text: "Note".to_owned() });
            // Elements where none belongs may make it impossible; then there is no copy.
            if let Ok(copy) = annotate(&document, &file, options, &notes) {
                prop_assert_eq!(Document::read("a.docx", &copy, options).unwrap().source, document.source);
            }
        }
    }

    #[test]
    fn opendocument_files_of_any_shape_are_read(body in elements(OPEN), original in any::<bool>()) {
        let content = format!("<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>");
        let options = ReadOptions { format: Some(Format::Odt), original };
        holds_together(&Document::read("a.odt", &pack(&[("content.xml", &content)]), options).unwrap());
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
