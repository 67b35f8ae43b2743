//! Conditions on what was found: `during` (when), `by` (whose statement), `as` (told as what).
//!
//! A condition that the draft no longer states makes the evidence weaker; another one in its place contradicts; an estimate
//! or plan told as a fact contradicts.

use super::clause::clauses;
use super::during::during;
use super::polarity::{Polarity, may_deny, sign, span_of};
use super::reading::{Reading, Sentence};
use super::speaker;
use super::unspoken::unspoken;
use super::word::{forms, rows};
use super::words::plain;
use super::{Group, Hits, Task};
use crate::check::{Evidence, Found};
use crate::claim::{ClaimFile, Modality, Term};
use crate::fact::Agreement;
use crate::text::Span;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Holds evidence to the claim's conditions.
pub fn apply(file: &ClaimFile, task: &Task<'_>, reading: &Reading<'_>, hits: &Hits, evidence: &mut Evidence) {
    if evidence.agreement == Agreement::Different {
        return;
    }
    let Some(at) = reading.sentence_at(evidence.span.start) else { return };
    let Some(sentence) = reading.sentences.get(at) else { return };
    during(file, task, reading, sentence, evidence);
    by(file, task, reading, hits, at, evidence);
    modality(task, reading, at, evidence);
    denial(task, reading, hits, sentence, evidence);
}

/// Words behind a negation after which a figure still stands: "did not exceed $5 million", "did not say why it cost $5
/// million", "not $4 million but $5 million".
const STANDING: [&str; 22] = [
    "above",
    "because",
    "before",
    "below",
    "beyond",
    "but",
    "even",
    "exceed",
    "exceeding",
    "fewer",
    "how",
    "just",
    "least",
    "less",
    "merely",
    "more",
    "only",
    "over",
    "until",
    "when",
    "where",
    "why",
];

/// Warns of a figure that its clause denies, and of a quotation that somebody is said not to have said. The claim does not
/// say whether its own text did, so that this is no more than a doubt.
fn denial(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits, sentence: &Sentence, evidence: &mut Evidence) {
    let quote = matches!(evidence.found, Found::Quote);
    if !(quote || matches!(evidence.found, Found::Figure(_))) {
        return;
    }
    let words = reading.words.within(evidence.span);
    // Most sentences deny nothing, and need not be cut into clauses.
    if !may_deny(reading, sentence.words.start..words.start) {
        return;
    }
    let clause = clauses(reading, sentence.words.clone()).into_iter().find(|clause| clause.contains(&words));
    let Some(clause) = clause.filter(|_| !words.is_empty()) else { return };
    let sign = sign(reading, &clause, std::slice::from_ref(&words), &[]);
    let cue = sign.cues.iter().find(|cue| cue.end <= words.start);
    let Some(cue) = cue.filter(|_| sign.polarity == Polarity::Negated) else { return };
    // Of a quotation, only the saying can be denied.
    let said = |at: usize| speaker::is_speech(reading.words.folded(at));
    if quote && !said(cue.start) && !said(cue.end) {
        return;
    }
    let stands = (cue.end..words.start).any(|at| STANDING.contains(&reading.words.folded(at)));
    let own = task.about.iter().chain(&task.by).any(|group| hits.any(group, cue));
    if !stands && !own {
        let told = span_of(reading, &(cue.start..if quote { words.start } else { words.end }));
        evidence.warnings.push(format!("the sentence denies it: “{}”", plain(told.of(reading.prose()))));
    }
}

/// Marks evidence as weaker or different for a condition, keeping the first contradiction.
pub fn fail(evidence: &mut Evidence, agreement: Agreement, difference: String, span: Option<Span>) {
    if evidence.agreement == Agreement::Different {
        return;
    }
    if agreement == Agreement::Different {
        evidence.agreement = agreement;
        evidence.difference = difference;
        evidence.span = span.unwrap_or(evidence.span);
    } else {
        if matches!(evidence.agreement, Agreement::Equal | Agreement::Rounded) {
            evidence.agreement = Agreement::Weaker;
        }
        evidence.warnings.push(difference);
    }
}

fn by(
    file: &ClaimFile,
    task: &Task<'_>,
    reading: &Reading<'_>,
    hits: &Hits,
    at: usize,
    evidence: &mut Evidence,
) {
    let Some(group) = &task.by else { return };
    let Some(sentence) = reading.sentences.get(at) else { return };
    let wanted = task.claim.conditions.by.as_ref().and_then(|by| by.0.first()).map(|term| term.as_str());
    let wanted = wanted.unwrap_or_default();
    let mut named = hits.of_group(group, &sentence.words);
    // "a critic of Sosa said": it is not Sosa who speaks.
    let mut proxy = None;
    named.retain(|hit| {
        let other = super::proxy::proxy(reading, sentence, &hit.words);
        proxy = proxy.or(other);
        other.is_none()
    });
    if let Some(other) = proxy.filter(|other| named.is_empty() && !other.overlaps(evidence.span)) {
        let words = plain(other.of(reading.prose()));
        let difference = format!("it is attributed to “{words}”, not to {wanted}");
        return fail(evidence, Agreement::Different, difference, Some(other));
    }
    // "Contrary to Sosa", "Sosa was told that": it is not Sosa who says so.
    let mut apart = None;
    named.retain(|hit| {
        let told = unspoken(reading, sentence, &hit.words, &reading.words.within(evidence.span));
        let own = told.is_none();
        apart = apart.take().or(told);
        own
    });
    let apart = apart.filter(|_| named.is_empty());
    let mut sources = named.iter().filter(|hit| !speaker::is_told(reading, sentence, &hit.words)).peekable();
    let self_named =
        |other: &Span| apart.as_ref().is_some_and(|cue| span_of(reading, &cue.words).overlaps(*other));
    let speaker = speaker::of(reading, sentence, evidence.span).filter(|other| !self_named(other));
    // "Asked by Sosa, Pereira said": beside another who speaks, a name behind such a preposition is no source.
    let alone = speaker.is_none_or(|other| named.iter().any(|hit| hit.span.overlaps(other)));
    if sources.peek().is_some() && (alone || sources.any(|hit| !speaker::is_beside(reading, &hit.words))) {
        return;
    }
    let told = apart.filter(|cue| match cue.class {
        // "Contrary to Sosa's hopes, it fell, she said"
        "contrary" => speaker.is_none() && !speaker::tells(reading, sentence),
        class => speaker.is_none() && ["hears", "quotes"].contains(&class),
    });
    if let Some(cue) = told {
        let span = span_of(reading, &cue.words);
        let words = plain(span.of(reading.prose()));
        let difference = format!("by the draft it is not {wanted} who says so: “{words}”");
        return fail(evidence, Agreement::Different, difference, Some(span));
    }
    match speaker {
        Some(other) => {
            let name = other.of(reading.prose());
            fail(
                evidence,
                Agreement::Different,
                format!("it is attributed to {name}, not to {wanted}"),
                Some(other),
            );
        }
        None => {
            // "It fell. Sosa resigned": a name in the next sentence is a source only where one of the two tells of saying.
            let said = speaker::tells(reading, sentence);
            let near = |other: Option<usize>| {
                let other = other.and_then(|other| reading.sentences.get(other));
                other
                    .filter(|other| said || speaker::tells(reading, other))
                    .is_some_and(|other| other.block == sentence.block && hits.any(group, &other.words))
            };
            let led_in = sentence.inherits.and_then(|lead| reading.sentences.get(lead));
            let sort = speaker::unnamed(reading, sentence).filter(|sort| !sort.overlaps(evidence.span));
            let known = near(at.checked_sub(1))
                || near(Some(at + 1))
                || led_in.is_some_and(|lead| hits.any(group, &lead.words))
                || said && goes_on(reading, hits, group, at)
                || sort.is_some_and(|sort| is_short_for(reading, hits, group, sort));
            let other = sort.filter(|sort| {
                let names = task.claim.conditions.by.iter().flat_map(|by| &by.0);
                let names = names.flat_map(|name| wordings(file, name)).map(Term::as_str);
                !speaker::may_be(sort.of(reading.prose()), names)
            });
            if let Some(other) = other {
                // Where the claimed source stands beside it, it may be one of theirs.
                let agreement = if known { Agreement::Weaker } else { Agreement::Different };
                let sort = other.of(reading.prose());
                let difference = format!("it is attributed to the {sort}, not to {wanted}");
                fail(evidence, agreement, difference, Some(other));
            } else if !known {
                let difference = match speaker::according(reading, sentence) {
                    Some(other) => {
                        let words = plain(other.of(reading.prose()));
                        format!("the draft attributes it to “{words}”, and no longer to {wanted}")
                    }
                    None => format!("the draft no longer says whose statement this is ({wanted})"),
                };
                fail(evidence, Agreement::Weaker, difference, None);
            }
        }
    }
}

/// A term and what the file's aliases set beside it.
fn wordings<'f>(file: &'f ClaimFile, term: &'f Term) -> impl Iterator<Item = &'f Term> {
    let own = |group: &&Vec<Term>| group.iter().any(|other| other.as_str() == term.as_str());
    std::iter::once(term).chain(file.aliases.iter().filter(own).flatten())
}

/// Whether nobody but the claimed source is named in its paragraph before a sentence: "Sosa won. The lawyer is 44. “…,” she
/// said."
fn goes_on(reading: &Reading<'_>, hits: &Hits, group: &Group, at: usize) -> bool {
    /// Sentences back within which a paragraph is one story.
    const FARTHEST: usize = 8;
    let Some(own) = reading.sentences.get(at) else { return false };
    let sentences =
        (at.saturating_sub(FARTHEST)..at).rev().filter_map(|before| reading.sentences.get(before));
    let mut earlier = sentences.take_while(|before| before.block == own.block);
    let named = earlier.find(|before| {
        hits.any(group, &before.words) || !super::proper::proper_names(reading, before).is_empty()
    });
    named.is_some_and(|named| hits.any(group, &named.words))
}

/// Whether a noun stands for the claimed source by a word of its name, and no other such name stands nearer before it: "the
/// bank" of the Bank of Uppsala.
fn is_short_for(reading: &Reading<'_>, hits: &Hits, group: &Group, noun: Span) -> bool {
    /// Words before it within which the name is looked for.
    const FARTHEST: usize = 600;
    let list = &reading.words;
    let noun = list.within(noun);
    if noun.len() != 1 {
        return false;
    }
    let same = |at: &usize| {
        list.folded(*at) == list.folded(noun.start)
            && list.is_capital(reading.prose(), *at)
            && !reading.opens(*at)
            || list.folded(*at) == list.folded(noun.start) && hits.any(group, &(*at..at + 1))
    };
    let near = noun.start.saturating_sub(FARTHEST);
    let Some(last) = (near..noun.start).rev().find(same) else { return false };
    let around = last.saturating_sub(4)..last + 1;
    hits.of_group(group, &around).iter().any(|hit| hit.words.contains(&last))
}

/// A cue that a clause is not told as a fact.
#[derive(Debug)]
struct Cue {
    rest: Vec<&'static str>,
    modalities: Vec<Modality>,
}

static CUES: LazyLock<HashMap<String, Vec<Cue>>> = LazyLock::new(|| {
    let mut table: HashMap<String, Vec<Cue>> = HashMap::new();
    for row in rows(include_str!("table/modality.tsv")) {
        let (Some(phrase), Some(names)) = (row.first(), row.get(1)) else { continue };
        let mut words = phrase.split(' ');
        let Some(first) = words.next() else { continue };
        let rest: Vec<&str> = words.collect();
        let modalities: Vec<Modality> =
            Modality::ALL.into_iter().filter(|one| names.split(' ').any(|name| name == one.name())).collect();
        let exact = row.get(2) == Some(&"exact");
        let starts = if exact { [first.to_owned()].into() } else { forms(first) };
        for start in starts {
            table.entry(start).or_default().push(Cue { rest: rest.clone(), modalities: modalities.clone() });
        }
    }
    table
});

/// What the words of a range tell a statement as; empty for a fact.
pub fn modalities(reading: &Reading<'_>, words: Range<usize>) -> Vec<Modality> {
    let mut found = Vec::new();
    for at in words {
        for cue in CUES.get(reading.words.folded(at)).into_iter().flatten() {
            let goes_on = follows(reading, &cue.rest, at + 1);
            let month = reading.words.folded(at) == "may" && reading.words.is_capital(reading.prose(), at);
            if goes_on && !month {
                found.extend(&cue.modalities);
            }
        }
    }
    found
}

/// Whether the words of a cue follow at `at`; a `*` stands for up to four words of any kind.
fn follows(reading: &Reading<'_>, rest: &[&str], at: usize) -> bool {
    const GAP: usize = 4;
    match rest {
        [] => true,
        ["*", rest @ ..] => (at..=at + GAP)
            .take_while(|&next| next == at || reading.words.joined(next - 1))
            .any(|next| follows(reading, rest, next)),
        [word, rest @ ..] => reading.words.folded(at) == *word && follows(reading, rest, at + 1),
    }
}

fn modality(task: &Task<'_>, reading: &Reading<'_>, at: usize, evidence: &mut Evidence) {
    let Some(wanted) = task.claim.conditions.modality else { return };
    let Some(sentence) = reading.sentences.get(at) else { return };
    let mut told = modalities(reading, sentence.words.clone());
    let block = reading.document.blocks.get(sentence.block);
    let led_in = sentence.inherits.filter(|_| block.is_some_and(|block| block.lead.is_some()));
    if told.is_empty()
        && let Some(lead) = led_in.and_then(|lead| reading.sentences.get(lead))
    {
        told = modalities(reading, lead.words.clone());
    }
    let article = |modality: Modality| match modality {
        Modality::Estimate => "an estimate",
        Modality::Plan => "a plan",
        Modality::Possibility => "a possibility",
        Modality::Report => "a report",
        Modality::Fact => "a fact",
    };
    if told.contains(&wanted) || wanted == Modality::Fact && told.is_empty() {
        return;
    }
    // "According to the union the firm will sell": how it is told says more than that somebody tells it.
    let other = told.iter().find(|&&modality| modality != Modality::Report).or(told.first());
    let difference = match other {
        None => format!("{} became a fact", article(wanted)),
        Some(&other) => format!("{} became {}", article(wanted), article(other)),
    };
    fail(evidence, Agreement::Different, difference, None);
}
