//! Recorded results: what came of each claim in a document, a line each, to be kept under version control.
//!
//! A record holds verdicts and the words they rest on, and no line numbers: it changes when what a draft says of the
//! claims changes, not when sentences move.

use super::results::{CheckResult, VerdictResult};
use super::{clean, json};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// The first line of every record.
const HEAD: &str = "# factlock record, version 1";

/// A recorded check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The claim file.
    pub claims: String,
    /// The document.
    pub document: String,
    /// The claims' ids and what came of them.
    pub lines: Vec<(String, String)>,
}

/// What became different since the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The claim's id.
    pub id: String,
    /// What was recorded; `None` for a new claim.
    pub old: Option<String>,
    /// What is now; `None` for a claim that is gone.
    pub new: Option<String>,
}

impl Record {
    /// The record of a check; paths as they should stand in it.
    pub fn of(check: &CheckResult, claims: &str, document: &str) -> Self {
        let lines = check.verdicts().map(|verdict| (verdict.id.to_string(), line(verdict))).collect();
        Self { claims: claims.to_owned(), document: document.to_owned(), lines }
    }

    /// The record as a file.
    pub fn write(&self) -> String {
        let mut out =
            format!("{HEAD}\nclaims: {}\ndocument: {}\n\n", named(&self.claims), named(&self.document));
        for (id, what) in &self.lines {
            let _ = writeln!(out, "{id}: {what}");
        }
        out
    }

    /// Reads a record; `None` for a file that is none.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        lines.next().filter(|line| *line == HEAD)?;
        let claims = name(lines.next()?.strip_prefix("claims: ")?)?;
        let document = name(lines.next()?.strip_prefix("document: ")?)?;
        let lines = lines
            .filter(|line| !line.trim().is_empty())
            .map(|line| line.split_once(": ").map(|(id, what)| (id.to_owned(), what.to_owned())))
            .collect::<Option<Vec<_>>>()?;
        Some(Self { claims, document, lines })
    }

    /// Whether a file opens as records do, even one that was broken since.
    pub fn opens(text: &[u8]) -> bool {
        text.strip_prefix(HEAD.as_bytes())
            .is_some_and(|rest| matches!(rest.first(), None | Some(b'\n' | b'\r')))
    }

    /// What `new` has otherwise, in its order; claims that are gone come last.
    pub fn changes(&self, new: &Record) -> Vec<Change> {
        let of = |record: &Record, id: &str| {
            record.lines.iter().find(|line| line.0 == id).map(|(_, what)| what.clone())
        };
        let met = new.lines.iter().map(|(id, what)| Change {
            id: id.clone(),
            old: of(self, id),
            new: Some(what.clone()),
        });
        let gone = self.lines.iter().filter(|(id, _)| of(new, id).is_none()).map(|(id, what)| Change {
            id: id.clone(),
            old: Some(what.clone()),
            new: None,
        });
        met.chain(gone).filter(|change| change.old != change.new).collect()
    }

    /// Takes a change over.
    pub fn accept(&mut self, change: &Change) {
        match (&change.new, self.lines.iter().position(|line| line.0 == change.id)) {
            (Some(new), Some(at)) => {
                if let Some(line) = self.lines.get_mut(at) {
                    line.1.clone_from(new);
                }
            }
            (Some(new), None) => self.lines.push((change.id.clone(), new.clone())),
            (None, Some(at)) => {
                self.lines.remove(at);
            }
            (None, None) => {}
        }
    }
}

/// A path on one line, as it is; in quotes and with escapes where it holds what no line can.
fn named(path: &str) -> String {
    match clean::line(path) == path && !path.starts_with('"') {
        true => path.to_owned(),
        false => json::line(&path).trim_end().to_owned(),
    }
}

/// The path that [`named`] wrote.
fn name(text: &str) -> Option<String> {
    if text.starts_with('"') { serde_json::from_str(text).ok() } else { Some(text.to_owned()) }
}

/// `contradicted: “$10–15 billion”`.
fn line(verdict: &VerdictResult) -> String {
    let mut words: Vec<String> =
        verdict.evidence.iter().map(|found| format!("“{}”", clean::line(&found.fact.text))).collect();
    words.dedup();
    let doubt = if verdict.is_doubtful() { " with a doubt" } else { "" };
    let words = if words.is_empty() { String::new() } else { format!(" {}", words.join(", ")) };
    format!("{}{doubt}{words}", verdict.verdict.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(lines: &[(&str, &str)]) -> Record {
        let lines = lines.iter().map(|(id, what)| ((*id).to_owned(), (*what).to_owned())).collect();
        Record { claims: "a.yaml".to_owned(), document: "b: c.md".to_owned(), lines }
    }

    #[test]
    fn a_record_reads_back() {
        let record = record(&[("cost", "confirmed “$5: net”"), ("day", "dropped")]);
        assert_eq!(Record::read(&record.write()), Some(record));
        assert_eq!(Record::read("something else\n"), None);
    }

    #[test]
    fn a_path_that_no_line_can_hold_reads_back() {
        for path in ["a\tb.md", "a  b.md", "a\nb.md", "\"a\".md", "a\u{202e}b.md", "a b.md"] {
            let record = Record { document: path.to_owned(), ..record(&[]) };
            let text = record.write();
            assert_eq!(text.lines().count(), 4, "{text}");
            assert_eq!(Record::read(&text), Some(record));
        }
    }

    #[test]
    fn changes_are_found_and_taken_over() {
        let mut old = record(&[("cost", "confirmed “$5”"), ("day", "dropped"), ("gone", "missing")]);
        let new = record(&[("new", "missing"), ("day", "dropped"), ("cost", "contradicted “$6”")]);
        let changes = old.changes(&new);
        let ids: Vec<&str> = changes.iter().map(|change| change.id.as_str()).collect();
        assert_eq!(ids, ["new", "cost", "gone"]);
        for change in &changes {
            old.accept(change);
        }
        assert!(old.changes(&new).is_empty());
    }
}
