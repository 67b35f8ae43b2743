//! Titles and offices: how one is read, and how two agree.

use super::country;
use super::cue::Cues;
use super::reading::{Reading, Words};
use super::word::{fold, forms, rows, words};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// A title as read: "Former Armenian Deputy Prime Minister".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Title {
    /// Its words, where it was read from a draft.
    pub words: Range<usize>,
    /// Classes of words that change an office (`deputy`, `former`…) → the word that stands for it.
    pub ranks: BTreeMap<&'static str, String>,
    /// The country's usual name.
    pub country: Option<&'static str>,
    /// The office's usual name; `None` for a bare nationality.
    pub office: Option<String>,
    /// What else says which office it is: the portfolio, the house.
    pub scope: BTreeSet<String>,
}

/// How a title in a draft stands to the claimed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// The same.
    Same,
    /// Less is said: what is lost, as a clause.
    Weaker(String),
    /// A word such as *Deputy* was lost or gained, or the country is another: a clause.
    Changed(String),
    /// Another office: a clause.
    Other(String),
}

/// Wordings of offices by their folded words → the usual name, `*` for a vague one, `+` for a form of address.
static OFFICES: LazyLock<HashMap<Vec<String>, &'static str>> = LazyLock::new(|| {
    let mut table = HashMap::new();
    for row in rows(include_str!("table/office.tsv")) {
        let Some((&name, wordings)) = row.split_first() else { continue };
        for wording in wordings {
            let folded: Vec<String> = words(wording).map(|span| fold(span.of(wording))).collect();
            // Singular and plural: the head noun is the last word, or the one before "of", "for", "in".
            let head = folded.iter().position(|word| ["of", "for", "in", "general"].contains(&word.as_str()));
            let head = head.filter(|&at| at > 0).unwrap_or(folded.len()).saturating_sub(1);
            let base = folded.get(head).cloned().unwrap_or_default();
            for form in
                forms(&base).into_iter().filter(|form| !form.ends_with("ing") && !form.ends_with("ed"))
            {
                let mut wording = folded.clone();
                if let Some(word) = wording.get_mut(head) {
                    *word = form;
                }
                table.entry(wording).or_insert(name);
            }
        }
    }
    table
});

static RANKS: LazyLock<Cues> = LazyLock::new(|| Cues::new(include_str!("table/rank.tsv")));

/// Classes of offices: those of a head, and the ranks of a service.
static CLASSES: LazyLock<HashMap<&str, HashSet<&str>>> = LazyLock::new(|| {
    let mut table: HashMap<&str, HashSet<&str>> = HashMap::new();
    for row in rows(include_str!("table/head.tsv")) {
        let Some((&class, names)) = row.split_first() else { continue };
        table.entry(class).or_default().extend(names);
    }
    table
});

static PORTFOLIOS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| rows(include_str!("table/portfolio.tsv")).flatten().collect());

/// Nouns that stand for a house already named: *the institution*.
static GENERIC: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    rows(include_str!("table/generic.txt")).flatten().flat_map(str::split_whitespace).collect()
});

/// The longest wording of an office, in words.
const LONGEST: usize = 5;

/// The name of the office worded at `at`, and where its wording ends.
fn office_at(words: &Words, at: usize, end: usize) -> Option<(&'static str, usize)> {
    (1..=LONGEST).rev().filter(|length| at + length <= end).find_map(|length| {
        // "Justice Secretary": the office is the secretary's.
        let behind = at + length;
        let portfolio = length == 1
            && PORTFOLIOS.contains(words.folded(at))
            && behind < end
            && words.joined(at)
            && office_at(words, behind, end).is_some();
        let wording: Vec<String> = (at..behind).map(|at| words.folded(at).to_owned()).collect();
        OFFICES.get(&wording).filter(|_| !portfolio).map(|name| (*name, behind))
    })
}

/// The country worded at `at`, and where its wording ends.
pub fn country_at(words: &Words, at: usize, end: usize) -> Option<(&'static str, usize)> {
    (1..=4).rev().filter(|length| at + length <= end).find_map(|length| {
        let wording = (at..at + length).map(|at| words.folded(at)).collect::<Vec<_>>().join(" ");
        country::name(&wording).map(|name| (name, at + length))
    })
}

/// The class of the word at `at` if it changes an office.
pub fn rank_at(words: &Words, at: usize) -> Option<&'static str> {
    RANKS.class(words, at)
}

/// Reads a claimed title. One without a known office takes its last word for it.
pub fn parse(text: &str) -> Title {
    let list = Words::new(text);
    let mut title = read(&list, 0..list.len());
    if title.office.is_none()
        && let Some(last) = list.len().checked_sub(1)
    {
        let word = list.folded(last).to_owned();
        title.scope.remove(&word);
        title.office = Some(word);
    }
    title
}

/// Reads a run of words as a title.
fn read(list: &Words, range: Range<usize>) -> Title {
    let mut title = Title { words: range.clone(), ..Title::default() };
    let mut at = range.start;
    while at < range.end {
        if let Some((office, end)) = office_at(list, at, range.end)
            && (title.office.is_none() || title.office.as_deref() == Some("minister"))
        {
            title.office = Some(office.to_owned());
            at = end;
            continue;
        }
        if let Some(rank) = rank_at(list, at) {
            title.ranks.insert(rank, list.folded(at).to_owned());
        } else if let Some((country, end)) = country_at(list, at, range.end) {
            // "ambassador to Norway" is not Norway's.
            if at > range.start && list.folded(at - 1) == "to" {
                title.scope.insert(country.to_owned());
            } else {
                title.country = title.country.or(Some(country));
            }
            at = end;
            continue;
        } else if !is_small(list.folded(at)) {
            title.scope.insert(list.folded(at).to_owned());
        }
        at += 1;
    }
    title
}

fn is_small(folded: &str) -> bool {
    [
        "of", "for", "to", "the", "and", "a", "an", "affairs", "its", "his", "her", "country", "then",
        "current", "in", "time",
    ]
    .contains(&folded)
}

/// All titles in a run of words, each with what belongs to it on both sides. `own` are words of the claimed title, which
/// are known to belong to one.
pub fn titles(reading: &Reading<'_>, range: Range<usize>, own: &Title) -> Vec<Title> {
    let list = &reading.words;
    let mut found: Vec<Title> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let claimed = own.office.as_deref() == Some(list.folded(at));
        let Some((_, end)) = office_at(list, at, range.end).or(claimed.then_some(("", at + 1))) else {
            at += 1;
            continue;
        };
        let floor = found.last().map_or(range.start, |title| title.words.end);
        let start = left_edge(reading, floor, at, own);
        let end = right_edge(reading, end, range.end, own);
        let mut title = read(list, start..end);
        if title.office.is_none() && claimed {
            let word = list.folded(at).to_owned();
            title.scope.remove(&word);
            title.office = Some(word);
        }
        found.push(title);
        at = end;
    }
    found
}

/// How far to the left the words of a title reach.
fn left_edge(reading: &Reading<'_>, floor: usize, at: usize, own: &Title) -> usize {
    let list = &reading.words;
    let mut start = at;
    while start > floor && list.joined(start - 1) {
        let before = start - 1;
        let folded = list.folded(before);
        let belongs = rank_at(list, before).is_some()
            || PORTFOLIOS.contains(folded)
            || own.scope.contains(folded)
            || folded == "and" && before > floor && PORTFOLIOS.contains(list.folded(before - 1));
        if belongs {
            start = before;
            continue;
        }
        let country = (1..=4)
            .rev()
            .filter_map(|length| start.checked_sub(length).filter(|from| *from >= floor))
            .find(|&from| country_at(list, from, start).is_some_and(|(_, end)| end == start));
        match country {
            Some(from) => start = from,
            None if !own.scope.is_empty()
                && is_possessive(reading, before)
                && !list.is_capital(reading.prose(), before) =>
            {
                // "the statistics office's head"
                let small = |at: usize| {
                    list.joined(at)
                        && !list.is_capital(reading.prose(), at)
                        && !PARTING.contains(&list.folded(at))
                };
                let most = floor.max(start.saturating_sub(LONGEST_HOUSE));
                let before = (most..before).rev().take_while(|&at| small(at)).count();
                return start - 1 - before;
            }
            None => break,
        }
    }
    start
}

/// Whether an apostrophe stands behind the word at `at` and the next.
fn is_possessive(reading: &Reading<'_>, at: usize) -> bool {
    let behind = reading.prose().get(reading.words.span(at).end..).unwrap_or_default();
    behind.starts_with(['\'', '’'])
}

/// How far to the right they reach: "of Kazakhstan", "of foreign affairs", "of the Bank of Japan", "-elect".
fn right_edge(reading: &Reading<'_>, at: usize, end: usize, own: &Title) -> usize {
    let list = &reading.words;
    let mut edge = at;
    if edge < end && list.joined(edge - 1) && matches!(rank_at(list, edge), Some("elect" | "honorary")) {
        edge += 1;
    }
    // "who chairs the finance committee"
    let verb = |edge: usize| edge == at && list.folded(edge) == "the" && list.folded(edge - 1).ends_with('s');
    // "ambassador to Norway", but not "took the mayor to Norway"
    const SENT: [&str; 5] = ["ambassador", "ambassadors", "envoy", "envoys", "adviser"];
    let to = |edge: usize| list.folded(edge) == "to" && SENT.contains(&list.folded(edge - 1));
    while edge + 1 < end
        && list.joined(edge - 1)
        && (["of", "for", "at"].contains(&list.folded(edge)) || verb(edge) || to(edge))
    {
        let behind = if verb(edge) { edge } else { edge + 1 };
        let the = list.folded(behind) == "the";
        let first = behind + usize::from(the);
        let mut next = first;
        if let Some((_, end)) = country_at(list, next, end) {
            edge = end;
            break;
        }
        while next < end
            && (next == first || list.joined(next - 1))
            && (list.is_capital(reading.prose(), next)
                || PORTFOLIOS.contains(list.folded(next))
                || own.scope.contains(list.folded(next))
                || list.folded(next) == "affairs")
        {
            next += 1;
        }
        if next == first && (the || list.folded(edge) == "of") && !own.scope.is_empty() {
            next = house(list, first, end);
        }
        if next == first {
            break;
        }
        edge = next;
    }
    edge
}

/// Where the house that an office is of ends, which starts at `from` in small letters: "head of the central bank".
fn house(list: &Words, from: usize, end: usize) -> usize {
    let belongs = |at: &usize| (*at == from || list.joined(at - 1)) && !PARTING.contains(&list.folded(*at));
    from + (from..end.min(from + LONGEST_HOUSE)).take_while(belongs).count()
}

/// No house is named in more words of small letters.
const LONGEST_HOUSE: usize = 4;

/// Words that end a noun and what stands before it.
const PARTING: [&str; 44] = [
    "a", "an", "and", "are", "as", "at", "but", "by", "for", "from", "had", "has", "have", "he", "her",
    "his", "in", "is", "it", "its", "not", "of", "on", "or", "said", "says", "she", "since", "that", "the",
    "their", "they", "this", "to", "told", "was", "were", "when", "which", "who", "whose", "will", "with",
    "would",
];

impl Title {
    /// Whether its office is of a class of the table of heads and ranks.
    fn is_of(&self, class: &str) -> bool {
        let office = self.office.as_deref().unwrap_or_default();
        CLASSES.get(class).is_some_and(|offices| offices.contains(office))
    }

    /// Whether it says what somebody is addressed as and leaves room for an office: *Dr*, *Captain*.
    pub fn is_address(&self) -> bool {
        self.office.as_ref().is_some_and(|office| office.starts_with('+')) || self.is_of("service")
    }

    /// The words of the office and its portfolio: "minister" with its portfolio beside it may be worded as one office or two.
    fn whole(&self) -> BTreeSet<String> {
        let office = self.office.iter().flat_map(|office| office.split(' ')).map(str::to_owned);
        office.chain(self.scope.iter().cloned()).collect()
    }

    /// The title up to a word of it, where a name begins: "Archbishop of Tarn Peter Crowe".
    pub fn until(&self, list: &Words, end: usize) -> Self {
        read(list, self.words.start..end)
    }
}

/// Whether two titles are of offices of which neither may stand for the other.
fn is_distinct(claimed: &Title, found: &Title) -> bool {
    let named = |title: &Title| title.office.as_ref().is_some_and(|office| !office.starts_with('*'));
    if leads_otherwise(claimed, found) {
        return true;
    }
    let (own, other) = (claimed.whole(), found.whole());
    named(claimed) && named(found) && !own.is_superset(&other) && !other.is_superset(&own)
}

/// Whether a leader, head or chief is claimed and an office found that is none of those.
fn leads_otherwise(claimed: &Title, found: &Title) -> bool {
    let concrete = found.office.as_ref().is_some_and(|office| !office.starts_with(['*', '+']));
    claimed.office.as_deref() == Some("*leader") && concrete && !found.is_of("head")
}

/// How a title found in a draft stands to the claimed one.
pub fn compare(claimed: &Title, found: &Title) -> Match {
    // "deputy prime minister and minister of culture": the second is no more than another office.
    let changed =
        |why: String| if is_distinct(claimed, found) { Match::Other(why) } else { Match::Changed(why) };
    let without = |one: &Title, other: &Title| -> Option<String> {
        one.ranks.iter().find(|(rank, _)| !other.ranks.contains_key(*rank)).map(|(_, word)| spoken(word))
    };
    if let Some(lost) = without(claimed, found) {
        return changed(format!("“{lost}” is lost"));
    }
    if let Some(gained) = without(found, claimed) {
        return changed(format!("“{gained}” is gained"));
    }
    if let (Some(claimed), Some(found)) = (claimed.country, found.country)
        && claimed != found
    {
        return Match::Changed("the country is another".to_owned());
    }
    let vague = |office: &Option<String>| office.as_ref().is_some_and(|name| name.starts_with('*'));
    match (&claimed.office, &found.office) {
        (Some(_), None) => return Match::Weaker("the draft names no office".to_owned()),
        _ if leads_otherwise(claimed, found) => return Match::Other("the office is another".to_owned()),
        (Some(own), Some(other)) if own != other && !vague(&claimed.office) => {
            if vague(&found.office) {
                return Match::Weaker("the draft names the office only vaguely".to_owned());
            }
            let (own, other) = (claimed.whole(), found.whole());
            if other.is_superset(&own) {
                return Match::Same;
            }
            return if own.is_superset(&other) {
                Match::Weaker("the draft says less of the office".to_owned())
            } else {
                Match::Other("the office is another".to_owned())
            };
        }
        _ => {}
    }
    let lost = claimed.scope.difference(&found.scope).next();
    let gained = found.scope.difference(&claimed.scope).find(|word| !GENERIC.contains(word.as_str()));
    match (lost, gained) {
        (Some(_), Some(_)) => Match::Other("the office is another".to_owned()),
        // "police chief" became "interior minister": a portfolio of the draft's own.
        (Some(_), None) if vague(&claimed.office) && has_portfolio(found) => {
            Match::Other("the office is another".to_owned())
        }
        (Some(_), None) => Match::Weaker("the draft says less of the office".to_owned()),
        _ if claimed.country.is_some() && found.country.is_none() => {
            Match::Weaker("the draft names no country".to_owned())
        }
        _ => Match::Same,
    }
}

/// Whether a folded word says what an office or a house is for: *finance*, *interior*.
pub fn is_portfolio(folded: &str) -> bool {
    PORTFOLIOS.contains(folded)
}

/// Whether the name of a title's office says what it is for: "interior minister", but not "chief executive".
fn has_portfolio(title: &Title) -> bool {
    let mut words = title.office.iter().flat_map(|office| office.split(' '));
    words.any(|word| word != "chief" && PORTFOLIOS.contains(word))
}

fn spoken(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn against(claimed: &str, found: &str) -> Match {
        compare(&parse(claimed), &parse(found))
    }

    #[test]
    fn equal_offices_have_many_wordings() {
        for (claimed, found) in [
            ("Danish Prime Minister", "premier of Denmark"),
            ("Foreign Minister", "minister for foreign affairs"),
            ("energy minister", "minister of energy"),
            ("chief executive", "CEO"),
            ("chief executive", "chief executive officer of Aquila Mining"),
            ("Deputy Chair", "vice chairwoman"),
            ("Kenyan President", "President of Kenya"),
        ] {
            assert_eq!(against(claimed, found), Match::Same, "{claimed}: {found}");
        }
    }

    #[test]
    fn ranks_countries_and_offices_make_another_title() {
        for (claimed, found) in [
            ("Deputy Mayor", "Mayor"),
            ("Mayor", "former Mayor"),
            ("acting director", "director"),
            ("chair", "Vice Chair"),
            ("Irish Foreign Minister", "Icelandic Foreign Minister"),
        ] {
            assert!(matches!(against(claimed, found), Match::Changed(_)), "{claimed}: {found}");
        }
        assert!(matches!(against("energy minister", "trade minister"), Match::Other(_)));
        assert!(matches!(against("foreign minister", "finance minister"), Match::Other(_)));
        assert!(matches!(against("Danish Prime Minister", "Danish President"), Match::Other(_)));
        assert!(matches!(against("Danish Prime Minister", "Danish leader"), Match::Weaker(_)));
        assert!(matches!(against("Danish Prime Minister", "Prime Minister"), Match::Weaker(_)));
        assert!(matches!(against("head of the central bank", "head of the institution"), Match::Weaker(_)));
        assert!(matches!(
            against("head of the central bank", "head of the statistics office"),
            Match::Other(_)
        ));
    }
}
