//! Sentences of a block of prose.
//!
//! A stop (`.`, `!`, `?`, `…`) ends a sentence when white space and something that can open a sentence follow. Whether a
//! full stop behind an abbreviation or an initial does, the word behind it decides: *Inc. The* against *Inc. Chairman*.
//! The idea of telling the two apart by frequent sentence openers is Kiss and Strunk's (Unsupervised Multilingual
//! Sentence Boundary Detection, 2006); here both word lists are fixed data.

use crate::text::Span;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Quotations and brackets longer than this do not hold the sentence around them together.
const LONGEST_ENCLOSURE: usize = 400;
/// Brackets and quotation marks nested deeper than this are not tracked.
const DEEPEST_ENCLOSURE: usize = 4;
/// No abbreviation is longer, in bytes.
const LONGEST_ABBREVIATION: usize = 12;

/// The sentences of `block`, a span of `prose`: in order, without the white space around them.
///
/// Abbreviations (`Mr.`, `27 Nov.`, `U.S.`, `bn.`), decimals, initials and list markers end no sentence. Stops inside
/// brackets or quotation marks end one only where whole sentences are enclosed, not where a sentence goes on around
/// them. Closing marks and footnote marks belong to the sentence before. Time is linear in the length of the block.
pub fn sentences(prose: &str, block: Span) -> Vec<Span> {
    let text = block.of(prose);
    let mut breaks = breaks(text);
    if !breaks.is_empty() {
        keep_whole(text, &mut breaks);
    }
    let last = Break { end: text.len(), next: text.len() };
    let mut sentences = Vec::with_capacity(breaks.len() + 1);
    let mut start = 0;
    for cut in breaks.into_iter().chain([last]) {
        let piece = Span::new(start, cut.end).of(text);
        let from = start + (piece.len() - piece.trim_start().len());
        let span = Span::new(from, from + piece.trim().len());
        if !span.is_empty() {
            sentences.push(span.shifted(block.start));
        }
        start = cut.next;
    }
    sentences
}

/// A boundary: where one sentence ends and the next begins.
#[derive(Debug, Clone, Copy)]
struct Break {
    end: usize,
    next: usize,
}

/// A run of stops, as in `?!` or `. . .`.
struct Stops {
    end: usize,
    ellipsis: bool,
}

fn breaks(text: &str) -> Vec<Break> {
    let mut found = Vec::new();
    let (mut at, mut sentence) = (0, 0);
    while let Some(stop) = next_stop(text, at) {
        let stops = stops(text, stop);
        let end = behind_marks(text, stop, stops.end);
        at = end;
        let rest = text.get(end..).unwrap_or_default();
        let next = end + (rest.len() - rest.trim_start().len());
        if next > end && next < text.len() && ends(text, sentence, stop, &stops, next) {
            found.push(Break { end, next });
            sentence = next;
        }
    }
    found
}

fn next_stop(text: &str, from: usize) -> Option<usize> {
    let rest = text.as_bytes().get(from..)?;
    let at = rest.iter().enumerate().position(|(at, byte)| match byte {
        b'.' | b'!' | b'?' => true,
        0xE2 => rest.get(at..at + 3) == Some("…".as_bytes()),
        _ => false,
    })?;
    Some(from + at)
}

fn stops(text: &str, stop: usize) -> Stops {
    let (mut end, mut dots, mut ellipsis) = (stop, 0, false);
    let mut rest = text.get(stop..).unwrap_or_default();
    while let Some(next) = rest.chars().next() {
        match next {
            '.' => dots += 1,
            '!' | '?' => {}
            '…' => ellipsis = true,
            // The spaced ellipsis ". . .".
            ' ' | '\u{a0}'
                if dots > 0
                    && rest.get(next.len_utf8()..).is_some_and(|rest| rest.starts_with(['.', '…'])) => {}
            _ => break,
        }
        end += next.len_utf8();
        rest = rest.get(next.len_utf8()..).unwrap_or_default();
    }
    Stops { end, ellipsis: ellipsis || dots > 1 }
}

/// The end of what belongs to the sentence behind its stop: closing marks, emphasis and footnote marks.
fn behind_marks(text: &str, stop: usize, stops_end: usize) -> usize {
    let mut end = stops_end;
    while let Some(rest) = text.get(end..) {
        let Some(next) = rest.chars().next() else { break };
        end += match next {
            '"'
            | '\''
            | '”'
            | '’'
            | '»'
            | '›'
            | ')'
            | ']'
            | '}'
            | '*'
            | '_'
            | '†'
            | '‡'
            | '¹'
            | '²'
            | '³'
            | '⁰'
            | '⁴'..='⁹' => next.len_utf8(),
            '[' => match footnote_mark(rest) {
                Some(length) => length,
                None => break,
            },
            // A raised footnote number that came without its markup: "agreed.12 The".
            '0'..='9' if end == stop + 1 && follows_word(text, stop) => {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                match rest.get(digits..).and_then(|rest| rest.chars().next()) {
                    Some(behind) if digits <= 3 && behind.is_whitespace() => digits,
                    _ => break,
                }
            }
            _ => break,
        };
    }
    end
}

/// The length of `[12]`, `[a]` or `[note 3]` at the start of `rest`.
fn footnote_mark(rest: &str) -> Option<usize> {
    let inner = rest.get(1..rest.bytes().take(12).position(|byte| byte == b']')?)?;
    let inner = inner.strip_prefix("note ").unwrap_or(inner);
    let short = (1..=3).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_alphanumeric());
    short.then(|| rest.bytes().position(|byte| byte == b']').unwrap_or(0) + 1)
}

/// Whether a word of at least three small letters that is no abbreviation stands before `stop`.
fn follows_word(text: &str, stop: usize) -> bool {
    let before = text.as_bytes().get(..stop).unwrap_or_default();
    let letters = before.iter().rev().take(3).filter(|byte| byte.is_ascii_lowercase()).count();
    letters == 3 && !ABBREVIATIONS.contains_key(word_before(text, stop))
}

/// Whether the stops at `stop` end the sentence that began at `sentence`, given that `next` begins something new.
fn ends(text: &str, sentence: usize, stop: usize, stops: &Stops, next: usize) -> bool {
    let follow = text.get(next..).unwrap_or_default();
    if !can_open(follow) || is_marker(Span::new(sentence, stop).of(text)) {
        return false;
    }
    let follow = follow.trim_start_matches(OPENING);
    if stops.ellipsis {
        return opens_sentence(follow);
    }
    if text.as_bytes().get(stop) != Some(&b'.') || stops.end > stop + 1 {
        return true;
    }
    let word = word_before(text, stop);
    let digit = follow.starts_with(|next: char| next.is_ascii_digit());
    match ABBREVIATIONS.get(word).or_else(|| ABBREVIATIONS.get(word.rsplit('.').next()?)) {
        Some(Class::Before) => false,
        Some(Class::Number) => !digit,
        Some(Class::Inside) => opens_sentence(follow),
        Some(Class::Month) => opens_sentence(follow) || (!digit && follows_number(text, stop - word.len())),
        Some(Class::After) => !digit && !continues_figure(follow),
        None if is_initials(word) => opens_sentence(follow),
        None => true,
    }
}

/// Marks that may stand before the first word of a sentence.
const OPENING: [char; 13] = ['"', '\'', '“', '‘', '„', '«', '‹', '(', '[', '*', '_', '¿', '¡'];

/// Whether a sentence can open with `follow`: a capital, a figure, a letter without case; or `iPhone`, `al-Bashir`.
fn can_open(follow: &str) -> bool {
    let word = follow.trim_start_matches(OPENING);
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return false };
    if first.is_lowercase() {
        let second = letters.next();
        let particle =
            word.strip_prefix("al-").or_else(|| word.strip_prefix("d’")).or_else(|| word.strip_prefix("d'"));
        return second.is_some_and(char::is_uppercase)
            || particle.and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase);
    }
    first.is_alphanumeric() || "$€£¥₽₸#@•§".contains(first)
}

/// Whether a text is a list marker and no sentence: `1`, `12`, `1.2`, `(a)`, `iv`.
fn is_marker(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let figures = text.len() <= 6 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let roman = text.len() <= 4 && text.bytes().all(|byte| b"ivxIVX".contains(&byte));
    let letter = text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    !text.is_empty() && (figures && !text.starts_with('.') && !is_year(text) || roman || letter)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The letters (and stops between them) before `stop`; empty where there are none or too many.
fn word_before(text: &str, stop: usize) -> &str {
    let before = text.as_bytes().get(..stop).unwrap_or_default();
    let length = before
        .iter()
        .rev()
        .take(LONGEST_ABBREVIATION + 1)
        .take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'.')
        .count();
    if length > LONGEST_ABBREVIATION || ends_in_letter(text, stop - length) {
        return "";
    }
    Span::new(stop - length, stop).of(text)
}

fn ends_in_letter(text: &str, end: usize) -> bool {
    text.get(..end).and_then(|text| text.chars().next_back()).is_some_and(char::is_alphabetic)
}

/// `J`, `J.K`, `U.S`, `Ph.D`: capital letters with a stop behind each.
fn is_initials(word: &str) -> bool {
    !word.is_empty()
        && word.split('.').all(|part| {
            part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_alphabetic())
                || part.len() <= 2
                    && word.len() > 2
                    && part.starts_with(|first: char| first.is_ascii_uppercase())
        })
        && (word.contains('.') || word.bytes().all(|byte| byte.is_ascii_uppercase()))
}

fn first_word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    Span::new(0, end).of(text)
}

fn opens_sentence(follow: &str) -> bool {
    OPENERS.contains(first_word(follow))
}

fn follows_number(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|text| text.trim_end().ends_with(|last: char| last.is_ascii_digit()))
}

/// Whether a capital behind "9 a.m." or "3 bn." still belongs to it: a weekday, a zone, a currency code.
fn continues_figure(follow: &str) -> bool {
    let word = first_word(follow);
    let code = (2..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let day = word.len() > 5 && word.ends_with("day");
    code || day
        || (!opens_sentence(follow) && follow.get(word.len()..).is_some_and(|rest| rest.starts_with(" time")))
}

/// Takes out the boundaries inside a quotation or bracket that a sentence goes on around.
fn keep_whole(text: &str, breaks: &mut Vec<Break>) {
    let length = text.trim_end().len();
    let mut inside: Vec<Span> = Vec::new();
    for enclosed in enclosures(text) {
        if inside.last().is_some_and(|last| enclosed.start < last.end) {
            continue;
        }
        let first = breaks.partition_point(|cut| cut.next <= enclosed.start);
        let behind = breaks.partition_point(|cut| cut.end < enclosed.end);
        let before = first.checked_sub(1).and_then(|at| breaks.get(at));
        let opens = before.map_or(0, |cut| cut.next) == enclosed.start;
        let closes = breaks.get(behind).map_or(length, |cut| cut.end) <= enclosed.end + 3;
        if first < behind && !(opens && closes) {
            inside.push(enclosed);
        }
    }
    let mut at = 0;
    breaks.retain(|cut| {
        while inside.get(at).is_some_and(|span| span.end <= cut.end) {
            at += 1;
        }
        inside.get(at).is_none_or(|span| cut.end < span.start)
    });
}

/// The quotations and brackets of a text, by where they open.
fn enclosures(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::with_capacity(DEEPEST_ENCLOSURE + 1);
    let mut before = ' ';
    for (at, mark) in text.char_indices() {
        if matches!(mark, '(' | '[' | '“' | '‘' | '«' | '"' | '\'' | ')' | ']' | '”' | '’' | '»') {
            let behind = text.get(at + mark.len_utf8()..).and_then(|rest| rest.chars().next());
            let fresh = before.is_whitespace() || OPENING.contains(&before) || "–—-".contains(before);
            let letter = behind.is_some_and(char::is_alphanumeric);
            match mark {
                '(' | '[' | '“' | '‘' | '«' => open.push((mark, at)),
                '"' if fresh => open.push((mark, at)),
                '\'' if fresh && letter => open.push(('‘', at)),
                '\'' | '’' if letter => {}
                _ => close(&mut open, mark, at + mark.len_utf8(), &mut found),
            }
            if open.len() > DEEPEST_ENCLOSURE {
                open.remove(0);
            }
        }
        before = mark;
    }
    found.sort_unstable();
    found
}

fn close(open: &mut Vec<(char, usize)>, mark: char, end: usize, found: &mut Vec<Span>) {
    let opening = match mark {
        ')' => '(',
        ']' => '[',
        '”' => '“',
        '»' => '«',
        '"' => '"',
        _ => '‘',
    };
    let Some(at) = open.iter().rposition(|(mark, _)| *mark == opening) else { return };
    if let Some((_, start)) = open.get(at)
        && end - start <= LONGEST_ENCLOSURE
    {
        found.push(Span::new(*start, end));
    }
    open.truncate(at);
}

/// What the full stop behind an abbreviation means; `data/abbreviations.txt` explains the classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Before,
    Number,
    Inside,
    Month,
    After,
}

static ABBREVIATIONS: LazyLock<HashMap<&str, Class>> = LazyLock::new(|| {
    let mut table = HashMap::new();
    for (class, words) in
        data_lines(include_str!("data/abbreviations.txt")).filter_map(|line| line.split_once(':'))
    {
        let class = match class {
            "before" => Class::Before,
            "number" => Class::Number,
            "inside" => Class::Inside,
            "month" => Class::Month,
            _ => Class::After,
        };
        table.extend(words.split_whitespace().map(|word| (word, class)));
    }
    table
});

static OPENERS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| data_lines(include_str!("data/openers.txt")).flat_map(str::split_whitespace).collect());

fn data_lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_abbreviation_stands_in_two_classes() {
        let mut seen = HashSet::new();
        for (class, words) in
            data_lines(include_str!("data/abbreviations.txt")).filter_map(|line| line.split_once(':'))
        {
            assert!(["before", "number", "inside", "month", "after"].contains(&class), "{class}");
            for word in words.split_whitespace() {
                assert!(seen.insert(word), "{word} is listed twice");
                assert!(word.len() <= LONGEST_ABBREVIATION, "{word} is too long to be found");
            }
        }
    }
}
