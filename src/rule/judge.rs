//! All claims of a file on one document: scopes, bindings, families, outcomes.

use super::compile::{Rules, Task};
use super::findings::evidence;
use super::proper::misspelt;
use super::reading::Reading;
use super::scope::{Scope, scopes};
use super::words::plain;
use super::{
    Findings, Hits, attendees, condition, derived, figure, list, name, nearest, quote, statement, title,
    together, verdict, words,
};
use crate::check::{Evidence, Found, Outcome};
use crate::claim::{ClaimFile, Expectation, Term};
use crate::fact::Agreement;
use crate::text::Span;
use jiff::civil::Date;
use std::ops::Range;

/// Judges every claim of a file on one document, in the order of the file.
pub fn judge(rules: &Rules<'_>, reading: &Reading<'_>, today: Option<Date>) -> Vec<Outcome> {
    let prose = reading.prose();
    let hits = rules.lexicon.find(prose, &reading.words);
    let everything = 0..reading.words.len();
    let idle: Vec<bool> = rules.tasks.iter().map(|task| is_idle(task, &hits)).collect();
    let scopes: Vec<Vec<Scope>> = rules
        .tasks
        .iter()
        .zip(&idle)
        .map(|(task, idle)| match figure::wanted(task) {
            Some(_) if !idle => scopes(task, reading, &hits),
            _ => Vec::new(),
        })
        .collect();
    let bound = figure::bind(rules, reading, &scopes);
    let outcomes =
        rules.tasks.iter().zip(scopes.iter().zip(&bound)).enumerate().map(|(at, (task, (scopes, bound)))| {
            if idle.get(at) == Some(&true) {
                return Outcome::omitted(at, task.claim);
            }
            let named = task.about.first().is_none_or(|anchor| hits.any(anchor, &everything));
            let mut findings = family(rules.file, task, reading, &hits, scopes, bound);
            if figure::wanted(task).is_none() {
                if findings.evidence.is_empty() && named {
                    findings.nearest = findings.nearest.or_else(|| nearest::closest(task, reading, &hits));
                }
                for evidence in &mut findings.evidence {
                    condition::apply(rules.file, task, reading, &hits, evidence);
                }
            }
            // A subject whose name has a letter wrong is there, and the letter is the slip.
            let named = unfound(task, reading, &hits, scopes, &mut findings) || named;
            verdict::outcome(at, task.claim, findings, named, prose, today)
        });
    let mut outcomes: Vec<Outcome> = outcomes.collect();
    derived::judge(rules, reading, &mut outcomes);
    together::mark(rules, reading, &mut outcomes);
    outcomes
}

/// Whether there is nothing to judge: a figure that may be left out, of a subject that the document does not name. Large
/// claim files are mostly idle in a given document.
fn is_idle(task: &Task<'_>, hits: &Hits) -> bool {
    task.claim.optional
        && figure::wanted(task).is_some()
        && task.about.iter().any(|group| !hits.anywhere(group))
}

fn family(
    file: &ClaimFile,
    task: &Task<'_>,
    reading: &Reading<'_>,
    hits: &Hits,
    scopes: &[Scope],
    bound: &[figure::Bound],
) -> Findings {
    match &task.claim.expectation {
        Expectation::Figure(_) | Expectation::Derived(_) => {
            figure::judge(file, task, reading, hits, scopes, bound)
        }
        Expectation::Attendees(_) => attendees::judge(task, reading, hits),
        Expectation::List(_) => list::judge(task, reading, hits),
        Expectation::Title(_) => title::judge(task, reading, hits),
        Expectation::Name(_) => name::judge(task, reading, hits),
        Expectation::Quote(_) => quote::judge(task, reading, hits),
        Expectation::Text(_) | Expectation::Without(_) => words::judge(task, reading, hits),
        Expectation::States(_) | Expectation::StatesNot(_) => statement::judge(task, reading, hits),
    }
}

/// Says of a claim without evidence which of its terms the document does not name, or shows where its subject stands.
///
/// Returns whether the document names it almost. `known` are the scopes of a figure claim; those of other claims are looked up here.
fn unfound(
    task: &Task<'_>,
    reading: &Reading<'_>,
    hits: &Hits,
    known: &[Scope],
    findings: &mut Findings,
) -> bool {
    // An optional claim may be left out: nobody asks why.
    if !findings.evidence.is_empty() || !findings.reason.is_empty() || task.claim.optional {
        return false;
    }
    let everything = 0..reading.words.len();
    let unnamed: Vec<String> = task
        .about
        .iter()
        .zip(&task.claim.about)
        .filter(|(group, _)| !hits.any(group, &everything))
        .filter_map(|(_, written)| written.0.first().map(|term| format!("“{}”", term.as_str())))
        .collect();
    if let Some((written, found)) = almost_named(task, reading, hits) {
        let words = plain(found.span.of(reading.prose()));
        findings.reason = format!("the draft does not name “{written}”, but “{words}”");
        findings.nearest = Some(found);
        return true;
    }
    if !unnamed.is_empty() && unnamed.len() < task.about.len() {
        findings.reason = format!("the draft does not name {}", unnamed.join(" and "));
        findings.nearest = findings.nearest.take().or_else(|| nearest::closest(task, reading, hits));
    } else if unnamed.is_empty() && findings.nearest.is_none() {
        // Only where the place is certain: one sentence that names the whole subject.
        let found = if figure::wanted(task).is_none() { scopes(task, reading, hits) } else { Vec::new() };
        let scopes = if found.is_empty() { known } else { &found };
        let whole = scopes
            .first()
            .filter(|scope| scopes.len() == 1 && scope.hits.iter().all(|hits| !hits.is_empty()));
        findings.nearest = whole.map(|scope| nearest::subject(reading, scope));
        // Each term is named, but never together with the others.
        if scopes.is_empty() && task.about.len() > 1 {
            findings.nearest = nearest::closest(task, reading, hits);
            let near = findings.nearest.as_ref().and_then(|near| reading.sentence_at(near.span.start));
            let near = near.and_then(|at| reading.sentences.get(at));
            findings.reason = near.map(|near| nearest::lacks(task, reading, hits, near)).unwrap_or_default();
        }
    }
    false
}

/// A name of the subject that the document does not have, and the only name in it that is spelt almost so.
fn almost_named<'t>(task: &'t Task<'_>, reading: &Reading<'_>, hits: &Hits) -> Option<(&'t str, Evidence)> {
    let unnamed = task.about.iter().zip(&task.claim.about).filter(|(group, _)| !hits.anywhere(group));
    let mut names = unnamed.filter_map(|(_, written)| written.0.first().map(Term::as_str));
    let written = names.find(|written| written.starts_with(char::is_uppercase))?;
    let mut found = reading.sentences.iter().filter_map(|sentence| {
        let words = misspelt(reading, sentence, written, 1, &[])?;
        let evidence = |agreement| evidence(reading, sentence, &words, Found::Text, agreement, String::new());
        Some((evidence(Agreement::Different), words))
    });
    let (first, words) = found.next()?;
    let folded =
        |words: &Range<usize>| -> Vec<&str> { words.clone().map(|at| reading.words.folded(at)).collect() };
    found.all(|(_, other)| folded(&other) == folded(&words)).then_some((written, first))
}

/// The spans that the file's `ignore` rules settle.
pub fn ignored(file: &ClaimFile, reading: &Reading<'_>) -> Vec<Span> {
    let prose = reading.prose();
    let mut spans = Vec::new();
    for ignore in &file.ignore {
        match &ignore.text {
            Term::Pattern(pattern) => {
                spans.extend(pattern.find_iter(prose).map(|found| Span::new(found.start(), found.end())));
            }
            Term::Words(words) => {
                let found = prose.match_indices(words.as_str());
                spans.extend(found.map(|(at, words)| Span::new(at, at + words.len())));
            }
        }
    }
    spans
}
