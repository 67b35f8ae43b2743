//! Mutation testing for claims: slips are planted in a document one at a time, and the claims are judged anew. A slip that
//! leaves the verdicts as they are has survived: no claim would have noticed it. Changes of style are planted too; those
//! must change nothing.
//!
//! The idea is that of program mutation (DeMillo, Lipton, Sayward: Hints on Test Data Selection, IEEE Computer 11(4), 1978).

mod clause;
mod figure;
mod random;
mod style;
mod table;
mod word;

pub use random::Random;

use crate::check::{Checked, Outcome, Verdict, check};
use crate::document::{Document, Format, ReadOptions};
use crate::error::Error;
use crate::fact::Context;
use crate::rule::{Reading, Rules};
use crate::text::Span;
use jiff::civil::Date;
use serde::Serialize;

/// What a mutant changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A digit or a number word.
    Value,
    /// A zero too many, a million for a billion.
    Magnitude,
    /// The unit.
    Unit,
    /// The currency.
    Currency,
    /// The day, month or year, until for since.
    Date,
    /// The far end of a range.
    Range,
    /// Two figures that changed places.
    Swap,
    /// A member of a list or an attendee replaced or left out.
    Member,
    /// A rank or country gained or lost in a title.
    Title,
    /// A name replaced by another.
    Name,
    /// A denial gained or lost.
    Negation,
    /// A word of a quotation.
    Quote,
    /// A sentence left out.
    Deletion,
    /// Style: how numbers, units and currencies are written.
    NumberStyle,
    /// Style: dashes.
    Dash,
    /// Style: quotation marks and apostrophes.
    QuotationMark,
    /// Style: spaces that do not break.
    Space,
    /// Style: British and American spelling.
    Spelling,
    /// Style: how dates are written.
    DateStyle,
    /// Style: where lines are broken.
    Wrap,
}

impl Kind {
    /// All slips, then all changes of style.
    pub const ALL: [Kind; 20] = [
        Kind::Value,
        Kind::Magnitude,
        Kind::Unit,
        Kind::Currency,
        Kind::Date,
        Kind::Range,
        Kind::Swap,
        Kind::Member,
        Kind::Title,
        Kind::Name,
        Kind::Negation,
        Kind::Quote,
        Kind::Deletion,
        Kind::NumberStyle,
        Kind::Dash,
        Kind::QuotationMark,
        Kind::Space,
        Kind::Spelling,
        Kind::DateStyle,
        Kind::Wrap,
    ];

    /// The name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Value => "value",
            Kind::Magnitude => "magnitude",
            Kind::Unit => "unit",
            Kind::Currency => "currency",
            Kind::Date => "date",
            Kind::Range => "range",
            Kind::Swap => "swap",
            Kind::Member => "member",
            Kind::Title => "title",
            Kind::Name => "name",
            Kind::Negation => "negation",
            Kind::Quote => "quotation",
            Kind::Deletion => "deletion",
            Kind::NumberStyle => "number style",
            Kind::Dash => "dash",
            Kind::QuotationMark => "quotation mark",
            Kind::Space => "space",
            Kind::Spelling => "spelling",
            Kind::DateStyle => "date style",
            Kind::Wrap => "line break",
        }
    }

    /// Whether it is a change of style, which must raise no alarm.
    pub const fn is_style(self) -> bool {
        matches!(
            self,
            Kind::NumberStyle
                | Kind::Dash
                | Kind::QuotationMark
                | Kind::Space
                | Kind::Spelling
                | Kind::DateStyle
                | Kind::Wrap
        )
    }
}

/// A change of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// What it changes.
    pub kind: Kind,
    /// Spans of the prose and what is put there, in order, none overlapping another.
    pub edits: Vec<(Span, String)>,
    /// Indices of the claims that should notice; empty for style, and for figures of which no claim speaks.
    pub claims: Vec<usize>,
}

impl Mutant {
    fn new(kind: Kind, span: Span, put: impl Into<String>, claims: Vec<usize>) -> Self {
        Self { kind, edits: vec![(span, put.into())], claims }
    }
}

/// A document as the claims judge it before anything is changed.
#[derive(Debug)]
pub struct Subject<'a> {
    /// The claims.
    pub rules: &'a Rules<'a>,
    /// The document; for a packed format, its extracted text read as plain text.
    pub document: Document,
    /// How its values are read.
    pub context: Context,
    /// The day waivers are judged by.
    pub today: Date,
    /// For each claim, whether it was asked for.
    pub wanted: Vec<bool>,
    /// What was found.
    pub checked: Checked,
    /// The sentences of the prose, in order.
    sentences: Vec<Span>,
}

/// What the claims made of a mutant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fate {
    /// Claims that became a discrepancy, or another one, with their verdicts now.
    pub raised: Vec<(usize, Verdict)>,
    /// Claims that still hold but now with a doubt.
    pub doubted: Vec<usize>,
}

impl<'a> Subject<'a> {
    /// Judges a document as it is.
    ///
    /// # Errors
    /// When the text extracted from a packed document cannot be read again.
    pub fn new(
        rules: &'a Rules<'a>,
        document: &Document,
        context: Context,
        today: Date,
        wanted: Vec<bool>,
    ) -> Result<Self, Error> {
        let document = match document.format.is_packed() {
            true => reread(document, &document.source)?,
            false => document.clone(),
        };
        let reading = Reading::new(&document, context.clone());
        let checked = check(rules, &reading, Some(today));
        let sentences = reading.sentences.iter().map(|sentence| sentence.span).collect();
        Ok(Self { rules, document, context, today, wanted, checked, sentences })
    }

    /// Every slip and every change of style worth planting, by place. The same seed gives the same ones.
    pub fn mutants(&self, seed: u64) -> Vec<Mutant> {
        let reading = Reading::new(&self.document, self.context.clone());
        let hits = self.rules.lexicon.find(reading.prose(), &reading.words);
        let mut random = Random::new(seed);
        let mut all = self.figures(&reading, &mut random);
        all.extend(word::slips(self, &reading, &hits, &mut random));
        all.extend(clause::slips(self, &reading, &hits, &mut random));
        all.extend(style::changes(&reading));
        for mutant in &mut all {
            mutant.claims.retain(|&claim| self.wanted.get(claim) == Some(&true));
            mutant.claims.sort_unstable();
            mutant.claims.dedup();
        }
        all.retain(|mutant| mutant.edits.iter().any(|(span, put)| span.of(reading.prose()) != put));
        all.sort_by(|a, b| (a.kind.is_style(), &a.edits, a.kind).cmp(&(b.kind.is_style(), &b.edits, b.kind)));
        all.dedup_by(|later, first| {
            let same = later.edits == first.edits;
            if same {
                let new: Vec<usize> =
                    later.claims.iter().filter(|claim| !first.claims.contains(claim)).copied().collect();
                first.claims.extend(new);
            }
            same
        });
        all
    }

    /// The claims asked for that do not hold in the document as it is.
    pub fn failing(&self) -> impl Iterator<Item = &Outcome> {
        let wanted = |outcome: &&Outcome| self.wanted.get(outcome.claim) == Some(&true);
        self.checked.outcomes.iter().filter(|outcome| outcome.verdict.is_discrepancy()).filter(wanted)
    }

    /// The slips in figures that no claim file settles.
    fn figures(&self, reading: &Reading<'_>, random: &mut Random) -> Vec<Mutant> {
        let prose = reading.prose();
        let facts: Vec<_> = self.checked.facts.iter().filter(|fact| !fact.ignored).collect();
        let mut all = Vec::new();
        for claimed in &facts {
            let span = claimed.fact.span;
            for (kind, put) in figure::slips(span.of(prose), claimed.fact.kind, random) {
                all.push(Mutant::new(kind, span, put, claimed.claimed_by.clone()));
            }
        }
        for claimed in &facts {
            if let Some((span, put)) = figure::turned(&claimed.fact, prose) {
                all.push(Mutant::new(Kind::Swap, span, put, claimed.claimed_by.clone()));
            }
        }
        for pair in facts.windows(2) {
            let [first, second] = pair else { continue };
            if !are_listed(reading, first.fact.span, second.fact.span) {
                continue;
            }
            if let Some(edits) = figure::swap(&first.fact, &second.fact, prose) {
                let claims = [first.claimed_by.as_slice(), &second.claimed_by].concat();
                all.push(Mutant { kind: Kind::Swap, edits: edits.into(), claims });
            }
        }
        all
    }

    /// The sentence, item or row of the prose that a span starts in.
    pub fn sentence(&self, span: Span) -> Span {
        let at = self.sentences.partition_point(|sentence| sentence.end <= span.start);
        self.sentences.get(at).copied().unwrap_or(span)
    }

    /// The document's source with a mutant's changes.
    pub fn planted(&self, mutant: &Mutant) -> String {
        let source = &self.document.source;
        let mut out = String::with_capacity(source.len() + 64);
        let mut at = 0;
        for (span, put) in &mutant.edits {
            let place = self.document.original(*span);
            out.push_str(source.get(at..place.start).unwrap_or_default());
            out.push_str(put);
            at = place.end.max(at);
        }
        out.push_str(source.get(at..).unwrap_or_default());
        out
    }

    /// Plants a mutant, reads the document again and judges it.
    ///
    /// # Errors
    /// When the changed text cannot be read, which a change inside its markup might bring about.
    pub fn fate(&self, mutant: &Mutant) -> Result<Fate, Error> {
        let document = reread(&self.document, &self.planted(mutant))?;
        let checked = check(self.rules, &Reading::new(&document, self.context.clone()), Some(self.today));
        let mut fate = Fate::default();
        for (before, after) in self.checked.outcomes.iter().zip(&checked.outcomes) {
            if self.wanted.get(after.claim) != Some(&true) {
                continue;
            }
            if after.verdict.is_discrepancy() && after.verdict != before.verdict {
                fate.raised.push((after.claim, after.verdict));
            } else if doubts(after) > doubts(before) {
                fate.doubted.push(after.claim);
            }
        }
        Ok(fate)
    }
}

/// How many doubts go with a verdict.
fn doubts(outcome: &crate::check::Outcome) -> usize {
    let weaker = |found: &&crate::check::Evidence| found.agreement == crate::fact::Agreement::Weaker;
    outcome.warnings.len() + outcome.evidence.iter().filter(weaker).count()
}

/// Whether two spans stand in one sentence, or in neighbouring items of one list or rows of one table.
fn are_listed(reading: &Reading<'_>, first: Span, second: Span) -> bool {
    let at = |span: Span| reading.sentence_at(span.start);
    let (Some(first), Some(second)) = (at(first), at(second)) else { return false };
    let block = |sentence: usize| {
        let block = reading.sentences.get(sentence).map(|sentence| sentence.block);
        block.and_then(|block| reading.document.blocks.get(block))
    };
    let siblings = || {
        let (Some(first), Some(second)) = (block(first), block(second)) else { return false };
        use crate::document::BlockKind::{Item, Row};
        first.kind == second.kind && matches!(first.kind, Item(_) | Row) && first.heading == second.heading
    };
    first == second || first + 1 == second && siblings()
}

/// Reads a changed text as the document it was made from.
fn reread(document: &Document, text: &str) -> Result<Document, Error> {
    let format = if document.format.is_packed() { Format::Text } else { document.format };
    let options = ReadOptions { format: Some(format), original: false };
    let mut changed = Document::from_vec(&document.path, text.as_bytes().to_vec(), options)?;
    changed.written = document.written;
    Ok(changed)
}
