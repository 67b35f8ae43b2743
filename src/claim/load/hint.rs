//! Hints: what an editor may have meant.

use super::raw;
use crate::claim::schema;
use similar::get_close_matches;

/// Keys that people write for other keys, from the words of the field; spelling slips are found by likeness.
const MISTAKES: [(&str, &[&str]); 22] = [
    ("amount", &["money", "quantity"]),
    ("value", &["money", "quantity", "number"]),
    ("count", &["number"]),
    ("percentage", &["percent"]),
    ("rank", &["ordinal"]),
    ("when", &["date", "during"]),
    ("year", &["date", "during"]),
    ("subject", &["about"]),
    ("topic", &["about"]),
    ("terms", &["about"]),
    ("context", &["where"]),
    ("speaker", &["by"]),
    ("modality", &["as"]),
    ("office", &["title"]),
    ("contains", &["text"]),
    ("excludes", &["without"]),
    ("must_not", &["states_not", "without"]),
    ("reference", &["source"]),
    ("comment", &["note"]),
    ("description", &["note", "title"]),
    ("synonyms", &["aliases"]),
    ("participants", &["attendees"]),
];

/// How keys that want more than one text are written.
const EXAMPLES: [(&str, &str); 14] = [
    ("documents", "[draft.md]"),
    ("aliases", "{CSTO: [Collective Security Treaty Organization]}"),
    ("locale", "{currency: USD, dates: dmy}"),
    ("defaults", "{severity: warning}"),
    ("ignore", "[{text: Berth 9, reason: a name}]"),
    ("shared", "{about: gasoline, by: Ministry of Energy}"),
    ("about", "[visit, Putin]"),
    ("attendees", "{present: [Belarus], absent: [Armenia]}"),
    ("list", "[China, France]"),
    ("states", "[[sign, conclude], agreement]"),
    ("states_not", "[agreement, signed]"),
    ("checked", "{by: EK, date: 2024-12-02}"),
    ("accept", "{found: missing, reason: agreed, by: EK}"),
    ("tags", "[energy]"),
];

/// What to write at a key whose value is of another shape.
pub(super) fn example(key: &str) -> String {
    let known = EXAMPLES.iter().find(|(name, _)| *name == key);
    known.map(|(_, value)| format!("write it as `{key}: {value}`")).unwrap_or_default()
}

/// What to do about an unknown key, given the keys that are known in its place.
pub(super) fn advice(key: &str, known: &[&str]) -> String {
    if let Some(meant) =
        MISTAKES.iter().find(|(wrong, _)| *wrong == key.to_lowercase()).map(|(_, meant)| *meant)
    {
        let here: Vec<&str> = meant.iter().copied().filter(|name| known.contains(name)).collect();
        if !here.is_empty() {
            return format!("did you mean {}?", choice(&here));
        }
    }
    if key.starts_with(|letter: char| letter.is_whitespace()) {
        return "the space before it is not YAML's, most likely a non-breaking one: put plain spaces"
            .to_owned();
    }
    if key == "<<" {
        return "blocks are not merged: put what claims share under `shared:`".to_owned();
    }
    if let Some(name) = nearest(key, known) {
        return format!("did you mean `{name}`?");
    }
    if schema::keys::<raw::Claim>().iter().any(|name| name == key) {
        return "this key belongs into a claim, below `claims:`".to_owned();
    }
    if schema::keys::<raw::File>().iter().any(|name| name == key) {
        return "this key belongs at the top of the file".to_owned();
    }
    if known.len() <= 12 {
        return format!("known here: {}", choice(known));
    }
    "`factlock schema` lists the keys of a claim".to_owned()
}

/// The candidate spelt most like `word`, if any is near.
pub fn nearest<'c>(word: &str, candidates: &[&'c str]) -> Option<&'c str> {
    let word: String = word.chars().take(60).collect::<String>().to_lowercase().replace([' ', '-'], "_");
    get_close_matches(word.as_str(), candidates, 1, 0.6).first().copied()
}

/// `a`, `b` or `c`.
pub(super) fn choice(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => format!("`{only}`"),
        [head @ .., last] => {
            let head: Vec<String> = head.iter().map(|name| format!("`{name}`")).collect();
            format!("{} or `{last}`", head.join(", "))
        }
    }
}

/// The first characters of a text that a message repeats: on one line, without control characters.
pub(super) fn short(text: &str) -> String {
    const KEPT: usize = 60;
    let clean: String =
        text.chars().take(KEPT).map(|char| if char.is_control() { ' ' } else { char }).collect();
    if text.chars().nth(KEPT).is_some() { format!("{}…", clean.trim_end()) } else { clean }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_spelling_is_found_or_none() {
        let names = ["about", "money", "states_not", "percent"];
        assert_eq!(nearest("abuot", &names), Some("about"));
        assert_eq!(nearest("States-Not", &names), Some("states_not"));
        assert_eq!(nearest("colour", &names), None);
        assert_eq!(nearest("", &names), None);
    }

    #[test]
    fn another_word_of_the_field_leads_to_the_key() {
        assert_eq!(advice("Speaker", &["by", "about"]), "did you mean `by`?");
        assert_eq!(advice("amount", &["money", "quantity"]), "did you mean `money` or `quantity`?");
        assert_eq!(advice("colour", &["by", "date"]), "known here: `by` or `date`");
    }

    #[test]
    fn every_mistake_leads_to_a_key_that_exists() {
        let known: Vec<String> =
            schema::keys::<raw::Claim>().into_iter().chain(schema::keys::<raw::File>()).collect();
        for (wrong, meant) in MISTAKES {
            assert!(!known.iter().any(|key| key == wrong), "`{wrong}` is a key");
            assert!(meant.iter().all(|name| known.iter().any(|key| key == name)), "`{wrong}` leads nowhere");
        }
    }

    #[test]
    fn what_a_message_repeats_is_one_short_line() {
        assert_eq!(short("a\nb\u{7}"), "a b ");
        assert_eq!(short(&"x".repeat(99)), format!("{}…", "x".repeat(60)));
    }
}
