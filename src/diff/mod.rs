//! What changed between two drafts: facts, and the words that carry meaning. Silent about style.
//!
//! The sentences of both documents are aligned first (`align`); the words of aligned sentences are woven together
//! (`weave`), which leaves gaps where they differ. What stands in the gaps is settled step by step: equal facts and
//! words that only moved, words that mean the same, then what is left is a change of a figure, a name, a quotation, or a
//! word of a closed class (a negation, a hedge, a direction…). A dropped or added run of words is a clause.

mod acronym;
mod align;
mod beside;
mod choice;
mod clause;
mod event;
mod figure;
mod generic;
mod keys;
mod message;
mod multiple;
mod name;
mod order;
mod owner;
mod pair;
mod quote;
mod stem;
mod table;
mod token;
mod voice;
mod weave;
mod word;

use crate::rule::Reading;
use crate::text::Span;

/// What became of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// Another value in its place.
    Changed,
    /// Only the new document states it.
    Added,
    /// Only the old document states it.
    Removed,
    /// Still stated, but less of it: a vaguer value, a hedge gained, a bound lost.
    Weakened,
    /// Stated more sharply than before.
    Strengthened,
}

impl Sort {
    /// All sorts, in the order they are counted in.
    pub const ALL: [Sort; 5] =
        [Sort::Changed, Sort::Added, Sort::Removed, Sort::Weakened, Sort::Strengthened];

    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Sort::Changed => "changed",
            Sort::Added => "added",
            Sort::Removed => "removed",
            Sort::Weakened => "weakened",
            Sort::Strengthened => "strengthened",
        }
    }
}

/// What kind of fact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A figure.
    Figure(crate::fact::Kind),
    /// A proper name.
    Name,
    /// An office or rank, or a word that qualifies one (*deputy*, *former*).
    Title,
    /// Words in quotation marks.
    Quote,
    /// A member of a list, or the order of one.
    List,
    /// *not*, *without*, *fail to*.
    Negation,
    /// *allegedly*, *about*.
    Hedge,
    /// *may*, *must*, the legal standing of a paper.
    Modality,
    /// *all*, *most*, *only*, *one of*.
    Quantifier,
    /// One of two opposites, a point of the compass, a phase, who did what to whom.
    Direction,
    /// Whose statement it is.
    Attribution,
    /// A run of words, or a whole sentence.
    Clause,
}

impl Kind {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Figure(kind) => kind.name(),
            Kind::Name => "name",
            Kind::Title => "title",
            Kind::Quote => "quote",
            Kind::List => "list",
            Kind::Negation => "negation",
            Kind::Hedge => "hedge",
            Kind::Modality => "modality",
            Kind::Quantifier => "quantifier",
            Kind::Direction => "direction",
            Kind::Attribution => "attribution",
            Kind::Clause => "clause",
        }
    }

    /// The kind that the first column of the table of word classes names.
    fn of_word_class(name: &str) -> Option<Kind> {
        [
            Kind::Negation,
            Kind::Hedge,
            Kind::Modality,
            Kind::Quantifier,
            Kind::Direction,
            Kind::Title,
            Kind::Attribution,
        ]
        .into_iter()
        .find(|kind| kind.name() == name)
    }
}

/// One change, with its place on either side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub sort: Sort,
    /// What it is.
    pub kind: Kind,
    /// Where it stands in the old document; `None` where it was added.
    pub old: Option<Found>,
    /// Where it stands in the new document; `None` where it was removed.
    pub new: Option<Found>,
    /// What changed, as a sentence for an editor.
    pub message: String,
}

/// A place in one of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Span in the prose.
    pub span: Span,
    /// The fact that stands there, as an index into the reading's facts.
    pub fact: Option<usize>,
}

/// The changes of fact from one document to another, in the order of the new one; what was removed stands where it was.
///
/// Time is near linear in the length of the documents: only sentences that are not the same in both are compared, and
/// only with those that share rare words with them.
pub fn diff(old: &Reading<'_>, new: &Reading<'_>) -> Vec<Change> {
    let groups = align::align(old, new);
    let mut keys = token::Keys::default();
    let mut pairs: Vec<pair::Pair<'_>> =
        groups.iter().map(|group| pair::Pair::new(old, new, group, &mut keys)).collect();
    for pair in &mut pairs {
        quote::compare(pair);
        multiple::compare(pair);
        figure::compare(pair);
        name::orders(pair);
        word::compare(pair);
        beside::compare(pair);
        beside::exchanged(pair);
        beside::turned(pair);
        event::compare(pair);
        choice::compare(pair);
        voice::compare(pair);
        owner::compare(pair);
        name::compare(pair);
        order::compare(pair);
    }
    clause::moved(&mut pairs);
    pairs.iter_mut().flat_map(clause::finish).collect()
}
