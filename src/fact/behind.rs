//! The scale and the unit behind a figure, and what an ambiguous word means there.

use super::figure::End;
use super::lex::{Gap, Lexer, Token, What};
use super::numeral::{self, Form, Numeral};
use super::table::{self, Lexeme, Sense};
use super::{Kind, Number, Unit, measure};

/// The power of the last scale word of a numeral, for sharing it within a range.
pub(super) fn scale_power(lexer: Lexer<'_>, numeral: &Numeral) -> i16 {
    let last = lexer.before(numeral.end, numeral.start);
    let scale = last.lexeme().and_then(|word| {
        word.sense(|sense| if let Sense::Scale(power) = sense { Some(*power) } else { None })
    });
    scale.map_or(0, i16::from)
}

/// Reads `bn`, `m`, `k` behind the figure where it is a scale and no unit.
pub(super) fn scale_symbol(
    lexer: Lexer<'_>,
    end: &mut End,
    numeral: &Numeral,
    wanted: Option<Kind>,
) -> Option<()> {
    if numeral.scaled {
        return Some(());
    }
    let Some((power, token)) = numeral::scale_symbol(lexer, end.end) else { return Some(()) };
    let joined = token.gap == Gap::None;
    let next = lexer.token(token.end);
    let unit_follows = measure::behind(lexer, token.end)
        .is_some_and(|found| found.word || found.unit.is_money() || found.end - found.start > 1);
    let money = end.prefixed
        || unit_follows && measure::behind(lexer, token.end).is_some_and(|found| found.unit.is_money());
    let noun_follows = unit_follows || is_counted_noun(lexer, end.start, &next);
    let scale = match lexer.of(&token) {
        "bn" | "Bn" | "BN" | "mn" | "Mn" | "mln" | "bln" | "mld" | "mrd" | "mio" | "mil" | "tn" | "trn"
        | "trln" => true,
        "M" if matches!(next.what, What::End | What::Mark(_)) => true,
        "k" | "K" | "M" | "b" | "B" => money || joined || noun_follows,
        "m" => money || noun_follows || matches!(wanted, Some(Kind::Number | Kind::Money)),
        "T" | "t" | "Tn" => money,
        _ => end.prefixed,
    };
    if scale {
        end.number = end.number.scaled(power)?;
        end.scale = power;
        end.end = token.end;
    }
    Some(())
}

/// How many adjectives may stand in front of what is counted.
const ADJECTIVES: usize = 2;

/// Whether what is counted stands behind the figure `start..`, at `first`: a plural or a collective, adjectives before it
/// passed over, as in `12m new jobs`.
fn is_counted_noun(lexer: Lexer<'_>, start: usize, first: &Token) -> bool {
    let mut word = *first;
    for passed in 0..=ADJECTIVES {
        let text = lexer.of(&word);
        let (key, letters) = table::head(lexer.text.as_bytes(), word.start);
        let noun = word.gap == Gap::Space && matches!(word.what, What::Word(_)) && text.len() > 2;
        if !noun || letters <= 8 && (table::is_quiet_behind(key) || table::tells_metres(key)) {
            return false;
        }
        let plural = text.len() > 3 && text.ends_with('s') && !text.ends_with("ss");
        if plural || lexer.is_any(&word, &["people", "men", "women", "children", "staff"]) {
            // "a 12m concrete piles"
            return passed == 0 || !lexer.is_any(&lexer.before(start, 0), &["a", "an"]);
        }
        word = lexer.token(word.end);
    }
    false
}

/// Reads the unit behind the figure, or the rate behind money.
pub(super) fn unit(lexer: Lexer<'_>, end: &mut End, numeral: &Numeral, floor: usize, wanted: Option<Kind>) {
    if end.prefixed {
        // "$10 dollars", "$5 USD": said twice.
        let code = |unit: Unit| unit.over.map(|measure| measure.row().code);
        if let Some(found) =
            measure::behind(lexer, end.end).filter(|found| code(found.unit) == code(end.unit))
        {
            end.end = found.end;
        }
        (end.unit, end.end) = measure::rate_behind(lexer, end.unit, end.end);
        return;
    }
    let money = wanted == Some(Kind::Money);
    // In "$14–16/bbl" the rate belongs to both ends.
    let behind = measure::behind(lexer, end.end).filter(|found| !(money && found.unit.over.is_none()));
    let found = behind.or_else(|| {
        // "half an hour", "three quarters of a mile"
        let fraction = numeral.form == Form::Fraction;
        fraction.then(|| article_unit(lexer, end.end).or_else(|| measure::points(lexer, end.end))).flatten()
    });
    let Some(mut found) = found.filter(|found| is_unit_here(lexer, end, found)) else { return };
    if let Some(settled) = settle(lexer, end, &found, floor, wanted) {
        found.unit.over = settled.over;
    }
    end.unit = found.unit;
    end.end = found.end;
    // "two years and a half"
    let whole = Numeral { end: found.end, ..*numeral };
    if found.word
        && end.scale == 0
        && let Some(more) =
            numeral::and_part(lexer, whole).filter(|more| measure::behind(lexer, more.end).is_none())
    {
        (end.number, end.end) = (more.number, more.end);
    }
}

fn article_unit(lexer: Lexer<'_>, at: usize) -> Option<measure::Found> {
    let mut next = lexer.token(at);
    if lexer.is(&next, "of") {
        next = lexer.token(next.end);
    }
    lexer
        .is_any(&next, &["a", "an"])
        .then(|| measure::behind(lexer, next.end))
        .flatten()
        .filter(|found| found.word)
}

/// Units that are also other words: they need a figure that suits them.
fn is_unit_here(lexer: Lexer<'_>, end: &End, found: &measure::Found) -> bool {
    let text = lexer.text.get(found.start..found.end).unwrap_or_default();
    let next = lexer.token(found.end);
    let one = end.number == Number::ONE;
    // None of the words below is longer.
    let mut folded = [0; 8];
    let Some(folded) = folded.get_mut(..text.len()) else { return true };
    folded.copy_from_slice(text.as_bytes());
    folded.make_ascii_lowercase();
    let lexeme = if found.word { table::word(text) } else { table::symbol(text) };
    if !is_enough(lexer, end, lexeme) {
        return false;
    }
    match &*folded {
        b"c" | b"f" if text.len() == 1 => is_degree(lexer, end, text),
        // "23 00 N, 102 00 W": degrees, minutes and west.
        b"w" => !matches!(lexer.before(end.start, 0).what, What::Digits),
        b"second" | b"quarter" => found.hyphen || one || end.form == Form::Fraction,
        b"time" => found.hyphen,
        // "the way one turns"
        b"turns" => !one,
        b"s" => !is_decade(lexer, end, found),
        // 720p and 1080p are pictures.
        b"p" => !matches!(end.number.digits, 480 | 720 | 1080 | 1440 | 2160) || end.number.exponent != 0,
        b"day" if !found.hyphen && one => {
            let before = lexer.before(end.start, 0);
            lexer.is_any(
                &before,
                &["for", "in", "within", "after", "than", "only", "just", "about", "least", "last"],
            )
        }
        b"bar" | b"bars" | b"cup" | b"cups" => !lexer.is(&next, "and"),
        // "7pc of homes", but "300 PC users" and a "2-pc suit".
        b"pc" => text == "pc" && !found.hyphen,
        b"st" | b"gmt" => false,
        _ => true,
    }
}

/// Whether a letter that touches a figure means degrees, as newspapers have them: `38C (100F)`, but no `Gate 12C`.
fn is_degree(lexer: Lexer<'_>, end: &End, letter: &str) -> bool {
    let most = if letter == "C" { 60 } else { 140 };
    let size = Number { digits: end.number.digits.saturating_abs(), ..end.number };
    let before = lexer.before(end.start, 0);
    let named = lexer.of(&before).starts_with(char::is_uppercase) || matches!(before.what, What::Digits);
    let label = before.lexeme().is_some_and(|lexeme| lexeme.has(Sense::Label));
    !named && !label && end.scale == 0 && size.compare(Number::whole(most)).is_le()
}

/// Whether a figure is one that a unit takes which is a word or a name as well: `2,000 won`, not `the three won`, `in 2024
/// won`.
pub(super) fn is_enough(lexer: Lexer<'_>, end: &End, unit: Option<&Lexeme>) -> bool {
    let least = unit.and_then(|unit| {
        unit.sense(|sense| if let Sense::Least(least) = sense { Some(*least) } else { None })
    });
    let Some(least) = least.filter(|_| end.scale == 0) else { return true };
    let year = matches!(end.number.digits, 1900..=2099)
        && end.number.exponent == 0
        && !lexer.text.get(end.start..end.end).is_some_and(|text| text.contains(','));
    !year && end.number.exact() >= Number::whole(least.into()).exact()
}

/// `the 90s`, `in his 60s`: an s that touches a round figure behind a word that no length of time follows.
fn is_decade(lexer: Lexer<'_>, end: &End, found: &measure::Found) -> bool {
    let mut before = lexer.before(end.start, 0);
    if before.is_dash() {
        before = lexer.before(before.start, 0);
    }
    let led = ["the", "early", "mid", "late", "his", "her", "their", "its", "my", "our", "your"];
    found.start == end.end
        && end.number.exponent == 0
        && end.number.digits % 10 == 0
        && lexer.is_any(&before, &led)
}

/// The unit that an ambiguous word means here: `pounds` of weight or of money.
fn settle(
    lexer: Lexer<'_>,
    end: &End,
    found: &measure::Found,
    floor: usize,
    wanted: Option<Kind>,
) -> Option<Unit> {
    let text = lexer.text.get(found.start..found.end)?;
    let word = text.split([' ', '/']).next()?;
    if !["pound", "pounds"].iter().any(|pound| word.eq_ignore_ascii_case(pound)) {
        return None;
    }
    let money = match wanted {
        Some(Kind::Money) => true,
        Some(Kind::Quantity) => false,
        _ => end.scale >= 6 && !lexer.is(&lexer.token(found.end), "of") || is_paid(lexer, end.start, floor),
    };
    table::word(word)?.senses.iter().find_map(|sense| match sense {
        Sense::Unit(measure) if measure.row().money == money => Some(Unit::of(*measure)),
        _ => None,
    })
}

/// Whether one of the few words in front is about paying.
fn is_paid(lexer: Lexer<'_>, at: usize, floor: usize) -> bool {
    let mut at = at;
    for _ in 0..4 {
        let before = lexer.before(at, floor);
        if !matches!(before.what, What::Word(_) | What::Digits) {
            return false;
        }
        if before.lexeme().is_some_and(|lexeme| lexeme.has(Sense::Pay)) {
            return true;
        }
        at = before.start;
    }
    false
}
