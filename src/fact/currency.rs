//! Currencies in front of a figure: `US$6bn`, `RUB 400`, `euro 5 million`.

use super::Unit;
use super::behind::is_enough;
use super::figure::End;
use super::lex::{Gap, Lexer};
use super::measure::{Found, is_sign, unit_of};
use super::numeral;
use super::table::{self, Lexeme, Measure};

/// The currency in front of a figure that starts at `at`: `US$`, `€`, `RUB `, `kr `.
pub(super) fn before(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Found> {
    let mut end = at;
    while end > floor && matches!(lexer.char_before(end), Some(' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')) {
        end -= lexer.char_before(end).map_or(1, char::len_utf8);
        if at - end > 3 {
            return None;
        }
    }
    let last = lexer.char_before(end)?;
    if !(last.is_alphabetic() || is_sign(last) || last == '.' || last == '/') {
        return None;
    }
    // Most words in front of a figure are no currency.
    let word = lexer.before(end, floor);
    if last.is_ascii_alphabetic()
        && !table::may_matter(table::head(lexer.text.as_bytes(), word.start).0)
        && matches!(lexer.byte(word.start.wrapping_sub(1)), b' ' | b'\n')
    {
        return None;
    }
    // Back over the letters, points and signs; the longest that the tables know wins.
    let (mut start, mut best) = (end, None);
    while start > floor && end - start < 8 {
        let Some(previous) = lexer.char_before(start) else { break };
        if !(previous.is_alphabetic() || is_sign(previous) || matches!(previous, '.' | '/' | ' ')) {
            break;
        }
        start -= previous.len_utf8();
        let open = lexer.char_before(start).filter(|_| start > floor);
        let closed = is_sign(previous) && !open.is_some_and(is_sign)
            || !open.is_some_and(|open| open.is_alphanumeric() || open == '.');
        let Some(text) = lexer.text.get(start..end).filter(|_| closed) else { continue };
        if let Some(measure) = named(text) {
            best = Some(Found { unit: Unit::of(measure), start, end, word: false, hyphen: false });
        } else if previous == ' ' && best.is_none() {
            break;
        }
    }
    best
}

/// A currency's name in front of a figure with a scale: `dollar 22.5 million`, `euro 5 million`; not `the dollar`.
pub(super) fn name_before(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Found> {
    let word = lexer.before(at, floor);
    let measure = unit_of(word.lexeme()?).filter(|measure| measure.row().money)?;
    let article = lexer.before(word.start, floor);
    let free = !lexer.is_any(&article, &["the", "a", "an", "per", "us", "each", "every"]);
    let fits = free && word.gap == Gap::Space && word.end - word.start > 3;
    let unit = Unit::of(measure);
    fits.then_some(Found { unit, start: word.start, end: word.end, word: true, hyphen: false })
}

/// The currency of a sign or code in front of a figure; `USD$`, and `US $` as some agencies space it, included.
fn named(text: &str) -> Option<Measure> {
    // Pence stand behind: "p 145" is a page.
    let money = |lexeme: &Lexeme| unit_of(lexeme).filter(|measure| measure.row().money && lexeme.text != "p");
    if let Some(measure) = table::symbol(text).and_then(money) {
        return Some(measure);
    }
    // "usd 20"
    if ["usd", "eur", "gbp", "rmb", "aud", "cad", "inr"].contains(&text) {
        return table::word(text).and_then(money);
    }
    let letters = text.strip_suffix('$')?;
    if letters.len() == 3 && letters.is_ascii() {
        return table::word(letters).and_then(money);
    }
    let spaced = ["US", "C", "HK", "NZ", "AU", "CA"]
        .into_iter()
        .find(|code| letters.strip_suffix(' ').is_some_and(|letters| letters.eq_ignore_ascii_case(code)))?;
    table::symbol(match spaced {
        "US" => "US$",
        "HK" => "HK$",
        "NZ" => "NZ$",
        "AU" => "A$",
        _ => "C$",
    })
    .and_then(money)
}

/// Whether letters in front of a figure are its currency: `PEN 33,900` and not `COP 29`, `the Le PEN 33.9%`.
pub(super) fn is_here(lexer: Lexer<'_>, end: &End, found: &Found) -> bool {
    let code = lexer.text.get(found.start..found.end).unwrap_or_default().trim_end();
    lexer.byte(end.end) != b'%'
        && (is_enough(lexer, end, table::symbol(code)) || numeral::scale_symbol(lexer, end.end).is_some())
}
