//! For a comment on a pull request: GitHub flavoured Markdown.

use super::excerpt::excerpt;
use super::findings::{Finding, Group, sort};
use super::results::{CheckResult, Results, VerdictResult};
use super::{Report, Style, clean, words};
use std::fmt::Write as _;

/// Columns of a sentence that are shown.
const WIDTH: usize = 160;

/// The findings, check by check.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    let results = report.results;
    let mut out = format!("### factlock: {}\n", headline(results));
    if !results.errors.is_empty() {
        out += "\n**The check could not be made**\n\n";
        for error in &results.errors {
            let _ = writeln!(out, "- {}", escaped(&words::error(error)));
        }
    }
    for check in &results.checks {
        one(&mut out, check, results);
    }
    out
}

/// The run in a few words.
fn headline(results: &Results) -> String {
    let sum = &results.summary;
    let failed = sum.contradicted + sum.conflicting + sum.missing;
    match (failed, sum.claims) {
        _ if !results.errors.is_empty() => "could not check everything".to_owned(),
        (0, claims) if sum.dropped == 0 => format!("{} hold", words::count(claims, "claim")),
        (0, _) => format!("nothing contradicted, {} dropped", words::count(sum.dropped, "claim")),
        (failed, claims) => format!("{} of {} do not hold", failed, words::count(claims, "claim")),
    }
}

fn one(out: &mut String, check: &CheckResult, results: &Results) {
    let sorted = sort(check);
    let counts: Vec<String> = Group::ALL
        .into_iter()
        .filter(|&group| sorted.count(group) > 0)
        .map(|group| format!("{} {}", sorted.count(group), group.heading()))
        .chain([format!("{} hold", sorted.hold)])
        .collect();
    let (document, claims) = (escaped(&check.document), escaped(&check.claims));
    let _ = writeln!(out, "\n**{document}** against {claims}: {}", counts.join(", "));
    for group in Group::ALL.into_iter().filter(|&group| sorted.count(group) > 0) {
        let heading = group.heading();
        let _ = writeln!(out, "\n{}{}\n", heading[..1].to_uppercase(), &heading[1..]);
        for found in sorted.findings.iter().filter(|finding| finding.group == group) {
            finding(out, found, &check.document, &results.today);
        }
    }
    let list = |out: &mut String, name: &str, verdicts: &[&VerdictResult]| {
        if !verdicts.is_empty() {
            let ids: Vec<String> = verdicts.iter().map(|verdict| escaped(&verdict.id)).collect();
            let _ = writeln!(out, "\n{name} ({}): {}", verdicts.len(), ids.join(", "));
        }
    };
    list(out, "Dropped with their subject", &sorted.dropped);
    list(out, "Optional and left out", &sorted.omitted);
    list(out, "Waived", &sorted.accepted);
}

fn finding(out: &mut String, finding: &Finding<'_>, path: &str, today: &str) {
    let Some(first) = finding.first() else { return };
    let place = escaped(&words::locus(path, finding.telling()));
    let ids = escaped(&finding.ids().join(", "));
    let _ = writeln!(out, "- **{place}** {ids}");
    if let Some(found) = finding.telling() {
        let pieces = excerpt(&found.sentence, &[found.mark], WIDTH);
        let text: String = pieces
            .iter()
            .map(|piece| {
                if piece.marked {
                    format!("<mark>{}</mark>", escaped(&piece.text))
                } else {
                    escaped(&piece.text)
                }
            })
            .collect();
        let _ = writeln!(out, "  > {text}");
        out.push('\n');
    }
    let expected: Vec<&str> = finding.verdicts.iter().map(|verdict| verdict.expected.as_str()).collect();
    let message = match finding.verdicts.len() {
        0 | 1 => escaped(&words::message(first)),
        several => words::moved(several).to_owned(),
    };
    let _ = writeln!(out, "  claimed **{}**: {message}", escaped(&expected.join("; ")));
    if let Some(source) = words::source(first, today) {
        let _ = writeln!(out, "  <br>source: {}", escaped(&source));
    }
    for verdict in &finding.consequences {
        let text = format!("{} ({}): {}", verdict.id, verdict.expected, words::message(verdict));
        let _ = writeln!(out, "  <br>and so {}", escaped(&text));
    }
}

/// Text on one line that Markdown shows as it is: no markup, no HTML, no mention of a person or an issue, no link.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in clean::line(text).chars() {
        match letter {
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '&' => out += "&amp;",
            '@' => out += "&#64;",
            '#' => out += "&#35;",
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '!' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(letter);
            }
            letter => out.push(letter),
        }
    }
    // What would be linked of itself.
    out.replace("://", "&#58;//").replace("www.", "www&#46;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draft_text_is_no_markup() {
        assert_eq!(escaped("**a** <b> @desk #12"), "\\*\\*a\\*\\* &lt;b&gt; &#64;desk &#35;12");
        assert_eq!(escaped("see https://a.org | www.b.org"), "see https&#58;//a.org \\| www&#46;b.org");
        assert_eq!(escaped("a\n- b"), "a - b");
    }
}
