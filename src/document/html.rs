//! HTML: the text a reader of the page sees.
//!
//! Left out: what is hidden, scripts and styles, code, menus (`<nav>`), footnote marks, and deletions (`<del>`, `<s>`), or, where the
//! original is wanted, insertions. The tokens are the HTML standard's; what the elements mean for the prose is decided
//! here, without building a tree, so nesting costs nothing.

use super::build::Builder;
use super::{Body, ReadOptions, entity, written};
use crate::text::Span;
use html5gum::emitters::default::{DefaultEmitter, StartTag};
use html5gum::{Token, Tokenizer};
use jiff::civil::Date;

/// Reads the HTML page in `source`, from the byte offset `from` on.
pub(super) fn read(source: &str, from: usize, options: ReadOptions) -> Body {
    let mut walker = Walker::new(options.original);
    walker.read(source, Span::new(from, source.len()));
    let (unread, written) = (walker.unread(), walker.written);
    let built = walker.builder.finish();
    Body { prose: built.prose, map: built.map, blocks: built.blocks, written, unread }
}

/// Reads HTML, whole or in pieces, into a [`Builder`].
#[derive(Debug)]
pub(super) struct Walker {
    pub builder: Builder,
    /// Read the text before tracked changes.
    original: bool,
    /// The element whose content is being left out.
    hidden: Option<Hidden>,
    /// Superscripts open.
    raised: usize,
    /// Whether nothing but white space followed the last line break.
    after_break: bool,
    /// Embedded things that could not be read.
    embedded: usize,
    /// The day the page says it was written.
    written: Option<Date>,
}

#[derive(Debug)]
struct Hidden {
    name: String,
    /// Elements of the same name open inside it.
    nested: usize,
    /// Lists and tables open inside it.
    containers: usize,
}

impl Walker {
    pub fn new(original: bool) -> Self {
        Self {
            builder: Builder::new(),
            original,
            hidden: None,
            raised: 0,
            after_break: false,
            embedded: 0,
            written: None,
        }
    }

    /// Reads a piece of `source`.
    pub fn read(&mut self, source: &str, piece: Span) {
        let text = piece.of(source);
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        // Reading a string cannot fail.
        for token in Tokenizer::new_with_emitter(text, emitter).flatten() {
            match token {
                Token::StartTag(tag) => {
                    let span = Span::new(tag.span.start, tag.span.end).shifted(piece.start);
                    self.start_tag(&String::from_utf8_lossy(&tag.name), &tag, span);
                }
                Token::EndTag(tag) => {
                    let span = Span::new(tag.span.start, tag.span.end).shifted(piece.start);
                    self.end_tag(&String::from_utf8_lossy(&tag.name), span);
                }
                Token::String(string) => {
                    self.text(source, Span::new(string.span.start, string.span.end).shifted(piece.start));
                }
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
    }

    /// Adds text that holds no markup.
    pub fn plain(&mut self, text: &str, span: Span) {
        if self.hidden.is_some() {
            return;
        }
        match raised(text).filter(|_| self.raised > 0) {
            Some(raised) => self.builder.text(&raised, span),
            None => self.builder.text(text, span),
        }
    }

    /// What could not be read, in words for an editor.
    pub fn unread(&self) -> Vec<String> {
        match self.embedded {
            0 => Vec::new(),
            1 => vec!["1 embedded picture, frame or video".to_owned()],
            count => vec![format!("{count} embedded pictures, frames or videos")],
        }
    }

    /// Whether text is being left out.
    pub fn is_hidden(&self) -> bool {
        self.hidden.is_some()
    }

    /// Ends what an unclosed inline element hides: a Markdown block has ended.
    pub fn show(&mut self) {
        self.hidden = None;
        self.raised = 0;
    }

    fn start_tag(&mut self, name: &str, tag: &StartTag<usize>, span: Span) {
        if self.stays_hidden(name, true) {
            return;
        }
        if is_hidden(name, tag, self.original) {
            self.embedded += usize::from(EMBEDDED.contains(&name));
            if BLOCKS.contains(&name) {
                self.builder.end_block();
            }
            if !VOID.contains(&name) {
                self.hidden = Some(Hidden { name: name.to_owned(), nested: 0, containers: 0 });
            }
            return;
        }
        match name {
            "br" if self.after_break => self.builder.end_block(),
            "br" => {
                self.builder.space(span);
                self.after_break = !self.builder.so_far().is_empty();
                return;
            }
            "meta" => self.written = self.written.or_else(|| day_in_meta(tag)),
            "q" => self.builder.text("“", span),
            "sup" => self.raised += 1,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.builder
                    .begin_heading(name.as_bytes().get(1).map_or(1, |digit| digit.saturating_sub(b'0')));
            }
            "ul" | "ol" | "dl" | "menu" => self.builder.begin_list(),
            "li" | "dt" => self.builder.begin_item(),
            "table" => self.builder.begin_table(),
            "thead" => self.builder.table_head(true),
            "tr" => self.builder.end_row(),
            "td" | "th" => {
                self.builder.begin_cell(number(tag, b"colspan"), number(tag, b"rowspan"), name == "th");
            }
            _ if BLOCKS.contains(&name) => self.builder.end_block(),
            _ => return,
        }
        self.after_break = false;
    }

    fn end_tag(&mut self, name: &str, span: Span) {
        if self.stays_hidden(name, false) {
            return;
        }
        match name {
            "q" => self.builder.text("”", span),
            "sup" => self.raised = self.raised.saturating_sub(1),
            "ul" | "ol" | "dl" | "menu" => self.builder.end_list(),
            "table" => self.builder.end_table(),
            "thead" => self.builder.table_head(false),
            "tr" => self.builder.end_row(),
            "td" | "th" => self.builder.end_cell(),
            _ if BLOCKS.contains(&name) => self.builder.end_block(),
            _ => return,
        }
        self.after_break = false;
    }

    /// Whether a tag lies inside a hidden element. Ends the hidden element where the tag closes it, by name or, as the
    /// HTML standard has it for paragraphs, items and cells, by implication.
    fn stays_hidden(&mut self, name: &str, start: bool) -> bool {
        let Some(hidden) = &mut self.hidden else { return false };
        let implied =
            matches!(hidden.name.as_str(), "p" | "li" | "tr" | "td" | "th" | "dt" | "dd" | "option");
        let outermost = implied && hidden.containers == 0;
        if hidden.name == name {
            if start && !outermost {
                hidden.nested += 1;
            } else if !start && hidden.nested > 0 {
                hidden.nested -= 1;
            } else {
                self.hidden = None;
                return !start;
            }
            return true;
        }
        let container = matches!(name, "ul" | "ol" | "dl" | "table" | "menu");
        let closes =
            if hidden.name == "p" { BLOCKS.contains(&name) } else { outermost && container && !start };
        if closes {
            self.hidden = None;
            return false;
        }
        if container {
            hidden.containers =
                if start { hidden.containers + 1 } else { hidden.containers.saturating_sub(1) };
        }
        true
    }

    /// Reads the text at `span`: white space in one, entities decoded.
    fn text(&mut self, source: &str, span: Span) {
        if self.hidden.is_some() {
            return;
        }
        let text = span.of(source);
        if self.raised > 0
            && let Some(raised) = raised(text)
        {
            self.builder.text(&raised, span);
            return;
        }
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let plain =
                rest.find(|letter: char| letter == '&' || letter.is_ascii_whitespace()).unwrap_or(rest.len());
            if plain > 0 {
                self.after_break = false;
                self.builder
                    .text(Span::new(0, plain).of(rest), Span::new(at, at + plain).shifted(span.start));
            }
            let rest = rest.get(plain..).unwrap_or_default();
            at += plain;
            if rest.is_empty() {
                break;
            }
            let length = if rest.starts_with('&') {
                self.after_break = false;
                let (decoded, length) = entity::decode(rest).unwrap_or(("&".into(), 1));
                self.builder.text(&decoded, Span::new(at, at + length).shifted(span.start));
                length
            } else {
                let length = rest.len() - rest.trim_ascii_start().len();
                self.builder.space(Span::new(at, at + length).shifted(span.start));
                length
            };
            at += length;
        }
    }
}

/// A raised figure as superscript characters, so that m² and footnote marks are told from digits.
pub(super) fn raised(text: &str) -> Option<String> {
    let digit =
        |digit| Some(['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][char::to_digit(digit, 10)? as usize]);
    let raised: Option<String> = text
        .trim_ascii()
        .chars()
        .map(|letter| match letter {
            '-' | '−' | '–' => Some('⁻'),
            _ => digit(letter),
        })
        .collect();
    raised.filter(|raised| raised.len() <= 20 && text.contains(|letter: char| letter.is_ascii_digit()))
}

/// Elements that begin and end a block.
const BLOCKS: [&str; 50] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "title",
];

/// Elements without content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements whose content is another medium.
const EMBEDDED: [&str; 7] = ["audio", "canvas", "embed", "iframe", "object", "svg", "video"];

/// Elements whose content is not on the page, is code, or leads to other pages.
const UNSEEN: [&str; 14] = [
    "code", "datalist", "kbd", "nav", "noframes", "noscript", "rp", "samp", "script", "select", "style",
    "template", "textarea", "title",
];

/// Class names by which sites hide text from everyone who sees.
const UNSEEN_CLASSES: [&str; 4] = ["screen-reader-text", "sr-only", "visually-hidden", "visuallyhidden"];

/// How the link of a footnote mark or of its way back begins, in the HTML of Word, LibreOffice, pandoc and wikis.
const NOTE_LINKS: [&str; 6] = ["#_ftn", "#_edn", "#cite_", "#fn", "#sdendnote", "#sdfootnote"];

fn is_hidden(name: &str, tag: &StartTag<usize>, original: bool) -> bool {
    let deleted = matches!(name, "del" | "s" | "strike") && !original;
    if deleted || (name == "ins" && original) || UNSEEN.contains(&name) || EMBEDDED.contains(&name) {
        return true;
    }
    let value = |key: &[u8]| tag.attributes.get(key).map(|value| String::from_utf8_lossy(&value.value));
    let style = value(b"style").map(|style| style.to_ascii_lowercase().replace(char::is_whitespace, ""));
    let styled = |style: String| {
        ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|hides| style.contains(hides))
    };
    let classes =
        |classes: &str| classes.split_ascii_whitespace().any(|class| UNSEEN_CLASSES.contains(&class));
    let note = || {
        let link = value(b"href").is_some_and(|link| NOTE_LINKS.iter().any(|start| link.starts_with(start)));
        link || value(b"role").is_some_and(|role| role == "doc-noteref" || role == "doc-backlink")
    };
    tag.attributes.contains_key(&b"hidden"[..])
        || style.is_some_and(styled)
        || value(b"class").is_some_and(|value| classes(&value))
        || (name == "a" && note())
}

/// The day in a `<meta>` element that dates the page's text.
fn day_in_meta(tag: &StartTag<usize>) -> Option<Date> {
    let value = |key: &[u8]| tag.attributes.get(key).and_then(|value| std::str::from_utf8(&value.value).ok());
    let name = value(b"name").or_else(|| value(b"property"))?.to_ascii_lowercase();
    let dates =
        ["date", "written", "dc.date", "dcterms.date", "article:published_time", "article:modified_time"];
    dates.contains(&name.as_str()).then(|| written::day(value(b"content")?)).flatten()
}

fn number(tag: &StartTag<usize>, key: &[u8]) -> usize {
    let value = tag.attributes.get(key).and_then(|value| std::str::from_utf8(&value.value).ok());
    value.and_then(|value| value.trim().parse().ok()).unwrap_or(1)
}
