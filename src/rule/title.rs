//! Titles: the office and nationality beside a person's name.

use super::belongs::{addressed, belongs};
use super::findings::evidence;
use super::nearest::subject_of;
use super::office::{Match, Title, compare, country_at, parse, rank_at, titles};
use super::polarity::span_of;
use super::reading::{Reading, Sentence};
use super::scope::scopes;
use super::words::plain;
use super::{Findings, Hits, Task};
use crate::check::{Evidence, Found};
use crate::claim::Expectation;
use crate::fact::Agreement;
use std::ops::Range;

/// A person is named in at most this many capitalised words.
pub const NAME: usize = 4;

/// Judges `title`.
pub fn judge(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits<'_>) -> Findings {
    let Expectation::Title(written) = &task.claim.expectation else { return Findings::default() };
    let Some(anchor) = task.about.first() else { return Findings::default() };
    let claimed = parse(written);
    let mut findings = Findings::default();
    let mut other: Vec<Evidence> = Vec::new();
    let mut rival: Vec<Evidence> = Vec::new();
    let scopes = scopes(task, reading, hits);
    for sentence in
        scopes.iter().flat_map(|scope| scope.sentences.clone()).filter_map(|at| reading.sentences.get(at))
    {
        let named = hits.of_group(anchor, &sentence.words);
        let mut found = titles(reading, sentence.words.clone(), &claimed);
        for title in &mut found {
            let ends =
                |name: &Range<usize>| name.end == title.words.end && name.start > title.words.start + 1;
            if let Some(name) = named.iter().map(|hit| &hit.words).find(|words| ends(words)) {
                *title = title.until(&reading.words, name.start);
            }
        }
        let persons: Vec<Range<usize>> =
            merged(named.into_iter().map(|hit| full_name(reading, sentence, hit.words, &found)).collect());
        // "Dr" and "Sir" beside a name speak of no office.
        let spoken = |title: &&Title| is_address(&claimed) || !is_address(title);
        for person in &persons {
            let own = |title: &&Title| {
                belongs(reading, sentence, person, title, &found)
                    || addressed(reading, person, &found)
                        .filter(|person| title.words.end <= person.start)
                        .is_some_and(|person| belongs(reading, sentence, &person, title, &found))
            };
            for title in found.iter().filter(spoken).filter(own) {
                let mut title = title.clone();
                title.country = title.country.or_else(|| country_behind(reading, sentence, person));
                let (evidence, is_other) = weigh(reading, sentence, written, &claimed, &title);
                let same = title.office == claimed.office && title.words.end == person.start;
                if is_other && same {
                    rival.push(evidence.clone());
                }
                if is_other { other.push(evidence) } else { findings.evidence.push(evidence) }
            }
        }
    }
    // A person may hold several offices: another one contradicts only where the claimed one is nowhere.
    // "Energy Minister Orr … Economy Minister Orr": one office of two portfolios, in two sentences, is a doubt.
    let apart = |rival: &&Evidence| findings.evidence.iter().all(|own| own.sentence != rival.sentence);
    if let Some(rival) = rival.iter().find(apart).filter(|_| !findings.evidence.is_empty()) {
        let words = plain(rival.span.of(reading.prose()));
        findings.warnings.push(format!("elsewhere the draft calls the same person “{words}”"));
    }
    if findings.evidence.is_empty() {
        findings.evidence = other;
    }
    if findings.evidence.is_empty() {
        findings.evidence.extend(successor(task, reading, hits, written, &claimed));
    }
    findings.evidence.sort_by_key(|evidence| evidence.span);
    findings.evidence.dedup_by_key(|evidence| evidence.span);
    if findings.evidence.is_empty() && !scopes.is_empty() {
        findings.reason = "the draft gives no title beside the name".to_owned();
        findings.nearest = subject_of(reading, &scopes);
    }
    findings
}

fn is_address(title: &Title) -> bool {
    title.office.as_ref().is_some_and(|office| office.starts_with('+'))
}

/// A title as evidence, and whether it is another office altogether.
fn weigh(
    reading: &Reading<'_>,
    sentence: &Sentence,
    written: &str,
    claimed: &Title,
    found: &Title,
) -> (Evidence, bool) {
    let span = span_of(reading, &found.words);
    let words = plain(span.of(reading.prose()));
    let (agreement, difference, other) = match compare(claimed, found) {
        Match::Same => (Agreement::Equal, String::new(), false),
        Match::Weaker(why) => (Agreement::Weaker, format!("{why}: “{words}” for “{written}”"), false),
        Match::Changed(why) => (Agreement::Different, format!("{why}: “{words}” for “{written}”"), false),
        Match::Other(why) => (Agreement::Different, format!("{why}: “{words}” for “{written}”"), true),
    };
    (evidence(reading, sentence, &found.words, Found::Title, agreement, difference), other)
}

/// Ranges that overlap or touch made one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut all: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match all.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => all.push(range),
        }
    }
    all
}

/// A name with the first names and initials before it and the family name behind it, which are none of the `titles`.
fn full_name(
    reading: &Reading<'_>,
    sentence: &Sentence,
    mut name: Range<usize>,
    titles: &[Title],
) -> Range<usize> {
    let list = &reading.words;
    let part = |at: usize| {
        list.is_capital(reading.prose(), at)
            && country_at(list, at, at + 1).is_none()
            && rank_at(list, at).is_none()
            && !titles.iter().any(|title| title.words.contains(&at))
    };
    let most = name.len().max(NAME);
    while name.start > sentence.words.start
        && list.joined(name.start - 1)
        && name.len() < most
        && part(name.start - 1)
    {
        // The capital of a sentence's first word proves nothing, but a joined capital behind it does.
        name.start -= 1;
    }
    while name.end < sentence.words.end && list.joined(name.end - 1) && name.len() < most && part(name.end) {
        name.end += 1;
    }
    name
}

/// "Kassym-Jomart Tokayev of Kazakhstan".
fn country_behind(reading: &Reading<'_>, sentence: &Sentence, person: &Range<usize>) -> Option<&'static str> {
    let list = &reading.words;
    let of =
        person.end < sentence.words.end && list.joined(person.end - 1) && list.folded(person.end) == "of";
    of.then(|| country_at(list, person.end + 1, sentence.words.end).map(|(country, _)| country)).flatten()
}

/// Another person in the claimed role: the same office and country beside another name.
fn successor(
    task: &Task<'_>,
    reading: &Reading<'_>,
    hits: &Hits<'_>,
    written: &str,
    claimed: &Title,
) -> Option<Evidence> {
    claimed.country?;
    let anchor = task.about.first()?;
    let list = &reading.words;
    reading.sentences.iter().find_map(|sentence| {
        if !task.not.is_empty() && task.not.iter().any(|group| hits.any(group, &sentence.words)) {
            return None;
        }
        let found = titles(reading, sentence.words.clone(), claimed);
        found.iter().find_map(|title| {
            let start = title.words.end;
            let joined = start < sentence.words.end && list.joined(start - 1);
            if !joined || compare(claimed, title) != Match::Same || !list.is_capital(reading.prose(), start) {
                return None;
            }
            let name = full_name(reading, sentence, start..start + 1, &found);
            let name = start..name.end;
            if hits.any(anchor, &name) {
                return None;
            }
            let person = plain(span_of(reading, &name).of(reading.prose()));
            let difference = format!("the draft names {person} as {written}");
            Some(evidence(reading, sentence, &name, Found::Title, Agreement::Different, difference))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::verdict;

    const CLAIM: &str = "{id: a, about: Orrsen, title: Danish Energy Minister}";

    #[test]
    fn a_title_is_found_on_either_side_of_the_name() {
        for text in [
            "Danish Energy Minister Lise Orrsen spoke.",
            "Energy Minister Lise Orrsen of Denmark spoke.",
            "Denmark's energy minister, Lise Orrsen, spoke.",
            "Lise Orrsen, the Danish minister of energy, spoke.",
            "Lise Orrsen, who is Danish energy minister, spoke.",
            "The energy minister of Denmark, Lise Orrsen, spoke. Orrsen smiled.",
            "Danish Energy Minister Lise Orrsen met Finance Minister Paul Lund of Norway.",
            "Norway's finance minister, Paul Lund, met Danish Energy Minister Lise Orrsen.",
            "Norwegian Prime Minister Paul Lund, Danish Energy Minister Lise Orrsen and King Olav came.",
        ] {
            assert_eq!(verdict(CLAIM, text).0, "confirmed", "{text}");
        }
        assert_eq!(verdict(CLAIM, "Lise Orrsen spoke.").0, "missing");
        assert_eq!(verdict(CLAIM, "Paul Lund spoke.").0, "dropped");
    }

    #[test]
    fn another_country_office_rank_or_person_contradicts() {
        for (text, words) in [
            ("Dutch Energy Minister Lise Orrsen spoke.", "Dutch Energy Minister"),
            ("Danish Finance Minister Lise Orrsen spoke.", "Danish Finance Minister"),
            ("Lise Orrsen, the former Danish energy minister, spoke.", "former Danish energy minister"),
            ("Danish Deputy Energy Minister Lise Orrsen spoke.", "Danish Deputy Energy Minister"),
            ("Danish Energy Minister Mette Holm spoke.", "Mette Holm"),
        ] {
            assert_eq!(verdict(CLAIM, text), ("contradicted", words), "{text}");
        }
        let acting = "{id: a, about: Rook, title: acting governor}";
        assert_eq!(verdict(acting, "Jan Rook, the bank's governor, signed.").0, "contradicted");
        assert_eq!(verdict(acting, "Jan Rook resigned on Friday as acting governor.").0, "confirmed");
    }

    #[test]
    fn a_house_in_small_letters_says_which_office_it_is() {
        let claim = "{id: a, about: Weber, title: head of the central bank}";
        for text in [
            "Weber, head of the central bank, spoke.",
            "The head of the central bank, Weber, spoke.",
            "The central bank's head, Weber, spoke.",
            "Weber, who heads the central bank, spoke.",
            "Weber was named head of the central bank last year.",
        ] {
            assert_eq!(verdict(claim, text).0, "confirmed", "{text}");
        }
        for (text, words) in [
            ("Weber, head of the statistics office, spoke.", "head of the statistics office"),
            ("The statistics office's head, Weber, spoke.", "statistics office's head"),
            ("Weber, who heads the statistics office, spoke.", "heads the statistics office"),
        ] {
            assert_eq!(verdict(claim, text), ("contradicted", words), "{text}");
        }
    }
}
