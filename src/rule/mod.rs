//! Rules: how claims are judged. One file per family; all of them work on one [`Reading`] of a document.
//!
//! A claim file is compiled once into [`Rules`]; each document is read once into a [`Reading`]; the [`Scope`]s of a claim
//! are the pieces of the document that name its subject. A family of rules turns scopes into [`Findings`].

mod additions;
mod aside;
mod attendance;
mod attendees;
mod belongs;
pub mod clause;
mod compile;
mod condition;
pub mod country;
pub mod cue;
mod derived;
mod during;
pub mod explain;
pub mod figure;
mod findings;
mod heads;
mod judge;
mod lexicon;
mod list;
mod member;
mod name;
mod nearest;
mod office;
pub mod polarity;
mod proper;
mod proxy;
mod quick;
mod quote;
pub mod quoted;
mod reach;
mod reading;
mod saying;
mod scope;
mod self_check;
mod series;
pub mod speaker;
mod statement;
mod subject;
#[cfg(test)]
mod testing;
mod title;
mod together;
mod unspoken;
mod verdict;
pub mod word;
mod words;

pub use compile::{Parts, Rules, Task};
pub use during::is_wanted_time;
pub use findings::Findings;
pub use judge::{ignored, judge};
pub use lexicon::{Group, Hit, Hits, Lexicon, TermId};
pub use reading::{Reading, Sentence, Words, document_facts};
pub use scope::{Scope, scopes};
pub use self_check::self_check;
