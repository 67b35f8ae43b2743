//! The words that slips put for others.

use regex::Regex;
use std::sync::LazyLock;

/// A row of `slips.tsv`.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The class.
    pub class: &'static str,
    /// The word that stands there.
    pub word: &'static str,
    /// The word that is put.
    pub put: &'static str,
}

static SLIPS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    crate::rule::word::rows(include_str!("table/slips.tsv"))
        .filter_map(|row| Some(Row { class: row.first()?, word: row.get(1)?, put: row.get(2)? }))
        .collect()
});

/// Denials and what is put for them.
pub static NEGATIONS: LazyLock<Vec<(Regex, &'static str)>> = LazyLock::new(|| {
    include_str!("table/negation.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (pattern, put) = line.split_once('\t')?;
            Some((Regex::new(&format!("(?i){pattern}")).ok()?, put))
        })
        .collect()
});

/// The rows of a class.
pub fn class(name: &str) -> impl Iterator<Item = Row> {
    SLIPS.iter().copied().filter(move |row| row.class == name)
}

/// What a class puts for a word, in the word's own case.
pub fn put_for(class_name: &str, word: &str) -> Option<String> {
    class(class_name)
        .find(|row| row.word == word || row.word.eq_ignore_ascii_case(word) && row.word.len() > 2)
        .map(|row| like(word, row.put))
}

/// `put` with a capital where `word` has one.
pub fn like(word: &str, put: &str) -> String {
    let mut letters = put.chars();
    match (word.chars().next().is_some_and(char::is_uppercase), letters.next()) {
        (true, Some(first)) => first.to_uppercase().chain(letters).collect(),
        _ => put.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_is_one() {
        let lines = include_str!("table/negation.tsv").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(NEGATIONS.len(), lines.count());
    }

    #[test]
    fn a_word_keeps_its_capital() {
        assert_eq!(put_for("number", "Three").as_deref(), Some("Four"));
        assert_eq!(put_for("unit", "T"), None);
        assert_eq!(put_for("month", "may"), Some("March".to_owned()));
    }
}
