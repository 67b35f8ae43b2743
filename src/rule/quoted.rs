//! Where quotation marks of any style enclose words.

use super::reading::Reading;
use crate::text::Span;

/// Words inside quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// Span in the prose of what the marks enclose.
    pub inner: Span,
    /// Index of its block.
    pub block: usize,
    /// Whether it stands inside another quotation.
    pub nested: bool,
}

/// No quotation is longer, in bytes: what is not closed by then was none.
const LONGEST: usize = 2000;

/// Marks that wait to be closed beyond these are forgotten, the outermost first: nobody quotes so deep.
const DEEPEST: usize = 16;

/// Straight marks that are looked at for one that closes another.
const TRIED: usize = 64;

/// An opening mark that waits for its closing one.
#[derive(Debug, Clone, Copy)]
struct Opened {
    mark: char,
    inner: usize,
}

/// All quotations of a text, in the order of their first words. A mark that opens a paragraph's quotation and is not closed
/// in it encloses the rest of the paragraph.
pub fn quotations(reading: &Reading<'_>) -> Vec<Quoted> {
    let prose = reading.prose();
    let mut found = Vec::new();
    for (block, span) in reading.document.blocks.iter().map(|block| block.span).enumerate() {
        let text = span.of(prose);
        let mut stack: Vec<Opened> = Vec::new();
        let mut before = ' ';
        for (at, mark) in text.char_indices() {
            if !is_mark(mark) {
                before = mark;
                continue;
            }
            let after = text.get(at + mark.len_utf8()..).unwrap_or_default();
            let next = after.chars().next().unwrap_or(' ');
            if let Some(depth) = stack.iter().rposition(|open| closes(open.mark, mark, before, next)) {
                let inner = stack.get(depth).map_or(at, |open| open.inner);
                stack.truncate(depth);
                let inner = Span::new(inner, at).shifted(span.start);
                found.push(Quoted { inner, block, nested: !stack.is_empty() });
            } else if opens(mark, before, next, after) {
                if stack.len() == DEEPEST {
                    stack.remove(0);
                }
                stack.push(Opened { mark, inner: at + mark.len_utf8() });
            }
            before = mark;
        }
        let rest = stack.iter().filter(|open| ['“', '«', '„'].contains(&open.mark)).map(|open| {
            let inner = Span::new(open.inner, text.len().min(open.inner + LONGEST)).shifted(span.start);
            Quoted { inner, block, nested: false }
        });
        found.extend(rest.take(1));
    }
    found.sort_by_key(|quoted| (quoted.inner.start, std::cmp::Reverse(quoted.inner.end)));
    found
}

/// Whether a character opens or closes quotations.
const fn is_mark(letter: char) -> bool {
    matches!(letter, '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '‚' | '‘' | '’' | '"' | '\'')
}

/// Whether a mark opens a quotation, seen with the characters around it.
fn opens(mark: char, before: char, next: char, after: &str) -> bool {
    let free = !before.is_alphanumeric() && !next.is_whitespace();
    match mark {
        '“' | '„' | '«' | '‹' | '‚' | '‘' => true,
        '"' => free,
        // The marks of other languages the other way round: »so« and ”so”.
        '»' | '”' => free && before != '.' && before != ',',
        // A straight mark is an apostrophe unless it can be closed; '90s and 'tis are none.
        '\'' => {
            free && (next.is_alphabetic() || next == '[')
                && memchr::memchr_iter(b'\'', &after.as_bytes()[..after.len().min(LONGEST)]).take(TRIED).any(
                    |at| {
                        let before = after.get(..at).and_then(|text| text.chars().next_back()).unwrap_or(' ');
                        let next = after.get(at + 1..).and_then(|text| text.chars().next());
                        closes('\'', '\'', before, next.unwrap_or(' '))
                    },
                )
        }
        _ => false,
    }
}

/// Whether `mark` closes what `open` opened. Between two letters it is an apostrophe.
fn closes(open: char, mark: char, before: char, next: char) -> bool {
    let right = match open {
        '“' => mark == '”' || mark == '"',
        '„' => mark == '“' || mark == '”' || mark == '"',
        '«' => mark == '»',
        '»' => mark == '«' || mark == '»',
        '‹' => mark == '›',
        '‚' => mark == '‘' || mark == '’',
        '‘' => mark == '’' || mark == '\'',
        '\'' => mark == '\'' || mark == '’',
        '"' => mark == '"' || mark == '”',
        '”' => mark == '”',
        _ => false,
    };
    let apostrophe = matches!(mark, '’' | '\'') && before.is_alphanumeric() && next.is_alphanumeric();
    right && !apostrophe && (mark != '"' && mark != '\'' || !before.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::super::testing::with_reading;
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        with_reading(text, |reading| {
            quotations(reading).into_iter().map(|quoted| quoted.inner.of(text)).collect()
        })
    }

    #[test]
    fn marks_of_any_style_enclose_and_apostrophes_do_not() {
        assert_eq!(
            found("He said “so ‘they’ say” and «oui», „ja“, »ja«."),
            ["so ‘they’ say", "they", "oui", "ja", "ja"]
        );
        assert_eq!(found("It's the players' 'last' word in the '90s, isn't it?"), ["last"]);
        assert_eq!(found("The board’s “word” and the players’ own"), ["word"]);
        assert_eq!(found("a 6\" pipe and a \"long\" one"), ["long"]);
    }

    #[test]
    fn marks_without_end_cost_no_more_than_their_number() {
        let start = std::time::Instant::now();
        for piece in ["“", "\"a ", "'a ", "«"] {
            found(&piece.repeat(100_000));
        }
        assert!(start.elapsed() < std::time::Duration::from_secs(20), "{:?}", start.elapsed());
    }
}
