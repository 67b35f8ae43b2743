//! The drafted claims as YAML, with comments where a person must decide.

use super::subject::Subject;
use super::{Decision, Way, one_line};
use crate::claim::{ClaimFile, Expectation, Term};
use crate::document::BlockKind;
use crate::fact::Kind;
use crate::rule::Reading;
use crate::rule::word::{fold, words};
use std::collections::HashSet;
use std::fmt::Write as _;

/// A claim file as text.
#[derive(Debug)]
pub struct Written {
    /// The text.
    pub text: String,
    /// For each claim, in order: its first line (from 1) and the subject it is for.
    pub lines: Vec<(usize, usize)>,
}

/// The most bytes of a sentence that a comment shows.
const EXCERPT: usize = 100;

/// The most facts that one comment names.
const MOST_NAMED: usize = 6;

/// Writes the claim file.
pub fn file(
    base: &ClaimFile,
    reading: &Reading<'_>,
    subjects: &[Subject],
    decisions: &[Decision],
) -> Written {
    let mut out = String::new();
    head(&mut out, base, subjects);
    let numbers = paragraphs(reading);
    let mut ids = HashSet::new();
    let mut lines = Vec::new();
    // How many lines there are, of so many bytes of the text.
    let (mut line, mut counted) = (0, 0);
    let mut heading = None;
    for (at, (subject, decision)) in subjects.iter().zip(decisions).enumerate() {
        let block = reading.sentences.get(subject.sentence).map(|sentence| sentence.block);
        let block = block.unwrap_or_default();
        let above = reading.document.blocks.get(block).and_then(|block| block.heading);
        if above != heading {
            heading = above;
            if let Some(text) = heading_text(reading, above) {
                let _ = writeln!(out, "\n  # {text}");
            }
        }
        let number = numbers.get(block).copied().unwrap_or_default();
        match decision {
            Decision::Said => {}
            Decision::Undecided(reason) => {
                let same = |(other, decision): &(&Subject, &Decision)| {
                    other.sentence == subject.sentence
                        && matches!(decision, Decision::Undecided(other) if other == reason)
                };
                let pairs = || subjects.iter().zip(decisions);
                // The facts of one sentence that have one reason share a comment.
                if pairs()
                    .take(at)
                    .rev()
                    .take_while(|(other, _)| other.sentence == subject.sentence)
                    .any(|pair| same(&pair))
                {
                    continue;
                }
                let behind = pairs().skip(at).take_while(|(other, _)| other.sentence == subject.sentence);
                let facts: Vec<&Subject> = behind.filter(same).map(|(subject, _)| subject).collect();
                undecided(&mut out, reading, &facts, number, reason);
            }
            Decision::Claimed(way) => {
                line += out.get(counted..).unwrap_or_default().matches('\n').count();
                counted = out.len();
                lines.push((line + 1, at));
                let id = unique(&mut ids, way, subject);
                let source = match heading_text(reading, above) {
                    Some(heading) => format!("{heading}, paragraph {number}"),
                    None => format!("paragraph {number}"),
                };
                let about: Vec<String> = way.about.iter().map(|term| scalar(term, true)).collect();
                let about = if let [only] = about.as_slice() {
                    only.clone()
                } else {
                    format!("[{}]", about.join(", "))
                };
                let key = subject.expectation.name();
                let _ = write!(
                    out,
                    "  - id: {}\n    about: {about}\n    {key}: {}\n",
                    scalar(&id, false),
                    scalar(&subject.written, false)
                );
                if let Some(heading) = &way.under {
                    let _ = writeln!(out, "    where: {}", scalar(heading, false));
                }
                if let Some(speaker) = subject.by.as_ref().filter(|_| way.by) {
                    let _ = writeln!(out, "    by: {}", scalar(speaker, false));
                }
                let _ = writeln!(out, "    source: {}", scalar(&source, false));
            }
        }
    }
    Written { text: out, lines }
}

fn head(out: &mut String, base: &ClaimFile, subjects: &[Subject]) {
    *out += "# Drafted by `factlock init`. Read every claim against the source, and settle what a comment asks.\n";
    // Named here as a key of its own, a schema that is not there is an error in every editor.
    *out += "# For checks while you type: `factlock schema > claims.schema.json` in this folder, and here a line with the comment\n\
             # `yaml-language-server: $schema=claims.schema.json`.\n";
    *out += "version: 1\n";
    if let Some(title) = &base.title {
        let _ = writeln!(out, "title: {}", scalar(title, false));
    }
    if let Some(written) = base.context.written {
        let _ = writeln!(out, "written: {written}");
    } else if subjects
        .iter()
        .any(|subject| subject.refused.as_ref().is_some_and(|reason| reason.contains("`written:`")))
    {
        *out += "# written: 2024-11-29   # a person must decide: the day the text was written, for \"last year\" and its like\n";
    }
    for document in &base.documents {
        let _ = writeln!(out, "documents: [{}]", scalar(document, true));
    }
    if !base.aliases.is_empty() {
        *out += "\n# Two spellings of one name, as the text itself explains them.\naliases:\n";
        for group in &base.aliases {
            let names: Vec<String> = group.iter().map(|term| scalar(Term::as_str(term), true)).collect();
            if let Some((first, others)) = names.split_first() {
                let _ = writeln!(out, "  {first}: [{}]", others.join(", "));
            }
        }
    }
    *out += "\nclaims:\n";
}

fn undecided(out: &mut String, reading: &Reading<'_>, facts: &[&Subject], number: usize, reason: &str) {
    let Some(first) = facts.first() else { return };
    let sentence = reading.sentences.get(first.sentence).map(|sentence| sentence.span).unwrap_or_default();
    let start = reading.document.position(reading.document.original(first.span).start);
    let text = comment(sentence.of(reading.prose()));
    let excerpt = match text.char_indices().find(|(at, _)| *at >= EXCERPT) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text,
    };
    let name = |subject: &&Subject| format!("{} {}", subject.expectation.name(), comment(&subject.written));
    let mut names: Vec<String> = facts.iter().take(MOST_NAMED).map(name).collect();
    if facts.len() > MOST_NAMED {
        names.push(format!("{} more", facts.len() - MOST_NAMED));
    }
    let _ = writeln!(
        out,
        "  # {} — a person must decide: {}.\n  #   line {}, paragraph {number}: {excerpt}",
        names.join(", "),
        comment(reason),
        start.line,
    );
}

/// For each block, which paragraph it is, counted from 1; headings do not count.
fn paragraphs(reading: &Reading<'_>) -> Vec<usize> {
    let mut number = 0;
    let blocks = reading.document.blocks.iter();
    blocks
        .map(|block| {
            number += usize::from(!matches!(block.kind, BlockKind::Heading(_)));
            block.paragraph.unwrap_or(number.max(1))
        })
        .collect()
}

fn heading_text(reading: &Reading<'_>, heading: Option<usize>) -> Option<String> {
    let block = reading.document.blocks.get(heading?)?;
    let text = comment(block.span.of(reading.prose()));
    (!text.is_empty()).then_some(text)
}

/// A readable id that no other claim has: its terms, then its kind, then a number.
fn unique(ids: &mut HashSet<String>, way: &Way, subject: &Subject) -> String {
    let mut id = String::new();
    for term in way.under.iter().chain(&way.about) {
        for word in words(term).map(|span| fold(span.of(term))) {
            let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
            if !word.is_empty() && id.len() + word.len() < 40 {
                if !id.is_empty() {
                    id.push('-');
                }
                id += &word;
            }
        }
    }
    let kind = match &subject.expectation {
        Expectation::Figure(figure) if figure.kind == Kind::Number => "count",
        other => other.name(),
    };
    if id.is_empty() {
        id = kind.to_owned();
    }
    if ids.contains(&id) {
        id = format!("{id}-{kind}");
    }
    let mut numbered = id.clone();
    let mut number = 1;
    while ids.contains(&numbered) {
        number += 1;
        numbered = format!("{id}-{number}");
    }
    ids.insert(numbered.clone());
    numbered
}

/// Text fit for a comment: one line without control characters.
fn comment(text: &str) -> String {
    one_line(text).chars().filter(|c| !is_odd(*c)).collect()
}

/// Characters that YAML does not take as they are.
fn is_odd(c: char) -> bool {
    c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

/// A text as a YAML scalar: plain where every reader takes it as it is, else in double quotes. `flow`: inside brackets.
fn scalar(text: &str, flow: bool) -> String {
    const TAKEN: [&str; 9] = ["yes", "no", "on", "off", "true", "false", "null", "y", "n"];
    let starts = |c: char| c.is_alphanumeric() || matches!(c, '$' | '£' | '€' | '¥');
    let safe = |c: char| {
        c.is_alphanumeric()
            || matches!(
                c,
                ' ' | '.'
                    | '-'
                    | '–'
                    | '/'
                    | '%'
                    | '$'
                    | '£'
                    | '€'
                    | '¥'
                    | '('
                    | ')'
                    | '\''
                    | '’'
                    | '°'
                    | '+'
            )
            || c == ',' && !flow
    };
    let plain = text.starts_with(starts)
        && text.chars().all(safe)
        && !(flow && text.bytes().all(|byte| byte.is_ascii_digit()))
        && !text.ends_with(' ')
        && !TAKEN.contains(&text.to_lowercase().as_str());
    if plain {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if is_odd(c) => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_quoted_where_yaml_would_change_them() {
        assert_eq!(scalar("$10–12 billion", false), "$10–12 billion");
        assert_eq!(scalar("12,500", false), "12,500");
        assert_eq!(scalar("12,500", true), "\"12,500\"");
        assert_eq!(scalar("10:30", false), "\"10:30\"");
        assert_eq!(scalar("No", true), "\"No\"");
        assert_eq!(scalar("a \"b\"", false), "\"a \\\"b\\\"\"");
    }
}
