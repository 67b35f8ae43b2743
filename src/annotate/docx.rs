//! Notes in Word files: comments.
//!
//! Nothing is written anew: comment marks are spliced into the bytes of the body, cutting a run in two where the words
//! begin or end inside it, and the other parts of the package are copied as they are, still compressed.

use super::{Note, Splices};
use crate::document::docx::{self, Piece};
use crate::document::package::{self, Package};
use crate::document::xml::{Node, Xml};
use crate::document::{Document, ReadOptions};
use crate::error::{Error, ErrorKind};
use crate::text::Span;
use quick_xml::escape::escape;
use std::collections::BTreeMap;
use std::fmt::Write as _;

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The package with a comment for each note.
pub(super) fn annotate(
    document: &Document,
    bytes: &[u8],
    options: ReadOptions,
    notes: &[Note],
) -> Result<Vec<u8>, Error> {
    let path = &document.path;
    let traced = docx::trace(path, bytes, options)?;
    if traced.text != document.source {
        return Err(Error::file(ErrorKind::Output, path, "the file is not the one that was checked")
            .hint("run again"));
    }
    if notes.is_empty() || traced.pieces.is_empty() {
        return Ok(bytes.to_vec());
    }
    let mut package = Package::open(path, bytes)?;
    let (folder, file) = traced.main.rsplit_once('/').unwrap_or(("", &traced.main));
    let mut changed: BTreeMap<String, String> = BTreeMap::new();

    let relations_name = format!("{folder}/_rels/{file}.rels");
    let relations = package.part(&relations_name)?.unwrap_or_else(|| {
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>".to_owned()
    });
    let (comments_name, comments) = match comments_target(path, &relations)? {
        Some(target) => {
            let name = target.strip_prefix('/').map_or_else(|| format!("{folder}/{target}"), str::to_owned);
            let part = package.part(&name)?.unwrap_or_default();
            (name, part)
        }
        None => {
            let name = format!("{folder}/factlock-comments.xml");
            let relation = format!(
                "<Relationship Id=\"factlock-comments\" Type=\"{RELATION}\" Target=\"factlock-comments.xml\"/>"
            );
            changed.insert(relations_name, before_end(path, &relations, &relation)?);
            let types = package.part("[Content_Types].xml")?.unwrap_or_default();
            let kind = format!("<Override PartName=\"/{name}\" ContentType=\"{CONTENT}\"/>");
            changed.insert("[Content_Types].xml".to_owned(), before_end(path, &types, &kind)?);
            (name, String::new())
        }
    };
    let comments = if comments.trim().is_empty() {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{NAMESPACE}\"></w:comments>"
        )
    } else {
        comments
    };
    let Some(body) = package.part(&traced.main)? else { return Ok(bytes.to_vec()) };
    let first = next_id(path, &comments)?.max(next_id(path, &body)?);
    changed.insert(comments_name, before_end(path, &comments, &comment_elements(&comments, notes, first))?);
    changed.insert(traced.main.clone(), marked(&body, &traced.pieces, notes, first));
    let copy = package::rewritten(path, bytes, &changed)?;
    // Whatever shape the file has: a copy that says anything else is not handed out.
    match docx::trace(path, &copy, options) {
        Ok(again) if again.text == document.source => Ok(copy),
        _ => Err(Error::file(
            ErrorKind::Output,
            path,
            "notes cannot be placed in this file without changing it",
        )
        .hint("save the draft anew in a word processor")),
    }
}

/// The body with the marks of all comments.
fn marked(body: &str, pieces: &[Piece], notes: &[Note], first: usize) -> String {
    let prefix = prefix(body);
    let mut cuts: BTreeMap<usize, Cut> = BTreeMap::new();
    for (at, note) in notes.iter().enumerate() {
        let id = first + at;
        let (start, end) = places(body, &prefix, pieces, note);
        let opening = format!("<{prefix}commentRangeStart {prefix}id=\"{id}\"/>");
        let closing = format!(
            "<{prefix}commentRangeEnd {prefix}id=\"{id}\"/><{prefix}r><{prefix}commentReference {prefix}id=\"{id}\"/></{prefix}r>"
        );
        cuts.entry(start.at).or_insert_with(|| start.cut(body)).opening.push_str(&opening);
        cuts.entry(end.at).or_insert_with(|| end.cut(body)).closing.push_str(&closing);
    }
    let mut splices = Splices::default();
    let mut preserved = Vec::new();
    for (at, cut) in cuts {
        if let Some(space) = cut.space
            && !preserved.contains(&space)
        {
            preserved.push(space);
            splices.insert(space, " xml:space=\"preserve\"");
        }
        splices.insert(at, [cut.before, cut.closing, cut.opening, cut.behind].concat());
    }
    splices.apply(body)
}

/// Where marks go, and what they cut in two.
#[derive(Debug, Default)]
struct Cut {
    /// Closes the run that is cut.
    before: String,
    closing: String,
    opening: String,
    /// Opens it again.
    behind: String,
    /// Where the cut text element must be told to keep its white space.
    space: Option<usize>,
}

/// A place for marks in the body.
#[derive(Debug, Clone, Copy)]
struct Place<'p> {
    at: usize,
    /// The piece that is cut, if any, and whether the cut goes through its text.
    cuts: Option<(&'p Piece, bool)>,
}

impl Place<'_> {
    fn cut(&self, body: &str) -> Cut {
        let Some((piece, inside)) = self.cuts else { return Cut::default() };
        let (run, properties) = (tag_name(body, piece.run), piece.properties.of(body));
        if !inside {
            return Cut {
                before: format!("</{run}>"),
                behind: format!("<{run}>{properties}"),
                ..Cut::default()
            };
        }
        let element = tag_name(body, piece.element.start);
        let kept = piece.element.of(body).contains("preserve");
        Cut {
            before: format!("</{element}></{run}>"),
            behind: format!("<{run}>{properties}<{element} xml:space=\"preserve\">"),
            space: (!kept).then_some(piece.element.start + 1 + element.len()),
            ..Cut::default()
        }
    }
}

/// Where the comment of a note begins and ends; without a place in the body, around its first piece of text.
fn places<'p>(body: &str, prefix: &str, pieces: &'p [Piece], note: &Note) -> (Place<'p>, Place<'p>) {
    // Formulas have runs of their own, in which no comment may begin.
    let usable = |piece: &&Piece| tag_name(body, piece.run).strip_suffix('r') == Some(prefix);
    let found = note.span.and_then(|span| {
        let first = pieces.partition_point(|piece| piece.prose.end <= span.start);
        let behind = pieces.partition_point(|piece| piece.prose.start < span.end);
        let range = pieces.get(first..behind)?;
        Some((range.iter().find(usable)?, range.iter().rev().find(usable)?, span))
    });
    let any = pieces.iter().find(usable).or(pieces.first());
    match (found, any) {
        (Some((first, last, span)), _) => (start(body, first, span.start), end(body, last, span.end)),
        (None, Some(piece)) => (start(body, piece, piece.prose.start), end(body, piece, piece.prose.end)),
        (None, None) => (Place { at: 0, cuts: None }, Place { at: 0, cuts: None }),
    }
}

fn is_text(piece: &Piece) -> bool {
    !piece.element.is_empty() && piece.bytes.len() == piece.prose.len()
}

/// The place before an offset of the text: before its run, before its element, or inside its text.
fn start<'p>(body: &str, piece: &'p Piece, offset: usize) -> Place<'p> {
    if is_text(piece) && offset > piece.prose.start {
        return Place { at: piece.bytes.start + (offset - piece.prose.start), cuts: Some((piece, true)) };
    }
    let element = if piece.element.is_empty() { piece.bytes } else { piece.element };
    if !piece.element.is_empty() && piece.bytes.start > piece.element.end {
        // An entity or a further piece of the same element.
        return Place { at: piece.bytes.start, cuts: Some((piece, true)) };
    }
    let before = Span::new(piece.run, element.start).of(body);
    let only = if piece.properties.is_empty() {
        before.ends_with('>') && before.matches('<').count() == 1
    } else {
        piece.properties.end == element.start
    };
    if only {
        Place { at: piece.run, cuts: None }
    } else {
        Place { at: element.start, cuts: Some((piece, false)) }
    }
}

/// The place behind an offset of the text: inside its text, or behind its run.
fn end<'p>(body: &str, piece: &'p Piece, offset: usize) -> Place<'p> {
    if piece.element.is_empty() {
        return start(body, piece, offset);
    }
    if is_text(piece) && offset < piece.prose.end {
        return Place { at: piece.bytes.start + (offset - piece.prose.start), cuts: Some((piece, true)) };
    }
    let close = format!("</{}></{}>", tag_name(body, piece.element.start), tag_name(body, piece.run));
    if body.get(piece.bytes.end..).is_some_and(|rest| rest.starts_with(&close)) {
        return Place { at: piece.bytes.end + close.len(), cuts: None };
    }
    Place { at: piece.bytes.end, cuts: Some((piece, true)) }
}

/// The name, with its prefix, of the tag that starts at an offset.
fn tag_name(body: &str, at: usize) -> &str {
    let rest = body.get(at + 1..).unwrap_or_default();
    let end = rest.find(|letter: char| letter.is_whitespace() || "/>".contains(letter)).unwrap_or(rest.len());
    Span::new(0, end).of(rest)
}

/// The prefix, with its colon, of a part's root element.
fn prefix(part: &str) -> String {
    let mut at = 0;
    while let Some(found) = part.get(at..).and_then(|rest| rest.find('<')) {
        let name = tag_name(part, at + found);
        if !name.starts_with(['?', '!']) {
            return name.split_once(':').map_or_else(String::new, |(prefix, _)| format!("{prefix}:"));
        }
        at += found + 1;
    }
    String::new()
}

/// The comments themselves, a paragraph for each line.
fn comment_elements(comments: &str, notes: &[Note], first: usize) -> String {
    let w = prefix(comments);
    let mut elements = String::new();
    for (at, note) in notes.iter().enumerate() {
        let id = first + at;
        let _ = write!(elements, "<{w}comment {w}id=\"{id}\" {w}author=\"factlock\" {w}initials=\"fl\">");
        for line in note.text.lines() {
            let line: String = line.chars().filter(|letter| !letter.is_control()).collect();
            let _ = write!(
                elements,
                "<{w}p><{w}r><{w}t xml:space=\"preserve\">{}</{w}t></{w}r></{w}p>",
                escape(&line)
            );
        }
        let _ = write!(elements, "</{w}comment>");
    }
    elements
}

/// Where the relations of the body say the comments are.
fn comments_target(path: &str, relations: &str) -> Result<Option<String>, Error> {
    let mut xml = Xml::new(path, relations, Span::new(0, relations.len()));
    while let Some(node) = xml.next()? {
        if let Node::Start(tag) = node
            && tag.attribute("Type").is_some_and(|kind| kind.ends_with("/comments"))
        {
            return Ok(tag.attribute("Target"));
        }
    }
    Ok(None)
}

/// One more than the highest number of a comment in a part.
fn next_id(path: &str, part: &str) -> Result<usize, Error> {
    let mut next = 0;
    let mut xml = Xml::new(path, part, Span::new(0, part.len()));
    while let Some(node) = xml.next()? {
        if let Node::Start(tag) = node
            && tag.name().starts_with("comment")
            && let Some(id) = tag.attribute("id").and_then(|id| id.parse::<usize>().ok())
        {
            next = next.max(id.saturating_add(1));
        }
    }
    Ok(next)
}

/// A part with `more` before the end tag of its root.
fn before_end(path: &str, part: &str, more: &str) -> Result<String, Error> {
    let kept = part.trim_end();
    let mut splices = Splices::default();
    if let Some(at) = part.rfind("</").filter(|_| !kept.ends_with("/>")) {
        splices.insert(at, more);
        return Ok(splices.apply(part));
    }
    // A root without content.
    let start = kept.rfind('<').filter(|_| kept.ends_with("/>"));
    let Some(start) = start else {
        return Err(Error::file(ErrorKind::Document, path, "this file is damaged: a part of it is empty"));
    };
    let open = Span::new(0, kept.len() - 2).of(kept);
    Ok(format!("{open}>{more}</{}>", tag_name(kept, start)))
}
