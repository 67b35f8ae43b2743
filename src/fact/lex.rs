//! From bytes to tokens.
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
        let text = self.of(token);
        words.iter().any(|word| text.eq_ignore_ascii_case(word))
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

/// The end of the run of ASCII letters that starts at `at`.
#[inline]
pub(super) fn ascii_letters_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        let (_, length) = table::head(bytes, at);
        at += length;
        if length < 8 {
            return at;
        }
    }
}

/// The end of the word that starts at `start`.
pub(super) fn word_end(text: &str, start: usize) -> usize {
    let mut end = ascii_letters_end(text.as_bytes(), start);
    while text.as_bytes().get(end).is_some_and(|byte| *byte >= 0x80) {
        let next = text.get(end..).and_then(|rest| rest.chars().next());
        let Some(next) = next.filter(|next| is_letter(*next)) else { break };
        end = ascii_letters_end(text.as_bytes(), end + next.len_utf8());
    }
    end
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
