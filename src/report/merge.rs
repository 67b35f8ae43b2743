//! Saved results of several runs as one: what `check --shard` took apart comes together again.

use super::results::{DocumentResult, ErrorResult, Results, Shard, Summary};
use std::collections::BTreeSet;

/// The results of all runs, in the order an undivided run gives; `None` where there is none. A part of a divided run that
/// is missing is among the errors.
pub fn merge(runs: Vec<Results>) -> Option<Results> {
    let missing = missing(&runs);
    let mut runs = runs.into_iter();
    let mut all = runs.next()?;
    for run in runs {
        for document in run.documents {
            match all
                .documents
                .iter_mut()
                .find(|known| known.path == document.path && known.sha256 == document.sha256)
            {
                Some(known) => join(known, document),
                None => all.documents.push(document),
            }
        }
        for check in run.checks {
            if !all.checks.contains(&check) {
                all.checks.push(check);
            }
        }
        for error in run.errors {
            if !all.errors.contains(&error) {
                all.errors.push(error);
            }
        }
        all.today = all.today.max(run.today);
    }
    all.documents.sort_by(|one, other| one.path.cmp(&other.path));
    all.checks.sort_by(|one, other| (&one.document, &one.claims).cmp(&(&other.document, &other.claims)));
    all.summary = Summary::of(&all.documents, &all.checks);
    all.shard = None;
    all.errors.extend(missing);
    Some(all)
}

/// What is missing of the divisions of which some part was given.
fn missing(runs: &[Results]) -> Vec<ErrorResult> {
    let given: BTreeSet<Shard> = runs.iter().filter_map(|run| run.shard).collect();
    let divisions: BTreeSet<usize> = given.iter().map(|shard| shard.of).collect();
    let lacking = divisions.into_iter().filter_map(|of| {
        let first = (1..=of).find(|&part| !given.contains(&Shard { part, of }))?;
        let message = match of.saturating_sub(given.iter().filter(|shard| shard.of == of).count()) {
            0 | 1 => format!("part {first} of {of} is missing"),
            several => format!("{several} of {of} parts are missing, the first of them part {first}"),
        };
        let hint = Some("give the saved results of all parts at once".to_owned());
        Some(ErrorResult { message, hint, ..ErrorResult::default() })
    });
    lacking.collect()
}

/// The same document, checked against other claim files: its facts serve the claims of both.
fn join(known: &mut DocumentResult, other: DocumentResult) {
    for (fact, more) in known.facts.iter_mut().zip(other.facts) {
        fact.ignored |= more.ignored;
        for claim in more.claimed_by {
            if !fact.claimed_by.contains(&claim) {
                fact.claimed_by.push(claim);
            }
        }
    }
}
