//! From bytes to tokens, and the hunt for places where a fact can start.
//!
//! Prose is mostly words that no fact starts with. [`next_start`] runs over the bytes and stops only at a digit, at a
//! fraction sign (½), or at a word of the tables marked as an opener (`seven`, `March`). Only there the grammars look
//! closer, forwards with [`Lexer::token`] and backwards (for `about`, `between`, `US$`, `the early`) with
//! [`Lexer::before`]. So a pattern always hangs on a figure, a number word or a month:
//!
//! * **a new word**: a row in `table/*.tsv`, with `*` if a fact can hang on the word alone;
//! * **a new pattern**: a branch in the grammar (`amount` in `figure.rs`, `date` in `when/`) that is called with the
//!   place of the figure and returns a fact with its span. It may reach back as far as `floor`, the end of the fact
//!   before; it must not cross a [`Gap::Paragraph`].
//!
//! Tokens are made on demand and hold no text; a grammar that gives up has cost nothing that must be undone.

use super::table::{self, Lexeme};
use std::cell::Cell;

/// The white space in front of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// None: the token touches what is before it.
    None,
    /// Spaces of any kind, or a line break.
    Space,
    /// A blank line: nothing goes on across it.
    Paragraph,
}

/// What a token is.
#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    /// A run of letters, with its entry in the tables, if any.
    Word(Option<&'static Lexeme>),
    /// A run of ASCII digits.
    Digits,
    /// Any other character.
    Mark(char),
    /// The end of the text or of the paragraph.
    End,
}

/// A token, by place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
    pub gap: Gap,
    pub what: What,
}

impl Token {
    /// The entry of a word.
    pub const fn lexeme(&self) -> Option<&'static Lexeme> {
        if let What::Word(lexeme) = self.what { lexeme } else { None }
    }

    /// The character of a mark.
    pub const fn mark(&self) -> Option<char> {
        if let What::Mark(mark) = self.what { Some(mark) } else { None }
    }

    /// Whether the token is a hyphen or dash of any length.
    pub fn is_dash(&self) -> bool {
        self.mark().is_some_and(is_dash)
    }
}

/// Hyphens, dashes and the minus sign.
pub(super) fn is_dash(mark: char) -> bool {
    matches!(mark, '-' | '\u{2010}'..='\u{2015}' | '−')
}

/// A text that can be read token by token, from any place, in both directions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexer<'t> {
    /// The whole text.
    pub text: &'t str,
    memo: &'t Memo,
}

/// The tokens of one text that were made last. The grammars look at the same few words from many sides.
#[derive(Debug)]
pub(super) struct Memo {
    /// By the place asked for: that place, and the token at or behind it.
    ahead: [Cell<(usize, Token)>; NEAR],
    /// By the place asked for: that place, the floor, and the token before it.
    behind: [Cell<(usize, usize, Token)>; NEAR],
}

/// How many tokens are kept; a power of two.
const NEAR: usize = 32;

impl Memo {
    /// Nothing yet. A memo serves one text.
    pub const fn new() -> Self {
        const NONE: Token = Token { start: 0, end: 0, gap: Gap::None, what: What::End };
        Self {
            ahead: [const { Cell::new((usize::MAX, NONE)) }; NEAR],
            behind: [const { Cell::new((usize::MAX, 0, NONE)) }; NEAR],
        }
    }
}

impl<'t> Lexer<'t> {
    /// A lexer for a text; `memo` must not have served another one.
    pub const fn new(text: &'t str, memo: &'t Memo) -> Self {
        Self { text, memo }
    }

    /// The token at or behind `at`.
    #[inline]
    pub fn token(self, at: usize) -> Token {
        let Some(slot) = self.memo.ahead.get(at % NEAR) else { return self.make(at) };
        let (place, token) = slot.get();
        if place == at {
            return token;
        }
        let token = self.make(at);
        slot.set((at, token));
        token
    }

    /// The token before `at`, not reaching behind `floor`; its gap is the space between it and `at`.
    #[inline]
    pub fn before(self, at: usize, floor: usize) -> Token {
        let Some(slot) = self.memo.behind.get(at % NEAR) else { return self.make_before(at, floor) };
        let (place, limit, token) = slot.get();
        if place == at && limit == floor {
            return token;
        }
        let token = self.make_before(at, floor);
        slot.set((at, floor, token));
        token
    }

    fn make(self, at: usize) -> Token {
        let (start, gap) = self.skip_space(at);
        let end_token = Token { start: at, end: at, gap, what: What::End };
        if gap == Gap::Paragraph {
            return end_token;
        }
        let Some(first) = self.char_at(start) else { return end_token };
        if first.is_ascii_digit() {
            let end = start + self.run(start, |byte| byte.is_ascii_digit());
            return Token { start, end, gap, what: What::Digits };
        }
        if is_letter(first) {
            let end = self.word_end(start);
            let lexeme = self.text.get(start..end).and_then(table::word);
            return Token { start, end, gap, what: What::Word(lexeme) };
        }
        Token { start, end: start + first.len_utf8(), gap, what: What::Mark(first) }
    }

    fn make_before(self, at: usize, floor: usize) -> Token {
        let (end, gap) = self.skip_space_back(at, floor);
        let end_token = Token { start: at, end: at, gap, what: What::End };
        if gap == Gap::Paragraph || end <= floor {
            return end_token;
        }
        let Some(last) = self.char_before(end) else { return end_token };
        let start = end - last.len_utf8();
        if start < floor {
            return end_token;
        }
        if last.is_ascii_digit() {
            let mut start = start;
            while start > floor && self.byte(start - 1).is_ascii_digit() {
                start -= 1;
            }
            return Token { start, end, gap, what: What::Digits };
        }
        if is_letter(last) {
            let start = self.word_start(end, floor);
            let lexeme = self.text.get(start..end).and_then(table::word);
            return Token { start, end, gap, what: What::Word(lexeme) };
        }
        Token { start, end, gap, what: What::Mark(last) }
    }

    /// The text of a token, or of any span.
    pub fn of(self, token: &Token) -> &'t str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    /// Whether the token is this word, in any case.
    pub fn is(self, token: &Token, word: &str) -> bool {
        self.of(token).eq_ignore_ascii_case(word)
    }

    /// Whether the token is one of these words, in any case.
    pub fn is_any(self, token: &Token, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(token, word))
    }

    /// The character that starts at `at`.
    pub fn char_at(self, at: usize) -> Option<char> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte < 0x80 { Some(char::from(byte)) } else { self.text.get(at..)?.chars().next() }
    }

    /// The character that ends at `at`.
    pub fn char_before(self, at: usize) -> Option<char> {
        let byte = *self.text.as_bytes().get(at.checked_sub(1)?)?;
        if byte < 0x80 { Some(char::from(byte)) } else { self.text.get(..at)?.chars().next_back() }
    }

    /// The byte at `at`; 0 behind the end.
    pub fn byte(self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    /// The first byte behind the space at `at`, as a lower-case letter: a quick look before a token is made. A byte of
    /// 128 or more can be anything, white space included.
    pub fn peek(self, at: usize) -> u8 {
        let mut at = at;
        while matches!(self.byte(at), b' ' | b'\n' | b'\r' | b'\t') {
            at += 1;
        }
        self.byte(at) | 0x20
    }

    /// Length of the run of bytes from `at` that satisfy `keep`.
    pub fn run(self, at: usize, keep: impl Fn(u8) -> bool) -> usize {
        self.text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|byte| keep(**byte)).count()
    }

    /// The end of the word that starts at `start`.
    pub fn word_end(self, start: usize) -> usize {
        word_end(self.text, start)
    }

    /// The start of the word that ends at `end`.
    pub fn word_start(self, end: usize, floor: usize) -> usize {
        let mut start = end;
        while let Some(last) = self.char_before(start).filter(|last| is_letter(*last)) {
            if start - last.len_utf8() < floor {
                break;
            }
            start -= last.len_utf8();
        }
        start
    }

    fn skip_space(self, at: usize) -> (usize, Gap) {
        let (mut here, mut lines) = (at, 0);
        loop {
            match self.byte(here) {
                b' ' | b'\t' | b'\r' => here += 1,
                b'\n' => {
                    lines += 1;
                    here += 1;
                }
                0x80.. => match self.char_at(here) {
                    Some(space) if space.is_whitespace() => here += space.len_utf8(),
                    _ => break,
                },
                _ => break,
            }
        }
        (here, gap(here > at, lines))
    }

    fn skip_space_back(self, at: usize, floor: usize) -> (usize, Gap) {
        let (mut here, mut lines) = (at, 0);
        while here > floor {
            match self.char_before(here) {
                Some('\n') => {
                    lines += 1;
                    here -= 1;
                }
                Some(space) if space.is_whitespace() && here - space.len_utf8() >= floor => {
                    here -= space.len_utf8();
                }
                _ => break,
            }
        }
        (here, gap(here < at, lines))
    }
}

const fn gap(space: bool, lines: usize) -> Gap {
    match lines {
        2.. => Gap::Paragraph,
        _ if space => Gap::Space,
        _ => Gap::None,
    }
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic() || (!letter.is_ascii() && letter.is_alphabetic())
}

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
/// `at` must not lie inside a word.
pub(super) fn next_start(text: &str, mut at: usize) -> Option<Start> {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        match CLASS[usize::from(byte)] {
            LETTER => {
                let (key, length) = table::head(bytes, at);
                if table::may_open(key)
                    && let Some(word) = opener(text, at)
                {
                    return Some(Start { at, word: Some(word) });
                }
                at += length;
                if length == 8 || bytes.get(at).is_some_and(|byte| *byte >= 0x80) {
                    at = letters_end(bytes, at);
                }
                // Mostly the next word stands behind one space.
                at += usize::from(bytes.get(at) == Some(&b' '));
            }
            DIGIT => return Some(Start { at, word: None }),
            FRACTION if is_fraction(bytes, at) => return Some(Start { at, word: None }),
            // A non-breaking space, a dash or a quotation mark: its other bytes are no part of the word behind it.
            FRACTION => at += if byte == 0xC2 { 2 } else { 3 },
            _ => at += 1,
        }
    }
    None
}

/// The end of the run of ASCII letters that starts at `at`.
#[inline]
fn ascii_letters_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        let (_, length) = table::head(bytes, at);
        at += length;
        if length < 8 {
            return at;
        }
    }
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

/// The end of the word that starts at `start`.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = ascii_letters_end(text.as_bytes(), start);
    while text.as_bytes().get(end).is_some_and(|byte| *byte >= 0x80) {
        let next = text.get(end..).and_then(|rest| rest.chars().next());
        let Some(next) = next.filter(|next| is_letter(*next)) else { break };
        end = ascii_letters_end(text.as_bytes(), end + next.len_utf8());
    }
    end
}

/// The entry of the word at `at`, if a fact can hang on it.
fn opener(text: &str, at: usize) -> Option<&'static Lexeme> {
    let end = word_end(text, at);
    text.get(at..end).and_then(table::word).filter(|lexeme| lexeme.hangs != 0)
}

fn is_fraction(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..), Some([0xC2, 0xBC..=0xBE, ..] | [0xE2, 0x85, 0x90..=0x9E, ..]))
}

impl Lexer<'_> {
    /// The end of whatever stands at `at`, for going on behind it: a word, or a figure with all that is joined to it
    /// (`1.2.3`, `555-1212`, `24703L202`).
    pub fn skip(self, at: usize) -> usize {
        let mut end = at;
        while let Some(next) = self.char_at(end) {
            let joint =
                matches!(next, '.' | ',' | ':' | '/' | '-' | '–' | '_' | '\'' | '@' | '&' | '=' | '%' | '#');
            let goes_on = |place: usize| self.char_at(place).is_some_and(char::is_alphanumeric);
            if !(next.is_alphanumeric()
                || joint && self.byte(at).is_ascii_digit() && goes_on(end + next.len_utf8()))
            {
                break;
            }
            end += next.len_utf8();
        }
        end.max(at + self.char_at(at).map_or(1, char::len_utf8))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn reads_tokens_both_ways() {
        let memo = Memo::new();
        let lexer = Lexer::new("about 5\u{a0}km\n\nover", &memo);
        let five = lexer.token(5);
        assert_eq!((lexer.of(&five), five.gap), ("5", Gap::Space));
        let unit = lexer.token(five.end);
        assert_eq!((lexer.of(&unit), unit.gap), ("km", Gap::Space));
        assert!(matches!(lexer.token(unit.end).what, What::End));
        assert_eq!(lexer.of(&lexer.before(five.start, 0)), "about");
        assert!(matches!(lexer.before(five.start, five.start - 1).what, What::End));
    }
}
