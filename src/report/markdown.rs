//! For a comment on a pull request: GitHub flavoured Markdown.

use super::changes::ChangesResult;
use super::excerpt::{Piece, excerpt};
use super::findings::{Finding, Group, quotations, sort};
use super::results::{CheckResult, Mark, Results, VerdictResult};
use super::{Content, Report, Style, clean, words};
use crate::cover::{CoveredDocument, State};
use std::fmt::Write as _;

/// Columns of a sentence that are shown.
const WIDTH: usize = 160;

/// The findings, document by document.
pub fn render(report: &Report<'_>, _style: &Style) -> String {
    let content = report.content;
    let mut out = format!("### factlock: {}\n", escaped(&headline(content)));
    if !content.errors().is_empty() {
        out += "\n**The check could not be made**\n\n";
        for error in content.errors() {
            let _ = writeln!(out, "- {}", escaped(&words::error(error)));
        }
    }
    match content {
        Content::Check(results) => {
            results.checks.iter().for_each(|check| one(&mut out, check, results));
            unclaimed(&mut out, results);
        }
        Content::Changes(changes) => differences(&mut out, changes),
        Content::Cover(cover) => cover.documents.iter().for_each(|document| covered(&mut out, document)),
    }
    out
}

/// The answer in a few words.
fn headline(content: Content<'_>) -> String {
    match content {
        _ if !content.errors().is_empty() => "could not check everything".to_owned(),
        Content::Check(results) => words::headline(results),
        Content::Changes(changes) => words::changes(changes),
        Content::Cover(cover) => words::cover(&cover.count),
    }
}

fn one(out: &mut String, check: &CheckResult, results: &Results) {
    let sorted = sort(check);
    let counts: Vec<String> = Group::ALL
        .into_iter()
        .filter(|&group| sorted.count(group) > 0)
        .map(|group| format!("{} {}", sorted.count(group), group.heading()))
        .chain([format!("{} {}", sorted.hold, words::hold(sorted.hold))])
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
    if !check.changes().is_empty() {
        let _ = writeln!(out, "\nChanged since it was recorded ({})\n", check.changes().len());
        for change in check.changes() {
            let _ = writeln!(out, "- {}: {}", escaped(&change.id), escaped(&words::since_recorded(change)));
        }
    }
}

/// The figures that fail the check because nobody has claimed them.
fn unclaimed(out: &mut String, results: &Results) {
    let figures: Vec<_> = results.failing_figures().collect();
    if !figures.is_empty() {
        let _ = writeln!(out, "\nNobody has claimed\n");
    }
    for (path, figure) in figures {
        let fact = &figure.fact;
        item(out, &words::locus(path, Some(fact)), &format!("“{}”, {}", fact.text, fact.kind));
    }
}

fn finding(out: &mut String, finding: &Finding<'_>, path: &str, today: &str) {
    let Some(first) = finding.first() else { return };
    item(out, &words::locus(path, finding.fact()), &finding.ids().join(", "));
    let quotes = quotations(finding);
    let quotes: Vec<String> = quotes.iter().map(|(found, marks)| quote(&found.sentence, marks)).collect();
    quoted(out, &quotes);
    let expected: Vec<&str> = finding.verdicts.iter().map(|verdict| &*verdict.expected).collect();
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

fn differences(out: &mut String, changes: &ChangesResult) {
    let _ = writeln!(out, "\nFrom {} to **{}**\n", escaped(&changes.old), escaped(&changes.new));
    for change in &changes.changes {
        let (path, place) = change.place(changes);
        item(
            out,
            &words::locus(path, place.map(|place| &place.fact)),
            &format!("{} {}", change.change, change.kind),
        );
        let sides = [("old", &change.old), ("new", &change.new)];
        let sides: Vec<String> = sides
            .iter()
            .filter_map(|(name, side)| Some((name, side.as_ref()?)))
            .map(|(name, side)| format!("{name}: {}", quote(&side.sentence, &[side.mark])))
            .collect();
        quoted(out, &sides);
        let _ = writeln!(out, "  {}", escaped(&change.message));
    }
}

/// The figures of a document that want somebody: contradicted ones, then those that nobody has claimed.
fn covered(out: &mut String, document: &CoveredDocument) {
    let _ = writeln!(out, "\n**{}**: {}", escaped(&document.path), words::cover(&document.count));
    for (state, heading) in [(State::Contradicted, "Contradicted"), (State::Unclaimed, "Nobody has claimed")]
    {
        let figures: Vec<_> = document.facts.iter().filter(|fact| fact.state == state).collect();
        if figures.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{heading}\n");
        for figure in figures {
            let fact = &figure.fact.fact;
            let ids: Vec<&str> = figure.fact.claimed_by.iter().map(|by| by.id.as_str()).collect();
            let by = if ids.is_empty() { String::new() } else { format!(" ({})", ids.join(", ")) };
            let text = format!("“{}”, {}{by}", fact.text, fact.kind);
            item(out, &words::locus(&document.path, Some(fact)), &text);
        }
    }
}

/// The first line of an item of a list: where, and what.
fn item(out: &mut String, place: &str, name: &str) {
    let _ = writeln!(out, "- **{}** {}", escaped(place), escaped(name));
}

/// Sentences under an item.
fn quoted(out: &mut String, quotes: &[String]) {
    for (nth, quote) in quotes.iter().enumerate() {
        let _ = writeln!(out, "  > {}{quote}", if nth == 0 { "" } else { "<br>" });
    }
    if !quotes.is_empty() {
        out.push('\n');
    }
}

/// A sentence with its marks.
fn quote(sentence: &str, marks: &[Mark]) -> String {
    let show = |piece: &Piece| match piece.marked {
        true => format!("<mark>{}</mark>", escaped(&piece.text)),
        false => escaped(&piece.text),
    };
    excerpt(sentence, marks, WIDTH).iter().map(show).collect()
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
