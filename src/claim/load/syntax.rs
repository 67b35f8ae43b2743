//! What the YAML parser found wrong, in an editor's words.

use super::fault::Faults;
use crate::text::Span;
use granit_parser::{ErrorKind, ScanError};

/// Records a syntax error; `bracket` is the place of the innermost bracket that is still open.
pub(super) fn explain(error: &ScanError, bracket: Option<usize>, faults: &mut Faults) {
    let text = faults.text();
    let start = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    let start = text.floor_char_boundary(start);
    let rest = text.get(start..).unwrap_or_default();
    let (message, hint) = words(error.kind());
    let tab = message.starts_with("a tab").then(|| rest.find('\t')).flatten();
    // An error at the end of the file is shown at the last thing written.
    let start = if rest.is_empty() { last_written(text) } else { start + tab.unwrap_or(0) };
    let span = Span::new(start, text.ceil_char_boundary((start + 1).min(text.len())));
    if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
        return too_deep(span, faults);
    }
    if let Some(span) = odd_space(text, start) {
        let message = "a space that is not YAML's, most likely a non-breaking one, stands here";
        return faults.add(span, message, "put a plain space in its place; it looks the same");
    }
    if let Some(bracket) = bracket.filter(|_| tab.is_none()) {
        let (line, here) = (faults.line(bracket), faults.line(start));
        if line != here {
            let open = text.get(bracket..).and_then(|text| text.chars().next()).unwrap_or('[');
            let hint = format!("is the `{open}` of line {line} closed?");
            return faults.add(span, "this does not fit into a list in brackets", hint);
        }
        if rest.starts_with(',') {
            return faults.add(
                span,
                "there is nothing before this comma",
                "write something, or take the comma out",
            );
        }
    }
    let before = text.get(..start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    if matches!(error.kind(), ErrorKind::MappingValueNotAllowed) && !line.contains(": ") {
        let hint = "keys of one claim begin in the same column";
        // The parser stops at the colon; what stands wrong is the key before it.
        let key = start - line.trim_start_matches([' ', '-']).len();
        let span = Span::new(key, start.max(text.ceil_char_boundary((key + 1).min(text.len()))));
        return faults.add(span, "this line stands too far to the right", hint);
    }
    faults.add(span, message, hint);
}

/// Records lists in lists that no claim file needs.
pub(super) fn too_deep(span: Span, faults: &mut Faults) {
    faults.add(span, "lists and blocks are nested too deep here", "is a closing bracket missing above?");
}

/// So many lines back a space may have led the parser astray.
const FARTHEST: usize = 3;

/// The nearest space, in the line of an error or the lines before it, that YAML does not take for one where it wants one: as
/// indentation, behind the dash of an item, behind the colon of a key.
fn odd_space(text: &str, error: usize) -> Option<Span> {
    let odd = |letter: char| letter.is_whitespace() && !letter.is_ascii();
    let end = text.get(error..)?.find('\n').map_or(text.len(), |at| error + at);
    let mut rest = text.get(..end)?;
    for _ in 0..FARTHEST {
        let start = rest.rfind('\n').map_or(0, |at| at + 1);
        let line = rest.get(start..)?;
        // A space is wanted before the first word, its dashes counted in, and right behind a colon.
        let (mut opens, mut before) = (true, ' ');
        for (at, letter) in line.char_indices() {
            if (opens || before == ':') && odd(letter) {
                return Some(Span::new(start + at, start + at + letter.len_utf8()));
            }
            opens &= letter == ' ' || letter == '-';
            before = letter;
        }
        rest = rest.get(..start)?.strip_suffix('\n')?;
    }
    None
}

fn last_written(text: &str) -> usize {
    text.trim_end().char_indices().next_back().map_or(0, |(at, _)| at)
}

fn words(kind: &ErrorKind) -> (String, &'static str) {
    let (message, hint) = match kind {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => ("a tab stands where YAML wants spaces", "indent with spaces"),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => {
            ("a second colon in this line", "text that holds a colon and a space needs quotes")
        }
        ErrorKind::UnexpectedCharacter { character } => {
            let message = format!("text cannot open with `{}` here", character.escape_default());
            return (message, "put the text in quotes");
        }
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => (
            "a quotation mark is opened and never closed",
            "close it; inside '…' an apostrophe is written twice, inside \"…\" a quotation mark is \\\"",
        ),
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => (
            "there is more text behind the closing quotation mark",
            "put the whole value in quotes, or use the other kind of quotes around it",
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate => (
            "a backslash means nothing here",
            "use '…' instead of \"…\" around text with backslashes, as in '/\\d+/'",
        ),
        ErrorKind::UnclosedFlowCollection { open } | ErrorKind::MismatchedFlowCollectionEnd { open, .. } => {
            return (
                format!("a `{open}` is not closed"),
                "close it; text with brackets or commas needs quotes",
            );
        }
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping => {
            ("a bracket is not closed at the end of the file", "close it")
        }
        ErrorKind::ExpectedFlowSequenceSeparator | ErrorKind::ExpectedFlowMappingSeparator => (
            "a comma or a closing bracket is missing before this",
            "text with brackets, commas or colons needs quotes",
        ),
        ErrorKind::MisplacedFlowCollectionEnd => {
            ("a bracket is closed that was never opened", "text with brackets needs quotes")
        }
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::InvalidIndentation
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::InvalidFlowScalarIndent => (
            "this line does not stand below the lines it belongs to",
            "keys of one claim begin in the same column",
        ),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            ("a key without its colon, or a key of several lines", "write `key: value`")
        }
        ErrorKind::MissingAnchorOrAliasName => {
            ("`&` and `*` name a value to repeat", "put text that opens with one of them in quotes")
        }
        ErrorKind::BomInsideDocument => ("a byte order mark stands inside the file", "delete it"),
        other => return (format!("this is not YAML: {other}"), "text with special characters needs quotes"),
    };
    (message.to_owned(), hint)
}
