//! The word tables, read once: which words mean the same, which carry meaning, which carry none.

use super::stem::stem;
use crate::rule::word::{fold, rows, words};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The tables.
pub static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

/// All tables, keyed by stems.
#[derive(Debug, Default)]
pub struct Tables {
    /// First stem → phrases that are read as another wording; longest first.
    same: HashMap<String, Vec<Phrase<Vec<String>>>>,
    /// First stem → phrases that carry meaning; longest first.
    classes: HashMap<String, Vec<Phrase<Vec<Value>>>>,
    light: HashSet<String>,
    generic: HashSet<String>,
    common: HashSet<String>,
    /// Nouns that tell somebody by another.
    relations: HashSet<String>,
    /// Nouns that stand for any body.
    wide: HashSet<String>,
    /// Nouns for a body of one kind → the kind: *bank*, *lender*.
    bodies: HashMap<String, u32>,
    /// Stem → the groups of words it may mean the same as.
    synonyms: HashMap<String, Vec<u32>>,
    opposites: HashSet<(String, String)>,
    /// Small words, as they are written.
    small: HashSet<(&'static str, &'static str)>,
    /// Stem → how many times something is another.
    times: HashMap<String, u8>,
    /// Stems that lead from such a number to what is counted.
    leads: HashSet<String>,
}

/// A phrase: the stems behind its first, and what it stands for.
#[derive(Debug)]
struct Phrase<T> {
    rest: Vec<String>,
    means: T,
}

/// A value of a set of words that carry meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Value {
    /// What a change of it is called.
    pub kind: super::Kind,
    /// Its set.
    pub set: u16,
    /// Which value of the set.
    pub value: u16,
    /// Whether it is a change when it alone appears or vanishes.
    pub alone: bool,
}

impl Tables {
    fn read() -> Self {
        let mut tables = Self::default();
        for row in rows(include_str!("table/same.tsv")) {
            let Some((first, others)) = row.split_first() else { continue };
            let means: Vec<String> = if *first == "-" { Vec::new() } else { stems(first) };
            for other in others {
                add(&mut tables.same, &stems(other), means.clone());
            }
        }
        for (set, row) in (0..).zip(rows(include_str!("table/classes.tsv"))) {
            let Some((kind, values)) = row.split_first() else { continue };
            let Some(kind) = super::Kind::of_word_class(kind) else { continue };
            for (value, wordings) in (0..).zip(values) {
                let alone = wordings.starts_with('!');
                for wording in wordings.trim_start_matches('!').split('|') {
                    tables.add_class(&stems(wording), Value { kind, set, value, alone });
                }
            }
        }
        let stemmed = |text: &'static str| rows(text).flatten().flat_map(str::split_whitespace).map(stem);
        tables.light = stemmed(include_str!("table/light.txt")).collect();
        tables.generic = stemmed(include_str!("../rule/table/generic.txt")).collect();
        tables.relations = stemmed(include_str!("../rule/table/relation.txt")).collect();
        let bodies = rows(include_str!("../rule/table/source.tsv")).filter(|row| row.first() != Some(&"of"));
        for (group, row) in (0..).zip(bodies) {
            let nouns = row.into_iter().skip(1).filter(|word| !word.starts_with('*'));
            tables.bodies.extend(nouns.map(|noun| (stem(noun), group)));
        }
        tables.wide = stemmed(include_str!("table/wide.txt")).collect();
        tables.common = stemmed(include_str!("table/common.txt")).collect();
        let groups = [
            include_str!("table/synonyms.tsv"),
            include_str!("table/derived.tsv"),
            include_str!("table/usage.tsv"),
        ];
        for (group, words) in (0..).zip(groups.into_iter().flat_map(rows)) {
            for word in words {
                let groups = tables.synonyms.entry(stem(word)).or_default();
                if groups.last() != Some(&group) {
                    groups.push(group);
                }
            }
        }
        for row in rows(include_str!("table/opposites.tsv")) {
            if let [one, other] = row.as_slice() {
                let (one, other) = (stem(one), stem(other));
                tables.opposites.insert((other.clone(), one.clone()));
                tables.opposites.insert((one, other));
            }
        }
        for row in rows(include_str!("table/small.tsv")) {
            if let [one, other] = row.as_slice() {
                tables.small.extend([(*one, *other), (*other, *one)]);
            }
        }
        for row in rows(include_str!("table/times.tsv")) {
            let Some((number, words)) = row.split_first() else { continue };
            match number.parse() {
                Ok(number) => tables.times.extend(words.iter().map(|word| (stem(word), number))),
                Err(_) => tables.leads.extend(words.iter().map(|word| stem(word))),
            }
        }
        tables
    }

    fn add_class(&mut self, phrase: &[String], value: Value) {
        let Some((first, rest)) = phrase.split_first() else { return };
        let phrases = self.classes.entry(first.clone()).or_default();
        match phrases.iter_mut().find(|known| known.rest == rest) {
            Some(known) => known.means.push(value),
            None => add(&mut self.classes, phrase, vec![value]),
        }
    }

    /// The wording that the phrase at the start of `stems` is read as, and how many stems it takes.
    pub fn same(&self, stems: &[&str]) -> Option<(usize, &[String])> {
        longest(&self.same, stems).map(|(length, means)| (length, means.as_slice()))
    }

    /// The meaning carried by the phrase at the start of `stems`, and how many stems it takes.
    pub fn class(&self, stems: &[&str]) -> Option<(usize, &[Value])> {
        longest(&self.classes, stems).map(|(length, means)| (length, means.as_slice()))
    }

    /// Whether a word carries no fact of its own.
    pub fn is_light(&self, stem: &str) -> bool {
        self.light.contains(stem)
    }

    /// Whether a noun may stand for a name already known.
    pub fn is_generic(&self, stem: &str) -> bool {
        self.generic.contains(stem)
    }

    /// Whether a noun tells somebody by another: *Lund's brother*.
    pub fn is_relation(&self, stem: &str) -> bool {
        self.relations.contains(stem)
    }

    /// Whether a noun may stand for a body of any kind: *the company* for a maker of pumps.
    pub fn is_wide(&self, stem: &str) -> bool {
        self.wide.contains(stem)
    }

    /// Whether two nouns stand for a body of the same kind: *bank*, *lender*.
    pub fn one_body(&self, one: &str, other: &str) -> bool {
        self.bodies.get(one).is_some_and(|kind| self.bodies.get(other) == Some(kind))
    }

    /// Whether a word is too common to be a name for its capital alone.
    pub fn is_common(&self, stem: &str) -> bool {
        [&self.common, &self.light].iter().any(|words| words.contains(stem))
            || self.classes.contains_key(stem)
            || self.synonyms.contains_key(stem)
    }

    /// Whether two words may mean the same, or are derived from one another.
    pub fn synonyms(&self, one: &str, other: &str) -> bool {
        let (Some(one), Some(other)) = (self.synonyms.get(one), self.synonyms.get(other)) else {
            return false;
        };
        one.iter().any(|group| other.contains(group))
    }

    /// How many times something is another, as a word tells that is no figure: *double*.
    pub fn times(&self, stem: &str) -> Option<u8> {
        self.times.get(stem).copied()
    }

    /// Whether a word stands between such a number and what is counted: *double the number*.
    pub fn leads(&self, stem: &str) -> bool {
        self.leads.contains(stem)
    }

    /// Whether two small words turn what they stand before: *up*, *down*.
    pub fn turns(&self, one: &str, other: &str) -> bool {
        self.small.contains(&(one, other))
    }

    /// Whether two words mean the opposite of each other.
    pub fn opposites(&self, one: &str, other: &str) -> bool {
        self.opposites.contains(&(one.to_owned(), other.to_owned()))
    }
}

/// The stems of a phrase.
fn stems(phrase: &str) -> Vec<String> {
    words(phrase).map(|span| stem(&fold(span.of(phrase)))).collect()
}

fn add<T>(table: &mut HashMap<String, Vec<Phrase<T>>>, phrase: &[String], means: T) {
    let Some((first, rest)) = phrase.split_first() else { return };
    let phrases = table.entry(first.clone()).or_default();
    let at = phrases.partition_point(|known| known.rest.len() >= rest.len());
    phrases.insert(at, Phrase { rest: rest.to_vec(), means });
}

fn longest<'t, T>(table: &'t HashMap<String, Vec<Phrase<T>>>, stems: &[&str]) -> Option<(usize, &'t T)> {
    let (first, rest) = stems.split_first()?;
    let goes_on = |phrase: &&Phrase<T>| {
        phrase.rest.len() <= rest.len() && phrase.rest.iter().zip(rest).all(|(wanted, found)| wanted == found)
    };
    table.get(*first)?.iter().find(goes_on).map(|phrase| (1 + phrase.rest.len(), &phrase.means))
}
