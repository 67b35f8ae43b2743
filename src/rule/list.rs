//! Closed lists: which members a draft names, which it lost, which it gained.
//!
//! The list is the coordination (or the run of list items) that stands nearest to the claim's subject; it is not looked up by
//! its members, so that a list with every member replaced is still found.

use super::additions::{added, in_doubt, is_count, is_left_out, left_open};
use super::clause::{Clause, clauses, is_adverb, is_auxiliary, is_past};
use super::member::{Settled, entity, is_like, is_named};
use super::nearest::{subject, subject_of};
use super::office::country_at;
use super::polarity::{Polarity, may_deny, sign, span_of};
use super::reading::Reading;
use super::scope::{Scope, scopes};
use super::series::{Series, items, joint, series};
use super::words::{is_or_are, plain, sentence_at, spoken};
use super::{Findings, Group, Hits, Parts, Task};
use crate::check::{Evidence, Found};
use crate::claim::{AnyOf, Expectation};
use crate::fact::Agreement;
use crate::text::Span;
use std::ops::Range;

/// What one scope says of the list.
#[derive(Debug, Default)]
struct Reported {
    /// For each claimed member: where it stands.
    members: Vec<Option<Range<usize>>>,
    /// Members that are not claimed.
    extra: Vec<Range<usize>>,
    /// Members that must not be there.
    forbidden: Vec<Range<usize>>,
    /// The list's words, where there is a list.
    extent: Option<Range<usize>>,
}

impl Reported {
    fn found(&self) -> usize {
        self.members.iter().flatten().count()
    }
}

/// Judges `list`.
pub fn judge(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits<'_>) -> Findings {
    let Parts::Members { has, lacks, also } = &task.parts else { return Findings::default() };
    let Expectation::List(claimed) = &task.claim.expectation else { return Findings::default() };
    let scopes = scopes(task, reading, hits);
    let capital =
        |member: &AnyOf| member.0.first().is_some_and(|term| term.as_str().starts_with(char::is_uppercase));
    let named = claimed.has.iter().all(capital);
    let groups = Members { has, lacks, also, only: claimed.only, named };
    let reports: Vec<Reported> =
        scopes.iter().map(|scope| report(task, reading, hits, scope, &groups)).collect();
    let mut findings = Findings::default();
    let whole = |report: &Reported| report.found() == has.len() && report.forbidden.is_empty();
    for report in reports.iter().filter(|report| whole(report)) {
        if claimed.only && !report.extra.is_empty() {
            findings.evidence.extend(report.extra.iter().map(|extra| {
                let words = written(reading, extra);
                differs(reading, extra.clone(), format!("“{words}” was added to the list"))
            }));
        } else {
            let words = around(report);
            let open = claimed.only.then(|| left_open(reading, &words)).flatten();
            let mut evidence = evidence(reading, words, Agreement::Equal, String::new());
            evidence.warnings.extend(open.or_else(|| in_doubt(reading, &around(report))));
            findings.evidence.push(evidence);
        }
    }
    for words in reports.iter().flat_map(|report| &report.forbidden) {
        let found = written(reading, words);
        findings.evidence.push(differs(reading, words.clone(), format!("“{found}” must not be in the list")));
    }
    if findings.evidence.is_empty() {
        // A mention of some members beside a whole list is no loss; where no list is whole, the fullest one counts.
        let fullest = reports
            .iter()
            .enumerate()
            .filter(|(_, report)| report.found() > 0 || report.extent.is_some() && !report.extra.is_empty())
            .max_by_key(|(at, report)| (report.found(), report.extent.is_some(), std::cmp::Reverse(*at)));
        let narrow = scopes.iter().all(|scope| scope.sentences.len() == 1);
        if let Some((at, report)) = fullest {
            let lost = missing(&claimed.has, report);
            if narrow || report.extent.is_some() {
                findings.evidence.extend(losses(reading, report, &lost));
            } else {
                findings.reason = format!("the draft does not name {} in the list", spoken(&lost));
                findings.nearest = scopes.get(at).map(|scope| subject(reading, scope));
            }
        }
    }
    findings.evidence.sort_by_key(|evidence| evidence.span);
    findings.evidence.dedup_by_key(|evidence| evidence.span);
    if findings.evidence.is_empty() && findings.reason.is_empty() && !scopes.is_empty() {
        findings.reason = "the draft names the subject without the list".to_owned();
        findings.nearest = subject_of(reading, &scopes);
    }
    findings
}

/// The claimed members as terms.
struct Members<'a> {
    has: &'a [Group],
    lacks: &'a [Group],
    also: &'a [Group],
    only: bool,
    /// Whether they are names in capitals.
    named: bool,
}

fn report(
    task: &Task<'_>,
    reading: &Reading<'_>,
    hits: &Hits<'_>,
    scope: &Scope,
    groups: &Members<'_>,
) -> Reported {
    let mut ranges = vec![scope.words.clone()];
    let mut lists: Vec<Series> = series(reading, scope.words.clone());
    let first = reading.sentences.get(scope.sentences.start);
    if let Some(items) = first.and_then(|sentence| items(reading, sentence)) {
        ranges.extend(items.items.iter().cloned());
        lists = vec![items];
    }
    let denied = denied(task, reading, hits, scope);
    let stands = |words: &Range<usize>| !denied.iter().any(|(clause, _)| clause.contains(words));
    // "Peru bid, but Nepal did not": of the claimed members only the subject is denied, and only beside one that stands.
    let mixed =
        groups.has.iter().flat_map(|group| hits.of_group(group, &scope.words)).any(|hit| stands(&hit.words));
    let refused = |words: &Range<usize>| {
        mixed && denied.iter().any(|(clause, cue)| clause.contains(words) && words.end <= *cue)
    };
    let free = |words: &Range<usize>| !is_left_out(reading, words, scope.words.start) && !refused(words);
    // Outside a coordination, "Peru's coast" names no member, but "Peru" and "the Peruvian bid" do.
    let listed = |words: &Range<usize>| {
        lists.iter().flat_map(|series| &series.items).any(|item| overlaps(item, words))
    };
    let at = |group: &Group| {
        let found = ranges.iter().flat_map(|range| hits.of_group(group, range));
        let found: Vec<Range<usize>> = found.map(|hit| hit.words).filter(|words| free(words)).collect();
        let alone = || found.iter().find(|words| !modifies(task, reading, hits, words));
        found.iter().find(|words| listed(words)).or_else(alone).cloned()
    };
    let members: Vec<Option<Range<usize>>> = groups.has.iter().map(at).collect();
    let forbidden: Vec<Range<usize>> = groups.lacks.iter().filter_map(at).filter(stands).collect();
    let settled = Settled { groups: &[groups.has, groups.lacks, groups.also], hits };
    let list = nearest(scope, &lists, &members);
    let mut extra = Vec::new();
    // Every coordination that holds a member is part of the list; the nearest one is even if it holds none.
    let known = |series: &Series| {
        let inside = |words: &Range<usize>| series.items.iter().any(|item| overlaps(item, words));
        members.iter().flatten().filter(|words| inside(words)).count()
    };
    let sample: Vec<&Range<usize>> = members.iter().flatten().collect();
    for series in
        lists.iter().filter(|series| known(series) > 0 || Some(*series) == list && sample.is_empty())
    {
        for item in series.items.iter().filter(|item| !settled.holds(item)) {
            if let Some(words) = entity(reading, &beside_subject(task, reading, hits, item))
                && !task.about.iter().any(|group| hits.any(group, &words))
                && free(&words)
                && sample.iter().all(|member| is_like(reading, member, &words))
                && (!sample.is_empty() || scope.names_anchor() && is_named(reading, &words) == groups.named)
                && !is_adverbial(reading, series, item)
                && !is_count(reading, &series.items, item)
            {
                extra.push(words);
            }
        }
    }
    if !groups.only && members.iter().all(Option::is_some) {
        extra.clear();
    }
    if groups.only
        && let Some(last) = sample.iter().max_by_key(|words| words.end)
    {
        let known = |words: &Range<usize>| {
            settled.holds(words)
                || !(free(words) && stands(words))
                || !is_like(reading, last, words)
                || task.about.iter().any(|group| hits.any(group, words))
                || extra.iter().any(|other| overlaps(other, words))
        };
        let sentence = reading.sentence_at(reading.words.span(last.start).start);
        let end = sentence.and_then(|at| reading.sentences.get(at)).map_or(last.end, |one| one.words.end);
        let behind = added(task, reading, hits, last.end..end, known);
        extra.extend(behind);
    }
    let lost = members.len() - members.iter().flatten().count();
    if extra.len() < lost && !sample.is_empty() && scope.sentences.len() == 1 {
        extra.extend(strangers(task, reading, &settled, scope, &sample, &extra));
    }
    let part = |series: &&Series| known(series) > 0 || Some(*series) == list;
    let extent =
        lists.iter().filter(part).map(Series::extent).reduce(|a, b| a.start.min(b.start)..a.end.max(b.end));
    Reported { members, extra, forbidden, extent }
}

/// The clauses of a scope that deny what is said of the list ("Peru did not bid"), each with the word where it does.
fn denied(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits<'_>, scope: &Scope) -> Vec<(Clause, usize)> {
    if !may_deny(reading, scope.words.clone()) {
        return Vec::new();
    }
    let all = clauses(reading, scope.words.clone()).into_iter();
    let told = all.filter_map(|clause| {
        let end = clause.extent().end;
        let named = task.about.iter().flat_map(|group| hits.of_group(group, &clause.extent()));
        let mut targets: Vec<Range<usize>> =
            named.map(|hit| hit.words).filter(|words| clause.contains(words)).collect();
        if targets.is_empty() {
            targets.push(end..end);
        }
        let sign = sign(reading, &clause, &targets, &[]);
        // "Peru, not to be outdone, bid too": a "not" without an auxiliary denies no more than its phrase.
        let whole = |cue: &Range<usize>| {
            let lead = cue.start.checked_sub(1).map_or("", |at| reading.words.folded(at));
            reading.words.folded(cue.start) != "not" || is_auxiliary(lead)
        };
        let cue = sign.cues.first().map(|cue| cue.start).filter(|_| sign.cues.iter().all(whole))?;
        (sign.polarity == Polarity::Negated).then_some((clause, cue))
    });
    told.collect()
}

/// What stands beside the subject in a member's words: "cultural" in "cultural ties", "Lund" in "heads of Lund".
fn beside_subject(
    task: &Task<'_>,
    reading: &Reading<'_>,
    hits: &Hits<'_>,
    item: &Range<usize>,
) -> Range<usize> {
    let named = task
        .about
        .iter()
        .flat_map(|group| hits.of_group(group, item))
        .map(|hit| hit.words)
        .min_by_key(|words| words.start);
    match named {
        Some(words) if words.start > item.start => item.start..words.start,
        Some(words) if ["of", "from", "by", "for", "in"].contains(&reading.words.folded(words.end)) => {
            (words.end + 1).min(item.end)..item.end
        }
        _ => item.clone(),
    }
}

/// Whether a name only modifies another noun than the subject: "Peru's coast".
fn modifies(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits<'_>, words: &Range<usize>) -> bool {
    let (list, next) = (&reading.words, words.end);
    let ends = list.folded(next).is_empty()
        || !list.joined(next - 1)
        || list.is_capital(reading.prose(), next)
        || joint(reading, next, list.len()).is_some()
        || is_auxiliary(list.folded(next))
        || is_past(list.folded(next))
        || is_adverb(list.folded(next))
        || ["one", "ones", "while", "a", "the"].contains(&list.folded(next));
    let own = task.about.iter().any(|group| hits.any(group, &(next..next + 3)));
    !ends && !own && country_at(list, words.start, words.end).is_some()
}

/// Other countries of the sentence, where a member that is a country was lost outside a coordination.
fn strangers(
    task: &Task<'_>,
    reading: &Reading<'_>,
    settled: &Settled<'_>,
    scope: &Scope,
    sample: &[&Range<usize>],
    known: &[Range<usize>],
) -> Vec<Range<usize>> {
    let list = &reading.words;
    let country = |at: usize| country_at(list, at, scope.words.end).map(|(_, end)| at..end);
    if !sample.iter().any(|member| country(member.start).is_some()) {
        return Vec::new();
    }
    let found = scope.words.clone().filter(|&at| list.is_capital(reading.prose(), at)).filter_map(country);
    found
        .filter(|words| !settled.holds(words) && !known.iter().any(|other| overlaps(other, words)))
        .filter(|words| !modifies(task, reading, settled.hits, words))
        .collect()
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The list that stands nearest to the subject; one that holds two members wins over one that holds none.
fn nearest<'s>(scope: &Scope, lists: &'s [Series], members: &[Option<Range<usize>>]) -> Option<&'s Series> {
    let anchors: Vec<&Range<usize>> = scope.hits.iter().flatten().map(|hit| &hit.words).collect();
    let distance = |series: &Series| {
        let extent = series.extent();
        let off = |anchor: &&Range<usize>| {
            if anchor.end <= extent.start {
                extent.start - anchor.end
            } else {
                anchor.start.saturating_sub(extent.end)
            }
        };
        anchors.iter().map(off).min().unwrap_or(0)
    };
    let held = |series: &Series| {
        members.iter().flatten().filter(|words| series.items.iter().any(|item| overlaps(item, words))).count()
    };
    lists.iter().min_by_key(|series| (std::cmp::Reverse(held(series).min(2)), distance(series)))
}

/// "In Lima, Peru and Nepal …": a place or time before the list is none of its members.
fn is_adverbial(reading: &Reading<'_>, series: &Series, item: &Range<usize>) -> bool {
    let first = series.items.first() == Some(item) && series.items.len() > 2;
    let before = item.start.checked_sub(1).map_or("", |at| reading.words.folded(at));
    first && ["in", "at", "on", "near", "since", "after", "before", "during"].contains(&before)
}

fn missing<'c>(claimed: &'c [AnyOf], report: &Reported) -> Vec<&'c str> {
    let lost = claimed.iter().zip(&report.members).filter(|(_, found)| found.is_none());
    lost.filter_map(|(member, _)| member.0.first()).map(|term| term.as_str()).collect()
}

/// What a list lost, and what it has instead.
fn losses(reading: &Reading<'_>, report: &Reported, lost: &[&str]) -> Vec<Evidence> {
    if report.extra.is_empty() {
        let difference = format!("{} no longer in the list", is_or_are(lost));
        return vec![differs(reading, around(report), difference)];
    }
    let pairs = report.extra.iter().enumerate().map(|(nth, extra)| {
        let words = written(reading, extra);
        let difference = match lost.get(nth) {
            Some(lost) => format!("“{words}” stands in the place of {lost}"),
            None => format!("“{words}” was added to the list"),
        };
        differs(reading, extra.clone(), difference)
    });
    pairs.collect()
}

/// The words from the first member to the last.
fn around(report: &Reported) -> Range<usize> {
    let all = report.members.iter().flatten().chain(&report.extra);
    let own = all.cloned().reduce(|a, b| a.start.min(b.start)..a.end.max(b.end));
    match (own, &report.extent) {
        (Some(own), _) => own,
        (None, Some(extent)) => extent.clone(),
        (None, None) => 0..0,
    }
}

/// Words as they stand in the draft, on one line.
pub fn written(reading: &Reading<'_>, words: &Range<usize>) -> String {
    plain(span_of(reading, words).of(reading.prose()))
}

fn differs(reading: &Reading<'_>, words: Range<usize>, difference: String) -> Evidence {
    evidence(reading, words, Agreement::Different, difference)
}

/// Evidence of a list at some words.
pub fn evidence(
    reading: &Reading<'_>,
    words: Range<usize>,
    agreement: Agreement,
    difference: String,
) -> Evidence {
    let span: Span = span_of(reading, &words);
    Evidence {
        agreement,
        found: Found::List,
        span,
        sentence: sentence_at(reading, span.start),
        difference,
        warnings: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{outcomes, verdict};

    const CLAIM: &str = "{id: a, about: shortlist, list: [Peru, Nepal, Kenya]}";

    #[test]
    fn order_conjunctions_and_layout_do_not_matter() {
        for text in [
            "Three states are on the shortlist: Kenya, Peru and Nepal.",
            "The shortlist is made up of Nepal as well as Kenya, and Peru.",
            "Peruvian, Nepalese and Kenyan films made the shortlist.",
            "The shortlist:\n\n- Nepal\n- Peru\n- Kenya\n",
            "Peru and Kenya are on the shortlist, along with Nepal.",
            "Peru, Nepal and Kenya are on the shortlist. On the shortlist Peru has the best film.",
        ] {
            assert_eq!(verdict(CLAIM, text).0, "confirmed", "{text}");
        }
    }

    #[test]
    fn one_added_one_lost_and_one_replaced_are_three_messages() {
        for (text, words, message) in [
            ("The shortlist is Peru, Nepal, Kenya and Chile.", "Chile", "added"),
            (
                "The shortlist is made up of Peru and Kenya.",
                "Peru and Kenya",
                "Nepal is no longer in the list",
            ),
            ("The shortlist is Peru, Bhutan and Kenya.", "Bhutan", "in the place of Nepal"),
            ("The shortlist:\n\n1. Nepal\n2. Uganda\n3. Peru\n", "Uganda", "in the place of Kenya"),
            ("The shortlist is Oman, Chile and Fiji.", "Oman", "in the place of Peru"),
            ("All but Kenya are on the shortlist: Peru and Nepal.", "Peru and Nepal", "Kenya is no longer"),
        ] {
            assert_eq!(verdict(CLAIM, text), ("contradicted", words), "{text}");
            let outcome = outcomes(&format!("  - {CLAIM}\n"), text).pop().expect("an outcome");
            assert!(outcome.message.contains(message), "{text}: {}", outcome.message);
        }
        assert_eq!(verdict(CLAIM, "The shortlist comes out at dawn.").0, "missing");
    }

    #[test]
    fn common_nouns_are_members_too() {
        let claim =
            "{id: a, about: [memorandum, [cover, concern]], list: [fisheries, customs, higher education]}";
        assert_eq!(
            verdict(claim, "The memorandum covers customs, higher education and fisheries.").0,
            "confirmed"
        );
        let (outcome, words) =
            verdict(claim, "The memorandum covers customs, higher education and forestry.");
        assert_eq!((outcome, words), ("contradicted", "forestry"));
        let open = "{id: a, about: sponsor, list: {has: [Kivi], lacks: [Tobacco House]}}";
        assert_eq!(verdict(open, "Kivi, Tuul and a baker are the sponsors.").0, "confirmed");
        assert_eq!(
            verdict(open, "The sponsors are Kivi and Tobacco House."),
            ("contradicted", "Tobacco House")
        );
    }
}
