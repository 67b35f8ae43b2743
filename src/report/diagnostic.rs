//! Errors as a good compiler shows them: the message, the line, what is meant in it, what to do.

use super::clean;
use crate::error::{Error, Place};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// One error, with a line end.
pub fn render(error: &Error, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let message = clean::line(&error.message);
    let hint = error.hint.as_deref().map(clean::line);
    let title = Group::with_title(Level::ERROR.primary_title(message));
    let Some(place) = error.place.as_deref().filter(|place| place.position.is_some()) else {
        let path = error.place.as_ref().map(|place| format!("\n --> {}", clean::line(&place.path)));
        let hint = hint.map(|hint| format!("\n  = help: {hint}"));
        let parts = [Some(renderer.render(&[title])), path, hint, Some("\n".to_owned())];
        return parts.into_iter().flatten().collect();
    };
    let group = title.element(snippet(place));
    let group = match hint {
        Some(hint) => group.element(Level::HELP.message(hint)),
        None => group,
    };
    uncut(renderer.render(&[group]), place) + "\n"
}

/// The rendered error with the column of the whole line: the renderer knows only the part of it that is shown.
fn uncut(text: String, place: &Place) -> String {
    let Some(at) = place.position else { return text };
    let (line, start, _) = visible(place);
    let path = clean::line(&place.path);
    let shown = line[..start].chars().count() + 1;
    text.replacen(&format!("{path}:{}:{shown}", at.line), &format!("{path}:{}:{}", at.line, at.column), 1)
}

/// The line with what is meant in it underlined. Characters are replaced one by one, so that the span still fits.
fn snippet(place: &Place) -> Snippet<'static, annotate_snippets::Annotation<'static>> {
    let (line, start, end) = visible(place);
    let number = place.position.map_or(1, |at| at.line);
    Snippet::source(line)
        .line_start(number)
        .path(clean::line(&place.path))
        .annotation(AnnotationKind::Primary.span(start..end))
}

/// A window of the line around the span with harmful characters replaced, and the span inside it.
fn visible(place: &Place) -> (String, usize, usize) {
    /// Characters kept on each side of the span, and of the span itself.
    const AROUND: usize = 80;
    let line = place.line.as_str();
    let start = line.floor_char_boundary(place.span.start);
    let end = line.floor_char_boundary(place.span.end).max(start);
    let (before, meant, after) = (&line[..start], &line[start..end], &line[end..]);
    let skipped = before.chars().count().saturating_sub(AROUND);
    let shown = |text: &mut dyn Iterator<Item = char>| -> String {
        text.map(|letter| match letter {
            '\t' => ' ',
            _ if clean::is_harmful(letter) => char::REPLACEMENT_CHARACTER,
            _ => letter,
        })
        .collect()
    };
    let before = shown(&mut before.chars().skip(skipped));
    let meant = shown(&mut meant.chars().take(AROUND));
    let after = shown(&mut after.chars().take(AROUND));
    let start = before.len();
    let end = start + meant.len();
    (before + &meant + &after, start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use crate::text::{Position, Span};

    #[test]
    fn the_column_of_a_long_line_is_that_of_the_whole_line() {
        let line = format!("{}dat: 4 May", "é, ".repeat(200));
        let start = line.len() - "dat: 4 May".len();
        let error = Error {
            place: Some(Box::new(Place {
                path: "c.yaml".to_owned(),
                position: Some(Position { line: 7, column: 601 }),
                line,
                span: Span::new(start, start + 3),
            })),
            ..Error::new(ErrorKind::Claims, "unknown key")
        };
        for colour in [false, true] {
            assert!(render(&error, colour).contains("c.yaml:7:601"), "{}", render(&error, colour));
        }
    }
}
