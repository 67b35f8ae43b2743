//! Names: the proper name, the nationality or the modifier of a closed class that goes with a subject.
//!
//! Which name goes with the subject is decided by place alone: right before it, in its possessive, behind a preposition, in
//! the same clause. The claimed name in the sentence confirms unless another of its kind stands closer to the subject.

use super::country;
use super::findings::evidence;
use super::nearest::subject_of;
use super::office::country_at;
use super::polarity::span_of;
use super::proper::{denial, misspelt, proper_names};
use super::reading::{Reading, Sentence};
use super::scope::{Scope, scopes};
use super::unspoken::is_another;
use super::word::{fold, rows, words};
use super::words::plain;
use super::{Findings, Hits, Parts, Task};
use crate::check::{Evidence, Found};
use crate::claim::Expectation;
use crate::fact::Agreement;
use crate::text::Span;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What kind of name is claimed; only one of the same kind can stand in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A country, as name or adjective.
    Country,
    /// A value of a closed class of modifiers.
    Modifier { class: usize, value: usize },
    /// Initials: *CSTO*.
    Initials,
    /// Any other name in capitals.
    Proper,
    /// Words without a capital.
    Words,
}

/// How a name hangs on the subject, closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    /// Right before it or beside it: "the Oreshnik missile", "Russia's narrative", "the icebreaker Skadi".
    Beside,
    /// Behind a preposition or a verb of hosting: "a visit to Kazakhstan", "Astana hosted the summit".
    Linked,
    /// In the same sentence.
    Loose,
}

/// A name of the claimed kind in a sentence.
#[derive(Debug)]
struct Candidate {
    words: Range<usize>,
    tie: Tie,
    distance: usize,
    /// Whether the claim file knows it as something else.
    known: bool,
    /// Whether it is written as the claimed one is: in initials or not.
    alike: bool,
}

static MODIFIERS: LazyLock<HashMap<Vec<String>, (usize, usize)>> = LazyLock::new(|| {
    let mut table = HashMap::new();
    for (class, row) in rows(include_str!("table/modifier.tsv")).enumerate() {
        for (value, cell) in row.iter().enumerate() {
            for wording in cell.split('|') {
                table.entry(folded(wording)).or_insert((class, value));
            }
        }
    }
    table
});

fn folded(text: &str) -> Vec<String> {
    words(text).map(|span| fold(span.of(text))).collect()
}

/// Judges `name`.
pub fn judge(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits<'_>) -> Findings {
    let Expectation::Name(written) = &task.claim.expectation else { return Findings::default() };
    let Parts::Term(term) = task.parts else { return Findings::default() };
    let kind = kind(written);
    let mut findings = Findings::default();
    let mut weak: Vec<Evidence> = Vec::new();
    let mut nearest: Option<Evidence> = None;
    let scopes = scopes(task, reading, hits);
    for scope in &scopes {
        for sentence in scope.sentences.clone().filter_map(|at| reading.sentences.get(at)) {
            let anchors = anchors(scope, sentence);
            let mut own: Vec<Range<usize>> =
                hits.within(term, &sentence.words).iter().map(|hit| hit.words.clone()).collect();
            own.extend(same_value(reading, sentence, kind));
            own.retain(|own| kind != Kind::Initials || !own.is_empty());
            // "the missile, unlike Oreshnik": that one is another.
            own.retain(|own| kind != Kind::Proper || !is_another(reading, own));
            let others = candidates(task, reading, hits, sentence, kind, &anchors, &own);
            let best = own.iter().map(|own| tie(reading, &anchors, own)).min();
            let rival = others
                .iter()
                .min_by_key(|other| (!other.alike, other.tie, other.known, other.distance))
                .filter(|_| scope.sentences.len() == 1);
            match (best, rival) {
                (Some((Tie::Loose, _)), Some(rival)) if rival.tie == Tie::Beside && clear(kind) => {
                    findings.evidence.push(replaced(reading, sentence, &rival.words, written));
                }
                (Some(best), _) => {
                    let at = own.iter().find(|own| tie(reading, &anchors, own) == best);
                    let words = at.cloned().unwrap_or_default();
                    let (words, agreement, difference) = match denial(reading, sentence, &words) {
                        Some(cue) => {
                            let told = format!("the draft says that this is not its name, “{written}”");
                            (cue.start..words.end, Agreement::Different, told)
                        }
                        None => (words, Agreement::Equal, String::new()),
                    };
                    let found = evidence(reading, sentence, &words, Found::Name, agreement, difference);
                    findings.evidence.push(found);
                }
                (None, rival) => {
                    let misspelt = misspelt(reading, sentence, written, 2, &anchors);
                    if let Some(words) = misspelt {
                        let found = plain(span_of(reading, &words).of(reading.prose()));
                        let difference = format!("the name is spelled “{found}”, not “{written}”");
                        weak.push(evidence(
                            reading,
                            sentence,
                            &words,
                            Found::Name,
                            Agreement::Different,
                            difference,
                        ));
                    } else if let Some(rival) = rival {
                        let evidence = replaced(reading, sentence, &rival.words, written);
                        let counts =
                            rival.alike && rival.tie < Tie::Loose || matches!(kind, Kind::Modifier { .. });
                        if counts { weak.push(evidence) } else { nearest = nearest.or(Some(evidence)) }
                    }
                }
            }
        }
    }
    // Another mention with another name may be another thing: it counts where the claimed name is nowhere.
    if findings.evidence.is_empty() {
        findings.evidence = weak;
    }
    findings.evidence.sort_by_key(|evidence| evidence.span);
    findings.evidence.dedup_by_key(|evidence| evidence.span);
    if findings.evidence.is_empty() && !scopes.is_empty() {
        findings.reason = format!("the draft does not say “{written}” of the subject");
        findings.nearest = nearest.or_else(|| subject_of(reading, &scopes));
    }
    findings
}

/// Whether a rival of a kind right beside the subject outweighs the claimed name elsewhere in the sentence.
fn clear(kind: Kind) -> bool {
    matches!(kind, Kind::Country | Kind::Modifier { .. })
}

fn kind(written: &str) -> Kind {
    let folded = folded(written);
    if country::name(&folded.join(" ")).is_some() {
        return Kind::Country;
    }
    if let Some(&(class, value)) = MODIFIERS.get(&folded) {
        return Kind::Modifier { class, value };
    }
    let capitals = written.chars().filter(|c| c.is_uppercase()).count();
    match (capitals, written.contains(' ')) {
        (0, _) => Kind::Words,
        (2.., false) if !written.chars().any(char::is_lowercase) => Kind::Initials,
        _ => Kind::Proper,
    }
}

/// The places in a sentence that name the subject.
fn anchors(scope: &Scope, sentence: &Sentence) -> Vec<Range<usize>> {
    let inside = |hit: &&super::Hit| sentence.words.contains(&hit.words.start);
    scope.hits.iter().flatten().filter(inside).map(|hit| hit.words.clone()).collect()
}

/// Other wordings of a claimed modifier: *north* for *northern*.
fn same_value(reading: &Reading<'_>, sentence: &Sentence, kind: Kind) -> Vec<Range<usize>> {
    let Kind::Modifier { class, value } = kind else { return Vec::new() };
    modifiers(reading, sentence)
        .filter(|(_, found)| *found == (class, value))
        .map(|(words, _)| words)
        .collect()
}

fn modifiers<'a>(
    reading: &'a Reading<'_>,
    sentence: &Sentence,
) -> impl Iterator<Item = (Range<usize>, (usize, usize))> + 'a {
    let end = sentence.words.end;
    let mut next = sentence.words.start;
    sentence.words.clone().filter_map(move |at| {
        if at < next {
            return None;
        }
        let (length, found) = (1..=2).rev().filter(|length| at + length <= end).find_map(|length| {
            let wording: Vec<String> =
                (at..at + length).map(|at| reading.words.folded(at).to_owned()).collect();
            MODIFIERS.get(&wording).map(|found| (length, *found))
        })?;
        next = at + length;
        Some((at..at + length, found))
    })
}

/// The other names of the kind in a sentence.
fn candidates(
    task: &Task<'_>,
    reading: &Reading<'_>,
    hits: &Hits<'_>,
    sentence: &Sentence,
    kind: Kind,
    anchors: &[Range<usize>],
    own: &[Range<usize>],
) -> Vec<Candidate> {
    let list = &reading.words;
    let found: Vec<Range<usize>> = match kind {
        Kind::Words => Vec::new(),
        Kind::Modifier { class, .. } => modifiers(reading, sentence)
            .filter(|(_, found)| found.0 == class)
            .map(|(words, _)| words)
            .collect(),
        Kind::Country => {
            let mut at = sentence.words.start;
            let mut all = Vec::new();
            while at < sentence.words.end {
                let end =
                    country_at(list, at, sentence.words.end).filter(|_| list.is_capital(reading.prose(), at));
                match end {
                    Some((_, end)) => {
                        all.push(at..end);
                        at = end;
                    }
                    None => at += 1,
                }
            }
            all
        }
        Kind::Initials | Kind::Proper => proper_names(reading, sentence),
    };
    let overlaps = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    found
        .into_iter()
        .filter(|words| !own.iter().chain(anchors).any(|other| overlaps(words, other)))
        .filter(|words| !task.about.iter().any(|group| hits.any(group, words)))
        .map(|words| {
            let (tie, distance) = tie(reading, anchors, &words);
            let known = matches!(kind, Kind::Proper | Kind::Initials) && hits.known(&words);
            let alike = !matches!(kind, Kind::Proper | Kind::Initials)
                || is_initials(reading, &words) == (kind == Kind::Initials);
            Candidate { words, tie, distance, known, alike }
        })
        .collect()
}

fn is_initials(reading: &Reading<'_>, words: &Range<usize>) -> bool {
    let text = span_of(reading, words).of(reading.prose());
    text.chars().filter(|c| c.is_uppercase()).count() > 1 && !text.chars().any(char::is_lowercase)
}

/// How a name hangs on the nearest place of the subject, and how far off it is.
fn tie(reading: &Reading<'_>, anchors: &[Range<usize>], name: &Range<usize>) -> (Tie, usize) {
    anchors
        .iter()
        .map(|anchor| {
            let distance = if name.end <= anchor.start {
                anchor.start - name.end
            } else {
                name.start.saturating_sub(anchor.end)
            };
            (tie_to(reading, anchor, name), distance)
        })
        .min()
        .unwrap_or((Tie::Loose, 0))
}

/// How many words may stand between a subject and a name that a preposition links to it.
const LINK: usize = 9;

fn tie_to(reading: &Reading<'_>, anchor: &Range<usize>, name: &Range<usize>) -> Tie {
    const PREPOSITIONS: [&str; 22] = [
        "of", "in", "at", "to", "from", "for", "with", "on", "near", "by", "called", "named", "dubbed", "as",
        "off", "into", "via", "through", "between", "was", "is", "between",
    ];
    const HOSTS: [&str; 10] =
        ["host", "hosts", "hosted", "hosting", "welcomed", "held", "houses", "staged", "stages", "organised"];
    let list = &reading.words;
    // "of the Baltic Sea Council (BSC)": the initials stand where the name before them stands.
    if let Some(before) = name.start.checked_sub(1)
        && Span::new(list.span(before).end, list.span(name.start).start).of(reading.prose()).ends_with('(')
        && list.is_capital(reading.prose(), before)
    {
        let first = (0..=before)
            .rev()
            .take_while(|&at| list.is_capital(reading.prose(), at) && list.joined(at) || at == before);
        let start = first.last().unwrap_or(before);
        return tie_to(reading, anchor, &(start..before + 1));
    }
    let (from, to) = if name.end <= anchor.start {
        (name.end, anchor.start)
    } else {
        (anchor.end.min(name.start), name.start)
    };
    if name.start < anchor.end && anchor.start < name.end {
        return Tie::Beside;
    }
    let between: Vec<&str> = (from..to).map(|at| list.folded(at)).collect();
    let joined = from == 0 || (from - 1..to).all(|at| list.joined(at));
    let plain = |word: &&str| {
        !PREPOSITIONS.contains(word)
            && !super::clause::is_auxiliary(word)
            && !super::clause::is_past(word)
            && !["and", "or", "a", "an", "the", "who", "which", "that"].contains(word)
    };
    if name.end <= anchor.start {
        if joined && between.len() <= 2 && between.iter().all(plain) {
            return Tie::Beside;
        }
        // "the Sedna, an icebreaker"; "Astana hosted a summit".
        let apposed = !joined && between.iter().all(|word| ["a", "an", "the"].contains(word));
        let hosted = between.len() <= 6 && between.iter().any(|word| HOSTS.contains(word));
        let led = name.start.checked_sub(1).is_some_and(|before| {
            let before = if list.folded(before) == "the" { before.saturating_sub(1) } else { before };
            ["in", "at", "from", "of"].contains(&list.folded(before))
        });
        return if apposed || hosted || led && between.len() <= LINK { Tie::Linked } else { Tie::Loose };
    }
    if joined && between.is_empty() {
        return Tie::Beside;
    }
    // "with a Swiss pump": the adjective goes with the noun behind it.
    let wording = (name.start..name.end).map(|at| list.folded(at)).collect::<Vec<_>>().join(" ");
    let behind = list.folded(name.end);
    let taken = country::name(&wording).is_some()
        && !country::is_name(&wording)
        && list.joined(name.end - 1)
        && !list.is_capital(reading.prose(), name.end)
        && plain(&behind);
    if taken {
        return Tie::Loose;
    }
    let preposition = between.iter().rev().find(|word| !["the", "a", "an", "its", "his"].contains(*word));
    let linked = preposition.is_some_and(|word| PREPOSITIONS.contains(word));
    let apposed = between.iter().all(|word| ["the", "a", "an"].contains(word));
    if (linked || apposed) && between.len() <= LINK { Tie::Linked } else { Tie::Loose }
}

fn replaced(reading: &Reading<'_>, sentence: &Sentence, words: &Range<usize>, written: &str) -> Evidence {
    let found = plain(span_of(reading, words).of(reading.prose()));
    let difference = format!("“{found}” stands in the place of “{written}”");
    evidence(reading, sentence, words, Found::Name, Agreement::Different, difference)
}

#[cfg(test)]
mod tests {
    use super::super::testing::verdict;

    #[test]
    fn a_name_is_found_on_either_side_of_its_subject() {
        let ship = "{id: a, about: icebreaker, name: Sedna}";
        for text in [
            "The icebreaker Sedna sailed.",
            "She boarded the Sedna, an icebreaker.",
            "The Sedna icebreaker sailed.",
        ] {
            assert_eq!(verdict(ship, text).0, "confirmed", "{text}");
        }
        assert_eq!(verdict(ship, "The icebreaker Skadi sailed."), ("contradicted", "Skadi"));
        assert_eq!(verdict(ship, "The icebreaker sailed on Monday.").0, "missing");
        assert_eq!(verdict(ship, "The icebreaker Sedma sailed."), ("contradicted", "Sedma"));
        let place = "{id: a, about: [trial, court], name: Utrecht}";
        assert_eq!(verdict(place, "The trial before the court was held in Utrecht.").0, "confirmed");
        assert_eq!(
            verdict(place, "The trial before the court was held in Antwerp."),
            ("contradicted", "Antwerp")
        );
        assert_eq!(
            verdict(place, "Antwerp hosted the trial before a court of three."),
            ("contradicted", "Antwerp")
        );
    }

    #[test]
    fn a_nationality_belongs_to_the_noun_behind_it() {
        let claim = "{id: a, about: engineer, name: Norwegian}";
        assert_eq!(verdict(claim, "Norwegian engineers came with a Swiss pump.").0, "confirmed");
        assert_eq!(verdict(claim, "Engineers from Norway came with a Swiss pump.").0, "confirmed");
        assert_eq!(verdict(claim, "Swiss engineers came with a Norwegian pump."), ("contradicted", "Swiss"));
        assert_eq!(verdict(claim, "Engineers from Japan came."), ("contradicted", "Japan"));
    }

    #[test]
    fn closed_classes_of_modifiers_have_values() {
        let claim = "{id: a, about: corridor, name: northern}";
        assert_eq!(verdict(claim, "The corridor in the north of the valley reopened.").0, "confirmed");
        assert_eq!(verdict(claim, "The southern corridor reopened."), ("contradicted", "southern"));
        assert_eq!(verdict(claim, "The corridor in the eastern part reopened."), ("contradicted", "eastern"));
        assert_eq!(verdict(claim, "The corridor reopened.").0, "missing");
        let real = "{id: a, about: wages, name: real}";
        assert_eq!(verdict(real, "Nominal wages rose."), ("contradicted", "Nominal"));
    }
}
