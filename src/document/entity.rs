//! Character references of HTML: `&ndash;`, `&#8211;`, `&#x2013;`.

use std::borrow::Cow;

/// No reference is longer, in bytes (the longest name has 31 letters).
const LONGEST: usize = 40;

/// The text of the character reference at the start of `text`, and its length in bytes; `None` where there is none.
///
/// Numbers from 128 to 159 are read as Windows-1252, as the HTML standard has it, because pages are written so.
pub(super) fn decode(text: &str) -> Option<(Cow<'static, str>, usize)> {
    let body = text.strip_prefix('&')?;
    let number = body.starts_with('#');
    let name = body
        .bytes()
        .take(LONGEST)
        .enumerate()
        .take_while(|(at, byte)| byte.is_ascii_alphanumeric() || (*at == 0 && *byte == b'#'))
        .count();
    let closed = body.as_bytes().get(name) == Some(&b';');
    let length = 1 + name + usize::from(closed);
    let name = body.get(..name)?;
    if number {
        return Some((numbered(name.get(1..)?)?.to_string().into(), length));
    }
    // Old pages leave out the semicolon of the oldest names.
    if closed
        || matches!(name, "nbsp" | "amp" | "lt" | "gt" | "quot" | "pound" | "copy" | "reg" | "deg" | "euml")
    {
        return Some((quick_xml::escape::resolve_html5_entity(name)?.into(), length));
    }
    None
}

/// The character of `8211` or `x2013`.
fn numbered(digits: &str) -> Option<char> {
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => digits.parse(),
    };
    let code = match code {
        Ok(code) => code,
        Err(_) => return (!digits.is_empty()).then_some(char::REPLACEMENT_CHARACTER),
    };
    match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9F) => encoding_rs::WINDOWS_1252.decode(&[byte]).0.chars().next(),
        _ => {
            Some(char::from_u32(code).filter(|letter| *letter != '\0').unwrap_or(char::REPLACEMENT_CHARACTER))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_with_their_length() {
        let decoded = |text| decode(text).map(|(text, length)| (text.into_owned(), length));
        assert_eq!(decoded("&ndash;12"), Some(("–".to_owned(), 7)));
        assert_eq!(decoded("&#8211;"), Some(("–".to_owned(), 7)));
        assert_eq!(decoded("&#x2009;t"), Some(("\u{2009}".to_owned(), 8)));
        assert_eq!(decoded("&#150;"), Some(("–".to_owned(), 6)));
        assert_eq!(decoded("&nbsp 5"), Some(("\u{a0}".to_owned(), 5)));
        assert_eq!(decoded("&#99999999999;"), Some(("\u{fffd}".to_owned(), 14)));
        assert_eq!(decoded("&D was"), None);
        assert_eq!(decoded("& so"), None);
        assert_eq!(decoded("&#;"), None);
        assert_eq!(decoded("&nosuch;"), None);
    }
}
