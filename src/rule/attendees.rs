//! Attendees: who came to something, who did not, and who else.
//!
//! Who came is read from the clauses of the paragraph that tell of coming ("attended", "with the participation of",
//! "accompanied by"); who did not, from those that tell of staying away. The members are never used to find them.

use super::additions::{in_doubt, left_open};
use super::attendance::{Part, Presence, Roll, roll};
use super::heads::{is_ranked, shared_head};
use super::list::{evidence, written};
use super::nearest::subject_of;
use super::reading::Reading;
use super::scope::{Scope, scopes};
use super::series::series;
use super::words::{is_or_are, spoken};
use super::{Findings, Group, Hits, Parts, Task};
use crate::check::Evidence;
use crate::claim::{AnyOf, Expectation};
use crate::document::BlockKind;
use crate::fact::Agreement;
use std::ops::Range;

/// What a passage says of one claimed attendee.
#[derive(Debug, Default)]
struct Member {
    came: Option<Range<usize>>,
    absent: Option<Range<usize>>,
    /// Named beside the subject without a word of coming or staying away.
    named: Option<Range<usize>>,
}

/// Judges `attendees`.
pub fn judge(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits<'_>) -> Findings {
    let Parts::Attendees { present, absent, also } = &task.parts else { return Findings::default() };
    let Expectation::Attendees(claimed) = &task.claim.expectation else { return Findings::default() };
    let scopes = scopes(task, reading, hits);
    let passages = passages(reading, &scopes);
    let groups: Vec<&[Group]> = vec![present, absent, also, &task.about];
    let mut best: Option<(usize, Findings)> = None;
    for passage in &passages {
        let roll = roll(task, reading, hits, passage, &groups);
        let of = |group: &Group| member(reading, hits, &roll, group);
        let came: Vec<Member> = present.iter().map(of).collect();
        let mut away: Vec<Member> = absent.iter().map(of).collect();
        if away.iter().any(|member| !member.is_told()) {
            // Who stayed away may be told in the paragraph before or behind.
            let beside = Passage { sentences: passage.beside.clone(), ..Passage::default() };
            let beside = super::attendance::roll(task, reading, hits, &beside, &groups);
            for (member, group) in away.iter_mut().zip(absent).filter(|(member, _)| !member.is_told()) {
                member.absent = self::member(reading, hits, &beside, group).absent;
            }
        }
        let weight = came.iter().chain(&away).filter(|member| member.is_told()).count();
        let findings = weigh(reading, &roll, claimed, &came, &away);
        // One passage tells of the meeting; others only mention it.
        if best.as_ref().is_none_or(|(other, _)| weight > *other) {
            best = Some((weight, findings));
        }
    }
    let mut findings = best.map(|(_, findings)| findings).unwrap_or_default();
    if findings.evidence.is_empty() && !scopes.is_empty() {
        if findings.reason.is_empty() {
            findings.reason = "the draft no longer says who came".to_owned();
        }
        findings.nearest = findings.nearest.or_else(|| subject_of(reading, &scopes));
    }
    findings
}

impl Member {
    fn is_told(&self) -> bool {
        self.came.is_some() || self.absent.is_some() || self.named.is_some()
    }

    fn is_there(&self) -> bool {
        self.came.is_some() || self.named.is_some() && self.absent.is_none()
    }
}

/// A passage in which a meeting is told of: the sentences of a paragraph, with the items it leads in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// Indices of its sentences.
    pub sentences: Vec<usize>,
    /// Those that name the subject.
    pub scopes: Vec<usize>,
    /// The sentences of the paragraphs before and behind.
    pub beside: Vec<usize>,
}

fn passages(reading: &Reading<'_>, scopes: &[Scope]) -> Vec<Passage> {
    let blocks = &reading.document.blocks;
    let root = |block: usize| {
        let lead = blocks.get(block).filter(|block| matches!(block.kind, BlockKind::Item(_)));
        lead.and_then(|block| block.lead).unwrap_or(block)
    };
    let mut all: Vec<(usize, Passage)> = Vec::new();
    for scope in scopes {
        let Some(sentence) = reading.sentences.get(scope.sentences.start) else { continue };
        let own = root(sentence.block);
        if all.last().is_none_or(|(root, _)| *root != own) {
            let first = reading.sentences_of(own).start;
            let rest = reading.sentences.iter().enumerate().skip(first);
            let sentences: Vec<usize> =
                rest.take_while(|(_, other)| root(other.block) == own).map(|(at, _)| at).collect();
            let last = sentences.last();
            let behind = last.and_then(|last| reading.sentences.get(last + 1));
            let before = first.checked_sub(1).and_then(|before| reading.sentences.get(before));
            let beside = before.into_iter().chain(behind);
            let beside = beside.flat_map(|sentence| reading.sentences_of(sentence.block)).collect();
            all.push((own, Passage { sentences, scopes: Vec::new(), beside }));
        }
        if let Some((_, passage)) = all.last_mut() {
            passage.scopes.extend(scope.sentences.clone());
        }
    }
    all.into_iter().map(|(_, passage)| passage).collect()
}

/// What the roll says of one claimed attendee.
fn member(reading: &Reading<'_>, hits: &Hits<'_>, roll: &Roll, group: &Group) -> Member {
    let mut member = Member::default();
    for part in &roll.parts {
        let mut found: Vec<Range<usize>> = hits
            .of_group(group, &part.extent)
            .into_iter()
            .map(|hit| hit.words)
            .filter(|words| part.holds(words) && !is_ranked(reading, words))
            .collect();
        if found.is_empty() {
            found.extend(shared_head(reading, hits, group, &part.extent));
        }
        for words in found {
            match part.presence_of(reading, &words) {
                Some(Presence::Came) => member.came = member.came.or(Some(words)),
                Some(Presence::Absent) => member.absent = member.absent.or(Some(words)),
                Some(Presence::Named) => member.named = member.named.or(Some(words)),
                None => {}
            }
        }
    }
    member
}

fn weigh(
    reading: &Reading<'_>,
    roll: &Roll,
    claimed: &crate::claim::Attendees,
    came: &[Member],
    away: &[Member],
) -> Findings {
    let mut findings = Findings::default();
    let differs = |words: &Range<usize>, difference: String| {
        evidence(reading, words.clone(), Agreement::Different, difference)
    };
    for (name, member) in names(&claimed.absent).zip(away) {
        if let Some(words) = &member.came
            && member.absent.is_none()
        {
            let words = with_cue(reading, roll, words);
            findings.evidence.push(differs(&words, format!("the draft says that {name} came")));
        }
    }
    for (name, member) in names(&claimed.present).zip(came) {
        if let Some(words) = &member.absent
            && member.came.is_none()
        {
            let words = with_cue(reading, roll, words);
            findings.evidence.push(differs(&words, format!("the draft says that {name} stayed away")));
        }
    }
    let there: Vec<&Range<usize>> = came
        .iter()
        .filter(|member| member.is_there())
        .filter_map(|member| member.came.as_ref().or(member.named.as_ref()))
        .collect();
    let lost: Vec<&str> = names(&claimed.present)
        .zip(came)
        .filter(|(_, member)| !member.is_told())
        .map(|(name, _)| name)
        .collect();
    // A member found by a head that it shares is no other one.
    let told = || came.iter().chain(away).flat_map(|member| [&member.came, &member.absent, &member.named]);
    let taken =
        |words: &&Range<usize>| told().flatten().any(|own| own.start < words.end && words.start < own.end);
    let wanted = claimed.only || !lost.is_empty();
    let extra: Vec<&Range<usize>> =
        roll.others.iter().filter(|_| wanted).filter(|words| !taken(words)).collect();
    if !there.is_empty() || !extra.is_empty() && claimed.only {
        for (nth, words) in extra.iter().enumerate() {
            let name = written(reading, words);
            let difference = match lost.get(nth) {
                Some(lost) => format!("{name} is named as present in the place of {lost}"),
                None if claimed.only => {
                    format!("{name} is named as present, and the claim says that nobody else came")
                }
                None => continue,
            };
            findings.evidence.push(differs(words, difference));
        }
        if extra.is_empty() && !lost.is_empty() {
            let around = extent(&there);
            findings
                .evidence
                .push(differs(&around, format!("{} no longer named as present", is_or_are(&lost))));
        }
    }
    let silent: Vec<&str> = names(&claimed.absent)
        .zip(away)
        .filter(|(_, member)| member.absent.is_none())
        .map(|(name, _)| name)
        .collect();
    if let Some(words) = roll.strangers.first().filter(|_| !silent.is_empty()) {
        let name = written(reading, words);
        let difference = format!("{name} is named as absent in the place of {}", spoken(&silent));
        findings.evidence.push(differs(words, difference));
    }
    if findings.evidence.is_empty() {
        if lost.is_empty() && silent.is_empty() {
            findings.evidence = confirmed(reading, &there, away, claimed.only);
        } else if !silent.is_empty() && lost.is_empty() {
            findings.reason = format!("the draft no longer says that {} stayed away", spoken(&silent));
            findings.nearest = (!there.is_empty())
                .then(|| evidence(reading, extent(&there), Agreement::Different, String::new()));
        }
    }
    findings
}

/// A name with the verb of coming or staying away that it is the only subject of.
fn with_cue(reading: &Reading<'_>, roll: &Roll, words: &Range<usize>) -> Range<usize> {
    let part = roll.parts.iter().find(|part| part.holds(words));
    let cue = part.and_then(Part::cue).filter(|cue| cue.start >= words.end && cue.start - words.end <= VERB);
    let listed = |part: &Part| {
        let lists = series(reading, part.extent.clone());
        lists.iter().flat_map(|list| &list.items).any(|item| item.start < words.end && words.start < item.end)
    };
    match cue {
        Some(cue) if !part.is_some_and(listed) => words.start..cue.end,
        _ => words.clone(),
    }
}

/// How far behind a name its verb may stand to be shown with it, in words.
const VERB: usize = 12;

fn names(members: &[AnyOf]) -> impl Iterator<Item = &str> {
    members.iter().map(|member| member.0.first().map_or("", |term| term.as_str()))
}

fn extent(all: &[&Range<usize>]) -> Range<usize> {
    let start = all.iter().map(|words| words.start).min().unwrap_or(0);
    let near = all.iter().filter(|words| words.start < start + NEAR).map(|words| words.end).max();
    start..near.unwrap_or(start)
}

/// Names further apart than this, in words, are not shown as one passage.
const NEAR: usize = 60;

fn confirmed(reading: &Reading<'_>, there: &[&Range<usize>], away: &[Member], only: bool) -> Vec<Evidence> {
    let mut all = Vec::new();
    if !there.is_empty() {
        let mut evidence = evidence(reading, extent(there), Agreement::Equal, String::new());
        evidence.warnings.extend(only.then(|| left_open(reading, &extent(there))).flatten());
        evidence.warnings.extend(in_doubt(reading, &extent(there)));
        all.push(evidence);
    }
    let absent = away.iter().filter_map(|member| member.absent.clone());
    all.extend(absent.map(|words| evidence(reading, words, Agreement::Equal, String::new())));
    all
}

#[cfg(test)]
mod tests {
    use super::super::testing::{outcomes, verdict};

    const CLAIM: &str = "{id: a, about: [[congress, meeting]], attendees: {present: [Norway, Iceland, Finland], \
                         absent: [Denmark], also: [Sweden], only: true}}";

    #[test]
    fn who_came_and_who_stayed_away_is_told_in_many_ways() {
        for text in [
            "Finland, Norway and Iceland took part in the meeting; Denmark stayed away.",
            "The meeting was attended by the Icelandic, Finnish and Norwegian ministers. Denmark was absent.",
            "Among those who came to the meeting were envoys from Iceland, Norway, and Finland. Denmark declined to attend.",
            "Sweden hosted the meeting, which Norway, Iceland and Finland attended. Denmark boycotted it.",
            "The congress was held in Turku with the participation of the leaders of Norway as well as Finland and Iceland. \
             For the third time the Danish premier skipped it.",
            "Norway, Iceland and Finland attended the meeting, but Denmark did not.",
            "The king opened the congress, joined by Norway, Iceland and Finland. The Danes sent a deputy.",
            "The Danish minister turned down the invitation to the meeting, which Norway, Finland and Iceland attended.",
            "Norway, Iceland and Finland came to the meeting, without Denmark.",
        ] {
            assert_eq!(verdict(CLAIM, text).0, "confirmed", "{text}");
        }
    }

    #[test]
    fn one_added_lost_or_replaced_and_an_absentee_who_came_differ() {
        for (text, words, message) in [
            (
                "Norway, Iceland, Finland and Canada took part in the meeting. Denmark stayed away.",
                "Canada",
                "nobody else came",
            ),
            (
                "Norway and Finland took part in the meeting. Denmark stayed away.",
                "Norway and Finland",
                "Iceland is no longer",
            ),
            (
                "Norway, Ireland and Finland took part in the meeting. Denmark stayed away.",
                "Ireland",
                "in the place of Iceland",
            ),
            (
                "Norway, Iceland, Finland and Denmark took part in the meeting.",
                "Denmark",
                "the draft says that Denmark came",
            ),
            (
                "Norway, Iceland and Finland attended the meeting. Estonia stayed away.",
                "Estonia",
                "named as absent",
            ),
        ] {
            assert_eq!(verdict(CLAIM, text), ("contradicted", words), "{text}");
            let outcome = outcomes(&format!("  - {CLAIM}\n"), text).pop().expect("an outcome");
            assert!(outcome.message.contains(message), "{text}: {}", outcome.message);
        }
        let swapped = "Norway, Denmark and Finland took part in the meeting. Iceland stayed away.";
        assert_eq!(verdict(CLAIM, swapped).0, "contradicted");
        assert_eq!(verdict(CLAIM, "Norway, Iceland and Finland took part in the meeting.").0, "missing");
        assert_eq!(verdict(CLAIM, "The meeting was short.").0, "missing");
    }

    #[test]
    fn offices_may_share_their_head() {
        let claim = "{id: a, about: [[delegation, accompany]], attendees: {present: [minister of trade, \
                     minister of health, Volta Motors, Aqualine]}}";
        for text in [
            "She was accompanied by the ministers of trade and health and by the heads of Volta Motors and Aqualine.",
            "The delegation included the minister of health, the minister of trade and the heads of Aqualine and Volta Motors.",
            "The delegation was made up of six people: the heads of Aqualine and Volta Motors and the ministers of health and trade were among them.",
        ] {
            assert_eq!(verdict(claim, text).0, "confirmed", "{text}");
        }
        let text = "She was accompanied by the ministers of trade and sport and by the heads of Volta Motors and Aqualine.";
        assert_eq!(verdict(claim, text).0, "contradicted");
        let deputy = "She was accompanied by the deputy minister of trade, the minister of health and the heads of Volta Motors and Aqualine.";
        assert_eq!(verdict(claim, deputy).0, "contradicted");
    }

    #[test]
    fn others_may_come_where_the_claim_is_open() {
        let claim = "{id: a, about: jury, attendees: {present: [Oyelaran, Petrauskaitė]}}";
        assert_eq!(
            verdict(claim, "On the jury sat Oyelaran, Petrauskaite, Bianchi and two students.").0,
            "confirmed"
        );
        let hearing = "{id: a, about: hearing, attendees: {present: [Tanaka], absent: [Moreau]}}";
        assert_eq!(
            verdict(hearing, "Tanaka attended the hearing, but Moreau did not take part.").0,
            "confirmed"
        );
        assert_eq!(
            verdict(hearing, "Both Tanaka and Moreau attended the hearing."),
            ("contradicted", "Moreau")
        );
    }

    #[test]
    fn another_sentence_may_add_somebody() {
        let claim = "{id: a, about: talks, attendees: {present: [Moreau, Okoro], only: true}}";
        for (sentence, words) in [
            ("Also present was Lanz.", "Lanz"),
            ("Lanz was present too.", "Lanz"),
            ("They were joined by Lanz.", "Lanz"),
            ("Karl Lanz also took part.", "Karl Lanz"),
        ] {
            let text = format!("Moreau and Okoro attended the talks. {sentence}");
            assert_eq!(verdict(claim, &text), ("contradicted", words), "{text}");
        }
        for text in [
            "Moreau attended the talks. Also present was Okoro.",
            "Moreau attended the talks. She was joined by Okoro.",
            "Moreau and Okoro attended the talks. They also met reporters in Paris.",
            "Moreau and Okoro attended the talks. On Monday they also took part in a dinner.",
            "Moreau and Okoro attended the talks. Both also attended the opening of the Louvre annex.",
        ] {
            assert_eq!(verdict(claim, text).0, "confirmed", "{text}");
        }
        let away = "{id: a, about: talks, attendees: {present: [Moreau], absent: [Brandt]}}";
        for sentence in ["Absent was Karl Brandt.", "Missing from the talks was Karl Brandt."] {
            let text = format!("Moreau attended the talks. {sentence}");
            assert_eq!(verdict(away, &text).0, "confirmed", "{text}");
        }
    }
}
