//! What was found as one JSON object; the results of a check also back.

use super::results::Results;
use super::{Content, Report, Style, clean};
use serde::Serialize;

/// Pretty-printed JSON with a line end.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    match report.content {
        Content::Check(results) => pretty(results),
        Content::Changes(changes) => pretty(changes),
        Content::Cover(cover) => pretty(cover),
    }
}

/// A value over several lines, with a line end.
pub fn pretty(value: &impl Serialize) -> String {
    // Every field is a string, a number or a list of them: writing cannot fail.
    serde_json::to_string_pretty(value).map(|text| escaped(&text)).unwrap_or_default() + "\n"
}

/// A value on one line, with a line end.
pub fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).map(|text| escaped(&text)).unwrap_or_default() + "\n"
}

/// JSON with what would steer a terminal written as `\u` escapes: the same strings for a program, harmless for an eye.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter != '\n' && clean::is_harmful(letter) {
            let mut units = [0; 2];
            letter.encode_utf16(&mut units).iter().for_each(|unit| out += &format!("\\u{unit:04x}"));
        } else {
            out.push(letter);
        }
    }
    out
}

/// Reads saved results.
///
/// # Errors
/// When the text is not JSON of this shape.
pub fn read(text: &str) -> Result<Results, serde_json::Error> {
    serde_json::from_str(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_escaped_and_reads_back() {
        let text = "a\u{1b}\u{9b}\u{202e}\u{1fffe}é";
        let json = line(&text);
        assert_eq!(json, "\"a\\u001b\\u009b\\u202e\\ud83f\\udffeé\"\n");
        assert_eq!(serde_json::from_str::<String>(&json).ok().as_deref(), Some(text));
    }
}
