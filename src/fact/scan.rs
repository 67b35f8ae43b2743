//! The one pass over the prose.

use super::lex::{Lexer, Memo};
use super::plain::{Told, plain};
use super::start::{Start, next_start};
use super::when::grammar;
use super::{Fact, figure, vague};

/// The facts of a text, in order, never overlapping. Spans are byte offsets into `text`.
///
/// A blank line ends whatever was being read, so a fact never spans two paragraphs. Nothing is collected: memory does
/// not grow with the text.
pub fn scan(text: &str) -> impl Iterator<Item = Fact> + '_ {
    Scan { text, memo: Memo::new(), at: 0, floor: 0, vague: false, waiting: None, ready: None }
}

/// As [`scan`], with the numbers that are told without a figure: `several`, `both`, `a few`.
///
/// Claims are judged against these too; lists of the facts of a text leave them out.
pub fn scan_all(text: &str) -> impl Iterator<Item = Fact> + '_ {
    Scan { text, memo: Memo::new(), at: 0, floor: 0, vague: true, waiting: None, ready: None }
}

/// Walks from one place where a fact can hang to the next.
struct Scan<'t> {
    text: &'t str,
    memo: Memo,
    /// Where the hunt goes on.
    at: usize,
    /// The end of the last fact: no grammar reaches back behind it.
    floor: usize,
    /// Whether numbers without a figure count.
    vague: bool,
    /// A number without a figure. It waits for the fact behind it, which is read as if it were not there.
    waiting: Option<Fact>,
    /// The fact behind one that waited.
    ready: Option<Fact>,
}

impl Iterator for Scan<'_> {
    type Item = Fact;

    fn next(&mut self) -> Option<Fact> {
        if let Some(fact) = self.ready.take() {
            return Some(fact);
        }
        loop {
            let Some(start) = next_start(self.text, self.at) else { return self.waiting.take() };
            match self.read(start) {
                Some(fact) if !fact.is_vague() => {
                    // A fact holds at least the token it hangs on; the guard keeps the walk finite whatever a grammar says.
                    self.at = fact.span.end.max(start.at + 1);
                    self.floor = fact.span.end;
                    let before = self.waiting.take().filter(|vague| vague.span.end <= fact.span.start);
                    if before.is_none() {
                        return Some(fact);
                    }
                    self.ready = Some(fact);
                    return before;
                }
                found => {
                    self.at = self.lexer().skip(start.at);
                    let end = self.waiting.as_ref().map_or(0, |before| before.span.end);
                    if let Some(vague) = found.filter(|vague| vague.span.start >= end)
                        && let Some(before) = self.waiting.replace(vague)
                    {
                        return Some(before);
                    }
                }
            }
        }
    }
}

impl Scan<'_> {
    fn lexer(&self) -> Lexer<'_> {
        Lexer::new(self.text, &self.memo)
    }

    /// The fact that hangs on the figure or word at `start`.
    fn read(&self, start: Start) -> Option<Fact> {
        let found = match plain(self.lexer(), start, self.floor) {
            Told::Open => return self.grammar(start),
            Told::Fact(fact) => Some(fact),
            Told::Nothing => None,
        };
        debug_assert!(found == self.grammar(start), "{:?} of {:?}", found, self.text);
        found
    }

    /// What the grammars make of the figure or word at `start`. Dates come first: their grammar asks for evidence, and "in
    /// 2018 and a third time" is no mixed number.
    fn grammar(&self, start: Start) -> Option<Fact> {
        let (lexer, at, floor) = (self.lexer(), start.at, self.floor);
        let date = || start.date().then(|| grammar::when(lexer, at, floor)).flatten();
        let amount = || start.amount().then(|| figure::amount(lexer, at, floor)).flatten();
        let vague = || (self.vague && start.vague()).then(|| vague::vague(lexer, at, floor)).flatten();
        date().or_else(amount).or_else(vague)
    }
}
