//! Binding: which figure of a scope belongs to which claim. It never looks at a value: otherwise two swapped figures would
//! each find their partner and pass.
//!
//! All claims of a file are bound at once, sentence by sentence and kind by kind: lists joined by "respectively" pair in
//! order; the rest is the cheapest assignment over the places of figures and terms ([`super::place`]).

use super::assign::{UNBOUND, assign};
use super::candidates::{Figure, counted_year, figures, wants_change, wants_points};
use super::place::{Distance, Obstacles, STARTS, distance};
use super::settle::{Contest, is_day, is_narrower, settle};
use super::time;
use crate::claim::{Expectation, Term, Within};
use crate::fact::{Fact, Kind, Value};
use crate::rule::reading::{Reading, Sentence};
use crate::rule::{Rules, Scope, Task};
use crate::text::Span;
use std::ops::Range;

/// A figure bound to a claim in one scope.
#[derive(Debug, Clone)]
pub struct Bound {
    /// The figure, with a unit it shares with its list.
    pub fact: Fact,
    /// A conversion that belongs to it.
    pub conversion: Option<Fact>,
    /// The count and the total that it is the total of: "four of the nine", for a claim that does not say of how many.
    pub share: Option<Fact>,
    /// Index of its sentence.
    pub sentence: usize,
    /// Whether its place ties it to the claim. What is not firm may confirm, never contradict.
    pub firm: bool,
    /// Whether a relative pronoun ties it to a term. It is as firm where nothing else is.
    pub relative: bool,
    /// Whether it is of another kind than the claim wants.
    pub stray: bool,
    /// Other figures that the place allows as well; not empty only where nothing was decided.
    pub tied: Vec<Fact>,
}

/// The kind of figure a claim wants in the text.
pub fn wanted(task: &Task<'_>) -> Option<Kind> {
    match &task.claim.expectation {
        Expectation::Figure(figure) => Some(figure.kind),
        Expectation::Derived(derived) if !task.about.is_empty() => Some(derived.result.kind),
        _ => None,
    }
}

/// Binds figures to all figure claims of a file. `scopes` holds each task's scopes; the result its bound figures, in order.
pub fn bind(rules: &Rules<'_>, reading: &Reading<'_>, scopes: &[Vec<Scope>]) -> Vec<Vec<Bound>> {
    let mut bound: Vec<Vec<Bound>> = rules.tasks.iter().map(|_| Vec::new()).collect();
    let mut plays: Vec<(usize, Kind, Play<'_>)> = Vec::new();
    for (task, (own, scopes)) in rules.tasks.iter().zip(scopes).enumerate() {
        let Some(kind) = wanted(own) else { continue };
        for scope in time::timely(rules, own, reading, scopes) {
            if scope.within == Within::Sentence {
                plays.push((scope.sentences.start, kind, Play { task, scope, share: wants_share(own) }));
            } else if let Some(found) = nearest_in(reading, scope, kind)
                && let Some(list) = bound.get_mut(task)
            {
                list.push(found);
            }
        }
    }
    plays.sort_by_key(|(sentence, kind, play)| (*sentence, *kind, play.task));
    let mut contests = Vec::new();
    for group in plays.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let Some((at, kind, _)) = group.first() else { continue };
        let Some(sentence) = reading.sentences.get(*at) else { continue };
        let group: Vec<Play<'_>> = group.iter().map(|(_, _, play)| *play).collect();
        for (task, found) in bind_sentence(rules, reading, sentence, *at, *kind, &group, &mut contests) {
            if let Some(list) = bound.get_mut(task) {
                list.push(found);
            }
        }
    }
    settle(rules, reading, &mut bound, contests);
    for (list, scopes) in bound.iter_mut().zip(scopes).filter(|(list, _)| !list.is_empty()) {
        loosen(reading, scopes, list);
    }
    bound
}

/// A sentence that names only a part of the terms, after one that bound a figure of its own, may go on about something
/// else: its figure is not firm.
fn loosen(reading: &Reading<'_>, scopes: &[Scope], bound: &mut [Bound]) {
    let settled: Vec<usize> = bound.iter().filter(|bound| bound.firm).map(|bound| bound.sentence).collect();
    for found in bound.iter_mut() {
        let partial = scopes
            .iter()
            .any(|scope| scope.sentences.start == found.sentence && scope.hits.iter().any(Vec::is_empty));
        let before = reading.sentences.get(found.sentence).and_then(|sentence| sentence.inherits);
        if partial && before.is_some_and(|before| settled.contains(&before)) {
            found.firm = false;
        }
    }
}

/// A claim in play in a sentence.
#[derive(Debug, Clone, Copy)]
struct Play<'s> {
    task: usize,
    scope: &'s Scope,
    /// Whether it wants a count out of a total.
    share: bool,
}

fn bind_sentence(
    rules: &Rules<'_>,
    reading: &Reading<'_>,
    sentence: &Sentence,
    at: usize,
    kind: Kind,
    plays: &[Play<'_>],
    contests: &mut Vec<Contest>,
) -> Vec<(usize, Bound)> {
    let named = |words: &Range<usize>| plays.iter().any(|play| is_told_of(play, words));
    let mut figures = figures(reading, sentence, kind, &named);
    for play in plays.iter().filter(|_| kind == Kind::Number) {
        let year = rules.tasks.get(play.task).and_then(|task| match &task.claim.expectation {
            Expectation::Figure(figure) => counted_year(reading, sentence, play.scope, &figure.fact),
            _ => None,
        });
        let known = |year: &Figure| figures.iter().any(|figure| figure.fact.span == year.fact.span);
        figures.extend(year.filter(|year| !known(year)));
    }
    figures.sort_by_key(|figure| figure.fact.span.start);
    if figures.iter().any(|figure| !figure.stray) {
        figures.retain(|figure| !figure.stray);
    }
    if figures.is_empty() {
        return Vec::new();
    }
    let obstacles = obstacles(plays, &figures);
    let stepped = figures.iter().any(|figure| figure.candidate.steps);
    let paired = respectively(reading, sentence, &figures, plays);
    let distances: Vec<Vec<_>> = plays
        .iter()
        .map(|play| {
            let to = |figure: &Figure| {
                let mut found = distance(reading, sentence, play.scope, &figure.candidate, &obstacles);
                let task = rules.tasks.get(play.task);
                if task.is_some_and(|task| time::is_other(rules, task, reading, sentence, &figure.candidate))
                {
                    found.cost += time::OTHER_TIME;
                }
                let claimed = task.and_then(|task| match &task.claim.expectation {
                    Expectation::Figure(figure) => Some(&figure.fact),
                    _ => None,
                });
                let steps = figure.candidate.steps;
                // "to 14.5%, up by 50 basis points": who claims points means the step.
                let wanted = if steps {
                    wants_change(reading, play.scope, claimed)
                } else {
                    !(stepped && claimed.is_some_and(wants_points))
                };
                if !wanted {
                    found.cost += STARTS;
                }
                found
            };
            figures.iter().map(to).collect()
        })
        .collect();
    let costs: Vec<Vec<i64>> = distances
        .iter()
        .enumerate()
        .map(|(row, list)| match paired.get(row).copied().flatten() {
            Some(only) => (0..list.len()).map(|column| if column == only { 0 } else { UNBOUND }).collect(),
            None => {
                // Where a count out of a total stands there, no claim of one wants the total alone.
                let shared = figures.iter().any(|figure| figure.share.is_some());
                let own = |figure: &Figure| {
                    plays.get(row).is_some_and(|play| {
                        figure.candidate.compared.as_ref().is_some_and(|words| !is_told_of(play, words))
                            || is_of_term(rules, play, &figure.candidate.span)
                            || play.share && shared && figure.share.is_none()
                    })
                };
                let cost = |(distance, figure): (&Distance, &Figure)| {
                    if own(figure) { UNBOUND } else { distance.cost.min(UNBOUND - 1) }
                };
                list.iter().zip(&figures).map(cost).collect()
            }
        })
        .collect();
    let assigned = assign(&costs, figures.len());
    let cost = |row: usize, column: usize| {
        costs.get(row).and_then(|own| own.get(column)).copied().unwrap_or(UNBOUND)
    };
    let bound = |row: usize, column: usize, tied: Vec<Fact>| {
        let (play, figure) = (plays.get(row)?, figures.get(column)?);
        let near = distances.get(row).and_then(|list| list.get(column));
        let forced = paired.get(row).copied().flatten().is_some();
        Some(Bound {
            fact: figure.share.as_ref().filter(|_| play.share).unwrap_or(&figure.fact).clone(),
            conversion: figure.conversion.clone(),
            share: figure.share.clone().filter(|_| !play.share),
            sentence: at,
            // What another figure is compared with may be told of the subject at another time.
            firm: forced
                || near.is_some_and(|near| near.firm)
                    && play.scope.names_any()
                    && figure.candidate.compared.is_none(),
            relative: near.is_some_and(|near| near.relative),
            stray: figure.stray,
            tied,
        })
    };
    let mut found = Vec::new();
    for (row, play) in plays.iter().enumerate() {
        let Some(own) = costs.get(row) else { continue };
        let column = assigned
            .get(row)
            .copied()
            .flatten()
            .or_else(|| shared(reading, kind, plays, row, &assigned, own, &figures));
        let Some(column) = column else {
            let whole = play.scope.hits.iter().all(|hits| !hits.is_empty());
            for (other, owner) in plays.iter().enumerate().filter(|_| whole) {
                let Some(column) = assigned.get(other).copied().flatten() else { continue };
                let own = cost(row, column);
                let level = own <= cost(other, column) || is_narrower(play.scope, owner.scope);
                let bound = (own < UNBOUND).then(|| bound(row, column, Vec::new())).flatten();
                contests.extend(bound.filter(|bound| bound.firm).map(|bound| Contest {
                    task: play.task,
                    owner: owner.task,
                    held: bound.fact.span,
                    bound,
                    level,
                }));
            }
            continue;
        };
        let taken = |other: usize| assigned.contains(&Some(other)) && other != column;
        let forced = paired.get(row).copied().flatten().is_some();
        let tied: Vec<Fact> = if forced {
            Vec::new()
        } else {
            (0..figures.len())
                .filter(|&other| {
                    other != column && !taken(other) && own.get(other) == Some(&cost(row, column))
                })
                .filter_map(|other| figures.get(other).map(|figure| figure.fact.clone()))
                .collect()
        };
        // "heard in April, struck down the decision of 9 March": a month or a Monday is not the day that is wanted, where one
        // stands that nobody else has.
        let held = figures.get(column).filter(|held| !is_day(&held.fact)).map(|held| held.fact.span);
        let wants_day = rules.tasks.get(play.task).is_some_and(|task| match &task.claim.expectation {
            Expectation::Figure(figure) => is_day(&figure.fact),
            _ => false,
        });
        if let Some(held) = held.filter(|_| wants_day) {
            let days = figures.iter().enumerate().filter(|(other, figure)| {
                is_day(&figure.fact) && !assigned.contains(&Some(*other)) && cost(row, *other) < UNBOUND
            });
            let days = days.filter_map(|(other, _)| bound(row, other, Vec::new()));
            contests.extend(days.map(|bound| Contest {
                task: play.task,
                owner: play.task,
                held,
                bound,
                level: true,
            }));
        }
        found.extend(bound(row, column, tied).map(|bound| (play.task, bound)));
    }
    found
}

/// A figure that a claim without one of its own may share: a date serves a whole clause; any figure serves two claims
/// about the very same words, and all of a list where "each" stands behind it.
fn shared(
    reading: &Reading<'_>,
    kind: Kind,
    plays: &[Play<'_>],
    row: usize,
    assigned: &[Option<usize>],
    costs: &[i64],
    figures: &[Figure],
) -> Option<usize> {
    let nearest = (0..figures.len()).min_by_key(|&column| costs.get(column).copied().unwrap_or(UNBOUND))?;
    if costs.get(nearest).copied().unwrap_or(UNBOUND) >= UNBOUND {
        return None;
    }
    let owner = assigned.iter().position(|column| *column == Some(nearest));
    let each = figures.get(nearest).is_some_and(|figure| {
        matches!(reading.words.folded(figure.candidate.words.end), "each" | "apiece" | "both")
    });
    let same_anchor = owner.and_then(|owner| plays.get(owner)).zip(plays.get(row)).is_some_and(|(a, b)| {
        let first = |play: &Play<'_>| play.scope.hits.first().cloned().unwrap_or_default();
        let (a, b) = (first(a), first(b));
        !a.is_empty() && a.iter().any(|hit| b.iter().any(|other| hit.span.overlaps(other.span)))
    });
    // "Four of the nine judges": one claim for the nine, one for the four of them.
    let parted = figures.get(nearest).is_some_and(|figure| figure.share.is_some())
        && owner
            .and_then(|owner| plays.get(owner))
            .zip(plays.get(row))
            .is_some_and(|(owner, play)| owner.share != play.share);
    (matches!(kind, Kind::Date | Kind::Time) || each || same_anchor || parted).then_some(nearest)
}

/// Whether a claim wants a count out of a total.
fn wants_share(task: &Task<'_>) -> bool {
    let Expectation::Figure(figure) = &task.claim.expectation else { return false };
    matches!(&figure.fact.value, Value::Amount(amount)
        if figure.kind == Kind::Number && amount.min.or(amount.max).is_some_and(|number| number.divisor > 1))
}

/// Whether what a compared value is told of is a claim's subject, which stands nowhere else in the sentence.
fn is_told_of(play: &Play<'_>, words: &Range<usize>) -> bool {
    let anchor = play.scope.hits.first().map(Vec::as_slice).unwrap_or_default();
    !anchor.is_empty() && anchor.iter().all(|hit| words.contains(&hit.words.start))
}

/// Whether a figure is one that the claim's own terms name: the two of "two countries". A pattern may stand for any figure.
fn is_of_term(rules: &Rules<'_>, play: &Play<'_>, figure: &Span) -> bool {
    let about = rules.tasks.get(play.task).map(|task| task.claim.about.as_slice()).unwrap_or_default();
    /// Hits that may overlap: a sentence without end has hundreds, and none far off holds the figure.
    const NEAR: usize = 4;
    about.iter().zip(&play.scope.hits).any(|(terms, hits)| {
        let begun = hits.partition_point(|hit| hit.span.start <= figure.start);
        let mut hits = hits.iter().take(begun).rev().take(NEAR);
        !terms.0.iter().any(|term| matches!(term, Term::Pattern(_)))
            && hits.any(|hit| hit.span.contains(*figure) && hit.span != *figure)
    })
}

fn obstacles(plays: &[Play<'_>], figures: &[Figure]) -> Obstacles {
    let mut anchors: Vec<usize> = plays
        .iter()
        .filter_map(|play| play.scope.hits.first())
        .flatten()
        .map(|hit| hit.words.start)
        .collect();
    anchors.sort_unstable();
    anchors.dedup();
    Obstacles { figures: figures.iter().map(|figure| figure.candidate.words.start).collect(), anchors }
}

/// Pairs in order: a list of figures and an equally long list of terms in the same sentence.
///
/// Returns for each claim in play the figure it is paired with, if such lists are there.
fn respectively(
    reading: &Reading<'_>,
    sentence: &Sentence,
    figures: &[Figure],
    plays: &[Play<'_>],
) -> Vec<Option<usize>> {
    let mut pairs = vec![None; plays.len()];
    let said = sentence.words.clone().any(|at| matches!(reading.words.folded(at), "respectively"));
    for list in figure_lists(reading, figures) {
        let (Some(first), Some(last)) = (figures.get(list.start), figures.get(list.end - 1)) else {
            continue;
        };
        if !said && !is_closed(reading, figures, &list) {
            continue;
        }
        // The other list ends where the next figures begin.
        let left =
            list.start.checked_sub(1).and_then(|at| figures.get(at)).map(|figure| figure.candidate.words.end);
        let right = figures.get(list.end).map(|figure| figure.candidate.words.start);
        let end = right.unwrap_or(sentence.words.end);
        let closed = (last.candidate.words.end..end).find(|&at| reading.words.folded(at) == "respectively");
        let before = left.unwrap_or(sentence.words.start)..first.candidate.words.start;
        let behind = last.candidate.words.end..closed.unwrap_or(end);
        for (side, is_before) in [(before, true), (behind, false)] {
            let pieces = list_pieces(reading, side, list.len(), is_before, said);
            for (play, pair) in plays.iter().zip(&mut pairs) {
                let piece = play.scope.hits.iter().find_map(|hits| {
                    let inside = |piece: &Range<usize>| {
                        hits.iter().any(|hit| super::place::overlaps(&hit.words, piece))
                    };
                    let mut own = (0..pieces.len()).filter(|&at| pieces.get(at).is_some_and(inside));
                    own.next().filter(|_| own.next().is_none())
                });
                if let Some(piece) = piece {
                    *pair = pair.or(Some(list.start + piece));
                }
            }
        }
    }
    pairs
}

/// Whether a conjunction stands before the last figure of a list: "injured 17, two critically" has none, and is no list.
fn is_closed(reading: &Reading<'_>, figures: &[Figure], list: &Range<usize>) -> bool {
    let last = |back: usize| list.end.checked_sub(back).and_then(|at| figures.get(at));
    last(2).zip(last(1)).is_some_and(|(before, last)| {
        let gap = Span::new(before.candidate.span.end, last.candidate.span.start).of(reading.prose());
        gap.split_whitespace().any(|word| matches!(word, "and" | "or" | "&"))
    })
}

/// Runs of two or more figures with nothing but commas and conjunctions between.
fn figure_lists(reading: &Reading<'_>, figures: &[Figure]) -> Vec<Range<usize>> {
    let mut lists: Vec<Range<usize>> = Vec::new();
    for at in 0..figures.len() {
        let joined = at
            .checked_sub(1)
            .and_then(|before| figures.get(before))
            .zip(figures.get(at))
            .is_some_and(|(a, b)| {
                let gap = Span::new(a.candidate.span.end, b.candidate.span.start).of(reading.prose());
                let gap = gap.replace(',', " ");
                let mut words = gap.split_whitespace();
                !gap.trim().is_empty()
                    | reading.prose().get(a.candidate.span.end..).is_some_and(|rest| rest.starts_with(','))
                    && words.all(|word| matches!(word, "and" | "or" | "&"))
            });
        match lists.last_mut() {
            Some(list) if joined => list.end = at + 1,
            _ => lists.push(at..at + 1),
        }
    }
    lists.retain(|list| list.len() > 1);
    lists
}

/// The `length` pieces of a list of terms beside a list of figures, or none.
fn list_pieces(
    reading: &Reading<'_>,
    side: Range<usize>,
    length: usize,
    before: bool,
    said: bool,
) -> Vec<Range<usize>> {
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for at in side.clone() {
        let folded = reading.words.folded(at);
        let gap = Span::new(reading.words.span(at).end, reading.words.span(at + 1).start).of(reading.prose());
        if matches!(folded, "and" | "or") && at > side.start {
            match cuts.last_mut().filter(|(_, next)| *next == at) {
                Some(last) => last.1 = at + 1,
                None => cuts.push((at, at + 1)),
            }
        } else if at + 1 < side.end && gap.contains(',') {
            cuts.push((at + 1, at + 1));
        }
    }
    let wanted = length - 1;
    if cuts.len() < wanted || !said && cuts.len() != wanted {
        return Vec::new();
    }
    let cuts = if before { cuts.get(cuts.len() - wanted..) } else { cuts.get(..wanted) }.unwrap_or_default();
    let mut pieces = Vec::new();
    let mut start = side.start;
    for &(end, next) in cuts {
        pieces.push(start..end);
        start = next;
    }
    pieces.push(start..side.end);
    pieces
}

/// The figure of a wide piece that stands nearest to the claim's terms. It is never firm.
fn nearest_in(reading: &Reading<'_>, scope: &Scope, kind: Kind) -> Option<Bound> {
    let mut best: Option<(i64, Bound)> = None;
    for at in scope.sentences.clone() {
        let sentence = reading.sentences.get(at)?;
        for figure in figures(reading, sentence, kind, &|_| false).into_iter().filter(|figure| !figure.stray)
        {
            let cost = distance(reading, sentence, scope, &figure.candidate, &Obstacles::default()).cost;
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                let bound = Bound {
                    fact: figure.fact,
                    conversion: figure.conversion,
                    share: figure.share,
                    sentence: at,
                    firm: false,
                    relative: false,
                    stray: false,
                    tied: Vec::new(),
                };
                best = Some((cost, bound));
            }
        }
    }
    best.map(|(_, bound)| bound)
}
