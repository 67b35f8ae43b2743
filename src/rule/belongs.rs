//! Whether a title is a person's: by what stands between it and the name.

use super::office::{Title, country_at};
use super::reading::{Reading, Sentence};
use super::title::NAME;
use std::ops::Range;

/// A person with the form of address or the rank before the name: "the harbour master, *Captain Lucia Orr*".
pub fn addressed(reading: &Reading<'_>, person: &Range<usize>, titles: &[Title]) -> Option<Range<usize>> {
    let before = |title: &&Title| title.is_address() && title.words.end == person.start;
    let title = titles.iter().find(before)?;
    reading.words.joined(person.start - 1).then_some(title.words.start..person.end)
}

/// Whether a title is the person's: right before the name, right behind it in apposition, or linked to it.
pub fn belongs(
    reading: &Reading<'_>,
    sentence: &Sentence,
    person: &Range<usize>,
    title: &Title,
    titles: &[Title],
) -> bool {
    let list = &reading.words;
    let gap = |from: usize, to: usize| {
        let span = crate::text::Span::new(list.span(from).end, list.span(to).start);
        span.of(reading.prose()).trim().to_owned()
    };
    let words = &title.words;
    if words.start < person.end && person.start < words.end {
        return false;
    }
    if words.end <= person.start {
        if words.end == person.start {
            let between = gap(words.end - 1, person.start);
            return between.is_empty()
                || between == "."
                || between == "'s"
                || between == "," && !is_apposition(reading, sentence, title);
        }
        // "Presidents Vladimir Putin and Kassym-Jomart Tokayev" share a plural.
        let plural = list.folded(words.end - 1).ends_with('s');
        let shared = (words.end..person.start)
            .all(|at| list.is_capital(reading.prose(), at) || ["and", "of"].contains(&list.folded(at)));
        return plural && shared && person.start - words.end <= NAME + 2
            || names(reading, sentence, title, person, titles);
    }
    // A name right behind the title makes it that name's.
    let next = words.end;
    let other = next < sentence.words.end
        && list.joined(next - 1)
        && list.is_capital(reading.prose(), next)
        && country_at(list, next, sentence.words.end).is_none();
    if other {
        return false;
    }
    const LINKS: [&str; 34] = [
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "who",
        "is",
        "was",
        "became",
        "becomes",
        "remains",
        "as",
        "serves",
        "serving",
        "served",
        "has",
        "been",
        "then",
        "now",
        "country's",
        "country",
        "company's",
        "company",
        "club's",
        "party's",
        "of",
        "also",
        "currently",
        "appointed",
        "named",
        "elected",
        "itself",
    ];
    let mut from = person.end;
    // "of Kazakhstan" may stand between the name and what follows.
    if list.folded(from) == "of"
        && let Some((_, end)) = country_at(list, from + 1, sentence.words.end)
    {
        from = end;
    }
    // "the bank's governor": whose office it is.
    let possessive = |at: usize| gap(at, at + 1).starts_with(['\'', '’']);
    // "an engineer and the head of research"
    let titled = |at: usize| titles.iter().any(|other| other.words.contains(&at));
    let links = |at: usize| {
        LINKS.contains(&list.folded(at))
            || country_at(list, at, at + 1).is_some()
            || possessive(at)
            || titled(at)
            || list.folded(at) == "and" && titled(at - 1)
            || list.folded(at) == "had" && ["been", "served", "become"].contains(&list.folded(at + 1))
            || list.folded(at) == "become"
    };
    if (from..words.start).all(links) {
        let stop = gap(from - 1, words.start.min(from));
        return !stop.contains([';', '.', ':']) && words.start >= from;
    }
    // "resigned on Friday as acting director": no other name between.
    let article = usize::from(["the", "a", "an", "its"].contains(&list.folded(words.start - 1)));
    let role = words.start.checked_sub(1 + article).is_some_and(|at| list.folded(at) == "as");
    role && (person.end..words.start).all(|at| {
        let name = list.is_capital(reading.prose(), at) && list.is_capital(reading.prose(), at + 1);
        !name && list.folded(at) != "and"
    })
}

/// "The presiding judge was Orr": the title is the subject of a verb that gives it the name.
fn names(
    reading: &Reading<'_>,
    sentence: &Sentence,
    title: &Title,
    person: &Range<usize>,
    titles: &[Title],
) -> bool {
    const COPULAS: [&str; 9] = ["is", "was", "has", "had", "been", "remains", "became", "now", "then"];
    const OPENERS: [&str; 7] = ["and", "but", "while", "when", "where", "because", "that"];
    let list = &reading.words;
    let (from, to) = (title.words.end, person.start);
    let told =
        (from..to).all(|at| COPULAS.contains(&list.folded(at))) && (from - 1..to).all(|at| list.joined(at));
    if !told || list.folded(to - 1) == "had" || list.folded(to - 1) == "has" {
        return false;
    }
    // "Orr's house": it is not Orr whom the verb names.
    let last = list.span(person.end - 1).end;
    if reading.prose().get(last..).unwrap_or_default().starts_with(['\'', '’']) {
        return false;
    }
    // "the brother of the judge was Orr": the title is no subject of its own.
    let before = (sentence.words.start..title.words.start).rev();
    let own = before.take_while(|&at| list.joined(at) && !OPENERS.contains(&list.folded(at)));
    own.take(NAME + 1).all(|at| {
        ["the", "a", "an", "its", "his", "her", "their", "country's", "then"].contains(&list.folded(at))
            || country_at(list, at, at + 1).is_some()
            || titles.iter().any(|other| other.words.contains(&at))
    })
}

/// Whether a title stands in apposition to a name before it: "Orr, the Danish premier, …".
fn is_apposition(reading: &Reading<'_>, sentence: &Sentence, title: &Title) -> bool {
    let list = &reading.words;
    let mut start = title.words.start;
    if start > sentence.words.start && ["the", "a", "an", "its"].contains(&list.folded(start - 1)) {
        start -= 1;
    }
    start > sentence.words.start
        && !list.joined(start - 1)
        && list.is_capital(reading.prose(), start - 1)
        && start - 1 > sentence.words.start
}
