//! The key of a word: what its inflected forms and its British and American spellings have in common.

use crate::rule::word::rows;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Irregular form → base form.
static BASES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let mut bases = HashMap::new();
    for row in rows(include_str!("../rule/table/irregular.tsv")) {
        for form in row.iter().skip(1) {
            bases.entry(*form).or_insert(row[0]);
        }
    }
    bases
});

/// British stem → American stem.
static AMERICAN: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    rows(include_str!("../rule/table/spelling.tsv"))
        .filter_map(|row| Some((*row.first()?, *row.get(1)?)))
        .collect()
});

/// The key of a folded word. It need not be a word: *located*, *locating* and *locates* give `locat`.
///
/// The suffixes stripped are those of inflection and the -ly of adverbs, after the first step of Porter's stemmer (1980).
pub fn stem(folded: &str) -> String {
    let word = BASES.get(folded).copied().unwrap_or(folded);
    // The one negation that would lose its last letter, and with it its meaning.
    if word == "none"
        || word.len() < 4
        || !word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\'')
    {
        return word.trim_end_matches('\'').to_owned();
    }
    let mut stem = plural(word);
    stem = participle(&stem);
    if stem.len() > 5 {
        if let Some(kept) = stem.strip_suffix("ily") {
            stem = format!("{kept}y");
        } else if let Some(kept) = stem.strip_suffix("ly") {
            stem.truncate(kept.len());
        }
    }
    let american = AMERICAN.iter().find_map(|(british, american)| {
        stem.strip_prefix(british.strip_suffix('e').unwrap_or(british))
            .map(|tail| format!("{}{tail}", american.strip_suffix('e').unwrap_or(american)))
    });
    let mut stem = american.unwrap_or(stem);
    if stem.len() > 3 && stem.ends_with('e') {
        stem.pop();
    }
    for (british, american) in [("is", "iz"), ("ys", "yz"), ("isation", "ization")] {
        if stem.len() > 4 && stem.ends_with(british) {
            stem.truncate(stem.len() - british.len());
            stem.push_str(american);
        }
    }
    stem
}

fn plural(word: &str) -> String {
    let kept = if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    } else if let Some(stem) = word.strip_suffix("es").filter(|stem| {
        ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| stem.ends_with(end)) && stem.len() > 2
    }) {
        stem
    } else if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        word
    } else {
        word.strip_suffix('s').unwrap_or(word)
    };
    kept.to_owned()
}

fn participle(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ied").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let cut = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed"));
    let Some(stem) = cut.filter(|stem| stem.len() > 2 && stem.bytes().any(|byte| b"aeiouy".contains(&byte)))
    else {
        return word.to_owned();
    };
    match stem.as_bytes() {
        [.., a, b] if a == b && !b"aeiouls".contains(b) => {
            stem.get(..stem.len() - 1).unwrap_or(stem).to_owned()
        }
        [.., b'l', b'l'] if stem.len() > 4 => stem.get(..stem.len() - 1).unwrap_or(stem).to_owned(),
        _ => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_spellings_of_a_word_share_their_key() {
        let same = [
            ["locate", "located"],
            ["travelled", "traveled"],
            ["centre", "centers"],
            ["organisation", "organizations"],
            ["modernise", "modernized"],
            ["colour", "colored"],
            ["buy", "bought"],
            ["country", "countries"],
            ["plan", "planned"],
            ["slow", "slowly"],
            ["tax", "taxes"],
        ];
        for [one, other] in same {
            assert_eq!(stem(one), stem(other), "{one}, {other}");
        }
        for [one, other] in [["import", "important"], ["sign", "signal"], ["rise", "raise"]] {
            assert_ne!(stem(one), stem(other), "{one}, {other}");
        }
    }
}
