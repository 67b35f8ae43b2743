//! What is no figure: versions, model names, scores, addresses, list markers, footnote marks, pronouns.

use super::lex::{Gap, Lexer, Token, What, is_dash};
use super::numeral::{Form, Numeral};
use super::table::Sense;

/// Whether the digits at `at` are joined to something in front that makes them a name or a mark: `CO2`, `Su-35`, `4:3`,
/// `growth.12`, `#5`.
pub(super) fn joined_before(lexer: Lexer<'_>, at: usize, floor: usize) -> bool {
    if at == floor {
        return at > 0
            && lexer.char_before(at).is_some_and(|before| before.is_alphanumeric() && before.is_ascii());
    }
    let Some(before) = lexer.char_before(at) else { return false };
    let further = lexer.char_before(at - before.len_utf8());
    let word = further.is_some_and(char::is_alphanumeric);
    match before {
        '.' => further.is_some_and(|further| {
            !further.is_whitespace() && !matches!(further, '(' | '~' | '<' | '>' | '=')
        }),
        ':' | '/' | ',' | '\'' | '’' | '@' | '_' | '\\' | '=' => {
            word || matches!(before, '_' | '@' | '\\') || further == Some('/')
        }
        '#' | '^' | '§' | '№' => true,
        '+' | '*' | '×' => word,
        // Dashes that part clauses: "schools—12 years of them", "--60 per cent".
        '—' | '―' => false,
        '-' if further == Some('-') => false,
        dash if is_dash(dash) => word || further.is_some_and(|further| further == ')' || is_dash(further)),
        ']' | ')' | '”' | '"' => true,
        letter if letter.is_ascii_alphanumeric() => true,
        letter => letter.is_alphabetic() || lexer_is_raised(letter),
    }
}

const fn lexer_is_raised(letter: char) -> bool {
    matches!(letter, '²' | '³' | '¹' | '⁰'..='₉')
}

/// Whether the bare figure goes on as something else: `24703L202`, `4:3`, `3D`, `1.2.3`, `50-50-tie`, `10th-floor` is none.
pub(super) fn joined_after(lexer: Lexer<'_>, end: usize) -> bool {
    let Some(next) = lexer.char_at(end) else { return false };
    let further = lexer.char_at(end + next.len_utf8());
    match next {
        // "male 2,884,146/female 2,835,794"
        '/' if end > 3 && lexer.byte(end - 4) == b',' => {
            further.is_some_and(|further| further.is_ascii_digit())
        }
        ':' | '/' | '@' | '_' | '\\' => further.is_some_and(char::is_alphanumeric),
        '.' => further.is_some_and(|further| further.is_ascii_digit()),
        dash if is_dash(dash) => further.is_some_and(|further| further.is_ascii_digit()),
        letter => letter.is_alphanumeric() && !lexer_is_raised(letter),
    }
}

/// Whether a bare number is a name or a mark in its place: behind `Article`, in front of `Street`, a list marker.
pub(super) fn is_name(lexer: Lexer<'_>, numeral: &Numeral, floor: usize) -> bool {
    let before = lexer.before(numeral.start, floor);
    let after = lexer.token(numeral.end);
    let figures = numeral.form == Form::Figures;
    // "see fig. A third of them"
    let counts = matches!(numeral.form, Form::Figures | Form::Words);
    counts && behind_label(lexer, &before, floor)
        || figures && is_marker(lexer, numeral, &before, &after)
        || figures && before_street(lexer, after)
}

/// `Article 5`, `No. 10`, `pp. 3`; the label stands right in front, or with a point.
fn behind_label(lexer: Lexer<'_>, before: &Token, floor: usize) -> bool {
    let (word, point) = if before.mark() == Some('.') && before.gap == Gap::Space {
        (lexer.before(before.start, floor), true)
    } else {
        (*before, false)
    };
    // "the S&P 500"
    if before.gap == Gap::Space && lexer.of(&word) == "P" && lexer.char_before(word.start) == Some('&') {
        return true;
    }
    let Some(lexeme) = word.lexeme().filter(|_| before.gap == Gap::Space) else { return false };
    if !lexeme.has(Sense::Label) {
        return false;
    }
    // "There was no 5 per cent rise" and "he said no." carry no label; "No. 5" and "page 5" do.
    let text = lexer.of(&word);
    if lexer.is_any(&word, &["no", "nos", "p", "pp", "st"]) {
        return point && word.gap == Gap::None;
    }
    !point || word.gap == Gap::None && text.len() <= 4
}

/// `1.` and `2)` at the start of a line, `(3)` and `[4]`.
fn is_marker(lexer: Lexer<'_>, numeral: &Numeral, before: &Token, after: &Token) -> bool {
    let opens = numeral.start == 0 || before.gap == Gap::Paragraph || line_starts(lexer, numeral.start);
    let short = numeral.end - numeral.start <= 3;
    let closes = after.gap == Gap::None && matches!(after.mark(), Some('.' | ')'));
    let goes_on =
        lexer.token(after.end).gap != Gap::None && !matches!(lexer.token(after.end).what, What::End);
    if short && opens && closes && goes_on {
        return true;
    }
    let bracket = lexer.char_before(numeral.start);
    let close = lexer.char_at(numeral.end);
    match (bracket, close) {
        (Some('['), Some(']')) => true,
        // "Article 5(2)", "Section 3(a)(7)"
        (Some('('), Some(')'))
            if short
                && lexer
                    .char_before(numeral.start - 1)
                    .is_some_and(|outer| outer == ')' || outer.is_alphanumeric()) =>
        {
            true
        }
        (Some('('), Some(')')) if short => {
            let left = lexer.text.get(..numeral.start - 1).unwrap_or_default().trim_end_matches([' ', '\t']);
            let marker_before = left.is_empty() || left.ends_with(['\n', ':', ';', ',']);
            marker_before && matches!(lexer.token(numeral.end + 1).what, What::Word(_))
        }
        _ => false,
    }
}

fn line_starts(lexer: Lexer<'_>, at: usize) -> bool {
    let line = lexer.text.get(..at).unwrap_or_default().trim_end_matches([' ', '\t', '*', '_', '>', '#']);
    line.is_empty() || line.ends_with('\n')
}

/// `10 Downing Street`, `1600 Pennsylvania Avenue`: up to three names and the word for a street.
fn before_street(lexer: Lexer<'_>, first: Token) -> bool {
    let mut word = first;
    for _ in 0..3 {
        let capital = lexer.of(&word).starts_with(char::is_uppercase);
        if word.gap != Gap::Space || !capital {
            return false;
        }
        let next = lexer.token(word.end);
        let street = next.lexeme().is_some_and(|lexeme| lexeme.has(Sense::Street));
        if street && next.gap == Gap::Space && lexer.of(&next).starts_with(char::is_uppercase) {
            return true;
        }
        word = next;
    }
    false
}

/// Words in front of "one" that make it a pronoun, and words behind it that do.
const BEFORE_ONE: [&str; 16] = [
    "this", "that", "which", "no", "any", "every", "each", "another", "some", "the", "only", "good", "new",
    "such", "number", "same",
];
const BEHIND_ONE: [&str; 50] = [
    "of", "another", "is", "was", "are", "were", "can", "could", "should", "would", "will", "may", "might",
    "must", "has", "had", "have", "who", "that", "which", "whose", "to", "by", "on", "in", "at", "with",
    "for", "from", "and", "but", "as", "than", "it", "he", "she", "they", "we", "you", "i", "does", "did",
    "do", "not", "when", "where", "if", "side", "day", "thing",
];

/// Whether "one" is a pronoun: "one of them", "no one", "one can say".
pub(super) fn is_pronoun(lexer: Lexer<'_>, numeral: &Numeral, floor: usize) -> bool {
    let before = lexer.before(numeral.start, floor);
    let after = lexer.token(numeral.end);
    if before.gap == Gap::Space && lexer.is_any(&before, &BEFORE_ONE) {
        return true;
    }
    let joined = after.is_dash() && after.gap == Gap::None;
    let noun = matches!(after.what, What::Word(_)) && after.gap == Gap::Space;
    !(joined || noun) || lexer.is_any(&after, &BEHIND_ONE)
}

/// Phrases in which an ordinal counts nothing: "at first", "first of all", "second-hand", "First World War".
pub(super) fn is_idle_ordinal(lexer: Lexer<'_>, numeral: &Numeral, floor: usize) -> bool {
    let before = lexer.before(numeral.start, floor);
    let after = lexer.token(numeral.end);
    let word = if after.is_dash() && after.gap == Gap::None { lexer.token(after.end) } else { after };
    let text = lexer.text.get(numeral.start..numeral.end).unwrap_or_default();
    if text.eq_ignore_ascii_case("first") {
        let alone = matches!(after.what, What::End | What::Mark(_));
        return lexer.is(&before, "at") && !matches!(after.what, What::Word(_)) && alone
            || lexer.is(&before, "at") && lexer.is_any(&word, &["the", "he", "she", "it", "they", "but"])
            || lexer.is(&word, "of") && lexer.is(&lexer.token(word.end), "all")
            || lexer.is_any(&word, &["hand", "lady", "aid", "name", "names", "foremost"])
            || lexer.is(&word, "and") && lexer.is(&lexer.token(word.end), "foremost");
    }
    if text.eq_ignore_ascii_case("second") {
        let unit = lexer.is_any(&before, &["per", "a", "each", "every", "split", "one", "/"])
            && !matches!(word.what, What::Word(_));
        return unit
            || lexer.is_any(&before, &["per", "split"])
            || lexer.is_any(&word, &["hand", "thoughts", "thought"]);
    }
    false
}
