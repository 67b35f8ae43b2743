//! Hedges and bounds around a figure: `about`, `no fewer than`, `>`, `or more`, `100-plus`.

use super::Qualifier;
use super::lex::{Gap, Lexer, Token, What};
use super::table::{self, LONGEST, Lexeme, Sense};

/// A hedge in the text: what it says, and where the figure with it starts or ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hedge {
    pub qualifier: Qualifier,
    pub at: usize,
}

fn hedge_of(lexeme: &Lexeme) -> Option<Qualifier> {
    lexeme.sense(|sense| if let Sense::Hedge(qualifier) = sense { Some(*qualifier) } else { None })
}

/// Words of the longest phrase in the tables.
const MOST_WORDS: usize = 6;

/// The hedge that ends right before `at`: the longest phrase of the tables.
pub(super) fn before(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Hedge> {
    let mut last = lexer.before(at, floor);
    if last.gap == Gap::Paragraph {
        return None;
    }
    if last.mark() == Some('.') && last.gap == Gap::Space {
        // "approx. 5", "ca. 1200"
        let short = lexer.before(last.start, floor);
        if short.gap != Gap::None || !lexer.is_any(&short, &["approx", "ca", "c", "est"]) {
            return None;
        }
        last = short;
    }
    if matches!(last.what, What::Mark(_)) {
        return sign(lexer, last, floor);
    }
    if !matches!(last.what, What::Word(_)) || last.gap == Gap::None {
        return None;
    }
    // The phrase is put together from its end.
    let mut buffer = [0u8; LONGEST];
    let mut from = put(&mut buffer, LONGEST, lexer.of(&last))?;
    let key = table::hedge(buffer.get(from..)?)?;
    let mut best = hedge_of(key).map(|qualifier| Hedge { qualifier, at: last.start });
    for _ in 1..usize::from(key.words).min(MOST_WORDS) {
        let word = lexer.before(last.start, floor);
        if word.gap != Gap::Space || !matches!(word.what, What::Word(_)) {
            break;
        }
        let Some(next) = put(&mut buffer, from, " ").and_then(|from| put(&mut buffer, from, lexer.of(&word)))
        else {
            break;
        };
        (from, last) = (next, word);
        if let Some(qualifier) = buffer.get(from..).and_then(table::hedge).and_then(hedge_of) {
            best = Some(Hedge { qualifier, at: last.start });
        }
    }
    best
}

fn put(buffer: &mut [u8; LONGEST], end: usize, text: &str) -> Option<usize> {
    let start = end.checked_sub(text.len())?;
    let place = buffer.get_mut(start..end)?;
    place.copy_from_slice(text.as_bytes());
    place.make_ascii_lowercase();
    Some(start)
}

/// `~`, `>`, `>=`, `≤` in front of the figure.
fn sign(lexer: Lexer<'_>, last: Token, floor: usize) -> Option<Hedge> {
    if last.mark() == Some('>') && closes_tag(lexer.text, last.start) {
        return None;
    }
    let first = lexer.before(last.start, floor);
    if first.gap == Gap::None
        && let Some(known) =
            lexer.text.get(first.start..last.end).and_then(|both| table::hedge(both.as_bytes()))
    {
        return hedge_of(known).map(|qualifier| Hedge { qualifier, at: first.start });
    }
    let known = table::hedge(lexer.of(&last).as_bytes())?;
    hedge_of(known).map(|qualifier| Hedge { qualifier, at: last.start })
}

/// Bytes of the longest tag that is told from a sign.
const LONGEST_TAG: usize = 80;

/// Whether the `>` at `at` ends a tag that stands in a plain text: `</b>`, `<a href="…">`.
fn closes_tag(text: &str, at: usize) -> bool {
    let front = text.as_bytes().get(at.saturating_sub(LONGEST_TAG)..at).unwrap_or_default();
    let Some(open) = memchr::memrchr2(b'<', b'>', front).filter(|&open| front.get(open) == Some(&b'<'))
    else {
        return false;
    };
    let inside = front.get(open + 1..).unwrap_or_default();
    let inside = inside.strip_prefix(b"/").or(inside.strip_suffix(b"/")).unwrap_or(inside).trim_ascii_end();
    let name = inside.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    inside.first().is_some_and(u8::is_ascii_alphabetic)
        && (name == inside.len() || inside.get(name) == Some(&b' ') && inside.contains(&b'='))
}

/// The hedge that starts right behind `at`: `or more`, `-plus`, `+`.
pub(super) fn after(lexer: Lexer<'_>, at: usize) -> Option<Hedge> {
    if !matches!(lexer.peek(at), b'o' | b'a' | b'm' | b'u' | b'p' | b'+' | b'-' | 0x80..) {
        return None;
    }
    let mut next = lexer.token(at);
    if next.gap == Gap::None {
        if next.mark() == Some('+') && !lexer.byte(next.end).is_ascii_alphanumeric() {
            return Some(Hedge { qualifier: Qualifier::MoreThan, at: next.end });
        }
        if !next.is_dash() {
            return None;
        }
        let word = lexer.token(next.end);
        let qualifier = match () {
            () if word.gap != Gap::None => return None,
            () if lexer.is(&word, "plus") => Qualifier::MoreThan,
            () if lexer.is_any(&word, &["odd", "ish"]) => Qualifier::About,
            () => return None,
        };
        return Some(Hedge { qualifier, at: word.end });
    }
    if lexer.is(&next, "plus") {
        // "100 plus 20" adds; only "100-plus" bounds.
        return None;
    }
    let mut buffer = [0u8; LONGEST];
    let mut length = push(&mut buffer, 0, lexer.of(&next))?;
    let key = table::tail(buffer.get(..length)?)?;
    let mut best = hedge_of(key).map(|qualifier| Hedge { qualifier, at: next.end });
    for _ in 1..usize::from(key.words).min(MOST_WORDS) {
        let word = lexer.token(next.end);
        if word.gap != Gap::Space || !matches!(word.what, What::Word(_)) {
            break;
        }
        let Some(longer) =
            push(&mut buffer, length, " ").and_then(|at| push(&mut buffer, at, lexer.of(&word)))
        else {
            break;
        };
        (length, next) = (longer, word);
        if let Some(qualifier) = buffer.get(..length).and_then(table::tail).and_then(hedge_of) {
            best = Some(Hedge { qualifier, at: next.end });
        }
    }
    // "100, at least 20 of them": a hedge in front of the next figure is not one behind this.
    let follower = best.map(|hedge| lexer.token(hedge.at))?;
    let taken = matches!(follower.what, What::Digits)
        || follower.lexeme().is_some_and(|lexeme| lexeme.opens())
        || lexer.is_any(&follower, &["than", "a", "an"])
        || follower.mark().is_some_and(super::measure::is_sign);
    best.filter(|_| !taken)
}

fn push(buffer: &mut [u8; LONGEST], at: usize, text: &str) -> Option<usize> {
    let place = buffer.get_mut(at..at + text.len())?;
    place.copy_from_slice(text.as_bytes());
    place.make_ascii_lowercase();
    Some(at + text.len())
}
