//! A plain text read from its file in pieces of whole paragraphs, so that memory does not grow with the file.

use super::open::{self, Problem};
use crate::error::Error;
use std::fs::{File, Metadata};
use std::io::{Read, Seek};
use std::path::Path;
use std::str;

/// Bytes that are read at once.
const STEP: usize = 1 << 18;

/// The byte order mark that may open a text, and nothing else.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A plain text in UTF-8.
#[derive(Debug)]
pub struct Pieces {
    file: File,
    shown: String,
    /// The file as it was when it was opened.
    before: Metadata,
    buffer: Vec<u8>,
    /// How many bytes of the buffer have been given.
    given: usize,
    /// How many bytes of the file stand before the buffer.
    offset: usize,
}

/// A piece of a text.
#[derive(Debug)]
pub struct Piece<'p> {
    /// Whole paragraphs.
    pub text: &'p str,
    /// The offset of its first byte in the file.
    pub offset: usize,
}

impl Pieces {
    /// Opens a text; `None` where its bytes are no UTF-8, or hold zeros as those of UTF-16 do.
    ///
    /// # Errors
    /// As [`open::read_file`].
    pub fn open(path: &Path) -> Result<Option<Pieces>, Error> {
        let shown = open::shown(path);
        Self::opened(path, &shown).map_err(|problem| problem.about(&shown))
    }

    fn opened(path: &Path, shown: &str) -> Result<Option<Pieces>, Problem> {
        let before = open::regular(path)?;
        let mut file = File::open(path).map_err(Problem::Io)?;
        let mut buffer = Vec::with_capacity(2 * STEP);
        while read(&file, &mut buffer)? > 0 {
            let whole = match str::from_utf8(&buffer) {
                Ok(text) => text.len(),
                // A character that goes on in the next bytes.
                Err(error) if error.error_len().is_none() => error.valid_up_to(),
                Err(_) => return Ok(None),
            };
            if memchr::memchr(0, &buffer).is_some() {
                return Ok(None);
            }
            buffer.drain(..whole);
        }
        if !buffer.is_empty() {
            return Ok(None);
        }
        file.rewind().map_err(Problem::Io)?;
        Ok(Some(Pieces { file, shown: shown.to_owned(), before, buffer, given: 0, offset: 0 }))
    }

    /// Starts from the beginning again.
    ///
    /// # Errors
    /// When the file cannot be read any more.
    pub fn rewind(&mut self) -> Result<(), Error> {
        (self.given, self.offset) = (0, 0);
        self.buffer.clear();
        self.file.rewind().map_err(|error| Problem::Io(error).about(&self.shown))
    }

    /// The next paragraphs; `None` behind the last ones.
    ///
    /// # Errors
    /// When reading fails, or the file changes while it is read.
    pub fn next_piece(&mut self) -> Result<Option<Piece<'_>>, Error> {
        let end = self.fill().map_err(|problem| problem.about(&self.shown))?;
        self.given = end;
        let bytes = self.buffer.get(..end).unwrap_or_default();
        match str::from_utf8(bytes) {
            Ok("") => Ok(None),
            Ok(text) => Ok(Some(Piece { text, offset: self.offset })),
            Err(_) => Err(Problem::Changed.about(&self.shown)),
        }
    }

    /// Puts the next paragraphs at the start of the buffer, and says where they end.
    fn fill(&mut self) -> Result<usize, Problem> {
        self.buffer.drain(..self.given);
        self.offset += std::mem::take(&mut self.given);
        loop {
            // An end of a paragraph may have begun in what was there before.
            let seen = self.buffer.len().saturating_sub(2);
            if read(&self.file, &mut self.buffer)? == 0 {
                let after = self.file.metadata().map_err(Problem::Io)?;
                let whole = (self.offset + self.buffer.len()) as u64 == after.len();
                let same = whole && open::is_same(&self.before, &after);
                return if same { Ok(self.buffer.len()) } else { Err(Problem::Changed) };
            }
            let new = self.buffer.get(seen..).unwrap_or_default();
            if let Some(end) = paragraph_end(new) {
                let behind = self.buffer.get(seen + end..).unwrap_or_default();
                if !(MARK.starts_with(behind) && !behind.is_empty() || behind.starts_with(MARK)) {
                    return Ok(seen + end);
                }
            }
        }
    }
}

/// Where the last paragraph ends that has an empty line behind it.
fn paragraph_end(bytes: &[u8]) -> Option<usize> {
    let empty = |line: &usize| {
        let before = bytes.get(..*line).unwrap_or_default();
        before.ends_with(b"\n") || before.ends_with(b"\n\r")
    };
    memchr::memrchr_iter(b'\n', bytes).find(empty).map(|line| line + 1)
}

/// Appends the next bytes of a file; returns how many.
fn read(file: &File, buffer: &mut Vec<u8>) -> Result<usize, Problem> {
    file.take(STEP as u64).read_to_end(buffer).map_err(Problem::Io)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of a text, put together again.
    fn pieces(text: &[u8]) -> Option<Vec<String>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("draft.txt");
        std::fs::write(&path, text).unwrap();
        let mut pieces = Pieces::open(&path).unwrap()?;
        let mut read = Vec::new();
        for _ in 0..2 {
            read.clear();
            pieces.rewind().unwrap();
            let mut end = 0;
            while let Some(piece) = pieces.next_piece().unwrap() {
                assert_eq!(piece.offset, end);
                end += piece.text.len();
                read.push(piece.text.to_owned());
            }
        }
        Some(read)
    }

    #[test]
    fn pieces_end_between_paragraphs_and_miss_nothing() {
        for (paragraph, end) in
            [("Sieben é Tonnen. ", "\n\n"), ("seven\r\n", "\r\n"), ("–", "\n\n\n"), ("one", "\n")]
        {
            let text = format!("{}{end}", paragraph.repeat(97)).repeat(STEP / 300);
            let read = pieces(text.as_bytes()).unwrap();
            assert_eq!(read.concat(), text);
            let last = read.len() - 1;
            assert!(read[..last].iter().all(|piece| piece.ends_with("\n\n") || piece.ends_with("\n\r\n")));
            assert_eq!(last > 0, end != "\n" && text.len() > STEP, "{end:?} {last}");
        }
        assert_eq!(pieces(b""), Some(Vec::new()));
    }

    #[test]
    fn a_byte_order_mark_opens_no_piece_but_the_first() {
        let text = "\u{feff}a\n\n".repeat(STEP / 4);
        let read = pieces(text.as_bytes()).unwrap();
        assert!(read.iter().skip(1).all(|piece| !piece.starts_with('\u{feff}')));
    }

    #[test]
    fn other_encodings_are_left_alone() {
        assert_eq!(pieces(b"caf\xe9"), None);
        assert_eq!(pieces("caf\u{e9}".as_bytes().split_last().unwrap().1), None);
        assert_eq!(pieces(b"a\0b\0"), None);
    }

    #[test]
    fn a_file_that_grows_while_it_is_read_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("draft.txt");
        std::fs::write(&path, "5 tonnes\n").unwrap();
        let mut pieces = Pieces::open(&path).unwrap().unwrap();
        std::fs::write(&path, "5 tonnes and more\n").unwrap();
        assert!(pieces.next_piece().unwrap_err().message.contains("changed"));
    }
}
