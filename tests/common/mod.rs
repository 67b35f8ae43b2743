//! What the tests of whole runs share.

#![allow(dead_code, reason = "not every test needs all of it")]

use factlock::check::check;
use factlock::claim::{self, ClaimFile};
use factlock::cover::Cover;
use factlock::diff::diff;
use factlock::document::{self, Document, ReadOptions};
use factlock::fact::Context;
use factlock::report::build::{self, Judged, Sheet};
use factlock::report::changes::ChangesResult;
use factlock::report::diagnostic;
use factlock::report::{Content, Format, Report, Results, Style};
use factlock::rule::{Reading, Rules};
use jiff::civil::{Date, date};
use std::path::{Path, PathBuf};

/// The day on which all tests are run.
pub const TODAY: Date = date(2025, 6, 30);

/// The folder that holds the tests, the claims and the snapshots.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Reads a file of the checkout as the document `shown`.
pub fn document(path: &Path, shown: &str) -> Document {
    let options = ReadOptions { format: document::Format::of_path(shown), ..ReadOptions::default() };
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Document::read(shown, &bytes, options).unwrap_or_else(|error| panic!("{error}"))
}

/// Loads a claim file of the checkout as `shown`; its faults as text.
pub fn claims(path: &Path, shown: &str) -> Result<ClaimFile, String> {
    let bytes = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    claim::load(shown, &bytes).map_err(|errors| errors.iter().map(|error| format!("{error}\n")).collect())
}

/// Judges one claim file on one document.
pub fn results(claims: &ClaimFile, document: Document) -> Results {
    let context = Context { written: document.written.or(claims.context.written), ..claims.context.clone() };
    let reading = Reading::new(&document, context.clone());
    let checked = check(&Rules::new(claims), &reading, Some(TODAY));
    let judged = Judged { claims, document: 0, context, checked };
    let told = judged.told(&document, &Sheet::new(claims));
    build::results(TODAY, &[document], vec![told], &[])
}

/// The report that an editor reads.
pub fn text(results: &Results) -> String {
    let report = Report { content: Content::Check(results), documents: &[] };
    Format::named("text").map(|format| (format.render)(&report, &Style::default())).unwrap_or_default()
}

/// What was asked, and its answer.
pub enum Answer {
    Check(Results),
    Cover(Cover),
    Changes(ChangesResult),
}

/// A run: its answer, its documents, and its errors as the terminal shows them.
pub struct Run {
    pub answer: Answer,
    pub documents: Vec<Document>,
    pub diagnostics: String,
}

/// A run of `tests/reports/`; `NAME-cover` is the cover of the documents of the check NAME.
pub fn run(name: &str) -> Run {
    if let Some(checked) = name.strip_suffix("-cover") {
        let run = run(checked);
        return Run { answer: Answer::Cover(Cover::new(run.results())), ..run };
    }
    let folder = root().join("tests/reports").join(name);
    if name.starts_with("diff") {
        let documents = ["old.md", "new.md"].map(|name| document(&folder.join(name), name));
        let [old, new] = &documents;
        let (old, new) = (Reading::new(old, Context::default()), Reading::new(new, Context::default()));
        let changes = ChangesResult::new(&old, &new, &diff(&old, &new));
        return Run {
            answer: Answer::Changes(changes),
            documents: documents.to_vec(),
            diagnostics: String::new(),
        };
    }
    let bytes = std::fs::read(folder.join("claims.yaml")).unwrap_or_else(|error| panic!("{name}: {error}"));
    match claim::load("claims.yaml", &bytes) {
        Ok(claims) => {
            let document = document(&folder.join("draft.md"), "draft.md");
            let results = results(&claims, document.clone());
            Run { answer: Answer::Check(results), documents: vec![document], diagnostics: String::new() }
        }
        Err(errors) => Run {
            answer: Answer::Check(build::results(TODAY, &[], Vec::new(), &errors)),
            documents: Vec::new(),
            diagnostics: errors.iter().map(|error| diagnostic::render(error, false)).collect(),
        },
    }
}

impl Run {
    /// What reports are made from.
    pub fn content(&self) -> Content<'_> {
        match &self.answer {
            Answer::Check(results) => Content::Check(results),
            Answer::Cover(cover) => Content::Cover(cover),
            Answer::Changes(changes) => Content::Changes(changes),
        }
    }

    /// The report of a format.
    pub fn render(&self, format: &str) -> String {
        let report = Report { content: self.content(), documents: &self.documents };
        let format = Format::named(format).unwrap_or_else(|| panic!("there is no format {format}"));
        (format.render)(&report, &Style::default())
    }

    /// The results of a check.
    pub fn results(&self) -> &Results {
        match &self.answer {
            Answer::Check(results) => results,
            _ => panic!("this is no check"),
        }
    }
}
