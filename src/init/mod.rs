//! Drafting a claim file from a source text: one claim for each fact, which finds it again and notices when it is altered.
//!
//! Each fact is a `Subject`; `terms` proposes words to find it by, `settle` tries them with the rules that will judge
//! the claims, and `write` turns what held into YAML. What no terms hold stays as a comment for a person to decide.

mod aliases;
mod settle;
mod slip;
mod subject;
mod terms;
mod write;

use crate::check::{Verdict, check};
use crate::claim::{self, AnyOf, Claim, ClaimFile, Conditions, Severity, Term};
use crate::document::{BlockKind, Document};
use crate::error::{Error, ErrorKind};
use crate::fact::Context;
use crate::fact::Leniency;
use crate::rule::{Reading, Rules};
use crate::text::Span;
use settle::{Settled, settle};
use subject::{Subject, subjects};

/// A drafted claim file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The claim file as YAML.
    pub text: String,
    /// How many claims it has.
    pub claims: usize,
    /// How many facts it leaves to a person, as comments.
    pub undecided: usize,
}

/// What a subject came to.
#[derive(Debug, Clone)]
enum Decision {
    /// A claim that holds.
    Claimed(Way),
    /// Another claim says the same.
    Said,
    /// A person must decide, for this reason.
    Undecided(String),
}

/// How a subject is found.
#[derive(Debug, Clone, Default)]
struct Way {
    /// The words of `about`, the anchor first.
    about: Vec<String>,
    /// The words of `where`: a heading.
    under: Option<String>,
    /// Whether the claim names the speaker.
    by: bool,
}

/// Drafts claims for every fact of a document.
///
/// `context.written` is the day it was written, if that is known; `named` is how the claim file names the document, if it
/// does. Every claim of the result is confirmed by [`check`] on this document.
///
/// # Errors
/// If the document states nothing that a claim could hold.
pub fn draft(document: &Document, context: &Context, named: Option<&str>) -> Result<Draft, Vec<Error>> {
    let reading = Reading::new(document, context.clone());
    let altered = slip::altered(document, context);
    [&reading, &altered].iter().for_each(|reading| reading.words.sort());
    let aliases = aliases::aliases(&reading);
    let subjects = subjects(&reading);
    let base = ClaimFile {
        path: String::new(),
        source: String::new(),
        title: title(&reading),
        context: context.clone(),
        documents: named.map(str::to_owned).into_iter().collect(),
        aliases: aliases.iter().map(|group| group.iter().cloned().map(Term::Words).collect()).collect(),
        claims: Vec::new(),
        ignore: Vec::new(),
    };
    let mut decisions = settle(&Settled { base: &base, reading: &reading, altered: &altered }, &subjects);
    loop {
        let claimed = decisions.iter().filter(|one| matches!(one, Decision::Claimed(_))).count();
        if claimed == 0 {
            let error =
                Error::file(ErrorKind::Nothing, &document.path, "no fact was found that a claim could hold");
            return Err(vec![error.hint("`factlock facts` lists what is read as a fact")]);
        }
        let written = write::file(&base, &reading, &subjects, &decisions);
        let doubtful = doubtful(&written, &reading)?;
        if doubtful.is_empty() {
            let undecided = decisions.iter().filter(|one| matches!(one, Decision::Undecided(_))).count();
            return Ok(Draft { text: written.text, claims: claimed, undecided });
        }
        for at in doubtful {
            if let Some(decision) = decisions.get_mut(at) {
                *decision = Decision::Undecided("no words beside it lead to it alone".to_owned());
            }
        }
    }
}

/// The subjects whose claims, loaded from the text, do not hold.
fn doubtful(written: &write::Written, reading: &Reading<'_>) -> Result<Vec<usize>, Vec<Error>> {
    let file = match claim::load("claims.yaml", written.text.as_bytes()) {
        Ok(file) => file,
        Err(errors) => {
            let lines = errors.iter().filter_map(|error| error.place.as_ref()?.position);
            let of_line =
                |line: usize| written.lines.iter().rfind(|(first, _)| *first <= line).map(|&(_, at)| at);
            let mut found: Vec<usize> = lines.filter_map(|position| of_line(position.line)).collect();
            found.sort_unstable();
            found.dedup();
            return if found.is_empty() { Err(errors) } else { Ok(found) };
        }
    };
    let checked = check(&Rules::new(&file), reading, None);
    let failed = checked.outcomes.iter().filter(|outcome| outcome.verdict != Verdict::Confirmed);
    Ok(failed.filter_map(|outcome| written.lines.get(outcome.claim).map(|&(_, at)| at)).collect())
}

/// The first heading, or the file's name.
fn title(reading: &Reading<'_>) -> Option<String> {
    let heading = reading.document.blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading(_)));
    let path = &reading.document.path;
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let text = heading.map_or(stem, |block| block.span.of(reading.prose()));
    let text = one_line(text);
    (!text.is_empty() && text != "-").then_some(text)
}

/// Text with each run of white space as one space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The claim for a subject.
fn claim_of(subject: &Subject, id: String, way: &Way) -> Claim {
    let any_of = |text: &String| AnyOf(vec![Term::Words(text.clone())]);
    let by = subject.by.as_ref().filter(|_| way.by).map(any_of);
    Claim {
        id,
        span: Span::default(),
        value_span: Span::default(),
        about: way.about.iter().map(any_of).collect(),
        context: way.under.iter().map(any_of).collect(),
        not: Vec::new(),
        within: None,
        expectation: subject.expectation.clone(),
        conditions: Conditions { by, ..Conditions::default() },
        severity: Severity::default(),
        optional: false,
        leniency: Leniency::default(),
        source: None,
        checked: None,
        note: None,
        tags: Vec::new(),
        accept: None,
    }
}
