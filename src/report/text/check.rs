//! A check for reading: what is wrong, what is gone, what to look at; the rest in one line each.

use super::super::excerpt::{Piece, excerpt};
use super::super::findings::{Finding, Group, Sorted, quotations, sort};
use super::super::results::{
    CheckResult, DocumentFact, DocumentResult, Mark, NoteResult, Results, VerdictResult,
};
use super::super::{Style, clean, words};
use anstyle::{AnsiColor, Style as Paint};
use unicode_width::UnicodeWidthStr;

const BOLD: Paint = Paint::new().bold();
const DIM: Paint = Paint::new().dimmed();
const MARK: Paint = AnsiColor::Red.on_default().bold();
const WANTED: Paint = AnsiColor::Green.on_default().bold();

/// The longest place that stands beside its sentence.
const LONGEST: usize = 24;

/// How many unclaimed figures are listed unless more are asked for.
const UNCLAIMED: usize = 6;

/// Optional claims left out that are named without `-v`.
const OMITTED: usize = 20;

/// The whole report.
pub fn render(results: &Results, style: &Style) -> String {
    let mut page = Page { out: String::new(), style, today: &results.today, gutter: 0 };
    let several = results.checks.windows(2).any(|pair| pair[0].claims != pair[1].claims);
    for (at, check) in results.checks.iter().enumerate().filter(|(_, check)| !check.verdicts.is_empty()) {
        if !page.out.is_empty() {
            page.out.push('\n');
        }
        let document = results.documents.iter().find(|document| document.path == check.document);
        let last = !results.checks.iter().skip(at + 1).any(|later| later.document == check.document);
        page.check(check, document, several, last);
    }
    page.out
}

/// The page being written.
struct Page<'a> {
    out: String,
    style: &'a Style,
    today: &'a str,
    /// Width of the column that holds numbers, places and labels.
    gutter: usize,
}

impl Page<'_> {
    fn check(&mut self, check: &CheckResult, document: Option<&DocumentResult>, several: bool, last: bool) {
        let sorted = sort(check);
        let unclaimed: Vec<_> = match document {
            Some(document) if last => document.facts.iter().filter(|fact| fact.is_unclaimed()).collect(),
            _ => Vec::new(),
        };
        self.head(check, &sorted, several, unclaimed.len());
        if let Some(document) = document {
            self.reading(document);
        }
        let widest =
            sorted.findings.iter().map(|finding| words::locus(&check.document, finding.fact()).width());
        let widest = widest.max().unwrap_or(0);
        // Long paths take a line of their own, and leave the sentences their width.
        self.gutter = if widest > LONGEST { 13 } else { 3 + widest.max(15) + 2 };
        let mut number = 0;
        for group in Group::ALL.into_iter().filter(|&group| sorted.count(group) > 0) {
            let (title, colour) = match group {
                Group::Wrong => ("WRONG", AnsiColor::Red),
                Group::Gone => ("GONE", AnsiColor::Yellow),
                Group::Look => ("LOOK", AnsiColor::Cyan),
            };
            let paint = colour.on_default().bold();
            let heading = self.paint(paint, title);
            self.out += &format!("\n{heading}\n");
            for finding in sorted.findings.iter().filter(|finding| finding.group == group) {
                number += 1;
                self.finding(number, finding, &check.document);
            }
        }
        self.changed(check);
        let notes = document.filter(|_| last).map(|document| document.notes.as_slice()).unwrap_or_default();
        self.rest(&sorted, &check.document, &unclaimed, notes);
    }

    /// The line of counts.
    fn head(&mut self, check: &CheckResult, sorted: &Sorted<'_>, several: bool, unclaimed: usize) {
        let mut found: Vec<String> = Group::ALL
            .into_iter()
            .filter(|&group| sorted.count(group) > 0)
            .map(|group| format!("{} {}", sorted.count(group), group.heading()))
            .collect();
        let all = sorted.hold == check.verdicts.len() && found.is_empty();
        let mut rest = vec![if all {
            match sorted.hold {
                1 => "the one claim holds".to_owned(),
                hold => format!("all {hold} claims hold"),
            }
        } else {
            format!("{} {}", sorted.hold, words::hold(sorted.hold))
        }];
        rest.retain(|_| sorted.hold > 0);
        let named = [
            (sorted.dropped.len(), "dropped"),
            (sorted.omitted.len(), "left out"),
            (sorted.accepted.len(), "waived"),
        ];
        rest.extend(
            named.into_iter().filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")),
        );
        found = found.into_iter().take(3).collect();
        let mut parts: Vec<String> =
            [found.join(", "), rest.join(", ")].into_iter().filter(|part| !part.is_empty()).collect();
        if unclaimed > 0 {
            parts.push(format!("{} nobody has claimed", words::count(unclaimed, "figure")));
        }
        let against =
            if several { format!(" against {}", clean::line(&check.claims)) } else { String::new() };
        let path = self.paint(BOLD, &clean::line(&check.document));
        self.wrapped(&format!("{path}{against}   {}", parts.join("; ")), 2, 0);
    }

    /// How the document was read.
    fn reading(&mut self, document: &DocumentResult) {
        if let Some(written) = &document.written {
            let line = self.paint(DIM, &format!("read as written on {}", words::day(written)));
            self.out += &format!("{line}\n");
        }
        for unread in &document.unread {
            self.out += &format!("not read: {}\n", clean::line(unread));
        }
    }

    fn finding(&mut self, number: usize, finding: &Finding<'_>, path: &str) {
        let mut first = Some(format!("{number:<2} "));
        for (found, marks) in quotations(finding) {
            let lead = first.take().unwrap_or_else(|| "   ".to_owned());
            self.quotation(&lead, &words::locus(path, Some(&found.fact)), &found.sentence, &marks);
        }
        // Without a place there is nothing to quote: what is the matter stands there instead.
        let placeless = first.is_some();
        if let (Some(lead), Some(verdict)) = (first, finding.first()) {
            self.label(&lead, &words::locus(path, None));
            let column = self.gutter;
            self.wrapped(&clean::line(&words::message(verdict)), column, column);
        }
        self.claimed(finding, placeless);
        for verdict in &finding.verdicts {
            let doubts = verdict.warnings.iter().filter(|warning| **warning != words::message(verdict));
            for warning in doubts {
                self.labelled("note", &clean::line(warning));
            }
        }
        for verdict in &finding.consequences {
            let text = format!("{} ({}): {}", verdict.id, verdict.expected, words::message(verdict));
            self.labelled("and so", &clean::line(&text));
        }
        self.source(finding);
    }

    /// Place and sentence, the words that matter in brackets.
    fn quotation(&mut self, lead: &str, place: &str, sentence: &str, marks: &[Mark]) {
        self.label(lead, place);
        let width = self.style.width.saturating_sub(self.gutter + 2 + 2 * marks.len()).max(30);
        let pieces = excerpt(sentence, marks, width);
        let text: String = pieces
            .iter()
            .map(|piece| {
                if piece.marked { self.paint(MARK, &format!("[{}]", piece.text)) } else { piece.text.clone() }
            })
            .collect();
        self.out += &format!("\"{text}\"\n");
    }

    /// The claimed values with what differs.
    fn claimed(&mut self, finding: &Finding<'_>, placeless: bool) {
        let Some(first) = finding.first() else { return };
        let message =
            if placeless { String::new() } else { format!(": {}", clean::line(&words::message(first))) };
        if let [verdict] = finding.verdicts.as_slice() {
            let found =
                verdict.telling().filter(|_| verdict.nearest.is_none()).map(|found| found.fact.text.as_str());
            let pieces = match found {
                Some(found) if self.style.colour => words::differing(&verdict.expected, found),
                _ => vec![Piece { text: verdict.expected.to_string(), marked: false }],
            };
            let expected: String = pieces
                .iter()
                .map(|piece| (piece.marked, clean::line(&piece.text)))
                .map(|(marked, text)| if marked { self.paint(WANTED, &text) } else { text })
                .collect();
            return self.labelled("claimed", &format!("{expected}{message}"));
        }
        let wanted: Vec<String> =
            finding.verdicts.iter().map(|verdict| format!("{} {}", verdict.id, verdict.expected)).collect();
        let moved = words::moved(wanted.len());
        self.labelled("claimed", &clean::line(&format!("{}: {moved}", wanted.join(", "))));
    }

    /// The last line: where the claim comes from, and its id at the right edge.
    fn source(&mut self, finding: &Finding<'_>) {
        let mut sources: Vec<String> =
            finding.verdicts.iter().filter_map(|verdict| words::source(verdict, self.today)).collect();
        sources.dedup();
        let ids = clean::line(&finding.ids().join(", "));
        let name = if sources.is_empty() { "claim" } else { "source" };
        let source = clean::line(&sources.join("; "));
        let gap = self.style.width.saturating_sub(self.gutter + source.width() + ids.width());
        let id = self.paint(DIM, &ids);
        if sources.is_empty() {
            self.labelled(name, &id);
        } else if gap >= 2 {
            self.labelled(name, &format!("{source}{}{id}", " ".repeat(gap)));
        } else {
            self.labelled(name, &source);
            self.labelled("claim", &id);
        }
    }

    /// What is otherwise than it was recorded.
    fn changed(&mut self, check: &CheckResult) {
        if check.changes().is_empty() {
            return;
        }
        let number = check.changes().len();
        self.out +=
            &format!("\nchanged since it was recorded ({number}); `factlock review` walks through it:\n");
        for change in check.changes() {
            let line = format!("- {}: {}", change.id, words::since_recorded(change));
            self.wrapped(&clean::line(&line), 2, 0);
        }
    }

    /// What is not worth an entry of its own.
    fn rest(&mut self, sorted: &Sorted<'_>, path: &str, unclaimed: &[&DocumentFact], notes: &[NoteResult]) {
        let mut lines: Vec<String> = Vec::new();
        let names = |verdicts: &[&VerdictResult]| {
            verdicts.iter().map(|verdict| verdict.id.clone()).collect::<Vec<_>>()
        };
        if !sorted.dropped.is_empty() {
            let number = sorted.dropped.len();
            if self.style.verbose == 0 {
                let ids = names(&sorted.dropped).join(", ");
                lines.push(format!("dropped with their subject ({number}): {ids}"));
            } else {
                lines.push(format!("dropped with their subject ({number}):"));
                lines.extend(sorted.dropped.iter().map(|verdict| self.dropped(verdict)));
            }
        }
        if !sorted.omitted.is_empty() {
            let mut ids = names(&sorted.omitted);
            if self.style.verbose == 0 && ids.len() > OMITTED {
                let more = format!("and {} more (-v lists them)", ids.len() - OMITTED);
                ids.truncate(OMITTED);
                ids.push(more.into());
            }
            lines.push(format!("optional and left out ({}): {}", sorted.omitted.len(), ids.join(", ")));
        }
        for verdict in &sorted.accepted {
            let reason = verdict.accepted.as_deref().unwrap_or("no reason given");
            lines.push(format!("waived: {}, because {reason}", verdict.id));
        }
        if !unclaimed.is_empty() {
            let most = if self.style.verbose > 0 { usize::MAX } else { UNCLAIMED };
            let mut figures: Vec<String> = unclaimed
                .iter()
                .take(most)
                .map(|fact| {
                    let place = match &fact.fact.place {
                        Some(_) => words::place(&fact.fact),
                        None if path.width() > LONGEST => format!("line {}", fact.fact.line),
                        None => format!("{path}:{}", fact.fact.line),
                    };
                    format!("{place} \"{}\"", fact.fact.text)
                })
                .collect();
            if unclaimed.len() > most {
                figures.push(format!("and {} more (-v lists them)", unclaimed.len() - most));
            }
            lines.push(format!("nobody has claimed ({}): {}", unclaimed.len(), figures.join(", ")));
        }
        for note in notes {
            let place = match &note.words.place {
                Some(_) => words::place(&note.words),
                None => format!("{path}:{}:{}", note.words.line, note.words.column),
            };
            lines.push(format!("wrong by itself: {place} \"{}\": {}", note.words.text, note.message));
        }
        if !lines.is_empty() {
            self.out.push('\n');
        }
        for line in lines {
            self.wrapped(&clean::line(&line), 2, 0);
        }
    }

    /// A dropped claim with what it expects and where that comes from.
    fn dropped(&self, verdict: &VerdictResult) -> String {
        let source =
            words::source(verdict, self.today).map(|source| format!(" ({source})")).unwrap_or_default();
        format!("- {}: {}{source}", verdict.id, verdict.expected)
    }

    fn labelled(&mut self, name: &str, text: &str) {
        self.label("   ", name);
        let column = self.gutter;
        self.wrapped(text, column, column);
    }

    /// Writes `lead` and `text` into the gutter; a text too long for it takes a line of its own.
    fn label(&mut self, lead: &str, text: &str) {
        let text = clean::line(text);
        self.out += &format!("{lead}{text}");
        let used = lead.width() + text.width();
        if used + 2 > self.gutter {
            self.out += &format!("\n{}", " ".repeat(self.gutter));
        } else {
            self.out += &" ".repeat(self.gutter - used);
        }
    }

    /// Writes `text` broken at spaces; `column` is where the first line starts, `indent` where the others do.
    fn wrapped(&mut self, text: &str, indent: usize, column: usize) {
        self.out += &super::wrapped(text, self.style.width, indent, column);
    }

    fn paint(&self, paint: Paint, text: &str) -> String {
        self.style.paint(paint, text)
    }
}
