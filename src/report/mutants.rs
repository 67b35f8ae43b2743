//! What came of the mutants of a run: the shares caught, the survivors, the false alarms.

use super::excerpt::excerpt;
use super::results::{Mark, SCHEMA, Tool};
use super::{Style, clean, count};
use crate::check::{Outcome, Verdict};
use crate::cover::{Percent, share};
use crate::mutate::{Fate, Kind, Mutant, Subject};
use crate::text::Span;
use anstyle::{AnsiColor, Style as Paint};
use serde::Serialize;
use std::fmt::Write as _;

/// What came of the mutants of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mutants {
    /// The version of this shape.
    pub schema: u32,
    /// The program that made it.
    pub tool: Tool,
    /// The seed: the same seed plants the same mutants.
    pub seed: u64,
    /// Slips in what claims speak of.
    pub slips: Tally,
    /// Slips in figures of which no claim speaks.
    pub unclaimed: Tally,
    /// Changes of style, and how many raised no alarm.
    pub style: Tally,
    /// Claims that do not hold before anything is planted, by document and claim file.
    pub failing: Vec<FailingClaim>,
    /// How many slips survived of which only claims speak that did not hold before; they are not among the survivors.
    pub unwatched: usize,
    /// The numbers by kind, slips first; kinds of which none was planted are left out.
    pub kinds: Vec<KindTally>,
    /// Slips in what claims speak of that no claim noticed, by document and place.
    pub survivors: Vec<MutantResult>,
    /// Changes of style that raised an alarm.
    pub alarms: Vec<MutantResult>,
}

/// How many were planted, and with how many went well: a slip was caught, a change of style raised no alarm.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// How many were planted.
    pub planted: usize,
    /// How many went well.
    pub good: usize,
    /// The percentage of `good`, rounded down to one decimal.
    pub share: String,
}

/// The numbers of a kind; slips in unclaimed figures are not among them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KindTally {
    /// The kind.
    pub kind: Kind,
    /// Its numbers.
    #[serde(flatten)]
    pub tally: Tally,
}

/// A claim that does not hold in a document as it is: it cannot notice that the document became worse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FailingClaim {
    /// Path of the document.
    pub document: String,
    /// Path of the claim file.
    pub claims: String,
    /// The claim.
    pub id: String,
    /// What is the matter.
    pub verdict: Verdict,
}

/// One mutant that did not go well.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MutantResult {
    /// Path of the document.
    pub document: String,
    /// Path of the claim file.
    pub claims: String,
    /// What was changed.
    pub kind: Kind,
    /// First byte in the document.
    pub start: usize,
    /// Behind the last byte.
    pub end: usize,
    /// Line of the first character.
    pub line: usize,
    /// Column of the first character.
    pub column: usize,
    /// The words that stand there.
    pub from: String,
    /// The words that were put there.
    pub to: String,
    /// The sentence, as it is.
    pub sentence: String,
    /// Where the words stand in `sentence`.
    pub mark: Mark,
    /// The claims that should have noticed, those that did not hold before left out; for an alarm those that gave it.
    pub ids: Vec<String>,
    /// Whether a claim that holds at least got a new doubt.
    pub doubted: bool,
}

impl Tally {
    fn of(fates: &[(&Mutant, bool)]) -> Tally {
        let good = fates.iter().filter(|fate| fate.1).count();
        Tally { planted: fates.len(), good, share: share(good, fates.len()) }
    }

    /// Whether the share is at least so many per cent.
    pub const fn reaches(&self, percent: Percent) -> bool {
        percent.is_met(self.good, self.planted)
    }
}

/// What came of the mutants of one document and claim file.
#[derive(Debug)]
pub struct Tried<'a> {
    /// The document and its claims.
    pub subject: &'a Subject<'a>,
    /// Each mutant and what the claims made of it.
    pub fates: Vec<(Mutant, Fate)>,
}

impl Mutants {
    /// Counts what came of the mutants of a run.
    pub fn new(seed: u64, tried: &[Tried<'_>]) -> Mutants {
        let all: Vec<(&Subject<'_>, &Mutant, &Fate)> = tried
            .iter()
            .flat_map(|tried| tried.fates.iter().map(|(mutant, fate)| (tried.subject, mutant, fate)))
            .collect();
        let well = |mutant: &Mutant, fate: &Fate| match mutant.kind.is_style() {
            true => fate.raised.is_empty() && fate.doubted.is_empty(),
            false => !fate.raised.is_empty(),
        };
        let tally = |wanted: &dyn Fn(&Mutant) -> bool| {
            let fates: Vec<_> = all
                .iter()
                .filter(|one| wanted(one.1))
                .map(|(_, mutant, fate)| (*mutant, well(mutant, fate)))
                .collect();
            Tally::of(&fates)
        };
        let claimed = |mutant: &Mutant| !mutant.kind.is_style() && !mutant.claims.is_empty();
        let kinds = Kind::ALL.into_iter().map(|kind| KindTally {
            kind,
            tally: tally(&|mutant| mutant.kind == kind && (kind.is_style() || claimed(mutant))),
        });
        let bad = |wanted: &dyn Fn(&Mutant) -> bool| -> Vec<MutantResult> {
            all.iter()
                .filter(|(_, mutant, fate)| wanted(mutant) && !well(mutant, fate))
                .map(|(subject, mutant, fate)| result(subject, mutant, fate))
                .collect()
        };
        let (survivors, unwatched): (Vec<_>, Vec<_>) =
            bad(&claimed).into_iter().partition(|survivor| !survivor.ids.is_empty());
        Mutants {
            schema: SCHEMA,
            tool: Tool::default(),
            seed,
            slips: tally(&claimed),
            unclaimed: tally(&|mutant| !mutant.kind.is_style() && mutant.claims.is_empty()),
            style: tally(&|mutant| mutant.kind.is_style()),
            failing: tried.iter().flat_map(|tried| failing(tried.subject)).collect(),
            unwatched: unwatched.len(),
            kinds: kinds.filter(|kind| kind.tally.planted > 0).collect(),
            survivors,
            alarms: bad(&|mutant| mutant.kind.is_style()),
        }
    }

    /// The report for reading.
    pub fn text(&self, style: &Style) -> String {
        let mut out = self.before(style);
        let Tally { planted, good, share } = &self.slips;
        let bold = |text: &str| style.paint(Paint::new().bold(), text);
        let _ = writeln!(out, "{}", bold(&format!("{good} of {planted} slips caught ({share}%)")));
        let alarms = match (self.alarms.len(), self.style.planted) {
            (0, number) => format!("{number} changes of style, no alarm"),
            (1, number) => format!("{number} changes of style, 1 alarm"),
            (alarms, number) => format!("{number} changes of style, {alarms} alarms"),
        };
        let _ = writeln!(out, "{}", bold(&alarms));
        if self.unclaimed.planted > 0 {
            let Tally { planted, good, .. } = &self.unclaimed;
            let _ = writeln!(
                out,
                "in figures nobody has claimed: {good} of {planted} caught; factlock cover shows which they are"
            );
        }
        let _ = writeln!(out, "\n{:<16}{:>8}{:>8}", "", "planted", "caught");
        for kind in self.kinds.iter().filter(|kind| !kind.kind.is_style()) {
            let _ = writeln!(out, "{:<16}{:>8}{:>8}", kind.kind.name(), kind.tally.planted, kind.tally.good);
        }
        let _ = writeln!(out, "\n{:<16}{:>8}{:>8}", "", "planted", "silent");
        for kind in self.kinds.iter().filter(|kind| kind.kind.is_style()) {
            let _ = writeln!(out, "{:<16}{:>8}{:>8}", kind.kind.name(), kind.tally.planted, kind.tally.good);
        }
        section(&mut out, style, "SURVIVED", AnsiColor::Red, "should have caught it", &self.survivors);
        section(&mut out, style, "FALSE ALARMS", AnsiColor::Yellow, "raised by", &self.alarms);
        out
    }
}

impl Mutants {
    /// What is the matter before anything is planted, a line a document.
    fn before(&self, style: &Style) -> String {
        let mut out = String::new();
        if self.failing.is_empty() {
            return out;
        }
        let verb = if self.failing.len() == 1 { "does" } else { "do" };
        let head = format!(
            "{} {verb} not hold before anything is planted, and can hardly notice a slip",
            count(self.failing.len(), "claim")
        );
        let _ = writeln!(
            out,
            "{}",
            style.paint(Paint::new().bold().fg_color(Some(AnsiColor::Red.into())), &head)
        );
        let same = |a: &FailingClaim, b: &FailingClaim| a.document == b.document && a.claims == b.claims;
        for claims in self.failing.chunk_by(same) {
            let told: Vec<String> =
                claims.iter().map(|claim| format!("{} ({})", claim.id, claim.verdict.name())).collect();
            let document = claims.first().map(|claim| claim.document.as_str()).unwrap_or_default();
            let _ = writeln!(out, "{}", clean::line(&format!("- {document}: {}", told.join(", "))));
        }
        if self.unwatched > 0 {
            let _ = writeln!(
                out,
                "{} survived that nothing else watches; put the draft or the claims right first",
                count(self.unwatched, "slip")
            );
        }
        out.push('\n');
        out
    }
}

/// The claims that do not hold in a document as it is.
fn failing(subject: &Subject<'_>) -> Vec<FailingClaim> {
    let told = |outcome: &Outcome| {
        Some(FailingClaim {
            document: subject.document.path.clone(),
            claims: subject.rules.file.path.clone(),
            id: subject.rules.file.claims.get(outcome.claim)?.id.clone(),
            verdict: outcome.verdict,
        })
    };
    subject.failing().filter_map(told).collect()
}

fn section(out: &mut String, style: &Style, title: &str, colour: AnsiColor, ids: &str, all: &[MutantResult]) {
    if all.is_empty() {
        return;
    }
    let title = style.paint(Paint::new().bold().fg_color(Some(colour.into())), title);
    let _ = writeln!(out, "\n{title}");
    for (nth, one) in all.iter().enumerate() {
        let place = format!("{}:{}:{}", clean::line(&one.document), one.line, one.column);
        let words = |text: &str| match clean::line(text) {
            text if text.trim().is_empty() => "nothing".to_owned(),
            text if text.chars().count() > 60 => {
                format!("\"{} …\"", text.chars().take(58).collect::<String>())
            }
            text => format!("\"{text}\""),
        };
        let change = match (one.from.as_str(), one.to.as_str()) {
            ("", to) => format!("{} put before", words(to)),
            (from, "") => format!("{} left out", words(from)),
            (from, to) => format!("{} became {}", words(from), words(to)),
        };
        let pieces = excerpt(&one.sentence, &[one.mark], style.width.saturating_sub(8).max(30));
        let sentence: String = pieces
            .iter()
            .map(|piece| if piece.marked { format!("[{}]", piece.text) } else { piece.text.clone() })
            .collect();
        let doubt = if one.doubted { " (it raised a doubt)" } else { "" };
        let _ = writeln!(
            out,
            "{:<3}{}  {}: {change}",
            nth + 1,
            style.paint(Paint::new().dimmed(), &place),
            one.kind.name()
        );
        let _ = writeln!(out, "     \"{sentence}\"");
        let _ = writeln!(out, "     {ids}: {}{doubt}", clean::line(&one.ids.join(", ")));
    }
}

fn result(subject: &Subject<'_>, mutant: &Mutant, fate: &Fate) -> MutantResult {
    let document = &subject.document;
    let prose = document.prose();
    let span = mutant.edits.iter().map(|edit| edit.0).reduce(Span::to).unwrap_or_default();
    let original = document.original(span);
    let at = document.position(original.start);
    let sentence = subject.sentence(span).to(span);
    let alarmed: Vec<usize> =
        fate.raised.iter().map(|raised| raised.0).chain(fate.doubted.iter().copied()).collect();
    let fails = |claim: &&usize| subject.failing().any(|outcome| outcome.claim == **claim);
    let able: Vec<usize> = mutant.claims.iter().filter(|claim| !fails(claim)).copied().collect();
    let claims = if mutant.kind.is_style() { &alarmed } else { &able };
    let id = |claim: &usize| subject.rules.file.claims.get(*claim).map(|claim| claim.id.clone());
    let joined = |words: Vec<&str>| words.join(" … ");
    MutantResult {
        document: document.path.clone(),
        claims: subject.rules.file.path.clone(),
        kind: mutant.kind,
        start: original.start,
        end: original.end,
        line: at.line,
        column: at.column,
        from: joined(mutant.edits.iter().map(|edit| edit.0.of(prose)).collect()),
        to: joined(mutant.edits.iter().map(|edit| edit.1.as_str()).collect()),
        sentence: sentence.of(prose).to_owned(),
        mark: Mark { start: span.start - sentence.start, end: span.end - sentence.start },
        ids: claims.iter().filter_map(id).collect(),
        doubted: !fate.doubted.is_empty(),
    }
}
