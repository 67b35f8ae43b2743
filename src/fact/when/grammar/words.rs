//! Words, phrases and small numbers, as the grammar of dates reads them.

use crate::fact::lex::{Gap, Lexer, Token, What};
use crate::fact::table::{self, Lexeme, Sense};
use crate::fact::when::cue::Cue;

/// Longest phrase of the tables, in words.
const LONGEST_PHRASE: usize = 4;

/// A number of at most four digits, or a number word below a hundred.
#[derive(Debug, Clone, Copy)]
pub(super) struct Small {
    pub(super) value: i32,
    /// first, 27th
    pub(super) ordinal: bool,
    /// Number of digits; 0 where written in words.
    pub(super) digits: usize,
    pub(super) end: usize,
}

/// The cue of a token, if it has one.
pub(super) fn cue(token: &Token) -> Option<Cue> {
    senses(token).find_map(as_cue)
}

pub(super) fn month(token: &Token) -> Option<i8> {
    senses(token)
        .find_map(|sense| if let Sense::Month(month) = sense { i8::try_from(month).ok() } else { None })
}

pub(super) fn weekday(token: &Token) -> Option<i8> {
    senses(token)
        .find_map(|sense| if let Sense::Weekday(day) = sense { i8::try_from(day).ok() } else { None })
}

/// Whether the word is a unit or currency in some sense, and no word or name of something else beside a year.
pub(super) fn is_unit(lexer: Lexer<'_>, token: &Token) -> bool {
    let symbol = || matches!(token.what, What::Word(_)).then(|| table::symbol(lexer.of(token))).flatten();
    let is_unit = |lexeme: &Lexeme| {
        let has = |sense: fn(&Sense) -> bool| lexeme.senses.iter().any(sense);
        has(|sense| matches!(sense, Sense::Unit(_))) && !has(|sense| matches!(sense, Sense::Least(_)))
    };
    token.lexeme().is_some_and(is_unit) || symbol().is_some_and(is_unit)
}

pub(super) fn is_scale(token: &Token) -> bool {
    senses(token).any(|sense| matches!(sense, Sense::Scale(_)))
}

fn senses(token: &Token) -> impl Iterator<Item = Sense> {
    token.lexeme().map(|lexeme| lexeme.senses).unwrap_or_default().iter().copied()
}

const fn as_cue(sense: Sense) -> Option<Cue> {
    if let Sense::Cue(cue) = sense { Some(cue) } else { None }
}

/// The longest phrase of the tables that starts at `at`, and its end.
pub(super) fn phrase(lexer: Lexer<'_>, at: usize) -> Option<(Cue, Token)> {
    let first = lexer.token(at);
    let most = usize::from(first.lexeme()?.words).min(LONGEST_PHRASE);
    let mut found = cue(&first).map(|cue| (cue, first));
    let mut end = first.end;
    let mut words = 1;
    while words < most {
        let next = lexer.token(end);
        match next.what {
            // Every word of a phrase has an entry, but for an s: "St Patrick's Day".
            What::Word(None) if !matches!(lexer.byte(next.end), b'\'' | 0x80..) => break,
            What::Word(_) if next.gap <= Gap::Space => {}
            What::Mark('-' | '\'' | '’' | '.') if next.gap == Gap::None => {
                end = next.end;
                continue;
            }
            _ => break,
        }
        // The s of "new year's" is no word of its own.
        if !(next.gap == Gap::None && lexer.is(&next, "s")) {
            words += 1;
        }
        end = next.end;
        if let Some(cue) = folded(lexer, first.start, end) {
            found = Some((cue, Token { end, ..first }));
        }
    }
    found
}

/// The longest phrase that ends before `at`, and its start.
pub(super) fn phrase_before(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<(Cue, Token)> {
    let last = lexer.before(at, floor);
    if last.gap == Gap::Paragraph {
        return None;
    }
    let lexeme = last.lexeme()?;
    let mut found = cue(&last).map(|cue| (cue, last));
    let mut start = last.start;
    for _ in 1..LONGEST_PHRASE.min(lexeme.ends.into()) {
        let before = lexer.before(start, floor);
        match before.what {
            What::Word(Some(_)) if before.gap <= Gap::Space => start = before.start,
            _ => break,
        }
        if let Some(cue) = folded(lexer, start, last.end) {
            found = Some((cue, Token { start, ..last }));
        }
    }
    found
}

/// Whether the longest phrase that ends before `at` is one of these cues.
pub(super) fn is_cue_before(lexer: Lexer<'_>, at: usize, floor: usize, of: impl Fn(Cue) -> bool) -> bool {
    phrase_before(lexer, at, floor).is_some_and(|(cue, _)| of(cue))
}

/// The cue of a phrase: lower case, one space between words, no apostrophes or dots.
fn folded(lexer: Lexer<'_>, start: usize, end: usize) -> Option<Cue> {
    let mut buffer = [0u8; 40];
    let mut length = 0;
    for letter in lexer.text.get(start..end)?.chars() {
        let byte = match letter {
            '\'' | '’' | '.' => continue,
            '-' => b' ',
            space if space.is_whitespace() => b' ',
            letter if letter.is_ascii() => (letter as u8).to_ascii_lowercase(),
            _ => return None,
        };
        if byte == b' ' && length > 0 && buffer.get(length - 1) == Some(&b' ') {
            continue;
        }
        *buffer.get_mut(length)? = byte;
        length += 1;
    }
    table::phrase(buffer.get(..length)?)?.senses.iter().copied().find_map(as_cue)
}

/// The small number at `at`: 27, 27th, twenty-seven, twenty-seventh.
pub(super) fn small(lexer: Lexer<'_>, at: usize) -> Option<Small> {
    let token = lexer.token(at);
    match token.what {
        What::Digits => {
            let digits = token.end - token.start;
            if digits > 4 {
                return None;
            }
            let value = lexer.of(&token).parse().ok()?;
            let suffix = lexer.token(token.end);
            if suffix.gap == Gap::None && matches!(suffix.what, What::Word(_)) {
                // American law writes "the 2d of March".
                let short = matches!(value, 2 | 3 | 22 | 23) && lexer.of(&suffix) == "d";
                let ordinal = short || lexer.is_any(&suffix, &["st", "nd", "rd", "th"]);
                return ordinal.then_some(Small { value, ordinal, digits, end: suffix.end });
            }
            Some(Small { value, ordinal: false, digits, end: token.end })
        }
        What::Word(_) => {
            let (value, ordinal) = number_word(&token)?;
            let small = Small { value, ordinal, digits: 0, end: token.end };
            if ordinal || value < 20 || value % 10 != 0 {
                return Some(small);
            }
            let mut next = lexer.token(token.end);
            if next.is_dash() && next.gap == Gap::None {
                next = lexer.token(next.end);
            }
            match number_word(&next) {
                Some((unit, ordinal)) if (1..10).contains(&unit) && next.gap <= Gap::Space => {
                    Some(Small { value: value + unit, ordinal, digits: 0, end: next.end })
                }
                _ => Some(small),
            }
        }
        _ => None,
    }
}

/// Value of a number word below a hundred, and whether it is an ordinal.
fn number_word(token: &Token) -> Option<(i32, bool)> {
    senses(token).find_map(|sense| match sense {
        Sense::Cardinal(value) if value < 100 => Some((i32::try_from(value).ok()?, false)),
        Sense::Ordinal(value) if value < 100 => Some((i32::try_from(value).ok()?, true)),
        _ => None,
    })
}

/// A year in words: nineteen eighty-six, nineteen hundred and five, two thousand and twenty, twenty ten.
pub(super) fn spelled_year(lexer: Lexer<'_>, at: usize) -> Option<(i32, usize)> {
    let first = small(lexer, at).filter(|small| small.digits == 0 && !small.ordinal)?;
    let next = lexer.token(first.end);
    let scale =
        senses(&next).find_map(|sense| if let Sense::Scale(power) = sense { Some(power) } else { None });
    let base = match scale {
        Some(2) if (10..=21).contains(&first.value) => first.value * 100,
        Some(3) if first.value == 2 => 2000,
        Some(_) => return None,
        None => {
            let century = first.value;
            let rest = small(lexer, first.end).filter(|small| small.digits == 0 && !small.ordinal)?;
            let adjacent = next.gap == Gap::Space && (10..100).contains(&rest.value);
            return (adjacent && (11..=21).contains(&century))
                .then_some((century * 100 + rest.value, rest.end));
        }
    };
    let mut rest_at = next.end;
    let and = lexer.token(rest_at);
    if lexer.is(&and, "and") {
        rest_at = and.end;
    }
    match small(lexer, rest_at).filter(|small| small.digits == 0 && !small.ordinal) {
        Some(rest) => Some((base + rest.value, rest.end)),
        None => Some((base, next.end)),
    }
}

/// Whether a token reads as a plural noun, or as the unit or scale of a number before it.
pub(super) fn is_counted(lexer: Lexer<'_>, token: &Token) -> bool {
    if token.gap != Gap::Space || !matches!(token.what, What::Word(_)) {
        return false;
    }
    let word = lexer.of(token);
    if lexer.is_any(token, &["people", "men", "women", "children", "police", "percent", "per", "or", "of"]) {
        return !lexer.is_any(token, &["or", "of", "per"]);
    }
    if cue(token).is_some() && !is_unit(lexer, token) {
        return false;
    }
    if is_scale(token) || is_unit(lexer, token) && word.len() > 1 {
        return true;
    }
    let lower = word.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    let plural =
        word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is");
    lower && plural && word.len() > 3 && !lexer.is_any(token, &["was", "does", "has"])
}

/// Whether the word starts with a capital letter.
pub(super) fn is_capital(lexer: Lexer<'_>, token: &Token) -> bool {
    matches!(token.what, What::Word(_)) && lexer.char_at(token.start).is_some_and(char::is_uppercase)
}

/// Whether a month's name is one that a point may close: `Jan.`, `Sept.`, and not `May.` or `June.`, which end a sentence.
pub(super) fn is_short(lexer: Lexer<'_>, name: &Token) -> bool {
    name.end - name.start <= 4 && !lexer.is_any(name, &["may", "june", "july"])
}

/// The token behind an optional full stop that touches `end` (Nov. 27) and the place behind that stop.
pub(super) fn after_dot(lexer: Lexer<'_>, end: usize) -> (usize, bool) {
    let dot = lexer.token(end);
    if dot.mark() == Some('.') && dot.gap == Gap::None { (dot.end, true) } else { (end, false) }
}
