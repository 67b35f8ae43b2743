//! The zip packages of Word and OpenDocument, unpacked with limits.

use crate::error::{Error, ErrorKind};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

/// A package holds at most this many files.
const MOST_PARTS: usize = 5_000;
/// A part holds at most this many bytes.
const LARGEST_PART: u64 = 60_000_000;
/// All parts read hold together at most this many bytes.
const LARGEST_TOTAL: u64 = 150_000_000;

/// A package whose parts are unpacked when asked for.
pub(crate) struct Package<'b> {
    path: String,
    archive: ZipArchive<Cursor<&'b [u8]>>,
    unpacked: u64,
}

impl<'b> Package<'b> {
    /// Opens the package in `bytes`; `path` is for messages.
    pub fn open(path: &str, bytes: &'b [u8]) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(path, &error))?;
        if archive.len() > MOST_PARTS {
            return Err(too_large(path, &format!("it packs more than {MOST_PARTS} files")));
        }
        Ok(Self { path: path.to_owned(), archive, unpacked: 0 })
    }

    /// The text of a part; `None` where there is no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, Error> {
        let file = match self.archive.by_name(name.trim_start_matches('/')) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(broken(&self.path, &error)),
        };
        let mut bytes = Vec::new();
        // The size a package states may be wrong: count what comes.
        file.take(LARGEST_PART + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| broken(&self.path, &error.into()))?;
        let size = bytes.len() as u64;
        self.unpacked += size;
        if size > LARGEST_PART || self.unpacked > LARGEST_TOTAL {
            let (part, total) = (LARGEST_PART / 1_000_000, LARGEST_TOTAL / 1_000_000);
            return Err(too_large(
                &self.path,
                &format!("more than {part} MB in a part or {total} MB in all"),
            ));
        }
        super::decode::text(&self.path, bytes, None).map(Some)
    }

    /// The names of the parts, in the package's order.
    pub fn names(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.archive.file_names().flatten()
    }
}

fn too_large(path: &str, what: &str) -> Error {
    Error::file(ErrorKind::Document, path, format!("this file unpacks to too much: {what}"))
        .hint("it may be a zip bomb; save the draft anew in a word processor")
}

fn broken(path: &str, error: &ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(text) if *text == ZipError::PASSWORD_REQUIRED => protected(path),
        _ => Error::file(ErrorKind::Document, path, "this file is damaged or only a part of one")
            .hint("save or download it again"),
    }
}

/// The error for a file protected by a password.
pub(crate) fn protected(path: &str) -> Error {
    Error::file(ErrorKind::Document, path, "this file is protected by a password")
        .hint("save a copy without the password")
}

/// A copy of the package in `bytes` with the parts in `changed` replaced or added, and all others copied as they are.
pub(crate) fn rewritten(
    path: &str,
    bytes: &[u8],
    changed: &BTreeMap<String, String>,
) -> Result<Vec<u8>, Error> {
    rewrite(bytes, changed).map_err(|error| broken(path, &error))
}

fn rewrite(bytes: &[u8], changed: &BTreeMap<String, String>) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut copy = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + 4096)));
    let mut left: BTreeMap<&str, &String> =
        changed.iter().map(|(name, part)| (name.as_str(), part)).collect();
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at)?;
        match left.remove(file.name()?.as_ref()) {
            None => copy.raw_copy_file(file)?,
            Some(part) => {
                let options =
                    SimpleFileOptions::default().last_modified_time(file.last_modified().unwrap_or_default());
                copy.start_file(file.name()?.into_owned(), options)?;
                copy.write_all(part.as_bytes())?;
            }
        }
    }
    for (name, part) in left {
        copy.start_file(name, SimpleFileOptions::default().last_modified_time(DateTime::default()))?;
        copy.write_all(part.as_bytes())?;
    }
    Ok(copy.finish()?.into_inner())
}
