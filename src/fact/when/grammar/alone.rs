//! What a figure can be among dates, told by a look at its neighbours.
//!
//! Most figures are no dates, or plain years, and the grammar of dates has many forms to try. What those need stands next to
//! the figure: a mark that joins it to more figures or letters, or a word that dates are made of. In debug builds each
//! answer is checked against the grammar.

use super::hour;
use super::words::{cue, is_capital, is_cue_before, month, phrase};
use crate::fact::lex::{Gap, Lexer, Token, What};
use crate::fact::table::Sense;
use crate::fact::when::cue::Cue;

/// What can hang on a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// No date and no clock time.
    Alone,
    /// At most a year by itself, or its end of a range of years.
    Year,
    /// Anything.
    Open,
}

/// Words of the grammar that the tables know as something else, or not at all; single letters are left out.
const WORDS: [&str; 7] = ["the", "past", "hours", "hrs", "ish", "minute", "minutes"];

/// What can hang on the word or figure at `at`.
pub(super) fn stand(lexer: Lexer<'_>, at: usize, floor: usize) -> Stand {
    let token = lexer.token(at);
    let alone = match token.what {
        _ if token.start != at => false,
        What::Digits => return of_figure(lexer, &token, floor),
        What::Word(Some(lexeme)) if month(&token).is_some() => {
            // "nations may yet"
            let verb = lexeme.has(Sense::Month(3)) || lexeme.has(Sense::Month(5));
            verb && !is_capital(lexer, &token)
                && is_plain_word(lexer, &lexer.token(token.end))
                && is_plain_before(lexer, &lexer.before(at, floor))
        }
        // "good" where neither Friday nor morning follows
        What::Word(Some(lexeme)) if lexeme.senses.is_empty() => phrase(lexer, at).is_none(),
        // "the two countries", "its first decision"
        What::Word(Some(lexeme)) => {
            let number = |sense: &Sense| matches!(sense, Sense::Cardinal(_) | Sense::Ordinal(_));
            lexeme.words == 1
                && lexeme.senses.iter().all(number)
                && is_plain_word(lexer, &lexer.token(token.end))
        }
        _ => false,
    };
    if alone { Stand::Alone } else { Stand::Open }
}

fn of_figure(lexer: Lexer<'_>, figure: &Token, floor: usize) -> Stand {
    let (at, length) = (figure.start, figure.end - figure.start);
    let group = |end: usize| lexer.byte(end) == b',' && digits(lexer, end + 1) == 3;
    let mut end = figure.end;
    let grouped = length <= 3 && group(end);
    if grouped {
        while group(end) {
            end += 4;
        }
        // 12,000 BC
        if lexer.byte(end) >= 0x80 || matches!(lexer.byte(end), b'-' | b' ') && lexer.byte(end + 1) == b'B' {
            return Stand::Open;
        }
    } else if length == 4 {
        return if is_year(lexer, figure, floor) { Stand::Year } else { Stand::Open };
    }
    if lexer.byte(end) == b'.' {
        let decimals = digits(lexer, end + 1);
        end += if decimals == 0 { 0 } else { 1 + decimals };
        if lexer.byte(end) == b'%' {
            return Stand::Alone;
        }
        // 27.11.2024
        if matches!(lexer.byte(end), b'.' | b'/' | b'-') && lexer.byte(end + 1).is_ascii_digit() {
            return Stand::Open;
        }
    }
    let (before, next) = (lexer.before(at, floor), lexer.token(end));
    // "male 178,347/female 224,090", "6 deaths/1,000 live births"
    let share = |token: &Token| grouped && token.mark() == Some('/');
    let led = |cue: Cue| matches!(cue, Cue::Fiscal | Cue::Bc(_) | Cue::Unit(_));
    let plain = if end == figure.end && is_plain_word(lexer, &next) {
        // "'90s", "Q3", "week 31"
        let joined = match before.what {
            What::Word(_) => before.gap == Gap::None,
            What::Mark(mark) => matches!(mark, '\'' | '’' | '‘' | '.'),
            What::Digits | What::End => false,
        };
        !joined && !is_cue_before(lexer, at, floor, led)
    } else {
        (share(&next) || is_plain_behind(lexer, &next) || is_length(lexer, &next))
            && (share(&before) || is_plain_before(lexer, &before))
    };
    if plain { Stand::Alone } else { Stand::Open }
}

/// Whether a scale or a length of time is behind a figure, and behind that nothing that makes a date of it.
fn is_length(lexer: Lexer<'_>, next: &Token) -> bool {
    let mut next = *next;
    if next.lexeme().is_some_and(|word| word.senses.iter().all(|sense| matches!(sense, Sense::Scale(3..)))) {
        next = lexer.token(next.end);
    }
    if matches!(cue(&next), Some(Cue::Unit(_))) && next.gap == Gap::Space {
        next = lexer.token(next.end);
    }
    match next.what {
        What::Word(_) => is_plain_word(lexer, &next),
        What::End | What::Mark('(') => true,
        What::Mark(_) | What::Digits => false,
    }
}

/// Whether four digits are a year by themselves or nothing: no month, era or fiscal year is said with them.
fn is_year(lexer: Lexer<'_>, figure: &Token, floor: usize) -> bool {
    let before = lexer.before(figure.start, floor);
    let led = match before.what {
        What::Word(_) => {
            before.gap == Gap::Space
                && !is_cue_before(lexer, figure.start, floor, |cue| matches!(cue, Cue::Fiscal | Cue::Bc(_)))
        }
        What::Mark(mark) => matches!(mark, '(' | '['),
        What::End => true,
        What::Digits => false,
    };
    let next = lexer.token(figure.end);
    led && lexer.byte(figure.start) != b'0'
        && match next.what {
            What::Mark(',' | '.' | ';' | ')' | ']') if next.gap == Gap::None => {
                let behind = lexer.token(next.end);
                behind.gap != Gap::None && !matches!(behind.what, What::Digits) && month(&behind).is_none()
            }
            // "(2022 est.)", but "(1300 EST)"
            What::Word(_) if matches!(cue(&next), Some(Cue::Zone(_))) => {
                next.gap == Gap::Space && hour::zone_of(lexer, &next).is_none()
            }
            _ => is_plain_behind(lexer, &next),
        }
}

fn digits(lexer: Lexer<'_>, at: usize) -> usize {
    lexer.run(at, |byte| byte.is_ascii_digit())
}

/// Whether a word that has nothing to do with dates stands behind a space.
fn is_plain_word(lexer: Lexer<'_>, next: &Token) -> bool {
    next.gap == Gap::Space && matches!(next.what, What::Word(_)) && is_plain(lexer, next)
}

fn is_plain_behind(lexer: Lexer<'_>, next: &Token) -> bool {
    match next.what {
        What::Word(_) => is_plain_word(lexer, next),
        What::Mark('(') => next.gap == Gap::Space,
        What::End | What::Mark('%' | ')' | ']' | ';' | '"' | '”' | '<') => true,
        // A full stop, comma or hyphen may join it to what a date goes on with.
        What::Mark('.' | ',' | '-') if next.gap == Gap::None => {
            let behind = lexer.token(next.end);
            match behind.what {
                What::Word(_) => is_plain(lexer, &behind),
                What::End => true,
                What::Digits | What::Mark(_) => false,
            }
        }
        What::Mark(_) | What::Digits => false,
    }
}

fn is_plain_before(lexer: Lexer<'_>, before: &Token) -> bool {
    match before.what {
        What::Word(_) => before.gap == Gap::Space && is_plain(lexer, before),
        What::End => true,
        What::Mark('\'' | '’' | '‘' | '.') => false,
        What::Mark(mark) => {
            before.gap != Gap::None || matches!(mark, '(' | '[' | '“' | '"' | '>' | '€' | '£')
        }
        What::Digits => false,
    }
}

/// Whether a word has nothing to do with dates. Single letters but that of metres are left to the grammar.
fn is_plain(lexer: Lexer<'_>, word: &Token) -> bool {
    (word.end - word.start > 1 || lexer.of(word) == "m")
        && word.lexeme().is_none_or(|lexeme| !lexeme.dates)
        && !lexer.is_any(word, &WORDS)
}
