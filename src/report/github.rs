//! Annotations of a GitHub workflow: `::error file=…,line=…::message` lines.

use super::notice::{Notice, notices};
use super::{Report, Style, clean};
use crate::claim::Severity;

/// Every finding, then the errors.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    let errors = report.content.errors().iter().map(|error| {
        let place = [("line", error.line), ("col", error.column)];
        let message = match &error.hint {
            Some(hint) => format!("{}; {hint}", error.message),
            None => error.message.clone(),
        };
        line("error", error.file.as_deref(), &place, "factlock", &message)
    });
    notices(report.content).iter().map(annotation).chain(errors).collect()
}

fn annotation(found: &Notice<'_>) -> String {
    let level = match found.level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let fact = found.lines();
    let place = [
        ("line", fact.map(|fact| fact.line)),
        ("col", fact.map(|fact| fact.column)),
        ("endLine", fact.map(|fact| fact.end_line)),
        ("endColumn", fact.map(|fact| fact.end_column)),
    ];
    line(level, Some(found.path), &place, &format!("{} {}", found.rule, found.subject), &found.message)
}

fn line(
    level: &str,
    file: Option<&str>,
    place: &[(&str, Option<usize>)],
    title: &str,
    message: &str,
) -> String {
    let file = file.map(|file| format!("file={},", property(file))).unwrap_or_default();
    let place: String =
        place.iter().filter_map(|(name, number)| number.map(|number| format!("{name}={number},"))).collect();
    format!("::{level} {file}{place}title={}::{}\n", property(title), escaped(&clean::line(message)))
}

/// A message must not end its line or hold a code.
fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property must not end itself either.
fn property(text: &str) -> String {
    escaped(&clean::line(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draft_text_cannot_start_another_command() {
        let line =
            line("error", Some("a,b:c.md"), &[("line", Some(3)), ("col", None)], "x::y", "50%\n::warning::z");
        assert_eq!(line, "::error file=a%2Cb%3Ac.md,line=3,title=x%3A%3Ay::50%25 ::warning::z\n");
    }
}
