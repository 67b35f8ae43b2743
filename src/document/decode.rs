//! Bytes to text: UTF-8, UTF-16, Windows-1252.

use crate::error::{Error, ErrorKind};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file, and what to tell about it where bytes had no reading.
///
/// A byte order mark decides; without one, text that is valid UTF-8 is UTF-8, text with a zero in every other byte is
/// UTF-16, and the rest is what `declared` says (an HTML page names its encoding) or else Windows-1252. UTF-8 is taken
/// over as it is, byte order mark included, so that offsets are those of the file; nothing is copied.
///
/// # Errors
/// When the bytes are no text.
pub(super) fn text(path: &str, bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Result<String, Error> {
    let wide = match bytes.get(..2) {
        Some([0xFF, 0xFE]) => Some(UTF_16LE),
        Some([0xFE, 0xFF]) => Some(UTF_16BE),
        _ => zeros(&bytes),
    };
    let text = match (wide, String::from_utf8(bytes)) {
        (Some(wide), Ok(bytes)) => wide.decode(bytes.as_bytes()).0.into_owned(),
        (Some(wide), Err(bytes)) => wide.decode(bytes.as_bytes()).0.into_owned(),
        (None, Ok(text)) => text,
        (None, Err(bytes)) => {
            let bytes = bytes.into_bytes();
            let declared = declared.filter(|declared| *declared != encoding_rs::UTF_8);
            // A few broken bytes in what is UTF-8 otherwise do not make it another encoding.
            let lossy = String::from_utf8_lossy(&bytes);
            let broken = lossy.matches(char::REPLACEMENT_CHARACTER).count();
            let wide = lossy.chars().filter(|letter| !letter.is_ascii()).count();
            match declared {
                None if broken * 10 < wide => lossy.into_owned(),
                declared => {
                    declared.unwrap_or(WINDOWS_1252).decode_without_bom_handling(&bytes).0.into_owned()
                }
            }
        }
    };
    if looks_binary(&text) {
        return Err(Error::file(ErrorKind::Document, path, "this is not a text file")
            .hint("give a .txt, .md, .html, .docx, .odt or .pdf file"));
    }
    Ok(text)
}

/// The encoding an HTML page names within its first 1024 bytes.
pub(super) fn declared_in_html(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..1024).unwrap_or(bytes)).to_ascii_lowercase();
    let (_, value) = head.split_once("charset=")?;
    let value = value.trim_start_matches(['"', '\'', ' ']);
    let end = value
        .find(|letter: char| !letter.is_ascii_alphanumeric() && !"-_:".contains(letter))
        .unwrap_or(value.len());
    Encoding::for_label(value.get(..end)?.as_bytes())
}

/// UTF-16 without a byte order mark: Western text has a zero in nearly every other byte.
fn zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let pairs = head.len() / 2;
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let most = |count: usize| pairs >= 4 && count * 10 >= pairs * 7;
    match (zeros(0), zeros(1)) {
        (0, odd) if most(odd) => Some(UTF_16LE),
        (even, 0) if most(even) => Some(UTF_16BE),
        _ => None,
    }
}

/// Text holds no zero and hardly any other control character.
fn looks_binary(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(8192)).unwrap_or(text);
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B);
    let controls = head.bytes().filter(control).count();
    memchr::memchr(0, text.as_bytes()).is_some() || controls * 20 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, Error> {
        text("a.txt", bytes.to_vec(), None)
    }

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(read("é–".as_bytes()), Ok("é–".to_owned()));
        assert_eq!(read("\u{feff}é".as_bytes()), Ok("\u{feff}é".to_owned()));
        assert_eq!(read(b"\xFF\xFEa\0b\0"), Ok("ab".to_owned()));
        assert_eq!(read(b"\xFE\xFF\0a\0b"), Ok("ab".to_owned()));
        assert_eq!(read(b"p\0l\0a\0n\0t\0"), Ok("plant".to_owned()));
        assert_eq!(read(b"caf\xE9 \x96 \x805"), Ok("café – €5".to_owned()));
        assert_eq!(read(b""), Ok(String::new()));
    }

    #[test]
    fn a_broken_byte_leaves_utf8_utf8() {
        let text = format!("{}\u{201c}end", "é".repeat(20));
        let mut bytes = text.into_bytes();
        bytes.push(0xE2);
        assert!(read(&bytes).is_ok_and(|text| text.ends_with("“end\u{fffd}")));
    }

    #[test]
    fn other_files_are_refused() {
        assert!(read(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0").is_err());
        assert!(read(&[1, 2, 3, 4, 5, 6, 7, 200, 201]).is_err());
    }

    #[test]
    fn a_page_names_its_encoding() {
        let name = |page: &str| declared_in_html(page.as_bytes()).map(Encoding::name);
        assert_eq!(name("<meta charset=\"koi8-r\">"), Some("KOI8-R"));
        assert_eq!(name("<META http-equiv=x content='text/html; charset=ISO-8859-1'>"), Some("windows-1252"));
        assert_eq!(name("<p>charset"), None);
    }
}
