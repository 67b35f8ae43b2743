//! Counts out of a total.

use super::super::reading::Reading;
use super::place::Candidate;
use crate::fact::Fact;

/// A count out of a total, or what it leaves of it: "all but two of the nine".
pub(super) fn share_of(reading: &Reading<'_>, place: &Candidate, fact: &Fact, total: &Fact) -> Option<Fact> {
    let words = &reading.words;
    let all = place.words.start.checked_sub(2).filter(|&all| {
        words.folded(all) == "all" && ["but", "except"].contains(&words.folded(all + 1)) && words.joined(all)
    });
    let Some(all) = all else { return fact.out_of(total) };
    let rest = fact.rest_of(total)?;
    Some(Fact { span: words.span(all).to(rest.span), ..rest })
}
