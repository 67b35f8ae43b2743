//! Saved results of several runs as one: what `check --shard` took apart comes together again.

use super::results::{DocumentResult, Results, Summary};

/// The results of all runs, in the order an undivided run gives; `None` where there is none.
pub fn merge(runs: Vec<Results>) -> Option<Results> {
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
    Some(all)
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
