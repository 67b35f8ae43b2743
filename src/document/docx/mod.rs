//! Word files (Office Open XML).
//!
//! The source of such a document is its extracted text, a paragraph or table row a line: the body, then footnotes,
//! endnotes, page headers and footers. The dates in the file's properties say when the file was made or saved, which is
//! not when the text was written; only a custom property named `written` or `date` counts.

mod body;
mod styles;

use super::package::Package;
use super::xml::{Node, Xml};
use super::{Body, ReadOptions, written};
use crate::error::{Error, ErrorKind};
use crate::text::Span;
use jiff::civil::Date;
use styles::Styles;

pub(crate) use body::Piece;

/// A Word file's extracted text, and where each piece of the body stands in the package.
pub(crate) struct Traced {
    pub text: String,
    /// Name of the part that holds the body.
    pub main: String,
    /// In the order of the text; footnotes and page headers left out.
    pub pieces: Vec<Piece>,
}

/// Reads the Word file in `bytes`.
pub(super) fn read(path: &str, bytes: &[u8], options: ReadOptions) -> Result<Body, Error> {
    extract(path, bytes, options, false).map(|(body, ..)| body)
}

/// Reads the same text, and the places of the body's text in the package.
pub(crate) fn trace(path: &str, bytes: &[u8], options: ReadOptions) -> Result<Traced, Error> {
    let (body, main, pieces) = extract(path, bytes, options, true)?;
    Ok(Traced { text: body.prose, main, pieces })
}

fn extract(
    path: &str,
    bytes: &[u8],
    options: ReadOptions,
    trace: bool,
) -> Result<(Body, String, Vec<Piece>), Error> {
    let mut package = Package::open(path, bytes)?;
    let main = main_part(path, &mut package)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let styles = match package.part(&format!("{folder}/styles.xml"))? {
        Some(part) => Styles::read(path, &part)?,
        None => Styles::default(),
    };
    let mut walk = body::Walk::new(path, &styles, options.original, trace);
    let Some(part) = package.part(&main)? else { return Err(no_word(path)) };
    walk.part(&part)?;
    walk.stop_tracing();
    drop(part);
    // The package may list its parts in any order.
    let mut others: Vec<(u8, String)> =
        package.names().filter_map(|name| Some((rank(&name, &folder)?, name.into_owned()))).collect();
    others.sort();
    for (_, name) in others {
        if let Some(part) = package.part(&name)? {
            walk.part(&part)?;
        }
    }
    let written = match package.part("docProps/custom.xml")? {
        Some(part) => written_property(path, &part)?,
        None => None,
    };
    let (built, pieces, unread) = walk.finish();
    let body = Body { prose: built.prose, map: built.map, blocks: built.blocks, written, unread };
    Ok((body, main, pieces))
}

/// The place of a part behind the body; `None` for parts without text of their own.
fn rank(name: &str, folder: &str) -> Option<u8> {
    let name = name.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(".xml")?;
    match name.trim_end_matches(|letter: char| letter.is_ascii_digit()) {
        "footnotes" => Some(0),
        "endnotes" => Some(1),
        "header" => Some(2),
        "footer" => Some(3),
        _ => None,
    }
}

/// The name of the part that holds the body: what the package's relations say, usually `word/document.xml`.
fn main_part(path: &str, package: &mut Package) -> Result<String, Error> {
    let Some(relations) = package.part("_rels/.rels")? else { return Err(no_word(path)) };
    let mut xml = Xml::new(path, &relations, Span::new(0, relations.len()));
    while let Some(node) = xml.next()? {
        if let Node::Start(tag) = node
            && tag.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            && let Some(target) = tag.attribute("Target")
        {
            let target = target.trim_start_matches('/').to_owned();
            return if target.ends_with(".xml") && !target.starts_with("xl/") && !target.starts_with("ppt/") {
                Ok(target)
            } else {
                Err(no_word(path))
            };
        }
    }
    Err(no_word(path))
}

/// The day in a custom property named `written` or `date`.
fn written_property(path: &str, part: &str) -> Result<Option<Date>, Error> {
    let mut xml = Xml::new(path, part, Span::new(0, part.len()));
    let (mut name, mut found) = (String::new(), None);
    while let Some(node) = xml.next()? {
        match node {
            Node::Start(tag) if tag.name() == "property" => {
                name = tag.attribute("name").unwrap_or_default().to_lowercase()
            }
            Node::Text { text, .. } if name == "written" || (name == "date" && found.is_none()) => {
                found = written::day(&text).or(found);
            }
            _ => {}
        }
    }
    Ok(found)
}

fn no_word(path: &str) -> Error {
    Error::file(ErrorKind::Document, path, "this package is no Word file").hint("save the draft as .docx")
}
