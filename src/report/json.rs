//! The results as one JSON object, and back.

use super::results::Results;
use super::{Report, Style};

/// Pretty-printed JSON with a line end.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    // Every field is a string, a number or a list of them: writing cannot fail.
    serde_json::to_string_pretty(report.results).map(|text| text + "\n").unwrap_or_default()
}

/// Reads saved results.
///
/// # Errors
/// When the text is not JSON of this shape.
pub fn read(text: &str) -> Result<Results, serde_json::Error> {
    serde_json::from_str(text)
}
