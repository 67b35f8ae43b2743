//! Draft text made harmless: what an editor cannot see must not steer a terminal, a line-based format or a reader's eye.

use std::borrow::Cow;

/// The words on one line: white space of every kind becomes one space, control characters and bidirectional overrides
/// become the replacement character.
pub fn line(text: &str) -> String {
    words(text).into_owned()
}

/// As [`line`](fn@line); what is clean already is not copied.
pub fn words(text: &str) -> Cow<'_, str> {
    // Most words are plain letters, one space apart.
    let mut before = 0;
    let mut plain = |byte: u8| {
        let twice = byte == b' ' && before == b' ';
        before = byte;
        (b' '..0x7f).contains(&byte) && !twice
    };
    if text.bytes().all(&mut plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if is_harmful(letter) {
            out.push(char::REPLACEMENT_CHARACTER);
        } else {
            out.push(letter);
        }
    }
    Cow::Owned(out)
}

/// The text with its line breaks kept, otherwise as [`line`](fn@line) but with white space as it is.
pub fn text(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\n' | '\t' => letter,
            letter if is_harmful(letter) => char::REPLACEMENT_CHARACTER,
            letter => letter,
        })
        .collect()
}

/// The words on one line for a cell of a spreadsheet: what a spreadsheet would compute is made text by an apostrophe.
pub fn cell(text: &str) -> String {
    let line = line(text);
    let computed = line.trim_start().starts_with(['=', '+', '-', '@']);
    if computed { format!("'{line}") } else { line }
}

/// Characters that move, hide or reorder other characters (Unicode categories Cc and the bidirectional formats of
/// UAX #9), and the noncharacters that no XML may hold.
pub fn is_harmful(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{2028}' | '\u{2029}' | '\u{fdd0}'..='\u{fdef}')
        || (letter as u32) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_no_breaks_and_no_escapes() {
        assert_eq!(line("a\r\n b\tc"), "a b c");
        assert_eq!(line("\u{1b}[31mred"), "\u{fffd}[31mred");
        assert_eq!(line("10\u{202e}01"), "10\u{fffd}01");
        assert_eq!(line("10\u{a0}000\u{2028}x"), "10 000 x");
        assert_eq!(line("a  b"), "a b");
        assert_eq!(line("a\u{fffe}\u{7}"), "a\u{fffd}\u{fffd}");
    }

    #[test]
    fn a_cell_computes_nothing() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell(" @x"), "' @x");
        assert_eq!(cell("a-b"), "a-b");
    }

    #[test]
    fn text_keeps_its_lines() {
        assert_eq!(text("a\n\tb\u{7f}"), "a\n\tb\u{fffd}");
    }
}
