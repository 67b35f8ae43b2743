//! The terms of a claim file, made ready for one pass over a draft's words.

use super::country;
use super::quick::Quick;
use super::reading::Words;
use super::word::{fold, forms, root, roots, words};
use crate::claim::{AnyOf, Term};
use crate::text::Span;
use regex::Regex;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::OnceLock;

/// A term of a [`Lexicon`]. Equal terms share one id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(usize);

/// Any one of these terms.
pub type Group = Vec<TermId>;

/// All terms of a claim file or of a table.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Root → the vocabulary words that may have it in a draft.
    families: HashMap<String, Family, Quick>,
    /// Vocabulary word (as folded in the term) → its index.
    vocabulary: HashMap<String, usize, Quick>,
    /// Vocabulary word → the phrases that start with it.
    starts: Vec<Vec<Phrase>>,
    patterns: Vec<(TermId, Regex)>,
    ids: HashMap<String, TermId, Quick>,
    aliases: Vec<Vec<Vec<String>>>,
    terms: usize,
}

/// Vocabulary words of one root. Their forms are worked out when a draft first has a word of that root: most words of a
/// large claim file stand in no draft at all.
#[derive(Debug, Default)]
struct Family {
    words: Vec<(String, usize)>,
    /// Folded form and a vocabulary word that it may be a form of, sorted.
    forms: OnceLock<Vec<(String, usize)>>,
}

impl Family {
    fn add(&mut self, word: &str, at: usize) {
        push(&mut self.words, (word.to_owned(), at));
        self.forms = OnceLock::new();
    }

    /// All forms of its words, sorted, and for each form a word it may be a form of.
    fn forms(&self) -> &[(String, usize)] {
        self.forms.get_or_init(|| {
            let forms_of = |(word, at): &(String, usize)| {
                let at = *at;
                forms(word).into_iter().map(move |form| (form, at))
            };
            let mut all: Vec<(String, usize)> = self.words.iter().flat_map(forms_of).collect();
            all.sort_unstable();
            all
        })
    }

    /// The vocabulary words that a draft's word may be a form of.
    fn words_of(&self, folded: &str) -> impl Iterator<Item = usize> {
        let forms = self.forms();
        let start = forms.partition_point(|(form, _)| form.as_str() < folded);
        forms.iter().skip(start).take_while(move |(form, _)| form == folded).map(|(_, word)| *word)
    }
}

/// A sequence of vocabulary words that is a wording of a term.
#[derive(Debug, Clone)]
struct Phrase {
    term: TermId,
    rest: Vec<usize>,
    /// The draft's word must start with a capital.
    capital: bool,
}

/// Where a term occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The words of the reading it takes.
    pub words: Range<usize>,
    /// Their span in the prose.
    pub span: Span,
}

/// All hits of a lexicon in one text, by term, in order.
#[derive(Debug)]
pub struct Hits<'l> {
    lexicon: &'l Lexicon,
    by_term: Vec<Vec<Hit>>,
}

/// A text of so many words a form is looked up form by form rather than word by word.
const FEW: usize = 8;

impl Lexicon {
    /// An empty lexicon whose terms may be worded in any way of their alias group.
    pub fn new(aliases: &[Vec<Term>]) -> Self {
        let group = |group: &Vec<Term>| group.iter().map(|term| folded(term.as_str())).collect();
        Self { aliases: aliases.iter().map(group).collect(), ..Self::default() }
    }

    /// Adds a term, or finds it again.
    pub fn add(&mut self, term: &Term) -> TermId {
        let key = match term {
            Term::Words(text) => Cow::Borrowed(text),
            Term::Pattern(pattern) => Cow::Owned(format!("/{pattern}/")),
        };
        if let Some(&id) = self.ids.get(&*key) {
            return id;
        }
        let id = TermId(self.terms);
        self.terms += 1;
        self.ids.insert(key.into_owned(), id);
        match term {
            Term::Pattern(pattern) => self.patterns.push((id, pattern.clone())),
            Term::Words(text) => self.add_words(id, text),
        }
        id
    }

    /// Adds every term of a group.
    pub fn add_group(&mut self, group: &AnyOf) -> Group {
        group.0.iter().map(|term| self.add(term)).collect()
    }

    fn add_words(&mut self, id: TermId, text: &str) {
        let own = folded(text);
        let capital = own.len() == 1 && text.trim_start().starts_with(char::is_uppercase);
        let others = self.other_wordings(&own);
        for wording in std::iter::once(&own).chain(&others) {
            let Some((first, rest)) = wording.split_first() else { continue };
            let first = self.word(first);
            let rest: Vec<usize> = rest.iter().map(|word| self.word(word)).collect();
            let capital = capital && rest.is_empty();
            if let Some(starts) = self.starts.get_mut(first) {
                push(starts, Phrase { term: id, rest, capital });
            }
        }
    }

    /// The other wordings of a sequence of folded words: those of its alias groups, and those of a country in it.
    fn other_wordings(&self, own: &[String]) -> BTreeSet<Vec<String>> {
        let mut all = BTreeSet::new();
        for group in &self.aliases {
            for wording in group {
                replace(own, wording, group, &mut all);
            }
        }
        for wording in std::iter::once(own).chain(all.clone().iter().map(Vec::as_slice)) {
            all.extend(ministry(wording));
        }
        for wording in std::iter::once(own).chain(all.clone().iter().map(Vec::as_slice)) {
            for length in (1..=wording.len().min(4)).rev() {
                for part in wording.windows(length) {
                    let name = match part {
                        [word] => Cow::Borrowed(word.as_str()),
                        words => Cow::Owned(words.join(" ")),
                    };
                    let country: Vec<Vec<String>> = country::wordings(&name)
                        .iter()
                        .map(|name| name.split(' ').map(str::to_owned).collect())
                        .collect();
                    replace(wording, part, &country, &mut all);
                }
            }
        }
        all.remove(own);
        all
    }

    /// The index of a vocabulary word, entered where a draft's word of any of its forms is looked up.
    fn word(&mut self, word: &str) -> usize {
        if let Some(&at) = self.vocabulary.get(word) {
            return at;
        }
        let at = self.starts.len();
        self.starts.push(Vec::new());
        self.vocabulary.insert(word.to_owned(), at);
        self.enter(word, at);
        if let Some(plain) = without_apostrophe(word) {
            self.enter(&plain, at);
        }
        at
    }

    /// Enters a word under each root that its forms have.
    fn enter(&mut self, word: &str, at: usize) {
        for root in roots(word) {
            match self.families.get_mut(&*root) {
                Some(family) => family.add(word, at),
                None => self.families.entry(root.into_owned()).or_default().add(word, at),
            }
        }
    }

    /// Whether a draft's word may be a form of a vocabulary word.
    fn is_form(&self, folded: &str, word: usize) -> bool {
        let has = |folded: &str| self.words_of(folded).any(|of| of == word);
        has(folded) || without_apostrophe(folded).is_some_and(|plain| has(&plain))
    }

    /// The vocabulary words that a draft's word may be a form of.
    fn words_of(&self, folded: &str) -> impl Iterator<Item = usize> {
        self.families.get(root(folded)).into_iter().flat_map(move |family| family.words_of(folded))
    }

    /// Finds all terms in a text, in one pass over its words.
    pub fn find(&self, prose: &str, words: &Words) -> Hits<'_> {
        let mut by_term: Vec<Vec<Hit>> = vec![Vec::new(); self.terms];
        match self.places(words) {
            Some(places) => places.into_iter().for_each(|at| self.find_at(prose, words, at, &mut by_term)),
            None => (0..words.len()).for_each(|at| self.find_at(prose, words, at, &mut by_term)),
        }
        for (id, pattern) in &self.patterns {
            let found = pattern.find_iter(prose).filter(|found| !found.is_empty());
            let hits = found.map(|found| {
                let span = Span::new(found.start(), found.end());
                Hit { words: words.within(span), span }
            });
            if let Some(list) = by_term.get_mut(id.0) {
                list.extend(hits);
            }
        }
        Hits { lexicon: self, by_term }
    }

    /// The words that some term may start with, in order, where the words of the text are sorted and the terms are few.
    fn places(&self, words: &Words) -> Option<Vec<usize>> {
        let most = words.len() / FEW;
        if self.vocabulary.len() > most || !words.is_sorted() {
            return None;
        }
        let forms: Vec<&str> =
            self.families.values().flat_map(Family::forms).map(|(form, _)| &**form).collect();
        if forms.len() > most {
            return None;
        }
        let of_forms: Option<Vec<&[usize]>> = forms.into_iter().map(|form| words.places(form)).collect();
        let mut places = of_forms?.concat();
        places.extend(words.apostrophes());
        places.sort_unstable();
        // A form may stand in the family of each root that its word has.
        places.dedup();
        Some(places)
    }

    /// Adds the terms that start at a word.
    fn find_at(&self, prose: &str, words: &Words, at: usize, by_term: &mut [Vec<Hit>]) {
        let folded = words.folded(at);
        let mut known = false;
        for word in self.words_of(folded) {
            known = true;
            self.find_from(prose, words, at, word, by_term);
        }
        // "Sana'a" is Sanaa, but "we'll" no well.
        if let Some(plain) = without_apostrophe(folded).filter(|_| !known) {
            self.words_of(&plain).for_each(|word| self.find_from(prose, words, at, word, by_term));
        }
    }

    /// Adds the terms that start at a word of the text which is a form of a vocabulary word.
    fn find_from(&self, prose: &str, words: &Words, at: usize, word: usize, by_term: &mut [Vec<Hit>]) {
        // The US of "US$40" is no country.
        if prose.as_bytes().get(words.span(at).end) == Some(&b'$') {
            return;
        }
        for phrase in self.starts.get(word).into_iter().flatten() {
            if phrase.capital && !words.is_capital(prose, at) || !self.goes_on(words, at, &phrase.rest) {
                continue;
            }
            let end = at + 1 + phrase.rest.len();
            let span = words.span(at).to(words.span(end - 1));
            if let Some(hits) = by_term.get_mut(phrase.term.0)
                && hits.last().is_none_or(|last| last.words.start != at || last.words.end < end)
            {
                if hits.last().is_some_and(|last| last.words.start == at) {
                    hits.pop();
                }
                hits.push(Hit { words: at..end, span });
            }
        }
    }

    fn goes_on(&self, words: &Words, at: usize, rest: &[usize]) -> bool {
        rest.iter().enumerate().all(|(nth, word)| {
            let next = at + 1 + nth;
            next < words.len() && self.is_form(words.folded(next), *word) && words.joined(next - 1)
        })
    }
}

/// The other wordings of a ministry: "finance ministry", "ministry of finance", "ministry for finance".
fn ministry(wording: &[String]) -> Vec<Vec<String>> {
    let of = |word: &str, portfolio: &[String]| -> Vec<String> {
        ["ministry", word].into_iter().map(str::to_owned).chain(portfolio.iter().cloned()).collect()
    };
    match wording {
        [portfolio @ .., last] if last == "ministry" && !portfolio.is_empty() => {
            // "foreign ministry", "ministry of foreign affairs"
            let affairs: Vec<String> = portfolio.iter().cloned().chain(["affairs".to_owned()]).collect();
            [of("of", portfolio), of("for", portfolio), of("of", &affairs), of("for", &affairs)].into()
        }
        [first, link, portfolio @ ..]
            if first == "ministry" && (link == "of" || link == "for") && !portfolio.is_empty() =>
        {
            let short = match portfolio {
                [short @ .., last] if last == "affairs" && !short.is_empty() => short,
                whole => whole,
            };
            let before: Vec<String> = short.iter().cloned().chain(["ministry".to_owned()]).collect();
            [before, of("of", portfolio), of("for", portfolio)].into()
        }
        _ => Vec::new(),
    }
}

/// What is left of a word behind the apostrophe of a contraction or a possessive.
const CONTRACTED: [&str; 7] = ["s", "t", "d", "m", "ll", "re", "ve"];

/// A name without the apostrophe in it: *Sana'a*, *Sanaa*.
fn without_apostrophe(folded: &str) -> Option<String> {
    let (head, tail) = folded.split_once('\'')?;
    (!tail.is_empty() && !CONTRACTED.contains(&tail)).then(|| [head, tail].concat())
}

/// Adds to a list that mostly has one item in the end.
fn push<T>(list: &mut Vec<T>, item: T) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(item);
}

/// Adds `whole` with each occurrence of `part` replaced by each of `others`.
fn replace(whole: &[String], part: &[String], others: &[Vec<String>], all: &mut BTreeSet<Vec<String>>) {
    if part.is_empty() || part.len() > whole.len() {
        return;
    }
    for at in (0..=whole.len() - part.len()).filter(|&at| whole.get(at..at + part.len()) == Some(part)) {
        for other in others {
            let (head, tail) = (whole.iter().take(at), whole.iter().skip(at + part.len()));
            all.insert(head.chain(other).chain(tail).cloned().collect());
        }
    }
}

/// The folded words of a term.
pub fn folded(text: &str) -> Vec<String> {
    words(text).map(|span| fold(span.of(text))).collect()
}

impl Hits<'_> {
    /// The hits of a term that lie in a range of words.
    pub fn within(&self, term: TermId, range: &Range<usize>) -> &[Hit] {
        let hits = self.by_term.get(term.0).map_or(&[][..], Vec::as_slice);
        let start = hits.partition_point(|hit| hit.words.start < range.start);
        let end = hits.partition_point(|hit| hit.words.start < range.end);
        hits.get(start..end.max(start)).unwrap_or_default()
    }

    /// The hits of a group that lie in a range of words, in order.
    pub fn of_group(&self, group: &[TermId], range: &Range<usize>) -> Vec<Hit> {
        let mut hits: Vec<Hit> = group.iter().flat_map(|&term| self.within(term, range)).cloned().collect();
        hits.sort_by_key(|hit| (hit.words.start, hit.words.end));
        hits.dedup();
        hits
    }

    /// The hits of the same lexicon in another text.
    pub fn elsewhere(&self, prose: &str, words: &Words) -> Self {
        self.lexicon.find(prose, words)
    }

    /// Whether a range of words names anything that a claim of the file has a term for.
    pub fn known(&self, range: &Range<usize>) -> bool {
        (0..self.by_term.len()).any(|term| !self.within(TermId(term), range).is_empty())
    }

    /// Whether any term of a group occurs at all.
    pub fn anywhere(&self, group: &[TermId]) -> bool {
        group.iter().any(|term| self.by_term.get(term.0).is_some_and(|hits| !hits.is_empty()))
    }

    /// Whether any term of a group occurs in a range of words.
    pub fn any(&self, group: &[TermId], range: &Range<usize>) -> bool {
        group.iter().any(|&term| !self.within(term, range).is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(aliases: &[&[&str]], term: &str, text: &str) -> Vec<String> {
        let term_of = |text: &&str| Term::Words((*text).to_owned());
        let aliases: Vec<Vec<Term>> =
            aliases.iter().map(|group| group.iter().map(term_of).collect()).collect();
        let mut lexicon = Lexicon::new(&aliases);
        let id = lexicon.add(&Term::Words(term.to_owned()));
        let words = Words::new(text);
        let hits = lexicon.find(text, &words);
        hits.within(id, &(0..words.len())).iter().map(|hit| hit.span.of(text).to_owned()).collect()
    }

    #[test]
    fn sorted_words_lead_to_the_same_hits() {
        let text =
            "The visit, a state visit to the plant; visits of the plants and a visitor's plan. ".repeat(9);
        let mut lexicon = Lexicon::default();
        let ids = ["visit", "state visit", "plants"].map(|term| lexicon.add(&Term::Words(term.to_owned())));
        let (plain, sorted) = (Words::new(&text), Words::new(&text));
        sorted.sort();
        assert!(lexicon.places(&plain).is_none() && lexicon.places(&sorted).is_some());
        let (plain, sorted) = (lexicon.find(&text, &plain), lexicon.find(&text, &sorted));
        for id in ids {
            let all = 0..text.len();
            assert!(plain.within(id, &all).len() >= 9);
            assert_eq!(plain.within(id, &all), sorted.within(id, &all));
        }
    }

    #[test]
    fn hyphens_dashes_and_inflection_are_folded() {
        assert_eq!(
            found(&[], "heat-and-power plant", "three heat and power plants"),
            ["heat and power plants"]
        );
        assert_eq!(
            found(&[], "nuclear power plant", "a nuclear–power plant's cost"),
            ["nuclear–power plant"]
        );
    }

    #[test]
    fn a_small_number_is_a_word_or_a_figure() {
        assert_eq!(
            found(&[], "two countries", "the 2 countries, the two countries"),
            ["2 countries", "two countries"]
        );
        assert_eq!(found(&[], "G7", "the 7 of the G7"), ["G7"]);
    }

    #[test]
    fn a_phrase_does_not_reach_over_a_stop() {
        assert!(found(&[], "jet fuel", "by jet. Fuel was").is_empty());
        assert_eq!(found(&[], "jet fuel", "jet\nfuel"), ["jet\nfuel"]);
    }

    #[test]
    fn aliases_and_countries_are_wordings_of_one_thing() {
        let csto: &[&str] = &["CSTO", "Collective Security Treaty Organization"];
        assert_eq!(
            found(&[csto], "CSTO summit", "a Collective Security Treaty Organisation summit").len(),
            1
        );
        assert_eq!(found(&[], "Kazakhstan", "Kazakh and Kazakhs"), ["Kazakh", "Kazakhs"]);
        assert_eq!(found(&[], "South Korea", "the South Korean bid"), ["South Korean"]);
    }

    #[test]
    fn case_counts_for_a_capital_term_of_one_word() {
        assert_eq!(found(&[], "March", "march in March"), ["March"]);
        assert_eq!(found(&[], "visit", "Visit"), ["Visit"]);
    }
}
