//! Absence told beside a clause of its own: "Without Orr, Lund came", "Orr did not come, nor did Lund".

use super::clause::{Clause, is_auxiliary, is_past};
use super::cue::Cue;
use super::reading::Reading;
use std::ops::Range;

/// Words that may stand before "without" where it opens its clause: "but without", "even without".
const LEAD: usize = 2;

/// What stands behind a "without" among the cues of a clause.
pub fn without(reading: &Reading<'_>, clause: &Clause, cues: &[Cue]) -> Option<Range<usize>> {
    let cue = cues.iter().find(|cue| cue.class == "without")?;
    Some(cue.words.end..end_of_aside(reading, clause, cues, cue))
}

/// Where the phrase ends that a cue such as "without" opens. Before the clause or inside it, the phrase ends at a comma: "Without
/// Orr and Lund, Sosa came". A list in it has commas of its own, and an "and" behind them.
fn end_of_aside(reading: &Reading<'_>, clause: &Clause, cues: &[Cue], cue: &Cue) -> usize {
    let list = &reading.words;
    let extent = clause.extent();
    let lead = extent.start..cue.words.start;
    let fronted = lead.len() <= LEAD
        && !lead.clone().any(|at| at > extent.start && list.is_capital(reading.prose(), at));
    let set_off = cue.words.start.checked_sub(1).is_some_and(|before| clause.commas.contains(&before));
    if !fronted && !set_off {
        return extent.end;
    }
    let verb = |at: usize| {
        is_auxiliary(list.folded(at))
            || is_past(list.folded(at)) && !list.is_capital(reading.prose(), at)
            || cues.iter().any(|other| other.words.start == at && other.class != "without")
    };
    let closes = |piece: Range<usize>| piece.into_iter().any(|at| ["and", "or"].contains(&list.folded(at)));
    let mut end = None;
    let mut start = cue.words.end;
    for comma in clause.commas.iter().map(|comma| comma + 1).filter(|&comma| comma > cue.words.end) {
        let piece = start..comma;
        if piece.clone().any(verb) {
            break;
        }
        let closed = closes(piece);
        if end.is_none() || closed {
            end = Some(comma);
        }
        if closed {
            break;
        }
        start = comma;
    }
    // Behind the last comma the list may end with the clause: "they met, without Orr, Lund or Sosa".
    let rest = start..extent.end;
    let ends = !fronted && end.is_some_and(|end| end == start) && closes(rest.clone());
    if ends && !rest.into_iter().any(verb) { extent.end } else { end.unwrap_or(extent.end) }
}

/// "nor did Lund": a clause that says of its subject what the clause before denied.
pub fn follows_suit(reading: &Reading<'_>, clause: &Range<usize>) -> bool {
    let list = &reading.words;
    let goes_on = ["nor", "neither"].contains(&list.folded(clause.start));
    let subject = clause.start + 2..clause.end;
    let name = |at: usize| {
        list.is_capital(reading.prose(), at) || ["the", "and", "or", "of"].contains(&list.folded(at))
    };
    goes_on
        && is_auxiliary(list.folded(clause.start + 1))
        && !subject.is_empty()
        && subject.into_iter().all(name)
}
