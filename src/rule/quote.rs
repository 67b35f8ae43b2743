//! Quotations: words that must stand verbatim inside quotation marks, of any style.

use super::nearest::subject_of;
use super::polarity::span_of;
use super::quoted::{Quoted, quotations};
use super::reading::Reading;
use super::scope::{Scope, scopes};
use super::speaker::is_speech;
use super::word::{fold, words};
use super::words::{plain, sentence_at};
use super::{Findings, Hits, Task};
use crate::check::{Evidence, Found};
use crate::claim::Expectation;
use crate::fact::Agreement;
use crate::text::Span;
use std::ops::Range;

/// A quotation split by words of speech ("…", she said, "…") goes on over at most this many of them.
const INSERTION: usize = 12;

/// How much of a claimed quotation's content must stand in another one for that to be the same one changed.
const LIKENESS: (usize, usize) = (1, 2);

/// A word inside quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    folded: String,
    span: Span,
}

/// Judges `quote`.
pub fn judge(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits<'_>) -> Findings {
    let Expectation::Quote(quote) = &task.claim.expectation else { return Findings::default() };
    let whole = is_sentence(quote);
    let claimed: Vec<String> = words(quote).map(|span| fold(span.of(quote))).collect();
    let scopes = scopes(task, reading, hits);
    let mut findings = Findings::default();
    let mut changed: Vec<(usize, Evidence)> = Vec::new();
    let mut astray: Option<Evidence> = None;
    let quotations = quotations(reading);
    for tokens in joined(reading, &quotations) {
        let Some(first) = tokens.first() else { continue };
        let stands = place(reading, &scopes, first.span);
        if let Some(found) = verbatim(&tokens, &claimed) {
            let span = spans(&tokens, &found);
            let mut evidence = evidence(reading, span, Agreement::Equal);
            if denied(reading, &tokens, &found) {
                evidence.agreement = Agreement::Different;
                evidence.difference = "the quotation now denies the words".to_owned();
            } else if whole && let Some(added) = added(reading, &tokens, &found) {
                evidence.agreement = Agreement::Different;
                evidence.difference = format!("the quotation adds “{}”", plain(added.of(reading.prose())));
                evidence.span = added;
            }
            match stands {
                Place::Inside => findings.evidence.push(evidence),
                Place::Beside if !rival(task, reading, hits, span) => findings.evidence.push(evidence),
                _ => astray = astray.or(Some(evidence)),
            }
        } else if stands != Place::Outside
            && let Some(likely) = alike(task, reading, hits, &tokens, &claimed)
        {
            changed.push(likely);
        }
    }
    if findings.evidence.is_empty() {
        // The speaker may be quoted with other words too: the slip is in those most like the claimed ones.
        let most = changed.iter().map(|(kept, _)| *kept).max();
        findings.evidence = changed
            .into_iter()
            .filter(|(kept, _)| Some(*kept) == most)
            .map(|(_, evidence)| evidence)
            .collect();
    }
    findings.evidence.sort_by_key(|evidence| evidence.span);
    findings.evidence.dedup_by_key(|evidence| evidence.span);
    if findings.evidence.is_empty() {
        (findings.reason, findings.nearest) = gone(reading, &scopes, &claimed, astray);
    }
    findings
}

/// Where a quotation stands as seen from the scopes of its claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Inside,
    /// In the same paragraph.
    Beside,
    Outside,
}

fn place(reading: &Reading<'_>, scopes: &[Scope], span: Span) -> Place {
    let at = reading.sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let block = |at: usize| reading.sentences.get(at).map(|sentence| sentence.block);
    if scopes.iter().any(|scope| scope.sentences.contains(&at)) {
        Place::Inside
    } else if scopes.iter().any(|scope| block(scope.sentences.start) == block(at)) {
        Place::Beside
    } else {
        Place::Outside
    }
}

/// Whether a sentence names another country where the claim's subject is one: the words are then said of that.
fn rival(task: &Task<'_>, reading: &Reading<'_>, hits: &Hits<'_>, span: Span) -> bool {
    let own = |at: usize| task.about.iter().any(|group| hits.any(group, &(at..at + 1)));
    let country = |at: usize| super::country::name(reading.words.folded(at)).is_some();
    let sentence = reading.words.within(sentence_at(reading, span.start));
    sentence.into_iter().any(|at| country(at) && !own(at))
}

/// The words of each quotation, and of quotations that words of speech split.
fn joined(reading: &Reading<'_>, quotations: &[Quoted]) -> Vec<Vec<Token>> {
    let mut all: Vec<Vec<Token>> = Vec::new();
    let mut last: Option<&Quoted> = None;
    for quoted in quotations {
        let own = tokens(reading, quoted.inner);
        let goes_on = last.is_some_and(|last| {
            let between = reading.words.within(Span::new(last.inner.end, quoted.inner.start));
            !quoted.nested
                && last.block == quoted.block
                && between.len() <= INSERTION
                && between.into_iter().any(|at| is_speech(reading.words.folded(at)))
        });
        if goes_on && let Some(before) = all.last() {
            let whole = before.iter().chain(&own).cloned().collect();
            all.push(own);
            all.push(whole);
        } else {
            all.push(own);
        }
        if !quoted.nested {
            last = Some(quoted);
        }
    }
    all
}

/// The words of a quotation; "[U]nlimited" is one word, "[sic]" is none.
fn tokens(reading: &Reading<'_>, inner: Span) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for at in reading.words.within(inner) {
        let span = reading.words.span(at);
        let folded = reading.words.folded(at);
        if folded == "sic" {
            continue;
        }
        if let Some(last) = tokens.last_mut()
            && matches!(Span::new(last.span.end, span.start).of(reading.prose()), "[" | "]")
        {
            last.folded.push_str(folded);
            last.span = last.span.to(span);
            continue;
        }
        tokens.push(Token { folded: folded.to_owned(), span });
    }
    tokens
}

fn is_article(folded: &str) -> bool {
    ["a", "an", "the"].contains(&folded)
}

/// Where the claimed words stand one after the other; a leading article may stand before the marks.
fn verbatim(tokens: &[Token], claimed: &[String]) -> Option<Range<usize>> {
    let find = |claimed: &[String]| {
        let same = |window: &[Token]| window.iter().map(|token| &token.folded).eq(claimed);
        let start = tokens.windows(claimed.len().max(1)).position(same)?;
        Some(start..start + claimed.len())
    };
    let bare = |claimed: &[String]| find(claimed).filter(|found| found.start == 0);
    find(claimed).or_else(|| match claimed.split_first() {
        Some((first, rest)) if is_article(first) && !rest.is_empty() => bare(rest),
        _ => None,
    })
}

/// Whether the quotation denies the words right behind it ("not an artificial entity").
fn denied(reading: &Reading<'_>, tokens: &[Token], found: &Range<usize>) -> bool {
    let before = tokens.get(..found.start).unwrap_or_default();
    let word = before.iter().rev().find(|token| !is_article(&token.folded));
    let ended =
        before.last().zip(tokens.get(found.start)).is_some_and(|(left, right)| is_end(reading, left, right));
    !ended
        && word
            .is_some_and(|token| ["not", "no", "never", "hardly", "neither"].contains(&token.folded.as_str()))
}

fn spans(tokens: &[Token], range: &Range<usize>) -> Span {
    let part = tokens.get(range.clone()).unwrap_or_default();
    match (part.first(), part.last()) {
        (Some(first), Some(last)) => first.span.to(last.span),
        _ => Span::default(),
    }
}

/// Whether a claimed quotation is a sentence from its first word to its full stop, so that nothing may be added at its ends.
fn is_sentence(quote: &str) -> bool {
    quote.trim_start().starts_with(char::is_uppercase) && quote.trim_end().ends_with(['.', '!', '?'])
}

/// Whether a sentence, or the quotation, ends between two words of it.
fn is_end(reading: &Reading<'_>, left: &Token, right: &Token) -> bool {
    let gap = Span::new(left.span.end, right.span.start).of(reading.prose());
    gap.contains(['.', '!', '?', ':', ';', '…', '”', '"', '»', '’', '\'', '\n', '—', '–'])
}

/// What a quotation adds to the claimed sentence found in it, before its first word or behind its last.
fn added(reading: &Reading<'_>, tokens: &[Token], found: &Range<usize>) -> Option<Span> {
    let ends = |left: &Token, right: &Token| is_end(reading, left, right);
    let first = found.start;
    let before = first.checked_sub(1).and_then(|last| Some((tokens.get(last)?, tokens.get(first)?)));
    if before.is_some_and(|(left, right)| !ends(left, right)) {
        let start = (1..first).rev().find(|&at| ends(&tokens[at - 1], &tokens[at])).unwrap_or(0);
        return Some(spans(tokens, &(start..first)));
    }
    let behind = found.end.checked_sub(1).and_then(|last| Some((tokens.get(last)?, tokens.get(found.end)?)));
    if behind.is_some_and(|(left, right)| !ends(left, right)) {
        let stop = (found.end + 1..tokens.len()).find(|&at| ends(&tokens[at - 1], &tokens[at]));
        return Some(spans(tokens, &(found.end..stop.unwrap_or(tokens.len()))));
    }
    None
}

/// A quotation that is the claimed one with words changed, as evidence that differs at those words, and how many of them it
/// keeps.
fn alike(
    task: &Task<'_>,
    reading: &Reading<'_>,
    hits: &Hits<'_>,
    tokens: &[Token],
    claimed: &[String],
) -> Option<(usize, Evidence)> {
    let content = |folded: &str| folded.len() > 3;
    let all = claimed.iter().filter(|word| content(word)).count();
    let kept =
        claimed.iter().filter(|word| content(word) && tokens.iter().any(|token| token.folded == **word));
    let kept = kept.count();
    let span = spans(tokens, &(0..tokens.len()));
    let sentence = reading.words.within(sentence_at(reading, span.start));
    let same_speaker = task.by.as_ref().is_some_and(|by| hits.any(by, &sentence));
    let enough = all > 0 && kept * LIKENESS.1 >= all * LIKENESS.0 && kept > 0;
    let spoken = same_speaker && tokens.len() <= claimed.len() * 2;
    if !(enough || spoken) {
        return None;
    }
    let (range, lost) = difference(tokens, claimed);
    let found = plain(spans(tokens, &range).of(reading.prose()));
    let difference = match (range.is_empty(), lost.is_empty()) {
        (true, _) => format!("the quotation leaves out “{lost}”"),
        (false, true) => format!("the quotation adds “{found}”"),
        (false, false) => format!("the quotation has “{found}” for “{lost}”"),
    };
    let span = if range.is_empty() { span } else { spans(tokens, &range) };
    Some((kept, Evidence { difference, ..evidence(reading, span, Agreement::Different) }))
}

/// The words of a quotation that are not claimed, from the first to the last of them, and the claimed words that they
/// stand for: what is left between the longest common head and tail of the best window.
fn difference(tokens: &[Token], claimed: &[String]) -> (Range<usize>, String) {
    let same = |at: usize, nth: usize| {
        tokens.get(at).is_some_and(|token| claimed.get(nth).is_some_and(|word| token.folded == *word))
    };
    let mut best: (usize, Range<usize>, Range<usize>) = (0, 0..tokens.len(), 0..claimed.len());
    for start in 0..tokens.len() {
        let head = (0..claimed.len()).take_while(|&nth| same(start + nth, nth)).count();
        for end in (start..=tokens.len()).filter(|end| end - start <= claimed.len() + 3) {
            let room = (end - start).min(claimed.len());
            let head = head.min(room);
            let tail = (1..=room - head)
                .take_while(|back| end.checked_sub(*back).is_some_and(|at| same(at, claimed.len() - back)))
                .count();
            let distance = (end - start).abs_diff(claimed.len());
            let score = (head + tail) * 4 + 3_usize.saturating_sub(distance);
            if score > best.0 && head + tail > 0 {
                best = (score, start + head..end - tail, head..claimed.len() - tail);
            }
        }
    }
    let lost = claimed.get(best.2).unwrap_or_default().join(" ");
    (best.1, lost)
}

/// Why the quotation is missing, and the nearest thing to it.
fn gone(
    reading: &Reading<'_>,
    scopes: &[Scope],
    claimed: &[String],
    astray: Option<Evidence>,
) -> (String, Option<Evidence>) {
    if let Some(astray) = astray {
        return ("the quotation stands where the subject is not named".to_owned(), Some(astray));
    }
    let length = claimed.len();
    let same = |start: &usize| {
        claimed.iter().enumerate().all(|(nth, word)| reading.words.folded(start + nth) == word.as_str())
    };
    let last = reading.words.len().saturating_sub(length);
    let unmarked = (0..=last).filter(same).find(|start| {
        let span = reading.words.span(*start);
        scopes.is_empty() || place(reading, scopes, span) != Place::Outside
    });
    if let Some(start) = unmarked.filter(|_| length > 0) {
        let span = span_of(reading, &(start..start + length));
        let nearest = evidence(reading, span, Agreement::Different);
        return ("the words stand there without quotation marks".to_owned(), Some(nearest));
    }
    let nearest = subject_of(reading, scopes);
    let reason =
        if nearest.is_some() { "the words are no longer quoted where the subject is named" } else { "" };
    (reason.to_owned(), nearest)
}

fn evidence(reading: &Reading<'_>, span: Span, agreement: Agreement) -> Evidence {
    Evidence {
        agreement,
        found: Found::Quote,
        span,
        sentence: sentence_at(reading, span.start),
        difference: String::new(),
        warnings: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{outcomes, verdict};

    const CLAIM: &str = "{id: a, about: budget, quote: a bridge to nowhere}";

    #[test]
    fn any_marks_and_any_split_will_do() {
        for text in [
            "Ruiz called the budget “a bridge to nowhere”.",
            "Ruiz called the budget a \"bridge to nowhere.\"",
            "Ruiz called the budget ‘a bridge to nowhere’, Lind’s budget too.",
            "Ruiz called the budget 'a bridge to nowhere'; it's Lind's.",
            "Ruiz called the budget «a bridge\nto nowhere».",
            "Ruiz on the budget: „A bridge to nowhere“.",
            "“[A] bridge,” said Ruiz of the budget, “to nowhere.”",
            "Lind said of the budget: “Ruiz called it ‘a bridge to nowhere’.”",
        ] {
            assert_eq!(verdict(CLAIM, text).0, "confirmed", "{text}");
        }
    }

    #[test]
    fn a_changed_word_is_pointed_at() {
        let (outcome, words) = verdict(CLAIM, "Ruiz called the budget “a road to nowhere”.");
        assert_eq!((outcome, words), ("contradicted", "road"));
        let (outcome, words) = verdict(CLAIM, "Ruiz called the budget “a bridge to almost nowhere”.");
        assert_eq!((outcome, words), ("contradicted", "almost"));
        assert_eq!(verdict(CLAIM, "Ruiz called the budget “not a bridge to nowhere”.").0, "contradicted");
        assert_eq!(verdict(CLAIM, "Ruiz called the budget a “bridge” to “nowhere”.").0, "contradicted");
    }

    #[test]
    fn lost_marks_are_missing_and_say_so() {
        let text = "Ruiz called the budget a bridge to nowhere.";
        assert_eq!(verdict(CLAIM, text), ("missing", "a bridge to nowhere"));
        let outcome = outcomes(&format!("  - {CLAIM}\n"), text).pop().expect("an outcome");
        assert!(outcome.message.contains("without quotation marks"), "{}", outcome.message);
        assert_eq!(verdict(CLAIM, "Ruiz read the budget.").0, "missing");
        assert_eq!(verdict(CLAIM, "The budget has a ‘floor’.").0, "missing");
    }
}
