//! Claims made ready for judging: every term of a claim file in one [`Lexicon`].

use super::lexicon::{Group, Lexicon, TermId};
use crate::claim::{AnyOf, Claim, ClaimFile, Expectation, Term, Within};

/// A claim file whose terms are compiled.
#[derive(Debug)]
pub struct Rules<'c> {
    /// The file.
    pub file: &'c ClaimFile,
    /// All terms of all claims.
    pub lexicon: Lexicon,
    /// The claims, in the order of the file.
    pub tasks: Vec<Task<'c>>,
}

/// A claim with its terms compiled.
#[derive(Debug)]
pub struct Task<'c> {
    /// The claim.
    pub claim: &'c Claim,
    /// `about`, the anchor first.
    pub about: Vec<Group>,
    /// `where`.
    pub context: Vec<Group>,
    /// `not`.
    pub not: Vec<Group>,
    /// `by`.
    pub by: Option<Group>,
    /// The widest piece the terms may spread over.
    pub within: Within,
    /// The terms of the expectation itself.
    pub parts: Parts,
}

/// The terms of an expectation.
#[derive(Debug)]
pub enum Parts {
    /// It has none, or only words that are compared as they are.
    None,
    /// `attendees`: who must be present, absent, who may be present.
    Attendees {
        /// Must be named as present.
        present: Vec<Group>,
        /// Must be named as absent.
        absent: Vec<Group>,
        /// May be present.
        also: Vec<Group>,
    },
    /// `list`: members that must be there, must not be there, may be there.
    Members {
        /// Must be in the list.
        has: Vec<Group>,
        /// Must not be in the list.
        lacks: Vec<Group>,
        /// May be in the list.
        also: Vec<Group>,
    },
    /// `states` and `states_not`.
    Statement(Vec<Group>),
    /// `text`, `without`, `name` and `title`: the words looked for, as one term.
    Term(TermId),
}

impl<'c> Rules<'c> {
    /// Compiles a claim file.
    pub fn new(file: &'c ClaimFile) -> Self {
        let mut lexicon = Lexicon::new(&file.aliases);
        let tasks = file.claims.iter().map(|claim| task(claim, &mut lexicon)).collect();
        Self { file, lexicon, tasks }
    }
}

fn task<'c>(claim: &'c Claim, lexicon: &mut Lexicon) -> Task<'c> {
    let mut groups =
        |terms: &[AnyOf]| -> Vec<Group> { terms.iter().map(|group| lexicon.add_group(group)).collect() };
    let about = groups(&claim.about);
    let context = groups(&claim.context);
    let not = groups(&claim.not);
    let parts = match &claim.expectation {
        Expectation::Attendees(attendees) => Parts::Attendees {
            present: groups(&attendees.present),
            absent: groups(&attendees.absent),
            also: groups(&attendees.also),
        },
        Expectation::List(members) => Parts::Members {
            has: groups(&members.has),
            lacks: groups(&members.lacks),
            also: groups(&members.also),
        },
        Expectation::States(terms) | Expectation::StatesNot(terms) => Parts::Statement(groups(terms)),
        Expectation::Text(term) | Expectation::Without(term) => Parts::Term(lexicon.add(term)),
        Expectation::Title(words) | Expectation::Name(words) => {
            Parts::Term(lexicon.add(&Term::Words(words.clone())))
        }
        Expectation::Figure(_) | Expectation::Quote(_) | Expectation::Derived(_) => Parts::None,
    };
    let by = claim.conditions.by.as_ref().map(|by| lexicon.add_group(by));
    let within = claim.within.unwrap_or(match claim.expectation {
        Expectation::Attendees(_) | Expectation::List(_) => Within::Paragraph,
        _ => Within::Sentence,
    });
    Task { claim, about, context, not, by, within, parts }
}
