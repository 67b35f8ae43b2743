//! What was found as one JSON object; the results of a check also back.

use super::results::Results;
use super::{Content, Report, Style};

/// Pretty-printed JSON with a line end.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    let text = match report.content {
        Content::Check(results) => serde_json::to_string_pretty(results),
        Content::Changes(changes) => serde_json::to_string_pretty(changes),
        Content::Cover(cover) => serde_json::to_string_pretty(cover),
    };
    // Every field is a string, a number or a list of them: writing cannot fail.
    text.map(|text| text + "\n").unwrap_or_default()
}

/// Reads saved results.
///
/// # Errors
/// When the text is not JSON of this shape.
pub fn read(text: &str) -> Result<Results, serde_json::Error> {
    serde_json::from_str(text)
}
