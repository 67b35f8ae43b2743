//! Words: how a text is cut into them, what is folded away, and the forms one word takes.
//!
//! A draft's words are only folded (case, accents, apostrophes). All knowledge of inflection and spelling is spent on the
//! claim's side: a term's word is expanded once into every form it may take, and a draft's word is then one lookup, by
//! the [`root`] that it has in common with the term's word.

use super::quick::Quick;
use crate::text::Span;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The words of a text as spans, in order. Hyphens, dashes and slashes divide words; an apostrophe inside a word and the
/// points of `U.S.` or `5.2` do not; a possessive `'s` is not part of the word.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let plain = |byte: &&u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
        at += text.as_bytes().get(at..)?.iter().take_while(plain).count();
        let start = at + text.get(at..)?.find(char::is_alphanumeric)?;
        let end = word_end(text, start);
        at = end;
        let possessive = ["'s", "’s", "'S", "’S"];
        let word = text.get(start..end)?;
        let word = without_mark(word);
        if !word.ends_with(['s', 'S']) {
            return Some(Span::new(start, start + word.len()));
        }
        let kept = possessive.iter().find_map(|tail| word.strip_suffix(tail)).filter(|kept| !kept.is_empty());
        Some(Span::new(start, start + kept.unwrap_or(word).len()))
    })
}

/// A word without the raised figure of a note behind it: `cable¹`; `km²` is one.
fn without_mark(word: &str) -> &str {
    let raised = |letter: char| matches!(letter, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    if word.is_ascii() || !word.ends_with(raised) {
        return word;
    }
    let stem = word.trim_end_matches(raised);
    if stem.chars().filter(|letter| letter.is_alphabetic()).count() > 2 { stem } else { word }
}

fn word_end(text: &str, start: usize) -> usize {
    // Most words are ASCII letters up to a space or a comma that ends them.
    let bytes = text.as_bytes();
    let run = bytes.iter().skip(start).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let plain = match (bytes.get(start + run), bytes.get(start + run + 1)) {
        (None, _) => true,
        (Some(b'.' | b','), None) => true,
        (Some(b'.' | b','), Some(after)) => *after == b' ' || *after == b'\n',
        (Some(byte), _) => byte.is_ascii() && *byte != b'\'',
    };
    if plain && run > 1 {
        return start + run;
    }
    let Some(rest) = text.get(start..) else { return start };
    let mut chars = rest.char_indices().peekable();
    let mut end = start;
    let mut before = ' ';
    let mut letters = 0;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let goes_on = match c {
            _ if c.is_alphanumeric() || is_combining_mark(c) => {
                letters += 1;
                true
            }
            '\'' | '’' | 'ʼ' => before.is_alphabetic() && next.is_alphabetic(),
            '.' => {
                let initials = letters == 1 && before.is_alphabetic();
                letters = 0;
                initials && (next.is_alphabetic() || end > start + before.len_utf8())
                    || before.is_ascii_digit() && next.is_ascii_digit()
            }
            ',' => before.is_ascii_digit() && next.is_ascii_digit(),
            '\u{ad}' | '\u{200d}' => next.is_alphanumeric(),
            _ => false,
        };
        if !goes_on {
            break;
        }
        end = start + at + c.len_utf8();
        before = c;
    }
    end
}

/// Appends a word to `out` in lower case, without accents, points, soft hyphens, and with one kind of apostrophe.
pub fn fold_into(word: &str, out: &mut String) {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let start = out.len();
        out.push_str(word);
        if let Some(word) = out.get_mut(start..) {
            word.make_ascii_lowercase();
        }
        return;
    }
    if word.is_ascii() {
        let initials =
            word.bytes().any(|byte| byte == b'.') && !word.bytes().any(|byte| byte.is_ascii_digit());
        out.extend(
            word.chars().filter(|&c| c != ',' && !(initials && c == '.')).map(|c| c.to_ascii_lowercase()),
        );
        return;
    }
    for c in word.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        match c {
            '’' | 'ʼ' => out.push('\''),
            'ı' => out.push('i'),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'þ' => out.push_str("th"),
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            '.' | ',' | '\u{ad}' | '\u{200d}' => {}
            c => out.push(c),
        }
    }
}

/// A folded copy of a word.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

/// Every form a folded word may take in a draft: inflections of each base it may be a form of, and both spellings.
///
/// Each once, in order. Inflection only (plural, -s, -ed, -ing and the irregular table), never derivation: *important* is
/// no form of *import*.
pub fn forms(word: &str) -> Vec<String> {
    let mut all = vec![word.to_owned()];
    let invariable = |form: &String| {
        form != word && IRREGULAR.get(form.as_str()).is_some_and(|group| group.as_slice() == [form.as_str()])
    };
    if is_inflected(word) {
        for base in bases(word) {
            inflect(&base, &mut all);
        }
        all.sort_unstable();
        all.dedup();
        let spelled: Vec<String> = all.iter().filter_map(|form| respelled(form)).collect();
        for form in spelled {
            for base in bases(&form) {
                inflect(&base, &mut all);
            }
        }
    } else if let Some(group) = IRREGULAR.get(word) {
        all.extend(group.iter().map(|form| (*form).to_owned()));
    }
    all.retain(|form| !invariable(form));
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether a folded word takes the endings of English words.
fn is_inflected(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\'')
}

/// What all regular forms of a folded word have in common: the word up to the letters that inflection adds or takes away,
/// a letter doubled before them counted once.
pub fn root(word: &str) -> &str {
    let mut bytes = word.as_bytes();
    while let [rest @ .., last] = bytes
        && is_ending(*last)
    {
        bytes = rest;
    }
    while let [rest @ .., before, last] = bytes
        && before == last
        && last.is_ascii()
    {
        bytes = bytes.get(..=rest.len()).unwrap_or_default();
    }
    word.get(..bytes.len()).unwrap_or(word)
}

/// The roots of all forms of a folded word, each once; nearly always one.
pub fn roots(word: &str) -> Vec<Cow<'_, str>> {
    if is_regular(word) {
        return vec![Cow::Borrowed(root(word))];
    }
    let roots: BTreeSet<String> = forms(word).iter().map(|form| root(form).to_owned()).collect();
    roots.into_iter().map(Cow::Owned).collect()
}

/// Whether all forms of a folded word certainly have its root: neither the irregular table nor the other spelling knows
/// a word of that root.
fn is_regular(word: &str) -> bool {
    if !is_inflected(word) {
        return !IRREGULAR.contains_key(word);
    }
    let root = root(word);
    // A shorter root does not tell which stems of the spelling table its forms may begin with.
    let Some(first) = root.as_bytes().first_chunk::<4>() else { return false };
    // "craftsman", "craftsmen"
    let man = word.contains("man") || word.contains("men");
    !(man || IRREGULAR_ROOTS.contains(root) || SPELLING.contains_key(first) || has_ise(word))
}

/// The letters of all endings of inflection.
const fn is_ending(byte: u8) -> bool {
    matches!(byte, b's' | b'e' | b'd' | b'i' | b'n' | b'g' | b'y')
}

static IRREGULAR_ROOTS: LazyLock<HashSet<&str, Quick>> =
    LazyLock::new(|| IRREGULAR.keys().map(|form| root(form)).collect());

/// Irregular words, and small numbers with their figures: any form → all forms of its groups, the base first.
static IRREGULAR: LazyLock<HashMap<&str, Vec<&str>, Quick>> = LazyLock::new(|| {
    let mut table: HashMap<&str, Vec<&str>, Quick> = HashMap::default();
    let numbers = rows(include_str!("table/number.tsv"));
    for group in rows(include_str!("table/irregular.tsv")).chain(numbers) {
        for &form in &group {
            table.entry(form).or_default().extend(&group);
        }
    }
    table
});

/// Stems and how they are spelled on the other side of the Atlantic, by their first letters, in the order of the table.
type Spelling = HashMap<[u8; 4], Vec<(&'static str, &'static str)>, Quick>;

static SPELLING: LazyLock<Spelling> = LazyLock::new(|| {
    let mut table = Spelling::default();
    for pair in rows(include_str!("table/spelling.tsv")) {
        let [british, american] = pair[..] else { continue };
        for (own, other) in [(british, american), (american, british)] {
            // No stem of the table is shorter.
            let Some(first) = own.as_bytes().first_chunk() else { continue };
            table.entry(*first).or_default().push((own, other));
        }
    }
    table
});

/// The rows of a table: fields divided by tabs, lines that start with `#` left out.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').collect())
}

/// The words that `word` may be an inflected form of, itself included.
fn bases(word: &str) -> Vec<String> {
    let mut out = vec![word.to_owned()];
    if let Some(group) = IRREGULAR.get(word) {
        if group.first() == Some(&word) {
            return out;
        }
        out.extend(group.iter().map(|form| (*form).to_owned()));
    }
    let mut push = |stem: &str, tail: &str| {
        if stem.len() + tail.len() > 2 && stem.bytes().any(is_vowel) {
            out.push([stem, tail].concat());
        }
    };
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        push(stem, "y");
    } else if let Some(stem) = word.strip_suffix("es").filter(|stem| sibilant(stem) || stem.ends_with('o')) {
        push(stem, "");
        push(stem, "e");
    } else if let Some(stem) = word.strip_suffix('s').filter(|stem| !stem.ends_with(['s', 'u', 'i'])) {
        push(stem, "");
    }
    if let Some(stem) = word.strip_suffix("men").filter(|stem| stem.len() > 1) {
        push(stem, "man");
    }
    if let Some(stem) = word.strip_suffix("ied") {
        push(stem, "y");
    } else if let Some(stem) = word.strip_suffix("ed").or_else(|| word.strip_suffix("ing")) {
        push(stem, "e");
        if let Some(single) = doubled(stem) {
            push(single, "");
        }
        if !doubles(stem) {
            push(stem, "");
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Adds the regular and irregular forms of a base word.
fn inflect(base: &str, all: &mut Vec<String>) {
    all.push(base.to_owned());
    if let Some(group) = IRREGULAR.get(base).filter(|group| group.first() == Some(&base)) {
        all.extend(group.iter().map(|form| (*form).to_owned()));
    }
    // "fisherman", "woman"; that "german" has no such plural does no harm.
    if let Some(stem) = base.strip_suffix("man").filter(|stem| stem.len() > 1) {
        all.push([stem, "men"].concat());
    }
    let consonant_y =
        base.strip_suffix('y').filter(|stem| stem.bytes().next_back().is_some_and(|b| !is_vowel(b)));
    match consonant_y {
        Some(stem) => all.push([stem, "ies"].concat()),
        None if sibilant(base) || base.ends_with('o') => all.push([base, "es"].concat()),
        None => {}
    }
    if !sibilant(base) && consonant_y.is_none() {
        all.push([base, "s"].concat());
    }
    match (base.strip_suffix('e'), consonant_y) {
        (Some(stem), _) => {
            all.push([base, "d"].concat());
            all.push([stem, "ing"].concat());
        }
        (None, Some(stem)) => {
            all.push([stem, "ied"].concat());
            all.push([base, "ing"].concat());
        }
        (None, None) => {
            let last = base.chars().next_back().filter(|_| doubles(base) || base.ends_with('l'));
            if let Some(last) = last {
                all.push(format!("{base}{last}ed"));
                all.push(format!("{base}{last}ing"));
            }
            if last.is_none() || !doubles(base) {
                all.push([base, "ed"].concat());
                all.push([base, "ing"].concat());
            }
        }
    }
}

/// The other spelling of a word, British for American or American for British.
fn respelled(word: &str) -> Option<String> {
    const ENDINGS: [&str; 8] = ["e", "ed", "es", "ing", "ation", "ations", "er", "ers"];
    let ended = ENDINGS.iter().filter_map(|ending| Some((ending, word.strip_suffix(ending)?)));
    for (ending, stem) in ended.filter(|_| has_ise(word)) {
        for (own, other) in [("is", "iz"), ("iz", "is"), ("ys", "yz"), ("yz", "ys")] {
            if let Some(stem) = stem.strip_suffix(own).filter(|stem| stem.len() > 2) {
                return Some(format!("{stem}{other}{ending}"));
            }
        }
    }
    let first = SPELLING.get(word.as_bytes().first_chunk::<4>()?)?;
    first.iter().find_map(|(own, other)| word.strip_prefix(own).map(|tail| format!("{other}{tail}")))
}

/// Whether a word holds what is spelled -ise or -ize, -yse or -yze.
fn has_ise(word: &str) -> bool {
    word.as_bytes().windows(2).any(|pair| matches!(pair, [b'i' | b'y', b's' | b'z']))
}

const fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

fn sibilant(stem: &str) -> bool {
    ["s", "x", "z", "ch", "sh"].iter().any(|end| stem.ends_with(end))
}

/// Whether a word doubles its last consonant before -ed and -ing: one syllable, one vowel, one consonant (*plan*).
fn doubles(word: &str) -> bool {
    let bytes = word.as_bytes();
    let [.., before, vowel, last] = bytes else {
        return matches!(bytes, [vowel, last] if is_vowel(*vowel) && !is_vowel(*last));
    };
    let syllables = bytes.windows(2).filter(|pair| is_vowel(pair[0]) && !is_vowel(pair[1])).count();
    syllables == 1
        && !is_vowel(*before)
        && is_vowel(*vowel)
        && !is_vowel(*last)
        && !matches!(last, b'w' | b'x')
}

/// The stem without its doubled last consonant (*planned* → *plann* → *plan*).
fn doubled(stem: &str) -> Option<&str> {
    let [.., a, b] = stem.as_bytes() else { return None };
    (a == b && !is_vowel(*b)).then(|| stem.get(..stem.len() - 1)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        words(text).map(|span| span.of(text)).collect()
    }

    #[test]
    fn words_are_cut_as_a_reader_sees_them() {
        assert_eq!(cut("heat-and-power plants’ cost"), ["heat", "and", "power", "plants", "cost"]);
        assert_eq!(cut("Kazakhstan’s U.S. don't"), ["Kazakhstan", "U.S.", "don't"]);
        assert_eq!(cut("5.2% of 1,250. End"), ["5.2", "of", "1,250", "End"]);
        assert_eq!(cut("$10–12bn (St. Petersburg)"), ["10", "12bn", "St", "Petersburg"]);
        assert_eq!(cut("J. Smith."), ["J", "Smith"]);
    }

    #[test]
    fn folding_takes_case_accents_and_points_away() {
        assert_eq!(fold("São"), "sao");
        assert_eq!(fold("U.S."), "us");
        assert_eq!(fold("Łódź"), "lodz");
        assert_eq!(fold("Don’t"), "don't");
    }

    #[test]
    fn all_forms_of_a_word_have_one_of_its_roots() {
        let tables = [include_str!("table/irregular.tsv"), include_str!("table/spelling.tsv")];
        let tables = tables.into_iter().flat_map(rows).flatten().map(str::to_owned);
        let numbers = rows(include_str!("table/number.tsv")).flatten().map(str::to_owned);
        let stems = [
            "", "b", "pl", "tr", "ox", "sto", "gr", "que", "sk", "anal", "spe", "trave", "misf", "ph",
            "shipm",
        ];
        let tails = [
            "a", "an", "en", "app", "ad", "y", "ee", "uss", "ic", "o", "ol", "inn", "it", "ie", "ys", "iz",
            "'",
        ];
        let ends =
            ["", "s", "es", "ed", "d", "ing", "ies", "ied", "e", "y", "er", "ation", "ss", "nning", "dded"];
        let mut made = Vec::new();
        for (stem, tail) in stems.iter().flat_map(|stem| tails.map(|tail| (stem, tail))) {
            made.extend(ends.map(|end| [stem, tail, end].concat()));
        }
        for word in tables.chain(numbers).chain(made) {
            let roots = roots(&word);
            for form in forms(&word) {
                assert!(
                    roots.iter().any(|known| known == root(&form)),
                    "{form} of {word} has another root than {roots:?}"
                );
            }
        }
    }

    #[test]
    fn a_word_matches_its_inflected_forms_and_no_derivation() {
        let yes = [
            ("agreement", "agreements"),
            ("sign", "signed"),
            ("signed", "signs"),
            ("plan", "planned"),
            ("refuse", "refusing"),
            ("country", "countries"),
            ("buy", "bought"),
            ("bought", "buying"),
            ("tax", "taxes"),
            ("reach", "reached"),
            ("modernise", "modernized"),
            ("centre", "centers"),
            ("crisis", "crises"),
            ("hold", "held"),
            ("organisation", "organizations"),
            ("veto", "vetoes"),
            ("travel", "travelled"),
            ("travel", "traveled"),
            ("put", "putting"),
            ("accompany", "accompanied"),
            ("battery", "batteries"),
            ("found", "founded"),
            ("rise", "rose"),
        ];
        for (base, form) in yes {
            assert!(forms(base).contains(&form.to_owned()), "{form} is a form of {base}");
        }
        let no = [
            ("import", "important"),
            ("plane", "plan"),
            ("rate", "rat"),
            ("us", "use"),
            ("news", "new"),
            ("four", "for"),
            ("gas", "ga"),
            ("accord", "according"),
            ("hope", "hopped"),
            ("planes", "planned"),
        ];
        for (base, form) in no {
            assert!(!forms(base).contains(&form.to_owned()), "{form} is no form of {base}");
        }
    }
}
