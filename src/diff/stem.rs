//! The key of a word: what its inflected forms and its British and American spellings have in common.

use crate::rule::word::rows;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Irregular form → base form; a base form leads to itself.
static BASES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let mut bases = HashMap::new();
    for row in rows(include_str!("../rule/table/irregular.tsv")) {
        for form in &row {
            bases.entry(*form).or_insert(row[0]);
        }
    }
    bases
});

/// Irregular verbs of which the table holds no form but that in -ing.
static UNMARKED: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let irregular = rows(include_str!("../rule/table/irregular.tsv"));
    irregular.filter(|row| row.len() == 2 && row[1].ends_with("ing")).map(|row| row[0]).collect()
});

/// British stem → American stem.
static AMERICAN: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    rows(include_str!("../rule/table/spelling.tsv"))
        .filter_map(|row| Some((*row.first()?, *row.get(1)?)))
        .collect()
});

/// Common words, as in a dictionary.
static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    rows(include_str!("table/common.txt")).flatten().flat_map(str::split_whitespace).collect()
});

/// The key of a folded word: its base form where a dictionary knows it, else what is left without its ending.
///
/// The endings stripped are those of inflection; where two base forms are possible (*hop*, *hope*
/// for *hoping*) the dictionary decides, then the rule that a short stem doubles its last letter.
pub fn stem(folded: &str) -> String {
    let word = folded.trim_end_matches('\'');
    if let Some(base) = BASES.get(word) {
        return american(base);
    }
    if word.len() < 4
        || word == "none"
        || !word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\'')
    {
        return word.to_owned();
    }
    let base = participle(word).or_else(|| plural(word)).unwrap_or_else(|| word.to_owned());
    american(BASES.get(base.as_str()).copied().unwrap_or(&base))
}

/// Whether a folded word may be a past form of a verb.
pub fn is_past(folded: &str) -> bool {
    folded.ends_with("ed") || BASES.get(folded).is_some_and(|base| *base != folded)
}

/// Whether a folded word is a verb whose past form is the base form: *hit*, *cut*.
pub fn is_unmarked(folded: &str) -> bool {
    UNMARKED.contains(folded)
}

/// The American spelling of a base form.
fn american(base: &str) -> String {
    let spelled = AMERICAN.iter().find_map(|(british, american)| {
        let tail = base.strip_prefix(british)?;
        Some(format!("{american}{tail}"))
    });
    if let Some(spelled) = spelled {
        return spelled;
    }
    let ending = [("ise", "ize"), ("yse", "yze"), ("isation", "ization"), ("iser", "izer")]
        .into_iter()
        .find_map(|(british, american)| Some((base.strip_suffix(british)?, american)));
    match ending {
        Some((start, american))
            if start.len() > 2 && WORDS.contains(format!("{start}{american}").as_str()) =>
        {
            format!("{start}{american}")
        }
        _ => base.to_owned(),
    }
}

fn plural(word: &str) -> Option<String> {
    let known = |stem: &str| WORDS.contains(stem).then(|| stem.to_owned());
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return known(&format!("{stem}y")).or_else(|| known(word)).or_else(|| Some(format!("{stem}y")));
    }
    if let Some(stem) = word.strip_suffix("men") {
        let man = format!("{stem}man");
        return (!WORDS.contains(word) || WORDS.contains(man.as_str())).then_some(man);
    }
    if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return None;
    }
    let stem = word.strip_suffix('s')?;
    let short = stem.strip_suffix('e').filter(|short| {
        short.len() > 2 && ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| short.ends_with(end))
    });
    known(stem)
        .or_else(|| short.and_then(known))
        .or_else(|| known(word))
        .or_else(|| Some(short.filter(|short| !short.ends_with(['s', 'z'])).unwrap_or(stem).to_owned()))
}

fn participle(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix("ied").filter(|stem| stem.len() > 1) {
        return Some(format!("{stem}y"));
    }
    let stem = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed"))?;
    if stem.len() < 2 || !stem.bytes().any(is_vowel) {
        return None;
    }
    let long = format!("{stem}e");
    let single = match stem.as_bytes() {
        [.., a, b] if a == b && !is_vowel(*a) => stem.get(..stem.len() - 1),
        _ => None,
    };
    // The dictionary is American: "modernising" comes of "modernize".
    let known = |stem: &str| {
        WORDS.contains(stem) || BASES.contains_key(stem) || WORDS.contains(american(stem).as_str())
    };
    let doubles = matches!(stem.as_bytes(), [.., a, b, c] if !is_vowel(*a) && is_vowel(*b) && !is_vowel(*c) && !b"wxy".contains(c));
    let monosyllable = stem.bytes().filter(|byte| is_vowel(*byte)).count() == 1;
    let base = match (known(stem), known(&long)) {
        (true, true) if doubles && monosyllable => long,
        (true, _) => stem.to_owned(),
        (false, true) => long,
        // "king", "building": no form of a verb that the dictionary knows.
        _ if WORDS.contains(word) => return single.filter(|single| known(single)).map(str::to_owned),
        _ => match single {
            Some(single) if !stem.ends_with("ss") => single.to_owned(),
            _ => stem.to_owned(),
        },
    };
    Some(base)
}

const fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
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
            ["modernising", "modernizing"],
            ["colour", "colored"],
            ["buy", "bought"],
            ["country", "countries"],
            ["plan", "planned"],
            ["tax", "taxes"],
            ["hope", "hoping"],
            ["visit", "visited"],
            ["rise", "rising"],
            ["horse", "horses"],
            ["criticise", "criticized"],
        ];
        for [one, other] in same {
            assert_eq!(stem(one), stem(other), "{one}, {other}");
        }
        for [one, other] in [
            ["import", "important"],
            ["sign", "signal"],
            ["rise", "raise"],
            ["plane", "plan"],
            ["near", "nearly"],
            ["news", "new"],
        ] {
            assert_ne!(stem(one), stem(other), "{one}, {other}");
        }
    }
}
