//! Which format a file has, by its ending and its first bytes.

use super::Format;
use crate::error::{Error, ErrorKind};

/// What the first bytes of a file say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looks {
    Zip,
    Pdf,
    /// The container of old Office files, which also wraps password-protected new ones.
    Compound {
        encrypted: bool,
    },
    Rtf,
    Html,
    Other,
}

/// The format of a file: the one told, or else the one its ending names; where the ending names none, the content decides.
///
/// # Errors
/// When the content is plainly another format than the one told or named, or one that is not read at all.
pub(super) fn format(path: &str, bytes: &[u8], told: Option<Format>) -> Result<Format, Error> {
    let looks = looks(bytes);
    let named = told.or_else(|| Format::of_path(path));
    let fail = |message: &str, hint: &str| Err(Error::file(ErrorKind::Document, path, message).hint(hint));
    match (named, looks) {
        (_, Looks::Compound { encrypted: true }) => {
            fail("this file is protected by a password", "save a copy without the password")
        }
        (_, Looks::Compound { .. }) => fail("this is a file of the old Word (.doc)", "save it as .docx"),
        (_, Looks::Rtf) => fail("this is an RTF file", "save it as .docx"),
        (Some(Format::Docx | Format::Odt), Looks::Zip) | (Some(Format::Pdf), Looks::Pdf) => {
            Ok(named.unwrap_or(Format::Text))
        }
        (Some(Format::Docx | Format::Odt | Format::Pdf), Looks::Html) => {
            fail("this is an HTML page under another name", "rename it to .html, or say --as html")
        }
        (Some(Format::Docx | Format::Odt), _) if bytes.is_empty() => {
            fail("the file is empty", "save the draft again")
        }
        (Some(Format::Docx), _) => {
            fail("this is no Word file, or only a part of one", "save the draft again as .docx")
        }
        (Some(Format::Odt), _) => {
            fail("this is no OpenDocument file, or only a part of one", "save the draft again as .odt")
        }
        (Some(Format::Pdf), _) => {
            fail("this is no PDF file, or only a part of one", "export the draft again")
        }
        (Some(_), Looks::Pdf) => {
            fail("this is a PDF file under another name", "rename it to .pdf, or say --as pdf")
        }
        (Some(_), Looks::Zip) => {
            fail("this is a packed file under another name", "rename it to .docx or .odt, or say --as docx")
        }
        (Some(format), _) => Ok(format),
        (None, Looks::Pdf) => Ok(Format::Pdf),
        (None, Looks::Zip) if find(bytes, b"application/vnd.oasis.opendocument.text", 200) => Ok(Format::Odt),
        (None, Looks::Zip) => Ok(Format::Docx),
        (None, Looks::Html) => Ok(Format::Html),
        (None, _) => Ok(Format::Text),
    }
}

fn looks(bytes: &[u8]) -> Looks {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Looks::Zip;
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        // Names in the container's directory are UTF-16.
        let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
        return Looks::Compound { encrypted: memchr::memmem::find(bytes, &name).is_some() };
    }
    if bytes.starts_with(b"{\\rtf") {
        return Looks::Rtf;
    }
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if bytes.starts_with(b"%PDF-") {
        return Looks::Pdf;
    }
    let head = text.get(..15).unwrap_or(text).to_ascii_lowercase();
    if head.starts_with(b"<!doctype html") || head.starts_with(b"<html") { Looks::Html } else { Looks::Other }
}

/// Whether the first `within` bytes hold `needle`.
fn find(bytes: &[u8], needle: &[u8], within: usize) -> bool {
    memchr::memmem::find(bytes.get(..within).unwrap_or(bytes), needle).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_and_content_name_the_format() {
        let format = |path, bytes: &[u8]| format(path, bytes, None).ok();
        assert_eq!(format("a/b.MD", b"x"), Some(Format::Markdown));
        assert_eq!(format("a.b/c", b"x"), Some(Format::Text));
        assert_eq!(format("c", b"\n<!DOCTYPE HTML>"), Some(Format::Html));
        assert_eq!(format("c", b"%PDF-1.7"), Some(Format::Pdf));
        assert_eq!(
            format("c", b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text"),
            Some(Format::Odt)
        );
        assert_eq!(format("c.docx", b"PK\x03\x04"), Some(Format::Docx));
    }

    #[test]
    fn renamed_and_foreign_files_are_named() {
        let message = |path, bytes: &[u8], told| {
            format(path, bytes, told).err().map(|error| error.message).unwrap_or_default()
        };
        assert!(message("a.docx", b"<html>", None).contains("HTML page"));
        assert!(message("a.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", None).contains("old Word"));
        assert!(
            message(
                "a.docx",
                b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
                None
            )
            .contains("password")
        );
        assert!(message("a.docx", b"Dear all", None).contains("no Word file"));
        assert!(message("a.docx", b"", None).contains("empty"));
        assert!(message("a.txt", b"{\\rtf1", None).contains("RTF"));
        assert!(message("a.txt", b"%PDF-1.7", None).contains("PDF"));
        assert!(message("a.md", b"PK\x03\x04", None).contains("packed"));
        assert!(message("a.md", b"x", Some(Format::Odt)).contains("no OpenDocument file"));
    }
}
