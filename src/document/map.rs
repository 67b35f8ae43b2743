//! The map from prose back to the source it was read from.

use crate::text::Span;

/// Pieces of prose and the source spans they were read from, in the order of the prose.
///
/// An empty map is the identity: the prose is the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceMap {
    pieces: Vec<Piece>,
}

/// One piece: `prose.len() == source.len()` means copied byte for byte; otherwise (an entity, a line end made a space)
/// the piece maps as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    prose: Span,
    source: Span,
}

impl SourceMap {
    /// Records that the next piece of prose was read from `source`. Pieces must come in the order of the prose.
    pub fn push(&mut self, prose: Span, source: Span) {
        let copied = |piece: &Piece| piece.prose.len() == piece.source.len();
        let new = Piece { prose, source };
        if let Some(last) = self.pieces.last_mut()
            && last.prose.end == prose.start
            && last.source.end == source.start
            && copied(last)
            && copied(&new)
        {
            last.prose.end = prose.end;
            last.source.end = source.end;
            return;
        }
        self.pieces.push(new);
    }

    /// The smallest span of the source that holds all that a span of the prose was read from.
    pub fn original(&self, span: Span) -> Span {
        if self.pieces.is_empty() {
            return span;
        }
        let first = self.pieces.partition_point(|piece| piece.prose.end <= span.start);
        let Some(head) = self.pieces.get(first) else {
            let end = self.pieces.last().map_or(span.start, |piece| piece.source.end);
            return Span::new(end, end);
        };
        let start = inside(head, span.start, head.source.start);
        let behind = self.pieces.partition_point(|piece| piece.prose.start < span.end);
        let end = match behind.checked_sub(1).and_then(|last| self.pieces.get(last)) {
            Some(tail) => inside(tail, span.end, tail.source.end),
            None => start,
        };
        Span::new(start, end.max(start))
    }
}

/// The source offset of a prose offset in a piece; `whole` where the piece maps as a whole.
fn inside(piece: &Piece, at: usize, whole: usize) -> usize {
    if piece.prose.len() != piece.source.len() {
        return whole;
    }
    let at = at.clamp(piece.prose.start, piece.prose.end);
    piece.source.start + (at - piece.prose.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_map_is_the_identity() {
        assert_eq!(SourceMap::default().original(Span::new(3, 9)), Span::new(3, 9));
    }

    #[test]
    fn copied_pieces_map_byte_for_byte_and_others_as_a_whole() {
        let mut map = SourceMap::default();
        map.push(Span::new(0, 4), Span::new(10, 14));
        map.push(Span::new(4, 5), Span::new(14, 20)); // an entity
        map.push(Span::new(5, 9), Span::new(20, 24));
        assert_eq!(map.original(Span::new(1, 3)), Span::new(11, 13));
        assert_eq!(map.original(Span::new(4, 5)), Span::new(14, 20));
        assert_eq!(map.original(Span::new(2, 7)), Span::new(12, 22));
        assert_eq!(map.original(Span::new(9, 9)), Span::new(24, 24));
    }

    #[test]
    fn markup_between_pieces_is_inside_the_span() {
        let mut map = SourceMap::default();
        map.push(Span::new(0, 3), Span::new(2, 5)); // **abc**def
        map.push(Span::new(3, 6), Span::new(7, 10));
        assert_eq!(map.original(Span::new(1, 5)), Span::new(3, 9));
        assert_eq!(map.original(Span::new(0, 3)), Span::new(2, 5));
    }
}
