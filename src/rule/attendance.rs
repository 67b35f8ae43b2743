//! The roll of a meeting: which clauses tell of coming and which of staying away, and whom else they name.

use super::additions::{self, is_count, is_left_out};
use super::aside::{follows_suit, without};
use super::attendees::Passage;
use super::clause::{Clause, clauses, is_auxiliary};
use super::cue::{Cue, Cues};
use super::member::{Settled, entity, is_like, is_name, is_place};
use super::office::country_at;
use super::polarity::{Polarity, sign};
use super::reading::Reading;
use super::series::{items, series};
use super::word::forms;
use super::{Group, Hits, Task};
use crate::claim::Expectation;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::new(include_str!("table/attendance.tsv")));

/// How a part of the roll names somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// As one who came.
    Came,
    /// As one who stayed away.
    Absent,
    /// Beside the meeting, without saying which.
    Named,
}

/// A clause of the passage.
#[derive(Debug)]
pub struct Part {
    /// From its first word to behind its last.
    pub extent: Range<usize>,
    clause: Clause,
    /// The cue that decides, and what it says of the names it applies to.
    cue: Option<(Cue, Presence)>,
    /// What stands behind "without".
    without: Option<Range<usize>>,
    /// Whether it only tells that somebody was to come, in the past: "was due to attend".
    planned: bool,
    /// Whether its sentence names the meeting.
    scope: bool,
}

/// All parts of a passage, and the names in them that no claim settles.
#[derive(Debug, Default)]
pub struct Roll {
    /// The clauses, in order.
    pub parts: Vec<Part>,
    /// Others who are named as present.
    pub others: Vec<Range<usize>>,
    /// Others who are named as absent.
    pub strangers: Vec<Range<usize>>,
}

impl Roll {
    /// Whether the last cue before a word says that somebody came. A clause or two may tell of nothing.
    fn tells_of_coming(&self, at: usize) -> bool {
        const NEAR: usize = 6;
        let behind = self.parts.partition_point(|part| part.extent.start < at);
        let near = self.parts.get(..behind).into_iter().flatten().rev().take(NEAR);
        let mut told = near.filter_map(|part| part.cue.as_ref());
        matches!(told.find(|(cue, _)| cue.words.start < at), Some((_, Presence::Came)))
    }
}

impl Part {
    /// The words that tell of coming or staying away.
    pub fn cue(&self) -> Option<&Range<usize>> {
        self.cue.as_ref().map(|(cue, _)| &cue.words)
    }

    /// Whether words are the clause's own.
    pub fn holds(&self, words: &Range<usize>) -> bool {
        self.clause.contains(words)
    }

    /// What the clause says of somebody named in it; `None` where it says nothing.
    pub fn presence_of(&self, reading: &Reading<'_>, words: &Range<usize>) -> Option<Presence> {
        let denied = (1..=3).filter_map(|back| words.start.checked_sub(back)).any(|at| {
            reading.words.folded(at) == "not"
                && (at + 1..words.start).all(|at| ["the", "a"].contains(&reading.words.folded(at)))
        });
        if denied
            || self.without.as_ref().is_some_and(|without| without.contains(&words.start))
            || is_left_out(reading, words, self.extent.start)
        {
            // "Orr did not come, unlike Lund": the exception turns the clause round.
            let turned = matches!(self.cue, Some((_, Presence::Absent))) && !denied;
            return Some(if turned { Presence::Came } else { Presence::Absent });
        }
        if is_place(reading, words, self.extent.start) {
            return None;
        }
        match &self.cue {
            // Of staying away, only the subject is told: "Orr declined Lund's invitation".
            Some((cue, Presence::Absent)) => {
                let behind = |told: &[&str]| {
                    (cue.words.start..words.start).any(|at| told.contains(&reading.words.folded(at)))
                };
                let by = cue.words.end <= words.start && behind(&["by"]);
                // "Absent was Orr"
                let inverted = cue.words.start == self.extent.start && behind(&["is", "are", "was", "were"]);
                let led = label(reading, &self.extent).is_some();
                (words.end <= cue.words.start || by || inverted || led).then_some(Presence::Absent)
            }
            Some((_, presence)) => Some(*presence),
            None => (self.scope && !self.planned).then_some(Presence::Named),
        }
    }
}

/// Reads the roll of a passage. `groups` are all terms of the claim.
pub fn roll(
    task: &Task<'_>,
    reading: &Reading<'_>,
    hits: &Hits<'_>,
    passage: &Passage,
    groups: &[&[Group]],
) -> Roll {
    let mut roll = Roll::default();
    let settled = Settled { groups, hits };
    // "Their colleague did not" goes on with what the sentence before said.
    let mut carried: Option<(Cue, Presence)> = None;
    for &at in &passage.sentences {
        let Some(sentence) = reading.sentences.get(at) else { continue };
        let scope = passage.scopes.contains(&at);
        for clause in labelled(reading, clauses(reading, sentence.words.clone())) {
            let part = part(reading, clause, scope, carried.as_ref());
            carried = part.cue.clone().or(carried);
            others(task, reading, hits, &part, &settled, &mut roll);
            roll.parts.push(part);
        }
        if is_only(task) {
            let known = |words: &Range<usize>| settled.holds(words) || !roll.tells_of_coming(words.start);
            let more = additions::added(task, reading, hits, sentence.words.clone(), known);
            roll.others.extend(more);
        }
        if scope && let Some(items) = items(reading, sentence) {
            for item in &items.items {
                let clause = Clause { words: item.clone().collect(), ..Clause::default() };
                let known = roll.parts.iter().any(|part| part.extent == *item);
                if !known {
                    roll.parts.push(Part {
                        extent: item.clone(),
                        clause,
                        cue: None,
                        without: None,
                        planned: false,
                        scope: true,
                    });
                }
            }
        }
    }
    roll.others.sort_by_key(|words| words.start);
    roll.others.dedup();
    roll
}

/// Clauses, a label made one with what its colon leads in: "Absent: Orr and Lund".
fn labelled(reading: &Reading<'_>, clauses: Vec<Clause>) -> Vec<Clause> {
    let mut all: Vec<Clause> = Vec::with_capacity(clauses.len());
    for mut clause in clauses {
        match all.last_mut() {
            Some(last) if label(reading, &last.extent()).is_some_and(|cue| cue == last.extent()) => {
                last.words.append(&mut clause.words);
                last.commas.append(&mut clause.commas);
            }
            _ => all.push(clause),
        }
    }
    all
}

/// The words of a label of those who stayed away that a run of words starts with, up to its colon.
fn label(reading: &Reading<'_>, words: &Range<usize>) -> Option<Range<usize>> {
    let cue = CUES.at(&reading.words, words.start, words.end)?;
    let last = reading.words.span(cue.words.end.checked_sub(1)?);
    let rest = reading.prose().get(last.end..).unwrap_or_default();
    (["absent", "label"].contains(&cue.class) && rest.starts_with(':')).then_some(cue.words)
}

/// What one clause tells. An elliptical one ("but Orr did not") goes on with the cue of the one before.
fn part(reading: &Reading<'_>, clause: Clause, scope: bool, carried: Option<&(Cue, Presence)>) -> Part {
    let extent = clause.extent();
    let mut own: Vec<Cue> = CUES
        .find(&reading.words, extent.clone())
        .into_iter()
        .filter(|cue| cue.class != "false" && clause.contains(&cue.words))
        .collect();
    // "attended by Orr, with Lund missing": the absence is Lund's alone.
    let apart = |cue: &Cue| {
        let folded = reading.words.folded(cue.words.start);
        let adjective = cue.class == "absent" && (folded == "absent" || folded.ends_with("ing"));
        let before = cue.words.start.saturating_sub(WITH_REACH).max(extent.start)..cue.words.start;
        let words = before.rev().take_while(|&at| !is_auxiliary(reading.words.folded(at)));
        words.filter(|_| adjective).find(|&at| reading.words.folded(at) == "with").map(|at| at..cue.words.end)
    };
    let mut without = without(reading, &clause, &own);
    if let Some(absolute) = own.iter().find_map(apart) {
        own.retain(|cue| cue.words.end != absolute.end);
        without = without.or(Some(absolute));
    }
    let led = label(reading, &extent);
    own.retain(|cue| cue.class != "label" || led.as_ref() == Some(&cue.words));
    let absent = own.iter().find(|cue| ["absent", "label"].contains(&cue.class));
    let came = own.iter().find(|cue| ["came", "host"].contains(&cue.class));
    let decided = absent
        .or(came)
        .cloned()
        .map(|cue| (sign(reading, &clause, std::slice::from_ref(&cue.words), &[]), cue));
    let past = |cue: &Range<usize>| {
        let was = |at: usize| ["was", "were", "been"].contains(&reading.words.folded(at));
        was(cue.start) || cue.start.checked_sub(1).is_some_and(was)
    };
    let planned = decided
        .as_ref()
        .is_some_and(|(sign, _)| sign.polarity == Polarity::Unasserted && sign.cues.iter().any(past));
    let cue = match decided {
        Some((sign, cue)) => {
            let stayed = ["absent", "label"].contains(&cue.class);
            match sign.polarity {
                Polarity::Unasserted => None,
                Polarity::Asserted if stayed => Some((cue, Presence::Absent)),
                Polarity::Negated if !stayed => Some((cue, Presence::Absent)),
                _ => Some((cue, Presence::Came)),
            }
        }
        // "Orr did not come, nor did Lund"
        None if follows_suit(reading, &extent) => carried
            .map(|(cue, _)| (Cue { class: cue.class, words: extent.end..extent.end }, Presence::Absent)),
        None => carried.filter(|_| clause.elliptical).map(|(cue, presence)| {
            let end = extent.end;
            let target = Range { start: end, end };
            let denied =
                sign(reading, &clause, std::slice::from_ref(&target), &[]).polarity == Polarity::Negated;
            let presence = match (presence, denied) {
                (Presence::Came, true) | (Presence::Absent, false) => Presence::Absent,
                _ => Presence::Came,
            };
            (Cue { class: cue.class, words: target }, presence)
        }),
    };
    Part { extent, clause, cue, without, planned, scope }
}

/// How far before "absent" its "with" stands at most, in words.
const WITH_REACH: usize = 8;

/// Adds the names of a clause that no term of the claim settles.
fn others(
    task: &Task<'_>,
    reading: &Reading<'_>,
    hits: &Hits<'_>,
    part: &Part,
    settled: &Settled<'_>,
    roll: &mut Roll,
) {
    let Some((cue, presence)) = &part.cue else { return };
    if *presence == Presence::Absent {
        let subject =
            part.clause.words.iter().copied().filter(|&at| at < cue.words.start).collect::<Vec<_>>();
        let named = match label(reading, &part.extent) {
            Some(cue) => cue.end..part.extent.end,
            None => subject.first().map(|&first| first..cue.words.start).unwrap_or(0..0),
        };
        if !settled.holds(&named)
            && let Some(words) = named_in(reading, &named)
        {
            roll.strangers.push(words);
        }
        return;
    }
    let members = settled.groups.first().copied().unwrap_or_default();
    let lists = series(reading, part.extent.clone());
    let mut found: Vec<Range<usize>> = Vec::new();
    for list in &lists {
        let held: Vec<Range<usize>> = list
            .items
            .iter()
            .flat_map(|item| members.iter().flat_map(|group| hits.of_group(group, item)))
            .map(|hit| hit.words)
            .collect();
        if held.is_empty() {
            continue;
        }
        for item in list.items.iter().filter(|item| !settled.holds(item) && part.clause.contains(item)) {
            if let Some(words) = entity(reading, item)
                && held.iter().any(|member| is_like(reading, member, &words))
                && !is_place(reading, &words, part.extent.start)
                && !is_left_out(reading, &words, part.extent.start)
                && !is_count(reading, &list.items, item)
            {
                found.push(words);
            }
        }
    }
    // One who is named alone: the subject of coming, or whom its "by", "of" or "from" names.
    let alone = |at: usize| {
        let (_, end) = country_at(&reading.words, at, part.extent.end)?;
        let words = at..end;
        let subject =
            cue.class == "came" && end <= cue.words.start && part.clause.contains(&(at..cue.words.end));
        let host = CUES.class(&reading.words, cue.words.start).is_some() && is_host(reading, cue);
        let lead = at.checked_sub(1).map_or("", |before| reading.words.folded(before));
        let agent =
            at >= cue.words.end && ["by", "of", "from"].contains(&lead) && at - cue.words.end <= AGENT;
        let other = task.about.iter().any(|group| {
            let near = words.start.saturating_sub(2)..words.end + 2;
            hits.any(group, &near)
        });
        let free = !settled.holds(&words) && !other && !is_place(reading, &words, part.extent.start);
        let capital = reading.words.is_capital(reading.prose(), at);
        (free && capital && (subject && !host || agent)).then_some(words)
    };
    let countries =
        members.iter().flatten().count() > 0 && members.iter().all(|group| is_country(task, group, members));
    if countries && lists.is_empty() {
        found.extend(part.clause.words.iter().filter_map(|&at| alone(at)));
    }
    if found.is_empty() && is_only(task) {
        found.extend(added(reading, part, cue, settled));
    }
    roll.others.extend(found);
}

/// Words by which a sentence adds somebody to those who came.
const ADDING: [&str; 4] = ["also", "too", "joined", "joining"];

/// Who is added alone to those who came: "Also present was Lund", "Lund attended too", "They were joined by Lund".
fn added(reading: &Reading<'_>, part: &Part, cue: &Cue, settled: &Settled<'_>) -> Vec<Range<usize>> {
    let list = &reading.words;
    let adds = |at: usize| {
        ADDING.contains(&list.folded(at)) || list.folded(at) == "well" && list.folded(at - 1) == "as"
    };
    if !part.clause.words.iter().any(|&at| adds(at)) {
        return Vec::new();
    }
    let subject = part.extent.start..cue.words.start;
    // Behind the cue somebody is named at once, or by "by" or "with".
    let behind = cue.words.end..part.extent.end;
    let told = |at: usize| ["by", "with", "was", "were", "is", "are"].contains(&list.folded(at));
    let at_once = behind.start > 0 && told(behind.start - 1) || behind.clone().take(2).any(told);
    let sides = [Some(subject), Some(behind).filter(|_| at_once)];
    let named = |side: Range<usize>| {
        let lists = series(reading, side.clone());
        let items: Vec<Range<usize>> = lists.into_iter().flat_map(|list| list.items).collect();
        if items.is_empty() { vec![side] } else { items }
    };
    let free = |item: &Range<usize>| !item.is_empty() && !settled.holds(item);
    let name = |item: Range<usize>| {
        let words = entity(reading, &item)?;
        // A word that opens its sentence is a name only right before what it does: "On Monday they also came".
        let next = words.end + usize::from(adds(words.end));
        let named = is_name(reading, words.start)
            && (!reading.opens(words.start) || words.len() > 1 || next >= cue.words.start);
        (named && !adds(words.start) && !is_place(reading, &words, part.extent.start)).then_some(words)
    };
    sides.into_iter().flatten().flat_map(named).filter(free).filter_map(name).collect()
}

/// Whether the claim says that nobody else came.
fn is_only(task: &Task<'_>) -> bool {
    matches!(&task.claim.expectation, Expectation::Attendees(claimed) if claimed.only)
}

/// How far behind "attended" its agent may be named, in words.
const AGENT: usize = 6;

/// All forms of the verbs of hosting.
static HOSTS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    ["host", "receive", "welcome", "convene", "chair"].into_iter().flat_map(forms).collect()
});

fn is_host(reading: &Reading<'_>, cue: &Cue) -> bool {
    HOSTS.contains(reading.words.folded(cue.words.start))
}

/// Whether a claimed attendee is a country.
fn is_country(task: &Task<'_>, group: &Group, members: &[Group]) -> bool {
    let Expectation::Attendees(claimed) = &task.claim.expectation else { return false };
    let at = members.iter().position(|other| other == group);
    let term = at.and_then(|at| claimed.present.get(at)).and_then(|member| member.0.first());
    term.is_some_and(|term| super::country::name(&super::lexicon::folded(term.as_str()).join(" ")).is_some())
}

/// The country or proper name in a run of words.
fn named_in(reading: &Reading<'_>, words: &Range<usize>) -> Option<Range<usize>> {
    let found = entity(reading, words)?;
    let capital = reading.words.is_capital(reading.prose(), found.start);
    let country = country_at(&reading.words, found.start, found.end).is_some();
    (capital && (country || found.len() > 1)).then_some(found)
}
