//! Sentences of edited English prose.

use factlock::document::sentence::sentences;
use factlock::text::Span;
use proptest::prelude::*;

/// Checks that a text, its sentences divided by `|`, is cut exactly there.
#[track_caller]
fn cuts(marked: &str) {
    let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
    let text = marked.replace('|', "");
    let spans = sentences(&text, Span::new(0, text.len()));
    let found: Vec<&str> = spans.iter().map(|span| span.of(&text)).collect();
    assert_eq!(found, expected);
}

#[test]
fn stops_before_a_capital_end_a_sentence() {
    cuts("The dam failed. |Nobody was hurt! |Who knew? |40 homes stood empty. |“Enough,” said the mayor.");
    cuts("Prices fell; wages rose; rents stood still. |Then came May.");
    cuts("The vote is due in 2026. |€3 million was spent. |iPhone sales fell. |al-Bashir left.");
}

#[test]
fn titles_and_initials_stand_before_a_name() {
    cuts("Mr. Brown met Dr. Green and Gen. White. |Prof. Black stayed away.");
    cuts("J. K. Smith and George W. Jones wrote to J.R. Hill. |The reply came late.");
    cuts("He lives in St. Albans near Mt. Royal. |Lt. Gen. Grey does not.");
}

#[test]
fn companies_states_and_acronyms_end_a_sentence_only_before_an_opener() {
    cuts("Acme Inc. Chairman Ann Lee resigned from Acme Inc. |The board met.");
    cuts("The U.S. Senate voted. |It was news in the U.S. |In Canada it was not.");
    cuts("She moved to Boise, Idaho, from Dallas, Tex. |Her firm, Hill Bros. Holdings, stayed.");
    cuts("He took a Ph.D. in law. |Smith et al. disagree.");
}

#[test]
fn days_and_months_are_read_with_their_number() {
    cuts("It opened on 27 Nov. 2024 and closed on Dec. 3. |Work went on.");
    cuts("They met on 27 Nov. |Smith stayed until 3 Dec. |On Jan. 5 he left.");
    cuts("In Sept. Mayor Hill resigned.");
}

#[test]
fn figures_keep_their_stops() {
    cuts("Growth was 3.5 per cent, or $4.2bn. |Rosen lost 1.5m. |See No. 5 and p. 12, vol. 3.");
    cuts("It paid 10 bn. USD in cash. |Shell paid 3 bn. |Total paid nothing.");
    cuts("The talks began at 9 a.m. Monday and ended at 5 p.m. EST. |Hill left at 6 p.m. |She was tired.");
    cuts("The answer was no. |Nine of them said so. |Growth reached .5 per cent.");
    cuts("Fruit (e.g. Apples), i.e. produce, vs. Meat.");
}

#[test]
fn an_ellipsis_ends_a_sentence_only_before_an_opener() {
    cuts("He paused … Hill did not. |Then … the lights went out.");
    cuts("It grew... |The rest stood still. |They . . . Hill and Grey . . . signed.");
}

#[test]
fn marks_behind_the_stop_belong_to_the_sentence() {
    cuts("“We signed.” |Hill smiled. |(Nobody else did.) |*Never again.* |So it ended.");
    cuts("It cost $5 million.[12] |The rest was free.¹² |Others disagree.7 |Later they paid.");
    cuts("Version 2.1 The second came out."); // a figure, no footnote mark
}

#[test]
fn a_sentence_around_a_quotation_stays_whole() {
    cuts("“It is over. We signed,” said Hill. |He left.");
    cuts("Hill said: “It is over. We signed.” |He left.");
    cuts("Hill (He was late. Very late.) signed at last. |He left.");
    cuts("The mayor wrote \"Stop. Go home.\" on the wall. |He left.");
    cuts("‘It’s over. They’re gone,’ he said. |He left.");
}

#[test]
fn a_quotation_of_whole_sentences_is_cut() {
    cuts("“It is over. |We signed.” |Hill left.");
    cuts("(It failed. |Nobody knew.) |Hill left.");
    cuts("The inch mark of a 5\" pipe opens nothing. |So it is.");
    cuts("“It never closes. |So it goes on. |And on.");
}

#[test]
fn list_markers_are_no_sentences() {
    cuts("1. The first point. |It is short.");
    cuts("(a) The second point.");
    cuts("iv. Another one.");
    cuts("2.1. Numbered like a report.");
}

#[test]
fn wrapped_lines_are_white_space() {
    cuts("The plant is in\nthe north. |It opened\r\nin May. |\nIt is closed.");
}

#[test]
fn other_alphabets_keep_their_sentences() {
    cuts("Это правда. |Так говорят. |Élan vital. |Ça va.");
}

#[test]
fn spans_lie_inside_the_block() {
    let text = "Not this. One. Two. Nor this.";
    let spans = sentences(text, Span::new(10, 19));
    let found: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
    assert_eq!(found, ["One.", "Two."]);
    assert!(sentences("  \n ", Span::new(0, 4)).is_empty());
}

proptest! {
    #[test]
    fn any_text_is_cut_in_order_and_loses_nothing(text in "([A-Za-z]{1,4}|[.!?…\"'“”‘’()\\[\\] \n0-9éЖ]){0,60}") {
        let spans = sentences(&text, Span::new(0, text.len()));
        let mut end = 0;
        for span in &spans {
            prop_assert!(span.start >= end && span.end > span.start);
            prop_assert!(Span::new(end, span.start).of(&text).trim().is_empty());
            prop_assert!(!span.of(&text).is_empty());
            end = span.end;
        }
        prop_assert!(Span::new(end, text.len()).of(&text).trim().is_empty());
    }
}
