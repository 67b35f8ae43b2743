//! What a change is told as, in words for an editor.

use super::Kind;

/// Words longer than this, in characters, are cut in messages.
const LONGEST: usize = 60;

/// Words in quotation marks, on one line, cut in the middle where they are long.
pub fn quoted(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    let length = words.chars().count();
    if length <= LONGEST {
        return format!("\"{words}\"");
    }
    let head: String = words.chars().take(LONGEST / 2).collect();
    let tail: String = words.chars().skip(length - LONGEST / 3).collect();
    format!("\"{}… {}\"", head.trim_end(), tail.trim_start())
}

/// What happened to some words: one of `old` and `new` may be empty.
pub fn of(kind: Kind, old: &str, new: &str) -> String {
    let noun = noun(kind);
    match (old.is_empty(), new.is_empty()) {
        (false, false) => {
            format!("{noun} {} became {}", quoted(old), quoted(new))
        }
        (false, true) => format!("{noun} {} is gone", quoted(old)),
        _ => format!("{noun} {} is new", quoted(new)),
    }
}

/// What a kind is called before the words.
const fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Figure(kind) => match kind {
            crate::fact::Kind::Date => "the date",
            crate::fact::Kind::Time => "the time",
            crate::fact::Kind::Duration => "the duration",
            crate::fact::Kind::Money => "the amount",
            crate::fact::Kind::Quantity => "the quantity",
            crate::fact::Kind::Percent => "the percentage",
            crate::fact::Kind::Number => "the number",
            crate::fact::Kind::Ordinal => "the rank",
        },
        Kind::Name => "the name",
        Kind::Title => "the title",
        Kind::Quote => "the quotation",
        Kind::List => "the list item",
        Kind::Negation => "the negation",
        Kind::Hedge => "the hedge",
        Kind::Modality => "the modal wording",
        Kind::Quantifier => "the quantifier",
        Kind::Direction => "the wording",
        Kind::Attribution => "the attribution",
        Kind::Clause => "the passage",
    }
}
