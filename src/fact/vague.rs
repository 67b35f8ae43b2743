//! Numbers without a figure: `several`, `a few`, `both`, `dozens of`.
//!
//! They are no figures of their own, so [`scan`](super::scan) passes over them; but where a claim counts nine villages,
//! a draft's "several villages" is what became of the figure.

use super::lex::{Gap, Lexer, Token, What};
use super::table::Sense;
use super::{Amount, Fact, Kind, Number, Qualifier, Unit, Value};
use crate::text::Span;

/// The number that the word at `at` leaves open or tells without a figure.
pub(super) fn vague(lexer: Lexer<'_>, at: usize, floor: usize) -> Option<Fact> {
    let word = lexer.token(at);
    let lexeme = word.lexeme()?;
    let before = lexer.before(at, floor);
    let article = lexer.is_any(&before, &["a", "an"]);
    let next = lexer.token(word.end);
    let (number, told) = lexeme.sense(|sense| match sense {
        Sense::Pair(number) => Some((*number, true)),
        Sense::Vague(least) => Some((*least, false)),
        _ => None,
    })?;
    let text = lexer.of(&word);
    let counts = match text.to_ascii_lowercase().as_str() {
        "both" => true,
        "few" | "handful" | "pair" | "couple" | "trio" => article,
        "some" | "many" => counts_things(lexer, &next),
        _ => true,
    };
    // "a pair of", "dozens of", "hundreds of thousands of"
    let end = if lexer.is(&next, "of") { next.end } else { word.end };
    // A word with a figure joined to it ("few0") is no word, but what a scan of figures passes over as a whole.
    if !counts || lexer.char_at(end).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let start = if article { before.start } else { word.start };
    let number = Number::whole(i128::from(number));
    let max = told.then_some(number);
    let amount =
        Amount { min: Some(number), max, qualifier: Some(Qualifier::Several), unit: Unit::default() };
    Some(Fact { kind: Kind::Number, span: Span::new(start, end), value: Value::Amount(amount) })
}

/// "some villages", not "some of it" or "some water": a plural follows.
fn counts_things(lexer: Lexer<'_>, next: &Token) -> bool {
    let text = lexer.of(next);
    next.gap == Gap::Space
        && matches!(next.what, What::Word(_))
        && (text.len() > 3 && text.ends_with('s') && !text.ends_with("ss")
            || lexer.is_any(next, &["people", "men", "women", "children", "other"]))
}
