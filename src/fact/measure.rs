//! Units and currencies next to a figure: `285 kt`, `US$6bn`, `350-kilometre-long`, `14 dollars a barrel`.

use super::Unit;
use super::amount::rate_word;
use super::lex::{Gap, Lexer, Token, What};
use super::table::{self, LONGEST, Lexeme, Measure, Sense};

/// A unit in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub unit: Unit,
    pub start: usize,
    pub end: usize,
    /// Whether it is a word rather than a symbol.
    pub word: bool,
    /// Whether a hyphen joins it to the figure, as in an adjective.
    pub hyphen: bool,
}

/// The unit that a word or symbol means first.
pub(super) fn unit_of(lexeme: &Lexeme) -> Option<Measure> {
    lexeme.sense(|sense| if let Sense::Unit(measure) = sense { Some(*measure) } else { None })
}

/// The unit behind a figure that ends at `at`, rates included.
pub(super) fn behind(lexer: Lexer<'_>, at: usize) -> Option<Found> {
    // By far the most frequent, and no rate.
    if lexer.byte(at) == b'%'
        && !matches!(lexer.byte(at + 1), b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | 0x80..)
    {
        let unit = Unit::of(table::symbol("%").and_then(unit_of)?);
        return Some(Found { unit, start: at, end: at + 1, word: false, hyphen: false });
    }
    let next = lexer.token(at);
    let (start, hyphen) = match next.gap {
        Gap::Paragraph => return None,
        Gap::None if next.mark().is_some_and(|mark| matches!(mark, '-' | '‐' | '‑')) => (next.end, true),
        _ => (next.start, false),
    };
    if let Some(found) = bracketed(lexer, &next).or_else(|| density(lexer, &next)) {
        return Some(found);
    }
    let (measure, end, word) = name_or_symbol(lexer, start, start == at)?;
    let unit = Unit::of(measure);
    let found = Found { unit, start, end, word, hyphen };
    // "230-km/h winds", but "a 5-dollar a day ticket"
    let joined = lexer.token(found.end).gap == Gap::None;
    Some(if hyphen && !joined { found } else { rate(lexer, found) })
}

/// The percentage points of a `half-point` cut, or of a cut by `a quarter point`.
pub(super) fn points(lexer: Lexer<'_>, at: usize) -> Option<Found> {
    let first = lexer.token(at);
    let hyphen = first.is_dash() && first.gap == Gap::None;
    let point = if hyphen { lexer.token(first.end) } else { first };
    let unit = named("percentage point").filter(|_| lexer.is(&point, "point"))?;
    Some(Found { unit, start: point.start, end: point.end, word: true, hyphen })
}

/// The unit with this name.
pub(super) fn named(name: &str) -> Option<Unit> {
    table::unit(name).map(Unit::of)
}

/// A symbol alone in brackets: `20 (kg)`.
fn bracketed(lexer: Lexer<'_>, open: &Token) -> Option<Found> {
    let close = match open.mark()? {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '<' => '>',
        _ => return None,
    };
    let (measure, end) = symbol(lexer, open.end, true)?;
    let unit = Unit::of(measure);
    // "section 14(b)"
    if end == open.end + 1 && lexer.byte(open.end).is_ascii_alphabetic() {
        return None;
    }
    (lexer.char_at(end) == Some(close)).then(|| Found {
        unit,
        start: open.start,
        end: end + 1,
        word: false,
        hyphen: false,
    })
}

/// A bare count over an area or a volume: `38/km²`, `38 per square kilometre`.
fn density(lexer: Lexer<'_>, link: &Token) -> Option<Found> {
    let slash = link.mark() == Some('/') && link.gap == Gap::None;
    if !slash && !lexer.is(link, "per") {
        return None;
    }
    let (measure, end, word) = name_or_symbol(lexer, lexer.token(link.end).start, slash)?;
    let unit = Unit { over: None, per: Some(measure) };
    let fits = matches!(measure.row().dimension, "area" | "volume");
    fits.then_some(Found { unit, start: link.start, end, word, hyphen: false })
}

/// `in` behind the inches of `6 ft 7 in`, where it is no preposition.
pub(super) fn inches(lexer: Lexer<'_>, at: usize) -> Option<Found> {
    let word = lexer.token(at);
    let measure = table::symbol("in").and_then(unit_of).filter(|_| lexer.of(&word) == "in")?;
    Some(Found { unit: Unit::of(measure), start: word.start, end: word.end, word: false, hyphen: false })
}

/// The measure at `start`: the longest name of the tables, else the longest symbol.
fn name_or_symbol(lexer: Lexer<'_>, start: usize, joined: bool) -> Option<(Measure, usize, bool)> {
    let symbol = symbol(lexer, start, joined);
    let name = name(lexer, start);
    match (name, symbol) {
        (Some((measure, end)), Some((_, symbol_end))) if end > symbol_end => Some((measure, end, true)),
        (_, Some((measure, end))) => Some((measure, end, false)),
        (Some((measure, end)), None) => Some((measure, end, true)),
        (None, None) => None,
    }
}

/// A name of one or more words: `tonnes`, `square kilometres`, `U.S. dollars`, `per cent`.
pub(super) fn name(lexer: Lexer<'_>, start: usize) -> Option<(Measure, usize)> {
    let first = lexer.token(start);
    let lexeme = first.lexeme().or_else(|| table::word("us").filter(|_| lexer.is(&first, "U")))?;
    let mut best = unit_of(lexeme).map(|measure| (measure, first.end));
    if lexeme.words < 2 && !lexer.is(&first, "U") {
        return best;
    }
    let mut buffer = [0u8; LONGEST];
    let mut length = push(&mut buffer, 0, lexer.of(&first))?;
    let (mut last, mut words) = (first, 1);
    while words < 5 {
        let mut next = lexer.token(last.end);
        let mut gap = next.gap;
        if next.gap == Gap::None && (next.is_dash() || next.mark() == Some('.')) {
            // "square-kilometre", "U.S. dollars", "sq. km": the mark parts words or is dropped.
            let short = last.end - last.start <= 2;
            let dash = next.is_dash();
            if !(dash || short) {
                break;
            }
            next = lexer.token(next.end);
            gap = if dash || next.gap == Gap::Space { Gap::Space } else { Gap::None };
        }
        // Every word of a phrase has an entry, but for the letters of "U.S.".
        let known = matches!(next.what, What::Word(lexeme) if lexeme.is_some() || next.end - next.start == 1);
        if gap == Gap::Paragraph || !known {
            break;
        }
        if gap == Gap::Space {
            length = push(&mut buffer, length, " ")?;
        }
        let Some(longer) = push(&mut buffer, length, lexer.of(&next)) else { break };
        length = longer;
        last = next;
        words += 1;
        if let Some(measure) = buffer.get(..length).and_then(table::phrase).and_then(unit_of) {
            best = Some((measure, next.end));
        }
    }
    best
}

fn push(buffer: &mut [u8; LONGEST], at: usize, text: &str) -> Option<usize> {
    let place = buffer.get_mut(at..at + text.len())?;
    place.copy_from_slice(text.as_bytes());
    place.make_ascii_lowercase();
    Some(at + text.len())
}

/// Symbols of one letter that mean a unit only where they touch the figure: behind a space they are words or names.
const TOUCHING: [&str; 14] = ["a", "b", "B", "C", "F", "y", "q", "T", "M", "p", "P", "d", "′", "N"];

/// Symbols that behind a space may begin a name: `1707 L Street`, `two million Da Nang`.
const NAMING: [&str; 8] = ["A", "J", "K", "L", "V", "W", "Da", "Mt"];

/// Whether a name goes on at `at`: a capital letter and a small one, unlike in `12 V DC`.
fn is_named_on(lexer: Lexer<'_>, at: usize) -> bool {
    let next = lexer.token(at);
    let mut letters = lexer.of(&next).chars();
    next.gap == Gap::Space
        && letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
}

/// A symbol: `km²`, `°C`, `%`, `kWh`, `USD`.
fn symbol(lexer: Lexer<'_>, start: usize, joined: bool) -> Option<(Measure, usize)> {
    let mut end = start;
    let mut best = None;
    let (key, letters) = table::head(lexer.text.as_bytes(), start);
    if letters > 0 && !table::may_matter(key) {
        return None;
    }
    while let Some(next) = lexer.char_at(end) {
        let part = next.is_alphanumeric()
            || matches!(next, '%' | '‰' | '°' | '²' | '³' | '$' | '¢' | '′' | '″' | '.' | '/' | '％')
            || matches!(next, '·' | '⋅' | '∙')
            || is_sign(next);
        if !part || end - start > 12 {
            break;
        }
        end += next.len_utf8();
        let after = lexer.char_at(end);
        let model = after == Some('-') && lexer.byte(end + 1).is_ascii_digit();
        // In "€10-€12" the sign belongs to the figure behind it.
        let leads = after.is_some_and(|after| after.is_ascii_digit());
        let sign = matches!(next, '%' | '°' | '′' | '″') || is_sign(next) && next != '$' && !leads;
        let closed = sign || !(after.is_some_and(char::is_alphanumeric) || model);
        let Some(text) = lexer.text.get(start..end).filter(|_| closed) else { continue };
        let Some(measure) = table::symbol(text).and_then(unit_of) else { continue };
        let here = match text {
            "in" => is_inch(lexer, end),
            _ if joined => true,
            _ => !(TOUCHING.contains(&text) || NAMING.contains(&text) && is_named_on(lexer, end)),
        };
        if here {
            best = Some((measure, end));
        }
    }
    best
}

/// Whether `in` behind a figure is no preposition: a bracket or point closes it, or a word of measuring follows.
fn is_inch(lexer: Lexer<'_>, end: usize) -> bool {
    let next = lexer.token(end);
    match next.what {
        What::Mark(mark) => {
            next.gap == Gap::None && matches!(mark, ')' | ']' | ',' | ';' | '.') || mark == '×'
        }
        What::End => true,
        _ => {
            lexer.is_any(&next, &["long", "wide", "high", "deep", "tall", "thick", "across", "of", "by", "x"])
        }
    }
}

/// Signs of currencies.
pub(super) fn is_sign(sign: char) -> bool {
    matches!(
        sign,
        '$' | '£' | '€' | '¥' | '￥' | '¢' | '元' | '﷼' | '฿' | '֏' | '৳' | '\u{20a0}'..='\u{20c0}'
    )
}

/// The unit with the one it is counted per: `/t`, `per year`, `a day`, `an hour`.
fn rate(lexer: Lexer<'_>, found: Found) -> Found {
    let per = |at: usize| {
        let next = lexer.token(at);
        (next.gap < Gap::Paragraph)
            .then(|| name_or_symbol(lexer, next.start, next.gap == Gap::None))
            .flatten()
    };
    let share = found
        .unit
        .over
        .is_some_and(|measure| matches!(measure.row().dimension, "share" | "points" | "times"));
    let next = lexer.token(found.end);
    if share || next.gap == Gap::Paragraph {
        return found;
    }
    if let Some((measure, end)) = negative_power(lexer, &next) {
        return Found { unit: Unit { per: Some(measure), ..found.unit }, end, ..found };
    }
    if let Some(measure) = adverb(lexer, &next) {
        let time = found.unit.over.is_some_and(|measure| measure.row().dimension == "time");
        let unit = Unit { per: Some(measure), ..found.unit };
        return if time || found.unit.is_none() { found } else { Found { unit, end: next.end, ..found } };
    }
    let (below, article) = if next.gap == Gap::None && next.mark() == Some('/') || lexer.is(&next, "per") {
        (per(next.end), false)
    } else if next.is_dash() && lexer.is_any(&lexer.token(next.end), &["per", "a", "an"]) {
        // "a 230-kilometre-an-hour wind"
        let after = lexer.token(lexer.token(next.end).end);
        (if after.is_dash() { per(after.end) } else { None }, false)
    } else if lexer.text.get(next.start..).is_some_and(|rest| rest.starts_with("p.a.")) {
        (table::unit("year").map(|year| (year, next.start + 4, true)), false)
    } else if next.gap == Gap::Space && lexer.is_any(&next, &["a", "an", "each", "every"]) {
        (per(next.end), true)
    } else {
        (None, false)
    };
    let Some((measure, end, word)) = below else { return found };
    let row = measure.row();
    // "5 dollars a day" and "4 tonnes a hectare" are rates, "20 litres a bottle" and "3 km an inch" none worth reading.
    let timed = row.dimension == "time";
    let traded =
        found.unit.is_money() && matches!(row.dimension, "mass" | "volume" | "energy" | "area" | "length");
    let yields = row.dimension == "area"
        && found.unit.over.is_some_and(|measure| matches!(measure.row().dimension, "mass" | "volume"));
    // "40 hours a week" stays a length of time.
    let times = timed && found.unit.over.is_some_and(|measure| measure.row().dimension == "time");
    if row.money || times || article && !(word && (timed || traded || yields)) {
        return found;
    }
    Found { unit: Unit { per: Some(measure), ..found.unit }, end, ..found }
}

/// What an adverb behind a unit counts it per: "5 million euros *annually*". What is quarterly is mostly a report.
fn adverb(lexer: Lexer<'_>, next: &Token) -> Option<Measure> {
    let word = lexer.of(next);
    if next.gap != Gap::Space || !word.ends_with("ly") || lexer.is(next, "quarterly") {
        return None;
    }
    table::unit(rate_word(word)?)
}

/// A unit with a negative power, which divides: the `m−3` of `kg m−3`, the `L⁻¹` of `mol·L⁻¹`.
fn negative_power(lexer: Lexer<'_>, next: &Token) -> Option<(Measure, usize)> {
    let dot = matches!(next.mark(), Some('·' | '⋅' | '∙')) && next.gap == Gap::None;
    let letters = if dot { lexer.token(next.end) } else { *next };
    if !matches!(letters.what, What::Word(_)) || letters.end - letters.start > 4 {
        return None;
    }
    let minus = lexer.char_at(letters.end).filter(|minus| matches!(minus, '-' | '−' | '–' | '⁻'))?;
    let power = lexer.char_at(letters.end + minus.len_utf8())?;
    let end = letters.end + minus.len_utf8() + power.len_utf8();
    let raised = match power {
        '1' | '¹' => "",
        '2' | '²' => "2",
        '3' | '³' => "3",
        _ => return None,
    };
    if lexer.char_at(end).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let mut buffer = [0u8; LONGEST];
    let text = lexer.of(&letters).as_bytes();
    buffer.get_mut(..text.len())?.copy_from_slice(text);
    buffer.get_mut(text.len()..text.len() + raised.len())?.copy_from_slice(raised.as_bytes());
    let symbol = std::str::from_utf8(buffer.get(..text.len() + raised.len())?).ok()?;
    Some((table::symbol(symbol).and_then(unit_of)?, end))
}

/// The rate behind money whose currency stands in front: `$14/t`, `$98 a barrel`.
pub(super) fn rate_behind(lexer: Lexer<'_>, unit: Unit, at: usize) -> (Unit, usize) {
    let found = rate(lexer, Found { unit, start: at, end: at, word: false, hyphen: false });
    (found.unit, found.end)
}

/// The token behind an adjective that measures: `-long`, ` old`, ` of age`.
pub(super) fn dimension_word(lexer: Lexer<'_>, at: usize, joined: bool) -> Option<Token> {
    let next = lexer.token(at);
    let word = if next.gap == Gap::None && next.is_dash() { lexer.token(next.end) } else { next };
    let dimension = ["long", "wide", "high", "deep", "tall", "thick", "old", "strong"];
    (word.gap < Gap::Paragraph && (word.start == next.end || !joined) && lexer.is_any(&word, &dimension))
        .then_some(word)
}
