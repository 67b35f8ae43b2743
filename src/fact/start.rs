//! The hunt for places where a fact can start.
//!
//! Prose is mostly words that no fact starts with. [`next_start`] runs over the bytes and stops only at a digit, at a
//! fraction sign (½), or at a word of the tables marked as an opener (`seven`, `March`). Only there the grammars look
//! closer, forwards with [`Lexer::token`](super::lex::Lexer::token) and backwards (for `about`, `between`, `US$`, `the
//! early`) with [`Lexer::before`](super::lex::Lexer::before). So a pattern always hangs on a figure, a number word or a
//! month:
//!
//! * **a new word**: a row in `table/*.tsv`, with `*` if a fact can hang on the word alone;
//! * **a new pattern**: a branch in the grammar (`amount` in `figure.rs`, `date` in `when/`) that is called with the
//!   place of the figure and returns a fact with its span. It may reach back as far as `floor`, the end of the fact
//!   before; it must not cross a [`Gap::Paragraph`](super::lex::Gap::Paragraph).

use super::lex::{ascii_letters_end, word_end};
use super::table::hash::{TOP, eight, letters};
use super::table::{self, Lexeme};

/// What a byte means to the hunt for a start.
const OTHER: u8 = 0;
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
/// The first byte of ¼ ½ ¾ (U+00BC to U+00BE) or of ⅐ to ⅞ (U+2150 to U+215E), among much else.
const FRACTION: u8 = 3;

static CLASS: [u8; 256] = {
    let mut class = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            0xC2 | 0xE2 => FRACTION,
            // Every other lead or continuation byte: mostly letters, part of a word.
            0x80.. => LETTER,
            _ => OTHER,
        };
        byte += 1;
    }
    class
};

/// A place where a fact can hang.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    pub at: usize,
    /// The opening word; `None` for a figure.
    pub word: Option<&'static Lexeme>,
}

impl Start {
    /// Whether an amount can hang here.
    pub fn amount(&self) -> bool {
        self.word.is_none_or(|word| word.hangs & table::AMOUNT != 0)
    }

    /// Whether a date or clock time can hang here.
    pub fn date(&self) -> bool {
        self.word.is_none_or(|word| word.hangs & table::DATE != 0)
    }

    /// Whether a number told without a figure can hang here.
    pub fn vague(&self) -> bool {
        self.word.is_some_and(|word| word.hangs & table::VAGUE != 0)
    }
}

/// The next place at or behind `at` where a fact can hang: a digit, a fraction sign, or an opening word.
///
/// `at` must not lie inside a word. Eight bytes of ASCII are looked at together:
/// where digits are and where words begin. Of most words the first three letters show that nothing hangs on them.
pub(super) fn next_start(text: &str, mut at: usize) -> Option<Start> {
    let bytes = text.as_bytes();
    // The top bit of the lowest byte: whether the byte before is a letter.
    let mut before = 0;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let chunk = u64::from_le_bytes(*chunk);
        if chunk & TOP != 0 {
            at = if before == 0 { at } else { letters_end(bytes, at) };
            match slow_start(text, at, at + 8) {
                Ok(start) => return Some(start),
                Err(end) => (at, before) = (end, 0),
            }
            continue;
        }
        let (letters, digits) = (letters(chunk), digits(chunk));
        let mut places = letters & !(letters << 8 | before) | digits;
        while places != 0 {
            let place = at + places.trailing_zeros() as usize / 8;
            if places & places.wrapping_neg() & digits != 0 {
                return Some(Start { at: place, word: None });
            }
            if let Some(word) = opener(text, place) {
                return Some(Start { at: place, word: Some(word) });
            }
            places &= places - 1;
        }
        before = letters >> 56;
        at += 8;
    }
    at = if before == 0 { at } else { letters_end(bytes, at) };
    slow_start(text, at, bytes.len()).ok()
}

/// The top bit of each of eight ASCII bytes that is a digit.
const fn digits(chunk: u64) -> u64 {
    !((chunk ^ eight(b'0')) + eight(0x7f - 9)) & TOP
}

/// As [`next_start`], byte by byte: the first place before `stop`, or where to go on.
fn slow_start(text: &str, mut at: usize, stop: usize) -> Result<Start, usize> {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at).filter(|_| at < stop) {
        match CLASS[usize::from(byte)] {
            LETTER => {
                if let Some(word) = opener(text, at) {
                    return Ok(Start { at, word: Some(word) });
                }
                at = letters_end(bytes, at);
            }
            DIGIT => return Ok(Start { at, word: None }),
            FRACTION if is_fraction(bytes, at) => return Ok(Start { at, word: None }),
            // A non-breaking space, a dash or a quotation mark: its other bytes are no part of the word behind it.
            FRACTION => at += if byte == 0xC2 { 2 } else { 3 },
            _ => at += 1,
        }
    }
    Err(at)
}

/// The end of the run of letters, or of bytes that may belong to one, that starts at `at`.
#[inline]
fn letters_end(bytes: &[u8], at: usize) -> usize {
    let mut at = ascii_letters_end(bytes, at);
    while bytes.get(at).is_some_and(|byte| CLASS[usize::from(*byte)] == LETTER) {
        at = ascii_letters_end(bytes, at + 1);
    }
    at
}

/// The entry of the word at `at`, if a fact can hang on it.
#[inline]
fn opener(text: &str, at: usize) -> Option<&'static Lexeme> {
    if table::may_begin(text.as_bytes(), at) { opening_word(text, at) } else { None }
}

fn opening_word(text: &str, at: usize) -> Option<&'static Lexeme> {
    if !table::may_open(table::head(text.as_bytes(), at).0) {
        return None;
    }
    let end = word_end(text, at);
    text.get(at..end).and_then(table::word).filter(|lexeme| lexeme.hangs != 0)
}

fn is_fraction(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..), Some([0xC2, 0xBC..=0xBE, ..] | [0xE2, 0x85, 0x90..=0x9E, ..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::lex::{Lexer, Memo};

    #[test]
    fn a_word_behind_a_dash_a_quotation_mark_or_a_narrow_space_is_read() {
        assert_eq!(starts("last\u{a0}year – “two\u{202f}million”"), ["year", "two", "million"]);
    }

    fn starts(text: &str) -> Vec<&str> {
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(start) = next_start(text, at) {
            at = Lexer::new(text, &Memo::new()).skip(start.at);
            found.push(&text[start.at..at]);
        }
        found
    }

    #[test]
    fn stops_only_where_a_fact_can_hang() {
        assert_eq!(
            starts("The ministry said seven of ½ and 1.2.3 in March, then the thirdly"),
            ["seven", "½", "1.2.3", "March"]
        );
        assert!(starts("“Quotes” – and dashes … café").is_empty());
    }
}
