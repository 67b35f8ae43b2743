//! Why a claim got its verdict: the scopes tried, the facts weighed, what was bound and what was not.

use super::compile::{Rules, Task};
use super::reading::Reading;
use super::scope::{Scope, scopes};
use super::{figure, judge};
use crate::check::Outcome;
use crate::claim::{AnyOf, Within};
use crate::text::Span;
use jiff::civil::Date;

/// Why a claim got its verdict in a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The outcome itself.
    pub outcome: Outcome,
    /// Terms of `about` that the document does not name anywhere, as written in the claim file.
    pub unnamed: Vec<String>,
    /// The scopes in which the claim was judged, in the document's order.
    pub scopes: Vec<Tried>,
}

/// A scope in which a claim was judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// How wide it is.
    pub within: Within,
    /// Span in the prose.
    pub span: Span,
    /// The terms found, with their spans; `true` where a term is inherited from before or from a heading cell.
    pub terms: Vec<(Span, bool)>,
    /// The facts weighed: span, why (as a clause for an editor), and whether it was bound.
    pub weighed: Vec<(Span, String, bool)>,
}

/// Explains the verdict of one claim; `None` where there is no such claim.
pub fn explain(
    rules: &Rules<'_>,
    reading: &Reading<'_>,
    claim: usize,
    today: Option<Date>,
) -> Option<Explanation> {
    let task = rules.tasks.get(claim)?;
    let outcomes = judge(rules, reading, today);
    let outcome = outcomes.get(claim)?;
    let owner = |span: Span| {
        let taken = |outcome: &Outcome| outcome.evidence.iter().any(|evidence| evidence.span == span);
        let at = outcomes.iter().position(taken)?;
        rules.tasks.get(at).map(|task| task.claim.id.as_str())
    };
    let hits = rules.lexicon.find(reading.prose(), &reading.words);
    let everything = 0..reading.words.len();
    let unnamed = task
        .about
        .iter()
        .zip(&task.claim.about)
        .filter(|(group, _)| !hits.any(group, &everything))
        .map(|(_, written)| wording(written))
        .collect();
    let tried = scopes(task, reading, &hits)
        .iter()
        .map(|scope| tried(task, reading, scope, outcome, &owner))
        .collect();
    Some(Explanation { outcome: outcome.clone(), unnamed, scopes: tried })
}

fn wording(group: &AnyOf) -> String {
    group.0.iter().map(crate::claim::Term::as_str).collect::<Vec<_>>().join(" or ")
}

fn tried<'c>(
    task: &Task<'_>,
    reading: &Reading<'_>,
    scope: &Scope,
    outcome: &Outcome,
    owner: &dyn Fn(Span) -> Option<&'c str>,
) -> Tried {
    let own = scope.hits.iter().flatten().map(|hit| (hit.span, false));
    let inherited = scope.inherited.iter().flatten().map(|hit| (hit.span, true));
    let spans =
        scope.sentences.clone().filter_map(|at| reading.sentences.get(at)).map(|sentence| sentence.span);
    let mut weighed = Vec::new();
    for sentence in scope.sentences.clone().filter_map(|at| reading.sentences.get(at)) {
        let Some(kind) = figure::wanted(task) else { break };
        let (figures, left_out) = figure::sift(reading, sentence, kind, &|_| false);
        for figure in figures {
            let bound = outcome.evidence.iter().find(|evidence| {
                evidence.span == figure.fact.span
                    || figure.share.as_ref().is_some_and(|share| share.span == evidence.span)
            });
            let why = match bound {
                Some(evidence) if evidence.difference.is_empty() => "it agrees".to_owned(),
                Some(evidence) => evidence.difference.clone(),
                None if figure.stray => "it has no unit, and another figure of the kind is there".to_owned(),
                None => match owner(figure.fact.span) {
                    Some(id) => format!("it belongs to the claim {id}"),
                    None => "another figure stands nearer to the terms".to_owned(),
                },
            };
            weighed.push((figure.fact.span, why, bound.is_some()));
        }
        weighed.extend(left_out.into_iter().map(|(fact, why)| (fact.span, why.to_owned(), false)));
    }
    weighed.sort_by_key(|(span, _, _)| span.start);
    Tried {
        within: scope.within,
        span: spans.reduce(Span::to).unwrap_or_default(),
        terms: own.chain(inherited).collect(),
        weighed,
    }
}
