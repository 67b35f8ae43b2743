//! A sentence cut to the width of a page around the words that matter.

use super::clean;
use super::results::Mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A piece of an excerpt: words, and whether they are the ones that matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words, harmless and on one line.
    pub text: String,
    /// Whether they are marked.
    pub marked: bool,
}

/// The sentence with the `marks` set apart, cut to about `width` columns; an ellipsis stands where words were cut.
/// Marks out of order or outside the sentence are left out.
pub fn excerpt(sentence: &str, marks: &[Mark], width: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for mark in marks {
        let (Some(before), Some(words)) = (sentence.get(at..mark.start), sentence.get(mark.start..mark.end))
        else {
            continue;
        };
        pieces.push(Piece { text: clean::line(before), marked: false });
        pieces.push(Piece { text: clean::line(words), marked: true });
        at = mark.end;
    }
    pieces.push(Piece { text: clean::line(sentence.get(at..).unwrap_or_default()), marked: false });
    pieces.retain(|piece| !piece.text.is_empty());
    cut(&mut pieces, width);
    pieces
}

/// Cuts the unmarked pieces so that the whole fits: the outer ones at their far end, and only if that is not enough those
/// between marks, in their middle.
fn cut(pieces: &mut [Piece], width: usize) {
    /// Columns that an outer piece should keep.
    const OUTER: usize = 10;
    let total: usize = pieces.iter().map(|piece| piece.text.width()).sum();
    if total <= width {
        return;
    }
    let last = pieces.len().saturating_sub(1);
    let is_outer = |at: usize| at == 0 || at == last;
    let widths = |wanted: &dyn Fn(usize, &Piece) -> bool| -> usize {
        pieces
            .iter()
            .enumerate()
            .filter(|(at, piece)| wanted(*at, piece))
            .map(|(_, piece)| piece.text.width())
            .sum()
    };
    let mut budget = width.saturating_sub(widths(&|_, piece| piece.marked));
    let inner = widths(&|at, piece| !piece.marked && !is_outer(at));
    let outer = widths(&|at, piece| !piece.marked && is_outer(at)).min(2 * OUTER);
    let whole = inner + outer <= budget;
    if whole {
        budget -= inner;
    }
    // Short pieces first: what they do not need goes to the long ones.
    let mut order: Vec<(usize, usize)> = pieces
        .iter()
        .enumerate()
        .filter(|(at, piece)| !piece.marked && (is_outer(*at) || !whole))
        .map(|(at, piece)| (piece.text.width(), at))
        .collect();
    order.sort_unstable();
    let mut left = order.len();
    for (columns, at) in order {
        let Some(piece) = pieces.get_mut(at) else { continue };
        let share = (budget / left.max(1)).max(4);
        if columns > share {
            piece.text = match at {
                0 => format!("… {}", tail(&piece.text, share - 2)),
                _ if at == last => format!("{} …", head(&piece.text, share - 2)),
                _ => format!("{} … {}", head(&piece.text, share / 2 - 1), tail(&piece.text, share / 2 - 1)),
            };
        }
        budget = budget.saturating_sub(piece.text.width());
        left -= 1;
    }
}

/// The first whole words that fit into `width` columns.
fn head(text: &str, width: usize) -> &str {
    let mut end = 0;
    let mut used = 0;
    for (at, word) in text.split_word_bound_indices() {
        used += word.width();
        if used > width {
            break;
        }
        end = at + word.len();
    }
    text.get(..end).unwrap_or_default().trim_end()
}

/// The last whole words that fit into `width` columns.
fn tail(text: &str, width: usize) -> &str {
    let mut start = text.len();
    let mut used = 0;
    for (at, word) in text.split_word_bound_indices().rev() {
        used += word.width();
        if used > width {
            break;
        }
        start = at;
    }
    text.get(start..).unwrap_or_default().trim_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(sentence: &str, words: &[&str], width: usize) -> String {
        let marks: Vec<Mark> = words
            .iter()
            .filter_map(|word| sentence.find(word).map(|start| Mark { start, end: start + word.len() }))
            .collect();
        let pieces = excerpt(sentence, &marks, width);
        pieces
            .iter()
            .map(|piece| if piece.marked { format!("[{}]", piece.text) } else { piece.text.clone() })
            .collect()
    }

    #[test]
    fn a_short_sentence_stays_whole() {
        assert_eq!(shown("It costs $5 now.", &["$5"], 60), "It costs [$5] now.");
    }

    #[test]
    fn a_long_sentence_is_cut_around_its_mark() {
        let long = "The reactor that was long discussed in the press, put at $10 billion, was approved by the cabinet after a vote.";
        assert_eq!(shown(long, &["$10 billion"], 50), "… the press, put at [$10 billion], was approved by …");
    }

    #[test]
    fn what_lies_between_two_marks_is_cut_in_its_middle() {
        let short = "The terminal took in 450 tonnes of jet fuel and 300 tonnes of diesel, all told.";
        assert_eq!(
            shown(short, &["450 tonnes", "300 tonnes"], 62),
            "… took in [450 tonnes] of jet fuel and [300 tonnes] of diesel, …"
        );
        let long = "450 tonnes of jet fuel, which is more than was ever bought before by anybody, and 300 tonnes of diesel.";
        let shown = shown(long, &["450 tonnes", "300 tonnes"], 60);
        assert_eq!(shown, "[450 tonnes] of jet fuel, … anybody, and [300 tonnes] of diesel.");
    }

    #[test]
    fn wrong_marks_are_left_out() {
        let pieces = excerpt("é", &[Mark { start: 1, end: 2 }, Mark { start: 7, end: 9 }], 20);
        assert_eq!(pieces, [Piece { text: "é".into(), marked: false }]);
    }
}
