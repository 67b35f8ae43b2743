//! Verbs of ending and beginning: "expires in 2028" says until 2028.

use super::words::phrase_before;
use crate::fact::lex::{Gap, Lexer, Memo, What};
use crate::fact::when::cue::Cue;
use crate::fact::when::{Role, Side};
use crate::fact::{Fact, Value};

/// How many words a verb may stand before its date: "expires, barring a renewal, in 2028".
const REACH: usize = 8;

/// The found date as the verb before it tells it, where the claim is about an end or a beginning: with "expires" before
/// it, a bare 2028 is until 2028; with "takes effect", from 2028. `None` where nothing of the kind is said.
///
/// `text` is what the span of `found` lies in.
pub fn as_told(claimed: &Fact, found: &Fact, text: &str) -> Option<Fact> {
    let (Value::When(claimed), Value::When(when)) = (&claimed.value, &found.value) else { return None };
    claimed.role.side()?;
    if when.role != Role::At {
        return None;
    }
    let side = side_before(text, found.span.start)?;
    let told = Value::When(when.clone().seen_as(side));
    Some(Fact { value: told, ..found.clone() })
}

/// The side that a verb before `start` gives a date, in the same clause.
fn side_before(text: &str, start: usize) -> Option<Side> {
    let memo = Memo::new();
    let lexer = Lexer::new(text, &memo);
    let mut at = start;
    for _ in 0..REACH {
        if let Some((Cue::Turns(side), _)) = phrase_before(lexer, at, 0) {
            return Some(side);
        }
        let before = lexer.before(at, 0);
        match before.what {
            What::End | What::Mark('.' | ';' | ':' | '?' | '!') => return None,
            _ if before.gap == Gap::Paragraph => return None,
            _ => at = before.start,
        }
    }
    None
}
