//! Countries with their adjectives and people: *Kazakhstan*, *Kazakh* and *Kazakhs* are wordings of one thing.

use super::quick::Quick;
use super::word::{fold, rows};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A country: every wording of it, folded, words divided by one space; names first.
struct Country {
    wordings: Vec<String>,
    /// How many of the wordings are names.
    names: usize,
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let split = |cell: Option<&&str>| -> Vec<String> {
        cell.map_or_else(Vec::new, |cell| cell.split('|').filter(|name| !name.is_empty()).map(key).collect())
    };
    rows(include_str!("table/countries.tsv"))
        .map(|row| {
            let mut wordings = split(row.get(1));
            let names = wordings.len();
            wordings.extend(split(row.get(2)));
            Country { wordings, names }
        })
        .collect()
});

static BY_WORDING: LazyLock<HashMap<&str, usize, Quick>> = LazyLock::new(|| {
    let mut table = HashMap::default();
    for (at, country) in COUNTRIES.iter().enumerate() {
        for wording in &country.wordings {
            table.entry(wording.as_str()).or_insert(at);
        }
    }
    table
});

/// The folded words of a wording, joined by one space.
fn key(wording: &str) -> String {
    super::word::words(wording).map(|span| fold(span.of(wording))).collect::<Vec<_>>().join(" ")
}

/// All wordings of the country that `wording` (folded, words divided by one space) names, or none.
pub fn wordings(wording: &str) -> &'static [String] {
    find(wording).map_or(&[], |country| &country.wordings)
}

/// The country's usual name, folded, for any wording of it.
pub fn name(wording: &str) -> Option<&'static str> {
    find(wording)?.wordings.first().map(String::as_str)
}

/// Whether a wording is a country's name rather than its adjective or people.
pub fn is_name(wording: &str) -> bool {
    find(wording)
        .is_some_and(|country| country.wordings.iter().take(country.names).any(|name| name == wording))
}

fn find(wording: &str) -> Option<&'static Country> {
    let plural = || wording.strip_suffix('s').and_then(|single| BY_WORDING.get(single));
    BY_WORDING.get(wording).or_else(plural).and_then(|&at| COUNTRIES.get(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_its_adjective_and_its_people_are_one() {
        assert_eq!(name("kazakhs"), Some("kazakhstan"));
        assert_eq!(name("south korean"), Some("south korea"));
        assert_eq!(name("niger"), Some("niger"));
        assert_eq!(name("nigerian"), Some("nigeria"));
        assert!(is_name("france") && !is_name("french"));
        assert!(wordings("gasoline").is_empty());
    }
}
