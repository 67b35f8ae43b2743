//! The word tables: units, currencies, number words, scales, dates.
//!
//! The data lies in the `.tsv` files beside this one; `build.rs` turns them into static tables. **To add a unit, a
//! currency or a word, add a row there.** A new meaning of words is a variant of [`Sense`] and rows that name it.

#[path = "hash.rs"]
pub mod hash;

use super::when::cue::Cue;
use super::when::{DayPart, Feast, Part, Role, Season, Side, Step, Unit};
use super::{Number, Qualifier};

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// What a word or symbol can mean next to a figure; one word may have several senses (`second`, `m`, `pound`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// A number word below a hundred: `seven`, `twenty`.
    Cardinal(u64),
    /// A place in an order: `first`, `twentieth`, `millionth`.
    Ordinal(u64),
    /// A power of ten: `hundred`, `bn`.
    Scale(u8),
    /// The name of a part: `half` 2, `thirds` 3.
    Part(u64),
    /// A number of things in one: `dozen`.
    Group(u64),
    /// A number told by a noun: `both`, `a pair`.
    Pair(u64),
    /// A number left open, with the least it can be: `several`.
    Vague(u64),
    /// A multiple: `twice`, `doubled`, `tenfold`.
    Times(u64),
    /// The result of a division: `halved`.
    Share(u64),
    /// A unit or a currency.
    Unit(Measure),
    /// Beside a unit: the word or symbol means something else as well, and is the unit only of so many or more.
    Least(u32),
    /// A hedge or bound: `more than`, `or so`.
    Hedge(Qualifier),
    /// A figure behind it is a name: `Article`, `No.`
    Label,
    /// A number in front of it is an address.
    Street,
    /// A word of paying: `pounds` near it are money.
    Pay,
    /// A verb of extent: `over` behind it is a preposition of place.
    Extent,
    /// A word that makes a part of the ordinal behind it: `the western third of`.
    Slice,
    /// A change that leads from one figure to another: `rose`.
    Change,
    /// A stretch of the calendar, `year`; its length is its unit.
    Span,
    /// A month, from 1.
    Month(u8),
    /// A day of the week, from Monday = 1.
    Weekday(u8),
    /// A word of dates and times.
    Cue(Cue),
}

/// A word, symbol or phrase of the vocabulary.
#[derive(Debug)]
pub struct Lexeme {
    /// The text, folded to lower case unless it is a symbol.
    pub text: &'static str,
    /// Its first eight bytes: all of most words.
    key: u64,
    /// How many words the longest phrase has that starts with this one.
    pub words: u8,
    /// How many words the longest phrase of dates has that ends with this one.
    pub ends: u8,
    /// Which facts can hang on this word alone: [`AMOUNT`], [`DATE`], [`VAGUE`].
    pub hangs: u8,
    /// Whether a date can be made of the word or lean on it, alone or in a phrase.
    pub dates: bool,
    /// What it can mean, the likelier first.
    pub senses: &'static [Sense],
}

/// A unit or currency: a row of `units.tsv` or `currencies.tsv`, SI prefixes and squares spelled out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Measure(u16);

/// What is known of a [`Measure`].
#[derive(Debug)]
pub struct Row {
    /// UCUM or ISO 4217.
    pub code: &'static str,
    /// Measures of one dimension convert into each other; a currency is its own dimension.
    pub dimension: &'static str,
    /// Leads to the base of the dimension.
    pub factor: Number,
    /// Leads to the unit of `code`: 14 for fortnights, counted in days.
    pub shown: Number,
    /// For units the name; for currencies the family that shares a word or sign (`dollar`), if any.
    pub name: &'static str,
    /// Whether it is a currency.
    pub money: bool,
    /// Whether it is a word or sign that a family of currencies shares: a bare `$`.
    pub shared: bool,
}

impl Lexeme {
    /// Whether a numeral can start with this word.
    pub const fn opens(&self) -> bool {
        self.hangs & AMOUNT != 0
    }

    /// The first sense that `pick` picks.
    pub fn sense<T>(&self, pick: impl FnMut(&Sense) -> Option<T>) -> Option<T> {
        self.senses.iter().find_map(pick)
    }

    /// Whether it has exactly this sense.
    pub fn has(&self, sense: Sense) -> bool {
        self.senses.contains(&sense)
    }
}

impl Measure {
    const fn at(number: u16) -> Self {
        Self(number)
    }

    /// Its row.
    pub fn row(self) -> &'static Row {
        // The numbers come from the table that they point into.
        &MEASURES[usize::from(self.0)]
    }
}

/// The unit or currency of a name.
pub fn unit(name: &str) -> Option<Measure> {
    word(name)?.sense(|sense| if let Sense::Unit(measure) = sense { Some(*measure) } else { None })
}

/// Whether the currency `code` belongs to `family`.
pub fn in_family(code: &str, family: &str) -> bool {
    MEASURES.iter().any(|row| row.money && row.code == code && row.name == family)
}

/// An amount can hang on the word.
pub const AMOUNT: u8 = 1;
/// A date or clock time can.
pub const DATE: u8 = 2;
/// A number told without a figure can.
pub const VAGUE: u8 = 4;

/// Longest word or phrase of the tables, in bytes.
pub const LONGEST: usize = 40;

/// The lexeme of a word in any case.
pub fn word(text: &str) -> Option<&'static Lexeme> {
    let (key, length) = head(text.as_bytes(), 0);
    if !hash::bit(&KNOWN, key) {
        return None;
    }
    if length == text.len() {
        let same = |entry: &Lexeme| entry.key == key && entry.text.len() == length;
        return probe(&WORDS, &WORD_SLOTS, hash::hash_short(key, length), same);
    }
    let mut folded = [0u8; LONGEST];
    let folded = folded.get_mut(..text.len())?;
    folded.copy_from_slice(text.as_bytes());
    folded.make_ascii_lowercase();
    find(&WORDS, &WORD_SLOTS, folded)
}

/// The lexeme of a phrase that is already folded.
pub fn phrase(folded: &[u8]) -> Option<&'static Lexeme> {
    find(&WORDS, &WORD_SLOTS, folded)
}

/// The hedge that stands in front of a figure, folded; an entry without senses is the last word of longer ones.
pub fn hedge(folded: &[u8]) -> Option<&'static Lexeme> {
    find(&HEDGES, &HEDGE_SLOTS, folded)
}

/// The hedge that stands behind a figure, folded; an entry without senses is the first word of longer ones.
pub fn tail(folded: &[u8]) -> Option<&'static Lexeme> {
    find(&TAILS, &TAIL_SLOTS, folded)
}

/// The lexeme of a symbol, in exactly this case.
pub fn symbol(text: &str) -> Option<&'static Lexeme> {
    find(&SYMBOLS, &SYMBOL_SLOTS, text.as_bytes())
}

/// The key of the word at `at` for the filters, and how many ASCII letters it starts with, up to eight.
#[inline]
pub fn head(bytes: &[u8], at: usize) -> (u64, usize) {
    let rest = bytes.get(at..).unwrap_or_default();
    hash::key(rest.first_chunk().copied().unwrap_or_else(|| hash::padded(rest)))
}

/// Whether the word at `at` may open a fact, by its first three letters.
#[inline]
pub fn may_begin(bytes: &[u8], at: usize) -> bool {
    let Some(first) = bytes.get(at..).and_then(<[u8]>::first_chunk) else { return true };
    let place = hash::begin(*first);
    BEGINS.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
}

/// Whether a word with this key may open a fact.
#[inline]
pub fn may_open(key: u64) -> bool {
    hash::bit(&STARTS, key)
}

/// Whether a word with this key may mean something to a grammar: it stands in a table, or a grammar asks for it by name.
#[inline]
pub fn may_matter(key: u64) -> bool {
    hash::bit(&HEARD, key)
}

/// Whether the word with this key, of at most eight letters, is one to look past in front of a figure.
pub fn is_quiet_ahead(key: u64) -> bool {
    QUIET_AHEAD.binary_search(&key).is_ok()
}

/// Whether the word with this key, of at most eight letters, stands in front of a figure and nothing beyond it counts.
pub fn is_silent_ahead(key: u64) -> bool {
    SILENT_AHEAD.binary_search(&key).is_ok()
}

/// Whether the word with this key, of at most eight letters, is one to look past behind a figure.
pub fn is_quiet_behind(key: u64) -> bool {
    QUIET_BEHIND.binary_search(&key).is_ok()
}

/// Whether the word with this key, of at most eight letters, makes metres of a bare `m` in front of it.
pub fn tells_metres(key: u64) -> bool {
    METRES.binary_search(&key).is_ok()
}

fn find(entries: &'static [Lexeme], slots: &[u16], text: &[u8]) -> Option<&'static Lexeme> {
    probe(entries, slots, hash::hash(text), |entry| entry.text.as_bytes() == text)
}

fn probe(
    entries: &'static [Lexeme],
    slots: &[u16],
    hash: u32,
    same: impl Fn(&Lexeme) -> bool,
) -> Option<&'static Lexeme> {
    let mask = slots.len() - 1;
    let mut at = hash as usize & mask;
    loop {
        let number = usize::from(*slots.get(at)?);
        let entry = entries.get(number.checked_sub(1)?)?;
        if same(entry) {
            return Some(entry);
        }
        at = (at + 1) & mask;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;

    /// The string literals of a source file that are words, its tests aside.
    fn literals(source: &str) -> Vec<String> {
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        let code = code.replace("'\"'", "").replace("\\\"", "");
        let quoted = code.split('"').skip(1).step_by(2);
        let words = quoted.flat_map(|text| text.split(|letter: char| !letter.is_ascii_alphabetic()));
        words.filter(|word| word.len() > 1).map(str::to_owned).collect()
    }

    #[test]
    fn every_word_that_a_grammar_asks_for_is_heard() {
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/fact")];
        let mut asked = 0;
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() && !path.ends_with("table") {
                    folders.push(path);
                    continue;
                }
                let source = fs::read_to_string(&path).unwrap_or_default();
                for word in literals(&source).into_iter().filter(|_| source.contains("Lexer<")) {
                    assert!(may_matter(head(word.as_bytes(), 0).0), "{word} of {}", path.display());
                    asked += 1;
                }
            }
        }
        assert!(asked > 500, "{asked}");
    }
}
