//! The tokens of a sentence: its figures, names and words that carry meaning, each with a key that style does not touch.

pub use super::keys::{Key, Keys};
use super::stem::stem;
use super::table::{TABLES, Value};
use crate::fact::{self, Fact};
use crate::rule::{Reading, Sentence, country};
use crate::text::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A figure: index of the fact in its reading.
    Figure(usize),
    /// A word of a proper name, an acronym, a model number.
    Name,
    /// A word that carries meaning by its class.
    Class(&'static [Value]),
    /// Any other word that says something.
    Content,
}

/// A figure or word of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Span in the prose.
    pub span: Span,
    /// Its words in the reading.
    pub word: usize,
    /// What it says.
    pub key: Key,
    /// Stem of a word, folded form of a name.
    pub stem: String,
    /// What it is.
    pub sort: Sort,
    /// The sentence it stands in.
    pub sentence: usize,
}

impl Token {
    /// Whether it is a figure.
    pub fn figure(&self) -> Option<usize> {
        if let Sort::Figure(fact) = self.sort { Some(fact) } else { None }
    }

    /// Whether it is a word of a name.
    pub fn is_name(&self) -> bool {
        self.sort == Sort::Name
    }

    /// The values it carries by its class.
    pub fn values(&self) -> &'static [Value] {
        if let Sort::Class(values) = self.sort { values } else { &[] }
    }
}

/// A headline has fewer long words than this; a longer run of capitals is a list of names.
const LONGEST_HEADLINE: usize = 12;
/// No phrase of the tables is longer, in words.
const LONGEST_PHRASE: usize = 5;
/// No country has a longer name, in words.
const LONGEST_COUNTRY: usize = 4;

/// What the two sides of a vote or match have.
const SCORED: [&str; 8] = ["vote", "goal", "point", "run", "set", "game", "seat", "frame"];

/// The tokens of a sentence, words that carry no fact left out.
pub fn tokens(reading: &Reading<'_>, sentence: usize, keys: &mut Keys) -> Vec<Token> {
    let Some(own) = reading.sentences.get(sentence) else { return Vec::new() };
    let mut cutter = Cutter {
        reading,
        sentence,
        stems: Vec::new(),
        start: own.words.start,
        titled: false,
        out: Vec::new(),
    };
    cutter.stems = own.words.clone().map(|at| stem(reading.words.folded(at))).collect();
    cutter.titled = titled(reading, &cutter.stems, own.words.start);
    let mut facts = own.facts.clone().peekable();
    let mut at = own.words.start;
    while at < own.words.end {
        let span = reading.words.span(at);
        while facts
            .next_if(|&fact| reading.facts.get(fact).is_some_and(|fact| fact.span.end <= span.start))
            .is_some()
        {}
        if let Some(length) = cutter.numbered(at, own, keys) {
            at += length;
            continue;
        }
        let fact = facts.peek().and_then(|&fact| Some((fact, reading.facts.get(fact)?)));
        // "First, the road is closed": a numbered list tells it otherwise, and nobody misses it.
        if let Some((_, fact)) = fact.filter(|(_, fact)| at == own.words.start && cutter.enumerates(fact)) {
            at = reading.words.within(fact.span).end.max(at + 1);
            continue;
        }
        // "several", "many" are words of a class before they are figures.
        let fact = fact.filter(|(_, fact)| !cutter.is_vague(fact));
        if let Some((index, fact)) = fact.filter(|(_, fact)| fact.span.overlaps(span)) {
            let text = format!("#{}", fact.span.of(reading.prose()).to_lowercase());
            let key = keys.of(&text);
            cutter.out.push(Token {
                span: fact.span,
                word: at,
                key,
                stem: text,
                sort: Sort::Figure(index),
                sentence,
            });
            at = reading.words.within(fact.span).end.max(at + 1);
            continue;
        }
        let limit = fact.map_or(own.words.end, |(_, fact)| reading.words.within(fact.span).start);
        at += cutter.word(at, limit.clamp(at + 1, own.words.end), keys);
    }
    cutter.out
}

/// Whether most long words of a sentence have capitals, as in a headline: then a capital alone makes no name.
fn titled(reading: &Reading<'_>, stems: &[String], start: usize) -> bool {
    let long = || (start..).zip(stems).filter(|(_, stem)| stem.len() > 3 && !TABLES.is_light(stem));
    let capital = long().filter(|&(at, _)| reading.words.is_capital(reading.prose(), at)).count();
    let common = long()
        .filter(|&(at, stem)| reading.words.is_capital(reading.prose(), at) && TABLES.is_common(stem))
        .count();
    let all = long().count();
    (4..LONGEST_HEADLINE).contains(&all) && capital * 4 > all * 3 && common * 2 > all
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

struct Cutter<'r, 'd> {
    reading: &'r Reading<'d>,
    sentence: usize,
    /// Stems of the sentence's words.
    stems: Vec<String>,
    /// Its first word.
    start: usize,
    titled: bool,
    out: Vec<Token>,
}

impl Cutter<'_, '_> {
    /// Numbers that count nothing, whatever their wording: the result of a vote or match (*188 votes to 141*, *188–141*)
    /// and a place on a list (*number 9*, *No. 9*). Returns the number of words they take.
    fn numbered(&mut self, at: usize, own: &Sentence, keys: &mut Keys) -> Option<usize> {
        let word = |at: usize| (at < own.words.end).then(|| self.reading.words.folded(at));
        let (text, end) = match word(at)? {
            // "no one" is no number; nor is "they number 9,000" a place.
            lead @ ("no" | "number") if lead != "no" || word(at + 1).is_some_and(is_digits) => {
                let (number, end) = self.number(at + 1, own)?;
                (Some(format!("no. {number}")).filter(|_| number.len() < 3)?, end)
            }
            digits if is_digits(digits) && word(at + 1).is_some_and(is_digits) && self.is_dashed(at, own) => {
                (format!("{digits}-{}", word(at + 1)?), at + 2)
            }
            _ => {
                let (one, end) = self.number(at, own)?;
                let scored = SCORED.contains(&self.stems.get(end.checked_sub(self.start)?)?.as_str());
                let end = end + 1;
                let (other, end) = self.number(end + 1, own).filter(|_| scored && word(end) == Some("to"))?;
                (format!("{one}-{other}"), end)
            }
        };
        self.push(at, end - at, text, Sort::Name, keys);
        Some(end - at)
    }

    /// Whether a figure at the start of a sentence only counts the sentences: *First, …*.
    fn enumerates(&self, fact: &Fact) -> bool {
        let rest = self.reading.prose().get(fact.span.end..).unwrap_or_default();
        fact.kind == fact::Kind::Ordinal && rest.starts_with(", ")
    }

    /// Whether no more than a dash stands between a word and the next, and neither is in a figure.
    fn is_dashed(&self, at: usize, own: &Sentence) -> bool {
        let (one, other) = (self.reading.words.span(at), self.reading.words.span(at + 1));
        let facts = self.reading.facts.get(own.facts.clone()).unwrap_or_default();
        let near = facts.get(facts.partition_point(|fact| fact.span.end <= one.start));
        matches!(Span::new(one.end, other.start).of(self.reading.prose()), "-" | "–" | "‑" | "−")
            && near.is_none_or(|fact| fact.span.start >= other.end)
    }

    /// A whole number in digits or words, and the word behind it.
    fn number(&self, at: usize, own: &Sentence) -> Option<(String, usize)> {
        let words = &self.reading.words;
        let folded = (at < own.words.end).then(|| words.folded(at))?;
        if is_digits(folded) || folded == "one" {
            return Some((folded.replace("one", "1"), at + 1));
        }
        let start = words.span(at).start;
        let facts = self.reading.facts.get(own.facts.clone())?;
        let fact = facts.get(facts.partition_point(|fact| fact.span.start < start))?;
        match &fact.value {
            fact::Value::Amount(amount)
                if fact.span.start == start
                    && fact.kind == fact::Kind::Number
                    && amount.qualifier.is_none()
                    && amount.min == amount.max =>
            {
                Some((amount.min?.plain(), words.within(fact.span).end))
            }
            _ => None,
        }
    }

    /// Reads the phrase at a word, which may reach up to `limit`; returns the number of words it takes.
    fn word(&mut self, at: usize, limit: usize, keys: &mut Keys) -> usize {
        if let Some(length) = self.country(at, limit, keys) {
            return length;
        }
        let prose = self.reading.prose();
        let capital = self.reading.words.is_capital(prose, at);
        let phrase: Vec<&str> = self.phrase(at, limit, LONGEST_PHRASE);
        let Some(&stem) = phrase.first() else { return 1 };
        // "two shares each": lost, it is another sum.
        if stem == "each"
            && self.out.last().is_some_and(|last| last.figure().is_some() && self.touches(last, at))
        {
            let sort = TABLES.class(&["apiece"]).map_or(Sort::Content, |(_, values)| Sort::Class(values));
            self.push(at, 1, "apiece".to_owned(), sort, keys);
            return 1;
        }
        // "only the second woman" is no fewer than the second.
        if stem == "only" && self.is_rank(at + 1) {
            return 1;
        }
        if stem == "should" && capital && self.opens(at) && !self.asks() {
            return 1;
        }
        let class = TABLES.class(&phrase);
        // "Sales declined to 5 tonnes" is no refusal.
        let falls = stem == "decline" && phrase.get(1) == Some(&"to") && self.is_noun_behind(at + 1);
        let same = TABLES.same(if falls { phrase.get(..1).unwrap_or_default() } else { &phrase });
        let longer = |class: usize| same.as_ref().is_none_or(|(same, _)| class >= *same);
        if let Some((length, values)) = class.filter(|&(length, _)| longer(length)) {
            self.push(at, length, stem.to_owned(), Sort::Class(values), keys);
            return length;
        }
        if let Some((length, means)) = same.filter(|&(length, _)| length > 1 || !capital || self.opens(at)) {
            for word in means {
                let class = TABLES.class(&[word]);
                // "about" alone is light, but as a hedge it counts.
                if class.is_some() || !TABLES.is_light(word) {
                    let sort = class.map_or(Sort::Content, |(_, values)| Sort::Class(values));
                    self.push(at, length, word.clone(), sort, keys);
                }
            }
            return length;
        }
        let folded = self.reading.words.folded(at);
        if folded.ends_with("n't") {
            let sort = TABLES.class(&["not"]).map_or(Sort::Content, |(_, values)| Sort::Class(values));
            self.push(at, 1, "not".to_owned(), sort, keys);
            return 1;
        }
        let age = folded == "aged" && is_digits(self.reading.words.folded(at + 1)); // "Lund, aged 34"
        if age || TABLES.is_light(stem) && !self.is_acronym(at) {
            return 1;
        }
        let digits = folded.bytes().any(|byte| byte.is_ascii_digit());
        let name = digits
            || self.is_acronym(at)
            || capital && (!TABLES.is_common(stem) || !self.titled && !self.opens(at));
        let stem = match folded.split_once('\'') {
            // "Sana'a" and "Sanaa" are one name.
            Some((head, tail)) if name && capital && !tail.is_empty() => [head, tail].concat(),
            _ if name && !TABLES.is_common(stem) => folded.to_owned(),
            _ => stem.to_owned(),
        };
        if stem.len() > 1 || name {
            self.push(at, 1, stem, if name { Sort::Name } else { Sort::Content }, keys);
        }
        1
    }

    /// Whether a figure or an article stands behind a word: no verb does.
    fn is_noun_behind(&self, at: usize) -> bool {
        let words = &self.reading.words;
        let figure = self.reading.facts_from(words.span(at).end).next();
        let next = words.folded(at + 1);
        figure.is_some_and(|fact| words.within(fact.span).start == at + 1)
            || matches!(
                next,
                "the" | "a" | "an" | "its" | "their" | "his" | "her" | "about" | "around" | "nearly" | "just"
            )
    }

    /// Whether a figure is no more than words of a class, or a date that other words tell too (*the year before*).
    fn is_vague(&self, fact: &Fact) -> bool {
        let words = self.reading.words.within(fact.span);
        let stems: Option<Vec<&str>> =
            words.map(|at| self.stems.get(at.checked_sub(self.start)?).map(String::as_str)).collect();
        stems.is_some_and(|stems| match fact.kind {
            fact::Kind::Number => TABLES.class(&stems).is_some_and(|(length, _)| length == stems.len()),
            fact::Kind::Date => {
                let light = stems.iter().take_while(|stem| TABLES.is_light(stem)).count();
                let stems = stems.get(light..).unwrap_or_default();
                TABLES.same(stems).is_some_and(|(length, _)| length == stems.len())
            }
            _ => false,
        })
    }

    /// A country's name, adjective or people, whatever its wording.
    fn country(&mut self, at: usize, limit: usize, keys: &mut Keys) -> Option<usize> {
        let words = &self.reading.words;
        if !words.is_capital(self.reading.prose(), at) {
            return None;
        }
        let mut wording = String::new();
        let mut found = None;
        for length in 1..=LONGEST_COUNTRY.min(limit - at) {
            if length > 1 {
                if !words.joined(at + length - 2) {
                    break;
                }
                wording.push(' ');
            }
            wording.push_str(words.folded(at + length - 1));
            found = country::name(&wording).map(|name| (length, name)).or(found);
        }
        let (length, name) = found?;
        self.push(at, length, format!("@{name}"), Sort::Name, keys);
        Some(length)
    }

    /// Whether no more than a blank parts a token from a word.
    fn touches(&self, token: &Token, at: usize) -> bool {
        let gap = Span::new(token.span.end, self.reading.words.span(at).start.max(token.span.end));
        gap.of(self.reading.prose()) == " "
    }

    /// Whether a rank stands at a word, or behind an article there.
    fn is_rank(&self, at: usize) -> bool {
        let at = if ["the", "his", "her", "its", "their"].contains(&self.reading.words.folded(at)) {
            at + 1
        } else {
            at
        };
        let start = self.reading.words.span(at).start;
        let facts = self.reading.sentences.get(self.sentence).map_or(0..0, |own| own.facts.clone());
        let facts = self.reading.facts.get(facts).unwrap_or_default();
        let near = facts.get(facts.partition_point(|fact| fact.span.start < start));
        near.is_some_and(|fact| fact.span.start == start && fact.kind == fact::Kind::Ordinal)
    }

    /// The stems of the words at a place that punctuation does not divide.
    fn phrase(&self, at: usize, limit: usize, most: usize) -> Vec<&str> {
        let mut phrase = Vec::new();
        for next in at..limit.min(at + most) {
            if next > at && !self.reading.words.joined(next - 1) {
                break;
            }
            phrase.extend(self.stems.get(next - self.start).map(String::as_str));
        }
        phrase
    }

    /// Whether a word opens its sentence, or a clause behind a colon, bracket or quotation mark.
    fn opens(&self, at: usize) -> bool {
        let before = self.reading.prose().get(..self.reading.words.span(at).start).unwrap_or_default();
        at == self.start || before.trim_end().ends_with(['"', '“', '«', '„', ':', '•', '*', '|'])
    }

    /// Whether the sentence is a question.
    fn asks(&self) -> bool {
        let own = self.reading.sentences.get(self.sentence);
        own.is_some_and(|own| own.span.of(self.reading.prose()).contains('?'))
    }

    fn is_acronym(&self, at: usize) -> bool {
        let word = self.reading.words.span(at).of(self.reading.prose());
        !self.titled && word.len() > 1 && word.chars().filter(|letter| letter.is_uppercase()).count() > 1
    }

    fn push(&mut self, at: usize, length: usize, stem: String, sort: Sort, keys: &mut Keys) {
        let last = self.reading.words.span(at + length - 1);
        let key = match sort {
            Sort::Class(values) => {
                let of = |value: &Value| format!("={}.{}", value.set, value.value);
                keys.of(&values.iter().map(of).collect::<String>())
            }
            _ => keys.of(&stem),
        };
        let span = self.reading.words.span(at).to(last);
        self.out.push(Token { span, word: at, key, stem, sort, sentence: self.sentence });
    }
}
