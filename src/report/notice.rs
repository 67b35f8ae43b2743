//! What the reports for machines point at, whatever was asked: a claim that does not hold, a change of fact, a figure
//! that nobody has claimed. The writers of `short`, `junit`, `sarif`, `github` and `gitlab` know nothing but these.

use super::changes::{ChangeResult, ChangesResult};
use super::findings::{self, Reported};
use super::record::Change;
use super::results::{CheckResult, FactResult, Results, VerdictResult};
use super::{Content, words};
use crate::claim::Severity;
use crate::cover::{Cover, CoveredFact, State};
use serde_json::{Value, json};
use std::collections::HashMap;

/// A kind of notice.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name: a verdict, a sort of change, a state.
    pub name: &'static str,
    /// How serious it usually is.
    pub level: Severity,
    /// What it means, as a sentence.
    pub text: &'static str,
}

/// Something to point at.
#[derive(Debug, Clone)]
pub struct Notice<'r> {
    /// The name of its rule.
    pub rule: &'static str,
    /// How serious it is.
    pub level: Severity,
    /// What it is about: the claim's id, or the kind of fact.
    pub subject: String,
    /// What is the matter, in one clause.
    pub message: String,
    /// Path of the document.
    pub path: &'r str,
    /// The words, with their place; `None` where the document has none.
    pub fact: Option<&'r FactResult>,
    /// The sentence they stand in, where it is known.
    pub sentence: Option<&'r str>,
    /// Where the matter comes from, as an editor says it.
    pub source: Option<&'r str>,
    /// The other place it has to do with: the claim, or the old draft.
    pub related: Option<Related<'r>>,
    /// A name that stays the same when lines move.
    pub fingerprint: String,
    /// What else SARIF can hold.
    pub properties: Value,
}

/// Another place.
#[derive(Debug, Clone)]
pub struct Related<'r> {
    /// What is there.
    pub message: String,
    /// Path of the file.
    pub path: &'r str,
    /// Line and column, where they mean something.
    pub at: Option<(usize, usize)>,
}

impl Notice<'_> {
    /// Where its words stand, if lines and columns mean something there.
    pub fn lines(&self) -> Option<&FactResult> {
        self.fact.filter(|fact| fact.place.is_none())
    }
}

/// The rules of a content.
pub const fn rules(content: Content<'_>) -> &'static [Rule] {
    match content {
        Content::Check(_) => &VERDICTS,
        Content::Changes(_) => &CHANGES,
        Content::Cover(_) => &STATES,
    }
}

const fn rule(name: &'static str, level: Severity, text: &'static str) -> Rule {
    Rule { name, level, text }
}

const VERDICTS: [Rule; 7] = [
    rule("contradicted", Severity::Error, "The document states something else than the claim."),
    rule("conflicting", Severity::Error, "The document states the claimed fact and another one."),
    rule("missing", Severity::Error, "The document speaks of the subject but does not state the fact."),
    rule("dropped", Severity::Error, "The document does not mention the subject."),
    rule("warning", Severity::Warning, "The claim holds, with a doubt."),
    rule("unclaimed", Severity::Error, "No claim speaks of the figure."),
    rule("changed", Severity::Error, "It is otherwise than it was recorded."),
];

const CHANGES: [Rule; 5] = [
    rule("changed", Severity::Error, "The new draft states another fact."),
    rule("added", Severity::Error, "Only the new draft states the fact."),
    rule("removed", Severity::Error, "Only the old draft states the fact."),
    rule("weakened", Severity::Warning, "The new draft says less."),
    rule("strengthened", Severity::Warning, "The new draft says more."),
];

const STATES: [Rule; 2] = [
    rule("contradicted", Severity::Error, "A claim says something else than the figure."),
    rule("unclaimed", Severity::Warning, "No claim speaks of the figure."),
];

/// Everything to point at, document by document, in their order.
pub fn notices(content: Content<'_>) -> Vec<Notice<'_>> {
    let mut all: Vec<Notice<'_>> = match content {
        Content::Check(results) => checked(results),
        Content::Changes(changes) => changes.changes.iter().map(|one| change(changes, one)).collect(),
        Content::Cover(cover) => figures(cover),
    };
    // The same words may be found twice: the second is another finding than the first.
    let mut seen: HashMap<String, usize> = HashMap::new();
    for notice in &mut all {
        let times = seen.entry(notice.fingerprint.clone()).or_default();
        *times += 1;
        if *times > 1 {
            notice.fingerprint = words::hash(&[&notice.fingerprint, &times.to_string()]);
        }
    }
    all
}

/// Discrepancies and doubts; behind them the figures without a claim and the changes, where these fail the check.
fn checked(results: &Results) -> Vec<Notice<'_>> {
    let verdicts = findings::reported(results).into_iter().map(verdict);
    let figures = results.failing_figures().map(|(path, fact)| unclaimed(path, &fact.fact, Severity::Error));
    let changes = results
        .failing_changes()
        .flat_map(|check| check.changes().iter().map(move |change| since_recorded(check, change)));
    verdicts.chain(figures).chain(changes).collect()
}

/// A figure that no claim speaks of.
fn unclaimed<'r>(path: &'r str, fact: &'r FactResult, level: Severity) -> Notice<'r> {
    figure_notice(path, fact, "unclaimed", level, format!("nobody has claimed “{}”", fact.text))
}

/// What is otherwise than it was recorded, at the words it rests on now.
fn since_recorded<'r>(check: &'r CheckResult, change: &'r Change) -> Notice<'r> {
    let verdict = check.verdicts().find(|verdict| *verdict.id == *change.id);
    let found = verdict.and_then(VerdictResult::telling);
    Notice {
        rule: "changed",
        level: Severity::Error,
        subject: change.id.clone(),
        message: format!("recorded {}", words::since_recorded(change)),
        path: &check.document,
        fact: found.map(|found| &found.fact),
        sentence: found.map(|found| found.sentence.as_str()),
        source: verdict.and_then(|verdict| verdict.source.as_deref()),
        related: verdict.map(related_claim),
        fingerprint: words::hash(&[
            &check.claims,
            &check.document,
            "changed",
            &change.id,
            change.new.as_deref().unwrap_or_default(),
        ]),
        properties: json!({"claim": change.id, "recorded": change.old, "now": change.new}),
    }
}

fn related_claim(verdict: &VerdictResult) -> Related<'_> {
    Related {
        message: format!("the claim {}", verdict.id),
        path: &verdict.claim.file,
        at: Some((verdict.claim.line, verdict.claim.column)),
    }
}

fn verdict(reported: Reported<'_>) -> Notice<'_> {
    let Reported { check, verdict, level } = reported;
    let found = verdict.telling();
    Notice {
        rule: words::verdict(verdict),
        level,
        subject: verdict.id.to_string(),
        message: words::sentence(verdict),
        path: &check.document,
        fact: found.map(|found| &found.fact),
        sentence: found.map(|found| found.sentence.as_str()),
        source: verdict.source.as_deref(),
        related: Some(related_claim(verdict)),
        fingerprint: words::fingerprint(check, verdict),
        properties: json!({"claim": verdict.id, "expected": verdict.expected, "tags": verdict.tags}),
    }
}

fn change<'r>(changes: &'r ChangesResult, change: &'r ChangeResult) -> Notice<'r> {
    let (path, place) = change.place(changes);
    let words = |side: &'r Option<super::changes::PlaceOfChange>| {
        side.as_ref().map(|place| place.fact.text.as_str()).unwrap_or_default()
    };
    let before = change.new.as_ref().and(change.old.as_ref());
    Notice {
        rule: change.change,
        level: CHANGES
            .iter()
            .find(|rule| rule.name == change.change)
            .map_or(Severity::Error, |rule| rule.level),
        subject: change.kind.to_owned(),
        message: change.message.clone(),
        path,
        fact: place.map(|place| &place.fact),
        sentence: place.map(|place| place.sentence.as_str()),
        source: None,
        related: before.map(|old| Related {
            message: "the old draft".to_owned(),
            path: &changes.old,
            at: old.fact.place.is_none().then_some((old.fact.line, old.fact.column)),
        }),
        fingerprint: words::hash(&[
            &changes.old,
            &changes.new,
            change.change,
            change.kind,
            words(&change.old),
            words(&change.new),
        ]),
        properties: json!({"kind": change.kind, "old": words(&change.old), "new": words(&change.new)}),
    }
}

fn figures(cover: &Cover) -> Vec<Notice<'_>> {
    let all =
        cover.documents.iter().flat_map(|document| document.facts.iter().map(|fact| (&document.path, fact)));
    all.filter_map(|(path, fact)| figure(cover, path, fact)).collect()
}

/// A figure that is contradicted or that no claim speaks of; nothing for the others.
fn figure<'r>(cover: &Cover, path: &'r str, covered: &'r CoveredFact) -> Option<Notice<'r>> {
    let fact = &covered.fact.fact;
    match covered.state {
        State::Contradicted => {
            let ids: Vec<&str> = covered.fact.claimed_by.iter().map(|by| by.id.as_str()).collect();
            let message = format!("“{}” is not as claimed ({})", fact.text, ids.join(", "));
            Some(figure_notice(path, fact, "contradicted", Severity::Error, message))
        }
        State::Unclaimed if cover.falls_short() => Some(unclaimed(path, fact, Severity::Error)),
        State::Unclaimed => Some(unclaimed(path, fact, Severity::Warning)),
        State::Claimed | State::Ignored => None,
    }
}

fn figure_notice<'r>(
    path: &'r str,
    fact: &'r FactResult,
    rule: &'static str,
    level: Severity,
    message: String,
) -> Notice<'r> {
    Notice {
        rule,
        level,
        subject: fact.kind.clone(),
        message,
        path,
        fact: Some(fact),
        sentence: None,
        source: None,
        related: None,
        fingerprint: words::hash(&[path, rule, &fact.kind, &fact.text]),
        properties: json!({"kind": fact.kind}),
    }
}
