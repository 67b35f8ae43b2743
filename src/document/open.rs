//! Documents from files: the only place of the document room that touches the disk.

use super::{Document, ReadOptions};
use crate::error::{Error, ErrorKind};
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::Path;

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 150_000_000;

impl Document {
    /// Opens and reads a file.
    ///
    /// # Errors
    /// As [`read_file`], and when the bytes are not what the format says.
    pub fn open(path: &Path, options: ReadOptions) -> Result<Document, Error> {
        Document::from_vec(&shown(path), read_file(path)?, options)
    }
}

/// Reads all of a stream that is called `name`, such as standard input.
///
/// # Errors
/// When reading fails or there are more than [`LARGEST`] bytes.
pub fn read_stream(name: &str, stream: impl Read) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    read_to(stream, &mut bytes).map_err(|problem| problem.about(name))?;
    Ok(bytes)
}

/// Why a file was not read.
#[derive(Debug)]
pub(super) enum Problem {
    Io(io::Error),
    Folder,
    NoFile,
    TooLarge(u64),
    Changed,
}

/// Reads all of a file.
///
/// # Errors
/// When there is no such file, it is none (a folder, a pipe, a device), may not be read, is larger than [`LARGEST`], or
/// changes while it is read.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    read_unchanged(path).map_err(|problem| problem.about(&shown(path)))
}

pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// What is known of a file that may be read.
pub(super) fn regular(path: &Path) -> Result<Metadata, Problem> {
    // Opening a pipe would wait for a writer, so ask first.
    let file = fs::metadata(path).map_err(Problem::Io)?;
    match () {
        () if file.is_dir() => Err(Problem::Folder),
        () if !file.is_file() => Err(Problem::NoFile),
        () if file.len() > LARGEST => Err(Problem::TooLarge(file.len())),
        () => Ok(file),
    }
}

/// Whether a file is as it was before.
pub(super) fn is_same(before: &Metadata, after: &Metadata) -> bool {
    before.len() == after.len() && before.modified().ok() == after.modified().ok()
}

fn read_unchanged(path: &Path) -> Result<Vec<u8>, Problem> {
    let before = regular(path)?;
    let file = File::open(path).map_err(Problem::Io)?;
    // One byte more than the file holds, so that the end is met without growing.
    let mut bytes = Vec::with_capacity(usize::try_from(before.len()).unwrap_or(0) + 1);
    read_to(&file, &mut bytes)?;
    let after = file.metadata().map_err(Problem::Io)?;
    if !is_same(&before, &after) || after.len() != bytes.len() as u64 {
        return Err(Problem::Changed);
    }
    Ok(bytes)
}

fn read_to(stream: impl Read, bytes: &mut Vec<u8>) -> Result<(), Problem> {
    stream.take(LARGEST + 1).read_to_end(bytes).map_err(Problem::Io)?;
    if bytes.len() as u64 > LARGEST { Err(Problem::TooLarge(bytes.len() as u64)) } else { Ok(()) }
}

impl Problem {
    pub(super) fn about(&self, path: &str) -> Error {
        let (message, hint) = match self {
            Problem::Io(error) => match error.kind() {
                io::ErrorKind::NotFound => {
                    ("there is no such file".to_owned(), "check the spelling of the path")
                }
                io::ErrorKind::PermissionDenied => {
                    ("you are not allowed to read this file".to_owned(), "ask its owner, or copy it")
                }
                _ => (format!("the file cannot be read: {error}"), "try again, or copy it first"),
            },
            Problem::Folder => ("this is a folder, not a document".to_owned(), "name the documents in it"),
            Problem::NoFile => (
                "this is a pipe or device, not a file".to_owned(),
                "pipe the text in and give - as the document",
            ),
            Problem::TooLarge(size) => (
                format!(
                    "the file is too large: over {} MB, and {} MB can be read",
                    size / 1_000_000,
                    LARGEST / 1_000_000
                ),
                "split it into parts",
            ),
            Problem::Changed => {
                ("the file changed while it was read".to_owned(), "wait until it is saved, then run again")
            }
        };
        Error::file(ErrorKind::Document, path, message).hint(hint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let message = |path: &Path| Document::open(path, ReadOptions::default()).unwrap_err().message;
        assert!(message(folder.path()).contains("folder"));
        assert!(message(&folder.path().join("none.txt")).contains("no such file"));
        let large = folder.path().join("large.txt");
        File::create(&large).unwrap().set_len(200_000_000).unwrap();
        assert_eq!(message(&large), "the file is too large: over 200 MB, and 150 MB can be read");
        #[cfg(unix)]
        assert!(message(Path::new("/dev/null")).contains("pipe or device"));
    }

    #[test]
    fn a_file_is_read_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("draft.md");
        fs::write(&path, "# Title\n").unwrap();
        let document = Document::open(&path, ReadOptions::default()).unwrap();
        assert_eq!((document.prose(), document.format), ("Title", super::super::Format::Markdown));
        assert_eq!(read_stream("-", &b"abc"[..]), Ok(b"abc".to_vec()));
        assert!(read_stream("-", io::repeat(b'a')).unwrap_err().message.contains("too large"));
    }
}
